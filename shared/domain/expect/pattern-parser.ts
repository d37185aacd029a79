import type {RuleCursor} from '../rules/cursor.ts'
import {compilePattern} from './pattern.ts'

/** `/…/` behind `matches`: the text between the slashes, which is known to be understood. */
export function parsePattern(read: RuleCursor): string {
  if (read.take(/\//y) === undefined) {
    return read.fail(`expected a pattern such as /^[A-Z]{3}$/, found ${read.found()}`)
  }
  const start = read.last() + 1
  const end = endOf(read.text, start)
  if (end === undefined) return read.fail('this pattern has no second "/"', start - 1)
  const pattern = read.text.slice(start, end)
  const compiled = compilePattern(pattern)
  if ('message' in compiled) read.fail(compiled.message, start + compiled.index)
  read.skip(end + 1 - start)
  if (/[a-z]/.test(read.text[end + 1] ?? '')) {
    read.fail('patterns have no flags; write [Aa] for letters of both cases', end + 1)
  }
  return pattern
}

/** Where the slash stands that is neither escaped nor within brackets. */
function endOf(text: string, start: number): number | undefined {
  let isInClass = false
  for (let at = start; at < text.length; at++) {
    const char = text[at]
    if (char === '\\') at++
    else if (char === '[') isInClass = true
    else if (char === ']') isInClass = false
    else if (char === '/' && !isInClass) return at
  }
  return undefined
}
