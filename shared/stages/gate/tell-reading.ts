import type {ReadMetrics} from '../../features/gating/index.ts'
import type {Setting} from '../setting.ts'

/** Says how files of metrics were read, and what is odd about them. */
export function tellReading(
  {runner}: Pick<Setting, 'runner'>,
  {notes, warnings}: Pick<ReadMetrics, 'notes' | 'warnings'>,
): void {
  for (const line of notes) runner.info(line)
  for (const line of warnings) runner.annotate('warning', line)
}
