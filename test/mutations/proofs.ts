import type {Mutation} from './mutation.ts'

const HARNESS = ['test/unit/harness']

/** The guards of the test ground itself: a blind watchman is worse than none. */
export const mutations: readonly Mutation[] = [
  {
    file: 'test/harness/run-action.ts',
    find: 'refuseLeaks(texts, hidden)\n\n',
    replace: '\n',
    why: 'leaked secrets would go unseen',
    tests: HARNESS,
  },
  {
    file: 'test/harness/command-file.ts',
    find: "if (name.toUpperCase() === 'NODE_OPTIONS') {",
    replace: 'if (false) {',
    why: 'a step could change how later steps start Node',
    tests: HARNESS,
  },
  {
    file: 'test/harness/workflow-commands.ts',
    find: '} else if (REFUSED.has(command.name)) {',
    replace: '} else if (false) {',
    why: 'disabled commands would pass',
    tests: HARNESS,
  },
  {
    file: 'shared/domain/digest.ts',
    find: '/** A SHA-256 written',
    replace: "import 'node:fs'\n/** A SHA-256 written",
    why: 'the domain would touch the world',
    tests: ['test/contract/architecture.test.ts'],
  },
  {
    file: 'shared/platform/version.ts',
    find: "'0.1.0'",
    replace: "'0.1.1'",
    why: 'actions would print another version than the package has',
    tests: ['test/contract/package.test.ts'],
  },
  {
    file: 'actions/gate/action.yml',
    find: '  metrics:\n',
    replace: '  metric:\n',
    why: 'action.yml and code would disagree',
    tests: ['test/contract/actions.test.ts'],
  },
  {
    file: 'workflows-examples/smallest.yml',
    find: 'pull-requests: write # the comment',
    replace: 'pull-requests: read # the comment',
    why: 'an example would fail for those who copy it',
    tests: ['test/contract/examples.test.ts'],
  },
]
