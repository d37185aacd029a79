import {invalid, notFound} from '../failure.ts'
import {isAncestor} from '../git/graph.ts'
import type {Repository} from '../repository.ts'
import {bodyOf, type Call, type Reply, type Route} from '../route.ts'
import type {World} from '../world.ts'
import {apiUrl, nodeId} from './views.ts'

const READ = [{permission: 'contents', access: 'read'}] as const
const WRITE = [{permission: 'contents', access: 'write'}] as const

export const refRoutes: readonly Route[] = [
  {method: 'GET', path: '/repos/{owner}/{repo}/git/ref/{ref}', needs: READ, handle: readRef},
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/matching-refs/{ref}',
    needs: READ,
    handle: listRefs,
  },
  {method: 'POST', path: '/repos/{owner}/{repo}/git/refs', needs: WRITE, handle: createRef},
  {method: 'PATCH', path: '/repos/{owner}/{repo}/git/refs/{ref}', needs: WRITE, handle: moveRef},
  {method: 'DELETE', path: '/repos/{owner}/{repo}/git/refs/{ref}', needs: WRITE, handle: dropRef},
]

function readRef({world, repository, parameters}: Call): Reply {
  const ref = `refs/${parameters['ref']}`
  const id = repository.refs.get(ref)
  if (id === undefined) throw notFound()
  return {body: refView(world, repository, ref, id)}
}

function listRefs({world, repository, parameters}: Call): Reply {
  const prefix = `refs/${parameters['ref']}`
  const found = [...repository.refs].filter(([ref]) => ref.startsWith(prefix)).sort()
  return {body: found.map(([ref, id]) => refView(world, repository, ref, id))}
}

function createRef(call: Call): Reply {
  const {world, repository} = call
  const {ref, sha} = bodyOf<{ref: string; sha: string}>(call)
  if (!/^refs\/[^/]+\/./.test(ref)) {
    throw invalid(`Reference name must start with 'refs/' and have at least two slashes.`)
  }
  if (repository.refs.has(ref)) throw invalid('Reference already exists')
  checkCommit(repository, sha)
  repository.setRef(ref, sha)
  return {status: 201, body: refView(world, repository, ref, sha)}
}

function moveRef(call: Call): Reply {
  const {world, repository, parameters} = call
  const {sha, force = false} = bodyOf<{sha: string; force?: boolean}>(call)
  const ref = `refs/${parameters['ref']}`
  const before = repository.refs.get(ref)
  if (before === undefined) throw invalid('Reference does not exist')
  checkCommit(repository, sha)
  if (!force && !isAncestor(repository.objects, before, sha)) {
    throw invalid('Update is not a fast forward')
  }
  repository.setRef(ref, sha)
  return {body: refView(world, repository, ref, sha)}
}

function dropRef({repository, parameters}: Call): Reply {
  const ref = `refs/${parameters['ref']}`
  if (!repository.refs.has(ref)) throw invalid('Reference does not exist')
  repository.setRef(ref, undefined)
  return {status: 204}
}

function checkCommit({objects}: Repository, sha: string): void {
  if (!objects.commit(sha)) throw invalid('Object does not exist')
}

function refView(world: World, repository: Repository, ref: string, id: string) {
  return {
    ref,
    node_id: nodeId('REF', ref),
    url: apiUrl(world, repository, `/git/${ref}`),
    object: {sha: id, type: 'commit', url: apiUrl(world, repository, `/git/commits/${id}`)},
  }
}
