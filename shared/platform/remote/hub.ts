import type {RemoteChecksum} from '../../domain/remote/checksum.ts'
import type {LocationOf} from '../../domain/remote/location.ts'
import {ActionError} from '../errors.ts'
import type {HttpAnswer} from '../http/request.ts'
import {jsonOf, objectOf} from '../json-bytes.ts'
import {type Asker, malformed, openAsker, refused} from './ask.ts'
import type {ObjectStore, StoredObject} from './collect.ts'
import {listOf, memberOf, textOf} from './json-answer.ts'
import {type RemoteReach, variable} from './reach.ts'
import {escapeUri} from './s3-sign.ts'

type Hub = {
  readonly shown: string
  /** Of the dataset, without a slash at the end. */
  readonly base: string
  readonly ask: Asker
  readonly headers: () => Promise<Readonly<Record<string, string>>>
  readonly hasToken: boolean
}

/** A dataset of the Hugging Face Hub, pinned to the commit that its revision is now. */
export async function hubStore(
  {dataset, revision}: LocationOf<'hf'>,
  shown: string,
  reach: RemoteReach,
): Promise<{readonly store: ObjectStore; readonly commit: string}> {
  const token = variable(reach, 'HF_TOKEN')
  const id = dataset.split('/').map(escapeUri).join('/')
  const hub: Hub = {
    shown,
    base: `${addressOf(reach)}/api/datasets/${id}`,
    ask: openAsker(reach),
    headers: async () => (token === undefined ? {} : {authorization: `Bearer ${token}`}),
    hasToken: token !== undefined,
  }
  const commit = await commitOf(hub, revision)
  const store: ObjectStore = {
    shown,
    emptyHint: 'Look at the path in the dataset. A listing of nothing is no dataset.',
    async *pages(prefix) {
      const isFolder = prefix === '' || prefix.endsWith('/')
      const folder = isFolder ? prefix.replace(/\/$/, '') : prefix.replace(/\/?[^/]*$/, '')
      for await (const page of treePages(hub, {commit, folder, isDeep: isFolder})) {
        yield isFolder ? page : page.filter(({key}) => key === prefix)
      }
    },
  }
  return {store, commit}
}

function addressOf(reach: RemoteReach): string {
  const custom = variable(reach, 'HF_ENDPOINT')
  if (custom === undefined) return 'https://huggingface.co'
  if (/^https?:\/\//.test(custom) && URL.canParse(custom)) return custom.replace(/\/+$/, '')
  throw new ActionError('invalid-endpoint', 'HF_ENDPOINT is no http(s) address', {
    hint: 'For example: HF_ENDPOINT: https://huggingface.co',
  })
}

async function commitOf(hub: Hub, revision: string): Promise<string> {
  const url = new URL(`${hub.base}/revision/${escapeUri(revision)}`)
  const answer = await hub.ask({url, headers: hub.headers, what: `the revision of ${hub.shown}`})
  if (!answer.isOk) throw refusal(answer, hub)
  const body = objectOf(answer.body)
  const commit = textOf(body, 'sha')
  if (commit === undefined || !/^[0-9a-f]{40}$/.test(commit)) {
    throw malformed(hub.shown, 'the answer names no commit')
  }
  return commit
}

type Folder = {readonly commit: string; readonly folder: string; readonly isDeep: boolean}

async function* treePages(hub: Hub, {commit, folder, isDeep}: Folder) {
  const inner = folder === '' ? '' : `/${folder.split('/').map(escapeUri).join('/')}`
  const start = new URL(`${hub.base}/tree/${commit}${inner}`)
  start.searchParams.set('recursive', String(isDeep))
  let url: URL | undefined = start
  const seen = new Set<string>()
  while (url !== undefined) {
    if (seen.has(url.href)) throw malformed(hub.shown, 'a page leads to an earlier one')
    seen.add(url.href)
    const answer: HttpAnswer = await hub.ask({
      url,
      headers: hub.headers,
      what: `the listing of ${hub.shown}`,
    })
    const isNoFolder = answer.status === 404 && answer.header('x-error-code') === 'EntryNotFound'
    if (isNoFolder && seen.size === 1) return
    if (!answer.isOk) throw refusal(answer, hub)
    yield readHubPage(answer.body, hub.shown)
    url = nextOf(answer.header('link'), start, hub.shown)
  }
}

/** The files of one page of a listing; what leads to the next stands in a header. */
export function readHubPage(page: Uint8Array, shown: string): readonly StoredObject[] {
  const items = listOf(jsonOf(page))
  if (!items) throw malformed(shown, 'a page is no JSON list')
  return items.flatMap(item => storedFile(item, shown))
}

/** The address of the next page; the token goes nowhere else than to the listing itself. */
function nextOf(link: string | undefined, start: URL, shown: string): URL | undefined {
  if (link === undefined) return undefined
  const [, target] = /<([^>]+)>\s*;\s*rel="?next"?/.exec(link) ?? []
  if (target === undefined) {
    // What is neither read nor known to be another way would be the end of a listing that goes on.
    if (/\brel="?(?:first|prev|last)"?/.test(link) && !/next/i.test(link)) return undefined
    throw malformed(shown, 'where a page leads cannot be read')
  }
  const url = URL.canParse(target, start.href) ? new URL(target, start) : undefined
  if (url?.origin === start.origin && url.pathname === start.pathname) return url
  throw malformed(shown, 'a page leads elsewhere')
}

function storedFile(item: unknown, shown: string): readonly StoredObject[] {
  const type = textOf(item, 'type')
  if (type === 'directory') return []
  const key = textOf(item, 'path')
  const size = memberOf(item, 'size')
  if (type !== 'file' || key === undefined || key === '') {
    throw malformed(shown, 'an entry is neither a file nor a folder')
  }
  return [
    {key, bytes: typeof size === 'number' ? size : Number.NaN, checksum: checksumOf(item, shown)},
  ]
}

/** What lies in Git LFS is known by its SHA-256, a small file by its name in git. */
function checksumOf(item: unknown, shown: string): RemoteChecksum {
  const lfs = memberOf(item, 'lfs')
  const sha = textOf(lfs, 'oid')?.replace(/^sha256:/, '')
  if (sha !== undefined && /^[0-9a-f]{64}$/.test(sha)) return {kind: 'sha256', value: sha}
  const oid = textOf(item, 'oid')
  if ((lfs === undefined || lfs === null) && oid !== undefined && /^[0-9a-f]{40}$/.test(oid)) {
    return {kind: 'git', value: oid}
  }
  throw malformed(shown, 'a file has no oid that can be read')
}

function refusal(answer: HttpAnswer, {shown, hasToken}: Hub): ActionError {
  const word = answer.header('x-error-code')
  const token = hasToken
    ? 'HF_TOKEN needs read access to it; a gated dataset must be accepted once on its page.'
    : 'It was asked without a token. Of a private or gated dataset set HF_TOKEN.'
  return refused(answer, {
    shown,
    word,
    forbidden: token,
    missing:
      word === 'RevisionNotFound'
        ? 'Look at the revision behind the @; without one it is main.'
        : `Look at the name. ${token}`,
    elsewhere: 'The dataset may have another name now: write that one.',
  })
}
