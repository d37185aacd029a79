import {expect, test} from 'vitest'
import {queryHint} from '../../../../shared/domain/expect/query-hint.ts'

const NAMES = {tables: ['data', 'people'], columns: ['price', 'Odd Name', 'id']}

test.each([
  {says: 'Binder Error: Referenced column "pric" not found in FROM clause!', hint: 'price'},
  {says: 'Binder Error: Referenced column "odd nam" not found in FROM clause!', hint: 'Odd Name'},
  {says: 'Binder Error: Table "d" does not have a column named "prise"', hint: 'price'},
  {says: 'Catalog Error: Table with name dta does not exist!', hint: 'data'},
  {says: 'Binder Error: Referenced column "zzzzzz" not found in FROM clause!', hint: undefined},
  {says: 'Catalog Error: Table with name price does not exist!', hint: undefined},
  {says: 'Conversion Error: Could not convert string "pric" to INT32', hint: undefined},
  {says: `Referenced column "${'p'.repeat(5000)}" not found`, hint: undefined},
])('$says', ({says, hint}) => {
  expect(queryHint(says, NAMES)).toBe(hint === undefined ? '' : `; did you mean "${hint}"?`)
})
