import * as z from 'zod'
import {ActionError, codeOf} from '../errors.ts'
import type {Transport} from './transport.ts'

export type PullComment = {
  readonly id: number
  readonly body: string
  /** Written with the identity of the token in use. */
  readonly isMine: boolean
  readonly isMinimized: boolean
  readonly url: string
}

export type PullComments = {
  readonly headSha: string
  readonly isOpen: boolean
  /** All of them, oldest first. */
  readonly comments: readonly PullComment[]
}

export type WrittenComment = {readonly id: number; readonly url: string}

const QUERY = `query ReadComments($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      headRefOid
      state
      comments(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { fullDatabaseId body viewerDidAuthor isMinimized url }
      }
    }
  }
}`

const commentNode = z.object({
  fullDatabaseId: z.coerce.number().int(),
  body: z.string(),
  viewerDidAuthor: z.boolean(),
  isMinimized: z.boolean(),
  url: z.string(),
})
const commentsPage = z.object({
  repository: z.object({
    pullRequest: z.object({
      headRefOid: z.string(),
      state: z.string(),
      comments: z.object({
        pageInfo: z.object({hasNextPage: z.boolean(), endCursor: z.string().nullable()}),
        nodes: z.array(commentNode),
      }),
    }),
  }),
})
const writtenComment = z.object({id: z.int(), html_url: z.string()})

/** GitHub itself allows 2,500 comments; more pages than that are a server that never ends. */
const MAX_PAGES = 100
/** How often a comment is sent whose answer gets lost every time. */
const TRIES = 3

export async function pullComments(
  transport: Transport,
  number: number,
  deadline = transport.until(),
): Promise<PullComments> {
  const {owner, name} = transport.context.repository
  const comments: PullComment[] = []
  let after: string | null = null
  for (let count = 0; count < MAX_PAGES; count++) {
    const answer: z.infer<typeof commentsPage> = await transport.graphql('read-comments', QUERY, {
      variables: {owner, name, number, after},
      schema: commentsPage,
      deadline,
    })
    const {headRefOid, state, comments: page} = answer.repository.pullRequest
    comments.push(...page.nodes.map(toComment))
    after = page.pageInfo.endCursor
    if (!page.pageInfo.hasNextPage) {
      return {headSha: headRefOid, isOpen: state === 'OPEN', comments}
    }
  }
  throw new ActionError('unexpected-answer', `Pull request #${number} has no end of comments.`)
}

function toComment(node: z.infer<typeof commentNode>): PullComment {
  const {fullDatabaseId, body, viewerDidAuthor, isMinimized, url} = node
  return {id: fullDatabaseId, body, isMine: viewerDidAuthor, isMinimized, url}
}

/** When the answer is lost, the comment is looked for before it is sent again: never two of the same. */
export async function createComment(
  transport: Transport,
  number: number,
  body: string,
): Promise<WrittenComment> {
  const deadline = transport.until()
  for (let left = TRIES; ; left--) {
    try {
      const parameters = {issue_number: number, body}
      const schema = writtenComment
      const {id, html_url} = await transport.rest('create-comment', parameters, {schema, deadline})
      return {id, url: html_url}
    } catch (error) {
      if (codeOf(error) !== 'answer-lost' || left === 1) throw error
      const {comments} = await pullComments(transport, number, deadline)
      const found = comments.findLast(comment => comment.isMine && comment.body === body)
      if (found) return found
    }
  }
}

export async function updateComment(
  transport: Transport,
  id: number,
  body: string,
): Promise<WrittenComment> {
  const parameters = {comment_id: id, body}
  const found = await transport.rest('update-comment', parameters, {schema: writtenComment})
  return {id: found.id, url: found.html_url}
}

/** A comment that is gone already is fine. */
export async function deleteComment(transport: Transport, id: number): Promise<void> {
  await transport.raw('delete-comment', {comment_id: id})
}
