const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export type Cancellation = {
  readonly isCancelled: () => boolean
  /** Aborted with the first such signal. */
  readonly signal: AbortSignal
  /** From now on such a signal has its usual effect again. */
  readonly ignore: () => void
}

/**
 * Notes that somebody asked this process to end, and lets it go on: the children hear of it themselves, and what they
 * leave is still written down. GitHub's runner waits ten seconds in all.
 */
export function watchCancellation(): Cancellation {
  const abort = new AbortController()
  const note = (): void => abort.abort()
  for (const signal of SIGNALS) process.on(signal, note)
  return {
    isCancelled: () => abort.signal.aborted,
    signal: abort.signal,
    ignore(): void {
      for (const signal of SIGNALS) process.off(signal, note)
    },
  }
}
