import {readEscape} from './formats/json-escape.ts'

/** What the name of a metric or a column may be made of without quotes. */
export const BARE_NAME = /[\p{L}\p{N}_][\p{L}\p{N}_\-./@]*/uy
const NUMBER_LIKE = /^[\d.]+(?:e\d+)?$/i

/** Whether a name means itself without quotes in a rule. */
function isBare(name: string): boolean {
  return readBareName(name, 0) === name && !looksLikeBound(name)
}

/** A word that a reader would take for the other side of a rule. */
export function looksLikeBound(name: string): boolean {
  return name === 'baseline' || NUMBER_LIKE.test(name)
}

/** A metric's name as it stands in a rule, with quotes where it needs them. */
export function writeMetricName(name: string): string {
  return isBare(name) ? name : JSON.stringify(name)
}

export function readBareName(text: string, at: number): string | undefined {
  BARE_NAME.lastIndex = at
  return BARE_NAME.exec(text)?.[0]
}

type Quoted =
  | {readonly name: string; readonly length: number}
  | {readonly index: number; readonly message: string}

/** A name in double quotes with the escapes of JSON, from its first quote on. */
export function readQuotedName(text: string, start: number): Quoted {
  let name = ''
  let at = start + 1
  for (;;) {
    const char = text[at]
    if (char === undefined) return {index: start, message: 'this quote is not closed'}
    if (char === '"') break
    const escaped = char === '\\' ? readEscape(text, at) : {value: char, length: 1}
    if (!escaped) return {index: at, message: 'unknown escape; write \\\\ for a backslash'}
    name += escaped.value
    at += escaped.length
  }
  if (name === '') return {index: start, message: 'a metric needs a name'}
  return {name, length: at + 1 - start}
}
