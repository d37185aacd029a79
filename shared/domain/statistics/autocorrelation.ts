/**
 * The correlation of neighbours: Σ (xᵢ − x̄)(xᵢ₋₁ − x̄) / Σ (xᵢ − x̄)², between −1 and 1. Of values that are all alike, and
 * of a single one, nothing is known to hang together: 0.
 */
export function neighbourCorrelation(values: ArrayLike<number>): number {
  const {length} = values
  // Counted from one of the values, so that equal ones are alike to the last bit.
  const origin = values[0] ?? 0
  let sum = 0
  for (let i = 0; i < length; i++) sum += (values[i] ?? 0) - origin
  const mean = origin + sum / length
  let squares = 0
  let products = 0
  for (let i = 0; i < length; i++) {
    const own = (values[i] ?? 0) - mean
    squares += own ** 2
    if (i > 0) products += own * ((values[i - 1] ?? 0) - mean)
  }
  return squares > 0 ? products / squares : 0
}

/** The correlation without its bias towards 0 in short series (Marriott and Pope 1954). */
export function correctedCorrelation(correlation: number, count: number): number {
  return correlation + (1 + 3 * correlation) / count
}

/** How many independent rows n ordered ones are worth when neighbours correlate by ρ: n(1 − ρ)/(1 + ρ), at most n. */
export function effectiveCount(count: number, correlation: number): number {
  const positive = Math.max(0, correlation)
  return (count * (1 - positive)) / (1 + positive)
}

/** Autocovariance at a lag, with divisor n, of values that are already centred. */
export function autocovariance(centred: Float64Array, lag: number): number {
  let sum = 0
  for (let i = lag; i < centred.length; i++) sum += (centred[i] ?? 0) * (centred[i - lag] ?? 0)
  return sum / centred.length
}
