import {splitCommand} from '../domain/command-line.ts'
import {ActionError} from '../platform/errors.ts'

/** The words of a command, given as a list or as one line that is cut without a shell. */
export function wordsOf(
  run: string | readonly string[],
  example = 'train:\n  run: [python, train.py, --name, "two words"]',
): readonly [string, ...string[]] {
  if (typeof run !== 'string') {
    const [program = '', ...rest] = run
    return [program, ...rest]
  }
  const split = splitCommand(run)
  if ('argv' in split) return split.argv
  throw new ActionError(
    'invalid-command',
    `${split.message} (character ${split.index + 1})\n  ${run}\n  ${' '.repeat(split.index)}^`,
    {hint: `A list says where words end:\n${example}`},
  )
}
