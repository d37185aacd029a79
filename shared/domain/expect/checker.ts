import type {FindingRow} from '../finding.ts'
import type {FindingCode} from '../finding-codes.ts'
import type {Batch, Cells} from '../ports/table.ts'

/** What became of an expectation. */
export type Outcome =
  | {readonly kind: 'held'}
  /** Nothing could be said, and why: never a pass. */
  | {readonly kind: 'unchecked'; readonly why: string}
  | {
      readonly kind: 'broken'
      readonly code: FindingCode
      /** What is instead, as the end of a sentence. */
      readonly but: string
      readonly count?: number
      readonly rows?: FindingRow[]
    }

/** Looks for one expectation at each batch: the cells are those of its columns, nothing for one that is not there yet. */
export type Checker = {
  readonly look: (batch: Batch, cells: readonly (Cells | undefined)[]) => void
  readonly end: () => Outcome
}

/** The keys of another dataset, or why they are not known. */
export type KnownKeys =
  | {readonly kind: 'known'; readonly has: (hash: number) => boolean}
  | {readonly kind: 'unknown'; readonly why: string}

export type Surroundings = {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly isPersonal: boolean
  readonly keysOf: (dataset: string, column: string) => KnownKeys
}

export const HELD: Outcome = {kind: 'held'}

export function unchecked(why: string): Outcome {
  return {kind: 'unchecked', why}
}

/** What to say where every cell was empty, or no row was there. */
export function nothingSeen(rows: number): Outcome {
  return unchecked(rows === 0 ? 'there is no row' : 'not one row has a value there')
}
