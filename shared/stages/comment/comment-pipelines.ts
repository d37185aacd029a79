import {hasFailure} from '../../domain/finding.ts'
import type {CommentsResult} from '../../domain/pipelines.ts'
import type {CommentResult} from '../../domain/results.ts'
import {worstVerdict} from '../../domain/verdict.ts'
import {composeUntouched, toMarkdown, toText} from '../../features/report/index.ts'
import {type Section, UNTOUCHED} from '../../features/review/index.ts'
import type {Scene} from '../../platform/action.ts'
import type {GithubClient} from '../../platform/github/client.ts'
import {readGlob} from '../../platform/glob.ts'
import type {CommentInputs} from '../inputs.ts'
import {
  type ConfigProblem,
  listPipelines,
  type PipelineList,
  refuseSingular,
} from '../pipeline-list.ts'
import {openSetting, type Setting} from '../setting.ts'
import {reportVerdict, writeSection} from './comment.ts'
import {type ReportedSections, reportedSections} from './reported-sections.ts'

type Untouched = {readonly pipeline: string; readonly message: string}

/**
 * Writes the comment for all pipelines of a plan: a section for each that has something to say, and one folded line for
 * those that the change does not touch, whose sections of earlier pushes go.
 */
export async function commentPipelines(inputs: CommentInputs, scene: Scene) {
  refuseSingular(inputs, ['pipeline'])
  const {runner} = scene
  const list = await listPipelines(inputs.config, scene)
  const {pipelines, problems} = list
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
  const rest =
    first &&
    (await tellUntouched(first, untouched, {
      isAlone: told.length === 0,
      isGone: goneFrom(list, inputs.config),
    }))
  first?.github?.client.spent()
  return outcomeOf({told, rest, problems, untouched})
}

/** Why there is nothing to say of a pipeline: its plan spared it, and no job judged it all the same. */
function sparedBy({gate, data}: ReportedSections): string | undefined {
  if (gate || !data || hasFailure(data.body.findings ?? [])) return undefined
  const {plan} = data.body
  return plan?.train === false ? plan.message : undefined
}

/**
 * Whether a section is of a pipeline that the pattern meant when it was written, and no longer means: its configuration was
 * deleted, or calls it otherwise. Sections of configurations that the pattern never meant are somebody else's.
 */
function goneFrom({pipelines, problems}: PipelineList, pattern: string) {
  const {base = '.', accepts} = readGlob(pattern) ?? {}
  const folder = base === '.' ? '' : `${base.replace(/^\.\//, '')}/`
  const names = new Map(pipelines.map(({config, pipeline}) => [config, pipeline]))
  const broken = new Set(problems.map(({config}) => config))
  return ({pipeline, config}: Pick<Section, 'pipeline' | 'config'>): boolean => {
    if (config === undefined || !config.startsWith(folder) || broken.has(config)) return false
    return accepts?.(config.slice(folder.length)) === true && names.get(config) !== pipeline
  }
}

async function tellUntouched(
  setting: Setting,
  untouched: readonly Untouched[],
  {isAlone, isGone}: {readonly isAlone: boolean; readonly isGone: (other: Section) => boolean},
) {
  const document = composeUntouched(untouched)
  if (untouched.length > 0) await setting.runner.summarize(toMarkdown(document))
  return writeSection(setting, {
    isGone: other => other.leg === setting.leg && isGone(other),
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
