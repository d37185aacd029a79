import {type Block, code, line, paragraph} from './document.ts'
import {counted, exactFigure} from './figures.ts'
import {commitLink, type ReportInput} from './report-input.ts'

/** Floors that people may raise, with the reason and a patch. */
export function raiseBlock(input: ReportInput): Block | undefined {
  const raise = input.gate?.body.raise
  if (!raise) return undefined
  const {floors, path, before, patch} = raise
  const reasons = floors.map(({metric, floor, to, bounds}) =>
    paragraph(
      code(metric),
      ` from ${exactFigure(floor)} to ${exactFigure(to)}: even the worse ends of what this model and that of `,
      commitLink(input, before),
      ` may be, ${exactFigure(Number(bounds.now.toPrecision(4)))} and ${exactFigure(Number(bounds.before.toPrecision(4)))} (one-sided 95 %), are better than the floor.`,
    ),
  )
  const how =
    patch === undefined
      ? [paragraph('Write this into ', code(path), ' in a change that is reviewed.')]
      : [
          paragraph('Save this, run ', code('git apply'), ', and open a pull request for review:'),
          {kind: 'code', text: patch, language: 'diff'} as const,
        ]
  return {
    kind: 'details',
    summary: line(`${counted(floors.length, 'floor')} could be raised, by two models in a row`),
    blocks: [...reasons, ...how],
  }
}
