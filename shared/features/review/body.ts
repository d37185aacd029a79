import {COMMENT_BUDGET} from '../../domain/text-size.ts'
import {overview} from './overview.ts'
import {
  COMMENT_MARK,
  compareAge,
  compareSections,
  holdsMark,
  isSamePlace,
  openingOf,
  readOpening,
  SECTION_END,
  type Section,
  takesAway,
} from './section.ts'
import {shorten} from './shorten.ts'

/** Whether a body is a comment of ours, by its first line alone. */
export function isOurs(body: string): boolean {
  return firstLine(body) === COMMENT_MARK
}

/** The sections of a comment, in its order; what was damaged by hand is left out, of two for one place the newer counts. */
export function parseBody(body: string): readonly Section[] {
  if (!isOurs(body)) return []
  const lines = body.replaceAll('\r\n', '\n').split('\n').slice(1)
  const sections: Section[] = []
  let open: {readonly mark: Omit<Section, 'content'>; readonly lines: string[]} | undefined
  for (const line of lines) {
    const mark = readOpening(line)
    if (mark) {
      open = {mark, lines: []}
    } else if (line === SECTION_END) {
      if (open) sections.push({...open.mark, content: open.lines.join('\n')})
      open = undefined
    } else {
      open?.lines.push(line)
    }
  }
  return settle(sections)
}

/** All sections of several comments as one list, the newer of each place. */
export function unite(lists: readonly (readonly Section[])[]): readonly Section[] {
  return settle(lists.flat())
}

function settle(sections: readonly Section[]): readonly Section[] {
  const newest = sections.reduce<readonly Section[]>(withNewer, [])
  return newest.filter(section => !newest.some(other => takesAway(other, section)))
}

function withNewer(known: readonly Section[], section: Section): readonly Section[] {
  const rival = known.find(other => isSamePlace(other, section))
  if (!rival) return [...known, section]
  return compareAge(section, rival) > 0
    ? known.map(other => (other === rival ? section : other))
    : known
}

/** The sections with this one in its place; the other ones stay as they are, and a newer one is never replaced. */
export function mergeSection(sections: readonly Section[], section: Section): readonly Section[] {
  if (holdsMark(section.content)) throw new RangeError('a section must not hold our own markers')
  const rival = sections.find(other => isSamePlace(other, section))
  if (!rival) return settle([...sections, section]).toSorted(compareSections)
  if (compareAge(rival, section) > 0) return sections
  return settle(sections.map(other => (other === rival ? section : other))).toSorted(
    compareSections,
  )
}

export type Frame = {
  /** Where the whole report of a run can be read. */
  readonly runUrl: (run: Section['run']) => string
}

/**
 * The comment's text. Too large for the budget, the largest sections give up all but their first line,
 * then their text; none is dropped, and the same sections always make the same body.
 */
export function renderBody(sections: readonly Section[], frame: Frame): string {
  const sorted = [...sections].sort(compareSections)
  return write(shorten(sorted, {...frame, budget: COMMENT_BUDGET, write}))
}

function write(sections: readonly Section[]): string {
  const parts = sections.map(section => `${openingOf(section)}\n${section.content}\n${SECTION_END}`)
  const reports = sections.filter(({untouched}) => untouched === undefined)
  const summary = reports.length > 1 ? [overview(reports)] : []
  return `${[COMMENT_MARK, ...summary, ...parts].join('\n')}\n`
}

function firstLine(body: string): string {
  return (body.split('\n', 1)[0] ?? '').replace(/\r$/, '')
}
