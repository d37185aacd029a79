import {describe, expect, test} from 'vitest'
import {namedColumnFindings} from '../../../shared/domain/named-columns.ts'

const columns = ['id', 'day', 'country']

describe('columns that a dataset names', () => {
  test('are fine where they are there, or none is named', () => {
    const settings = {key: 'id', order: 'day', cluster: 'country'}
    expect(namedColumnFindings('prices', settings, {columns, decides: true})).toEqual([])
    expect(namedColumnFindings('prices', {}, {columns: [], decides: true})).toEqual([])
  })

  test('are each told where they are not, with the nearest one', () => {
    const settings = {key: 'id', order: 'moment', cluster: 'contry'}
    expect(namedColumnFindings('prices', settings, {columns, decides: false})).toEqual([
      {
        dataset: 'prices',
        check: 'format',
        code: 'named-column',
        level: 'warn',
        message: 'prices: "order" names the column "moment", which is not there',
      },
      {
        dataset: 'prices',
        check: 'format',
        code: 'named-column',
        level: 'warn',
        message:
          'prices: "cluster" names the column "contry", which is not there; did you mean "country"?',
      },
    ])
  })

  test('fail where leakage decides, as nothing would be compared by them', () => {
    const [finding] = namedColumnFindings('p', {order: 'moment'}, {columns, decides: true})
    expect(finding?.level).toBe('fail')
  })
})
