import type {Task} from './evaluation.ts'
import type {ExampleTable} from './example-table.ts'
import {type Measure, measuresOf, valuesOf} from './measures.ts'
import {metricName} from './metric.ts'
import {FEWEST_ROWS} from './noise.ts'
import {noiseOfFigures} from './noise-tests/figure-noise.ts'
import {
  type Design,
  independenceOf,
  isBinary,
  numberClusters,
  testOf,
} from './noise-tests/mean-noise.ts'
import {groundOf, MOST_TERMS} from './paired.ts'
import {compareOrder} from './row-order.ts'
import type {Score} from './score.ts'
import type {Interval} from './statistics/units.ts'
import {wilsonInterval} from './statistics/wilson.ts'

/** One-sided, as floors are raised by. */
const CHANCE = 0.05

type Wish = {
  readonly metric: string
  readonly direction: 'lower' | 'higher'
  /** For metrics that are no means, which are resampled. */
  readonly seed: number
}

type Ties = Pick<ExampleTable, 'order' | 'clusters'>

/** The rows that one model was scored on, and how they hang together. */
export type OwnScores = Ties & {
  readonly task: Task
  readonly classes?: readonly string[] | undefined
  readonly scores: readonly Score[]
}

/** How bad a metric of a table may be by its own examples (95 %); nothing where nothing bounds it. */
export function worseEndOfTable(table: ExampleTable, wish: Wish): number | undefined {
  const score = table.scores.find(one => metricName(one) === wish.metric)
  if (score) return endOf(meanInterval(score.values, table), wish)
  const {predicted, order, clusters} = table
  return predicted && worseEndOfScores({...predicted, order, clusters}, wish)
}

/** The same by what one model made of each row. */
export function worseEndOfScores(rows: OwnScores, wish: Wish): number | undefined {
  const {task, scores, classes} = rows
  const measure = measuresOf(task, groundOf(scores, classes)).find(({name}) => name === wish.metric)
  if (!measure) return undefined
  const interval =
    measure.shape === 'mean'
      ? meanInterval(valuesOf(measure, scores), rows)
      : figureInterval(measure, rows, wish.seed)
  return endOf(interval, wish)
}

function endOf(interval: Interval | undefined, {direction}: Wish): number | undefined {
  const end = direction === 'lower' ? interval?.high : interval?.low
  return end !== undefined && Number.isFinite(end) ? end : undefined
}

function meanInterval(column: Float64Array, ties: Ties): Interval | undefined {
  const {places, design} = arrange(column.length, ties)
  const values = Float64Array.from(places, place => column[place] ?? Number.NaN)
  if (independenceOf(values, design).independent < FEWEST_ROWS) return undefined
  if (design.structure === 'independent' && isBinary(values)) {
    const count = values.reduce((sum, value) => sum + value, 0)
    return wilsonInterval({count, of: values.length}, 2 * CHANCE)
  }
  return testOf(values, design, {alpha: 2 * CHANCE})?.interval
}

function figureInterval(
  measure: Measure,
  {scores, ...ties}: OwnScores,
  seed: number,
): Interval | undefined {
  const [first] = scores
  const width = first ? measure.terms(first).length : 0
  if (width === 0 || width * scores.length > MOST_TERMS) return undefined
  const {places, design} = arrange(scores.length, ties)
  const sums = new Float64Array(scores.length * width)
  for (const [row, place] of places.entries()) {
    const score = scores[place]
    if (score) sums.set(measure.terms(score), row * width)
  }
  const noise = noiseOfFigures(
    {
      rows: {count: scores.length, width, sums},
      statistic: total => [measure.value(total)],
      design,
      isRoot: measure.shape === 'root',
    },
    {seed, alpha: CHANCE},
  )
  return noise.independent < FEWEST_ROWS ? undefined : noise.harm
}

/** The places of rows along their order, where there is one, and how they hang together. */
function arrange(
  count: number,
  {order, clusters}: Ties,
): {readonly places: readonly number[]; readonly design: Design} {
  const places = Array.from({length: count}, (_, place) => place)
  if (order) {
    places.sort((a, b) => compareOrder(order[a] ?? '', order[b] ?? ''))
    return {places, design: {structure: 'ordered'}}
  }
  if (!clusters) return {places, design: {structure: 'independent'}}
  return {places, design: {structure: 'clustered', ...numberClusters(clusters)}}
}
