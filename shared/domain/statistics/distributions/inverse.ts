import type {Tails} from './incomplete-gamma.ts'

/** Beyond e^±this nothing is a number any more. */
const FARTHEST = 744

/**
 * The point u of a whole line where `tails(u).lower` is p: the inverse of a continuous distribution function, in a scale
 * that the caller chose so that the line has no ends. The nearer tail is matched in its logarithm, so that quantiles keep
 * their digits far out. −∞ and ∞ at 0 and 1, NaN for what is no probability.
 */
export function invert(tails: (u: number) => Tails, p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity
  const excess =
    p <= 0.5
      ? (u: number) => Math.log(tails(u).lower) - Math.log(p)
      : (u: number) => Math.log1p(-p) - Math.log(tails(u).upper)
  let [low, high] = [-1, 1]
  while (excess(low) > 0 && low > -FARTHEST) [low, high] = [Math.max(-FARTHEST, 2 * low), low]
  while (excess(high) < 0 && high < FARTHEST) [low, high] = [high, Math.min(FARTHEST, 2 * high)]
  return bisectThenCut(excess, low, high)
}

/** Chandrupatla's method (1997): inverse quadratic steps where they are safe, halving where they are not. */
function bisectThenCut(f: (u: number) => number, low: number, high: number): number {
  let [a, b, c] = [high, low, low]
  let [fa, fb, fc] = [f(a), f(b), 0]
  let t = 0.5
  for (let round = 0; round < 200; round++) {
    const x = a + t * (b - a)
    const fx = f(x)
    if (Math.sign(fx) === Math.sign(fa)) [c, fc] = [a, fa]
    else [c, fc, b, fb] = [b, fb, a, fa]
    ;[a, fa] = [x, fx]
    const best = Math.abs(fa) < Math.abs(fb) ? a : b
    const tolerance = 2e-16 * Math.max(1, Math.abs(best)) * 0.5
    const reach = tolerance / Math.abs(b - a)
    if (!(reach <= 0.5) || fa === 0 || fb === 0) return best
    const xi = (a - b) / (c - b)
    const phi = (fa - fb) / (fc - fb)
    t =
      phi ** 2 < xi && (1 - phi) ** 2 < 1 - xi
        ? (fa / (fb - fa)) * (fc / (fb - fc)) +
          ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb))
        : 0.5
    t = Math.min(1 - reach, Math.max(reach, t))
  }
  return a
}
