import {describe, expect, test} from 'vitest'
import type {GateBody, RuleResult} from '../../../../shared/domain/gate.ts'
import {composeReport, toMarkdown} from '../../../../shared/features/report/index.ts'
import {
  BASE,
  FROM_MAIN,
  HEAD,
  NO_BASELINE,
  sampleGate,
  sampleInput,
  sampleRule,
} from '../../../fakes/sample-report.ts'

const noise = (low: number, high: number): RuleResult['noise'] => ({
  harm: {low: low - 0.07, high: high - 0.07},
  change: {low, high},
  relative: {low: low / 3.41, high: high / 3.41},
  rows: 1461,
  method: 'bootstrap',
  independent: 1461,
})
const worse = sampleRule({verdict: 'fail', candidate: 3.62, noise: noise(0.14, 0.29)})

type Wishes = {
  readonly rules?: readonly RuleResult[]
  readonly body?: Partial<GateBody>
  readonly stage?: 'pull-request' | 'default-branch'
  readonly commit?: string
}

function report({rules = [worse], body = {}, stage, commit = BASE}: Wishes): string {
  const baseHoldout = {commit, rows: 1461, rules: [...rules]}
  const gate = sampleGate({isHoldoutChanged: true, baseHoldout, ...body})
  return toMarkdown(composeReport(sampleInput({gate, ...(stage ? {stage} : {})})))
}

const firstLine = (text: string) => text.split('\n')[0] ?? ''

describe('a changed holdout', () => {
  test('worse on that of the base: in the first line, and with its figures', () => {
    const text = report({})
    expect(firstLine(text)).toContain(" · on a changed holdout, worse on main's · ")
    expect(text).toContain(
      "On main's holdout (1,461 rows): rmse 3.41 → 3.62 (+6.2 %, 95 %: +4.1 … +8.5, worse). This informs, and decides nothing",
    )
  })

  test.each([
    {rule: sampleRule({noise: noise(-0.3, -0.1)}), says: '(−6.7 %, 95 %: −8.8 … −2.9, better)'},
    {rule: sampleRule({noise: noise(-0.3, 0.1)}), says: 'no clear change)'},
    {rule: sampleRule({candidate: 3.41}), says: 'the same)'},
    {rule: sampleRule({candidate: 3.42}), says: 'slightly worse, as allowed)'},
    {
      rule: sampleRule({candidate: 3.5, verdict: 'inconclusive', noise: noise(0.02, 0.2)}),
      says: 'perhaps too much worse)',
    },
    {rule: {...worse, blocking: false}, says: 'worse)'},
  ])('$says raises no alarm', ({rule, says}) => {
    const text = report({rules: [rule]})
    expect(text).toContain(says)
    expect(firstLine(text)).toContain(' · on a changed holdout · ')
  })

  test('over a limit there is told as that', () => {
    const {baseline: _, tolerance: __, ...rest} = sampleRule()
    const over: RuleResult = {
      ...rest,
      rule: 'rmse <= 3',
      kind: 'absolute',
      limit: 3,
      verdict: 'fail',
    }
    const text = report({rules: [over]})
    expect(firstLine(text)).toContain("on a changed holdout, not good enough on main's")
    expect(text).toContain("On main's holdout (1,461 rows): rmse 3.18, allowed ≤ 3.")
  })

  test.each([
    {name: 'an ancestor of main', commit: HEAD},
    {name: 'a push', stage: 'default-branch'},
  ] as const)('of $name is called by its commit', wishes => {
    const text = report(wishes)
    expect(firstLine(text)).toContain('on a changed holdout, worse on the one before')
    expect(text).toContain('On the holdout of [`')
  })

  test('is told also where nothing else can be compared', () => {
    const baseline = {...NO_BASELINE, wanted: BASE}
    const text = report({body: {verdict: 'no-baseline', baseline}})
    expect(firstLine(text)).toContain('not compared with the model before')
    expect(text).toContain("On main's holdout (1,461 rows): rmse 3.41 → 3.62")
  })

  test('where nobody could look says so, in words that are only words', () => {
    const gate = sampleGate({
      isHoldoutChanged: true,
      baseHoldout: {commit: BASE, problem: '<img src=x> @ana is gone.'},
      baseline: FROM_MAIN,
    })
    const text = toMarkdown(composeReport(sampleInput({gate})))
    expect(text).toContain("Not judged on main's holdout: &lt;img src=x&gt; ")
    expect(text).not.toContain('@ana is')
    expect(firstLine(text)).toContain(' · on a changed holdout · ')
  })
})

describe('what is predicted otherwise', () => {
  const told = (prediction: NonNullable<GateBody['prediction']>) =>
    toMarkdown(composeReport(sampleInput({gate: sampleGate({prediction})})))
  const pair = <T>(before: T, after: T) => ({before, after})

  test.each([
    {prediction: {target: pair('a', 'b')}, first: 'with another target', says: 'target `a` → `b`'},
    {
      prediction: {
        task: pair('regression' as const, 'classification' as const),
        target: pair('a', 'b'),
      },
      first: 'with another task and target',
      says: 'task regression → classification; target',
    },
    {
      prediction: {classes: pair(['no', 'yes'], ['yes', 'no'])},
      first: 'with other classes',
      says: 'classes in another order',
    },
    {
      prediction: {classes: pair(['no', 'yes'], ['no', 'perhaps', 'yes'])},
      first: 'with other classes',
      says: 'classes + `perhaps`',
    },
  ])('$first is in the first line', ({prediction, first, says}) => {
    const text = told(prediction)
    expect(firstLine(text)).toContain(` · ${first} · `)
    expect(text).toContain(says)
  })

  const names = (count: number) => Array.from({length: count}, (_, index) => `c${index}`)
  test.each([
    {name: 'a column less', inputs: pair({x: ['a', 'b']}, {x: ['a']}), says: 'model inputs − `b`'},
    {
      name: 'an order',
      inputs: pair({x: ['a', 'b']}, {x: ['b', 'a']}),
      says: 'model inputs in another order',
    },
    {
      name: 'an input that is gone',
      inputs: pair({x: ['a'], y: ['b']}, {x: ['a']} as Record<string, string[]>),
      says: 'model input `y` − `b`',
    },
    {
      name: 'many',
      inputs: pair({x: names(40)}, {x: ['a']}),
      says: 'model inputs − 40 others + `a`',
    },
    {
      name: 'many inputs',
      inputs: pair({}, Object.fromEntries(names(40).map(name => [name, [name]]))),
      says: '34 more model inputs',
    },
  ])('$name among the inputs is told below, and no matter of the first line', ({inputs, says}) => {
    const text = told({inputs})
    expect(text).toContain(says)
    expect(firstLine(text)).not.toContain('with')
  })

  test('an output', () => {
    expect(told({output: pair('p', 'q')})).toContain('What differs:** model output `p` → `q`;')
  })
})
