import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {decisionFor, judge} from '../../../shared/domain/judgement.ts'
import type {MetricRecord} from '../../../shared/domain/metric-record.ts'
import {canonicalPolicy, describeRuleChanges, ruleChanges} from '../../../shared/domain/policy.ts'
import {ulp} from '../../../shared/domain/rules/measured-rule.ts'
import {judged, metrics, rules} from './judged.ts'

describe('one rule', () => {
  test.each([
    {rule: 'a <= 3', now: '{"a": 3}', is: 'pass', code: 'within-limits'},
    {rule: 'a <= 0.3', now: '{"a": 0.30000000000000004}', is: 'pass', code: 'within-limits'},
    {rule: 'a <= 3', now: '{"a": 3.0000001}', is: 'fail', code: 'over-limit'},
    {rule: 'a < 3', now: '{"a": 3}', is: 'fail', code: 'over-limit'},
    {rule: 'a >= 3', now: '{"a": 2.9}', is: 'fail', code: 'under-limit'},
    {rule: 'a > 3', now: '{"a": 3}', is: 'fail', code: 'under-limit'},
    {rule: 'a >= 90%', now: '{"a": 0.9}', is: 'pass', code: 'within-limits'},
    {rule: 'a <= baseline + 2%', now: '{"a": 102}', was: '{"a": 100}', is: 'pass'},
    {
      rule: 'a <= baseline + 2%',
      now: '{"a": 102.1}',
      was: '{"a": 100}',
      is: 'fail',
      code: 'worse-than-baseline',
    },
    {rule: 'a <= baseline + 2%', now: '{"a": -98}', was: '{"a": -100}', is: 'pass'},
    {rule: 'a <= baseline + 2%', now: '{"a": -97.9}', was: '{"a": -100}', is: 'fail'},
    {rule: 'b >= baseline - 1 pp', now: '{"b": 0.89}', was: '{"b": 0.9}', is: 'pass'},
    {rule: 'b >= baseline - 1 pp', now: '{"b": 0.889}', was: '{"b": 0.9}', is: 'fail'},
    {rule: 'a >= baseline - 0.5', now: '{"a": 1.4}', was: '{"a": 2}', is: 'fail'},
    {
      rule: 'a < baseline',
      now: '{"a": 2}',
      was: '{"a": 2}',
      is: 'fail',
      code: 'not-better-than-baseline',
    },
    {
      rule: 'a <= baseline - 3%',
      now: '{"a": 98}',
      was: '{"a": 100}',
      is: 'fail',
      code: 'not-better-than-baseline',
    },
    {rule: 'a <= baseline', now: '{"a": 2}', is: 'no-baseline', code: 'no-baseline'},
    {
      rule: 'a <= baseline',
      now: '{"a": 2}',
      was: '{"c": 1}',
      is: 'no-baseline',
      code: 'metric-new',
    },
    {rule: 'a <= 3', now: '{"b": 1}', is: 'error', code: 'missing-metric'},
    {rule: 'a <= 3', now: '{"a": NaN, "b": 1}', is: 'error', code: 'metric-not-finite'},
    {rule: 'a <= 3', now: '{"a": -Infinity, "b": 1}', is: 'error', code: 'metric-not-finite'},
    {rule: 'a >= 3', now: '{"a": 1e400, "b": 1}', is: 'error', code: 'metric-not-finite'},
    {rule: 'a <= 3', now: '{"a": "1", "b": 1}', is: 'error', code: 'metric-not-a-number'},
    {rule: 'a <= 3', now: '{"a": true, "b": 1}', is: 'error', code: 'metric-not-a-number'},
    {rule: 'a <= 3', now: '{"a": null, "b": 1}', is: 'error', code: 'metric-not-a-number'},
    {rule: 'a <= 3', now: '{"a": [1], "b": 1}', is: 'error', code: 'metric-not-a-number'},
    {rule: 'x.y <= 3', now: '{"x": {"y": 1}, "x.y": 2}', is: 'error', code: 'ambiguous-metric'},
    {
      rule: 'a <= baseline + 2%',
      now: '{"a": 0}',
      was: '{"a": 0}',
      is: 'error',
      code: 'zero-baseline',
    },
    {rule: 'a <= baseline + 1', now: '{"a": 1}', was: '{"a": 0}', is: 'pass'},
    {
      rule: 'a <= baseline',
      now: '{"a": 1}',
      was: '{"a": NaN}',
      is: 'error',
      code: 'baseline-not-finite',
    },
    {
      rule: 'a <= baseline',
      now: '{"a": 1}',
      was: '{"a": "x"}',
      is: 'error',
      code: 'baseline-not-a-number',
    },
    {
      rule: 'a <= baseline + 1000%',
      now: '{"a": 1}',
      was: '{"a": 1e308}',
      is: 'error',
      code: 'limit-not-finite',
    },
    {rule: 'a <= 3', now: '{}', is: 'error', code: 'no-metrics'},
    {rule: 'a <= 3, report-only', now: '{"a": 1}', is: 'error', code: 'no-rules'},
  ])('$rule on $now against $was: $is', ({rule, now, was, is, code}) => {
    const {verdict, reasonCode} = judged(rule, now, was)
    expect(verdict).toBe(is)
    if (code) expect(reasonCode).toBe(code)
  })

  test('says the numbers, the place and the near name', () => {
    expect(judged('a <= baseline + 2%', '{"a": 3.62}', '{"a": 3.41}').reason).toBe(
      "a 3.62 is 6.2 % worse than the baseline's 3.41; allowed is 2 %",
    )
    expect(judged('rsme <= 3', '{"rmse": 2}').reason).toContain('did you mean "rmse"?')
    expect(judged('rmse <= 3', '{"eval": {"rmse": 2}}').reason).toContain(
      'did you mean "eval.rmse"?',
    )
    expect(judged('a <= 3', '{"b": 1,\n"a": NaN}').reason).toBe('a is NaN (metrics.json line 2)')
  })
})

describe('several rules', () => {
  test('the worst counts, and the first of its kind is told', () => {
    const verdict = judge({
      rules: rules('a <= 1', 'a <= 0', 'b <= 0', 'a <= baseline'),
      candidate: metrics('{"a": 1, "b": 1}'),
    })
    expect(verdict).toMatchObject({verdict: 'fail', reasonCode: 'over-limit', noise: 'unknown'})
    expect(verdict.reason).toContain('1 more failed')
  })

  test('that only report never decide', () => {
    const {verdict} = judge({
      rules: rules('a <= 1', 'a <= 0, report-only', 'zzz <= 1, report-only'),
      candidate: metrics('{"a": 1}'),
    })
    expect(verdict).toBe('pass')
  })

  test('cannot save what could not be read', () => {
    const candidate = metrics('{"a": 1}')
    const one = {rules: rules('a <= 1'), candidate}
    expect(judge({...one, problems: ['x.json: broken']})).toMatchObject({
      verdict: 'error',
      reasonCode: 'unreadable-metrics',
      reason: 'x.json: broken',
    })
    expect(judge({...one, baselineProblems: ['old.json: broken']}).reasonCode).toBe(
      'unreadable-baseline',
    )
    expect(judge({...one, rules: []}).reasonCode).toBe('no-rules')
  })

  test('a worse candidate never fares better', () => {
    const order = ['pass', 'inconclusive', 'fail']
    const value = fc.double({noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6})
    const texts = ['a <= 1', 'a < 1', 'a <= baseline + 2%', 'a < baseline', 'a <= baseline - 0.1']
    void fc.assert(
      fc.property(
        value,
        value,
        value.filter(base => base !== 0),
        fc.constantFrom(...texts),
        (x, y, base, text) => {
          const of = (number: number): MetricRecord => ({key: ['a'], value: number, source: 'm'})
          const [better, worse] = [Math.min(x, y), Math.max(x, y)].map(
            number =>
              judge({rules: rules(text), candidate: [of(number)], baseline: [of(base)]}).verdict,
          )
          expect(order.indexOf(worse ?? '')).toBeGreaterThanOrEqual(order.indexOf(better ?? ''))
        },
      ),
    )
  })
})

test('a verdict fails the step when the user says so', () => {
  expect(decisionFor('fail', ['fail', 'error'])).toBe('refused')
  expect(decisionFor('error', ['fail', 'error'])).toBe('error')
  expect(decisionFor('no-baseline', ['fail', 'error'])).toBe('accepted')
  expect(decisionFor('fail', [])).toBe('accepted')
})

test.each([
  [1, Number.EPSILON],
  [0, Number.MIN_VALUE],
  [Number.MAX_VALUE, 2 ** 971],
])('the distance from %d to the next double', (size, expected) => {
  expect(ulp(size)).toBe(expected)
})

describe('two policies', () => {
  test('are the same whatever the order and the spelling', () => {
    expect(canonicalPolicy(rules('a <= 1', 'b>=2'))).toBe(
      canonicalPolicy(rules('b >= 2.0', 'a ≤ 1')),
    )
    expect(canonicalPolicy(rules('a <= 1'))).not.toBe(canonicalPolicy(rules('a < 1')))
  })

  test('differ in words', () => {
    const before = rules('a <= baseline + 2%', 'b <= 1', 'c <= 1')
    const after = rules('a <= baseline + 20%', 'c <= 1', 'd <= 1')
    expect(describeRuleChanges(ruleChanges(before, after))).toBe(
      'changes "a <= baseline + 2%" to "a <= baseline + 20%", removes "b <= 1" and adds "d <= 1"',
    )
    expect(describeRuleChanges(ruleChanges(before, before))).toBe('')
  })
})

describe('a model that did not change', () => {
  const unchanged = (rule: string, now: string) =>
    judge({
      rules: rules(rule),
      candidate: metrics(now),
      baseline: metrics(now),
      isUnchanged: true,
    }).rules[0]

  test.each([
    {rule: 'a <= 3', now: '{"a": 3}', is: 'pass', code: 'within-limits'},
    {rule: 'a <= 2', now: '{"a": 3}', is: 'fail', code: 'over-limit'},
    {rule: 'a < baseline', now: '{"a": 3}', is: 'pass', code: 'model-unchanged'},
    {rule: 'a <= baseline - 3%', now: '{"a": 3}', is: 'pass', code: 'model-unchanged'},
    {rule: 'a <= baseline + 2%', now: '{"a": 0}', is: 'pass', code: 'model-unchanged'},
    {rule: 'b <= baseline', now: '{"a": 3}', is: 'error', code: 'missing-metric'},
    {rule: 'a <= baseline', now: '{"a": NaN, "b": 1}', is: 'error', code: 'metric-not-finite'},
    {rule: 'a <= 3', now: '{"a": NaN, "b": 1}', is: 'error', code: 'metric-not-finite'},
  ])('$rule of $now: $is ($code)', ({rule, now, is, code}) => {
    expect(unchanged(rule, now)).toMatchObject({verdict: is, reasonCode: code})
  })

  test('a rule that takes the bad side for the good one stays a mistake', () => {
    const candidate = metrics('{"a": 3}').map(one => ({...one, direction: 'higher' as const}))
    const sides = {candidate, baseline: candidate, isUnchanged: true}
    const [judged] = judge({rules: rules('a <= baseline'), ...sides}).rules
    expect(judged).toMatchObject({verdict: 'error', reasonCode: 'direction-conflict'})
  })
})
