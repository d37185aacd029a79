import {parseJsonTree} from '../../../../shared/domain/formats/json.ts'
import {metricName} from '../../../../shared/domain/metric.ts'
import {BYTES_FORMATS} from '../../../../shared/domain/metric-files/formats.ts'
import type {
  BytesFormat,
  Reading,
  ReadingOrProblems,
  TreeFormat,
} from '../../../../shared/domain/metric-files/reading.ts'

export function outcomeOf(format: TreeFormat | BytesFormat, content: string | Uint8Array) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  if (isBytes(format)) return format.read(bytes, 'f', {})
  const parsed = parseJsonTree(new TextDecoder().decode(bytes))
  return 'problems' in parsed ? parsed : format.read(parsed.tree, 'f', {})
}

/** Both kinds have the same functions; what they are asked with tells them apart. */
function isBytes(format: TreeFormat | BytesFormat): format is BytesFormat {
  return BYTES_FORMATS.flat().some(known => known === format)
}

export function readAs(format: TreeFormat | BytesFormat, content: string | Uint8Array) {
  const reading = outcomeOf(format, content)
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems))
  return listed(reading)
}

/** With the names of examples as lists, however they are kept. */
export function listed(reading: Reading) {
  const {examples} = reading
  return {
    ...reading,
    ...(examples ? {examples: examples.map(table => ({...table, ids: [...table.ids]}))} : {}),
  }
}

export function problemsOf(reading: ReadingOrProblems): readonly string[] {
  if (!('problems' in reading)) throw new Error(`no problem: ${JSON.stringify(reading.metrics)}`)
  return reading.problems.map(({line, column, message}) => `${line}:${column} ${message}`)
}

/** Values by name, with the slice in brackets. */
export function valuesOf({metrics}: Reading): Readonly<Record<string, number | string>> {
  return Object.fromEntries(
    metrics.map(metric => {
      const slice = Object.entries(metric.slice ?? {}).map(([name, value]) => `${name}=${value}`)
      return [`${metricName(metric)}${slice.length > 0 ? `[${slice}]` : ''}`, metric.value]
    }),
  )
}
