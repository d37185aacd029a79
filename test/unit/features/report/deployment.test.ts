import {expect, test} from 'vitest'
import type {DeployResult} from '../../../../shared/domain/results.ts'
import {composeDeployment, toMarkdown} from '../../../../shared/features/report/index.ts'
import {sampleGate, sampleInput, sampleRule} from '../../../fakes/sample-report.ts'

const MODEL = `sha256:${'4f2a'.repeat(16)}` as const
const LIVE = {deployment: 7, commit: 'a'.repeat(40), model: `sha256:${'91bc'.repeat(16)}` as const}
const READY: DeployResult = {
  schema: 'proofmark/deploy-result/v1',
  way: 'plan',
  pipeline: 'oil-price',
  leg: 'main',
  environment: 'production',
  reasonCode: 'ready',
  reason: 'every guard holds',
  model: MODEL,
  live: LIVE,
  guards: [],
}
const range = (low: number, high: number) => ({low, high})
const known = sampleRule({
  noise: {
    harm: range(-0.4, -0.2),
    change: range(-0.3, -0.16),
    relative: range(-0.089, -0.046),
    rows: 1461,
    method: 'batches',
    independent: 700,
  },
})
const input = sampleInput({gate: sampleGate({verdict: 'pass', rules: [known]})})

test('the approver reads which model replaces which, and how it stands to what is live', () => {
  const text = toMarkdown(composeDeployment({result: READY, input, against: {rules: [known]}}))
  expect(text).toContain('model `sha256:4f2a4f2a…` replaces `sha256:91bc91bc…`')
  expect(text).toContain(
    'Against `sha256:91bc91bc…`, which is live: rmse 3.41 → 3.18 (−6.7 %, 95 %: −8.9 … −4.6). Both scored on the same 1,461 rows.',
  )
  expect(text).toContain(`Approving allows exactly \`${MODEL}\``)
})

test('without scores of both it is said that chance is not known', () => {
  const {noise: _, ...plain} = known
  const text = toMarkdown(composeDeployment({result: READY, input, against: {rules: [plain]}}))
  expect(text).toContain('rmse 3.41 → 3.18 (−6.7 %, noise unknown).\n')
  expect(text).not.toContain('Both scored')
})

test('nothing is said where nothing is live', () => {
  const {live: _, ...first} = READY
  for (const against of [{rules: [known]}, {why: 'nobody scored it'}]) {
    const text = toMarkdown(composeDeployment({result: first, input, against}))
    expect(text).not.toMatch(/Against|compared/)
  }
})

test.each([
  {code: 'deployments-unread', add: 'deployments: read'},
  {code: 'model-unread', add: 'actions: read'},
  {code: 'model-missing', add: 'retention-days: 400'},
  {code: 'no-comparing-rule', add: 'gate:\n  rules:\n    - rmse <= baseline + 2%'},
] as const)('$code: no comparison is one sentence and the lines to add', ({code, add}) => {
  const against = {why: 'it is not to be had.', code}
  const text = toMarkdown(composeDeployment({result: READY, input, against}))
  expect(text).toContain(
    'Not compared with `sha256:91bc91bc…`, which is live: it is not to be had. To have it the next time, add:\n\n```',
  )
  expect(text).toContain(add)
})

test.each(['other-question', 'does-not-fit', 'model-differs', undefined] as const)(
  '%s: no line would help, so none is given',
  code => {
    const against = {why: '<b>odd</b> | words', ...(code ? {code} : {})}
    const text = toMarkdown(composeDeployment({result: READY, input, against}))
    expect(text).toContain('which is live: &lt;b&gt;odd&lt;/b&gt; &#124; words.')
    expect(text).not.toContain('```')
  },
)

test('a plan that may go on says so by its guards; a refusal says why', () => {
  expect(toMarkdown(composeDeployment({result: READY, input}))).not.toContain('every guard holds')
  const refused: DeployResult = {...READY, reasonCode: 'bytes-differ', reason: 'other bytes'}
  expect(toMarkdown(composeDeployment({result: refused, input}))).toContain('other bytes')
})
