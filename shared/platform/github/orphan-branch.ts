import * as z from 'zod'
import {codeOf} from '../errors.ts'
import {saidBy} from './failures.ts'
import type {Transport} from './transport.ts'

const made = z.object({sha: z.string()})

const README = `# The history of Proofmark

Every pipeline run of the default branch leaves its record here: what the data was, what the metrics were, what the
gate decided. Later runs and pull requests are compared with these records.

- \`records/<pipeline>/<first two digits>/<commit>/<run>-<attempt>-<leg>.json\`: one record, never changed
- \`manifests/<first two digits>/<digest>.sha256\`: the files of a dataset, as \`sha256sum\` prints them;
  the SHA-256 of such a file is the dataset's digest
- \`triggers/<pipeline>/<hash>/\`: which new data set off a training, so that they do it once

The branch has no common commit with the code. Deleting it forgets every baseline; nothing else breaks.
`

/**
 * Makes the branch with one parentless commit, and returns that commit; nothing when only another look can tell how it
 * stands: somebody was faster, or an answer was lost. `createCommitOnBranch` cannot do it, it needs a branch to stand on.
 */
export async function createOrphanBranch(
  {rest}: Transport,
  {branch, deadline}: {readonly branch: string; readonly deadline: number},
): Promise<string | undefined> {
  const options = {schema: made, deadline}
  const content = {path: 'README.md', mode: '100644', type: 'blob', content: README}
  try {
    const tree = await rest('create-tree', {tree: [content]}, options)
    const message = 'Begin the history'
    const first = {message, tree: tree.sha, parents: []}
    const {sha} = await rest('create-commit', first, options)
    await rest('create-ref', {ref: `refs/heads/${branch}`, sha}, {schema: z.object({}), deadline})
    return sha
  } catch (error) {
    if (codeOf(error) === 'answer-lost' || isThereAlready(error)) return undefined
    throw error
  }
}

/** Whether GitHub refused because there is a thing of that name. */
export function isThereAlready(error: unknown): boolean {
  return codeOf(error) === 'github-refused' && /already exists/i.test(saidBy(error))
}
