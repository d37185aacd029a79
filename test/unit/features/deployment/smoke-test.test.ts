import {describe, expect, test} from 'vitest'
import type {Digest} from '../../../../shared/domain/digest.ts'
import type {Question} from '../../../../shared/domain/ports/target.ts'
import {smokeTest} from '../../../../shared/features/deployment/index.ts'

const MODEL: Digest = `sha256:${'a'.repeat(64)}`
const WISH = {model: MODEL, output: 'y', tolerance: 0}

function rowsOf(count: number) {
  const numbers = Array.from({length: count}, (_, index) => index)
  return {
    inputs: {x: numbers},
    scores: numbers.map(number => ({id: number, target: 0, prediction: number})),
  }
}

/** Gives back what it was asked, and counts the rows of each question. */
function echo(wrongAt?: number) {
  const asked: number[] = []
  return {
    asked,
    async predict({x = []}: Question) {
      asked.push(x.length)
      return {model: MODEL, outputs: {y: x.map(value => (value === wrongAt ? -1 : value))}}
    },
  }
}

describe('the smoke test', () => {
  test('asks in batches, and every row', async () => {
    const {asked, predict} = echo()
    expect(await smokeTest(predict, rowsOf(600), WISH)).toEqual({
      holds: true,
      largestDifference: 0,
      rows: 600,
    })
    expect(asked).toEqual([256, 256, 88])
  })

  test('fills up for a model that takes a fixed number of rows', async () => {
    const {asked, predict} = echo()
    const verdict = await smokeTest(predict, {...rowsOf(5), fixed: 4}, WISH)
    expect(verdict.holds).toBe(true)
    expect(asked).toEqual([4, 4])
  })

  test('stops at the first wrong batch', async () => {
    const {asked, predict} = echo(3)
    const verdict = await smokeTest(predict, rowsOf(600), WISH)
    expect(verdict).toMatchObject({holds: false, reason: expect.stringContaining('row 3')})
    expect(asked).toEqual([256])
  })
})
