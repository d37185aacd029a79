import {isUtf8} from 'node:buffer'
import type {TableColumn} from '../../domain/ports/table.ts'
import {openWindow} from './byte-window.ts'
import {type BatchOptions, type FileBatch, MOST_COLUMNS, rowsAtOnce, shorten} from './file-batch.ts'
import {type ValueColumn, valueColumn} from './value-column.ts'

const LF = 0x0a

/** One JSON object a line; columns come as they are seen. Lines that are none are reported and passed over. */
export async function* jsonBatches(path: string, options: BatchOptions): AsyncGenerator<FileBatch> {
  const window = await openWindow(path)
  try {
    const rows = rowBuffer(options)
    let line = 1
    for (;;) {
      const bytes = window.bytes()
      const end = bytes.subarray(0, window.to()).indexOf(LF, window.from())
      if (end === -1 && !window.isLast()) {
        if (await window.more()) continue
        options.report({code: 'row-too-long', line, text: () => 'a line without end'})
        break
      }
      if (end === -1 && window.from() >= window.to()) break
      const stop = end === -1 ? window.to() : end
      rows.add(bytes.subarray(window.from(), stop), line)
      window.advance(Math.min(window.to(), stop + 1))
      line++
      if (rows.isFull()) yield rows.take()
    }
    if (rows.count() > 0) yield rows.take()
    if (rows.total() === 0) options.report({code: 'empty-file', text: () => 'not one JSON object'})
  } finally {
    await window.close()
  }
}

function rowBuffer({report, missing = new Set()}: BatchOptions) {
  const columns = new Map<string, ValueColumn>()
  let heads: readonly TableColumn[] = []
  const most = rowsAtOnce(1)
  const lines = new Float64Array(most)
  const texts: string[] = []
  let count = 0
  let total = 0
  let isTaken = false
  let isTooWide = false

  function add(bytes: Buffer, line: number): void {
    if (isTaken) clear()
    const text = bytes.toString('utf8')
    if (text.trim() === '') return
    if (!isUtf8(bytes)) report({code: 'invalid-utf8', line, text: () => shorten(text)})
    if (bytes.includes(0)) report({code: 'nul-byte', line, text: () => shorten(text)})
    const hasMark = line === 1 && text.startsWith('\ufeff')
    if (hasMark)
      report({code: 'byte-order-mark', line, text: () => 'the file begins with EF BB BF'})
    const members = membersOf(hasMark ? text.slice(1) : text)
    if (members === undefined) {
      report({code: 'not-json', line, text: () => shorten(text)})
      return
    }
    for (const [name, value] of members) {
      const isEmpty = typeof value === 'string' && missing.has(value)
      columnOf(name, line)?.put(count, isEmpty ? null : value)
    }
    lines[count] = line
    texts[count] = shorten(text)
    count++
    total++
  }

  function columnOf(name: string, line: number): ValueColumn | undefined {
    const known = columns.get(name)
    if (known) return known
    if (columns.size >= MOST_COLUMNS) {
      if (!isTooWide)
        report({code: 'too-many-columns', line, text: () => `more than ${MOST_COLUMNS} names`})
      isTooWide = true
      return undefined
    }
    const column = valueColumn(most, 'iso')
    columns.set(name, column)
    heads = [...heads, {name}]
    return column
  }

  function clear(): void {
    for (const column of columns.values()) column.clear()
    count = 0
    isTaken = false
  }

  return {
    add,
    count: () => (isTaken ? 0 : count),
    total: () => total,
    /** Few rows where there are many columns, so that memory stays flat. */
    isFull: () => !isTaken && count >= Math.min(most, rowsAtOnce(columns.size)),
    take(): FileBatch {
      isTaken = true
      return {
        heads,
        rows: count,
        lines,
        columns: [...columns.values()],
        text: row => texts[row] ?? '',
      }
    },
  }
}

/** The members of an object, or nothing when the text is something else. */
function membersOf(text: string): readonly (readonly [string, unknown])[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return Object.entries(value)
  } catch {
    return undefined
  }
}
