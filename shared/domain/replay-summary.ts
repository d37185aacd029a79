import type {Aftermath, BlockedCommit, ReplayedRule, ReplayResult, ReplayRow} from './replay.ts'
import type {Rule} from './rules/rule.ts'
import {drawSpark} from './sparkline.ts'
import {quantileOf} from './statistics/quantile.ts'

/** A commit as it was judged, with what decided about chance. */
export type JudgedRow = ReplayRow & {readonly isNoiseKnown?: boolean | undefined}

/** How many changes of the figures later something still counts as having come back. */
const WITHIN_CHANGES = 10

type Told = Pick<ReplayResult, 'counts' | 'rules' | 'blocked'>

/** What the gate would have done over a history; rows are the newest first. */
export function summarizeReplay(rows: readonly JudgedRow[], rules: readonly Rule[]): Told {
  const changes = rows.filter(row => row.verdict !== undefined && row.isChanged).toReversed()
  const told = rules.map((rule, index) => ruleOver(rule, index, changes))
  return {
    counts: countsOf(rows, changes.length),
    rules: told,
    blocked: changes.flatMap((row, at) => blockedAt(row, at, {changes, rules, told})).toReversed(),
  }
}

function countsOf(rows: readonly JudgedRow[], changed: number): Told['counts'] {
  const counts = {changed, absent: 0, pass: 0, fail: 0, inconclusive: 0, 'no-baseline': 0, error: 0}
  for (const {verdict} of rows) counts[verdict ?? 'absent'] += 1
  return counts
}

function ruleOver(rule: Rule, index: number, changes: readonly JudgedRow[]): ReplayedRule {
  const at = changes.map(row => row.rules.find(one => one.rule === index))
  const values = at.map(one => one?.candidate)
  const judged = at.filter(one => one !== undefined && one.verdict !== 'error')
  const states = judged.map(one => one?.verdict === 'fail')
  const marked = at.flatMap((one, place) => (one?.verdict === 'fail' ? [place] : []))
  const usual = usualChange(values)
  return {
    rule: rule.text,
    metric: rule.metric,
    blocking: !rule.reportOnly,
    judged: judged.length,
    failed: marked.length,
    flips: states.filter((state, place) => place > 0 && state !== states[place - 1]).length,
    ...(usual === undefined ? {} : {usualChange: usual}),
    sparkline: drawSpark(values, {marked}).bars,
  }
}

/** Fewer changes have no usual size. */
const FEWEST_CHANGES = 5

function usualChange(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter(value => value !== undefined)
  const sizes = known.slice(1).map((value, at) => Math.abs(value - (known[at] ?? value)))
  const sorted = Float64Array.from(sizes.filter(size => size > 0 && Number.isFinite(size))).sort()
  return sorted.length < FEWEST_CHANGES ? undefined : quantileOf(sorted, 0.5)
}

type Ground = {
  readonly changes: readonly JudgedRow[]
  readonly rules: readonly Rule[]
  readonly told: readonly ReplayedRule[]
}

function blockedAt(row: JudgedRow, at: number, ground: Ground): readonly BlockedCommit[] {
  if (row.verdict !== 'fail') return []
  const {rules, told, changes} = ground
  const failed = row.rules.filter(({rule, verdict}) => {
    return verdict === 'fail' && rules[rule]?.reportOnly === false
  })
  const usual = failed.map(({rule, candidate, baseline}) => {
    const size = told[rule]?.usualChange
    if (size === undefined || candidate === undefined || baseline === undefined) return undefined
    return Math.abs(candidate - baseline) <= size
  })
  const later = changes.slice(at + 1, at + 1 + WITHIN_CHANGES)
  const back = later.findIndex(next => failed.every(one => isBack(one, next, rules[one.rule])))
  const aftermath: Aftermath = back >= 0 ? 'came-back' : later.length > 0 ? 'stayed' : 'unknown'
  return [
    {
      commit: row.commit,
      aftermath,
      ...(back >= 0 ? {changesLater: back + 1} : {}),
      ...(usual.every(one => one !== undefined) ? {isUsual: usual.every(one => one === true)} : {}),
      isNoiseKnown: row.isNoiseKnown ?? false,
    },
  ]
}

/** Whether a later value keeps the limit that the blocked one broke. */
function isBack(
  {rule, limit}: ReplayRow['rules'][number],
  next: JudgedRow,
  text: Rule | undefined,
): boolean {
  const value = next.rules.find(one => one.rule === rule)?.candidate
  if (value === undefined || limit === undefined || !text) return false
  if (value === limit) return !text.strict
  return text.direction === 'lower' ? value < limit : value > limit
}
