import {isFolder} from '../../platform/folders.ts'
import {userPath} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'
import {readMetricsFolder} from './metrics-folder.ts'
import {findRun} from './mlflow-run.ts'
import {type ParseWish, told} from './parse-metrics.ts'
import type {ReadMetrics} from './reading-result.ts'

/** What people write in the place of a file: `mlflow:RUN_ID`, or a folder that a tool wrote. */
export function isNamedSource(text: string): boolean {
  return /^mlflow:/.test(text)
}

/** Metrics from what is no file: a run by its id, or a folder; nothing for anything else. */
export async function readNamedSource(
  asked: string,
  place: Place,
  {isBaseline = false}: Pick<ParseWish, 'isBaseline'>,
): Promise<ReadMetrics | undefined> {
  if (/^mlflow:/.test(asked)) {
    const found = await findRun(asked.slice('mlflow:'.length), place)
    if ('folder' in found) return readFolder(found.folder, place, isBaseline)
    return told(found.reading, asked, {
      format: {title: 'MLflow run'},
      because: `${found.from} says so`,
      isBaseline,
    })
  }
  return (await isFolder(await userPath(place, asked)))
    ? readFolder(asked, place, isBaseline)
    : undefined
}

async function readFolder(folder: string, place: Place, isBaseline: boolean): Promise<ReadMetrics> {
  const {reading, title, because} = await readMetricsFolder(folder, place)
  return told(reading, folder, {format: {title}, because, isBaseline})
}
