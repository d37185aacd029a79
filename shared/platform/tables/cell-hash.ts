import {CELL} from '../../domain/ports/table.ts'

/** So that true, 1, a moment and a text never count as the same value. */
const SALT = {
  boolean: 0x3c6ef372,
  number: 0x9e3779b9,
  moment: 0x78dde6e4,
  time: 0x1715609d,
  text: 0,
}

const double = new Float64Array(1)
const halves = new Uint32Array(double.buffer)
let scratch = Buffer.allocUnsafeSlow(4096)

/** 53 bits for what stands in a cell that has a number; equal numbers have equal ones. */
export function hashNumber(kind: number, number: number): number {
  double[0] = number === 0 ? 0 : number
  const salt = saltOf(kind)
  let one = Math.imul(0xdeadbeef ^ salt ^ (halves[0] ?? 0), 0x9e3779b1)
  let two = Math.imul(0x41c6ce57 ^ salt ^ (halves[0] ?? 0), 0x5f356495)
  one = Math.imul(one ^ (one >>> 15) ^ (halves[1] ?? 0), 0x9e3779b1)
  two = Math.imul(two ^ (two >>> 13) ^ (halves[1] ?? 0), 0x5f356495)
  return finish(one, two)
}

function saltOf(kind: number): number {
  switch (kind) {
    case CELL.boolean:
      return SALT.boolean
    case CELL.date:
    case CELL.timestamp:
      return SALT.moment
    case CELL.time:
      return SALT.time
    default:
      return SALT.number
  }
}

/** 53 bits for UTF-8 bytes; `isEscaped` when two quotation marks in them stand for one. */
export function hashBytes(
  bytes: Uint8Array,
  {from, to, isEscaped}: {readonly from: number; readonly to: number; readonly isEscaped: boolean},
): number {
  let one = 0xdeadbeef ^ SALT.text
  let two = 0x41c6ce57 ^ SALT.text
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0
    one = Math.imul(one ^ byte, 0x9e3779b1)
    two = Math.imul(two ^ byte, 0x5f356495)
    if (isEscaped && byte === 0x22) at++
  }
  return finish(one, two)
}

/** The same for a text that is in memory. */
export function hashText(text: string): number {
  if (text.length * 3 > scratch.length) scratch = Buffer.allocUnsafeSlow(text.length * 3)
  const length = scratch.write(text, 0)
  return hashBytes(scratch, {from: 0, to: length, isEscaped: false})
}

function finish(first: number, second: number): number {
  let one = Math.imul(first ^ (first >>> 16), 0x85ebca6b)
  one ^= Math.imul(second ^ (second >>> 13), 0xc2b2ae35)
  let two = Math.imul(second ^ (second >>> 16), 0x85ebca6b)
  two ^= Math.imul(one ^ (one >>> 13), 0xc2b2ae35)
  return 0x1_0000_0000 * (two & 0x1f_ffff) + (one >>> 0)
}
