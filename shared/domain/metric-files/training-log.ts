import {type CsvTable, csvDelimiterOf, parseCsv} from '../formats/csv.ts'
import {decodeText} from '../formats/text.ts'
import {metricValue, numberIn} from '../metric.ts'
import type {MetricRecord} from '../metric-record.ts'
import type {Member, Tree} from '../tree.ts'
import {kerasHistory} from './keras-history.ts'
import type {BytesFormat, ReadingOrProblems} from './reading.ts'

/** Cells in which a logger says that it has no value. */
const NOTHING = ['', 'NA']

/** The file of Keras' `CSVLogger`: a row for each epoch, read as the history in JSON is. */
export const kerasCsv: BytesFormat = {
  name: 'keras-csv',
  title: 'Keras training log',
  ...(kerasHistory.options ? {options: kerasHistory.options} : {}),
  recognise(head) {
    const [first, ...more] = headerOf(head)
    const isOne = first === 'epoch' && more.length > 0 && !more.includes('step')
    return isOne ? 'its first column is epoch' : undefined
  },
  read(bytes, source, wish) {
    return withTable(bytes, table => {
      const columns = table.header.cells.filter(name => name !== 'epoch')
      if (columns.length === table.header.cells.length) {
        return refused(table.header.line, 'has no column epoch')
      }
      const reading = kerasHistory.read(historyOf(table, columns), source, wish)
      if ('problems' in reading) return reading
      const warnings = reading.warnings?.map(text => text.replace('keras-history:', 'keras-csv:'))
      return {...reading, warnings}
    })
  },
}

/** `metrics.csv` of Lightning's `CSVLogger`: each row holds what was logged together, so most cells are empty. */
export const lightningCsv: BytesFormat = {
  name: 'lightning-csv',
  title: 'Lightning training log',
  recognise(head) {
    const names = headerOf(head)
    return names.length > 1 && names.includes('step') ? 'it has a column step' : undefined
  },
  read: (bytes, source) =>
    withTable(bytes, table =>
      table.header.cells.includes('step')
        ? {metrics: table.header.cells.flatMap((name, at) => lastOf(table, {name, at, source}))}
        : refused(table.header.line, 'has no column step'),
    ),
}

function withTable(
  bytes: Uint8Array,
  read: (table: CsvTable) => ReadingOrProblems,
): ReadingOrProblems {
  const decoded = decodeText(bytes)
  if ('problems' in decoded) return decoded
  const parsed = parseCsv(decoded.text)
  if ('problems' in parsed) return parsed
  if (parsed.table.rows.length === 0) {
    return refused(parsed.table.header.line, 'holds names of columns, and no row')
  }
  return read(parsed.table)
}

/** Names of columns where the second line has as many cells, or there is none yet. */
/** The columns of a table by its first bytes; none where its first two lines are not of one table. */
export function headerOf(head: Uint8Array): readonly string[] {
  const [first = '', second] = new TextDecoder().decode(head).split(/\r?\n/)
  if (first.length === 0 || first.length > 4000) return []
  const cut = (line: string) => line.split(csvDelimiterOf(first))
  const names = cut(first.replace(/^\ufeff/, '')).map(name => name.replace(/^"(.*)"$/, '$1'))
  return second !== undefined && cut(second).length === names.length ? names : []
}

function historyOf({header, rows}: CsvTable, names: readonly string[]): Tree {
  const members = new Map<string, Member>()
  for (const name of names) {
    const at = header.cells.indexOf(name)
    const items = rows.map(({cells, line}): Tree => {
      const text = cells[at] ?? ''
      const value = numberIn(text)
      const spot = {line, column: 1}
      if (value !== undefined) return {...spot, kind: 'number', value}
      return NOTHING.includes(text.trim())
        ? {...spot, kind: 'null'}
        : {...spot, kind: 'text', value: text}
    })
    const spot = {line: header.line, column: 1}
    members.set(name, {key: spot, value: {...spot, kind: 'list', items}})
  }
  return {line: header.line, column: 1, kind: 'object', members}
}

type Column = {readonly name: string; readonly at: number; readonly source: string}

/** The last cell of a column that is not empty; a column without any was never logged. */
function lastOf({header, rows}: CsvTable, {name, at, source}: Column): readonly MetricRecord[] {
  if (name === 'step' || name === 'epoch') return []
  const row = rows.findLast(({cells}) => !NOTHING.includes(cells[at]?.trim() ?? ''))
  if (!row) {
    return [{key: [name], value: 'not-a-number', found: 'null', source, line: header.line}]
  }
  const value = numberIn(row.cells[at] ?? '')
  const step = numberIn(row.cells[header.cells.indexOf('step')] ?? '')
  return [
    {
      key: [name],
      ...(value === undefined
        ? {value: 'not-a-number', found: 'text'}
        : {value: metricValue(value)}),
      source,
      line: row.line,
      ...(step !== undefined && Number.isFinite(step) ? {step} : {}),
    },
  ]
}

function refused(line: number, message: string): ReadingOrProblems {
  return {problems: [{line, column: 1, message}]}
}
