import {expectRuleSchema} from '../../domain/expect/entry.ts'
import {parseExpectation} from '../../domain/expect/parse.ts'
import {didYouMean} from '../../domain/nearest.ts'
import {describeRuleProblem} from '../../domain/rules/rule.ts'
import {plainOf, type TextProblem, type Tree, treeAt} from '../../domain/tree.ts'

/** What is wrong with the expectations of all datasets, whatever else is wrong with the configuration. */
export function expectProblems(config: Tree): readonly TextProblem[] {
  const data = treeAt(config, ['data'])
  if (data?.kind !== 'object') return []
  // A pipeline of DVC brings datasets of its own, which are only known once it is read.
  const isClosed = treeAt(config, ['from']) === undefined
  const known = isClosed ? [...data.members.keys()] : undefined
  return [...data.members.keys()].flatMap(name => {
    const entries = treeAt(config, ['data', name, 'expect'])
    if (entries?.kind !== 'list') return []
    return entries.items.flatMap((item, index) => {
      const message = problemOf(item, known)
      const {line, column} = item
      const place = `data.${name}.expect[${index}]`
      return message === undefined ? [] : [{line, column, message: `${place}: ${message}`}]
    })
  })
}

/** Nothing for what is no expectation at all: the schema has told that already. */
function problemOf(item: Tree, known: readonly string[] | undefined): string | undefined {
  const rule = ruleOf(item)
  if (rule === undefined) return undefined
  const parsed = parseExpectation(rule)
  if ('problem' in parsed) return describeRuleProblem(parsed.problem)
  const {check, text} = parsed.rule
  if (check.kind !== 'key' || known === undefined || known.includes(check.dataset)) {
    return undefined
  }
  const index = text.indexOf(check.dataset, text.search(/\sin\s/))
  const hint = didYouMean(check.dataset, known) || `; there is ${known.join(', ')}`
  const message = `there is no dataset ${JSON.stringify(check.dataset)}${hint}`
  return describeRuleProblem({text, index: Math.max(0, index), message})
}

function ruleOf(item: Tree): string | undefined {
  if (item.kind === 'text') return item.value
  const object = expectRuleSchema.safeParse(plainOf(item))
  return object.success ? object.data.rule : undefined
}
