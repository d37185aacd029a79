import {ActionError} from './errors.ts'
import {type Ears, type Hand, otherHand, ownHand} from './hash-hands.ts'
import type {Task} from './hash-queue.ts'
import {type HashWork, settle} from './hash-work.ts'
import {pathText} from './path-text.ts'

/** Does the work on this thread and several others, which are gone afterwards, however it ends. */
export async function runCrew(script: string, others: number, work: HashWork): Promise<void> {
  const {queue, signal, setup} = work
  signal?.throwIfAborted()
  /** What each hand was given and has not answered yet. */
  const busy = new Map<Hand, Task[]>()
  let isOver = false
  let isDone = false
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
      const give = (hand: Hand, task: Task | undefined): void => {
        if (!task) return
        busy.get(hand)?.push(task)
        hand.give(task)
      }
      // A batch may come back with large files, which is new work for those who found none.
      const assign = (): void => {
        if (work.isSound()) {
          for (const [hand, tasks] of busy) {
            if (tasks.length === 0) give(hand, queue.takeLarge() ?? queue.takeSmall(hand.most))
          }
          // A second batch at hand, so that nobody waits until this thread has time for them.
          for (const [hand, tasks] of busy) {
            const isQuick = tasks.length === 1 && tasks[0]?.isLarge === false
            if (hand.isOther && isQuick && queue.largeBytes() === 0) {
              give(hand, queue.takeSmall(hand.most))
            }
          }
        }
        if ([...busy.values()].every(tasks => tasks.length === 0)) resolve()
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
            const task = busy.get(hand())?.shift()
            if (!task) return
            settle(task, answers, work)
            assign()
          }),
        onDeath(cause) {
          const near = busy.get(hand())?.[0]?.paths.split('\0', 1)[0]
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
        busy.set(hand, [])
      }
      const own: Hand = ownHand(
        setup,
        earsFor(() => own),
      )
      busy.set(own, [])
      attempt(assign)
      setImmediate(walkOn)
    })
    isDone = true
  } finally {
    isOver = true
    if (onAbort) signal?.removeEventListener('abort', onAbort)
    const stopping = Promise.all([...busy.keys()].map(hand => hand.stop()))
    // Threads that have nothing left to do need not be waited for.
    if (!isDone) await stopping
  }
}
