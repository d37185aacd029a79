import type {RuleObject} from './config.ts'
import {writeMetricName, writeWord} from './name.ts'
import {parseRule} from './parser.ts'
import type {ParsedRule} from './rule.ts'
import {printRule, printSlice} from './text.ts'

/** A rule in either form. */
export function readRule(source: string | RuleObject): ParsedRule {
  return typeof source === 'string' ? parseRule(source) : ruleFromObject(source)
}

/** The object form of a rule, as `proofmark.yml` may have it: it is put into words, and those are read. */
export function ruleFromObject(object: RuleObject): ParsedRule {
  const parsed = parseRule([conditionOf(object) + runsOf(object), ...clausesOf(object)].join(', '))
  return 'problem' in parsed ? parsed : {rule: {...parsed.rule, text: printRule(parsed.rule)}}
}

function conditionOf(object: RuleObject): string {
  const {between, within} = object
  for (const way of ['drops', 'rises'] as const) {
    const names = object[`${way}-of`]
    if (!names) continue
    const [operator, most] = boundOf(object)
    return `${way} of ${names.map(writeMetricName).join(', ')} ${operator} ${plain(most)} together`
  }
  const subject = subjectOf(object)
  if (between) return `${subject} between ${between.map(plain).join(' and ')}`
  if (within !== undefined) return `${subject} within ${plain(within)}`
  const [operator, bound] = boundOf(object)
  return `${subject} ${operator} ${plain(bound)}`
}

function subjectOf({metric = '', matching, slice, groups, reference}: RuleObject): string {
  const name = matching ?? writeMetricName(metric)
  if (groups !== undefined) {
    const than = reference === undefined ? '' : `, reference=${writeWord(reference)}`
    return `${name}[${writeWord(groups)}${than}]`
  }
  if (slice === undefined) return name
  if (typeof slice === 'string') return `${name}[slice=${slice}]`
  const pick = Object.values(slice).includes('worst') ? 'worst' : 'each'
  const where = Object.entries(slice).map(([dimension, value]) => {
    if (Array.isArray(value)) return {dimension, values: value.map(String)}
    return value === '*' || value === 'worst' ? {dimension} : {dimension, value: String(value)}
  })
  return `${name}${printSlice({pick, where})}`
}

const OPERATORS = {'at-most': '<=', 'at-least': '>=', below: '<', above: '>'} as const

function boundOf(object: RuleObject): readonly [string, number | string] {
  for (const [key, operator] of Object.entries(OPERATORS)) {
    const bound = object[key as keyof typeof OPERATORS]
    if (bound !== undefined) return [operator, bound]
  }
  return ['<=', '']
}

/** A bound alone: what else a rule may say has keys of its own. */
function plain(bound: number | string): string {
  const text = String(bound).trim()
  return /,|\bin\b|\bover\b|\bonly\b/.test(text) ? JSON.stringify(text) : text
}

function runsOf({runs}: RuleObject): string {
  if (typeof runs === 'number') return ` over ${runs} runs`
  return runs ? ` in at least ${runs['at-least']} of ${runs.of} runs` : ''
}

function clausesOf(object: RuleObject): readonly string[] {
  return [
    ...(object.examples === undefined ? [] : [`at least ${object.examples} examples`]),
    ...(object['noise-from'] === undefined ? [] : [`noise from ${object['noise-from']}`]),
    ...(object.required === false ? ['if present'] : []),
    ...(object['report-only'] ? ['report-only'] : []),
  ]
}
