import {incompleteBeta} from './incomplete-beta.ts'
import type {Tails} from './incomplete-gamma.ts'
import {invert} from './inverse.ts'

/** P(X ≤ x) for the beta law with shapes a, b > 0; 0 and 1 outside [0, 1]. */
export function betaCdf(x: number, a: number, b: number): number {
  return at(x, a, b).lower
}

/** P(X > x), with its own digits near 1 as far as x has them. */
export function betaTail(x: number, a: number, b: number): number {
  return at(x, a, b).upper
}

function at(x: number, a: number, b: number): Tails {
  const inside = Math.min(1, Math.max(0, x))
  return incompleteBeta(a, b, [inside, 1 - inside])
}

/** The inverse of `betaCdf` in x. */
export function betaQuantile(p: number, a: number, b: number): number {
  const odds = betaOddsQuantile(p, a, b)
  return odds === Infinity ? 1 : odds / (1 + odds)
}

/** The quantile as odds x / (1 − x), which keep their digits at both ends. */
export function betaOddsQuantile(p: number, a: number, b: number): number {
  if (!(a > 0 && b > 0)) return Number.NaN
  const tails = (u: number) => {
    const odds = Math.exp(-Math.abs(u))
    const [small, large] = [odds / (1 + odds), 1 / (1 + odds)]
    return incompleteBeta(a, b, u < 0 ? [small, large] : [large, small])
  }
  return Math.exp(invert(tails, p))
}
