import {parseJsonTree} from '../../domain/formats/json.ts'
import {readPickle} from '../../domain/formats/pickle.ts'
import {decodeText} from '../../domain/formats/text.ts'
import {memberOf, textOf} from '../../domain/metric-files/fields.ts'
import {
  type ArtifactAddress,
  readArtifact,
  readArtifactAddress,
} from '../../domain/metric-files/metaflow.ts'
import type {ReadingOrProblems} from '../../domain/metric-files/reading.ts'
import type {Tree} from '../../domain/tree.ts'
import {ActionError} from '../../platform/errors.ts'
import {isFile} from '../../platform/files.ts'
import {isFolder} from '../../platform/folders.ts'
import {userPath} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'
import {namesIn} from '../../platform/small-folder.ts'
import {sha1, unzipped} from '../../platform/unzip.ts'
import {readUserFile} from '../../platform/user-file.ts'

const MOST_BYTES = 64 * 2 ** 20
const MOST_ATTEMPTS = 20
const ENCODINGS = ['pickle-v2', 'pickle-v4', 'gzip+pickle-v2', 'gzip+pickle-v4']

/** Metrics that a task of Metaflow stored as an artifact, from the local datastore. No code of the pickle is run. */
export async function readTaskArtifact(text: string, place: Place): Promise<ReadingOrProblems> {
  const address = readArtifactAddress(text)
  if (!address) {
    throw new ActionError(
      'metaflow-address-invalid',
      `${JSON.stringify(text.slice(0, 200))} names no artifact`,
      {
        hint: 'Write metaflow:Flow/run/step#metrics, or metaflow:Flow/run/step/task#metrics where a step has several tasks.',
      },
    )
  }
  const {environment} = place
  const base = environment['METAFLOW_DATASTORE_SYSROOT_LOCAL']?.trim().replace(/\/+$/, '')
  const root = `${base ? `${base}/` : ''}.metaflow/${address.flow}`
  const task = await taskFolder(root, address, place)
  const data = await lastAttempt(task, place)
  const ok = await blobOf(root, {data, name: '_task_ok', place})
  if (!isTrue(ok)) {
    throw new ActionError(
      'metaflow-task-failed',
      `the task ${task} failed: what it stored is not judged`,
    )
  }
  return readArtifact(
    await blobOf(root, {data, name: address.artifact, place}),
    address.artifact,
    text,
  )
}

function isTrue(bytes: Uint8Array): boolean {
  try {
    return readPickle(bytes) === true
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return false
    throw error
  }
}

async function taskFolder(
  root: string,
  {run, step, task}: ArtifactAddress,
  place: Place,
): Promise<string> {
  const folder = `${root}/${run}/${step}`
  if (!(await isFolder(await userPath(place, folder)))) {
    throw new ActionError('metaflow-run-missing', `there is no ${folder}`, {
      hint: 'The run must be in the local datastore of this machine: the folder .metaflow beside the flow, or METAFLOW_DATASTORE_SYSROOT_LOCAL.',
    })
  }
  if (task !== undefined) return `${folder}/${task}`
  const names = await namesIn(await userPath(place, folder))
  const tasks = names.filter(name => !name.startsWith('_'))
  const [only, ...more] = tasks
  if (only !== undefined && more.length === 0) return `${folder}/${only}`
  throw new ActionError('metaflow-task-unclear', `${folder} has ${tasks.length} tasks`, {
    hint: `Name one, such as metaflow:…/${step}/${only ?? 'TASK'}#metrics; or join them in the next step.`,
  })
}

/** What the newest attempt that ended stored; others may be half written. */
async function lastAttempt(task: string, place: Place): Promise<Tree> {
  for (let attempt = MOST_ATTEMPTS; attempt >= 0; attempt--) {
    if (!(await isFile(await userPath(place, `${task}/${attempt}.DONE.lock`)))) continue
    const path = `${task}/${attempt}.data.json`
    const decoded = decodeText(await readUserFile(place, path, MOST_BYTES))
    const parsed = 'problems' in decoded ? decoded : parseJsonTree(decoded.text)
    if ('tree' in parsed) return parsed.tree
    throw new ActionError(
      'metaflow-damaged',
      `${path} cannot be read: ${parsed.problems[0]?.message}`,
    )
  }
  throw new ActionError('metaflow-task-unfinished', `the task ${task} has not ended, or was killed`)
}

type Wanted = {readonly data: Tree; readonly name: string; readonly place: Place}

/** The bytes of an artifact, which are named by their checksum. */
async function blobOf(root: string, {data, name, place}: Wanted): Promise<Uint8Array> {
  const key = textOf(memberOf(memberOf(data, 'objects'), name))
  if (key === undefined || !/^[0-9a-f]{40}$/.test(key)) {
    throw new ActionError('metaflow-artifact-missing', `the task stored no artifact ${name}`, {
      hint: 'Store one in the step: self.metrics = {"rmse": float(rmse)}.',
    })
  }
  const encoding = textOf(memberOf(memberOf(memberOf(data, 'info'), name), 'encoding'))
  if (encoding === undefined || !ENCODINGS.includes(encoding)) {
    throw new ActionError(
      'metaflow-encoding-unknown',
      `the artifact ${name} is stored in a way that is not read here`,
    )
  }
  const bytes = await readUserFile(place, `${root}/data/${key.slice(0, 2)}/${key}`, MOST_BYTES)
  for (const content of [unzipped(bytes, MOST_BYTES), bytes]) {
    if (content && sha1(content) === key) return content
  }
  throw new ActionError('metaflow-damaged', `the artifact ${name} is not what its checksum says`)
}
