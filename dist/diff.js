import { compareManifests, countChanges, defineAction, fileAtRevision, filesAtRevision, flag, isDigest, isRemotePath, isRemoteText, lines, measureDataset, otherFamilies, parseAnyManifest, resolveRevision, sha256, shownPath, sortFiles, userPath } from "./shared.js";
import { ActionError, isFile, isFolder, pathText, readCapped } from "./base.js";
import { openRepository, readRecorded } from "./verify-basics-3.js";
import { measureRemote } from "./track-diff-parts.js";
// shared/stages/data/diff-side.ts
const LIMIT = 512 * 2 ** 20;
const MOST_BLOBS = 5e3;
const DVC_FILE = /(\.dvc|(^|[/:])dvc\.lock)$/;
/** A manifest, a folder or file, an entry of DVC, or a git revision, `revision:path` also with each of them. */
async function readSide(text, scene) {
	const { place } = scene;
	if (isRemotePath(text)) {
		const { files } = await measureRemote({
			name: "data",
			role: "train",
			path: text
		}, {
			place,
			runner: scene.runner
		});
		return {
			kind: "listed",
			files: files()
		};
	}
	const path = await userPath(place, text).catch(() => void 0);
	const repository = await openRepository(place.workspace, place);
	if (path !== void 0 && await isFile(path)) {
		if (DVC_FILE.test(text)) return recordedOf(repository, await readCapped(path, LIMIT, text), text);
		if (/\.(sha256|remote)$/.test(text)) return sideOf(manifestOf(await readCapped(path, LIMIT, text), text));
		const twin = /\.json$/.test(text) ? twinOf(await readCapped(path, LIMIT, text)) : void 0;
		if (twin) return sideOf(twin);
	}
	if (path !== void 0 && (await isFile(path) || await isFolder(path))) {
		const { files } = await measureDataset({
			name: "data",
			role: "train",
			path: text
		}, {
			place,
			runner: scene.runner
		});
		return listed([...files()]);
	}
	return atRevision(text, repository, scene);
}
async function atRevision(text, repository, { place }) {
	const { workspace } = place;
	const colon = text.indexOf(":");
	const revision = colon === -1 ? text : text.slice(0, colon);
	const path = colon === -1 ? "." : text.slice(colon + 1).replace(/(?<=.)\/+$/, "");
	const commit = /^-|[\0-\x20]|^$/.test(revision) ? void 0 : await resolveRevision(workspace, revision);
	if (commit === void 0) throw new ActionError("nothing-matched", `${pathText(text)} is no file, folder or git revision here`, { hint: "Compare two manifests (*.sha256), folders, revisions (main, HEAD~1:data/) or .dvc files (HEAD~1:data.dvc)." });
	if (DVC_FILE.test(path)) {
		const bytes = await fileAtRevision(workspace, commit, path);
		if (!bytes) throw new ActionError("nothing-matched", `there is no ${pathText(path)} at ${pathText(revision)}`);
		return recordedOf(repository, bytes, text);
	}
	const found = await filesAtRevision(workspace, commit, path);
	if (found.length === 0) throw new ActionError("nothing-matched", `${pathText(text)} has no files`, { hint: "That commit holds nothing of this name: is it committed?" });
	const inner = (name) => name === path ? name.split("/").at(-1) ?? name : path === "." ? name : name.slice(path.length + 1);
	return {
		kind: "files",
		checksums: "git",
		files: found.map(({ path: name, blob }) => ({
			path: inner(name),
			digest: `git:${blob}`
		})),
		async bytes() {
			if (found.length > MOST_BLOBS) throw new ActionError("too-many-files", `${pathText(text)} has more than ${MOST_BLOBS} files; compare two revisions, or two folders`);
			const files = [];
			for (const { path: name } of found) {
				const content = await fileAtRevision(workspace, commit, name);
				files.push({
					path: inner(name),
					digest: sha256(content ?? /* @__PURE__ */ new Uint8Array())
				});
			}
			return files;
		}
	};
}
async function recordedOf(repository, bytes, text) {
	return {
		kind: "recorded",
		recorded: await readRecorded(repository, bytes, text)
	};
}
/** By the kind of its checksums, which are all of bytes or all of a provider. */
function sideOf({ files, isRemote }) {
	return isRemote ? {
		kind: "listed",
		files
	} : listed(files);
}
function listed(files) {
	const plain = files.map(({ path, digest }) => ({
		path,
		digest
	}));
	return {
		kind: "files",
		checksums: "sha256",
		files: plain,
		bytes: async () => plain
	};
}
function manifestOf(bytes, shown) {
	try {
		const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		const files = parseAnyManifest(text);
		if (!files) throw onlyClaimed();
		return {
			files,
			isRemote: isRemoteText(text)
		};
	} catch (error) {
		throw new ActionError("invalid-manifest", `${pathText(shown)}: ${error.message}`);
	}
}
function onlyClaimed() {
	return new ActionError("not-comparable", "of a claimed version no files are known");
}
/** The manifest's twin for programs; any other JSON is a file like any other. */
function twinOf(bytes) {
	try {
		const json = JSON.parse(new TextDecoder().decode(bytes));
		if (typeof json !== "object" || json === null) return void 0;
		const { schema, list, kind } = json;
		const isRemote = kind === "remote";
		if (schema !== "proofmark/manifest/v1" || !Array.isArray(list)) return void 0;
		if (kind === "claimed") throw onlyClaimed();
		return {
			files: list.map((item) => {
				const { path, digest } = Object(item);
				const isKnown = typeof digest === "string" && (isRemote || isDigest(digest));
				if (typeof path !== "string" || !isKnown) throw new ActionError("invalid-manifest", "the manifest has a file without a path or digest");
				return {
					path,
					digest
				};
			}),
			isRemote
		};
	} catch (error) {
		if (error instanceof ActionError) throw error;
		return;
	}
}
// shared/stages/data/diff.ts
const diffInputs = {
	sides: lines({
		about: "Two manifests, folders, files of DVC or git revisions (main, HEAD~1:data/, HEAD~1:data.dvc), the older first.",
		required: true,
		positional: true
	}),
	"exit-code": flag({
		about: "End with 1 where something differs.",
		default: "false"
	})
};
const NOTHING = countChanges();
const TOLD = 50;
/** What differs between two states of data. */
async function runDiff(inputs, scene) {
	const [one, two, ...more] = inputs.sides;
	if (one === void 0 || two === void 0 || more.length > 0) throw new ActionError("invalid-input", `diff compares two things, ${inputs.sides.length} given`, { hint: "For example: proofmark diff HEAD~1:data/ data/" });
	const [before, after] = [await readSide(one, scene), await readSide(two, scene)];
	const { datasets, checksums } = await compareSides(before, after);
	const changed = datasets.some(({ status }) => status !== "unchanged");
	const result = {
		schema: "proofmark/diff-result/v1",
		reasonCode: changed ? "changed" : "unchanged",
		changed,
		before: shownPath(one),
		after: shownPath(two),
		checksums,
		change: { datasets: [...datasets] }
	};
	for (const dataset of datasets) tell(dataset, scene);
	return {
		decision: changed && inputs["exit-code"] ? "refused" : "accepted",
		headline: headlineOf(datasets),
		outputs: { "reason-code": result.reasonCode },
		result
	};
}
async function compareSides(before, after) {
	if (before.kind === "recorded" && after.kind === "recorded") return {
		datasets: compareRecorded(before.recorded, after.recorded),
		checksums: "dvc"
	};
	if (before.kind === "listed" && after.kind === "listed") {
		const other = otherFamilies(before.files, after.files);
		if (other) throw new ActionError("not-comparable", `a file is known by ${other.before} on one side and by ${other.after} on the other`, { hint: "Checksums of different kinds say nothing about each other." });
		return {
			datasets: [compareFiles("files", before.files, after.files)],
			checksums: "remote"
		};
	}
	if (before.kind === "listed" || after.kind === "listed") throw new ActionError("not-comparable", "one side is known by what a provider says of it, the other is not", { hint: "Compare two listings (s3://…, *.remote), or download the data and compare two folders." });
	if (before.kind !== "files" || after.kind !== "files") throw new ActionError("not-comparable", "DVC knows data by MD5, the other side is known by SHA-256", { hint: "Compare two files of DVC, or ask proofmark verify whether the data is as recorded." });
	const isSame = before.checksums === after.checksums;
	const [old, now] = isSame ? [before.files, after.files] : [await before.bytes(), await after.bytes()];
	return {
		datasets: [compareFiles("files", old, now)],
		checksums: isSame ? before.checksums : "sha256"
	};
}
function compareFiles(name, before, after) {
	const { counts, changes } = compareManifests(sortFiles(before), sortFiles(after));
	return changes.length === 0 ? {
		name,
		status: "unchanged",
		counts
	} : {
		name,
		status: "changed",
		counts,
		changes: [...changes]
	};
}
function compareRecorded(before, after) {
	return [...new Set([...before, ...after].map(({ path }) => path))].sort().map((name) => {
		const old = before.find(({ path }) => path === name);
		const now = after.find(({ path }) => path === name);
		if (!old) return {
			name,
			status: "added",
			counts: NOTHING
		};
		if (!now) return {
			name,
			status: "removed",
			counts: NOTHING
		};
		if (old.checksum === now.checksum) return {
			name,
			status: "unchanged",
			counts: NOTHING
		};
		if (old.files && now.files) return compareFiles(name, old.files, now.files);
		return {
			name,
			status: "changed",
			counts: NOTHING
		};
	});
}
const SIGN = {
	added: "+",
	removed: "-",
	modified: "~"
};
function tell({ name, status, changes }, { runner }) {
	if (status === "unchanged") return;
	if (!changes) {
		runner.info(`${status} ${pathText(name)}`);
		return;
	}
	if (name !== "files") runner.info(`${status} ${pathText(name)}:`);
	for (const change of changes.slice(0, TOLD)) runner.info(change.kind === "renamed" ? `> ${pathText(change.from)} → ${pathText(change.to)}` : `${SIGN[change.kind]} ${pathText(change.path)}`);
	if (changes.length > TOLD) runner.info(`and more; the result lists ${changes.length}`);
}
function headlineOf(datasets) {
	const different = datasets.filter(({ status }) => status !== "unchanged");
	if (different.length === 0) return "nothing differs";
	const parts = Object.entries(countChanges(different)).filter(([, count]) => count > 0);
	if (parts.length > 0) return parts.map(([key, count]) => `${count} ${key}`).join(", ");
	return `${different.length} of ${datasets.length} outputs differ; which files is known only where DVC's cache has their lists`;
}
// cli/diff.ts
/** A command of the terminal alone: in a workflow, `track` compares with the right baseline by itself. */
const diff = defineAction({
	name: "diff",
	about: "Say which files differ between two manifests, folders, git revisions or files of DVC.",
	example: "proofmark diff HEAD~1:data/ data/",
	inputs: diffInputs,
	outputs: {
		"reason-code": "One of changed, unchanged.",
		result: "All of it as JSON (schemas/diff-result.schema.json)."
	},
	run: runDiff
});
export { diff };
