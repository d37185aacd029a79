import {parseClauses, parseRuns} from './clauses.ts'
import {parseCondition} from './condition.ts'
import {type RuleCursor, readText} from './cursor.ts'
import {isComparing, type ParsedRule, type Rule} from './rule.ts'

/** A longer rule is a mistake or an attack. */
const MAX_RULE = 1000

/** Reads a rule such as `rmse <= baseline + 2%`, by the grammar in docs/rules.md. */
export function parseRule(source: string): ParsedRule {
  const text = source.trim()
  return readText(text, read => {
    if (text.length > MAX_RULE) read.fail(`a rule has at most ${MAX_RULE} characters`)
    const condition = parseCondition(read)
    const runsIndex = read.at()
    const runs = parseRuns(read)
    const clausesIndex = read.at()
    const rule: Rule = {text, ...condition, ...runs, ...parseClauses(read)}
    if (rule.runs || rule.over) checkRuns(read, rule, runsIndex)
    if (rule.isNoiseFromHistory) checkHistory(read, rule, clausesIndex)
    return rule
  })
}

/** Only of the baseline there are earlier runs, each with one value. */
function checkHistory(read: RuleCursor, rule: Rule, index: number): void {
  const {bound, groups, runs, over} = rule
  const isOfChampion = 'champion' in bound && bound.champion !== undefined
  if (!isComparing(rule) || isOfChampion || groups || runs || over) {
    read.fail('"noise from history" goes with one value that is compared with the baseline', index)
  }
}

/** Runs are ranked by one value each. */
function checkRuns(read: RuleCursor, {bound, groups, slice}: Rule, index: number): void {
  const isRanked = bound.kind === 'absolute' || bound.kind === 'relative' || bound.kind === 'floor'
  if (!isRanked || groups || slice?.pick === 'worst') {
    read.fail('a rule on runs goes with <=, >=, < or > on one value', index)
  }
}
