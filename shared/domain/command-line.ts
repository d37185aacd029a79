export type CommandLine =
  | {readonly argv: readonly [string, ...string[]]}
  | {readonly index: number; readonly message: string}

/** What a shell would act on; here nothing does, so it is never passed on as if it were a word. */
const SHELL = /[|&;<>()$`*?~#{}[\]!]/

/**
 * Cuts a command line into words as a POSIX shell does, with quotes and backslashes, and without a shell: what only a
 * shell understands is refused at its character.
 */
export function splitCommand(text: string): CommandLine {
  const words: string[] = []
  let word: string | undefined
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? ''
    if (/\s/.test(char)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (char === "'" || char === '"') {
      const quoted = readQuoted(text, at, char)
      if (quoted === undefined) return {index: at, message: 'this quote is not closed'}
      if ('message' in quoted) return quoted
      word = (word ?? '') + quoted.value
      at = quoted.end
    } else if (char === '\\') {
      if (at + 1 === text.length) return {index: at, message: 'nothing follows this backslash'}
      word = (word ?? '') + text[++at]
    } else if (SHELL.test(char)) {
      return {
        index: at,
        message: `${JSON.stringify(char)} would need a shell; quote it, or run [sh, -c, "…"]`,
      }
    } else word = (word ?? '') + char
  }
  if (word !== undefined) words.push(word)
  const [program, ...rest] = words
  if (program === undefined || program === '') return {index: 0, message: 'names no program'}
  return {argv: [program, ...rest]}
}

type Quoted =
  | {readonly value: string; readonly end: number}
  | {readonly index: number; readonly message: string}

function readQuoted(text: string, start: number, quote: string): Quoted | undefined {
  let value = ''
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at] ?? ''
    if (char === quote) return {value, end: at}
    if (quote === '"' && (char === '$' || char === '`')) {
      return {index: at, message: `${JSON.stringify(char)} would need a shell; use single quotes`}
    }
    const next = text[at + 1] ?? ''
    const isEscape = quote === '"' && char === '\\' && '"\\$`'.includes(next) && next !== ''
    value += isEscape ? next : char
    if (isEscape) at++
  }
  return undefined
}

/** The words as a shell would take them again. */
export function printCommand(argv: readonly string[]): string {
  return argv
    .map(word => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ')
}
