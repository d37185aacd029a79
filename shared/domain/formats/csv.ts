import type {TextProblem} from '../tree.ts'

export type CsvRow = {readonly cells: readonly string[]; readonly line: number}

export type CsvTable = {readonly header: CsvRow; readonly rows: readonly CsvRow[]}

const MOST_COLUMNS = 10_000
const MOST_CELLS = 5_000_000
const MOST_PROBLEMS = 20
/** A cell in quotes with its doubled quotes, or one without any; then what ends it. */
const CELLS: Readonly<Record<',' | '\t' | ';', RegExp>> = {
  ',': /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|\r|$)/y,
  '\t': /(?:"([^"]*(?:""[^"]*)*)"|([^"\t\r\n]*))(\t|\r?\n|\r|$)/y,
  ';': /(?:"([^"]*(?:""[^"]*)*)"|([^";\r\n]*))(;|\r?\n|\r|$)/y,
}

/** What parts the cells of a first line: a tab, else a comma, else a semicolon. */
export function csvDelimiterOf(line: string): ',' | '\t' | ';' {
  if (line.includes('\t')) return '\t'
  return line.includes(',') || !line.includes(';') ? ',' : ';'
}

/** A small table after RFC 4180, read strictly: every row has as many cells as the first one, which names the columns. */
export function parseCsv(
  text: string,
): {readonly table: CsvTable} | {readonly problems: readonly TextProblem[]} {
  const pattern = CELLS[csvDelimiterOf(text.slice(0, Math.max(0, text.search(/\r|\n|$/))))]
  const problems: TextProblem[] = []
  const rows: CsvRow[] = []
  let cells: string[] = []
  let line = 1
  let began = 1
  let count = 0
  let header: CsvRow | undefined
  const refuse = (message: string, at = line) => problems.push({line: at, column: 1, message})

  function endRow(): void {
    const row = {cells, line: began}
    cells = []
    if (row.cells.length === 1 && row.cells[0] === '') return
    if (!header) {
      header = row
      const seen = new Set<string>()
      const twice = row.cells.find(name => seen.size === seen.add(name).size)
      if (twice !== undefined) refuse(`the column ${JSON.stringify(twice)} is there twice`, began)
    } else if (row.cells.length === header.cells.length) rows.push(row)
    else
      refuse(`has ${row.cells.length} cells, and ${header.cells.length} columns are named`, began)
  }

  for (let at = 0; at < text.length && problems.length < MOST_PROBLEMS; ) {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (!found) {
      refuse('has a quotation mark where none belongs, or one that is not closed')
      break
    }
    const [whole, quoted, plain = '', end = ''] = found
    cells.push(quoted?.replaceAll('""', '"') ?? plain)
    if (++count > MOST_CELLS || (!header && cells.length > MOST_COLUMNS)) {
      refuse(`holds more than ${header ? `${MOST_CELLS} cells` : `${MOST_COLUMNS} columns`}`)
      break
    }
    at += whole.length
    if (quoted?.includes('\n')) line += quoted.split('\n').length - 1
    if (!/[\r\n]/.test(end)) {
      if (at < text.length || end === '') continue
      // What comes behind the last separator is an empty cell.
      cells.push('')
      continue
    }
    endRow()
    line++
    began = line
  }
  if (cells.length > 0 && problems.length === 0) endRow()
  if (!header && problems.length === 0) refuse('is empty, without even names of columns')
  return problems.length > 0 || !header ? {problems} : {table: {header, rows}}
}
