import {createHash} from 'node:crypto'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {errorsOf, type Files, foundTeam, resultOf, type Team} from './team.ts'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const entry = (path: string, text: string) =>
  `    - path: ${path}\n      hash: md5\n      md5: ${md5(text)}\n      size: ${text.length}\n`

const RAW = 'day\n1\n'
const PRICES = 'day,price\n1,2\n'
const CLEAN = 'print("clean")\n'
const MODEL = 'weights'

const LOCK = `schema: '2.0'
stages:
  clean:
    cmd: python clean.py --in "raw.csv"
    deps:
${entry('clean.py', CLEAN)}${entry('raw.csv', RAW)}    outs:
${entry('data/prices.csv', PRICES)}`

const CONFIG = `pipeline: oil
data:
  prices: { path: data/*.csv, role: train }
  base: { path: base/model.bin, role: base-model }
train:
  run: [sh, train.sh]
  code: [train.sh]
  metrics: out/metrics.json
model: { path: out/model.bin }
gate:
  rules: [rmse <= 5]
`

const START: Files = {
  'proofmark.yml': CONFIG,
  'raw.csv': RAW,
  'clean.py': CLEAN,
  'data/prices.csv': PRICES,
  'base/model.bin': 'older weights',
  'dvc.lock': LOCK,
  'train.sh': `mkdir -p out; printf '{"rmse": 3}' > out/metrics.json; printf '${MODEL}' > out/model.bin\n`,
}

let team: Team
beforeAll(async () => {
  team = await foundTeam(START)
  const job = await team.job()
  for (const action of ['track', 'train', 'gate']) {
    expect(errorsOf(await job.act(action))).toBe('')
  }
})
afterAll(() => team.close())

async function track(branch: string, files: Files) {
  const pull = await team.propose(branch, files)
  const job = await team.job({pull, made: {'out/metrics.json': '{"rmse": 3}'}})
  return {pull, job, tracked: await job.act('track')}
}

async function review(branch: string, files: Files) {
  const {pull, job, tracked} = await track(branch, files)
  await job.act('gate', {metrics: 'out/metrics.json'})
  expect(errorsOf(await job.act('comment'))).toBe('')
  const [written] = team.repository.commentsOf(pull.number)
  return {tracked, body: written?.body ?? ''}
}

describe('what made the data', () => {
  test('is read from the lock and from the record, and drawn in the comment', async () => {
    const {tracked, body} = await review('chain', {'base/model.bin': MODEL})
    expect(tracked.annotations).toEqual([])
    expect(resultOf(tracked)['provenance']).toMatchObject({
      steps: [
        {
          name: 'clean',
          from: 'dvc.lock',
          file: 'dvc.lock',
          command: ['python clean.py --in "raw.csv"'],
          commit: expect.stringMatching(/^[0-9a-f]{40}$/),
          inputs: [
            {path: 'clean.py', digest: `md5:${md5(CLEAN)}`, state: 'match'},
            {path: 'raw.csv', state: 'match'},
          ],
          outputs: [{path: 'data/prices.csv', state: 'match'}],
        },
        {
          name: 'training of oil',
          from: 'record',
          command: ['sh train.sh'],
          commit: team.repository.head('main'),
          outputs: [{path: 'base/model.bin', state: 'match'}],
        },
        {name: 'training', from: 'configuration', outputs: [{path: 'out/model.bin'}]},
      ],
    })
    expect(body).toContain('<summary>Where the data comes from: 3 steps</summary>')
    expect(body).toContain('```mermaid\nflowchart LR\n')
    expect(body).toContain('["clean: python clean.py --in ·raw.csv·"]')
    expect(body).toContain('[("base: base/model.bin")]')
  })

  test('is told to be broken where the data was changed behind its back', async () => {
    const {tracked, body} = await review('edited', {'data/prices.csv': 'day,price\n1,9\n'})
    expect(resultOf(tracked)['findings']).toMatchObject([
      {dataset: 'prices', check: 'provenance', level: 'warn', code: 'step-output-differs'},
    ])
    expect(tracked.exitCode).toBe(0)
    expect(tracked.annotations[0]?.message).toContain(
      'data/prices.csv is not what stage clean of dvc.lock made: the content differs',
    )
    expect(body).toContain('data/prices.csv · differs')
  })

  test('is told to be old where the code that made it changed', async () => {
    const {tracked} = await track('recoded', {'clean.py': 'print("cleaner")\n'})
    expect(resultOf(tracked)['findings']).toMatchObject([
      {dataset: 'prices', code: 'step-input-differs', rows: [{file: 'dvc.lock', text: 'clean'}]},
    ])
  })

  test('is not known where the lock cannot be read', async () => {
    const {tracked} = await track('torn', {'dvc.lock': "schema: '2.0'\nstages: [1"})
    expect(resultOf(tracked)['findings']).toMatchObject([{code: 'step-unreadable'}])
    expect(resultOf(tracked)).not.toHaveProperty('provenance')
  })

  test('cannot bring markup into the comment', async () => {
    const evil = '"] --> x; click n0 href "https://evil.example"<b>`</details>@acme'
    const lock = LOCK.replace('python clean.py --in "raw.csv"', JSON.stringify(evil)).replace(
      '  clean:',
      `  ${JSON.stringify('</details> <!-- proofmark:comment v1 -->')}:`,
    )
    const {body} = await review('hostile', {'dvc.lock': lock})
    const [, graph = ''] = /```mermaid\n(.*?)\n```/s.exec(body) ?? []
    expect(graph).not.toMatch(/click n0 href "|<b>|<\/details>|<!--|:\/\//)
    expect(graph.split('\n').filter(line => !/^( {2}n\d+(\[|\s-->)|flowchart)/.test(line))).toEqual(
      [],
    )
    expect(body.match(/<!-- proofmark:comment/g)).toHaveLength(1)
    expect(body.match(/<details>/g)?.length).toBe(body.match(/<\/details>/g)?.length)
  })
})

test('asked GitHub nothing that GitHub would refuse', () => {
  expect(team.github.problems()).toEqual([])
})
