/** What means something in tables of text. */
const PIECES = ['"', ',', '\n', '\r', '\r\n', '\0', '""', ';', '\ufeff', ' ', '1', 'é'].map(text =>
  Buffer.from(text),
)

/** The same numbers in every run. */
export function numbersOf(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    return Math.floor((((state ^ (state >>> 13)) >>> 0) / 2 ** 32) * below)
  }
}

/** One to three things that happen to files: a byte changes, comes, goes, repeats, or the end is lost. */
export function mutate(original: Buffer, seed: number, pieces: readonly Buffer[] = PIECES): Buffer {
  const below = numbersOf(seed * 7919 + 1)
  let bytes = original
  for (let left = below(3) + 1; left > 0; left--) {
    const at = below(bytes.length + 1)
    const some = below(12) + 1
    const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)]
    const changes = [
      () => Buffer.concat([head, Buffer.from([below(256)]), tail.subarray(1)]),
      () => Buffer.concat([head, pieces[below(pieces.length)] ?? tail, tail]),
      () => Buffer.concat([head, tail.subarray(some)]),
      () => Buffer.concat([head, tail.subarray(0, some), tail]),
      () => head,
      () => Buffer.concat([head, Buffer.from([0xff, 0xff, 0xff, 0x7f]), tail.subarray(4)]),
    ]
    bytes = changes[below(changes.length)]?.() ?? bytes
  }
  return bytes
}

/** Bare words are written without quotes, as Python writes them. */
const BARE = /"bare (NaN|-Infinity|1e400)"/g
const STRANGERS = [
  'bare NaN',
  'bare -Infinity',
  'bare 1e400',
  null,
  true,
  0,
  -1,
  1e308,
  '',
  'x',
  'NaN',
  '0.5',
  [],
  {},
  [null],
  {x: {}},
  [[1]],
]

/** A JSON document in which one or two values became something else, moved up, or lost a part. */
export function mutateDocument(original: Buffer, seed: number): Buffer {
  const below = numbersOf(seed * 104_729 + 3)
  let document: unknown = JSON.parse(original.toString())
  for (let left = below(2) + 1; left > 0; left--) document = mutateValue(document, below)
  return Buffer.from(JSON.stringify(document).replace(BARE, '$1'))
}

function mutateValue(value: unknown, below: (below: number) => number): unknown {
  const isLeaf = typeof value !== 'object' || value === null
  if (isLeaf || below(5) === 0) return STRANGERS[below(STRANGERS.length)]
  const entries = Object.entries(value)
  const [name] = entries[below(entries.length)] ?? []
  const isLost = below(6) === 0
  const changed = entries.flatMap(([key, item]) => {
    if (key !== name) return [[key, item] as const]
    return isLost ? [] : [[key, mutateValue(item, below)] as const]
  })
  return Array.isArray(value) ? changed.map(([, item]) => item) : Object.fromEntries(changed)
}
