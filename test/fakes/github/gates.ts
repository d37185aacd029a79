import {addDeployment, addDeploymentStatus, type Deployment} from './deployments.ts'
import {type Environment, ensureEnvironment, isRefAllowed, loginsOf} from './environments.ts'
import {invalid} from './failure.ts'
import type {Run} from './runs.ts'
import type {World} from './world.ts'

/** How a job names its environment: `environment: production` or with `deployment: false`. */
export type JobEnvironment = string | {readonly name: string; readonly deployment?: boolean}

/** `refused`: the branch may not deploy there at all. */
export type GateState = 'none' | 'open' | 'waiting' | 'rejected' | 'refused'

/** What stands between a job and its start. */
export type Gate = {
  readonly job: Run
  readonly environment: Environment
  readonly startedAt: Date
  /** GitHub's own deployment for the job, unless it wants none. */
  readonly deployment: Deployment | undefined
  review: 'approved' | 'rejected' | undefined
}

export type Review = {
  readonly run: number
  readonly environments: readonly Environment[]
  readonly state: 'approved' | 'rejected'
  readonly login: string
  readonly comment: string
}

export type ReviewWish = {
  readonly by: string
  readonly state?: Review['state']
  readonly comment?: string
  /** Everything that waits unless told otherwise. */
  readonly environments?: readonly Environment[]
}

const MINUTE_MS = 60_000

export function makeGate(world: World, job: Run, wish: JobEnvironment): Gate {
  const {name, deployment = true} = typeof wish === 'string' ? {name: wish} : wish
  const {repository, headSha, headBranch} = job
  const environment = ensureEnvironment(world, repository, name)
  const gate: Gate = {
    job,
    environment,
    startedAt: world.now(),
    deployment: deployment
      ? addDeployment(world, repository, {sha: headSha, ref: headBranch, environment: name})
      : undefined,
    review: undefined,
  }
  world.gates.push(gate)
  report(world, gate)
  return gate
}

export function gateState(world: World, gate: Gate): GateState {
  const {environment, job, review, startedAt} = gate
  if (!isRefAllowed(environment, job.repository, job.ref)) return 'refused'
  if (review === 'rejected') return 'rejected'
  const isAsked = environment.reviewers.length > 0 && review === undefined
  const passed = world.now().getTime() - startedAt.getTime()
  return isAsked || passed < environment.waitTimerMinutes * MINUTE_MS ? 'waiting' : 'open'
}

/** Says on GitHub's own deployment what the gate makes of the job. */
export function report(world: World, gate: Gate, ended?: 'success' | 'failure'): void {
  const {deployment, job} = gate
  if (!deployment) return
  const said = deployment.statuses.at(-1)?.state
  const state = ended ?? STATES[gateState(world, gate)]
  if (state === said) return
  const logUrl = `https://github.com/${job.repository.fullName}/actions/runs/${job.id}/job/${deployment.id}`
  addDeploymentStatus(world, job.repository, {deployment, state, logUrl})
}

const STATES = {
  none: 'in_progress',
  open: 'in_progress',
  waiting: 'waiting',
  rejected: 'failure',
  refused: 'failure',
} as const satisfies Readonly<Record<GateState, string>>

/** Jobs of the newest attempt of a run that wait. */
export function waitingGates(world: World, run: number): readonly Gate[] {
  const attempt = world.runs.get(run)?.attempt
  return world.gates.filter(
    gate =>
      gate.job.id === run && gate.job.attempt === attempt && gateState(world, gate) === 'waiting',
  )
}

export function canReview({environment, job, review}: Gate, login: string): boolean {
  const isReviewer = environment.reviewers.some(reviewer =>
    loginsOf(reviewer).some(name => name.toLowerCase() === login.toLowerCase()),
  )
  const isSelf = job.actor.toLowerCase() === login.toLowerCase()
  return review === undefined && isReviewer && !(environment.preventSelfReview && isSelf)
}

/** Any one reviewer decides for an environment; whoever comes second finds nothing to decide. */
export function reviewRun(world: World, run: number, wish: ReviewWish): readonly Gate[] {
  const {by, state = 'approved', comment = '', environments} = wish
  const asked = waitingGates(world, run).filter(
    ({environment, review}) =>
      review === undefined &&
      environment.reviewers.length > 0 &&
      (environments === undefined || environments.some(({id}) => id === environment.id)),
  )
  if (asked.length === 0) throw invalid('There are no pending deployments to review.')
  const barred = asked.find(gate => !canReview(gate, by))
  if (barred) throw invalid(`${by} cannot review the environment ${barred.environment.name}.`)
  for (const gate of asked) {
    gate.review = state
    report(world, gate)
  }
  const names = new Map(asked.map(({environment}) => [environment.id, environment]))
  world.reviews.push({run, environments: [...names.values()], state, login: by, comment})
  return asked
}
