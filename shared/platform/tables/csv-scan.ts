/** The places of the cells of some rows, row by row, in the buffer that was scanned. */
export type ScannedRows = {
  readonly width: number
  readonly most: number
  /** `width` places for each row; where a row has fewer cells, those that are missing are empty. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly marks: Uint8Array
  readonly rowStarts: Int32Array
  readonly rowEnds: Int32Array
  /** How many cells each row truly has. */
  readonly counts: Int32Array
  /** The line where each row begins, counted from 1. */
  readonly lines: Float64Array
  rows: number
  /** How many cells are quoted in a way that is not allowed. */
  strays: number
}

/** What is special about a cell. */
export const MARK = {quoted: 1, escaped: 2, stray: 4} as const

export type ScanState = {
  readonly delimiter: number
  /** The line of the next row. */
  line: number
  /** How lines ended so far, outside of quoted cells. */
  readonly ends: {lf: number; crlf: number; cr: number}
}

export type Scanned = {
  /** Behind the last whole row. */
  readonly next: number
  /** The last row is inside a quoted cell that began in this line. */
  readonly open: number | undefined
}

const QUOTE = 0x22
const LF = 0x0a
const CR = 0x0d

export function roomForRows(width: number, most: number): ScannedRows {
  return {
    width,
    most,
    starts: new Int32Array(width * most),
    ends: new Int32Array(width * most),
    marks: new Uint8Array(width * most),
    rowStarts: new Int32Array(most),
    rowEnds: new Int32Array(most),
    counts: new Int32Array(most),
    lines: new Float64Array(most),
    rows: 0,
    strays: 0,
  }
}

/** Bytes that end a plain cell or are not allowed in it. */
export function specialBytes(delimiter: number): Uint8Array {
  const special = new Uint8Array(256)
  for (const byte of [delimiter, QUOTE, LF, CR]) special[byte] = 1
  return special
}

/**
 * Finds the cells of as many whole rows as there is room for. A row that is not complete is left for the next time,
 * unless the buffer holds the last of the file. Lines without anything are passed over.
 */
export function scanRows(
  bytes: Uint8Array,
  {from, to, isLast}: {readonly from: number; readonly to: number; readonly isLast: boolean},
  {
    room,
    state,
    special,
  }: {readonly room: ScannedRows; readonly state: ScanState; readonly special: Uint8Array},
): Scanned {
  const {width, most, starts, ends, marks, rowStarts, rowEnds, counts, lines} = room
  const {delimiter, ends: lineEnds} = state
  let rows = 0
  let strays = 0
  let next = from
  let at = from
  let open: number | undefined
  row: while (rows < most && at < to) {
    const rowStart = at
    const base = rows * width
    let cells = 0
    let within = 0
    let end = 0
    for (;;) {
      let start = at
      let mark = 0
      if (at < to && bytes[at] === QUOTE) {
        mark = MARK.quoted
        const opened = within
        start = at + 1
        at = start
        for (;;) {
          while (at < to && bytes[at] !== QUOTE) {
            if (bytes[at] === LF) within++
            at++
          }
          if (at >= to || (at + 1 >= to && !isLast)) {
            if (at >= to) open = state.line + opened
            break row
          }
          if (bytes[at + 1] !== QUOTE || at + 1 >= to) break
          mark |= MARK.escaped
          at += 2
        }
        end = at++
        if (at < to && special[bytes[at] ?? 0] === 0) {
          mark |= MARK.stray
          while (at < to && (special[bytes[at] ?? 0] === 0 || bytes[at] === QUOTE)) at++
        } else if (bytes[at] === QUOTE && at < to) {
          mark |= MARK.stray
        }
      } else {
        while (at < to) {
          while (at < to && special[bytes[at] ?? 0] === 0) at++
          if (at >= to || bytes[at] !== QUOTE) break
          mark = MARK.stray
          at++
        }
        end = at
      }
      if (cells < width) {
        starts[base + cells] = start
        ends[base + cells] = end
        marks[base + cells] = mark
        if (mark >= MARK.stray) strays++
      }
      cells++
      if (at >= to) {
        if (!isLast) break row
        break
      }
      if (bytes[at] !== delimiter) break
      at++
    }
    const rowEnd = at
    if (at < to) {
      if (bytes[at] === LF) {
        at++
        lineEnds.lf++
      } else if (at + 1 < to && bytes[at + 1] === LF) {
        at += 2
        lineEnds.crlf++
      } else if (at + 1 < to || isLast) {
        at++
        lineEnds.cr++
      } else break
    }
    next = at
    if (rowEnd > rowStart) {
      for (let cell = cells; cell < width; cell++) {
        starts[base + cell] = rowStart
        ends[base + cell] = rowStart
        marks[base + cell] = 0
      }
      rowStarts[rows] = rowStart
      rowEnds[rows] = rowEnd
      counts[rows] = cells
      lines[rows] = state.line
      rows++
    }
    state.line += within + 1
  }
  room.rows = rows
  room.strays = strays
  return {next, open}
}
