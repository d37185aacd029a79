import type {Tree} from '../tree.ts'
import {
  pythonText,
  resolveTemplates,
  Unresolved,
  type Variables,
  withVariable,
} from './templates.ts'

/** A stage of a group, with the variables that are its own. */
export type ExpandedStage = {
  readonly name: string
  readonly tree: Tree
  readonly variables: Variables
}

/** More stages than anybody writes by hand; a matrix multiplies. */
const MOST_STAGES = 10_000
const NO_SPOT = {line: 1, column: 1}

/** One stage, or those that `foreach` and `matrix` stand for, named `group@item`. */
export function expandStage(
  name: string,
  tree: Tree,
  variables: Variables,
): readonly ExpandedStage[] {
  if (tree.kind !== 'object') return []
  const foreach = tree.members.get('foreach')?.value
  const matrix = tree.members.get('matrix')?.value
  if (foreach) {
    const template = tree.members.get('do')?.value
    if (!template) throw new Unresolved('foreach needs do')
    return expandForeach(resolveTemplates(foreach, variables), variables).map(one => ({
      name: `${name}@${one.key}`,
      tree: template,
      variables: one.variables,
    }))
  }
  if (!matrix) return [{name, tree, variables}]
  const template: Tree = {
    ...tree,
    members: new Map([...tree.members].filter(([key]) => key !== 'matrix')),
  }
  return expandMatrix(resolveTemplates(matrix, variables), variables).map(one => ({
    name: `${name}@${one.key}`,
    tree: template,
    variables: one.variables,
  }))
}

type One = {readonly key: string; readonly variables: Variables}

function expandForeach(items: Tree, variables: Variables): readonly One[] {
  if (items.kind === 'object') {
    return [...items.members].map(([key, {value}]) => ({
      key,
      variables: withVariable(withVariable(variables, 'item', value), 'key', textTree(key)),
    }))
  }
  if (items.kind !== 'list') throw new Unresolved('foreach must be a list or a mapping')
  const isSimple = !items.items.some(isComposite)
  return items.items.map((value, index) => ({
    key: isSimple ? pythonText(value) : String(index),
    variables: withVariable(variables, 'item', value),
  }))
}

function expandMatrix(matrix: Tree, variables: Variables): readonly One[] {
  if (matrix.kind !== 'object') throw new Unresolved('matrix must be a mapping')
  let rows: readonly {
    readonly parts: readonly string[]
    readonly values: ReadonlyMap<string, Tree>
  }[] = [{parts: [], values: new Map()}]
  for (const [name, {value}] of matrix.members) {
    if (value.kind !== 'list') throw new Unresolved(`matrix: ${name} must be a list`)
    if (rows.length * value.items.length > MOST_STAGES) {
      throw new Unresolved(`matrix stands for more than ${MOST_STAGES} stages`)
    }
    rows = rows.flatMap(({parts, values}) =>
      value.items.map((item, index) => ({
        parts: [...parts, isComposite(item) ? `${name}${index}` : pythonText(item)],
        values: new Map([...values, [name, item]]),
      })),
    )
  }
  return rows.map(({parts, values}) => {
    const key = parts.join('-')
    const item: Tree = {
      ...NO_SPOT,
      kind: 'object',
      members: new Map([...values].map(([name, value]) => [name, {key: NO_SPOT, value}])),
    }
    return {
      key,
      variables: withVariable(withVariable(variables, 'item', item), 'key', textTree(key)),
    }
  })
}

function isComposite({kind}: Tree): boolean {
  return kind === 'list' || kind === 'object'
}

function textTree(value: string): Tree {
  return {...NO_SPOT, kind: 'text', value}
}
