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

/** Floors that two models in a row were better than by more than chance. */
export const raiseSchema = z.strictObject({
  path: z.string(),
  /** The commit of the model before. */
  before: commitSchema,
  floors: z.array(raisedSchema).min(1),
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
      now: worseBound(now.metrics, metric, direction),
      before: worseBound(before.metrics, metric, direction),
    }
    if (bounds.now === undefined || bounds.before === undefined) return []
    const pick = direction === 'lower' ? Math.max : Math.min
    const to = easier(pick(bounds.now, bounds.before), direction)
    const isRaised = direction === 'lower' ? to < floor : to > floor
    if (!isRaised) return []
    return [{metric: subject, floor, to, bounds: {now: bounds.now, before: bounds.before}}]
  })
}

/** How bad the metric may be, as far as its file or evaluation says; nothing where nobody knows. */
function worseBound(
  metrics: readonly MetricRecord[],
  name: string,
  direction: 'lower' | 'higher',
): number | undefined {
  const found = metrics.filter(metric => metricName(metric) === name && metric.slice === undefined)
  const [metric, ...more] = found
  if (!metric || more.length > 0 || typeof metric.value !== 'number') return undefined
  const {value, stderr, interval} = metric
  const bound = interval
    ? direction === 'lower'
      ? Math.max(value, interval.low, interval.high)
      : Math.min(value, interval.low, interval.high)
    : stderr === undefined
      ? undefined
      : value + (direction === 'lower' ? 1 : -1) * normalQuantile(0.95) * stderr
  return bound !== undefined && Number.isFinite(bound) ? bound : undefined
}

/** Four digits, never a harder floor than the value. */
function easier(value: number, direction: 'lower' | 'higher'): number {
  const rounded = Number(value.toPrecision(4))
  const isHarder = direction === 'lower' ? rounded < value : rounded > value
  if (!isHarder) return rounded
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 3)
  return Number((rounded + (direction === 'lower' ? step : -step)).toPrecision(4))
}

export type Edit = {
  /** Both counted from 1. */
  readonly line: number
  readonly column: number
  readonly to: number
}

const CONTEXT = 3
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/

/** A unified diff that writes other numbers where numbers stand; nothing where none stands there. */
export function numberPatch(
  path: string,
  text: string,
  edits: readonly Edit[],
): string | undefined {
  const before = text.split('\n')
  const after = [...before]
  for (const {line, column, to} of edits) {
    const old = after[line - 1] ?? ''
    const digits = NUMBER.exec(old.slice(column - 1))?.[0]
    if (digits === undefined) return undefined
    after[line - 1] = `${old.slice(0, column - 1)}${to}${old.slice(column - 1 + digits.length)}`
  }
  // The path of a file with odd characters would need quotes that only git writes alike.
  if (!/^[\w./-]+$/.test(path) || text.includes('\r')) return undefined
  const changed = before.flatMap((line, at) => (line === after[at] ? [] : [at]))
  const [first] = changed
  const last = changed.at(-1)
  if (first === undefined || last === undefined) return undefined
  const whole = text.endsWith('\n') ? before.length - 1 : before.length
  const from = Math.max(0, first - CONTEXT)
  const to = Math.min(whole, last + 1 + CONTEXT)
  const lines = Array.from({length: to - from}, (_, offset) => {
    const at = from + offset
    return before[at] === after[at] ? [` ${before[at]}`] : [`-${before[at]}`, `+${after[at]}`]
  }).flat()
  const end = text.endsWith('\n') || to < whole ? [] : ['\\ No newline at end of file']
  if (end.length > 0) return undefined
  const span = `${from + 1},${to - from}`
  return [`--- a/${path}`, `+++ b/${path}`, `@@ -${span} +${span} @@`, ...lines, ''].join('\n')
}
