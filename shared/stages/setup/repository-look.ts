import {folderOf as parentFolder, placeOf} from '../../domain/dvc/place.ts'
import {parseJsonTree} from '../../domain/formats/json.ts'
import {decodeText} from '../../domain/formats/text.ts'
import type {MetricRecord} from '../../domain/metric-record.ts'
import {type Clues, readClues} from '../../domain/setup/clues.ts'
import {mlprojectCommand} from '../../domain/setup/mlproject.ts'
import {printedNames} from '../../domain/setup/notebook.ts'
import {openRepository, readProject} from '../../features/dvc/index.ts'
import {parseMetrics} from '../../features/gating/index.ts'
import {ifThere} from '../../platform/absence.ts'
import {ActionError} from '../../platform/errors.ts'
import {readCapped} from '../../platform/files.ts'
import {listFolder} from '../../platform/folder-listing.ts'
import {realFolder} from '../../platform/folders.ts'
import {userPath} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'
import {parseYamlTree} from '../../platform/yaml.ts'

/** What a repository shows to somebody who looks around in it. Nothing is run. */
export type Look = {
  readonly clues: Clues
  /** Data that DVC keeps, relative to the repository. */
  readonly kept: readonly string[]
  /** Names of the stages of dvc.yaml. */
  readonly stages: readonly string[]
  readonly mlproject: readonly string[] | undefined
  /** Names beside numbers in outputs of notebooks. */
  readonly printed: readonly string[]
  /** There were more files than are looked at. */
  readonly isCut: boolean
}

/** Folders of tools, with thousands of files that nobody of the project wrote. */
const TOOLS = new Set([
  '.git',
  '.hg',
  '.dvc',
  'node_modules',
  '.venv',
  'venv',
  'env',
  '__pycache__',
  '.ipynb_checkpoints',
  '.tox',
  '.mypy_cache',
  '.pytest_cache',
  'site-packages',
])
const MOST_FILES = 50_000
const NOTEBOOK_LIMIT = 20 * 2 ** 20
const METRICS_LIMIT = 2 ** 20
const MOST_NOTEBOOKS = 10
const MOST_METRICS = 5

/** Looks at names and at a few small files. */
export async function lookAround(place: Place): Promise<Look> {
  const {workspace} = place
  let count = 0
  const listed = await listFolder(workspace, {
    boundary: await realFolder(workspace),
    isLeftOut: path => ++count > MOST_FILES || TOOLS.has(path.slice(path.lastIndexOf('/') + 1)),
  })
  // A name that is no UTF-8 cannot be written into a configuration.
  const paths = listed.files.filter(path => !path.includes('\ufffd'))
  const dvc = paths.some(path => /(?:^|\/)dvc\.yaml$|[^/]\.dvc$/.test(path))
    ? await lookAtDvc(place)
    : {kept: [], made: [], stages: []}
  const clues = readClues(paths, [...dvc.kept, ...dvc.made])
  return {
    clues,
    kept: dvc.kept,
    stages: dvc.stages,
    mlproject: clues.hasMlproject ? await readMlproject(place) : undefined,
    printed: await readNotebooks(clues.notebooks, place),
    isCut: count > MOST_FILES,
  }
}

async function lookAtDvc(place: Place) {
  const repository = await openRepository(place.workspace, place)
  const {dvcFiles, pipelines} = await readProject(repository, place.workspace)
  const inside = (...parts: readonly string[]) => {
    const at = placeOf(...parts)
    return at.kind === 'inside' && !at.path.includes('\ufffd') ? [at.path] : []
  }
  const kept = dvcFiles.flatMap(({file, content}) =>
    content.outs.flatMap(({path}) => inside(parentFolder(file), content.wdir, path)),
  )
  const made = [...pipelines].flatMap(([folder, {stages}]) =>
    stages.flatMap(({wdir, outs}) => outs.flatMap(({path}) => inside(folder, wdir, path))),
  )
  return {kept, made, stages: (pipelines.get('.')?.stages ?? []).map(({name}) => name)}
}

async function readMlproject(place: Place): Promise<readonly string[] | undefined> {
  const text = await textOf('MLproject', place, METRICS_LIMIT)
  const parsed = text === undefined ? undefined : await parseYamlTree(text)
  return parsed && 'tree' in parsed ? mlprojectCommand(parsed.tree) : undefined
}

async function readNotebooks(paths: readonly string[], place: Place): Promise<readonly string[]> {
  const names = new Set<string>()
  for (const path of paths.slice(0, MOST_NOTEBOOKS)) {
    const text = await textOf(path, place, NOTEBOOK_LIMIT)
    const parsed = text === undefined ? undefined : parseJsonTree(text)
    if (parsed && 'tree' in parsed) for (const name of printedNames(parsed.tree)) names.add(name)
  }
  return [...names]
}

export type FoundMetrics = {readonly path: string; readonly metrics: readonly MetricRecord[]}

/** The first of the files that can be read as metrics and holds a number. */
export async function firstMetrics(
  paths: readonly string[],
  place: Place,
): Promise<FoundMetrics | undefined> {
  for (const path of paths.slice(0, MOST_METRICS)) {
    const bytes = await bytesOf(path, place, METRICS_LIMIT)
    const read = bytes && (await parseMetrics(bytes, path))
    const metrics = read?.metrics.filter(({value}) => typeof value === 'number') ?? []
    if (metrics.length > 0) return {path, metrics}
  }
  return undefined
}

async function textOf(path: string, place: Place, limit: number): Promise<string | undefined> {
  const bytes = await bytesOf(path, place, limit)
  const decoded = bytes && decodeText(bytes)
  return decoded && 'text' in decoded ? decoded.text : undefined
}

/** What is not there, too large or unreadable tells nothing. */
async function bytesOf(path: string, place: Place, limit: number): Promise<Uint8Array | undefined> {
  try {
    return await ifThere(readCapped(await userPath(place, path), limit, path))
  } catch (error) {
    if (error instanceof ActionError) return undefined
    throw error
  }
}
