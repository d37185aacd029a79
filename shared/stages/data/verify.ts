import {shortCommit} from '../../domain/commit.ts'
import {
  judgeEntries,
  MISMATCH_CODES,
  type Mismatch,
  type VerifyEntry,
  type VerifyResult,
} from '../../domain/dvc/verification.ts'
import {grouped} from '../../domain/grouped.ts'
import {openRepository, readProject, verifyProject, writeProject} from '../../features/dvc/index.ts'
import type {Outcome, Scene} from '../../platform/action.ts'
import {ActionError} from '../../platform/errors.ts'
import {isFile} from '../../platform/files.ts'
import {isFolder, parentOf} from '../../platform/folders.ts'
import {writeTree} from '../../platform/git-tree.ts'
import {choices, flag, path, text, type Values} from '../../platform/inputs.ts'
import {pathInside, userPath} from '../../platform/inside.ts'
import {pathText} from '../../platform/path-text.ts'
import {humanBytes} from '../../platform/runner/progress.ts'
import {inScratchFolder} from '../../platform/scratch.ts'

export const verifyInputs = {
  path: path({
    about: 'A folder that DVC keeps data in, or one of its files.',
    default: '.',
    positional: true,
  }),
  'fail-on': choices(['mismatch', 'absent', 'skipped'] as const, {
    about:
      'What fails the step: what is not as recorded, what is not here to be looked at, what is never looked at.',
    default: 'mismatch',
  }),
  accept: choices(MISMATCH_CODES, {
    about: 'Reasons that are told and fail nothing, such as unknown-stage.',
  }),
  revision: text({
    about:
      'A commit, branch or tag: its own files are looked at, byte for byte, and the working tree is not.',
  }),
  write: flag({
    about: 'Bring .dvc files up to date with the data that is here, as dvc commit does.',
    default: 'false',
  }),
} as const

export type VerifyInputs = Values<typeof verifyInputs>

/** GitHub shows ten of a step; the rest would only fill the log. */
const TOLD = 50

/** The stage behind the action `verify`: is everything as DVC recorded it? */
export async function runVerify(inputs: VerifyInputs, scene: Scene) {
  const {revision} = inputs
  if (revision === undefined) return verifyFiles(inputs, scene)
  if (inputs.write) {
    throw new ActionError('invalid-input', 'write: a commit cannot be written to', {
      hint: 'Leave one of revision and write away.',
    })
  }
  const {place} = scene
  return inScratchFolder(place.temporary, async folder => {
    const {commit, prefix, paths} = await writeTree(place.workspace, revision, folder)
    const workspace = prefix === '' ? folder : `${folder}/${prefix}`
    return verifyFiles(inputs, {...scene, place: {...place, workspace}}, {commit, folder, paths})
  })
}

/** The files of a commit, where they were written. */
type Written = {
  readonly commit: string
  readonly folder: string
  readonly paths: readonly string[]
}

async function verifyFiles(inputs: VerifyInputs, {runner, place}: Scene, tree?: Written) {
  const start = await userPath(place, inputs.path)
  if (!(await isFolder(start)) && !(await isFile(start))) {
    throw new ActionError('file-missing', `there is no ${pathText(inputs.path)}`)
  }
  const folder = (await isFile(start)) ? parentOf(start) : start
  // Above a commit there is nothing.
  const within = tree ? {...place, kind: 'github' as const, workspace: tree.folder} : place
  const repository = await openRepository(folder, within)
  const inner = tree && pathInside(tree.folder, repository.root)
  const tracked =
    inner === '.' ? tree?.paths : tree?.paths.flatMap(path => below(inner ?? '', path))
  const verify = async () =>
    verifyProject(repository, await readProject(repository, start), {
      onProgress: runner.progress,
      tracked,
    })
  let verified = await verify()
  if (verified.files === 0) {
    throw new ActionError('no-dvc-files', `nothing of DVC lies in ${pathText(inputs.path)}`, {
      hint: 'Looked for dvc.yaml, dvc.lock and files that end in .dvc.',
    })
  }
  const written = inputs.write
    ? await writeProject(repository, await readProject(repository, start), verified.entries)
    : undefined
  if (written && written.length > 0) verified = await verify()
  const shown = (file: string) => pathInside(place.workspace, `${repository.root}/${file}`)
  const entries = verified.entries.map(entry => ({...entry, file: shown(entry.file)}))
  const count = (status: VerifyEntry['status']) =>
    entries.filter(entry => entry.status === status).length
  const result: VerifyResult = {
    schema: 'proofmark/verify-result/v1',
    ...judgeEntries(entries, {failOn: inputs['fail-on'], accept: inputs.accept ?? []}),
    ...(tree ? {commit: tree.commit} : {}),
    files: verified.files,
    match: count('match'),
    mismatch: count('mismatch'),
    absent: count('absent'),
    skipped: count('skipped'),
    entries,
    ...(written ? {written: written.map(shown)} : {}),
  }
  for (const file of result.written ?? []) runner.info(`wrote ${pathText(file)}`)
  tell(entries, {accept: inputs.accept ?? [], runner})
  const {files, bytes} = verified.hashed
  runner.info(`read ${grouped(files)} files, ${humanBytes(bytes)}`)
  return {
    decision: decisionOf(result),
    headline: headlineOf(result),
    outputs: {
      verdict: result.verdict,
      'reason-code': result.reasonCode,
      match: String(result.match),
      mismatch: String(result.mismatch),
      absent: String(result.absent),
      skipped: String(result.skipped),
    },
    result,
  } as const satisfies Outcome<string>
}

function below(folder: string, path: string): readonly string[] {
  return path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : []
}

/** A path that several stages name is told once, at the first place. */
function tell(
  entries: readonly VerifyEntry[],
  {accept, runner}: {readonly accept: readonly Mismatch[]; readonly runner: Scene['runner']},
): void {
  const accepted: ReadonlySet<string> = new Set(accept)
  const distinct = new Map<string, VerifyEntry>()
  for (const entry of entries) {
    if (entry.status !== 'mismatch') continue
    const key = JSON.stringify([
      entry.path,
      entry.kind === 'dep' ? 'out' : entry.kind,
      entry.reason,
      entry.expected,
    ])
    if (!distinct.has(key)) distinct.set(key, entry)
  }
  for (const entry of [...distinct.values()].slice(0, TOLD)) {
    const {file, line, reason = '', message = '', expected, actual} = entry
    const sums =
      expected !== undefined &&
      actual !== undefined &&
      entry.kind !== 'param' &&
      entry.kind !== 'command'
        ? ` (recorded ${expected}, is ${actual})`
        : ''
    runner.annotate(
      accepted.has(reason) ? 'warning' : 'error',
      `${pathText(entry.path)}: ${message}${sums} [${reason}]`,
      {file, line},
    )
  }
  const more = distinct.size - TOLD
  if (more > 0) runner.info(`and ${more} more; the result holds them all`)
}

function decisionOf({verdict}: VerifyResult): 'accepted' | 'refused' | 'error' {
  switch (verdict) {
    case 'pass':
    case 'inconclusive':
      return 'accepted'
    case 'fail':
      return 'refused'
    case 'error':
      return 'error'
  }
}

function headlineOf({verdict, match, mismatch, absent, skipped, commit}: VerifyResult): string {
  const parts = [
    `${match} as recorded`,
    mismatch > 0 ? `${mismatch} not${verdict === 'pass' ? ', which is accepted' : ''}` : '',
    absent > 0 ? `${absent} not here, so not checked` : '',
    skipped > 0 ? `${skipped} skipped` : '',
  ].filter(part => part !== '')
  const state = {
    pass: 'data is as DVC recorded it',
    fail: 'data is not as DVC recorded it',
    inconclusive: 'nothing could be checked',
    error: 'a file of DVC cannot be read',
  }[verdict]
  const at = commit === undefined ? '' : ` at ${shortCommit(commit)}`
  return `${state}${at}: ${parts.join(', ')}`
}
