import {NAME} from '../../domain/config.ts'
import {pathProblem} from '../../domain/pipelines.ts'
import {VERDICTS, type Verdict} from '../../domain/verdict.ts'

/** What one pipeline and leg says in the comment. */
export type Section = {
  readonly pipeline: string
  readonly leg: string
  readonly verdict: Verdict
  readonly run: {readonly id: number; readonly attempt: number}
  /** The commit of the pull request that this is about. */
  readonly head: string
  /** ISO 8601, UTC. */
  readonly at: string
  /** Where its pipeline is configured, so that it can be seen that the pipeline is gone. */
  readonly config?: string
  /** Markdown whose text is already escaped. */
  readonly content: string
  /**
   * Only of the one section of a leg that speaks for whatever was not touched: the pipelines whose reports of earlier runs
   * it takes away.
   */
  readonly untouched?: readonly string[]
}

/** Whose section that is; no pipeline can be called so. */
export const UNTOUCHED = '_'

export const COMMENT_MARK = '<!-- proofmark:comment v1 -->'
export const SECTION_END = '<!-- /proofmark:section -->'

const SHA = /^[0-9a-f]{40}([0-9a-f]{24})?$/
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/
const NUMBER = /^[1-9]\d{0,15}$/

const START =
  /^<!-- proofmark:section pipeline=(\S+) leg=(\S+) verdict=(\S+) run=(\d+)-(\d+) head=(\S+) at=(\S+?)(?: config=(\S+))?(?: untouched=(\S*))? -->$/

/** The line that opens a section; a value that would not be read back is refused. */
export function openingOf(section: Section): string {
  const {pipeline, leg, verdict, run, head, at, config, untouched} = section
  const where = config === undefined ? '' : ` config=${config}`
  const rest = untouched === undefined ? where : `${where} untouched=${untouched.join(',')}`
  const mark = `<!-- proofmark:section pipeline=${pipeline} leg=${leg} verdict=${verdict} run=${run.id}-${run.attempt} head=${head} at=${at}${rest} -->`
  if (readOpening(mark) === undefined) throw new RangeError(`not a section's marker: ${mark}`)
  return mark
}

/** What an opening line says, or nothing when anything in it is not as we write it. */
export function readOpening(line: string): Omit<Section, 'content'> | undefined {
  const [, pipeline = '', leg = '', word, id = '', attempt = '', head = '', at = '', config, rest] =
    START.exec(line) ?? []
  const untouched = rest === '' ? [] : rest?.split(',')
  const verdict = VERDICTS.find(known => known === word)
  const isSound =
    (untouched ? pipeline === UNTOUCHED && untouched.every(isName) : NAME.test(pipeline)) &&
    NAME.test(leg) &&
    NUMBER.test(id) &&
    NUMBER.test(attempt) &&
    SHA.test(head) &&
    TIME.test(at) &&
    (config === undefined || pathProblem(config) === undefined)
  if (!isSound || verdict === undefined) return undefined
  const mark = {
    pipeline,
    leg,
    verdict,
    run: {id: Number(id), attempt: Number(attempt)},
    head,
    at,
    ...(config === undefined ? {} : {config}),
  }
  return untouched ? {...mark, untouched} : mark
}

function isName(text: string): boolean {
  return NAME.test(text)
}

/** Whether any line could be taken for one of our markers. */
export function holdsMark(text: string): boolean {
  return /<!--\s*\/?proofmark:/i.test(text)
}

type Place = Pick<Section, 'pipeline' | 'leg'>

export function isSamePlace(a: Place, b: Place): boolean {
  return a.pipeline === b.pipeline && a.leg === b.leg
}

/** Whether the other is a report of an earlier run on a pipeline that a later one did not touch. */
export function takesAway(section: Section, other: Section): boolean {
  return (
    section.leg === other.leg &&
    section.untouched?.includes(other.pipeline) === true &&
    compareAge(section, other) > 0
  )
}

/** By pipeline, then leg, by code units: the same everywhere. What was not touched stands last. */
export function compareSections(a: Place, b: Place): number {
  const isLast = (place: Place) => Number(place.pipeline === UNTOUCHED)
  if (isLast(a) !== isLast(b)) return isLast(a) - isLast(b)
  if (a.pipeline !== b.pipeline) return a.pipeline < b.pipeline ? -1 : 1
  if (a.leg !== b.leg) return a.leg < b.leg ? -1 : 1
  return 0
}

type Version = Pick<Section, 'run' | 'at'>

/** Positive when the first was made by a later run or attempt, or later in the same. */
export function compareAge(a: Version, b: Version): number {
  const byRun = a.run.id - b.run.id || a.run.attempt - b.run.attempt
  return byRun !== 0 ? byRun : Date.parse(a.at) - Date.parse(b.at)
}
