import {describe, expect, test} from 'vitest'
import {readApprovals} from '../../../../shared/platform/github/approvals.ts'
import {readAuthors, readBetween, readTip} from '../../../../shared/platform/github/authors.ts'
import {
  createDeployment,
  listDeployments,
  setDeploymentStatus,
} from '../../../../shared/platform/github/deployments.ts'
import {readProtection} from '../../../../shared/platform/github/environments.ts'
import type {Permissions} from '../../../fakes/github/index.ts'
import {type Connected, connect, refusal} from './connection.ts'

const ALL: Permissions = {contents: 'read', actions: 'read', deployments: 'write'}
const all = () => false

async function connectToDeploy(permissions = ALL): Promise<Connected & {readonly sha: string}> {
  const connected = await connect({action: 'deploy', permissions})
  return {...connected, sha: connected.repository.head('main') ?? ''}
}

const wish = (commit: string, payload: Readonly<Record<string, unknown>> = {model: 'm'}) => ({
  commit,
  environment: 'production',
  task: 'deploy' as const,
  description: 'x'.repeat(300),
  payload,
  isProduction: true,
})

describe('a deployment', () => {
  test('is made of a full commit, merges nothing and bypasses no check silently', async () => {
    const {client, repository, github, sha} = await connectToDeploy()
    const {id} = await createDeployment(client.transport, wish(sha))
    expect(repository.deployments).toMatchObject([{id, sha, ref: sha, payload: {model: 'm'}}])
    const sent = github.requests.find(({method, path}) => method === 'POST' && /deploy/.test(path))
    expect(sent?.body).toMatchObject({auto_merge: false, required_contexts: []})
    expect(github.problems()).toEqual([])
  })

  test.each([
    {name: 'before it was made', drop: 'connection'},
    {name: 'after it was made', drop: 'response-after-commit'},
  ] as const)('whose answer is lost $name is told by its code or found', async ({name, drop}) => {
    const {client, github, repository, sha} = await connectToDeploy()
    github.faults.add({match: /POST .*deployments/, drop})
    if (name.startsWith('before')) {
      const error = await refusal(createDeployment(client.transport, wish(sha)))
      expect(error).toMatchObject({code: 'answer-lost'})
    } else {
      const {id} = await createDeployment(client.transport, wish(sha))
      expect(repository.deployments.map(one => one.id)).toEqual([id])
    }
  })

  test('keeps its status, also over a broken connection, and touches no other one', async () => {
    const {client, github, repository, sha} = await connectToDeploy()
    const older = github.deploy(repository, {sha, environment: 'staging'})
    github.addDeploymentStatus(repository, {deployment: older, state: 'success'})
    const staging = {...wish(sha), environment: 'staging', isProduction: false}
    const {id} = await createDeployment(client.transport, staging)
    github.faults.add({match: /POST .*statuses/, drop: 'connection'})
    const status = {state: 'success', description: 'live', logUrl: 'https://x.example'} as const
    await setDeploymentStatus(client.transport, id, status)
    const found = await listDeployments(client.transport, 'staging', all)
    expect(found).toMatchObject([
      {id, state: 'success', hasSucceeded: true, commit: sha, payload: {model: 'm'}},
      {id: older.id, state: 'success'},
    ])
  })

  test('that was live once is known after it was replaced', async () => {
    const {client, github, repository, sha} = await connectToDeploy()
    const deployment = github.deploy(repository, {sha})
    for (const state of ['success', 'inactive'] as const) {
      github.addDeploymentStatus(repository, {deployment, state})
    }
    const [found] = await listDeployments(client.transport, 'production', all)
    expect(found).toMatchObject({state: 'inactive', hasSucceeded: true})
  })
})

describe('the list', () => {
  test('goes on over pages until there is enough', async () => {
    const {client, github, repository, asked, sha} = await connectToDeploy()
    for (let count = 0; count < 230; count++) github.deploy(repository, {sha})
    const [oldest] = repository.deployments
    if (!oldest) throw new Error('nothing was deployed')
    github.addDeploymentStatus(repository, {deployment: oldest, state: 'success'})
    const found = await listDeployments(client.transport, 'production', all)
    expect(found).toHaveLength(230)
    expect(found.at(-1)).toMatchObject({id: oldest.id, state: 'success'})
    expect(found[0]?.state).toBe('pending')
    expect(asked(/ListDeploymentStates/)).toHaveLength(3)
    github.forget()
    expect(await listDeployments(client.transport, 'production', () => true)).toHaveLength(100)
    expect(asked(/deployments/)).toHaveLength(1)
  })

  test('of an unknown environment is empty', async () => {
    const {client} = await connectToDeploy()
    expect(await listDeployments(client.transport, 'nowhere', all)).toEqual([])
  })
})

describe('an environment', () => {
  test('that is not there is nothing, not an error', async () => {
    const {client} = await connectToDeploy()
    expect(await readProtection(client.transport, 'production')).toBeUndefined()
  })

  test.each([
    {
      name: 'open',
      options: {},
      expected: {reviewers: 0, isSelfReviewPrevented: false},
    },
    {
      name: 'guarded',
      options: {
        reviewers: ['bo', {team: 'leads', members: ['cy']}],
        preventSelfReview: true,
        canAdminsBypass: false,
      },
      expected: {
        reviewers: 2,
        isSelfReviewPrevented: true,
        canAdminsBypass: false,
      },
    },
  ])('that is $name is read as it is', async ({options, expected}) => {
    const {client, github, repository} = await connectToDeploy()
    github.setEnvironment(repository, {name: 'production/eu', ...options})
    const found = await readProtection(client.transport, 'production/eu')
    expect(found).toMatchObject(expected)
    expect(github.problems()).toEqual([])
  })
})

test('approvals are those for the environments that are asked', async () => {
  const {client, github, repository} = await connectToDeploy()
  github.setEnvironment(repository, {name: 'production', reviewers: ['bo']})
  github.setEnvironment(repository, {name: 'other', reviewers: ['cy']})
  const run = github.startRun(repository, {environment: 'production'})
  run.otherJob('second', {environment: 'other'})
  const environments = [...repository.environments.values()]
  for (const [index, by] of ['bo', 'cy'].entries()) {
    github.review(run, {by, environments: environments.slice(index, index + 1)})
  }
  const of = (...names: string[]) =>
    readApprovals(client.transport, {run: run.id, environments: names})
  expect(await of('Production')).toEqual([{login: 'bo', state: 'approved'}])
  expect(await of('production', 'other')).toHaveLength(2)
  expect(await of('none')).toEqual([])
})

describe('authors', () => {
  test('of what lies between two commits are told, and the unknown are counted', async () => {
    const {client, repository, sha} = await connectToDeploy()
    repository.commit('main', {a: '1'}, {by: 'ana'})
    repository.commit('main', {a: '2'})
    const head = repository.commit('main', {a: '3'}, {by: 'bo'})
    expect(await readBetween(client.transport, sha, head)).toEqual({
      order: 'ahead',
      authors: {logins: ['ana', 'bo'], unknown: 1},
    })
    expect((await readBetween(client.transport, head, sha)).order).toBe('behind')
    expect(await readTip(client.transport, 'main')).toBe(head)
  })

  test('of a merge are also those of what it merges', async () => {
    const {client, repository, sha} = await connectToDeploy()
    const change = repository.commit('change', {a: '1'}, {by: 'ana', parents: [sha]})
    const merge = repository.commit('main', {a: '1'}, {by: 'bo', parents: [sha, change]})
    expect((await readAuthors(client.transport, merge)).logins).toEqual(['ana', 'bo'])
    expect(await readAuthors(client.transport, sha)).toEqual({logins: [], unknown: 1})
  })
})

test.each([
  {name: 'deployments', permissions: {contents: 'read'}, says: 'deployments: write'},
  {name: 'environments', permissions: {deployments: 'write'}, says: 'actions: read'},
] as const)(
  'without permission for $name the exact lines are told',
  async ({permissions, says}) => {
    const {client} = await connectToDeploy(permissions)
    const asked =
      says === 'actions: read'
        ? readProtection(client.transport, 'production')
        : listDeployments(client.transport, 'production', all)
    const error = await refusal(asked)
    expect(error).toMatchObject({code: 'missing-permission', hint: expect.stringContaining(says)})
  },
)
