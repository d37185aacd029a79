import {parseJsonTree} from '../formats/json.ts'
import {MAX_NAME} from '../metric.ts'

type Values = readonly (readonly [dimension: string, value: string])[]

export type SliceColumns = {
  readonly put: (row: number, values: Values) => void
  /** From an object of texts and numbers; why it is none. */
  readonly putJson: (row: number, text: string) => string | undefined
  /** Of so many rows; what was not put is an empty text. */
  readonly take: (rows: number) => {readonly slices?: Readonly<Record<string, readonly string[]>>}
}

const MOST_DIMENSIONS = 50
/** Texts that are remembered, since few differ. */
const REMEMBERED = 10_000

/** Parts of the examples by dimension. */
export function sliceColumns(): SliceColumns {
  const columns = new Map<string, string[]>()
  const read = new Map<string, Values>()

  function put(row: number, values: Values): void {
    for (const [dimension, value] of values) {
      let column = columns.get(dimension)
      if (!column) {
        column = []
        columns.set(dimension, column)
      }
      while (column.length < row) column.push('')
      column[row] = value
    }
  }

  return {
    put,
    putJson(row, text) {
      const values = read.get(text) ?? valuesOf(text)
      if (typeof values === 'string') return values
      if (read.size < REMEMBERED) read.set(text, values)
      put(row, values)
      return columns.size > MOST_DIMENSIONS ? `has more than ${MOST_DIMENSIONS} names` : undefined
    },
    take(rows) {
      if (columns.size === 0) return {}
      for (const column of columns.values()) while (column.length < rows) column.push('')
      return {slices: Object.fromEntries(columns)}
    },
  }
}

function valuesOf(text: string): Values | string {
  const parsed = parseJsonTree(text)
  if ('problems' in parsed) return parsed.problems[0]?.message ?? 'cannot be read'
  const {tree} = parsed
  if (tree.kind !== 'object') return 'is a list, not a name with its value'
  const values: (readonly [string, string])[] = []
  for (const [dimension, {value}] of tree.members) {
    if (dimension === '' || dimension.length > MAX_NAME)
      return 'has a name that is empty or too long'
    if (value.kind === 'object' || value.kind === 'list') {
      return `has ${JSON.stringify(dimension)}, which is no text and no number`
    }
    if (value.kind !== 'null') values.push([dimension, String(value.value)])
  }
  return values
}
