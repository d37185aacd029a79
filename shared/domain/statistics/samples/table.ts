/** How often each of k categories or bins occurs in two samples, in the same order. */
export type Table = {readonly first: Float64Array; readonly second: Float64Array}

/** A category that is expected more rarely than this on either side is put together with others (Cochran 1954). */
const RARE = 5

/**
 * The number of units on each side.
 * Throws a RangeError when the sides are not of one length, a side is empty, or a count is no whole number from 0.
 */
export function sizesOf({first, second}: Table): readonly [number, number] {
  if (first.length !== second.length) {
    throw new RangeError(`${first.length} and ${second.length} categories are not the same ones`)
  }
  const [n, m] = [first, second].map(side =>
    side.reduce((sum, count) => {
      if (!(Number.isInteger(count) && count >= 0)) throw new RangeError(`${count} is no count`)
      return sum + count
    }, 0),
  )
  if (!n || !m) throw new RangeError('a sample is empty')
  return [n, m]
}

/** Puts rare categories together, the rarest first, until each is expected often enough; categories without units go. */
export function mergeRare({first, second}: Table): Table {
  const [n, m] = sizesOf({first, second})
  const fewest = (RARE * (n + m)) / Math.min(n, m)
  const cells = Array.from(first, (count, at) => [count, second[at] ?? 0] as const)
    .filter(([a, b]) => a + b > 0)
    .sort(([a, b], [c, d]) => a + b - c - d)
  const merged: (readonly [number, number])[] = []
  let open: readonly [number, number] = [0, 0]
  for (const [a, b] of cells) {
    open = [open[0] + a, open[1] + b]
    if (open[0] + open[1] < fewest) continue
    merged.push(open)
    open = [0, 0]
  }
  // What is left over joins the most frequent one.
  const last = merged.pop() ?? [0, 0]
  merged.push([last[0] + open[0], last[1] + open[1]])
  return {
    first: Float64Array.from(merged, ([a]) => a),
    second: Float64Array.from(merged, ([, b]) => b),
  }
}
