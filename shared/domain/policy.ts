import {canonicalJson} from './json.ts'
import type {Rule} from './rule.ts'
import {printRule} from './rule-text.ts'

/** What decides, and nothing else, in one form: neither spelling nor order of the rules makes another policy. */
export function canonicalPolicy(rules: readonly Rule[]): string {
  return canonicalJson({schema: 'proofmark/policy/v1', rules: rules.map(printRule).sort()})
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
