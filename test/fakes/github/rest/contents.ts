import {Failure, notFound} from '../failure.ts'
import {typeOfMode} from '../git/tree-object.ts'
import {entryAt, type Leaf} from '../git/trees.ts'
import {resolveCommit} from '../revisions.ts'
import type {Call, Reply, Route} from '../route.ts'
import {apiUrl, SITE} from './views.ts'

/** Above this GitHub leaves the content out of its JSON, above the second it sends nothing at all. */
const LARGEST_IN_JSON = 2 ** 20
const LARGEST = 100 * 2 ** 20
const LISTED = 1000

export const contentRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/contents/{path}',
    needs: [{permission: 'contents', access: 'read'}],
    handle: readContents,
  },
]

function readContents(call: Call): Reply {
  const {repository, query, parameters, accept} = call
  const path = (parameters['path'] ?? '').replace(/^\/+|\/+$/g, '')
  const ref = query.get('ref') ?? repository.defaultBranch
  const commit = resolveCommit(repository, ref)
  if (!commit) throw notFound(`No commit found for the ref ${ref}`)
  const found = entryAt(repository.objects, commit.commit.tree, path)
  if (!found) throw notFound()
  const bytes = repository.objects.blob(found.id)
  const place = {call, ref, path}
  if (bytes === undefined) {
    const entries = repository.objects.tree(found.id) ?? []
    const listed = entries.slice(0, LISTED).map(({name, mode, id}) => {
      const inside = path === '' ? name : `${path}/${name}`
      return entryView({...place, path: inside}, {mode, id})
    })
    return {body: listed}
  }
  if (bytes.length > LARGEST) {
    throw new Failure(403, 'This API returns blobs up to 100 MB in size.', {
      body: {errors: [{resource: 'Blob', field: 'data', code: 'too_large'}]},
    })
  }
  if (/application\/vnd\.github(\.v3)?\.raw/.test(accept)) {
    return {body: bytes, headers: {'content-type': `${accept.split(',')[0]}; charset=utf-8`}}
  }
  const isWhole = bytes.length <= LARGEST_IN_JSON
  const content = isWhole ? bytes.toString('base64').replace(/(.{60})(?=.)/g, '$1\n') : ''
  const encoding = isWhole ? 'base64' : 'none'
  const end = isWhole && content !== '' ? '\n' : ''
  return {body: {...entryView(place, found), encoding, content: content + end}}
}

type Place = {readonly call: Call; readonly ref: string; readonly path: string}

function entryView({call: {world, repository}, ref, path}: Place, {mode, id}: Leaf) {
  const {objects, fullName} = repository
  const kind = typeOfMode(mode)
  const url = apiUrl(world, repository, `/contents/${encodeURI(path)}?ref=${ref}`)
  const type =
    mode === '120000' ? 'symlink' : {blob: 'file', tree: 'dir', commit: 'submodule'}[kind]
  const git = apiUrl(world, repository, `/git/${kind}s/${id}`)
  const html = `${SITE}/${fullName}/${kind}/${ref}/${path}`
  return {
    name: path.split('/').at(-1) ?? '',
    path,
    sha: id,
    size: objects.blob(id)?.length ?? 0,
    type,
    url,
    git_url: git,
    html_url: html,
    download_url: kind === 'blob' ? `${SITE}/${fullName}/raw/${ref}/${path}` : null,
    _links: {self: url, git, html},
  }
}
