import type {BaselineChoice} from '../../shared/domain/baseline-choice.ts'
import type {DataBody} from '../../shared/domain/data.ts'
import type {DataChange} from '../../shared/domain/data-change.ts'
import type {Digest} from '../../shared/domain/digest.ts'
import type {GateBody, RuleResult} from '../../shared/domain/gate.ts'
import type {DataSection, GateSection} from '../../shared/domain/record.ts'
import type {ReportInput} from '../../shared/features/report/index.ts'

export const BASE = 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334'
export const HEAD = '9f8e7d6c5b4a39281706f5e4d3c2b1a099887766'
export const NOW = new Date('2026-03-04T12:00:00Z')

export function digestOf(digit: string): Digest {
  return `sha256:${digit.repeat(64)}`
}

export const FROM_MAIN: BaselineChoice = {
  how: 'first-parent',
  commit: BASE,
  key: `oil-price/${BASE}/811-1`,
  at: '2026-03-02T11:00:00.000Z',
  behind: 0,
  wanted: BASE,
}

export const NO_BASELINE: BaselineChoice = {
  how: 'none',
  reason: 'the history on branch proofmark-history has no record yet',
}

const by = {
  action: 'gate',
  version: '0.1.0',
  pipeline: 'oil-price',
  leg: 'main',
  commit: HEAD,
  run: {id: 812, attempt: 1, event: 'pull_request'},
  at: '2026-03-04T11:59:00.000Z',
} as const

/** A rule that passes, unless the test says otherwise. */
export function sampleRule(some: Partial<RuleResult> = {}): RuleResult {
  return {
    rule: 'rmse <= baseline + 2 %',
    metric: 'rmse',
    verdict: 'pass',
    reasonCode: 'within-limits',
    reason: "rmse 3.18 is 6.7 % better than the baseline's 3.41; allowed is 2 %",
    blocking: true,
    direction: 'lower',
    kind: 'relative',
    candidate: 3.18,
    baseline: 3.41,
    limit: 3.4782,
    tolerance: '+ 2 %',
    source: 'metrics.json',
    line: 2,
    ...some,
  }
}

export function sampleGate(some: Partial<GateBody> = {}): GateSection {
  return {
    schema: 'proofmark/gate/v1',
    by,
    uses: {},
    trust: 'claimed',
    body: {
      verdict: 'pass',
      reasonCode: 'within-limits',
      reason: 'all rules hold',
      rules: [sampleRule()],
      metrics: [{key: ['rmse'], value: 3.18, source: 'metrics.json', line: 2}],
      baseline: FROM_MAIN,
      baselineMetrics: [{key: ['rmse'], value: 3.41, source: 'metrics.json', line: 2}],
      policy: {from: 'commit', path: 'proofmark.yml', commit: BASE, digest: digestOf('1')},
      noise: 'unknown',
      attempt: 1,
      ...some,
    },
  }
}

const change: DataChange = {
  datasets: [
    {
      name: 'prices',
      status: 'changed',
      before: {digest: digestOf('2'), files: 12, bytes: 410_000},
      after: {digest: digestOf('3'), files: 14, bytes: 482_113},
      counts: {added: 2, removed: 0, modified: 1, renamed: 0},
      changes: [
        {kind: 'added', path: '2026-01.csv'},
        {kind: 'added', path: '2026-02.csv'},
        {kind: 'modified', path: '2025-12.csv'},
      ],
    },
    {
      name: 'holdout',
      status: 'unchanged',
      counts: {added: 0, removed: 0, modified: 0, renamed: 0},
    },
  ],
  code: {
    name: 'code',
    status: 'changed',
    counts: {added: 0, removed: 0, modified: 3, renamed: 0},
    changes: [
      {kind: 'modified', path: 'features.ts'},
      {kind: 'modified', path: 'model.ts'},
      {kind: 'modified', path: 'train.ts'},
    ],
  },
  parameters: [
    {name: 'alpha', before: 0.1, after: 1},
    {name: 'features', before: ['lag_1', 'lag_7', 'month'], after: ['lag_1', 'month']},
  ],
}

export function sampleData(some: Partial<DataBody> = {}): DataSection {
  return {
    schema: 'proofmark/data/v1',
    by: {...by, action: 'track'},
    uses: {},
    trust: 'claimed',
    body: {
      datasets: [
        {
          name: 'prices',
          role: 'train',
          path: 'data/prices/*.csv',
          root: 'data/prices',
          digest: digestOf('3'),
          files: 14,
          bytes: 482_113,
        },
        {
          name: 'holdout',
          role: 'holdout',
          path: 'data/holdout.csv',
          root: 'data',
          digest: digestOf('4'),
          files: 1,
          bytes: 51_200,
        },
      ],
      digest: digestOf('5'),
      change,
      baseline: FROM_MAIN,
      ...some,
    },
  }
}

export function sampleInput(some: Partial<ReportInput> = {}): ReportInput {
  return {
    pipeline: 'oil-price',
    leg: 'main',
    gate: sampleGate(),
    data: sampleData(),
    links: {
      server: 'https://github.com',
      repository: 'acme/oil-price',
      runUrl: 'https://github.com/acme/oil-price/actions/runs/812',
    },
    headSha: HEAD,
    baseBranch: 'main',
    now: NOW,
    stage: 'pull-request',
    failOn: ['fail', 'error'],
    ...some,
  }
}

const worse = sampleRule({
  verdict: 'fail',
  reasonCode: 'worse-than-baseline',
  reason: "rmse 3.62 is 6.2 % worse than the baseline's 3.41; allowed is 2 %",
  candidate: 3.62,
})
const over = sampleRule({
  rule: 'rmse <= 3.5',
  kind: 'absolute',
  verdict: 'fail',
  reasonCode: 'over-limit',
  candidate: 3.62,
  limit: 3.5,
})
const mae = sampleRule({
  rule: 'mae <= baseline + 2 %',
  metric: 'mae',
  candidate: 2.71,
  baseline: 2.69,
  limit: 2.7438,
})
const smape = sampleRule({
  rule: 'smape <= 9%',
  metric: 'smape',
  kind: 'absolute',
  candidate: 0.0421,
  baseline: 0.0421,
  limit: 0.09,
})
const metrics = [
  {key: ['rmse'], value: 3.62, source: 'metrics.json', line: 2},
  {key: ['mae'], value: 2.71, source: 'metrics.json', line: 3},
  {key: ['train', 'rows'], value: 14_612, source: 'metrics.json', line: 4},
  {key: ['train', 'seconds'], value: 3.4, source: 'metrics.json', line: 5},
  {key: ['coverage'], value: 0.91, source: 'metrics.json', line: 6},
]
const baselineMetrics = [
  {key: ['rmse'], value: 3.41, source: 'metrics.json', line: 2},
  {key: ['train', 'rows'], value: 13_149, source: 'metrics.json', line: 4},
  {key: ['train', 'seconds'], value: 3.4, source: 'metrics.json', line: 5},
]

/** The states a reader meets, for tests and for looking at. */
export const SAMPLES: Readonly<Record<string, ReportInput>> = {
  worse: sampleInput({
    gate: sampleGate({
      verdict: 'fail',
      reasonCode: 'worse-than-baseline',
      rules: [worse, over, mae, smape],
      metrics,
      baselineMetrics,
    }),
  }),
  better: sampleInput({
    gate: sampleGate({
      rules: [
        sampleRule(),
        sampleRule({rule: 'rmse <= 3.5', kind: 'absolute', limit: 3.5}),
        {...mae, candidate: 2.6},
        smape,
      ],
      metrics,
      baselineMetrics,
    }),
  }),
  first: sampleInput({
    gate: sampleGate({
      verdict: 'no-baseline',
      reasonCode: 'no-baseline',
      rules: [
        {...withoutBaseline(worse), verdict: 'no-baseline', candidate: 3.41},
        {...withoutBaseline(over), verdict: 'pass', candidate: 3.41},
        withoutBaseline(smape),
      ],
      baseline: NO_BASELINE,
      baselineMetrics: [],
      metrics,
    }),
    data: withoutChange(sampleData({baseline: NO_BASELINE})),
  }),
  policy: sampleInput({
    gate: sampleGate({
      verdict: 'fail',
      rules: [worse, over],
      policy: {
        from: 'commit',
        path: 'proofmark.yml',
        commit: BASE,
        digest: digestOf('1'),
        proposed: {
          change: 'edited',
          message: 'this change edits proofmark.yml',
          rules: [
            {...worse, rule: 'rmse <= baseline + 50 %', tolerance: '+ 50 %', verdict: 'pass'},
            over,
          ],
        },
      },
    }),
  }),
  broken: sampleInput({
    gate: sampleGate({
      verdict: 'error',
      reasonCode: 'metric-not-finite',
      reason: 'metrics.json holds NaN at "rmse" (line 2)',
      rules: [
        {
          ...withoutBaseline(sampleRule()),
          verdict: 'error',
          reasonCode: 'metric-not-finite',
          reason: 'metrics.json holds NaN at "rmse" (line 2)',
          candidate: undefined,
          baseline: 3.41,
        } as RuleResult,
        mae,
      ],
    }),
  }),
  unclear: sampleInput({
    gate: sampleGate({
      verdict: 'inconclusive',
      rules: [sampleRule({verdict: 'inconclusive', candidate: 3.44})],
    }),
  }),
  spared: sampleInput({
    gate: sampleGate({
      reasonCode: 'model-unchanged',
      rules: [sampleRule({candidate: 3.41, reasonCode: 'model-unchanged'}), smape],
      unchanged: {
        commit: BASE,
        record: `oil-price/${BASE}/811-1`,
        model: digestOf('6'),
        claimed: ['holdout'],
      },
    }),
    data: sampleData({
      change: {datasets: [], parameters: []},
      plan: {train: false, reason: 'unchanged', message: 'nothing changed', key: '7'.repeat(64)},
    }),
  }),
  unchanged: sampleInput({
    gate: sampleGate({rules: [sampleRule({candidate: 3.41}), smape]}),
    data: sampleData({
      change: {
        datasets: [],
        code: {
          name: 'code',
          status: 'unchanged',
          counts: {added: 0, removed: 0, modified: 0, renamed: 0},
        },
        parameters: [],
      },
    }),
  }),
}

function withoutBaseline({baseline: _, ...rule}: RuleResult): RuleResult {
  return rule
}

function withoutChange(section: DataSection): DataSection {
  const {change: _, ...body} = section.body
  return {...section, body}
}
