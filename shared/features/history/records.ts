import {shortCommit} from '../../domain/commit.ts'
import {type Digest, hexOf} from '../../domain/digest.ts'
import {canonicalJson, type Json} from '../../domain/json.ts'
import type {History} from '../../domain/ports/history.ts'
import type {Bundle} from '../../domain/ports/store.ts'
import {type RunRecord, runRecordSchema} from '../../domain/record.ts'
import {ActionError} from '../../platform/errors.ts'
import {sha256} from '../../platform/hash.ts'

/** A manifest or a file of scores above this is left out of the history; its digest stays in the record. */
export const MANIFEST_LIMIT = 8 * 2 ** 20

type Of = Pick<RunRecord, 'pipeline' | 'leg'>

/** The file name under which a manifest travels beside its section. */
export function manifestName(digest: Digest): string {
  return `${hexOf(digest)}.sha256`
}

/**
 * Writes the record, and the manifests that are not there yet. Gives one sentence for each manifest that is too large to
 * be kept.
 */
export async function remember(
  history: History,
  record: RunRecord,
  {manifests, scores = []}: {readonly manifests: Bundle; readonly scores?: readonly Uint8Array[]},
): Promise<readonly string[]> {
  const files = new Map<string, Uint8Array>([[pathOf(record), encodeRecord(record)]])
  const leftOut: string[] = []
  for (const [name, text] of manifests) {
    if (name !== manifestName(sha256(text))) {
      throw new ActionError('corrupt-section', `the manifest ${name} is not what its name says`, {
        hint: 'Another job of the run may have replaced it. Run the jobs again from the start.',
      })
    }
    if (text.length <= MANIFEST_LIMIT) files.set(manifestPath(name), text)
    else leftOut.push(describeLarge(name, text.length))
  }
  for (const bytes of scores) {
    if (bytes.length <= MANIFEST_LIMIT) files.set(scoresPath(sha256(bytes)), bytes)
    else leftOut.push(describeLargeScores(bytes.length))
  }
  const verdict = record.gate?.body.verdict ?? 'data'
  await history.add(files, `${record.pipeline} ${shortCommit(record.commit)}: ${verdict}`)
  return leftOut
}

/** What it means that a manifest is too large to be kept. */
export function describeLarge(name: string, bytes: number): string {
  const [size, limit] = sizes(bytes)
  return `the manifest ${name} has ${size} MiB; above ${limit} MiB it is not kept in the history, so later runs see that the data changed, but not which files`
}

function describeLargeScores(bytes: number): string {
  const [size, limit] = sizes(bytes)
  return `the scores by row or example have ${size} MiB; above ${limit} MiB they are not kept in the history, so later runs cannot tell a change from chance`
}

function sizes(bytes: number): readonly string[] {
  return [bytes, MANIFEST_LIMIT].map(amount => (amount / 2 ** 20).toFixed(1))
}

/** Records that are read when they are looked at, earliest run and attempt first; a damaged one is an error. */
type Unread = {readonly open: () => RunRecord}

/** What the history holds of each commit, in one round trip. Damage to a commit that nobody looks at harms nobody. */
export async function readRecords(
  history: History,
  {pipeline, leg}: Of,
  commits: readonly string[],
): Promise<ReadonlyMap<string, readonly Unread[]>> {
  const folders = await history.folders(commits.map(commit => folderOf(pipeline, commit)))
  return new Map(
    commits.map(commit => {
      const folder = folderOf(pipeline, commit)
      const records = [...(folders.get(folder) ?? [])]
        .flatMap(([name, bytes]) => {
          const [, run, attempt, of] = /^(\d{1,15})-(\d{1,6})-(.+)\.json$/.exec(name) ?? []
          const open = () => parseRecord(`${folder}/${name}`, bytes)
          return of === leg ? [{run: Number(run), attempt: Number(attempt), open}] : []
        })
        .sort((a, b) => a.run - b.run || a.attempt - b.attempt)
      return [commit, records]
    }),
  )
}

export type NewestData = {readonly commit: string; readonly digests: readonly Digest[]}

/** The data of all runs at the first of the commits that has a record with data. */
export async function newestData(
  history: History,
  of: Of,
  commits: readonly string[],
): Promise<NewestData | undefined> {
  const records = await readRecords(history, of, commits)
  for (const commit of commits) {
    const digests = (records.get(commit) ?? []).flatMap(({open}) => {
      const digest = open().data?.body.digest
      return digest === undefined ? [] : [digest]
    })
    if (digests.length > 0) return {commit, digests}
  }
  return undefined
}

/** The text of a manifest; nothing when the history does not hold it. Its own SHA-256 is its name. */
export async function readManifest(history: History, digest: Digest): Promise<string | undefined> {
  const bytes = await readProved(history, manifestPath(manifestName(digest)), digest)
  return bytes && new TextDecoder().decode(bytes)
}

/** Scores by row; nothing when the history does not hold them. */
export async function readScores(
  history: History,
  digest: Digest,
): Promise<Uint8Array | undefined> {
  return readProved(history, scoresPath(digest), digest)
}

async function readProved(
  history: History,
  path: string,
  digest: Digest,
): Promise<Uint8Array | undefined> {
  const bytes = await history.file(path)
  if (!bytes || sha256(bytes) === digest) return bytes
  throw new ActionError('corrupt-history', `${path} in the ${history.place} was changed`, {
    hint: 'Restore the file from an earlier commit of that branch.',
  })
}

function pathOf({pipeline, commit, run, leg}: RunRecord): string {
  return `${folderOf(pipeline, commit)}/${run.id}-${run.attempt}-${leg}.json`
}

function folderOf(pipeline: string, commit: string): string {
  return `records/${pipeline}/${commit.slice(0, 2)}/${commit}`
}

function manifestPath(name: string): string {
  return `manifests/${name.slice(0, 2)}/${name}`
}

function scoresPath(digest: Digest): string {
  const name = hexOf(digest)
  return `scores/${name.slice(0, 2)}/${name}.jsonl`
}

function encodeRecord(record: RunRecord): Uint8Array {
  return new TextEncoder().encode(canonicalJson(record as Json))
}

/** A record counts only in its own place and as the very bytes that were written. */
function parseRecord(path: string, bytes: Uint8Array): RunRecord {
  try {
    const record = runRecordSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
    if (pathOf(record) !== path) throw new Error(`it belongs to ${pathOf(record)}`)
    if (sha256(encodeRecord(record)) !== sha256(bytes)) throw new Error('it was rewritten')
    return record
  } catch (cause) {
    throw new ActionError('corrupt-history', `the record ${path} cannot be read`, {
      hint: 'Restore the file from an earlier commit of the history, or remove it.',
      cause,
    })
  }
}
