import * as z from 'zod'
import type {Expectation} from './expectation.ts'
import {parseExpectation} from './parse.ts'

/** More rules of one dataset are made by a program, and take their time on every row. */
const MOST_ENTRIES = 200

const level = z
  .enum(['fail', 'warn'])
  .optional()
  .describe('Whether it fails the data or only warns; default: fail.')

export const expectRuleSchema = z.strictObject({
  rule: z.string().min(1).describe('The expectation as a text, such as "price between 0 and 500".'),
  level,
})
const expectQuerySchema = z.strictObject({
  sql: z
    .string()
    .min(1)
    .max(10_000)
    .describe(
      'One SELECT that answers one value; the dataset is the table `data`, others have their names.',
    ),
  is: z.union([z.number(), z.string(), z.boolean()]).describe('What it must answer.'),
  level,
})
export type ExpectQuery = z.infer<typeof expectQuerySchema>

export const expectSchema = z
  .array(z.union([z.string().min(1), expectRuleSchema, expectQuerySchema]))
  .min(1)
  .max(MOST_ENTRIES)
export type ExpectEntries = z.infer<typeof expectSchema>

export type Level = 'fail' | 'warn'
export type WeighedRule = {readonly expectation: Expectation; readonly level: Level}

/** The rules among the entries; whoever read the configuration has told those that cannot be read. */
export function rulesAmong(entries: ExpectEntries): readonly WeighedRule[] {
  return entries.flatMap(entry => {
    if (typeof entry !== 'string' && 'sql' in entry) return []
    const {rule, level = 'fail'} = typeof entry === 'string' ? {rule: entry} : entry
    const parsed = parseExpectation(rule)
    if ('problem' in parsed) throw new Error(parsed.problem.message)
    return [{expectation: parsed.rule, level}]
  })
}

/** The queries among the entries. */
export function queriesAmong(entries: ExpectEntries): readonly ExpectQuery[] {
  return entries.flatMap(entry => (typeof entry !== 'string' && 'sql' in entry ? [entry] : []))
}
