import {isFairnessMeasure} from '../fairness/names.ts'
import type {RuleCursor} from './cursor.ts'
import {looksLikeBound, readPattern, readQuotedName, readWord} from './name.ts'
import type {Groups, Rule, SliceSelector, WantedValue} from './rule.ts'

export type Subject = Pick<Rule, 'metric' | 'isPattern' | 'slice' | 'groups'>

/** A metric, and which part of the examples of it. */
export function parseSubject(read: RuleCursor): Subject {
  const {metric, ...pattern} = parseName(read)
  if (read.take(/\[/y) === undefined) return {metric, ...pattern}
  if (isFairnessMeasure(metric) && !('isPattern' in pattern)) {
    return {metric, groups: parseGroups(read, metric)}
  }
  return {metric, ...pattern, slice: parseSlice(read)}
}

/** A name, in quotes where it holds other characters; without them `*` makes it a pattern. */
export function parseName(read: RuleCursor): Pick<Rule, 'metric' | 'isPattern'> {
  const {text} = read
  const next = read.peek()
  const at = read.at()
  if (next === '') read.fail('expected a rule such as "rmse <= 3.5"')
  if (next === '"') {
    const quoted = readQuotedName(text, at)
    if (!('name' in quoted)) read.fail(quoted.message, quoted.index)
    read.skip(quoted.length)
    return {metric: quoted.name}
  }
  if (next === "'") read.fail('names are quoted with double quotes: "…"')
  const name = readPattern(text, at)
  if (name === undefined || looksLikeBound(name)) {
    return read.fail('a rule begins with the name of a metric, as in "rmse <= 3.5"')
  }
  read.skip(name.length)
  return name.includes('*') ? {metric: name, isPattern: true} : {metric: name}
}

function parseGroups(read: RuleCursor, measure: string): Groups {
  const dimension = readWord(read, 'the dimension of the groups')
  if (read.take(/,/y) === undefined) {
    close(read, measure === 'disparate_impact' ? '"]" or ", reference=…"' : '"]"')
    return {dimension}
  }
  if (measure !== 'disparate_impact') {
    read.fail('only disparate_impact has a reference group', read.last())
  }
  if (read.take(/reference\s*=/y) === undefined) {
    read.fail(`expected "reference=…" after the comma, found ${read.found()}`)
  }
  const reference = readWord(read, 'the name of a group')
  close(read, '"]"')
  return {dimension, reference}
}

const MOST_DIMENSIONS = 10
/** Of several lists every combination is meant. */
const MOST_SLICES = 1000

function parseSlice(read: RuleCursor): SliceSelector {
  const where: WantedValue[] = []
  const any = new Set<string>()
  let isEvery = false
  do {
    const isBare = read.peek() !== '"'
    const dimension = readWord(read, 'the name of a dimension, as in "[month=12]"')
    const nameIndex = read.last()
    const isList = read.take(/in\b/y) !== undefined
    if (!isList && read.take(/=/y) === undefined) {
      read.fail(`expected "=" after the dimension, as in "[month=12]", found ${read.found()}`)
    }
    if (where.some(one => one.dimension === dimension) || where.length === MOST_DIMENSIONS) {
      read.fail(`the dimension ${dimension} is one too many`, nameIndex)
    }
    const wild = isList ? undefined : read.take(/\*|worst(?=\s*[,\]])/y)
    if (isBare && dimension === 'slice') {
      if (wild === undefined) {
        read.fail('"slice" stands for all slices: write "*" or "worst", or name a dimension')
      }
      isEvery = true
    }
    if (wild !== undefined) any.add(wild)
    if (isList) where.push(parseList(read, dimension))
    else where.push(wild === undefined ? {dimension, value: sliceValue(read)} : {dimension})
  } while (read.take(/,/y) !== undefined)
  if (isEvery && where.length > 1) read.fail('"slice" stands for all slices, so it stands alone')
  if (any.size > 1) read.fail('"*" and "worst" do not go together')
  checkLists(read, where, any.size > 0)
  close(read, '"," or "]"')
  return {pick: any.has('worst') ? 'worst' : 'each', where: isEvery ? [] : inOrder(where)}
}

/** `(1, 2, 3)`: slices that must all be there. */
function parseList(read: RuleCursor, dimension: string): WantedValue {
  if (read.take(/\(/y) === undefined) {
    read.fail(`expected values in parentheses, as in "[month in (1, 2)]", found ${read.found()}`)
  }
  const values: string[] = []
  do {
    const value = readWord(read, 'a value')
    if (values.includes(value)) read.fail(`${value} is named already`, read.last())
    values.push(value)
  } while (read.take(/,/y) !== undefined)
  if (read.take(/\)/y) === undefined) read.fail(`expected "," or ")", found ${read.found()}`)
  const [value = '', ...more] = values
  return more.length === 0 ? {dimension, value} : {dimension, values: values.sort()}
}

/** What is there by chance of the file cannot be combined with what must be there. */
function checkLists(read: RuleCursor, where: readonly WantedValue[], isWild: boolean): void {
  const lists = where.flatMap(({values}) => (values ? [values] : []))
  if (lists.length > 0 && isWild) {
    read.fail('a list names the slices that must be there, so "*" and "worst" do not go with it')
  }
  const count = lists.reduce((product, values) => product * values.length, 1)
  if (count > MOST_SLICES) read.fail(`these lists mean more than ${MOST_SLICES} slices`)
}

/** The order of dimensions says nothing, so equal slices print alike. */
function inOrder(where: SliceSelector['where']): SliceSelector['where'] {
  return [...where].sort((a, b) => (a.dimension < b.dimension ? -1 : 1))
}

function sliceValue(read: RuleCursor): string {
  return readWord(read, 'a value, "*" or "worst"')
}

function close(read: RuleCursor, expected: string): void {
  if (read.take(/\]/y) === undefined) read.fail(`expected ${expected}, found ${read.found()}`)
}
