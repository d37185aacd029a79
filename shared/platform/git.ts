import {ActionError} from './errors.ts'
import {FILE_LIMIT, failed, git, hasNoRepository, isDone} from './git-command.ts'
import {pathText} from './path-text.ts'

export type Commit = {
  readonly sha: string
  readonly parents: readonly string[]
  /** When it was committed; ISO 8601, UTC. */
  readonly at: string
}

/**
 * The commit that is checked out; nothing without git, without a repository or before the first commit. Parents come
 * from the commit object itself, so a shallow clone knows them although it does not have them.
 */
export async function headCommit(workspace: string): Promise<Commit | undefined> {
  const sha = await commitOf(workspace, 'HEAD')
  if (sha === undefined) return undefined
  const object = await git(workspace, ['cat-file', 'commit', sha])
  if (!isDone(object)) throw failed('read the commit that is checked out', object)
  const header = object.stdout.toString('utf8').split('\n\n', 1)[0] ?? ''
  const seconds = /^committer .* (\d+) [+-]\d{4}$/m.exec(header)?.[1]
  return {
    sha,
    parents: [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = '']) => parent),
    at: new Date(Number(seconds ?? 0) * 1000).toISOString(),
  }
}

/** The commit that a branch, tag or other revision names here, if any. */
export async function resolveRevision(
  workspace: string,
  revision: string,
): Promise<string | undefined> {
  return commitOf(workspace, checkedRevision(revision))
}

/** The best common ancestor of two revisions, if there is one in this clone. */
export async function mergeBase(
  workspace: string,
  a: string,
  b: string,
): Promise<string | undefined> {
  const [first, second] = [await resolveRevision(workspace, a), await resolveRevision(workspace, b)]
  if (first === undefined || second === undefined) return undefined
  const result = await git(workspace, ['merge-base', '--end-of-options', first, second])
  if (isDone(result)) return result.stdout.toString('latin1').trim()
  if (result.exit.kind === 'exited' && result.exit.code === 1) return undefined
  throw failed(`find the merge base of ${pathText(a)} and ${pathText(b)}`, result)
}

/** A file's bytes as they were committed, its path relative to the workspace; nothing when it was not there. */
export async function fileAtRevision(
  workspace: string,
  revision: string,
  path: string,
): Promise<Uint8Array | undefined> {
  const sha = await resolveRevision(workspace, revision)
  if (sha === undefined) return undefined
  const what = `read ${pathText(path)} at ${sha.slice(0, 7)}`
  const listing = await git(workspace, ['ls-tree', '-z', '--end-of-options', sha, '--', path])
  if (!isDone(listing)) throw failed(what, listing)
  const entry = /^(\d+) (\w+) ([0-9a-f]+)\t/.exec(listing.stdout.toString('latin1'))
  if (!entry) return undefined
  const [, mode = '', type, blob = ''] = entry
  // The content of a link is the name of another file.
  if (type !== 'blob' || mode === '120000') {
    throw new ActionError(
      'not-a-file',
      `${pathText(path)} is not a plain file at ${sha.slice(0, 7)}`,
    )
  }
  const content = await git(workspace, ['cat-file', 'blob', blob])
  if (!isDone(content)) throw failed(what, content)
  if (!content.isCut) return content.stdout
  throw new ActionError(
    'file-too-large',
    `${pathText(path)} at ${sha.slice(0, 7)} is larger than ${FILE_LIMIT} bytes`,
  )
}

/** Whether a tracked file, or the one at a path, differs from what is committed; nothing without a repository. */
export async function isDirty(workspace: string, path?: string): Promise<boolean | undefined> {
  if ((await commitOf(workspace, 'HEAD')) === undefined) return undefined
  const result = await git(workspace, [
    'status',
    '--porcelain',
    '-z',
    '--untracked-files=no',
    '--ignore-submodules=all',
    ...(path === undefined ? [] : ['--', path]),
  ])
  if (!isDone(result)) throw failed('compare the files with the commit', result)
  return result.stdout.length > 0
}

/** Paths that git keeps, relative to the folder; nothing without a repository, or where there are too many to hold. */
export async function trackedFiles(folder: string): Promise<readonly string[] | undefined> {
  const listing = await readRepository(folder, ['ls-files', '-z', '--cached'])
  return listing?.split('\0').filter(path => path !== '')
}

/** What git prints; nothing when it fails, as without a repository, or prints more than we hold. */
export async function readRepository(
  folder: string,
  args: readonly string[],
): Promise<string | undefined> {
  const result = await git(folder, args)
  return isDone(result) && !result.isCut ? result.stdout.toString('utf8') : undefined
}

/**
 * The last commit that changed a file to what it is; nothing without a repository, where the clone does not reach far
 * enough to know, or where the file was changed since.
 */
export async function lastCommitOf(workspace: string, path: string): Promise<string | undefined> {
  const shallow = await git(workspace, ['rev-parse', '--is-shallow-repository'])
  if (!isDone(shallow) || shallow.stdout.toString('latin1').trim() !== 'false') return undefined
  if (await isDirty(workspace, path)) return undefined
  const result = await git(workspace, ['log', '-1', '--format=%H', '--', path])
  const sha = isDone(result) ? result.stdout.toString('latin1').trim() : ''
  return /^[0-9a-f]{40,64}$/.test(sha) ? sha : undefined
}

export type TreeFile = {readonly path: string; readonly blob: string}

/** The files of a commit at or below a path, relative to it; links and submodules are not among them. */
export async function filesAtRevision(
  workspace: string,
  revision: string,
  path: string,
): Promise<readonly TreeFile[]> {
  const sha = await resolveRevision(workspace, revision)
  if (sha === undefined) return []
  const listing = await git(workspace, [
    'ls-tree',
    '-r',
    '-z',
    '--full-name',
    '--end-of-options',
    sha,
    ...(path === '.' ? [] : ['--', path]),
  ])
  if (!isDone(listing)) throw failed(`list the files at ${sha.slice(0, 7)}`, listing)
  if (listing.isCut) {
    throw new ActionError(
      'too-many-files',
      `${sha.slice(0, 7)} has more files than are listed here`,
    )
  }
  return listing.stdout
    .toString('utf8')
    .split('\0')
    .flatMap(line => {
      const [, mode = '', blob = '', name = ''] = /^(\d+) blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? []
      return blob === '' || mode === '120000' ? [] : [{path: name, blob}]
    })
}

async function commitOf(workspace: string, revision: string): Promise<string | undefined> {
  const result = await git(workspace, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${revision}^{commit}`,
  ])
  if (isDone(result)) return result.stdout.toString('latin1').trim()
  const {exit} = result
  if (exit.kind === 'not-started') return undefined
  if (exit.kind === 'exited' && (exit.code === 1 || hasNoRepository(result))) return undefined
  throw failed(`look up ${pathText(revision)}`, result)
}

function checkedRevision(revision: string): string {
  if (revision !== '' && !revision.startsWith('-') && !/[\0-\x20]/.test(revision)) return revision
  throw new ActionError(
    'invalid-revision',
    `${JSON.stringify(revision)} cannot be a revision of git`,
    {hint: 'Give a branch, a tag or a commit id.'},
  )
}
