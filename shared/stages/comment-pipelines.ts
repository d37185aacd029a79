import {hasFailure} from '../domain/finding.ts'
import type {CommentsResult} from '../domain/pipelines.ts'
import type {CommentResult} from '../domain/results.ts'
import {worstVerdict} from '../domain/verdict.ts'
import {composeUntouched, toMarkdown, toText} from '../features/report/index.ts'
import {UNTOUCHED} from '../features/review/index.ts'
import type {Scene} from '../platform/action.ts'
import type {GithubClient} from '../platform/github/client.ts'
import {reportVerdict, writeSection} from './comment.ts'
import type {CommentInputs} from './inputs.ts'
import {type ConfigProblem, listPipelines, refuseSingular} from './pipeline-list.ts'
import {type ReportedSections, reportedSections} from './reported-sections.ts'
import {openSetting, type Setting} from './setting.ts'

type Untouched = {readonly pipeline: string; readonly message: string}

/**
 * Writes the comment for all pipelines of a plan: a section for each that has something to say, and one folded line for
 * those that the change does not touch, whose sections of earlier pushes go.
 */
export async function commentPipelines(inputs: CommentInputs, scene: Scene) {
  refuseSingular(inputs, ['pipeline'])
  const {runner} = scene
  const {pipelines, problems} = await listPipelines(inputs.config, scene)
  for (const {config, message} of problems) runner.annotate('error', `${config}: ${message}`)
  const told: CommentResult[] = []
  const untouched: Untouched[] = []
  let first: Setting | undefined
  for (const {config} of pipelines) {
    const client: GithubClient | undefined = first?.github?.client
    const setting = await openSetting('comment', {...inputs, config, client}, scene)
    first ??= setting
    const sections = await reportedSections(setting)
    const spared = sparedBy(sections)
    if (spared === undefined) {
      told.push(await reportVerdict(setting, sections, {isUnchangedTold: inputs.unchanged}))
    } else untouched.push({pipeline: setting.pipeline, message: spared})
  }
  const rest = first && (await tellUntouched(first, untouched, {isAlone: told.length === 0}))
  first?.github?.client.spent()
  return outcomeOf({told, rest, problems, untouched})
}

/** Why there is nothing to say of a pipeline: its plan spared it, and no job judged it all the same. */
function sparedBy({gate, data}: ReportedSections): string | undefined {
  if (gate || !data || hasFailure(data.body.findings ?? [])) return undefined
  const {plan} = data.body
  return plan?.train === false ? plan.message : undefined
}

async function tellUntouched(
  setting: Setting,
  untouched: readonly Untouched[],
  {isAlone}: {readonly isAlone: boolean},
) {
  const document = composeUntouched(untouched)
  if (untouched.length > 0) await setting.runner.summarize(toMarkdown(document))
  return writeSection(setting, {
    isQuiet: isAlone || untouched.length === 0,
    inTerminal: () => toText(document),
    section: () => ({
      pipeline: UNTOUCHED,
      leg: setting.leg,
      verdict: 'pass',
      content: toMarkdown(document),
      untouched: untouched.map(({pipeline}) => pipeline),
    }),
  })
}

type Told = {
  readonly told: readonly CommentResult[]
  readonly rest: Pick<CommentResult, 'comment' | 'reason' | 'url'> | undefined
  readonly problems: readonly ConfigProblem[]
  readonly untouched: readonly Untouched[]
}

function outcomeOf({told, rest, problems, untouched}: Told) {
  const isBroken = problems.length > 0
  const verdict = isBroken ? 'error' : worstVerdict(['pass', ...told.map(one => one.verdict)])
  const written = [...told, ...(rest ? [rest] : [])]
  const reason = WORTH.find(word => written.some(({comment}) => comment === word)) ?? 'summary-only'
  const url = written.find(one => one.url !== undefined)?.url
  const result: CommentsResult = {
    schema: 'proofmark/comments-result/v1',
    verdict,
    reasonCode: isBroken ? 'invalid-pipelines' : reason,
    comments: [...told],
    untouched: untouched.map(({pipeline}) => pipeline),
    problems: [...problems],
  }
  const count = `${told.length} reported, ${untouched.length} not touched`
  return {
    decision: isBroken ? 'error' : 'accepted',
    headline: isBroken
      ? `comment: ${problems.map(({config}) => config).join(', ')} cannot be used; ${count}`
      : `verdict: ${verdict}; comment ${reason}: ${count}`,
    outputs: {verdict, 'reason-code': result.reasonCode, url: url ?? ''},
    result,
  } as const
}

/** Of several things that became of the sections, the one that is told. */
const WORTH = ['created', 'updated', 'unchanged', 'stale'] as const
