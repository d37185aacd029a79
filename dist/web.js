import { VERSION, askedPause, escapeTag, etagChecksum, fromBase64, isPassing, noAnswer, shownPath, tryAgain } from "./shared.js";
import { ActionError, codeOf, systemCode } from "./base.js";
import { malformed, refused } from "./track-basics-7.js";
import { inParallel } from "./parallel.js";
import { isMeantHost, limitsOf } from "./track-basics-9.js";
import { BlockList, isIP } from "node:net";
import { request } from "node:http";
import { lookup } from "node:dns";
import { request as request$1 } from "node:https";
// shared/domain/remote/digest-field.ts
const NAMES = [["sha-256", "sha256"], ["sha-512", "sha512"]];
/**
* The digest in a field `Repr-Digest` or `Content-Digest` of RFC 9530 (`sha-256=:base64:`), or `Digest` of RFC 3230
* (`SHA-256=base64`). Algorithms that are known to be weak count as none.
*/
function digestField(field) {
	if (field === void 0 || field.length > 1e3) return void 0;
	const members = field.split(",").map((member) => member.trim());
	for (const [name, kind] of NAMES) {
		const value = members.find((text) => text.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
		if (value === void 0) continue;
		return fromBase64(kind, /^:(.*):$/.exec(value)?.[1] ?? value);
	}
}
// shared/platform/remote/private-address.ts
const PRIVATE = new BlockList();
for (const [net, bits] of [
	["0.0.0.0", 8],
	["10.0.0.0", 8],
	["100.64.0.0", 10],
	["127.0.0.0", 8],
	["169.254.0.0", 16],
	["172.16.0.0", 12],
	["192.0.0.0", 24],
	["192.168.0.0", 16],
	["198.18.0.0", 15],
	["224.0.0.0", 4],
	["240.0.0.0", 4]
]) PRIVATE.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
	["::", 96],
	["64:ff9b::", 96],
	["64:ff9b:1::", 48],
	["2002::", 16],
	["fc00::", 7],
	["fe80::", 10],
	["ff00::", 8]
]) PRIVATE.addSubnet(net, bits, "ipv6");
/** Whether an address is this machine's, its network's, or nobody's; what is translated to another counts as such. */
function isPrivateAddress(address) {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
	if (mapped !== void 0) return isPrivateAddress(mapped);
	switch (isIP(address)) {
		case 4: return PRIVATE.check(address, "ipv4");
		case 6: return PRIVATE.check(address, "ipv6") || /^::ffff:/i.test(address);
		default: return true;
	}
}
/** The code of the error with which a look-up ends that leads inside. */
const PRIVATE_ADDRESS = "PROOFMARK_PRIVATE_ADDRESS";
/** Looks a name up for a connection, which then goes to no other address than those that were looked at here. */
const publicLookup = (hostname, options, callback) => {
	lookup(hostname, {
		...options,
		all: true
	}, (error, addresses) => {
		if (error) return callback(error, "");
		const [first] = addresses;
		if (!first || addresses.some(({ address }) => isPrivateAddress(address))) return callback(Object.assign(/* @__PURE__ */ new Error("a private address"), { code: PRIVATE_ADDRESS }), "");
		return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
	});
};
// shared/platform/remote/web-head.ts
const MOST_REDIRECTS = 5;
/**
* The head of what lies at an address. Redirects are followed, as there are no credentials that could go astray; each
* target must be https and no address of a private network, like the first.
*/
async function askHead(wish) {
	let { url } = wish;
	for (let left = MOST_REDIRECTS;; left--) {
		const answer = await send({
			...wish,
			url
		});
		const location = answer.header("location");
		if (answer.status < 300 || answer.status >= 400 || location === void 0) return answer;
		if (left === 0 || !URL.canParse(location, url.href)) throw new ActionError("remote-elsewhere", `${shownPath(wish.url.href)} leads on and on`, { hint: `No more than ${MOST_REDIRECTS} redirects are followed.` });
		url = new URL(location, url);
	}
}
function send({ url, method, reach, timeoutMs }) {
	const isMeant = checkAddress(url, reach);
	const shown = shownPath(url.href);
	return new Promise((resolve, reject) => {
		const asked = (url.protocol === "https:" ? request$1 : request)(url, {
			method,
			headers: {
				"user-agent": `proofmark/${VERSION}`,
				accept: "*/*",
				"accept-encoding": "identity",
				"want-repr-digest": "sha-256=10",
				...method === "GET" ? { range: "bytes=0-0" } : {}
			},
			agent: false,
			signal: AbortSignal.timeout(timeoutMs),
			...isMeant ? {} : { lookup: publicLookup }
		});
		asked.on("response", (answer) => {
			resolve(headOf(answer));
			answer.destroy();
		});
		asked.on("error", (error) => {
			const code = systemCode(error);
			if (code === "PROOFMARK_PRIVATE_ADDRESS") reject(inside(shown, url));
			else if (error.name === "AbortError" || code === "ABORT_ERR") {
				const within = `within ${timeoutMs / 1e3} s`;
				reject(new ActionError("http-timeout", `${shown} gave no answer ${within}`));
			} else reject(noAnswer(error, shown, "the question what lies there"));
		});
		asked.end();
	});
}
function headOf({ statusCode = 0, headers }) {
	return {
		status: statusCode,
		isOk: statusCode === 200 || statusCode === 206,
		isPart: statusCode === 206,
		header: (name) => headerOf(headers, name)
	};
}
function headerOf(headers, name) {
	const value = headers[name];
	return typeof value === "string" ? value : value?.join(", ");
}
/** Answers whether whoever runs this machine named the host. */
function checkAddress(url, reach) {
	const shown = shownPath(url.href);
	if (!/^https?:$/.test(url.protocol) || url.username || url.password) throw new ActionError("insecure-address", `${shown} is no address that may be asked`);
	if (isMeantHost(reach, url)) return true;
	if (url.protocol === "http:") throw new ActionError("insecure-address", `${shown} would be asked over an open line`, { hint: `Use https://. Where that cannot be, name the host in the environment of the step:\nenv:\n  PROOFMARK_REMOTE_HOSTS: ${url.host}` });
	const literal = url.hostname.replace(/^\[|\]$/g, "");
	if (isIP(literal) && isPrivateAddress(literal)) throw inside(shown, url);
	return false;
}
function inside(shown, { host }) {
	return new ActionError("private-address", `${shown} has an address of a private network`, { hint: `A change of the configuration must not make this machine ask around in its network. If it is meant, name the host in the environment of the step:\nenv:\n  PROOFMARK_REMOTE_HOSTS: ${host}` });
}
// shared/platform/remote/web.ts
const AT_ONCE = 8;
const MOST_ADDRESSES = 1e4;
const PAUSE_MS = 500;
/** What lies at each address, known by the head of the answer. */
async function listWeb({ urls }, reach) {
	const shown = urls.map(shownPath);
	if (urls.length > MOST_ADDRESSES) throw new ActionError("remote-too-large", `${urls.length} addresses are too many for a dataset`);
	const twice = shown.find((one, at) => shown.indexOf(one) !== at);
	if (twice !== void 0) throw new ActionError("ambiguous-path", `${twice} is named twice`, { hint: "Queries are not recorded, so addresses must differ before the question mark." });
	const names = shown.map(nameOf);
	const base = commonFolder(names);
	const until = Date.now() + limitsOf(reach).totalMs;
	let done = 0;
	return {
		files: await inParallel(urls.map((url, at) => ({
			url,
			at
		})), AT_ONCE, async ({ url, at }) => {
			const file = await lookAt(new URL(url), {
				name: (names[at] ?? "").slice(base.length),
				reach,
				until
			});
			reach.onProgress?.({
				label: "addresses",
				done: ++done,
				total: urls.length,
				unit: "files"
			});
			return file;
		}),
		base: `${new URL(urls[0] ?? "").protocol}//${base}`.replace(/\/$/, "")
	};
}
function nameOf(shown) {
	const { host, pathname } = new URL(shown);
	return `${host}${pathname}`;
}
/** The part before the last slash that all names have. */
function commonFolder(names) {
	let folder = (names[0] ?? "").replace(/[^/]*$/, "");
	while (!names.every((name) => name.startsWith(folder) && name.length > folder.length)) {
		if (folder === "") return "";
		folder = folder.replace(/[^/]*\/$/, "");
	}
	return folder;
}
async function lookAt(url, { name, reach, until }) {
	const shown = shownPath(url.href);
	const { requestMs, tries } = limitsOf(reach);
	const ask = (method) => tryAgain(() => {
		return askHead({
			url,
			method,
			reach,
			timeoutMs: Math.max(1, Math.min(requestMs, until - Date.now()))
		});
	}, isSettled, {
		times: tries - 1,
		pauseMs: reach.pauseMs ?? PAUSE_MS,
		pauseAfter: askedPause,
		until
	});
	let head = await ask("HEAD");
	if ([
		403,
		405,
		501
	].includes(head.status)) head = await ask("GET");
	if (!head.isOk) throw refused(head, {
		shown,
		forbidden: "No credentials are sent to an address. A signed one may have expired; for a store use s3://, gs:// or az://.",
		missing: "Look at the address."
	});
	return {
		path: name,
		bytes: sizeOf(head, shown),
		checksum: checksumOf(head, shown)
	};
}
function isSettled(outcome) {
	if ("value" in outcome) return !isPassing(outcome.value.status);
	return !["http-unreachable", "http-timeout"].includes(codeOf(outcome.error));
}
function sizeOf(head, shown) {
	const range = head.header("content-range");
	const text = head.isPart ? /^bytes 0-0\/(\d{1,15})$/.exec(range ?? "")?.[1] : head.header("content-length");
	if (text !== void 0 && /^\d{1,15}$/.test(text)) return Number(text);
	throw malformed(shown, "the answer does not say how many bytes lie there");
}
/** What tells best: a digest of the bytes, a strong ETag, then what only hints at a change. */
function checksumOf(head, shown) {
	const isPlain = (head.header("content-encoding") ?? "identity") === "identity";
	const whole = isPlain ? digestField(head.header("repr-digest") ?? head.header("digest")) : void 0;
	const content = isPlain && !head.isPart ? digestField(head.header("content-digest")) : void 0;
	const md5 = isPlain && !head.isPart ? head.header("content-md5") : void 0;
	const digest = whole ?? content ?? (md5 === void 0 ? void 0 : fromBase64("md5", md5));
	if (digest) return digest;
	const etag = etagChecksum(head.header("etag") ?? "");
	if (etag && etag.kind !== "weak") return etag;
	const modified = head.header("last-modified")?.slice(0, 60) ?? "";
	const signs = [...etag ? [etag.value] : [], ...modified === "" ? [] : [escapeTag(modified)]];
	if (signs.length > 0) return {
		kind: "weak",
		value: signs.join("+")
	};
	throw new ActionError("no-checksum", `${shown} says nothing that tells one version from another`, { hint: "It has no Repr-Digest, ETag or Last-Modified. Download the file in a step before, and track it there." });
}
export { listWeb };
