import { etagChecksum, fromBase64, objectOf } from "./shared.js";
import { ActionError } from "./base.js";
import { malformed, openAsker, refused } from "./track-basics-7.js";
import { listOf, textOf } from "./json-answer.js";
import { variable } from "./track-basics-9.js";
import { escapeUri } from "./s3-sign.js";
// shared/platform/remote/gcs.ts
const PAGE = 1e3;
const FIELDS = "nextPageToken,items(name,size,md5Hash,crc32c,etag,generation)";
const TOKENS = ["CLOUDSDK_AUTH_ACCESS_TOKEN", "GOOGLE_OAUTH_ACCESS_TOKEN"];
/** The objects of a bucket of Google Cloud Storage, each with its MD5, or CRC32C where it was put together of others. */
function gcsStore({ bucket }, shown, reach) {
	const token = TOKENS.map((name) => variable(reach, name)).find((text) => text !== void 0);
	const ask = openAsker(reach);
	const base = addressOf(reach);
	const tokenHint = `Set ${TOKENS[0]}, for example from the output access_token of google-github-actions/auth with token_format: access_token.`;
	const refusal = {
		shown,
		forbidden: token === void 0 ? `It was asked without a token. ${tokenHint}` : "The token needs storage.objects.list (roles/storage.objectViewer), and must not have expired.",
		missing: "Look at the name of the bucket."
	};
	return {
		shown,
		emptyHint: "Look at the spelling. A listing of nothing is no dataset.",
		async *pages(prefix, most) {
			let next;
			do {
				const url = new URL(`${base}/storage/v1/b/${escapeUri(bucket)}/o`);
				url.searchParams.set("prefix", prefix);
				url.searchParams.set("maxResults", String(most ?? PAGE));
				url.searchParams.set("fields", FIELDS);
				if (next !== void 0) url.searchParams.set("pageToken", next);
				const answer = await ask({
					url,
					headers: async () => token === void 0 ? {} : { authorization: `Bearer ${token}` },
					what: `the listing of ${shown}`
				});
				if (!answer.isOk) throw refused(answer, refusal);
				const page = readGcsPage(answer.body, shown);
				yield page.objects;
				if (page.next !== void 0 && page.next === next) throw malformed(shown, "a page leads to itself");
				next = page.next;
			} while (next !== void 0);
		}
	};
}
/** Google's own, or the emulator that its libraries know by the same variable. */
function addressOf(reach) {
	const custom = variable(reach, "STORAGE_EMULATOR_HOST");
	if (custom === void 0) return "https://storage.googleapis.com";
	const address = /^https?:\/\//.test(custom) ? custom : `http://${custom}`;
	if (URL.canParse(address)) return address.replace(/\/+$/, "");
	throw new ActionError("invalid-endpoint", "STORAGE_EMULATOR_HOST is no address", { hint: "For example: STORAGE_EMULATOR_HOST: http://127.0.0.1:4443" });
}
/** One page of a listing: its objects, and the token of the next. */
function readGcsPage(page, shown) {
	const body = objectOf(page);
	const items = body === void 0 ? void 0 : listOf(body["items"] ?? []);
	if (!body || !items) throw malformed(shown, "a page is no JSON object with items");
	const next = body["nextPageToken"];
	if (next !== void 0 && (typeof next !== "string" || next === "")) throw malformed(shown, "a page leads nowhere");
	return {
		objects: items.map((item) => storedObject(item, shown)),
		next
	};
}
function storedObject(item, shown) {
	const key = textOf(item, "name");
	const md5 = textOf(item, "md5Hash");
	const crc = textOf(item, "crc32c");
	const checksum = md5 !== void 0 ? fromBase64("md5", md5) : crc !== void 0 ? fromBase64("crc32c", crc) : etagChecksum(textOf(item, "etag") ?? "");
	if (key === void 0 || key === "") throw malformed(shown, "an object has no name");
	if (!checksum) throw malformed(shown, "an object has no checksum that can be read");
	const size = textOf(item, "size");
	return {
		key,
		bytes: size !== void 0 && /^\d{1,16}$/.test(size) ? Number(size) : NaN,
		checksum,
		version: textOf(item, "generation")
	};
}
export { gcsStore };
