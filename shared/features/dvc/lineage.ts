import {printChecksum} from '../../domain/dvc/checksum.ts'
import type {DvcEntry} from '../../domain/dvc/entry.ts'
import type {LockedStage} from '../../domain/dvc/lock-file.ts'
import {folderOf, placeOf} from '../../domain/dvc/place.ts'
import type {VerifyEntry} from '../../domain/dvc/verification.ts'
import type {Progress} from '../../domain/ports/runner.ts'
import {stepsBehind} from '../../domain/provenance/chain.ts'
import type {Artifact, Step} from '../../domain/provenance/provenance.ts'
import {pathInside} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'
import {type DvcProject, readProject} from './read-project.ts'
import {openRepository} from './repository.ts'
import {verifyProject} from './verify.ts'

/** Something of a chain that is not as the lock says. */
export type Broken = {
  readonly kind: 'out' | 'dep'
  readonly stage: string
  readonly path: string
  readonly file: string
  readonly line: number
  readonly message: string
}

export type Lineage = {
  readonly steps: readonly Step[]
  readonly isCut: boolean
  readonly broken: readonly Broken[]
  /** Locks that cannot be read. */
  readonly unreadable: readonly string[]
  /** There was so much that nobody looked whether it is as recorded. */
  readonly isUnchecked: boolean
}

/** What is hashed by MD5 beside the SHA-256 that is taken anyway. */
const MOST_BYTES = 4 * 2 ** 30

type Wish = {
  readonly place: Place
  /** What is to be explained, relative to the workspace. */
  readonly paths: readonly string[]
  /** Absolute paths of the locks that may tell of it. */
  readonly locks: readonly string[]
  readonly onProgress: (progress: Progress) => void
}

/** The stages of DVC that made what lies at the paths, and whether that is still what they made. */
export async function traceLocks({place, paths, locks, onProgress}: Wish): Promise<Lineage> {
  const {workspace} = place
  const repository = await openRepository(workspace, place)
  const toWorkspace = (path: string) => pathInside(workspace, `${repository.root}/${path}`)
  const found: {readonly step: Step; readonly stage: LockedStage; readonly file: string}[] = []
  const pipelines: [
    string,
    DvcProject['pipelines'] extends ReadonlyMap<string, infer P> ? P : never,
  ][] = []
  const unreadable: string[] = []
  for (const lock of locks) {
    const project = await readProject(repository, lock)
    pipelines.push(...project.pipelines)
    unreadable.push(...project.invalid.map(({file}) => toWorkspace(file)))
    for (const {file, stages} of project.locks) {
      const wanted = project.pipelines.get(folderOf(file))?.stages ?? []
      for (const stage of stages) {
        const wdir = wanted.find(({name}) => name === stage.name)?.wdir ?? '.'
        const at = (entry: DvcEntry) =>
          artifactOf(entry, {folder: folderOf(file), wdir, toWorkspace})
        const step: Step = {
          name: stage.name,
          from: 'dvc.lock',
          file: toWorkspace(file),
          line: stage.line,
          command: [...stage.cmd],
          inputs: stage.deps.map(at),
          outputs: stage.outs.map(at),
        }
        found.push({step, stage, file})
      }
    }
  }
  const all = found.map(({step}) => step)
  const {steps, isCut} = stepsBehind(all, paths)
  const chosen = found.filter(({step}) => steps.includes(step))
  const bytes = chosen
    .flatMap(({stage}) => [...stage.deps, ...stage.outs])
    .reduce((sum, entry) => sum + (entry.bytes ?? 0), 0)
  if (bytes > MOST_BYTES) return {steps, isCut, broken: [], unreadable, isUnchecked: true}
  const verified = await verifyProject(
    repository,
    {
      dvcFiles: [],
      locks: chosen.map(({file, stage}) => ({file, stages: [stage]})),
      pipelines: new Map(pipelines),
      invalid: [],
    },
    {onProgress},
  )
  const entries = verified.entries.filter(({kind}) => kind === 'out' || kind === 'dep')
  const states = statesOf(entries, toWorkspace)
  return {
    steps: steps.map(step => withStates(step, states)),
    isCut,
    broken: entries.flatMap(entry => brokenOf(entry, toWorkspace)),
    unreadable,
    isUnchecked: false,
  }
}

type Where = {
  readonly folder: string
  readonly wdir: string
  readonly toWorkspace: (path: string) => string
}

function artifactOf({path, checksum}: DvcEntry, {folder, wdir, toWorkspace}: Where): Artifact {
  const at = placeOf(folder, wdir, path)
  const digest =
    checksum.kind === 'md5' ? `md5:${printChecksum(checksum)}` : printChecksum(checksum)
  return {
    path: at.kind === 'inside' ? toWorkspace(at.path) : path,
    ...(digest === undefined ? {} : {digest}),
  }
}

/** What the check said of each input and output of each stage: a long list is looked through once. */
function statesOf(
  entries: readonly VerifyEntry[],
  toWorkspace: (path: string) => string,
): ReadonlyMap<string, VerifyEntry> {
  const states = new Map<string, VerifyEntry>()
  for (const entry of entries) {
    const {kind, stage, file, path} = entry
    const key = JSON.stringify([kind, stage, toWorkspace(file), toWorkspace(path)])
    if (!states.has(key)) states.set(key, entry)
  }
  return states
}

function withStates(step: Step, states: ReadonlyMap<string, VerifyEntry>): Step {
  const stateOf =
    (kind: 'out' | 'dep') =>
    (one: Artifact): Artifact => {
      const entry = states.get(JSON.stringify([kind, step.name, step.file, one.path]))
      switch (entry?.status) {
        case 'match':
          return {...one, state: 'match'}
        case 'mismatch':
          return {...one, state: entry.reason === 'missing' ? 'absent' : 'differs'}
        case 'absent':
          return {...one, state: 'absent'}
        case 'skipped':
        case undefined:
          return one
      }
    }
  return {
    ...step,
    inputs: step.inputs.map(stateOf('dep')),
    outputs: step.outputs.map(stateOf('out')),
  }
}

function brokenOf(
  {kind, stage, path, file, line, status, reason, message}: VerifyEntry,
  toWorkspace: (path: string) => string,
): readonly Broken[] {
  if (status !== 'mismatch' || reason === 'missing' || stage === undefined) return []
  if (kind !== 'out' && kind !== 'dep') return []
  const at = {path: toWorkspace(path), file: toWorkspace(file)}
  return [{kind, stage, ...at, line, message: message ?? 'it is another one'}]
}
