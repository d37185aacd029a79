import {isFolder} from '../../platform/folders.ts'
import {userPath} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'
import {type ParseWish, told} from './parse-metrics.ts'
import type {ReadMetrics} from './reading-result.ts'

const SAID_BY_NAME = 'its name says so'

/** Metrics from what is no file: a run by its id, or a folder; nothing for anything else. */
export async function readNamedSource(
  asked: string,
  place: Place,
  {isBaseline = false}: Pick<ParseWish, 'isBaseline'>,
): Promise<ReadMetrics | undefined> {
  if (asked.startsWith('mlflow:')) {
    const {findRun} = await import('./mlflow-run.ts')
    const found = await findRun(asked.slice('mlflow:'.length), place)
    if ('folder' in found) return readFolder(found.folder, place, isBaseline)
    return told(found.reading, asked, {
      format: {title: 'MLflow run'},
      because: `${found.from} says so`,
      isBaseline,
    })
  }
  if (asked.startsWith('metaflow:')) {
    const {readTaskArtifact} = await import('./metaflow-run.ts')
    const reading = await readTaskArtifact(asked, place)
    return told(reading, asked, {
      format: {title: 'Metaflow artifact'},
      because: SAID_BY_NAME,
      isBaseline,
    })
  }
  return (await isFolder(await userPath(place, asked)))
    ? readFolder(asked, place, isBaseline)
    : undefined
}

async function readFolder(folder: string, place: Place, isBaseline: boolean): Promise<ReadMetrics> {
  const {readMetricsFolder} = await import('./metrics-folder.ts')
  const {reading, title, because} = await readMetricsFolder(folder, place)
  return told(reading, folder, {format: {title}, because, isBaseline})
}
