import { __toESM } from "./rolldown-runtime.js";
import { ActionError, DIGEST_LENGTHS, batchHasher, blocksOf, codeOf as codeOf$2, describeError, drawBlock, firstLine as firstLine$1, hintText, isFile, isFolder, isInside, kindAt, makeFolder, parentOf, pathText, quietBefore, readCapped, realFolder, resolveInside, systemCode, tableOf, writeAtomically, writePrivately } from "./base.js";
import { debug, error, exportVariable, getInput, getState, group, info, notice, saveState, setFailed, setOutput, setSecret, summary as summary$1, warning as warning$1 } from "./core.js";
import { _enum, _instanceof, array, boolean, custom, datetime, discriminatedUnion, int, json, literal as literal$1, looseObject, number as number$3, number$1 as number$2, object as object$1, prettifyError, record, strictObject, string, toJSONSchema, union, unknown as unknown$1, url } from "./zod.js";
import { require_picomatch } from "./picomatch.js";
import { availableParallelism, homedir, tmpdir } from "node:os";
import { basename, dirname, extname, isAbsolute, join, parse, relative, resolve, sep } from "node:path";
import { Readable, pipeline } from "node:stream";
import { Buffer as Buffer$1 } from "node:buffer";
import { inflateRawSync } from "node:zlib";
import { Worker } from "node:worker_threads";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { chmod, copyFile, mkdir, mkdtemp, open, readFile, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { fork, spawn } from "node:child_process";
import { closeSync, constants, createReadStream, existsSync, fstatSync, openSync, opendirSync, readSync, readdirSync, realpathSync, statSync, unlinkSync, writeSync } from "node:fs";
// shared/domain/nearest.ts
/** Edits (insert, delete, replace, swap of neighbours) that turn one word into the other. */
function distance$3(from, to) {
	const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
	for (let i = 1; i <= from.length; i++) {
		const row = [i];
		for (let j = 1; j <= to.length; j++) {
			const cost = from[i - 1] === to[j - 1] ? 0 : 1;
			let best = Math.min((rows[i - 1]?.[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (rows[i - 1]?.[j - 1] ?? 0) + cost);
			if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) best = Math.min(best, (rows[i - 2]?.[j - 2] ?? 0) + 1);
			row.push(best);
		}
		rows.push(row);
	}
	return rows[from.length]?.[to.length] ?? 0;
}
/** The known word a person most likely meant, or nothing when none is near enough to help. */
function nearest(word, known) {
	if (word.length < 2) return void 0;
	const limit = Math.max(1, Math.floor(word.length / 3));
	let hit;
	let least = limit + 1;
	for (const candidate of known) {
		if (Math.abs(candidate.length - word.length) > limit) continue;
		const edits = distance$3(word.toLowerCase(), candidate.toLowerCase());
		if (edits < least) {
			least = edits;
			hit = candidate;
		}
	}
	return hit ?? onlyOther(word, known);
}
/** Letters that must agree before one word counts as the beginning of the other. */
const LEAST_BEGINNING = 3;
/** `train` for `training`, and `accuracy` for `acc`, where no other known word would do as well. */
function onlyOther(word, known) {
	const begins = (long, short) => short.length >= LEAST_BEGINNING && long.toLowerCase().startsWith(short.toLowerCase());
	const hits = [...new Set(known)].filter((one) => begins(word, one) || begins(one, word));
	return hits.length === 1 ? hits[0] : void 0;
}
/** `; did you mean "slices"?`, or nothing. */
function didYouMean(word, known) {
	const hit = nearest(word, known);
	return hit === void 0 ? "" : `; did you mean "${hit}"?`;
}
// shared/domain/endpoint.ts
/** Whether a secret may be sent there: over TLS, or without leaving this machine. */
function isSecure({ protocol, hostname }) {
	return protocol === "https:" || protocol === "http:" && isLoopback(hostname);
}
/** An address that a configuration may name: it is secure, and holds nothing that belongs elsewhere. */
function isSafeEndpoint(text) {
	if (!URL.canParse(text)) return false;
	const url = new URL(text);
	const { username, password, search, hash } = url;
	return !username && !password && !search && !hash && isSecure(url);
}
/** Names below `.localhost` are left out: not every resolver keeps them on the machine. */
function isLoopback(hostname) {
	return /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/.test(hostname);
}
// shared/platform/input-values.ts
const NUMBER$4 = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
function parseNumber(raw, { min, max, integer = false } = {}) {
	const value = NUMBER$4.test(raw) ? Number(raw) : NaN;
	const low = min ?? Number.NEGATIVE_INFINITY;
	const high = max ?? Number.POSITIVE_INFINITY;
	if (!(Number.isFinite(value) && value >= low && value <= high) || integer && !Number.isInteger(value)) throw new Error(`must be ${integer ? "a whole number" : "a number"}${range$1(min, max)}`);
	return value;
}
function range$1(min, max) {
	if (min !== void 0 && max !== void 0) return ` from ${min} to ${max}`;
	if (min !== void 0) return ` of at least ${min}`;
	return max === void 0 ? "" : ` of at most ${max}`;
}
/** The YAML 1.2 spellings that GitHub itself accepts; anything else is a typo, never silently false. */
function parseFlag(raw) {
	if (/^(true|True|TRUE)$/.test(raw)) return true;
	if (/^(false|False|FALSE)$/.test(raw)) return false;
	throw new Error("must be true or false");
}
function parseList(raw) {
	return raw.split(/[\n,]/).map((word) => word.trim()).filter((word) => word !== "");
}
function parsePath(raw) {
	if (raw.includes("\0")) throw new Error("must not hold a NUL character");
	return raw;
}
const MILLISECONDS = {
	ms: 1,
	s: 1e3,
	m: 6e4,
	h: 36e5,
	d: 864e5
};
function parseDuration(raw) {
	const hit = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/.exec(raw);
	const unit = MILLISECONDS[hit?.[2] ?? ""];
	if (!hit || unit === void 0) throw new Error("must be a duration such as 90s, 15m, 6h or 1d");
	return Number(hit[1]) * unit;
}
function parseEndpoint(raw) {
	if (isSafeEndpoint(raw)) return raw;
	throw new Error("must be an https:// address without a user, a query or a fragment");
}
/** Variables by which the runner, a shell or a loader is told what to do. */
const DIRECTING = /^(GITHUB_|RUNNER_|ACTIONS_|INPUT_|STATE_|NODE_|LD_|DYLD_|GIT_|PYTHON|BASH_|PATH$|HOME$|ENV$|IFS$|CI$|SHELL$)/i;
function parseVariable(raw) {
	if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(raw)) throw new Error("must be a name of letters, digits and \"_\"");
	if (DIRECTING.test(raw)) throw new Error("must not be a variable that directs other programs");
	return raw;
}
// shared/platform/inputs.ts
function define(kind, options, parse, repeatable = false) {
	return {
		kind,
		about: options.about,
		default: options.default,
		required: options.required ?? false,
		flag: options.flag,
		positional: options.positional ?? false,
		repeatable,
		parse
	};
}
const text$1 = (options) => define("text", options, (raw) => raw);
const number$1 = (options) => define("number", options, (raw) => parseNumber(raw, options));
const choice$1 = (allowed, options) => define(`one of ${allowed.join(", ")}`, options, (raw) => {
	const hit = allowed.find((value) => value === raw);
	if (hit === void 0) throw new Error(`must be one of ${allowed.join(", ")}${didYouMean(raw, allowed)}`);
	return hit;
});
/** Several of a closed set, separated by commas or lines; `none` alone is the empty set. */
const choices = (allowed, options) => define(`any of ${allowed.join(", ")}; or none`, options, (raw) => {
	if (raw.trim() === "none") return [];
	const words = parseList(raw);
	if (words.length === 0) throw new Error("names nothing; write none for that");
	return words.map((word) => {
		const hit = allowed.find((value) => value === word);
		if (hit === void 0) throw new Error(`"${word}" must be one of ${allowed.join(", ")}, or none${didYouMean(word, allowed)}`);
		return hit;
	});
}, true);
const flag = (options) => define("true or false", options, parseFlag);
/** Words or paths, one a line or separated by commas. */
const list$3 = (options) => define("list", options, (raw) => someOf$1(parseList(raw)), true);
/** Texts in which a comma has a meaning, one a line. Empty lines and `# comments` are left out. */
const lines = (options) => define("lines", options, (raw) => someOf$1(raw.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"))), true);
/** Who writes something means something: a lone comma or comment must not turn into the default. */
function someOf$1(words) {
	if (words.length === 0) throw new Error("names nothing");
	return words;
}
/** A path as the user wrote it, checked for form only; what it may reach is the matter of who opens it. */
const path = (options) => define("path", options, parsePath);
/** An address that a secret may be sent to. */
const endpoint$1 = (options) => define("https address", options, parseEndpoint);
/** The name of an environment variable that may be given to later steps. */
const variable$1 = (options) => define("name of a variable", options, parseVariable);
/** `90s`, `15m`, `6h`, `1d`; in milliseconds. */
const duration$1 = (options) => define("duration such as 15m or 6h", options, parseDuration);
/** Only GitHub fills in an expression; what it left empty, and any in a terminal, has no value. */
function plainDefault({ default: value }) {
	return value === void 0 || value.startsWith("${{") ? "" : value;
}
/** How the command line spells an input. */
function flagOf(name, input) {
	return `--${input?.flag ?? name}`;
}
/** Reads every input before failing, so that the user mends all mistakes in one round. */
function readInputs(spec, given, place = "github") {
	const said = (name) => place === "terminal" ? flagOf(name, spec[name]) : name;
	const problems = [];
	for (const name of given.keys()) if (!Object.hasOwn(spec, name)) problems.push(`${name}: no such input${didYouMean(name, Object.keys(spec))}`);
	const values = Object.entries(spec).map(([name, input]) => {
		const raw = given.get(name) || plainDefault(input);
		if (raw === "") {
			if (input.required) problems.push(`${said(name)}: is required (${input.about})`);
			return [name, void 0];
		}
		try {
			return [name, input.parse(raw)];
		} catch (error) {
			problems.push(`${said(name)}: ${error.message}, got ${shownValue(raw)}`);
			return [name, void 0];
		}
	});
	if (problems.length > 0) {
		const some = problems.length === 1 ? "an input is wrong" : `${problems.length} inputs are wrong`;
		throw new ActionError("invalid-input", `${some}:\n${problems.map((line) => `- ${line}`).join("\n")}`);
	}
	return Object.fromEntries(values);
}
/** What the user wrote, without what an address may hold that is nobody's business. */
function shownValue(raw) {
	const shown = raw.includes("://") ? raw.replace(/:\/\/[^/?#]*@/, "://***@").replace(/[?#].*$/s, "?***") : raw;
	return JSON.stringify(shown.slice(0, 200));
}
// shared/platform/version.ts
/** The version of the suite; a contract test holds it equal to package.json. */
const VERSION = "0.1.0";
// shared/platform/action.ts
function defineAction(action) {
	return action;
}
/** The only place in the suite that catches everything. Says in the end how it went, for the exit code. */
async function start(action, scene) {
	const { runner, place } = scene;
	try {
		runner.info(`proofmark ${action.name} ${VERSION}`);
		const { decision, headline, outputs, result } = await action.run(readInputs(action.inputs, runner.inputs(), place.kind), scene);
		for (const name of Object.keys(action.outputs)) runner.output(name, name === "result" ? JSON.stringify(result) : outputValue(outputs, name));
		if (decision === "accepted") runner.info(headline);
		else runner.fail(headline);
		return {
			decision,
			result
		};
	} catch (error) {
		const result = failureResult(error, place.kind);
		if (Object.hasOwn(action.outputs, "verdict")) runner.output("verdict", "error");
		if (Object.hasOwn(action.outputs, "reason-code")) runner.output("reason-code", result.reasonCode);
		if (Object.hasOwn(action.outputs, "result")) runner.output("result", JSON.stringify(result));
		runner.fail(`${action.name}: ${result.message}`);
		return {
			decision: "error",
			result
		};
	}
}
/** Runs the clean-up of an action. Whatever goes wrong is a warning: the job's result is decided already. */
async function startPost(action, scene) {
	try {
		await action.post?.(scene);
	} catch (error) {
		scene.runner.annotate("warning", `${action.name}: clean-up failed: ${describeError(error)}`);
	}
}
/** The `result` document of an action that could not answer. */
function failureResult(error, place) {
	return {
		schema: "proofmark/error/v1",
		reasonCode: codeOf$2(error),
		message: describeError(error, place)
	};
}
function outputValue(outputs, name) {
	return outputs[name] ?? "";
}
// shared/platform/place.ts
function githubPlace(environment) {
	return {
		kind: "github",
		environment,
		workspace: resolve(environment["GITHUB_WORKSPACE"] || process.cwd()),
		temporary: join(environment["RUNNER_TEMP"] || tmpdir(), "proofmark")
	};
}
function terminalPlace(environment, directory) {
	return {
		kind: "terminal",
		environment,
		workspace: resolve(directory),
		temporary: join(tmpdir(), `proofmark-${process.pid}`)
	};
}
// shared/platform/runner/printable.ts
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;
/**
* Text that may hold anything a pull request put into a file name, made safe to print on one or more lines:
* no terminal escapes, no text that turns its own direction.
*/
function printable(text) {
	return text.replace(/\r\n/g, "\n").replace(CONTROL, "�");
}
/** The same for GitHub's log, where a line that begins with `::` or holds `##[` would be obeyed as a command. */
function printableInLog(text) {
	return printable(text).replace(/^(\s*):(?=:)/gm, "$1:​").replace(/##\[/g, "#​#[");
}
// shared/platform/runner/progress.ts
const SIZES = [
	"B",
	"kB",
	"MB",
	"GB",
	"TB"
];
/** `1.5 GB`, with decimal units as disks and networks count. */
function humanBytes(bytes) {
	let value = bytes;
	let unit = 0;
	while (value >= 999.5 && unit < SIZES.length - 1) {
		value /= 1e3;
		unit++;
	}
	const digits = unit === 0 || value >= 99.95 ? 0 : 1;
	return `${value.toFixed(digits)} ${SIZES[unit]}`;
}
function amount(value, unit) {
	return unit === "bytes" ? humanBytes(value) : `${value.toLocaleString("en-US")} ${unit}`;
}
/** One line: what, how much of how much, and the share done, with speed and the time that is left where they are known. */
function describeProgress(progress) {
	const share = shareOf(progress);
	const percent = share === void 0 ? "" : ` (${Math.floor(100 * share)} %)`;
	return `${progress.label}: ${amountsOf(progress)}${percent}${paceOf$1(progress)}`;
}
const BAR_CELLS = 20;
/** The same as a bar, for a line that is written over and over. */
function drawProgress(progress) {
	const share = shareOf(progress);
	if (share === void 0) return describeProgress(progress);
	const full = Math.floor(share * BAR_CELLS);
	const bar = "█".repeat(full) + "░".repeat(BAR_CELLS - full);
	const percent = `${Math.floor(100 * share)} %`.padStart(5);
	return `${progress.label} ${bar} ${percent}  ${amountsOf(progress)}${paceOf$1(progress)}`;
}
/** By bytes where they are known: one file may be larger than a thousand others. */
function shareOf({ done, total, bytes }) {
	const [part, whole] = bytes?.total === void 0 ? [done, total] : [bytes.done, bytes.total];
	if (whole === void 0) return void 0;
	return whole === 0 ? 1 : Math.min(1, part / whole);
}
function amountsOf({ done, total, unit, bytes }) {
	const first = ofTotal({
		done,
		total
	}, unit);
	return bytes === void 0 ? first : `${first}, ${ofTotal(bytes, "bytes")}`;
}
function ofTotal({ done, total }, unit) {
	if (total === void 0) return amount(done, unit);
	return `${unit === "bytes" ? humanBytes(done) : done.toLocaleString("en-US")} of ${amount(total, unit)}`;
}
function paceOf$1({ bytesPerSecond, secondsLeft }) {
	const speed = bytesPerSecond === void 0 ? "" : `, ${humanBytes(bytesPerSecond)}/s`;
	return secondsLeft === void 0 ? speed : `${speed}, ${humanSeconds(secondsLeft)} left`;
}
function humanSeconds(seconds) {
	const whole = Math.ceil(seconds);
	if (whole < 60) return `${whole} s`;
	const minutes = Math.round(whole / 60);
	return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
// shared/platform/runner/github.ts
const PREFIX = "INPUT_";
/** GitHub refuses the summary of a step above 1 MiB as a whole; the rest is left for what others add. */
const SUMMARY_LIMIT = 1024e3;
const PROGRESS_EVERY_MS = 5e3;
const ANNOTATE = {
	error,
	warning: warning$1,
	notice
};
/** GitHub's runner, by way of @actions/core; the only file that imports it. */
function githubRunner(environment) {
	let summarized = 0;
	let lastProgress = Date.now();
	return {
		inputs: () => givenInputs(environment),
		output: setOutput,
		debug: (message) => debug(printableInLog(message)),
		info: (message) => info(printableInLog(message)),
		annotate: (level, message, position) => ANNOTATE[level](printableInLog(message), annotationProperties(position)),
		group: (title, body) => group(printableInLog(title), body),
		progress(progress) {
			if (Date.now() - lastProgress < PROGRESS_EVERY_MS) return;
			lastProgress = Date.now();
			info(printableInLog(describeProgress(progress)));
		},
		mask: setSecret,
		async summarize(markdown) {
			if (!environment["GITHUB_STEP_SUMMARY"]) return;
			const size = Buffer.byteLength(markdown);
			if (summarized + size > SUMMARY_LIMIT) {
				warning$1("The job summary is full; the rest of this report is left out of it.");
				return;
			}
			summarized += size;
			await summary$1.addRaw(markdown, true).write();
		},
		exportVariable,
		saveState,
		state: getState,
		fail: (message) => setFailed(printableInLog(message))
	};
}
function givenInputs(environment) {
	const names = Object.keys(environment).filter((key) => key.startsWith(PREFIX));
	const given = /* @__PURE__ */ new Map();
	for (const key of names) {
		const name = key.slice(6).toLowerCase();
		const value = getInput(name);
		if (value !== "") given.set(name, value);
	}
	return given;
}
function annotationProperties(position) {
	if (!position) return {};
	return {
		file: position.file,
		...position.line === void 0 ? {} : { startLine: position.line },
		...position.column === void 0 ? {} : { startColumn: position.column }
	};
}
// shared/platform/entry.ts
/** Starts an action on GitHub's runner: the whole content of its `main.ts`. */
async function runAsAction(action) {
	await start(action, sceneOnGithub());
}
/** Cleans up after the job: the whole content of a `post.ts`. */
async function runPostOf(action) {
	await startPost(action, sceneOnGithub());
}
function sceneOnGithub() {
	return {
		runner: githubRunner(process.env),
		place: githubPlace(process.env)
	};
}
// shared/domain/commit.ts
const commitSchema = string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, "must be a full commit id");
/** As people name a commit. */
function shortCommit(sha) {
	return sha.slice(0, 7);
}
// shared/domain/baseline-choice.ts
/** How the baseline was chosen, and what was looked for without being found. */
const baselineSchema = discriminatedUnion("how", [
	strictObject({
		how: _enum([
			"first-parent",
			"merge-base",
			"nearest-ancestor",
			"parent"
		]),
		commit: commitSchema,
		/** The record's key, `<pipeline>/<sha>/<run>-<attempt>`. */
		key: string(),
		/** When the baseline's record was written, ISO 8601. */
		at: datetime(),
		/** Commits between the one looked for and the one found; 0 when found at once. */
		behind: int().nonnegative(),
		/** The commit that was looked for first. */
		wanted: commitSchema
	}),
	strictObject({
		how: literal$1("file"),
		path: string()
	}),
	strictObject({
		how: literal$1("revision"),
		commit: commitSchema,
		path: string()
	}),
	strictObject({
		how: literal$1("none"),
		/** One sentence for people: what was looked for, and why there is nothing. */
		reason: string(),
		wanted: commitSchema.optional()
	})
]);
// shared/domain/digest.ts
const SHAPE = /^sha256:[0-9a-f]{64}$/;
function isDigest(text) {
	return SHAPE.test(text);
}
/** The 64 hex digits alone, as coreutils prints them. */
function hexOf(digest) {
	return digest.slice(7);
}
/** Enough of a digest for people to tell two apart: `sha256:4f2a19c0…`. */
function shortDigest(digest) {
	return `${digest.slice(0, 15)}…`;
}
// shared/domain/digest-schema.ts
const digestSchema = string().refine(isDigest, "must be sha256: and 64 hex digits");
// shared/domain/profile/schema-change.ts
/**
* How far one side's code gets along with the other side's data. `backward`: code for the new columns can read the old
* data. `forward`: code for the old columns can read the new data. `full`: both. `breaking`: neither.
*/
const SCHEMA_CLASSES = [
	"full",
	"backward",
	"forward",
	"breaking"
];
/** Which changes of a schema pass; with `any` they are told and never decide. */
const SCHEMA_RULES = [
	"backward",
	"forward",
	"full",
	"any"
];
const columnChangeSchema = strictObject({
	column: string(),
	class: _enum(SCHEMA_CLASSES),
	/** What changed and who can read what, in one sentence. */
	why: string()
});
const schemaChangeSchema = strictObject({
	class: _enum(SCHEMA_CLASSES),
	/** How many columns changed; the first of them are listed. */
	count: int().positive(),
	columns: array(columnChangeSchema)
});
/** Whether a change may pass under a rule. */
function isAllowed(change, rule) {
	return rule === "any" || change === "full" || change === rule;
}
/** What became of the columns, by name; nothing when they are the same. */
function compareSchemas(before, after) {
	if (before.fingerprint === after.fingerprint) return void 0;
	const old = new Map(before.columns.map((column) => [column.name, column]));
	const now = new Map(after.columns.map((column) => [column.name, column]));
	const changes = [
		...before.columns.filter(({ name }) => !now.has(name)).map(removed),
		...after.columns.flatMap((column) => {
			const was = old.get(column.name);
			return was === void 0 ? [added(column)] : changed$1(was, column);
		}),
		...moved(before, after)
	];
	return {
		class: classOf$1(changes.every((change) => change.class === "full" || change.class === "backward"), changes.every((change) => change.class === "full" || change.class === "forward")),
		count: Math.max(1, changes.length),
		columns: changes.slice(0, 50)
	};
}
function classOf$1(isBackward, isForward) {
	if (isBackward) return isForward ? "full" : "backward";
	return isForward ? "forward" : "breaking";
}
function added({ name, type, nullable }) {
	return nullable ? {
		column: name,
		class: "full",
		why: `new, ${type}, and may be empty: old code does not look at it, new code gets along without it`
	} : {
		column: name,
		class: "forward",
		why: `new, ${type}, and never empty: old code does not look at it, but old data do not have it`
	};
}
function removed({ name, type, nullable }) {
	return nullable ? {
		column: name,
		class: "full",
		why: `gone, was ${type} and could be empty: old code gets along without it`
	} : {
		column: name,
		class: "backward",
		why: `gone, was ${type} and never empty: new code does not need it, but old code does`
	};
}
function changed$1(before, after) {
	const changes = [];
	const { name } = after;
	if (before.type !== after.type) changes.push({
		column: name,
		...retyped(before.type, after.type)
	});
	if (!before.nullable && after.nullable) changes.push({
		column: name,
		class: "backward",
		why: "may be empty now: new code expects that, old code does not"
	});
	if (before.nullable && !after.nullable) changes.push({
		column: name,
		class: "forward",
		why: "is never empty any more: old code gets along, but old data have empty cells"
	});
	return changes;
}
/** Wider types that can hold every value of another. */
const WIDER = [["integer", "number"], ["date", "timestamp"]];
function retyped(before, after) {
	const what = `${before} → ${after}`;
	if (before === "empty" || after === "empty") return {
		class: "full",
		why: `${what}: a column without any value fits every type`
	};
	if (WIDER.some(([from, to]) => from === before && to === after)) return {
		class: "backward",
		why: `${what}: new code can read the old values, old code not all new ones`
	};
	if (WIDER.some(([from, to]) => from === after && to === before)) return {
		class: "forward",
		why: `${what}: old code can read the new values, new code not all old ones`
	};
	return {
		class: "breaking",
		why: `${what}: neither side's code can read the other's values`
	};
}
/** Columns that stand elsewhere among those that both sides have. */
function moved(before, after) {
	const names = new Set(after.columns.map(({ name }) => name));
	const old = before.columns.map(({ name }) => name).filter((name) => names.has(name));
	const known = new Set(old);
	const first = after.columns.map(({ name }) => name).filter((name) => known.has(name)).find((name, place) => old[place] !== name);
	if (first === void 0) return [];
	return [{
		column: first,
		class: "full",
		why: "columns stand in another order, which matters only to code that counts them"
	}];
}
// shared/domain/data-change.ts
const fileChangeSchema = discriminatedUnion("kind", [strictObject({
	kind: _enum([
		"added",
		"removed",
		"modified"
	]),
	path: string()
}), strictObject({
	kind: literal$1("renamed"),
	from: string(),
	to: string()
})]);
const sideSchema = strictObject({
	digest: digestSchema,
	files: int().nonnegative(),
	bytes: number$2().nonnegative()
});
const beforeAfter = strictObject({
	before: string(),
	after: string()
});
const datasetChangeSchema = strictObject({
	name: string(),
	status: _enum([
		"added",
		"removed",
		"changed",
		"unchanged"
	]),
	before: sideSchema.optional(),
	after: sideSchema.optional(),
	counts: strictObject({
		added: int(),
		removed: int(),
		modified: int(),
		renamed: int()
	}),
	/** What the dataset is by its definition; said also where the bytes are the same. */
	redefined: strictObject({
		path: beforeAfter.optional(),
		role: beforeAfter.optional()
	}).optional(),
	/** The first changes by path; the counts are of all. Absent when the baseline's file list is not at hand. */
	changes: array(fileChangeSchema).optional(),
	/** What became of the columns; absent when they are the same, or are not known of both sides. */
	schema: schemaChangeSchema.optional()
});
const parameterChangeSchema = strictObject({
	name: string(),
	before: json().optional(),
	after: json().optional()
});
/** What of data, code and parameters differs from the baseline. */
const dataChangeSchema = strictObject({
	datasets: array(datasetChangeSchema),
	code: datasetChangeSchema.optional(),
	parameters: array(parameterChangeSchema).optional()
});
/** How many files changed, over all datasets. */
function countChanges(datasets = []) {
	const sum = (key) => datasets.reduce((total, { counts }) => total + counts[key], 0);
	return {
		added: sum("added"),
		removed: sum("removed"),
		modified: sum("modified"),
		renamed: sum("renamed")
	};
}
// shared/domain/ports/table.ts
/** The logical type of a column: what all its cells together are. */
const COLUMN_TYPES = [
	"boolean",
	"integer",
	"number",
	"date",
	"timestamp",
	"time",
	"string",
	"binary",
	"list",
	"struct",
	"other",
	"empty"
];
/** What stands in one cell. Cells of one column may differ; their common type is that of the column. */
const CELL = {
	null: 0,
	boolean: 1,
	integer: 2,
	number: 3,
	date: 4,
	timestamp: 5,
	time: 6,
	string: 7,
	binary: 8,
	list: 9,
	struct: 10,
	other: 11
};
const TABLE_FORMATS$1 = [
	"csv",
	"tsv",
	"jsonl",
	"parquet",
	"arrow"
];
// shared/domain/dataset-config.ts
const ROLES = [
	"train",
	"holdout",
	"reference",
	"production",
	"base-model"
];
/** What a dataset is, where that is not seen from the names of its files. */
const DATA_FORMATS = [
	...TABLE_FORMATS$1,
	"npy",
	"npz",
	"images",
	"text"
];
/** What people say of a dataset, so that others know whom to ask and what they may do. */
const CATALOGUE_FIELDS = [
	"owner",
	"licence",
	"personal",
	"source"
];
const column$1 = string().min(1);
const words = string().min(1).max(300);
/** Catalogue fields of a dataset, in its configuration and its record. */
const catalogueShape = {
	owner: words.optional().describe("Who answers for the data: a person, a team, an address."),
	licence: words.optional().describe("Under which terms the data may be used."),
	personal: words.optional().describe("What the data say about persons, or \"none\". Anything but \"none\" keeps values out of the record."),
	source: words.optional().describe("Where the data come from.")
};
const catalogueSchema = strictObject(catalogueShape);
const datasetConfigSchema = strictObject({
	path: string().min(1).describe("A file, a folder or a glob, relative to the repository."),
	role: _enum(ROLES).default("train").describe("What the model does with it."),
	key: column$1.optional().describe("The column that names a row."),
	order: column$1.optional().describe("The column that orders rows which depend on each other."),
	cluster: column$1.optional().describe("The column of rows that belong together, such as a customer."),
	format: _enum(DATA_FORMATS).optional().describe("What the files are; default: seen from their names."),
	schema: _enum(SCHEMA_RULES).optional().describe("Which changes of the columns pass; default: any, which is told and never decides."),
	missing: array(string().min(1).max(40)).max(20).optional().describe("Words that stand for an empty cell, such as NA; default: none but nothing."),
	profile: boolean().optional().describe("Whether every row is looked at; default: up to 256 MB, or where a check needs it."),
	...catalogueShape
});
const catalogueConfigSchema = strictObject({ require: array(_enum(CATALOGUE_FIELDS)).min(1).describe("What every dataset must say; one that does not fails.") });
/** What of the catalogue a dataset says. */
function catalogueOf(config) {
	const said = CATALOGUE_FIELDS.flatMap((field) => {
		const text = config[field];
		return text === void 0 ? [] : [[field, text]];
	});
	return said.length === 0 ? void 0 : Object.fromEntries(said);
}
/** Whether values must stay out of records and reports. */
function isPersonal({ personal }) {
	return personal !== void 0 && personal.trim().toLowerCase() !== "none";
}
// shared/domain/finding-codes.ts
/**
* Every code of a finding about data: what it is about, how much it weighs unless the check says otherwise, and what it
* means. Stable: a code is never given another meaning. The documentation is made from this table.
*/
const FINDING_CODES = {
	"empty-file": {
		check: "format",
		level: "fail",
		means: "A table file holds nothing at all."
	},
	"header-only": {
		check: "format",
		level: "fail",
		means: "A table file has names of columns and not one row."
	},
	"invalid-utf8": {
		check: "format",
		level: "fail",
		means: "Bytes that are no UTF-8 text."
	},
	"nul-byte": {
		check: "format",
		level: "fail",
		means: "A NUL byte in a text file."
	},
	"byte-order-mark": {
		check: "format",
		level: "note",
		means: "The file begins with a byte order mark, which some programs take for a part of the first name."
	},
	"mixed-line-ends": {
		check: "format",
		level: "warn",
		means: "Lines of one file end in different ways (LF, CRLF, CR)."
	},
	"ragged-row": {
		check: "format",
		level: "fail",
		means: "A row has more or fewer cells than there are columns."
	},
	"stray-quote": {
		check: "format",
		level: "fail",
		means: "A quotation mark inside a cell that is not quoted, or text behind a closing one."
	},
	"quote-not-closed": {
		check: "format",
		level: "fail",
		means: "A quoted cell never ends, so that nothing behind it can be read."
	},
	"row-too-long": {
		check: "format",
		level: "fail",
		means: "A row is longer than is read; nothing behind it was."
	},
	"duplicate-column": {
		check: "format",
		level: "fail",
		means: "Two columns have the same name; only the first of them is looked at."
	},
	"unnamed-column": {
		check: "format",
		level: "warn",
		means: "A column has no name."
	},
	"too-many-columns": {
		check: "format",
		level: "fail",
		means: "A table has more columns than are looked at."
	},
	"not-json": {
		check: "format",
		level: "fail",
		means: "A line of a JSONL file is no JSON object."
	},
	"damaged-file": {
		check: "format",
		level: "fail",
		means: "A file is not what its name says, or a part of it is missing or broken."
	},
	"unsupported-file": {
		check: "format",
		level: "fail",
		means: "A file uses something of its format that is not read here."
	},
	"columns-differ": {
		check: "format",
		level: "fail",
		means: "The files of one dataset do not have the same columns."
	},
	"mixed-types": {
		check: "format",
		level: "note",
		means: "Nearly all cells of a column are of one type, and a few are not."
	},
	"no-table": {
		check: "format",
		level: "fail",
		means: "A table was asked for, and the dataset has none that can be read."
	},
	"profile-left-out": {
		check: "format",
		level: "note",
		means: "A dataset has so much in tables that its rows are only looked at when that is asked."
	},
	"schema-changed": {
		check: "schema",
		level: "note",
		means: "The columns differ from the baseline's in a way that the dataset allows."
	},
	"schema-broken": {
		check: "schema",
		level: "fail",
		means: "The columns differ from the baseline's in a way that the dataset does not allow."
	},
	"catalogue-missing": {
		check: "catalogue",
		level: "fail",
		means: "A dataset does not say what the catalogue requires, such as its owner."
	}
};
/** One thing that is wrong with data, or worth telling. */
const findingSchema = strictObject({
	dataset: string(),
	check: _enum([
		"format",
		"schema",
		"expect",
		"leakage",
		"drift",
		"catalogue",
		"provenance",
		"dvc"
	]),
	/** Whether it fails the verdict of the data, or is only told. */
	level: _enum([
		"fail",
		"warn",
		"note"
	]),
	/** Stable, kebab-case, listed in finding-codes.ts. */
	code: string(),
	/** One sentence with the values. */
	message: string(),
	/** How often it is there. */
	count: int().nonnegative().optional(),
	/** The first places. */
	rows: array(strictObject({
		file: string(),
		line: int().positive().optional(),
		text: string()
	})).max(5).optional()
});
/** A finding with a code of the table, which says what it is about. */
function findingOf$1(code, finding) {
	const { check, level } = FINDING_CODES[code];
	return {
		...finding,
		check,
		code,
		level: finding.level ?? level
	};
}
/** Whether the data pass: no finding fails. */
function hasFailure(findings) {
	return findings.some(({ level }) => level === "fail");
}
const REASONS$2 = Object.keys({
	"not-tracked": "Nothing says what the model depends on: data, code or the command is not named.",
	"no-baseline": "There is no record to compare with.",
	"baseline-not-good": "The record to compare with did not pass, or does not hold a model and what made it.",
	"data-changed": "Data that the model is trained on, or a base model, differs.",
	"code-changed": "Code differs.",
	"parameters-changed": "The file of parameters differs.",
	"packages-changed": "A lock file at the top of the repository differs.",
	"command-changed": "The command differs, or what it is given, or where it leaves its work.",
	"holdout-changed": "The same model would come out, but it was judged on other data.",
	"evaluation-changed": "The same model would come out, but it was evaluated in another way.",
	"metrics-missing": "The same model would come out, but a rule names a metric it was not given.",
	unchanged: "Nothing that the model depends on differs."
});
const planSchema = strictObject({
	train: boolean(),
	reason: _enum(REASONS$2),
	/** One sentence: what differs, or why nothing can be said. */
	message: string(),
	/** SHA-256 over what the model depends on, 64 hex digits; absent where that is not known. */
	key: string().regex(/^[0-9a-f]{64}$/, "must be 64 hex digits").optional()
});
// shared/domain/profile/profile.ts
/** Shares at which a profile tells the value. */
const QUANTILES = [
	.01,
	.05,
	.25,
	.5,
	.75,
	.95,
	.99
];
/** A number; of dates, timestamps and times as ISO 8601 has it. */
const value = union([number$2(), string()]);
const profiledColumnSchema = strictObject({
	name: string(),
	type: _enum(COLUMN_TYPES),
	nulls: int().nonnegative(),
	/** NaN and infinite numbers, which no other figure counts. */
	notFinite: int().positive().optional(),
	distinct: int().nonnegative(),
	/** There are more than `distinct`. */
	isMore: literal$1(true).optional(),
	min: value.optional(),
	max: value.optional(),
	mean: number$2().optional(),
	/** At 1, 5, 25, 50, 75, 95 and 99 %. */
	quantiles: array(value).length(QUANTILES.length).optional(),
	/** Of texts, in bytes. */
	lengths: strictObject({
		min: int(),
		max: int()
	}).optional(),
	/** The most frequent values, where there are few. */
	top: array(strictObject({
		value: string(),
		count: int()
	})).optional()
});
/** What one look at every row of a dataset saw; of what is no table, what its names and headers say. */
const profileSchema = strictObject({
	/** Of tables. */
	rows: int().nonnegative().optional(),
	/** The first 200 columns. */
	columns: array(profiledColumnSchema).optional(),
	/** Values are left out, because the dataset is said to be about persons. */
	isPersonal: literal$1(true).optional(),
	/** Folders of images with how many there are; sizes as `<width>x<height>`. */
	images: strictObject({
		files: int(),
		classes: array(strictObject({
			name: string(),
			count: int()
		})),
		sizes: array(strictObject({
			size: string(),
			count: int()
		})).optional()
	}).optional(),
	arrays: array(strictObject({
		name: string(),
		type: string(),
		shape: array(int())
	})).optional(),
	texts: strictObject({
		documents: int(),
		bytes: number$2()
	}).optional(),
	/** Files that nobody looked into, since they are nothing of that. */
	others: int().positive().optional()
});
// shared/domain/json.ts
const LONE_SURROGATE = /\p{Surrogate}/u;
/** Whether a text has no half of a character, which no UTF-8 file could hold. */
function isWellFormed(text) {
	return !LONE_SURROGATE.test(text);
}
/**
* Canonical JSON after RFC 8785: keys sorted by UTF-16 code units, numbers and strings as ECMAScript writes them.
* A number without a JSON form (NaN, ±Infinity) and a lone surrogate are refused: records carry such values as states.
*/
function canonicalJson(value) {
	if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`canonical JSON has no form for ${value}`);
	if (typeof value === "string" && !isWellFormed(value)) throw new RangeError("canonical JSON has no form for a lone surrogate");
	if (value === null || typeof value !== "object") return JSON.stringify(value);
	if (isList$1(value)) return `[${value.map(canonicalJson).join(",")}]`;
	return `{${Object.entries(value).filter((member) => member[1] !== void 0).sort(([a], [b]) => a < b ? -1 : 1).map(([key, item]) => `${canonicalJson(key)}:${canonicalJson(item)}`).join(",")}}`;
}
/** `Array.isArray` for lists that cannot be changed. */
function isList$1(value) {
	return Array.isArray(value);
}
// shared/domain/profile/schema.ts
const schemaColumnSchema = strictObject({
	name: string(),
	type: _enum(COLUMN_TYPES),
	/** What the file declares, else whether an empty cell was seen. */
	nullable: boolean()
});
/** The columns of a dataset in their order. */
const dataSchemaSchema = strictObject({
	/** SHA-256 of the canonical JSON of the columns: a list of name, type and nullable. */
	fingerprint: digestSchema,
	columns: array(schemaColumnSchema)
});
/** The text whose SHA-256 is the fingerprint. */
function fingerprintText(columns) {
	return canonicalJson(columns.map(({ name, type, nullable }) => ({
		name,
		type,
		nullable
	})));
}
// shared/domain/data.ts
/** One dataset as it was seen; `files` is absent from records whose list travels beside them. */
const datasetSchema = strictObject({
	name: string(),
	role: string(),
	/** As the user wrote it. */
	path: string(),
	/** The folder that file names are relative to, relative to the workspace. */
	root: string(),
	digest: digestSchema,
	files: int().nonnegative(),
	bytes: number$2().nonnegative(),
	/** The columns, where it has tables that were looked at. */
	schema: dataSchemaSchema.optional(),
	profile: profileSchema.optional(),
	catalogue: catalogueSchema.optional()
});
const dataBodySchema = strictObject({
	datasets: array(datasetSchema),
	/** Digest over all datasets; of a single one its own. */
	digest: digestSchema,
	/** The files that make the model besides data, as one dataset-like list. */
	code: datasetSchema.optional(),
	/** The parameters file with its values, flattened to dotted names. */
	parameters: strictObject({
		path: string(),
		digest: digestSchema,
		values: record(string(), json())
	}).optional(),
	/** Compared with the baseline's record; absent when there was none. */
	change: dataChangeSchema.optional(),
	baseline: baselineSchema,
	/** Whether the model must be trained; only where that was asked. */
	plan: planSchema.optional(),
	/** What is wrong with the data, or worth telling; absent where nothing was looked at. */
	findings: array(findingSchema).optional()
});
const outcomes = Object.keys({
	deployed: "The model is live; after a rollback by hand: live again.",
	"rolled-back": "It was made live and did not hold; the model before is live again.",
	"left-live": "It was made live and did not hold, but there was none before to go back to.",
	refused: "A guard or another deployment stood against it; the target was not touched.",
	unneeded: "The model was live already.",
	failed: "It was not made live; what was live stays live.",
	unclear: "Nobody knows what the target serves."
});
const guardSchema = strictObject({
	name: string(),
	state: _enum([
		"holds",
		"refused",
		"asked"
	]),
	reasonCode: string().optional(),
	/** One sentence with the values. */
	reason: string()
});
const smokeSchema = strictObject({
	rows: int().nonnegative(),
	holds: boolean(),
	largestDifference: number$2().optional()
});
/** What the deploying job did, and on whose word. The evidence for the model stands in the sections that it uses. */
const deploymentBodySchema = strictObject({
	way: _enum(["deploy", "rollback"]),
	environment: string(),
	model: digestSchema,
	/** What was live before, as far as deployments say. */
	replaced: digestSchema.optional(),
	/** Its number at GitHub; absent when it was refused before one was made. */
	deployment: int().optional(),
	outcome: _enum(outcomes),
	/** Stable, kebab-case; docs/reason-codes.md lists those of a refusal. */
	reasonCode: string(),
	/** One sentence. */
	reason: string(),
	/** Of a rollback by hand: why, in the words of whoever asked for it. */
	asked: string().optional(),
	/** Of a rollback by hand: the deployment that it goes back to. */
	back: int().optional(),
	guards: array(guardSchema),
	/** Logins. */
	approvals: strictObject({
		wanted: int().nonnegative(),
		counted: array(string()),
		barred: array(strictObject({
			login: string(),
			as: string()
		}))
	}),
	smoke: smokeSchema.optional(),
	/** SHA-256 of the stamp as it was given. */
	stamp: digestSchema.optional(),
	startedAt: datetime(),
	endedAt: datetime()
});
// shared/domain/metric-record.ts
/** A number, or why there is none; records never hold NaN. */
const metricValueSchema = union([number$2(), _enum([
	"NaN",
	"Infinity",
	"-Infinity",
	"not-a-number"
])]);
const metricSchema = strictObject({
	key: array(string()).min(1),
	value: metricValueSchema,
	/** Of a value that is no number: what was there instead. */
	found: _enum([
		"text",
		"true or false",
		"null",
		"a list"
	]).optional(),
	source: string(),
	line: int().positive().optional()
});
// shared/domain/unscored.ts
/**
* Why a model that is live was not scored beside the candidate, and what makes it possible the next time. Stable; the
* documentation is made from this table.
*/
const UNSCORED = {
	"deployments-unread": {
		means: "The deployments could not be read, so nobody knew what is live.",
		add: "permissions: # of the job that evaluates\n  deployments: read"
	},
	"model-unread": {
		means: "The artifacts of the run that trained it could not be read.",
		add: "permissions: # of the job that evaluates\n  actions: read"
	},
	"model-missing": {
		means: "No run keeps its bytes any more, and the repository does not hold them.",
		add: "- uses: proofmark/proofmark/actions/train@v1\n  with:\n    retention-days: 400 # 90 at most in a public repository"
	},
	"model-differs": {
		means: "What is kept under its name are other bytes.",
		add: void 0
	},
	"record-missing": {
		means: "No record says how it is fed.",
		add: "- uses: proofmark/proofmark/actions/gate@v1\n  with:\n    history: proofmark-history"
	},
	"other-question": {
		means: "It predicts another target, or does another task.",
		add: void 0
	},
	"does-not-fit": {
		means: "It cannot be fed from these rows.",
		add: void 0
	}
};
const codes = Object.keys(UNSCORED);
const unscoredSchema = strictObject({
	environments: array(string()).min(1),
	/** Absent where it is not even known. */
	model: digestSchema.optional(),
	code: _enum(codes),
	/** One sentence. */
	reason: string()
});
// shared/domain/evaluation.ts
const TASKS = ["regression", "classification"];
const scoredSchema = strictObject({
	/** The model whose predictions these are. */
	model: digestSchema,
	metrics: array(metricSchema).min(1),
	/** The file of scores, one JSON object a line, in the order of the holdout's rows. */
	scores: strictObject({
		digest: digestSchema,
		bytes: number$2().nonnegative()
	})
});
const { model: _, ...figures$1 } = scoredSchema.shape;
/** How the candidate does on the rows that judged the baseline, where those that judge now are others. */
const baseHoldoutSchema = union([strictObject({
	/** The baseline's, which holds these rows. */
	commit: string(),
	...figures$1,
	holdout: strictObject({
		path: string(),
		digest: digestSchema,
		rows: int().positive()
	})
}), strictObject({
	commit: string(),
	problem: string()
})]);
/** A model's predictions on the holdout, computed by the suite itself from the model's bytes. */
const evaluationBodySchema = strictObject({
	...scoredSchema.shape,
	holdout: strictObject({
		name: string(),
		path: string(),
		digest: digestSchema,
		rows: int().positive()
	}),
	task: _enum(TASKS),
	target: string(),
	/** Classes that the model tells apart, in the order of its output; absent where it says labels alone. */
	classes: array(string()).min(2).optional(),
	/** The model's inputs, each with the columns it was fed. */
	inputs: record(string(), array(string()).min(1)),
	/** How the model wants to be asked, where that is not any number of rows of lists. */
	asked: strictObject({
		/** Inputs that take one number a row, not a list of one. */
		vectors: array(string()).min(1).optional(),
		/** The only number of rows at a time. */
		rows: int().positive().optional()
	}).optional(),
	/** The model's output that holds the prediction. */
	output: string(),
	/** How rows depend on each other, which decides how noise is measured. */
	rows: strictObject({
		key: string().optional(),
		order: string().optional(),
		cluster: string().optional()
	}),
	/** Versions of what computed it. */
	runtime: strictObject({ onnxruntime: string() }),
	wallSeconds: number$2().nonnegative(),
	/** The baseline's model on the same rows; absent when its bytes were not at hand or were not needed. */
	baseline: strictObject({
		...scoredSchema.shape,
		commit: string()
	}).optional(),
	baseHoldout: baseHoldoutSchema.optional(),
	/** Models that are live in an environment, on the same rows; the candidate and a baseline that was judged are left out. */
	champions: array(strictObject({
		...scoredSchema.shape,
		/** Of its deployment. */
		commit: string(),
		environments: array(string()).min(1)
	})).min(1).optional(),
	/** Models that are live and were not scored. */
	unscored: array(unscoredSchema).min(1).optional()
});
/** Two models that predict something else cannot be compared, whatever the rows. */
function isSameQuestion(a, b) {
	return a.task === b.task && a.target === b.target;
}
/** Figures on the same ground are those of the same rows, and mean the same. */
function isSameGround(a, b) {
	return a.holdout.digest === b.holdout.digest && isSameQuestion(a, b) && JSON.stringify(a.classes) === JSON.stringify(b.classes);
}
// shared/domain/judging.ts
/** All of a configuration that says how a model is judged, besides the rules. */
const JUDGING = [
	"holdout",
	"target",
	"task",
	"classes",
	"metrics"
];
/** What of it two configurations say otherwise. */
function judgingChange(before, after) {
	const [from, to] = [judgedBy(before), judgedBy(after)];
	return JUDGING.filter((name) => canonicalJson([from[name]]) !== canonicalJson([to[name]]));
}
function judgedBy({ evaluate, data = {} }) {
	const { target = null, task = null, classes = null, metrics = null } = evaluate ?? {};
	return {
		holdout: Object.fromEntries(Object.entries(data).filter(([, { role }]) => role === "holdout")),
		target,
		task,
		classes,
		metrics
	};
}
// shared/domain/noise.ts
const intervalSchema = strictObject({
	low: number$2(),
	high: number$2()
});
/** How sure the comparison of one metric is, from scores by row; all intervals are 95 %. */
const noiseSchema = strictObject({
	/** How much worse the candidate is than the rule allows, in the metric's own unit; absent where nothing bounds it. */
	harm: intervalSchema.optional(),
	/** Candidate minus baseline, in the metric's own unit; absent likewise. */
	change: intervalSchema.optional(),
	/** The same as a share of the baseline's size; absent where that is 0. */
	relative: intervalSchema.optional(),
	rows: int().positive(),
	method: _enum([
		"batches",
		"clusters",
		"bootstrap"
	]),
	/** Rows, clusters or, of neighbours that depend on each other, the independent rows that they are worth. */
	independent: int().nonnegative()
});
// shared/domain/prediction-change.ts
function pair$1(value) {
	return strictObject({
		before: value,
		after: value
	}).optional();
}
/** How what is predicted, and from what, differs from the baseline's record; what is the same is absent. */
const predictionChangeSchema = strictObject({
	task: pair$1(_enum(TASKS)),
	target: pair$1(string()),
	/** Empty: those that occur. */
	classes: pair$1(array(string())),
	/** The model's inputs, each with the columns it is fed. */
	inputs: pair$1(record(string(), array(string()))),
	output: pair$1(string())
});
/** What differs, as it was done and not as anybody says; nothing where all of it is the same. */
function predictionChange(before, after) {
	const [from, to] = [before, after].map(({ classes = [], ...side }) => ({
		...side,
		classes
	}));
	if (!from || !to) return void 0;
	const change = {
		...differs$1(from, to, "task"),
		...differs$1(from, to, "target"),
		...differs$1(from, to, "classes"),
		...differs$1(from, to, "inputs"),
		...differs$1(from, to, "output")
	};
	return Object.keys(change).length === 0 ? void 0 : change;
}
function differs$1(before, after, key) {
	return canonical(before[key]) === canonical(after[key]) ? {} : { [key]: {
		before: before[key],
		after: after[key]
	} };
}
/** The order of inputs means nothing, that of their columns all. */
function canonical(value) {
	return JSON.stringify(typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1) : value);
}
// shared/domain/verdict.ts
const VERDICTS = [
	"pass",
	"fail",
	"inconclusive",
	"no-baseline",
	"error"
];
/**
* The one verdict function. A rule allows a harm of at most `allowed` (negative: an improvement is demanded).
* Certainly more: `fail`. Certainly not more: `pass`. Else `inconclusive`.
* `strict` asks that the harm stays below what is allowed.
*/
function judgeHarm(harm, allowed, strict) {
	if (![
		harm.low,
		harm.high,
		allowed
	].every(Number.isFinite)) return "error";
	const isMore = (value) => strict ? value >= allowed : value > allowed;
	if (isMore(harm.low)) return "fail";
	return isMore(harm.high) ? "inconclusive" : "pass";
}
/** Worst first. One broken rule leaves the whole judgement without ground; one failed rule fails it. */
const SEVERITY = [
	"error",
	"fail",
	"inconclusive",
	"no-baseline",
	"pass"
];
/** The verdict over all blocking rules; no rule at all is an error, never green. */
function worstVerdict(verdicts) {
	return SEVERITY.find((verdict) => verdicts.includes(verdict)) ?? "error";
}
// shared/domain/gate.ts
const ruleResultSchema = strictObject({
	/** The rule as the user wrote it. */
	rule: string(),
	/** The metric's name as the rule has it. */
	metric: string(),
	verdict: _enum(VERDICTS),
	/** Stable, kebab-case, listed in reason-codes.ts: `within-limits`, `over-limit`, `worse-than-baseline`, … */
	reasonCode: string(),
	/** One sentence with the values. */
	reason: string(),
	blocking: boolean(),
	direction: _enum(["lower", "higher"]),
	kind: _enum(["absolute", "relative"]),
	candidate: number$2().optional(),
	baseline: number$2().optional(),
	/** Absolute rules: the limit. Relative rules: the worst value that would still pass. */
	limit: number$2().optional(),
	/** Relative rules: the tolerance as written (`+ 2%`). */
	tolerance: string().optional(),
	/** Relative rules whose metric was computed row by row for both models. */
	noise: noiseSchema.optional(),
	/** Where the value stands. */
	source: string().optional(),
	line: int().positive().optional()
});
const gateBodySchema = strictObject({
	verdict: _enum(VERDICTS),
	reasonCode: string(),
	/** One sentence: why this verdict. */
	reason: string(),
	rules: array(ruleResultSchema),
	metrics: array(metricSchema),
	baseline: baselineSchema,
	/** The baseline's metrics, so that a report needs nothing else. */
	baselineMetrics: array(metricSchema),
	policy: strictObject({
		/** Where the rules came from. */
		from: _enum([
			"commit",
			"inputs",
			"worktree",
			"proposed"
		]),
		path: string().optional(),
		commit: commitSchema.optional(),
		digest: digestSchema,
		/** What the judged change does to its own policy; its rules are shown, never obeyed. */
		proposed: strictObject({
			change: _enum(["edited", "removed"]),
			rules: array(ruleResultSchema),
			message: string()
		}).optional()
	}),
	/** What the judged change does to the configuration besides its rules; none of it decided. */
	configuration: strictObject({
		path: string(),
		/** Why the file of the change cannot be used; the trusted one was. */
		problem: string().optional(),
		isRemoved: literal$1(true).optional(),
		/** The metrics file: that of the trusted configuration was judged. */
		metrics: strictObject({
			trusted: string(),
			proposed: string().optional()
		}).optional(),
		/** The name of the pipeline: the trusted one was compared with. */
		pipeline: strictObject({
			trusted: string(),
			proposed: string()
		}).optional(),
		/** What it says otherwise about how models are judged; they were judged as the trusted one says. */
		evaluation: array(_enum(JUDGING)).min(1).optional()
	}).optional(),
	/** The model is the baseline's: nothing that it depends on differs, so nothing was trained. */
	unchanged: strictObject({
		commit: commitSchema,
		/** The baseline's record, whose metrics were judged. */
		record: string(),
		model: digestSchema,
		/** Datasets that were not at hand, so that nobody looked again whether they are the same. */
		claimed: array(string())
	}).optional(),
	/** The rows that judge differ from those that judged the baseline. */
	isHoldoutChanged: literal$1(true).optional(),
	/** What the same rules say on the rows that judged the baseline, or why they say nothing; it decides nothing. */
	baseHoldout: union([strictObject({
		commit: commitSchema,
		rows: int().positive(),
		rules: array(ruleResultSchema).min(1)
	}), strictObject({
		commit: commitSchema,
		problem: string()
	})]).optional(),
	/** What is predicted, and from what, differs from the baseline's record. */
	prediction: predictionChangeSchema.optional(),
	/** Known when a rule that decides was judged on scores by row. */
	noise: _enum(["unknown", "known"]),
	attempt: int().positive()
});
// shared/domain/training.ts
/** How a training ended. Only the first made a model. */
const TRAINING_EXITS = [
	"succeeded",
	"user-error",
	"cuda-oom",
	"host-oom",
	"timed-out",
	"cancelled",
	"killed",
	"not-started",
	"no-model",
	"no-metrics"
];
const fileSchema = strictObject({
	path: string(),
	digest: digestSchema,
	bytes: number$2().nonnegative()
});
const trainingBodySchema = strictObject({
	command: array(string()).min(1),
	exit: strictObject({
		reason: _enum(TRAINING_EXITS),
		code: int().optional(),
		signal: string().optional(),
		/** One sentence. */
		message: string()
	}),
	/** ISO 8601, UTC. */
	startedAt: datetime(),
	wallSeconds: number$2().nonnegative(),
	/** Files of the checkout differed from the commit; absent without git. */
	isDirty: boolean().optional(),
	parameters: fileSchema.optional(),
	/** Files that pin what training runs on. */
	lockfiles: array(fileSchema),
	environment: strictObject({
		os: string(),
		arch: string(),
		/** Names of variables that the configuration passed on; values are never kept. */
		passed: array(string())
	}),
	gpus: array(strictObject({
		name: string(),
		/** SHA-256 of the card's own id: the same card is seen again, and nobody learns which it is. */
		id: digestSchema,
		driver: string(),
		memoryMiB: number$2().nonnegative()
	})),
	metrics: fileSchema.optional()
});
const modelBodySchema = strictObject({
	path: string(),
	/** Of one file its own SHA-256, of a folder as for a dataset. */
	digest: digestSchema,
	bytes: number$2().nonnegative(),
	files: array(fileSchema).min(1)
});
const CUDA_OOM = /CUDA out of memory|torch\.(cuda\.)?OutOfMemoryError|CUDA_ERROR_OUT_OF_MEMORY|cudaErrorMemoryAllocation/;
/** What an end means, from the most certain clue to the least. */
function classifyEnd({ end, isCancelled, isOutOfMemory, lastLines }) {
	if (end.kind === "exited" && end.code === 0) return {
		reason: "succeeded",
		message: "training ended well"
	};
	const how = end.kind === "exited" ? { code: end.code } : end.kind === "signalled" ? { signal: end.signal } : {};
	if (isCancelled) return {
		reason: "cancelled",
		...how,
		message: "training was cancelled"
	};
	switch (end.kind) {
		case "not-started": return {
			reason: "not-started",
			message: `training could not be started${end.cause instanceof Error ? `: ${end.cause.message}` : ""}`
		};
		case "timed-out": return {
			reason: "timed-out",
			message: "training did not end within its time"
		};
	}
	const cuda = lastLines.findLast((line) => CUDA_OOM.test(line));
	if (cuda !== void 0) return {
		reason: "cuda-oom",
		...how,
		message: `the GPU ran out of memory: ${cuda.trim().slice(0, 300)}`
	};
	if ((end.kind === "signalled" ? end.signal === "SIGKILL" : end.code === 137) && isOutOfMemory) return {
		reason: "host-oom",
		...how,
		message: "the machine ran out of memory and killed the training"
	};
	if (end.kind === "signalled") return {
		reason: "killed",
		...how,
		message: `something ended the training (${end.signal})`
	};
	const last = lastLines.findLast((line) => line.trim() !== "");
	const words = last === void 0 ? "" : `: ${last.trim().slice(0, 300)}`;
	return {
		reason: "user-error",
		...how,
		message: `training ended with exit code ${end.code}${words}`
	};
}
// shared/domain/record.ts
const envelope = {
	by: strictObject({
		action: string(),
		version: string(),
		pipeline: string(),
		leg: string(),
		commit: commitSchema.optional(),
		/** The run of GitHub Actions; absent in a terminal. */
		run: strictObject({
			id: int(),
			attempt: int(),
			event: string()
		}).optional(),
		/** ISO 8601, UTC. */
		at: datetime()
	}),
	/** The sections and files this one was made from. */
	uses: record(string(), digestSchema),
	trust: _enum([
		"claimed",
		"reviewed",
		"recomputed",
		"attested"
	])
};
const dataSectionSchema = strictObject({
	schema: literal$1("proofmark/data/v1"),
	...envelope,
	body: dataBodySchema
});
const gateSectionSchema = strictObject({
	schema: literal$1("proofmark/gate/v1"),
	...envelope,
	body: gateBodySchema
});
const trainingSectionSchema = strictObject({
	schema: literal$1("proofmark/training/v1"),
	...envelope,
	body: trainingBodySchema
});
const modelSectionSchema = strictObject({
	schema: literal$1("proofmark/model/v1"),
	...envelope,
	body: modelBodySchema
});
const evaluationSectionSchema = strictObject({
	schema: literal$1("proofmark/evaluation/v1"),
	...envelope,
	body: evaluationBodySchema
});
/** The job that deploys may not write the history, so this one stays with its run. */
const deploymentSectionSchema = strictObject({
	schema: literal$1("proofmark/deployment/v1"),
	...envelope,
	body: deploymentBodySchema
});
/** All that is remembered of one pipeline run at one commit. */
const runRecordSchema = strictObject({
	schema: literal$1("proofmark/record/v1"),
	pipeline: string(),
	leg: string(),
	commit: commitSchema,
	run: strictObject({
		id: int(),
		attempt: int()
	}),
	data: dataSectionSchema.optional(),
	training: trainingSectionSchema.optional(),
	model: modelSectionSchema.optional(),
	evaluation: evaluationSectionSchema.optional(),
	gate: gateSectionSchema.optional()
});
/** The bytes a section is stored as and its digest is taken over. */
function encodeSection(section) {
	return new TextEncoder().encode(canonicalJson(section));
}
/** `<pipeline>/<sha>/<run>-<attempt>`: what a baseline is found by. */
function recordKey(record) {
	return `${record.pipeline}/${record.commit}/${record.run.id}-${record.run.attempt}`;
}
/** Sections whose digests do not match what is at hand; a section that is not at hand is no mismatch. */
function mismatches(section, atHand) {
	return Object.entries(section.uses).filter(([name, digest]) => atHand.has(name) && atHand.get(name) !== digest).map(([name]) => name);
}
// shared/domain/text-size.ts
/** GitHub refuses comments over 65,536 and does not say of what; this is below it however they count. */
const COMMENT_BUDGET = 6e4;
/** GitHub refuses job summaries over 1 MiB. */
const SUMMARY_BUDGET = 1024e3;
const encoder = new TextEncoder();
/** The larger of what GitHub may count: UTF-16 units or bytes. */
function weigh(text) {
	return Math.max(text.length, encoder.encode(text).length);
}
// shared/platform/hash.ts
/** SHA-256 of bytes that are in memory already. */
function sha256(bytes) {
	return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
/** SHA-256 of a long text in pieces, and how many bytes it has. */
function sha256OfPieces(pieces) {
	const hash = createHash("sha256");
	let bytes = 0;
	for (const piece of pieces) {
		const chunk = Buffer.from(piece);
		hash.update(chunk);
		bytes += chunk.length;
	}
	return {
		digest: `sha256:${hash.digest("hex")}`,
		bytes
	};
}
/** MD5 of a text, as other programs name their objects; it proves nothing against people. */
function md5Hex(text) {
	return createHash("md5").update(text).digest("hex");
}
/** An MD5 over what comes piece by piece. */
function startMd5() {
	const hash = createHash("md5");
	return {
		add: (bytes) => void hash.update(bytes),
		hex: () => hash.digest("hex")
	};
}
// shared/features/history/records.ts
/** A manifest or a file of scores above this is left out of the history; its digest stays in the record. */
const MANIFEST_LIMIT = 8 * 2 ** 20;
/** The file name under which a manifest travels beside its section. */
function manifestName(digest) {
	return `${hexOf(digest)}.sha256`;
}
/**
* Writes the record, and the manifests that are not there yet. Gives one sentence for each manifest that is too large to
* be kept.
*/
async function remember(history, record, { manifests, scores }) {
	const files = /* @__PURE__ */ new Map([[pathOf(record), encodeRecord(record)]]);
	const leftOut = [];
	for (const [name, text] of manifests) {
		if (name !== manifestName(sha256(text))) throw new ActionError("corrupt-section", `the manifest ${name} is not what its name says`, { hint: "Another job of the run may have replaced it. Run the jobs again from the start." });
		if (text.length <= MANIFEST_LIMIT) files.set(manifestPath(name), text);
		else leftOut.push(describeLarge(name, text.length));
	}
	const digest = record.evaluation?.body.scores.digest;
	if (scores && digest) {
		if (scores.length <= MANIFEST_LIMIT) files.set(scoresPath(digest), scores);
		else leftOut.push(describeLargeScores(scores.length));
	}
	const verdict = record.gate?.body.verdict ?? "data";
	await history.add(files, `${record.pipeline} ${shortCommit(record.commit)}: ${verdict}`);
	return leftOut;
}
/** What it means that a manifest is too large to be kept. */
function describeLarge(name, bytes) {
	const [size, limit] = sizes(bytes);
	return `the manifest ${name} has ${size} MiB; above ${limit} MiB it is not kept in the history, so later runs see that the data changed, but not which files`;
}
function describeLargeScores(bytes) {
	const [size, limit] = sizes(bytes);
	return `the scores by row have ${size} MiB; above ${limit} MiB they are not kept in the history, so later runs cannot tell a change from chance`;
}
function sizes(bytes) {
	return [bytes, MANIFEST_LIMIT].map((amount) => (amount / 2 ** 20).toFixed(1));
}
/** What the history holds of each commit, in one round trip. Damage to a commit that nobody looks at harms nobody. */
async function readRecords(history, { pipeline, leg }, commits) {
	const folders = await history.folders(commits.map((commit) => folderOf$2(pipeline, commit)));
	return new Map(commits.map((commit) => {
		const folder = folderOf$2(pipeline, commit);
		return [commit, [...folders.get(folder) ?? []].flatMap(([name, bytes]) => {
			const [, run, attempt, of] = /^(\d{1,15})-(\d{1,6})-(.+)\.json$/.exec(name) ?? [];
			const open = () => parseRecord(`${folder}/${name}`, bytes);
			return of === leg ? [{
				run: Number(run),
				attempt: Number(attempt),
				open
			}] : [];
		}).sort((a, b) => a.run - b.run || a.attempt - b.attempt)];
	}));
}
/** The text of a manifest; nothing when the history does not hold it. Its own SHA-256 is its name. */
async function readManifest(history, digest) {
	const bytes = await readProved(history, manifestPath(manifestName(digest)), digest);
	return bytes && new TextDecoder().decode(bytes);
}
/** Scores by row; nothing when the history does not hold them. */
async function readScores(history, digest) {
	return readProved(history, scoresPath(digest), digest);
}
async function readProved(history, path, digest) {
	const bytes = await history.file(path);
	if (!bytes || sha256(bytes) === digest) return bytes;
	throw new ActionError("corrupt-history", `${path} in the ${history.place} was changed`, { hint: "Restore the file from an earlier commit of that branch." });
}
function pathOf({ pipeline, commit, run, leg }) {
	return `${folderOf$2(pipeline, commit)}/${run.id}-${run.attempt}-${leg}.json`;
}
function folderOf$2(pipeline, commit) {
	return `records/${pipeline}/${commit.slice(0, 2)}/${commit}`;
}
function manifestPath(name) {
	return `manifests/${name.slice(0, 2)}/${name}`;
}
function scoresPath(digest) {
	const name = hexOf(digest);
	return `scores/${name.slice(0, 2)}/${name}.jsonl`;
}
function encodeRecord(record) {
	return new TextEncoder().encode(canonicalJson(record));
}
/** A record counts only in its own place and as the very bytes that were written. */
function parseRecord(path, bytes) {
	try {
		const record = runRecordSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
		if (pathOf(record) !== path) throw new Error(`it belongs to ${pathOf(record)}`);
		if (sha256(encodeRecord(record)) !== sha256(bytes)) throw new Error("it was rewritten");
		return record;
	} catch (cause) {
		throw new ActionError("corrupt-history", `the record ${path} cannot be read`, {
			hint: "Restore the file from an earlier commit of the history, or remove it.",
			cause
		});
	}
}
// shared/features/history/baseline.ts
const MOST_DAYS = 30;
const DAY_MS = 864e5;
/**
* Which commit is trusted to hold policy and baseline. Of a merge commit GitHub made for a pull request: its first
* parent, or the base's own changes would be blamed on the pull request. Of its head: where it branched off.
*/
function wantedBaseline(situation) {
	const { head, sha, pull, isDefaultBranch, defaultBranch } = situation;
	if (pull) {
		if (head?.sha === sha && head.parents.length > 1 && head.parents.includes(pull.head) && head.parents[0]) return {
			sha: head.parents[0],
			how: "first-parent"
		};
		if (!head && sha !== pull.head) return {
			ask: "parent",
			of: sha,
			how: "first-parent"
		};
		return {
			ask: "merge-base",
			base: pull.base,
			head: head?.sha ?? pull.head
		};
	}
	if (!isDefaultBranch) return {
		ask: "merge-base",
		base: defaultBranch,
		head: head?.sha ?? sha
	};
	if (head?.sha === sha && head.parents[0]) return {
		sha: head.parents[0],
		how: "parent"
	};
	return {
		ask: "parent",
		of: sha,
		how: "parent"
	};
}
/** The first judged attempt at the wanted commit, else at its nearest ancestor within 50 commits and 30 days. */
async function findBaseline(history, search) {
	const { wanted, now } = search;
	const own = await firstRecord(history, search, [wanted.sha]);
	if (own) return found$1(own, {
		how: wanted.how,
		behind: 0,
		wanted: wanted.sha
	});
	const since = now.getTime() - MOST_DAYS * DAY_MS;
	const line = (await search.ancestors()).slice(0, 51);
	const ancestors = line.filter(({ sha, at }) => sha !== wanted.sha && Date.parse(at) >= since);
	const near = await firstRecord(history, search, ancestors.map(({ sha }) => sha));
	if (near) return found$1(near, {
		how: "nearest-ancestor",
		behind: Math.max(1, line.findIndex(({ sha }) => sha === near.commit)),
		wanted: wanted.sha
	});
	const looked = ancestors.length === 0 ? "" : ` and ${ancestors.length} commits before it`;
	return { choice: {
		how: "none",
		reason: `the ${history.place} has no record of ${search.pipeline} for ${shortCommit(wanted.sha)}${looked}`,
		wanted: wanted.sha
	} };
}
async function firstRecord(history, search, commits) {
	if (commits.length === 0) return void 0;
	const records = await readRecords(history, search, commits);
	for (const commit of commits) for (const unread of records.get(commit) ?? []) {
		const record = unread.open();
		if (record.gate && record.gate.body.verdict !== "error") return record;
	}
}
function found$1(record, way) {
	const at = record.gate?.by.at ?? record.data?.by.at ?? (/* @__PURE__ */ new Date(0)).toISOString();
	return {
		choice: {
			...way,
			commit: record.commit,
			key: recordKey(record),
			at
		},
		record
	};
}
/** Reviewed code is what the default branch holds; everything else only claims. */
function trustOf(isDefaultBranch) {
	return isDefaultBranch ? "reviewed" : "claimed";
}
// shared/features/history/section-digest.ts
/** What a section is named by in those that were made from it. */
function sectionDigest(section) {
	return sha256(encodeSection(section));
}
/** The sections that another was made from, for its `uses`; what was not there is not named. */
function usesOf(sections) {
	return Object.fromEntries(Object.entries(sections).flatMap(([name, section]) => section ? [[name, sectionDigest(section)]] : []));
}
// shared/features/history/section-store.ts
const SCHEMAS = {
	data: dataSectionSchema,
	training: trainingSectionSchema,
	model: modelSectionSchema,
	evaluation: evaluationSectionSchema,
	gate: gateSectionSchema,
	deployment: deploymentSectionSchema
};
const KINDS$1 = {
	"proofmark/data/v1": "data",
	"proofmark/training/v1": "training",
	"proofmark/model/v1": "model",
	"proofmark/evaluation/v1": "evaluation",
	"proofmark/gate/v1": "gate",
	"proofmark/deployment/v1": "deployment"
};
/** Puts a section, and what belongs to it, where the next action looks for it. */
async function saveSection(stores, section, extras = /* @__PURE__ */ new Map()) {
	const kind = KINDS$1[section.schema];
	const { pipeline, run } = section.by;
	const name = sectionName({
		pipeline,
		leg: branchOf(section),
		attempt: run?.attempt ?? 1
	}, kind);
	const bundle = new Map([[`${kind}.json`, encodeSection(section)], ...extras]);
	for (const store of stores) await store.save(name, bundle);
}
/** One run may deploy to several environments, each in a job of its own. */
function branchOf(section) {
	const { leg } = section.by;
	if (section.schema !== "proofmark/deployment/v1") return leg;
	const { environment } = section.body;
	const plain = environment.replace(/[^A-Za-z0-9._-]+/g, "-").slice(0, 60);
	return `${leg}-${plain}${plain === environment ? "" : `-${sha256(environment).slice(-8)}`}`;
}
/**
* A section of this run; nothing when no job wrote one. A job that ran again leaves what the others wrote in earlier
* attempts; the newest counts.
*/
async function findSection(sources, whose, kind) {
	for (let attempt = whose.attempt; attempt >= 1; attempt--) for (const source of sources) {
		const bundle = await source.load(sectionName({
			...whose,
			attempt
		}, kind));
		if (bundle) return {
			section: parseSection(bundle, whose, kind),
			bundle,
			source
		};
	}
}
/** Whose verdict this run holds, when it holds that of one pipeline alone. */
async function onlyPipeline(stores, { leg, attempt }) {
	const found = /* @__PURE__ */ new Set();
	for (const store of stores) for (const name of await store.names("")) {
		const [, pipeline, of, at] = /^(.+)-gate-(.+)-(\d+)$/.exec(name) ?? [];
		if (pipeline !== void 0 && of === leg && Number(at) <= attempt) found.add(pipeline);
	}
	const [only, ...more] = found;
	return more.length === 0 ? only : void 0;
}
/** What a section is kept under. */
function sectionName({ pipeline, leg, attempt }, kind) {
	return `${pipeline}-${kind}-${leg}-${attempt}`;
}
/** Other jobs of the run can replace what lies there, so nothing is taken on trust. */
function parseSection(bundle, whose, kind) {
	const text = new TextDecoder().decode(bundle.get(`${kind}.json`) ?? /* @__PURE__ */ new Uint8Array());
	const parsed = SCHEMAS[kind].safeParse(parseJson(text));
	if (!parsed.success) throw corrupt(kind, parsed.error.issues[0]?.message ?? "is not as written");
	if (canonicalJson(parsed.data) !== text) throw corrupt(kind, "is not in canonical form");
	const { pipeline, leg, run, commit } = parsed.data.by;
	if (pipeline !== whose.pipeline || leg !== whose.leg) throw corrupt(kind, `belongs to ${pipeline} (${leg})`);
	if (whose.run !== void 0 && run?.id !== whose.run) throw corrupt(kind, `says that it is of ${run ? `run ${run.id}` : "no run"}`);
	if (whose.commit !== void 0 && commit !== whose.commit) throw corrupt(kind, `is about ${commit ? `commit ${shortCommit(commit)}` : "no commit"}`);
	if (parsed.data.schema === "proofmark/gate/v1" && !isSound(parsed.data.body)) throw corrupt(kind, `says "${parsed.data.body.verdict}", which does not follow from its rules`);
	return parsed.data;
}
/** Whatever is no error must be what the rules that decide make of it. */
function isSound({ verdict, rules }) {
	const deciding = rules.filter(({ blocking }) => blocking).map((rule) => rule.verdict);
	return verdict === "error" || verdict === worstVerdict(deciding);
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
/** What lies there is not what its run wrote. */
function corrupt(kind, why) {
	return new ActionError("corrupt-section", `the ${kind} section of this run ${why}`, { hint: "Another job of the run may have replaced it. Run the jobs again from the start." });
}
// shared/features/history/sections.ts
/** The data section of this run; nothing when no job wrote one. */
async function loadData(sources, whose) {
	const found = await findSection(sources, whose, "data");
	if (!found) return void 0;
	const { section, bundle } = found;
	return {
		section,
		manifests: new Map([...bundle].filter(([file]) => file.endsWith(".sha256")))
	};
}
/** What training left in this run; nothing when no job trained. */
async function loadTraining(sources, whose) {
	const found = await findSection(sources, whose, "training");
	return found && {
		section: found.section,
		metrics: found.bundle.get("metrics-file")
	};
}
/** The model of this run with its bytes; nothing when no job made one. */
async function loadModel(sources, whose) {
	const found = await findSection(sources, whose, "model");
	if (!found) return void 0;
	const { section, bundle, source } = found;
	return {
		section,
		contents: section.body.files.map((file, index) => {
			const bytes = bundle.get(modelFileName(index));
			if (bytes && sha256(bytes) === file.digest) return bytes;
			throw corrupt("model", `does not hold the bytes of ${file.path} that it names`);
		}),
		isHandedOn: source.kind === "artifacts"
	};
}
const SCORES_FILE = "scores.jsonl";
const BASELINE_SCORES_FILE = "baseline-scores.jsonl";
const BASE_HOLDOUT_SCORES_FILE = "base-holdout-scores.jsonl";
/** What the scores of a champion are called beside the section, in the order of its list. */
function championScoresFile(index) {
	return `champion-scores-${index}.jsonl`;
}
/** What the model did on the holdout in this run; nothing when no job evaluated it. */
async function loadEvaluation(sources, whose) {
	const found = await findSection(sources, whose, "evaluation");
	if (!found) return void 0;
	const { section, bundle } = found;
	const { scores, baseline, baseHoldout, champions = [] } = section.body;
	const proved = (name, digest) => {
		const bytes = bundle.get(name);
		if (bytes && sha256(bytes) === digest) return bytes;
		throw corrupt("evaluation", `does not hold the scores that it names (${name})`);
	};
	return {
		section,
		scores: proved(SCORES_FILE, scores.digest),
		baselineScores: baseline && proved("baseline-scores.jsonl", baseline.scores.digest),
		baseHoldoutScores: baseHoldout && "scores" in baseHoldout ? proved(BASE_HOLDOUT_SCORES_FILE, baseHoldout.scores.digest) : void 0,
		championScores: champions.map((champion, index) => proved(championScoresFile(index), champion.scores.digest))
	};
}
/** What the metrics file is called beside the section, whatever its own name. */
const METRICS_FILE = "metrics-file";
/** What the files of a model are called beside the section, in the order of its list. */
function modelFileName(index) {
	return `file-${index}`;
}
/** The gate's section of this run; nothing when no job wrote one. */
async function loadGate(sources, whose) {
	return (await findSection(sources, whose, "gate"))?.section;
}
// shared/domain/symbols.ts
/** The few signs that people see; a word always stands beside them. */
const SYMBOLS = {
	pass: "✅",
	fail: "❌",
	unclear: "❔",
	first: "🆕",
	broken: "⛔",
	failed: "💥",
	unchanged: "➖"
};
function signOf(verdict) {
	switch (verdict) {
		case "pass": return "pass";
		case "fail": return "fail";
		case "inconclusive": return "unclear";
		case "no-baseline": return "first";
		case "error": return "broken";
	}
}
// shared/features/report/document.ts
const LONGEST_NAME = 160;
/** Text of any length in a place for a name: the middle is left out, so that both ends can be recognised. */
function clip$1(text, most = LONGEST_NAME) {
	if (text.length <= most) return text;
	const half = Math.floor((most - 1) / 2);
	return `${text.slice(0, half).replace(/[\ud800-\udbff]$/, "")}…${text.slice(-half).replace(/^[\udc00-\udfff]/, "")}`;
}
function text(value) {
	return {
		kind: "text",
		text: value
	};
}
/** A name or value that somebody chose, shown exactly, clipped. */
function code(value) {
	return {
		kind: "code",
		text: clip$1(value)
	};
}
function strong(...content) {
	return {
		kind: "strong",
		content: line(...content)
	};
}
function link(href, ...content) {
	const inner = line(...content);
	if (href !== void 0) return {
		kind: "link",
		href,
		content: inner
	};
	const [only] = inner;
	return inner.length === 1 && only ? only : text(plainText(inner));
}
function symbol(name) {
	return {
		kind: "symbol",
		symbol: name
	};
}
function line(...parts) {
	return parts.map((part) => typeof part === "string" ? text(part) : part);
}
function paragraph$1(...parts) {
	return {
		kind: "paragraph",
		content: line(...parts)
	};
}
/** Lines joined by a separator: `a, b, c`. */
function join$2(lines, separator) {
	return lines.flatMap((each, index) => index === 0 ? each : [text(separator), ...each]);
}
/** What a line says, without any markup. */
function plainText(content) {
	return content.map(wordsOf$1).join("");
}
function wordsOf$1(part) {
	switch (part.kind) {
		case "text":
		case "code": return part.text;
		case "strong":
		case "link": return plainText(part.content);
		case "symbol": return SYMBOLS[part.symbol];
	}
}
// shared/domain/numbers.ts
/**
* Numbers that stand side by side, written with equally many decimals and enough of them that different numbers
* look different, equal ones equal, and none but zero looks like zero.
*/
function formatTogether(values) {
	const sizes = values.map(Math.abs).filter((size) => size > 0);
	const largest = Math.max(...sizes, 0);
	if (!(largest < 0x38d7ea4c68000 && Math.min(...sizes, 1) >= 1e-6)) return withEnough(values, 2, 16, (value, digits) => value.toExponential(digits));
	if (values.every(Number.isInteger)) return values.map((value) => String(value === 0 ? 0 : value));
	return withEnough(values, Math.max(0, 2 - Math.floor(Math.log10(Math.max(largest, .001)))), 24, (value, digits) => value.toFixed(digits));
}
function withEnough(values, least, most, write) {
	const distinct = new Set(values).size;
	for (let digits = least; digits <= most; digits++) {
		const texts = values.map((value) => write(value === 0 ? 0 : value, digits));
		if (texts.every((text, index) => values[index] === 0 || Number(text) !== 0) && new Set(texts).size === distinct) return texts;
	}
	return values.map(String);
}
/**
* A size beside one it is compared with: as few digits as keep it on its own side of the other, at least
* `significant` ones and all before the point.
*/
function formatBeside(value, other, significant) {
	const whole = Math.floor(Math.log10(Math.max(Math.abs(value), 1))) + 1;
	for (let digits = Math.max(significant, Math.min(whole, 17)); digits <= 17; digits++) {
		const rounded = Number(value.toPrecision(digits));
		if (Math.sign(rounded - other) === Math.sign(value - other)) return String(rounded);
	}
	return String(value);
}
// shared/features/report/figures.ts
/** How numbers look in a report: a real minus sign, thousands apart. */
function typeset(digits) {
	const [, sign = "", whole = "", rest = ""] = /^(-?)(\d+)(.*)$/.exec(digits) ?? [
		"",
		"",
		digits,
		""
	];
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
	return `${sign === "-" ? "−" : ""}${grouped}${rest.replace("e-", "e−")}`;
}
/** A limit as its author wrote it: every digit counts. */
function exactFigure(value) {
	return typeset(String(value));
}
/** A limit in the precision of a value beside it, with three digits at least, rounded so that whoever reaches it is really within. */
function roundedBound(limit, direction, beside) {
	const shown = /^[−\d,]+(?:\.(\d+))?$/.exec(beside)?.[1]?.length ?? 0;
	const size = Math.floor(Math.log10(Math.max(Math.abs(limit), 1e-9)));
	const decimals = Number.isInteger(limit) ? shown : Math.max(shown, 2 - size);
	const scale = 10 ** decimals;
	if (!(beside.length <= 20 && !beside.includes("e")) || Math.abs(limit * scale) > Number.MAX_SAFE_INTEGER) return exactFigure(limit);
	return typeset(((direction === "lower" ? Math.floor(limit * scale) : Math.ceil(limit * scale)) / scale).toFixed(decimals));
}
/** Numbers that are compared, in one precision that keeps different ones apart. */
function figures(values) {
	return formatTogether(values).map(typeset);
}
function whole(count) {
	return typeset(String(count));
}
function counted(count, noun, plural = `${noun}s`) {
	return `${whole(count)} ${count === 1 ? noun : plural}`;
}
/** `12 KiB`; exact below 1 KiB. */
function size$1(bytes) {
	const units = [
		"B",
		"KiB",
		"MiB",
		"GiB",
		"TiB",
		"PiB"
	];
	let value = bytes;
	let unit = 0;
	while (value >= 1023.5 && unit < units.length - 1) {
		value /= 1024;
		unit++;
	}
	return `${typeset(unit === 0 || value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(2))))} ${units[unit]}`;
}
/** `+6.2 %`, `−0.5 pp`, `+0.12`, `none`; beside an allowed change, on the side of it where it is. */
function change(from, to, unit) {
	if (from === to) return "none";
	switch (unit.kind) {
		case "percent":
			if (from === 0) return signed$1(to - from);
			return withUnit((to - from) / Math.abs(from) * 100, unit.allowed, " %");
		case "points": return withUnit((to - from) * 100, unit.allowed, " pp");
		case "plain": return signed$1(to - from);
	}
}
function withUnit(value, allowed, unit) {
	const sign = value < 0 ? "−" : "+";
	const short = twoDigits(Math.abs(value));
	if (allowed === void 0) return `${sign}${short}${unit}`;
	if (Math.sign(Number(`${value < 0 ? "-" : ""}${short.replaceAll(",", "")}`) - allowed) === Math.sign(value - allowed)) return `${sign}${short}${unit}`;
	return `${sign}${typeset(formatBeside(value, allowed, 2).replace(/^-/, ""))}${unit}`;
}
function signed$1(value) {
	return `${value < 0 ? "−" : "+"}${twoDigits(Math.abs(value))}`;
}
/** Two digits that count, whole numbers from 10 on. */
function twoDigits(value) {
	if (value >= 0x38d7ea4c68000 || value > 0 && value < 1e-6) return typeset(value.toExponential(1));
	if (value >= 9.95) return typeset(value.toFixed(0));
	return typeset(value.toPrecision(2));
}
/** The distance between two values, without sign. */
function distance$2(from, to) {
	return twoDigits(Math.abs(to - from));
}
/** `−1.1 … +2.9`: both ends of an interval in one precision. */
function range({ low, high }, scale) {
	const ends = [low * scale, high * scale];
	const largest = Math.max(...ends.map(Math.abs));
	const size = Math.floor(Math.log10(Math.max(largest, 1e-9)));
	const decimals = size >= 2 ? 0 : Math.max(1, Math.min(9, 1 - size));
	return ends.map((end) => largest >= 0x38d7ea4c68000 ? end.toExponential(1) : end.toFixed(decimals)).map((text) => Number(text) === 0 ? "0" : `${text.startsWith("-") ? "" : "+"}${typeset(text)}`).join(" … ");
}
// shared/features/report/report-input.ts
/** From everything to one line and a link: the rungs of the ladder for places with little room. */
const DETAILS = [
	"full",
	"changed",
	"failing",
	"line"
];
const DEFAULT_LEG = "main";
/** `oil-price`, or `oil-price (gpu)` where a matrix has several. */
function subjectOf({ pipeline, leg }) {
	return leg === DEFAULT_LEG ? pipeline : `${pipeline} (${leg})`;
}
function commitLink(input, sha) {
	const { links } = input;
	return link(links && `${links.server}/${links.repository}/commit/${sha}`, code(shortCommit(sha)));
}
/** What the right column of a comparison is called. */
function candidateName({ stage }) {
	switch (stage) {
		case "pull-request": return "this PR";
		case "default-branch": return "this commit";
		case "terminal": return "now";
	}
}
/** What the left column of a comparison is called. */
function baselineName({ gate, baseBranch, stage }) {
	const how = gate?.body.baseline.how;
	if (how === "file" || how === "revision" || stage === "terminal") return "baseline";
	return stage === "default-branch" ? "before" : baseBranch ?? "baseline";
}
// shared/features/report/rule-view.ts
/** Which way the metric went, by the rule's own idea of good; nothing where one side has no value. */
function movementOf(rule) {
	const { candidate, baseline } = rule;
	if (candidate === void 0 || baseline === void 0) return void 0;
	if (candidate === baseline) return "same";
	return candidate < baseline === (rule.direction === "lower") ? "better" : "worse";
}
/** The rows that were scored say too little for an interval to mean anything. */
function isTooFew({ noise }) {
	return noise !== void 0 && noise.independent < 30;
}
/** The movement, where it is more than chance; nothing where that is not shown. */
function shownMovement(rule) {
	const change = rule.noise?.change;
	if (change && change.low <= 0 && change.high >= 0 && rule.candidate !== rule.baseline) return;
	return movementOf(rule);
}
/** Both values in one precision, together with the limit, so that what differs looks different. */
function valuesOf$1(rule) {
	const { baseline, candidate, limit } = rule;
	const known = [baseline, candidate].filter((value) => value !== void 0);
	const beside = limit === void 0 || rule.kind === "relative" ? known : [...known, limit];
	const shown = figures(beside);
	const at = (value) => value === void 0 ? "" : shown[beside.indexOf(value)] ?? "";
	return {
		before: at(baseline),
		now: at(candidate)
	};
}
const TOLERANCE = /^\s*([+\-−])\s*([\d.]+(?:e[+-]?\d+)?)\s*(%|pp)?/i;
/** The unit a rule measures change in, with the change it allows. */
function unitOf({ tolerance }) {
	const [, sign, digits, unit] = TOLERANCE.exec(tolerance ?? "") ?? [];
	if (digits === void 0) return { kind: "percent" };
	const allowed = Number(digits) * (sign === "+" ? 1 : -1);
	if (unit === void 0) return { kind: "plain" };
	return {
		kind: unit === "%" ? "percent" : "points",
		allowed
	};
}
/** `+6.2 %`, in the unit of the rule. */
function changeOf(rule) {
	const { candidate, baseline } = rule;
	if (candidate === void 0 || baseline === void 0) return "";
	return change(baseline, candidate, unitOf(rule));
}
/** `+4.0 … +8.5`: where the change lies at 95 %, in the unit that `changeOf` has; nothing where that is unknown. */
function rangeOf(rule) {
	const { baseline, noise } = rule;
	if (!noise || baseline === void 0 || isTooFew(rule)) return "";
	const { kind } = unitOf(rule);
	if (kind === "percent" && noise.relative) return range(noise.relative, 100);
	if (!noise.change) return "";
	return range(noise.change, kind === "points" ? 100 : 1);
}
/** `≤ +2 %`, `≥ 0.9`. */
function allowedBy(rule) {
	const isStrict = /[^<>=][<>](?!=)/.test(rule.rule);
	const sign = rule.direction === "lower" ? isStrict ? "<" : "≤" : isStrict ? ">" : "≥";
	if (rule.kind === "absolute") return rule.limit === void 0 ? "" : `${sign} ${exactFigure(rule.limit)}`;
	const [, plus, digits, unit] = TOLERANCE.exec(rule.tolerance ?? "") ?? [];
	if (digits === void 0) return isStrict ? "better" : "not worse";
	return `${sign} ${`${plus === "+" ? "+" : "−"}${digits}`}${unit === void 0 ? "" : ` ${unit}`}`;
}
/** The word beside the symbol, after the metric's name. */
function stateOf$1({ verdict, blocking }) {
	const state = {
		pass: "passes",
		fail: "fails",
		inconclusive: "is unclear",
		"no-baseline": "not compared",
		error: "has no verdict"
	}[verdict];
	return blocking ? state : `${state}, report only`;
}
/** `0.12 over`: how far beyond its limit a failed rule is; nothing for the others. */
function excess(rule) {
	const { candidate, limit, verdict } = rule;
	if (verdict !== "fail" || candidate === void 0 || limit === void 0) return "";
	if (candidate === limit) return "at the limit";
	return `${distance$2(limit, candidate)} ${candidate > limit ? "over" : "under"}`;
}
// shared/features/report/base-holdout.ts
/** How the candidate does on the rows that judged the baseline, where the change brings others; it decides nothing. */
function baseHoldoutBlock(input) {
	const onBase = input.gate?.body.baseHoldout;
	if (!onBase) return void 0;
	const whose = owner(input, onBase);
	if ("problem" in onBase) {
		const why = clip$1(onBase.problem.replace(/\.\s*$/, ""), 400);
		return paragraph$1("Not judged on ", ...whose, `: ${why}.`);
	}
	const said = told$1(onBase.rules).map((rule) => line(sentence$2(rule)));
	if (said.length === 0) return void 0;
	return paragraph$1("On ", ...whose, ` (${counted(onBase.rows, "row")}): `, ...join$2(said, "; "), ". This informs, and decides nothing: a holdout may be changed for good reasons.");
}
/** For the first line, where the candidate breaks a rule on the rows that judged the baseline. */
function baseHoldoutWarning(input) {
	const onBase = input.gate?.body.baseHoldout;
	if (!onBase || "problem" in onBase) return void 0;
	const failed = onBase.rules.filter(({ blocking, verdict }) => blocking && verdict === "fail");
	if (failed.length === 0) return void 0;
	const state = failed.some(({ kind }) => kind === "relative") ? "worse" : "not good enough";
	return isOfBase(input, onBase) ? `${state} on ${clip$1(input.baseBranch ?? "")}'s` : `${state} on the one before`;
}
function owner(input, onBase) {
	if (isOfBase(input, onBase)) return [`${input.baseBranch}'s holdout`];
	return ["the holdout of ", commitLink(input, onBase.commit)];
}
function isOfBase({ gate, baseBranch, stage }, { commit }) {
	const baseline = gate?.body.baseline;
	const wanted = baseline && "wanted" in baseline ? baseline.wanted : void 0;
	return stage === "pull-request" && baseBranch !== void 0 && wanted === commit;
}
/** Each metric once, compared if a rule compares it; limits where they are broken. */
function told$1(rules) {
	const compared = rules.filter(({ baseline }) => baseline !== void 0);
	const limits = rules.filter(({ kind, verdict }) => kind === "absolute" && verdict === "fail");
	return [...compared.filter((rule, index) => compared.findIndex(({ metric }) => metric === rule.metric) === index), ...limits];
}
function sentence$2(rule) {
	const { before, now } = valuesOf$1(rule);
	const name = clip$1(rule.metric);
	if (rule.kind === "absolute") return `${name} ${now}, allowed ${allowedBy(rule)}`;
	const range = rangeOf(rule);
	const noise = range === "" ? "" : `, 95 %: ${range}`;
	return `${name} ${before} → ${now} (${changeOf(rule)}${noise}, ${state(rule)})`;
}
function state(rule) {
	if (rule.verdict === "fail") return "worse";
	switch (shownMovement(rule)) {
		case "better": return "better";
		case "worse": return rule.verdict === "pass" ? "slightly worse, as allowed" : "perhaps too much worse";
		case "same": return "the same";
		case void 0: return "no clear change";
	}
}
// shared/features/report/comparison.ts
/** One sentence: what was compared with what, how that was chosen, and how old it is. */
function comparison$2(input) {
	const unchanged = input.gate?.body.unchanged;
	if (unchanged) return again(input, unchanged);
	const baseline = input.gate?.body.baseline ?? input.data?.body.baseline;
	if (!baseline) return void 0;
	return paragraph$1(...sentence$1(input, baseline), ...ground(input));
}
/** On what the comparison stands: the same rows for both, or bare numbers. */
function ground(input) {
	if (isNoiseUnknown(input)) return [" Plain numbers; how much they vary by chance is unknown."];
	const noise = input.gate?.body.rules.find((rule) => rule.noise)?.noise;
	if (!noise) return [];
	const worth = noise.method === "bootstrap" || noise.independent >= noise.rows ? "" : noise.method === "clusters" ? ` in ${counted(noise.independent, "cluster")}` : `, worth ${whole(noise.independent)} independent ones`;
	return [` Both models scored on the same ${counted(noise.rows, "row")}${worth}.`];
}
/** What was judged where nothing was trained, and what of it nobody looked at. */
function again(input, { commit, model, claimed }) {
	const unseen = claimed.map((name) => line(code(name)));
	return paragraph$1("Nothing was trained: data, code, parameters and command are those of ", commitLink(input, commit), ", and so is the model ", code(shortDigest(model)), ". Its metrics were judged again, by the rules of today.", ...unseen.length === 0 ? [] : [
		" Not at hand here, so believed to be the same: ",
		...join$2(unseen, ", "),
		"."
	]);
}
function isNoiseUnknown({ gate }) {
	const moves = gate?.body.rules.map(movementOf) ?? [];
	return gate?.body.noise === "unknown" && (moves.includes("better") || moves.includes("worse"));
}
function sentence$1(input, baseline) {
	switch (baseline.how) {
		case "none": return [`Not compared: ${clip$1(baseline.reason.replace(/\.?\s*$/, ""), 400)}.`];
		case "file": return [
			"Compared with the metrics in ",
			code(baseline.path),
			"."
		];
		case "revision": return [
			"Compared with ",
			code(baseline.path),
			" at ",
			commitLink(input, baseline.commit),
			"."
		];
		case "first-parent":
		case "merge-base":
		case "nearest-ancestor":
		case "parent": {
			const commit = commitLink(input, baseline.commit);
			const chosen = `${choice(input, baseline.how)}, ${age(input.now, baseline.at)}`;
			if (baseline.behind === 0) return [
				"Compared with ",
				commit,
				` (${chosen}).`
			];
			const distance = counted(baseline.behind, "commit");
			return [
				"Compared with ",
				commit,
				` (${age(input.now, baseline.at)}): ${distance} before `,
				commitLink(input, baseline.wanted),
				", which has no record."
			];
		}
	}
}
function choice({ baseBranch }, how) {
	switch (how) {
		case "first-parent": return `the state of ${baseBranch ?? "the base branch"} that this was merged with`;
		case "merge-base": return "where you branched";
		case "nearest-ancestor": return "the nearest commit with a record";
		case "parent": return "the commit before";
	}
}
/** `2 days old`; a clock that runs behind makes nothing younger than now. */
function age(now, at) {
	const minutes = Math.max(0, (now.getTime() - Date.parse(at)) / 6e4);
	if (Number.isNaN(minutes)) return "of unknown age";
	if (minutes < 60) return `${counted(Math.floor(minutes), "minute")} old`;
	if (minutes < 2880) return `${counted(Math.floor(minutes / 60), "hour")} old`;
	const days = Math.floor(minutes / 1440);
	return days < 730 ? `${counted(days, "day")} old` : `${counted(Math.floor(days / 365), "year")} old`;
}
// shared/features/report/configuration.ts
/** What a change does to its configuration besides the rules, and what was done instead. */
function configurationBlock(input) {
	const change = input.gate?.body.configuration;
	if (!change || change.isRemoved && input.gate?.body.policy.proposed) return void 0;
	const parts = sentences(change, input.baseBranch ?? "the base branch").flatMap((sentence, index) => index === 0 ? sentence : [...line(" "), ...sentence]);
	return {
		kind: "paragraph",
		content: [
			strong("Configuration:"),
			...line(" "),
			...parts
		]
	};
}
function sentences(change, trusted) {
	const { path, problem, isRemoved, metrics, pipeline, evaluation } = change;
	if (problem !== void 0) return [line("this pull request leaves ", code(path), ` unusable; the one on ${trusted} was used.`)];
	if (isRemoved) return [line("this pull request removes ", code(path), `; the one on ${trusted} was used.`)];
	const said = [];
	if (metrics) {
		const wish = metrics.proposed === void 0 ? ["this pull request names no metrics file"] : [
			"this pull request names ",
			code(metrics.proposed),
			" as its metrics file"
		];
		said.push(line(...wish, "; judged was ", code(metrics.trusted), `, as on ${trusted}.`));
	}
	if (evaluation) {
		const end = ` (${evaluation.join(", ")}); judged as on ${trusted}, and the change counts once it is merged.`;
		said.push(line("this pull request changes what judges the model in ", code(path), end));
	}
	if (pipeline) {
		const { trusted: before, proposed } = pipeline;
		const renamed = line("this pull request renames the pipeline ", code(before), " to ");
		said.push([
			...renamed,
			code(proposed),
			...line("; compared with ", code(before), ".")
		]);
	}
	return said;
}
// shared/features/report/check-command.ts
/**
* How to compute a dataset's digest with coreutils and find, or nothing where one line of shell cannot say it.
* Names are quoted, because people will paste this.
*/
function checkCommand$1({ path, root, files }) {
	const folder = root === "" ? "." : root;
	if (!/^[\p{L}\p{N}\p{P}\p{S} ]+$/u.test(`${path}${folder}`)) return void 0;
	if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path)) return void 0;
	const pattern = selection(path, folder, files);
	if (pattern === void 0) return void 0;
	const enter = `cd ${quote(folder.startsWith("-") ? `./${folder}` : folder)}`;
	if ("file" in pattern) return `(${enter} && sha256sum -- ${quote(pattern.file)}) | sha256sum`;
	return `(${enter} && ${`find -L . ${pattern.find} -type f -printf '%P\\0'`} | LC_ALL=C sort -z | xargs -0 sha256sum --) | sha256sum`;
}
/** Git's own folder is never data. */
const WITHOUT_GIT = "-name .git -prune -o";
function selection(path, folder, files) {
	const clean = path.replace(/^\.\//, "").replace(/\/+$/, "");
	if (clean === folder || clean === "" || clean === ".") return { find: WITHOUT_GIT };
	if (!(folder === "." || clean.startsWith(`${folder}/`))) return void 0;
	const inside = folder === "." ? clean : clean.slice(folder.length + 1);
	if (!/[*?[\]{}!()]/.test(inside)) return files === 1 ? { file: inside } : void 0;
	const [, deep, name] = /^(\*\*\/)?(\*[\p{L}\p{N}._-]*)$/u.exec(inside) ?? [];
	if (name === void 0) return void 0;
	return { find: `${deep === void 0 ? "-maxdepth 1" : WITHOUT_GIT} -name ${quote(name)}` };
}
function quote(text) {
	return /^[\w./-]+$/.test(text) && !text.startsWith("-") ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
// shared/features/report/data-findings.ts
const LISTED_FAILURES = 5;
const LISTED_FINDINGS = 30;
/** Not folded: what fails the data, for nobody should merge without having seen it. */
function dataFailures({ data }) {
	const failures = (data?.body.findings ?? []).filter(({ level }) => level === "fail");
	if (failures.length === 0) return void 0;
	const shown = failures.slice(0, LISTED_FAILURES).flatMap(({ message }, at) => line(at === 0 ? " " : " · ", clip$1(message, 500)));
	const more = failures.length - LISTED_FAILURES;
	return {
		kind: "paragraph",
		content: [
			{
				kind: "symbol",
				symbol: "fail"
			},
			...line(" ", strong(`Data: ${counted(failures.length, "finding")}.`)),
			...shown,
			...line(more > 0 ? ` · and ${more} more, folded below` : "")
		]
	};
}
/** Folded: every finding with its first places. */
function findingsTable(findings) {
	if (findings.length === 0) return [];
	const shown = findings.slice(0, LISTED_FINDINGS);
	const more = findings.length - shown.length;
	return [{
		kind: "table",
		columns: [
			"finding",
			"dataset",
			"what",
			"first places"
		].map((title) => ({ title: line(title) })),
		rows: [...shown.map((finding) => [
			line(code(finding.code), ` ${WORDS$2[finding.level]}`),
			line(code(finding.dataset)),
			line(clip$1(finding.message, 300)),
			line(places(finding))
		]), ...more > 0 ? [[
			"",
			"",
			`… and ${more} more`,
			""
		].map((cell) => line(cell))] : []]
	}];
}
const WORDS$2 = {
	fail: "fails",
	warn: "warns",
	note: "told"
};
function places({ rows = [] }) {
	return rows.map(({ file, line: number }) => number === void 0 ? clip$1(file, 60) : `${clip$1(file, 60)}:${number}`).join(", ");
}
// shared/features/report/data-profile.ts
const LISTED_COLUMNS = 20;
const LISTED_CHANGES = 20;
const LISTED_CLASSES$1 = 12;
/** What the columns of a dataset hold, what became of them, and what its catalogue says. */
function datasetProfile(dataset, change) {
	const { profile, catalogue } = dataset;
	const said = Object.entries(catalogueOf(catalogue ?? {}) ?? {});
	const schema = change?.schema;
	const blocks = [
		...schema ? schemaBlocks(schema) : [],
		...profile ? profileBlocks(profile) : [],
		...said.length > 0 ? [paragraph(line("Catalogue: ", said.map(([field, text = ""]) => `${field} ${clip$1(text)}`).join(", "), "."))] : []
	];
	return blocks.length === 0 ? [] : [paragraph(line(strong(code(dataset.name)))), ...blocks];
}
function paragraph(content) {
	return {
		kind: "paragraph",
		content
	};
}
function schemaBlocks({ class: kind, columns, count }) {
	const shown = columns.slice(0, LISTED_CHANGES);
	const more = count - shown.length;
	return [paragraph(line("Columns changed, ", strong(kind), ":")), {
		kind: "table",
		columns: [
			{ title: line("column") },
			{ title: line("class") },
			{ title: line("why") }
		],
		rows: [...shown.map((each) => [
			line(code(each.column)),
			line(each.class),
			line(clip$1(each.why, 240))
		]), ...more > 0 ? [[
			line(`… and ${more} more`),
			line(""),
			line("")
		]] : []]
	}];
}
function profileBlocks(profile) {
	const { rows, columns = [], images, arrays, texts, others, isPersonal } = profile;
	const facts = [
		...rows === void 0 ? [] : [line(counted(rows, "row"), `, ${counted(columns.length, "column")}`)],
		...images ? [line(imageLine(images))] : [],
		...(arrays ?? []).slice(0, LISTED_CLASSES$1).map(({ name, type, shape }) => line(code(name), ` ${type} ${shape.join(" × ")}`)),
		...texts ? [line(counted(texts.documents, "document"))] : [],
		...others ? [line(`${counted(others, "other file")} not looked into`)] : [],
		...isPersonal ? [line("about persons, so no values are shown")] : []
	];
	const blocks = facts.length > 0 ? [paragraph([...join$2(facts, "; "), ...line(".")])] : [];
	return columns.length > 0 ? [...blocks, columnTable(columns)] : blocks;
}
function imageLine({ files, classes }) {
	const shown = classes.slice(0, LISTED_CLASSES$1).map(({ name, count }) => `${clip$1(name, 60)} ${whole(count)}`);
	const more = classes.length - shown.length;
	const list = [...shown, ...more > 0 ? [`and ${more} more`] : []].join(", ");
	return `${counted(files, "image")} in ${counted(classes.length, "class", "classes")}: ${list}`;
}
function columnTable(columns) {
	const shown = columns.slice(0, LISTED_COLUMNS);
	const more = columns.length - shown.length;
	const titles = [
		"column",
		"type",
		"empty",
		"different",
		"values"
	];
	return {
		kind: "table",
		columns: titles.map((title, at) => ({
			title: line(title),
			...at === 2 || at === 3 ? { align: "right" } : {}
		})),
		rows: [...shown.map((column) => [
			line(code(column.name)),
			line(column.type),
			line(whole(column.nulls)),
			line(`${column.isMore ? "over " : ""}${whole(column.distinct)}`),
			line(values$1(column))
		]), ...more > 0 ? [titles.map((_, at) => line(at === 0 ? `… and ${more} more` : ""))] : []]
	};
}
/** `0.5 … 499.5, half at 245`, or the most frequent words. */
function values$1({ min, max, quantiles, top, lengths }) {
	if (min !== void 0 && max !== void 0) {
		const middle = quantiles?.[3];
		const all = [
			min,
			max,
			...middle === void 0 ? [] : [middle]
		];
		const [low, high, half] = all.every((value) => typeof value === "number") ? figures(all.map(Number)) : all.map(String);
		return `${low} … ${high}${half === void 0 ? "" : `, middle ${half}`}`;
	}
	if (top) return top.slice(0, 3).map(({ value, count }) => `${clip$1(value, 30)} (${whole(count)})`).join(", ");
	return lengths ? `${whole(lengths.min)} to ${whole(lengths.max)} bytes` : "";
}
// shared/features/report/prediction.ts
const LISTED$3 = 6;
/** What is predicted otherwise than by the baseline, and from what. */
function predictionParts(change) {
	if (!change) return [];
	const { task, target, classes, inputs, output } = change;
	return [
		...task ? [line(`task ${task.before} → ${task.after}`)] : [],
		...target ? [line("target ", code(target.before), " → ", code(target.after))] : [],
		...classes ? [[...line("classes "), ...edits(classes)]] : [],
		...inputs ? inputParts(inputs) : [],
		...output ? [line("model output ", code(output.before), " → ", code(output.after))] : []
	];
}
/** For the first line: what makes it another model than the baseline, whatever its figures. */
function predictionWords(change) {
	const other = ["task", "target"].filter((name) => change?.[name]);
	if (other.length > 0) return `with another ${other.join(" and ")}`;
	return change?.classes ? "with other classes" : "";
}
function inputParts({ before, after }) {
	const names = [.../* @__PURE__ */ new Set([...Object.keys(before), ...Object.keys(after)])];
	const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
	const shown = changed.slice(0, LISTED$3).map((name) => {
		return [...names.length === 1 ? line("model inputs ") : line("model input ", code(name), " "), ...edits({
			before: before[name] ?? [],
			after: after[name] ?? []
		})];
	});
	const more = changed.length - shown.length;
	return more > 0 ? [...shown, line(`${more} more model inputs`)] : shown;
}
function edits({ before, after }) {
	const gone = before.filter((name) => !after.includes(name));
	const come = after.filter((name) => !before.includes(name));
	if (gone.length + come.length === 0) return line("in another order");
	return join$2([...listed$3("−", gone), ...listed$3("+", come)], " ");
}
function listed$3(sign, names) {
	if (names.length <= LISTED$3) return names.map((name) => line(`${sign} `, code(name)));
	return [line(`${sign} ${names.length} others`)];
}
// shared/features/report/differences.ts
const LISTED_PARAMETERS = 8;
const LISTED_DATASETS$1 = 8;
/** What of the prediction, data, code and parameters differs from the baseline: observed, never a guessed cause. */
function differences$2({ gate, data, isDataExpected, stage }) {
	const prediction = predictionParts(gate?.body.prediction);
	const change = data?.body.change;
	if (data && change) return whatDiffers([...prediction, ...dataParts(data.body, change)]);
	const rest = data ? [overview$1(data.body)] : isDataExpected ? [untracked(stage)] : [];
	return [...whatDiffers(prediction), ...rest];
}
function whatDiffers(parts) {
	const content = join$2(parts, "; ");
	if (content.length === 0) return [];
	return [{
		kind: "paragraph",
		content: [
			strong("What differs:"),
			...line(" "),
			...content,
			...line(".")
		]
	}];
}
function overview$1({ datasets }) {
	const files = datasets.reduce((sum, dataset) => sum + dataset.files, 0);
	const what = `${counted(datasets.length, "dataset")} with ${counted(files, "file")}`;
	return {
		kind: "paragraph",
		content: line(strong("Data:"), ` ${what}.`)
	};
}
function dataParts({ datasets }, change) {
	const changed = change.datasets.filter(isChanged);
	const parameters = change.parameters ?? [];
	const parts = [
		...changed.slice(0, LISTED_DATASETS$1).map((dataset) => datasetPart(dataset)),
		...changed.length > LISTED_DATASETS$1 ? [line(`${counted(changed.length - LISTED_DATASETS$1, "more dataset")}`)] : [],
		...change.code && isChanged(change.code) ? [codePart(change.code)] : [],
		...parameters.length > 0 ? [parametersPart(parameters)] : []
	];
	const same = [
		...changed.length === 0 && datasets.length > 0 ? ["data"] : [],
		...change.code && !isChanged(change.code) ? ["code"] : [],
		...change.parameters?.length === 0 ? ["parameters"] : []
	];
	const identical = same.length === 0 ? [] : [line(`${sentenceList(same)} identical`)];
	return [...parts, ...identical];
}
function untracked(stage) {
	const what = " not tracked in this run, so nobody can say what of it differs. ";
	const how = stage === "terminal" ? [
		"Run ",
		code("proofmark track"),
		" before, with the same ",
		code("--store"),
		"."
	] : [
		"Look at the step ",
		code("track"),
		", or add it before the gate."
	];
	return {
		kind: "paragraph",
		content: line(strong("Data:"), what, ...how)
	};
}
function sentenceList(words) {
	return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
function isChanged({ status, redefined }) {
	return status !== "unchanged" || redefined !== void 0;
}
function datasetPart(dataset) {
	const name = line("data ", code(dataset.name));
	const isNamed = dataset.status === "added" || dataset.status === "removed";
	const bytes = dataset.redefined && dataset.status === "unchanged" ? "same bytes" : void 0;
	const what = line(`${isNamed ? "" : ":"} ${bytes ?? datasetChange(dataset)}`);
	return [
		...name,
		...what,
		...redefinition$1(dataset)
	];
}
/** Where it points now, and what it is for. */
function redefinition$1({ redefined }) {
	const path = redefined?.path;
	const role = redefined?.role;
	return [...path ? line(", read from ", code(path.after), " instead of ", code(path.before)) : [], ...role ? line(", role ", code(role.before), " → ", code(role.after)) : []];
}
/** `2 files added, 1 modified`. */
function datasetChange({ status, counts, before, after }) {
	switch (status) {
		case "added": return `is new (${counted(after?.files ?? counts.added, "file")})`;
		case "removed": return `is gone (${counted(before?.files ?? counts.removed, "file")})`;
		case "unchanged": return "identical";
		case "changed": return fileCounts(counts);
	}
}
function fileCounts(counts) {
	const kinds = [
		"added",
		"removed",
		"modified",
		"renamed"
	].filter((kind) => counts[kind] > 0);
	if (kinds.length === 0) return "changed";
	return kinds.map((kind, index) => index === 0 ? `${counted(counts[kind], "file")} ${kind}` : `${counts[kind]} ${kind}`).join(", ");
}
function codePart(change) {
	const { status, counts } = change;
	return [...line(counts.added + counts.removed + counts.modified + counts.renamed > 0 ? `code: ${fileCounts(counts)}` : status === "changed" ? "code changed" : "code: same"), ...redefinition$1(change)];
}
function parametersPart(parameters) {
	const shown = parameters.slice(0, LISTED_PARAMETERS).map(parameterPart);
	const more = parameters.length - shown.length;
	return [...line(`${parameters.length === 1 ? "parameter" : "parameters"} `), ...join$2(more > 0 ? [...shown, line(`… and ${more} more`)] : shown, ", ")];
}
/** Values that name a secret stay out of a comment that the world may read. */
const SECRET_NAME = /passw|secret|token|credential|api.?key|private.?key|access.?key/i;
function parameterPart({ name, before, after }) {
	const label = code(clip$1(name, 80));
	if (SECRET_NAME.test(name)) return line(label, " (value not shown)");
	if (isList(before) && isList(after)) {
		const gone = without$2(before, after);
		const come = without$2(after, before);
		if (gone.length + come.length > 0 && gone.length + come.length <= 6) {
			const marks = [...gone.map((value) => line("−", shown(value))), ...come.map((value) => line("+", shown(value)))];
			return [...line(label, ": "), ...join$2(marks, " ")];
		}
	}
	if (before === void 0) return line(label, " new: ", shown(after ?? null));
	if (after === void 0) return line(label, " removed, was ", shown(before));
	return line(label, ": ", shown(before), " → ", shown(after));
}
function shown(value) {
	return code(clip$1(typeof value === "string" ? value : JSON.stringify(value), 60));
}
function isList(value) {
	return Array.isArray(value);
}
function without$2(list, other) {
	const known = new Set(other.map((value) => JSON.stringify(value)));
	return list.filter((value) => !known.has(JSON.stringify(value)));
}
// shared/features/report/data-details.ts
const LISTED_FILES = 20;
const LISTED_DATASETS = 50;
const LISTED_PROFILES = 10;
/** Folded: every dataset with its digest, the files that changed, and how anybody can check a digest. */
function dataDetails({ data }) {
	const datasets = data?.body.datasets ?? [];
	const [one] = datasets;
	if (!data || !one) return [];
	const changes = data.body.change?.datasets ?? [];
	const code = data.body.change?.code;
	const blocks = [
		dataTable(datasets, changes),
		...findingsTable(data.body.findings ?? []),
		...datasets.slice(0, LISTED_PROFILES).flatMap((dataset) => datasetProfile(dataset, changes.find(({ name }) => name === dataset.name))),
		...[...changes, ...code ? [code] : []].flatMap(fileChanges),
		...digestCheck(datasets, changes)
	];
	const files = datasets.reduce((sum, dataset) => sum + dataset.files, 0);
	return [{
		kind: "details",
		summary: line(`Data: ${counted(datasets.length, "dataset")}, ${counted(files, "file")}; how to check a digest`),
		blocks
	}];
}
function dataTable(datasets, changes) {
	const rows = datasets.slice(0, LISTED_DATASETS).map((dataset) => {
		const change = changes.find(({ name }) => name === dataset.name);
		return [
			line(code(dataset.name), ` ${clip$1(dataset.role)}`),
			line(whole(dataset.files)),
			line(size$1(dataset.bytes)),
			line(code(shortDigest(dataset.digest))),
			line(change ? datasetChange(change) : "")
		];
	});
	const more = datasets.length - rows.length;
	const rest = more > 0 ? [[
		line(`… and ${more} more`),
		line(""),
		line(""),
		line(""),
		line("")
	]] : [];
	return {
		kind: "table",
		columns: [
			{ title: line("dataset") },
			{
				title: line("files"),
				align: "right"
			},
			{
				title: line("size"),
				align: "right"
			},
			{ title: line("digest") },
			{ title: line("change") }
		],
		rows: [...rows, ...rest]
	};
}
function fileChanges({ name, counts, changes }) {
	if (!changes || changes.length === 0) return [];
	const shown = changes.slice(0, LISTED_FILES);
	const all = counts.added + counts.removed + counts.modified + counts.renamed;
	const more = Math.max(changes.length, all) - shown.length;
	const lines = shown.map(mark);
	return [{
		kind: "paragraph",
		content: line(code(name))
	}, {
		kind: "code",
		language: "diff",
		text: [...lines, ...more > 0 ? [`# … and ${more} more`] : []].join("\n")
	}];
}
function mark(change) {
	switch (change.kind) {
		case "added": return `+ ${inLine(change.path)}`;
		case "removed": return `- ${inLine(change.path)}`;
		case "modified": return `! ${inLine(change.path)}`;
		case "renamed": return `! ${inLine(change.from)} → ${inLine(change.to)}`;
	}
}
/** A code block is cut into lines; a file name must not make one of its own. */
function inLine(path) {
	return clip$1(path, 240).replaceAll("\n", "\\n");
}
function digestCheck(datasets, changes) {
	const changed = changes.filter(({ status }) => status !== "unchanged").map(({ name }) => name);
	const [first, ...others] = datasets.map((dataset) => ({
		dataset,
		command: checkCommand$1(dataset)
	})).filter((each) => each.command !== void 0).sort((a, b) => Number(changed.includes(b.dataset.name)) - Number(changed.includes(a.dataset.name)));
	if (!first?.command) return [];
	const { dataset } = first;
	const rest = others.length === 0 ? "" : "; the others alike";
	return [{
		kind: "paragraph",
		content: line("To check the digest of ", code(dataset.name), ` yourself${rest}:`)
	}, {
		kind: "code",
		language: "sh",
		text: `${first.command}\n# ${dataset.digest.replace("sha256:", "")}`
	}];
}
// shared/features/report/footer.ts
/** Small print: which commit, whose rules, which attempt, where the run is. */
function footer(input) {
	const { gate, headSha, links } = input;
	const commit = headSha ?? gate?.by.commit ?? input.data?.by.commit;
	return {
		kind: "footer",
		content: line(...[
			...commit === void 0 ? [] : [[commitLink(input, commit)]],
			...gate ? [rules(input)] : [],
			...gate ? [[`attempt ${gate.body.attempt}`]] : [],
			...links?.runUrl === void 0 ? [] : [[link(links.runUrl, "run and log")]]
		].flatMap((part, index) => index === 0 ? part : [" · ", ...part]))
	};
}
function rules(input) {
	const policy = input.gate?.body.policy;
	switch (policy?.from) {
		case "commit": {
			const branch = input.stage === "pull-request" && input.baseBranch ? `${input.baseBranch} ` : "";
			if (policy.commit === void 0) return [`rules from ${branch}`.trim()];
			return [`rules from ${branch}`, commitLink(input, policy.commit)];
		}
		case "inputs": return ["rules from the workflow"];
		case "proposed": return ["rules from the change itself"];
		case "worktree":
		case void 0: return policy?.path === void 0 ? ["rules from this folder"] : ["rules from ", code(policy.path)];
	}
}
// shared/features/report/headline.ts
/** The line that must be enough: state, number, consequence. */
function headline(input) {
	const subject = subjectOf(input);
	const body = input.gate?.body;
	if (!body) {
		const why = clip$1(input.problem ?? "the gate left no result", 300);
		return line(symbol("broken"), ` ${subject}: no verdict: ${why}`);
	}
	if (isSpared$1(body)) return line(symbol("unchanged"), ` model unchanged: nothing of ${subject} changed`);
	const warning = baseHoldoutWarning(input);
	const rows = body.isHoldoutChanged ? `on a changed holdout${warning ? `, ${warning}` : ""}` : "";
	const other = predictionWords(body.prediction);
	const says = [
		statement(subject, body),
		other,
		rows,
		consequence(input, body)
	].filter((part) => part !== "");
	return line(symbol(body.reasonCode === "training-failed" ? "failed" : signOf(body.verdict)), ` ${says.join(" · ")}`);
}
/** The baseline's model, and nothing to say against it. */
function isSpared$1({ unchanged, verdict }) {
	return unchanged !== void 0 && verdict === "pass";
}
/** State and number, without what follows from them. */
function statement(subject, body) {
	switch (body.verdict) {
		case "fail": return failure$1(subject, body);
		case "pass": return success(subject, body);
		case "inconclusive": return unsettled$1(subject, body);
		case "no-baseline": return first(subject, body);
		case "error": return `${subject}: no verdict: ${clip$1(body.reason.replace(/\.\s*$/, ""), 300)}`;
	}
}
function failure$1(subject, body) {
	const failed = deciding(body).filter(({ verdict }) => verdict === "fail");
	const lead = failed.find(({ kind }) => kind === "relative") ?? failed[0];
	if (!lead) return `${subject} fails: ${clip$1(body.reason, 300)}`;
	const isWorse = movementOf(lead) === "worse";
	const state = isWorse ? "is worse" : "is not good enough";
	const limit = isWorse && lead.kind === "relative" ? "" : `, allowed ${allowedBy(lead)}`;
	const others = new Set(failed.map(({ metric }) => metric)).size - 1;
	const more = others > 0 ? `; ${counted(others, "more metric fails", "more metrics fail")}` : "";
	return `${subject} ${state}: ${values(lead, body)}${limit}${more}`;
}
function unsettled$1(subject, body) {
	const lead = deciding(body).find(({ verdict }) => verdict === "inconclusive");
	if (!lead) return `${subject}: no clear change`;
	const rest = colon(values(lead, body));
	if (isTooFew(lead)) return `${subject}: too few rows to decide${rest}`;
	switch (shownMovement(lead)) {
		case "worse": return `${subject} is worse, perhaps more than allowed${rest}`;
		case "better": return `${subject} is better, perhaps less than demanded${rest}`;
		default: return `${subject}: no clear change${rest}`;
	}
}
function success(subject, body) {
	const moves = new Set(deciding(body).filter(isLeading).map(shownMovement));
	const lead = colon(leadValues(body));
	if (isUnchanged(body)) return `${subject}: unchanged${lead}`;
	if (moves.has("better") && moves.has("worse")) return `${subject}: better and worse${lead}`;
	if (moves.has("better")) return `${subject} is better${lead}`;
	if (moves.has("worse")) return `${subject} is slightly worse, as allowed${lead}`;
	if (body.noise === "known") return `${subject}: no clear change${lead}`;
	return `${subject} passes${lead}`;
}
function first(subject, body) {
	const fixed = deciding(body).filter(({ verdict }) => verdict === "pass").length;
	const rest = fixed === 0 ? "" : `; ${counted(fixed, "rule passes", "rules pass")}`;
	const { baseline } = body;
	const missing = deciding(body).find(({ verdict }) => verdict === "no-baseline");
	if (baseline.how === "none" || !missing) return `${subject}: ${body.isHoldoutChanged || predictionWords(body.prediction) !== "" ? "not compared with the model before" : "nothing to compare with yet"}${colon(leadValues(body))}${rest}`;
	return `${subject}: the baseline has no ${clip$1(missing.metric)}${rest}`;
}
/** A limit on a metric moves as the comparison of it does, and knows less of chance. */
function isLeading({ metric, kind }, _, rules) {
	return kind === "relative" || !rules.some((rule) => rule.metric === metric && rule.noise);
}
/** What follows for the pull request, as far as this job can know: whether its own check fails. */
function consequence({ stage, failOn }, body) {
	if (body.verdict === "pass") return passedRules(body);
	if (stage === "terminal") return "";
	return failOn.includes(body.verdict) ? "check fails" : "check passes";
}
function passedRules(body) {
	const count = deciding(body).length;
	const quiet = body.rules.length - count;
	const notPassed = body.rules.filter((rule) => !rule.blocking && rule.verdict !== "pass").length;
	const rest = notPassed === 0 ? "" : `, ${notPassed} of ${quiet} report-only do not`;
	return `${count === 1 ? "its rule passes" : count === 2 ? "both rules pass" : `all ${count} rules pass`}${rest}`;
}
function deciding({ rules }) {
	return rules.filter(({ blocking }) => blocking);
}
function isUnchanged(body) {
	const moves = deciding(body).map(movementOf);
	return moves.includes("same") && moves.every((move) => move === "same" || move === void 0);
}
/** The metric that the line is about: the first that moved, else the first with a value. */
function leadValues(body) {
	const rules = deciding(body).filter(({ candidate }) => candidate !== void 0);
	const moved = rules.filter((rule) => !["same", void 0].includes(movementOf(rule)));
	const lead = moved.find(({ kind }) => kind === "relative") ?? moved[0] ?? rules[0];
	return lead ? values(lead, body) : "";
}
function values(rule, body) {
	const { before, now } = valuesOf$1(rule);
	const name = clip$1(rule.metric);
	if (rule.candidate === void 0) return name;
	if (rule.baseline === void 0) return `${name} ${now}`;
	if (rule.baseline === rule.candidate) return `${name} ${now}`;
	const range = rangeOf(rule);
	const unknown = rule.kind === "absolute" && body.noise === "known" ? "" : ", noise unknown";
	const noise = (isTooFew(rule) ? `, ${counted(rule.noise?.independent ?? 0, "independent row")}` : "") || (range === "" ? unknown : `, 95 %: ${range}`);
	return `${name} ${before} → ${now} (${changeOf(rule)}${noise})`;
}
function colon(rest) {
	return rest === "" ? "" : `: ${rest}`;
}
// shared/features/report/next-step.ts
/** The one thing to do now. */
function nextStep(input) {
	return {
		kind: "paragraph",
		content: [strong("Next:"), ...line(" ", ...step(input))]
	};
}
function step(input) {
	const body = input.gate?.body;
	if (!body) {
		if (input.problem !== void 0) return ["repair what the first line names, then push."];
		return input.stage === "terminal" ? [
			"run ",
			code("proofmark gate"),
			" first, and give both the same ",
			code("--store"),
			"."
		] : ["look at the log of the gate step; if there is none, add one before this step."];
	}
	switch (body.verdict) {
		case "pass": return accepted(input);
		case "fail": return failed$2(input, body);
		case "error": return broken$4(input, body);
		case "no-baseline": return unknown(input, body);
		case "inconclusive": return unsettled(body);
	}
}
function unsettled({ rules }) {
	const rule = rules.find(({ verdict, blocking }) => verdict === "inconclusive" && blocking);
	if (rule && isTooFew(rule)) return [`judge on more rows: 30 that do not depend on each other are the least, and a few hundred tell more.`];
	const needed = rule && rowsNeeded(rule);
	return ["it is not shown that the model is within its rule, nor that it is not. ", needed === void 0 ? "Judge on more rows, or a person decides." : `About ${whole(needed)} rows would settle it, if the change is what it seems; or a person decides.`];
}
/** Power of 80 % beside the 97.5 % of an end of the interval. */
const REACH = 2.8016 / 1.96;
const MOST_NEEDED = 1e7;
/** How many rows would tell the harm from what is allowed, if both are as observed: widths shrink with the root of rows. */
function rowsNeeded({ noise, candidate, limit }) {
	if (!noise?.harm || candidate === void 0 || limit === void 0) return void 0;
	const half = (noise.harm.high - noise.harm.low) / 2;
	const needed = noise.rows * (REACH * half / Math.abs(candidate - limit)) ** 2;
	if (!(needed > noise.rows && needed < MOST_NEEDED)) return void 0;
	return Number(needed.toPrecision(2));
}
function accepted({ stage }) {
	switch (stage) {
		case "pull-request": return ["nothing to do for the model; review the code as usual."];
		case "default-branch": return ["nothing to do; later changes are compared with this record."];
		case "terminal": return ["nothing to do."];
	}
}
function failed$2({ stage, baseBranch }, body) {
	const rule = strictest(body.rules.filter(({ verdict, blocking }) => verdict === "fail" && blocking));
	if (!rule) return ["look at the rules above."];
	const goal = [
		"bring ",
		code(rule.metric),
		` ${target$2(rule)}`
	];
	switch (stage) {
		case "pull-request": {
			const branch = baseBranch ?? "the base branch";
			return [...goal, ` and push; or agree on another rule in a pull request of its own to ${branch}.`];
		}
		case "default-branch": return [...goal, ", or revert this commit."];
		case "terminal": return [...goal, "."];
	}
}
/** Of the rules on the first metric the one that asks most: who keeps it keeps the others. */
function strictest([first, ...more]) {
	return more.filter(({ metric, direction }) => metric === first?.metric && direction === first.direction).reduce((most, rule) => {
		if (most?.limit === void 0 || rule.limit === void 0) return most;
		return (rule.direction === "lower" ? rule.limit < most.limit : rule.limit > most.limit) ? rule : most;
	}, first);
}
/** `to 3.47 or below (now 3.62)`. */
function target$2(rule) {
	const { limit, candidate, kind, direction } = rule;
	if (limit === void 0) return "within its rule";
	const side = direction === "lower" ? "or below" : "or above";
	const now = valuesOf$1(rule).now;
	return `to ${kind === "absolute" ? exactFigure(limit) : roundedBound(limit, direction, now)} ${side}${candidate === void 0 ? "" : ` (now ${now})`}`;
}
function broken$4({ stage }, body) {
	const again = stage === "terminal" ? "then run again." : "then push.";
	if (body.reasonCode === "unreadable-metrics" || body.reasonCode === "no-metrics") return [`let a step before the gate write the metrics file as the first line asks, ${again}`];
	if (body.reasonCode === "training-failed") return [`look at the log of the training step, repair what ended it, ${again}`];
	if (body.reasonCode === "plan-refused") return ["run all jobs again from the start; if it stays, let the plan and the gate see the same files, or train."];
	const isAboutRules = ![
		"invalid-config",
		"unreadable-baseline",
		"evaluation-missing"
	].includes(body.reasonCode);
	const rule = body.rules.find(({ verdict, blocking }) => verdict === "error" && blocking);
	if (!rule || !isAboutRules) return [`repair what the first line names, ${again}`];
	const metric = code(rule.metric);
	switch (rule.reasonCode) {
		case "metric-not-finite":
		case "metric-not-a-number": {
			const place = rule.line === void 0 ? "" : ` (line ${rule.line})`;
			return [
				"write a number for ",
				metric,
				...rule.source === void 0 ? [] : [
					" in ",
					code(rule.source),
					place
				],
				`, ${again}`
			];
		}
		case "missing-metric": return [
			"write ",
			metric,
			" into the metrics file, or take its rule away, ",
			again
		];
		case "zero-baseline": return [
			"give the rule for ",
			metric,
			" a tolerance without percent, or a fixed limit."
		];
		default: return [`repair what the first line names, ${again}`];
	}
}
function unknown({ stage, baseBranch }, { baseline }) {
	if (stage === "default-branch") return ["nothing to do; later changes are compared with this record."];
	if (stage === "terminal") return [
		"name metrics to compare with: ",
		code("--baseline old.json"),
		"."
	];
	const branch = clip$1(baseBranch ?? "the default branch");
	return baseline.how === "none" ? [`run the gate once on ${branch} (merging does that); from then on changes are compared.`] : [`merging adds the metric to the record of ${branch}; from then on it is compared.`];
}
// shared/features/report/other-metrics.ts
const LISTED$2 = 200;
/** Metrics that no rule names: counted on the closed line, so that nothing comes or goes in silence. */
function otherMetrics(input) {
	const body = input.gate?.body;
	if (!body) return [];
	const ruled = new Set(body.rules.map(({ metric }) => metric));
	const pairs = pair(body.metrics, body.baselineMetrics).filter(({ name }) => !ruled.has(name));
	if (pairs.length === 0) return [];
	const isCompared = body.baselineMetrics.length > 0;
	const rank = [
		"unreadable",
		"gone",
		"new",
		"higher",
		"lower",
		"same"
	];
	const kinds = new Map(pairs.map((each) => [each, kindOf$3(each)]));
	const counts = rank.map((kind) => ({
		kind,
		count: pairs.filter((each) => kinds.get(each) === kind).length
	})).filter(({ count }) => count > 0).map(({ kind, count }) => `${count} ${kind}`);
	const noun = pairs.length === 1 ? "metric" : "metrics";
	const summary = isCompared ? `${pairs.length} ${noun} without a rule: ${counts.join(", ")}` : `${pairs.length} ${noun} without a rule`;
	const rows = [...pairs].sort((a, b) => rank.indexOf(kindOf$3(a)) - rank.indexOf(kindOf$3(b))).slice(0, LISTED$2).map((each) => row$1(each, isCompared));
	const table = {
		kind: "table",
		columns: columnsOf$2(input, isCompared),
		rows
	};
	const more = pairs.length - rows.length;
	const rest = more > 0 ? [{
		kind: "paragraph",
		content: line(`… and ${more} more.`)
	}] : [];
	return [{
		kind: "details",
		summary: line(summary),
		blocks: [table, ...rest]
	}];
}
function columnsOf$2(input, isCompared) {
	const right = "right";
	const now = {
		title: line(candidateName(input)),
		align: right
	};
	if (!isCompared) return [{ title: line("metric") }, now];
	const before = {
		title: line(baselineName(input)),
		align: right
	};
	return [
		{ title: line("metric") },
		before,
		now,
		{
			title: line("change"),
			align: right
		}
	];
}
function pair(now, before) {
	const pairs = /* @__PURE__ */ new Map();
	for (const [side, metrics] of [["now", now], ["before", before]]) for (const { key, value, source } of metrics) {
		if (value === "not-a-number") continue;
		const id = JSON.stringify([key]);
		const known = pairs.get(id);
		if (known?.[side] !== void 0) pairs.set(JSON.stringify([
			key,
			source,
			side
		]), {
			name: `${key.join(".")} in ${source}`,
			[side]: value
		});
		else pairs.set(id, {
			...known ?? { name: key.join(".") },
			[side]: value
		});
	}
	return [...pairs.values()];
}
function kindOf$3({ before, now }) {
	if (now === void 0) return "gone";
	if (typeof now !== "number") return "unreadable";
	if (before === void 0 || typeof before !== "number") return "new";
	if (now === before) return "same";
	return now > before ? "higher" : "lower";
}
function row$1(each, isCompared) {
	const { before, now } = each;
	const numbers = [before, now].filter((value) => typeof value === "number");
	const shown = figures(numbers);
	const write = (value) => typeof value === "number" ? shown[numbers.indexOf(value)] ?? "" : value ?? "";
	if (!isCompared) return [line(clip$1(each.name)), line(write(now))];
	const moved = typeof before === "number" && typeof now === "number" ? change(before, now, { kind: "percent" }) : kindOf$3(each);
	return [
		line(clip$1(each.name)),
		line(write(before)),
		line(write(now)),
		line(moved)
	];
}
// shared/features/report/rules-table.ts
/** Changed rows that pass stay open up to here; the reader has ten seconds. */
const OPEN_ROWS = 8;
/** Rows that decide or moved, to see at once; the rest is folded away, and counted. */
function ruleBlocks(input, detail) {
	const { open, folded } = divide(input.gate?.body.rules ?? [], detail);
	const blocks = [];
	if (open.length > 0) blocks.push(ruleTable(input, open));
	if (folded.length === 0) return blocks;
	const passing = folded.filter(({ verdict }) => verdict === "pass").length;
	const title = passing === folded.length ? counted(passing, open.length === 0 ? "rule passes" : "more rule passes", open.length === 0 ? "rules pass" : "more rules pass") : counted(folded.length, "more rule");
	if (detail !== "full") return [...blocks, {
		kind: "paragraph",
		content: line(`${title}.`)
	}];
	return [...blocks, {
		kind: "details",
		summary: line(title),
		blocks: [ruleTable(input, folded)]
	}];
}
function divide(rules, detail) {
	const open = rules.filter(({ verdict }) => verdict !== "pass");
	const passing = rules.filter(({ verdict }) => verdict === "pass");
	if (detail === "failing") return {
		open,
		folded: passing
	};
	const changed = passing.filter((rule) => !["same", void 0].includes(movementOf(rule)));
	const room = Math.max(0, OPEN_ROWS - open.length);
	const shown = new Set(detail === "full" ? changed.slice(0, room) : changed);
	return {
		open: [...open, ...shown],
		folded: passing.filter((rule) => !shown.has(rule))
	};
}
/** One row a rule: its state in a sign and a word, both values, the change and what is allowed. */
function ruleTable(input, rules) {
	const isCompared = rules.some(({ baseline }) => baseline !== void 0);
	return {
		kind: "table",
		columns: [
			{ title: line("") },
			...isCompared ? [{
				title: line(baselineName(input)),
				align: "right"
			}] : [],
			{
				title: line(candidateName(input)),
				align: "right"
			},
			...isCompared ? [{
				title: line(changeTitle(rules)),
				align: "right"
			}] : [],
			{
				title: line("allowed"),
				align: "right"
			}
		],
		rows: rules.map((rule) => row(rule, nameIn(rules, rule), isCompared))
	};
}
function changeTitle(rules) {
	return rules.some((rule) => rangeOf(rule) !== "") ? "change (95 %)" : "change";
}
/** Two rules on one metric: the one that stands still is called its limit. */
function nameIn(rules, { metric, kind }) {
	const name = clip$1(metric);
	return kind === "absolute" && rules.some((other) => other.metric === metric && other.kind === "relative") ? `${name} limit` : name;
}
function row(rule, name, isCompared) {
	const { before, now } = valuesOf$1(rule);
	const failed = rule.verdict === "fail";
	const beyond = rule.kind === "absolute" ? excess(rule) : "";
	const range = rangeOf(rule);
	const change = [range === "" ? changeOf(rule) : `${changeOf(rule)} (${range})`, beyond].filter((part) => part !== "").join(", ");
	return [
		line(symbol(signOf(rule.verdict)), ` ${name} `, stateOf$1(rule)),
		...isCompared ? [line(before)] : [],
		line(failed ? strong(now) : now, ...isCompared || beyond === "" ? [] : [`, ${beyond}`]),
		...isCompared ? [line(change)] : [],
		line(allowedBy(rule))
	];
}
/** Without a single figure every rule would say the same as the first line, in other words. */
const SAID_ONCE = [
	"unreadable-metrics",
	"no-metrics",
	"evaluation-missing"
];
/** Why rules have no verdict, as far as the first line has not said it. */
function brokenRules({ gate }, detail) {
	if (gate && SAID_ONCE.includes(gate.body.reasonCode)) return [];
	const broken = (gate?.body.rules ?? []).filter(({ verdict, reason }) => verdict === "error" && reason !== gate?.body.reason);
	const most = detail === "full" ? 10 : 3;
	const notes = broken.slice(0, most).map(({ reason }) => ({
		kind: "note",
		content: line(symbol("broken"), ` ${clip$1(reason, 400)}`)
	}));
	const more = broken.length - notes.length;
	return more > 0 ? [...notes, {
		kind: "note",
		content: line(`… and ${more} more.`)
	}] : notes;
}
// shared/features/report/policy.ts
const LISTED_EDITS = 6;
/** What a change does to the rules it is judged by; it was judged by the trusted ones, and its own are only shown. */
function policyBlocks(input, detail) {
	const body = input.gate?.body;
	const proposed = body?.policy.proposed;
	if (!body || !proposed) return [];
	const path = body.policy.path ?? "proofmark.yml";
	const who = input.stage === "pull-request" ? "this pull request" : "this change";
	const what = line(strong("Policy:"), ` ${who} ${verb(proposed)} `, code(path));
	const edits = ruleEdits(body.rules, proposed);
	const listed = edits.length === 0 ? [] : [...line(": "), ...join$2(edits.slice(0, LISTED_EDITS), "; ")];
	const more = edits.length > LISTED_EDITS ? line(` … and ${edits.length - LISTED_EDITS} more`) : [];
	const end = line(`. Judged by ${input.baseBranch ? `the rules on ${input.baseBranch}` : "the trusted rules"}; the new ones count once they are merged.`);
	const paragraph = {
		kind: "paragraph",
		content: [
			...what,
			...listed,
			...more,
			...end
		]
	};
	if (detail !== "full") return [paragraph];
	const own = proposed.rules.length > 0 ? [ruleTable(input, proposed.rules)] : [{
		kind: "paragraph",
		content: line(clip$1(proposed.message, 2e3))
	}];
	return [paragraph, {
		kind: "details",
		summary: line("What its own rules would say (report only)"),
		blocks: own
	}];
}
function verb({ change }) {
	switch (change) {
		case "edited": return "edits the rules in";
		case "removed": return "removes the rules in";
	}
}
/** Old and new of each rule that differs; rules on the same metric are seen as one that was rewritten. */
function ruleEdits(rules, { change, rules: own }) {
	if (change === "removed") return [];
	const gone = rules.filter(({ rule }) => !own.some((other) => other.rule === rule));
	const come = own.filter(({ rule }) => !rules.some((other) => other.rule === rule));
	const paired = /* @__PURE__ */ new Set();
	const edits = gone.map((old) => {
		const next = come.find(({ metric, kind, ...rest }) => metric === old.metric && kind === old.kind && ![...paired].some(({ rule }) => rule === rest.rule));
		if (!next) return line("− ", code(old.rule));
		paired.add(next);
		return line(code(old.rule), " → ", code(next.rule));
	});
	const added = come.filter((rule) => !paired.has(rule)).map(({ rule }) => line("+ ", code(rule)));
	return [...edits, ...added];
}
// shared/features/report/compose.ts
/** The report that people read, in the order they read it: verdict, comparison, what differs, what to do, the rest folded. */
function composeReport(report, detail = "full") {
	const { baseBranch } = report;
	const input = {
		...report,
		...baseBranch === void 0 ? {} : { baseBranch: clip$1(baseBranch) }
	};
	const heading = {
		kind: "heading",
		content: headline(input)
	};
	if (detail === "line") return { blocks: [
		heading,
		shortened$1(input),
		footer(input)
	] };
	const isFull = detail === "full";
	const [rules, folded] = split(ruleBlocks(input, detail));
	const [policy, foldedPolicy] = split(policyBlocks(input, detail));
	return { blocks: [
		heading,
		comparison$2(input),
		baseHoldoutBlock(input),
		...rules,
		...brokenRules(input, detail),
		dataFailures(input),
		...differences$2(input),
		...policy,
		configurationBlock(input),
		nextStep(input),
		...isFull ? [
			...foldedPolicy,
			...folded,
			...otherMetrics(input),
			...dataDetails(input)
		] : [],
		...isFull ? [] : [shortened$1(input)],
		footer(input)
	].filter((block) => block !== void 0) };
}
/** The same report from everything down to one line: for `renderWithin` to choose from. */
function reportLadder(input) {
	return DETAILS.map((detail) => composeReport(input, detail));
}
function split(blocks) {
	const isFolded = ({ kind }) => kind === "details";
	return [blocks.filter((block) => !isFolded(block)), blocks.filter(isFolded)];
}
function shortened$1({ links }) {
	const where = link(links?.runUrl, links?.runUrl ? "the whole report" : "The whole report");
	return {
		kind: "paragraph",
		content: links?.runUrl ? line("Shortened here; ", where, " is in the summary of the run.") : line("Shortened; the whole report is in the summary of the run.")
	};
}
// shared/domain/deployment/refusals.ts
/** Every reason a deployment is refused for, for the output `reason-code`. The documentation is made from this table. */
const REFUSALS = {
	"untrusted-run": "The run is not one of the default branch, so its code was not reviewed.",
	"evidence-missing": "The model, its evaluation or its verdict is missing from the run.",
	"verdict-not-pass": "The gate did not pass the model.",
	"not-reviewed": "A section of the record was made by code that was not reviewed.",
	"bytes-differ": "The model's bytes are not those that were evaluated, judged and approved.",
	"policy-changed": "The rules on the default branch are not those that judged the model.",
	"policy-untrusted": "The model was judged by rules that no trusted commit holds.",
	"holdout-differs": "The holdout in the checkout is not the one that the model was evaluated on.",
	"environment-missing": "The environment is not there; a job that names it would create it without protection.",
	"environment-unprotected": "The environment asks fewer people than the configuration demands.",
	"approval-missing": "Too few people who may approve have approved this run.",
	"stamp-missing": "The deploying job was given no stamp from the judging job.",
	"stamp-mismatch": "Something changed after the judging job stamped it.",
	"older-than-live": "What is live was made from a later commit.",
	"deploy-in-progress": "Another deployment of the pipeline to the environment is under way.",
	"live-differs": "The target serves another model than the last deployment left there.",
	"smoke-test-failed": "The served model answers otherwise than evaluated; the one before, if any, is live again.",
	"target-failed": "The target did not take or activate the model; the one before is live.",
	"rollback-failed": "The deployment failed, and so did the way back. Look at the target now.",
	"no-way-back": "The model to go back to was never live in this environment.",
	cancelled: "The job was cancelled; what it had begun was taken back."
};
/** What to do about a refusal, for people. */
const NEXT_STEPS = {
	"untrusted-run": "Merge the change; a run of the default branch can deploy it.",
	"evidence-missing": "Run train, evaluate and gate in this run, before the plan.",
	"verdict-not-pass": "Look at the report of the gate.",
	"not-reviewed": "Train in a run of the default branch.",
	"bytes-differ": "Run all jobs again from the start; another job of the run replaced something.",
	"policy-changed": "Start a new run, which is judged by the rules of today.",
	"policy-untrusted": "Merge the rules first, then judge by them.",
	"holdout-differs": "Check out the commit that was evaluated, with the same holdout.",
	"environment-missing": "Make it in the settings of the repository, under Environments, with required reviewers.",
	"environment-unprotected": "Add required reviewers in the settings of the environment; where the plan has none, say approvals: none.",
	"approval-missing": "Somebody else who may approve must approve the run, or a new one.",
	"stamp-missing": "Give the step the output of the judging job: with: { stamp: \"${{ needs.judge.outputs.stamp }}\" }",
	"stamp-mismatch": "Run all jobs again from the start.",
	"older-than-live": "Deploy a commit that has what is live behind it, or roll back by hand.",
	"deploy-in-progress": "Run the job again when the other one has ended.",
	"live-differs": "Find out who did that. A rollback by hand to the last deployed model makes the target ours again; legs and pipelines need a target each.",
	"smoke-test-failed": "Compare the software that serves the model with the one that evaluated it; rows are sent in the order of the inputs.",
	"target-failed": "Look at the target and its log, then run the job again.",
	"rollback-failed": "Make a good model live by hand: rollback with the digest of one that was.",
	"no-way-back": "Name the digest of a model that was live here; the deployments list them.",
	cancelled: "Run the job again."
};
/** What `deploy` answers when it refuses nothing. */
const DEPLOYED = {
	deployed: "The model is live, and answers as it was evaluated.",
	"rolled-back": "The model that was asked for is live again.",
	"already-live": "The model is live already; there is nothing to do.",
	ready: "With `plan: true`: every guard holds, so the deploying job may ask people."
};
// shared/features/report/deployment.ts
/** What the approver reads before they approve, and afterwards what became of it. */
function composeDeployment(report) {
	const { result, input } = report;
	return { blocks: [
		{
			kind: "heading",
			content: heading(report)
		},
		result.reasonCode === "ready" ? void 0 : paragraph$1(...withDigests(clip$1(result.reason, 1e3))),
		verdict(input),
		baseHoldoutBlock(input),
		...comparisonWithLive(report),
		origin(report),
		guardTable(result),
		smoke$1(result),
		kept(result),
		next(result)
	].filter((block) => block !== void 0) };
}
const SIGNS = {
	ready: "pass",
	deployed: "pass",
	"rolled-back": "pass",
	"already-live": "pass"
};
function heading({ result, input }) {
	const { model, environment, reasonCode } = result;
	const parts = [symbol(SIGNS[reasonCode] ?? "fail"), ` ${subjectOf(input)} → ${clip$1(environment)}`];
	if (model) parts.push(": model ", code(shortDigest(model)), " ", ...standing$1(result));
	return line(...parts);
}
function standing$1({ live, model, reasonCode }) {
	const before = live ? [code(shortDigest(live.model))] : [];
	switch (reasonCode) {
		case "already-live": return ["is live already"];
		case "ready":
			if (live && live.model === model) return ["is made live again after one that broke off"];
			return live ? ["replaces ", ...before] : ["is the first there"];
		case "deployed":
		case "rolled-back": return live ? ["is live in place of ", ...before] : ["is live, the first there"];
		default: return live ? ["is refused; live is ", ...before] : ["is refused"];
	}
}
/** GitHub makes links of what looks like a commit, and renderers take that apart; a digest must stay whole. */
function withDigests(words) {
	return words.split(/(sha256:[0-9a-f]{64})/).map((part, index) => index % 2 === 1 ? code(part) : part);
}
function verdict(input) {
	const body = input.gate?.body;
	if (!body) return void 0;
	return paragraph$1(`Verdict: ${body.verdict}. ${statement(subjectOf(input), body)}.`);
}
/** The verdict compares with the commit before; what is replaced may be older. */
function comparisonWithLive({ against, result: { live } }) {
	if (!against || !live) return [];
	const model = code(shortDigest(live.model));
	if ("why" in against) return notCompared(model, against);
	const figures = against.rules.map((rule) => {
		const { before, now } = valuesOf$1(rule);
		const range = rangeOf(rule);
		const noise = range === "" ? "noise unknown" : `95 %: ${range}`;
		return `${clip$1(rule.metric)} ${before} → ${now} (${changeOf(rule)}, ${noise})`;
	});
	const noise = against.rules.find((rule) => rule.noise)?.noise;
	const rows = noise ? ` Both scored on the same ${counted(noise.rows, "row")}.` : "";
	return [paragraph$1("Against ", model, `, which is live: ${figures.join("; ")}.${rows}`)];
}
const COMPARING_RULE = "gate:\n  rules:\n    - rmse <= baseline + 2%";
function notCompared(model, { why, code: reason }) {
	const add = reason === "no-comparing-rule" ? COMPARING_RULE : reason && UNSCORED[reason].add;
	const rest = add === void 0 ? "." : ". To have it the next time, add:";
	return [paragraph$1("Not compared with ", model, `, which is live: ${clip$1(why.replace(/\.\s*$/, ""), 400)}${rest}`), ...add === void 0 ? [] : [{
		kind: "code",
		text: add
	}]];
}
function origin({ commit, authors = [], data, input }) {
	if (commit === void 0) return void 0;
	const parts = ["Built from ", commitLink(input, commit)];
	if (authors.length > 0) parts.push(` by ${authors.slice(0, 20).join(", ")}`);
	if (data) parts.push(", trained on data ", code(shortDigest(data)));
	return paragraph$1(...parts);
}
function guardTable({ guards }) {
	if (guards.length === 0) return void 0;
	return {
		kind: "table",
		columns: [
			{ title: line("guard") },
			{ title: line("") },
			{ title: line("because") }
		],
		rows: guards.map(({ name, state, reason, reasonCode }) => [
			line(name),
			state === "asked" ? line("asked now") : line(symbol(state === "holds" ? "pass" : "fail"), ` ${reasonCode ?? "holds"}`),
			line(...withDigests(clip$1(reason, 800)))
		])
	};
}
function smoke$1({ smoke: tried }) {
	if (!tried?.holds) return void 0;
	return paragraph$1(`Smoke test: ${tried.rows} rows of the holdout answered as evaluated, largest difference ${tried.largestDifference ?? 0}.`);
}
function kept({ section }) {
	return section && paragraph$1("Record: deployment section ", code(section), ".");
}
function isRefusal$1(code) {
	return Object.hasOwn(NEXT_STEPS, code);
}
function next({ reasonCode, model }) {
	if (isRefusal$1(reasonCode)) return paragraph$1(strong("Next:"), " ", NEXT_STEPS[reasonCode]);
	if (reasonCode !== "ready" || !model) return void 0;
	return paragraph$1("Approving allows exactly ", code(model), ", in this run. The deploying job checks all of this again.");
}
// shared/features/report/visible.ts
/** Characters that nobody sees, or that move or hide others: controls, direction marks, fillers, lone surrogates. */
const HIDDEN = /\u034f|[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/gu;
/** More accents on one letter than any language has would cover the lines above and below. */
const PILE = /(\p{M}{4})\p{M}+/gu;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
function reveal(character) {
	if (character === "\n") return "\\n";
	if (character === "	") return "\\t";
	return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
/**
* Text whose every character can be seen, on one line. Writing that runs from right to left is isolated,
* so that it cannot reorder what stands beside it.
*/
function visible(text) {
	const shown = text.replace(HIDDEN, reveal).replace(PILE, "$1…");
	return RIGHT_TO_LEFT.test(shown) ? `\u2068${shown}\u2069` : shown;
}
/** The same for a sentence, where line ends and tabs are only spaces. */
function visibleSentence(text) {
	return visible(text.replace(/\s+/g, " "));
}
// shared/features/report/escape-markdown.ts
const PAUSE = "​";
/**
* What GitHub turns into links and pictures after Markdown is done, on the text itself: no escape of Markdown's own
* stops it, only a character of no width between.
*/
const AUTOMATIC = [
	/@/g,
	/#/g,
	/\bGH-(?=\d|$)/gi,
	/:(?=\/\/)/g,
	/^\/(?=\/)/g,
	/\bwww(?=\.|$)/gi,
	/:(?=[\w+-]+:)/g
];
/** From seven digits on GitHub looks whether there is such a commit. */
const COMMIT = /(?=\d*[a-f])[0-9a-f]{7,}/g;
/** Entities never count as markup in Markdown, in a table, in HTML, or at the start of a line. */
const MARKUP = /[\\`*[\]<>&|~#$\u200b]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;
function entity(character) {
	switch (character) {
		case "&": return "&amp;";
		case "<": return "&lt;";
		case ">": return "&gt;";
		case "$": return "<span>$</span>";
		default: return `&#${character.codePointAt(0)};`;
	}
}
/** Text that stays text: in a paragraph, a table cell, and inside HTML within Markdown. */
function escapeText(text) {
	return encode(visibleSentence(text));
}
/** A code span; what could break out of backticks, or out of a table, is written as HTML instead. */
function codeSpan(text) {
	const shown = visible(text);
	if (shown === "") return "<code>&#32;</code>";
	return !/[`|\\$\u2068]|<(?![=\s])|^\s|\s$|\s\s/.test(shown) ? `\`${shown}\`` : codeElement(text);
}
/** The same where only HTML is read. */
function codeElement(text) {
	return `<code>${encode(visible(text))}</code>`;
}
function encode(shown) {
	let paused = shown.replace(COMMIT, (run) => run.replace(/.{6}(?=.)/g, `$&${PAUSE}`));
	for (const pattern of AUTOMATIC) paused = paused.replace(pattern, `$&${PAUSE}`);
	return paused.replace(MARKUP, entity);
}
/** Text at the start of a block that would open a list, a heading, a quote or a rule. */
function escapeStart(rendered) {
	return rendered.replace(/^\s+/, "").replace(/^[-+=]/, (sign) => `&#${sign.codePointAt(0)};`).replace(/^(\d{1,9})([.)])/, (_, number, sign) => `${number}&#${sign.codePointAt(0)};`);
}
/** The lines of a code block; the opening of an HTML comment is broken, because our own markers are such comments. */
function fenced(text, language) {
	const body = text.split("\n").map((each) => visible(each).replaceAll("<!--", `<!${PAUSE}--`)).join("\n");
	const longest = Math.max(2, ...(body.match(/`+/g) ?? []).map((run) => run.length));
	const fence = "`".repeat(longest + 1);
	return `${fence}${language}\n${body}\n${fence}`;
}
/** An address that can stand in Markdown and HTML as it is, or nothing when it is none of the web. */
function safeHref(href) {
	const encoded = href.replace(/[^\w\-.~:/?#@!&=+,;%]/gu, (character) => encodeURIComponent(wellFormed(character)).replace(/[()'*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`));
	return /^https?:\/\/[\w.-]+(:\d+)?(\/|$)/i.test(encoded) ? encoded : void 0;
}
function wellFormed(character) {
	return /\p{Surrogate}/u.test(character) ? "�" : character;
}
// shared/features/report/markdown.ts
/** GitHub's Markdown: what a document says, and nothing that its text might say by itself. */
function toMarkdown(document) {
	return `${document.blocks.map(renderBlock$1).join("\n\n")}\n`;
}
function renderBlock$1(block) {
	switch (block.kind) {
		case "heading": return `### ${renderLine$1(block.content)}`;
		case "paragraph": return renderStart(block.content);
		case "note": return `> ${renderStart(block.content)}`;
		case "footer": return `<sub>${renderLine$1(block.content)}</sub>`;
		case "code": return fenced(block.text, block.language ?? "");
		case "table": return renderTable$1(block);
		case "details": return renderDetails(block);
	}
}
function renderStart(content) {
	const rendered = renderLine$1(content);
	return content[0]?.kind === "text" ? escapeStart(rendered) : rendered;
}
function renderTable$1({ columns, rows }) {
	const row = (cells) => `| ${cells.map(renderLine$1).join(" | ")} |`;
	const rule = columns.map(({ align }) => align === "right" ? "---:" : "---");
	return [
		row(columns.map(({ title }) => title)),
		`| ${rule.join(" | ")} |`,
		...rows.map(row)
	].join("\n");
}
function renderDetails({ summary, blocks }) {
	const inner = blocks.map(renderBlock$1).join("\n\n");
	return `<details><summary>${summary.map(asHtml).join("")}</summary>\n\n${inner}\n\n</details>`;
}
function renderLine$1(content) {
	return content.reduceRight((rest, part) => renderInline(part, rest) + rest, "");
}
function renderInline(part, rest) {
	switch (part.kind) {
		case "text": return escapeText(part.text);
		case "code": return codeSpan(part.text);
		case "strong": return emphasize(renderLine$1(part.content), rest);
		case "link": {
			const href = safeHref(part.href);
			const content = renderLine$1(part.content);
			return href === void 0 ? content : `[${content}](${href})`;
		}
		case "symbol": return SYMBOLS[part.symbol];
	}
}
/** Stars only where they surely open and close; Markdown reads them by their neighbours. */
function emphasize(content, rest) {
	const opens = /^[\p{L}\p{N}]/u.test(content);
	const closes = /[\p{L}\p{N}]$/u.test(content) || /[^\s]$/.test(content) && /^(\s|$)/.test(rest);
	return opens && closes ? `**${content}**` : `<strong>${content}</strong>`;
}
/** Inside an HTML element on its line GitHub reads no Markdown, but still makes links of mentions. */
function asHtml(part) {
	switch (part.kind) {
		case "text": return escapeText(part.text);
		case "code": return codeElement(part.text);
		case "strong": return `<strong>${part.content.map(asHtml).join("")}</strong>`;
		case "link": {
			const href = safeHref(part.href);
			const content = part.content.map(asHtml).join("");
			return href === void 0 ? content : `<a href="${href.replaceAll("&", "&amp;")}">${content}</a>`;
		}
		case "symbol": return SYMBOLS[part.symbol];
	}
}
// shared/features/report/plan.ts
/** What a plan says, for the job summary. */
function composePlan(pipeline, { train, message, key }) {
	const need = train ? "training is needed" : "no training is needed";
	const sign = train ? [] : [symbol("unchanged"), " "];
	const why = message.charAt(0).toUpperCase() + message.slice(1);
	return { blocks: [
		{
			kind: "heading",
			content: line(...sign, `${pipeline}: ${need}`)
		},
		paragraph$1(`${clip$1(why, 1e3)}.`),
		...key === void 0 ? [] : [{
			kind: "footer",
			content: line("key ", code(key))
		}]
	] };
}
// shared/features/report/render-within.ts
/** The first rendering within the budget, richest first; the last one when none is. */
function renderWithin(documents, { render, budget }) {
	let rendered = "";
	for (const document of documents) {
		rendered = render(document);
		if (weigh(rendered) <= budget) break;
	}
	return rendered;
}
// shared/features/report/text.ts
/** The document for a terminal: no markup, tables in columns, what is folded left out. */
function toText(document) {
	return `${document.blocks.map(renderBlock).filter((block) => block !== "").join("\n\n")}\n`;
}
function renderBlock(block) {
	switch (block.kind) {
		case "heading":
		case "paragraph":
		case "footer": return renderLine(block.content);
		case "note": return `  ${renderLine(block.content)}`;
		case "code": return block.text.split("\n").map((each) => `  ${visible(each)}`).join("\n");
		case "table": return renderTable(block);
		case "details": return "";
	}
}
function renderLine(content) {
	return visibleSentence(plainText(content)).trim();
}
function renderTable({ columns, rows }) {
	const cells = [columns.map(({ title }) => title), ...rows].map((row) => row.map(renderLine));
	const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)));
	return cells.map((row) => row.map((cell, index) => {
		const width = widths[index] ?? 0;
		return columns[index]?.align === "right" ? cell.padStart(width) : cell.padEnd(width);
	}).join("  ").trimEnd()).join("\n");
}
// shared/features/review/overview.ts
const NAMED = 12;
/** Worst first. */
const WORDS$1 = [
	["fail", "fail"],
	["error", "without verdict"],
	["inconclusive", "unclear"],
	["no-baseline", "not compared yet"],
	["pass", "pass"]
];
/** One line over several sections: how many of each state, and the names of those that do not pass. */
function overview(sections) {
	const newest = newestHead(sections);
	const parts = WORDS$1.flatMap(([verdict, word]) => {
		const members = sections.filter((section) => section.verdict === verdict);
		if (members.length === 0) return [];
		const names = verdict === "pass" ? "" : `: ${nameAll(members)}`;
		return [`${SYMBOLS[signOf(verdict)]} ${members.length} ${word}${names}`];
	});
	const stale = sections.filter(({ head }) => head !== newest);
	const old = stale.length === 0 ? [] : [`⏳ ${stale.length} of an earlier commit: ${nameAll(stale)}`];
	return `**${sections.length} reports:** ${[...parts, ...old].join(" · ")}\n`;
}
function nameAll(sections) {
	const names = sections.slice(0, NAMED).map(({ pipeline, leg }) => `\`${pipeline} ${leg}\``);
	const more = sections.length - names.length;
	return `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
/** The head of the youngest run; all of them run for one pull request. */
function newestHead(sections) {
	return [...sections].sort((a, b) => b.at.localeCompare(a.at))[0]?.head;
}
// shared/domain/token.ts
/** An endpoint that answers over TLS, or on this very machine. */
const endpoint = url().refine(isSafeEndpoint, "must be an https:// address without a user, a query or a fragment");
const environmentName$1 = string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable");
const exchange$1 = strictObject({
	exchange: endpoint.describe("Where the identity of the job is exchanged (RFC 8693)."),
	audience: string().min(1).describe("For whom the identity token is made out."),
	scope: string().min(1).optional().describe("What the token may do, as the endpoint calls it."),
	revocation: endpoint.optional().describe("Where the token is given back (RFC 7009).")
});
const secret = strictObject({ secret: environmentName$1.describe("A stored secret by its environment variable: the weakest.") });
/** What opens a target: a token that is made for the job, or a stored secret. */
const tokenSchema = union([exchange$1, secret]);
// shared/domain/deployment/config.ts
const environmentName = string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,254}$/, "must be letters, digits, spaces, \".\", \"_\", \"/\" or \"-\"");
const argv = array(string().min(1)).min(1);
const target$1 = strictObject({
	http: endpoint.optional().describe("A model server that speaks the open contract."),
	command: argv.optional().describe("A program that deploys; it finds the model in PROOFMARK_MODEL."),
	predict: endpoint.optional().describe("Beside a command: where the served model answers, for the smoke test.")
}).refine(({ http, command }) => http === void 0 !== (command === void 0), "must have exactly one of http, command").refine(({ command, predict }) => predict === void 0 || command !== void 0, "has predict, which belongs beside a command");
const approvals$1 = union([literal$1("none").describe("Nobody is asked; must be said where no protection can be had."), strictObject({
	people: int().min(1).max(6).default(1).describe("How many people must approve."),
	not: array(_enum([
		"author",
		"last-pusher",
		"actor"
	])).default(["author"]).describe("Whose approval does not count."),
	across: array(environmentName).min(1).optional().describe("Environments whose approvals of the run count together; default: this one.")
}).refine(({ people, across }) => people <= (across?.length ?? 1), "asks more people than environments: GitHub lets one person pass each, so name as many in across")]);
const smoke = strictObject({
	rows: int().min(1).max(1e4).default(200).describe("Holdout rows that are sent."),
	tolerance: number$2().nonnegative().default(1e-5).describe("Largest difference to the evaluated prediction, absolute or relative.")
});
const deployEnvironmentSchema = strictObject({
	target: target$1.describe("Where the model goes."),
	token: tokenSchema.optional().describe("What opens the target; absent: nothing is needed."),
	approvals: approvals$1.prefault({}).describe("Who must approve the environment in GitHub."),
	smoke: smoke.prefault({}).describe("What the served model is asked before it counts as live.")
});
const deploySchema = record(environmentName, deployEnvironmentSchema);
/** Whose approvals count for an environment, itself among them. */
function approvingEnvironments(name, wish) {
	return wish === "none" ? [name] : [.../* @__PURE__ */ new Set([...wish.across ?? [], name])];
}
// shared/domain/measures.ts
const METRIC_NAMES = [
	"rmse",
	"mse",
	"mae",
	"mape",
	"smape",
	"r2",
	"bias",
	"accuracy",
	"balanced_accuracy",
	"f1",
	"f1_macro",
	"precision",
	"recall",
	"log_loss",
	"brier"
];
/** Whether evaluations compute a metric of this name. */
function isComputed(name) {
	return METRIC_NAMES.some((known) => known === name);
}
/** Metrics that make sense for these rows, in the order of METRIC_NAMES. */
function measuresOf(task, ground) {
	return task === "regression" ? regressions(ground) : classification(ground);
}
function regression(name, terms, value = mean) {
	return {
		name,
		terms: (score) => typeof score.prediction === "number" ? terms(score) : [],
		value
	};
}
function regressions({ origin }) {
	return [
		regression("rmse", squared, (sums) => Math.sqrt(mean(sums))),
		regression("mse", squared),
		regression("mae", ({ target, prediction }) => [1, Math.abs(prediction - target)]),
		regression("mape", ({ target, prediction }) => [1, Math.abs(prediction - target) / Math.max(Number.EPSILON, Math.abs(target))]),
		regression("smape", ({ target, prediction }) => {
			const size = Math.abs(target) + Math.abs(prediction);
			return [1, size === 0 ? 0 : 2 * Math.abs(prediction - target) / size];
		}),
		regression("r2", ({ target, prediction }) => [
			1,
			(prediction - target) ** 2,
			target - origin,
			(target - origin) ** 2
		], ([n = 0, residual = 0, sum = 0, squares = 0]) => {
			const total = squares - sum ** 2 / n;
			return total > 0 ? 1 - residual / total : NaN;
		}),
		regression("bias", ({ target, prediction }) => [1, prediction - target])
	];
}
function squared({ target, prediction }) {
	return [1, (prediction - target) ** 2];
}
function mean([n = 0, sum = 0]) {
	return sum / n;
}
function classification({ classes, hasProbabilities }) {
	const of = (name, terms, value = mean) => ({
		name,
		terms: (score) => typeof score.prediction === "string" ? terms(score) : [],
		value
	});
	const counts = ({ target, prediction }) => classes.flatMap((name) => [
		Number(target === name && prediction === name),
		Number(target !== name && prediction === name),
		Number(target === name && prediction !== name)
	]);
	const perClass = (sums, share) => classes.map((_, index) => share(sums.slice(3 * index, 3 * index + 3)));
	const [, positive] = classes.length === 2 ? classes : [];
	const ofPositive = ({ target, prediction }) => [
		Number(target === positive && prediction === positive),
		Number(target !== positive && prediction === positive),
		Number(target === positive && prediction !== positive)
	];
	const onCounts = (share) => (sums) => share(sums);
	return [
		of("accuracy", ({ target, prediction }) => [1, Number(target === prediction)]),
		of("balanced_accuracy", counts, (sums) => average(perClass(sums, found).filter(Number.isFinite))),
		...positive === void 0 ? [] : [of("f1", ofPositive, onCounts(f1))],
		of("f1_macro", counts, (sums) => average(perClass(sums, overlap).filter(Number.isFinite))),
		...positive === void 0 ? [] : [of("precision", ofPositive, onCounts(precision)), of("recall", ofPositive, onCounts(recall))],
		...hasProbabilities ? [of("log_loss", ({ probability = 0 }) => [1, -Math.log(Math.max(probability, Number.EPSILON))]), ...positive === void 0 ? [] : [of("brier", ({ probability = 0 }) => [1, (1 - probability) ** 2])]] : []
	];
}
function overlap([hit, wrong, missed]) {
	return 2 * hit / (2 * hit + wrong + missed);
}
function found([hit, , missed]) {
	return hit / (hit + missed);
}
/** Of a class that is nowhere to be found, 0. */
function f1(counts) {
	return overlap(counts) || 0;
}
function precision([hit, wrong]) {
	return hit / (hit + wrong) || 0;
}
function recall(counts) {
	return found(counts) || 0;
}
function average(values) {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
/** The sums of a measure over rows. */
function sumTerms(measure, scores) {
	const sums = [];
	for (const score of scores) {
		const terms = measure.terms(score);
		for (let i = 0; i < terms.length; i++) sums[i] = (sums[i] ?? 0) + (terms[i] ?? 0);
	}
	return sums;
}
// shared/domain/config.ts
/** Names that become parts of artifact names, paths and comment markers. */
const NAME$1 = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const NAME_HINT = "Use letters, digits, \".\", \"_\" or \"-\", at most 64, beginning with a letter or digit.";
const name = string().regex(NAME$1, "must be letters, digits, \".\", \"_\" or \"-\", at most 64, beginning with a letter or digit");
const relativePath = string().min(1);
/** `90s`, `15m`, `6h`, `2d`. */
const duration = string().regex(/^\d+(\.\d+)?\s*(s|m|h|d)$/, "must be a duration such as 90s, 15m or 6h").meta({ examples: ["15m", "6h"] });
const variable = string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable");
const column = string().min(1);
/** A limit: a number, a percentage, or a word about the baseline, as it would stand in a rule. */
const bound = union([number$2(), string()]);
const ruleObjectSchema = strictObject({
	metric: string().min(1).describe("The metric, with dots between nested names."),
	"at-most": bound.optional().describe("Lower is better: 3.5, or \"baseline + 2%\"."),
	"at-least": bound.optional().describe("Higher is better: 0.9, or \"baseline - 1 pp\"."),
	below: bound.optional().describe("Like at-most, without equality."),
	above: bound.optional().describe("Like at-least, without equality."),
	"report-only": boolean().optional().describe("Shown, but never decides.")
}).refine((rule) => [
	rule["at-most"],
	rule["at-least"],
	rule.below,
	rule.above
].filter((v) => v !== void 0).length === 1, "must have exactly one of at-most, at-least, below, above");
const configSchema = strictObject({
	pipeline: name.optional().describe("The name of the road, in comments, artifacts and history; default: the repository, in a terminal the folder."),
	from: string().min(1).optional().describe("A dvc.yaml that says data, code, parameters, metrics and model; with :stage the one that trains."),
	data: record(name, datasetConfigSchema).optional().describe("What the model is made from or judged on."),
	catalogue: catalogueConfigSchema.optional().describe("What must be said about every dataset."),
	train: strictObject({
		run: union([array(string().min(1)).min(1), string().min(1)]).optional().describe("The command that trains, as a list, or as one line that is cut into words without a shell."),
		env: strictObject({ pass: array(variable).describe("Names of environment variables that the command may see.") }).optional().describe("What else of the environment reaches the command; on forks nothing does; default: nothing."),
		timeout: duration.optional().describe("The longest that training may take; default: as long as the job."),
		code: array(relativePath).optional().describe("Files and folders that make the model besides data: `track` tells when they change; default: none."),
		params: relativePath.optional().describe("A JSON or YAML file with the parameters: `track` tells which of them change; default: none."),
		metrics: relativePath.optional().describe("The JSON or YAML file of metrics that training writes, and that `gate` judges; default: none, which is right where `evaluate` makes the metrics.")
	}).optional().describe("How the model is trained."),
	model: strictObject({ path: relativePath.describe("The file or folder that training writes, and that is evaluated and deployed.") }).optional().describe("Where the model lies."),
	evaluate: strictObject({
		target: column.describe("The column of the holdout that is predicted."),
		inputs: record(string(), array(column).min(1)).optional().describe("The inputs of the model, each with the columns it is fed; default: the column of its name."),
		output: string().min(1).optional().describe("The output that predicts; default: the only one."),
		task: _enum(TASKS).optional().describe("What is predicted; default: seen from the output."),
		metrics: array(_enum(METRIC_NAMES)).min(1).optional().describe("The metrics that are computed; default: all of the task."),
		classes: array(string().min(1)).min(2).optional().describe("The names of the classes, in the order of the output; default: 0, 1, 2 …."),
		batch: int().min(1).max(1e5).optional().describe("Rows at a time; default: 1024.")
	}).optional().describe("How the model is scored on the holdout, row by row."),
	gate: strictObject({ rules: array(union([string(), ruleObjectSchema])).min(1).describe("Conditions on metrics, each as a text or a mapping; all of them decide together.") }).optional().describe("What the metrics are judged by."),
	deploy: deploySchema.optional().describe("Where the model goes, by GitHub environment.")
});
// shared/features/review/section.ts
const COMMENT_MARK = "<!-- proofmark:comment v1 -->";
const SECTION_END = "<!-- /proofmark:section -->";
const SHA = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;
const NUMBER$3 = /^[1-9]\d{0,15}$/;
const START = /^<!-- proofmark:section pipeline=(\S+) leg=(\S+) verdict=(\S+) run=(\d+)-(\d+) head=(\S+) at=(\S+) -->$/;
/** The line that opens a section; a value that would not be read back is refused. */
function openingOf(section) {
	const { pipeline, leg, verdict, run, head, at } = section;
	const mark = `<!-- proofmark:section pipeline=${pipeline} leg=${leg} verdict=${verdict} run=${run.id}-${run.attempt} head=${head} at=${at} -->`;
	if (readOpening(mark) === void 0) throw new RangeError(`not a section's marker: ${mark}`);
	return mark;
}
/** What an opening line says, or nothing when anything in it is not as we write it. */
function readOpening(line) {
	const [, pipeline = "", leg = "", word, id = "", attempt = "", head = "", at = ""] = START.exec(line) ?? [];
	const verdict = VERDICTS.find((known) => known === word);
	if (!(NAME$1.test(pipeline) && NAME$1.test(leg) && NUMBER$3.test(id) && NUMBER$3.test(attempt) && SHA.test(head) && TIME.test(at)) || verdict === void 0) return void 0;
	return {
		pipeline,
		leg,
		verdict,
		run: {
			id: Number(id),
			attempt: Number(attempt)
		},
		head,
		at
	};
}
/** Whether any line could be taken for one of our markers. */
function holdsMark(text) {
	return /<!--\s*\/?proofmark:/i.test(text);
}
function isSamePlace(a, b) {
	return a.pipeline === b.pipeline && a.leg === b.leg;
}
/** By pipeline, then leg, by code units: the same everywhere. */
function compareSections(a, b) {
	if (a.pipeline !== b.pipeline) return a.pipeline < b.pipeline ? -1 : 1;
	if (a.leg !== b.leg) return a.leg < b.leg ? -1 : 1;
	return 0;
}
/** Positive when the first was made by a later run or attempt, or later in the same. */
function compareAge(a, b) {
	const byRun = a.run.id - b.run.id || a.run.attempt - b.run.attempt;
	return byRun !== 0 ? byRun : Date.parse(a.at) - Date.parse(b.at);
}
// shared/features/review/shorten.ts
const LONGEST_LINE = 600;
/** The sections, shortened as little as the budget allows: the largest first, and of equal ones the later. */
function shorten(sections, room) {
	let weight = weigh(room.write(sections));
	const contents = new Map(sections.map((section) => [section, section.content]));
	const largestFirst = [...sections].reverse().sort((a, b) => weigh(b.content) - weigh(a.content));
	for (const reduce of [firstLineOnly, nothing]) for (const section of largestFirst) {
		if (weight <= room.budget) break;
		const content = contents.get(section) ?? "";
		const reduced = reduce(section, room);
		const gain = weigh(content) - weigh(reduced);
		if (gain <= 0) continue;
		contents.set(section, reduced);
		weight -= gain;
	}
	if (weight > room.budget) throw new ActionError("comment-too-long", `${sections.length} reports do not fit into one comment`, { hint: "The job summaries hold them. Use fewer legs, or comment from one collecting job." });
	return sections.map((section) => ({
		...section,
		content: contents.get(section) ?? ""
	}));
}
function firstLineOnly({ content, pipeline, leg, run }, { runUrl }) {
	const heading = content.split("\n").find((line) => line.trim() !== "") ?? "";
	return `${heading.length <= LONGEST_LINE ? heading : `### \`${pipeline} ${leg}\``}\n\n<sub>Shortened to fit: [the whole report](${runUrl(run)}) is in the summary of its run.</sub>`;
}
/** The marker stays, and the line over all sections still counts it. */
function nothing() {
	return "";
}
// shared/features/review/body.ts
/** Whether a body is a comment of ours, by its first line alone. */
function isOurs$1(body) {
	return firstLine(body) === COMMENT_MARK;
}
/** The sections of a comment, in its order; what was damaged by hand is left out, of two for one place the newer counts. */
function parseBody(body) {
	if (!isOurs$1(body)) return [];
	const lines = body.replaceAll("\r\n", "\n").split("\n").slice(1);
	const sections = [];
	let open;
	for (const line of lines) {
		const mark = readOpening(line);
		if (mark) open = {
			mark,
			lines: []
		};
		else if (line === "<!-- /proofmark:section -->") {
			if (open) sections.push({
				...open.mark,
				content: open.lines.join("\n")
			});
			open = void 0;
		} else open?.lines.push(line);
	}
	return sections.reduce(withNewer, []);
}
/** All sections of several comments as one list, the newer of each place. */
function unite(lists) {
	return lists.flat().reduce(withNewer, []);
}
function withNewer(known, section) {
	const rival = known.find((other) => isSamePlace(other, section));
	if (!rival) return [...known, section];
	return compareAge(section, rival) > 0 ? known.map((other) => other === rival ? section : other) : known;
}
/** The sections with this one in its place; the other ones stay as they are, and a newer one is never replaced. */
function mergeSection(sections, section) {
	if (holdsMark(section.content)) throw new RangeError("a section must not hold our own markers");
	const rival = sections.find((other) => isSamePlace(other, section));
	if (!rival) return [...sections, section].sort(compareSections);
	if (compareAge(rival, section) > 0) return sections;
	return sections.map((other) => other === rival ? section : other).sort(compareSections);
}
/**
* The comment's text. Too large for the budget, the largest sections give up all but their first line,
* then their text; none is dropped, and the same sections always make the same body.
*/
function renderBody(sections, frame) {
	return write(shorten([...sections].sort(compareSections), {
		...frame,
		budget: COMMENT_BUDGET,
		write
	}));
}
function write(sections) {
	const parts = sections.map((section) => `${openingOf(section)}\n${section.content}\n${SECTION_END}`);
	const summary = sections.length > 1 ? [overview(sections)] : [];
	return `${[
		COMMENT_MARK,
		...summary,
		...parts
	].join("\n")}\n`;
}
function firstLine(body) {
	return (body.split("\n", 1)[0] ?? "").replace(/\r$/, "");
}
// shared/features/review/publish.ts
const ROUNDS$1 = 6;
/** Longer than others take between reading and writing: what they read before our write is written by then. */
const SETTLE_MS = 600;
/**
* Puts the section into the one comment of the pull request, and looks afterwards whether it is still there:
* comments have no compare-and-swap, so a writer who read before us may have overwritten it. Whoever meets several
* comments of ours unites them in the oldest. Comments of others are never touched, whatever they hold.
*/
async function publish(port, publication) {
	const { section, isQuiet = false, random = Math.random } = publication;
	let calls = 0;
	/** All that was seen since we began: what a writer overwrote meanwhile comes back, ours or not. */
	let known = [];
	let done;
	/** The comment that held our section before the last wait. */
	let settledIn;
	for (let round = 0; round < ROUNDS$1; round++) {
		calls++;
		const state = await port.read();
		const [target, ...doubles] = ours(state.comments);
		known = unite([...[target, ...doubles].map((comment) => parseBody(comment?.body ?? "")), known]);
		if (isQuiet && !known.some((other) => isSamePlace(other, section))) return {
			action: "skipped-quiet",
			calls
		};
		const reason = staleness(section, {
			state,
			known,
			hasComment: target !== void 0
		});
		if (reason !== void 0) return done ? {
			...done,
			calls
		} : {
			action: "skipped-stale",
			reason,
			calls
		};
		const body = renderBody(mergeSection(known, unchanged(known, section) ?? section), publication);
		if (target === void 0) {
			calls++;
			const { id, url } = await port.create(body);
			done = {
				action: "created",
				id,
				url
			};
			settledIn = id;
		} else if (body !== asWritten(target.body)) {
			calls++;
			await port.update(target.id, body);
			done = {
				action: done?.action ?? "updated",
				id: target.id,
				url: target.url
			};
			settledIn = target.id;
		} else if (doubles.length === 0 && !done) return {
			action: "unchanged",
			id: target.id,
			url: target.url,
			calls
		};
		else if (settledIn === target.id) {
			for (const double of doubles) {
				calls++;
				await port.remove(double.id);
			}
			return {
				action: done?.action ?? "updated",
				id: target.id,
				url: target.url,
				calls
			};
		} else settledIn = target.id;
		await port.wait(SETTLE_MS + random() * SETTLE_MS * 2 ** round);
	}
	throw new ActionError("comment-contended", `the comment was overwritten by other jobs ${ROUNDS$1} times in a row`, { hint: "The job summary holds the report. Let one job comment for all legs." });
}
/** Our section as it stands already: the same message about the same commit is no news, whoever repeats it. */
function unchanged(known, section) {
	return known.find((other) => isSamePlace(other, section) && other.head === section.head && other.verdict === section.verdict && withoutRun(other.content) === withoutRun(section.content));
}
/** A report links to its run; the same report of another run is the same message. */
function withoutRun(content) {
	return content.replace(/\/actions\/runs\/\d+/g, "/actions/runs/");
}
/** Our comments, oldest first. */
function ours(comments) {
	return comments.filter(({ isMine, isMinimized, body }) => isMine && !isMinimized && isOurs$1(body)).sort((a, b) => a.id - b.id);
}
/** Why this report must not be shown any more, or nothing. */
function staleness(section, { state, known, hasComment }) {
	if (state.headSha !== section.head) return `the pull request has a newer commit (${shortCommit(state.headSha)}) than the one judged`;
	if (!state.isOpen && !hasComment) return "the pull request is closed and has no comment of ours";
	const rival = known.find((other) => isSamePlace(other, section));
	if (rival && compareAge(rival, section) > 0) return "a newer run has reported already";
}
/** GitHub may change line ends and drop blanks at the end. */
function asWritten(body) {
	return `${body.replaceAll("\r\n", "\n").trimEnd()}\n`;
}
// shared/platform/clock.ts
/** The present, in one place. */
function now() {
	return /* @__PURE__ */ new Date();
}
function pause(ms) {
	return new Promise((resolve) => {
		setTimeout(resolve, ms);
	});
}
// shared/stages/report.ts
/** All that the report needs to know of this run. */
function composeInput(setting, { gate, data, failOn }) {
	const { github, pipeline, leg, config, configError } = setting;
	const context = github?.context ?? setting.context;
	const headSha = context?.pullRequest?.head.sha ?? context?.sha;
	const baseBranch = context?.pullRequest?.base.ref ?? context?.repository.defaultBranch;
	return {
		pipeline,
		leg,
		...gate ? { gate } : {},
		...data ? { data } : {},
		isDataExpected: Object.keys(config?.data ?? {}).length > 0,
		...configError ? { problem: configError.message } : {},
		...context ? { links: {
			server: context.server,
			repository: `${context.repository.owner}/${context.repository.name}`,
			runUrl: runUrl(setting)
		} } : {},
		...headSha ? { headSha } : {},
		...baseBranch ? { baseBranch } : {},
		now: now(),
		stage: stageOf(setting),
		failOn
	};
}
/** Adds the report to the job summary. */
async function writeSummary({ runner }, input) {
	await runner.summarize(renderWithin(reportLadder(input), {
		render: toMarkdown,
		budget: SUMMARY_BUDGET
	}));
}
function runUrl({ context }) {
	if (!context) return "";
	const { server, repository, run } = context;
	return `${server}/${repository.owner}/${repository.name}/actions/runs/${run.id}`;
}
function stageOf({ context }) {
	if (!context) return "terminal";
	return context.pullRequest ? "pull-request" : "default-branch";
}
// shared/platform/github/comments.ts
const QUERY$1 = `query ReadComments($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      headRefOid
      state
      comments(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { fullDatabaseId body viewerDidAuthor isMinimized url }
      }
    }
  }
}`;
const commentNode = object$1({
	fullDatabaseId: number$3().int(),
	body: string(),
	viewerDidAuthor: boolean(),
	isMinimized: boolean(),
	url: string()
});
const commentsPage = object$1({ repository: object$1({ pullRequest: object$1({
	headRefOid: string(),
	state: string(),
	comments: object$1({
		pageInfo: object$1({
			hasNextPage: boolean(),
			endCursor: string().nullable()
		}),
		nodes: array(commentNode)
	})
}) }) });
const writtenComment = object$1({
	id: int(),
	html_url: string()
});
/** GitHub itself allows 2,500 comments; more pages than that are a server that never ends. */
const MAX_PAGES$2 = 100;
/** How often a comment is sent whose answer gets lost every time. */
const TRIES$2 = 3;
async function pullComments(transport, number, deadline = transport.until()) {
	const { owner, name } = transport.context.repository;
	const comments = [];
	let after = null;
	for (let count = 0; count < MAX_PAGES$2; count++) {
		const { headRefOid, state, comments: page } = (await transport.graphql("read-comments", QUERY$1, {
			variables: {
				owner,
				name,
				number,
				after
			},
			schema: commentsPage,
			deadline
		})).repository.pullRequest;
		comments.push(...page.nodes.map(toComment));
		after = page.pageInfo.endCursor;
		if (!page.pageInfo.hasNextPage) return {
			headSha: headRefOid,
			isOpen: state === "OPEN",
			comments
		};
	}
	throw new ActionError("unexpected-answer", `Pull request #${number} has no end of comments.`);
}
function toComment(node) {
	const { fullDatabaseId, body, viewerDidAuthor, isMinimized, url } = node;
	return {
		id: fullDatabaseId,
		body,
		isMine: viewerDidAuthor,
		isMinimized,
		url
	};
}
/** When the answer is lost, the comment is looked for before it is sent again: never two of the same. */
async function createComment(transport, number, body) {
	const deadline = transport.until();
	for (let left = TRIES$2;; left--) try {
		const parameters = {
			issue_number: number,
			body
		};
		const schema = writtenComment;
		const { id, html_url } = await transport.rest("create-comment", parameters, {
			schema,
			deadline
		});
		return {
			id,
			url: html_url
		};
	} catch (error) {
		if (codeOf$2(error) !== "answer-lost" || left === 1) throw error;
		const { comments } = await pullComments(transport, number, deadline);
		const found = comments.findLast((comment) => comment.isMine && comment.body === body);
		if (found) return found;
	}
}
async function updateComment(transport, id, body) {
	const parameters = {
		comment_id: id,
		body
	};
	const found = await transport.rest("update-comment", parameters, { schema: writtenComment });
	return {
		id: found.id,
		url: found.html_url
	};
}
/** A comment that is gone already is fine. */
async function deleteComment(transport, id) {
	await transport.raw("delete-comment", { comment_id: id });
}
// shared/platform/github/commits.ts
const PAGE$2 = 100;
const parents = array(object$1({ sha: string() }));
const committer = object$1({ date: string() });
const gitCommit = object$1({
	sha: string(),
	parents,
	committer
});
const listedCommits = array(object$1({
	sha: string(),
	parents,
	commit: object$1({ committer: committer.nullable() })
}));
const comparison$1 = object$1({ merge_base_commit: object$1({ sha: string() }) });
async function readCommit(transport, sha) {
	const found = await transport.rest("read-commit", { commit_sha: sha }, { schema: gitCommit });
	return {
		sha: found.sha,
		parents: found.parents.map((parent) => parent.sha),
		at: found.committer.date
	};
}
/**
* The chain of first parents of a commit, nearest first, without the commit itself. One call sees 100 commits, merged
* branches among them, so the chain may be shorter than asked for.
*/
async function readAncestors(transport, sha, limit) {
	const listed = await transport.rest("list-commits", {
		sha,
		per_page: PAGE$2
	}, { schema: listedCommits });
	const bySha = new Map(listed.map((commit) => [commit.sha, commit]));
	const chain = [];
	let next = bySha.get(sha)?.parents[0]?.sha;
	while (next !== void 0 && chain.length < limit) {
		const commit = bySha.get(next);
		if (!commit) break;
		chain.push({
			sha: commit.sha,
			at: commit.commit.committer?.date ?? ""
		});
		next = commit.parents[0]?.sha;
	}
	return chain;
}
/** Where the line of one commit left that of the other. */
async function readMergeBase(transport, base, head) {
	const basehead = `${base}...${head}`;
	return (await transport.rest("compare-commits", { basehead }, { schema: comparison$1 })).merge_base_commit.sha;
}
// shared/platform/github/operations.ts
/** Every call of GitHub's API that the suite can make. */
const OPERATIONS = {
	"read-file": {
		method: "GET",
		url: "/repos/{owner}/{repo}/contents/{path}",
		permission: "contents",
		level: "read",
		does: "read a file of the repository",
		why: "Reads the policy at its trusted commit where the checkout does not hold it."
	},
	"read-commit": {
		method: "GET",
		url: "/repos/{owner}/{repo}/git/commits/{commit_sha}",
		permission: "contents",
		level: "read",
		does: "read a commit",
		why: "Finds the parents of a commit."
	},
	"list-commits": {
		method: "GET",
		url: "/repos/{owner}/{repo}/commits",
		permission: "contents",
		level: "read",
		does: "list commits",
		why: "Finds the nearest ancestor that has a record."
	},
	"compare-commits": {
		method: "GET",
		url: "/repos/{owner}/{repo}/compare/{basehead}",
		permission: "contents",
		level: "read",
		does: "compare two commits",
		why: "Finds the commit where a branch left the default branch."
	},
	"read-repository": {
		method: "GET",
		url: "/repos/{owner}/{repo}",
		permission: "metadata",
		level: "read",
		does: "read the name of the default branch",
		why: "Finds the default branch where the event does not name it."
	},
	"list-artifacts": {
		method: "GET",
		url: "/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts",
		permission: "actions",
		level: "read",
		does: "look for the artifacts of an earlier run",
		why: "Finds an earlier model, to judge it on rows that it was not judged on."
	},
	"download-artifact": {
		method: "GET",
		url: "/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
		permission: "actions",
		level: "read",
		does: "read an artifact of an earlier run",
		why: "Reads an earlier model."
	},
	"read-history": {
		graphql: "ReadHistory",
		kind: "query",
		permission: "contents",
		level: "read",
		does: "read the history",
		why: "Reads the records of earlier commits."
	},
	"append-history": {
		graphql: "AppendHistory",
		kind: "mutation",
		permission: "contents",
		level: "write",
		does: "write the history",
		why: "Adds a record to the history.",
		createsContent: true
	},
	"create-tree": {
		method: "POST",
		url: "/repos/{owner}/{repo}/git/trees",
		permission: "contents",
		level: "write",
		does: "start the history",
		why: "Makes the first, parentless commit of the history branch."
	},
	"create-commit": {
		method: "POST",
		url: "/repos/{owner}/{repo}/git/commits",
		permission: "contents",
		level: "write",
		does: "start the history",
		why: "Makes the first, parentless commit of the history branch."
	},
	"create-ref": {
		method: "POST",
		url: "/repos/{owner}/{repo}/git/refs",
		permission: "contents",
		level: "write",
		does: "start the history",
		why: "Makes the history branch."
	},
	"read-comments": {
		graphql: "ReadComments",
		kind: "query",
		permission: "pull-requests",
		level: "read",
		does: "read the comments",
		why: "Finds the comment to update."
	},
	"create-comment": {
		method: "POST",
		url: "/repos/{owner}/{repo}/issues/{issue_number}/comments",
		permission: "pull-requests",
		level: "write",
		does: "write the comment",
		why: "Writes the comment.",
		createsContent: true
	},
	"update-comment": {
		method: "PATCH",
		url: "/repos/{owner}/{repo}/issues/comments/{comment_id}",
		permission: "pull-requests",
		level: "write",
		does: "update the comment",
		why: "Updates the comment.",
		createsContent: true
	},
	"delete-comment": {
		method: "DELETE",
		url: "/repos/{owner}/{repo}/issues/comments/{comment_id}",
		permission: "pull-requests",
		level: "write",
		does: "delete a duplicate of the comment",
		why: "Removes its own duplicate when two jobs wrote the first comment at once.",
		createsContent: true
	},
	"list-deployments": {
		method: "GET",
		url: "/repos/{owner}/{repo}/deployments",
		permission: "deployments",
		level: "read",
		does: "list the deployments",
		why: "Finds what is live in the environment, and whose turn it is."
	},
	"list-deployment-states": {
		graphql: "ListDeploymentStates",
		kind: "query",
		permission: "deployments",
		level: "read",
		does: "list the states of deployments",
		why: "Finds what is live in the environment, and whose turn it is."
	},
	"create-deployment": {
		method: "POST",
		url: "/repos/{owner}/{repo}/deployments",
		permission: "deployments",
		level: "write",
		does: "create a deployment",
		why: "Records which model goes where.",
		createsContent: true
	},
	"create-deployment-status": {
		method: "POST",
		url: "/repos/{owner}/{repo}/deployments/{deployment_id}/statuses",
		permission: "deployments",
		level: "write",
		does: "say how the deployment went",
		why: "Says how a deployment went."
	},
	"read-environment": {
		method: "GET",
		url: "/repos/{owner}/{repo}/environments/{environment_name}",
		permission: "actions",
		level: "read",
		does: "read the protection of the environment",
		why: "Reads the protection of the environment."
	},
	"read-run": {
		method: "GET",
		url: "/repos/{owner}/{repo}/actions/runs/{run_id}",
		permission: "actions",
		level: "read",
		does: "look whether a run is over",
		why: "Looks whether the run of another deployment is still there."
	},
	"read-approvals": {
		method: "GET",
		url: "/repos/{owner}/{repo}/actions/runs/{run_id}/approvals",
		permission: "actions",
		level: "read",
		does: "read who approved the run",
		why: "Reads who approved the run."
	}
};
/** Calls of the runner's own services that need a permission too. */
const RUNNER_CALLS = { "request-id-token": {
	permission: "id-token",
	level: "write",
	does: "ask for an identity token",
	why: "Asks GitHub for a signed statement of which job this is."
} };
/** Every call that needs a permission, wherever it goes. */
const CALLS = {
	...OPERATIONS,
	...RUNNER_CALLS
};
// shared/platform/github/answer-cache.ts
const KEPT$1 = 50;
/** Answers of GET requests with their ETag: a question asked again costs nothing of the rate limit when it gets 304. */
function etagCache() {
	const kept = /* @__PURE__ */ new Map();
	const keyOf = (name, parameters) => `${name} ${JSON.stringify(parameters)}`;
	return {
		find: (name, parameters) => kept.get(keyOf(name, parameters)),
		keep(name, parameters, answer) {
			const { etag } = answer.headers;
			const { method } = OPERATIONS[name];
			if (method !== "GET" || typeof etag !== "string" || kept.size >= KEPT$1) return;
			kept.set(keyOf(name, parameters), {
				etag,
				answer
			});
		},
		/** For `catch`: octokit throws 304. */
		answerUnchanged: (known) => (error) => {
			if (known && error instanceof Error && "status" in error && error.status === 304) return known.answer;
			throw error;
		}
	};
}
// shared/platform/github/deadline.ts
/** What fetch throws when its signal fires; the plugins let it through without another try. */
function late() {
	return Object.assign(/* @__PURE__ */ new Error("the deadline is over"), { name: "AbortError" });
}
/** Ends a task with its deadline, also when it does not listen to the signal. */
async function beforeDeadline(deadline, task) {
	const abort = new AbortController();
	let timer;
	const isOver = new Promise((_, reject) => {
		timer = setTimeout(() => {
			abort.abort();
			reject(late());
		}, Math.max(0, deadline - Date.now()));
	});
	try {
		return await Promise.race([task(abort.signal), isOver]);
	} finally {
		clearTimeout(timer);
	}
}
// shared/platform/github/permissions.ts
/** Where a job runs, as far as permissions go. */
const SITUATIONS = [
	"pull-request",
	"default-branch",
	"elsewhere"
];
function uses(operations, on, { isOptional }) {
	return operations.map((operation) => ({
		operation,
		on,
		isOptional
	}));
}
const BASELINE = uses([
	"read-file",
	"read-commit",
	"list-commits",
	"compare-commits",
	"read-repository",
	"read-history"
], SITUATIONS, { isOptional: false });
const RECORD = uses([
	"append-history",
	"create-tree",
	"create-commit",
	"create-ref"
], ["default-branch"], { isOptional: false });
const EARLIER_MODEL = uses(["list-artifacts", "download-artifact"], SITUATIONS, { isOptional: true });
/** Elsewhere nothing can be deployed, so nobody asks what is live. */
const CHAMPION = uses(["list-deployments", "list-deployment-states"], ["default-branch"], { isOptional: true });
const COMMENT = uses([
	"read-comments",
	"create-comment",
	"update-comment",
	"delete-comment"
], ["pull-request"], { isOptional: true });
/** With `plan: true`, in the job that judges, `deploy` only reads. */
const DEPLOYMENT_PLAN = uses([
	"read-file",
	"read-commit",
	"compare-commits",
	"list-commits",
	"read-repository",
	"list-deployments",
	"list-deployment-states",
	"read-environment",
	"read-history"
], SITUATIONS, { isOptional: false });
const DEPLOYMENT = [...DEPLOYMENT_PLAN, ...uses([
	"read-approvals",
	"read-run",
	"create-deployment",
	"create-deployment-status",
	"request-id-token"
], SITUATIONS, { isOptional: false })];
/**
* What each action may call; the client refuses the rest. Sections and models of the same run travel by the runner's
* own token, which needs no permission.
*/
const ACTION_OPERATIONS = {
	track: BASELINE,
	verify: [],
	train: [],
	evaluate: [
		...BASELINE,
		...EARLIER_MODEL,
		...CHAMPION
	],
	gate: [...BASELINE, ...RECORD],
	comment: COMMENT,
	token: uses(["request-id-token"], SITUATIONS, { isOptional: false }),
	"deploy-plan": DEPLOYMENT_PLAN,
	deploy: DEPLOYMENT,
	root: [
		...BASELINE,
		...EARLIER_MODEL,
		...CHAMPION,
		...RECORD,
		...COMMENT
	]
};
/** What a job must grant for the action, in one situation or for all of them; bare: without what it can do without. */
function permissionsOf(action, situation, { isBare = false } = {}) {
	const found = {};
	for (const { operation, on, isOptional } of ACTION_OPERATIONS[action]) {
		if (isBare && isOptional) continue;
		const { permission, level } = CALLS[operation];
		if (permission === "metadata" || situation && !on.includes(situation)) continue;
		if (found[permission] !== "write") found[permission] = level;
	}
	return found;
}
/**
* The lines to add to the job, ready to paste: what this action needs wherever it makes the call, so that nobody adds
* `read` only to be told next that it must be `write`. Nothing can be granted for what every token may do.
*/
function permissionHint(operation, action) {
	const { permission, level } = CALLS[operation];
	if (permission === "metadata") return "Every token can do this; check that the token is valid.";
	const situations = ACTION_OPERATIONS[action].find((use) => use.operation === operation)?.on ?? [];
	return `permissions:\n  ${permission}: ${situations.length > 0 && situations.every((situation) => permissionsOf(action, situation)[permission] === "write") ? "write" : level}`;
}
function isRegistered(action, operation) {
	return ACTION_OPERATIONS[action].some((use) => use.operation === operation);
}
// shared/platform/github/failures.ts
/** Turns what octokit throws into an error that says what to do. */
function explainFailure(error, circumstances) {
	if (error instanceof ActionError) return error;
	const { operation, deadlineMs, scrub } = circumstances;
	const { does } = OPERATIONS[operation];
	const cause = new Error(scrub(error instanceof Error ? error.message : String(error)));
	if (error instanceof Error && error.name === "AbortError") return new ActionError("github-timeout", `GitHub did not let us ${does} within ${seconds(deadlineMs)}.`, { hint: "Run the job again; https://www.githubstatus.com says whether GitHub has trouble." });
	const answer = answerOf(error);
	if (!answer || answer.status >= 500) return isRepeatable(OPERATIONS[operation]) ? new ActionError("github-unreachable", `No usable answer when we tried to ${does}.`, {
		hint: "Run the job again; https://www.githubstatus.com says whether GitHub has trouble.",
		cause
	}) : new ActionError("answer-lost", `The answer was lost when we tried to ${does}.`, { cause });
	return explainStatus(answer, circumstances, cause);
}
function explainStatus(answer, about, cause) {
	const { does } = OPERATIONS[about.operation];
	const { status } = answer;
	if (status === 401) return new ActionError("bad-token", "GitHub does not know the token (401).", {
		hint: `Give the step a valid token. The job's own is \${{ github.token }}; it ends with the job.`,
		cause
	});
	if (status === 429 || status === 403 && isLimit(answer, cause.message)) return rateLimited(answer, does, cause);
	if (status === 403) return missingPermission(`GitHub refused to ${does} (403).`, about, cause);
	if (status === 404) return notVisible(about, cause);
	if (status === 413) return new ActionError("too-large", `Too large when we tried to ${does}.`, { cause });
	return new ActionError("github-refused", `GitHub refused to ${does} (${status}).`, { cause });
}
/** The same for a GraphQL answer, whose status is 200 whatever happened. */
function explainFaults(faults, about, headers) {
	const { does } = OPERATIONS[about.operation];
	const types = new Set(faults.map((fault) => fault.type));
	const cause = new Error(about.scrub(faults.map((fault) => fault.message).join("\n")));
	if (types.has("RATE_LIMITED")) return rateLimited({
		status: 200,
		headers
	}, does, cause);
	if (types.has("STALE_DATA")) return new ActionError("stale-head", "Somebody else wrote to the branch.", { cause });
	if (/not accessible by/i.test(cause.message) || types.has("FORBIDDEN")) return missingPermission(`GitHub refused to ${does} (403).`, about, cause);
	if (types.has("INSUFFICIENT_SCOPES")) return missingPermission(`The token may not ${does}.`, about, cause);
	if (types.has("NOT_FOUND")) return notVisible(about, cause);
	return new ActionError("github-refused", `GitHub refused to ${does}.`, { cause });
}
function missingPermission(message, { operation, action }, cause) {
	return new ActionError("missing-permission", message, {
		hint: `Add to the job:\n${permissionHint(operation, action).replace(/^/gm, "    ")}`,
		cause
	});
}
function notVisible(about, cause) {
	const { owner, name, isPrivate } = about.context.repository;
	const where = `${isPrivate ? "the private repository " : ""}${owner}/${name}`;
	return missingPermission(`GitHub could not ${OPERATIONS[about.operation].does}: it is not in ${where}, or the token cannot see it (404).`, about, cause);
}
function rateLimited(answer, does, cause) {
	const wait = Number(answer.headers["retry-after"]);
	const reset = Number(answer.headers["x-ratelimit-reset"]);
	const until = wait > 0 ? `GitHub asks to wait ${wait} s.` : reset > 0 ? `The limit ends at ${(/* @__PURE__ */ new Date(reset * 1e3)).toISOString()}.` : "GitHub does not say for how long.";
	return new ActionError("rate-limited", `GitHub's rate limit does not let us ${does}. ${until}`, {
		hint: "Run the job again later. Jobs of one repository share 1,000 requests an hour.",
		cause
	});
}
function isLimit(answer, message) {
	return String(answer.headers["x-ratelimit-remaining"]) === "0" || answer.headers["retry-after"] !== void 0 || /\b(secondary rate|rate limit|abuse)\b/i.test(message);
}
/** The answer that octokit hung on its error; none when the connection broke. */
function answerOf(error) {
	if (!(error instanceof Error) || !("response" in error)) return void 0;
	return error.response ?? void 0;
}
/** Doing it twice is the same as doing it once. */
function isRepeatable(operation) {
	return "graphql" in operation ? operation.kind === "query" : operation.method !== "POST";
}
function seconds(ms) {
	return `${Math.round(ms / 100) / 10} s`;
}
// shared/platform/github/bounded-fetch.ts
/** No answer that we ask for comes near this. */
const ANSWER_LIMIT$4 = 32 * 2 ** 20;
/**
* `fetch` for octokit: reads the whole answer within a size cap (a connection that breaks in the middle is then an
* error like any other), reports each real exchange, and keeps raw files from being decoded as text.
*/
function boundedFetch(report) {
	return async (input, init) => {
		const begin = performance.now();
		const url = new URL(input instanceof Request ? input.url : input);
		const note = (status, headers) => report({
			method: init?.method ?? "GET",
			path: url.pathname,
			status,
			remaining: headers?.get("x-ratelimit-remaining") ?? void 0,
			limit: headers?.get("x-ratelimit-limit") ?? void 0,
			ms: Math.round(performance.now() - begin)
		});
		try {
			const answer = await fetch(input, init);
			const body = await readBody$1(answer);
			note(answer.status, answer.headers);
			if (body === "too-large") return new Response(`the answer is larger than ${ANSWER_LIMIT$4} bytes`, { status: 413 });
			const headers = new Headers(answer.headers);
			if (answer.ok && isRaw(init)) headers.set("content-type", "application/octet-stream");
			const { status, statusText } = answer;
			return new Response(body, {
				status,
				statusText,
				headers
			});
		} catch (error) {
			note(0);
			throw error;
		}
	};
}
function isRaw(init) {
	return new Headers(init?.headers).get("accept")?.includes(".raw") ?? false;
}
async function readBody$1(answer) {
	if (!answer.body || [
		204,
		205,
		304
	].includes(answer.status)) return null;
	const parts = [];
	let size = 0;
	for await (const part of answer.body) {
		size += part.byteLength;
		if (size > ANSWER_LIMIT$4) return "too-large";
		parts.push(part);
	}
	return new Uint8Array(Buffer.concat(parts)).buffer;
}
// shared/platform/github/octokit.ts
/** GitHub says: without retry-after, a minute at least. */
const SECONDARY_WAIT_S = 60;
/** Answers that the same request will get again, and 429, which is a limit and not a fault. */
const NOT_RETRIED = [
	400,
	401,
	403,
	404,
	409,
	410,
	413,
	422,
	429,
	451
];
/** The only octokit of the suite, with its own plugins for limits and retries. */
async function makeOctokit(settings) {
	const { api, token, secondMs, report, debug } = settings;
	const [{ Octokit: Base }, { retry }, { throttling }] = await Promise.all([
		import("./octokit-rest.js"),
		import("./octokit-plugin-retry.js"),
		import("./octokit-plugin-throttling.js")
	]);
	const Client = Base.plugin(nameLimits, retry, throttling);
	/** The plugin asks whether to wait; a wait beyond the call's deadline would only delay the bad news. */
	const isWorthWaiting = (waitS, options) => {
		const isInTime = Date.now() + waitS * secondMs < deadlineOf(options.request);
		debug(`GitHub asks to wait ${waitS} s${isInTime ? "" : ", longer than we can"}`);
		return isInTime;
	};
	return new Client({
		auth: token,
		baseUrl: api,
		userAgent: "proofmark",
		request: { fetch: boundedFetch(report) },
		log: {
			debug: () => {},
			info: () => {},
			warn: debug,
			error: debug
		},
		retry: {
			doNotRetry: NOT_RETRIED,
			retryAfterBaseValue: secondMs
		},
		throttle: {
			id: randomUUID(),
			...unpaced,
			retryAfterBaseValue: secondMs,
			fallbackSecondaryRateRetryAfter: SECONDARY_WAIT_S,
			onRateLimit: isWorthWaiting,
			onSecondaryRateLimit: isWorthWaiting
		}
	});
}
const queue = { schedule: async (_options, job) => job() };
const unpaced = {
	write: { key: () => queue },
	notifications: { key: () => queue }
};
/** The throttling plugin knows a secondary limit by its text only; GHES and proxies word it otherwise. */
function nameLimits(octokit) {
	octokit.hook.error("request", (error) => {
		if (error instanceof Error && isUnnamedLimit(error)) error.message += " (secondary rate limit)";
		forgetRetries(error);
		throw error;
	});
	return {};
}
/**
* The retry plugin repeats whatever failed as often as the request allows, without a pause, unless it decided itself;
* so the allowance is taken out here, and the plugin puts it back for failures that are worth another try.
*/
function forgetRetries(error) {
	if (!(error instanceof Error) || !("request" in error)) return;
	const { request } = error;
	if (request?.request) request.request = {
		...request.request,
		retries: 0
	};
}
function isUnnamedLimit(error) {
	const { status, response } = error;
	if (status !== 429 && status !== 403) return false;
	if ((response?.headers ?? {})["retry-after"] === void 0) return false;
	return !/\bsecondary rate\b/i.test(error.message);
}
function deadlineOf(request) {
	const deadline = request?.deadline;
	return typeof deadline === "number" ? deadline : Number.POSITIVE_INFINITY;
}
// shared/platform/github/transport.ts
const DEADLINE_MS$5 = 9e4;
const RETRIES = 3;
const graphqlAnswer = object$1({
	data: unknown$1(),
	errors: array(object$1({
		type: string().optional(),
		message: string()
	})).optional()
});
function openTransport(connection) {
	const { context, token, action, runner, deadlineMs = DEADLINE_MS$5, secondMs = 1e3 } = connection;
	const cache = etagCache();
	let octokit;
	let requests = 0;
	let remaining;
	let lastWrite = Number.NEGATIVE_INFINITY;
	if (token !== "") runner.mask(token);
	const about = (operation) => ({
		operation,
		action,
		context,
		deadlineMs,
		scrub: (text) => token === "" ? text : text.replaceAll(token, "***")
	});
	const until = (ms = deadlineMs) => Date.now() + ms;
	const client = () => makeOctokit({
		api: context.api,
		token,
		secondMs,
		debug: (message) => runner.debug(message),
		report({ method, path, status, ms, remaining: left }) {
			requests++;
			remaining = left ?? remaining;
			runner.debug(`${method} ${path}: ${status === 0 ? "no answer" : status}, ${ms} ms`);
		}
	});
	async function pause(seconds, operation, deadline) {
		const ms = seconds * secondMs;
		if (Date.now() + ms >= deadline) throw explainFailure(late(), about(operation));
		await setTimeout$1(ms);
	}
	/** Only the second of several writes waits. */
	async function keepSpacing(name, deadline) {
		const { createsContent } = OPERATIONS[name];
		if (!createsContent) return;
		const dueMs = lastWrite + 2 * secondMs - Date.now();
		if (dueMs > 0) await pause(dueMs / secondMs, name, deadline);
		lastWrite = Date.now();
	}
	async function send(name, parameters, deadline = until()) {
		if (!isRegistered(action, name)) throw new ActionError("internal-error", `"${name}" is not registered for ${action}.`);
		await keepSpacing(name, deadline);
		octokit ??= client();
		const { request } = await octokit;
		const operation = OPERATIONS[name];
		const route = "graphql" in operation ? {
			method: "POST",
			url: context.graphql
		} : {
			method: operation.method,
			url: operation.url,
			...repositoryOf(context)
		};
		const retries = isRepeatable(operation) ? RETRIES : 0;
		return beforeDeadline(deadline, (signal) => request({
			...route,
			...parameters,
			request: {
				signal,
				deadline,
				retries
			}
		}));
	}
	return {
		context,
		until,
		pause,
		async rest(name, parameters, { schema, deadline }) {
			try {
				const known = cache.find(name, parameters);
				const conditional = known ? { headers: { "if-none-match": known.etag } } : {};
				const answer = await send(name, {
					...parameters,
					...conditional
				}, deadline).catch(cache.answerUnchanged(known));
				cache.keep(name, parameters, answer);
				return read$2(schema, answer.data, name);
			} catch (error) {
				throw explainFailure(error, about(name));
			}
		},
		async find(name, parameters, { schema, deadline }) {
			try {
				return read$2(schema, (await send(name, parameters, deadline)).data, name);
			} catch (error) {
				if (isNotFound(error)) return void 0;
				throw explainFailure(error, about(name));
			}
		},
		async raw(name, parameters, { deadline } = {}) {
			try {
				const accept = "application/vnd.github.raw+json";
				const { data } = await send(name, {
					...parameters,
					headers: { accept }
				}, deadline);
				return data === "" ? /* @__PURE__ */ new Uint8Array() : new Uint8Array(read$2(_instanceof(ArrayBuffer), data, name));
			} catch (error) {
				if (isNotFound(error)) return void 0;
				throw explainFailure(error, about(name));
			}
		},
		async graphql(name, query, { variables, schema, deadline }) {
			try {
				const answer = await send(name, {
					query,
					variables
				}, deadline);
				const { data, errors } = read$2(graphqlAnswer, answer.data, name);
				if (errors && errors.length > 0) throw explainFaults(errors, about(name), answer.headers);
				return read$2(schema, data, name);
			} catch (error) {
				throw explainFailure(error, about(name));
			}
		},
		spent: () => ({
			requests,
			remaining
		})
	};
}
function isNotFound(error) {
	return error instanceof Error && "status" in error && error.status === 404;
}
function repositoryOf({ repository }) {
	return {
		owner: repository.owner,
		repo: repository.name
	};
}
function read$2(schema, data, name) {
	const parsed = schema.safeParse(data);
	if (parsed.success) return parsed.data;
	throw new ActionError("unexpected-answer", `GitHub's answer when we tried to ${OPERATIONS[name].does} is not what its documentation says.`, { cause: new Error(prettifyError(parsed.error)) });
}
// shared/platform/github/client.ts
/** Opens nothing yet: octokit is loaded with the first call. */
function openGithub(connection) {
	const transport = openTransport(connection);
	const { context } = connection;
	return {
		context,
		transport,
		fileAt: (path, commit) => fileAt(transport, path, commit),
		commit: (sha) => readCommit(transport, sha),
		ancestors: (sha, limit) => readAncestors(transport, sha, limit),
		mergeBase: (base, head) => readMergeBase(transport, base, head),
		defaultBranch: async () => context.repository.defaultBranch ?? readDefaultBranch(transport),
		canWrite: () => readCanWrite(transport),
		pullComments: (number) => pullComments(transport, number),
		createComment: (number, body) => createComment(transport, number, body),
		updateComment: (id, body) => updateComment(transport, id, body),
		deleteComment: (id) => deleteComment(transport, id),
		spent() {
			const { requests, remaining } = transport.spent();
			const left = remaining === void 0 ? "" : `, ${remaining} left this hour`;
			if (requests > 0) connection.runner.info(`GitHub API: ${requests} requests${left}`);
			return requests;
		}
	};
}
/** 404 is "no such file" only where the commit itself can be seen; else a blind token would pass for an empty tree. */
async function fileAt(transport, path, commit) {
	const bytes = await transport.raw("read-file", {
		path,
		ref: commit
	});
	if (!bytes) await readCommit(transport, commit);
	return bytes;
}
async function readDefaultBranch(transport) {
	const schema = object$1({ default_branch: string() });
	return (await transport.rest("read-repository", {}, { schema })).default_branch;
}
async function readCanWrite(transport) {
	const schema = object$1({ permissions: object$1({ push: boolean() }).optional() });
	const { permissions } = await transport.rest("read-repository", {}, { schema });
	return permissions?.push ?? true;
}
// shared/platform/github/event-payload.ts
const repositoryName = object$1({ full_name: string() }).nullish();
const branchEnd = object$1({
	sha: string(),
	ref: string(),
	repo: repositoryName
});
/** The few fields of an event that we read; the rest of it may be anything. */
const eventPayload = object$1({
	repository: object$1({
		default_branch: string().optional(),
		private: boolean().optional()
	}).optional(),
	pull_request: object$1({
		number: int().positive(),
		head: branchEnd,
		base: branchEnd
	}).optional(),
	workflow_run: object$1({
		head_sha: string(),
		head_repository: repositoryName
	}).optional(),
	issue: object$1({
		number: int().positive(),
		pull_request: object$1({}).optional()
	}).optional()
});
// shared/platform/github/context.ts
/** GitHub itself sends no event above 25 MB. */
const EVENT_LIMIT = 32 * 2 ** 20;
/** Events that run the code of the branch they name; of those, only these can be the default branch's own. */
const BRANCH_EVENTS = ["push", "workflow_dispatch"];
/** Events that GitHub runs on the default branch and nowhere else. */
const DEFAULT_BRANCH_EVENTS = ["schedule", "repository_dispatch"];
/** The run's context, or nothing outside of GitHub Actions. */
async function readGithubContext(environment) {
	if (!environment["GITHUB_REPOSITORY"] || !environment["GITHUB_EVENT_NAME"]) return void 0;
	await checkEventFile(environment["GITHUB_EVENT_PATH"]);
	const given = await readEnvironment(environment);
	const actor = given.actor ?? "";
	const payload = parsePayload(given.payload);
	const [owner = "", name = ""] = environment["GITHUB_REPOSITORY"].split("/");
	const defaultBranch = payload.repository?.default_branch;
	return {
		server: given.serverUrl,
		api: given.apiUrl,
		graphql: given.graphqlUrl,
		repository: {
			owner,
			name,
			...defined("defaultBranch", defaultBranch),
			...defined("isPrivate", payload.repository?.private)
		},
		run: {
			id: Number.isSafeInteger(given.runId) ? given.runId : 0,
			attempt: Number.isSafeInteger(given.runAttempt) ? given.runAttempt : 1,
			event: given.eventName
		},
		sha: given.sha ?? "",
		ref: given.ref ?? "",
		actor,
		actors: [.../* @__PURE__ */ new Set([actor, environment["GITHUB_TRIGGERING_ACTOR"] || actor])],
		...defined("pullRequest", pullRequestOf(payload, `${owner}/${name}`)),
		...defined("foreignHead", foreignHeadOf(payload, given.eventName)),
		isDefaultBranch: isOnDefaultBranch(given.eventName, given.ref ?? "", defaultBranch)
	};
}
/** `{[key]: value}`, or nothing to spread when there is no value. */
function defined(key, value) {
	return value === void 0 ? {} : { [key]: value };
}
async function checkEventFile(path) {
	if (!path) return;
	const found = await stat(path).catch(() => void 0);
	if (found && found.size > EVENT_LIMIT) throw new ActionError("invalid-event", `The event file has ${found.size} bytes.`, { hint: "GitHub sends no event of that size; check GITHUB_EVENT_PATH." });
}
/**
* @actions/github reads process.env when its context is made; ours is an argument. The exchange is synchronous, so
* nothing else sees it.
*/
async function readEnvironment(environment) {
	const { context } = await import("./actions-github.js");
	const Context = context.constructor;
	const own = process.env;
	process.env = { ...environment };
	try {
		return new Context();
	} catch (error) {
		throw new ActionError("invalid-event", "The event file of this run is not JSON.", {
			hint: "GitHub writes it; check what changed GITHUB_EVENT_PATH or the file.",
			cause: error
		});
	} finally {
		process.env = own;
	}
}
function parsePayload(payload) {
	const parsed = eventPayload.safeParse(payload);
	if (parsed.success) return parsed.data;
	throw new ActionError("invalid-event", `The event of this run is not as GitHub sends it:\n${prettifyError(parsed.error)}`);
}
function pullRequestOf(payload, repository) {
	const pull = payload.pull_request;
	if (!pull) return void 0;
	return {
		number: pull.number,
		head: {
			sha: pull.head.sha,
			ref: pull.head.ref,
			...defined("repository", pull.head.repo?.full_name)
		},
		base: {
			sha: pull.base.sha,
			ref: pull.base.ref
		},
		isFork: !isSameRepository(pull.head.repo?.full_name, repository)
	};
}
/** GitHub's names do not differ by case. */
function isSameRepository(one, other) {
	return one?.toLowerCase() === other.toLowerCase();
}
function foreignHeadOf(payload, event) {
	if (event === "pull_request_target" && payload.pull_request) {
		const { head } = payload.pull_request;
		return {
			sha: head.sha,
			...defined("repository", head.repo?.full_name)
		};
	}
	if (event === "workflow_run" && payload.workflow_run) {
		const run = payload.workflow_run;
		return {
			sha: run.head_sha,
			...defined("repository", run.head_repository?.full_name)
		};
	}
	return event === "issue_comment" && payload.issue?.pull_request ? {} : void 0;
}
function isOnDefaultBranch(event, ref, defaultBranch) {
	const isNamed = defaultBranch !== void 0 && ref === `refs/heads/${defaultBranch}`;
	if (BRANCH_EVENTS.includes(event)) return isNamed;
	return DEFAULT_BRANCH_EVENTS.includes(event) && (isNamed || defaultBranch === void 0);
}
// shared/platform/process-environment.ts
const KEPT = /^(PATH|HOME|LANG|LC_[A-Z]+|TZ|TMPDIR|RUNNER_TRACKING_ID)$/;
/**
* What makes a child speak to the runner or to GitHub in our name: inputs (tokens among them), state, the runtime's
* and the OIDC token, command files that set the environment of later steps.
*/
const WITHHELD = /^(INPUT_.*|STATE_.*|ACTIONS_.*|(GITHUB|GH)(_ENTERPRISE)?_TOKEN|GITHUB_(ENV|OUTPUT|PATH|STATE|STEP_SUMMARY))$/i;
/** The environment of a child: what any program needs, and what the user named. Nothing else is inherited. */
function childEnvironment(environment, pass = []) {
	const refused = pass.filter((name) => WITHHELD.test(name));
	if (refused.length > 0) throw new ActionError("environment-withheld", `never passed on to a child process: ${refused.join(", ")}`, { hint: "Give the child a credential of its own, under another name." });
	const named = new Set(pass);
	return Object.fromEntries(Object.entries(environment).filter((entry) => entry[1] !== void 0 && (named.has(entry[0]) || KEPT.test(entry[0]))));
}
// shared/platform/process-group.ts
/** Process groups of children that still run. */
const groups = /* @__PURE__ */ new Map();
const PASSED_ON = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
/** Sends a signal to a whole group; a group that is gone already is fine. */
function signalGroup(pid, signal) {
	try {
		process.kill(process.platform === "win32" ? pid : -pid, signal);
	} catch {}
}
/**
* From now on a signal that asks this process to end goes to the group first (`onSignal`); when the last group is
* gone, the signal has its usual effect here. However this process ends, short of SIGKILL, the group ends with it.
*/
function watchGroup(pid, onSignal) {
	if (groups.size === 0) {
		for (const signal of PASSED_ON) process.on(signal, passOn);
		process.on("exit", killAll);
	}
	groups.set(pid, onSignal);
}
/** The group's leader has ended: whoever it left behind ends too. */
function endGroup(pid) {
	signalGroup(pid, "SIGKILL");
	groups.delete(pid);
	if (groups.size > 0) return;
	for (const signal of PASSED_ON) process.off(signal, passOn);
	process.off("exit", killAll);
	if (received === void 0) return;
	const signal = received;
	received = void 0;
	if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}
let received;
function passOn(signal) {
	received = signal;
	for (const onSignal of groups.values()) onSignal(signal);
}
function killAll() {
	for (const pid of groups.keys()) signalGroup(pid, "SIGKILL");
}
// shared/platform/process-output.ts
/** Longer lines are cut: a program that never ends its line must not fill our memory. */
const MAX_LINE_BYTES = 16384;
const LF = 10;
const CR = 13;
/** Keeps the first bytes of a stream and counts the rest. */
function collectOutput(limitBytes) {
	const chunks = [];
	let left = limitBytes;
	let isCut = false;
	return {
		push(chunk) {
			if (chunk.length > left) isCut = true;
			if (left > 0) chunks.push(Buffer.from(chunk.subarray(0, left)));
			left -= Math.min(left, chunk.length);
		},
		bytes: () => Buffer.concat(chunks),
		isCut: () => isCut
	};
}
/** Cuts a stream of bytes into lines of text. A lone carriage return ends a line too, as progress bars use it. */
function splitLines(onLine) {
	let held = [];
	let heldBytes = 0;
	let afterReturn = false;
	function hold(bytes) {
		const room = bytes.subarray(0, Math.max(0, 16385 - heldBytes));
		if (room.length > 0) held.push(Buffer.from(room));
		heldBytes += room.length;
	}
	function flush() {
		const bytes = Buffer.concat(held);
		const isLong = bytes.length > MAX_LINE_BYTES;
		held = [];
		heldBytes = 0;
		onLine(isLong ? `${bytes.toString("utf8", 0, MAX_LINE_BYTES)}…` : bytes.toString("utf8"));
	}
	return {
		push(chunk) {
			let from = 0;
			for (let at = 0; at < chunk.length; at++) {
				const byte = chunk[at];
				if (byte === LF && afterReturn) from = at + 1;
				else if (byte === LF || byte === CR) {
					hold(chunk.subarray(from, at));
					flush();
					from = at + 1;
				}
				afterReturn = byte === CR;
			}
			hold(chunk.subarray(from));
		},
		end() {
			if (heldBytes > 0) flush();
		}
	};
}
// shared/platform/processes.ts
/** How long streams may stay open after the leader ended: a process that left the group may hold them for ever. */
const DRAIN_MS = 1e3;
/** A longer timer would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/**
* Runs a program without a shell, as leader of its own process group, to its end. Whatever it leaves behind in the
* group is killed then. How it ended is a value; nothing is thrown.
*/
async function runProcess(argv, options) {
	const limit = options.outputLimitBytes ?? 16 * 2 ** 20;
	const outputs = {
		stdout: collectOutput(limit),
		stderr: collectOutput(limit)
	};
	return {
		exit: await live(argv, options, outputs),
		stdout: outputs.stdout.bytes(),
		stderr: outputs.stderr.bytes(),
		isCut: outputs.stdout.isCut() || outputs.stderr.isCut()
	};
}
function live([program, ...args], options, outputs) {
	return new Promise((resolve) => {
		let child;
		try {
			child = spawn(program, args, {
				cwd: options.cwd,
				env: options.environment,
				stdio: [
					"ignore",
					"pipe",
					"pipe"
				],
				detached: true,
				windowsHide: true
			});
		} catch (cause) {
			resolve({
				kind: "not-started",
				cause
			});
			return;
		}
		const { pid } = child;
		child.on("error", (cause) => {
			if (pid === void 0) resolve({
				kind: "not-started",
				cause
			});
		});
		if (pid === void 0) return;
		const ladder = climb(pid, options);
		const drained = [drain(child.stdout, outputs.stdout, (line) => options.onLine?.(line, "stdout")), drain(child.stderr, outputs.stderr, (line) => options.onLine?.(line, "stderr"))];
		child.on("exit", (code, signal) => {
			ladder.leave();
			const late = setTimeout(() => {
				child.stdout.destroy();
				child.stderr.destroy();
			}, DRAIN_MS);
			Promise.all(drained).then(() => {
				clearTimeout(late);
				resolve(exitOf(code, signal, ladder.isTimedOut()));
			});
			endGroup(pid);
		});
	});
}
/** Asks a group to stop when its time is up, when it is aborted or when we are; then makes it stop. */
function climb(pid, { timeoutMs, graceMs = 5e3, signal: aborted }) {
	let isTimedOut = false;
	let grace;
	const stop = (signal) => {
		signalGroup(pid, signal);
		grace ??= setTimeout(() => signalGroup(pid, "SIGKILL"), graceMs);
	};
	const onAbort = () => stop("SIGTERM");
	const timer = timeoutMs === void 0 ? void 0 : setTimeout(() => {
		isTimedOut = true;
		stop("SIGTERM");
	}, Math.min(timeoutMs, LONGEST_TIMER_MS));
	watchGroup(pid, stop);
	aborted?.addEventListener("abort", onAbort, { once: true });
	if (aborted?.aborted) onAbort();
	return {
		isTimedOut: () => isTimedOut,
		leave() {
			clearTimeout(timer);
			clearTimeout(grace);
			aborted?.removeEventListener("abort", onAbort);
		}
	};
}
function drain(stream, output, onLine) {
	const lines = splitLines(onLine);
	return new Promise((resolve) => {
		stream.on("data", (chunk) => {
			output.push(chunk);
			lines.push(chunk);
		});
		stream.on("error", () => void 0);
		stream.on("close", () => {
			lines.end();
			resolve();
		});
	});
}
function exitOf(code, signal, isTimedOut) {
	if (isTimedOut) return { kind: "timed-out" };
	return signal === null ? {
		kind: "exited",
		code: code ?? 1
	} : {
		kind: "signalled",
		signal
	};
}
// shared/platform/git.ts
const TIMEOUT_MS$1 = 6e4;
const FILE_LIMIT$3 = 32 * 2 ** 20;
/**
* The commit that is checked out; nothing without git, without a repository or before the first commit. Parents come
* from the commit object itself, so a shallow clone knows them although it does not have them.
*/
async function headCommit(workspace) {
	const sha = await commitOf(workspace, "HEAD");
	if (sha === void 0) return void 0;
	const object = await git(workspace, [
		"cat-file",
		"commit",
		sha
	]);
	if (!isDone(object)) throw failed$1("read the commit that is checked out", object);
	const header = object.stdout.toString("utf8").split("\n\n", 1)[0] ?? "";
	const seconds = /^committer .* (\d+) [+-]\d{4}$/m.exec(header)?.[1];
	return {
		sha,
		parents: [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = ""]) => parent),
		at: (/* @__PURE__ */ new Date(Number(seconds ?? 0) * 1e3)).toISOString()
	};
}
/** The commit that a branch, tag or other revision names here, if any. */
async function resolveRevision(workspace, revision) {
	return commitOf(workspace, checkedRevision(revision));
}
/** The best common ancestor of two revisions, if there is one in this clone. */
async function mergeBase(workspace, a, b) {
	const [first, second] = [await resolveRevision(workspace, a), await resolveRevision(workspace, b)];
	if (first === void 0 || second === void 0) return void 0;
	const result = await git(workspace, [
		"merge-base",
		"--end-of-options",
		first,
		second
	]);
	if (isDone(result)) return result.stdout.toString("latin1").trim();
	if (result.exit.kind === "exited" && result.exit.code === 1) return void 0;
	throw failed$1(`find the merge base of ${pathText(a)} and ${pathText(b)}`, result);
}
/** A file's bytes as they were committed, its path relative to the workspace; nothing when it was not there. */
async function fileAtRevision(workspace, revision, path) {
	const sha = await resolveRevision(workspace, revision);
	if (sha === void 0) return void 0;
	const what = `read ${pathText(path)} at ${sha.slice(0, 7)}`;
	const listing = await git(workspace, [
		"ls-tree",
		"-z",
		"--end-of-options",
		sha,
		"--",
		path
	]);
	if (!isDone(listing)) throw failed$1(what, listing);
	const entry = /^(\d+) (\w+) ([0-9a-f]+)\t/.exec(listing.stdout.toString("latin1"));
	if (!entry) return void 0;
	const [, mode = "", type, blob = ""] = entry;
	if (type !== "blob" || mode === "120000") throw new ActionError("not-a-file", `${pathText(path)} is not a plain file at ${sha.slice(0, 7)}`);
	const content = await git(workspace, [
		"cat-file",
		"blob",
		blob
	]);
	if (!isDone(content)) throw failed$1(what, content);
	if (!content.isCut) return content.stdout;
	throw new ActionError("file-too-large", `${pathText(path)} at ${sha.slice(0, 7)} is larger than ${FILE_LIMIT$3} bytes`);
}
/** Whether a tracked file differs from what is committed; nothing without a repository. */
async function isDirty(workspace) {
	if (await commitOf(workspace, "HEAD") === void 0) return void 0;
	const result = await git(workspace, [
		"status",
		"--porcelain",
		"-z",
		"--untracked-files=no",
		"--ignore-submodules=all"
	]);
	if (!isDone(result)) throw failed$1("compare the files with the commit", result);
	return result.stdout.length > 0;
}
/** Paths that git keeps, relative to the folder; nothing without a repository, or where there are too many to hold. */
async function trackedFiles(folder) {
	const result = await git(folder, [
		"ls-files",
		"-z",
		"--cached"
	]);
	if (!isDone(result) || result.isCut) return void 0;
	return result.stdout.toString("utf8").split("\0").filter((path) => path !== "");
}
/** The files of a commit at or below a path, relative to it; links and submodules are not among them. */
async function filesAtRevision(workspace, revision, path) {
	const sha = await resolveRevision(workspace, revision);
	if (sha === void 0) return [];
	const listing = await git(workspace, [
		"ls-tree",
		"-r",
		"-z",
		"--full-name",
		"--end-of-options",
		sha,
		...path === "." ? [] : ["--", path]
	]);
	if (!isDone(listing)) throw failed$1(`list the files at ${sha.slice(0, 7)}`, listing);
	if (listing.isCut) throw new ActionError("too-many-files", `${sha.slice(0, 7)} has more files than are listed here`);
	return listing.stdout.toString("utf8").split("\0").flatMap((line) => {
		const [, mode = "", blob = "", name = ""] = /^(\d+) blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
		return blob === "" || mode === "120000" ? [] : [{
			path: name,
			blob
		}];
	});
}
async function commitOf(workspace, revision) {
	const result = await git(workspace, [
		"rev-parse",
		"--verify",
		"--quiet",
		"--end-of-options",
		`${revision}^{commit}`
	]);
	if (isDone(result)) return result.stdout.toString("latin1").trim();
	const { exit } = result;
	if (exit.kind === "not-started") return void 0;
	if (exit.kind === "exited" && (exit.code === 1 || hasNoRepository(result))) return void 0;
	throw failed$1(`look up ${pathText(revision)}`, result);
}
function checkedRevision(revision) {
	if (revision !== "" && !revision.startsWith("-") && !/[\0-\x20]/.test(revision)) return revision;
	throw new ActionError("invalid-revision", `${JSON.stringify(revision)} cannot be a revision of git`, { hint: "Give a branch, a tag or a commit id." });
}
/**
* Runs git so that it only reads, asks nobody, contacts nobody and starts nothing that the repository's own
* configuration names. A job in a container owns the workspace under another user, hence `safe.directory`.
*/
function git(workspace, args) {
	return runProcess([
		"git",
		"--no-pager",
		"--no-replace-objects",
		...[
			"core.fsmonitor=false",
			"core.hooksPath=/dev/null",
			"core.untrackedCache=false",
			"protocol.allow=never",
			"safe.bareRepository=explicit",
			`safe.directory=${workspace}`
		].flatMap((setting) => ["-c", setting]),
		...args
	], {
		cwd: workspace,
		environment: {
			...childEnvironment(process.env),
			LC_ALL: "C",
			GIT_CONFIG_NOSYSTEM: "1",
			GIT_NO_LAZY_FETCH: "1",
			GIT_OPTIONAL_LOCKS: "0",
			GIT_TERMINAL_PROMPT: "0"
		},
		timeoutMs: TIMEOUT_MS$1,
		outputLimitBytes: FILE_LIMIT$3
	});
}
function isDone({ exit }) {
	return exit.kind === "exited" && exit.code === 0;
}
function hasNoRepository({ stderr }) {
	return stderr.includes("not a git repository");
}
function failed$1(what, { exit, stderr }) {
	const said = stderr.toString("utf8").trim().slice(0, 2e3);
	const end = exit.kind === "exited" ? `code ${exit.code}` : exit.kind;
	return new ActionError("git-failed", `git could not ${what} (${end})${said && `: ${said}`}`);
}
// shared/stages/baseline.ts
/** The commit that is trusted here to hold policy and baseline; nothing in a terminal or before any commit. */
async function trustedCommit({ github, place }) {
	if (!github) return void 0;
	const { context, client } = github;
	const { pullRequest } = context;
	const wanted = wantedBaseline({
		head: await headCommit(place.workspace),
		sha: context.sha,
		isDefaultBranch: context.isDefaultBranch,
		defaultBranch: context.isDefaultBranch ? "" : await client.defaultBranch(),
		pull: pullRequest && {
			head: pullRequest.head.sha,
			base: pullRequest.base.sha
		}
	});
	return "sha" in wanted ? wanted : answer$1(wanted, github);
}
async function answer$1(question, { client }) {
	if (question.ask === "merge-base") return {
		sha: await client.mergeBase(question.base, question.head),
		how: "merge-base"
	};
	const [first] = (await client.commit(question.of)).parents;
	return first === void 0 ? void 0 : {
		sha: first,
		how: question.how
	};
}
/** The record to compare with: of the trusted commit, or its nearest ancestor that has one. */
async function findRecord(search) {
	const { github, history, leg } = search;
	if (!github && !history) return none("none was given; --baseline old.json names one");
	if (!history || !github) return none("the history is switched off");
	const trusted = await search.trusted();
	const { wanted } = trusted;
	if (!wanted) return none("this is the first commit");
	return findBaseline(history, {
		pipeline: comparedPipeline(search, trusted),
		leg,
		wanted,
		ancestors: () => github.client.ancestors(wanted.sha, 50),
		now: now()
	});
}
function none(reason) {
	return { choice: {
		how: "none",
		reason
	} };
}
/** A change that renames its pipeline is still compared with what it was. */
function comparedPipeline({ pipeline, usualName, isNamed }, { config }) {
	return isNamed || !config ? pipeline : config.pipeline ?? usualName;
}
/** One line for the log: what is compared with, and how it was chosen. */
function describeBaseline(choice) {
	switch (choice.how) {
		case "none": return `no baseline: ${choice.reason}`;
		case "file": return `baseline: ${choice.path}`;
		case "revision": return `baseline: ${choice.path} at ${shortCommit(choice.commit)}`;
		default: return `baseline ${shortCommit(choice.commit)} (${choice.how}, record ${choice.key}, written ${choice.at})`;
	}
}
// shared/features/configuration/json-schema.ts
/** The JSON Schema that editors complete and check `proofmark.yml` with. */
function configJsonSchema() {
	return {
		...toJSONSchema(configSchema, { io: "input" }),
		title: "proofmark.yml",
		description: "What a model is made from, and what its changes are judged by."
	};
}
/** The keys that a mapping at this path may have; none where keys are free. */
function knownKeys(schema, path) {
	return schemasAt(schema, path).flatMap(({ properties }) => Object.keys(properties ?? {}));
}
/** What the schema says about the value at a path. */
function descriptionAt(schema, path) {
	return schemasAt(schema, path).find(({ description }) => description)?.description ?? "";
}
function schemasAt(schema, path) {
	let here = branches(schema);
	for (const step of path) here = here.flatMap((one) => childrenOf(one, step)).flatMap(branches);
	return here;
}
function branches(schema) {
	return [schema, ...(schema.anyOf ?? []).filter(isSchema).flatMap(branches)];
}
function childrenOf({ properties, additionalProperties, items }, step) {
	const own = properties && Object.hasOwn(properties, step) ? properties[String(step)] : void 0;
	return (typeof step === "number" ? Array.isArray(items) ? [] : [items] : [own ?? additionalProperties]).filter(isSchema);
}
function isSchema(value) {
	return typeof value === "object" && value !== null;
}
// shared/domain/formats/json-escape.ts
const SHORT$1 = /* @__PURE__ */ new Map([
	["\"", "\""],
	["\\", "\\"],
	["/", "/"],
	["b", "\b"],
	["f", "\f"],
	["n", "\n"],
	["r", "\r"],
	["t", "	"]
]);
const UNICODE = /\\u([0-9a-fA-F]{4})/y;
/** The character that an escape of JSON stands for, and how many characters it takes; nothing for an unknown one. */
function readEscape(text, at) {
	const short = SHORT$1.get(text[at + 1] ?? "");
	if (short !== void 0) return {
		value: short,
		length: 2
	};
	UNICODE.lastIndex = at;
	const hex = UNICODE.exec(text)?.[1];
	return hex === void 0 ? void 0 : {
		value: String.fromCharCode(Number.parseInt(hex, 16)),
		length: 6
	};
}
// shared/domain/rule-name.ts
/** What a metric's name may be made of without quotes. */
const BARE = /[\p{L}\p{N}_][\p{L}\p{N}_\-./@]*/uy;
const NUMBER_LIKE = /^[\d.]+(?:e\d+)?$/i;
/** Whether a name means itself without quotes in a rule. */
function isBare(name) {
	return readBareName(name, 0) === name && !looksLikeBound(name);
}
/** A word that a reader would take for the other side of a rule. */
function looksLikeBound(name) {
	return name === "baseline" || NUMBER_LIKE.test(name);
}
/** A metric's name as it stands in a rule, with quotes where it needs them. */
function writeMetricName(name) {
	return isBare(name) ? name : JSON.stringify(name);
}
function readBareName(text, at) {
	BARE.lastIndex = at;
	return BARE.exec(text)?.[0];
}
/** A name in double quotes with the escapes of JSON, from its first quote on. */
function readQuotedName(text, start) {
	let name = "";
	let at = start + 1;
	for (;;) {
		const char = text[at];
		if (char === void 0) return {
			index: start,
			message: "this quote is not closed"
		};
		if (char === "\"") break;
		const escaped = char === "\\" ? readEscape(text, at) : {
			value: char,
			length: 1
		};
		if (!escaped) return {
			index: at,
			message: "unknown escape; write \\\\ for a backslash"
		};
		name += escaped.value;
		at += escaped.length;
	}
	if (name === "") return {
		index: start,
		message: "a metric needs a name"
	};
	return {
		name,
		length: at + 1 - start
	};
}
// shared/domain/share-metric.ts
/** Metrics that are shares by their definition, so that "1 %" of one can mean two things. */
const SHARES = /* @__PURE__ */ new Set([
	"acc",
	"accuracy",
	"ap",
	"auc",
	"auc pr",
	"auc roc",
	"aucpr",
	"auprc",
	"auroc",
	"cer",
	"dice",
	"em",
	"error rate",
	"exact match",
	"f beta",
	"f1",
	"f2",
	"fnr",
	"fpr",
	"hit rate",
	"hitrate",
	"iou",
	"jaccard",
	"map",
	"miou",
	"mrr",
	"ndcg",
	"npv",
	"pass",
	"pass rate",
	"ppv",
	"pr auc",
	"precision",
	"recall",
	"roc auc",
	"sensitivity",
	"specificity",
	"success rate",
	"tnr",
	"tpr",
	"wer",
	"win rate"
]);
/** Words around a metric's name that do not change what kind of number it is. */
const AROUND = /* @__PURE__ */ new Set([
	"at",
	"average",
	"avg",
	"balanced",
	"best",
	"binary",
	"dev",
	"eval",
	"evaluation",
	"final",
	"holdout",
	"k",
	"macro",
	"mean",
	"micro",
	"norm",
	"overall",
	"samples",
	"score",
	"test",
	"top",
	"total",
	"train",
	"training",
	"val",
	"valid",
	"validation",
	"weighted"
]);
/**
* Whether a name is that of one of the usual 0–1 metrics: `accuracy`, `val_acc`, `eval/f1-macro`, `recall@10`,
* `gsm8k/exact_match,strict-match`. Only names decide, never values: a verdict must not depend on a lucky 0.99.
* Word and character error rates can exceed 1, but are quoted in percent all the same, so they count.
*/
function isShareMetric(name) {
	const [metric = ""] = (name.split(/[./]/).filter(Boolean).at(-1) ?? "").split(",");
	const words = metric.replace(/([a-z]{2})([A-Z])/g, "$1_$2").toLowerCase().split(/[^a-z0-9]+/).map((word) => SHARES.has(word) ? word : word.replace(/\d+$/, "")).filter((word) => word !== "" && !AROUND.has(word));
	return SHARES.has(words.join(" "));
}
// shared/domain/rule.ts
function operatorOf({ direction, strict }) {
	return (direction === "lower" ? "<" : ">") + (strict ? "" : "=");
}
/** The rule's one canonical text: equal rules print alike, and the text means the rule again. */
function printRule(rule) {
	const end = rule.reportOnly ? ", report-only" : "";
	return `${writeMetricName(rule.metric)} ${operatorOf(rule)} ${printBound(rule)}${end}`;
}
function printBound({ bound, metric }) {
	if (bound.kind === "absolute") return printLimit(bound.limit, metric);
	const shift = printShift(bound.shift);
	return shift === "" ? "baseline" : `baseline ${shift}`;
}
/** A limit of a share above 1 is only read as a percentage. */
function printLimit(limit, metric) {
	if (Math.abs(limit) <= 1 || !isShareMetric(metric)) return String(limit);
	const near = limit * 100;
	const texts = [
		0,
		1,
		-1,
		2,
		-2,
		3,
		-3
	].map((n) => String(near * (1 + n * Number.EPSILON / 2)));
	const [text] = texts.filter((one) => Number(one) / 100 === limit).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
	return `${text ?? texts[0]}%`;
}
/** `+ 2 % relative`, `- 1 pp`, `+ 0.1`; nothing where no shift is. */
function printShift({ amount, unit }) {
	if (amount === 0) return "";
	return `${amount < 0 ? "-" : "+"} ${printAmount({
		amount,
		unit
	})}${unit === "percent" ? " relative" : ""}`;
}
/** `2 %`, `1 pp`, `0.1`, without a sign. */
function printAmount({ amount, unit }) {
	const size = String(Math.abs(amount));
	if (unit === "percent") return `${size} %`;
	return unit === "points" ? `${size} pp` : size;
}
/** The rule as a caret line shows it: where, and what was expected. */
function describeRuleProblem({ text, index, message }) {
	const line = text.replace(/\s/g, " ");
	const before = [...text.slice(0, index)].length;
	return `${message} (character ${before + 1})\n  ${line}\n  ${" ".repeat(before)}^`;
}
// shared/domain/policy.ts
/** What decides, and nothing else, in one form: neither spelling nor order of the rules makes another policy. */
function canonicalPolicy(rules) {
	return canonicalJson({
		schema: "proofmark/policy/v1",
		rules: rules.map(printRule).sort()
	});
}
/** What turns one list of rules into another. A rule for the same metric and side that differs counts as changed. */
function ruleChanges(before, after) {
	const removed = without$1(before, after);
	const added = without$1(after, before);
	const changes = [];
	for (const rule of removed) {
		const index = added.findIndex((other) => isSuccessor(rule, other));
		const [successor] = index < 0 ? [] : added.splice(index, 1);
		changes.push(successor ? {
			kind: "changed",
			before: rule,
			after: successor
		} : {
			kind: "removed",
			rule
		});
	}
	return [...changes, ...added.map((rule) => ({
		kind: "added",
		rule
	}))];
}
/** The rules that have no equal among the others; equal ones are taken away one by one. */
function without$1(rules, others) {
	const left = others.map(printRule);
	return rules.filter((rule) => {
		const index = left.indexOf(printRule(rule));
		if (index < 0) return true;
		left.splice(index, 1);
		return false;
	});
}
function isSuccessor(rule, other) {
	return rule.metric === other.metric && rule.direction === other.direction && rule.bound.kind === other.bound.kind;
}
const TOLD_CHANGES = 3;
/** `changes "rmse <= baseline + 2%" to "rmse <= baseline + 20%"`, for a sentence; nothing when nothing differs. */
function describeRuleChanges(changes) {
	const told = changes.slice(0, TOLD_CHANGES).map(describeRuleChange);
	const more = changes.length - told.length;
	if (more > 0) told.push(`makes ${more} more ${more === 1 ? "change" : "changes"} to the rules`);
	const last = told.pop() ?? "";
	return told.length === 0 ? last : `${told.join(", ")} and ${last}`;
}
function describeRuleChange(change) {
	switch (change.kind) {
		case "changed": return `changes "${change.before.text}" to "${change.after.text}"`;
		case "added": return `adds "${change.rule.text}"`;
		case "removed": return `removes "${change.rule.text}"`;
	}
}
// shared/domain/rule-bound.ts
const NUMBER$2 = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const SIGN = /[+\-−]/y;
const NO_SHIFT = {
	amount: 0,
	unit: "plain"
};
const WORD$1 = /[\p{L}_]+/uy;
/** What stands right of the operator. The metric's name decides whether a bare percentage is clear. */
function parseBound(read, metric) {
	const word = read.take(WORD$1);
	if (word === void 0) return {
		kind: "absolute",
		limit: limit(read, metric)
	};
	if (word === "baseline") return {
		kind: "relative",
		shift: shift(read, metric)
	};
	const message = word === "champion" ? "\"champion\" is not understood by this version; compare with \"baseline\" or with a number" : `expected a number or "baseline", found ${JSON.stringify(word)}${didYouMean(word, ["baseline"])}`;
	return read.fail(message, read.last());
}
function limit(read, metric) {
	const sign = read.take(SIGN);
	const size = number(read, "a number or \"baseline\"");
	const sizeIndex = read.last();
	if (read.take(/pp\b/y) !== void 0) read.fail("percentage points are a distance from the baseline; write a limit with %", read.last());
	if (read.take(/%/y) !== void 0) return signed(sign, size / 100);
	if (size > 1 && isShareMetric(metric)) read.fail(aboveOne(metric, size), sizeIndex);
	return signed(sign, size);
}
/** Nothing of the kind can be missed or reached, so such a rule would always hold or never. */
function aboveOne(metric, size) {
	return `${metric} is a share, from 0 to 1: write ${size < 10 ? `"${size}%", or "${size * 100}%" for ${size}` : `"${size / 100}" or "${size}%"`}`;
}
function shift(read, metric) {
	const sign = read.take(SIGN);
	if (sign === void 0) {
		if (!read.isAtEnd() && read.peek() !== ",") read.fail(`expected "+" or "-" after "baseline", found ${read.found()}`);
		return NO_SHIFT;
	}
	const size = number(read, "a number");
	const sizeIndex = read.last();
	const unit = read.take(/%|pp\b/y);
	const unitIndex = read.last();
	const amount = signed(sign, size);
	if (unit === "pp") return amount === 0 ? NO_SHIFT : {
		amount,
		unit: "points"
	};
	if (unit === void 0 && size >= 1 && isShareMetric(metric)) read.fail(`"${size}" is all of ${metric}, a share from 0 to 1: write "${sign === "+" ? "+" : "-"} ${size} pp" (percentage points, ${size / 100})`, sizeIndex);
	if (unit === void 0) return {
		amount,
		unit: "plain"
	};
	if (read.take(/relative\b/y) === void 0 && isShareMetric(metric)) {
		const side = `${sign === "+" ? "+" : "-"} ${size}`;
		read.fail(`"${size} %" can mean two things for ${metric}: write "${side} pp" (percentage points, ${size / 100}) or "${side} % relative" (of the baseline's value)`, unitIndex);
	}
	return amount === 0 ? NO_SHIFT : {
		amount,
		unit: "percent"
	};
}
function number(read, expected) {
	const digits = read.take(NUMBER$2);
	if (digits === void 0) return read.fail(`expected ${expected}, found ${read.found()}`);
	const value = Number(digits);
	if (!Number.isFinite(value)) read.fail("this number is too large", read.last());
	return value;
}
/** Without a negative zero, which would print as another rule. */
function signed(sign, size) {
	return sign === void 0 || sign === "+" || size === 0 ? size : -size;
}
// shared/domain/rule-cursor.ts
/** Ends the reading of a rule; caught where the rule began. */
var RuleMistake = class extends Error {
	index;
	constructor(index, message) {
		super(message);
		this.index = index;
	}
};
function cursor(text) {
	let at = 0;
	let last = 0;
	function pass() {
		while (/\s/.test(text[at] ?? "")) at++;
	}
	function peek() {
		pass();
		const point = text.codePointAt(at);
		return point === void 0 ? "" : String.fromCodePoint(point);
	}
	return {
		text,
		peek,
		take(pattern) {
			pass();
			pattern.lastIndex = at;
			const token = pattern.exec(text)?.[0];
			if (token === void 0) return void 0;
			last = at;
			at += token.length;
			return token;
		},
		skip(length) {
			at += length;
		},
		isAtEnd: () => peek() === "",
		found: () => peek() === "" ? "the end of the rule" : JSON.stringify(peek()),
		last: () => last,
		fail(message, index) {
			pass();
			throw new RuleMistake(index ?? at, message);
		}
	};
}
// shared/domain/rule-parser.ts
/** A longer rule is a mistake or an attack. */
const MAX_RULE = 1e3;
/** Reads a rule such as `rmse <= baseline + 2%`. What later versions may read is refused, never half understood. */
function parseRule(source) {
	const text = source.trim();
	return guarded(text, (read) => {
		if (text.length > MAX_RULE) read.fail(`a rule has at most ${MAX_RULE} characters`);
		const metric = metricName$1(read);
		const { direction, strict } = operator(read);
		const bound = parseBound(read, metric);
		const reportOnly = suffix(read);
		return {
			text,
			metric,
			direction,
			strict,
			bound,
			reportOnly
		};
	});
}
/** The object form of a rule, as `proofmark.yml` may have it. */
function ruleFromObject(object) {
	const [key, bound] = boundOf(object);
	return guarded(String(bound).trim(), (read) => {
		const rule = {
			text: "",
			metric: object.metric,
			direction: key === "at-most" || key === "below" ? "lower" : "higher",
			strict: key === "below" || key === "above",
			bound: parseBound(read, object.metric),
			reportOnly: object["report-only"] ?? false
		};
		if (!read.isAtEnd()) read.fail(`expected the end of the value of ${key}`);
		return {
			...rule,
			text: printRule(rule)
		};
	});
}
/** A rule in either form. */
function readRule$1(source) {
	return typeof source === "string" ? parseRule(source) : ruleFromObject(source);
}
function boundOf(object) {
	for (const key of [
		"at-most",
		"at-least",
		"below",
		"above"
	]) {
		const bound = object[key];
		if (bound !== void 0) return [key, bound];
	}
	return ["at-most", ""];
}
function guarded(text, parse) {
	try {
		return { rule: parse(cursor(text)) };
	} catch (error) {
		if (!(error instanceof RuleMistake)) throw error;
		return { problem: {
			text,
			index: error.index,
			message: error.message
		} };
	}
}
function metricName$1(read) {
	const { text } = read;
	if (text === "") read.fail("expected a rule such as \"rmse <= 3.5\"");
	if (text[0] === "\"") {
		const quoted = readQuotedName(text, 0);
		if (!("name" in quoted)) read.fail(quoted.message, quoted.index);
		read.skip(quoted.length);
		return quoted.name;
	}
	if (text[0] === "'") read.fail("names are quoted with double quotes: \"…\"");
	const name = readBareName(text, 0);
	if (name === void 0 || looksLikeBound(name)) {
		if (text[0] === "*") read.fail(GLOB);
		return read.fail("a rule begins with the name of a metric, as in \"rmse <= 3.5\"");
	}
	read.skip(name.length);
	return name;
}
const GLOB = "rules for several metrics at once (\"*\") are not understood by this version; write one rule per metric, or quote the name if it holds a \"*\"";
const SLICES = "rules for slices (\"[…]\") are not understood by this version, which judges whole metrics; quote the name if it holds brackets";
function operator(read) {
	const sign = read.take(/<=|>=|≤|≥|=<|=>|==?|!=|≠|<|>/y);
	switch (sign) {
		case "<=":
		case "≤": return {
			direction: "lower",
			strict: false
		};
		case ">=":
		case "≥": return {
			direction: "higher",
			strict: false
		};
		case "<": return {
			direction: "lower",
			strict: true
		};
		case ">": return {
			direction: "higher",
			strict: true
		};
		case "=<":
		case "=>": return read.fail(`write ${sign === "=<" ? "<=" : ">="} instead of ${sign}`, read.last());
		case void 0: break;
		default: return read.fail("a rule says which side is good: expected <=, >=, < or >", read.last());
	}
	const next = read.peek();
	if (next === "[") return read.fail(SLICES);
	if (next === "*" || next === "?") return read.fail(GLOB);
	return read.fail(`expected <=, >=, < or > after the metric, found ${read.found()}`);
}
function suffix(read) {
	if (read.isAtEnd()) return false;
	if (read.take(/,/y) === void 0) return read.fail(`expected the end of the rule or ", report-only", found ${read.found()}`);
	if (/\d/.test(read.peek())) return read.fail("numbers are written with a point and without commas");
	const words = read.take(/[^,]+/y)?.trim() ?? "";
	if (/^at\s+least\s/.test(words)) return read.fail("\"at least N examples\" is not understood by this version", read.last());
	if (words !== "report-only") return read.fail(`expected "report-only" after the comma${didYouMean(words, ["report-only"])}`, read.last());
	if (!read.isAtEnd()) read.fail(`expected the end of the rule, found ${read.found()}`);
	return true;
}
// shared/features/configuration/policy.ts
/** The rules of a configuration; none when it has no gate. */
function rulesOf(config) {
	return (config.gate?.rules ?? []).map((source) => {
		const parsed = readRule$1(source);
		if ("rule" in parsed) return parsed.rule;
		throw new ActionError("invalid-config", describeRuleProblem(parsed.problem));
	});
}
/** The deciding part of a configuration as canonical JSON, for its digest. */
function policyOf(config) {
	return canonicalPolicy(rulesOf(config));
}
/** The rules of the input `rules`; every one that cannot be read is told, with the character where. */
function rulesFromLines(lines) {
	const parsed = lines.map(parseRule);
	const problems = parsed.flatMap((one) => "problem" in one ? [one.problem] : []);
	if (problems.length > 0) throw new ActionError("invalid-rule", problems.map(describeRuleProblem).join("\n"), { hint: "docs/rules.md explains how a rule is written." });
	return parsed.flatMap((one) => "rule" in one ? [one.rule] : []);
}
// shared/domain/formats/text.ts
/** UTF-8 bytes as text. A byte order mark is dropped; other encodings and broken bytes are refused. */
function decodeText(bytes) {
	const [first, second] = bytes;
	if (first === 255 && second === 254 || first === 254 && second === 255) return refused$6(1, 1, "is UTF-16 text; write it as UTF-8");
	try {
		const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		return text.trim() === "" ? refused$6(1, 1, "is empty") : { text };
	} catch {
		const before = (new TextDecoder("utf-8").decode(bytes).split("�")[0] ?? "").split("\n");
		return refused$6(before.length, (before.at(-1)?.length ?? 0) + 1, "is not UTF-8 text from here on");
	}
}
function refused$6(line, column, message) {
	return { problems: [{
		line,
		column,
		message
	}] };
}
// shared/domain/tree.ts
/** Values one document may hold: bounds the memory that a file of brackets, or of aliases, can ask for. */
const MAX_VALUES$2 = 1e6;
/** `metrics.json:3:7  message`; more lines of the message are indented. */
function atSpot(file, { line, column, message }) {
	return `${file}:${line}:${column}  ${message.replaceAll("\n", "\n  ")}`;
}
/** What a value is, in words: `a list`, `the text "abc"`. */
function describeTree(tree) {
	switch (tree.kind) {
		case "object": return "a mapping";
		case "list": return "a list";
		case "number": return `the number ${tree.value}`;
		case "text": return `the text ${JSON.stringify(tree.value.length > 40 ? `${tree.value.slice(0, 40)}…` : tree.value)}`;
		case "flag": return String(tree.value);
		case "null": return "nothing";
	}
}
/** The value or key at a path, or the nearest one above it that exists. */
function spotAt(tree, path) {
	return follow(tree, path).spot;
}
/** The value at a path, if there is one. */
function treeAt(tree, path) {
	return follow(tree, path).tree;
}
function follow(tree, path) {
	let here = tree;
	for (const step of path) {
		const next = here.kind === "object" ? here.members.get(String(step))?.value : here.kind === "list" ? here.items[Number(step)] : void 0;
		if (!next) return {
			spot: here,
			tree: void 0
		};
		here = next;
	}
	return {
		spot: here,
		tree: here
	};
}
/**
* The same values without places. Objects have no prototype, so that no key means anything special.
* NaN and infinite numbers stay what they are, although JSON has no form for them.
*/
function plainOf(tree) {
	switch (tree.kind) {
		case "object": {
			const plain = Object.create(null);
			for (const [key, { value }] of tree.members) plain[key] = plainOf(value);
			return plain;
		}
		case "list": return tree.items.map(plainOf);
		case "null": return null;
		default: return tree.value;
	}
}
// shared/platform/yaml.ts
/** Ends the reading; caught at the door. */
var Stop$1 = class extends Error {
	index;
	constructor(index, message) {
		super(message);
		this.index = index;
	}
};
/**
* Reads YAML 1.2 (core schema) with the place of every value. Duplicate keys, unknown tags, several documents in one
* file, endless aliases and too many values are refused; merge keys are ordinary keys.
*/
async function parseYamlTree(text, maxValues = MAX_VALUES$2, { keepsSource = false } = {}) {
	const yaml = await import("./yaml2.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const lines = new yaml.LineCounter();
	const spot = (index) => {
		const { line, col } = lines.linePos(index);
		return line === 0 ? {
			line: 1,
			column: 1
		} : {
			line,
			column: col
		};
	};
	try {
		const document = yaml.parseDocument(text, {
			lineCounter: lines,
			prettyErrors: false,
			uniqueKeys: false,
			schema: "core",
			merge: false,
			logLevel: "error"
		});
		const wrong = [...document.errors, ...document.warnings];
		const overrun = wrong.find(({ message }) => message.includes("call stack"));
		if (overrun) throw new Stop$1(overrun.pos[0], TOO_DEEP);
		if (wrong.length > 0) return { problems: wrong.slice(0, 20).map(({ message, code, pos }) => ({
			...spot(pos[0]),
			message: HINTS.get(code) ?? message
		})) };
		if (document.contents === null) return { problems: [{
			line: 1,
			column: 1,
			message: "is empty"
		}] };
		const problems = [];
		const tree = build(yaml, document, {
			spot,
			problems,
			maxValues,
			keepsSource
		});
		return problems.length > 0 ? { problems } : { tree };
	} catch (error) {
		if (error instanceof Stop$1) return { problems: [{
			...spot(error.index),
			message: error.message
		}] };
		if (error instanceof RangeError) return { problems: [{
			line: 1,
			column: 1,
			message: TOO_DEEP
		}] };
		throw error;
	}
}
const UNREAD$1 = "this kind of value is not read";
const TOO_DEEP = `nests deeper than 200 levels`;
/** The parser's own words speak of its grammar. */
const HINTS = /* @__PURE__ */ new Map([
	["BAD_INDENT", "this line is not indented as the lines above ask, or a bracket is not closed"],
	["MISSING_CHAR", "a quote, bracket or comma is missing before this place"],
	["UNEXPECTED_TOKEN", "this character cannot stand here; put the text in quotes"],
	["TAB_AS_INDENT", "a tab stands where only spaces may indent"],
	["BAD_SCALAR_START", "a text cannot begin with this character; put it in quotes"],
	["BLOCK_AS_IMPLICIT_KEY", "two \"key:\" stand on one line; put the value in quotes"],
	["MULTILINE_IMPLICIT_KEY", "a key goes over several lines, or its \":\" is missing"],
	["BLOCK_IN_FLOW", "lists and mappings inside brackets must use brackets too"],
	["BAD_DQ_ESCAPE", "unknown escape in a text in double quotes; use single quotes"],
	["BAD_ALIAS", "a text that begins with * or & must stand in quotes"],
	["MULTIPLE_DOCS", "a second document begins here; only one is read"],
	["TAG_RESOLVE_FAILED", "unknown tag; where Python wrote it, convert the value first, for example with float(value)"]
]);
/** Each one is looked for in the whole document, and may stand for many values. */
const MAX_ALIASES = 100;
function build(yaml, document, { spot, problems, maxValues, keepsSource }) {
	let values = 0;
	let aliases = 0;
	function value(node, depth, near) {
		const index = node?.range?.[0] ?? near;
		if (depth > 200) throw new Stop$1(index, TOO_DEEP);
		if (++values > maxValues) throw new Stop$1(index, `holds more than ${maxValues} values`);
		const here = spot(index);
		if (yaml.isAlias(node)) {
			if (++aliases > MAX_ALIASES) throw new Stop$1(index, `uses more than ${MAX_ALIASES} aliases`);
			const target = node.resolve(document);
			if (!target) throw new Stop$1(index, `no anchor is named ${node.source}`);
			return {
				...value(target, depth + 1, index),
				...here
			};
		}
		if (yaml.isMap(node)) return {
			...here,
			kind: "object",
			members: members(node.items, depth, index)
		};
		if (yaml.isSeq(node)) {
			const items = node.items.map((item) => value(item, depth + 1, index));
			return {
				...here,
				kind: "list",
				items
			};
		}
		if (node !== null && !yaml.isScalar(node)) throw new Stop$1(index, UNREAD$1);
		const read = scalar(node, here, index);
		if (!keepsSource || node?.source === void 0 || read.kind === "text") return read;
		return {
			...read,
			source: node.source
		};
	}
	function members(pairs, depth, near) {
		const all = /* @__PURE__ */ new Map();
		for (const pair of pairs) {
			const index = pair.key.range?.[0] ?? near;
			const name = keyOf(pair.key, index);
			const key = spot(index);
			const first = all.get(name);
			const item = value(pair.value, depth + 1, index);
			if (first) {
				const message = `duplicate key ${JSON.stringify(name)} (first on line ${first.key.line})`;
				problems.push({
					...key,
					message
				});
			} else all.set(name, {
				key,
				value: item
			});
		}
		return all;
	}
	function keyOf(node, index) {
		if (!yaml.isScalar(node)) throw new Stop$1(index, "a key must be a plain word or a quoted text");
		return checked(typeof node.value === "string" ? node.value : node.source ?? String(node.value), index);
	}
	return value(document.contents, 1, 0);
}
function scalar(node, here, index) {
	const value = node?.value;
	switch (typeof value) {
		case "number": return {
			...here,
			kind: "number",
			value
		};
		case "bigint": return {
			...here,
			kind: "number",
			value: Number(value)
		};
		case "boolean": return {
			...here,
			kind: "flag",
			value
		};
		case "string": return {
			...here,
			kind: "text",
			value: checked(value, index)
		};
		default:
			if (value === null || value === void 0) return {
				...here,
				kind: "null"
			};
			throw new Stop$1(index, UNREAD$1);
	}
}
function checked(text, index) {
	if (!isWellFormed(text)) throw new Stop$1(index, "this text holds half of a character");
	return text;
}
// shared/features/configuration/problems.ts
/** What the schema found, in words and with the place in the file. */
function problemsOf(issues, tree) {
	return issues.flatMap((issue) => problemsAt(issue, [], tree));
}
function problemsAt(issue, above, tree) {
	const path = [...above, ...issue.path];
	switch (issue.code) {
		case "unrecognized_keys": return issue.keys.map((key) => unknownKey(key, path, tree));
		case "invalid_key": {
			const key = String(path.at(-1));
			const messages = issue.issues.map(({ message }) => message).join(", ");
			const message = `${JSON.stringify(key)} in ${labelOf(path.slice(0, -1))} ${messages}`;
			return [{
				...keySpot(key, path.slice(0, -1), tree),
				message
			}];
		}
		case "invalid_union": {
			const inner = likelyBranch(issue);
			if (inner) return inner.flatMap((one) => problemsAt(one, path, tree));
			return [valueProblem(`must be ${expectedOf(issue).join(" or ")}`, path, tree)];
		}
		case "invalid_type": return [wrongType(issue.expected, path, tree)];
		case "invalid_value": {
			const allowed = issue.values.map(String);
			const value = treeAt(tree, path);
			const hint = value?.kind === "text" ? didYouMean(value.value, allowed) : "";
			return [valueProblem(`must be one of ${allowed.join(", ")}`, path, tree, hint)];
		}
		case "too_small":
			if (issue.origin !== "number" && issue.origin !== "int") return [claimAt(path, "must not be empty", tree)];
			return [valueProblem(`must be at least ${issue.minimum}`, path, tree)];
		case "too_big": return [valueProblem(`must be at most ${issue.maximum}`, path, tree)];
		case "custom": return [claimAt(path, issue.message, tree)];
		default: return [valueProblem(issue.message, path, tree)];
	}
}
function unknownKey(key, path, tree) {
	const where = path.length === 0 ? "" : ` in ${labelOf(path)}`;
	const known = knownKeys(configJsonSchema(), path);
	const hint = didYouMean(key, known) || (known.length > 0 ? `; there is ${known.join(", ")}` : "");
	return {
		...keySpot(key, path, tree),
		message: `unknown key ${JSON.stringify(key)}${where}${hint}`
	};
}
function wrongType(expected, path, tree) {
	const value = treeAt(tree, path);
	if (value) {
		const hint = value.kind === "text" && knownKeys(configJsonSchema(), path).includes("path") ? `; write { path: ${value.value.slice(0, 200)} }` : "";
		return valueProblem(`must be ${wordFor(expected)}`, path, tree, hint);
	}
	const { line, column } = spotAt(tree, path);
	const about = descriptionAt(configJsonSchema(), path);
	return {
		line,
		column,
		message: `${labelOf(path)} is required${about && `: ${about}`}`
	};
}
function valueProblem(claim, path, tree, hint = "") {
	const value = treeAt(tree, path);
	return claimAt(path, `${claim}${value ? `, found ${describeTree(value)}` : ""}${hint}`, tree);
}
function claimAt(path, claim, tree) {
	const { line, column } = spotAt(tree, path);
	return {
		line,
		column,
		message: `${labelOf(path)} ${claim}`
	};
}
/**
* The branch of a union that the value is meant to be: one whose outer type fits. Of several mappings the one that knows
* most of its keys.
*/
function likelyBranch(issue) {
	const [first, second] = issue.errors.filter((branch) => !branch.some(isWrongOutside)).map((branch) => ({
		branch,
		strange: strangeKeys(branch)
	})).sort((a, b) => a.strange - b.strange);
	if (!first) return void 0;
	return second === void 0 || first.strange < second.strange ? first.branch : void 0;
}
function strangeKeys(branch) {
	return branch.reduce((count, one) => count + (one.code === "unrecognized_keys" ? one.keys.length : 0), 0);
}
function expectedOf(issue) {
	return issue.errors.flatMap((branch) => branch.flatMap((one) => {
		if (one.path.length > 0) return [];
		if (one.code === "invalid_type") return [wordFor(one.expected)];
		return one.code === "invalid_value" ? one.values.map(String) : [];
	}));
}
function isWrongOutside(issue) {
	return (issue.code === "invalid_type" || issue.code === "invalid_value") && issue.path.length === 0;
}
function wordFor(type) {
	switch (type) {
		case "string": return "a text";
		case "object":
		case "record": return "a mapping";
		case "array": return "a list";
		case "boolean": return "true or false";
		default: return `a ${type}`;
	}
}
/** `gate.rules[1].at-most`. */
function labelOf(path) {
	if (path.length === 0) return "the configuration";
	return path.map((step) => typeof step === "number" ? `[${step}]` : `.${String(step)}`).join("").replace(/^\./, "");
}
function keySpot(key, path, tree) {
	const holder = treeAt(tree, path);
	const spot = (holder?.kind === "object" ? holder.members.get(key)?.key : void 0) ?? spotAt(tree, path);
	return {
		line: spot.line,
		column: spot.column
	};
}
// shared/features/configuration/rule-problems.ts
/** What is wrong with the rules of a configuration, whatever else is wrong with it. */
function ruleProblems(config) {
	const rules = treeAt(config, ["gate", "rules"]);
	if (rules?.kind !== "list") return [];
	return rules.items.flatMap((item, index) => {
		const parsed = parsedRule(item);
		if (!parsed || "rule" in parsed) return [];
		const message = `gate.rules[${index}]: ${describeRuleProblem(parsed.problem)}`;
		return [{
			line: item.line,
			column: item.column,
			message
		}];
	});
}
/** Nothing for what is no rule at all: the schema has told that already. */
function parsedRule(item) {
	if (item.kind === "text") return parseRule(item.value);
	const object = ruleObjectSchema.safeParse(plainOf(item));
	return object.success ? ruleFromObject(object.data) : void 0;
}
// shared/features/configuration/read-config.ts
/** A configuration is written by hand; a larger one is something else. */
const CONFIG_LIMIT = 262144;
const MAX_VALUES$1 = 2e4;
const TOLD_PROBLEMS$1 = 50;
/** Reads `proofmark.yml`. Everything that is wrong with it is told at once, each with its line and column. */
async function readConfig(bytes, path) {
	if (bytes.length > 262144) return refuse$1(path, [{
		line: 1,
		column: 1,
		message: `is larger than ${CONFIG_LIMIT / 1024} KiB; is it the right file?`
	}]);
	const decoded = decodeText(bytes);
	if ("problems" in decoded) return refuse$1(path, decoded.problems);
	const parsed = await parseYamlTree(decoded.text, MAX_VALUES$1);
	if ("problems" in parsed) return refuse$1(path, parsed.problems);
	const { tree } = parsed;
	const result = configSchema.safeParse(plainOf(tree));
	const problems = [
		...result.success ? [] : problemsOf(result.error.issues, tree),
		...ruleProblems(tree),
		...droppedNames(tree)
	];
	if (result.success && problems.length === 0) return result.data;
	return refuse$1(path, problems);
}
function refuse$1(path, problems) {
	const lines = problems.toSorted((a, b) => a.line - b.line || a.column - b.column).slice(0, TOLD_PROBLEMS$1).map((problem) => atSpot(path, problem));
	const more = problems.length - lines.length;
	if (more > 0) lines.push(`and ${more} more`);
	throw new ActionError("invalid-config", lines.join("\n"));
}
/** zod leaves this one name out of a mapping with free names without a word; here nothing passes silently. */
function droppedNames(config) {
	return ["data", "deploy"].flatMap((key) => {
		const mapping = treeAt(config, [key]);
		const dropped = mapping?.kind === "object" ? mapping.members.get("__proto__") : void 0;
		return dropped ? [{
			...dropped.key,
			message: `"__proto__" in ${key} cannot be a name`
		}] : [];
	});
}
// shared/platform/absence.ts
const ABSENT = ["nothing-matched", "file-missing"];
/** What was asked of files, or nothing where there are none. */
async function ifThere(asked) {
	try {
		return await asked;
	} catch (error) {
		if (ABSENT.includes(codeOf$2(error))) return void 0;
		throw error;
	}
}
// shared/platform/inside.ts
/**
* The absolute path behind one that a user wrote. On GitHub it must lie in the workspace, also after links are followed;
* in a terminal people may name any file of theirs.
*/
async function userPath(place, path) {
	if (place.kind === "terminal") return resolve(place.workspace, path);
	return resolveInside(place.workspace, path);
}
/** The path as people read it: relative to the folder where it lies in it, with `/`; `.` for the folder itself. */
function pathInside(folder, path) {
	if (!isInside(folder, path)) return path;
	return relative(folder, path).split(sep).join("/") || ".";
}
/** A folder that the user means us to write to, anywhere. */
function absolutePath({ workspace }, path) {
	return resolve(workspace, path);
}
// shared/platform/glob.ts
var import_picomatch = /* @__PURE__ */ __toESM(require_picomatch(), 1);
/** What a user's path means as a glob; nothing when it has no wildcard. A leading `!` is a name's first letter. */
function readGlob(pattern) {
	const { base, glob, isGlob } = import_picomatch.default.scan(pattern, { nonegate: true });
	if (!isGlob) return void 0;
	const plain = base.replace(/\\(.)/g, "$1");
	const start = pattern.startsWith("/") ? "/" : ".";
	return {
		base: plain === "" ? start : plain,
		accepts: (0, import_picomatch.default)(glob, {
			dot: true,
			nonegate: true,
			flags: "s"
		}),
		depth: /\*\*|[*+?@!]\(/.test(glob) ? Number.POSITIVE_INFINITY : glob.split("/").length
	};
}
// shared/platform/near-path.ts
/** Enough for a project; a search that only helps must not be felt. */
const MOST_FOLDERS = 200;
const MOST_ENTRIES$1 = 2e4;
/**
* `; did you mean "models/oil.onnx"?` about a path that is not there, or nothing. Looks for a slip of the pen in any part
* of it, then for the same name with another ending, then for the same name elsewhere in the workspace.
*/
async function didYouMeanPath(place, wanted) {
	const glob = readGlob(wanted);
	const base = glob ? glob.base : wanted;
	const missing = resolve(place.workspace, base);
	const reach = isInside(place.workspace, missing) ? place.workspace : void 0;
	if (reach === void 0 && place.kind === "github") return "";
	const hit = await correct(missing, reach ?? parse(missing).root) ?? (glob || reach === void 0 ? void 0 : await elsewhere(missing, reach));
	if (hit === void 0) return "";
	const rest = glob ? `/${wanted.slice(base.length).replace(/^[\\/]+/, "")}` : "";
	const shown = pathText(`${pathInside(place.workspace, hit)}${rest}`);
	return `; did you mean ${shown.startsWith("\"") ? shown : `"${shown}"`}?`;
}
/** The path with each part that is not there replaced by its neighbour; nothing where one has none, or all are there. */
async function correct(missing, root) {
	let here = root;
	for (const part of relative(root, missing).split(sep)) {
		const names = await entriesOf$3(here);
		const found = names.some(({ name }) => name === part) ? part : neighbour(part, names);
		if (found === void 0) return void 0;
		here = join(here, found);
	}
	return here === missing ? void 0 : here;
}
/** Links are left out: they could lead to where nothing is read. */
function neighbour(part, entries) {
	const names = entries.filter((entry) => !entry.isSymbolicLink()).map(({ name }) => name);
	const [sameStem, ...more] = names.filter((name) => stem(name) === stem(part));
	return nearest(part, names) ?? (more.length === 0 ? sameStem : void 0);
}
function stem(name) {
	return parse(name).name;
}
/** The one file or folder of that name that lies least deep. What tools keep for themselves is not looked into. */
async function elsewhere(missing, root) {
	const name = basename(missing);
	let level = [root];
	let [folders, entries] = [0, 0];
	while (level.length > 0) {
		const next = [];
		const hits = [];
		for (const folder of level) {
			if (++folders > MOST_FOLDERS || entries > MOST_ENTRIES$1) return void 0;
			const found = await entriesOf$3(folder);
			entries += found.length;
			if (folder !== dirname(missing) && found.some((entry) => entry.name === name)) hits.push(join(folder, name));
			next.push(...found.filter(isOurs).map((entry) => join(folder, entry.name)));
		}
		if (hits.length > 0) return hits.length === 1 ? hits[0] : void 0;
		level = next;
	}
}
function isOurs(entry) {
	return entry.isDirectory() && !/^(\.|__|node_modules$|venv$)/.test(entry.name);
}
async function entriesOf$3(folder) {
	return readdir(folder, { withFileTypes: true }).catch(() => []);
}
// shared/platform/user-file.ts
/** The whole of a file that the user named. One that is not there is told with what may have been meant. */
async function readUserFile(place, path, limitBytes) {
	try {
		return await readCapped(await userPath(place, path), limitBytes, path);
	} catch (error) {
		if (codeOf$2(error) !== "file-missing") throw error;
		const guess = await didYouMeanPath(place, path);
		throw new ActionError("file-missing", `there is no file ${pathText(path)}${guess}`);
	}
}
// shared/domain/command-line.ts
/** What a shell would act on; here nothing does, so it is never passed on as if it were a word. */
const SHELL = /[|&;<>()$`*?~#{}[\]!]/;
/**
* Cuts a command line into words as a POSIX shell does, with quotes and backslashes, and without a shell: what only a
* shell understands is refused at its character.
*/
function splitCommand(text) {
	const words = [];
	let word;
	for (let at = 0; at < text.length; at++) {
		const char = text[at] ?? "";
		if (/\s/.test(char)) {
			if (word !== void 0) words.push(word);
			word = void 0;
		} else if (char === "'" || char === "\"") {
			const quoted = readQuoted(text, at, char);
			if (quoted === void 0) return {
				index: at,
				message: "this quote is not closed"
			};
			if ("message" in quoted) return quoted;
			word = (word ?? "") + quoted.value;
			at = quoted.end;
		} else if (char === "\\") {
			if (at + 1 === text.length) return {
				index: at,
				message: "nothing follows this backslash"
			};
			word = (word ?? "") + text[++at];
		} else if (SHELL.test(char)) return {
			index: at,
			message: `${JSON.stringify(char)} would need a shell; quote it, or run [sh, -c, "…"]`
		};
		else word = (word ?? "") + char;
	}
	if (word !== void 0) words.push(word);
	const [program, ...rest] = words;
	if (program === void 0 || program === "") return {
		index: 0,
		message: "names no program"
	};
	return { argv: [program, ...rest] };
}
function readQuoted(text, start, quote) {
	let value = "";
	for (let at = start + 1; at < text.length; at++) {
		const char = text[at] ?? "";
		if (char === quote) return {
			value,
			end: at
		};
		if (quote === "\"" && (char === "$" || char === "`")) return {
			index: at,
			message: `${JSON.stringify(char)} would need a shell; use single quotes`
		};
		const next = text[at + 1] ?? "";
		const isEscape = quote === "\"" && char === "\\" && "\"\\$`".includes(next) && next !== "";
		value += isEscape ? next : char;
		if (isEscape) at++;
	}
}
/** The words as a shell would take them again. */
function printCommand(argv) {
	return argv.map((word) => /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`).join(" ");
}
// shared/domain/dataset-name.ts
/** `data/prices/*.csv` is called `prices`: the last part without a wildcard. */
function nameFromPath(path) {
	const parts = path.split(/[\\/]/).filter((part) => part !== "" && part !== "." && part !== "..");
	const plain = parts.findIndex((part) => /[*?[\]{}()!]/.test(part));
	const name = ((plain === -1 ? parts : parts.slice(0, plain)).at(-1) ?? "data").replace(/\.[^.]+$/, "").replace(/[^A-Za-z0-9._-]+/g, "-");
	return NAME$1.test(name) ? name : "data";
}
// shared/domain/dvc/fields.ts
/** Nothing, with a problem, when the value is no mapping. Names that DVC does not know are problems, as they are to DVC. */
function fieldsOf$1(tree, what, { known, problems }) {
	const note = ({ line, column }, message) => problems.push({
		line,
		column,
		message
	});
	if (tree.kind !== "object") {
		note(tree, `${what} must be a mapping, found ${describeTree(tree)}`);
		return;
	}
	const { members } = tree;
	if (known) for (const [name, { key }] of members) {
		if (known.has(name)) continue;
		note(key, `${what} has the unknown key ${JSON.stringify(name)}${didYouMean(name, known)}`);
	}
	const get = (name) => members.get(name)?.value;
	const spot = (name) => get(name) ?? tree;
	const wrong = (name, must, value) => note(value, `${name} must be ${must}, found ${describeTree(value)}`);
	const presentOf = (name) => {
		const value = get(name);
		return value?.kind === "null" ? void 0 : value;
	};
	return {
		line: tree.line,
		column: tree.column,
		has: (name) => members.has(name),
		get,
		spot,
		refuse: (name, message) => note(name === void 0 ? tree : spot(name), message),
		text(name) {
			const value = presentOf(name);
			if (value === void 0) return void 0;
			const text = textOf$2(value);
			if (text === void 0) wrong(name, "a text", value);
			return text;
		},
		count(name) {
			const value = presentOf(name);
			if (value === void 0) return void 0;
			const isCount = value.kind === "number" && Number.isSafeInteger(value.value) && value.value >= 0;
			if (!isCount) wrong(name, "a whole number", value);
			return isCount ? value.value : void 0;
		},
		flag(name) {
			const value = presentOf(name);
			if (value === void 0) return void 0;
			if (value.kind !== "flag") wrong(name, "true or false", value);
			return value.kind === "flag" ? value.value : void 0;
		},
		list(name) {
			const value = presentOf(name);
			if (value === void 0) return [];
			if (value.kind === "list") return value.items;
			wrong(name, "a list", value);
			return [];
		}
	};
}
/** A scalar as it was written: digits are text here, and so is what looks like a number with an exponent. */
function textOf$2(tree) {
	switch (tree.kind) {
		case "text": return tree.value;
		case "number":
		case "flag": return tree.source ?? String(tree.value);
		default: return;
	}
}
// shared/domain/dvc/artifacts.ts
const KEYS$1 = new Set("path type desc labels meta".split(" "));
function readArtifacts(tree, problems) {
	if (tree?.kind !== "object") return [];
	return [...tree.members].flatMap(([name, { value }]) => {
		const fields = fieldsOf$1(value, `artifact ${name}`, {
			known: KEYS$1,
			problems
		});
		const path = fields?.text("path");
		const type = fields?.text("type");
		if (path === void 0) {
			fields?.refuse("path", `artifact ${name} needs a path`);
			return [];
		}
		return [{
			name,
			path,
			...type === void 0 ? {} : { type }
		}];
	});
}
// shared/domain/dvc/checksum.ts
const MD5 = /^[0-9a-f]{32}$/;
function isMd5(text) {
	return MD5.test(text);
}
/** As it stands in the file. */
function printChecksum(checksum) {
	switch (checksum.kind) {
		case "md5": return `${checksum.hex}${checksum.isFolder ? ".dir" : ""}`;
		case "remote": return checksum.text;
		case "none": return;
	}
}
// shared/domain/dvc/entry.ts
const CHECKSUMS = [
	"md5",
	"etag",
	"checksum"
];
const META = [
	"size",
	"nfiles",
	"isexec",
	"version_id"
];
const NOTES = [
	"desc",
	"type",
	"labels",
	"meta",
	"metric",
	"plot",
	"persist",
	"push",
	"remote"
];
const ENTRY$2 = /* @__PURE__ */ new Set([
	...CHECKSUMS,
	...META,
	...NOTES,
	...[
		"path",
		"hash",
		"cloud",
		"files",
		"cache",
		"fs_config",
		"repo",
		"db",
		"dataset",
		"params"
	],
	...[
		"tags",
		"checkpoint",
		"live"
	]
]);
const LISTED$1 = /* @__PURE__ */ new Set([
	...CHECKSUMS,
	...META,
	"relpath",
	"cloud"
]);
const CLOUD = /* @__PURE__ */ new Set([...CHECKSUMS, ...META]);
/** Nothing when there is no path to speak of; what is wrong is added to the problems. */
function readEntry$1(tree, what, problems) {
	const fields = fieldsOf$1(tree, what, {
		known: ENTRY$2,
		problems
	});
	if (!fields) return void 0;
	const path = fields.text("path");
	if (path === void 0 || path === "") {
		fields.refuse("path", `${what} needs a path`);
		return;
	}
	if (path.includes("\0")) fields.refuse("path", "a path cannot hold a NUL character");
	const { line, column } = fields;
	const list = readList(fields, problems);
	const cloud = readCloud(fields, problems);
	const bytes = fields.count("size");
	const files = fields.count("nfiles");
	const isExecutable = fields.flag("isexec");
	const name = CHECKSUMS.find((key) => fields.has(key));
	return {
		line,
		column,
		path: path.replace(/(?<=.)\/+$/, ""),
		checksum: readChecksum(fields),
		checksumSpot: name === void 0 ? {
			line,
			column
		} : fields.spot(name),
		...bytes === void 0 ? {} : { bytes },
		...files === void 0 ? {} : { files },
		...isExecutable === void 0 ? {} : { isExecutable },
		...list ? { list } : {},
		...cloud.size > 0 ? { cloud } : {},
		isCached: fields.flag("cache") !== false,
		isImport: fields.has("repo") || fields.has("db") || fields.has("dataset")
	};
}
/** `hash: md5` is written since DVC 3; without it the same digits mean the older way to hash. */
function readChecksum(fields) {
	const hash = fields.text("hash");
	if (hash !== void 0 && hash !== "md5") fields.refuse("hash", `hash must be md5, found ${JSON.stringify(hash)}`);
	const text = fields.text("md5")?.toLowerCase();
	if (text !== void 0 && text !== "") {
		const hex = text.replace(/\.dir$/, "");
		if (isMd5(hex)) return {
			kind: "md5",
			hex,
			isFolder: text !== hex,
			isLegacy: hash === void 0
		};
		fields.refuse("md5", `${JSON.stringify(text)} is no MD5`);
	}
	const remote = fields.text("etag") || fields.text("checksum") || fields.text("version_id");
	return remote ? {
		kind: "remote",
		text: remote
	} : { kind: "none" };
}
/** A folder whose files are listed has no checksum of its own; without an MD5 for each file it cannot be checked here. */
function readList(fields, problems) {
	if (!fields.has("files")) return void 0;
	const seen = /* @__PURE__ */ new Set();
	const files = fields.list("files").map((item) => {
		const file = fieldsOf$1(item, "a listed file", {
			known: LISTED$1,
			problems
		});
		const path = file?.text("relpath");
		if (!file || path === void 0 || path === "") {
			file?.refuse("relpath", "a listed file needs a relpath");
			return;
		}
		if (seen.has(path)) file.refuse("relpath", `${JSON.stringify(path)} is listed twice`);
		seen.add(path);
		const md5 = file.text("md5")?.toLowerCase();
		if (md5 !== void 0 && !isMd5(md5)) file.refuse("md5", `${JSON.stringify(md5)} is no MD5`);
		const bytes = file.count("size");
		return md5 === void 0 ? void 0 : {
			path,
			md5,
			...bytes === void 0 ? {} : { bytes }
		};
	});
	const whole = files.filter((file) => file !== void 0);
	return whole.length === files.length ? whole : void 0;
}
function readCloud(fields, problems) {
	const versions = /* @__PURE__ */ new Map();
	const own = readVersion(fields);
	if (own) versions.set("", own);
	const cloud = fields.get("cloud");
	if (cloud?.kind !== "object") return versions;
	for (const [remote, { value }] of cloud.members) {
		const inner = fieldsOf$1(value, `cloud.${remote}`, {
			known: CLOUD,
			problems
		});
		const version = inner && readVersion(inner);
		if (version) versions.set(remote, version);
	}
	return versions;
}
function readVersion(fields) {
	const versionId = fields.text("version_id");
	const etag = fields.text("etag");
	if (versionId === void 0 && etag === void 0) return void 0;
	return {
		...versionId === void 0 ? {} : { versionId },
		...etag === void 0 ? {} : { etag }
	};
}
// shared/domain/byte-order.ts
/**
* Order of the bytes of the UTF-8 names, as `LC_ALL=C sort` has it. That is the order of the characters' numbers, which
* the order of JavaScript's strings is not: half of a character beyond U+FFFF counts there as U+D800 to U+DFFF.
*/
function compareBytes(one, other) {
	const length = Math.min(one.length, other.length);
	for (let index = 0; index < length; index++) {
		const a = one.charCodeAt(index);
		const b = other.charCodeAt(index);
		if (a !== b) return isSurrogate(a) === isSurrogate(b) ? a - b : isSurrogate(a) ? 1 : -1;
	}
	return one.length - other.length;
}
function isSurrogate(unit) {
	return unit >= 55296 && unit <= 57343;
}
// shared/domain/dvc/python-json.ts
const SHORT = /* @__PURE__ */ new Map([
	["\"", "\\\""],
	["\\", "\\\\"],
	["\n", "\\n"],
	["\r", "\\r"],
	["	", "\\t"],
	["\f", "\\f"],
	["\b", "\\b"]
]);
/** A text as Python's `json.dumps` writes it: ASCII only, `\u00e9` in small letters, halves of characters apart. */
function pythonString(text) {
	return `"${text.replace(/["\\]|[^\x20-\x7e]/g, (unit) => SHORT.get(unit) ?? escapeUnit(unit))}"`;
}
function escapeUnit(unit) {
	return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
/**
* A value as Python's `json.dumps(value, sort_keys=True)` writes it. Numbers need their source: Python knows 1 from 1.0.
* Members with a name to drop are left out at every depth.
*/
function pythonJson(tree, drop = /* @__PURE__ */ new Set()) {
	switch (tree.kind) {
		case "object": return `{${[...tree.members].filter(([name]) => !drop.has(name)).sort(([a], [b]) => compareBytes(a, b)).map(([name, { value }]) => `${pythonString(name)}: ${pythonJson(value, drop)}`).join(", ")}}`;
		case "list": return `[${tree.items.map((item) => pythonJson(item, drop)).join(", ")}]`;
		case "text": return pythonString(tree.value);
		case "number": return pythonNumber(tree.value, tree.source);
		case "flag": return String(tree.value);
		case "null": return "null";
	}
}
/** A number as Python prints it; without its source a whole number counts as an `int`. */
function pythonNumber(value, source = String(value)) {
	if (Number.isNaN(value)) return "NaN";
	if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
	const plain = source.replace(/^\+/, "");
	if (/^-?\d+$/.test(plain)) return BigInt(plain).toString();
	if (/^0[xo]/.test(plain)) return BigInt(plain).toString();
	return pythonFloat(value);
}
/** The shortest digits that mean the number, with an exponent where it is below -4 or from 16 on. */
function pythonFloat(value) {
	if (Object.is(value, -0)) return "-0.0";
	const [digits = "", power = "0"] = value.toExponential().split("e");
	const exponent = Number(power);
	if (exponent < -4 || exponent >= 16) return `${digits}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
	const text = String(value);
	return Number.isInteger(value) ? `${text}.0` : text;
}
// shared/domain/dvc/lock-file.ts
const TOP$1 = /* @__PURE__ */ new Set([
	"schema",
	"stages",
	"datasets"
]);
const STAGE = /* @__PURE__ */ new Set([
	"cmd",
	"deps",
	"params",
	"outs"
]);
/** Reads `dvc.lock` as DVC writes it today, and as it did in 1.x: without a schema, stages on top. */
function parseLock(tree) {
	const problems = [];
	const isOld = tree.kind === "object" && !tree.members.has("schema");
	const top = fieldsOf$1(tree, "the lock", {
		known: isOld ? void 0 : TOP$1,
		problems
	});
	if (!top) return { problems };
	const schema = top.text("schema");
	if (!isOld && schema !== "2.0") top.refuse("schema", `the schema must be '2.0', found ${schema}`);
	const holder = isOld ? tree : top.get("stages");
	const stages = [];
	if (holder && holder.kind !== "null") {
		if (fieldsOf$1(holder, "stages", {
			known: void 0,
			problems
		}) && holder.kind === "object") for (const [name, { key, value }] of holder.members) {
			const stage = readStage$1(name, {
				key,
				tree: value,
				problems
			});
			if (stage) stages.push(stage);
		}
	}
	return problems.length > 0 ? { problems } : { value: stages };
}
function readStage$1(name, { key, tree, problems }) {
	const fields = fieldsOf$1(tree, `stage ${name}`, {
		known: STAGE,
		problems
	});
	if (!fields) return void 0;
	const cmd = readCommand(fields.get("cmd"));
	if (!cmd) fields.refuse("cmd", `stage ${name} needs a cmd`);
	const read = (what) => fields.list(what).flatMap((item) => readEntry$1(item, `an entry of ${what} of stage ${name}`, problems) ?? []);
	return {
		line: key.line,
		column: key.column,
		name,
		cmd: cmd ?? [],
		cmdSpot: fields.spot("cmd"),
		deps: read("deps"),
		outs: read("outs"),
		params: readParams$2(fields, {
			what: `params of stage ${name}`,
			problems
		}),
		tree
	};
}
/** One line, or several that run one after the other. */
function readCommand(tree) {
	if (!tree) return void 0;
	const lines = (tree.kind === "list" ? tree.items : [tree]).map(textOf$2);
	return lines.every((line) => line !== void 0) && lines.length > 0 ? lines : void 0;
}
function readParams$2(fields, { what, problems }) {
	const params = fields.get("params");
	if (!params || params.kind === "null") return [];
	const files = fieldsOf$1(params, what, {
		known: void 0,
		problems
	});
	if (!files || params.kind !== "object") return [];
	return [...params.members].flatMap(([file, { value }]) => {
		if (value.kind !== "object") {
			files.refuse(file, `${what}: ${file} must be a mapping`);
			return [];
		}
		return [...value.members].map(([name, member]) => ({
			...member.key,
			file,
			name,
			value: member.value
		}));
	});
}
// shared/domain/dvc/pipeline-stage.ts
const STAGE_KEYS = new Set("cmd wdir deps outs params metrics plots frozen always_changed meta desc vars foreach do matrix live".split(" "));
function readStage(name, { key, tree, problems }) {
	const fields = fieldsOf$1(tree, `stage ${name}`, {
		known: STAGE_KEYS,
		problems
	});
	const cmd = readCommand(fields?.get("cmd"));
	if (!cmd) fields?.refuse("cmd", `stage ${name} needs a cmd`);
	return {
		line: key.line,
		column: key.column,
		name,
		wdir: fields?.text("wdir") ?? ".",
		cmd: cmd ?? [],
		deps: fields?.list("deps").map((item) => plainPath(textOf$2(item) ?? "")) ?? [],
		params: fields?.list("params").flatMap(readParams$1) ?? [],
		outs: fields ? readOuts(fields) : [],
		isFrozen: fields?.flag("frozen") ?? false,
		alwaysChanges: fields?.flag("always_changed") ?? false
	};
}
function readParams$1(tree) {
	if (tree.kind !== "object") return [{
		file: void 0,
		names: [textOf$2(tree) ?? ""]
	}];
	return [...tree.members].map(([file, { value }]) => ({
		file,
		names: value.kind === "list" ? value.items.map((item) => textOf$2(item) ?? "") : []
	}));
}
function readOuts(fields) {
	return [
		["outs", "out"],
		["metrics", "metric"],
		["plots", "plot"]
	].flatMap(([list, kind]) => fields.list(list).flatMap((item) => {
		if (item.kind !== "object") return [{
			path: plainPath(textOf$2(item) ?? ""),
			kind,
			isCached: true
		}];
		return [...item.members].map(([path, { value }]) => {
			const cache = value.kind === "object" ? value.members.get("cache")?.value : void 0;
			const isCached = !(cache?.kind === "flag" && !cache.value);
			return {
				path: plainPath(path),
				kind,
				isCached
			};
		});
	}));
}
function plainPath(path) {
	return path.replace(/(?<=.)\/+$/, "");
}
// shared/domain/dvc/templates.ts
/** Why a template has no value here. */
var Unresolved = class extends Error {};
const EXPRESSION = /(?<!\\)\$\{(.*?)\}/gs;
const NO_SPOT$1 = {
	line: 1,
	column: 1
};
const NO_VARIABLES = {
	...NO_SPOT$1,
	kind: "object",
	members: /* @__PURE__ */ new Map()
};
/** The later of two sets of variables wins, name by name also in depth. */
function mergeVariables(base, more) {
	if (more.kind !== "object") throw new Unresolved("variables must be a mapping");
	const members = new Map(base.members);
	for (const [name, member] of more.members) {
		const old = members.get(name)?.value;
		const value = old?.kind === "object" && member.value.kind === "object" ? mergeVariables(old, member.value) : member.value;
		members.set(name, {
			...member,
			value
		});
	}
	return {
		...base,
		members
	};
}
function withVariable(base, name, value) {
	return {
		...base,
		members: new Map([...base.members, [name, {
			key: NO_SPOT$1,
			value
		}]])
	};
}
/** The value with every `${…}` replaced; a text that is nothing else takes the value as it is. */
function resolveTemplates(tree, variables) {
	switch (tree.kind) {
		case "text": return resolveText(tree.value, {
			variables,
			spot: tree
		});
		case "list": return {
			...tree,
			items: tree.items.map((item) => resolveTemplates(item, variables))
		};
		case "object": {
			const members = [...tree.members].map(([name, { key, value }]) => {
				return [pythonText(resolveText(name, {
					variables,
					spot: key
				})), {
					key,
					value: resolveTemplates(value, variables)
				}];
			});
			return {
				...tree,
				members: new Map(members)
			};
		}
		default: return tree;
	}
}
function resolveText(text, { variables, spot }) {
	const here = {
		line: spot.line,
		column: spot.column
	};
	const [first, second] = [...text.matchAll(EXPRESSION)];
	if (first && !second && first[0] === text) return {
		...select(variables, first[1] ?? ""),
		...here
	};
	const value = text.replace(EXPRESSION, (_, name) => pythonText(select(variables, name))).replaceAll("\\${", "${");
	return {
		...here,
		kind: "text",
		value
	};
}
/** Follows `a.b[0].c`. */
function select(variables, expression) {
	const found = find(variables, expression.replaceAll("[", ".").replaceAll("]", ""));
	if (found) return found;
	throw new Unresolved(`there is no value for \${${expression}}`);
}
/** The value at a dotted name, if there is one. */
function find(tree, dotted) {
	let here = tree;
	for (const step of dotted.split(".")) {
		const name = step.trim();
		if (here?.kind === "object") here = here.members.get(name)?.value;
		else if (here?.kind === "list" && /^\d+$/.test(name)) here = here.items[Number(name)];
		else return void 0;
	}
	return here;
}
/** A value in the middle of a text, as Python prints it; a mapping becomes the options of a command. */
function pythonText(tree) {
	switch (tree.kind) {
		case "text": return tree.value;
		case "number": return pythonNumber(tree.value, tree.source);
		case "flag": return String(tree.value);
		case "null": return "None";
		case "object": return optionsOf(tree, "").join(" ");
		case "list": throw new Unresolved("a list cannot stand in the middle of a text");
	}
}
function optionsOf(tree, prefix) {
	return [...tree.members].flatMap(([name, { value }]) => {
		const option = `--${prefix}${name}`;
		switch (value.kind) {
			case "object": return optionsOf(value, `${prefix}${name}.`);
			case "flag": return value.value ? [option] : [];
			case "list": return [option, ...value.items.map(shellWord)];
			default: return [option, shellWord(value)];
		}
	});
}
/** A text as Python's `shlex.quote` writes it. */
function shellWord(tree) {
	const text = pythonText(tree);
	if (tree.kind !== "text") return text;
	if (text !== "" && !/[^\w@%+=:,./-]/.test(text)) return text;
	return `'${text.replaceAll("'", `'"'"'`)}'`;
}
// shared/domain/dvc/stage-group.ts
/** More stages than anybody writes by hand; a matrix multiplies. */
const MOST_STAGES = 1e4;
const NO_SPOT = {
	line: 1,
	column: 1
};
/** One stage, or those that `foreach` and `matrix` stand for, named `group@item`. */
function expandStage(name, tree, variables) {
	if (tree.kind !== "object") return [];
	const foreach = tree.members.get("foreach")?.value;
	const matrix = tree.members.get("matrix")?.value;
	if (foreach) {
		const template = tree.members.get("do")?.value;
		if (!template) throw new Unresolved("foreach needs do");
		return expandForeach(resolveTemplates(foreach, variables), variables).map((one) => ({
			name: `${name}@${one.key}`,
			tree: template,
			variables: one.variables
		}));
	}
	if (!matrix) return [{
		name,
		tree,
		variables
	}];
	const template = {
		...tree,
		members: new Map([...tree.members].filter(([key]) => key !== "matrix"))
	};
	return expandMatrix(resolveTemplates(matrix, variables), variables).map((one) => ({
		name: `${name}@${one.key}`,
		tree: template,
		variables: one.variables
	}));
}
function expandForeach(items, variables) {
	if (items.kind === "object") return [...items.members].map(([key, { value }]) => ({
		key,
		variables: withVariable(withVariable(variables, "item", value), "key", textTree(key))
	}));
	if (items.kind !== "list") throw new Unresolved("foreach must be a list or a mapping");
	const isSimple = !items.items.some(isComposite);
	return items.items.map((value, index) => ({
		key: isSimple ? pythonText(value) : String(index),
		variables: withVariable(variables, "item", value)
	}));
}
function expandMatrix(matrix, variables) {
	if (matrix.kind !== "object") throw new Unresolved("matrix must be a mapping");
	let rows = [{
		parts: [],
		values: /* @__PURE__ */ new Map()
	}];
	for (const [name, { value }] of matrix.members) {
		if (value.kind !== "list") throw new Unresolved(`matrix: ${name} must be a list`);
		if (rows.length * value.items.length > MOST_STAGES) throw new Unresolved(`matrix stands for more than ${MOST_STAGES} stages`);
		rows = rows.flatMap(({ parts, values }) => value.items.map((item, index) => ({
			parts: [...parts, isComposite(item) ? `${name}${index}` : pythonText(item)],
			values: new Map([...values, [name, item]])
		})));
	}
	return rows.map(({ parts, values }) => {
		const key = parts.join("-");
		return {
			key,
			variables: withVariable(withVariable(variables, "item", {
				...NO_SPOT,
				kind: "object",
				members: new Map([...values].map(([name, value]) => [name, {
					key: NO_SPOT,
					value
				}]))
			}), "key", textTree(key))
		};
	});
}
function isComposite({ kind }) {
	return kind === "list" || kind === "object";
}
function textTree(value) {
	return {
		...NO_SPOT,
		kind: "text",
		value
	};
}
// shared/domain/dvc/pipeline-file.ts
const TOP = new Set("stages params metrics plots artifacts vars datasets".split(" "));
const DEFAULT_PARAMS = "params.yaml";
/** The files that templates take their values from. */
function variableFilesOf(tree) {
	const files = /* @__PURE__ */ new Set([DEFAULT_PARAMS]);
	const add = (holder) => {
		const vars = holder?.kind === "object" ? holder.members.get("vars")?.value : void 0;
		if (vars?.kind !== "list") return;
		for (const item of vars.items) if (item.kind === "text") files.add(fileOf$1(item.value));
	};
	add(tree);
	const stages = tree.kind === "object" ? tree.members.get("stages")?.value : void 0;
	if (stages?.kind === "object") for (const { value } of stages.members.values()) add(value);
	return [...files];
}
function parsePipeline(tree, files) {
	const problems = [];
	const top = fieldsOf$1(tree, "the pipeline", {
		known: TOP,
		problems
	});
	if (!top) return { problems };
	const stages = [];
	const unresolved = [];
	const variables = attempt(() => loadVariables(top.get("vars"), files, defaultsOf(files)));
	const named = top.get("stages");
	if (named?.kind === "object") for (const [name, { key, value }] of named.members) {
		if (!(fieldsOf$1(value, `stage ${name}`, {
			known: void 0,
			problems
		}) !== void 0)) continue;
		const read = attempt(() => {
			if ("why" in variables) throw new Unresolved(variables.why);
			return expandStage(name, value, variables.value).map((expanded) => {
				const own = loadVariables(member(expanded.tree, "vars"), files, expanded.variables);
				return readStage(expanded.name, {
					key,
					tree: resolveTemplates(without(expanded.tree, "vars"), own),
					problems
				});
			});
		});
		if ("why" in read) unresolved.push({
			name,
			line: key.line,
			why: read.why
		});
		else stages.push(...read.value);
	}
	else if (named && named.kind !== "null") top.refuse("stages", "stages must be a mapping");
	const texts = (key) => top.list(key).flatMap((item) => {
		const text = attempt(() => textOf$2("why" in variables ? item : resolveTemplates(item, variables.value)));
		return "value" in text && text.value !== void 0 ? [text.value] : [];
	});
	const metrics = texts("metrics");
	const params = texts("params");
	const artifacts = readArtifacts(top.get("artifacts"), problems);
	if (problems.length > 0) return { problems };
	return { value: {
		stages,
		unresolved,
		metrics,
		params,
		artifacts
	} };
}
function defaultsOf(files) {
	const params = files.get(DEFAULT_PARAMS);
	return params?.kind === "object" ? mergeVariables(NO_VARIABLES, params) : NO_VARIABLES;
}
/** `vars:` names files, or parts of them (`file.yaml:a,b`), or holds values itself. */
function loadVariables(vars, files, base) {
	if (!vars || vars.kind === "null") return base;
	if (vars.kind !== "list") throw new Unresolved("vars must be a list");
	return vars.items.reduce((known, item) => {
		if (item.kind === "object") return mergeVariables(known, item);
		const text = textOf$2(item) ?? "";
		const file = fileOf$1(text);
		const loaded = files.get(file);
		if (!loaded) throw new Unresolved(`${file} cannot be read`);
		const names = text.slice(file.length + 1).split(",").filter((name) => name !== "");
		if (names.length === 0) return mergeVariables(known, loaded);
		const picked = names.map((name) => [name, {
			key: item,
			value: select(loaded, name)
		}]);
		return mergeVariables(known, {
			...NO_VARIABLES,
			members: new Map(picked)
		});
	}, base);
}
function fileOf$1(text) {
	return /^(.*?)(:[^\\/:]*)?$/.exec(text)?.[1] ?? text;
}
function member(tree, name) {
	return tree.kind === "object" ? tree.members.get(name)?.value : void 0;
}
function without(tree, name) {
	if (tree.kind !== "object") return tree;
	return {
		...tree,
		members: new Map([...tree.members].filter(([key]) => key !== name))
	};
}
function attempt(read) {
	try {
		return { value: read() };
	} catch (error) {
		if (error instanceof Unresolved) return { why: error.message };
		throw error;
	}
}
// shared/domain/dvc/place.ts
const ADDRESS = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//;
/** Follows names from the top of the repository: the folder of the file, its `wdir`, the path itself. */
function placeOf$3(...parts) {
	const last = parts.at(-1) ?? "";
	if (ADDRESS.test(last)) return { kind: "external" };
	if (parts.some((part) => part.includes("\0"))) return { kind: "outside" };
	const names = [];
	for (const part of parts) {
		if (part.startsWith("/") || /^[A-Za-z]:[\\/]/.test(part)) return { kind: "outside" };
		for (const name of part.split("/")) {
			if (name === "" || name === ".") continue;
			if (name !== "..") names.push(name);
			else if (names.pop() === void 0) return { kind: "outside" };
		}
	}
	return {
		kind: "inside",
		path: names.join("/") || "."
	};
}
/** Whether one path is the other or lies below it. */
function isAtOrBelow(path, folder) {
	return folder === "." || path === folder || path.startsWith(`${folder}/`);
}
function folderOf$1(path) {
	const slash = path.lastIndexOf("/");
	return slash === -1 ? "." : path.slice(0, slash);
}
// shared/domain/dvc/training-stage.ts
/** The stage that trains: the one that is named, else one that writes the model, else `train`, else the only one. */
function trainingStage({ stages, unresolved, artifacts }, config, named) {
	if (named !== void 0) {
		const stage = stages.find(({ name }) => name === named);
		if (stage) return { value: stage };
		const unread = unresolved.find(({ name }) => name === named || named.startsWith(`${name}@`));
		return { problem: unread ? `stage ${named}: ${unread.why}` : `there is no stage ${named}` };
	}
	const models = new Set(config.model ? [config.model.path] : artifacts.flatMap(({ path, type }) => type === "model" ? [path] : []));
	const writers = stages.filter(({ outs }) => outs.some(({ path }) => models.has(path)));
	const called = stages.filter(({ name }) => name === "train");
	for (const some of [
		writers,
		called,
		stages
	]) {
		const [only, ...more] = some;
		if (only && more.length === 0) return { value: only };
		if (only) return { problem: severalStages(some.map(({ name }) => name)) };
	}
	const [unread] = unresolved;
	return { problem: unread ? `stage ${unread.name}: ${unread.why}` : "there is no stage" };
}
function severalStages(names) {
	return `several stages could be the training: ${names.slice(0, 5).join(", ") + (names.length > 5 ? ", …" : "")}. Name it: from: dvc.yaml:${names[0]}`;
}
// shared/domain/dvc/fill-config.ts
function fillConfig(config, { pipeline, folder, stage: named }) {
	const found = trainingStage(pipeline, config, named);
	if ("problem" in found) return { problems: [found.problem] };
	const stage = found.value;
	const problems = [];
	const at = (path) => {
		const place = placeOf$3(folder, stage.wdir, path);
		if (place.kind === "inside") return place.path;
		problems.push(`${path} of stage ${stage.name} lies outside of the repository; it cannot be tracked`);
	};
	const deps = sortDeps(stage, {
		at,
		config,
		made: new Set(pipeline.stages.flatMap(({ outs }) => outs.map(({ path }) => path))),
		problems
	});
	const params = paramsOf(stage, at);
	const run = config.train?.run ?? runOf(stage, folder, problems);
	const metrics = config.train?.metrics ?? metricsOf(stage, {
		pipeline,
		at,
		problems
	});
	const model = config.model?.path ?? modelOf(stage, {
		pipeline,
		at,
		problems
	});
	const code = config.train?.code ?? [...deps.code, ...params.slice(1)];
	if (problems.length > 0) return { problems };
	const firstParams = config.train?.params ?? params[0];
	return { value: {
		...config,
		data: {
			...deps.data,
			...config.data
		},
		train: {
			...config.train,
			...run === void 0 ? {} : { run },
			...code.length > 0 ? { code } : {},
			...firstParams === void 0 ? {} : { params: firstParams },
			...metrics === void 0 ? {} : { metrics }
		},
		...model === void 0 ? {} : { model: {
			...config.model,
			path: model
		} }
	} };
}
const DATA_FILE = /\.(csv|tsv|jsonl?|ndjson|parquet|arrow|feather|npy|npz|h5|hdf5|zip|gz|tar|tgz|zst|bz2|xz|pkl|pickle|txt|xlsx?|avro|orc|tfrecord|lmdb|db|sqlite|png|jpe?g|wav|mp3|flac|bin|pt|onnx|safetensors)$/i;
const CODE_FILE = /(\.(py|r|rmd|ipynb|sh|jl|m|js|mjs|ts|sql|c|cc|cpp|h|rs|go|java|scala|ya?ml|toml|cfg|ini|lock)|(^|\/)(requirements[^/]*\.txt|Makefile|Dockerfile))$/i;
const DATA_FOLDER = /(^|\/)(data|datasets?|raw|processed|prepared|interim|external|features|images|corpus)(\/|$)/i;
const CODE_FOLDER = /(^|\/)(src|lib|code|scripts?|pkg|packages?|notebooks)(\/|$)/i;
/** Data that is declared already is not declared again; what could be both is asked about. */
function sortDeps({ name, deps }, { at, config, made, problems }) {
	const declared = Object.values(config.data ?? {}).map(({ path }) => plain(path));
	const named = (config.train?.code ?? []).map(plain);
	const data = {};
	const code = [];
	for (const dep of deps) {
		const path = at(dep);
		if (path === void 0 || declared.includes(path)) continue;
		if (named.some((one) => isAtOrBelow(path, one))) continue;
		const kind = kindOf$2(dep, made.has(dep));
		if (kind === "code") code.push(path);
		else if (kind === "data") data[freeName(path, /* @__PURE__ */ new Set([...Object.keys(data), ...Object.keys(config.data ?? {})]))] = {
			path,
			role: "train"
		};
		else problems.push(`${path}, on which stage ${name} depends, could be data or code. Write one of:\n  data: { ${nameFromPath(path)}: { path: ${path} } }\n  train: { code: [${path}] }`);
	}
	return {
		data,
		code
	};
}
function kindOf$2(path, isMade) {
	if (isMade) return "data";
	if (CODE_FILE.test(path)) return "code";
	if (DATA_FILE.test(path) || DATA_FOLDER.test(path)) return "data";
	return CODE_FOLDER.test(path) ? "code" : void 0;
}
function freeName(path, taken) {
	const name = nameFromPath(path);
	if (!taken.has(name)) return name;
	for (let number = 2;; number++) if (!taken.has(`${name}-${number}`)) return `${name}-${number}`;
}
function plain(path) {
	return path.replace(/^(\.\/)+/, "").replace(/(?<=.)\/+$/, "");
}
/** The file of parameters first; further ones count as code, whose content matters as a whole. */
function paramsOf({ params }, at) {
	return [...new Set(params.map(({ file }) => file ?? "params.yaml"))].sort((a, b) => Number(b === DEFAULT_PARAMS) - Number(a === DEFAULT_PARAMS)).flatMap((file) => at(file) ?? []);
}
function runOf(stage, folder, problems) {
	const [line, ...more] = stage.cmd;
	const here = placeOf$3(folder, stage.wdir);
	const write = "Write the command under train.run; with a shell: run: [sh, -c, \"…\"]";
	if (line === void 0) return void 0;
	if (more.length > 0) problems.push(`stage ${stage.name} has several commands. ${write}`);
	else if (here.kind !== "inside" || here.path !== ".") problems.push(`stage ${stage.name} runs in another folder. ${write}`);
	else {
		const split = splitCommand(line);
		if ("message" in split) problems.push(`the command of stage ${stage.name} needs a shell (${split.message}). ${write}`);
	}
	return line;
}
function metricsOf(stage, { pipeline, at, problems }) {
	const own = stage.outs.filter(({ kind }) => kind === "metric").map(({ path }) => path);
	const written = new Set(stage.outs.map(({ path }) => path));
	const top = pipeline.metrics.filter((path) => written.has(path));
	const [only, ...more] = own.length > 0 ? own : top;
	if (only === void 0) return void 0;
	if (more.length > 0) problems.push(`stage ${stage.name} writes several metrics files. Write the one to judge: train: { metrics: ${only} }`);
	return at(only);
}
function modelOf(stage, { pipeline, at, problems }) {
	const outs = stage.outs.filter(({ kind }) => kind === "out").map(({ path }) => path);
	const named = pipeline.artifacts.filter(({ path, type }) => type === "model" && outs.includes(path));
	const [only, ...more] = named.length > 0 ? named.map(({ path }) => path) : outs;
	if (only === void 0) return void 0;
	if (more.length > 0) problems.push(`stage ${stage.name} writes several outputs. Write the model: model: { path: ${only} }`);
	return at(only);
}
// shared/features/dvc/read-document.ts
/** The largest lock that is known has a hundredth of it. */
const DOCUMENT_LIMIT = 64 * 2 ** 20;
const MAX_VALUES = 3e6;
/** A YAML file of DVC, or of parameters; JSON is YAML too. What cannot be read is a problem of this file alone. */
async function readDocument({ root, boundary }, file) {
	const path = `${root}/${file}`;
	try {
		if (await kindAt(path, boundary) === "outside") return problem("is a link that leads out");
		return await parseDocument(await readCapped(path, DOCUMENT_LIMIT, file));
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		return problem(error.message);
	}
}
async function parseDocument(bytes) {
	const decoded = decodeText(bytes);
	if ("problems" in decoded) return decoded;
	return parseYamlTree(decoded.text, MAX_VALUES, { keepsSource: true });
}
function problem(message) {
	return { problems: [{
		line: 1,
		column: 1,
		message
	}] };
}
// shared/features/dvc/pipeline-at.ts
/** Reads `dvc.yaml` or `models/dvc.yaml:train` from wherever the reader reads. */
async function readPipelineAt(from, readFile) {
	const [, file = from, stage] = /^(.*?\.ya?ml)(?::(.+))?$/.exec(from) ?? [];
	const place = placeOf$3(file);
	if (place.kind !== "inside" || !/\.ya?ml$/.test(file)) throw invalid$2(`from: ${from} is no dvc.yaml of this repository`);
	const folder = folderOf$1(place.path);
	const bytes = await readFile(place.path);
	if (!bytes) throw invalid$2(`from: there is no ${pathText(place.path)}`);
	const read = await parseDocument(bytes);
	if ("problems" in read) throw broken$3(place.path, read.problems);
	const files = /* @__PURE__ */ new Map();
	for (const name of variableFilesOf(read.tree)) {
		const at = placeOf$3(folder, name);
		const text = at.kind === "inside" ? await readFile(at.path) : void 0;
		const variables = text && /\.(ya?ml|json)$/i.test(name) ? await parseDocument(text) : void 0;
		if (variables && "tree" in variables) files.set(name, variables.tree);
	}
	const pipeline = parsePipeline(read.tree, files);
	if ("problems" in pipeline) throw broken$3(place.path, pipeline.problems);
	return {
		pipeline: pipeline.value,
		folder,
		stage
	};
}
function broken$3(file, problems) {
	return invalid$2(problems.slice(0, 20).map((problem) => atSpot(file, problem)).join("\n"));
}
function invalid$2(message) {
	return new ActionError("invalid-config", message, { hint: "Name the pipeline relative to the repository: from: dvc.yaml, or with its stage: from: dvc.yaml:train" });
}
// shared/domain/dvc/dvc-file.ts
const KEYS = new Set("md5 cmd wdir deps outs locked frozen meta always_changed desc".split(" "));
function parseDvcFile(tree) {
	const problems = [];
	const fields = fieldsOf$1(tree, "the file", {
		known: KEYS,
		problems
	});
	if (!fields) return { problems };
	const read = (key) => fields.list(key).flatMap((item) => readEntry$1(item, `an entry of ${key}`, problems) ?? []);
	const outs = read("outs");
	const deps = read("deps");
	if (outs.length === 0 && deps.length === 0) fields.refuse(void 0, "the file names no data: it has neither outs nor deps");
	const md5 = fields.text("md5");
	const wdir = fields.text("wdir") ?? ".";
	const isFrozen = fields.flag("frozen") ?? fields.flag("locked") ?? false;
	if (problems.length > 0) return { problems };
	return { value: {
		wdir,
		outs,
		deps,
		isFrozen,
		...md5 ? { own: {
			md5,
			text: ownText(tree),
			spot: fields.spot("md5")
		} } : {}
	} };
}
const UNHASHED = new Set("desc type labels meta locked frozen metric persist isexec size nfiles".split(" "));
const UNHASHED_ON_TOP = /* @__PURE__ */ new Set([
	"md5",
	"meta",
	"desc"
]);
/** What the MD5 on top of an import is taken of. */
function ownText(tree) {
	if (tree.kind !== "object") return pythonJson(tree);
	const members = [...tree.members].filter(([name, { value }]) => {
		if (name === "wdir" && value.kind === "text" && value.value === ".") return false;
		return !UNHASHED_ON_TOP.has(name);
	});
	return pythonJson({
		...tree,
		members: new Map(members)
	}, UNHASHED);
}
// shared/platform/folder-listing.ts
/** Folders between two looks at signals. */
const BREATH_FOLDERS$1 = 200;
/** Lists a folder in depth as DVC sees it: files at the end of links count, folders at the end of links do not. */
async function listFolder(root, options) {
	const listing = {
		files: [],
		folderLinks: [],
		problems: []
	};
	const open = [""];
	let read = 0;
	for (let folder = open.pop(); folder !== void 0; folder = open.pop()) {
		if (++read % BREATH_FOLDERS$1 === 0) await new Promise((resolve) => setImmediate(resolve));
		await options.onFolder?.(folder);
		let entries;
		try {
			entries = readdirSync(join(root, folder), { withFileTypes: true });
		} catch (error) {
			listing.problems.push(`${pathText(folder || ".")} is a folder that cannot be read (${systemCode(error)})`);
			continue;
		}
		for (const entry of entries) {
			const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
			if (options.isLeftOut(path, entry.isDirectory())) continue;
			if (entry.isDirectory()) open.push(path);
			else if (entry.isFile()) listing.files.push(path);
			else if (entry.isSymbolicLink()) addLink(join(root, path), {
				path,
				options,
				listing
			});
			else listing.problems.push(`${pathText(path)} is a socket, pipe or device`);
		}
	}
	return listing;
}
function addLink(absolute, { path, options, listing }) {
	try {
		const target = realpathSync(absolute);
		const status = statSync(target);
		if (status.isDirectory()) listing.folderLinks.push(path);
		else if (!isInside(options.boundary, target)) listing.problems.push(`${pathText(path)} is a link that leads out of the repository`);
		else if (status.isFile()) listing.files.push(path);
		else listing.problems.push(`${pathText(path)} is a link to a socket, pipe or device`);
	} catch {
		listing.problems.push(`${pathText(path)} is a link that leads nowhere`);
	}
}
// shared/domain/dvc/ignore-rules.ts
/** Reads the lines of a `.dvcignore`, which are those of a `.gitignore`: the last one that fits decides. */
function parseIgnoreRules(text) {
	const rules = text.split(/\r?\n/).flatMap((line) => readRule(line) ?? []);
	return (path, isFolder) => {
		const rule = rules.findLast(({ pattern, isFolderOnly }) => (isFolder || !isFolderOnly) && pattern.test(path));
		return rule && !rule.isKept;
	};
}
function readRule(line) {
	const text = line.replace(/(?<!\\) +$/, "");
	if (text === "" || text.startsWith("#")) return void 0;
	const isKept = text.startsWith("!");
	const wanted = isKept ? text.slice(1) : text;
	const isFolderOnly = wanted.endsWith("/");
	const plain = wanted.replace(/\/$/, "");
	const isAnchored = plain.includes("/");
	const body = translate(plain.replace(/^\//, ""));
	if (body === void 0) return void 0;
	return {
		isKept,
		isFolderOnly,
		pattern: new RegExp(`^${isAnchored ? "" : "(?:.*/)?"}${body}$`, "su")
	};
}
/** Nothing where a bracket is not closed: such a line fits no path. */
function translate(glob) {
	let source = "";
	for (let index = 0; index < glob.length;) {
		const rest = glob.slice(index);
		const [whole = "", part] = /^(\*\*\/|\/\*\*\/|\/\*\*$|\*+|\?|\\.|\[(?:!|\^)?\]?(?:\\.|[^\]\\])*\])/su.exec(rest) ?? [];
		if (part === void 0) {
			if (rest.startsWith("[")) return void 0;
			const [character = ""] = rest;
			source += literal(character);
			index += character.length;
			continue;
		}
		source += partSource(part, index === 0);
		index += whole.length;
	}
	return source;
}
function partSource(part, isFirst) {
	switch (part) {
		case "**/": return isFirst ? "(?:.*/)?" : "[^/]*/";
		case "/**/": return "/(?:.*/)?";
		case "/**": return "/.+";
		case "?": return "[^/]";
	}
	if (part.startsWith("*")) return "[^/]*";
	if (part.startsWith("\\")) return literal(part.slice(1));
	const escaped = part.slice(1, -1).replace(/^[!^]/, "").replace(/\\(.)/gsu, "$1").replace(/[\\\][^&~|]/g, "\\$&");
	return `(?!/)[${/^\[[!^]/.test(part) ? "^" : ""}${escaped}]`;
}
function literal(text) {
	return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
// shared/domain/dvc/remotes.ts
/** Reads `.dvc/config`; of several texts the later ones win. Lines that say nothing are passed over, as DVC does. */
function parseDvcConfig(...texts) {
	const sections = /* @__PURE__ */ new Map();
	for (const text of texts) addSections(sections, text);
	const preferred = sections.get("core")?.get("remote");
	const remotes = [...sections].flatMap(([section, values]) => {
		const name = /^remote "(.*)"$/.exec(section)?.[1];
		const url = values.get("url");
		if (name === void 0 || url === void 0) return [];
		const isVersionAware = ["version_aware", "worktree"].some((key) => /^(true|1|yes|on)$/i.test(values.get(key) ?? ""));
		return [{
			name,
			url: withoutUser(url),
			isVersionAware,
			isDefault: name === preferred
		}];
	});
	const cacheDir = sections.get("cache")?.get("dir");
	return {
		remotes,
		...cacheDir === void 0 ? {} : { cacheDir }
	};
}
function addSections(sections, text) {
	let current = /* @__PURE__ */ new Map();
	for (const raw of text.split(/\r?\n/)) {
		const line = raw.trim();
		if (line === "" || /^[#;]/.test(line)) continue;
		const name = /^\[(.*)\]$/.exec(line)?.[1];
		if (name !== void 0) {
			const plain = name.trim().replace(/^'(.*)'$/, "$1");
			current = sections.get(plain) ?? /* @__PURE__ */ new Map();
			sections.set(plain, current);
			continue;
		}
		const [, key, value] = /^([^=]+?)\s*=\s*(.*)$/.exec(line) ?? [];
		if (key !== void 0 && value !== void 0) current.set(key, value.replace(/^(["'])(.*)\1$/, "$2"));
	}
}
function withoutUser(url) {
	return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, "$1");
}
// shared/features/dvc/repository.ts
const RULES_LIMIT = 2 ** 20;
const OWN = /* @__PURE__ */ new Set([
	".git",
	".hg",
	".dvc"
]);
/** The nearest folder above that has a `.dvc`, else the start itself. On GitHub it is never above the workspace. */
async function openRepository(start, place) {
	const root = await findRoot(start, place);
	const rules = [];
	const learned = /* @__PURE__ */ new Set();
	const texts = await Promise.all(["config", "config.local"].map((name) => textOf$1(`${root}/.dvc/${name}`)));
	return {
		root,
		boundary: await realFolder(root),
		config: parseDvcConfig(...texts.flatMap((text) => text ?? [])),
		isLeftOut(path, isFolder) {
			const name = path.slice(path.lastIndexOf("/") + 1);
			if (OWN.has(name)) return true;
			for (const { folder, rules: one } of rules.toReversed()) {
				if (!isAtOrBelow(path, folder)) continue;
				const said = one(folder === "." ? path : path.slice(folder.length + 1), isFolder);
				if (said !== void 0) return said;
			}
			return false;
		},
		async learn(folder) {
			if (learned.has(folder)) return;
			learned.add(folder);
			const file = `${root}/${folder}/.dvcignore`;
			const text = await isFile(file) ? await textOf$1(file) : void 0;
			if (text !== void 0) rules.push({
				folder,
				rules: parseIgnoreRules(text)
			});
		}
	};
}
async function findRoot(start, { kind, workspace }) {
	for (let here = start;; here = parentOf(here)) {
		if (kind === "github" && !isInside(workspace, here)) break;
		if (await isFolder(`${here}/.dvc`)) return here;
		if (here === parentOf(here)) break;
	}
	return start;
}
/** Folders from the top of the repository down to this one, which may be the top itself. */
function foldersTo(root, folder) {
	const inner = pathInside(root, folder);
	if (inner === ".") return ["."];
	const names = inner.split("/");
	return [".", ...names.map((_, index) => names.slice(0, index + 1).join("/"))];
}
async function textOf$1(file) {
	try {
		return new TextDecoder().decode(await readCapped(file, RULES_LIMIT));
	} catch (error) {
		if (codeOf$2(error) === "file-missing") return void 0;
		throw error;
	}
}
/** Where DVC keeps its objects, if that is inside of the repository. */
function cacheFolder({ root, config }) {
	const place = placeOf$3(".dvc", config.cacheDir ?? "cache");
	return place.kind === "inside" ? `${root}/${place.path}` : void 0;
}
// shared/features/dvc/read-project.ts
/** Reads one file of DVC, or all below a folder. What cannot be read is told and stops nothing else. */
async function readProject(repository, start) {
	const files = await isFile(start) ? await withPipeline(repository, pathInside(repository.root, start)) : await findFiles$1(repository, start);
	const dvcFiles = [];
	const locks = [];
	const pipelines = /* @__PURE__ */ new Map();
	const invalid = [];
	for (const file of files) {
		const read = await readDocument(repository, file);
		if ("problems" in read) {
			invalid.push({
				file,
				problems: read.problems
			});
			continue;
		}
		const refuse = (problems) => invalid.push({
			file,
			problems
		});
		if (isNamed(file, "dvc.yaml")) {
			const pipeline = parsePipeline(read.tree, await readVariables(repository, {
				tree: read.tree,
				folder: folderOf$1(file)
			}));
			if ("value" in pipeline) pipelines.set(folderOf$1(file), pipeline.value);
			else refuse(pipeline.problems);
		} else if (isNamed(file, "dvc.lock")) {
			const stages = parseLock(read.tree);
			if ("value" in stages) locks.push({
				file,
				stages: stages.value
			});
			else refuse(stages.problems);
		} else {
			const content = parseDvcFile(read.tree);
			if ("value" in content) dvcFiles.push({
				file,
				content: content.value
			});
			else refuse(content.problems);
		}
	}
	const folders = dvcFiles.flatMap(({ file, content }) => content.outs.flatMap(({ path }) => {
		const place = placeOf$3(folderOf$1(file), content.wdir, path);
		return place.kind === "inside" ? [place.path] : [];
	}));
	const isData = (file) => folders.some((folder) => file !== folder && isAtOrBelow(file, folder));
	return {
		dvcFiles: dvcFiles.filter(({ file }) => !isData(file)),
		locks: locks.filter(({ file }) => !isData(file)),
		pipelines,
		invalid: invalid.filter(({ file }) => !isData(file))
	};
}
function isNamed(file, name) {
	return file === name || file.endsWith(`/${name}`);
}
async function withPipeline({ root }, file) {
	if (file.endsWith(".dvc")) return [file];
	const folder = folderOf$1(file);
	const both = ["dvc.yaml", "dvc.lock"].map((name) => folder === "." ? name : `${folder}/${name}`);
	const there = await Promise.all(both.map((path) => isFile(`${root}/${path}`)));
	return both.filter((_, index) => there[index]);
}
async function findFiles$1(repository, start) {
	const above = foldersTo(repository.root, start);
	for (const folder of above) await repository.learn(folder);
	const base = above.at(-1) ?? ".";
	const inside = (path) => base === "." ? path : `${base}/${path}`;
	const { files } = await listFolder(start, {
		boundary: repository.boundary,
		isLeftOut: (path, isFolder) => repository.isLeftOut(inside(path), isFolder),
		onFolder: (folder) => repository.learn(folder === "" ? base : inside(folder))
	});
	return files.filter((file) => /(^|\/)dvc\.(yaml|lock)$|[^/]\.dvc$/.test(file)).map(inside).sort();
}
async function readVariables(repository, { tree, folder }) {
	const files = /* @__PURE__ */ new Map();
	for (const name of variableFilesOf(tree)) {
		const place = placeOf$3(folder, name);
		if (place.kind !== "inside" || !/\.(ya?ml|json)$/i.test(name)) continue;
		if (!await isFile(`${repository.root}/${place.path}`)) continue;
		const read = await readDocument(repository, place.path);
		if ("tree" in read) files.set(name, read.tree);
	}
	return files;
}
// shared/domain/dvc/dir-listing.ts
/** The object whose MD5 names a folder, byte for byte as DVC stores it. */
function formatListing(files) {
	return `[${[...files].sort((a, b) => compareBytes(a.path, b.path)).map(({ path, md5 }) => `{"md5": ${pythonString(md5)}, "relpath": ${pythonString(path)}}`).join(", ")}]`;
}
/** The files of a stored listing; nothing when it is not one. */
function parseListing(text) {
	let json;
	try {
		json = JSON.parse(text);
	} catch {
		return;
	}
	if (!Array.isArray(json)) return void 0;
	const files = [];
	for (const item of json) {
		if (typeof item !== "object" || item === null) return void 0;
		const { md5, relpath } = item;
		if (typeof md5 !== "string" || !isMd5(md5) || typeof relpath !== "string") return void 0;
		files.push({
			path: relpath,
			md5
		});
	}
	return files;
}
/** What differs between a folder as it was recorded and as it is, by name. */
function compareListings(recorded, found) {
	const now = new Map(found.map(({ path, md5 }) => [path, md5]));
	const then = new Set(recorded.map(({ path }) => path));
	return {
		modified: recorded.filter(({ path, md5 }) => now.has(path) && now.get(path) !== md5).map(({ path }) => path),
		missing: recorded.filter(({ path }) => !now.has(path)).map(({ path }) => path),
		extra: found.filter(({ path }) => !then.has(path)).map(({ path }) => path)
	};
}
// shared/features/dvc/known-listing.ts
const LISTING_LIMIT = 256 * 2 ** 20;
/** The files that a folder had when it was recorded: from the entry, else from the local cache, where it is there. */
async function knownListing(repository, entry) {
	if (entry.list) return entry.list;
	if (entry.checksum.kind !== "md5") return void 0;
	const { hex } = entry.checksum;
	const cache = cacheFolder(repository);
	const object = `${hex.slice(0, 2)}/${hex.slice(2)}.dir`;
	if (cache === void 0) return void 0;
	for (const path of [`${cache}/files/md5/${object}`, `${cache}/${object}`]) {
		if (await kindAt(path, repository.boundary) !== "file") continue;
		const bytes = await readCapped(path, LISTING_LIMIT);
		if (md5Hex(bytes) !== hex) continue;
		const listing = parseListing(new TextDecoder().decode(bytes));
		if (listing) return listing;
	}
}
// shared/features/dvc/recorded.ts
/** The outputs that a `.dvc` file or a lock tells of, by the path that it gives them. */
async function readRecorded(repository, bytes, shown) {
	const read = await parseDocument(bytes);
	if ("problems" in read) throw invalid$1(shown, read.problems);
	const parsed = /(^|[/:])dvc\.lock$/.test(shown) ? parseLock(read.tree) : parseDvcFile(read.tree);
	if ("problems" in parsed) throw invalid$1(shown, parsed.problems);
	const outs = "outs" in parsed.value ? parsed.value.outs : parsed.value.flatMap((stage) => stage.outs);
	const recorded = /* @__PURE__ */ new Map();
	for (const out of outs) {
		const listing = await knownListing(repository, out);
		const checksum = out.list ? `${md5Hex(formatListing(out.list))}.dir` : printChecksum(out.checksum) ?? "";
		const files = listing?.map(({ path, md5 }) => ({
			path,
			digest: md5
		}));
		recorded.set(out.path, {
			path: out.path,
			checksum,
			files
		});
	}
	return [...recorded.values()];
}
function invalid$1(shown, problems) {
	const lines = problems.slice(0, 20).map((problem) => atSpot(shown, problem));
	return new ActionError("invalid-dvc-file", lines.join("\n"));
}
// shared/domain/dvc/stage-check.ts
/** Whether a stage asks for what it asked for when it ran. */
function checkStage(wanted, locked, paramsFile) {
	return [
		checkCommand(wanted, locked),
		checkNames(wanted, locked),
		...checkParams(wanted, locked, paramsFile)
	];
}
function checkCommand({ cmd, name }, locked) {
	const [expected, actual] = [locked.cmd.join("\n"), cmd.join("\n")];
	const head = {
		stage: name,
		path: name,
		kind: "command",
		spot: locked.cmdSpot
	};
	if (expected === actual) return {
		...head,
		status: "match"
	};
	const message = "the command is not the one that ran";
	return {
		...head,
		status: "mismatch",
		reason: "command-changed",
		message,
		expected,
		actual
	};
}
function checkNames(wanted, locked) {
	const { line, column, name } = locked;
	const words = [[
		"dependency",
		locked.deps.map(({ path }) => path),
		wanted.deps
	], [
		"output",
		locked.outs.map(({ path }) => path),
		wanted.outs.map(({ path }) => path)
	]].flatMap(([what, before, now]) => differences$1(what, before, now));
	const head = {
		stage: name,
		path: name,
		kind: "stage",
		spot: {
			line,
			column
		}
	};
	if (words.length === 0) return {
		...head,
		status: "match"
	};
	const more = words.length > 3 ? ` and ${words.length - 3} more` : "";
	const message = `the stage was declared anew: ${words.slice(0, 3).join(", ")}${more}`;
	return {
		...head,
		status: "mismatch",
		reason: "stale-stage",
		message
	};
}
function differences$1(what, before, now) {
	const [old, fresh] = [new Set(before), new Set(now)];
	return [...[...fresh].filter((path) => !old.has(path)).map((path) => `new ${what} ${path}`), ...[...old].filter((path) => !fresh.has(path)).map((path) => `no more ${what} ${path}`)];
}
function checkParams(wanted, locked, paramsFile) {
	const all = wantedNames(wanted, locked, paramsFile);
	const checked = /* @__PURE__ */ new Set();
	const told = locked.params.map((param) => {
		checked.add(`${param.file}\0${param.name}`);
		const isWanted = all.has(`${param.file}\0${param.name}`);
		return checkParam(wanted.name, {
			param,
			isWanted,
			file: paramsFile(param.file)
		});
	});
	const fresh = [...all].filter((key) => !checked.has(key)).map((key) => {
		const path = key.replace("\0", ":");
		return {
			stage: wanted.name,
			path,
			kind: "param",
			status: "mismatch",
			reason: "stale-stage",
			message: `the stage did not use ${path} when it ran`,
			spot: {
				line: locked.line,
				column: locked.column
			}
		};
	});
	return [...told, ...fresh];
}
/** Parameters as `file NUL name`. A file without names means each name on its top. */
function wantedNames(wanted, locked, paramsFile) {
	const names = /* @__PURE__ */ new Set();
	for (const { file = DEFAULT_PARAMS, names: some } of wanted.params) {
		const tree = some.length > 0 ? void 0 : paramsFile(file);
		const top = typeof tree === "object" && tree.kind === "object" ? [...tree.members.keys()] : locked.params.filter((param) => param.file === file).map(({ name }) => name);
		for (const name of tree === void 0 ? some : top) names.add(`${file}\0${name}`);
	}
	return names;
}
function checkParam(stage, { param, isWanted, file }) {
	const path = `${param.file}:${param.name}`;
	const { line, column } = param;
	const head = {
		stage,
		path,
		kind: "param",
		spot: {
			line,
			column
		}
	};
	if (!isWanted) {
		const message = `the stage does not use ${path} any more`;
		return {
			...head,
			status: "mismatch",
			reason: "stale-stage",
			message
		};
	}
	if (file === "unknown") return {
		...head,
		status: "skipped",
		reason: "parameter-format"
	};
	const now = file === "missing" ? void 0 : find(file, param.name);
	const expected = pythonJson(param.value);
	if (now && isEqual(now, param.value)) return {
		...head,
		status: "match"
	};
	const actual = now ? pythonJson(now) : void 0;
	const message = actual === void 0 ? `${path} was ${short$1(expected)} and is gone` : `${path} was ${short$1(expected)} and is ${short$1(actual)}`;
	return {
		...head,
		status: "mismatch",
		reason: "parameter-changed",
		message,
		expected,
		...actual === void 0 ? {} : { actual }
	};
}
function short$1(text) {
	return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
/** As Python compares: 1 is 1.0, and the order of names means nothing. */
function isEqual(a, b) {
	if (a.kind === "object" && b.kind === "object") return a.members.size === b.members.size && [...a.members].every(([name, { value }]) => {
		const other = b.members.get(name)?.value;
		return other !== void 0 && isEqual(value, other);
	});
	if (a.kind === "list" && b.kind === "list") {
		const { items } = b;
		return a.items.length === items.length && a.items.every((item, index) => {
			const other = items[index];
			return other !== void 0 && isEqual(item, other);
		});
	}
	if (a.kind === "number" && b.kind === "number") return a.value === b.value;
	if (a.kind === "text" && b.kind === "text") return a.value === b.value;
	if (a.kind === "flag" && b.kind === "flag") return a.value === b.value;
	return a.kind === b.kind && a.kind === "null";
}
// shared/domain/dvc/legacy-text.ts
/** Before version 3, DVC hashed texts with `\n` for every `\r\n`, one MiB at a time. */
const LEGACY_CHUNK_BYTES = 2 ** 20;
const TESTED_BYTES = 512;
const MAX_NONTEXT = .3;
const TEXT_CONTROLS = /* @__PURE__ */ new Set([
	8,
	9,
	10,
	12,
	13
]);
/** Whether DVC before version 3 took these bytes, or the file that they begin, for a text. */
function isLegacyText(bytes) {
	const block = bytes.subarray(0, TESTED_BYTES);
	if (block.length === 0) return true;
	if (block.includes(0)) return false;
	return block.reduce((count, byte) => count + (isTextByte(byte) ? 0 : 1), 0) / block.length <= MAX_NONTEXT;
}
function isTextByte(byte) {
	return byte >= 32 && byte <= 126 || TEXT_CONTROLS.has(byte);
}
/** The bytes with `\n` for every `\r\n`. */
function withLineFeeds(bytes) {
	const plain = new Uint8Array(bytes.length);
	let length = 0;
	for (let index = 0; index < bytes.length; index++) {
		const byte = bytes[index] ?? 0;
		if (byte === 13 && bytes[index + 1] === 10) continue;
		plain[length++] = byte;
	}
	return plain.subarray(0, length);
}
/** The bytes with `\r\n` for every line end. */
function withCarriageReturns(bytes) {
	const plain = withLineFeeds(bytes);
	const ends = plain.reduce((count, byte) => count + (byte === 10 ? 1 : 0), 0);
	const full = new Uint8Array(plain.length + ends);
	let length = 0;
	for (const byte of plain) {
		if (byte === 10) full[length++] = 13;
		full[length++] = byte;
	}
	return full;
}
// shared/platform/file-chunks.ts
/** Reads a file in pieces of exactly this size, but for the last one; a piece is only good until the next. */
async function eachChunk(path, chunkBytes, onChunk) {
	const buffer = Buffer.allocUnsafeSlow(chunkBytes);
	const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
	try {
		for (let at = 0;;) {
			const length = await fill(file, buffer, at);
			if (length > 0) onChunk(buffer.subarray(0, length));
			if (length < buffer.length) return;
			at += length;
		}
	} finally {
		await file.close();
	}
}
async function fill(file, buffer, at) {
	let length = 0;
	while (length < buffer.length) {
		const { bytesRead } = await file.read(buffer, length, buffer.length - length, at + length);
		if (bytesRead === 0) break;
		length += bytesRead;
	}
	return length;
}
// shared/features/dvc/legacy-md5.ts
/** The checksums that DVC before version 3 may have written for a file. */
async function legacyMd5(path) {
	const perFile = startMd5();
	const perChunk = startMd5();
	let isText;
	await eachChunk(path, LEGACY_CHUNK_BYTES, (chunk) => {
		const isTextHere = isLegacyText(chunk);
		isText ??= isTextHere;
		const plain = isText || isTextHere ? withLineFeeds(chunk) : chunk;
		perFile.add(isText ? plain : chunk);
		perChunk.add(isTextHere ? plain : chunk);
	});
	return {
		perFile: perFile.hex(),
		perChunk: perChunk.hex()
	};
}
// shared/features/dvc/line-ends.ts
/** Texts are seldom larger, and this is only asked to say why something differs. */
const FILE_LIMIT$2 = 64 * 2 ** 20;
const FOLDER_LIMIT = 256 * 2 ** 20;
const FOLDER_FILES = 2e4;
/** Whether the content has the recorded MD5 with other line ends. */
async function differsInLineEnds(path, found, recorded) {
	if (found.kind === "file") {
		if (found.bytes > FILE_LIMIT$2) return false;
		const bytes = await readCapped(path, FILE_LIMIT$2);
		if (!isLegacyText(bytes)) return false;
		return [withLineFeeds, withCarriageReturns].some((change) => md5Hex(change(bytes)) === recorded);
	}
	if (found.bytes > FOLDER_LIMIT || found.files.length > FOLDER_FILES) return false;
	for (const change of [withLineFeeds, withCarriageReturns]) {
		const files = [];
		for (const file of found.files) {
			const bytes = await readCapped(`${path}/${file.path}`, FOLDER_LIMIT);
			files.push({
				path: file.path,
				md5: isLegacyText(bytes) ? md5Hex(change(bytes)) : file.md5
			});
		}
		if (md5Hex(formatListing(files)) === recorded) return true;
	}
	return false;
}
/** Which of the ways before DVC 3 gives the recorded MD5, if any. */
async function legacyMatch(path, found, recorded) {
	const ways = ["perChunk", "perFile"];
	const names = {
		perChunk: "per-chunk",
		perFile: "per-file"
	};
	if (found.kind === "file") {
		const hashes = await legacyMd5(path);
		const way = ways.find((one) => hashes[one] === recorded);
		return way && names[way];
	}
	const files = [];
	for (const file of found.files) files.push({
		path: file.path,
		hashes: await legacyMd5(`${path}/${file.path}`)
	});
	const way = ways.find((one) => {
		return md5Hex(formatListing(files.map(({ path: name, hashes }) => ({
			path: name,
			md5: hashes[one]
		})))) === recorded;
	});
	return way && names[way];
}
// shared/features/dvc/check-content.ts
/** Compares what was recorded of a path with what is there. */
async function checkContent(entry, place, situation) {
	if (entry.isImport) return skipped("import");
	if (place.kind !== "inside") return skipped(place.kind);
	const recorded = recordedMd5(entry);
	const found = situation.found(place.path);
	if (!recorded) {
		if (entry.checksum.kind === "remote") return skipped("remote");
		return mismatch("no-checksum", "no checksum was recorded for it", {});
	}
	const expected = `${recorded.hex}${recorded.isFolder ? ".dir" : ""}`;
	if (!found || found.kind === "absent") return absent(place.path, expected, situation);
	if (found.kind === "outside") return {
		...skipped("outside"),
		expected
	};
	if (found.kind === "other") return mismatch("type", "a socket, pipe, device or endless link is there", { expected });
	const actual = found.kind === "folder" ? `${found.md5}.dir` : found.md5;
	const sides = {
		expected,
		actual
	};
	if (found.kind === "folder" && found.problems.length > 0) return mismatch("unreadable-folder", found.problems.slice(0, 3).join("; "), sides);
	if (recorded.isFolder !== (found.kind === "folder")) return mismatch("type", found.kind === "folder" ? "a file was recorded, a folder is there" : "a folder was recorded, a file is there", sides);
	if (recorded.hex === found.md5) return checkSize$1(entry, found, sides);
	const path = `${situation.repository.root}/${place.path}`;
	if (recorded.isLegacy) {
		const way = await legacyMatch(path, found, recorded.hex);
		if (way) return {
			status: "match",
			expected,
			actual,
			legacy: way
		};
	}
	const listing = found.kind === "folder" ? await knownListing(situation.repository, entry) : void 0;
	const difference = listing && found.kind === "folder" ? compareListings(listing, found.files) : void 0;
	if (!(difference && difference.missing.length + difference.extra.length > 0)) {
		if (await differsInLineEnds(path, found, recorded.hex)) return mismatch("crlf", "only line ends differ (CRLF or LF)", sides);
	}
	if (found.kind === "file") return mismatch("content", `the content differs${entry.bytes === void 0 || entry.bytes === found.bytes ? "" : `; ${entry.bytes} bytes were recorded, ${found.bytes} are there`}`, sides);
	return checkFolder({
		entry,
		found,
		place: place.path,
		difference,
		sides
	}, situation);
}
function recordedMd5({ checksum, list }) {
	if (checksum.kind === "md5") return checksum;
	if (!list) return void 0;
	return {
		hex: md5Hex(formatListing(list)),
		isFolder: true,
		isLegacy: false
	};
}
function absent(path, expected, { isManaged, isTracked }) {
	if (!isTracked(path) && isManaged(path)) return {
		status: "absent",
		reason: "not-pulled",
		message: NOT_PULLED,
		expected
	};
	return mismatch("missing", isTracked(path) ? "git keeps it, and it is not in the working tree" : "it is not in the repository", { expected });
}
const NOT_PULLED = "DVC keeps it outside of git, and it is not here: not checked";
function checkSize$1(entry, found, sides) {
	const files = found.kind === "folder" ? found.files.length : void 0;
	const wrong = [entry.bytes !== void 0 && entry.bytes !== found.bytes ? `size is recorded as ${entry.bytes} and is ${found.bytes}` : "", entry.files !== void 0 && files !== void 0 && entry.files !== files ? `nfiles is recorded as ${entry.files} and is ${files}` : ""].filter((text) => text !== "");
	if (wrong.length > 0) return mismatch("size", wrong.join("; "), sides);
	const isLegacy = entry.checksum.kind === "md5" && entry.checksum.isLegacy;
	return {
		status: "match",
		...sides,
		...isLegacy ? { legacy: "raw" } : {}
	};
}
/** With the old list at hand the files are named, else their number and git must do. */
function checkFolder(check, situation) {
	const { entry, found, place, difference, sides } = check;
	if (difference) {
		const { modified, missing, extra } = difference;
		const words = [
			sentence("changed", modified),
			sentence("missing", missing),
			sentence("not recorded", extra)
		].filter((text) => text !== "");
		return mismatch(modified.length > 0 ? "content" : missing.length > 0 ? lacking(found) : "extra-file", words.join("; "), sides);
	}
	const links = found.folderLinks.length > 0 ? `; links to folders are not entered: ${names$1(found.folderLinks)}` : "";
	const count = found.files.length;
	if (entry.files === void 0 || entry.files === count) return mismatch("content", `the content of its files differs${links}`, sides);
	const counts = `${entry.files} files were recorded, ${count} are there`;
	const inFolder = (path) => place === "." ? path : `${place}/${path}`;
	if (count > entry.files) {
		const untracked = situation.tracked ? found.files.filter(({ path }) => !situation.tracked?.has(inFolder(path))).map(({ path }) => path) : [];
		return mismatch("extra-file", `${counts}${untracked.length > 0 && situation.isTracked(place) ? `; not in git: ${names$1(untracked)}` : ""}${links}`, sides);
	}
	const reason = lacking(found);
	return mismatch(reason, `${counts}${reason === "not-in-git" ? "; a .gitignore in it keeps some out of git" : ""}${links}`, sides);
}
function lacking({ files }) {
	return files.some(({ path }) => /(^|\/)\.gitignore$/.test(path)) ? "not-in-git" : "missing-file";
}
function sentence(what, paths) {
	return paths.length === 0 ? "" : `${paths.length} ${what}: ${names$1(paths)}`;
}
function names$1(paths) {
	const more = paths.length > 5 ? ", …" : "";
	return `${paths.slice(0, 5).map(pathText).join(", ")}${more}`;
}
function mismatch(reason, message, sides) {
	return {
		status: "mismatch",
		reason,
		message,
		...sides
	};
}
function skipped(reason) {
	return {
		status: "skipped",
		reason
	};
}
// shared/features/dvc/params-files.ts
/** The files of parameters that stages use, by `wdir NUL name`. */
async function readParamsFiles(repository, { folder, pipeline, locked }) {
	const files = /* @__PURE__ */ new Map();
	const byPlace = /* @__PURE__ */ new Map();
	for (const { name, wdir, params } of pipeline.stages) {
		const old = locked.find((stage) => stage.name === name)?.params.map(({ file }) => file) ?? [];
		for (const file of /* @__PURE__ */ new Set([...params.map(({ file: own }) => own ?? "params.yaml"), ...old])) {
			const place = placeOf$3(folder, wdir, file);
			const path = place.kind === "inside" ? place.path : "";
			const read = byPlace.get(path) ?? (path === "" ? "unknown" : await readParams(repository, path));
			byPlace.set(path, read);
			files.set(`${wdir}\0${file}`, read);
		}
	}
	return files;
}
async function readParams(repository, path) {
	const kind = await kindAt(`${repository.root}/${path}`, repository.boundary);
	if (kind === "absent") return "missing";
	if (kind !== "file" || !/\.(ya?ml|json)$/i.test(path)) return "unknown";
	const read = await readDocument(repository, path);
	return "tree" in read ? read.tree : "unknown";
}
// shared/platform/spool.ts
const MEMORY_BYTES$1 = 4 * 2 ** 20;
const FIRST_BYTES = 65536;
/**
* Little stays in memory; much goes to a file in the folder that has no name, so that nobody else can open it and nothing
* is left however this process ends.
*/
function openSpool(folder, memoryBytes = MEMORY_BYTES$1) {
	let memory = Buffer.allocUnsafeSlow(Math.min(FIRST_BYTES, memoryBytes));
	let file;
	let length = 0;
	return {
		length: () => length,
		write(bytes, at) {
			const end = at + bytes.length;
			if (file === void 0 && end > memoryBytes) {
				file = openNameless(folder);
				writeFully(file, memory.subarray(0, length), {
					at: 0,
					folder
				});
				memory = Buffer.alloc(0);
			}
			if (file === void 0) {
				if (end > memory.length) {
					const larger = Buffer.allocUnsafeSlow(Math.min(memoryBytes, Math.max(end, 2 * memory.length)));
					memory.copy(larger, 0, 0, length);
					memory = larger;
				}
				memory.set(bytes, at);
			} else writeFully(file, bytes, {
				at,
				folder
			});
			length = Math.max(length, end);
		},
		read(at, wanted) {
			const size = Math.max(0, Math.min(wanted, length - at));
			if (file === void 0) return memory.subarray(at, at + size);
			const bytes = Buffer.allocUnsafeSlow(size);
			for (let done = 0; done < size;) {
				const read = readSync(file, bytes, done, size - done, at + done);
				if (read === 0) throw new Error("a temporary file lost its end");
				done += read;
			}
			return bytes;
		},
		close() {
			if (file !== void 0) closeSync(file);
			file = void 0;
			memory = Buffer.alloc(0);
			length = 0;
		}
	};
}
function openNameless(folder) {
	const path = join(folder, `.proofmark-${randomUUID()}`);
	try {
		const file = openSync(path, "wx+", 384);
		unlinkSync(path);
		return file;
	} catch (cause) {
		throw unwritable$1(folder, cause);
	}
}
function writeFully(file, bytes, { at, folder }) {
	try {
		for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, at + done);
	} catch (cause) {
		throw unwritable$1(folder, cause);
	}
}
function unwritable$1(folder, cause) {
	return new ActionError("file-unwritable", `cannot write a temporary file to ${pathText(folder)}`, {
		cause,
		hint: "Long lists of files are kept there. Free some space, or set TMPDIR."
	});
}
// shared/platform/hash-columns.ts
const SIZE_BYTES = 8;
/** Files that are read from the columns at once. */
const WINDOW = 2048;
const WINDOW_BYTES$1 = 262144;
/** The names, checksums and sizes of files in columns: compact, and written in any order but that of the names. */
function openColumns(folder, algorithm) {
	const length = DIGEST_LENGTHS[algorithm];
	const names = openSpool(folder);
	const digests = openSpool(folder);
	const sizes = openSpool(folder);
	let count = 0;
	let bytes = 0;
	function* files() {
		let index = 0;
		for (const paths of readNames(names.read)) for (let from = 0; from < paths.length; from += WINDOW) {
			const size = Math.min(WINDOW, paths.length - from);
			const hex = digests.read(index * length, size * length).toString("hex");
			const numbers = sizes.read(index * SIZE_BYTES, size * SIZE_BYTES);
			for (let at = 0; at < size; at++) yield {
				path: paths[from + at] ?? "",
				digest: `${algorithm}:${hex.slice(2 * at * length, 2 * (at + 1) * length)}`,
				bytes: numbers.readDoubleLE(at * SIZE_BYTES)
			};
			index += size;
		}
	}
	return {
		/** Adds names; gives the place behind them among the bytes of all names. */
		add(paths) {
			names.write(Buffer.from(`${paths.join("\0")}\0`), names.length());
			count += paths.length;
			return names.length();
		},
		/** The names between two such places, separated by NUL. */
		names: (from, to) => names.read(from, to - from - 1).toString("utf8"),
		/** Puts checksums and sizes of files that stand one after the other. */
		put(first, answers) {
			digests.write(answers.digests, first * length);
			const { buffer, byteOffset, byteLength } = answers.sizes;
			sizes.write(new Uint8Array(buffer, byteOffset, byteLength), first * SIZE_BYTES);
			for (const size of answers.sizes) bytes += Math.max(0, size);
		},
		count: () => count,
		list: () => ({
			count,
			bytes,
			files,
			close() {
				for (const spool of [
					names,
					digests,
					sizes
				]) spool.close();
			}
		})
	};
}
/** Names in the order in which they were added, some at a time. */
function* readNames(read) {
	let at = 0;
	for (let size = WINDOW_BYTES$1;; size *= 2) {
		const window = read(at, size);
		if (window.length === 0) return;
		const end = window.lastIndexOf(0);
		if (end === -1) continue;
		yield window.toString("utf8", 0, end).split("\0");
		at += end + 1;
		size = WINDOW_BYTES$1 / 2;
	}
}
// shared/platform/hash-hands.ts
const MOST_FILES$4 = 500;
/** Files after which this thread looks at what the others say. */
const BREATH_FILES$1 = 100;
/** A young generation of the usual size would grow to more than all that a worker ever holds. */
const LIMITS = { maxYoungGenerationSizeMb: 8 };
/** A thread of its own. */
function otherHand(script, setup, { onRead, onDone, onDeath }) {
	const worker = new Worker(script, {
		execArgv: [],
		workerData: setup,
		resourceLimits: LIMITS
	});
	worker.on("error", onDeath);
	worker.on("exit", (code) => onDeath(/* @__PURE__ */ new Error(`exit code ${code}`)));
	worker.on("message", (reply) => {
		if (reply.kind === "read") onRead(reply.bytes);
		else onDone(reply.answers);
	});
	return {
		most: MOST_FILES$4,
		isOther: true,
		give: ({ paths, isLarge }) => worker.postMessage({
			paths,
			isLarge
		}),
		stop: () => worker.terminate()
	};
}
/** This thread: it would else only wait. */
function ownHand(setup, { onRead, onDone, onDeath }) {
	const hash = batchHasher(setup);
	let isStopped = false;
	return {
		most: BREATH_FILES$1,
		isOther: false,
		give: (batch) => void setImmediate(() => {
			if (!isStopped) hash(batch, onRead).then(onDone).catch(onDeath);
		}),
		async stop() {
			isStopped = true;
		}
	};
}
// shared/platform/hash-work.ts
/** Puts the answers to a task back, and tells of its progress; bytes of a large file were told as they were read. */
function settle(task, answers, work) {
	const files = work.queue.settle(task, answers);
	const bytes = task.isLarge ? 0 : answers.sizes.reduce((sum, size) => sum + Math.max(0, size), 0);
	if (answers.entries.length > 0) work.onEntries(answers.entries);
	work.onProgress({
		files,
		bytes,
		expected: work.queue.expected()
	});
}
// shared/platform/hash-crew.ts
/** Does the work on this thread and several others, which are gone afterwards, however it ends. */
async function runCrew(script, others, work) {
	const { queue, signal, setup } = work;
	signal?.throwIfAborted();
	/** What each hand was given and has not answered yet. */
	const busy = /* @__PURE__ */ new Map();
	let isOver = false;
	let onAbort;
	try {
		await new Promise((resolve, reject) => {
			const attempt = (body) => {
				try {
					if (!isOver) body();
				} catch (error) {
					reject(error);
				}
			};
			const give = (hand, task) => {
				if (!task) return;
				busy.get(hand)?.push(task);
				hand.give(task);
			};
			const assign = () => {
				if (work.isSound()) {
					for (const [hand, tasks] of busy) if (tasks.length === 0) give(hand, queue.takeLarge() ?? queue.takeSmall(hand.most));
					for (const [hand, tasks] of busy) {
						const isQuick = tasks.length === 1 && tasks[0]?.isLarge === false;
						if (hand.isOther && isQuick && queue.largeBytes() === 0) give(hand, queue.takeSmall(hand.most));
					}
				}
				if ([...busy.values()].every((tasks) => tasks.length === 0)) resolve();
			};
			const walkOn = () => attempt(() => {
				if (queue.walkAhead()) setImmediate(walkOn);
			});
			const earsFor = (hand) => ({
				onRead: (bytes) => attempt(() => work.onProgress({
					files: 0,
					bytes
				})),
				onDone: (answers) => attempt(() => {
					const task = busy.get(hand())?.shift();
					if (!task) return;
					settle(task, answers, work);
					assign();
				}),
				onDeath(cause) {
					const near = busy.get(hand())?.[0]?.paths.split("\0", 1)[0];
					const where = near === void 0 ? "" : `, at or after ${pathText(near)}`;
					reject(new ActionError("hashing-failed", `a hashing thread died${where}`, { cause }));
				}
			});
			onAbort = () => reject(signal?.reason);
			signal?.addEventListener("abort", onAbort, { once: true });
			for (let index = 0; index < others; index++) {
				const hand = otherHand(script, setup, earsFor(() => hand));
				busy.set(hand, []);
			}
			const own = ownHand(setup, earsFor(() => own));
			busy.set(own, []);
			attempt(assign);
			setImmediate(walkOn);
		});
	} finally {
		isOver = true;
		if (onAbort) signal?.removeEventListener("abort", onAbort);
		await Promise.all([...busy.keys()].map((hand) => hand.stop()));
	}
}
// shared/platform/problem-list.ts
const LISTED = 20;
/** The first problems one a line, and how many more there are. */
function listProblems(problems, count = problems.length) {
	const lines = problems.slice(0, LISTED).map((problem) => `- ${problem}`);
	if (count > LISTED) lines.push(`- and ${count - LISTED} more`);
	return lines.join("\n");
}
// shared/platform/hash-queue.ts
/** The walk does not run further ahead of those who hash than this. */
const AHEAD_FILES = 5e6;
/** A task should not take much longer than this many bytes do. */
const TASK_BYTES = 16 * 2 ** 20;
const MOST_FILES$3 = 500;
const LEAST_FILES = 16;
/** Failures beyond these are counted. */
const KEPT_FAILURES = 1e3;
/**
* Work on files of which nobody knows yet how many there are and how large. They are taken in batches, and those that
* turn out to be large come back to be taken before all others, the largest first, so that nobody waits for one in the
* end.
*/
function hashQueue(tree, columns) {
	const walk = tree.runs[Symbol.iterator]();
	/** Of every run that was not taken yet: how many files, and where their names end. */
	let runs = [];
	let next = 0;
	let taken = {
		files: 0,
		bytes: 0
	};
	let isWalked = false;
	let unsettled = 0;
	const large = [];
	/** Bytes of large files: of those that nobody took yet, and of all. */
	let largeBytes = 0;
	let allLarge = 0;
	let small = {
		files: 0,
		bytes: 0
	};
	const failed = [];
	let failures = 0;
	/** Goes on with the walk; says whether it went on. */
	function pull() {
		if (isWalked) return false;
		const { value, done } = walk.next();
		if (done) {
			isWalked = true;
			return false;
		}
		if (value.length === 0 || !tree.isSound()) return true;
		runs.push(value.length, columns.add(value));
		return true;
	}
	const ahead = () => columns.count() - taken.files;
	/** Takes a run more; says whether there was one. */
	function takeRun() {
		while (next >= runs.length && pull());
		const [files, end] = [runs[next], runs[next + 1]];
		if (files === void 0 || end === void 0) return false;
		taken = {
			files: taken.files + files,
			bytes: end
		};
		next += 2;
		if (next >= 2048) {
			runs = runs.slice(next);
			next = 0;
		}
		return true;
	}
	/** Few files while nobody knows how large they are, or when they are not small. */
	function batchSize(most) {
		if (small.files === 0) return LEAST_FILES;
		const fitting = Math.floor(TASK_BYTES * small.files / Math.max(1, small.bytes));
		return Math.max(1, Math.min(fitting, most, MOST_FILES$3));
	}
	function takeLarge() {
		const taken = [];
		for (let bytes = 0; bytes < TASK_BYTES;) {
			const largest = large.pop();
			if (!largest) break;
			taken.push(largest);
			bytes += largest.bytes;
		}
		if (taken.length === 0) return void 0;
		for (const { bytes } of taken) largeBytes -= bytes;
		const paths = taken.map(({ path }) => path).join("\0");
		return {
			indexes: taken.map(({ index }) => index),
			paths,
			isLarge: true
		};
	}
	function takeSmall(most) {
		const wanted = batchSize(most);
		const { files: first, bytes: from } = taken;
		while (taken.files - first < wanted && takeRun());
		const count = taken.files - first;
		if (count === 0) return void 0;
		unsettled += count;
		return {
			indexes: Array.from({ length: count }, (_, at) => first + at),
			paths: columns.names(from, taken.bytes),
			isLarge: false
		};
	}
	function settle({ indexes, isLarge }, answers) {
		if (isLarge) for (const [at, index] of indexes.entries()) {
			const length = answers.digests.length / indexes.length;
			const digests = answers.digests.subarray(at * length, (at + 1) * length);
			columns.put(index, {
				digests,
				sizes: answers.sizes.subarray(at, at + 1)
			});
		}
		else {
			columns.put(indexes[0] ?? 0, answers);
			unsettled -= indexes.length;
			const bytes = answers.sizes.reduce((sum, size) => sum + Math.max(0, size), 0);
			small = {
				files: small.files + indexes.length,
				bytes: small.bytes + bytes
			};
		}
		for (const file of answers.large) {
			large.push({
				...file,
				index: indexes[file.index] ?? 0
			});
			largeBytes += file.bytes;
			allLarge += file.bytes;
		}
		if (answers.large.length > 0) large.sort((a, b) => a.bytes - b.bytes);
		failures += answers.failed.length;
		for (const file of answers.failed.slice(0, KEPT_FAILURES - failed.length)) failed.push({
			...file,
			index: indexes[file.index] ?? 0
		});
		return indexes.length - answers.large.length;
	}
	return {
		takeLarge,
		takeSmall,
		/** Takes the answers to a task; says how many files are finished by them. */
		settle,
		/** Walks on for a short while; says whether there is reason to go on. */
		walkAhead() {
			for (let step = 0; step < 16; step++) if (ahead() >= AHEAD_FILES && tree.isSound() || !pull()) return false;
			return true;
		},
		/** Whether there are no more files than these; walks as far as it takes to know. */
		hasAtMost(files) {
			while (columns.count() <= files && pull());
			return isWalked && columns.count() <= files;
		},
		isEmpty: () => isWalked && next >= runs.length && large.length === 0,
		largeBytes: () => largeBytes,
		/** How many files and bytes there are in all, as far as that is known. */
		expected: () => ({
			...isWalked ? { files: columns.count() } : {},
			...isWalked && ahead() === 0 && unsettled === 0 ? { bytes: small.bytes + allLarge } : {}
		}),
		/** Throws one error about all files that have no checksum. */
		check() {
			if (failures === 0) return;
			failed.sort((a, b) => a.index - b.index);
			const problems = failed.map(({ path, why }) => `${pathText(path)} ${why}`);
			const [only, ...more] = new Set(failed.map(({ code }) => code));
			throw new ActionError(only !== void 0 && more.length === 0 ? only : "file-unreadable", `no checksum could be taken:\n${listProblems(problems, failures)}`);
		}
	};
}
// shared/platform/hashing.ts
/** Below these, starting threads costs more than it saves. */
const ALONE_FILES = 500;
const ALONE_BYTES = 16 * 2 ** 20;
const MOST_THREADS = 8;
/** Small files between two looks at signals and at progress. */
const BREATH_FILES = 100;
/**
* Checksum of every file of a tree, in its order. Files that vanish or change meanwhile, or cannot be read, are an error
* that names them.
*/
async function hashTree(tree, options = {}) {
	const { onProgress = () => void 0, signal, memory } = options;
	const algorithm = options.algorithm ?? "sha256";
	const columns = openColumns(options.scratch ?? tmpdir(), algorithm);
	const queue = hashQueue(tree, columns);
	const work = {
		setup: {
			root: tree.root,
			boundary: tree.boundary,
			algorithm,
			quietBefore: quietBefore(now().getTime()),
			table: memory?.table,
			isKeeping: memory !== void 0 && algorithm === "sha256"
		},
		queue,
		onProgress,
		onEntries: memory?.remember ?? (() => void 0),
		isSound: tree.isSound,
		signal
	};
	const script = workerScript();
	const workers = options.workers ?? Math.min(availableParallelism(), MOST_THREADS) - 1;
	try {
		if (script === void 0 || workers === 0) await workAlone(work, () => true);
		else {
			if (queue.hasAtMost(ALONE_FILES)) await workAlone(work, () => isLittle(queue));
			if (!queue.isEmpty()) await runCrew(script, workers, work);
		}
		while (queue.walkAhead());
		queue.check();
	} catch (error) {
		columns.list().close();
		throw error;
	}
	return columns.list();
}
/** The same for a list, whose paths may also be absolute. */
async function hashFiles(root, paths, options = {}) {
	const list = await hashTree(listedTree(root, paths), options);
	try {
		return Array.from(list.files(), ({ digest, bytes }) => ({
			digest,
			bytes
		}));
	} finally {
		list.close();
	}
}
const RUN_FILES$1 = 32;
/** A tree of which somebody knows all files. */
function listedTree(root, paths) {
	function* runs() {
		for (let from = 0; from < paths.length; from += RUN_FILES$1) yield paths.slice(from, from + RUN_FILES$1);
	}
	return {
		root,
		runs: runs(),
		isSound: () => true
	};
}
function isLittle(queue) {
	return queue.largeBytes() <= ALONE_BYTES;
}
/** Works on this thread, small files first, as long as it may go on so. */
async function workAlone(work, mayGoOn) {
	const hash = batchHasher(work.setup);
	while (mayGoOn() && work.isSound()) {
		work.signal?.throwIfAborted();
		const task = work.queue.takeSmall(BREATH_FILES) ?? work.queue.takeLarge();
		if (!task) return;
		settle(task, await hash(task, (bytes) => work.onProgress({
			files: 0,
			bytes
		})), work);
		await new Promise((resolve) => setImmediate(resolve));
	}
}
/** Beside this file as TypeScript in a checkout, beside the bundle in `dist/`; where it is not, we work alone. */
function workerScript() {
	const name = import.meta.url.endsWith(".ts") ? "./hash.worker.ts" : "./hash.worker.js";
	const path = fileURLToPath(new URL(name, import.meta.url));
	return existsSync(path) ? path : void 0;
}
// shared/features/dvc/survey.ts
/** Takes the checksums of all paths at once, so that a file which several stages name is read one time. */
async function surveyPaths(repository, paths, { onProgress, signal }) {
	const { root, boundary } = repository;
	const kinds = /* @__PURE__ */ new Map();
	const folders = /* @__PURE__ */ new Map();
	const wanted = /* @__PURE__ */ new Set();
	for (const path of new Set(paths)) {
		const kind = await kindAt(`${root}/${path}`, boundary);
		if (kind === "file") wanted.add(path);
		else if (kind !== "folder") kinds.set(path, { kind });
		else {
			for (const folder of foldersTo(root, `${root}/${path}`)) await repository.learn(folder);
			const listing = await listFolder(`${root}/${path}`, {
				boundary,
				isLeftOut: (inner, isFolder) => repository.isLeftOut(join$1(path, inner), isFolder)
			});
			folders.set(path, listing);
			for (const file of listing.files) wanted.add(join$1(path, file));
		}
	}
	const list = [...wanted];
	const done = { files: 0 };
	const hashed = await hashFiles(root, list, {
		algorithm: "md5",
		...signal ? { signal } : {},
		onProgress({ files }) {
			done.files += files;
			onProgress({
				label: "checksums",
				done: done.files,
				total: list.length,
				unit: "files"
			});
		}
	});
	const files = new Map(hashed.map(({ digest, bytes }, index) => [list[index] ?? "", {
		md5: digest.slice(4),
		bytes
	}]));
	for (const [path, { md5, bytes }] of files) kinds.set(path, {
		kind: "file",
		md5,
		bytes
	});
	for (const [path, { files: names, folderLinks, problems }] of folders) {
		const inner = names.flatMap((name) => {
			const file = files.get(join$1(path, name));
			return file ? [{
				path: name,
				...file
			}] : [];
		});
		kinds.set(path, {
			kind: "folder",
			md5: md5Hex(formatListing(inner)),
			files: inner,
			bytes: inner.reduce((sum, { bytes }) => sum + bytes, 0),
			folderLinks,
			problems
		});
	}
	return {
		found: kinds,
		files: list.length,
		bytes: hashed.reduce((sum, { bytes }) => sum + bytes, 0)
	};
}
function join$1(folder, inner) {
	return folder === "." ? inner : `${folder}/${inner}`;
}
/** Which paths DVC keeps outside of git, and whether one has to do with them. */
function managedPaths(outs) {
	const own = new Set(outs);
	const above = new Set(outs.flatMap(ancestorsOf));
	return (path) => own.has(path) || above.has(path) || ancestorsOf(path).some((folder) => own.has(folder));
}
/** Whether git keeps a path, or something below it. */
function trackedPaths(files) {
	const all = new Set((files ?? []).flatMap((file) => [file, ...ancestorsOf(file)]));
	return (path) => all.has(path);
}
function ancestorsOf(path) {
	const names = path.split("/");
	return names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
}
// shared/features/dvc/verify.ts
/** Compares everything that DVC wrote down with what is there. Nothing is fetched and nothing is run. */
async function verifyProject(repository, project, reach) {
	const claims = claimsOf(project);
	const survey = await surveyPaths(repository, claims.flatMap(({ place, entry }) => place.kind === "inside" && !entry.isImport && needsContent(entry) ? [place.path] : []), reach);
	const tracked = await trackedFiles(repository.root);
	const situation = {
		repository,
		found: (path) => survey.found.get(path),
		isManaged: managedPaths(claims.flatMap(({ kind, place, isCached }) => kind === "out" && isCached && place.kind === "inside" ? [place.path] : [])),
		isTracked: trackedPaths(tracked),
		tracked: tracked && new Set(tracked)
	};
	const entries = project.invalid.flatMap(({ file, problems }) => problems.slice(0, 20).map(({ line, message }) => ({
		file,
		line,
		path: file,
		kind: "file",
		status: "mismatch",
		reason: "invalid-file",
		message
	})));
	const answers = /* @__PURE__ */ new Map();
	for (const { file, stage, kind, entry, place } of claims) {
		const path = place.kind === "inside" ? place.path : entry.path;
		const key = JSON.stringify([
			path,
			place.kind,
			entry.checksum,
			entry.bytes,
			entry.files,
			entry.isImport,
			entry.list?.length
		]);
		const answer = answers.get(key) ?? checkContent(entry, place, situation);
		if (!entry.list) answers.set(key, answer);
		entries.push({
			file,
			line: entry.checksumSpot.line,
			...stage === void 0 ? {} : { stage },
			path,
			kind,
			...await answer
		});
	}
	entries.push(...await checkStages(repository, project), ...checkOwn(project));
	return {
		entries: sortEntries(entries),
		files: project.dvcFiles.length + project.locks.length + project.pipelines.size + project.invalid.length,
		hashed: {
			files: survey.files,
			bytes: survey.bytes
		}
	};
}
function needsContent({ checksum, list }) {
	return checksum.kind === "md5" || list !== void 0;
}
function claimsOf({ dvcFiles, locks, pipelines }) {
	const claims = [];
	for (const { file, content } of dvcFiles) {
		const of = (kind) => (entry) => claims.push({
			file,
			kind,
			entry,
			place: placeOf$3(folderOf$1(file), content.wdir, entry.path),
			isCached: entry.isCached
		});
		content.deps.forEach(of("dep"));
		content.outs.forEach(of("out"));
	}
	for (const { file, stages } of locks) {
		const pipeline = pipelines.get(folderOf$1(file));
		for (const stage of stages) {
			const wanted = pipeline?.stages.find(({ name }) => name === stage.name);
			const uncached = new Set(wanted?.outs.filter(({ isCached }) => !isCached).map(({ path }) => path));
			const of = (kind) => (entry) => claims.push({
				file,
				stage: stage.name,
				kind,
				entry,
				place: placeOf$3(folderOf$1(file), wanted?.wdir ?? ".", entry.path),
				isCached: !uncached.has(entry.path)
			});
			stage.deps.forEach(of("dep"));
			stage.outs.forEach(of("out"));
		}
	}
	return claims;
}
/** Whether the stages of each pipeline are those of its lock. */
async function checkStages(repository, { locks, pipelines, invalid }) {
	const entries = [];
	const folders = /* @__PURE__ */ new Set([...pipelines.keys(), ...locks.map(({ file }) => folderOf$1(file))]);
	const isBroken = (file) => invalid.some((one) => one.file === file);
	for (const folder of folders) {
		const at = (name) => folder === "." ? name : `${folder}/${name}`;
		if (isBroken(at("dvc.yaml")) || isBroken(at("dvc.lock"))) continue;
		const pipeline = pipelines.get(folder) ?? NO_PIPELINE;
		const locked = locks.find(({ file }) => file === at("dvc.lock"))?.stages ?? [];
		const params = await readParamsFiles(repository, {
			folder,
			pipeline,
			locked
		});
		const add = (file, { spot, ...rest }) => entries.push({
			file,
			line: spot.line,
			...rest
		});
		for (const wanted of pipeline.stages) {
			const last = locked.find(({ name }) => name === wanted.name);
			if (!last) add(at("dvc.yaml"), neverRun(wanted.name, wanted));
			else {
				const lookup = (name) => params.get(`${wanted.wdir}\0${name}`) ?? "missing";
				for (const one of checkStage(wanted, last, lookup)) add(at("dvc.lock"), one);
			}
		}
		for (const { name, line, why } of pipeline.unresolved) add(at("dvc.yaml"), {
			stage: name,
			path: name,
			kind: "stage",
			status: "skipped",
			reason: "template",
			message: why,
			spot: {
				line,
				column: 1
			}
		});
		for (const stage of unknownStages(locked, pipeline)) add(at("dvc.lock"), stage);
	}
	return entries;
}
const NO_PIPELINE = {
	stages: [],
	unresolved: [],
	metrics: [],
	params: [],
	artifacts: []
};
function neverRun(name, spot) {
	const { line, column } = spot;
	return {
		stage: name,
		path: name,
		kind: "stage",
		status: "mismatch",
		reason: "never-run",
		message: "the lock does not know this stage",
		spot: {
			line,
			column
		}
	};
}
function unknownStages(locked, { stages, unresolved }) {
	const known = new Set(stages.map(({ name }) => name));
	return locked.filter(({ name }) => !known.has(name) && !unresolved.some((group) => isOf(name, group.name))).map(({ name, line, column }) => ({
		stage: name,
		path: name,
		kind: "stage",
		status: "mismatch",
		reason: "unknown-stage",
		message: "dvc.yaml has no such stage",
		spot: {
			line,
			column
		}
	}));
}
function isOf(name, group) {
	return name === group || name.startsWith(`${group}@`);
}
/** Imports carry the MD5 of themselves, which tells an edit by hand. */
function checkOwn({ dvcFiles }) {
	return dvcFiles.flatMap(({ file, content: { own } }) => {
		if (!own) return [];
		const actual = md5Hex(own.text);
		const head = {
			file,
			line: own.spot.line,
			path: file,
			kind: "file",
			expected: own.md5,
			actual
		};
		if (actual === own.md5) return [{
			...head,
			status: "match"
		}];
		const message = "the MD5 that the file carries is not its own; it was changed by hand";
		return [{
			...head,
			status: "mismatch",
			reason: "own-checksum",
			message
		}];
	});
}
function sortEntries(entries) {
	return entries.toSorted((a, b) => a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1);
}
// shared/platform/object-cache.ts
/**
* Puts an object under its name, two letters a folder, for reading only. One that is there stays. Where the file system
* can, a copy shares its blocks with the original.
*/
async function storeObject(folder, name, content) {
	const path = join(folder, name.slice(0, 2), name.slice(2));
	if (await isFile(path)) return;
	const temporary = join(dirname(path), `.proofmark-${randomUUID()}`);
	try {
		await makeFolder(dirname(path));
		try {
			if ("text" in content) await writeFile(temporary, content.text, { flag: "wx" });
			else await copyFile(content.copyOf, temporary, constants.COPYFILE_FICLONE);
			await chmod(temporary, 292);
			await rename(temporary, path);
		} catch (error) {
			await rm(temporary, { force: true });
			throw error;
		}
	} catch (error) {
		throw new ActionError("file-unwritable", `cannot write ${pathText(path)}`, { cause: error });
	}
}
// shared/platform/yaml-edit.ts
/** Changes scalars of a YAML text; comments and the order of keys stay. Lists are written as DVC writes them. */
async function editYaml(text, edits) {
	const yaml = await import("./yaml2.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const document = yaml.parseDocument(text, {
		schema: "core",
		merge: false
	});
	for (const { path, value, before } of edits) if (value === void 0) document.deleteIn(path);
	else if (document.hasIn(path)) document.setIn(path, value);
	else {
		const holder = document.getIn(path.slice(0, -1));
		if (!yaml.isMap(holder)) continue;
		const at = holder.items.findIndex(({ key }) => before !== void 0 && yaml.isScalar(key) && key.value === before);
		const pair = document.createPair(path.at(-1), value);
		holder.items.splice(at === -1 ? holder.items.length : at, 0, pair);
	}
	return document.toString({
		lineWidth: 0,
		indentSeq: false,
		singleQuote: true
	});
}
// shared/features/dvc/write.ts
/**
* Brings `.dvc` files up to date with the data that is here, and puts that data into DVC's local cache, so that
* `dvc push` finds it. Imports, locks and what a remote numbers itself are DVC's own to write. Answers with the files
* that were changed.
*/
async function writeProject(repository, { dvcFiles }, entries) {
	const wrong = new Set(entries.filter(({ status, kind, reason }) => status === "mismatch" && kind === "out" && reason !== "missing").map(({ file }) => file));
	const written = [];
	for (const { file, content } of dvcFiles) {
		if (!wrong.has(file) || content.deps.length > 0 || content.own) continue;
		if (await writeFile$1(repository, file, content)) written.push(file);
	}
	return written;
}
async function writeFile$1(repository, file, content) {
	const edits = [];
	for (const [index, entry] of content.outs.entries()) {
		const place = placeOf$3(folderOf$1(file), content.wdir, entry.path);
		if (place.kind !== "inside" || entry.cloud || entry.list) continue;
		const { found: all } = await surveyPaths(repository, [place.path], { onProgress: () => void 0 });
		const found = all.get(place.path);
		if (found?.kind !== "file" && found?.kind !== "folder") continue;
		if (found.kind === "folder" && found.problems.length > 0) continue;
		if (entry.isCached) await keep(repository, place.path, found);
		edits.push(...editsOf(index, entry, found));
	}
	if (edits.length === 0) return false;
	const path = `${repository.root}/${file}`;
	if (await kindAt(path, repository.boundary) !== "file") return false;
	const text = new TextDecoder().decode(await readCapped(path, DOCUMENT_LIMIT, file));
	await writeAtomically(path, await editYaml(text, edits));
	return true;
}
/** The keys in the order in which DVC writes them. */
function editsOf(index, entry, found) {
	const at = (key) => [
		"outs",
		index,
		key
	];
	const isFolder = found.kind === "folder";
	return [
		{
			path: at("etag"),
			value: void 0
		},
		{
			path: at("md5"),
			value: `${found.md5}${isFolder ? ".dir" : ""}`,
			before: "path"
		},
		{
			path: at("size"),
			value: found.bytes,
			before: "path"
		},
		{
			path: at("nfiles"),
			value: isFolder ? found.files.length : void 0,
			before: "path"
		},
		{
			path: at("isexec"),
			value: isFolder ? void 0 : entry.isExecutable,
			before: "path"
		},
		{
			path: at("hash"),
			value: "md5",
			before: "path"
		}
	];
}
async function keep(repository, path, found) {
	const cache = cacheFolder(repository);
	if (cache === void 0) throw new ActionError("cache-outside", "DVC's cache lies outside of the repository", { hint: "Only a cache inside of it is written to here; run dvc commit instead." });
	const objects = `${cache}/files/md5`;
	if (found.kind === "file") {
		await storeObject(objects, found.md5, { copyOf: `${repository.root}/${path}` });
		return;
	}
	for (const file of found.files) await storeObject(objects, file.md5, { copyOf: `${repository.root}/${join$1(path, file.path)}` });
	await storeObject(objects, `${found.md5}.dir`, { text: formatListing(found.files) });
}
// shared/stages/load-config.ts
/** Reads `proofmark.yml`, and where it says `from:` what the pipeline of DVC says. */
async function loadConfig(bytes, path, readFile) {
	const config = await readConfig(bytes, path);
	if (config.from === void 0) return config;
	const filled = fillConfig(config, await readPipelineAt(config.from, readFile));
	if ("problems" in filled) throw new ActionError("invalid-config", `${path}: from: ${config.from}\n${list$2(filled.problems)}`);
	const checked = configSchema.safeParse(filled.value);
	if (checked.success) return checked.data;
	const problems = checked.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
	throw new ActionError("invalid-config", `${path}: from: ${config.from}\n${list$2(problems)}`);
}
function list$2(problems) {
	return problems.map((problem) => `- ${problem.replaceAll("\n", "\n  ")}`).join("\n");
}
// shared/stages/found-config.ts
const USUAL_CONFIG = "proofmark.yml";
/**
* The file may be absent unless the user named another one than the default. A pull request that breaks it is judged
* by the trusted one, so that its comment can say so.
*/
async function findConfig(path, place, context) {
	const none = {
		config: void 0,
		configError: void 0
	};
	try {
		const bytes = await configBytes(path, place);
		if (!bytes) return none;
		const read = async (other) => ifThere(readCapped(await userPath(place, other), CONFIG_LIMIT, other));
		return {
			...none,
			config: await loadConfig(bytes, path, read)
		};
	} catch (error) {
		if (!context?.pullRequest || !(error instanceof ActionError)) throw error;
		return {
			...none,
			configError: error
		};
	}
}
async function configBytes(path, place) {
	if (path !== USUAL_CONFIG) return readUserFile(place, path, CONFIG_LIMIT);
	const bytes = await ifThere(readCapped(await userPath(place, path), CONFIG_LIMIT, path));
	if (!bytes) await refuseMisnamed(place);
	return bytes;
}
/** Nobody writes such a file for nothing, so it is not passed over. */
async function refuseMisnamed(place) {
	for (const path of [
		"proofmark.yaml",
		".proofmark.yml",
		".proofmark.yaml"
	]) {
		if (!await isFile(`${place.workspace}/${path}`)) continue;
		throw new ActionError("misnamed-config", `${path} is not read`, { hint: `Rename it to ${USUAL_CONFIG}.` });
	}
}
// shared/platform/stores/names.ts
/** Plain on every file system and in every URL; never hidden, never `.` or `..`. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/;
/** The name of a bundle or of a file in it. Names are made from checked parts; this holds even if one day they are not. */
function checkedName(name) {
	if (NAME.test(name)) return name;
	throw new ActionError("invalid-name", `"${name}" cannot be the name of something that is kept.`, { hint: "Use letters, digits, \".\", \"_\" or \"-\", beginning with a letter or digit." });
}
/** A path below the root of a history. */
function checkedPath(path) {
	for (const part of path.split("/")) checkedName(part);
	return path;
}
// shared/platform/stores/bundle.ts
/** A section with the file list of a million files fits twice. */
const BUNDLE_LIMIT = 256 * 2 ** 20;
function isSameBundle(one, other) {
	if (one.size !== other.size) return false;
	return [...one].every(([name, bytes]) => {
		const there = other.get(name);
		return there !== void 0 && Buffer$1.compare(bytes, there) === 0;
	});
}
/** Nothing is kept that could not be read again. */
function checkBundle(name, bundle) {
	checkedName(name);
	for (const file of bundle.keys()) checkedName(file);
	const bytes = [...bundle.values()].reduce((sum, file) => sum + file.byteLength, 0);
	if (bundle.size > 0 && bytes <= BUNDLE_LIMIT) return;
	throw new ActionError("too-large", `${name} has ${bundle.size} files with ${bytes} bytes.`, { hint: `At least one file and at most ${BUNDLE_LIMIT} bytes can be handed from job to job.` });
}
function alreadyStored(name) {
	return new ActionError("already-stored", `"${name}" is there already, with other content.`, { hint: {
		github: [
			"Two steps or jobs of this run made it under one name. In a matrix, tell the legs apart:",
			"with:",
			`  leg: \${{ matrix.… }}`
		].join("\n"),
		terminal: "A run before this one left it. Take another folder for --store, or empty this one."
	} });
}
function alreadyRecorded(path) {
	return new ActionError("already-recorded", `The history holds ${path} with other content.`, { hint: "A record never changes. In a matrix, give each leg its own name: input \"leg\"." });
}
// shared/platform/github/git-object.ts
/** The id that git gives a file of these bytes, in a repository whose ids look like `like`. */
function blobId(bytes, like) {
	return createHash(like.length === 64 ? "sha256" : "sha1").update(`blob ${bytes.byteLength}\0`).update(bytes).digest("hex");
}
// shared/platform/github/history-query.ts
/** Ids are enough to compare with what is at hand. */
const SELECTIONS = {
	ids: "... on Blob { oid }",
	folders: "... on Tree { entries { name type object { ... on Blob { oid text } } } }"
};
const file = object$1({
	oid: string().optional(),
	text: string().nullish()
});
const entry = object$1({
	name: string(),
	type: string(),
	object: file.nullable()
});
const object = file.extend({ entries: array(entry).optional() }).nullable();
const answer = object$1({ repository: object$1({ ref: object$1({ target: object$1({ oid: string() }) }).nullable() }).catchall(unknown$1()) });
/** Where the branch stands and what it holds at some paths, in one call. */
async function queryHistory({ graphql, context }, { branch, paths, select, deadline }) {
	const { owner, name } = context.repository;
	const ref = `refs/heads/${branch}`;
	const variables = Object.fromEntries(paths.map((path, i) => [`p${i}`, `${ref}:${path}`]));
	const { repository } = await graphql("read-history", queryText(paths.length, SELECTIONS[select]), {
		variables: {
			owner,
			name,
			ref,
			...variables
		},
		schema: answer,
		deadline
	});
	const files = /* @__PURE__ */ new Map();
	const folders = /* @__PURE__ */ new Map();
	paths.forEach((path, i) => {
		const found = parseObject$1(repository[`o${i}`]);
		if (found?.oid !== void 0) files.set(path, {
			oid: found.oid,
			text: found.text
		});
		if (found?.entries) folders.set(path, filesOf$2(found.entries));
	});
	const head = repository.ref?.target.oid;
	return {
		...head === void 0 ? {} : { head },
		files,
		folders
	};
}
function queryText(count, selection) {
	const indexes = Array.from({ length: count }, (_, i) => i);
	return `query ReadHistory($owner: String!, $name: String!, $ref: String!${indexes.map((i) => `, $p${i}: String!`).join("")}) {
  repository(owner: $owner, name: $name) {
    ref(qualifiedName: $ref) { target { oid } }
    ${indexes.map((i) => `o${i}: object(expression: $p${i}) { ${selection} }`).join("\n    ")}
  }
}`;
}
function parseObject$1(value) {
	const parsed = object.safeParse(value ?? null);
	if (parsed.success) return parsed.data;
	throw new ActionError("unexpected-answer", "GitHub described a file of the history oddly.", { cause: new Error(prettifyError(parsed.error)) });
}
function filesOf$2(entries) {
	const found = /* @__PURE__ */ new Map();
	for (const { name, type, object } of entries) {
		if (type !== "blob" || object?.oid === void 0) continue;
		found.set(name, {
			oid: object.oid,
			text: object.text
		});
	}
	return found;
}
// shared/platform/github/orphan-branch.ts
const made = object$1({ sha: string() });
const README = `# The history of Proofmark

Every pipeline run of the default branch leaves its record here: what the data was, what the metrics were, what the
gate decided. Later runs and pull requests are compared with these records.

- \`records/<pipeline>/<first two digits>/<commit>/<run>-<attempt>-<leg>.json\`: one record, never changed
- \`manifests/<first two digits>/<digest>.sha256\`: the files of a dataset, as \`sha256sum\` prints them;
  the SHA-256 of such a file is the dataset's digest

The branch has no common commit with the code. Deleting it forgets every baseline; nothing else breaks.
`;
/**
* Makes the branch with one parentless commit, and returns that commit; nothing when only another look can tell how it
* stands: somebody was faster, or an answer was lost. `createCommitOnBranch` cannot do it, it needs a branch to stand on.
*/
async function createOrphanBranch({ rest }, { branch, deadline }) {
	const options = {
		schema: made,
		deadline
	};
	const content = {
		path: "README.md",
		mode: "100644",
		type: "blob",
		content: README
	};
	try {
		const { sha } = await rest("create-commit", {
			message: "Begin the history",
			tree: (await rest("create-tree", { tree: [content] }, options)).sha,
			parents: []
		}, options);
		await rest("create-ref", {
			ref: `refs/heads/${branch}`,
			sha
		}, {
			schema: object$1({}),
			deadline
		});
		return sha;
	} catch (error) {
		if (codeOf$2(error) === "answer-lost" || isThereAlready(error)) return void 0;
		throw error;
	}
}
function isThereAlready(error) {
	if (!(error instanceof ActionError) || error.code !== "github-refused") return false;
	return error.cause instanceof Error && /already exists/i.test(error.cause.message);
}
// shared/platform/github/branch-append.ts
/** Losing a record is worse than waiting: with 32 writers at once the last one waits for the 31 before it. */
const DEADLINE_MS$4 = 3e5;
const TRIES$1 = 60;
/** GitHub's own limit for a request is higher; a record with its manifests is far below. */
const BYTES_LIMIT = 24 * 2 ** 20;
const MUTATION = `mutation AppendHistory($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;
const appended = object$1({ createCommitOnBranch: object$1({ commit: object$1({ oid: string() }) }) });
/**
* Adds files to the branch in one commit: read where the branch stands and what is there, then commit on exactly that
* state. Whoever comes second is told so, waits a random while and reads again; so is a lost answer healed.
*/
async function appendToBranch(transport, branch, { files, message }) {
	const paths = [...files.keys()];
	checkSize(files);
	const deadline = transport.until(DEADLINE_MS$4);
	for (let attempt = 1; attempt <= TRIES$1; attempt++) {
		const found = await queryHistory(transport, {
			branch,
			paths,
			select: "ids",
			deadline
		});
		const missing = withoutRecorded(files, found.files);
		if (missing.size === 0) return;
		const head = found.head ?? await createOrphanBranch(transport, {
			branch,
			deadline
		});
		if (head !== void 0 && await tryCommit(transport, {
			branch,
			head,
			files: missing,
			message,
			deadline
		})) return;
		await transport.pause(backOffSeconds(attempt), "append-history", deadline);
	}
	throw new ActionError("stale-head", `The branch ${branch} moved on at each of ${TRIES$1} tries.`, { hint: "Run the job again when fewer jobs write the history." });
}
/** False when only another look at the branch can tell what to do. */
async function tryCommit(transport, entry) {
	try {
		await commit$1(transport, entry);
		return true;
	} catch (error) {
		if (["stale-head", "answer-lost"].includes(codeOf$2(error))) return false;
		throw error;
	}
}
async function commit$1({ graphql, context }, { branch, head, files, message, deadline }) {
	const { owner, name } = context.repository;
	const additions = [...files].map(([path, bytes]) => ({
		path,
		contents: Buffer$1.from(bytes).toString("base64")
	}));
	const input = {
		branch: {
			repositoryNameWithOwner: `${owner}/${name}`,
			branchName: branch
		},
		message: { headline: message },
		expectedHeadOid: head,
		fileChanges: { additions }
	};
	await graphql("append-history", MUTATION, {
		variables: { input },
		schema: appended,
		deadline
	});
}
/** Full jitter over a window that doubles up to 8 s, after the pause that GitHub asks for between writes. */
function backOffSeconds(attempt) {
	return 2 + Math.random() * Math.min(8, .25 * 2 ** attempt);
}
/** What is not there yet; records never change, so other bytes in the same place are an error. */
function withoutRecorded(files, recorded) {
	const missing = /* @__PURE__ */ new Map();
	for (const [path, bytes] of files) {
		const there = recorded.get(path);
		if (there && there.oid !== blobId(bytes, there.oid)) throw alreadyRecorded(path);
		if (!there) missing.set(path, bytes);
	}
	return missing;
}
function checkSize(files) {
	const bytes = [...files.values()].reduce((sum, file) => sum + file.byteLength, 0);
	if (bytes <= BYTES_LIMIT && files.size <= 100) return;
	throw new ActionError("too-large", `${files.size} files with ${bytes} bytes are too much for one entry of the history.`, { hint: `At most 100 files with ${BYTES_LIMIT} bytes fit.` });
}
// shared/platform/github/branch-name.ts
/**
* Whether git takes it as a branch (git-check-ref-format(1)). Whole refs are refused too: "refs/heads/main" would be a
* branch whose name only looks like another.
*/
function isBranchName(name) {
	if (name === "" || name === "@" || name.length > 200) return false;
	if (name.startsWith("-") || name.startsWith("refs/")) return false;
	if (/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|^\/|\/$|\.$/.test(name)) return false;
	return name.split("/").every((part) => !part.startsWith(".") && !part.endsWith(".lock"));
}
// shared/platform/github/branch-history.ts
/** The history as files on a branch of the repository itself, which has no commit in common with the code. */
function branchHistory({ transport }, { branch = "proofmark-history" } = {}) {
	if (!isBranchName(branch)) throw new ActionError("invalid-input", `"${branch}" cannot be the name of a branch.`);
	const file = (path) => transport.raw("read-file", {
		path: checkedPath(path),
		ref: `refs/heads/${branch}`
	});
	return {
		kind: "branch",
		place: `branch ${branch}`,
		file,
		async folders(paths) {
			const found = /* @__PURE__ */ new Map();
			for (let from = 0; from < paths.length; from += 100) {
				const answer = await queryHistory(transport, {
					branch,
					paths: paths.slice(from, from + 100).map(checkedPath),
					select: "folders"
				});
				for (const [path, files] of answer.folders) found.set(path, await bundleOf(files, (name) => file(`${path}/${name}`)));
			}
			return found;
		},
		async add(files, message) {
			for (const path of files.keys()) checkedPath(path);
			await appendToBranch(transport, branch, {
				files,
				message
			});
		}
	};
}
/** GraphQL shortens long texts and has none for binary files; the id tells whether the text is the file. */
async function bundleOf(files, readRaw) {
	const bundle = /* @__PURE__ */ new Map();
	for (const [name, { oid, text }] of files) {
		const bytes = new TextEncoder().encode(text ?? "");
		const whole = blobId(bytes, oid) === oid ? bytes : await readRaw(name);
		if (whole) bundle.set(name, whole);
	}
	return bundle;
}
// shared/platform/scratch.ts
/** Lends an empty folder inside the parent, and takes it away again whatever happens. */
async function inScratchFolder(parent, body) {
	await makeFolder(parent);
	const folder = await mkdtemp(join(parent, "proofmark-"));
	try {
		return await body(folder);
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
/** A folder that is there, for files that have no name. */
function scratchRoot({ temporary }) {
	return dirname(temporary);
}
// shared/platform/stores/quiet.ts
const listening = new AsyncLocalStorage();
/**
* Runs what prints through @actions/core on its own account, and hands its talk to `listen` instead of the log.
* Workflow commands (`::add-mask::`, `::warning::`) pass: masks must reach the runner. Debug lines do not, because they
* hold signed addresses. Only output of the body itself is touched, not what runs beside it.
*/
async function quietly(listen, body) {
	const own = process.stdout.write;
	const filtered = (...args) => {
		const listener = listening.getStore();
		const [text] = args;
		if (listener && typeof text === "string" && text.startsWith("::debug::")) return true;
		if (!listener || typeof text !== "string" || text.startsWith("::")) return own.apply(process.stdout, args);
		listening.exit(() => listener(text.trimEnd()));
		return true;
	};
	process.stdout.write = filtered;
	try {
		return await listening.run(listen, body);
	} finally {
		if (process.stdout.write === filtered) process.stdout.write = own;
	}
}
// shared/platform/stores/zip.ts
const END = {
	signature: 101010256,
	size: 22,
	comment: 65535
};
const ENTRY$1 = {
	signature: 33639248,
	size: 46
};
const LOCAL = {
	signature: 67324752,
	size: 30
};
const STORED = 0;
const DEFLATED = 8;
const MAX_ENTRIES = 1e3;
/**
* The flat files of a zip that any job of the run may have made: nothing is unpacked to disk, nothing grows above the
* limit, and a name with a folder in it is refused instead of followed.
*/
function readZip(zip, limitBytes) {
	try {
		return readEntries(zip, limitBytes);
	} catch (error) {
		if (error instanceof ActionError) throw error;
		throw new ActionError("corrupt-archive", "The archive cannot be read.", { cause: error });
	}
}
function readEntries(zip, limitBytes) {
	const end = findEnd(zip);
	const count = zip.readUInt16LE(end + 10);
	if (count > MAX_ENTRIES) throw new Error(`it has ${count} entries`);
	const files = /* @__PURE__ */ new Map();
	let left = limitBytes;
	let at = zip.readUInt32LE(end + 16);
	for (let i = 0; i < count; i++) {
		if (zip.readUInt32LE(at) !== ENTRY$1.signature) throw new Error("its directory is damaged");
		const nameSize = zip.readUInt16LE(at + 28);
		const name = checkedName(zip.toString("utf8", at + ENTRY$1.size, at + ENTRY$1.size + nameSize));
		if (files.has(name)) throw new Error(`it holds ${name} twice`);
		const bytes = readEntry(zip, at, left);
		left -= bytes.byteLength;
		files.set(name, bytes);
		at += ENTRY$1.size + nameSize + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
	}
	return files;
}
function findEnd(zip) {
	const first = Math.max(0, zip.length - END.size - END.comment);
	for (let at = zip.length - END.size; at >= first; at--) if (zip.readUInt32LE(at) === END.signature) return at;
	throw new Error("it has no end");
}
function readEntry(zip, at, limitBytes) {
	const method = zip.readUInt16LE(at + 10);
	const packedSize = zip.readUInt32LE(at + 20);
	const size = zip.readUInt32LE(at + 24);
	const local = zip.readUInt32LE(at + 42);
	if (size > limitBytes) throw new ActionError("too-large", "The archive unpacks to too much.");
	if (zip.readUInt32LE(local) !== LOCAL.signature) throw new Error("an entry is damaged");
	const from = local + LOCAL.size + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
	const packed = zip.subarray(from, from + packedSize);
	const bytes = unpack(packed, method, size);
	if (packed.length !== packedSize || bytes.length !== size) throw new Error("an entry is cut off");
	return bytes;
}
function unpack(packed, method, size) {
	if (method === STORED) return packed;
	if (method !== DEFLATED) throw new Error(`it is packed by method ${method}`);
	return inflateRawSync(packed, { maxOutputLength: size + 1 });
}
// shared/platform/stores/artifacts.ts
/**
* The artifacts of this very run. They are reached with the runner's own token, so no permission is needed; other jobs
* of the run can replace them, so what is read is data to be checked. None outside GitHub's runner, and none on GHES,
* which has no such service.
*/
function artifactStore({ environment, retentionDays, debug }) {
	if (!environment["ACTIONS_RUNTIME_TOKEN"] || !environment["ACTIONS_RESULTS_URL"]) return void 0;
	if (isGhes(environment)) return void 0;
	const listen = debug ?? (() => {});
	const scratch = (body) => inScratchFolder(environment["RUNNER_TEMP"] || tmpdir(), body);
	const ask = (task) => quietly(listen, async () => {
		const { DefaultArtifactClient: Client } = await import("./actions-artifact.js");
		return task(new Client());
	});
	async function load(name) {
		checkedName(name);
		const found = await ask((client) => client.getArtifact(name)).catch(ignoreAbsence);
		if (!found) return void 0;
		const { id, size } = found.artifact;
		if (size > BUNDLE_LIMIT) throw tooLarge$1(name, size);
		return scratch(async (folder) => {
			const options = {
				path: folder,
				skipDecompress: true
			};
			await ask((client) => client.downloadArtifact(id, options)).catch(explain$1(`read "${name}"`));
			return readArchive(name, folder);
		});
	}
	return {
		kind: "artifacts",
		load,
		async save(name, bundle) {
			checkBundle(name, bundle);
			try {
				await scratch(async (folder) => {
					const files = [...bundle].map(([file, bytes]) => ({
						path: join(folder, file),
						bytes
					}));
					for (const { path, bytes } of files) await writeFile(path, bytes);
					const paths = files.map(({ path }) => path);
					const options = retentionDays === void 0 ? {} : { retentionDays };
					await ask((client) => client.uploadArtifact(name, paths, folder, options));
				});
			} catch (error) {
				if (!isTaken$1(error)) return explain$1(`keep "${name}"`)(error);
				const there = await load(name);
				if (!there || !isSameBundle(there, bundle)) throw alreadyStored(name);
			}
		},
		async names(prefix) {
			const { artifacts } = await ask((client) => client.listArtifacts()).catch(explain$1("list them"));
			const names = artifacts.map(({ name }) => name).filter((name) => name.startsWith(prefix));
			return [...new Set(names)].sort();
		}
	};
}
async function readArchive(name, folder) {
	const [file] = await readdir(folder);
	if (file === void 0) throw new ActionError("corrupt-archive", `"${name}" came without a file.`);
	const path = join(folder, file);
	const { size } = await stat(path);
	if (size > BUNDLE_LIMIT) throw tooLarge$1(name, size);
	return readZip(await readFile(path), BUNDLE_LIMIT);
}
function isGhes(environment) {
	const { hostname } = new URL(environment["GITHUB_SERVER_URL"] || "https://github.com");
	return !/^(github\.com|.*\.ghe\.com|.*\.localhost)$/i.test(hostname);
}
/** The client says it only in words. */
function isTaken$1(error) {
	return error instanceof Error && /\(409\)|already exists/i.test(error.message);
}
function ignoreAbsence(error) {
	if (error instanceof Error && error.name === "ArtifactNotFoundError") return void 0;
	return explain$1("look for it")(error);
}
function explain$1(what) {
	return (error) => {
		throw new ActionError("artifacts-unreachable", `Workflow artifacts: could not ${what}.`, {
			hint: "Run the job again; https://www.githubstatus.com says whether GitHub has trouble.",
			cause: error
		});
	};
}
function tooLarge$1(name, size) {
	return new ActionError("too-large", `The artifact "${name}" has ${size} bytes.`, { hint: `At most ${BUNDLE_LIMIT} bytes are read.` });
}
// shared/platform/stores/directory.ts
/** Bundles as folders. A bundle appears as a whole or not at all, and never changes. */
function directoryStore(root) {
	const load = (name) => readFolder(join(root, checkedName(name)));
	return {
		kind: "directory",
		load,
		async save(name, bundle) {
			checkBundle(name, bundle);
			const making = join(root, `.${randomUUID()}`);
			await makeFolder(making).catch(unwritable(root));
			try {
				for (const [file, bytes] of bundle) await writeFile(join(making, file), bytes);
				await rename(making, join(root, name));
			} catch (error) {
				const there = isTaken(error) ? await load(name) : void 0;
				if (!there) throw error;
				if (!isSameBundle(there, bundle)) throw alreadyStored(name);
			} finally {
				await rm(making, {
					recursive: true,
					force: true
				});
			}
		},
		async names(prefix) {
			return (await entriesOf$2(root)).filter((entry) => entry.isDirectory() && entry.name.startsWith(prefix)).map((entry) => entry.name).filter((name) => !name.startsWith(".")).sort();
		}
	};
}
/** The history as files below a folder, for a terminal, a shared disk and the demo. */
function directoryHistory(root) {
	const file = async (path) => readIfThere(join(root, checkedPath(path)));
	return {
		kind: "directory",
		place: root,
		file,
		async folders(paths) {
			const found = /* @__PURE__ */ new Map();
			for (const path of paths) {
				const bundle = await readFolder(join(root, checkedPath(path)));
				if (bundle) found.set(path, bundle);
			}
			return found;
		},
		async add(files) {
			const missing = [];
			for (const [path, bytes] of files) {
				const there = await file(path);
				if (there && Buffer.compare(there, bytes) !== 0) throw alreadyRecorded(path);
				if (!there) missing.push([path, bytes]);
			}
			for (const [path, bytes] of missing) await writeAtomically(join(root, path), bytes);
		}
	};
}
const FILE_LIMIT$1 = 32 * 2 ** 20;
async function entriesOf$2(folder) {
	return readdir(folder, { withFileTypes: true }).catch((error) => {
		if (isAbsent(error)) return [];
		throw error;
	});
}
/** The plain files of a folder; links are not followed. Nothing when there is no such folder or it is empty. */
async function readFolder(folder, limitBytes = BUNDLE_LIMIT) {
	const names = (await entriesOf$2(folder)).filter((entry) => entry.isFile()).map(({ name }) => name);
	const bundle = /* @__PURE__ */ new Map();
	let left = limitBytes;
	for (const name of names.sort()) {
		const bytes = await readCapped(join(folder, name), left);
		left -= bytes.byteLength;
		bundle.set(name, bytes);
	}
	return bundle.size > 0 ? bundle : void 0;
}
function readIfThere(path) {
	return ifThere(readCapped(path, FILE_LIMIT$1));
}
function unwritable(root) {
	return (cause) => {
		throw new ActionError("file-unwritable", `cannot write to the folder ${pathText(root)}`, { cause });
	};
}
function isAbsent(error) {
	return ["ENOENT", "ENOTDIR"].includes(systemCode(error) ?? "");
}
/** A folder that is there and not empty; Windows says it the third way. */
function isTaken(error) {
	return [
		"ENOTEMPTY",
		"EEXIST",
		"EPERM"
	].includes(systemCode(error) ?? "");
}
// shared/stages/hints.ts
/**
* How to give an input: as `with:` of a step in a workflow, as a flag in a terminal, and in both by the configuration
* where it can say it, too.
*/
function inputHint(spec, name, { value, configured }) {
	const or = configured ? `\nor in ${configured.path}:\n${indented(configured.yaml)}` : "";
	const values = typeof value === "string" ? [value] : value;
	const yaml = typeof value === "string" ? ` ${value}` : ` |\n${indented(value.join("\n"))}`;
	const flag = flagOf(name, spec[name]);
	const words = values.map((one) => printCommand([flag, one])).join(" ");
	return {
		github: `Name it in the step:\n${indented(`with:\n${indented(`${name}:${yaml}`)}`)}${or}`,
		terminal: `Name it on the command line:\n  ${words}${or}`
	};
}
function indented(text) {
	return text.replace(/^/gm, "  ");
}
// shared/stages/inputs.ts
/** Inputs of every action, so that one word means one thing everywhere. */
const jobInputs = {
	config: path({
		about: "The configuration file. It may be absent; everything in it can be given as inputs.",
		default: "proofmark.yml"
	}),
	pipeline: text$1({ about: "Name of the road; default: the one in the configuration, else of the repository, in a terminal of the folder." }),
	leg: text$1({
		about: "Tells the legs of a matrix apart: give the matrix value here.",
		default: "main"
	}),
	store: path({ about: "A folder that keeps what steps and jobs hand to each other; default: workflow artifacts, in a terminal nothing." })
};
/** The same for actions that ask GitHub. What runs code of the branch is given no token. */
const roadInputs = {
	...jobInputs,
	token: text$1({
		about: "Token for the GitHub API.",
		default: "${{ github.token }}"
	})
};
const historyInputs = {
	history: text$1({
		about: "Where records are remembered: a branch, a folder that begins with ./ or /, or none. Only runs on the default branch write.",
		default: "proofmark-history"
	}),
	"retention-days": number$1({
		about: "How long artifacts are kept; default: 7 on pull requests, 90 on the default branch.",
		min: 1,
		max: 400,
		integer: true
	})
};
const dataInputs = {
	path: list$3({
		about: "Files, folders or globs to track; default: the datasets of the configuration.",
		positional: true
	}),
	name: text$1({ about: "Name of the dataset when one path is given; default: from the path." }),
	code: list$3({ about: "Files and folders that make the model; default: train.code." }),
	params: path({ about: "JSON or YAML file with the parameters; default: train.params." })
};
const cacheInputs = {
	cache: path({ about: "A folder of your own that keeps checksums of files nobody touched, or none; default: see README." }),
	verify: flag({
		about: "Read every byte whatever the cache says, and write it anew.",
		default: "false"
	})
};
const planInputs = { plan: flag({
	about: "Say whether the model must be trained at all: outputs train, reason and key.",
	default: "false"
}) };
const trainInputs = {
	run: text$1({ about: "The command that trains, cut into words without a shell; default: train.run." }),
	timeout: duration$1({ about: "The longest that training may take; default: train.timeout." }),
	model: path({ about: "The file or folder that training writes; default: model.path." }),
	metrics: path({ about: "The metrics file that training writes; default: train.metrics." }),
	params: path({ about: "JSON or YAML file with the parameters; default: train.params." }),
	pass: list$3({ about: "Variables that the command may see; default: train.env.pass. Never on forks." })
};
const evaluateInputs = {
	model: path({ about: "The ONNX file or its folder; default: what training left, else model.path." }),
	holdout: path({ about: "The table of rows to judge on; default: the dataset whose role is holdout." }),
	target: text$1({ about: "The column that is predicted; default: evaluate.target." }),
	features: list$3({ about: "Columns fed to an input called \"features\"; default: evaluate.inputs." }),
	output: text$1({ about: "The output that predicts; default: evaluate.output, else the only one." }),
	task: choice$1(TASKS, { about: "What is predicted; default: seen from the output." })
};
/** One input for the verdict on the data and the one on the model, so that the root action has it once. */
const verdictInputs = { "fail-on": choices(VERDICTS, {
	about: "Verdicts that fail the step.",
	default: "fail, error"
}) };
const gateInputs = {
	metrics: list$3({
		about: "Metrics files or globs, JSON or YAML; default: train.metrics.",
		positional: true
	}),
	rules: lines({
		about: "Rules, one a line, such as \"rmse <= baseline + 2%\"; default: gate.rules.",
		flag: "rule"
	}),
	baseline: text$1({ about: "A metrics file to compare with, or a git revision whose metrics file is read; default: the record of the base commit." }),
	...verdictInputs
};
const commentInputs = { unchanged: flag({
	about: "Comment also on an unchanged model; else only a comment that stands there is brought up to date.",
	default: "false"
}) };
const tokenInputs = {
	exchange: endpoint$1({
		about: "Where the identity is exchanged (RFC 8693).",
		required: true
	}),
	audience: text$1({
		about: "For whom the identity is made out: one name for each target.",
		required: true
	}),
	scope: text$1({ about: "What the token may do, as the endpoint calls it; default: its own." }),
	revocation: endpoint$1({ about: "Where the token is given back after the job (RFC 7009); default: it only expires." }),
	"export-as": variable$1({ about: "A variable in which all later steps find the token; default: none." })
};
// shared/stages/storage.ts
const RETENTION = {
	pullRequest: 7,
	defaultBranch: 90
};
/** Where jobs of this run hand sections to each other, the nearest first; nowhere in a terminal that names no folder. */
function openStores(wishes, place, context) {
	if (wishes.store !== void 0) return [directoryStore(absolutePath(place, wishes.store))];
	if (context === void 0) return [];
	const usual = context.isDefaultBranch ? RETENTION.defaultBranch : RETENTION.pullRequest;
	const artifacts = artifactStore({
		environment: place.environment,
		retentionDays: wishes["retention-days"] ?? usual
	});
	return [directoryStore(`${place.temporary}/store`), ...artifacts ? [artifacts] : []];
}
/** Where records outlive their runs; nothing where that is switched off or cannot be reached. */
function openHistory(wish, place, github) {
	if (wish === void 0 || wish === "none") return void 0;
	if (wish.startsWith(".") || wish.startsWith("/")) return directoryHistory(absolutePath(place, wish));
	if (!isBranchName(wish)) throw new ActionError("invalid-history", `"${wish}" cannot be the name of a branch`, { hint: "Name a branch such as proofmark-history, or a folder that begins with ./ or /." });
	if (github && isUsed(github.context, wish)) throw new ActionError("invalid-history", `the branch "${wish}" holds the code itself; records need one of their own`, { hint: inputHint(historyInputs, "history", { value: "proofmark-history" }) });
	return github && branchHistory(github.client, { branch: wish });
}
/** Git sees two branches where a file system that ignores case sees one. */
function isUsed({ ref, repository, pullRequest }, branch) {
	return [
		repository.defaultBranch,
		ref.replace(/^refs\/heads\//, ""),
		pullRequest?.base.ref
	].some((name) => name?.toLowerCase() === branch.toLowerCase());
}
// shared/stages/trusted.ts
/** Of a pull request the commit it would be merged onto, else the one that runs. */
async function readTrusted(asking) {
	const { github, configPath } = asking;
	const wanted = await trustedCommit(asking);
	if (!github) return {};
	const commit = github.context.pullRequest ? wanted?.sha : github.context.sha;
	if (commit === void 0) return { wanted };
	const bytes = await github.client.fileAt(configPath, commit);
	return {
		wanted,
		commit,
		config: bytes && await usableConfig(bytes, commit, asking)
	};
}
/** A configuration on the base branch that nobody can use must not stop the change that repairs it. */
async function usableConfig(bytes, commit, { github, configPath, runner }) {
	try {
		return await loadConfig(bytes, configPath, async (path) => github?.client.fileAt(path, commit));
	} catch (error) {
		if (codeOf$2(error) !== "invalid-config" || !github?.context.pullRequest) throw error;
		const { ref } = github.context.pullRequest.base;
		runner.annotate("warning", `${configPath} on ${ref} cannot be used:\n${describeError(error)}`);
		return;
	}
}
/** The configuration that a step goes by where nothing depends on who wrote it: the one at hand if it can be used. */
async function usedConfig(setting) {
	if (setting.config) return setting.config;
	const config = await baseConfig(setting);
	if (!config && setting.configError) throw setting.configError;
	return config;
}
/** What the base branch of a pull request says, where it can be used; nothing elsewhere. */
async function baseConfig({ github, trusted }) {
	return github?.context.pullRequest ? (await trusted()).config : void 0;
}
// shared/stages/setting.ts
/** Reads where we are. Asks GitHub nothing yet. */
async function openSetting(action, wishes, { runner, place }) {
	const context = await readGithubContext(place.environment);
	const { config, configError } = await findConfig(wishes.config, place, context);
	const leg = nameOf$2("leg", wishes.leg);
	const github = context && wishes.token ? {
		context,
		client: openGithub({
			context,
			token: wishes.token,
			action,
			runner
		})
	} : void 0;
	const stores = openStores(wishes, place, context);
	const trusted = once(() => readTrusted({
		github,
		place,
		configPath: wishes.config,
		runner
	}));
	const usualName = defaultPipeline(context, place);
	const clues = {
		action,
		context,
		github,
		wishes,
		stores,
		trusted,
		usualName
	};
	const pipeline = nameOf$2("pipeline", wishes.pipeline ?? (config ? config.pipeline ?? usualName : await nameElsewhere(clues) ?? usualName));
	const history = openHistory(wishes.history, place, github);
	const search = {
		github,
		history,
		trusted,
		pipeline,
		usualName,
		leg,
		isNamed: wishes.pipeline !== void 0
	};
	return {
		runner,
		place,
		context,
		github,
		config,
		configError,
		configPath: wishes.config,
		trusted,
		baseline: once(() => findRecord(search)),
		pipeline,
		usualName,
		leg,
		stores,
		history,
		author: {
			action,
			version: VERSION,
			pipeline,
			leg,
			...context ? {
				commit: context.sha,
				run: context.run
			} : {},
			at: now().toISOString()
		},
		trust: context ? trustOf(context.isDefaultBranch) : "claimed"
	};
}
/**
* A pull request without a usable configuration keeps the name it has on its base branch. Who writes the comment asks
* GitHub for nothing but comments: there the sections of the run say whose they are.
*/
async function nameElsewhere(clues) {
	const { action, context, github, wishes, stores, trusted, usualName } = clues;
	if (!context?.pullRequest) return void 0;
	if (action === "comment") return onlyPipeline(stores, {
		leg: wishes.leg,
		attempt: context.run.attempt
	});
	if (!github || wishes.history === "none") return void 0;
	const { config } = await trusted();
	return config && (config.pipeline ?? usualName);
}
function once(ask) {
	let answer;
	return () => {
		answer ??= ask();
		return answer;
	};
}
/** Whose sections belong to this run. */
function whose({ pipeline, leg, author }) {
	const { run, commit } = author;
	return {
		pipeline,
		leg,
		attempt: run?.attempt ?? 1,
		run: run?.id,
		commit
	};
}
function nameOf$2(what, name) {
	if (NAME$1.test(name)) return name;
	throw new ActionError("invalid-name", `the ${what} "${name}" cannot be a name`, { hint: NAME_HINT });
}
/** The repository's name, else the folder's, where that can be a name. */
function defaultPipeline(context, place) {
	const name = context?.repository.name ?? place.workspace.split(/[\\/]/).at(-1) ?? "";
	return NAME$1.test(name) ? name : "model";
}
// shared/stages/comment.ts
const USUAL_FAIL_ON = ["fail", "error"];
/** What keeps a report out of the comment without making the job red. */
const SUMMARY_INSTEAD = {
	"missing-permission": "the token may not write comments",
	"comment-contended": "other jobs kept overwriting the comment",
	"comment-too-long": "the comment holds no more"
};
/** Writes what the run found into the summary and, on a pull request, into its comment. */
async function reportVerdict(setting, { gate, data }, { failOn = USUAL_FAIL_ON, isSummarized = false, isUnchangedTold = false } = {}) {
	const input = composeInput(setting, {
		gate,
		data,
		failOn
	});
	if (!isSummarized) await writeSummary(setting, input);
	const { pipeline, leg, github } = setting;
	const common = {
		schema: "proofmark/comment-result/v1",
		pipeline,
		leg,
		verdict: gate?.body.verdict ?? "error"
	};
	const alone = (reason) => ({
		...common,
		comment: "summary-only",
		reason
	});
	if (!github) {
		setting.runner.info(toText(composeReport(input)));
		return alone(setting.context ? "there is no token" : "there is no pull request in a terminal");
	}
	const pull = github.context.pullRequest;
	if (!pull) return alone("this run belongs to no pull request");
	try {
		const published = await publish(reviewPort(github.client, pull.number), {
			section: {
				pipeline,
				leg,
				verdict: common.verdict,
				run: {
					id: github.context.run.id,
					attempt: github.context.run.attempt
				},
				head: pull.head.sha,
				at: setting.author.at,
				content: renderWithin(reportLadder(input), {
					render: toMarkdown,
					budget: COMMENT_BUDGET
				})
			},
			isQuiet: isNothingNew(gate) && !isUnchangedTold,
			runUrl: ({ id }) => runUrl(setting).replace(/\d+$/, String(id))
		});
		return {
			...common,
			...describe$1(published)
		};
	} catch (error) {
		const why = SUMMARY_INSTEAD[codeOf$2(error)];
		if (why === void 0) throw error;
		setting.runner.annotate("notice", `comment: ${describeError(error)}\nThe report is in the job summary: ${runUrl(setting)}`);
		return alone(why);
	}
}
/** The stage behind the action `comment`. */
async function runComment(inputs, scene) {
	const setting = await openSetting("comment", inputs, scene);
	const gate = await loadGate(setting.stores, whose(setting));
	const data = await loadData(setting.stores, whose(setting));
	if (gate && data) refuseMismatch(gate, data.section);
	const result = await reportVerdict(setting, {
		gate,
		data: data?.section
	}, { isUnchangedTold: inputs.unchanged });
	setting.github?.client.spent();
	return commentOutcome(result);
}
function commentOutcome(result) {
	return {
		decision: "accepted",
		headline: `verdict: ${result.verdict}; comment ${result.comment}: ${result.reason}`,
		outputs: {
			verdict: result.verdict,
			"reason-code": result.comment,
			url: result.url ?? ""
		},
		result
	};
}
/** The baseline's model under rules that it keeps. */
function isNothingNew(gate) {
	return gate?.body.unchanged !== void 0 && gate.body.verdict === "pass";
}
function refuseMismatch(gate, data) {
	if (mismatches(gate, /* @__PURE__ */ new Map([["data", sectionDigest(data)]])).length === 0) return;
	throw new ActionError("section-mismatch", "the verdict was made from other data than the data section at hand", { hint: "Another job of the run may have replaced an artifact. Run the jobs again from the start." });
}
function reviewPort(client, number) {
	return {
		read: () => client.pullComments(number),
		create: (body) => client.createComment(number, body),
		update: async (id, body) => void await client.updateComment(id, body),
		remove: (id) => client.deleteComment(id),
		wait: pause
	};
}
function describe$1(published) {
	switch (published.action) {
		case "created": return {
			comment: "created",
			reason: "written",
			url: published.url
		};
		case "updated": return {
			comment: "updated",
			reason: "brought up to date",
			url: published.url
		};
		case "unchanged": return {
			comment: "unchanged",
			reason: "it says the same already",
			url: published.url
		};
		case "skipped-stale": return {
			comment: "stale",
			reason: published.reason
		};
		case "skipped-quiet": return {
			comment: "summary-only",
			reason: "the model is unchanged"
		};
	}
}
// shared/domain/deployment/champion.ts
/** What our own deployments carry; GitHub makes others for every job with an environment, and they say nothing. */
const deploymentPayloadSchema = strictObject({
	schema: literal$1("proofmark/deployment-payload/v1"),
	pipeline: string(),
	leg: string(),
	model: digestSchema,
	policy: digestSchema,
	verdict: string(),
	previous: strictObject({
		deployment: int(),
		model: digestSchema
	}).optional(),
	run: strictObject({
		id: int(),
		attempt: int()
	})
});
const DEPLOYMENT_STATES = [
	"queued",
	"pending",
	"in_progress",
	"success",
	"failure",
	"error",
	"inactive"
];
/** Deployments of one leg of one pipeline, the newest first. A payload that is not ours belongs to somebody else. */
function ownDeployments(deployments, { pipeline, leg }) {
	return deployments.flatMap((deployment) => {
		const payload = readPayload(deployment.payload);
		return payload?.pipeline === pipeline && payload.leg === leg ? [{
			...deployment,
			payload
		}] : [];
	}).toSorted((a, b) => b.id - a.id);
}
/** GitHub hands a payload back as an object, as a string, or as a string in a string. */
function readPayload(payload) {
	let value = payload;
	for (let layer = 0; layer < 2 && typeof value === "string"; layer++) try {
		value = JSON.parse(value);
	} catch {
		return;
	}
	return deploymentPayloadSchema.safeParse(value).data;
}
/**
* What is live: the newest that ever succeeded, since deployments go one after the other. That it is called inactive
* now proves nothing: GitHub does so by itself when any other job of the environment ends well.
*/
function championOf(own) {
	const live = own.find(({ hasSucceeded }) => hasSucceeded);
	return live && {
		deployment: live.id,
		commit: live.commit,
		model: live.payload.model
	};
}
/** Everything that is called live; more than one when somebody was interrupted before saying that one is not. */
function liveOnes(own) {
	return own.filter(({ state }) => state === "success");
}
/** A deployment after the live one that ended without anybody knowing what the target serves since. */
function doubtAfter(own, { deployment }) {
	return own.find(({ id, state }) => id > deployment && state === "error");
}
/**
* Models that deployments after the live one may have left at the target, by the deployment: they broke off, or there
* was nothing to go back to. `before`: a deployment whose turn it is, so that none below it is at work.
*/
function remainsOf(own, { live, before }) {
	const doubtful = own.filter(({ id, state, hasSucceeded }) => id > (live?.deployment ?? 0) && id < before && !hasSucceeded && (live === void 0 || state === "error" || WAITING$1.includes(state)));
	return new Map(doubtful.toReversed().map(({ id, payload }) => [payload.model, id]));
}
/** The other leg or pipeline for which a model is called live. */
function ownerOf(deployments, { pipeline, leg }, model) {
	for (const { id, state, ...deployment } of deployments) {
		const payload = readPayload(deployment.payload);
		if (state !== "success" || payload?.model !== model) continue;
		if (payload.pipeline === pipeline && payload.leg === leg) continue;
		const which = payload.leg === "main" ? "" : `, leg ${payload.leg}`;
		return `${payload.pipeline}${which} (deployment ${id})`;
	}
}
const WAITING$1 = [
	"queued",
	"pending",
	"in_progress"
];
/** Whose turn it is: of all deployments that wait or run, the lowest id goes first. */
function aheadOf(own, { id, run, now, patienceMs }) {
	return own.filter((other) => other.id < id && WAITING$1.includes(other.state)).filter((other) => !isLeftBehind(other, run)).filter((other) => now.getTime() - Date.parse(other.saidAt) < patienceMs).toSorted((a, b) => a.id - b.id)[0];
}
/** What earlier attempts of this run began and never ended: no attempt starts before the one before it is over. */
function leftBehind(own, run) {
	return own.filter((other) => WAITING$1.includes(other.state) && isLeftBehind(other, run));
}
function isLeftBehind({ payload }, run) {
	return payload.run.id === run.id && payload.run.attempt < run.attempt;
}
/**
* What a rollback goes back to: a model that was live here before, the newest first. `previous` passes over what is
* live and over models that were themselves rolled back and not deployed again since.
*/
function rollbackTarget(own, wish) {
	const live = championOf(own)?.model;
	const once = own.filter(({ hasSucceeded }) => hasSucceeded);
	if (wish !== "previous") return once.find(({ payload }) => payload.model === wish);
	const left = /* @__PURE__ */ new Set();
	for (const { task, payload } of once.toReversed()) if (task !== "rollback") left.delete(payload.model);
	else if (payload.previous) left.add(payload.previous.model);
	return once.find(({ task, payload }) => task !== "rollback" && payload.model !== live && !left.has(payload.model));
}
// shared/platform/github/authors.ts
const PAGE$1 = 100;
/** A deployment of more commits than that at once hides who made them. */
const MAX_PAGES$1 = 50;
const person = object$1({ login: string() }).nullish();
const commit = object$1({
	author: person,
	committer: person
});
const comparison = object$1({
	status: _enum([
		"ahead",
		"behind",
		"identical",
		"diverged"
	]),
	commits: array(commit)
});
async function readBetween(transport, base, head) {
	const basehead = `${base}...${head}`;
	const commits = [];
	for (let page = 1; page <= MAX_PAGES$1; page++) {
		const parameters = {
			basehead,
			per_page: PAGE$1,
			page
		};
		const found = await transport.rest("compare-commits", parameters, { schema: comparison });
		commits.push(...found.commits);
		if (found.commits.length < PAGE$1) return {
			order: found.status,
			authors: authorsOf(commits)
		};
	}
	throw new ActionError("too-many-commits", `${basehead} has more than 5000 commits.`, { hint: "Who made them cannot be told. Deploy an earlier commit first." });
}
/** Who made a commit and, when it merges a branch, what it merged. */
async function readAuthors(transport, sha) {
	const [parent] = (await readCommit(transport, sha)).parents;
	if (parent !== void 0) return (await readBetween(transport, parent, sha)).authors;
	const parameters = {
		sha,
		per_page: 1
	};
	return authorsOf(await transport.rest("list-commits", parameters, { schema: array(commit) }));
}
/** The commit at the end of a branch. */
async function readTip(transport, branch) {
	const schema = array(object$1({ sha: string() })).min(1);
	const [tip] = await transport.rest("list-commits", {
		sha: branch,
		per_page: 1
	}, { schema });
	return tip?.sha ?? "";
}
/** GitHub itself commits what is merged in the browser; that hides nobody, for the author is there too. */
function authorsOf(commits) {
	const logins = /* @__PURE__ */ new Set();
	for (const { author, committer } of commits) {
		if (author) logins.add(author.login);
		if (committer && committer.login !== "web-flow") logins.add(committer.login);
	}
	return {
		logins: [...logins].sort(),
		unknown: commits.filter(({ author }) => !author).length
	};
}
// shared/platform/github/deployments.ts
/** GraphQL alone knows all states in one call; REST alone knows the numbers, which have outgrown GraphQL's. */
const QUERY = `query ListDeploymentStates($owner: String!, $name: String!, $environment: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    deployments(
      environments: [$environment]
      first: 100
      after: $after
      orderBy: {field: CREATED_AT, direction: DESC}
    ) {
      pageInfo { hasNextPage endCursor }
      nodes { id latestStatus { state createdAt } statuses(first: 50) { nodes { state } } }
    }
  }
}`;
const statesPage = object$1({ repository: object$1({ deployments: object$1({
	pageInfo: object$1({
		hasNextPage: boolean(),
		endCursor: string().nullable()
	}),
	nodes: array(object$1({
		id: string(),
		latestStatus: object$1({
			state: string(),
			createdAt: string()
		}).nullable(),
		statuses: object$1({ nodes: array(object$1({ state: string() })) }).nullable()
	}))
}) }) });
const listed$2 = array(object$1({
	id: int(),
	node_id: string(),
	sha: string(),
	task: string(),
	payload: unknown$1(),
	created_at: string()
}));
const PAGE = 100;
const MAX_PAGES = 20;
/** GitHub refuses longer descriptions. */
const DESCRIPTION_LIMIT = 140;
/**
* Deployments to an environment, the newest first, until there is enough. What GitHub shows without a status yet
* counts as pending.
*/
async function listDeployments(transport, environment, isEnough) {
	const { owner, name } = transport.context.repository;
	const found = [];
	const states = /* @__PURE__ */ new Map();
	let after = null;
	let isMore = true;
	for (let page = 1; page <= MAX_PAGES; page++) {
		if (isMore) {
			const { nodes, pageInfo } = (await transport.graphql("list-deployment-states", QUERY, {
				variables: {
					owner,
					name,
					environment,
					after
				},
				schema: statesPage
			})).repository.deployments;
			for (const { id, ...said } of nodes) states.set(id, said);
			after = pageInfo.endCursor;
			isMore = pageInfo.hasNextPage;
		}
		const parameters = {
			environment,
			per_page: PAGE,
			page
		};
		const rows = await transport.rest("list-deployments", parameters, { schema: listed$2 });
		for (const row of rows) found.push(together(row, states.get(row.node_id)));
		if (rows.length < PAGE || isEnough(found)) return found;
	}
	throw new ActionError("too-many-deployments", `${environment} has more than 2000 deployments, and none of them says what is live`, { hint: "Delete old deployments of other tools, or deploy to an environment of its own." });
}
function together({ id, sha, task, payload, created_at }, said) {
	const newest = said?.latestStatus;
	return {
		id,
		commit: sha,
		task,
		state: newest?.state.toLowerCase() ?? "pending",
		saidAt: newest?.createdAt ?? created_at,
		hasSucceeded: said?.statuses?.nodes.some(({ state }) => state === "SUCCESS") ?? false,
		payload
	};
}
const created = object$1({
	id: int(),
	sha: string()
});
/** When the answer is lost, the deployment is looked for by its payload before another one is made. */
async function createDeployment(transport, wish) {
	try {
		const { id, sha } = await transport.rest("create-deployment", {
			ref: wish.commit,
			task: wish.task,
			auto_merge: false,
			required_contexts: [],
			payload: wish.payload,
			environment: wish.environment,
			description: cut(wish.description),
			transient_environment: false,
			production_environment: wish.isProduction
		}, { schema: created });
		if (sha === wish.commit) return { id };
		throw new ActionError("unexpected-answer", `GitHub made a deployment of ${sha} instead.`);
	} catch (error) {
		if (codeOf$2(error) !== "answer-lost") throw error;
		const same = JSON.stringify(wish.payload);
		const found = (await listDeployments(transport, wish.environment, () => true)).find(({ commit, payload, state }) => commit === wish.commit && state === "pending" && isSamePayload(payload, same));
		if (found) return { id: found.id };
		throw error;
	}
}
async function setDeploymentStatus(transport, id, { state, description, logUrl }) {
	const parameters = {
		deployment_id: id,
		state,
		description: cut(description),
		log_url: logUrl,
		auto_inactive: false
	};
	const schema = object$1({ id: int() });
	for (let left = 2;; left--) try {
		await transport.rest("create-deployment-status", parameters, { schema });
		return;
	} catch (error) {
		if (left === 0 || codeOf$2(error) !== "answer-lost") throw error;
	}
}
function cut(description) {
	return description.length <= DESCRIPTION_LIMIT ? description : `${description.slice(0, 139)}…`;
}
function isSamePayload(payload, same) {
	return payload === same || payload === JSON.stringify(same) || JSON.stringify(payload) === same;
}
// shared/platform/github/environments.ts
const environment = object$1({
	can_admins_bypass: boolean().optional(),
	protection_rules: array(looseObject({
		type: string(),
		prevent_self_review: boolean().optional(),
		reviewers: array(unknown$1()).optional()
	})).default([])
});
/** The protection of an environment; nothing when there is none of that name. */
async function readProtection(transport, name) {
	const found = await transport.find("read-environment", { environment_name: name }, { schema: environment });
	if (!found) return void 0;
	const review = found.protection_rules.find(({ type }) => type === "required_reviewers");
	return {
		reviewers: review?.reviewers?.length ?? 0,
		isSelfReviewPrevented: review?.prevent_self_review ?? false,
		canAdminsBypass: found.can_admins_bypass ?? true
	};
}
// shared/stages/deploy-job.ts
async function openDeployJob(setting, inputs) {
	const { github, configPath } = setting;
	if (!github) throw new ActionError("no-github", "deploy works only in a job of GitHub Actions, with a token");
	const { environment } = inputs;
	const branch = await github.client.defaultBranch();
	const tip = await readTip(github.client.transport, branch);
	const bytes = await github.client.fileAt(configPath, tip);
	const config = bytes && await loadConfig(bytes, configPath, (path) => github.client.fileAt(path, tip));
	const environments = config?.deploy ?? {};
	const wish = Object.hasOwn(environments, environment) ? environments[environment] : void 0;
	if (config && wish) return {
		setting,
		github,
		inputs,
		environment,
		config,
		wish
	};
	const message = `${configPath} on ${branch} says nothing of deploy.${environment}${didYouMean(environment, Object.keys(environments))}`;
	throw new ActionError("not-configured", message, { hint: `Add:\n  deploy:\n    ${environment}:\n      target: { http: https://models.example.com }\n      approvals: { people: 1, not: [author] }` });
}
/** Deployments of this pipeline to the environment, as far back as it matters, the newest first. */
async function readOwn({ setting, github, environment }, isEnough = (own) => championOf(own) !== void 0) {
	const own = (found) => ownDeployments(found.map(known$1), setting);
	return own(await listDeployments(github.client.transport, environment, (found) => isEnough(own(found))));
}
/** For which other leg or pipeline a model is live in the environment. */
async function ownerAmongOthers({ setting, github, environment }, model) {
	const owner = (found) => ownerOf(found.map(known$1), setting, model);
	return owner(await listDeployments(github.client.transport, environment, (found) => owner(found) !== void 0));
}
/** A state that we do not know ends nothing and begins nothing. */
function known$1(found) {
	const state = DEPLOYMENT_STATES.find((one) => one === found.state) ?? "error";
	return {
		...found,
		state
	};
}
/** Of the environment, and of those whose approvals count with it. */
async function readProtections({ github, environment, wish }) {
	const found = /* @__PURE__ */ new Map();
	for (const name of approvingEnvironments(environment, wish.approvals)) found.set(name, await readProtection(github.client.transport, name));
	return found;
}
/** All that decides about a deployment: the rules that judged, and what the environment asks for. */
function deployPolicy(rules, wish) {
	return sha256(canonicalJson({
		schema: "proofmark/deploy-policy/v1",
		rules,
		environment: wish
	}));
}
// shared/domain/deployment/guard.ts
/** The first guard that refuses. */
function refusalOf(guards) {
	return guards.find(({ state }) => state === "refused");
}
/** It holds, and why. */
function holds$1(name, reason) {
	return {
		name,
		state: "holds",
		reason
	};
}
/** It refuses, by its code and in words. */
function refuse(name, reasonCode, reason) {
	return {
		name,
		state: "refused",
		reasonCode,
		reason
	};
}
// shared/domain/deployment/approval-guard.ts
/** Whether enough people have approved, asked again in the job that deploys. */
function guardApproval({ counted, barred, wanted }) {
	const name = "approved";
	if (wanted === 0) return holds$1(name, "approvals: none, as the configuration says");
	if (counted.length >= wanted) return holds$1(name, `by ${counted.map((login) => `@${login}`).join(", ")}`);
	const without = barred.map(({ login, as }) => `@${login} does not count, being the ${as}`);
	return refuse(name, "approval-missing", [`${counted.length} of ${people(wanted)} approved`, ...without].join("; "));
}
/** `1 person`, `2 people`. */
function people(count) {
	return count === 1 ? "1 person" : `${count} people`;
}
// shared/domain/deployment/environment.ts
/** What of the wish the environment cannot keep, in words; empty when it can. */
function missingProtection(protection, wish) {
	if (wish === "none") return [];
	const missing = [];
	if (protection.reviewers === 0) missing.push("it has no required reviewers");
	if (wish.not.includes("actor") && !protection.isSelfReviewPrevented) missing.push("it lets people approve their own runs");
	return missing;
}
// shared/domain/deployment/guards.ts
/** Every guard of a deployment that can be asked before anybody approves it. Each is told, also those that hold. */
function judgeEvidence(evidence) {
	return [
		guardRun(evidence),
		guardSections(evidence),
		guardVerdict(evidence),
		guardBytes(evidence),
		guardPolicy(evidence),
		guardOrder(evidence),
		guardHoldout(evidence),
		guardEnvironment(evidence)
	];
}
/** The same for a rollback by hand, which needs no new evidence: the model was live before. */
function judgeRollback(evidence) {
	return [
		guardRun(evidence),
		guardBack(evidence),
		guardEnvironment(evidence)
	];
}
function guardBack({ back }) {
	const name = "was live here before";
	if (!back) return refuse(name, "no-way-back", "no such model was live in this environment before");
	return holds$1(name, `${back.payload.model}, deployment ${back.id}`);
}
function guardRun({ isReviewedRun }) {
	const name = "reviewed code";
	if (isReviewedRun) return holds$1(name, "the run belongs to the default branch");
	return refuse(name, "untrusted-run", "the run does not belong to the default branch");
}
function guardSections({ demanded, trusts, gaps }) {
	const name = "evidence complete";
	const missing = demanded.filter((section) => !trusts.has(section) && !gaps.has(section));
	if (missing.length > 0) return refuse(name, "evidence-missing", `the run has no ${missing.join(" and no ")} section`);
	const claimed = demanded.filter((section) => trusts.get(section) === "claimed");
	if (claimed.length > 0) return refuse(name, "not-reviewed", `${`the ${claimed.join(" and the ")} section`} was made by code that nobody reviewed`);
	return holds$1(name, `${demanded.join(", ")}: all there, made by reviewed code`);
}
function guardVerdict({ gate, live }) {
	const name = "verdict passes";
	if (!gate) return refuse(name, "verdict-not-pass", "there is no verdict");
	if (gate.verdict === "pass") return holds$1(name, gate.reason);
	const absolute = gate.rules.filter((rule) => rule.blocking).filter((rule) => rule.kind === "absolute");
	if (gate.verdict === "no-baseline" && !live && absolute.length > 0 && absolute.every((rule) => rule.verdict === "pass")) return holds$1(name, `nothing is live yet, and all limits hold (${absolute.length})`);
	return refuse(name, "verdict-not-pass", `${gate.verdict}: ${gate.reason}`);
}
function guardBytes({ digests, gaps }) {
	const name = "bytes match the evidence";
	if (gaps.size > 0) return refuse(name, "bytes-differ", [...gaps.values()].join("; "));
	const [first, ...others] = [...digests];
	if (!first || digests.size < 2) return refuse(name, "bytes-differ", "there are no bytes to compare");
	const [who, digest] = first;
	const other = others.find(([, found]) => found !== digest);
	if (digest === void 0 || other) {
		const [whose, found] = other ?? first;
		return refuse(name, "bytes-differ", `${who} has ${digest ?? "no digest"}, ${whose} has ${found ?? "no digest"}`);
	}
	return holds$1(name, `${digest}: ${[...digests.keys()].join(", ")} agree`);
}
function guardPolicy({ gate, policyNow }) {
	const name = "today's policy";
	if (!gate) return refuse(name, "policy-untrusted", "there is no verdict");
	const { from, digest } = gate.policy;
	if (from === "inputs") return holds$1(name, "the rules stand in the reviewed workflow file");
	if (from !== "commit") return refuse(name, "policy-untrusted", "the rules that judged it stand in no trusted commit");
	if (policyNow === digest) return holds$1(name, "the rules are those of the default branch now");
	return refuse(name, "policy-changed", "the rules changed since the model was judged; judge again");
}
function guardOrder({ order, live }) {
	const name = "not older than what is live";
	switch (order) {
		case "first": return holds$1(name, "nothing is live yet");
		case "same": return holds$1(name, "it is made from the commit that is live");
		case "later": return holds$1(name, `it comes after ${short(live)}, which is live`);
		case "earlier": return refuse(name, "older-than-live", `what is live was made later, from ${short(live)}`);
		case "diverged": return refuse(name, "older-than-live", `${short(live)}, which is live, is no ancestor of it`);
	}
}
function guardHoldout({ holdout }) {
	const name = "rows for the smoke test";
	if (!holdout) return holds$1(name, "none: nobody can be asked there");
	const { evaluated, here } = holdout;
	if (here === evaluated) return holds$1(name, `the holdout is ${evaluated}`);
	return refuse(name, "holdout-differs", `evaluated was the holdout ${evaluated}, ${here === void 0 ? "it is not here" : `here it is ${here}`}`);
}
function guardEnvironment({ environments, wish, doubts }) {
	const name = "environment asks people";
	for (const [environment, protection] of environments) {
		if (protection) continue;
		return refuse(name, "environment-missing", `there is no environment "${environment}"`);
	}
	const weak = [...environments].flatMap(([environment, protection]) => {
		const missing = protection ? missingProtection(protection, wish) : [];
		return missing.length > 0 ? [`environment "${environment}": ${missing.join("; ")}`] : [];
	});
	if (weak.length > 0) return refuse(name, "environment-unprotected", weak.join("; "));
	if (wish === "none") return holds$1(name, "approvals: none, as the configuration says");
	if (doubts.length > 0) return refuse(name, "approval-missing", doubts.join("; "));
	const skipped = [...environments.values()].some((protection) => protection?.canAdminsBypass) ? "; administrators may skip it" : "";
	const where = environments.size > 1 ? ` in ${[...environments.keys()].join(", ")}` : "";
	return {
		name,
		state: "asked",
		reason: `${people(wish.people)}${except(wish)}${where}${skipped}`
	};
}
function except({ not }) {
	return not.length === 0 ? "" : `, not the ${not.join(" or the ")}`;
}
function short(live) {
	return live ? shortCommit(live.commit) : "nothing";
}
// shared/platform/process-sweep.ts
const ROUNDS = 50;
const PAUSE_MS$2 = 100;
const QUIET_ROUNDS = 2;
/**
* Ends whatever still carries a mark in its environment: what left its process group, and what such processes start
* meanwhile. Answers how many were found. Only Linux tells the environments of processes; elsewhere nothing is done.
*/
async function sweepMarked(name, value) {
	const found = /* @__PURE__ */ new Set();
	let quiet = 0;
	for (let round = 0; round < ROUNDS && quiet < QUIET_ROUNDS; round++) {
		const marked = await findMarked(`${name}=${value}`);
		quiet = marked.length === 0 ? quiet + 1 : 0;
		for (const pid of marked) {
			end(pid, found.has(pid) ? "SIGKILL" : "SIGTERM");
			found.add(pid);
		}
		if (quiet < QUIET_ROUNDS) await pause(marked.length > 0 ? PAUSE_MS$2 : 0);
	}
	return found.size;
}
async function findMarked(mark) {
	const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
	return (await Promise.all(pids.map(async (pid) => {
		if (pid === process.pid) return void 0;
		return (await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "")).split("\0").includes(mark) ? pid : void 0;
	}))).filter((pid) => pid !== void 0);
}
function end(pid, signal) {
	try {
		process.kill(pid, signal);
	} catch {}
}
// shared/platform/random.ts
/** A name unlike any other. */
function randomName() {
	return randomUUID();
}
// shared/platform/web-token.ts
/** Whether it has the form of a signed web token (JWT). */
function isWebToken(text) {
	return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text);
}
/** What a web token says about itself, unchecked; nothing when it is none. */
function readClaims(token) {
	if (!isWebToken(token)) return void 0;
	try {
		const value = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
		return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : void 0;
	} catch {
		return;
	}
}
// shared/platform/secrets.ts
/** What is shorter than this occurs in innocent text; hiding it would tell more than it hides. */
const SHORTEST_FORM = 8;
const SHORTEST_PART = 16;
/** Hides a secret in everything printed from now on, in every form in which tools print such values. */
function maskSecret(secret, runner) {
	for (const form of secretForms(secret)) runner.mask(form);
}
/** The text without the secrets, for what others sent back to us. */
function withoutSecrets(text, secrets) {
	return secrets.flatMap(secretForms).sort((a, b) => b.length - a.length).reduce((hidden, form) => hidden.replaceAll(form, "***"), text);
}
/** Whether a text that others chose tells a secret, or a good part of it. */
function holdsSecret(text, secret) {
	if (secret === void 0 || secret === "") return false;
	return secretForms(secret).some((form) => text.includes(form) || text.length >= SHORTEST_FORM && form.includes(text));
}
/** The secret as it is and as it looks encoded; first itself, none twice. */
function secretForms(secret) {
	if (secret === "") return [];
	const bytes = Buffer.from(secret);
	const encoded = [
		secret.trim(),
		...linesOf$1(secret),
		bytes.toString("base64"),
		bytes.toString("base64url"),
		...[
			0,
			1,
			2
		].flatMap((offset) => base64Inside(bytes, offset)),
		bytes.toString("hex"),
		bytes.toString("hex").toUpperCase(),
		encodeURIComponent(secret),
		new URLSearchParams({ _: secret }).toString().slice(2),
		JSON.stringify(secret).slice(1, -1)
	].filter((form) => form.length >= SHORTEST_FORM);
	return [.../* @__PURE__ */ new Set([
		secret,
		...encoded,
		...partsOf$1(secret)
	])];
}
/** What base64 makes of it after so many other bytes: only the characters that the neighbours do not touch. */
function base64Inside(bytes, offset) {
	const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
	const first = Math.ceil(offset * 8 / 6);
	const last = Math.floor(padded.length * 8 / 6);
	return ["base64", "base64url"].map((kind) => padded.toString(kind).slice(first, last));
}
/** The parts of a web token, which programs like to print one by one. */
function partsOf$1(secret) {
	if (!isWebToken(secret)) return [];
	return secret.split(".").filter((part) => part.length >= SHORTEST_PART);
}
/** Logs are hidden line by line. */
function linesOf$1(secret) {
	return secret.split(/\r?\n/).map((line) => line.trim());
}
// shared/platform/http/json.ts
/** The answer as a JSON object. Its text is never shown: what is no JSON may be a page that repeats the request. */
function jsonObject({ status, type, body }, what) {
	const value = parsed(body);
	if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
	throw new ActionError("http-not-json", `the answer to ${what} is no JSON object but ${type === "" ? "something that does not say what it is" : type}, ${body.length} bytes, status ${status}`, { hint: "Check the address: a page for people answers there, or another service." });
}
function parsed(body) {
	try {
		return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
	} catch {
		return;
	}
}
// shared/platform/http/failures.ts
/** Why a connection gave no answer, in words. Messages of the network are never passed on: they may hold what was sent. */
const REASONS$1 = {
	ENOTFOUND: "its name is not known",
	EAI_AGAIN: "its name could not be looked up",
	ECONNREFUSED: "nobody listens there",
	ECONNRESET: "the connection broke",
	EPIPE: "the connection broke",
	UND_ERR_SOCKET: "the connection broke",
	ETIMEDOUT: "the connection timed out",
	UND_ERR_CONNECT_TIMEOUT: "the connection timed out",
	UND_ERR_HEADERS_OVERFLOW: "the answer has too large a head",
	HPE_HEADER_OVERFLOW: "the answer has too large a head",
	CERT_HAS_EXPIRED: "its certificate has expired",
	DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is not signed by anybody known here",
	SELF_SIGNED_CERT_IN_CHAIN: "its certificate is not signed by anybody known here",
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is not signed by anybody known here",
	ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name"
};
/** Turns what `fetch` throws into words that hold nothing of the request but where it went. */
function noAnswer(error, place, what) {
	const code = codeOf$1(error);
	const why = REASONS$1[code ?? ""] ?? "the connection failed";
	const suffix = code === void 0 ? "" : ` (${code})`;
	return new ActionError("http-unreachable", `${place} gave no answer to ${what}: ${why}${suffix}`, { hint: "Check the address, and whether this machine may reach it." });
}
/** The system's or the network library's own word, which is one of a closed list. */
function codeOf$1(error) {
	for (let link = error; link instanceof Error; link = link.cause) {
		const code = "code" in link ? link.code : void 0;
		if (typeof code === "string" && /^[A-Z][A-Z0-9_]{2,60}$/.test(code)) return code;
	}
}
// shared/platform/http/retry.ts
const PAUSE_MS$1 = 300;
/**
* Tries until `isDone` likes what came, the tries are used up, or the time is. Gives the last outcome, whatever it is;
* a rejection counts as one.
*/
async function tryAgain(attempt, isDone, { times, pauseMs = PAUSE_MS$1, until }) {
	for (let left = times, pause = pauseMs;; left--, pause *= 3) {
		const outcome = await attempt().then((value) => ({ value }), (error) => ({ error }));
		if (left <= 0 || isDone(outcome) || Date.now() + pause >= until) {
			if ("error" in outcome) throw outcome.error;
			return outcome.value;
		}
		await setTimeout$1(pause);
	}
}
// shared/platform/http/request.ts
const DEADLINE_MS$3 = 3e4;
const ANSWER_LIMIT$3 = 2 ** 20;
const REDIRECTS = [
	301,
	302,
	303,
	307,
	308
];
/**
* Sends one request and reads the whole answer, whatever its status. Nothing goes over an open line, no redirect is
* followed, and no error holds a header or a body.
*/
async function request(wish) {
	const url = checkedUrl(wish);
	checkHeaders(wish);
	const { deadlineMs = DEADLINE_MS$3, retries: times = 0, pauseMs } = wish;
	const deadline = AbortSignal.timeout(deadlineMs);
	const signal = wish.signal ? AbortSignal.any([deadline, wish.signal]) : deadline;
	return tryAgain(() => send$1(url, wish, signal), isSettled, {
		times,
		until: Date.now() + deadlineMs,
		...pauseMs === void 0 ? {} : { pauseMs }
	});
}
/** Whether asking again would give the same: neither a broken connection nor a passing trouble of the server. */
function isSettled(outcome) {
	return "error" in outcome ? codeOf$2(outcome.error) !== "http-unreachable" : !isPassing(outcome.value.status);
}
/** Too many requests, or a server that is not well. */
function isPassing(status) {
	return status === 429 || status >= 500;
}
async function send$1(url, wish, signal) {
	const { method, headers = {}, body, what, deadlineMs = DEADLINE_MS$3 } = wish;
	const place = placeOf$2(url);
	try {
		const answer = await fetch(url, {
			method,
			redirect: "manual",
			signal,
			headers: {
				"user-agent": `proofmark/${VERSION}`,
				accept: "application/json",
				...headers
			},
			...body === void 0 ? {} : { body }
		});
		if (REDIRECTS.includes(answer.status)) {
			await answer.body?.cancel();
			throw redirected(answer, place);
		}
		const bytes = await readBody(answer, wish, place);
		return {
			status: answer.status,
			isOk: answer.ok,
			type: mediaType(answer),
			header: (name) => answer.headers.get(name) ?? void 0,
			body: bytes
		};
	} catch (error) {
		if (error instanceof ActionError) throw error;
		if (wish.signal?.aborted) throw new ActionError("cancelled", `${what} was given up, because the job was cancelled`);
		if (signal.aborted) {
			const within = `within ${deadlineMs / 1e3} s`;
			throw new ActionError("http-timeout", `${place} gave no whole answer to ${what} ${within}`);
		}
		throw noAnswer(error, place, what);
	}
}
/** Where a request goes, without what a query may hold. */
function placeOf$2({ origin, pathname }) {
	return origin + pathname;
}
function checkedUrl({ url: text, what }) {
	const url = URL.canParse(text) ? new URL(text) : void 0;
	if (url && isSecure(url) && !url.username && !url.password) return url;
	const where = url ? ` ${placeOf$2(url)}` : "";
	throw new ActionError("insecure-address", `${what} cannot go to the address${where}`, { hint: "Use an https:// address without a user name and password. http:// is for 127.0.0.1, [::1] and localhost." });
}
/** A line end in a header would be a header of its own; the network library's message would repeat the value. */
function checkHeaders({ headers = {}, what }) {
	const name = Object.keys(headers).find((key) => !/^[\x20-\x7e]*$/.test(headers[key] ?? ""));
	if (name === void 0) return;
	throw new ActionError("invalid-header", `the header "${name}" for ${what} holds a line end or another character that no header can`, { hint: "A secret that was copied from a file often ends in a line end." });
}
function redirected(answer, place) {
	const target = answer.headers.get("location") ?? "";
	const to = URL.canParse(target, place) ? ` to ${new URL(target, place).origin}` : "";
	return new ActionError("http-redirected", `${place} answers with a redirect${to} (${answer.status}), and none is followed`, { hint: "Name the address that answers itself: a token must not travel on." });
}
async function readBody(answer, wish, place) {
	const { what, limitBytes = ANSWER_LIMIT$3 } = wish;
	const parts = [];
	let size = 0;
	for await (const part of answer.body ?? []) {
		size += part.byteLength;
		if (size > limitBytes) throw new ActionError("http-too-large", `${place} answers to ${what} with more than ${limitBytes} bytes, the most that is read`);
		parts.push(part);
	}
	return Buffer.concat(parts);
}
function mediaType({ headers }) {
	const [type = ""] = (headers.get("content-type") ?? "").toLowerCase().split(";");
	return /^[\w.+-]+\/[\w.+-]+$/.test(type.trim()) ? type.trim() : "";
}
// shared/features/deployment/http-target.ts
const UPLOAD_MS = 3e5;
const ASK_MS = 6e4;
const PREDICTIONS_LIMIT = 16 * 2 ** 20;
const TRIES = 2;
/** A model server that speaks the open contract. */
function httpTarget(door) {
	const place = door.address;
	const { signal: _, ...patient } = door;
	async function active() {
		const what = "the question what is live";
		const wish = {
			method: "GET",
			url: `${place}/active`,
			what,
			retries: TRIES
		};
		const answer = await ask(patient, wish);
		if (!answer.isOk) throw refused$5(answer, place, what);
		return read$1(activeSchema, answer, what).digest;
	}
	/** The answer may be lost after the server acted, so what is live is looked at before it is asked again. */
	async function activate(digest, expected) {
		const what = "the request to make the model live";
		const body = JSON.stringify({
			digest,
			expected
		});
		const url = `${place}/active`;
		for (let left = TRIES;; left--) try {
			const answer = await ask(patient, {
				method: "POST",
				url,
				what,
				body
			});
			if (answer.isOk) return;
			if (answer.status === 409) throw differs(place, await active(), expected);
			throw refused$5(answer, place, what);
		} catch (error) {
			if (!LOST.includes(codeOf$2(error))) throw error;
			const now = await active();
			if (now === digest) return;
			if (now !== expected) throw differs(place, now, expected);
			if (left === 0) throw error;
		}
	}
	return {
		place,
		active,
		async put({ digest, files }) {
			const [only, ...more] = files;
			if (!only || more.length > 0) throw new ActionError("unsupported-model", `the model has ${files.length} files, and a target of kind http takes one`, { hint: "Use a target of kind command for models of several files." });
			const what = "the model";
			const answer = await ask(door, {
				method: "PUT",
				url: `${place}/models/${hexOf(digest)}`,
				body: only.bytes,
				headers: { "content-type": "application/octet-stream" },
				what,
				deadlineMs: UPLOAD_MS,
				retries: TRIES
			});
			if (!answer.isOk) throw refused$5(answer, place, what);
		},
		activate,
		restore: activate,
		predict: (question) => predictFrom(door, `${place}/predict`, question)
	};
}
/** Asks whatever is live, so that its answer is the one that users get. */
async function predictFrom(door, url, inputs) {
	const what = "the smoke test";
	const answer = await ask(door, {
		method: "POST",
		url,
		body: JSON.stringify({ inputs }),
		what,
		limitBytes: PREDICTIONS_LIMIT,
		retries: TRIES
	});
	if (!answer.isOk) throw refused$5(answer, url, what);
	const { digest, outputs } = read$1(predictionSchema, answer, what);
	return {
		model: digest,
		outputs
	};
}
const activeSchema = object$1({ digest: digestSchema.nullable() });
const predictionSchema = object$1({
	digest: digestSchema,
	outputs: record(string(), array(unknown$1()))
});
const refusalSchema = object$1({ error: object$1({ code: string() }) });
const LOST = [
	"http-unreachable",
	"http-timeout",
	"target-unwell"
];
async function ask({ token: source, signal, pauseMs, askMs = ASK_MS }, wish) {
	const token = await source?.();
	return {
		...await request({
			deadlineMs: askMs,
			...wish,
			headers: {
				...wish.body === void 0 ? {} : { "content-type": "application/json" },
				...wish.headers,
				...token === void 0 ? {} : { authorization: `Bearer ${token}` }
			},
			...signal ? { signal } : {},
			...pauseMs === void 0 ? {} : { pauseMs }
		}),
		token
	};
}
function read$1(schema, answer, what) {
	const parsed = schema.safeParse(jsonObject(answer, what));
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	const where = issue && issue.path.length > 0 ? ` (${issue.path.join(".")})` : "";
	throw new ActionError("target-garbage", `the answer to ${what} is not as the contract says${where}`, { hint: "examples/oil-price/server shows a server that speaks the contract." });
}
/** Only the word for programs is shown: what else the server says may repeat what was sent. */
function refused$5(answer, place, what) {
	const { status } = answer;
	if (status === 401 || status === 403) return new ActionError("target-denied", `${place} does not accept our token (${status})`, { hint: "Compare token: in the configuration with what the target trusts." });
	return new ActionError(status >= 500 ? "target-unwell" : "target-refused", `${place} answered to ${what} with ${status}${wordOf(answer)}`);
}
function wordOf(answer) {
	try {
		const word = refusalSchema.safeParse(jsonObject(answer, "")).data?.error.code ?? "";
		return /^[a-z][a-z0-9-]{0,60}$/.test(word) && !holdsSecret(word, answer.token) ? `, ${word}` : "";
	} catch {
		return "";
	}
}
function differs(place, found, expected) {
	return new ActionError("active-differs", `${place} serves ${found ?? "no model"}, not ${expected ?? "none"} as expected`);
}
// shared/features/deployment/command-target.ts
/** The name of the variable that carries the mark. */
const MARK$1 = "PROOFMARK_DEPLOYMENT";
/** A deployment that takes longer is taken for stuck, by others that wait too. */
const LONGEST_MS = 12e5;
const GRACE_MS$1 = 3e3;
/** Ends what an earlier process of this deployment may have left at work. */
function endLeftovers(mark) {
	return sweepMarked(MARK$1, mark);
}
/** A program of the user's. It alone is given the token, and it is given nothing else of ours. */
function commandTarget(door) {
	const { argv, environment, mark, predict, place, runner, signal } = door;
	const { longestMs = LONGEST_MS } = door;
	const [program = "", ...words] = argv;
	let folder;
	async function run(action, digest) {
		const token = await door.token?.();
		let last = "";
		const { exit } = await runProcess([program, ...words], {
			cwd: place.workspace,
			environment: {
				...childEnvironment(place.environment),
				PROOFMARK_ACTION: action,
				PROOFMARK_DIGEST: digest,
				PROOFMARK_ENVIRONMENT: environment,
				...action === "put" && folder !== void 0 ? { PROOFMARK_MODEL: folder } : {},
				...token === void 0 ? {} : { PROOFMARK_TOKEN: token },
				[MARK$1]: mark
			},
			timeoutMs: longestMs,
			graceMs: GRACE_MS$1,
			outputLimitBytes: 0,
			onLine(line) {
				last = hidden(line, token);
				runner.info(last);
			}
		});
		const left = await endLeftovers(mark);
		if (left > 0) {
			const what = left === 1 ? "1 process" : `${left} processes`;
			runner.annotate("warning", `${program} left ${what} behind, with its token; ended now`);
		}
		if (exit.kind === "exited" && exit.code === 0) return;
		const how = howOf(exit, longestMs);
		throw new ActionError("command-failed", `${program} ${how}${last && `: ${last}`}`);
	}
	return {
		place: `the command ${program}`,
		async put({ files }) {
			const clean = `${place.temporary}/deploy-${randomName()}`;
			for (const { path, bytes } of files) await writeAtomically(inside(clean, path, place), bytes);
			const [only, ...more] = files;
			folder = only && more.length === 0 ? `${clean}/${only.path}` : clean;
		},
		activate: (digest) => run("put", digest),
		restore: (digest) => run("rollback", digest),
		...predict === void 0 ? {} : { predict: (question) => predictFrom({
			token: door.token,
			...signal ? { signal } : {}
		}, predict, question) }
	};
}
/** What a section says of paths is anybody's. */
function inside(folder, path, place) {
	const file = absolutePath({
		...place,
		workspace: folder
	}, path);
	if (file !== folder && isInside(folder, file)) return file;
	throw new ActionError("path-outside", "a file of the model would lie outside of its folder");
}
/** Of a line that was cut, the end may be the first part of the token. */
function hidden(line, token) {
	if (token === void 0) return line;
	const isCut = line.length >= 4096 && line.endsWith("…");
	const longest = Math.max(...secretForms(token).map(({ length }) => length));
	return withoutSecrets(isCut ? `${line.slice(0, -longest - 1)}…` : line, [token]);
}
function howOf(exit, longestMs) {
	switch (exit.kind) {
		case "exited": return `ended with exit code ${exit.code}`;
		case "signalled": return `was ended by ${exit.signal}`;
		case "timed-out": return `did not end within ${longestMs / 6e4} minutes`;
		case "not-started": return "could not be started";
	}
}
// shared/features/deployment/roll-back.ts
/**
* Makes a model live again that was live before, whatever is live now, and looks whether it is. A target that cannot
* tell is told in any case.
*/
async function bringBack(target, to, from) {
	const before = target.active ? await target.active() : from;
	if (!target.active || before !== to) await target.restore(to, before);
	const now = target.active ? await target.active() : to;
	if (now === to) return;
	const word = `${target.place} serves ${now ?? "nothing"}, not ${to}`;
	throw new ActionError("active-differs", word);
}
/** The same, by hand. */
async function rollBack(target, to, from) {
	try {
		await bringBack(target, to, from);
		return { outcome: "deployed" };
	} catch (error) {
		return {
			outcome: "unclear",
			reasonCode: "rollback-failed",
			reason: describeError(error)
		};
	}
}
/**
* After the process that made a model live is gone: goes back to the one before if the untried one is live. What others
* made live meanwhile is left alone. A request that nobody answered may arrive late, so it is looked for twice.
*/
async function undo(target, { model, back, wasLive, pauseMs }) {
	if (!target.active) {
		await bringBack(target, back, model);
		return {
			live: back,
			isSettled: true
		};
	}
	let live = await target.active();
	if (live === back && !wasLive) {
		await pause(pauseMs);
		live = await target.active();
	}
	if (live !== model) return {
		live,
		isSettled: wasLive
	};
	await bringBack(target, back, model);
	return {
		live: back,
		isSettled: true
	};
}
// shared/features/deployment/roll-out.ts
/** Puts the model into the target, makes it live and tries it; what does not answer as evaluated is taken back. */
async function rollOut(work) {
	const { target, delivery, champion, onActivate, runner, signal } = work;
	const { digest } = delivery;
	let before;
	try {
		before = target.active ? await target.active() : champion ?? null;
		const strange = await strangerOf(work, before);
		if (strange !== void 0) return failed("live-differs", strange);
		if (signal.aborted) return failed("cancelled", "cancelled before anything was put there");
		runner.info(`putting ${digest} into ${target.place}`);
		await target.put(delivery);
		if (signal.aborted) return failed("cancelled", "cancelled before the model was made live");
	} catch (error) {
		return failed(signal.aborted ? "cancelled" : "target-failed", untouched(error));
	}
	const earlier = champion ?? before;
	const back = earlier === null || earlier === digest ? void 0 : earlier;
	try {
		onActivate(back);
		runner.info(`making it live in place of ${before ?? "nothing"}`);
		await target.activate(digest, before);
		work.onLive();
	} catch (error) {
		if (codeOf$2(error) === "active-differs") return failed("live-differs", untouched(error));
		if (await isStill(target, before, digest)) return failed("target-failed", untouched(error));
		return takeBack$1(work, back, {
			reasonCode: "target-failed",
			reason: describeError(error)
		});
	}
	return tryOut(work, back);
}
async function tryOut(work, back) {
	const { target, delivery, smoke, runner, signal } = work;
	if (signal.aborted) return takeBack$1(work, back, {
		reasonCode: "cancelled",
		reason: "cancelled"
	});
	if (!smoke || !target.predict) return { outcome: "deployed" };
	try {
		const result = await smoke(target.predict);
		if (result.holds) {
			runner.info(`smoke test: ${result.rows} rows answered as evaluated, largest difference ${result.largestDifference}`);
			return {
				outcome: "deployed",
				smoke: result
			};
		}
		return takeBack$1(work, back, {
			reasonCode: "smoke-test-failed",
			reason: `${shortDigest(delivery.digest)} does not answer as evaluated: ${result.reason}`,
			smoke: result
		});
	} catch (error) {
		return takeBack$1(work, back, {
			reasonCode: signal.aborted ? "cancelled" : "smoke-test-failed",
			reason: describeError(error)
		});
	}
}
async function takeBack$1({ target, delivery, runner }, back, trouble) {
	const { reason } = trouble;
	if (back === void 0) {
		const left = `no other was live before, so ${target.place} keeps serving ${delivery.digest}`;
		return {
			outcome: "left-live",
			...trouble,
			reason: `${reason}; ${left}`
		};
	}
	runner.annotate("warning", `rolling back to ${back}: ${reason}`);
	try {
		await bringBack(target, back, delivery.digest);
		return {
			outcome: "rolled-back",
			...trouble,
			reason: `${reason}; ${back} is live again`
		};
	} catch (error) {
		const told = {
			reasonCode: "rollback-failed",
			reason: `${reason}; ${`rolling back to ${back} failed: ${describeError(error)}`}`
		};
		return {
			outcome: "unclear",
			...trouble,
			...told
		};
	}
}
/** Somebody else's model must not be replaced without a word; ours may be there from a try that was cut short. */
async function strangerOf({ target, delivery, champion, remains, whose, runner }, before) {
	if (before === null || before === champion || before === delivery.digest) return void 0;
	const there = `${target.place} serves ${before}`;
	const left = remains.get(before);
	if (left !== void 0) {
		const word = `${there}, which deployment ${left} left there without having tried it; it is replaced`;
		runner.annotate("warning", word);
		return;
	}
	if (champion !== void 0) return `${there}, but the last deployment left ${champion} there`;
	const owner = await whose(before);
	if (owner !== void 0) return `${there}, which is live for ${owner}; each needs a target alone`;
	const word = `${there}, which no deployment of this pipeline put there; it is replaced`;
	runner.annotate("notice", word);
}
async function isStill(target, before, digest) {
	if (!target.active || before === digest) return false;
	return target.active().then((now) => now === before, () => false);
}
function untouched(error) {
	return `${describeError(error)}; what was live stays live`;
}
function failed(reasonCode, reason) {
	return {
		outcome: "failed",
		reasonCode,
		reason
	};
}
// shared/domain/deployment/smoke.ts
/** Compares what the served model answers with what was evaluated, row by row. */
function compareAnswers({ model, outputs }, scores, { model: wanted, output, tolerance, classes }) {
	if (model !== wanted) return fails(`${model} answers, not ${wanted}`);
	const values = Object.hasOwn(outputs, output) ? outputs[output] : void 0;
	if (!values) return fails(`the answer has no output "${output}"`);
	if (values.length !== scores.length) return fails(`the answer has ${values.length} rows, asked were ${scores.length}`);
	let largest = 0;
	for (const [index, score] of scores.entries()) {
		const value = values[index];
		if (typeof score.prediction === "string") {
			const name = className$1(value, classes);
			if (name === score.prediction) continue;
			const served = classes?.includes(name ?? "") || scores.some((one) => one.prediction === name) ? told(name) : kindOf$1(value);
			return fails(`row ${score.id}: served ${served}, evaluated ${told(score.prediction)}`);
		}
		const number = plainNumber(value);
		const difference = number === void 0 ? void 0 : distance$1(number, score.prediction);
		if (difference === void 0 || !(difference <= tolerance)) return fails(`${`row ${score.id}: served ${number ?? kindOf$1(value)}, evaluated ${score.prediction}`}, allowed is a difference of ${tolerance}`);
		largest = Math.max(largest, difference);
	}
	return {
		holds: true,
		largestDifference: largest
	};
}
/** Absolute or relative, whichever is smaller. */
function distance$1(served, evaluated) {
	const absolute = Math.abs(served - evaluated);
	const scale = Math.abs(evaluated);
	return scale > 1 ? absolute / scale : absolute;
}
/** A column may come as numbers or as lists of one number. */
function plainNumber(value) {
	const inner = Array.isArray(value) && value.length === 1 ? value[0] : value;
	return typeof inner === "number" && Number.isFinite(inner) ? inner : void 0;
}
/** The name itself, its number, or the largest of one score for each class. */
function className$1(value, classes) {
	if (typeof value === "string") return value;
	const scores = Array.isArray(value) ? value : void 0;
	if (!scores) {
		if (typeof value !== "number") return void 0;
		const index = Number.isInteger(value) ? value : Number(value > .5);
		return classes?.[index] ?? String(index);
	}
	if (scores.length === 1) return className$1(scores[0], classes);
	if (scores.length === 0 || scores.some((score) => plainNumber(score) === void 0)) return void 0;
	const best = scores.indexOf(Math.max(...scores.map(Number)));
	return classes?.[best] ?? String(best);
}
function told(value) {
	return (JSON.stringify(value) ?? "nothing").slice(0, 60);
}
/** What the target says instead of a prediction may repeat what was sent to it, a token among that. */
function kindOf$1(value) {
	if (typeof value === "number") return String(value);
	return typeof value === "string" ? "a text" : "nothing usable";
}
function fails(reason) {
	return {
		holds: false,
		reason
	};
}
// shared/features/deployment/smoke-test.ts
/** Rows that are asked at once. */
const BATCH$1 = 256;
/** Asks what is live the rows of the holdout; it must answer as it did when it was evaluated. */
async function smokeTest(predict, { inputs, scores, fixed }, wish) {
	let largestDifference = 0;
	const size = fixed ?? BATCH$1;
	for (let from = 0; from < scores.length; from += size) {
		const batch = (rows) => filled(rows.slice(from, from + size), fixed);
		const verdict = compareAnswers(await predict(Object.fromEntries(Object.entries(inputs).map(([name, rows]) => [name, batch(rows)]))), batch(scores), wish);
		if (!verdict.holds) return {
			...verdict,
			rows: scores.length
		};
		largestDifference = Math.max(largestDifference, verdict.largestDifference);
	}
	return {
		holds: true,
		largestDifference,
		rows: scores.length
	};
}
/** The last row again, until there are as many as the model takes. */
function filled(rows, size) {
	const last = rows.at(-1);
	const missing = Math.max(0, (size ?? 0) - rows.length);
	return last === void 0 ? rows : [...rows, ...Array.from({ length: missing }, () => last)];
}
// shared/features/deployment/turn.ts
/** Longer than any deployment of ours may take; a contender that is silent for longer is taken for dead. */
const PATIENCE_MS$1 = 54e5;
const FIRST_PAUSE_MS = 1e3;
const LONGEST_PAUSE_MS = 15e3;
/** Waits until all deployments that came before have ended. Each waits for lower numbers only, so one always goes. */
async function takeTurn(queue) {
	const { list, id, run, waitMs, signal, isOver, onWait } = queue;
	const dead = /* @__PURE__ */ new Map();
	const until = now().getTime() + waitMs;
	let told;
	for (let wait = FIRST_PAUSE_MS;; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
		if (signal.aborted) return { is: "cancelled" };
		const own = await list();
		const isFresh = own.some((one) => one.id === id);
		const ahead = aheadOf(own.filter((one) => !dead.has(one.id)), {
			id,
			run,
			now: now(),
			patienceMs: PATIENCE_MS$1
		});
		if (ahead && await isOver(ahead.payload.run)) {
			dead.set(ahead.id, ahead);
			continue;
		}
		if (isFresh && !ahead) return {
			is: "ours",
			own,
			dead: [...dead.values()]
		};
		if (now().getTime() + wait > until) return {
			is: "taken",
			by: ahead
		};
		if (ahead && ahead.id !== told) {
			told = ahead.id;
			onWait(ahead);
		}
		await pauseUnless(signal, wait);
	}
}
async function pauseUnless(signal, ms) {
	const step = 200;
	for (let left = ms; left > 0 && !signal.aborted; left -= step) await pause(Math.min(step, left));
}
// shared/domain/deployment/approvals.ts
/**
* Whose approvals count. GitHub lets any single reviewer approve, an author among them, so numbers and persons are
* counted here. Somebody who also rejected has not approved.
*/
function countApprovals(approvals, wish, people) {
	if (wish === "none") return {
		counted: [],
		barred: [],
		wanted: 0
	};
	const rejecting = new Set(approvals.filter(({ state }) => state === "rejected").map(({ login }) => keyOf$2(login)));
	const approving = new Map(approvals.filter(({ state, login }) => state === "approved" && !rejecting.has(keyOf$2(login))).map(({ login }) => [keyOf$2(login), login]));
	const counted = [];
	const barred = [];
	for (const [key, login] of approving) {
		const as = wish.not.find((kind) => people[kind]?.some((person) => keyOf$2(person) === key));
		if (as) barred.push({
			login,
			as
		});
		else counted.push(login);
	}
	return {
		counted: counted.sort(),
		barred,
		wanted: wish.people
	};
}
/** GitHub's logins do not differ by case. */
function keyOf$2(login) {
	return login.toLowerCase();
}
// shared/platform/github/approvals.ts
const approvals = array(object$1({
	state: string(),
	user: object$1({ login: string() }).nullable(),
	environments: array(object$1({ name: string() }))
}));
/** Who approved or rejected this run, for any of the environments. */
async function readApprovals(transport, { run, environments: wanted }) {
	const found = await transport.rest("read-approvals", { run_id: run }, { schema: approvals });
	const names = new Set(wanted.map((name) => name.toLowerCase()));
	return found.filter(({ environments }) => environments.some(({ name }) => names.has(name.toLowerCase()))).flatMap(({ state, user }) => user ? [{
		login: user.login,
		state: approvalState(state)
	}] : []);
}
function approvalState(state) {
	return state === "approved" || state === "rejected" ? state : "pending";
}
// shared/stages/deploy-approvals.ts
/** Whose approvals of this run count. */
async function countRunApprovals({ github, environment, wish: { approvals } }, people) {
	return countApprovals(await readApprovals(github.client.transport, {
		run: github.context.run.id,
		environments: approvingEnvironments(environment, approvals)
	}), approvals, people);
}
/** Whom the configuration may bar from approving. Of a run that nobody pushed, its authors may have pushed last. */
function peopleOf({ github: { context } }, { logins }) {
	const { actor, actors, run } = context;
	return {
		author: logins,
		"last-pusher": run.event === "push" ? [actor] : [...actors, ...logins],
		actor: actors
	};
}
// shared/domain/deployment/stamp.ts
/**
* What the judging job hands to the deploying one through job outputs, which other jobs of the run cannot forge:
* everything else travels as artifacts, which they can.
*/
const stampSchema = strictObject({
	schema: literal$1("proofmark/stamp/v1"),
	pipeline: string(),
	leg: string(),
	environment: string(),
	commit: string(),
	run: strictObject({
		id: int(),
		attempt: int()
	}),
	model: digestSchema,
	/** The sections of the record that were judged, by name. */
	sections: record(string(), digestSchema),
	policy: digestSchema
});
function encodeStamp(stamp) {
	return canonicalJson(stamp);
}
/** The stamp, or nothing when the text is none. */
function decodeStamp(text) {
	try {
		const parsed = stampSchema.safeParse(JSON.parse(text));
		return parsed.success && encodeStamp(parsed.data) === text ? parsed.data : void 0;
	} catch {
		return;
	}
}
/** What is not as it was stamped, in words for people; empty when all is. */
function stampDifferences(stamp, facts) {
	const pairs = [
		[
			"pipeline",
			stamp.pipeline,
			facts.pipeline
		],
		[
			"leg",
			stamp.leg,
			facts.leg
		],
		[
			"environment",
			stamp.environment,
			facts.environment
		],
		[
			"commit",
			stamp.commit,
			facts.commit
		],
		[
			"run",
			String(stamp.run.id),
			String(facts.run.id)
		],
		[
			"model",
			stamp.model,
			facts.model
		],
		[
			"policy",
			stamp.policy,
			facts.policy
		],
		...Object.entries(stamp.sections).map(([name, digest]) => [
			`${name} section`,
			digest,
			facts.sections.get(name) ?? "gone"
		])
	];
	const later = facts.run.attempt < stamp.run.attempt ? [`the stamp is of attempt ${stamp.run.attempt}, this is attempt ${facts.run.attempt}`] : [];
	const unknown = [...facts.sections.keys()].filter((name) => !Object.hasOwn(stamp.sections, name)).map((name) => `the ${name} section came after the stamp`);
	return [
		...pairs.filter(([, stamped, found]) => stamped !== found).map(([what, stamped, found]) => `${what}: stamped ${stamped}, found ${found}`),
		...later,
		...unknown
	];
}
// shared/stages/deploy-section.ts
/**
* Keeps what the deploying job did as a section of the run, and answers its digest. A job that was given no stamp has
* nothing to tell. That it cannot be kept changes nothing about what is live, so it is a warning.
*/
async function keepDeployment(job, ending) {
	const section = sectionOf(job, ending);
	if (!section) return void 0;
	const { runner, stores } = job.setting;
	try {
		await saveSection(stores, section);
	} catch (error) {
		runner.annotate("warning", `the deployment section was not kept:\n${describeError(error)}`);
		return;
	}
	return sectionDigest(section);
}
function sectionOf({ setting, inputs, environment }, { way, outcome, reasonCode, reason, ...ending }) {
	const { guards, approvals, smoke, deployment, back, live, facts } = ending;
	const stamp = inputs.stamp === void 0 ? void 0 : decodeStamp(inputs.stamp);
	const model = ending.model ?? stamp?.model;
	if (way === "plan" || !outcome || !approvals || !model) return void 0;
	if (way === "deploy" && !stamp) return void 0;
	const { author, trust } = setting;
	return {
		schema: "proofmark/deployment/v1",
		by: author,
		uses: Object.fromEntries(facts?.chain.sections ?? []),
		trust,
		body: {
			way,
			environment,
			model,
			...live && live.model !== model ? { replaced: live.model } : {},
			...deployment === void 0 ? {} : { deployment },
			outcome,
			reasonCode,
			reason,
			...inputs.reason === void 0 ? {} : { asked: inputs.reason },
			...back ? { back: back.id } : {},
			guards: guards.map((guard) => ({ ...guard })),
			approvals: {
				wanted: approvals.wanted,
				counted: [...approvals.counted],
				barred: approvals.barred.map((one) => ({ ...one }))
			},
			...smoke ? { smoke: smokeRecord(smoke) } : {},
			...inputs.stamp === void 0 ? {} : { stamp: sha256(inputs.stamp) },
			startedAt: author.at,
			endedAt: now().toISOString()
		}
	};
}
/** As it stands in records and results. */
function smokeRecord(smoke) {
	const { rows, holds } = smoke;
	return {
		rows,
		holds,
		...smoke.holds ? { largestDifference: smoke.largestDifference } : {}
	};
}
// shared/stages/deploy-outcome.ts
/** Writes the summary and answers. What a person or a machine must look at is an error, the rest a refusal. */
async function endDeploy(job, ending) {
	const { setting, environment, github } = job;
	const { way, reasonCode, reason, guards, model, live, deployment, smoke, facts } = ending;
	const section = await keepDeployment(job, ending);
	const result = {
		schema: "proofmark/deploy-result/v1",
		way,
		pipeline: setting.pipeline,
		leg: setting.leg,
		environment,
		reasonCode,
		reason,
		...model ? { model } : {},
		...live ? { live: { ...live } } : {},
		guards: guards.map((guard) => ({ ...guard })),
		...deployment === void 0 ? {} : { deployment },
		...smoke ? { smoke: smokeRecord(smoke) } : {},
		...section ? { section } : {}
	};
	const report = composeDeployment({
		result,
		input: composeInput(setting, {
			gate: facts?.chain.gate,
			data: void 0,
			failOn: []
		}),
		...ending.against ? { against: ending.against } : {},
		...facts ? {
			commit: github.context.sha,
			authors: facts.authors.logins,
			data: facts.chain.data
		} : {}
	});
	await setting.runner.summarize(renderWithin([report], {
		render: toMarkdown,
		budget: SUMMARY_BUDGET
	}));
	github.client.spent();
	const isReady = reasonCode === "ready";
	if (way === "plan" && isRefusal(reasonCode)) setting.runner.annotate("notice", `nothing is deployed: ${headlineOf$3(result)}`);
	return {
		decision: decisionOf$1(way, reasonCode),
		headline: headlineOf$3(result),
		outputs: {
			deploy: way === "plan" ? String(isReady) : "",
			stamp: ending.stamp ?? "",
			"reason-code": reasonCode,
			model: model ?? "",
			deployment: deployment === void 0 ? "" : String(deployment)
		},
		result
	};
}
const TROUBLES = [
	"target-failed",
	"rollback-failed",
	"cancelled"
];
function headlineOf$3({ environment, reasonCode, reason }) {
	if (!isRefusal(reasonCode)) return `${environment}: ${reasonCode}: ${reason}`;
	return `${environment}: refused, ${reasonCode}: ${reason}\n${NEXT_STEPS[reasonCode].replace(/^/gm, "  ")}`;
}
function isRefusal(code) {
	return Object.hasOwn(REFUSALS, code);
}
/** The judging job is not red because there is nothing to deploy. */
function decisionOf$1(way, reasonCode) {
	if (way === "plan" || Object.hasOwn(DEPLOYED, reasonCode)) return "accepted";
	return TROUBLES.includes(reasonCode) ? "error" : "refused";
}
// shared/stages/deploy-status.ts
/** What the first half of the step leaves for the second. */
const STATE$1 = {
	deployment: "deployment",
	/** The target may have been changed. */
	touched: "touched",
	undo: "undo",
	/** The target has answered that the model is live. */
	live: "live",
	ended: "ended"
};
/** Makes our deployment, which waits for its turn. From now on something must be said in the end. */
async function beginDeployment(job, wish) {
	const { setting, github, environment } = job;
	const { id } = await createDeployment(github.client.transport, {
		...wish,
		environment,
		payload: wish.payload,
		isProduction: environment.toLowerCase() === "production"
	});
	setting.runner.saveState(STATE$1.deployment, String(id));
	setting.runner.info(`deployment ${id} of ${wish.payload.model} to ${environment}`);
	await say(job, id, {
		state: "queued",
		description: wish.description
	});
	return id;
}
const FINAL = [
	"success",
	"failure",
	"error",
	"inactive"
];
async function say({ setting, github }, id, { state, description }) {
	const status = {
		state,
		description: firstLine$1(description),
		logUrl: runUrl(setting)
	};
	await setDeploymentStatus(github.client.transport, id, status);
	if (FINAL.includes(state)) setting.runner.saveState(STATE$1.ended, "true");
}
/** The model is live: now, and not before, what it replaced is not. */
async function sayLive(job, id, { own, description }) {
	await say(job, id, {
		state: "success",
		description
	});
	for (const older of liveOnes(own).filter((one) => one.id !== id)) await sayQuietly(job, older.id, {
		state: "inactive",
		description: `replaced by deployment ${id}`
	});
}
/** Nobody else will ever say how these went. */
async function buryDead(job, dead) {
	for (const { id, payload } of dead) await sayQuietly(job, id, {
		state: "error",
		description: `attempt ${payload.run.attempt} of run ${payload.run.id} ended without a word`
	});
}
/** Something went wrong that nobody foresaw; it must not hide behind a status that GitHub does not take. */
async function sayBroken(job, id, { error, isTouched }) {
	await say(job, id, {
		state: isTouched ? "error" : "failure",
		description: describeError(error)
	}).catch(warning(job, id));
}
/** Of other deployments; what is decided about ours stays so. */
async function sayQuietly(job, id, said) {
	const { setting, github } = job;
	const status = {
		...said,
		logUrl: runUrl(setting)
	};
	await setDeploymentStatus(github.client.transport, id, status).catch(warning(job, id));
}
function warning({ setting }, id) {
	return (error) => setting.runner.annotate("warning", `GitHub did not take the status of deployment ${id}:\n${describeError(error)}`);
}
// shared/platform/oidc.ts
const WHAT$1 = "the request for an identity token";
const DEADLINE_MS$2 = 2e4;
const ANSWER_LIMIT$2 = 65536;
const LONGEST_TOKEN$1 = 16384;
/** A signed statement by GitHub of which job this is, made out for one audience; hidden before anybody sees it. */
async function requestIdToken(audience, asking) {
	const { action, environment, runner, pauseMs } = asking;
	if (!isRegistered(action, "request-id-token")) throw new ActionError("internal-error", `"request-id-token" is not registered for ${action}.`);
	const url = environment["ACTIONS_ID_TOKEN_REQUEST_URL"];
	const bearer = environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"];
	if (!url || !bearer) throw noIdentity(asking);
	maskSecret(bearer, runner);
	const answer = await request({
		method: "GET",
		url: `${url}${url.includes("?") ? "&" : "?"}audience=${encodeURIComponent(audience)}`,
		headers: { authorization: `Bearer ${bearer}` },
		what: WHAT$1,
		deadlineMs: DEADLINE_MS$2,
		limitBytes: ANSWER_LIMIT$2,
		retries: 2,
		...pauseMs === void 0 ? {} : { pauseMs }
	});
	if (!answer.isOk) throw notGiven(answer.status);
	const { value } = jsonObject(answer, WHAT$1);
	if (typeof value !== "string" || value.length > LONGEST_TOKEN$1 || !isWebToken(value)) throw new ActionError("identity-malformed", `the answer to ${WHAT$1} holds no web token`);
	maskSecret(value, runner);
	return value;
}
function noIdentity({ action, environment, isFork }) {
	if (isFork) return new ActionError("no-identity", "GitHub gives no identity to a run for a pull request from a fork", { hint: "Ask for a token only where the code is yours:\nif: github.event.pull_request.head.repo.full_name == github.repository" });
	if (environment["GITHUB_ACTIONS"] !== "true") return new ActionError("no-identity", "only a job of GitHub Actions has an identity", { hint: "Run it as a step of a workflow." });
	return new ActionError("missing-permission", "the job may not ask for an identity token", { hint: `Add to the job:\n${permissionHint("request-id-token", action).replace(/^/gm, "    ")}` });
}
function notGiven(status) {
	const isNo = status >= 400 && status < 500 && status !== 429;
	return new ActionError(isNo ? "identity-refused" : "identity-unavailable", `GitHub gave no identity token (${status})`, { hint: isNo ? "The right to ask ends some hours after the job began. Ask in a job of its own that follows the long one." : "Run the job again; https://www.githubstatus.com says whether GitHub has trouble." });
}
// shared/features/identity/answer.ts
/** In messages. */
const WHAT = "the token exchange";
const LONGEST_TOKEN = 16384;
/** Clocks differ. */
const LEEWAY_MS = 6e4;
const SECRET_MEMBERS = [
	"access_token",
	"refresh_token",
	"id_token"
];
/** The token in the endpoint's answer. Everything in it that opens anything is hidden before it is looked at. */
function readAnswer(answer, { wish, runner, now }) {
	const members = jsonObject(answer, WHAT);
	for (const name of SECRET_MEMBERS) {
		const value = members[name];
		if (typeof value === "string") maskSecret(value, runner);
	}
	const value = tokenOf(members);
	const expiresAt = expiryOf(members, value, now);
	if (expiresAt === void 0) runner.annotate("warning", `${wish.exchange} does not say when its token expires`);
	const scope = typeof members["scope"] === "string" ? members["scope"] : void 0;
	if (scope !== void 0 && wish.scope !== void 0) compareScopes(wish.scope, scope, runner);
	return {
		value,
		...expiresAt === void 0 ? {} : { expiresAt },
		...scope === void 0 ? {} : { scope }
	};
}
function tokenOf(members) {
	const { access_token: value, token_type: type = "Bearer" } = members;
	if (typeof value !== "string" || value.length > LONGEST_TOKEN || !/^[\x21-\x7e]+$/.test(value)) throw malformed("has no usable access_token");
	if (typeof type !== "string" || !/^(bearer|n_a)$/i.test(type)) throw malformed("has a token_type that is not Bearer; its token needs a proof that we cannot give");
	return value;
}
/** What the answer says and what the token says; the earlier of both counts. */
function expiryOf(members, token, now) {
	const times = [];
	const { expires_in: seconds } = members;
	if (seconds !== void 0 && seconds !== null) {
		const count = typeof seconds === "string" && /^\d{1,12}$/.test(seconds) ? Number(seconds) : seconds;
		if (typeof count !== "number" || !Number.isFinite(count) || Math.abs(count) > 0xe8d4a51000) throw malformed("has an expires_in that is no number of seconds");
		times.push(now.getTime() + count * 1e3);
	}
	const exp = readClaims(token)?.["exp"];
	if (typeof exp === "number" && exp > 0 && exp < 0xe8d4a51000) times.push(exp * 1e3);
	if (times.length === 0) return void 0;
	const earliest = Math.min(...times);
	if (earliest + LEEWAY_MS <= now.getTime() || typeof seconds === "number" && seconds <= 0) throw new ActionError("token-expired", `the token from ${WHAT} expired before it came, at ${new Date(earliest).toISOString()}`, { hint: "Compare the clock of the endpoint with the clock of this machine." });
	return new Date(earliest);
}
function compareScopes(asked, granted, runner) {
	const [wanted, given] = [asked, granted].map((text) => new Set(text.split(/\s+/).filter(Boolean)));
	if (wanted?.size === given?.size && [...wanted ?? []].every((word) => given?.has(word))) return;
	runner.annotate("warning", `asked for the scope "${asked}", the token has "${granted}"`);
}
function malformed(what) {
	return new ActionError("exchange-malformed", `the answer to ${WHAT} ${what}`);
}
// shared/features/identity/refusal.ts
/** What an endpoint may base its trust on, in the order in which people look at it. */
const CLAIMS = [
	"iss",
	"aud",
	"sub",
	"repository",
	"repository_id",
	"ref",
	"environment",
	"event_name",
	"job_workflow_ref",
	"runner_environment"
];
const LONGEST_CLAIM = 300;
const LONGEST_REASON = 256;
/** The endpoint's no, with what it said and with what we showed it; never with the token itself. */
function refused$4(answer, wish, shown) {
	const { status } = answer;
	const reason = reasonOf(answer, shown);
	if (isPassing(status)) return new ActionError("exchange-unavailable", `${wish.exchange} could not exchange the identity token (${status})${reason}`, { hint: "Run the job again, or ask those who keep the endpoint." });
	return new ActionError("exchange-refused", `${wish.exchange} refused to exchange the identity token (${status})${reason}`, { hint: `The endpoint must trust what the identity token says:\n${claimLines(shown)}` });
}
/** The two members that RFC 6749 gives a refusal. The rest of a body may repeat what was sent. */
function reasonOf(answer, shown) {
	let members = {};
	try {
		members = jsonObject(answer, "");
	} catch {
		return "";
	}
	const words = [members["error"], members["error_description"]].filter((word) => typeof word === "string").map((word) => withoutTokens(word, shown).slice(0, LONGEST_REASON).replace(/\s+/g, " ").trim()).filter((word) => word !== "");
	return words.length === 0 ? "" : `: ${words.join(": ")}`;
}
/** Hidden before anything is cut off, or half of a token would be left. */
function withoutTokens(text, shown) {
	return withoutSecrets(text, [shown]).replace(/\beyJ[\w-]{8,}[\w.-]*/g, "***");
}
function claimLines(token) {
	const claims = readClaims(token) ?? {};
	return CLAIMS.filter((name) => claims[name] !== void 0).map((name) => `  ${name}: ${String(claims[name]).slice(0, LONGEST_CLAIM)}`).join("\n");
}
// shared/features/identity/exchange.ts
const DEADLINE_MS$1 = 2e4;
const ALL_TRIES_MS = 6e4;
const ANSWER_LIMIT$1 = 65536;
/**
* Exchanges the identity of the job for a token (RFC 8693). Each try shows a new identity token: some endpoints take
* each only once.
*/
async function exchangeIdentity(wish, asker) {
	const { pauseMs } = asker;
	let shown = "";
	const answer = await tryAgain(async () => {
		shown = await requestIdToken(wish.audience, asker);
		return send(wish, shown);
	}, isSettled, {
		times: 2,
		until: Date.now() + ALL_TRIES_MS,
		...pauseMs === void 0 ? {} : { pauseMs }
	});
	if (!answer.isOk) throw refused$4(answer, wish, shown);
	return readAnswer(answer, {
		wish,
		runner: asker.runner,
		now: now()
	});
}
function send({ exchange, audience, scope }, subject) {
	return request({
		method: "POST",
		url: exchange,
		headers: { "content-type": "application/x-www-form-urlencoded" },
		body: new URLSearchParams({
			grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
			subject_token: subject,
			subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
			audience,
			...scope === void 0 ? {} : { scope }
		}).toString(),
		what: WHAT,
		deadlineMs: DEADLINE_MS$1,
		limitBytes: ANSWER_LIMIT$1
	});
}
// shared/features/identity/revoke.ts
/** A job that was cancelled has few seconds left. */
const DEADLINE_MS = 6e3;
const ANSWER_LIMIT = 65536;
/** Gives a token back (RFC 7009). Endpoints answer the same when it is gone already. */
async function revokeToken(token, revocation, options = {}) {
	const { status, isOk } = await request({
		method: "POST",
		url: revocation,
		headers: { "content-type": "application/x-www-form-urlencoded" },
		body: new URLSearchParams({
			token,
			token_type_hint: "access_token"
		}).toString(),
		what: "the revocation of the token",
		deadlineMs: DEADLINE_MS,
		limitBytes: ANSWER_LIMIT,
		retries: 2,
		...options
	});
	if (isOk) return;
	throw new ActionError("not-revoked", `${revocation} did not take the token back (${status})`, { hint: "It stays valid until it expires." });
}
// shared/features/identity/secret.ts
/** Hiding anything shorter would hide half of the log. */
const SHORTEST = 8;
/** A stored secret, which whoever sees it once can use until somebody changes it. */
function readSecret({ secret: name }, { environment, runner }) {
	const stored = environment[name] ?? "";
	const value = stored.trim();
	if (value === "") throw missing(name);
	if (value.length < SHORTEST) throw new ActionError("secret-too-short", `${name} holds fewer than ${SHORTEST} characters`, { hint: "That is no secret that anybody gives out. Look at what the step sets it to." });
	for (const secret of [stored, value]) maskSecret(secret, runner);
	runner.annotate("notice", `${name} is a stored secret, the weakest credential. An exchange needs none to be stored: token: { exchange: …, audience: … }`);
	return {
		value,
		kind: "secret",
		isWeak: true,
		revoke: async () => "kept"
	};
}
function missing(name) {
	return new ActionError("secret-missing", `the variable ${name} is not set or empty`, { hint: `Add to the step:\n  env:\n    ${name}: \${{ secrets.${name} }}\nGitHub gives no secrets to pull requests from forks, and those of an environment only to jobs that name it.` });
}
// shared/features/identity/credential.ts
/** Makes the credential that the configuration asks for. Call it late: its time runs from here. */
async function obtainCredential(wish, asker) {
	if ("secret" in wish) return readSecret(wish, asker);
	const { revocation } = wish;
	const token = await exchangeIdentity(wish, asker);
	return {
		...token,
		kind: "exchange",
		isWeak: token.expiresAt === void 0,
		async revoke() {
			if (revocation === void 0) return "kept";
			await revokeToken(token.value, revocation);
			return "revoked";
		}
	};
}
// shared/stages/deploy-target.ts
/** Opens the target with a credential that lives as long as the work, and gives it back whatever happens. */
async function withTarget(door, visit, work) {
	const { token } = door.wish;
	const tokens = token && await openTokens(door, token);
	try {
		return await work(targetOf(door, visit, tokens?.current));
	} finally {
		await tokens?.giveBack();
	}
}
/** Of a token's time; then another one is asked for. */
const USED_UP = .8;
const SHORTEST_USE_MS = 1e4;
/** One token after the other: the way back must not be shut because an upload took longer than a token lives. */
async function openTokens(door, wish) {
	const made = [];
	let current = "";
	let renewAt = 0;
	const obtain = async () => {
		const from = now().getTime();
		const credential = await askCredential(door, wish);
		made.push(credential);
		current = credential.value;
		const lifeMs = (credential.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY) - from;
		renewAt = from + Math.max(lifeMs * USED_UP, SHORTEST_USE_MS);
	};
	await obtain();
	const source = async () => {
		if (now().getTime() >= renewAt) await obtain();
		return current;
	};
	return {
		current: source,
		async giveBack() {
			for (const credential of made) await giveBack(credential, door.setting.runner);
		}
	};
}
function askCredential({ setting, github }, token) {
	const { environment } = setting.place;
	const isFork = github.context.pullRequest?.isFork ?? false;
	return obtainCredential(token, {
		action: "deploy",
		environment,
		runner: setting.runner,
		isFork
	});
}
function targetOf({ setting, github, environment, wish: { target } }, { deployment, signal, patienceMs }, token) {
	const { http, command, predict } = target;
	const common = {
		token,
		...signal ? { signal } : {}
	};
	if (http !== void 0) {
		const address = http.replace(/\/+$/, "");
		return httpTarget({
			...common,
			address,
			...patienceMs ? { askMs: patienceMs } : {}
		});
	}
	const { place, runner } = setting;
	return commandTarget({
		...common,
		argv: command ?? [],
		environment,
		mark: markOf(github, deployment),
		predict,
		place,
		runner,
		...patienceMs ? { longestMs: patienceMs } : {}
	});
}
/** What processes of a deployment carry. */
function markOf({ context: { repository } }, deployment) {
	return `${repository.owner}/${repository.name}/${deployment}`;
}
async function giveBack(credential, runner) {
	try {
		await credential.revoke();
	} catch (error) {
		runner.annotate("warning", `the token was not given back: ${describeError(error)}`);
	}
}
// shared/platform/cancellation.ts
const SIGNALS = [
	"SIGINT",
	"SIGTERM",
	"SIGHUP"
];
/**
* Notes that somebody asked this process to end, and lets it go on: the children hear of it themselves, and what they
* leave is still written down. GitHub's runner waits ten seconds in all.
*/
function watchCancellation() {
	const abort = new AbortController();
	const note = () => abort.abort();
	for (const signal of SIGNALS) process.on(signal, note);
	return {
		isCancelled: () => abort.signal.aborted,
		signal: abort.signal,
		ignore() {
			for (const signal of SIGNALS) process.off(signal, note);
		}
	};
}
// shared/platform/github/run-state.ts
const runSchema = object$1({
	status: string().nullable(),
	run_attempt: int().optional()
});
/** Whether an attempt of a run has ended. Only what has ended can be deleted. */
async function isRunOver(transport, { id, attempt }) {
	const found = await transport.find("read-run", { run_id: id }, { schema: runSchema });
	if (!found) return true;
	return found.status === "completed" || (found.run_attempt ?? attempt) > attempt;
}
// shared/stages/deploy-turn.ts
/** Makes our deployment and works when it is its turn. However it ends, the deployment has a truthful last word. */
async function inTurn(job, wish, work) {
	const cancellation = watchCancellation();
	try {
		const deployment = await beginDeployment(job, wish);
		let isTouched = false;
		const touch = () => {
			isTouched = true;
			job.setting.runner.saveState(STATE$1.touched, "true");
		};
		try {
			return {
				deployment,
				...await waitAndWork(job, wish, {
					deployment,
					work,
					cancellation,
					touch
				})
			};
		} catch (error) {
			await sayBroken(job, deployment, {
				error,
				isTouched
			});
			const outcome = isTouched ? "unclear" : "failed";
			const reason = firstLine$1(describeError(error));
			await wish.onBroken({
				deployment,
				outcome,
				reason,
				reasonCode: codeOf$2(error)
			});
			throw error;
		}
	} finally {
		cancellation.ignore();
	}
}
async function waitAndWork(job, { payload }, { deployment, work, cancellation: { signal }, touch }) {
	const { github, inputs, setting } = job;
	let hasWaited = false;
	const isEnough = (own) => own.some(({ id }) => id === deployment) && championOf(own) !== void 0;
	const turn = await takeTurn({
		list: () => readOwn(job, isEnough),
		id: deployment,
		run: payload.run,
		waitMs: inputs.wait,
		signal,
		isOver: (run) => isRunOver(github.client.transport, run),
		onWait(ahead) {
			hasWaited = true;
			setting.runner.info(`deployment ${ahead.id} goes first; waiting`);
		}
	});
	switch (turn.is) {
		case "cancelled": return gaveUp(job, deployment, "cancelled while it waited");
		case "taken": return gaveWay(job, deployment, turn.by?.id);
		case "ours": {
			const { own, dead } = turn;
			await buryDead(job, [...leftBehind(own, payload.run), ...dead]);
			return work({
				deployment,
				own,
				hasWaited,
				signal,
				touch
			});
		}
	}
}
async function gaveUp(job, deployment, reason) {
	await say(job, deployment, {
		state: "inactive",
		description: reason
	});
	return {
		outcome: "failed",
		reasonCode: "cancelled",
		reason
	};
}
async function gaveWay(job, deployment, to) {
	const reason = `${to === void 0 ? "another one" : `deployment ${to}`} is under way, and did not end within the time to wait`;
	await say(job, deployment, {
		state: "inactive",
		description: `gave way: ${reason}`
	});
	return {
		outcome: "refused",
		reasonCode: "deploy-in-progress",
		reason
	};
}
// shared/stages/deploy-rollback.ts
/** By hand: makes a model live again that was live here before. It is asked for, approved and written down as well. */
async function rollBackByHand(job, wish) {
	const own = await readOwn(job, (found) => rollbackTarget(found, wish) !== void 0);
	const live = championOf(own);
	const back = rollbackTarget(own, wish);
	const judged = await judge$1(job, back);
	const common = {
		way: "rollback",
		...judged,
		live,
		back,
		model: back?.payload.model
	};
	const refusal = refusalOf(judged.guards);
	if (refusal || !back) {
		const { reasonCode = "no-way-back", reason = "" } = refusal ?? {};
		return endDeploy(job, {
			...common,
			outcome: "refused",
			reasonCode,
			reason
		});
	}
	const payload = payloadOf$1(job, {
		back,
		live
	});
	const description = `rollback: ${job.inputs.reason ?? ""}`;
	const { commit } = back;
	const onBroken = async (broken) => void await keepDeployment(job, {
		...common,
		...broken
	});
	const ended = await inTurn(job, {
		task: "rollback",
		commit,
		description,
		payload,
		onBroken
	}, (turned) => rollBackInTurn(job, payload, turned));
	return endDeploy(job, {
		...common,
		...ended
	});
}
/** Whoever asks for a rollback is its author, and cannot be the only one to approve it. */
async function judge$1(job, back) {
	const { context } = job.github;
	const evidence = judgeRollback({
		isReviewedRun: context.isDefaultBranch,
		environments: await readProtections(job),
		wish: job.wish.approvals,
		doubts: [],
		back
	});
	const { actors } = context;
	const approvals = await countRunApprovals(job, {
		author: actors,
		"last-pusher": actors,
		actor: actors
	});
	return {
		guards: [...evidence, guardApproval(approvals)],
		approvals
	};
}
async function rollBackInTurn(job, { model, previous }, { deployment, own, signal, touch }) {
	const live = championOf(own);
	if (live && live.model !== model && live.deployment !== previous?.deployment) {
		const reason = `${live.model} went live while this waited; say again what to go back to`;
		await say(job, deployment, {
			state: "inactive",
			description: reason
		});
		return {
			outcome: "refused",
			reasonCode: "deploy-in-progress",
			reason
		};
	}
	await say(job, deployment, {
		state: "in_progress",
		description: "rolling back"
	});
	const from = live?.model ?? null;
	const rolled = await withTarget(job, {
		deployment,
		signal
	}, (target) => {
		touch();
		return rollBack(target, model, from);
	});
	if (rolled.outcome !== "deployed") {
		const { outcome, reasonCode, reason } = rolled;
		await say(job, deployment, {
			state: "error",
			description: `${reasonCode}: ${reason}`
		});
		return {
			outcome,
			reasonCode,
			reason
		};
	}
	await sayLive(job, deployment, {
		own,
		description: `live again: ${job.inputs.reason ?? ""}`
	});
	return {
		outcome: "deployed",
		reasonCode: "rolled-back",
		reason: `${model} is live again`
	};
}
function payloadOf$1({ github }, { back, live }) {
	const { id, attempt } = github.context.run;
	const { previous: _, ...rest } = back.payload;
	return {
		...rest,
		...live && live.model !== rest.model ? { previous: {
			deployment: live.deployment,
			model: live.model
		} } : {},
		run: {
			id,
			attempt
		}
	};
}
/** The input `rollback`: a word or a digest. */
function readRollback(text) {
	if (text === "previous" || isDigest(text)) return text;
	throw new ActionError("invalid-input", "rollback: must be \"previous\" or sha256: and 64 hex digits");
}
// shared/domain/deployment/stamp-guard.ts
/** Whether everything is as the judging job stamped it. */
function guardStamp(text, facts) {
	const name = "as stamped by the judging job";
	if (text === void 0) return refuse(name, "stamp-missing", "the step was given no stamp from the judging job");
	const stamp = decodeStamp(text);
	if (!stamp) return refuse(name, "stamp-mismatch", "the input \"stamp\" holds no stamp of deploy");
	const differences = stampDifferences(stamp, facts);
	if (differences.length === 0) return holds$1(name, `model, policy, and the sections ${Object.keys(stamp.sections).join(", ")}`);
	return refuse(name, !(stamp.run.id === facts.run.id && stamp.commit === facts.commit) ? "stamp-mismatch" : stamp.model !== facts.model ? "bytes-differ" : stamp.policy !== facts.policy ? "policy-changed" : "stamp-mismatch", differences.join("; "));
}
// shared/domain/metric.ts
/** Values one metrics file may bring into a record, which is kept for years. */
const MAX_METRICS = 1e4;
/**
* Everything in a metrics file that has a name. Numbers are metrics; other values are remembered as
* `not-a-number`, so that a rule that names one can be told what stands there. Lists are not looked into.
*/
function collectMetrics(tree, source) {
	if (tree.kind !== "object") return refused$3(tree, `holds ${describeTree(tree)} at the top; metrics are numbers with names, such as {"rmse": 3.4}`);
	const metrics = [];
	let tooLong;
	function collect(members, path, length) {
		for (const [name, { key: spot, value }] of members) {
			if (metrics.length > 1e4 || tooLong) return;
			const size = length + name.length;
			const key = [...path, name];
			if (size > 500) tooLong = spot;
			else if (value.kind === "object") collect(value.members, key, size + 1);
			else metrics.push({
				key,
				...measured(value),
				source,
				line: value.line
			});
		}
	}
	collect(tree.members, [], 0);
	if (tooLong) return refused$3(tooLong, `a metric's name is longer than 500 characters`);
	if (metrics.length > 1e4) return refused$3(tree, `holds more than ${MAX_METRICS} values`);
	return { metrics };
}
function refused$3({ line, column }, message) {
	return { problems: [{
		line,
		column,
		message
	}] };
}
function measured(tree) {
	switch (tree.kind) {
		case "number": return { value: metricValue(tree.value) };
		case "text": return {
			value: "not-a-number",
			found: "text"
		};
		case "flag": return {
			value: "not-a-number",
			found: "true or false"
		};
		case "null": return {
			value: "not-a-number",
			found: "null"
		};
		case "list": return {
			value: "not-a-number",
			found: "a list"
		};
	}
}
function metricValue(value) {
	if (Number.isNaN(value)) return "NaN";
	if (value === Number.POSITIVE_INFINITY) return "Infinity";
	return value === Number.NEGATIVE_INFINITY ? "-Infinity" : value;
}
/** The name that rules and people use: the path with dots. */
function metricName({ key }) {
	return key.join(".");
}
/** Whether this is a metric at all; NaN and infinite values are, broken ones. */
function isMetric({ value }) {
	return value !== "not-a-number";
}
/** `metrics.json line 3`. */
function metricPlace({ source, line }) {
	return line === void 0 ? source : `${source} line ${line}`;
}
/** Finds metrics by name. A key may itself hold dots, so one name can mean several values; that is never guessed. */
function metricIndex(metrics) {
	const byName = /* @__PURE__ */ new Map();
	for (const metric of metrics) {
		const name = metricName(metric);
		const same = byName.get(name);
		if (same) same.push(metric);
		else byName.set(name, [metric]);
	}
	return (name) => {
		const [metric, ...more] = byName.get(name) ?? [];
		if (!metric) return {
			found: "none",
			hint: hintFor(name, metrics)
		};
		return more.length > 0 ? {
			found: "several",
			metrics: [metric, ...more]
		} : {
			found: "one",
			metric
		};
	};
}
/** Enough for people, and little enough that a hostile file cannot make the search long. */
const HINTED_METRICS = 500;
const HINTED_LENGTH = 100;
/** A near name, or the full name of a metric whose last part was meant, or what there is. */
function hintFor(name, metrics) {
	const names = [...new Set(metrics.filter(isMetric).slice(0, HINTED_METRICS).map(metricName))];
	const nested = names.filter((known) => known.endsWith(`.${name}`));
	if (nested.length === 1) return `; did you mean "${nested[0]}"?`;
	if (names.length === 0) return "";
	const near = name.length > HINTED_LENGTH ? "" : didYouMean(name, names);
	if (near !== "") return near;
	return `; there is ${names.slice(0, 5).join(", ")}${names.length > 5 ? ` and ${names.length - 5} more` : ""}`;
}
// shared/domain/reason-codes.ts
/**
* Every reason a gate can give, for the output `reason-code`: its verdict, and what it means. Stable: a code is never
* given another meaning. The documentation is made from this table.
*/
const REASON_CODES = {
	"within-limits": {
		verdict: "pass",
		means: "Every deciding rule holds."
	},
	"model-unchanged": {
		verdict: "pass",
		means: "Nothing that the model depends on differs; the baseline's metrics hold today's limits."
	},
	"over-limit": {
		verdict: "fail",
		means: "A metric is above the limit of its rule."
	},
	"under-limit": {
		verdict: "fail",
		means: "A metric is below the limit of its rule."
	},
	"worse-than-baseline": {
		verdict: "fail",
		means: "A metric is worse than the baseline by more than its rule allows."
	},
	"not-better-than-baseline": {
		verdict: "fail",
		means: "A rule demands an improvement over the baseline, and there is none or too little."
	},
	"within-noise": {
		verdict: "inconclusive",
		means: "Whether the harm is more than a rule allows cannot be told from chance."
	},
	"too-few-rows": {
		verdict: "inconclusive",
		means: "The holdout has too few independent rows to tell a change from chance."
	},
	"no-baseline": {
		verdict: "no-baseline",
		means: "No record to compare with was found; rules with absolute limits hold."
	},
	"metric-new": {
		verdict: "no-baseline",
		means: "The baseline does not have the metric yet, so there is nothing to compare it with."
	},
	"missing-metric": {
		verdict: "error",
		means: "A rule names a metric that was not read."
	},
	"ambiguous-metric": {
		verdict: "error",
		means: "A name in a rule fits several values, in one file or in several."
	},
	"metric-not-finite": {
		verdict: "error",
		means: "A metric is NaN or infinite."
	},
	"metric-not-a-number": {
		verdict: "error",
		means: "A rule names a value that is a text, true or false, null or a list."
	},
	"baseline-not-finite": {
		verdict: "error",
		means: "The baseline's value is NaN or infinite."
	},
	"baseline-not-a-number": {
		verdict: "error",
		means: "The baseline's value is not a number."
	},
	"baseline-ambiguous": {
		verdict: "error",
		means: "A name in a rule fits several values of the baseline."
	},
	"zero-baseline": {
		verdict: "error",
		means: "A tolerance in percent of the baseline's value has no meaning where that value is 0."
	},
	"limit-not-finite": {
		verdict: "error",
		means: "The baseline's value and the tolerance together are too large a number."
	},
	"invalid-config": {
		verdict: "error",
		means: "The change leaves a configuration that cannot be used; the trusted rules are shown."
	},
	"training-failed": {
		verdict: "error",
		means: "The training did not end well, so there is no model."
	},
	"plan-refused": {
		verdict: "error",
		means: "The plan says that the model is unchanged, and what is at hand says otherwise."
	},
	"evaluation-missing": {
		verdict: "error",
		means: "The configuration says how the model is evaluated, and this run evaluated none."
	},
	"unreadable-metrics": {
		verdict: "error",
		means: "A metrics file is missing, too large, or not what it should be."
	},
	"unreadable-baseline": {
		verdict: "error",
		means: "The metrics given as the baseline are missing, too large, or not what they should be."
	},
	"no-metrics": {
		verdict: "error",
		means: "The metrics files hold no number at all."
	},
	"no-rules": {
		verdict: "error",
		means: "There is no rule that decides."
	}
};
// shared/domain/measured-rule.ts
/** The limit of a rule; a relative one needs the baseline's value. */
function limitOf({ bound }, baseline) {
	return bound.kind === "absolute" ? bound.limit : baseline + distance(bound.shift, baseline);
}
function distance({ amount, unit }, baseline) {
	switch (unit) {
		case "percent": return amount / 100 * Math.abs(baseline);
		case "points": return amount / 100;
		case "plain": return amount;
	}
}
/**
* Compares a value with the limit. Decimal numbers are rounded when they become doubles (0.1 + 0.2 > 0.3), so values
* within four roundings of the limit count as equal to it. The scale is that of the limit and the baseline alone:
* the equal values are then one interval, and a worse value never fares better.
*/
function measure$1(rule, value, baseline) {
	const limit = limitOf(rule, baseline);
	const scale = Math.max(Math.abs(limit), rule.bound.kind === "relative" ? Math.abs(baseline) : 0);
	const difference = value - limit;
	if (Math.abs(difference) <= 4 * ulp(scale)) return {
		limit,
		excess: 0
	};
	const excess = rule.direction === "lower" ? difference : -difference;
	return {
		limit,
		excess: Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, excess))
	};
}
/** The distance from a number (0 or more, finite) to the next larger double. */
function ulp(size) {
	const view = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));
	view.setFloat64(0, size);
	view.setBigUint64(0, view.getBigUint64(0) + 1n);
	const next = view.getFloat64(0);
	return Number.isFinite(next) ? next - size : 2 ** 971;
}
// shared/domain/reason.ts
/** One sentence about a judged rule, with values that show what they say. */
function explain(judged) {
	const { rule, baseline } = judged;
	return rule.bound.kind === "relative" && baseline !== void 0 ? explainRelative(judged, rule.bound.shift, baseline) : explainAbsolute(judged);
}
function explainAbsolute({ rule, candidate, limit, excess, isKept }) {
	const [value = "", bound = ""] = formatTogether([excess === 0 ? limit : candidate, limit]);
	const must = `${mustBe(rule)} ${bound}`;
	if (isKept) return `${rule.metric} ${value} is within the limit (${must})`;
	if (excess === 0) return `${rule.metric} ${value} must be ${must}`;
	const side = rule.direction === "lower" ? "over" : "under";
	return `${rule.metric} ${value} is ${side} the limit of ${bound} by ${formatBeside(excess, 0, 3)}`;
}
function mustBe({ direction, strict }) {
	if (strict) return direction === "lower" ? "below" : "above";
	return direction === "lower" ? "at most" : "at least";
}
function explainRelative(judged, shift, baseline) {
	const { rule, candidate, excess } = judged;
	const isSame = candidate === baseline || excess === 0 && shift.amount === 0;
	const [value = "", before = ""] = formatTogether([isSame ? baseline : candidate, baseline]);
	const sense = candidate > baseline === (rule.direction === "lower") ? "worse" : "better";
	return `${isSame ? `${rule.metric} equals the baseline's ${before}` : `${rule.metric} ${value} is ${size(judged, shift, baseline)} ${sense} than the baseline's ${before}`}${spread(judged, shift)}; ${demand(rule, shift)}${doubt(judged)}`;
}
/** The size of the change in the unit of the tolerance, never looking like the tolerance when it is not. */
function size({ candidate, excess }, { amount, unit }, baseline) {
	if (excess === 0 && amount !== 0) return printAmount({
		amount,
		unit
	});
	const change = Math.abs(candidate - baseline);
	const allowed = Math.abs(amount);
	switch (amount === 0 && baseline !== 0 ? "percent" : unit) {
		case "percent": return `${formatBeside(change / Math.abs(baseline) * 100, allowed, 2)} %`;
		case "points": return `${formatBeside(change * 100, allowed, 2)} pp`;
		case "plain": return formatBeside(change, allowed, 3);
	}
}
/** ` (95 %: -1.1 … 2.9 %)`: where the change lies, in the unit of the tolerance. */
function spread({ noise, baseline }, { amount, unit }) {
	if (!noise) return "";
	if ((unit === "percent" || amount === 0 && baseline !== 0) && noise.relative) return interval(noise.relative, 100, " %");
	if (!noise.change) return "";
	return unit === "points" ? interval(noise.change, 100, " pp") : interval(noise.change, 1, "");
}
function interval({ low, high }, scale, unit) {
	const [from = "", to = ""] = [low, high].map((end) => formatBeside(end * scale, 0, 2));
	return ` (95 %: ${from} … ${to}${unit})`;
}
function doubt({ rule, noise }) {
	if (!noise) return "";
	const { harm, independent } = noise;
	if (independent < 30) return `; ${independent} independent ${independent === 1 ? "row is" : "rows are"} too few to decide, 30 are needed`;
	if (!harm) return "; chance has no bounds here, so nothing is decided";
	const isMore = (value) => rule.strict ? value >= 0 : value > 0;
	return !isMore(harm.low) && isMore(harm.high) ? "; more than that cannot be excluded" : "";
}
function demand({ direction, strict }, shift) {
	if (shift.amount === 0) return strict ? "it must be better" : "no loss is allowed";
	if (shift.amount > 0 === (direction === "lower")) return `allowed is ${strict ? "less than " : ""}${printAmount(shift)}`;
	return `demanded is ${strict ? "more than" : "at least"} ${printAmount(shift)} better`;
}
// shared/domain/rule-judgement.ts
/** Judges one rule by the observed points. What is missing or broken is an error, never a pass. */
function judgeRule(rule, sides) {
	return {
		rule: rule.text,
		metric: rule.metric,
		blocking: !rule.reportOnly,
		direction: rule.direction,
		kind: rule.bound.kind,
		...toleranceOf(rule),
		...findingOf(rule, sides)
	};
}
/** Judges a rule for a model that did not change: what compares it with itself has nothing to say against it. */
function judgeUnchanged(rule, sides) {
	const { limit, ...judged } = judgeRule(rule, {
		...sides,
		baseline: sides.candidate
	});
	if (judged.kind === "absolute" || judged.candidate === void 0) return {
		...judged,
		...limit === void 0 ? {} : { limit }
	};
	const reason = `${rule.metric} is the baseline's, because the model is`;
	return {
		...judged,
		verdict: "pass",
		reasonCode: "model-unchanged",
		reason
	};
}
function toleranceOf({ bound }) {
	if (bound.kind === "absolute") return {};
	const tolerance = printShift(bound.shift);
	return tolerance === "" ? {} : { tolerance };
}
function findingOf(rule, sides) {
	const own = numberOf(rule, sides.candidate(rule.metric), "candidate");
	if (!("value" in own)) return own;
	const { metric, value: candidate } = own;
	const place = {
		candidate,
		source: metric.source,
		...metric.line === void 0 ? {} : { line: metric.line }
	};
	if (rule.bound.kind === "absolute") return {
		...place,
		...compare$1(rule, candidate)
	};
	const before = baselineOf(rule, sides.baseline);
	if (!("value" in before)) return {
		...place,
		...before
	};
	const noise = sides.noise?.(rule);
	return {
		...place,
		baseline: before.value,
		...noise ? { noise } : {},
		...compare$1(rule, candidate, before.value, noise)
	};
}
function baselineOf(rule, look) {
	if (!look) return {
		verdict: "no-baseline",
		reasonCode: "no-baseline",
		reason: `${rule.metric} cannot be compared: there is no baseline`
	};
	const found = look(rule.metric);
	if (found.found === "none") return {
		verdict: "no-baseline",
		reasonCode: "metric-new",
		reason: `the baseline has no ${rule.metric} yet, so there is nothing to compare it with`
	};
	return numberOf(rule, found, "baseline");
}
const CODES = {
	candidate: {
		several: "ambiguous-metric",
		broken: "metric-not-a-number",
		endless: "metric-not-finite"
	},
	baseline: {
		several: "baseline-ambiguous",
		broken: "baseline-not-a-number",
		endless: "baseline-not-finite"
	}
};
function numberOf(rule, found, side) {
	const codes = CODES[side];
	const name = side === "baseline" ? `the baseline's ${rule.metric}` : rule.metric;
	if (found.found === "none") return broken$2("missing-metric", `no metric is named ${rule.metric}${found.hint}`);
	if (found.found === "several") {
		const places = found.metrics.map(metricPlace).join(" and ");
		return broken$2(codes.several, `${name} is ambiguous: it stands at ${places}`);
	}
	const { metric } = found;
	const { value } = metric;
	if (typeof value === "number") return {
		metric,
		value
	};
	const what = value === "not-a-number" ? `${metric.found ?? "something"}, not a number` : value;
	return {
		...broken$2(value === "not-a-number" ? codes.broken : codes.endless, `${name} is ${what} (${metricPlace(metric)})`),
		...side === "candidate" && {
			source: metric.source,
			...metric.line !== void 0 && { line: metric.line }
		}
	};
}
function broken$2(reasonCode, reason) {
	return {
		verdict: "error",
		reasonCode,
		reason
	};
}
function compare$1(rule, candidate, baseline, noise) {
	const { bound } = rule;
	if (bound.kind === "relative" && bound.shift.unit === "percent" && baseline === 0) return broken$2("zero-baseline", `the baseline's ${rule.metric} is 0, of which a percentage has no meaning; write the tolerance in the metric's own unit, such as "baseline ${bound.shift.amount < 0 ? "-" : "+"} 0.1", or an absolute limit`);
	const { limit, excess } = measure$1(rule, candidate, baseline ?? 0);
	if (!Number.isFinite(limit)) return broken$2("limit-not-finite", `the limit for ${rule.metric} is too large a number`);
	const verdict = verdictOn(noise, excess, rule);
	const reason = explain({
		rule,
		candidate,
		baseline,
		limit,
		excess,
		isKept: verdict === "pass",
		noise
	});
	return {
		verdict,
		reasonCode: codeOf(verdict, rule, noise),
		reason,
		limit
	};
}
function verdictOn(noise, excess, { strict }) {
	if (!noise) return judgeHarm({
		low: excess,
		high: excess
	}, 0, strict);
	const { harm, independent } = noise;
	if (!harm || independent < 30) return "inconclusive";
	return judgeHarm(harm, 0, strict);
}
function codeOf(verdict, rule, noise) {
	if (verdict === "pass") return "within-limits";
	if (verdict !== "inconclusive") return failure(rule);
	return noise && noise.independent < 30 ? "too-few-rows" : "within-noise";
}
function failure({ bound, direction, strict }) {
	if (bound.kind === "absolute") return direction === "lower" ? "over-limit" : "under-limit";
	const allowed = direction === "lower" ? bound.shift.amount : -bound.shift.amount;
	return allowed < 0 || allowed === 0 && strict ? "not-better-than-baseline" : "worse-than-baseline";
}
// shared/domain/judgement.ts
/** The verdict on a candidate. Every rule is judged on its own, whatever became of the others. */
function judge(input) {
	const { candidate, baseline } = input;
	const sides = {
		candidate: metricIndex(candidate),
		baseline: baseline && metricIndex(baseline),
		noise: input.noise
	};
	const rules = input.rules.map((rule) => input.isUnchanged ? judgeUnchanged(rule, sides) : judgeRule(rule, sides));
	const ground = groundless(input);
	const deciding = rules.filter((rule) => rule.blocking);
	const noise = deciding.some((rule) => rule.noise) ? "known" : "unknown";
	return ground ? {
		verdict: REASON_CODES[ground.reasonCode].verdict,
		...ground,
		rules,
		noise
	} : {
		...summary(deciding),
		rules,
		noise
	};
}
/** Why there can be no verdict at all. */
function groundless(input) {
	const { rules, candidate, obstacle, problems = [], baselineProblems = [] } = input;
	if (obstacle) return obstacle;
	if (problems.length > 0) return {
		reasonCode: "unreadable-metrics",
		reason: problems.join("\n")
	};
	if (!candidate.some(isMetric)) return {
		reasonCode: "no-metrics",
		reason: "the metrics files hold no number at all"
	};
	if (baselineProblems.length > 0) return {
		reasonCode: "unreadable-baseline",
		reason: baselineProblems.join("\n")
	};
	if (rules.length === 0) return {
		reasonCode: "no-rules",
		reason: "there is no rule, so nothing can pass"
	};
	if (rules.every((rule) => rule.reportOnly)) return {
		reasonCode: "no-rules",
		reason: "every rule is report-only, so nothing can pass"
	};
}
function summary(rules) {
	const verdict = worstVerdict(rules.map((rule) => rule.verdict));
	const [first, ...more] = rules.filter((rule) => rule.verdict === verdict);
	if (!first) throw new RangeError("a verdict needs a rule that decides");
	const { reasonCode, reason } = first;
	const others = rules.length - more.length - 1;
	switch (verdict) {
		case "pass": return {
			verdict,
			reasonCode,
			reason: `${more.length === 0 ? reason : `all ${rules.length} rules pass`}${unsure(rules)}`
		};
		case "no-baseline": return {
			verdict,
			reasonCode,
			reason: `${reason}${passing(others)}`
		};
		case "fail":
		case "inconclusive":
		case "error": return {
			verdict,
			reasonCode,
			reason: `${reason}${alike(more.length, verdict)}`
		};
	}
}
/** Nothing is unsure about limits alone, or where chance was measured. */
function unsure(rules) {
	return rules.every(({ kind, noise }) => kind === "absolute" || noise !== void 0) && rules.some(({ noise }) => noise) ? "" : " (noise unknown)";
}
function alike(more, verdict) {
	if (more === 0) return "";
	return `; ${more} more ${{
		fail: "failed",
		inconclusive: "undecided",
		error: "without a verdict"
	}[verdict]}`;
}
function passing(others) {
	if (others === 0) return "";
	return others === 1 ? "; the other rule passes" : `; the ${others} other rules pass`;
}
/** What a step makes of a verdict, by the verdicts that its user says fail it. */
function decisionFor(verdict, failOn) {
	if (!failOn.includes(verdict)) return "accepted";
	return verdict === "error" ? "error" : "refused";
}
// shared/domain/statistics/autocorrelation.ts
/**
* The correlation of neighbours: Σ (xᵢ − x̄)(xᵢ₋₁ − x̄) / Σ (xᵢ − x̄)², between −1 and 1. Of values that are all alike, and
* of a single one, nothing is known to hang together: 0.
*/
function neighbourCorrelation(values) {
	const { length } = values;
	const origin = values[0] ?? 0;
	let sum = 0;
	for (let i = 0; i < length; i++) sum += (values[i] ?? 0) - origin;
	const mean = origin + sum / length;
	let squares = 0;
	let products = 0;
	for (let i = 0; i < length; i++) {
		const own = (values[i] ?? 0) - mean;
		squares += own ** 2;
		if (i > 0) products += own * ((values[i - 1] ?? 0) - mean);
	}
	return squares > 0 ? products / squares : 0;
}
/** How many independent rows n ordered ones are worth when neighbours correlate by ρ: n(1 − ρ)/(1 + ρ), at most n. */
function effectiveCount(count, correlation) {
	const positive = Math.max(0, correlation);
	return count * (1 - positive) / (1 + positive);
}
// shared/domain/statistics/distributions/continued-fraction.ts
/** More steps than any argument needs; one that needs more than this is not computed but refused. */
const MOST_STEPS = 1e6;
const TINY = 1e-300;
/**
* b₀ + a₁/(b₁ + a₂/(b₂ + …)) by Lentz's method as Thompson and Barnett improved it (1986); `step(i)` gives aᵢ and bᵢ,
* from i = 0 with a₀ unused. NaN when it does not settle.
*/
function continuedFraction(step) {
	let value = step(0)[1] || TINY;
	let above = value;
	let below = 0;
	for (let i = 1; i < MOST_STEPS; i++) {
		const [a, b] = step(i);
		below = 1 / (b + a * below || TINY);
		above = b + a / above || TINY;
		const change = above * below;
		value *= change;
		if (Math.abs(change - 1) < 4e-16) return value;
	}
	return NaN;
}
.5 * Math.log(2 * Math.PI);
/** From here on six terms of the asymptotic series are exact to the last bit. */
const LARGE = 16;
/**
* What Stirling's formula leaves out: ln Γ(x + 1) − (x + ½) ln x + x − ½ ln 2π, for x > 0; absolute error about 1e-15.
* Small arguments are lifted one at a time, large ones take the asymptotic series (Abramowitz and Stegun 6.1.41).
*/
function stirlingError(x) {
	let error = 0;
	let at = x;
	for (; at < LARGE; at++) error += (at + .5) * Math.log1p(1 / at) - 1;
	const inverse = 1 / at;
	const square = inverse * inverse;
	const series = 1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188)));
	return error + inverse * series;
}
/**
* x ln(x / m) − (x − m), the deviance of a Poisson count x of mean m, without the loss of digits where the two are close
* (Loader 2000, "Fast and accurate computation of binomial probabilities"). The caller knows x − m best.
*/
function deviance(x, m, difference) {
	if (Math.abs(difference) >= .1 * (x + m)) return x * Math.log(x / m) - difference;
	const v = difference / (x + m);
	const square = v * v;
	let power = 2 * x * v;
	let sum = difference * v;
	for (let j = 3;; j += 2) {
		power *= square;
		const next = sum + power / j;
		if (next === sum) return sum;
		sum = next;
	}
}
/** C(a + b, a) · p^a · q^b for real a, b > 0, with q = 1 − p given by the caller, who knows it to the last digit. */
function binomialMass(a, b, [p, q]) {
	const n = a + b;
	const difference = a * q - b * p;
	const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * p, difference) - deviance(b, n * q, -difference);
	return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * a * b));
}
// shared/domain/statistics/distributions/incomplete-beta.ts
/**
* The regularised incomplete beta function I_x(a, b) and its complement for a, b > 0, with x in [0, 1] given together
* with 1 − x, so that neither loses digits. The continued fraction of Didonato and Morris (1992, algorithm 708, `BFRAC`);
* relative error about 1e-13. NaN outside.
*/
function incompleteBeta(a, b, [x, y]) {
	if (!(a > 0 && b > 0 && a < Infinity && b < Infinity && x >= 0 && y >= 0)) return {
		lower: NaN,
		upper: NaN
	};
	if (x === 0 || y === 0) return {
		lower: Number(y === 0),
		upper: Number(x === 0)
	};
	if (a * y >= b * x) return below$1(a, b, [x, y]);
	const { lower, upper } = below$1(b, a, [y, x]);
	return {
		lower: upper,
		upper: lower
	};
}
function below$1(a, b, [x, y]) {
	const difference = a * y - b * x;
	const fraction = continuedFraction((m) => {
		if (m === 0) return [0, a * (difference + 1) / (a + 1)];
		const at = a + 2 * m;
		const part = m * (b - m) * x / (at - 1);
		const rest = (a + m) * (difference + 1 + m * (1 + y)) / (at + 1);
		return [(a + m - 1) * (a + b + m - 1) * x * part / (at - 1), m + part + rest];
	});
	const lower = a * b / (a + b) * binomialMass(a, b, [x, y]) / fraction;
	return {
		lower,
		upper: 1 - lower
	};
}
// shared/domain/statistics/distributions/inverse.ts
/** Beyond e^±this nothing is a number any more. */
const FARTHEST = 744;
/**
* The point u of a whole line where `tails(u).lower` is p: the inverse of a continuous distribution function, in a scale
* that the caller chose so that the line has no ends. The nearer tail is matched in its logarithm, so that quantiles keep
* their digits far out. −∞ and ∞ at 0 and 1, NaN for what is no probability.
*/
function invert(tails, p) {
	if (!(p >= 0 && p <= 1)) return NaN;
	if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
	const excess = p <= .5 ? (u) => Math.log(tails(u).lower) - Math.log(p) : (u) => Math.log1p(-p) - Math.log(tails(u).upper);
	let [low, high] = [-1, 1];
	while (excess(low) > 0 && low > -744) [low, high] = [Math.max(-744, 2 * low), low];
	while (excess(high) < 0 && high < FARTHEST) [low, high] = [high, Math.min(FARTHEST, 2 * high)];
	return bisectThenCut(excess, low, high);
}
/** Chandrupatla's method (1997): inverse quadratic steps where they are safe, halving where they are not. */
function bisectThenCut(f, low, high) {
	let [a, b, c] = [
		high,
		low,
		low
	];
	let [fa, fb, fc] = [
		f(a),
		f(b),
		0
	];
	let t = .5;
	for (let round = 0; round < 200; round++) {
		const x = a + t * (b - a);
		const fx = f(x);
		if (Math.sign(fx) === Math.sign(fa)) [c, fc] = [a, fa];
		else [c, fc, b, fb] = [
			b,
			fb,
			a,
			fa
		];
		[a, fa] = [x, fx];
		const best = Math.abs(fa) < Math.abs(fb) ? a : b;
		const reach = 2e-16 * Math.max(1, Math.abs(best)) * .5 / Math.abs(b - a);
		if (!(reach <= .5) || fa === 0 || fb === 0) return best;
		const xi = (a - b) / (c - b);
		const phi = (fa - fb) / (fc - fb);
		t = phi ** 2 < xi && (1 - phi) ** 2 < 1 - xi ? fa / (fb - fa) * (fc / (fb - fc)) + (c - a) / (b - a) * (fa / (fc - fa)) * (fb / (fc - fb)) : .5;
		t = Math.min(1 - reach, Math.max(reach, t));
	}
	return a;
}
// shared/domain/statistics/distributions/normal.ts
/**
* The standard normal distribution function, by the series of erf near 0 and the continued fraction of erfc in the tails
* (Abramowitz and Stegun 7.1.6 and 7.1.14); relative error below 1e-13.
*/
function normalCdf(x) {
	if (Number.isNaN(x)) return NaN;
	const size = Math.abs(x);
	const tail = size < 3 ? .5 - innerHalf(size) : outerTail(size);
	return x < 0 ? tail : 1 - tail;
}
const DENSITY_AT_0 = 1 / Math.sqrt(2 * Math.PI);
/** Φ(x) − ½ for x ≥ 0. */
function innerHalf(x) {
	let term = x;
	let sum = x;
	for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
		term *= x * x / (2 * n + 1);
		sum += term;
	}
	return DENSITY_AT_0 * Math.exp(-x * x / 2) * sum;
}
/** 1 − Φ(x) for large x. */
function outerTail(x) {
	let fraction = x;
	for (let n = 120; n >= 1; n--) fraction = x + n / fraction;
	return DENSITY_AT_0 * Math.exp(-x * x / 2) / fraction;
}
/** The inverse of `normalCdf`, by Newton's method from a rough start; infinite at 0 and 1. */
function normalQuantile(p) {
	if (!(p >= 0 && p <= 1)) return NaN;
	if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
	const tail = Math.min(p, 1 - p);
	const t = Math.sqrt(-2 * Math.log(tail));
	let x = t - (2.515517 + t * (.802853 + t * .010328)) / (1 + t * (1.432788 + t * (.189269 + t * .001308)));
	for (let i = 0; i < 6; i++) {
		const density = DENSITY_AT_0 * Math.exp(-x * x / 2);
		x += (normalCdf(-x) - tail) / density;
	}
	return p < .5 ? -x : x;
}
// shared/domain/statistics/distributions/student.ts
const FAR = 1e100;
/** P(|T| > t) and P(|T| ≤ t) for t ≥ 0 (Abramowitz and Stegun 26.7.1). */
function outside(t, degrees) {
	if (t > FAR) return {
		lower: outside(FAR, degrees).lower * (FAR / t) ** degrees,
		upper: 1
	};
	const square = t * t;
	const whole = degrees + square;
	return incompleteBeta(degrees / 2, .5, [degrees / whole, square / whole]);
}
/** The inverse of `studentCdf` in t. */
function studentQuantile(p, degrees) {
	if (degrees === Infinity) return normalQuantile(p);
	if (!(degrees > 0)) return NaN;
	if (p === .5) return 0;
	const size = Math.exp(-invert((u) => outside(Math.exp(-u), degrees), 2 * Math.min(p, 1 - p)));
	return p < .5 ? -size : size;
}
// shared/domain/statistics/units.ts
/** The sums over all units. */
function totalOf({ count, width, sums }) {
	const total = new Array(width).fill(0);
	for (let unit = 0; unit < count; unit++) for (let i = 0; i < width; i++) total[i] = (total[i] ?? 0) + (sums[unit * width + i] ?? 0);
	return total;
}
/** Adds up units that carry the same number; `group[u]` is below `count`. */
function gather(units, group, count) {
	const { width } = units;
	const sums = new Float64Array(count * width);
	for (let unit = 0; unit < units.count; unit++) {
		const at = (group[unit] ?? 0) * width;
		for (let i = 0; i < width; i++) sums[at + i] = (sums[at + i] ?? 0) + (units.sums[unit * width + i] ?? 0);
	}
	return {
		count,
		width,
		sums
	};
}
/** The statistic with each unit left out in turn. */
function leaveOneOut(units, statistic) {
	const total = totalOf(units);
	const { count, width, sums } = units;
	return Array.from({ length: count }, (_, unit) => statistic(total.map((sum, i) => sum - (sums[unit * width + i] ?? 0))));
}
/** What each unit contributes to the first figure of the statistic: the jackknife's pseudo-values (Tukey 1958). */
function influencesOf(units, statistic) {
	const { count } = units;
	const whole = statistic(totalOf(units))[0] ?? 0;
	return leaveOneOut(units, statistic).map(([value = 0]) => count * whole - (count - 1) * value);
}
// shared/domain/statistics/batches.ts
const BATCHES = 10;
/**
* Intervals at the level 1 − alpha, 95 % unless given, for rows that depend on their neighbours, given in their order:
* ten batches of neighbours and Student's t with nine degrees of freedom. Of a mean these are batch means; of other
* figures the jackknife that leaves out a batch at a time (Quenouille, Tukey), which for a mean of equal batches is the
* same.
*/
function intervalsByBatches(rows, statistic, alpha = .05) {
	const batches = gather(rows, Array.from({ length: rows.count }, (_, row) => Math.floor(row * BATCHES / rows.count)), BATCHES);
	const whole = statistic(totalOf(batches));
	const without = leaveOneOut(batches, statistic);
	const t = studentQuantile(1 - alpha / 2, 9);
	return whole.map((value, index) => {
		const pseudo = without.map((values) => BATCHES * value - 9 * (values[index] ?? 0));
		const middle = pseudo.reduce((sum, one) => sum + one, 0) / BATCHES;
		const squares = pseudo.reduce((sum, one) => sum + (one - middle) ** 2, 0);
		const reach = t * Math.sqrt(squares / 90);
		return {
			low: value - reach,
			high: value + reach
		};
	});
}
/**
* How many independent rows the ordered ones are worth: n(1 − ρ)/(1 + ρ), with ρ the correlation of neighbours in what
* each row contributes to the first figure of the statistic.
*/
function effectiveRows(rows, statistic) {
	return effectiveCount(rows.count, neighbourCorrelation(influencesOf(rows, statistic)));
}
// shared/domain/statistics/quantile.ts
/** The quantile of ascending values, linear between neighbours as NumPy's default; NaN of none. */
function quantileOf$1(sorted, p) {
	const at = p * (sorted.length - 1);
	const low = sorted[Math.floor(at)] ?? NaN;
	const high = sorted[Math.ceil(at)] ?? NaN;
	return low + (at - Math.floor(at)) * (high - low);
}
// shared/domain/statistics/bootstrap.ts
const RESAMPLES = 9999;
const FEWEST = 999;
/** Additions that a gate may spend on one rule, for it should answer in a second. */
const EFFORT = 2e8;
/** With fewer units the corrections are themselves chance. */
const FEWEST_CORRECTED = 20;
/** How many resamples so many units are worth. */
function resamplesFor({ count, width }) {
	return Math.max(FEWEST, Math.min(RESAMPLES, Math.floor(EFFORT / (count * width))));
}
/**
* Intervals at the level 1 − alpha, 95 % unless given, by resampling units with replacement: rows, or clusters of them.
* The seed decides the draws, so the same scores give the same verdict. Where a resample leaves the figure undefined,
* nothing bounds it.
*/
function intervalsByBootstrap(units, statistic, { seed, resamples = resamplesFor(units), alpha }) {
	return intervalsOfResamples(units, statistic, {
		drawn: blocksOf(seed, resamples).map((block) => drawBlock(units, block)),
		alpha
	});
}
/**
* The intervals from resamples that were drawn before, perhaps by several workers: bias-corrected and accelerated (Efron
* 1987), plain percentiles below 20 units or where the corrections are undefined.
*/
function intervalsOfResamples(units, statistic, { drawn, alpha = .05 }) {
	const whole = statistic(totalOf(units));
	const figures = figuresOf$1(drawn, units.width, statistic);
	const without = units.count < FEWEST_CORRECTED ? [] : leaveOneOut(units, statistic);
	return whole.map((value, index) => {
		const values = Float64Array.from(figures, (one) => one[index] ?? NaN);
		if (!values.every(Number.isFinite)) return {
			low: -Infinity,
			high: Infinity
		};
		const acceleration = skewness(without.map((one) => one[index] ?? 0));
		return corrected(values.sort(), value, {
			acceleration,
			alpha
		});
	});
}
function figuresOf$1(drawn, width, statistic) {
	return drawn.flatMap((sums) => Array.from({ length: sums.length / width }, (_, resample) => statistic(Array.from(sums.subarray(resample * width, (resample + 1) * width)))));
}
/** Efron's acceleration from the leave-one-out values; undefined (NaN) of none. */
function skewness(values) {
	const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
	let squares = 0;
	let cubes = 0;
	for (const value of values) {
		squares += (middle - value) ** 2;
		cubes += (middle - value) ** 3;
	}
	if (values.length === 0) return NaN;
	return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}
function corrected(sorted, value, { acceleration, alpha }) {
	const bias = normalQuantile((sorted.filter((one) => one < value).length + sorted.filter((one) => one === value).length / 2) / sorted.length);
	const isCorrectable = Number.isFinite(bias) && Number.isFinite(acceleration);
	const at = (z) => {
		const shifted = bias + (bias + z) / (1 - acceleration * (bias + z));
		return quantileOf$1(sorted, normalCdf(isCorrectable ? shifted : z));
	};
	const z = normalQuantile(alpha / 2);
	return {
		low: at(z),
		high: at(-z)
	};
}
// shared/domain/paired.ts
/** Two lists of scores as pairs; or why they cannot be compared row by row. */
function pairScores(candidate, baseline, kind) {
	if (candidate.length !== baseline.length) return { problem: `the models were scored on ${candidate.length} and ${baseline.length} rows` };
	const other = candidate.find((score, row) => {
		const { id, target } = baseline[row] ?? score;
		return id !== score.id || target !== score.target;
	});
	if (other) return { problem: `the models were scored on different rows (${other.id})` };
	const structure = candidate.every(({ order }) => order !== void 0) ? "ordered" : candidate.every(({ cluster }) => cluster !== void 0) ? "clustered" : "independent";
	return {
		...kind,
		candidate,
		baseline,
		structure
	};
}
/** What the metrics of these rows must know; the classes are those that occur, unless the model's are known. */
function groundOf$1(scores, known) {
	const [first] = scores;
	const classes = /* @__PURE__ */ new Set();
	let hasProbabilities = true;
	for (const score of scores) {
		if (typeof score.prediction === "number") return {
			classes: [],
			hasProbabilities: false,
			origin: typeof first?.target === "number" ? first.target : 0
		};
		classes.add(String(score.target)).add(score.prediction);
		if (!("probability" in score) || score.probability === void 0) hasProbabilities = false;
	}
	return {
		classes: known ?? [...classes].sort(byNumberThenText),
		hasProbabilities,
		origin: 0
	};
}
function byNumberThenText(a, b) {
	const difference = Number(a) - Number(b);
	if (!Number.isNaN(difference) && difference !== 0) return difference;
	return a < b ? -1 : Number(a > b);
}
/** Numbers that are added up again for every resample of one rule: seconds, not minutes. */
const MOST_TERMS = 4e6;
/** The noise of a relative rule; nothing when its metric is none that can be computed from scores, or from too many. */
function measureNoise(rule, pairs, seed) {
	const ground = groundOf$1([...pairs.candidate, ...pairs.baseline], pairs.classes);
	const measure = measuresOf(pairs.task, ground).find(({ name }) => name === rule.metric);
	if (!measure || rule.bound.kind !== "relative") return void 0;
	const [first] = pairs.candidate;
	const width = first ? 2 * measure.terms(first).length : 0;
	if (width === 0 || width * pairs.candidate.length > MOST_TERMS) return void 0;
	const rows = rowUnits(measure, inOrder$1(pairs), width);
	const { intervals, method, independent } = intervalsOf(pairs, rows, {
		statistic: figuresOf(rule, measure, width / 2),
		seed
	});
	const [harm, change, relative] = intervals.map(({ low, high }) => Number.isFinite(low) && Number.isFinite(high) ? {
		low,
		high
	} : void 0);
	return {
		...harm ? { harm } : {},
		...change ? { change } : {},
		...relative ? { relative } : {},
		rows: rows.count,
		method,
		independent
	};
}
function figuresOf(rule, measure, width) {
	const sign = rule.direction === "lower" ? 1 : -1;
	return (sums) => {
		const candidate = measure.value(sums.slice(0, width));
		const baseline = measure.value(sums.slice(width));
		const change = candidate - baseline;
		return [
			sign * (candidate - limitOf(rule, baseline)),
			change,
			change / Math.abs(baseline)
		];
	};
}
function intervalsOf(pairs, rows, { statistic, seed }) {
	switch (pairs.structure) {
		case "ordered": return {
			intervals: intervalsByBatches(rows, statistic),
			method: "batches",
			independent: Math.floor(effectiveRows(rows, statistic))
		};
		case "clustered": {
			const units = clusterUnits(rows, pairs.candidate);
			return {
				intervals: intervalsByBootstrap(units, statistic, { seed }),
				method: "clusters",
				independent: units.count
			};
		}
		case "independent": return {
			intervals: intervalsByBootstrap(rows, statistic, { seed }),
			method: "bootstrap",
			independent: rows.count
		};
	}
}
function inOrder$1({ structure, candidate, baseline }) {
	if (structure !== "ordered") return {
		candidate,
		baseline
	};
	const rows = candidate.map((_, row) => row);
	const of = (row) => candidate[row]?.order ?? "";
	rows.sort((a, b) => compareOrder(of(a), of(b)));
	const sorted = (scores) => rows.flatMap((row) => scores[row] ?? []);
	return {
		candidate: sorted(candidate),
		baseline: sorted(baseline)
	};
}
function compareOrder(a, b) {
	return typeof a === "number" && typeof b === "number" ? a - b : byNumberThenText(`${a}`, `${b}`);
}
/** Terms of the candidate, then of the baseline, row by row. */
function rowUnits(measure, { candidate, baseline }, width) {
	const sums = new Float64Array(candidate.length * width);
	candidate.forEach((score, row) => {
		const other = baseline[row];
		sums.set(measure.terms(score), row * width);
		if (other) sums.set(measure.terms(other), row * width + width / 2);
	});
	return {
		count: candidate.length,
		width,
		sums
	};
}
function clusterUnits(rows, scores) {
	const numbers = /* @__PURE__ */ new Map();
	return gather(rows, scores.map(({ cluster = "" }) => {
		const known = numbers.get(cluster);
		if (known !== void 0) return known;
		numbers.set(cluster, numbers.size);
		return numbers.size - 1;
	}), numbers.size);
}
// shared/domain/score.ts
const place = {
	/** The row's name, by the dataset's `key`; else its number, counted from 1. */
	id: union([string(), number$2()]),
	order: union([string(), number$2()]).optional(),
	cluster: string().optional()
};
const numberScoreSchema = strictObject({
	...place,
	target: number$2(),
	prediction: number$2()
});
const classScoreSchema = strictObject({
	...place,
	target: string(),
	prediction: string(),
	/** Of the true class, when the model gives probabilities. */
	probability: number$2().min(0).max(1).optional()
});
const scoreSchema = union([numberScoreSchema, classScoreSchema]);
/** One JSON object a line, in the order of the holdout. */
function encodeScores(scores) {
	const lines = scores.map(({ id, order, cluster, ...rest }) => JSON.stringify({
		id,
		...order === void 0 ? {} : { order },
		...cluster === void 0 ? {} : { cluster },
		...rest
	}));
	return new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
}
/** The scores of a file that `encodeScores` wrote; nothing when it is another one. */
function decodeScores(bytes) {
	try {
		const lines = new TextDecoder().decode(bytes).split("\n");
		if (lines.pop() !== "") return void 0;
		return lines.map((line) => scoreSchema.parse(JSON.parse(line)));
	} catch {
		return;
	}
}
// shared/platform/tables/row.ts
/** What to say about columns that a table does not have; all of them together. */
function missingColumns({ name, columns }, found) {
	const missing = columns.filter((column) => !found.includes(column));
	if (missing.length === 0) return void 0;
	const others = found.filter((column) => !columns.includes(column));
	const told = missing.map((column) => {
		const near = nearest(column, others);
		return `"${column}"${near === void 0 ? "" : ` (did you mean "${near}"?)`}`;
	});
	return new ActionError("missing-column", `${name} has no column ${told.join(", no column ")}`, { hint: `It has: ${found.slice(0, 40).join(", ")}${found.length > 40 ? ", …" : ""}${separatorHint(found)}` });
}
function unreadableTable(name, why, cause) {
	return new ActionError("unreadable-table", `${name}: ${why}`, { cause });
}
/** One column whose name holds the separators of others is a table in another dialect. */
function separatorHint([only = "", ...more]) {
	if (more.length > 0 || !/[;\t|]/.test(only)) return "";
	return "\nIts columns must be separated by commas (.csv) or tabs (.tsv).";
}
// shared/platform/tables/csv.ts
const MOST_ROW_CHARACTERS = 1e6;
/** The first row names the columns. Every cell is text; an empty one counts as nothing. */
async function* readCsv(text, { name, columns, delimiter }) {
	const { parse } = await import("./csv-parse.js");
	const parser = parse({
		delimiter,
		info: true,
		skip_empty_lines: true,
		max_record_size: MOST_ROW_CHARACTERS
	});
	pipeline(Readable.from(text), parser, () => void 0);
	let places;
	let seen = {
		lines: 0,
		empty_lines: 0
	};
	try {
		for await (const { record, info } of parser) {
			const line = seen.lines + 1 + info.empty_lines - seen.empty_lines;
			if (places === void 0) places = placesOf(record, name, columns);
			else yield {
				cells: places.map((place) => record[place] || void 0),
				line
			};
			seen = { ...info };
		}
	} catch (error) {
		if (!isCsvError(error)) throw error;
		throw unreadableTable(name, error.message.replace(/\s+/g, " "), error);
	}
	if (places === void 0) throw unreadableTable(name, "it is empty, without even a header");
}
function placesOf(header, name, columns) {
	const twice = columns.find((column) => header.indexOf(column) !== header.lastIndexOf(column));
	if (twice !== void 0) throw unreadableTable(name, `the column "${twice}" is there twice`);
	const missing = missingColumns({
		name,
		columns
	}, header);
	if (missing) throw missing;
	return columns.map((column) => header.indexOf(column));
}
function isCsvError(error) {
	return error instanceof Error && "code" in error && String(error.code).startsWith("CSV_");
}
// shared/platform/tables/json-lines.ts
const MOST_LINE_CHARACTERS = 1e6;
/** One JSON object a line. The first row must have every column; later ones may leave cells out. */
async function* readJsonLines(chunks, { name, columns }) {
	let line = 0;
	let isFirst = true;
	for await (const text of linesOf(chunks, name)) {
		line++;
		if (text.trim() === "") continue;
		const object = parseObject(text, `${name}:${line}`);
		const missing = isFirst ? missingColumns({
			name,
			columns
		}, Object.keys(object)) : void 0;
		if (missing) throw missing;
		isFirst = false;
		yield {
			cells: columns.map((column) => cellOf(object, column, `${name}:${line}`)),
			line
		};
	}
	if (isFirst) throw unreadableTable(name, "it is empty");
}
async function* linesOf(chunks, name) {
	let rest = "";
	for await (const chunk of chunks) {
		const lines = (rest + chunk).split(/\r?\n/);
		rest = lines.pop() ?? "";
		if (rest.length > MOST_LINE_CHARACTERS) throw unreadableTable(name, "a line has no end");
		yield* lines;
	}
	yield rest;
}
function parseObject(text, place) {
	try {
		const value = JSON.parse(text);
		if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
	} catch (cause) {
		throw unreadableTable(place, "this line is no JSON", cause);
	}
	throw unreadableTable(place, "this line is no JSON object");
}
function cellOf(object, column, place) {
	const value = Object.hasOwn(object, column) ? object[column] : void 0;
	switch (typeof value) {
		case "string": return value === "" ? void 0 : value;
		case "number": return value;
		case "boolean": return Number(value);
		case "undefined": return;
		default:
			if (value === null) return void 0;
			throw unreadableTable(place, `"${column}" is a list or an object, not one value`);
	}
}
// shared/platform/tables/table.ts
const TABLE_FORMATS = [
	".csv",
	".tsv",
	".jsonl",
	".ndjson"
];
/**
* Streams the named columns of a table in batches of rows: CSV and TSV by RFC 4180, JSONL with one object a line. The
* file is opened with the first batch, and closed with the last, or when nobody wants another.
*/
function readTable$1(file, options) {
	const hash = createHash("sha256");
	return {
		batches: inBatches(rowsOf(file, textOf(file, options.name, hash), options), options.batch),
		digest: () => `sha256:${hash.digest("hex")}`
	};
}
async function* textOf(file, name, hash) {
	const decoder = new TextDecoder("utf-8", { fatal: true });
	try {
		for await (const chunk of createReadStream(file)) {
			hash.update(chunk);
			yield decoder.decode(chunk, { stream: true });
		}
		yield decoder.decode();
	} catch (error) {
		if (error instanceof TypeError) throw unreadableTable(name, "it is not UTF-8 text", error);
		if (systemCode(error) === void 0) throw error;
		throw unreadableTable(name, "it cannot be read", error);
	}
}
function rowsOf(file, text, options) {
	switch (extname(file).toLowerCase()) {
		case ".csv": return readCsv(text, {
			...options,
			delimiter: ","
		});
		case ".tsv": return readCsv(text, {
			...options,
			delimiter: "	"
		});
		case ".jsonl":
		case ".ndjson": return readJsonLines(text, options);
		default: throw new ActionError("unknown-format", `${options.name} is no table that can be read`, { hint: `Tables end in ${TABLE_FORMATS.join(", ")}.` });
	}
}
async function* inBatches(rows, size) {
	let batch = [];
	for await (const row of rows) {
		batch.push(row);
		if (batch.length < size) continue;
		yield batch;
		batch = [];
	}
	if (batch.length > 0) yield batch;
}
// shared/features/evaluation/cells.ts
const NUMBER$1 = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;
/** The number in a cell; whatever is none is an error with its place. */
function cellNumber(cell, told) {
	if (cell === void 0) throw badCell(told, "it is empty");
	const value = typeof cell === "number" || NUMBER$1.test(cell) ? Number(cell) : NaN;
	if (Number.isFinite(value)) return value;
	throw badCell(told, `${JSON.stringify(cell).slice(0, 60)} is no number`);
}
function badCell({ file, line, column }, why) {
	return new ActionError("invalid-holdout", `${file}:${line}: ${column}: ${why}`, { hint: "Every row of the holdout needs its target and its inputs; take rows out that lack them." });
}
// shared/features/evaluation/contract.ts
const FEED_TYPES = [
	"float32",
	"float64",
	"int32",
	"int64",
	"bool",
	"string"
];
/** Tensors are held in memory. */
const MOST_ROWS_AT_ONCE = 1e5;
/** Fits the model's own inputs and outputs to what the configuration says; or all that does not fit, in words. */
function agreeOn({ inputs, outputs }, wish) {
	const problems = [];
	const feeds = inputs.flatMap((port) => {
		const feed = feedOf(port, wish);
		if (typeof feed !== "string") return [feed];
		problems.push(feed);
		return [];
	});
	const names = inputs.map(({ name }) => name);
	for (const name of Object.keys(wish.inputs ?? {})) if (!names.includes(name)) problems.push(`the model has no input "${name}"${hint(name, names)}`);
	const output = outputOf(outputs, wish);
	if (typeof output === "string") problems.push(output);
	const fixed = new Set(inputs.map(({ shape }) => shape[0]).filter(isFixed));
	if (fixed.size > 1) problems.push(`its inputs take ${[...fixed].join(" and ")} rows at a time`);
	const [most = 0] = [...fixed].sort((a, b) => b - a);
	if (most > MOST_ROWS_AT_ONCE) problems.push(`it takes ${most} rows at a time; at most ${MOST_ROWS_AT_ONCE} are fed`);
	if (problems.length > 0 || typeof output === "string") return { problems };
	const [fixedRows] = fixed;
	return {
		feeds,
		output: output.name,
		task: wish.task ?? taskOf(output, wish),
		classes: wish.classes,
		fixedRows
	};
}
function feedOf({ name, type, shape }, wish) {
	const columns = wish.inputs ? wish.inputs[name] : [name];
	const input = `input "${name}"`;
	if (!columns) return `${input} of the model is given no columns`;
	const known = FEED_TYPES.find((known) => known === type);
	if (!known) return `${input} takes ${type}, which a table cannot give`;
	const rank = shape.length;
	if (rank !== 1 && rank !== 2) return `${input} has ${rank} dimensions; a table fills inputs of shape [rows] or [rows, columns]`;
	const [, width] = shape;
	if (rank === 1 && columns.length > 1) return `${input} takes one value a row, and is given ${columns.length} columns`;
	if (rank === 2 && isFixed(width) && width !== columns.length) return `${input} takes ${width} columns, and is given ${columns.length} (${columns.join(", ")})`;
	return {
		name,
		type: known,
		columns,
		rank
	};
}
function outputOf(outputs, { output }) {
	const names = outputs.map(({ name }) => name);
	const [only, ...more] = outputs;
	const found = output === void 0 ? only : outputs.find(({ name }) => name === output);
	if (output === void 0 && more.length > 0) return `the model has several outputs (${names.join(", ")}); name the one that predicts: evaluate.output`;
	if (!found) return `the model has no output "${output}"${hint(output ?? "", names)}; it has ${names.join(", ")}`;
	if (FEED_TYPES.some((type) => type === found.type)) return found;
	return `output "${found.name}" gives ${found.type}, which is no prediction; export the model with plain numbers or labels (skl2onnx: zipmap=False)`;
}
function taskOf({ type, shape }, { classes }) {
	const [, width] = shape;
	if (!(type === "float32" || type === "float64") || classes) return "classification";
	return shape.length === 2 && isFixed(width) && width > 1 ? "classification" : "regression";
}
function isFixed(size) {
	return typeof size === "number" && size > 0;
}
function hint(name, names) {
	const near = nearest(name, names);
	return near === void 0 ? "" : `; did you mean "${near}"?`;
}
// shared/features/evaluation/feed.ts
/** Rows as one input of the model; `size` rows, the last one repeated where there are fewer. */
function toTensor(feed, rows, { size, file }) {
	const { places, type, rank, columns } = feed;
	const put = writer(type, size * places.length);
	for (let i = 0; i < size; i++) {
		const row = rows[Math.min(i, rows.length - 1)];
		places.forEach((place, at) => {
			const cell = row?.cells[place];
			const told = {
				file,
				line: row?.line ?? 0,
				column: columns[at] ?? ""
			};
			put.at(i * places.length + at, cell, told);
		});
	}
	return {
		type,
		dims: rank === 1 ? [size] : [size, places.length],
		data: put.data
	};
}
function writer(type, count) {
	switch (type) {
		case "float32": return numbers(new Float32Array(count));
		case "float64": return numbers(new Float64Array(count));
		case "int32": return integers(new Int32Array(count), Number);
		case "int64": return integers(new BigInt64Array(count), BigInt);
		case "bool": return integers(new Uint8Array(count), (value) => Number(value !== 0));
		case "string": {
			const data = new Array(count);
			return {
				data,
				at(index, cell) {
					data[index] = cell === void 0 ? "" : String(cell);
				}
			};
		}
	}
}
function numbers(data) {
	return {
		data,
		at(index, cell, told) {
			const value = cellNumber(cell, told);
			data[index] = value;
			if (!Number.isFinite(data[index])) throw badCell(told, `${value} is too large for the input`);
		}
	};
}
function integers(data, from) {
	return {
		data,
		at(index, cell, told) {
			const value = cellNumber(cell, told);
			if (!Number.isSafeInteger(value)) throw badCell(told, `${value} is no whole number`);
			data[index] = from(value);
			if (Number(data[index]) !== value) throw badCell(told, `${value} does not fit the input`);
		}
	};
}
// shared/features/evaluation/predictions.ts
/** Scores whose sum is this far from 1 are no probabilities. */
const SUM_TOLERANCE = .001;
/** What a table of hits by class may cost; more is a number that was taken for a label. */
const MOST_CLASSES = 1e3;
/** Names of the classes that the output tells apart; nothing where it gives labels alone. */
function classesOf({ type, dims }, { task, classes }) {
	if (classes || task === "regression" || !isScores(type)) return classes;
	const [, width = 1] = dims;
	return Array.from({ length: Math.min(MOST_CLASSES, Math.max(2, width)) }, (_, at) => String(at));
}
function isScores(type) {
	return type === "float32" || type === "float64";
}
/** The predictions of a batch, one a row. */
function readPredictions({ type, dims, data }, rows, contract) {
	const [size = 0, width = 1, ...more] = dims;
	const { fed } = contract;
	if (size !== fed || more.some((one) => one !== 1) || data.length !== fed * width) throw misfit(contract.output, `has shape [${dims.join(", ")}] for ${fed} rows`);
	const most = contract.task === "regression" ? 1 : MOST_CLASSES;
	if (width > most) throw misfit(contract.output, `gives ${width} values a row, not ${most}`);
	return Array.from({ length: rows }, (_, row) => {
		const values = Array.from({ length: width }, (_, at) => data[row * width + at]);
		if (contract.task === "regression") return numberFrom(values, contract.output);
		return isScores(type) ? fromScores(values.map(Number), contract) : labelFrom(values, contract);
	});
}
function numberFrom(values, output) {
	const [value] = values;
	if (typeof value === "string") throw misfit(output, "gives text, not numbers");
	const number = Number(value);
	if (Number.isFinite(number)) return {
		kind: "number",
		value: number
	};
	throw new ActionError("invalid-prediction", `the model predicts ${number}`, { hint: "A model that gives NaN or infinity for a row of the holdout cannot be judged." });
}
function labelFrom(values, { output, classes }) {
	const [value, ...more] = values;
	if (more.length > 0) throw misfit(output, `gives ${values.length} labels a row, not one`);
	const index = typeof value === "string" ? -1 : Number(value);
	const name = classes?.[index] ?? String(value);
	if (classes && !classes.includes(name)) throw misfit(output, `gives the label ${name}, which is none of ${classes.join(", ")}`);
	return {
		kind: "class",
		name,
		probabilities: void 0
	};
}
function fromScores(scores, { classes, output }) {
	if (!scores.every(Number.isFinite)) throw new ActionError("invalid-prediction", `the model predicts ${scores.join(", ")}`);
	const all = scores.length === 1 ? [1 - (scores[0] ?? 0), scores[0] ?? 0] : scores;
	if (classes && classes.length !== all.length) throw misfit(output, `tells ${all.length} classes apart, evaluate.classes names ${classes.length}`);
	const isProbable = all.every((score) => score >= -1e-6 && score <= 1.000001) && Math.abs(all.reduce((sum, score) => sum + score, 0) - 1) <= SUM_TOLERANCE;
	if (scores.length === 1 && !isProbable) throw misfit(output, "gives one number a row that is no probability; set task: regression");
	const best = all.indexOf(Math.max(...all));
	return {
		kind: "class",
		name: classes?.[best] ?? String(best),
		probabilities: isProbable ? all.map((score) => Math.min(1, Math.max(0, score))) : void 0
	};
}
function misfit(output, why) {
	return new ActionError("contract-broken", `the output "${output}" of the model ${why}`, { hint: "See evaluate.output, evaluate.task and evaluate.classes in the configuration." });
}
// shared/features/evaluation/score-model.ts
/** Scores are held in memory. */
const MOST_ROWS = 5e6;
/** Streams the holdout through the model, and keeps what it says of every row. */
async function scoreModel(session, holdout, wish, { batch, onRows }) {
	const contract = agreeOn(session, wish);
	if ("problems" in contract) throw disagreement(contract.problems);
	const cheats = contract.feeds.filter((feed) => feed.columns.includes(wish.target));
	if (cheats.length > 0) throw disagreement(cheats.map(({ name }) => `input "${name}" is fed "${wish.target}", which it is to predict`));
	const columns = columnsOf$1(holdout.rows, wish, contract);
	const at = (column) => columns.indexOf(column);
	const feeds = contract.feeds.map((feed) => ({
		...feed,
		places: feed.columns.map(at)
	}));
	const size = contract.fixedRows ?? batch;
	const table = readTable$1(holdout.file, {
		name: holdout.name,
		columns,
		batch: size
	});
	const scores = [];
	const seen = /* @__PURE__ */ new Set();
	const name = names(holdout, at, wish.target);
	let classes;
	for await (const rows of table.batches) {
		if (scores.length + rows.length > MOST_ROWS) throw tooMany$1(holdout.name);
		const count = contract.fixedRows ?? rows.length;
		const tensors = feeds.map((feed) => {
			return [feed.name, toTensor(feed, rows, {
				size: count,
				file: holdout.name
			})];
		});
		const output = (await session.run(Object.fromEntries(tensors), [contract.output]))[contract.output];
		if (!output) throw disagreement([`the model gave no output "${contract.output}"`]);
		classes ??= classesOf(output, contract);
		const known = {
			...contract,
			classes,
			fed: count
		};
		const predictions = readPredictions(output, rows.length, known);
		rows.forEach((row, index) => {
			const prediction = predictions[index];
			const named = name(row, scores.length + 1);
			if (seen.has(named.id)) throw badCell({
				file: holdout.name,
				line: row.line,
				column: holdout.rows.key ?? ""
			}, `${JSON.stringify(named.id)} names a row before this one, too`);
			seen.add(named.id);
			if (prediction) scores.push(scoreOf(named, prediction, classes));
		});
		onRows(scores.length);
	}
	if (scores.length === 0) throw new ActionError("invalid-holdout", `${holdout.name} has no rows`);
	if (contract.task === "classification" && !classes) checkLabels(scores, holdout.name);
	return {
		scores,
		contract: {
			...contract,
			classes
		},
		digest: table.digest()
	};
}
function columnsOf$1(rows, wish, contract) {
	const own = [
		wish.target,
		rows.key,
		rows.order,
		rows.cluster
	].filter((name) => name !== void 0);
	return [.../* @__PURE__ */ new Set([...own, ...contract.feeds.flatMap((feed) => feed.columns)])];
}
/** Names a row; a row without a name of its own is called by its number. */
function names({ rows, name }, at, target) {
	return ({ cells, line }, number) => {
		const need = (column) => {
			const cell = cells[at(column)];
			if (cell === void 0) throw badCell({
				file: name,
				line,
				column
			}, "it is empty");
			return cell;
		};
		return {
			id: rows.key === void 0 ? number : need(rows.key),
			...rows.order === void 0 ? {} : { order: need(rows.order) },
			...rows.cluster === void 0 ? {} : { cluster: String(need(rows.cluster)) },
			target: cells[at(target)],
			told: {
				file: name,
				line,
				column: target
			}
		};
	};
}
function scoreOf({ target, told, ...row }, prediction, classes) {
	if (prediction.kind === "number") return {
		...row,
		target: cellNumber(target, told),
		prediction: prediction.value
	};
	const name = className(target);
	if (name === "") throw badCell(told, "it is empty");
	if (classes && !classes.includes(name)) throw badCell(told, `"${name}" is none of the classes ${classes.slice(0, 20).join(", ")}; see evaluate.classes`);
	const probability = prediction.probabilities?.[classes?.indexOf(name) ?? -1];
	return {
		...row,
		target: name,
		prediction: prediction.name,
		...probability === void 0 ? {} : { probability }
	};
}
/** Tables write the class 1 as `1.0` where a program took it for a number. */
function className(cell) {
	return String(cell ?? "").trim().replace(/^(-?\d+)\.0+$/, "$1");
}
/** Labels are compared as text: where none of the model's is ever in the table, they are not the same labels. */
function checkLabels(scores, name) {
	const targets = new Set(scores.map(({ target }) => target));
	const predicted = new Set(scores.map(({ prediction }) => prediction));
	const most = Math.max(targets.size, predicted.size);
	if (most > 1e3) throw new ActionError("contract-broken", `${name} holds ${most} classes`, { hint: `At most ${MOST_CLASSES} are told apart. Is it a number that is predicted?\nevaluate:\n  task: regression` });
	if ([...predicted].some((one) => targets.has(one))) return;
	const [some, other] = [targets, predicted].map((of) => [...of].slice(0, 5).join(", "));
	throw new ActionError("contract-broken", `${name} says ${some}, and the model says ${other}`, { hint: "Name the classes in the order in which the model counts them:\nevaluate:\n  classes: [no, yes]" });
}
function disagreement(problems) {
	return new ActionError("contract-broken", `the model and the configuration do not fit:\n${listProblems(problems)}`, { hint: "Name the columns of each input, as many as it takes, in its order:\nevaluate:\n  inputs: { features: [first_column, second_column] }" });
}
function tooMany$1(name) {
	return new ActionError("too-large", `${name} has more than ${MOST_ROWS} rows`, { hint: "Judge on a sample of it." });
}
// shared/features/evaluation/summarize.ts
/** How metrics that were computed here are told from those of a file. */
const SOURCE = "evaluation";
/** The metrics over all rows: those that were asked for, or all that these scores have. */
function summarizeScores(scores, { task, classes }, wanted) {
	const measures = measuresOf(task, groundOf$1(scores, classes));
	const known = measures.map(({ name }) => name);
	const missing = wanted?.filter((name) => !known.includes(name)) ?? [];
	if (missing.length > 0) throw new ActionError("unknown-metric", `this ${task} has no ${missing.join(", no ")}; it has ${known.join(", ")}`, { hint: "f1, precision and recall need two classes, log_loss and brier probabilities." });
	return measures.filter(({ name }) => !wanted || wanted.includes(name)).map((measure) => ({
		key: [measure.name],
		value: stateOf(measure.value(sumTerms(measure, scores))),
		source: SOURCE
	}));
}
/** A value that is none is kept as what it is, so that no other file can stand in for it. */
function stateOf(value) {
	if (Number.isFinite(value)) return value;
	if (Number.isNaN(value)) return "NaN";
	return value > 0 ? "Infinity" : "-Infinity";
}
// shared/domain/formats/onnx.ts
/** Of each message the fields that lead to tensors. */
const FIELDS$1 = {
	model: {
		7: "graph",
		20: "training",
		25: "function"
	},
	graph: {
		1: "node",
		5: "tensor",
		15: "sparse"
	},
	node: { 5: "attribute" },
	attribute: {
		5: "tensor",
		6: "graph",
		10: "tensor",
		11: "graph",
		22: "sparse",
		23: "sparse"
	},
	function: {
		7: "node",
		11: "attribute"
	},
	sparse: {
		1: "tensor",
		2: "tensor"
	},
	training: {
		1: "graph",
		2: "graph"
	},
	tensor: { 13: "entry" },
	entry: {}
};
const MOST_DEPTH = 64;
/** Names of files that tensors of the model lie in, as written there; throws a RangeError where it is cut off or no protobuf. */
function externalFiles(bytes) {
	const found = /* @__PURE__ */ new Set();
	walk(bytes, {
		kind: "model",
		depth: 0,
		found
	});
	return [...found];
}
function walk(bytes, { kind, depth, found }) {
	if (depth > MOST_DEPTH) throw new RangeError(`it is nested deeper than ${MOST_DEPTH} levels`);
	const texts = /* @__PURE__ */ new Map();
	for (const { field, value } of fieldsOf(bytes)) {
		if (kind === "entry") texts.set(field, new TextDecoder().decode(value));
		const inner = FIELDS$1[kind][field];
		if (inner) walk(value, {
			kind: inner,
			depth: depth + 1,
			found
		});
	}
	if (kind === "entry" && texts.get(1) === "location") found.add(texts.get(2) ?? "");
}
function* fieldsOf(bytes) {
	let at = 0;
	const varint = () => {
		let result = 0;
		for (let shift = 0; shift < 70; shift += 7) {
			const byte = bytes[at++];
			if (byte === void 0) throw new RangeError("it is cut off");
			result += (byte & 127) * 2 ** shift;
			if (byte < 128) return result;
		}
		throw new RangeError("it is no protobuf");
	};
	const skip = (count) => {
		const from = at;
		at += count;
		if (at > bytes.length) throw new RangeError("it is cut off");
		return from;
	};
	while (at < bytes.length) {
		const tag = varint();
		if (tag < 8 || tag >= 2 ** 32) throw new RangeError("it is no protobuf");
		const field = Math.floor(tag / 8);
		switch (tag % 8) {
			case 0:
				varint();
				break;
			case 1:
				skip(8);
				break;
			case 2: {
				const from = skip(varint());
				yield {
					field,
					value: bytes.subarray(from, at)
				};
				break;
			}
			case 5:
				skip(4);
				break;
			default: throw new RangeError("it is no protobuf");
		}
	}
}
// shared/features/evaluation/unpack.ts
/**
* Lays the model's files into an empty folder, and answers which of them is to be loaded. Native code then finds beside
* it what the digests vouch for, and nothing else; a model that asks for other files is refused before it is loaded.
*/
async function unpackModel(body, contents, folder) {
	const main = mainFile(body);
	checkReach(main.path, contents[body.files.indexOf(main)] ?? /* @__PURE__ */ new Uint8Array(), body);
	for (const [index, { path }] of body.files.entries()) {
		const file = `${folder}/${path}`;
		if (path.startsWith("/") || !isInside(folder, file)) throw reachesOut(body.path, path);
		await writeAtomically(file, contents[index] ?? /* @__PURE__ */ new Uint8Array());
	}
	return `${folder}/${main.path}`;
}
function mainFile({ path, files }) {
	const models = files.filter((file) => file.path.endsWith(".onnx"));
	const [only, ...more] = models;
	if (only && more.length === 0) return only;
	const found = only ? `${models.length} files that end` : "no file that ends";
	throw new ActionError("unknown-format", `${path} holds ${found} in .onnx`, { hint: "evaluate loads ONNX models: export one with skl2onnx, torch.onnx or tf2onnx.\nOr leave evaluate out, and let training write the metrics." });
}
function checkReach(main, bytes, { path, files }) {
	const folder = main.includes("/") ? `${main.slice(0, main.lastIndexOf("/"))}/` : "";
	const own = new Set(files.map((file) => file.path));
	for (const wanted of wantedFiles(bytes, path)) {
		const plain = wanted.replace(/^(\.\/)+/, "");
		if (!own.has(`${folder}${plain}`)) throw reachesOut(path, wanted);
	}
}
function wantedFiles(bytes, path) {
	try {
		return externalFiles(bytes);
	} catch (cause) {
		const why = cause instanceof Error ? cause.message : String(cause);
		throw new ActionError("invalid-model", `${path} is no ONNX model: ${why}`, { cause });
	}
}
function reachesOut(path, wanted) {
	const name = JSON.stringify(wanted.slice(0, 200));
	return new ActionError("model-reaches-outside", `${path} asks for the file ${name}`, { hint: "A model may only use files that belong to it. With data in files of its own, name their folder:\nmodel: { path: models/oil/ }" });
}
// shared/stages/score-pairs.ts
/** Scores by row as the history keeps them. */
async function readStored({ history }, { scores }) {
	return history && readScores(history, scores.digest);
}
/** Figures that do not follow from the scores beside them were not written by evaluate. */
function checkFigures({ metrics }, bytes, { task, classes }) {
	const scores = decodeScores(bytes);
	const names = METRIC_NAMES.filter((name) => metrics.some(({ key }) => key[0] === name));
	if (scores && names.length === metrics.length) try {
		if (canonicalJson(summarizeScores(scores, {
			task,
			classes
		}, names)) === canonicalJson(metrics)) return;
	} catch (error) {
		if (codeOf$2(error) !== "unknown-metric") throw error;
	}
	throw replaced();
}
function replaced() {
	return new ActionError("corrupt-section", "the scores by row are not as evaluate writes them", { hint: "Another job of the run may have replaced them. Run the jobs again from the start." });
}
/** The ground of an evaluation's own scores. */
function pairGroundOf({ task, classes, holdout, rows, scores }) {
	return {
		task,
		classes,
		holdout,
		rows,
		scored: scores.digest
	};
}
/** Scores of two models on the same rows, put side by side. */
function pairUp({ task, classes, holdout, rows, scored, ...bytes }) {
	const candidate = decodeScores(bytes.candidate);
	const before = decodeScores(bytes.baseline);
	if (candidate?.length !== holdout.rows || !before) throw replaced();
	const pairs = pairScores(candidate, before, {
		task,
		classes
	});
	if ("problem" in pairs) return { note: pairs.problem };
	const seed = Number.parseInt(hexOf(scored).slice(0, 8), 16);
	const how = {
		ordered: `ten batches along ${rows.order}`,
		clustered: `clusters of ${rows.cluster}`,
		independent: "independent rows"
	}[pairs.structure];
	return {
		noise: (rule) => measureNoise(rule, pairs, seed),
		note: `both models are scored on the same ${candidate.length} rows; noise is measured by ${how} (seed ${seed})`
	};
}
// shared/stages/pairing.ts
/** Compares both models on the same rows, where both were scored on them; figures of other rows are no comparison at all. */
async function pairWithBaseline(setting, candidate, found) {
	const own = candidate.section.body;
	checkFigures(own, candidate.scores, own);
	const before = found.evaluation?.body;
	if (!before) return {
		baseline: found,
		isHoldoutChanged: false,
		note: "the baseline has no scores by row"
	};
	const pair = {
		...pairGroundOf(own),
		candidate: candidate.scores
	};
	if (isSameGround(own, before)) {
		const baseline = before.scores.digest === own.scores.digest ? candidate.scores : await readStored(setting, before);
		const isHoldoutChanged = false;
		if (baseline) return {
			baseline: found,
			isHoldoutChanged,
			...pairUp({
				...pair,
				baseline
			})
		};
		return {
			baseline: found,
			isHoldoutChanged,
			note: "the baseline's scores by row are not kept in the history"
		};
	}
	const isHoldoutChanged = own.holdout.digest !== before.holdout.digest;
	const again = own.baseline;
	const baseline = candidate.baselineScores;
	if (isSameQuestion(own, before) && again && baseline && again.model === before.model) {
		checkFigures(again, baseline, own);
		return {
			baseline: {
				...found,
				metrics: again.metrics
			},
			isHoldoutChanged,
			...pairUp({
				...pair,
				baseline
			})
		};
	}
	const { choice } = found;
	const reason = whyApart(own, before, choice);
	return {
		baseline: { choice: {
			how: "none",
			reason,
			..."wanted" in choice && choice.wanted ? { wanted: choice.wanted } : {}
		} },
		isHoldoutChanged,
		note: reason
	};
}
/** The live model's scores that evaluate made beside the candidate's. */
function pairWithChampion(candidate, model) {
	const own = candidate.section.body;
	const index = own.champions?.findIndex((one) => one.model === model) ?? -1;
	const champion = own.champions?.[index];
	const baseline = candidate.championScores[index];
	if (!champion || !baseline) return void 0;
	checkFigures(own, candidate.scores, own);
	checkFigures(champion, baseline, own);
	const pair = {
		...pairGroundOf(own),
		candidate: candidate.scores,
		baseline
	};
	return {
		metrics: champion.metrics,
		...pairUp(pair)
	};
}
function whyApart(own, before, choice) {
	const whom = "commit" in choice ? shortCommit(choice.commit) : "it";
	const { task, target, classes } = predictionChange(before, own) ?? {};
	if (task) return `${whom} does a ${task.before}, and this a ${task.after}`;
	if (target) return `${whom} predicts "${target.before}", and this "${target.after}"`;
	const bytes = "and its model is not at hand to be judged on them";
	if (classes && own.holdout.digest === before.holdout.digest) return `the classes are not those of ${whom}, and its model is not at hand to be judged by them`;
	return `the rows that judge are not those that judged ${whom} (${own.holdout.path} changed), ${bytes}`;
}
// shared/stages/deploy-comparison.ts
/**
* How the candidate stands to what is live, on the same rows and by the rules of today: what the approver wants to know,
* for the verdict compares with the commit before. It decides nothing.
*/
async function compareWithLive(job, facts) {
	const { setting } = job;
	try {
		const against = await compare(job, facts);
		if (against && "why" in against) setting.runner.info(`not compared with what is live: ${against.why}`);
		return against;
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		setting.runner.info(`not compared with what is live: ${error.message}`);
		return { why: error.message };
	}
}
async function compare(job, { chain, live }) {
	const { evaluation } = chain;
	if (!live || !evaluation) return void 0;
	const rules = rulesOf(job.config).filter(({ bound }) => bound.kind === "relative");
	if (rules.length === 0) return {
		why: "no rule compares two models",
		code: "no-comparing-rule"
	};
	const other = pairWithChampion(evaluation, live.model) ?? await pairWithStored(job, evaluation, {
		chain,
		live
	});
	if (!other || "why" in other) return whyNot(job, evaluation, {
		live,
		why: other?.why
	});
	const { metrics, noise } = other;
	const candidate = evaluation.section.body.metrics;
	const known = judge({
		rules,
		candidate,
		baseline: metrics,
		noise
	}).rules.filter(({ baseline }) => baseline !== void 0);
	if (known.length > 0) return { rules: known };
	return { why: "its evaluation has none of the metrics that the rules compare" };
}
/** The live model's scores as the history keeps them: of the commit that is live, else of the verdict's baseline. */
async function pairWithStored({ setting }, candidate, { chain, live }) {
	const { history } = setting;
	if (!history || !live) return void 0;
	const baseline = chain.gate?.body.baseline;
	const others = baseline && "commit" in baseline ? [baseline.commit] : [];
	const commits = [.../* @__PURE__ */ new Set([live.commit, ...others])];
	const records = await readRecords(history, setting, commits);
	const about = commits.flatMap((commit) => records.get(commit) ?? []).map((unread) => unread.open()).filter(({ evaluation }) => evaluation?.body.model === live.model);
	let why;
	for (const record of about) {
		const paired = await pairWithRecord(setting, candidate, record);
		if (paired.baseline.metrics) return {
			metrics: paired.baseline.metrics,
			noise: paired.noise
		};
		why ??= paired.note;
	}
	return why === void 0 ? void 0 : { why };
}
function pairWithRecord(setting, candidate, record) {
	const { evaluation, commit } = record;
	const choice = {
		how: "parent",
		commit,
		key: recordKey(record),
		at: evaluation?.by.at ?? "",
		behind: 0,
		wanted: commit
	};
	const { metrics = [] } = evaluation?.body ?? {};
	return pairWithBaseline(setting, candidate, {
		choice,
		metrics,
		evaluation
	});
}
function whyNot({ environment }, { section }, { live, why }) {
	const missed = section.body.unscored?.find(({ model, environments }) => model === live.model || model === void 0 && environments.includes(environment));
	if (missed) return {
		why: missed.reason,
		code: missed.code
	};
	return { why: why ?? "evaluate did not score it; run the jobs again from evaluate on" };
}
// shared/domain/manifest.ts
function sortFiles(files) {
	return [...files].sort((a, b) => compareBytes(a.path, b.path));
}
/** What `sha256sum` prints for the files, in the given order; its digest is the dataset's. */
function formatManifest(files) {
	return files.map(formatLine).join("");
}
const PIECE_LINES = 1e3;
/** The same for any number of files, in pieces. */
function* manifestPieces(files) {
	let piece = "";
	let lines = 0;
	for (const file of files) {
		piece += formatLine(file);
		if (++lines % PIECE_LINES !== 0) continue;
		yield piece;
		piece = "";
	}
	if (piece !== "") yield piece;
}
/** A name with a backslash, line feed or carriage return is escaped, and its line marked with a backslash. */
function formatLine({ path, digest }) {
	if (!/[\\\n\r]/.test(path)) return `${hexOf(digest)}  ${path}\n`;
	const escaped = path.replace(/[\\\n\r]/g, (character) => ESCAPES.get(character) ?? character);
	return `\\${hexOf(digest)}  ${escaped}\n`;
}
const ESCAPES = /* @__PURE__ */ new Map([
	["\\", "\\\\"],
	["\n", "\\n"],
	["\r", "\\r"]
]);
const UNESCAPES = new Map([...ESCAPES].map(([character, escaped]) => [escaped, character]));
const LINE = /^(\\?)([0-9a-f]{64}) {2}([^\r]+)$/;
/** Reads a manifest strictly; anything that sha256sum would not have written is refused with its line number. */
function parseManifest(text) {
	if (text === "") return [];
	if (!text.endsWith("\n")) throw new SyntaxError("the manifest does not end with a line end");
	const seen = /* @__PURE__ */ new Set();
	return text.slice(0, -1).split("\n").map((line, index) => {
		const refuse = (why) => /* @__PURE__ */ new SyntaxError(`line ${index + 1} of the manifest ${why}`);
		const [, mark, hex, name = ""] = LINE.exec(line) ?? [];
		if (hex === void 0) throw refuse("is no checksum with a name");
		const path = mark ? unescapeName(name) : name;
		if (path === void 0) throw refuse("holds an unknown escape");
		if (mark !== "" !== name.includes("\\")) throw refuse("has a mark and no escape, or the reverse");
		if (seen.has(path)) throw refuse("names a file for the second time");
		seen.add(path);
		return {
			path,
			digest: `sha256:${hex}`
		};
	});
}
/** Nothing when there is an escape that sha256sum does not know. */
function unescapeName(name) {
	if (![...name.matchAll(/\\.?/gs)].every(([found]) => UNESCAPES.has(found))) return void 0;
	return name.replace(/\\./gs, (found) => UNESCAPES.get(found) ?? found);
}
/** Files that are only on one side, of which more are not looked through for renames. */
const SOUGHT = 1e5;
/**
* What happened to the files; both lists in the order of the bytes of their paths. A file that is gone and one that is
* new count as renamed when they alone, on each side, have this content. Where very many are gone or new, nobody looks
* for renames, so that lists of any length can be compared.
*/
function compareManifests(before, after) {
	const gone = someOf(SOUGHT);
	const fresh = someOf(SOUGHT);
	const modified = someOf(200);
	for (const [was, is] of pairs(before, after)) if (was === void 0) {
		if (is) fresh.add(is);
	} else if (is === void 0) gone.add(was);
	else if (was.digest !== is.digest) modified.add(is);
	const renames = gone.count() <= SOUGHT && fresh.count() <= SOUGHT ? findRenames(gone.first, fresh.first) : [];
	const movedTo = new Set(renames.map(({ to }) => to));
	const movedFrom = new Set(renames.map(({ from }) => from));
	const changes = [
		...listed$1("added", fresh.first, movedTo),
		...listed$1("removed", gone.first, movedFrom),
		...listed$1("modified", modified.first),
		...renames
	].sort((a, b) => compareBytes(placeOf$1(a), placeOf$1(b)));
	return {
		counts: {
			added: fresh.count() - renames.length,
			removed: gone.count() - renames.length,
			modified: modified.count(),
			renamed: renames.length
		},
		changes: changes.slice(0, 200)
	};
}
/** The first of many, and how many there were. */
function someOf(most) {
	const first = [];
	let count = 0;
	return {
		first,
		add(file) {
			if (count++ < most) first.push(file);
		},
		count: () => count
	};
}
function listed$1(kind, files, moved = /* @__PURE__ */ new Set()) {
	return files.filter(({ path }) => !moved.has(path)).slice(0, 200).map(({ path }) => ({
		kind,
		path
	}));
}
/** Files of the same path side by side. */
function* pairs(before, after) {
	const left = inOrder(before);
	const right = inOrder(after);
	let was = left.next().value;
	let is = right.next().value;
	while (was || is) {
		const order = !was ? 1 : !is ? -1 : compareBytes(was.path, is.path);
		yield [order <= 0 ? was : void 0, order >= 0 ? is : void 0];
		if (order <= 0) was = left.next().value;
		if (order >= 0) is = right.next().value;
	}
}
function* inOrder(files) {
	let last;
	for (const file of files) {
		if (last !== void 0 && compareBytes(last, file.path) >= 0) throw new RangeError(`the manifest is not in order at ${JSON.stringify(file.path)}`);
		last = file.path;
		yield file;
	}
}
function findRenames(gone, fresh) {
	const from = uniqueByDigest(gone);
	const to = uniqueByDigest(fresh);
	return [...from].flatMap(([digest, path]) => {
		const target = to.get(digest);
		return target === void 0 ? [] : [{
			kind: "renamed",
			from: path,
			to: target
		}];
	});
}
function uniqueByDigest(files) {
	const seen = /* @__PURE__ */ new Map();
	const double = /* @__PURE__ */ new Set();
	for (const { path, digest } of files) {
		if (seen.has(digest)) double.add(digest);
		seen.set(digest, path);
	}
	for (const digest of double) seen.delete(digest);
	return seen;
}
function placeOf$1(change) {
	return change.kind === "renamed" ? change.to : change.path;
}
/** The text whose SHA-256 stands for several datasets together: one line each, sorted by name. */
function combinedText(datasets) {
	return formatManifest(sortFiles(datasets.map(({ name, digest }) => ({
		path: name,
		digest
	}))));
}
// shared/features/data/compare.ts
const NOTHING = {
	added: 0,
	removed: 0,
	modified: 0,
	renamed: 0
};
/** What of data, code and parameters differs between two records. */
async function compareData(before, after, manifests) {
	const names = new Set([...before.datasets, ...after.datasets].map(({ name }) => name));
	const datasets = [];
	for (const name of names) {
		const old = before.datasets.find((dataset) => dataset.name === name);
		const now = after.datasets.find((dataset) => dataset.name === name);
		datasets.push(await compareDataset(name, {
			old,
			now,
			manifests
		}));
	}
	const hasCode = before.code !== void 0 || after.code !== void 0;
	const parameters = compareParameters(before.parameters?.values, after.parameters?.values);
	return {
		datasets,
		...hasCode ? { code: await compareDataset("code", {
			old: before.code,
			now: after.code,
			manifests
		}) } : {},
		...parameters ? { parameters: [...parameters] } : {}
	};
}
async function compareDataset(name, { old, now, manifests }) {
	const sides = {
		...old ? { before: sideOf(old) } : {},
		...now ? { after: sideOf(now) } : {}
	};
	if (!old && now) return {
		name,
		status: "added",
		...sides,
		counts: {
			...NOTHING,
			added: now.files
		}
	};
	if (old && !now) return {
		name,
		status: "removed",
		...sides,
		counts: {
			...NOTHING,
			removed: old.files
		}
	};
	const schema = old?.schema && now?.schema && compareSchemas(old.schema, now.schema);
	const head = {
		name,
		...sides,
		...redefinition(old, now),
		...schema ? { schema } : {}
	};
	if (old?.digest === now?.digest) return {
		...head,
		status: "unchanged",
		counts: NOTHING
	};
	const was = old && await manifests.before(old.digest);
	const is = now && manifests.after(now.digest);
	if (!was || !is) return {
		...head,
		status: "changed",
		counts: NOTHING
	};
	const { counts, changes } = compareManifests(was, is);
	return {
		...head,
		status: "changed",
		counts,
		changes: [...changes]
	};
}
/** Other files with the same bytes are other data tomorrow, so a dataset that points elsewhere is told. */
function redefinition(old, now) {
	if (!old || !now) return {};
	const redefined = {
		...old.path === now.path ? {} : { path: {
			before: old.path,
			after: now.path
		} },
		...old.role === now.role ? {} : { role: {
			before: old.role,
			after: now.role
		} }
	};
	return Object.keys(redefined).length > 0 ? { redefined } : {};
}
function sideOf({ digest, files, bytes }) {
	return {
		digest,
		files,
		bytes
	};
}
/** Parameters that differ, by name; nothing when neither side has any. */
function compareParameters(before, after) {
	if (!before && !after) return void 0;
	const old = new Map(Object.entries(before ?? {}));
	const now = new Map(Object.entries(after ?? {}));
	return [.../* @__PURE__ */ new Set([...old.keys(), ...now.keys()])].sort().flatMap((name) => {
		const was = old.get(name);
		const is = now.get(name);
		if (was !== void 0 && is !== void 0 && canonicalJson(was) === canonicalJson(is)) return [];
		return [{
			name,
			...was === void 0 ? {} : { before: was },
			...is === void 0 ? {} : { after: is }
		}];
	});
}
// shared/platform/folder-keys.ts
/** So many names are sorted in memory; those of a larger folder by way of sorted parts on the disk. */
const MOST_NAMES = 1e4;
/** What a folder takes itself says roughly how many names it holds. To be asked for one by one, they take twice as long. */
const LARGE_FOLDER_BYTES = 2 ** 20;
const WINDOW_BYTES = 16384;
/** What follows the name: a folder counts in the order as its files do, with the slash behind its name. */
const FOLDER = "/";
const LINK = "\0l";
const OTHER = "\0o";
/** Of keys on the disk. A name may hold a line feed, but no NUL. */
const BETWEEN = "\0\0";
/**
* The entries of a folder, each a name with its kind, so that a walk which goes down at once gives all paths in the order
* of their bytes.
*/
function sortedKeys(folder, options) {
	if (options.most === void 0 && statSync(folder).size < LARGE_FOLDER_BYTES) return sorted(readdirSync(folder, { withFileTypes: true }).map(keyOf$1));
	return sortedInParts(folder, options);
}
function* sortedInParts(folder, { scratch, most = MOST_NAMES }) {
	let keys = [];
	const parts = [];
	const spool = openSpool(scratch);
	try {
		for (const entry of entriesOf$1(folder)) {
			keys.push(keyOf$1(entry));
			if (keys.length < most) continue;
			parts.push(writePart(spool, sorted(keys)));
			keys = [];
		}
		if (keys.length > 0) parts.push(writePart(spool, sorted(keys)));
		keys = [];
		yield* merge(spool, parts);
	} finally {
		spool.close();
	}
}
function kindOf(key) {
	if (key.endsWith(FOLDER)) return "folder";
	if (key.charCodeAt(key.length - 2) !== 0) return "file";
	return key.endsWith(LINK) ? "link" : "other";
}
function nameOf$1(key, kind) {
	if (kind === "file") return key;
	return key.slice(0, kind === "folder" ? -1 : -2);
}
function keyOf$1(entry) {
	if (entry.isFile()) return entry.name;
	if (entry.isDirectory()) return entry.name + FOLDER;
	return entry.name + (entry.isSymbolicLink() ? LINK : OTHER);
}
function* entriesOf$1(folder) {
	const open = opendirSync(folder, { bufferSize: 1024 });
	try {
		for (let entry = open.readSync(); entry !== null; entry = open.readSync()) yield entry;
	} finally {
		open.closeSync();
	}
}
function sorted(keys) {
	return keys.some((key) => /[\ud800-\udfff]/.test(key)) ? keys.sort(compareBytes) : keys.sort();
}
function writePart(spool, keys) {
	const from = spool.length();
	spool.write(Buffer.from(keys.join(BETWEEN) + BETWEEN), from);
	return {
		from,
		to: spool.length()
	};
}
function* merge(spool, parts) {
	const cursors = parts.map((part) => cursorOn(spool, part)).filter(({ head }) => head() !== "");
	cursors.sort((a, b) => compareBytes(a.head(), b.head()));
	for (let first = cursors.shift(); first !== void 0; first = cursors.shift()) {
		yield first.head();
		first.advance();
		if (first.head() !== "") cursors.splice(placeOf(first.head(), cursors), 0, first);
	}
}
/** Where the next key belongs among the others, which are in order. */
function placeOf(key, cursors) {
	let low = 0;
	let high = cursors.length;
	while (low < high) {
		const middle = low + high >> 1;
		if (compareBytes(cursors[middle]?.head() ?? "", key) < 0) low = middle + 1;
		else high = middle;
	}
	return low;
}
/** Reads a part window by window; its head is empty at the end. */
function cursorOn(spool, { from, to }) {
	let at = from;
	let keys = [];
	let next = 0;
	const fill = () => {
		for (let size = WINDOW_BYTES; next >= keys.length && at < to; size *= 2) {
			const window = spool.read(at, Math.min(size, to - at));
			const end = window.lastIndexOf(BETWEEN);
			if (end === -1) continue;
			keys = window.toString("utf8", 0, end).split(BETWEEN);
			next = 0;
			at += end + 2;
		}
	};
	fill();
	return {
		head: () => keys[next] ?? "",
		advance() {
			next++;
			fill();
		}
	};
}
// shared/platform/tree-walk.ts
/** Names that are handed out at once, at most. */
const RUN_FILES = 32;
/** Folders in which nothing may be found, between two runs. */
const BREATH_FOLDERS = 200;
/** The files below a folder in the order of the bytes of their paths, which takes the memory of its largest folder. */
function* walkFolder(walk) {
	const open = [keysOf("", walk)];
	let run = [];
	let left = 0;
	for (let folder = open.at(-1); folder !== void 0; folder = open.at(-1)) {
		const { value: key, done } = folder.keys.next();
		if (done) {
			open.pop();
			if (++left % BREATH_FOLDERS === 0) yield [];
			continue;
		}
		const kind = kindOf(key);
		const name = nameOf$1(key, kind);
		const path = below(folder.path, name);
		if (name === ".git") walk.leftOut.push(path);
		else if (kind === "folder") {
			if (isWithin(walk, folder.depth)) open.push(keysOf(path, walk));
		} else if (kind === "link" ? isGoodLink(path, folder.depth, walk) : isGoodFile(path, kind, walk)) run.push(path);
		if (run.length >= RUN_FILES) {
			yield run;
			run = [];
		}
	}
	if (run.length > 0) yield run;
}
function keysOf(path, walk) {
	const depth = path === "" ? 1 : path.split("/").length + 1;
	return {
		path,
		depth,
		keys: readableKeys(path, depth, walk)
	};
}
/** Whether something that is meant can lie in a folder at this depth. */
function isWithin({ glob }, depth) {
	return glob === void 0 || depth < glob.depth;
}
function isMeant({ glob }, path) {
	return glob === void 0 || glob.accepts(path);
}
function readableKeys(folder, depth, walk) {
	try {
		const keys = sortedKeys(join(walk.root, folder), walk);
		if (Array.isArray(keys) && !keys.some((key) => key.includes("�"))) return keys[Symbol.iterator]();
		return wholeKeys(keys, folder, {
			depth,
			walk
		});
	} catch (error) {
		notReadable(folder, error, walk);
		return [][Symbol.iterator]();
	}
}
function* wholeKeys(keys, folder, { depth, walk }) {
	try {
		let raw;
		for (const key of keys) {
			if (!key.includes("�")) {
				yield key;
				continue;
			}
			if (raw === void 0) {
				raw = readRawNames(join(walk.root, folder));
				for (const { name, escaped } of raw.broken) if (isMeant(walk, below(folder, name)) || isWithin(walk, depth)) walk.problems.push(`${below(folder, escaped)} is a name that is not UTF-8`);
			}
			if (raw.whole.has(nameOf$1(key, kindOf(key)))) yield key;
		}
	} catch (error) {
		notReadable(folder, error, walk);
	}
}
function notReadable(folder, error, walk) {
	const code = systemCode(error);
	if (code === void 0) throw error;
	walk.problems.push(`${pathText(folder || ".")} is a folder that cannot be read (${code})`);
}
function readRawNames(folder) {
	const whole = /* @__PURE__ */ new Set();
	const broken = [];
	for (const raw of readdirSync(folder, { encoding: "buffer" })) {
		const name = raw.toString("utf8");
		if (!name.includes("�")) continue;
		if (Buffer.from(name, "utf8").equals(raw)) whole.add(name);
		else broken.push({
			name,
			escaped: escapeBytes(raw)
		});
	}
	return {
		whole,
		broken
	};
}
/** `caf\\xe9.txt`, as a shell's `$'…'` takes it. */
function escapeBytes(raw) {
	return [...raw].map((byte) => byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`).join("");
}
function below(folder, name) {
	return folder === "" ? name : `${folder}/${name}`;
}
function isGoodFile(path, kind, walk) {
	if (!isMeant(walk, path)) return false;
	if (kind === "other") walk.problems.push(`${pathText(path)} is a socket, pipe or device`);
	return kind === "file";
}
function isGoodLink(path, depth, walk) {
	const refuse = (why) => {
		walk.problems.push(`${pathText(path)} is a link ${why}`);
		return false;
	};
	try {
		const target = realpathSync(join(walk.root, path));
		const status = statSync(target);
		if (!isMeant(walk, path) && !(status.isDirectory() && isWithin(walk, depth))) return false;
		if (!isInside(walk.boundary, target)) return refuse(`that leads out, to ${pathText(target)}`);
		if (status.isDirectory()) return refuse("to a folder");
		if (!status.isFile()) return refuse("to a socket, pipe or device");
		return true;
	} catch (error) {
		if (!isMeant(walk, path)) return false;
		return refuse(systemCode(error) === "ELOOP" ? "that leads to itself" : "that leads nowhere");
	}
}
// shared/platform/walk.ts
/**
* Expands a file, folder or glob into files. What cannot be part of a dataset is an error that names it; `.git` is left
* out and said to be. On GitHub nothing outside the workspace is read; links never lead out of the workspace, or out of
* a folder elsewhere that the user named.
*/
async function findFiles(wanted, place) {
	return listOf(await findTree(wanted, place));
}
/** The same where it may well be that nothing is there. */
async function lookForFiles(wanted, place) {
	const tree = await lookForTree(wanted, place);
	return tree && listOf(tree);
}
/** The same, a few files at a time. That something cannot be part of it is said in the end. */
async function findTree(wanted, place) {
	const found = await lookForTree(wanted, place);
	if (found) return found;
	const guess = await didYouMeanPath(place, wanted);
	throw new ActionError("nothing-matched", `nothing matches ${pathText(wanted)}${guess}`, { hint: `Looked in ${pathText(place.workspace)}. Paths are relative to it; an empty folder is no dataset.` });
}
/** Runs of files between two looks at signals. */
const BREATH_RUNS = 200;
async function listOf({ root, runs, leftOut }) {
	const paths = [];
	let count = 0;
	for (const run of runs) {
		paths.push(...run);
		if (++count % BREATH_RUNS === 0) await new Promise((resolve) => setImmediate(resolve));
	}
	return {
		root,
		paths,
		leftOut
	};
}
async function lookForTree(wanted, place) {
	const glob = await globOf(wanted, place);
	const start = await userPath(place, glob?.base ?? wanted);
	const status = await statOf(start, wanted);
	if (!status) return void 0;
	if (status.isFile()) {
		if (glob) return void 0;
		return {
			root: dirname(start),
			runs: [[basename(start)]],
			leftOut: [],
			isSound: () => true
		};
	}
	if (!status.isDirectory()) throw new ActionError("not-a-file", `${pathText(wanted)} is neither a file nor a folder`);
	const boundary = await realpath(isInside(place.workspace, start) ? place.workspace : start);
	const problems = [];
	const leftOut = [];
	const walk = {
		root: start,
		boundary,
		glob,
		scratch: scratchRoot(place),
		problems,
		leftOut
	};
	function* runsToEnd() {
		yield* walkFolder(walk);
		if (problems.length > 0) throw badFiles(wanted, problems);
	}
	const rest = runsToEnd();
	const first = await firstRun(rest);
	if (first === void 0) return void 0;
	function* runs() {
		if (first !== void 0) yield first;
		yield* rest;
	}
	return {
		root: start,
		boundary,
		runs: runs(),
		leftOut,
		isSound: () => problems.length === 0
	};
}
/** The first run that holds a file; nothing when there is none. */
async function firstRun(runs) {
	for (;;) {
		const { value, done } = runs.next();
		if (done) return void 0;
		if (value.length > 0) return value;
		await new Promise((resolve) => setImmediate(resolve));
	}
}
/** A name that is there is taken as such, whatever characters it holds. */
async function globOf(wanted, place) {
	const glob = readGlob(wanted);
	if (!glob) return void 0;
	return await statOf(resolve(place.workspace, wanted), wanted) ? void 0 : glob;
}
async function statOf(path, wanted) {
	try {
		return await stat(path);
	} catch (error) {
		const code = systemCode(error);
		if (code === "ENOENT" || code === "ENOTDIR") return void 0;
		throw new ActionError("file-unreadable", `cannot look at ${pathText(wanted)} (${code})`, { cause: error });
	}
}
function badFiles(wanted, problems) {
	return new ActionError("bad-files", `${pathText(wanted)} holds what cannot be part of a dataset:\n${listProblems(problems)}`, { hint: "Remove or replace it, or track a folder or glob without it; nothing is skipped silently." });
}
// shared/platform/work-meter.ts
/** How long back the speed is looked at. */
const WINDOW_MS = 1e4;
const SAMPLE_MS = 500;
/** Adds steps up, and tells how far it is, how quick, and how long it may still take. */
function workMeter(label, report, clock = () => now().getTime()) {
	let sum = {
		at: clock(),
		files: 0,
		bytes: 0
	};
	let expected = {};
	const samples = [sum];
	return (step) => {
		expected = step.expected ?? expected;
		sum = {
			at: clock(),
			files: sum.files + step.files,
			bytes: sum.bytes + step.bytes
		};
		if (sum.at - (samples.at(-1)?.at ?? 0) >= SAMPLE_MS) samples.push(sum);
		while (samples.length > 1 && sum.at - (samples[0]?.at ?? sum.at) > WINDOW_MS) samples.shift();
		const pace = paceOf(samples[0] ?? sum, sum);
		const { files, bytes } = expected;
		const secondsLeft = bytes !== void 0 && bytes > sum.bytes ? (bytes - sum.bytes) / pace.bytes : files !== void 0 ? (files - sum.files) / pace.files : NaN;
		report({
			label,
			unit: "files",
			done: sum.files,
			...files === void 0 ? {} : { total: files },
			bytes: {
				done: sum.bytes,
				...bytes === void 0 ? {} : { total: bytes }
			},
			...pace.bytes > 0 ? { bytesPerSecond: pace.bytes } : {},
			...Number.isFinite(secondsLeft) ? { secondsLeft } : {}
		});
	};
}
/** Files and bytes a second; not known before some time has passed. */
function paceOf(since, now) {
	const seconds = (now.at - since.at) / 1e3;
	if (seconds < SAMPLE_MS / 1e3) return {
		files: NaN,
		bytes: NaN
	};
	return {
		files: (now.files - since.files) / seconds,
		bytes: (now.bytes - since.bytes) / seconds
	};
}
// shared/features/data/measure.ts
/** Characters of a text that is rather kept than made again. */
const SHORT_TEXT = 8 * 2 ** 20;
/** Takes the checksums of a file, a folder or a glob. Nothing matched is an error. */
async function measureDataset(wish, reach) {
	const tree = await findTree(wish.path, reach.place);
	const { name, role, path } = wish;
	return {
		...await measure({
			name,
			role,
			path,
			root: pathInside(reach.place.workspace, tree.root)
		}, tree, reach),
		leftOut: tree.leftOut
	};
}
/** Takes the checksums of several files and folders as one list, names relative to the workspace. */
async function measureCode(paths, reach) {
	const { place } = reach;
	const names = /* @__PURE__ */ new Set();
	const leftOut = /* @__PURE__ */ new Set();
	for (const path of paths) {
		const found = await findFiles(path, place);
		const nameOf = (file) => pathInside(place.workspace, `${found.root}/${file}`);
		for (const file of found.paths) names.add(nameOf(file));
		for (const file of found.leftOut) leftOut.add(nameOf(file));
	}
	return {
		...await measure({
			name: "code",
			role: "code",
			path: paths.join(", "),
			root: "."
		}, listedTree(place.workspace, [...names].sort(compareBytes)), reach),
		leftOut: [...leftOut]
	};
}
async function measure(head, tree, { place, runner, memory }) {
	const { count, bytes, files } = await hashTree(tree, {
		memory,
		scratch: scratchRoot(place),
		onProgress: workMeter(head.name, runner.progress)
	});
	const text = keepShort(() => manifestPieces(files()));
	const { digest, bytes: textBytes } = sha256OfPieces(text());
	return {
		record: {
			...head,
			digest,
			files: count,
			bytes
		},
		files,
		text,
		textBytes
	};
}
/** A text that was asked for once is kept, if it is short. */
function keepShort(make) {
	let kept;
	return function* () {
		if (kept !== void 0) return yield* kept;
		const pieces = [];
		let length = 0;
		for (const piece of make()) {
			length += piece.length;
			if (length <= SHORT_TEXT) pieces.push(piece);
			yield piece;
		}
		if (length <= SHORT_TEXT) kept = pieces;
	};
}
/** Of a single dataset its own digest; of several the SHA-256 of one line `<hex>  <name>` each, sorted by name. */
function combinedDigest(datasets) {
	const [only, ...more] = datasets;
	return only && more.length === 0 ? only.digest : sha256(combinedText(datasets));
}
/** The manifest's twin for programs: the same files with their sizes, in pieces of JSON. */
function* manifestJson({ record, files }) {
	yield JSON.stringify({
		schema: "proofmark/manifest/v1",
		...record,
		list: []
	}, null, 1).slice(0, -3);
	let before = "\n";
	for (const { path, digest, bytes } of files()) {
		const file = JSON.stringify({
			path,
			digest,
			bytes
		}, null, 1);
		yield `${before}${file.replace(/^/gm, "  ")}`;
		before = ",\n";
	}
	yield `\n ]\n}\n`;
}
// shared/domain/formats/json.ts
/** Ends the reading; caught at the door. */
var Stop = class extends Error {
	index;
	constructor(index, message) {
		super(message);
		this.index = index;
	}
};
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /-?[A-Za-z_][A-Za-z_0-9]*/y;
const WORDS = /* @__PURE__ */ new Map([
	["true", true],
	["false", false],
	["null", null],
	["NaN", NaN],
	["Infinity", Number.POSITIVE_INFINITY],
	["-Infinity", Number.NEGATIVE_INFINITY]
]);
/**
* Reads JSON after RFC 8259, and besides what Python's json module writes: bare NaN, Infinity and -Infinity.
* A number too large for a double is infinite. Duplicate keys, which most readers pass over, are refused.
*/
function parseJsonTree(text) {
	const problems = [];
	let at = text.startsWith("﻿") ? 1 : 0;
	let line = 1;
	let lineStart = at;
	let values = 0;
	const spot = (index) => ({
		line,
		column: index - lineStart + 1
	});
	function space() {
		for (;;) {
			const char = text[at];
			if (char === "\n") {
				line++;
				lineStart = at + 1;
			} else if (char !== " " && char !== "	" && char !== "\r") return;
			at++;
		}
	}
	function value(depth) {
		if (depth > 200) throw new Stop(at, `nests deeper than 200 levels`);
		if (++values > 1e6) throw new Stop(at, `holds more than ${MAX_VALUES$2} values`);
		const here = spot(at);
		switch (text[at]) {
			case "{": return {
				...here,
				kind: "object",
				members: members(depth)
			};
			case "[": return {
				...here,
				kind: "list",
				items: items(depth)
			};
			case "\"": return {
				...here,
				kind: "text",
				value: string()
			};
			default: return scalar(here);
		}
	}
	function scalar(here) {
		const word = match(WORD);
		if (word !== void 0) {
			const meant = WORDS.get(word);
			if (meant === void 0) throw new Stop(at, `expected a value, found ${word}`);
			at += word.length;
			if (meant === null) return {
				...here,
				kind: "null"
			};
			return typeof meant === "number" ? {
				...here,
				kind: "number",
				value: meant
			} : {
				...here,
				kind: "flag",
				value: meant
			};
		}
		const digits = match(NUMBER);
		if (digits === void 0) throw new Stop(at, `expected a value, found ${found()}`);
		const after = text[at + digits.length] ?? "";
		if (/[\w.+-]/.test(after)) throw new Stop(at, "is not a number as JSON writes it");
		at += digits.length;
		return {
			...here,
			kind: "number",
			value: Number(digits)
		};
	}
	function members(depth) {
		const all = /* @__PURE__ */ new Map();
		list("}", () => {
			if (text[at] !== "\"") throw new Stop(at, `expected a name in double quotes, found ${found()}`);
			const key = spot(at);
			const name = string();
			space();
			if (text[at] !== ":") throw new Stop(at, `expected ":", found ${found()}`);
			at++;
			space();
			const item = value(depth + 1);
			const first = all.get(name);
			if (first) {
				const message = `duplicate key ${JSON.stringify(name)} (first on line ${first.key.line})`;
				problems.push({
					...key,
					message
				});
			} else all.set(name, {
				key,
				value: item
			});
		});
		return all;
	}
	function items(depth) {
		const all = [];
		list("]", () => all.push(value(depth + 1)));
		return all;
	}
	/** What stands between an opening bracket, where reading is, and its end, with commas between the elements. */
	function list(end, element) {
		at++;
		space();
		if (text[at] === end) {
			at++;
			return;
		}
		for (;;) {
			element();
			space();
			if (text[at] === end) {
				at++;
				return;
			}
			if (text[at] !== ",") throw new Stop(at, `expected "," or "${end}", found ${found()}`);
			at++;
			space();
			if (text[at] === end) throw new Stop(at, `"${end}" right after a comma`);
		}
	}
	function string() {
		const start = at;
		let result = "";
		let from = ++at;
		for (;;) {
			const char = text[at];
			if (char === void 0) throw new Stop(start, "this text has no closing quote");
			if (char < " ") throw new Stop(at, "a control character in a text must be escaped");
			if (char === "\"") break;
			if (char !== "\\") {
				at++;
				continue;
			}
			const escaped = readEscape(text, at);
			if (escaped === void 0) throw new Stop(at, "unknown escape in a text");
			result += text.slice(from, at) + escaped.value;
			at += escaped.length;
			from = at;
		}
		result += text.slice(from, at);
		at++;
		if (!isWellFormed(result)) throw new Stop(start, "this text holds half of a character");
		return result;
	}
	function match(pattern) {
		pattern.lastIndex = at;
		return pattern.exec(text)?.[0];
	}
	function found() {
		const point = text.codePointAt(at);
		return point === void 0 ? "the end of the file" : JSON.stringify(String.fromCodePoint(point));
	}
	try {
		space();
		if (at === text.length) throw new Stop(at, "is empty");
		const tree = value(1);
		space();
		if (at < text.length) throw new Stop(at, `expected the end of the file, found ${found()}`);
		return problems.length > 0 ? { problems } : { tree };
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		return { problems: [...problems, {
			...spot(error.index),
			message: error.message
		}] };
	}
}
// shared/features/data/parameters.ts
const LIMIT$4 = 2 ** 20;
/** Reads a JSON or YAML file of parameters as dotted names with their values; lists stay whole. */
async function readParameters(path, place) {
	const bytes = await readUserFile(place, path, LIMIT$4);
	const parsed = await parse$1(bytes, path);
	if ("problems" in parsed) throw invalid(listProblems(parsed.problems.map((problem) => atSpot(path, problem))));
	const values = /* @__PURE__ */ new Map();
	for (const [name, value] of flatten(plainOf(parsed.tree), "")) {
		if (values.has(name)) throw invalid(`${path}: two values are called ${JSON.stringify(name)}`);
		values.set(name, value);
	}
	return {
		path,
		digest: sha256(bytes),
		values: Object.fromEntries(values)
	};
}
async function parse$1(bytes, path) {
	const decoded = decodeText(bytes);
	if ("problems" in decoded) return decoded;
	return /\.json$/i.test(path) ? parseJsonTree(decoded.text) : parseYamlTree(decoded.text);
}
function invalid(message) {
	return new ActionError("invalid-parameters", message, { hint: "The parameters file must be JSON or YAML with names and values." });
}
function flatten(value, name) {
	const members = membersOf(value);
	if (members === void 0 || members.length === 0 && name !== "") return [[name === "" ? "value" : name, storable(value)]];
	return members.flatMap(([key, item]) => flatten(item, name === "" ? key : `${name}.${key}`));
}
/** Records hold JSON: what JSON cannot say becomes its name. */
function storable(value) {
	if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
	if (typeof value !== "object" || value === null) return value;
	if (isList$1(value)) return value.map(storable);
	return Object.fromEntries((membersOf(value) ?? []).map(([key, item]) => [key, storable(item)]));
}
function membersOf(value) {
	if (typeof value !== "object" || value === null || isList$1(value)) return void 0;
	return Object.entries(value).filter((member) => member[1] !== void 0);
}
// shared/stages/model.ts
/** What travels from job to job is held in memory. */
const LIMIT$3 = 250 * 2 ** 20;
const MOST_FILES$2 = 1e5;
/** The model as training left it; nothing when it is not there. */
async function measureModel(path, { place, runner }) {
	const measured = await ifThere(measureDataset({
		name: "model",
		role: "model",
		path
	}, {
		place,
		runner
	}));
	if (!measured) return void 0;
	const { record } = measured;
	if (record.files > MOST_FILES$2) throw tooMany(path, record.files);
	const files = [...measured.files()];
	const [only, ...more] = files;
	const digest = only && more.length === 0 ? only.digest : record.digest;
	if (record.bytes > LIMIT$3) throw tooLarge(path, record.bytes);
	const contents = [];
	for (const file of files) {
		const bytes = await readCapped(`${absolutePath(place, record.root)}/${file.path}`, LIMIT$3);
		if (sha256(bytes) !== file.digest) throw changed(path, file.path);
		contents.push(bytes);
	}
	const { bytes } = record;
	return {
		body: {
			path,
			digest,
			bytes,
			files: files.map((file) => ({ ...file }))
		},
		contents
	};
}
/** Makes it the model of the run, for later steps and jobs. */
async function keepModel({ stores, author, trust }, { body, contents }, { action, training }) {
	const section = {
		schema: "proofmark/model/v1",
		by: {
			...author,
			action
		},
		uses: usesOf({ training }),
		trust,
		body
	};
	const files = contents.map((bytes, index) => [modelFileName(index), bytes]);
	await saveSection(stores, section, new Map(files));
	return section;
}
/** What the digests of a model's files make together; that they are its bytes' is proved where these were read. */
function digestOfFiles({ files }) {
	const [only, ...more] = files;
	return only && more.length === 0 ? only.digest : sha256(formatManifest(sortFiles(files)));
}
function tooLarge(path, bytes) {
	return new ActionError("too-large", `${path} has ${bytes} bytes.`, { hint: `This version hands on models of at most ${LIMIT$3} bytes from job to job.` });
}
function tooMany(path, files) {
	return new ActionError("too-large", `${path} holds ${files} files.`, { hint: `This version hands on models of at most ${MOST_FILES$2} files from job to job.` });
}
function changed(path, file) {
	return new ActionError("file-changed", `${file} of ${path} changed while it was read`, { hint: "Training must have ended its writing when its command ends." });
}
// shared/stages/deploy-chain.ts
/** Loads everything anew; nothing that another job of the run can replace is taken on trust. */
async function loadChain(setting) {
	const gaps = /* @__PURE__ */ new Map();
	const { stores } = setting;
	const sound = async (name, load) => {
		try {
			return await load();
		} catch (error) {
			if (codeOf$2(error) !== "corrupt-section") throw error;
			gaps.set(name, firstLine$1(describeError(error)));
			return;
		}
	};
	const of = whose(setting);
	const data = await sound("data", () => loadData(stores, of));
	const training = await sound("training", () => loadTraining(stores, of));
	const model = await sound("model", () => loadModel(stores, of));
	const evaluation = await sound("evaluation", () => loadEvaluation(stores, of));
	const gate = await sound("gate", () => loadGate(stores, of));
	const there = [
		["data", data?.section],
		["training", training?.section],
		["model", model?.section],
		["evaluation", evaluation?.section],
		["gate", gate]
	].flatMap(([name, section]) => section ? [[name, section]] : []);
	const sections = new Map(there.map(([name, section]) => [name, sectionDigest(section)]));
	for (const [name, gap] of gapsBetween({
		evaluation: evaluation?.section,
		gate
	}, sections)) gaps.set(name, gap);
	return {
		model,
		evaluation,
		gate,
		data: data?.section.body.digest,
		trusts: new Map(there.map(([name, section]) => [name, section.trust])),
		sections,
		gaps,
		digests: new Map([...model ? [["the model section", model.section.body.digest], ["its bytes", digestOfFiles(model.section.body)]] : [], ...evaluation ? [["the evaluation", evaluation.section.body.model]] : []])
	};
}
/** Each link must name the very sections before it: the verdict its evaluation, and that its model. */
function gapsBetween({ evaluation, gate }, sections) {
	return [
		[
			"evaluation",
			evaluation,
			"model"
		],
		[
			"gate",
			gate,
			"model"
		],
		[
			"gate",
			gate,
			"evaluation"
		]
	].flatMap(([name, section, used]) => {
		const there = sections.get(used);
		if (!section || there === void 0 || section.uses[used] === there) return [];
		return [[name, `the ${name} section ${section.uses[used] === void 0 ? "names no" : "was made from another"} ${used} section`]];
	});
}
/** Digests of other models that earlier attempts of this run made: people may have approved those. */
async function otherModels(setting, model) {
	const found = /* @__PURE__ */ new Set();
	const of = whose(setting);
	for (let attempt = of.attempt - 1; attempt >= 1; attempt--) {
		const earlier = await loadModel(setting.stores, {
			...of,
			attempt
		}).catch(() => void 0);
		if (earlier && earlier.section.body.digest !== model) found.add(earlier.section.body.digest);
	}
	return [...found];
}
// shared/stages/deploy-holdout.ts
/** Nothing where nobody can be asked. */
async function readHoldout({ setting, wish: { target, smoke } }, { section, scores }) {
	if (target.http === void 0 && target.predict === void 0) return void 0;
	const { name, path, digest } = section.body.holdout;
	const found = await ifThere(measureDataset({
		name,
		role: "holdout",
		path
	}, setting));
	const [only] = found?.files() ?? [];
	return {
		evaluated: digest,
		here: found?.record.digest,
		async rows() {
			if (!found || !only || found.record.files > 1 || found.record.digest !== digest) throw new ActionError("holdout-differs", `${path} is not what was evaluated`);
			const decoded = decodeScores(scores);
			if (!decoded || decoded.length === 0) throw new ActionError("corrupt-section", "the scores of the evaluation cannot be read");
			const first = decoded.slice(0, smoke.rows);
			const file = absolutePath(setting.place, `${found.record.root}/${only.path}`);
			const { asked } = section.body;
			return {
				inputs: await firstRows(file, section.body, first.length),
				scores: first,
				fixed: asked?.rows
			};
		}
	};
}
async function firstRows(file, { inputs, asked }, count) {
	const columns = [...new Set(Object.values(inputs).flat())];
	const table = readTable$1(file, {
		name: file,
		columns,
		batch: count
	});
	for await (const rows of table.batches) {
		if (rows.length < count) break;
		return Object.fromEntries(Object.entries(inputs).map(([name, wanted]) => [name, rows.map(({ cells }) => {
			const numbers = wanted.map((column) => numberIn(cells[columns.indexOf(column)]));
			return asked?.vectors?.includes(name) ? numbers[0] ?? 0 : numbers;
		})]));
	}
	throw new ActionError("corrupt-section", "the holdout has fewer rows than there are scores");
}
function numberIn(cell) {
	const value = cell === void 0 ? NaN : Number(cell);
	if (Number.isFinite(value)) return value;
	throw new ActionError("invalid-holdout", "a row of the holdout has an input that is no number");
}
// shared/stages/deploy-facts.ts
const DEMANDED = [
	"model",
	"evaluation",
	"gate"
];
async function gatherFacts(job) {
	const { setting, github, config, wish, environment } = job;
	const { context } = github;
	const chain = await loadChain(setting);
	const own = await readOwn(job);
	const live = championOf(own);
	const { order, authors } = await standing(job, live);
	const holdout = chain.evaluation && await readHoldout(job, chain.evaluation);
	const model = chain.model?.section.body.digest;
	return {
		chain,
		own,
		live,
		authors,
		holdout,
		evidence: {
			isReviewedRun: context.isDefaultBranch,
			demanded: [...DEMANDED, ...["training"].filter((name) => chain.trusts.has(name))],
			trusts: chain.trusts,
			gaps: chain.gaps,
			digests: chain.digests,
			gate: chain.gate?.body,
			policyNow: config.gate && sha256(policyOf(config)),
			live,
			order,
			environments: await readProtections(job),
			wish: wish.approvals,
			doubts: await doubtsOf(job, authors, chain),
			holdout: holdout && {
				evaluated: holdout.evaluated,
				here: holdout.here
			}
		},
		stamp: model && chain.gate ? {
			pipeline: setting.pipeline,
			leg: setting.leg,
			environment,
			commit: context.sha,
			run: {
				id: context.run.id,
				attempt: context.run.attempt
			},
			model,
			policy: deployPolicy(chain.gate.body.policy.digest, wish),
			sections: chain.sections
		} : void 0
	};
}
const ORDER = {
	ahead: "later",
	behind: "earlier",
	identical: "same",
	diverged: "diverged"
};
/** How the commit stands to what is live, and who made what is new in it. */
async function standing({ github: { client, context } }, live) {
	const { transport } = client;
	if (!live) return {
		order: "first",
		authors: await readAuthors(transport, context.sha)
	};
	const between = await readBetween(transport, live.commit, context.sha);
	const authors = between.order === "ahead" ? between.authors : await readAuthors(transport, context.sha);
	return {
		order: ORDER[between.order],
		authors
	};
}
async function doubtsOf({ setting, wish: { approvals } }, authors, { model }) {
	if (approvals === "none") return [];
	const others = model ? await otherModels(setting, model.section.body.digest) : [];
	const told = others.map((digest) => shortDigest(digest)).join(", ");
	const { unknown } = authors;
	return [...others.length === 0 ? [] : [`an earlier attempt of this run made ${told}, and approvals may be for that; start a new run`], ...unknown > 0 && approvals.not.includes("author") ? [`GitHub knows no account behind ${unknown === 1 ? "one commit" : `${unknown} commits`}, so nobody can be told apart from their author`] : []];
}
// shared/domain/deployment/undo.ts
const { target, token } = deployEnvironmentSchema.shape;
/** What somebody needs who takes a model back after the process that made it live is gone. Holds no secret. */
const undoSchema = strictObject({
	environment: string(),
	target,
	token,
	model: digestSchema,
	/** Absent when there was nothing before. */
	back: digestSchema.optional()
});
/** Left behind just before a model is made live. */
function encodeUndo(undo) {
	return JSON.stringify(undo);
}
/** What was left behind, or nothing where nothing was. */
function decodeUndo(text) {
	return text === "" ? void 0 : undoSchema.parse(JSON.parse(text));
}
// shared/stages/deploy-put.ts
/** The token is asked for here, when nothing else can refuse any more. */
async function putThere(job, facts, { deployment, signal, own, touch }) {
	const { setting, wish, config, environment } = job;
	const { chain, holdout, live } = facts;
	const { model, evaluation } = chain;
	if (!model || !evaluation) throw new Error("the guards let a model without evidence pass");
	const { body } = model.section;
	const rows = await holdout?.rows();
	if (!rows) setting.runner.info("no smoke test: the command target names no predict address");
	return withTarget(job, {
		deployment,
		signal
	}, (target) => rollOut({
		target,
		delivery: {
			digest: body.digest,
			files: body.files.map(({ path }, index) => ({
				path,
				bytes: model.contents[index] ?? /* @__PURE__ */ new Uint8Array()
			}))
		},
		champion: live?.model,
		remains: remainsOf(own, {
			live,
			before: deployment
		}),
		whose: (digest) => ownerAmongOthers(job, digest),
		onActivate(back) {
			touch();
			const { target: where, token } = wish;
			const left = {
				environment,
				target: where,
				token,
				model: body.digest,
				back
			};
			setting.runner.saveState(STATE$1.undo, encodeUndo(left));
		},
		onLive: () => setting.runner.saveState(STATE$1.live, "true"),
		...rows ? { smoke: (predict) => smokeTest(predict, rows, {
			model: body.digest,
			output: evaluation.section.body.output,
			tolerance: wish.smoke.tolerance,
			classes: config.evaluate?.classes
		}) } : {},
		runner: setting.runner,
		signal
	}));
}
// shared/stages/deploy-run.ts
const READY = "every guard holds; the deploying job asks whom it must, and then all of this again";
/** In the judging job: asks every guard and stamps what it saw. */
async function planDeployment(job) {
	const facts = await gatherFacts(job);
	const guards = judgeEvidence(facts.evidence);
	const common = {
		way: "plan",
		guards,
		...about(facts)
	};
	if (isLiveAlready(facts)) return endDeploy(job, {
		...common,
		...alreadyLive(facts)
	});
	const refusal = refusalOf(guards);
	if (refusal || !facts.stamp) return endDeploy(job, {
		...common,
		...refused$2(refusal)
	});
	const sections = Object.fromEntries(facts.stamp.sections);
	const stamp = encodeStamp({
		schema: "proofmark/stamp/v1",
		...facts.stamp,
		sections
	});
	const against = await compareWithLive(job, facts);
	return endDeploy(job, {
		...common,
		stamp,
		against,
		reasonCode: "ready",
		reason: READY
	});
}
/** In the deploying job: everything is asked again, then the model goes where it belongs. */
async function deployModel(job) {
	const facts = await gatherFacts(job);
	const common = {
		way: "deploy",
		...await judgeAgain(job, facts),
		...about(facts)
	};
	const refusal = refusalOf(common.guards);
	if (isLiveAlready(facts)) return endDeploy(job, {
		...common,
		...alreadyLive(facts)
	});
	if (refusal || !facts.stamp) return endDeploy(job, {
		...common,
		...refused$2(refusal)
	});
	const payload = payloadOf(facts, job);
	const ended = await inTurn(job, {
		task: "deploy",
		commit: job.github.context.sha,
		description: `${job.setting.pipeline} ${shortDigest(payload.model)}`,
		payload,
		onBroken: async (broken) => void await keepDeployment(job, {
			...common,
			...broken
		})
	}, (turned) => deployInTurn(job, facts, turned));
	return endDeploy(job, {
		...common,
		...ended
	});
}
async function judgeAgain(job, facts) {
	const { stamp } = facts;
	const evidence = judgeEvidence(facts.evidence);
	const approvals = await countRunApprovals(job, peopleOf(job, facts.authors));
	const asked = stamp ? [guardStamp(job.inputs.stamp, stamp), guardApproval(approvals)] : [];
	return {
		guards: [...evidence, ...asked],
		approvals
	};
}
/** What may have changed while others went first is looked at again. */
async function deployInTurn(job, facts, { deployment, own, hasWaited, signal, touch }) {
	const isMoved = championOf(own)?.deployment !== facts.live?.deployment;
	const now = hasWaited || isMoved ? await gatherFacts(job) : facts;
	const changed = now === facts ? void 0 : await changedWhileWaiting(job, now);
	if (changed) {
		await say(job, deployment, {
			state: "inactive",
			description: changed.reason
		});
		return {
			...about(now),
			...changed
		};
	}
	await say(job, deployment, {
		state: "in_progress",
		description: "deploying"
	});
	const rolled = await putThere(job, now, {
		deployment,
		signal,
		own,
		touch
	});
	await sayHow(job, deployment, {
		rolled,
		own
	});
	return {
		...about(now),
		...endingOf(rolled, now)
	};
}
async function changedWhileWaiting(job, now) {
	const judged = await judgeAgain(job, now);
	if (isLiveAlready(now)) return {
		...alreadyLive(now),
		...judged
	};
	const refusal = refusalOf(judged.guards);
	return refusal || !now.stamp ? {
		...refused$2(refusal),
		...judged
	} : void 0;
}
async function sayHow(job, deployment, { rolled, own }) {
	if (rolled.outcome === "deployed") return sayLive(job, deployment, {
		own,
		description: rolled.smoke ? "live, and answers as evaluated" : "live; no smoke test"
	});
	const { outcome, reasonCode, reason } = rolled;
	return say(job, deployment, {
		state: outcome === "unclear" ? "error" : "failure",
		description: `${reasonCode}: ${reason}`
	});
}
function endingOf(rolled, { chain }) {
	const { smoke } = rolled;
	if (rolled.outcome !== "deployed") {
		const { outcome, reasonCode, reason } = rolled;
		return {
			outcome,
			reasonCode,
			reason,
			smoke
		};
	}
	const tried = smoke ? `${smoke.rows} rows answered as evaluated` : "no smoke test";
	return {
		outcome: "deployed",
		reasonCode: "deployed",
		reason: `${chain.model?.section.body.digest ?? ""} is live; ${tried}`,
		smoke
	};
}
function payloadOf({ chain, live, stamp }, { setting, github }) {
	if (!stamp || !chain.gate) throw new Error("the guards let a model without a verdict pass");
	const { id, attempt } = github.context.run;
	return {
		schema: "proofmark/deployment-payload/v1",
		pipeline: setting.pipeline,
		leg: setting.leg,
		model: stamp.model,
		policy: stamp.policy,
		verdict: chain.gate.body.verdict,
		...live ? { previous: {
			deployment: live.deployment,
			model: live.model
		} } : {},
		run: {
			id,
			attempt
		}
	};
}
function about(facts) {
	return {
		facts,
		model: facts.chain.model?.section.body.digest,
		live: facts.live
	};
}
/** After a deployment that broke off nobody knows, and the same model is deployed again. */
function isLiveAlready({ chain, live, own }) {
	if (!live || live.model !== chain.model?.section.body.digest) return false;
	return doubtAfter(own, live) === void 0;
}
function alreadyLive({ live }) {
	return {
		outcome: "unneeded",
		reasonCode: "already-live",
		reason: `the model is live already${live ? `, by deployment ${live.deployment}` : ""}; nothing to do`
	};
}
function refused$2(refusal) {
	const { reasonCode = "evidence-missing", reason = "the run has no model with a verdict" } = refusal ?? {};
	return {
		outcome: "refused",
		reasonCode,
		reason
	};
}
// shared/stages/deploy.ts
/** The stage behind the action `deploy`, in one of its three ways. */
async function runDeploy(inputs, scene) {
	refuseContradictions(inputs);
	const rollback = inputs.rollback === void 0 ? void 0 : readRollback(inputs.rollback);
	const job = await openDeployJob(await openSetting(inputs.plan ? "deploy-plan" : "deploy", inputs, scene), inputs);
	if (inputs.plan) return planDeployment(job);
	return rollback === void 0 ? deployModel(job) : rollBackByHand(job, rollback);
}
function refuseContradictions({ plan, stamp, rollback, reason }) {
	const problems = [
		...plan && stamp !== void 0 ? ["plan makes the stamp, so it takes none"] : [],
		...plan && rollback !== void 0 ? ["plan and rollback exclude each other"] : [],
		...stamp !== void 0 && rollback !== void 0 ? ["a rollback takes no stamp: it deploys nothing new"] : [],
		...rollback !== void 0 && (reason ?? "").trim() === "" ? ["a rollback needs a reason, which is written down"] : [],
		...rollback === void 0 && reason !== void 0 ? ["reason belongs to a rollback"] : []
	];
	if (problems.length === 0) return;
	throw new ActionError("invalid-input", problems.map((problem) => `- ${problem}`).join("\n"));
}
// shared/stages/deploy-cleanup.ts
/** GitHub gives a cancelled job some minutes for this. */
const PATIENCE_MS = 6e4;
/** A request that was sent before the process ended arrives within this, as a rule. */
const PAUSE_MS = 5e3;
const WAITING = [
	"queued",
	"pending",
	"in_progress"
];
/**
* Runs when the job is over, however it went: a deployment that nobody ended is not under way for ever, and what it
* made live without having tried it is taken back.
*/
async function finishDeploy(scene) {
	const { runner } = scene;
	const id = Number(runner.state(STATE$1.deployment));
	const token = runner.inputs().get("token");
	if (!Number.isSafeInteger(id) || id === 0 || runner.state(STATE$1.ended) !== "" || !token) return;
	const setting = await openSetting("deploy", {
		config: runner.inputs().get("config") ?? "proofmark.yml",
		pipeline: void 0,
		leg: "main",
		token,
		store: void 0
	}, scene);
	const { github } = setting;
	if (!github) return;
	const { transport } = github.client;
	const left = decodeUndo(runner.state(STATE$1.undo));
	const environment = left?.environment ?? runner.inputs().get("environment") ?? "";
	const ours = (await listDeployments(transport, environment, (some) => some.some(isOurs))).find(isOurs);
	if (ours && (ours.hasSucceeded || !WAITING.includes(ours.state))) return;
	const wasTouched = runner.state(STATE$1.touched) !== "";
	const said = left ? await takeBack({
		setting,
		github,
		environment,
		wish: left
	}, left, id) : wasTouched ? unclear("a rollback was under way") : UNTOUCHED;
	await setDeploymentStatus(transport, id, {
		...said,
		logUrl: runUrl(setting)
	});
	runner.annotate("warning", `deployment ${id} was cut off: ${said.description}`);
	function isOurs(one) {
		return one.id === id;
	}
}
const UNTOUCHED = {
	state: "failure",
	description: "the job ended in the middle; nothing was made live"
};
async function takeBack(door, { model, back }, deployment) {
	const { runner } = door.setting;
	await endLeftovers(markOf(door.github, deployment));
	if (back === void 0) return unclear("nothing was live before");
	const wish = {
		model,
		back,
		wasLive: runner.state(STATE$1.live) !== "",
		pauseMs: PAUSE_MS
	};
	try {
		const { live, isSettled } = await withTarget(door, {
			deployment,
			patienceMs: PATIENCE_MS
		}, (target) => undo(target, wish));
		if (live === back && isSettled) return isBack(back);
		return unclear(`it serves ${live ?? "nothing"}`);
	} catch (error) {
		runner.annotate("error", `going back to ${back} failed; look at the target now:\n${describeError(error)}`);
		return unclear(`going back to ${back} failed`);
	}
}
function isBack(back) {
	return {
		state: "failure",
		description: `the job ended in the middle; ${back} is live again`
	};
}
function unclear(why) {
	return {
		state: "error",
		description: `the job ended in the middle; look at what the target serves: ${why}`
	};
}
// shared/stages/deploy-inputs.ts
const deployInputs = {
	environment: text$1({
		about: "The GitHub environment, as it stands under deploy in the configuration.",
		required: true
	}),
	plan: flag({
		about: "Only judge: asks every guard, writes what the approver reads, and makes the stamp.",
		default: "false"
	}),
	stamp: text$1({ about: "The stamp from the judging job; the deploying job does nothing without." }),
	rollback: text$1({ about: "By hand, instead of deploying: \"previous\", or the digest of a model that was live." }),
	reason: text$1({ about: "Why it is rolled back; needed for that." }),
	wait: duration$1({
		about: "How long to wait for another deployment of the pipeline to the environment.",
		default: "10m"
	}),
	history: historyInputs.history
};
// shared/platform/package-root.ts
/** The folder of this suite, whether it runs from dist/ or from its sources. */
function packageRoot() {
	for (let here = import.meta.dirname;; here = dirname(here)) {
		if (existsSync(join(here, "runtime", "onnxruntime", "files.json"))) return here;
		if (here === dirname(here)) throw new Error(`${import.meta.dirname} is not part of the suite`);
	}
}
// shared/platform/onnx/runtime-files.ts
const files = record(string(), string());
const list$1 = object$1({
	version: string(),
	common: files,
	platforms: record(string(), files)
});
/** A library of 100 MB, the largest of all, fits twice. */
const FILE_LIMIT = 256 * 2 ** 20;
/** What belongs to the runtime on this machine, from the list that is part of the suite. */
async function readRuntimeFiles() {
	const text = await readFile(join(packageRoot(), "runtime/onnxruntime/files.json"), "utf8");
	const { version, common, platforms } = list$1.parse(JSON.parse(text));
	const platform = `${process.platform}-${process.arch}`;
	const own = platforms[platform];
	return {
		version,
		platform,
		platforms: Object.keys(platforms),
		expected: own && new Map([...Object.entries(common), ...Object.entries(own)])
	};
}
/** A file below the folder that nobody expects: what lies beside a module can take its place. Nothing when all is well. */
async function findStrangeFile(modules, expected) {
	return (await readdir(modules, {
		recursive: true,
		withFileTypes: true
	}).catch(() => [])).filter((entry) => !entry.isDirectory()).map((entry) => pathInside(modules, join(entry.parentPath, entry.name))).find((path) => !expected.has(path));
}
/** The first file below the folder that is missing or has other bytes than the list says; nothing when all is well. */
async function findWrongFile(modules, expected) {
	for (const [path, digest] of expected) try {
		if (sha256(await readCapped(join(modules, path), FILE_LIMIT)) !== digest) return path;
	} catch (error) {
		if (codeOf$2(error) === "unexpected-error") throw error;
		return path;
	}
}
// shared/platform/onnx/runtime.ts
const MODULES = "node_modules";
const INSTALL_MS = 6e5;
/** How npm reaches its registry in a company; nothing of it is a secret of ours. */
const NPM_NEEDS = [
	"HTTP_PROXY",
	"HTTPS_PROXY",
	"NO_PROXY",
	"http_proxy",
	"https_proxy",
	"no_proxy",
	"NODE_EXTRA_CA_CERTS",
	"NPM_CONFIG_REGISTRY",
	"npm_config_registry",
	"NPM_CONFIG_USERCONFIG",
	"NPM_CONFIG_CAFILE"
];
/**
* The folder that holds onnxruntime-node for this machine. Native code cannot be bundled, so it is installed once, from
* the committed lockfile and without running anything of it, into the tool cache, unless it lies among our own packages;
* every file is compared with a committed list of SHA-256 before any is loaded, each time.
*/
async function installRuntime(place, runner, { own = join(packageRoot(), MODULES) } = {}) {
	const files = await readRuntimeFiles();
	const { version, platform, platforms, expected } = files;
	if (!expected) throw new ActionError("runtime-unavailable", `ONNX Runtime ${version} has no build for ${platform}`, { hint: `Run this job on one of: ${platforms.join(", ")}.` });
	const folder = join(toolFolder(place), `onnxruntime-${version}-${platform}`);
	const modules = join(folder, MODULES);
	if (await findWrongFile(own, expected) === void 0) return {
		modules: own,
		version
	};
	if (await findFlaw(modules, expected) === void 0) return {
		modules,
		version
	};
	runner.info(`installing ONNX Runtime ${version} for ${platform} into ${folder}`);
	await install(place.environment, folder, {
		...files,
		expected
	});
	const flaw = await findFlaw(modules, expected);
	if (flaw === void 0) return {
		modules,
		version
	};
	throw untrusted(flaw);
}
async function findFlaw(modules, expected) {
	return await findStrangeFile(modules, expected) ?? await findWrongFile(modules, expected);
}
function toolFolder({ kind, environment, temporary }) {
	const tools = environment["RUNNER_TOOL_CACHE"];
	if (tools) return join(tools, "proofmark");
	if (kind === "github") return temporary;
	return join(environment["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "proofmark");
}
/** Installs beside its place and moves there as a whole: two jobs at once do not disturb each other. */
async function install(environment, folder, wanted) {
	const making = `${folder}.${randomName()}`;
	try {
		await makeFolder(making);
		for (const name of ["package.json", "package-lock.json"]) await copyFile(join(packageRoot(), "runtime/onnxruntime", name), join(making, name));
		await runNpm(environment, making);
		const modules = join(making, MODULES);
		const wrong = await findWrongFile(modules, wanted.expected);
		if (wrong !== void 0) throw untrusted(wrong);
		const kept = join(making, "kept");
		for (const path of wanted.expected.keys()) {
			const to = join(kept, MODULES, path);
			await mkdir(dirname(to), { recursive: true });
			await rename(join(modules, path), to);
		}
		await replace(kept, folder);
	} finally {
		await rm(making, {
			recursive: true,
			force: true
		});
	}
}
/** What lies at the place is not sound, or somebody else was quicker; either way ours is. */
async function replace(kept, folder) {
	const old = `${folder}.${randomName()}`;
	await rename(folder, old).catch(() => void 0);
	await rename(kept, folder).catch(() => void 0);
	await rm(old, {
		recursive: true,
		force: true
	});
}
async function runNpm(environment, cwd) {
	const { exit, stderr } = await runProcess([
		process.platform === "win32" ? "npm.cmd" : "npm",
		"ci",
		...[
			"--ignore-scripts",
			"--no-audit",
			"--no-fund",
			"--omit=dev",
			"--loglevel=error"
		]
	], {
		cwd,
		environment: childEnvironment(environment, NPM_NEEDS),
		timeoutMs: INSTALL_MS,
		outputLimitBytes: 65536
	});
	if (exit.kind === "exited" && exit.code === 0) return;
	if (exit.kind === "not-started") throw new ActionError("runtime-unavailable", "ONNX Runtime cannot be installed: there is no npm", {
		hint: {
			github: "Add a step before this one:\n- uses: actions/setup-node@v6\n  with: { node-version: 24 }",
			terminal: "Install Node with npm, from https://nodejs.org or by your package manager."
		},
		cause: exit.cause
	});
	const said = stderr.toString("utf8").trim().slice(0, 2e3);
	throw new ActionError("runtime-unavailable", "npm could not install ONNX Runtime", {
		hint: {
			github: "The runner must reach the npm registry, or hold the package in its tool cache (RUNNER_TOOL_CACHE).",
			terminal: "This machine must reach the npm registry once; afterwards ONNX Runtime is kept."
		},
		cause: new Error(said === "" ? `npm ended: ${exit.kind}` : said)
	});
}
function untrusted(path) {
	return new ActionError("runtime-untrusted", `${path} of ONNX Runtime is not the file that it should be`, { hint: "Nothing of it was loaded. Look at what changed the tool cache, or which registry npm uses." });
}
// shared/platform/onnx/session-message.ts
const port = object$1({
	name: string(),
	type: string(),
	shape: array(union([number$2(), string()])).readonly()
});
const tensor = object$1({
	type: string(),
	dims: array(int().nonnegative()).readonly(),
	data: custom((data) => ArrayBuffer.isView(data) && !(data instanceof DataView) || Array.isArray(data))
});
const reply = discriminatedUnion("kind", [
	object$1({
		kind: literal$1("opened"),
		inputs: array(port).readonly(),
		outputs: array(port).readonly()
	}),
	object$1({
		kind: literal$1("answer"),
		outputs: record(string(), tensor)
	}),
	object$1({
		kind: literal$1("failed"),
		message: string()
	})
]);
/** What the process of a model says; nothing when it is no answer, for hostile code may be what speaks. */
function readReply(message) {
	return reply.safeParse(message).data;
}
// shared/platform/onnx/session.ts
const LIMIT_MS = 12e4;
const MEMORY_BYTES = 8 * 2 ** 30;
const WATCH_MS = 200;
const PAGE_BYTES = 4096;
/**
* Opens a model in a process of its own, which may crash, hang or swell: then it ends, and what it did is an error
* with words. Loaded by its path, so that files beside it are looked for in its own folder and nowhere else.
*/
async function openSession(options) {
	const { modules, file, folder, environment } = options;
	const { limitMs = LIMIT_MS, memoryBytes = MEMORY_BYTES } = options;
	const child = fork(new URL(`./session.worker${extname(import.meta.filename)}`, import.meta.url), {
		cwd: folder,
		env: childEnvironment(environment),
		execArgv: [],
		serialization: "advanced",
		stdio: [
			"ignore",
			"ignore",
			"ignore",
			"ipc"
		]
	});
	child.on("error", () => void 0);
	const ask = (request) => exchange(child, request, {
		limitMs,
		memoryBytes
	});
	try {
		const opened = await ask({
			kind: "open",
			modules,
			file
		});
		if (opened.kind !== "opened") throw broken$1("answered oddly");
		const { inputs, outputs } = opened;
		return {
			inputs,
			outputs,
			async run(feeds, wanted) {
				const answer = await ask({
					kind: "run",
					feeds,
					outputs: wanted
				});
				if (answer.kind !== "answer") throw broken$1("answered oddly");
				return answer.outputs;
			},
			close: () => void child.kill("SIGKILL")
		};
	} catch (error) {
		child.kill("SIGKILL");
		throw error;
	}
}
function exchange(child, request, { limitMs, memoryBytes }) {
	return new Promise((resolve, reject) => {
		const end = (settle) => {
			clearTimeout(timer);
			clearInterval(watch);
			child.off("message", onMessage);
			child.off("exit", onExit);
			child.off("error", onError);
			settle();
		};
		const giveUp = (why) => {
			child.kill("SIGKILL");
			end(() => reject(broken$1(why)));
		};
		const onMessage = (message) => {
			const reply = readReply(message);
			if (!reply) giveUp("answered oddly");
			else if (reply.kind === "failed") end(() => reject(refused$1(reply.message)));
			else end(() => resolve(reply));
		};
		const onExit = (code, signal) => end(() => reject(broken$1(`ended its process (${signal ?? `exit code ${code}`})`)));
		const onError = (cause) => end(() => reject(broken$1("could not be loaded", cause)));
		const timer = setTimeout(() => giveUp(`gave no answer within ${limitMs / 1e3} s`), limitMs);
		const watch = setInterval(() => {
			residentBytes(child.pid).then((bytes) => {
				if (bytes > memoryBytes) giveUp(`took more than ${Math.round(memoryBytes / 2 ** 20)} MiB of memory`);
			});
		}, WATCH_MS);
		child.on("message", onMessage);
		child.on("exit", onExit);
		child.on("error", onError);
		child.send(request);
	});
}
/** Memory that a process holds; 0 where the system does not tell. */
async function residentBytes(pid) {
	const text = await readFile(`/proc/${pid}/statm`, "utf8").catch(() => "");
	return Number(text.split(" ")[1] ?? 0) * PAGE_BYTES;
}
function refused$1(message) {
	return new ActionError("invalid-model", `ONNX Runtime refuses the model: ${message.slice(0, 1e3)}`);
}
function broken$1(why, cause) {
	return new ActionError("invalid-model", `the model ${why}`, { cause });
}
// shared/stages/scoring.ts
/** The holdout is one file, so that rows have one order. */
async function measureHoldout({ place, runner }, { holdout, rows }) {
	const { name, path } = holdout;
	const { record, files } = await measureDataset({
		name,
		path,
		role: "holdout"
	}, {
		place,
		runner
	});
	const [only] = files();
	if (!only || record.files > 1) throw new ActionError("invalid-holdout", `the holdout ${path} is ${record.files} files`, { hint: "A holdout is one table: a .csv, .tsv or .jsonl file." });
	runner.info(`${path}: ${record.digest}`);
	return {
		file: absolutePath(place, `${record.root}/${only.path}`),
		name: path,
		rows,
		record: {
			name,
			path,
			digest: record.digest
		}
	};
}
/** Loads the model where it can do no harm, and asks it about every row. */
async function score(setting, plan, { holdout, model }) {
	const { place, runner } = setting;
	const { modules, version } = await installRuntime(place, runner);
	return inScratchFolder(place.temporary, async (folder) => {
		const file = await unpackModel(model.body, model.contents, folder);
		const { environment } = place;
		const session = await openSession({
			modules,
			file,
			folder,
			environment
		});
		try {
			const scored = await scoreModel(session, holdout, plan.wish, {
				batch: plan.batch,
				onRows: (done) => runner.progress({
					label: holdout.name,
					done,
					unit: "rows"
				})
			});
			checkUnchanged(holdout, scored.digest);
			return {
				...scored,
				version
			};
		} finally {
			session.close();
		}
	});
}
/** The candidate's ground. */
function groundOf({ plan, holdout, contract }) {
	const { task, classes } = contract;
	return {
		holdout: holdout.record,
		target: plan.wish.target,
		task,
		...classes ? { classes: [...classes] } : {}
	};
}
/**
* Another model on the candidate's rows, fed as it always was; its classes are in the order of its own output. The figures
* are the candidate's.
*/
async function scoreOther(setting, { plan, holdout, contract }, { model, known }) {
	const { task, classes } = contract;
	const { inputs, output } = known;
	const wish = {
		...plan.wish,
		inputs,
		output,
		task,
		classes: known.classes
	};
	const scored = await score(setting, {
		...plan,
		wish
	}, {
		holdout,
		model
	});
	const scores = encodeScores(scored.scores);
	return {
		body: {
			model: model.body.digest,
			metrics: summarizeScores(scored.scores, {
				task,
				classes
			}, plan.metrics),
			scores: {
				digest: sha256(scores),
				bytes: scores.length
			}
		},
		scores
	};
}
function checkUnchanged({ file, record }, digest) {
	if (digestOfTable(file.replace(/^.*[\\/]/, ""), digest) === record.digest) return;
	throw new ActionError("file-changed", `${record.path} changed while it was read`, { hint: "No step may write the holdout while it is evaluated." });
}
/** A single file's dataset digest is not that of its bytes alone, so its manifest line is made again. */
function digestOfTable(name, bytes) {
	return sha256(`${hexOf(bytes)}  ${name}\n`);
}
// shared/stages/base-holdout.ts
/**
* The candidate on the rows that judged the baseline, where those that judge now are others: a holdout may be changed for
* the better, and it may be changed so that the model looks better. It decides nothing. Nothing where the rows are the
* same, or a comparison would mean nothing.
*/
async function scoreOnBase(setting, { commit, evaluation }, { model, ...scoring }) {
	const { place, runner, github } = setting;
	const known = evaluation?.body;
	const ground = groundOf(scoring);
	if (!github || !known || known.holdout.digest === ground.holdout.digest) return void 0;
	if (!isSameQuestion(known, ground)) return void 0;
	const told = `${known.holdout.path} of ${shortCommit(commit)}`;
	try {
		const scored = await inScratchFolder(place.temporary, async (folder) => {
			const holdout = await fetchHoldout(github, {
				commit,
				known,
				folder
			});
			const wish = {
				...scoring.plan.wish,
				target: known.target,
				task: known.task
			};
			return score(setting, {
				...scoring.plan,
				wish
			}, {
				holdout,
				model
			});
		});
		const scores = encodeScores(scored.scores);
		const { task, classes } = known;
		const { path, digest } = known.holdout;
		const body = {
			commit,
			metrics: summarizeScores(scored.scores, {
				task,
				classes
			}, scoring.plan.metrics),
			scores: {
				digest: sha256(scores),
				bytes: scores.length
			},
			holdout: {
				path,
				digest,
				rows: scored.scores.length
			}
		};
		runner.info(`scored on ${told}, too`);
		return {
			body,
			scores
		};
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		runner.info(`not scored on ${told}: ${error.message}`);
		return { body: {
			commit,
			problem: error.message
		} };
	}
}
/** As git holds it; only where these are the bytes that judged. What one answer of GitHub may hold is its limit. */
async function fetchHoldout({ client }, { commit, known, folder }) {
	const { name, path, digest } = known.holdout;
	const bytes = await client.fileAt(path, commit);
	const own = path.split("/").at(-1) ?? "";
	const file = `${folder}/${own}`;
	if (!bytes || !isInside(folder, file)) throw new ActionError("no-holdout", `git holds no file ${path} there`);
	if (digestOfTable(own, sha256(bytes)) !== digest) {
		const what = `git holds other bytes there than those that judged (${path})`;
		throw new ActionError("holdout-differs", what);
	}
	await writeAtomically(file, bytes);
	return {
		file,
		name: path,
		rows: known.rows,
		record: {
			name,
			path,
			digest
		}
	};
}
// shared/platform/github/run-artifacts.ts
const list = object$1({ artifacts: array(object$1({
	id: int(),
	name: string(),
	expired: boolean()
})) });
/** What the archive may unpack to; GitHub's answer itself is bounded by the transport. */
const UNPACKED_LIMIT = 256 * 2 ** 20;
/** What an earlier run kept under the name; nothing when it never did, or no longer does. */
async function loadRunArtifact(transport, run, name) {
	const kept = (await transport.find("list-artifacts", {
		run_id: run,
		name
	}, { schema: list }))?.artifacts.find((artifact) => artifact.name === name && !artifact.expired);
	if (!kept) return void 0;
	const bytes = await transport.raw("download-artifact", {
		artifact_id: kept.id,
		archive_format: "zip"
	});
	return bytes && readZip(Buffer$1.from(bytes), UNPACKED_LIMIT);
}
// shared/stages/earlier-model.ts
/** Among the artifacts of the run that trained it, else in the repository, where some teams keep their models. */
async function findEarlierModel({ github }, { model, commit }) {
	if (!github || !model) return {
		note: "its record holds no model",
		code: "record-missing"
	};
	if (digestOfFiles(model.body) !== model.body.digest) return {
		note: "its files do not make the digest of its record",
		code: "model-differs"
	};
	const kept = await fromRun(github, model);
	if ("contents" in kept) return kept;
	const [only, ...more] = model.body.files;
	const bytes = only && more.length === 0 ? await github.client.fileAt(model.body.path, commit).catch(() => void 0) : void 0;
	return bytes && sha256(bytes) === only?.digest ? {
		body: model.body,
		contents: [bytes]
	} : kept;
}
/** Artifacts can be replaced, so their digests decide. */
async function fromRun({ client }, model) {
	const { run, pipeline, leg } = model.by;
	if (!run) return {
		note: "it was made by no run",
		code: "model-missing"
	};
	try {
		const name = sectionName({
			pipeline,
			leg,
			attempt: run.attempt
		}, "model");
		const bundle = await loadRunArtifact(client.transport, run.id, name);
		if (!bundle) return {
			note: `run ${run.id} does not keep it any more`,
			code: "model-missing"
		};
		const proved = model.body.files.map((_, index) => bundle.get(modelFileName(index))).flatMap((bytes, index) => bytes && sha256(bytes) === model.body.files[index]?.digest ? [bytes] : []);
		if (proved.length === model.body.files.length) return {
			body: model.body,
			contents: proved
		};
		return {
			note: `what run ${run.id} keeps is not what its record says`,
			code: "model-differs"
		};
	} catch (error) {
		return spare(error, "model-unread");
	}
}
/** Without the permission, or above what is read of GitHub at once, there is just no second score. */
function spare(error, code) {
	if (!SPARED.includes(codeOf$2(error))) throw error;
	return {
		note: describeError(error),
		code
	};
}
const SPARED = [
	"missing-permission",
	"github-refused",
	"github-unreachable",
	"github-timeout",
	"too-large",
	"too-many-deployments",
	"corrupt-archive",
	"corrupt-section"
];
// shared/stages/baseline-scores.ts
/**
* The baseline's model on the same rows, where its record does not say how it does on them: a changed holdout is then no
* dead end. Without its bytes, or when it cannot be fed from these rows, there is no second score, and that is said. A
* model that was made to predict something else is no comparison at all.
*/
async function scoreBaseline(setting, record, scoring) {
	const { runner } = setting;
	const { commit } = record;
	const known = record.evaluation?.body;
	if (!record.model || !known) return void 0;
	const ground = groundOf(scoring);
	const model = `the model of ${shortCommit(commit)}`;
	if (isSameGround(known, ground)) {
		runner.info(`${model} was judged on the same rows`);
		return;
	}
	if (!isSameQuestion(known, ground)) {
		runner.annotate("notice", `${model} predicts something else, so there is no comparison`);
		return;
	}
	const found = await findEarlierModel(setting, record);
	const told = `${model} cannot be judged on these rows`;
	if ("note" in found) {
		runner.annotate("notice", `${told}: ${found.note}`);
		return;
	}
	try {
		const { body, scores } = await scoreOther(setting, scoring, {
			model: found,
			known
		});
		runner.info(`${model} was judged on these rows, too`);
		return {
			body: {
				...body,
				commit
			},
			scores
		};
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		runner.annotate("notice", `${told}: ${describeError(error, setting.place.kind)}`);
		return;
	}
}
// shared/stages/champion-model.ts
/** The record of the commit that is live, when it is about the very model. */
async function championRecord({ history, ...setting }, { model, commit }) {
	if (!history) return void 0;
	return ((await readRecords(history, setting, [commit])).get(commit) ?? []).map((unread) => unread.open()).find(({ evaluation }) => evaluation?.body.model === model);
}
/** By its record; else among what the runs that deployed it keep. */
async function findChampion(setting, live, record) {
	const known = record?.evaluation?.body;
	const found = record && known && await findEarlierModel(setting, record);
	if (found && "contents" in found) {
		if (found.body.digest === live.model) return {
			model: found,
			known
		};
	}
	const kept = await fromDeployingRuns(setting, live);
	return "model" in kept || !found || "contents" in found ? kept : found;
}
const MOST_RUNS = 5;
async function fromDeployingRuns({ github, pipeline, leg }, { model, deployments }) {
	if (!github) return NOT_KEPT;
	const runs = new Map(deployments.map((one) => [one.payload.run.id, one]));
	let problem = NOT_KEPT;
	for (const [id, { payload, commit }] of [...runs].slice(0, MOST_RUNS)) {
		const load = (name) => loadRunArtifact(github.client.transport, id, name);
		const sources = [{
			kind: "artifacts",
			load
		}];
		try {
			const whose = {
				pipeline,
				leg,
				attempt: payload.run.attempt,
				run: id,
				commit
			};
			const made = await loadModel(sources, whose);
			if (!made) continue;
			const { body } = made.section;
			if (body.digest !== model || digestOfFiles(body) !== model) {
				problem = {
					note: `what run ${id} keeps is not what was deployed`,
					code: "model-differs"
				};
				continue;
			}
			const known = (await loadEvaluation(sources, whose))?.section.body;
			if (known?.model === model) return {
				model: {
					body,
					contents: made.contents
				},
				known
			};
			problem = {
				note: `run ${id} does not say how it is fed`,
				code: "record-missing"
			};
		} catch (error) {
			problem = spare(error, codeOf$2(error) === "corrupt-section" ? "model-differs" : "model-unread");
		}
	}
	return problem;
}
const NOT_KEPT = {
	note: "no run that deployed it keeps it any more",
	code: "model-missing"
};
// shared/stages/live-models.ts
/** What is live in each environment that the configuration names; one that is live in several is there once. */
async function findLiveModels(setting) {
	const { github, config, runner } = setting;
	const live = /* @__PURE__ */ new Map();
	const unread = [];
	for (const environment of Object.keys(config?.deploy ?? {})) {
		if (!github) break;
		try {
			const own = await readOwn({
				setting,
				github,
				environment
			});
			const champion = championOf(own);
			if (!champion) continue;
			const { model, commit } = champion;
			const known = live.get(model);
			const deployments = own.filter(({ payload }) => payload.model === model);
			live.set(model, {
				model,
				commit: known?.commit ?? commit,
				environments: [...known?.environments ?? [], environment],
				deployments: [...known?.deployments ?? [], ...deployments]
			});
		} catch (error) {
			const { note, code } = spare(error, "deployments-unread");
			runner.annotate("notice", `what is live in ${environment} is not known: ${note}`);
			unread.push({
				environments: [environment],
				code,
				reason: firstLine$1(note)
			});
		}
	}
	return {
		live: [...live.values()],
		unread
	};
}
// shared/stages/champion-scores.ts
const NONE = {
	champions: [],
	scores: [],
	unscored: []
};
/**
* What is live now on the candidate's rows, so that whoever approves a deployment sees what it replaces. Only where a
* deployment may follow. Whatever stands in the way is said, and stops nothing.
*/
async function scoreChampions(setting, scoring, judged) {
	const { github, config, runner } = setting;
	if (!github?.context.isDefaultBranch || !config?.deploy) return NONE;
	return runner.group("Champions", async () => {
		const { live, unread } = await findLiveModels(setting);
		const champions = [];
		const scores = [];
		const unscored = [...unread];
		for (const one of live) {
			const told = `the model that is live in ${one.environments.join(", ")}`;
			const environments = [...one.environments];
			const scored = judged.has(one.model) ? void 0 : await scoreChampion(setting, scoring, one);
			if (scored === void 0) runner.info(`${told} was judged on the same rows`);
			else if ("note" in scored) {
				const { note, code } = scored;
				runner.annotate("notice", `${told} cannot be judged on these rows: ${note}`);
				unscored.push({
					environments,
					model: one.model,
					code,
					reason: firstLine$1(note)
				});
			} else {
				runner.info(`${told} was judged on these rows, too`);
				champions.push({
					...scored.body,
					commit: one.commit,
					environments
				});
				scores.push(scored.scores);
			}
		}
		return {
			champions,
			scores,
			unscored
		};
	});
}
/** Nothing where its record says how it does on these rows. */
async function scoreChampion(setting, scoring, live) {
	const ground = groundOf(scoring);
	try {
		const record = await championRecord(setting, live);
		if (record?.evaluation && isSameGround(record.evaluation.body, ground)) return void 0;
		const found = await findChampion(setting, live, record);
		if ("note" in found) return found;
		if (!isSameQuestion(found.known, ground)) {
			const { task, target } = found.known;
			return {
				note: `it does a ${task} of "${target}"`,
				code: "other-question"
			};
		}
		return await scoreOther(setting, scoring, found);
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		const code = codeOf$2(error) === "corrupt-history" ? "record-missing" : "does-not-fit";
		return {
			note: describeError(error),
			code
		};
	}
}
// shared/stages/evaluation-plan.ts
const BATCH = 1024;
/**
* What decides comes from the trusted configuration where there is one: which rows, which target, which metrics. How the
* model is fed is the change's own, for a change may well change it.
*/
async function planEvaluation(setting, inputs) {
	const { config: own, configError, configPath, runner } = setting;
	const trusted = await baseConfig(setting);
	if (configError && !trusted) throw configError;
	const deciding = trusted?.evaluate ? trusted : own;
	const evaluate = deciding?.evaluate;
	if (trusted?.evaluate && own && judgingChange(trusted, own).length > 0) runner.annotate("notice", `This change says in ${configPath} that other rows, targets or metrics judge the model; judged is as its base branch says.`);
	const target = inputs.target ?? evaluate?.target;
	if (target === void 0) throw new ActionError("no-target", "nothing says which column of the holdout is predicted", { hint: inputHint(evaluateInputs, "target", {
		value: "price",
		configured: {
			path: configPath,
			yaml: "evaluate:\n  target: price"
		}
	}) });
	const { holdout, rows } = holdoutOf(inputs, deciding, configPath);
	return {
		model: inputs.model ?? own?.model?.path ?? trusted?.model?.path,
		holdout,
		rows,
		wish: {
			target,
			inputs: fedBy(inputs, own ?? trusted),
			output: inputs.output ?? (own ?? trusted)?.evaluate?.output,
			task: inputs.task ?? evaluate?.task,
			classes: evaluate?.classes
		},
		metrics: evaluate?.metrics,
		batch: evaluate?.batch ?? BATCH
	};
}
function fedBy({ features }, config) {
	if (features && features.length > 0) return { features };
	return config?.evaluate?.inputs;
}
function holdoutOf(inputs, config, configPath) {
	if (inputs.holdout !== void 0) return {
		holdout: {
			name: "holdout",
			path: inputs.holdout
		},
		rows: {}
	};
	const found = Object.entries(config?.data ?? {}).filter(([, { role }]) => role === "holdout");
	const [only, ...more] = found;
	if (!only || more.length > 0) {
		const what = only ? `several datasets are holdouts: ${found.map(([name]) => name).join(", ")}` : "no dataset is a holdout";
		throw new ActionError("no-holdout", what, { hint: inputHint(evaluateInputs, "holdout", {
			value: "data/holdout.csv",
			configured: {
				path: configPath,
				yaml: "data:\n  holdout: { path: data/holdout.csv, role: holdout }"
			}
		}) });
	}
	const [name, { path, key, order, cluster }] = only;
	const rows = {
		...key === void 0 ? {} : { key },
		...order === void 0 ? {} : { order },
		...cluster === void 0 ? {} : { cluster }
	};
	return {
		holdout: {
			name,
			path
		},
		rows
	};
}
// shared/stages/found-model.ts
/** The model that training left in this run; without one the file at hand, which then becomes the run's model. */
async function findCandidate(setting, path) {
	const { stores, runner, configPath } = setting;
	const loaded = await loadModel(stores, whose(setting));
	if (loaded) {
		const { section, contents, isHandedOn } = loaded;
		runner.info(`${section.body.path} of this run's training: ${section.body.digest}`);
		return {
			body: section.body,
			contents,
			section,
			isHandedOn
		};
	}
	const training = await loadTraining(stores, whose(setting));
	if (training && training.section.body.exit.reason !== "succeeded") throw new ActionError("training-failed", "there is no model to evaluate: training failed", { hint: training.section.body.exit.message });
	if (path === void 0) throw new ActionError("no-model", "no model is named", { hint: inputHint(evaluateInputs, "model", {
		value: "models/oil.onnx",
		configured: {
			path: configPath,
			yaml: "model: { path: models/oil.onnx }"
		}
	}) });
	const measured = await measureModel(path, setting);
	if (!measured) {
		const what = `there is no ${path}, and no job of this run trained one${await didYouMeanPath(setting.place, path)}`;
		throw new ActionError("no-model", what, { hint: {
			github: "Add a step or a job before this one that trains:\n- uses: proofmark/proofmark/actions/train@v1",
			terminal: "Train first, or name a model that is there: --model models/oil.onnx"
		} });
	}
	runner.info(`${path}: ${measured.body.digest}`);
	const by = {
		action: "evaluate",
		training: training?.section
	};
	return {
		...measured,
		section: await keepModel(setting, measured, by),
		isHandedOn: false
	};
}
// shared/stages/evaluate.ts
/** The stage behind the action `evaluate`. */
async function runEvaluate(inputs, scene) {
	const setting = await openSetting("evaluate", inputs, scene);
	const { section } = await evaluateModel(setting, inputs);
	setting.github?.client.spent();
	const { body } = section;
	const result = {
		schema: "proofmark/evaluate-result/v1",
		pipeline: setting.pipeline,
		leg: setting.leg,
		...body,
		reasonCode: "evaluated",
		section: sectionDigest(section)
	};
	const figures = body.metrics.map(({ key, value }) => `${key.join(".")} ${rounded(value)}`);
	return {
		decision: "accepted",
		headline: `evaluated on ${body.holdout.rows} rows of ${body.holdout.path}: ${figures.join(", ")}`,
		outputs: {
			"reason-code": result.reasonCode,
			model: body.model,
			rows: String(body.holdout.rows)
		},
		result
	};
}
function rounded(value) {
	return typeof value === "number" ? String(Number(value.toPrecision(5))) : value;
}
/** Scores the model of this run on the holdout, and hands on what it did row by row. */
async function evaluateModel(setting, inputs) {
	const { runner, stores, author, trust } = setting;
	const plan = await planEvaluation(setting, inputs);
	const candidate = await runner.group("Model", () => findCandidate(setting, plan.model));
	const holdout = await runner.group("Holdout", () => measureHoldout(setting, plan));
	const started = performance.now();
	const scored = await runner.group("Scores", () => score(setting, plan, {
		holdout,
		model: candidate
	}));
	const scoring = {
		plan,
		holdout,
		contract: scored.contract
	};
	const { record, before, onBase } = await runner.group("Baseline", async () => {
		const { record } = await setting.baseline();
		return {
			record,
			before: record && await scoreBaseline(setting, record, scoring),
			onBase: record && await scoreOnBase(setting, record, {
				...scoring,
				model: candidate
			})
		};
	});
	const known = record?.evaluation?.body;
	const isBaselineJudged = before || known && isSameGround(known, groundOf(scoring));
	const { champions, unscored, ...live } = await scoreChampions(setting, scoring, /* @__PURE__ */ new Set([candidate.body.digest, ...known && isBaselineJudged ? [known.model] : []]));
	const data = await loadData(stores, whose(setting));
	const scores = encodeScores(scored.scores);
	const body = {
		model: candidate.body.digest,
		metrics: summarizeScores(scored.scores, scored.contract, plan.metrics),
		scores: {
			digest: sha256(scores),
			bytes: scores.length
		},
		holdout: {
			...holdout.record,
			rows: scored.scores.length
		},
		task: scored.contract.task,
		target: plan.wish.target,
		...scored.contract.classes ? { classes: [...scored.contract.classes] } : {},
		inputs: Object.fromEntries(scored.contract.feeds.map(({ name, columns }) => [name, [...columns]])),
		...askedOf(scored.contract),
		output: scored.contract.output,
		rows: plan.rows,
		runtime: { onnxruntime: scored.version },
		wallSeconds: Math.round(performance.now() - started) / 1e3,
		...before ? { baseline: before.body } : {},
		...onBase ? { baseHoldout: onBase.body } : {},
		...champions.length > 0 ? { champions: [...champions] } : {},
		...unscored.length > 0 ? { unscored: [...unscored] } : {}
	};
	const section = {
		schema: "proofmark/evaluation/v1",
		by: {
			...author,
			action: "evaluate"
		},
		uses: usesOf({
			model: candidate.section,
			data: data?.section
		}),
		trust: candidate.isHandedOn ? "recomputed" : trust,
		body
	};
	await saveSection(stores, section, new Map([
		[SCORES_FILE, scores],
		...before ? [[BASELINE_SCORES_FILE, before.scores]] : [],
		...onBase?.scores ? [[BASE_HOLDOUT_SCORES_FILE, onBase.scores]] : [],
		...live.scores.map((bytes, index) => [championScoresFile(index), bytes])
	]));
	return {
		section,
		scores,
		baselineScores: before?.scores,
		baseHoldoutScores: onBase?.scores,
		championScores: live.scores
	};
}
function askedOf({ feeds, fixedRows }) {
	const vectors = feeds.filter(({ rank }) => rank === 1).map(({ name }) => name);
	if (vectors.length === 0 && fixedRows === void 0) return {};
	return { asked: {
		...vectors.length > 0 ? { vectors } : {},
		...fixedRows === void 0 ? {} : { rows: fixedRows }
	} };
}
// shared/features/gating/judge-gate.ts
/** The gate's answer: the trusted rules decide; rules that the change proposes are judged for show. */
function judgeGate(question) {
	const { rules, policy, proposed, configuration, planProblem, unchanged, candidate, baseline, attempt } = question;
	const sides = {
		candidate: candidate.metrics,
		problems: candidate.problems,
		baseline: baseline.metrics,
		baselineProblems: baseline.problems ?? [],
		noise: question.noise,
		isUnchanged: unchanged !== void 0 && "key" in baseline.choice
	};
	const judgement = judge({
		rules: planProblem === void 0 ? rules : [],
		obstacle: obstacleOf(question),
		...sides
	});
	return {
		...judgement,
		...unchanged && judgement.verdict === "pass" ? unchangedGround(unchanged) : {},
		...unchanged ? { unchanged } : {},
		rules: [...judgement.rules],
		metrics: [...candidate.metrics],
		baseline: baseline.choice,
		baselineMetrics: [...baseline.metrics ?? []],
		policy: {
			...policy,
			...proposed ? { proposed: describeProposal(proposed, rules, sides) } : {}
		},
		...configuration ? { configuration } : {},
		...question.isHoldoutChanged ? { isHoldoutChanged: true } : {},
		...question.baseHoldout ? { baseHoldout: question.baseHoldout } : {},
		...question.prediction ? { prediction: question.prediction } : {},
		attempt
	};
}
function unchangedGround({ commit }) {
	return {
		reasonCode: "model-unchanged",
		reason: `nothing that the model depends on changed since ${shortCommit(commit)}, and its metrics hold today's limits`
	};
}
function obstacleOf({ configuration, trainingProblem, planProblem, evaluationProblem }) {
	if (configuration?.problem !== void 0) return {
		reasonCode: "invalid-config",
		reason: configuration.problem
	};
	if (planProblem !== void 0) return {
		reasonCode: "plan-refused",
		reason: planProblem
	};
	if (trainingProblem !== void 0) return {
		reasonCode: "training-failed",
		reason: trainingProblem
	};
	if (evaluationProblem === void 0) return void 0;
	return {
		reasonCode: "evaluation-missing",
		reason: evaluationProblem
	};
}
function describeProposal(proposed, trusted, sides) {
	const shown = judge({
		rules: proposed.rules,
		...sides
	}).rules;
	return {
		change: proposed.change,
		rules: shown.map((rule) => ({
			...rule,
			blocking: false
		})),
		message: describeRuleChanges(ruleChanges(trusted, proposed.rules))
	};
}
// shared/features/gating/read-metrics.ts
/** A metrics file is small; a larger one is something else. */
const LIMIT$2 = 50 * 2 ** 20;
const TOLD_PROBLEMS = 20;
const MOST_FILES$1 = 200;
/** Reads metrics files; what is wrong with one is kept apart from the others. */
async function readMetrics(paths, place) {
	const all = await Promise.all(paths.map(async (path) => {
		try {
			const files = await filesOf$1(path, place);
			if (files) return await readMetrics(files, place);
			return await parseMetrics(await readUserFile(place, path, LIMIT$2), path);
		} catch (error) {
			if (!(error instanceof ActionError)) throw error;
			return {
				metrics: [],
				problems: [error.message],
				notes: []
			};
		}
	}));
	return {
		metrics: all.flatMap(({ metrics }) => metrics),
		problems: all.flatMap(({ problems }) => problems),
		notes: all.flatMap(({ notes }) => notes)
	};
}
/** What a glob stands for, by name; nothing for a plain path. A glob that stands for nothing is an error. */
async function filesOf$1(path, place) {
	if (!readGlob(path) || await isFile(await userPath(place, path))) return void 0;
	const { root, paths } = await findFiles(path, place);
	if (paths.length <= MOST_FILES$1) return paths.map((file) => pathInside(place.workspace, `${root}/${file}`)).sort();
	throw new ActionError("too-many-files", `${path} stands for ${paths.length} files`, { hint: `At most ${MOST_FILES$1} metrics files are read.` });
}
/** Metrics from the bytes of one file: JSON, or YAML where the name or the text says so. */
async function parseMetrics(bytes, path) {
	const decoded = decodeText(bytes);
	if ("problems" in decoded) return broken(path, decoded.problems);
	const isYaml = /\.ya?ml$/i.test(path) || !(/\.json$/i.test(path) || /^\s*[{[]/.test(decoded.text));
	const parsed = isYaml ? await parseYamlTree(decoded.text) : parseJsonTree(decoded.text);
	if ("problems" in parsed) return broken(path, parsed.problems);
	const collected = collectMetrics(parsed.tree, path);
	if ("problems" in collected) return broken(path, collected.problems);
	const count = collected.metrics.filter(isMetric).length;
	const note = `read ${path} as ${isYaml ? "YAML" : "JSON"} metrics (${count} ${count === 1 ? "value" : "values"})`;
	return {
		metrics: collected.metrics,
		problems: [],
		notes: [note]
	};
}
function broken(path, problems) {
	const told = problems.slice(0, TOLD_PROBLEMS).map((problem) => atSpot(path, problem));
	if (problems.length > told.length) told.push(`${path}: and ${problems.length - told.length} more`);
	return {
		metrics: [],
		problems: told,
		notes: []
	};
}
// shared/stages/figures.ts
/** What is judged: what was computed here row by row, and what metrics files say besides. */
async function readFigures(setting, sources) {
	const read = await combine(setting, sources);
	for (const line of read.notes) setting.runner.info(line);
	return read;
}
async function combine(setting, sources) {
	const { evaluation, isNamed } = sources;
	if (!evaluation || isNamed) return readFiles(setting, sources);
	const { metrics, holdout } = evaluation.section.body;
	const note = `evaluated on ${holdout.rows} rows of ${holdout.path} (${metrics.length} metrics)`;
	const { training, paths } = sources;
	const files = training?.metrics || await areHere(setting, paths) ? await readFiles(setting, sources) : {
		metrics: [],
		problems: [],
		notes: []
	};
	const besides = files.metrics.filter(({ key: [name, ...more] }) => {
		return name === void 0 || more.length > 0 || !isComputed(name);
	});
	return {
		metrics: [...metrics, ...besides],
		problems: files.problems,
		notes: [note, ...files.notes]
	};
}
async function areHere({ place }, paths) {
	const [path] = paths;
	return path !== void 0 && isFile(await userPath(place, path));
}
/**
* The file that training wrote, as it was then: the checkout of another job may hold an older one that was committed.
* Who names a file in the step means the one that lies there.
*/
async function readFiles({ place, runner }, { paths, isNamed, training }) {
	const [path] = paths;
	const left = training?.section.body.metrics;
	if (isNamed || path === void 0 || left?.path !== path || !training?.metrics) return readMetrics(paths, place);
	if (sha256(training.metrics) !== left.digest) throw new ActionError("corrupt-section", `${path} is not the file that training wrote`, { hint: "Another job of the run may have replaced it. Run the jobs again from the start." });
	const here = await digestHere(place, path);
	if (here !== void 0 && here !== left.digest) {
		const hint = hintText(inputHint(gateInputs, "metrics", { value: path }), place.kind);
		runner.annotate("notice", `${path} here is not what training wrote; judged is what training wrote. To judge this one:\n${hint}`);
	}
	return parseMetrics(training.metrics, path);
}
async function digestHere(place, path) {
	const file = await userPath(place, path);
	return await isFile(file) ? sha256(await readCapped(file, METRICS_LIMIT, path)) : void 0;
}
const METRICS_LIMIT = 50 * 2 ** 20;
// shared/stages/base-judgement.ts
/**
* Where the rows that judge are not those that judged the baseline, what the same rules say on those: a change that
* makes the model look better by other rows is seen there. It decides nothing.
*/
async function judgeOnBase(setting, candidate, { found, rules }) {
	const own = candidate.section.body;
	const before = found.evaluation?.body;
	const asked = rules.filter(({ metric }) => isComputed(metric));
	const { choice } = found;
	if (!before || !("commit" in choice) || asked.length === 0) return void 0;
	if (own.holdout.digest === before.holdout.digest) return void 0;
	if (!isSameQuestion(own, before)) return void 0;
	const { commit } = choice;
	const { baseHoldout: onBase } = own;
	const scores = candidate.baseHoldoutScores;
	if (onBase && "problem" in onBase) return {
		commit,
		problem: onBase.problem
	};
	if (!onBase || !scores || onBase.holdout.digest !== before.holdout.digest) return {
		commit,
		problem: "evaluate did not score the candidate on them"
	};
	checkFigures(onBase, scores, before);
	const baseline = await readStored(setting, before);
	const { noise } = baseline ? pairUp({
		task: before.task,
		classes: before.classes,
		rows: before.rows,
		holdout: onBase.holdout,
		scored: onBase.scores.digest,
		candidate: scores,
		baseline
	}) : {};
	const judged = judge({
		rules: asked,
		candidate: onBase.metrics,
		baseline: before.metrics,
		noise
	});
	return {
		commit,
		rows: onBase.holdout.rows,
		rules: [...judged.rules]
	};
}
// shared/stages/comparison.ts
/** A file when the user names one, the metrics file at a git revision, or the record of the trusted commit. */
async function chooseComparison(setting, wish) {
	if (wish.baseline === void 0) {
		const { choice, record } = await setting.baseline();
		return {
			choice,
			...record?.gate ? { metrics: record.gate.body.metrics } : {},
			evaluation: record?.evaluation
		};
	}
	const { place } = setting;
	if (await isFile(await userPath(place, wish.baseline))) {
		const { metrics, problems } = await readMetrics([wish.baseline], place);
		return {
			choice: {
				how: "file",
				path: wish.baseline
			},
			metrics,
			problems
		};
	}
	return atRevision(setting, wish.baseline, wish.metrics);
}
/** The metrics as they were committed where the work branched off from the revision. */
async function atRevision({ place }, revision, paths) {
	const { workspace } = place;
	const sha = await resolveRevision(workspace, revision).catch(() => void 0);
	const head = await headCommit(workspace);
	const base = sha && head && await mergeBase(workspace, sha, head.sha);
	const [path, ...more] = paths;
	if (!base || path === void 0 || more.length > 0) {
		const guess = await didYouMeanPath(place, revision);
		throw new ActionError("unknown-baseline", `"${revision}" is neither a metrics file nor a git revision that shares history with this commit${guess}`, { hint: "Give a file such as old.json, or a branch such as main (fetched, in a git repository)." });
	}
	const bytes = await fileAtRevision(workspace, base, path);
	if (!bytes) return { choice: {
		how: "none",
		reason: `${shortCommit(base)} holds no ${path}`,
		wanted: base
	} };
	const { metrics, problems } = await parseMetrics(bytes, path);
	return {
		choice: {
			how: "revision",
			commit: base,
			path
		},
		metrics,
		problems
	};
}
// shared/stages/gate-comparison.ts
/** Chooses the baseline; row by row it is compared where both were evaluated and the step names no figures itself. */
async function compareWithBaseline(setting, inputs, { evaluation, metrics, rules }) {
	const { runner } = setting;
	const found = await chooseComparison(setting, {
		baseline: inputs.baseline,
		metrics
	});
	runner.info(describeBaseline(found.choice));
	if (!evaluation || inputs.baseline !== void 0 || inputs.metrics !== void 0) return {
		baseline: found,
		isHoldoutChanged: false
	};
	const { note, ...paired } = await pairWithBaseline(setting, evaluation, found);
	if (found.metrics) runner.info(note);
	const before = found.evaluation?.body;
	return {
		...paired,
		baseHoldout: await judgeOnBase(setting, evaluation, {
			found,
			rules
		}),
		prediction: before && predictionChange(before, evaluation.section.body)
	};
}
// shared/stages/made.ts
/** Reads it from the run's own sections. Data that was tracked in this process is not read again. */
async function loadMade(setting, tracked) {
	const { stores } = setting;
	const of = whose(setting);
	const made = {
		data: tracked ?? await loadData(stores, of),
		training: await loadTraining(stores, of),
		model: await loadModel(stores, of),
		evaluation: await loadEvaluation(stores, of)
	};
	checkEvaluated(made);
	return made;
}
/** An evaluation counts for the very model that it names. */
function checkEvaluated({ evaluation, model }) {
	if (!evaluation) return;
	const { uses, body } = evaluation.section;
	if (model && model.section.body.digest === body.model && uses["model"] === sectionDigest(model.section)) return;
	throw new ActionError("corrupt-section", "the evaluation is not of this run's model", { hint: "Training ran again after it. Run the jobs from evaluate on again." });
}
// shared/domain/model-inputs.ts
/** Roles of datasets that make a model. */
const MAKES = ["train", "base-model"];
/** Whether a plan looks at the datasets of a role. */
function isPlanned(role) {
	return MAKES.includes(role) || role === "holdout";
}
/** What the datasets, code and parameters of a data section say, with the rest that makes a model. */
function modelInputs({ datasets, code, parameters }, rest) {
	const ofRole = (isMeant) => datasets.filter(({ role }) => isMeant(role)).map(({ name, role, path, digest }) => ({
		name,
		role,
		path,
		digest
	})).sort((a, b) => a.name < b.name ? -1 : 1);
	return {
		leg: rest.leg,
		data: ofRole((role) => MAKES.includes(role)),
		holdout: ofRole((role) => role === "holdout"),
		code: code && named(code),
		parameters: parameters && named(parameters),
		command: rest.command,
		lockfiles: rest.lockfiles.map(named).sort((a, b) => a.path < b.path ? -1 : 1)
	};
}
/** What made the model of a record; nothing when the record does not hold all of it. */
function recordedInputs({ leg, data, training, model }) {
	if (!data || !training || !model) return void 0;
	const { command, environment, metrics, lockfiles } = training.body;
	return modelInputs(data.body, {
		leg,
		lockfiles,
		command: {
			run: command,
			model: model.body.path,
			...metrics ? { metrics: metrics.path } : {},
			pass: environment.passed
		}
	});
}
/**
* The text whose SHA-256 is the key: equal keys mean that training would be given the same. Holdout data is no part of
* it, and nothing is where nobody said what the model depends on.
*/
function keyText(inputs) {
	if (unnamed(inputs).length > 0) return void 0;
	const { leg, data, code, parameters, command, lockfiles } = inputs;
	return canonicalJson({
		schema: "proofmark/plan-key/v1",
		leg,
		data,
		code,
		parameters: parameters ?? null,
		command: command && commandParts(command),
		lockfiles
	});
}
function commandParts({ run, model, metrics, pass }) {
	return {
		run,
		model: model ?? null,
		metrics: metrics ?? null,
		pass: [...new Set(pass)].sort()
	};
}
/** What must be named before anybody can say that nothing changed. */
function unnamed({ data, code, command }) {
	return [
		...data.length > 0 ? [] : ["data with the role train"],
		...code ? [] : ["train.code"],
		...command ? [] : ["train.run"]
	];
}
function named({ path, digest }) {
	return {
		path,
		digest
	};
}
// shared/domain/plan-words.ts
/** Whether two values say the same; a missing one is like none. */
function isSame(one, other) {
	return canonicalJson(one ?? null) === canonicalJson(other ?? null);
}
/** `: prices (2026.csv added)`: which datasets differ, and how as far as that is known. */
function ofSets(before, now, change) {
	return `: ${listed(differing(before, now, ({ name }) => name).map((name) => {
		const one = change?.datasets.find((dataset) => dataset.name === name);
		return `${name}${one ? inBrackets(one) : ""}`;
	}))}`;
}
function inBrackets(change) {
	const words = ofChange(change);
	return words === "" ? "" : ` (${words})`;
}
/** `: train.py modified`; nothing where the files are not known. */
function ofFiles(change) {
	const words = change ? ofChange(change) : "";
	return words === "" ? "" : `: ${words}`;
}
function ofChange({ status, changes = [], redefined }) {
	if (status === "added") return "new";
	if (status === "removed") return "gone";
	return [
		...changes.length > 0 ? [listed(changes.map(fileOf))] : [],
		...redefined?.path ? [`read from ${redefined.path.after}`] : [],
		...redefined?.role ? [`role ${redefined.role.after}`] : []
	].join(", ");
}
function fileOf(change) {
	return change.kind === "renamed" ? `${change.to} renamed` : `${change.path} ${change.kind}`;
}
/** Names alone: a value may be a secret. */
function ofValues(change) {
	const names = change?.parameters?.map(({ name }) => name) ?? [];
	return names.length === 0 ? "" : `: ${listed(names)}`;
}
/** The names of what only one side has, or both have differently. */
function differing(before, now, nameOf) {
	const names = [...new Set([...before, ...now].map(nameOf))].sort();
	const find = (list, name) => list.find((one) => nameOf(one) === name);
	return names.filter((name) => !isSame(find(before, name), find(now, name)));
}
const MOST = 3;
/** `a, b and 4 more`. */
function listed(names) {
	const shown = names.slice(0, MOST).map(shortened);
	const more = names.length - shown.length;
	return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}
const LONGEST = 120;
function shortened(name) {
	return name.length > LONGEST ? `${name.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, "")}…` : name;
}
// shared/domain/plan-decision.ts
/** Whether a model must be trained. Whatever is not known to be the same counts as changed. */
function decidePlan(question) {
	const { now, record, rules } = question;
	const lacking = unnamed(now);
	if (lacking.length > 0) return train("not-tracked", `nothing says what the model depends on: name ${listed(lacking)}`);
	if (!record) return train("no-baseline", "there is no record to compare with");
	const before = recordedInputs(record);
	const at = shortCommit(record.commit);
	const fault = faultOf(question, record);
	if (fault !== void 0 || !before) return train("baseline-not-good", `the record of ${at} is no ground to build on: ${fault ?? "it does not say what its model was made from"}`);
	const found = differences(before, question);
	const [first] = found;
	if (first) return train(first.reason, found.map(({ message }) => message).join("; "));
	const metrics = metricIndex(record.gate?.body.metrics ?? []);
	const missing = new Set(rules.map(({ metric }) => metric).filter((name) => metrics(name).found === "none"));
	if (missing.size > 0) return train("metrics-missing", `rules name ${listed([...missing])}, which the record of ${at} does not hold`);
	return {
		train: false,
		reason: "unchanged",
		message: `nothing that the model depends on changed since ${at}`
	};
}
function train(reason, message) {
	return {
		train: true,
		reason,
		message
	};
}
/** What keeps a record from standing for the model of another commit. */
function faultOf({ isLinked }, { gate, data, training, model }) {
	if (!gate) return "it was not judged";
	const { verdict } = gate.body;
	if (verdict !== "pass" && verdict !== "no-baseline") return `its verdict is ${verdict}`;
	if (training && training.body.exit.reason !== "succeeded") return training.body.exit.message;
	if (!training) return "it holds no training";
	if (!model) return "it holds no model";
	if (!data) return "it holds no data section";
	if (!isLinked) return "its training does not say that it used the data of the record";
}
function differences(before, { now, change, record, evaluation }) {
	const found = [];
	const compare = (key, reason, words) => {
		if (isSame(before[key], now[key])) return;
		found.push({
			reason,
			message: words()
		});
	};
	compare("data", "data-changed", () => `data changed${ofSets(before.data, now.data, change)}`);
	compare("code", "code-changed", () => `code changed${ofFiles(change?.code)}`);
	compare("parameters", "parameters-changed", () => `parameters changed${ofValues(change)}`);
	compare("lockfiles", "packages-changed", () => {
		return `packages changed: ${listed(differing(before.lockfiles, now.lockfiles, ({ path }) => path))}`;
	});
	if (!isSame(partsOf(before), partsOf(now)) || before.leg !== now.leg) found.push({
		reason: "command-changed",
		message: ofCommands(partsOf(before), partsOf(now))
	});
	compare("holdout", "holdout-changed", () => {
		return `the data that judges changed${ofSets(before.holdout, now.holdout, change)}`;
	});
	if (found.length === 0 && !isTracked(record?.evaluation?.body.holdout, now)) found.push({
		reason: "holdout-changed",
		message: "the rows that the record was judged on are not tracked here"
	});
	if (!isSame(evaluation.before, evaluation.now)) {
		const pairs = (side) => Object.entries(side).map(([name, value]) => ({
			name,
			value
		}));
		const message = `how models are evaluated changed: ${listed(differing(pairs(evaluation.before), pairs(evaluation.now), ({ name }) => name))}`;
		found.push({
			reason: "evaluation-changed",
			message
		});
	}
	return found;
}
/** Whether the rows of an evaluation are among the datasets that a plan looks at. */
function isTracked(rows, { holdout }) {
	const isThese = (one) => one.path === rows?.path && one.digest === rows.digest;
	return rows === void 0 || holdout.some(isThese);
}
function partsOf({ command }) {
	return command && commandParts(command);
}
const PART_NAMES = {
	run: "the command",
	model: "the path of the model",
	metrics: "the path of the metrics",
	pass: "the variables passed on"
};
function ofCommands(before, now) {
	const names = Object.keys(PART_NAMES).filter((key) => !isSame(before?.[key], now?.[key])).map((key) => PART_NAMES[key]);
	return `${names.length === 0 ? "the leg" : listed(names)} changed`;
}
// shared/features/training/capture.ts
/** Files at the top of a repository that pin what a program runs on. */
const LOCKFILES = [
	"requirements.txt",
	"requirements.lock",
	"uv.lock",
	"poetry.lock",
	"Pipfile.lock",
	"pdm.lock",
	"pixi.lock",
	"conda-lock.yml",
	"environment.yml",
	"package-lock.json",
	"npm-shrinkwrap.json",
	"pnpm-lock.yaml",
	"yarn.lock",
	"bun.lock",
	"Cargo.lock",
	"go.sum",
	"Gemfile.lock",
	"renv.lock",
	"Manifest.toml"
];
const LIMIT$1 = 64 * 2 ** 20;
/** The lockfiles that lie there, with their digests. */
async function findLockfiles(place) {
	return (await Promise.all(LOCKFILES.map((path) => knownFile(path, place)))).flatMap((file) => file ? [file.known] : []);
}
/** A small file with its digest; nothing when it is not there. */
async function knownFile(path, place) {
	const bytes = await ifThere(readCapped(await userPath(place, path), LIMIT$1, path));
	return bytes && {
		known: known(path, bytes),
		bytes
	};
}
/** The digest of a file that the user named, so that it must be there. */
async function namedFile(path, place) {
	return known(path, await readUserFile(place, path, LIMIT$1));
}
function known(path, bytes) {
	return {
		path,
		digest: sha256(bytes),
		bytes: bytes.byteLength
	};
}
// shared/platform/memory-kills.ts
/**
* How often the kernel has killed a process of our control group for want of memory; nothing where it does not say
* (no Linux, or cgroup v1). Compared before and after, it tells a lack of memory from any other SIGKILL.
*/
async function countMemoryKills() {
	const groups = await readFile("/proc/self/cgroup", "utf8").catch(() => "");
	const path = /^0::(\/.*)$/m.exec(groups)?.[1];
	if (path === void 0) return void 0;
	const events = await readFile(`/sys/fs/cgroup${path}/memory.events`, "utf8").catch(() => "");
	const count = /^oom_kill (\d+)$/m.exec(events)?.[1];
	return count === void 0 ? void 0 : Number(count);
}
// shared/features/training/supervise.ts
/** The name of the variable that carries the mark. */
const MARK = "PROOFMARK_RUN_ID";
/** Within what GitHub's runner leaves a cancelled step. */
const GRACE_MS = 6e3;
const KEPT_LINES = 50;
/** Runs the training to its end, tells what it says, and leaves no process of it behind. */
async function supervise({ argv, cwd, environment, timeoutMs, mark }, runner) {
	const lastLines = [];
	const killsBefore = await countMemoryKills();
	const started = now();
	const cancellation = watchCancellation();
	try {
		const { exit } = await runProcess(argv, {
			cwd,
			environment: {
				...environment,
				[MARK]: mark
			},
			...timeoutMs === void 0 ? {} : { timeoutMs },
			graceMs: GRACE_MS,
			outputLimitBytes: 0,
			onLine(line) {
				runner.info(line);
				lastLines.push(line);
				if (lastLines.length > KEPT_LINES) lastLines.shift();
			}
		});
		const wallSeconds = (now().getTime() - started.getTime()) / 1e3;
		const left = await sweepMarked(MARK, mark);
		if (left > 0) {
			const what = left === 1 ? "1 process" : `${left} processes`;
			runner.annotate("warning", `training left ${what} behind; ended now`);
		}
		const killsAfter = await countMemoryKills();
		const isOutOfMemory = killsBefore !== void 0 && killsAfter !== void 0 && killsAfter > killsBefore;
		return {
			exit: classifyEnd({
				end: exit,
				isCancelled: cancellation.isCancelled(),
				isOutOfMemory,
				lastLines
			}),
			startedAt: started.toISOString(),
			wallSeconds
		};
	} finally {
		cancellation.ignore();
	}
}
// shared/stages/command.ts
/** The words of a command, given as a list or as one line that is cut without a shell. */
function wordsOf(run) {
	if (typeof run !== "string") {
		const [program = "", ...rest] = run;
		return [program, ...rest];
	}
	const split = splitCommand(run);
	if ("argv" in split) return split.argv;
	throw new ActionError("invalid-command", `${split.message} (character ${split.index + 1})\n  ${run}\n  ${" ".repeat(split.index)}^`, { hint: "A list says where words end: train:\n  run: [python, train.py, --name, \"two words\"]" });
}
// shared/stages/policy.ts
/**
* Whose rules decide. Inputs win; else the configuration of the trusted commit: of a pull request the one it would be
* merged onto, of the default branch the pushed one. A pull request that brings the first rules is judged by them.
*/
function choosePolicy(setting, inputs, trusted) {
	const { config, configPath, github } = setting;
	if (inputs.rules && inputs.rules.length > 0) {
		const rules = rulesFromLines(inputs.rules);
		return {
			rules,
			from: {
				from: "inputs",
				digest: digestOf(rules)
			}
		};
	}
	const own = config ? rulesOf(config) : [];
	const isPull = github?.context.pullRequest !== void 0;
	const { commit } = trusted;
	if (commit === void 0) return {
		rules: own,
		from: {
			from: "worktree",
			path: configPath,
			digest: digestOf(own)
		}
	};
	const rules = trusted.config ? rulesOf(trusted.config) : [];
	if (isPull && rules.length === 0) return {
		rules: own,
		from: {
			from: "proposed",
			path: configPath,
			digest: digestOf(own)
		}
	};
	const from = {
		from: "commit",
		path: configPath,
		commit,
		digest: digestOf(rules)
	};
	const proposed = isPull ? proposalOf(setting, rules, own) : void 0;
	return {
		rules,
		from,
		...proposed ? { proposed } : {}
	};
}
/** What says that there is nothing to judge by, before anything else is read. */
function noRules(path) {
	return new ActionError("no-rules", "there is no rule to judge by", { hint: inputHint(gateInputs, "rules", {
		value: ["rmse <= baseline + 2%"],
		configured: {
			path,
			yaml: "gate:\n  rules:\n    - rmse <= baseline + 2%"
		}
	}) });
}
function proposalOf({ config, configError }, trusted, own) {
	if (configError || canonicalPolicy(own) === canonicalPolicy(trusted)) return void 0;
	return {
		change: config && own.length > 0 ? "edited" : "removed",
		rules: own
	};
}
/** What a pull request does to the trusted configuration besides its rules; nothing when all that decides is the same. */
function configurationChange({ config, configError, configPath, github, usualName }, inputs, trusted) {
	if (!github?.context.pullRequest || !trusted.config) return void 0;
	if (configError) return {
		path: configPath,
		problem: configError.message
	};
	if (!config) return {
		path: configPath,
		isRemoved: true
	};
	const metrics = {
		trusted: trusted.config.train?.metrics,
		proposed: config.train?.metrics
	};
	const pipeline = {
		trusted: trusted.config.pipeline ?? usualName,
		proposed: config.pipeline ?? usualName
	};
	const evaluation = trusted.config.evaluate ? judgingChange(trusted.config, config) : [];
	const change = {
		path: configPath,
		...!isGiven(inputs.metrics) && metrics.trusted && metrics.trusted !== metrics.proposed ? { metrics: {
			...metrics,
			trusted: metrics.trusted
		} } : {},
		...inputs.pipeline === void 0 && pipeline.trusted !== pipeline.proposed ? { pipeline } : {},
		...evaluation.length > 0 ? { evaluation: [...evaluation] } : {}
	};
	return Object.keys(change).length > 1 ? change : void 0;
}
/** Whether the trusted configuration asks for an evaluation by the suite itself. */
function isEvaluationDue({ config }, inputs, trusted) {
	return !isGiven(inputs.metrics) && (trusted.config ?? config)?.evaluate !== void 0;
}
/**
* Which files are judged. What decides must not be named by the change that is judged, or it could point at figures of
* its own making: inputs win, then the trusted configuration, and only without one the file at hand.
*/
function metricsPaths({ config, configPath }, inputs, { trusted, isEvaluated }) {
	if (isGiven(inputs.metrics)) return inputs.metrics;
	const configured = trusted.config?.train?.metrics ?? config?.train?.metrics;
	if (configured !== void 0) return [configured];
	if (isEvaluated) return [];
	throw new ActionError("no-metrics-file", "no metrics file is named", { hint: inputHint(gateInputs, "metrics", {
		value: "metrics.json",
		configured: {
			path: configPath,
			yaml: "train:\n  metrics: metrics.json"
		}
	}) });
}
function isGiven(list) {
	return list !== void 0 && list.length > 0;
}
function digestOf(rules) {
	return sha256(canonicalPolicy(rules));
}
// shared/stages/plan.ts
/** Whether the model must be trained, for the action that tracks. */
async function makePlan(setting, measured, record) {
	const now = modelInputs(measured, await makersHere(setting));
	return {
		...decidePlan({
			...await planGrounds(setting, record),
			now,
			change: measured.change
		}),
		...keyOf(now)
	};
}
/** What makes the model here besides what is measured: the configured command, and the lock files at hand. */
async function makersHere(setting) {
	return {
		leg: setting.leg,
		command: configuredCommand(await usedConfig(setting)),
		lockfiles: await findLockfiles(setting.place)
	};
}
/** What a plan is decided by besides the model's inputs, for who plans and for who looks at a plan again. */
async function planGrounds(setting, record) {
	const { rules } = choosePolicy(setting, { rules: void 0 }, await setting.trusted());
	const evaluation = {
		before: evaluated(record && await configAt(setting, record.commit)),
		now: evaluated(await usedConfig(setting))
	};
	return {
		record,
		isLinked: record !== void 0 && isLinked(record),
		evaluation,
		rules
	};
}
/** The configuration as a commit holds it; nothing where nobody can use it. */
async function configAt(setting, commit) {
	const trusted = await setting.trusted();
	if (trusted.commit === commit) return trusted.config;
	const client = setting.github?.client;
	const bytes = await client?.fileAt(setting.configPath, commit);
	if (!client || !bytes) return void 0;
	try {
		return await loadConfig(bytes, setting.configPath, (path) => client.fileAt(path, commit));
	} catch (error) {
		if (codeOf$2(error) === "invalid-config") return void 0;
		throw error;
	}
}
/** What decides how a model is evaluated. The size of a batch does not. */
function evaluated(config) {
	if (!config?.evaluate) return {};
	const { batch: _, ...evaluate } = config.evaluate;
	const rows = Object.entries(config.data ?? {}).filter(([, { role }]) => role === "holdout").map(([name, { path: _path, role: _role, ...columns }]) => [name, columns]);
	return {
		...evaluate,
		rows: Object.fromEntries(rows)
	};
}
/** The key as the outputs have it; nothing where nobody said what the model depends on. */
function keyOf(inputs) {
	const text = keyText(inputs);
	return text === void 0 ? {} : { key: hexOf(sha256(text)) };
}
/** A record of an unchanged model holds the training of an earlier one, which the gate looked at. */
function isLinked({ data, training, gate }) {
	if (!data || !training) return false;
	return gate?.body.unchanged !== void 0 || training.uses["data"] === sectionDigest(data);
}
function configuredCommand(config) {
	const train = config?.train;
	if (train?.run === void 0) return void 0;
	return {
		run: wordsOf(train.run),
		model: config?.model?.path,
		metrics: train.metrics,
		pass: train.env?.pass ?? []
	};
}
// shared/stages/plan-check.ts
/** Whether this run made no model because its plan said that the baseline's is still the one. */
async function isSpared({ place }, inputs, { data, training, model }) {
	if (data?.section.body.plan?.train !== false || training || model) return false;
	for (const path of inputs.metrics ?? []) if (await ifThere(findFiles(path, place))) return false;
	return true;
}
/** Looks at the plan again and says what came of it. */
async function lookAtPlan(setting, body) {
	const plan = await checkPlan(setting, body);
	const of = plan.unchanged && shortCommit(plan.unchanged.commit);
	setting.runner.info(plan.problem ?? `the model is that of ${of}; judged are its metrics`);
	return plan;
}
/**
* Nobody knows which job wrote the plan, so it is made again: by the trusted record, and by the files that are at hand.
* What is not at hand is believed, and said to be.
*/
async function checkPlan(setting, body) {
	const { record, choice } = await setting.baseline();
	if (!record || !("key" in choice)) return refused(choice.how === "none" ? choice.reason : "");
	const makers = await makersHere(setting);
	const grounds = await planGrounds(setting, record);
	const told = modelInputs(body, makers);
	const claim = decidePlan({
		...grounds,
		now: told,
		change: body.change
	});
	if (claim.train) return refused(claim.message);
	if (keyOf(told).key !== body.plan?.key) return refused("its key is that of something else");
	const { measured, claimed } = await measureAgain(setting, body);
	if (measured === void 0) return refused(`there is no ${claimed.join(", ")} here to look at`);
	const again = decidePlan({
		...grounds,
		now: modelInputs(measured, makers)
	});
	if (again.train) return refused(again.message);
	const model = record.model?.body.digest;
	if (model === void 0) return refused("the record holds no model");
	return {
		record,
		unchanged: {
			commit: choice.commit,
			record: choice.key,
			model,
			claimed
		},
		metrics: {
			metrics: record.gate?.body.metrics ?? [],
			problems: [],
			notes: []
		}
	};
}
function refused(why) {
	return {
		problem: `the plan of this run says that the model is unchanged, but it cannot be believed: ${why}`,
		metrics: {
			metrics: [],
			problems: [],
			notes: []
		}
	};
}
async function measureAgain(setting, body) {
	const config = await usedConfig(setting);
	const { code, parameters } = body;
	const codePaths = pathsOf(code?.path ?? "", config?.train?.code ?? []);
	const codeHere = code && await ifThere(measureCode(codePaths, setting));
	const parametersHere = parameters && await ifThere(readParameters(parameters.path, setting.place));
	const missing = [...code && !codeHere ? [code.path] : [], ...parameters && !parametersHere ? [parameters.path] : []];
	if (missing.length > 0) return {
		measured: void 0,
		claimed: missing
	};
	const claimed = [];
	const datasets = [];
	for (const dataset of body.datasets) {
		const isMeant = isPlanned(dataset.role);
		const here = isMeant ? await ifThere(measureDataset(dataset, setting)) : void 0;
		if (isMeant && !here) claimed.push(dataset.name);
		datasets.push(here ? here.record : dataset);
	}
	return {
		measured: {
			...body,
			datasets,
			...codeHere ? { code: codeHere.record } : {},
			...parametersHere ? { parameters: parametersHere } : {}
		},
		claimed
	};
}
/** The list behind the one line that a record has for it. */
function pathsOf(line, configured) {
	return configured.join(", ") === line ? configured : line.split(", ");
}
// shared/stages/remember.ts
/** Writes the run's record into the history, if this run may; says in one sentence what became of it. */
async function rememberRun({ github, history, pipeline, leg, runner }, gate, { data, training, model, evaluation, scores }) {
	if (!github) return "record: not remembered outside of GitHub Actions";
	const { context } = github;
	if (!context.isDefaultBranch) return "record: only runs on the default branch are remembered";
	if (!history) return "record: the history is switched off";
	const record = {
		schema: "proofmark/record/v1",
		pipeline,
		leg,
		commit: context.sha,
		run: {
			id: context.run.id,
			attempt: context.run.attempt
		},
		...data ? { data: data.section } : {},
		...training ? { training } : {},
		...model ? { model } : {},
		...evaluation ? { evaluation } : {},
		gate
	};
	try {
		const leftOut = await remember(history, record, {
			manifests: data?.manifests ?? /* @__PURE__ */ new Map(),
			scores
		});
		for (const line of leftOut) runner.annotate("warning", line);
		return `record: remembered in the ${history.place}`;
	} catch (error) {
		if (codeOf$2(error) !== "missing-permission") throw error;
		runner.annotate("warning", `The record was not remembered, so pull requests have no baseline.\n${describeError(error)}`);
		return "record: not remembered, the permission is missing";
	}
}
// shared/stages/gate.ts
/** What is missing stands in the verdict itself, so that the comment says it, too. */
const NOT_EVALUATED = {
	github: "the configuration says how the model is evaluated, but no job of this run did; add the action evaluate before the gate",
	terminal: "the configuration says how the model is evaluated, but nothing did; give evaluate and gate the same folder, such as --store .proofmark"
};
/** Judges the metrics by the trusted rules against the baseline; on the default branch the record is remembered. */
async function judgeModel(setting, inputs, { tracked, evaluationProblem } = {}) {
	const { runner, pipeline, leg, author } = setting;
	const made = await loadMade(setting, tracked);
	const { data, training, model, evaluation } = made;
	const isModelSpared = await isSpared(setting, inputs, made);
	const trusted = isModelSpared || needsRepository(setting, inputs) ? await setting.trusted() : {};
	if (setting.configError && !trusted.config) throw setting.configError;
	const policy = choosePolicy(setting, inputs, trusted);
	if (policy.rules.length === 0) throw noRules(setting.configPath);
	const isDue = isEvaluationDue(setting, inputs, trusted);
	const metrics = metricsPaths(setting, inputs, {
		trusted,
		isEvaluated: evaluation !== void 0 || isDue
	});
	const configuration = configurationChange(setting, inputs, trusted);
	const plan = isModelSpared && data ? await runner.group("Plan", () => lookAtPlan(setting, data.section.body)) : void 0;
	const candidate = plan?.metrics ?? await runner.group("Metrics", () => {
		const isNamed = inputs.metrics !== void 0;
		return readFigures(setting, {
			paths: metrics,
			isNamed,
			training,
			evaluation
		});
	});
	const compared = await runner.group("Baseline", () => compareWithBaseline(setting, inputs, {
		evaluation,
		metrics,
		rules: policy.rules
	}));
	const body = judgeGate({
		rules: policy.rules,
		policy: policy.from,
		proposed: policy.proposed,
		configuration,
		trainingProblem: problemOf(training),
		planProblem: plan?.problem,
		unchanged: plan?.unchanged,
		evaluationProblem: evaluationProblem ?? (isDue && !evaluation && !plan ? hintText(NOT_EVALUATED, setting.place.kind) : void 0),
		candidate,
		...compared,
		attempt: author.run?.attempt ?? 1
	});
	const from = plan?.record ?? {
		training: training?.section,
		model: model?.section,
		evaluation: evaluation?.section
	};
	const makers = {
		training: from.training,
		model: from.model,
		evaluation: from.evaluation
	};
	const section = {
		schema: "proofmark/gate/v1",
		by: {
			...author,
			action: "gate"
		},
		uses: usesOf({
			data: data?.section,
			...makers
		}),
		trust: setting.trust,
		body
	};
	await runner.group("Verdict", async () => tellRules(setting, body));
	await saveSection(setting.stores, section);
	const remembered = await rememberRun(setting, section, {
		...makers,
		data,
		scores: evaluation?.scores
	});
	if (setting.context) runner.info(remembered);
	return {
		section,
		data: data?.section,
		result: {
			schema: "proofmark/gate-result/v1",
			pipeline,
			leg,
			...body,
			section: sectionDigest(section),
			remembered
		}
	};
}
/** The stage behind the action `gate`. */
async function runGate(inputs, scene) {
	const setting = await openSetting("gate", inputs, scene);
	const { section, data, result } = await judgeModel(setting, inputs);
	await writeSummary(setting, composeInput(setting, {
		gate: section,
		data,
		failOn: inputs["fail-on"]
	}));
	setting.github?.client.spent();
	return gateOutcome(result, inputs);
}
/** How a verdict ends the step: which ones fail it is the user's choice. */
function gateOutcome(result, inputs) {
	return {
		decision: decisionFor(result.verdict, inputs["fail-on"]),
		headline: `verdict: ${result.verdict} (${result.reasonCode}): ${result.reason}`,
		outputs: {
			verdict: result.verdict,
			"reason-code": result.reasonCode
		},
		result
	};
}
function problemOf(training) {
	const exit = training?.section.body.exit;
	return exit === void 0 || exit.reason === "succeeded" ? void 0 : exit.message;
}
/** Rules and metrics at hand and nothing to compare with: then GitHub is not asked at all. */
function needsRepository({ history }, inputs) {
	const { rules = [], metrics = [], baseline } = inputs;
	return rules.length === 0 || metrics.length === 0 || baseline === void 0 && history !== void 0;
}
const UNREAD = [
	"unreadable-metrics",
	"no-metrics",
	"plan-refused",
	"evaluation-missing"
];
function tellRules({ runner, place }, { reasonCode, rules }) {
	if (UNREAD.includes(reasonCode)) return;
	for (const { verdict, rule, reason } of rules) runner.info(`${verdict}: ${rule}: ${reason}`);
	if (place.kind !== "github") return;
	for (const { verdict, reason, source, line, blocking } of rules) {
		if (!blocking || verdict !== "fail" && verdict !== "error") continue;
		const position = source === void 0 ? void 0 : {
			file: source,
			...line ? { line } : {}
		};
		runner.annotate("error", reason, position);
	}
}
// shared/platform/github/fork-guard.ts
/**
* Refuses to go on where a run holds the default branch's rights but another repository's code lies in the workspace
* (`pull_request_target`, `workflow_run`, `issue_comment` with a checkout of the pull request). Whose code a comment
* is about is not in its event, so anything but the default branch's commit counts as foreign there.
*/
function refuseForkHead(context, checkedOut) {
	const head = context.foreignHead;
	if (!head) return;
	const { owner, name } = context.repository;
	if (isSameRepository(head.repository, `${owner}/${name}`)) return;
	if (checkedOut.sha !== void 0 && checkedOut.sha === context.sha) return;
	const whose = head.repository ?? "a repository that the event does not name";
	throw new ActionError("untrusted-head", `This run (${context.run.event}) has the rights of the default branch, but works on code of ${whose}.`, { hint: [
		"Judge pull requests from forks in a workflow of their own, which has no rights to lose:",
		"on: pull_request",
		"permissions:",
		"  contents: read"
	].join("\n") });
}
// shared/stages/datasets.ts
/** What to track: the paths given as inputs, else the datasets of the configuration. */
function datasetsOf(inputs, config) {
	const paths = withoutRepeats(inputs.path ?? []);
	if (paths.length === 0) return Object.entries(config?.data ?? {}).map(([name, { path, role, ...settings }]) => ({
		name,
		role,
		path,
		settings
	}));
	if (inputs.name !== void 0 && !NAME$1.test(inputs.name)) throw new ActionError("invalid-name", `the dataset "${inputs.name}" cannot be a name`, { hint: NAME_HINT });
	const taken = /* @__PURE__ */ new Set();
	return paths.map((path, index) => {
		const wish = paths.length === 1 && inputs.name ? inputs.name : nameFromPath(path);
		const name = taken.has(wish) ? `${wish}-${index + 1}` : wish;
		taken.add(name);
		return {
			name,
			role: "train",
			path
		};
	});
}
/** The same path twice is one dataset, or its files would count twice. */
function withoutRepeats(paths) {
	const plain = (path) => path.replace(/^(\.[\\/])+(?=.)/, "").replace(/(?<=.)[\\/]+$/, "");
	return paths.filter((path, index) => paths.findIndex((other) => plain(other) === plain(path)) === index);
}
// shared/stages/own-files.ts
/** What we write must not lie in what we measure, or the next checksum would be of our own files. */
function refuseOwnFiles({ place }, wishes, datasets) {
	const folders = [
		["manifest", wishes.manifest],
		["store", wishes.store],
		["cache", wishes.cache === "none" ? void 0 : wishes.cache],
		["history", /^[./]/.test(wishes.history) ? wishes.history : void 0]
	];
	for (const [input, wish] of folders) {
		if (wish === void 0) continue;
		const folder = absolutePath(place, wish);
		const dataset = datasets.find(({ path }) => holds(place, path, folder));
		if (!dataset) continue;
		throw new ActionError("writes-into-data", `${input}: ${wish} lies in the dataset ${dataset.name}`, { hint: `What is written there would change the checksum of ${dataset.path}. Name a folder outside of it.` });
	}
}
const OWN_NAMES = [
	"x.sha256",
	"x.json",
	"x/x.json",
	"x/x.sha256",
	"stat-cache-0"
];
/** Whether files that we write to the folder would belong to the dataset. */
function holds(place, path, folder) {
	const glob = readGlob(path);
	const base = absolutePath(place, glob?.base ?? path);
	if (!isInside(base, folder)) return false;
	if (!glob) return true;
	const inner = pathInside(base, folder);
	return OWN_NAMES.some((name) => glob.accepts(inner === "." ? name : `${inner}/${name}`));
}
// shared/domain/profile/file-format.ts
const ENDINGS = {
	csv: "csv",
	tsv: "tsv",
	tab: "tsv",
	jsonl: "jsonl",
	ndjson: "jsonl",
	parquet: "parquet",
	pq: "parquet",
	arrow: "arrow",
	feather: "arrow",
	ipc: "arrow",
	npy: "npy",
	npz: "npz",
	png: "images",
	jpg: "images",
	jpeg: "images",
	gif: "images",
	bmp: "images",
	webp: "images",
	tif: "images",
	tiff: "images",
	txt: "text",
	md: "text",
	html: "text",
	xml: "text"
};
/** What a file is by its name. */
function formatOf(path) {
	const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
	return Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : void 0;
}
function isTable(format) {
	return TABLE_FORMATS$1.some((table) => table === format);
}
/**
* The files of a dataset that are what it is made of: of tables the tables, else arrays, images or texts, whichever it
* has first. A text beside a table is most likely a description of it.
*/
function filesByFormat(files, asked) {
	const formatted = files.map((file) => ({
		...file,
		format: asked ?? formatOf(file.path)
	}));
	const kind = [
		isTable,
		(format) => format === "npy" || format === "npz",
		(format) => format === "images",
		(format) => format === "text"
	].find((isKind) => formatted.some(({ format }) => isKind(format)));
	const chosen = kind === void 0 ? [] : formatted.filter(({ format }) => kind(format));
	return {
		files: chosen,
		others: files.length - chosen.length
	};
}
// shared/platform/tables/batches.ts
const TAB = 9;
/**
* The rows of a table file in batches, whatever its format. What is wrong in the file is reported, never thrown; that
* it cannot be opened or read is an error.
*/
async function* readBatches(file, options) {
	try {
		switch (file.format) {
			case "csv":
			case "tsv": {
				const { csvBatches } = await import("./csv-batches.js");
				const delimiter = file.format === "tsv" ? { delimiter: TAB } : {};
				yield* csvBatches(file.path, {
					...options,
					...delimiter
				});
				return;
			}
			case "jsonl": {
				const { jsonBatches } = await import("./json-batches.js");
				yield* jsonBatches(file.path, options);
				return;
			}
			case "parquet": {
				const { parquetBatches } = await import("./parquet-batches.js");
				yield* parquetBatches(file.path, options);
				return;
			}
			case "arrow": {
				const { arrowBatches } = await import("./arrow-batches.js");
				yield* arrowBatches(file.path, options);
			}
		}
	} catch (error) {
		if (systemCode(error) === void 0 || error instanceof ActionError) throw error;
		throw new ActionError("file-unreadable", `cannot read ${pathText(file.name)}`, { cause: error });
	}
}
// shared/features/profile/problem-list.ts
/** Collects what is wrong with the files of a dataset: each kind once, counted, with its first places. */
function problemList(dataset, { isPersonal }) {
	const kept = /* @__PURE__ */ new Map();
	let first;
	function add(code, row) {
		const entry = kept.get(code) ?? {
			count: 0,
			rows: []
		};
		entry.count++;
		if (entry.rows.length < 5) entry.rows.push(row());
		kept.set(code, entry);
	}
	return {
		reporter: (file) => (problem) => add(problem.code, () => ({
			file,
			...problem.line === void 0 ? {} : { line: problem.line },
			text: isPersonal ? "" : clip(problem.text())
		})),
		/** Columns are told apart by name; their order does not count. */
		compareColumns(file, columns) {
			const names = columns.map(({ name }) => name);
			if (first === void 0) {
				first = {
					file,
					names
				};
				return;
			}
			const { names: known, file: other } = first;
			const missing = known.filter((name) => !names.includes(name));
			const more = names.filter((name) => !known.includes(name));
			if (missing.length === 0 && more.length === 0) return;
			const told = [...missing.length > 0 ? [`without ${missing.join(", ")}`] : [], ...more.length > 0 ? [`with ${more.join(", ")}`] : []].join(" and ");
			add("columns-differ", () => ({
				file,
				text: clip(`${told}, other than ${other}`)
			}));
		},
		findings: () => [...kept].map(([code, { count, rows }]) => findingOf$1(code, {
			dataset,
			message: messageOf(code, count, rows),
			count,
			rows: [...rows]
		}))
	};
}
function messageOf(code, count, [first]) {
	const place = first?.line === void 0 ? first?.file : `${first.file}:${first.line}`;
	const times = count === 1 ? "" : ` (${count.toLocaleString("en-US")} times; this is the first)`;
	return `${place}: ${FINDING_CODES[code].means.replace(/\.$/, "")}${first?.text ? `: ${first.text}` : ""}${times}`;
}
function clip(text) {
	const line = text.replace(/\s+/g, " ").trim();
	return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
// shared/features/profile/observe.ts
/**
* Reads every row of a dataset once and shows it to all observers. What is wrong with a file is a finding; reading goes
* on with the next file.
*/
async function observeDataset({ name, files, missing = [], isPersonal = false }, observers, { signal, onRows } = {}) {
	const problems = problemList(name, { isPersonal });
	const union = columnUnion();
	let rows = 0;
	let isBegun = false;
	for (const file of files) {
		const report = problems.reporter(file.name);
		let shape;
		for await (const batch of readBatches(file, {
			report,
			missing: new Set(missing)
		})) {
			signal?.throwIfAborted();
			if (shape?.heads !== batch.heads) {
				const before = union.columns.length;
				const places = union.places(batch.heads);
				shape = {
					heads: batch.heads,
					places
				};
				if (!isBegun || union.columns.length > before) {
					isBegun = true;
					for (const observer of observers) observer.begin([...union.columns]);
				}
				if (file.format !== "jsonl") problems.compareColumns(file.name, batch.heads);
			}
			const shown = {
				...batch,
				file: file.name,
				firstRow: rows,
				columns: columnsOf(batch, shape, union.columns)
			};
			for (const observer of observers) observer.batch(shown);
			rows += batch.rows;
			onRows?.(batch.rows);
		}
	}
	if (!isBegun) for (const observer of observers) observer.begin([]);
	for (const observer of observers) observer.end();
	return {
		columns: union.columns,
		rows,
		findings: problems.findings()
	};
}
/** The columns of all files together, by name. */
function columnUnion() {
	const columns = [];
	const places = /* @__PURE__ */ new Map();
	return {
		columns,
		places: (heads) => heads.map((head) => {
			const known = places.get(head.name);
			if (known !== void 0) return known;
			places.set(head.name, columns.length);
			return columns.push(head) - 1;
		})
	};
}
function columnsOf(batch, { places }, all) {
	if (places.length === all.length && places.every((place, index) => place === index)) return batch.columns;
	const nothing = emptyCells(batch.rows);
	const columns = all.map(() => nothing);
	for (const [index, place] of places.entries()) columns[place] = batch.columns[index] ?? nothing;
	return columns;
}
function emptyCells(rows) {
	return {
		kinds: new Uint8Array(rows).fill(CELL.null),
		numbers: new Float64Array(rows).fill(NaN),
		text: () => "",
		size: () => 0,
		hash: () => 0
	};
}
// shared/domain/profile/column-type.ts
const TYPES = {
	[CELL.boolean]: "boolean",
	[CELL.integer]: "integer",
	[CELL.number]: "number",
	[CELL.date]: "date",
	[CELL.timestamp]: "timestamp",
	[CELL.time]: "time",
	[CELL.string]: "string",
	[CELL.binary]: "binary",
	[CELL.list]: "list",
	[CELL.struct]: "struct",
	[CELL.other]: "other"
};
const WRITTEN = [
	CELL.boolean,
	CELL.integer,
	CELL.number,
	CELL.date,
	CELL.timestamp,
	CELL.time,
	CELL.string
];
/**
* The common type of cells, from how many there are of each kind: integers among numbers are numbers, dates among
* timestamps timestamps; else what can be written in one word is text together, and the rest `other`.
*/
function commonType(counts) {
	const kinds = Object.keys(TYPES).map(Number).filter((kind) => (counts[kind] ?? 0) > 0);
	const [only, ...more] = kinds;
	if (only === void 0) return "empty";
	if (more.length === 0) return TYPES[only] ?? "other";
	const isAmong = (...allowed) => kinds.every((kind) => allowed.includes(kind));
	if (isAmong(CELL.integer, CELL.number)) return "number";
	if (isAmong(CELL.date, CELL.timestamp)) return "timestamp";
	return isAmong(...WRITTEN) ? "string" : "other";
}
/** The type of nearly all cells, when the few that are not make the column something else; and their number. */
function nearlyAll(counts) {
	const total = WRITTEN.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
	const texts = counts[CELL.string] ?? 0;
	if (texts === 0 || texts * 10 > total) return void 0;
	const rest = Array.from(counts);
	rest[CELL.string] = 0;
	const type = commonType(rest);
	return type === "string" || type === "other" ? void 0 : {
		type,
		others: texts
	};
}
// shared/domain/profile/quantile-sketch.ts
/** Values that a level holds. */
const SIZE = 2048;
const HALF = SIZE / 2;
/**
* Quantiles of a stream in little memory. Levels of 2,048 values: a full one is sorted and every other value goes up to
* the next, where each stands for twice as many. Which of the two stays alternates, so the same values in the same order
* always give the same answer. Below 2,048 values it is exact; beyond, a rank is off by at most h/2,048 of all values,
* where h = log2(n/2,048) is the number of levels that were passed on: 0.5 % at a million, 1 % at a thousand million.
* As the alternating makes errors cancel, it is far less as a rule.
*/
function quantileSketch() {
	const levels = [];
	function add(values, count) {
		let taken = 0;
		while (taken < count) {
			const level = levelAt(0);
			const some = Math.min(count - taken, SIZE - level.filled);
			level.values.set(values.subarray(taken, taken + some), level.filled);
			level.filled += some;
			taken += some;
			if (level.filled === SIZE) passOn();
		}
	}
	function passOn() {
		levels[0]?.values.sort();
		for (let height = 0; levelAt(height).filled === SIZE; height++) {
			const { values, isOdd } = levelAt(height);
			const above = levelAt(height + 1);
			for (let at = isOdd ? 1 : 0; at < SIZE; at += 2) above.values[above.filled++] = values[at] ?? 0;
			levels[height] = {
				values,
				filled: 0,
				isOdd: !isOdd
			};
			if (above.filled === SIZE) mergeHalves(above.values);
		}
	}
	function levelAt(height) {
		const level = levels[height] ?? {
			values: new Float64Array(SIZE),
			filled: 0,
			isOdd: false
		};
		levels[height] = level;
		return level;
	}
	return {
		add,
		weighted: () => levels.flatMap(({ values, filled }, height) => Array.from(values.subarray(0, filled), (number) => ({
			number,
			count: 2 ** height
		}))).sort((a, b) => a.number - b.number)
	};
}
/** The smallest value that at least this share of all is not above; NaN when there is none. */
function quantileOf(weighted, share) {
	const total = weighted.reduce((sum, { count }) => sum + count, 0);
	let rank = 0;
	for (const { number, count } of weighted) {
		rank += count;
		if (rank >= share * total) return number;
	}
	return weighted.at(-1)?.number ?? NaN;
}
const lower = new Float64Array(HALF);
function mergeHalves(values) {
	lower.set(values.subarray(0, HALF));
	let one = 0;
	let two = HALF;
	for (let at = 0; one < HALF; at++) {
		const left = lower[one] ?? 0;
		const right = two < SIZE ? values[two] ?? 0 : Number.POSITIVE_INFINITY;
		if (left <= right) one++;
		else two++;
		values[at] = left <= right ? left : right;
	}
}
const SLOTS = 2 ** 14;
const MASK = SLOTS - 1;
/**
* Counts different values exactly, up to a number of them, and then gives up in order to stay small. `onFull` gets the
* numbers that were counted until then, and the row of the batch at hand from which nothing is counted any more.
*/
function valueCounter(onFull) {
	let table;
	let isFull = false;
	let distinct = 0;
	function add({ kinds, numbers, hash, text }, rows) {
		if (isFull) return;
		table ??= newTable();
		const { hashes, counts, texts } = table;
		for (let row = 0; row < rows; row++) {
			if (kinds[row] === CELL.null) continue;
			const key = hash(row) || 1;
			let slot = key & MASK;
			while (hashes[slot] !== key && hashes[slot] !== 0) slot = slot + 1 & MASK;
			if (hashes[slot] === 0) {
				if (distinct === 1e4) {
					onFull(countedNumbers(), row);
					isFull = true;
					table = void 0;
					return;
				}
				hashes[slot] = key;
				texts.set(slot, text(row));
				table.numbers[slot] = numbers[row] ?? NaN;
				distinct++;
			}
			counts[slot] = (counts[slot] ?? 0) + 1;
		}
	}
	function countedNumbers() {
		return [...table?.texts.keys() ?? []].map((slot) => ({
			number: table?.numbers[slot] ?? NaN,
			count: table?.counts[slot] ?? 0
		})).filter(({ number }) => Number.isFinite(number));
	}
	function top(most) {
		return [...table?.texts ?? []].map(([slot, text]) => ({
			text,
			count: table?.counts[slot] ?? 0
		})).sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1)).slice(0, most);
	}
	return {
		add,
		isFull: () => isFull,
		distinct: () => distinct,
		top,
		numbers: countedNumbers
	};
}
function newTable() {
	return {
		hashes: new Float64Array(SLOTS),
		counts: new Float64Array(SLOTS),
		numbers: new Float64Array(SLOTS),
		texts: /* @__PURE__ */ new Map()
	};
}
// shared/domain/profile/column-profile.ts
const KINDS = 12;
/** The finite numbers of the batch at hand; shared, since only one column is added at a time. */
let finiteNumbers = /* @__PURE__ */ new Float64Array(4096);
function columnTally(column, { isDetailed }) {
	const counts = new Float64Array(KINDS);
	const sketch = quantileSketch();
	const values = valueCounter(sketchCounted);
	let sketchedFrom = Number.POSITIVE_INFINITY;
	let min = Number.POSITIVE_INFINITY;
	let max = Number.NEGATIVE_INFINITY;
	let sum = 0;
	let finite = 0;
	let notFinite = 0;
	let seen = 0;
	let shortest = Number.POSITIVE_INFINITY;
	let longest = 0;
	let firstText;
	function add(cells, rows) {
		const { kinds } = cells;
		for (let row = 0; row < rows; row++) {
			const kind = kinds[row] ?? 0;
			counts[kind] = (counts[kind] ?? 0) + 1;
		}
		if (isDetailed) {
			sketchedFrom = values.isFull() ? 0 : Number.POSITIVE_INFINITY;
			values.add(cells, rows);
			addNumbers(cells, rows);
			if ((counts[CELL.string] ?? 0) > 0) addTexts(cells, rows);
		}
		seen += rows;
	}
	function sketchCounted(counted, fromRow) {
		sketchedFrom = fromRow;
		for (const { number, count } of counted) sketch.add(new Float64Array(count).fill(number), count);
	}
	function addNumbers({ kinds, numbers }, rows) {
		if (finiteNumbers.length < rows) finiteNumbers = new Float64Array(rows);
		let least = min;
		let most = max;
		let total = 0;
		let count = 0;
		let sketched = 0;
		for (let row = 0; row < rows; row++) {
			const kind = kinds[row] ?? 0;
			if (kind === CELL.null || kind >= CELL.string) continue;
			const number = numbers[row] ?? NaN;
			if (number - number !== 0) {
				notFinite++;
				continue;
			}
			if (number < least) least = number;
			if (number > most) most = number;
			total += number;
			count++;
			if (row >= sketchedFrom) finiteNumbers[sketched++] = number;
		}
		min = least;
		max = most;
		sum += total;
		finite += count;
		sketch.add(finiteNumbers, sketched);
	}
	function addTexts({ kinds, size, text }, rows) {
		let least = shortest;
		let most = longest;
		for (let row = 0; row < rows; row++) {
			if (kinds[row] !== CELL.string) continue;
			const length = size(row);
			if (length < least) least = length;
			if (length > most) most = length;
			firstText ??= {
				row: seen + row,
				text: text(row)
			};
		}
		shortest = least;
		longest = most;
	}
	function summary() {
		const weighted = values.isFull() ? sketch.weighted() : values.numbers().toSorted((a, b) => a.number - b.number);
		return {
			name: column.name,
			type: column.declared?.type ?? commonType(counts),
			cells: seen,
			nulls: counts[CELL.null] ?? 0,
			notFinite,
			counts: [...counts],
			distinct: values.distinct(),
			isDistinctCapped: values.isFull(),
			min: finite > 0 ? min : void 0,
			max: finite > 0 ? max : void 0,
			mean: finite > 0 ? sum / finite : void 0,
			quantile: (share) => quantileOf(weighted, share),
			top: values.top,
			lengths: longest > 0 || shortest === 0 ? {
				min: shortest,
				max: longest
			} : void 0,
			firstText
		};
	}
	return {
		column,
		add,
		summary
	};
}
/** Gathers the types of all columns, and of the first 200 how their values lie. */
function profileObserver() {
	let tallies = [];
	let rows = 0;
	return {
		observer: {
			begin(columns) {
				const more = columns.slice(tallies.length).map((column, index) => columnTally(column, { isDetailed: tallies.length + index < 200 }));
				tallies = [...tallies, ...more];
			},
			batch(batch) {
				for (const [index, tally] of tallies.entries()) {
					const cells = batch.columns[index];
					if (cells) tally.add(cells, batch.rows);
				}
				rows += batch.rows;
			},
			end: () => void 0
		},
		rows: () => rows,
		/** Of all columns; what a row before did not have counts as empty. */
		columns: () => tallies.map((tally) => {
			const summary = tally.summary();
			return {
				...summary,
				nulls: summary.nulls + rows - summary.cells,
				cells: rows
			};
		})
	};
}
// shared/domain/profile/summarize.ts
/** Texts are only told where they are words for groups, never where each row has its own. */
const MOST_NAMED = 20;
const SHOWN_VALUES = 10;
const VALUE_CHARACTERS = 60;
/** What a record says of a column. Of data about persons it counts and never tells a value. */
function profiledColumn(summary, { isPersonal }) {
	const { name, type, nulls, notFinite, distinct, isDistinctCapped, lengths } = summary;
	return {
		name,
		type,
		nulls,
		...notFinite > 0 ? { notFinite } : {},
		distinct,
		...isDistinctCapped ? { isMore: true } : {},
		...isPersonal ? {} : valuesOf(summary),
		...lengths ? { lengths } : {}
	};
}
function valuesOf(summary) {
	const { type, min, max, mean, distinct, isDistinctCapped } = summary;
	const hasTop = (type === "string" || type === "boolean") && !isDistinctCapped && distinct <= MOST_NAMED;
	const top = summary.top(SHOWN_VALUES).map(({ text, count }) => ({
		value: text.slice(0, VALUE_CHARACTERS),
		count
	}));
	if (type === "string" || type === "boolean" || min === void 0 || max === void 0) return hasTop ? { top } : {};
	const told = (number) => toldValue(type, number);
	return {
		min: told(min),
		max: told(max),
		...mean !== void 0 && isNumber(type) && Number.isFinite(mean) ? { mean } : {},
		quantiles: QUANTILES.map((share) => told(summary.quantile(share)))
	};
}
function isNumber(type) {
	return type === "integer" || type === "number";
}
/** A number as it is, a moment as ISO 8601. */
function toldValue(type, number) {
	if (type !== "date" && type !== "timestamp" && type !== "time") return number;
	const moment = new Date(number);
	if (Number.isNaN(moment.getTime())) return number;
	const text = moment.toISOString();
	if (type === "date") return text.slice(0, 10);
	return type === "time" ? text.slice(11, 23) : text;
}
/** The columns of the schema. */
function schemaColumns(summaries) {
	return summaries.map(({ name, type, nulls, declaredNullable }) => ({
		name,
		type,
		nullable: declaredNullable ?? nulls > 0
	}));
}
// shared/platform/contents/image-size.ts
/** Bytes from the beginning of a file in which the size usually stands. */
const IMAGE_HEAD = 65536;
/**
* Width and height from the header of PNG, JPEG, GIF, BMP and WebP. Nothing is decoded. `undefined` where the header is
* none of these; `unknown` where it is one, and the size stands further behind.
*/
function imageSize(head) {
	if (head.length >= 24 && head.readUInt32BE(0) === 2303741511) return {
		width: head.readUInt32BE(16),
		height: head.readUInt32BE(20)
	};
	const magic = head.toString("latin1", 0, 4);
	if (magic === "GIF8" && head.length >= 10) return {
		width: head.readUInt16LE(6),
		height: head.readUInt16LE(8)
	};
	if (magic.startsWith("BM") && head.length >= 26) return {
		width: head.readInt32LE(18),
		height: Math.abs(head.readInt32LE(22))
	};
	if (magic === "RIFF" && head.toString("latin1", 8, 12) === "WEBP") return webpSize(head);
	if (head[0] === 255 && head[1] === 216) return jpegSize(head);
	return magic === "II*\0" || magic === "MM\0*" ? "unknown" : void 0;
}
function webpSize(head) {
	if (head.length < 30) return "unknown";
	switch (head.toString("latin1", 12, 16)) {
		case "VP8X": return {
			width: head.readUIntLE(24, 3) + 1,
			height: head.readUIntLE(27, 3) + 1
		};
		case "VP8 ": return {
			width: head.readUInt16LE(26) & 16383,
			height: head.readUInt16LE(28) & 16383
		};
		case "VP8L": {
			const bits = head.readUInt32LE(21);
			return {
				width: (bits & 16383) + 1,
				height: (bits >>> 14 & 16383) + 1
			};
		}
		default: return "unknown";
	}
}
/** Goes from segment to segment until one begins a frame. */
function jpegSize(head) {
	let at = 2;
	while (at + 9 <= head.length) {
		if (head[at] !== 255) return void 0;
		const marker = head[at + 1] ?? 0;
		if (marker >= 192 && marker <= 207 && ![
			196,
			200,
			204
		].includes(marker)) return {
			width: head.readUInt16BE(at + 7),
			height: head.readUInt16BE(at + 5)
		};
		const length = marker === 255 ? -1 : head.readUInt16BE(at + 2);
		if (length !== -1 && length < 2) return void 0;
		at += 2 + length;
	}
	return "unknown";
}
// shared/platform/contents/numpy.ts
/** A header is a line of text; a longer one is something else. */
const NPY_HEAD = 16384;
/** Type and shape from the header of an NPY file; throws where it has none. */
function npyShape(head, name) {
	if (head.length < 10 || head.toString("latin1", 0, 6) !== "NUMPY") throw new RangeError("it does not begin as an NPY file does");
	const isLong = (head[6] ?? 0) >= 2;
	const start = isLong ? 12 : 10;
	const length = isLong ? head.readUInt32LE(8) : head.readUInt16LE(8);
	if (start + length > head.length) throw new RangeError("its header ends too early");
	const text = head.toString("utf8", start, start + length);
	const type = /'descr':\s*(?:'([^']*)'|(\[.*?\])\s*,\s*')/s.exec(text);
	const shape = /'shape':\s*\(([\d\s,L]*)\)/.exec(text)?.[1];
	if (type === null || shape === void 0) throw new RangeError("its header names no type and shape");
	const numbers = shape.split(",").map((part) => part.trim()).filter((part) => part !== "");
	return {
		name,
		type: type[1] ?? type[2] ?? "",
		shape: numbers.map((part) => Number.parseInt(part, 10))
	};
}
const DIRECTORY_END = 101010256;
const ENTRY = 33639248;
const MOST_ARRAYS = 1e3;
/** Type and shape of every array of an NPZ file, from the list of names at its end and the beginning of each. */
async function npzShapes(read, size) {
	const tail = await read(Math.max(0, size - 65557), Math.min(size, 65557));
	const end = lastIndexOf(tail, DIRECTORY_END);
	if (end === -1 || end + 22 > tail.length) throw new RangeError("it has no list of its arrays");
	const count = tail.readUInt16LE(end + 10);
	const length = tail.readUInt32LE(end + 12);
	const start = tail.readUInt32LE(end + 16);
	if (count > MOST_ARRAYS || start + length > size) throw new RangeError("the list of its arrays is too long");
	const directory = await read(start, length);
	const shapes = [];
	for (let at = 0; shapes.length < count;) {
		if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY) throw new RangeError("the list of its arrays ends too early");
		const nameLength = directory.readUInt16LE(at + 28);
		const name = directory.toString("utf8", at + 46, at + 46 + nameLength);
		const isPacked = directory.readUInt16LE(at + 10) !== 0;
		const packed = directory.readUInt32LE(at + 20);
		const local = await read(directory.readUInt32LE(at + 42), 30);
		const body = directory.readUInt32LE(at + 42) + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
		const bytes = await read(body, Math.min(Math.max(0, size - body), packed === 4294967295 ? NPY_HEAD : packed, NPY_HEAD));
		shapes.push(npyShape(isPacked ? inflateStart(bytes) : bytes, name.replace(/\.npy$/, "")));
		at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
	}
	return shapes;
}
/** As much as the beginning of packed bytes gives. */
function inflateStart(bytes) {
	return inflateRawSync(bytes, {
		finishFlush: 2,
		maxOutputLength: 64 * 2 ** 20
	});
}
function lastIndexOf(bytes, magic) {
	for (let at = bytes.length - 22; at >= 0; at--) if (bytes.readUInt32LE(at) === magic) return at;
	return -1;
}
// shared/platform/contents/describe-file.ts
/** The size of an image from its header, or why it is none. */
function imageAt(path) {
	return lookAt$1(path, async (read, size) => {
		const found = imageSize(await read(0, Math.min(size, IMAGE_HEAD)));
		if (found === void 0) throw new RangeError("it does not begin as an image does");
		return found;
	});
}
/** The arrays of an NPY or NPZ file, or why it is none. */
function arraysAt(path, name) {
	return lookAt$1(path, async (read, size) => {
		const head = await read(0, Math.min(size, NPY_HEAD));
		if (head.toString("latin1", 0, 2) !== "PK") return [npyShape(head, name)];
		return (await npzShapes(read, size)).map((each) => ({
			...each,
			name: `${name}: ${each.name}`
		}));
	});
}
/** What is wrong with the contents is an answer; what is wrong with the disk is an error. */
async function lookAt$1(path, body) {
	const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
	try {
		const { size } = await file.stat();
		if (size === 0) return { problem: "no bytes" };
		const read = async (start, length) => {
			if (start < 0 || length < 0 || start + length > size) throw new RangeError("it ends too early");
			const bytes = Buffer.alloc(length);
			const { bytesRead } = await file.read(bytes, 0, length, start);
			return bytes.subarray(0, bytesRead);
		};
		return { found: await body(read, size) };
	} catch (error) {
		if (!(error instanceof Error) || "syscall" in error) throw error;
		return { problem: error.message };
	} finally {
		await file.close();
	}
}
// shared/features/profile/contents.ts
const LISTED_CLASSES = 1e3;
const LISTED_SIZES = 10;
const LISTED_ARRAYS = 200;
/** Headers of so many images are looked at, from the first by name; all of them are counted. */
const MOST_HEADERS = 2e4;
/** What names and headers say of files that are no tables. */
async function describeContents(root, files, dataset) {
	const [first] = files;
	if (first?.format === "text") {
		const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
		const problems = files.filter((file) => file.bytes === 0).map(({ path }) => ({
			file: path,
			text: "a document without a byte"
		}));
		return {
			contents: { texts: {
				documents: files.length,
				bytes
			} },
			findings: findingsOf(dataset, problems, "empty-file")
		};
	}
	if (first?.format === "images") return describeImages(root, files, dataset);
	if (first === void 0) return {
		contents: void 0,
		findings: []
	};
	return describeArrays(root, files, dataset);
}
async function describeImages(root, files, dataset) {
	const sizes = /* @__PURE__ */ new Map();
	const problems = [];
	for (const { path } of files.slice(0, MOST_HEADERS)) {
		const answer = await imageAt(`${root}/${path}`);
		if ("problem" in answer) problems.push({
			file: path,
			text: answer.problem
		});
		else if (answer.found !== "unknown") count(sizes, `${answer.found.width}x${answer.found.height}`);
	}
	const classes = /* @__PURE__ */ new Map();
	for (const { path } of files) count(classes, classOf(path));
	return {
		contents: { images: {
			files: files.length,
			classes: largest(classes, LISTED_CLASSES).map(([name, number]) => ({
				name,
				count: number
			})),
			...sizes.size > 0 ? { sizes: largest(sizes, LISTED_SIZES).map(([size, number]) => ({
				size,
				count: number
			})) } : {}
		} },
		findings: findingsOf(dataset, problems, "damaged-file")
	};
}
/** The folder that a file lies in; `.` for those that lie in none. */
function classOf(path) {
	return path.split("/").at(-2) ?? ".";
}
function count(counts, key) {
	counts.set(key, (counts.get(key) ?? 0) + 1);
}
/** The most frequent first, then by name. */
function largest(counts, most) {
	return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, most);
}
async function describeArrays(root, files, dataset) {
	const arrays = [];
	const problems = [];
	for (const { path } of files) {
		const answer = await arraysAt(`${root}/${path}`, path);
		if ("problem" in answer) problems.push({
			file: path,
			text: answer.problem
		});
		else arrays.push(...answer.found.map((each) => ({
			...each,
			shape: [...each.shape]
		})));
	}
	return {
		contents: { arrays: arrays.slice(0, LISTED_ARRAYS) },
		findings: findingsOf(dataset, problems, "damaged-file")
	};
}
function findingsOf(dataset, problems, code) {
	const [first] = problems;
	if (first === void 0) return [];
	const more = problems.length === 1 ? "" : `, and ${problems.length - 1} more files like it`;
	const message = `${first.file}: ${first.text}${more}`;
	const rows = problems.slice(0, 5);
	return [findingOf$1(code, {
		dataset,
		message,
		count: problems.length,
		rows: [...rows]
	})];
}
// shared/features/profile/profile-dataset.ts
/** More than this of tables is only looked at when somebody asks for it: at some 40 MB a second it takes a while. */
const UNASKED_BYTES = 256e6;
/**
* Looks at every row of a dataset's tables, or at the names and headers of what is none. A dataset that asks nothing of
* its tables fails by nothing that is found in them.
*/
async function profileDataset(wish, options = {}) {
	const { name, root, settings, observers = [] } = wish;
	const { files, others } = filesByFormat(wish.files, settings.format);
	if (settings.profile === false && observers.length === 0) return { findings: [] };
	const isAsked = asksForTables(settings) || observers.length > 0;
	const rest = others > 0 ? { others } : {};
	if (!files.some(({ format }) => isTable(format))) {
		if (isAsked && observers.length + Number(settings.schema !== void 0) > 0) return { findings: [noTable(wish)] };
		const { contents, findings } = await describeContents(root, files, name);
		const profile = contents && {
			...contents,
			...rest
		};
		return {
			...profile ? { profile } : {},
			findings: isAsked ? findings : findings.map(softened)
		};
	}
	const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
	if (!isAsked && bytes > UNASKED_BYTES) return { findings: [leftOut(name, bytes)] };
	const secrecy = { isPersonal: isPersonal(settings) };
	const tally = profileObserver();
	const pass = await observeDataset({
		name,
		files: tableFiles(root, files),
		missing: settings.missing ?? [],
		...secrecy
	}, [tally.observer, ...observers], options);
	const summaries = tally.columns().map((summary, index) => ({
		...summary,
		declaredNullable: pass.columns[index]?.declared?.nullable
	}));
	const columns = schemaColumns(summaries);
	const findings = [...pass.findings, ...mixedTypes(name, summaries, secrecy)];
	return {
		...columns.length > 0 ? { schema: {
			fingerprint: sha256(fingerprintText(columns)),
			columns: [...columns]
		} } : {},
		profile: {
			rows: pass.rows,
			columns: summaries.slice(0, 200).map((summary) => profiledColumn(summary, secrecy)),
			...secrecy.isPersonal ? { isPersonal: true } : {},
			...rest
		},
		findings: isAsked ? findings : findings.map(softened)
	};
}
/** Whether the dataset says by any word that it is made of tables that matter. */
function asksForTables({ format, schema, missing, profile }) {
	return profile === true || [
		format,
		schema,
		missing
	].some((word) => word !== void 0);
}
function softened(finding) {
	return finding.level === "fail" ? {
		...finding,
		level: "warn"
	} : finding;
}
function tableFiles(root, files) {
	return files.flatMap(({ path, format }) => isTable(format) ? [{
		path: `${root}/${path}`,
		name: path,
		format
	}] : []);
}
function noTable({ name, files }) {
	return findingOf$1("no-table", {
		dataset: name,
		message: `${name}: its columns are to be checked, and none of its ${files.length} files is a table that can be read`
	});
}
function leftOut(name, bytes) {
	return findingOf$1("profile-left-out", {
		dataset: name,
		message: `${name}: ${Math.round(bytes / 1e6).toLocaleString("en-US")} MB of tables were not looked at row by row; "profile: true" in the dataset does it, "profile: false" says that this is meant`
	});
}
/** Columns that a few cells make text. */
function mixedTypes(dataset, summaries, secrecy) {
	return summaries.flatMap(({ name, counts, firstText }) => {
		const nearly = nearlyAll(counts);
		if (nearly === void 0) return [];
		const { type, others } = nearly;
		const example = firstText && !secrecy.isPersonal ? `, such as ${JSON.stringify(firstText.text.slice(0, 40))} in row ${firstText.row + 1}` : "";
		return [findingOf$1("mixed-types", {
			dataset,
			message: `${dataset}: "${name}" is text because of ${others.toLocaleString("en-US")} cells${example}; all others are of type ${type}. A word that stands for nothing goes into "missing"`,
			count: others
		})];
	});
}
// shared/features/profile/schema-findings.ts
const TOLD_COLUMNS = 2;
/** What a change of the columns means for a dataset under its rule. */
function schemaFinding(dataset, change, rule) {
	const isFine = isAllowed(change.class, rule);
	const told = change.columns.slice(0, TOLD_COLUMNS).map(({ column, why }) => `"${column}" ${why}`);
	const more = change.count - told.length;
	const list = [...told, ...more > 0 ? [`and ${more} more`] : []].join("; ");
	const allowed = isFine ? "" : `, and "schema: ${rule}" does not allow that`;
	const message = `${dataset}: the change of the columns is ${describe(change.class)}${allowed}: ${list}`;
	return findingOf$1(isFine ? "schema-changed" : "schema-broken", {
		dataset,
		message,
		count: change.count
	});
}
function describe(change) {
	switch (change) {
		case "full": return "full (code for the old and for the new columns can read both)";
		case "backward": return "backward only (new code can read old data, old code cannot read new data)";
		case "forward": return "forward only (old code can read new data, new code cannot read old data)";
		case "breaking": return "breaking (neither can old code read new data, nor new code old data)";
	}
}
/** What a dataset does not say and must. */
function catalogueFinding(dataset, said, required) {
	const missing = CATALOGUE_FIELDS.filter((field) => required.includes(field) && said[field] === void 0);
	if (missing.length === 0) return void 0;
	const example = missing.map((field) => `${field}: …`).join(", ");
	return findingOf$1("catalogue-missing", {
		dataset,
		message: `${dataset}: the catalogue requires ${missing.join(", ")}; add to the dataset: { ${example} }`,
		count: missing.length
	});
}
// shared/stages/profiles.ts
/** The list of those that are looked into is held in memory. */
const MOST_FILES = 25e4;
/** Looks into the datasets whose bytes were measured: their columns, their values, and what is wrong with them. */
async function lookInto(setting, measured, { wishes, config }) {
	const { runner } = setting;
	const datasets = [];
	const findings = [];
	for (const { record, files } of measured) {
		const { name } = record;
		const { settings = {} } = wishes.find((wish) => wish.name === name) ?? {};
		const looked = await lookAt(setting, {
			record,
			files,
			settings
		});
		if (looked.schema) {
			const { columns, fingerprint } = looked.schema;
			const many = (looked.profile?.rows ?? 0).toLocaleString("en-US");
			runner.info(`${name}: ${many} rows, ${columns.length} columns, schema ${fingerprint}`);
		}
		const catalogue = catalogueOf(settings);
		datasets.push({
			...record,
			...looked.schema ? { schema: looked.schema } : {},
			...looked.profile ? { profile: looked.profile } : {},
			...catalogue ? { catalogue } : {}
		});
		const missing = config?.catalogue && catalogueFinding(name, settings, config.catalogue.require);
		findings.push(...looked.findings, ...missing ? [missing] : []);
	}
	return {
		datasets,
		findings
	};
}
async function lookAt({ runner, place }, { record: { name, files: count, root }, files, settings }) {
	if (!asksForALook(settings) && !hasKnownFormat(files())) return { findings: [] };
	if (count > MOST_FILES) {
		const [many, most] = [count, MOST_FILES].map((number) => number.toLocaleString("en-US"));
		runner.annotate("warning", `${name}: nobody looked into its ${many} files; up to ${most} are`);
		return { findings: [] };
	}
	let rows = 0;
	return profileDataset({
		name,
		root: absolutePath(place, root),
		files: [...files()],
		settings
	}, { onRows(more) {
		rows += more;
		runner.progress({
			label: `rows of ${name}`,
			done: rows,
			unit: "rows"
		});
	} });
}
/** Whether a word of the configuration is about what is in the files. */
function asksForALook({ format, schema, missing, profile }) {
	return [
		format,
		schema,
		missing,
		profile
	].some((word) => word !== void 0);
}
function hasKnownFormat(files) {
	for (const { path } of files) if (formatOf(path) !== void 0) return true;
	return false;
}
/** What became of the columns, weighed by what each dataset allows. */
function schemaFindings(change, wishes) {
	return (change?.datasets ?? []).flatMap(({ name, schema }) => {
		const rule = wishes.find((wish) => wish.name === name)?.settings?.schema ?? "any";
		return schema === void 0 ? [] : [schemaFinding(name, schema, rule)];
	});
}
/** Of the data alone: whether one finding fails. */
function dataVerdict({ findings = [] }) {
	return hasFailure(findings) ? "fail" : "pass";
}
/** Puts each finding where people see it: in the log, and beside the line of the file. */
function tellFindings({ runner }, { datasets, findings }) {
	for (const { dataset, level, message, rows = [] } of findings) {
		if (level === "note") {
			runner.info(message);
			continue;
		}
		const root = datasets.find(({ name }) => name === dataset)?.root;
		const [first] = rows;
		const file = first && root !== void 0 ? inRoot(root, first.file) : void 0;
		const place = file === void 0 ? void 0 : {
			file,
			...first?.line ? { line: first.line } : {}
		};
		runner.annotate(level === "fail" ? "error" : "warning", message, place);
	}
}
function inRoot(root, file) {
	return root === "." || root === "" ? file : `${root}/${file}`;
}
// shared/platform/stat-cache.ts
/** Also the order of the bytes in a number: a machine that has the other one reads something else here. */
const MAGIC = 8102661203842773041n;
const HEAD_BYTES = 16;
const SEAL_BYTES = 32;
/** More are neither read nor written. */
const MOST_ENTRIES = 2e6;
/** Entries that nothing asked for stay as long as there are not more of them than this or of those in use. */
const LEAST_KEPT = 1e5;
const PIECE_BYTES = 4 * 2 ** 20;
/**
* Digests of files by device, inode, size and times, so that what nobody touched need not be read again. Whatever is
* wrong with the file only costs time.
*/
function openStatCache(path, { isVerifying, scratch }) {
	const quiet = quietBefore(now().getTime());
	const { table, note } = isVerifying ? {} : loadTable(path);
	const fresh = openSpool(scratch);
	return {
		table,
		note,
		remember: (entries) => fresh.write(entries, fresh.length()),
		async save() {
			try {
				if (fresh.length() > 0 || note !== void 0) await writeAtomically(path, sealed(quiet, entriesOf(fresh, table)), { mode: 384 });
				return;
			} catch (error) {
				return error instanceof Error ? error.message : String(error);
			} finally {
				fresh.close();
			}
		}
	};
}
/** New ones first, then those that were asked for, then others: what does not fit is what nobody needed longest. */
function* entriesOf(fresh, table) {
	const fitting = Math.min(fresh.length(), MOST_ENTRIES * 72);
	for (let at = 0; at < fitting; at += PIECE_BYTES) yield fresh.read(at, Math.min(PIECE_BYTES, fitting - at));
	if (table === void 0) return;
	const written = fitting / 72;
	const inUse = new Uint8Array(table.used).reduce((sum, mark) => sum + Number(mark === 1), 0);
	const spare = Math.max(LEAST_KEPT, written + inUse);
	yield* marked(table, 1, MOST_ENTRIES - written);
	yield* marked(table, 0, Math.min(spare, MOST_ENTRIES - written - inUse));
}
function* marked(table, mark, most) {
	const used = new Uint8Array(table.used);
	let left = Math.max(0, most);
	for (let entry = 0; entry < used.length && left > 0;) {
		const from = entry;
		while (entry < used.length && used[entry] === mark && entry - from < left) entry++;
		left -= entry - from;
		if (entry > from) yield new Uint8Array(table.entries, from * 72, (entry - from) * 72);
		else entry++;
	}
}
/** What the file holds: what it is and up to when it counts, the entries, and the SHA-256 of all of that. */
function* sealed(quiet, entries) {
	const hash = createHash("sha256");
	const head = new Uint8Array(BigInt64Array.of(MAGIC, quiet).buffer);
	hash.update(head);
	yield head;
	for (const piece of entries) {
		hash.update(piece);
		yield piece;
	}
	yield hash.digest();
}
const READ = constants.O_RDONLY | constants.O_NONBLOCK | (constants.O_NOFOLLOW ?? 0);
function loadTable(path) {
	let file;
	try {
		file = openSync(path, READ);
		const facts = fstatSync(file, { bigint: true });
		const size = Number(facts.size);
		const why = distrust(facts) ?? misshape(size);
		return why === void 0 ? readTable(file, size) : { note: why };
	} catch (error) {
		const code = systemCode(error);
		if (code === "ENOENT" || code === "ENOTDIR") return {};
		if (code === "ELOOP") return { note: "it is a link" };
		return { note: `it cannot be read (${code ?? String(error)})` };
	} finally {
		if (file !== void 0) closeSync(file);
	}
}
/** Whoever may write it decides what the digests are. */
function distrust(facts) {
	if (!facts.isFile()) return "it is no plain file";
	const user = process.getuid?.();
	if (user !== void 0 && facts.uid !== BigInt(user)) return "it belongs to another user";
	return (facts.mode & 18n) === 0n ? void 0 : "others than its owner may write it";
}
function misshape(size) {
	const entries = (size - HEAD_BYTES - SEAL_BYTES) / 72;
	if (entries > MOST_ENTRIES) return "it is too large";
	return entries >= 0 && Number.isInteger(entries) ? void 0 : "it is not whole";
}
function readTable(file, size) {
	const head = new BigInt64Array(HEAD_BYTES / 8);
	const seal = Buffer.alloc(SEAL_BYTES);
	const entries = new SharedArrayBuffer(size - HEAD_BYTES - SEAL_BYTES);
	readFully(file, Buffer.from(head.buffer), 0);
	readFully(file, Buffer.from(entries), HEAD_BYTES);
	readFully(file, seal, size - SEAL_BYTES);
	const [magic, quiet = 0n] = head;
	if (magic !== MAGIC) return { note: "it is something else" };
	if (!createHash("sha256").update(head).update(Buffer.from(entries)).digest().equals(seal)) return { note: "it is damaged" };
	return { table: tableOf(entries, quiet) };
}
function readFully(file, bytes, at) {
	for (let done = 0; done < bytes.length;) {
		const read = readSync(file, bytes, done, bytes.length - done, at + done);
		if (read === 0) throw new Error("it became shorter");
		done += read;
	}
}
// shared/platform/user-cache.ts
/** Where programs of this user keep what they could also compute again; nothing where there is no such place. */
function userCacheFolder(environment) {
	const wish = environment["XDG_CACHE_HOME"] || environment["LOCALAPPDATA"];
	if (wish && isAbsolute(wish)) return join(wish, "proofmark");
	const home = environment["HOME"];
	return home && isAbsolute(home) ? join(home, ".cache", "proofmark") : void 0;
}
// shared/stages/track-cache.ts
/**
* The memory of digests that `track` alone may use; whoever judges or deploys reads every byte. Who can write it decides
* what it says, so a run whose record deploys rest on uses one only where the step names it.
*/
function openTrackCache(setting, { cache, verify }) {
	const folder = folderOf(setting, cache);
	if (folder === void 0) return void 0;
	const path = `${folder}/${nameOf(setting)}`;
	const opened = openStatCache(path, {
		isVerifying: verify ?? false,
		scratch: scratchRoot(setting.place)
	});
	if (opened.note !== void 0) setting.runner.info(`the stat cache ${pathText(path)} is not used: ${opened.note}`);
	return opened;
}
async function saveTrackCache({ runner }, cache) {
	const problem = await cache?.save();
	if (problem !== void 0) runner.info(`the stat cache was not written: ${problem}`);
}
function folderOf({ place, context }, wish) {
	if (wish === "none") return void 0;
	if (wish !== void 0) return checkedFolder(place, wish);
	const { environment } = place;
	if (place.kind === "terminal") return userCacheFolder(environment);
	const tools = environment["RUNNER_TOOL_CACHE"];
	if (!(environment["RUNNER_ENVIRONMENT"] === "self-hosted") || !tools || context === void 0 || context.isDefaultBranch) return void 0;
	return isInside(place.workspace, tools) ? void 0 : `${tools}/proofmark`;
}
/** Whoever writes the checkout must not be able to bring the checksums along. */
function checkedFolder(place, wish) {
	const folder = absolutePath(place, wish);
	if (place.kind === "terminal" || !isInside(place.workspace, folder)) return folder;
	throw new ActionError("invalid-cache", `cache: ${wish} lies in the checkout`, { hint: "A commit could bring its own. Name a folder outside:\nwith:\n  cache: ${{ runner.tool_cache }}/proofmark" });
}
/** One file for each repository or folder, so that they do not push each other out. */
function nameOf({ place, context }) {
	return `stat-cache-${sha256(context ? `${context.server}/${context.repository.owner}/${context.repository.name}` : place.workspace).slice(7).slice(0, 16)}`;
}
// shared/stages/track-manifests.ts
/** The file lists that the history will keep; of others there is no use in handing them on. */
function handedOn({ runner }, all) {
	const manifests = /* @__PURE__ */ new Map();
	for (const { record, text, textBytes } of all) {
		const name = manifestName(record.digest);
		if (textBytes <= MANIFEST_LIMIT) manifests.set(name, new TextEncoder().encode([...text()].join("")));
		else runner.annotate("warning", `${record.name}: ${describeLarge(name, textBytes)}`);
	}
	return manifests;
}
/** Where manifests are written; nowhere in a terminal that names no folder. */
function manifestFolder({ place }, wish) {
	if (wish !== void 0) return absolutePath(place, wish);
	return place.kind === "github" ? `${place.temporary}/manifests` : void 0;
}
/** Writes them where the user can read them, each with its twin for programs; answers where by dataset. */
async function writeManifests(setting, wish, measured) {
	const folder = manifestFolder(setting, wish);
	const files = /* @__PURE__ */ new Map();
	if (folder === void 0) return files;
	for (const one of measured) {
		const file = `${folder}/${one.record.name}.sha256`;
		await writeAtomically(file, one.text());
		await writeAtomically(`${folder}/${one.record.name}.json`, manifestJson(one));
		files.set(one.record.name, file);
	}
	return files;
}
// shared/stages/track-outcome.ts
/** What `track` answers; manifests by the name of their dataset. */
function trackResult(body, manifests) {
	const sum = (key) => body.datasets.reduce((total, dataset) => total + dataset[key], 0);
	const changed = body.change?.datasets.every(({ status }) => status === "unchanged") !== true;
	return {
		schema: "proofmark/track-result/v1",
		digest: body.digest,
		files: sum("files"),
		bytes: sum("bytes"),
		changed,
		reasonCode: body.change ? changed ? "changed" : "unchanged" : "no-baseline",
		datasets: body.datasets.map((dataset) => {
			const manifest = manifests.get(dataset.name);
			return manifest === void 0 ? dataset : {
				...dataset,
				manifest
			};
		}),
		...body.change ? { change: body.change } : {},
		baseline: body.baseline,
		verdict: dataVerdict(body),
		findings: body.findings ?? [],
		...body.plan ? { plan: body.plan } : {}
	};
}
/** One line: the data, what became of it, whether to train, and what fails. */
function headlineOf$2(body, result) {
	const { plan } = body;
	const need = plan ? `; ${plan.train ? "training is needed" : "no training is needed"}: ${plan.message}` : "";
	return `${dataLine(body, result)}${need}${findingsLine(result)}`;
}
/** How many findings fail, with the first of them. */
function findingsLine({ findings }) {
	const failed = findings.filter(({ level }) => level === "fail");
	const [first] = failed;
	if (first === void 0) return "";
	return `; ${failed.length} ${failed.length === 1 ? "finding fails" : "findings fail"}: ${first.message}`;
}
function dataLine(body, result) {
	const what = `data ${result.digest}, ${filesOf(result.files)}, ${humanBytes(result.bytes)}`;
	if (!result.change) return `${what}; nothing to compare with`;
	const changed = result.change.datasets.filter(({ status, redefined }) => status !== "unchanged" || redefined);
	const since = "commit" in body.baseline ? ` since ${shortCommit(body.baseline.commit)}` : "";
	if (changed.length === 0) return `${what}; unchanged${since}`;
	return `${what}; changed${since}: ${changed.map(({ name }) => name).join(", ")}`;
}
/** `1,234 files`. */
function filesOf(count) {
	return `${count.toLocaleString("en-US")} ${count === 1 ? "file" : "files"}`;
}
// shared/stages/track.ts
/** Takes checksums of data, code and parameters, and compares them with the baseline's. */
async function trackData(setting, wishes, datasets) {
	const { runner, history } = setting;
	refuseOwnFiles(setting, wishes, datasets);
	const config = await usedConfig(setting);
	const cache = openTrackCache(setting, wishes);
	const reach = {
		place: setting.place,
		runner,
		memory: cache
	};
	const measured = await runner.group("Data", () => measureAll(setting, datasets, reach));
	const looked = await lookInto(setting, measured, {
		wishes: datasets,
		config
	});
	const made = await measureMakers(wishes, config, reach);
	await saveTrackCache(setting, cache);
	const baseline = await runner.group("Baseline", async () => {
		const found = await setting.baseline();
		runner.info(describeBaseline(found.choice));
		return found;
	});
	const now = {
		datasets: [...looked.datasets],
		digest: combinedDigest(measured.map(({ record }) => record)),
		...made.code ? { code: made.code.record } : {},
		...made.parameters ? { parameters: made.parameters } : {}
	};
	const before = baseline.record?.data?.body;
	const all = [...measured, ...made.code ? [made.code] : []];
	const change = before ? await compareData(before, now, {
		after: (digest) => all.find(({ record }) => record.digest === digest)?.files(),
		before: async (digest) => {
			const text = history && await readManifest(history, digest);
			return text === void 0 ? void 0 : parseManifest(text);
		}
	}) : void 0;
	const found = {
		...now,
		...change ? { change } : {}
	};
	const plan = wishes.plan ? await makePlan(setting, found, baseline.record) : void 0;
	const findings = [...looked.findings, ...schemaFindings(change, datasets)];
	tellFindings(setting, {
		datasets: now.datasets,
		findings
	});
	const body = {
		...found,
		baseline: baseline.choice,
		...plan ? { plan } : {},
		findings
	};
	const section = {
		schema: "proofmark/data/v1",
		by: {
			...setting.author,
			action: "track"
		},
		uses: Object.fromEntries(body.datasets.map(({ name, digest }) => [`dataset:${name}`, digest])),
		trust: setting.trust,
		body
	};
	const manifests = handedOn(setting, all);
	await saveSection(setting.stores, section, manifests);
	return {
		section,
		manifests,
		result: trackResult(body, await writeManifests(setting, wishes.manifest, measured))
	};
}
/** The stage behind the action `track`. */
async function runTrack(inputs, scene) {
	const setting = await openSetting("track", inputs, scene);
	const { section, result } = await trackData(setting, inputs, await wantedDatasets(setting, inputs));
	const counts = countChanges(result.change?.datasets);
	const single = result.datasets.length === 1 ? result.datasets[0]?.manifest : void 0;
	const { plan } = section.body;
	if (plan) await setting.runner.summarize(toMarkdown(composePlan(setting.pipeline, plan)));
	setting.github?.client.spent();
	return {
		decision: decisionFor(result.verdict, inputs["fail-on"]),
		headline: headlineOf$2(section.body, result),
		outputs: {
			verdict: result.verdict,
			changed: String(result.changed),
			digest: result.digest,
			manifest: single ?? manifestFolder(setting, inputs.manifest) ?? "",
			files: String(result.files),
			bytes: String(result.bytes),
			added: String(counts.added),
			removed: String(counts.removed),
			modified: String(counts.modified),
			renamed: String(counts.renamed),
			"reason-code": result.reasonCode,
			train: plan ? String(plan.train) : "",
			reason: plan?.reason ?? "",
			key: plan?.key ?? ""
		},
		result
	};
}
async function wantedDatasets(setting, inputs) {
	const datasets = datasetsOf(inputs, await usedConfig(setting));
	if (datasets.length > 0) return datasets;
	throw new ActionError("no-data", "there is nothing to track", { hint: inputHint(dataInputs, "path", {
		value: "data/",
		configured: {
			path: setting.configPath,
			yaml: "data:\n  prices: { path: data/prices/*.csv, role: train }"
		}
	}) });
}
async function measureAll(setting, datasets, reach) {
	const measured = [];
	for (const dataset of datasets) {
		const one = await measureDataset(dataset, reach);
		const { name, files, bytes, digest } = one.record;
		setting.runner.info(`${name}: ${filesOf(files)}, ${humanBytes(bytes)}, ${digest}`);
		if (one.leftOut.length > 0) setting.runner.info(`left out: ${one.leftOut.join(", ")}`);
		measured.push(one);
	}
	return measured;
}
/** What makes the model besides data: its code and its parameters. */
async function measureMakers(wishes, config, reach) {
	const code = wishes.code ?? config?.train?.code;
	const params = wishes.params ?? config?.train?.params;
	return {
		code: code && code.length > 0 ? await measureCode(code, reach) : void 0,
		parameters: params === void 0 ? void 0 : await readParameters(params, reach.place)
	};
}
// shared/platform/gpus.ts
const FIELDS = [
	"name",
	"uuid",
	"driver_version",
	"memory.total"
];
const TIMEOUT_MS = 15e3;
/** The NVIDIA cards of this machine, as `nvidia-smi` tells; none where it is absent or its driver does not answer. */
async function listGpus(environment, cwd) {
	const { exit, stdout, stderr } = await runProcess([
		"nvidia-smi",
		`--query-gpu=${FIELDS.join(",")}`,
		"--format=csv,noheader,nounits"
	], {
		cwd,
		environment: childEnvironment(environment),
		timeoutMs: TIMEOUT_MS,
		outputLimitBytes: 65536
	});
	if (exit.kind === "not-started") return { gpus: [] };
	if (exit.kind !== "exited" || exit.code !== 0) {
		const [said = ""] = `${stderr}${stdout}`.trim().split("\n");
		return {
			gpus: [],
			note: `nvidia-smi does not answer: ${said.slice(0, 200)}`
		};
	}
	return { gpus: stdout.toString("utf8").split("\n").flatMap((line) => readGpu(line.split(",").map((part) => part.trim()))) };
}
/** A line with other fields than asked for says nothing that can be trusted. */
function readGpu(fields) {
	const [name, uuid, driver, memory] = fields;
	if (fields.length !== FIELDS.length || !name || !uuid || !driver) return [];
	const memoryMiB = Number(memory);
	return [{
		name,
		id: sha256(uuid),
		driver,
		memoryMiB: Number.isFinite(memoryMiB) ? memoryMiB : 0
	}];
}
// shared/platform/stand.ts
/**
* How a file or folder stands on the disk: equal stands mean that nobody has written to it in between, also with the
* same bytes. Nothing when it is not there.
*/
async function takeStand(place, path) {
	const found = await lookForFiles(path, place);
	if (!found) return void 0;
	return (await Promise.all([...found.paths].sort().map(async (name) => {
		const { ino, size, mtimeNs, ctimeNs } = await stat(`${found.root}/${name}`, { bigint: true });
		return `${name}\0${ino}:${size}:${mtimeNs}:${ctimeNs}`;
	}))).join("\n");
}
// shared/stages/train.ts
/** The stage behind the action `train`. */
async function runTrain(inputs, scene) {
	const { training, model } = await trainRun(await openSetting("train", {
		...inputs,
		token: void 0
	}, scene), inputs);
	return outcomeOf(training, model?.body);
}
/** Runs the command, and keeps what it made and how for the next steps and jobs. */
async function trainRun(setting, inputs) {
	const { training, model, metrics } = await trainModel(setting, planOf(setting, inputs));
	const data = await loadData(setting.stores, whose(setting));
	const { author, trust, stores } = setting;
	const section = {
		schema: "proofmark/training/v1",
		by: {
			...author,
			action: "train"
		},
		uses: usesOf({ data: data?.section }),
		trust,
		body: training
	};
	await saveSection(stores, section, metrics ? /* @__PURE__ */ new Map([[METRICS_FILE, metrics.bytes]]) : /* @__PURE__ */ new Map());
	if (model) await keepModel(setting, model, {
		action: "train",
		training: section
	});
	return {
		training,
		model
	};
}
async function trainModel(setting, plan) {
	const { runner, place } = setting;
	const { environment, workspace } = place;
	const head = await runner.group("Setting", async () => {
		const { gpus, note } = await listGpus(environment, workspace);
		if (note !== void 0) runner.annotate("warning", note);
		for (const { name, memoryMiB } of gpus) runner.info(`GPU: ${name}, ${memoryMiB} MiB`);
		const lockfiles = await findLockfiles(place);
		const parameters = plan.params === void 0 ? void 0 : await namedFile(plan.params, place);
		const dirty = await isDirty(workspace);
		return {
			lockfiles: [...lockfiles],
			gpus: [...gpus],
			environment: {
				os: process.platform,
				arch: process.arch,
				passed: [...plan.pass]
			},
			...parameters ? { parameters } : {},
			...dirty === void 0 ? {} : { isDirty: dirty }
		};
	});
	const outputs = [plan.model, plan.metrics].filter((path) => path !== void 0);
	const before = await Promise.all(outputs.map((path) => takeStand(place, path)));
	const ended = await runner.group("Training", () => {
		const { argv, timeoutMs } = plan;
		runner.info(`$ ${printCommand(argv)}`);
		return supervise({
			argv,
			cwd: workspace,
			environment: environmentOf(setting, plan),
			timeoutMs,
			mark: randomName()
		}, runner);
	});
	const body = {
		command: [...plan.argv],
		...head,
		...ended
	};
	if (body.exit.reason !== "succeeded") return {
		training: body,
		model: void 0,
		metrics: void 0
	};
	const after = await Promise.all(outputs.map((path) => takeStand(place, path)));
	const isOld = (path) => {
		const index = outputs.indexOf(path);
		return after[index] !== void 0 && after[index] === before[index];
	};
	return runner.group("Model", () => collect(setting, plan, {
		body,
		isOld
	}));
}
/** What training made. A file that lay there before and was not written again is not its work. */
async function collect(setting, plan, { body, isOld }) {
	const { place, runner } = setting;
	const failed = async (reason, path) => {
		const message = `training ended well, but did not write ${path}${isOld(path) ? "; the one there is from before" : await didYouMeanPath(place, path)}`;
		return {
			training: {
				...body,
				exit: {
					reason,
					message
				}
			},
			model: void 0,
			metrics: void 0
		};
	};
	const metrics = plan.metrics === void 0 ? void 0 : await knownFile(plan.metrics, place);
	if (plan.metrics !== void 0 && (!metrics || isOld(plan.metrics))) return failed("no-metrics", plan.metrics);
	const training = {
		...body,
		...metrics ? { metrics: metrics.known } : {}
	};
	if (plan.model === void 0) return {
		training,
		model: void 0,
		metrics
	};
	const model = isOld(plan.model) ? void 0 : await measureModel(plan.model, setting);
	if (!model) return failed("no-model", plan.model);
	runner.info(`${plan.model}: ${humanBytes(model.body.bytes)}, ${model.body.digest}`);
	return {
		training,
		model,
		metrics
	};
}
function planOf(setting, inputs) {
	const { config, configError, configPath } = setting;
	if (configError) throw configError;
	const train = config?.train;
	const timeout = train?.timeout;
	return {
		argv: commandOf(inputs, train, configPath),
		timeoutMs: inputs.timeout ?? (timeout === void 0 ? void 0 : parseDuration(timeout)),
		model: inputs.model ?? config?.model?.path,
		metrics: inputs.metrics ?? train?.metrics,
		params: inputs.params ?? train?.params,
		pass: passedOn(setting, inputs.pass ?? train?.env?.pass ?? [])
	};
}
function commandOf(inputs, train, configPath) {
	const run = inputs.run ?? train?.run;
	if (run !== void 0) return wordsOf(run);
	throw new ActionError("no-command", "no command is named that trains", { hint: inputHint(trainInputs, "run", {
		value: "python train.py",
		configured: {
			path: configPath,
			yaml: "train:\n  run: [python, train.py]"
		}
	}) });
}
/** A stranger's code gets nothing of ours, whatever the configuration that it brought says. */
function passedOn({ context, runner }, names) {
	if (!(context?.pullRequest?.isFork === true || context?.foreignHead !== void 0) || names.length === 0) return names;
	runner.annotate("notice", `a fork's code is given no variables: ${names.join(", ")} not passed on`);
	return [];
}
function environmentOf({ place }, plan) {
	const named = {
		PROOFMARK_METRICS_FILE: plan.metrics,
		PROOFMARK_PARAMS_FILE: plan.params,
		PROOFMARK_MODEL_PATH: plan.model
	};
	return {
		...childEnvironment(place.environment, plan.pass),
		PYTHONUNBUFFERED: "1",
		...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== void 0))
	};
}
function outcomeOf(training, model) {
	const { exit, wallSeconds, metrics } = training;
	const took = `${wallSeconds.toFixed(wallSeconds < 10 ? 1 : 0)} s`;
	const result = {
		schema: "proofmark/train-result/v1",
		...training,
		reasonCode: exit.reason,
		...model ? { model } : {}
	};
	const made = model ? `model ${model.digest}` : metrics ? `metrics ${metrics.digest}` : "done";
	return {
		decision: exit.reason === "succeeded" ? "accepted" : "error",
		headline: exit.reason === "succeeded" ? `trained in ${took}: ${made}` : exit.message,
		outputs: {
			"reason-code": exit.reason,
			model: model?.digest ?? "",
			seconds: String(wallSeconds)
		},
		result
	};
}
// shared/platform/split-secret.ts
/** More than any token has. */
const LIMIT = 65536;
/**
* Keeps a secret for a later process of this job in two halves: random bytes in a file that only this user can read,
* and the answer. Whoever finds one of them (a state, a log, a swept folder) has learnt nothing.
*/
async function splitSecret(secret, folder) {
	const bytes = Buffer.from(secret);
	const pad = randomBytes(bytes.length);
	const file = join(folder, `half-${randomName()}`);
	await writePrivately(file, pad);
	return JSON.stringify({
		file,
		half: exclusiveOr(bytes, pad).toString("base64")
	});
}
/** Puts both halves together, once: the file is gone afterwards. */
async function joinSecret(kept) {
	const { file, half } = JSON.parse(kept);
	try {
		const pad = await readCapped(file, LIMIT);
		return exclusiveOr(Buffer.from(half, "base64"), pad).toString();
	} finally {
		await rm(file, { force: true });
	}
}
function exclusiveOr(bytes, pad) {
	return Buffer.from(bytes.map((byte, index) => byte ^ (pad[index] ?? 0)));
}
// shared/stages/token.ts
/** What the first half of the step leaves for the second. */
const STATE = {
	token: "token",
	revocation: "revocation",
	expiresAt: "expires-at"
};
/** The stage behind the action `token`. In a terminal it only tries whether the exchange works. */
async function runToken(inputs, { runner, place }) {
	const { exchange, audience, scope, revocation, "export-as": exportAs } = inputs;
	const context = await readGithubContext(place.environment);
	if (context) refuseForkHead(context, { sha: (await headCommit(place.workspace))?.sha });
	const credential = await obtainCredential({
		exchange,
		audience,
		scope,
		revocation
	}, {
		action: "token",
		environment: place.environment,
		runner,
		isFork: context?.pullRequest?.isFork ?? false
	});
	const isTrial = place.kind === "terminal";
	if (isTrial) await credential.revoke();
	else if (revocation) await keepForRevocation(credential, revocation, {
		runner,
		place
	});
	if (exportAs && !isTrial) runner.exportVariable(exportAs, credential.value);
	const expiresAt = credential.expiresAt?.toISOString();
	const result = {
		schema: "proofmark/token-result/v1",
		reasonCode: "exchanged",
		audience,
		...credential.scope === void 0 ? {} : { scope: credential.scope },
		...expiresAt === void 0 ? {} : { expiresAt },
		isWeak: credential.isWeak,
		...exportAs && !isTrial ? { exportedAs: exportAs } : {},
		givenBack: revocation ? isTrial ? "already" : "after-the-job" : "never"
	};
	return {
		decision: "accepted",
		headline: headlineOf$1(result),
		outputs: {
			token: isTrial ? "" : credential.value,
			"expires-at": expiresAt ?? "",
			scope: credential.scope ?? "",
			"reason-code": "exchanged"
		},
		result
	};
}
async function keepForRevocation({ value, expiresAt }, revocation, { runner, place }) {
	runner.saveState(STATE.token, await splitSecret(value, place.temporary));
	runner.saveState(STATE.revocation, revocation);
	runner.saveState(STATE.expiresAt, expiresAt?.toISOString() ?? "");
}
/** Runs when the job is over, however it went. */
async function giveTokenBack({ runner }) {
	const revocation = runner.state(STATE.revocation);
	if (revocation === "") return;
	try {
		await revokeKept(runner, revocation);
		runner.info("the token is given back");
	} catch (error) {
		const until = runner.state(STATE.expiresAt);
		const left = until === "" ? "as long as its endpoint lets it" : `until ${until}`;
		throw new ActionError("not-revoked", `the token stays valid ${left}`, { cause: error });
	}
}
async function revokeKept(runner, revocation) {
	const token = await joinSecret(runner.state(STATE.token));
	maskSecret(token, runner);
	await revokeToken(token, revocation);
}
function headlineOf$1({ audience, expiresAt, givenBack }) {
	return `a token for ${audience}${expiresAt === void 0 ? "" : ` for ${minutesUntil(expiresAt)}`}, ${{
		already: "given back already",
		"after-the-job": "given back after the job",
		never: "never given back: no revocation is named"
	}[givenBack]}`;
}
function minutesUntil(moment) {
	const minutes = Math.round((Date.parse(moment) - now().getTime()) / 6e4);
	return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
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
const REASONS = [...Object.keys(MISMATCHES), ...Object.keys(NOT_CHECKED)];
const MISMATCH_CODES = Object.keys(MISMATCHES);
const verifyEntrySchema = strictObject({
	/** The `.dvc` file, lock or pipeline that says so, relative to the workspace. */
	file: string(),
	line: int().positive(),
	stage: string().optional(),
	/** Relative to the repository; of a parameter its file and name. */
	path: string(),
	kind: _enum([
		"out",
		"dep",
		"param",
		"command",
		"stage",
		"file"
	]),
	status: _enum([
		"match",
		"mismatch",
		"absent",
		"skipped"
	]),
	reason: _enum(REASONS).optional(),
	/** One sentence; absent where all is well. */
	message: string().optional(),
	expected: string().optional(),
	actual: string().optional(),
	/** Which way of hashing of DVC before 3 gave the recorded checksum. */
	legacy: _enum([
		"raw",
		"per-file",
		"per-chunk"
	]).optional()
});
strictObject({
	schema: literal$1("proofmark/verify-result/v1"),
	verdict: _enum([
		"pass",
		"fail",
		"inconclusive",
		"error"
	]),
	reasonCode: string(),
	/** Files of DVC that were read. */
	files: int().nonnegative(),
	match: int().nonnegative(),
	mismatch: int().nonnegative(),
	absent: int().nonnegative(),
	skipped: int().nonnegative(),
	entries: array(verifyEntrySchema),
	/** `.dvc` files that were brought up to date, where that was asked for. */
	written: array(string()).optional()
});
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
	const repository = await openRepository(await isFile(start) ? parentOf(start) : start, place);
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
	runner.info(`read ${files.toLocaleString("en-US")} files, ${humanBytes(bytes)}`);
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
export { CELL, VERSION, cacheInputs, commentInputs, compareManifests, countChanges, dataInputs, datasetsOf, decisionFor, defineAction, deployInputs, describeProgress, didYouMean, drawProgress, evaluateInputs, evaluateModel, failureResult, fileAtRevision, filesAtRevision, findingsLine, finishDeploy, flag, flagOf, gateInputs, gateOutcome, giveTokenBack, headCommit, historyInputs, isDigest, jobInputs, judgeModel, lines, measureDataset, openRepository, openSetting, parseManifest, path, plainDefault, planInputs, printable, readRecorded, refuseForkHead, reportVerdict, resolveRevision, roadInputs, runAsAction, runComment, runDeploy, runEvaluate, runGate, runPostOf, runToken, runTrack, runTrain, runVerify, sha256, sortFiles, start, terminalPlace, tokenInputs, trackData, trainInputs, trainRun, usedConfig, userPath, verdictInputs, verifyInputs };
