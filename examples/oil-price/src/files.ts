import {mkdir, rename, writeFile} from 'node:fs/promises'
import {dirname} from 'node:path'

/** Whoever reads the path sees the old file or the whole new one, never a half. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), {recursive: true})
  const temporary = `${path}.${process.pid}.tmp`
  await writeFile(temporary, content)
  await rename(temporary, path)
}
