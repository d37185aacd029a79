/** Words that mean the same to every reader of YAML without quotes, also inside of brackets. */
const PLAIN = /^[A-Za-z_][A-Za-z0-9_./*-]*$/
/** What some reader of YAML takes for something else than a text. */
const WORDS = /^(?:true|false|yes|no|on|off|y|n|null|nan|inf)$/i
/** What may not stand in a line as it is, or would mislead who reads it. */
const INVISIBLE =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Surrogate}\ufeff\ufffe\uffff]|(?! )\p{Zs}|\p{Cf}/gu

/** A text as one YAML scalar on one line, whatever it holds: it cannot end the line, open a comment or be another kind of value. */
export function yamlText(text: string): string {
  if (PLAIN.test(text) && !WORDS.test(text)) return text
  return JSON.stringify(text).replace(INVISIBLE, escaped)
}

function escaped(char: string): string {
  const code = char.codePointAt(0) ?? 0
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`
}
