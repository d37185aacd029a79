import {type Batch, CELL, type Observer} from '../../shared/domain/ports/table.ts'
import {batchOf, type Value} from './cells.ts'

/** Values that programs trip over. */
const ODD: readonly Value[] = [
  null,
  '',
  ' ',
  'NaN',
  '__proto__',
  'constructor',
  'é'.repeat(300),
  '\0',
  '\ud800',
  'A|B`<b>',
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  Number.MIN_VALUE,
  2 ** 53,
  -0,
  true,
  false,
  new Date(0),
  new Date(8.64e15),
  new Date(Number.NaN),
]

type Below = (below: number) => number
export type OddTable = Readonly<Record<string, readonly Value[]>>

/** The same table with some cells odd, some columns empty, of one value, of another kind, or gone. */
export function oddTable(table: OddTable, below: Below): OddTable {
  const names = Object.keys(table)
  const other = new Map(Object.entries(table))
  for (let left = below(3) + 1; left > 0; left--) {
    const name = names[below(names.length)] ?? ''
    const cells = other.get(name)
    if (cells === undefined) continue
    const odd = ODD[below(ODD.length)] ?? null
    const changes = [
      () =>
        other.set(
          name,
          cells.map(cell => (below(4) === 0 ? (ODD[below(ODD.length)] ?? null) : cell)),
        ),
      () =>
        other.set(
          name,
          cells.map(() => odd),
        ),
      () =>
        other.set(
          name,
          cells.map(() => (below(2) === 0 ? null : odd)),
        ),
      () =>
        other.set(
          name,
          cells.map((_, at) => at * 1e300 * (at % 2 === 0 ? 1 : -1)),
        ),
      () =>
        other.set(
          name,
          [...cells].sort(() => below(3) - 1),
        ),
      () => other.delete(name),
    ]
    changes[below(changes.length)]?.()
  }
  return Object.fromEntries(other)
}

/** Shows a table to observers in batches of any size; columns may come late, and cells of a batch be of kinds without numbers. */
export function showOdd(
  table: OddTable,
  observers: readonly Observer[],
  below: Below,
  {isPlain = false}: {readonly isPlain?: boolean} = {},
): number {
  const names = Object.keys(table)
  const rows = Math.max(0, ...Object.values(table).map(({length}) => length))
  const late = !isPlain && below(4) === 0 ? names.slice(0, 1) : names
  for (const {begin} of observers) begin(late.map(name => ({name})))
  for (let from = 0; from < rows; ) {
    const some = below(rows) + 1
    const shown = from === 0 ? late : names
    if (from > 0 && late !== names)
      for (const {begin} of observers) begin(names.map(name => ({name})))
    const cut = shown.map(name => padded(table[name] ?? [], rows).slice(from, from + some))
    const batch = batchOf(cut, from)
    if (!isPlain) makeStrange(batch, below)
    for (const observer of observers) observer.batch(batch)
    from += some
  }
  for (const {end} of observers) end()
  return rows
}

function padded(cells: readonly Value[], rows: number): readonly Value[] {
  return [...cells, ...new Array<null>(rows - cells.length).fill(null)]
}

const WITHOUT_NUMBERS = [CELL.binary, CELL.list, CELL.struct, CELL.other]

function makeStrange({columns: [cells]}: Batch, below: Below): void {
  if (below(6) !== 0) return
  cells?.kinds.fill(WITHOUT_NUMBERS[below(WITHOUT_NUMBERS.length)] ?? CELL.other)
  cells?.numbers.fill(Number.NaN)
}
