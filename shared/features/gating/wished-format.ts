import type {FormatWish, FormatWishes} from '../../domain/metric-files/format-wishes.ts'
import {type ChosenFormat, chooseFormat} from '../../domain/metric-files/formats.ts'
import {ActionError} from '../../platform/errors.ts'

export type WishedFormat = ChosenFormat & Pick<FormatWish, 'because'>

/** The format that a word such as `trainer-state:best` names. */
export function wishedFormat(wish: FormatWish | undefined): WishedFormat | undefined {
  if (wish === undefined) return undefined
  try {
    return {...chooseFormat(wish.word), because: wish.because}
  } catch (error) {
    throw wrongFormats([(error as Error).message])
  }
}

/** Says of all formats at once what is wrong with them, before any file is read. */
export function checkFormatNames({all, files, saidBy}: FormatWishes): void {
  const problems = [...(all === undefined ? [] : [all]), ...files.values()].flatMap(word => {
    try {
      chooseFormat(word)
      return []
    } catch (error) {
      return [(error as Error).message]
    }
  })
  if (problems.length > 0) throw wrongFormats(problems, saidBy)
}

function wrongFormats(problems: readonly string[], saidBy?: string): ActionError {
  const hint = 'docs/metric-files.md says what each of them is.'
  const code = saidBy === undefined ? 'invalid-input' : 'invalid-config'
  return new ActionError(code, `${saidBy ?? 'format'}: ${problems.join('\n')}`, {hint})
}
