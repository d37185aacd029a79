import {createHash, randomUUID} from 'node:crypto'
import type {Run} from '../github/index.ts'

/** GitHub's tokens live five minutes. */
const LIFETIME_S = 300

export type ClaimOptions = {
  /** Repositories that were made or renamed after the middle of July 2026 have ids in their `sub`. */
  readonly subject?: 'old' | 'immutable'
  readonly runner?: 'github-hosted' | 'self-hosted'
}

type Issue = ClaimOptions & {
  readonly issuer: string
  readonly audience: string
  readonly now: Date
}

/** What GitHub signs about a job. */
export function githubClaims(run: Run, {issuer, audience, now, ...options}: Issue) {
  const {repository, pull, environmentName: environment} = run
  const {subject = 'old', runner = 'github-hosted'} = options
  const iat = Math.floor(now.getTime() / 1000)
  const isPull = pull !== undefined && run.event === 'pull_request'
  const workflow = `${repository.fullName}/.github/workflows/${run.workflow}.yml@${run.ref}`
  const sha = run.sha
  return {
    jti: randomUUID(),
    sub: `${prefixOf(run, subject)}:${contextOf(run)}`,
    aud: audience,
    iss: issuer,
    iat,
    nbf: iat - 300,
    exp: iat + LIFETIME_S,
    ...(environment === undefined ? {} : {environment}),
    ref: run.ref,
    ref_type: 'branch',
    ref_protected: repository.protectedBranches.has(run.headBranch) ? 'true' : 'false',
    sha,
    repository: repository.fullName,
    repository_id: String(repository.id),
    repository_owner: repository.owner,
    repository_owner_id: String(idOf(repository.owner)),
    repository_visibility: repository.isPrivate ? 'private' : 'public',
    run_id: String(run.id),
    run_number: String(run.number),
    run_attempt: String(run.attempt),
    runner_environment: runner,
    actor: run.actor,
    actor_id: String(idOf(run.actor)),
    workflow: run.workflow,
    workflow_ref: workflow,
    workflow_sha: sha,
    job_workflow_ref: workflow,
    job_workflow_sha: sha,
    head_ref: isPull ? pull.headRef : '',
    base_ref: isPull ? pull.baseRef : '',
    event_name: run.event,
  }
}

function prefixOf({repository}: Run, subject: 'old' | 'immutable'): string {
  const {owner, name, id} = repository
  return subject === 'old' ? `repo:${owner}/${name}` : `repo:${owner}@${idOf(owner)}/${name}@${id}`
}

/** A job that names an environment says that and nothing of its branch. */
function contextOf({event, ref, environmentName}: Run): string {
  if (environmentName !== undefined) {
    return `environment:${environmentName.replaceAll(':', '%3A')}`
  }
  return event === 'pull_request' ? 'pull_request' : `ref:${ref}`
}

/** The same number for the same login. */
function idOf(login: string): number {
  return createHash('sha256').update(login.toLowerCase()).digest().readUInt32BE() % 1e8
}
