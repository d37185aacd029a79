import type {Mutation} from './mutation.ts'

const CHECKSUMS = ['test/unit/domain/dvc/checksums.test.ts']
const FILES = ['test/unit/domain/dvc/files.test.ts']
const FILL = ['test/unit/domain/dvc/fill-config.test.ts']
const VERIFY = ['test/acceptance/verify.test.ts']
const DIFF = ['test/acceptance/diff.test.ts']

/** What keeps data from passing as recorded that is not. */
export const mutations: readonly Mutation[] = [
  {
    file: 'shared/domain/dvc/legacy-text.ts',
    find: 'if (block.includes(0)) return false',
    replace: '',
    why: 'binary files would be hashed as texts',
    tests: CHECKSUMS,
  },
  {
    file: 'shared/features/dvc/legacy-md5.ts',
    find: 'isText ??= isTextHere',
    replace: 'isText = isTextHere',
    why: 'what DVC 1 and 2 wrote would not be recognised',
    tests: CHECKSUMS,
  },
  {
    file: 'shared/domain/dvc/python-json.ts',
    find: 'return Number.isInteger(value) ?',
    replace: 'return false ?',
    why: 'names in the cache of runs would be others than those of DVC',
    tests: CHECKSUMS,
  },
  {
    file: 'shared/domain/dvc/entry.ts',
    find: 'isLegacy: hash === undefined',
    replace: 'isLegacy: true',
    why: 'other line ends would pass as recorded',
    tests: FILES,
  },
  {
    file: 'shared/domain/dvc/place.ts',
    find: "else if (names.pop() === undefined) return {kind: 'outside'}",
    replace: 'else names.pop()',
    why: 'a path could lead out of the repository',
    tests: FILES,
  },
  {
    file: 'shared/domain/dvc/fields.ts',
    find: 'if (known.has(name)) continue',
    replace: 'continue',
    why: 'a misspelt key would pass in silence',
    tests: FILES,
  },
  {
    file: 'shared/domain/dvc/remotes.ts',
    find: 'url: withoutUser(url)',
    replace: 'url',
    why: 'a password in a remote would be kept',
    tests: FILES,
  },
  {
    file: 'shared/domain/dvc/training-stage.ts',
    find: 'if (only) return {problem: severalStages(some.map(({name}) => name))}',
    replace: 'if (only) return {value: only}',
    why: 'the training would be guessed',
    tests: FILL,
  },
  {
    file: 'shared/domain/dvc/fill-config.ts',
    find: 'if (path === undefined || declared.includes(path)) continue',
    replace: 'if (path === undefined) continue',
    why: 'what people write would not win',
    tests: FILL,
  },
  {
    file: 'shared/features/dvc/check-content.ts',
    find: 'if (!isTracked(path) && isManaged(path)) {',
    replace: 'if (isManaged(path)) {',
    why: 'a file that git lost would only be absent',
    tests: VERIFY,
    build: true,
  },
  {
    file: 'shared/features/dvc/verify.ts',
    find: 'isCached: !uncached.has(entry.path)',
    replace: 'isCached: true',
    why: 'a metrics file that is gone from the checkout would only be absent',
    tests: ['test/unit/features/dvc/verify.test.ts'],
  },
  {
    file: 'shared/platform/folders.ts',
    find: 'if (real !== boundary && ',
    replace: 'if (false && ',
    why: 'a link would lead the reader out of the repository',
    tests: VERIFY,
    build: true,
  },
  {
    file: 'shared/domain/dvc/verification.ts',
    find: "if (counts.some(({reason}) => reason === 'invalid-file')) {",
    replace: 'if (false) {',
    why: 'a file that nobody can read would be a mere mismatch',
    tests: VERIFY,
    build: true,
  },
  {
    file: 'shared/features/dvc/write.ts',
    find: 'if (cache === undefined) {',
    replace: 'if (false) {',
    why: 'objects would be written where DVC does not look',
    tests: VERIFY,
    build: true,
  },
  {
    file: 'shared/stages/data/diff.ts',
    find: "if (before.kind !== 'files' || after.kind !== 'files') {",
    replace: 'if (false) {',
    why: 'MD5 and SHA-256 would be compared',
    tests: DIFF,
    build: true,
  },
]
