import {decodeText} from '../../domain/formats/text.ts'
import {memberOf} from '../../domain/metric-files/fields.ts'
import {
  RUN_ID,
  readMetricFile,
  readRunAnswer,
  statusWarnings,
} from '../../domain/metric-files/mlflow.ts'
import type {ReadingOrProblems} from '../../domain/metric-files/reading.ts'
import {ActionError} from '../../platform/errors.ts'
import {pathInside} from '../../platform/inside.ts'
import {fetchRun, trackingAddress} from '../../platform/mlflow.ts'
import type {Place} from '../../platform/place.ts'
import {readUserFile} from '../../platform/user-file.ts'
import {lookForFiles} from '../../platform/walk.ts'
import {parseYamlTree} from '../../platform/yaml.ts'
import {joinReadings} from './folder-readings.ts'
import type {FolderFile} from './metrics-folder.ts'

const MOST_BYTES = 64 * 2 ** 20
const MOST_META_BYTES = 2 ** 20

/** Metrics of a run by its id, from the server or the folder that MLFLOW_TRACKING_URI names; a folder comes back as its path. */
export async function findRun(
  run: string,
  {environment, ...place}: Place,
): Promise<
  {readonly reading: ReadingOrProblems; readonly from: string} | {readonly folder: string}
> {
  if (!RUN_ID.test(run)) {
    throw new ActionError(
      'mlflow-run-invalid',
      `${JSON.stringify(run.slice(0, 100))} is no id of a run`,
      {
        hint: 'Write mlflow:RUN_ID with the 32 letters and digits that MLflow shows.',
      },
    )
  }
  const address = trackingAddress(environment)
  if (address.kind === 'server') {
    const answer = await fetchRun(run, {url: address.url, environment})
    return {reading: readRunAnswer(answer, run), from: address.url.origin}
  }
  const whole = {...place, environment}
  const found = await lookForFiles(`${address.path}/*/${run}/meta.yaml`, whole)
  const [first, ...more] = found?.paths ?? []
  if (found && first !== undefined && more.length === 0) {
    const path = pathInside(whole.workspace, `${found.root}/${first}`)
    return {folder: path.replace(/\/?meta\.yaml$/, '')}
  }
  const many = more.length > 0 ? 'more than one run' : 'no run'
  throw new ActionError('mlflow-run-missing', `${address.path} has ${many} ${run}`, {
    hint: 'MLFLOW_TRACKING_URI is the folder that holds folders of experiments, such as ./mlruns.',
  })
}

/** Metrics of the folder of a run, as MLflow keeps it without a database. */
export async function readRunFolder(
  folder: string,
  files: readonly FolderFile[],
  place: Place,
): Promise<ReadingOrProblems> {
  const meta = await readMeta(`${folder}/meta.yaml`, place)
  if ('problems' in meta) return meta
  const readings: ReadingOrProblems[] = []
  for (const {path, name} of files) {
    if (!name.startsWith('metrics/')) continue
    const bytes = await readUserFile(place, path, MOST_BYTES)
    readings.push(readMetricFile(bytes, name.slice('metrics/'.length), path))
  }
  return joinReadings(readings, meta.warnings)
}

async function readMeta(path: string, place: Place) {
  const decoded = decodeText(await readUserFile(place, path, MOST_META_BYTES))
  const parsed = 'problems' in decoded ? decoded : await parseYamlTree(decoded.text)
  if ('problems' in parsed) return parsed
  const of = (name: string) => {
    const value = memberOf(parsed.tree, name)
    return value?.kind === 'text' || value?.kind === 'number' ? String(value.value) : undefined
  }
  const stage = of('lifecycle_stage')
  if (stage === 'deleted') {
    return {problems: [{line: 1, column: 1, message: 'the run is deleted'}]}
  }
  return {warnings: statusWarnings(of('status'))}
}
