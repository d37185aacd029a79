import {SYMBOLS, signOf} from '../../domain/symbols.ts'
import type {Verdict} from '../../domain/verdict.ts'
import type {Section} from './section.ts'

const NAMED = 12

/** Worst first. */
const WORDS: readonly (readonly [Verdict, string])[] = [
  ['fail', 'fail'],
  ['error', 'without verdict'],
  ['inconclusive', 'unclear'],
  ['no-baseline', 'not compared yet'],
  ['pass', 'pass'],
]

/** One line over several sections: how many of each state, and the names of those that do not pass. */
export function overview(sections: readonly Section[]): string {
  const newest = newestHead(sections)
  const parts = WORDS.flatMap(([verdict, word]) => {
    const members = sections.filter(section => section.verdict === verdict)
    if (members.length === 0) return []
    const names = verdict === 'pass' ? '' : `: ${nameAll(members)}`
    return [`${SYMBOLS[signOf(verdict)]} ${members.length} ${word}${names}`]
  })
  const stale = sections.filter(({head}) => head !== newest)
  const old =
    stale.length === 0 ? [] : [`⏳ ${stale.length} of an earlier commit: ${nameAll(stale)}`]
  return `**${sections.length} reports:** ${[...parts, ...old].join(' · ')}\n`
}

function nameAll(sections: readonly Section[]): string {
  const names = sections.slice(0, NAMED).map(({pipeline, leg}) => `\`${pipeline} ${leg}\``)
  const more = sections.length - names.length
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** The head of the youngest run; all of them run for one pull request. */
function newestHead(sections: readonly Section[]): string | undefined {
  return [...sections].sort((a, b) => b.at.localeCompare(a.at))[0]?.head
}
