import type {Config} from '../../domain/config.ts'
import {shortDigest} from '../../domain/digest.ts'
import type {GateBody} from '../../domain/gate.ts'
import {decisionFor} from '../../domain/judgement.ts'
import {withPredictions} from '../../domain/metric-files/format-wishes.ts'
import {describeNoise} from '../../domain/noise-words.ts'
import type {ReasonCode} from '../../domain/reason-codes.ts'
import type {DataSection, GateSection} from '../../domain/record.ts'
import type {GateResult} from '../../domain/results.ts'
import {judgeGate} from '../../features/gating/index.ts'
import {
  type LoadedData,
  type LoadedTraining,
  saveSection,
  sectionDigest,
  usesOf,
} from '../../features/history/index.ts'
import type {Outcome, Scene} from '../../platform/action.ts'
import {type Hint, hintText} from '../../platform/errors.ts'
import type {GateInputs} from '../inputs.ts'
import {loadMade} from '../made.ts'
import {rememberRun} from '../remember.ts'
import {composeInput, writeSummary} from '../report.ts'
import {openSetting, type Setting} from '../setting.ts'
import type {Trusted} from '../trusted.ts'
import {askPeople} from './acceptance.ts'
import {compareWithBaseline} from './baseline-comparison.ts'
import {championsFor} from './champions.ts'
import {writeCheck} from './check.ts'
import {readFigures} from './figures.ts'
import {checkFormats} from './format-files.ts'
import {weighPolicy} from './judging-policy.ts'
import {EXAMPLES_FILE, keepExamples} from './kept-examples.ts'
import {countRules, statementFiles} from './outputs.ts'
import {isSpared, lookAtPlan} from './plan-check.ts'
import {
  choosePolicy,
  configurationChange,
  isEvaluationDue,
  metricsPaths,
  noRules,
} from './policy.ts'
import {proposeFloors} from './raise-floors.ts'

export type Judged = {
  readonly section: GateSection
  /** What the run tracked. */
  readonly data: DataSection | undefined
  readonly result: GateResult
}

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
  const made = await loadMade(setting, tracked)
  const {data, training, model, evaluation} = made
  const isModelSpared = await isSpared(setting, inputs, made)
  const isAsking = isModelSpared || needsRepository(setting, inputs)
  const trusted = isAsking ? await setting.trusted() : {}
  if (setting.configError && !trusted.config) throw setting.configError
  const policy = choosePolicy(setting, inputs, trusted)
  if (policy.rules.length === 0) throw noRules(setting.configPath)
  const weighed = await weighPolicy(setting, policy, trusted)
  const isDue = isEvaluationDue(setting, inputs, trusted)
  const isEvaluated = evaluation !== undefined || isDue
  const metrics = metricsPaths(setting, inputs, {trusted, isEvaluated})
  // What decides must not be named by the change that is judged.
  const columns = (trusted.config ?? setting.config)?.gate?.predictions
  const format = withPredictions(inputs.format, columns)
  await checkFormats(inputs.format, {metrics, baseline: inputs.baseline})
  const configuration = configurationChange(setting, inputs, trusted)
  const plan =
    isModelSpared && data
      ? await runner.group('Plan', () => lookAtPlan(setting, data.section.body))
      : undefined
  const candidate =
    plan?.metrics ??
    (await runner.group('Metrics', () => {
      const isNamed = inputs.metrics !== undefined
      return readFigures(setting, {paths: metrics, isNamed, formats: format, training, evaluation})
    }))
  const compared = await runner.group('Baseline', () =>
    compareWithBaseline(
      setting,
      {...inputs, format},
      {
        figures: candidate,
        ...{evaluation, metrics, rules: policy.rules},
      },
    ),
  )
  const champions = await championsFor(setting, {
    ...{evaluation, rules: policy.rules, noise: compared.noise},
    found: compared.baseline,
  })
  const kept = keepExamples(setting, candidate.examples)
  const judged = judgeGate({
    rules: policy.rules,
    policy: weighed.from,
    settings: weighed.settings,
    champions,
    proposed: policy.proposed,
    configuration,
    trainingProblem: problemOf(training),
    planProblem: plan?.problem,
    unchanged: plan?.unchanged,
    evaluationProblem:
      evaluationProblem ??
      (isDue && !evaluation && !plan ? hintText(NOT_EVALUATED, setting.place.kind) : undefined),
    candidate,
    examples: plan?.record ? plan.record.gate?.body.examples : kept?.body,
    ...compared,
    attempt: author.run?.attempt ?? 1,
  })
  const body = await askPeople(setting, {
    body: await proposeFloors(setting, judged),
    config: await whoDecides(setting, isAsking ? trusted : undefined),
    model: plan?.record?.model?.body.digest ?? model?.section.body.digest,
  })
  // Of an unchanged model the sections that it was made with, so that the next baseline is whole.
  const from = plan?.record ?? {
    training: training?.section,
    model: model?.section,
    evaluation: evaluation?.section,
  }
  const makers = {training: from.training, model: from.model, evaluation: from.evaluation}
  const section: GateSection = {
    schema: 'proofmark/gate/v1',
    by: {...author, action: 'gate'},
    uses: usesOf({data: data?.section, ...makers}),
    trust: setting.trust,
    body,
  }
  await runner.group('Verdict', async () => tellRules(setting, body))
  const extras = new Map([
    ...(kept ? [[EXAMPLES_FILE, kept.bytes] as const] : []),
    ...statementFiles(setting, section, from.model?.body.digest),
  ])
  await saveSection(setting.stores, section, extras)
  const scores = [evaluation?.scores, kept?.bytes].filter(bytes => bytes !== undefined)
  const others = {...makers, data, scores}
  const remembered = await rememberRun(setting, section, others)
  if (setting.context) runner.info(remembered)
  return {
    section,
    data: data?.section,
    result: {
      schema: 'proofmark/gate-result/v1',
      pipeline,
      leg,
      counts: countRules(body),
      ...body,
      section: sectionDigest(section),
      remembered,
    },
  }
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

/** Rules and metrics at hand and nothing to compare with: then GitHub is not asked at all. */
function needsRepository({history}: Setting, inputs: GateInputs): boolean {
  const {rules = [], metrics = [], baseline} = inputs
  // Floors are read from the trusted commit, whoever names the rules.
  if (rules.some(rule => /\bfloor\b/.test(rule))) return true
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

function tellRules({runner, place}: Setting, {reasonCode, rules}: GateBody): void {
  // Without a single figure there is nothing to say about rules but that they lack one.
  if (UNREAD.includes(reasonCode)) return
  for (const {verdict, rule, reason, noise} of rules) {
    runner.info(`${verdict}: ${rule}: ${reason}`)
    if (noise) runner.info(`  ${describeNoise(noise)}`)
  }
  const warnings = rules.flatMap(({warning}) => warning ?? [])
  for (const warning of new Set(warnings)) runner.annotate('warning', warning)
  if (place.kind !== 'github') return
  for (const {verdict, reason, source, line, blocking} of rules) {
    if (!blocking || (verdict !== 'fail' && verdict !== 'error')) continue
    const position = source === undefined ? undefined : {file: source, ...(line ? {line} : {})}
    runner.annotate('error', reason, position)
  }
}
