import type {RuleResult} from '../../domain/gate.ts'
import {signOf} from '../../domain/symbols.ts'
import {type Block, clip, type Line, line, strong, symbol} from './document.ts'
import {counted} from './figures.ts'
import {baselineName, candidateName, type Detail, type ReportInput} from './report-input.ts'
import {allowedBy, changeOf, excess, movementOf, rangeOf, stateOf, valuesOf} from './rule-view.ts'

/** Changed rows that pass stay open up to here; the reader has ten seconds. */
const OPEN_ROWS = 8

/** Rows that decide or moved, to see at once; the rest is folded away, and counted. */
export function ruleBlocks(input: ReportInput, detail: Detail): readonly Block[] {
  const rules = input.gate?.body.rules ?? []
  const {open, folded} = divide(rules, detail)
  const blocks: Block[] = []
  if (open.length > 0) blocks.push(ruleTable(input, open))
  if (folded.length === 0) return blocks
  const passing = folded.filter(({verdict}) => verdict === 'pass').length
  const title =
    passing === folded.length
      ? counted(
          passing,
          open.length === 0 ? 'rule passes' : 'more rule passes',
          open.length === 0 ? 'rules pass' : 'more rules pass',
        )
      : counted(folded.length, 'more rule')
  if (detail !== 'full') return [...blocks, {kind: 'paragraph', content: line(`${title}.`)}]
  return [...blocks, {kind: 'details', summary: line(title), blocks: [ruleTable(input, folded)]}]
}

function divide(rules: readonly RuleResult[], detail: Detail) {
  const open: RuleResult[] = rules.filter(({verdict}) => verdict !== 'pass')
  const passing = rules.filter(({verdict}) => verdict === 'pass')
  if (detail === 'failing') return {open, folded: passing}
  const changed = passing.filter(rule => !['same', undefined].includes(movementOf(rule)))
  const room = Math.max(0, OPEN_ROWS - open.length)
  const shown = new Set(detail === 'full' ? changed.slice(0, room) : changed)
  return {open: [...open, ...shown], folded: passing.filter(rule => !shown.has(rule))}
}

/** One row a rule: its state in a sign and a word, both values, the change and what is allowed. */
export function ruleTable(input: ReportInput, rules: readonly RuleResult[]): Block {
  const isCompared = rules.some(({baseline}) => baseline !== undefined)
  const columns = [
    {title: line('')},
    ...(isCompared ? [{title: line(baselineName(input)), align: 'right' as const}] : []),
    {title: line(candidateName(input)), align: 'right' as const},
    ...(isCompared ? [{title: line(changeTitle(rules)), align: 'right' as const}] : []),
    {title: line('allowed'), align: 'right' as const},
  ]
  return {
    kind: 'table',
    columns,
    rows: rules.map(rule => row(rule, nameIn(rules, rule), isCompared)),
  }
}

function changeTitle(rules: readonly RuleResult[]): string {
  return rules.some(rule => rangeOf(rule) !== '') ? 'change (95 %)' : 'change'
}

/** Two rules on one metric: the one that stands still is called its limit. */
function nameIn(rules: readonly RuleResult[], {metric, kind}: RuleResult): string {
  const name = clip(metric)
  const isSecond =
    kind === 'absolute' && rules.some(other => other.metric === metric && other.kind === 'relative')
  return isSecond ? `${name} limit` : name
}

function row(rule: RuleResult, name: string, isCompared: boolean): readonly Line[] {
  const {before, now} = valuesOf(rule)
  const failed = rule.verdict === 'fail'
  const beyond = rule.kind === 'absolute' ? excess(rule) : ''
  const range = rangeOf(rule)
  const moved = range === '' ? changeOf(rule) : `${changeOf(rule)} (${range})`
  const change = [moved, beyond].filter(part => part !== '').join(', ')
  const state = line(symbol(signOf(rule.verdict)), ` ${name} `, stateOf(rule))
  return [
    state,
    ...(isCompared ? [line(before)] : []),
    line(failed ? strong(now) : now, ...(isCompared || beyond === '' ? [] : [`, ${beyond}`])),
    ...(isCompared ? [line(change)] : []),
    line(allowedBy(rule)),
  ]
}

/** Without a single figure every rule would say the same as the first line, in other words. */
const SAID_ONCE: readonly string[] = ['unreadable-metrics', 'no-metrics', 'evaluation-missing']

/** Why rules have no verdict, as far as the first line has not said it. */
export function brokenRules({gate}: ReportInput, detail: Detail): readonly Block[] {
  if (gate && SAID_ONCE.includes(gate.body.reasonCode)) return []
  const broken = (gate?.body.rules ?? []).filter(
    ({verdict, reason}) => verdict === 'error' && reason !== gate?.body.reason,
  )
  const most = detail === 'full' ? 10 : 3
  const notes = broken.slice(0, most).map(
    ({reason}): Block => ({
      kind: 'note',
      content: line(symbol('broken'), ` ${clip(reason, 400)}`),
    }),
  )
  const more = broken.length - notes.length
  return more > 0 ? [...notes, {kind: 'note', content: line(`… and ${more} more.`)}] : notes
}
