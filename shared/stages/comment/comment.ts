import {hasFailure} from '../../domain/finding.ts'
import {pathProblem} from '../../domain/pipelines.ts'
import type {DataSection, GateSection} from '../../domain/record.ts'
import type {CommentResult} from '../../domain/results.ts'
import {COMMENT_BUDGET} from '../../domain/text-size.ts'
import {type Verdict, worstVerdict} from '../../domain/verdict.ts'
import {
  composeReport,
  renderWithin,
  reportLadder,
  toMarkdown,
  toText,
} from '../../features/report/index.ts'
import {type Published, publish, type Section} from '../../features/review/index.ts'
import {pause} from '../../platform/clock.ts'
import {codeOf, describeError} from '../../platform/errors.ts'
import type {GithubClient} from '../../platform/github/client.ts'
import {composeInput, runUrl, writeSummary} from '../report.ts'
import type {Setting} from '../setting.ts'

type Sections = {readonly gate: GateSection | undefined; readonly data: DataSection | undefined}

const USUAL_FAIL_ON: readonly Verdict[] = ['fail', 'error']

/** What keeps a report out of the comment without making the job red. */
const SUMMARY_INSTEAD: Readonly<Record<string, string>> = {
  'missing-permission': 'the token may not write comments',
  'comment-contended': 'other jobs kept overwriting the comment',
  'comment-too-long': 'the comment holds no more',
}

/** Writes what the run found into the summary and, on a pull request, into its comment. */
export async function reportVerdict(
  setting: Setting,
  {gate, data}: Sections,
  {
    failOn = USUAL_FAIL_ON,
    isSummarized = false,
    isUnchangedTold = false,
  }: {
    failOn?: readonly Verdict[]
    isSummarized?: boolean
    isUnchangedTold?: boolean
  } = {},
): Promise<CommentResult> {
  const input = composeInput(setting, {gate, data, failOn})
  if (!isSummarized) await writeSummary(setting, input)
  const {pipeline, leg} = setting
  const isDataBad = hasFailure(data?.body.findings ?? [])
  const verdict = gate?.body.verdict ?? 'error'
  const common = {
    schema: 'proofmark/comment-result/v1',
    pipeline,
    leg,
    verdict: isDataBad ? worstVerdict([verdict, 'fail']) : verdict,
  } as const
  const told = await writeSection(setting, {
    isQuiet: isNothingNew(gate) && !isDataBad && !isUnchangedTold,
    inTerminal: () => toText(composeReport(input)),
    section: () => ({
      pipeline,
      leg,
      ...(pathProblem(setting.configPath) === undefined ? {config: setting.configPath} : {}),
      verdict: common.verdict,
      content: renderWithin(reportLadder(input), {render: toMarkdown, budget: COMMENT_BUDGET}),
    }),
  })
  return {...common, ...told}
}

type Told = Pick<CommentResult, 'comment' | 'reason' | 'url'>

type Words = {
  readonly section: () => Omit<Section, 'run' | 'head' | 'at'>
  readonly isGone?: (other: Section) => boolean
  readonly isQuiet: boolean
  /** What is said where there is no comment. */
  readonly inTerminal: () => string
}

/** Puts a section into the comment of the pull request, if this run has one that it may write. */
export async function writeSection(
  setting: Setting,
  {section, isGone = () => false, isQuiet, inTerminal}: Words,
): Promise<Told> {
  const {github} = setting
  const alone = (reason: string): Told => ({comment: 'summary-only', reason})
  if (!github) {
    setting.runner.info(inTerminal())
    return alone(setting.context ? 'there is no token' : 'there is no pull request in a terminal')
  }
  const pull = github.context.pullRequest
  if (!pull) return alone('this run belongs to no pull request')
  try {
    const {id, attempt} = github.context.run
    const published = await publish(reviewPort(github.client, pull.number), {
      section: {...section(), run: {id, attempt}, head: pull.head.sha, at: setting.author.at},
      isGone,
      isQuiet,
      runUrl: run => runUrl(setting).replace(/\d+$/, String(run.id)),
    })
    tellGone(setting, published)
    return describe(published)
  } catch (error) {
    const why = SUMMARY_INSTEAD[codeOf(error)]
    if (why === undefined) throw error
    setting.runner.annotate(
      'notice',
      `comment: ${describeError(error)}\nThe report is in the job summary: ${runUrl(setting)}`,
    )
    return alone(why)
  }
}

function tellGone({runner}: Setting, published: Published): void {
  const {gone = []} = 'gone' in published ? published : {}
  for (const name of gone) {
    runner.info(`comment: ${name} has no configuration here any more, so its section goes`)
  }
}

/** The baseline's model under rules that it keeps. */
function isNothingNew(gate: GateSection | undefined): boolean {
  return gate?.body.unchanged !== undefined && gate.body.verdict === 'pass'
}

function reviewPort(client: GithubClient, number: number) {
  return {
    read: () => client.pullComments(number),
    create: (body: string) => client.createComment(number, body),
    update: async (id: number, body: string) => void (await client.updateComment(id, body)),
    remove: (id: number) => client.deleteComment(id),
    wait: pause,
  }
}

function describe(published: Published): Told {
  switch (published.action) {
    case 'created':
      return {comment: 'created', reason: 'written', url: published.url}
    case 'updated':
      return {comment: 'updated', reason: 'brought up to date', url: published.url}
    case 'unchanged':
      return {comment: 'unchanged', reason: 'it says the same already', url: published.url}
    case 'skipped-stale':
      return {comment: 'stale', reason: published.reason}
    case 'skipped-quiet':
      return {comment: 'summary-only', reason: 'the model is unchanged'}
  }
}
