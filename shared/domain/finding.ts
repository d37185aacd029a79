import * as z from 'zod'
import {FINDING_CODES, type FindingCode} from './finding-codes.ts'

export const CHECKS = [
  'format',
  'schema',
  'expect',
  'leakage',
  'drift',
  'catalogue',
  'provenance',
  'dvc',
] as const
export const FINDING_LEVELS = ['fail', 'warn', 'note'] as const

/** How many rows a finding shows; its count is of all. */
export const SHOWN_ROWS = 5
/** How much of a row is shown. */
export const SHOWN_CHARACTERS = 160

/** One thing that is wrong with data, or worth telling. */
export const findingSchema = z.strictObject({
  dataset: z.string(),
  check: z.enum(CHECKS),
  /** Whether it fails the verdict of the data, or is only told. */
  level: z.enum(FINDING_LEVELS),
  /** Stable, kebab-case, listed in finding-codes.ts. */
  code: z.string(),
  /** One sentence with the values. */
  message: z.string(),
  /** How often it is there. */
  count: z.int().nonnegative().optional(),
  /** The first places. */
  rows: z
    .array(
      z.strictObject({file: z.string(), line: z.int().positive().optional(), text: z.string()}),
    )
    .max(SHOWN_ROWS)
    .optional(),
})
export type Finding = z.infer<typeof findingSchema>
export type FindingRow = NonNullable<Finding['rows']>[number]

/** As much of a row or a value as is shown, on one line. */
export function clipped(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS - 1)}…` : line
}

/** A finding with a code of the table, which says what it is about. */
export function findingOf(
  code: FindingCode,
  finding: Omit<Finding, 'check' | 'level' | 'code'> & Partial<Pick<Finding, 'level'>>,
): Finding {
  const {check, level} = FINDING_CODES[code]
  return {...finding, check, code, level: finding.level ?? level}
}

/** Whether the data pass: no finding fails. */
export function hasFailure(findings: readonly Finding[]): boolean {
  return findings.some(({level}) => level === 'fail')
}
