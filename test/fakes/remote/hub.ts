import {type FakeServer, type Fault, pageOf, startFake} from './pages.ts'

export type FakeEntry = {
  readonly path: string
  readonly size: number
  readonly oid: string
  /** SHA-256 of what lies in Git LFS. */
  readonly lfs?: string
}

type Wish = {
  readonly dataset: string
  readonly commits: Readonly<Record<string, string>>
  readonly entries: readonly FakeEntry[]
  readonly pageSize?: number
  readonly token?: string
  readonly fault?: Fault
}

/** The Hub's API of datasets: a revision's commit, and the tree of a commit in pages behind Link headers. */
export async function startHub({
  dataset,
  commits,
  entries,
  pageSize = 1000,
  token,
  fault,
}: Wish): Promise<FakeServer> {
  const server = await startFake((url, response, asked) => {
    const refuse = (status: number, code: string) =>
      response.writeHead(status, {'x-error-code': code}).end(JSON.stringify({error: code}))
    const path = decodeURIComponent(url.pathname)
    if (token && asked.headers.authorization !== `Bearer ${token}`) {
      return void refuse(401, 'RepoNotFound')
    }
    const base = `/api/datasets/${dataset}`
    if (!path.startsWith(`${base}/`)) return void refuse(404, 'RepoNotFound')
    const [, kind, rest = ''] = /^\/(revision|tree)\/(.*)$/.exec(path.slice(base.length)) ?? []
    if (kind === 'revision') {
      const sha = commits[rest]
      if (sha === undefined) return void refuse(404, 'RevisionNotFound')
      return void response.end(JSON.stringify({id: dataset, sha, private: false}))
    }
    const [commit = '', ...parts] = rest.split('/')
    if (!Object.values(commits).includes(commit)) return void refuse(404, 'RevisionNotFound')
    const folder = parts.length === 0 ? '' : `${parts.join('/')}/`
    const inside = entries.filter(entry => entry.path.startsWith(folder))
    if (inside.length === 0) return void refuse(404, 'EntryNotFound')
    const isDeep = url.searchParams.get('recursive') === 'true'
    const tree = treeOf(inside, folder, isDeep)
    const {items, next} = pageOf(tree, {size: pageSize, token: url.searchParams.get('cursor')})
    if (next) {
      const more = new URL(url.href.replace('http://fake', server.url))
      more.searchParams.set('cursor', next)
      response.setHeader('link', `<${more.href}>; rel="next"`)
    }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(items))
  }, fault)
  return server
}

function treeOf(entries: readonly FakeEntry[], folder: string, isDeep: boolean) {
  const folders = new Set<string>()
  const files = entries.flatMap(({path, size, oid, lfs}) => {
    const inner = path.slice(folder.length).split('/')
    const depth = isDeep ? inner.length - 1 : Math.min(1, inner.length - 1)
    for (let at = 1; at <= depth; at++) folders.add(`${folder}${inner.slice(0, at).join('/')}`)
    if (!isDeep && inner.length > 1) return []
    const pointer = lfs ? {lfs: {oid: lfs, size, pointerSize: 134}} : {}
    return [{type: 'file', oid, size, ...pointer, path}]
  })
  const folderEntries = [...folders].map(path => ({
    type: 'directory',
    oid: '0'.repeat(40),
    size: 0,
    path,
  }))
  return [...folderEntries, ...files]
}
