import * as z from 'zod'
import {commitSchema} from '../commit.ts'
import type {RuleResult} from '../gate.ts'
import {metricName} from '../metric.ts'
import type {MetricRecord} from '../metric-record.ts'
import {normalQuantile} from '../statistics/distributions/normal.ts'
import {writeMetricName} from './name.ts'

const raisedSchema = z.strictObject({
  metric: z.string(),
  floor: z.number(),
  to: z.number(),
  /** The worse end of what this model and the one before may be, one-sided 95 %. */
  bounds: z.strictObject({now: z.number(), before: z.number()}),
})
export type RaisedFloor = z.infer<typeof raisedSchema>

/** How people are told of floors that may rise. */
export const RAISE_WAYS = ['patch', 'pull-request'] as const
export type RaiseWay = (typeof RAISE_WAYS)[number]

/** Floors that two models in a row were better than by more than chance. */
export const raiseSchema = z.strictObject({
  path: z.string(),
  /** The commit of the model before. */
  before: commitSchema,
  floors: z.array(raisedSchema).min(1),
  /** Where a pull request was asked for: that one, and what became of it now. */
  pullRequest: z
    .strictObject({
      number: z.int().positive(),
      url: z.string(),
      end: z.enum(['opened', 'updated', 'already-open', 'declined']),
    })
    .optional(),
  /** As `git apply` takes it; absent where the file is not as it was read. */
  patch: z.string().optional(),
})
export type Raise = z.infer<typeof raiseSchema>

type Runs = {
  readonly now: {readonly rules: readonly RuleResult[]; readonly metrics: readonly MetricRecord[]}
  readonly before: Runs['now']
  readonly floors: Readonly<Record<string, number>>
}

/**
 * Floors that may rise: two different models in a row whose worse bounds are above. To the lower of the two bounds, rounded
 * to the easier side: the best of many runs is better than any of them by chance alone, and a floor must not be.
 */
export function raisedFloors({now, before, floors}: Runs): readonly RaisedFloor[] {
  return now.rules.flatMap((rule): readonly RaisedFloor[] => {
    const {metric, direction, form} = rule
    // Files of floors name a metric as rules print it: with quotes where it needs them.
    const subject = writeMetricName(metric)
    const floor = floors[subject]
    if (form !== 'floor' || floor === undefined || direction === undefined) return []
    const older = before.rules.find(one => one.form === 'floor' && one.metric === metric)
    if (rule.verdict !== 'pass' || older?.verdict !== 'pass') return []
    const bounds = {
      now: worseBound(now.metrics, rule, direction),
      before: worseBound(before.metrics, older, direction),
    }
    if (bounds.now === undefined || bounds.before === undefined) return []
    const pick = direction === 'lower' ? Math.max : Math.min
    const to = easier(pick(bounds.now, bounds.before), direction)
    const isRaised = direction === 'lower' ? to < floor : to > floor
    if (!isRaised) return []
    return [{metric: subject, floor, to, bounds: {now: bounds.now, before: bounds.before}}]
  })
}

/** Which way is better, by the metric as files of floors name it. */
export function floorDirections(
  rules: readonly RuleResult[],
): ReadonlyMap<string, 'lower' | 'higher'> {
  return new Map(
    rules.flatMap(({form, metric, direction}) =>
      form === 'floor' && direction ? [[writeMetricName(metric), direction] as const] : [],
    ),
  )
}

/** Of two floors the one that asks for more; the first where nobody knows which way is better. */
export function harderFloor(
  direction: 'lower' | 'higher' | undefined,
  floor: number,
  other: number,
): number {
  if (direction === undefined) return floor
  return direction === 'lower' ? Math.min(floor, other) : Math.max(floor, other)
}

/** How bad the metric may be, by what its file states or else by its rows; nothing where nobody knows. */
function worseBound(
  metrics: readonly MetricRecord[],
  {metric: name, worseEnd}: RuleResult,
  direction: 'lower' | 'higher',
): number | undefined {
  const found = metrics.filter(metric => metricName(metric) === name && metric.slice === undefined)
  const [metric, ...more] = found
  if (!metric || more.length > 0 || typeof metric.value !== 'number') return undefined
  const {value, stderr, interval} = metric
  const worst = direction === 'lower' ? Math.max : Math.min
  const ends = interval
    ? [interval.low, interval.high]
    : stderr === undefined
      ? [worseEnd ?? Number.NaN]
      : [value + (direction === 'lower' ? 1 : -1) * normalQuantile(0.95) * stderr]
  const bound = worst(value, ...ends)
  return Number.isFinite(bound) ? bound : undefined
}

/** Four digits, never a harder floor than the value. */
function easier(value: number, direction: 'lower' | 'higher'): number {
  const rounded = Number(value.toPrecision(4))
  const isHarder = direction === 'lower' ? rounded < value : rounded > value
  if (!isHarder) return rounded
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 3)
  return Number((rounded + (direction === 'lower' ? step : -step)).toPrecision(4))
}
