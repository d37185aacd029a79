import type {Run} from '../runs.ts'
import {timestamp, type World} from '../world.ts'
import {blobUrl, makeBlob, type StoredBlob} from './blobs.ts'
import {type Message, type Service, textOf, twirpFailure} from './twirp.ts'

export type Artifact = {
  readonly id: number
  readonly name: string
  readonly run: Run
  readonly blob: StoredBlob
  readonly createdAt: string
  readonly expiresAt: string
  /** Absent until it is uploaded whole; nobody sees it before. */
  readonly upload: {readonly size: number; readonly digest: string | undefined} | undefined
}

const DAYS = 90
const DAY_MS = 86_400_000

export const artifactService: Service = {
  CreateArtifact(world, run, message) {
    const name = textOf(message, 'name')
    checkRun(run, message)
    if (/["<>|*?\r\n\\/:]/.test(name)) {
      throw twirpFailure(400, 'invalid_argument', `the artifact name ${name} is not valid`)
    }
    const isTaken = [...world.artifacts.values()].some(
      artifact => artifact.name === name && artifact.run.backendId === run.backendId,
    )
    if (isTaken) {
      const text = 'an artifact with this name already exists on the workflow run'
      throw twirpFailure(409, 'already_exists', text)
    }
    const now = world.now()
    const latest = new Date(now.getTime() + DAYS * DAY_MS)
    const blob = makeBlob(world, message['mime_type'] === 'application/zip' ? `${name}.zip` : name)
    const artifact: Artifact = {
      id: world.nextId(),
      name,
      run,
      blob,
      createdAt: timestamp(now),
      expiresAt:
        typeof message['expires_at'] === 'string' ? message['expires_at'] : timestamp(latest),
      upload: undefined,
    }
    world.artifacts.set(artifact.id, artifact)
    return {ok: true, signed_upload_url: blobUrl(world, blob)}
  },

  FinalizeArtifact(world, run, message) {
    const name = textOf(message, 'name')
    checkRun(run, message)
    const artifact = [...world.artifacts.values()].find(
      found => found.name === name && found.run.backendId === run.backendId,
    )
    if (!artifact?.blob.content) throw twirpFailure(404, 'not_found', 'artifact not found')
    const size = Number(textOf(message, 'size'))
    if (size !== artifact.blob.content.length) {
      throw twirpFailure(400, 'invalid_argument', 'the size is not that of the upload')
    }
    const hash = message['hash']
    const digest = typeof hash === 'string' ? hash : undefined
    world.artifacts.set(artifact.id, {...artifact, upload: {size, digest}})
    return {ok: true, artifact_id: String(artifact.id)}
  },

  ListArtifacts(world, run, message) {
    checkRun(run, message)
    const name = message['name_filter']
    const id = message['id_filter']
    const found = artifactsOf(world, run.id).filter(
      artifact =>
        (name === undefined || artifact.name === name) &&
        (id === undefined || String(artifact.id) === String(id)),
    )
    return {artifacts: found.map(view)}
  },

  GetSignedArtifactURL(world, run, message) {
    return {signed_url: blobUrl(world, findArtifact(world, run, message).blob)}
  },

  DeleteArtifact(world, run, message) {
    const {id} = findArtifact(world, run, message)
    world.artifacts.delete(id)
    return {ok: true, artifact_id: String(id)}
  },
}

/** What is uploaded whole, of all attempts of a run, oldest first. */
export function artifactsOf(world: World, runId: number): readonly Artifact[] {
  return [...world.artifacts.values()].filter(
    ({run, upload}) => run.id === runId && upload !== undefined,
  )
}

/** A token is good for its own run alone. */
function checkRun(run: Run, message: Message): void {
  if (textOf(message, 'workflow_run_backend_id') === run.backendId) return
  throw twirpFailure(403, 'permission_denied', 'the token is not for this workflow run')
}

/** An earlier attempt's artifact is named by that attempt. */
function findArtifact(world: World, run: Run, message: Message): Artifact {
  const name = textOf(message, 'name')
  const backendId = textOf(message, 'workflow_run_backend_id')
  const found = artifactsOf(world, run.id).findLast(
    artifact => artifact.name === name && artifact.run.backendId === backendId,
  )
  if (found) return found
  throw twirpFailure(404, 'not_found', 'artifact not found')
}

function view({id, name, run, createdAt, upload}: Artifact) {
  return {
    workflow_run_backend_id: run.backendId,
    workflow_job_run_backend_id: run.jobBackendId,
    database_id: String(id),
    name,
    size: String(upload?.size ?? 0),
    created_at: createdAt,
    ...(upload?.digest === undefined ? {} : {digest: upload.digest}),
  }
}
