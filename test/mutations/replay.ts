import type {Mutation} from './mutation.ts'

const SUMMARY = ['test/unit/domain/replay-summary.test.ts']
const ACCEPTANCE = ['test/acceptance/replay.test.ts']

export const mutations: readonly Mutation[] = [
  {
    file: 'shared/stages/history/replay-judging.ts',
    find: 'if (isComparable(figures, body)) known',
    replace: 'known',
    why: 'figures that no gate would remember would be compared with',
    tests: ACCEPTANCE,
    build: true,
  },
  {
    file: 'shared/stages/history/judge-files.ts',
    find: 'noise: noiseOfFiles(candidate, figures).noise,',
    replace: '',
    why: 'replay and calibrate would compare points where the gate knows chance',
    tests: ACCEPTANCE,
    build: true,
  },
  {
    file: 'shared/stages/history/replay-judging.ts',
    find: '      settings,\n      candidate: figures,',
    replace: '      candidate: figures,',
    why: 'replay would judge without the alpha and the floors of the gate',
    tests: ACCEPTANCE,
    build: true,
  },
  {
    file: 'shared/stages/history/replay-figures.ts',
    find: 'if (at.files.every(({file}) => !file)) {',
    replace: 'if (false) {',
    why: 'commits without a metrics file would be errors of theirs',
    tests: ACCEPTANCE,
    build: true,
  },
  {
    file: 'shared/platform/git-command.ts',
    find: "'core.fsmonitor=false',",
    replace: '',
    why: 'a hostile repository could have a program of its own started',
    tests: ['test/unit/platform/git.test.ts'],
  },
  {
    file: 'shared/domain/replay-summary.ts',
    find: 'failed.every(one => isBack(one, next, rules[one.rule]))',
    replace: 'next !== undefined',
    why: 'everything that was blocked would seem to have come back',
    tests: SUMMARY,
  },
  {
    file: 'shared/domain/replay-summary.ts',
    find: "return verdict === 'fail' && rules[rule]?.reportOnly === false",
    replace: "return verdict === 'fail'",
    why: 'rules that only report would say what stayed worse',
    tests: SUMMARY,
  },
]
