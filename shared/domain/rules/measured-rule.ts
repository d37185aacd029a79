import type {Rule, Shift} from './rule.ts'

/** A rule with its limit worked out for one baseline value. */
export type MeasuredRule = {
  readonly limit: number
  /** How far beyond the limit the candidate is, in the direction of harm; 0 when equal but for rounding. */
  readonly excess: number
}

/** The limit of a rule; a relative one needs the baseline's value. */
export function limitOf({bound}: Pick<Rule, 'bound'>, baseline: number): number {
  if (bound.kind === 'absolute') return bound.limit
  if (bound.kind === 'relative') return baseline + distance(bound.shift, baseline)
  throw new RangeError(`${bound.kind} is not one limit`)
}

function distance({amount, unit}: Shift, baseline: number): number {
  switch (unit) {
    case 'percent':
      return (amount / 100) * Math.abs(baseline)
    case 'points':
      return amount / 100
    case 'plain':
      return amount
  }
}

type Precision = {
  /** One of the values was once a single, which keeps seven digits: 0.9 is then 0.8999999761581421. */
  readonly isSingle?: boolean
}

/**
 * Compares a value with the limit. Decimal numbers are rounded when they become doubles (0.1 + 0.2 > 0.3), so values
 * within four roundings of the limit count as equal to it, of singles where a value was one. The scale is that of the
 * limit and the baseline alone: the equal values are then one interval, and a worse value never fares better.
 */
export function measure(
  rule: Rule,
  value: number,
  baseline: number,
  {isSingle = false}: Precision = {},
): MeasuredRule {
  const limit = limitOf(rule, baseline)
  const scale = Math.max(Math.abs(limit), rule.bound.kind === 'relative' ? Math.abs(baseline) : 0)
  const difference = value - limit
  const rounding = isSingle ? Math.max(ulp(scale), singleUlp(scale)) : ulp(scale)
  if (Math.abs(difference) <= 4 * rounding) return {limit, excess: 0}
  const excess = rule.direction === 'lower' ? difference : -difference
  return {limit, excess: Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, excess))}
}

/** The same to the next larger single; 0 beyond the largest one, which no value was then. */
function singleUlp(size: number): number {
  const view = new DataView(new ArrayBuffer(4))
  view.setFloat32(0, size)
  const here = view.getFloat32(0)
  view.setUint32(0, view.getUint32(0) + 1)
  const next = view.getFloat32(0)
  return Number.isFinite(next) ? next - here : 0
}

/** The distance from a number (0 or more, finite) to the next larger double. */
export function ulp(size: number): number {
  DOUBLE[0] = size
  BITS[0] = (BITS[0] ?? 0n) + 1n
  const next = DOUBLE[0]
  return Number.isFinite(next) ? next - size : 2 ** 971
}

/** One number and its bits; made once, for ten thousand metrics ask. */
const DOUBLE = new Float64Array(1)
const BITS = new BigUint64Array(DOUBLE.buffer)
