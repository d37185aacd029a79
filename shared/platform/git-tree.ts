import {mkdir, symlink, writeFile} from 'node:fs/promises'
import {ActionError} from './errors.ts'
import {resolveRevision} from './git.ts'
import {failed, git, isDone} from './git-command.ts'
import {pathText} from './path-text.ts'

/** More than this is no tree that anybody copies for a look. */
const MOST_BYTES = 4 * 2 ** 30
const MOST_FILES = 500_000
const LIST_LIMIT = 256 * 2 ** 20
/** A single file may be larger, up to what one answer can hold. */
const GROUP_BYTES = 32 * 2 ** 20
const MOST_OF_ONE = 2 ** 30

/** A commit as it was written out. */
export type CommitTree = {
  readonly commit: string
  /** Where the workspace lies in it; empty at the top. */
  readonly prefix: string
  /** All that git keeps there, from the top. */
  readonly paths: readonly string[]
}

type Entry = {
  /** Bytes as letters, for a name may be no UTF-8. */
  readonly path: string
  readonly blob: string
  readonly bytes: number
  readonly isLink: boolean
}

/**
 * Writes all files of a commit into an empty folder, byte for byte as git keeps them: without filters, line ends or
 * whatever else a checkout would do, and without running anything. Submodules are left out, they are other commits.
 */
export async function writeTree(
  workspace: string,
  revision: string,
  folder: string,
): Promise<CommitTree> {
  const commit = await resolveRevision(workspace, revision)
  if (commit === undefined) {
    throw new ActionError('unknown-revision', `git knows no commit ${pathText(revision)} here`, {
      hint: 'A shallow clone has few commits: with actions/checkout, fetch-depth: 0 brings all of them.',
    })
  }
  const entries = await listTree(workspace, commit)
  const total = entries.reduce((sum, {bytes}) => sum + bytes, 0)
  const largest = entries.reduce((most, {bytes}) => Math.max(most, bytes), 0)
  if (entries.length > MOST_FILES || total > MOST_BYTES || largest > MOST_OF_ONE) {
    const size = `${entries.length.toLocaleString('en-US')} files, ${Math.round(total / 1e6)} MB`
    throw new ActionError('too-large', `the commit holds ${size}, more than is copied for a look`, {
      hint: `At most ${MOST_FILES.toLocaleString('en-US')} files of ${MOST_BYTES / 2 ** 30} GiB together. Check the commit out and look there.`,
    })
  }
  for (const group of groups(entries)) await writeGroup(group, {workspace, folder, commit})
  return {
    commit,
    prefix: await prefixOf(workspace),
    paths: entries.map(({path}) => Buffer.from(path, 'latin1').toString('utf8')),
  }
}

async function prefixOf(workspace: string): Promise<string> {
  const answer = await git(workspace, ['rev-parse', '--show-prefix'])
  if (!isDone(answer)) throw failed('say where in the repository this folder is', answer)
  return answer.stdout.toString('utf8').replace(/\/?\n$/, '')
}

async function listTree(workspace: string, commit: string): Promise<readonly Entry[]> {
  const args = ['ls-tree', '-r', '-z', '-l', '--full-tree', '--end-of-options', commit]
  const listing = await git(workspace, args, {outputLimitBytes: LIST_LIMIT})
  if (!isDone(listing)) throw failed(`list the files at ${commit.slice(0, 7)}`, listing)
  if (listing.isCut)
    throw new ActionError('too-many-files', `${commit.slice(0, 7)} has too many files`)
  return listing.stdout
    .toString('latin1')
    .split('\0')
    .filter(line => line !== '')
    .flatMap(line => {
      const [, mode, type, blob = '', size = '', path = ''] =
        /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(line) ?? []
      if (type === 'commit') return []
      const isPlain = path.split('/').every(part => !['', '.', '..', '.git'].includes(part))
      if (type !== 'blob' || !isPlain) {
        throw new ActionError(
          'bad-files',
          `${commit.slice(0, 7)} holds ${pathText(path)}, which can be no file`,
        )
      }
      return [{path, blob, bytes: Number(size), isLink: mode === '120000'}]
    })
}

/** Links come last, so that no file is ever written through one. */
function groups(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  const made: Entry[][] = [[]]
  let bytes = 0
  const sorted = entries.toSorted((a, b) => Number(a.isLink) - Number(b.isLink))
  for (const entry of sorted) {
    if (bytes + entry.bytes > GROUP_BYTES) {
      made.push([])
      bytes = 0
    }
    made.at(-1)?.push(entry)
    bytes += entry.bytes
  }
  return made.filter(group => group.length > 0)
}

type Frame = {readonly workspace: string; readonly folder: string; readonly commit: string}

async function writeGroup(
  group: readonly Entry[],
  {workspace, folder, commit}: Frame,
): Promise<void> {
  const bytes = group.reduce((sum, entry) => sum + entry.bytes + 200, 0)
  const input = Buffer.from(group.map(({blob}) => `${blob}\n`).join(''))
  const answer = await git(workspace, ['cat-file', '--batch'], {input, outputLimitBytes: bytes})
  if (!isDone(answer) || answer.isCut)
    throw failed(`read the files at ${commit.slice(0, 7)}`, answer)
  let at = 0
  for (const {path, blob, bytes: size, isLink} of group) {
    const head = `${blob} blob ${size}\n`
    const start = at + head.length
    if (answer.stdout.toString('latin1', at, start) !== head) {
      // A partial clone has commits without their files.
      throw new ActionError(
        'file-missing',
        `${pathText(path)} of ${commit.slice(0, 7)} is not in this clone`,
        {
          hint: 'Clone it whole: no filter, no sparse checkout.',
        },
      )
    }
    const content = answer.stdout.subarray(start, start + size)
    at = start + size + 1
    await writeEntry(folder, path, {content, isLink})
  }
}

async function writeEntry(
  folder: string,
  path: string,
  {content, isLink}: {readonly content: Buffer; readonly isLink: boolean},
): Promise<void> {
  const full = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(path, 'latin1')])
  const slash = full.lastIndexOf('/')
  await mkdir(full.subarray(0, slash), {recursive: true})
  if (isLink) await symlink(content, full)
  else await writeFile(full, content, {flag: 'wx'})
}
