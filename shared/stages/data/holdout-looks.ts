import type {Config} from '../../domain/config.ts'
import type {DatasetRecord} from '../../domain/data.ts'
import type {DataChange} from '../../domain/data-change.ts'
import type {Digest} from '../../domain/digest.ts'
import type {Finding} from '../../domain/finding.ts'
import {changedAlone, wornFinding} from '../../domain/leakage/holdout-use.ts'
import type {Looks} from '../../domain/leakage/leakage.ts'
import type {RunRecord} from '../../domain/record.ts'
import {MOST_COMMITS, readRecords} from '../../features/history/index.ts'
import type {Setting} from '../setting.ts'

/**
 * How many runs of the history judged a model on the very bytes of each holdout. It looks at as many commits as the
 * search for a baseline does, in one round trip.
 */
export async function holdoutLooks(
  setting: Setting,
  datasets: readonly DatasetRecord[],
): Promise<readonly Looks[]> {
  const holdouts = datasets.filter(({role}) => role === 'holdout')
  const {github, history, pipeline, leg, config} = setting
  if (holdouts.length === 0 || !github || !history || config?.leakage === false) return []
  const {wanted} = await setting.trusted()
  if (!wanted) return []
  const ancestors = await github.client.ancestors(wanted.sha, MOST_COMMITS)
  const commits = [...new Set([wanted.sha, ...ancestors.map(({sha}) => sha)])]
  const records = await readRecords(history, {pipeline, leg}, commits)
  const digests = [...records.values()].flatMap(all => all.flatMap(({open}) => judgedOn(open)))
  return holdouts.map(({name, digest}) => ({
    dataset: name,
    runs: digests.filter(one => one === digest).length,
    commits: commits.length,
    ...(commits.length > MOST_COMMITS ? {isMore: true as const} : {}),
  }))
}

/** A record that cannot be read is the business of whoever compares with it. */
function judgedOn(open: () => RunRecord): readonly Digest[] {
  try {
    const digest = open().evaluation?.body.holdout.digest
    return digest === undefined ? [] : [digest]
  } catch {
    return []
  }
}

/** What is worth telling of holdouts, besides what is in them. */
export function holdoutFindings(
  change: DataChange | undefined,
  {
    datasets,
    looks,
    config,
  }: {
    readonly datasets: readonly DatasetRecord[]
    readonly looks: readonly Looks[]
    readonly config: Config | undefined
  },
): readonly Finding[] {
  if (config?.leakage === false) return []
  return [...changedAlone(change, datasets), ...looks.flatMap(wornFinding)]
}
