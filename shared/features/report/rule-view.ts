import type {RuleResult} from '../../domain/gate.ts'
import {fewestFor} from '../../domain/noise.ts'
import {nounOf} from '../../domain/noise-words.ts'
import {type ChangeUnit, change, distance, exactFigure, figures, range} from './figures.ts'

export type Movement = 'better' | 'worse' | 'same'

/** Which way the metric went, by the rule's own idea of good; nothing where one side has no value. */
export function movementOf(rule: RuleResult): Movement | undefined {
  const {candidate, baseline} = rule
  if (candidate === undefined || baseline === undefined) return undefined
  if (candidate === baseline) return 'same'
  // A band has no better side.
  if (rule.direction === undefined) return undefined
  return candidate < baseline === (rule.direction === 'lower') ? 'better' : 'worse'
}

/** The rows that were scored say too little for an interval to mean anything. */
export function isTooFew({noise}: RuleResult): boolean {
  return noise !== undefined && noise.independent < fewestFor(noise)
}

/** What more of would tell more: rows, or whole runs. */
export function countedIn({noise}: RuleResult): string {
  return noise ? nounOf(noise) : 'row'
}

/** The movement, where it is more than chance; nothing where that is not shown. */
export function shownMovement(rule: RuleResult): Movement | undefined {
  const change = rule.noise?.change
  if (change && change.low <= 0 && change.high >= 0 && rule.candidate !== rule.baseline) {
    return undefined
  }
  return movementOf(rule)
}

/** Both values in one precision, together with the limit, so that what differs looks different. */
export function valuesOf(rule: RuleResult): {readonly before: string; readonly now: string} {
  const {baseline, candidate, limit} = rule
  const known = [baseline, candidate].filter(value => value !== undefined)
  const beside = limit === undefined || rule.kind === 'relative' ? known : [...known, limit]
  const shown = figures(beside)
  const at = (value: number | undefined) =>
    value === undefined ? '' : (shown[beside.indexOf(value)] ?? '')
  return {before: at(baseline), now: at(candidate)}
}

const TOLERANCE = /^\s*([+\-−])\s*([\d.]+(?:e[+-]?\d+)?)\s*(%|pp)?/i

/** The unit a rule measures change in, with the change it allows. */
function unitOf({tolerance}: RuleResult): ChangeUnit {
  const [, sign, digits, unit] = TOLERANCE.exec(tolerance ?? '') ?? []
  if (digits === undefined) return {kind: 'percent'}
  const allowed = Number(digits) * (sign === '+' ? 1 : -1)
  if (unit === undefined) return {kind: 'plain'}
  return {kind: unit === '%' ? 'percent' : 'points', allowed}
}

/** `+6.2 %`, in the unit of the rule. */
export function changeOf(rule: RuleResult): string {
  const {candidate, baseline} = rule
  if (candidate === undefined || baseline === undefined) return ''
  return change(baseline, candidate, unitOf(rule))
}

/** `+4.0 … +8.5`: where the change lies at 95 %, in the unit that `changeOf` has; nothing where that is unknown. */
export function rangeOf(rule: RuleResult): string {
  const {baseline, noise} = rule
  if (!noise || baseline === undefined || isTooFew(rule)) return ''
  const {kind} = unitOf(rule)
  if (kind === 'percent' && noise.relative) return range(noise.relative, 100)
  if (!noise.change) return ''
  return range(noise.change, kind === 'points' ? 100 : 1)
}

/** `≤ +2 %`, `≥ 0.9`. */
export function allowedBy(rule: RuleResult): string {
  if (rule.allowed !== undefined) return rule.allowed
  const isStrict = /[^<>=][<>](?!=)/.test(rule.rule)
  const sign = rule.direction === 'lower' ? (isStrict ? '<' : '≤') : isStrict ? '>' : '≥'
  if (rule.kind === 'absolute') {
    return rule.limit === undefined ? '' : `${sign} ${exactFigure(rule.limit)}`
  }
  const [, plus, digits, unit] = TOLERANCE.exec(rule.tolerance ?? '') ?? []
  if (digits === undefined) return isStrict ? 'better' : 'not worse'
  const amount = `${plus === '+' ? '+' : '−'}${digits}`
  return `${sign} ${amount}${unit === undefined ? '' : ` ${unit}`}`
}

/** The word beside the symbol, after the metric's name. */
export function stateOf({verdict, blocking}: RuleResult): string {
  const state = {
    pass: 'passes',
    fail: 'fails',
    inconclusive: 'is unclear',
    'no-baseline': 'not compared',
    error: 'has no verdict',
  }[verdict]
  return blocking ? state : `${state}, report only`
}

/** `0.12 over`: how far beyond its limit a failed rule is; nothing for the others. */
export function excess(rule: RuleResult): string {
  const {candidate, limit, verdict} = rule
  if (verdict !== 'fail' || candidate === undefined || limit === undefined) return ''
  if (candidate === limit) return 'at the limit'
  return `${distance(limit, candidate)} ${candidate > limit ? 'over' : 'under'}`
}
