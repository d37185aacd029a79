import {didYouMean} from '../nearest.ts'
import type {RuleCursor} from '../rules/cursor.ts'
import {readColumn} from './column-name.ts'
import {CELL_TYPES, type Check} from './expectation.ts'

const WORDS = [
  ...CELL_TYPES,
  'unique',
  'never missing',
  'increasing',
  'decreasing',
  'strictly',
] as const
/** Words of other tools. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  str: 'text',
  float: 'number',
  numeric: 'number',
  int: 'integer',
  bool: 'boolean',
  datetime: 'timestamp',
  required: 'never missing',
  present: 'never missing',
  ascending: 'increasing',
  sorted: 'increasing',
  monotonic: 'increasing',
  descending: 'decreasing',
  distinct: 'unique',
}

/** `price is …`, after its "is". */
export function parseIs(read: RuleCursor, column: string): Check {
  const word = read.take(/[\p{L}]+/uy)
  if (word === undefined) {
    return read.fail(`expected one of ${WORDS.join(', ')}; found ${read.found()}`)
  }
  const at = read.last()
  const type = CELL_TYPES.find(known => known === word)
  if (type !== undefined) return {kind: 'type', column, type}
  switch (word) {
    case 'unique':
      return {kind: 'unique', columns: [column]}
    case 'never':
      if (read.take(/missing\b/y) === undefined) {
        read.fail(`expected "missing", found ${read.found()}`)
      }
      return {kind: 'present', column}
    case 'not':
      return read.fail('write "is never missing", "not in [...]" or "!="', at)
    case 'strictly':
      return parseOrder(read, column, true)
    case 'increasing':
    case 'decreasing':
      return orderOf(read, {column, word, isStrict: false})
    default: {
      const other = Object.hasOwn(OTHER_WORDS, word) ? OTHER_WORDS[word] : undefined
      const hint = other === undefined ? didYouMean(word, WORDS) : `; did you mean "${other}"?`
      const list = hint === '' ? `; there is ${WORDS.join(', ')}` : hint
      return read.fail(`${JSON.stringify(word)} is not understood${list}`, at)
    }
  }
}

function parseOrder(read: RuleCursor, column: string, isStrict: boolean): Check {
  const word = read.take(/increasing\b|decreasing\b/y)
  if (word === undefined) {
    return read.fail(`expected increasing or decreasing, found ${read.found()}`)
  }
  return orderOf(read, {column, word, isStrict})
}

function orderOf(
  read: RuleCursor,
  {
    column,
    word,
    isStrict,
  }: {readonly column: string; readonly word: string; readonly isStrict: boolean},
): Check {
  const per = parsePer(read)
  const order = {kind: 'order', column, isFalling: word === 'decreasing', isStrict} as const
  return per === undefined ? order : {...order, per}
}

/** `per store`, where it stands. */
export function parsePer(read: RuleCursor): string | undefined {
  if (read.take(/per\b/y) === undefined) return undefined
  return readColumn(read, 'the name of a column').name
}
