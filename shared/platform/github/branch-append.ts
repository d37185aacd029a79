import type {Bundle} from '../../domain/ports/store.ts'
import {ActionError} from '../errors.ts'
import {alreadyRecorded} from '../stores/bundle.ts'
import {commitOnBranch} from './branches.ts'
import {blobId} from './git-object.ts'
import {OBJECTS_PER_QUERY, queryHistory} from './history-query.ts'
import {createOrphanBranch} from './orphan-branch.ts'
import {type Transport, WRITE_SPACING_S} from './transport.ts'

/** Losing a record is worse than waiting: with 32 writers at once the last one waits for the 31 before it. */
const DEADLINE_MS = 300_000
const TRIES = 60
/** GitHub's own limit for a request is higher; a record with its manifests is far below. */
const BYTES_LIMIT = 24 * 2 ** 20

/**
 * Adds files to the branch in one commit: read where the branch stands and what is there, then commit on exactly that
 * state. Whoever comes second is told so, waits a random while and reads again; so is a lost answer healed.
 */
export async function appendToBranch(
  transport: Transport,
  branch: string,
  {files, message}: {readonly files: Bundle; readonly message: string},
): Promise<void> {
  const paths = [...files.keys()]
  checkSize(files)
  const deadline = transport.until(DEADLINE_MS)
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const found = await queryHistory(transport, {branch, paths, select: 'ids', deadline})
    const missing = withoutRecorded(files, found.files)
    if (missing.size === 0) return
    const head = found.head ?? (await createOrphanBranch(transport, {branch, deadline}))
    const isDone =
      head !== undefined &&
      (await commitOnBranch(transport, {
        branch,
        head,
        additions: missing,
        message,
        operation: 'append-history',
        deadline,
      }))
    if (isDone) return
    await transport.pause(backOffSeconds(attempt), 'append-history', deadline)
  }
  throw new ActionError('stale-head', `The branch ${branch} moved on at each of ${TRIES} tries.`, {
    hint: 'Run the job again when fewer jobs write the history.',
  })
}

/** Full jitter over a window that doubles up to 8 s, after the pause that GitHub asks for between writes. */
function backOffSeconds(attempt: number): number {
  return WRITE_SPACING_S + Math.random() * Math.min(8, 0.25 * 2 ** attempt)
}

/** What is not there yet; records never change, so other bytes in the same place are an error. */
function withoutRecorded(files: Bundle, recorded: ReadonlyMap<string, {oid: string}>): Bundle {
  const missing = new Map<string, Uint8Array>()
  for (const [path, bytes] of files) {
    const there = recorded.get(path)
    if (there && there.oid !== blobId(bytes, there.oid)) {
      throw alreadyRecorded(path)
    }
    if (!there) missing.set(path, bytes)
  }
  return missing
}

function checkSize(files: Bundle): void {
  const bytes = [...files.values()].reduce((sum, file) => sum + file.byteLength, 0)
  if (bytes <= BYTES_LIMIT && files.size <= OBJECTS_PER_QUERY) return
  throw new ActionError(
    'too-large',
    `${files.size} files with ${bytes} bytes are too much for one entry of the history.`,
    {hint: `At most ${OBJECTS_PER_QUERY} files with ${BYTES_LIMIT} bytes fit.`},
  )
}
