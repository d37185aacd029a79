import {type Ground, judge} from '../../domain/judgement.ts'
import {describeRuleChanges, ruleChanges} from '../../domain/policy.ts'
import type {
  BaselineChoice,
  ConfigurationChange,
  GateBody,
  MetricRecord,
} from '../../domain/record.ts'
import type {Rule} from '../../domain/rule.ts'
import type {ReadMetrics} from './read-metrics.ts'

/** What the judged change makes of its own rules. */
export type ProposedPolicy = {
  readonly change: 'edited' | 'removed'
  readonly rules: readonly Rule[]
}

export type GateQuestion = {
  readonly rules: readonly Rule[]
  readonly policy: Omit<GateBody['policy'], 'proposed'>
  readonly proposed?: ProposedPolicy | undefined
  readonly configuration?: ConfigurationChange | undefined
  /** Why the training left no model to judge. */
  readonly trainingProblem?: string | undefined
  readonly candidate: ReadMetrics
  readonly baseline: {
    readonly choice: BaselineChoice
    readonly metrics?: readonly MetricRecord[] | undefined
    readonly problems?: readonly string[]
  }
  readonly attempt: number
}

/** The gate's answer: the trusted rules decide; rules that the change proposes are judged for show. */
export function judgeGate(question: GateQuestion): GateBody {
  const {rules, policy, proposed, configuration, candidate, baseline, attempt} = question
  const sides = {
    candidate: candidate.metrics,
    problems: candidate.problems,
    baseline: baseline.metrics,
    baselineProblems: baseline.problems ?? [],
  }
  const judgement = judge({rules, obstacle: obstacleOf(question), ...sides})
  return {
    ...judgement,
    rules: [...judgement.rules],
    metrics: [...candidate.metrics],
    baseline: baseline.choice,
    baselineMetrics: [...(baseline.metrics ?? [])],
    policy: {...policy, ...(proposed ? {proposed: describeProposal(proposed, rules, sides)} : {})},
    ...(configuration ? {configuration} : {}),
    attempt,
  }
}

function obstacleOf({configuration, trainingProblem}: GateQuestion): Ground | undefined {
  if (configuration?.problem !== undefined) {
    return {reasonCode: 'invalid-config', reason: configuration.problem}
  }
  if (trainingProblem === undefined) return undefined
  return {reasonCode: 'training-failed', reason: trainingProblem}
}

function describeProposal(
  proposed: ProposedPolicy,
  trusted: readonly Rule[],
  sides: Omit<Parameters<typeof judge>[0], 'rules'>,
): NonNullable<GateBody['policy']['proposed']> {
  const shown = judge({rules: proposed.rules, ...sides}).rules
  return {
    change: proposed.change,
    rules: shown.map(rule => ({...rule, blocking: false})),
    message: describeRuleChanges(ruleChanges(trusted, proposed.rules)),
  }
}
