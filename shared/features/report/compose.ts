import {attemptBlock} from './attempt.ts'
import {baseHoldoutBlock} from './base-holdout.ts'
import {comparison} from './comparison.ts'
import {configurationBlock} from './configuration.ts'
import {dataDetails} from './data-details.ts'
import {dataFailures, leakageWarning} from './data-findings.ts'
import {differences} from './differences.ts'
import {type Block, clip, type Document, line, link} from './document.ts'
import {explanationBlocks} from './explanation.ts'
import {floorsBlock} from './floors.ts'
import {footer} from './footer.ts'
import {headline} from './headline.ts'
import {lineageBlocks} from './lineage.ts'
import {nextStep} from './next-step.ts'
import {otherMetrics} from './other-metrics.ts'
import {policyBlocks} from './policy.ts'
import {raiseBlock} from './raise.ts'
import {DETAILS, type Detail, type ReportInput} from './report-input.ts'
import {brokenRules, ruleBlocks} from './rules-table.ts'

/** The report that people read, in the order they read it: verdict, comparison, what differs, what to do, the rest folded. */
export function composeReport(report: ReportInput, detail: Detail = 'full'): Document {
  const {baseBranch} = report
  const input = {...report, ...(baseBranch === undefined ? {} : {baseBranch: clip(baseBranch)})}
  const heading: Block = {kind: 'heading', content: headline(input)}
  if (detail === 'line') return {blocks: [heading, shortened(input), footer(input)]}
  const isFull = detail === 'full'
  const [rules, folded] = split(ruleBlocks(input, detail))
  const [policy, foldedPolicy] = split(policyBlocks(input, detail))
  const blocks = [
    heading,
    comparison(input),
    baseHoldoutBlock(input),
    ...rules,
    ...brokenRules(input, detail),
    dataFailures(input),
    leakageWarning(input),
    ...differences(input),
    ...policy,
    floorsBlock(input),
    attemptBlock(input),
    ...(isFull ? [raiseBlock(input)] : []),
    configurationBlock(input),
    nextStep(input),
    ...(isFull
      ? [
          ...foldedPolicy,
          ...folded,
          ...(input.gate ? explanationBlocks(input.gate.body) : []),
          ...otherMetrics(input),
          ...dataDetails(input),
          ...lineageBlocks(input),
        ]
      : []),
    ...(isFull ? [] : [shortened(input)]),
    footer(input),
  ]
  return {blocks: blocks.filter(block => block !== undefined)}
}

/** The same report from everything down to one line: for `renderWithin` to choose from. */
export function reportLadder(input: ReportInput): readonly Document[] {
  return DETAILS.map(detail => composeReport(input, detail))
}

function split(blocks: readonly Block[]): readonly [readonly Block[], readonly Block[]] {
  const isFolded = ({kind}: Block) => kind === 'details'
  return [blocks.filter(block => !isFolded(block)), blocks.filter(isFolded)]
}

function shortened({links}: ReportInput): Block {
  const where = link(links?.runUrl, links?.runUrl ? 'the whole report' : 'The whole report')
  const content = links?.runUrl
    ? line('Shortened here; ', where, ' is in the summary of the run.')
    : line('Shortened; the whole report is in the summary of the run.')
  return {kind: 'paragraph', content}
}
