import {type Block, code, line, strong} from './document.ts'
import {exactFigure} from './figures.ts'
import type {ReportInput} from './report-input.ts'

const LISTED = 6

/** What a change does to the floors that it is judged by; it was judged by those before. */
export function floorsBlock(input: ReportInput): Block | undefined {
  const floors = input.gate?.body.policy.floors
  if (!floors || (!floors.changes && floors.problem === undefined)) return undefined
  const {path, changes = [], problem} = floors
  const whose = input.baseBranch ?? 'the trusted commit'
  if (problem !== undefined) {
    const said = line(
      ' this pull request leaves ',
      code(path),
      ` unusable; judged by the floors on ${whose}.`,
    )
    return {kind: 'paragraph', content: [strong('Floors:'), ...said]}
  }
  const told = [...changes].sort((a, b) => Number(b.isLowered) - Number(a.isLowered))
  const words = told.slice(0, LISTED).flatMap(({metric, before, after, isLowered}, at) => {
    const verb = after === undefined ? 'removes' : isLowered ? 'lowers' : 'raises'
    const to = after === undefined ? '' : ` to ${exactFigure(after)}`
    return line(
      at === 0 ? ' ' : ', ',
      `${verb} that of `,
      code(metric),
      ` from ${exactFigure(before)}${to}`,
    )
  })
  const more = told.length > LISTED ? line(` and ${told.length - LISTED} more`) : []
  const sign = changes.some(({isLowered}) => isLowered) ? '⚠️ ' : ''
  const end = line(
    ' in ',
    code(path),
    `. Judged by the floors on ${whose}; new ones count once they are merged.`,
  )
  return {
    kind: 'paragraph',
    content: [strong(`${sign}Floors:`), ...line(' this pull request'), ...words, ...more, ...end],
  }
}
