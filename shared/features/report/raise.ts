import {shortCommit} from '../../domain/commit.ts'
import type {Raise, RaisedFloor} from '../../domain/rules/raised-floors.ts'
import {type Block, code, type Document, line, link, paragraph} from './document.ts'
import {counted, exactFigure} from './figures.ts'
import {commitLink, type ReportInput, type ReportLinks} from './report-input.ts'

/** Floors that people may raise, with the reason and a patch or a pull request. */
export function raiseBlock(input: ReportInput): Block | undefined {
  const raise = input.gate?.body.raise
  if (!raise) return undefined
  const {floors, before} = raise
  const reasons = floors.map(({metric, floor, to, bounds}) =>
    paragraph(
      code(metric),
      ` from ${exactFigure(floor)} to ${exactFigure(to)}: even the worse ends of what this model and that of `,
      commitLink(input, before),
      ` may be, ${end(bounds.now)} and ${end(bounds.before)} (one-sided 95 %), are better than the floor.`,
    ),
  )
  return {
    kind: 'details',
    summary: line(`${counted(floors.length, 'floor')} could be raised, by two models in a row`),
    blocks: [...reasons, ...howTo(raise)],
  }
}

function howTo({path, patch, pullRequest}: Raise): readonly Block[] {
  if (pullRequest) {
    const pull = link(pullRequest.url, `#${pullRequest.number}`)
    if (pullRequest.end !== 'declined') return [paragraph('Proposed for review in ', pull, '.')]
    return [
      paragraph(
        pull,
        ' proposed it and was closed; nobody is asked again while ',
        code(path),
        ' stays as it is.',
      ),
    ]
  }
  if (patch === undefined) {
    return [paragraph('Write this into ', code(path), ' in a change that is reviewed.')]
  }
  return [
    paragraph('Save this, run ', code('git apply'), ', and open a pull request for review:'),
    {kind: 'code', text: patch, language: 'diff'},
  ]
}

/** One floor as a pull request proposes it; bounds where this run found them. */
export type ProposedFloor = Pick<RaisedFloor, 'metric' | 'floor' | 'to'> &
  Partial<Pick<RaisedFloor, 'bounds'>>

type RaiseProposal = {
  readonly subject: string
  readonly path: string
  readonly floors: readonly ProposedFloor[]
  /** Of the two models. */
  readonly commits: {readonly now: string; readonly before: string}
  readonly links: ReportLinks
}

/** The text of the pull request that raises floors. */
export function composeRaise({subject, path, floors, commits, links}: RaiseProposal): Document {
  const isWhole = floors.every(({bounds}) => bounds)
  const rows = floors.map(({metric, floor, to, bounds}) => [
    line(code(metric)),
    line(exactFigure(floor)),
    line(exactFigure(to)),
    line(bounds ? end(bounds.now) : '–'),
    line(bounds ? end(bounds.before) : '–'),
  ])
  const titles = ['metric', 'floor now', 'proposed']
  return {
    blocks: [
      paragraph(
        `Two models of ${subject} in a row were better than these floors by more than chance. Merging this asks every later one to hold the new floors.`,
      ),
      {
        kind: 'table',
        columns: [
          ...titles.map((title, at) =>
            at === 0 ? {title: line(title)} : {title: line(title), align: 'right' as const},
          ),
          {title: line('worse end, ', commitLink({links}, commits.now)), align: 'right'},
          {title: line('worse end, ', commitLink({links}, commits.before)), align: 'right'},
        ],
        rows,
      },
      paragraph(
        'A worse end is how bad the model of that commit may be (one-sided 95 %). The new floor is the worse one of the two, rounded to the easier side, and not the best value: the best of many equal runs is better than any of them by chance alone.',
        ...(isWhole ? [] : [' Where none stands here, the message of an earlier commit says it.']),
      ),
      paragraph(
        'Later runs bring this up to date when they show more, until somebody else commits to its branch. Closed without a merge, it is not opened again while ',
        code(path),
        ' stays as it is.',
      ),
      {kind: 'footer', content: line('found by ', link(links.runUrl, 'this run'))},
    ],
  }
}

/** The reasons as the message of the commit says them. */
export function raiseReasons({floors, commits}: Pick<RaiseProposal, 'floors' | 'commits'>): string {
  const [now, before] = [shortCommit(commits.now), shortCommit(commits.before)]
  return floors
    .flatMap(({metric, floor, to, bounds}) =>
      bounds
        ? [
            `${metric}: ${floor} to ${to}; the worse ends (one-sided 95 %) are ${end(bounds.now)} at ${now} and ${end(bounds.before)} at ${before}.`,
          ]
        : [],
    )
    .join('\n')
}

function end(bound: number): string {
  return exactFigure(Number(bound.toPrecision(4)))
}
