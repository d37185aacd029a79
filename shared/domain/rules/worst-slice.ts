import {exactSlice} from '../metric-index.ts'
import {isShareMetric} from '../share-metric.ts'
import {intervalOfMean} from '../stated-interval.ts'
import type {Interval} from '../statistics/units.ts'
import {judgeHarm, SEVERITY} from '../verdict.ts'
import {slicesOf} from './expansion.ts'
import {frameOf, judgeComparison} from './judgement.ts'
import type {Rule, SliceSelector} from './rule.ts'
import {broken, type Finding, type JudgedRule, type Sides} from './sides.ts'
import {ownValue, sliceHint, subjectOf} from './values.ts'

type Part = {
  readonly judged: JudgedRule
  /** How far beyond its limit the slice is, and where that may lie. */
  readonly excess: number
  readonly harm: Interval | undefined
}

/**
 * The worst of several slices. Where slices say how unsure they are, all of them together decide: by chance alone the worst
 * of many looks worse than it is. Small slices are left out and said, and nothing passes on what is left.
 */
export function judgeWorst(rule: Rule, slice: SliceSelector, sides: Sides): JudgedRule {
  return {...frameOf(rule), ...findingOf(rule, slice, sides)}
}

function findingOf(rule: Rule, slice: SliceSelector, sides: Sides): Finding {
  const slices = slicesOf(rule, slice, sides)
  if (slices.length === 0) {
    const hint = sliceHint({...rule, slice}, sides.candidate)
    return broken('missing-metric', `no slice is ${subjectOf(rule)}${hint}`)
  }
  const alpha = sides.alpha / slices.length
  const all = slices.map(one => partOf({...rule, slice: exactSlice(one)}, {...sides, alpha}))
  const [wrong] = all.filter(
    ({judged}) => judged.verdict === 'error' || judged.verdict === 'no-baseline',
  )
  const parts = all.map(({judged: {metric, candidate, n}}) => ({
    name: metric.slice(rule.metric.length),
    ...(candidate === undefined ? {} : {value: candidate}),
    ...(n === undefined ? {} : {n}),
  }))
  if (wrong) return {...wrong.judged, parts}
  const large = all.filter(({judged}) => judged.reasonCode !== 'small-slice')
  const small = all.length - large.length
  const [worst] = [...large].sort((a, b) => b.excess - a.excess)
  if (!worst) {
    const reason = `none of the ${all.length} slices of ${rule.metric} has enough examples`
    return {verdict: 'inconclusive', reasonCode: 'small-slice', reason, parts}
  }
  const found = verdictOn(rule, large, worst)
  const isPassed = found.verdict === 'pass'
  const verdict = isPassed && small > 0 ? 'inconclusive' : found.verdict
  const left = small === 0 ? '' : `; ${small} more ${small === 1 ? 'has' : 'have'} too few examples`
  const {judged} = worst
  const code = {
    pass: 'within-limits',
    inconclusive: small > 0 && isPassed ? 'small-slice' : 'within-noise',
  } as const
  const {rule: _, metric: _metric, ...shown} = judged
  return {
    ...shown,
    verdict,
    reasonCode:
      verdict === 'fail' ? judgedCode(judged) : code[verdict === 'pass' ? 'pass' : 'inconclusive'],
    reason: `the worst of ${large.length} slices${left}: ${judged.reason}${found.words}`,
    parts,
  }
}

function judgedCode({reasonCode, direction}: JudgedRule) {
  if (reasonCode !== 'within-limits' && reasonCode !== 'within-noise') return reasonCode
  return direction === 'lower' ? ('over-limit' as const) : ('under-limit' as const)
}

function partOf(rule: Rule, sides: Sides): Part {
  const judged = judgeComparison(rule, sides)
  const {candidate, limit} = judged
  const excess =
    candidate === undefined || limit === undefined
      ? 0
      : rule.direction === 'lower'
        ? candidate - limit
        : limit - candidate
  // What too few rows say bounds nothing, be it ever so narrow.
  if (judged.reasonCode === 'too-few-rows') return {judged, excess, harm: undefined}
  if (judged.noise) return {judged, excess, harm: judged.noise.harm}
  return {judged, excess, harm: limit === undefined ? undefined : harmOf(rule, limit, sides)}
}

/** From what the file says about the value; of a comparison that would be half of it. */
function harmOf(rule: Rule, limit: number, sides: Sides): Interval | undefined {
  const own = ownValue(rule, sides.candidate)
  if (rule.bound.kind !== 'absolute' || !('value' in own)) return undefined
  const interval = intervalOfMean(own, {alpha: sides.alpha, isShare: isShareMetric(rule.metric)})
  if (!interval) return undefined
  return rule.direction === 'lower'
    ? {low: interval.low - limit, high: interval.high - limit}
    : {low: limit - interval.high, high: limit - interval.low}
}

function verdictOn({strict}: Rule, parts: readonly Part[], worst: Part) {
  const harms = parts.flatMap(({harm}) => harm ?? [])
  if (harms.length < parts.length) {
    const verdict = parts
      .map(({judged}) => judged.verdict)
      .sort((a, b) => SEVERITY.indexOf(a) - SEVERITY.indexOf(b))[0]
    const words =
      parts.length > 1 ? '; noise unknown, and the worst of several looks worse than it is' : ''
    return {verdict: verdict ?? worst.judged.verdict, words}
  }
  const low = Math.max(...harms.map(one => one.low))
  const high = Math.max(...harms.map(one => one.high))
  const verdict = judgeHarm({low, high}, 0, strict)
  const words = {
    pass: '; so are all slices, chance allowed for',
    fail: '; more than chance explains',
    inconclusive: '; chance leaves it open',
  }
  return {verdict, words: words[verdict as keyof typeof words] ?? ''}
}
