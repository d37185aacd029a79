import {MAX_NAME} from '../metric.ts'
import type {MetricRecord} from '../metric-record.ts'
import type {TextProblem, Tree} from '../tree.ts'
import {memberOf, numberOf, textOf} from './fields.ts'
import {figureOf, itemsOf, problemOf, repeated} from './list-items.ts'
import type {TreeFormat} from './reading.ts'

type Stat = Pick<MetricRecord, 'unit' | 'direction'>
const SECONDS = {unit: 's', direction: 'lower'} as const
const STATS: ReadonlyMap<string, Stat> = new Map<string, Stat>([
  ['min', SECONDS],
  ['max', SECONDS],
  ['mean', SECONDS],
  ['median', SECONDS],
  ['q1', SECONDS],
  ['q3', SECONDS],
  ['stddev', {unit: 's'}],
  ['iqr', {unit: 's'}],
  ['ops', {unit: '1/s', direction: 'higher'}],
])

/** What `pytest --benchmark-json` writes: timings of tests. */
export const pytestBenchmark: TreeFormat = {
  name: 'pytest-benchmark',
  title: 'pytest-benchmark results',
  recognise: tree =>
    itemsOf(memberOf(tree, 'benchmarks')) && memberOf(tree, 'machine_info')
      ? 'it has benchmarks and machine_info'
      : undefined,
  read(tree, source) {
    const benchmarks = itemsOf(memberOf(tree, 'benchmarks'))
    if (!benchmarks) return {problems: [problemOf(tree, 'has no list of benchmarks')]}
    const problems: TextProblem[] = [...repeated(benchmarks, nameOf)]
    const metrics = benchmarks.flatMap(benchmark => {
      const name = nameOf(benchmark)
      if (name === '' || name.length > MAX_NAME) {
        problems.push(problemOf(benchmark, 'a benchmark has no name, or too long a one'))
      }
      return statsOf(benchmark, name, source)
    })
    return problems.length > 0 ? {problems} : {metrics, warnings: warningsOf(tree)}
  },
}

function nameOf(benchmark: Tree): string {
  return textOf(memberOf(benchmark, 'fullname')) ?? textOf(memberOf(benchmark, 'name')) ?? ''
}

function statsOf(benchmark: Tree, name: string, source: string): readonly MetricRecord[] {
  const stats = memberOf(benchmark, 'stats')
  const rounds = numberOf(memberOf(stats, 'rounds'))
  const deviation = numberOf(memberOf(stats, 'stddev'))
  const n = rounds !== undefined && Number.isSafeInteger(rounds) && rounds > 0 ? {n: rounds} : {}
  const isSpread = n.n !== undefined && deviation !== undefined && deviation >= 0
  const error = isSpread && Number.isFinite(deviation) ? {stderr: deviation / Math.sqrt(n.n)} : {}
  return [...STATS].flatMap(([stat, meaning]): readonly MetricRecord[] => {
    const field = memberOf(stats, stat)
    // A benchmark without statistics is told by its mean, which is then no number.
    if (!field && stat !== 'mean') return []
    const spread = stat === 'mean' ? {...n, ...error} : n
    return [{key: [name, stat], ...figureOf(field), source, ...meaning, ...spread}]
  })
}

const SHOWN = 100

function warningsOf(tree: Tree): readonly string[] {
  const machine = memberOf(tree, 'machine_info')
  const words = [
    textOf(memberOf(memberOf(machine, 'cpu'), 'brand_raw')) ??
      textOf(memberOf(machine, 'processor')),
    textOf(memberOf(machine, 'system')),
    textOf(memberOf(machine, 'python_version')) &&
      `Python ${textOf(memberOf(machine, 'python_version'))}`,
  ].filter(word => word)
  const where = words.join(', ').replace(/\s+/g, ' ').slice(0, SHOWN)
  const dirty = memberOf(memberOf(tree, 'commit_info'), 'dirty')
  return [
    `timings were taken on ${where || 'a machine that the file does not describe'}; those of another machine are not comparable`,
    ...(dirty?.kind === 'flag' && dirty.value
      ? ['timings were taken with changes that no commit has']
      : []),
  ]
}
