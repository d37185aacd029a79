import type {MetricIndex} from '../metric-index.ts'
import {askNoise} from '../noise.ts'
import {noiseOfRuns} from '../noise-tests/run-noise.ts'
import {formatTogether} from '../numbers.ts'
import {compare, frameOf, notComparable, placeOf} from './judgement.ts'
import type {Rule} from './rule.ts'
import {meanOf, otherRuns, ownRuns} from './runs.ts'
import type {Finding, JudgedRule, Sides} from './sides.ts'
import type {Found} from './values.ts'

/**
 * A rule on the mean over several runs. Where the other model has several, too, how much runs of one model differ says how
 * much the means differ by chance: pair by pair where both ran with the same seeds, else Welch's test.
 */
export function judgeMean(rule: Rule, count: number, sides: Sides): JudgedRule {
  return {...frameOf(rule), ...findingOf(rule, count, sides)}
}

function findingOf(rule: Rule, count: number, sides: Sides): Finding {
  const own = ownRuns(rule, count, sides)
  if ('verdict' in own) return own
  const mean = meanOf(own)
  const other = otherRuns(rule, sides)
  if (other && 'verdict' in other) return {...placeOf(mean), ...other}
  const before = other && meanOf(other.runs)
  const {alpha} = sides
  const seeds = other && pairBySeed(own, other.runs, sides.candidate, other.metrics)
  const values = {
    candidate: seeds?.candidate ?? own.map(({value}) => value),
    baseline: seeds?.baseline ?? other?.runs.map(({value}) => value) ?? [],
    isPaired: seeds !== undefined,
  }
  const noise = askNoise(other && (() => noiseOfRuns(rule, values, {alpha})), rule, {alpha})
  if (noise && 'problem' in noise) return {...placeOf(mean), ...notComparable(rule, noise)}
  const judged = compare(rule, mean, before && {before, noise, alpha})
  const shown = formatTogether(own.map(({value}) => value)).join(', ')
  return {
    ...placeOf(mean),
    ...(before ? {baseline: before.value} : {}),
    ...(noise ? {noise} : {}),
    ...judged,
    ...(judged.verdict === 'error'
      ? {}
      : {reason: `${judged.reason}; mean of ${count} runs (${shown})`}),
    parts: own.map(({metric, value}) => ({name: metric.source, value})),
  }
}

type Pairs = {readonly candidate: readonly number[]; readonly baseline: readonly number[]}

/** The values in the order of their seeds; nothing unless every run names one, and both sides the same. */
function pairBySeed(
  own: readonly Found[],
  other: readonly Found[],
  candidate: MetricIndex,
  baseline: MetricIndex,
): Pairs | undefined {
  const [ours, theirs] = [bySeed(own, candidate), bySeed(other, baseline)]
  if (!ours || !theirs || ours.size !== theirs.size) return undefined
  const pairs = [...ours].map(([seed, value]) => [value, theirs.get(seed)] as const)
  if (pairs.some(([, before]) => before === undefined)) return undefined
  return {
    candidate: pairs.map(([value]) => value),
    baseline: pairs.map(([, before]) => before ?? Number.NaN),
  }
}

/** Each run's value by its seed; nothing where one has none, or two have the same. */
function bySeed(
  runs: readonly Found[],
  metrics: MetricIndex,
): ReadonlyMap<number, number> | undefined {
  const named = seedsIn(metrics)
  const values = new Map<number, number>()
  for (const {metric, value} of runs) {
    const seed = named.get(metric.source) ?? seedInName(metric.source)
    if (seed === undefined || values.has(seed)) return undefined
    values.set(seed, value)
  }
  return values
}

/** Where files have a metric that is called `seed`. */
function seedsIn(metrics: MetricIndex): ReadonlyMap<string, number> {
  const found = metrics.find('seed')
  const all =
    found.found === 'several' ? found.metrics : found.found === 'one' ? [found.metric] : []
  return new Map(
    all.flatMap(({source, value}) => (Number.isInteger(value) ? [[source, Number(value)]] : [])),
  )
}

/** `runs/seed-3.json`, `out/seed=3/metrics.json`. A number alone is no seed: `run-3` is the third run. */
function seedInName(source: string): number | undefined {
  const [, digits] = /(?:^|[^a-z])seed[-_=]?(\d{1,15})(?!\d)/i.exec(source) ?? []
  return digits === undefined ? undefined : Number(digits)
}
