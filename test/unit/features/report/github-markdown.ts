import MarkdownIt from 'markdown-it'

/** CommonMark with GitHub's tables, strikethrough, HTML and automatic links. */
const parser = new MarkdownIt({html: true, linkify: true})

type Token = ReturnType<typeof parser.parse>[number]

/** Every token of the text, inner ones in place, without the words. */
export function structureOf(markdown: string): readonly string[] {
  return tokensOf(markdown)
    .filter(({type}) => type !== 'text' && type !== 'text_special')
    .map(({type, tag, content, attrs}) => {
      if (type === 'html_inline' || type === 'html_block') return `${type} ${content.trim()}`
      return [type, tag, ...(attrs ?? []).flat()].join(' ').trim()
    })
}

/** The words that a reader sees, and what GitHub looks through for mentions and references. */
export function wordsOf(markdown: string): string {
  const words = tokensOf(markdown).map(({type, content}) => {
    if (type === 'text' || type === 'text_special' || type === 'code_inline') return content
    // Text between tags of one HTML block; GitHub decodes it and looks for mentions there too.
    if (type === 'html_block') return decode(content.replace(/<[^>]*>/g, ''))
    return ''
  })
  return words.join('')
}

/** The words outside of code, where GitHub makes links of its own. */
export function linkableOf(markdown: string): string {
  let inCode = 0
  const parts: string[] = []
  for (const {type, content} of tokensOf(markdown)) {
    if (type === 'html_inline' && content === '<code>') inCode++
    else if (type === 'html_inline' && content === '</code>') inCode--
    else if (inCode === 0 && (type === 'text' || type === 'text_special')) parts.push(content)
    else if (type === 'html_block') {
      parts.push(decode(content.replace(/<code>.*?<\/code>/gs, ' ').replace(/<[^>]*>/g, ' ')))
    }
  }
  return parts.join('')
}

function tokensOf(markdown: string): readonly Token[] {
  return parser.parse(markdown, {}).flatMap(token => (token.children ? token.children : [token]))
}

function decode(html: string): string {
  return html
    .replace(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}
