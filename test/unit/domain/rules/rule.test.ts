import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {ruleObjectSchema} from '../../../../shared/domain/rules/config.ts'
import {ruleFromObject} from '../../../../shared/domain/rules/object.ts'
import {parseRule} from '../../../../shared/domain/rules/parser.ts'
import {
  describeRuleProblem,
  type Rule,
  type WantedValue,
} from '../../../../shared/domain/rules/rule.ts'
import {printRule} from '../../../../shared/domain/rules/text.ts'

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

/** What is 1 or more of a share is refused, or was written in percent, which not every double is. */
function isBelowOne(bound: Rule['bound']): boolean {
  const sizes = {
    absolute: () => (bound.kind === 'absolute' ? [bound.limit] : []),
    between: () => (bound.kind === 'between' ? [bound.low, bound.high] : []),
    relative: () => (bound.kind === 'relative' ? [bound.shift.amount] : []),
    within: () => (bound.kind === 'within' ? [bound.tolerance.amount] : []),
    floor: () => [],
    budget: () => [],
  }[bound.kind]()
  return sizes.every(size => Math.abs(size) < 1)
}

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
    {text: 'rmse[slice] <= 6', says: '"="'},
    {text: 'rmse <= champio + 2%', says: 'champion'},
    {text: '"rmse <= 3', says: 'character'},
    {text: 'accuracy >= baseline - 1%', says: '1 pp'},
    {text: 'accuracy <= 90', says: 'write "0.9" or "90%" (character 13)'},
    {text: 'accuracy >= 9', says: 'write "9%", or "900%" for 9 (character 13)'},
    {text: 'accuracy >= -90', says: 'write "0.9" or "90%" (character 14)'},
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

  test.each([
    'accuracy >= 1',
    'accuracy >= 90',
    'accuracy <= 0.9',
    'accuracy_loss_ms <= 90',
    'rmse <= baseline + 5',
  ])('%s is clear', text => expect(read(text).text).toBe(text))

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

  const word = fc.string({minLength: 1, maxLength: 8})
  const number = fc
    .double({noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9})
    .map(one => (one === 0 ? 0 : one))
  const size = number.map(Math.abs).filter(one => one > 0)
  const unit = fc.constantFrom('percent' as const, 'points' as const, 'plain' as const)
  const reference = fc.oneof(
    fc.constant({}),
    fc.constant({champion: {}}),
    word.map(environment => ({champion: {environment}})),
  )
  const bound = fc.oneof(
    number.map(limit => ({kind: 'absolute', limit}) as const),
    fc
      .record({shift: fc.record({amount: number.filter(one => one !== 0), unit}), to: reference})
      .map(({shift, to}) => ({kind: 'relative', shift, ...to}) as const),
    fc.constant({kind: 'floor'} as const),
    fc
      .tuple(number, number)
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => ({kind: 'between', low: Math.min(a, b), high: Math.max(a, b)}) as const),
    fc
      .record({tolerance: fc.record({amount: size, unit}), to: reference})
      .map(({tolerance, to}) => ({kind: 'within', tolerance, ...to}) as const),
  )
  const values = fc.uniqueArray(word, {minLength: 2, maxLength: 4}).map(some => some.sort())
  const where: fc.Arbitrary<readonly WantedValue[]> = fc.oneof(
    fc.uniqueArray(fc.record({dimension: word, value: word}, {requiredKeys: ['dimension']}), {
      selector: ({dimension}) => dimension,
      maxLength: 3,
    }),
    fc.tuple(fc.record({dimension: word, values})),
  )
  const slice = fc
    .record({pick: fc.constantFrom('each' as const, 'worst' as const), where})
    .map(({pick, where: pairs}) => ({
      pick:
        pairs.length > 0 && pairs.every(one => 'value' in one || 'values' in one) ? 'each' : pick,
      where: [...pairs].sort((a, b) => (a.dimension < b.dimension ? -1 : 1)),
    }))
  const subject = fc.oneof(
    fc.record({metric: word}),
    fc.record({metric: word, slice}),
    fc.record({metric: fc.constantFrom('*', '*.loss_x', 'a*b*'), isPattern: fc.constant(true)}),
    fc.record({
      metric: fc.constant('demographic_parity_ratio'),
      groups: word.map(dimension => ({dimension})),
    }),
    fc.record({
      metric: fc.constant('disparate_impact'),
      groups: fc.record({dimension: word, reference: word}),
    }),
  )
  const clauses = fc.record(
    {
      reportOnly: fc.boolean(),
      optional: fc.constant(true),
      examples: fc.integer({min: 0, max: 1000}),
    },
    {requiredKeys: ['reportOnly']},
  )
  const written = fc.record({
    direction: fc.constantFrom('lower' as const, 'higher' as const),
    strict: fc.boolean(),
    bound,
    subject,
    clauses,
  })

  test('means the same again when it is printed', () => {
    void fc.assert(
      fc.property(written, ({subject: about, clauses: ends, ...rest}) => {
        const isBand = rest.bound.kind === 'between' || rest.bound.kind === 'within'
        fc.pre(!('groups' in about) || isBelowOne(rest.bound))
        const band = isBand ? {direction: 'lower', strict: false} : {}
        const rule = {...rest, ...about, ...ends, ...band}
        const text = printRule({...rule, text: ''} as Rule)
        expect(read(text)).toEqual({...rule, text})
        expect(printRule(read(text))).toBe(text)
      }),
      {numRuns: 400},
    )
  })

  test.each([
    'drops of accuracy, "a b" <= 2 pp together',
    'rises of rmse, mae < 5 % relative together, report-only',
    'accuracy >= 0.9 in at least 4 of 5 runs',
    'accuracy >= baseline - 1 pp in at least 1 of 1 runs, if present',
    'recall[month=12] >= 0.7, at least 50 examples',
    'recall[month=*, region=eu] >= floor, at least 0 examples',
    'slice["slice"=*] >= 0.5',
    'drops <= 3',
    'drops of',
  ])('%s is canonical', text => {
    const parsed = parseRule(text)
    if ('problem' in parsed) expect(text).toBe('drops of')
    else expect(printRule(parsed.rule)).toBe(text)
  })

  test.each([
    ['rmse within 5 % of baseline', 'rmse within 5 % relative of baseline'],
    ['rises of a and b<=1together', 'rises of a, b <= 1 together'],
    ['recall[slice=*]>=.7,at least 1 example', 'recall[slice=*] >= 0.7, at least 1 examples'],
    ['a <= champion ( "my env" ) + 1', 'a <= champion("my env") + 1'],
    ['recall[b=1,a=*] >= 0.5', 'recall[a=*, b=1] >= 0.5'],
    ['a <= 1, report-only, if present', 'a <= 1, if present, report-only'],
  ])('%s prints as %s', (text, canonical) => {
    expect(printRule(read(text))).toBe(canonical)
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
    {object: {matching: '*.acc', 'at-least': 'baseline'}, text: '*.acc >= baseline'},
    {object: {metric: '*', 'at-least': 1}, text: '"*" >= 1'},
    {object: {metric: 'a', between: [0.2, '40%']}, text: 'a between 0.2 and 0.4'},
    {object: {metric: 'a', within: '5 % of champion'}, text: 'a within 5 % relative of champion'},
    {object: {metric: 'a', 'at-least': 'floor'}, text: 'a >= floor'},
    {
      object: {'drops-of': ['a', 'b c'], 'at-most': '2 pp'},
      text: 'drops of a, "b c" <= 2 pp together',
    },
    {object: {'rises-of': ['a', 'b'], below: 1}, text: 'rises of a, b < 1 together'},
    {
      object: {metric: 'a', slice: {month: 12}, 'at-least': 0.5, examples: 50},
      text: 'a[month=12] >= 0.5, at least 50 examples',
    },
    {
      object: {metric: 'a', slice: {month: [2, 1, 'a b']}, above: 1},
      text: 'a[month in (1, 2, "a b")] > 1',
    },
    {object: {metric: 'a', slice: {month: '*'}, above: 1}, text: 'a[month=*] > 1'},
    {object: {metric: 'a', slice: 'worst', 'at-least': 1}, text: 'a[slice=worst] >= 1'},
    {
      object: {metric: 'disparate_impact', groups: 'sex', reference: 'f', between: ['80%', '125%']},
      text: 'disparate_impact[sex, reference=f] between 0.8 and 125%',
    },
    {
      object: {metric: 'a', 'at-least': 1, runs: {'at-least': 4, of: 5}, required: false},
      text: 'a >= 1 in at least 4 of 5 runs, if present',
    },
  ])('means $text', ({object, text}) => {
    const parsed = ruleFromObject(ruleObjectSchema.parse(object))
    expect(parsed).toMatchObject({rule: {text}})
  })

  test('that goes on after its value is refused', () => {
    for (const bound of ['3 4', '3, report-only', '3 in at least 1 of 9 runs']) {
      expect('problem' in ruleFromObject({metric: 'x', 'at-most': bound})).toBe(true)
    }
  })

  test.each([
    {metric: 'x'},
    {metric: 'x', 'at-most': 1, within: '1 of baseline'},
    {'at-most': 1},
    {metric: 'x', matching: '*', 'at-most': 1},
    {metric: 'x', 'at-most': 1, slices: '*'},
  ])('that says too little or too much is none: %o', object => {
    expect(ruleObjectSchema.safeParse(object).success).toBe(false)
  })
})
