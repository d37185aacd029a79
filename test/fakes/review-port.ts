import type {ReviewComment, ReviewPort} from '../../shared/domain/ports/review.ts'

export type Pull = {
  headSha: string
  isOpen: boolean
  comments: ReviewComment[]
  /** Every request, in the order in which it took effect. */
  readonly log: string[]
}

export function emptyPull(headSha: string): Pull {
  return {headSha, isOpen: true, comments: [], log: []}
}

/** Numbers from 0 to 1 that a seed repeats. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Time that passes only when everybody waits: many seconds of a race in a few milliseconds, always the same way. */
export class VirtualTime {
  #now = 0
  readonly #sleepers: {readonly at: number; readonly wake: () => void}[] = []

  sleep(ms: number): Promise<void> {
    return new Promise(wake => this.#sleepers.push({at: this.#now + ms, wake}))
  }

  async run<T>(work: Promise<T>): Promise<T> {
    let isDone = false
    const end = work.finally(() => {
      isDone = true
    })
    end.catch(() => {})
    for (;;) {
      await new Promise(setImmediate)
      if (isDone) return end
      this.#sleepers.sort((a, b) => a.at - b.at)
      const next = this.#sleepers.shift()
      if (!next) throw new Error('everybody waits for nothing')
      this.#now = next.at
      next.wake()
    }
  }
}

type Conditions = {
  readonly time?: VirtualTime
  readonly random?: () => number
  /** How long one way of a request takes at most. */
  readonly latencyMs?: number
}

/** The comments of one pull request in memory; every request takes its time before and after it has effect. */
export function reviewPort(
  pull: Pull,
  {time, random = () => 0, latencyMs = 0}: Conditions = {},
): ReviewPort {
  const travel = async () => time?.sleep(random() * latencyMs)
  async function request<T>(name: string, effect: () => T): Promise<T> {
    await travel()
    pull.log.push(name)
    const answer = effect()
    await travel()
    return answer
  }
  return {
    read: () => request('read', () => ({...pull, comments: [...pull.comments]})),
    create: body =>
      request('create', () => {
        const id = Math.max(0, ...pull.comments.map(comment => comment.id)) + 1
        const url = `https://github.com/acme/oil/pull/1#issuecomment-${id}`
        pull.comments.push({id, body, isMine: true, isMinimized: false, url})
        return {id, url}
      }),
    update: (id, body) =>
      request('update', () => {
        const index = pull.comments.findIndex(comment => comment.id === id)
        const old = pull.comments[index]
        if (!old) throw new Error(`404: no comment ${id}`)
        pull.comments[index] = {...old, body}
      }),
    remove: id =>
      request('remove', () => {
        pull.comments = pull.comments.filter(comment => comment.id !== id)
      }),
    wait: async ms => time?.sleep(ms),
  }
}
