import type {ReadingOrProblems} from '../../domain/metric-files/reading.ts'
import {scoreLines} from '../../domain/metric-files/score-lines.ts'
import {eachChunk} from '../../platform/file-chunks.ts'
import {isFile} from '../../platform/files.ts'
import {userPath} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'
import {readUserFile} from '../../platform/user-file.ts'

const CHUNK = 2 ** 20
/** Only what is not there, or no plain file, is asked for as a whole, which then says so. */
const NOTHING = 1

/** Scores by example from a file of any size that the user named, in pieces. */
export async function readScoreLines(path: string, place: Place): Promise<ReadingOrProblems> {
  const file = await userPath(place, path)
  if (!(await isFile(file))) await readUserFile(place, path, NOTHING)
  const lines = scoreLines(path)
  await eachChunk(file, CHUNK, lines.push)
  lines.end()
  return lines.reading()
}
