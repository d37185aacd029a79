import {type Judgement, judge} from '../../domain/judgement.ts'
import type {FormatWishes} from '../../domain/metric-files/format-wishes.ts'
import type {ReplayResult} from '../../domain/replay.ts'
import {type JudgedRow, summarizeReplay} from '../../domain/replay-summary.ts'
import {resultByRule} from '../../domain/rules/results.ts'
import type {Rule} from '../../domain/rules/rule.ts'
import {rulesFromLines, rulesOf} from '../../features/configuration/index.ts'
import type {ReadMetrics} from '../../features/gating/index.ts'
import {MOST_COMMITS} from '../../features/history/index.ts'
import type {Outcome, Scene} from '../../platform/action.ts'
import {ActionError} from '../../platform/errors.ts'
import {resolveRevision} from '../../platform/git.ts'
import {firstParents, isShallow} from '../../platform/git-history.ts'
import {readGlob} from '../../platform/glob.ts'
import {list, number, path, text, type Values} from '../../platform/inputs.ts'
import {absolutePath} from '../../platform/inside.ts'
import {pathText} from '../../platform/path-text.ts'
import {findConfig} from '../found-config.ts'
import {noRules} from '../gate/policy.ts'
import {gateInputs, jobInputs} from '../inputs.ts'
import {type CommitFiles, figuresOf, locateFiles} from './replay-figures.ts'
import {tellReplay} from './replay-words.ts'

export const replayInputs = {
  metrics: list({
    about: 'Metrics files, by their present names; default: train.metrics.',
    positional: true,
  }),
  last: number({
    about: 'How many commits, counted back along first parents.',
    default: '50',
    min: 1,
    max: 20_000,
    integer: true,
  }),
  rules: gateInputs.rules,
  format: gateInputs.format,
  at: text({about: 'The newest commit: a branch, tag or commit id.', default: 'HEAD'}),
  repository: path({about: 'A folder of the git repository.', default: '.'}),
  config: jobInputs.config,
} as const

export type ReplayInputs = Values<typeof replayInputs>

/** Judges what old commits hold by rules of today. It judges nothing that is at hand, so it ends well whatever it found. */
export async function runReplay(inputs: ReplayInputs, {runner, place}: Scene) {
  const workspace = absolutePath(place, inputs.repository)
  const here = {...place, workspace}
  const {config} = await findConfig(inputs.config, here, undefined)
  const rules = inputs.rules ? rulesFromLines(inputs.rules) : config ? rulesOf(config) : []
  if (rules.length === 0) throw noRules(inputs.config)
  const paths = inputs.metrics ?? (config?.train?.metrics ? [config.train.metrics] : [])
  checkPaths(paths)
  const head = await resolveRevision(workspace, inputs.at)
  if (head === undefined) {
    const what = `${JSON.stringify(inputs.at)} names no commit in ${pathText(workspace)}`
    throw new ActionError('unknown-revision', what, {
      hint: 'It takes a git repository with commits, and git itself. --at names a branch, --repository a folder.',
    })
  }
  const commits = await firstParents(workspace, head, inputs.last + MOST_COMMITS)
  const {located, names} = await locateFiles(workspace, commits, paths)
  const judged = located.slice(0, inputs.last)
  if (judged.every(({files}) => files.every(({file}) => !file))) {
    throw new ActionError(
      'nothing-matched',
      `none of the last ${judged.length} commits holds ${paths.join(' or ')}`,
      {hint: 'Only files that are committed to git can be replayed.'},
    )
  }
  const rows = await judgeAll({
    workspace,
    located,
    last: inputs.last,
    rules,
    formats: inputs.format,
  })
  const result: ReplayResult = {
    schema: 'proofmark/replay-result/v1',
    reasonCode: 'replayed',
    metrics: [...paths],
    head,
    commits: rows.length,
    isShallow: rows.length < inputs.last && (await isShallow(workspace)),
    earlierNames: [...names],
    ...summarizeReplay(rows, rules),
    rows: rows.map(({isNoiseKnown: _, ...row}) => row),
  }
  const headline = tellReplay(runner, result)
  return {
    decision: 'accepted',
    headline,
    outputs: {'reason-code': result.reasonCode},
    result,
  } as const satisfies Outcome<string>
}

function checkPaths(paths: readonly string[]): void {
  if (paths.length === 0) {
    throw new ActionError('no-metrics-file', 'no metrics file is named', {
      hint: "Name it on the command line:\n  proofmark replay metrics.json --rule 'rmse <= baseline + 2%'",
    })
  }
  for (const one of paths) {
    if (readGlob(one) || one.startsWith('/') || one.split('/').includes('..')) {
      throw new ActionError('invalid-path', `${one} cannot be looked up in old commits`, {
        hint: 'Name files by their paths below the folder, without "..", "*" or "?".',
      })
    }
  }
}

type Question = {
  readonly workspace: string
  readonly located: readonly CommitFiles[]
  readonly last: number
  readonly rules: readonly Rule[]
  readonly formats: FormatWishes | undefined
}

type Judged = {readonly row: JudgedRow; readonly isComparable: boolean}

type Known = {readonly commit: string; readonly key: string; readonly figures: ReadMetrics}

/** The newest first. Older commits than were asked for only lend their figures to compare with. */
async function judgeAll({
  workspace,
  located,
  last,
  rules,
  formats,
}: Question): Promise<readonly JudgedRow[]> {
  const rows: JudgedRow[] = []
  let known: (Known & {readonly at: number}) | undefined
  let index = located.length
  for await (const {at, key, figures} of figuresOf(workspace, located, formats)) {
    index--
    const baseline = known && known.at - index <= MOST_COMMITS ? known : undefined
    const {row, isComparable} = judgeCommit(at, {
      key,
      figures,
      rules,
      baseline,
      before: (known?.at ?? 0) - index,
    })
    if (index < last) rows.push(row)
    if (figures && isComparable) known = {commit: at.commit.sha, key, figures, at: index}
  }
  return rows.toReversed()
}

type Sides = {
  readonly key: string
  readonly figures: ReadMetrics | undefined
  readonly rules: readonly Rule[]
  readonly baseline: Known | undefined
  readonly before: number
}

function judgeCommit({commit}: CommitFiles, sides: Sides): Judged {
  const {key, figures, rules, baseline, before} = sides
  const {sha, at, subject, parents} = commit
  const who = {commit: sha, at, subject, ...(parents > 1 ? {isMerge: true as const} : {})}
  if (!figures) {
    const row = {...who, reason: 'holds no metrics file', isChanged: false, rules: []}
    return {row, isComparable: false}
  }
  const judgement = judge({
    rules,
    candidate: figures.metrics,
    problems: figures.problems,
    baseline: baseline?.figures.metrics,
  })
  const row: JudgedRow = {
    ...who,
    verdict: judgement.verdict,
    reasonCode: judgement.reasonCode,
    reason: judgement.reason,
    isChanged: baseline?.key !== key,
    ...(baseline ? {baseline: {commit: baseline.commit, commitsBefore: before}} : {}),
    isNoiseKnown: judgement.noise === 'known',
    rules: resultByRule(rules, judgement.rules).flatMap((found, rule) => {
      if (!found) return []
      const {verdict, candidate, baseline: old, limit} = found
      return {
        rule,
        verdict,
        ...(candidate === undefined ? {} : {candidate}),
        ...(old === undefined ? {} : {baseline: old}),
        ...(limit === undefined ? {} : {limit}),
      }
    }),
  }
  return {row, isComparable: isComparable(figures, judgement)}
}

/** Figures of which no rule has a verdict lend none; a metric that is missing takes out the rules on it, and no others. */
function isComparable({problems}: ReadMetrics, {rules}: Judgement): boolean {
  return (
    problems.length === 0 &&
    rules.some(({verdict}) => verdict !== 'error') &&
    rules.every(({verdict, reasonCode}) => verdict !== 'error' || reasonCode === 'missing-metric')
  )
}
