import {isAscii, isUtf8} from 'node:buffer'
import {type ByteWindow, openWindow} from './byte-window.ts'
import {type CsvPage, csvColumn} from './csv-cells.ts'
import {type CsvHeader, readHeader} from './csv-header.ts'
import {
  MARK,
  roomForRows,
  type Scanned,
  type ScanState,
  scanRows,
  specialBytes,
} from './csv-scan.ts'
import {type BatchOptions, type FileBatch, type Report, rowsAtOnce, shorten} from './file-batch.ts'

type Options = BatchOptions & {
  /** A byte; without one it is a comma, or a semicolon where the first line has no comma. */
  readonly delimiter?: number
}

/**
 * Reads CSV after RFC 4180 without making texts of its cells. What is wrong with it is reported, and reading goes on as
 * far as rows can be told apart.
 */
export async function* csvBatches(path: string, options: Options): AsyncGenerator<FileBatch> {
  const window = await openWindow(path)
  try {
    const header = await readHeader(window, {delimiter: options.delimiter, report: options.report})
    if (header) yield* readRows(window, header, options)
  } finally {
    await window.close()
  }
}

async function* readRows(
  window: ByteWindow,
  {state, width, columns: heads}: CsvHeader,
  {report, missing = new Set()}: Options,
): AsyncGenerator<FileBatch> {
  const room = roomForRows(width, rowsAtOnce(width))
  const page: CsvPage = {bytes: window.bytes(), isAscii: true, room}
  const columns = heads.map(({place}) => csvColumn(page, place, missing))
  const special = specialBytes(state.delimiter)
  const textOf = (row: number) =>
    shorten(page.bytes.toString('utf8', room.rowStarts[row] ?? 0, room.rowEnds[row] ?? 0))
  let rows = 0
  for (;;) {
    const from = window.from()
    page.bytes = window.bytes()
    const span = {from, to: window.to(), isLast: window.isLast()}
    const scanned = scanRows(page.bytes, span, {room, state, special})
    window.advance(scanned.next)
    if (room.rows > 0) {
      page.isAscii = isAscii(page.bytes.subarray(from, scanned.next))
      reportRows(page, {from, to: scanned.next}, report)
      for (const column of columns) column.fill()
      rows += room.rows
      yield {heads, rows: room.rows, lines: room.lines, columns, text: textOf}
      continue
    }
    if (scanned.next > from || (await window.more())) continue
    reportEnd(window, scanned, {state, rows, report})
    // Whoever looks at columns learns of them even so.
    if (rows === 0) yield {heads, rows: 0, lines: room.lines, columns, text: textOf}
    return
  }
}

function reportRows(
  page: CsvPage,
  span: {readonly from: number; readonly to: number},
  report: Report,
): void {
  const {room, bytes} = page
  const text = (row: number) => () =>
    shorten(bytes.toString('utf8', room.rowStarts[row] ?? 0, room.rowEnds[row] ?? 0))
  const lineOf = (row: number) => room.lines[row] ?? 0
  for (let row = 0; row < room.rows; row++) {
    if (room.counts[row] === room.width) continue
    const told = () => `${room.counts[row]} instead of ${room.width} cells: ${text(row)()}`
    report({code: 'ragged-row', line: lineOf(row), text: told})
  }
  if (room.strays > 0) {
    for (let row = 0; row < room.rows; row++) {
      const marks = room.marks.subarray(row * room.width, (row + 1) * room.width)
      if (marks.some(mark => (mark & MARK.stray) !== 0)) {
        report({code: 'stray-quote', line: lineOf(row), text: text(row)})
      }
    }
  }
  const all = bytes.subarray(span.from, span.to)
  const hasNul = all.includes(0)
  const isText = page.isAscii || isUtf8(all)
  if (!hasNul && isText) return
  for (let row = 0; row < room.rows; row++) {
    const here = bytes.subarray(room.rowStarts[row] ?? 0, room.rowEnds[row] ?? 0)
    if (hasNul && here.includes(0)) report({code: 'nul-byte', line: lineOf(row), text: text(row)})
    if (!isText && !isUtf8(here)) {
      report({code: 'invalid-utf8', line: lineOf(row), text: text(row)})
    }
  }
}

type End = {readonly state: ScanState; readonly rows: number; readonly report: Report}

function reportEnd(window: ByteWindow, {open}: Scanned, {state, rows, report}: End): void {
  const rest = () =>
    shorten(
      window.bytes().toString('utf8', window.from(), Math.min(window.to(), window.from() + 1000)),
    )
  if (open !== undefined) report({code: 'quote-not-closed', line: open, text: rest})
  else if (!window.isLast()) report({code: 'row-too-long', line: state.line, text: rest})
  else if (rows === 0) report({code: 'header-only', text: () => 'names of columns, and no row'})
  const {lf, crlf, cr} = state.ends
  const kinds = [lf, crlf, cr].filter(count => count > 0)
  if (kinds.length > 1) {
    report({code: 'mixed-line-ends', text: () => `${lf} LF, ${crlf} CRLF, ${cr} CR`})
  }
}
