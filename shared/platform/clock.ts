/** The present, in one place. */
export function now(): Date {
  return new Date()
}

export function pause(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms)
  })
}
