export type Moments = {readonly count: number; readonly mean: number; readonly variance: number}

/**
 * Count, mean and variance (divisor n − 1; 0 of a single value), in two passes.
 * Throws a RangeError for fewer than `fewest` values and for NaN or infinite ones: a test of them would say nothing.
 */
export function momentsOf(values: Float64Array | readonly number[], fewest = 2): Moments {
  const count = values.length
  if (count < fewest) throw new RangeError(`${count} values are fewer than ${fewest}`)
  // Counted from one of the values, so that equal ones have no variance to the last bit.
  const [origin = 0] = values
  let sum = 0
  // By index: iterating over a million values takes ten times as long.
  for (let at = 0; at < count; at++) sum += (values[at] ?? 0) - origin
  if (!Number.isFinite(sum))
    throw new RangeError('a value is NaN or infinite, or they are too far apart')
  const mean = origin + sum / count
  let squares = 0
  for (let at = 0; at < count; at++) squares += ((values[at] ?? 0) - mean) ** 2
  return {count, mean, variance: count > 1 ? squares / (count - 1) : 0}
}
