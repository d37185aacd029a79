import {isRemotePath} from '../../domain/remote/location.ts'
import {ActionError} from '../../platform/errors.ts'
import {isInside} from '../../platform/files.ts'
import {readGlob} from '../../platform/glob.ts'
import {absolutePath, pathInside} from '../../platform/inside.ts'
import type {Place} from '../../platform/place.ts'
import type {TrackInputs} from '../inputs.ts'
import type {Setting} from '../setting.ts'
import type {DatasetWish} from './datasets.ts'

/** What we write must not lie in what we measure, or the next checksum would be of our own files. */
export function refuseOwnFiles(
  {place}: Setting,
  wishes: Pick<TrackInputs, 'manifest' | 'store' | 'history' | 'cache'>,
  datasets: readonly DatasetWish[],
): void {
  const folders = [
    ['manifest', wishes.manifest],
    ['store', wishes.store],
    ['cache', wishes.cache === 'none' ? undefined : wishes.cache],
    ['history', /^[./]/.test(wishes.history) ? wishes.history : undefined],
  ] as const
  for (const [input, wish] of folders) {
    if (wish === undefined) continue
    const folder = absolutePath(place, wish)
    const dataset = datasets.find(({path}) => !isRemotePath(path) && holds(place, path, folder))
    if (!dataset) continue
    throw new ActionError(
      'writes-into-data',
      `${input}: ${wish} lies in the dataset ${dataset.name}`,
      {
        hint: `What is written there would change the checksum of ${dataset.path}. Name a folder outside of it.`,
      },
    )
  }
}

const OWN_NAMES = [
  'x.sha256',
  'x.remote',
  'x.claimed',
  'x.json',
  'x/x.json',
  'x/x.sha256',
  'stat-cache-0',
]

/** Whether files that we write to the folder would belong to the dataset. */
function holds(place: Place, path: string, folder: string): boolean {
  const glob = readGlob(path)
  const base = absolutePath(place, glob?.base ?? path)
  if (!isInside(base, folder)) return false
  if (!glob) return true
  const inner = pathInside(base, folder)
  return OWN_NAMES.some(name => glob.accepts(inner === '.' ? name : `${inner}/${name}`))
}
