import { array, lazily, madeOf, strictObject, string } from "./zod.js";
import { NAME, POINTER_BYTES, absolutePath, canonicalJson, combinedDigest, digestSchema, grouped, humanBytes, isDigest, jsonOf, loadData, pathInside, readRepository, readSmallFile, sha256, trackedFiles, whose } from "./shared.js";
import { ActionError, pathText, readCapped } from "./base.js";
// shared/domain/changed-data.ts
/** What `track` says to `trigger` about data that git keeps. */
const changedDataSchema = /* @__PURE__ */ lazily(() => strictObject({
	/** Files of the data that git keeps, or would, and that differ from the commit; paths from the repository's root. */
	files: array(strictObject({
		path: string(),
		digest: madeOf(digestSchema)
	})),
	/** Datasets of which every file is as the commit holds it. */
	committed: array(string())
}));
// shared/platform/git-changes.ts
/**
* Files at or below a folder that a commit of everything would change, relative to it; what git ignores is not among
* them. Nothing without a repository, or where there are too many to hold.
*/
async function changedFiles(folder) {
	const listing = await readRepository(folder, [
		"ls-files",
		"-z",
		"--modified",
		"--deleted",
		"--others",
		"--exclude-standard"
	]);
	return listing === void 0 ? void 0 : [...new Set(listing.split("\0"))].filter((path) => path !== "");
}
// shared/stages/data/handed-data.ts
/**
* What `track` handed on. A job that may only read could have replaced it, so what becomes a path, a title or an input
* of a workflow is held to what a configuration may say.
*/
async function loadHandedData(setting) {
	const data = await loadData(setting.stores, whose(setting));
	if (!data) throw new ActionError("section-missing", "no step of this run took the checksums of the data", { hint: "Add a step before this one:\n  - uses: proofmark/proofmark/actions/track@v1" });
	const { datasets, digest } = data.section.body;
	const seen = /* @__PURE__ */ new Set();
	for (const { name } of datasets) {
		if (!NAME.test(name)) throw notHandedOn(`${pathText(name.slice(0, 100))} is no name of a dataset`);
		if (seen.has(name)) throw notHandedOn(`${name} is the name of a dataset twice`);
		seen.add(name);
	}
	if (combinedDigest(datasets) !== digest) throw notHandedOn(`${digest} is not the digest of its datasets`);
	return data;
}
/** Something is not as `track` wrote it. */
function notHandedOn(what) {
	return new ActionError("corrupt-section", `${what}; that is not as "track" handed it on`, { hint: "A step or job of this run wrote to it. Run the jobs again from the start." });
}
// shared/stages/data/changed-data.ts
/** What one commit over GitHub's API may hold; more belongs to DVC, LFS or a bucket. */
const BYTES_LIMIT = 20 * 2 ** 20;
const FILES_LIMIT = 200;
const LIST = "changed.json";
/** Whether this run may set something off: what changed is handed on then, also to a job without the data. */
function mayTrigger({ context }) {
	return context?.isDefaultBranch === true && context.run.event !== "push";
}
/** The changed files with their list; of too many or too large ones the list alone. */
async function changedData({ place }, measured) {
	const changed = /* @__PURE__ */ new Map();
	const committed = [];
	for (const { record, files } of measured) {
		if (record.kind !== void 0 && record.kind !== "bytes") continue;
		const root = absolutePath(place, record.root);
		const differing = new Set(await changedFiles(root));
		const tracked = new Set(await trackedFiles(root));
		let isCommitted = true;
		for (const { path, digest, bytes } of files()) {
			isCommitted &&= tracked.has(path) && !differing.has(path);
			if (!differing.has(path) || !isDigest(digest)) continue;
			const file = pathInside(place.workspace, `${root}/${path}`);
			const pointer = readSmallFile(absolutePath(place, file), POINTER_BYTES.most);
			changed.set(file, pointer ? {
				digest: sha256(pointer),
				bytes: pointer.length
			} : {
				digest,
				bytes
			});
		}
		if (isCommitted) committed.push(record.name);
	}
	const list = {
		files: [...changed].map(([path, { digest }]) => ({
			path,
			digest
		})),
		committed
	};
	const bundle = /* @__PURE__ */ new Map();
	bundle.set(LIST, new TextEncoder().encode(canonicalJson(list)));
	const total = [...changed.values()].reduce((sum, { bytes }) => sum + bytes, 0);
	if (changed.size > FILES_LIMIT || total > BYTES_LIMIT) return bundle;
	for (const [path, { digest, bytes }] of changed) bundle.set(blobName(digest), await readCapped(absolutePath(place, path), bytes, path));
	return bundle;
}
/** What `changedData` handed on. Other jobs of the run could have replaced it, so every file is proved. */
function readChangedData(bundle) {
	const text = bundle.get(LIST);
	const files = /* @__PURE__ */ new Map();
	if (!text) return {
		files,
		committed: []
	};
	const list = changedDataSchema.safeParse(jsonOf(text));
	if (!list.success) throw notHandedOn("the list of changed files");
	const count = list.data.files.length;
	if (count > FILES_LIMIT) throw tooMuch(count);
	let total = 0;
	for (const { path, digest } of list.data.files) {
		const bytes = bundle.get(blobName(digest));
		total += bytes?.length ?? 0;
		if (!bytes || total > BYTES_LIMIT) throw tooMuch(count);
		if (sha256(bytes) !== digest) throw notHandedOn(pathText(path));
		files.set(path, bytes);
	}
	return {
		files,
		committed: list.data.committed
	};
}
function tooMuch(count) {
	return new ActionError("too-large", `${grouped(count)} changed files of the data are too much for one commit through GitHub's API`, { hint: `At most ${FILES_LIMIT} files with ${humanBytes(BYTES_LIMIT)} fit. Keep the data in DVC, Git LFS or a bucket and add them to .gitignore: then only the manifest is committed.` });
}
function blobName(digest) {
	return `${digest.slice(7)}.bin`;
}
export { changedData, loadHandedData, mayTrigger, notHandedOn, readChangedData };
