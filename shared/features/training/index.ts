export {findLockfiles, knownFile, type ReadFile} from './capture.ts'
export {type Supervised, supervise, type TrainingCommand} from './supervise.ts'
