import type {Task} from './evaluation.ts'
import type {Names} from './names.ts'
import type {Score} from './score.ts'

/**
 * Scores by example as harnesses and test runners leave them, by column: row i of every column is one example. The mean of
 * a score over the examples is the metric of its name.
 */
export type ExampleTable = {
  /** The file, as the user named it. */
  readonly source: string
  /** Names of the examples, unique within the table. */
  readonly ids: Names
  /** Of what an example consists of; two examples of one id with other hashes are not the same. */
  readonly hashes?: readonly string[] | undefined
  /** Examples of one cluster depend on each other. */
  readonly clusters?: readonly string[] | undefined
  /** Examples next to each other along it may depend on each other. */
  readonly order?: readonly (string | number)[] | undefined
  /** What the order is called, or else the clusters. */
  readonly by?: string | undefined
  /** Dimension to the value of each example; an empty text belongs to no slice of the dimension. */
  readonly slices?: Readonly<Record<string, readonly string[]>> | undefined
  readonly scores: readonly ExampleScore[]
  /** What a model said of each example, of which metrics of any kind are computed. */
  readonly predicted?: Predicted | undefined
}

export type Predicted = {readonly task: Task; readonly scores: readonly Score[]}

export type ExampleScore = {
  /** The path of the metric, as in a metric's record. */
  readonly key: readonly string[]
  /** Where the file says so. */
  readonly direction?: 'lower' | 'higher' | undefined
  /** One finite number for each example; shares of what was right are 0 or 1. */
  readonly values: Float64Array
}
