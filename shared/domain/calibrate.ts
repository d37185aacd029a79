import type {CalibratedRule, CalibrateResult, Rate} from './calibration.ts'
import type {GateBody, RuleResult} from './gate.ts'
import {indexMetrics} from './metric-index.ts'
import type {MetricRecord} from './metric-record.ts'
import {resultByRule} from './rules/results.ts'
import type {Rule, Shift} from './rules/rule.ts'
import {printRule} from './rules/text.ts'
import {isShareMetric} from './share-metric.ts'
import {momentsOf} from './statistics/moments.ts'
import {wilsonInterval} from './statistics/wilson.ts'
import type {Verdict} from './verdict.ts'

/** What a gate may cost: one of twenty comparisons of a model with itself. */
export const BEARABLE = 0.05

export type Run = {readonly name: string; readonly metrics: readonly MetricRecord[]}

/** What the gate says of a run beside another. */
export type JudgePair<R extends Run> = (
  candidate: R,
  baseline: R,
  rules: readonly Rule[],
) => Pick<GateBody, 'verdict' | 'reason' | 'rules'>

type Calibration = Pick<CalibrateResult, 'runs' | 'isConstant' | 'gate' | 'rules'>

/** A rule has no verdict on some run or pair: a calibration would be about other data than the gate's. */
export class NoVerdict extends Error {}

/**
 * Judges every run against every other one: the same model, so whatever fails is a false alarm. Throws `NoVerdict` where
 * a rule has no verdict, and a RangeError for fewer than two runs.
 */
export function calibrate<R extends Run>(
  runs: readonly R[],
  rules: readonly Rule[],
  judge: JudgePair<R>,
): Calibration {
  if (runs.length < 2) throw new RangeError('one run says nothing about noise')
  const judged = judgePairs(runs, rules, judge)
  const suggested = rules.map((rule, index) => suggestionFor(rule, index, judged))
  const isHelped = suggested.some(rule => rule !== undefined)
  const better = isHelped
    ? judgePairs(
        runs,
        rules.map((rule, at) => suggested[at] ?? rule),
        judge,
      )
    : []
  return {
    runs: runs.length,
    isConstant: runs.every(run => sameFigures(run, runs[0])),
    gate: {
      falseAlarms: gateRate(judged, runs.length),
      ...(isHelped ? {suggested: gateRate(better, runs.length)} : {}),
    },
    rules: rules.map((rule, index) =>
      ruleOver(rule, index, {runs, judged, better, suggestion: suggested[index]}),
    ),
  }
}

type Pair = {readonly verdict: Verdict; readonly rules: readonly (RuleResult | undefined)[]}

function judgePairs<R extends Run>(
  runs: readonly R[],
  rules: readonly Rule[],
  judge: JudgePair<R>,
): readonly Pair[] {
  return runs.flatMap(candidate =>
    runs
      .filter(baseline => baseline !== candidate)
      .map(baseline => {
        const judged = judge(candidate, baseline, rules)
        const broken = judged.rules.find(({verdict}) => verdict === 'error')
        if (judged.verdict === 'error' || broken) {
          const {reason} = broken ?? judged
          const pair = candidate.name === baseline.name ? '' : ` against ${baseline.name}`
          throw new NoVerdict(`${candidate.name}${pair}: ${reason}`)
        }
        return {verdict: judged.verdict, rules: resultByRule(rules, judged.rules)}
      }),
  )
}

/**
 * How often it happens. Comparisons share their runs, so they are not independent: the interval counts each run once, as
 * if one odd run spoiled all of its comparisons.
 */
function rateOf(failed: number, of: number, runs: number): Rate {
  const rate = failed / of
  return {failed, of, rate, interval: wilsonInterval({count: rate * runs, of: runs})}
}

function gateRate(pairs: readonly Pair[], runs: number): Rate {
  return rateOf(pairs.filter(({verdict}) => verdict === 'fail').length, pairs.length, runs)
}

type Ground = {
  readonly runs: readonly Run[]
  readonly judged: readonly Pair[]
  /** The same pairs by the suggested rules. */
  readonly better: readonly Pair[]
  readonly suggestion: Rule | undefined
}

function ruleOver(
  rule: Rule,
  index: number,
  {runs, judged, better, suggestion}: Ground,
): CalibratedRule {
  const count = (pairs: readonly Pair[], verdict: Verdict) =>
    pairs.filter(pair => pair.rules[index]?.verdict === verdict).length
  const rate = (pairs: readonly Pair[]) => rateOf(count(pairs, 'fail'), pairs.length, runs.length)
  const spread = spreadOf(rule, runs)
  return {
    rule: rule.text,
    metric: rule.metric,
    blocking: !rule.reportOnly,
    falseAlarms: rate(judged),
    undecided: count(judged, 'inconclusive'),
    ...(spread ? {spread} : {}),
    ...(suggestion
      ? {suggestion: {rule: suggestion.text, falseAlarms: rate(better)}}
      : {noSuggestion: whyNone(rule, judged, index)}),
  }
}

function spreadOf({metric}: Rule, runs: readonly Run[]): CalibratedRule['spread'] {
  const values = runs.flatMap(run => {
    const found = indexMetrics(run.metrics).find(metric)
    return found.found === 'one' && typeof found.metric.value === 'number'
      ? [found.metric.value]
      : []
  })
  if (values.length !== runs.length) return undefined
  const {mean, variance} = momentsOf(values)
  return {mean, deviation: Math.sqrt(variance), low: Math.min(...values), high: Math.max(...values)}
}

/** Whether a rule lets the same model pass at all: one that asks for an improvement does not, and is meant so. */
function allowsSame({bound, direction, strict}: Rule): boolean {
  if (bound.kind !== 'relative') return false
  const allowed = direction === 'lower' ? bound.shift.amount : -bound.shift.amount
  return allowed > 0 || (allowed === 0 && !strict)
}

function whyNone(rule: Rule, judged: readonly Pair[], index: number): string {
  if (isNoiseKnown(judged, index)) return 'chance is part of its verdict already'
  return rule.bound.kind === 'relative'
    ? 'it asks for an improvement, so the same model fails it by intent'
    : 'its limit does not move with the baseline: what it should be, repeats do not say'
}

/** The rule with the smallest tolerance that is bearable, two digits of it, in the unit that it was written in. */
function suggestionFor(rule: Rule, index: number, judged: readonly Pair[]): Rule | undefined {
  if (!allowsSame(rule) || rule.bound.kind !== 'relative') return undefined
  if (isNoiseKnown(judged, index)) return undefined
  const unit = toleranceUnit(rule, rule.bound.shift)
  const harms = harmsOf(rule, index, {judged, unit}).toSorted((a, b) => a - b)
  const allowed = Math.floor(BEARABLE * harms.length)
  const least = Math.max(0, harms[harms.length - 1 - allowed] ?? 0)
  if (!Number.isFinite(least)) return undefined
  return withTolerance(rule, unit, roundUp(least))
}

function toleranceUnit({metric}: Rule, {amount, unit}: Shift): Shift['unit'] {
  if (amount !== 0) return unit
  return isShareMetric(metric) ? 'points' : 'percent'
}

function withTolerance(rule: Rule, unit: Shift['unit'], size: number): Rule {
  const amount = size === 0 ? 0 : rule.direction === 'lower' ? size : -size
  const shift: Shift = amount === 0 ? {amount: 0, unit: 'plain'} : {amount, unit}
  const moved: Rule = {...rule, strict: false, bound: {kind: 'relative', shift}}
  return {...moved, text: printRule(moved)}
}

/** How much worse each candidate is than its baseline, in the unit of the tolerance. */
function harmsOf(
  {direction}: Rule,
  index: number,
  {judged, unit}: {readonly judged: readonly Pair[]; readonly unit: Shift['unit']},
): readonly number[] {
  return judged.flatMap(({rules}) => {
    const {candidate, baseline} = rules[index] ?? {}
    if (candidate === undefined || baseline === undefined) return []
    const worse = direction === 'lower' ? candidate - baseline : baseline - candidate
    return [inUnit(worse, unit, baseline)]
  })
}

function inUnit(harm: number, unit: Shift['unit'], baseline: number): number {
  switch (unit) {
    case 'percent':
      return baseline === 0 ? Infinity : (harm / Math.abs(baseline)) * 100
    case 'points':
      return harm * 100
    case 'plain':
      return harm
  }
}

function isNoiseKnown(judged: readonly Pair[], index: number): boolean {
  return judged.some(pair => pair.rules[index]?.noise !== undefined)
}

/** To two digits, never below. */
function roundUp(value: number): number {
  if (value <= 0) return 0
  const exponent = Math.floor(Math.log10(value)) - 1
  const scaled = value / 10 ** exponent
  const digits = Math.ceil(scaled - 1e-9)
  return Number(`${digits}e${exponent}`)
}

function sameFigures(run: Run, other: Run | undefined): boolean {
  const figures = ({metrics}: Run) =>
    metrics.map(({key, value}) => JSON.stringify([key, value])).join()
  return other !== undefined && figures(run) === figures(other)
}
