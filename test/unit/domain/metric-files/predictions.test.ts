import {expect, test} from 'vitest'
import {
  readFormatWishes,
  wishFor,
  withPredictions,
} from '../../../../shared/domain/metric-files/format-wishes.ts'
import {chooseFormat} from '../../../../shared/domain/metric-files/formats.ts'
import {predictions} from '../../../../shared/domain/metric-files/predictions.ts'
import type {Predictions} from '../../../../shared/domain/metric-files/predictions-config.ts'
import {listed, problemsOf, valuesOf} from './reading.ts'

const COLUMNS: Predictions = {id: 'id', target: 'y', prediction: 'p'}

function outcome(text: string, more: Partial<Predictions> = {}) {
  const value = JSON.stringify({...COLUMNS, ...more})
  return predictions.read(new TextEncoder().encode(text), 'f', {option: {name: 'columns', value}})
}

function read(text: string, more: Partial<Predictions> = {}) {
  const reading = outcome(text, more)
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems))
  return listed(reading)
}

test('of classes there are shares, of all rows and of slices, and each row is kept', () => {
  const reading = read(
    'id,y,p,s,month\n1,no,no,0.25,1\n2,yes,no,0.5,1\n3,yes,yes,1,2\n4,no,yes,0.5,\n',
    {
      score: 's',
      slice: ['month'],
    },
  )
  expect(valuesOf(reading)).toMatchObject({
    accuracy: 0.5,
    precision: 0.5,
    recall: 0.5,
    brier: (0.0625 + 0.25 + 0 + 0.25) / 4,
    'accuracy[month=1]': 0.5,
    'recall[month=2]': 1,
  })
  expect(reading.examples).toMatchObject([
    {
      ids: ['1', '2', '3', '4'],
      hashes: ['no', 'yes', 'yes', 'no'],
      slices: {month: ['1', '1', '2', '']},
      predicted: {
        task: 'classification',
        scores: [
          {target: 'no', prediction: 'no', probability: 0.75},
          {target: 'yes', prediction: 'no', probability: 0.5},
          {target: 'yes', prediction: 'yes', probability: 1},
          {target: 'no', prediction: 'yes', probability: 0.5},
        ],
      },
    },
  ])
  expect(reading.metrics[0]).toMatchObject({key: ['accuracy'], direction: 'higher', n: 4})
})

test('of amounts there are errors; lines of JSON and tabs are tables, too', () => {
  const csv = read('id\ty\tp\td\na\t1\t1.5\t2026-01-01\nb\t2\t4\t2026-01-02\n', {order: 'd'})
  const lines = read('{"id": "a", "y": 1, "p": 1.5}\n{"id": "b", "y": 2, "p": 4}\n')
  expect(valuesOf(csv)).toEqual(valuesOf(lines))
  expect(valuesOf(csv)).toMatchObject({mae: 1.25, mse: 2.125, bias: 1.25, rmse: Math.sqrt(2.125)})
  expect(csv.metrics[0]).not.toHaveProperty('stderr')
})

test('a row without a name has its number, whatever the file looks like', () => {
  const idsOf = (text: string) => read(text, {id: undefined}).examples?.[0]?.ids
  expect(idsOf('y,p\n1,1.5\n2,4\n')).toEqual(['1', '2'])
  expect(idsOf('{"y": 1, "p": 1.5}\n\n{"y": 2, "p": 4}\n')).toEqual(['1', '2'])
})

test('1 and 1.0 are one class, and one target', () => {
  const {examples, ...reading} = read('id,y,p\n1,1.0,1\n2,0,1\n', {task: 'classification'})
  expect(valuesOf(reading)).toMatchObject({accuracy: 0.5})
  expect(examples?.[0]?.hashes).toEqual(['1', '0'])
})

test.each([
  {
    name: 'a column that is not there',
    text: 'id,y,predd\n1,1,2\n',
    more: {prediction: 'pred'},
    says: '1:1 has no column "pred"; did you mean "predd"? (it has id, y, predd)',
  },
  {
    name: 'a column that one line lacks',
    text: '{"id": 1, "y": 1, "p": 2.5}\n{"id": 2, "y": 1}',
    says: '2:1 has no column "p" (it has id, y)',
  },
  {
    name: 'a row twice',
    text: 'id,y,p\n1,1,2.5\n1,1,2\n',
    says: '3:1 the id "1" is there twice, first on line 2',
  },
  {name: 'an empty cell', text: 'id,y,p\n1,a,\n', says: '2:1 has nothing in "p"'},
  {name: 'whole numbers alone', text: 'id,y,p\n1,1,2\n', says: '1:1 holds whole numbers alone'},
  {name: 'NaN', text: 'id,y,p\n1,1.5,nan\n', says: '2:1 has "nan" where a finite number belongs'},
  {
    name: 'a text among amounts',
    text: 'id,y,p\n1,1.5,x\n',
    more: {task: 'regression'},
    says: '2:1 has "x" where a finite number belongs',
  },
  {
    name: 'a probability above 1',
    text: 'id,y,p,s\n1,a,b,1.5\n2,b,b,1\n',
    more: {score: 's'},
    says: '2:1 has "1.5" where a probability',
  },
  {
    name: 'a probability of three classes',
    text: 'id,y,p,s\n1,a,b,1\n2,b,b,1\n3,c,c,1',
    more: {score: 's'},
    says: '1:1 a score is a probability of the second of two classes; here are 3 classes',
  },
  {name: 'no row', text: 'id,y,p\n', says: '1:1 holds no row'},
  {
    name: 'a row that was cut',
    text: 'id,y,p\n1,1.5',
    says: '2:1 has 2 cells, and 3 columns are named',
  },
] as const)('$name: an error', ({text, says, ...rest}) => {
  expect(problemsOf(outcome(text, 'more' in rest ? rest.more : {}))[0]).toContain(says)
})

test('the columns are for tables of which nothing else is said', () => {
  const wishes = withPredictions(
    readFormatWishes(['a.csv: lightning-csv', 'b.txt: predictions']),
    COLUMNS,
  )
  const name = (path: string) => wishFor(wishes, path)?.word.split(':')[0]
  expect(['a.csv', 'b.txt', 'c.tsv', 'd.JSONL', 'e.json'].map(name)).toEqual([
    'lightning-csv',
    'predictions',
    'predictions',
    'predictions',
    undefined,
  ])
  const because = (path: string) => wishFor(wishes, path)?.because
  expect(because('b.txt')).toBe('format says so')
  expect(because('c.tsv')).toBe('gate.predictions in the configuration says so')
})

test('numbers beyond what a double holds have no mean', () => {
  const {metrics} = read('id,y,p\n1,1e300,-1e300\n2,0.5,0.25\n')
  expect(metrics).toContainEqual({key: ['mse'], value: 'Infinity', source: 'f'})
})

test('the columns travel as the option of the format', () => {
  const wish = wishFor(withPredictions(undefined, COLUMNS), 'a.csv')
  expect(chooseFormat(wish?.word ?? '').option).toEqual({
    name: 'columns',
    value: JSON.stringify(COLUMNS),
  })
  const option = {name: 'columns', value: '{"target": 1}'}
  expect(
    problemsOf(predictions.read(new TextEncoder().encode('a,b\n'), 'f', {option}))[0],
  ).toContain('give them in gate.predictions')
})
