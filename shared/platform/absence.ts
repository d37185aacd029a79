import {codeOf} from './errors.ts'

const ABSENT: readonly string[] = ['nothing-matched', 'file-missing', 'remote-data']

/** What was asked of files, or nothing where there are none. */
export async function ifThere<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (ABSENT.includes(codeOf(error))) return undefined
    throw error
  }
}
