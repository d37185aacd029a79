import type {Mutation} from './mutation.ts'

const ROAD = ['test/acceptance/road.test.ts']
const TRUST = ['test/acceptance/trust.test.ts']
const CONFIGURATION = ['test/acceptance/configuration.test.ts']

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
    file: 'shared/stages/trusted.ts',
    find: 'const commit = github.context.pullRequest ? wanted?.sha : github.context.sha',
    replace: 'const commit = github.context.sha',
    why: 'a pull request would be judged by its own rules',
    tests: ROAD,
    build: true,
  },
  {
    file: 'shared/stages/baseline.ts',
    find: 'config?.pipeline ?? pipeline',
    replace: 'pipeline',
    why: 'a pull request could lose its baseline by another name',
    tests: CONFIGURATION,
    build: true,
  },
  {
    file: 'shared/stages/policy.ts',
    find: 'trusted.config?.train?.metrics ?? config?.train?.metrics',
    replace: 'config?.train?.metrics ?? trusted.config?.train?.metrics',
    why: 'a pull request could point the gate at figures of its own making',
    tests: CONFIGURATION,
    build: true,
  },
  {
    file: 'shared/stages/policy.ts',
    find: 'if (configError) return {path: configPath, problem: configError.message}',
    replace: '',
    why: 'a pull request could leave an unusable configuration and stay green',
    tests: CONFIGURATION,
    build: true,
  },
  {
    file: 'shared/stages/setting.ts',
    find: 'if (!context?.pullRequest || !(error instanceof ActionError)) throw error',
    replace: 'throw error',
    why: 'a pull request that breaks its configuration would get no comment',
    tests: CONFIGURATION,
    build: true,
  },
  {
    file: 'shared/features/history/sections.ts',
    find: "verdict === 'error' || verdict === worstVerdict(deciding)",
    replace: 'true',
    why: 'a verdict that does not follow from its rules would be believed',
    tests: ['test/unit/features/history'],
  },
  {
    file: 'shared/features/history/sections.ts',
    find: 'if (whose.run !== undefined && run?.id !== whose.run)',
    replace: 'if (false)',
    why: 'a section of another run would be believed',
    tests: ['test/unit/features/history'],
  },
  {
    file: 'shared/features/history/sections.ts',
    find: 'if (whose.commit !== undefined && commit !== whose.commit)',
    replace: 'if (false)',
    why: 'a section about another commit would be believed',
    tests: ['test/unit/features/history'],
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
