import type {Mutation} from './mutation.ts'

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
]
