import * as z from 'zod'
import {ActionError, codeOf} from '../errors.ts'
import {type GithubContext, isSameRepository} from './context.ts'
import {saidBy} from './failures.ts'
import type {Transport} from './transport.ts'

const pull = z.object({
  number: z.int(),
  html_url: z.string(),
  state: z.enum(['open', 'closed']),
  body: z.string().nullish(),
  merged_at: z.string().nullish(),
  head: z.object({ref: z.string(), repo: z.object({full_name: z.string()}).nullable()}),
})

export type FoundPull = {
  readonly number: number
  readonly url: string
  readonly state: 'open' | 'merged' | 'closed'
  readonly branch: string
  readonly body: string
}

export type NewPull = {
  readonly branch: string
  readonly base: string
  readonly title: string
  readonly body: string
}

/** Of a branch of the repository itself, the newest first. */
export async function pullsOfBranch(
  {rest, context}: Transport,
  branch: string,
): Promise<readonly FoundPull[]> {
  const head = `${context.repository.owner}:${branch}`
  const found = await rest(
    'list-pulls',
    {head, state: 'all', per_page: 100},
    {schema: z.array(pull)},
  )
  return found.filter(one => isOwn(one, context)).map(viewOf)
}

/** The newest of those that are open, from branches of the repository itself. */
export async function openPulls({rest, context}: Transport): Promise<readonly FoundPull[]> {
  const found = await rest('list-pulls', {state: 'open', per_page: 100}, {schema: z.array(pull)})
  return found.filter(one => isOwn(one, context)).map(viewOf)
}

/** A fork of the same owner has branches of the same names. */
function isOwn({head: {repo}}: z.infer<typeof pull>, {repository}: GithubContext): boolean {
  return isSameRepository(repo?.full_name, `${repository.owner}/${repository.name}`)
}

export async function changePull(
  {rest}: Transport,
  number: number,
  change: {readonly body: string} | {readonly state: 'closed'},
): Promise<void> {
  await rest('update-pull', {pull_number: number, ...change}, {schema: z.object({})})
}

/** Opens a pull request; nothing when the branch has one already, or when only another look can tell. */
export async function openPull(
  {rest}: Transport,
  {branch, base, title, body}: NewPull,
): Promise<FoundPull | undefined> {
  try {
    return viewOf(await rest('create-pull', {head: branch, base, title, body}, {schema: pull}))
  } catch (error) {
    if (codeOf(error) === 'answer-lost') return undefined
    const said = saidBy(error)
    if (/pull request already exists/i.test(said)) return undefined
    if (/not permitted to create/i.test(said)) throw switchedOff(branch, error)
    throw error
  }
}

function switchedOff(branch: string, cause: unknown): ActionError {
  return new ActionError(
    'pull-requests-off',
    'this repository, or its organisation, does not let workflows open pull requests',
    {
      hint: [
        'Switch on Settings → Actions → General → "Allow GitHub Actions to create and approve pull requests".',
        'Where it is greyed out, an owner switches it on at the same place of the organisation.',
        'Or give the step the token of a GitHub App.',
        `All else is done: ${branch} stays as it is, and the next run opens its pull request.`,
      ].join('\n'),
      cause,
    },
  )
}

function viewOf({number, html_url, state, body, merged_at, head}: z.infer<typeof pull>): FoundPull {
  return {
    number,
    url: html_url,
    state: merged_at ? 'merged' : state,
    branch: head.ref,
    body: body ?? '',
  }
}
