import {betaOddsQuantile} from './beta.ts'
import {incompleteBeta} from './incomplete-beta.ts'
import type {Tails} from './incomplete-gamma.ts'

/** Degrees of freedom above and below the line of a variance ratio. */
export type Degrees = readonly [above: number, below: number]

/** P(X ≤ x) for Fisher's F. */
export function fCdf(x: number, degrees: Degrees): number {
  return at(x, degrees).lower
}

/** P(X > x), with its own digits far out. */
export function fTail(x: number, degrees: Degrees): number {
  return at(x, degrees).upper
}

/** Abramowitz and Stegun 26.6.2. */
function at(x: number, [above, below]: Degrees): Tails {
  if (x === Infinity) return {lower: 1, upper: 0}
  const part = above * Math.max(0, x)
  const whole = part + below
  return incompleteBeta(above / 2, below / 2, [part / whole, below / whole])
}

/** The inverse of `fCdf` in x. */
export function fQuantile(p: number, [above, below]: Degrees): number {
  return (betaOddsQuantile(p, above / 2, below / 2) * below) / above
}
