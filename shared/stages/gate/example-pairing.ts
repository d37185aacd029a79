import type {ExampleTable} from '../../domain/example-table.ts'
import type {FileFigures} from '../../domain/file-noise.ts'
import type {NoiseOf} from '../../domain/noise.ts'
import {crew} from '../../platform/resampling.ts'
import type {Setting} from '../setting.ts'
import type {Comparison} from './comparison.ts'
import {readExamples} from './kept-examples.ts'

/** What is at hand of the model that is compared with. */
type Other = Pick<Comparison, 'metrics' | 'examples' | 'kept'>

/** How much metrics of files vary by chance, by what is kept of the baseline. */
export async function pairFiles(
  setting: Setting,
  candidate: FileFigures,
  found: Other,
): Promise<NoiseOf | undefined> {
  const {metrics} = found
  if (!metrics) return undefined
  const examples = candidate.examples.length === 0 ? [] : await baselineExamples(setting, found)
  // Only a gate that compares needs the tests by example.
  const {noiseOfFiles} = await import('../../domain/file-noise.ts')
  const {noise, notes} = noiseOfFiles(candidate, {metrics, examples})
  for (const note of notes) setting.runner.info(note)
  return (rule, ask) => noise(rule, {...ask, draw: crew.draw})
}

async function baselineExamples(
  setting: Setting,
  {examples, kept}: Other,
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
