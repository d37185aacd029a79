import {type DataSection, type GateSection, mismatches} from '../domain/record.ts'
import type {CommentResult} from '../domain/results.ts'
import {COMMENT_BUDGET} from '../domain/text-size.ts'
import type {Verdict} from '../domain/verdict.ts'
import {loadData, loadGate, sectionDigest} from '../features/history/index.ts'
import {
  composeReport,
  renderWithin,
  reportLadder,
  toMarkdown,
  toText,
} from '../features/report/index.ts'
import {type Published, publish} from '../features/review/index.ts'
import type {Outcome, Scene} from '../platform/action.ts'
import {pause} from '../platform/clock.ts'
import {ActionError, codeOf, describeError} from '../platform/errors.ts'
import type {GithubClient} from '../platform/github/client.ts'
import type {CommentInputs} from './inputs.ts'
import {composeInput, runUrl, writeSummary} from './report.ts'
import {openSetting, type Setting, whose} from './setting.ts'

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
  const {pipeline, leg, github} = setting
  const common = {
    schema: 'proofmark/comment-result/v1',
    pipeline,
    leg,
    verdict: gate?.body.verdict ?? 'error',
  } as const
  const alone = (reason: string): CommentResult => ({...common, comment: 'summary-only', reason})
  if (!github) {
    setting.runner.info(toText(composeReport(input)))
    return alone(setting.context ? 'there is no token' : 'there is no pull request in a terminal')
  }
  const pull = github.context.pullRequest
  if (!pull) return alone('this run belongs to no pull request')
  try {
    const published = await publish(reviewPort(github.client, pull.number), {
      section: {
        pipeline,
        leg,
        verdict: common.verdict,
        run: {id: github.context.run.id, attempt: github.context.run.attempt},
        head: pull.head.sha,
        at: setting.author.at,
        content: renderWithin(reportLadder(input), {
          render: toMarkdown,
          budget: COMMENT_BUDGET,
        }),
      },
      isQuiet: isNothingNew(gate) && !isUnchangedTold,
      runUrl: ({id}) => runUrl(setting).replace(/\d+$/, String(id)),
    })
    return {...common, ...describe(published)}
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

/** The stage behind the action `comment`. */
export async function runComment(inputs: CommentInputs, scene: Scene) {
  const setting = await openSetting('comment', inputs, scene)
  const gate = await loadGate(setting.stores, whose(setting))
  const data = await loadData(setting.stores, whose(setting))
  if (gate && data) refuseMismatch(gate, data.section)
  const result = await reportVerdict(
    setting,
    {gate, data: data?.section},
    {isUnchangedTold: inputs.unchanged},
  )
  setting.github?.client.spent()
  return commentOutcome(result)
}

function commentOutcome(result: CommentResult) {
  return {
    decision: 'accepted',
    headline: `verdict: ${result.verdict}; comment ${result.comment}: ${result.reason}`,
    outputs: {
      verdict: result.verdict,
      'reason-code': result.comment,
      url: result.url ?? '',
    },
    result,
  } as const satisfies Outcome<string>
}

/** The baseline's model under rules that it keeps. */
function isNothingNew(gate: GateSection | undefined): boolean {
  return gate?.body.unchanged !== undefined && gate.body.verdict === 'pass'
}

function refuseMismatch(gate: GateSection, data: DataSection): void {
  const wrong = mismatches(gate, new Map([['data', sectionDigest(data)]]))
  if (wrong.length === 0) return
  throw new ActionError(
    'section-mismatch',
    'the verdict was made from other data than the data section at hand',
    {
      hint: 'Another job of the run may have replaced an artifact. Run the jobs again from the start.',
    },
  )
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

function describe(published: Published): Pick<CommentResult, 'comment' | 'reason' | 'url'> {
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
