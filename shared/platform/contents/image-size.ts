export type ImageSize = {readonly width: number; readonly height: number}

/** Bytes from the beginning of a file in which the size usually stands. */
export const IMAGE_HEAD = 64 * 1024

/**
 * Width and height from the header of PNG, JPEG, GIF, BMP and WebP. Nothing is decoded. `undefined` where the header is
 * none of these; `unknown` where it is one, and the size stands further behind.
 */
export function imageSize(head: Buffer): ImageSize | 'unknown' | undefined {
  if (head.length >= 24 && head.readUInt32BE(0) === 0x89504e47) {
    return {width: head.readUInt32BE(16), height: head.readUInt32BE(20)}
  }
  const magic = head.toString('latin1', 0, 4)
  if (magic === 'GIF8' && head.length >= 10) {
    return {width: head.readUInt16LE(6), height: head.readUInt16LE(8)}
  }
  if (magic.startsWith('BM') && head.length >= 26) {
    return {width: head.readInt32LE(18), height: Math.abs(head.readInt32LE(22))}
  }
  if (magic === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP') return webpSize(head)
  if (head[0] === 0xff && head[1] === 0xd8) return jpegSize(head)
  return magic === 'II*\0' || magic === 'MM\0*' ? 'unknown' : undefined
}

function webpSize(head: Buffer): ImageSize | 'unknown' {
  if (head.length < 30) return 'unknown'
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8X':
      return {width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1}
    case 'VP8 ':
      return {width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff}
    case 'VP8L': {
      const bits = head.readUInt32LE(21)
      return {width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1}
    }
    default:
      return 'unknown'
  }
}

/** Goes from segment to segment until one begins a frame. */
function jpegSize(head: Buffer): ImageSize | 'unknown' | undefined {
  let at = 2
  while (at + 9 <= head.length) {
    if (head[at] !== 0xff) return undefined
    const marker = head[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return {width: head.readUInt16BE(at + 7), height: head.readUInt16BE(at + 5)}
    const length = marker === 0xff ? -1 : head.readUInt16BE(at + 2)
    if (length !== -1 && length < 2) return undefined
    at += 2 + length
  }
  return 'unknown'
}
