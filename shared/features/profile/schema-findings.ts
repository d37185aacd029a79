import {CATALOGUE_FIELDS, type Catalogue, type CatalogueField} from '../../domain/dataset-config.ts'
import {type Finding, findingOf} from '../../domain/finding.ts'
import {isAllowed, type SchemaChange, type SchemaRule} from '../../domain/profile/schema-change.ts'

const TOLD_COLUMNS = 2

/** What a change of the columns means for a dataset under its rule. */
export function schemaFinding(dataset: string, change: SchemaChange, rule: SchemaRule): Finding {
  const isFine = isAllowed(change.class, rule)
  const told = change.columns.slice(0, TOLD_COLUMNS).map(({column, why}) => `"${column}" ${why}`)
  const more = change.count - told.length
  const list = [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
  const allowed = isFine ? '' : `, and "schema: ${rule}" does not allow that`
  const message = `${dataset}: the change of the columns is ${describe(change.class)}${allowed}: ${list}`
  return findingOf(isFine ? 'schema-changed' : 'schema-broken', {
    dataset,
    message,
    count: change.count,
  })
}

function describe(change: SchemaChange['class']): string {
  switch (change) {
    case 'full':
      return 'full (code for the old and for the new columns can read both)'
    case 'backward':
      return 'backward only (new code can read old data, old code cannot read new data)'
    case 'forward':
      return 'forward only (old code can read new data, new code cannot read old data)'
    case 'breaking':
      return 'breaking (neither can old code read new data, nor new code old data)'
  }
}

/** What a dataset does not say and must. */
export function catalogueFinding(
  dataset: string,
  said: Catalogue,
  required: readonly CatalogueField[],
): Finding | undefined {
  const missing = CATALOGUE_FIELDS.filter(
    field => required.includes(field) && said[field] === undefined,
  )
  if (missing.length === 0) return undefined
  const example = missing.map(field => `${field}: …`).join(', ')
  const message = `${dataset}: the catalogue requires ${missing.join(', ')}; add to the dataset: { ${example} }`
  return findingOf('catalogue-missing', {dataset, message, count: missing.length})
}
