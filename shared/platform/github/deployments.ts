import * as z from 'zod'
import {ActionError, codeOf} from '../errors.ts'
import type {Transport} from './transport.ts'

/** A deployment with what was said about it. Payloads are anybody's: unproven. */
export type FoundDeployment = {
  readonly id: number
  readonly commit: string
  readonly task: string
  readonly state: string
  /** When the newest status came; without one, when the deployment was made. */
  readonly saidAt: string
  /** It was live once, whatever came later. */
  readonly hasSucceeded: boolean
  readonly payload: unknown
}

export type NewDeployment = {
  /** Full, so that no branch can move in between. */
  readonly commit: string
  readonly environment: string
  readonly task: 'deploy' | 'rollback'
  readonly description: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly isProduction: boolean
}

export type DeploymentStatus = {
  readonly state: 'queued' | 'in_progress' | 'success' | 'failure' | 'error' | 'inactive'
  readonly description: string
  readonly logUrl: string
}

/** GraphQL alone knows all states in one call; REST alone knows the numbers, which have outgrown GraphQL's. */
const QUERY = `query ListDeploymentStates($owner: String!, $name: String!, $environment: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    deployments(
      environments: [$environment]
      first: 100
      after: $after
      orderBy: {field: CREATED_AT, direction: DESC}
    ) {
      pageInfo { hasNextPage endCursor }
      nodes { id latestStatus { state createdAt } statuses(first: 50) { nodes { state } } }
    }
  }
}`

const statesPage = z.object({
  repository: z.object({
    deployments: z.object({
      pageInfo: z.object({hasNextPage: z.boolean(), endCursor: z.string().nullable()}),
      nodes: z.array(
        z.object({
          id: z.string(),
          latestStatus: z.object({state: z.string(), createdAt: z.string()}).nullable(),
          statuses: z.object({nodes: z.array(z.object({state: z.string()}))}).nullable(),
        }),
      ),
    }),
  }),
})
type Said = Pick<
  z.infer<typeof statesPage>['repository']['deployments']['nodes'][number],
  'latestStatus' | 'statuses'
>

const listed = z.array(
  z.object({
    id: z.int(),
    node_id: z.string(),
    sha: z.string(),
    task: z.string(),
    payload: z.unknown(),
    created_at: z.string(),
  }),
)

const PAGE = 100
const MAX_PAGES = 20
/** GitHub refuses longer descriptions. */
const DESCRIPTION_LIMIT = 140
const STATUS_TRIES = 3

/**
 * Deployments to an environment, the newest first, until there is enough. What GitHub shows without a status yet
 * counts as pending.
 */
export async function listDeployments(
  transport: Transport,
  environment: string,
  isEnough: (found: readonly FoundDeployment[]) => boolean,
): Promise<readonly FoundDeployment[]> {
  const {owner, name} = transport.context.repository
  const found: FoundDeployment[] = []
  const states = new Map<string, Said>()
  let after: string | null = null
  let isMore = true
  for (let page = 1; page <= MAX_PAGES; page++) {
    if (isMore) {
      const answer: z.infer<typeof statesPage> = await transport.graphql(
        'list-deployment-states',
        QUERY,
        {variables: {owner, name, environment, after}, schema: statesPage},
      )
      const {nodes, pageInfo} = answer.repository.deployments
      for (const {id, ...said} of nodes) states.set(id, said)
      after = pageInfo.endCursor
      isMore = pageInfo.hasNextPage
    }
    const parameters = {environment, per_page: PAGE, page}
    const rows = await transport.rest('list-deployments', parameters, {schema: listed})
    for (const row of rows) found.push(together(row, states.get(row.node_id)))
    if (rows.length < PAGE || isEnough(found)) return found
  }
  throw new ActionError(
    'too-many-deployments',
    `${environment} has more than ${MAX_PAGES * PAGE} deployments, and none of them says what is live`,
    {hint: 'Delete old deployments of other tools, or deploy to an environment of its own.'},
  )
}

function together(
  {id, sha, task, payload, created_at}: z.infer<typeof listed>[number],
  said: Said | undefined,
): FoundDeployment {
  const newest = said?.latestStatus
  return {
    id,
    commit: sha,
    task,
    state: newest?.state.toLowerCase() ?? 'pending',
    saidAt: newest?.createdAt ?? created_at,
    hasSucceeded: said?.statuses?.nodes.some(({state}) => state === 'SUCCESS') ?? false,
    payload,
  }
}

const created = z.object({id: z.int(), sha: z.string()})

/** When the answer is lost, the deployment is looked for by its payload before another one is made. */
export async function createDeployment(
  transport: Transport,
  wish: NewDeployment,
): Promise<{readonly id: number}> {
  try {
    const {id, sha} = await transport.rest(
      'create-deployment',
      {
        ref: wish.commit,
        task: wish.task,
        auto_merge: false,
        required_contexts: [],
        payload: wish.payload,
        environment: wish.environment,
        description: cut(wish.description),
        transient_environment: false,
        production_environment: wish.isProduction,
      },
      {schema: created},
    )
    if (sha === wish.commit) return {id}
    throw new ActionError('unexpected-answer', `GitHub made a deployment of ${sha} instead.`)
  } catch (error) {
    if (codeOf(error) !== 'answer-lost') throw error
    const same = JSON.stringify(wish.payload)
    const found = (await listDeployments(transport, wish.environment, () => true)).find(
      ({commit, payload, state}) =>
        commit === wish.commit && state === 'pending' && isSamePayload(payload, same),
    )
    if (found) return {id: found.id}
    throw error
  }
}

export async function setDeploymentStatus(
  transport: Transport,
  id: number,
  {state, description, logUrl}: DeploymentStatus,
): Promise<void> {
  const parameters = {
    deployment_id: id,
    state,
    description: cut(description),
    log_url: logUrl,
    // GitHub would not touch production, and elsewhere only what it thinks is older: we say it ourselves.
    auto_inactive: false,
  }
  const schema = z.object({id: z.int()})
  for (let left = STATUS_TRIES - 1; ; left--) {
    try {
      await transport.rest('create-deployment-status', parameters, {schema})
      return
    } catch (error) {
      // The same status twice says nothing else than once.
      if (left === 0 || codeOf(error) !== 'answer-lost') throw error
    }
  }
}

function cut(description: string): string {
  return description.length <= DESCRIPTION_LIMIT
    ? description
    : `${description.slice(0, DESCRIPTION_LIMIT - 1)}…`
}

function isSamePayload(payload: unknown, same: string): boolean {
  return payload === same || payload === JSON.stringify(same) || JSON.stringify(payload) === same
}
