import {describe, expect, it} from 'vitest'
import {identifier, literal, loadStatement} from '../../../../shared/platform/duckdb/load-table.ts'

describe('the statement that loads a table', () => {
  it('quotes what others wrote', () => {
    expect(literal("a'); DROP TABLE x; --")).toBe("'a''); DROP TABLE x; --'")
    expect(identifier('a" AS SELECT 1; --')).toBe('"a"" AS SELECT 1; --"')
    expect(() => literal('a\0b')).toThrow('NUL')
  })

  it('names each format and its own delimiter', () => {
    const parts = [
      {format: 'csv', delimiter: ';', files: ['tables/0.csv', 'tables/1.csv']},
      {format: 'parquet', files: ['tables/2.parquet']},
      {format: 'jsonl', files: ['tables/3.jsonl']},
    ] as const
    const sql = loadStatement({name: 'data', parts, missing: ['N/A', "'"]})
    expect(sql).toMatch(/^CREATE TABLE "data" AS SELECT \* FROM read_csv\(/)
    expect(sql).toContain("delim = ';'")
    expect(sql).toContain("nullstr = ['', 'N/A', '''']")
    expect(sql.split(' UNION ALL BY NAME ')).toHaveLength(3)
  })
})
