import { ActionError } from "./base.js";
import { jsonOf, objectOf } from "./shared.js";
import { malformed, openAsker, refused } from "./track-basics-7.js";
import { listOf, memberOf, textOf } from "./json-answer.js";
import { variable } from "./track-basics-9.js";
import { escapeUri } from "./s3-sign.js";
// shared/platform/remote/hub.ts
/** A dataset of the Hugging Face Hub, pinned to the commit that its revision is now. */
async function hubStore({ dataset, revision }, shown, reach) {
	const token = variable(reach, "HF_TOKEN");
	const id = dataset.split("/").map(escapeUri).join("/");
	const hub = {
		shown,
		base: `${addressOf(reach)}/api/datasets/${id}`,
		ask: openAsker(reach),
		headers: async () => token === void 0 ? {} : { authorization: `Bearer ${token}` },
		hasToken: token !== void 0
	};
	const commit = await commitOf(hub, revision);
	return {
		store: {
			shown,
			emptyHint: "Look at the path in the dataset. A listing of nothing is no dataset.",
			async *pages(prefix) {
				const isFolder = prefix === "" || prefix.endsWith("/");
				const folder = isFolder ? prefix.replace(/\/$/, "") : prefix.replace(/\/?[^/]*$/, "");
				for await (const page of treePages(hub, {
					commit,
					folder,
					isDeep: isFolder
				})) yield isFolder ? page : page.filter(({ key }) => key === prefix);
			}
		},
		commit
	};
}
function addressOf(reach) {
	const custom = variable(reach, "HF_ENDPOINT");
	if (custom === void 0) return "https://huggingface.co";
	if (/^https?:\/\//.test(custom) && URL.canParse(custom)) return custom.replace(/\/+$/, "");
	throw new ActionError("invalid-endpoint", "HF_ENDPOINT is no http(s) address", { hint: "For example: HF_ENDPOINT: https://huggingface.co" });
}
async function commitOf(hub, revision) {
	const url = new URL(`${hub.base}/revision/${escapeUri(revision)}`);
	const answer = await hub.ask({
		url,
		headers: hub.headers,
		what: `the revision of ${hub.shown}`
	});
	if (!answer.isOk) throw refusal(answer, hub);
	const body = objectOf(answer.body);
	const commit = textOf(body, "sha");
	if (commit === void 0 || !/^[0-9a-f]{40}$/.test(commit)) throw malformed(hub.shown, "the answer names no commit");
	return commit;
}
async function* treePages(hub, { commit, folder, isDeep }) {
	const inner = folder === "" ? "" : `/${folder.split("/").map(escapeUri).join("/")}`;
	const start = new URL(`${hub.base}/tree/${commit}${inner}`);
	start.searchParams.set("recursive", String(isDeep));
	let url = start;
	const seen = /* @__PURE__ */ new Set();
	while (url !== void 0) {
		if (seen.has(url.href)) throw malformed(hub.shown, "a page leads to an earlier one");
		seen.add(url.href);
		const answer = await hub.ask({
			url,
			headers: hub.headers,
			what: `the listing of ${hub.shown}`
		});
		if (answer.status === 404 && answer.header("x-error-code") === "EntryNotFound" && seen.size === 1) return;
		if (!answer.isOk) throw refusal(answer, hub);
		yield readHubPage(answer.body, hub.shown);
		url = nextOf(answer.header("link"), start, hub.shown);
	}
}
/** The files of one page of a listing; what leads to the next stands in a header. */
function readHubPage(page, shown) {
	const items = listOf(jsonOf(page));
	if (!items) throw malformed(shown, "a page is no JSON list");
	return items.flatMap((item) => storedFile(item, shown));
}
/** The address of the next page; the token goes nowhere else than to the listing itself. */
function nextOf(link, start, shown) {
	if (link === void 0) return void 0;
	const [, target] = /<([^>]+)>\s*;\s*rel="?next"?/.exec(link) ?? [];
	if (target === void 0) {
		if (/\brel="?(?:first|prev|last)"?/.test(link) && !/next/i.test(link)) return void 0;
		throw malformed(shown, "where a page leads cannot be read");
	}
	const url = URL.canParse(target, start.href) ? new URL(target, start) : void 0;
	if (url?.origin === start.origin && url.pathname === start.pathname) return url;
	throw malformed(shown, "a page leads elsewhere");
}
function storedFile(item, shown) {
	const type = textOf(item, "type");
	if (type === "directory") return [];
	const key = textOf(item, "path");
	const size = memberOf(item, "size");
	if (type !== "file" || key === void 0 || key === "") throw malformed(shown, "an entry is neither a file nor a folder");
	return [{
		key,
		bytes: typeof size === "number" ? size : NaN,
		checksum: checksumOf(item, shown)
	}];
}
/** What lies in Git LFS is known by its SHA-256, a small file by its name in git. */
function checksumOf(item, shown) {
	const lfs = memberOf(item, "lfs");
	const sha = textOf(lfs, "oid")?.replace(/^sha256:/, "");
	if (sha !== void 0 && /^[0-9a-f]{64}$/.test(sha)) return {
		kind: "sha256",
		value: sha
	};
	const oid = textOf(item, "oid");
	if ((lfs === void 0 || lfs === null) && oid !== void 0 && /^[0-9a-f]{40}$/.test(oid)) return {
		kind: "git",
		value: oid
	};
	throw malformed(shown, "a file has no oid that can be read");
}
function refusal(answer, { shown, hasToken }) {
	const word = answer.header("x-error-code");
	const token = hasToken ? "HF_TOKEN needs read access to it; a gated dataset must be accepted once on its page." : "It was asked without a token. Of a private or gated dataset set HF_TOKEN.";
	return refused(answer, {
		shown,
		word,
		forbidden: token,
		missing: word === "RevisionNotFound" ? "Look at the revision behind the @; without one it is main." : `Look at the name. ${token}`,
		elsewhere: "The dataset may have another name now: write that one."
	});
}
export { hubStore };
