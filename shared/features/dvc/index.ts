export {type DvcProject, readProject} from './read-project.ts'
export {type DvcRepository, openRepository} from './repository.ts'
export {type Verified, verifyProject} from './verify.ts'
export {writeProject} from './write.ts'
