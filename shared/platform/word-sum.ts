/**
 * A sum that damage on a disk does not leave as it was, several times quicker than a digest. It proves nothing against
 * people. The bytes must come in pieces of whole words of 4 bytes.
 */
export function wordSum() {
  let one = 0x243f_6a88
  let other = 0x85a3_08d3
  return {
    add({buffer, byteOffset, byteLength}: Uint8Array): void {
      const words = new Int32Array(buffer, byteOffset, byteLength / 4)
      for (let at = 0; at < words.length; at++) {
        const word = words[at] ?? 0
        // Both steps can be undone, so a single word that changed always changes the sum.
        one = Math.imul(one ^ word, 0x9e37_79b1)
        other = (Math.imul(other, 0x85eb_ca6b) + word) ^ (one >>> 15)
      }
    },
    bytes: (): Uint8Array => new Uint8Array(Int32Array.of(one, other).buffer),
  }
}
