import {isUtf8} from 'node:buffer'
import type {TableColumn} from '../../domain/ports/table.ts'
import type {ByteWindow} from './byte-window.ts'
import {decodeCell} from './csv-cells.ts'
import {roomForRows, type ScannedRows, type ScanState, scanRows, specialBytes} from './csv-scan.ts'
import {MOST_COLUMNS, type Report, shorten} from './file-batch.ts'

const COMMA = 0x2c
const SEMICOLON = 0x3b
const QUOTE = 0x22
const LF = 0x0a

export type CsvHeader = {
  readonly state: ScanState
  /** How many cells a row has. */
  readonly width: number
  readonly columns: readonly (TableColumn & {readonly place: number})[]
}

/** Reads the names of the columns; nothing, with the reason reported, where the file cannot be read any further. */
export async function readHeader(
  window: ByteWindow,
  {delimiter, report}: {readonly delimiter: number | undefined; readonly report: Report},
): Promise<CsvHeader | undefined> {
  await window.more()
  if (!skipMark(window, report)) return undefined
  const state: ScanState = {
    delimiter: delimiter ?? sniff(window),
    line: 1,
    ends: {lf: 0, crlf: 0, cr: 0},
  }
  const room = roomForRows(MOST_COLUMNS + 1, 1)
  const special = specialBytes(state.delimiter)
  for (;;) {
    const [from, to, isLast] = [window.from(), window.to(), window.isLast()]
    const {next, open} = scanRows(window.bytes(), {from, to, isLast}, {room, state, special})
    if (room.rows === 1) {
      const columns = columnsOf(window.bytes(), room, report)
      reportNames(window.bytes().subarray(from, next), room, report)
      window.advance(next)
      const width = room.counts[0] ?? 0
      if (width > MOST_COLUMNS) {
        const text = () => `more than ${MOST_COLUMNS} columns`
        report({code: 'too-many-columns', line: 1, text})
        return undefined
      }
      return {state, width, columns}
    }
    window.advance(next)
    if (await window.more()) continue
    if (open !== undefined) {
      report({code: 'quote-not-closed', line: open, text: () => 'the names of the columns'})
    } else if (window.isLast())
      report({code: 'empty-file', text: () => 'not even names of columns'})
    else report({code: 'row-too-long', line: state.line, text: () => 'the names of the columns'})
    return undefined
  }
}

/** The names are cells like any other. */
function reportNames(bytes: Buffer, {lines, strays}: ScannedRows, report: Report): void {
  const problem = {line: lines[0] ?? 1, text: () => shorten(bytes.toString('utf8'))}
  if (strays > 0) report({code: 'stray-quote', ...problem})
  if (bytes.includes(0)) report({code: 'nul-byte', ...problem})
  if (!isUtf8(bytes)) report({code: 'invalid-utf8', ...problem})
}

/** False when the mark says that this is no UTF-8 text. */
function skipMark(window: ByteWindow, report: Report): boolean {
  const [one, two, three] = window.bytes().subarray(window.from(), window.to())
  if (one === 0xef && two === 0xbb && three === 0xbf) {
    report({code: 'byte-order-mark', line: 1, text: () => 'the file begins with EF BB BF'})
    window.advance(window.from() + 3)
  }
  if ((one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff)) {
    report({code: 'invalid-utf8', line: 1, text: () => 'the file is UTF-16; save it as UTF-8'})
    return false
  }
  return true
}

/** A semicolon only where the first line has no comma: as programs of many countries write CSV. */
function sniff(window: ByteWindow): number {
  let isQuoted = false
  let hasSemicolon = false
  for (const byte of window.bytes().subarray(window.from(), window.to())) {
    if (byte === QUOTE) isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (byte === COMMA) return COMMA
    else if (byte === LF) break
    else if (byte === SEMICOLON) hasSemicolon = true
  }
  return hasSemicolon ? SEMICOLON : COMMA
}

function columnsOf(bytes: Buffer, room: ScannedRows, report: Report): CsvHeader['columns'] {
  const columns = new Map<string, TableColumn & {readonly place: number}>()
  for (let place = 0; place < Math.min(room.counts[0] ?? 0, MOST_COLUMNS); place++) {
    const written = decodeCell(bytes, room, place)
    const name = written === '' ? `(column ${place + 1})` : written
    const line = room.lines[0] ?? 1
    if (written === '') report({code: 'unnamed-column', line, text: () => name})
    if (columns.has(name)) {
      report({code: 'duplicate-column', line, text: () => shorten(name)})
    } else columns.set(name, {name, place})
  }
  return [...columns.values()]
}
