import {describe, expect, test} from 'vitest'
import type {EnvironmentOptions} from '../../fakes/github/index.ts'
import {AT, clientFor, githubWithPull, refusal} from './setting.ts'

const READ = {permissions: {actions: 'read', deployments: 'write', checks: 'read'}} as const

async function waitingRun(options: Partial<EnvironmentOptions> = {}, clock?: () => Date) {
  const setting = await githubWithPull({...READ, ...(clock ? {now: clock} : {})})
  const {github, repository} = setting
  const environment = github.setEnvironment(repository, {
    name: 'production',
    reviewers: ['bo', {team: 'leads', members: ['cy', 'ana']}],
    ...options,
  })
  const run = github.startRun(repository, {environment: 'production', actor: 'ana'})
  return {...setting, environment, run}
}

describe('an environment', () => {
  test('shows its protection', async () => {
    const {client, github} = await waitingRun({
      preventSelfReview: true,
      waitTimerMinutes: 30,
      branches: ['main', {tag: 'v*'}],
      canAdminsBypass: false,
    })
    const at = {...AT, environment_name: 'production'}
    const {data} = await client.repos.getEnvironment(at)
    expect(data).toMatchObject({
      name: 'production',
      can_admins_bypass: false,
      deployment_branch_policy: {protected_branches: false, custom_branch_policies: true},
      protection_rules: [
        {type: 'wait_timer', wait_timer: 30},
        {
          type: 'required_reviewers',
          prevent_self_review: true,
          reviewers: [
            {type: 'User', reviewer: {login: 'bo'}},
            {type: 'Team', reviewer: {slug: 'leads'}},
          ],
        },
        {type: 'branch_policy'},
      ],
    })
    const policies = await client.repos.listDeploymentBranchPolicies(at)
    expect(policies.data.branch_policies).toMatchObject([
      {name: 'main', type: 'branch'},
      {name: 'v*', type: 'tag'},
    ])
    expect((await client.repos.getAllEnvironments(AT)).data.total_count).toBe(1)
    expect(github.problems()).toEqual([])
  })

  test('may have a slash in its name, and capitals do not count', async () => {
    const {github, client, repository} = await githubWithPull(READ)
    github.setEnvironment(repository, {name: 'production/eu'})
    const asked = await client.repos.getEnvironment({...AT, environment_name: 'Production/EU'})
    expect(asked.data).toMatchObject({name: 'production/eu', protection_rules: []})
  })

  test('is made without protection by a job that names an unknown one', async () => {
    const {github, client, repository} = await githubWithPull(READ)
    const at = {...AT, environment_name: 'prodution'}
    await expect(client.repos.getEnvironment(at)).rejects.toMatchObject(refusal(404, /Not Found/))
    const run = github.startRun(repository, {environment: 'prodution'})
    expect(run.gate()).toBe('open')
    expect((await client.repos.getEnvironment(at)).data).toMatchObject({
      protection_rules: [],
      deployment_branch_policy: null,
    })
  })

  test('needs actions: read', async () => {
    const {client} = await githubWithPull({permissions: {contents: 'read'}})
    await expect(
      client.repos.getEnvironment({...AT, environment_name: 'production'}),
    ).rejects.toMatchObject(refusal(403, /Resource not accessible/))
  })
})

describe('which refs may deploy', () => {
  test.each([
    {name: 'all', branches: 'all', gate: 'open'},
    {name: 'a name', branches: ['feature'], gate: 'open'},
    {name: 'another name', branches: ['main'], gate: 'refused'},
    {name: 'a tag of that name', branches: [{tag: 'feature'}], gate: 'refused'},
    {name: 'a pattern', branches: ['fea*'], gate: 'open'},
    {name: 'a pattern that a slash ends', branches: ['*/ture'], gate: 'refused'},
    {name: 'protected ones', branches: 'protected', isProtected: 'main', gate: 'refused'},
    {
      name: 'protected ones, the branch among them',
      branches: 'protected',
      isProtected: 'feature',
      gate: 'open',
    },
    {name: 'protected ones where none is protected', branches: 'protected', gate: 'open'},
  ] as const)('$name', async ({branches, gate, ...more}) => {
    const {github, repository} = await githubWithPull()
    if ('isProtected' in more) repository.protectedBranches.add(more.isProtected)
    github.setEnvironment(repository, {name: 'production', branches})
    const run = github.startRun(repository, {environment: 'production', headBranch: 'feature'})
    expect(run.gate()).toBe(gate)
  })
})

describe('a job that waits', () => {
  test('is listed with those who may let it pass, and starts when one of them does', async () => {
    const {github, client, run, environment} = await waitingRun()
    expect(run.gate()).toBe('waiting')
    const at = {...AT, run_id: run.id}
    const {data} = await client.actions.getPendingDeploymentsForRun(at)
    expect(data).toMatchObject([
      {
        environment: {id: environment.id, name: 'production'},
        wait_timer: 0,
        wait_timer_started_at: null,
        current_user_can_approve: false,
        reviewers: [{type: 'User', reviewer: {login: 'bo'}}, {type: 'Team'}],
      },
    ])
    expect((await client.actions.getReviewsForRun(at)).data).toEqual([])
    github.review(run, {by: 'bo', comment: 'fine'})
    expect(run.gate()).toBe('open')
    expect((await client.actions.getReviewsForRun(at)).data).toMatchObject([
      {
        state: 'approved',
        user: {login: 'bo'},
        comment: 'fine',
        environments: [{name: 'production'}],
      },
    ])
    expect((await client.actions.getPendingDeploymentsForRun(at)).data).toEqual([])
    expect(github.problems()).toEqual([])
  })

  test.each([
    {name: 'a member of the team', by: 'CY', isAllowed: true},
    {name: 'who set off the run', by: 'ana', isAllowed: true},
    {name: 'anybody else', by: 'eve', isAllowed: false},
  ])('may be let pass by $name: $isAllowed', async ({by, isAllowed}) => {
    const {github, run} = await waitingRun()
    const review = () => github.review(run, {by})
    if (isAllowed) review()
    else expect(review).toThrow(/eve cannot review/)
    expect(run.gate()).toBe(isAllowed ? 'open' : 'waiting')
  })

  test('is not let pass by its own actor where self-review is prevented', async () => {
    const {github, run} = await waitingRun({preventSelfReview: true})
    expect(() => github.review(run, {by: 'ana'})).toThrow(/ana cannot review/)
    expect(run.gate()).toBe('waiting')
  })

  test('is decided by the first; the second finds nothing to decide', async () => {
    const {github, run} = await waitingRun()
    github.review(run, {by: 'bo', state: 'rejected'})
    expect(run.gate()).toBe('rejected')
    expect(() => github.review(run, {by: 'cy'})).toThrow(/no pending/)
  })

  test('waits out its timer', async () => {
    let time = Date.parse('2026-11-21T10:00:00Z')
    const clock = () => new Date(time)
    const {github, run, repository} = await waitingRun({waitTimerMinutes: 10}, clock)
    github.review(run, {by: 'bo'})
    expect(run.gate()).toBe('waiting')
    time += 10 * 60_000
    expect(run.gate()).toBe('open')
    expect(repository.deployments[0]?.statuses.map(({state}) => state)).toEqual([
      'waiting',
      'in_progress',
    ])
  })

  test('asks again when the run starts again, and old reviews remain', async () => {
    const {github, run, client} = await waitingRun()
    github.review(run, {by: 'bo'})
    const again = run.rerun()
    expect(again.gate()).toBe('waiting')
    github.review(again, {by: 'cy'})
    const {data} = await client.actions.getReviewsForRun({...AT, run_id: run.id})
    expect(data.map(({user}) => user.login)).toEqual(['cy', 'bo'])
  })

  test('is reviewed through the API by a reviewer only', async () => {
    const {github, run, repository, environment, client} = await waitingRun()
    const wish = {
      ...AT,
      run_id: run.id,
      environment_ids: [environment.id],
      state: 'approved' as const,
      comment: 'ok',
    }
    await expect(client.actions.reviewPendingDeploymentsForRun(wish)).rejects.toMatchObject(
      refusal(422, /cannot review/),
    )
    const bo = github.issueToken({repository, permissions: {deployments: 'write'}, login: 'bo'})
    const {data} = await clientFor(github.api, bo.secret).actions.reviewPendingDeploymentsForRun(
      wish,
    )
    expect(data).toMatchObject([{environment: 'production', task: 'deploy'}])
    expect(run.gate()).toBe('open')
  })
})

describe("GitHub's own deployment for a job", () => {
  test('has no payload of ours and follows the job', async () => {
    const {github, run, repository} = await waitingRun()
    const [own] = repository.deployments
    expect(own).toMatchObject({
      payload: {},
      task: 'deploy',
      ref: 'main',
      sha: run.headSha,
      creator: 'github-actions[bot]',
    })
    github.review(run, {by: 'bo'})
    run.finish('failure')
    expect(own?.statuses.map(({state}) => state)).toEqual(['waiting', 'in_progress', 'failure'])
  })

  test('is not made when the job wants none', async () => {
    const {github, repository} = await githubWithPull(READ)
    const environment = {name: 'production', deployment: false}
    github.startRun(repository, {environment})
    expect(repository.deployments).toEqual([])
    expect(repository.environments.has('production')).toBe(true)
  })
})

describe('checks of a commit', () => {
  test('runs of jobs are there, the newest of each name', async () => {
    const {github, client, repository} = await githubWithPull(READ)
    const run = github.startRun(repository, {job: 'deploy'})
    const ref = run.headSha
    github.addCheckRun(repository, {sha: ref, name: 'lint', conclusion: 'failure'})
    github.addCheckRun(repository, {sha: ref, name: 'lint', conclusion: 'success'})
    const seen = async (more: object = {}) =>
      (await client.checks.listForRef({...AT, ref, ...more})).data.check_runs.map(
        ({name, status, conclusion}) => [name, status, conclusion],
      )
    expect(await seen()).toEqual([
      ['lint', 'completed', 'success'],
      ['deploy', 'in_progress', null],
    ])
    expect(await seen({filter: 'all'})).toHaveLength(3)
    run.finish()
    expect(await seen({check_name: 'deploy'})).toEqual([['deploy', 'completed', 'success']])
    expect(github.problems()).toEqual([])
  })

  test('statuses are combined', async () => {
    const {github, client, repository} = await githubWithPull({permissions: {statuses: 'read'}})
    const sha = repository.head('main') ?? ''
    const at = {...AT, ref: 'main'}
    const state = async () => (await client.repos.getCombinedStatusForRef(at)).data.state
    expect(await state()).toBe('pending')
    github.addStatus(repository, {sha, context: 'ci', state: 'success'})
    expect(await state()).toBe('success')
    github.addStatus(repository, {sha, context: 'slow', state: 'error'})
    expect(await state()).toBe('failure')
    expect((await client.repos.listCommitStatusesForRef(at)).data).toHaveLength(2)
    await expect(client.checks.listForRef(at)).rejects.toMatchObject(
      refusal(403, /Resource not accessible/),
    )
  })
})
