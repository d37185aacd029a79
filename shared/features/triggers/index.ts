export {dispatchOnce} from './dispatch-once.ts'
export {holdsAll, type Proposal, proposeData} from './propose.ts'
