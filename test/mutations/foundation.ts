import type {Mutation} from './mutation.ts'

const INPUTS = ['test/unit/platform/inputs.test.ts']
const RUNNER = ['test/unit/platform/runner.test.ts']

/** Guards that every action stands on. */
export const mutations: readonly Mutation[] = [
  {
    file: 'shared/platform/inputs.ts',
    find: 'if (!Object.hasOwn(spec, name)) {',
    replace: 'if (false) {',
    why: 'a misspelt input would be ignored',
    tests: INPUTS,
  },
  {
    file: 'shared/platform/inputs.ts',
    find: 'if (input.required) {',
    replace: 'if (false) {',
    why: 'a missing required input would be undefined',
    tests: INPUTS,
  },
  {
    file: 'shared/platform/inputs.ts',
    find: 'if (problems.length > 0) {',
    replace: 'if (problems.length > 1) {',
    why: 'a single mistake would pass',
    tests: INPUTS,
  },
  {
    file: 'shared/platform/input-values.ts',
    find: "throw new Error('must be true or false')",
    replace: 'return false',
    why: 'a typo would silently mean false',
    tests: INPUTS,
  },
  {
    file: 'shared/platform/runner/printable.ts',
    find: '.replace(/^(\\s*):(?=:)/gm,',
    replace: '.replace(/^(\\s*)(?!):(?=:)/gm,',
    why: 'a file name could speak workflow commands',
    tests: RUNNER,
  },
  {
    file: 'shared/platform/runner/printable.ts',
    find: '.replace(/##\\[/g,',
    replace: '.replace(/##\\[never/g,',
    why: 'the older form of commands would be obeyed',
    tests: RUNNER,
  },
  {
    file: 'shared/platform/action.ts',
    find: "runner.output('verdict', 'error')",
    replace: "runner.output('verdict', 'pass')",
    why: 'a crash would be green for later steps',
    tests: ['test/unit/platform/action.test.ts'],
  },
  {
    file: 'shared/domain/json.ts',
    find: '!Number.isFinite(value)',
    replace: 'Number.isNaN(value)',
    why: 'infinite numbers would become null in a record',
    tests: ['test/unit/domain/json.test.ts'],
  },
  {
    file: 'shared/domain/json.ts',
    find: '(a < b ? -1 : 1)',
    replace: '(a.localeCompare(b))',
    why: 'digests of records would depend on the locale',
    tests: ['test/unit/domain/json.test.ts'],
  },
  {
    file: 'shared/domain/verdict.ts',
    find: "?? 'error'",
    replace: "?? 'pass'",
    why: 'a gate without rules would be green',
    tests: ['test/unit/domain/verdict.test.ts'],
  },
  {
    file: 'shared/domain/verdict.ts',
    find: "if (isMore(harm.low)) return 'fail'",
    replace: '',
    why: 'nothing would ever fail',
    tests: ['test/unit/domain/verdict.test.ts'],
  },
  {
    file: 'shared/domain/digest.ts',
    find: '/^sha256:[0-9a-f]{64}$/',
    replace: '/sha256:[0-9a-f]{64}/',
    why: 'text around a digest would be taken for a part of it',
    tests: ['test/unit/domain/digest.test.ts'],
  },
]
