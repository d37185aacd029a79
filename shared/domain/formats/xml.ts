import {MAX_DEPTH} from '../tree.ts'

export type XmlElement = {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  readonly line: number
}

type Open = XmlElement & {readonly children: XmlElement[]}

/** Ends the reading; caught at the door. */
class Stop extends Error {}

const MOST_ELEMENTS = 1_000_000
const NAME = /[\p{L}_:][\p{L}\p{N}_:.\-\u00b7]*/uy
const ATTRIBUTE = /\s+([\p{L}_:][\p{L}\p{N}_:.\-\u00b7]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/uy
const TAG_END = /\s*(\/?)>/y
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

/**
 * Elements and attributes of an XML document, which is all that reports of tests say. Texts are checked and left out.
 * A document type is refused, and with it every entity but the five that all know and numbers of characters: there is
 * nothing to expand, and nothing to fetch.
 */
export function parseXml(
  text: string,
): {readonly root: XmlElement} | {readonly line: number; readonly message: string} {
  let at = 0
  let counted = 0
  let line = 1
  let elements = 0
  const open: Open[] = []
  let root: XmlElement | undefined

  function lineAt(index: number): number {
    for (; counted < index; counted++) if (text.charCodeAt(counted) === 10) line++
    return line
  }
  function through(end: string, what: string): void {
    const found = text.indexOf(end, at)
    if (found < 0) throw new Stop(`this ${what} does not end`)
    at = found + end.length
  }

  function markup(): void {
    if (text.startsWith('<!--', at)) through('-->', 'comment')
    else if (text.startsWith('<![CDATA[', at)) {
      if (open.length === 0) throw new Stop('a text outside of all elements')
      through(']]>', 'text')
    } else if (text.startsWith('<?', at)) through('?>', 'instruction')
    else if (text.startsWith('<!', at)) {
      throw new Stop('a document type or an entity of its own is not read')
    } else if (text.startsWith('</', at)) closing()
    else opening()
  }

  function closing(): void {
    at += 2
    const name = match(NAME)
    const element = open.pop()
    if (name === undefined || name !== element?.name) {
      throw new Stop(element ? `expected </${element.name}>` : 'an end without a beginning')
    }
    if (match(TAG_END) === undefined || text[at - 2] === '/') throw new Stop('expected ">"')
  }

  function opening(): void {
    if (root && open.length === 0) throw new Stop('there is more than one root element')
    if (++elements > MOST_ELEMENTS) throw new Stop(`holds more than ${MOST_ELEMENTS} elements`)
    if (open.length === MAX_DEPTH) throw new Stop(`nests deeper than ${MAX_DEPTH} levels`)
    const here = lineAt(at)
    at++
    const name = match(NAME)
    if (name === undefined) throw new Stop('expected the name of an element')
    const element: Open = {name, attributes: attributes(), children: [], line: here}
    const end = match(TAG_END)
    if (end === undefined)
      throw new Stop(`an attribute of <${name}> is not written as name="value"`)
    const parent = open.at(-1)
    if (parent) parent.children.push(element)
    else root = element
    if (!end.endsWith('/>')) open.push(element)
  }

  function attributes(): ReadonlyMap<string, string> {
    const all = new Map<string, string>()
    for (;;) {
      ATTRIBUTE.lastIndex = at
      const found = ATTRIBUTE.exec(text)
      const [whole, name] = found ?? []
      if (whole === undefined || name === undefined) return all
      if (all.has(name)) throw new Stop(`the attribute ${name} is there twice`)
      all.set(name, resolved(found?.[2] ?? found?.[3] ?? ''))
      at += whole.length
    }
  }

  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    at += found?.length ?? 0
    return found
  }

  function characters(from: number, to: number): void {
    const part = text.slice(from, to)
    if (open.length === 0 && part.trim() !== '') throw new Stop('a text outside of all elements')
    if (part.includes('&')) resolved(part)
  }

  try {
    if (text.startsWith('\ufeff')) at = 1
    while (at < text.length) {
      const next = text.indexOf('<', at)
      characters(at, next < 0 ? text.length : next)
      if (next < 0) break
      at = next
      markup()
    }
    const unclosed = open.at(-1)
    if (unclosed) throw new Stop(`<${unclosed.name}> of line ${unclosed.line} does not end`)
    return root ? {root} : {line: 1, message: 'has no element'}
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    return {line: lineAt(Math.min(at, text.length)), message: error.message}
  }
}

function resolved(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{1,8}));|&/g,
    (_, decimal, hex, name) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined
      if (code !== undefined && code <= 0x10ffff) return String.fromCodePoint(code)
      const known = ENTITIES.get(name ?? '')
      if (known === undefined)
        throw new Stop(name ? `the entity &${name}; is not read` : 'an & that begins no entity')
      return known
    },
  )
}
