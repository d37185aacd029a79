import type {Tree} from '../tree.ts'
import {pythonNumber} from './python-json.ts'

/** Why a template has no value here. */
export class Unresolved extends Error {}

const EXPRESSION = /(?<!\\)\$\{(.*?)\}/gs
const NO_SPOT = {line: 1, column: 1}

/** Names and values that templates may use. */
export type Variables = Extract<Tree, {kind: 'object'}>

export const NO_VARIABLES: Variables = {...NO_SPOT, kind: 'object', members: new Map()}

/** The later of two sets of variables wins, name by name also in depth. */
export function mergeVariables(base: Variables, more: Tree): Variables {
  if (more.kind !== 'object') throw new Unresolved('variables must be a mapping')
  const members = new Map(base.members)
  for (const [name, member] of more.members) {
    const old = members.get(name)?.value
    const value =
      old?.kind === 'object' && member.value.kind === 'object'
        ? mergeVariables(old, member.value)
        : member.value
    members.set(name, {...member, value})
  }
  return {...base, members}
}

export function withVariable(base: Variables, name: string, value: Tree): Variables {
  return {...base, members: new Map([...base.members, [name, {key: NO_SPOT, value}]])}
}

/** The value with every `${…}` replaced; a text that is nothing else takes the value as it is. */
export function resolveTemplates(tree: Tree, variables: Variables): Tree {
  switch (tree.kind) {
    case 'text':
      return resolveText(tree.value, {variables, spot: tree})
    case 'list':
      return {...tree, items: tree.items.map(item => resolveTemplates(item, variables))}
    case 'object': {
      const members = [...tree.members].map(([name, {key, value}]) => {
        const resolved = resolveText(name, {variables, spot: key})
        return [pythonText(resolved), {key, value: resolveTemplates(value, variables)}] as const
      })
      return {...tree, members: new Map(members)}
    }
    default:
      return tree
  }
}

type Context = {
  readonly variables: Variables
  readonly spot: {readonly line: number; readonly column: number}
}

function resolveText(text: string, {variables, spot}: Context): Tree {
  const here = {line: spot.line, column: spot.column}
  const [first, second] = [...text.matchAll(EXPRESSION)]
  if (first && !second && first[0] === text) return {...select(variables, first[1] ?? ''), ...here}
  const value = text
    .replace(EXPRESSION, (_, name: string) => pythonText(select(variables, name)))
    .replaceAll('\\${', '${')
  return {...here, kind: 'text', value}
}

/** Follows `a.b[0].c`. */
export function select(variables: Tree, expression: string): Tree {
  const found = find(variables, expression.replaceAll('[', '.').replaceAll(']', ''))
  if (found) return found
  throw new Unresolved(`there is no value for \${${expression}}`)
}

/** The value at a dotted name, if there is one. */
export function find(tree: Tree, dotted: string): Tree | undefined {
  let here: Tree | undefined = tree
  for (const step of dotted.split('.')) {
    const name = step.trim()
    if (here?.kind === 'object') here = here.members.get(name)?.value
    else if (here?.kind === 'list' && /^\d+$/.test(name)) here = here.items[Number(name)]
    else return undefined
  }
  return here
}

/** A value in the middle of a text, as Python prints it; a mapping becomes the options of a command. */
export function pythonText(tree: Tree): string {
  switch (tree.kind) {
    case 'text':
      return tree.value
    case 'number':
      return pythonNumber(tree.value, tree.source)
    case 'flag':
      return String(tree.value)
    case 'null':
      return 'None'
    case 'object':
      return optionsOf(tree, '').join(' ')
    case 'list':
      throw new Unresolved('a list cannot stand in the middle of a text')
  }
}

function optionsOf(tree: Variables, prefix: string): readonly string[] {
  return [...tree.members].flatMap(([name, {value}]) => {
    const option = `--${prefix}${name}`
    switch (value.kind) {
      case 'object':
        return optionsOf(value, `${prefix}${name}.`)
      case 'flag':
        return value.value ? [option] : []
      case 'list':
        return [option, ...value.items.map(shellWord)]
      default:
        return [option, shellWord(value)]
    }
  })
}

/** A text as Python's `shlex.quote` writes it. */
function shellWord(tree: Tree): string {
  const text = pythonText(tree)
  if (tree.kind !== 'text') return text
  if (text !== '' && !/[^\w@%+=:,./-]/.test(text)) return text
  return `'${text.replaceAll("'", `'"'"'`)}'`
}
