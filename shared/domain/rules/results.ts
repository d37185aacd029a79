import {worstVerdict} from '../verdict.ts'
import type {Rule} from './rule.ts'
import type {JudgedRule} from './sides.ts'

/** One result for each rule, in their order: of a rule about several values the worst one. */
export function resultByRule(
  rules: readonly Rule[],
  results: readonly JudgedRule[],
): readonly (JudgedRule | undefined)[] {
  const byText = new Map<string, JudgedRule[]>()
  for (const one of results) {
    const known = byText.get(one.rule)
    if (known) known.push(one)
    else byText.set(one.rule, [one])
  }
  return rules.map(({text}) => {
    const own = byText.get(text) ?? []
    const worst = worstVerdict(own.map(({verdict}) => verdict))
    return own.find(({verdict}) => verdict === worst)
  })
}
