import type {Comment} from '../comments.ts'
import type {Pull} from '../pulls.ts'
import type {Repository} from '../repository.ts'
import {commentUrl, nodeId, SITE} from '../rest/views.ts'
import {resolveCommit, resolveObject} from '../revisions.ts'
import {canSee, isAllowed, type Need, type Token} from '../tokens.ts'
import {findRepository, type World} from '../world.ts'
import {actorView} from './actor-view.ts'
import {connectionOf, type Window} from './connection.ts'
import {type DeploymentQuery, deploymentsOf} from './deployment-views.ts'
import {forbiddenField, graphqlFailure} from './failure.ts'
import {objectView, refView} from './git-views.ts'

export type Viewer = {readonly world: World; readonly token: Token}

const CONTENTS: readonly Need[] = [{permission: 'contents', access: 'read'}]
const DEPLOYMENTS: readonly Need[] = [{permission: 'deployments', access: 'read'}]
const PULLS: readonly Need[] = [
  {permission: 'pull-requests', access: 'read'},
  {permission: 'issues', access: 'read'},
]

export function queryRoot(viewer: Viewer) {
  return {
    repository: ({owner, name}: {owner: string; name: string}) =>
      repositoryView(viewer, visibleRepository(viewer, owner, name)),
    rateLimit: () => {
      const {limit, remaining, resetsAt} = viewer.token
      return {limit, remaining, used: limit - remaining, cost: 1, resetAt: resetsAt.toISOString()}
    },
    viewer: () => {
      throw forbiddenField()
    },
  }
}

/** What cannot be seen does not exist. */
export function visibleRepository({world, token}: Viewer, owner: string, name: string): Repository {
  const repository = findRepository(world, owner, name)
  if (repository && canSee(token, repository)) return repository
  const text = `Could not resolve to a Repository with the name '${owner}/${name}'.`
  throw graphqlFailure('NOT_FOUND', text)
}

export function requireNeeds({token}: Viewer, repository: Repository, needs: readonly Need[]) {
  if (!isAllowed(token, repository, needs)) throw forbiddenField()
}

function repositoryView(viewer: Viewer, repository: Repository) {
  const {id, name, owner, fullName, isPrivate, defaultBranch, refs, parent} = repository
  const ref = (qualified: string) => {
    requireNeeds(viewer, repository, CONTENTS)
    const full = [qualified, `refs/heads/${qualified}`].find(candidate => refs.has(candidate))
    return full === undefined ? null : refView(repository, full, refs.get(full) ?? '')
  }
  return {
    id: nodeId('R', id),
    databaseId: id,
    name,
    nameWithOwner: fullName,
    owner: {__typename: 'Organization', login: owner},
    url: `${SITE}/${fullName}`,
    isPrivate,
    isFork: parent !== undefined,
    defaultBranchRef: () => ref(`refs/heads/${defaultBranch}`),
    ref: ({qualifiedName}: {qualifiedName: string}) => ref(qualifiedName),
    object: ({expression, oid}: {expression?: string; oid?: string}) => {
      requireNeeds(viewer, repository, CONTENTS)
      const found = oid ?? resolveObject(repository, expression ?? '')?.id
      return found === undefined ? null : objectView(repository, found)
    },
    deployments(query: DeploymentQuery) {
      requireNeeds(viewer, repository, DEPLOYMENTS)
      return deploymentsOf(repository, query)
    },
    pullRequest({number}: {number: number}) {
      requireNeeds(viewer, repository, PULLS)
      const pull = repository.pulls.find(candidate => candidate.number === number)
      if (pull) return pullView(viewer, pull)
      const text = `Could not resolve to a PullRequest with the number of ${number}.`
      throw graphqlFailure('NOT_FOUND', text)
    },
  }
}

function pullView(viewer: Viewer, pull: Pull) {
  const {repository, number, title, body, author, headRef, baseRef, headSha} = pull
  const base = resolveCommit(repository, `refs/heads/${baseRef}`)
  return {
    id: nodeId('PR', pull.id),
    fullDatabaseId: String(pull.id),
    number,
    title,
    body,
    url: `${SITE}/${repository.fullName}/pull/${number}`,
    state: pull.mergedAt ? 'MERGED' : pull.state.toUpperCase(),
    closed: pull.state === 'closed',
    merged: pull.mergedAt !== undefined,
    isDraft: false,
    isCrossRepository: pull.headRepository !== repository,
    author: actorView(author),
    headRefName: headRef,
    headRefOid: headSha,
    baseRefName: baseRef,
    baseRefOid: base?.id ?? null,
    createdAt: pull.createdAt,
    headRepository: () =>
      canSee(viewer.token, pull.headRepository)
        ? repositoryView(viewer, pull.headRepository)
        : null,
    comments: (window: Window) =>
      connectionOf('comments', repository.commentsOf(number), {
        window,
        view: comment => commentView(viewer, repository, comment),
      }),
  }
}

function commentView({token}: Viewer, repository: Repository, comment: Comment) {
  const {id, login, body, createdAt, updatedAt, isMinimized, editor} = comment
  return {
    __typename: 'IssueComment',
    id: nodeId('IC', id),
    databaseId: id,
    fullDatabaseId: String(id),
    body,
    url: commentUrl(repository, comment),
    createdAt,
    updatedAt,
    lastEditedAt: editor === undefined ? null : updatedAt,
    editor: editor === undefined ? null : actorView(editor),
    isMinimized,
    minimizedReason: isMinimized ? 'outdated' : null,
    viewerDidAuthor: login === token.login,
    viewerCanUpdate: isAllowed(token, repository, [{permission: 'pull-requests', access: 'write'}]),
    author: actorView(login),
    authorAssociation: 'NONE',
  }
}
