/** The tasks' results in their order, at most so many at a time. The first that fails ends it. */
export async function inParallel<T, R>(
  items: readonly T[],
  most: number,
  task: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = []
  let next = 0
  let isOver = false
  async function work(): Promise<void> {
    while (!isOver && next < items.length) {
      const at = next++
      const item = items[at] as T
      try {
        results[at] = await task(item)
      } catch (error) {
        isOver = true
        throw error
      }
    }
  }
  await Promise.all(Array.from({length: Math.min(most, items.length)}, work))
  return results
}
