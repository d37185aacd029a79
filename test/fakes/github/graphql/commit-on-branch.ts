import {encodeCommit} from '../git/commit-object.ts'
import {FILE} from '../git/tree-object.ts'
import {type Change, changeTree, entryAt} from '../git/trees.ts'
import type {Repository} from '../repository.ts'
import type {Need} from '../tokens.ts'
import {timestamp} from '../world.ts'
import {graphqlFailure} from './failure.ts'
import {objectView, refView} from './git-views.ts'
import {requireNeeds, type Viewer, visibleRepository} from './views.ts'

export type CommitInput = {
  readonly branch: {readonly repositoryNameWithOwner?: string; readonly branchName?: string}
  readonly expectedHeadOid: string
  readonly message: {readonly headline: string; readonly body?: string | null}
  readonly fileChanges?: {
    readonly additions?: readonly {readonly path: string; readonly contents: string}[]
    readonly deletions?: readonly {readonly path: string}[]
  }
  readonly clientMutationId?: string
}

const WRITE: readonly Need[] = [{permission: 'contents', access: 'write'}]

/** One commit on top of exactly the expected one, or none at all. */
export function createCommitOnBranch(viewer: Viewer, input: CommitInput) {
  const {world, token} = viewer
  const {branch, expectedHeadOid, message, clientMutationId = null} = input
  const {repositoryNameWithOwner, branchName} = branch
  if (repositoryNameWithOwner === undefined || branchName === undefined) {
    throw new Error('the fake takes a branch by its repository and name only')
  }
  const [owner = '', name = ''] = repositoryNameWithOwner.split('/')
  const repository = visibleRepository(viewer, owner, name)
  requireNeeds(viewer, repository, WRITE)
  const ref = branchName.startsWith('refs/') ? branchName : `refs/heads/${branchName}`
  const head = repository.refs.get(ref)
  if (head === undefined) {
    throw graphqlFailure('NOT_FOUND', `A branch with the name '${branchName}' was not found.`)
  }
  if (head !== expectedHeadOid) {
    throw graphqlFailure(
      'STALE_DATA',
      `Expected branch to point to "${expectedHeadOid}" but it did not.  Pull and try again.`,
    )
  }
  const {objects} = repository
  const base = objects.commit(head)?.tree
  const changes = changesOf(repository, input, head)
  const tree = changeTree(objects, base, changes)
  const date = timestamp(world.now())
  const text = message.body ? `${message.headline}\n\n${message.body}` : message.headline
  const {login} = token
  const commit = objects.add(
    'commit',
    encodeCommit({
      tree,
      parents: [head],
      author: {name: login, email: `${login}@users.noreply.github.com`, date},
      committer: {name: 'GitHub', email: 'noreply@github.com', date},
      message: text,
    }),
  )
  repository.setRef(ref, commit)
  return {
    clientMutationId,
    commit: () => objectView(repository, commit),
    ref: () => refView(repository, ref, commit),
  }
}

function changesOf(
  {objects}: Repository,
  {fileChanges = {}}: CommitInput,
  head: string,
): ReadonlyMap<string, Change> {
  const tree = objects.commit(head)?.tree ?? ''
  const changes = new Map<string, Change>()
  for (const {path} of fileChanges.deletions ?? []) {
    if (!entryAt(objects, tree, checkPath(path))) {
      throw graphqlFailure(
        'UNPROCESSABLE',
        `A path was requested for deletion which does not exist as of commit oid \`${head}\``,
      )
    }
    changes.set(path, undefined)
  }
  for (const {path, contents} of fileChanges.additions ?? []) {
    const bytes = Buffer.from(contents, 'base64')
    const isBase64 = bytes.toString('base64') === contents.replace(/\s/g, '')
    if (!isBase64) throw graphqlFailure('UNPROCESSABLE', `${path}: contents are not base64`)
    const known = entryAt(objects, tree, checkPath(path))
    const mode = known && objects.blob(known.id) ? known.mode : FILE
    changes.set(path, {mode, id: objects.add('blob', bytes)})
  }
  return changes
}

function checkPath(path: string): string {
  const isGood = path.split('/').every(part => !['', '.', '..', '.git'].includes(part))
  if (isGood) return path
  throw graphqlFailure('UNPROCESSABLE', `A path was given that git does not allow: ${path}`)
}
