import {describe, expect, test} from 'vitest'
import {parseCsv} from '../../../../shared/domain/formats/csv.ts'
import {kerasCsv, lightningCsv} from '../../../../shared/domain/metric-files/training-log.ts'
import {outcomeOf, problemsOf, readAs} from './reading.ts'

const encode = (text: string) => new TextEncoder().encode(text)

describe('Lightning', () => {
  const text = 'epoch,step,train_loss,val_acc,never\r\n0,49,0.41,,\r\n0,49,,0.87,\r\n1,99,nan,,\r\n'

  test('the last cell of each column that is not empty holds, with its step', () => {
    expect(readAs(lightningCsv, text).metrics).toEqual([
      {key: ['train_loss'], value: 'NaN', step: 99, source: 'f', line: 4},
      {key: ['val_acc'], value: 0.87, step: 49, source: 'f', line: 3},
      {key: ['never'], value: 'not-a-number', found: 'null', source: 'f', line: 1},
    ])
    expect(lightningCsv.recognise(encode(text), 'x')).toBe('it has a column step')
  })

  test.each([
    {
      name: 'a cell too many',
      text: 'step,a\n1,2,3\n',
      says: '2:1 has 3 cells, and 2 columns are named',
    },
    {
      name: 'a row that was cut',
      text: 'step,a,b\n1,2,3\n2,3',
      says: '3:1 has 2 cells, and 3 columns are named',
    },
    {name: 'a column twice', text: 'step,a,a\n1,2,3\n', says: '1:1 the column "a" is there twice'},
    {
      name: 'a quotation mark that is not closed',
      text: 'step,a\n1,"2\n',
      says: '2:1 has a quotation mark where none belongs, or one that is not closed',
    },
    {
      name: 'a quotation mark within a cell',
      text: 'step,a\n1,2"3\n',
      says: '2:1 has a quotation mark where none belongs, or one that is not closed',
    },
    {name: 'no row', text: 'step,a\n', says: '1:1 holds names of columns, and no row'},
    {name: 'no step', text: 'epoch,a\n1,2\n', says: '1:1 has no column step'},
    {
      name: 'a million columns',
      text: `step${',a'.repeat(1e6)}\n`,
      says: '1:1 holds more than 10000 columns',
    },
  ])('$name: an error', ({text, says}) => {
    expect(problemsOf(outcomeOf(lightningCsv, text))).toEqual([says])
  })

  test('a text is no number', () => {
    expect(readAs(lightningCsv, 'step,a\n1,"x,\n"\n').metrics).toEqual([
      {key: ['a'], value: 'not-a-number', found: 'text', step: 1, source: 'f', line: 2},
    ])
  })
})

describe('Keras', () => {
  const text = 'epoch,loss,val_loss\n0,3,2\n1,2,1\n2,1,4\n'

  test('the last epoch holds, or the one that was asked for', () => {
    const reading = readAs(kerasCsv, text)
    expect(reading.metrics).toMatchObject([
      {key: ['loss'], value: 1, step: 2, line: 4},
      {key: ['val_loss'], value: 4, step: 2, line: 4},
    ])
    expect(reading.warnings?.[0]).toContain('say format: keras-csv:best')
    const best = kerasCsv.read(encode(text), 'f', {option: {name: 'best', value: ''}})
    expect(best).toMatchObject({metrics: [{value: 2}, {value: 1}]})
    expect(kerasCsv.recognise(encode(text), 'x')).toBe('its first column is epoch')
    expect(kerasCsv.recognise(encode('epoch,step\n1,2\n'), 'x')).toBeUndefined()
  })

  test('NA is no value', () => {
    expect(readAs(kerasCsv, 'epoch;loss\n0;NA\n').metrics).toEqual([
      {key: ['loss'], value: 'not-a-number', found: 'null', step: 0, source: 'f', line: 2},
    ])
  })

  test('a file without epochs is none', () => {
    expect(problemsOf(outcomeOf(kerasCsv, 'a,b\n1,2\n'))).toEqual(['1:1 has no column epoch'])
  })
})

test('quoted cells may hold anything; lines are those of the file', () => {
  expect(parseCsv('a\t"b ""x"""\n\n"1\n2"\t3\r\n4\t\n')).toEqual({
    table: {
      header: {cells: ['a', 'b "x"'], line: 1},
      rows: [
        {cells: ['1\n2', '3'], line: 3},
        {cells: ['4', ''], line: 5},
      ],
    },
  })
  expect(parseCsv('a,b\n1,')).toMatchObject({table: {rows: [{cells: ['1', '']}]}})
  expect(parseCsv('\n\n')).toEqual({
    problems: [{line: 3, column: 1, message: 'is empty, without even names of columns'}],
  })
})

test('a long text whose quotation mark is not closed is given up at once', () => {
  expect(parseCsv(`a,b\n1,"${'x'.repeat(5e6)}`)).toMatchObject({problems: [{line: 2}]})
  expect(parseCsv(`a,b\n1,"${'""'.repeat(2e6)}"\n`)).toHaveProperty('table')
})
