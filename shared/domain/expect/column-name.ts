import type {RuleCursor} from '../rules/cursor.ts'
import {BARE_NAME, readQuoted} from '../rules/name.ts'

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
