import {ActionError} from './errors.ts'
import {failed, git, isDone} from './git-command.ts'
import {pathText} from './path-text.ts'

export type HistoryCommit = {
  readonly sha: string
  /** When it was committed; ISO 8601, UTC. */
  readonly at: string
  readonly subject: string
  readonly parents: number
}

export type CommittedFile = {readonly blob: string; readonly bytes: number}

const SUBJECT_LIMIT = 200

/** A commit and its first parents, the newest first; parents that a shallow clone does not have are not among them. */
export async function firstParents(
  workspace: string,
  commit: string,
  most: number,
): Promise<readonly HistoryCommit[]> {
  const result = await git(workspace, [
    'rev-list',
    '--first-parent',
    `--max-count=${most}`,
    '--encoding=UTF-8',
    '--format=%H %ct %P%x09%s',
    '--end-of-options',
    commit,
  ])
  if (!isDone(result)) throw failed(`list the commits of ${commit.slice(0, 7)}`, result)
  if (result.isCut) throw new ActionError('too-many-files', 'git lists more than is read here')
  return result.stdout.toString('utf8').split('\n').flatMap(readCommit)
}

function readCommit(line: string): readonly HistoryCommit[] {
  const [, sha = '', seconds = '', parents = '', subject = ''] =
    /^([0-9a-f]{40,64}) (\d+) ([0-9a-f ]*)\t(.*)$/s.exec(line) ?? []
  if (sha === '') return []
  return [
    {
      sha,
      at: new Date(Math.min(Number(seconds), 8.64e12) * 1000).toISOString(),
      subject: subject.slice(0, SUBJECT_LIMIT),
      parents: parents.split(' ').filter(parent => parent !== '').length,
    },
  ]
}

/** Whether the clone ends before the history does. */
export async function isShallow(workspace: string): Promise<boolean> {
  const result = await git(workspace, ['rev-parse', '--is-shallow-repository'])
  return isDone(result) && result.stdout.toString('latin1').trim() === 'true'
}

/** The file that each commit holds at a path, relative to the workspace; nothing where none is. */
export async function filesAtCommits(
  workspace: string,
  commits: readonly string[],
  path: string,
): Promise<readonly (CommittedFile | undefined)[]> {
  if (commits.length === 0) return []
  if (/[\n\0]/.test(path)) {
    throw new ActionError('invalid-path', `${pathText(path)} cannot be looked up in old commits`)
  }
  const result = await git(
    workspace,
    ['cat-file', '--batch-check=%(objecttype) %(objectname) %(objectsize)'],
    {input: Buffer.from(commits.map(sha => `${sha}:./${path}\n`).join(''))},
  )
  if (!isDone(result)) throw failed(`look up ${pathText(path)} in old commits`, result)
  const lines = result.stdout.toString('utf8').split('\n').slice(0, -1)
  if (lines.length !== commits.length) {
    throw new ActionError('git-failed', `git answered ${lines.length} of ${commits.length} times`)
  }
  return lines.map(line => {
    const [, blob = '', bytes = ''] = /^blob ([0-9a-f]{40,64}) (\d+)$/.exec(line) ?? []
    return blob === '' ? undefined : {blob, bytes: Number(bytes)}
  })
}

/** The bytes of blobs, which are handed over together: who asks keeps their sum small. */
export async function readBlobs(
  workspace: string,
  files: readonly CommittedFile[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>()
  if (files.length === 0) return found
  const room = files.reduce((sum, {bytes}) => sum + bytes + HEADER, 0)
  const result = await git(workspace, ['cat-file', '--batch=%(objectname) %(objectsize)'], {
    input: Buffer.from(files.map(({blob}) => `${blob}\n`).join('')),
    outputLimitBytes: room,
  })
  if (!isDone(result)) throw failed('read files of old commits', result)
  let at = 0
  for (const {blob, bytes} of files) {
    const header = `${blob} ${bytes}\n`
    const start = at + header.length
    if (result.stdout.toString('latin1', at, start) !== header) {
      throw new ActionError('git-failed', `git could not read the blob ${blob}`)
    }
    found.set(blob, result.stdout.subarray(start, start + bytes))
    at = start + bytes + 1
  }
  return found
}

/** `<id> <size>` and two line ends. */
const HEADER = 100

/** What a file was called in the parent of a commit that renamed it; nothing when it did not. Relative to the workspace. */
export async function nameBefore(
  workspace: string,
  {parent, commit, path}: {readonly parent: string; readonly commit: string; readonly path: string},
): Promise<string | undefined> {
  const result = await git(workspace, [
    'diff-tree',
    '-r',
    '-z',
    '-M',
    // The repository's own configuration may ask for a search without end.
    '-l1000',
    '--relative',
    '--diff-filter=R',
    '--name-status',
    '--no-ext-diff',
    '--no-textconv',
    '--end-of-options',
    parent,
    commit,
  ])
  if (!isDone(result) || result.isCut) return undefined
  const words = result.stdout.toString('utf8').split('\0')
  for (let at = 0; at + 2 < words.length; at += 3) {
    if (words[at + 2] === path) return words[at + 1]
  }
  return undefined
}
