import type {ExampleTable} from '../../domain/example-table.ts'
import {isMetric} from '../../domain/metric.ts'
import type {EvaluationPart} from '../../domain/metric-files/reading.ts'
import {type JoinedParts, joinParts} from '../../domain/metric-files/results-and-samples.ts'
import type {MetricRecord} from '../../domain/metric-record.ts'
import {pathText} from '../../platform/path-text.ts'

export type ReadMetrics = {
  readonly metrics: readonly MetricRecord[]
  /** Scores by example, where files have them. */
  readonly examples: readonly ExampleTable[]
  /** What was wrong, one sentence each with file and line. Any of them makes the verdict an error. */
  readonly problems: readonly string[]
  /** What is odd, but no mistake. */
  readonly warnings: readonly string[]
  /** Why figures are good enough to be judged, but not to be compared with. */
  readonly unfitAsBaseline: readonly string[]
  /** How each file was read, for the log. */
  readonly notes: readonly string[]
  readonly part?: EvaluationPart | undefined
}

/** What is read from no file. */
export const NOTHING_READ: ReadMetrics = {
  metrics: [],
  examples: [],
  problems: [],
  warnings: [],
  unfitAsBaseline: [],
  notes: [],
}

export type ReadFile = readonly [path: string, ReadMetrics]

/** What was read from several files. A file of several must not be empty unseen; of a single one the verdict itself says so. */
export function joinRead(files: readonly ReadFile[]): ReadMetrics {
  const all = files.length > 1 ? files.map(notEmpty) : files.map(([, read]) => read)
  const {metrics, problems} = joinEvaluation(all)
  return {
    metrics,
    examples: all.flatMap(({examples}) => examples),
    problems: [...all.flatMap(read => read.problems), ...problems],
    warnings: all.flatMap(({warnings}) => warnings),
    unfitAsBaseline: all.flatMap(({unfitAsBaseline}) => unfitAsBaseline),
    notes: all.flatMap(({notes}) => notes),
  }
}

/** Results and samples of one evaluation have the same metrics; of several evaluations nothing is guessed. */
function joinEvaluation(all: readonly ReadMetrics[]): JoinedParts {
  const of = (...parts: readonly ReadMetrics['part'][]) =>
    all.filter(({part}) => parts.includes(part))
  const metricsOf = (some: readonly ReadMetrics[]) => some.flatMap(({metrics}) => metrics)
  const [results, other] = of('results')
  if (!results || other) return {metrics: metricsOf(all), problems: []}
  const joined = joinParts(results.metrics, metricsOf(of('samples')))
  return {metrics: [...metricsOf(of(undefined)), ...joined.metrics], problems: joined.problems}
}

function notEmpty([path, read]: ReadFile): ReadMetrics {
  const {metrics, examples, problems} = read
  if (problems.length > 0 || examples.length > 0 || metrics.some(isMetric)) return read
  return {...read, problems: [`${pathText(path)} holds no number at all`]}
}

type Figures = Pick<ReadMetrics, 'metrics'> & {
  readonly unfitAsBaseline?: readonly string[] | undefined
}

/** What others are compared with, where these figures are the baseline's: nothing, where their files say that they are no baseline. */
export function asBaseline({metrics, unfitAsBaseline = []}: Figures) {
  return unfitAsBaseline.length === 0
    ? {metrics, problems: []}
    : {metrics: [], problems: unfitAsBaseline}
}
