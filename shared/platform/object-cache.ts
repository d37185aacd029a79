import {randomUUID} from 'node:crypto'
import {constants} from 'node:fs'
import {chmod, copyFile, rename, rm, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {ActionError} from './errors.ts'
import {isFile, makeFolder} from './files.ts'
import {pathText} from './path-text.ts'

/**
 * Puts an object under its name, two letters a folder, for reading only. One that is there stays. Where the file system
 * can, a copy shares its blocks with the original.
 */
export async function storeObject(
  folder: string,
  name: string,
  content: {readonly copyOf: string} | {readonly text: string},
): Promise<void> {
  const path = join(folder, name.slice(0, 2), name.slice(2))
  if (await isFile(path)) return
  const temporary = join(dirname(path), `.proofmark-${randomUUID()}`)
  try {
    await makeFolder(dirname(path))
    try {
      if ('text' in content) await writeFile(temporary, content.text, {flag: 'wx'})
      else await copyFile(content.copyOf, temporary, constants.COPYFILE_FICLONE)
      await chmod(temporary, 0o444)
      await rename(temporary, path)
    } catch (error) {
      await rm(temporary, {force: true})
      throw error
    }
  } catch (error) {
    throw new ActionError('file-unwritable', `cannot write ${pathText(path)}`, {cause: error})
  }
}
