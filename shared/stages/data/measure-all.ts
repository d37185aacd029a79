import {isRemotePath} from '../../domain/remote/location.ts'
import type {Measured, Reach} from '../../features/data/index.ts'
import {ActionError, codeOf} from '../../platform/errors.ts'
import {findTree} from '../../platform/walk.ts'
import type {Setting} from '../setting.ts'
import type {DatasetWish} from './datasets.ts'
import {measureAny, measuredLine} from './measure.ts'

/** Takes the checksums of all datasets. Of those that match nothing each is told, and nothing is read any more. */
export async function measureAll(
  setting: Setting,
  datasets: readonly DatasetWish[],
  reach: Reach,
): Promise<readonly Measured[]> {
  const measured: Measured[] = []
  for (const [index, dataset] of datasets.entries()) {
    try {
      const one = await measureAny(setting, dataset, reach)
      setting.runner.info(measuredLine(one.record))
      if (one.leftOut.length > 0) setting.runner.info(`left out: ${one.leftOut.join(', ')}`)
      measured.push(one)
    } catch (error) {
      if (!isNothingMatched(error)) throw error
      const others = await absentAmong(datasets.slice(index + 1), reach)
      throw together([{dataset, error}, ...others])
    }
  }
  return measured
}

type Absent = {readonly dataset: DatasetWish; readonly error: ActionError}

function isNothingMatched(error: unknown): error is ActionError {
  return error instanceof ActionError && codeOf(error) === 'nothing-matched'
}

async function absentAmong(
  datasets: readonly DatasetWish[],
  {place}: Reach,
): Promise<readonly Absent[]> {
  const absent: Absent[] = []
  for (const dataset of datasets) {
    if (dataset.settings?.version !== undefined || isRemotePath(dataset.path)) continue
    await findTree(dataset.path, place).catch(error => {
      // Whatever else is wrong with a later one is told once the first is right.
      if (isNothingMatched(error)) absent.push({dataset, error})
    })
  }
  return absent
}

/** Datasets of the configuration are told by name; paths that were given speak for themselves. */
function together(absent: readonly Absent[]): ActionError {
  const lines = absent.map(({dataset: {name, settings}, error}) =>
    settings === undefined ? error.message : `${name}: ${error.message}`,
  )
  return new ActionError('nothing-matched', lines.join('\n'), {hint: absent[0]?.error.hint})
}
