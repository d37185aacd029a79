/**
 * Fills arrays with evenly distributed 32-bit words, the same for the same seed on every machine: xoshiro128** by
 * Blackman and Vigna, its state filled from the seed by SplitMix32.
 */
export function wordStream(seed: number): (words: Uint32Array) => void {
  const state = stateOf(seed)
  return words => {
    // Local while it runs: the loop is the heart of every resampling.
    let [a = 0, b = 0, c = 0, d = 0] = state
    for (let i = 0; i < words.length; i++) {
      words[i] = Math.imul(rotate(Math.imul(b, 5), 7), 9)
      const t = b << 9
      c ^= a
      d ^= b
      b ^= c
      a ^= d
      c ^= t
      d = rotate(d, 11)
    }
    state.set([a, b, c, d])
  }
}

function stateOf(seed: number): Int32Array {
  let mix = seed >>> 0
  return Int32Array.from({length: 4}, () => {
    mix = (mix + 0x9e3779b9) >>> 0
    let z = mix
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return z ^ (z >>> 15)
  })
}

/**
 * Sums of as many values as there are, drawn with replacement by the words that `wordStream` would give, one each. The
 * step is written out: a word that is never stored makes the heart of the bootstrap twice as quick.
 */
export function sumStream(seed: number): (values: Float64Array) => number {
  const state = stateOf(seed)
  return values => {
    let [a = 0, b = 0, c = 0, d = 0] = state
    const count = values.length
    const scale = count / 2 ** 32
    // Two sums, so that one addition need not wait for the other.
    let [even, odd] = [0, 0]
    let [word, t] = [0, 0]
    for (let i = 0; i < count; i += 2) {
      word = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
      t = b << 9
      c ^= a
      d ^= b
      b ^= c
      a ^= d
      c ^= t
      d = rotate(d, 11)
      even += values[(word * scale) | 0] ?? 0
      if (i + 1 === count) break
      word = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
      t = b << 9
      c ^= a
      d ^= b
      b ^= c
      a ^= d
      c ^= t
      d = rotate(d, 11)
      odd += values[(word * scale) | 0] ?? 0
    }
    state.set([a, b, c, d])
    return even + odd
  }
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by))
}

/** Whole numbers below a limit from the same stream. Limits are far below 2³², so the bias of multiplying is below 1e-4. */
export function generator(seed: number): (limit: number) => number {
  const fill = wordStream(seed)
  const words = new Uint32Array(64)
  let at = words.length
  return limit => {
    if (at === words.length) {
      fill(words)
      at = 0
    }
    return Math.floor(((words[at++] ?? 0) / 2 ** 32) * limit)
  }
}
