import {parseClauses, parseRuns} from './clauses.ts'
import {parseCondition} from './condition.ts'
import {type RuleCursor, readText} from './cursor.ts'
import type {ParsedRule, Rule} from './rule.ts'

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
    const rule: Rule = {text, ...condition, ...(runs ? {runs} : {}), ...parseClauses(read)}
    if (runs) checkRuns(read, rule, runsIndex)
    return rule
  })
}

/** Runs are ranked by one value each. */
function checkRuns(read: RuleCursor, {bound, groups, slice}: Rule, index: number): void {
  const isRanked = bound.kind === 'absolute' || bound.kind === 'relative' || bound.kind === 'floor'
  if (!isRanked || groups || slice?.pick === 'worst') {
    read.fail('"in at least … runs" goes with <=, >=, < or > on one value', index)
  }
}
