import {describe, expect, test} from 'vitest'
import {countGroups, fairnessOf, groupMetrics} from '../../../../shared/domain/fairness/fairness.ts'
import {
  quotientInterval,
  ratioInterval,
  spreadInterval,
} from '../../../../shared/domain/fairness/interval.ts'
import {FAIRNESS_MEASURES, GROUP_RATES} from '../../../../shared/domain/fairness/names.ts'
import {judge} from '../../../../shared/domain/judgement.ts'
import type {MetricRecord} from '../../../../shared/domain/metric-record.ts'
import {rules} from '../judged.ts'
import vectors from '../vectors/fairness.json' with {type: 'json'}

describe.each(vectors)('as fairlearn: $name', ({groups, target, prediction, rates, expected}) => {
  const scores = target.map((one, row) => ({
    target: String(one),
    prediction: String(prediction[row]),
  }))
  const counts = countGroups(scores, row => groups[row] ?? '', {positive: '1'})
  const metrics = groupMetrics('g', counts, 'm')
  const rate = (name: string, group: string) =>
    metrics.find(({key, slice}) => key[0] === name && slice?.['g'] === group)?.value

  test('the rates of each group', () => {
    for (const name of GROUP_RATES) {
      for (const [group, value] of Object.entries(rates[name])) {
        expect(rate(name, group)).toBeCloseTo(Number(value), 14)
      }
    }
  })

  test.each(Object.entries(expected))('%s', (measure, value) => {
    const name = measure as Exclude<keyof typeof FAIRNESS_MEASURES, 'disparate_impact'>
    const lists = FAIRNESS_MEASURES[name].of.map(one =>
      [...new Set(groups)].map(group => Number(rate(one, group))),
    )
    const ours = fairnessOf(name, lists)
    // Of 0 in every group fairlearn makes no number either.
    if (Number.isFinite(value)) expect(ours).toBeCloseTo(Number(value), 14)
    else expect(ours).toBeNaN()
  })
})

test('an example without a group belongs to none', () => {
  const scores = [{target: '1', prediction: '1'}]
  expect(countGroups(scores, () => '', {positive: '1'})).toEqual([])
})

describe('intervals', () => {
  const share = (value: number, n: number) => ({value, n})

  test('of a difference are those of Newcombe, of 56 of 70 and 48 of 80', () => {
    const {low, high} = spreadInterval([[share(0.8, 70), share(0.6, 80)]], 0.025)
    expect([low, high].map(one => one.toFixed(4))).toEqual(['0.0524', '0.3339'])
  })

  test('hold what they are about, and grow with the number of groups', () => {
    const two = [share(0.5, 100), share(0.8, 100)]
    const three = [[...two, share(0.6, 100)]]
    const [narrow, wide] = [spreadInterval([two], 0.05), spreadInterval(three, 0.05)]
    expect(narrow.low).toBeLessThan(0.3)
    expect(narrow.high).toBeGreaterThan(0.3)
    expect(wide.high).toBeGreaterThan(narrow.high)
    const ratio = ratioInterval([two], 0.05)
    expect(ratio.low).toBeLessThan(0.625)
    expect(ratio.high).toBeGreaterThan(0.625)
    expect(ratio.high).toBeLessThanOrEqual(1)
  })

  test('of a part of nothing have no end', () => {
    expect(quotientInterval(share(0.5, 10), share(0, 10), 0.05).high).toBe(Number.POSITIVE_INFINITY)
  })
})

type Group = readonly [chosen: number, of: number]

describe('a rule on fairness', () => {
  const chosen = (groups: Readonly<Record<string, Group>>): readonly MetricRecord[] =>
    Object.entries(groups).map(([group, [count, of]]) => ({
      key: ['selection_rate'],
      value: count / of,
      n: of,
      source: 'm.json',
      slice: {sex: group},
    }))
  const judged = (text: string, groups: Readonly<Record<string, Group>>) =>
    judge({rules: rules(text), candidate: chosen(groups)})
  const difference = 'demographic_parity_difference[sex] <= 0.1'

  test.each([
    {rule: difference, groups: {f: [500, 1000], m: [520, 1000]}, is: 'pass', code: 'within-limits'},
    {rule: difference, groups: {f: [300, 1000], m: [600, 1000]}, is: 'fail', code: 'over-limit'},
    {
      rule: difference,
      groups: {f: [20, 40], m: [25, 40]},
      is: 'inconclusive',
      code: 'within-noise',
    },
    {
      rule: difference,
      groups: {f: [500, 1000], m: [520, 1000], x: [1, 3]},
      is: 'inconclusive',
      code: 'small-slice',
    },
    {
      rule: difference,
      groups: {f: [300, 1000], m: [600, 1000], x: [1, 3]},
      is: 'fail',
      code: 'over-limit',
    },
    {rule: difference, groups: {f: [500, 1000]}, is: 'inconclusive', code: 'small-slice'},
    {rule: difference, groups: {}, is: 'error', code: 'no-metrics'},
    {
      rule: 'equal_opportunity_difference[sex] <= 0.1',
      groups: {f: [5, 1000]},
      is: 'error',
      code: 'missing-metric',
    },
    {
      rule: 'demographic_parity_difference[age] <= 0.1',
      groups: {f: [5, 1000]},
      is: 'error',
      code: 'missing-metric',
    },
    {
      rule: 'demographic_parity_ratio[sex] >= 0.8',
      groups: {f: [500, 1000], m: [520, 1000]},
      is: 'pass',
      code: 'within-limits',
    },
    {
      rule: 'demographic_parity_ratio[sex] >= 0.8',
      groups: {f: [200, 1000], m: [520, 1000]},
      is: 'fail',
      code: 'under-limit',
    },
    {
      rule: 'demographic_parity_ratio[sex] >= 0.8',
      groups: {f: [0, 1000], m: [0, 1000]},
      is: 'error',
      code: 'metric-not-finite',
    },
    {
      rule: 'disparate_impact[sex, reference=m] between 80% and 125%',
      groups: {f: [500, 1000], m: [520, 1000]},
      is: 'pass',
      code: 'within-limits',
    },
    {
      rule: 'disparate_impact[sex, reference=m] between 80% and 125%',
      groups: {f: [200, 1000], m: [520, 1000]},
      is: 'fail',
      code: 'outside-band',
    },
    {
      rule: 'disparate_impact[sex] between 80% and 125%',
      groups: {f: [520, 900], m: [200, 1000]},
      is: 'fail',
      code: 'outside-band',
    },
    {
      rule: 'disparate_impact[sex, reference=x] >= 0.8',
      groups: {f: [500, 1000], m: [520, 1000]},
      is: 'error',
      code: 'missing-metric',
    },
  ] as const)('$rule of $groups: $is', ({rule, groups, is, code}) => {
    expect(judged(rule, groups)).toMatchObject({verdict: is, reasonCode: code})
  })

  test('always shows how large the groups are', () => {
    const {
      reason,
      rules: [rule],
    } = judged(difference, {f: [300, 1000], m: [600, 900]})
    expect(reason).toContain('examples: f 1000, m 900')
    expect(rule).toMatchObject({
      form: 'fairness',
      parts: [
        {name: 'f', n: 1000},
        {name: 'm', n: 900},
      ],
    })
  })

  describe('where a group has no rate', () => {
    const rate = (name: string, group: string, n: number) =>
      n === 0 ? [] : [{key: [name], value: 0.5, n, source: 'm.json', slice: {sex: group}}]
    const of = (
      groups: Readonly<Record<string, readonly [positives: number, negatives: number]>>,
    ) =>
      Object.entries(groups).flatMap(([group, [positives, negatives]]) => [
        ...rate('selection_rate', group, positives + negatives),
        ...rate('true_positive_rate', group, positives),
        ...rate('false_positive_rate', group, negatives),
      ])
    const large = {f: [5000, 5000], m: [5000, 5000]} as const

    test.each([
      {measure: 'equalized_odds', lacks: 'negatives', x: [5000, 0]},
      {measure: 'equalized_odds', lacks: 'positives', x: [0, 5000]},
      {measure: 'equal_opportunity', lacks: 'positives', x: [0, 5000]},
    ] as const)('for want of $lacks, $measure does not pass on the others', ({measure, x}) => {
      const rule = `${measure}_difference[sex] <= 0.2`
      const found = judge({rules: rules(rule), candidate: of({...large, x})})
      expect(found).toMatchObject({verdict: 'inconclusive', reasonCode: 'small-slice'})
      expect(found.reason).toContain('too few to tell: x')
      const lost = judge({
        rules: rules(rule),
        candidate: of({...large, x}),
        baseline: of({...large, x: [5000, 5000]}),
      })
      expect(lost).toMatchObject({verdict: 'error', reasonCode: 'missing-metric'})
      const free = judge({
        rules: rules(`${rule}, at least 0 examples`),
        candidate: of({...large, x}),
      })
      expect(free).toMatchObject({verdict: 'pass'})
    })
  })

  test('is no better without a group that the baseline has', () => {
    const of = (text: string) =>
      judge({
        rules: rules(text),
        candidate: chosen({f: [500, 1000], m: [520, 1000]}),
        baseline: chosen({f: [500, 1000], m: [520, 1000], x: [200, 1000]}),
      })
    const found = of('demographic_parity_difference[sex] <= baseline')
    expect(found).toMatchObject({verdict: 'error', reasonCode: 'missing-metric'})
    expect(found.reason).toContain('no group x')
    expect(of(difference)).toMatchObject({verdict: 'error', reasonCode: 'missing-metric'})
    expect(of(`${difference}, if present`).rules[0]).toMatchObject({blocking: false})
  })

  test('may compare with the baseline', () => {
    const of = (text: string) =>
      judge({
        rules: rules(text),
        candidate: chosen({f: [300, 1000], m: [600, 1000]}),
        baseline: chosen({f: [320, 1000], m: [600, 1000]}),
      })
    expect(of('demographic_parity_difference[sex] <= baseline + 5 pp').verdict).toBe('pass')
    expect(of('demographic_parity_difference[sex] <= baseline')).toMatchObject({
      verdict: 'fail',
      reasonCode: 'worse-than-baseline',
    })
  })

  test('refuses what is no share', () => {
    const candidate = chosen({f: [1200, 1000], m: [1, 1000]})
    expect(judge({rules: rules(difference), candidate}).reasonCode).toBe('metric-not-a-number')
  })
})
