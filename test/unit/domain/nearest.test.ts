import {describe, expect, it} from 'vitest'
import {didYouMean, nearest} from '../../../shared/domain/nearest.ts'

const CASES = [
  {word: 'metric', known: ['metrics', 'rules'], expected: 'metrics'},
  {word: 'slcie', known: ['slice', 'slope'], expected: 'slice'},
  {word: 'ruls', known: ['rules', 'rails'], expected: 'rules'},
  {word: 'METRICS', known: ['metrics'], expected: 'metrics'},
  {word: 'xyz', known: ['metrics', 'rules'], expected: undefined},
  {word: 'ab', known: ['cd'], expected: undefined},
  {word: 'abcdef', known: ['abcxyz'], expected: undefined},
  {word: 'metrics', known: [], expected: undefined},
  {word: 'training', known: ['data', 'train', 'gate'], expected: 'train'},
  {word: 'acc', known: ['rmse', 'accuracy'], expected: 'accuracy'},
  {word: 'acc', known: ['accuracy', 'acceptance'], expected: undefined},
  {word: 'ac', known: ['accuracy'], expected: undefined},
  {word: 'baselines', known: ['basement', 'baseline'], expected: 'baseline'},
]

describe('nearest', () => {
  it.each(CASES)('takes $word for $expected', ({word, known, expected}) => {
    expect(nearest(word, known)).toBe(expected)
  })

  it('takes the first of two that are equally near', () => {
    expect(nearest('cat', ['bat', 'rat'])).toBe('bat')
  })
})

describe('didYouMean', () => {
  it('asks, or says nothing', () => {
    expect(didYouMean('metric', ['metrics'])).toBe('; did you mean "metrics"?')
    expect(didYouMean('xyz', ['metrics'])).toBe('')
  })
})
