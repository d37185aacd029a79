import {readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {canonicalJson, type Json} from '../../shared/domain/json.ts'
import type {DataSection} from '../../shared/domain/record.ts'
import {planFor, START, trainOnMain} from './plan-road.ts'
import {type Files, foundTeam, resultOf, type Team} from './team.ts'

let team: Team
beforeAll(async () => {
  team = await foundTeam(START)
  await trainOnMain(await team.job())
})
afterAll(() => team.close())

/** Rewrites the data section in a folder, as another job of the run could. */
async function forge(store: string, change: (section: DataSection) => void): Promise<void> {
  const file = join(store, 'oil-data-main-1', 'data.json')
  const section = JSON.parse(await readFile(file, 'utf8')) as DataSection
  change(section)
  await writeFile(file, canonicalJson(section as Json))
}

async function trueBody(): Promise<DataSection['body']> {
  const records = [...team.repository.filesAt('proofmark-history')]
  const [, text = '{}'] = records.find(([path]) => path.endsWith('-main.json')) ?? []
  return (JSON.parse(text) as {data: DataSection}).data.body
}

describe('a plan that somebody forged', () => {
  let key = ''
  beforeAll(async () => {
    const {track} = await planFor(team, 'honest', {'README.md': 'Honest.\n'})
    key = track.outputs['key'] ?? ''
  })

  async function judgeForged(
    branch: string,
    files: Files,
    change: (section: DataSection) => void,
    inputs: Files = {},
  ) {
    const pull = await team.propose(branch, files)
    const job = await team.job({pull})
    const store = join(job.workspace, '..', `store-${branch}`)
    await job.act('track', {plan: 'true', store})
    await forge(store, change)
    const gate = await job.act('gate', {store, ...inputs})
    return {gate, job, pull, store}
  }
  const claim = (section: DataSection) => {
    section.body.plan = {train: false, reason: 'unchanged', message: 'nothing changed', key}
  }

  test('is refused by what the same section says', async () => {
    const code = {'src/train.sh': 'exit 1\n'}
    const {gate, job, pull, store} = await judgeForged('forged-plan', code, claim)
    await job.act('comment', {store})
    expect(gate.exitCode).toBe(1)
    expect(gate.outputs).toMatchObject({verdict: 'error', 'reason-code': 'plan-refused'})
    expect(JSON.stringify(resultOf(gate)['reason'])).toContain('code changed')
    const [written] = team.repository.commentsOf(pull.number)
    expect(written?.body).toContain('⛔ oil: no verdict: the plan of this run says')
    expect(written?.body).toContain('run all jobs again')
  })

  test.each([
    {name: 'code', files: {'src/train.sh': 'exit 2\n'}, says: 'code changed'},
    {name: 'new-code', files: {'src/new.sh': 'exit 2\n'}, says: 'code changed'},
    {name: 'parameters', files: {'params.yaml': 'lr: 9\n'}, says: 'parameters changed'},
    {name: 'data', files: {'data/a.csv': '7\n'}, says: 'data changed: prices'},
    {name: 'holdout', files: {'holdout.csv': '7\n'}, says: 'the data that judges changed'},
  ])('is refused by the files at hand: $name', async ({name, files, says}) => {
    const {datasets, code, parameters} = await trueBody()
    const {gate} = await judgeForged(`forged-${name}`, files, section => {
      claim(section)
      Object.assign(section.body, {datasets, code, parameters})
    })
    expect(gate.outputs).toMatchObject({verdict: 'error', 'reason-code': 'plan-refused'})
    expect(String(resultOf(gate)['reason'])).toContain(says)
  })

  test('is refused for a key that is not its own', async () => {
    const {gate} = await judgeForged('forged-key', {'README.md': 'Forged.\n'}, section => {
      claim(section)
      if (section.body.plan) section.body.plan.key = '0'.repeat(64)
    })
    expect(gate.outputs['reason-code']).toBe('plan-refused')
    expect(String(resultOf(gate)['reason'])).toContain('its key')
  })

  test('is refused where there is no record to look at', async () => {
    const files = {'README.md': 'Alone.\n'}
    const {gate} = await judgeForged('forged-alone', files, claim, {history: 'none'})
    expect(gate.outputs['reason-code']).toBe('plan-refused')
  })
})

describe('files that the job that judges does not have', () => {
  test('data is believed, and said to be', async () => {
    const {judge} = await planFor(team, 'elsewhere', {'README.md': 'Elsewhere.\n'})
    await rm(join(judge.workspace, 'data'), {recursive: true})
    const gate = await judge.act('gate')
    expect(gate.outputs['reason-code']).toBe('model-unchanged')
    expect(resultOf(gate)).toMatchObject({unchanged: {claimed: ['prices']}})
    expect(gate.summary).toContain('believed to be the same: `prices`')
  })

  test('code is not', async () => {
    const {judge} = await planFor(team, 'no-code', {'README.md': 'No code.\n'})
    await rm(join(judge.workspace, 'src'), {recursive: true})
    const gate = await judge.act('gate')
    expect(gate.outputs['reason-code']).toBe('plan-refused')
    expect(String(resultOf(gate)['reason'])).toContain('no src/*.sh here')
  })
})

test('asked GitHub nothing that GitHub would refuse', () => {
  expect(team.github.problems()).toEqual([])
})
