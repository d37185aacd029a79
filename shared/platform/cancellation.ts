const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export type Cancellation = {
  readonly isCancelled: () => boolean
  /** From now on such a signal has its usual effect again. */
  readonly ignore: () => void
}

/**
 * Notes that somebody asked this process to end, and lets it go on: the children hear of it themselves, and what they
 * leave is still written down. GitHub's runner waits ten seconds in all.
 */
export function watchCancellation(): Cancellation {
  let isCancelled = false
  const note = (): void => {
    isCancelled = true
  }
  for (const signal of SIGNALS) process.on(signal, note)
  return {
    isCancelled: () => isCancelled,
    ignore(): void {
      for (const signal of SIGNALS) process.off(signal, note)
    },
  }
}
