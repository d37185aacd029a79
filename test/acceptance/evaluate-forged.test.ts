import {existsSync} from 'node:fs'
import {copyFile, cp, readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {canonicalJson, type Json} from '../../shared/domain/json.ts'
import {linear} from './models.ts'
import {CONFIG, holdout, model, START} from './oil.ts'
import {errorsOf, type Files, foundTeam, resultOf, type Team} from './team.ts'

let team: Team
beforeAll(async () => {
  team = await foundTeam(START)
  const job = await team.job()
  await job.act('evaluate')
  await job.act('gate')
})
afterAll(() => team.close())

async function propose(branch: string, files: Files) {
  const pull = await team.propose(branch, {...files, 'branch.txt': branch})
  const job = await team.job({pull})
  return {pull, job, evaluate: await job.act('evaluate')}
}

describe('what another job of the run could put there', () => {
  let stores = 0

  /** A run whose sections lie in a folder, to be changed there. */
  async function evaluated(files: Files) {
    const pull = await team.propose(`forged-${++stores}`, {...files, 'n.txt': String(stores)})
    const job = await team.job({pull})
    const store = join(job.workspace, '..', `evaluations-${stores}`)
    expect(errorsOf(await job.act('evaluate', {store}))).toBe('')
    const at = (kind: string, file: string) => join(store, `oil-${kind}-main-1`, file)
    return {job, store, at}
  }

  async function edit<T>(file: string, change: (section: {body: T}) => void) {
    const section = JSON.parse(await readFile(file, 'utf8'))
    change(section)
    await writeFile(file, canonicalJson(section as Json))
  }

  test('figures that do not follow from the scores are refused', async () => {
    const {job, store, at} = await evaluated(model(0.9))
    await edit<{metrics: {value: number}[]}>(at('evaluation', 'evaluation.json'), ({body}) => {
      for (const metric of body.metrics) metric.value = 0.001
    })
    const gate = await job.act('gate', {store})
    expect(gate.exitCode).toBe(1)
    expect(errorsOf(gate)).toContain('the scores by row are not as evaluate writes them')
  })

  test('scores of another model do not stand in for those of the baseline', async () => {
    const rows = {'data/holdout.csv': holdout(150)}
    const {job, store, at} = await evaluated({...model(0.9), ...rows})
    await copyFile(at('evaluation', 'scores.jsonl'), at('evaluation', 'baseline-scores.jsonl'))
    type Body = {model: string; metrics: unknown; scores: unknown; baseline: unknown}
    await edit<Body>(at('evaluation', 'evaluation.json'), ({body}) => {
      const {model: digest, metrics, scores} = body
      body.baseline = {model: digest, metrics, scores, commit: 'a'.repeat(40)}
    })
    const gate = await job.act('gate', {store})
    expect(errorsOf(gate)).not.toContain('corrupt')
    expect(gate.outputs['verdict']).toBe('fail')
    expect(resultOf(gate)).toMatchObject({baseline: {how: 'none'}})
  })

  test('what evaluations compute is never taken from a metrics file', async () => {
    const files = {
      'proofmark.yml': CONFIG.replace('train:\n', 'train:\n  metrics: claimed.json\n'),
      'claimed.json': '{"rmse": 0.01, "log_loss": 0.01, "carbon": 3}',
    }
    const rules = 'rmse <= 100\nlog_loss <= 1\ncarbon <= 5'
    const claims = await foundTeam({...START, ...files}, 'claims')
    try {
      const job = await claims.job()
      expect(errorsOf(await job.act('evaluate'))).toBe('')
      const gate = await job.act('gate', {rules})
      expect(gate.outputs).toMatchObject({verdict: 'error', 'reason-code': 'missing-metric'})
      const {rules: found} = resultOf(gate) as {rules: {metric: string; candidate?: number}[]}
      expect(found.find(({metric}) => metric === 'carbon')?.candidate).toBe(3)
      expect(found.find(({metric}) => metric === 'rmse')?.candidate).toBeGreaterThan(0.1)
    } finally {
      await claims.close()
    }
  })

  test('an evaluation that fails is an error, also where somebody left another before', async () => {
    const untrained = CONFIG.replace('train:\n  run: [sh, train.sh]\n', '')
    const pull = await team.propose('left-before', {'proofmark.yml': untrained})
    const job = await team.job({pull})
    expect(errorsOf(await job.act('evaluate'))).toBe('')
    await writeFile(join(job.workspace, 'data/holdout.csv'), 'day,lag_1,lag_7,price,level\n')
    const root = await job.act('root')
    expect(root.exitCode).toBe(1)
    expect(root.outputs).toMatchObject({verdict: 'error', 'reason-code': 'evaluation-missing'})
  })

  test('no model is fed what it is to predict', async () => {
    const inputs = CONFIG.replace('[lag_1, lag_7]', '[price, lag_7]')
    const {evaluate} = await propose('leak', {'proofmark.yml': inputs})
    expect(evaluate.exitCode).toBe(1)
    expect(errorsOf(evaluate)).toContain('input "features" is fed "price", which it is to predict')
  })

  test('no row is named twice', async () => {
    const twice = holdout(40, row => `d${row % 20}`)
    const {evaluate} = await propose('twice', {'data/holdout.csv': twice})
    expect(evaluate.exitCode).toBe(1)
    expect(errorsOf(evaluate)).toContain(
      'data/holdout.csv:22: day: "d0" names a row before this one, too',
    )
  })

  test('an evaluation of another model is refused', async () => {
    const bad = await evaluated(model(0.9))
    const good = await evaluated(model(0.6))
    await edit<{model: string}>(bad.at('evaluation', 'evaluation.json'), ({body}) => {
      body.model = `sha256:${'0'.repeat(64)}`
    })
    const gate = await bad.job.act('gate', {store: bad.store})
    expect(gate.exitCode).toBe(1)
    expect(errorsOf(gate)).toContain("the evaluation is not of this run's model")
    await cp(good.store, bad.store, {recursive: true})
    expect(errorsOf(await bad.job.act('gate', {store: bad.store}))).toContain('section of this run')
  })

  test('scores that are not those of the section are refused', async () => {
    const {job, store, at} = await evaluated(model(0.63))
    const scores = await readFile(at('evaluation', 'scores.jsonl'), 'utf8')
    await writeFile(
      at('evaluation', 'scores.jsonl'),
      scores.replace(/"prediction":\d/, '"prediction":9'),
    )
    const gate = await job.act('gate', {store})
    expect(gate.exitCode).toBe(1)
    expect(errorsOf(gate)).toContain('does not hold the scores that it names')
  })

  test.each([
    {name: 'above the folder', path: '../../../outside.onnx'},
    {name: 'absolute', path: '/tmp/proofmark-outside.onnx'},
  ])('a model with a name $name is written nowhere', async ({path}) => {
    const {job, store, at} = await evaluated(model(0.6))
    await rm(join(store, 'oil-evaluation-main-1'), {recursive: true})
    await edit<{files: {path: string}[]}>(at('model', 'model.json'), ({body}) => {
      for (const file of body.files) file.path = path
    })
    const evaluate = await job.act('evaluate', {store})
    expect(evaluate.exitCode).toBe(1)
    expect(errorsOf(evaluate)).toContain(`asks for the file "${path}"`)
    expect(existsSync('/tmp/proofmark-outside.onnx')).toBe(false)
    expect(existsSync(join(job.workspace, '..', 'outside.onnx'))).toBe(false)
  })

  test('bytes that are not those of the section are refused', async () => {
    const {job, store, at} = await evaluated(model(0.6))
    await rm(join(store, 'oil-evaluation-main-1'), {recursive: true})
    await writeFile(at('model', 'file-0'), linear([0.9, 0.4]))
    const evaluate = await job.act('evaluate', {store})
    expect(errorsOf(evaluate)).toContain('does not hold the bytes of')
  })
})

test('asked GitHub nothing that GitHub would refuse', () => {
  expect(team.github.problems()).toEqual([])
})
