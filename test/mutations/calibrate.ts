import type {Mutation} from './mutation.ts'

const UNIT = ['test/unit/domain/calibrate.test.ts']
const ACCEPTANCE = ['test/acceptance/calibrate.test.ts']

export const mutations: readonly Mutation[] = [
  {
    file: 'shared/domain/calibrate.ts',
    find: 'wilsonInterval({count: rate * runs, of: runs})',
    replace: 'wilsonInterval({count: failed, of})',
    why: 'comparisons that share their runs would count as independent',
    tests: UNIT,
  },
  {
    file: 'shared/domain/calibrate.ts',
    find: "if (judged.verdict === 'error' || broken) {",
    replace: 'if (false) {',
    why: 'runs without a figure would count as runs without a false alarm',
    tests: UNIT,
  },
  {
    file: 'shared/domain/calibrate.ts',
    find: 'const digits = Math.ceil(scaled - 1e-9)',
    replace: 'const digits = Math.floor(scaled)',
    why: 'the suggested tolerance would be too small',
    tests: UNIT,
  },
  {
    file: 'shared/stages/history/calibrate-runs.ts',
    find: 'if (after === undefined || after === before) {',
    replace: 'if (after === undefined) {',
    why: 'a run that wrote nothing would lend the figures of the one before',
    tests: ACCEPTANCE,
    build: true,
  },
  {
    file: 'shared/stages/history/calibrate-runs.ts',
    find: 'gate && !gate.body.unchanged',
    replace: 'gate',
    why: 'runs that repeat the figures of others would count as runs of their own',
    tests: ACCEPTANCE,
    build: true,
  },
]
