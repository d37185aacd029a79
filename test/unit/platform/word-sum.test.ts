import {describe, expect, test} from 'vitest'
import {wordSum} from '../../../shared/platform/word-sum.ts'

function sumOf(...pieces: readonly Uint8Array[]): string {
  const sum = wordSum()
  for (const piece of pieces) sum.add(piece)
  return Buffer.from(sum.bytes()).toString('hex')
}

const BYTES = Uint8Array.from({length: 72}, (_, at) => (at * 37) & 0xff)

describe('the sum of words', () => {
  test('is another one after any bit is turned', () => {
    const whole = sumOf(BYTES)
    for (let bit = 0; bit < 8 * BYTES.length; bit++) {
      const changed = Uint8Array.from(BYTES)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(sumOf(changed), `bit ${bit}`).not.toBe(whole)
    }
  })

  test('is another one in another order, and with zeros behind', () => {
    expect(sumOf(BYTES.slice(36), BYTES.slice(0, 36))).not.toBe(sumOf(BYTES))
    expect(sumOf(BYTES, new Uint8Array(4))).not.toBe(sumOf(BYTES))
  })

  test('is the same in any pieces', () => {
    expect(sumOf(BYTES.slice(0, 4), BYTES.slice(4))).toBe(sumOf(BYTES))
  })
})
