import {printChecksum} from '../../domain/dvc/checksum.ts'
import {formatListing} from '../../domain/dvc/dir-listing.ts'
import {parseDvcFile} from '../../domain/dvc/dvc-file.ts'
import type {DvcEntry} from '../../domain/dvc/entry.ts'
import {parseLock} from '../../domain/dvc/lock-file.ts'
import type {ListedContent} from '../../domain/manifest.ts'
import {atSpot, type TextProblem} from '../../domain/tree.ts'
import {ActionError} from '../../platform/errors.ts'
import {md5Hex} from '../../platform/hash.ts'
import {knownListing} from './known-listing.ts'
import {parseDocument} from './read-document.ts'
import type {DvcRepository} from './repository.ts'

/** One output as a file of DVC recorded it. */
export type Recorded = {
  readonly path: string
  readonly checksum: string
  /** Of a folder, where its list is at hand. */
  readonly files: readonly ListedContent[] | undefined
}

/** The outputs that a `.dvc` file or a lock tells of, by the path that it gives them. */
export async function readRecorded(
  repository: DvcRepository,
  bytes: Uint8Array,
  shown: string,
): Promise<readonly Recorded[]> {
  const read = await parseDocument(bytes)
  if ('problems' in read) throw invalid(shown, read.problems)
  const isLock = /(^|[/:])dvc\.lock$/.test(shown)
  const parsed = isLock ? parseLock(read.tree) : parseDvcFile(read.tree)
  if ('problems' in parsed) throw invalid(shown, parsed.problems)
  const outs: readonly DvcEntry[] =
    'outs' in parsed.value ? parsed.value.outs : parsed.value.flatMap(stage => stage.outs)
  const recorded = new Map<string, Recorded>()
  for (const out of outs) {
    const listing = await knownListing(repository, out)
    const checksum = out.list
      ? `${md5Hex(formatListing(out.list))}.dir`
      : (printChecksum(out.checksum) ?? '')
    const files = listing?.map(({path, md5}) => ({path, digest: md5}))
    recorded.set(out.path, {path: out.path, checksum, files})
  }
  return [...recorded.values()]
}

function invalid(shown: string, problems: readonly TextProblem[]): ActionError {
  const lines = problems.slice(0, 20).map(problem => atSpot(shown, problem))
  return new ActionError('invalid-dvc-file', lines.join('\n'))
}
