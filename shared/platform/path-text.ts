/** Most paths; to make ready what tells others apart takes longer. */
const USUAL = /^[\w./@+-]+$/
const PLAIN = /^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}"\\]+$/u

/** A path as a message shows it: as it is, or quoted with escapes where it holds what could mislead a reader. */
export function pathText(path: string): string {
  if (USUAL.test(path)) return path
  if (PLAIN.test(path) && path.trim() === path) return path
  return JSON.stringify(path).replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
