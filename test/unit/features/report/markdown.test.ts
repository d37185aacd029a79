import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {
  type Block,
  code,
  type Document,
  line,
  link,
  strong,
  symbol,
} from '../../../../shared/features/report/document.ts'
import {toMarkdown} from '../../../../shared/features/report/index.ts'
import {visibleSentence} from '../../../../shared/features/report/visible.ts'
import {linkableOf, structureOf, wordsOf} from './github-markdown.ts'

/** One text in every place that a document has for text. */
function everywhere(value: string): Document {
  const href = 'https://github.com/acme/oil'
  const content = line(value, ' ', code(value), ' ', strong(value), ' ', link(href, value), value)
  const blocks: readonly Block[] = [
    {kind: 'heading', content},
    {kind: 'paragraph', content},
    {kind: 'paragraph', content: line(code(value))},
    {kind: 'paragraph', content: line('a', strong(value), 'b', link(href, code(value)), 'c')},
    {kind: 'note', content},
    {
      kind: 'table',
      columns: [{title: line(value)}, {title: line(code(value)), align: 'right'}],
      rows: [
        [line(value), line(code(value))],
        [line(strong(value)), line(symbol('pass'), ' ', value)],
      ],
    },
    {kind: 'details', summary: content, blocks: [{kind: 'paragraph', content}]},
    {kind: 'code', text: value, language: 'diff'},
    {kind: 'footer', content},
  ]
  return {blocks}
}

const render = (value: string) => toMarkdown(everywhere(value))

/**
 * The structure without the two forms that a text may choose between by itself: backticks or `<code>`, stars or
 * `<strong>`, and the wrapper of a dollar sign. None of them can hold anything else.
 */
function shapeOf(value: string): readonly string[] {
  return structureOf(render(value))
    .filter(token => !/^html_inline <\/?span>$/.test(token))
    .map(token => token.replace(/^html_block .*$/s, 'html_block'))
    .flatMap(token => {
      if (token === 'code_inline code') return ['<code>', '</code>']
      if (token === 'strong_open strong') return ['<strong>']
      if (token === 'strong_close strong') return ['</strong>']
      return [token.replace(/^html_inline /, '')]
    })
}

const NASTY: readonly string[] = [
  '@octocat and @acme/ml-leads',
  'a@b.example',
  '#1 closes #2, acme/oil#3, GH-4',
  'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334',
  'https://evil.example/?a=b and http://evil.example',
  'www.evil.example ftp://evil.example mailto:a@b.example',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<!-- proofmark:section pipeline=oil leg=main -->',
  '<!-- /proofmark:section -->',
  '-->',
  '</details></summary><h1>owned</h1>',
  '</sub></code></td></table>',
  'a | b | c',
  'a \\| b',
  '\\',
  '\\\\|',
  '| --- | --- |',
  'line\nbreak\r\nand\u2028more\u2029more',
  '\n\n# heading\n\n- item\n\n```\ncode',
  '# heading',
  '#',
  '- item',
  '+ item',
  '1. item',
  '2) item',
  '> quote',
  '===',
  '---',
  '***',
  '___',
  '    indented',
  '\tindented',
  '~~~',
  '```',
  '`',
  '``` a `` b ` c',
  '` a `',
  ' ',
  '',
  '*emphasis* **strong** _emphasis_ __strong__ ~~gone~~ ~gone~',
  'snake_case_name _ _a_ a_',
  '[link](https://evil.example) ![image](https://evil.example/x.png)',
  '[link]: https://evil.example',
  '[^1]: note [^1]',
  '[ ] task [x]',
  '[!WARNING]',
  '<https://evil.example>',
  '&lt;b&gt; &#64;octocat &copy; &#x40;a',
  '$x^2$ $$x$$ $`x`$ `$`',
  ':tada: :+1: 12:30:45',
  '\u202eevil\u202c \u2066a\u2069 \u200bzero\u200dwidth\ufeff \u00ad',
  '\u0000\u0007\u001b[31mred\u007f\u0085',
  'مقياس rmse',
  '\ud800 lone \udc00',
  `zalgo${'\u0301'.repeat(200)}`,
  '{{ template }} \x24{{ secrets.TOKEN }} ::error::x',
  'trailing #',
  'trailing \\',
  '!',
  '!!',
  '😀|👩‍👩‍👧',
  'x'.repeat(5_000),
  '`'.repeat(500),
]

const EXPECTED = shapeOf('plain')

describe('text in any place', () => {
  test.each(NASTY)('changes nothing but words: %j', value => {
    expect(shapeOf(value)).toEqual(EXPECTED)
    expectNothingLinks(value)
  })

  test('whatever it is (property)', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.string({unit: 'binary', maxLength: 6}),
        fc.constantFrom(
          ...'@#|`*_~<>[]()!\\$&:-+=1.)\n\r\t \u200b\u202e',
          '<!--',
          '-->',
          '```',
          '**',
          '://',
          'www.',
          'abc',
          '\n\n',
          'https://a.example',
          '@a',
          '#1',
          'GH-1',
        ),
      ),
      {maxLength: 14},
    )
    fc.assert(
      fc.property(pieces, parts => {
        const value = parts.join('')
        // In a report a space stands between texts; only here do neighbours end or begin what a colon began.
        fc.pre(!/^[\w+-]*:|:[\w+-]*$/.test(value))
        expect(shapeOf(value)).toEqual(EXPECTED)
        expectNothingLinks(value)
      }),
      {numRuns: 250},
    )
  })
})

function expectNothingLinks(value: string): void {
  const markdown = render(value)
  expect(markdown).not.toContain('<!--')
  const words = linkableOf(markdown)
  expect(words).not.toMatch(/@[\p{L}\p{N}_-]/u)
  expect(words).not.toMatch(/#\w/)
  expect(words).not.toMatch(/\bGH-\d/i)
  expect(words).not.toMatch(/:\/\//)
  expect(words).not.toMatch(/\bwww\./i)
  expect(words).not.toMatch(/:[a-z+][\w+-]*:/)
  const outsideFences = markdown.replace(/^(`{3,})diff\n.*?\n\1$/gms, '')
  expect(outsideFences.replaceAll('<span>$</span>', '')).not.toContain('$')
  expect(wordsOf(markdown).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066\u2067]/u)
}

test.each([...NASTY, 'rmse_p99 <= 3.5 | *a* [b] \\ `c` & ~d~ \\* \\_'])(
  'words arrive as they were: %j',
  value => {
    const markdown = toMarkdown({blocks: [{kind: 'paragraph', content: line(value)}]})
    expect(wordsOf(markdown).replaceAll('\u200b', '')).toBe(visibleSentence(value).trim())
  },
)

test.each([
  'a1b2c3d',
  'A commit a1b2c3d4e5f60718293a4b5c6d7e8f9001122334, and one more: 0a1b2c3',
  'acme/oil@a1b2c3d4',
])('no commit is looked up: %s', value => {
  const words = linkableOf(toMarkdown({blocks: [{kind: 'paragraph', content: line(value)}]}))
  expect(words).not.toMatch(/[0-9a-f]{7}/)
})

const CODES: readonly {value: string; expected: string}[] = [
  {value: 'rmse', expected: '`rmse`'},
  {value: 'rmse <= baseline + 2%', expected: '`rmse <= baseline + 2%`'},
  {value: 'a`b', expected: '<code>a&#96;b</code>'},
  {value: 'a|b', expected: '<code>a&#124;b</code>'},
  {value: '<b>', expected: '<code>&lt;b&gt;</code>'},
  {value: 'a\nb', expected: '<code>a&#92;nb</code>'},
  {value: '\u202eb', expected: '<code>&#92;u{202e}b</code>'},
]
test.each(CODES)('a code span for $value', ({value, expected}) => {
  expect(toMarkdown({blocks: [{kind: 'paragraph', content: line(code(value))}]})).toBe(
    `${expected}\n`,
  )
})

const HREFS: readonly {name: string; href: string; expected: string}[] = [
  {name: 'of the web', href: 'https://a.example/b', expected: '[x](https://a.example/b)'},
  {name: 'that runs code', href: 'javascript:alert(1)', expected: 'x'},
  {name: 'that holds data', href: 'data:text/html,x', expected: 'x'},
  {name: 'without a host', href: 'https://', expected: 'x'},
  {name: 'that names a password', href: 'https://a@b.example/', expected: 'x'},
  {
    name: 'that would close the link',
    href: 'https://a.example/b) [y](c"><b>|',
    expected: '[x](https://a.example/b%29%20%5By%5D%28c%22%3E%3Cb%3E%7C)',
  },
]
test.each(HREFS)('an address $name', ({href, expected}) => {
  expect(toMarkdown({blocks: [{kind: 'paragraph', content: line(link(href, 'x'))}]})).toBe(
    `${expected}\n`,
  )
})
