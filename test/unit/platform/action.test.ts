import {describe, expect, test} from 'vitest'
import {type Action, defineAction, start, startPost} from '../../../shared/platform/action.ts'
import {ActionError} from '../../../shared/platform/errors.ts'
import {number} from '../../../shared/platform/inputs.ts'
import {terminalPlace} from '../../../shared/platform/place.ts'
import {recordingRunner} from '../../fakes/recording-runner.ts'

const place = terminalPlace({}, '.')

function weigh(run?: () => never): Action {
  return defineAction({
    name: 'weigh',
    about: 'Weighs.',
    example: 'proofmark weigh',
    inputs: {grams: number({about: 'How heavy.', required: true})},
    outputs: {verdict: 'How it went.', 'reason-code': 'Why.', result: 'All of it.'},
    async run({grams}) {
      run?.()
      const decision = grams > 10 ? 'refused' : 'accepted'
      return {
        decision,
        headline: `${decision}: ${grams} g`,
        outputs: {verdict: decision, 'reason-code': 'weighed'},
        result: {grams},
      }
    },
  })
}

describe('start', () => {
  test('sets every output and says the verdict last', async () => {
    const {runner, outputs, log, failures} = recordingRunner({grams: '3'})
    expect(await start(weigh(), {runner, place})).toEqual({
      decision: 'accepted',
      result: {grams: 3},
    })
    expect(Object.fromEntries(outputs)).toEqual({
      verdict: 'accepted',
      'reason-code': 'weighed',
      result: '{"grams":3}',
    })
    expect(log[0]).toMatch(/^proofmark weigh \d+\.\d+\.\d+$/)
    expect(log.at(-1)).toBe('accepted: 3 g')
    expect(failures).toEqual([])
  })

  test('fails the step once when the answer is no, with all outputs set', async () => {
    const {runner, outputs, failures} = recordingRunner({grams: '30'})
    expect((await start(weigh(), {runner, place})).decision).toBe('refused')
    expect(failures).toEqual(['refused: 30 g'])
    expect(outputs.get('verdict')).toBe('refused')
  })

  test('turns a wrong input into an error with its code', async () => {
    const {runner, outputs, failures} = recordingRunner({gramms: '3'})
    expect((await start(weigh(), {runner, place})).decision).toBe('error')
    expect(outputs.get('verdict')).toBe('error')
    expect(outputs.get('reason-code')).toBe('invalid-input')
    expect(failures).toHaveLength(1)
    expect(failures[0]).toContain('did you mean "grams"?')
    expect(failures[0]).toContain('grams: is required')
  })

  test('keeps hint and cause of an error, and the code of the outermost one', async () => {
    const {runner, outputs, failures} = recordingRunner({grams: '3'})
    const action = weigh(() => {
      throw new ActionError('scale-broken', 'the scale is broken', {
        hint: 'Buy a new one.',
        cause: new Error('spring'),
      })
    })
    await start(action, {runner, place})
    expect(failures).toEqual(['weigh: the scale is broken\n  Buy a new one.\ncaused by: spring'])
    expect(outputs.get('reason-code')).toBe('scale-broken')
  })

  test('survives whatever is thrown', async () => {
    const {runner, outputs, failures} = recordingRunner({grams: '3'})
    const action = weigh(() => {
      throw 'a string'
    })
    expect((await start(action, {runner, place})).decision).toBe('error')
    expect(outputs.get('reason-code')).toBe('unexpected-error')
    expect(failures).toEqual(['weigh: a string'])
  })
})

describe('startPost', () => {
  test('warns, and never fails the job', async () => {
    const {runner, annotations, failures} = recordingRunner()
    const action: Action = {
      ...weigh(),
      post: async () => {
        throw new Error('disk full')
      },
    }
    await startPost(action, {runner, place})
    expect(annotations.map(({level, message}) => `${level}: ${message}`)).toEqual([
      'warning: weigh: clean-up failed: disk full',
    ])
    expect(failures).toEqual([])
  })
})
