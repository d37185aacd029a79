/** One element of an answer; what is not there has neither text nor children. */
export type XmlNode = {
  readonly text: (name: string) => string | undefined
  readonly attribute: (name: string) => string | undefined
  /** The text of the element itself. */
  readonly own: string
  readonly all: (name: string) => readonly XmlNode[]
}

/**
 * The root element of a well-formed document of this name; nothing for anything else, a document that ends early or
 * brings its own entities among it.
 */
export async function readXml(bytes: Uint8Array, root: string): Promise<XmlNode | undefined> {
  const {XMLParser, XMLValidator} = await import('fast-xml-parser')
  try {
    const text = new TextDecoder('utf-8', {fatal: true}).decode(bytes)
    if (text.includes('<!DOCTYPE') || XMLValidator.validate(text) !== true) return undefined
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      parseTagValue: false,
      parseAttributeValue: false,
      trimValues: false,
      ignoreDeclaration: true,
      ignorePiTags: true,
      // Numbers of characters (&#13;) come with these.
      htmlEntities: true,
    })
    const document: unknown = parser.parse(text)
    const element = memberOf(document, root)
    return element === undefined || Array.isArray(element) ? undefined : nodeOf(element)
  } catch {
    return undefined
  }
}

function nodeOf(value: unknown): XmlNode {
  const own = typeof value === 'string' ? value : String(memberOf(value, '#text') ?? '')
  const all = (name: string) => {
    const found = memberOf(value, name)
    if (found === undefined) return []
    return (Array.isArray(found) ? found : [found]).map(nodeOf)
  }
  return {
    own,
    all,
    text(name) {
      const [only, ...more] = all(name)
      return more.length === 0 ? only?.own : undefined
    },
    attribute(name) {
      const found = memberOf(value, `@${name}`)
      return typeof found === 'string' ? found : undefined
    },
  }
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return Object.getOwnPropertyDescriptor(value, name)?.value
}

/** A size as a text of digits. */
export function sizeOf(text: string | undefined): number {
  return text !== undefined && /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : Number.NaN
}
