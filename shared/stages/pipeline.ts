import type {PipelineResult} from '../domain/results.ts'
import type {Outcome, Scene} from '../platform/action.ts'
import {ActionError} from '../platform/errors.ts'
import {headCommit} from '../platform/git.ts'
import {refuseForkHead} from '../platform/github/fork-guard.ts'
import {reportVerdict} from './comment.ts'
import {datasetsOf} from './datasets.ts'
import {gateOutcome, judgeModel} from './gate.ts'
import type {GateInputs, TrackInputs} from './inputs.ts'
import {openSetting, type Setting} from './setting.ts'
import {trackData} from './track.ts'
import {usedConfig} from './trusted.ts'

/** The stage behind the root action: the whole road in one step, for code that is trusted. */
export async function runPipeline(inputs: GateInputs & TrackInputs, scene: Scene) {
  const setting = await openSetting('root', inputs, scene)
  await refuseUntrusted(setting)
  const datasets = datasetsOf(inputs, await usedConfig(setting))
  const tracked = datasets.length > 0 ? await trackData(setting, inputs, datasets) : undefined
  const judged = await judgeModel(setting, inputs, tracked)
  const comment = await reportVerdict(
    setting,
    {gate: judged.section, data: tracked?.section},
    {failOn: inputs['fail-on']},
  )
  setting.github?.client.spent()
  const outcome = gateOutcome(judged.result, inputs)
  const result: PipelineResult = {
    schema: 'proofmark/pipeline-result/v1',
    verdict: judged.result.verdict,
    reasonCode: judged.result.reasonCode,
    ...(tracked ? {track: tracked.result} : {}),
    gate: judged.result,
    comment,
  }
  return {
    decision: outcome.decision,
    headline: outcome.headline,
    outputs: {
      ...outcome.outputs,
      changed: tracked ? String(tracked.result.changed) : '',
      digest: tracked?.result.digest ?? '',
      url: comment.url ?? '',
    },
    result,
  } as const satisfies Outcome<string>
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
