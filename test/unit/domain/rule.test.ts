import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {describeRuleProblem, printRule, type Rule} from '../../../shared/domain/rule.ts'
import {parseRule, ruleFromObject} from '../../../shared/domain/rule-parser.ts'

function read(text: string): Rule {
  const parsed = parseRule(text)
  if ('rule' in parsed) return parsed.rule
  throw new Error(describeRuleProblem(parsed.problem))
}

const absolute = (limit: number) => ({kind: 'absolute', limit})
const relative = (amount: number, unit: 'percent' | 'points' | 'plain') => ({
  kind: 'relative',
  shift: {amount, unit},
})

describe('a rule', () => {
  test.each([
    {text: 'rmse <= 3.5', metric: 'rmse', direction: 'lower', strict: false, bound: absolute(3.5)},
    {text: 'rmse < 1e-3', metric: 'rmse', direction: 'lower', strict: true, bound: absolute(0.001)},
    {text: 'r2 >= -1', metric: 'r2', direction: 'higher', strict: false, bound: absolute(-1)},
    {text: 'r2 > −1', metric: 'r2', direction: 'higher', strict: true, bound: absolute(-1)},
    {text: 'rmse≤3', metric: 'rmse', direction: 'lower', strict: false, bound: absolute(3)},
    {text: 'acc ≥ .5', metric: 'acc', direction: 'higher', strict: false, bound: absolute(0.5)},
    {text: 'accuracy >= 90%', metric: 'accuracy', bound: absolute(0.9)},
    {text: 'rmse <= baseline', metric: 'rmse', bound: relative(0, 'plain')},
    {text: 'rmse <= baseline + 2%', bound: relative(2, 'percent')},
    {text: 'rmse <= baseline + 2 % relative', bound: relative(2, 'percent')},
    {text: 'rmse <= baseline - 2%', bound: relative(-2, 'percent')},
    {text: 'rmse <= baseline + 0.1', bound: relative(0.1, 'plain')},
    {text: 'accuracy >= baseline - 1 pp', bound: relative(-1, 'points')},
    {text: 'accuracy >= baseline - 1 % relative', bound: relative(-1, 'percent')},
    {text: 'mae <= 3, report-only', metric: 'mae', bound: absolute(3), reportOnly: true},
    {text: 'eval.top-1/acc@k_2 > 0', metric: 'eval.top-1/acc@k_2'},
    {text: '"exact match, \\"strict\\"" > 0', metric: 'exact match, "strict"'},
  ])('$text', ({text, ...expected}) => {
    expect(read(text)).toMatchObject({reportOnly: false, ...expected, text})
  })

  test.each([
    {text: '', says: 'character 1'},
    {text: 'rmse', says: 'character 5'},
    {text: 'rmse <=', says: 'character 8'},
    {text: 'rmse = 3', says: 'character 6'},
    {text: 'rmse == 3', says: 'character 6'},
    {text: 'rmse <= x', says: 'character 9'},
    {text: 'rmse <= 3 4', says: 'character 11'},
    {text: 'rmse <= basline', says: 'baseline'},
    {text: 'rmse <= baseline + ', says: 'character'},
    {text: 'rmse <= baseline + 2 %%', says: 'character'},
    {text: 'rmse <= 3, report', says: 'report-only'},
    {text: 'rmse[slice=*] <= 6', says: 'slice'},
    {text: 'rmse <= champion + 2%', says: 'champion'},
    {text: '"rmse <= 3', says: 'character'},
    {text: 'accuracy >= baseline - 1%', says: '1 pp'},
    {text: 'accuracy >= 90', says: 'write "0.9" or "90%" (character 13)'},
    {text: 'val_accuracy > 1.5', says: 'write "1.5%", or "150%" for 1.5 (character 16)'},
    {text: 'accuracy >= baseline - 1', says: 'write "- 1 pp" (percentage points, 0.01)'},
    {text: 'wer <= baseline + 2', says: 'write "+ 2 pp"'},
    {text: 'val_accuracy >= baseline - 1%', says: '1 pp'},
    {text: 'eval.f1 >= baseline - 1%', says: '1 % relative'},
    {text: `${'a'.repeat(1000)} <= 1`, says: '1000 characters'},
  ])('$text is refused at its place', ({text, says}) => {
    const parsed = parseRule(text)
    if ('rule' in parsed) throw new Error('it was read')
    const said = describeRuleProblem(parsed.problem)
    expect(said).toContain(says)
    expect(said).toMatch(/\n {2,}\^$/)
  })

  test.each(['rmse', 'accuracy_loss_ms', 'mapping', 'precisely'])(
    'on %s may be a percentage of the baseline',
    metric => expect(read(`${metric} <= baseline + 2%`).bound).toEqual(relative(2, 'percent')),
  )

  test.each(['accuracy >= 1', 'accuracy <= 0.9', 'accuracy_loss_ms <= 90', 'rmse <= baseline + 5'])(
    '%s is clear',
    text => expect(read(text).text).toBe(text),
  )

  test('on a share may be above 1 where it says so in percent, and is printed so', () => {
    void fc.assert(
      fc.property(fc.double({noNaN: true, min: 100.001, max: 1e6}), percent => {
        const rule = read(`wer <= ${percent}%`)
        expect(rule.bound).toEqual(absolute(percent / 100))
        expect(read(printRule(rule)).bound).toEqual(rule.bound)
      }),
    )
    expect(printRule(read('wer <= 110%'))).toBe('wer <= 110%')
  })

  test('means the same again when it is printed', () => {
    const number = fc.double({noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9})
    const bound = fc.oneof(
      number.map(limit => ({kind: 'absolute', limit: limit === 0 ? 0 : limit}) as const),
      fc
        .record({
          amount: number.filter(amount => amount !== 0),
          unit: fc.constantFrom('percent', 'points', 'plain'),
        })
        .map(shift => ({kind: 'relative', shift}) as const),
    )
    const rules = fc.record({
      metric: fc.string({minLength: 1, maxLength: 20}).filter(name => name.trim() === name),
      direction: fc.constantFrom('lower', 'higher'),
      strict: fc.boolean(),
      bound,
      reportOnly: fc.boolean(),
    })
    void fc.assert(
      fc.property(rules, rule => {
        const text = printRule({...rule, text: ''})
        expect(read(text)).toMatchObject(rule)
        expect(printRule(read(text))).toBe(text)
      }),
    )
  })
})

describe('a rule as an object', () => {
  test.each([
    {object: {metric: 'rmse', 'at-most': 3.5}, text: 'rmse <= 3.5'},
    {object: {metric: 'rmse', below: 'baseline'}, text: 'rmse < baseline'},
    {object: {metric: 'acc', 'at-least': '90%'}, text: 'acc >= 0.9'},
    {object: {metric: 'wer', 'at-most': '150%'}, text: 'wer <= 150%'},
    {object: {metric: 'a b', above: 'baseline - 1 pp'}, text: '"a b" > baseline - 1 pp'},
    {object: {metric: 'x', 'at-most': 1, 'report-only': true}, text: 'x <= 1, report-only'},
  ])('means $text', ({object, text}) => {
    const parsed = ruleFromObject(object)
    expect('rule' in parsed && parsed.rule.text).toBe(text)
  })

  test('that goes on after its value is refused', () => {
    expect('problem' in ruleFromObject({metric: 'x', 'at-most': '3 4'})).toBe(true)
  })
})
