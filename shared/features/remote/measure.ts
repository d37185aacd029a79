import type {DatasetRecord} from '../../domain/data.ts'
import type {Runner} from '../../domain/ports/runner.ts'
import {
  claimedText,
  countKinds,
  type ListedFile,
  listedFiles,
  remotePieces,
} from '../../domain/remote/manifest.ts'
import {utf8Pieces} from '../../platform/byte-pieces.ts'
import {sha256OfPieces} from '../../platform/hash.ts'
import type {Place} from '../../platform/place.ts'
import {listRemote} from '../../platform/remote/list.ts'

/** A dataset that was not read: what a provider, or a command, says of it. */
export type MeasuredElsewhere = {
  readonly record: DatasetRecord
  readonly files: () => readonly ListedFile[]
  /** Its SHA-256 is the dataset's digest. */
  readonly text: () => Iterable<Uint8Array>
  readonly textBytes: number
  /** Nobody looks into what lies elsewhere. */
  readonly isReadable: () => boolean
  readonly leftOut: readonly string[]
  readonly notes: readonly string[]
}

export type RemoteWish = {readonly name: string; readonly role: string; readonly path: string}

export type Reach = {
  readonly place: Pick<Place, 'environment'>
  readonly runner: Pick<Runner, 'progress'>
}

/** Lists a dataset that lies elsewhere. Its digest is over the provider's checksums, and never equals one over bytes. */
export async function measureRemote(
  {name, role, path}: RemoteWish,
  {place, runner}: Reach,
): Promise<MeasuredElsewhere> {
  const listing = await listRemote(path, {
    environment: place.environment,
    onProgress: runner.progress,
  })
  const files = listedFiles(listing.files)
  const text = () => utf8Pieces(remotePieces(files))
  const {digest, bytes: textBytes} = sha256OfPieces(text())
  const record: DatasetRecord = {
    name,
    role,
    path: listing.shown,
    root: listing.root,
    digest,
    files: files.length,
    bytes: files.reduce((sum, {bytes}) => sum + bytes, 0),
    kind: 'remote',
    checksums: {...countKinds(files)},
    ...(listing.version === undefined ? {} : {version: listing.version}),
  }
  const {leftOut, notes} = listing
  return {record, files: () => files, text, textBytes, isReadable: () => false, leftOut, notes}
}

/** A dataset of which nothing is known but the version that a command told. */
export function measureClaimed({name, role, path}: RemoteWish, version: string): MeasuredElsewhere {
  const text = () => utf8Pieces([claimedText(version)])
  const {digest, bytes: textBytes} = sha256OfPieces(text())
  const record: DatasetRecord = {
    name,
    role,
    path,
    root: '',
    digest,
    files: 0,
    bytes: 0,
    kind: 'claimed',
    version,
  }
  return {
    record,
    files: () => [],
    text,
    textBytes,
    isReadable: () => false,
    leftOut: [],
    notes: [],
  }
}
