import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {errorsOf, type Files, foundTeam, type RunningJob, resultOf, type Team} from './team.ts'

const NAMES = ['gas', 'oil', 'power']
const PATTERN = {config: 'models/*/proofmark.yml'}

/** Its weights are the model of another pipeline. */
const BASE = '  base: { path: models/power/base.bin, role: base-model }\n'

function configOf(name: string): string {
  return `pipeline: ${name}
data:
  prices: { path: models/${name}/prices.csv, role: train }
${name === 'power' ? BASE : ''}train:
  run: [sh, models/${name}/train.sh]
  code: [models/${name}/train.sh]
  metrics: out/${name}/metrics.json
model: { path: out/${name}/model.onnx }
gate:
  rules:
    - rmse <= 5
    - rmse <= baseline + 2%
`
}

function filesOf(name: string): Files {
  return {
    [`models/${name}/proofmark.yml`]: configOf(name),
    [`models/${name}/prices.csv`]: 'day,price\n1,2\n',
    ...(name === 'power' ? {'models/power/base.bin': 'gas'} : {}),
    [`models/${name}/train.sh`]: `mkdir -p out/${name}
printf '{"rmse": 3}' > out/${name}/metrics.json
printf '${name}' > out/${name}/model.onnx
`,
  }
}

const worse = (name: string) =>
  `mkdir -p out/${name}; printf '{"rmse": 4}' > out/${name}/metrics.json; printf 'worse' > out/${name}/model.onnx\n`

type Entry = {readonly pipeline: string; readonly config: string; readonly reason: string}

const matrixOf = (outputs: Readonly<Record<string, string>>): readonly Entry[] =>
  (JSON.parse(outputs['pipelines'] ?? '') as {include: readonly Entry[]}).include

const commentOf = (number: number) => {
  const [only, ...more] = team.repository.commentsOf(number)
  expect(more).toEqual([])
  return only?.body ?? ''
}

/** The legs of the matrix, each as its own job of the run, all at once. */
async function legs(job: RunningJob, entries: readonly Entry[], pull?: Parameters<Team['job']>[0]) {
  await Promise.all(
    entries.map(async ({config}) => {
      const leg = await team.job({...pull, jobOf: job})
      expect(errorsOf(await leg.act('train', {config}))).toBe('')
      await leg.act('gate', {config})
    }),
  )
}

let team: Team
beforeAll(async () => {
  team = await foundTeam(Object.assign({}, ...NAMES.map(filesOf)))
  const job = await team.job()
  const plan = await job.act('track', {...PATTERN, plan: 'true'})
  expect(errorsOf(plan)).toBe('')
  expect(matrixOf(plan.outputs).map(({pipeline}) => pipeline)).toEqual(NAMES)
  await legs(job, matrixOf(plan.outputs))
})
afterAll(() => team.close())

describe('a pull request that touches one of three pipelines', () => {
  test('trains and judges that one, and tells the others in one folded line', async () => {
    const pull = await team.propose('gas', {'models/gas/prices.csv': 'day,price\n1,3\n'})
    const job = await team.job({pull})
    const plan = await job.act('track', {...PATTERN, plan: 'true'})
    expect(errorsOf(plan)).toBe('')
    expect(plan.outputs).toMatchObject({train: 'true', changed: 'true', 'reason-code': 'changed'})
    expect(matrixOf(plan.outputs)).toEqual([
      {
        pipeline: 'gas',
        config: 'models/gas/proofmark.yml',
        reason: 'data-changed',
        key: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ])
    expect(plan.summary).toContain('### 1 of 3 pipelines to train')
    expect(plan.log).toContain('models/power/base.bin: made by training of gas, as a record says')
    expect(plan.summary).toContain('<summary>➖ 2 pipelines not touched: oil, power</summary>')
    expect(resultOf(plan)).toMatchObject({
      schema: 'proofmark/pipelines-result/v1',
      pipelines: [
        {pipeline: 'gas', train: true, changed: true},
        {pipeline: 'oil', train: false, reason: 'unchanged', changed: false},
        {pipeline: 'power', train: false},
      ],
      problems: [],
    })

    await legs(job, matrixOf(plan.outputs), {pull})
    const review = await team.job({pull, jobOf: job})
    const comment = await review.act('comment', PATTERN)
    expect(errorsOf(comment)).toBe('')
    expect(comment.outputs).toMatchObject({verdict: 'pass', 'reason-code': 'created'})
    const body = commentOf(pull.number)
    expect(body).toContain('gas')
    expect(body).toContain('<summary>➖ 2 pipelines not touched: oil, power</summary>')
    expect(body.match(/<!-- proofmark:section pipeline=(\S+)/g)).toHaveLength(2)

    const again = await review.act('comment', PATTERN)
    expect(again.outputs['reason-code']).toBe('unchanged')
  })

  test('and then another one loses the section of the first', async () => {
    const pull = await team.propose('wander', {'models/oil/train.sh': worse('oil')})
    const first = await team.job({pull})
    const plan = await first.act('track', {...PATTERN, plan: 'true'})
    await legs(first, matrixOf(plan.outputs), {pull})
    await (await team.job({pull, jobOf: first})).act('comment', PATTERN)
    expect(commentOf(pull.number)).toContain('❌ oil is worse')

    const back = {...filesOf('oil'), 'models/power/train.sh': worse('power')}
    await team.amend(pull, back)
    const second = await team.job({pull})
    const next = await second.act('track', {...PATTERN, plan: 'true'})
    expect(matrixOf(next.outputs).map(({pipeline}) => pipeline)).toEqual(['power'])
    await legs(second, matrixOf(next.outputs), {pull})
    await (await team.job({pull, jobOf: second})).act('comment', PATTERN)
    const body = commentOf(pull.number)
    expect(body).not.toContain('oil is worse')
    expect(body).toContain('❌ power is worse')
    expect(body).toContain('2 pipelines not touched: gas, oil')
  })

  test('and then deletes or renames one loses its section, and no other', async () => {
    const pull = await team.propose('gone', {'other/proofmark.yml': configOf('other')})
    const first = await team.job({pull})
    for (const folder of ['models/oil', 'models/gas', 'other']) {
      await first.act('comment', {config: `${folder}/proofmark.yml`})
    }
    await team.amend(pull, {
      'models/oil/proofmark.yml': null,
      'models/gas/proofmark.yml': configOf('gasoline').replaceAll('models/gasoline', 'models/gas'),
      'other/proofmark.yml': null,
    })
    const comment = await (await team.job({pull})).act('comment', PATTERN)
    expect(errorsOf(comment)).toBe('')
    expect(comment.log.join()).toContain('comment: oil has no configuration here any more')
    const named = [...commentOf(pull.number).matchAll(/section pipeline=(\S+)/g)]
    expect(named.map(([, name]) => name)).toEqual(['gasoline', 'other', 'power', '_'])
  })

  test('side by side, two jobs that comment lose nothing of one another', async () => {
    const pull = await team.propose('both', {
      'models/gas/train.sh': worse('gas'),
      'models/oil/train.sh': worse('oil'),
    })
    const job = await team.job({pull})
    const plan = await job.act('track', {...PATTERN, plan: 'true'})
    const entries = matrixOf(plan.outputs)
    await legs(job, entries, {pull})
    const jobs = await Promise.all(entries.map(() => team.job({pull, jobOf: job})))
    await Promise.all([
      ...entries.map(({config}, index) => jobs[index]?.act('comment', {config})),
      (await team.job({pull, jobOf: job})).act('comment', PATTERN),
    ])
    const body = commentOf(pull.number)
    expect(body).toContain('**2 reports:** ❌ 2 fail: `gas main`, `oil main`')
    expect(body).toContain('1 pipeline not touched: power')
  })
})

describe('a pull request that touches none', () => {
  test('has an empty matrix, says not to use it, and gets no comment', async () => {
    const pull = await team.propose('words', {'README.md': 'Words.\n'})
    const job = await team.job({pull})
    const plan = await job.act('track', {...PATTERN, plan: 'true'})
    expect(plan.outputs).toMatchObject({train: 'false', pipelines: '{"include":[]}'})
    expect(plan.summary).toContain('➖ 0 of 3 pipelines to train')
    const comment = await job.act('comment', PATTERN)
    expect(comment.outputs).toMatchObject({verdict: 'pass', 'reason-code': 'summary-only'})
    expect(team.repository.commentsOf(pull.number)).toEqual([])
  })
})

describe('mistakes', () => {
  test('of several configurations are told together, and the others are planned', async () => {
    const pull = await team.propose('mistakes', {
      'models/gas/proofmark.yml': 'pipelin: gas\n',
      'models/oil/proofmark.yml': configOf('oil').replace('path: models', 'path: nowhere'),
      'models/power/prices.csv': 'day,price\n5,5\n',
      'models/$(id)/proofmark.yml': configOf('hostile'),
      'models/copy/proofmark.yml': configOf('Twin'),
      'models/other/proofmark.yml': configOf('twin'),
    })
    const job = await team.job({pull})
    const plan = await job.act('track', {...PATTERN, plan: 'true'})
    expect(plan.exitCode).toBe(1)
    expect(plan.outputs).toMatchObject({verdict: 'error', 'reason-code': 'invalid-pipelines'})
    expect(matrixOf(plan.outputs).map(({pipeline}) => pipeline)).toEqual(['power'])
    const told = errorsOf(plan)
    expect(told).toContain('models/gas/proofmark.yml:1:1  unknown key "pipelin"')
    expect(told).toContain(
      'models/oil/proofmark.yml: prices: nothing matches nowhere/oil/prices.csv',
    )
    expect(told).toContain('models/$(id)/proofmark.yml: its path may hold letters')
    expect(told).toContain(
      'models/copy/proofmark.yml: its pipeline is called Twin, and so is that of models/other/proofmark.yml',
    )
    expect(plan.outputs['pipelines']).not.toContain('$(')
    expect(plan.summary).toContain('⛔ 1 of 1 pipeline to train')

    const comment = await job.act('comment', PATTERN)
    expect(comment.exitCode).toBe(1)
    expect(comment.outputs['reason-code']).toBe('invalid-pipelines')
  })

  const WRONG = [
    {action: 'track', inputs: {}, says: 'that is only for a plan'},
    {action: 'track', inputs: {plan: 'true', path: 'x', pipeline: 'y'}, says: 'path, pipeline can'},
    {action: 'gate', inputs: {}, says: 'means several files; here is one wanted'},
    {action: 'comment', inputs: {pipeline: 'x'}, says: 'pipeline can only be given for one'},
  ]
  test.each(WRONG)('$action with $inputs', async ({action, inputs, says}) => {
    const job = await team.job()
    const ended = await job.act(action, {...PATTERN, ...inputs})
    expect(ended.exitCode).toBe(1)
    expect(errorsOf(ended)).toContain(says)
  })

  test('a pattern that means nothing', async () => {
    const job = await team.job()
    const plan = await job.act('track', {config: 'model/*.yml', plan: 'true'})
    expect(errorsOf(plan)).toContain('nothing matches model/*.yml')
  })

  test('a pattern that means more than a matrix holds', async () => {
    const many = Array.from({length: 257}, (_, index) => [
      `many/${index}/p.yml`,
      `pipeline: p${index}\n`,
    ])
    const job = await team.job({made: Object.fromEntries(many)})
    const plan = await job.act('track', {config: 'many/*/p.yml', plan: 'true'})
    expect(errorsOf(plan)).toContain('many/*/p.yml means 257 files')
    expect(errorsOf(plan)).toContain('at most 256 jobs')
  })
})

test('asked GitHub nothing that GitHub would refuse', () => {
  expect(team.github.problems()).toEqual([])
})
