import type {ExampleTable} from '../example-table.ts'
import type {MetricRecord} from '../metric-record.ts'
import type {TextProblem, Tree} from '../tree.ts'

/** What a metrics file says. */
export type Reading = {
  readonly metrics: readonly MetricRecord[]
  /** Scores by example, where the file has them. */
  readonly examples?: readonly ExampleTable[] | undefined
  /** One sentence each: what is odd, but no mistake. */
  readonly warnings?: readonly string[] | undefined
}

export type ReadingOrProblems = Reading | {readonly problems: readonly TextProblem[]}

/** A format whose files are JSON, YAML or TOML documents, told apart by their shape. */
export type TreeFormat = {
  /** As the input `format` names it. */
  readonly name: string
  /** For people: `HF Trainer results`. */
  readonly title: string
  /** Why the document is one of these, as in `because it has log_history`; nothing when it is not. */
  readonly recognise: (tree: Tree, path: string) => string | undefined
  readonly read: (tree: Tree, source: string) => ReadingOrProblems
}

/** A format of lines or of bytes. */
export type BytesFormat = {
  readonly name: string
  readonly title: string
  /** Asked with the first 4 KiB. */
  readonly recognise: (head: Uint8Array, path: string) => string | undefined
  readonly read: (bytes: Uint8Array, source: string) => ReadingOrProblems
}
