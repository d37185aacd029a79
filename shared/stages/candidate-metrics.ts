import {parseMetrics, type ReadMetrics, readMetrics} from '../features/gating/index.ts'
import type {LoadedTraining} from '../features/history/index.ts'
import {ActionError} from '../platform/errors.ts'
import {isFile, readCapped} from '../platform/files.ts'
import {sha256} from '../platform/hash.ts'
import {userPath} from '../platform/inside.ts'
import type {Setting} from './setting.ts'

/**
 * The file that training wrote, as it was then: the checkout of another job may hold an older one that was committed.
 * Who names a file in the step means the one that lies there.
 */
export async function readCandidate(
  {place, runner}: Setting,
  {paths, isNamed}: {readonly paths: readonly string[]; readonly isNamed: boolean},
  training: LoadedTraining | undefined,
): Promise<ReadMetrics> {
  const [path] = paths
  const left = training?.section.body.metrics
  if (isNamed || path === undefined || left?.path !== path || !training?.metrics) {
    return readMetrics(paths, place)
  }
  if (sha256(training.metrics) !== left.digest) {
    throw new ActionError('corrupt-section', `${path} is not the file that training wrote`, {
      hint: 'Another job of the run may have replaced it. Run the jobs again from the start.',
    })
  }
  const here = await digestHere(place, path)
  if (here !== undefined && here !== left.digest) {
    const hint = `name it in the step to judge it:\n  with:\n    metrics: ${path}`
    runner.annotate(
      'notice',
      `${path} here is not what training wrote; judged is what training wrote. Else ${hint}`,
    )
  }
  return parseMetrics(training.metrics, path)
}

async function digestHere(place: Setting['place'], path: string) {
  const file = await userPath(place, path)
  return (await isFile(file)) ? sha256(await readCapped(file, METRICS_LIMIT, path)) : undefined
}

const METRICS_LIMIT = 50 * 2 ** 20
