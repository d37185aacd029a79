import {toldValue} from '../profile/summarize.ts'
import {countInto, quantileEdges} from '../statistics/samples/bins.ts'
import {POPULATION_STABILITY, stabilityLimit} from '../statistics/samples/share-distance.ts'
import {categoryBars, numberBars} from './bars.ts'
import {
  type ColumnKind,
  type ColumnSides,
  categoriesOf,
  lengthsOf,
  numbersOf,
} from './column-values.ts'
import type {ColumnDrift, DriftCheck} from './drift.ts'
import {
  compareCounts,
  compareMissing,
  compareNew,
  compareNumbers,
  compareRange,
  FEWEST_VALUES,
  type Measurement,
  SMALL_SAMPLE,
} from './tests.ts'

/** A check before the p-values of all columns are weighed together. */
export type RawCheck = Measurement & {
  readonly about: DriftCheck['about']
  /** Chance is excluded, and still it may be too small to tell. */
  readonly isSmall: boolean
}
export type RawColumn = Omit<ColumnDrift, 'checks' | 'level'> & {
  readonly checks: readonly RawCheck[]
}

export type CompareOptions = {
  readonly seed: number
  readonly alpha: number
  /** No value of the data may be told. */
  readonly isPersonal: boolean
}

/** What is told as drift where there are many values: in standard deviations, or as the Jensen–Shannon distance. */
const LEAST_DISTANCE = 0.1
/** The same of shares: empty cells, new categories, values out of range. */
const LEAST_SHARE = 0.01
const STABILITY_BINS = 10
const TOLD_CATEGORIES = 5

/** Everything that is measured of one column; nothing where there are too few values. */
export function compareColumn(
  sides: ColumnSides,
  {kind, ...options}: CompareOptions & {readonly kind: ColumnKind},
): RawColumn {
  const {reference, current} = sides
  const {name, type} = reference.summary.type === 'empty' ? current.summary : reference.summary
  const isTold = !options.isPersonal
  const tell = isTold ? (number: number) => toldValue(type, number) : undefined
  const details =
    kind === 'category'
      ? categoryDetails(sides, options)
      : kind === 'text'
        ? numberDetails(
            {reference: lengthsOf(reference), current: lengthsOf(current)},
            {...options, about: 'lengths', tell: isTold ? number => number : undefined},
          )
        : numberDetails(
            {reference: numbersOf(reference), current: numbersOf(current)},
            {...options, about: 'values', tell},
          )
  const middles = [reference, current].map(({summary}) => summary.quantile(0.5))
  const [before = Number.NaN, after = Number.NaN] = middles
  const hasMiddle =
    (kind === 'number' || kind === 'time') && Number.isFinite(before) && Number.isFinite(after)
  return {
    name,
    kind: kind === 'time' ? 'number' : kind,
    missing: {reference: missingShare(reference), current: missingShare(current)},
    ...(tell && hasMiddle ? {middle: {reference: tell(before), current: tell(after)}} : {}),
    ...details,
    checks: [...details.checks, ...missingCheck(sides)],
  }
}

type Details = Pick<RawColumn, 'checks' | 'stability' | 'bars' | 'added'>

function numberDetails(
  both: {readonly reference: Float64Array; readonly current: Float64Array},
  {
    about,
    tell,
    ...options
  }: CompareOptions & {
    readonly about: 'values' | 'lengths'
    readonly tell: ((value: number) => number | string) | undefined
  },
): Details {
  const {reference, current} = both
  const fewest = Math.min(reference.length, current.length)
  if (fewest < FEWEST_VALUES) return {checks: []}
  const edges = quantileEdges(reference.slice().sort(), STABILITY_BINS)
  const [first, second] = [reference, current].map(values => {
    const counts = new Float64Array(edges.length + 1)
    countInto(counts, values, edges)
    return counts
  })
  const values = check(about, compareNumbers(both, options), {fewest, least: LEAST_DISTANCE})
  const range = check('out-of-range', compareRange(both), {fewest, least: LEAST_SHARE})
  return {
    checks: about === 'values' ? [values, range] : [values],
    ...(first && second ? {stability: stabilityOf(first, second, options.alpha)} : {}),
    bars: numberBars(both, tell),
  }
}

function categoryDetails(sides: ColumnSides, options: CompareOptions): Details {
  const {reference, current, labels} = categoriesOf(sides)
  const fewest = Math.min(...[reference, current].map(totalOf))
  if (fewest < FEWEST_VALUES) return {checks: []}
  const table = {first: reference, second: current}
  const added = labels.filter((_, at) => reference[at] === 0)
  const told = added.filter(label => label !== undefined).slice(0, TOLD_CATEGORIES)
  return {
    checks: [
      check('values', compareCounts(table, options), {fewest, least: LEAST_DISTANCE}),
      check('new-categories', compareNew(table, options), {fewest, least: LEAST_SHARE}),
    ],
    stability: stabilityOf(reference, current, options.alpha),
    ...(told.length > 0 && !options.isPersonal ? {added: told} : {}),
    bars: categoryBars({reference, current}, options.isPersonal ? undefined : labels),
  }
}

function missingCheck({reference, current}: ColumnSides): readonly RawCheck[] {
  const [before, after] = [reference, current].map(({summary: {nulls, cells}}) => ({
    count: nulls,
    of: cells,
  }))
  if (!before || !after || before.count + after.count === 0) return []
  const fewest = Math.min(before.of, after.of)
  if (fewest < FEWEST_VALUES) return []
  return [check('missing', compareMissing(before, after), {fewest, least: LEAST_SHARE})]
}

function check(
  about: RawCheck['about'],
  measured: Measurement,
  {fewest, least}: {readonly fewest: number; readonly least: number},
): RawCheck {
  return {...measured, about, isSmall: fewest > SMALL_SAMPLE && measured.size < least}
}

function stabilityOf(
  first: Float64Array,
  second: Float64Array,
  alpha: number,
): NonNullable<RawColumn['stability']> {
  const [n, m] = [totalOf(first), totalOf(second)]
  const index = POPULATION_STABILITY.of({
    p: first.map(count => count / n),
    q: second.map(count => count / m),
  })
  return {index: Math.max(0, index), limit: stabilityLimit([n, m], first.length, alpha)}
}

function missingShare({summary: {nulls, cells}}: ColumnSides['reference']): number {
  return cells === 0 ? 0 : nulls / cells
}

function totalOf(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
