import type {Mutation} from './mutation.ts'

const ROAD = ['test/acceptance/road.test.ts']
const TRUST = ['test/acceptance/trust.test.ts']

/** The decisions of the road, each seen through the built actions or its own unit tests. */
export const mutations: readonly Mutation[] = [
  {
    file: 'shared/features/history/baseline.ts',
    find: "record.gate.body.verdict !== 'error'",
    replace: 'true',
    why: 'a run without a verdict would become the baseline',
    tests: ['test/unit/features/history'],
  },
  {
    file: 'shared/features/history/baseline.ts',
    find: 'head.parents.includes(pull.head)',
    replace: 'true',
    why: 'any merge commit would pass for the one GitHub made',
    tests: ['test/unit/features/history'],
  },
  {
    file: 'shared/features/history/sections.ts',
    find: 'if (canonicalJson(parsed.data as Json) !== text)',
    replace: 'if (false)',
    why: 'a section could be rewritten without changing its meaning or digest check',
    tests: ['test/unit/features/history'],
  },
  {
    file: 'shared/features/history/sections.ts',
    find: 'if (pipeline !== whose.pipeline || leg !== whose.leg)',
    replace: 'if (false)',
    why: 'the section of another pipeline would be judged',
    tests: ['test/unit/features/history'],
  },
  {
    file: 'shared/features/history/records.ts',
    find: 'if (sha256(bytes) === digest)',
    replace: 'if (true)',
    why: 'a manifest that somebody changed would be believed',
    tests: ['test/unit/features/history'],
  },
  {
    file: 'shared/stages/policy.ts',
    find: 'const commit = github.context.pullRequest ? wanted?.sha : github.context.sha',
    replace: 'const commit = github.context.sha',
    why: 'a pull request would be judged by its own rules',
    tests: ROAD,
    build: true,
  },
  {
    file: 'shared/stages/gate.ts',
    find: 'trusted.config?.pipeline ?? pipeline',
    replace: 'pipeline',
    why: 'a pull request could lose its baseline by another name',
    tests: ROAD,
    build: true,
  },
  {
    file: 'shared/stages/remember.ts',
    find: 'if (!context.isDefaultBranch)',
    replace: 'if (false)',
    why: 'pull requests would write the history',
    tests: [...TRUST, ...ROAD],
    build: true,
  },
  {
    file: 'shared/stages/pipeline.ts',
    find: 'context.pullRequest?.isFork && (await client.canWrite())',
    replace: 'false',
    why: 'code of a fork would meet a token that can write',
    tests: TRUST,
    build: true,
  },
]
