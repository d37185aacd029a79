import {copyFile, readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {canonicalJson, type Json} from '../../shared/domain/json.ts'
import {sha256} from '../../shared/platform/hash.ts'
import {classifier, linear} from './models.ts'
import {CONFIG, firstLine, holdout, model, START} from './oil.ts'
import {errorsOf, type Files, foundTeam, resultOf, type Team} from './team.ts'

const TIMEOUT = {timeout: 60_000}

async function found(files: Files, made: Files = {}): Promise<Team> {
  const team = await foundTeam(files)
  const job = await team.job({made})
  expect(errorsOf(await job.act('evaluate'))).toBe('')
  await job.act('gate')
  return team
}

type Wishes = {
  readonly files?: Files
  readonly made?: Files
  /** Of evaluate. */
  readonly inputs?: Readonly<Record<string, string>>
}

/** A pull request on its whole way; files may be changed in the store before the gate reads them. */
async function judge(
  team: Team,
  branch: string,
  {files = {}, made = {}, inputs = {}}: Wishes,
  forge?: (store: string) => Promise<void>,
) {
  const pull = await team.propose(branch, {...files, 'branch.txt': branch})
  const job = await team.job({pull, made})
  const store = join(job.workspace, '..', `store-${branch}`)
  const evaluate = await job.act('evaluate', {store, ...inputs})
  expect(errorsOf(evaluate)).toBe('')
  await forge?.(store)
  const gate = await job.act('gate', {store})
  await job.act('comment', {store})
  const body = team.repository.commentsOf(pull.number)[0]?.body ?? ''
  return {evaluate: resultOf(evaluate), gate, judged: resultOf(gate), body}
}

/** Rows for which a model with this first weight is right, so that another looks worse. */
const flattering = holdout(150, row => `e${row}`, {first: 0.63, seed: 7})

describe('a holdout that a pull request changes', TIMEOUT, () => {
  let team: Team
  beforeAll(async () => {
    team = await found(START)
  })
  afterAll(() => team.close())

  test('so that a worse model looks better: the first line says how it does on the one of main', async () => {
    const files = {...model(0.63), 'data/holdout.csv': flattering}
    const {gate, judged, evaluate, body} = await judge(team, 'flattered', {files})
    expect(gate.outputs['verdict']).toBe('pass')
    expect(firstLine(body)).toMatch(
      /^### ✅ oil is better: .* · on a changed holdout, worse on main's · both rules pass$/,
    )
    expect(body).toMatch(
      /^On main's holdout \(200 rows\): rmse [\d.]+ → [\d.]+ \(\+\d+ %, 95 %: \+\d+ … \+\d+, worse\)\. This informs/m,
    )
    expect(evaluate).toMatchObject({
      baseHoldout: {holdout: {path: 'data/holdout.csv', rows: 200}, metrics: [{}, {}]},
    })
    expect(judged).toMatchObject({
      baseHoldout: {rows: 200, rules: [{rule: 'rmse <= 3'}, {verdict: 'fail'}]},
    })
  })

  test('for a model that is better on both is told without alarm', async () => {
    const files = {...model(0.6), 'data/holdout.csv': holdout(150, row => `f${row}`, {seed: 9})}
    const {body} = await judge(team, 'fair', {files})
    expect(firstLine(body)).toContain(' · on a changed holdout · ')
    expect(body).toMatch(/On main's holdout \(200 rows\): rmse .* 95 %: .*, better\)\./)
  })

  test('to rows that the baseline cannot be fed from: the old ones still compare', async () => {
    const narrow = holdout(150).replace(/^([^,]*,[^,]*),[^,]*,/gm, '$1,')
    const config = CONFIG.replace('[lag_1, lag_7]', '[lag_1, level]')
    const files = {...model(0.6), 'data/holdout.csv': narrow, 'proofmark.yml': config}
    const {gate, body} = await judge(team, 'narrow', {files})
    expect(gate.outputs['verdict']).toBe('no-baseline')
    expect(firstLine(body)).toContain('not compared with the model before: rmse')
    expect(firstLine(body)).toContain(" · on a changed holdout, worse on main's · ")
    expect(body).toContain("On main's holdout (200 rows): rmse")
  })

  test('and keeps is judged once', async () => {
    const {evaluate, body} = await judge(team, 'same', {files: model(0.6)})
    expect(evaluate).not.toHaveProperty('baseHoldout')
    expect(body).not.toContain('holdout')
  })

  test('and an evaluation that leaves out how it does there: the comment says that nobody looked', async () => {
    const files = {...model(0.63), 'data/holdout.csv': flattering}
    const {body} = await judge(team, 'silent', {files}, store =>
      edit(store, evaluation => {
        const {baseHoldout: _, ...rest} = evaluation.body
        evaluation.body = rest
      }),
    )
    expect(body).toContain(
      "Not judged on main's holdout: evaluate did not score the candidate on them.",
    )
  })

  test('and figures there that do not follow from the scores are refused', async () => {
    const files = {...model(0.63), 'data/holdout.csv': flattering}
    const {gate} = await judge(team, 'forged', {files}, store =>
      edit(store, ({body}) => {
        const {baseHoldout} = body as {baseHoldout: {metrics: {value: number}[]}}
        for (const metric of baseHoldout.metrics) metric.value = 0.001
      }),
    )
    expect(gate.exitCode).toBe(1)
    expect(errorsOf(gate)).toContain('the scores by row are not as evaluate writes them')
  })
})

type Evaluation = {body: Record<string, unknown>}

async function edit(store: string, change: (evaluation: Evaluation) => void): Promise<void> {
  const file = join(store, 'oil-evaluation-main-1', 'evaluation.json')
  const evaluation: Evaluation = JSON.parse(await readFile(file, 'utf8'))
  change(evaluation)
  await writeFile(file, canonicalJson(evaluation as Json))
}

test('a holdout that git does not hold is not looked at, and that is said', TIMEOUT, async () => {
  const {'data/holdout.csv': rows = '', ...rest} = START
  const team = await found(rest, {'data/holdout.csv': rows})
  try {
    const made = {'data/holdout.csv': flattering}
    const {evaluate, body} = await judge(team, 'elsewhere', {files: model(0.63), made})
    expect(evaluate).toMatchObject({
      baseHoldout: {problem: expect.stringContaining('holds no file')},
    })
    expect(body).toMatch(
      /Not judged on main's holdout: git holds no file data\/holdout\.csv there\./,
    )
  } finally {
    await team.close()
  }
})

test('nor where git holds other bytes than those that judged', TIMEOUT, async () => {
  const team = await found(START, {'data/holdout.csv': holdout(180)})
  try {
    const files = {...model(0.63), 'data/holdout.csv': flattering}
    const {body} = await judge(team, 'pointer', {files})
    expect(body).toContain('holds other bytes there than those that judged')
    expect(body).not.toContain('(180 rows)')
  } finally {
    await team.close()
  }
})

describe('what is predicted otherwise', TIMEOUT, () => {
  let team: Team
  beforeAll(async () => {
    team = await found(START)
  })
  afterAll(() => team.close())

  test('another target, chosen in the step: no comparison, whatever the figures', async () => {
    const inputs = {target: 'level'}
    const {evaluate, gate, judged, body} = await judge(team, 'target', {files: model(0.6), inputs})
    expect(evaluate).not.toHaveProperty('baseline')
    expect(gate.outputs['verdict']).not.toBe('pass')
    expect(firstLine(body)).toContain(' · with another target · ')
    expect(body).toContain('What differs:')
    expect(body).toContain('target `price` → `level`')
    expect(judged).toMatchObject({
      baseline: {
        how: 'none',
        reason: expect.stringContaining('predicts "price", and this "level"'),
      },
    })
  })

  test('the target of the baseline scored again by somebody is not believed', async () => {
    const {judged} = await judge(
      team,
      'scored',
      {files: model(0.6), inputs: {target: 'level'}},
      async store => {
        const scores = join(store, 'oil-evaluation-main-1', 'scores.jsonl')
        await copyFile(scores, scores.replace('scores.jsonl', 'baseline-scores.jsonl'))
        const digest = sha256(model(0.605)['models/oil.onnx'])
        await edit(store, ({body}) => {
          const {metrics, scores} = body
          body['baseline'] = {metrics, scores, model: digest, commit: 'a'.repeat(40)}
        })
      },
    )
    expect(judged).toMatchObject({baseline: {how: 'none'}})
  })

  test('columns and order of the inputs are told, and decide nothing', async () => {
    const config = CONFIG.replace('[lag_1, lag_7]', '[lag_7, level]')
    const {gate, body} = await judge(team, 'inputs', {
      files: {...model(0.6), 'proofmark.yml': config},
    })
    expect(gate.outputs['verdict']).toBe('fail')
    expect(body).toContain('model inputs − `lag_1` + `level`')
  })

  test('what the change says otherwise in its configuration is told in the comment', async () => {
    const config = CONFIG.replace('target: price', 'target: level').replace('[rmse, mae]', '[mae]')
    const {body} = await judge(team, 'proposed', {files: {...model(0.6), 'proofmark.yml': config}})
    expect(body).toContain(
      'this pull request changes what judges the model in `proofmark.yml` (target, metrics); judged as on main',
    )
    expect(firstLine(body)).not.toContain('another')
  })
})

const SIGNS = `a,b,sign\n${Array.from({length: 60}, (_, row) => {
  const [a, b] = [(row % 7) + 0.5, (row * 3) % 5]
  return `${a},${b},${Number(b > a)}`
}).join('\n')}\n`
const TELLING = `pipeline: oil
data:
  holdout: { path: signs.csv, role: holdout }
model: { path: m.onnx }
evaluate:
  target: sign
  inputs: { features: [a, b] }
  output: probabilities
gate:
  rules: [accuracy >= 0.5, accuracy >= baseline - 1 pp]
`

describe('classes and tasks', TIMEOUT, () => {
  const named = (classes: string, features: string) =>
    TELLING.replace('[a, b]', features).replace('output:', `classes: ${classes}\n  output:`)
  const words = SIGNS.replaceAll(',0\n', ',no\n').replaceAll(',1\n', ',yes\n')

  test('in another order: the baseline is scored again, by its own names', async () => {
    const files = {'signs.csv': words, 'm.onnx': classifier()}
    const team = await found({...files, 'proofmark.yml': named('["no", "yes"]', '[a, b]')})
    try {
      await team.pushMain({'proofmark.yml': named('["yes", "no"]', '[b, a]')})
      const job = await team.job()
      const evaluate = resultOf(await job.act('evaluate'))
      const own = evaluate as {metrics: unknown; baseline: {metrics: unknown}}
      expect(own.baseline.metrics).toEqual(own.metrics)
      expect((await job.act('gate')).outputs['verdict']).toBe('pass')
    } finally {
      await team.close()
    }
  })

  test('another task on the same rows is told, and no figure of the other stands in for it', async () => {
    const files = {'signs.csv': SIGNS, 'proofmark.yml': TELLING, 'm.onnx': classifier()}
    const team = await found(files)
    try {
      const config = TELLING.replace('probabilities', 'prediction')
      const {evaluate, gate, body} = await judge(team, 'task', {
        files: {'m.onnx': linear([0.1, 0.2]), 'proofmark.yml': config},
      })
      expect(evaluate).toMatchObject({task: 'regression'})
      expect(evaluate).not.toHaveProperty('baseline')
      expect(gate.outputs['verdict']).toBe('error')
      expect(body).toContain('task classification → regression')
      expect(body).toContain('does a classification, and this a regression')
      expect(firstLine(body)).toContain('with another task')
    } finally {
      await team.close()
    }
  })
})
