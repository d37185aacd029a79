import type {History} from '../../domain/ports/history.ts'
import type {Bundle} from '../../domain/ports/store.ts'
import {ActionError} from '../errors.ts'
import {checkedPath} from '../stores/names.ts'
import {appendToBranch} from './branch-append.ts'
import {isBranchName} from './branch-name.ts'
import type {GithubClient} from './client.ts'
import {blobId} from './git-object.ts'
import {type FoundFile, OBJECTS_PER_QUERY, queryHistory} from './history-query.ts'

/** The history as files on a branch of the repository itself, which has no commit in common with the code. */
export function branchHistory(
  {transport}: Pick<GithubClient, 'transport'>,
  {branch = 'proofmark-history'}: {readonly branch?: string} = {},
): History {
  // In a query another name might have a second meaning.
  if (!isBranchName(branch)) {
    throw new ActionError('invalid-input', `"${branch}" cannot be the name of a branch.`)
  }
  const file = (path: string) =>
    transport.raw('read-file', {path: checkedPath(path), ref: `refs/heads/${branch}`})
  return {
    kind: 'branch',
    place: `branch ${branch}`,
    file,
    async folders(paths) {
      const found = new Map<string, Bundle>()
      for (let from = 0; from < paths.length; from += OBJECTS_PER_QUERY) {
        const some = paths.slice(from, from + OBJECTS_PER_QUERY).map(checkedPath)
        const answer = await queryHistory(transport, {branch, paths: some, select: 'folders'})
        for (const [path, files] of answer.folders) {
          found.set(path, await bundleOf(files, name => file(`${path}/${name}`)))
        }
      }
      return found
    },
    async add(files, message) {
      for (const path of files.keys()) checkedPath(path)
      await appendToBranch(transport, branch, {files, message})
    },
  }
}

/** GraphQL shortens long texts and has none for binary files; the id tells whether the text is the file. */
async function bundleOf(
  files: ReadonlyMap<string, FoundFile>,
  readRaw: (name: string) => Promise<Uint8Array | undefined>,
): Promise<Bundle> {
  const bundle = new Map<string, Uint8Array>()
  for (const [name, {oid, text}] of files) {
    const bytes = new TextEncoder().encode(text ?? '')
    const isWhole = blobId(bytes, oid) === oid
    const whole = isWhole ? bytes : await readRaw(name)
    if (whole) bundle.set(name, whole)
  }
  return bundle
}
