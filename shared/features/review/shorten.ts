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
  const bySize = [...sections].reverse().sort((a, b) => weigh(b.content) - weigh(a.content))
  const steps: ((section: Section) => string)[] = [
    section => firstLineOnly(section, room),
    () => '',
  ]
  let current = sections
  for (const step of steps) {
    for (const {pipeline, leg} of bySize) {
      if (weigh(room.write(current)) <= room.budget) return current
      current = current.map(section =>
        section.pipeline === pipeline && section.leg === leg
          ? {...section, content: smaller(section.content, step(section))}
          : section,
      )
    }
  }
  if (weigh(room.write(current)) <= room.budget) return current
  throw new ActionError(
    'comment-too-long',
    `${sections.length} reports do not fit into one comment`,
    {
      hint: 'The job summaries hold them. Use fewer legs, or comment from one collecting job.',
    },
  )
}

function smaller(content: string, text: string): string {
  return weigh(text) < weigh(content) ? text : content
}

function firstLineOnly({content, pipeline, leg, run}: Section, {runUrl}: Room): string {
  const heading = content.split('\n').find(line => line.trim() !== '') ?? ''
  const head = heading.length <= LONGEST_LINE ? heading : `### \`${pipeline} ${leg}\``
  return `${head}\n\n<sub>Shortened to fit: [the whole report](${runUrl(run)}) is in the summary of its run.</sub>`
}
