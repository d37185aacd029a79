import {mkdtemp, rm} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {makeFolder} from './files.ts'
import type {Place} from './place.ts'

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

/** A folder that is there, for files that have no name. */
export function scratchRoot({temporary}: Place): string {
  return dirname(temporary)
}
