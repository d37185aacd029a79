import type {Mutation} from './mutation.ts'

const ACCEPTANCE = ['test/acceptance/raise-floors.test.ts']
const UNIT = ['test/unit/domain/rules/raised-floors.test.ts']

export const mutations: readonly Mutation[] = [
  {
    file: 'shared/domain/rules/raised-floors.ts',
    find: "if (rule.verdict !== 'pass' || older?.verdict !== 'pass') return []",
    replace: "if (rule.verdict !== 'pass') return []",
    why: 'one lucky run would raise a floor',
    tests: UNIT,
  },
  {
    file: 'shared/domain/rules/raised-floors.ts',
    find: "const pick = direction === 'lower' ? Math.max : Math.min",
    replace: "const pick = direction === 'lower' ? Math.min : Math.max",
    why: 'a floor would rise to the better of two runs, which chance alone makes better',
    tests: UNIT,
  },
  {
    file: 'shared/domain/own-noise.ts',
    find: 'if (independenceOf(values, design).independent < FEWEST_ROWS) return undefined',
    replace: '',
    why: 'a handful of rows would raise a floor',
    tests: ['test/unit/domain/own-noise.test.ts'],
  },
  {
    file: 'shared/stages/gate/raise-floors.ts',
    find: '!context?.isDefaultBranch || ',
    replace: '!context || ',
    why: 'the run of a pull request could propose floors in the name of the repository',
    tests: ACCEPTANCE,
    build: true,
  },
  {
    file: 'shared/features/triggers/renew.ts',
    find: 'if (subject !== title) return isChanged',
    replace: '',
    why: 'what somebody committed to the branch of a proposal would be overwritten',
    tests: ACCEPTANCE,
    build: true,
  },
  {
    file: 'shared/features/triggers/renew.ts',
    find: ' || pull.body.includes(mark)',
    replace: '',
    why: 'the same text would be written again and again',
    tests: ACCEPTANCE,
    build: true,
  },
]
