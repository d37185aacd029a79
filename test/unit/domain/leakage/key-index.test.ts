import {describe, expect, test} from 'vitest'
import {keyIndex} from '../../../../shared/domain/leakage/key-index.ts'
import {generator} from '../../../../shared/domain/statistics/generator.ts'

function randomKeys(count: number, seed: number): readonly number[] {
  const next = generator(seed)
  return Array.from({length: count}, () => next(2 ** 21) * 2 ** 32 + next(2 ** 32) + 1)
}

describe('an index of keys', () => {
  test('knows what it holds, and where it first was', () => {
    const index = keyIndex(100)
    index.add(7, {file: 1, line: 2})
    index.add(7, {file: 3, line: 4})
    index.add(8, {file: 5, line: 6})
    expect(index.find(9)).toBe(-1)
    const place = index.find(7)
    expect(index.spot(place)).toEqual({file: 1, line: 2})
    expect(index.mark(place)).toBe(true)
    expect(index.mark(place)).toBe(false)
    expect(index.counts()).toEqual({rows: 3, keys: 2, markedRows: 2, markedKeys: 1, oneOf: 1})
  })

  test('is exact up to its limit', () => {
    const index = keyIndex(20_000)
    const keys = randomKeys(20_000, 1)
    for (const [line, key] of keys.entries()) index.add(key, {file: 0, line})
    expect(index.counts()).toMatchObject({rows: 20_000, keys: 20_000, oneOf: 1})
    for (const [line, key] of keys.entries()) expect(index.spot(index.find(key)).line).toBe(line)
  })

  test('keeps a share of the keys beyond, and shares stay true', () => {
    const index = keyIndex(1000)
    const keys = randomKeys(40_000, 2)
    for (const [line, key] of keys.entries()) index.add(key, {file: 0, line})
    const {oneOf, rows, keys: kept} = index.counts()
    expect(oneOf).toBeGreaterThanOrEqual(64)
    expect(kept).toBeLessThanOrEqual(1000)
    expect(rows).toBe(keys.filter(key => key % oneOf === 0).length)
    // Every fifth of them is looked up, and some strangers.
    for (const [at, key] of [...keys, ...randomKeys(10_000, 3)].entries()) {
      const place = at % 5 === 0 || at >= 40_000 ? index.find(key) : -1
      if (place >= 0) index.mark(place)
    }
    const {markedRows} = index.counts()
    expect(Math.abs(markedRows / rows - 0.2)).toBeLessThan(0.06)
  })

  test('keeps marks and counts when it grows', () => {
    const index = keyIndex(100_000)
    index.add(5, {file: 0, line: 1})
    index.add(5, {file: 0, line: 1})
    index.mark(index.find(5))
    for (const key of randomKeys(50_000, 4)) index.add(key, {file: 0, line: 0})
    expect(index.counts()).toMatchObject({markedRows: 2, markedKeys: 1})
  })
})
