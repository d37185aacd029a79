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
  const text = toMarkdown(composeDeployment({result: READY, input, against: [known]}))
  expect(text).toContain('model `sha256:4f2a4f2a…` replaces `sha256:91bc91bc…`')
  expect(text).toContain(
    'Against `sha256:91bc91bc…`, which is live: rmse 3.41 → 3.18 (−6.7 %, 95 %: −8.9 … −4.6). Both scored on the same 1,461 rows.',
  )
  expect(text).toContain(`Approving allows exactly \`${MODEL}\``)
})

test('nothing is said of what nobody compared', () => {
  const {noise: _, ...plain} = known
  for (const against of [[], [plain]]) {
    expect(toMarkdown(composeDeployment({result: READY, input, against}))).not.toContain('Against')
  }
  const {live: __, ...first} = READY
  const text = toMarkdown(composeDeployment({result: first, input, against: [known]}))
  expect(text).not.toContain('Against')
})

test('a plan that may go on says so by its guards; a refusal says why', () => {
  expect(toMarkdown(composeDeployment({result: READY, input}))).not.toContain('every guard holds')
  const refused: DeployResult = {...READY, reasonCode: 'bytes-differ', reason: 'other bytes'}
  expect(toMarkdown(composeDeployment({result: refused, input}))).toContain('other bytes')
})
