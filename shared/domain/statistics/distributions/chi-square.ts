import {incompleteGamma} from './incomplete-gamma.ts'
import {invert} from './inverse.ts'

/** P(X ≤ x) for χ² with `degrees` > 0 degrees of freedom. */
export function chiSquareCdf(x: number, degrees: number): number {
  return incompleteGamma(degrees / 2, Math.max(0, x / 2)).lower
}

/** P(X > x), with its own digits far out. */
export function chiSquareTail(x: number, degrees: number): number {
  return incompleteGamma(degrees / 2, Math.max(0, x / 2)).upper
}

/** The inverse of `chiSquareCdf` in x. */
export function chiSquareQuantile(p: number, degrees: number): number {
  if (!(degrees > 0)) return Number.NaN
  return 2 * Math.exp(invert(u => incompleteGamma(degrees / 2, Math.exp(u)), p))
}
