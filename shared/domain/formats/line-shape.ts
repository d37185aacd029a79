import {
  emptyValue,
  type MemberSink,
  type Placed,
  readValue,
  tellValue,
  type Value,
} from './json-line.ts'

/**
 * What stands between the values of a line. Lines of one file are mostly alike in it, and to compare it with that of the
 * line before takes a third of the time of reading names and punctuation again.
 */
export type LineShape = {
  /** Where the line that begins here ends, if it is like the one learned; else -1. Nothing is told yet. */
  readonly match: (bytes: Uint8Array, from: number) => number
  /** Tells the values of the line that matched. */
  readonly tell: (sink: MemberSink) => void
  /** Keeps the shape of a line: its members, and where the value of each begins and ends. */
  readonly learn: (bytes: Uint8Array, line: Line) => void
}

type Line = {readonly from: number; readonly to: number; readonly placed: readonly Placed[]}

const LF = 0x0a
/** Of lines with more members the names are read each time. */
const MOST_MEMBERS = 256

export function lineShape(): LineShape {
  const values: Value[] = []
  let members: readonly number[] = []
  /** All of what stands between values, one after the other, and where each piece ends. */
  let between: Uint8Array = new Uint8Array()
  let ends: readonly number[] = []

  function match(bytes: Uint8Array, from: number): number {
    const count = members.length
    if (count === 0) return -1
    const expected = between
    let at = from
    let known = 0
    for (let index = 0; ; index++) {
      const stop = ends[index] ?? 0
      if (at + stop - known >= bytes.length) return -1
      while (known < stop) if (bytes[at++] !== expected[known++]) return -1
      if (index === count) return bytes[at] === LF ? at : -1
      const value = values[index]
      if (!value) return -1
      // A list or an object is only looked through for brackets, so that it could run on into other lines.
      const isNested = bytes[at] === 0x7b || bytes[at] === 0x5b
      const to = isNested ? bytes.indexOf(LF, at) : bytes.length
      if (to < 0 || readValue(bytes, {from: at, to}, value) !== undefined) return -1
      at = value.to
    }
  }

  return {
    match,
    tell(sink) {
      for (let index = 0; index < members.length; index++) {
        const value = values[index]
        if (value) tellValue(sink, members[index] ?? 0, value)
      }
    },
    learn(bytes, {from, to, placed}) {
      if (placed.length > MOST_MEMBERS) return
      const pieces: number[] = []
      const stops: number[] = []
      let at = from
      for (const value of [...placed, {from: to, to}]) {
        for (; at < value.from; at++) pieces.push(bytes[at] ?? 0)
        stops.push(pieces.length)
        at = value.to
      }
      members = placed.map(({member}) => member)
      between = Uint8Array.from(pieces)
      ends = stops
      while (values.length < members.length) values.push(emptyValue())
    },
  }
}
