import {type Sign, SYMBOLS} from '../../domain/symbols.ts'

/** A piece of a line. All text may be hostile: only a renderer decides how it is written, and escapes it. */
export type Inline =
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'strong'; readonly content: Line}
  | {readonly kind: 'code'; readonly text: string}
  | {readonly kind: 'link'; readonly href: string; readonly content: Line}
  | {readonly kind: 'symbol'; readonly symbol: Sign}

export type Line = readonly Inline[]

export type Column = {readonly title: Line; readonly align?: 'left' | 'right'}

export type Block =
  | {readonly kind: 'heading'; readonly content: Line}
  | {readonly kind: 'paragraph'; readonly content: Line}
  | {readonly kind: 'note'; readonly content: Line}
  | {readonly kind: 'footer'; readonly content: Line}
  | {readonly kind: 'code'; readonly text: string; readonly language?: 'diff' | 'sh' | 'mermaid'}
  | {
      readonly kind: 'table'
      readonly columns: readonly Column[]
      readonly rows: readonly (readonly Line[])[]
    }
  | {readonly kind: 'details'; readonly summary: Line; readonly blocks: readonly Block[]}

/** One report, before it is known whether it becomes a comment, a job summary, a page or lines in a terminal. */
export type Document = {readonly blocks: readonly Block[]}

const LONGEST_NAME = 160

/** Text of any length in a place for a name: the middle is left out, so that both ends can be recognised. */
export function clip(text: string, most = LONGEST_NAME): string {
  if (text.length <= most) return text
  const half = Math.floor((most - 1) / 2)
  const head = text.slice(0, half).replace(/[\ud800-\udbff]$/, '')
  const tail = text.slice(-half).replace(/^[\udc00-\udfff]/, '')
  return `${head}…${tail}`
}

export function text(value: string): Inline {
  return {kind: 'text', text: value}
}

/** A name or value that somebody chose, shown exactly, clipped. */
export function code(value: string): Inline {
  return {kind: 'code', text: clip(value)}
}

export function strong(...content: readonly (Inline | string)[]): Inline {
  return {kind: 'strong', content: line(...content)}
}

export function link(href: string | undefined, ...content: readonly (Inline | string)[]): Inline {
  const inner = line(...content)
  if (href !== undefined) return {kind: 'link', href, content: inner}
  const [only] = inner
  return inner.length === 1 && only ? only : text(plainText(inner))
}

export function symbol(name: Sign): Inline {
  return {kind: 'symbol', symbol: name}
}

export function line(...parts: readonly (Inline | string)[]): Line {
  return parts.map(part => (typeof part === 'string' ? text(part) : part))
}

export function paragraph(...parts: readonly (Inline | string)[]): Block {
  return {kind: 'paragraph', content: line(...parts)}
}

/** Lines joined by a separator: `a, b, c`. */
export function join(lines: readonly Line[], separator: string): Line {
  return lines.flatMap((each, index) => (index === 0 ? each : [text(separator), ...each]))
}

/** What a line says, without any markup. */
export function plainText(content: Line): string {
  return content.map(wordsOf).join('')
}

function wordsOf(part: Inline): string {
  switch (part.kind) {
    case 'text':
    case 'code':
      return part.text
    case 'strong':
    case 'link':
      return plainText(part.content)
    case 'symbol':
      return SYMBOLS[part.symbol]
  }
}
