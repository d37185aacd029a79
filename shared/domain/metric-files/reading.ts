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
  /** Why the figures are good enough to be judged, but not to be compared with. */
  readonly unfitAsBaseline?: string | undefined
  /** The file is one of two that tell of one evaluation. */
  readonly part?: EvaluationPart | undefined
}

export type EvaluationPart = 'results' | 'samples'

export type ReadingOrProblems = Reading | {readonly problems: readonly TextProblem[]}

/** What a user may say behind the name of a format, as in `trainer-state:best` or `keras-history:epoch=12`. */
export type FormatOption = {
  readonly name: string
  /** What stands behind `=`; absent: nothing. */
  readonly takes?: 'a name' | 'a whole number'
  readonly about: string
}

/** How the user wants a file to be read. */
export type ReadingWish = {
  readonly option?: {readonly name: string; readonly value: string} | undefined
  /** The file is what others are compared with. */
  readonly isBaseline?: boolean | undefined
}

type Format = {
  /** As the input `format` names it. */
  readonly name: string
  /** For people: `HF Trainer results`. */
  readonly title: string
  /** A file of this path is one of these as soon as `recognise` agrees, whatever else it may look like. */
  readonly fileName?: RegExp
  readonly options?: readonly FormatOption[]
}

/** How the text of a tree is written. */
export type Syntax = 'json' | 'yaml' | 'toml' | 'front-matter'

/** A format whose files are JSON, YAML or TOML documents, told apart by their shape. */
export type TreeFormat = Format & {
  /** Files are always written so; absent: as their name and first letters say. */
  readonly syntax?: Syntax
  /** Why the document is one of these, as in `it has log_history`; nothing when it is not. */
  readonly recognise: (tree: Tree, path: string) => string | undefined
  readonly read: (tree: Tree, source: string, wish: ReadingWish) => ReadingOrProblems
}

/** Takes a file in pieces, which are only good until the next one, and says at the end what it holds. */
export type OpenReader = {
  readonly push: (chunk: Uint8Array) => void
  readonly end: () => void
  readonly reading: () => ReadingOrProblems
}

/** A format of lines or of bytes. */
export type BytesFormat = Format & {
  /** Files of any size are read in pieces by this; absent: they are read as a whole. */
  readonly open?: (source: string) => OpenReader
  /** Asked with the first 4 KiB. */
  readonly recognise: (head: Uint8Array, path: string) => string | undefined
  readonly read: (bytes: Uint8Array, source: string, wish: ReadingWish) => ReadingOrProblems
}
