import {didYouMean} from '../nearest.ts'
import {type RuleCursor, readText} from '../rules/cursor.ts'
import type {RuleProblem} from '../rules/rule.ts'
import {readColumn} from './column-name.ts'
import {type Check, type Expectation, TOTALS, type TotalName} from './expectation.ts'
import {parseIs, parsePer} from './is-parser.ts'
import {parseItem, parseItems, parseKey} from './items-parser.ts'
import {type Comparison, parseBetween, parseComparison, takeOperator} from './limits-parser.ts'
import {parsePattern} from './pattern-parser.ts'

/** A longer one is a mistake or an attack. */
const MAX_RULE = 1000

/*
 * The grammar (docs/data.md explains it with examples):
 *
 *   expectation = "rows" number-test
 *               | column cell-test
 *               | "(" column { "," column } ")" "is" "unique"
 *               | "nulls" "(" column ")" number-test            (* a number of cells, or a share with % *)
 *               | "distinct" "(" column ")" number-test
 *               | "length" "(" column ")" number-test
 *               | ( "sum" | "mean" ) "(" column ")" ( number-test | "=" number ( "+-" | "±" ) number ) [ "per" column ]
 *               | ( "min" | "max" ) "(" column ")" test [ "per" column ]
 *               | "newest" "(" column ")" "within" number unit ;
 *   cell-test   = test
 *               | ( "=" | "!=" ) item
 *               | [ "not" ] "in" "[" item { "," item } "]"
 *               | "in" dataset "." column
 *               | "matches" "/" pattern "/"
 *               | "is" ( type | "never" "missing" | "unique" )
 *               | "is" [ "strictly" ] ( "increasing" | "decreasing" ) [ "per" column ] ;
 *   test        = operator bound | "between" bound "and" bound ;
 *   number-test = the same, with numbers alone ;
 *   operator    = "<=" | ">=" | "<" | ">" | "=" | "≤" | "≥" ;
 *   bound       = number [ "%" ] | date [ time [ offset ] ] ;
 *   item        = number | word | quoted ;
 *   type        = "number" | "integer" | "text" | "boolean" | "date" | "timestamp" | "time" | "list" | "struct" ;
 *   unit        = "minutes" | "hours" | "days" | "weeks" ;
 *   column      = bare | quoted ;
 *   bare        = ( letter | digit | "_" ) { letter | digit | "_" | "-" | "." | "/" | "@" } ;
 *   quoted      = a JSON string ;
 */

export type ParsedExpectation = {readonly rule: Expectation} | {readonly problem: RuleProblem}

/** Reads an expectation such as `price between 0 and 500`. What is not understood is refused with its place. */
export function parseExpectation(source: string): ParsedExpectation {
  const text = source.trim()
  return readText(text, read => {
    if (text.length > MAX_RULE) read.fail(`an expectation has at most ${MAX_RULE} characters`)
    if (text === '') read.fail('expected something such as "price between 0 and 500"')
    const check = parseCheck(read)
    if (!read.isAtEnd()) read.fail(`expected the end of the expectation, found ${read.found()}`)
    return {text, check}
  })
}

function parseCheck(read: RuleCursor): Check {
  if (read.take(/\(/y) !== undefined) return together(read)
  const {name, isQuoted, at} = readColumn(read, 'the name of a column, or "rows"')
  if (!isQuoted && read.take(/\(/y) !== undefined) return parseCall(read, name, at)
  if (!isQuoted && name === 'rows') {
    return {kind: 'rows', limits: parseTest(read, {}).limits}
  }
  return parseCellTest(read, name)
}

function together(read: RuleCursor): Check {
  const columns = [readColumn(read, 'the name of a column').name]
  while (read.take(/,/y) !== undefined) columns.push(readColumn(read, 'the name of a column').name)
  if (read.take(/\)/y) === undefined) read.fail(`expected "," or ")", found ${read.found()}`)
  const repeated = columns.find((name, at) => columns.indexOf(name) !== at)
  if (repeated !== undefined) read.fail(`${JSON.stringify(repeated)} is named twice`, 0)
  if (read.take(/is\s+unique\b/y) === undefined) {
    read.fail(
      'of several columns it can only be expected that they are unique: expected "is unique"',
    )
  }
  return {kind: 'unique', columns}
}

const CALLS = ['nulls', 'distinct', 'length', ...TOTALS, 'newest'] as const

function parseCall(read: RuleCursor, name: string, at: number): Check {
  const call = CALLS.find(known => known === name)
  if (call === undefined) {
    const hint = didYouMean(name, CALLS) || `; there is ${CALLS.join(', ')}`
    return read.fail(`there is no ${JSON.stringify(name)} of a column${hint}`, at)
  }
  const column = readColumn(read, 'the name of a column').name
  if (read.take(/\)/y) === undefined) read.fail(`expected ")", found ${read.found()}`)
  switch (call) {
    case 'nulls':
      return {kind: 'nulls', column, ...parseTest(read, {shares: true})}
    case 'distinct':
    case 'length':
      return {kind: call, column, limits: parseTest(read, {}).limits}
    case 'newest':
      return {kind: 'fresh', column, ...parseWithin(read)}
    default:
      return parseTotal(read, call, column)
  }
}

function parseTotal(read: RuleCursor, of: TotalName, column: string): Check {
  const isOrdered = of === 'min' || of === 'max'
  const {limits} = parseTest(read, isOrdered ? {moments: true} : {tolerance: true})
  const per = parsePer(read)
  return {kind: 'total', of, column, limits, ...(per === undefined ? {} : {per})}
}

function parseTest(read: RuleCursor, allowed: Parameters<typeof parseBetween>[1]): Comparison {
  const operator = takeOperator(read)
  if (operator === '!=') read.fail('expected a limit: <=, >=, <, >, = or between', read.last())
  if (operator !== undefined) return parseComparison(read, operator, allowed)
  const word = read.take(/[\p{L}]+/uy)
  if (word === 'between') return parseBetween(read, allowed)
  if (word === undefined) {
    return read.fail(`expected <=, >=, <, >, = or between, found ${read.found()}`)
  }
  const hint = didYouMean(word, ['between'])
  return read.fail(
    `expected <=, >=, <, >, = or between, found ${JSON.stringify(word)}${hint}`,
    read.last(),
  )
}

const UNITS = {minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000} as const

function parseWithin(read: RuleCursor): {readonly withinMs: number; readonly within: string} {
  if (read.take(/within\b/y) === undefined) {
    read.fail(
      `expected "within 3 days", found ${read.found()}; a fixed day is written "max(date) >= 2026-01-31"`,
    )
  }
  const number = read.take(/(?:\d+\.?\d*|\.\d+)/y)
  if (number === undefined) return read.fail(`expected a number, found ${read.found()}`)
  const word = read.take(/[\p{L}]+/uy)
  if (word === undefined) return read.fail(`expected a unit such as days, found ${read.found()}`)
  const at = read.last()
  const unit = Object.entries(UNITS).find(([name]) => word === name || word === `${name}s`)
  if (unit === undefined) {
    const known = Object.keys(UNITS).map(name => `${name}s`)
    const hint = didYouMean(word, known) || `; there is ${known.join(', ')}`
    return read.fail(`${JSON.stringify(word)} is no unit of time${hint}`, at)
  }
  const withinMs = Number(number) * unit[1]
  if (withinMs > 36_500 * UNITS.day) read.fail('this is longer than a hundred years', at)
  return {withinMs, within: `${number} ${word}`}
}

const TESTS = ['between', 'in', 'not', 'matches', 'is', 'within'] as const

function parseCellTest(read: RuleCursor, column: string): Check {
  const operator = takeOperator(read)
  if (operator === '=' || operator === '!=') {
    const item = parseItem(read, 'a number, a word or a text in quotes')
    return {kind: 'set', column, items: [item], isNegated: operator === '!='}
  }
  if (operator !== undefined) {
    return {kind: 'range', column, limits: parseComparison(read, operator, {moments: true}).limits}
  }
  const word = read.take(/[\p{L}]+/uy)
  if (word === undefined) {
    if (/[*?]/.test(read.peek())) {
      read.fail('an expectation is about one column; a name with such a character goes in quotes')
    }
    return read.fail(`expected <=, >=, <, >, =, ${TESTS.join(', ')}; found ${read.found()}`)
  }
  switch (word) {
    case 'between':
      return {kind: 'range', column, limits: parseBetween(read, {moments: true}).limits}
    case 'is':
      return parseIs(read, column)
    case 'matches':
      return {kind: 'pattern', column, pattern: parsePattern(read)}
    case 'in':
      if (read.peek() === '[') {
        return {kind: 'set', column, items: parseItems(read), isNegated: false}
      }
      return {kind: 'key', column, ...parseKey(read)}
    case 'not':
      if (read.take(/in\b/y) === undefined) read.fail(`expected "in", found ${read.found()}`)
      return {kind: 'set', column, items: parseItems(read), isNegated: true}
    case 'within': {
      const message = `write "newest(${column}) within 3 days"`
      return read.fail(message, read.last())
    }
    default: {
      const hint = didYouMean(word, TESTS)
      const message = `expected <=, >=, <, >, =, ${TESTS.join(', ')}; found ${JSON.stringify(word)}${hint}`
      return read.fail(message, read.last())
    }
  }
}
