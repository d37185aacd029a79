/**
 * The standard normal distribution function, by the series of erf near 0 and the continued fraction of erfc in the tails
 * (Abramowitz and Stegun 7.1.6 and 7.1.14); relative error below 1e-13.
 */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) return Number.NaN
  const size = Math.abs(x)
  const tail = size < 3 ? 0.5 - innerHalf(size) : outerTail(size)
  return x < 0 ? tail : 1 - tail
}

const DENSITY_AT_0 = 1 / Math.sqrt(2 * Math.PI)

/** Φ(x) − ½ for x ≥ 0. */
function innerHalf(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (x * x) / (2 * n + 1)
    sum += term
  }
  return DENSITY_AT_0 * Math.exp((-x * x) / 2) * sum
}

/** 1 − Φ(x) for large x. */
function outerTail(x: number): number {
  let fraction = x
  for (let n = 120; n >= 1; n--) fraction = x + n / fraction
  return (DENSITY_AT_0 * Math.exp((-x * x) / 2)) / fraction
}

/** The inverse of `normalCdf`, by Newton's method from a rough start; infinite at 0 and 1. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity
  const tail = Math.min(p, 1 - p)
  // Abramowitz and Stegun 26.2.23, good to 4.5e-4.
  const t = Math.sqrt(-2 * Math.log(tail))
  let x =
    t -
    (2.515517 + t * (0.802853 + t * 0.010328)) /
      (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  for (let i = 0; i < 6; i++) {
    const density = DENSITY_AT_0 * Math.exp((-x * x) / 2)
    x += (normalCdf(-x) - tail) / density
  }
  return p < 0.5 ? -x : x
}
