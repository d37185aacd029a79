import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {compilePattern} from '../../../../shared/domain/expect/pattern.ts'

function test(pattern: string, text: string): boolean {
  const compiled = compilePattern(pattern)
  if ('message' in compiled) throw new Error(compiled.message)
  return compiled.test(text)
}

const atom = fc.constantFrom(
  'a',
  'b',
  'é',
  '😀',
  '.',
  '[ab]',
  '[^a]',
  '[a-c😀]',
  '\\d',
  '\\w',
  '\\S',
  '\\p{L}',
  '\\.',
)
const {pattern: anyPattern} = fc.letrec<{pattern: string; branch: string; piece: string}>(tie => ({
  pattern: fc.array(tie('branch'), {minLength: 1, maxLength: 3}).map(parts => parts.join('|')),
  branch: fc.array(tie('piece'), {maxLength: 4}).map(parts => parts.join('')),
  piece: fc.oneof(
    {maxDepth: 3},
    fc.constantFrom('^', '$'),
    fc
      .tuple(atom, fc.constantFrom('', '*', '+', '?', '{2}', '{1,3}', '{0,}', '{0}'))
      .map(parts => parts.join('')),
    fc
      .tuple(tie('pattern'), fc.constantFrom('', '*', '+', '?', '{2}', '{0,2}'))
      .map(([inner, repeat]) => `(${inner})${repeat}`),
  ),
}))

describe('a pattern', () => {
  it('finds what the engine of the language finds', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', 'c', '1', '.', '\n', 'é', '😀'),
      maxLength: 8,
    })
    fc.assert(
      fc.property(anyPattern, fc.array(text, {minLength: 1, maxLength: 6}), (pattern, texts) => {
        const native = new RegExp(pattern, 'u')
        for (const one of texts) expect(test(pattern, one)).toBe(native.test(one))
      }),
      {numRuns: 500},
    )
  })

  it.each(['(a+)+$', '(a|a)*b', '(a*)*b', '^(([a-z])+.)+[A-Z]([a-z])+$', '(.*a){12}'])(
    'takes no longer for what makes others hang: %s',
    pattern => {
      const started = performance.now()
      test(pattern, `${'a'.repeat(50_000)}!`)
      expect(performance.now() - started).toBeLessThan(3000)
    },
  )

  it.each([
    {text: '((((((a{9}){9}){9}){9}){9}){9})', says: 'places'},
    {text: '((((){1000}){1000}){1000}){1000}', says: 'repeats too much'},
    {text: '('.repeat(60), says: 'nested too deep'},
    {text: 'a{1001}', says: 'at most 1000'},
    {text: 'a{3,2}', says: 'lower number'},
    {text: 'a**', says: 'repetition of a repetition'},
    {text: 'a+?', says: 'lazy'},
    {text: '*a', says: 'nothing to repeat'},
    {text: '^*', says: 'nothing to repeat'},
    {text: '[z-a]', says: 'backwards'},
    {text: '[\\d-z]', says: 'from one character'},
    {text: '[]', says: 'empty'},
    {text: '[a', says: 'not closed'},
    {text: 'a)', says: 'not opened'},
    {text: '(?<n>a)', says: 'no names'},
    {text: '(?!a)', says: 'look ahead'},
    {text: '\\b', says: 'ends of words'},
    {text: '\\q', says: 'not understood'},
    {text: '\\p{Nothing}', says: 'no category'},
    {text: '\\p', says: 'such as \\p{L}'},
    {text: '\\u12', says: 'four digits'},
    {text: 'a{x}', says: 'expected a repetition'},
    {text: '}', says: 'write \\}'},
    {text: 'a\\', says: 'needs a character'},
  ])('is refused: $text', ({text, says}) => {
    const compiled = compilePattern(text)
    expect('message' in compiled && compiled.message).toContain(says)
  })
})
