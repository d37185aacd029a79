import {ensureEnvironment} from './environments.ts'
import type {Repository} from './repository.ts'
import {timestamp, type World} from './world.ts'

export const STATUS_STATES = [
  'error',
  'failure',
  'inactive',
  'in_progress',
  'queued',
  'pending',
  'success',
] as const
/** `waiting` is GitHub's own, for jobs whose environment asks somebody. */
export type StatusState = (typeof STATUS_STATES)[number] | 'waiting'

export type DeploymentStatus = {
  readonly id: number
  readonly state: StatusState
  readonly description: string
  readonly environment: string
  readonly environmentUrl: string
  readonly logUrl: string
  readonly creator: string
  readonly createdAt: string
}

export type Deployment = {
  readonly id: number
  readonly sha: string
  readonly ref: string
  readonly task: string
  readonly payload: unknown
  readonly originalEnvironment: string
  /** A status may rename it. */
  environment: string
  readonly description: string
  readonly creator: string
  readonly isTransient: boolean
  readonly isProduction: boolean
  readonly createdAt: string
  /** The oldest first. */
  readonly statuses: DeploymentStatus[]
}

export type DeploymentWish = {
  readonly sha: string
  readonly ref?: string
  readonly creator?: string
  readonly environment?: string
  readonly task?: string
  readonly payload?: unknown
  readonly description?: string
  readonly isTransient?: boolean
  readonly isProduction?: boolean
}

/** Makes a deployment without asking for checks; who comes through the API is asked before. */
export function addDeployment(
  world: World,
  repository: Repository,
  wish: DeploymentWish,
): Deployment {
  const {sha, ref = sha, creator = 'github-actions[bot]', environment = 'production'} = wish
  ensureEnvironment(world, repository, environment)
  const deployment: Deployment = {
    id: world.nextId(),
    sha,
    ref,
    task: wish.task ?? 'deploy',
    payload: wish.payload ?? {},
    originalEnvironment: environment,
    environment,
    description: wish.description ?? '',
    creator,
    isTransient: wish.isTransient ?? false,
    isProduction: wish.isProduction ?? environment === 'production',
    createdAt: timestamp(world.now()),
    statuses: [],
  }
  repository.deployments.push(deployment)
  return deployment
}

export type StatusWish = {
  readonly state: StatusState
  readonly creator?: string
  readonly description?: string
  readonly environment?: string
  readonly environmentUrl?: string
  readonly logUrl?: string
  /** True unless told otherwise, as at GitHub. */
  readonly autoInactive?: boolean
}

export function addDeploymentStatus(
  world: World,
  repository: Repository,
  {deployment, ...wish}: StatusWish & {readonly deployment: Deployment},
): DeploymentStatus {
  if (wish.environment !== undefined) deployment.environment = wish.environment
  const status = statusOf(world, deployment, wish)
  deployment.statuses.push(status)
  if (wish.state === 'success' && (wish.autoInactive ?? true)) retire(world, repository, deployment)
  return status
}

/** Production and transient deployments are never touched by this, which is GitHub's rule and easily forgotten. */
function retire(world: World, repository: Repository, successor: Deployment): void {
  for (const earlier of repository.deployments) {
    if (earlier.id >= successor.id || earlier.environment !== successor.environment) continue
    if (earlier.isTransient || earlier.isProduction) continue
    if (stateOf(earlier) === 'success') {
      earlier.statuses.push(statusOf(world, earlier, {state: 'inactive'}))
    }
  }
}

function statusOf(world: World, deployment: Deployment, wish: StatusWish): DeploymentStatus {
  return {
    id: world.nextId(),
    state: wish.state,
    description: wish.description ?? '',
    environment: deployment.environment,
    environmentUrl: wish.environmentUrl ?? '',
    logUrl: wish.logUrl ?? '',
    creator: wish.creator ?? 'github-actions[bot]',
    createdAt: timestamp(world.now()),
  }
}

/** The newest status; nothing was said yet when absent. */
export function stateOf({statuses}: Deployment): StatusState | undefined {
  return statuses.at(-1)?.state
}
