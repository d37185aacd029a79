import {invalid} from './failure.ts'
import type {Repository} from './repository.ts'
import {timestamp, type World} from './world.ts'

export type Comment = {
  readonly id: number
  /** The pull request's. */
  readonly number: number
  readonly login: string
  readonly createdAt: string
  readonly body: string
  readonly updatedAt: string
  readonly isMinimized: boolean
  /** Who changed it last, if anybody did. */
  readonly editor?: string
}

const LONGEST_BODY = 65_536

export function addComment(
  world: World,
  repository: Repository,
  comment: {readonly number: number; readonly login: string; readonly body: string},
): Comment {
  checkBody(comment.body)
  const now = timestamp(world.now())
  const added = {
    ...comment,
    id: world.nextId(),
    createdAt: now,
    updatedAt: now,
    isMinimized: false,
  }
  repository.comments.set(added.id, added)
  return added
}

export type Edit = {
  readonly comment: Comment
  readonly body?: string
  readonly isMinimized?: boolean
  /** Its author unless told. */
  readonly by?: string
}

export function editComment(
  {now}: World,
  repository: Repository,
  {comment, by, ...changes}: Edit,
): Comment {
  if (changes.body !== undefined) checkBody(changes.body)
  const edited = {...comment, ...changes, editor: by ?? comment.login, updatedAt: timestamp(now())}
  repository.comments.set(comment.id, edited)
  return edited
}

function checkBody(body: string): void {
  const problem =
    body.trim() === ''
      ? 'Body cannot be blank'
      : body.length > LONGEST_BODY
        ? `Body is too long (maximum is ${LONGEST_BODY} characters)`
        : undefined
  if (problem === undefined) return
  throw invalid('Validation Failed', [
    {resource: 'IssueComment', code: 'unprocessable', field: 'data', message: problem},
  ])
}
