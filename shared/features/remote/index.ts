export {listRemote, type RemoteListing} from '../../platform/remote/list.ts'
export {
  type MeasuredElsewhere,
  measureClaimed,
  measureRemote,
  type RemoteWish,
} from './measure.ts'
export {askVersion} from './version-command.ts'
