import type {ReadingOrProblems} from '../../domain/metric-files/reading.ts'
import {lastScalars, type RunLog, readEvents} from '../../domain/metric-files/tensorboard.ts'
import {atSpot} from '../../domain/tree.ts'
import {ActionError} from '../../platform/errors.ts'
import {listFolder} from '../../platform/folder-listing.ts'
import {realFolder} from '../../platform/folders.ts'
import {userPath} from '../../platform/inside.ts'
import {pathText} from '../../platform/path-text.ts'
import type {Place} from '../../platform/place.ts'
import {readUserFile} from '../../platform/user-file.ts'
import {readRunFolder} from './mlflow-run.ts'

/** A file below a folder that the user named. */
export type FolderFile = {
  /** As the user would name it. */
  readonly path: string
  /** Relative to the folder, with `/`. */
  readonly name: string
}

export type FolderReading = {
  readonly reading: ReadingOrProblems
  readonly title: string
  readonly because: string
}

const MOST_FILES = 10_000
const MOST_LOGS = 500
const MOST_BYTES = 256 * 2 ** 20

/** Metrics of a folder that a tool wrote: a run of MLflow, or runs that TensorBoard shows. */
export async function readMetricsFolder(folder: string, place: Place): Promise<FolderReading> {
  const files = await filesBelow(folder, place)
  const names = new Set(files.map(({name}) => name))
  if (names.has('meta.yaml') && files.some(({name}) => name.startsWith('metrics/'))) {
    const reading = await readRunFolder(folder, files, place)
    return {reading, title: 'MLflow run', because: 'it has meta.yaml and metrics/'}
  }
  const logs = files.filter(({name}) => /(?:^|\/)[^/]*tfevents[^/]*$/.test(name))
  if (logs.length > 0) {
    const reading = await readLogs(logs, place)
    return {reading, title: 'TensorBoard events', because: `it has ${logs.length} event files`}
  }
  throw new ActionError('not-a-file', `${pathText(folder)} is a folder, and none of a run`, {
    hint: 'A folder may be an MLflow run (meta.yaml and metrics/) or hold event files of TensorBoard. Name files of metrics one by one, or by a pattern such as results/*.json.',
  })
}

async function filesBelow(folder: string, place: Place): Promise<readonly FolderFile[]> {
  const root = await userPath(place, folder)
  const boundary = await realFolder(place.kind === 'github' ? place.workspace : root)
  const {files} = await listFolder(root, {boundary, isLeftOut: () => false})
  if (files.length > MOST_FILES) {
    throw new ActionError('too-many-files', `${pathText(folder)} holds ${files.length} files`, {
      hint: `At most ${MOST_FILES} are looked at: name the folder of one run.`,
    })
  }
  const base = folder.replace(/\/+$/, '')
  return [...files].sort().map(name => ({path: base === '.' ? name : `${base}/${name}`, name}))
}

/** Event files of one folder are one run, each going on where the one before ended. */
async function readLogs(files: readonly FolderFile[], place: Place): Promise<ReadingOrProblems> {
  if (files.length > MOST_LOGS) {
    throw new ActionError(
      'too-many-files',
      `there are ${files.length} event files, more than ${MOST_LOGS}`,
    )
  }
  const logs: RunLog[] = []
  const problems: string[] = []
  for (const {path, name} of files) {
    const log = readEvents(await readUserFile(place, path, MOST_BYTES))
    if ('problems' in log) problems.push(...log.problems.map(problem => atSpot(path, problem)))
    else logs.push({...log, source: path, run: name.split('/').slice(0, -1).join('/')})
  }
  const [first] = problems
  if (first !== undefined) return {problems: [{line: 1, column: 1, message: problems.join('\n')}]}
  return lastScalars(logs)
}
