import {weigh} from '../../domain/text-size.ts'
import {ActionError} from '../../platform/errors.ts'
import type {Section} from './section.ts'

type Room = {
  readonly budget: number
  readonly runUrl: (run: Section['run']) => string
  readonly write: (sections: readonly Section[]) => string
}

const LONGEST_LINE = 600

/** The sections, shortened as little as the budget allows: the largest first, and of equal ones the later. */
export function shorten(sections: readonly Section[], room: Room): readonly Section[] {
  let weight = weigh(room.write(sections))
  const contents = new Map(sections.map(section => [section, section.content]))
  const largestFirst = [...sections].reverse().sort((a, b) => weigh(b.content) - weigh(a.content))
  for (const reduce of [firstLineOnly, nothing]) {
    for (const section of largestFirst) {
      if (weight <= room.budget) break
      const content = contents.get(section) ?? ''
      const reduced = reduce(section, room)
      const gain = weigh(content) - weigh(reduced)
      if (gain <= 0) continue
      contents.set(section, reduced)
      weight -= gain
    }
  }
  if (weight > room.budget) {
    throw new ActionError(
      'comment-too-long',
      `${sections.length} reports do not fit into one comment`,
      {hint: 'The job summaries hold them. Use fewer legs, or comment from one collecting job.'},
    )
  }
  return sections.map(section => ({...section, content: contents.get(section) ?? ''}))
}

function firstLineOnly(section: Section, {runUrl}: Room): string {
  const {content, pipeline, leg, run, untouched} = section
  // Its one line is folded: without its end it would swallow what comes after it.
  if (untouched) return nothing()
  const heading = content.split('\n').find(line => line.trim() !== '') ?? ''
  const head = heading.length <= LONGEST_LINE ? heading : `### \`${pipeline} ${leg}\``
  return `${head}\n\n<sub>Shortened to fit: [the whole report](${runUrl(run)}) is in the summary of its run.</sub>`
}

/** The marker stays, and the line over all sections still counts it. */
function nothing(): string {
  return ''
}
