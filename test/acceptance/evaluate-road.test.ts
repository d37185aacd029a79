import {rm} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {linear} from './models.ts'
import {CONFIG, firstLine, holdout, model, START} from './oil.ts'
import {errorsOf, type Files, foundTeam, type RunningJob, resultOf, type Team} from './team.ts'

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

async function judge(branch: string, files: Files) {
  const {job, pull, evaluate} = await propose(branch, files)
  expect(errorsOf(evaluate)).toBe('')
  const gate = await job.act('gate')
  const comment = await job.act('comment')
  const [written] = team.repository.commentsOf(pull.number)
  return {pull, job, evaluate, gate, comment, body: written?.body ?? ''}
}

describe('a model that the suite scores itself', () => {
  test('main: the record keeps what was judged, and the scores of every row', () => {
    const files = team.repository.filesAt('proofmark-history')
    const record = JSON.parse([...files].find(([path]) => path.startsWith('records/'))?.[1] ?? '')
    expect(record.evaluation.body).toMatchObject({
      holdout: {path: 'data/holdout.csv', rows: 200},
      rows: {key: 'day'},
    })
    expect(record.gate.body.verdict).toBe('no-baseline')
    const hex = record.evaluation.body.scores.digest.slice('sha256:'.length)
    const scores = [...files].find(([path]) => path.includes(hex))?.[1] ?? ''
    expect(scores.split('\n')[0]).toMatch(/^\{"id":"d0","target":[\d.]+,"prediction":[\d.]+\}$/)
  })

  test('clearly worse fails, with the interval in the first line', async () => {
    const {gate, body} = await judge('worse', model(0.63))
    expect(gate.exitCode).toBe(1)
    expect(gate.outputs).toMatchObject({verdict: 'fail', 'reason-code': 'worse-than-baseline'})
    expect(gate.log.join('\n')).toContain('both models are scored on the same 200 rows')
    expect(firstLine(body)).toMatch(
      /^### ❌ oil is worse: rmse [\d.]+ → [\d.]+ \(\+\d+ %, 95 %: \+\d+ … \+\d+\) · check fails$/,
    )
    expect(body).toContain(
      'Both models scored on the same 200 rows: paired, resampled (bootstrap).',
    )
    expect(body).not.toContain('noise unknown')
  })

  test('clearly better passes', async () => {
    const {gate, body} = await judge('better', model(0.6))
    expect(gate.outputs).toMatchObject({verdict: 'pass', 'reason-code': 'within-limits'})
    expect(firstLine(body)).toMatch(
      /^### ✅ oil is better: .* \(−[\d.]+ %, 95 %: −[\d.]+ … −[\d.]+\) · both rules pass$/,
    )
  })

  test.each([
    {
      name: 'a change that chance could make',
      first: 0.595,
      says: 'oil could not be settled, no clear change: rmse',
    },
    {
      name: 'a loss about as large as what is allowed',
      first: 0.6056,
      says: 'oil could not be settled, worse and perhaps more than allowed: rmse',
    },
  ])('$name is inconclusive, and blocks no review', async ({name, first, says}) => {
    const {gate, body} = await judge(name.replaceAll(' ', '-'), model(first))
    expect(gate.outputs).toMatchObject({verdict: 'inconclusive', 'reason-code': 'within-noise'})
    expect(gate.exitCode).toBe(0)
    expect(resultOf(gate)['reason']).toContain('more than that cannot be excluded')
    expect(firstLine(body)).toContain(`### ❔ ${says}`)
    expect(firstLine(body)).toMatch(/ %, 95 %: .* … .*\) · no pass, though this check is green$/)
    expect(body).toContain('`fail-on: fail, inconclusive, error`')
    expect(body).toMatch(/About [\d,]+ rows would settle it/)
  })

  test('the same verdict again from the same bytes', async () => {
    const {gate} = await judge('worse-again', model(0.63))
    const {gate: again} = await judge('worse-once-more', model(0.63))
    expect(resultOf(again)['rules']).toEqual(resultOf(gate)['rules'])
  })

  test('a changed holdout is no dead end: the model that main committed is scored on it, too', async () => {
    const {gate, body} = await judge('rows', {...model(0.63), 'data/holdout.csv': holdout(150)})
    expect(gate.outputs).toMatchObject({verdict: 'fail', 'reason-code': 'worse-than-baseline'})
    expect(body).toContain(
      'Both models scored on the same 150 rows: paired, resampled (bootstrap).',
    )
    expect(firstLine(body)).toContain(" · on a changed holdout, worse on main's · ")
  })

  describe('whose model is no file of the repository', () => {
    const other = {'data/holdout.csv': holdout(150)}
    const {'models/oil.onnx': _, ...bare} = START
    let made: Team
    let main: RunningJob
    beforeAll(async () => {
      made = await foundTeam(bare, 'made')
      main = await made.job({made: model(0.605)})
      await main.act('evaluate')
      await main.act('gate')
    })
    afterAll(() => made.close())

    async function judgeMade(
      branch: string,
      permissions: Readonly<Record<string, 'read' | 'write'>>,
    ) {
      const pull = await made.propose(branch, {...other, 'branch.txt': branch})
      const job = await made.job({pull, made: model(0.63), permissions})
      const evaluate = await job.act('evaluate')
      return {job, pull, evaluate, gate: await job.act('gate')}
    }

    test('it is found among the artifacts of its run', async () => {
      const {gate, evaluate} = await judgeMade('kept', {contents: 'read', actions: 'read'})
      expect(errorsOf(evaluate)).toBe('')
      expect(gate.outputs).toMatchObject({verdict: 'fail', 'reason-code': 'worse-than-baseline'})
      expect(gate.log.join('\n')).toContain('both models are scored on the same 150 rows')
    })

    test('replaced there by another, it is not believed', async () => {
      const {job} = await judgeMade('replacing', {contents: 'read', actions: 'read'})
      const find = ({run}: RunningJob) =>
        made.github.artifacts(run).find(({name}) => name === 'oil-model-main-1')
      const [own, other] = [find(main), find(job)]
      const before = {...own?.blob}
      Object.assign(own?.blob ?? {}, {content: other?.blob.content})
      const {evaluate, gate} = await judgeMade('replaced', {contents: 'read', actions: 'read'})
      Object.assign(own?.blob ?? {}, before)
      expect(JSON.stringify(evaluate.annotations)).toContain('is not what its record says')
      expect(gate.outputs['verdict']).toBe('no-baseline')
    })

    test('without the permission other rows are no comparison, and both are said', async () => {
      const {gate, job, pull, evaluate} = await judgeMade('unseen', {
        contents: 'read',
        'pull-requests': 'write',
      })
      expect(evaluate.exitCode).toBe(0)
      expect(JSON.stringify(evaluate.annotations)).toContain('actions: read')
      expect(gate.outputs).toMatchObject({verdict: 'no-baseline', 'reason-code': 'no-baseline'})
      await job.act('comment')
      expect(made.repository.commentsOf(pull.number)[0]?.body).toContain(
        'the rows that judge are not those that judged',
      )
    })
  })

  test('few rows decide nothing', async () => {
    const small = {'data/holdout.csv': holdout(20)}
    const few = await foundTeam({...START, ...small}, 'few')
    try {
      const main = await few.job()
      await main.act('evaluate')
      await main.act('gate')
      const pull = await few.propose('worse', model(0.63))
      const job = await few.job({pull})
      await job.act('evaluate')
      const gate = await job.act('gate')
      expect(gate.outputs).toMatchObject({verdict: 'inconclusive', 'reason-code': 'too-few-rows'})
      await job.act('comment')
      const body = few.repository.commentsOf(pull.number)[0]?.body ?? ''
      expect(firstLine(body)).toMatch(
        /^### ❔ oil could not be settled, too few rows to decide: rmse [\d.]+ → [\d.]+ \(\+\d+ %, 20 independent rows\) · no pass, though this check is green$/,
      )
      expect(body).toContain('30 that do not depend on each other are the least')
      expect(resultOf(gate)['reason']).toContain('30 are needed')
    } finally {
      await few.close()
    }
  })

  test('scores that the history cannot keep are a warning, and the next verdict has no noise', async () => {
    const long = {'data/holdout.csv': holdout(9000, row => `${'d'.repeat(1000)}${row}`)}
    const large = await foundTeam({...START, ...long}, 'large')
    try {
      const main = await large.job()
      await main.act('evaluate')
      const gate = await main.act('gate')
      expect(gate.exitCode).toBe(0)
      expect(JSON.stringify(gate.annotations)).toMatch(/scores .*not kept|scores .*left out/i)
      const pull = await large.propose('worse', model(0.63))
      const job = await large.job({pull})
      await job.act('evaluate')
      const judged = await job.act('gate')
      expect(judged.outputs['verdict']).toBe('fail')
      expect(judged.log.join('\n')).toContain('are not kept in the history')
      expect(resultOf(judged)['noise']).toBe('unknown')
    } finally {
      await large.close()
    }
  })
})

describe('what a pull request cannot choose', () => {
  const noticesOf = (finished: {readonly annotations: readonly {readonly message: string}[]}) =>
    finished.annotations.map(({message}) => message).join('\n')

  test.each([
    {name: 'target', config: CONFIG.replace('target: price', 'target: level')},
    {name: 'holdout', config: CONFIG.replace('data/holdout.csv', 'data/easy.csv')},
    {name: 'metrics', config: CONFIG.replace('[rmse, mae]', '[mae]')},
    {name: 'key', config: CONFIG.replace(', key: day', '')},
    {name: 'evaluation', config: CONFIG.replace(/evaluate:\n( {2}.*\n)*/, '')},
  ])('its $name', async ({name, config}) => {
    const {evaluate} = await propose(`other-${name}`, {
      'proofmark.yml': config,
      'data/easy.csv': 'day,lag_1,lag_7,price,level\nd0,1,1,1,1\n',
    })
    expect(noticesOf(evaluate)).toContain('judged is as')
    if (name === 'evaluation') return
    expect(resultOf(evaluate)).toMatchObject({
      target: 'price',
      holdout: {path: 'data/holdout.csv', rows: 200},
      rows: {key: 'day'},
      metrics: [{key: ['rmse']}, {key: ['mae']}],
    })
  })

  test('how the model is fed is its own', async () => {
    const {evaluate} = await propose('fed', {
      'proofmark.yml': CONFIG.replace('[lag_1, lag_7]', '[lag_7, lag_1]'),
    })
    expect(noticesOf(evaluate)).toBe('')
    expect(resultOf(evaluate)).toMatchObject({inputs: {features: ['lag_7', 'lag_1']}})
  })
})

describe('jobs of one run', () => {
  const later = (job: RunningJob) =>
    team.job({...(job.run.pull ? {pull: job.run.pull} : {}), jobOf: job})

  test('the model that training made is evaluated where it is not, and judged where neither is', async () => {
    const pull = await team.propose('trained', {'trained.bin': linear([0.6, 0.4])})
    const train = await team.job({pull})
    expect((await train.act('train')).exitCode).toBe(0)
    const second = await later(train)
    await rm(join(second.workspace, 'models'), {recursive: true})
    const evaluate = await second.act('evaluate')
    expect(evaluate.log.join('\n')).toContain("models/oil.onnx of this run's training: sha256:")
    const gate = await (await later(train)).act('gate')
    expect(gate.outputs['verdict']).toBe('pass')
    expect(resultOf(gate)['metrics']).toMatchObject([{key: ['rmse'], source: 'evaluation'}, {}])
  })

  test('without an evaluation there is no verdict, whatever files say', async () => {
    const pull = await team.propose('unevaluated', {'metrics.json': '{"rmse": 0.1}'})
    const gate = await (await team.job({pull})).act('gate')
    expect(gate.exitCode).toBe(1)
    expect(gate.outputs).toMatchObject({verdict: 'error', 'reason-code': 'evaluation-missing'})
  })

  test('a training that failed leaves nothing to evaluate', async () => {
    const pull = await team.propose('failing', {'train.sh': 'exit 3\n'})
    const job = await team.job({pull})
    await job.act('train')
    const evaluate = await job.act('evaluate')
    expect(evaluate.exitCode).toBe(1)
    expect(errorsOf(evaluate)).toContain('training failed')
  })
})

test('asked GitHub nothing that GitHub would refuse', () => {
  expect(team.github.problems()).toEqual([])
})
