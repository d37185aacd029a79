import type {FindingCode} from '../finding-codes.ts'
import {CELL, type CellKind, type Cells} from '../ports/table.ts'
import {type Checker, HELD, nothingSeen} from './checker.ts'
import {type CellType, type Check, type Item, isWithin, type Limits} from './expectation.ts'
import {compilePattern} from './pattern.ts'
import {placeList, share} from './places.ts'

/** Whether the cell in a row is as expected; it is not empty. */
type Test = (cells: Cells, row: number) => boolean

type CellCheck = Extract<Check, {kind: 'range' | 'length' | 'type' | 'set' | 'pattern'}>

/** Looks at each cell of a column for itself. */
export function cellChecker(check: CellCheck, isPersonal: boolean): Checker {
  if (check.kind === 'type' && check.type === 'text') return textChecker(isPersonal)
  const {code, test} = testOf(check)
  return eachCell({code, test, isPersonal, noun: 'cells', are: 'are not'})
}

/** Counts the cells of a column that are not empty, and those of them that fail a test. */
export function eachCell({
  code,
  test,
  isPersonal,
  are,
  noun,
}: {
  readonly code: FindingCode
  readonly test: Test
  readonly isPersonal: boolean
  readonly noun: string
  readonly are: string
}): Checker {
  const places = placeList(isPersonal)
  let rows = 0
  let checked = 0
  return {
    look(batch, [cells]) {
      rows += batch.rows
      if (cells === undefined) return
      for (let row = 0; row < batch.rows; row++) {
        if (cells.kinds[row] === CELL.null) continue
        checked++
        if (!test(cells, row)) places.add(batch, row, cells)
      }
    },
    end() {
      if (checked === 0) return nothingSeen(rows)
      const count = places.count()
      if (count === 0) return HELD
      const but = `${share(count, checked, noun)} ${are}${places.first()}`
      return {kind: 'broken', code, but, count, rows: places.rows()}
    },
  }
}

function testOf(check: CellCheck): {readonly code: FindingCode; readonly test: Test} {
  switch (check.kind) {
    case 'range':
      return {code: 'expect-range', test: rangeTest(check.limits)}
    case 'length':
      return {code: 'expect-length', test: lengthTest(check.limits)}
    case 'type':
      return {code: 'expect-type', test: typeTest(check.type)}
    case 'set':
      return {code: 'expect-set', test: setTest(check.items, check.isNegated)}
    case 'pattern':
      return {code: 'expect-pattern', test: patternTest(check.pattern)}
  }
}

/** Numbers are compared with numbers, and moments with moments; what is neither is outside of every range. */
export function isOf(of: Limits['of'], kind: number | undefined): boolean {
  if (of === 'number') return kind === CELL.integer || kind === CELL.number
  return kind === CELL.date || kind === CELL.timestamp
}

function rangeTest(limits: Limits): Test {
  return ({kinds, numbers}, row) =>
    isOf(limits.of, kinds[row]) && isWithin(numbers[row] ?? Number.NaN, limits)
}

/** In characters, not bytes: a letter counts once, however it is stored. */
function lengthTest(limits: Limits): Test {
  return (cells, row) => {
    let length = 0
    for (const _ of cells.text(row)) length++
    return isWithin(length, limits)
  }
}

const KINDS: Readonly<Record<Exclude<CellType, 'text'>, readonly CellKind[]>> = {
  number: [CELL.integer, CELL.number],
  integer: [CELL.integer],
  boolean: [CELL.boolean],
  date: [CELL.date],
  timestamp: [CELL.timestamp, CELL.date],
  time: [CELL.time],
  list: [CELL.list],
  struct: [CELL.struct],
}

function typeTest(type: CellType): Test {
  const allowed: readonly number[] = type === 'text' ? [CELL.string] : KINDS[type]
  return ({kinds}, row) => allowed.includes(kinds[row] ?? CELL.null)
}

/** What makes a column text is that one cell can be nothing else: in CSV a text may look like a number. */
function textChecker(isPersonal: boolean): Checker {
  const places = placeList(isPersonal)
  let rows = 0
  let texts = 0
  let strange = 0
  return {
    look(batch, [cells]) {
      rows += batch.rows
      if (cells === undefined) return
      for (let row = 0; row < batch.rows; row++) {
        const kind = cells.kinds[row]
        if (kind === CELL.null) continue
        if (kind === CELL.string) texts++
        else {
          if (kind === CELL.list || kind === CELL.struct || kind === CELL.binary) strange++
          places.add(batch, row, cells)
        }
      }
    },
    end() {
      const others = places.count()
      if (texts + others === 0) return nothingSeen(rows)
      if (texts > 0 && strange === 0) return HELD
      const but = `${share(others, texts + others, 'cells')} are something else${places.first()}`
      return {kind: 'broken', code: 'expect-type', but, count: others, rows: places.rows()}
    },
  }
}

function setTest(items: readonly Item[], isNegated: boolean): Test {
  const texts = new Set(items.map(({text}) => text))
  const numbers = new Set(items.flatMap(({number}) => (number === undefined ? [] : [number])))
  const truths = items.flatMap(({truth}) => (truth === undefined ? [] : [Number(truth)]))
  return (cells, row) => {
    const kind = cells.kinds[row]
    const number = cells.numbers[row] ?? Number.NaN
    const isIn =
      (isOf('number', kind) && numbers.has(number)) ||
      (kind === CELL.boolean && truths.includes(number)) ||
      texts.has(cells.text(row))
    return isIn !== isNegated
  }
}

function patternTest(text: string): Test {
  const pattern = compilePattern(text)
  if ('message' in pattern) throw new Error(`pattern: ${pattern.message}`)
  return (cells, row) => pattern.test(cells.text(row))
}
