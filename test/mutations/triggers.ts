import type {Mutation} from './mutation.ts'

const ACCEPTANCE = ['test/acceptance/trigger.test.ts']
const FORGED = ['test/acceptance/trigger-forged.test.ts']

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
  {
    file: 'shared/stages/trigger-proposal.ts',
    find: 'if (stranger !== undefined) throw noData(stranger, setting)',
    replace: '',
    why: 'a job that may only read could have the writing one commit code and workflows',
    tests: FORGED,
    build: true,
  },
  {
    file: 'shared/stages/trigger-proposal.ts',
    find: '.filter(isData)',
    replace: '',
    why: 'a forged folder could have files deleted that are no data',
    tests: FORGED,
    build: true,
  },
  {
    file: 'shared/stages/data-paths.ts',
    find: 'isPlain(path) &&',
    replace: '',
    why: 'a path could leave the dataset that it begins with',
    tests: FORGED,
    build: true,
  },
  {
    file: 'shared/stages/handed-data.ts',
    find: 'if (!NAME.test(name))',
    replace: 'if (name === undefined)',
    why: 'text of a job that may only read would stand in titles, paths and inputs of workflows',
    tests: FORGED,
    build: true,
  },
  {
    file: 'shared/stages/handed-data.ts',
    find: 'if (combinedDigest(datasets) !== digest) {',
    replace: 'if (digest === undefined) {',
    why: 'a workflow could be started for data that nobody saw',
    tests: FORGED,
    build: true,
  },
]
