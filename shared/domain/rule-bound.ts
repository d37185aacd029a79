import {didYouMean} from './nearest.ts'
import type {Bound, Shift} from './rule.ts'
import type {RuleCursor} from './rule-cursor.ts'
import {isShareMetric} from './share-metric.ts'

const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const SIGN = /[+\-−]/y
const NO_SHIFT: Shift = {amount: 0, unit: 'plain'}
const WORD = /[\p{L}_]+/uy

/** What stands right of the operator. The metric's name decides whether a bare percentage is clear. */
export function parseBound(read: RuleCursor, metric: string): Bound {
  const word = read.take(WORD)
  if (word === undefined) return {kind: 'absolute', limit: limit(read, metric)}
  if (word === 'baseline') return {kind: 'relative', shift: shift(read, metric)}
  const message =
    word === 'champion'
      ? '"champion" is not understood by this version; compare with "baseline" or with a number'
      : `expected a number or "baseline", found ${JSON.stringify(word)}${didYouMean(word, ['baseline'])}`
  return read.fail(message, read.last())
}

function limit(read: RuleCursor, metric: string): number {
  const sign = read.take(SIGN)
  const size = number(read, 'a number or "baseline"')
  const sizeIndex = read.last()
  if (read.take(/pp\b/y) !== undefined) {
    read.fail(
      'percentage points are a distance from the baseline; write a limit with %',
      read.last(),
    )
  }
  if (read.take(/%/y) !== undefined) return signed(sign, size / 100)
  if (size > 1 && isShareMetric(metric)) read.fail(aboveOne(metric, size), sizeIndex)
  return signed(sign, size)
}

/** Nothing of the kind can be missed or reached, so such a rule would always hold or never. */
function aboveOne(metric: string, size: number): string {
  const written =
    size < 10 ? `"${size}%", or "${size * 100}%" for ${size}` : `"${size / 100}" or "${size}%"`
  return `${metric} is a share, from 0 to 1: write ${written}`
}

function shift(read: RuleCursor, metric: string): Shift {
  const sign = read.take(SIGN)
  if (sign === undefined) {
    if (!read.isAtEnd() && read.peek() !== ',') {
      read.fail(`expected "+" or "-" after "baseline", found ${read.found()}`)
    }
    return NO_SHIFT
  }
  const size = number(read, 'a number')
  const sizeIndex = read.last()
  const unit = read.take(/%|pp\b/y)
  const unitIndex = read.last()
  const amount = signed(sign, size)
  if (unit === 'pp') return amount === 0 ? NO_SHIFT : {amount, unit: 'points'}
  if (unit === undefined && size >= 1 && isShareMetric(metric)) {
    read.fail(
      `"${size}" is all of ${metric}, a share from 0 to 1: write "${sign === '+' ? '+' : '-'} ${size} pp" (percentage points, ${size / 100})`,
      sizeIndex,
    )
  }
  if (unit === undefined) return {amount, unit: 'plain'}
  if (read.take(/relative\b/y) === undefined && isShareMetric(metric)) {
    const side = `${sign === '+' ? '+' : '-'} ${size}`
    read.fail(
      `"${size} %" can mean two things for ${metric}: write "${side} pp" (percentage points, ${size / 100}) or "${side} % relative" (of the baseline's value)`,
      unitIndex,
    )
  }
  return amount === 0 ? NO_SHIFT : {amount, unit: 'percent'}
}

function number(read: RuleCursor, expected: string): number {
  const digits = read.take(NUMBER)
  if (digits === undefined) return read.fail(`expected ${expected}, found ${read.found()}`)
  const value = Number(digits)
  if (!Number.isFinite(value)) read.fail('this number is too large', read.last())
  return value
}

/** Without a negative zero, which would print as another rule. */
function signed(sign: string | undefined, size: number): number {
  return sign === undefined || sign === '+' || size === 0 ? size : -size
}
