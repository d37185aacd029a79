import {ActionError} from '../../platform/errors.ts'
import type {Section} from './section.ts'

type Room = {
  readonly budget: number
  readonly runUrl: (run: Section['run']) => string
  readonly weigh: (text: string) => number
  readonly write: (sections: readonly Section[]) => string
}

const LONGEST_LINE = 600

/** The sections, shortened as little as the budget allows: the largest first, and of equal ones the later. */
export function shorten(sections: readonly Section[], room: Room): readonly Section[] {
  const bySize = [...sections]
    .reverse()
    .sort((a, b) => room.weigh(b.content) - room.weigh(a.content))
  const steps: ((section: Section) => string)[] = [
    section => firstLineOnly(section, room),
    () => '',
  ]
  let current = sections
  for (const step of steps) {
    for (const {pipeline, leg} of bySize) {
      if (room.weigh(room.write(current)) <= room.budget) return current
      current = current.map(section =>
        section.pipeline === pipeline && section.leg === leg
          ? {...section, content: smaller(section, step(section), room)}
          : section,
      )
    }
  }
  if (room.weigh(room.write(current)) <= room.budget) return current
  throw new ActionError(
    'comment-too-long',
    `${sections.length} reports do not fit into one comment`,
    {
      hint: 'The job summaries hold them. Use fewer legs, or comment from one collecting job.',
    },
  )
}

function smaller(section: Section, text: string, {weigh}: Room): string {
  return weigh(text) < weigh(section.content) ? text : section.content
}

function firstLineOnly({content, run}: Section, {runUrl}: Room): string {
  const heading = content.split('\n').find(line => line.trim() !== '') ?? ''
  const head = heading.length <= LONGEST_LINE ? heading : '### Report'
  return `${head}\n\n<sub>Shortened to fit: [the whole report](${runUrl(run)}) is in the summary of its run.</sub>`
}
