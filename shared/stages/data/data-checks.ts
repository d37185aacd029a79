import type {Config} from '../../domain/config.ts'
import type {DataBody} from '../../domain/data.ts'
import type {Finding} from '../../domain/finding.ts'
import type {Observer} from '../../domain/ports/table.ts'
import type {Measured} from '../../features/data/index.ts'
import type {Profiled} from '../../features/profile/index.ts'
import type {Setting} from '../setting.ts'
import type {DatasetWish} from './datasets.ts'
import {driftChecks} from './drift-checks.ts'
import {leakageChecks} from './leakage-checks.ts'

/** What datasets are asked together: which of their rows everybody sees, and what follows from all of them. */
export type DataChecks = {
  /** Those that others are compared with come first. */
  readonly inOrder: readonly Measured[]
  /** Checks that a dataset was asked for, which make its tables matter. */
  readonly observers: (name: string) => readonly Observer[]
  readonly onlookers: (name: string) => readonly Observer[]
  /** The rows of a dataset are a must, however many there are. */
  readonly isAsked: (role: string) => boolean
  readonly conclude: (seen: ReadonlyMap<string, Profiled>) => Concluded
}

export type Concluded = Pick<DataBody, 'drift' | 'leakage'> & {
  readonly findings: readonly Finding[]
}

/** Plans what is looked for in several datasets at once. */
export async function planChecks(
  {place}: Setting,
  measured: readonly Measured[],
  asked: {readonly wishes: readonly DatasetWish[]; readonly config: Config | undefined},
): Promise<DataChecks> {
  const drift = driftChecks(asked.wishes)
  const leakage = await leakageChecks(place, measured, asked)
  const isHoldout = ({record}: Measured) => record.role === 'holdout'
  const isLeakageAsked = typeof asked.config?.leakage === 'object'
  return {
    inOrder: [...measured.filter(isHoldout), ...measured.filter(one => !isHoldout(one))],
    observers: drift.observers,
    onlookers: leakage.onlookers,
    isAsked: role => isLeakageAsked && (role === 'train' || role === 'holdout'),
    conclude(seen) {
      const [drifted, leaked] = [drift.conclude(seen), leakage.conclude(seen)]
      return {
        ...(drifted.drift.length > 0 ? {drift: drifted.drift} : {}),
        ...(leaked.leakage.length > 0 ? {leakage: leaked.leakage} : {}),
        findings: [...leaked.findings, ...drifted.findings],
      }
    },
  }
}
