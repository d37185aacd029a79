import {askNoise, fewestFor, type Noise, type NotComparable} from '../noise.ts'
import {explain, refersTo} from '../reason.ts'
import type {ReasonCode} from '../reason-codes.ts'
import {judgeHarm, type Verdict} from '../verdict.ts'
import {measure} from './measured-rule.ts'
import type {Rule} from './rule.ts'
import {scaleProblem} from './share-scale.ts'
import {broken, type Finding, type JudgedRule, otherOf, type Sides} from './sides.ts'
import {printShift} from './text.ts'
import {directionConflict, type Found, otherValue, ownValue, subjectOf, tooFew} from './values.ts'

/** Judges a rule on one value and one side. What is missing or broken is an error, never a pass. */
export function judgeComparison(
  rule: Rule,
  sides: Sides,
  {isBand = false}: {readonly isBand?: boolean} = {},
): JudgedRule {
  const judged = frameOf(rule)
  const own = ownValue(rule, sides.candidate, sides.baseline)
  if (!('value' in own)) return Object.assign(judged, own)
  Object.assign(judged, placeOf(own))
  // Neither side of a band is the good one.
  const conflict = isBand ? undefined : (directionConflict(rule, own) ?? scaleProblem(rule, own))
  return Object.assign(judged, conflict ?? findingOf(rule, own, sides))
}

/** A part of a result that is being put together: ten thousand rules are too many to copy each one over and over. */
type Draft<Part> = {-readonly [Field in keyof Part]: Part[Field]}
type Frame = Pick<JudgedRule, 'rule' | 'metric' | 'blocking' | 'kind'> &
  Partial<Pick<JudgedRule, 'direction' | 'form' | 'tolerance'>>

/** What a result says of its rule, whatever came of it. */
export function frameOf(rule: Rule): Draft<Frame> {
  const {bound} = rule
  const isAbsolute = bound.kind === 'absolute' || bound.kind === 'between' || bound.kind === 'floor'
  const frame: Draft<Frame> = {
    rule: rule.text,
    metric: subjectOf(rule),
    blocking: !rule.reportOnly,
    kind: isAbsolute ? 'absolute' : 'relative',
  }
  if (bound.kind !== 'between' && bound.kind !== 'within') frame.direction = rule.direction
  const form = formOf(rule)
  if (form) frame.form = form
  const tolerance = bound.kind === 'relative' ? printShift(bound.shift) : ''
  if (tolerance !== '') frame.tolerance = tolerance
  return frame
}

function formOf({bound, groups, runs, slice}: Rule): JudgedRule['form'] {
  if (groups) return 'fairness'
  if (bound.kind === 'between' || bound.kind === 'within') return 'band'
  if (bound.kind === 'budget') return 'budget'
  if (bound.kind === 'floor') return 'floor'
  if (runs) return 'runs'
  return slice?.pick === 'worst' ? 'worst-slice' : undefined
}

function findingOf(rule: Rule, own: Found, sides: Sides): Finding {
  if (rule.bound.kind !== 'relative') return tooFew(rule, own) ?? compare(rule, own)
  const other = otherOf(rule.bound, sides, subjectOf(rule))
  if (!('metrics' in other)) return other
  const whose = refersTo(rule.bound)
  const before = otherValue(rule, other.metrics, whose)
  if (!('value' in before)) return before
  const baseline = before.value
  const few = tooFew(rule, own) ?? (rule.slice && tooFew(rule, before, `${whose}'s `))
  if (few) return {baseline, ...few}
  const noise = askNoise(other.noise, rule, {alpha: sides.alpha})
  if (noise && 'problem' in noise) return {baseline, ...notComparable(rule, noise)}
  const known: Partial<JudgedRule> = noise ? {baseline, noise} : {baseline}
  return Object.assign(known, compare(rule, own, {before, noise, alpha: sides.alpha}))
}

export function notComparable(rule: Rule, {problem, reasonCode}: NotComparable): Finding {
  const reason = `${subjectOf(rule)} cannot be compared: ${problem}`
  return broken(reasonCode ?? 'different-examples', reason)
}

/** The value, where it stands, and how many examples it comes from. */
export function placeOf({metric, value}: Found): Partial<JudgedRule> {
  const {source, line, n} = metric
  const place: Draft<Partial<JudgedRule>> = {candidate: value, source}
  if (line !== undefined) place.line = line
  if (n !== undefined) place.n = n
  return place
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
    rule,
    candidate,
    baseline,
    limit,
    excess,
    noise,
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
