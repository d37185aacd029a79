import {randomBytes} from 'node:crypto'
import {mkdir, mkdtemp, readFile, realpath, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {realClients} from './results-job.ts'
import {AT, githubWithPull, refusal} from './setting.ts'

async function workspace(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'proofmark-results-')))
  onTestFinished(() => rm(folder, {recursive: true, force: true}))
  await mkdir(join(folder, 'temp'))
  return folder
}

test('artifacts of a run: upload, list, download, delete; a name is taken once', async () => {
  const {github, repository, pull, client} = await githubWithPull()
  const inJob = realClients(github)
  const folder = await workspace()
  const file = join(folder, 'gate.json')
  await writeFile(file, '{"verdict":"pass"}\n')
  const big = join(folder, 'model.onnx')
  const bytes = randomBytes(9 * 2 ** 20)
  await writeFile(big, bytes)

  const run = github.startRun(repository, {pull})
  const results = await inJob(run, folder, [
    ['upload', 'oil-gate-1', [file, big], folder, {retentionDays: 7}],
    ['upload', 'oil-gate-1', [file], folder],
    ['list'],
    ['get', 'none'],
  ])
  const [uploaded, again, listed, none] = results as [{id: number; digest: string}, ...unknown[]]
  expect(uploaded.digest).toMatch(/^[0-9a-f]{64}$/)
  expect(again).toMatchObject({error: expect.stringMatching(/\(409\).*already exists/)})
  expect(listed).toMatchObject([{name: 'oil-gate-1', id: uploaded.id}])
  expect(none).toMatchObject({error: expect.stringMatching(/not found/)})

  const {data} = await client.actions.listWorkflowRunArtifacts({...AT, run_id: run.id})
  expect(data.artifacts).toMatchObject([
    {id: uploaded.id, name: 'oil-gate-1', digest: `sha256:${uploaded.digest}`},
  ])
  const expires = Date.parse(data.artifacts[0]?.expires_at ?? '') - Date.now()
  expect(Math.round(expires / 86_400_000)).toBe(7)

  const other = join(folder, 'other')
  const [downloaded, deleted, left] = await inJob(run.otherJob('review'), folder, [
    ['download', uploaded.id, {path: other}],
    ['delete', 'oil-gate-1'],
    ['list'],
  ])
  expect(downloaded).toEqual({downloadPath: other, digestMismatch: false})
  expect((await readFile(join(other, 'model.onnx'))).equals(bytes)).toBe(true)
  expect(deleted).toEqual({id: uploaded.id})
  expect(left).toEqual([])
})

test('another attempt may use the name again and sees both; another run sees none', async () => {
  const {github, repository, client} = await githubWithPull()
  const inJob = realClients(github)
  const folder = await workspace()
  const file = join(folder, 'a.json')
  await writeFile(file, '{}')
  const run = github.startRun(repository)
  const upload = ['upload', 'data', [file], folder, {skipArchive: false}] as const
  const [first] = (await inJob(run, folder, [upload])) as [{id: number}]
  const [second, listed, latest] = (await inJob(run.rerun(), folder, [
    upload,
    ['list'],
    ['list', {latest: true}],
  ])) as [{id: number}, ...unknown[]]
  expect(listed).toMatchObject([{id: first.id}, {id: second.id}])
  expect(latest).toMatchObject([{id: second.id}])
  expect(github.artifacts(run)).toHaveLength(2)
  const {data} = await client.actions.getWorkflowRun({...AT, run_id: run.id})
  expect(data).toMatchObject({run_attempt: 2, head_sha: run.headSha, event: 'push'})

  const next = github.startRun(repository)
  expect(await inJob(next, folder, [['list']])).toEqual([[]])
  const findBy = {workflowRunId: run.id, repositoryOwner: AT.owner, repositoryName: AT.repo}
  const {secret} = github.issueToken({repository, permissions: {actions: 'read'}})
  const [found, fetched, refused] = await inJob(next, folder, [
    ['get', 'data', {findBy: {...findBy, token: secret}}],
    ['download', second.id, {path: join(folder, 'x'), findBy: {...findBy, token: secret}}],
    ['download', second.id, {path: join(folder, 'y')}],
  ])
  expect(found).toMatchObject({id: second.id})
  expect(fetched).toMatchObject({digestMismatch: false})
  expect(refused).toMatchObject({error: expect.stringMatching(/No artifacts found/)})
})

test('caches: saved once, restored by key and by prefix, from the own branch and those above', async () => {
  const {github, repository, pull} = await githubWithPull()
  const inJob = realClients(github)
  const folder = await workspace()
  const kept = join(folder, 'kept')
  await mkdir(kept)
  await writeFile(join(kept, 'big.bin'), randomBytes(2 ** 20))
  const main = github.startRun(repository)
  const [saved, again, missed, exact, prefix] = await inJob(main, folder, [
    ['save', [kept], 'ort-linux-1'],
    ['save', [kept], 'ort-linux-1'],
    ['restore', [kept], 'other'],
    ['restore', [kept], 'ort-linux-1'],
    ['restore', [kept], 'ort-linux-2', ['ort-linux-']],
  ])
  expect(saved).toBeGreaterThan(0)
  expect(again).toBe(-1)
  expect([missed, exact, prefix]).toEqual([null, 'ort-linux-1', 'ort-linux-1'])

  await rm(kept, {recursive: true})
  const [fromMain, own] = await inJob(github.startRun(repository, {pull}), folder, [
    ['restore', [kept], 'ort-linux-1'],
    ['save', [kept], 'from-the-pull-request'],
  ])
  expect([fromMain, own]).toEqual(['ort-linux-1', expect.any(Number)])
  expect((await readFile(join(kept, 'big.bin'))).length).toBe(2 ** 20)
  const [leaked] = await inJob(main, folder, [['restore', [kept], 'from-the-pull-request']])
  expect(leaked).toBeNull()
})

test("artifacts need the runtime's token, and over REST the permission", async () => {
  const {github, repository, token, client} = await githubWithPull({
    permissions: {contents: 'read'},
  })
  const run = github.startRun(repository)
  const path = '/twirp/github.actions.results.api.v1.ArtifactService/ListArtifacts'
  const list = (secret: string, body: object) =>
    fetch(github.url + path, {
      method: 'POST',
      headers: {authorization: `Bearer ${secret}`},
      body: JSON.stringify(body),
    })
  const body = {workflow_run_backend_id: run.backendId, workflow_job_run_backend_id: 'x'}
  expect((await list(run.runtimeToken, body)).status).toBe(200)
  expect((await list(token.secret, body)).status).toBe(401)
  const other = github.startRun(repository)
  expect((await list(other.runtimeToken, body)).status).toBe(403)
  await expect(
    client.actions.listWorkflowRunArtifacts({...AT, run_id: run.id}),
  ).rejects.toMatchObject(refusal(403, /Resource not accessible/))
})
