import {MAX_DEPTH} from '../tree.ts'
import {textOfBytes} from './byte-text.ts'

/** What becomes of the members of an object. Places are those of the bytes that are scanned; texts are without quotes. */
export type MemberSink = {
  /** The number by which the other functions are told of the member of this name. */
  readonly member: (bytes: Uint8Array, from: number, to: number) => number
  readonly number: (member: number, value: number, from: number, to: number) => void
  readonly text: (member: number, from: number, to: number) => void
  readonly word: (member: number, value: boolean | null) => void
  /** A list or an object. Only its brackets and quotes were looked at. */
  readonly nested: (member: number, from: number, to: number) => void
}

/** Where the line is no JSON object, counted in bytes from its beginning, and why. */
export type LineProblem = {readonly at: number; readonly message: string}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const MINUS = 0x2d
const ZERO = 0x30
/** Digits that a double holds exactly, and the powers of ten that keep one division of them exact. */
const MOST_EXACT = 2 ** 53
const POWERS = Array.from({length: 23}, (_, power) => Number(`1e${power}`))
const WORDS = new Map<string, number | boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
])

/** A value as it stands in a line, made once and filled again and again, so that a value costs no object. */
export type Value = {
  kind: 'number' | 'text' | 'word' | 'nested'
  /** Of a text the first byte behind its quote, of others the first. */
  from: number
  /** Behind the value, of a text behind its closing quote. */
  to: number
  number: number
  word: boolean | null
}

/** Told by `scanNumber`. */
let end = 0
const one: Value = emptyValue()

export function emptyValue(): Value {
  return {kind: 'word', from: 0, to: 0, number: 0, word: null}
}

/** A member of an object: its number, and where its value stands with its quotes. */
export type Placed = {readonly member: number; readonly from: number; readonly to: number}

/**
 * Reads one line that holds one JSON object, without making anything of it but what the sink asks for: files of
 * examples have millions of lines. Bare NaN and Infinity are numbers, as Python writes them. Members are added to `placed`.
 */
export function scanLine(
  bytes: Uint8Array,
  {from, to, placed}: Span & {readonly placed: Placed[]},
  sink: MemberSink,
): LineProblem | undefined {
  const refused = (at: number, message: string) => ({at: at - from, message})
  let at = skipSpace(bytes, from, to)
  if (bytes[at] !== 0x7b || at >= to) return refused(at, 'is no JSON object')
  at = skipSpace(bytes, at + 1, to)
  if (at < to && bytes[at] === 0x7d) at++
  else {
    for (;;) {
      if (at >= to || bytes[at] !== QUOTE) return refused(at, 'expected a name in double quotes')
      const nameEnd = textEnd(bytes, at + 1, to)
      if (nameEnd < 0) return refused(at, 'this text has no closing quote')
      const member = sink.member(bytes, at + 1, nameEnd)
      at = skipSpace(bytes, nameEnd + 1, to)
      if (at >= to || bytes[at] !== 0x3a) return refused(at, 'expected ":"')
      at = skipSpace(bytes, at + 1, to)
      const problem = readValue(bytes, {from: at, to}, one)
      if (problem !== undefined) return refused(one.to, problem)
      placed.push({member, from: at, to: one.to})
      tellValue(sink, member, one)
      at = skipSpace(bytes, one.to, to)
      if (at < to && bytes[at] === 0x2c) at = skipSpace(bytes, at + 1, to)
      else if (at < to && bytes[at] === 0x7d) {
        at++
        break
      } else return refused(at, 'expected "," or "}"')
    }
  }
  at = skipSpace(bytes, at, to)
  return at < to ? refused(at, 'expected the end of the line') : undefined
}

type Span = {readonly from: number; readonly to: number}

/** Fills in the value that begins here; else why there is none, and `to` is where. */
export function readValue(bytes: Uint8Array, {from, to}: Span, value: Value): string | undefined {
  value.from = from
  value.to = from
  const first = from < to ? (bytes[from] ?? 0) : 0
  if (first === QUOTE) {
    const last = textEnd(bytes, from + 1, to)
    if (last < 0) return 'this text has no closing quote'
    value.kind = 'text'
    value.from = from + 1
    value.to = last + 1
    return undefined
  }
  if (first === 0x7b || first === 0x5b) {
    const last = nestedEnd(bytes, from, to)
    if (last < 0) return 'this list or object does not end'
    value.kind = 'nested'
    value.to = last
    return undefined
  }
  if (isDigit(first) || (first === MINUS && isDigit(bytes[from + 1] ?? 0))) {
    end = from
    const number = scanNumber(bytes, from, to)
    value.to = end
    if (number === undefined) return 'is not a number as JSON writes it'
    value.kind = 'number'
    value.number = number
    return undefined
  }
  return readWord(bytes, {from, to}, value)
}

function readWord(bytes: Uint8Array, {from, to}: Span, value: Value): string | undefined {
  let stop = from
  while (stop < to && stop - from < 10 && isWordByte(bytes[stop] ?? 0)) stop++
  const word = WORDS.get(textOfBytes(bytes, from, stop))
  if (word === undefined) return 'expected a value'
  value.to = stop
  if (typeof word === 'number') {
    value.kind = 'number'
    value.number = word
  } else {
    value.kind = 'word'
    value.word = word
  }
  return undefined
}

/** Hands on a value that was read. */
export function tellValue(sink: MemberSink, member: number, value: Value): void {
  const {kind, from, to} = value
  if (kind === 'number') sink.number(member, value.number, from, to)
  else if (kind === 'text') sink.text(member, from, to - 1)
  else if (kind === 'nested') sink.nested(member, from, to)
  else sink.word(member, value.word)
}

/** Exact as `Number` is; sets `end`. */
function scanNumber(bytes: Uint8Array, from: number, to: number): number | undefined {
  let at = bytes[from] === MINUS ? from + 1 : from
  const start = at
  let digits = 0
  while (at < to && isDigit(bytes[at] ?? 0)) digits = digits * 10 + (bytes[at++] ?? 0) - ZERO
  if (bytes[start] === ZERO && at > start + 1) return undefined
  let scale = 0
  if (at < to && bytes[at] === 0x2e) {
    const dot = at++
    while (at < to && isDigit(bytes[at] ?? 0)) digits = digits * 10 + (bytes[at++] ?? 0) - ZERO
    scale = at - dot - 1
    if (scale === 0) return undefined
  }
  let isWhole = true
  if (at < to && ((bytes[at] ?? 0) | 0x20) === 0x65) {
    isWhole = false
    at++
    if (at < to && (bytes[at] === MINUS || bytes[at] === 0x2b)) at++
    const exponent = at
    while (at < to && isDigit(bytes[at] ?? 0)) at++
    if (at === exponent) return undefined
  }
  end = at
  if (at < to && isWordByte(bytes[at] ?? 0)) return undefined
  if (!isWhole || digits > MOST_EXACT || scale > 22) {
    return Number(textOfBytes(bytes, from, at))
  }
  const value = scale === 0 ? digits : digits / (POWERS[scale] ?? 1)
  return bytes[from] === MINUS ? -value : value
}

/** The place of the closing quote; -1 where there is none, or a control character comes before. */
function textEnd(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0
    if (byte === QUOTE) return at
    if (byte === BACKSLASH) at++
    else if (byte < 0x20) return -1
  }
  return -1
}

function nestedEnd(bytes: Uint8Array, from: number, to: number): number {
  let depth = 0
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0
    if (byte === QUOTE) {
      at = textEnd(bytes, at + 1, to)
      if (at < 0) return -1
    } else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > MAX_DEPTH) return -1
    } else if ((byte === 0x7d || byte === 0x5d) && --depth === 0) return at + 1
  }
  return -1
}

function skipSpace(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0d)) at++
  return at
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 0x39
}

/** What cannot stand right behind a number or a word. */
function isWordByte(byte: number): boolean {
  const letter = byte | 0x20
  return (letter >= 0x61 && letter <= 0x7a) || isDigit(byte) || byte === MINUS || byte === 0x2e
}
