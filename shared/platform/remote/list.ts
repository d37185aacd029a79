import type {RemoteFile} from '../../domain/remote/checksum.ts'
import {type Location, parseLocation, shownPath} from '../../domain/remote/location.ts'
import {ActionError} from '../errors.ts'
import {type Collected, collectObjects} from './collect.ts'
import type {RemoteReach} from './reach.ts'

export type RemoteListing = {
  /** As it may be recorded. */
  readonly shown: string
  /** What the paths are relative to. */
  readonly root: string
  readonly files: readonly RemoteFile[]
  /** Names that only stand for a folder. */
  readonly leftOut: readonly string[]
  /** The commit that a revision was. */
  readonly version?: string
  /** What people should know of how it was listed. */
  readonly notes: readonly string[]
}

/**
 * Lists what lies elsewhere, with what its provider knows the content by; no content is read. It is all of it, or an
 * error: nothing there, no permission, or a listing that ends early.
 */
export async function listRemote(path: string, reach: RemoteReach): Promise<RemoteListing> {
  const location = parseLocation(path)
  if ('problem' in location) {
    throw new ActionError('invalid-location', location.problem, {
      hint: 'For example: data:\n  prices: { path: s3://bucket/prices/, role: train }',
    })
  }
  const shown = shownPath(path)
  const listed = await list(location, shown, reach)
  return {shown, ...listed, notes: listed.notes ?? []}
}

type Listed = Omit<RemoteListing, 'shown' | 'notes'> & Partial<Pick<RemoteListing, 'notes'>>

async function list(location: Location, shown: string, reach: RemoteReach): Promise<Listed> {
  switch (location.provider) {
    case 's3': {
      const {version} = location
      if (version !== undefined) {
        const {findS3Version} = await import('./s3-version.ts')
        const found = await findS3Version({...location, version}, shown, reach)
        return relative(found, `s3://${location.bucket}`)
      }
      const {listS3} = await import('./s3-listing.ts')
      const {notes, ...found} = await listS3(location, shown, reach)
      return {...relative(found, `s3://${location.bucket}`), notes}
    }
    case 'gs': {
      const {gcsStore} = await import('./gcs.ts')
      const found = await collectObjects(gcsStore(location, shown, reach), location.path, reach)
      return relative(found, `gs://${location.bucket}`)
    }
    case 'az': {
      const {azureStore} = await import('./azure-blobs.ts')
      const found = await collectObjects(azureStore(location, shown, reach), location.path, reach)
      return relative(found, `az://${location.account}/${location.container}`)
    }
    case 'hf': {
      const {hubStore} = await import('./hub.ts')
      const {store, commit} = await hubStore(location, shown, reach)
      const found = await collectObjects(store, location.path, reach)
      return {...relative(found, `hf://datasets/${location.dataset}`), version: commit}
    }
    case 'web': {
      const {listWeb} = await import('./web.ts')
      const {files, base} = await listWeb(location, reach)
      return {root: base, files, leftOut: []}
    }
  }
}

function relative({base, objects, leftOut}: Collected, store: string): Listed {
  const folder = base.replace(/\/$/, '')
  return {
    root: folder === '' ? store : `${store}/${folder}`,
    files: objects.map(({key, ...rest}) => ({path: key.slice(base.length), ...rest})),
    leftOut,
  }
}
