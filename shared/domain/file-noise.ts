import {type ExampleNoise, noiseOfExamples} from './example-noise.ts'
import type {ExampleTable} from './example-table.ts'
import type {MetricRecord} from './metric-record.ts'
import {noiseOfRecords} from './record-noise.ts'

/** What files say of a model. */
export type FileFigures = {
  readonly metrics: readonly MetricRecord[]
  readonly examples: readonly ExampleTable[]
}

/**
 * How much metrics of files vary by chance: example by example where both sides have their scores, else as far as their
 * files state errors.
 */
export function noiseOfFiles(candidate: FileFigures, baseline: FileFigures): ExampleNoise {
  const {noise, notes} = noiseOfExamples(candidate.examples, baseline.examples)
  const stated = noiseOfRecords(candidate.metrics, baseline.metrics)
  return {noise: (rule, ask) => noise(rule, ask) ?? stated(rule, ask), notes}
}
