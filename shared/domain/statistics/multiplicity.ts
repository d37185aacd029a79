/**
 * Holm's adjusted p-values (1979), in the order given: reject those of at most α and the chance of any false rejection
 * among all of them is at most α, however they hang together.
 */
export function adjustHolm(p: readonly number[]): readonly number[] {
  const order = ascending(p)
  const adjusted = new Array<number>(p.length)
  let least = 0
  for (const [rank, at] of order.entries()) {
    least = Math.max(least, Math.min(1, (p.length - rank) * (p[at] ?? 1)))
    adjusted[at] = least
  }
  return adjusted
}

/**
 * Benjamini and Hochberg's adjusted p-values (1995), in the order given: of those of at most α a share of at most α is
 * false on average, for p-values that are independent or rise together.
 */
export function adjustBenjaminiHochberg(p: readonly number[]): readonly number[] {
  const order = ascending(p)
  const adjusted = new Array<number>(p.length)
  let least = 1
  for (let rank = order.length; rank > 0; rank--) {
    const at = order[rank - 1] ?? 0
    least = Math.min(least, (p.length * (p[at] ?? 1)) / rank)
    adjusted[at] = least
  }
  return adjusted
}

/** Positions from the smallest p on. Throws a RangeError for what is no probability: NaN would pass as harmless. */
function ascending(p: readonly number[]): readonly number[] {
  const wrong = p.find(one => !(one >= 0 && one <= 1))
  if (wrong !== undefined) throw new RangeError(`${wrong} is no probability`)
  return p.map((_, at) => at).sort((a, b) => (p[a] ?? 0) - (p[b] ?? 0))
}
