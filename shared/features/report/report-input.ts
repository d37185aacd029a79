import {shortCommit} from '../../domain/commit.ts'
import type {DataSection, GateSection} from '../../domain/record.ts'
import type {Verdict} from '../../domain/verdict.ts'
import {code, type Inline, link} from './document.ts'

/** Where links lead; a terminal has none. */
export type ReportLinks = {
  /** `https://github.com` */
  readonly server: string
  /** `owner/name` */
  readonly repository: string
  /** The run that this report is about. */
  readonly runUrl?: string
}

/** All that a report is made from. Without `gate` there is no verdict, and the report says so. */
export type ReportInput = {
  readonly pipeline: string
  readonly leg: string
  readonly gate?: GateSection
  readonly data?: DataSection
  /** The configuration names datasets, so a missing `data` is worth a word. */
  readonly isDataExpected?: boolean
  /** Why there can be no verdict, where that is known. */
  readonly problem?: string
  readonly links?: ReportLinks
  /** The commit that people know: a pull request's head, not its merge commit. */
  readonly headSha?: string
  /** The branch compared with: `main`. */
  readonly baseBranch?: string
  readonly now: Date
  readonly stage: 'pull-request' | 'default-branch' | 'terminal'
  /** Verdicts that fail the check. */
  readonly failOn: readonly Verdict[]
}

/** From everything to one line and a link: the rungs of the ladder for places with little room. */
export const DETAILS = ['full', 'changed', 'failing', 'line'] as const
export type Detail = (typeof DETAILS)[number]

const DEFAULT_LEG = 'main'

/** `oil-price`, or `oil-price (gpu)` where a matrix has several. */
export function subjectOf({pipeline, leg}: Pick<ReportInput, 'pipeline' | 'leg'>): string {
  return leg === DEFAULT_LEG ? pipeline : `${pipeline} (${leg})`
}

export function commitLink({links}: Pick<ReportInput, 'links'>, sha: string): Inline {
  const href = links && `${links.server}/${links.repository}/commit/${sha}`
  return link(href, code(shortCommit(sha)))
}

/** What the right column of a comparison is called. */
export function candidateName({stage}: ReportInput): string {
  switch (stage) {
    case 'pull-request':
      return 'this PR'
    case 'default-branch':
      return 'this commit'
    case 'terminal':
      return 'now'
  }
}

/** What the left column of a comparison is called. */
export function baselineName({gate, baseBranch, stage}: ReportInput): string {
  const how = gate?.body.baseline.how
  if (how === 'file' || how === 'revision' || stage === 'terminal') return 'baseline'
  return stage === 'default-branch' ? 'before' : (baseBranch ?? 'baseline')
}
