import { collectObjects } from "./track-basics-2.js";
import { MOST_ASKED, openBucket, s3Store, withChecksums } from "./s3-checksums.js";
// shared/platform/remote/s3-listing.ts
/** What a path of a bucket means, each object by the best that S3 knows of it. */
async function listS3(location, shown, reach) {
	const bucket = openBucket(location, shown, reach);
	const found = await collectObjects(s3Store(bucket), location.path, reach);
	if (found.objects.length > 5e3) {
		const note = `${shown}: more than ${MOST_ASKED} objects, so each is known by its ETag alone`;
		return {
			...found,
			notes: [note]
		};
	}
	return {
		...found,
		objects: await withChecksums(bucket, found.objects, reach),
		notes: []
	};
}
export { listS3 };
