import type {Mutation} from './mutation.ts'

const KEYS = ['test/unit/domain/leakage/row-key.test.ts']
const INDEX = ['test/unit/domain/leakage/key-index.test.ts']
const USE = ['test/unit/domain/leakage/holdout-use.test.ts']
const MEASURE = ['test/unit/domain/drift/measure-drift.test.ts']
const TESTS = ['test/unit/domain/drift/tests.test.ts']
const LEAKAGE = ['test/acceptance/data-leakage.test.ts']
const DRIFT = ['test/acceptance/data-drift.test.ts']

/** Guards that say whether a holdout is apart, and whether data drifted. */
export const mutations: readonly Mutation[] = [
  {
    file: 'shared/domain/leakage/row-key.ts',
    find: "plain.replace(/[^\\p{L}\\p{N}\\p{M}]+/gu, ' ').trim()",
    replace: 'plain.trim()',
    why: 'a copied row with another comma would pass',
    tests: KEYS,
  },
  {
    file: 'shared/domain/leakage/row-key.ts',
    find: 'if (Math.abs(digits) >= 10 ** DIGITS)',
    replace: 'if (Math.abs(digits) > 10 ** (DIGITS + 1))',
    why: '9.999996 and 10 would not be alike',
    tests: KEYS,
  },
  {
    file: 'shared/domain/leakage/key-index.ts',
    find: 'if (key % oneOf !== 0) return',
    replace: 'if (key < 0) return',
    why: 'a large holdout would not be sampled evenly, and its share would be wrong',
    tests: INDEX,
  },
  {
    file: 'shared/domain/leakage/key-index.ts',
    find: 'if (used >= most) {',
    replace: 'if (used >= 2 * most) {',
    why: 'memory would grow beyond its limit',
    tests: INDEX,
  },
  {
    file: 'shared/domain/leakage/holdout-use.ts',
    find: "trained.some(({status}) => status !== 'unchanged')",
    replace: "trained.every(({status}) => status !== 'unchanged')",
    why: 'a holdout that changes with one of the datasets to train on would be blamed',
    tests: USE,
  },
  {
    file: 'shared/domain/leakage/findings.ts',
    find: "return {level: decides ? 'fail' : 'warn'}",
    replace: "return {level: 'warn'}",
    why: 'leakage would never decide',
    tests: LEAKAGE,
    build: true,
  },
  {
    file: 'shared/domain/leakage/by-order.ts',
    find: 'if (value < earliest) return',
    replace: 'if (value <= earliest) return',
    why: "training data of the holdout's first day would pass",
    tests: LEAKAGE,
    build: true,
  },
  {
    file: 'shared/domain/drift/measure-drift.ts',
    find: 'adjusted > alpha ?',
    replace: 'adjusted > 10 * alpha ?',
    why: 'chance would be told as drift',
    tests: MEASURE,
  },
  {
    file: 'shared/domain/drift/measure-drift.ts',
    find: 'const adjusted = adjustBenjaminiHochberg(raw.flatMap(({checks}) => checks.map(({p}) => p)))',
    replace: 'const adjusted = raw.flatMap(({checks}) => checks.map(({p}) => p))',
    why: 'with many columns there would always be an alarm',
    tests: MEASURE,
  },
  {
    file: 'shared/domain/drift/compare-column.ts',
    find: 'fewest > SMALL_SAMPLE && measured.size < least',
    replace: 'measured.size < 0',
    why: 'differences that nobody cares for would decide',
    tests: MEASURE,
  },
  {
    file: 'shared/domain/drift/tests.ts',
    find: '(outside + 1) * outermost(outside) - outside * outermost(outside + 1)',
    replace: 'outermost(outside)',
    why: 'values out of range would alarm too often',
    tests: TESTS,
  },
  {
    file: 'shared/domain/drift/row-sample.ts',
    find: 'rows < most ? rows : next(rows + 1)',
    replace: 'rows < most ? rows : next(most)',
    why: 'the last rows of a large dataset would crowd out the first',
    tests: MEASURE,
  },
  {
    file: 'shared/domain/drift/findings.ts',
    find: 'const missed = isNamed ? notCompared : []',
    replace: 'const missed: typeof notCompared = []',
    why: 'a column with a misspelt name would never drift',
    tests: DRIFT,
    build: true,
  },
  {
    file: 'shared/domain/drift/compare-column.ts',
    find: 'const isTold = !options.isPersonal',
    replace: 'const isTold = true',
    why: 'values of data about persons would be published',
    tests: DRIFT,
    build: true,
  },
]
