import {autoMerge} from '../auto-merge.ts'
import {failingContexts} from '../checks.ts'
import {
  addDeployment,
  addDeploymentStatus,
  type Deployment,
  type DeploymentStatus,
  type StatusState,
  stateOf,
} from '../deployments.ts'
import {Failure, invalid, notFound} from '../failure.ts'
import {resolveCommit} from '../revisions.ts'
import {bodyOf, type Call, paginate, type Reply, type Route} from '../route.ts'
import {apiUrl, nodeId, userView} from './views.ts'

const READ = [{permission: 'deployments', access: 'read'}] as const
const WRITE = [{permission: 'deployments', access: 'write'}] as const
const ALL = '/repos/{owner}/{repo}/deployments'
const ONE = `${ALL}/{deployment_id}`
const LONGEST_DESCRIPTION = 140

export const deploymentRoutes: readonly Route[] = [
  {method: 'GET', path: ALL, needs: READ, handle: listDeployments},
  {method: 'POST', path: ALL, needs: WRITE, handle: createDeployment},
  {method: 'GET', path: ONE, needs: READ, handle: call => ({body: view(call, deploymentOf(call))})},
  {method: 'DELETE', path: ONE, needs: WRITE, handle: dropDeployment},
  {method: 'GET', path: `${ONE}/statuses`, needs: READ, handle: listStatuses},
  {method: 'POST', path: `${ONE}/statuses`, needs: WRITE, handle: createStatus},
  {method: 'GET', path: `${ONE}/statuses/{status_id}`, needs: READ, handle: readStatus},
]

function deploymentOf({repository, parameters}: Call): Deployment {
  const id = Number(parameters['deployment_id'])
  const found = repository.deployments.find(deployment => deployment.id === id)
  if (found) return found
  throw notFound()
}

function listDeployments(call: Call): Reply {
  const {repository, query} = call
  const asked = (name: string, value: string) => {
    const wanted = query.get(name)
    return wanted === null || wanted === 'none' || wanted === value
  }
  const found = repository.deployments.filter(
    ({sha, ref, task, environment}) =>
      asked('sha', sha) &&
      asked('ref', ref) &&
      asked('task', task) &&
      asked('environment', environment),
  )
  const {page, headers} = paginate(call, found.toReversed())
  return {body: page.map(deployment => view(call, deployment)), headers}
}

type Wish = {
  readonly ref: string
  readonly task?: string
  readonly auto_merge?: boolean
  readonly required_contexts?: readonly string[] | null
  readonly payload?: unknown
  readonly environment?: string
  readonly description?: string | null
  readonly transient_environment?: boolean
  readonly production_environment?: boolean
}

function createDeployment(call: Call): Reply {
  const {world, repository, token} = call
  const wish = bodyOf<Wish>(call)
  const {ref, auto_merge = true} = wish
  const found = resolveCommit(repository, ref)
  if (!found) throw invalid(`No ref found for: ${ref}`)
  const message = auto_merge ? autoMerge(world, repository, ref) : undefined
  if (message !== undefined) return {status: 202, body: {message}}
  const failing = failingContexts(repository, found.id, wish.required_contexts ?? undefined)
  if (failing.length > 0) {
    const error = {
      resource: 'Deployment',
      field: 'required_contexts',
      code: 'invalid',
      contexts: failing,
    }
    throw new Failure(409, `Conflict: Commit status checks failed for ${ref}.`, {
      body: {errors: [error]},
    })
  }
  const {environment = 'production'} = wish
  const deployment = addDeployment(world, repository, {
    sha: found.id,
    ref,
    creator: token.login,
    environment,
    payload: wish.payload ?? {},
    description: wish.description ?? '',
    isTransient: wish.transient_environment ?? false,
    isProduction: wish.production_environment ?? environment === 'production',
    ...(wish.task === undefined ? {} : {task: wish.task}),
  })
  return {status: 201, body: view(call, deployment)}
}

function dropDeployment(call: Call): Reply {
  const {deployments} = call.repository
  const deployment = deploymentOf(call)
  if (deployments.length > 1 && stateOf(deployment) !== 'inactive') {
    throw invalid('We cannot delete an active deployment unless it is the only one.')
  }
  deployments.splice(deployments.indexOf(deployment), 1)
  return {status: 204}
}

function listStatuses(call: Call): Reply {
  const deployment = deploymentOf(call)
  const {page, headers} = paginate(call, deployment.statuses.toReversed())
  return {body: page.map(status => statusView(call, deployment, status)), headers}
}

function readStatus(call: Call): Reply {
  const deployment = deploymentOf(call)
  const status = deployment.statuses.find(({id}) => id === Number(call.parameters['status_id']))
  if (!status) throw notFound()
  return {body: statusView(call, deployment, status)}
}

type StatusBody = {
  readonly state: StatusState
  readonly description?: string
  readonly environment?: string
  readonly environment_url?: string
  readonly log_url?: string
  readonly target_url?: string
  readonly auto_inactive?: boolean
}

function createStatus(call: Call): Reply {
  const {world, repository, token} = call
  const deployment = deploymentOf(call)
  const {state, description = '', environment, auto_inactive, ...urls} = bodyOf<StatusBody>(call)
  if (description.length > LONGEST_DESCRIPTION) {
    throw invalid('Validation Failed', [
      {
        resource: 'DeploymentStatus',
        field: 'description',
        code: 'custom',
        message: `description is too long (maximum is ${LONGEST_DESCRIPTION} characters)`,
      },
    ])
  }
  const status = addDeploymentStatus(world, repository, {
    deployment,
    state,
    description,
    creator: token.login,
    logUrl: urls.log_url || urls.target_url || '',
    environmentUrl: urls.environment_url ?? '',
    ...(environment === undefined ? {} : {environment}),
    ...(auto_inactive === undefined ? {} : {autoInactive: auto_inactive}),
  })
  return {status: 201, body: statusView(call, deployment, status)}
}

function view({world, repository}: Call, deployment: Deployment) {
  const {id, createdAt, statuses} = deployment
  const url = apiUrl(world, repository, `/deployments/${id}`)
  return {
    id,
    node_id: nodeId('DE', id),
    url,
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task,
    payload: deployment.payload,
    original_environment: deployment.originalEnvironment,
    environment: deployment.environment,
    description: deployment.description === '' ? null : deployment.description,
    creator: userView(deployment.creator),
    created_at: createdAt,
    updated_at: statuses.at(-1)?.createdAt ?? createdAt,
    statuses_url: `${url}/statuses`,
    repository_url: apiUrl(world, repository, ''),
    transient_environment: deployment.isTransient,
    production_environment: deployment.isProduction,
    performed_via_github_app: null,
  }
}

function statusView({world, repository}: Call, {id: owner}: Deployment, status: DeploymentStatus) {
  const {id, createdAt, logUrl} = status
  const deployment = apiUrl(world, repository, `/deployments/${owner}`)
  return {
    id,
    node_id: nodeId('DES', id),
    url: `${deployment}/statuses/${id}`,
    state: status.state,
    description: status.description,
    environment: status.environment,
    environment_url: status.environmentUrl,
    log_url: logUrl,
    target_url: logUrl,
    creator: userView(status.creator),
    created_at: createdAt,
    updated_at: createdAt,
    deployment_url: deployment,
    repository_url: apiUrl(world, repository, ''),
  }
}
