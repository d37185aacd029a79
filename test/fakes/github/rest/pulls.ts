import {invalid, notFound} from '../failure.ts'
import {diffTrees} from '../git/diff.ts'
import {mergeBase} from '../git/graph.ts'
import type {Pull} from '../pulls.ts'
import {bodyOf, type Call, paginate, type Reply, type Route} from '../route.ts'
import {fileChangeView, pullView} from './views.ts'

const READ = [{permission: 'pull-requests', access: 'read'}] as const
const WRITE = [{permission: 'pull-requests', access: 'write'}] as const

export const pullRoutes: readonly Route[] = [
  {method: 'GET', path: '/repos/{owner}/{repo}/pulls', needs: READ, handle: listPulls},
  {method: 'POST', path: '/repos/{owner}/{repo}/pulls', needs: WRITE, handle: createPull},
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}',
    needs: READ,
    handle: readPull,
  },
  {
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}',
    needs: WRITE,
    handle: changePull,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/files',
    needs: READ,
    handle: listFiles,
  },
]

export function pullOf({repository, parameters}: Call, name: string): Pull {
  const pull = repository.pulls.find(({number}) => number === Number(parameters[name]))
  if (pull) return pull
  throw notFound()
}

function readPull(call: Call): Reply {
  const pull = pullOf(call, 'pull_number')
  const {repository, baseRef, headSha, state} = pull
  const base = repository.head(baseRef)
  const isMergeable = base !== undefined && state === 'open' ? true : null
  const comments = repository.commentsOf(pull.number).length
  const changes = filesOf(pull)
  return {
    body: {
      ...pullView(call.world, pull),
      mergeable: isMergeable,
      mergeable_state: isMergeable ? 'clean' : 'unknown',
      comments,
      changed_files: changes.length,
      ...(headSha === '' ? {} : {maintainer_can_modify: false}),
    },
  }
}

function changePull(call: Call): Reply {
  const pull = pullOf(call, 'pull_number')
  const {body, state} = bodyOf<{readonly body?: string; readonly state?: string}>(call)
  if (body !== undefined) pull.edit(body)
  if (state === 'closed') pull.close()
  return {body: pullView(call.world, pull)}
}

function listPulls(call: Call): Reply {
  const {world, repository, query} = call
  const state = query.get('state') ?? 'open'
  const head = query.get('head')
  const base = query.get('base')
  const isAscending = query.get('direction') === 'asc'
  const found = repository.pulls.filter(
    pull =>
      (state === 'all' || pull.state === state) &&
      (head === null || head === `${pull.headRepository.owner}:${pull.headRef}`) &&
      (base === null || base === pull.baseRef),
  )
  const {page, headers} = paginate(call, isAscending ? found : found.toReversed())
  return {body: page.map(pull => pullView(world, pull)), headers}
}

type NewPull = {
  readonly head: string
  readonly base: string
  readonly title?: string
  readonly body?: string
}

/** Of a branch of the repository itself; one that is open already, or that changes nothing, is refused. */
function createPull(call: Call): Reply {
  const {world, repository, token} = call
  const {head, base, title = '', body = ''} = bodyOf<NewPull>(call)
  const refuse = (message: string) =>
    invalid('Validation Failed', [{resource: 'PullRequest', code: 'custom', message}])
  for (const [field, text, most] of [
    ['title', title, 256],
    ['body', body, 65_536],
  ] as const) {
    if (text.length > most) throw refuse(`${field} is too long (maximum is ${most} characters)`)
  }
  const from = repository.head(head)
  if (!from || !repository.head(base)) {
    throw invalid('Validation Failed', [{resource: 'PullRequest', field: 'head', code: 'invalid'}])
  }
  const isOpen = repository.pulls.some(pull => pull.headRef === head && pull.state === 'open')
  if (isOpen) throw refuse(`A pull request already exists for ${repository.owner}:${head}.`)
  if (from === repository.head(base)) throw refuse(`No commits between ${base} and ${head}`)
  const pull = repository.openPull({head, base, title, body, author: token.login})
  return {status: 201, body: pullView(world, pull)}
}

function listFiles(call: Call): Reply {
  const pull = pullOf(call, 'pull_number')
  const {page, headers} = paginate(call, filesOf(pull))
  return {body: page.map(fileChangeView(call.world, call.repository, pull.headSha)), headers}
}

function filesOf({repository: {objects, head}, baseRef, headSha}: Pull) {
  const base = head(baseRef)
  const shared = base === undefined ? undefined : mergeBase(objects, base, headSha)
  const treeOf = (id: string | undefined) =>
    id === undefined ? undefined : objects.commit(id)?.tree
  return diffTrees(objects, treeOf(shared), treeOf(headSha))
}
