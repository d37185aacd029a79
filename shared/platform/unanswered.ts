import process from 'node:process'

const waiting = new Set<() => void>()

/**
 * Some libraries wait for ever for the rest of an answer that broke off. Nothing is left to do then, and Node would end
 * without a word; the innermost task that waits fails instead.
 */
export async function untilAbandoned<T>(task: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const forget = () => {
      waiting.delete(giveUp)
      if (waiting.size === 0) process.off('beforeExit', giveUpInnermost)
    }
    const giveUp = () => {
      forget()
      reject(new Error('an answer broke off, and its end never came'))
    }
    waiting.add(giveUp)
    if (waiting.size === 1) process.on('beforeExit', giveUpInnermost)
    // It is told of first, so that what it waits for itself is further in.
    task().finally(forget).then(resolve, reject)
  })
}

function giveUpInnermost(): void {
  const innermost = [...waiting].at(-1)
  // In a turn of its own, after which Node looks again whether anything is left to do.
  if (innermost) setImmediate(innermost)
}
