import * as z from 'zod'
import type {ColumnType} from '../ports/table.ts'
import type {DataSchema, SchemaColumn} from './schema.ts'

/**
 * How far one side's code gets along with the other side's data. `backward`: code for the new columns can read the old
 * data. `forward`: code for the old columns can read the new data. `full`: both. `breaking`: neither.
 */
export const SCHEMA_CLASSES = ['full', 'backward', 'forward', 'breaking'] as const
export type SchemaClass = (typeof SCHEMA_CLASSES)[number]

/** Which changes of a schema pass; with `any` they are told and never decide. */
export const SCHEMA_RULES = ['backward', 'forward', 'full', 'any'] as const
export type SchemaRule = (typeof SCHEMA_RULES)[number]

const columnChangeSchema = z.strictObject({
  column: z.string(),
  class: z.enum(SCHEMA_CLASSES),
  /** What changed and who can read what, in one sentence. */
  why: z.string(),
})
export type ColumnChange = z.infer<typeof columnChangeSchema>

export const schemaChangeSchema = z.strictObject({
  class: z.enum(SCHEMA_CLASSES),
  /** How many columns changed; the first of them are listed. */
  count: z.int().positive(),
  columns: z.array(columnChangeSchema),
})
export type SchemaChange = z.infer<typeof schemaChangeSchema>

export const LISTED_COLUMNS = 50

/** Whether a change may pass under a rule. */
export function isAllowed(change: SchemaClass, rule: SchemaRule): boolean {
  return rule === 'any' || change === 'full' || change === rule
}

/** What became of the columns, by name; nothing when they are the same. */
export function compareSchemas(before: DataSchema, after: DataSchema): SchemaChange | undefined {
  if (before.fingerprint === after.fingerprint) return undefined
  const old = new Map(before.columns.map(column => [column.name, column]))
  const now = new Map(after.columns.map(column => [column.name, column]))
  const changes = [
    ...before.columns.filter(({name}) => !now.has(name)).map(removed),
    ...after.columns.flatMap(column => {
      const was = old.get(column.name)
      return was === undefined ? [added(column)] : changed(was, column)
    }),
    ...moved(before, after),
  ]
  const isBackward = changes.every(change => change.class === 'full' || change.class === 'backward')
  const isForward = changes.every(change => change.class === 'full' || change.class === 'forward')
  return {
    class: classOf(isBackward, isForward),
    count: Math.max(1, changes.length),
    columns: changes.slice(0, LISTED_COLUMNS),
  }
}

function classOf(isBackward: boolean, isForward: boolean): SchemaClass {
  if (isBackward) return isForward ? 'full' : 'backward'
  return isForward ? 'forward' : 'breaking'
}

function added({name, type, nullable}: SchemaColumn): ColumnChange {
  return nullable
    ? {
        column: name,
        class: 'full',
        why: `new, ${type}, and may be empty: old code does not look at it, new code gets along without it`,
      }
    : {
        column: name,
        class: 'forward',
        why: `new, ${type}, and never empty: old code does not look at it, but old data do not have it`,
      }
}

function removed({name, type, nullable}: SchemaColumn): ColumnChange {
  return nullable
    ? {
        column: name,
        class: 'full',
        why: `gone, was ${type} and could be empty: old code gets along without it`,
      }
    : {
        column: name,
        class: 'backward',
        why: `gone, was ${type} and never empty: new code does not need it, but old code does`,
      }
}

function changed(before: SchemaColumn, after: SchemaColumn): readonly ColumnChange[] {
  const changes: ColumnChange[] = []
  const {name} = after
  if (before.type !== after.type) changes.push({column: name, ...retyped(before.type, after.type)})
  if (!before.nullable && after.nullable) {
    const why = 'may be empty now: new code expects that, old code does not'
    changes.push({column: name, class: 'backward', why})
  }
  if (before.nullable && !after.nullable) {
    const why = 'is never empty any more: old code gets along, but old data have empty cells'
    changes.push({column: name, class: 'forward', why})
  }
  return changes
}

/** Wider types that can hold every value of another. */
const WIDER: readonly (readonly [ColumnType, ColumnType])[] = [
  ['integer', 'number'],
  ['date', 'timestamp'],
]

function retyped(before: ColumnType, after: ColumnType): Omit<ColumnChange, 'column'> {
  const what = `${before} → ${after}`
  const isUnknown = before === 'empty' || after === 'empty'
  if (isUnknown) return {class: 'full', why: `${what}: a column without any value fits every type`}
  if (WIDER.some(([from, to]) => from === before && to === after)) {
    return {
      class: 'backward',
      why: `${what}: new code can read the old values, old code not all new ones`,
    }
  }
  if (WIDER.some(([from, to]) => from === after && to === before)) {
    return {
      class: 'forward',
      why: `${what}: old code can read the new values, new code not all old ones`,
    }
  }
  return {class: 'breaking', why: `${what}: neither side's code can read the other's values`}
}

/** Columns that stand elsewhere among those that both sides have. */
function moved(before: DataSchema, after: DataSchema): readonly ColumnChange[] {
  const names = new Set(after.columns.map(({name}) => name))
  const old = before.columns.map(({name}) => name).filter(name => names.has(name))
  const known = new Set(old)
  const now = after.columns.map(({name}) => name).filter(name => known.has(name))
  const first = now.find((name, place) => old[place] !== name)
  if (first === undefined) return []
  const why = 'columns stand in another order, which matters only to code that counts them'
  return [{column: first, class: 'full', why}]
}
