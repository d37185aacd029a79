import type {DvcEntry} from '../../domain/dvc/entry.ts'
import type {LockedStage} from '../../domain/dvc/lock-file.ts'
import type {Pipeline} from '../../domain/dvc/pipeline-file.ts'
import {type DvcPlace, folderOf, placeOf} from '../../domain/dvc/place.ts'
import {type Checked, checkStage} from '../../domain/dvc/stage-check.ts'
import type {VerifyEntry} from '../../domain/dvc/verification.ts'
import type {Progress} from '../../domain/ports/runner.ts'
import type {Spot} from '../../domain/tree.ts'
import {trackedFiles} from '../../platform/git.ts'
import {md5Hex} from '../../platform/hash.ts'
import {checkContent, type Situation} from './check-content.ts'
import {readParamsFiles} from './params-files.ts'
import type {DvcProject} from './read-project.ts'
import type {DvcRepository} from './repository.ts'
import {managedPaths, surveyPaths, trackedPaths} from './survey.ts'

/** One thing to look at: an entry, and who says so. */
type Claim = {
  readonly file: string
  readonly stage?: string
  readonly kind: 'out' | 'dep'
  readonly entry: DvcEntry
  readonly place: DvcPlace
  readonly isCached: boolean
}

export type Verified = {
  readonly entries: readonly VerifyEntry[]
  readonly files: number
  /** What was read to take checksums. */
  readonly hashed: {readonly files: number; readonly bytes: number}
}

type Reach = {
  readonly onProgress: (progress: Progress) => void
  readonly signal?: AbortSignal
  /** What git keeps, relative to the repository; default: what its index says. */
  readonly tracked?: readonly string[] | undefined
}

/** Compares everything that DVC wrote down with what is there. Nothing is fetched and nothing is run. */
export async function verifyProject(
  repository: DvcRepository,
  project: DvcProject,
  reach: Reach,
): Promise<Verified> {
  const claims = claimsOf(project)
  const paths = claims.flatMap(({place, entry}) =>
    place.kind === 'inside' && !entry.isImport && needsContent(entry) ? [place.path] : [],
  )
  const survey = await surveyPaths(repository, paths, reach)
  const tracked = reach.tracked ?? (await trackedFiles(repository.root))
  const managed = claims.flatMap(({kind, place, isCached}) =>
    kind === 'out' && isCached && place.kind === 'inside' ? [place.path] : [],
  )
  const situation: Situation = {
    repository,
    found: path => survey.found.get(path),
    isManaged: managedPaths(managed),
    isTracked: trackedPaths(tracked),
    tracked: tracked && new Set(tracked),
  }
  const entries: VerifyEntry[] = project.invalid.flatMap(({file, problems}) =>
    problems.slice(0, 20).map(({line, message}) => ({
      file,
      line,
      path: file,
      kind: 'file' as const,
      status: 'mismatch' as const,
      reason: 'invalid-file' as const,
      message,
    })),
  )
  const answers = new Map<string, ReturnType<typeof checkContent>>()
  for (const {file, stage, kind, entry, place} of claims) {
    const path = place.kind === 'inside' ? place.path : entry.path
    const key = JSON.stringify([
      path,
      place.kind,
      entry.checksum,
      entry.bytes,
      entry.files,
      entry.isImport,
      entry.list?.length,
    ])
    // A file that many stages name is looked at once.
    const answer = answers.get(key) ?? checkContent(entry, place, situation)
    if (!entry.list) answers.set(key, answer)
    entries.push({
      file,
      line: entry.checksumSpot.line,
      ...(stage === undefined ? {} : {stage}),
      path,
      kind,
      ...(await answer),
    })
  }
  entries.push(...(await checkStages(repository, project)), ...checkOwn(project))
  return {
    entries: sortEntries(entries),
    files:
      project.dvcFiles.length +
      project.locks.length +
      project.pipelines.size +
      project.invalid.length,
    hashed: {files: survey.files, bytes: survey.bytes},
  }
}

function needsContent({checksum, list}: DvcEntry): boolean {
  return checksum.kind === 'md5' || list !== undefined
}

function claimsOf({dvcFiles, locks, pipelines}: DvcProject): readonly Claim[] {
  const claims: Claim[] = []
  for (const {file, content} of dvcFiles) {
    const of = (kind: 'out' | 'dep') => (entry: DvcEntry) =>
      claims.push({
        file,
        kind,
        entry,
        place: placeOf(folderOf(file), content.wdir, entry.path),
        isCached: entry.isCached,
      })
    content.deps.forEach(of('dep'))
    content.outs.forEach(of('out'))
  }
  for (const {file, stages} of locks) {
    const pipeline = pipelines.get(folderOf(file))
    for (const stage of stages) {
      const wanted = pipeline?.stages.find(({name}) => name === stage.name)
      const uncached = new Set(wanted?.outs.filter(({isCached}) => !isCached).map(({path}) => path))
      const of = (kind: 'out' | 'dep') => (entry: DvcEntry) =>
        claims.push({
          file,
          stage: stage.name,
          kind,
          entry,
          place: placeOf(folderOf(file), wanted?.wdir ?? '.', entry.path),
          isCached: !uncached.has(entry.path),
        })
      stage.deps.forEach(of('dep'))
      stage.outs.forEach(of('out'))
    }
  }
  return claims
}

/** Whether the stages of each pipeline are those of its lock. */
async function checkStages(
  repository: DvcRepository,
  {locks, pipelines, invalid}: DvcProject,
): Promise<readonly VerifyEntry[]> {
  const entries: VerifyEntry[] = []
  const folders = new Set([...pipelines.keys(), ...locks.map(({file}) => folderOf(file))])
  const isBroken = (file: string) => invalid.some(one => one.file === file)
  for (const folder of folders) {
    const at = (name: string) => (folder === '.' ? name : `${folder}/${name}`)
    if (isBroken(at('dvc.yaml')) || isBroken(at('dvc.lock'))) continue
    const pipeline = pipelines.get(folder) ?? NO_PIPELINE
    const locked = locks.find(({file}) => file === at('dvc.lock'))?.stages ?? []
    const params = await readParamsFiles(repository, {folder, pipeline, locked})
    const add = (file: string, {spot, ...rest}: Checked) =>
      entries.push({file, line: spot.line, ...rest})
    for (const wanted of pipeline.stages) {
      const last = locked.find(({name}) => name === wanted.name)
      if (!last) add(at('dvc.yaml'), neverRun(wanted.name, wanted))
      else {
        const lookup = (name: string) => params.get(`${wanted.wdir}\0${name}`) ?? 'missing'
        for (const one of checkStage(wanted, last, lookup)) add(at('dvc.lock'), one)
      }
    }
    for (const {name, line, why} of pipeline.unresolved) {
      add(at('dvc.yaml'), {
        stage: name,
        path: name,
        kind: 'stage',
        status: 'skipped',
        reason: 'template',
        message: why,
        spot: {line, column: 1},
      })
    }
    for (const stage of unknownStages(locked, pipeline)) add(at('dvc.lock'), stage)
  }
  return entries
}

const NO_PIPELINE: Pipeline = {stages: [], unresolved: [], metrics: [], params: [], artifacts: []}

function neverRun(name: string, spot: Spot): Checked {
  const {line, column} = spot
  return {
    stage: name,
    path: name,
    kind: 'stage',
    status: 'mismatch',
    reason: 'never-run',
    message: 'the lock does not know this stage',
    spot: {line, column},
  }
}

function unknownStages(
  locked: readonly LockedStage[],
  {stages, unresolved}: Pipeline,
): readonly Checked[] {
  const known = new Set(stages.map(({name}) => name))
  return locked
    .filter(({name}) => !known.has(name) && !unresolved.some(group => isOf(name, group.name)))
    .map(({name, line, column}) => ({
      stage: name,
      path: name,
      kind: 'stage',
      status: 'mismatch',
      reason: 'unknown-stage',
      message: 'dvc.yaml has no such stage',
      spot: {line, column},
    }))
}

function isOf(name: string, group: string): boolean {
  return name === group || name.startsWith(`${group}@`)
}

/** Imports carry the MD5 of themselves, which tells an edit by hand. */
function checkOwn({dvcFiles}: DvcProject): readonly VerifyEntry[] {
  return dvcFiles.flatMap(({file, content: {own}}): readonly VerifyEntry[] => {
    if (!own) return []
    const actual = md5Hex(own.text)
    const head = {
      file,
      line: own.spot.line,
      path: file,
      kind: 'file',
      expected: own.md5,
      actual,
    } as const
    if (actual === own.md5) return [{...head, status: 'match'}]
    const message = 'the MD5 that the file carries is not its own; it was changed by hand'
    return [{...head, status: 'mismatch', reason: 'own-checksum', message}]
  })
}

function sortEntries(entries: readonly VerifyEntry[]): readonly VerifyEntry[] {
  return entries.toSorted((a, b) =>
    a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1,
  )
}
