import type {ReviewComment, ReviewPort, ReviewState} from '../../domain/ports/review.ts'
import {COMMENT_BUDGET, weigh} from '../../domain/text-size.ts'
import {isOurs, mergeSection, parseBody, renderBody, unite} from './body.ts'
import {isSamePlace, type Section} from './section.ts'

export type Published =
  | {readonly action: 'created' | 'updated' | 'unchanged'; readonly url: string}
  /** The pull request moved on, or a newer run of the same place has spoken. */
  | {readonly action: 'skipped-stale'}

export type Publication = {
  readonly section: Section
  readonly runUrl: (run: Section['run']) => string
  /** From 0 to 1; spreads writers that would meet again. */
  readonly random?: () => number
}

const ROUNDS = 6
const WAIT_MS = 250

/**
 * Puts a section into the one comment of the pull request. There is no compare-and-swap for comments, so whoever wrote
 * looks once more after a random while, and writes again what another writer overwrote. The comment with the lowest id
 * counts; when several writers created one at the same time, their sections move there and the rest goes.
 */
export async function publish(port: ReviewPort, publication: Publication): Promise<Published> {
  const {section, random = Math.random} = publication
  let done: Published | undefined
  for (let round = 0; round < ROUNDS; round++) {
    const state = await port.read()
    if (!done && isStale(state, section)) return {action: 'skipped-stale'}
    const [first, ...doubles] = ownComments(state)
    const known = unite([first, ...doubles].map(comment => parseBody(comment?.body ?? '')))
    const merged = mergeSection(known, section)
    const isHeld = merged.some(other => isSamePlace(other, section) && says(other, section))
    if (!isHeld && !done) return {action: 'skipped-stale'}
    const wanted = keepUnchanged(merged, known, section)
    const body = render(wanted, publication)
    if (first?.body === body) {
      // Only now is it sure that the others' sections stand in the comment that stays.
      for (const double of doubles) await port.remove(double.id)
      return done ?? {action: 'unchanged', url: first.url}
    }
    if (first) {
      await port.update(first.id, body)
      done ??= {action: 'updated', url: first.url}
    } else {
      done = {action: 'created', url: (await port.create(body)).url}
    }
    await port.wait(WAIT_MS + random() * WAIT_MS * (round + 1))
  }
  return done ?? {action: 'skipped-stale'}
}

function isStale(state: ReviewState, section: Section): boolean {
  return state.headSha !== section.head
}

/** Ours, not hidden, the oldest first. */
function ownComments({comments}: ReviewState): readonly ReviewComment[] {
  return comments
    .filter(({isMine, isMinimized, body}) => isMine && !isMinimized && isOurs(body))
    .sort((a, b) => a.id - b.id)
}

/** The same message about the same commit is no news: who made it and when stays as it was. */
function keepUnchanged(
  merged: readonly Section[],
  known: readonly Section[],
  section: Section,
): readonly Section[] {
  const old = known.find(other => isSamePlace(other, section))
  if (!old || !says(old, section) || old.head !== section.head) return merged
  return merged.map(other => (isSamePlace(other, section) ? old : other))
}

function says(one: Section, other: Section): boolean {
  return one.content === other.content && one.verdict === other.verdict
}

function render(sections: readonly Section[], {runUrl}: Publication): string {
  return renderBody(sections, {budget: COMMENT_BUDGET, runUrl, weigh})
}
