import {describe, expect, test} from 'vitest'
import {agreeOn, type EvaluationWish} from '../../../../shared/features/evaluation/contract.ts'
import {toTensor} from '../../../../shared/features/evaluation/feed.ts'
import {classesOf, readPredictions} from '../../../../shared/features/evaluation/predictions.ts'
import type {Port, TensorValue} from '../../../../shared/platform/onnx/session.ts'

const port = (name: string, type: string, ...shape: readonly (number | string)[]): Port => ({
  name,
  type,
  shape,
})
const TABLE = port('features', 'float32', 'rows', 2)
const NUMBER = port('prediction', 'float32', 'rows', 1)
const FED = {features: ['a', 'b']}

type Case = {
  readonly name: string
  readonly inputs?: readonly Port[]
  readonly outputs?: readonly Port[]
  readonly wish?: Partial<EvaluationWish>
}
const agree = ({inputs = [TABLE], outputs = [NUMBER], wish = {}}: Case) =>
  agreeOn({inputs, outputs}, {target: 'y', inputs: FED, ...wish})

describe('a model and a configuration that fit', () => {
  test.each<Case & {readonly expected: object}>([
    {
      name: 'a regression',
      expected: {
        feeds: [{name: 'features', type: 'float32', columns: ['a', 'b'], rank: 2}],
        output: 'prediction',
        task: 'regression',
        fixedRows: undefined,
      },
    },
    {
      name: 'columns by name',
      inputs: [port('a', 'int64', -1), port('b', 'string', 'rows', 1)],
      wish: {inputs: undefined},
      expected: {
        feeds: [
          {name: 'a', type: 'int64', columns: ['a'], rank: 1},
          {name: 'b', type: 'string', columns: ['b'], rank: 2},
        ],
      },
    },
    {name: 'any number of columns', inputs: [port('features', 'float32', -1, -1)], expected: {}},
    {
      name: 'a fixed number of rows',
      inputs: [port('features', 'float32', 16, 2)],
      expected: {fixedRows: 16},
    },
    {
      name: 'labels',
      outputs: [port('label', 'int64', 'rows')],
      expected: {task: 'classification'},
    },
    {
      name: 'several numbers a row',
      outputs: [port('p', 'float32', 'rows', 3)],
      expected: {task: 'classification'},
    },
    {
      name: 'one probability, when classes are named',
      wish: {classes: ['no', 'yes']},
      expected: {task: 'classification', classes: ['no', 'yes']},
    },
    {
      name: 'labels that are numbers, when that is said',
      outputs: [port('label', 'int64', 'rows')],
      wish: {task: 'regression'},
      expected: {task: 'regression'},
    },
  ])('$name', ({expected, ...given}) => {
    expect(agree(given)).toMatchObject(expected)
  })
})

describe('a model and a configuration that do not fit', () => {
  test.each<Case & {readonly problems: readonly string[]}>([
    {
      name: 'all at once',
      inputs: [TABLE, port('words', 'float16', 'rows'), port('x', 'float32', 'rows')],
      outputs: [NUMBER, port('other', 'float32', 'rows')],
      wish: {inputs: {feature: ['a'], words: ['w'], x: ['a', 'b']}},
      problems: [
        'input "features" of the model is given no columns',
        'input "words" takes float16',
        'input "x" takes one value a row, and is given 2 columns',
        'no input "feature"; did you mean "features"?',
        'several outputs (prediction, other)',
      ],
    },
    {
      name: 'other numbers of rows at a time',
      inputs: [port('a', 'float32', 4), port('b', 'float32', 8)],
      wish: {inputs: undefined},
      problems: ['its inputs take 4 and 8 rows at a time'],
    },
    {
      name: 'more rows at a time than memory holds',
      inputs: [port('features', 'float32', 2_000_000_000, 2)],
      problems: ['takes 2000000000 rows at a time; at most 100000'],
    },
    {
      name: 'probabilities as a list of maps',
      outputs: [port('output_probability', 'no tensor')],
      problems: ['output "output_probability" gives no tensor', 'zipmap=False'],
    },
    {
      name: 'numbers that are not read',
      outputs: [port('half', 'float16', 'rows', 1)],
      problems: ['output "half" gives float16'],
    },
    {name: 'no output at all', outputs: [], problems: ['no output']},
    {
      name: 'a scalar',
      inputs: [port('features', 'float32')],
      problems: ['has 0 dimensions'],
    },
  ])('$name', ({problems, ...given}) => {
    const found = agree(given)
    if (!('problems' in found)) throw new Error('they agree')
    for (const problem of problems) expect(found.problems.join('\n')).toContain(problem)
    expect(found.problems.length).toBeGreaterThanOrEqual(new Set(problems).size - 1)
  })
})

const floats = (dims: readonly number[], ...values: readonly number[]): TensorValue => ({
  type: 'float32',
  dims,
  data: Float32Array.from(values),
})

describe('what a model says', () => {
  const binary = {task: 'classification', output: 'p', classes: ['no', 'yes']} as const
  const read = (answer: TensorValue, rows: number, some: object = {}) =>
    readPredictions(answer, rows, {...binary, fed: rows, ...some})

  test('one probability is that of the second class', () => {
    expect(read(floats([2, 1], 0.25, 0.75), 2)).toEqual([
      {kind: 'class', name: 'no', probabilities: [0.75, 0.25]},
      {kind: 'class', name: 'yes', probabilities: [0.25, 0.75]},
    ])
  })

  test('single precision rounds a little beyond 0 and 1', () => {
    const [prediction] = read(floats([1, 2], 1.0000001, -1e-7), 1)
    expect(prediction).toEqual({kind: 'class', name: 'no', probabilities: [1, 0]})
  })

  test.each([
    {name: 'scores that are no probabilities', values: [3, -1], name2: 'no'},
    {name: 'shares that do not add up', values: [0.2, 0.7], name2: 'yes'},
  ])('$name choose a class all the same', ({values, name2}) => {
    expect(read(floats([1, 2], ...values), 1)).toEqual([
      {kind: 'class', name: name2, probabilities: undefined},
    ])
  })

  test('rows that fill a batch up are left out', () => {
    const answer = floats([4, 1], 1, 2, 3, 3)
    const found = read(answer, 3, {task: 'regression', classes: undefined, fed: 4})
    expect(found.map(one => one.kind === 'number' && one.value)).toEqual([1, 2, 3])
  })

  test.each([
    {name: 'fewer rows', answer: floats([1, 1], 1), says: 'has shape [1, 1] for 2 rows'},
    {name: 'more rows', answer: floats([4, 1], 1, 2, 3, 4), says: 'for 2 rows'},
    {name: 'another rank', answer: floats([2, 1, 2], 1, 2, 3, 4), says: '[2, 1, 2]'},
    {name: 'less data than it says', answer: floats([2, 2], 1, 2), says: '[2, 2]'},
    {name: 'a scalar', answer: floats([], 1), says: 'has shape []'},
    {name: 'NaN', answer: floats([2, 2], 1, Number.NaN, 0, 1), says: 'predicts 1, NaN'},
    {name: 'one number that is no probability', answer: floats([2, 1], 3, 1), says: 'regression'},
    {
      name: 'a label beyond the classes',
      answer: {type: 'int64', dims: [2], data: BigInt64Array.of(1n, 2n)},
      says: 'gives the label 2, which is none of no, yes',
    },
    {
      name: 'a thousand classes and more',
      answer: {type: 'float32', dims: [2, 1001], data: new Float32Array(2002)},
      says: 'gives 1001 values a row, not 1000',
    },
  ])('is refused: $name', ({answer, says}) => {
    expect(() => read(answer as TensorValue, 2)).toThrow(says)
  })

  test.each([
    {name: 'text', answer: {type: 'string', dims: [1], data: ['1']}, says: 'gives text'},
    {name: 'infinity', answer: floats([1], Number.POSITIVE_INFINITY), says: 'predicts Infinity'},
  ])('is no number: $name', ({answer, says}) => {
    const wish = {task: 'regression', classes: undefined}
    expect(() => read(answer as TensorValue, 1, wish)).toThrow(says)
  })

  test('one number for the whole batch is no row, not even of a single one', () => {
    const wish = {task: 'regression', classes: undefined}
    expect(() => read(floats([], 1), 1, wish)).toThrow('has shape [] for 1 rows')
  })

  test('classes are those that are named, else as many as there are numbers', () => {
    const contract = {feeds: [], fixedRows: undefined, ...binary, classes: undefined}
    expect(classesOf(floats([1, 3], 1, 2, 3), contract)).toEqual(['0', '1', '2'])
    expect(classesOf(floats([1, 1], 1), contract)).toEqual(['0', '1'])
    expect(classesOf(floats([1, 1], 1), {...contract, task: 'regression'})).toBeUndefined()
    const labels = {type: 'int64', dims: [1], data: BigInt64Array.of(1n)}
    expect(classesOf(labels, contract)).toBeUndefined()
  })
})

describe('cells of a table', () => {
  const feedOf = (
    type: 'float32' | 'int32' | 'int64' | 'bool' | 'string',
    ...cells: readonly (string | number | undefined)[]
  ) =>
    toTensor(
      {name: 'x', type, columns: ['a'], rank: 1, places: [0]},
      cells.map((cell, row) => ({cells: [cell], line: row + 2})),
      {size: Math.max(2, cells.length), file: 't.csv'},
    )

  test('become numbers, whole numbers and text; the last row fills up', () => {
    expect(feedOf('float32', ' 1.5e1 ')).toEqual(floats([2], 15, 15))
    expect(feedOf('int64', '7', -2).data).toEqual(BigInt64Array.of(7n, -2n))
    expect(feedOf('bool', '1', '0').data).toEqual(Uint8Array.of(1, 0))
    expect(feedOf('string', 'a', undefined).data).toEqual(['a', ''])
  })

  test.each([
    {type: 'float32', cell: '0x10', says: 't.csv:3: a: "0x10" is no number'},
    {type: 'float32', cell: '1,5', says: 'no number'},
    {type: 'float32', cell: '', says: 'no number'},
    {type: 'float32', cell: undefined, says: 'it is empty'},
    {type: 'float32', cell: 'Infinity', says: 'no number'},
    {type: 'int64', cell: '1e300', says: 'no whole number'},
    {type: 'int32', cell: '3000000000', says: '3000000000 does not fit the input'},
    {type: 'bool', cell: '2', says: '2 does not fit the input'},
    {type: 'float32', cell: '1e300', says: '1e+300 is too large for the input'},
    {type: 'int32', cell: '1.5', says: 'no whole number'},
  ] as const)('$cell is refused for $type', ({type, cell, says}) => {
    expect(() => feedOf(type, '1', cell)).toThrow(says)
  })
})
