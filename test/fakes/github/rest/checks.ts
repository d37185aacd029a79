import {
  addCheckRun,
  type CheckRun,
  type CommitStatus,
  type Conclusion,
  latestCheckRuns,
  latestStatuses,
} from '../checks.ts'
import {invalid} from '../failure.ts'
import {resolveCommit} from '../revisions.ts'
import {bodyOf, type Call, paginate, type Reply, type Route} from '../route.ts'
import {apiUrl, nodeId, repositoryView, SITE, userView} from './views.ts'

const STATUSES = [{permission: 'statuses', access: 'read'}] as const
const CHECKS = [{permission: 'checks', access: 'read'}] as const
const COMMIT = '/repos/{owner}/{repo}/commits/{ref}'

export const checkRoutes: readonly Route[] = [
  {method: 'GET', path: `${COMMIT}/status`, needs: STATUSES, handle: readCombined},
  {method: 'GET', path: `${COMMIT}/statuses`, needs: STATUSES, handle: listStatuses},
  {method: 'GET', path: `${COMMIT}/check-runs`, needs: CHECKS, handle: listCheckRuns},
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/check-runs',
    needs: [{permission: 'checks', access: 'write'}],
    handle: createCheckRun,
  },
]

function shaOf({repository, parameters}: Call): string {
  const ref = parameters['ref'] ?? ''
  const found = resolveCommit(repository, ref)
  if (found) return found.id
  throw invalid(`No commit found for SHA: ${ref}`)
}

function readCombined(call: Call): Reply {
  const {world, repository} = call
  const sha = shaOf(call)
  const found = latestStatuses(repository, sha)
  const {page, headers} = paginate(call, found)
  const states = found.map(({state}) => state)
  const isBad = states.some(state => state === 'failure' || state === 'error')
  const isGood = states.length > 0 && states.every(state => state === 'success')
  return {
    body: {
      // Without any status GitHub says "pending" and not "success".
      state: isBad ? 'failure' : isGood ? 'success' : 'pending',
      statuses: page.map(status => statusView(call, status)),
      sha,
      total_count: found.length,
      repository: repositoryView(world, repository),
      url: apiUrl(world, repository, `/commits/${sha}/status`),
      commit_url: apiUrl(world, repository, `/commits/${sha}`),
    },
    headers,
  }
}

function listStatuses(call: Call): Reply {
  const sha = shaOf(call)
  const found = call.repository.statuses.filter(status => status.sha === sha).toReversed()
  const {page, headers} = paginate(call, found)
  const body = page.map(status => ({
    ...statusView(call, status),
    creator: userView(status.creator),
  }))
  return {body, headers}
}

function statusView({world, repository}: Call, status: CommitStatus) {
  const {id, context, state, description, createdAt, sha} = status
  return {
    id,
    node_id: nodeId('SC', id),
    url: apiUrl(world, repository, `/statuses/${sha}`),
    context,
    state,
    description,
    target_url: null,
    avatar_url: null,
    created_at: createdAt,
    updated_at: createdAt,
  }
}

function listCheckRuns(call: Call): Reply {
  const {repository, query} = call
  const sha = shaOf(call)
  const name = query.get('check_name')
  const status = query.get('status')
  const all =
    query.get('filter') === 'all'
      ? repository.checkRuns.filter(run => run.sha === sha).toReversed()
      : latestCheckRuns(repository, sha)
  const found = all.filter(
    run => (name === null || run.name === name) && (status === null || run.status === status),
  )
  const {page, headers} = paginate(call, found)
  const body = {total_count: found.length, check_runs: page.map(run => runView(call, run))}
  return {body, headers}
}

type NewCheckRun = {
  readonly name: string
  readonly head_sha: string
  readonly conclusion?: Conclusion
}

function createCheckRun(call: Call): Reply {
  const {name, head_sha: sha, conclusion} = bodyOf<NewCheckRun>(call)
  if (!resolveCommit(call.repository, sha)) throw invalid(`No commit found for SHA: ${sha}`)
  const wish = {name, sha, ...(conclusion === undefined ? {} : {conclusion})}
  return {status: 201, body: runView(call, addCheckRun(call.world, call.repository, wish))}
}

function runView({world, repository}: Call, run: CheckRun) {
  const {id, name, sha, app, status, conclusion, startedAt} = run
  return {
    id,
    node_id: nodeId('CR', id),
    name,
    head_sha: sha,
    external_id: '',
    status,
    conclusion: conclusion ?? null,
    started_at: startedAt,
    completed_at: conclusion === undefined ? null : startedAt,
    url: apiUrl(world, repository, `/check-runs/${id}`),
    html_url: `${SITE}/${repository.fullName}/runs/${id}`,
    details_url: `${SITE}/${repository.fullName}/runs/${id}`,
    output: {title: null, summary: null, text: null, annotations_count: 0},
    check_suite: {id: id - 1},
    app: {id: userView(app).id, slug: app, name: app},
    pull_requests: [],
  }
}
