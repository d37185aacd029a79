import type {BaselineChoice} from '../../domain/baseline-choice.ts'
import {shortCommit} from '../../domain/commit.ts'
import type {ConfigurationChange, GateBody, Unchanged} from '../../domain/gate.ts'
import {type Champions, type Ground, type JudgingSettings, judge} from '../../domain/judgement.ts'
import type {MetricRecord} from '../../domain/metric-record.ts'
import type {NoiseOf} from '../../domain/noise.ts'
import {describeRuleChanges, ruleChanges} from '../../domain/policy.ts'
import type {Rule} from '../../domain/rules/rule.ts'
import type {ReadMetrics} from './reading-result.ts'

/** What the judged change makes of its own rules. */
export type ProposedPolicy = {
  readonly change: 'edited' | 'removed'
  readonly rules: readonly Rule[]
  /** What it says otherwise besides the rules, each for itself. */
  readonly settings?: readonly string[]
}

export type GateQuestion = {
  readonly rules: readonly Rule[]
  readonly policy: Omit<GateBody['policy'], 'proposed'>
  /** What decides besides the rules. */
  readonly settings?: Partial<JudgingSettings> | undefined
  /** The models that are live. */
  readonly champions?: Champions | undefined
  readonly proposed?: ProposedPolicy | undefined
  readonly configuration?: ConfigurationChange | undefined
  /** Why the training left no model to judge. */
  readonly trainingProblem?: string | undefined
  /** Why there is no evaluation where the configuration asks for one. */
  readonly evaluationProblem?: string | undefined
  /** Why the plan that spared the training is not believed. */
  readonly planProblem?: string | undefined
  /** The candidate is the baseline's model, by a plan that was looked at again. */
  readonly unchanged?: Unchanged | undefined
  readonly candidate: ReadMetrics
  readonly baseline: {
    readonly choice: BaselineChoice
    readonly metrics?: readonly MetricRecord[] | undefined
    readonly problems?: readonly string[]
  }
  /** How much a metric varies by chance, where both models were scored row by row. */
  readonly noise?: NoiseOf | undefined
  /** Scores by example that are kept for the next comparison. */
  readonly examples?: GateBody['examples']
  /** The rows that judge differ from those that judged the baseline. */
  readonly isHoldoutChanged?: boolean
  /** How the candidate does on the rows that judged the baseline. */
  readonly baseHoldout?: GateBody['baseHoldout']
  /** What is predicted otherwise than by the baseline. */
  readonly prediction?: GateBody['prediction']
  readonly attempt: number
}

/** The gate's answer: the trusted rules decide; rules that the change proposes are judged for show. */
export function judgeGate(question: GateQuestion): GateBody {
  const {
    rules,
    policy,
    proposed,
    configuration,
    planProblem,
    unchanged,
    candidate,
    baseline,
    attempt,
  } = question
  const sides = {
    candidate: candidate.metrics,
    problems: candidate.problems,
    baseline: baseline.metrics,
    baselineProblems: baseline.problems ?? [],
    noise: question.noise,
    champions: question.champions,
    settings: question.settings,
    // Who names other metrics to compare with wants them compared.
    isUnchanged: unchanged !== undefined && 'key' in baseline.choice,
  }
  // Rules have nothing to say about a model that nobody has seen.
  const asked = planProblem === undefined ? rules : []
  const judgement = judge({rules: asked, obstacle: obstacleOf(question), ...sides})
  return {
    ...judgement,
    ...(unchanged && judgement.verdict === 'pass' ? unchangedGround(unchanged) : {}),
    ...(unchanged ? {unchanged} : {}),
    rules: [...judgement.rules],
    metrics: [...candidate.metrics],
    baseline: baseline.choice,
    baselineMetrics: [...(baseline.metrics ?? [])],
    policy: {...policy, ...(proposed ? {proposed: describeProposal(proposed, rules, sides)} : {})},
    ...(configuration ? {configuration} : {}),
    ...(question.examples ? {examples: question.examples} : {}),
    ...(candidate.unfitAsBaseline.length > 0
      ? {unfitAsBaseline: [...candidate.unfitAsBaseline]}
      : {}),
    ...(question.isHoldoutChanged ? {isHoldoutChanged: true as const} : {}),
    ...(question.baseHoldout ? {baseHoldout: question.baseHoldout} : {}),
    ...(question.prediction ? {prediction: question.prediction} : {}),
    attempt,
  }
}

function unchangedGround({commit}: Unchanged): Ground {
  const reason = `nothing that the model depends on changed since ${shortCommit(commit)}, and its metrics hold today's limits`
  return {reasonCode: 'model-unchanged', reason}
}

function obstacleOf({
  configuration,
  trainingProblem,
  planProblem,
  evaluationProblem,
}: GateQuestion): Ground | undefined {
  if (configuration?.problem !== undefined) {
    return {reasonCode: 'invalid-config', reason: configuration.problem}
  }
  if (planProblem !== undefined) return {reasonCode: 'plan-refused', reason: planProblem}
  if (trainingProblem !== undefined) {
    return {reasonCode: 'training-failed', reason: trainingProblem}
  }
  if (evaluationProblem === undefined) return undefined
  return {reasonCode: 'evaluation-missing', reason: evaluationProblem}
}

function describeProposal(
  proposed: ProposedPolicy,
  trusted: readonly Rule[],
  sides: Omit<Parameters<typeof judge>[0], 'rules'>,
): NonNullable<GateBody['policy']['proposed']> {
  const shown = judge({rules: proposed.rules, ...sides}).rules
  const {settings = []} = proposed
  const edits = [describeRuleChanges(ruleChanges(trusted, proposed.rules)), ...settings]
  return {
    change: proposed.change,
    rules: shown.map(rule => ({...rule, blocking: false})),
    message: edits.filter(text => text !== '').join('; '),
    ...(settings.length > 0 ? {settings: [...settings]} : {}),
  }
}
