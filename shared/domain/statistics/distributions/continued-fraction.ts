/** More steps than any argument needs; one that needs more than this is not computed but refused. */
const MOST_STEPS = 1_000_000
const TINY = 1e-300

/**
 * b₀ + a₁/(b₁ + a₂/(b₂ + …)) by Lentz's method as Thompson and Barnett improved it (1986); `step(i)` gives aᵢ and bᵢ,
 * from i = 0 with a₀ unused. NaN when it does not settle.
 */
export function continuedFraction(step: (i: number) => readonly [number, number]): number {
  let value = step(0)[1] || TINY
  let above = value
  let below = 0
  for (let i = 1; i < MOST_STEPS; i++) {
    const [a, b] = step(i)
    below = 1 / (b + a * below || TINY)
    above = b + a / above || TINY
    const change = above * below
    value *= change
    if (Math.abs(change - 1) < 4e-16) return value
  }
  return Number.NaN
}
