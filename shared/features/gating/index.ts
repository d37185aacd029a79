export {type GateQuestion, judgeGate, type ProposedPolicy} from './judge-gate.ts'
export {checkFormatNames, parseMetrics, readMetrics, readScoreLines} from './lazy-readers.ts'
export type {ReadingWishes} from './read-metrics.ts'
export {
  asBaseline,
  joinRead,
  NOTHING_READ,
  type ReadFile,
  type ReadMetrics,
} from './reading-result.ts'
export {isNamedSource} from './source-name.ts'
