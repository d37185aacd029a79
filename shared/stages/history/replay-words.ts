import {shortCommit} from '../../domain/commit.ts'
import {formatTogether} from '../../domain/numbers.ts'
import type {Runner} from '../../domain/ports/runner.ts'
import type {BlockedCommit, ReplayedRule, ReplayResult, ReplayRow} from '../../domain/replay.ts'
import {drawSpark} from '../../domain/sparkline.ts'
import type {Verdict} from '../../domain/verdict.ts'
import {pathText} from '../../platform/path-text.ts'

const TOLD_ROWS = 200
const SUBJECT = 48

const SIGNS: Readonly<Record<Verdict, string>> = {
  pass: '✓',
  fail: '✗',
  inconclusive: '?',
  'no-baseline': '+',
  error: '!',
}

/** Table, sparklines and what they come to; gives the last line. */
export function tellReplay(runner: Runner, result: ReplayResult): string {
  for (const line of [
    ...tableOf(result),
    '',
    ...result.rules.flatMap((rule, index) => ruleLines(rule, index, result)),
  ]) {
    runner.info(line)
  }
  for (const line of notesOf(result)) runner.annotate('notice', line)
  return summaryOf(result)
}

/** Commits that leave the figures as they are, or hold none, are counted; all others are a line each. */
function tableOf({rows, rules}: ReplayResult): readonly string[] {
  const lines: string[] = []
  let same = 0
  let absent = 0
  const flush = () => {
    if (same > 0) lines.push(`  … ${count(same, 'commit')} with the same figures`)
    if (absent > 0) lines.push(`  … ${count(absent, 'commit')} without a metrics file: not judged`)
    same = 0
    absent = 0
  }
  let told = 0
  for (const row of rows) {
    if (row.verdict === undefined) {
      if (same > 0) flush()
      absent++
      continue
    }
    const isOld = !row.isChanged && row.verdict !== 'error'
    if (isOld || told === TOLD_ROWS) {
      if (absent > 0) flush()
      if (isOld) same++
      continue
    }
    flush()
    told++
    lines.push(...rowLines(row, rules))
  }
  flush()
  if (told === TOLD_ROWS)
    lines.push(`  only the newest ${TOLD_ROWS} changes are shown; --json has all`)
  return lines
}

function rowLines(row: ReplayRow, rules: readonly ReplayedRule[]): readonly string[] {
  const {verdict = 'error', commit, at, subject, reason} = row
  const value = shownValue(row, rules)
  const head = `${SIGNS[verdict]} ${shortCommit(commit)} ${at.slice(0, 10)} ${verdict.padEnd(5)} ${value === '' ? '' : `${value}  `}${clip(subject)}`
  const distance = row.baseline?.commitsBefore ?? 1
  const against =
    row.baseline && distance > 1
      ? ` (compared with ${shortCommit(row.baseline.commit)}, ${distance} commits before: those between have none to compare with)`
      : ''
  return verdict === 'pass' ? [head + against] : [head, `    ${reason}${against}`]
}

/** The figures of the first rule that decided so. */
function shownValue({rules, verdict}: ReplayRow, all: readonly ReplayedRule[]): string {
  const rule = rules.find(one => one.verdict === verdict && all[one.rule]?.blocking) ?? rules[0]
  const metric = rule && all[rule.rule]?.metric
  if (rule?.candidate === undefined || metric === undefined) return ''
  if (rule.baseline === undefined) return `${metric} ${formatTogether([rule.candidate])[0]}`
  return `${metric} ${formatTogether([rule.baseline, rule.candidate]).join(' → ')}`
}

function clip(subject: string): string {
  const signs = [...subject]
  return signs.length > SUBJECT ? `${signs.slice(0, SUBJECT - 1).join('')}…` : subject
}

function ruleLines(rule: ReplayedRule, index: number, {rows}: ReplayResult): readonly string[] {
  const changes = rows.filter(row => row.verdict !== undefined && row.isChanged).toReversed()
  const at = changes.map(row => row.rules.find(one => one.rule === index))
  const marked = at.flatMap((one, place) => (one?.verdict === 'fail' ? [place] : []))
  const {bars, marks} = drawSpark(
    at.map(one => one?.candidate),
    {marked},
  )
  const usual =
    rule.usualChange === undefined
      ? ''
      : `; ${rule.metric} usually moves by ${formatTogether([rule.usualChange])[0]}`
  const times = rule.flips === 1 ? 'once' : `${rule.flips} times`
  return [
    `${rule.rule}${rule.blocking ? '' : ' (report-only)'}`,
    `  ${bars}`,
    ...(marks === '' ? [] : [`  ${marks}`]),
    rule.judged === 0
      ? '  had no verdict on any change'
      : `  failed on ${rule.failed} of ${count(rule.judged, 'change')}, changed its mind ${rule.flips === 0 ? 'never' : times}${usual}`,
  ]
}

function notesOf({isShallow, commits, earlierNames, counts}: ReplayResult): readonly string[] {
  return [
    ...(isShallow
      ? [
          `the clone is shallow and ends after ${count(commits, 'commit')}; git fetch --unshallow brings the rest`,
        ]
      : []),
    ...earlierNames.map(
      ({path, until}) => `before ${shortCommit(until)} the file was called ${pathText(path)}`,
    ),
    ...(counts.absent > 0
      ? [`${count(counts.absent, 'commit')} without a metrics file: nothing is known of them`]
      : []),
  ]
}

/** What would have been blocked, and how much of it may have been noise. */
function summaryOf(result: ReplayResult): string {
  const {commits, counts, blocked} = result
  const judged = `${count(commits, 'commit')}, ${count(counts.changed, 'change')} of the figures`
  const refused = `${count(counts.error, 'commit')} refused for want of a verdict`
  const undecided = `${counts.inconclusive} undecided by noise`
  const besides = [
    ...(counts.error > 0 ? [refused] : []),
    ...(counts.inconclusive > 0 ? [undecided] : []),
  ]
    .map(one => `, ${one}`)
    .join('')
  if (blocked.length === 0) return `${judged}: nothing would have been blocked by a rule${besides}`
  return `${judged}: ${blocked.length} would have been blocked${besides}; ${aftermaths(blocked).join(', ')}${doubt(blocked)}`
}

function aftermaths(blocked: readonly BlockedCommit[]): readonly string[] {
  const of = (aftermath: BlockedCommit['aftermath']) =>
    blocked.filter(one => one.aftermath === aftermath)
  const back = of('came-back')
  const soon = back.filter(({changesLater}) => changesLater === 1).length
  const usual = blocked.filter(({isUsual}) => isUsual).length
  return [
    ...(of('stayed').length > 0 ? [`${of('stayed').length} stayed worse`] : []),
    ...(back.length > 0 ? [`${back.length} came back later (${soon} with the next change)`] : []),
    ...(of('unknown').length > 0 ? [`${of('unknown').length} nobody knows yet`] : []),
    ...(usual > 0 ? [`${usual} moved no more than the metric usually does`] : []),
  ]
}

function doubt(blocked: readonly BlockedCommit[]): string {
  const unknown = blocked.filter(one => !one.isNoiseKnown && one.aftermath === 'came-back').length
  if (unknown === 0) return ''
  return '. Whether what came back was noise or was repaired, plain numbers cannot say; proofmark calibrate measures the noise'
}

function count(size: number, what: string): string {
  return `${size} ${what}${size === 1 ? '' : 's'}`
}
