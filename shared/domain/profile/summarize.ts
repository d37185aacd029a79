import type {ColumnType, TableColumn} from '../ports/table.ts'
import type {ColumnSummary} from './column-profile.ts'
import {type ProfiledColumn, QUANTILES} from './profile.ts'
import type {SchemaColumn} from './schema.ts'

/** Texts are only told where they are words for groups, never where each row has its own. */
const MOST_NAMED = 20
const SHOWN_VALUES = 10
const VALUE_CHARACTERS = 60

/** What a record says of a column. Of data about persons it counts and never tells a value. */
export function profiledColumn(
  summary: ColumnSummary,
  {isPersonal}: {readonly isPersonal: boolean},
): ProfiledColumn {
  const {name, type, nulls, notFinite, distinct, isDistinctCapped, lengths} = summary
  return {
    name,
    type,
    nulls,
    ...(notFinite > 0 ? {notFinite} : {}),
    distinct,
    ...(isDistinctCapped ? {isMore: true} : {}),
    ...(isPersonal ? {} : valuesOf(summary)),
    ...(lengths ? {lengths} : {}),
  }
}

function valuesOf(summary: ColumnSummary): Partial<ProfiledColumn> {
  const {type, min, max, mean, distinct, isDistinctCapped} = summary
  const hasTop =
    (type === 'string' || type === 'boolean') && !isDistinctCapped && distinct <= MOST_NAMED
  const top = summary
    .top(SHOWN_VALUES)
    .map(({text, count}) => ({value: text.slice(0, VALUE_CHARACTERS), count}))
  if (type === 'string' || type === 'boolean' || min === undefined || max === undefined) {
    return hasTop ? {top} : {}
  }
  const told = (number: number) => toldValue(type, number)
  return {
    min: told(min),
    max: told(max),
    ...(mean !== undefined && isNumber(type) && Number.isFinite(mean) ? {mean} : {}),
    quantiles: QUANTILES.map(share => told(summary.quantile(share))),
  }
}

function isNumber(type: ColumnType): boolean {
  return type === 'integer' || type === 'number'
}

/** A number as it is, a moment as ISO 8601. */
export function toldValue(type: ColumnType, number: number): number | string {
  if (type !== 'date' && type !== 'timestamp' && type !== 'time') return number
  const moment = new Date(number)
  if (Number.isNaN(moment.getTime())) return number
  const text = moment.toISOString()
  if (type === 'date') return text.slice(0, 10)
  return type === 'time' ? text.slice(11, 23) : text
}

/** The columns of the schema. */
export function schemaColumns(
  summaries: readonly (ColumnSummary & {readonly declaredNullable?: boolean | undefined})[],
): readonly SchemaColumn[] {
  return summaries.map(({name, type, nulls, declaredNullable}) => ({
    name,
    type,
    nullable: declaredNullable ?? nulls > 0,
  }))
}

/** The columns of the schema as files declare them, the same that a look at their rows gives. */
export function declaredColumns(columns: readonly TableColumn[]): readonly SchemaColumn[] {
  return columns.map(({name, declared}) => ({
    name,
    type: declared?.type ?? 'other',
    nullable: declared?.nullable ?? true,
  }))
}
