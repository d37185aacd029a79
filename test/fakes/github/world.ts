import type {Gate, Review} from './gates.ts'
import type {Repository} from './repository.ts'
import type {Artifact} from './results/artifacts.ts'
import type {StoredBlob} from './results/blobs.ts'
import type {CacheEntry} from './results/caches.ts'
import type {Run} from './runs.ts'
import type {Token} from './tokens.ts'

/** Everything that one fake GitHub remembers. */
export type World = {
  /** Where it listens, without a slash at the end; known once it does. */
  readonly url: string
  readonly now: () => Date
  /** Ids are unique over everything, and greater than 32 bits, as GitHub's own have become. */
  readonly nextId: () => number
  /** By `owner/name` in lower case. */
  readonly repositories: Map<string, Repository>
  /** By the secret. */
  readonly tokens: Map<string, Token>
  /** The newest attempt of each. */
  readonly runs: Map<number, Run>
  /** Every job, by its runtime token. */
  readonly runtimes: Map<string, Run>
  /** Jobs that name an environment, the oldest first. */
  readonly gates: Gate[]
  /** What reviewers said, the oldest first. */
  readonly reviews: Review[]
  /** Logins by e-mail address. */
  readonly people: Map<string, string>
  /** States of membership by login, by `org/slug`; all in lower case. */
  readonly teams: Map<string, Map<string, 'active' | 'pending'>>
  readonly artifacts: Map<number, Artifact>
  readonly caches: Map<number, CacheEntry>
  readonly blobs: Map<string, StoredBlob>
}

const FIRST_ID = 3_200_000_000

export function makeWorld(now: () => Date): World & {url: string} {
  let id = FIRST_ID
  return {
    url: '',
    now,
    nextId: () => ++id,
    repositories: new Map(),
    tokens: new Map(),
    runs: new Map(),
    runtimes: new Map(),
    gates: [],
    reviews: [],
    people: new Map(),
    teams: new Map(),
    artifacts: new Map(),
    caches: new Map(),
    blobs: new Map(),
  }
}

/** GitHub's times have no milliseconds. */
export function timestamp(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z')
}

export function findRepository(world: World, owner: string, name: string): Repository | undefined {
  return world.repositories.get(`${owner}/${name}`.toLowerCase())
}
