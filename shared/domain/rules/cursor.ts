import type {RuleProblem} from './rule.ts'

/** Ends the reading of a rule; caught where the rule began. */
export class RuleMistake extends Error {
  readonly index: number

  constructor(index: number, message: string) {
    super(message)
    this.index = index
  }
}

/** A place in the text of a rule. Space between tokens is passed over. */
export type RuleCursor = {
  readonly text: string
  /** The next token if it matches (a sticky pattern). */
  readonly take: (pattern: RegExp) => string | undefined
  /** Whether the next token matches (a sticky pattern); it is not taken. */
  readonly sees: (pattern: RegExp) => boolean
  readonly skip: (length: number) => void
  /** Where the next token begins. */
  readonly at: () => number
  /** The next character; empty at the end. */
  readonly peek: () => string
  readonly isAtEnd: () => boolean
  /** The next character in words, for a message. */
  readonly found: () => string
  /** Where the token that was taken last begins. */
  readonly last: () => number
  readonly fail: (message: string, index?: number) => never
}

export function cursor(text: string): RuleCursor {
  let at = 0
  let last = 0

  function pass(): void {
    while (/\s/.test(text[at] ?? '')) at++
  }

  function peek(): string {
    pass()
    const point = text.codePointAt(at)
    return point === undefined ? '' : String.fromCodePoint(point)
  }

  return {
    text,
    peek,
    take(pattern) {
      pass()
      pattern.lastIndex = at
      const token = pattern.exec(text)?.[0]
      if (token === undefined) return undefined
      last = at
      at += token.length
      return token
    },
    sees(pattern) {
      pass()
      pattern.lastIndex = at
      return pattern.test(text)
    },
    skip(length) {
      at += length
    },
    at() {
      pass()
      return at
    },
    isAtEnd: () => peek() === '',
    found: () => (peek() === '' ? 'the end of the rule' : JSON.stringify(peek())),
    last: () => last,
    fail(message, index) {
      pass()
      throw new RuleMistake(index ?? at, message)
    },
  }
}

/** Reads a whole text as one rule; what is wrong with it is a value with its place. */
export function readText<T>(
  text: string,
  parse: (read: RuleCursor) => T,
): {readonly rule: T} | {readonly problem: RuleProblem} {
  try {
    return {rule: parse(cursor(text))}
  } catch (error) {
    if (!(error instanceof RuleMistake)) throw error
    return {problem: {text, index: error.index, message: error.message}}
  }
}
