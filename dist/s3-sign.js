import { __toESM } from "./rolldown-runtime.js";
import { ActionError } from "./base.js";
import { variable } from "./track-basics-9.js";
import { createHash, createHmac } from "node:crypto";
// shared/platform/remote/s3-sign.ts
/** From the environment; nothing when there are none, and then everybody may ask. Half of a pair is a mistake. */
function awsCredentials(reach) {
	const accessKeyId = variable(reach, "AWS_ACCESS_KEY_ID");
	const secretAccessKey = variable(reach, "AWS_SECRET_ACCESS_KEY");
	const sessionToken = variable(reach, "AWS_SESSION_TOKEN");
	if (accessKeyId !== void 0 && secretAccessKey !== void 0) return {
		accessKeyId,
		secretAccessKey,
		...sessionToken === void 0 ? {} : { sessionToken }
	};
	if (accessKeyId === void 0 && secretAccessKey === void 0) return void 0;
	throw new ActionError("incomplete-credentials", `${accessKeyId === void 0 ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY"} is not set, and its other half is`, { hint: "Set both, or none to look at a public bucket." });
}
/** Signs requests without a body for S3 (Signature Version 4). */
async function s3Signer(credentials, region, method) {
	if (!credentials) return async (_url, headers) => ({ ...headers });
	const { SignatureV4 } = await import("./smithy-signature-v4.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const signer = new SignatureV4({
		credentials,
		region,
		service: "s3",
		sha256: NodeSha256,
		uriEscapePath: false
	});
	return async ({ protocol, hostname, host, pathname, searchParams }, headers) => {
		const { host: _, ...rest } = (await signer.sign({
			method,
			protocol,
			hostname,
			path: pathname,
			query: Object.fromEntries(searchParams),
			headers: {
				...headers,
				host
			}
		})).headers;
		return rest;
	};
}
/** What the signer calls a hash: SHA-256, or with a key its HMAC. */
var NodeSha256 = class {
	hash;
	constructor(secret) {
		this.hash = secret === void 0 ? createHash("sha256") : createHmac("sha256", bytesOf(secret));
	}
	update(data) {
		this.hash.update(bytesOf(data));
	}
	async digest() {
		return this.hash.digest();
	}
	reset() {
		throw new Error("a hash is used once");
	}
};
function bytesOf(data) {
	if (typeof data === "string") return Buffer.from(data);
	if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
	return new Uint8Array(data);
}
/** As Signature Version 4 wants it, and no other way. */
function escapeUri(text) {
	return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
export { awsCredentials, escapeUri, s3Signer };
