const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI)
/** From here on six terms of the asymptotic series are exact to the last bit. */
const LARGE = 16

/**
 * What Stirling's formula leaves out: ln Γ(x + 1) − (x + ½) ln x + x − ½ ln 2π, for x > 0; absolute error about 1e-15.
 * Small arguments are lifted one at a time, large ones take the asymptotic series (Abramowitz and Stegun 6.1.41).
 */
export function stirlingError(x: number): number {
  let error = 0
  let at = x
  for (; at < LARGE; at++) error += (at + 0.5) * Math.log1p(1 / at) - 1
  const inverse = 1 / at
  const square = inverse * inverse
  const series =
    1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)))
  return error + inverse * series
}

/** ln Γ(x) for x > 0; NaN elsewhere. */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN
  return stirlingError(x) + (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI
}

/** ln B(a, b) for a, b > 0. */
export function logBeta(a: number, b: number): number {
  const n = a + b
  return (
    stirlingError(a) +
    stirlingError(b) -
    stirlingError(n) +
    HALF_LOG_TWO_PI -
    0.5 * Math.log((a * b) / n) -
    a * Math.log1p(b / a) -
    b * Math.log1p(a / b)
  )
}

/**
 * x ln(x / m) − (x − m), the deviance of a Poisson count x of mean m, without the loss of digits where the two are close
 * (Loader 2000, "Fast and accurate computation of binomial probabilities"). The caller knows x − m best.
 */
function deviance(x: number, m: number, difference: number): number {
  if (Math.abs(difference) >= 0.1 * (x + m)) return x * Math.log(x / m) - difference
  const v = difference / (x + m)
  const square = v * v
  let power = 2 * x * v
  let sum = difference * v
  for (let j = 3; ; j += 2) {
    power *= square
    const next = sum + power / j
    if (next === sum) return sum
    sum = next
  }
}

/** e^−m · m^x / Γ(x + 1) for real x > 0 and m > 0 (Loader's saddle point form). */
export function poissonMass(x: number, m: number): number {
  return Math.exp(-stirlingError(x) - deviance(x, m, x - m)) / Math.sqrt(2 * Math.PI * x)
}

/** C(a + b, a) · p^a · q^b for real a, b > 0, with q = 1 − p given by the caller, who knows it to the last digit. */
export function binomialMass(a: number, b: number, [p, q]: readonly [number, number]): number {
  const n = a + b
  // a − np, where the product alone would round away what is left.
  const difference = a * q - b * p
  const exponent =
    stirlingError(n) -
    stirlingError(a) -
    stirlingError(b) -
    deviance(a, n * p, difference) -
    deviance(b, n * q, -difference)
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * a * b))
}
