import {POINTER_BYTES, readPointer} from '../../domain/remote/lfs-pointer.ts'
import {ActionError} from '../../platform/errors.ts'
import {sha256} from '../../platform/hash.ts'
import type {HashedList, ListedFile} from '../../platform/hashing.ts'
import {pathText} from '../../platform/path-text.ts'
import {readSmallFile} from '../../platform/small-file.ts'

type Listed = ListedFile<'sha256'>

/**
 * A pointer of Git LFS says the SHA-256 of the content that it stands for: so a folder has one digest, whether its
 * content was fetched or not. Pointers are looked for while the files are gone through for the first time.
 */
export function behindPointers(
  root: string,
  hashed: Pick<HashedList, 'files' | 'bytes' | 'hasSize'>,
) {
  const contents = new Map<string, Listed>()
  let isKnown = !hashed.hasSize(POINTER_BYTES.least, POINTER_BYTES.most)
  let more = 0

  function* files(): Generator<Listed> {
    if (isKnown && contents.size === 0) return yield* hashed.files()
    for (const file of hashed.files()) {
      if (!isKnown && isOfPointerSize(file) && !contents.has(file.path)) {
        const content = contentOf(root, file)
        if (content) {
          contents.set(file.path, content)
          more += content.bytes - file.bytes
        }
      }
      yield contents.get(file.path) ?? file
    }
    isKnown = true
  }

  return {
    files,
    /** Whether it is known that there are none. */
    areNone: () => isKnown && contents.size === 0,
    /** Known once the files were gone through. */
    bytes: () => hashed.bytes + more,
    pointers: () => contents.size,
  }
}

function isOfPointerSize({bytes}: Listed): boolean {
  return bytes >= POINTER_BYTES.least && bytes <= POINTER_BYTES.most
}

function contentOf(root: string, {path, digest}: Listed): Listed | undefined {
  const bytes = readSmallFile(`${root}/${path}`, POINTER_BYTES.most)
  const pointer = bytes && readPointer(bytes.toString('latin1'))
  if (!bytes || !pointer) return undefined
  if (sha256(bytes) !== digest) {
    throw new ActionError('file-changed', `${pathText(path)} changed while it was read`)
  }
  return {path, ...pointer}
}
