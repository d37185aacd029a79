import type {Config} from '../../domain/config.ts'
import {shortDigest} from '../../domain/digest.ts'
import type {GateBody} from '../../domain/gate.ts'
import {decisionFor} from '../../domain/judgement.ts'
import {describeNoise} from '../../domain/noise-words.ts'
import type {ReasonCode} from '../../domain/reason-codes.ts'
import type {GateResult} from '../../domain/results.ts'
import {judgeGate, type ReadMetrics} from '../../features/gating/index.ts'
import type {LoadedData, LoadedTraining} from '../../features/history/index.ts'
import type {Outcome, Scene} from '../../platform/action.ts'
import {type Hint, hintText} from '../../platform/errors.ts'
import type {GateInputs} from '../inputs.ts'
import {loadMade, type Made} from '../made.ts'
import {composeInput, writeSummary} from '../report.ts'
import {openSetting, type Setting} from '../setting.ts'
import type {Trusted} from '../trusted.ts'
import {askPeople} from './acceptance.ts'
import {annotateRules, warnOf} from './annotations.ts'
import {compareWithBaseline} from './baseline-comparison.ts'
import {championsFor} from './champions.ts'
import {writeCheck} from './check.ts'
import {readFigures} from './figures.ts'
import {handOn, type Judged, makersOf} from './handover.ts'
import {keepExamples} from './kept-examples.ts'
import {type CheckedPlan, isSpared, lookAtPlan} from './plan-check.ts'
import {proposeFloors} from './raise-floors.ts'
import {settleTerms, type Terms} from './terms.ts'

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
  const made = await loadMade(setting, tracked)
  const isModelSpared = await isSpared(setting, inputs, made)
  const terms = await settleTerms(setting, inputs, {made, isSpared: isModelSpared})
  const data = made.data?.section.body
  const plan =
    isModelSpared && data
      ? await setting.runner.group('Plan', () => lookAtPlan(setting, data))
      : undefined
  const candidate = plan?.metrics ?? (await readCandidate(setting, inputs, {made, terms}))
  const kept = keepExamples(setting, candidate.examples)
  const judged = judgeGate({
    rules: terms.policy.rules,
    policy: terms.told,
    settings: terms.settings,
    proposed: terms.policy.proposed,
    configuration: terms.configuration,
    trainingProblem: problemOf(made.training),
    planProblem: plan?.problem,
    unchanged: plan?.unchanged,
    evaluationProblem: evaluationProblem ?? missingEvaluation(setting, made, {terms, plan}),
    candidate,
    examples: plan?.record ? plan.record.gate?.body.examples : kept?.body,
    ...(await lookAtOthers(setting, inputs, {made, terms, candidate})),
    attempt: setting.author.run?.attempt ?? 1,
  })
  const makers = makersOf(made, plan?.record)
  const answer = await askPeople(setting, {
    body: await proposeFloors(setting, judged, {
      way: inputs['raise-floors'],
      evaluation: made.evaluation,
      examples: candidate.examples,
    }),
    config: await whoDecides(setting, terms.trusted),
    model: makers.model?.body.digest,
  })
  await setting.runner.group('Verdict', async () => tellRules(setting, answer))
  return handOn(setting, answer, {made, makers, kept})
}

type Known = {readonly made: Made; readonly terms: Terms}

function readCandidate(
  setting: Setting,
  inputs: GateInputs,
  {made: {training, evaluation}, terms}: Known,
): Promise<ReadMetrics> {
  const isNamed = inputs.metrics !== undefined
  return setting.runner.group('Metrics', () =>
    readFigures(setting, {
      paths: terms.metrics,
      isNamed,
      formats: terms.format,
      training,
      evaluation,
    }),
  )
}

/** How the baseline and the models that are live do. */
async function lookAtOthers(
  setting: Setting,
  inputs: GateInputs,
  {made: {evaluation, data}, terms, candidate}: Known & {readonly candidate: ReadMetrics},
) {
  const {rules} = terms.policy
  const compared = await setting.runner.group('Baseline', () =>
    compareWithBaseline(
      setting,
      {...inputs, format: terms.format},
      {figures: candidate, evaluation, data, metrics: terms.metrics, rules},
    ),
  )
  const {noise, baseline: found} = compared
  const champions = await championsFor(setting, {
    figures: candidate,
    evaluation,
    rules,
    noise,
    found,
  })
  return {...compared, champions}
}

function missingEvaluation(
  {place}: Setting,
  {evaluation}: Made,
  {terms, plan}: {readonly terms: Terms; readonly plan: CheckedPlan | undefined},
): string | undefined {
  if (!terms.isEvaluationDue || evaluation || plan) return undefined
  return hintText(NOT_EVALUATED, place.kind)
}

/** The stage behind the action `gate`. */
export async function runGate(inputs: GateInputs, scene: Scene) {
  const setting = await openSetting('gate', inputs, scene)
  const {section, data, result} = await judgeModel(setting, inputs)
  const input = composeInput(setting, {gate: section, data, failOn: inputs['fail-on']})
  await writeSummary(setting, input)
  const outcome = gateOutcome(result, inputs)
  await writeCheck(setting, input, {name: inputs.check, verdict: result.verdict, ...outcome})
  setting.github?.client.spent()
  return outcome
}

/** How a verdict ends the step: which ones fail it is the user's choice. */
export function gateOutcome(result: GateResult, inputs: GateInputs) {
  return {
    decision: decisionFor(result.verdict, inputs['fail-on'], {
      isAccepted: result.accepted !== undefined,
    }),
    headline: `verdict: ${result.verdict} (${result.reasonCode}): ${result.reason}${acceptedBy(result)}`,
    outputs: {verdict: result.verdict, 'reason-code': result.reasonCode},
    result,
  } as const satisfies Outcome<string>
}

function acceptedBy({accepted}: GateResult): string {
  if (!accepted) return ''
  const {by, reason, digest} = accepted
  return `; accepted by @${by}: "${reason}", for ${shortDigest(digest)} only`
}

/** Who gives everything as inputs is spared the question, unless the configuration at hand says that people may accept. */
async function whoDecides(
  {config, trusted}: Setting,
  known: Trusted | undefined,
): Promise<Config | undefined> {
  if (known) return known.config
  return config?.gate?.accept ? (await trusted()).config : undefined
}

function problemOf(training: LoadedTraining | undefined): string | undefined {
  const exit = training?.section.body.exit
  return exit === undefined || exit.reason === 'succeeded' ? undefined : exit.message
}

const UNREAD: readonly string[] = [
  'unreadable-metrics',
  'no-metrics',
  'plan-refused',
  'evaluation-missing',
] satisfies ReasonCode[]

function tellRules({runner, place}: Setting, {reasonCode, rules, ...body}: GateBody): void {
  // Without a single figure there is nothing to say about rules but that they lack one.
  if (UNREAD.includes(reasonCode)) return
  for (const {verdict, rule, reason, noise} of rules) {
    // The last line gives the only rule's reason.
    const isOnly = rules.length === 1 && body.reason.startsWith(reason)
    runner.info(`${verdict}: ${rule}${isOnly ? '' : `: ${reason}`}`)
    if (noise) runner.info(`  ${describeNoise(noise)}`)
  }
  warnOf(
    {runner, place},
    rules.flatMap(({warning}) => warning ?? []),
  )
  if (place.kind === 'github') annotateRules(runner, {rules})
}
