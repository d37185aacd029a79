import type {Config} from '../../domain/config.ts'
import {canonicalPolicy} from '../../domain/policy.ts'
import {describeRuleProblem, type Rule} from '../../domain/rule.ts'
import {readRule} from '../../domain/rule-parser.ts'
import {ActionError} from '../../platform/errors.ts'

/** The rules of a configuration; none when it has no gate. */
export function rulesOf(config: Config): readonly Rule[] {
  return (config.gate?.rules ?? []).map(source => {
    const parsed = readRule(source)
    if ('rule' in parsed) return parsed.rule
    throw new ActionError('invalid-config', describeRuleProblem(parsed.problem))
  })
}

/** The deciding part of a configuration as canonical JSON, for its digest. */
export function policyOf(config: Config): string {
  return canonicalPolicy(rulesOf(config))
}
