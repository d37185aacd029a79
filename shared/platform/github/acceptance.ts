import * as z from 'zod'
import type {LabelEvent, PullTalk, Said} from '../../domain/ports/pull-talk.ts'
import {ActionError} from '../errors.ts'
import type {Transport} from './transport.ts'

const PAGE = 100
const MAX_PAGES = 50

const QUERY = `query ReadTalk($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      author { login __typename }
      comments(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { body isMinimized lastEditedAt author { login __typename } editor { login } }
      }
    }
  }
}`

const actor = z.object({login: z.string(), __typename: z.string()}).nullable()
const talkPage = z.object({
  repository: z.object({
    pullRequest: z.object({
      author: actor,
      comments: z.object({
        pageInfo: z.object({hasNextPage: z.boolean(), endCursor: z.string().nullable()}),
        nodes: z.array(
          z.object({
            body: z.string(),
            isMinimized: z.boolean(),
            lastEditedAt: z.string().nullable(),
            author: actor,
            editor: z.object({login: z.string()}).nullable(),
          }),
        ),
      }),
    }),
  }),
})

const issueEvent = z.object({
  event: z.string(),
  created_at: z.string(),
  actor: z.object({login: z.string(), type: z.string().optional()}).nullish(),
  label: z.object({name: z.string().nullish()}).nullish(),
})

/** Who set and removed labels, and who said what. All of it: what is missing could be what takes a label back. */
export async function readTalk(transport: Transport, number: number): Promise<PullTalk> {
  const [events, {author, comments}] = [
    await readLabelEvents(transport, number),
    await readComments(transport, number),
  ]
  return {author, events, comments}
}

async function readLabelEvents(transport: Transport, number: number) {
  const found: LabelEvent[] = []
  for (let page = 1; page <= MAX_PAGES; page++) {
    const events = await transport.rest(
      'list-label-events',
      {issue_number: number, per_page: PAGE, page},
      {schema: z.array(issueEvent)},
    )
    for (const {event, created_at: at, actor: by, label} of events) {
      if ((event !== 'labeled' && event !== 'unlabeled') || !label?.name) continue
      found.push({
        label: label.name,
        isSet: event === 'labeled',
        login: by?.login,
        isBot: by?.type !== 'User',
        at,
      })
    }
    if (events.length < PAGE) return found
  }
  throw endless(number)
}

async function readComments(transport: Transport, number: number) {
  const {owner, name} = transport.context.repository
  const comments: Said[] = []
  let after: string | null = null
  for (let count = 0; count < MAX_PAGES; count++) {
    const answer: z.infer<typeof talkPage> = await transport.graphql('read-talk', QUERY, {
      variables: {owner, name, number, after},
      schema: talkPage,
    })
    const {author, comments: page} = answer.repository.pullRequest
    for (const {body, isMinimized, lastEditedAt, author: by, editor} of page.nodes) {
      comments.push({
        login: by?.login,
        isBot: by?.__typename !== 'User',
        editor: editor?.login,
        isEdited: lastEditedAt !== null,
        isHidden: isMinimized,
        body,
      })
    }
    after = page.pageInfo.endCursor
    if (!page.pageInfo.hasNextPage) return {author: author?.login ?? '', comments}
  }
  throw endless(number)
}

function endless(number: number): ActionError {
  return new ActionError('unexpected-answer', `Pull request #${number} has no end of events.`)
}

/** Whether GitHub says that somebody is a member of a team; a token that may not ask is told no. */
export async function isMember(
  transport: Transport,
  {org, team, login}: {readonly org: string; readonly team: string; readonly login: string},
): Promise<boolean> {
  const found = await transport.find(
    'read-membership',
    {org, team_slug: team, username: login},
    {schema: z.object({state: z.string()})},
  )
  return found?.state === 'active'
}

/** The pull request by whose merge a commit came to be; nothing where there is none, or several. */
export async function mergedPull(transport: Transport, sha: string): Promise<number | undefined> {
  const schema = z.array(
    z.object({
      number: z.int(),
      merged_at: z.string().nullable(),
      merge_commit_sha: z.string().nullable(),
    }),
  )
  const pulls = await transport.rest('list-pulls-of-commit', {commit_sha: sha}, {schema})
  const merged = pulls.filter(pull => pull.merged_at !== null && pull.merge_commit_sha === sha)
  return merged.length === 1 ? merged[0]?.number : undefined
}
