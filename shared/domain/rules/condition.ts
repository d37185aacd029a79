import {
  type Measured,
  measuredBy,
  parseBound,
  parseLimit,
  parseReference,
  parseSize,
} from './bound.ts'
import type {RuleCursor} from './cursor.ts'
import type {Rule} from './rule.ts'
import {parseName, parseSubject, type Subject} from './subject.ts'

export type Condition = Subject & Pick<Rule, 'direction' | 'strict' | 'bound'>

/** What is asked of which metrics, without the clauses behind it. */
export function parseCondition(read: RuleCursor): Condition {
  const budget = read.take(/(?:drops|rises)\s+of\s(?!\s*(?:[<>=≤≥]|$))/y)
  if (budget !== undefined)
    return parseBudget(read, budget.startsWith('drops') ? 'higher' : 'lower')
  const subject = parseSubject(read)
  const measured = measuredBy(subject.metric, subject.isPattern ?? false)
  if (read.take(/between\b/y) !== undefined) return {...subject, ...parseBetween(read, measured)}
  if (read.take(/within\b/y) !== undefined) return {...subject, ...parseWithin(read, measured)}
  const {direction, strict} = operator(read)
  return {...subject, direction, strict, bound: parseBound(read, measured, direction)}
}

const BAND = {direction: 'lower', strict: false} as const

function parseBetween(
  read: RuleCursor,
  measured: Measured,
): Pick<Rule, 'direction' | 'strict' | 'bound'> {
  const low = parseLimit(read, measured)
  const lowIndex = read.last()
  if (read.take(/and\b/y) === undefined) {
    read.fail(`expected "and" and the upper limit, found ${read.found()}`)
  }
  const high = parseLimit(read, measured)
  if (low >= high) read.fail(`the lower limit must be below the upper one, ${high}`, lowIndex)
  return {...BAND, bound: {kind: 'between', low, high}}
}

function parseWithin(
  read: RuleCursor,
  measured: Measured,
): Pick<Rule, 'direction' | 'strict' | 'bound'> {
  const tolerance = parseSize(read, measured)
  if (tolerance.amount === 0) read.fail('a band needs a width above 0', read.last())
  if (read.take(/of\b/y) === undefined) {
    read.fail(`expected "of baseline" or "of champion", found ${read.found()}`)
  }
  return {...BAND, bound: {kind: 'within', tolerance, ...parseReference(read)}}
}

const MOST_METRICS = 100

function parseBudget(read: RuleCursor, direction: Rule['direction']): Condition {
  const names: string[] = []
  do {
    const at = read.at()
    const {metric, isPattern} = parseName(read)
    if (isPattern) read.fail('a budget names each of its metrics', at)
    if (names.includes(metric)) read.fail(`${metric} is named already`, at)
    if (read.sees(/\[/y)) read.fail('a budget is about whole metrics, without slices')
    if (names.push(metric) > MOST_METRICS) read.fail(`a budget has at most ${MOST_METRICS} metrics`)
  } while (read.take(/,|and\b/y) !== undefined)
  const [metric = '', ...others] = names
  if (others.length === 0) read.fail('a budget is shared by two metrics or more')
  const sign = read.take(/<=|≤|</y)
  if (sign === undefined) read.fail(`expected "<=" and what may be lost, found ${read.found()}`)
  const allowed = parseSize(read, budgetOf(names))
  if (read.take(/together\b/y) === undefined) {
    read.fail(`expected "together" after the budget, found ${read.found()}`)
  }
  return {metric, direction, strict: sign === '<', bound: {kind: 'budget', allowed, others}}
}

/** One share among the metrics is enough to make a bare percentage unclear. */
function budgetOf(names: readonly string[]): Measured {
  const all = names.map(name => measuredBy(name, false))
  return all.find(({isShare}) => isShare === true) ?? {metric: names[0] ?? '', isShare: false}
}

/** A name with spaces, such as `macro avg.recall`, is the usual reason for words before the sign. */
function quoteHint({text}: RuleCursor): string {
  const sign = text.search(/[<>=≤≥]/)
  const name = text.slice(0, Math.max(sign, 0)).trim()
  if (name === '' || /["[\]]/.test(name)) return ''
  return `; a name with such characters is quoted: ${JSON.stringify(name)}`
}

function operator(read: RuleCursor): Pick<Rule, 'direction' | 'strict'> {
  const sign = read.take(/<=|>=|≤|≥|=<|=>|==?|!=|≠|<|>/y)
  switch (sign) {
    case '<=':
    case '≤':
      return {direction: 'lower', strict: false}
    case '>=':
    case '≥':
      return {direction: 'higher', strict: false}
    case '<':
      return {direction: 'lower', strict: true}
    case '>':
      return {direction: 'higher', strict: true}
    case '=<':
    case '=>':
      return read.fail(`write ${sign === '=<' ? '<=' : '>='} instead of ${sign}`, read.last())
    case undefined:
      break
    default:
      return read.fail('a rule says which side is good: expected <=, >=, < or >', read.last())
  }
  return read.fail(
    `expected <=, >=, < or > after the metric, found ${read.found()}${quoteHint(read)}`,
  )
}
