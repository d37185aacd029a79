import {mkdtemp, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {makeFolder} from './files.ts'

/** Lends an empty folder inside the parent, and takes it away again whatever happens. */
export async function inScratchFolder<T>(
  parent: string,
  body: (folder: string) => Promise<T>,
): Promise<T> {
  await makeFolder(parent)
  const folder = await mkdtemp(join(parent, 'proofmark-'))
  try {
    return await body(folder)
  } finally {
    await rm(folder, {recursive: true, force: true})
  }
}
