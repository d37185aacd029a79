import {ActionError} from './errors.ts'
import {type Ears, type Hand, otherHand, ownHand} from './hash-hands.ts'
import type {Task} from './hash-queue.ts'
import {type HashWork, settle} from './hash-work.ts'
import {pathText} from './path-text.ts'

/** Does the work on this thread and several others, which are gone afterwards, however it ends. */
export async function runCrew(script: string, others: number, work: HashWork): Promise<void> {
  const {queue, signal, setup} = work
  signal?.throwIfAborted()
  const hands: Hand[] = []
  const idle = new Set<Hand>()
  const busy = new Map<Hand, Task>()
  let isOver = false
  let onAbort: (() => void) | undefined

  try {
    await new Promise<void>((resolve, reject) => {
      const attempt = (body: () => void): void => {
        try {
          if (!isOver) body()
        } catch (error) {
          reject(error)
        }
      }
      // A batch may come back with large files, which is new work for those who found none.
      const assign = (): void => {
        for (const hand of idle) {
          if (!work.isSound()) break
          const task = queue.takeLarge() ?? queue.takeSmall(hand.most)
          if (!task) break
          idle.delete(hand)
          busy.set(hand, task)
          hand.give(task)
        }
        if (busy.size === 0) resolve()
      }
      // Meanwhile this thread looks what else there is: for a mistake in the last folder nobody should wait for hours.
      const walkOn = (): void =>
        attempt(() => {
          if (queue.walkAhead()) setImmediate(walkOn)
        })
      const earsFor = (hand: () => Hand): Ears => ({
        onRead: bytes => attempt(() => work.onProgress({files: 0, bytes})),
        onDone: answers =>
          attempt(() => {
            const task = busy.get(hand())
            if (!task) return
            busy.delete(hand())
            idle.add(hand())
            settle(task, answers, work)
            assign()
          }),
        onDeath(cause) {
          const near = busy.get(hand())?.paths.split('\0', 1)[0]
          const where = near === undefined ? '' : `, at or after ${pathText(near)}`
          reject(new ActionError('hashing-failed', `a hashing thread died${where}`, {cause}))
        },
      })
      onAbort = () => reject(signal?.reason)
      signal?.addEventListener('abort', onAbort, {once: true})
      for (let index = 0; index < others; index++) {
        const hand: Hand = otherHand(
          script,
          setup,
          earsFor(() => hand),
        )
        hands.push(hand)
      }
      const own: Hand = ownHand(
        setup,
        earsFor(() => own),
      )
      hands.push(own)
      for (const hand of hands) idle.add(hand)
      attempt(assign)
      setImmediate(walkOn)
    })
  } finally {
    isOver = true
    if (onAbort) signal?.removeEventListener('abort', onAbort)
    await Promise.all(hands.map(hand => hand.stop()))
  }
}
