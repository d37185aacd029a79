import type {Task} from './evaluation.ts'
import {type Ground, isComputed, type Measure, measuresOf, valuesOf} from './measures.ts'
import {onlySlice} from './metric-index.ts'
import type {Noise, NoiseAsk} from './noise.ts'
import {noiseOfFigures} from './noise-tests/figure-noise.ts'
import {type Design, noiseOfMeans, numberClusters} from './noise-tests/mean-noise.ts'
import {byNumberThenText, compareOrder} from './row-order.ts'
import {limitOf} from './rules/measured-rule.ts'
import type {Rule, SliceSelector} from './rules/rule.ts'
import type {Score} from './score.ts'
import type {Statistic, Units} from './statistics/units.ts'

/** Scores of two models on the same rows, in the same order. */
export type Pairs = {
  readonly task: Task
  /** Of the model's output, in its order; absent: those that occur. */
  readonly classes?: readonly string[] | undefined
  readonly candidate: readonly Score[]
  readonly baseline: readonly Score[]
  /** How rows hang together: neighbours along `order`, members of a `cluster`, or not at all. */
  readonly structure: 'ordered' | 'clustered' | 'independent'
  /** The column of the order or the clusters. */
  readonly by?: string | undefined
}

/** Two lists of scores as pairs; or why they cannot be compared row by row. */
export function pairScores(
  candidate: readonly Score[],
  baseline: readonly Score[],
  kind: Pick<Pairs, 'task' | 'classes'>,
): Pairs | {readonly problem: string} {
  if (candidate.length !== baseline.length) {
    return {problem: `the models were scored on ${candidate.length} and ${baseline.length} rows`}
  }
  const other = candidate.find((score, row) => {
    const before = baseline[row] ?? score
    return before.id !== score.id || before.target !== score.target || isMoved(score, before)
  })
  if (other) return {problem: `the models were scored on different rows (${other.id})`}
  const structure = candidate.every(({order}) => order !== undefined)
    ? 'ordered'
    : candidate.every(({cluster}) => cluster !== undefined)
      ? 'clustered'
      : 'independent'
  // Of all rows: those of a slice may lack one.
  const {classes} = groundOf([...candidate, ...baseline], kind.classes)
  return {...kind, classes, candidate, baseline, structure}
}

/** Who moves what was hard out of a slice is not better for it. */
function isMoved({slice: own = {}}: Score, {slice: before = {}}: Score): boolean {
  return Object.entries(before).some(
    ([dimension, value]) => Object.hasOwn(own, dimension) && own[dimension] !== value,
  )
}

/** What the metrics of these rows must know; the classes are those that occur, unless the model's are known. */
export function groundOf(scores: readonly Score[], known?: readonly string[]): Ground {
  const [first] = scores
  const classes = new Set<string>()
  let hasProbabilities = true
  for (const score of scores) {
    if (typeof score.prediction === 'number') {
      const origin = typeof first?.target === 'number' ? first.target : 0
      return {classes: [], hasProbabilities: false, origin}
    }
    classes.add(String(score.target)).add(score.prediction)
    if (!('probability' in score) || score.probability === undefined) hasProbabilities = false
  }
  return {classes: known ?? [...classes].sort(byNumberThenText), hasProbabilities, origin: 0}
}

/** Numbers that are held for one rule: 128 MB. Resampling puts many rows together, so its time is bounded besides. */
export const MOST_TERMS = 16e6

type SeededAsk = NoiseAsk & {readonly seed: number}

/** The noise of a relative rule; nothing when its metric is none that can be computed from scores, or from too many. */
export function measureNoise(rule: Rule, pairs: Pairs, ask: SeededAsk): Noise | undefined {
  if (!isComputed(rule.metric)) return undefined
  const part = rule.slice ? rowsOfSlice(rule.slice, pairs) : pairs
  if (!part) return undefined
  const {task, classes} = pairs
  return noiseOfRows(rule, {task, classes, ...inOrder(part), design: designOf(part)}, ask)
}

/** The pairs of one slice; nothing where no row is known to be of it. */
function rowsOfSlice(selector: SliceSelector, pairs: Pairs): Pairs | undefined {
  const slice = onlySlice(selector)
  if (!slice) return undefined
  const wanted = Object.entries(slice)
  const places = pairs.candidate.flatMap(({slice: own = {}}, row) =>
    wanted.every(([name, value]) => Object.hasOwn(own, name) && own[name] === value) ? [row] : [],
  )
  if (places.length === 0) return undefined
  const pick = (scores: readonly Score[]) => places.flatMap(row => scores[row] ?? [])
  return {...pairs, candidate: pick(pairs.candidate), baseline: pick(pairs.baseline)}
}

/** Both models' scores of the rows that the rule is about, in the same order, which is theirs where they have one. */
export type BothRows = Omit<Pairs, 'structure' | 'by'> & {readonly design: Design}

/** The same of rows that are in order, also where they are those of the rule's slice. */
export function noiseOfRows(
  rule: Rule,
  {task, classes, design, ...both}: BothRows,
  {seed, ...options}: SeededAsk,
): Noise | undefined {
  const ground = groundOf([...both.candidate, ...both.baseline], classes)
  const measure = measuresOf(task, ground).find(({name}) => name === rule.metric)
  const [first] = both.candidate
  const width = measure && first ? 2 * measure.terms(first).length : 0
  if (!measure || rule.bound.kind !== 'relative' || width === 0) return undefined
  if (measure.shape === 'mean') {
    const candidate = valuesOf(measure, both.candidate)
    const baseline = valuesOf(measure, both.baseline)
    return noiseOfMeans(rule, {candidate, baseline, design}, options)
  }
  if (width * both.candidate.length > MOST_TERMS) return undefined
  const rows = rowUnits(measure, both, width)
  const statistic = figuresOf(rule, measure, width / 2)
  const isRoot = measure.shape === 'root'
  return noiseOfFigures({rows, statistic, design, isRoot}, {...options, seed})
}

function figuresOf(rule: Rule, measure: Measure, width: number): Statistic {
  const sign = rule.direction === 'lower' ? 1 : -1
  return sums => {
    const candidate = measure.value(sums.slice(0, width))
    const baseline = measure.value(sums.slice(width))
    const change = candidate - baseline
    return [sign * (candidate - limitOf(rule, baseline)), change, change / Math.abs(baseline)]
  }
}

type Both = Pick<Pairs, 'candidate' | 'baseline'>

function inOrder({structure, candidate, baseline}: Pairs): Both {
  if (structure !== 'ordered') return {candidate, baseline}
  const rows = candidate.map((_, row) => row)
  const of = (row: number) => candidate[row]?.order ?? ''
  rows.sort((a, b) => compareOrder(of(a), of(b)))
  const sorted = (scores: readonly Score[]) => rows.flatMap(row => scores[row] ?? [])
  return {candidate: sorted(candidate), baseline: sorted(baseline)}
}

/** Terms of the candidate, then of the baseline, row by row. */
function rowUnits(measure: Measure, {candidate, baseline}: Both, width: number): Units {
  const sums = new Float64Array(candidate.length * width)
  candidate.forEach((score, row) => {
    const other = baseline[row]
    sums.set(measure.terms(score), row * width)
    if (other) sums.set(measure.terms(other), row * width + width / 2)
  })
  return {count: candidate.length, width, sums}
}

function designOf({structure, by, candidate}: Pairs): Design {
  if (structure !== 'clustered') return {structure, ...(by === undefined ? {} : {by})}
  return {structure, by, ...numberClusters(candidate.map(({cluster = ''}) => cluster))}
}
