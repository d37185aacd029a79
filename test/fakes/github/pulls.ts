import type {Repository} from './repository.ts'
import {timestamp, type World} from './world.ts'

export type PullOptions = {
  /** A branch of `headRepository`, which is the repository itself unless told otherwise. */
  readonly head: string
  readonly base?: string
  readonly author?: string
  readonly title?: string
  readonly body?: string
  readonly headRepository?: Repository
}

export type Pull = {
  readonly id: number
  readonly number: number
  readonly title: string
  readonly body: string
  readonly author: string
  /** How often its text was changed. */
  readonly edits: number
  readonly edit: (body: string) => void
  readonly repository: Repository
  readonly baseRef: string
  readonly headRef: string
  readonly headRepository: Repository
  readonly createdAt: string
  /** Follows the branch while the pull request is open. */
  readonly headSha: string
  readonly state: 'open' | 'closed'
  readonly mergedAt: string | undefined
  readonly mergeSha: string | undefined
  readonly close: () => void
  /** Closes it as merged by a commit that the base branch has; by default the one at its end. */
  readonly merged: (commit?: string) => void
}

/** Pull requests are issues: both count in one row. */
export function openPull(world: World, repository: Repository, options: PullOptions): Pull {
  const {head, base = repository.defaultBranch, headRepository = repository} = options
  const {author = 'ana', title = `Change of ${head}`} = options
  let {body = ''} = options
  let edits = 0
  const first = headRepository.head(head)
  if (first === undefined) throw new Error(`${headRepository.fullName} has no branch "${head}"`)
  if (!repository.head(base)) throw new Error(`${repository.fullName} has no branch "${base}"`)
  let headSha = first
  let state: Pull['state'] = 'open'
  let mergedAt: string | undefined
  let mergeSha: string | undefined
  const close = () => {
    headSha = headRepository.head(head) ?? headSha
    state = 'closed'
  }
  return {
    id: world.nextId(),
    number: repository.pulls.length + 1,
    title,
    get body() {
      return body
    },
    get edits() {
      return edits
    },
    edit(text) {
      body = text
      edits += 1
    },
    author,
    repository,
    baseRef: base,
    headRef: head,
    headRepository,
    createdAt: timestamp(world.now()),
    get headSha() {
      if (state === 'open') headSha = headRepository.head(head) ?? headSha
      return headSha
    },
    get state() {
      return state
    },
    get mergedAt() {
      return mergedAt
    },
    get mergeSha() {
      return mergeSha
    },
    close,
    merged(commit = repository.head(base)) {
      close()
      mergedAt = timestamp(world.now())
      mergeSha = commit
    },
  }
}

/** A push to a branch moves `refs/pull/N/head` of the pull requests that come from it. */
export function updatePullRefs(world: World, pushed: Repository, ref: string): void {
  if (!ref.startsWith('refs/heads/')) return
  for (const repository of world.repositories.values()) {
    for (const pull of repository.pulls) {
      const isFromHere = pull.headRepository === pushed && ref === `refs/heads/${pull.headRef}`
      if (!isFromHere || pull.state !== 'open') continue
      repository.setRef(`refs/pull/${pull.number}/head`, pull.headSha)
    }
  }
}
