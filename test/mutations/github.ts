import type {Mutation} from './mutation.ts'

const GITHUB = 'shared/platform/github'
const STORES = 'shared/platform/stores'
const tests = (name: string) => [`test/unit/platform/${name}.test.ts`]

/** The guards between us and GitHub, the history branch and what other jobs leave for us. */
export const mutations: readonly Mutation[] = [
  {
    file: `${GITHUB}/fork-guard.ts`,
    find: 'if (!head) return',
    replace: 'return',
    why: "a fork's code would run with the rights of the default branch",
    tests: tests('github/context'),
  },
  {
    file: `${GITHUB}/context.ts`,
    find: "environment['GITHUB_TRIGGERING_ACTOR'] || actor",
    replace: 'actor',
    why: 'who runs a run again could approve it',
    tests: tests('github/context'),
  },
  {
    file: `${GITHUB}/context.ts`,
    find: 'if (BRANCH_EVENTS.includes(event)) return isNamed',
    replace: 'if (BRANCH_EVENTS.includes(event)) return true',
    why: 'a push to any branch would count as reviewed and write the history',
    tests: tests('github/context'),
  },
  {
    file: `${GITHUB}/context.ts`,
    find: 'isFork: !isSameRepository(pull.head.repo?.full_name, repository)',
    replace: 'isFork: pull.head.repo?.full_name === undefined',
    why: 'forks would pass for our own branches',
    tests: tests('github/context'),
  },
  {
    file: `${GITHUB}/transport.ts`,
    find: 'const retries = isRepeatable(operation) ? RETRIES : 0',
    replace: 'const retries = RETRIES',
    why: 'a comment whose answer was lost would be written twice',
    tests: tests('github/comments'),
  },
  {
    file: `${GITHUB}/transport.ts`,
    find: "token === '' ? text : text.replaceAll(token, '***')",
    replace: 'text',
    why: 'the token could stand in an error message',
    tests: tests('github/limits'),
  },
  {
    file: `${GITHUB}/transport.ts`,
    find: 'if (!isRegistered(action, name))',
    replace: 'if (false)',
    why: 'an action could make calls that its README does not name',
    tests: tests('github/client'),
  },
  {
    file: `${GITHUB}/comments.ts`,
    find: 'comment => comment.isMine && comment.body === body',
    replace: 'comment => comment.body === body',
    why: "somebody else's comment would be taken for ours",
    tests: tests('github/comments'),
  },
  {
    file: `${GITHUB}/comments.ts`,
    find: 'if (!page.pageInfo.hasNextPage)',
    replace: 'if (true)',
    why: 'only the first hundred comments would be read',
    tests: tests('github/client'),
  },
  {
    file: `${GITHUB}/client.ts`,
    find: 'if (!bytes) await readCommit(transport, commit)',
    replace: '',
    why: 'a token that sees nothing would see a repository without a policy',
    tests: tests('github/limits'),
  },
  {
    file: `${GITHUB}/branches.ts`,
    find: "if (['stale-head', 'answer-lost'].includes(codeOf(error))) return false",
    replace: "if (['stale-head', 'answer-lost'].includes(codeOf(error))) return true",
    why: 'the record of whoever came second would be lost',
    tests: tests('github/branch-history'),
  },
  {
    file: `${GITHUB}/branch-append.ts`,
    find: 'if (there && there.oid !== blobId(bytes, there.oid))',
    replace: 'if (false)',
    why: 'a record could be given other content unnoticed',
    tests: tests('github/branch-history'),
  },
  {
    file: `${GITHUB}/branch-history.ts`,
    find: 'const isWhole = blobId(bytes, oid) === oid',
    replace: 'const isWhole = true',
    why: 'long records would be read cut off',
    tests: tests('github/branch-history'),
  },
  {
    file: `${STORES}/zip.ts`,
    find: 'if (size > limitBytes)',
    replace: 'if (false)',
    why: 'an artifact could fill the memory',
    tests: tests('stores/zip'),
  },
  {
    file: `${STORES}/zip.ts`,
    find: '{maxOutputLength: size + 1}',
    replace: '{}',
    why: 'an entry could unpack to more than it says',
    tests: tests('stores/zip'),
  },
  {
    file: `${STORES}/names.ts`,
    find: 'if (NAME.test(name)) return name',
    replace: 'return name',
    why: 'a name could leave its folder',
    tests: ['test/unit/platform/stores'],
  },
  {
    file: `${STORES}/directory.ts`,
    find: 'if (!isSameBundle(there, bundle)) throw alreadyStored(name)',
    replace: '',
    why: 'the second of two different sections would be dropped without a word',
    tests: tests('stores/directory'),
  },
  {
    file: `${STORES}/artifacts.ts`,
    find: 'if (!there || !isSameBundle(there, bundle)) throw alreadyStored(name)',
    replace: '',
    why: 'two legs of a matrix under one name would lose one of them silently',
    tests: tests('stores/artifacts'),
  },
  {
    file: 'shared/features/history/records.ts',
    find: 'if (pathOf(record) !== path)',
    replace: 'if (false)',
    why: "another commit's record could be put in a commit's place",
    tests: ['test/unit/features/history'],
  },
]
