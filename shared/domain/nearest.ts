/** Edits (insert, delete, replace, swap of neighbours) that turn one word into the other. */
function distance(from: string, to: string): number {
  const rows: number[][] = [Array.from({length: to.length + 1}, (_, column) => column)]
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const cost = from[i - 1] === to[j - 1] ? 0 : 1
      let best = Math.min(
        (rows[i - 1]?.[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (rows[i - 1]?.[j - 1] ?? 0) + cost,
      )
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      if (swapped) best = Math.min(best, (rows[i - 2]?.[j - 2] ?? 0) + 1)
      row.push(best)
    }
    rows.push(row)
  }
  return rows[from.length]?.[to.length] ?? 0
}

/** The known word a person most likely meant, or nothing when none is near enough to help. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  // A single letter is as near to any other as to the one that was meant.
  if (word.length < 2) return undefined
  const limit = Math.max(1, Math.floor(word.length / 3))
  let hit: string | undefined
  let least = limit + 1
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > limit) continue
    const edits = distance(word.toLowerCase(), candidate.toLowerCase())
    if (edits < least) {
      least = edits
      hit = candidate
    }
  }
  return hit ?? onlyOther(word, known)
}

/** Letters that must agree before one word counts as the beginning of the other. */
const LEAST_BEGINNING = 3

/** `train` for `training`, and `accuracy` for `acc`, where no other known word would do as well. */
function onlyOther(word: string, known: Iterable<string>): string | undefined {
  const begins = (long: string, short: string) =>
    short.length >= LEAST_BEGINNING && long.toLowerCase().startsWith(short.toLowerCase())
  const hits = [...new Set(known)].filter(one => begins(word, one) || begins(one, word))
  return hits.length === 1 ? hits[0] : undefined
}

/** `; did you mean "slices"?`, or nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const hit = nearest(word, known)
  return hit === undefined ? '' : `; did you mean "${hit}"?`
}
