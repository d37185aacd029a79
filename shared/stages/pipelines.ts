import {decisionFor} from '../domain/judgement.ts'
import {
  matrixOf,
  type NamedConfig,
  type PipelinesResult,
  type PlannedPipeline,
} from '../domain/pipelines.ts'
import type {RunRecord} from '../domain/record.ts'
import {worstVerdict} from '../domain/verdict.ts'
import {composePlans, toMarkdown} from '../features/report/index.ts'
import type {Scene} from '../platform/action.ts'
import {ActionError} from '../platform/errors.ts'
import type {GithubClient} from '../platform/github/client.ts'
import {type Tracked, trackData, wantedDatasets} from './data/track.ts'
import {manifestFolder} from './data/track-manifests.ts'
import {filesOf} from './data/track-outcome.ts'
import {inputHint} from './hints.ts'
import {planInputs, type TrackInputs} from './inputs.ts'
import {type ConfigProblem, listPipelines, problemOf, refuseSingular} from './pipeline-list.ts'
import {openSetting, type Setting} from './setting.ts'

/** Plans every pipeline that the pattern means. What is wrong with one of them fails the step and hides no other. */
export async function planPipelines(inputs: TrackInputs, scene: Scene) {
  checkInputs(inputs)
  const {runner, place} = scene
  const list = await listPipelines(inputs.config, scene)
  const problems: ConfigProblem[] = [...list.problems]
  const planned: PlannedPipeline[] = []
  const all: Tracked[] = []
  let client: GithubClient | undefined
  const settings = new Map<NamedConfig, Setting>()
  const records = new Map<NamedConfig, RunRecord>()
  for (const one of list.pipelines) {
    try {
      const setting = await openSetting('track', {...inputs, config: one.config, client}, scene)
      client ??= setting.github?.client
      const {record} = await setting.baseline()
      if (record) records.set(one, record)
      settings.set(one, setting)
    } catch (error) {
      problems.push({config: one.config, message: problemOf(error, place)})
    }
  }
  for (const [one, setting] of settings) {
    runner.info(`pipeline ${one.pipeline}: ${one.config}`)
    const others = [...records].flatMap(([of, record]) => (of === one ? [] : [record]))
    try {
      const folder = manifestFolder(setting, inputs.manifest)
      const wishes = {
        ...inputs,
        others,
        ...(folder === undefined ? {} : {manifest: `${folder}/${setting.pipeline}`}),
      }
      const tracked = await trackData(setting, wishes, await wantedDatasets(setting, wishes))
      all.push(tracked)
      planned.push(plannedOf(one, tracked))
    } catch (error) {
      problems.push({config: one.config, message: problemOf(error, place)})
    }
  }
  client?.spent()
  for (const {config, message} of problems) runner.annotate('error', `${config}: ${message}`)
  await runner.summarize(toMarkdown(composePlans(planned, problems)))
  return outcomeOf(inputs, {planned, problems, all})
}

/** Inputs that have no meaning for several pipelines at once. */
const SINGULAR = ['path', 'name', 'code', 'params', 'pipeline', 'expected-digest']

function checkInputs(inputs: TrackInputs): void {
  refuseSingular(inputs, SINGULAR)
  if (inputs.refresh) {
    throw new ActionError(
      'invalid-input',
      'refresh: new data are fetched for one pipeline at a time',
      {
        hint: 'Name one file in config, and run a step for each; a matrix over the pipelines does it.',
      },
    )
  }
  if (inputs.plan) return
  throw new ActionError(
    'invalid-input',
    `config: ${inputs.config} means several files, and that is only for a plan`,
    {hint: inputHint(planInputs, 'plan', {value: 'true'})},
  )
}

function plannedOf({pipeline, config}: NamedConfig, {section, result}: Tracked): PlannedPipeline {
  const {plan} = section.body
  if (!plan) throw new RangeError('a pipeline was tracked without a plan')
  const {changed, digest, verdict, findings} = result
  return {pipeline, config, ...plan, changed, digest, verdict, findings: findings.length}
}

type Planned = {
  readonly planned: readonly PlannedPipeline[]
  readonly problems: readonly ConfigProblem[]
  readonly all: readonly Tracked[]
}

function outcomeOf(inputs: TrackInputs, {planned, problems, all}: Planned) {
  const isBroken = problems.length > 0
  const verdict = isBroken ? 'error' : worstVerdict(planned.map(one => one.verdict))
  const isChanged = planned.some(({changed}) => changed)
  const result: PipelinesResult = {
    schema: 'proofmark/pipelines-result/v1',
    verdict,
    reasonCode: isBroken ? 'invalid-pipelines' : isChanged ? 'changed' : 'unchanged',
    pipelines: [...planned],
    problems: [...problems],
  }
  const sum = (key: 'files' | 'bytes') => all.reduce((total, one) => total + one.result[key], 0)
  return {
    decision: isBroken ? 'error' : decisionFor(verdict, inputs['fail-on']),
    headline: headlineOf(result, sum('files')),
    outputs: {
      verdict,
      changed: String(isChanged),
      digest: '',
      manifest: '',
      files: String(sum('files')),
      bytes: String(sum('bytes')),
      added: '',
      removed: '',
      modified: '',
      renamed: '',
      'reason-code': result.reasonCode,
      train: String(planned.some(({train}) => train)),
      reason: '',
      key: '',
      pipelines: matrixOf(planned),
    },
    result,
  } as const
}

function headlineOf({pipelines, problems, verdict}: PipelinesResult, files: number): string {
  const wanted = pipelines.filter(({train}) => train).map(({pipeline}) => pipeline)
  const names = wanted.length === 0 ? '' : `: ${wanted.join(', ')}`
  const failed = pipelines.filter(one => one.verdict === 'fail').map(({pipeline}) => pipeline)
  const parts = [
    `${wanted.length} of ${pipelines.length} pipelines need training${names}`,
    `${filesOf(files)} of data`,
    ...(failed.length > 0 ? [`findings fail in ${failed.join(', ')}`] : []),
    ...(problems.length > 0
      ? [`${verdict}: nothing could be said about ${problems.map(({config}) => config).join(', ')}`]
      : []),
  ]
  return parts.join('; ')
}
