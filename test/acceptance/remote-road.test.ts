import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {FakeServer} from '../fakes/remote/pages.ts'
import {type FakeObject, startS3} from '../fakes/remote/s3.ts'
import {CONFIG, START} from './plan-road.ts'
import {errorsOf, foundTeam, type RunningJob, type Team} from './team.ts'

const SECRET = 'hunter2-hunter2'
const REMOTE = CONFIG.replace('data/*.csv', 's3://data/prices/')
const FIRST: readonly FakeObject[] = [
  {key: 'prices/2024.csv', body: 'a'},
  {key: 'prices/2025.csv', body: 'b'},
]
let team: Team
let s3: FakeServer
let objects = FIRST

const environment = () => ({
  AWS_ENDPOINT_URL_S3: s3.url,
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: SECRET,
})
const track = (job: RunningJob) =>
  job.act('track', {plan: 'true'}, {environment: environment(), secrets: [SECRET]})

beforeAll(async () => {
  s3 = await startS3({bucket: 'data', objects: () => objects, accessKeyId: 'AKIDEXAMPLE'})
  team = await foundTeam({...START, 'proofmark.yml': REMOTE})
  const main = await team.job()
  expect(errorsOf(await track(main))).toBe('')
  expect(errorsOf(await main.act('train'))).toBe('')
  expect(errorsOf(await main.act('gate'))).toBe('')
})
afterAll(async () => {
  await team.close()
  await s3.close()
})

async function planned(branch: string, files: Readonly<Record<string, string>>) {
  const pull = await team.propose(branch, files)
  const job = await team.job({pull})
  const tracked = await track(job)
  expect(tracked.log.join('\n')).not.toContain(SECRET)
  return {pull, tracked, judge: await team.job({pull, jobOf: job})}
}

describe('a model of data in a bucket', () => {
  test('is not trained again while the bucket stays as it is; who judges needs no credentials', async () => {
    objects = FIRST
    const {tracked, judge} = await planned('words', {'README.md': 'Oil.\n'})
    expect(errorsOf(tracked)).toBe('')
    expect(tracked.outputs).toMatchObject({changed: 'false', train: 'false', reason: 'unchanged'})
    const gate = await judge.act('gate')
    expect(gate.outputs).toMatchObject({verdict: 'pass', 'reason-code': 'model-unchanged'})
  })

  test('is trained when an object changes, and the comment says how the data is known', async () => {
    objects = [
      ...FIRST.slice(1),
      {key: 'prices/2024.csv', body: 'c'},
      {key: 'prices/2026.csv', body: 'd'},
    ]
    const {tracked, pull, judge} = await planned('more', {'README.md': 'More oil.\n'})
    expect(tracked.outputs).toMatchObject({
      changed: 'true',
      added: '1',
      modified: '1',
      train: 'true',
      reason: 'data-changed',
    })
    await judge.act('train')
    await judge.act('gate')
    const commented = await judge.act('comment')
    expect(errorsOf(commented)).toBe('')
    const body = team.repository.commentsOf(pull.number)[0]?.body ?? ''
    expect(body).toContain('remote: etag 3')
    expect(body).toContain('1 file added, 1 modified')
    expect(body).toContain('+ 2026.csv')
    expect(body).toContain('! 2024.csv')
  })

  test('is trained when its data comes here, for nobody can say that it is the same', async () => {
    objects = FIRST
    const files = {
      'proofmark.yml': REMOTE.replace('s3://data/prices/', 'data/*.csv'),
      'data/2024.csv': 'a',
      'data/2025.csv': 'b',
    }
    const {tracked, pull, judge} = await planned('here', files)
    expect(tracked.outputs).toMatchObject({changed: 'true', train: 'true', added: '0'})
    await judge.act('train')
    await judge.act('gate')
    await judge.act('comment')
    expect(team.repository.commentsOf(pull.number)[0]?.body).toContain(
      "known by a provider's checksums before and by its bytes now",
    )
  })

  test('is never asked for what a stranger wrote with the rights of main', async () => {
    objects = FIRST
    const pull = await team.propose('strange', {'README.md': 'Strange.\n'})
    const job = await team.job({pull, event: 'pull_request_target'})
    const before = s3.asked.length
    const tracked = await track(job)
    expect(tracked.exitCode).toBe(1)
    expect(errorsOf(tracked)).toContain('has rights that the code it looks at has not')
    expect(s3.asked.length).toBe(before)
  })

  test('cannot be tracked without credentials, and no record says otherwise', async () => {
    const job = await team.job()
    const tracked = await job.act('track', {}, {environment: {AWS_ENDPOINT_URL_S3: s3.url}})
    expect(tracked.exitCode).toBe(1)
    expect(tracked.outputs['reason-code']).toBe('remote-forbidden')
    expect(errorsOf(tracked)).toContain('AWS_ACCESS_KEY_ID')
  })
})
