import { choices, flag, grouped, humanBytes, openRepository, path, pathInside, readProject, userPath, verifyProject, writeProject } from "./shared.js";
import { ActionError, isFile, isFolder, parentOf, pathText } from "./base.js";
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
// shared/stages/verify.ts
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
	write: flag({
		about: "Bring .dvc files up to date with the data that is here, as dvc commit does.",
		default: "false"
	})
};
/** GitHub shows ten of a step; the rest would only fill the log. */
const TOLD = 50;
/** The stage behind the action `verify`: is everything as DVC recorded it? */
async function runVerify(inputs, { runner, place }) {
	const start = await userPath(place, inputs.path);
	if (!await isFolder(start) && !await isFile(start)) throw new ActionError("file-missing", `there is no ${pathText(inputs.path)}`);
	const folder = await isFile(start) ? parentOf(start) : start;
	const repository = await openRepository(folder, place);
	const verify = async () => verifyProject(repository, await readProject(repository, start), { onProgress: runner.progress });
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
function headlineOf({ verdict, match, mismatch, absent, skipped }) {
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
	}[verdict]}: ${parts.join(", ")}`;
}
export { runVerify, verifyInputs };
