export {findLockfiles, knownFile, type ReadFile} from './capture.ts'
export {supervise} from './supervise.ts'
