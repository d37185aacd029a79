import type {Mutation} from './mutation.ts'

const UNIT = ['test/unit/domain/acceptance.test.ts']
const ACCEPTANCE = ['test/acceptance/accept.test.ts']

export const mutations: readonly Mutation[] = [
  {
    file: 'shared/domain/acceptance.ts',
    find: 'hex(digest).startsWith(one.digits)',
    replace: "one.digits !== ''",
    why: 'who accepted one model would have accepted whatever is pushed later',
    tests: UNIT,
  },
  {
    file: 'shared/domain/acceptance.ts',
    find: 'if (same(login, author) && config.author !== true) {',
    replace: 'if (false) {',
    why: 'people would accept their own losses',
    tests: UNIT,
  },
  {
    file: 'shared/domain/acceptance.ts',
    find: 'if (isEdited && (editor === undefined || !same(editor, login))) return []',
    replace: '',
    why: 'who may edit comments could speak for a member',
    tests: UNIT,
  },
  {
    file: 'shared/stages/gate/acceptance.ts',
    find: 'if (!(await counts(acceptor, login, github))) continue',
    replace: '',
    why: 'anybody who may set labels could accept a loss',
    tests: ACCEPTANCE,
    build: true,
  },
  {
    file: 'shared/platform/github/acceptance.ts',
    find: "return found?.state === 'active'",
    replace: 'return found !== undefined',
    why: 'who was only invited would count as a member',
    tests: ACCEPTANCE,
    build: true,
  },
  {
    file: 'shared/domain/deployment/guards.ts',
    find: "accepted.of === 'model' && [...digests.values()].every(one => one === accepted.digest)",
    replace: 'true',
    why: 'another model than the accepted one could be deployed',
    tests: ['test/unit/domain/deployment/guards.test.ts'],
  },
]
