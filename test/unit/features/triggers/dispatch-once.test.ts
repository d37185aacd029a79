import {expect, test} from 'vitest'
import type {Bundle} from '../../../../shared/domain/ports/store.ts'
import {dispatchOnce, type Start} from '../../../../shared/features/triggers/dispatch-once.ts'
import {ActionError} from '../../../../shared/platform/errors.ts'

/** A history in memory, in which each file is written once, and a write that fails. */
function historyOf(failing: RegExp | undefined) {
  const files = new Map<string, Uint8Array>()
  const history = {
    kind: 'branch',
    folders: async (names: readonly string[]) =>
      new Map(
        names.map(name => [
          name,
          new Map(
            [...files].flatMap(([path, bytes]) =>
              path.startsWith(`${name}/`) ? [[path.slice(name.length + 1), bytes] as const] : [],
            ),
          ),
        ]),
      ),
    add: async (bundle: Bundle) => {
      for (const [path, bytes] of bundle) {
        if (failing?.test(path)) throw new ActionError('github-refused', 'no')
        if (files.has(path)) throw new ActionError('already-recorded', 'it is there')
        files.set(path, bytes)
      }
    },
  }
  return history as unknown as Start['history']
}

const RECORD = {
  schema: 'proofmark/trigger/v1',
  pipeline: 'oil',
  leg: 'main',
  digest: `sha256:${'a'.repeat(64)}`,
  workflow: 'train.yml',
  ref: 'main',
  run: {id: 7, attempt: 1},
} as const

async function start(dispatch: Start['dispatch'], failing?: RegExp) {
  const history = historyOf(failing)
  const once = (send: Start['dispatch']) =>
    dispatchOnce({
      history,
      record: RECORD,
      again: false,
      dispatch: send,
      wait: async () => undefined,
    })
  const first = once(dispatch)
  await first.catch(() => undefined)
  let sent = 0
  const second = once(async () => void sent++)
  await second.catch(() => undefined)
  return {first, second, again: () => sent}
}

test('a start that could not be said is told as a start, and is not repeated', async () => {
  const {first, second, again} = await start(async () => undefined, /ended/)
  await expect(first).rejects.toThrow('train.yml was started, and the history could not be told so')
  await expect(second).rejects.toThrow('never said that it did')
  expect(again()).toBe(0)
})

test('a refusal that could not be said is told as what it was', async () => {
  const refuse = () => Promise.reject(new ActionError('github-refused', 'there is no train.yml'))
  const {first, second, again} = await start(refuse, /ended/)
  await expect(first).rejects.toThrow('there is no train.yml')
  await expect(second).rejects.toThrow('never said that it did')
  expect(again()).toBe(0)
})

test('after a refusal that was said it is started', async () => {
  const refuse = () => Promise.reject(new ActionError('github-refused', 'there is no train.yml'))
  const {second, again} = await start(refuse)
  expect(await second).toBe('dispatched')
  expect(again()).toBe(1)
})

test('of two runs that look at the same time one starts it', async () => {
  const history = historyOf(undefined)
  let sent = 0
  const one = () =>
    dispatchOnce({
      history,
      record: RECORD,
      again: false,
      dispatch: async () => void sent++,
      wait: () => new Promise(resolve => setImmediate(resolve)),
    })
  expect(await Promise.all([one(), one()])).toEqual(['dispatched', 'already-dispatched'])
  expect(sent).toBe(1)
})
