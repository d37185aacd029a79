import type {MetricRecord, MetricValue} from './metric-record.ts'
import {didYouMean} from './nearest.ts'
import {describeTree, type Member, type Spot, type TextProblem, type Tree} from './tree.ts'

/** Values one metrics file may bring into a record, which is kept for years. */
export const MAX_METRICS = 10_000

/** Longer names are no names; a bound, because every rule and report writes them out. */
export const MAX_NAME = 500

export type Collected =
  | {readonly metrics: readonly MetricRecord[]}
  | {readonly problems: readonly TextProblem[]}

/**
 * Everything in a metrics file that has a name. Numbers are metrics; other values are remembered as
 * `not-a-number`, so that a rule that names one can be told what stands there. Lists are not looked into.
 */
export function collectMetrics(
  tree: Tree,
  source: string,
  {isTextRead = false}: {readonly isTextRead?: boolean} = {},
): Collected {
  if (tree.kind !== 'object') {
    const message = `holds ${describeTree(tree)} at the top; metrics are numbers with names, such as {"rmse": 3.4}`
    return refused(tree, message)
  }
  const metrics: MetricRecord[] = []
  let tooLong: Spot | undefined

  function collect(members: ReadonlyMap<string, Member>, path: readonly string[], length: number) {
    // A list of two for each of ten thousand is a tenth of the time.
    members.forEach(({key: spot, value}, name) => {
      if (metrics.length > MAX_METRICS || tooLong) return
      const size = length + name.length
      const key = path.length === 0 ? [name] : [...path, name]
      if (size > MAX_NAME) tooLong = spot
      else if (value.kind === 'object') collect(value.members, key, size + 1)
      else metrics.push({key, ...measured(value, {isTextRead}), source, line: value.line})
    })
  }

  collect(tree.members, [], 0)
  if (tooLong) return refused(tooLong, `a metric's name is longer than ${MAX_NAME} characters`)
  if (metrics.length > MAX_METRICS) return refused(tree, `holds more than ${MAX_METRICS} values`)
  return {metrics}
}

function refused({line, column}: Spot, message: string): Collected {
  return {problems: [{line, column, message}]}
}

type Measured = Pick<MetricRecord, 'value' | 'found' | 'dtype'>

/** What stands at a place of a document as a metric's value. Texts are numbers only where that was asked for. */
export function measured(tree: Tree, {isTextRead = false} = {}): Measured {
  switch (tree.kind) {
    case 'number':
      return measuredNumber(tree.value)
    case 'text': {
      const number = isTextRead ? numberIn(tree.value) : undefined
      return number === undefined ? {value: 'not-a-number', found: 'text'} : measuredNumber(number)
    }
    case 'flag':
      return {value: 'not-a-number', found: 'true or false'}
    case 'null':
      return {value: 'not-a-number', found: 'null'}
    case 'list':
      return {value: 'not-a-number', found: 'a list'}
    case 'object':
      return {value: 'not-a-number', found: 'a mapping'}
  }
}

/** A number as a metric's value, with what its digits say about the precision that it once had. */
export function measuredNumber(value: number): Measured {
  return {value: metricValue(value), ...(wasSingle(value) ? {dtype: 'f32'} : {})}
}

/**
 * Only one double in half a billion happens to be a single as well. Those that people write, such as 0.5, have few digits,
 * and equal singles are equal doubles.
 */
function wasSingle(value: number): boolean {
  if (!Number.isFinite(value) || Number.isInteger(value) || Math.fround(value) !== value)
    return false
  return value.toExponential().replace(/e.*|[-.]/g, '').length > 10
}

/** Digits are matched in one way only: a long text that is none must not be tried in all. */
const NUMBER_IN_TEXT = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i
const WORDS_OF_NUMBERS: ReadonlyMap<string, number> = new Map([
  ['nan', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['+inf', Number.POSITIVE_INFINITY],
  ['infinity', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['-infinity', Number.NEGATIVE_INFINITY],
])

/** The number that a text is, as Python and people write one; nothing when it is anything besides. */
export function numberIn(text: string): number | undefined {
  const number = text.trim()
  if (NUMBER_IN_TEXT.test(number)) return Number(number)
  return WORDS_OF_NUMBERS.get(number.toLowerCase())
}

/** A number as records hold it. */
export function metricValue(value: number): MetricValue {
  if (Number.isNaN(value)) return 'NaN'
  if (value === Number.POSITIVE_INFINITY) return 'Infinity'
  return value === Number.NEGATIVE_INFINITY ? '-Infinity' : value
}

/** The name that rules and people use: the path with dots. */
export function metricName({key}: {readonly key: readonly string[]}): string {
  // Most have one part, and are then as they stand in the file: a text that is already known costs nothing.
  return key.length === 1 ? (key[0] ?? '') : key.join('.')
}

/** Whether this is a metric at all; NaN and infinite values are, broken ones. */
export function isMetric({value}: Pick<MetricRecord, 'value'>): boolean {
  return value !== 'not-a-number'
}

/** `metrics.json line 3`. */
export function metricPlace({source, line}: Pick<MetricRecord, 'source' | 'line'>): string {
  return line === undefined ? source : `${source} line ${line}`
}

export type MetricLookup =
  | {readonly found: 'one'; readonly metric: MetricRecord}
  | {readonly found: 'several'; readonly metrics: readonly MetricRecord[]}
  | {readonly found: 'none'; readonly hint: string}

/** Enough for people, and little enough that a hostile file cannot make the search long. */
const HINTED_METRICS = 500
const HINTED_LENGTH = 100

/** A near name, or the full name of a metric whose last part was meant, or what there is. */
export function hintFor(name: string, metrics: readonly MetricRecord[]): string {
  const names = [...new Set(metrics.filter(isMetric).slice(0, HINTED_METRICS).map(metricName))]
  const nested = names.filter(known => known.endsWith(`.${name}`))
  if (nested.length === 1) return `; did you mean "${nested[0]}"?`
  if (names.length === 0) return ''
  const near = name.length > HINTED_LENGTH ? '' : didYouMean(name, names)
  if (near !== '') return near
  const some = names.slice(0, 5).join(', ')
  return `; there is ${some}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`
}
