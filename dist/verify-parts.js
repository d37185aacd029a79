import { choices, failed, flag, git, grouped, humanBytes, inScratchFolder, isDone, path, pathInside, resolveRevision, shortCommit, text, userPath } from "./shared.js";
import { openRepository, readProject, verifyProject, writeProject } from "./verify-basics-3.js";
import { ActionError, isFile, isFolder, parentOf, pathText } from "./base.js";
import { mkdir, symlink, writeFile } from "node:fs/promises";
// shared/domain/dvc/verification.ts
/** Why something is not what DVC wrote down, for people and programs. A code is never given another meaning. */
const MISMATCHES = {
	content: "The content is not what was recorded.",
	crlf: "Only line ends differ: CRLF here, LF where it was recorded, or the reverse.",
	missing: "It must be in the repository, and is not there.",
	"missing-file": "A folder lacks files that were recorded.",
	"extra-file": "A folder holds files that were not recorded.",
	"not-in-git": "A folder lacks files that .gitignore keeps out of git.",
	type: "A folder was recorded and a file is there, or the reverse.",
	size: "The content is right, and the recorded size or number of files is not.",
	"no-checksum": "Nothing was recorded for it yet.",
	"unreadable-folder": "A folder holds what DVC cannot read, such as a link that leads nowhere.",
	"stale-stage": "dvc.yaml asks for other dependencies, outputs or parameters than the lock has.",
	"never-run": "dvc.yaml has a stage that the lock does not have.",
	"unknown-stage": "The lock has a stage that dvc.yaml does not have.",
	"command-changed": "The command is another one than the one that ran.",
	"parameter-changed": "A parameter has another value than when the stage ran.",
	"own-checksum": "The file was changed by hand: the MD5 that it carries of itself is another.",
	"invalid-file": "The file cannot be read as what it must be."
};
/** Why something was not looked at, or is not there and need not be. */
const NOT_CHECKED = {
	"not-pulled": "DVC keeps it outside of git, and it is not here.",
	external: "It lies behind an address.",
	outside: "It lies outside of the repository.",
	remote: "Only a checksum of a remote was recorded, which says nothing about bytes.",
	import: "It comes from another repository.",
	template: "A template of dvc.yaml cannot be filled in here.",
	"parameter-format": "Parameters in this format are not read here."
};
[...Object.keys(MISMATCHES), ...Object.keys(NOT_CHECKED)];
const MISMATCH_CODES = Object.keys(MISMATCHES);
/** What is read by nobody is no answer; what was not there to be looked at never counts as right. */
function judgeEntries(entries, { failOn, accept }) {
	const accepted = new Set(accept);
	const counts = entries.filter(({ reason }) => reason === void 0 || !accepted.has(reason));
	if (counts.some(({ reason }) => reason === "invalid-file")) return {
		verdict: "error",
		reasonCode: "invalid-file"
	};
	const bad = counts.find(({ status }) => failOn.some((one) => one === status));
	if (bad) return {
		verdict: "fail",
		reasonCode: bad.reason ?? bad.status
	};
	if (entries.some(({ status }) => status === "match")) return {
		verdict: "pass",
		reasonCode: "as-recorded"
	};
	return {
		verdict: "inconclusive",
		reasonCode: "nothing-checked"
	};
}
// shared/platform/git-tree.ts
/** More than this is no tree that anybody copies for a look. */
const MOST_BYTES = 4 * 2 ** 30;
const MOST_FILES = 5e5;
const LIST_LIMIT = 256 * 2 ** 20;
/** A single file may be larger, up to what one answer can hold. */
const GROUP_BYTES = 32 * 2 ** 20;
const MOST_OF_ONE = 2 ** 30;
/**
* Writes all files of a commit into an empty folder, byte for byte as git keeps them: without filters, line ends or
* whatever else a checkout would do, and without running anything. Submodules are left out, they are other commits.
*/
async function writeTree(workspace, revision, folder) {
	const commit = await resolveRevision(workspace, revision);
	if (commit === void 0) throw new ActionError("unknown-revision", `git knows no commit ${pathText(revision)} here`, { hint: "A shallow clone has few commits: with actions/checkout, fetch-depth: 0 brings all of them." });
	const entries = await listTree(workspace, commit);
	const total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
	const largest = entries.reduce((most, { bytes }) => Math.max(most, bytes), 0);
	if (entries.length > MOST_FILES || total > MOST_BYTES || largest > MOST_OF_ONE) {
		const size = `${entries.length.toLocaleString("en-US")} files, ${Math.round(total / 1e6)} MB`;
		throw new ActionError("too-large", `the commit holds ${size}, more than is copied for a look`, { hint: `At most ${MOST_FILES.toLocaleString("en-US")} files of ${MOST_BYTES / 2 ** 30} GiB together. Check the commit out and look there.` });
	}
	for (const group of groups(entries)) await writeGroup(group, {
		workspace,
		folder,
		commit
	});
	return {
		commit,
		prefix: await prefixOf(workspace),
		paths: entries.map(({ path }) => Buffer.from(path, "latin1").toString("utf8"))
	};
}
async function prefixOf(workspace) {
	const answer = await git(workspace, ["rev-parse", "--show-prefix"]);
	if (!isDone(answer)) throw failed("say where in the repository this folder is", answer);
	return answer.stdout.toString("utf8").replace(/\/?\n$/, "");
}
async function listTree(workspace, commit) {
	const listing = await git(workspace, [
		"ls-tree",
		"-r",
		"-z",
		"-l",
		"--full-tree",
		"--end-of-options",
		commit
	], { outputLimitBytes: LIST_LIMIT });
	if (!isDone(listing)) throw failed(`list the files at ${commit.slice(0, 7)}`, listing);
	if (listing.isCut) throw new ActionError("too-many-files", `${commit.slice(0, 7)} has too many files`);
	return listing.stdout.toString("latin1").split("\0").filter((line) => line !== "").flatMap((line) => {
		const [, mode, type, blob = "", size = "", path = ""] = /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t(.*)$/s.exec(line) ?? [];
		if (type === "commit") return [];
		const isPlain = path.split("/").every((part) => ![
			"",
			".",
			"..",
			".git"
		].includes(part));
		if (type !== "blob" || !isPlain) throw new ActionError("bad-files", `${commit.slice(0, 7)} holds ${pathText(path)}, which can be no file`);
		return [{
			path,
			blob,
			bytes: Number(size),
			isLink: mode === "120000"
		}];
	});
}
/** Links come last, so that no file is ever written through one. */
function groups(entries) {
	const made = [[]];
	let bytes = 0;
	const sorted = entries.toSorted((a, b) => Number(a.isLink) - Number(b.isLink));
	for (const entry of sorted) {
		if (bytes + entry.bytes > GROUP_BYTES) {
			made.push([]);
			bytes = 0;
		}
		made.at(-1)?.push(entry);
		bytes += entry.bytes;
	}
	return made.filter((group) => group.length > 0);
}
async function writeGroup(group, { workspace, folder, commit }) {
	const bytes = group.reduce((sum, entry) => sum + entry.bytes + 200, 0);
	const input = Buffer.from(group.map(({ blob }) => `${blob}\n`).join(""));
	const answer = await git(workspace, ["cat-file", "--batch"], {
		input,
		outputLimitBytes: bytes
	});
	if (!isDone(answer) || answer.isCut) throw failed(`read the files at ${commit.slice(0, 7)}`, answer);
	let at = 0;
	for (const { path, blob, bytes: size, isLink } of group) {
		const head = `${blob} blob ${size}\n`;
		const start = at + head.length;
		if (answer.stdout.toString("latin1", at, start) !== head) throw new ActionError("file-missing", `${pathText(path)} of ${commit.slice(0, 7)} is not in this clone`, { hint: "Clone it whole: no filter, no sparse checkout." });
		const content = answer.stdout.subarray(start, start + size);
		at = start + size + 1;
		await writeEntry(folder, path, {
			content,
			isLink
		});
	}
}
async function writeEntry(folder, path, { content, isLink }) {
	const full = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(path, "latin1")]);
	const slash = full.lastIndexOf("/");
	await mkdir(full.subarray(0, slash), { recursive: true });
	if (isLink) await symlink(content, full);
	else await writeFile(full, content, { flag: "wx" });
}
// shared/stages/data/verify.ts
const verifyInputs = {
	path: path({
		about: "A folder that DVC keeps data in, or one of its files.",
		default: ".",
		positional: true
	}),
	"fail-on": choices([
		"mismatch",
		"absent",
		"skipped"
	], {
		about: "What fails the step: what is not as recorded, what is not here to be looked at, what is never looked at.",
		default: "mismatch"
	}),
	accept: choices(MISMATCH_CODES, { about: "Reasons that are told and fail nothing, such as unknown-stage." }),
	revision: text({ about: "A commit, branch or tag: its own files are looked at, byte for byte, and the working tree is not." }),
	write: flag({
		about: "Bring .dvc files up to date with the data that is here, as dvc commit does.",
		default: "false"
	})
};
/** GitHub shows ten of a step; the rest would only fill the log. */
const TOLD = 50;
/** The stage behind the action `verify`: is everything as DVC recorded it? */
async function runVerify(inputs, scene) {
	const { revision } = inputs;
	if (revision === void 0) return verifyFiles(inputs, scene);
	if (inputs.write) throw new ActionError("invalid-input", "write: a commit cannot be written to", { hint: "Leave one of revision and write away." });
	const { place } = scene;
	return inScratchFolder(place.temporary, async (folder) => {
		const { commit, prefix, paths } = await writeTree(place.workspace, revision, folder);
		const workspace = prefix === "" ? folder : `${folder}/${prefix}`;
		return verifyFiles(inputs, {
			...scene,
			place: {
				...place,
				workspace
			}
		}, {
			commit,
			folder,
			paths
		});
	});
}
async function verifyFiles(inputs, { runner, place }, tree) {
	const start = await userPath(place, inputs.path);
	if (!await isFolder(start) && !await isFile(start)) throw new ActionError("file-missing", `there is no ${pathText(inputs.path)}`);
	const folder = await isFile(start) ? parentOf(start) : start;
	const within = tree ? {
		...place,
		kind: "github",
		workspace: tree.folder
	} : place;
	const repository = await openRepository(folder, within);
	const inner = tree && pathInside(tree.folder, repository.root);
	const tracked = inner === "." ? tree?.paths : tree?.paths.flatMap((path) => below(inner ?? "", path));
	const verify = async () => verifyProject(repository, await readProject(repository, start), {
		onProgress: runner.progress,
		tracked
	});
	let verified = await verify();
	if (verified.files === 0) throw new ActionError("no-dvc-files", `nothing of DVC lies in ${pathText(inputs.path)}`, { hint: "Looked for dvc.yaml, dvc.lock and files that end in .dvc." });
	const written = inputs.write ? await writeProject(repository, await readProject(repository, start), verified.entries) : void 0;
	if (written && written.length > 0) verified = await verify();
	const shown = (file) => pathInside(place.workspace, `${repository.root}/${file}`);
	const entries = verified.entries.map((entry) => ({
		...entry,
		file: shown(entry.file)
	}));
	const count = (status) => entries.filter((entry) => entry.status === status).length;
	const result = {
		schema: "proofmark/verify-result/v1",
		...judgeEntries(entries, {
			failOn: inputs["fail-on"],
			accept: inputs.accept ?? []
		}),
		...tree ? { commit: tree.commit } : {},
		files: verified.files,
		match: count("match"),
		mismatch: count("mismatch"),
		absent: count("absent"),
		skipped: count("skipped"),
		entries,
		...written ? { written: written.map(shown) } : {}
	};
	for (const file of result.written ?? []) runner.info(`wrote ${pathText(file)}`);
	tell(entries, {
		accept: inputs.accept ?? [],
		runner
	});
	const { files, bytes } = verified.hashed;
	runner.info(`read ${grouped(files)} files, ${humanBytes(bytes)}`);
	return {
		decision: decisionOf(result),
		headline: headlineOf(result),
		outputs: {
			verdict: result.verdict,
			"reason-code": result.reasonCode,
			match: String(result.match),
			mismatch: String(result.mismatch),
			absent: String(result.absent),
			skipped: String(result.skipped)
		},
		result
	};
}
function below(folder, path) {
	return path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [];
}
/** A path that several stages name is told once, at the first place. */
function tell(entries, { accept, runner }) {
	const accepted = new Set(accept);
	const distinct = /* @__PURE__ */ new Map();
	for (const entry of entries) {
		if (entry.status !== "mismatch") continue;
		const key = JSON.stringify([
			entry.path,
			entry.kind === "dep" ? "out" : entry.kind,
			entry.reason,
			entry.expected
		]);
		if (!distinct.has(key)) distinct.set(key, entry);
	}
	for (const entry of [...distinct.values()].slice(0, TOLD)) {
		const { file, line, reason = "", message = "", expected, actual } = entry;
		const sums = expected !== void 0 && actual !== void 0 && entry.kind !== "param" && entry.kind !== "command" ? ` (recorded ${expected}, is ${actual})` : "";
		runner.annotate(accepted.has(reason) ? "warning" : "error", `${pathText(entry.path)}: ${message}${sums} [${reason}]`, {
			file,
			line
		});
	}
	const more = distinct.size - TOLD;
	if (more > 0) runner.info(`and ${more} more; the result holds them all`);
}
function decisionOf({ verdict }) {
	switch (verdict) {
		case "pass":
		case "inconclusive": return "accepted";
		case "fail": return "refused";
		case "error": return "error";
	}
}
function headlineOf({ verdict, match, mismatch, absent, skipped, commit }) {
	const parts = [
		`${match} as recorded`,
		mismatch > 0 ? `${mismatch} not${verdict === "pass" ? ", which is accepted" : ""}` : "",
		absent > 0 ? `${absent} not here, so not checked` : "",
		skipped > 0 ? `${skipped} skipped` : ""
	].filter((part) => part !== "");
	return `${{
		pass: "data is as DVC recorded it",
		fail: "data is not as DVC recorded it",
		inconclusive: "nothing could be checked",
		error: "a file of DVC cannot be read"
	}[verdict]}${commit === void 0 ? "" : ` at ${shortCommit(commit)}`}: ${parts.join(", ")}`;
}
export { runVerify, verifyInputs };
