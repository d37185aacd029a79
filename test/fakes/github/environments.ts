import type {Repository} from './repository.ts'
import {timestamp, type World} from './world.ts'

/** A person by login, or a team of them. */
export type Reviewer = string | {readonly team: string; readonly members: readonly string[]}
/** A pattern for the names of branches, or of tags. */
export type RefPattern = string | {readonly tag: string}

export type EnvironmentOptions = {
  readonly name: string
  /** Any one of these lets a job pass; GitHub takes six at most. */
  readonly reviewers?: readonly Reviewer[]
  /** Who set off the run cannot let it pass. */
  readonly preventSelfReview?: boolean
  readonly waitTimerMinutes?: number
  /** Which refs may deploy. */
  readonly branches?: 'all' | 'protected' | readonly RefPattern[]
  readonly canAdminsBypass?: boolean
}

export type Environment = Required<EnvironmentOptions> & {
  readonly id: number
  readonly createdAt: string
}

const MOST_REVIEWERS = 6
const LONGEST_WAIT_MINUTES = 43_200

/** What an administrator does in the settings; an environment that is there already is set anew. */
export function setEnvironment(
  world: World,
  {environments}: Repository,
  options: EnvironmentOptions,
): Environment {
  const {name, reviewers = [], waitTimerMinutes = 0} = options
  if (reviewers.length > MOST_REVIEWERS) throw new Error('GitHub takes six reviewers at most')
  if (waitTimerMinutes > LONGEST_WAIT_MINUTES) throw new Error('GitHub waits 30 days at most')
  const key = name.toLowerCase()
  const environment: Environment = {
    id: environments.get(key)?.id ?? world.nextId(),
    name,
    reviewers,
    preventSelfReview: options.preventSelfReview ?? false,
    waitTimerMinutes,
    branches: options.branches ?? 'all',
    canAdminsBypass: options.canAdminsBypass ?? true,
    createdAt: timestamp(world.now()),
  }
  environments.set(key, environment)
  return environment
}

export function findEnvironment({environments}: Repository, name: string): Environment | undefined {
  return environments.get(name.toLowerCase())
}

/** A job or a deployment that names an unknown environment makes it, without any protection. */
export function ensureEnvironment(world: World, repository: Repository, name: string): Environment {
  return findEnvironment(repository, name) ?? setEnvironment(world, repository, {name})
}

export function loginsOf(reviewer: Reviewer): readonly string[] {
  return typeof reviewer === 'string' ? [reviewer] : reviewer.members
}

/** Whether the branch rules let a ref deploy. */
export function isRefAllowed(
  {branches}: Environment,
  {protectedBranches}: Repository,
  ref: string,
): boolean {
  if (branches === 'all') return true
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1]
  const tag = /^refs\/tags\/(.+)$/.exec(ref)?.[1]
  if (branches === 'protected') {
    // GitHub's own trap: where no branch is protected, every branch is allowed.
    if (protectedBranches.size === 0) return branch !== undefined
    return branch !== undefined && protectedBranches.has(branch)
  }
  return branches.some(pattern => {
    const [name, wanted] = typeof pattern === 'string' ? [branch, pattern] : [tag, pattern.tag]
    return name !== undefined && matches(name, wanted)
  })
}

/** As Ruby's `File.fnmatch`, which GitHub uses: a `*` ends at a slash, `**` with a slash does not. */
function matches(name: string, pattern: string): boolean {
  const source = pattern
    .split(/(\*\*\/|\*|\?)/)
    .map(part => {
      if (part === '**/') return '(?:.*/)?'
      if (part === '*') return '[^/]*'
      return part === '?' ? '[^/]' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&')
    })
    .join('')
  return new RegExp(`^${source}$`).test(name)
}
