import * as z from 'zod'
import {ActionError, codeOf} from '../errors.ts'
import type {Transport} from './transport.ts'

/** A deployment with its newest status. Payloads are anybody's: unproven. */
export type FoundDeployment = {
  readonly id: number
  readonly commit: string
  readonly task: string
  readonly createdAt: string
  readonly state: string
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
  readonly environmentUrl?: string
}

export type FoundProtection = {
  readonly reviewers: number
  readonly isSelfReviewPrevented: boolean
  readonly canAdminsBypass: boolean
  readonly branches: 'all' | 'protected' | 'named'
}

export type FoundApproval = {
  readonly login: string
  readonly state: 'approved' | 'rejected' | 'pending'
}

const QUERY = `query ListDeployments($owner: String!, $name: String!, $environment: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    deployments(
      environments: [$environment]
      first: 100
      after: $after
      orderBy: {field: CREATED_AT, direction: DESC}
    ) {
      pageInfo { hasNextPage endCursor }
      nodes { databaseId commitOid task createdAt payload latestStatus { state } }
    }
  }
}`

const page = z.object({
  repository: z.object({
    deployments: z.object({
      pageInfo: z.object({hasNextPage: z.boolean(), endCursor: z.string().nullable()}),
      nodes: z.array(
        z.object({
          databaseId: z.int(),
          commitOid: z.string(),
          task: z.string().nullable(),
          createdAt: z.string(),
          payload: z.string().nullable(),
          latestStatus: z.object({state: z.string()}).nullable(),
        }),
      ),
    }),
  }),
})

/** Only the newest matter: what is live, and who else is at work. */
const MAX_PAGES = 10
/** GitHub refuses longer descriptions. */
const DESCRIPTION_LIMIT = 140

/** Deployments to an environment, the newest first. */
export async function listDeployments(
  transport: Transport,
  environment: string,
): Promise<readonly FoundDeployment[]> {
  const {owner, name} = transport.context.repository
  const found: FoundDeployment[] = []
  let after: string | null = null
  for (let count = 0; count < MAX_PAGES; count++) {
    const answer: z.infer<typeof page> = await transport.graphql('list-deployments', QUERY, {
      variables: {owner, name, environment, after},
      schema: page,
    })
    const {nodes, pageInfo} = answer.repository.deployments
    for (const node of nodes) {
      found.push({
        id: node.databaseId,
        commit: node.commitOid,
        task: node.task ?? 'deploy',
        createdAt: node.createdAt,
        state: node.latestStatus?.state.toLowerCase() ?? 'pending',
        payload: node.payload,
      })
    }
    if (!pageInfo.hasNextPage) break
    after = pageInfo.endCursor
  }
  return found
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
    const found = (await listDeployments(transport, wish.environment)).find(
      ({commit, payload}) => commit === wish.commit && isSamePayload(payload, same),
    )
    if (found) return {id: found.id}
    throw error
  }
}

export async function setDeploymentStatus(
  transport: Transport,
  id: number,
  {state, description, logUrl, environmentUrl}: DeploymentStatus,
): Promise<void> {
  await transport.rest(
    'create-deployment-status',
    {
      deployment_id: id,
      state,
      description: cut(description),
      log_url: logUrl,
      // GitHub would not touch production, and elsewhere only what it thinks is older: we say it ourselves.
      auto_inactive: false,
      ...(environmentUrl === undefined ? {} : {environment_url: environmentUrl}),
    },
    {schema: z.object({id: z.int()})},
  )
}

const environment = z.object({
  can_admins_bypass: z.boolean().optional(),
  protection_rules: z
    .array(
      z.looseObject({
        type: z.string(),
        prevent_self_review: z.boolean().optional(),
        reviewers: z.array(z.unknown()).optional(),
      }),
    )
    .default([]),
  deployment_branch_policy: z
    .object({protected_branches: z.boolean(), custom_branch_policies: z.boolean()})
    .nullish(),
})

/** The protection of an environment; nothing when there is none of that name. */
export async function readProtection(
  transport: Transport,
  name: string,
): Promise<FoundProtection | undefined> {
  const found = await transport.find(
    'read-environment',
    {environment_name: name},
    {schema: environment},
  )
  if (!found) return undefined
  const review = found.protection_rules.find(({type}) => type === 'required_reviewers')
  const policy = found.deployment_branch_policy
  return {
    reviewers: review?.reviewers?.length ?? 0,
    isSelfReviewPrevented: review?.prevent_self_review ?? false,
    canAdminsBypass: found.can_admins_bypass ?? true,
    branches: policy ? (policy.protected_branches ? 'protected' : 'named') : 'all',
  }
}

const approvals = z.array(
  z.object({
    state: z.string(),
    user: z.object({login: z.string()}).nullable(),
    environments: z.array(z.object({name: z.string()})),
  }),
)

/** Who approved or rejected this run for the environment. */
export async function readApprovals(
  transport: Transport,
  {run, environment: wanted}: {readonly run: number; readonly environment: string},
): Promise<readonly FoundApproval[]> {
  const found = await transport.rest('read-approvals', {run_id: run}, {schema: approvals})
  return found
    .filter(({environments}) => environments.some(({name}) => name === wanted))
    .flatMap(({state, user}) =>
      user
        ? [
            {
              login: user.login,
              state: state === 'approved' || state === 'rejected' ? state : 'pending',
            },
          ]
        : [],
    )
}

function cut(description: string): string {
  return description.length <= DESCRIPTION_LIMIT
    ? description
    : `${description.slice(0, DESCRIPTION_LIMIT - 1)}…`
}

function isSamePayload(payload: unknown, same: string): boolean {
  return payload === same || payload === JSON.stringify(same) || JSON.stringify(payload) === same
}
