export {dispatchOnce} from './dispatch-once.ts'
export {type Draft, holdsAll} from './draft.ts'
export {propose} from './propose.ts'
