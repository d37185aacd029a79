import {join} from 'node:path'
import type {FakeGithub, Pull, Repository} from '../../test/fakes/github/index.ts'
import type {Finished} from '../../test/harness/run-action.ts'
import {changeOneByte} from './change-byte.ts'
import {CHANGES, type Change} from './changes.ts'
import {chapter, say, step} from './print.ts'
import type {Production} from './production.ts'
import type {Project} from './project.ts'
import {tellProduction} from './tell-production.ts'
import {startRun, type Trigger, type WorkflowRun} from './workflow.ts'

export type Told = {
  /** The comments of the pull requests, and what an approver reads, as Markdown. */
  readonly pages: readonly {readonly title: string; readonly body: string}[]
  /** The last job on main: its data and the digest that was recorded. */
  readonly workspace: string
  readonly digest: string
}

type Scene = {
  readonly project: Project
  readonly production: Production
  readonly signal: AbortSignal
}

const ROAD = ['track', 'train', 'evaluate', 'gate'] as const

/** Plays the main job: main to production, pull requests, a rollback, and attempts that are refused. */
export async function tellStory(
  github: FakeGithub,
  repository: Repository,
  {project, production, signal}: Scene,
): Promise<Told> {
  let jobs = 0
  /** Two runs at once, as on GitHub: what the second says waits until the first is told. */
  const walk = async (trigger: Trigger, steps: readonly string[], speak: Speak = step) => {
    const name = `${++jobs}-${trigger.pull ? 'pull' : 'push'}`
    const workspace = await project.checkOut(trigger.sha, name)
    const workflow = startRun({github, repository, production, signal}, trigger, workspace)
    const outputs = new Map<string, Finished['outputs']>()
    for (const action of steps) {
      outputs.set(action, tell(action, await workflow.step(action), speak).outputs)
    }
    return {...workflow, outputs}
  }
  const pushMain = async () => {
    const sha = await project.main()
    await repository.push(project.folder, {'refs/heads/main': sha})
    return walk({sha}, ROAD)
  }
  /** What the judging job writes for the approver, and hands to the deploying one. */
  const plan = async ({step: act}: WorkflowRun) => {
    const inputs = {environment: 'production', plan: 'true'}
    return tell('plan', await act('deploy', {inputs}))
  }
  const deploy = async ({deploy: act}: WorkflowRun, inputs: Readonly<Record<string, string>>) => {
    return tell('deploy', await act(inputs))
  }
  const open = async (change: Change) => {
    const head = await project.propose(change)
    await repository.push(project.folder, {[`refs/heads/${change.branch}`]: head})
    const pull = repository.openPull({head: change.branch, base: 'main', author: 'ana'})
    const sha = await project.tryMerge(change.branch)
    await repository.push(project.folder, {[`refs/pull/${pull.number}/merge`]: sha})
    return {sha, pull}
  }
  const judge = (trigger: Trigger, speak?: Speak) => walk(trigger, [...ROAD, 'comment'], speak)

  chapter('main: the first model is trained, judged, approved by @bo, and deployed')
  const first = await pushMain()
  say(
    `the record is on the branch proofmark-history (${repository.head('proofmark-history')?.slice(0, 7)})`,
  )
  const {stamp = ''} = (await plan(first)).outputs
  await deploy(first, {stamp})

  chapter(`pull request A: ${CHANGES.a.title}`)
  const a = await open(CHANGES.a)
  const worse = await judge(a)
  chapter('somebody wants the model of A live all the same, by its digest')
  await deploy(first, {rollback: worse.outputs.get('train')?.['model'] ?? '', reason: 'I like it'})

  const written = writes(github, a.pull)
  const again = later()
  const b = await open(CHANGES.b)
  const second = besides(judge(a, again.speak))
  chapter(`pull request B: ${CHANGES.b.title}`)
  await judge(b)
  chapter('pull request A again: the same push')
  await second
  again.tell()
  say(`${writes(github, a.pull) - written} comments written the second time`)

  chapter('pull request B is merged: its model replaces the champion')
  await project.merge(CHANGES.b.branch)
  const merged = await pushMain()
  const loose = later()
  const c = await open(CHANGES.c)
  const loosened = besides(judge(c, loose.speak))
  const planned = await plan(merged)
  await deploy(merged, {stamp: planned.outputs['stamp'] ?? ''})

  chapter(`pull request C: ${CHANGES.c.title}`)
  await loosened
  loose.tell()

  chapter(`${CHANGES.d.title}: approved, and then somebody changes one byte of the model`)
  await open(CHANGES.d)
  await project.merge(CHANGES.d.branch)
  const third = await pushMain()
  const {stamp: approved = ''} = (await plan(third)).outputs
  const restore = await changeOneByte(github, third.run)
  await deploy(third, {stamp: approved})
  restore()

  chapter('the same with the right bytes, but the gateway before the server rounds its answers')
  production.release(true)
  await deploy(third, {stamp: approved})
  production.release(false)
  await tellProduction(github, repository, production)

  const pulls = [
    {title: `Pull request A: ${CHANGES.a.title}`, pull: a.pull},
    {title: `Pull request B: ${CHANGES.b.title}`, pull: b.pull},
    {title: `Pull request C: ${CHANGES.c.title}`, pull: c.pull},
  ]
  return {
    pages: [
      ...pulls.map(({title, pull}) => ({
        title,
        body: repository
          .commentsOf(pull.number)
          .map(({body}) => body)
          .join('\n\n'),
      })),
      {title: 'What @bo reads before approving B', body: planned.summary},
    ],
    workspace: join(merged.workspace, 'data', 'prices'),
    digest: digestOf(merged.outputs.get('track')?.['result'], 'prices'),
  }
}

type Speak = typeof step

/** Work that is awaited later; when it is stopped before that, nobody needs to hear of it twice. */
function besides<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined)
  return work
}

/** Keeps what is said until its chapter has come. */
function later(): {readonly speak: Speak; readonly tell: () => void} {
  const said: Parameters<Speak>[] = []
  return {
    speak: (...words) => void said.push(words),
    tell: () => {
      for (const words of said) step(...words)
    },
  }
}

function tell(name: string, finished: Finished, speak: Speak = step): Finished {
  speak(name, lastWords(finished), finished.exitCode)
  return finished
}

/** A refusal is said as an error of the step, everything else in its log. */
function lastWords({annotations, log, exitCode}: Finished): string {
  const errors = annotations.filter(({level}) => level === 'error')
  return (exitCode === 0 ? log.at(-1) : errors.at(-1)?.message) ?? ''
}

/** New comments on the pull request; others are written at the same time. */
function writes(github: FakeGithub, {number}: Pull): number {
  return github.requests.filter(
    ({method, path}) =>
      ['POST', 'PATCH'].includes(method) && path.endsWith(`/issues/${number}/comments`),
  ).length
}

function digestOf(result: string | undefined, name: string): string {
  const {datasets} = JSON.parse(result ?? '{}') as {
    datasets?: readonly {readonly name: string; readonly digest: string}[]
  }
  return datasets?.find(dataset => dataset.name === name)?.digest ?? ''
}
