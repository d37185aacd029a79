import type {Config} from '../domain/config.ts'
import {decisionFor} from '../domain/judgement.ts'
import type {PipelineResult} from '../domain/results.ts'
import type {TrainingBody} from '../domain/training.ts'
import type {Outcome, Scene} from '../platform/action.ts'
import {ActionError, describeError} from '../platform/errors.ts'
import {headCommit} from '../platform/git.ts'
import {refuseForkHead} from '../platform/github/fork-guard.ts'
import {reportVerdict} from './comment/comment.ts'
import {datasetsOf} from './data/datasets.ts'
import {trackData} from './data/track.ts'
import {findingsLine} from './data/track-outcome.ts'
import {writeCheck} from './gate/check.ts'
import {gateOutcome, judgeModel} from './gate/gate.ts'
import type {EvaluateInputs, GateInputs, TrackInputs, TrainInputs} from './inputs.ts'
import {composeInput} from './report.ts'
import {openSetting, type Setting} from './setting.ts'
import {usedConfig} from './trusted.ts'

/** One word means one thing in all parts, except `metrics`: there may be several files to judge, training writes one. */
type PipelineInputs = GateInputs & TrackInputs & EvaluateInputs & Omit<TrainInputs, 'metrics'>

/** The stage behind the root action: the whole road in one step, for code that is trusted. */
export async function runPipeline(inputs: PipelineInputs, scene: Scene) {
  const setting = await openSetting('root', inputs, scene)
  await refuseUntrusted(setting)
  const config = await usedConfig(setting)
  const datasets = datasetsOf(inputs, config)
  const tracked = datasets.length > 0 ? await trackData(setting, inputs, datasets) : undefined
  const isSpared = tracked?.section.body.plan?.train === false
  const trained = isSpared ? undefined : await trainIfAsked(setting, inputs, config)
  const isTrained = trained === undefined || trained.exit.reason === 'succeeded'
  const evaluationProblem =
    isTrained && !isSpared ? await evaluateIfAsked(setting, inputs, config) : undefined
  const judged = await judgeModel(setting, inputs, {tracked, evaluationProblem})
  const comment = await reportVerdict(
    setting,
    {gate: judged.section, data: tracked?.section},
    {failOn: inputs['fail-on']},
  )
  const outcome = gateOutcome(judged.result, inputs)
  const isDataRefused =
    tracked !== undefined && decisionFor(tracked.result.verdict, inputs['fail-on']) !== 'accepted'
  const dataHeadline = tracked
    ? `data: ${tracked.result.verdict}${findingsLine(tracked.result)}`
    : ''
  const decision = isDataRefused && outcome.decision === 'accepted' ? 'refused' : outcome.decision
  const headline = isDataRefused ? `${dataHeadline}; ${outcome.headline}` : outcome.headline
  const {verdict} = judged.result
  const found = {gate: judged.section, data: tracked?.section, failOn: inputs['fail-on']}
  const said = {name: inputs.check, decision, headline, verdict}
  await writeCheck(setting, composeInput(setting, found), said)
  setting.github?.client.spent()
  const result: PipelineResult = {
    schema: 'proofmark/pipeline-result/v1',
    verdict,
    reasonCode: judged.result.reasonCode,
    ...(tracked ? {track: tracked.result} : {}),
    gate: judged.result,
    comment,
  }
  return {
    decision,
    headline,
    outputs: {
      ...outcome.outputs,
      changed: tracked ? String(tracked.result.changed) : '',
      digest: tracked?.result.digest ?? '',
      url: comment.url ?? '',
    },
    result,
  } as const satisfies Outcome<string>
}

async function trainIfAsked(
  setting: Setting,
  inputs: PipelineInputs,
  config: Config | undefined,
): Promise<TrainingBody | undefined> {
  if (inputs.run === undefined && config?.train?.run === undefined) return undefined
  const {trainRun} = await import('./train.ts')
  const {training} = await trainRun(setting, {...inputs, metrics: onlyFile(inputs.metrics)})
  if (training.exit.reason !== 'succeeded') {
    setting.runner.annotate('error', `training failed: ${training.exit.message}`)
  }
  return training
}

/** The metrics file that training is to write, where the step names one that is judged. */
function onlyFile([path, ...more]: readonly string[] = []): string | undefined {
  return path === undefined || more.length > 0 || /[*?[{]/.test(path) ? undefined : path
}

/** A model that cannot be evaluated is judged all the same, so that its comment says why. */
async function evaluateIfAsked(
  setting: Setting,
  inputs: EvaluateInputs,
  config: Config | undefined,
): Promise<string | undefined> {
  if (inputs.target === undefined && config?.evaluate === undefined) return undefined
  try {
    const {evaluateModel} = await import('./evaluation/evaluate.ts')
    await evaluateModel(setting, inputs)
    return undefined
  } catch (error) {
    if (!(error instanceof ActionError)) throw error
    setting.runner.annotate('error', describeError(error, setting.place.kind))
    return error.message
  }
}

/** Code of a fork and a token that can write must not meet in one job. */
async function refuseUntrusted({github, place}: Setting): Promise<void> {
  if (!github) return
  const {context, client} = github
  refuseForkHead(context, {sha: (await headCommit(place.workspace))?.sha})
  if (context.pullRequest?.isFork && (await client.canWrite())) {
    throw new ActionError(
      'untrusted-head',
      'this pull request comes from a fork, and the token can write',
      {
        hint: 'Use the single actions, and give jobs that hold code of forks only:\npermissions:\n  contents: read',
      },
    )
  }
}
