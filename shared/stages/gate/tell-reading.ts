import type {ReadMetrics} from '../../features/gating/index.ts'
import type {Setting} from '../setting.ts'
import {warnOf} from './annotations.ts'

/** Says how files of metrics were read, and what is odd about them. */
export function tellReading(
  setting: Pick<Setting, 'runner' | 'place'>,
  {notes, warnings}: Pick<ReadMetrics, 'notes' | 'warnings'>,
): void {
  for (const line of notes) setting.runner.info(line)
  warnOf(setting, warnings)
}
