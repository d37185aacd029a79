import {join} from 'node:path'
import type {FakeGithub, Pull, Repository} from '../../test/fakes/github/index.ts'
import type {Finished} from '../../test/harness/run-action.ts'
import {CHANGES, type Change} from './changes.ts'
import {chapter, say, step} from './print.ts'
import type {Project} from './project.ts'
import {type Road, runWorkflow, type Trigger} from './workflow.ts'

export type Told = {
  /** The comments of the three pull requests as Markdown. */
  readonly comments: readonly {readonly title: string; readonly body: string}[]
  /** The last job on main: its data and the digest that was recorded. */
  readonly workspace: string
  readonly digest: string
}

/** Plays the main job: main, then three pull requests, one of them merged. */
export async function tellStory(
  github: FakeGithub,
  repository: Repository,
  {project, signal}: {readonly project: Project; readonly signal: AbortSignal},
): Promise<Told> {
  let jobs = 0
  const work = async (trigger: Trigger): Promise<{road: Road; workspace: string}> => {
    const workspace = await project.checkOut(
      trigger.sha,
      `${++jobs}-${trigger.pull ? 'pull' : 'push'}`,
    )
    const road = await runWorkflow(github, repository, {trigger, workspace, signal})
    show(road)
    return {road, workspace}
  }
  const pushMain = async () => {
    const sha = await project.main()
    await repository.push(project.folder, {'refs/heads/main': sha})
    return work({sha})
  }
  const open = async (change: Change) => {
    const head = await project.propose(change)
    await repository.push(project.folder, {[`refs/heads/${change.branch}`]: head})
    return repository.openPull({head: change.branch, base: 'main', author: 'ana'})
  }
  const judge = async (pull: Pull, branch: string) => {
    const sha = await project.tryMerge(branch)
    await repository.push(project.folder, {[`refs/pull/${pull.number}/merge`]: sha})
    return work({sha, pull})
  }

  chapter('main: the first model')
  await pushMain()
  say(
    `the record is on the branch proofmark-history (${repository.head('proofmark-history')?.slice(0, 7)})`,
  )

  chapter(`pull request A: ${CHANGES.a.title}`)
  const a = await open(CHANGES.a)
  await judge(a, CHANGES.a.branch)
  const before = writes(github)
  chapter('pull request A again: the same push')
  await judge(a, CHANGES.a.branch)
  say(`${writes(github) - before} comments written the second time`)

  chapter(`pull request B: ${CHANGES.b.title}`)
  const b = await open(CHANGES.b)
  await judge(b, CHANGES.b.branch)
  chapter('pull request B is merged: its record is the successor')
  await project.merge(CHANGES.b.branch)
  const {workspace, road} = await pushMain()

  chapter(`pull request C: ${CHANGES.c.title}`)
  const c = await open(CHANGES.c)
  await judge(c, CHANGES.c.branch)

  const pulls = [
    {title: `A: ${CHANGES.a.title}`, pull: a},
    {title: `B: ${CHANGES.b.title}`, pull: b},
    {title: `C: ${CHANGES.c.title}`, pull: c},
  ]
  return {
    comments: pulls.map(({title, pull}) => ({
      title,
      body: repository
        .commentsOf(pull.number)
        .map(({body}) => body)
        .join('\n\n'),
    })),
    workspace: join(workspace, 'data', 'prices'),
    digest: digestOf(road.get('track')?.outputs['result'], 'prices'),
  }
}

function show(road: Road): void {
  for (const [name, finished] of road) step(name, lastWords(finished), finished.exitCode)
}

/** A refusal is said as an error of the step, everything else in its log. */
function lastWords({annotations, log, exitCode}: Finished): string {
  const errors = annotations.filter(({level}) => level === 'error')
  return (exitCode === 0 ? log.at(-1) : errors.at(-1)?.message) ?? ''
}

function writes(github: FakeGithub): number {
  return github.requests.filter(
    ({method, path}) => ['POST', 'PATCH'].includes(method) && path.includes('/comments'),
  ).length
}

function digestOf(result: string | undefined, name: string): string {
  const {datasets} = JSON.parse(result ?? '{}') as {
    datasets?: readonly {readonly name: string; readonly digest: string}[]
  }
  return datasets?.find(dataset => dataset.name === name)?.digest ?? ''
}
