export {parseMetrics} from './parse-metrics.ts'
export {readMetrics} from './read-metrics.ts'
export {readScoreLines} from './stream-metrics.ts'
export {checkFormatNames} from './wished-format.ts'
