import {describe, expect, test} from 'vitest'
import type {BaselineChoice} from '../../../../shared/domain/baseline-choice.ts'
import type {GateBody, RuleResult} from '../../../../shared/domain/gate.ts'
import type {Noise} from '../../../../shared/domain/noise.ts'
import {weigh} from '../../../../shared/domain/text-size.ts'
import {
  composeReport,
  type ReportInput,
  renderWithin,
  reportLadder,
  toMarkdown,
  toText,
} from '../../../../shared/features/report/index.ts'
import {
  BASE,
  FROM_MAIN,
  NO_BASELINE,
  SAMPLES,
  sampleData,
  sampleGate,
  sampleInput,
  sampleRule,
} from '../../../fakes/sample-report.ts'

const markdownOf = (input: ReportInput) => toMarkdown(composeReport(input))
const firstLine = (input: ReportInput) => markdownOf(input).split('\n')[0]
const judged = (some: Partial<GateBody>, input: Partial<ReportInput> = {}) =>
  sampleInput({gate: sampleGate(some), ...input})
const {baseline: _, ...alone} = sampleRule()

const worse = sampleRule({verdict: 'fail', candidate: 3.62})
const limit: RuleResult = {...sampleRule(), kind: 'absolute', rule: 'rmse <= 3.5', limit: 3.5}

/** 1,461 rows in ten batches, by a share of the baseline. */
function sure(low: number, high: number): Noise {
  const of = (shift: number) => ({low: (low - shift) * 3.41, high: (high - shift) * 3.41})
  return {
    harm: of(0.02),
    change: of(0),
    relative: {low, high},
    rows: 1461,
    method: 'batches',
    independent: 365,
    by: 'date',
    autocorrelation: 0.6,
    block: 146,
  }
}

describe('the first line is enough', () => {
  const cases: readonly {name: string; input: ReportInput; expected: string}[] = [
    {
      name: 'an unchanged model',
      input: SAMPLES['spared'] ?? sampleInput(),
      expected: '### ➖ model unchanged: nothing of oil-price changed',
    },
    {
      name: 'worse',
      input: judged({verdict: 'fail', rules: [worse]}),
      expected: '### ❌ oil-price is worse: rmse 3.41 → 3.62 (+6.2 %, noise unknown) · check fails',
    },
    {
      name: 'worse, and the check is not asked to fail',
      input: judged({verdict: 'fail', rules: [worse]}, {failOn: ['error']}),
      expected:
        '### ❌ oil-price is worse: rmse 3.41 → 3.62 (+6.2 %, noise unknown) · check passes',
    },
    {
      name: 'better, but over a limit',
      input: judged({verdict: 'fail', rules: [{...limit, verdict: 'fail', limit: 3}]}),
      expected:
        '### ❌ oil-price is not good enough: rmse 3.41 → 3.18 (−6.7 %, noise unknown), allowed ≤ 3 · check fails',
    },
    {
      name: 'over a limit, with nothing to compare',
      input: judged({
        verdict: 'fail',
        baseline: NO_BASELINE,
        rules: [{...alone, kind: 'absolute', rule: 'rmse <= 3', limit: 3, verdict: 'fail'}],
      }),
      expected: '### ❌ oil-price is not good enough: rmse 3.18, allowed ≤ 3 · check fails',
    },
    {
      name: 'several rules fail, on two metrics',
      input: judged({
        verdict: 'fail',
        rules: [{...limit, candidate: 3.62, verdict: 'fail'}, worse, {...worse, metric: 'mae'}],
      }),
      expected:
        '### ❌ oil-price is worse: rmse 3.41 → 3.62 (+6.2 %, noise unknown); 1 more metric fails · check fails',
    },
    {
      name: 'better',
      input: judged({rules: [sampleRule()]}),
      expected:
        '### ✅ oil-price is better: rmse 3.41 → 3.18 (−6.7 %, noise unknown) · its rule passes',
    },
    {
      name: 'better and worse',
      input: judged({
        rules: [sampleRule(), sampleRule({metric: 'mae', candidate: 3.42}), limit],
      }),
      expected:
        '### ✅ oil-price: better and worse: rmse 3.41 → 3.18 (−6.7 %, noise unknown) · all 3 rules pass',
    },
    {
      name: 'worse within the tolerance',
      input: judged({rules: [sampleRule({candidate: 3.45})]}),
      expected:
        '### ✅ oil-price is slightly worse, as allowed: rmse 3.41 → 3.45 (+1.2 %, noise unknown) · its rule passes',
    },
    {
      name: 'unchanged',
      input: judged({
        rules: [sampleRule({candidate: 3.41}), limit].map(r => ({...r, candidate: 3.41})),
      }),
      expected: '### ✅ oil-price: unchanged: rmse 3.41 · both rules pass',
    },
    {
      name: 'a rule that only reports does not pass',
      input: judged({rules: [sampleRule(), {...worse, blocking: false}]}),
      expected:
        '### ✅ oil-price is better: rmse 3.41 → 3.18 (−6.7 %, noise unknown) · its rule passes, 1 of 1 report-only do not',
    },
    {
      name: 'nothing to compare with',
      input: SAMPLES['first'] ?? sampleInput(),
      expected:
        '### 🆕 oil-price: nothing to compare with yet: rmse 3.41; 2 rules pass · check passes',
    },
    {
      name: 'a metric the baseline has not',
      input: judged({verdict: 'no-baseline', rules: [{...alone, verdict: 'no-baseline'}]}),
      expected: '### 🆕 oil-price: the baseline has no rmse · check passes',
    },
    {
      name: 'worse, with noise',
      input: judged({
        verdict: 'fail',
        noise: 'known',
        rules: [{...worse, noise: sure(0.04, 0.085)}],
      }),
      expected:
        '### ❌ oil-price is worse: rmse 3.41 → 3.62 (+6.2 %, 95 %: +4.0 … +8.5) · check fails',
    },
    {
      name: 'better, with noise',
      input: judged({noise: 'known', rules: [sampleRule({noise: sure(-0.089, -0.046)})]}),
      expected:
        '### ✅ oil-price is better: rmse 3.41 → 3.18 (−6.7 %, 95 %: −8.9 … −4.6) · its rule passes',
    },
    {
      name: 'unclear, with noise',
      input: judged({
        verdict: 'inconclusive',
        noise: 'known',
        rules: [sampleRule({verdict: 'inconclusive', candidate: 3.44, noise: sure(-0.011, 0.029)})],
      }),
      expected:
        '### ❔ oil-price could not be settled, no clear change: rmse 3.41 → 3.44 (+0.88 %, 95 %: −1.1 … +2.9) · no pass, though this check is green',
    },
    {
      name: 'worse, and perhaps too much',
      input: judged({
        verdict: 'inconclusive',
        noise: 'known',
        rules: [sampleRule({verdict: 'inconclusive', candidate: 3.48, noise: sure(0.011, 0.029)})],
      }),
      expected:
        '### ❔ oil-price could not be settled, worse and perhaps more than allowed: rmse 3.41 → 3.48 (+2.1 %, 95 %: +1.1 … +2.9) · no pass, though this check is green',
    },
    {
      name: 'better, and perhaps not enough',
      input: judged({
        verdict: 'inconclusive',
        noise: 'known',
        rules: [
          sampleRule({
            rule: 'rmse <= baseline - 7 %',
            tolerance: '- 7 %',
            verdict: 'inconclusive',
            noise: sure(-0.089, -0.046),
          }),
        ],
      }),
      expected:
        '### ❔ oil-price could not be settled, better and perhaps less than demanded: rmse 3.41 → 3.18 (−6.7 %, 95 %: −8.9 … −4.6) · no pass, though this check is green',
    },
    {
      name: 'too few rows: no interval',
      input: judged({
        verdict: 'inconclusive',
        reasonCode: 'too-few-rows',
        noise: 'known',
        rules: [
          {...worse, verdict: 'inconclusive', noise: {...sure(0.04, 0.085), independent: 12}},
        ],
      }),
      expected:
        '### ❔ oil-price could not be settled, too few rows to decide: rmse 3.41 → 3.62 (+6.2 %, 12 independent rows) · no pass, though this check is green',
    },
    {
      name: 'of several the one that is nearest to failing leads, and the others are counted',
      input: judged({
        verdict: 'inconclusive',
        noise: 'known',
        rules: [
          sampleRule({verdict: 'inconclusive', metric: 'mae', candidate: 3.44}),
          sampleRule({verdict: 'inconclusive', noise: {...sure(-0.089, 0.046), p: 0.4}}),
          {...worse, verdict: 'inconclusive', noise: {...sure(0.04, 0.085), p: 0.01}},
        ],
      }),
      expected:
        '### ❔ oil-price could not be settled, worse and perhaps more than allowed: rmse 3.41 → 3.62 (+6.2 %, 95 %: +4.0 … +8.5); 2 more unclear · no pass, though this check is green',
    },
    {
      name: 'the rule that is unclear leads, not the one that moved first',
      input: judged({
        verdict: 'inconclusive',
        noise: 'known',
        rules: [
          sampleRule({metric: 'mae', candidate: 3.1, noise: sure(-0.1, -0.08)}),
          sampleRule({verdict: 'inconclusive', candidate: 3.44, noise: sure(-0.011, 0.029)}),
        ],
      }),
      expected:
        '### ❔ oil-price could not be settled, no clear change: rmse 3.41 → 3.44 (+0.88 %, 95 %: −1.1 … +2.9) · no pass, though this check is green',
    },
    {
      name: 'no verdict',
      input: SAMPLES['broken'] ?? sampleInput(),
      expected:
        '### ⛔ oil-price: no verdict: metrics.json holds NaN at "rmse" (line 2) · check fails',
    },
    {
      name: 'no gate at all',
      input: {
        pipeline: 'oil-price',
        leg: 'gpu',
        now: new Date(0),
        stage: 'pull-request',
        failOn: [],
      },
      expected: '### ⛔ oil-price (gpu): no verdict: the gate left no result',
    },
    {
      name: 'in a terminal there is no check',
      input: judged({verdict: 'fail', rules: [worse]}, {stage: 'terminal'}),
      expected: '### ❌ oil-price is worse: rmse 3.41 → 3.62 (+6.2 %, noise unknown)',
    },
  ]
  test.each(cases)('$name', ({input, expected}) => {
    expect(firstLine(input)).toBe(expected)
  })
})

describe('what was compared', () => {
  const found = FROM_MAIN as Extract<BaselineChoice, {behind: number}>
  const base = `[\`a1b2c3d\`](https://github.com/acme/oil-price/commit/${BASE})`
  const other = 'b'.repeat(40)
  const cases: readonly {baseline: BaselineChoice; expected: string}[] = [
    {
      baseline: found,
      expected: `Compared with ${base} (the state of main that this was merged with, 2 days old).`,
    },
    {
      baseline: {...found, how: 'merge-base', at: '2026-03-04T11:20:00.000Z'},
      expected: `Compared with ${base} (where you branched, 40 minutes old).`,
    },
    {
      baseline: {...found, how: 'parent', at: '2026-03-04T09:00:00.000Z'},
      expected: `Compared with ${base} (the commit before, 3 hours old).`,
    },
    {
      baseline: {...found, how: 'nearest-ancestor', behind: 3, wanted: other},
      expected: `Compared with ${base} (2 days old): 3 commits before [\`bbbbbbb\`](https://github.com/acme/oil-price/commit/${other}), which has no record.`,
    },
    {
      baseline: NO_BASELINE,
      expected: 'Not compared: the history on branch proofmark-history has no record yet.',
    },
    {
      baseline: {how: 'file', path: 'old.json'},
      expected: 'Compared with the metrics in `old.json`.',
    },
    {
      baseline: {how: 'revision', commit: BASE, path: 'metrics.json'},
      expected: `Compared with \`metrics.json\` at ${base}.`,
    },
  ]
  test.each(cases)('$baseline.how', ({baseline, expected}) => {
    const unmoved = sampleRule({candidate: 3.41})
    expect(markdownOf(judged({baseline, rules: [unmoved]})).split('\n\n')[1]).toBe(expected)
  })

  test('says that plain numbers have unknown noise, once something moved', () => {
    const said = 'how much they vary by chance is unknown'
    expect(markdownOf(judged({}))).toContain(said)
    expect(markdownOf(judged({rules: [sampleRule({candidate: 3.41})]}))).not.toContain(said)
  })
})

describe('the rows', () => {
  test('that fail or moved are open, the others folded and counted', () => {
    const [open = '', folded = ''] = markdownOf(SAMPLES['worse'] ?? sampleInput()).split(
      '<details>',
    )
    expect(open).toContain('| ❌ rmse fails | 3.41 | **3.62** | +6.2 % | ≤ +2 % |')
    expect(open).toContain('| ❌ rmse limit fails | 3.41 | **3.62** | +6.2 %, 0.12 over | ≤ 3.5 |')
    expect(open).toContain('| ✅ mae passes |')
    expect(open).not.toContain('smape')
    expect(folded).toContain('1 more rule passes</summary>')
    expect(folded).toContain('| ✅ smape passes | 0.0421 | 0.0421 | none | ≤ 0.09 |')
  })

  test('of passing rules that moved stay short', () => {
    const rules = Array.from({length: 30}, (_, index) => sampleRule({metric: `m${index}`}))
    const [open = '', folded = ''] = markdownOf(judged({rules})).split('<details>')
    expect(open.match(/✅ m\d+ passes/g)).toHaveLength(8)
    expect(folded).toContain('22 more rules pass</summary>')
  })

  test('without verdict say why, when the first line does not', () => {
    const rules = [
      sampleRule({verdict: 'error', reason: 'the first reason'}),
      sampleRule({verdict: 'error', reason: 'the second reason', metric: 'mae'}),
    ]
    const markdown = markdownOf(judged({verdict: 'error', reason: 'the first reason', rules}))
    expect(markdown.match(/the first reason/g)).toHaveLength(1)
    expect(markdown).toContain('> ⛔ the second reason')
  })

  test('show values that differ as different', () => {
    const rule = sampleRule({
      verdict: 'fail',
      candidate: 3.50004,
      baseline: 3.5,
      kind: 'absolute',
      limit: 3.5,
    })
    expect(markdownOf(judged({verdict: 'fail', rules: [rule]}))).toContain('| **3.50004** |')
  })
})

describe('what differs', () => {
  const sentence = (input: ReportInput) =>
    markdownOf(input)
      .split('\n\n')
      .find(block => block.startsWith('**What') || block.startsWith('**Data'))

  test('data, code and parameters', () => {
    expect(sentence(sampleInput())).toBe(
      '**What differs:** data `prices`: 2 files added, 1 modified; code: 3 files modified; parameters `alpha`: `0.1` → `1`, `features`: −`lag_7`.',
    )
  })

  test('nothing', () => {
    const change = {datasets: [], parameters: []}
    expect(sentence(sampleInput({data: sampleData({change})}))).toBe(
      '**What differs:** data and parameters identical.',
    )
  })

  test('a parameter whose name sounds like a secret is not shown', () => {
    const change = {
      datasets: [],
      parameters: [{name: 'db.password', before: 'hunter1', after: 'hunter2'}],
    }
    const markdown = markdownOf(sampleInput({data: sampleData({change})}))
    expect(markdown).toContain('parameter `db.password` (value not shown)')
    expect(markdown).not.toContain('hunter')
  })

  test('long values and many parameters are cut, and counted', () => {
    const parameters = Array.from({length: 20}, (_, index) => ({
      name: `p${index}`,
      before: 'x'.repeat(500),
      after: index,
    }))
    const text = sentence(sampleInput({data: sampleData({change: {datasets: [], parameters}})}))
    expect(text).toContain('… and 12 more')
    expect(text?.length).toBeLessThan(1_500)
  })

  test('file changes are capped', () => {
    const changes = Array.from({length: 150}, (_, index) => ({
      kind: 'added' as const,
      path: `f${index}.csv`,
    }))
    const counts = {added: 5_000, removed: 0, modified: 0, renamed: 0}
    const change = {datasets: [{name: 'prices', status: 'changed' as const, counts, changes}]}
    const markdown = markdownOf(sampleInput({data: sampleData({change})}))
    expect(markdown).toContain('# … and 4980 more')
    expect(markdown).not.toContain('f20.csv')
  })
})

describe('a change of its own rules', () => {
  test('is said, with old and new rule, and whose rules counted', () => {
    const markdown = markdownOf(SAMPLES['policy'] ?? sampleInput())
    expect(markdown).toContain(
      '**Policy:** this pull request edits the rules in `proofmark.yml`: `rmse <= baseline + 2 %` → `rmse <= baseline + 50 %`. Judged by the rules on main; the new ones count once they are merged.',
    )
    expect(markdown).toContain('What its own rules would say (report only)</summary>')
    expect(markdown).toContain('| ✅ rmse passes | 3.41 | 3.62 | +6.2 % | ≤ +50 % |')
  })

  test.each([['removed', 'removes the rules in']] as const)('that is %s', (change, expected) => {
    const policy = {
      from: 'commit' as const,
      commit: BASE,
      digest: `sha256:${'1'.repeat(64)}` as const,
      proposed: {change, rules: [], message: 'a message'},
    }
    expect(markdownOf(judged({policy}))).toContain(`**Policy:** this pull request ${expected}`)
  })
})

test('metrics without a rule are counted, also those that came and went', () => {
  const metrics = [
    {key: ['a'], value: 2, source: 'm.json'},
    {key: ['new'], value: 1, source: 'm.json'},
    {key: ['bad'], value: 'NaN' as const, source: 'm.json'},
    {key: ['note'], value: 'not-a-number' as const, source: 'm.json'},
  ]
  const baselineMetrics = [
    {key: ['a'], value: 1, source: 'm.json'},
    {key: ['gone'], value: 1, source: 'm.json'},
  ]
  expect(markdownOf(judged({metrics, baselineMetrics}))).toContain(
    '4 metrics without a rule: 1 unreadable, 1 gone, 1 new, 1 higher</summary>',
  )
})

describe('hostile words', () => {
  const evil = '@all <!-- /proofmark:section --> | **x**\n\n# `owned`\u202e'
  const rule = sampleRule({metric: evil, rule: evil, reason: evil, source: evil, verdict: 'error'})
  const input = sampleInput({
    baseBranch: evil,
    gate: sampleGate({
      verdict: 'error',
      reason: `${evil} again`,
      rules: [rule, {...rule, reason: 'other'}],
      baseline: {how: 'none', reason: evil},
      metrics: [{key: [evil], value: 1, source: evil}],
      policy: {
        from: 'commit',
        path: evil,
        digest: `sha256:${'1'.repeat(64)}`,
        proposed: {change: 'edited', rules: [{...rule, rule: 'x'}], message: evil},
      },
    }),
    data: sampleData({
      datasets: [{...sampleData().body.datasets[0], name: evil, path: evil, role: evil} as never],
      change: {
        datasets: [
          {
            name: evil,
            status: 'changed',
            counts: {added: 1, removed: 0, modified: 0, renamed: 1},
            changes: [
              {kind: 'added', path: evil},
              {kind: 'renamed', from: evil, to: evil},
            ],
          },
        ],
        parameters: [{name: evil, before: evil, after: [evil]}],
      },
    }),
  })

  test('stay words everywhere', () => {
    for (const document of reportLadder(input)) {
      const markdown = toMarkdown(document)
      expect(markdown).not.toContain('<!--')
      expect(markdown).not.toContain('\u202e')
      expect(markdown).not.toMatch(/^# /m)
      expect(markdown.match(/^### /gm)).toHaveLength(1)
      expect(toText(document)).not.toContain('\u202e')
    }
  })
})

describe('the ladder', () => {
  const rules = [
    ...Array.from({length: 200}, (_, index) => ({...worse, metric: `failing_${index}`})),
    ...Array.from({length: 400}, (_, index) => sampleRule({metric: `moved_${index}`})),
    ...Array.from({length: 900}, (_, index) =>
      sampleRule({metric: `same_${index}`, candidate: 3.41}),
    ),
  ]
  const ladder = reportLadder(judged({verdict: 'fail', rules}))
  const within = (budget: number) => renderWithin(ladder, {render: toMarkdown, budget})

  test.each([
    {budget: 1_000_000, last: 'same_899', folded: true},
    {budget: 60_000, last: 'moved_399', folded: false},
    {budget: 30_000, last: 'failing_199', folded: false},
    {budget: 2_000, last: undefined, folded: false},
  ])('within $budget the last row is $last', ({budget, last, folded}) => {
    const markdown = within(budget)
    expect(weigh(markdown)).toBeLessThanOrEqual(budget)
    expect(/^### ❌ oil-price is worse/.test(markdown)).toBe(true)
    expect(markdown.includes('<details>')).toBe(folded)
    const rows = [...markdown.matchAll(/^\| \S+ (\w+) (?:fails|passes)/gm)].map(([, name]) => name)
    expect(rows.at(-1)).toBe(last)
  })

  test('says what it left out, and where the whole is', () => {
    expect(within(30_000)).toContain('1,300 more rules pass.')
    expect(within(2_000)).toContain(
      'Shortened here; [the whole report](https://github.com/acme/oil-price/actions/runs/812) is in the summary of the run.',
    )
  })

  test('ends with a line that always fits, whatever the names', () => {
    const evil = '\u202e'.repeat(50_000)
    const input = judged({verdict: 'error', reason: evil, rules: [sampleRule({metric: evil})]})
    const [last = ''] = reportLadder({...input, baseBranch: evil})
      .slice(-1)
      .map(toMarkdown)
    expect(last.length).toBeLessThan(10_000)
  })
})

test('a terminal gets columns and no markup', () => {
  const text = toText(composeReport(judged({verdict: 'fail', rules: [worse]}, {stage: 'terminal'})))
  expect(text).toContain('❌ rmse fails      3.41  3.62  +6.2 %   ≤ +2 %')
  expect(text).not.toMatch(/\*\*|<details>|\]\(/)
})

describe('what noise adds to the report', () => {
  const unclear = (some: Partial<RuleResult>) =>
    markdownOf(
      judged({
        verdict: 'inconclusive',
        noise: 'known',
        rules: [sampleRule({verdict: 'inconclusive', candidate: 3.44, ...some})],
      }),
    )

  test('the rows of the whole are told, not those of the slice whose rule comes first', () => {
    const whole = sampleRule({verdict: 'inconclusive', noise: sure(-0.011, 0.029)})
    const slice = {...whole, metric: 'rmse[month=1]', noise: {...sure(-0.011, 0.029), rows: 120}}
    const text = markdownOf(
      judged({verdict: 'inconclusive', noise: 'known', rules: [slice, whole]}),
    )
    expect(text).toContain(
      'scored on the same 1,461 rows worth 365 independent ones, or on part of',
    )
  })

  test('how many rows would settle it', () => {
    const many = unclear({reasonCode: 'chance-of-many', noise: sure(0.04, 0.085)})
    expect(many).toContain(
      'rmse alone would fail, and of so many rules one may look as bad by chance',
    )
    const text = unclear({noise: {...sure(-0.011, 0.029), needed: 7812}})
    expect(text).toContain('About 7,800 rows would settle it, if the change is what it seems')
    expect(text).toContain(
      'scored on the same 1,461 rows worth 365 independent ones: paired, ten batches of 146 rows along date (autocorrelation 0.6).',
    )
    expect(text).toContain('change (95 %)')
  })

  test('nothing of the kind at the limit itself, where no number would do', () => {
    const text = unclear({candidate: 3.4782, noise: sure(0.01, 0.03)})
    expect(text).toContain('Judge on more rows, or a person decides.')
  })

  test('of too few rows neither an interval nor a guess', () => {
    const text = unclear({noise: {...sure(-0.011, 0.029), rows: 20, independent: 12}})
    expect(text).not.toContain('95 %')
    expect(text).toContain('30 that do not depend on each other are the least')
  })
})

describe('what to do next', () => {
  const over: RuleResult = {...limit, verdict: 'fail', candidate: 3.62}
  test.each([
    {name: 'the limit comes first', rules: [over, {...worse, limit: 3.48}]},
    {name: 'the comparison comes first', rules: [{...worse, limit: 3.48}, over]},
  ])('names the rule that asks most, also where $name', ({rules}) => {
    const text = markdownOf(judged({verdict: 'fail', rules}))
    expect(text).toContain('**Next:** bring `rmse` to 3.48 or below (now 3.62)')
  })

  test('names the limit where the comparison asks less', () => {
    const rules = [{...worse, limit: 3.6}, over]
    expect(markdownOf(judged({verdict: 'fail', rules}))).toContain('to 3.5 or below (now 3.62)')
  })

  test('names the first metric, whatever another asks', () => {
    const other: RuleResult = {...over, metric: 'mae', limit: 1}
    const text = markdownOf(judged({verdict: 'fail', rules: [over, other]}))
    expect(text).toContain('bring `rmse` to 3.5 or below')
  })
})
