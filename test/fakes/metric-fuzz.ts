import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {readFormatWishes, wishFor} from '../../shared/domain/metric-files/format-wishes.ts'
import {metricSchema} from '../../shared/domain/metric-record.ts'
import {parseMetrics, type ReadMetrics} from '../../shared/features/gating/index.ts'
import {mutate, mutateDocument} from './mutated-bytes.ts'

const FIXTURES = join(import.meta.dirname, '../fixtures/metrics')
const FILES = 2000
const LONGEST_MS = 500

type Fuzzed = {
  /** Below test/fixtures/metrics. */
  readonly file: string
  /** As the input `format` names it. */
  readonly format: string
  /** What means something in files of the format, and may be inserted. */
  readonly pieces: readonly string[]
  /** Whether a value may come of these bytes; by default it must stand there as a number. */
  readonly mayHold?: (bytes: Buffer, value: number) => boolean
  readonly files?: number
}

/**
 * Reads mutated files with and without the format named. What is told, by seed: a throw, a value that is not there, one
 * that breaks the schema, a reading that took too long, or one that says nothing at all.
 */
export async function fuzz({
  file,
  format,
  pieces,
  mayHold = standsThere,
  files = FILES,
}: Fuzzed): Promise<readonly string[]> {
  const original = readFileSync(join(FIXTURES, file))
  const wish = wishFor(readFormatWishes([format]), file)
  const inserted = pieces.map(piece => Buffer.from(piece))
  const told: string[] = []
  let read = 0
  for (let seed = 0; seed < files; seed++) {
    const isStructural = file.endsWith('.json') && seed % 4 > 1
    const bytes = isStructural ? mutateDocument(original, seed) : mutate(original, seed, inserted)
    const began = performance.now()
    try {
      const reading = await parseMetrics(bytes, file, seed % 2 === 0 ? {wish} : {})
      const wrong = wrongIn(reading, value => mayHold(bytes, value))
      if (wrong !== undefined) told.push(`${seed}: ${wrong}: ${bytes.toString('latin1')}`)
      if (reading.problems.length === 0) read++
    } catch (error) {
      told.push(`${seed}: threw ${String(error)}: ${bytes.toString('latin1')}`)
    }
    const took = performance.now() - began
    if (took > LONGEST_MS) told.push(`${seed}: took ${Math.round(took)} ms`)
  }
  // Were everything refused, nothing would have been looked at.
  if (read === 0) told.push('no mutated file was read at all')
  return told
}

function wrongIn(
  {metrics, problems, examples, notes}: ReadMetrics,
  mayHold: (value: number) => boolean,
): string | undefined {
  if (problems.length > 0) return metrics.length > 0 ? 'metrics beside problems' : undefined
  if (notes.length === 0) return 'neither problems nor a note'
  for (const metric of metrics) {
    if (!metricSchema.safeParse(metric).success) return `no metric: ${JSON.stringify(metric)}`
    const {value} = metric
    if (typeof value === 'number' && !mayHold(value)) return `${value} stands nowhere`
  }
  const seen = new Set(metrics.map(({key, slice}) => JSON.stringify([key, slice])))
  if (seen.size < metrics.length) return 'a name stands twice'
  const isWhole = examples.every(({ids, scores}) =>
    scores.every(({values}) => values.length === ids.length && values.every(Number.isFinite)),
  )
  return isWhole ? undefined : 'scores without an example or a number'
}

function standsThere(bytes: Buffer, value: number): boolean {
  return numbersIn(bytes).some(number => number === value || -number === value)
}

/** All that may be meant as a number in a text, without its sign. */
export function numbersIn(bytes: Buffer): readonly number[] {
  const texts = bytes
    .toString('latin1')
    .match(/0x[\da-f]+|0o[0-7]+|0b[01]+|[\d_.]+(?:e[-+]?[\d_]+)?/gi)
  return (texts ?? []).map(text => Number(text.replaceAll('_', '')))
}
