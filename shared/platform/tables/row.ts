import {nearest} from '../../domain/nearest.ts'
import {ActionError} from '../errors.ts'

/** What stands in a cell; nothing stands in an empty one. */
export type Cell = string | number | undefined

/** One row: the wanted cells in their order, and the line where it begins, counted from 1. */
export type Row = {readonly cells: readonly Cell[]; readonly line: number}

export type TableOptions = {
  /** How the file is called in messages. */
  readonly name: string
  readonly columns: readonly string[]
  readonly batch: number
}

/** What to say about columns that a table does not have; all of them together. */
export function missingColumns(
  {name, columns}: Pick<TableOptions, 'name' | 'columns'>,
  found: readonly string[],
): ActionError | undefined {
  const missing = columns.filter(column => !found.includes(column))
  if (missing.length === 0) return undefined
  const others = found.filter(column => !columns.includes(column))
  const told = missing.map(column => {
    const near = nearest(column, others)
    return `"${column}"${near === undefined ? '' : ` (did you mean "${near}"?)`}`
  })
  return new ActionError('missing-column', `${name} has no column ${told.join(', no column ')}`, {
    hint: `It has: ${found.slice(0, 40).join(', ')}${found.length > 40 ? ', …' : ''}${separatorHint(found)}`,
  })
}

export function unreadableTable(name: string, why: string, cause?: unknown): ActionError {
  return new ActionError('unreadable-table', `${name}: ${why}`, {cause})
}

/** One column whose name holds the separators of others is a table in another dialect. */
function separatorHint([only = '', ...more]: readonly string[]): string {
  if (more.length > 0 || !/[;\t|]/.test(only)) return ''
  return '\nIts columns must be separated by commas (.csv) or tabs (.tsv).'
}
