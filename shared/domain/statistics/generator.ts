/**
 * Whole numbers below a limit, the same for the same seed on every machine: xoshiro128** by Blackman and Vigna,
 * its state filled from the seed by SplitMix32. Limits are far below 2³², so the bias of multiplying is below 1e-4.
 */
export function generator(seed: number): (limit: number) => number {
  let mix = seed >>> 0
  const split = (): number => {
    mix = (mix + 0x9e3779b9) >>> 0
    let z = mix
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
  let [a, b, c, d] = [split(), split(), split(), split()]
  return limit => {
    const scrambled = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const t = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = rotate(d, 11)
    return Math.floor((scrambled / 2 ** 32) * limit)
  }
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by))
}
