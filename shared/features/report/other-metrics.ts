import type {MetricRecord, MetricValue} from '../../domain/metric-record.ts'
import {type Block, clip, type Line, line} from './document.ts'
import {change, figures} from './figures.ts'
import {baselineName, candidateName, type ReportInput} from './report-input.ts'

const LISTED = 200

type Kind = 'higher' | 'lower' | 'same' | 'new' | 'gone' | 'unreadable'
type Pair = {readonly name: string; readonly before?: MetricValue; readonly now?: MetricValue}

/** Metrics that no rule names: counted on the closed line, so that nothing comes or goes in silence. */
export function otherMetrics(input: ReportInput): readonly Block[] {
  const body = input.gate?.body
  if (!body) return []
  const ruled = new Set(body.rules.map(({metric}) => metric))
  const pairs = pair(body.metrics, body.baselineMetrics).filter(({name}) => !ruled.has(name))
  if (pairs.length === 0) return []
  const isCompared = body.baselineMetrics.length > 0
  const rank: readonly Kind[] = ['unreadable', 'gone', 'new', 'higher', 'lower', 'same']
  const kinds = new Map(pairs.map(each => [each, kindOf(each)]))
  const counts = rank
    .map(kind => ({kind, count: pairs.filter(each => kinds.get(each) === kind).length}))
    .filter(({count}) => count > 0)
    .map(({kind, count}) => `${count} ${kind}`)
  const noun = pairs.length === 1 ? 'metric' : 'metrics'
  const summary = isCompared
    ? `${pairs.length} ${noun} without a rule: ${counts.join(', ')}`
    : `${pairs.length} ${noun} without a rule`
  const sorted = [...pairs].sort((a, b) => rank.indexOf(kindOf(a)) - rank.indexOf(kindOf(b)))
  const rows = sorted.slice(0, LISTED).map(each => row(each, isCompared))
  const table: Block = {kind: 'table', columns: columnsOf(input, isCompared), rows}
  const more = pairs.length - rows.length
  const rest: readonly Block[] =
    more > 0 ? [{kind: 'paragraph', content: line(`… and ${more} more.`)}] : []
  return [{kind: 'details', summary: line(summary), blocks: [table, ...rest]}]
}

function columnsOf(input: ReportInput, isCompared: boolean) {
  const right = 'right' as const
  const now = {title: line(candidateName(input)), align: right}
  if (!isCompared) return [{title: line('metric')}, now]
  const before = {title: line(baselineName(input)), align: right}
  return [{title: line('metric')}, before, now, {title: line('change'), align: right}]
}

function pair(now: readonly MetricRecord[], before: readonly MetricRecord[]): readonly Pair[] {
  const pairs = new Map<string, {name: string; before?: MetricValue; now?: MetricValue}>()
  for (const [side, metrics] of [
    ['now', now],
    ['before', before],
  ] as const) {
    for (const {key, value, source} of metrics) {
      if (value === 'not-a-number') continue
      const id = JSON.stringify([key])
      const known = pairs.get(id)
      if (known?.[side] !== undefined)
        pairs.set(JSON.stringify([key, source, side]), {
          name: `${key.join('.')} in ${source}`,
          [side]: value,
        })
      else pairs.set(id, {...(known ?? {name: key.join('.')}), [side]: value})
    }
  }
  return [...pairs.values()]
}

function kindOf({before, now}: Pair): Kind {
  if (now === undefined) return 'gone'
  if (typeof now !== 'number') return 'unreadable'
  if (before === undefined || typeof before !== 'number') return 'new'
  if (now === before) return 'same'
  return now > before ? 'higher' : 'lower'
}

function row(each: Pair, isCompared: boolean): readonly Line[] {
  const {before, now} = each
  const numbers = [before, now].filter(value => typeof value === 'number')
  const shown = figures(numbers)
  const write = (value: MetricValue | undefined) =>
    typeof value === 'number' ? (shown[numbers.indexOf(value)] ?? '') : (value ?? '')
  if (!isCompared) return [line(clip(each.name)), line(write(now))]
  const isBoth = typeof before === 'number' && typeof now === 'number'
  const moved = isBoth ? change(before, now, {kind: 'percent'}) : kindOf(each)
  return [line(clip(each.name)), line(write(before)), line(write(now)), line(moved)]
}
