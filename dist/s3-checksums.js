import { S3_CHECKSUMS, etagChecksum, s3Checksum } from "./shared.js";
import { ActionError, pathText } from "./base.js";
import { malformed, openAsker, refused } from "./track-basics-7.js";
import { inParallel } from "./parallel.js";
import { variable } from "./track-basics-9.js";
import { awsCredentials, escapeUri, s3Signer } from "./s3-sign.js";
import { readXml, sizeOf } from "./xml.js";
// shared/platform/remote/s3.ts
const PAGE = 1e3;
/** Where a bucket is asked, by the environment: region, address, and whether its name is a part of the host. */
function openBucket({ bucket }, shown, reach) {
	const region = variable(reach, "AWS_REGION") ?? variable(reach, "AWS_DEFAULT_REGION") ?? "us-east-1";
	if (!/^[a-z0-9-]{2,40}$/.test(region)) throw new ActionError("invalid-region", `"${region}" is no region of S3`, { hint: "Set AWS_REGION, for example to eu-central-1." });
	const custom = variable(reach, "AWS_ENDPOINT_URL_S3") ?? variable(reach, "AWS_ENDPOINT_URL");
	return {
		shown,
		region,
		credentials: awsCredentials(reach),
		urlOf: addressOf(bucket, region, custom),
		ask: openAsker(reach)
	};
}
/** Of another server the bucket is a part of the path, and so it is where a certificate would not fit the name. */
function addressOf(bucket, region, custom) {
	if (custom !== void 0 && !(URL.canParse(custom) && /^https?:/.test(custom))) throw new ActionError("invalid-endpoint", "AWS_ENDPOINT_URL_S3 is no http(s) address", { hint: "For example: AWS_ENDPOINT_URL_S3: https://minio.example.com" });
	const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
	const isHostName = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(bucket);
	const inPath = custom !== void 0 || !isHostName;
	const root = `${(custom ?? `https://${inPath ? "" : `${bucket}.`}s3.${region}.${suffix}`).replace(/\/+$/, "")}${inPath ? `/${bucket}` : ""}`;
	return (key) => new URL(`${root}/${key.split("/").map(escapeUri).join("/")}`);
}
/** What is needed to see a bucket's objects. */
function s3Refusal(bucket, permission, word) {
	const isAnonymous = bucket.credentials === void 0;
	return {
		shown: bucket.shown,
		word,
		forbidden: isAnonymous ? "It was asked without credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN) in the environment of the step." : `The credentials in the environment need ${permission}; look also at AWS_REGION (now ${bucket.region}), AWS_SESSION_TOKEN and the clock.`,
		missing: `Look at the name of the bucket, at AWS_REGION (now ${bucket.region}) and at AWS_ENDPOINT_URL_S3.`,
		elsewhere: `The bucket is in another region than ${bucket.region}: set AWS_REGION to its own.`
	};
}
/** The objects of a bucket by ListObjectsV2, each with its ETag. */
function s3Store(bucket) {
	const { shown } = bucket;
	return {
		shown,
		emptyHint: "Look at the spelling, and whether the credentials may see it (s3:ListBucket). A listing of nothing is no dataset.",
		async *pages(prefix, most) {
			const sign = await s3Signer(bucket.credentials, bucket.region, "GET");
			let token;
			do {
				const url = bucket.urlOf("");
				const query = {
					...token === void 0 ? {} : { "continuation-token": token },
					"encoding-type": "url",
					"list-type": "2",
					"max-keys": String(most ?? PAGE),
					prefix
				};
				url.search = Object.entries(query).map(([name, value]) => `${name}=${escapeUri(value)}`).join("&");
				const page = await readPage(await bucket.ask({
					url,
					headers: () => sign(url, {}),
					what: `the listing of ${shown}`
				}), bucket);
				yield page.objects;
				if (page.next !== void 0 && page.next === token) throw malformed(shown, "a page leads to itself");
				token = page.next;
			} while (token !== void 0);
		}
	};
}
async function readPage(answer, bucket) {
	const { shown } = bucket;
	if (!answer.isOk) {
		const problem = await readXml(answer.body, "Error");
		throw refused(answer, s3Refusal(bucket, "s3:ListBucket", problem?.text("Code")));
	}
	return readS3Page(answer.body, shown);
}
/** One page of a listing: its objects, and the token of the next. */
async function readS3Page(page, shown) {
	const root = await readXml(page, "ListBucketResult");
	if (!root) throw malformed(shown, "a page is no ListBucketResult, or only a part of one");
	const encoding = root.text("EncodingType");
	const contents = root.all("Contents");
	const count = root.text("KeyCount");
	if (count !== void 0 && count !== String(contents.length)) throw malformed(shown, `a page says that it has ${count.slice(0, 12)} keys, and has ${contents.length}`);
	const isTruncated = root.text("IsTruncated");
	const next = root.text("NextContinuationToken");
	if (isTruncated !== "true" && isTruncated !== "false") throw malformed(shown, "a page does not say whether it is the last");
	if (isTruncated === "true" && !next) throw malformed(shown, "a page says that there are more, and not where");
	return {
		objects: contents.map((object) => objectOf(object, encoding === "url", shown)),
		next: isTruncated === "true" ? next : void 0
	};
}
function objectOf(object, isEncoded, shown) {
	const name = object.text("Key");
	const key = name !== void 0 && isEncoded ? decodeKey(name) : name;
	const checksum = etagChecksum(object.text("ETag") ?? "");
	if (key === void 0 || key === "") throw malformed(shown, "an object has no key");
	if (!checksum) throw malformed(shown, "an object has no ETag");
	return {
		key,
		bytes: sizeOf(object.text("Size")),
		checksum
	};
}
function decodeKey(text) {
	try {
		return decodeURIComponent(text.replaceAll("+", " "));
	} catch {
		return;
	}
}
// shared/platform/remote/s3-checksums.ts
/** One request for each object is too much for more. */
const MOST_ASKED = 5e3;
const AT_ONCE = 16;
/**
* The same objects with the checksum that S3 keeps of their bytes, where it keeps one, and with their version. A listing
* only names the ETag, which changes with the size of parts and with encryption.
*/
async function withChecksums(bucket, objects, reach) {
	const sign = await s3Signer(bucket.credentials, bucket.region, "HEAD");
	let done = 0;
	return inParallel(objects, AT_ONCE, async (object) => {
		const url = bucket.urlOf(object.key);
		const asked = readObject(await bucket.ask({
			method: "HEAD",
			url,
			headers: () => sign(url, { "x-amz-checksum-mode": "ENABLED" }),
			what: `the checksum of ${pathText(object.key)}`
		}), object, bucket);
		reach.onProgress?.({
			label: `checksums of ${bucket.shown}`,
			done: ++done,
			total: objects.length,
			unit: "files"
		});
		return asked;
	});
}
function readObject(answer, object, bucket) {
	const name = pathText(object.key);
	const etag = etagChecksum(answer.header("etag") ?? "");
	if (answer.status === 404 || answer.isOk && etag?.value !== object.checksum.value) throw new ActionError("changed-while-listed", `${name} of ${bucket.shown} changed while it was listed`, { hint: "Run it again when nobody writes there, or track a folder that is written once." });
	if (!answer.isOk) {
		const refusal = s3Refusal(bucket, "s3:GetObject", void 0);
		throw refused(answer, {
			...refusal,
			shown: `${name} of ${bucket.shown}`
		});
	}
	const size = answer.header("content-length");
	if (size !== void 0 && size !== String(object.bytes)) throw malformed(bucket.shown, `${name} has two sizes`);
	const version = answer.header("x-amz-version-id");
	return {
		...object,
		checksum: additionalChecksum(answer, bucket.shown) ?? object.checksum,
		...version === void 0 || version === "null" ? {} : { version: version.slice(0, 1024) }
	};
}
/** The checksum that S3 keeps beside the ETag, where it keeps one. */
function additionalChecksum(answer, shown) {
	const type = answer.header("x-amz-checksum-type");
	for (const name of S3_CHECKSUMS) {
		const text = answer.header(`x-amz-checksum-${name.toLowerCase()}`);
		if (text === void 0) continue;
		const checksum = s3Checksum(name, text, type);
		if (!checksum) throw malformed(shown, `it answers with a checksum ${name} that is none`);
		return checksum;
	}
}
export { MOST_ASKED, additionalChecksum, openBucket, s3Refusal, s3Store, withChecksums };
