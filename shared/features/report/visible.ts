/** Characters that nobody sees, or that move or hide others: controls, direction marks, fillers, lone surrogates. */
const HIDDEN = /\u034f|[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/gu

/** More accents on one letter than any language has would cover the lines above and below. */
const PILE = /(\p{M}{4})\p{M}+/gu

const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Most texts; to make ready what finds anything in others takes longer than all texts of a small report. */
const PLAIN = /^[ -~]*$/

function reveal(character: string): string {
  if (character === '\n') return '\\n'
  if (character === '\t') return '\\t'
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}

/**
 * Text whose every character can be seen, on one line. Writing that runs from right to left is isolated,
 * so that it cannot reorder what stands beside it.
 */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text
  const shown = text.replace(HIDDEN, reveal).replace(PILE, '$1…')
  return RIGHT_TO_LEFT.test(shown) ? `\u2068${shown}\u2069` : shown
}

/** The same for a sentence, where line ends and tabs are only spaces. */
export function visibleSentence(text: string): string {
  return visible(text.replace(/\s+/g, ' '))
}
