import {ruleObjectSchema} from '../../domain/rules/config.ts'
import {ruleFromObject} from '../../domain/rules/object.ts'
import {parseRule} from '../../domain/rules/parser.ts'
import {describeRuleProblem, type ParsedRule} from '../../domain/rules/rule.ts'
import {plainOf, type TextProblem, type Tree, treeAt} from '../../domain/tree.ts'

/** What is wrong with the rules of a configuration, whatever else is wrong with it. */
export function ruleProblems(config: Tree): readonly TextProblem[] {
  const rules = treeAt(config, ['gate', 'rules'])
  if (rules?.kind !== 'list') return []
  return rules.items.flatMap((item, index) => {
    const parsed = parsedRule(item)
    if (!parsed || 'rule' in parsed) return []
    const message = `gate.rules[${index}]: ${describeRuleProblem(parsed.problem)}`
    return [{line: item.line, column: item.column, message}]
  })
}

/** Nothing for what is no rule at all: the schema has told that already. */
function parsedRule(item: Tree): ParsedRule | undefined {
  if (item.kind === 'text') return parseRule(item.value)
  const object = ruleObjectSchema.safeParse(plainOf(item))
  return object.success ? ruleFromObject(object.data) : undefined
}
