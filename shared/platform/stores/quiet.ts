import {AsyncLocalStorage} from 'node:async_hooks'

type Listener = (line: string) => void
type Write = typeof process.stdout.write

const listening = new AsyncLocalStorage<Listener>()

/**
 * Runs what prints through @actions/core on its own account, and hands its talk to `listen` instead of the log.
 * Workflow commands (`::add-mask::`, `::warning::`) pass: masks must reach the runner. Debug lines do not, because they
 * hold signed addresses. Only output of the body itself is touched, not what runs beside it.
 */
export async function quietly<T>(listen: Listener, body: () => Promise<T>): Promise<T> {
  const own = process.stdout.write
  const filtered = (...args: Parameters<Write>) => {
    const listener = listening.getStore()
    const [text] = args
    if (listener && typeof text === 'string' && text.startsWith('::debug::')) return true
    if (!listener || typeof text !== 'string' || text.startsWith('::')) {
      return own.apply(process.stdout, args)
    }
    listening.exit(() => listener(text.trimEnd()))
    return true
  }
  process.stdout.write = filtered as Write
  try {
    return await listening.run(listen, body)
  } finally {
    // Whoever replaced it meanwhile restores it too.
    if (process.stdout.write === filtered) process.stdout.write = own
  }
}
