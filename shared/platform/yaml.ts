import type {Document, Node, Scalar} from 'yaml'
import {isWellFormed} from '../domain/json.ts'
import {
  MAX_DEPTH,
  MAX_VALUES,
  type Member,
  type ParsedTree,
  type Spot,
  type TextProblem,
  type Tree,
} from '../domain/tree.ts'

type Yaml = typeof import('yaml')

export type YamlOptions = {
  /** Says of values that are no text how they were written. */
  readonly keepsSource?: boolean
}

/** Ends the reading; caught at the door. */
class Stop extends Error {
  readonly index: number

  constructor(index: number, message: string) {
    super(message)
    this.index = index
  }
}

/**
 * Reads YAML 1.2 (core schema) with the place of every value. Duplicate keys, unknown tags, several documents in one
 * file, endless aliases and too many values are refused; merge keys are ordinary keys.
 */
export async function parseYamlTree(
  text: string,
  maxValues = MAX_VALUES,
  {keepsSource = false}: YamlOptions = {},
): Promise<ParsedTree> {
  const yaml = await import('yaml')
  const lines = new yaml.LineCounter()
  const spot = (index: number): Spot => {
    const {line, col} = lines.linePos(index)
    return line === 0 ? {line: 1, column: 1} : {line, column: col}
  }
  try {
    const document = yaml.parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: false,
      schema: 'core',
      merge: false,
      logLevel: 'error',
    })
    const wrong = [...document.errors, ...document.warnings]
    // The parser is recursive; what makes it run out of stack is no document of a person.
    const overrun = wrong.find(({message}) => message.includes('call stack'))
    if (overrun) throw new Stop(overrun.pos[0], TOO_DEEP)
    if (wrong.length > 0) {
      return {
        problems: wrong
          .slice(0, 20)
          .map(({message, code, pos}) => ({...spot(pos[0]), message: HINTS.get(code) ?? message})),
      }
    }
    if (document.contents === null) {
      return {problems: [{line: 1, column: 1, message: 'is empty'}]}
    }
    const problems: TextProblem[] = []
    const tree = build(yaml, document, {spot, problems, maxValues, keepsSource})
    return problems.length > 0 ? {problems} : {tree}
  } catch (error) {
    if (error instanceof Stop) return {problems: [{...spot(error.index), message: error.message}]}
    if (error instanceof RangeError) return {problems: [{line: 1, column: 1, message: TOO_DEEP}]}
    throw error
  }
}

const UNREAD = 'this kind of value is not read'
const TOO_DEEP = `nests deeper than ${MAX_DEPTH} levels`

/** The parser's own words speak of its grammar. */
const HINTS: ReadonlyMap<string, string> = new Map([
  ['BAD_INDENT', 'this line is not indented as the lines above ask, or a bracket is not closed'],
  ['MISSING_CHAR', 'a quote, bracket or comma is missing before this place'],
  ['UNEXPECTED_TOKEN', 'this character cannot stand here; put the text in quotes'],
  ['TAB_AS_INDENT', 'a tab stands where only spaces may indent'],
  ['BAD_SCALAR_START', 'a text cannot begin with this character; put it in quotes'],
  ['BLOCK_AS_IMPLICIT_KEY', 'two "key:" stand on one line; put the value in quotes'],
  ['MULTILINE_IMPLICIT_KEY', 'a key goes over several lines, or its ":" is missing'],
  ['BLOCK_IN_FLOW', 'lists and mappings inside brackets must use brackets too'],
  ['BAD_DQ_ESCAPE', 'unknown escape in a text in double quotes; use single quotes'],
  ['BAD_ALIAS', 'a text that begins with * or & must stand in quotes'],
  ['MULTIPLE_DOCS', 'a second document begins here; only one is read'],
  [
    'TAG_RESOLVE_FAILED',
    'unknown tag; where Python wrote it, convert the value first, for example with float(value)',
  ],
])

/** Each one is looked for in the whole document, and may stand for many values. */
const MAX_ALIASES = 100

type Building = {
  readonly spot: (index: number) => Spot
  readonly problems: TextProblem[]
  readonly maxValues: number
  readonly keepsSource: boolean
}

function build(
  yaml: Yaml,
  document: Document,
  {spot, problems, maxValues, keepsSource}: Building,
): Tree {
  let values = 0
  let aliases = 0

  function value(node: Node | null, depth: number, near: number): Tree {
    const index = node?.range?.[0] ?? near
    if (depth > MAX_DEPTH) throw new Stop(index, TOO_DEEP)
    if (++values > maxValues) throw new Stop(index, `holds more than ${maxValues} values`)
    const here = spot(index)
    if (yaml.isAlias(node)) {
      if (++aliases > MAX_ALIASES) throw new Stop(index, `uses more than ${MAX_ALIASES} aliases`)
      const target = node.resolve(document)
      if (!target) throw new Stop(index, `no anchor is named ${node.source}`)
      return {...value(target, depth + 1, index), ...here}
    }
    if (yaml.isMap<Node, Node | null>(node)) {
      return {...here, kind: 'object', members: members(node.items, depth, index)}
    }
    if (yaml.isSeq<Node | null>(node)) {
      const items = node.items.map(item => value(item, depth + 1, index))
      return {...here, kind: 'list', items}
    }
    if (node !== null && !yaml.isScalar(node)) throw new Stop(index, UNREAD)
    const read = scalar(node, here, index)
    if (!keepsSource || node?.source === undefined || read.kind === 'text') return read
    return {...read, source: node.source}
  }

  function members(
    pairs: readonly {readonly key: Node; readonly value: Node | null}[],
    depth: number,
    near: number,
  ): ReadonlyMap<string, Member> {
    const all = new Map<string, Member>()
    for (const pair of pairs) {
      const index = pair.key.range?.[0] ?? near
      const name = keyOf(pair.key, index)
      const key = spot(index)
      const first = all.get(name)
      const item = value(pair.value, depth + 1, index)
      if (first) {
        const message = `duplicate key ${JSON.stringify(name)} (first on line ${first.key.line})`
        problems.push({...key, message})
      } else all.set(name, {key, value: item})
    }
    return all
  }

  function keyOf(node: Node, index: number): string {
    if (!yaml.isScalar(node)) throw new Stop(index, 'a key must be a plain word or a quoted text')
    const name = typeof node.value === 'string' ? node.value : (node.source ?? String(node.value))
    return checked(name, index)
  }

  return value(document.contents, 1, 0)
}

type ScalarTree = Exclude<Tree, {kind: 'object' | 'list'}>

function scalar(node: Scalar | null, here: Spot, index: number): ScalarTree {
  const value = node?.value
  switch (typeof value) {
    case 'number':
      return {...here, kind: 'number', value}
    case 'bigint':
      return {...here, kind: 'number', value: Number(value)}
    case 'boolean':
      return {...here, kind: 'flag', value}
    case 'string':
      return {...here, kind: 'text', value: checked(value, index)}
    default:
      if (value === null || value === undefined) return {...here, kind: 'null'}
      throw new Stop(index, UNREAD)
  }
}

function checked(text: string, index: number): string {
  if (!isWellFormed(text)) throw new Stop(index, 'this text holds half of a character')
  return text
}
