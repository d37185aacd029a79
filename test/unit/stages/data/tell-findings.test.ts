import {expect, test} from 'vitest'
import type {DatasetRecord} from '../../../../shared/domain/data.ts'
import {findingOf} from '../../../../shared/domain/finding.ts'
import {tellFindings} from '../../../../shared/stages/data/tell-findings.ts'
import {recordingRunner} from '../../../fakes/recording-runner.ts'

const DATASET: DatasetRecord = {
  name: 'prices',
  role: 'train',
  path: 'data/prices/',
  root: 'data/prices',
  digest: `sha256:${'0'.repeat(64)}`,
  files: 1,
  bytes: 1,
}

test('a finding stands beside the line of its file, and says the place once', () => {
  const {runner, annotations} = recordingRunner()
  const findings = [
    findingOf('ragged-row', {
      dataset: 'prices',
      message: 'a.csv:3: A row is short',
      rows: [{file: 'a.csv', line: 3, text: 'zzz'}],
    }),
    findingOf('empty-file', {
      dataset: 'prices',
      message: 'b.csv: A table file holds nothing',
      rows: [{file: 'b.csv', text: ''}],
    }),
    findingOf('step-input-differs', {
      dataset: 'prices',
      message: 'data/raw.csv is not what stage clean of dvc.lock read',
      rows: [{file: 'dvc.lock', line: 12, text: 'clean'}],
    }),
    findingOf('catalogue-missing', {dataset: 'prices', message: 'prices: no owner'}),
    findingOf('mixed-types', {dataset: 'prices', message: 'prices: a note'}),
  ]
  tellFindings({runner}, {datasets: [DATASET], findings})
  expect(annotations).toEqual([
    {
      level: 'error',
      message: 'prices: A row is short',
      position: {file: 'data/prices/a.csv', line: 3},
    },
    {
      level: 'error',
      message: 'prices: A table file holds nothing',
      position: {file: 'data/prices/b.csv'},
    },
    {
      level: 'warning',
      message: 'data/raw.csv is not what stage clean of dvc.lock read',
      position: {file: 'dvc.lock', line: 12},
    },
    {level: 'error', message: 'prices: no owner', position: undefined},
  ])
})
