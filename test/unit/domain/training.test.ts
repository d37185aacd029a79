import {describe, expect, test} from 'vitest'
import {classifyEnd, type EndClues} from '../../../shared/domain/training.ts'

const clues = (given: Partial<EndClues>): EndClues => ({
  end: {kind: 'exited', code: 1},
  isCancelled: false,
  isOutOfMemory: false,
  lastLines: [],
  ...given,
})
const killed = {kind: 'signalled', signal: 'SIGKILL'} as const

const CASES: readonly {name: string; given: Partial<EndClues>; reason: string; says: string}[] = [
  {
    name: 'exit 0',
    given: {end: {kind: 'exited', code: 0}},
    reason: 'succeeded',
    says: 'ended well',
  },
  {
    name: 'exit 0 although somebody asked to stop',
    given: {end: {kind: 'exited', code: 0}, isCancelled: true},
    reason: 'succeeded',
    says: 'ended well',
  },
  {
    name: 'exit 3',
    given: {end: {kind: 'exited', code: 3}},
    reason: 'user-error',
    says: 'exit code 3',
  },
  {
    name: 'exit 1 with last words',
    given: {lastLines: ['epoch 1', 'ValueError: no rows', '  ']},
    reason: 'user-error',
    says: 'exit code 1: ValueError: no rows',
  },
  {
    name: 'a full GPU, in the words of PyTorch',
    given: {
      lastLines: ['torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2 GiB', 'bye'],
    },
    reason: 'cuda-oom',
    says: 'CUDA out of memory',
  },
  {
    name: 'a full GPU, in the words of CUDA',
    given: {lastLines: ['failed: CUDA_ERROR_OUT_OF_MEMORY'], end: {kind: 'exited', code: 134}},
    reason: 'cuda-oom',
    says: 'CUDA_ERROR_OUT_OF_MEMORY',
  },
  {name: 'SIGKILL', given: {end: killed}, reason: 'killed', says: 'SIGKILL'},
  {
    name: 'SIGKILL by the kernel for want of memory',
    given: {end: killed, isOutOfMemory: true},
    reason: 'host-oom',
    says: 'ran out of memory',
  },
  {
    name: '137 of a shell around it',
    given: {end: {kind: 'exited', code: 137}, isOutOfMemory: true},
    reason: 'host-oom',
    says: 'ran out of memory',
  },
  {
    name: 'exit 1 while something else was killed for want of memory',
    given: {isOutOfMemory: true},
    reason: 'user-error',
    says: 'exit code 1',
  },
  {
    name: 'SIGSEGV',
    given: {end: {kind: 'signalled', signal: 'SIGSEGV'}},
    reason: 'killed',
    says: 'SIGSEGV',
  },
  {
    name: 'no time left',
    given: {end: {kind: 'timed-out'}},
    reason: 'timed-out',
    says: 'within its time',
  },
  {
    name: 'cancelled',
    given: {end: {kind: 'signalled', signal: 'SIGTERM'}, isCancelled: true},
    reason: 'cancelled',
    says: 'was cancelled',
  },
  {
    name: 'no such program',
    given: {end: {kind: 'not-started', cause: new Error('spawn ENOENT')}},
    reason: 'not-started',
    says: 'could not be started: spawn ENOENT',
  },
]

describe('how training ended', () => {
  test.each(CASES)('$name: $reason', ({given, reason, says}) => {
    const exit = classifyEnd(clues(given))
    expect(exit.reason).toBe(reason)
    expect(exit.message).toContain(says)
  })

  test('keeps code and signal', () => {
    expect(classifyEnd(clues({end: {kind: 'exited', code: 3}}))).toMatchObject({code: 3})
    expect(classifyEnd(clues({end: killed}))).toMatchObject({signal: 'SIGKILL'})
  })

  test('keeps long last words short', () => {
    const {message} = classifyEnd(clues({lastLines: ['x'.repeat(10_000)]}))
    expect(message.length).toBeLessThan(400)
  })
})
