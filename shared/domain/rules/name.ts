import {readEscape} from '../formats/json-escape.ts'
import type {RuleCursor} from './cursor.ts'

/** What the name of a metric or a column may be made of without quotes. */
export const BARE_NAME = /[\p{L}\p{N}_][\p{L}\p{N}_\-./@]*/uy
/** The same with `*` for any characters. */
const PATTERN = /[\p{L}\p{N}_*][\p{L}\p{N}_\-./@*]*/uy
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

/** A dimension, a value of one or an environment, with quotes where it needs them. */
export function writeWord(word: string): string {
  return readBareName(word, 0) === word ? word : JSON.stringify(word)
}

export function readBareName(text: string, at: number): string | undefined {
  BARE_NAME.lastIndex = at
  return BARE_NAME.exec(text)?.[0]
}

/** A name in which `*` may stand for any characters. */
export function readPattern(text: string, at: number): string | undefined {
  PATTERN.lastIndex = at
  return PATTERN.exec(text)?.[0]
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

/** What stands in double quotes, if that comes next. */
export function readQuoted(read: RuleCursor): string | undefined {
  if (read.peek() === "'") read.fail('names and texts are quoted with double quotes: "…"')
  if (read.take(/"/y) === undefined) return undefined
  const quoted = readQuotedName(read.text, read.last())
  if (!('name' in quoted)) return read.fail(quoted.message, quoted.index)
  read.skip(quoted.length - 1)
  return quoted.name
}

/** The next word, bare or in double quotes. */
export function readWord(read: RuleCursor, expected: string): string {
  return (
    readQuoted(read) ??
    read.take(BARE_NAME) ??
    read.fail(`expected ${expected}, found ${read.found()}`)
  )
}
