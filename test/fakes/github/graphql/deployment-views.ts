import {type Deployment, type DeploymentStatus, stateOf} from '../deployments.ts'
import type {Repository} from '../repository.ts'
import {nodeId} from '../rest/views.ts'
import {actorView} from './actor-view.ts'
import {connectionOf, type Window} from './connection.ts'
import {objectView, refView} from './git-views.ts'

export type DeploymentQuery = Window & {
  readonly environments?: readonly string[] | null
  readonly orderBy?: {readonly direction: 'ASC' | 'DESC'} | null
}

export function deploymentsOf(repository: Repository, query: DeploymentQuery) {
  const {environments, orderBy} = query
  const found = repository.deployments.filter(
    ({environment}) =>
      environments === undefined || environments === null || environments.includes(environment),
  )
  // GitHub's own default order is by time, the oldest first.
  const isNewestFirst = orderBy?.direction === 'DESC'
  return connectionOf('deployments', isNewestFirst ? found.toReversed() : found, {
    window: query,
    isNewestFirst,
    view: deployment => deploymentView(repository, deployment),
  })
}

function deploymentView(repository: Repository, deployment: Deployment): object {
  const {id, sha, ref, payload, statuses, createdAt, description, creator} = deployment
  const latest = statuses.at(-1)
  const name = `refs/heads/${ref}`
  const head = repository.refs.get(name)
  const status = (one: DeploymentStatus) => statusView(repository, deployment, one)
  return {
    __typename: 'Deployment',
    id: nodeId('DE', id),
    // The schema says Int, which has 32 bits; ids have long outgrown it. REST's `node_id` is this `id`.
    databaseId: id < 2 ** 31 ? id : null,
    commit: () => objectView(repository, sha),
    commitOid: sha,
    createdAt,
    updatedAt: latest?.createdAt ?? createdAt,
    creator: actorView(creator),
    description: description === '' ? null : description,
    environment: deployment.environment,
    latestEnvironment: deployment.environment,
    originalEnvironment: deployment.originalEnvironment,
    // A text comes back as JSON too, so in quotes once more.
    payload: JSON.stringify(payload),
    task: deployment.task,
    state: stateView(repository, deployment),
    latestStatus: latest ? status(latest) : null,
    statuses: (window: Window) =>
      connectionOf('statuses', statuses.toReversed(), {window, isNewestFirst: true, view: status}),
    ref: head === undefined ? null : refView(repository, name, head),
  }
}

function statusView(repository: Repository, deployment: Deployment, status: DeploymentStatus) {
  const {id, state, createdAt, description, environment, environmentUrl, logUrl, creator} = status
  return {
    __typename: 'DeploymentStatus',
    id: nodeId('DES', id),
    state: state.toUpperCase(),
    createdAt,
    updatedAt: createdAt,
    description: description === '' ? null : description,
    environment,
    environmentUrl: environmentUrl === '' ? null : environmentUrl,
    logUrl: logUrl === '' ? null : logUrl,
    creator: actorView(creator),
    deployment: () => deploymentView(repository, deployment),
  }
}

/** A success is active until a newer one takes its place; what is transient counts as destroyed when it goes. */
function stateView({deployments}: Repository, deployment: Deployment): string {
  const state = stateOf(deployment)
  switch (state) {
    case undefined:
      return 'PENDING'
    case 'success': {
      const isReplaced = deployments.some(
        other =>
          other.id > deployment.id &&
          other.environment === deployment.environment &&
          stateOf(other) === 'success',
      )
      return isReplaced ? 'SUCCESS' : 'ACTIVE'
    }
    case 'inactive':
      return deployment.isTransient ? 'DESTROYED' : 'INACTIVE'
    default:
      return state.toUpperCase()
  }
}
