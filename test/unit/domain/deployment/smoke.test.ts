import {describe, expect, test} from 'vitest'
import {compareAnswers} from '../../../../shared/domain/deployment/smoke.ts'
import type {Digest} from '../../../../shared/domain/digest.ts'
import type {Score} from '../../../../shared/domain/score.ts'

const MODEL: Digest = `sha256:${'a'.repeat(64)}`
const WISH = {model: MODEL, output: 'y', tolerance: 1e-5}
const numbers: readonly Score[] = [
  {id: 1, target: 1, prediction: 0.5},
  {id: 2, target: 1, prediction: 1_000_000},
]
const classes: readonly Score[] = [
  {id: 'a', target: 'cat', prediction: 'cat'},
  {id: 'b', target: 'dog', prediction: 'dog'},
]
const answer = (...y: readonly unknown[]) => ({model: MODEL, outputs: {y}})

describe('numbers', () => {
  test.each([
    {name: 'the same', given: [0.5, 1_000_000], largest: 0},
    {name: 'as lists of one', given: [[0.5], [1_000_000]], largest: 0},
    {name: 'within the tolerance, absolute where small', given: [0.500_009, 1_000_000]},
    {name: 'within the tolerance, relative where large', given: [0.5, 1_000_009]},
  ])('$name hold', ({given, largest}) => {
    const verdict = compareAnswers(answer(...given), numbers, WISH)
    expect(verdict.holds).toBe(true)
    if (largest !== undefined) expect(verdict).toMatchObject({largestDifference: largest})
  })

  test.each([
    {name: 'outside where small', given: [0.500_02, 1_000_000], says: 'row 1: served 0.50002'},
    {name: 'outside where large', given: [0.5, 1_000_020], says: 'row 2: served 1000020'},
    {name: 'that are none', given: [0.5, null], says: 'row 2: served nothing'},
    {name: 'as text', given: ['0.5', 1_000_000], says: 'row 1: served a text'},
    {name: 'that are too many a row', given: [[0.5, 0.5], 1_000_000], says: 'row 1'},
    {name: 'that are not finite', given: [0.5, Number.POSITIVE_INFINITY], says: 'row 2'},
    {name: 'for too few rows', given: [0.5], says: '1 rows, asked were 2'},
    {name: 'for too many rows', given: [0.5, 1_000_000, 1], says: '3 rows'},
  ])('$name do not', ({given, says}) => {
    const verdict = compareAnswers(answer(...given), numbers, WISH)
    expect(verdict).toMatchObject({holds: false, reason: expect.stringContaining(says)})
  })
})

test('the largest difference of all rows is told', () => {
  const three = [...numbers, {id: 3, target: 1, prediction: 2}]
  const verdict = compareAnswers(answer(0.5, 1_000_005, 2), three, WISH)
  expect(verdict).toMatchObject({largestDifference: 5e-6})
})

test('a difference of just the tolerance holds', () => {
  expect(compareAnswers(answer(0.75), numbers.slice(0, 1), {...WISH, tolerance: 0.25}).holds).toBe(
    true,
  )
})

describe('classes', () => {
  const named = {...WISH, classes: ['cat', 'dog']}

  test.each([
    {name: 'by name', given: ['cat', 'dog'], wish: WISH},
    {name: 'by number', given: [0, 1], wish: named},
    {
      name: 'by scores',
      given: [
        [0.9, 0.1],
        [0.2, 0.8],
      ],
      wish: named,
    },
    {name: 'by number, without names', given: [0, 1], wish: WISH, as: ['0', '1']},
    {
      name: 'by scores, without names',
      given: [
        [2, 1],
        [1, 2],
      ],
      wish: WISH,
      as: ['0', '1'],
    },
    {name: 'by one probability in a list', given: [[0.5], [0.7]], wish: named},
    {name: 'by one probability', given: [0.1, 0.7], wish: named},
  ])('$name hold', ({given, wish, as = ['cat', 'dog']}) => {
    const scores = classes.map((score, index) => ({...score, prediction: as[index] ?? ''}))
    expect(compareAnswers(answer(...given), scores as readonly Score[], wish).holds).toBe(true)
  })

  test.each([
    {name: 'another name', given: ['cat', 'cat'], wish: WISH, says: 'row b: served "cat"'},
    {
      name: 'another score',
      given: [
        [0.9, 0.1],
        [0.8, 0.2],
      ],
      wish: named,
      says: 'row b',
    },
    {name: 'no score', given: [[], [1, 0]], wish: named, says: 'nothing usable'},
    {
      name: 'scores that are none',
      given: [
        [null, 1],
        [0, 1],
      ],
      wish: named,
      says: 'nothing usable',
    },
    {name: 'something else', given: [null, 'dog'], wish: named, says: 'nothing usable'},
  ])('by $name do not', ({given, wish, says}) => {
    const verdict = compareAnswers(answer(...given), classes, wish)
    expect(verdict).toMatchObject({holds: false, reason: expect.stringContaining(says)})
  })
})

test.each([
  {
    name: 'another model',
    says: 'answers, not',
    given: {...answer(0.5, 1_000_000), model: `sha256:${'b'.repeat(64)}` as const},
  },
  {name: 'no such output', says: 'no output "y"', given: {model: MODEL, outputs: {z: [0.5, 1]}}},
  {
    name: 'an inherited name',
    says: 'no output',
    given: {model: MODEL, outputs: {}},
    output: 'toString',
  },
])('an answer of $name does not hold', ({given, output = 'y', says}) => {
  expect(compareAnswers(given, numbers, {...WISH, output})).toMatchObject({
    holds: false,
    reason: expect.stringContaining(says),
  })
})
