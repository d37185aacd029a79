import {
  escapeTag,
  etagChecksum,
  fromBase64,
  type RemoteChecksum,
  type RemoteFile,
} from '../../domain/remote/checksum.ts'
import {digestField} from '../../domain/remote/digest-field.ts'
import {type LocationOf, shownPath} from '../../domain/remote/location.ts'
import {ActionError, codeOf} from '../errors.ts'
import {askedPause, isPassing} from '../http/request.ts'
import {type Outcome, tryAgain} from '../http/retry.ts'
import {malformed, refused} from './ask.ts'
import {inParallel} from './parallel.ts'
import {limitsOf, type RemoteReach} from './reach.ts'
import {askHead, type Head} from './web-head.ts'

const AT_ONCE = 8
const MOST_ADDRESSES = 10_000
const PAUSE_MS = 500

/** What lies at each address, known by the head of the answer. */
export async function listWeb({urls}: LocationOf<'web'>, reach: RemoteReach) {
  const shown = urls.map(shownPath)
  if (urls.length > MOST_ADDRESSES) {
    throw new ActionError('remote-too-large', `${urls.length} addresses are too many for a dataset`)
  }
  const twice = shown.find((one, at) => shown.indexOf(one) !== at)
  if (twice !== undefined) {
    throw new ActionError('ambiguous-path', `${twice} is named twice`, {
      hint: 'Queries are not recorded, so addresses must differ before the question mark.',
    })
  }
  const names = shown.map(nameOf)
  const base = commonFolder(names)
  const until = Date.now() + limitsOf(reach).totalMs
  let done = 0
  const files = await inParallel(
    urls.map((url, at) => ({url, at})),
    AT_ONCE,
    async ({url, at}) => {
      const file = await lookAt(new URL(url), {
        name: (names[at] ?? '').slice(base.length),
        reach,
        until,
      })
      reach.onProgress?.({label: 'addresses', done: ++done, total: urls.length, unit: 'files'})
      return file
    },
  )
  return {files, base: `${new URL(urls[0] ?? '').protocol}//${base}`.replace(/\/$/, '')}
}

function nameOf(shown: string): string {
  const {host, pathname} = new URL(shown)
  return `${host}${pathname}`
}

/** The part before the last slash that all names have. */
function commonFolder(names: readonly string[]): string {
  let folder = (names[0] ?? '').replace(/[^/]*$/, '')
  while (!names.every(name => name.startsWith(folder) && name.length > folder.length)) {
    if (folder === '') return ''
    folder = folder.replace(/[^/]*\/$/, '')
  }
  return folder
}

type Look = {readonly name: string; readonly reach: RemoteReach; readonly until: number}

async function lookAt(url: URL, {name, reach, until}: Look): Promise<RemoteFile> {
  const shown = shownPath(url.href)
  const {requestMs, tries} = limitsOf(reach)
  const ask = (method: 'HEAD' | 'GET') =>
    tryAgain(
      () => {
        const timeoutMs = Math.max(1, Math.min(requestMs, until - Date.now()))
        return askHead({url, method, reach, timeoutMs})
      },
      isSettled,
      {
        times: tries - 1,
        pauseMs: reach.pauseMs ?? PAUSE_MS,
        pauseAfter: askedPause,
        until,
      },
    )
  let head = await ask('HEAD')
  // Some servers, and addresses that are signed for GET alone, know no HEAD.
  if ([403, 405, 501].includes(head.status)) head = await ask('GET')
  if (!head.isOk) {
    throw refused(head, {
      shown,
      forbidden:
        'No credentials are sent to an address. A signed one may have expired; for a store use s3://, gs:// or az://.',
      missing: 'Look at the address.',
    })
  }
  return {path: name, bytes: sizeOf(head, shown), checksum: checksumOf(head, shown)}
}

function isSettled(outcome: Outcome<Head>): boolean {
  if ('value' in outcome) return !isPassing(outcome.value.status)
  return !['http-unreachable', 'http-timeout'].includes(codeOf(outcome.error))
}

function sizeOf(head: Head, shown: string): number {
  const range = head.header('content-range')
  const text = head.isPart
    ? /^bytes 0-0\/(\d{1,15})$/.exec(range ?? '')?.[1]
    : head.header('content-length')
  if (text !== undefined && /^\d{1,15}$/.test(text)) return Number(text)
  throw malformed(shown, 'the answer does not say how many bytes lie there')
}

/** What tells best: a digest of the bytes, a strong ETag, then what only hints at a change. */
function checksumOf(head: Head, shown: string): RemoteChecksum {
  const isPlain = (head.header('content-encoding') ?? 'identity') === 'identity'
  const whole = isPlain
    ? digestField(head.header('repr-digest') ?? head.header('digest'))
    : undefined
  const content = isPlain && !head.isPart ? digestField(head.header('content-digest')) : undefined
  const md5 = isPlain && !head.isPart ? head.header('content-md5') : undefined
  const digest = whole ?? content ?? (md5 === undefined ? undefined : fromBase64('md5', md5))
  if (digest) return digest
  const etag = etagChecksum(head.header('etag') ?? '')
  if (etag && etag.kind !== 'weak') return etag
  const modified = head.header('last-modified')?.slice(0, 60) ?? ''
  const signs = [...(etag ? [etag.value] : []), ...(modified === '' ? [] : [escapeTag(modified)])]
  if (signs.length > 0) return {kind: 'weak', value: signs.join('+')}
  throw new ActionError(
    'no-checksum',
    `${shown} says nothing that tells one version from another`,
    {
      hint: 'It has no Repr-Digest, ETag or Last-Modified. Download the file in a step before, and track it there.',
    },
  )
}
