import {expect, test} from 'vitest'
import {clientFor, githubWithPull, refusal} from './setting.ts'

type Setting = Awaited<ReturnType<typeof githubWithPull>>

const ask = ({client}: Setting, selection: string, variables = {}): Promise<unknown> =>
  client.graphql(
    `query Ask { repository(owner: "acme", name: "oil-price") { ${selection} } }`,
    variables,
  )

const kind = (type: string, message = /./) => ({
  errors: [{type, message: expect.stringMatching(message)}],
})

const COMMIT = `mutation Commit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid message } ref { name target { oid } } }
}`

const commit = ({client, repository}: Setting, changes: object = {}): Promise<unknown> =>
  client.graphql(COMMIT, {
    input: {
      branch: {repositoryNameWithOwner: 'acme/oil-price', branchName: 'main'},
      expectedHeadOid: repository.head('main'),
      message: {headline: 'Remember', body: 'All of it'},
      fileChanges: {additions: [{path: 'a/b.json', contents: encode('{}')}]},
      ...changes,
    },
  })

const encode = (text: string) => Buffer.from(text).toString('base64')

test('objects, refs and what is not there, with aliases, fragments and variables', async () => {
  const {client, repository, github} = await githubWithPull()
  const answer = await client.graphql(
    `query Ask($folder: String!) {
      repository(owner: "Acme", name: "Oil-Price") {
        folder: object(expression: $folder) { ...files }
        none: object(expression: "main:none") { oid }
        main: object(expression: "main") { __typename oid }
        ref(qualifiedName: "refs/heads/main") { name prefix target { oid } }
        gone: ref(qualifiedName: "refs/heads/gone") { name }
      }
    }
    fragment files on Tree { entries { name type object { ... on Blob { text byteSize isTruncated } } } }`,
    {folder: 'feature:data'},
  )
  const main = repository.head('main')
  expect(answer).toEqual({
    repository: {
      folder: {
        entries: [
          {
            name: 'prices.csv',
            type: 'blob',
            object: {text: 'date,price\n2026-01-01,70\n', byteSize: 25, isTruncated: false},
          },
        ],
      },
      none: null,
      main: {__typename: 'Commit', oid: main},
      ref: {name: 'main', prefix: 'refs/heads/', target: {oid: main}},
      gone: null,
    },
  })
  expect(github.problems()).toEqual([])
})

test('a long text is cut, a binary file has none', async () => {
  const setting = await githubWithPull()
  setting.repository.commit('main', {
    'edge.txt': 'x'.repeat(512_000),
    'long.txt': 'x'.repeat(512_001),
    'binary.bin': Buffer.from([0, 1, 2]),
  })
  const blob = (path: string) => `object(expression: "main:${path}") { ... on Blob {
    text byteSize isTruncated isBinary } }`
  const answer = await ask(
    setting,
    `edge: ${blob('edge.txt')} long: ${blob('long.txt')} binary: ${blob('binary.bin')}`,
  )
  expect(answer).toMatchObject({
    repository: {
      edge: {isTruncated: false, text: 'x'.repeat(512_000)},
      long: {isTruncated: true, byteSize: 512_001, text: 'x'.repeat(512_000)},
      binary: {isBinary: true, text: null},
    },
  })
})

test('comments in pages, and whose they are', async () => {
  const setting = await githubWithPull()
  const {github, repository, client} = setting
  const foreign = github.comment(repository, {number: 1, login: 'ana', body: 'A'})
  const mine = github.comment(repository, {number: 1, login: 'github-actions[bot]', body: 'B'})
  github.editComment(repository, {comment: foreign, isMinimized: true})
  const page = `pullRequest(number: 1) { state headRefOid comments(first: 1, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { fullDatabaseId body viewerDidAuthor isMinimized author { __typename login } } } }`
  const query = `query Ask($after: String) { repository(owner: "acme", name: "oil-price") { ${page} } }`
  const first: {repository: {pullRequest: {comments: {pageInfo: {endCursor: string}}}}} =
    await client.graphql(query)
  expect(first.repository.pullRequest).toMatchObject({
    state: 'OPEN',
    headRefOid: repository.head('feature'),
    comments: {
      totalCount: 2,
      pageInfo: {hasNextPage: true},
      nodes: [{body: 'A', viewerDidAuthor: false, isMinimized: true, author: {login: 'ana'}}],
    },
  })
  const after = first.repository.pullRequest.comments.pageInfo.endCursor
  expect(await client.graphql(query, {after})).toMatchObject({
    repository: {
      pullRequest: {
        comments: {
          pageInfo: {hasNextPage: false},
          nodes: [
            {
              body: 'B',
              fullDatabaseId: String(mine.id),
              viewerDidAuthor: true,
              author: {__typename: 'Bot', login: 'github-actions'},
            },
          ],
        },
      },
    },
  })
})

test.each([
  {
    name: 'a pull request that is not there',
    selection: 'pullRequest(number: 9) { id }',
    type: 'NOT_FOUND',
    message: /Could not resolve to a PullRequest with the number of 9/,
  },
  {
    name: 'a list without an end',
    selection: 'pullRequest(number: 1) { comments { totalCount } }',
    type: 'MISSING_PAGINATION_BOUNDARIES',
    message: /first/,
  },
  {
    name: 'too large a page',
    selection: 'pullRequest(number: 1) { comments(first: 101) { totalCount } }',
    type: 'EXCESSIVE_PAGINATION',
    message: /limit of 100/,
  },
])('an answer of 200 may hold an error: $name', async ({selection, type, message}) => {
  const setting = await githubWithPull()
  await expect(ask(setting, selection)).rejects.toMatchObject(kind(type, message))
})

test.each([
  {name: 'an unknown field', selection: 'stars', problem: /Cannot query field "stars"/},
  {name: 'a missing argument', selection: 'pullRequest { id }', problem: /"number"/},
  {name: 'no query at all', selection: '}', problem: /Syntax Error/},
  {
    name: 'a field that will go away',
    selection: 'object(expression: "main") { ... on Commit { pushedDate } }',
    problem: /no longer supported/,
  },
  {name: 'a field that the fake lacks', selection: 'forkCount', problem: /does not answer/},
])('a mistake in a query is kept: $name', async ({selection, problem}) => {
  const setting = await githubWithPull()
  await ask(setting, selection).catch(() => {})
  expect(setting.github.problems().join('\n')).toMatch(problem)
})

test('a wrong variable is a mistake', async () => {
  const setting = await githubWithPull()
  await expect(commit(setting, {expectedHeadOid: null})).rejects.toMatchObject({
    errors: [{message: expect.stringMatching(/expectedHeadOid/)}],
  })
  expect(setting.github.problems()).toHaveLength(1)
})

test('without the permission a field is refused, the rest is answered', async () => {
  const setting = await githubWithPull({permissions: {'pull-requests': 'read'}})
  const answer = ask(setting, 'nameWithOwner object(expression: "main") { oid }')
  await expect(answer).rejects.toMatchObject({
    ...kind('FORBIDDEN', /^Resource not accessible by integration$/),
    data: {repository: {nameWithOwner: 'acme/oil-price', object: null}},
  })
  await expect(commit(setting)).rejects.toMatchObject(kind('FORBIDDEN'))
})

test('a bad token is refused before anything is read', async () => {
  const {github} = await githubWithPull()
  const bad = clientFor(github.api, 'wrong').graphql('{rateLimit {limit}}')
  await expect(bad).rejects.toMatchObject(refusal(401, /Bad credentials/))
})

test('a commit on the expected head', async () => {
  const setting = await githubWithPull()
  const {repository, github} = setting
  const before = repository.head('main')
  const answer = await commit(setting, {
    fileChanges: {
      additions: [{path: 'a/b.json', contents: encode('{}')}],
      deletions: [{path: 'data/prices.csv'}],
    },
  })
  const oid = repository.head('main') ?? ''
  expect(answer).toMatchObject({
    createCommitOnBranch: {
      commit: {oid, message: 'Remember\n\nAll of it'},
      ref: {name: 'main', target: {oid}},
    },
  })
  expect(repository.objects.commit(oid)?.parents).toEqual([before])
  expect(
    await ask(setting, 'object(expression: "main:") { ... on Tree { entries { name } } }'),
  ).toEqual({
    repository: {object: {entries: [{name: 'README.md'}, {name: 'a'}]}},
  })
  expect(github.problems()).toEqual([])
})

test.each([
  {
    name: 'a head that has moved',
    changes: {expectedHeadOid: '1'.repeat(40)},
    type: 'STALE_DATA',
    message: /^Expected branch to point to "1{40}" but it did not\. {2}Pull and try again\.$/,
  },
  {
    name: 'no such branch',
    changes: {branch: {repositoryNameWithOwner: 'acme/oil-price', branchName: 'none'}},
    type: 'NOT_FOUND',
    message: /'none'/,
  },
  {
    name: 'a deletion of what is not there',
    changes: {fileChanges: {deletions: [{path: 'none.txt'}]}},
    type: 'UNPROCESSABLE',
    message: /does not exist as of commit oid/,
  },
  {
    name: 'contents that are not base64',
    changes: {fileChanges: {additions: [{path: 'a', contents: '{}'}]}},
    type: 'UNPROCESSABLE',
    message: /base64/,
  },
  {
    name: 'a path out of the repository',
    changes: {fileChanges: {additions: [{path: '../a', contents: ''}]}},
    type: 'UNPROCESSABLE',
    message: /path/,
  },
])('a commit that is refused changes nothing: $name', async ({changes, type, message}) => {
  const setting = await githubWithPull()
  const before = new Map(setting.repository.refs)
  await expect(commit(setting, changes)).rejects.toMatchObject(kind(type, message))
  expect(setting.repository.refs).toEqual(before)
})

test('of writers at once exactly one wins', async () => {
  const setting = await githubWithPull()
  const expectedHeadOid = setting.repository.head('main')
  const writers = Array.from({length: 8}, (_, i) =>
    commit(setting, {
      expectedHeadOid,
      fileChanges: {additions: [{path: `${i}.txt`, contents: ''}]},
    }),
  )
  const outcomes = await Promise.allSettled(writers)
  expect(outcomes.filter(({status}) => status === 'fulfilled')).toHaveLength(1)
})
