import {execFileSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {GateResult} from '../../shared/domain/results.ts'
import {foundTeam, type Team} from './team.ts'

const FLOORS = '# Raised by people alone.\ngsm8k.exact_match: 0.8\n'
const RULES = {metrics: 'results.json', config: 'proofmark.yml'}
const results = (value: number) => ({
  'results.json': JSON.stringify({
    results: {
      gsm8k: {alias: 'gsm8k', 'exact_match,none': value, 'exact_match_stderr,none': 0.01},
    },
    configs: {},
    versions: {gsm8k: 3},
    'n-shot': {gsm8k: 5},
    higher_is_better: {gsm8k: {exact_match: true}},
  }),
})

let team: Team
beforeAll(async () => {
  team = await foundTeam({
    'proofmark.yml': 'pipeline: llm\ngate:\n  rules: [gsm8k.exact_match >= floor]\n',
    'proofmark.floors.yml': FLOORS,
  })
})
afterAll(() => team.close())

async function judge(value: number) {
  await team.pushMain({'train.py': `${value}\n`})
  const job = await team.job({made: results(value)})
  const gate = await job.act('gate', RULES)
  return {job, gate, result: JSON.parse(gate.outputs['result'] ?? '{}') as GateResult}
}

test('after two wins a floor may be raised, by a patch that people apply', async () => {
  const first = await judge(0.95)
  expect(first.result).toMatchObject({verdict: 'pass'})
  expect(first.result).not.toHaveProperty('raise')
  const {job, gate, result} = await judge(0.9)
  expect(result.raise).toMatchObject({
    path: 'proofmark.floors.yml',
    floors: [{floor: 0.8, to: 0.8835}],
  })
  expect(gate.summary).toContain('1 floor could be raised, by two models in a row')
  writeFileSync(join(job.workspace, 'floors.patch'), result.raise?.patch ?? '')
  execFileSync('git', ['apply', 'floors.patch'], {cwd: job.workspace})
  const raised = readFileSync(join(job.workspace, 'proofmark.floors.yml'), 'utf8')
  expect(raised).toBe(FLOORS.replace('0.8', '0.8835'))
})
