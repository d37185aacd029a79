const SHORT: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])
const UNICODE = /\\u([0-9a-fA-F]{4})/y

/** The character that an escape of JSON stands for, and how many characters it takes; nothing for an unknown one. */
export function readEscape(
  text: string,
  at: number,
): {readonly value: string; readonly length: number} | undefined {
  const short = SHORT.get(text[at + 1] ?? '')
  if (short !== undefined) return {value: short, length: 2}
  UNICODE.lastIndex = at
  const hex = UNICODE.exec(text)?.[1]
  return hex === undefined
    ? undefined
    : {value: String.fromCharCode(Number.parseInt(hex, 16)), length: 6}
}
