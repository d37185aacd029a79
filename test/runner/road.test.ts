import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {git} from '../../scripts/demo/git.ts'
import {type Production, startProduction} from '../../scripts/demo/production.ts'
import type {Json} from '../../shared/domain/json.ts'
import {
  type FakeGithub,
  type Pull,
  type Repository,
  type Run,
  startGithub,
} from '../fakes/github/index.ts'
import {sumModel} from '../unit/examples/served-models.ts'
import {hasAct, runWorkflow} from './act.ts'
import {createProject} from './project.ts'
import {teamFiles, trainer} from './team-project.ts'

const FILES = join(import.meta.dirname, 'road')

vi.setConfig({testTimeout: 120_000})

/** The two workflows of a team that goes to production, each job with its own checkout and the artifacts between them. */
describe.runIf(hasAct())('the whole road under act', () => {
  let home: string
  let github: FakeGithub
  let repository: Repository
  let production: Production
  let project: string

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'proofmark-road-'))
    github = await startGithub()
    repository = github.addRepository({owner: 'acme', name: 'oil-price'})
    production = await startProduction(home)
    github.addPerson('ana', 'ana@acme.example')
    github.setEnvironment(repository, {name: 'production', reviewers: ['bo']})
    project = await createProject('acme/oil-price', teamFiles(1.03, production.configuration))
    await repository.push(project, {'refs/heads/main': 'HEAD'})
  })
  afterAll(async () => {
    await Promise.all([github.close(), production.close()])
    await rm(home, {recursive: true, force: true})
    await rm(project, {recursive: true, force: true})
  })

  /** act has one token for all jobs of a run, so it may do what any of them may. */
  async function play(file: string, run: Run, pull?: Pull) {
    const deploying = pull ? run : run.otherJob('deploy', {environment: 'production'})
    if (!pull) github.review(deploying, {by: 'bo'})
    const permissions = pull
      ? ({contents: 'read', actions: 'read', 'pull-requests': 'write'} as const)
      : ({contents: 'write', actions: 'read', checks: 'read', deployments: 'write'} as const)
    return runWorkflow({
      workflow: join(FILES, file),
      eventName: pull ? 'pull_request' : 'push',
      event: {
        ...(run.payload() as {readonly [key: string]: Json}),
        ...(pull ? {number: pull.number} : {}),
      },
      project,
      environment: {
        ...deploying.environment(),
        ...(pull ? {} : production.issuer.grant(deploying)),
      },
      token: github.issueToken({repository, permissions}).secret,
    })
  }

  async function change(branch: string, factor: number): Promise<void> {
    await git(project, 'checkout', '--quiet', '-b', branch, 'main')
    await writeFile(join(project, 'train.ts'), trainer(factor))
    await git(project, 'commit', '--quiet', '--all', '--message', branch)
    await repository.push(project, {[`refs/heads/${branch}`]: 'HEAD'})
  }

  async function live(): Promise<string> {
    const text = await readFile(join(production.folder, 'active.json'), 'utf8')
    return (JSON.parse(text) as {readonly digest: string}).digest
  }

  test('main: trained, evaluated, judged, and deployed with a minted token', async () => {
    const {jobs, log, raw} = await play('model-main.yml', github.startRun(repository))
    expect([...jobs], raw).toEqual([
      ['train', 'success'],
      ['evaluate', 'success'],
      ['judge', 'success'],
      ['deploy', 'success'],
    ])
    expect(await live()).toBe(sumModel(1.03).digest)
    expect(production.endpoint.issued).toHaveLength(1)
    expect(log.join('\n')).not.toContain(production.endpoint.issued[0])
  })

  test('a worse pull request fails its check, and nothing is deployed', async () => {
    await change('worse', 1.05)
    const pull = repository.openPull({head: 'worse', base: 'main'})
    await git(project, 'checkout', '--quiet', '--detach', 'main')
    await git(project, 'merge', '--quiet', '--no-ff', '-m', 'Merge', 'worse')
    await repository.push(project, {[`refs/pull/${pull.number}/merge`]: 'HEAD'})
    const run = github.startRun(repository, {pull})
    const {jobs, raw} = await play('model-pull-request.yml', run, pull)
    expect([...jobs], raw).toEqual([
      ['plan', 'success'],
      ['train', 'success'],
      ['evaluate', 'success'],
      ['review', 'failure'],
    ])
    expect(repository.commentsOf(pull.number)[0]?.body).toContain('❌ oil is worse')
    expect(await live()).toBe(sumModel(1.03).digest)
  })

  test('a better one is merged, and replaces what was live', async () => {
    await change('better', 1)
    await git(project, 'checkout', '--quiet', 'main')
    await git(project, 'merge', '--quiet', '--no-ff', '-m', 'Merge', 'better')
    await repository.push(project, {'refs/heads/main': 'HEAD'})
    const {jobs, raw} = await play('model-main.yml', github.startRun(repository))
    expect(jobs.get('deploy'), raw).toBe('success')
    expect(await live()).toBe(sumModel(1).digest)
  })

  test('asked GitHub nothing that it would refuse', () => {
    expect(github.problems()).toEqual([])
  })
})
