import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {proofmark} from './proofmark.ts'
import {foundTeam, resultOf, type Team} from './team.ts'

const CONFIG = `pipeline: oil
train:
  metrics: out.csv
gate:
  rules:
    - rmse <= baseline + 2%
    - r2 >= baseline - 2 pp
    - rmse[part=odd] <= baseline + 2%, at least 30 examples
  predictions: {id: id, target: oil, prediction: said, slice: [part]}
`
const COUNT = 120

/** What a model says of 120 days that it misses by up to `by`; a day may be left out, or be another one. */
function table(by: number, {without = -1, other = -1} = {}): string {
  const rows = Array.from({length: COUNT}, (_, row) => {
    const oil = 20 + 5 * Math.sin(row) + Number(row === other)
    return [row, oil, oil + by * Math.cos(row * row), row % 2 === 0 ? 'even' : 'odd'].join(',')
  })
  return `id,oil,said,part\n${rows.filter((_, row) => row !== without).join('\n')}\n`
}

type Judged = {
  readonly metric: string
  readonly verdict: string
  readonly noise?: {
    readonly method: string
    readonly rows: number
    readonly change: {readonly low: number; readonly high: number}
  }
}

describe('two tables of predictions in a terminal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'proofmark-predictions-'))
  writeFileSync(join(folder, 'proofmark.yml'), CONFIG)
  writeFileSync(join(folder, 'old.csv'), table(1))
  afterAll(() => rmSync(folder, {recursive: true}))

  async function gate(text: string) {
    writeFileSync(join(folder, 'new.csv'), text)
    const args = ['gate', 'new.csv', '--baseline', 'old.csv', '--json']
    const {code, stdout, stderr} = await proofmark(args, folder)
    return {code, stderr, result: JSON.parse(stdout)}
  }

  test('are paired row by row, also for metrics that are no means', async () => {
    const {code, stderr, result} = await gate(table(1.5))
    expect({code, verdict: result.verdict, noise: result.noise}).toEqual({
      code: 1,
      verdict: 'fail',
      noise: 'known',
    })
    const rules: readonly Judged[] = result.rules
    expect(rules.map(({noise}) => [noise?.method, noise?.rows])).toEqual([
      ['bootstrap', 120],
      ['bootstrap', 120],
      ['bootstrap', 60],
    ])
    const [rmse] = rules
    expect(rmse).toMatchObject({metric: 'rmse', verdict: 'fail'})
    // Every miss is half as large again: rmse rises by half of some 0.7.
    expect(rmse?.noise?.change.low).toBeGreaterThan(0.3)
    expect(rmse?.noise?.change.high).toBeLessThan(0.4)
    expect(stderr).toContain(
      'read new.csv as predictions because gate.predictions in the configuration says so',
    )
    expect(stderr).toContain("new.csv: 120 rows are joined with the baseline's by id")
    expect(stderr).toContain('paired, resampled (bootstrap), 120 rows')
  })

  test.each([
    {name: 'fewer rows', text: table(0.5, {without: 7}), says: 'is missing: "7"'},
    {name: 'another row', text: table(0.5, {other: 7}), says: 'another content: "7"'},
  ])('$name: refused, however good', async ({text, says}) => {
    const {code, result} = await gate(text)
    expect({code, ...result}).toMatchObject({
      code: 2,
      verdict: 'error',
      reasonCode: 'different-examples',
      reason: expect.stringContaining(says),
    })
  })
})

test('gate.format says how files are read, and the input goes before it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'proofmark-format-'))
  const state = {
    best_global_step: 500,
    best_metric: 0.4,
    global_step: 1000,
    log_history: [
      {step: 500, eval_loss: 0.4},
      {step: 1000, eval_loss: 0.6},
    ],
  }
  writeFileSync(join(folder, 'state.json'), JSON.stringify(state))
  writeFileSync(
    join(folder, 'proofmark.yml'),
    'gate:\n  rules: [eval_loss <= 0.5]\n  format: { state.json: trainer-state:best }\n',
  )
  const gate = async (...more: readonly string[]) => {
    const {code, stdout, stderr} = await proofmark(['gate', 'state.json', ...more], folder)
    return {code, said: stdout + stderr}
  }
  const configured = await gate()
  expect(configured.code).toBe(0)
  expect(configured.said).toContain('because gate.format in the configuration says so')
  expect(await gate('--format', 'trainer-state:last')).toMatchObject({code: 1})
  writeFileSync(join(folder, 'proofmark.yml'), 'gate:\n  rules: [a <= 1]\n  format: jsn\n')
  const slip = await gate()
  expect(slip.code).toBe(2)
  expect(slip.said).toContain('no format is named "jsn"; did you mean "json"?')
  rmSync(folder, {recursive: true})
})

describe('predictions of the default branch', () => {
  let team: Team
  beforeAll(async () => {
    team = await foundTeam({'proofmark.yml': CONFIG}, 'oil')
    const job = await team.job({made: {'out.csv': table(1)}})
    expect(resultOf(await job.act('gate'))).toMatchObject({
      verdict: 'no-baseline',
      examples: {tables: [{source: 'out.csv', examples: COUNT, scores: expect.any(Array)}]},
    })
  })
  afterAll(() => team.close())

  test('are kept, and the next model is compared with them', async () => {
    const pull = await team.propose('worse', {'README.md': 'worse'})
    const job = await team.job({pull, made: {'out.csv': table(1.5)}})
    const gate = await job.act('gate')
    expect(gate.outputs).toMatchObject({verdict: 'fail', 'reason-code': 'worse-than-baseline'})
    expect(resultOf(gate)).toMatchObject({
      rules: [
        {metric: 'rmse', noise: {method: 'bootstrap', rows: COUNT}},
        {metric: 'r2', noise: {method: 'bootstrap', rows: COUNT}},
        {noise: {method: 'bootstrap', rows: COUNT / 2}},
      ],
    })
  })
})
