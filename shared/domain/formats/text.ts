import type {TextProblem} from '../tree.ts'

type Decoded = {readonly text: string} | {readonly problems: readonly TextProblem[]}

/** UTF-8 bytes as text. A byte order mark is dropped; other encodings and broken bytes are refused. */
export function decodeText(bytes: Uint8Array): Decoded {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return refused(1, 1, 'is UTF-16 text; write it as UTF-8')
  }
  try {
    const text = new TextDecoder('utf-8', {fatal: true}).decode(bytes)
    return text.trim() === '' ? refused(1, 1, 'is empty') : {text}
  } catch {
    const before = (new TextDecoder('utf-8').decode(bytes).split('\ufffd')[0] ?? '').split('\n')
    return refused(
      before.length,
      (before.at(-1)?.length ?? 0) + 1,
      'is not UTF-8 text from here on',
    )
  }
}

function refused(line: number, column: number, message: string): Decoded {
  return {problems: [{line, column, message}]}
}
