import {type Cell, missingColumns, type Row, type TableOptions, unreadableTable} from './row.ts'

const MOST_LINE_CHARACTERS = 1_000_000

/** One JSON object a line. The first row must have every column; later ones may leave cells out. */
export async function* readJsonLines(
  chunks: AsyncIterable<string>,
  {name, columns}: TableOptions,
): AsyncGenerator<Row> {
  let line = 0
  let isFirst = true
  for await (const text of linesOf(chunks, name)) {
    line++
    if (text.trim() === '') continue
    const object = parseObject(text, `${name}:${line}`)
    const missing = isFirst ? missingColumns({name, columns}, Object.keys(object)) : undefined
    if (missing) throw missing
    isFirst = false
    yield {cells: columns.map(column => cellOf(object, column, `${name}:${line}`)), line}
  }
  if (isFirst) throw unreadableTable(name, 'it is empty')
}

async function* linesOf(chunks: AsyncIterable<string>, name: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split(/\r?\n/)
    rest = lines.pop() ?? ''
    if (rest.length > MOST_LINE_CHARACTERS) throw unreadableTable(name, 'a line has no end')
    yield* lines
  }
  yield rest
}

function parseObject(text: string, place: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>
    }
  } catch (cause) {
    throw unreadableTable(place, 'this line is no JSON', cause)
  }
  throw unreadableTable(place, 'this line is no JSON object')
}

function cellOf(object: Readonly<Record<string, unknown>>, column: string, place: string): Cell {
  const value = Object.hasOwn(object, column) ? object[column] : undefined
  switch (typeof value) {
    case 'string':
      return value === '' ? undefined : value
    case 'number':
      return value
    case 'boolean':
      return Number(value)
    case 'undefined':
      return undefined
    default:
      if (value === null) return undefined
      throw unreadableTable(place, `"${column}" is a list or an object, not one value`)
  }
}
