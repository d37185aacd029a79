import type * as Readers from './readers.ts'

/** The readers of all formats, which an action that reads no metrics must not load. */
const readers = () => import('./readers.ts')

/** Metrics from the bytes of one file, in the format that its user names or that it turns out to have. */
export async function parseMetrics(...given: Parameters<typeof Readers.parseMetrics>) {
  return (await readers()).parseMetrics(...given)
}

/** Reads metrics files; what is wrong with one is kept apart from the others. */
export async function readMetrics(...given: Parameters<typeof Readers.readMetrics>) {
  return (await readers()).readMetrics(...given)
}

/** Scores by example from a file that the user named, of any size; beside the names of another one quicker. */
export async function readScoreLines(...given: Parameters<typeof Readers.readScoreLines>) {
  return (await readers()).readScoreLines(...given)
}

/** Says of all formats at once what is wrong with them, before any file is read. */
export async function checkFormatNames(...given: Parameters<typeof Readers.checkFormatNames>) {
  return (await readers()).checkFormatNames(...given)
}
