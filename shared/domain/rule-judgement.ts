import type {RuleResult} from './gate.ts'
import {measure} from './measured-rule.ts'
import {type MetricLookup, metricPlace} from './metric.ts'
import type {MetricRecord} from './metric-record.ts'
import {fewestFor, type Noise, type NoiseOf} from './noise.ts'
import {explain} from './reason.ts'
import type {ReasonCode} from './reason-codes.ts'
import {printShift, type Rule} from './rule.ts'
import {judgeHarm, type Verdict} from './verdict.ts'

type Look = (name: string) => MetricLookup
type Sides = {
  readonly candidate: Look
  /** Absent when there is no baseline. */
  readonly baseline: Look | undefined
  /** How much a metric varies by chance, where both models were scored row by row. */
  readonly noise?: NoiseOf | undefined
}
type Finding = Pick<RuleResult, 'verdict' | 'reason'> &
  Partial<RuleResult> & {readonly reasonCode: ReasonCode}

/** A rule's result whose code is known to be one of the table. */
export type JudgedRule = RuleResult & {readonly reasonCode: ReasonCode}

/** Judges one rule by the observed points. What is missing or broken is an error, never a pass. */
export function judgeRule(rule: Rule, sides: Sides): JudgedRule {
  return {
    rule: rule.text,
    metric: rule.metric,
    blocking: !rule.reportOnly,
    direction: rule.direction,
    kind: rule.bound.kind,
    ...toleranceOf(rule),
    ...findingOf(rule, sides),
  }
}

/** Judges a rule for a model that did not change: what compares it with itself has nothing to say against it. */
export function judgeUnchanged(rule: Rule, sides: Sides): JudgedRule {
  const {limit, ...judged} = judgeRule(rule, {...sides, baseline: sides.candidate})
  if (judged.kind === 'absolute' || judged.candidate === undefined) {
    return {...judged, ...(limit === undefined ? {} : {limit})}
  }
  const reason = `${rule.metric} is the baseline's, because the model is`
  return {...judged, verdict: 'pass', reasonCode: 'model-unchanged', reason}
}

function toleranceOf({bound}: Rule): Pick<RuleResult, 'tolerance'> {
  if (bound.kind === 'absolute') return {}
  const tolerance = printShift(bound.shift)
  return tolerance === '' ? {} : {tolerance}
}

function findingOf(rule: Rule, sides: Sides): Finding {
  const own = numberOf(rule, sides.candidate(rule.metric), 'candidate')
  if (!('value' in own)) return own
  const {metric, value: candidate} = own
  const place = {
    candidate,
    source: metric.source,
    ...(metric.line === undefined ? {} : {line: metric.line}),
  }
  if (rule.bound.kind === 'absolute') return {...place, ...compare(rule, own)}
  const before = baselineOf(rule, sides.baseline)
  if (!('value' in before)) return {...place, ...before}
  const noise = sides.noise?.(rule)
  if (noise && 'problem' in noise) {
    const reason = `${rule.metric} cannot be compared: ${noise.problem}`
    return {...place, baseline: before.value, ...broken('different-examples', reason)}
  }
  return {
    ...place,
    baseline: before.value,
    ...(noise ? {noise} : {}),
    ...compare(rule, own, before, noise),
  }
}

type Found = {readonly metric: MetricRecord; readonly value: number}

function baselineOf(rule: Rule, look: Look | undefined): Found | Finding {
  if (!look) {
    const reason = `${rule.metric} cannot be compared: there is no baseline`
    return {verdict: 'no-baseline', reasonCode: 'no-baseline', reason}
  }
  const found = look(rule.metric)
  if (found.found === 'none') {
    const reason = `the baseline has no ${rule.metric} yet, so there is nothing to compare it with`
    return {verdict: 'no-baseline', reasonCode: 'metric-new', reason}
  }
  return numberOf(rule, found, 'baseline')
}

const CODES = {
  candidate: {
    several: 'ambiguous-metric',
    broken: 'metric-not-a-number',
    endless: 'metric-not-finite',
  },
  baseline: {
    several: 'baseline-ambiguous',
    broken: 'baseline-not-a-number',
    endless: 'baseline-not-finite',
  },
} as const

function numberOf(rule: Rule, found: MetricLookup, side: keyof typeof CODES): Found | Finding {
  const codes = CODES[side]
  const name = side === 'baseline' ? `the baseline's ${rule.metric}` : rule.metric
  if (found.found === 'none') {
    return broken('missing-metric', `no metric is named ${rule.metric}${found.hint}`)
  }
  if (found.found === 'several') {
    const places = found.metrics.map(metricPlace).join(' and ')
    return broken(codes.several, `${name} is ambiguous: it stands at ${places}`)
  }
  const {metric} = found
  const {value} = metric
  if (typeof value === 'number') return {metric, value}
  const what = value === 'not-a-number' ? `${metric.found ?? 'something'}, not a number` : value
  const code = value === 'not-a-number' ? codes.broken : codes.endless
  return {
    ...broken(code, `${name} is ${what} (${metricPlace(metric)})`),
    ...(side === 'candidate' && {
      source: metric.source,
      ...(metric.line !== undefined && {line: metric.line}),
    }),
  }
}

function broken(reasonCode: ReasonCode, reason: string): Finding {
  return {verdict: 'error', reasonCode, reason}
}

function compare(rule: Rule, own: Found, before?: Found, noise?: Noise): Finding {
  const {value: candidate} = own
  const baseline = before?.value
  const {bound} = rule
  if (bound.kind === 'relative' && bound.shift.unit === 'percent' && baseline === 0) {
    return broken(
      'zero-baseline',
      `the baseline's ${rule.metric} is 0, of which a percentage has no meaning; write the tolerance in the metric's own unit, such as "baseline ${bound.shift.amount < 0 ? '-' : '+'} 0.1", or an absolute limit`,
    )
  }
  const {limit, excess} = measure(rule, candidate, baseline ?? 0, {
    isSingle: own.metric.dtype === 'f32' || before?.metric.dtype === 'f32',
  })
  if (!Number.isFinite(limit)) {
    return broken('limit-not-finite', `the limit for ${rule.metric} is too large a number`)
  }
  const verdict = verdictOn(noise, excess, rule)
  const isKept = verdict === 'pass'
  const reason = explain({rule, candidate, baseline, limit, excess, isKept, noise})
  return {verdict, reasonCode: codeOf(verdict, rule, noise), reason, limit}
}

function verdictOn(noise: Noise | undefined, excess: number, {strict}: Rule): Verdict {
  if (!noise) return judgeHarm({low: excess, high: excess}, 0, strict)
  const {harm, independent} = noise
  if (!harm || independent < fewestFor(noise)) return 'inconclusive'
  return judgeHarm(harm, 0, strict)
}

function codeOf(verdict: Verdict, rule: Rule, noise: Noise | undefined): ReasonCode {
  if (verdict === 'pass') return 'within-limits'
  if (verdict !== 'inconclusive') return failure(rule)
  return noise && noise.independent < fewestFor(noise) ? 'too-few-rows' : 'within-noise'
}

function failure({bound, direction, strict}: Rule): ReasonCode {
  if (bound.kind === 'absolute') return direction === 'lower' ? 'over-limit' : 'under-limit'
  const allowed = direction === 'lower' ? bound.shift.amount : -bound.shift.amount
  return allowed < 0 || (allowed === 0 && strict)
    ? 'not-better-than-baseline'
    : 'worse-than-baseline'
}
