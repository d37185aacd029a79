import {CELL, type Cells} from '../../domain/ports/table.ts'
import {hashBytes, hashNumber} from './cell-hash.ts'
import {type CellValue, readCell} from './cell-value.ts'
import {MARK, type ScannedRows} from './csv-scan.ts'

/** The buffer that the places of a batch point into. */
export type CsvPage = {bytes: Buffer; isAscii: boolean; readonly room: ScannedRows}

/** The text of a cell without its quotation marks. */
export function decodeCell(bytes: Buffer, room: ScannedRows, at: number): string {
  const text = bytes.toString('utf8', room.starts[at] ?? 0, room.ends[at] ?? 0)
  return ((room.marks[at] ?? 0) & MARK.escaped) === 0 ? text : text.replaceAll('""', '"')
}

export type CsvColumn = Cells & {
  /** Reads what the cells of the page mean. */
  readonly fill: () => void
}

const value: CellValue = {kind: CELL.null, number: Number.NaN}

/** One column of the rows in a page. */
export function csvColumn(page: CsvPage, place: number, missing: ReadonlySet<string>): CsvColumn {
  const {room} = page
  const {width, starts, ends, marks} = room
  const kinds = new Uint8Array(room.most)
  const numbers = new Float64Array(room.most)
  const longestMissing = Math.max(0, ...[...missing].map(word => Buffer.byteLength(word)))

  function fill(): void {
    const {bytes} = page
    for (let row = 0, at = place; row < room.rows; row++, at += width) {
      readCell(bytes, starts[at] ?? 0, ends[at] ?? 0, value)
      kinds[row] = value.kind
      numbers[row] = value.number
      if (longestMissing > 0 && (ends[at] ?? 0) - (starts[at] ?? 0) <= longestMissing) {
        if (missing.has(text(row))) {
          kinds[row] = CELL.null
          numbers[row] = Number.NaN
        }
      }
    }
  }

  function text(row: number): string {
    const at = row * width + place
    if (kinds[row] === CELL.null) return ''
    if (!page.isAscii || (marks[at] ?? 0) & MARK.escaped) return decodeCell(page.bytes, room, at)
    return page.bytes.toString('latin1', starts[at] ?? 0, ends[at] ?? 0)
  }

  function size(row: number): number {
    const at = row * width + place
    if ((marks[at] ?? 0) & MARK.escaped) return Buffer.byteLength(text(row))
    return kinds[row] === CELL.null ? 0 : (ends[at] ?? 0) - (starts[at] ?? 0)
  }

  function hash(row: number): number {
    const kind = kinds[row] ?? 0
    const number = numbers[row] ?? Number.NaN
    if (kind !== CELL.string && Math.abs(number) <= Number.MAX_SAFE_INTEGER) {
      return hashNumber(kind, number)
    }
    const at = row * width + place
    const isEscaped = ((marks[at] ?? 0) & MARK.escaped) !== 0
    return hashBytes(page.bytes, {from: starts[at] ?? 0, to: ends[at] ?? 0, isEscaped})
  }

  return {kinds, numbers, text, size, hash, fill}
}
