/**
 * Order of the bytes of the UTF-8 names, as `LC_ALL=C sort` has it. That is the order of the characters' numbers, which
 * the order of JavaScript's strings is not: half of a character beyond U+FFFF counts there as U+D800 to U+DFFF.
 */
export function compareBytes(one: string, other: string): number {
  const length = Math.min(one.length, other.length)
  for (let index = 0; index < length; index++) {
    const a = one.charCodeAt(index)
    const b = other.charCodeAt(index)
    if (a !== b) return isSurrogate(a) === isSurrogate(b) ? a - b : isSurrogate(a) ? 1 : -1
  }
  return one.length - other.length
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}
