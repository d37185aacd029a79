import {stat} from 'node:fs/promises'
import type {Place} from './place.ts'
import {lookForFiles} from './walk.ts'

/**
 * How a file or folder stands on the disk: equal stands mean that nobody has written to it in between, also with the
 * same bytes. Nothing when it is not there.
 */
export async function takeStand(place: Place, path: string): Promise<string | undefined> {
  const found = await lookForFiles(path, place)
  if (!found) return undefined
  const files = await Promise.all(
    [...found.paths].sort().map(async name => {
      const {ino, size, mtimeNs, ctimeNs} = await stat(`${found.root}/${name}`, {bigint: true})
      return `${name}\0${ino}:${size}:${mtimeNs}:${ctimeNs}`
    }),
  )
  return files.join('\n')
}
