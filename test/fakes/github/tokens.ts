import {randomBytes} from 'node:crypto'
import {Failure, forbidden, notFound} from './failure.ts'
import type {Repository} from './repository.ts'
import type {World} from './world.ts'

export type Access = 'read' | 'write'
/** As under `permissions:` in a workflow, so with hyphens. */
export type Permissions = Readonly<Record<string, Access>>

export type TokenOptions = {
  /** The one repository that the token belongs to. */
  readonly repository: Repository
  readonly permissions?: Permissions
  /** Who writes comments with it. */
  readonly login?: string
  /** The token of a run that a fork's pull request set off: whatever was granted, it only reads. */
  readonly fork?: boolean
  /** How the log of requests calls it. */
  readonly name?: string
  /** Requests an hour. */
  readonly limit?: number
}

export type Token = {
  readonly secret: string
  readonly name: string
  readonly login: string
  readonly repository: Repository
  readonly permissions: Permissions
  readonly limit: number
  /** What is left of the hour; tests may set it. */
  remaining: number
  /** When the hour is over. */
  readonly resetsAt: Date
  /** From now on GitHub does not know it. */
  readonly revoke: () => void
}

/** One of these is enough. */
export type Need = {readonly permission: string; readonly access: Access}

const HOUR_MS = 3_600_000

export function issueToken(world: World, options: TokenOptions): Token {
  const {repository, permissions = {}, fork = false, limit = 1000} = options
  const {login = 'github-actions[bot]', name = login} = options
  const granted: Record<string, Access> = {metadata: 'read'}
  for (const [permission, access] of Object.entries(permissions)) {
    granted[permission] = fork ? 'read' : access
  }
  const secret = `ghs_${randomBytes(18).toString('hex')}`
  const resetsAt = new Date(world.now().getTime() + HOUR_MS)
  const revoke = () => void world.tokens.delete(secret)
  const token: Token = {
    secret,
    name,
    login,
    repository,
    permissions: granted,
    limit,
    remaining: limit,
    resetsAt,
    revoke,
  }
  world.tokens.set(secret, token)
  return token
}

/** Nobody may do anything without a token here; GitHub lets anonymous people read what is public. */
export function authenticate(world: World, header: string | undefined): Token {
  if (header === undefined) throw new Failure(401, 'Requires authentication')
  const [, secret = ''] = /^(?:bearer|token) +(\S+)$/i.exec(header) ?? []
  const token = world.tokens.get(secret)
  if (!token) throw new Failure(401, 'Bad credentials')
  return token
}

export function canSee(token: Token, repository: Repository): boolean {
  return !repository.isPrivate || token.repository === repository
}

/**
 * Stricter than GitHub in one place: there any token reads what is public, here a token needs its permission in its own
 * repository also when that is public. So a workflow that passes here works in a private repository too.
 */
export function isAllowed(token: Token, repository: Repository, needs: readonly Need[]): boolean {
  if (token.repository !== repository) {
    return !repository.isPrivate && needs.some(need => need.access === 'read')
  }
  return needs.some(({permission, access}) => {
    const granted = token.permissions[permission]
    return granted === 'write' || granted === access
  })
}

export function authorize(token: Token, repository: Repository, needs: readonly Need[]): void {
  if (!canSee(token, repository)) throw notFound()
  if (!isAllowed(token, repository, needs)) throw forbidden()
}
