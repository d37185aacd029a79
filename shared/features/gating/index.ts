export {judgeGate, type ProposedPolicy} from './judge-gate.ts'
export {parseMetrics, type ReadMetrics, readMetrics} from './read-metrics.ts'
