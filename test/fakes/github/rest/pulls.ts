import {notFound} from '../failure.ts'
import {diffTrees} from '../git/diff.ts'
import {mergeBase} from '../git/graph.ts'
import type {Pull} from '../pulls.ts'
import {type Call, paginate, type Reply, type Route} from '../route.ts'
import {fileChangeView, pullView} from './views.ts'

const READ = [{permission: 'pull-requests', access: 'read'}] as const

export const pullRoutes: readonly Route[] = [
  {method: 'GET', path: '/repos/{owner}/{repo}/pulls', needs: READ, handle: listPulls},
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}',
    needs: READ,
    handle: readPull,
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
