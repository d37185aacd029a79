import {branchHead} from '../../platform/github/branches.ts'
import {readCommit} from '../../platform/github/commits.ts'
import {changePull, pullsOfBranch} from '../../platform/github/pulls.ts'
import type {Transport} from '../../platform/github/transport.ts'
import {commitDraft, type Draft, holdsAll, PAUSE_S, restless, TRIES} from './draft.ts'

type Renewed = {
  readonly title: string
  readonly draftAt: (stand: string) => Promise<Draft>
}

/**
 * Brings a pull request that is open up to date, and says whether there was anything to do. The text is written last, and
 * the branch looked at again after it: whoever of two racing runs ends last leaves a text that is about the files.
 */
export async function renewPull(
  transport: Transport,
  branch: string,
  {title, draftAt}: Renewed,
): Promise<boolean> {
  let isChanged = false
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const stand = await branchHead(transport, branch)
    // Closed, or merged and tidied up, in this moment.
    if (stand === undefined) return isChanged
    const {subject} = await readCommit(transport, stand)
    // Somebody works on it: their word counts.
    if (subject !== title) return isChanged
    const draft = await draftAt(stand)
    if (!(await holdsAll(transport, stand, draft.files))) {
      if (await commitDraft(transport, draft, {branch, stand, title})) isChanged = true
      else await transport.pause(PAUSE_S, 'commit-files', transport.until())
    } else if (await tell(transport, branch, draft)) isChanged = true
    else return isChanged
  }
  throw restless(branch)
}

/** Writes the text where another one stands; the same is never written twice. */
async function tell(transport: Transport, branch: string, {body, mark}: Draft): Promise<boolean> {
  const [pull] = await pullsOfBranch(transport, branch)
  if (pull?.state !== 'open' || mark === undefined || pull.body.includes(mark)) return false
  await changePull(transport, pull.number, {body})
  return true
}
