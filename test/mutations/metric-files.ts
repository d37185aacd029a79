import type {Mutation} from './mutation.ts'

const SINGLES = ['test/unit/domain/singles.test.ts']

/** Guards between a metrics file and a figure that somebody believes. */
export const mutations: readonly Mutation[] = [
  {
    file: 'shared/domain/measured-rule.ts',
    find: 'isSingle ? Math.max(ulp(scale), singleUlp(scale)) : ulp(scale)',
    replace: 'Math.max(ulp(scale), singleUlp(scale))',
    why: 'a double worse than its limit would pass as rounding',
    tests: SINGLES,
  },
  {
    file: 'shared/domain/rule-judgement.ts',
    find: "own.metric.dtype === 'f32' || before?.metric.dtype === 'f32'",
    replace: 'false',
    why: 'a single that equals its limit would fail it',
    tests: SINGLES,
  },
]
