import {noiseOfExamples} from '../../domain/example-noise.ts'
import type {ExampleTable} from '../../domain/example-table.ts'
import type {MetricRecord} from '../../domain/metric-record.ts'
import type {NoiseOf} from '../../domain/noise.ts'
import {noiseOfRecords} from '../../domain/record-noise.ts'
import type {Setting} from '../setting.ts'
import type {Comparison} from './comparison.ts'
import {readExamples} from './kept-examples.ts'

export type Candidate = {
  readonly metrics: readonly MetricRecord[]
  readonly examples: readonly ExampleTable[]
}

/**
 * How much metrics of files vary by chance: example by example where both sides have their scores, else as far as their
 * files state errors.
 */
export async function pairFiles(
  setting: Setting,
  {metrics, examples}: Candidate,
  found: Comparison,
): Promise<NoiseOf | undefined> {
  if (!found.metrics) return undefined
  const before = examples.length === 0 ? [] : await baselineExamples(setting, found)
  const {noise, notes} = noiseOfExamples(examples, before)
  for (const note of notes) setting.runner.info(note)
  const stated = noiseOfRecords(metrics, found.metrics)
  return (rule, ask) => noise(rule, ask) ?? stated(rule, ask)
}

async function baselineExamples(
  setting: Setting,
  {examples, kept}: Comparison,
): Promise<readonly ExampleTable[]> {
  if (examples) return examples
  const tables = kept && (await readExamples(setting, kept))
  if (tables) return tables
  setting.runner.info(
    kept
      ? "the baseline's scores by example are not kept in the history"
      : 'the baseline has no scores by example',
  )
  return []
}
