import {readdir} from 'node:fs/promises'

/** Names in a folder, sorted. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).sort()
}
