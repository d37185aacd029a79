import type {Spot, TextProblem, Tree} from '../tree.ts'
import {type Checksum, isMd5} from './checksum.ts'
import type {ListedFile} from './dir-listing.ts'
import {type Fields, fieldsOf} from './fields.ts'

/** One path that a `.dvc` file or a lock tells of. */
export type DvcEntry = Spot & {
  readonly path: string
  readonly checksum: Checksum
  /** Where the checksum stands, else where the entry begins. */
  readonly checksumSpot: Spot
  readonly bytes?: number
  readonly files?: number
  readonly isExecutable?: boolean
  /** The files of a folder, where each is listed; sizes as recorded. */
  readonly list?: readonly (ListedFile & {readonly bytes?: number})[]
  /** The version that a remote keeps, by the remote's name; `` for one that is not named. */
  readonly cloud?: ReadonlyMap<string, CloudVersion>
  /** DVC stores it itself, and git does not. */
  readonly isCached: boolean
  /** Comes from another repository. */
  readonly isImport: boolean
}

export type CloudVersion = {readonly versionId?: string; readonly etag?: string}

const CHECKSUMS = ['md5', 'etag', 'checksum'] as const
const META = ['size', 'nfiles', 'isexec', 'version_id']
const NOTES = ['desc', 'type', 'labels', 'meta', 'metric', 'plot', 'persist', 'push', 'remote']
const ENTRY = new Set<string>([
  ...CHECKSUMS,
  ...META,
  ...NOTES,
  ...['path', 'hash', 'cloud', 'files', 'cache', 'fs_config', 'repo', 'db', 'dataset', 'params'],
  // Drawn by DVC up to version 1.
  ...['tags', 'checkpoint', 'live'],
])
const LISTED = new Set<string>([...CHECKSUMS, ...META, 'relpath', 'cloud'])
const CLOUD = new Set<string>([...CHECKSUMS, ...META])

/** Nothing when there is no path to speak of; what is wrong is added to the problems. */
export function readEntry(tree: Tree, what: string, problems: TextProblem[]): DvcEntry | undefined {
  const fields = fieldsOf(tree, what, {known: ENTRY, problems})
  if (!fields) return undefined
  const path = fields.text('path')
  if (path === undefined || path === '') {
    fields.refuse('path', `${what} needs a path`)
    return undefined
  }
  if (path.includes('\0')) fields.refuse('path', 'a path cannot hold a NUL character')
  const {line, column} = fields
  const list = readList(fields, problems)
  const cloud = readCloud(fields, problems)
  const bytes = fields.count('size')
  const files = fields.count('nfiles')
  const isExecutable = fields.flag('isexec')
  const name = CHECKSUMS.find(key => fields.has(key))
  return {
    line,
    column,
    path: path.replace(/(?<=.)\/+$/, ''),
    checksum: readChecksum(fields),
    checksumSpot: name === undefined ? {line, column} : fields.spot(name),
    ...(bytes === undefined ? {} : {bytes}),
    ...(files === undefined ? {} : {files}),
    ...(isExecutable === undefined ? {} : {isExecutable}),
    ...(list ? {list} : {}),
    ...(cloud.size > 0 ? {cloud} : {}),
    isCached: fields.flag('cache') !== false,
    isImport: fields.has('repo') || fields.has('db') || fields.has('dataset'),
  }
}

/** `hash: md5` is written since DVC 3; without it the same digits mean the older way to hash. */
function readChecksum(fields: Fields): Checksum {
  const hash = fields.text('hash')
  if (hash !== undefined && hash !== 'md5') {
    fields.refuse('hash', `hash must be md5, found ${JSON.stringify(hash)}`)
  }
  const text = fields.text('md5')?.toLowerCase()
  if (text !== undefined && text !== '') {
    const hex = text.replace(/\.dir$/, '')
    if (isMd5(hex)) {
      return {kind: 'md5', hex, isFolder: text !== hex, isLegacy: hash === undefined}
    }
    fields.refuse('md5', `${JSON.stringify(text)} is no MD5`)
  }
  const remote = fields.text('etag') || fields.text('checksum') || fields.text('version_id')
  return remote ? {kind: 'remote', text: remote} : {kind: 'none'}
}

/** A folder whose files are listed has no checksum of its own; without an MD5 for each file it cannot be checked here. */
function readList(fields: Fields, problems: TextProblem[]): DvcEntry['list'] {
  if (!fields.has('files')) return undefined
  const seen = new Set<string>()
  const files = fields.list('files').map(item => {
    const file = fieldsOf(item, 'a listed file', {known: LISTED, problems})
    const path = file?.text('relpath')
    if (!file || path === undefined || path === '') {
      file?.refuse('relpath', 'a listed file needs a relpath')
      return undefined
    }
    if (seen.has(path)) file.refuse('relpath', `${JSON.stringify(path)} is listed twice`)
    seen.add(path)
    const md5 = file.text('md5')?.toLowerCase()
    if (md5 !== undefined && !isMd5(md5)) file.refuse('md5', `${JSON.stringify(md5)} is no MD5`)
    const bytes = file.count('size')
    return md5 === undefined ? undefined : {path, md5, ...(bytes === undefined ? {} : {bytes})}
  })
  const whole = files.filter(file => file !== undefined)
  return whole.length === files.length ? whole : undefined
}

function readCloud(fields: Fields, problems: TextProblem[]): ReadonlyMap<string, CloudVersion> {
  const versions = new Map<string, CloudVersion>()
  const own = readVersion(fields)
  if (own) versions.set('', own)
  const cloud = fields.get('cloud')
  if (cloud?.kind !== 'object') return versions
  for (const [remote, {value}] of cloud.members) {
    const inner = fieldsOf(value, `cloud.${remote}`, {known: CLOUD, problems})
    const version = inner && readVersion(inner)
    if (version) versions.set(remote, version)
  }
  return versions
}

function readVersion(fields: Fields): CloudVersion | undefined {
  const versionId = fields.text('version_id')
  const etag = fields.text('etag')
  if (versionId === undefined && etag === undefined) return undefined
  return {...(versionId === undefined ? {} : {versionId}), ...(etag === undefined ? {} : {etag})}
}
