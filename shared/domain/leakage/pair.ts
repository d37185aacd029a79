import {CELL, type Cells, type Observer, type TableColumn} from '../ports/table.ts'
import {groupComparison} from './by-group.ts'
import {orderComparison} from './by-order.ts'
import {rowComparison} from './by-rows.ts'
import type {KeyCounts} from './key-index.ts'
import type {Leakage, Overlap} from './leakage.ts'
import {type Match, type Place, placeOf} from './match.ts'

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
    same: columns.length > 0 ? rowComparison(columns, {isNear: false, mostKeys, files}) : undefined,
    near:
      isNear && telling.length > 0
        ? rowComparison(telling, {isNear: true, mostKeys, files})
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
