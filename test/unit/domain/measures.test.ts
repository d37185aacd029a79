import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import type {Task} from '../../../shared/domain/evaluation.ts'
import {measuresOf, sumTerms} from '../../../shared/domain/measures.ts'
import {groundOf} from '../../../shared/domain/paired.ts'
import type {Score} from '../../../shared/domain/score.ts'

type Case = {
  readonly name: string
  readonly task: Task
  readonly classes?: readonly string[]
  readonly target: readonly (number | string)[]
  readonly prediction: readonly (number | string)[]
  readonly probability?: readonly number[]
  readonly expected: Readonly<Record<string, number>>
}

/** Written by vectors/reference.py with scikit-learn. */
const CASES: readonly Case[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'vectors/measures.json'), 'utf8'),
)

function scoresOf({target, prediction, probability}: Case): readonly Score[] {
  return target.map((value, row) => ({
    id: row + 1,
    target: value,
    prediction: prediction[row] ?? '',
    ...(probability ? {probability: probability[row]} : {}),
  })) as readonly Score[]
}

function valuesOf({task, classes, ...rest}: Case): Readonly<Record<string, number>> {
  const scores = scoresOf({task, ...rest})
  const measures = measuresOf(task, groundOf(scores, classes))
  return Object.fromEntries(measures.map(one => [one.name, one.value(sumTerms(one, scores))]))
}

describe('metrics are those of scikit-learn', () => {
  test.each(CASES)('$name', given => {
    const values = valuesOf(given)
    for (const [name, expected] of Object.entries(given.expected)) {
      expect(Math.abs((values[name] ?? Number.NaN) - expected), name).toBeLessThanOrEqual(
        1e-9 * Math.max(1, Math.abs(expected)),
      )
    }
    const defined = Object.keys(values).filter(name => !Number.isNaN(values[name]))
    expect(defined.sort()).toEqual(Object.keys(given.expected).sort())
  })
})

describe('a metric as sums', () => {
  const two: Case = {
    name: 'two',
    task: 'classification',
    target: ['a', 'b', 'a'],
    prediction: ['a', 'a', 'b'],
    expected: {},
  }

  test('is the same whether rows are taken at once or in parts', () => {
    const [given] = CASES
    if (!given) throw new Error('no case')
    const scores = scoresOf(given)
    for (const measure of measuresOf('regression', groundOf(scores))) {
      const whole = sumTerms(measure, scores)
      const parts = [scores.slice(0, 11), scores.slice(11)].map(part => sumTerms(measure, part))
      for (const [at, sum] of whole.entries()) {
        expect(sum).toBeCloseTo((parts[0]?.[at] ?? 0) + (parts[1]?.[at] ?? 0), 9)
      }
    }
  })

  test('without probabilities there is no metric of them; with three classes no positive one', () => {
    expect(Object.keys(valuesOf(two))).not.toContain('log_loss')
    const three = {...two, target: ['a', 'b', 'c']}
    expect(Object.keys(valuesOf(three))).toEqual(['accuracy', 'balanced_accuracy', 'f1_macro'])
  })

  test('one row without a probability leaves none of them', () => {
    const scores: readonly Score[] = [
      {id: 1, target: 'a', prediction: 'a', probability: 0.9},
      {id: 2, target: 'b', prediction: 'b'},
    ]
    expect(groundOf(scores).hasProbabilities).toBe(false)
  })

  test('the classes that are known decide which one is positive, whichever occur', () => {
    const {f1: sorted} = valuesOf(two)
    const {f1: turned} = valuesOf({...two, classes: ['b', 'a']})
    expect(sorted).toBe(0)
    expect(turned).toBe(0.5)
    expect(
      valuesOf({...two, target: ['a', 'a', 'a'], prediction: ['a', 'a', 'a']}),
    ).not.toHaveProperty('f1')
    const one = {...two, target: ['a', 'a', 'a'], prediction: ['a', 'a', 'a'], classes: ['a', 'b']}
    expect(valuesOf(one)['f1']).toBe(0)
  })

  test('classes that are numbers are counted as numbers', () => {
    const scores: readonly Score[] = ['10', '9', '-1', 'x'].map((name, id) => ({
      id,
      target: name,
      prediction: name,
    }))
    expect(groundOf(scores).classes).toEqual(['-1', '9', '10', 'x'])
  })
})
