import {describe, expect, test} from 'vitest'
import {calibrate, type JudgePair, NoVerdict, type Run} from '../../../shared/domain/calibrate.ts'
import {judge} from '../../../shared/domain/judgement.ts'
import type {MetricValue} from '../../../shared/domain/metric-record.ts'
import {parseRule} from '../../../shared/domain/rules/parser.ts'
import type {Rule} from '../../../shared/domain/rules/rule.ts'
import {wilsonInterval} from '../../../shared/domain/statistics/wilson.ts'

function rule(text: string): Rule {
  const parsed = parseRule(text)
  if ('problem' in parsed) throw new Error(parsed.problem.message)
  return parsed.rule
}

function runsOf(values: readonly MetricValue[], name = 'rmse'): readonly Run[] {
  return values.map((value, at) => ({
    name: `run ${at + 1}`,
    metrics: [{key: [name], value, source: 'metrics.json'}],
  }))
}

const judgePair: JudgePair<Run> = (candidate, baseline, rules) => {
  const {rules: judged, ...said} = judge({
    rules,
    candidate: candidate.metrics,
    baseline: baseline.metrics,
  })
  return {...said, rules: [...judged]}
}

const over = (values: readonly MetricValue[], ...rules: readonly string[]) =>
  calibrate(runsOf(values), rules.map(rule), judgePair)

describe('calibrate', () => {
  test('compares every run with every other one, both ways', () => {
    const {gate, rules, runs} = over([1, 2, 3], 'rmse <= baseline')
    expect(runs).toBe(3)
    expect(gate.falseAlarms).toMatchObject({failed: 3, of: 6, rate: 0.5})
    expect(rules[0]?.falseAlarms).toEqual(gate.falseAlarms)
  })

  test('counts each run once in the interval, not each comparison', () => {
    const {gate} = over([1, 2, 3, 4], 'rmse <= baseline + 2')
    expect(gate.falseAlarms).toMatchObject({failed: 1, of: 12})
    expect(gate.falseAlarms.interval).toEqual(wilsonInterval({count: 4 / 12, of: 4}))
    const wrong = wilsonInterval({count: 1, of: 12})
    expect(gate.falseAlarms.interval.high).toBeGreaterThan(wrong.high)
  })

  test('the gate fails where any rule does that decides', () => {
    const {gate} = over([1, 2, 3], 'rmse <= baseline', 'rmse <= 2.5', 'rmse <= 0, report-only')
    expect(gate.falseAlarms.failed).toBe(3)
  })

  test('suggests the smallest tolerance that at most one comparison of twenty breaks, rounded up', () => {
    const values = Array.from({length: 21}, (_, at) => 100 + at / 6.5)
    const {rules, gate} = over(values, 'rmse <= baseline + 0.5%')
    const [one] = rules
    expect(one?.suggestion?.rule).toBe('rmse <= baseline + 2.2 % relative')
    expect(one?.suggestion?.falseAlarms.rate).toBeLessThanOrEqual(0.05)
    expect(gate.suggested).toEqual(one?.suggestion?.falseAlarms)
    // A tenth less would be too little.
    const less = over(values, 'rmse <= baseline + 2.1%')
    expect(less.gate.falseAlarms.rate).toBeGreaterThan(0.05)
  })

  test.each([
    {name: 'points for shares', metric: 'accuracy', text: 'accuracy >= baseline', suggests: / pp$/},
    {name: 'percent otherwise', metric: 'rmse', text: 'rmse <= baseline', suggests: / % relative$/},
    {
      name: 'the unit of the rule',
      metric: 'rmse',
      text: 'rmse <= baseline + 1',
      suggests: /\+ 0\.\d+$/,
    },
    {
      name: 'the side of the rule',
      metric: 'auc',
      text: 'auc >= baseline - 1 pp',
      suggests: /^auc >= baseline - /,
    },
  ])('suggests $name', ({metric, text, suggests}) => {
    const runs = runsOf([0.9, 0.91, 0.92, 0.93, 0.94], metric)
    expect(calibrate(runs, [rule(text)], judgePair).rules[0]?.suggestion?.rule).toMatch(suggests)
  })

  test.each([
    {name: 'a limit', text: 'rmse <= 2', why: 'does not move with the baseline'},
    {name: 'an improvement', text: 'rmse < baseline', why: 'by intent'},
    {name: 'a demanded improvement', text: 'rmse <= baseline - 1%', why: 'by intent'},
  ])('suggests nothing for $name', ({text, why}) => {
    const {rules, gate} = over([1, 2, 3], text)
    expect(rules[0]).not.toHaveProperty('suggestion')
    expect(rules[0]?.noSuggestion).toContain(why)
    expect(gate).not.toHaveProperty('suggested')
  })

  test('equal figures need no tolerance, and that is told', () => {
    expect(over([2, 2, 2], 'rmse <= baseline + 2%')).toMatchObject({
      isConstant: true,
      gate: {falseAlarms: {failed: 0}},
      rules: [{suggestion: {rule: 'rmse <= baseline'}, spread: {deviation: 0}}],
    })
    expect(over([2, 2, 3], 'rmse <= baseline').isConstant).toBe(false)
  })

  test.each([
    {name: 'NaN', values: [1, 'NaN', 2] as const, text: 'rmse <= baseline'},
    {name: 'a metric that is not there', values: [1, 2] as const, text: 'mae <= baseline'},
    {name: 'a baseline of 0', values: [0, 1] as const, text: 'rmse <= baseline + 2%'},
  ])('throws for $name, which no gate would judge', ({values, text}) => {
    expect(() => over(values, text)).toThrow(NoVerdict)
  })

  test('throws for a single run', () => {
    expect(() => over([1], 'rmse <= 2')).toThrow(RangeError)
  })

  test('its interval holds the true rate, on figures that scatter', () => {
    // A difference of two figures exceeds 1.645 times its own deviation in 5 % of comparisons.
    let state = 7
    const random = () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return (state + 0.5) / 2_147_483_648
    }
    const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())
    const text = `rmse <= baseline + ${1.644_853_6 * Math.SQRT2}`
    const held = Array.from({length: 100}, () => {
      const {rate, interval} = over(
        Array.from({length: 10}, () => 10 + normal()),
        text,
      ).gate.falseAlarms
      expect(rate).toBeLessThan(0.5)
      return interval.low <= 0.05 && 0.05 <= interval.high
    })
    expect(held.filter(Boolean).length).toBeGreaterThanOrEqual(95)
  })
})
