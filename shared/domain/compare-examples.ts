import type {Comparison} from './comparison.ts'
import {noiseOfExamples} from './example-noise.ts'
import type {ExampleTable} from './example-table.ts'
import {metricName} from './metric.ts'
import {askNoise, fewestFor, type Noise, type NotComparable} from './noise.ts'
import {describeNoise} from './noise-words.ts'
import {formatBeside, formatTogether} from './numbers.ts'
import type {Rule} from './rules/rule.ts'
import {adjustHolm} from './statistics/multiplicity.ts'
import {judgeHarm, type Verdict} from './verdict.ts'

export type CompareQuestion = {
  readonly candidate: ExampleTable
  readonly baseline: ExampleTable
  readonly metrics: readonly {readonly name: string; readonly direction: 'lower' | 'higher'}[]
  /** How much worse the candidate may be, in the metric's own unit. */
  readonly margin: number
  /** One less the level of the intervals. */
  readonly alpha: number
}

export type Compared = {
  readonly comparisons: readonly Comparison[]
  /** What people should know of the join. */
  readonly notes: readonly string[]
}

/**
 * Compares means of scores by example, as the gate does. Of several metrics one fails only if it fails by Holm as well:
 * the chance that any of them is wrongly called worse is then no larger than that of one.
 */
export function compareExamples(question: CompareQuestion): Compared | NotComparable {
  const {candidate, baseline, metrics, margin, alpha} = question
  const {noise, notes} = noiseOfExamples([candidate], [baseline])
  const found: {rule: Rule; noise: Noise}[] = []
  for (const {name, direction} of metrics) {
    const rule = ruleOf(name, direction, margin)
    const answer = askNoise(noise, rule, {alpha: alpha / 2})
    if (!answer) return {problem: `there is nothing to compare of ${name}`}
    if ('problem' in answer) return answer
    found.push({rule, noise: answer})
  }
  const adjusted = adjustHolm(found.map(({noise: {p}}) => p ?? 1))
  const comparisons = found.map(({rule, noise}, index) =>
    comparisonOf(question, {rule, noise}, found.length > 1 ? adjusted[index] : undefined),
  )
  return {comparisons, notes}
}

function ruleOf(metric: string, direction: 'lower' | 'higher', margin: number): Rule {
  const amount = direction === 'lower' ? margin : -margin
  const bound = {kind: 'relative', shift: {amount, unit: 'plain'}} as const
  return {text: metric, metric, direction, strict: false, bound, reportOnly: false}
}

type Found = {readonly rule: Rule; readonly noise: Noise}

function comparisonOf(
  {candidate, baseline, margin, alpha}: CompareQuestion,
  {rule, noise}: Found,
  pHolm: number | undefined,
): Comparison {
  const {metric, direction} = rule
  const before = meanOf(baseline, metric)
  const isWhole = candidate.ids.length === baseline.ids.length
  const after = meanOf(candidate, metric, isWhole ? undefined : new Set(baseline.ids))
  const {harm} = noise
  const sign = direction === 'lower' ? 1 : -1
  const ends = harm && ([sign * (harm.low + margin), sign * (harm.high + margin)] as const)
  const verdict = verdictOn(noise, pHolm, alpha)
  const interval: [number, number] | null = ends
    ? [Math.min(...ends) + 0, Math.max(...ends) + 0]
    : null
  const difference = after - before
  return {
    metric,
    n: noise.rows ?? baseline.ids.length,
    candidate: after,
    baseline: before,
    difference,
    interval,
    p: noise.p ?? null,
    ...(pHolm === undefined ? {} : {pHolm}),
    test: noise.method,
    verdict,
    detectable: noise.detectable ?? null,
    direction,
    margin,
    sentence: sentenceOn(
      {metric, before, after, difference, interval, margin, alpha, verdict},
      noise,
    ),
    noise,
  }
}

function verdictOn(noise: Noise, pHolm: number | undefined, alpha: number): Verdict {
  const {harm, independent} = noise
  if (!harm || independent < fewestFor(noise)) return 'inconclusive'
  const verdict = judgeHarm(harm, 0, false)
  const isShown = pHolm === undefined || pHolm <= alpha / 2
  return verdict === 'fail' && !isShown ? 'inconclusive' : verdict
}

/** Over the examples of the baseline, for new ones are not compared. */
function meanOf(table: ExampleTable, metric: string, only?: ReadonlySet<string>): number {
  const values = table.scores.find(score => metricName(score) === metric)?.values ?? []
  let [sum, count] = [0, 0]
  for (let row = 0; row < values.length; row++) {
    if (only && !only.has(table.ids.at(row) ?? '')) continue
    sum += values[row] ?? 0
    count++
  }
  return sum / count
}

type Told = Pick<Comparison, 'metric' | 'difference' | 'interval' | 'margin' | 'verdict'> & {
  readonly before: number
  readonly after: number
  readonly alpha: number
}

/** `accuracy 0.912 → 0.905: -0.007 (95 %: -0.021 … 0.007), paired, t-test, 1,000 rows; …: inconclusive`. */
function sentenceOn(
  {metric, before, after, difference, interval, margin, alpha, verdict}: Told,
  noise: Noise,
): string {
  const [from = '', to = ''] = formatTogether([before, after])
  const level = formatBeside((1 - alpha) * 100, 100, 3)
  const range = interval
    ? ` (${level} %: ${interval.map(end => formatBeside(end, 0, 2)).join(' … ')})`
    : ''
  const open = margin === 0 ? 'there is a loss' : `it exceeds a loss of ${margin}`
  const few =
    noise.independent < fewestFor(noise)
      ? `; ${noise.independent} independent rows are too few, ${fewestFor(noise)} are needed`
      : ''
  const change = difference === 0 ? 'no change' : formatBeside(difference, 0, 3)
  return `${metric} ${from} → ${to}: ${change}${range}, ${describeNoise(noise, open)}${few}: ${verdict}`
}
