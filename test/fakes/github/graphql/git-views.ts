import {describeMode, type Leaf} from '../git/trees.ts'
import type {Repository} from '../repository.ts'
import {nodeId, SITE} from '../rest/views.ts'
import {resolveObject} from '../revisions.ts'

/** Longer texts are cut. */
const LONGEST_TEXT = 512_000

/** A blob, tree or commit, whatever the id is. */
export function objectView(repository: Repository, id: string): object | null {
  const {objects, fullName} = repository
  const found = objects.get(id)
  const common = {oid: id, abbreviatedOid: id.slice(0, 7)}
  if (found?.type === 'blob') return {...common, ...blobView(found.data, id)}
  if (found?.type === 'tree') {
    const entries = () => (objects.tree(id) ?? []).map(entry => entryView(repository, entry))
    return {__typename: 'Tree', id: nodeId('T', id), ...common, entries}
  }
  const commit = objects.commit(id)
  if (!commit) return null
  const [headline = '', ...rest] = commit.message.split('\n')
  return {
    __typename: 'Commit',
    id: nodeId('C', id),
    ...common,
    url: `${SITE}/${fullName}/commit/${id}`,
    message: commit.message,
    messageHeadline: headline,
    messageBody: rest.join('\n').trim(),
    authoredDate: commit.author.date,
    committedDate: commit.committer.date,
    tree: () => objectView(repository, commit.tree),
    file: ({path}: {path: string}) => {
      const leaf = resolveObject(repository, `${id}:${path}`)
      return leaf ? entryView(repository, {...leaf, name: path.split('/').at(-1) ?? ''}) : null
    },
  }
}

function blobView(bytes: Buffer, id: string) {
  const isBinary = bytes.subarray(0, 8000).includes(0)
  const isTruncated = bytes.length > LONGEST_TEXT
  return {
    __typename: 'Blob',
    id: nodeId('B', id),
    byteSize: bytes.length,
    isBinary,
    isTruncated,
    text: isBinary ? null : bytes.subarray(0, LONGEST_TEXT).toString('utf8'),
  }
}

function entryView(repository: Repository, {mode, name, id}: Leaf & {readonly name: string}) {
  const {type} = describeMode(mode)
  return {
    name,
    type,
    oid: id,
    mode: Number.parseInt(mode, 8),
    size: repository.objects.blob(id)?.length ?? 0,
    object: () => objectView(repository, id),
  }
}

export function refView(repository: Repository, name: string, id: string) {
  const [, prefix = '', short = ''] = /^(refs\/[^/]+\/)(.*)$/.exec(name) ?? []
  return {id: nodeId('REF', name), name: short, prefix, target: () => objectView(repository, id)}
}
