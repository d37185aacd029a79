import {askNoise, fewestFor, type Noise} from '../noise.ts'
import {explain, refersTo} from '../reason.ts'
import type {ReasonCode} from '../reason-codes.ts'
import {judgeHarm, type Verdict} from '../verdict.ts'
import {measure} from './measured-rule.ts'
import type {Rule} from './rule.ts'
import {broken, type Finding, type JudgedRule, otherOf, type Sides} from './sides.ts'
import {printShift} from './text.ts'
import {directionConflict, type Found, otherValue, ownValue, subjectOf, tooFew} from './values.ts'

/** Judges a rule on one value and one side. What is missing or broken is an error, never a pass. */
export function judgeComparison(
  rule: Rule,
  sides: Sides,
  {isBand = false}: {readonly isBand?: boolean} = {},
): JudgedRule {
  const own = ownValue(rule, sides.candidate)
  // Neither side of a band is the good one.
  const conflict = isBand || !('value' in own) ? undefined : directionConflict(rule, own)
  if ('value' in own && conflict) return {...frameOf(rule), ...placeOf(own), ...conflict}
  return {...frameOf(rule), ...findingOf(rule, own, sides)}
}

/** What a result says of its rule, whatever came of it. */
export function frameOf(rule: Rule) {
  const {bound} = rule
  const isAbsolute = bound.kind === 'absolute' || bound.kind === 'between' || bound.kind === 'floor'
  return {
    rule: rule.text,
    metric: subjectOf(rule),
    blocking: !rule.reportOnly,
    ...(bound.kind === 'between' || bound.kind === 'within' ? {} : {direction: rule.direction}),
    kind: isAbsolute ? 'absolute' : 'relative',
    ...formOf(rule),
    ...toleranceOf(rule),
  } as const
}

function formOf({bound, groups, runs, slice}: Rule): Pick<JudgedRule, 'form'> {
  if (groups) return {form: 'fairness'}
  if (bound.kind === 'between' || bound.kind === 'within') return {form: 'band'}
  if (bound.kind === 'budget') return {form: 'budget'}
  if (bound.kind === 'floor') return {form: 'floor'}
  if (runs) return {form: 'runs'}
  return slice?.pick === 'worst' ? {form: 'worst-slice'} : {}
}

function toleranceOf({bound}: Rule): Pick<JudgedRule, 'tolerance'> {
  if (bound.kind !== 'relative') return {}
  const tolerance = printShift(bound.shift)
  return tolerance === '' ? {} : {tolerance}
}

function findingOf(rule: Rule, own: Found | Finding, sides: Sides): Finding {
  if (!('value' in own)) return own
  const place = placeOf(own)
  if (rule.bound.kind !== 'relative') {
    return {...place, ...(tooFew(rule, own) ?? compare(rule, own))}
  }
  const other = otherOf(rule.bound, sides, subjectOf(rule))
  if (!('metrics' in other)) return {...place, ...other}
  const whose = refersTo(rule.bound)
  const before = otherValue(rule, other.metrics, whose)
  if (!('value' in before)) return {...place, ...before}
  const known = {...place, baseline: before.value}
  const few = tooFew(rule, own) ?? (rule.slice && tooFew(rule, before, `${whose}'s `))
  if (few) return {...known, ...few}
  const noise = askNoise(other.noise, rule, {alpha: sides.alpha})
  if (noise && 'problem' in noise) {
    const reason = `${subjectOf(rule)} cannot be compared: ${noise.problem}`
    return {...known, ...broken('different-examples', reason)}
  }
  const judged = compare(rule, own, {before, noise, alpha: sides.alpha})
  return {...known, ...(noise ? {noise} : {}), ...judged}
}

/** The value, where it stands, and how many examples it comes from. */
export function placeOf({metric, value}: Found): Partial<JudgedRule> {
  return {
    candidate: value,
    source: metric.source,
    ...(metric.line === undefined ? {} : {line: metric.line}),
    ...(metric.n === undefined ? {} : {n: metric.n}),
  }
}

type Against = {
  readonly before: Found
  readonly noise: Noise | undefined
  readonly alpha: number
}

/** Holds a value against its limit. */
export function compare(rule: Rule, own: Found, against?: Against): Finding {
  const {value: candidate} = own
  const baseline = against?.before.value
  const {bound} = rule
  if (bound.kind === 'relative' && bound.shift.unit === 'percent' && baseline === 0) {
    return broken(
      'zero-baseline',
      `${refersTo(bound)}'s ${subjectOf(rule)} is 0, of which a percentage has no meaning; write the tolerance in the metric's own unit, such as "baseline ${bound.shift.amount < 0 ? '-' : '+'} 0.1", or an absolute limit`,
    )
  }
  const {limit, excess} = measure(rule, candidate, baseline ?? 0, {
    isSingle: own.metric.dtype === 'f32' || against?.before.metric.dtype === 'f32',
  })
  if (!Number.isFinite(limit)) {
    return broken('limit-not-finite', `the limit for ${subjectOf(rule)} is too large a number`)
  }
  const verdict = verdictOn(rule, excess, against)
  const noise = against?.noise
  const reason = explain({
    ...{rule, candidate, baseline, limit, excess, noise},
    isKept: verdict === 'pass',
    examples: rule.slice || rule.examples !== undefined ? own.metric.n : undefined,
  })
  return {verdict, reasonCode: codeOf(verdict, rule, noise), reason, limit}
}

function verdictOn({strict}: Rule, excess: number, against: Against | undefined): Verdict {
  const noise = against?.noise
  if (!against || !noise) return judgeHarm({low: excess, high: excess}, 0, strict)
  const {harm, independent, p} = noise
  if (!harm || independent < fewestFor(noise)) return 'inconclusive'
  const verdict = judgeHarm(harm, 0, strict)
  // The interval and the test may disagree at the edge; a harm that only one of them shows is not shown.
  return verdict === 'fail' && p !== undefined && p > against.alpha ? 'inconclusive' : verdict
}

function codeOf(verdict: Verdict, rule: Rule, noise: Noise | undefined): ReasonCode {
  if (verdict === 'pass') return 'within-limits'
  if (verdict !== 'inconclusive') return failure(rule)
  return noise && noise.independent < fewestFor(noise) ? 'too-few-rows' : 'within-noise'
}

function failure({bound, direction, strict}: Rule): ReasonCode {
  if (bound.kind !== 'relative') return direction === 'lower' ? 'over-limit' : 'under-limit'
  const allowed = direction === 'lower' ? bound.shift.amount : -bound.shift.amount
  return allowed < 0 || (allowed === 0 && strict)
    ? 'not-better-than-baseline'
    : 'worse-than-baseline'
}
