import {type Batch, CELL, type Cells, type Observer, type TableColumn} from '../ports/table.ts'
import {generator} from '../statistics/generator.ts'

/** Rows of a dataset that tests look at; of fewer every one is. */
export const SAMPLED_ROWS = 10_000
/** Different texts of a column whose words are kept, and how much of each. */
const KEPT_TEXTS = 256
const TEXT_CHARACTERS = 60
const SEED = 20_260_101

/** One column of the sampled rows, in no order that means something. */
export type SampledColumn = {
  readonly name: string
  /** A `CELL` for each row. */
  readonly kinds: Uint8Array
  /** The number where the kind has one, else the hash of the value. */
  readonly values: Float64Array
  /** Of texts, in bytes of UTF-8. */
  readonly sizes: Float64Array
  /** The words of the texts that were seen first, by hash. */
  readonly texts: ReadonlyMap<number, string>
}

export type RowSample = {
  readonly observer: Observer
  /** Of all rows, sampled or not. */
  readonly rows: () => number
  readonly columns: () => readonly SampledColumn[]
}

type Filling = {
  readonly name: string
  kinds: Uint8Array
  values: Float64Array
  sizes: Float64Array
  readonly texts: Map<number, string>
}

/**
 * Keeps whole rows, each as likely as any other, in memory that does not grow with the data (Waterman's reservoir). The
 * same rows in the same order always give the same sample.
 */
export function rowSample({
  mostColumns,
  most = SAMPLED_ROWS,
}: {
  readonly mostColumns: number
  readonly most?: number
}): RowSample {
  const next = generator(SEED)
  const columns: Filling[] = []
  let rows = 0
  let room = 0

  function begin(heads: readonly TableColumn[]): void {
    for (const {name} of heads.slice(columns.length, mostColumns)) {
      columns.push({
        name,
        kinds: new Uint8Array(room),
        values: new Float64Array(room),
        sizes: new Float64Array(room),
        texts: new Map(),
      })
    }
  }

  function batch({rows: count, columns: cells}: Batch): void {
    grow(Math.min(most, rows + count))
    const places = choose(count)
    for (const [at, column] of columns.entries()) {
      const of = cells[at]
      if (of) for (const [row, slot] of places) keep(column, of, {row, slot})
    }
  }

  /** Which rows of the batch go where. */
  function choose(count: number): ReadonlyMap<number, number> {
    const rowAt = new Map<number, number>()
    for (let row = 0; row < count; row++) {
      const slot = rows < most ? rows : next(rows + 1)
      if (slot < most) rowAt.set(slot, row)
      rows++
    }
    return new Map([...rowAt].map(([slot, row]) => [row, slot]))
  }

  function grow(needed: number): void {
    if (needed <= room) return
    room = Math.min(most, Math.max(needed, 2 * room))
    for (const column of columns) {
      column.kinds = grown(column.kinds, new Uint8Array(room))
      column.values = grown(column.values, new Float64Array(room))
      column.sizes = grown(column.sizes, new Float64Array(room))
    }
  }

  const filled = () => Math.min(rows, most)
  return {
    observer: {begin, batch, end: () => undefined},
    rows: () => rows,
    columns: () =>
      columns.map(({name, kinds, values, sizes, texts}) => ({
        name,
        kinds: kinds.subarray(0, filled()),
        values: values.subarray(0, filled()),
        sizes: sizes.subarray(0, filled()),
        texts,
      })),
  }
}

function keep(
  {kinds, values, sizes, texts}: Filling,
  cells: Cells,
  {row, slot}: {readonly row: number; readonly slot: number},
): void {
  const kind = cells.kinds[row] ?? CELL.null
  kinds[slot] = kind
  sizes[slot] = 0
  if (kind < CELL.string) {
    values[slot] = kind === CELL.null ? 0 : (cells.numbers[row] ?? Number.NaN)
    return
  }
  const hash = cells.hash(row)
  values[slot] = hash
  if (kind !== CELL.string) return
  sizes[slot] = cells.size(row)
  if (texts.size < KEPT_TEXTS && !texts.has(hash)) {
    texts.set(hash, cells.text(row).slice(0, TEXT_CHARACTERS))
  }
}

function grown<A extends Uint8Array | Float64Array>(from: A, to: A): A {
  to.set(from)
  return to
}
