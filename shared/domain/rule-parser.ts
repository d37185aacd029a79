import type {RuleObject} from './config.ts'
import {didYouMean} from './nearest.ts'
import {type ParsedRule, printRule, type Rule} from './rule.ts'
import {parseBound} from './rule-bound.ts'
import {type RuleCursor, readText} from './rule-cursor.ts'
import {looksLikeBound, readBareName, readQuotedName} from './rule-name.ts'

/** A longer rule is a mistake or an attack. */
const MAX_RULE = 1000

/*
 * The grammar (docs/rules.md explains it with examples):
 *
 *   rule     = metric operator bound [ "," "report-only" ] ;
 *   metric   = bare | quoted ;
 *   bare     = ( letter | digit | "_" ) { letter | digit | "_" | "-" | "." | "/" | "@" } ;
 *   quoted   = a JSON string ;
 *   operator = "<=" | ">=" | "<" | ">" | "≤" | "≥" ;
 *   bound    = [ sign ] number [ "%" ]
 *            | "baseline" [ sign number [ "%" [ "relative" ] | "pp" ] ] ;
 *   sign     = "+" | "-" | "−" ;
 *   number   = digits [ "." [ digits ] ] [ exponent ] | "." digits [ exponent ] ;
 */

/** Reads a rule such as `rmse <= baseline + 2%`. What later versions may read is refused, never half understood. */
export function parseRule(source: string): ParsedRule {
  const text = source.trim()
  return readText(text, read => {
    if (text.length > MAX_RULE) read.fail(`a rule has at most ${MAX_RULE} characters`)
    const metric = metricName(read)
    const {direction, strict} = operator(read)
    const bound = parseBound(read, metric)
    const reportOnly = suffix(read)
    return {text, metric, direction, strict, bound, reportOnly}
  })
}

/** The object form of a rule, as `proofmark.yml` may have it. */
export function ruleFromObject(object: RuleObject): ParsedRule {
  const [key, bound] = boundOf(object)
  const text = String(bound).trim()
  return readText(text, read => {
    const rule: Rule = {
      text: '',
      metric: object.metric,
      direction: key === 'at-most' || key === 'below' ? 'lower' : 'higher',
      strict: key === 'below' || key === 'above',
      bound: parseBound(read, object.metric),
      reportOnly: object['report-only'] ?? false,
    }
    if (!read.isAtEnd()) read.fail(`expected the end of the value of ${key}`)
    return {...rule, text: printRule(rule)}
  })
}

/** A rule in either form. */
export function readRule(source: string | RuleObject): ParsedRule {
  return typeof source === 'string' ? parseRule(source) : ruleFromObject(source)
}

function boundOf(object: RuleObject): readonly [string, number | string] {
  for (const key of ['at-most', 'at-least', 'below', 'above'] as const) {
    const bound = object[key]
    if (bound !== undefined) return [key, bound]
  }
  return ['at-most', '']
}

function metricName(read: RuleCursor): string {
  const {text} = read
  if (text === '') read.fail('expected a rule such as "rmse <= 3.5"')
  if (text[0] === '"') {
    const quoted = readQuotedName(text, 0)
    if (!('name' in quoted)) read.fail(quoted.message, quoted.index)
    read.skip(quoted.length)
    return quoted.name
  }
  if (text[0] === "'") read.fail('names are quoted with double quotes: "…"')
  const name = readBareName(text, 0)
  if (name === undefined || looksLikeBound(name)) {
    if (text[0] === '*') read.fail(GLOB)
    return read.fail('a rule begins with the name of a metric, as in "rmse <= 3.5"')
  }
  read.skip(name.length)
  return name
}

const GLOB =
  'rules for several metrics at once ("*") are not understood by this version; write one rule per metric, or quote the name if it holds a "*"'
const SLICES =
  'rules for slices ("[…]") are not understood by this version, which judges whole metrics; quote the name if it holds brackets'

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
  const next = read.peek()
  if (next === '[') return read.fail(SLICES)
  if (next === '*' || next === '?') return read.fail(GLOB)
  return read.fail(`expected <=, >=, < or > after the metric, found ${read.found()}`)
}

function suffix(read: RuleCursor): boolean {
  if (read.isAtEnd()) return false
  if (read.take(/,/y) === undefined) {
    return read.fail(`expected the end of the rule or ", report-only", found ${read.found()}`)
  }
  if (/\d/.test(read.peek()))
    return read.fail('numbers are written with a point and without commas')
  const words = read.take(/[^,]+/y)?.trim() ?? ''
  if (/^at\s+least\s/.test(words)) {
    return read.fail('"at least N examples" is not understood by this version', read.last())
  }
  if (words !== 'report-only') {
    return read.fail(
      `expected "report-only" after the comma${didYouMean(words, ['report-only'])}`,
      read.last(),
    )
  }
  if (!read.isAtEnd()) read.fail(`expected the end of the rule, found ${read.found()}`)
  return true
}
