import {incompleteBeta} from './incomplete-beta.ts'
import type {Tails} from './incomplete-gamma.ts'
import {invert} from './inverse.ts'
import {normalCdf, normalQuantile} from './normal.ts'

const FAR = 1e100

/** P(T ≤ t) for Student's t with `degrees` > 0 degrees of freedom, not necessarily whole; infinite ones are the normal law. */
export function studentCdf(t: number, degrees: number): number {
  if (degrees === Infinity) return normalCdf(t)
  if (!(degrees > 0) || Number.isNaN(t)) return Number.NaN
  const tail = outside(Math.abs(t), degrees).lower / 2
  return t < 0 ? tail : 1 - tail
}

/** P(T > t), with its own digits far out. */
export function studentTail(t: number, degrees: number): number {
  return studentCdf(-t, degrees)
}

/** P(|T| > t) and P(|T| ≤ t) for t ≥ 0 (Abramowitz and Stegun 26.7.1). */
function outside(t: number, degrees: number): Tails {
  // So far out the tail is a power of t to the last digit, and t² is soon no number any more.
  if (t > FAR) return {lower: outside(FAR, degrees).lower * (FAR / t) ** degrees, upper: 1}
  const square = t * t
  const whole = degrees + square
  return incompleteBeta(degrees / 2, 0.5, [degrees / whole, square / whole])
}

/** The inverse of `studentCdf` in t. */
export function studentQuantile(p: number, degrees: number): number {
  if (degrees === Infinity) return normalQuantile(p)
  if (!(degrees > 0)) return Number.NaN
  if (p === 0.5) return 0
  const size = Math.exp(-invert(u => outside(Math.exp(-u), degrees), 2 * Math.min(p, 1 - p)))
  return p < 0.5 ? -size : size
}
