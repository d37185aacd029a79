import {describe, expect, it} from 'vitest'
import type {Check} from '../../../../shared/domain/expect/expectation.ts'
import {parseExpectation} from '../../../../shared/domain/expect/parse.ts'

const DAY = 86_400_000
const FIRST = Date.UTC(2026, 0, 31)

const UNDERSTOOD: readonly {text: string; check: Check}[] = [
  {text: 'rows >= 1000', check: {kind: 'rows', limits: {of: 'number', low: 1000}}},
  {
    text: 'rows between 1000 and 2e6',
    check: {kind: 'rows', limits: {of: 'number', low: 1000, high: 2e6}},
  },
  {
    text: '"rows" >= 0',
    check: {kind: 'range', column: 'rows', limits: {of: 'number', low: 0}},
  },
  {
    text: 'price between 0 and 500',
    check: {kind: 'range', column: 'price', limits: {of: 'number', low: 0, high: 500}},
  },
  {
    text: 'price > -.5',
    check: {
      kind: 'range',
      column: 'price',
      limits: {of: 'number', low: -0.5, isLowOpen: true},
    },
  },
  {
    text: 'a/b.c-d ≤ −1e3',
    check: {kind: 'range', column: 'a/b.c-d', limits: {of: 'number', high: -1000}},
  },
  {
    text: 'day <= 2026-01-31',
    check: {
      kind: 'range',
      column: 'day',
      limits: {of: 'moment', high: FIRST + DAY, isHighOpen: true},
    },
  },
  {
    text: 'day > 2026-01-31',
    check: {kind: 'range', column: 'day', limits: {of: 'moment', low: FIRST + DAY}},
  },
  {
    text: 'at >= 2026-01-31T12:00+02:00',
    check: {kind: 'range', column: 'at', limits: {of: 'moment', low: FIRST + 10 * 3_600_000}},
  },
  {text: 'price is number', check: {kind: 'type', column: 'price', type: 'number'}},
  {
    text: 'country in [DE, "New York", 1, true]',
    check: {
      kind: 'set',
      column: 'country',
      items: [
        {text: 'DE'},
        {text: 'New York'},
        {text: '1', number: 1},
        {text: 'true', truth: true},
      ],
      isNegated: false,
    },
  },
  {
    text: 'zip not in [00420]',
    check: {kind: 'set', column: 'zip', items: [{text: '00420'}], isNegated: true},
  },
  {
    text: 'state != deleted',
    check: {kind: 'set', column: 'state', items: [{text: 'deleted'}], isNegated: true},
  },
  {
    text: String.raw`sku matches /^[A-Z]{3}\d+$/`,
    check: {kind: 'pattern', column: 'sku', pattern: String.raw`^[A-Z]{3}\d+$`},
  },
  {
    text: 'path matches /^[/]a\\/b$/',
    check: {kind: 'pattern', column: 'path', pattern: '^[/]a\\/b$'},
  },
  {
    text: 'nulls(price) <= 1 %',
    check: {kind: 'nulls', column: 'price', limits: {of: 'number', high: 0.01}, isShare: true},
  },
  {
    text: 'nulls(price) <= 10',
    check: {kind: 'nulls', column: 'price', limits: {of: 'number', high: 10}, isShare: false},
  },
  {text: 'price is never missing', check: {kind: 'present', column: 'price'}},
  {text: 'id is unique', check: {kind: 'unique', columns: ['id']}},
  {text: '(store, "the day") is unique', check: {kind: 'unique', columns: ['store', 'the day']}},
  {
    text: 'date is increasing',
    check: {kind: 'order', column: 'date', isFalling: false, isStrict: false},
  },
  {
    text: 'date is strictly decreasing per store',
    check: {kind: 'order', column: 'date', isFalling: true, isStrict: true, per: 'store'},
  },
  {
    text: 'customer in customers.id',
    check: {kind: 'key', column: 'customer', dataset: 'customers', target: 'id'},
  },
  {
    text: 'customer in customers.v2."the id"',
    check: {kind: 'key', column: 'customer', dataset: 'customers.v2', target: 'the id'},
  },
  {
    text: 'newest(date) within 3 days',
    check: {kind: 'fresh', column: 'date', withinMs: 3 * DAY, within: '3 days'},
  },
  {
    text: 'sum(share) = 1 +- 0.25 per day',
    check: {
      kind: 'total',
      of: 'sum',
      column: 'share',
      limits: {of: 'number', low: 0.75, high: 1.25},
      per: 'day',
    },
  },
  {
    text: 'max(date) >= 2026-01-31',
    check: {kind: 'total', of: 'max', column: 'date', limits: {of: 'moment', low: FIRST}},
  },
  {
    text: 'distinct(country) <= 200',
    check: {kind: 'distinct', column: 'country', limits: {of: 'number', high: 200}},
  },
  {
    text: 'length(text) between 1 and 5000',
    check: {kind: 'length', column: 'text', limits: {of: 'number', low: 1, high: 5000}},
  },
]

const REFUSED: readonly {text: string; index: number; says: string}[] = [
  {text: '', index: 0, says: 'expected something such as'},
  {text: 'price', index: 5, says: 'the end of the rule'},
  {text: 'price betwen 0 and 5', index: 6, says: 'did you mean "between"?'},
  {text: 'price between 5 and 0', index: 20, says: 'the lower end comes first'},
  {text: 'price between 5 to 7', index: 16, says: 'expected "and"'},
  {text: 'price between 5 and 2026-01-31', index: 20, says: 'both ends'},
  {text: 'price =< 5', index: 6, says: 'write <= instead'},
  {text: 'price <= 5%', index: 10, says: 'goes with nulls'},
  {text: 'price <= 1,000', index: 10, says: 'without commas'},
  {text: 'price <= 1e999', index: 9, says: 'too large'},
  {text: 'price <= 5 +- 1', index: 11, says: 'end of the expectation'},
  {text: 'low <= high', index: 7, says: 'two columns are compared by'},
  {text: 'day <= today', index: 7, says: 'newest(date) within'},
  {text: 'day <= 2026-02-30', index: 7, says: 'no such day'},
  {text: 'price is float', index: 9, says: 'did you mean "number"?'},
  {text: 'price is uniqe', index: 9, says: 'did you mean "unique"?'},
  {text: 'price is not null', index: 9, says: 'is never missing'},
  {text: 'price is never null', index: 15, says: 'expected "missing"'},
  {text: 'country in []', index: 12, says: 'expected a value'},
  {text: 'country in [New York]', index: 16, says: 'goes in quotes'},
  {text: 'country in [DE, DE]', index: 16, says: 'named twice'},
  {text: "country in ['DE']", index: 12, says: 'double quotes'},
  {text: 'country in customers', index: 11, says: 'customers.id'},
  {text: 'sku matches ^A', index: 12, says: 'expected a pattern'},
  {text: 'sku matches /a', index: 12, says: 'no second'},
  {text: 'sku matches /(a/', index: 13, says: 'not closed'},
  {text: 'sku matches /a/i', index: 15, says: 'no flags'},
  {text: String.raw`sku matches /(a)\1/`, index: 16, says: 'cannot refer back'},
  {text: 'sku matches /(?=a)b/', index: 13, says: 'cannot look ahead'},
  {text: 'null(price) <= 3', index: 0, says: 'did you mean "nulls"?'},
  {text: 'nulls(price) <= 0.01', index: 16, says: 'write "1 %"'},
  {text: 'nulls(price) <= 200 %', index: 16, says: 'between 0 % and 100 %'},
  {text: 'nulls(price) >= -1 %', index: 16, says: 'between 0 % and 100 %'},
  {text: 'nulls(price) between 0 % and 100.1 %', index: 29, says: 'between 0 % and 100 %'},
  {text: 'nulls(price) >= -1', index: 16, says: 'not below 0'},
  {text: 'nulls(price <= 1', index: 12, says: 'expected ")"'},
  {text: 'sum(x) = 1 +- 5 %', index: 16, says: 'as a number'},
  {text: 'newest(date) within 3 dais', index: 22, says: 'did you mean "days"?'},
  {text: 'newest(date) >= 2026-01-31', index: 13, says: 'max(date)'},
  {text: 'date within 3 days', index: 5, says: 'newest(date) within 3 days'},
  {text: '(a, b) <= 3', index: 7, says: 'is unique'},
  {text: '(a, a) is unique', index: 0, says: 'twice'},
  {text: 'lag_* >= 0', index: 4, says: 'one column'},
  {text: 'id is unique, report-only', index: 12, says: 'end of the expectation'},
  {text: '"price >= 0', index: 0, says: 'not closed'},
  {text: '!', index: 0, says: 'the name of a column'},
  {text: `a in [${'x'.repeat(1000)}]`, index: 0, says: 'at most 1000 characters'},
]

describe('an expectation', () => {
  it.each(UNDERSTOOD)('is understood: $text', ({text, check}) => {
    expect(parseExpectation(text)).toEqual({rule: {text, check}})
  })

  it.each(REFUSED)('is refused with its place: $text', ({text, index, says}) => {
    const parsed = parseExpectation(text)
    expect(parsed).toMatchObject({problem: {index}})
    expect('problem' in parsed && parsed.problem.message).toContain(says)
  })
})
