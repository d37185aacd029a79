import { ActionError, pathText } from "./base.js";
import { NAME, grouped, readGlob } from "./shared.js";
import { limitsOf } from "./track-basics-9.js";
import { malformed } from "./track-basics-7.js";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
// shared/domain/dataset-name.ts
/** `data/prices/*.csv` is called `prices`: the last part without a wildcard. */
function nameFromPath(path) {
	const parts = path.split(/[\\/]/).filter((part) => part !== "" && part !== "." && part !== "..");
	const plain = parts.findIndex((part) => /[*?[\]{}()!]/.test(part));
	const name = ((plain === -1 ? parts : parts.slice(0, plain)).at(-1) ?? "data").replace(/\.[^.]+$/, "").replace(/[^A-Za-z0-9._-]+/g, "-");
	return NAME.test(name) ? name : "data";
}
// shared/platform/remote/collect.ts
/** A path of a user as what to ask for: a folder, a glob, or something that may be one object or a folder. */
function choose(path) {
	const clean = path.replace(/^\/+/, "");
	const glob = readGlob(clean);
	if (glob) return {
		folder: glob.base === "." ? "" : `${glob.base.replace(/\/+$/, "")}/`,
		accepts: glob.accepts
	};
	const accepts = () => true;
	if (clean === "" || clean.endsWith("/")) return {
		folder: clean.replace(/\/+$/, "/"),
		accepts
	};
	return {
		folder: `${clean}/`,
		key: clean,
		accepts
	};
}
/** Lists what a path means, all of it or nothing. */
async function collectObjects(store, path, reach) {
	const { folder, key, accepts } = choose(path);
	const most = limitsOf(reach);
	const single = key === void 0 ? void 0 : await firstOf(store, key, most.pages);
	const objects = [];
	const leftOut = [];
	const seen = /* @__PURE__ */ new Set();
	let pages = 0;
	for await (const page of store.pages(folder)) {
		if (++pages > most.pages) throw tooLarge(store, `${most.pages} pages`);
		for (const object of page) {
			checkKey(object, {
				store,
				folder,
				seen
			});
			const inner = object.key.slice(folder.length);
			if (inner === "" || inner.endsWith("/") && object.bytes === 0) leftOut.push(object.key);
			else if (accepts(inner)) objects.push(object);
			if (seen.size > most.files) throw tooLarge(store, `${grouped(most.files)} files`);
		}
		reach.onProgress?.({
			label: store.shown,
			done: seen.size,
			unit: "files"
		});
	}
	if (single && objects.length > 0) throw new ActionError("ambiguous-path", `${store.shown} is a file and a folder`, { hint: "A slash at the end means the folder; a glob can mean the file alone." });
	if (single) return {
		base: single.key.replace(/[^/]*$/, ""),
		objects: [single],
		leftOut: []
	};
	if (objects.length === 0) throw new ActionError("nothing-matched", `nothing is listed at ${store.shown}`, { hint: store.emptyHint });
	return {
		base: folder,
		objects,
		leftOut
	};
}
/** An object of exactly this key, which is first of all that begin with it. */
async function firstOf(store, key, most) {
	let pages = 0;
	for await (const page of store.pages(key, 1)) {
		const [first] = page;
		if (first) return first.key === key ? first : void 0;
		if (++pages > most) throw tooLarge(store, `${most} pages`);
	}
}
function checkKey({ key, bytes }, { store: { shown }, folder, seen }) {
	if (!key.startsWith(folder)) throw malformed(shown, `${pathText(key)} does not begin with what was asked for`);
	if (seen.has(key)) throw malformed(shown, `${pathText(key)} is listed twice`);
	seen.add(key);
	if (!Number.isSafeInteger(bytes) || bytes < 0) throw malformed(shown, `${pathText(key)} has no size`);
	if (key.slice(folder.length).split("/").some((part) => part === "." || part === "..") || key.includes("\0")) throw new ActionError("bad-files", `${shown} holds ${pathText(key)}, which can be no file`, { hint: "Remove or rename it, or name a folder or glob without it; nothing is skipped silently." });
}
function tooLarge({ shown }, most) {
	return new ActionError("remote-too-large", `${shown} has more than ${most}, the most that is listed`, { hint: "Track folders of it as datasets of their own, or a file that lists them." });
}
// shared/platform/tables/byte-window.ts
const FIRST_BYTES = 2 ** 20;
/** The longest row that is read. */
const MOST_ROW_BYTES = 16 * 2 ** 20;
async function openWindow(path) {
	const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
	let bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
	let from = 0;
	let to = 0;
	let isLast = false;
	return {
		bytes: () => bytes,
		from: () => from,
		to: () => to,
		isLast: () => isLast,
		advance: (next) => {
			from = next;
		},
		async more() {
			if (isLast) return false;
			if (from > 0) bytes.copyWithin(0, from, to);
			to -= from;
			from = 0;
			if (to === bytes.length) {
				if (bytes.length >= MOST_ROW_BYTES) return false;
				const larger = Buffer.allocUnsafeSlow(bytes.length * 2);
				bytes.copy(larger, 0, 0, to);
				bytes = larger;
			}
			while (to < bytes.length && !isLast) {
				const { bytesRead } = await file.read(bytes, to, bytes.length - to, null);
				to += bytesRead;
				isLast = bytesRead === 0;
			}
			return true;
		},
		close: () => file.close()
	};
}
export { collectObjects, nameFromPath, openWindow };
