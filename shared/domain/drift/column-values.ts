import {CELL, type ColumnType} from '../ports/table.ts'
import type {ColumnSummary} from '../profile/column-profile.ts'
import type {SampledColumn} from './row-sample.ts'

/** One side of a column: what is known of all of its cells, and a sample of them. */
export type ColumnSide = {readonly summary: ColumnSummary; readonly sample: SampledColumn}
export type ColumnSides = {readonly reference: ColumnSide; readonly current: ColumnSide}
export type ColumnKind = 'number' | 'category' | 'text' | 'time'

/** Numbers with so few values are words, such as flags and grades. */
const FEW_NUMBERS = 10
const MANY_NUMBERS = 50
/** Texts with more different values than this are no categories. */
const MOST_CATEGORIES = 200

/** How a column is compared; a sentence where it is not. */
export function kindOf({
  reference,
  current,
}: ColumnSides): {readonly kind: ColumnKind} | {readonly why: string} {
  const types = [reference, current].map(({summary}) => summary.type)
  const known = types.filter(type => type !== 'empty')
  const families = new Set(known.map(familyOf))
  const [family] = families
  if (families.size > 1) return {why: `it is ${types[0]} there and ${types[1]} here`}
  if (family === undefined) return {why: 'it has no values'}
  switch (family) {
    case 'number':
      return {
        kind: isFew(reference, FEW_NUMBERS) && isFew(current, MANY_NUMBERS) ? 'category' : family,
      }
    case 'text':
      return {kind: isCategorical(reference) ? 'category' : family}
    case 'nothing':
      return {why: `values of type ${types[0]} are not compared`}
    default:
      return {kind: family}
  }
}

function familyOf(type: ColumnType): ColumnKind | 'nothing' {
  switch (type) {
    case 'integer':
    case 'number':
      return 'number'
    case 'boolean':
      return 'category'
    case 'string':
      return 'text'
    case 'date':
    case 'timestamp':
    case 'time':
      return 'time'
    default:
      return 'nothing'
  }
}

function isFew({summary}: ColumnSide, most: number): boolean {
  return !summary.isDistinctCapped && summary.distinct <= most
}

/** Words that come again, twice on average. */
function isCategorical(side: ColumnSide): boolean {
  const {cells, nulls, distinct} = side.summary
  return isFew(side, MOST_CATEGORIES) && 2 * distinct <= cells - nulls
}

/** The finite numbers of the sample. */
export function numbersOf({sample: {kinds, values}}: ColumnSide): Float64Array {
  return values.filter((value, row) => {
    const kind = kinds[row] ?? CELL.null
    return kind !== CELL.null && kind < CELL.string && Number.isFinite(value)
  })
}

/** How long the texts of the sample are; what is written otherwise has no length here. */
export function lengthsOf({sample: {kinds, sizes}}: ColumnSide): Float64Array {
  return sizes.filter((_, row) => kinds[row] === CELL.string)
}

export type Categories = {
  readonly reference: Float64Array
  readonly current: Float64Array
  readonly labels: readonly (string | undefined)[]
}

/** How often each value of either sample occurs; the reference's first. */
export function categoriesOf({reference, current}: ColumnSides): Categories {
  const places = new Map<string, number>()
  const labels: (string | undefined)[] = []
  const counts: [number, number][] = []
  for (const [side, {sample}] of [reference, current].entries()) {
    const {kinds, values, texts} = sample
    for (const [row, kind] of kinds.entries()) {
      if (kind === CELL.null) continue
      const value = values[row] ?? Number.NaN
      const key = `${familyOfKind(kind)}${value}`
      let place = places.get(key)
      if (place === undefined) {
        place = counts.push([0, 0]) - 1
        places.set(key, place)
        labels.push(labelOf(kind, value, texts))
      }
      labels[place] ??= labelOf(kind, value, texts)
      const count = counts[place]
      if (count) count[side === 0 ? 0 : 1]++
    }
  }
  return {
    reference: Float64Array.from(counts, ([count]) => count),
    current: Float64Array.from(counts, ([, count]) => count),
    labels,
  }
}

/** The number 1 and the integer 1 are one value; true is another. */
function familyOfKind(kind: number): string {
  if (kind === CELL.integer || kind === CELL.number) return 'n'
  return kind === CELL.boolean ? 'b' : 't'
}

function labelOf(
  kind: number,
  value: number,
  texts: ReadonlyMap<number, string>,
): string | undefined {
  if (kind === CELL.boolean) return value === 1 ? 'true' : 'false'
  return kind < CELL.string ? String(value) : texts.get(value)
}
