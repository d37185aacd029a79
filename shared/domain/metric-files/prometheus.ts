import {decodeText} from '../formats/text.ts'
import {MAX_METRICS, MAX_NAME, metricName, metricValue, numberIn} from '../metric.ts'
import type {MetricRecord} from '../metric-record.ts'
import type {TextProblem} from '../tree.ts'
import {readLabels} from './prometheus-labels.ts'
import type {BytesFormat, ReadingOrProblems} from './reading.ts'

const MOST_PROBLEMS = 20
const NAME = /[A-Za-z_:][A-Za-z0-9_:]*/y
/** `value`, then perhaps a time; OpenMetrics may put an exemplar behind them. */
const REST = /^[ \t]*(\S+)(?:[ \t]+(-?[0-9.]+(?:e[+-]?\d+)?))?[ \t]*(?:#[ \t].*)?$/i
/** Families whose samples are parts of a distribution, with their endings. */
const PARTS = /_(?:bucket|sum|count|gcount|gsum|created)$/

/** What a Prometheus endpoint or a text file collector holds. Labels are slices. */
export const prometheus: BytesFormat = {
  name: 'prometheus',
  title: 'Prometheus text',
  fileName: /\.(?:prom|openmetrics)$/i,
  recognise(head, path) {
    const text = new TextDecoder().decode(head)
    if (/^(?:\ufeff)?\s*# (?:HELP|TYPE|UNIT) [A-Za-z_:]/.test(text))
      return 'it begins with # HELP or # TYPE'
    return /\.(?:prom|openmetrics)$/i.test(path) ? 'of its name' : undefined
  },
  read(bytes, source) {
    const decoded = decodeText(bytes)
    return 'problems' in decoded ? decoded : readText(decoded.text, source)
  },
}

function readText(text: string, source: string): ReadingOrProblems {
  const problems: TextProblem[] = []
  const metrics = new Map<string, MetricRecord>()
  const kinds = new Map<string, string>()
  let skipped = 0
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\r$/, '')
    const refuse = (message: string, column = 1) => {
      problems.push({line: index + 1, column, message})
    }
    if (problems.length >= MOST_PROBLEMS) break
    if (line.trim() === '') continue
    if (line.trimStart().startsWith('#')) {
      const [, name, kind] = /^\s*#\s*TYPE\s+(\S+)\s+(\S+)/.exec(line) ?? []
      if (name !== undefined && kind !== undefined) kinds.set(name, kind)
      continue
    }
    const sample = readSample(line)
    if ('message' in sample) {
      refuse(sample.message, sample.column)
      continue
    }
    const {name, slice, value} = sample
    if (isPart(name, kinds)) {
      skipped++
      continue
    }
    const key = JSON.stringify([name, Object.entries(slice).sort(byName)])
    const first = metrics.get(key)
    if (first) {
      refuse(
        `${metricName(first)} is there twice with the same labels, first on line ${first.line}`,
      )
    } else if (metrics.size === MAX_METRICS) {
      refuse(`holds more than ${MAX_METRICS} values`)
      break
    } else {
      metrics.set(key, {
        key: [name],
        value: metricValue(value),
        source,
        line: index + 1,
        ...(Object.keys(slice).length > 0 ? {slice} : {}),
      })
    }
  }
  if (problems.length > 0) return {problems}
  const told = `${skipped} ${skipped === 1 ? 'value' : 'values'} of histograms and summaries left out`
  return {metrics: [...metrics.values()], ...(skipped > 0 ? {warnings: [told]} : {})}
}

function byName([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1
}

/** A part of a histogram or a summary, which is no figure of its own. */
function isPart(name: string, kinds: ReadonlyMap<string, string>): boolean {
  const isSpread = (family: string) =>
    ['histogram', 'gaugehistogram', 'summary'].includes(kinds.get(family) ?? '')
  return isSpread(name) || (PARTS.test(name) && isSpread(name.replace(PARTS, '')))
}

type Sample = {
  readonly name: string
  readonly slice: Readonly<Record<string, string>>
  readonly value: number
}

function readSample(line: string): Sample | {readonly message: string; readonly column: number} {
  const start = line.length - line.trimStart().length
  NAME.lastIndex = start
  const name = NAME.exec(line)?.[0]
  if (name === undefined) return {message: 'expected the name of a metric', column: start + 1}
  if (name.length > MAX_NAME) return {message: 'this name is too long', column: start + 1}
  const labels = readLabels(line, start + name.length)
  if ('message' in labels) return {message: labels.message, column: labels.at + 1}
  const [, text, time] = REST.exec(line.slice(labels.end)) ?? []
  const value = text === undefined ? undefined : numberIn(text)
  if (value === undefined) {
    return {message: `expected a number behind ${name}`, column: labels.end + 1}
  }
  if (time !== undefined && !Number.isFinite(Number(time))) {
    return {message: 'expected a time behind the value', column: labels.end + 1}
  }
  return {name, slice: labels.labels, value}
}
