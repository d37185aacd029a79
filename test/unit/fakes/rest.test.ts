import {expect, test} from 'vitest'
import {readDescription} from '../../fakes/github/openapi.ts'
import {routes} from '../../fakes/github/rest/routes.ts'
import {AT, githubWithPull, refusal} from './setting.ts'

test("GitHub's description is at hand for everything that is answered, and for nothing else", () => {
  const described = Object.entries(readDescription().paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
  )
  expect(described.sort()).toEqual(routes.map(({method, path}) => `${method} ${path}`).sort())
})

test('files, folders and what is not there', async () => {
  const {client, github} = await githubWithPull()
  const {data: file} = await client.repos.getContent({
    ...AT,
    path: 'data/prices.csv',
    ref: 'feature',
  })
  expect(file).toMatchObject({type: 'file', encoding: 'base64', size: 25, path: 'data/prices.csv'})
  const {data: root} = await client.repos.getContent({...AT, path: ''})
  expect(root).toMatchObject([
    {name: 'README.md', type: 'file'},
    {name: 'data', type: 'dir'},
  ])
  const missing = client.repos.getContent({...AT, path: 'nothing.txt'})
  await expect(missing).rejects.toMatchObject(refusal(404, /^Not Found/))
  const nowhere = client.repos.getContent({...AT, path: 'README.md', ref: 'none'})
  await expect(nowhere).rejects.toMatchObject(refusal(404, /No commit found for the ref none/))
  expect(github.problems()).toEqual([])
})

test('a file above 1 MiB comes whole only when asked for raw', async () => {
  const {client, repository} = await githubWithPull()
  const bytes = Buffer.alloc(3 * 2 ** 20, 'abc\u0000')
  repository.commit('main', {'big.bin': bytes})
  const {data} = await client.repos.getContent({...AT, path: 'big.bin'})
  expect(data).toMatchObject({encoding: 'none', content: '', size: bytes.length})
  const raw = await client.request('GET /repos/{owner}/{repo}/contents/{path}', {
    ...AT,
    path: 'big.bin',
    headers: {accept: 'application/vnd.github.raw+json'},
  })
  const received = Buffer.from(raw.data as unknown as ArrayBuffer)
  expect(received.equals(bytes)).toBe(true)
})

test('an orphan branch by way of tree, commit and ref', async () => {
  const {client, repository, github} = await githubWithPull()
  const {git} = client
  const tree = await git.createTree({
    ...AT,
    tree: [{path: 'a/b.txt', mode: '100644', type: 'blob', content: 'hello\n'}],
  })
  const commit = await git.createCommit({...AT, message: 'Start', tree: tree.data.sha, parents: []})
  const made = {...AT, ref: 'refs/heads/history', sha: commit.data.sha}
  await git.createRef(made)
  expect(repository.head('history')).toBe(commit.data.sha)
  await expect(git.createRef(made)).rejects.toMatchObject(refusal(422, /Reference already exists/))
  const {data} = await git.getTree({...AT, tree_sha: 'history', recursive: 'true'})
  expect(data.tree).toMatchObject([
    {
      path: 'a/b.txt',
      mode: '100644',
      type: 'blob',
      sha: 'ce013625030ba8dba906f756967f9e9ca394464a',
    },
  ])
  expect(github.problems()).toEqual([])
})

test('a ref moves forward only, unless it is forced', async () => {
  const {client, repository} = await githubWithPull()
  const [old = '', now = ''] = [repository.head('main'), repository.head('feature')]
  const move = (sha: string, force = false) =>
    client.git.updateRef({...AT, ref: 'heads/main', sha, force})
  await move(now)
  expect(repository.head('main')).toBe(now)
  await expect(move(old)).rejects.toMatchObject(refusal(422, /not a fast forward/))
  await move(old, true)
  expect(repository.head('main')).toBe(old)
  await expect(move('1'.repeat(40))).rejects.toMatchObject(refusal(422, /Object does not exist/))
})

test('commits come in pages, with links to the others', async () => {
  const {client, repository} = await githubWithPull()
  for (let i = 0; i < 6; i++) repository.commit('main', {'n.txt': String(i)})
  const first = await client.repos.listCommits({...AT, sha: 'main', per_page: 3})
  expect(first.data).toHaveLength(3)
  expect(first.headers.link).toMatch(/page=2>; rel="next", <.*page=3>; rel="last"/)
  const all = await client.paginate(client.repos.listCommits, {...AT, sha: 'main', per_page: 3})
  expect(all).toHaveLength(7)
  expect(new Set(all.map(({sha}) => sha)).size).toBe(7)
})

test('a comparison starts at the merge base', async () => {
  const {client, repository} = await githubWithPull()
  const base = repository.head('main')
  repository.commit('main', {'other.txt': 'x\n'})
  const {data} = await client.repos.compareCommitsWithBasehead({
    ...AT,
    basehead: 'main...feature',
  })
  expect(data).toMatchObject({
    status: 'diverged',
    ahead_by: 1,
    behind_by: 1,
    merge_base_commit: {sha: base},
    files: [{filename: 'data/prices.csv', status: 'modified', additions: 1, deletions: 0}],
  })
  repository.commit('orphan', {x: '1'}, {parents: []})
  const unrelated = client.repos.compareCommitsWithBasehead({...AT, basehead: 'main...orphan'})
  await expect(unrelated).rejects.toMatchObject(refusal(404, /No common ancestor/))
})

test('pull requests, those of a fork too, and what leads to them', async () => {
  const {client, repository, github, pull} = await githubWithPull()
  const fork = github.addRepository({owner: 'eve', name: 'oil-price', fork: {of: repository}})
  const head = fork.commit('patch', {'README.md': 'Mine\n'})
  const foreign = repository.openPull({head: 'patch', headRepository: fork, author: 'eve'})
  expect(repository.refs.get('refs/pull/2/head')).toBe(head)
  const {data} = await client.pulls.get({...AT, pull_number: foreign.number})
  expect(data).toMatchObject({
    state: 'open',
    head: {sha: head, repo: {full_name: 'eve/oil-price', fork: true}},
    base: {repo: {full_name: 'acme/oil-price'}},
  })
  const next = fork.commit('patch', {'README.md': 'Mine!\n'})
  expect(foreign.headSha).toBe(next)
  expect(repository.refs.get('refs/pull/2/head')).toBe(next)
  const found = await client.repos.listPullRequestsAssociatedWithCommit({...AT, commit_sha: next})
  expect(found.data.map(({number}) => number)).toEqual([2])
  const files = await client.pulls.listFiles({...AT, pull_number: pull.number})
  expect(files.data).toMatchObject([{filename: 'data/prices.csv', status: 'modified'}])
  pull.merged()
  expect((await client.pulls.list(AT)).data.map(({number}) => number)).toEqual([2])
  await expect(client.pulls.get({...AT, pull_number: 9})).rejects.toMatchObject(
    refusal(404, /Not Found/),
  )
  expect(github.problems()).toEqual([])
})

test('comments: write, page through, change, delete', async () => {
  const {client, repository, github} = await githubWithPull()
  const one = {...AT, issue_number: 1}
  for (let i = 0; i < 5; i++)
    github.comment(repository, {number: 1, login: 'ana', body: `No. ${i}`})
  const {data} = await client.issues.createComment({...one, body: 'Mine'})
  expect(data).toMatchObject({body: 'Mine', user: {login: 'github-actions[bot]', type: 'Bot'}})
  const all = await client.paginate(client.issues.listComments, {...one, per_page: 2})
  expect(all.map(({body}) => body)).toEqual(['No. 0', 'No. 1', 'No. 2', 'No. 3', 'No. 4', 'Mine'])
  await client.issues.updateComment({...AT, comment_id: data.id, body: 'Ours'})
  expect((await client.issues.getComment({...AT, comment_id: data.id})).data.body).toBe('Ours')
  await client.issues.deleteComment({...AT, comment_id: data.id})
  expect(repository.commentsOf(1)).toHaveLength(5)
  await expect(client.issues.deleteComment({...AT, comment_id: data.id})).rejects.toMatchObject(
    refusal(404, /Not Found/),
  )
})

test.each([
  {name: 'the longest', body: 'x'.repeat(65_536), expected: 201},
  {name: 'too long', body: 'x'.repeat(65_537), expected: /Body is too long \(maximum is 65536/},
  {name: 'blank', body: ' \n', expected: /Body cannot be blank/},
])('the body of a comment: $name', async ({body, expected}) => {
  const {client} = await githubWithPull()
  const sent = client.issues.createComment({...AT, issue_number: 1, body})
  if (typeof expected === 'number') expect((await sent).status).toBe(expected)
  else await expect(sent).rejects.toMatchObject(refusal(422, expected))
})

test.each([
  {
    name: 'a body without a required field',
    route: 'POST /repos/{owner}/{repo}/issues/1/comments',
    parameters: {text: 'Hello'},
    status: 422,
    problem: /body must have required property 'body'/,
  },
  {
    name: 'a field of the wrong type',
    route: 'POST /repos/{owner}/{repo}/git/refs',
    parameters: {ref: 'refs/heads/x', sha: 7},
    status: 422,
    problem: /body\.sha must be string/,
  },
  {
    name: 'a query parameter of the wrong type',
    route: 'GET /repos/{owner}/{repo}/commits',
    parameters: {per_page: 'many'},
    status: 422,
    problem: /per_page must be integer/,
  },
  {
    name: 'an unknown query parameter, which GitHub ignores',
    route: 'GET /repos/{owner}/{repo}/commits',
    parameters: {branch: 'main'},
    status: 200,
    problem: /query parameter "branch" is unknown/,
  },
  {
    name: 'a path that the fake does not have',
    route: 'GET /repos/{owner}/{repo}/license',
    parameters: {},
    status: 404,
    problem: /no such path/,
  },
])('a mistake in a request is kept: $name', async ({route, parameters, status, problem}) => {
  const {client, github} = await githubWithPull()
  const answer = await client
    .request(route, {...AT, ...parameters})
    .catch((error: unknown) => error)
  expect(answer).toMatchObject({status})
  expect(github.problems().join('\n')).toMatch(problem)
})

test('a page of more than 100 is a mistake', async () => {
  const {client, github} = await githubWithPull()
  const {data} = await client.issues.listComments({...AT, issue_number: 1, per_page: 250})
  expect(data).toEqual([])
  expect(github.problems()).toEqual([
    'GET /repos/acme/oil-price/issues/1/comments: per_page is more than 100',
  ])
})
