import {detectBytes, HEAD, MAX_DETECTED} from '../../domain/metric-files/detect.ts'
import type {ReadingOrProblems} from '../../domain/metric-files/reading.ts'
import {scoreLines} from '../../domain/metric-files/score-lines.ts'
import type {Names} from '../../domain/names.ts'
import {eachChunk} from '../../platform/file-chunks.ts'
import {readHead} from '../../platform/file-head.ts'
import {isFile} from '../../platform/files.ts'
import {userPath} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'
import {readUserFile} from '../../platform/user-file.ts'
import {type ParseWish, told, tooLarge} from './parse-metrics.ts'
import type {ReadMetrics} from './reading-result.ts'
import {wishedFormat} from './wished-format.ts'

const CHUNK = 2 ** 20
/** What is read in pieces is still read to its end. */
const MOST_BYTES = 8 * 2 ** 30

/** Metrics from a file whose format can be read in pieces, of any size where the format is named; nothing for any other file. */
export async function streamMetrics(
  path: string,
  place: Place,
  {wish: said, isBaseline = false}: ParseWish,
): Promise<ReadMetrics | undefined> {
  const wish = wishedFormat(said)
  const file = await userPath(place, path)
  if (!(await isFile(file))) return undefined
  const {head, size} = await readHead(file, HEAD)
  if (size > MAX_DETECTED && !(wish && 'bytes' in wish)) return tooLarge(path, wish)
  const found =
    wish === undefined
      ? detectBytes(head, path)
      : 'bytes' in wish
        ? {format: wish.bytes, because: wish.because}
        : undefined
  if (!found || 'problem' in found || !found.format.open || size > MOST_BYTES) return undefined
  const reader = found.format.open(path)
  await eachChunk(file, CHUNK, reader.push)
  reader.end()
  return told(reader.reading(), path, {...found, isBaseline})
}

/** Only what is not there, or no plain file, is asked for as a whole, which then says so. */
const NOTHING = 1

/** Scores by example from a file that the user named, of any size; beside the names of another one quicker. */
export async function readScoreLines(
  path: string,
  place: Place,
  other?: Names,
): Promise<ReadingOrProblems> {
  const file = await userPath(place, path)
  if (!(await isFile(file))) await readUserFile(place, path, NOTHING)
  const reader = scoreLines(path, other)
  await eachChunk(file, CHUNK, reader.push)
  reader.end()
  return reader.reading()
}
