import {expect, test} from 'vitest'
import {readConfig} from '../../../../shared/features/configuration/index.ts'

function problemsOf(entry: string): Promise<string> {
  const text = `pipeline: oil\ndata:\n  prices: { path: a.csv, expect: [${entry}] }\n`
  return readConfig(Buffer.from(text), 'proofmark.yml').then(
    () => 'none',
    (error: unknown) => (error as Error).message,
  )
}

const PLACE = 'data.prices.expect[0]'

test.each([
  {entry: 'rows > 1', says: 'none'},
  {entry: '{ rule: rows > 1, level: warn }', says: 'none'},
  {entry: '{ sql: SELECT 1, is: 1 }', says: 'none'},
  {entry: '{ rul: rows > 1 }', says: `unknown key "rul" in ${PLACE}; did you mean "rule"?`},
  {entry: '{ sqll: SELECT 1, is: 1 }', says: `unknown key "sqll" in ${PLACE}; did you mean "sql"?`},
  {
    entry: '{ condition: rows > 1 }',
    says: `unknown key "condition" in ${PLACE}; there is rule, level, sql, is`,
  },
  {
    entry: '{ rule: rows > 1, levle: warn }',
    says: `unknown key "levle" in ${PLACE}; did you mean "level"?`,
  },
  {
    entry: '{ rule: rows > 1, sql: SELECT 1 }',
    says: `"sql" in ${PLACE} does not go with the other keys`,
  },
  {
    entry: '{ rule: 5, sql: SELECT 1 }',
    says: `${PLACE} has rule and sql, which do not go together`,
  },
  {
    entry: '{ rule: rows > 1, sql: SELECT 1, is: 1 }',
    says: `"rule" in ${PLACE} does not go with the other keys`,
  },
  {entry: '{ level: warn }', says: `${PLACE} must have rule, or sql and is`},
  {entry: '{}', says: `${PLACE} must have rule, or sql and is`},
  {entry: '{ rule: rows > 1, level: error }', says: `${PLACE}.level must be one of fail, warn`},
  {entry: '{ sql: SELECT 1 }', says: `${PLACE}.is is required`},
  {entry: '[rows > 1]', says: `${PLACE} must be a text or a mapping, found a list`},
])('$entry: $says', async ({entry, says}) => {
  const told = await problemsOf(entry)
  expect(told).toContain(says)
  expect(told).not.toMatch(/level.*level,|, level$/)
})
