import type {ColumnType} from '../../domain/ports/table.ts'
import {identifier, LOOKED_AT} from './load-table.ts'
import type {Look} from './look.ts'
import {valuesAtRanks} from './value-at-rank.ts'

export type ColumnFigures = {
  readonly nulls: number
  readonly notFinite: number
  readonly distinct: number
  /** There are more different values than are told apart. */
  readonly isMore: boolean
  readonly min?: number
  readonly max?: number
  readonly mean?: number
  /** Each different value with how many cells have it, where they are not more than are told apart. */
  readonly values: readonly {readonly value: number | string | undefined; readonly count: number}[]
  /** Where they are more: the value of each rank that was asked for. */
  readonly ranked: ReadonlyMap<number, number>
  readonly lengths?: {readonly min: number; readonly max: number}
}

export type MeasuredColumn = {
  readonly name: string
  readonly type: ColumnType
  /** As DuckDB calls it. */
  readonly duck: string
  readonly rows: number
}

type Asked = {
  readonly mostDistinct: number
  /** Of how many numbers the values of which ranks, from 1. */
  readonly ranks: (count: number) => readonly number[]
  readonly mostSorted?: number
}

/** Rows that are looked at first: where they already have too many different values, nobody has to count all. */
const PREFIX = 200_000
const TEXT = 100

const INTEGERS = /^U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/
const NUMBERS = /^(?:FLOAT|DOUBLE|DECIMAL\(\d+,\d+\))$/

type Expressions = {
  /** What makes two cells the same. */
  readonly key: string
  /** The number of a cell, as everybody else reads it. */
  readonly number?: string
}

/** How a column is read, so that its values are those of the one pass; nothing where they would not be. */
export function expressionsOf({
  name,
  type,
  duck,
}: Pick<MeasuredColumn, 'name' | 'type' | 'duck'>): Expressions | undefined {
  const cell = identifier(name)
  const moment = (text: string) => ({key: text, number: `(${text})::DOUBLE`})
  switch (type) {
    case 'boolean':
      return duck === 'BOOLEAN' ? {key: cell} : undefined
    case 'string':
      if (duck === 'UUID') return {key: `${cell}::VARCHAR`}
      return duck === 'VARCHAR' ? {key: cell} : undefined
    case 'integer':
      return INTEGERS.test(duck) ? {key: cell, number: `${cell}::DOUBLE`} : undefined
    case 'number':
      return NUMBERS.test(duck) ? {key: cell, number: `${cell}::DOUBLE`} : undefined
    case 'date':
      return duck === 'DATE' ? moment(`epoch_ms(${cell}::TIMESTAMP)`) : undefined
    case 'timestamp':
      if (duck === 'TIMESTAMP_NS') return moment(thousandths(`epoch_ns(${cell})`, 1_000_000))
      return /^TIMESTAMP(?:_S|_MS| WITH TIME ZONE)?$/.test(duck)
        ? moment(thousandths(`epoch_us(${cell})`, 1000))
        : undefined
    case 'time':
      return duck === 'TIME' ? moment(`epoch_us(${cell}) / 1000`) : undefined
    default:
      return undefined
  }
}

/** Milliseconds without their fraction, also before 1970. */
function thousandths(units: string, many: number): string {
  return `((${units}) - (${units}) % ${many}) // ${many}`
}

/** Counts the empty cells of columns of which nothing else is told. */
export async function countNulls(
  look: Look,
  names: readonly string[],
  rows: number,
): Promise<readonly number[]> {
  if (names.length === 0) return []
  const counts = names.map(name => `count(${identifier(name)})::DOUBLE`)
  const [found = []] = await look.read(`SELECT ${counts.join(', ')} FROM ${LOOKED_AT}`)
  return found.map(count => rows - Number(count))
}

/** Everything that a profile tells of a column, by exact functions alone. */
export async function measureColumn(
  look: Look,
  column: MeasuredColumn,
  asked: Asked,
): Promise<ColumnFigures | undefined> {
  const expressions = expressionsOf(column)
  if (expressions === undefined) return undefined
  const basics = await measureBasics(look, column, expressions)
  const known = await countValues(look, column, {...expressions, most: asked.mostDistinct})
  const {finite, ...told} = basics
  const figures = {...told, ...known, ranked: new Map<number, number>()}
  const {min, max} = basics
  if (!known.isMore || expressions.number === undefined || min === undefined || max === undefined) {
    return figures
  }
  const {mostSorted} = asked
  const at = valuesAtRanks(look, finiteOf(expressions.number), {
    ...(mostSorted === undefined ? {} : {most: mostSorted}),
  })
  for (const rank of asked.ranks(finite)) {
    figures.ranked.set(rank, await at(rank, {least: min, most: max, count: finite}))
  }
  return figures
}

function finiteOf(number: string): string {
  return `CASE WHEN isfinite(${number}) THEN ${number} + 0 END`
}

async function measureBasics(
  {read}: Look,
  {name, type, rows}: MeasuredColumn,
  {key, number}: Expressions,
) {
  const cell = identifier(name)
  const texts = type === 'string' ? ['min(strlen(k))', 'max(strlen(k))'] : ['NULL', 'NULL']
  // Integers are summed without rounding; of other numbers one thread makes the same sum each time.
  const isWhole = type === 'integer'
  const sum = isWhole ? 'sum(c)::DOUBLE / count(c)' : 'favg(n)'
  const figures =
    number === undefined ? 'NULL, NULL, NULL, NULL' : `count(n)::DOUBLE, min(n), max(n), ${sum}`
  const finite = number === undefined ? 'NULL' : finiteOf(number)
  const from = `(SELECT ${cell} AS c, ${key} AS k, ${finite} AS n FROM ${LOOKED_AT})`
  const row = `SELECT count(c)::DOUBLE, ${texts.map(text => `${text}::DOUBLE`).join(', ')}, ${figures} FROM ${from}`
  const threads = type === 'number' ? {threads: 1} : {}
  const [[filled, shortest, longest, numbers, min, max, mean] = []] = await read(row, threads)
  const count = Number(filled)
  const isNumber = typeof min === 'number' && typeof max === 'number'
  return {
    nulls: rows - count,
    notFinite: number === undefined ? 0 : count - Number(numbers),
    finite: Number(numbers),
    ...(isNumber ? {min, max} : {}),
    ...(isNumber && typeof mean === 'number' ? {mean} : {}),
    ...(typeof shortest === 'number' && typeof longest === 'number'
      ? {lengths: {min: shortest, max: longest}}
      : {}),
  }
}

async function countValues(
  {read}: Look,
  {type}: MeasuredColumn,
  {key, number, most}: Expressions & {readonly most: number},
): Promise<Pick<ColumnFigures, 'distinct' | 'isMore' | 'values'>> {
  const more = {distinct: most, isMore: true, values: []}
  const [[begun] = []] = await read(
    `SELECT count(DISTINCT ${key})::DOUBLE FROM (FROM ${LOOKED_AT} LIMIT ${PREFIX})`,
  )
  if (Number(begun) > most) return more
  const shown = number === undefined ? `left((${key})::VARCHAR, ${TEXT})` : finiteOf(number)
  const told = type === 'string' || number !== undefined ? shown : `(${key})::VARCHAR`
  const rows = await read(
    `SELECT any_value(${told}), count(*)::DOUBLE FROM ${LOOKED_AT} WHERE ${key} IS NOT NULL GROUP BY ${key} LIMIT ${most + 1}`,
  )
  if (rows.length > most) return more
  const values = rows.map(([value, count]) => ({
    value: typeof value === 'number' || typeof value === 'string' ? value : undefined,
    count: Number(count),
  }))
  return {distinct: rows.length, isMore: false, values}
}
