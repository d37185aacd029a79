import {shortCommit} from '../../domain/commit.ts'
import {type FormatWishes, wishFor} from '../../domain/metric-files/format-wishes.ts'
import {
  joinRead,
  NOTHING_READ,
  parseMetrics,
  type ReadFile,
  type ReadMetrics,
} from '../../features/gating/index.ts'
import {
  type CommittedFile,
  filesAtCommits,
  type HistoryCommit,
  nameBefore,
  readBlobs,
} from '../../platform/git-history.ts'
import {pathText} from '../../platform/path-text.ts'

/** What lies in a commit: each metrics file under the name that it had then. */
export type CommitFiles = {
  readonly commit: HistoryCommit
  readonly files: readonly {readonly path: string; readonly file: CommittedFile | undefined}[]
}

export type EarlierName = {readonly path: string; readonly until: string}

const MOST_RENAMES = 20
/** Bytes of old files that are held at a time. */
const HELD = 8 * 2 ** 20
const LARGEST = 32 * 2 ** 20

/** Where the metrics files lie in each commit; a file that was renamed is looked for under its earlier name, too. */
export async function locateFiles(
  workspace: string,
  commits: readonly HistoryCommit[],
  paths: readonly string[],
): Promise<{readonly located: readonly CommitFiles[]; readonly names: readonly EarlierName[]}> {
  const found = await Promise.all(paths.map(path => followFile(workspace, commits, path)))
  return {
    located: commits.map((commit, at) => ({
      commit,
      files: found.flatMap(({places}) => places.slice(at, at + 1)),
    })),
    names: found.flatMap(({names}) => names),
  }
}

async function followFile(workspace: string, commits: readonly HistoryCommit[], path: string) {
  const ids = commits.map(({sha}) => sha)
  const places: CommitFiles['files'][number][] = []
  const names: EarlierName[] = []
  let name = path
  let rest = await filesAtCommits(workspace, ids, name)
  let from = 0
  for (let renames = 0; ; renames++) {
    const gone = rest.findIndex((file, at) => at > 0 && !file && rest[at - 1])
    const [commit, parent] = [ids[from + gone - 1], ids[from + gone]]
    const earlier =
      gone > 0 && renames < MOST_RENAMES && commit !== undefined && parent !== undefined
        ? await nameBefore(workspace, {parent, commit, path: name})
        : undefined
    const known = earlier === undefined && gone > 0 ? nextGap(rest, gone) : rest.length
    const end = earlier === undefined ? known : gone
    places.push(...rest.slice(0, end).map(file => ({path: name, file})))
    from += end
    if (from >= ids.length) return {places, names}
    if (earlier !== undefined && commit !== undefined) {
      names.push({path: earlier, until: commit})
      name = earlier
      rest = await filesAtCommits(workspace, ids.slice(from), name)
    } else rest = rest.slice(end)
  }
}

/** Where the file is there again after a gap: there it may have been renamed before. */
function nextGap(rest: readonly (CommittedFile | undefined)[], gone: number): number {
  const again = rest.findIndex((file, at) => at > gone && file !== undefined)
  return again < 0 ? rest.length : again
}

/**
 * The figures of each commit, the oldest first; nothing where it holds none of the files. Files of several commits are
 * read at a time, and none is held longer than it is needed.
 */
export async function* figuresOf(
  workspace: string,
  located: readonly CommitFiles[],
  formats?: FormatWishes | undefined,
): AsyncGenerator<{
  readonly at: CommitFiles
  readonly key: string
  readonly figures: ReadMetrics | undefined
}> {
  const oldestFirst = located.toReversed()
  let last: {readonly key: string; readonly figures: ReadMetrics} | undefined
  for (let from = 0; from < oldestFirst.length; ) {
    const block = takeBlock(oldestFirst, from)
    const blobs = await readBlobs(workspace, block.wanted)
    for (const at of oldestFirst.slice(from, block.end)) {
      const key = at.files.map(({file}) => file?.blob ?? '').join(' ')
      if (at.files.every(({file}) => !file)) {
        yield {at, key, figures: undefined}
        continue
      }
      if (last?.key !== key) last = {key, figures: await readCommit(at, blobs, formats)}
      yield {at, key, figures: last.figures}
    }
    from = block.end
  }
}

function takeBlock(commits: readonly CommitFiles[], from: number) {
  const wanted = new Map<string, CommittedFile>()
  let bytes = 0
  let end = from
  for (; end < commits.length; end++) {
    const fresh = (commits[end]?.files ?? []).flatMap(({file}) =>
      file && file.bytes <= LARGEST && !wanted.has(file.blob) ? [file] : [],
    )
    const more = fresh.reduce((sum, file) => sum + file.bytes, 0)
    if (end > from && bytes + more > HELD) break
    bytes += more
    for (const file of fresh) wanted.set(file.blob, file)
  }
  return {wanted: [...wanted.values()], end}
}

async function readCommit(
  {commit, files}: CommitFiles,
  blobs: ReadonlyMap<string, Uint8Array>,
  formats: FormatWishes | undefined,
): Promise<ReadMetrics> {
  const all = await Promise.all(
    files.map(async ({path, file}): Promise<ReadFile> => {
      const bytes = file && blobs.get(file.blob)
      if (bytes) return [path, await parseMetrics(bytes, path, {wish: wishFor(formats, path)})]
      const why = file ? 'is too large to be read' : 'is not there'
      return [path, broken(`${pathText(path)} ${why} at ${shortCommit(commit.sha)}`)]
    }),
  )
  return joinRead(all)
}

function broken(problem: string): ReadMetrics {
  return {...NOTHING_READ, problems: [problem]}
}
