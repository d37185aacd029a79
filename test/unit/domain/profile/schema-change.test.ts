import {describe, expect, it} from 'vitest'
import type {ColumnType} from '../../../../shared/domain/ports/table.ts'
import {fingerprintText, type SchemaColumn} from '../../../../shared/domain/profile/schema.ts'
import {
  compareSchemas,
  isAllowed,
  SCHEMA_RULES,
} from '../../../../shared/domain/profile/schema-change.ts'
import {sha256} from '../../../../shared/platform/hash.ts'

const column = (name: string, type: ColumnType = 'integer', nullable = false): SchemaColumn => ({
  name,
  type,
  nullable,
})
const schema = (...columns: readonly SchemaColumn[]) => ({
  fingerprint: sha256(fingerprintText(columns)),
  columns: [...columns],
})
const id = column('id')

describe('a change of the columns', () => {
  const CHANGES = [
    {
      name: 'a column that may be empty comes',
      before: [id],
      after: [id, column('a', 'string', true)],
      expected: 'full',
    },
    {
      name: 'a column that is never empty comes',
      before: [id],
      after: [id, column('a')],
      expected: 'forward',
    },
    {
      name: 'a column that could be empty goes',
      before: [id, column('a', 'string', true)],
      after: [id],
      expected: 'full',
    },
    {
      name: 'a column that was never empty goes',
      before: [id, column('a')],
      after: [id],
      expected: 'backward',
    },
    {
      name: 'a column is renamed',
      before: [column('a')],
      after: [column('b')],
      expected: 'breaking',
    },
    {
      name: 'cells may be empty',
      before: [id],
      after: [column('id', 'integer', true)],
      expected: 'backward',
    },
    {
      name: 'cells are never empty any more',
      before: [column('id', 'integer', true)],
      after: [id],
      expected: 'forward',
    },
    {
      name: 'integers become numbers',
      before: [id],
      after: [column('id', 'number')],
      expected: 'backward',
    },
    {
      name: 'numbers become integers',
      before: [column('id', 'number')],
      after: [id],
      expected: 'forward',
    },
    {
      name: 'dates become timestamps',
      before: [column('a', 'date')],
      after: [column('a', 'timestamp')],
      expected: 'backward',
    },
    {
      name: 'numbers become text',
      before: [column('a', 'number')],
      after: [column('a', 'string')],
      expected: 'breaking',
    },
    {
      name: 'a type becomes known',
      before: [column('a', 'empty', true)],
      after: [column('a', 'string', true)],
      expected: 'full',
    },
    {
      name: 'columns change places',
      before: [id, column('a')],
      after: [column('a'), id],
      expected: 'full',
    },
    {
      name: 'wider and narrower at once',
      before: [id, column('a')],
      after: [column('id', 'number'), column('a'), column('b')],
      expected: 'breaking',
    },
  ] as const
  it.each(CHANGES)('$name: $expected', ({before, after, expected}) => {
    const change = compareSchemas(schema(...before), schema(...after))
    expect(change?.class).toBe(expected)
    expect(change?.columns.every(({why}) => why.length > 20)).toBe(true)
  })

  it('is none when nothing changed', () => {
    expect(compareSchemas(schema(id), schema(column('id')))).toBeUndefined()
  })

  it('counts all columns and lists the first', () => {
    const many = Array.from({length: 60}, (_, index) => column(`c${index}`))
    const change = compareSchemas(schema(id), schema(id, ...many))
    expect(change).toMatchObject({class: 'forward', count: 60})
    expect(change?.columns).toHaveLength(50)
  })

  it('passes where the rule is met', () => {
    const allowed = SCHEMA_RULES.map(rule =>
      (['full', 'backward', 'forward', 'breaking'] as const).filter(kind => isAllowed(kind, rule)),
    )
    expect(allowed).toEqual([
      ['full', 'backward'],
      ['full', 'forward'],
      ['full'],
      ['full', 'backward', 'forward', 'breaking'],
    ])
  })
})

describe('the fingerprint', () => {
  it('is over names, types and nullability in their order', () => {
    expect(fingerprintText([id, column('a', 'string', true)])).toBe(
      '[{"name":"id","nullable":false,"type":"integer"},{"name":"a","nullable":true,"type":"string"}]',
    )
  })
})
