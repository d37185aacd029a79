import type {DatasetRecord} from '../../domain/data.ts'
import {type Finding, findingOf} from '../../domain/finding.ts'
import {grouped} from '../../domain/grouped.ts'
import type {DatasetWish} from './datasets.ts'

type Settings = NonNullable<DatasetWish['settings']>

/** Keys that need no look into the files. */
const NEEDS_NO_LOOK: ReadonlySet<string> = new Set([
  'key',
  'order',
  'cluster',
  'version',
  'owner',
  'licence',
  'personal',
  'source',
])

/** Whether the bytes of its files are here: neither elsewhere, nor behind pointers of Git LFS. */
export function isReadable({kind = 'bytes', pointers = 0}: DatasetRecord): boolean {
  return kind === 'bytes' && pointers === 0
}

/**
 * What there is to tell of a dataset whose bytes are not here: how it is known, and what was asked of it that nobody
 * looked at. Nothing for one that can be looked into.
 */
export function elsewhereFindings(
  record: DatasetRecord,
  settings: Partial<Settings>,
): readonly Finding[] | undefined {
  if (isReadable(record)) return undefined
  return [...knownBy(record), ...notLookedAt(record.name, record, settings)]
}

function knownBy({name: dataset, kind, checksums = {}, pointers = 0, version = ''}: DatasetRecord) {
  const findings: Finding[] = []
  const {weak = 0, 'multipart-etag': parts = 0} = checksums
  if (kind === 'claimed') {
    const message = `${dataset} is known by what a command told alone: ${version}`
    findings.push(findingOf('version-claimed', {dataset, message}))
  }
  if (weak > 0) {
    const message = `${dataset}: ${files(weak)} known by a weak ETag or a date only, so that other bytes may go unnoticed`
    findings.push(findingOf('weak-checksum', {dataset, message, count: weak}))
  }
  if (parts > 0) {
    const message = `${dataset}: ${files(parts)} known by the ETag of an upload in parts, which also changes when the same bytes come in other parts`
    findings.push(findingOf('multipart-checksum', {dataset, message, count: parts}))
  }
  if (pointers > 0) {
    const message = `${dataset}: ${files(pointers)} known by pointers of Git LFS; the content was not fetched`
    findings.push(findingOf('lfs-pointers', {dataset, message, count: pointers}))
  }
  return findings
}

function files(count: number): string {
  return count === 1 ? '1 file is' : `${grouped(count)} files are`
}

function notLookedAt(
  dataset: string,
  {pointers = 0}: DatasetRecord,
  settings: Partial<Settings>,
): readonly Finding[] {
  const asked = Object.entries(settings)
    .filter(([key, value]) => !NEEDS_NO_LOOK.has(key) && value !== undefined && value !== false)
    .map(([key]) => key)
  if (asked.length === 0) return []
  const why =
    pointers > 0
      ? 'its files are pointers of Git LFS: check out with lfs: true'
      : 'its bytes are not here: download it in a step before, and track the path on this machine'
  const message = `${dataset} asks for a look at its contents (${asked.join(', ')}), and nobody looked: ${why}`
  const level = asked.some(key => decides(key, settings)) ? 'fail' : 'warn'
  return [findingOf('not-looked-into', {dataset, message, level})]
}

/** A check that would have failed the data must not pass because nobody made it. */
function decides(key: string, {schema}: Partial<Settings>): boolean {
  return key === 'expect' || (key === 'schema' && schema !== 'any')
}
