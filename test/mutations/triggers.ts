import type {Mutation} from './mutation.ts'

const ACCEPTANCE = ['test/acceptance/trigger.test.ts']

export const mutations: readonly Mutation[] = [
  {
    file: 'shared/stages/trigger.ts',
    find: 'if (!context.isDefaultBranch) throw unreviewed(context)',
    replace: '',
    why: 'a pull request could set something off in the name of the repository',
    tests: ACCEPTANCE,
    build: true,
  },
  {
    file: 'shared/features/triggers/propose.ts',
    find: "if (newest?.state === 'closed') return {end: 'declined', branch, pull: newest}",
    replace: '',
    why: 'people would be asked again about data that they declined',
    tests: ACCEPTANCE,
    build: true,
  },
  {
    file: 'shared/features/triggers/dispatch-once.ts',
    find: 'if (!isOurs) continue',
    replace: '',
    why: 'two runs that race would both start the workflow',
    tests: ACCEPTANCE,
    build: true,
  },
  {
    file: 'shared/stages/trigger-dispatch.ts',
    find: "if (dataVerdict(body) === 'fail') return {end: 'data-failed'}",
    replace: '',
    why: 'a model would be trained with data that fail',
    tests: ACCEPTANCE,
    build: true,
  },
  {
    file: 'shared/stages/refresh.ts',
    find: 'environment: childEnvironment(place.environment, pass),',
    replace: 'environment: {...place.environment} as Record<string, string>,',
    why: 'a command that fetches data would see the tokens of the job',
    tests: ACCEPTANCE,
    build: true,
  },
]
