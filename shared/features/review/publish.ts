import {shortCommit} from '../../domain/commit.ts'
import type {ReviewComment, ReviewPort} from '../../domain/ports/review.ts'
import {ActionError} from '../../platform/errors.ts'
import {type Frame, isOurs, mergeSection, parseBody, renderBody, unite} from './body.ts'
import {compareAge, isSamePlace, type Section, takesAway} from './section.ts'

export type Publication = Frame & {
  readonly section: Section
  /** Whether a section is of a pipeline that is no more: ours takes it away. */
  readonly isGone?: (other: Section) => boolean
  /** Only brings up to date what stands there already. */
  readonly isQuiet?: boolean
  /** From 0 to 1; tests give their own. */
  readonly random?: () => number
}

export type Published =
  | {
      readonly action: 'created' | 'updated' | 'unchanged'
      readonly id: number
      readonly url: string
      /** Requests that were made. */
      readonly calls: number
      /** Pipelines that are no more, whose sections were taken away. */
      readonly gone?: readonly string[]
    }
  /** The pull request moved on, or a newer run of the same place has spoken. */
  | {readonly action: 'skipped-stale'; readonly reason: string; readonly calls: number}
  /** Nothing worth a comment, and none of ours stands there. */
  | {readonly action: 'skipped-quiet'; readonly calls: number}

const ROUNDS = 6
/** Longer than others take between reading and writing: what they read before our write is written by then. */
const SETTLE_MS = 600

/**
 * Puts the section into the one comment of the pull request, and looks afterwards whether it is still there:
 * comments have no compare-and-swap, so a writer who read before us may have overwritten it. Whoever meets several
 * comments of ours unites them in the oldest. Comments of others are never touched, whatever they hold.
 */
export async function publish(port: ReviewPort, publication: Publication): Promise<Published> {
  const gone = new Set<string>()
  const published = await write(port, publication, gone)
  const isWritten = published.action === 'created' || published.action === 'updated'
  return isWritten && gone.size > 0 ? {...published, gone: [...gone].sort()} : published
}

async function write(
  port: ReviewPort,
  publication: Publication,
  gone: Set<string>,
): Promise<Published> {
  const {isGone = () => false, isQuiet = false, random = Math.random} = publication
  let calls = 0
  /** All that was seen since we began: what a writer overwrote meanwhile comes back, ours or not. */
  let known: readonly Section[] = []
  let done:
    | {readonly action: 'created' | 'updated'; readonly id: number; readonly url: string}
    | undefined
  /** The comment that held our section before the last wait. */
  let settledIn: number | undefined

  for (let round = 0; round < ROUNDS; round++) {
    calls++
    const state = await port.read()
    const [target, ...doubles] = ours(state.comments)
    const found = [target, ...doubles].map(comment => parseBody(comment?.body ?? ''))
    known = unite([...found, known])

    for (const other of known) {
      if (other.untouched === undefined && isGone(other)) gone.add(other.pipeline)
    }
    const section = withGone(publication.section, gone)
    const isConcerned = (other: Section) => isSamePlace(other, section) || takesAway(section, other)
    if (isQuiet && !known.some(isConcerned)) {
      return {action: 'skipped-quiet', calls}
    }
    const reason = staleness(section, {state, known, hasComment: target !== undefined})
    if (reason !== undefined)
      return done ? {...done, calls} : {action: 'skipped-stale', reason, calls}

    const body = renderBody(mergeSection(known, unchanged(known, section) ?? section), publication)
    if (target === undefined) {
      calls++
      const {id, url} = await port.create(body)
      done = {action: 'created', id, url}
      settledIn = id
    } else if (body !== asWritten(target.body)) {
      calls++
      await port.update(target.id, body)
      done = {action: done?.action ?? 'updated', id: target.id, url: target.url}
      settledIn = target.id
    } else if (doubles.length === 0 && !done) {
      return {action: 'unchanged', id: target.id, url: target.url, calls}
    } else if (settledIn === target.id) {
      // All that the doubles hold stands in the target, and has stood there for a while.
      for (const double of doubles) {
        calls++
        await port.remove(double.id)
      }
      const action = done?.action ?? 'updated'
      return {action, id: target.id, url: target.url, calls}
    } else {
      settledIn = target.id
    }
    await port.wait(SETTLE_MS + random() * SETTLE_MS * 2 ** round)
  }
  throw new ActionError(
    'comment-contended',
    `the comment was overwritten by other jobs ${ROUNDS} times in a row`,
    {hint: 'The job summary holds the report. Let one job comment for all legs.'},
  )
}

/** What was seen once stays on the list, for our own section takes it out of what is seen next. */
function withGone(section: Section, gone: ReadonlySet<string>): Section {
  if (section.untouched === undefined || gone.size === 0) return section
  return {...section, untouched: [...new Set([...section.untouched, ...gone])]}
}

/** Our section as it stands already: the same message about the same commit is no news, whoever repeats it. */
function unchanged(known: readonly Section[], section: Section): Section | undefined {
  if (known.some(other => takesAway(section, other))) return undefined
  return known.find(
    other =>
      isSamePlace(other, section) &&
      other.head === section.head &&
      other.verdict === section.verdict &&
      other.untouched?.join() === section.untouched?.join() &&
      withoutRun(other.content) === withoutRun(section.content),
  )
}

/** A report links to its run; the same report of another run is the same message. */
function withoutRun(content: string): string {
  return content.replace(/\/actions\/runs\/\d+/g, '/actions/runs/')
}

/** Our comments, oldest first. */
function ours(comments: readonly ReviewComment[]): readonly ReviewComment[] {
  return comments
    .filter(({isMine, isMinimized, body}) => isMine && !isMinimized && isOurs(body))
    .sort((a, b) => a.id - b.id)
}

type Seen = {
  readonly state: {readonly headSha: string; readonly isOpen: boolean}
  readonly known: readonly Section[]
  readonly hasComment: boolean
}

/** Why this report must not be shown any more, or nothing. */
function staleness(section: Section, {state, known, hasComment}: Seen): string | undefined {
  if (state.headSha !== section.head) {
    return `the pull request has a newer commit (${shortCommit(state.headSha)}) than the one judged`
  }
  if (!state.isOpen && !hasComment) return 'the pull request is closed and has no comment of ours'
  const rival = known.find(other => isSamePlace(other, section))
  if (rival && compareAge(rival, section) > 0) return 'a newer run has reported already'
  return undefined
}

/** GitHub may change line ends and drop blanks at the end. */
function asWritten(body: string): string {
  return `${body.replaceAll('\r\n', '\n').trimEnd()}\n`
}
