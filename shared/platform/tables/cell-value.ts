import {CELL, type CellKind} from '../../domain/ports/table.ts'

/** What a cell of text means; one object is filled again and again, since there may be millions of cells. */
export type CellValue = {kind: CellKind; number: number}

const MINUS = 0x2d
const PLUS = 0x2b
const DOT = 0x2e
const COLON = 0x3a
const ZERO = 0x30
const SPACE = 0x20

/** Exact powers: a number of at most 2^53 over or times one of them is rounded once, as it should be. */
const POWERS = Array.from({length: 23}, (_, power) => Number(`1e${power}`))
const MOST_EXACT = Number.MAX_SAFE_INTEGER

const DAY = 86_400_000

/**
 * Reads a cell of CSV: `true` and `false`, integers, decimal numbers, NaN and infinity, ISO 8601 dates, timestamps and
 * times; everything else is text. Digits behind a leading zero are text (`00420` is a post code). Blanks around do not
 * count.
 */
export function readCell(bytes: Buffer, from: number, to: number, value: CellValue): void {
  let start = from
  let end = to
  while (start < end && bytes[start] === SPACE) start++
  while (end > start && bytes[end - 1] === SPACE) end--
  value.number = Number.NaN
  if (start === end) {
    value.kind = from === to ? CELL.null : CELL.string
    return
  }
  value.kind = CELL.string
  const first = bytes[start] ?? 0
  if (isDigit(first)) {
    if (bytes[start + 4] === MINUS && end - start >= 10) readMoment(bytes, start, end, value)
    else if (bytes[start + 2] === COLON && end - start >= 5) {
      const time = readTime(bytes, start, end)
      if (time >= 0) set(value, CELL.time, time)
    } else readNumber(bytes, start, end, value)
  } else if (first === MINUS || first === PLUS || first === DOT) {
    if (!readNumber(bytes, start, end, value) && end - start <= 9)
      readWord(bytes, start, end, value)
  } else if (end - start <= 8) readWord(bytes, start, end, value)
}

function set(value: CellValue, kind: CellKind, number: number): true {
  value.kind = kind
  value.number = number
  return true
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= 0x39
}

function readWord(bytes: Buffer, start: number, end: number, value: CellValue): void {
  const first = bytes[start] ?? 0
  const initial = first | 0x20
  const length = end - start
  if (initial === 0x74 || initial === 0x66) {
    if (length !== (initial === 0x74 ? 4 : 5)) return
    const word = BOOLEANS.find(({letters}) =>
      letters.every((byte, at) => bytes[start + at] === byte),
    )
    if (word) set(value, CELL.boolean, word.number)
    return
  }
  if (initial !== 0x6e && initial !== 0x69 && initial >= ZERO) return
  const number = NUMBERS.get(bytes.toString('latin1', start, end))
  if (number !== undefined) set(value, CELL.number, number)
}

const BOOLEANS = [
  ...['true', 'True', 'TRUE'].map(word => ({letters: [...Buffer.from(word)], number: 1})),
  ...['false', 'False', 'FALSE'].map(word => ({letters: [...Buffer.from(word)], number: 0})),
]

const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...['NaN', 'nan', 'NAN', '-nan'].map(word => [word, Number.NaN] as const),
  ...['inf', 'Inf', 'INF', 'Infinity', 'infinity', '+inf', '+Inf'].map(
    word => [word, Number.POSITIVE_INFINITY] as const,
  ),
  ...['-inf', '-Inf', '-INF', '-Infinity', '-infinity'].map(
    word => [word, Number.NEGATIVE_INFINITY] as const,
  ),
])

function readNumber(bytes: Buffer, start: number, end: number, value: CellValue): boolean {
  let at = start
  const isNegative = bytes[at] === MINUS
  if (isNegative || bytes[at] === PLUS) at++
  let mantissa = 0
  let digits = 0
  let byte = bytes[at] ?? 0
  if (byte === ZERO && at + 1 < end && isDigit(bytes[at + 1] ?? 0)) return false
  while (at < end && isDigit(byte)) {
    mantissa = mantissa * 10 + (byte - ZERO)
    digits++
    at++
    byte = bytes[at] ?? 0
  }
  if (at === end) {
    if (digits === 0) return false
    if (mantissa > MOST_EXACT) mantissa = Number(bytes.toString('latin1', start, end))
    else if (isNegative) mantissa = -mantissa
    return set(value, CELL.integer, mantissa === 0 ? 0 : mantissa)
  }
  let scale = 0
  if (byte === DOT) {
    at++
    byte = bytes[at] ?? 0
    while (at < end && isDigit(byte)) {
      mantissa = mantissa * 10 + (byte - ZERO)
      digits++
      scale++
      at++
      byte = bytes[at] ?? 0
    }
  }
  if (digits === 0) return false
  const isWhole = at === end
  if (!isWhole && !isExponent(bytes, at, end)) return false
  if (!isWhole || mantissa > MOST_EXACT || scale > 22) {
    return set(value, CELL.number, Number(bytes.toString('latin1', start, end)))
  }
  const number = mantissa / (POWERS[scale] ?? 1)
  return set(value, CELL.number, isNegative ? -number : number)
}

function isExponent(bytes: Buffer, from: number, end: number): boolean {
  let at = from
  if (((bytes[at++] ?? 0) | 0x20) !== 0x65) return false
  if (bytes[at] === MINUS || bytes[at] === PLUS) at++
  if (at >= end || end - at > 5) return false
  while (at < end) if (!isDigit(bytes[at++] ?? 0)) return false
  return true
}

/** `2026-11-21`, and behind it a time with or without an offset; without one it is taken as UTC. */
function readMoment(bytes: Buffer, start: number, end: number, value: CellValue): void {
  const year = digitsAt(bytes, start, 4)
  const month = digitsAt(bytes, start + 5, 2)
  const day = digitsAt(bytes, start + 8, 2)
  if (bytes[start + 7] !== MINUS || year < 0 || month < 1 || day < 1) return
  if (month > 12 || day > daysIn(year, month)) return
  const date = daysSince1970(year, month, day) * DAY
  if (end - start === 10) {
    set(value, CELL.date, date)
    return
  }
  const between = bytes[start + 10] ?? 0
  if (between !== SPACE && between !== 0x54 && between !== 0x74) return
  const {end: timeEnd, offset} = zoneOf(bytes, start + 11, end)
  const time = offset === undefined ? -1 : readTime(bytes, start + 11, timeEnd)
  if (time >= 0) set(value, CELL.timestamp, date + time - (offset ?? 0) * 60_000)
}

/** The offset in minutes, 0 for Z and for none; nothing when it is none that can be. */
function zoneOf(
  bytes: Buffer,
  start: number,
  end: number,
): {end: number; offset: number | undefined} {
  const last = bytes[end - 1] ?? 0
  if (last === 0x5a || last === 0x7a) return {end: end - 1, offset: 0}
  for (const length of [6, 5, 3]) {
    const at = end - length
    const sign = bytes[at]
    if (at < start + 5 || (sign !== PLUS && sign !== MINUS)) continue
    const hours = digitsAt(bytes, at + 1, 2)
    const minutes = length === 3 ? 0 : digitsAt(bytes, end - 2, 2)
    const isWell = hours >= 0 && hours <= 15 && minutes >= 0 && minutes < 60
    if (!isWell || (length === 6 && bytes[at + 3] !== COLON)) return {end, offset: undefined}
    return {end: at, offset: (hours * 60 + minutes) * (sign === MINUS ? -1 : 1)}
  }
  return {end, offset: 0}
}

/** Milliseconds since midnight of `HH:MM`, `HH:MM:SS` or `HH:MM:SS.fff`; -1 when it is none. */
function readTime(bytes: Buffer, start: number, end: number): number {
  const hours = digitsAt(bytes, start, 2)
  const minutes = digitsAt(bytes, start + 3, 2)
  if (bytes[start + 2] !== COLON || hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
    return -1
  const whole = (hours * 60 + minutes) * 60_000
  const length = end - start
  if (length === 5) return whole
  const seconds = digitsAt(bytes, start + 6, 2)
  if (length < 8 || bytes[start + 5] !== COLON || seconds < 0 || seconds > 60) return -1
  if (length === 8) return whole + seconds * 1000
  const digits = length - 9
  if ((bytes[start + 8] !== DOT && bytes[start + 8] !== 0x2c) || digits < 1 || digits > 9) return -1
  const fraction = digitsAt(bytes, start + 9, digits)
  return fraction < 0 ? -1 : whole + seconds * 1000 + (fraction / 10 ** digits) * 1000
}

/** -1 when one of the bytes is no digit. */
function digitsAt(bytes: Buffer, start: number, count: number): number {
  let number = 0
  for (let at = start; at < start + count; at++) {
    const byte = bytes[at] ?? 0
    if (!isDigit(byte)) return -1
    number = number * 10 + (byte - ZERO)
  }
  return number
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** In the proleptic Gregorian calendar, counted in years that begin in March. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}
