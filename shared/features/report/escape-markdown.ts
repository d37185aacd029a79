import {visible, visibleSentence} from './visible.ts'

const PAUSE = '\u200b'

/**
 * What GitHub turns into links and pictures after Markdown is done, on the text itself: no escape of Markdown's own
 * stops it, only a character of no width between.
 */
const AUTOMATIC: readonly RegExp[] = [
  /@/g,
  /#/g,
  /\bGH-(?=\d|$)/gi,
  /:(?=\/\/)/g,
  /^\/(?=\/)/g,
  /\bwww(?=\.|$)/gi,
  /:(?=[\w+-]+:)/g,
]

/** From seven digits on GitHub looks whether there is such a commit. */
const COMMIT = /(?=\d*[a-f])[0-9a-f]{7,}/g

/** Entities never count as markup in Markdown, in a table, in HTML, or at the start of a line. */
const MARKUP = /[\\`*[\]<>&|~#$\u200b]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g

function entity(character: string): string {
  switch (character) {
    case '&':
      return '&amp;'
    case '<':
      return '&lt;'
    case '>':
      return '&gt;'
    case '$':
      // GitHub's documented way to keep a dollar sign out of formulas.
      return '<span>$</span>'
    default:
      return `&#${character.codePointAt(0)};`
  }
}

/** Text that stays text: in a paragraph, a table cell, and inside HTML within Markdown. */
export function escapeText(text: string): string {
  return encode(visibleSentence(text))
}

/** A code span; what could break out of backticks, or out of a table, is written as HTML instead. */
export function codeSpan(text: string): string {
  const shown = visible(text)
  if (shown === '') return '<code>&#32;</code>'
  const isPlain = !/[`|\\$\u2068]|<(?![=\s])|^\s|\s$|\s\s/.test(shown)
  return isPlain ? `\`${shown}\`` : codeElement(text)
}

/** The same where only HTML is read. */
export function codeElement(text: string): string {
  return `<code>${encode(visible(text))}</code>`
}

function encode(shown: string): string {
  let paused = shown.replace(COMMIT, run => run.replace(/.{6}(?=.)/g, `$&${PAUSE}`))
  for (const pattern of AUTOMATIC) paused = paused.replace(pattern, `$&${PAUSE}`)
  return paused.replace(MARKUP, entity)
}

/** Text at the start of a block that would open a list, a heading, a quote or a rule. */
export function escapeStart(rendered: string): string {
  return rendered
    .replace(/^\s+/, '')
    .replace(/^[-+=]/, sign => `&#${sign.codePointAt(0)};`)
    .replace(
      /^(\d{1,9})([.)])/,
      (_, number: string, sign: string) => `${number}&#${sign.codePointAt(0)};`,
    )
}

/** The lines of a code block; the opening of an HTML comment is broken, because our own markers are such comments. */
export function fenced(text: string, language: string): string {
  const body = text
    .split('\n')
    .map(each => visible(each).replaceAll('<!--', `<!${PAUSE}--`))
    .join('\n')
  const longest = Math.max(2, ...(body.match(/`+/g) ?? []).map(run => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${body}\n${fence}`
}

/** An address that can stand in Markdown and HTML as it is, or nothing when it is none of the web. */
export function safeHref(href: string): string | undefined {
  const encoded = href.replace(/[^\w\-.~:/?#@!&=+,;%]/gu, character =>
    encodeURIComponent(wellFormed(character)).replace(
      /[()'*]/g,
      sign => `%${sign.charCodeAt(0).toString(16)}`,
    ),
  )
  return /^https?:\/\/[\w.-]+(:\d+)?(\/|$)/i.test(encoded) ? encoded : undefined
}

function wellFormed(character: string): string {
  return /\p{Surrogate}/u.test(character) ? '\ufffd' : character
}
