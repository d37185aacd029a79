import {addComment, type Comment, editComment} from '../comments.ts'
import {notFound} from '../failure.ts'
import {bodyOf, type Call, paginate, type Reply, type Route} from '../route.ts'
import {pullOf} from './pulls.ts'
import {commentView} from './views.ts'

/** A pull request is an issue too; either permission will do. */
const READ = [
  {permission: 'pull-requests', access: 'read'},
  {permission: 'issues', access: 'read'},
] as const
const WRITE = [
  {permission: 'pull-requests', access: 'write'},
  {permission: 'issues', access: 'write'},
] as const
const OF_ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}/comments'
const ONE = '/repos/{owner}/{repo}/issues/comments/{comment_id}'

export const commentRoutes: readonly Route[] = [
  {method: 'GET', path: OF_ISSUE, needs: READ, handle: listComments},
  {method: 'POST', path: OF_ISSUE, needs: WRITE, handle: createComment},
  {method: 'GET', path: ONE, needs: READ, handle: call => reply(call, commentOf(call))},
  {method: 'PATCH', path: ONE, needs: WRITE, handle: updateComment},
  {method: 'DELETE', path: ONE, needs: WRITE, handle: deleteComment},
]

function listComments(call: Call): Reply {
  const {number} = pullOf(call, 'issue_number')
  const since = call.query.get('since')
  const found = call.repository
    .commentsOf(number)
    .filter(comment => since === null || Date.parse(comment.updatedAt) >= Date.parse(since))
  const {page, headers} = paginate(call, found)
  return {body: page.map(comment => commentView(call.world, call.repository, comment)), headers}
}

function createComment(call: Call): Reply {
  const {number} = pullOf(call, 'issue_number')
  const {body} = bodyOf<{body: string}>(call)
  const {login} = call.token
  return reply(call, addComment(call.world, call.repository, {number, login, body}), 201)
}

function updateComment(call: Call): Reply {
  const {body} = bodyOf<{body: string}>(call)
  return reply(call, editComment(call.world, call.repository, {comment: commentOf(call), body}))
}

function deleteComment(call: Call): Reply {
  call.repository.comments.delete(commentOf(call).id)
  return {status: 204}
}

function commentOf({repository, parameters}: Call): Comment {
  const comment = repository.comments.get(Number(parameters['comment_id']))
  if (comment) return comment
  throw notFound()
}

function reply({world, repository}: Call, comment: Comment, status = 200): Reply {
  return {status, body: commentView(world, repository, comment)}
}
