import type {Mutation} from './mutation.ts'

const UNIT = ['test/unit/domain/statement.test.ts']

export const mutations: readonly Mutation[] = [
  {
    file: 'shared/domain/statement.ts',
    find: "if (model === undefined || (body.verdict !== 'pass' && !body.accepted)) return undefined",
    replace: 'if (model === undefined) return undefined',
    why: 'a model that fails would be stated to hold what it does not',
    tests: UNIT,
  },
  {
    file: 'shared/domain/statement.ts',
    find: "['PROOFMARK_GATE_PASSED', verdict === 'pass']",
    replace: "['PROOFMARK_GATE_PASSED', true]",
    why: 'an accepted loss would be stated as a gate that passed',
    tests: UNIT,
  },
]
