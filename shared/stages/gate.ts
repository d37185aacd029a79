import type {GateBody} from '../domain/gate.ts'
import {decisionFor} from '../domain/judgement.ts'
import {predictionChange} from '../domain/prediction-change.ts'
import type {ReasonCode} from '../domain/reason-codes.ts'
import type {GateSection} from '../domain/record.ts'
import type {GateResult} from '../domain/results.ts'
import {judgeGate} from '../features/gating/index.ts'
import {
  type LoadedData,
  type LoadedEvaluation,
  type LoadedModel,
  type LoadedTraining,
  loadData,
  loadEvaluation,
  loadModel,
  loadTraining,
  saveSection,
  sectionDigest,
  usesOf,
} from '../features/history/index.ts'
import type {Outcome, Scene} from '../platform/action.ts'
import {ActionError, type Hint, hintText} from '../platform/errors.ts'
import {judgeOnBase} from './base-judgement.ts'
import {describeBaseline} from './baseline.ts'
import {chooseComparison} from './comparison.ts'
import {readFigures} from './figures.ts'
import type {GateInputs} from './inputs.ts'
import {pairWithBaseline} from './pairing.ts'
import {isSpared, lookAtPlan} from './plan-check.ts'
import {
  choosePolicy,
  configurationChange,
  isEvaluationDue,
  metricsPaths,
  noRules,
} from './policy.ts'
import {rememberRun} from './remember.ts'
import {composeInput, writeSummary} from './report.ts'
import {openSetting, type Setting, whose} from './setting.ts'

export type Judged = {readonly section: GateSection; readonly result: GateResult}

/** What steps before this one left in the same process. */
export type Before = {
  readonly tracked?: LoadedData | undefined
  /** Why the model could not be evaluated. */
  readonly evaluationProblem?: string | undefined
}

/** What is missing stands in the verdict itself, so that the comment says it, too. */
const NOT_EVALUATED: Hint = {
  github:
    'the configuration says how the model is evaluated, but no job of this run did; add the action evaluate before the gate',
  terminal:
    'the configuration says how the model is evaluated, but nothing did; give evaluate and gate the same folder, such as --store .proofmark',
}

/** Judges the metrics by the trusted rules against the baseline; on the default branch the record is remembered. */
export async function judgeModel(
  setting: Setting,
  inputs: GateInputs,
  {tracked, evaluationProblem}: Before = {},
): Promise<Judged> {
  const {runner, pipeline, leg, author} = setting
  const data = tracked ?? (await loadData(setting.stores, whose(setting)))
  const training = await loadTraining(setting.stores, whose(setting))
  const model = await loadModel(setting.stores, whose(setting))
  const evaluation = await loadEvaluation(setting.stores, whose(setting))
  checkEvaluated(evaluation, model)
  const made = {
    data: data?.section.body,
    training: training?.section,
    hasModel: model !== undefined,
  }
  const isModelSpared = await isSpared(setting, inputs, made)
  const isAsking = isModelSpared || needsRepository(setting, inputs)
  const trusted = isAsking ? await setting.trusted() : {}
  if (setting.configError && !trusted.config) throw setting.configError
  const policy = choosePolicy(setting, inputs, trusted)
  if (policy.rules.length === 0) throw noRules(setting.configPath)
  const isDue = isEvaluationDue(setting, inputs, trusted)
  const metrics = metricsPaths(setting, inputs, {
    trusted,
    isEvaluated: evaluation !== undefined || isDue,
  })
  const configuration = configurationChange(setting, inputs, trusted)
  const plan =
    isModelSpared && data
      ? await runner.group('Plan', () => lookAtPlan(setting, data.section.body))
      : undefined
  const candidate =
    plan?.metrics ??
    (await runner.group('Metrics', async () => {
      const read = await readFigures(setting, {
        paths: metrics,
        isNamed: inputs.metrics !== undefined,
        training,
        evaluation,
      })
      for (const line of read.notes) runner.info(line)
      return read
    }))
  const {baseline, noise, isHoldoutChanged, ...beside} = await runner.group(
    'Baseline',
    async () => {
      const found = await chooseComparison(setting, {
        baseline: inputs.baseline,
        metrics,
      })
      runner.info(describeBaseline(found.choice))
      if (!evaluation || inputs.baseline !== undefined || inputs.metrics !== undefined) {
        return {baseline: found, noise: undefined, isHoldoutChanged: false}
      }
      const paired = await pairWithBaseline(setting, evaluation, found)
      if (found.metrics) runner.info(paired.note)
      const before = found.evaluation?.body
      return {
        ...paired,
        baseHoldout: await judgeOnBase(setting, evaluation, {found, rules: policy.rules}),
        prediction: before && predictionChange(before, evaluation.section.body),
      }
    },
  )

  const body = judgeGate({
    rules: policy.rules,
    policy: policy.from,
    proposed: policy.proposed,
    configuration,
    trainingProblem: problemOf(training),
    planProblem: plan?.problem,
    unchanged: plan?.unchanged,
    evaluationProblem:
      evaluationProblem ??
      (isDue && !evaluation && !plan ? hintText(NOT_EVALUATED, setting.place.kind) : undefined),
    candidate,
    baseline,
    noise,
    isHoldoutChanged,
    ...beside,
    attempt: author.run?.attempt ?? 1,
  })
  // Of an unchanged model the sections that it was made with, so that the next baseline is whole.
  const from = plan?.record ?? {
    training: training?.section,
    model: model?.section,
    evaluation: evaluation?.section,
  }
  const section: GateSection = {
    schema: 'proofmark/gate/v1',
    by: {...author, action: 'gate'},
    uses: usesOf({
      data: data?.section,
      training: from.training,
      model: from.model,
      evaluation: from.evaluation,
    }),
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
    training: from.training,
    model: from.model,
    evaluation: from.evaluation,
    scores: evaluation?.scores,
  })
  if (setting.context) runner.info(remembered)
  return {
    section,
    result: {
      schema: 'proofmark/gate-result/v1',
      pipeline,
      leg,
      ...body,
      section: sectionDigest(section),
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

/** An evaluation counts for the very model that it names. */
function checkEvaluated(
  evaluation: LoadedEvaluation | undefined,
  model: LoadedModel | undefined,
): void {
  if (!evaluation) return
  const {uses, body} = evaluation.section
  const isOfModel =
    model &&
    model.section.body.digest === body.model &&
    uses['model'] === sectionDigest(model.section)
  if (isOfModel) return
  throw new ActionError('corrupt-section', "the evaluation is not of this run's model", {
    hint: 'Training ran again after it. Run the jobs from evaluate on again.',
  })
}

function problemOf(training: LoadedTraining | undefined): string | undefined {
  const exit = training?.section.body.exit
  return exit === undefined || exit.reason === 'succeeded' ? undefined : exit.message
}

/** Rules and metrics at hand and nothing to compare with: then GitHub is not asked at all. */
function needsRepository({history}: Setting, inputs: GateInputs): boolean {
  const {rules = [], metrics = [], baseline} = inputs
  return (
    rules.length === 0 || metrics.length === 0 || (baseline === undefined && history !== undefined)
  )
}

const UNREAD: readonly string[] = [
  'unreadable-metrics',
  'no-metrics',
  'plan-refused',
  'evaluation-missing',
] satisfies ReasonCode[]

function annotateProblems({runner}: Setting, body: GateBody): void {
  for (const {verdict, reason, source, line, blocking} of body.rules) {
    if (!blocking || (verdict !== 'fail' && verdict !== 'error')) continue
    const position = source === undefined ? undefined : {file: source, ...(line ? {line} : {})}
    runner.annotate('error', reason, position)
  }
}
