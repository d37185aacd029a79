import {isMetric} from './metric.ts'
import {indexMetrics} from './metric-index.ts'
import type {MetricRecord} from './metric-record.ts'
import type {NoiseOf} from './noise.ts'
import {REASON_CODES, type ReasonCode} from './reason-codes.ts'
import {correctFamily} from './rules/family.ts'
import type {Correction} from './rules/family-correction.ts'
import {FLOORS_FILE, type Floors} from './rules/floor-file.ts'
import type {Rule} from './rules/rule.ts'
import type {Champion, JudgedRule, Unknown} from './rules/sides.ts'
import {nearestToFailing} from './rules/speaker.ts'
import {judgeRule, judgeUnchanged} from './rules/verdicts.ts'
import {type Verdict, worstVerdict} from './verdict.ts'

export type JudgementInput = {
  readonly rules: readonly Rule[]
  /** Why there can be no verdict whatever the figures say. */
  readonly obstacle?: Ground | undefined
  readonly candidate: readonly MetricRecord[]
  /** What was wrong with metrics files, in sentences; any makes the verdict an error. */
  readonly problems?: readonly string[]
  /** Absent when there is no baseline. */
  readonly baseline?: readonly MetricRecord[] | undefined
  /** What was wrong with files given as the baseline. */
  readonly baselineProblems?: readonly string[]
  /** The candidate is the baseline's model: only rules that do not compare are asked. */
  readonly isUnchanged?: boolean
  /** How much a metric varies by chance, where both models were scored row by row. */
  readonly noise?: NoiseOf | undefined
  readonly champions?: Champions | undefined
  readonly settings?: Partial<JudgingSettings> | undefined
}

/** The models that are live, each as it does on the candidate's rows. */
export type Champions = {
  readonly known: readonly (Omit<Champion, 'metrics'> & {
    readonly metrics: readonly MetricRecord[]
  })[]
  readonly unknown: readonly Unknown[]
}

/** What decides besides the rules. */
export type JudgingSettings = {
  readonly alpha: number
  readonly correction: Correction
  /** By the metric as rules write it. */
  readonly floors: Floors
  readonly floorsPath: string
}

export const DEFAULT_SETTINGS: JudgingSettings = {
  alpha: 0.05,
  correction: 'holm',
  floors: new Map(),
  floorsPath: FLOORS_FILE,
}

export type Judgement = {
  readonly verdict: Verdict
  readonly reasonCode: ReasonCode
  /** One sentence: why this verdict. */
  readonly reason: string
  readonly rules: readonly JudgedRule[]
  /** Unknown: only points were compared. */
  readonly noise: 'unknown' | 'known'
}

/** The verdict on a candidate. Every rule is judged on its own, whatever became of the others. */
export function judge(input: JudgementInput): Judgement {
  const {candidate, baseline, champions} = input
  const settings = {...DEFAULT_SETTINGS, ...input.settings}
  const sides = {
    candidate: indexMetrics(candidate),
    baseline: baseline && indexMetrics(baseline),
    noise: input.noise,
    champions: (champions?.known ?? []).map(one => ({...one, metrics: indexMetrics(one.metrics)})),
    unknownChampions: champions?.unknown ?? [],
    ...settings,
  }
  const judgeOne = input.isUnchanged ? judgeUnchanged : judgeRule
  const judged: JudgedRule[] = []
  for (const rule of input.rules) judged.push(...judgeOne(rule, sides))
  const rules = correctFamily(judged, settings)
  const deciding = rules.filter(rule => rule.blocking)
  const ground = groundless(input) ?? undecided(deciding)
  const noise = deciding.some(rule => rule.noise) ? 'known' : 'unknown'
  return ground
    ? {verdict: REASON_CODES[ground.reasonCode].verdict, ...ground, rules, noise}
    : {...summary(deciding), rules, noise}
}

export type Ground = Pick<Judgement, 'reasonCode' | 'reason'>

/** Why there can be no verdict at all. */
function groundless(input: JudgementInput): Ground | undefined {
  const {rules, candidate, obstacle, problems = [], baselineProblems = []} = input
  if (obstacle) return obstacle
  if (problems.length > 0) return {reasonCode: 'unreadable-metrics', reason: problems.join('\n')}
  if (!candidate.some(isMetric)) {
    return {reasonCode: 'no-metrics', reason: 'the metrics files hold no number at all'}
  }
  if (baselineProblems.length > 0) {
    return {reasonCode: 'unreadable-baseline', reason: baselineProblems.join('\n')}
  }
  if (rules.length === 0) {
    return {reasonCode: 'no-rules', reason: 'there is no rule, so nothing can pass'}
  }
  if (rules.every(rule => rule.reportOnly)) {
    return {reasonCode: 'no-rules', reason: 'every rule is report-only, so nothing can pass'}
  }
  return undefined
}

/** Every rule that could decide is about a metric that need not be there. */
function undecided(deciding: readonly JudgedRule[]): Ground | undefined {
  if (deciding.length > 0) return undefined
  return {
    reasonCode: 'no-rules',
    reason: 'every rule that could decide is about a metric that is absent, so nothing can pass',
  }
}

function summary(
  rules: readonly JudgedRule[],
): Pick<Judgement, 'verdict' | 'reasonCode' | 'reason'> {
  const verdict = worstVerdict(rules.map(rule => rule.verdict))
  const alikes = rules.filter(rule => rule.verdict === verdict)
  const first = verdict === 'inconclusive' ? nearestToFailing(alikes) : alikes[0]
  if (!first) throw new RangeError('a verdict needs a rule that decides')
  const {reasonCode, reason} = first
  const others = rules.length - alikes.length
  switch (verdict) {
    case 'pass':
      return {
        verdict,
        reasonCode,
        reason: `${alikes.length === 1 ? reason : allPass(rules)}${unsure(rules)}`,
      }
    case 'no-baseline':
      return {verdict, reasonCode, reason: `${reason}${passing(others)}`}
    case 'fail':
    case 'inconclusive':
    case 'error':
      return {verdict, reasonCode, reason: `${reason}${alike(alikes.length - 1, verdict)}`}
  }
}

/** One rule may mean several metrics or slices. */
function allPass(rules: readonly JudgedRule[]): string {
  const count = new Set(rules.map(({rule}) => rule)).size
  return count === 1
    ? `the rule holds for all ${rules.length} that it means`
    : `all ${count} rules pass`
}

/** Nothing is unsure about limits alone, or where chance was measured. */
function unsure(rules: readonly JudgedRule[]): string {
  const isKnown = rules.every(({kind, noise}) => kind === 'absolute' || noise !== undefined)
  return isKnown && rules.some(({noise}) => noise) ? '' : ' (noise unknown)'
}

function alike(more: number, verdict: 'fail' | 'inconclusive' | 'error'): string {
  if (more === 0) return ''
  const state = {fail: 'failed', inconclusive: 'undecided', error: 'without a verdict'}[verdict]
  return `; ${more} more ${state}`
}

function passing(others: number): string {
  if (others === 0) return ''
  return others === 1 ? '; the other rule passes' : `; the ${others} other rules pass`
}

/** What a step makes of a verdict, by the verdicts that its user says fail it; a person may have taken it upon themselves. */
export function decisionFor(
  verdict: Verdict,
  failOn: readonly Verdict[],
  {isAccepted = false}: {readonly isAccepted?: boolean} = {},
): 'accepted' | 'refused' | 'error' {
  if (isAccepted || !failOn.includes(verdict)) return 'accepted'
  return verdict === 'error' ? 'error' : 'refused'
}
