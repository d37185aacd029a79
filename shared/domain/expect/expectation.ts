/** A range of numbers, or of moments in milliseconds since 1970. An end that is absent does not bound. */
export type Limits = {
  readonly of: 'number' | 'moment'
  readonly low?: number
  readonly isLowOpen?: boolean
  readonly high?: number
  readonly isHighOpen?: boolean
}

/** What may stand in a cell: a text, and what it is as a number or truth value. */
export type Item = {readonly text: string; readonly number?: number; readonly truth?: boolean}

export const CELL_TYPES = [
  'number',
  'integer',
  'text',
  'boolean',
  'date',
  'timestamp',
  'time',
  'list',
  'struct',
] as const
export type CellType = (typeof CELL_TYPES)[number]

export const TOTALS = ['sum', 'mean', 'min', 'max'] as const
export type TotalName = (typeof TOTALS)[number]

/** What is expected of a table. Cells that are empty are only the business of `present` and `nulls`. */
export type Check =
  | {readonly kind: 'rows'; readonly limits: Limits}
  | {readonly kind: 'range'; readonly column: string; readonly limits: Limits}
  | {readonly kind: 'length'; readonly column: string; readonly limits: Limits}
  | {readonly kind: 'type'; readonly column: string; readonly type: CellType}
  | {
      readonly kind: 'set'
      readonly column: string
      readonly items: readonly Item[]
      readonly isNegated: boolean
    }
  | {readonly kind: 'pattern'; readonly column: string; readonly pattern: string}
  | {readonly kind: 'present'; readonly column: string}
  | {
      readonly kind: 'nulls'
      readonly column: string
      readonly limits: Limits
      readonly isShare: boolean
    }
  | {readonly kind: 'unique'; readonly columns: readonly string[]}
  | {
      readonly kind: 'order'
      readonly column: string
      readonly isFalling: boolean
      readonly isStrict: boolean
      readonly per?: string
    }
  | {
      readonly kind: 'key'
      readonly column: string
      readonly dataset: string
      readonly target: string
    }
  | {
      readonly kind: 'fresh'
      readonly column: string
      readonly withinMs: number
      readonly within: string
    }
  | {
      readonly kind: 'total'
      readonly of: TotalName
      readonly column: string
      readonly limits: Limits
      readonly per?: string
    }
  | {readonly kind: 'distinct'; readonly column: string; readonly limits: Limits}

/** One condition as the user wrote it, and what it means. */
export type Expectation = {readonly text: string; readonly check: Check}

/** Whether a number lies in the range; what is no number never does. */
export function isWithin(value: number, {low, isLowOpen, high, isHighOpen}: Limits): boolean {
  if (Number.isNaN(value)) return false
  if (low !== undefined && (isLowOpen ? value <= low : value < low)) return false
  return !(high !== undefined && (isHighOpen ? value >= high : value > high))
}

/** The columns of the dataset itself that a check looks at. */
export function columnsOf(check: Check): readonly string[] {
  switch (check.kind) {
    case 'rows':
      return []
    case 'unique':
      return check.columns
    case 'order':
    case 'total':
      return check.per === undefined ? [check.column] : [check.column, check.per]
    default:
      return [check.column]
  }
}
