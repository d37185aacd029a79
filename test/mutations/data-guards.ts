import type {Mutation} from './mutation.ts'

const FUZZ = ['test/unit/platform/remote/fuzz.test.ts']
const S3 = ['test/unit/platform/remote/s3.test.ts']
const LOCATION = ['test/unit/domain/remote/location.test.ts']
const GIT = ['test/unit/platform/git.test.ts']
const TREE = ['test/unit/platform/git-tree.test.ts']
const VERIFY = ['test/acceptance/verify.test.ts']
const PARQUET = ['test/unit/features/profile/parquet-text.test.ts']
const SHARES = ['test/unit/domain/statistics/two-shares.test.ts']
const TESTS = ['test/unit/domain/drift/tests.test.ts']
const ONCE = ['test/unit/features/triggers/dispatch-once.test.ts']
const LEAKAGE = ['test/unit/domain/leakage/fuzz.test.ts']

/** Guards of listings, commits, shares and starts. */
export const mutations: readonly Mutation[] = [
  {
    file: 'shared/platform/remote/xml.ts',
    find: ' || XMLValidator.validate(text) !== true',
    replace: '',
    why: 'a listing that ends early could pass for a whole one',
    tests: FUZZ,
  },
  {
    file: 'shared/platform/remote/s3-version.ts',
    find: "if (answer.header('x-amz-version-id') !== version) {",
    replace: 'if (false) {',
    why: 'another version than the one asked for could be listed',
    tests: S3,
  },
  {
    file: 'shared/platform/remote/s3-version.ts',
    find: 'if ([400, 404, 405].includes(answer.status)) {',
    replace: 'if ([400, 404].includes(answer.status)) {',
    why: 'a deleted version would be told as a missing permission',
    tests: S3,
  },
  {
    file: 'shared/domain/remote/location.ts',
    find: "const isKey = key !== '' && !key.endsWith('/') && !/[*?[\\]{}]/.test(key)",
    replace: "const isKey = key !== ''",
    why: 'a folder or a pattern of one version would be asked for as an object',
    tests: S3,
  },
  {
    file: 'shared/domain/remote/location.ts',
    find: "if (version === undefined) return {provider: 's3', bucket, path}",
    replace: "if (version === undefined || true) return {provider: 's3', bucket, path}",
    why: 'the newest version would be listed in place of the one asked for',
    tests: LOCATION,
  },
  {
    file: 'shared/platform/git-tree.ts',
    find: "!['', '.', '..', '.git'].includes(part)",
    replace: "part !== ''",
    why: 'a tree could name a file outside of the folder that it is written to',
    tests: TREE,
  },
  {
    file: 'shared/platform/git-tree.ts',
    find: 'if (isLink) await symlink(content, full)\n  else ',
    replace: '',
    why: 'a link would be compared as a file with the name of another one',
    tests: TREE,
  },
  {
    file: 'shared/stages/data/verify.ts',
    find: '  if (inputs.write) {\n    throw',
    replace: '  if (false) {\n    throw',
    why: 'write would seem to mend a commit',
    tests: VERIFY,
    build: true,
  },
  {
    file: 'shared/platform/unanswered.ts',
    find: 'if (innermost) setImmediate(innermost)',
    replace: '',
    why: 'an action would end without a word where an answer breaks off',
    tests: ['test/unit/platform/unanswered.test.ts'],
  },
  {
    file: 'shared/platform/git.ts',
    find: 'if (await isDirty(workspace, path)) return undefined',
    replace: '',
    why: 'steps of a lock that nobody committed would be told as those of a commit',
    tests: GIT,
  },
  {
    file: 'shared/platform/tables/parquet-batches.ts',
    find: "if (type === 'string') {",
    replace: 'if (false) {',
    why: 'an ENUM would be told as bytes',
    tests: PARQUET,
  },
  {
    file: 'shared/domain/statistics/samples/two-shares.ts',
    find: 'beyond += (one * other) / 2',
    replace: 'beyond += one * other',
    why: 'fewer levels would be attainable, and rare empty cells be missed',
    tests: SHARES,
  },
  {
    file: 'shared/domain/statistics/samples/two-shares.ts',
    find: 'if (sum === 0 || sum === all) return 1',
    replace: '',
    why: 'what all units agree on would be no number',
    tests: SHARES,
  },
  {
    file: 'shared/domain/drift/tests.ts',
    find: 'const p = (outside + 1) * outermost(outside) - outside * outermost(outside + 1)',
    replace: 'const p = outermost(outside)',
    why: 'values out of range would alarm four times as often as they may',
    tests: TESTS,
  },
  {
    file: 'shared/features/triggers/dispatch-once.ts',
    find: "await say('refused').catch(() => undefined)",
    replace: "await say('refused')",
    why: 'why a start was refused would be lost',
    tests: ONCE,
  },
  {
    file: 'shared/features/triggers/dispatch-once.ts',
    find: 'throw unsaid(record, cause)',
    replace: 'return cause',
    why: 'a start that nobody recorded would pass for one that is',
    tests: ONCE,
  },
  {
    file: 'shared/domain/leakage/by-rows.ts',
    find: 'if (place < 0) continue',
    replace: 'if (place <= 0 || row === 0) continue',
    why: 'rows that are in both could be missed',
    tests: LEAKAGE,
  },
]
