import {describe, expect, test} from 'vitest'
import {judge} from '../../../shared/domain/judgement.ts'
import type {MetricRecord} from '../../../shared/domain/metric-record.ts'
import {fewestFor, type Noise} from '../../../shared/domain/noise.ts'
import {noiseOfHistory, noiseOfRuns} from '../../../shared/domain/noise-tests/run-noise.ts'
import {noiseOfStated} from '../../../shared/domain/noise-tests/stated-noise.ts'
import {describeNoise} from '../../../shared/domain/noise-words.ts'
import {noiseOfRecords} from '../../../shared/domain/record-noise.ts'
import {testWelch} from '../../../shared/domain/statistics/welch.ts'
import {rules} from './judged.ts'

function ruleOf(text: string) {
  const [rule] = rules(text)
  if (!rule) throw new Error('no rule')
  return rule
}

const width = ({harm}: Noise) => (harm?.high ?? 0) - (harm?.low ?? 0)

describe('two figures with the errors that their files state', () => {
  const stated = (
    value: number,
    stderr?: number,
    more: Partial<MetricRecord> = {},
  ): MetricRecord => ({
    key: ['acc'],
    value,
    source: 'results.json',
    ...(stderr === undefined ? {} : {stderr}),
    ...more,
  })
  const noiseOf = (text: string, candidate: MetricRecord[], baseline: MetricRecord[]) =>
    noiseOfRecords(candidate, baseline)(ruleOf(text))

  test('are compared unpaired, which is said to be of low power', () => {
    const noise = noiseOfStated(ruleOf('acc >= baseline'), {
      candidate: {value: 0.7, error: 0.03},
      baseline: {value: 0.8, error: 0.04},
    })
    expect(noise).toMatchObject({method: 'stated', independent: 0})
    expect(noise.harm?.low).toBeCloseTo(0.1 - 1.959964 * 0.05, 6)
    expect(noise.p).toBeCloseTo(0.02275, 5)
    expect(describeNoise(noise)).toContain('of low power')
    expect(fewestFor(noise)).toBe(0)
  })

  test('a share of the baseline moves with its error', () => {
    const noise = noiseOfStated(ruleOf('loss <= baseline + 50 %'), {
      candidate: {value: 3, error: 0.3},
      baseline: {value: 2, error: 0.2},
    })
    expect(width(noise)).toBeCloseTo(2 * 1.959964 * Math.hypot(0.3, 1.5 * 0.2), 5)
    expect(noise.relative?.high).toBeGreaterThan(0.5)
  })

  test.each([
    {name: 'only one side states one', own: [stated(0.7, 0.1)], other: [stated(0.8)]},
    {
      name: 'a name means two values',
      own: [stated(0.7, 0.1), stated(0.6, 0.1)],
      other: [stated(0.8, 0.1)],
    },
    {
      name: 'they are of slices',
      own: [stated(0.7, 0.1, {slice: {a: 'b'}})],
      other: [stated(0.8, 0.1)],
    },
    {name: 'a value is none', own: [stated(0.7, 0.1, {value: 'NaN'})], other: [stated(0.8, 0.1)]},
  ])('nothing is known where $name', ({own, other}) => {
    expect(noiseOf('acc >= baseline', own, other)).toBeUndefined()
  })

  test('decide with their errors, not by their points', () => {
    const verdictOf = (value: number, error: number, n?: number) => {
      const more = n === undefined ? {} : {n}
      const [candidate, baseline] = [[stated(value, error, more)], [stated(0.8, error, more)]]
      return judge({
        rules: rules('acc >= baseline'),
        candidate,
        baseline,
        noise: noiseOfRecords(candidate, baseline),
      })
    }
    expect(verdictOf(0.79, 0.02)).toMatchObject({
      verdict: 'inconclusive',
      reasonCode: 'within-noise',
    })
    expect(verdictOf(0.7, 0.02)).toMatchObject({verdict: 'fail'})
    expect(verdictOf(0.9, 0.02)).toMatchObject({verdict: 'pass'})
    expect(verdictOf(0.1, 0.02, 20)).toMatchObject({
      verdict: 'inconclusive',
      reasonCode: 'too-few-rows',
    })
  })
})

describe('several seeds on each side', () => {
  const base = [0.8, 0.82, 0.81, 0.79, 0.8]
  const worse = base.map((one, at) => one - 0.05 + 0.002 * (at % 2))

  test("are Welch's where nothing pairs them", () => {
    const noise = noiseOfRuns(ruleOf('acc >= baseline'), {
      candidate: worse,
      baseline: base,
      isPaired: false,
    })
    const welch = testWelch(Float64Array.from(base), Float64Array.from(worse))
    expect(noise).toMatchObject({method: 'welch', rows: 5, independent: 5})
    expect(noise?.harm?.low).toBeCloseTo(welch.interval.low, 12)
    expect(noise?.p).toBeCloseTo(welch.p / 2, 12)
  })

  test('in pairs are surer, and of six or more have sign patterns', () => {
    const rule = ruleOf('acc >= baseline')
    const paired = noiseOfRuns(rule, {candidate: worse, baseline: base, isPaired: true})
    const alone = noiseOfRuns(rule, {candidate: worse, baseline: base, isPaired: false})
    expect(paired?.method).toBe('paired-seeds')
    expect(width(paired as Noise)).toBeLessThan(width(alone as Noise))
    const six = noiseOfRuns(rule, {
      candidate: [...worse, 0.76],
      baseline: [...base, 0.8],
      isPaired: true,
    })
    expect(six).toMatchObject({method: 'sign-flips', p: 1 / 64})
    expect(six?.harm?.low).toBeGreaterThan(0)
    const surer = noiseOfRuns(
      rule,
      {candidate: [...worse, 0.76], baseline: [...base, 0.8], isPaired: true},
      {alpha: 0.01},
    )
    expect(surer?.harm?.low).toBe(0)
  })

  test('a share of the baseline is allowed on the mean', () => {
    const candidate = base.map(one => one * 0.99)
    const noise = noiseOfRuns(ruleOf('acc >= baseline - 1 % relative'), {
      candidate,
      baseline: base,
      isPaired: true,
    })
    expect(noise?.harm?.low).toBeCloseTo(0, 9)
    expect(noise?.harm?.high).toBeCloseTo(0, 9)
  })

  test.each([
    {name: 'one seed', runs: {candidate: [1], baseline: [1, 2, 3], isPaired: false}},
    {
      name: 'pairs without partners',
      runs: {candidate: [1, 2, 3], baseline: [1, 2], isPaired: true},
    },
    {
      name: 'no number',
      runs: {candidate: [1, Number.NaN, 3], baseline: [1, 2, 3], isPaired: false},
    },
  ])('nothing of $name', ({runs}) => {
    expect(noiseOfRuns(ruleOf('acc >= baseline'), runs)).toBeUndefined()
  })

  test('two seeds a side decide nothing', () => {
    const noise = noiseOfRuns(ruleOf('acc >= baseline'), {
      candidate: [0, 0.1],
      baseline: [0.9, 1],
      isPaired: false,
    })
    expect(noise && noise.independent < fewestFor(noise)).toBe(true)
  })
})

describe('one run against earlier ones', () => {
  const history = [10, 11, 9, 10.5, 9.5, 10, 10.2, 9.8, 10.4, 9.6]

  test.each([
    {value: 10.1, text: 'latency <= baseline', isShown: false},
    {value: 13, text: 'latency <= baseline', isShown: true},
    {value: 13, text: 'latency <= baseline + 30 %', isShown: false},
    {value: 7, text: 'score >= baseline', isShown: true},
    {value: 7, text: 'score >= baseline - 1', isShown: true},
    {value: 7, text: 'score >= baseline - 3', isShown: false},
  ])('$value by $text', ({value, text, isShown}) => {
    const noise = noiseOfHistory(ruleOf(text), {candidate: value, history})
    expect(noise).toMatchObject({method: 'history', rows: 10})
    expect((noise?.harm?.low ?? 0) > 0).toBe(isShown)
    expect((noise?.p ?? 1) < 0.025).toBe(isShown)
    expect(noise).not.toHaveProperty('needed')
  })

  test('nine are too few', () => {
    const short = {candidate: 99, history: history.slice(1)}
    expect(noiseOfHistory(ruleOf('latency <= baseline'), short)).toBeUndefined()
  })
})
