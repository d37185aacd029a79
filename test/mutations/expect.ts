import type {Mutation} from './mutation.ts'

const OBSERVER = ['test/unit/domain/expect/observer.test.ts']

/** Guards that keep an expectation from passing in silence. */
export const mutations: readonly Mutation[] = [
  {
    file: 'shared/domain/expect/cell-checker.ts',
    find: 'if (checked === 0) return nothingSeen(rows)',
    replace: '',
    why: 'a column without any value would be fine',
    tests: OBSERVER,
  },
  {
    file: 'shared/domain/expect/expectation.ts',
    find: 'if (Number.isNaN(value)) return false',
    replace: '',
    why: 'NaN would lie in every range',
    tests: OBSERVER,
  },
  {
    file: 'shared/domain/expect/observer.ts',
    find: 'if (missing.length === 0) return checker.end()',
    replace: 'return checker.end()',
    why: 'a slip of the pen would look like a column without values',
    tests: OBSERVER,
  },
  {
    file: 'shared/domain/expect/key-checkers.ts',
    find: 'return keys.isFull() ? unchecked(tooMany(most)) : HELD',
    replace: 'return HELD',
    why: 'what was not remembered would be called unique',
    tests: OBSERVER,
  },
  {
    file: 'shared/domain/expect/fresh-checker.ts',
    find: 'if (moment > now + DAY) ahead.add(batch, row, cells)',
    replace: '',
    why: 'a date in the future would keep old data fresh for ever',
    tests: OBSERVER,
  },
  {
    file: 'shared/domain/expect/places.ts',
    find: "const text = isPersonal ? '' : clipped(batch.text(row))",
    replace: 'const text = clipped(batch.text(row))',
    why: 'rows about persons would be published',
    tests: OBSERVER,
  },
]
