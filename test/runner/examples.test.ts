import {rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {git} from '../../scripts/demo/git.ts'
import type {Json} from '../../shared/domain/json.ts'
import {type FakeGithub, type Pull, type Repository, startGithub} from '../fakes/github/index.ts'
import {REPOSITORY} from '../harness/action-metadata.ts'
import {hasAct, runWorkflow} from './act.ts'
import {createProject} from './project.ts'
import {teamFiles, trainer} from './team-project.ts'

vi.setConfig({testTimeout: 120_000})

/** The examples that people copy, unchanged, in the order in which a team meets them. */
describe.runIf(hasAct())('the examples under act', () => {
  let github: FakeGithub
  let repository: Repository
  let project: string

  beforeAll(async () => {
    github = await startGithub()
    repository = github.addRepository({owner: 'acme', name: 'oil-price'})
    project = await createProject('acme/oil-price', teamFiles(1.03))
    await repository.push(project, {'refs/heads/main': 'HEAD'})
  })
  afterAll(async () => {
    await github.close()
    await rm(project, {recursive: true, force: true})
  })

  async function play(
    example: string,
    permissions: Readonly<Record<string, 'read' | 'write'>>,
    pull?: Pull,
  ) {
    const run = github.startRun(repository, pull ? {pull} : {})
    return runWorkflow({
      workflow: join(REPOSITORY, 'workflows-examples', example),
      eventName: pull ? 'pull_request' : 'push',
      event: {
        ...(run.payload() as {readonly [key: string]: Json}),
        ...(pull ? {number: pull.number} : {}),
      },
      project,
      environment: run.environment(),
      token: github.issueToken({repository, permissions}).secret,
    })
  }

  /** The project as a pull request leaves it: its merge commit checked out. */
  async function propose(branch: string, factor: number): Promise<Pull> {
    await git(project, 'checkout', '--quiet', '-b', branch, 'main')
    await writeFile(join(project, 'train.ts'), trainer(factor))
    await writeFile(join(project, 'README.md'), branch)
    await git(project, 'add', '--all')
    await git(project, 'commit', '--quiet', '--all', '--message', branch)
    await repository.push(project, {[`refs/heads/${branch}`]: 'HEAD'})
    const pull = repository.openPull({head: branch, base: 'main'})
    await git(project, 'checkout', '--quiet', '--detach', 'main')
    await git(project, 'merge', '--quiet', '--no-ff', '-m', 'Merge', branch)
    await repository.push(project, {[`refs/pull/${pull.number}/merge`]: 'HEAD'})
    return pull
  }

  test('main remembers its record', async () => {
    const {jobs, exitCode, raw} = await play('model-main.yml', {contents: 'write'})
    expect([...jobs], raw).toEqual([
      ['plan', 'success'],
      ['train', 'success'],
      ['evaluate', 'success'],
      ['judge', 'success'],
    ])
    expect(exitCode).toBe(0)
    expect(repository.head('proofmark-history')).toBeDefined()
  })

  test('a worse pull request fails its check and gets its comment', async () => {
    const pull = await propose('worse', 1.05)
    const permissions = {contents: 'read', 'pull-requests': 'write'} as const
    const {jobs, steps, raw} = await play('model-pull-request.yml', permissions, pull)
    expect([...jobs], raw).toEqual([
      ['plan', 'success'],
      ['train', 'success'],
      ['evaluate', 'success'],
      ['review', 'failure'],
    ])
    expect([...steps.values()].filter(result => result === 'failure')).toHaveLength(1)
    const comments = repository.commentsOf(pull.number)
    expect(comments).toHaveLength(1)
    expect(comments[0]?.body).toContain('❌ oil is worse')
    expect(comments[0]?.body).toContain('Both models scored on the same 120 rows')
  })

  test('a change that no model depends on trains nothing, and says nothing', async () => {
    const pull = await propose('words', 1.03)
    const permissions = {contents: 'read', 'pull-requests': 'write'} as const
    const {jobs, raw} = await play('model-pull-request.yml', permissions, pull)
    expect([...jobs], raw).toEqual([
      ['plan', 'success'],
      ['review', 'success'],
    ])
    expect(repository.commentsOf(pull.number)).toHaveLength(0)
  })

  test.each(['smallest.yml', 'one-step.yml'])('%s judges a better one', async example => {
    const pull = await propose(example.replace('.yml', ''), 1)
    const permissions = {contents: 'write', 'pull-requests': 'write'} as const
    const {jobs, raw} = await play(example, permissions, pull)
    expect(jobs.get('model'), raw).toBe('success')
    expect(repository.commentsOf(pull.number)).toHaveLength(1)
  })

  test('asked GitHub nothing that it would refuse', () => {
    expect(github.problems()).toEqual([])
  })
})
