import type {z} from 'zod'
import {didYouMean} from '../../domain/nearest.ts'
import {
  describeTree,
  type Spot,
  spotAt,
  type TextProblem,
  type Tree,
  treeAt,
} from '../../domain/tree.ts'
import {configJsonSchema, descriptionAt, knownKeys} from './json-schema.ts'
import {
  expectedOf,
  keysNotKnown,
  likelyBranch,
  missingKeys,
  type UnionIssue,
} from './union-branch.ts'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** What the schema found, in words and with the place in the file. */
export function problemsOf(issues: readonly Issue[], tree: Tree): readonly TextProblem[] {
  return issues.flatMap(issue => problemsAt(issue, [], tree))
}

function problemsAt(issue: Issue, above: Path, tree: Tree): readonly TextProblem[] {
  const path = [...above, ...issue.path]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => unknownKey(key, path, tree))
    case 'invalid_key': {
      const key = String(path.at(-1))
      const messages = issue.issues.map(({message}) => message).join(', ')
      const message = `${JSON.stringify(key)} in ${labelOf(path.slice(0, -1))} ${messages}`
      return [{...keySpot(key, path.slice(0, -1), tree), message}]
    }
    case 'invalid_union': {
      const inner = likelyBranch(issue)
      if (inner) return inner.flatMap(one => problemsAt(one, path, tree))
      return unsettled(issue, path, tree)
    }
    case 'invalid_type':
      return [wrongType(issue.expected, path, tree)]
    case 'invalid_value': {
      const allowed = issue.values.map(String)
      const value = treeAt(tree, path)
      const hint = value?.kind === 'text' ? didYouMean(value.value, allowed) : ''
      return [valueProblem(`must be one of ${allowed.join(', ')}`, path, tree, hint)]
    }
    case 'too_small':
      if (issue.origin !== 'number' && issue.origin !== 'int') {
        return [claimAt(path, 'must not be empty', tree)]
      }
      return [valueProblem(`must be at least ${issue.minimum}`, path, tree)]
    case 'too_big':
      return [valueProblem(`must be at most ${issue.maximum}`, path, tree)]
    case 'custom':
      return [claimAt(path, issue.message, tree)]
    default:
      return [valueProblem(issue.message, path, tree)]
  }
}

/** A value that could be meant in several ways, or in none. */
function unsettled(issue: UnionIssue, path: Path, tree: Tree): readonly TextProblem[] {
  const {strange, mixed} = keysNotKnown(issue)
  if (strange.length === 0 && mixed.length > 1) {
    return [claimAt(path, `has ${mixed.join(' and ')}, which do not go together`, tree)]
  }
  if (strange.length > 0) return strange.map(key => unknownKey(key, path, tree))
  const value = treeAt(tree, path)
  if (!value) return [missingAt(path, tree)]
  const ways = value.kind === 'object' ? missingKeys(issue, key => value.members.has(key)) : []
  if (ways.length > 0) return [claimAt(path, `must have ${ways.join(', or ')}`, tree)]
  const {types, values} = expectedOf(issue)
  const expected = new Set([...values, ...types.map(wordFor)])
  return [valueProblem(`must be ${[...expected].join(' or ')}`, path, tree)]
}

function unknownKey(key: string, path: Path, tree: Tree): TextProblem {
  const where = path.length === 0 ? '' : ` in ${labelOf(path)}`
  const known = knownKeys(configJsonSchema(), path)
  if (known.includes(key)) {
    const message = `${JSON.stringify(key)} in ${labelOf(path)} does not go with the other keys`
    return {...keySpot(key, path, tree), message}
  }
  const hint = didYouMean(key, known) || (known.length > 0 ? `; there is ${known.join(', ')}` : '')
  return {
    ...keySpot(key, path, tree),
    message: `unknown key ${JSON.stringify(key)}${where}${hint}`,
  }
}

function wrongType(expected: string, path: Path, tree: Tree): TextProblem {
  const value = treeAt(tree, path)
  if (value) {
    // Who writes `prices: data/prices.csv` means its path.
    const isPath = value.kind === 'text' && knownKeys(configJsonSchema(), path).includes('path')
    const hint = isPath ? `; write { path: ${value.value.slice(0, 200)} }` : ''
    return valueProblem(`must be ${wordFor(expected)}`, path, tree, hint)
  }
  return missingAt(path, tree)
}

function missingAt(path: Path, tree: Tree): TextProblem {
  const {line, column} = spotAt(tree, path)
  const about = descriptionAt(configJsonSchema(), path)
  return {line, column, message: `${labelOf(path)} is required${about && `: ${about}`}`}
}

function valueProblem(claim: string, path: Path, tree: Tree, hint = ''): TextProblem {
  const value = treeAt(tree, path)
  const found = value ? `, found ${describeTree(value)}` : ''
  return claimAt(path, `${claim}${found}${hint}`, tree)
}

function claimAt(path: Path, claim: string, tree: Tree): TextProblem {
  const {line, column} = spotAt(tree, path)
  return {line, column, message: `${labelOf(path)} ${claim}`}
}

function wordFor(type: string): string {
  switch (type) {
    case 'string':
      return 'a text'
    case 'object':
    case 'record':
      return 'a mapping'
    case 'array':
      return 'a list'
    case 'boolean':
      return 'true or false'
    default:
      return `a ${type}`
  }
}

/** `gate.rules[1].at-most`. */
function labelOf(path: Path): string {
  if (path.length === 0) return 'the configuration'
  return path
    .map(step => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
}

function keySpot(key: string, path: Path, tree: Tree): Spot {
  const holder = treeAt(tree, path)
  const spot =
    (holder?.kind === 'object' ? holder.members.get(key)?.key : undefined) ?? spotAt(tree, path)
  return {line: spot.line, column: spot.column}
}
