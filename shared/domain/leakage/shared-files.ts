const SHOWN = 5

type File = {readonly path: string; readonly digest: string; readonly bytes: number}

/** Files of a holdout that are byte for byte in the training data too; empty ones say nothing. */
export function sharedFiles(
  holdout: Iterable<File>,
  train: Iterable<File>,
): {
  readonly shared: number
  readonly of: number
  readonly matches: readonly {readonly holdout: string; readonly train: string}[]
} {
  const known = new Map<string, {readonly path: string; count: number}>()
  let of = 0
  for (const {path, digest, bytes} of holdout) {
    of++
    const one = known.get(digest)
    if (one) one.count++
    else if (bytes > 0) known.set(digest, {path, count: 1})
  }
  let shared = 0
  const matches: {holdout: string; train: string}[] = []
  for (const {path, digest} of train) {
    const one = known.get(digest)
    if (one === undefined) continue
    known.delete(digest)
    shared += one.count
    if (matches.length < SHOWN) matches.push({holdout: one.path, train: path})
  }
  return {shared, of, matches}
}
