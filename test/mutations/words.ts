import type {Mutation} from './mutation.ts'

const CONFIGURATION = ['test/unit/features/configuration/expect-entries.test.ts']
const PARSE = ['test/unit/domain/expect/parse.test.ts']
const HINT = ['test/unit/domain/expect/query-hint.test.ts']
const MEASURE = ['test/unit/domain/drift/measure-drift.test.ts']
const FINDINGS = ['test/unit/features/report/data-findings.test.ts']
const BODY = ['test/unit/features/review/body.test.ts']
const PUBLISH = ['test/unit/features/review/publish.test.ts']

/** What people are told: the word that was meant, and nothing that looks like a pass and is none. */
export const mutations: readonly Mutation[] = [
  {
    file: 'shared/features/configuration/problems.ts',
    find: 'if (strange.length > 0) return strange.map(key => unknownKey(key, path, tree))',
    replace: '',
    why: 'a misspelt key of an expectation would be told as a wrong type',
    tests: CONFIGURATION,
  },
  {
    file: 'shared/features/configuration/union-branch.ts',
    find: 'others.every(other => other.includes(key))',
    replace: 'true',
    why: 'a key that one of the forms knows would be called unknown',
    tests: CONFIGURATION,
  },
  {
    file: 'shared/features/configuration/json-schema.ts',
    find: 'return [...new Set(keys)]',
    replace: 'return keys',
    why: 'a key of two forms would be listed twice',
    tests: CONFIGURATION,
  },
  {
    file: 'shared/domain/expect/limits-parser.ts',
    find: "if (value < 0 || value > 100) read.fail('a share lies between 0 % and 100 %', at)",
    replace: '',
    why: 'a limit that nothing can break would pass for one',
    tests: PARSE,
  },
  {
    file: 'shared/domain/expect/limits-parser.ts',
    find: "if (shares && value < 0) read.fail('a number of cells is not below 0', at)",
    replace: '',
    why: 'at least −1 empty cells would hold of anything',
    tests: PARSE,
  },
  {
    file: 'shared/domain/expect/query-hint.ts',
    find: 'if (column !== undefined) return didYouMean(column, columns)',
    replace: '',
    why: 'a misspelt column of a query would be told without the right one',
    tests: HINT,
  },
  {
    file: 'shared/domain/drift/measure-drift.ts',
    find: 'const hint = didYouMean(name, known)',
    replace: "const hint = ''",
    why: 'a misspelt column of drift would be told without the right one',
    tests: MEASURE,
  },
  {
    file: 'shared/features/report/headline.ts',
    find: "isBad(sign) ? sign : 'fail'",
    replace: 'sign',
    why: 'the first line would look like a pass where the data fail',
    tests: FINDINGS,
  },
  {
    file: 'shared/features/report/data-details.ts',
    find: "change?.status !== 'unchanged'",
    replace: 'true',
    why: 'what changed would drown in what did not',
    tests: FINDINGS,
  },
  {
    file: 'shared/features/review/section.ts',
    find: '(config === undefined || pathProblem(config) === undefined)',
    replace: 'true',
    why: 'a path could close the comment that marks a section',
    tests: BODY,
  },
  {
    file: 'shared/features/review/publish.ts',
    find: 'return {...section, untouched: [...new Set([...section.untouched, ...gone])]}',
    replace: 'return section',
    why: 'the report of a deleted pipeline would stay',
    tests: PUBLISH,
  },
  {
    file: 'shared/features/review/publish.ts',
    find: 'other.untouched === undefined && isGone(other)',
    replace: 'isGone(other)',
    why: 'the one section for what was not touched would take itself away',
    tests: PUBLISH,
  },
]
