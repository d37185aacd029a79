import {ActionError, codeOf} from './errors.ts'
import {readCapped} from './files.ts'
import {userPath} from './inside.ts'
import {didYouMeanPath} from './near-path.ts'
import {pathText} from './path-text.ts'
import type {Place} from './place.ts'

/** The whole of a file that the user named. One that is not there is told with what may have been meant. */
export async function readUserFile(
  place: Place,
  path: string,
  limitBytes: number,
): Promise<Uint8Array> {
  try {
    return await readCapped(await userPath(place, path), limitBytes, path)
  } catch (error) {
    if (codeOf(error) !== 'file-missing') throw error
    const guess = await didYouMeanPath(place, path)
    throw new ActionError('file-missing', `there is no file ${pathText(path)}${guess}`)
  }
}
