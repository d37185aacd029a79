import type {Config} from '../../domain/config.ts'
import {canonicalPolicy, type PolicySettings} from '../../domain/policy.ts'
import type {Floors} from '../../domain/rules/floor-file.ts'
import {readRule} from '../../domain/rules/object.ts'
import {parseRule} from '../../domain/rules/parser.ts'
import {describeRuleProblem, type Rule} from '../../domain/rules/rule.ts'
import {ActionError} from '../../platform/errors.ts'

/** The rules of a configuration; none when it has no gate. */
export function rulesOf(config: Config): readonly Rule[] {
  return (config.gate?.rules ?? []).map(source => {
    const parsed = readRule(source)
    if ('rule' in parsed) return parsed.rule
    throw new ActionError('invalid-config', describeRuleProblem(parsed.problem))
  })
}

/** What a configuration says besides the rules of what decides. */
export function settingsOf(config: Config | undefined): Omit<PolicySettings, 'floors'> {
  const {alpha, correction} = config?.gate ?? {}
  return {
    ...(alpha === undefined ? {} : {alpha}),
    ...(correction === undefined ? {} : {correction}),
  }
}

/** The deciding part of a configuration, with the floors it asks for, as canonical JSON, for its digest. */
export function policyOf(config: Config, floors: Floors): string {
  return canonicalPolicy(rulesOf(config), {...settingsOf(config), floors})
}

/** The rules of the input `rules`; every one that cannot be read is told, with the character where. */
export function rulesFromLines(lines: readonly string[]): readonly Rule[] {
  const parsed = lines.map(parseRule)
  const problems = parsed.flatMap(one => ('problem' in one ? [one.problem] : []))
  if (problems.length > 0) {
    throw new ActionError('invalid-rule', problems.map(describeRuleProblem).join('\n'), {
      hint: 'docs/rules.md explains how a rule is written.',
    })
  }
  return parsed.flatMap(one => ('rule' in one ? [one.rule] : []))
}
