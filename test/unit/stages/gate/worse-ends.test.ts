import {expect, test} from 'vitest'
import type {Digest} from '../../../../shared/domain/digest.ts'
import {encodeScores} from '../../../../shared/domain/score.ts'
import type {LoadedEvaluation} from '../../../../shared/features/history/index.ts'
import {withWorseEnds} from '../../../../shared/stages/gate/worse-ends.ts'
import {sampleGate, sampleRule} from '../../../fakes/sample-report.ts'

const DIGEST: Digest = `sha256:${'5'.repeat(64)}`
const rule = sampleRule({metric: 'mae', direction: 'lower', form: 'floor', verdict: 'pass'})

/** Only what is read of an evaluation. */
function evaluated(metrics: readonly string[], order?: number): LoadedEvaluation {
  const scores = Array.from({length: 60}, (_, id) => ({
    id,
    target: id,
    prediction: id + (id % 2),
    ...(order === undefined ? {} : {order: id}),
  }))
  const body = {
    task: 'regression',
    metrics: metrics.map(name => ({key: [name], value: 0.5, source: 'evaluation'})),
    scores: {digest: DIGEST, bytes: 1},
  }
  return {section: {body}, scores: encodeScores(scores)} as unknown as LoadedEvaluation
}

const endOf = (evaluation: LoadedEvaluation | undefined, given = rule) =>
  withWorseEnds(sampleGate({rules: [given]}).body, {evaluation, examples: []}).rules[0]?.worseEnd

test("a floor is measured by evaluate's own rows, neighbours taken together", () => {
  const end = endOf(evaluated(['mae'])) ?? Number.NaN
  expect(end).toBeGreaterThan(0.5)
  expect(end).toBeLessThan(0.7)
  expect(endOf(evaluated(['mae'], 1))).not.toBe(end)
})

test.each([
  {name: 'what evaluate did not compute', evaluation: evaluated(['rmse']), given: rule},
  {
    name: 'a floor that does not hold',
    evaluation: evaluated(['mae']),
    given: {...rule, verdict: 'fail'},
  },
  {
    name: 'a limit that is no floor',
    evaluation: evaluated(['mae']),
    given: sampleRule({metric: 'mae'}),
  },
  {name: 'what nobody evaluated', evaluation: undefined, given: rule},
] as const)('nothing is measured of $name', ({evaluation, given}) => {
  expect(endOf(evaluation, given)).toBeUndefined()
})
