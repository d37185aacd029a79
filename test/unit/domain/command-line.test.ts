import {execFileSync} from 'node:child_process'
import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {printCommand, splitCommand} from '../../../shared/domain/command-line.ts'

function words(text: string): readonly string[] {
  const split = splitCommand(text)
  if ('argv' in split) return split.argv
  throw new Error(split.message)
}

describe('a command line', () => {
  test.each([
    {text: 'python train.py', argv: ['python', 'train.py']},
    {text: '  python\t train.py\n', argv: ['python', 'train.py']},
    {text: "sh -c 'a b | c > d'", argv: ['sh', '-c', 'a b | c > d']},
    {text: 'a "b c" d', argv: ['a', 'b c', 'd']},
    {text: 'a "b \\"c\\" \\\\ \\n"', argv: ['a', 'b "c" \\ \\n']},
    {text: 'a b\'c\'"d"e', argv: ['a', 'bcde']},
    {text: 'a \\  \\"', argv: ['a', ' ', '"']},
    {text: "a ''", argv: ['a', '']},
    {text: 'a --lr=1e-3 x:y,z @b %c +d', argv: ['a', '--lr=1e-3', 'x:y,z', '@b', '%c', '+d']},
    {text: "a '$HOME' '`id`'", argv: ['a', '$HOME', '`id`']},
    {text: 'größe naïve', argv: ['größe', 'naïve']},
  ])('$text', ({text, argv}) => expect(words(text)).toEqual(argv))

  test.each([
    {text: '', index: 0, says: 'names no program'},
    {text: '   ', index: 0, says: 'names no program'},
    {text: "''", index: 0, says: 'names no program'},
    {text: 'a | b', index: 2, says: '"|" would need a shell'},
    {text: 'a > b', index: 2, says: '">" would need a shell'},
    {text: 'a; b', index: 1, says: '";" would need a shell'},
    {text: 'a && b', index: 2, says: '"&" would need a shell'},
    {text: 'a $HOME', index: 2, says: '"$" would need a shell'},
    {text: 'a `id`', index: 2, says: '"`" would need a shell'},
    {text: 'a *.csv', index: 2, says: '"*" would need a shell'},
    {text: 'a ~/b', index: 2, says: '"~" would need a shell'},
    {text: 'a "b $c"', index: 5, says: 'use single quotes'},
    {text: 'a "b `c`"', index: 5, says: 'use single quotes'},
    {text: 'a "b', index: 2, says: 'this quote is not closed'},
    {text: "a 'b", index: 2, says: 'this quote is not closed'},
    {text: 'a \\', index: 2, says: 'nothing follows this backslash'},
  ])('$text is refused at its character', ({text, index, says}) => {
    const split = splitCommand(text)
    expect(split).toEqual({index, message: expect.stringContaining(says)})
  })

  test('is cut as a shell cuts it', () => {
    const word = fc.string({minLength: 1, maxLength: 12}).filter(text => !text.includes('\0'))
    void fc.assert(
      fc.property(fc.array(word, {minLength: 1, maxLength: 4}), argv => {
        const text = printCommand(argv)
        expect(words(text)).toEqual(argv)
      }),
    )
    const odd = ['a b', "it's", '"', '$x', '\\', 'new\nline', '*']
    const said = execFileSync('sh', ['-c', `printf '%s|' ${printCommand(odd)}`])
    expect(said.toString()).toBe(odd.map(part => `${part}|`).join(''))
  })
})
