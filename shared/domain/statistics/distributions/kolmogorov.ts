/**
 * P(K > x) for Kolmogorov's law, the limit of √(nm/(n+m)) · D: his alternating series for large x, Jacobi's transform of
 * it for small (Marsaglia, Tsang and Wang 2003).
 */
export function kolmogorovTail(x: number): number {
  if (Number.isNaN(x)) return Number.NaN
  if (x <= 0.1) return 1
  if (x < 1) {
    let below = 0
    for (let k = 1; k <= 9; k += 2) below += Math.exp(-((k * Math.PI) ** 2) / (8 * x * x))
    return 1 - (Math.sqrt(2 * Math.PI) / x) * below
  }
  let tail = 0
  for (let k = 5; k >= 1; k--) tail = Math.exp(-2 * k * k * x * x) - tail
  return 2 * tail
}

/** Sizes of two samples, and where equal values end when both are sorted together; absent: no two are equal. */
export type Ranking = {
  readonly sizes: readonly [n: number, m: number]
  /** `isEnd[k]`: the value of rank k (from 0) differs from the next one. */
  readonly isEnd?: Uint8Array | undefined
}

/**
 * P(D ≥ d/(nm)) over all ways to share out the ranks: the exact law of the two-sample Kolmogorov–Smirnov statistic under
 * equality, given the ties (Schröer and Trenkler 1995, as R's `psmirnov`). `most` = d is a whole number, nm·D. It adds
 * small parts only, so that tails keep their digits. Costs nm steps, without ties about 2d.
 */
export function smirnovTail(most: number, {sizes: [n, m], isEnd}: Ranking): number {
  if (most <= 0) return 1
  const isOut = (i: number, j: number) =>
    (isEnd === undefined || isEnd[i + j - 1] === 1) && Math.abs(i * m - j * n) >= most
  // row[j]: the share of paths to (i, j) that have left the band |i·m − j·n| < most; outside it never changes.
  const row = new Float64Array(m + 1)
  for (let j = 1; j <= m; j++) row[j] = isOut(0, j) ? 1 : (row[j - 1] ?? 0)
  for (let i = 1; i <= n; i++) {
    const from = isEnd ? 0 : Math.max(0, Math.floor((i * m - most) / n))
    const to = isEnd ? m : Math.min(m, Math.ceil((i * m + most) / n))
    let left = isOut(i, from) ? 1 : (row[from] ?? 0)
    row[from] = left
    for (let j = from + 1; j <= to; j++) {
      left = isOut(i, j) ? 1 : ((row[j] ?? 0) * i + left * j) / (i + j)
      row[j] = left
    }
  }
  return row[m] ?? Number.NaN
}
