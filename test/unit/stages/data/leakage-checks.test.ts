import {expect, test} from 'vitest'
import type {Measured} from '../../../../shared/features/data/index.ts'
import type {Place} from '../../../../shared/platform/place.ts'
import {leakageChecks} from '../../../../shared/stages/data/leakage-checks.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const folder = temporaryFolder()
const DIGEST = `sha256:${'0'.repeat(64)}` as const

function measured(name: string, role: string, kind?: 'remote'): Measured {
  const files = [{path: 'rows.parquet', digest: DIGEST, bytes: 9}]
  return {
    record: {
      name,
      role,
      path: 's3://bucket/',
      root: '.',
      digest: DIGEST,
      files: 1,
      bytes: 9,
      ...(kind ? {kind} : {}),
    },
    files: () => files,
    text: () => [],
    textBytes: 0,
    isReadable: () => false,
    leftOut: [],
  }
}

test('data that lie elsewhere are not opened, and are said to be unknown', async () => {
  const place = {workspace: folder()} as Place
  const all = [measured('t', 'train', 'remote'), measured('h', 'holdout', 'remote')]
  const wishes = all.map(({record}) => record)
  const checks = await leakageChecks(place, all, {wishes, config: {leakage: {decides: true}}})
  expect(checks.conclude(new Map()).findings).toMatchObject([
    {code: 'leakage-not-checked', level: 'fail'},
  ])
})

test('more pairs than are compared are told', async () => {
  const place = {workspace: folder()} as Place
  const trains = Array.from({length: 21}, (_, at) => measured(`t${at}`, 'train', 'remote'))
  const all = [...trains, measured('h', 'holdout', 'remote')]
  const checks = await leakageChecks(place, all, {wishes: [], config: undefined})
  const {leakage, findings} = checks.conclude(new Map())
  expect(leakage).toHaveLength(20)
  expect(findings.at(-1)?.message).toContain('too many pairs')
})
