import type {Bundle} from '../../domain/ports/store.ts'
import {ActionError} from '../../platform/errors.ts'
import {commitOnBranch} from '../../platform/github/branches.ts'
import type {Transport} from '../../platform/github/transport.ts'
import {isSameBytes} from '../../platform/stores/bundle.ts'

export const TRIES = 10
export const PAUSE_S = 1

/** What a branch is to hold, and its pull request to say. */
export type Draft = {
  readonly files: Bundle
  /** Paths that go, where git keeps them. */
  readonly deletions: readonly string[]
  /** Below the title in the message of the commit. */
  readonly details?: string
  readonly body: string
  /** A part of the body by which it is known to be about these files; only drafts that are brought up to date have one. */
  readonly mark?: string
}

/** Commits a draft where the branch still stands; false when it does not, or when only another look can tell. */
export async function commitDraft(
  transport: Transport,
  {files, deletions, details}: Draft,
  {branch, stand, title}: {readonly branch: string; readonly stand: string; readonly title: string},
): Promise<boolean> {
  return commitOnBranch(transport, {
    branch,
    head: stand,
    additions: files,
    // What is not there cannot be deleted; a run that died may have left the branch half done.
    deletions: await heldOf(transport, stand, deletions),
    message: title,
    ...(details === undefined ? {} : {details}),
    operation: 'commit-files',
  })
}

export function restless(branch: string): ActionError {
  return new ActionError('stale-head', `the branch ${branch} moved on at each of ${TRIES} tries`, {
    hint: 'Run the job again when nobody else writes to that branch.',
  })
}

async function heldOf(
  {raw}: Transport,
  commit: string,
  paths: readonly string[],
): Promise<readonly string[]> {
  const held: string[] = []
  for (const path of paths) if (await raw('read-file', {path, ref: commit})) held.push(path)
  return held
}

/** Whether the files are at a commit as they are here. */
export async function holdsAll({raw}: Transport, commit: string, files: Bundle): Promise<boolean> {
  for (const [path, bytes] of files) {
    const there = await raw('read-file', {path, ref: commit})
    if (!there || !isSameBytes(there, bytes)) return false
  }
  return true
}
