import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {errorsOf, type Files, foundTeam, resultOf, type Team} from './team.ts'

const CONFIG = `pipeline: oil
data:
  prices: { path: prices.csv, role: train, schema: backward }
  notes: { path: notes.jsonl, role: reference }
gate:
  rules: [rmse <= 5]
`
const START: Files = {
  'proofmark.yml': CONFIG,
  'prices.csv': 'day,price,share\n1,2.5,0.1\n2,3.5,0.2\n',
  'notes.jsonl': '{"a": 1}\n',
}

let team: Team
beforeAll(async () => {
  team = await foundTeam(START)
  const job = await team.job({made: {'metrics.json': '{"rmse": 3}'}})
  await job.act('track')
  const gate = await job.act('gate', {metrics: 'metrics.json'})
  expect(resultOf(gate)['remembered']).toContain('remembered')
})
afterAll(() => team.close())

async function track(branch: string, files: Files) {
  const pull = await team.propose(branch, files)
  const job = await team.job({pull, made: {'metrics.json': '{"rmse": 3}'}})
  return {pull, job, tracked: await job.act('track')}
}

describe('columns that differ from those that main remembers', () => {
  const CASES = [
    {
      name: 'a column that goes',
      prices: 'day,price\n1,2.5\n',
      code: 'schema-changed',
      exit: 0,
    },
    {
      name: 'a column that may be empty',
      prices: 'day,price,share,note\n1,2.5,0.1,\n2,3.5,0.2,x\n',
      code: 'schema-changed',
      exit: 0,
    },
    {
      name: 'a column that comes and is never empty',
      prices: 'day,price,share,note\n1,2.5,0.1,y\n2,3.5,0.2,x\n',
      code: 'schema-broken',
      exit: 1,
    },
    {
      name: 'numbers that become words',
      prices: 'day,price,share\n1,cheap,0.1\n2,dear,0.2\n',
      code: 'schema-broken',
      exit: 1,
    },
    {
      name: 'a column of another name',
      prices: 'day,cost,share\n1,2.5,0.1\n2,3.5,0.2\n',
      code: 'schema-broken',
      exit: 1,
    },
  ]
  test.each(CASES)('$name: $code', async ({name, prices, code, exit}) => {
    const {tracked} = await track(name.replaceAll(/\W+/g, '-'), {'prices.csv': prices})
    const result = resultOf(tracked) as {findings: {check: string; code: string}[]}
    const found = result.findings.filter(({check}) => check === 'schema').map(one => one.code)
    expect(found).toEqual([code])
    expect(tracked.exitCode).toBe(exit)
    expect(tracked.outputs['verdict']).toBe(exit === 0 ? 'pass' : 'fail')
  })

  test('are told in the comment, with what was and what is', async () => {
    const {pull, job, tracked} = await track('told', {
      'prices.csv': 'day,price,share\n1,cheap,0.1\n2,dear,0.2\n',
    })
    expect(errorsOf(tracked)).toContain('price')
    await job.act('gate', {metrics: 'metrics.json'})
    await job.act('comment')
    const [written] = team.repository.commentsOf(pull.number)
    expect(written?.body).toContain('price')
    expect(written?.body).toContain('schema')
  })

  test('are none where only rows differ', async () => {
    const {tracked} = await track('rows', {'prices.csv': 'day,price,share\n1,2.5,0.1\n2,3,0.3\n'})
    const {findings} = resultOf(tracked) as {findings: {check: string}[]}
    expect(findings.filter(({check}) => check === 'schema')).toEqual([])
    expect(tracked.outputs).toMatchObject({verdict: 'pass', changed: 'true'})
  })
})
