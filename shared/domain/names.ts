/** Names by row, such as a list of texts has. A million of them are kept as bytes, and are texts only when somebody asks. */
export type Names = Iterable<string> & {
  readonly length: number
  readonly at: (row: number) => string | undefined
}

/** Names of which each is made when it is asked for. */
export function namesAt(count: () => number, of: (row: number) => string | undefined): Names {
  const at = (row: number) => (row >= 0 && row < count() ? of(row) : undefined)
  return {
    get length() {
      return count()
    },
    at,
    *[Symbol.iterator]() {
      for (let row = 0; row < count(); row++) yield at(row) ?? ''
    },
  }
}
