import type {Json} from './json.ts'

/** Where something stands in a text; both count from 1, columns in UTF-16 units as editors do. */
export type Spot = {readonly line: number; readonly column: number}

/** What is wrong with a text, and where. */
export type TextProblem = Spot & {readonly message: string}

/** One named value of an object, with the place of its name. */
export type Member = {readonly key: Spot; readonly value: Tree}

/**
 * A parsed JSON or YAML document in which every value knows its place. Numbers may be NaN or infinite. The source is how
 * a value was written, where a reader asked for it: digits of a checksum are no number.
 */
export type Tree =
  | (Spot & {readonly kind: 'object'; readonly members: ReadonlyMap<string, Member>})
  | (Spot & {readonly kind: 'list'; readonly items: readonly Tree[]})
  | (Spot & {readonly kind: 'number'; readonly value: number; readonly source?: string})
  | (Spot & {readonly kind: 'text'; readonly value: string})
  | (Spot & {readonly kind: 'flag'; readonly value: boolean; readonly source?: string})
  | (Spot & {readonly kind: 'null'; readonly source?: string})

/** A single value at its place. */
export function leafAt(
  {line, column}: Spot,
  value: string | number | bigint | boolean | null,
): Tree {
  switch (typeof value) {
    case 'string':
      return {line, column, kind: 'text', value}
    case 'boolean':
      return {line, column, kind: 'flag', value}
    case 'number':
    case 'bigint':
      return {line, column, kind: 'number', value: Number(value)}
    default:
      return {line, column, kind: 'null'}
  }
}

export type ParsedTree = {readonly tree: Tree} | {readonly problems: readonly TextProblem[]}

/** No real metrics file or configuration nests deeper, and a recursive reader must end somewhere. */
export const MAX_DEPTH = 200

/** Values one document may hold: bounds the memory that a file of brackets, or of aliases, can ask for. */
export const MAX_VALUES = 1_000_000

/** `metrics.json:3:7  message`; more lines of the message are indented. */
export function atSpot(file: string, {line, column, message}: TextProblem): string {
  return `${file}:${line}:${column}  ${message.replaceAll('\n', '\n  ')}`
}

/** What a value is, in words: `a list`, `the text "abc"`. */
export function describeTree(tree: Tree): string {
  switch (tree.kind) {
    case 'object':
      return 'a mapping'
    case 'list':
      return 'a list'
    case 'number':
      return `the number ${tree.value}`
    case 'text':
      return `the text ${JSON.stringify(tree.value.length > 40 ? `${tree.value.slice(0, 40)}…` : tree.value)}`
    case 'flag':
      return String(tree.value)
    case 'null':
      return 'nothing'
  }
}

/** The value or key at a path, or the nearest one above it that exists. */
export function spotAt(tree: Tree, path: readonly PropertyKey[]): Spot {
  return follow(tree, path).spot
}

/** The value at a path, if there is one. */
export function treeAt(tree: Tree, path: readonly PropertyKey[]): Tree | undefined {
  return follow(tree, path).tree
}

function follow(
  tree: Tree,
  path: readonly PropertyKey[],
): {readonly spot: Spot; readonly tree: Tree | undefined} {
  let here = tree
  for (const step of path) {
    const next =
      here.kind === 'object'
        ? here.members.get(String(step))?.value
        : here.kind === 'list'
          ? here.items[Number(step)]
          : undefined
    if (!next) return {spot: here, tree: undefined}
    here = next
  }
  return {spot: here, tree: here}
}

/**
 * The same values without places. Objects have no prototype, so that no key means anything special.
 * NaN and infinite numbers stay what they are, although JSON has no form for them.
 */
export function plainOf(tree: Tree): Json {
  switch (tree.kind) {
    case 'object': {
      const plain: Record<string, Json> = Object.create(null)
      for (const [key, {value}] of tree.members) plain[key] = plainOf(value)
      return plain
    }
    case 'list':
      return tree.items.map(plainOf)
    case 'null':
      return null
    default:
      return tree.value
  }
}
