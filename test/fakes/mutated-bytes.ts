/** What means something in tables of text. */
const PIECES = ['"', ',', '\n', '\r', '\r\n', '\0', '""', ';', '\ufeff', ' ', '1', 'é'].map(text =>
  Buffer.from(text),
)

/** The same numbers in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    return Math.floor((((state ^ (state >>> 13)) >>> 0) / 2 ** 32) * below)
  }
}

/** One to three things that happen to files: a byte changes, comes, goes, repeats, or the end is lost. */
export function mutate(original: Buffer, seed: number, pieces: readonly Buffer[] = PIECES): Buffer {
  const below = generator(seed * 7919 + 1)
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
