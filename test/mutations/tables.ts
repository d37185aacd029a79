import type {Mutation} from './mutation.ts'

const CSV = ['test/unit/features/profile/csv.test.ts']
const SCHEMA = ['test/unit/domain/profile/schema-change.test.ts']

/** Guards that say what is wrong with data. */
export const mutations: readonly Mutation[] = [
  {
    file: 'shared/platform/tables/csv-batches.ts',
    find: 'if (room.counts[row] === room.width) continue',
    replace: 'if (room.counts[row] !== 0) continue',
    why: 'a row with too few cells would pass',
    tests: CSV,
  },
  {
    file: 'shared/platform/tables/csv-batches.ts',
    find: "if (open !== undefined) report({code: 'quote-not-closed'",
    replace: "if (open === 0) report({code: 'quote-not-closed'",
    why: 'rows behind a quote that never ends would be lost without a word',
    tests: CSV,
  },
  {
    file: 'shared/platform/tables/csv-header.ts',
    find: 'if (strays > 0)',
    replace: 'if (strays < 0)',
    why: 'a stray quote among the names would pass',
    tests: CSV,
  },
  {
    file: 'shared/domain/profile/schema-change.ts',
    find: "return rule === 'any' || change === 'full' || change === rule",
    replace: "return rule === 'any' || change !== 'breaking'",
    why: 'a forward change would pass where only backward ones may',
    tests: SCHEMA,
  },
]
