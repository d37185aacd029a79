import {describe, expect, test} from 'vitest'
import {AT, githubWithPull, refusal} from './setting.ts'

const WRITE = {permissions: {deployments: 'write', contents: 'read'}} as const
const PLAIN = {...AT, auto_merge: false, required_contexts: [] as string[]}

describe('creating a deployment', () => {
  test('keeps what was sent, and is production by its name alone', async () => {
    const {client, pull, repository, github} = await githubWithPull(WRITE)
    const payload = {model: {digest: 'sha256:1'}}
    const {status, data} = await client.repos.createDeployment({
      ...PLAIN,
      ref: pull.headSha,
      payload,
      description: 'oil',
    })
    expect(status).toBe(201)
    expect(data).toMatchObject({
      sha: pull.headSha,
      ref: pull.headSha,
      task: 'deploy',
      payload,
      environment: 'production',
      original_environment: 'production',
      production_environment: true,
      transient_environment: false,
      creator: {login: 'github-actions[bot]'},
    })
    expect(repository.environments.get('production')?.reviewers).toEqual([])
    expect(github.problems()).toEqual([])
  })

  test('needs a ref that exists, and the permission', async () => {
    const {client} = await githubWithPull(WRITE)
    await expect(client.repos.createDeployment({...PLAIN, ref: 'nowhere'})).rejects.toMatchObject(
      refusal(422, /No ref found for: nowhere/),
    )
    const reading = await githubWithPull({permissions: {deployments: 'read'}})
    await expect(
      reading.client.repos.createDeployment({...PLAIN, ref: 'main'}),
    ).rejects.toMatchObject(refusal(403, /Resource not accessible/))
  })

  test('merges the default branch into one that is behind, unless told not to', async () => {
    const {client, repository} = await githubWithPull(WRITE)
    const before = repository.head('feature')
    const main = repository.commit('main', {LICENSE: 'Apache\n'})
    const merging = await client.repos.createDeployment({...AT, ref: 'feature'})
    expect(merging.status).toBe(202)
    expect(merging.data).toEqual({message: 'Auto-merged main into feature on deployment.'})
    const merged = repository.head('feature') ?? ''
    expect(repository.objects.commit(merged)?.parents).toEqual([before, main])
    expect(repository.deployments).toEqual([])
    expect((await client.repos.createDeployment({...AT, ref: 'feature'})).status).toBe(201)
  })

  test('refuses a merge that conflicts, but not a commit by its id', async () => {
    const {client, repository, pull} = await githubWithPull(WRITE)
    repository.commit('main', {'data/prices.csv': 'other\n'})
    await expect(client.repos.createDeployment({...AT, ref: 'feature'})).rejects.toMatchObject(
      refusal(409, /Conflict merging main into feature/),
    )
    expect((await client.repos.createDeployment({...AT, ref: pull.headSha})).status).toBe(201)
  })

  test.each([
    {name: 'all when none are named, the calling job among them', contexts: undefined, ok: false},
    {name: 'none of an empty list', contexts: [], ok: true},
    {name: 'those that are named', contexts: ['ci/unit', 'lint'], ok: true},
    {name: 'a named one that failed', contexts: ['ci/slow'], ok: false},
    {name: 'a named one that nobody reported', contexts: ['ci/none'], ok: false},
  ])('asks for checks: $name', async ({contexts, ok}) => {
    const {github, client, repository} = await githubWithPull(WRITE)
    const sha = repository.head('main') ?? ''
    github.startRun(repository, {job: 'deploy'})
    github.addStatus(repository, {sha, context: 'ci/unit', state: 'failure'})
    github.addStatus(repository, {sha, context: 'ci/unit', state: 'success'})
    github.addStatus(repository, {sha, context: 'ci/slow', state: 'failure'})
    github.addCheckRun(repository, {sha, name: 'lint', conclusion: 'skipped'})
    const asked = client.repos.createDeployment({
      ...AT,
      ref: sha,
      auto_merge: false,
      ...(contexts ? {required_contexts: contexts} : {}),
    })
    if (ok) expect((await asked).status).toBe(201)
    else await expect(asked).rejects.toMatchObject(refusal(409, /Commit status checks failed/))
  })
})

describe('statuses', () => {
  async function deployed(environment: string, options: object = {}) {
    const setting = await githubWithPull(WRITE)
    const {client, pull} = setting
    const deploy = async () => {
      const wish = {...PLAIN, ref: pull.headSha, environment, ...options}
      const {data} = await client.repos.createDeployment(wish)
      return 'id' in data ? data.id : 0
    }
    const succeed = (deployment_id: number, more: object = {}) =>
      client.repos.createDeploymentStatus({...AT, deployment_id, state: 'success', ...more})
    const last = async (deployment_id: number) => {
      const {data} = await client.repos.listDeploymentStatuses({...AT, deployment_id})
      return data[0]?.state
    }
    return {...setting, deploy, succeed, last}
  }

  test('a success makes earlier ones inactive', async () => {
    const {deploy, succeed, last} = await deployed('staging')
    const [first, failed, second] = [await deploy(), await deploy(), await deploy()]
    await succeed(first)
    await succeed(second)
    expect(await Promise.all([first, failed, second].map(last))).toEqual([
      'inactive',
      undefined,
      'success',
    ])
  })

  test.each([
    {name: 'in production', environment: 'production', options: {}, more: {}},
    {
      name: 'where an environment is called production by the flag',
      environment: 'eu',
      options: {production_environment: true},
      more: {},
    },
    {
      name: 'of transient environments',
      environment: 'pr-7',
      options: {transient_environment: true},
      more: {},
    },
    {name: 'when told not to', environment: 'staging', options: {}, more: {auto_inactive: false}},
  ])('but never $name', async ({environment, options, more}) => {
    const {deploy, succeed, last} = await deployed(environment, options)
    const [first, second] = [await deploy(), await deploy()]
    await succeed(first)
    await succeed(second, more)
    expect(await last(first)).toBe('success')
  })

  test('a description of 140 characters is the longest', async () => {
    const {deploy, succeed} = await deployed('staging')
    const id = await deploy()
    await succeed(id, {description: 'x'.repeat(140)})
    await expect(succeed(id, {description: 'x'.repeat(141)})).rejects.toMatchObject(
      refusal(422, /Validation Failed/),
    )
    await expect(succeed(id, {state: 'done'})).rejects.toMatchObject(refusal(422, /state/))
  })

  test('only inactive deployments can be deleted, or the only one', async () => {
    const {client, deploy, succeed} = await deployed('production')
    const [first, second] = [await deploy(), await deploy()]
    await succeed(first)
    const drop = (deployment_id: number) => client.repos.deleteDeployment({...AT, deployment_id})
    await expect(drop(first)).rejects.toMatchObject(refusal(422, /active deployment/))
    await succeed(second, {state: 'inactive'})
    expect((await drop(second)).status).toBe(204)
    expect((await drop(first)).status).toBe(204)
    await expect(drop(first)).rejects.toMatchObject(refusal(404, /Not Found/))
  })
})

test('lists by environment, task and commit, the newest first, in pages', async () => {
  const {github, client, repository, pull} = await githubWithPull(WRITE)
  const main = repository.head('main') ?? ''
  github.deploy(repository, {sha: main, environment: 'production'})
  github.deploy(repository, {sha: pull.headSha, environment: 'staging'})
  github.deploy(repository, {sha: pull.headSha, environment: 'production', task: 'rollback'})
  const list = async (more: object) =>
    (await client.repos.listDeployments({...AT, ...more})).data.map(({task, environment}) => [
      environment,
      task,
    ])
  expect(await list({environment: 'production'})).toEqual([
    ['production', 'rollback'],
    ['production', 'deploy'],
  ])
  expect(await list({task: 'rollback'})).toEqual([['production', 'rollback']])
  expect(await list({sha: main})).toEqual([['production', 'deploy']])
  expect(await list({per_page: 2, page: 2})).toEqual([['production', 'deploy']])
  expect(github.problems()).toEqual([])
})

const QUERY = `query List($environment: String!, $first: Int!, $after: String) {
  repository(owner: "acme", name: "oil-price") {
    deployments(
      environments: [$environment]
      first: $first
      after: $after
      orderBy: {field: CREATED_AT, direction: DESC}
    ) {
      pageInfo { hasNextPage endCursor }
      nodes { id databaseId commitOid task payload state latestStatus { state environmentUrl } }
    }
  }
}`

type Page = {
  repository: {
    deployments: {
      pageInfo: {hasNextPage: boolean; endCursor: string}
      nodes: {id: string; databaseId: number; task: string; state: string}[]
    }
  }
}

describe('by GraphQL', () => {
  test('a page of one environment, newest first, with payloads as text', async () => {
    const {github, client, repository} = await githubWithPull(WRITE)
    const sha = repository.head('main') ?? ''
    const payload = {digest: 'sha256:1'}
    const live = github.deploy(repository, {sha, payload})
    github.addDeploymentStatus(repository, {deployment: live, state: 'success'})
    github.deploy(repository, {sha, environment: 'staging'})
    const text = github.deploy(repository, {sha, payload: JSON.stringify(payload)})
    const ask = async (after?: string) =>
      (
        await client.graphql<Page>(QUERY, {
          environment: 'production',
          first: 1,
          ...(after === undefined ? {} : {after}),
        })
      ).repository.deployments
    const nodeIdOf = async (deployment_id: number) =>
      (await client.repos.getDeployment({...AT, deployment_id})).data.node_id
    const first = await ask()
    expect(first.nodes).toEqual([
      {
        id: await nodeIdOf(text.id),
        databaseId: null,
        commitOid: sha,
        task: 'deploy',
        payload: JSON.stringify(JSON.stringify(payload)),
        state: 'PENDING',
        latestStatus: null,
      },
    ])
    const second = await ask(first.pageInfo.endCursor)
    expect(second.pageInfo.hasNextPage).toBe(false)
    expect(second.nodes).toEqual([
      {
        id: await nodeIdOf(live.id),
        databaseId: null,
        commitOid: sha,
        task: 'deploy',
        payload: JSON.stringify(payload),
        state: 'ACTIVE',
        latestStatus: {state: 'SUCCESS', environmentUrl: null},
      },
    ])
    expect(github.problems()).toEqual([])
  })

  test('needs its permission', async () => {
    const {client} = await githubWithPull({permissions: {contents: 'read'}})
    await expect(
      client.graphql(QUERY, {environment: 'production', first: 1}),
    ).rejects.toMatchObject({errors: [{type: 'FORBIDDEN'}]})
  })
})

test('commits name the accounts of those who made them', async () => {
  const {github, client, repository} = await githubWithPull(WRITE)
  github.addPerson('bo', 'Bo@example.com')
  const sha = repository.commit('main', {a: '1'}, {by: 'cy'})
  const {data} = await client.repos.listCommits({...AT, sha})
  expect(data.map(({author}) => author?.login)).toEqual(['cy', undefined])
})
