import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {testBatchMeans} from '../shared/domain/statistics/batches.ts'
import {intervalsByBootstrap} from '../shared/domain/statistics/bootstrap.ts'
import {studentTail} from '../shared/domain/statistics/distributions/student.ts'
import {testAgainstHistory} from '../shared/domain/statistics/history.ts'
import {momentsOf} from '../shared/domain/statistics/moments.ts'
import {intervalsByMovingBlocks} from '../shared/domain/statistics/moving-blocks.ts'
import {adjustBenjaminiHochberg, adjustHolm} from '../shared/domain/statistics/multiplicity.ts'
import {testDieboldMariano} from '../shared/domain/statistics/paired/diebold-mariano.ts'
import {testMcNemar} from '../shared/domain/statistics/paired/mcnemar.ts'
import {testClusteredMean, testPairedMean} from '../shared/domain/statistics/paired/mean.ts'
import {testAutocorrelatedMean} from '../shared/domain/statistics/paired/newey-west.ts'
import {testSignFlip} from '../shared/domain/statistics/paired/sign-flip.ts'
import {testSignedRank} from '../shared/domain/statistics/paired/signed-rank.ts'
import {logRateEvidence} from '../shared/domain/statistics/sequential/beta-binomial.ts'
import {lookAtMixture} from '../shared/domain/statistics/sequential/mixture-sprt.ts'
import type {Interval, Statistic, Units} from '../shared/domain/statistics/units.ts'
import {testStated, testWelch} from '../shared/domain/statistics/welch.ts'
import {familyOfRules} from './family.ts'
import {autoregressive, type Draw, fill, normals, tally, uniforms} from './simulation.ts'

const ALPHA = 0.05
const side = 'greater'
/** Resamples of a simulated bootstrap; a gate draws 9,999. */
const RESAMPLES = 499
const SIZES = [
  {n: 30, rounds: 1000},
  {n: 200, rounds: 1000},
  {n: 1000, rounds: 500},
  {n: 10_000, rounds: 100},
]
/** An argument makes rounds fewer, for a quick look. */
const share = Number(process.argv[2] ?? 1)
const column = (n: number) => `n = ${n.toLocaleString('en-US')}`

/** Scores of one comparison: losses of both models on each row, and of ten earlier runs. */
type Scores = {
  readonly baseline: Float64Array
  readonly candidate: Float64Array
  /** Mean losses of ten earlier runs of the baseline's kind. */
  readonly history: Float64Array
}

/** Each judge says whether the candidate is called worse; nothing where it does not apply. */
type Judge = (scores: Scores, differences: Float64Array, seed: number) => boolean | undefined

const meanOf = (values: Float64Array) => momentsOf(values, 1).mean

const below = (p: number) => p <= ALPHA
const isAbove = (interval: Interval | undefined) => (interval?.low ?? -Infinity) > 0

const PAIRED: Readonly<Record<string, Judge>> = {
  'paired t': (_, d) => below(testPairedMean(d, {side}).p),
  'McNemar mid-p': ({baseline, candidate}, d) => {
    const isBinary = [...candidate.subarray(0, 50), ...baseline.subarray(0, 50)].every(
      one => one === 0 || one === 1,
    )
    if (!isBinary) return undefined
    let [worse, better] = [0, 0]
    for (const one of d) {
      if (one > 0) worse++
      if (one < 0) better++
    }
    return below(testMcNemar({worse, better, count: d.length}, {side}).p)
  },
  'bootstrap, BCa': (_, d, seed) => isAbove(byBootstrap(d, seed)),
  'Wilcoxon signed rank': (_, d) => below(testSignedRank(d, {side}).p),
  'sign flips': (_, d, seed) =>
    d.length > 200 ? undefined : below(testSignFlip(d, {side, seed}).p),
  'ten batches': (_, d) => below(testBatchMeans(d, {side}).p),
  'Newey–West, Andrews': (_, d) => below(testAutocorrelatedMean(d, {side}).p),
  'moving blocks': (_, d, seed) => isAbove(byBlocks(d, seed)),
  'Diebold–Mariano, two steps': (_, d) => below(testDieboldMariano(d, {side, horizon: 2}).p),
  'unpaired: Welch': ({baseline, candidate}) => below(testWelch(candidate, baseline, {side}).p),
  'unpaired: z of stated errors': ({baseline, candidate}) => {
    const [c, b] = [candidate, baseline].map(values => {
      const {mean, variance, count} = momentsOf(values)
      return {value: mean, error: Math.sqrt(variance / count)}
    })
    return c && b && below(testStated(c, b, {side}).p)
  },
  'naive: any drop': (_, d) => meanOf(d) > 0,
  'naive: more than 1 pp worse': (_, d) => meanOf(d) > 0.01,
  'naive: loss at 200 %': ({baseline, candidate}) => meanOf(candidate) > 2 * meanOf(baseline),
  'naive: t-test on ten earlier runs': ({candidate, history}) =>
    below(testAgainstHistory(history, meanOf(candidate), {side}).p),
}

const rowsOf = (values: Float64Array): Units => ({count: values.length, width: 1, sums: values})

/** Each resample holds as many rows as there are. */
function meanFor(values: Float64Array): Statistic {
  return ([sum = 0]) => [sum / values.length]
}

function byBlocks(values: Float64Array, seed: number): Interval | undefined {
  const options = {seed, resamples: RESAMPLES, alpha: 2 * ALPHA}
  return intervalsByMovingBlocks(rowsOf(values), meanFor(values), options)[0]
}

function byBootstrap(values: Float64Array, seed: number): Interval | undefined {
  const options = {seed, resamples: RESAMPLES, alpha: 2 * ALPHA}
  return intervalsByBootstrap(rowsOf(values), meanFor(values), options)[0]
}

/** The candidate errs where the baseline does, but for 6 % of rows; 15 % of rows are wrong. */
function binary(n: number, effect: number, uniform: Draw): Scores {
  // No more rows can be lost than are disagreed on.
  const half = Math.min(effect, 0.05) / 2
  const [lost, won] = [0.03 + half, 0.03 - half]
  const baseline = fill(n, () => Number(uniform() < 0.15))
  const other = (lose: number, win: number) =>
    baseline.map(wrong => {
      const flips = uniform() < (wrong === 1 ? win / 0.15 : lose / 0.85)
      return flips ? 1 - wrong : wrong
    })
  const history = fill(10, () => meanOf(other(0.03, 0.03)))
  return {baseline, candidate: other(lost, won), history}
}

/** Squared errors of two models whose errors correlate by 0.9: skewed, with a few large ones. */
function squares(n: number, effect: number, uniform: Draw): Scores {
  const normal = normals(uniform)
  const shared = fill(n, normal)
  const loss = () => shared.map(one => (0.95 * one + Math.sqrt(1 - 0.95 ** 2) * normal()) ** 2)
  const history = fill(10, () => meanOf(loss()))
  return {baseline: loss(), candidate: loss().map(one => one + effect), history}
}

/** The effect that a paired t-test on so many rows should see four times of five. */
const EFFECT = 1.6448536269514722 + 0.8416212335729143
const KINDS = [
  {name: 'right or wrong', make: binary, deviation: Math.sqrt(0.06)},
  {name: 'squared errors', make: squares, deviation: Math.sqrt(4 * (1 - 0.9025 ** 2))},
]

function independent(): string {
  const parts = KINDS.flatMap(({name, make, deviation}) =>
    [0, EFFECT].map(strength => {
      const seen = tally()
      for (const {n, rounds} of SIZES) {
        const uniform = uniforms(n + strength * 100)
        const effect = (strength * deviation) / Math.sqrt(n)
        for (let seed = 0; seed < rounds * share; seed++) {
          const scores = make(n, effect, uniform)
          const differences = scores.candidate.map((one, row) => one - (scores.baseline[row] ?? 0))
          for (const [judge, says] of Object.entries(PAIRED)) {
            const isWorse = says(scores, differences, seed)
            if (isWorse !== undefined) seen.note(judge, column(n), isWorse)
          }
        }
      }
      const what =
        strength === 0
          ? 'equally good models: false alarms in %, nominal 5'
          : 'a worse candidate: alarms in %; its harm is what a paired t-test sees in 80'
      return `### ${name}, ${what}\n\n${seen.table('rule')}`
    }),
  )
  return parts.join('\n\n')
}

const ORDERED: Readonly<Record<string, (d: Float64Array, seed: number) => boolean>> = {
  'paired t': d => below(testPairedMean(d, {side}).p),
  'Newey–West, lag n^⅓': d =>
    below(testAutocorrelatedMean(d, {side, lag: Math.floor(Math.cbrt(d.length))}).p),
  'Newey–West, Andrews': d => below(testAutocorrelatedMean(d, {side}).p),
  'ten batches': d => below(testBatchMeans(d, {side}).p),
  'moving blocks': (d, seed) => isAbove(byBlocks(d, seed)),
  'naive: any drop': d => meanOf(d) > 0,
}

function ordered(): string {
  const parts = [0, EFFECT].map(strength => {
    const seen = tally()
    for (const rho of [0, 0.3, 0.7, 0.9]) {
      for (const {n, rounds} of [
        ...SIZES,
        {n: 100, rounds: 1000},
        {n: 365, rounds: 1000},
        {n: 1461, rounds: 500},
      ].sort((a, b) => a.n - b.n)) {
        const draw = autoregressive(normals(uniforms(n + 1000 * rho)), rho)
        const effect = strength * Math.sqrt((1 + rho) / (1 - rho) / n)
        for (let seed = 0; seed < rounds * share; seed++) {
          const differences = fill(n, () => effect + draw())
          for (const [judge, says] of Object.entries(ORDERED)) {
            seen.note(`ρ = ${rho}, ${judge}`, column(n), says(differences, seed))
          }
        }
      }
    }
    const what =
      strength === 0
        ? 'Equally good models: false alarms in %, nominal 5'
        : 'A worse candidate: alarms in %; its harm is what a test that knew the true error sees in 80'
    return `### ${what}\n\n${seen.table('neighbours, rule')}`
  })
  return parts.join('\n\n')
}

/** Rows that come in clusters of ten, half of their variance shared. */
function clustered(): string {
  const seen = tally()
  for (const clusters of [5, 20, 100, 1000]) {
    const normal = normals(uniforms(clusters))
    const number = Uint32Array.from({length: clusters * 10}, (_, row) => Math.floor(row / 10))
    for (let seed = 0; seed < 2000 * share; seed++) {
      const common = fill(clusters, normal)
      const d = Float64Array.from(number, cluster => (common[cluster] ?? 0) + normal())
      const at = `${clusters} clusters`
      seen.note('paired t', at, below(testPairedMean(d, {side}).p))
      seen.note('clustered errors', at, below(testClusteredMean(d, number, {side}).p))
    }
  }
  return seen.table('rule')
}

function families(): string {
  const seen = tally()
  const METRICS = 20
  for (const rho of [0, 0.5, 0.9]) {
    const normal = normals(uniforms(7 + rho * 10))
    for (let round = 0; round < 4000 * share; round++) {
      const common = normal()
      const p = Array.from({length: METRICS}, () =>
        studentTail(Math.sqrt(rho) * common + Math.sqrt(1 - rho) * normal(), Infinity),
      )
      const at = `correlation ${rho}`
      seen.note('each by itself', at, p.some(below))
      seen.note('Holm', at, adjustHolm(p).some(below))
      seen.note('Benjamini–Hochberg', at, adjustBenjaminiHochberg(p).some(below))
    }
  }
  return seen.table('correction')
}

function sequential(): string {
  const seen = tally()
  const LOOKS = 1000
  for (const effect of [0, 0.1]) {
    const normal = normals(uniforms(11 + effect * 10))
    for (let round = 0; round < 2000 * share; round++) {
      let [sum, square] = [0, 0]
      let [isFixed, isPeeked, isMixture, isPlugged] = [false, false, false, false]
      for (let count = 1; count <= LOOKS; count++) {
        const value = effect + normal()
        sum += value
        square += value ** 2
        const mean = sum / count
        isFixed = Math.abs(mean) * Math.sqrt(count) >= 1.959963984540054
        isPeeked ||= isFixed
        isMixture ||= lookAtMixture({count, mean, variance: 1}, {spread: 0.1}).p <= ALPHA
        if (count < 50) continue
        const variance = (square - count * mean ** 2) / (count - 1)
        isPlugged ||= lookAtMixture({count, mean, variance}, {spread: 0.1}).p <= ALPHA
      }
      const at = effect === 0 ? 'no difference' : `a difference of ${effect} deviations`
      seen.note('one look at the end', at, isFixed)
      seen.note('the same test at each of 1,000 looks', at, isPeeked)
      seen.note('mixture test at each look, variance known', at, isMixture)
      seen.note('mixture test at each look from the 50th, variance estimated', at, isPlugged)
    }
  }
  return seen.table('test, two-sided 5 %')
}

function rates(): string {
  const seen = tally()
  for (const rate of [0.01, 0.02, 0.03]) {
    const uniform = uniforms(13 + rate * 1000)
    for (let round = 0; round < 2000 * share; round++) {
      let events = 0
      let isFound = false
      for (let trials = 1; trials <= 2000; trials++) {
        if (uniform() < rate) events++
        const isMore = events / trials > 0.01
        isFound ||= isMore && logRateEvidence({events, trials}, {rate: 0.01}) >= -Math.log(ALPHA)
      }
      seen.note('beta-binomial evidence, 2,000 looks', `true rate ${100 * rate} %`, isFound)
    }
  }
  return seen.table('allowed: 1 %')
}

const text = `# How good the decisions are

Simulated by \`node bench/decision-quality.ts\`, which writes this page; the same seeds give the same figures.
A rule is asked whether the candidate is worse, one-sided at 5 %. A share of 5 % is known to ± 1.4 with 1,000 rounds
(n up to 365), ± 2.0 with 500 (n up to 1,461) and ± 4.4 with 100 (n = 10,000);
the sections after those on rows have 2,000 rounds and more.

## Independent rows

Two kinds of scores. *Right or wrong*: 15 % of rows are wrong, and the models disagree on 6 %. *Squared errors*: skewed,
with errors that correlate by 0.9. The naive rules are those that other tools offer: any drop, a fixed tolerance, an alarm
at twice the loss, a t-test of the new run's mean against ten earlier runs.
For 30 rows right or wrong, the harm is as large as the disagreement allows, which no test sees in 80 %.

${independent()}

## Rows that depend on their neighbours

Differences of scores as a first-order autoregressive series: neighbours correlate by ρ.
A test for independent rows cries wolf; so do all others when fewer than about 30 rows' worth of information is there,
n(1 − ρ)/(1 + ρ): the gate then decides nothing.

${ordered()}

## Rows in clusters

Clusters of ten rows that share half of their variance, equally good models: false alarms in %, nominal 5.

${clustered()}

## Twenty metrics at once

Judged as the gate does it, by twenty blocking rules of which each allows no loss: comparisons that fail, in %. Of equally good
models that is a false alarm, and Holm's correction, which is on unless it is turned off, holds all of them together to 5.
Where one metric of the twenty is worse, its harm is what its test alone sees in 80: so much of what is true goes unseen for it.
Values alone fail nearly every comparison of equals. Shares of 5 % are known to ± 1.4 with scores by example, ± 0.7 with stated errors.

${familyOfRules(1000 * share)}

The corrections on bare p-values of twenty equally good metrics: comparisons with at least one false alarm in %, nominal 5.

${families()}

## Looking many times

Differences of variance 1; the mixture's spread is 0.1. Comparisons in which the test fires at any look, in %.

${sequential()}

Events against an allowed rate of 1 %, in % of the series:

${rates()}
`
writeFileSync(join(import.meta.dirname, '..', 'docs', 'decision-quality.md'), text)
