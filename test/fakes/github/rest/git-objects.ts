import {invalid, notFound} from '../failure.ts'
import {encodeCommit, type Person} from '../git/commit-object.ts'
import type {ObjectStore} from '../git/objects.ts'
import {FOLDER} from '../git/tree-object.ts'
import {type Change, changeTree, describeMode, filesOfTree} from '../git/trees.ts'
import {resolveCommit} from '../revisions.ts'
import {bodyOf, type Call, type Reply, type Route} from '../route.ts'
import {timestamp} from '../world.ts'
import {apiUrl, gitCommitView, nodeId} from './views.ts'

const READ = [{permission: 'contents', access: 'read'}] as const
const WRITE = [{permission: 'contents', access: 'write'}] as const

export const gitObjectRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/blobs/{file_sha}',
    needs: READ,
    handle: readBlob,
  },
  {method: 'POST', path: '/repos/{owner}/{repo}/git/blobs', needs: WRITE, handle: createBlob},
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/trees/{tree_sha}',
    needs: READ,
    handle: readTree,
  },
  {method: 'POST', path: '/repos/{owner}/{repo}/git/trees', needs: WRITE, handle: createTree},
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/commits/{commit_sha}',
    needs: READ,
    handle: readCommit,
  },
  {method: 'POST', path: '/repos/{owner}/{repo}/git/commits', needs: WRITE, handle: createCommit},
]

function readBlob({world, repository, parameters, accept}: Call): Reply {
  const id = parameters['file_sha'] ?? ''
  const bytes = repository.objects.blob(id)
  if (!bytes) throw notFound()
  if (/application\/vnd\.github(\.v3)?\.raw/.test(accept)) {
    return {body: bytes, headers: {'content-type': `${accept.split(',')[0]}; charset=utf-8`}}
  }
  return {
    body: {
      sha: id,
      node_id: nodeId('B', id),
      size: bytes.length,
      url: apiUrl(world, repository, `/git/blobs/${id}`),
      content: bytes.toString('base64'),
      encoding: 'base64',
    },
  }
}

function createBlob(call: Call): Reply {
  const {content, encoding = 'utf-8'} = bodyOf<{content: string; encoding?: string}>(call)
  if (encoding !== 'utf-8' && encoding !== 'base64') throw invalid('Invalid encoding')
  const bytes = Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8')
  const sha = call.repository.objects.add('blob', bytes)
  return {status: 201, body: {sha, url: apiUrl(call.world, call.repository, `/git/blobs/${sha}`)}}
}

function readTree(call: Call): Reply {
  const {repository, parameters, query} = call
  const name = parameters['tree_sha'] ?? ''
  const id = repository.objects.tree(name) ? name : resolveCommit(repository, name)?.commit.tree
  if (id === undefined) throw notFound()
  return {body: treeView(call, id, query.has('recursive'))}
}

type NewEntry = {
  readonly path: string
  readonly mode: string
  readonly type?: string
  readonly sha?: string | null
  readonly content?: string
}

function createTree(call: Call): Reply {
  const {objects} = call.repository
  const {tree, base_tree: base} = bodyOf<{tree: readonly NewEntry[]; base_tree?: string}>(call)
  const baseTree = base === undefined ? undefined : (objects.commit(base)?.tree ?? base)
  if (baseTree !== undefined && !objects.tree(baseTree)) throw notFound()
  const changes = new Map(tree.map(entry => [checkPath(entry.path), changeOf(objects, entry)]))
  return {status: 201, body: treeView(call, changeTree(objects, baseTree, changes), false)}
}

function changeOf(objects: ObjectStore, {path, mode, sha, content}: NewEntry): Change {
  if (sha === null) return undefined
  const id = sha ?? objects.add('blob', Buffer.from(content ?? ''))
  if (!objects.get(id)) throw invalid(`tree.sha ${id} is not a valid object (${path})`)
  return {mode: mode === '040000' ? FOLDER : mode, id}
}

function checkPath(path: string): string {
  const isGood = path.split('/').every(part => !['', '.', '..', '.git'].includes(part))
  if (isGood) return path
  throw invalid('tree.path contains a malformed path component')
}

function treeView({world, repository}: Call, id: string, isRecursive: boolean) {
  const {objects} = repository
  const direct = (objects.tree(id) ?? []).map(entry => [entry.name, entry] as const)
  const leaves = isRecursive ? [...filesOfTree(objects, id)] : direct
  return {
    sha: id,
    url: apiUrl(world, repository, `/git/trees/${id}`),
    tree: leaves.map(([path, leaf]) => {
      const kind = describeMode(leaf.mode)
      const size = objects.blob(leaf.id)?.length
      return {
        path,
        ...kind,
        sha: leaf.id,
        ...(size === undefined ? {} : {size}),
        url: apiUrl(world, repository, `/git/${kind.type}s/${leaf.id}`),
      }
    }),
    truncated: false,
  }
}

function readCommit({world, repository, parameters}: Call): Reply {
  const id = parameters['commit_sha'] ?? ''
  const commit = repository.objects.commit(id)
  if (!commit) throw notFound()
  return {body: gitCommitView(world, repository, {id, commit})}
}

type NewCommit = {
  readonly message: string
  readonly tree: string
  readonly parents?: readonly string[]
  readonly author?: Partial<Person>
  readonly committer?: Partial<Person>
}

function createCommit(call: Call): Reply {
  const {world, repository, token} = call
  const {message, tree, parents = [], author = {}, committer = author} = bodyOf<NewCommit>(call)
  const {objects} = repository
  if (!objects.tree(tree)) throw invalid('Tree SHA does not exist')
  const missing = parents.find(parent => !objects.commit(parent))
  if (missing !== undefined) throw invalid('Parent SHA does not exist or is not a commit object')
  const {login} = token
  const me = {
    name: login,
    email: `${login}@users.noreply.github.com`,
    date: timestamp(world.now()),
  }
  const commit = {
    tree,
    parents,
    author: {...me, ...author},
    committer: {...me, ...committer},
    message,
  }
  const id = objects.add('commit', encodeCommit(commit))
  return {status: 201, body: gitCommitView(world, repository, {id, commit})}
}
