import type {TomlTable, TomlValue} from 'smol-toml'
import {isWellFormed} from '../domain/json.ts'
import {
  leafAt,
  MAX_DEPTH,
  MAX_VALUES,
  type Member,
  type ParsedTree,
  type Spot,
  type Tree,
} from '../domain/tree.ts'

class Stop extends Error {}

/**
 * Reads TOML 1.0, in which nan, inf and whole numbers beyond 2^53 are numbers and dates are texts. The library keeps no
 * places; lines are those of the names as they are usually written, else those of the table around them.
 */
export async function parseTomlTree(text: string): Promise<ParsedTree> {
  const {parse, TomlError} = await import('smol-toml')
  try {
    const table = parse(text, {integersAsBigInt: 'asNeeded', maxDepth: MAX_DEPTH})
    return {tree: build(table, linesOf(text))}
  } catch (error) {
    if (error instanceof TomlError) {
      const [, message = 'is no TOML'] =
        /^(?:Invalid TOML document: )?([^\n]*)/.exec(error.message) ?? []
      return {problems: [{line: error.line, column: error.column, message}]}
    }
    if (error instanceof Stop || error instanceof RangeError) {
      const message =
        error instanceof Stop ? error.message : `nests deeper than ${MAX_DEPTH} levels`
      return {problems: [{line: 1, column: 1, message}]}
    }
    throw error
  }
}

function build(table: TomlTable, lines: ReadonlyMap<string, number>): Tree {
  let values = 0

  function tree(value: TomlValue, path: readonly string[], near: Spot): Tree {
    if (path.length > MAX_DEPTH) throw new Stop(`nests deeper than ${MAX_DEPTH} levels`)
    if (++values > MAX_VALUES) throw new Stop(`holds more than ${MAX_VALUES} values`)
    const line = lines.get(path.join('\0'))
    const here = line === undefined ? near : {line, column: 1}
    if (typeof value === 'string' && !isWellFormed(value)) {
      throw new Stop('a text holds half of a character')
    }
    if (typeof value !== 'object') return leafAt(here, value)
    if (Array.isArray(value)) {
      return {...here, kind: 'list', items: value.map(item => tree(item, [...path, ''], here))}
    }
    if (value instanceof Date) return leafAt(here, String(value))
    const members = new Map<string, Member>()
    for (const [name, item] of Object.entries(value as TomlTable)) {
      const read = tree(item, [...path, name], here)
      members.set(name, {key: {line: read.line, column: read.column}, value: read})
    }
    return {...here, kind: 'object', members}
  }

  return tree(table, [], {line: 1, column: 1})
}

/** Longer lines stand in texts or are no names; a hostile text must not take long to be looked at. */
const LONGEST = 300
const HEADER = /^\s*\[([^[\]]+)\]\s*(?:#.*)?$/
const NAMED = /^\s*((?:[\w-]+|"[^"\\]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"\\]*"|'[^']*'))*)\s*=/

/** The lines of names that stand at the start of one, by path. */
function linesOf(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>()
  let table: readonly string[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.length > LONGEST) continue
    const header = HEADER.exec(line)?.[1]
    const named = NAMED.exec(line)?.[1]
    if (header !== undefined) table = partsOf(header)
    const path = header === undefined && named !== undefined ? [...table, ...partsOf(named)] : table
    const known = path.join('\0')
    if ((header ?? named) !== undefined && !lines.has(known)) lines.set(known, index + 1)
  }
  return lines
}

function partsOf(dotted: string): readonly string[] {
  const parts = dotted.match(/"[^"\\]*"|'[^']*'|[^\s."']+/g) ?? []
  return parts.map(part => part.replace(/^(["'])(.*)\1$/, '$2'))
}
