import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {git} from '../../scripts/demo/git.ts'
import {type Production, startProduction} from '../../scripts/demo/production.ts'
import type {Json} from '../../shared/domain/json.ts'
import {parseWorkflow} from '../contract/workflow-file.ts'
import {
  type FakeGithub,
  type Permissions,
  type Pull,
  type Repository,
  type Run,
  startGithub,
} from '../fakes/github/index.ts'
import {type FinishedWorkflow, runWorkflow} from './act.ts'
import {createProject} from './project.ts'
import {teamFiles, trainer} from './team-project.ts'

type Play = {
  readonly pull?: Pull
  /** Approves the environment, as GitHub would ask before the job; nobody: it is not asked for. */
  readonly approvedBy?: string
  /** Of a run that somebody starts by hand. */
  readonly inputs?: Readonly<Record<string, string>>
}

/** A team on a GitHub of its own, with a model server and those who give tokens for it. */
export type ProductionTeam = {
  readonly github: FakeGithub
  readonly repository: Repository
  readonly production: Production
  readonly project: string
  /**
   * Plays a workflow file, unchanged. What act cannot do, and who does it here: it knows no environments (the fake is
   * told who approved), it has one token for all jobs (it may do what any job of the file may, and no more), and it
   * mints no identities (the runner's variables for that are set if a job of the file asks for them).
   */
  readonly play: (workflow: string, how?: Play) => Promise<FinishedWorkflow>
  /** A branch whose model has another factor. */
  readonly change: (branch: string, factor: number) => Promise<void>
  /** The branch enters main. */
  readonly merge: (branch: string) => Promise<void>
  /** The digest of what is served. */
  readonly live: () => Promise<string>
  readonly close: () => Promise<void>
}

export async function openProductionTeam(factor: number): Promise<ProductionTeam> {
  const home = await mkdtemp(join(tmpdir(), 'proofmark-road-'))
  const github = await startGithub()
  const repository = github.addRepository({owner: 'acme', name: 'oil-price'})
  const production = await startProduction(home)
  github.addPerson('ana', 'ana@acme.example')
  github.setEnvironment(repository, {name: 'production', reviewers: ['bo']})
  const project = await createProject('acme/oil-price', teamFiles(factor, production.configuration))
  await repository.push(project, {'refs/heads/main': 'HEAD'})

  return {
    github,
    repository,
    production,
    project,
    async play(workflow, {pull, approvedBy, inputs} = {}) {
      const granted = await grantedBy(workflow)
      const eventName = inputs ? 'workflow_dispatch' : pull ? 'pull_request' : 'push'
      const run: Run = github.startRun(repository, {event: eventName, ...(pull ? {pull} : {})})
      const job = pull ? run : run.otherJob('deploy', {environment: 'production'})
      if (approvedBy !== undefined) github.review(job, {by: approvedBy})
      const {'id-token': identity, ...permissions} = granted
      return runWorkflow({
        workflow,
        eventName,
        event: {
          ...(run.payload() as {readonly [key: string]: Json}),
          ...(pull ? {number: pull.number} : {}),
          ...(inputs ? {inputs} : {}),
        },
        project,
        environment: {
          ...job.environment(),
          ...(identity === 'write' ? production.issuer.grant(job) : {}),
        },
        token: github.issueToken({repository, permissions: permissions as Permissions}).secret,
      })
    },
    async change(branch, other) {
      await git(project, 'checkout', '--quiet', '-b', branch, 'main')
      await writeFile(join(project, 'train.ts'), trainer(other))
      await git(project, 'commit', '--quiet', '--all', '--message', branch)
      await repository.push(project, {[`refs/heads/${branch}`]: 'HEAD'})
    },
    async merge(branch) {
      await git(project, 'checkout', '--quiet', 'main')
      await git(project, 'merge', '--quiet', '--no-ff', '-m', 'Merge', branch)
      await repository.push(project, {'refs/heads/main': 'HEAD'})
    },
    async live() {
      const text = await readFile(join(production.folder, 'active.json'), 'utf8')
      return (JSON.parse(text) as {readonly digest: string}).digest
    },
    async close() {
      await Promise.all([github.close(), production.close()])
      for (const folder of [home, project]) await rm(folder, {recursive: true, force: true})
    },
  }
}

/** What any job of a file may do; nothing that no job of it names. */
async function grantedBy(path: string): Promise<Readonly<Record<string, string>>> {
  const {jobs, permissions} = parseWorkflow(path, await readFile(path, 'utf8'))
  const granted: Record<string, string> = {}
  for (const some of jobs.map(job => job.permissions ?? permissions ?? {})) {
    if (typeof some === 'string') throw new Error(`${path} grants ${some}`)
    for (const [name, level] of Object.entries(some)) {
      if (granted[name] !== 'write') granted[name] = level
    }
  }
  return granted
}
