export type TreeEntry = {readonly mode: string; readonly name: string; readonly id: string}

export const FOLDER = '40000'
export const FILE = '100644'

export function typeOfMode(mode: string): 'blob' | 'tree' | 'commit' {
  if (mode === FOLDER) return 'tree'
  return mode === '160000' ? 'commit' : 'blob'
}

export function parseTree(data: Buffer): readonly TreeEntry[] {
  const entries: TreeEntry[] = []
  let at = 0
  while (at < data.length) {
    const space = data.indexOf(0x20, at)
    const end = data.indexOf(0, space)
    entries.push({
      mode: data.toString('latin1', at, space),
      name: data.toString('utf8', space + 1, end),
      id: data.toString('hex', end + 1, end + 21),
    })
    at = end + 21
  }
  return entries
}

/** Git sorts folders as if their names ended in a slash. */
export function encodeTree(entries: readonly TreeEntry[]): Buffer {
  const keyed = entries.map(entry => ({
    entry,
    key: Buffer.from(entry.mode === FOLDER ? `${entry.name}/` : entry.name),
  }))
  keyed.sort((one, other) => Buffer.compare(one.key, other.key))
  return Buffer.concat(
    keyed.flatMap(({entry: {mode, name, id}}) => [
      Buffer.from(`${mode} ${name}\0`),
      Buffer.from(id, 'hex'),
    ]),
  )
}
