import {type Batch, CELL, type Cells} from '../ports/table.ts'

/** Different texts of a column whose normalised form is remembered. */
const REMEMBERED = 4096
/** Digits of a number that count for likeness. */
const DIGITS = 5

type CellHash = (cells: Cells, row: number) => number

/** The hash of a cell as it is: equal values have equal ones, however they are written. */
export function exactHash(cells: Cells, row: number): number {
  return cells.kinds[row] === CELL.null ? 0 : cells.hash(row)
}

/**
 * The hash of a cell as people would call it the same: texts without case, marks of punctuation and white space (NFKC),
 * numbers to five significant digits. A rounding has edges, so two numbers on either side of one stay different.
 */
export function nearHash(): CellHash {
  const known = new Map<number, number>()
  // Where nearly every row has a text of its own, remembering costs more than it saves.
  let isMany = false
  return (cells, row) => {
    const kind = cells.kinds[row] ?? CELL.null
    if (kind === CELL.null) return 0
    if (kind === CELL.integer || kind === CELL.number) {
      return numberHash(cells.numbers[row] ?? Number.NaN)
    }
    const hash = cells.hash(row)
    if (kind !== CELL.string) return hash
    const remembered = isMany ? undefined : known.get(hash)
    if (remembered !== undefined) return remembered
    const text = textHash(normalize(cells.text(row)))
    if (isMany) return text
    known.set(hash, text)
    isMany = known.size > REMEMBERED
    return text
  }
}

/** Most texts are as they should be, and this is seen at a glance. */
const PLAIN = /^[a-z0-9]+(?: [a-z0-9]+)*$/

/** Letters and digits in small letters, single blanks between; a text without any as it is. */
export function normalize(text: string): string {
  if (PLAIN.test(text)) return text
  const plain = text.normalize('NFKC').toLowerCase()
  const words = plain.replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ').trim()
  return words === '' ? plain : words
}

/** One key of 53 bits for each row of a batch, over the columns at these places; never 0. */
export function rowKeys(
  {rows, columns}: Pick<Batch, 'rows' | 'columns'>,
  places: readonly number[],
  hashes: readonly CellHash[],
): Float64Array {
  const one = new Int32Array(rows).fill(0x2545f491)
  const two = new Int32Array(rows).fill(0x41c6ce57)
  for (const [at, place] of places.entries()) {
    const cells = columns[place]
    const hash = hashes[at]
    for (let row = 0; row < rows; row++) {
      const value = cells && hash ? hash(cells, row) : 0
      const high = Math.floor(value / 2 ** 32)
      const low = (value - high * 2 ** 32) | 0
      const mixed = Math.imul((one[row] ?? 0) ^ low, 0x9e3779b1)
      one[row] = (mixed ^ (mixed >>> 15)) + high
      two[row] = Math.imul((two[row] ?? 0) ^ high, 0x5f356495) + Math.imul(low, 0x85ebca6b)
      two[row] = (two[row] ?? 0) ^ ((two[row] ?? 0) >>> 13)
    }
  }
  return Float64Array.from(one, (value, row) => finish(value, two[row] ?? 0))
}

function finish(first: number, second: number): number {
  let one = Math.imul(first ^ (first >>> 16), 0x85ebca6b)
  one ^= Math.imul(second ^ (second >>> 13), 0xc2b2ae35)
  let two = Math.imul(second ^ (second >>> 16), 0x85ebca6b)
  two ^= Math.imul(one ^ (one >>> 13), 0xc2b2ae35)
  return 2 ** 32 * (two & 0x1f_ffff) + (one >>> 0) || 1
}

function numberHash(number: number): number {
  if (number === 0) return 1
  if (!Number.isFinite(number)) return number > 0 ? 2 : number < 0 ? 3 : 4
  let exponent = Math.floor(Math.log10(Math.abs(number))) - DIGITS + 1
  // Powers of ten beyond the range of doubles are made in two steps.
  const half = Math.trunc(exponent / 2)
  let digits = Math.round(number / tenTo(half) / tenTo(exponent - half))
  // A logarithm may be one too low, and rounding may add a digit.
  if (Math.abs(digits) >= 10 ** DIGITS) {
    digits = Math.round(digits / 10)
    exponent++
  }
  return finish(digits, exponent)
}

const MOST_TENS = 170
const TENS = Float64Array.from({length: 2 * MOST_TENS + 1}, (_, at) => 10 ** (at - MOST_TENS))

function tenTo(exponent: number): number {
  return TENS[exponent + MOST_TENS] ?? 10 ** exponent
}

function textHash(text: string): number {
  let one = 0x3c6ef372
  let two = 0x1715609d
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    one = Math.imul(one ^ unit, 0x9e3779b1)
    two = Math.imul(two ^ unit, 0x5f356495)
  }
  return finish(one, two)
}
