import {
  type Batch,
  CELL,
  type Cells,
  type ColumnType,
  type Observer,
  type TableColumn,
} from '../ports/table.ts'
import {toldValue} from '../profile/summarize.ts'
import {type KeyCounts, type KeyIndex, keyIndex, type Spot} from './key-index.ts'
import type {Leakage, Overlap} from './leakage.ts'
import {exactHash, nearHash, rowKeys} from './row-key.ts'

/** Places that are shown of each kind. */
const SHOWN = 5
/** Below this share of different rows a likeness without label and key says nothing: rows repeat by nature. */
const TELLING = 0.9

export type PairWish = {
  readonly train: string
  readonly holdout: string
  /** The columns of both; none where their rows are of another kind. */
  readonly columns: readonly string[]
  /** Columns that do not count for likeness: the label, and the key. */
  readonly apart: readonly string[]
  readonly isNear: boolean
  /** The column of each side. */
  readonly group?: {readonly train: string; readonly holdout: string} | undefined
  readonly order?: {readonly train: string; readonly holdout: string} | undefined
  /** Different rows that are remembered at most, of each kind. */
  readonly mostKeys: number
  readonly isPersonal: boolean
}

/** Two places that hold the same: in the holdout, and in the training data. */
export type Match = {readonly holdout: Place; readonly train: Place}
export type Place = {readonly file: string; readonly line: number}

export type PairResult = {
  readonly leakage: Leakage
  readonly same: readonly Match[]
  readonly near: readonly Match[]
  readonly groups: readonly Match[]
  readonly late: readonly Place[]
  /** Rows of the holdout that are equal to an earlier one of it. */
  readonly repeated: number
}

/** Compares two datasets: the holdout must have been seen to its end before the first row of the training data. */
export function leakagePair(wish: PairWish) {
  const {columns, apart, isNear, mostKeys, group, order} = wish
  const files: string[] = []
  let trained = 0
  const telling = columns.filter(name => !apart.includes(name))
  const kinds = {
    same: columns.length > 0 ? comparison(columns, {isNear: false, mostKeys, files}) : undefined,
    near:
      isNear && telling.length > 0
        ? comparison(telling, {isNear: true, mostKeys, files})
        : undefined,
    group: group && groupComparison(group, {mostKeys, files}),
    order: order && orderComparison(order),
  }

  const texts = textWatch()

  /** Asked once the holdout was seen to its end. */
  const isTelling = once(() => {
    const {keys, rows} = kinds.near?.counts() ?? {keys: 0, rows: 1}
    return keys >= TELLING * rows && (telling.length > 1 || texts.areAll())
  })

  function watch(side: 'train' | 'holdout'): Observer {
    let heads: readonly TableColumn[] = []
    return {
      begin: all => {
        heads = all
      },
      batch: batch => {
        if (side === 'train') trained += batch.rows
        const known = kinds.same?.[side](batch, heads)
        if (side === 'holdout')
          texts.see(batch.columns[placeOf(heads, telling[0] ?? '')], batch.rows)
        if (side === 'holdout' || isTelling()) kinds.near?.[side](batch, heads, known)
        kinds.group?.[side](batch, heads)
        kinds.order?.[side](batch, heads)
      },
      end: () => undefined,
    }
  }

  function result(): PairResult {
    const {train, holdout, isPersonal} = wish
    const same = kinds.same?.counts()
    const near = kinds.near?.counts()
    return {
      leakage: {
        train,
        holdout,
        ...(same ? {columns: columns.length, same: overlapOf(same)} : {}),
        ...(near && isTelling() ? {near: overlapOf(near)} : {}),
        ...(kinds.group ? {groups: kinds.group.result()} : {}),
        ...(kinds.order ? kinds.order.result(trained, {isPersonal}) : {}),
      },
      same: kinds.same?.matches ?? [],
      near: isTelling() ? (kinds.near?.matches ?? []) : [],
      groups: kinds.group?.matches ?? [],
      late: kinds.order?.late ?? [],
      repeated: same ? same.rows - same.keys : 0,
    }
  }

  return {watch, result}
}

/** One column alone tells rows apart when it is a text; a number comes again by chance. */
function textWatch() {
  let [seen, others] = [0, 0]
  return {
    see(cells: Cells | undefined, rows: number): void {
      for (let row = 0; row < rows; row++) {
        const kind = cells?.kinds[row] ?? CELL.null
        if (kind === CELL.string) seen++
        else if (kind !== CELL.null) others++
      }
    },
    areAll: () => seen > 0 && others === 0,
  }
}

function once<T>(ask: () => T): () => T {
  let answer: {readonly is: T} | undefined
  return () => {
    answer ??= {is: ask()}
    return answer.is
  }
}

export type LeakagePair = ReturnType<typeof leakagePair>

function overlapOf({markedRows, rows, oneOf}: KeyCounts): Overlap {
  return {rows: markedRows, of: rows, ...(oneOf > 1 ? {oneOf} : {})}
}

type Memory = {readonly mostKeys: number; readonly files: string[]}

/** Rows by a key over several columns. */
function comparison(
  names: readonly string[],
  {isNear, mostKeys, files}: Memory & {isNear: boolean},
) {
  const index = keyIndex(mostKeys)
  const hashes = names.map(() => (isNear ? nearHash() : exactHash))
  const matches: Match[] = []
  const keysOf = (batch: Batch, heads: readonly TableColumn[]) =>
    rowKeys(
      batch,
      names.map(name => placeOf(heads, name)),
      hashes,
    )
  return {
    matches,
    counts: index.counts,
    holdout(batch: Batch, heads: readonly TableColumn[]): undefined {
      const file = fileOf(batch, files)
      for (const [row, key] of keysOf(batch, heads).entries()) {
        index.add(key, {file, line: batch.lines[row] ?? 0})
      }
    },
    /** Answers which rows were found; those that another comparison found already are not shown again. */
    train(batch: Batch, heads: readonly TableColumn[], known?: Uint8Array | undefined): Uint8Array {
      const found = new Uint8Array(batch.rows)
      for (const [row, key] of keysOf(batch, heads).entries()) {
        const place = index.find(key)
        if (place < 0) continue
        found[row] = 1
        const isNew = index.mark(place)
        if (isNew && known?.[row] !== 1 && matches.length < SHOWN) {
          matches.push(matchOf(index, place, {batch, row, files}))
        }
      }
      return found
    },
  }
}

/** Different values of a column that rows belong together by. */
function groupComparison(
  names: {readonly train: string; readonly holdout: string},
  {mostKeys, files}: Memory,
) {
  const index = keyIndex(mostKeys)
  const matches: Match[] = []
  const keys = (batch: Batch, heads: readonly TableColumn[], name: string) => {
    const cells = batch.columns[placeOf(heads, name)]
    return Array.from({length: batch.rows}, (_, row) =>
      cells === undefined || cells.kinds[row] === CELL.null ? 0 : cells.hash(row) || 1,
    )
  }
  return {
    matches,
    holdout(batch: Batch, heads: readonly TableColumn[]): void {
      const file = fileOf(batch, files)
      for (const [row, key] of keys(batch, heads, names.holdout).entries()) {
        if (key !== 0) index.add(key, {file, line: batch.lines[row] ?? 0})
      }
    },
    train(batch: Batch, heads: readonly TableColumn[]): void {
      for (const [row, key] of keys(batch, heads, names.train).entries()) {
        const place = key === 0 ? -1 : index.find(key)
        if (place < 0 || !index.mark(place) || matches.length >= SHOWN) continue
        matches.push(matchOf(index, place, {batch, row, files}))
      }
    },
    result: () => {
      const {markedKeys, keys: all} = index.counts()
      return {column: names.holdout, shared: markedKeys, of: all}
    },
  }
}

/** Whether the training data end before the holdout begins. */
function orderComparison(names: {readonly train: string; readonly holdout: string}) {
  let earliest = Number.POSITIVE_INFINITY
  let latest = Number.NEGATIVE_INFINITY
  let type: ColumnType = 'number'
  let [numbers, moments, strangers] = [0, 0, 0]
  let late = 0
  const places: Place[] = []

  function each(batch: Batch, place: number, visit: (value: number, row: number) => void): void {
    const cells = batch.columns[place]
    if (cells === undefined) return
    for (let row = 0; row < batch.rows; row++) {
      const kind = cells.kinds[row] ?? CELL.null
      if (kind === CELL.null) continue
      const value = cells.numbers[row] ?? Number.NaN
      if (kind >= CELL.string || !Number.isFinite(value)) strangers++
      else visit(value, row)
      if (kind <= CELL.number) numbers++
      else if (kind < CELL.string) moments++
      if (kind === CELL.date && type !== 'timestamp') type = 'date'
      if (kind === CELL.timestamp) type = 'timestamp'
    }
  }

  return {
    late: places,
    holdout(batch: Batch, heads: readonly TableColumn[]): void {
      each(batch, placeOf(heads, names.holdout), value => {
        if (value < earliest) earliest = value
      })
    },
    train(batch: Batch, heads: readonly TableColumn[]): void {
      each(batch, placeOf(heads, names.train), (value, row) => {
        if (value > latest) latest = value
        if (value < earliest) return
        late++
        if (places.length < SHOWN) {
          places.push({file: batch.file, line: batch.lines[row] ?? batch.firstRow + row + 1})
        }
      })
    },
    result(rows: number, {isPersonal}: {readonly isPersonal: boolean}) {
      const column = names.holdout
      if (numbers > 0 && moments > 0) {
        return {notCompared: `the order in time: "${column}" has moments and numbers`}
      }
      if (strangers > 0 || earliest === Number.POSITIVE_INFINITY || latest === -Infinity) {
        const why = `"${column}" is not a moment or a number in every row`
        return {notCompared: `the order in time: ${why}`}
      }
      const told = isPersonal
        ? {}
        : {earliest: toldValue(type, earliest), latest: toldValue(type, latest)}
      return {time: {column, late, of: rows, ...told}}
    },
  }
}

function placeOf(heads: readonly TableColumn[], name: string): number {
  return heads.findIndex(head => head.name === name)
}

/** Names of files once; batches of one file come one after the other. */
function fileOf({file}: Batch, files: string[]): number {
  return files.at(-1) === file ? files.length - 1 : files.push(file) - 1
}

function matchOf(
  index: KeyIndex,
  place: number,
  {
    batch,
    row,
    files,
  }: {readonly batch: Batch; readonly row: number; readonly files: readonly string[]},
): Match {
  const {file, line}: Spot = index.spot(place)
  return {
    holdout: {file: files[file] ?? '', line},
    train: {file: batch.file, line: batch.lines[row] ?? batch.firstRow + row + 1},
  }
}
