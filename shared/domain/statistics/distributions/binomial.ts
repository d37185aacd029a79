import {incompleteBeta} from './incomplete-beta.ts'
import type {Tails} from './incomplete-gamma.ts'
import {binomialMass} from './stirling.ts'

/** How often something was tried, and how likely it was each time. */
export type Trials = {readonly n: number; readonly p: number}

/** P(X = k) of k successes in n trials of probability p (Loader 2000); 0 where there is no such k. */
export function binomialProbability(k: number, {n, p}: Trials): number {
  if (!isTrials({n, p})) return Number.NaN
  if (!Number.isInteger(k) || k < 0 || k > n) return 0
  if (p === 0 || p === 1) return Number(k === n * p)
  if (k === 0) return Math.exp(n * Math.log1p(-p))
  if (k === n) return Math.exp(n * Math.log(p))
  return binomialMass(k, n - k, [p, 1 - p])
}

/** P(X ≤ k), by the incomplete beta function (Abramowitz and Stegun 26.5.24). */
export function binomialCdf(k: number, trials: Trials): number {
  return at(k, trials).lower
}

/** P(X > k), with its own digits far out. */
export function binomialTail(k: number, trials: Trials): number {
  return at(k, trials).upper
}

function at(k: number, {n, p}: Trials): Tails {
  if (!isTrials({n, p}) || Number.isNaN(k)) return {lower: Number.NaN, upper: Number.NaN}
  if (k < 0) return {lower: 0, upper: 1}
  if (k >= n) return {lower: 1, upper: 0}
  const whole = Math.floor(k)
  return incompleteBeta(n - whole, whole + 1, [1 - p, p])
}

/** The smallest k with P(X ≤ k) ≥ p. */
export function binomialQuantile(p: number, trials: Trials): number {
  if (!(p >= 0 && p <= 1 && isTrials(trials))) return Number.NaN
  let [low, high] = [0, trials.n]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (binomialCdf(middle, trials) >= p) high = middle
    else low = middle + 1
  }
  return low
}

function isTrials({n, p}: Trials): boolean {
  return Number.isInteger(n) && n >= 0 && p >= 0 && p <= 1
}
