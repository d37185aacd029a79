import {Failure, invalid, notFound} from '../failure.ts'
import {diffTrees} from '../git/diff.ts'
import {history, mergeBase} from '../git/graph.ts'
import {entryAt} from '../git/trees.ts'
import type {Repository} from '../repository.ts'
import {type Resolved, resolveCommit} from '../revisions.ts'
import {type Call, paginate, type Reply, type Route} from '../route.ts'
import {findRepository} from '../world.ts'
import {apiUrl, commitView, fileChangeView, pullView, SITE} from './views.ts'

const READ = [{permission: 'contents', access: 'read'}] as const
/** More files than this are not listed. */
const LISTED_FILES = 300

export const commitRoutes: readonly Route[] = [
  {method: 'GET', path: '/repos/{owner}/{repo}/commits', needs: READ, handle: listCommits},
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{commit_sha}/pulls',
    needs: [{permission: 'pull-requests', access: 'read'}],
    handle: listPullsOfCommit,
  },
  {method: 'GET', path: '/repos/{owner}/{repo}/commits/{ref}', needs: READ, handle: readCommit},
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/compare/{basehead}',
    needs: READ,
    handle: compareCommits,
  },
]

function listCommits(call: Call): Reply {
  const {world, repository, query} = call
  const {objects} = repository
  if (repository.refs.size === 0) throw new Failure(409, 'Git Repository is empty.')
  const start = resolveCommit(repository, query.get('sha') ?? repository.defaultBranch)
  if (!start) throw notFound()
  const path = query.get('path')
  const all = history(objects, start.id)
  const ids = path === null ? all : all.filter(id => touches(repository, id, path))
  const {page, headers} = paginate(call, ids)
  const commits = page.flatMap(id => {
    const commit = objects.commit(id)
    return commit ? [commitView(world, repository, {id, commit})] : []
  })
  return {body: commits, headers}
}

function touches({objects}: Repository, id: string, path: string): boolean {
  const at = (sha: string | undefined) => {
    const tree = sha === undefined ? undefined : objects.commit(sha)?.tree
    return tree === undefined ? undefined : entryAt(objects, tree, path)?.id
  }
  const parents = objects.commit(id)?.parents ?? []
  if (parents.length === 0) return at(id) !== undefined
  return parents.every(parent => at(parent) !== at(id))
}

function readCommit({world, repository, parameters}: Call): Reply {
  const ref = parameters['ref'] ?? ''
  const found = resolveCommit(repository, ref)
  if (!found) throw invalid(`No commit found for SHA: ${ref}`)
  const [parent] = found.commit.parents
  const before = parent === undefined ? undefined : repository.objects.commit(parent)?.tree
  const changes = diffTrees(repository.objects, before, found.commit.tree)
  const files = changes.map(fileChangeView(world, repository, found.id))
  const additions = changes.reduce((sum, change) => sum + change.additions, 0)
  const deletions = changes.reduce((sum, change) => sum + change.deletions, 0)
  const stats = {additions, deletions, total: additions + deletions}
  return {body: {...commitView(world, repository, found), stats, files}}
}

function listPullsOfCommit(call: Call): Reply {
  const {world, repository, parameters} = call
  const sha = parameters['commit_sha'] ?? ''
  if (!repository.objects.commit(sha)) throw invalid(`No commit found for SHA: ${sha}`)
  const pulls = repository.pulls.filter(({baseRef, headSha, mergeSha}) => {
    const base = repository.head(baseRef)
    const shared = new Set(base === undefined ? [] : history(repository.objects, base))
    const own = history(repository.objects, headSha).filter(id => !shared.has(id))
    return headSha === sha || mergeSha === sha || own.includes(sha)
  })
  const {page, headers} = paginate(call, pulls)
  return {body: page.map(pull => pullView(world, pull)), headers}
}

function compareCommits(call: Call): Reply {
  const {world, repository, parameters} = call
  const {objects, fullName} = repository
  const [baseName = '', headName = ''] = (parameters['basehead'] ?? '').split('...')
  const base = resolveEnd(call, baseName)
  const head = resolveEnd(call, headName)
  const shared = mergeBase(objects, base.id, head.id)
  const common = shared === undefined ? undefined : objects.commit(shared)
  if (shared === undefined || !common) {
    throw notFound(`No common ancestor between ${baseName} and ${headName}.`)
  }
  const ofBase = new Set(history(objects, base.id))
  const ofHead = history(objects, head.id)
  const ahead = ofHead.filter(id => !ofBase.has(id))
  const inHead = new Set(ofHead)
  const behind = [...ofBase].filter(id => !inHead.has(id)).length
  const view = ({id, commit}: Resolved) => commitView(world, repository, {id, commit})
  const {page, headers} = paginate(call, ahead.toReversed())
  const changes = diffTrees(objects, common.tree, head.commit.tree).slice(0, LISTED_FILES)
  return {
    body: {
      url: apiUrl(world, repository, `/compare/${parameters['basehead']}`),
      html_url: `${SITE}/${fullName}/compare/${parameters['basehead']}`,
      base_commit: view(base),
      merge_base_commit: view({id: shared, commit: common}),
      status: statusOf(ahead.length, behind),
      ahead_by: ahead.length,
      behind_by: behind,
      total_commits: ahead.length,
      commits: page.flatMap(id => {
        const commit = objects.commit(id)
        return commit ? [view({id, commit})] : []
      }),
      files: changes.map(fileChangeView(world, repository, head.id)),
    },
    headers,
  }
}

function statusOf(ahead: number, behind: number): string {
  if (ahead > 0 && behind > 0) return 'diverged'
  if (ahead > 0) return 'ahead'
  return behind > 0 ? 'behind' : 'identical'
}

/** `branch`, an id, or `owner:branch` of a fork. */
function resolveEnd({world, repository}: Call, name: string): Resolved {
  const [, owner, branch] = /^([^:]+):(.+)$/.exec(name) ?? []
  const where = owner === undefined ? repository : findRepository(world, owner, repository.name)
  const found = where && resolveCommit(where, branch ?? name)
  if (found) return found
  throw notFound()
}
