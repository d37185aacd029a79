import type {Digest} from '../../domain/digest.ts'
import type {Bundle} from '../../domain/ports/store.ts'
import {dataBranch} from '../../domain/trigger.ts'
import {ActionError} from '../../platform/errors.ts'
import {branchHead, commitOnBranch, createBranch} from '../../platform/github/branches.ts'
import {type FoundPull, openPull, pullsOfBranch} from '../../platform/github/pulls.ts'
import type {Transport} from '../../platform/github/transport.ts'
import {isSameBytes} from '../../platform/stores/bundle.ts'

export type Proposal = {
  readonly pipeline: string
  readonly digest: Digest
  /** The branch that the pull request goes to. */
  readonly base: string
  /** The commit that the branch of the data stands on. */
  readonly head: string
  /** The manifests with the data that git keeps; the commit `head` does not hold all of them as they are. */
  readonly files: Bundle
  /** Paths that go, where git keeps them. */
  readonly deletions: readonly string[]
  readonly title: string
  readonly body: string
}

export type Proposed = {
  readonly end: 'opened' | 'already-open' | 'declined'
  readonly branch: string
  readonly pull: FoundPull
}

/** Data that come and go: how often the same digest can have been merged before. */
const MOST_ROUNDS = 50
const TRIES = 10
const PAUSE_S = 1

/**
 * Opens one pull request for these data, however often and by however many runs it is asked for at once: its branch is
 * called after the digest, and every step is taken from what is there already, so that a run that was killed is taken up
 * where it stopped.
 */
export async function proposeData(transport: Transport, proposal: Proposal): Promise<Proposed> {
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const branch = dataBranch(proposal.pipeline, proposal.digest, round)
    const [newest] = await pullsOfBranch(transport, branch)
    if (newest?.state === 'open') return {end: 'already-open', branch, pull: newest}
    if (newest?.state === 'closed') return {end: 'declined', branch, pull: newest}
    // Merged, and the data went elsewhere and came back since.
    if (newest?.state === 'merged') continue
    await fillBranch(transport, branch, proposal)
    return open(transport, branch, proposal)
  }
  throw new ActionError(
    'too-many-rounds',
    `the same data were proposed and merged ${MOST_ROUNDS} times`,
    {
      hint: `Delete old branches that begin with ${dataBranch(proposal.pipeline, proposal.digest, 1)}.`,
    },
  )
}

async function fillBranch(transport: Transport, branch: string, proposal: Proposal): Promise<void> {
  const {head, files, deletions, title} = proposal
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const stand = await branchHead(transport, branch)
    if (stand === undefined) {
      await createBranch(transport, branch, head)
      continue
    }
    if (stand !== head && (await holdsAll(transport, stand, files))) return
    const isDone = await commitOnBranch(transport, {
      branch,
      head: stand,
      additions: files,
      // What is not there cannot be deleted; a run that died may have left the branch half done.
      deletions: await heldOf(transport, stand, deletions),
      message: title,
      operation: 'commit-data',
    })
    if (isDone) return
    await transport.pause(PAUSE_S, 'commit-data', transport.until())
  }
  throw new ActionError('stale-head', `the branch ${branch} moved on at each of ${TRIES} tries`, {
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

async function open(
  transport: Transport,
  branch: string,
  {base, title, body}: Proposal,
): Promise<Proposed> {
  const pull = await openPull(transport, {branch, base, title, body})
  if (pull) return {end: 'opened', branch, pull}
  const [other] = await pullsOfBranch(transport, branch)
  if (other) return {end: 'already-open', branch, pull: other}
  throw new ActionError('answer-lost', `nobody can say whether ${branch} has a pull request`, {
    hint: 'Run the job again: it goes on where this one stopped.',
  })
}
