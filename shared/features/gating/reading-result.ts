import type {ExampleTable} from '../../domain/example-table.ts'
import type {MetricRecord} from '../../domain/metric-record.ts'

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

/** What was read from several files. */
export function joinRead(all: readonly ReadMetrics[]): ReadMetrics {
  return {
    metrics: all.flatMap(({metrics}) => metrics),
    examples: all.flatMap(({examples}) => examples),
    problems: all.flatMap(({problems}) => problems),
    warnings: all.flatMap(({warnings}) => warnings),
    unfitAsBaseline: all.flatMap(({unfitAsBaseline}) => unfitAsBaseline),
    notes: all.flatMap(({notes}) => notes),
  }
}
