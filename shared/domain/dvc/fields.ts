import {didYouMean} from '../nearest.ts'
import {describeTree, type Spot, type TextProblem, type Tree} from '../tree.ts'

/** Reads members of one mapping and notes what is wrong with it; what is wrong is read as absent. */
export type Fields = Spot & {
  readonly has: (name: string) => boolean
  readonly get: (name: string) => Tree | undefined
  readonly text: (name: string) => string | undefined
  readonly count: (name: string) => number | undefined
  readonly flag: (name: string) => boolean | undefined
  readonly list: (name: string) => readonly Tree[]
  readonly spot: (name: string) => Spot
  readonly refuse: (name: string | undefined, message: string) => void
}

/** Nothing, with a problem, when the value is no mapping. Names that DVC does not know are problems, as they are to DVC. */
export function fieldsOf(
  tree: Tree,
  what: string,
  {
    known,
    problems,
  }: {readonly known: ReadonlySet<string> | undefined; readonly problems: TextProblem[]},
): Fields | undefined {
  const note = ({line, column}: Spot, message: string) => problems.push({line, column, message})
  if (tree.kind !== 'object') {
    note(tree, `${what} must be a mapping, found ${describeTree(tree)}`)
    return undefined
  }
  const {members} = tree
  if (known) {
    for (const [name, {key}] of members) {
      if (known.has(name)) continue
      note(key, `${what} has the unknown key ${JSON.stringify(name)}${didYouMean(name, known)}`)
    }
  }
  const get = (name: string) => members.get(name)?.value
  const spot = (name: string): Spot => get(name) ?? tree
  const wrong = (name: string, must: string, value: Tree) =>
    note(value, `${name} must be ${must}, found ${describeTree(value)}`)
  const presentOf = (name: string) => {
    const value = get(name)
    return value?.kind === 'null' ? undefined : value
  }
  return {
    line: tree.line,
    column: tree.column,
    has: name => members.has(name),
    get,
    spot,
    refuse: (name, message) => note(name === undefined ? tree : spot(name), message),
    text(name) {
      const value = presentOf(name)
      if (value === undefined) return undefined
      const text = textOf(value)
      if (text === undefined) wrong(name, 'a text', value)
      return text
    },
    count(name) {
      const value = presentOf(name)
      if (value === undefined) return undefined
      const isCount =
        value.kind === 'number' && Number.isSafeInteger(value.value) && value.value >= 0
      if (!isCount) wrong(name, 'a whole number', value)
      return isCount ? value.value : undefined
    },
    flag(name) {
      const value = presentOf(name)
      if (value === undefined) return undefined
      if (value.kind !== 'flag') wrong(name, 'true or false', value)
      return value.kind === 'flag' ? value.value : undefined
    },
    list(name) {
      const value = presentOf(name)
      if (value === undefined) return []
      if (value.kind === 'list') return value.items
      wrong(name, 'a list', value)
      return []
    },
  }
}

/** A scalar as it was written: digits are text here, and so is what looks like a number with an exponent. */
export function textOf(tree: Tree): string | undefined {
  switch (tree.kind) {
    case 'text':
      return tree.value
    case 'number':
    case 'flag':
      return tree.source ?? String(tree.value)
    default:
      return undefined
  }
}
