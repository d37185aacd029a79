import {type Digest, hexOf} from '../../domain/digest.ts'
import {canonicalJson, type Json} from '../../domain/json.ts'
import type {History} from '../../domain/ports/history.ts'
import type {Bundle} from '../../domain/ports/store.ts'
import {type RunRecord, runRecordSchema} from '../../domain/record.ts'
import {ActionError} from '../../platform/errors.ts'
import {sha256} from '../../platform/hash.ts'

/** A manifest above this is left out of the history; its digest stays in the record. */
const MANIFEST_LIMIT = 8 * 2 ** 20

type Of = Pick<RunRecord, 'pipeline' | 'leg'>

/** The file name under which a manifest travels beside its section. */
export function manifestName(digest: Digest): string {
  return `${hexOf(digest)}.sha256`
}

/** Writes the record, and the manifests that are not there yet. */
export async function remember(
  history: History,
  record: RunRecord,
  manifests: Bundle,
): Promise<void> {
  const {run, leg, pipeline, commit} = record
  const path = `${folderOf(pipeline, commit)}/${run.id}-${run.attempt}-${leg}.json`
  const bytes = new TextEncoder().encode(canonicalJson(record as Json))
  const files = new Map<string, Uint8Array>([[path, bytes]])
  for (const [name, text] of manifests) {
    if (text.length <= MANIFEST_LIMIT) files.set(manifestPath(name), text)
  }
  await history.add(
    files,
    `${pipeline} ${commit.slice(0, 7)}: ${record.gate?.body.verdict ?? 'data'}`,
  )
}

/** The records of each commit, earliest run and attempt first; unreadable ones are an error. */
export async function readRecords(
  history: History,
  {pipeline, leg}: Of,
  commits: readonly string[],
): Promise<ReadonlyMap<string, readonly RunRecord[]>> {
  const folders = await history.folders(commits.map(commit => folderOf(pipeline, commit)))
  return new Map(
    commits.map(commit => {
      const path = folderOf(pipeline, commit)
      const records = [...(folders.get(path) ?? [])]
        .filter(([name]) => name.endsWith('.json'))
        .map(([name, bytes]) => parseRecord(`${path}/${name}`, bytes))
        .filter(record => record.leg === leg && record.commit === commit)
        .sort((a, b) => a.run.id - b.run.id || a.run.attempt - b.run.attempt)
      return [commit, records]
    }),
  )
}

/** The text of a manifest; nothing when the history does not hold it. Its own SHA-256 is its name. */
export async function readManifest(history: History, digest: Digest): Promise<string | undefined> {
  const bytes = await history.file(manifestPath(manifestName(digest)))
  if (!bytes) return undefined
  if (sha256(bytes) === digest) return new TextDecoder().decode(bytes)
  throw new ActionError(
    'corrupt-history',
    `the manifest ${digest} in the ${history.place} was changed`,
    {
      hint: 'Restore the file from an earlier commit of that branch.',
    },
  )
}

function folderOf(pipeline: string, commit: string): string {
  return `records/${pipeline}/${commit.slice(0, 2)}/${commit}`
}

function manifestPath(name: string): string {
  return `manifests/${name.slice(0, 2)}/${name}`
}

function parseRecord(path: string, bytes: Uint8Array): RunRecord {
  try {
    return runRecordSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch (cause) {
    throw new ActionError('corrupt-history', `the record ${path} cannot be read`, {
      hint: 'Restore the file from an earlier commit of the history, or remove it.',
      cause,
    })
  }
}
