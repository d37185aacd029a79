import {writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {readGithubContext} from '../../../shared/platform/github/context.ts'
import type {Run} from '../../fakes/github/index.ts'
import {githubWithPull, tempRepo} from './setting.ts'

async function contextOf(run: Run) {
  const {directory} = await tempRepo()
  const path = join(directory, 'event.json')
  await writeFile(path, JSON.stringify(run.payload()))
  return readGithubContext({...run.environment(), GITHUB_EVENT_PATH: path})
}

test('a run of a pull request, on its merge commit where there is one', async () => {
  const {github, repository, pull} = await githubWithPull()
  expect(github.startRun(repository, {pull}).sha).toBe(pull.headSha)
  const [base = '', head = ''] = [repository.head('main'), pull.headSha]
  const merge = repository.commit('merged', {}, {parents: [base, head]})
  repository.setRef('refs/pull/1/merge', merge)
  expect(await contextOf(github.startRun(repository, {pull}))).toMatchObject({
    api: github.api,
    graphql: github.graphql,
    server: 'https://github.com',
    repository: {owner: 'acme', name: 'oil-price', defaultBranch: 'main', isPrivate: false},
    run: {attempt: 1, event: 'pull_request'},
    sha: merge,
    ref: 'refs/pull/1/merge',
    isDefaultBranch: false,
    pullRequest: {
      number: 1,
      isFork: false,
      head: {sha: head, ref: 'feature', repository: 'acme/oil-price'},
      base: {sha: base, ref: 'main'},
    },
  })
})

test("a run of a fork's pull request", async () => {
  const {github, repository} = await githubWithPull()
  const fork = github.addRepository({owner: 'eve', name: 'oil-price', fork: {of: repository}})
  fork.commit('patch', {x: '1'})
  const pull = repository.openPull({head: 'patch', headRepository: fork})
  const context = await contextOf(github.startRun(repository, {pull}))
  expect(context?.pullRequest).toMatchObject({isFork: true, head: {repository: 'eve/oil-price'}})
})

test('a push to the default branch, run again, in another job', async () => {
  const {github, repository} = await githubWithPull()
  const run = github.startRun(repository)
  expect(await contextOf(run)).toMatchObject({
    sha: repository.head('main'),
    ref: 'refs/heads/main',
    isDefaultBranch: true,
    run: {id: run.id, attempt: 1},
  })
  const again = run.rerun().otherJob('judge')
  expect(await contextOf(again)).toMatchObject({run: {id: run.id, attempt: 2}})
  expect(again.environment()['GITHUB_JOB']).toBe('judge')
  expect(again.runtimeToken).not.toBe(run.runtimeToken)
})
