import {shortCommit} from '../../domain/commit.ts'
import type {GateBody} from '../../domain/gate.ts'
import type {Progress} from '../../domain/ports/runner.ts'
import type {ReasonCode} from '../../domain/reason-codes.ts'
import type {JudgedRow} from '../../domain/replay-summary.ts'
import {resultByRule} from '../../domain/rules/results.ts'
import type {Rule} from '../../domain/rules/rule.ts'
import type {ReadMetrics} from '../../features/gating/index.ts'
import {MOST_COMMITS} from '../../features/history/index.ts'
import type {PolicyHere} from '../gate/policy-here.ts'
import {judgeFiles} from './judge-files.ts'
import {type CommitFiles, figuresOf} from './replay-figures.ts'

type Question = {
  readonly workspace: string
  readonly located: readonly CommitFiles[]
  readonly last: number
  readonly policy: PolicyHere
  readonly onProgress: (progress: Progress) => void
}

export type Replayed = {
  /** The newest first. */
  readonly rows: readonly JudgedRow[]
  /** How the newest figures were read. */
  readonly notes: readonly string[]
  /** What is odd about figures and rules. */
  readonly warnings: ReadonlySet<string>
}

type Known = {
  readonly commit: string
  readonly key: string
  readonly figures: ReadMetrics
  readonly at: number
}

/** Older commits than were asked for only lend their figures to compare with. */
export async function judgeCommits({
  workspace,
  located,
  last,
  policy,
  onProgress,
}: Question): Promise<Replayed> {
  const rows: JudgedRow[] = []
  const warnings = new Set<string>()
  const answers = lastAnswer(policy)
  let notes: readonly string[] = []
  let known: Known | undefined
  let index = located.length
  for await (const {at, key, figures} of figuresOf(workspace, located, policy.formats)) {
    index--
    const [done, total] = [located.length - index, located.length]
    onProgress({label: 'judged', done, total, unit: 'comparisons'})
    const isTold = index < last
    const baseline = known && known.at - index <= MOST_COMMITS ? known : undefined
    if (!figures) {
      if (isTold)
        rows.push({...who(at), reason: 'holds no metrics file', isChanged: false, rules: []})
      continue
    }
    const body = answers({key, figures}, baseline)
    if (isTold) {
      notes = figures.notes
      for (const warning of [...figures.warnings, ...warningsOf(body)]) warnings.add(warning)
      const before = (baseline?.at ?? 0) - index
      rows.push({...who(at), ...rowOf(body, policy.rules, {key, baseline, before})})
    }
    if (isComparable(figures, body)) known = {commit: at.commit.sha, key, figures, at: index}
  }
  return {rows: rows.toReversed(), notes, warnings}
}

type Figures = {readonly key: string; readonly figures: ReadMetrics}

/** Judges as the gate does. Many commits leave the figures as they are: the same question is answered once. */
function lastAnswer({rules, policy, settings}: PolicyHere) {
  let last: {readonly of: string; readonly body: GateBody} | undefined
  return ({key, figures}: Figures, baseline: Known | undefined): GateBody => {
    const of = `${key}\n${baseline?.key ?? ''}`
    if (last?.of === of) return last.body
    const choice = {how: 'file', path: baseline ? shortCommit(baseline.commit) : ''} as const
    const body = judgeFiles({
      rules,
      policy,
      settings,
      candidate: figures,
      baseline: baseline && {choice, figures: baseline.figures},
    })
    last = {of, body}
    return body
  }
}

function who({commit: {sha, at, subject, parents}}: CommitFiles) {
  return {commit: sha, at, subject, ...(parents > 1 ? {isMerge: true as const} : {})}
}

function warningsOf({rules}: GateBody): readonly string[] {
  return rules.flatMap(({warning}) => warning ?? [])
}

type Beside = {
  readonly key: string
  readonly baseline: Known | undefined
  readonly before: number
}

function rowOf(
  {verdict, reasonCode, reason, noise, rules: results}: GateBody,
  rules: readonly Rule[],
  {key, baseline, before}: Beside,
): Omit<JudgedRow, 'commit' | 'at' | 'subject'> {
  return {
    verdict,
    reasonCode,
    reason,
    isChanged: baseline?.key !== key,
    ...(baseline ? {baseline: {commit: baseline.commit, commitsBefore: before}} : {}),
    isNoiseKnown: noise === 'known',
    rules: resultByRule(rules, results).flatMap((found, rule) => {
      if (!found) return []
      const {candidate, baseline: old, limit} = found
      return {
        rule,
        verdict: found.verdict,
        ...(candidate === undefined ? {} : {candidate}),
        ...(old === undefined ? {} : {baseline: old}),
        ...(limit === undefined ? {} : {limit}),
      }
    }),
  }
}

/** What is wrong between two commits, and not with the figures of the later one. */
const OF_BOTH: readonly string[] = ['missing-metric', 'different-examples'] satisfies ReasonCode[]

/** Figures of which no rule has a verdict lend none; what is missing or has other examples takes out the rules on it, and no others. */
function isComparable({problems}: ReadMetrics, {rules}: GateBody): boolean {
  const hasOne = rules.some(({verdict, reasonCode}) => {
    return verdict !== 'error' || reasonCode === 'different-examples'
  })
  const isSound = ({verdict, reasonCode}: GateBody['rules'][number]) =>
    verdict !== 'error' || OF_BOTH.includes(reasonCode)
  return problems.length === 0 && hasOne && rules.every(isSound)
}
