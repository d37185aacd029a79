import {MAX_NAME} from '../metric.ts'
import type {MetricRecord} from '../metric-record.ts'
import type {TextProblem, Tree} from '../tree.ts'
import {memberOf, textOf} from './fields.ts'
import {figureOf, problemOf, repeated} from './list-items.ts'
import type {TreeFormat} from './reading.ts'

/** `± 3`, `3`, `+/- 3.5`, `3%`: how far values lie apart. */
/** Of a longer text every way to part its blanks would be tried. */
const LONGEST = 200
const RANGE = /^\s*(?:±|\+\/?-)?\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(%?)\s*$/i

/** The custom format of github-action-benchmark: a list of names with unit and value. */
export const actionBenchmark: TreeFormat = {
  name: 'github-action-benchmark',
  title: 'github-action-benchmark values',
  recognise(tree) {
    if (tree.kind !== 'list' || tree.items.length === 0) return undefined
    const isOne = tree.items.every(
      item =>
        textOf(memberOf(item, 'name')) &&
        textOf(memberOf(item, 'unit')) !== undefined &&
        memberOf(item, 'value'),
    )
    return isOne ? 'it is a list of name, unit and value' : undefined
  },
  read(tree, source) {
    if (tree.kind !== 'list') return {problems: [problemOf(tree, 'is no list of benchmarks')]}
    const problems: TextProblem[] = [
      ...repeated(tree.items, item => textOf(memberOf(item, 'name')) ?? ''),
    ]
    const metrics = tree.items.map(item => benchmark(item, source, problems))
    return problems.length > 0 ? {problems} : {metrics}
  },
}

function benchmark(item: Tree, source: string, problems: TextProblem[]): MetricRecord {
  const name = textOf(memberOf(item, 'name')) ?? ''
  if (name === '' || name.length > MAX_NAME)
    problems.push(problemOf(item, 'a benchmark has no name, or too long a one'))
  const {value, ...rest} = figureOf(memberOf(item, 'value'))
  const unit = textOf(memberOf(item, 'unit'))
  const reach =
    typeof value === 'number' ? reachOf(textOf(memberOf(item, 'range')), value) : undefined
  return {
    key: [name],
    value,
    ...rest,
    source,
    ...(unit ? {unit} : {}),
    ...(typeof value === 'number' && reach !== undefined
      ? {interval: {low: value - reach, high: value + reach}}
      : {}),
  }
}

function reachOf(range: string | undefined, value: number): number | undefined {
  const [, digits, percent] =
    RANGE.exec(range === undefined || range.length > LONGEST ? '' : range) ?? []
  if (digits === undefined) return undefined
  const reach = percent === '%' ? (Math.abs(value) * Number(digits)) / 100 : Number(digits)
  return Number.isFinite(value + reach) && Number.isFinite(value - reach) ? reach : undefined
}
