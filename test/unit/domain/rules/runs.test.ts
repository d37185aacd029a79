import {describe, expect, test} from 'vitest'
import {judge} from '../../../../shared/domain/judgement.ts'
import type {MetricRecord} from '../../../../shared/domain/metric-record.ts'
import {noiseOfRuns} from '../../../../shared/domain/noise-tests/run-noise.ts'
import {describeNoise} from '../../../../shared/domain/noise-words.ts'
import {ruleFromObject} from '../../../../shared/domain/rules/object.ts'
import {parseRule} from '../../../../shared/domain/rules/parser.ts'
import {printRule} from '../../../../shared/domain/rules/text.ts'
import {rules} from '../judged.ts'

type Naming = (index: number) => string
const plain: Naming = index => `run-${index}.json`
const seeded: Naming = index => `runs/seed-${index}.json`

function runs(values: readonly number[], name = plain): readonly MetricRecord[] {
  return values.map((value, index) => ({key: ['acc'], value, source: name(index)}))
}

const BASE = [0.8, 0.84, 0.78, 0.83, 0.79, 0.82]
const worseBy = (loss: number) => BASE.map((value, at) => value - loss + 0.001 * (at % 2))

function judged(
  text: string,
  candidate: readonly MetricRecord[],
  baseline: readonly MetricRecord[] = runs(BASE),
) {
  return judge({rules: rules(text), candidate, baseline})
}

describe('the mean over runs', () => {
  const RULE = 'acc >= baseline - 1 pp over 6 runs'

  test.each([
    {loss: 0.15, is: 'fail', code: 'worse-than-baseline'},
    {loss: 0.02, is: 'inconclusive', code: 'within-noise'},
    {loss: -0.1, is: 'pass', code: 'within-limits'},
  ])('$loss worse: $is, by Welch', ({loss, is, code}) => {
    const found = judged(RULE, runs(worseBy(loss)))
    expect(found).toMatchObject({verdict: is, reasonCode: code, noise: 'known'})
    const [rule] = found.rules
    const values = {candidate: worseBy(loss), baseline: BASE, isPaired: false}
    const [asked] = rules(RULE)
    expect(rule?.noise).toEqual(asked && noiseOfRuns(asked, values, {alpha: 0.05}))
    expect(rule?.noise).toMatchObject({method: 'welch', rows: 6, detectable: expect.any(Number)})
    expect(rule?.parts).toHaveLength(6)
    expect(rule?.reason).toContain('; mean of 6 runs (')
  })

  test('is in words: the test, the runs, and how many would settle it', () => {
    const [rule] = judged(RULE, runs(worseBy(0.02))).rules
    expect(rule?.noise && describeNoise(rule.noise)).toMatch(
      /^unpaired, runs of both sides \(Welch\), 6 runs; about \d+ runs would settle whether/,
    )
  })

  test('of values that are too far apart is an error', () => {
    const found = judged('acc >= baseline over 3 runs', runs([1e308, -1e308, 1e308]))
    expect(found).toMatchObject({verdict: 'error', reasonCode: 'values-too-large'})
    const stated = runs([0.9, 0.9]).map(run => ({...run, stderr: 1e308}))
    expect(judged('acc >= baseline in at least 1 of 2 runs', stated, stated)).toMatchObject({
      verdict: 'error',
      reasonCode: 'values-too-large',
    })
  })

  test('pair by pair where the same seeds stand on both sides, in whatever order', () => {
    const candidate = [...runs(worseBy(0.02), seeded)].reverse()
    const found = judged(RULE, candidate, runs(BASE, seeded))
    expect(found).toMatchObject({
      verdict: 'fail',
      rules: [{noise: {method: 'sign-flips', p: 1 / 64}}],
    })
    const five = judged(
      RULE.replace('6', '5'),
      runs(worseBy(0.02).slice(0, 5), seeded),
      runs(BASE.slice(0, 5), seeded),
    )
    expect(five.rules[0]?.noise).toMatchObject({method: 'paired-seeds', rows: 5})
  })

  const withSeeds = (values: readonly number[], seeds: readonly number[], name = plain) =>
    runs(values, name).flatMap((run, at) => [
      run,
      {key: ['seed'], value: seeds[at] ?? 0, source: run.source},
    ])

  test('a metric that is called seed says it, too', () => {
    const ours = withSeeds(worseBy(0.02), [6, 5, 4, 3, 2, 1], index => `a-${index}.json`)
    const theirs = withSeeds(BASE, [6, 5, 4, 3, 2, 1])
    expect(judged(RULE, ours, theirs).rules[0]?.noise?.method).toBe('sign-flips')
  })

  test.each([
    {name: 'numbers that are no seeds', ours: runs(worseBy(0.02)), theirs: runs(BASE)},
    {
      name: 'another seed',
      ours: runs(worseBy(0.02), seeded),
      theirs: runs(BASE, index => `runs/seed-${index + 1}.json`),
    },
    {
      name: 'more seeds before',
      ours: runs(worseBy(0.02), seeded),
      theirs: runs([...BASE, 0.8], seeded),
    },
    {
      name: 'a seed twice',
      ours: withSeeds(worseBy(0.02), [1, 1, 2, 3, 4, 5]),
      theirs: withSeeds(BASE, [1, 1, 2, 3, 4, 5]),
    },
    {
      name: 'a seed on one side alone',
      ours: runs(worseBy(0.02), seeded),
      theirs: runs(BASE),
    },
  ])('$name: no pairs', ({ours, theirs}) => {
    expect(judged(RULE, ours, theirs)).toMatchObject({
      verdict: 'inconclusive',
      rules: [{noise: {method: 'welch'}}],
    })
  })

  test.each([
    {name: 'fewer runs', values: BASE.slice(1), code: 'wrong-run-count'},
    {name: 'more runs', values: [...BASE, 0.9], code: 'wrong-run-count'},
  ])('$name: an error', ({values, code}) => {
    expect(judged(RULE, runs(values))).toMatchObject({verdict: 'error', reasonCode: code})
  })

  test('a baseline of one run is compared as points, and says so', () => {
    const found = judged(RULE, runs(worseBy(0)), runs([0.8]))
    expect(found).toMatchObject({verdict: 'pass', noise: 'unknown'})
    expect(found.reason).toContain('noise unknown')
  })

  test('two runs a side decide nothing', () => {
    const text = 'acc >= baseline over 2 runs'
    const found = judged(text, runs([0.1, 0.2]), runs([0.8, 0.9]))
    expect(found).toMatchObject({verdict: 'inconclusive', reasonCode: 'too-few-rows'})
    expect(found.reason).toContain('2 independent runs are too few to decide, 3 are needed')
  })

  test('no baseline, no verdict on it; against a limit the mean itself is held', () => {
    const candidate = runs(BASE)
    expect(judge({rules: rules(RULE), candidate}).verdict).toBe('no-baseline')
    expect(judge({rules: rules('acc >= 0.81 over 6 runs'), candidate}).verdict).toBe('pass')
    expect(judge({rules: rules('acc >= 0.82 over 6 runs'), candidate}).verdict).toBe('fail')
  })

  test('a broken run breaks the mean', () => {
    const broken = runs(BASE).map((run, at) => (at === 2 ? {...run, value: 'NaN' as const} : run))
    expect(judged(RULE, broken).reasonCode).toBe('metric-not-finite')
    expect(judged(RULE, runs(BASE), broken).verdict).toBe('error')
  })
})

describe('runs that state their errors', () => {
  const stated = (values: readonly number[], stderr: number) =>
    runs(values).map(run => ({...run, stderr, n: 1000}))
  const RULE = 'acc >= baseline in at least 2 of 3 runs'
  const of = (values: readonly number[], stderr: number, text = RULE) =>
    judged(text, stated(values, stderr), stated([0.8, 0.81, 0.79], stderr))

  test.each([
    {name: 'all are better', values: [0.9, 0.91, 0.92], stderr: 0.01, is: 'pass'},
    {name: 'two are better, one is worse', values: [0.9, 0.9, 0.7], stderr: 0.01, is: 'pass'},
    {name: 'two are worse', values: [0.7, 0.71, 0.9], stderr: 0.01, is: 'fail'},
    {name: 'chance leaves all open', values: [0.78, 0.79, 0.82], stderr: 0.02, is: 'inconclusive'},
    {
      name: 'one better, one worse, one open',
      values: [0.9, 0.7, 0.8],
      stderr: 0.01,
      is: 'inconclusive',
    },
  ])('$name: $is', ({values, stderr, is}) => {
    const {verdict, rules: judgedRules} = of(values, stderr)
    expect(verdict).toBe(is)
    expect(judgedRules[0]).toMatchObject({noise: {method: 'stated'}})
  })

  test('one run of many that chance made bad is no failure', () => {
    const text = 'acc >= baseline in at least 10 of 10 runs'
    const values = [0.8, 0.81, 0.79, 0.8, 0.81, 0.79, 0.8, 0.81, 0.79, 0.759]
    const found = of(values, 0.02, text)
    expect(found.verdict).toBe('inconclusive')
    expect(of([...values.slice(1), 0.6], 0.02, text).verdict).toBe('fail')
  })

  test('one that states none: points, as before', () => {
    const mixed = stated([0.78, 0.79, 0.82], 0.02).map((run, at) => {
      const {stderr: _, ...rest} = run
      return at === 1 ? rest : run
    })
    const found = judged(RULE, mixed, stated([0.8, 0.81, 0.79], 0.02))
    expect(found).toMatchObject({verdict: 'fail', noise: 'unknown'})
  })
})

describe('the words', () => {
  test.each([
    ['acc >= baseline - 1 pp over 5 runs', 'acc >= baseline - 1 pp over 5 runs'],
    ['acc>=0.9 over 5 runs, report-only', 'acc >= 0.9 over 5 runs, report-only'],
    ['acc >= floor over 3 runs', 'acc >= floor over 3 runs'],
    [
      'rmse <= baseline + 2%, if present, noise from history',
      'rmse <= baseline + 2 % relative, noise from history, if present',
    ],
    [
      'rmse within 5 % of baseline, noise from history',
      'rmse within 5 % relative of baseline, noise from history',
    ],
  ])('%s', (text, canonical) => {
    const [rule] = rules(text)
    expect(rule && printRule(rule)).toBe(canonical)
    const [again] = rules(canonical)
    expect(again && printRule(again)).toBe(canonical)
  })

  test('as objects', () => {
    const told = (object: Parameters<typeof ruleFromObject>[0]) => {
      const parsed = ruleFromObject(object)
      return 'rule' in parsed ? parsed.rule.text : parsed.problem.message
    }
    expect(told({metric: 'acc', 'at-least': 'baseline - 1 pp', runs: 5})).toBe(
      'acc >= baseline - 1 pp over 5 runs',
    )
    expect(told({metric: 'rmse', 'at-most': 'baseline', 'noise-from': 'history'})).toBe(
      'rmse <= baseline, noise from history',
    )
    expect(told({metric: 'acc', 'at-least': 'baseline over 5 runs'})).toContain('expected')
  })

  test.each([
    ['acc >= baseline over 1 runs', 'a mean needs 2 runs or more'],
    ['acc >= baseline over runs', 'expected a whole number'],
    ['acc >= baseline over 5', 'expected "runs"'],
    ['acc between 0.1 and 0.2 over 5 runs', 'goes with <=, >=, < or > on one value'],
    ['acc[slice=worst] >= 0.2 over 5 runs', 'goes with <=, >=, < or > on one value'],
    ['acc >= 0.9, noise from history', '"noise from history" goes with one value that is compared'],
    ['acc >= champion, noise from history', '"noise from history" goes with'],
    ['acc >= baseline over 5 runs, noise from history', '"noise from history" goes with'],
    ['acc >= baseline, noise from history, noise from history', 'this is said already'],
  ])('%s: refused', (text, says) => {
    const parsed = parseRule(text)
    expect('problem' in parsed && parsed.problem.message).toContain(says)
  })
})
