import {type Config, configSchema} from '../../domain/config.ts'
import {decodeText} from '../../domain/formats/text.ts'
import {atSpot, plainOf, type TextProblem, type Tree, treeAt} from '../../domain/tree.ts'
import {ActionError} from '../../platform/errors.ts'
import {parseYamlTree} from '../../platform/yaml.ts'
import {expectProblems} from './expect-problems.ts'
import {problemsOf} from './problems.ts'
import {ruleProblems} from './rule-problems.ts'

/** A configuration is written by hand; a larger one is something else. */
export const CONFIG_LIMIT = 256 * 1024
const MAX_VALUES = 20_000
const TOLD_PROBLEMS = 50

/** Reads `proofmark.yml`. Everything that is wrong with it is told at once, each with its line and column. */
export async function readConfig(bytes: Uint8Array, path: string): Promise<Config> {
  if (bytes.length > CONFIG_LIMIT) {
    return refuse(path, [
      {
        line: 1,
        column: 1,
        message: `is larger than ${CONFIG_LIMIT / 1024} KiB; is it the right file?`,
      },
    ])
  }
  const decoded = decodeText(bytes)
  if ('problems' in decoded) return refuse(path, decoded.problems)
  const parsed = await parseYamlTree(decoded.text, MAX_VALUES)
  if ('problems' in parsed) return refuse(path, parsed.problems)
  const {tree} = parsed
  const result = configSchema.safeParse(plainOf(tree))
  const problems = [
    ...(result.success ? [] : problemsOf(result.error.issues, tree)),
    ...ruleProblems(tree),
    ...expectProblems(tree),
    ...droppedNames(tree),
  ]
  if (result.success && problems.length === 0) return result.data
  return refuse(path, problems)
}

function refuse(path: string, problems: readonly TextProblem[]): never {
  const lines = problems
    .toSorted((a, b) => a.line - b.line || a.column - b.column)
    .slice(0, TOLD_PROBLEMS)
    .map(problem => atSpot(path, problem))
  const more = problems.length - lines.length
  if (more > 0) lines.push(`and ${more} more`)
  throw new ActionError('invalid-config', lines.join('\n'))
}

/** zod leaves this one name out of a mapping with free names without a word; here nothing passes silently. */
function droppedNames(config: Tree): readonly TextProblem[] {
  return ['data', 'deploy'].flatMap(key => {
    const mapping = treeAt(config, [key])
    const dropped = mapping?.kind === 'object' ? mapping.members.get('__proto__') : undefined
    return dropped ? [{...dropped.key, message: `"__proto__" in ${key} cannot be a name`}] : []
  })
}
