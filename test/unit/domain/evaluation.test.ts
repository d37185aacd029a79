import {describe, expect, test} from 'vitest'
import type {Config} from '../../../shared/domain/config.ts'
import {type Ground, isSameGround, isSameQuestion} from '../../../shared/domain/evaluation.ts'
import {judgingChange} from '../../../shared/domain/judging.ts'
import {predictionChange} from '../../../shared/domain/prediction-change.ts'

const GROUND: Ground = {
  holdout: {digest: `sha256:${'1'.repeat(64)}`},
  task: 'classification',
  target: 'sign',
  classes: ['no', 'yes'],
}
const {classes: _, ...unnamed} = GROUND

describe('the ground of an evaluation', () => {
  test.each([
    {name: 'the same', other: {...GROUND}, isGround: true, isQuestion: true},
    {
      name: 'other rows',
      other: {...GROUND, holdout: {digest: `sha256:${'2'.repeat(64)}`} as const},
      isGround: false,
      isQuestion: true,
    },
    {name: 'a task', other: {...GROUND, task: 'regression'}, isGround: false, isQuestion: false},
    {name: 'a target', other: {...GROUND, target: 'other'}, isGround: false, isQuestion: false},
    {
      name: 'an order of classes',
      other: {...GROUND, classes: ['yes', 'no']},
      isGround: false,
      isQuestion: true,
    },
    {name: 'no named classes', other: unnamed, isGround: false, isQuestion: true},
  ] as const)('$name', ({other, isGround, isQuestion}) => {
    const copy: Ground = JSON.parse(JSON.stringify(other))
    expect(isSameGround(GROUND, copy)).toBe(isGround)
    expect(isSameGround(copy, GROUND)).toBe(isGround)
    expect(isSameQuestion(GROUND, copy)).toBe(isQuestion)
  })
})

describe('what is predicted otherwise', () => {
  const side = {
    task: 'regression' as const,
    target: 'price',
    inputs: {x: ['a', 'b'], y: ['c']},
    output: 'p',
  }

  test.each([
    {name: 'nothing', after: {...side, inputs: {y: ['c'], x: ['a', 'b']}}, expected: undefined},
    {name: 'no classes named', after: {...side, classes: []}, expected: undefined},
    {
      name: 'the order of columns',
      after: {...side, inputs: {x: ['b', 'a'], y: ['c']}},
      expected: {inputs: {before: side.inputs, after: {x: ['b', 'a'], y: ['c']}}},
    },
    {
      name: 'everything',
      after: {
        task: 'classification' as const,
        target: 'sign',
        classes: ['no', 'yes'],
        inputs: {},
        output: 'q',
      },
      expected: {
        task: {before: 'regression', after: 'classification'},
        target: {before: 'price', after: 'sign'},
        classes: {before: [], after: ['no', 'yes']},
        inputs: {before: side.inputs, after: {}},
        output: {before: 'p', after: 'q'},
      },
    },
  ])('$name', ({after, expected}) => {
    expect(predictionChange(side, after)).toEqual(expected)
  })
})

describe('what a configuration says otherwise about judging', () => {
  const config: Config = {
    pipeline: 'oil',
    data: {
      holdout: {path: 'h.csv', role: 'holdout', key: 'day'},
      prices: {path: 'p.csv', role: 'train'},
    },
    evaluate: {target: 'price', metrics: ['rmse'], inputs: {x: ['a']}, output: 'p', batch: 8},
  }
  const {holdout, prices} = config.data ?? {}

  test.each([
    {name: 'what feeds the model', after: {evaluate: {target: 'price', metrics: ['rmse']}}, is: []},
    {name: 'data that trains', after: {data: {holdout}}, is: []},
    {name: 'the key of rows', after: {data: {holdout: {...holdout, key: 'id'}}}, is: ['holdout']},
    {name: 'no holdout', after: {data: {prices}}, is: ['holdout']},
    {
      name: 'all of it',
      after: {
        data: {rows: holdout},
        evaluate: {target: 't', task: 'regression', classes: ['a', 'b']},
      },
      is: ['holdout', 'target', 'task', 'classes', 'metrics'],
    },
    {name: 'no evaluation', after: {evaluate: undefined}, is: ['target', 'metrics']},
  ])('$name', ({after, is}) => {
    expect(judgingChange(config, {...config, ...after} as Config)).toEqual(is)
  })
})
