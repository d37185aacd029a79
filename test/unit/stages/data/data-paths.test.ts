import {expect, test} from 'vitest'
import {configSchema} from '../../../../shared/domain/config.ts'
import {dataPaths} from '../../../../shared/stages/data/data-paths.ts'

function isData(dataset: string, path: string, configPath = 'proofmark.yml'): boolean {
  const config = configSchema.parse({data: {one: {path: dataset}}})
  return dataPaths(config, configPath)(path)
}

test.each([
  {dataset: 'data/', path: 'data/a.csv', expected: true},
  {dataset: './data', path: 'data/more/a.csv', expected: true},
  {dataset: 'data', path: 'database/a.csv', expected: false},
  {dataset: '.', path: 'a.csv', expected: true},
  {dataset: '.', path: '.github/workflows/a.yml', expected: false},
  {dataset: '.', path: '.GitHub/workflows/a.yml', expected: false},
  {dataset: '.', path: 'sub/.git/config', expected: false},
  {dataset: '.', path: '.gitattributes', expected: false},
  {dataset: '.', path: 'models/gas/proofmark.yml', expected: false},
  {dataset: '**', path: '../a.csv', expected: false},
  {dataset: '**', path: './a.csv', expected: false},
  {dataset: '**', path: 'a\n.csv', expected: false},
  {dataset: '**/*.csv', path: 'x/y/a.csv', expected: true},
  {dataset: './data/*.csv', path: 'data/a.csv', expected: true},
  {dataset: 'data/*.csv', path: 'data/x/a.csv', expected: false},
  {dataset: 'data/[a].csv', path: 'data/[a].csv', expected: true},
  {dataset: 's3://bucket/data', path: 's3:/bucket/data', expected: false},
  {dataset: 'ml.yml', path: 'ml.yml', expected: true},
])('$path of $dataset: $expected', ({dataset, path, expected}) => {
  expect(isData(dataset, path)).toBe(expected)
})

test('the configuration of the step is no data', () => {
  expect(isData('.', 'ml.yml', './ml.yml')).toBe(false)
})

test('without a configuration nothing is data', () => {
  expect(dataPaths(undefined, 'proofmark.yml')('data/a.csv')).toBe(false)
})
