/** What DVC wrote down about the content of a path. */
export type Checksum =
  | {
      readonly kind: 'md5'
      /** 32 hex digits, without `.dir`. */
      readonly hex: string
      readonly isFolder: boolean
      /** Written before DVC 3: line ends of texts may have been changed before hashing. */
      readonly isLegacy: boolean
    }
  /** What a remote calls its version of it; says nothing about bytes. */
  | {readonly kind: 'remote'; readonly text: string}
  | {readonly kind: 'none'}

const MD5 = /^[0-9a-f]{32}$/

export function isMd5(text: string): boolean {
  return MD5.test(text)
}

/** As it stands in the file. */
export function printChecksum(checksum: Checksum): string | undefined {
  switch (checksum.kind) {
    case 'md5':
      return `${checksum.hex}${checksum.isFolder ? '.dir' : ''}`
    case 'remote':
      return checksum.text
    case 'none':
      return undefined
  }
}
