export type Edit = {
  /** Both counted from 1. */
  readonly line: number
  readonly column: number
  readonly to: number
}

const CONTEXT = 3
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/

/** The text with other numbers where numbers stand; nothing where none stands there. */
export function writeNumbers(text: string, edits: readonly Edit[]): string | undefined {
  const lines = text.split('\n')
  // Of two on one line the last comes first, so that the other one stays where it was.
  for (const {line, column, to} of edits.toSorted((a, b) => b.column - a.column)) {
    const old = lines[line - 1] ?? ''
    const digits = NUMBER.exec(old.slice(column - 1))?.[0]
    if (digits === undefined) return undefined
    lines[line - 1] = `${old.slice(0, column - 1)}${to}${old.slice(column - 1 + digits.length)}`
  }
  return lines.join('\n')
}

/** The same as a unified diff. */
export function numberPatch(
  path: string,
  text: string,
  edits: readonly Edit[],
): string | undefined {
  const changedText = writeNumbers(text, edits)
  if (changedText === undefined) return undefined
  const [before, after] = [text.split('\n'), changedText.split('\n')]
  // The path of a file with odd characters would need quotes that only git writes alike.
  if (!/^[\w./-]+$/.test(path) || text.includes('\r')) return undefined
  const changed = before.flatMap((line, at) => (line === after[at] ? [] : [at]))
  const [first] = changed
  const last = changed.at(-1)
  if (first === undefined || last === undefined) return undefined
  const whole = text.endsWith('\n') ? before.length - 1 : before.length
  const from = Math.max(0, first - CONTEXT)
  const to = Math.min(whole, last + 1 + CONTEXT)
  // A last line without an end would need a note of its own.
  if (to === whole && !text.endsWith('\n')) return undefined
  const lines = Array.from({length: to - from}, (_, offset) => {
    const at = from + offset
    return before[at] === after[at] ? [` ${before[at]}`] : [`-${before[at]}`, `+${after[at]}`]
  }).flat()
  const span = `${from + 1},${to - from}`
  return [`--- a/${path}`, `+++ b/${path}`, `@@ -${span} +${span} @@`, ...lines, ''].join('\n')
}
