import {notFound} from '../failure.ts'
import {type Artifact, artifactsOf} from '../results/artifacts.ts'
import {blobUrl} from '../results/blobs.ts'
import {type Call, paginate, type Reply, type Route} from '../route.ts'
import type {Run} from '../runs.ts'
import {apiUrl, nodeId, SITE, userView} from './views.ts'

const READ = [{permission: 'actions', access: 'read'}] as const

export const runRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/runs/{run_id}',
    needs: READ,
    handle: readRun,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
    needs: READ,
    handle: listArtifacts,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}',
    needs: READ,
    handle: call => ({body: artifactView(call, artifactOf(call))}),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
    needs: READ,
    handle: call => ({
      status: 302,
      headers: {location: blobUrl(call.world, artifactOf(call).blob)},
    }),
  },
]

export function runOf({world, repository, parameters}: Call): Run {
  const run = world.runs.get(Number(parameters['run_id']))
  if (run?.repository === repository) return run
  throw notFound()
}

function readRun(call: Call): Reply {
  const {world, repository} = call
  const run = runOf(call)
  const {id, number, attempt, pull, headSha, headBranch} = run
  const isOwn = pull === undefined || pull.headRepository === repository
  return {
    body: {
      id,
      node_id: nodeId('WFR', id),
      name: run.workflow,
      run_number: number,
      run_attempt: attempt,
      event: run.event,
      status: run.isOver() ? 'completed' : 'in_progress',
      conclusion: run.isOver() ? 'success' : null,
      head_sha: headSha,
      head_branch: headBranch,
      path: `.github/workflows/${run.workflow}.yml`,
      url: apiUrl(world, repository, `/actions/runs/${id}`),
      html_url: `${SITE}/${repository.fullName}/actions/runs/${id}`,
      actor: userView(run.actor),
      head_repository: {full_name: (pull?.headRepository ?? repository).fullName},
      repository: {id: repository.id, full_name: repository.fullName},
      // Empty for forks, as at GitHub.
      pull_requests: pull && isOwn ? [{number: pull.number, head: {sha: headSha}}] : [],
      created_at: run.createdAt,
    },
  }
}

function listArtifacts(call: Call): Reply {
  const name = call.query.get('name')
  const {id} = runOf(call)
  const found = artifactsOf(call.world, id)
    .filter(artifact => name === null || artifact.name === name)
    .toReversed()
  const {page, headers} = paginate(call, found)
  const artifacts = page.map(artifact => artifactView(call, artifact))
  return {body: {total_count: found.length, artifacts}, headers}
}

function artifactOf({world, repository, parameters}: Call): Artifact {
  const artifact = world.artifacts.get(Number(parameters['artifact_id']))
  if (artifact?.upload && artifact.run.repository === repository) return artifact
  throw notFound()
}

function artifactView({world, repository}: Call, artifact: Artifact) {
  const {id, name, run, upload, createdAt, expiresAt} = artifact
  const url = apiUrl(world, repository, `/actions/artifacts/${id}`)
  return {
    id,
    node_id: nodeId('AR', id),
    name,
    size_in_bytes: upload?.size ?? 0,
    url,
    archive_download_url: `${url}/zip`,
    expired: false,
    digest: upload?.digest ?? null,
    created_at: createdAt,
    updated_at: createdAt,
    expires_at: expiresAt,
    workflow_run: {
      id: run.id,
      repository_id: repository.id,
      head_repository_id: (run.pull?.headRepository ?? repository).id,
      head_branch: run.headBranch,
      head_sha: run.headSha,
    },
  }
}
