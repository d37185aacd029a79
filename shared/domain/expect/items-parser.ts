import type {RuleCursor} from '../rules/cursor.ts'
import {BARE_NAME, readQuoted} from '../rules/name.ts'
import {readColumn} from './column-name.ts'
import type {Item} from './expectation.ts'

const MOST_ITEMS = 500
/** Digits behind a leading zero are a code, in cells as well. */
const NUMBER = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/

/** `[DE, FR]`. */
export function parseItems(read: RuleCursor): readonly Item[] {
  if (read.take(/\[/y) === undefined) return read.fail(`expected "[", found ${read.found()}`)
  const items: Item[] = []
  do {
    const item = parseItem(read, 'a value')
    if (items.some(({text}) => text === item.text)) {
      read.fail(`${JSON.stringify(item.text)} is named twice`, read.last())
    }
    items.push(item)
    if (items.length > MOST_ITEMS) read.fail(`a list has at most ${MOST_ITEMS} values`, read.last())
  } while (read.take(/,/y) !== undefined)
  if (read.take(/\]/y) === undefined) {
    read.fail(`expected "," or "]", found ${read.found()}; a value with blanks goes in quotes`)
  }
  return items
}

/** One value: a text in quotes means itself, a bare one also what it is as a number or truth value. */
export function parseItem(read: RuleCursor, expected: string): Item {
  const quoted = readQuoted(read)
  if (quoted !== undefined) return {text: quoted}
  const text = read.take(/[^\s,[\]"'()=<>]+/uy)
  if (text === undefined) return read.fail(`expected ${expected}, found ${read.found()}`)
  if (NUMBER.test(text)) {
    const number = Number(text)
    if (!Number.isFinite(number)) read.fail('this number is too large', read.last())
    return {text, number}
  }
  const word = text.toLowerCase()
  return word === 'true' || word === 'false' ? {text, truth: word === 'true'} : {text}
}

/** `customers.id`: a dataset of the configuration and one of its columns. The last dot parts them. */
export function parseKey(read: RuleCursor): {readonly dataset: string; readonly target: string} {
  const quoted = readQuoted(read)
  if (quoted !== undefined) {
    if (read.take(/\./y) === undefined) {
      read.fail(`expected "." and a column of that dataset, found ${read.found()}`)
    }
    return {dataset: quoted, target: readColumn(read, 'the name of a column').name}
  }
  const name = read.take(BARE_NAME)
  if (name === undefined) {
    return read.fail(
      `expected a list such as [DE, FR], or a column of another dataset such as customers.id; found ${read.found()}`,
    )
  }
  const at = name.lastIndexOf('.')
  if (at < 1) {
    read.fail(
      `expected a list such as [${name}], or a column of another dataset such as ${name}.id`,
      read.last(),
    )
  }
  const target = name.slice(at + 1)
  if (target !== '') return {dataset: name.slice(0, at), target}
  return {dataset: name.slice(0, at), target: readColumn(read, 'the name of a column').name}
}
