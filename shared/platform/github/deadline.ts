/** What fetch throws when its signal fires; the plugins let it through without another try. */
export function late(): Error {
  return Object.assign(new Error('the deadline is over'), {name: 'AbortError'})
}

/** Ends a task with its deadline, also when it does not listen to the signal. */
export async function beforeDeadline<T>(
  deadline: number,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const isOver = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => {
        abort.abort()
        reject(late())
      },
      Math.max(0, deadline - Date.now()),
    )
  })
  try {
    return await Promise.race([task(abort.signal), isOver])
  } finally {
    clearTimeout(timer)
  }
}
