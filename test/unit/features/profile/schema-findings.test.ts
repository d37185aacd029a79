import {describe, expect, it} from 'vitest'
import {catalogueFinding, schemaFinding} from '../../../../shared/features/profile/index.ts'

const change = {
  class: 'backward' as const,
  count: 3,
  columns: ['a', 'b', 'c'].map(column => ({column, class: 'backward' as const, why: 'gone'})),
}

describe('a change of the columns', () => {
  it.each([
    {rule: 'backward' as const, level: 'note', code: 'schema-changed'},
    {rule: 'any' as const, level: 'note', code: 'schema-changed'},
    {rule: 'forward' as const, level: 'fail', code: 'schema-broken'},
    {rule: 'full' as const, level: 'fail', code: 'schema-broken'},
  ])('that is backward weighs $level under $rule', ({rule, level, code}) => {
    const finding = schemaFinding('prices', change, rule)
    expect(finding).toMatchObject({level, code, count: 3, check: 'schema'})
    expect(finding.message).toContain('"a" gone; "b" gone; and 1 more')
  })
})

describe('the catalogue', () => {
  it('names what is missing, and is content with the rest', () => {
    const finding = catalogueFinding('prices', {owner: 'me'}, ['licence', 'owner', 'source'])
    expect(finding).toMatchObject({code: 'catalogue-missing', level: 'fail', count: 2})
    expect(finding?.message).toContain('{ licence: …, source: … }')
    expect(catalogueFinding('prices', {owner: 'me'}, ['owner'])).toBeUndefined()
  })
})
