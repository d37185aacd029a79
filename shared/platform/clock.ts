/** The present, in one place. */
export function now(): Date {
  return new Date()
}
