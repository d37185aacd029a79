import {ActionError} from '../../platform/errors.ts'
import type {Cell} from '../../platform/tables/row.ts'

type Told = {readonly file: string; readonly line: number; readonly column: string}

const NUMBER = /^\s*[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i

/** The number in a cell; whatever is none is an error with its place. */
export function cellNumber(cell: Cell, told: Told): number {
  if (cell === undefined) throw badCell(told, 'it is empty')
  const value = typeof cell === 'number' || NUMBER.test(cell) ? Number(cell) : Number.NaN
  if (Number.isFinite(value)) return value
  throw badCell(told, `${JSON.stringify(cell).slice(0, 60)} is no number`)
}

export function badCell({file, line, column}: Told, why: string): ActionError {
  return new ActionError('invalid-holdout', `${file}:${line}: ${column}: ${why}`, {
    hint: 'Every row of the holdout needs its target and its inputs; take rows out that lack them.',
  })
}
