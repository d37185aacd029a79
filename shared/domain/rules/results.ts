import type {RuleResult} from '../gate.ts'
import {worstVerdict} from '../verdict.ts'
import type {Rule} from './rule.ts'

/** One result for each rule, in their order: of a rule about several values the worst one. */
export function resultByRule<R extends Pick<RuleResult, 'rule' | 'verdict'>>(
  rules: readonly Rule[],
  results: readonly R[],
): readonly (R | undefined)[] {
  const byText = new Map<string, R[]>()
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
