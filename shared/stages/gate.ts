import {decisionFor} from '../domain/judgement.ts'
import type {ReasonCode} from '../domain/reason-codes.ts'
import type {GateBody, GateSection} from '../domain/record.ts'
import {encodeSection} from '../domain/record.ts'
import type {GateResult} from '../domain/results.ts'
import {judgeGate, parseMetrics, type ReadMetrics, readMetrics} from '../features/gating/index.ts'
import {
  type LoadedData,
  type LoadedTraining,
  loadData,
  loadModel,
  loadTraining,
  saveSection,
} from '../features/history/index.ts'
import type {Outcome, Scene} from '../platform/action.ts'
import {ActionError} from '../platform/errors.ts'
import {isFile, readCapped} from '../platform/files.ts'
import {sha256} from '../platform/hash.ts'
import {userPath} from '../platform/inside.ts'
import {comparedPipeline, describeBaseline} from './baseline.ts'
import {chooseComparison} from './comparison.ts'
import type {GateInputs} from './inputs.ts'
import {choosePolicy, configurationChange, metricsPaths, noRules} from './policy.ts'
import {rememberRun} from './remember.ts'
import {composeInput, writeSummary} from './report.ts'
import {openSetting, type Setting, whose} from './setting.ts'

export type Judged = {readonly section: GateSection; readonly result: GateResult}

/** Judges the metrics by the trusted rules against the baseline; on the default branch the record is remembered. */
export async function judgeModel(
  setting: Setting,
  inputs: GateInputs,
  tracked?: LoadedData,
): Promise<Judged> {
  const {runner, pipeline, leg, author} = setting
  const trusted = needsRepository(setting, inputs) ? await setting.trusted() : {}
  if (setting.configError && !trusted.config) throw setting.configError
  const policy = choosePolicy(setting, inputs, trusted)
  if (policy.rules.length === 0) throw noRules(setting.configPath)
  const metrics = metricsPaths(setting, inputs, trusted)
  const configuration = configurationChange(setting, inputs, trusted)
  const training = await loadTraining(setting.stores, whose(setting))
  const model = await loadModel(setting.stores, whose(setting))
  const candidate = await runner.group('Metrics', async () => {
    const read = await readCandidate(
      setting,
      {paths: metrics, isNamed: inputs.metrics !== undefined},
      training,
    )
    for (const line of read.notes) runner.info(line)
    return read
  })
  const baseline = await runner.group('Baseline', async () => {
    const found = await chooseComparison(setting, {
      baseline: inputs.baseline,
      metrics,
      trusted: trusted.wanted,
      pipeline: comparedPipeline(setting, inputs, trusted),
    })
    runner.info(describeBaseline(found.choice))
    return found
  })

  const data = tracked ?? (await loadData(setting.stores, whose(setting)))
  const body = judgeGate({
    rules: policy.rules,
    policy: policy.from,
    proposed: policy.proposed,
    configuration,
    trainingProblem: problemOf(training),
    candidate,
    baseline,
    attempt: author.run?.attempt ?? 1,
  })
  const section: GateSection = {
    schema: 'proofmark/gate/v1',
    by: {...author, action: 'gate'},
    uses: {
      ...(data ? {data: sha256(encodeSection(data.section))} : {}),
      ...(training ? {training: sha256(encodeSection(training.section))} : {}),
      ...(model ? {model: sha256(encodeSection(model.section))} : {}),
    },
    trust: setting.trust,
    body,
  }
  await runner.group('Verdict', async () => {
    // Without a single figure there is nothing to say about rules but that they lack one.
    if (UNREAD.includes(body.reasonCode)) return
    for (const {verdict, rule, reason} of body.rules) runner.info(`${verdict}: ${rule}: ${reason}`)
    if (setting.place.kind === 'github') annotateProblems(setting, body)
  })
  await saveSection(setting.stores, section)
  const remembered = await rememberRun(setting, section, {
    data,
    training: training?.section,
    model: model?.section,
  })
  if (setting.context) runner.info(remembered)
  return {
    section,
    result: {
      schema: 'proofmark/gate-result/v1',
      pipeline,
      leg,
      ...body,
      section: sha256(encodeSection(section)),
      remembered,
    },
  }
}

/** The stage behind the action `gate`. */
export async function runGate(inputs: GateInputs, scene: Scene) {
  const setting = await openSetting('gate', inputs, scene)
  const {section, result} = await judgeModel(setting, inputs)
  const data = await loadData(setting.stores, whose(setting))
  await writeSummary(
    setting,
    composeInput(setting, {gate: section, data: data?.section, failOn: inputs['fail-on']}),
  )
  setting.github?.client.spent()
  return gateOutcome(result, inputs)
}

/** How a verdict ends the step: which ones fail it is the user's choice. */
export function gateOutcome(result: GateResult, inputs: GateInputs) {
  return {
    decision: decisionFor(result.verdict, inputs['fail-on']),
    headline: `verdict: ${result.verdict} (${result.reasonCode}): ${result.reason}`,
    outputs: {verdict: result.verdict, 'reason-code': result.reasonCode},
    result,
  } as const satisfies Outcome<string>
}

function problemOf(training: LoadedTraining | undefined): string | undefined {
  const exit = training?.section.body.exit
  return exit === undefined || exit.reason === 'succeeded' ? undefined : exit.message
}

/**
 * The file that training wrote, as it was then: the checkout of another job may hold an older one that was committed.
 * Who names a file in the step means the one that lies there.
 */
async function readCandidate(
  {place, runner}: Setting,
  {paths, isNamed}: {readonly paths: readonly string[]; readonly isNamed: boolean},
  training: LoadedTraining | undefined,
): Promise<ReadMetrics> {
  const [path] = paths
  const left = training?.section.body.metrics
  if (isNamed || path === undefined || left?.path !== path || !training?.metrics) {
    return readMetrics(paths, place)
  }
  if (sha256(training.metrics) !== left.digest) {
    throw new ActionError('corrupt-section', `${path} is not the file that training wrote`, {
      hint: 'Another job of the run may have replaced it. Run the jobs again from the start.',
    })
  }
  const here = await digestHere(place, path)
  if (here !== undefined && here !== left.digest) {
    const hint = `name it in the step to judge it:\n  with:\n    metrics: ${path}`
    runner.annotate(
      'notice',
      `${path} here is not what training wrote; judged is what training wrote. Else ${hint}`,
    )
  }
  return parseMetrics(training.metrics, path)
}

async function digestHere(place: Setting['place'], path: string) {
  const file = await userPath(place, path)
  return (await isFile(file)) ? sha256(await readCapped(file, METRICS_LIMIT, path)) : undefined
}

const METRICS_LIMIT = 50 * 2 ** 20

/** Rules and metrics at hand and nothing to compare with: then GitHub is not asked at all. */
function needsRepository({history}: Setting, inputs: GateInputs): boolean {
  const {rules = [], metrics = [], baseline} = inputs
  return (
    rules.length === 0 || metrics.length === 0 || (baseline === undefined && history !== undefined)
  )
}

const UNREAD: readonly string[] = ['unreadable-metrics', 'no-metrics'] satisfies ReasonCode[]

function annotateProblems({runner}: Setting, body: GateBody): void {
  for (const {verdict, reason, source, line, blocking} of body.rules) {
    if (!blocking || (verdict !== 'fail' && verdict !== 'error')) continue
    const position = source === undefined ? undefined : {file: source, ...(line ? {line} : {})}
    runner.annotate('error', reason, position)
  }
}
