import {mkdir, truncate, writeFile} from 'node:fs/promises'
import {describe, expect, test} from 'vitest'
import {readGithubContext} from '../../../../shared/platform/github/context.ts'
import {refuseForkHead} from '../../../../shared/platform/github/fork-guard.ts'
import {temporaryFolder} from '../../../fakes/temporary-folder.ts'

const folder = temporaryFolder()
const sha = (digit: string) => digit.repeat(40)
let count = 0

async function contextOf(
  event: string,
  payload: object | string,
  environment: Readonly<Record<string, string>> = {},
) {
  const path = `${folder()}/event-${++count}.json`
  await writeFile(path, typeof payload === 'string' ? payload : JSON.stringify(payload))
  return readGithubContext({
    GITHUB_REPOSITORY: 'acme/oil',
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: path,
    GITHUB_SHA: sha('c'),
    GITHUB_REF: 'refs/heads/main',
    GITHUB_RUN_ID: '812',
    GITHUB_RUN_ATTEMPT: '2',
    GITHUB_API_URL: 'https://ghes.example/api/v3',
    GITHUB_GRAPHQL_URL: 'https://ghes.example/api/graphql',
    GITHUB_SERVER_URL: 'https://ghes.example',
    ...environment,
  })
}

const repository = {id: 7, default_branch: 'main', private: true}
const pull = (full_name: string | null) => ({
  repository,
  pull_request: {
    number: 12,
    head: {sha: sha('b'), ref: 'change', repo: full_name && {full_name}},
    base: {sha: sha('a'), ref: 'main', repo: {full_name: 'acme/oil'}},
  },
})

describe('the context', () => {
  test('is absent outside of GitHub Actions', async () => {
    expect(await readGithubContext({})).toBeUndefined()
    expect(await readGithubContext({GITHUB_REPOSITORY: 'acme/oil'})).toBeUndefined()
  })

  test('names who set the run off, and who ran it again', async () => {
    const again = {GITHUB_ACTOR: 'ana', GITHUB_TRIGGERING_ACTOR: 'bo'}
    expect((await contextOf('push', {repository}, again))?.actors).toEqual(['ana', 'bo'])
    const once = {GITHUB_ACTOR: 'ana', GITHUB_TRIGGERING_ACTOR: 'ana'}
    expect((await contextOf('push', {repository}, once))?.actors).toEqual(['ana'])
    const untold = {GITHUB_ACTOR: 'ana'}
    expect((await contextOf('push', {repository}, untold))?.actors).toEqual(['ana'])
  })

  test('takes every host from the environment', async () => {
    const own = process.env
    expect(await contextOf('push', {repository})).toMatchObject({
      server: 'https://ghes.example',
      api: 'https://ghes.example/api/v3',
      graphql: 'https://ghes.example/api/graphql',
      repository: {owner: 'acme', name: 'oil', defaultBranch: 'main', isPrivate: true},
      run: {id: 812, attempt: 2, event: 'push'},
      isDefaultBranch: true,
    })
    expect(process.env).toBe(own)
  })

  test.each([
    {name: 'push to main', event: 'push', ref: 'refs/heads/main', expected: true},
    {name: 'push to a branch', event: 'push', ref: 'refs/heads/change', expected: false},
    {name: 'a tag called main', event: 'push', ref: 'refs/tags/main', expected: false},
    {name: 'schedule', event: 'schedule', ref: 'refs/heads/main', expected: true},
    {name: 'dispatch on main', event: 'workflow_dispatch', ref: 'refs/heads/main', expected: true},
    {
      name: 'dispatch on a branch',
      event: 'workflow_dispatch',
      ref: 'refs/heads/x',
      expected: false,
    },
    {name: 'pull_request', event: 'pull_request', ref: 'refs/pull/12/merge', expected: false},
    ...['pull_request_target', 'workflow_run', 'merge_group', 'issue_comment', 'unheard_of'].map(
      event => ({name: event, event, ref: 'refs/heads/main', expected: false}),
    ),
  ])('$name: the default branch itself is $expected', async ({event, ref, expected}) => {
    const context = await contextOf(event, {repository}, {GITHUB_REF: ref})
    expect(context?.isDefaultBranch).toBe(expected)
  })

  test.each([
    {name: 'our own branch', from: 'acme/oil', expected: false},
    {name: 'our own branch, in other letters', from: 'Acme/Oil', expected: false},
    {name: 'a fork', from: 'mallory/oil', expected: true},
    {name: 'a fork that is deleted', from: null, expected: true},
  ])('$name is a fork: $expected', async ({from, expected}) => {
    const context = await contextOf('pull_request', pull(from))
    expect(context?.pullRequest).toMatchObject({number: 12, isFork: expected})
  })

  test.each([
    {name: 'no JSON', payload: '{"repository"'},
    {
      name: 'an odd number',
      payload: {pull_request: {...pull('a/b').pull_request, number: '12; rm'}},
    },
    {name: 'a list', payload: '[1]'},
  ])('refuses an event that is $name', async ({payload}) => {
    await expect(contextOf('pull_request', payload)).rejects.toMatchObject({code: 'invalid-event'})
  })

  test('refuses an event of a size that GitHub never sends', async () => {
    await mkdir(folder(), {recursive: true})
    const path = `${folder()}/huge.json`
    await writeFile(path, '')
    await truncate(path, 33 * 2 ** 20)
    const context = contextOf('push', {}, {GITHUB_EVENT_PATH: path})
    await expect(context).rejects.toMatchObject({code: 'invalid-event'})
  })
})

describe("a fork's head", () => {
  const run = (full_name: string | null) => ({
    repository,
    workflow_run: {head_sha: sha('b'), head_repository: full_name && {full_name}},
  })
  const comment = {repository, issue: {number: 12, pull_request: {url: ''}}}

  test.each([
    {name: 'pull_request_target', event: 'pull_request_target', payload: pull('mallory/oil')},
    {name: 'a deleted fork', event: 'pull_request_target', payload: pull(null)},
    {name: 'workflow_run', event: 'workflow_run', payload: run('mallory/oil')},
    {name: 'issue_comment on a pull request', event: 'issue_comment', payload: comment},
  ])('is refused: $name', async ({event, payload}) => {
    const context = await contextOf(event, payload)
    if (!context) throw new Error('no context')
    expect(() => refuseForkHead(context, {sha: sha('b')})).toThrow(
      expect.objectContaining({code: 'untrusted-head'}),
    )
    expect(() => refuseForkHead(context, {sha: undefined})).toThrow()
    // The default branch's own commit is checked out: nothing of the fork runs.
    refuseForkHead(context, {sha: sha('c')})
  })

  test.each([
    {
      name: 'a pull_request run, which has no rights',
      event: 'pull_request',
      payload: pull('m/oil'),
    },
    {name: 'our own branch', event: 'pull_request_target', payload: pull('acme/oil')},
    {name: 'our own run', event: 'workflow_run', payload: run('acme/oil')},
    {name: 'a push', event: 'push', payload: {repository}},
    {name: 'a comment on an issue', event: 'issue_comment', payload: {issue: {number: 1}}},
  ])('is not seen where there is none: $name', async ({event, payload}) => {
    const context = await contextOf(event, payload)
    if (!context) throw new Error('no context')
    refuseForkHead(context, {sha: sha('b')})
  })
})
