import {clipped, type FindingRow, SHOWN_ROWS} from '../finding.ts'
import {CELL} from '../ports/table.ts'
import {isOf} from './cell-checker.ts'
import {type Checker, HELD, nothingSeen, type Outcome, unchecked} from './checker.ts'
import {type Check, isWithin, type Limits, type TotalName} from './expectation.ts'
import {printMoment} from './moment.ts'
import {MOST_GROUPS, tooManyGroups} from './order-checker.ts'
import {placeList, share, shown} from './places.ts'

type Group = {
  count: number
  sum: number
  /** What the sum lost by rounding. */
  lost: number
  min: number
  max: number
  readonly label: string
  readonly file: string
  readonly line: number | undefined
}

type TotalCheck = Extract<Check, {kind: 'total'}>

/** Sum, mean, least or greatest of a column, of all rows or of each group. */
export function totalChecker(
  {of, limits, per}: Pick<TotalCheck, 'of' | 'limits' | 'per'>,
  {isPersonal, most = MOST_GROUPS}: {readonly isPersonal: boolean; readonly most?: number},
): Checker {
  const strangers = placeList(isPersonal)
  const groups = new Map<number, Group>()
  let rows = 0
  let checked = 0
  let isFull = false
  return {
    look(batch, [cells, by]) {
      rows += batch.rows
      if (cells === undefined) return
      for (let row = 0; row < batch.rows; row++) {
        if (cells.kinds[row] === CELL.null) continue
        checked++
        const number = cells.numbers[row] ?? Number.NaN
        if (!isOf(limits.of, cells.kinds[row]) || Number.isNaN(number)) {
          strangers.add(batch, row, cells)
          continue
        }
        const key = by === undefined || by.kinds[row] === CELL.null ? -1 : by.hash(row)
        let group = groups.get(key)
        if (group === undefined) {
          if (groups.size >= most) {
            isFull = true
            continue
          }
          const label = by === undefined ? '' : clipped(by.text(row))
          group = newGroup(label, batch.file, batch.lines[row])
          groups.set(key, group)
        }
        add(group, number)
      }
    },
    end() {
      if (checked === 0) return nothingSeen(rows)
      const strange = strangers.count()
      if (strange > 0) {
        const what = limits.of === 'number' ? 'no numbers' : 'no dates'
        const but = `${share(strange, checked, 'cells')} are ${what}${strangers.first()}`
        const places = {count: strange, rows: strangers.rows()}
        return {kind: 'broken', code: 'expect-total', but, ...places}
      }
      const told = {of, limits, isPersonal, isGrouped: per !== undefined}
      const broken = judge([...groups.values()], told)
      return broken ?? (isFull ? unchecked(tooManyGroups(most)) : HELD)
    },
  }
}

function newGroup(label: string, file: string, line: number | undefined): Group {
  const [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  return {count: 0, sum: 0, lost: 0, min, max, label, file, line}
}

/** After Neumaier: the sum is as exact as if it were rounded about once. */
function add(group: Group, number: number): void {
  const sum = group.sum + number
  group.lost +=
    Math.abs(group.sum) >= Math.abs(number) ? group.sum - sum + number : number - sum + group.sum
  group.sum = sum
  group.count++
  if (number < group.min) group.min = number
  if (number > group.max) group.max = number
}

function figureOf(group: Group, of: TotalName): number {
  // Beyond the range of numbers there is nothing to repair.
  const sum = Number.isFinite(group.sum) ? group.sum + group.lost : group.sum
  switch (of) {
    case 'sum':
      return sum
    case 'mean':
      return sum / group.count
    case 'min':
      return group.min
    case 'max':
      return group.max
  }
}

function judge(
  groups: readonly Group[],
  told: {
    readonly of: TotalName
    readonly limits: Limits
    readonly isPersonal: boolean
    readonly isGrouped: boolean
  },
): Outcome | undefined {
  const {of, limits, isPersonal, isGrouped} = told
  const broken = groups.filter(group => !isWithin(figureOf(group, of), limits))
  const [first] = broken
  if (first === undefined) return undefined
  const print = (group: Group) => {
    const value = figureOf(group, of)
    return limits.of === 'moment' ? printMoment(value) : String(value)
  }
  if (!isGrouped) {
    const but = isPersonal ? `the ${of} is another` : `the ${of} is ${print(first)}`
    return {kind: 'broken', code: 'expect-total', but}
  }
  const rows = broken.slice(0, SHOWN_ROWS).map((group): FindingRow => {
    const text = isPersonal ? '' : clipped(`${group.label}: ${print(group)}`)
    const {file, line} = group
    return {file, ...(line === undefined || line < 1 ? {} : {line}), text}
  })
  const which = isPersonal ? '' : `, the first ${shown(first.label)}: ${print(first)}`
  const but = `${share(broken.length, groups.length, 'groups')} have another ${of}${which} (${placeOf(first)})`
  return {kind: 'broken', code: 'expect-total', but, count: broken.length, rows}
}

function placeOf({file, line}: Group): string {
  return line === undefined ? file : `${file}:${line}`
}
