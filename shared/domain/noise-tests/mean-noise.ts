import type {Noise, NoiseAsk, NoiseMethod} from '../noise.ts'
import {limitOf} from '../rules/measured-rule.ts'
import type {Rule} from '../rules/rule.ts'
import {effectiveCount, neighbourCorrelation} from '../statistics/autocorrelation.ts'
import {BATCHES, testBatchMeans} from '../statistics/batches.ts'
import {testClusteredMean, testPairedMean} from '../statistics/paired/mean.ts'
import type {TestOptions, TestResult} from '../statistics/ratio.ts'
import {boundsOf, END, type Harm} from './bounds.ts'
import {testDisagreements} from './disagreements.ts'
import {isOrdinal, testRanks} from './ranks.ts'

/** Scores of two models on the same rows whose means are compared; along the order where there is one. */
export type Columns = {
  readonly candidate: Float64Array
  readonly baseline: Float64Array
  readonly design: Design
}

/** How rows hang together. */
export type Design =
  | {readonly structure: 'independent'}
  | {readonly structure: 'ordered'; readonly by?: string | undefined}
  | {
      readonly structure: 'clustered'
      readonly by?: string | undefined
      /** The number of each row's cluster, from 0. */
      readonly clusters: Uint32Array
      readonly count: number
    }

/** The clusters of rows by number, in the order in which they occur. */
export function numberClusters(names: readonly string[]): {
  readonly clusters: Uint32Array
  readonly count: number
} {
  const numbers = new Map<string, number>()
  const clusters = Uint32Array.from(names, name => {
    const known = numbers.get(name)
    if (known !== undefined) return known
    numbers.set(name, numbers.size)
    return numbers.size - 1
  })
  return {clusters, count: numbers.size}
}

/**
 * The noise of a rule on a mean over rows. Whatever the tolerance, the harm is a mean of its own: of what each row loses
 * beyond what is allowed of it. So each question is one test of one column.
 */
export function noiseOfMeans(rule: Rule, columns: Columns, options: NoiseAsk = {}): Noise {
  const {design} = columns
  const rows = columns.candidate.length
  const [harms, changes, shares] = questionsOf(rule, columns)
  const known =
    design.structure === 'independent' ? byKind(rule, columns, harms, options) : undefined
  const found = known ?? byDesign(harms, design, options)
  const intervalOf = (values: Float64Array) => testOf(values, design, {})?.interval ?? NOTHING
  return {
    ...boundsOf(
      {
        harm: found.harm,
        change: found.change ?? intervalOf(changes),
        relative: shares && intervalOf(shares),
      },
      rows,
      options,
    ),
    rows,
    method: found.method,
    ...independenceOf(harms, design),
  }
}

type Found = {
  readonly method: NoiseMethod
  readonly harm: Harm
  readonly change?: Harm['interval']
}

const NOTHING = {low: -Infinity, high: Infinity}

/** Row by row: the harm beyond what is allowed, the change, and the change as a share of the baseline's mean. */
function questionsOf(
  rule: Rule,
  {candidate, baseline}: Columns,
): readonly [Float64Array, Float64Array, Float64Array | undefined] {
  const sign = rule.direction === 'lower' ? 1 : -1
  const before = meanOf(baseline)
  const offset = limitOf(rule, 0)
  const factor = before === 0 ? 1 : (limitOf(rule, before) - offset) / before
  const changes = candidate.map((own, row) => own - (baseline[row] ?? 0))
  const isPlain = Math.abs(factor - 1) < 1e-12
  const harms = changes.map(
    (change, row) =>
      sign * (isPlain ? change - offset : change - (factor - 1) * (baseline[row] ?? 0) - offset),
  )
  if (before === 0) return [harms, changes, undefined]
  const share = meanOf(changes) / before
  // The delta method: a share of means moves with each row as this does.
  const shares = changes.map(
    (change, row) =>
      (change - share * (baseline[row] ?? 0)) / Math.abs(before) + share * Math.sign(before),
  )
  return [harms, changes, shares]
}

function meanOf(values: Float64Array): number {
  let sum = 0
  // By index: iterating over a million values takes ten times as long.
  for (let at = 0; at < values.length; at++) sum += values[at] ?? 0
  return sum / values.length
}

/** Right or wrong, and grades, have tests of their own where nothing but the candidate's own loss is in question. */
function byKind(
  rule: Rule,
  columns: Columns,
  harms: Float64Array,
  options: NoiseAsk,
): Found | undefined {
  const {candidate, baseline} = columns
  const isShareOfBaseline =
    rule.bound.kind === 'relative' &&
    rule.bound.shift.unit === 'percent' &&
    rule.bound.shift.amount !== 0
  if (isShareOfBaseline || candidate.length === 0) return undefined
  const allowed = (rule.direction === 'lower' ? 1 : -1) * limitOf(rule, 0) + 0
  const question = {direction: rule.direction, allowed, alpha: options.alpha}
  if (isBinary(candidate) && isBinary(baseline)) return testDisagreements(columns, question)
  if (allowed === 0 && isOrdinal(candidate, baseline)) return testRanks(harms, options)
  return undefined
}

export function isBinary(values: Float64Array): boolean {
  return values.every(value => value === 0 || value === 1)
}

function byDesign(harms: Float64Array, design: Design, {alpha = END}: NoiseAsk): Found {
  const method = ({independent: 'paired-t', clustered: 'clustered-t', ordered: 'batches'} as const)[
    design.structure
  ]
  const test = testOf(harms, design, {side: 'greater', alpha: 2 * alpha})
  if (test) return {method, harm: test}
  return {method, harm: {estimate: 0, interval: NOTHING, degrees: 1, p: Number.NaN}}
}

/** Nothing where there are too few rows, clusters or batches for any interval. */
export function testOf(
  values: Float64Array,
  design: Design,
  options: TestOptions,
): TestResult | undefined {
  switch (design.structure) {
    case 'independent':
      return values.length < 2 ? undefined : testPairedMean(values, options)
    case 'clustered':
      return design.count < 2 ? undefined : testClusteredMean(values, design.clusters, options)
    case 'ordered':
      return values.length < BATCHES ? undefined : testBatchMeans(values, options)
  }
}

export function independenceOf(
  harms: Float64Array,
  design: Design,
): Pick<Noise, 'independent' | 'autocorrelation' | 'by' | 'block'> {
  const {length} = harms
  switch (design.structure) {
    case 'independent':
      return {independent: length}
    case 'clustered':
      return {independent: design.count, ...byOf(design)}
    case 'ordered': {
      const autocorrelation = neighbourCorrelation(harms)
      return {
        independent: Math.floor(effectiveCount(length, autocorrelation)),
        autocorrelation,
        block: Math.max(1, Math.round(length / BATCHES)),
        ...byOf(design),
      }
    }
  }
}

function byOf({by}: {readonly by?: string | undefined}) {
  return by === undefined ? {} : {by}
}
