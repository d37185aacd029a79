import {type Block, type Document, type Line, plainText} from './document.ts'
import {visible, visibleSentence} from './visible.ts'

/** The document for a terminal: no markup, tables in columns, what is folded left out. */
export function toText(document: Document): string {
  return `${document.blocks
    .map(renderBlock)
    .filter(block => block !== '')
    .join('\n\n')}\n`
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'footer':
      return renderLine(block.content)
    case 'note':
      return `  ${renderLine(block.content)}`
    case 'code':
      return block.text
        .split('\n')
        .map(each => `  ${visible(each)}`)
        .join('\n')
    case 'table':
      return renderTable(block)
    case 'details':
      return ''
  }
}

function renderLine(content: Line): string {
  return visibleSentence(plainText(content)).trim()
}

function renderTable({columns, rows}: Extract<Block, {kind: 'table'}>): string {
  const cells = [columns.map(({title}) => title), ...rows].map(row => row.map(renderLine))
  const widths = columns.map((_, index) => Math.max(...cells.map(row => row[index]?.length ?? 0)))
  return cells
    .map(row =>
      row
        .map((cell, index) => {
          const width = widths[index] ?? 0
          return columns[index]?.align === 'right' ? cell.padStart(width) : cell.padEnd(width)
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
