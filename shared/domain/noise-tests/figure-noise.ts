import type {Noise, NoiseAsk, NoiseMethod} from '../noise.ts'
import {effectiveCount} from '../statistics/autocorrelation.ts'
import {BATCHES, estimatesByBatches, rowCorrelation} from '../statistics/batches.ts'
import {type Law, lawsByBootstrap} from '../statistics/bootstrap.ts'
import {lawsByMovingBlocks} from '../statistics/moving-blocks.ts'
import {testRatio} from '../statistics/ratio.ts'
import {gather, type Statistic, totalOf, type Units} from '../statistics/units.ts'
import {boundsOf, END} from './bounds.ts'
import type {Design} from './mean-noise.ts'

/** Figures that are no means, from the sums of terms over rows. */
export type Figures = {
  /** Along the order where there is one. */
  readonly rows: Units
  /** The harm, the change, and the change as a share of the baseline, from the sums. */
  readonly statistic: Statistic
  readonly design: Design
  /** A function of one mean, for which batches do as well as for the mean. */
  readonly isRoot: boolean
}

const NOTHING = {low: -Infinity, high: Infinity}

type Options = NoiseAsk & {readonly seed: number}
type Drawing = Pick<Options, 'seed' | 'draw'>

type Found = Pick<Noise, 'independent' | 'autocorrelation' | 'block'> & {
  readonly method: NoiseMethod
  readonly laws: readonly Law[]
  readonly degrees: number
}

/** The noise of a metric that is no mean over rows: by resampling, along an order in batches or blocks. */
export function noiseOfFigures(figures: Figures, {seed, draw, alpha = END}: Options): Noise {
  const {rows, statistic, design} = figures
  const {laws, degrees, ...found} = lawsOf(figures, {seed, draw})
  const [harm, change, relative] = laws
  const interval = (law: Law | undefined) => law?.interval() ?? NOTHING
  const [estimate = Number.NaN] = statistic(totalOf(rows))
  const measured = {
    harm: {
      estimate,
      interval: harm?.interval(2 * alpha) ?? NOTHING,
      degrees,
      p: harm?.p ?? Number.NaN,
    },
    change: interval(change),
    relative: interval(relative),
  }
  return {
    ...boundsOf(measured, rows.count, {alpha}),
    rows: rows.count,
    ...found,
    ...('by' in design && design.by !== undefined ? {by: design.by} : {}),
  }
}

function lawsOf({rows, statistic, design, isRoot}: Figures, drawing: Drawing): Found {
  switch (design.structure) {
    case 'independent':
      return {
        method: 'bootstrap',
        laws: lawsByBootstrap(rows, statistic, drawing),
        degrees: Infinity,
        independent: rows.count,
      }
    case 'clustered': {
      const units = gather(rows, design.clusters, design.count)
      return {
        method: 'clusters',
        laws: lawsByBootstrap(units, statistic, drawing),
        degrees: Infinity,
        independent: design.count,
      }
    }
    case 'ordered': {
      const autocorrelation = rowCorrelation(rows, statistic)
      // Where leaving out a row leaves nothing defined, nothing is known of neighbours either.
      const isKnown = Number.isFinite(autocorrelation)
      const independent = isKnown ? Math.floor(effectiveCount(rows.count, autocorrelation)) : 0
      const known = {independent, ...(isKnown ? {autocorrelation} : {})}
      if (isRoot) return {...known, ...byBatches(rows, statistic)}
      const {laws, length} = lawsByMovingBlocks(rows, statistic, {seed: drawing.seed})
      return {...known, method: 'moving-blocks', laws, degrees: Infinity, block: length}
    }
  }
}

function byBatches(rows: Units, statistic: Statistic) {
  const laws = estimatesByBatches(rows, statistic).map(
    (estimate): Law => ({
      interval: alpha => testRatio(estimate, {alpha}).interval,
      p: testRatio(estimate, {side: 'greater'}).p,
    }),
  )
  const block = Math.max(1, Math.round(rows.count / BATCHES))
  return {method: 'batches', laws, degrees: BATCHES - 1, block} as const
}
