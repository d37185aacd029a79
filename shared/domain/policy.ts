import {canonicalJson} from './json.ts'
import {DEFAULT_SETTINGS} from './judgement.ts'
import type {Correction} from './rules/family-correction.ts'
import type {Floors} from './rules/floor-file.ts'
import type {Rule} from './rules/rule.ts'
import {printRule, printSubject} from './rules/text.ts'

/** What decides besides the rules. */
export type PolicySettings = {
  readonly alpha?: number
  readonly correction?: Correction
  readonly floors?: Floors
}

/**
 * What decides, and nothing else, in one form: neither spelling nor order of the rules makes another policy, nor does
 * what is written and would be so without. Of floors those count that a rule asks for.
 */
export function canonicalPolicy(rules: readonly Rule[], settings: PolicySettings = {}): string {
  const {alpha = DEFAULT_SETTINGS.alpha, correction = DEFAULT_SETTINGS.correction} = settings
  const asked = new Set(rules.filter(({bound}) => bound.kind === 'floor').map(printSubject))
  const floors = [...(settings.floors ?? [])].filter(([metric]) => asked.has(metric))
  return canonicalJson({
    schema: 'proofmark/policy/v1',
    rules: rules.map(printRule).sort(),
    ...(alpha === DEFAULT_SETTINGS.alpha ? {} : {alpha}),
    ...(correction === DEFAULT_SETTINGS.correction ? {} : {correction}),
    ...(floors.length === 0 ? {} : {floors: Object.fromEntries(floors)}),
  })
}

/** What differs besides the rules, each for itself: `gate.alpha 0.05 → 0.2`. */
export function settingChanges(before: PolicySettings, after: PolicySettings): readonly string[] {
  return (['alpha', 'correction'] as const).flatMap(name => {
    const [from, to] = [before, after].map(side => side[name] ?? DEFAULT_SETTINGS[name])
    return from === to ? [] : [`gate.${name} ${from} → ${to}`]
  })
}

export type RuleChange =
  | {readonly kind: 'added' | 'removed'; readonly rule: Rule}
  | {readonly kind: 'changed'; readonly before: Rule; readonly after: Rule}

/** What turns one list of rules into another. A rule for the same metric and side that differs counts as changed. */
export function ruleChanges(
  before: readonly Rule[],
  after: readonly Rule[],
): readonly RuleChange[] {
  const removed = without(before, after)
  const added = without(after, before)
  const changes: RuleChange[] = []
  for (const rule of removed) {
    const index = added.findIndex(other => isSuccessor(rule, other))
    const [successor] = index < 0 ? [] : added.splice(index, 1)
    changes.push(
      successor ? {kind: 'changed', before: rule, after: successor} : {kind: 'removed', rule},
    )
  }
  return [...changes, ...added.map(rule => ({kind: 'added', rule}) as const)]
}

/** The rules that have no equal among the others; equal ones are taken away one by one. */
function without(rules: readonly Rule[], others: readonly Rule[]): Rule[] {
  const left = others.map(printRule)
  return rules.filter(rule => {
    const index = left.indexOf(printRule(rule))
    if (index < 0) return true
    left.splice(index, 1)
    return false
  })
}

function isSuccessor(rule: Rule, other: Rule): boolean {
  return (
    rule.metric === other.metric &&
    rule.direction === other.direction &&
    rule.bound.kind === other.bound.kind
  )
}

const TOLD_CHANGES = 3

/** `changes "rmse <= baseline + 2%" to "rmse <= baseline + 20%"`, for a sentence; nothing when nothing differs. */
export function describeRuleChanges(changes: readonly RuleChange[]): string {
  const told = changes.slice(0, TOLD_CHANGES).map(describeRuleChange)
  const more = changes.length - told.length
  if (more > 0) told.push(`makes ${more} more ${more === 1 ? 'change' : 'changes'} to the rules`)
  const last = told.pop() ?? ''
  return told.length === 0 ? last : `${told.join(', ')} and ${last}`
}

function describeRuleChange(change: RuleChange): string {
  switch (change.kind) {
    case 'changed':
      return `changes "${change.before.text}" to "${change.after.text}"`
    case 'added':
      return `adds "${change.rule.text}"`
    case 'removed':
      return `removes "${change.rule.text}"`
  }
}
