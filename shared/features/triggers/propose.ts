import {ActionError} from '../../platform/errors.ts'
import {branchHead, createBranch} from '../../platform/github/branches.ts'
import {changedPaths} from '../../platform/github/commits.ts'
import {type FoundPull, openPull, pullsOfBranch} from '../../platform/github/pulls.ts'
import type {Transport} from '../../platform/github/transport.ts'
import {pathText} from '../../platform/path-text.ts'
import {commitDraft, type Draft, holdsAll, PAUSE_S, restless, TRIES} from './draft.ts'
import {renewPull} from './renew.ts'

export type Proposal = {
  /** The name of the branch; of what was proposed and merged before, the next of that name. */
  readonly branchOf: (round: number) => string
  /** The branch that the pull request goes to. */
  readonly base: string
  /** The commit that the branch of the proposal stands on. */
  readonly head: string
  /** Of the pull request, and the first line of each commit that is made for it. */
  readonly title: string
  /** What to propose where the branch stands at a commit, which may be `head`. */
  readonly draftAt: (stand: string) => Promise<Draft>
  /** Whether a pull request that is open is brought up to date, or left as it is. */
  readonly isRenewed: boolean
}

export type Proposed = {
  readonly end: 'opened' | 'already-open' | 'declined'
  /** Whether one that was open already was brought up to date. */
  readonly isChanged: boolean
  readonly branch: string
  readonly pull: FoundPull
}

/** What comes and goes: how often the same can have been merged before. */
const MOST_ROUNDS = 50

/**
 * Opens one pull request, however often and by however many runs it is asked for at once: its branch is called after what
 * is proposed, and every step is taken from what is there already, so that a run that was killed is taken up where it
 * stopped.
 */
export async function propose(transport: Transport, proposal: Proposal): Promise<Proposed> {
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const branch = proposal.branchOf(round)
    const [newest] = await pullsOfBranch(transport, branch)
    if (newest?.state === 'open') return meet(transport, {branch, pull: newest}, proposal)
    if (newest?.state === 'closed') return {end: 'declined', isChanged: false, branch, pull: newest}
    // Merged, and the files went elsewhere and came back since.
    if (newest?.state === 'merged') continue
    const draft = await fillBranch(transport, branch, proposal)
    return open(transport, {branch, draft}, proposal)
  }
  throw new ActionError(
    'too-many-rounds',
    `the same was proposed and merged ${MOST_ROUNDS} times`,
    {hint: `Delete old branches that begin with ${proposal.branchOf(1)}.`},
  )
}

/** One that is open already, of this run or another. */
async function meet(
  transport: Transport,
  {branch, pull}: {readonly branch: string; readonly pull: FoundPull},
  proposal: Proposal,
): Promise<Proposed> {
  const isChanged = proposal.isRenewed && (await renewPull(transport, branch, proposal))
  return {end: 'already-open', isChanged, branch, pull}
}

async function fillBranch(
  transport: Transport,
  branch: string,
  proposal: Proposal,
): Promise<Draft> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const stand = await branchHead(transport, branch)
    if (stand === undefined) {
      await createBranch(transport, branch, proposal.head)
      continue
    }
    const draft = await proposal.draftAt(stand)
    if (stand !== proposal.head) {
      await refuseOthers(transport, draft, {branch, stand, base: proposal.base})
      if (await holdsAll(transport, stand, draft.files)) return draft
    }
    if (await commitDraft(transport, draft, {branch, stand, title: proposal.title})) return draft
    await transport.pause(PAUSE_S, 'commit-files', transport.until())
  }
  throw restless(branch)
}

/** Who makes the branch beforehand must not have anything else proposed in the name of this run. */
async function refuseOthers(
  transport: Transport,
  {files, deletions}: Draft,
  {branch, stand, base}: {readonly branch: string; readonly stand: string; readonly base: string},
): Promise<void> {
  const changed = await changedPaths(transport, base, stand)
  const other = changed.find(path => !files.has(path) && !deletions.includes(path))
  if (other === undefined) return
  throw new ActionError('foreign-branch', `${branch} changes ${pathText(other)}, too`, {
    hint: 'Somebody else committed to the branch before it had a pull request. Look at it, and delete it.',
  })
}

async function open(
  transport: Transport,
  {branch, draft}: {readonly branch: string; readonly draft: Draft},
  proposal: Proposal,
): Promise<Proposed> {
  const {base, title} = proposal
  const pull = await openPull(transport, {branch, base, title, body: draft.body})
  if (pull) return {end: 'opened', isChanged: false, branch, pull}
  const [other] = await pullsOfBranch(transport, branch)
  if (other) return meet(transport, {branch, pull: other}, proposal)
  throw new ActionError('answer-lost', `nobody can say whether ${branch} has a pull request`, {
    hint: 'Run the job again: it goes on where this one stopped.',
  })
}
