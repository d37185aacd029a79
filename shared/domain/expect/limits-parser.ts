import type {RuleCursor} from '../rules/cursor.ts'
import type {Limits} from './expectation.ts'
import {parseMoment} from './moment.ts'

const MOMENT = /\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?/y
const NUMBER = /[+\-−]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const OPERATOR = /<=|>=|≤|≥|=<|=>|==?|!=|≠|<|>/y
const DAY = 86_400_000

/** What a comparison may be made with. */
export type Allowed = {
  readonly moments?: boolean
  readonly shares?: boolean
  readonly tolerance?: boolean
}

type Point = {
  readonly of: Limits['of']
  readonly from: number
  /** Where a day ends that was written without a time: the first moment that is no longer in it. */
  readonly until?: number
  readonly isShare: boolean
}

export type Comparison = {readonly limits: Limits; readonly isShare: boolean}

/** The operator of a comparison as it means; nothing where none stands. */
export function takeOperator(read: RuleCursor): '<=' | '>=' | '<' | '>' | '=' | '!=' | undefined {
  const sign = read.take(OPERATOR)
  switch (sign) {
    case undefined:
      return undefined
    case '=<':
    case '=>':
      return read.fail(`write ${sign === '=<' ? '<=' : '>='} instead of ${sign}`, read.last())
    case '≤':
      return '<='
    case '≥':
      return '>='
    case '≠':
      return '!='
    case '==':
      return '='
    default:
      return sign as '<='
  }
}

/** `between 0 and 500`, after its first word. */
export function parseBetween(read: RuleCursor, allowed: Allowed): Comparison {
  const low = point(read, allowed)
  const word = read.take(/[\p{L}]+/uy)
  if (word !== 'and') {
    const at = word === undefined ? undefined : read.last()
    const found = word === undefined ? read.found() : JSON.stringify(word)
    read.fail(`expected "and" after the lower end, found ${found}`, at)
  }
  const high = point(read, allowed)
  const at = read.last()
  if (low.of !== high.of) read.fail('both ends must be numbers, or both dates', at)
  if (low.isShare !== high.isShare) read.fail('write % behind both ends or behind none', at)
  if (high.from < low.from) read.fail('the lower end comes first', at)
  return {
    limits: {of: low.of, low: low.from, ...below(high)},
    isShare: low.isShare,
  }
}

/** What stands behind one of `<=`, `>=`, `<`, `>`, `=`. */
export function parseComparison(
  read: RuleCursor,
  operator: '<=' | '>=' | '<' | '>' | '=',
  allowed: Allowed,
): Comparison {
  const one = point(read, allowed)
  const {of, from, until, isShare} = one
  switch (operator) {
    case '<=':
      return {limits: {of, ...below(one)}, isShare}
    case '<':
      return {limits: {of, high: from, isHighOpen: true}, isShare}
    case '>=':
      return {limits: {of, low: from}, isShare}
    case '>':
      if (until !== undefined) return {limits: {of, low: until}, isShare}
      return {limits: {of, low: from, isLowOpen: true}, isShare}
    case '=': {
      const around = of === 'number' ? tolerance(read, allowed) : undefined
      if (around === undefined) return {limits: {of, low: from, ...below(one)}, isShare}
      return {limits: {of, low: from - around, high: from + around}, isShare}
    }
  }
}

function below({from, until}: Point): Pick<Limits, 'high' | 'isHighOpen'> {
  return until === undefined ? {high: from} : {high: until, isHighOpen: true}
}

function tolerance(read: RuleCursor, allowed: Allowed): number | undefined {
  if (read.take(/\+\s?[-−]|±/y) === undefined) return undefined
  if (!allowed.tolerance) read.fail('a tolerance goes with a sum or a mean', read.last())
  const size = number(read)
  if (size === undefined) return read.fail(`expected a number, found ${read.found()}`)
  if (size < 0) read.fail('a tolerance has no sign', read.last())
  if (read.peek() === '%') read.fail('write the tolerance as a number')
  return size
}

function point(read: RuleCursor, {moments = false, shares = false}: Allowed): Point {
  const written = read.take(MOMENT)
  if (written !== undefined) {
    if (!moments) read.fail('expected a number, found a date', read.last())
    const moment = parseMoment(written)
    if (moment === undefined) return read.fail('there is no such day or time', read.last())
    return {
      of: 'moment',
      from: moment,
      ...(written.length === 10 ? {until: moment + DAY} : {}),
      isShare: false,
    }
  }
  const value = number(read)
  const at = read.last()
  if (value === undefined) return expected(read, moments)
  if (read.take(/%/y) !== undefined) {
    if (!shares) read.fail('a percentage goes with nulls(…) only; write 0.05 for 5 %', read.last())
    if (value < 0 || value > 100) read.fail('a share lies between 0 % and 100 %', at)
    return {of: 'number', from: value / 100, isShare: true}
  }
  if (read.peek() === ',') read.fail('numbers are written with a point and without commas')
  if (shares && value < 0) read.fail('a number of cells is not below 0', at)
  if (shares && !Number.isInteger(value)) {
    read.fail(`write "${value * 100} %", or a whole number of cells`, at)
  }
  return {of: 'number', from: value, isShare: false}
}

function expected(read: RuleCursor, moments: boolean): never {
  const what = moments ? 'a number or a date such as 2026-01-31' : 'a number'
  const word = read.take(/[\p{L}_]+/uy)
  if (word === undefined) return read.fail(`expected ${what}, found ${read.found()}`)
  const hint =
    word === 'now' || word === 'today'
      ? '; freshness is written "newest(date) within 3 days"'
      : '; two columns are compared by { sql: "SELECT count(*) FROM data WHERE NOT (low <= high)", is: 0 }'
  return read.fail(`expected ${what}, found ${JSON.stringify(word)}${hint}`, read.last())
}

function number(read: RuleCursor): number | undefined {
  const digits = read.take(NUMBER)
  if (digits === undefined) return undefined
  const value = Number(digits.replace('−', '-'))
  if (!Number.isFinite(value)) read.fail('this number is too large', read.last())
  return value === 0 ? 0 : value
}
