import {afterAll, beforeAll, expect, test} from 'vitest'
import {CONFIG, holdout, START} from './oil.ts'
import {errorsOf, type Files, foundTeam, resultOf, type Team} from './team.ts'

let team: Team
beforeAll(async () => {
  team = await foundTeam({
    ...START,
    'proofmark.yml': CONFIG.replace('data:\n', 'data:\n  past: { path: data/past.csv }\n'),
    'data/past.csv': holdout(300, row => `p${row}`, {seed: 9}),
  })
  const job = await team.job()
  for (const action of ['track', 'evaluate', 'gate']) {
    expect(errorsOf(await job.act(action))).toBe('')
  }
})
afterAll(() => team.close())

async function propose(branch: string, files: Files) {
  const pull = await team.propose(branch, {'branch.txt': branch, ...files})
  const job = await team.job({pull})
  const track = await job.act('track')
  expect(errorsOf(track)).toBe('')
  return {pull, job, result: resultOf(track)}
}

test('runs that were judged on the same rows are counted, and the comment tells them', async () => {
  const {pull, job, result} = await propose('same', {})
  expect(result['looks']).toEqual([{dataset: 'holdout', runs: 1, commits: 1}])
  expect(result['findings']).toEqual([])
  expect(result['leakage']).toMatchObject([{train: 'past', holdout: 'holdout', same: {rows: 0}}])
  for (const action of ['evaluate', 'gate', 'comment']) await job.act(action)
  const [comment] = team.repository.commentsOf(pull.number)
  expect(comment?.body).toContain('Leakage from `past` to `holdout`: none of 200 rows are in both')
  expect(comment?.body).toContain('`holdout` was judged on, with these very rows, by 1 run')
})

test('other rows were never judged on, and changing them alone is told', async () => {
  const {result} = await propose('other', {'data/holdout.csv': holdout(200, undefined, {seed: 5})})
  expect(result['looks']).toEqual([{dataset: 'holdout', runs: 0, commits: 1}])
  expect(result['findings']).toMatchObject([{code: 'holdout-changed-alone', level: 'warn'}])
})

test('changing them with the training data is not', async () => {
  const {result} = await propose('both', {
    'data/holdout.csv': holdout(200, undefined, {seed: 5}),
    'data/past.csv': holdout(300, row => `p${row}`, {seed: 6}),
  })
  expect(result['findings']).toEqual([])
})

test('rows that move from the training data into the holdout are told in the comment', async () => {
  const [head = '', ...rows] = holdout(300, row => `p${row}`, {seed: 9}).split('\n')
  const moved = [head, ...rows.slice(0, 40)].join('\n')
  const {pull, job} = await propose('moved', {'data/holdout.csv': `${moved}\n`})
  for (const action of ['evaluate', 'gate', 'comment']) await job.act(action)
  const [comment] = team.repository.commentsOf(pull.number)
  expect(comment?.body).toContain('leakage found')
  expect(comment?.body).toContain('40 of 40 rows (100 %) are in "past" too')
})
