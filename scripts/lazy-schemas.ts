import type {Plugin, TransformPluginContext} from 'rolldown'

/** What stands in for schemas, and how each is made. */
const STAND_INS = new WeakMap<object, () => object>()

/** Stands for a schema, or an object of them, that is made when something is first asked of it. */
export function lazily(make: () => object): object {
  let made: object | undefined
  const known = () => {
    made ??= make()
    return made
  }
  const standIn = new Proxy(
    {},
    {
      get: (_, key) => Reflect.get(known(), key),
      has: (_, key) => Reflect.has(known(), key),
      ownKeys: () => Reflect.ownKeys(known()),
      getOwnPropertyDescriptor: (_, key) => Reflect.getOwnPropertyDescriptor(known(), key),
      getPrototypeOf: () => Reflect.getPrototypeOf(known()),
    },
  )
  STAND_INS.set(standIn, known)
  return standIn
}

/** The schema itself, which is what zod must get to hold: it tells schemas apart by who they are. */
export function madeOf(value: unknown): unknown {
  const known = typeof value === 'object' && value !== null ? STAND_INS.get(value) : undefined
  return known === undefined ? value : known()
}

const HELPERS_ID = '\0lazily'
const HELPERS = `const STAND_INS = new WeakMap()\nexport ${lazily}\nexport ${madeOf}`

/**
 * Schemas take longer to make than most actions to run, and few actions ask more than a few of them: in `dist/` each one
 * that a module keeps in a constant is made at its first use.
 */
export function lazySchemas(): Plugin {
  return {
    name: 'lazy-schemas',
    resolveId: id => (id === HELPERS_ID ? HELPERS_ID : null),
    load: id => (id === HELPERS_ID ? HELPERS : null),
    transform: {
      filter: {id: /[\\/]shared[\\/].*\.ts$/, code: /import \* as z from 'zod'/},
      handler(code) {
        const edits = editsOf(this.parse(code, {lang: 'ts', sourceType: 'module'}))
        if (edits.length === 0) return null
        let lazy = code
        for (const {at, text} of edits.toSorted((a, b) => b.at - a.at)) {
          lazy = lazy.slice(0, at) + text + lazy.slice(at)
        }
        return {
          code: `import {lazily, madeOf} from '${HELPERS_ID}'\n${lazy}`,
          moduleType: 'ts',
        }
      },
    },
  }
}

type Program = ReturnType<TransformPluginContext['parse']>
type Statement = Program['body'][number]
type Node = {readonly type: string; readonly start: number; readonly end: number}
/** Text that is put in between. */
type Edit = {readonly at: number; readonly text: string}

function editsOf({body}: Program): readonly Edit[] {
  const lazy = new Set<string>()
  const foreign = new Set(body.flatMap(importedNames))
  const isSchema = (name: string) => name === 'z' || lazy.has(name) || foreign.has(name)
  const declared = body.flatMap(statement => {
    const made = declarationsIn(statement).filter(({init}) => isMade(init, isSchema))
    for (const {name} of made) lazy.add(name)
    return made.flatMap(({init}) => [
      {at: init.start, text: '/* @__PURE__ */ lazily(() => ('},
      {at: init.end, text: '))'},
    ])
  })
  const isLazy = (name: string) => lazy.has(name) || foreign.has(name)
  const held = callsIn(body, isSchema).flatMap(call => call.arguments.flatMap(heldBy))
  return [...declared, ...held.filter(({name}) => isLazy(name)).flatMap(asMade)]
}

function importedNames(statement: Statement): readonly string[] {
  if (statement.type !== 'ImportDeclaration' || !statement.source.value.startsWith('.')) return []
  return statement.specifiers.map(({local}) => local.name)
}

type Declared = {readonly name: string; readonly init: Node}

function declarationsIn(statement: Statement): readonly Declared[] {
  const inner = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
  if (inner?.type !== 'VariableDeclaration' || inner.kind !== 'const') return []
  return inner.declarations.flatMap(({id, init}) =>
    id.type === 'Identifier' && init ? [{name: id.name, init}] : [],
  )
}

/** Whether a schema is made here, by a call on `z` or on a schema, or an object that holds one. */
function isMade(init: Node, isSchema: (name: string) => boolean): boolean {
  if (isCall(init)) return isSchema(rootOf(init) ?? '')
  return childrenOf(init, 'properties').some(property =>
    childrenOf(property, 'value').some(value => isCall(value) && isSchema(rootOf(value) ?? '')),
  )
}

type Call = Node & {readonly callee: Node; readonly arguments: readonly Node[]}

function isCall(node: Node): node is Call {
  return node.type === 'CallExpression'
}

/** The `z` of `z.string().min(1)`; nothing where the first thing that is called is a function. */
function rootOf(call: Call): string | undefined {
  let inner: Node = call.callee
  let members = 0
  for (;;) {
    const [next] = [...childrenOf(inner, 'callee'), ...childrenOf(inner, 'object')]
    if (next === undefined) break
    if (inner.type === 'MemberExpression') members++
    inner = next
  }
  return members > 0 ? nameOf(inner) : undefined
}

function callsIn(tree: unknown, isSchema: (name: string) => boolean): readonly Call[] {
  if (typeof tree !== 'object' || tree === null) return []
  const inner = Object.values(tree).flatMap(value => callsIn(value, isSchema))
  return isNode(tree) && isCall(tree) && isSchema(rootOf(tree) ?? '') ? [tree, ...inner] : inner
}

type Held = {readonly name: string; readonly node: Node; readonly isShorthand: boolean}

/** What a schema holds that is made of this argument: `b` of `{a: [b]}`, and of `() => b`. */
function heldBy(node: Node): readonly Held[] {
  const name = nameOf(node)
  if (name !== undefined) return [{name, node, isShorthand: false}]
  if (node.type === 'Property' && 'shorthand' in node && node.shorthand === true) {
    return childrenOf(node, 'value')
      .flatMap(heldBy)
      .map(held => ({...held, isShorthand: true}))
  }
  const isSimple = childrenOf(node, 'params').length === 0
  const parts = [
    ...['properties', 'elements', 'value', 'argument', 'expression'],
    ...(node.type === 'ArrowFunctionExpression' && isSimple ? ['body'] : []),
  ]
  if (isCall(node)) return []
  return parts.flatMap(part => childrenOf(node, part)).flatMap(heldBy)
}

function asMade({name, node, isShorthand}: Held): readonly Edit[] {
  if (isShorthand) return [{at: node.end, text: `: madeOf(${name})`}]
  return [
    {at: node.start, text: 'madeOf('},
    {at: node.end, text: ')'},
  ]
}

function nameOf(node: Node): string | undefined {
  return node.type === 'Identifier' && 'name' in node ? String(node.name) : undefined
}

function childrenOf(node: Node, key: string): readonly Node[] {
  return Object.entries(node)
    .filter(([name]) => name === key)
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter(isNode)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}
