import {expect, test} from 'vitest'
import type {Place} from '../../../../shared/platform/place.ts'
import {annotateRules, warnOf} from '../../../../shared/stages/gate/annotations.ts'
import {recordingRunner} from '../../../fakes/recording-runner.ts'
import {sampleRule} from '../../../fakes/sample-report.ts'

const placeOf = (kind: 'github' | 'terminal') => ({kind, workspace: '/w', environment: {}}) as Place

const failing = (count: number) =>
  Array.from({length: count}, (_, at) =>
    sampleRule({
      verdict: at === count - 1 ? 'error' : 'fail',
      reason: `rule ${at}`,
      blocking: true,
      source: 'metrics.json',
      line: at + 1,
    }),
  )

test('nine rules that refuse leave room for the last word of the step, the worst first', () => {
  const {runner, annotations} = recordingRunner()
  annotateRules(runner, {rules: failing(9)})
  expect(annotations).toHaveLength(9)
  expect(annotations[0]).toMatchObject({
    level: 'error',
    message: 'rule 8',
    position: {file: 'metrics.json', line: 9},
  })
})

test('of more the last one says how many the summary has', () => {
  const {runner, annotations} = recordingRunner()
  annotateRules(runner, {rules: failing(30)})
  expect(annotations).toHaveLength(9)
  expect(annotations.at(-1)?.message).toBe('22 more errors are in the job summary')
  expect(annotations[0]?.message).toBe('rule 29')
})

test('a rule that only reports, or passes, is no error', () => {
  const {runner, annotations} = recordingRunner()
  const [one] = failing(1)
  if (!one) throw new Error('no rule')
  annotateRules(runner, {
    rules: [
      {...one, blocking: false},
      {...one, verdict: 'pass'},
    ],
  })
  expect(annotations).toEqual([])
})

test('warnings that GitHub would drop stand in the log, each once', () => {
  const {runner, annotations} = recordingRunner()
  const place = placeOf('github')
  warnOf({runner, place}, ['a', 'a', 'b', 'c', 'd', 'e', 'f'])
  const messages = annotations.map(({message}) => message)
  expect(messages).toEqual(['a', 'b', 'c', '3 more warnings are in the log'])
  warnOf({runner, place}, ['g'])
  expect(annotations).toHaveLength(5)
  warnOf({runner, place: placeOf('terminal')}, ['h', 'i', 'j', 'k', 'l'])
  expect(annotations).toHaveLength(10)
})
