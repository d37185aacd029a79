import {countChanges} from '../../domain/data-change.ts'
import {type Digest, isDigest} from '../../domain/digest.ts'
import {decisionFor} from '../../domain/judgement.ts'
import {composePlan, toMarkdown} from '../../features/report/index.ts'
import type {Scene} from '../../platform/action.ts'
import {ActionError} from '../../platform/errors.ts'
import {isPattern} from '../found-config.ts'
import type {TrackInputs} from '../inputs.ts'
import {planPipelines} from '../pipelines.ts'
import {openSetting} from '../setting.ts'
import {refreshData} from './refresh.ts'
import {trackData, wantedDatasets} from './track.ts'
import {manifestFolder} from './track-manifests.ts'
import {headlineOf} from './track-outcome.ts'

/** The stage behind the action `track`. */
export async function runTrack(inputs: TrackInputs, scene: Scene) {
  return (await isPattern(inputs.config, scene.place))
    ? planPipelines(inputs, scene)
    : trackOne(inputs, scene)
}

async function trackOne(inputs: TrackInputs, scene: Scene) {
  const setting = await openSetting('track', inputs, scene)
  const datasets = await wantedDatasets(setting, inputs)
  if (inputs.refresh) await refreshData(setting, datasets)
  const {section, result} = await trackData(setting, inputs, datasets)
  checkDigest(result.digest, inputs['expected-digest'])
  const counts = countChanges(result.change?.datasets)
  const single = result.datasets.length === 1 ? result.datasets[0]?.manifest : undefined
  const {plan} = section.body
  if (plan) await setting.runner.summarize(toMarkdown(composePlan(setting.pipeline, plan)))
  setting.github?.client.spent()
  return {
    decision: decisionFor(result.verdict, inputs['fail-on']),
    headline: headlineOf(section.body, result),
    outputs: {
      verdict: result.verdict,
      changed: String(result.changed),
      digest: result.digest,
      manifest: single ?? manifestFolder(setting, inputs.manifest) ?? '',
      files: String(result.files),
      bytes: String(result.bytes),
      added: String(counts.added),
      removed: String(counts.removed),
      modified: String(counts.modified),
      renamed: String(counts.renamed),
      'reason-code': result.reasonCode,
      train: plan ? String(plan.train) : '',
      reason: plan?.reason ?? '',
      key: plan?.key ?? '',
      pipelines: '',
    },
    result,
  } as const
}

/** A workflow that was started for certain data must not train with others. */
function checkDigest(digest: Digest, expected: string | undefined): void {
  if (expected === undefined || expected === digest) return
  throw new ActionError(
    'digest-differs',
    `the data are ${digest}, and ${JSON.stringify(expected.slice(0, 100))} was expected`,
    {
      hint: isDigest(expected)
        ? 'The data changed since this workflow was started; the next look at them starts it again.'
        : 'A digest is "sha256:" with 64 hex digits, as the output digest of track says it.',
    },
  )
}
