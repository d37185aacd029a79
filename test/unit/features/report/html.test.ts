import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {
  code,
  type Document,
  line,
  link,
  strong,
} from '../../../../shared/features/report/document.ts'
import {composeReport, toHtml, toPage} from '../../../../shared/features/report/index.ts'
import {SAMPLES} from '../../../fakes/sample-report.ts'

function everywhere(value: string): Document {
  const content = line(value, code(value), strong(value), link('https://a.example/', value))
  return {
    blocks: [
      {kind: 'heading', content},
      {kind: 'note', content},
      {kind: 'code', text: value},
      {kind: 'table', columns: [{title: content, align: 'right'}], rows: [[content]]},
      {kind: 'details', summary: content, blocks: [{kind: 'paragraph', content}]},
      {kind: 'footer', content},
    ],
  }
}

const tags = (html: string) => html.match(/<[^>]*>/g) ?? []

describe('text in a page', () => {
  const plain = tags(toHtml(everywhere('plain')))

  test.each([
    '<script>alert(1)</script>',
    '"><img src=x>',
    "' onload='x",
    '<!-- -->',
    '&lt;',
    ']]>',
  ])('adds no tag: %s', value => {
    expect(tags(toHtml(everywhere(value)))).toEqual(plain)
  })

  test('adds no tag, whatever it is (property)', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 40}), value => {
        expect(tags(toHtml(everywhere(value)))).toEqual(plain)
      }),
    )
  })

  test('adds no tag in the title', () => {
    expect(toPage('</title><script>', [])).toContain('<title>&lt;/title&gt;&lt;script&gt;</title>')
  })
})

describe('the page', () => {
  const page = toPage(
    'Reports',
    Object.values(SAMPLES).map(input => toHtml(composeReport(input))),
  )

  test('loads nothing and runs nothing, and forbids it', () => {
    expect(page).toContain(`default-src 'none'`)
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son\w+=|\sstyle=/i)
  })

  test('links only to the repository', () => {
    const hrefs = [...page.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)
    expect(hrefs.length).toBeGreaterThan(0)
    expect(hrefs.every(href => href?.startsWith('https://github.com/acme/oil-price/'))).toBe(true)
  })

  test('has a dark dress too', () => {
    expect(page).toContain('prefers-color-scheme: dark')
  })
})
