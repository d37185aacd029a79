export {findLockfiles, knownFile, namedFile, type ReadFile} from './capture.ts'
export {supervise} from './supervise.ts'
