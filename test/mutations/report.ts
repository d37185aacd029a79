import type {Mutation} from './mutation.ts'

const REPORT = ['test/unit/features/report']
const REVIEW = ['test/unit/features/review']
const WALK = ['test/unit/platform/walk.test.ts', 'test/unit/features/data']
const FILES = ['test/unit/platform/files.test.ts']
const DATA = ['test/unit/features/data']

/** What people read, where it is written, and what is read from the disk. */
export const mutations: readonly Mutation[] = [
  {
    file: 'shared/features/report/escape-markdown.ts',
    find: '  /@/g,\n',
    replace: '',
    why: 'a file name could call people',
    tests: REPORT,
  },
  {
    file: 'shared/features/report/escape-markdown.ts',
    find: 'return paused.replace(MARKUP, entity)',
    replace: 'return paused',
    why: 'a metric name could write Markdown and HTML of its own',
    tests: REPORT,
  },
  {
    file: 'shared/features/report/render-within.ts',
    find: 'if (weigh(rendered) <= budget) break',
    replace: 'break',
    why: 'a long report would be refused by GitHub as a whole',
    tests: REPORT,
  },
  {
    file: 'shared/features/report/headline.ts',
    find: "if (failOn.includes(body.verdict)) return 'check fails'",
    replace: '',
    why: 'the first line would say that a red check is green',
    tests: REPORT,
  },
  {
    file: 'shared/features/report/headline.ts',
    find: "return body.verdict === 'inconclusive' ? 'no pass, though this check is green' : 'check passes'",
    replace: "return 'check passes'",
    why: 'what could not be settled would look like a pass',
    tests: REPORT,
  },
  {
    file: 'shared/features/report/differences.ts',
    find: 'if (SECRET_NAME.test(name))',
    replace: 'if (false)',
    why: 'a password among the parameters would be published',
    tests: REPORT,
  },
  {
    file: 'shared/features/report/policy.ts',
    find: 'if (!body || !proposed) return []',
    replace: 'return []',
    why: 'a loosened policy would not be told',
    tests: REPORT,
  },
  {
    file: 'shared/features/report/figures.ts',
    find: "direction === 'lower' ? Math.floor(limit * scale) : Math.ceil(limit * scale)",
    replace: 'Math.round(limit * scale)',
    why: 'whoever reaches the bound that is asked for could still fail',
    tests: REPORT,
  },
  {
    file: 'shared/features/review/publish.ts',
    find: 'isMine && !isMinimized && isOurs(body)',
    replace: '!isMinimized && isOurs(body)',
    why: "somebody else's comment would be believed and overwritten",
    tests: REVIEW,
  },
  {
    file: 'shared/features/review/publish.ts',
    find: 'if (state.headSha !== section.head)',
    replace: 'if (false)',
    why: 'a report about an old commit would stand over the new one',
    tests: REVIEW,
  },
  {
    file: 'shared/features/review/body.ts',
    find: 'return compareAge(section, rival) > 0\n    ?',
    replace: 'return true\n    ?',
    why: 'an older report would replace a newer one',
    tests: REVIEW,
  },
  {
    file: 'shared/features/review/body.ts',
    find: "if (holdsMark(section.content)) throw new RangeError('a section must not hold our own markers')",
    replace: '',
    why: 'a report could forge the section of another pipeline',
    tests: REVIEW,
  },
  {
    file: 'shared/platform/tree-walk.ts',
    find: 'if (!isInside(walk.boundary, target))',
    replace: 'if (false)',
    why: 'a link in the data could read any file of the runner',
    tests: WALK,
  },
  {
    file: 'shared/platform/tree-walk.ts',
    find: "if (kind === 'other') walk.problems",
    replace: 'if (false) walk.problems',
    why: 'what cannot be read would be left out silently',
    tests: WALK,
  },
  {
    file: 'shared/platform/walk.ts',
    find: 'if (first === undefined) return undefined',
    replace: '',
    why: 'an empty dataset would pass for tracked',
    tests: WALK,
  },
  {
    file: 'shared/platform/files.ts',
    find: 'if (!isInside(await realpath(root), real))',
    replace: 'if (false)',
    why: 'a link could lead out of the workspace',
    tests: FILES,
  },
  {
    file: 'shared/platform/files.ts',
    find: 'if (total > limitBytes)',
    replace: 'if (false)',
    why: 'a hostile file could fill the memory',
    tests: FILES,
  },
  {
    file: 'shared/platform/folder-keys.ts',
    find: ' : keys.sort()',
    replace: ' : keys',
    why: 'a digest would depend on the order in which the disk lists names',
    tests: DATA,
  },
]
