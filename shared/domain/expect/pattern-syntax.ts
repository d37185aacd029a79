/** A pattern as a tree. */
export type Node =
  | {readonly kind: 'char'; readonly accepts: (point: number) => boolean}
  | {readonly kind: 'begin' | 'end'}
  | {readonly kind: 'all' | 'any'; readonly parts: readonly Node[]}
  | {readonly kind: 'repeat'; readonly part: Node; readonly least: number; readonly most: number}

export class PatternMistake extends Error {
  readonly index: number

  constructor(index: number, message: string) {
    super(message)
    this.index = index
  }
}

const MOST_REPEATS = 1000
const DEEPEST = 50

/*
 *   pattern = branch { "|" branch } ;
 *   branch  = { ( "^" | "$" | atom [ repeat ] ) } ;
 *   atom    = "." | escape | character | class | "(" [ "?:" ] pattern ")" ;
 *   repeat  = "*" | "+" | "?" | "{" n [ "," [ n ] ] "}" ;
 *   class   = "[" [ "^" ] { character [ "-" character ] | escape } "]" ;
 *   escape  = "\" ( "d" | "D" | "w" | "W" | "s" | "S" | "n" | "r" | "t" | punctuation
 *                 | "u" 4 hex digits | ( "p" | "P" ) "{" category "}" ) ;
 */

/** Reads the text of a pattern; throws a `PatternMistake` for what is not understood. */
export function parsePatternText(text: string): Node {
  let at = 0
  let depth = 0

  const peek = () => text[at]
  const fail = (message: string, index = at): never => {
    throw new PatternMistake(index, message)
  }

  function branches(): Node {
    if (++depth > DEEPEST) fail('this pattern is nested too deep')
    const parts = [branch()]
    while (peek() === '|') {
      at++
      parts.push(branch())
    }
    depth--
    const [only, ...more] = parts
    return only !== undefined && more.length === 0 ? only : {kind: 'any', parts}
  }

  function branch(): Node {
    const parts: Node[] = []
    for (let char = peek(); char !== undefined && char !== '|' && char !== ')'; char = peek()) {
      const start = at
      if (char === '^' || char === '$') {
        at++
        parts.push({kind: char === '^' ? 'begin' : 'end'})
        if (/[*+?{]/.test(peek() ?? '')) fail('there is nothing to repeat')
        continue
      }
      parts.push(repeated(atom(char), start))
    }
    return {kind: 'all', parts}
  }

  function repeated(part: Node, start: number): Node {
    const range = repeatOf()
    if (range === undefined) return part
    if (/[*+?{]/.test(peek() ?? '')) {
      fail(
        peek() === '?'
          ? 'a lazy repetition finds the same cells; leave the second sign away'
          : 'a repetition of a repetition goes in brackets',
      )
    }
    if (range.most < range.least) fail('the lower number comes first', start)
    return {kind: 'repeat', part, ...range}
  }

  function repeatOf(): {readonly least: number; readonly most: number} | undefined {
    const char = peek()
    if (char === '*' || char === '+' || char === '?') {
      at++
      return {least: char === '+' ? 1 : 0, most: char === '?' ? 1 : Number.POSITIVE_INFINITY}
    }
    if (char !== '{') return undefined
    const hit = /^\{(\d{1,9})(?:(,)(\d{0,9}))?\}/.exec(text.slice(at))
    if (!hit) return fail('expected a repetition such as {3} or {2,5}; a brace itself is \\{')
    const [whole, from = '', comma, to = ''] = hit
    const least = Number(from)
    const most = comma === undefined ? least : to === '' ? Number.POSITIVE_INFINITY : Number(to)
    if (least > MOST_REPEATS || (most !== Number.POSITIVE_INFINITY && most > MOST_REPEATS)) {
      fail(`at most ${MOST_REPEATS} repetitions are counted`)
    }
    at += whole.length
    return {least, most}
  }

  function atom(char: string): Node {
    switch (char) {
      case '(':
        return group()
      case '[':
        return {kind: 'char', accepts: charClass()}
      case '.':
        at++
        return {kind: 'char', accepts: isNoLineEnd}
      case '\\':
        return {kind: 'char', accepts: escaped().accepts}
      case '*':
      case '+':
      case '?':
        return fail('there is nothing to repeat')
      case '{':
      case '}':
      case ']':
        return fail(`write \\${char} for this character`)
      default: {
        const point = character()
        return {kind: 'char', accepts: one => one === point}
      }
    }
  }

  function group(): Node {
    const start = at++
    if (peek() === '?') {
      if (text[at + 1] !== ':') {
        fail('a pattern here cannot look ahead or back, and groups have no names', start)
      }
      at += 2
    }
    const inner = branches()
    if (peek() !== ')') fail('this bracket is not closed', start)
    at++
    return inner
  }

  function character(): number {
    const point = text.codePointAt(at) ?? 0
    at += point > 0xffff ? 2 : 1
    return point
  }

  type Escaped = {readonly accepts: (point: number) => boolean; readonly point?: number}

  function escaped(): Escaped {
    const start = at
    const letter = text[at + 1]
    at += 2
    if (letter === undefined) return fail('a backslash needs a character behind it', start)
    const exact = (point: number): Escaped => ({accepts: one => one === point, point})
    if (/[dDwWsS]/.test(letter)) return {accepts: nativeClass(`\\${letter}`)}
    if (letter === 'n') return exact(10)
    if (letter === 'r') return exact(13)
    if (letter === 't') return exact(9)
    if (letter === 'p' || letter === 'P') {
      const hit = /^\{[A-Za-z_]+(?:=[A-Za-z_]+)?\}/.exec(text.slice(at))?.[0]
      if (hit === undefined) return fail('expected a category such as \\p{L}', start)
      at += hit.length
      try {
        return {accepts: nativeClass(`\\${letter}${hit}`)}
      } catch {
        return fail(`there is no category ${hit.slice(1, -1)}`, start)
      }
    }
    if (letter === 'u') {
      const hit = /^[0-9a-fA-F]{4}/.exec(text.slice(at))?.[0]
      if (hit === undefined)
        return fail('expected four digits of a character, as in \\u00e9', start)
      at += 4
      return exact(Number.parseInt(hit, 16))
    }
    if (/[0-9]/.test(letter)) return fail('a pattern here cannot refer back to a group', start)
    if (letter === 'b' || letter === 'B') {
      return fail('ends of words are not understood; write what may stand there', start)
    }
    if (!/[\\^$.*+?()[\]{}|/\-"']/.test(letter)) {
      return fail(`\\${letter} is not understood`, start)
    }
    return exact(letter.codePointAt(0) ?? 0)
  }

  function charClass(): (point: number) => boolean {
    const start = at++
    const isNegated = peek() === '^'
    if (isNegated) at++
    const tests: ((point: number) => boolean)[] = []
    for (let char = peek(); char !== ']'; char = peek()) {
      if (char === undefined) return fail('this bracket is not closed', start)
      const from = at
      const low: Escaped = member(char)
      if (peek() !== '-' || text[at + 1] === ']' || text[at + 1] === undefined) {
        tests.push(low.accepts)
        continue
      }
      at++
      const high = member(peek() ?? '')
      if (low.point === undefined || high.point === undefined) {
        return fail('a range goes from one character to another', from)
      }
      const [least, most] = [low.point, high.point]
      if (least > most) return fail('this range goes backwards', from)
      tests.push(point => point >= least && point <= most)
    }
    at++
    if (tests.length === 0) return fail('this class is empty', start)
    return point => tests.some(test => test(point)) !== isNegated
  }

  function member(char: string): Escaped {
    if (char === '\\') return escaped()
    const point = character()
    return {accepts: one => one === point, point}
  }

  const node = branches()
  if (peek() === ')') fail('this bracket was not opened')
  return node
}

/** A class of single characters, as the engine of this language knows it. */
function nativeClass(source: string): (point: number) => boolean {
  const one = new RegExp(`^${source}$`, 'u')
  return point => one.test(String.fromCodePoint(point))
}

function isNoLineEnd(point: number): boolean {
  return point !== 10 && point !== 13 && point !== 0x2028 && point !== 0x2029
}
