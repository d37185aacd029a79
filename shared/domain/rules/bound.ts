import {isFairnessMeasure} from '../fairness/names.ts'
import {didYouMean} from '../nearest.ts'
import {isShareMetric} from '../share-metric.ts'
import type {RuleCursor} from './cursor.ts'
import {readWord} from './name.ts'
import type {Bound, Reference, Rule, Shift} from './rule.ts'

const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y
const SIGN = /[+\-−]/y
const NO_SHIFT: Shift = {amount: 0, unit: 'plain'}
const WORD = /[\p{L}_]+/uy

/** What a rule is about, as far as numbers of it can be misread. */
export type Measured = {readonly metric: string; readonly isShare: boolean | 'unknown'}

/** Of a pattern the last part says it; where that is not spelt out, nobody knows. */
export function measuredBy(metric: string, isPattern: boolean): Measured {
  const last = metric.split(/[./]/).at(-1) ?? ''
  if (isPattern && last.includes('*')) return {metric, isShare: 'unknown'}
  return {metric, isShare: isShareMetric(metric) || isFairnessMeasure(metric)}
}

/** From here on the limit of a share is one of percent; below nobody knows whether 2 means 2 % or 200 %. */
export const PERCENT_FROM = 10

/** What stands right of the operator. The metric's name decides whether a bare percentage is clear. */
export function parseBound(
  read: RuleCursor,
  measured: Measured,
  direction: Rule['direction'],
): Bound {
  const word = read.take(WORD)
  if (word === undefined) {
    const isPercentClear = direction === 'higher'
    const expected = 'a number or "baseline"'
    return {kind: 'absolute', limit: parseLimit(read, measured, {expected, isPercentClear})}
  }
  if (word === 'floor') return {kind: 'floor'}
  const reference = referenceOf(read, word, ['baseline', 'champion', 'floor'])
  return {kind: 'relative', shift: shift(read, measured, word), ...reference}
}

/** `baseline`, `champion` or `champion(production)`. */
export function parseReference(read: RuleCursor): Reference {
  const word = read.take(WORD)
  if (word === undefined) {
    return read.fail(`expected "baseline" or "champion", found ${read.found()}`)
  }
  return referenceOf(read, word, ['baseline', 'champion'])
}

function referenceOf(read: RuleCursor, word: string, known: readonly string[]): Reference {
  if (word === 'baseline') return {}
  if (word !== 'champion') {
    const expected = known.includes('floor') ? 'a number or "baseline"' : '"baseline" or "champion"'
    return read.fail(
      `expected ${expected}, found ${JSON.stringify(word)}${didYouMean(word, known)}`,
      read.last(),
    )
  }
  if (read.take(/\(/y) === undefined) return {champion: {}}
  const environment = readWord(read, 'the name of an environment')
  if (read.take(/\)/y) === undefined) {
    read.fail(`expected ")" after the environment, found ${read.found()}`)
  }
  return {champion: {environment}}
}

type Wanted = {
  readonly expected?: string
  /** A limit in percent is clear, because no share reaches it: a file that has shares is then told so. */
  readonly isPercentClear?: boolean
}

/** A value that stands still. */
export function parseLimit(
  read: RuleCursor,
  {metric, isShare}: Measured,
  {expected = 'a number', isPercentClear = false}: Wanted = {},
): number {
  const sign = read.take(SIGN)
  const size = number(read, expected)
  const sizeIndex = read.last()
  if (read.take(/pp\b/y) !== undefined) {
    read.fail(
      'percentage points are a distance from the baseline; write a limit with %',
      read.last(),
    )
  }
  if (read.take(/%/y) !== undefined) return signed(sign, size / 100)
  const isClear =
    isPercentClear && (sign ?? '+') === '+' && size >= PERCENT_FROM && isShareMetric(metric)
  if (size > 1 && isShare === true && !isClear) read.fail(aboveOne(metric, size), sizeIndex)
  return signed(sign, size)
}

/** Nothing of the kind can be missed or reached, so such a rule would always hold or never. */
function aboveOne(metric: string, size: number): string {
  const written =
    size < 10 ? `"${size}%", or "${size * 100}%" for ${size}` : `"${size / 100}" or "${size}%"`
  return `${metric} is a share, from 0 to 1: write ${written}`
}

function shift(read: RuleCursor, measured: Measured, after: string): Shift {
  const sign = read.take(SIGN)
  if (sign === undefined) {
    if (!read.isAtEnd() && read.peek() !== ',' && !isFollowed(read)) {
      read.fail(`expected "+" or "-" after "${after}", found ${read.found()}`)
    }
    return NO_SHIFT
  }
  const lead = sign === '+' ? '+ ' : '- '
  const {amount, unit} = parseSize(read, measured, lead)
  return amount === 0 ? NO_SHIFT : {amount: signed(sign, amount), unit}
}

/** `in at least 4 of 5 runs` and `over 5 runs` follow a bound without a comma. */
function isFollowed(read: RuleCursor): boolean {
  return read.sees(/(?:in|over)\b/y)
}

/** A distance without a sign: `2 %`, `1 pp`, `0.1`; `lead` is what stands before it. */
export function parseSize(read: RuleCursor, {metric, isShare}: Measured, lead = ''): Shift {
  const amount = number(read, 'a number')
  const sizeIndex = read.last()
  const unit = read.take(/%|pp\b/y)
  const unitIndex = read.last()
  if (unit === 'pp') return {amount, unit: 'points'}
  if (unit === undefined) {
    if (amount >= 1 && isShare === true) {
      read.fail(
        `"${amount}" is all of ${metric}, a share from 0 to 1: write "${lead}${amount} pp" (percentage points, ${amount / 100})`,
        sizeIndex,
      )
    }
    return {amount, unit: 'plain'}
  }
  if (read.take(/relative\b/y) === undefined && isShare !== false) {
    const side = `${lead}${amount}`
    read.fail(
      `"${amount} %" can mean two things for ${metric}: write "${side} pp" (percentage points, ${amount / 100}) or "${side} % relative" (of the baseline's value)`,
      unitIndex,
    )
  }
  return {amount, unit: 'percent'}
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
