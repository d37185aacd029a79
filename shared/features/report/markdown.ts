import {SYMBOLS} from '../../domain/symbols.ts'
import type {Block, Document, Inline, Line} from './document.ts'
import {
  codeElement,
  codeSpan,
  escapeStart,
  escapeText,
  fenced,
  safeHref,
} from './escape-markdown.ts'

/** GitHub's Markdown: what a document says, and nothing that its text might say by itself. */
export function toMarkdown(document: Document): string {
  return `${document.blocks.map(renderBlock).join('\n\n')}\n`
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `### ${renderLine(block.content)}`
    case 'paragraph':
      return renderStart(block.content)
    case 'note':
      return `> ${renderStart(block.content)}`
    case 'footer':
      return `<sub>${renderLine(block.content)}</sub>`
    case 'code':
      return fenced(block.text, block.language ?? '')
    case 'table':
      return renderTable(block)
    case 'details':
      return renderDetails(block)
  }
}

function renderStart(content: Line): string {
  const rendered = renderLine(content)
  return content[0]?.kind === 'text' ? escapeStart(rendered) : rendered
}

function renderTable({columns, rows}: Extract<Block, {kind: 'table'}>): string {
  const row = (cells: readonly Line[]) => `| ${cells.map(renderLine).join(' | ')} |`
  const rule = columns.map(({align}) => (align === 'right' ? '---:' : '---'))
  return [row(columns.map(({title}) => title)), `| ${rule.join(' | ')} |`, ...rows.map(row)].join(
    '\n',
  )
}

function renderDetails({summary, blocks}: Extract<Block, {kind: 'details'}>): string {
  const inner = blocks.map(renderBlock).join('\n\n')
  return `<details><summary>${summary.map(asHtml).join('')}</summary>\n\n${inner}\n\n</details>`
}

function renderLine(content: Line): string {
  return content.reduceRight((rest, part) => renderInline(part, rest) + rest, '')
}

function renderInline(part: Inline, rest: string): string {
  switch (part.kind) {
    case 'text':
      return escapeText(part.text)
    case 'code':
      return codeSpan(part.text)
    case 'strong':
      return emphasize(renderLine(part.content), rest)
    case 'link': {
      const href = safeHref(part.href)
      const content = renderLine(part.content)
      return href === undefined ? content : `[${content}](${href})`
    }
    case 'symbol':
      return SYMBOLS[part.symbol]
  }
}

/** Stars only where they surely open and close; Markdown reads them by their neighbours. */
function emphasize(content: string, rest: string): string {
  const opens = /^[a-z0-9]/i.test(content) || /^[\p{L}\p{N}]/u.test(content)
  const closes =
    /[a-z0-9]$/i.test(content) ||
    (/[^\s]$/.test(content) && /^(\s|$)/.test(rest)) ||
    /[\p{L}\p{N}]$/u.test(content)
  return opens && closes ? `**${content}**` : `<strong>${content}</strong>`
}

/** Inside an HTML element on its line GitHub reads no Markdown, but still makes links of mentions. */
function asHtml(part: Inline): string {
  switch (part.kind) {
    case 'text':
      return escapeText(part.text)
    case 'code':
      return codeElement(part.text)
    case 'strong':
      return `<strong>${part.content.map(asHtml).join('')}</strong>`
    case 'link': {
      const href = safeHref(part.href)
      const content = part.content.map(asHtml).join('')
      return href === undefined
        ? content
        : `<a href="${href.replaceAll('&', '&amp;')}">${content}</a>`
    }
    case 'symbol':
      return SYMBOLS[part.symbol]
  }
}
