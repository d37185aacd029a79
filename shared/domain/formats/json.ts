import {isWellFormed} from '../json.ts'
import {
  MAX_DEPTH,
  MAX_VALUES,
  type Member,
  type ParsedTree,
  type Spot,
  type TextProblem,
  type Tree,
} from '../tree.ts'
import {readEscape} from './json-escape.ts'

/** Ends the reading; caught at the door. */
class Stop extends Error {
  readonly index: number

  constructor(index: number, message: string) {
    super(message)
    this.index = index
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /-?[A-Za-z_][A-Za-z_0-9]*/y
const WORDS: ReadonlyMap<string, number | boolean | null> = new Map<
  string,
  number | boolean | null
>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
])

/**
 * Reads JSON after RFC 8259, and besides what Python's json module writes: bare NaN, Infinity and -Infinity.
 * A number too large for a double is infinite. Duplicate keys, which most readers pass over, are refused.
 */
export function parseJsonTree(text: string): ParsedTree {
  const problems: TextProblem[] = []
  let at = text.startsWith('\ufeff') ? 1 : 0
  let line = 1
  let lineStart = at
  let values = 0

  const spot = (index: number): Spot => ({line, column: index - lineStart + 1})

  function space(): void {
    for (;;) {
      const char = text[at]
      if (char === '\n') {
        line++
        lineStart = at + 1
      } else if (char !== ' ' && char !== '\t' && char !== '\r') return
      at++
    }
  }

  function value(depth: number): Tree {
    if (depth > MAX_DEPTH) throw new Stop(at, `nests deeper than ${MAX_DEPTH} levels`)
    if (++values > MAX_VALUES) throw new Stop(at, `holds more than ${MAX_VALUES} values`)
    const here = spot(at)
    switch (text[at]) {
      case '{':
        return {...here, kind: 'object', members: members(depth)}
      case '[':
        return {...here, kind: 'list', items: items(depth)}
      case '"':
        return {...here, kind: 'text', value: string()}
      default:
        return scalar(here)
    }
  }

  function scalar(here: Spot): Tree {
    const word = match(WORD)
    if (word !== undefined) {
      const meant = WORDS.get(word)
      if (meant === undefined) throw new Stop(at, `expected a value, found ${word}`)
      at += word.length
      if (meant === null) return {...here, kind: 'null'}
      return typeof meant === 'number'
        ? {...here, kind: 'number', value: meant}
        : {...here, kind: 'flag', value: meant}
    }
    const digits = match(NUMBER)
    if (digits === undefined) throw new Stop(at, `expected a value, found ${found()}`)
    const after = text[at + digits.length] ?? ''
    if (/[\w.+-]/.test(after)) throw new Stop(at, 'is not a number as JSON writes it')
    at += digits.length
    return {...here, kind: 'number', value: Number(digits)}
  }

  function members(depth: number): ReadonlyMap<string, Member> {
    const all = new Map<string, Member>()
    list('}', () => {
      if (text[at] !== '"') throw new Stop(at, `expected a name in double quotes, found ${found()}`)
      const key = spot(at)
      const name = string()
      space()
      if (text[at] !== ':') throw new Stop(at, `expected ":", found ${found()}`)
      at++
      space()
      const item = value(depth + 1)
      const first = all.get(name)
      if (first) {
        const message = `duplicate key ${JSON.stringify(name)} (first on line ${first.key.line})`
        problems.push({...key, message})
      } else all.set(name, {key, value: item})
    })
    return all
  }

  function items(depth: number): readonly Tree[] {
    const all: Tree[] = []
    list(']', () => all.push(value(depth + 1)))
    return all
  }

  /** What stands between an opening bracket, where reading is, and its end, with commas between the elements. */
  function list(end: '}' | ']', element: () => void): void {
    at++
    space()
    if (text[at] === end) {
      at++
      return
    }
    for (;;) {
      element()
      space()
      if (text[at] === end) {
        at++
        return
      }
      if (text[at] !== ',') throw new Stop(at, `expected "," or "${end}", found ${found()}`)
      at++
      space()
      if (text[at] === end) throw new Stop(at, `"${end}" right after a comma`)
    }
  }

  function string(): string {
    const start = at
    let result = ''
    let from = ++at
    for (;;) {
      const char = text[at]
      if (char === undefined) throw new Stop(start, 'this text has no closing quote')
      if (char < ' ') throw new Stop(at, 'a control character in a text must be escaped')
      if (char === '"') break
      if (char !== '\\') {
        at++
        continue
      }
      const escaped = readEscape(text, at)
      if (escaped === undefined) throw new Stop(at, 'unknown escape in a text')
      result += text.slice(from, at) + escaped.value
      at += escaped.length
      from = at
    }
    result += text.slice(from, at)
    at++
    if (!isWellFormed(result)) throw new Stop(start, 'this text holds half of a character')
    return result
  }

  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0]
  }

  function found(): string {
    const point = text.codePointAt(at)
    return point === undefined ? 'the end of the file' : JSON.stringify(String.fromCodePoint(point))
  }

  try {
    space()
    if (at === text.length) throw new Stop(at, 'is empty')
    const tree = value(1)
    space()
    if (at < text.length) throw new Stop(at, `expected the end of the file, found ${found()}`)
    return problems.length > 0 ? {problems} : {tree}
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    return {problems: [...problems, {...spot(error.index), message: error.message}]}
  }
}
