import type {LocationOf} from '../../domain/remote/location.ts'
import {type Collected, collectObjects} from './collect.ts'
import type {RemoteReach} from './reach.ts'
import {openBucket, s3Store} from './s3.ts'
import {MOST_ASKED, withChecksums} from './s3-checksums.ts'

/** What a path of a bucket means, each object by the best that S3 knows of it. */
export async function listS3(
  location: LocationOf<'s3'>,
  shown: string,
  reach: RemoteReach,
): Promise<Collected & {readonly notes: readonly string[]}> {
  const bucket = openBucket(location, shown, reach)
  const found = await collectObjects(s3Store(bucket), location.path, reach)
  if (found.objects.length > MOST_ASKED) {
    const note = `${shown}: more than ${MOST_ASKED} objects, so each is known by its ETag alone`
    return {...found, notes: [note]}
  }
  return {...found, objects: await withChecksums(bucket, found.objects, reach), notes: []}
}
