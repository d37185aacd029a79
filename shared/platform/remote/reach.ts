import type {Progress} from '../../domain/ports/runner.ts'
import type {Environment} from '../place.ts'

/** What listing elsewhere needs of this machine. */
export type RemoteReach = {
  /** Credentials, addresses and regions are read from here and from nowhere else. */
  readonly environment: Environment
  readonly onProgress?: (progress: Progress) => void
  /** Before the second try of a request; default 500 ms. Each later pause is three times as long. */
  readonly pauseMs?: number
  readonly signal?: AbortSignal
  /** Default: `LISTING_LIMITS`. */
  readonly limits?: Partial<ListingLimits>
}

type ListingLimits = Readonly<
  Record<'files' | 'pages' | 'pageBytes' | 'totalMs' | 'requestMs' | 'tries', number>
>

const LISTING_LIMITS: ListingLimits = {
  files: 500_000,
  pages: 20_000,
  pageBytes: 8 * 2 ** 20,
  totalMs: 20 * 60_000,
  requestMs: 60_000,
  tries: 5,
}

/** What a listing may cost at most; beyond, it ends with an error and never with a part. */
export function limitsOf({limits}: Pick<RemoteReach, 'limits'>): ListingLimits {
  return {...LISTING_LIMITS, ...limits}
}

/** What is set and not empty. */
export function variable({environment}: Pick<RemoteReach, 'environment'>, name: string) {
  const text = environment[name]?.trim()
  return text === '' ? undefined : text
}

/**
 * Whether whoever runs this machine named the host in PROOFMARK_REMOTE_HOSTS: such a one may have an address of a private
 * network, and be asked over http.
 */
export function isMeantHost(reach: Pick<RemoteReach, 'environment'>, {host, hostname}: URL) {
  const named = (variable(reach, 'PROOFMARK_REMOTE_HOSTS') ?? '').split(/[\s,]+/)
  return named.includes(host) || named.includes(hostname)
}
