import type {RuleCursor} from '../rule-cursor.ts'
import {BARE_NAME, readQuotedName} from '../rule-name.ts'

/** The next name, bare or in double quotes, and where it begins. */
export function readColumn(
  read: RuleCursor,
  expected: string,
): {readonly name: string; readonly isQuoted: boolean; readonly at: number} {
  const quoted = readQuoted(read)
  if (quoted !== undefined) return {name: quoted, isQuoted: true, at: read.last()}
  const name = read.take(BARE_NAME)
  if (name === undefined) return read.fail(`expected ${expected}, found ${read.found()}`)
  return {name, isQuoted: false, at: read.last()}
}

/** What stands in double quotes, if that comes next. */
export function readQuoted(read: RuleCursor): string | undefined {
  if (read.peek() === "'") read.fail('names and texts are quoted with double quotes: "…"')
  if (read.take(/"/y) === undefined) return undefined
  const quoted = readQuotedName(read.text, read.last())
  if (!('name' in quoted)) return read.fail(quoted.message, quoted.index)
  read.skip(quoted.length - 1)
  return quoted.name
}
