export {judgeGate, type ProposedPolicy} from './judge-gate.ts'
export {parseMetrics} from './parse-metrics.ts'
export {type ReadingWishes, readMetrics} from './read-metrics.ts'
export {NOTHING_READ, type ReadMetrics} from './reading-result.ts'
