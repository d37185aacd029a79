import { etagChecksum } from "./shared.js";
import { ActionError } from "./base.js";
import { malformed, refused } from "./track-basics-7.js";
import { additionalChecksum, openBucket, s3Refusal } from "./s3-checksums.js";
import { s3Signer } from "./s3-sign.js";
import { sizeOf } from "./xml.js";
// shared/platform/remote/s3-version.ts
/** One version of one object, as it was asked for: never another one, and an error when there is none. */
async function findS3Version(location, shown, reach) {
	const { path: key, version } = location;
	const bucket = openBucket(location, shown, reach);
	const sign = await s3Signer(bucket.credentials, bucket.region, "HEAD");
	const url = bucket.urlOf(key);
	url.search = `versionId=${encodeURIComponent(version)}`;
	const answer = await bucket.ask({
		method: "HEAD",
		url,
		headers: () => sign(url, { "x-amz-checksum-mode": "ENABLED" }),
		what: `the version of ${shown}`
	});
	if ([
		400,
		404,
		405
	].includes(answer.status)) throw new ActionError("remote-missing", `${shown} is not there (${answer.status})`, { hint: "Look at the version: aws s3api list-object-versions names those that the bucket keeps. Without ?versionId= it is the newest." });
	if (!answer.isOk) throw refused(answer, s3Refusal(bucket, "s3:GetObjectVersion", void 0));
	if (answer.header("x-amz-version-id") !== version) throw malformed(shown, "the answer is about another version, or the server keeps none");
	const checksum = additionalChecksum(answer, shown) ?? etagChecksum(answer.header("etag") ?? "");
	const bytes = sizeOf(answer.header("content-length"));
	if (!checksum) throw malformed(shown, "the object has no ETag");
	if (!Number.isSafeInteger(bytes)) throw malformed(shown, "the object has no size");
	return {
		base: key.replace(/[^/]*$/, ""),
		objects: [{
			key,
			bytes,
			checksum,
			version
		}],
		leftOut: []
	};
}
export { findS3Version };
