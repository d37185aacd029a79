import {SYMBOLS} from '../../domain/symbols.ts'
import type {Block, Document, Inline, Line} from './document.ts'
import {safeHref} from './escape-markdown.ts'
import {STYLE} from './style.ts'
import {visible, visibleSentence} from './visible.ts'

/** The document as one `<article>`, without styles, scripts or anything from elsewhere. */
export function toHtml(document: Document): string {
  return `<article class="proofmark">\n${document.blocks.map(renderBlock).join('\n')}\n</article>`
}

/**
 * A whole page around bodies from `toHtml`, light or dark as the reader likes it. It loads nothing and runs nothing,
 * and says so to the browser.
 */
export function toPage(title: string, bodies: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(visibleSentence(title))}</title>
<style>
${STYLE}</style>
</head>
<body>
<main>
${bodies.join('\n')}
</main>
</body>
</html>
`
}

/** A section's own title on a page with several. */
export function pageHeading(text: string): string {
  return `<h2 class="page">${escapeHtml(visibleSentence(text))}</h2>`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h3>${renderLine(block.content)}</h3>`
    case 'paragraph':
      return `<p>${renderLine(block.content)}</p>`
    case 'note':
      return `<blockquote><p>${renderLine(block.content)}</p></blockquote>`
    case 'footer':
      return `<footer>${renderLine(block.content)}</footer>`
    case 'code':
      return `<pre><code>${block.text.split('\n').map(codeLine).join('\n')}</code></pre>`
    case 'table':
      return renderTable(block)
    case 'details': {
      const inner = block.blocks.map(renderBlock).join('\n')
      return `<details>\n<summary>${renderLine(block.summary)}</summary>\n${inner}\n</details>`
    }
  }
}

function codeLine(text: string): string {
  return escapeHtml(visible(text))
}

function renderTable({columns, rows}: Extract<Block, {kind: 'table'}>): string {
  const row = (cells: readonly Line[], tag: 'th' | 'td') =>
    `<tr>${cells
      .map((cell, index) => {
        const side = columns[index]?.align === 'right' ? ' class="right"' : ''
        return `<${tag}${side}>${renderLine(cell)}</${tag}>`
      })
      .join('')}</tr>`
  const head = row(
    columns.map(({title}) => title),
    'th',
  )
  const body = rows.map(cells => row(cells, 'td')).join('\n')
  return `<div class="wide"><table>\n<thead>${head}</thead>\n<tbody>\n${body}\n</tbody>\n</table></div>`
}

function renderLine(content: Line): string {
  return content.map(renderInline).join('')
}

function renderInline(part: Inline): string {
  switch (part.kind) {
    case 'text':
      return escapeHtml(visibleSentence(part.text))
    case 'code':
      return `<code>${escapeHtml(visible(part.text))}</code>`
    case 'strong':
      return `<strong>${renderLine(part.content)}</strong>`
    case 'link': {
      const href = safeHref(part.href)
      const content = renderLine(part.content)
      return href === undefined
        ? content
        : `<a href="${escapeHtml(href)}" rel="noreferrer">${content}</a>`
    }
    case 'symbol':
      return `<span class="symbol">${SYMBOLS[part.symbol]}</span>`
  }
}
