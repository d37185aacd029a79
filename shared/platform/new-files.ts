import {rm} from 'node:fs/promises'
import {writeNew} from './files.ts'

type NewFile = {readonly path: string; readonly text: string}

/** New files, all or none: where one cannot be written, those before it are taken away again. */
export async function writeAllNew(files: readonly NewFile[]): Promise<void> {
  const written: string[] = []
  try {
    for (const {path, text} of files) {
      await writeNew(path, text)
      written.push(path)
    }
  } catch (error) {
    for (const path of written) await rm(path, {force: true})
    throw error
  }
}
