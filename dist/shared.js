import { __toESM } from "./rolldown-runtime.js";
import { ActionError, batchHasher, codeOf as codeOf$2, describeError, packBatch, systemCode, unpackAnswers } from "./base.js";
import { debug, error, exportVariable, getInput, getState, group, info, notice, saveState, setFailed, setOutput, setSecret, summary as summary$1, warning as warning$1 } from "./core.js";
import { _enum, _instanceof, array, boolean, custom, datetime, discriminatedUnion, int, json, literal, looseObject, number as number$3, number$1 as number$2, object as object$1, prettifyError, record, strictObject, string, toJSONSchema, union, unknown as unknown$1, url } from "./zod.js";
import { require_picomatch } from "./picomatch.js";
import { availableParallelism, homedir, tmpdir } from "node:os";
import { basename, dirname, extname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { Readable, pipeline } from "node:stream";
import { Buffer as Buffer$1 } from "node:buffer";
import { inflateRawSync } from "node:zlib";
import { Worker } from "node:worker_threads";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { AsyncLocalStorage } from "node:async_hooks";
import { constants, createReadStream, existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { copyFile, lstat, mkdir, mkdtemp, open, readFile, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { fork, spawn } from "node:child_process";
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
	return hit;
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
const list$2 = (options) => define("list", options, (raw) => someOf(parseList(raw)), true);
/** Texts in which a comma has a meaning, one a line. Empty lines and `# comments` are left out. */
const lines = (options) => define("lines", options, (raw) => someOf(raw.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"))), true);
/** Who writes something means something: a lone comma or comment must not turn into the default. */
function someOf(words) {
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
/** Reads every input before failing, so that the user mends all mistakes in one round. */
function readInputs(spec, given) {
	const problems = [];
	for (const name of given.keys()) if (!Object.hasOwn(spec, name)) problems.push(`${name}: no such input${didYouMean(name, Object.keys(spec))}`);
	const values = Object.entries(spec).map(([name, input]) => {
		const raw = given.get(name) || plainDefault(input);
		if (raw === "") {
			if (input.required) problems.push(`${name}: is required (${input.about})`);
			return [name, void 0];
		}
		try {
			return [name, input.parse(raw)];
		} catch (error) {
			problems.push(`${name}: ${error.message}, got ${shownValue(raw)}`);
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
	const { runner } = scene;
	try {
		runner.info(`proofmark ${action.name} ${VERSION}`);
		const { decision, headline, outputs, result } = await action.run(readInputs(action.inputs, runner.inputs()), scene);
		for (const name of Object.keys(action.outputs)) runner.output(name, name === "result" ? JSON.stringify(result) : outputValue(outputs, name));
		if (decision === "accepted") runner.info(headline);
		else runner.fail(headline);
		return {
			decision,
			result
		};
	} catch (error) {
		const result = failureResult(error);
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
function failureResult(error) {
	return {
		schema: "proofmark/error/v1",
		reasonCode: codeOf$2(error),
		message: describeError(error)
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
/** One line: what, how much of how much, and the share done. */
function describeProgress({ label, done, total, unit }) {
	if (total === void 0) return `${label}: ${amount(done, unit)}`;
	const share = total === 0 ? 100 : Math.floor(100 * done / total);
	return `${label}: ${unit === "bytes" ? humanBytes(done) : done.toLocaleString("en-US")} of ${amount(total, unit)} (${share} %)`;
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
// shared/domain/data-change.ts
const fileChangeSchema = discriminatedUnion("kind", [strictObject({
	kind: _enum([
		"added",
		"removed",
		"modified"
	]),
	path: string()
}), strictObject({
	kind: literal("renamed"),
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
	changes: array(fileChangeSchema).optional()
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
	}).optional()
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
const REASONS$1 = Object.keys({
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
	reason: _enum(REASONS$1),
	/** One sentence: what differs, or why nothing can be said. */
	message: string(),
	/** SHA-256 over what the model depends on, 64 hex digits; absent where that is not known. */
	key: string().regex(/^[0-9a-f]{64}$/, "must be 64 hex digits").optional()
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
// shared/domain/record.ts
const commitSchema = string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, "must be a full commit id");
const TRUSTS = [
	"claimed",
	"reviewed",
	"recomputed",
	"attested"
];
/** Who wrote a section, where and about which commit. */
const authorSchema = strictObject({
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
});
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
	bytes: number$2().nonnegative()
});
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
		how: literal("file"),
		path: string()
	}),
	strictObject({
		how: literal("revision"),
		commit: commitSchema,
		path: string()
	}),
	strictObject({
		how: literal("none"),
		/** One sentence for people: what was looked for, and why there is nothing. */
		reason: string(),
		wanted: commitSchema.optional()
	})
]);
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
	plan: planSchema.optional()
});
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
		isRemoved: literal(true).optional(),
		/** The metrics file: that of the trusted configuration was judged. */
		metrics: strictObject({
			trusted: string(),
			proposed: string().optional()
		}).optional(),
		/** The name of the pipeline: the trusted one was compared with. */
		pipeline: strictObject({
			trusted: string(),
			proposed: string()
		}).optional()
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
	isHoldoutChanged: literal(true).optional(),
	/** Known when a rule that decides was judged on scores by row. */
	noise: _enum(["unknown", "known"]),
	attempt: int().positive()
});
const envelope = {
	by: authorSchema,
	/** The sections and files this one was made from. */
	uses: record(string(), digestSchema),
	trust: _enum(TRUSTS)
};
const dataSectionSchema = strictObject({
	schema: literal("proofmark/data/v1"),
	...envelope,
	body: dataBodySchema
});
const gateSectionSchema = strictObject({
	schema: literal("proofmark/gate/v1"),
	...envelope,
	body: gateBodySchema
});
const trainingSectionSchema = strictObject({
	schema: literal("proofmark/training/v1"),
	...envelope,
	body: trainingBodySchema
});
const modelSectionSchema = strictObject({
	schema: literal("proofmark/model/v1"),
	...envelope,
	body: modelBodySchema
});
const evaluationSectionSchema = strictObject({
	schema: literal("proofmark/evaluation/v1"),
	...envelope,
	body: evaluationBodySchema
});
/** All that is remembered of one pipeline run at one commit. */
const runRecordSchema = strictObject({
	schema: literal("proofmark/record/v1"),
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
	await history.add(files, `${record.pipeline} ${record.commit.slice(0, 7)}: ${verdict}`);
	return leftOut;
}
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
	const folders = await history.folders(commits.map((commit) => folderOf(pipeline, commit)));
	return new Map(commits.map((commit) => {
		const folder = folderOf(pipeline, commit);
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
	return `${folderOf(pipeline, commit)}/${run.id}-${run.attempt}-${leg}.json`;
}
function folderOf(pipeline, commit) {
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
		reason: `the ${history.place} has no record of ${search.pipeline} for ${wanted.sha.slice(0, 7)}${looked}`,
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
// shared/features/history/sections.ts
const SCHEMAS = {
	data: dataSectionSchema,
	training: trainingSectionSchema,
	model: modelSectionSchema,
	evaluation: evaluationSectionSchema,
	gate: gateSectionSchema
};
const KINDS = {
	"proofmark/data/v1": "data",
	"proofmark/training/v1": "training",
	"proofmark/model/v1": "model",
	"proofmark/evaluation/v1": "evaluation",
	"proofmark/gate/v1": "gate"
};
/** Puts a section, and what belongs to it, where the next action looks for it. */
async function saveSection(stores, section, extras = /* @__PURE__ */ new Map()) {
	const kind = KINDS[section.schema];
	const { pipeline, leg, run } = section.by;
	const name = sectionName({
		pipeline,
		leg,
		attempt: run?.attempt ?? 1
	}, kind);
	const bundle = new Map([[`${kind}.json`, encodeSection(section)], ...extras]);
	for (const store of stores) await store.save(name, bundle);
}
/** The data section of this run; nothing when no job wrote one. */
async function loadData(stores, whose) {
	const bundle = await loadNewest(stores, whose, "data");
	if (!bundle) return void 0;
	return {
		section: parseSection(bundle, whose, "data"),
		manifests: new Map([...bundle].filter(([file]) => file.endsWith(".sha256")))
	};
}
/** What training left in this run; nothing when no job trained. */
async function loadTraining(stores, whose) {
	const bundle = await loadNewest(stores, whose, "training");
	if (!bundle) return void 0;
	return {
		section: parseSection(bundle, whose, "training"),
		metrics: bundle.get(METRICS_FILE)
	};
}
/** The model of this run with its bytes; nothing when no job made one. */
async function loadModel(stores, whose) {
	const found = await findNewest(stores, whose, "model");
	if (!found) return void 0;
	const section = parseSection(found.bundle, whose, "model");
	return {
		section,
		contents: section.body.files.map((file, index) => {
			const bytes = found.bundle.get(modelFileName(index));
			if (bytes && sha256(bytes) === file.digest) return bytes;
			throw corrupt("model", `does not hold the bytes of ${file.path} that it names`);
		}),
		isHandedOn: found.store.kind === "artifacts"
	};
}
const SCORES_FILE = "scores.jsonl";
const BASELINE_SCORES_FILE = "baseline-scores.jsonl";
/** What the model did on the holdout in this run; nothing when no job evaluated it. */
async function loadEvaluation(stores, whose) {
	const bundle = await loadNewest(stores, whose, "evaluation");
	if (!bundle) return void 0;
	const section = parseSection(bundle, whose, "evaluation");
	const { scores, baseline } = section.body;
	const proved = (name, digest) => {
		const bytes = bundle.get(name);
		if (bytes && sha256(bytes) === digest) return bytes;
		throw corrupt("evaluation", `does not hold the scores that it names (${name})`);
	};
	return {
		section,
		scores: proved(SCORES_FILE, scores.digest),
		baselineScores: baseline && proved("baseline-scores.jsonl", baseline.scores.digest)
	};
}
/** What the metrics file is called beside the section, whatever its own name. */
const METRICS_FILE = "metrics-file";
/** What the files of a model are called beside the section, in the order of its list. */
function modelFileName(index) {
	return `file-${index}`;
}
/** The gate's section of this run; nothing when no job wrote one. */
async function loadGate(stores, whose) {
	const bundle = await loadNewest(stores, whose, "gate");
	return bundle && parseSection(bundle, whose, "gate");
}
/** A job that ran again leaves what the others wrote in earlier attempts; the newest counts. */
async function loadNewest(stores, whose, kind) {
	return (await findNewest(stores, whose, kind))?.bundle;
}
async function findNewest(stores, whose, kind) {
	for (let attempt = whose.attempt; attempt >= 1; attempt--) for (const store of stores) {
		const bundle = await store.load(sectionName({
			...whose,
			attempt
		}, kind));
		if (bundle) return {
			bundle,
			store
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
	if (whose.commit !== void 0 && commit !== whose.commit) throw corrupt(kind, `is about ${commit ? `commit ${commit.slice(0, 7)}` : "no commit"}`);
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
function corrupt(kind, why) {
	return new ActionError("corrupt-section", `the ${kind} section of this run ${why}`, { hint: "Another job of the run may have replaced it. Run the jobs again from the start." });
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
function clip(text, most = LONGEST_NAME) {
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
		text: clip(value)
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
function paragraph(...parts) {
	return {
		kind: "paragraph",
		content: line(...parts)
	};
}
/** Lines joined by a separator: `a, b, c`. */
function join$1(lines, separator) {
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
	return link(links && `${links.server}/${links.repository}/commit/${sha}`, code(sha.slice(0, 7)));
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
function valuesOf(rule) {
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
// shared/features/report/comparison.ts
/** One sentence: what was compared with what, how that was chosen, and how old it is. */
function comparison$2(input) {
	const unchanged = input.gate?.body.unchanged;
	if (unchanged) return again(input, unchanged);
	const baseline = input.gate?.body.baseline ?? input.data?.body.baseline;
	if (!baseline) return void 0;
	return paragraph(...sentence(input, baseline), ...ground(input));
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
	return paragraph("Nothing was trained: data, code, parameters and command are those of ", commitLink(input, commit), ", and so is the model ", code(shortDigest(model)), ". Its metrics were judged again, by the rules of today.", ...unseen.length === 0 ? [] : [
		" Not at hand here, so believed to be the same: ",
		...join$1(unseen, ", "),
		"."
	]);
}
function isNoiseUnknown({ gate }) {
	const moves = gate?.body.rules.map(movementOf) ?? [];
	return gate?.body.noise === "unknown" && (moves.includes("better") || moves.includes("worse"));
}
function sentence(input, baseline) {
	switch (baseline.how) {
		case "none": return [`Not compared: ${clip(baseline.reason.replace(/\.?\s*$/, ""), 400)}.`];
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
	const { path, problem, isRemoved, metrics, pipeline } = change;
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
function checkCommand({ path, root, files }) {
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
// shared/features/report/differences.ts
const LISTED_PARAMETERS = 8;
const LISTED_DATASETS$1 = 8;
/** What of data, code and parameters differs from the baseline: observed, never a guessed cause. */
function differences$1({ data, isDataExpected }) {
	if (!data) return isDataExpected ? untracked() : void 0;
	const { change, datasets, digest: _ } = data.body;
	if (!change) {
		const files = datasets.reduce((sum, dataset) => sum + dataset.files, 0);
		const what = `${counted(datasets.length, "dataset")} with ${counted(files, "file")}`;
		return {
			kind: "paragraph",
			content: line(strong("Data:"), ` ${what}.`)
		};
	}
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
	const content = join$1([...parts, ...identical], "; ");
	if (content.length === 0) return void 0;
	return {
		kind: "paragraph",
		content: [
			strong("What differs:"),
			...line(" "),
			...content,
			...line(".")
		]
	};
}
function untracked() {
	return {
		kind: "paragraph",
		content: line(strong("Data:"), " not tracked in this run, so nobody can say what of it differs. Look at the step ", code("track"), ", or add it before the gate.")
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
	return [...line(`${parameters.length === 1 ? "parameter" : "parameters"} `), ...join$1(more > 0 ? [...shown, line(`… and ${more} more`)] : shown, ", ")];
}
/** Values that name a secret stay out of a comment that the world may read. */
const SECRET_NAME = /passw|secret|token|credential|api.?key|private.?key|access.?key/i;
function parameterPart({ name, before, after }) {
	const label = code(clip(name, 80));
	if (SECRET_NAME.test(name)) return line(label, " (value not shown)");
	if (isList(before) && isList(after)) {
		const gone = without$1(before, after);
		const come = without$1(after, before);
		if (gone.length + come.length > 0 && gone.length + come.length <= 6) {
			const marks = [...gone.map((value) => line("−", shown(value))), ...come.map((value) => line("+", shown(value)))];
			return [...line(label, ": "), ...join$1(marks, " ")];
		}
	}
	if (before === void 0) return line(label, " new: ", shown(after ?? null));
	if (after === void 0) return line(label, " removed, was ", shown(before));
	return line(label, ": ", shown(before), " → ", shown(after));
}
function shown(value) {
	return code(clip(typeof value === "string" ? value : JSON.stringify(value), 60));
}
function isList(value) {
	return Array.isArray(value);
}
function without$1(list, other) {
	const known = new Set(other.map((value) => JSON.stringify(value)));
	return list.filter((value) => !known.has(JSON.stringify(value)));
}
// shared/features/report/data-details.ts
const LISTED_FILES$1 = 20;
const LISTED_DATASETS = 50;
/** Folded: every dataset with its digest, the files that changed, and how anybody can check a digest. */
function dataDetails({ data }) {
	const datasets = data?.body.datasets ?? [];
	const [one] = datasets;
	if (!data || !one) return [];
	const changes = data.body.change?.datasets ?? [];
	const code = data.body.change?.code;
	const blocks = [
		dataTable(datasets, changes),
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
			line(code(dataset.name), ` ${clip(dataset.role)}`),
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
	const shown = changes.slice(0, LISTED_FILES$1);
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
	return clip(path, 240).replaceAll("\n", "\\n");
}
function digestCheck(datasets, changes) {
	const changed = changes.filter(({ status }) => status !== "unchanged").map(({ name }) => name);
	const [first, ...others] = datasets.map((dataset) => ({
		dataset,
		command: checkCommand(dataset)
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
		const why = clip(input.problem ?? "the gate left no result", 300);
		return line(symbol("broken"), ` ${subject}: no verdict: ${why}`);
	}
	if (isSpared$1(body)) return line(symbol("unchanged"), ` model unchanged: nothing of ${subject} changed`);
	const rows = body.isHoldoutChanged ? "on a changed holdout" : "";
	const says = [
		statement(subject, body),
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
		case "error": return `${subject}: no verdict: ${clip(body.reason.replace(/\.\s*$/, ""), 300)}`;
	}
}
function failure$1(subject, body) {
	const failed = deciding(body).filter(({ verdict }) => verdict === "fail");
	const lead = failed.find(({ kind }) => kind === "relative") ?? failed[0];
	if (!lead) return `${subject} fails: ${clip(body.reason, 300)}`;
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
	if (baseline.how === "none" || !missing) return `${subject}: nothing to compare with yet${colon(leadValues(body))}${rest}`;
	return `${subject}: the baseline has no ${clip(missing.metric)}${rest}`;
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
	const { before, now } = valuesOf(rule);
	const name = clip(rule.metric);
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
		return ["look at the log of the gate step; if there is none, add one before this step."];
	}
	switch (body.verdict) {
		case "pass": return accepted(input);
		case "fail": return failed$2(input, body);
		case "error": return broken$3(input, body);
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
		` ${target$1(rule)}`
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
function target$1(rule) {
	const { limit, candidate, kind, direction } = rule;
	if (limit === void 0) return "within its rule";
	const side = direction === "lower" ? "or below" : "or above";
	const now = valuesOf(rule).now;
	return `to ${kind === "absolute" ? exactFigure(limit) : roundedBound(limit, direction, now)} ${side}${candidate === void 0 ? "" : ` (now ${now})`}`;
}
function broken$3({ stage }, body) {
	const again = stage === "terminal" ? "then run again." : "then push.";
	if (body.reasonCode === "unreadable-metrics" || body.reasonCode === "no-metrics") return [`let a step before the gate write the metrics file as the first line asks, ${again}`];
	if (body.reasonCode === "training-failed") return [`look at the log of the training step, repair what ended it, ${again}`];
	if (body.reasonCode === "plan-refused") return ["run all jobs again from the start; if it stays, let the plan and the gate see the same files, or train."];
	const isAboutRules = !["invalid-config", "unreadable-baseline"].includes(body.reasonCode);
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
	const branch = clip(baseBranch ?? "the default branch");
	return baseline.how === "none" ? [`run the gate once on ${branch} (merging does that); from then on changes are compared.`] : [`merging adds the metric to the record of ${branch}; from then on it is compared.`];
}
// shared/features/report/other-metrics.ts
const LISTED$1 = 200;
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
	const kinds = new Map(pairs.map((each) => [each, kindOf(each)]));
	const counts = rank.map((kind) => ({
		kind,
		count: pairs.filter((each) => kinds.get(each) === kind).length
	})).filter(({ count }) => count > 0).map(({ kind, count }) => `${count} ${kind}`);
	const noun = pairs.length === 1 ? "metric" : "metrics";
	const summary = isCompared ? `${pairs.length} ${noun} without a rule: ${counts.join(", ")}` : `${pairs.length} ${noun} without a rule`;
	const rows = [...pairs].sort((a, b) => rank.indexOf(kindOf(a)) - rank.indexOf(kindOf(b))).slice(0, LISTED$1).map((each) => row$1(each, isCompared));
	const table = {
		kind: "table",
		columns: columnsOf$1(input, isCompared),
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
function columnsOf$1(input, isCompared) {
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
function kindOf({ before, now }) {
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
	if (!isCompared) return [line(clip(each.name)), line(write(now))];
	const moved = typeof before === "number" && typeof now === "number" ? change(before, now, { kind: "percent" }) : kindOf(each);
	return [
		line(clip(each.name)),
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
	const name = clip(metric);
	return kind === "absolute" && rules.some((other) => other.metric === metric && other.kind === "relative") ? `${name} limit` : name;
}
function row(rule, name, isCompared) {
	const { before, now } = valuesOf(rule);
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
/** Why rules have no verdict, as far as the first line has not said it. */
function brokenRules({ gate }, detail) {
	const broken = (gate?.body.rules ?? []).filter(({ verdict, reason }) => verdict === "error" && reason !== gate?.body.reason);
	const most = detail === "full" ? 10 : 3;
	const notes = broken.slice(0, most).map(({ reason }) => ({
		kind: "note",
		content: line(symbol("broken"), ` ${clip(reason, 400)}`)
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
	const listed = edits.length === 0 ? [] : [...line(": "), ...join$1(edits.slice(0, LISTED_EDITS), "; ")];
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
		content: line(clip(proposed.message, 2e3))
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
		...baseBranch === void 0 ? {} : { baseBranch: clip(baseBranch) }
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
		...rules,
		...brokenRules(input, detail),
		differences$1(input),
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
	"live-differs": "Find out who did that. A rollback by hand to the last deployed model makes the target ours again.",
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
		result.reasonCode === "ready" ? void 0 : paragraph(...withDigests(clip(result.reason, 1e3))),
		verdict(input),
		comparisonWithLive(report),
		origin(report),
		guardTable(result),
		smoke$1(result),
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
	const parts = [symbol(SIGNS[reasonCode] ?? "fail"), ` ${subjectOf(input)} → ${clip(environment)}`];
	if (model) parts.push(": model ", code(shortDigest(model)), " ", ...standing$1(result));
	return line(...parts);
}
function standing$1({ live, reasonCode }) {
	const before = live ? [code(shortDigest(live.model))] : [];
	switch (reasonCode) {
		case "already-live": return ["is live already"];
		case "ready": return live ? ["replaces ", ...before] : ["is the first there"];
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
	return paragraph(`Verdict: ${body.verdict}. ${statement(subjectOf(input), body)}.`);
}
/** The verdict compares with the commit before; what is replaced may be older. */
function comparisonWithLive({ against = [], result: { live } }) {
	const [first] = against;
	if (!first?.noise || !live) return void 0;
	const figures = against.map((rule) => {
		const { before, now } = valuesOf(rule);
		return `${clip(rule.metric)} ${before} → ${now} (${changeOf(rule)}, 95 %: ${rangeOf(rule)})`;
	});
	return paragraph("Against ", code(shortDigest(live.model)), `, which is live: ${figures.join("; ")}. Both scored on the same ${counted(first.noise.rows, "row")}.`);
}
function origin({ commit, authors = [], data, input }) {
	if (commit === void 0) return void 0;
	const parts = ["Built from ", commitLink(input, commit)];
	if (authors.length > 0) parts.push(` by ${authors.slice(0, 20).join(", ")}`);
	if (data) parts.push(", trained on data ", code(shortDigest(data)));
	return paragraph(...parts);
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
			line(...withDigests(clip(reason, 800)))
		])
	};
}
function smoke$1({ smoke: tried }) {
	if (!tried?.holds) return void 0;
	return paragraph(`Smoke test: ${tried.rows} rows of the holdout answered as evaluated, largest difference ${tried.largestDifference ?? 0}.`);
}
function isRefusal$1(code) {
	return Object.hasOwn(NEXT_STEPS, code);
}
function next({ reasonCode, model }) {
	if (isRefusal$1(reasonCode)) return paragraph(strong("Next:"), " ", NEXT_STEPS[reasonCode]);
	if (reasonCode !== "ready" || !model) return void 0;
	return paragraph("Approving allows exactly ", code(model), ", in this run. The deploying job checks all of this again.");
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
		paragraph(`${clip(why, 1e3)}.`),
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
const environmentName = string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,254}$/, "must be letters, digits, spaces, \".\", \"_\", \"/\" or \"-\"");
const argv = array(string().min(1)).min(1);
const target = strictObject({
	http: endpoint.optional().describe("A model server that speaks the open contract."),
	command: argv.optional().describe("A program that deploys; it finds the model in PROOFMARK_MODEL."),
	predict: endpoint.optional().describe("Beside a command: where the served model answers, for the smoke test.")
}).refine(({ http, command }) => http === void 0 !== (command === void 0), "must have exactly one of http, command").refine(({ command, predict }) => predict === void 0 || command !== void 0, "has predict, which belongs beside a command");
const approvals$1 = union([literal("none").describe("Nobody is asked; must be said where no protection can be had."), strictObject({
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
	target: target.describe("Where the model goes."),
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
const ROLES = [
	"train",
	"holdout",
	"reference",
	"production",
	"base-model"
];
/** `90s`, `15m`, `6h`, `2d`. */
const duration = string().regex(/^\d+(\.\d+)?\s*(s|m|h|d)$/, "must be a duration such as 90s, 15m or 6h");
const variable = string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable");
const column = string().min(1);
const dataset = strictObject({
	path: relativePath.describe("A file, a folder or a glob, relative to the repository."),
	role: _enum(ROLES).default("train").describe("What the model does with it."),
	key: column.optional().describe("The column that names a row."),
	order: column.optional().describe("The column that orders rows which depend on each other."),
	cluster: column.optional().describe("The column of rows that belong together, such as a customer.")
});
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
	pipeline: name.describe("The name of the road; appears in comments, artifacts and history."),
	data: record(name, dataset).optional().describe("What the model is made from or judged on."),
	train: strictObject({
		run: union([array(string().min(1)).min(1), string().min(1)]).optional().describe("The command that trains, as a list, or as one line that is cut without a shell."),
		env: strictObject({ pass: array(variable).describe("Variables that the command may see.") }).optional().describe("What else reaches the command; nothing does on forks."),
		timeout: duration.optional().describe("The longest that training may take."),
		code: array(relativePath).optional().describe("Files and folders that make the model."),
		params: relativePath.optional().describe("A JSON or YAML file with the parameters."),
		metrics: relativePath.optional().describe("The metrics file that training writes.")
	}).optional(),
	model: strictObject({ path: relativePath.describe("The file or folder that training writes.") }).optional(),
	evaluate: strictObject({
		target: column.describe("The column of the holdout that is predicted."),
		inputs: record(string(), array(column).min(1)).optional().describe("The inputs of the model, each with the columns it is fed; default: the column of its name."),
		output: string().min(1).optional().describe("The output that predicts; default: the only one."),
		task: _enum(TASKS).optional().describe("What is predicted; default: seen from the output."),
		metrics: array(_enum(METRIC_NAMES)).min(1).optional().describe("Default: all of the task."),
		classes: array(string().min(1)).min(2).optional().describe("The names of the classes, in the order of the output; default: 0, 1, 2 …."),
		batch: int().min(1).max(1e5).optional().describe("Rows at a time; default: 1024.")
	}).optional(),
	gate: strictObject({ rules: array(union([string(), ruleObjectSchema])).min(1).describe("Conditions on metrics; all of them decide together.") }).optional(),
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
function isOurs(body) {
	return firstLine(body) === COMMENT_MARK;
}
/** The sections of a comment, in its order; what was damaged by hand is left out, of two for one place the newer counts. */
function parseBody(body) {
	if (!isOurs(body)) return [];
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
	return comments.filter(({ isMine, isMinimized, body }) => isMine && !isMinimized && isOurs(body)).sort((a, b) => a.id - b.id);
}
/** Why this report must not be shown any more, or nothing. */
function staleness(section, { state, known, hasComment }) {
	if (state.headSha !== section.head) return `the pull request has a newer commit (${state.headSha.slice(0, 7)}) than the one judged`;
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
const SHORT = /* @__PURE__ */ new Map([
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
	const short = SHORT.get(text[at + 1] ?? "");
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
// shared/domain/rule.ts
function operatorOf({ direction, strict }) {
	return (direction === "lower" ? "<" : ">") + (strict ? "" : "=");
}
/** The rule's one canonical text: equal rules print alike, and the text means the rule again. */
function printRule(rule) {
	const end = rule.reportOnly ? ", report-only" : "";
	return `${writeMetricName(rule.metric)} ${operatorOf(rule)} ${printBound(rule.bound)}${end}`;
}
function printBound(bound) {
	if (bound.kind === "absolute") return String(bound.limit);
	const shift = printShift(bound.shift);
	return shift === "" ? "baseline" : `baseline ${shift}`;
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
	const removed = without(before, after);
	const added = without(after, before);
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
function without(rules, others) {
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
		limit: limit(read)
	};
	if (word === "baseline") return {
		kind: "relative",
		shift: shift(read, metric)
	};
	const message = word === "champion" ? "\"champion\" is not understood by this version; compare with \"baseline\" or with a number" : `expected a number or "baseline", found ${JSON.stringify(word)}${didYouMean(word, ["baseline"])}`;
	return read.fail(message, read.last());
}
function limit(read) {
	const sign = read.take(SIGN);
	const size = number(read, "a number or \"baseline\"");
	if (read.take(/pp\b/y) !== void 0) read.fail("percentage points are a distance from the baseline; write a limit with %", read.last());
	return signed(sign, read.take(/%/y) === void 0 ? size : size / 100);
}
function shift(read, metric) {
	const sign = read.take(SIGN);
	if (sign === void 0) {
		if (!read.isAtEnd() && read.peek() !== ",") read.fail(`expected "+" or "-" after "baseline", found ${read.found()}`);
		return NO_SHIFT;
	}
	const size = number(read, "a number");
	const unit = read.take(/%|pp\b/y);
	const unitIndex = read.last();
	const amount = signed(sign, size);
	if (unit === "pp") return amount === 0 ? NO_SHIFT : {
		amount,
		unit: "points"
	};
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
function readRule(source) {
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
		const parsed = readRule(source);
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
const MAX_VALUES$1 = 1e6;
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
async function parseYamlTree(text, maxValues = MAX_VALUES$1) {
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
			maxValues
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
function build(yaml, document, { spot, problems, maxValues }) {
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
		return scalar(node, here, index);
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
	const hint = didYouMean(key, knownKeys(configJsonSchema(), path));
	return {
		...keySpot(key, path, tree),
		message: `unknown key ${JSON.stringify(key)}${where}${hint}`
	};
}
function wrongType(expected, path, tree) {
	if (treeAt(tree, path)) return valueProblem(`must be ${wordFor(expected)}`, path, tree);
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
const MAX_VALUES = 2e4;
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
	const parsed = await parseYamlTree(decoded.text, MAX_VALUES);
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
// shared/platform/path-text.ts
const PLAIN = /^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}"\\]+$/u;
/** A path as a message shows it: as it is, or quoted with escapes where it holds what could mislead a reader. */
function pathText(path) {
	if (PLAIN.test(path) && path.trim() === path) return path;
	return JSON.stringify(path).replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
// shared/platform/files.ts
/**
* The whole file, or an error when it is larger than we are ready to hold in memory. Errors call it what the user calls
* it (`shown`).
*/
async function readCapped(path, limitBytes, shown = path) {
	const handle = await openForReading(path, shown);
	try {
		if (!(await handle.stat()).isFile()) throw notAFile(shown);
		return await readUpTo(handle, limitBytes, shown);
	} catch (error) {
		throw error instanceof ActionError ? error : unreadable(shown, error);
	} finally {
		await handle.close();
	}
}
async function openForReading(path, shown) {
	try {
		return await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
	} catch (error) {
		const code = systemCode(error);
		if (code === "ENOENT" || code === "ENOTDIR") throw new ActionError("file-missing", `there is no file ${pathText(shown)}`);
		if (code === "EISDIR" || code === "ENXIO") throw notAFile(shown);
		throw unreadable(shown, error);
	}
}
/** The size that the system reports may be wrong (0 below /proc) or change, so only what arrives is counted. */
async function readUpTo(handle, limitBytes, shown) {
	const chunks = [];
	for (let total = 0;;) {
		const chunk = Buffer.allocUnsafe(Math.min(262144, limitBytes + 1 - total));
		const { bytesRead } = await handle.read(chunk, 0, chunk.length, null);
		if (bytesRead === 0) return Buffer.concat(chunks, total);
		total += bytesRead;
		if (total > limitBytes) throw new ActionError("file-too-large", `${pathText(shown)} is larger than ${limitBytes} bytes, the most that is read here`);
		chunks.push(chunk.subarray(0, bytesRead));
	}
}
function notAFile(path) {
	return new ActionError("not-a-file", `${pathText(path)} is not a plain file`);
}
function unreadable(path, cause) {
	return new ActionError("file-unreadable", `cannot read ${pathText(path)}`, { cause });
}
/** Readers see the old file or the new one, never a part; what is written survives a crash of the machine. */
async function writeAtomically(path, bytes) {
	const temporary = join(dirname(path), `.proofmark-${randomUUID()}`);
	try {
		await makeFolder(dirname(path));
		try {
			const handle = await open(temporary, "wx");
			try {
				await handle.writeFile(bytes);
				await handle.sync();
			} finally {
				await handle.close();
			}
			await rename(temporary, path);
		} catch (error) {
			await rm(temporary, { force: true });
			throw error;
		}
		await syncFolder(dirname(path));
	} catch (error) {
		throw new ActionError("file-unwritable", `cannot write ${pathText(path)}`, { cause: error });
	}
}
/** A folder and those above it. Node's own way never ends where a folder is refused with ENOENT, as below /proc. */
async function makeFolder(path) {
	const missing = [];
	for (let here = path; !await isFolder(here); here = dirname(here)) {
		if (here === dirname(here)) break;
		missing.unshift(here);
	}
	for (const folder of missing) await mkdir(folder).catch(async (error) => {
		if (!await isFolder(folder)) throw error;
	});
}
function isFolder(path) {
	return stat(path).then((found) => found.isDirectory(), () => false);
}
/** Makes the new name last. Some file systems cannot, and the file is complete all the same. */
async function syncFolder(folder) {
	const handle = await open(folder, "r").catch(() => void 0);
	await handle?.sync().catch(() => void 0);
	await handle?.close();
}
/**
* The absolute form of a path that a user wrote, if it lies inside the root. Absolute paths elsewhere, `..` and links
* that lead out are refused (`path-outside`). The path itself need not exist.
*/
async function resolveInside(root, userPath) {
	const path = resolve(root, checkedForm(userPath));
	if (!isInside(root, path)) throw outside(userPath, "it leads out of it");
	const real = await realpathOfExisting(path, userPath);
	if (!isInside(await realpath(root), real)) throw outside(userPath, `a link on the way leads to ${pathText(real)}`);
	return path;
}
function checkedForm(path) {
	if (!path.includes("\0")) return path;
	throw new ActionError("invalid-path", `the path ${pathText(path)} holds a NUL character`);
}
/** Whether a path is the root or below it, by names alone. Both must be absolute. */
function isInside(root, path) {
	const way = relative(root, path);
	return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
/** The real path of the deepest part that exists. A link that leads nowhere is refused: a writer would follow it. */
async function realpathOfExisting(path, userPath) {
	for (let here = path;; here = dirname(here)) try {
		return await realpath(here);
	} catch (error) {
		if (!["ENOENT", "ENOTDIR"].includes(systemCode(error) ?? "") || here === dirname(here)) throw unreadable(userPath, error);
		if (await lstat(here).then(() => true, () => false)) throw new ActionError("path-outside", `${pathText(userPath)} is a link that leads nowhere`);
	}
}
function outside(userPath, why) {
	return new ActionError("path-outside", `the path ${pathText(userPath)} is not inside the workspace: ${why}`, { hint: "Only files inside the workspace are read and written here; use a path relative to it." });
}
/** A new file that only this user can read. */
async function writePrivately(path, bytes) {
	try {
		await makeFolder(dirname(path));
		const handle = await open(path, "wx", 384);
		try {
			await handle.writeFile(bytes);
		} finally {
			await handle.close();
		}
	} catch (error) {
		throw new ActionError("file-unwritable", `cannot write ${pathText(path)}`, { cause: error });
	}
}
/** Whether there is a plain file, also at the end of a link. */
async function isFile(path) {
	return stat(path).then((found) => found.isFile(), () => false);
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
	return new ActionError("already-stored", `"${name}" is there already, with other content.`, { hint: [
		"Two steps or jobs of this run made it under one name. In a matrix, tell the legs apart:",
		"with:",
		`  leg: \${{ matrix.… }}`,
		"In a terminal, take another folder for --store, or empty this one."
	].join("\n") });
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
const answer$1 = object$1({ repository: object$1({ ref: object$1({ target: object$1({ oid: string() }) }).nullable() }).catchall(unknown$1()) });
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
		schema: answer$1,
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
		if (found?.entries) folders.set(path, filesOf$3(found.entries));
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
function filesOf$3(entries) {
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
		why: "Finds the baseline's model, to judge it on rows that it was not judged on."
	},
	"download-artifact": {
		method: "GET",
		url: "/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
		permission: "actions",
		level: "read",
		does: "read an artifact of an earlier run",
		why: "Reads the baseline's model."
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
	train: [],
	evaluate: [...BASELINE, ...EARLIER_MODEL],
	gate: [...BASELINE, ...RECORD],
	comment: COMMENT,
	token: uses(["request-id-token"], SITUATIONS, { isOptional: false }),
	"deploy-plan": DEPLOYMENT_PLAN,
	deploy: DEPLOYMENT,
	root: [
		...BASELINE,
		...EARLIER_MODEL,
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
				return read$1(schema, answer.data, name);
			} catch (error) {
				throw explainFailure(error, about(name));
			}
		},
		async find(name, parameters, { schema, deadline }) {
			try {
				return read$1(schema, (await send(name, parameters, deadline)).data, name);
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
				return data === "" ? /* @__PURE__ */ new Uint8Array() : new Uint8Array(read$1(_instanceof(ArrayBuffer), data, name));
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
				const { data, errors } = read$1(graphqlAnswer, answer.data, name);
				if (errors && errors.length > 0) throw explainFaults(errors, about(name), answer.headers);
				return read$1(schema, data, name);
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
/** What fetch throws when its signal fires; the plugins let it through without another try. */
function late() {
	return Object.assign(/* @__PURE__ */ new Error("the deadline is over"), { name: "AbortError" });
}
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
function repositoryOf({ repository }) {
	return {
		owner: repository.owner,
		repo: repository.name
	};
}
function read$1(schema, data, name) {
	const parsed = schema.safeParse(data);
	if (parsed.success) return parsed.data;
	throw new ActionError("unexpected-answer", `GitHub's answer when we tried to ${OPERATIONS[name].does} is not what its documentation says.`, { cause: new Error(prettifyError(parsed.error)) });
}
// shared/platform/github/branch-append.ts
/** Losing a record is worse than waiting: with 32 writers at once the last one waits for the 31 before it. */
const DEADLINE_MS$4 = 3e5;
const TRIES$2 = 60;
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
	for (let attempt = 1; attempt <= TRIES$2; attempt++) {
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
	throw new ActionError("stale-head", `The branch ${branch} moved on at each of ${TRIES$2} tries.`, { hint: "Run the job again when fewer jobs write the history." });
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
// shared/platform/github/branch-history.ts
/** What git accepts as a branch and we can name in a query without a second meaning. */
const BRANCH = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;
/** The history as files on a branch of the repository itself, which has no commit in common with the code. */
function branchHistory({ transport }, { branch = "proofmark-history" } = {}) {
	if (!BRANCH.test(branch) || branch.includes("..") || branch.endsWith(".lock")) throw new ActionError("invalid-input", `"${branch}" cannot be the name of a branch.`);
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
// shared/platform/github/comments.ts
const QUERY$1 = `query ReadComments($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      headRefOid
      state
      comments(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { id fullDatabaseId body viewerDidAuthor isMinimized url }
      }
    }
  }
}`;
const commentNode = object$1({
	id: string(),
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
const TRIES$1 = 3;
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
	const { id, fullDatabaseId, body, viewerDidAuthor, isMinimized, url } = node;
	return {
		id: fullDatabaseId,
		nodeId: id,
		body,
		isMine: viewerDidAuthor,
		isMinimized,
		url
	};
}
/** When the answer is lost, the comment is looked for before it is sent again: never two of the same. */
async function createComment(transport, number, body) {
	const deadline = transport.until();
	for (let left = TRIES$1;; left--) try {
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
const LISTED_FILES = 300;
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
const comparison$1 = object$1({
	merge_base_commit: object$1({ sha: string() }),
	behind_by: int(),
	files: array(object$1({
		filename: string(),
		status: string()
	})).default([])
});
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
async function compareCommits(transport, base, head) {
	const basehead = `${base}...${head}`;
	const found = await transport.rest("compare-commits", { basehead }, { schema: comparison$1 });
	return {
		mergeBase: found.merge_base_commit.sha,
		files: found.files.map(({ filename, status }) => ({
			path: filename,
			status
		})),
		isTruncated: found.files.length >= LISTED_FILES,
		behind: found.behind_by
	};
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
		compare: (base, head) => compareCommits(transport, base, head),
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
		id: int().optional(),
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
			...defined("id", payload.repository?.id),
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
		workflow: given.workflow ?? "",
		job: given.job ?? "",
		actor: given.actor ?? "",
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
const ENTRY = {
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
		if (zip.readUInt32LE(at) !== ENTRY.signature) throw new Error("its directory is damaged");
		const nameSize = zip.readUInt16LE(at + 28);
		const name = checkedName(zip.toString("utf8", at + ENTRY.size, at + ENTRY.size + nameSize));
		if (files.has(name)) throw new Error(`it holds ${name} twice`);
		const bytes = readEntry(zip, at, left);
		left -= bytes.byteLength;
		files.set(name, bytes);
		at += ENTRY.size + nameSize + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
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
			return (await entriesOf$1(root)).filter((entry) => entry.isDirectory() && entry.name.startsWith(prefix)).map((entry) => entry.name).filter((name) => !name.startsWith(".")).sort();
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
const FILE_LIMIT$2 = 32 * 2 ** 20;
async function entriesOf$1(folder) {
	return readdir(folder, { withFileTypes: true }).catch((error) => {
		if (isAbsent(error)) return [];
		throw error;
	});
}
/** The plain files of a folder; links are not followed. Nothing when there is no such folder or it is empty. */
async function readFolder(folder, limitBytes = BUNDLE_LIMIT) {
	const names = (await entriesOf$1(folder)).filter((entry) => entry.isFile()).map(({ name }) => name);
	const bundle = /* @__PURE__ */ new Map();
	let left = limitBytes;
	for (const name of names.sort()) {
		const bytes = await readCapped(join(folder, name), left);
		left -= bytes.byteLength;
		bundle.set(name, bytes);
	}
	return bundle.size > 0 ? bundle : void 0;
}
async function readIfThere(path) {
	try {
		return await readCapped(path, FILE_LIMIT$2);
	} catch (error) {
		if (isAbsent(error) || codeOf$2(error) === "file-missing") return void 0;
		throw error;
	}
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
const FILE_LIMIT$1 = 32 * 2 ** 20;
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
	throw new ActionError("file-too-large", `${pathText(path)} at ${sha.slice(0, 7)} is larger than ${FILE_LIMIT$1} bytes`);
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
		outputLimitBytes: FILE_LIMIT$1
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
	return "sha" in wanted ? wanted : answer(wanted, github);
}
async function answer(question, { client }) {
	if (question.ask === "merge-base") {
		const { mergeBase } = await client.compare(question.base, question.head);
		return {
			sha: mergeBase,
			how: "merge-base"
		};
	}
	const [first] = (await client.commit(question.of)).parents;
	return first === void 0 ? void 0 : {
		sha: first,
		how: question.how
	};
}
/** The record to compare with: of the trusted commit, or its nearest ancestor that has one. */
async function findRecord(setting, trusted, pipeline = setting.pipeline) {
	const { github, history, leg } = setting;
	if (!github && !history) return none("none was given");
	if (!history || !github) return none("the history is switched off", trusted?.sha);
	if (!trusted) return none("this is the first commit");
	return findBaseline(history, {
		pipeline,
		leg,
		wanted: trusted,
		ancestors: () => github.client.ancestors(trusted.sha, 50),
		now: now()
	});
}
function none(reason, wanted) {
	return { choice: {
		how: "none",
		reason,
		...wanted === void 0 ? {} : { wanted }
	} };
}
/** A change that renames its pipeline is still compared with what it was. */
function comparedPipeline({ pipeline }, wish, { config }) {
	return wish.pipeline ?? config?.pipeline ?? pipeline;
}
/** One line for the log: what is compared with, and how it was chosen. */
function describeBaseline(choice) {
	switch (choice.how) {
		case "none": return `no baseline: ${choice.reason}`;
		case "file": return `baseline: ${choice.path}`;
		case "revision": return `baseline: ${choice.path} at ${choice.commit.slice(0, 7)}`;
		default: return `baseline ${choice.commit.slice(0, 7)} (${choice.how}, record ${choice.key}, written ${choice.at})`;
	}
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
		config: bytes && await usableConfig(bytes, asking)
	};
}
/** A configuration on the base branch that nobody can use must not stop the change that repairs it. */
async function usableConfig(bytes, { github, configPath, runner }) {
	try {
		return await readConfig(bytes, configPath);
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
	const config = setting.github?.context.pullRequest !== void 0 ? (await setting.trusted()).config : void 0;
	if (!config && setting.configError) throw setting.configError;
	return config;
}
// shared/stages/setting.ts
const RETENTION = {
	pullRequest: 7,
	defaultBranch: 90
};
/** Reads where we are. Asks GitHub nothing yet. */
async function openSetting(action, wishes, { runner, place }) {
	const context = await readGithubContext(place.environment);
	const { config, configError } = await findConfig(wishes.config, place, context);
	const leg = nameOf("leg", wishes.leg);
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
	const pipeline = nameOf("pipeline", wishes.pipeline ?? config?.pipeline ?? await nameElsewhere({
		action,
		context,
		github,
		wishes,
		stores,
		trusted
	}) ?? context?.repository.name ?? folderName(place));
	return {
		runner,
		place,
		context,
		github,
		config,
		configError,
		configPath: wishes.config,
		trusted,
		pipeline,
		leg,
		stores,
		history: openHistory(wishes.history, place, github),
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
* The file may be absent unless the user named another one than the default. A pull request that breaks it is judged
* by the trusted one, so that its comment can say so.
*/
async function findConfig(path, place, context) {
	try {
		return {
			config: await readConfig(await readCapped(await userPath(place, path), CONFIG_LIMIT, path), path),
			configError: void 0
		};
	} catch (error) {
		const none = {
			config: void 0,
			configError: void 0
		};
		if (codeOf$2(error) === "file-missing" && path === "proofmark.yml") return none;
		if (!context?.pullRequest || !(error instanceof ActionError)) throw error;
		return {
			...none,
			configError: error
		};
	}
}
/**
* A pull request without a usable configuration keeps the name it has on its base branch. Who writes the comment asks
* GitHub for nothing but comments: there the sections of the run say whose they are.
*/
async function nameElsewhere({ action, context, github, wishes, stores, trusted }) {
	if (!context?.pullRequest) return void 0;
	if (action === "comment") return onlyPipeline(stores, {
		leg: wishes.leg,
		attempt: context.run.attempt
	});
	if (!github || wishes.history === "none") return void 0;
	return (await trusted()).config?.pipeline;
}
function once(ask) {
	let answer;
	return () => {
		answer ??= ask();
		return answer;
	};
}
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
function openHistory(wish, place, github) {
	if (wish === void 0 || wish === "none") return void 0;
	if (wish.startsWith(".") || wish.startsWith("/")) return directoryHistory(absolutePath(place, wish));
	if (!isBranchName(wish)) throw new ActionError("invalid-history", `"${wish}" cannot be the name of a branch`, { hint: "Name a branch such as proofmark-history, or a folder that begins with ./ or /." });
	if (github && isUsed(github.context, wish)) throw new ActionError("invalid-history", `the branch "${wish}" holds the code itself`, { hint: "Records need a branch of their own:\nwith:\n  history: proofmark-history" });
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
function nameOf(what, name) {
	if (NAME$1.test(name)) return name;
	throw new ActionError("invalid-name", `the ${what} "${name}" cannot be a name`, { hint: NAME_HINT });
}
function folderName(place) {
	const last = place.workspace.split(/[\\/]/).at(-1) ?? "";
	return NAME$1.test(last) ? last : "model";
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
			...describe(published)
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
	if (mismatches(gate, /* @__PURE__ */ new Map([["data", sha256(encodeSection(data))]])).length === 0) return;
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
function describe(published) {
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
// shared/stages/inputs.ts
/** Inputs of every action, so that one word means one thing everywhere. */
const jobInputs = {
	config: path({
		about: "The configuration file. It may be absent; everything in it can be given as inputs.",
		default: "proofmark.yml"
	}),
	pipeline: text$1({ about: "Name of the road; default: the one in the configuration, else of the repository." }),
	leg: text$1({
		about: "Tells the legs of a matrix apart: give the matrix value here.",
		default: "main"
	}),
	store: path({ about: "A folder that keeps what jobs hand to each other; default: workflow artifacts." })
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
	path: list$2({
		about: "Files, folders or globs to track; default: the datasets of the configuration.",
		positional: true
	}),
	name: text$1({ about: "Name of the dataset when one path is given; default: from the path." }),
	code: list$2({ about: "Files and folders that make the model; default: train.code." }),
	params: path({ about: "JSON or YAML file with the parameters; default: train.params." })
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
	pass: list$2({ about: "Variables that the command may see; default: train.env.pass. Never on forks." })
};
const evaluateInputs = {
	model: path({ about: "The ONNX file or its folder; default: what training left, else model.path." }),
	holdout: path({ about: "The table of rows to judge on; default: the dataset whose role is holdout." }),
	target: text$1({ about: "The column that is predicted; default: evaluate.target." }),
	features: list$2({ about: "Columns fed to an input called \"features\"; default: evaluate.inputs." }),
	output: text$1({ about: "The output that predicts; default: evaluate.output, else the only one." }),
	task: choice$1(TASKS, { about: "What is predicted; default: seen from the output." })
};
const gateInputs = {
	metrics: list$2({
		about: "Metrics files or globs, JSON or YAML; default: train.metrics.",
		positional: true
	}),
	rules: lines({
		about: "Rules, one a line, such as \"rmse <= baseline + 2%\"; default: gate.rules.",
		flag: "rule"
	}),
	baseline: text$1({ about: "A metrics file to compare with, or a git revision whose metrics file is read; default: the record of the base commit." }),
	"fail-on": choices(VERDICTS, {
		about: "Verdicts that fail the step.",
		default: "fail, error"
	})
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
const listed$1 = array(object$1({
	id: int(),
	node_id: string(),
	sha: string(),
	task: string(),
	payload: unknown$1(),
	created_at: string()
}));
const PAGE$1 = 100;
const MAX_PAGES$1 = 20;
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
	for (let page = 1; page <= MAX_PAGES$1; page++) {
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
			per_page: PAGE$1,
			page
		};
		const rows = await transport.rest("list-deployments", parameters, { schema: listed$1 });
		for (const row of rows) found.push(together(row, states.get(row.node_id)));
		if (rows.length < PAGE$1 || isEnough(found)) return found;
	}
	throw new ActionError("too-many-deployments", `${environment} has more than 2000 deployments, and none of them says what is live`, { hint: "Delete old deployments of other tools, or deploy to an environment of its own." });
}
function together({ id, sha, task, payload, created_at }, said) {
	const newest = said?.latestStatus;
	return {
		id,
		commit: sha,
		task,
		createdAt: created_at,
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
async function setDeploymentStatus(transport, id, { state, description, logUrl, environmentUrl }) {
	const parameters = {
		deployment_id: id,
		state,
		description: cut(description),
		log_url: logUrl,
		auto_inactive: false,
		...environmentUrl === void 0 ? {} : { environment_url: environmentUrl }
	};
	const schema = object$1({ id: int() });
	for (let left = 2;; left--) try {
		await transport.rest("create-deployment-status", parameters, { schema });
		return;
	} catch (error) {
		if (left === 0 || codeOf$2(error) !== "answer-lost") throw error;
	}
}
const environment = object$1({
	can_admins_bypass: boolean().optional(),
	protection_rules: array(looseObject({
		type: string(),
		prevent_self_review: boolean().optional(),
		reviewers: array(unknown$1()).optional()
	})).default([]),
	deployment_branch_policy: object$1({
		protected_branches: boolean(),
		custom_branch_policies: boolean()
	}).nullish()
});
/** The protection of an environment; nothing when there is none of that name. */
async function readProtection(transport, name) {
	const found = await transport.find("read-environment", { environment_name: name }, { schema: environment });
	if (!found) return void 0;
	const review = found.protection_rules.find(({ type }) => type === "required_reviewers");
	const policy = found.deployment_branch_policy;
	return {
		reviewers: review?.reviewers?.length ?? 0,
		isSelfReviewPrevented: review?.prevent_self_review ?? false,
		canAdminsBypass: found.can_admins_bypass ?? true,
		branches: policy ? policy.protected_branches ? "protected" : "named" : "all"
	};
}
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
function cut(description) {
	return description.length <= DESCRIPTION_LIMIT ? description : `${description.slice(0, 139)}…`;
}
function isSamePayload(payload, same) {
	return payload === same || payload === JSON.stringify(same) || JSON.stringify(payload) === same;
}
// shared/domain/deployment/champion.ts
/** What our own deployments carry; GitHub makes others for every job with an environment, and they say nothing. */
const deploymentPayloadSchema = strictObject({
	schema: literal("proofmark/deployment-payload/v1"),
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
const WAITING = [
	"queued",
	"pending",
	"in_progress"
];
/** Whose turn it is: of all deployments that wait or run, the lowest id goes first. */
function aheadOf(own, { id, run, now, patienceMs }) {
	return own.filter((other) => other.id < id && WAITING.includes(other.state)).filter((other) => !isLeftBehind(other, run)).filter((other) => now.getTime() - Date.parse(other.saidAt) < patienceMs).toSorted((a, b) => a.id - b.id)[0];
}
/** What earlier attempts of this run began and never ended: no attempt starts before the one before it is over. */
function leftBehind(own, run) {
	return own.filter((other) => WAITING.includes(other.state) && isLeftBehind(other, run));
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
const PAGE = 100;
/** A deployment of more commits than that at once hides who made them. */
const MAX_PAGES = 50;
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
	for (let page = 1; page <= MAX_PAGES; page++) {
		const parameters = {
			basehead,
			per_page: PAGE,
			page
		};
		const found = await transport.rest("compare-commits", parameters, { schema: comparison });
		commits.push(...found.commits);
		if (found.commits.length < PAGE) return {
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
// shared/stages/deploy-job.ts
async function openDeployJob(setting, inputs) {
	const { github, configPath } = setting;
	if (!github) throw new ActionError("no-github", "deploy works only in a job of GitHub Actions, with a token");
	const { environment } = inputs;
	const branch = await github.client.defaultBranch();
	const tip = await readTip(github.client.transport, branch);
	const bytes = await github.client.fileAt(configPath, tip);
	const config = bytes && await readConfig(bytes, configPath);
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
	const own = (found) => ownDeployments(found.map(known), setting);
	return own(await listDeployments(github.client.transport, environment, (found) => isEnough(own(found))));
}
/** A state that we do not know ends nothing and begins nothing. */
function known(found) {
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
	const rejecting = new Set(approvals.filter(({ state }) => state === "rejected").map(({ login }) => keyOf$1(login)));
	const approving = new Map(approvals.filter(({ state, login }) => state === "approved" && !rejecting.has(keyOf$1(login))).map(({ login }) => [keyOf$1(login), login]));
	const counted = [];
	const barred = [];
	for (const [key, login] of approving) {
		const as = wish.not.find((kind) => people[kind]?.some((person) => keyOf$1(person) === key));
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
function keyOf$1(login) {
	return login.toLowerCase();
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
	return live ? live.commit.slice(0, 7) : "nothing";
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
const REASONS = {
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
	const why = REASONS[code ?? ""] ?? "the connection failed";
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
	const place = placeOf$1(url);
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
function placeOf$1({ origin, pathname }) {
	return origin + pathname;
}
function checkedUrl({ url: text, what }) {
	const url = URL.canParse(text) ? new URL(text) : void 0;
	if (url && isSecure(url) && !url.username && !url.password) return url;
	const where = url ? ` ${placeOf$1(url)}` : "";
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
		return read(activeSchema, answer, what).digest;
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
	const { digest, outputs } = read(predictionSchema, answer, what);
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
function ask({ token, signal, pauseMs }, wish) {
	return request({
		deadlineMs: ASK_MS,
		...wish,
		headers: {
			...wish.body === void 0 ? {} : { "content-type": "application/json" },
			...wish.headers,
			...token === void 0 ? {} : { authorization: `Bearer ${token}` }
		},
		...signal ? { signal } : {},
		...pauseMs === void 0 ? {} : { pauseMs }
	});
}
function read(schema, answer, what) {
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
		const word = refusalSchema.safeParse(jsonObject(answer, "")).data?.error.code;
		return word !== void 0 && /^[a-z][a-z0-9-]{0,60}$/.test(word) ? `, ${word}` : "";
	} catch {
		return "";
	}
}
function differs(place, found, expected) {
	return new ActionError("active-differs", `${place} serves ${found ?? "no model"}, not ${expected ?? "none"} as expected`);
}
// shared/features/deployment/command-target.ts
/** A deployment that takes longer is taken for stuck, by others that wait too. */
const LONGEST_MS = 12e5;
const GRACE_MS$1 = 3e3;
/** A program of the user's. It alone is given the token, and it is given nothing else of ours. */
function commandTarget(door) {
	const { argv, environment, token, predict, place, runner, signal } = door;
	const [program = "", ...words] = argv;
	let folder;
	async function run(action, digest) {
		let last = "";
		const { exit } = await runProcess([program, ...words], {
			cwd: place.workspace,
			environment: {
				...childEnvironment(place.environment),
				PROOFMARK_ACTION: action,
				PROOFMARK_DIGEST: digest,
				PROOFMARK_ENVIRONMENT: environment,
				...action === "put" && folder !== void 0 ? { PROOFMARK_MODEL: folder } : {},
				...token === void 0 ? {} : { PROOFMARK_TOKEN: token }
			},
			timeoutMs: LONGEST_MS,
			graceMs: GRACE_MS$1,
			outputLimitBytes: 0,
			onLine(line) {
				last = token === void 0 ? line : withoutSecrets(line, [token]);
				runner.info(last);
			}
		});
		if (exit.kind === "exited" && exit.code === 0) return;
		throw new ActionError("command-failed", `${program} ${howOf(exit)}${last && `: ${last}`}`);
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
			token,
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
function howOf(exit) {
	switch (exit.kind) {
		case "exited": return `ended with exit code ${exit.code}`;
		case "signalled": return `was ended by ${exit.signal}`;
		case "timed-out": return `did not end within ${LONGEST_MS / 6e4} minutes`;
		case "not-started": return "could not be started";
	}
}
// shared/features/deployment/roll-out.ts
/** Puts the model into the target, makes it live and tries it; what does not answer as evaluated is taken back. */
async function rollOut(work) {
	const { target, delivery, champion, runner, signal } = work;
	const { digest } = delivery;
	let before;
	try {
		before = target.active ? await target.active() : champion ?? null;
		const strange = strangerOf(work, before);
		if (strange !== void 0) return failed("live-differs", strange);
		if (signal.aborted) return failed("cancelled", "cancelled before anything was put there");
		runner.info(`putting ${digest} into ${target.place}`);
		await target.put(delivery);
		if (signal.aborted) return failed("cancelled", "cancelled before the model was made live");
	} catch (error) {
		return failed(signal.aborted ? "cancelled" : "target-failed", untouched(error));
	}
	const back = champion ?? (before === digest ? void 0 : before ?? void 0);
	try {
		runner.info(`making it live in place of ${before ?? "nothing"}`);
		await target.activate(digest, before);
	} catch (error) {
		if (codeOf$2(error) === "active-differs") return failed("live-differs", untouched(error));
		if (await isStill(target, before, digest)) return failed("target-failed", untouched(error));
		return takeBack(work, back, {
			reasonCode: "target-failed",
			reason: describeError(error)
		});
	}
	return tryOut(work, back);
}
async function tryOut(work, back) {
	const { target, delivery, smoke, runner, signal } = work;
	if (signal.aborted) return takeBack(work, back, {
		reasonCode: "cancelled",
		reason: "cancelled"
	});
	if (!smoke || !target.predict) return { isLive: true };
	try {
		const result = await smoke(target.predict);
		if (result.holds) {
			runner.info(`smoke test: ${result.rows} rows answered as evaluated, largest difference ${result.largestDifference}`);
			return {
				isLive: true,
				smoke: result
			};
		}
		return takeBack(work, back, {
			reasonCode: "smoke-test-failed",
			reason: `${shortDigest(delivery.digest)} does not answer as evaluated: ${result.reason}`,
			smoke: result
		});
	} catch (error) {
		return takeBack(work, back, {
			reasonCode: signal.aborted ? "cancelled" : "smoke-test-failed",
			reason: describeError(error)
		});
	}
}
async function takeBack({ target, delivery, runner }, back, trouble) {
	const { reason } = trouble;
	if (back === void 0) {
		const left = `nothing was live before, so ${target.place} keeps serving ${delivery.digest}`;
		return {
			isLive: false,
			...trouble,
			reason: `${reason}; ${left}`
		};
	}
	runner.annotate("warning", `rolling back to ${back}: ${reason}`);
	try {
		await restore(target, back, delivery.digest);
		return {
			isLive: false,
			...trouble,
			reason: `${reason}; ${back} is live again`
		};
	} catch (error) {
		const why = `rolling back to ${back} failed: ${describeError(error)}`;
		return {
			isLive: false,
			...trouble,
			reasonCode: "rollback-failed",
			reason: `${reason}; ${why}`
		};
	}
}
/** Makes a model live again that was live before, whatever is live now. */
async function rollBack(target, to, from) {
	try {
		const before = target.active ? await target.active() : from;
		if (before !== to) await target.restore(to, before);
		const now = target.active ? await target.active() : to;
		if (now === to) return { isLive: true };
		return failed("rollback-failed", `${target.place} serves ${now ?? "nothing"}, not ${to}`);
	} catch (error) {
		return failed("rollback-failed", describeError(error));
	}
}
/** What is live may be either of both when an answer was lost. */
async function restore(target, back, from) {
	const now = target.active ? await target.active() : from;
	if (now === back) return;
	await target.restore(back, now);
}
/** Somebody else's model must not be replaced without a word; ours may be there from a try that was cut short. */
function strangerOf({ target, delivery, champion, runner }, before) {
	if (before === null || before === champion || before === delivery.digest) return void 0;
	if (champion !== void 0) return `${target.place} serves ${before}, but the last deployment left ${champion} there`;
	runner.annotate("notice", `${target.place} serves ${before}, which no deployment of this pipeline put there; it is replaced`);
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
		isLive: false,
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
			return fails(`row ${score.id}: served ${told(name)}, evaluated ${told(score.prediction)}`);
		}
		const number = plainNumber(value);
		const difference = number === void 0 ? void 0 : distance$1(number, score.prediction);
		if (difference === void 0 || !(difference <= tolerance)) return fails(`${`row ${score.id}: served ${told(number ?? value)}, evaluated ${score.prediction}`}, allowed is a difference of ${tolerance}`);
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
	return value === void 0 ? "nothing usable" : (JSON.stringify(value) ?? "nothing").slice(0, 60);
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
const PATIENCE_MS = 54e5;
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
			patienceMs: PATIENCE_MS
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
// shared/stages/deploy-outcome.ts
/** Writes the summary and answers. What a person or a machine must look at is an error, the rest a refusal. */
async function endDeploy(job, ending) {
	const { setting, environment, github } = job;
	const { way, reasonCode, reason, guards, model, live, deployment, smoke, facts } = ending;
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
		...smoke ? { smoke: {
			rows: smoke.rows,
			holds: smoke.holds,
			...smoke.holds ? { largestDifference: smoke.largestDifference } : {}
		} } : {}
	};
	const report = composeDeployment({
		result,
		input: composeInput(setting, {
			gate: facts?.chain.gate,
			data: void 0,
			failOn: []
		}),
		against: ending.against ?? [],
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
	if (way === "plan" && isRefusal(reasonCode)) setting.runner.annotate("notice", `nothing is deployed: ${headlineOf$2(result)}`);
	return {
		decision: decisionOf(way, reasonCode),
		headline: headlineOf$2(result),
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
function headlineOf$2({ environment, reasonCode, reason }) {
	if (!isRefusal(reasonCode)) return `${environment}: ${reasonCode}: ${reason}`;
	return `${environment}: refused, ${reasonCode}: ${reason}\n${NEXT_STEPS[reasonCode].replace(/^/gm, "  ")}`;
}
function isRefusal(code) {
	return Object.hasOwn(REFUSALS, code);
}
/** The judging job is not red because there is nothing to deploy. */
function decisionOf(way, reasonCode) {
	if (way === "plan" || Object.hasOwn(DEPLOYED, reasonCode)) return "accepted";
	return TROUBLES.includes(reasonCode) ? "error" : "refused";
}
// shared/stages/deploy-status.ts
/** What the first half of the step leaves for the second. */
const STATE$1 = {
	deployment: "deployment",
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
	const [first = ""] = description.split("\n");
	const status = {
		state,
		description: first,
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
async function sayBroken(job, id, error) {
	await say(job, id, {
		state: "error",
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
	const reason = reasonOf$1(answer, shown);
	if (isPassing(status)) return new ActionError("exchange-unavailable", `${wish.exchange} could not exchange the identity token (${status})${reason}`, { hint: "Run the job again, or ask those who keep the endpoint." });
	return new ActionError("exchange-refused", `${wish.exchange} refused to exchange the identity token (${status})${reason}`, { hint: `The endpoint must trust what the identity token says:\n${claimLines(shown)}` });
}
/** The two members that RFC 6749 gives a refusal. The rest of a body may repeat what was sent. */
function reasonOf$1(answer, shown) {
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
async function withTarget(job, signal, work) {
	const { setting, wish } = job;
	const credential = wish.token && await askCredential(job, wish.token);
	try {
		return await work(targetOf(job, credential?.value, signal));
	} finally {
		if (credential) await giveBack(credential, setting.runner);
	}
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
function targetOf({ setting, environment, wish: { target } }, token, signal) {
	const { http, command, predict } = target;
	if (http !== void 0) return httpTarget({
		address: http.replace(/\/+$/, ""),
		token,
		signal
	});
	const { place, runner } = setting;
	return commandTarget({
		argv: command ?? [],
		environment,
		token,
		predict,
		place,
		runner,
		signal
	});
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
		try {
			return {
				deployment,
				...await waitAndWork(job, wish, {
					deployment,
					work,
					cancellation
				})
			};
		} catch (error) {
			await sayBroken(job, deployment, error);
			throw error;
		}
	} finally {
		cancellation.ignore();
	}
}
async function waitAndWork(job, { payload }, { deployment, work, cancellation: { signal } }) {
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
				signal
			});
		}
	}
}
async function gaveUp(job, deployment, reason) {
	await say(job, deployment, {
		state: "error",
		description: reason
	});
	return {
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
	const guards = await judge$1(job, back);
	const common = {
		way: "rollback",
		guards,
		live,
		model: back?.payload.model
	};
	const refusal = refusalOf(guards);
	if (refusal || !back) {
		const { reasonCode = "no-way-back", reason = "" } = refusal ?? {};
		return endDeploy(job, {
			...common,
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
	const ended = await inTurn(job, {
		task: "rollback",
		commit,
		description,
		payload
	}, (turned) => rollBackInTurn(job, payload, turned));
	return endDeploy(job, {
		...common,
		...ended
	});
}
/** Whoever asks for a rollback is its author, and cannot be the only one to approve it. */
async function judge$1(job, back) {
	const { github, environment, wish, setting } = job;
	const { context, client } = github;
	const evidence = judgeRollback({
		isReviewedRun: context.isDefaultBranch,
		environments: await readProtections(job),
		wish: wish.approvals,
		doubts: [],
		back
	});
	const approvals = await readApprovals(client.transport, {
		run: context.run.id,
		environments: approvingEnvironments(environment, wish.approvals)
	});
	const again = setting.place.environment["GITHUB_TRIGGERING_ACTOR"];
	const asking = [context.actor, ...again ? [again] : []];
	const people = {
		author: asking,
		"last-pusher": asking,
		actor: asking
	};
	return [...evidence, guardApproval(countApprovals(approvals, wish.approvals, people))];
}
async function rollBackInTurn(job, { model, previous }, { deployment, own, signal }) {
	const live = championOf(own);
	if (live && live.model !== model && live.deployment !== previous?.deployment) {
		const reason = `${live.model} went live while this waited; say again what to go back to`;
		await say(job, deployment, {
			state: "inactive",
			description: reason
		});
		return {
			reasonCode: "deploy-in-progress",
			reason
		};
	}
	await say(job, deployment, {
		state: "in_progress",
		description: "rolling back"
	});
	const from = live?.model ?? null;
	const rolled = await withTarget(job, signal, (target) => rollBack(target, model, from));
	if (!rolled.isLive) {
		const { reasonCode, reason } = rolled;
		await say(job, deployment, {
			state: "error",
			description: `${reasonCode}: ${reason}`
		});
		return {
			reasonCode,
			reason
		};
	}
	await sayLive(job, deployment, {
		own,
		description: `live again: ${job.inputs.reason ?? ""}`
	});
	return {
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
// shared/domain/deployment/stamp.ts
/**
* What the judging job hands to the deploying one through job outputs, which other jobs of the run cannot forge:
* everything else travels as artifacts, which they can.
*/
const stampSchema = strictObject({
	schema: literal("proofmark/stamp/v1"),
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
// shared/domain/statistics/batches.ts
const BATCHES = 10;
/** 97.5 % point of Student's t with 9 degrees of freedom. */
const T9 = 2.2621571628540993;
/**
* 95 % intervals for rows that depend on their neighbours, given in their order: ten batches of neighbours and Student's
* t with nine degrees of freedom. Of a mean these are batch means; of other figures the jackknife that leaves out a batch
* at a time (Quenouille, Tukey), which for a mean of equal batches is the same.
*/
function intervalsByBatches(rows, statistic) {
	const batches = gather(rows, Array.from({ length: rows.count }, (_, row) => Math.floor(row * BATCHES / rows.count)), BATCHES);
	const whole = statistic(totalOf(batches));
	const without = leaveOneOut(batches, statistic);
	return whole.map((value, index) => {
		const pseudo = without.map((values) => BATCHES * value - 9 * (values[index] ?? 0));
		const middle = pseudo.reduce((sum, one) => sum + one, 0) / BATCHES;
		const squares = pseudo.reduce((sum, one) => sum + (one - middle) ** 2, 0);
		const reach = T9 * Math.sqrt(squares / 90);
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
	const { count } = rows;
	const whole = statistic(totalOf(rows))[0] ?? 0;
	const parts = leaveOneOut(rows, statistic).map(([value = 0]) => count * whole - (count - 1) * value);
	const middle = parts.reduce((sum, part) => sum + part, 0) / count;
	let squares = 0;
	let products = 0;
	for (let i = 0; i < count; i++) {
		const own = (parts[i] ?? 0) - middle;
		squares += own ** 2;
		if (i > 0) products += own * ((parts[i - 1] ?? 0) - middle);
	}
	const correlation = squares > 0 ? Math.max(0, products / squares) : 0;
	return count * (1 - correlation) / (1 + correlation);
}
// shared/domain/statistics/generator.ts
/**
* Whole numbers below a limit, the same for the same seed on every machine: xoshiro128** by Blackman and Vigna,
* its state filled from the seed by SplitMix32. Limits are far below 2³², so the bias of multiplying is below 1e-4.
*/
function generator(seed) {
	let mix = seed >>> 0;
	const split = () => {
		mix = mix + 2654435769 >>> 0;
		let z = mix;
		z = Math.imul(z ^ z >>> 16, 569420461);
		z = Math.imul(z ^ z >>> 15, 1935289751);
		return (z ^ z >>> 15) >>> 0;
	};
	let [a, b, c, d] = [
		split(),
		split(),
		split(),
		split()
	];
	return (limit) => {
		const scrambled = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
		const t = b << 9;
		c ^= a;
		d ^= b;
		b ^= c;
		a ^= d;
		c ^= t;
		d = rotate(d, 11);
		return Math.floor(scrambled / 2 ** 32 * limit);
	};
}
function rotate(x, by) {
	return x << by | x >>> 32 - by;
}
// shared/domain/statistics/normal.ts
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
// shared/domain/statistics/bootstrap.ts
const RESAMPLES = 9999;
const FEWEST = 999;
/** Additions that a gate may spend on one rule, for it should answer in a second. */
const EFFORT = 2e8;
const ALPHA = .05;
/** How many resamples so many units are worth. */
function resamplesFor({ count, width }) {
	return Math.max(FEWEST, Math.min(RESAMPLES, Math.floor(EFFORT / (count * width))));
}
/**
* 95 % intervals by resampling units with replacement, bias-corrected and accelerated (Efron 1987). The seed decides the
* draws, so the same scores give the same verdict. Where a resample leaves the figure undefined, nothing bounds it.
*/
function intervalsByBootstrap(units, statistic, { seed, resamples = resamplesFor(units) }) {
	const whole = statistic(totalOf(units));
	const without = leaveOneOut(units, statistic);
	const drawn = draw(units, statistic, {
		seed,
		resamples
	});
	return whole.map((value, index) => {
		const values = Float64Array.from(drawn, (figures) => figures[index] ?? NaN);
		const acceleration = skewness(without.map((figures) => figures[index] ?? 0));
		if (!(Number.isFinite(acceleration) && values.every(Number.isFinite))) return {
			low: -Infinity,
			high: Infinity
		};
		return accelerated(values.sort(), value, acceleration);
	});
}
function draw({ count, width, sums }, statistic, { seed, resamples }) {
	const next = generator(seed);
	const total = new Array(width);
	return Array.from({ length: resamples }, () => {
		total.fill(0);
		for (let unit = 0; unit < count; unit++) {
			const at = next(count) * width;
			for (let i = 0; i < width; i++) total[i] = (total[i] ?? 0) + (sums[at + i] ?? 0);
		}
		return statistic(total);
	});
}
/** Efron's acceleration from the leave-one-out values. */
function skewness(values) {
	const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
	let squares = 0;
	let cubes = 0;
	for (const value of values) {
		squares += (middle - value) ** 2;
		cubes += (middle - value) ** 3;
	}
	return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}
function accelerated(sorted, value, acceleration) {
	const bias = normalQuantile((sorted.filter((one) => one < value).length + sorted.filter((one) => one === value).length / 2) / sorted.length);
	const at = (z) => {
		const shifted = bias + (bias + z) / (1 - acceleration * (bias + z));
		return quantile(sorted, Number.isFinite(bias) ? normalCdf(shifted) : normalCdf(z));
	};
	const z = normalQuantile(ALPHA / 2);
	return {
		low: at(z),
		high: at(-z)
	};
}
/** Linear between neighbours, as NumPy's default. */
function quantile(sorted, p) {
	const at = p * (sorted.length - 1);
	const low = sorted[Math.floor(at)] ?? NaN;
	const high = sorted[Math.ceil(at)] ?? NaN;
	return low + (at - Math.floor(at)) * (high - low);
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
function groundOf(scores, known) {
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
	const ground = groundOf([...pairs.candidate, ...pairs.baseline], pairs.classes);
	const measure = measuresOf(pairs.task, ground).find(({ name }) => name === rule.metric);
	if (!measure || rule.bound.kind !== "relative") return void 0;
	const [first] = pairs.candidate;
	const width = first ? 2 * measure.terms(first).length : 0;
	if (width === 0 || width * pairs.candidate.length > MOST_TERMS) return void 0;
	const rows = rowUnits(measure, inOrder(pairs), width);
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
function inOrder({ structure, candidate, baseline }) {
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
// shared/platform/problem-list.ts
const LISTED = 20;
/** The first problems one a line, and how many more there are. */
function listProblems(problems) {
	const lines = problems.slice(0, LISTED).map((problem) => `- ${problem}`);
	if (problems.length > LISTED) lines.push(`- and ${problems.length - LISTED} more`);
	return lines.join("\n");
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
function readTable(file, options) {
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
	const columns = columnsOf(holdout.rows, wish, contract);
	const at = (column) => columns.indexOf(column);
	const feeds = contract.feeds.map((feed) => ({
		...feed,
		places: feed.columns.map(at)
	}));
	const size = contract.fixedRows ?? batch;
	const table = readTable(holdout.file, {
		name: holdout.name,
		columns,
		batch: size
	});
	const scores = [];
	const seen = /* @__PURE__ */ new Set();
	const name = names(holdout, at, wish.target);
	let classes;
	for await (const rows of table.batches) {
		if (scores.length + rows.length > MOST_ROWS) throw tooMany(holdout.name);
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
function columnsOf(rows, wish, contract) {
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
function tooMany(name) {
	return new ActionError("too-large", `${name} has more than ${MOST_ROWS} rows`, { hint: "Judge on a sample of it." });
}
// shared/features/evaluation/summarize.ts
/** How metrics that were computed here are told from those of a file. */
const SOURCE = "evaluation";
/** The metrics over all rows: those that were asked for, or all that these scores have. */
function summarizeScores(scores, { task, classes }, wanted) {
	const measures = measuresOf(task, groundOf(scores, classes));
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
	if (isSameGround(own, before)) {
		const others = before.scores.digest === own.scores.digest ? candidate.scores : setting.history && await readScores(setting.history, before.scores.digest);
		if (others) return withPairs(own, {
			baseline: found,
			scores: candidate.scores,
			others
		});
		return {
			baseline: found,
			isHoldoutChanged: false,
			note: "the baseline's scores by row are not kept in the history"
		};
	}
	const isHoldoutChanged = own.holdout.digest !== before.holdout.digest;
	const again = own.baseline;
	if (again && candidate.baselineScores && again.model === before.model) {
		checkFigures(again, candidate.baselineScores, own);
		return {
			...withPairs(own, {
				baseline: {
					...found,
					metrics: again.metrics
				},
				scores: candidate.scores,
				others: candidate.baselineScores
			}),
			isHoldoutChanged
		};
	}
	const { choice } = found;
	const whom = "commit" in choice ? choice.commit.slice(0, 7) : "it";
	const reason = isHoldoutChanged ? `the rows that judge are not those that judged ${whom} (${own.holdout.path} changed), and its model is not at hand to be judged on them` : `what is predicted is not what ${whom} predicted (task, target or classes changed)`;
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
function isSameGround(own, other) {
	return own.holdout.digest === other.holdout.digest && own.target === other.target && own.task === other.task && JSON.stringify(own.classes) === JSON.stringify(other.classes);
}
function withPairs(own, { baseline, scores, others }) {
	const candidate = decodeScores(scores);
	const before = decodeScores(others);
	if (candidate?.length !== own.holdout.rows || !before) throw replaced();
	const pairs = pairScores(candidate, before, {
		task: own.task,
		classes: own.classes
	});
	const isHoldoutChanged = false;
	if ("problem" in pairs) return {
		baseline,
		isHoldoutChanged,
		note: pairs.problem
	};
	const seed = Number.parseInt(own.scores.digest.slice(7, 15), 16);
	const how = {
		ordered: `ten batches along ${own.rows.order}`,
		clustered: `clusters of ${own.rows.cluster}`,
		independent: "independent rows"
	}[pairs.structure];
	return {
		baseline,
		isHoldoutChanged,
		noise: (rule) => measureNoise(rule, pairs, seed),
		note: `both models are scored on the same ${candidate.length} rows; noise is measured by ${how} (seed ${seed})`
	};
}
// shared/stages/deploy-comparison.ts
/**
* How the candidate stands to what is live, on the same rows and by the rules of today: what the approver wants to know,
* for the verdict compares with the commit before. It decides nothing; where the history does not say how the live model
* did, there is nothing to show.
*/
async function compareWithLive(job, facts) {
	try {
		return await compare(job, facts);
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		job.setting.runner.info(`not compared with what is live: ${describeError(error)}`);
		return [];
	}
}
async function compare({ setting, config }, { chain, live }) {
	const { history } = setting;
	if (!history || !live || !chain.evaluation) return [];
	const record = ((await readRecords(history, setting, [live.commit])).get(live.commit) ?? []).map((unread) => unread.open()).find(({ evaluation }) => evaluation?.body.model === live.model);
	if (!record?.evaluation) return [];
	const { evaluation, commit } = record;
	const choice = {
		how: "parent",
		commit,
		key: recordKey(record),
		at: evaluation.by.at,
		behind: 0,
		wanted: commit
	};
	const { metrics } = evaluation.body;
	const { baseline, noise } = await pairWithBaseline(setting, chain.evaluation, {
		choice,
		metrics,
		evaluation
	});
	const candidate = chain.evaluation.section.body.metrics;
	return judge({
		rules: rulesOf(config).filter(({ bound }) => bound.kind === "relative"),
		candidate,
		baseline: baseline.metrics,
		noise
	}).rules.filter((rule) => rule.noise);
}
// shared/domain/manifest.ts
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
function sortFiles(files) {
	return [...files].sort((a, b) => compareBytes(a.path, b.path));
}
/** What `sha256sum` prints for the files, in the given order; its digest is the dataset's. */
function formatManifest(files) {
	return files.map(formatLine).join("");
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
/**
* What happened to the files. A file that is gone and one that is new count as renamed when they alone, on each side,
* have this content.
*/
function compareManifests(before, after) {
	const old = new Map(before.map(({ path, digest }) => [path, digest]));
	const now = new Map(after.map(({ path, digest }) => [path, digest]));
	const gone = before.filter(({ path }) => !now.has(path));
	const fresh = after.filter(({ path }) => !old.has(path));
	const renames = findRenames(gone, fresh);
	const movedTo = new Set(renames.map(({ to }) => to));
	const movedFrom = new Set(renames.map(({ from }) => from));
	const added = fresh.filter(({ path }) => !movedTo.has(path));
	const removed = gone.filter(({ path }) => !movedFrom.has(path));
	const modified = after.filter(({ path, digest }) => old.has(path) && old.get(path) !== digest);
	const changes = [
		...added.map(({ path }) => ({
			kind: "added",
			path
		})),
		...removed.map(({ path }) => ({
			kind: "removed",
			path
		})),
		...modified.map(({ path }) => ({
			kind: "modified",
			path
		})),
		...renames
	].sort((a, b) => compareBytes(placeOf(a), placeOf(b)));
	return {
		counts: {
			added: added.length,
			removed: removed.length,
			modified: modified.length,
			renamed: renames.length
		},
		changes: changes.slice(0, 200)
	};
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
function placeOf(change) {
	return change.kind === "renamed" ? change.to : change.path;
}
/** The text whose SHA-256 stands for several datasets together: one line each, sorted by name. */
function combinedText(datasets) {
	return formatManifest(sortFiles(datasets.map(({ name, digest }) => ({
		path: name,
		digest
	}))));
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
			gaps.set(name, describeError(error).split("\n")[0] ?? "");
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
	const sections = new Map(there.map(([name, section]) => [name, sha256(encodeSection(section))]));
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
/** The bytes were proved file by file when they were loaded; this is what they make together. */
function digestOfFiles({ files }) {
	const [only, ...more] = files;
	return only && more.length === 0 ? only.digest : sha256(formatManifest(sortFiles(files)));
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
	const head = {
		name,
		...sides,
		...redefinition(old, now)
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
// shared/platform/hash-work.ts
function batchOf({ indexes, isLarge }, { root, paths }) {
	return {
		root,
		paths: indexes.map((index) => paths[index] ?? ""),
		isLarge
	};
}
/** Puts the answers to a task back, and tells of its progress; bytes of a large file were told as they were read. */
function settle(task, answers, work) {
	const files = work.queue.settle(task, answers);
	const bytes = task.isLarge ? 0 : answers.reduce((sum, answer) => sum + (answer.kind === "hashed" ? answer.bytes : 0), 0);
	work.onProgress({
		files,
		bytes
	});
}
// shared/platform/hash-crew.ts
const MOST_FILES$1 = 500;
const LEAST_FILES = 50;
/** Does the work on several threads, which are gone afterwards, however it ends. */
async function runCrew(script, size, work) {
	const { queue, signal } = work;
	signal?.throwIfAborted();
	const { files } = queue.rest();
	const most = Math.min(MOST_FILES$1, Math.max(LEAST_FILES, Math.ceil(files / (4 * size))));
	const workers = Array.from({ length: size }, () => new Worker(script, { execArgv: [] }));
	const idle = new Set(workers);
	const busy = /* @__PURE__ */ new Map();
	let onAbort;
	try {
		await new Promise((resolve, reject) => {
			const assign = () => {
				for (const worker of idle) {
					const task = queue.takeLarge() ?? queue.takeSmall(most);
					if (!task) break;
					idle.delete(worker);
					busy.set(worker, task);
					worker.postMessage(packBatch(batchOf(task, work)));
				}
				if (busy.size === 0) resolve();
			};
			const fail = (worker, cause) => {
				const near = work.paths[busy.get(worker)?.indexes[0] ?? -1];
				const where = near === void 0 ? "" : `, at or after ${pathText(near)}`;
				reject(new ActionError("hashing-failed", `a hashing thread died${where}`, { cause }));
			};
			onAbort = () => reject(signal?.reason);
			signal?.addEventListener("abort", onAbort, { once: true });
			for (const worker of workers) {
				worker.on("error", (cause) => fail(worker, cause));
				worker.on("exit", (code) => fail(worker, /* @__PURE__ */ new Error(`exit code ${code}`)));
				worker.on("message", (reply) => {
					const task = busy.get(worker);
					if (reply.kind === "read") work.onProgress({
						files: 0,
						bytes: reply.bytes
					});
					else if (task) {
						busy.delete(worker);
						idle.add(worker);
						settle(task, unpackAnswers(reply.answers), work);
						assign();
					}
				});
			}
			assign();
		});
	} finally {
		if (onAbort) signal?.removeEventListener("abort", onAbort);
		await Promise.all(workers.map((worker) => worker.terminate()));
	}
}
// shared/platform/hash-queue.ts
/**
* Work on a list of files whose sizes nobody knows yet: they are taken in batches, and those that turn out to be large
* come back to be taken one by one, the largest first, so that nobody waits for one in the end.
*/
function hashQueue(paths) {
	const answers = new Array(paths.length);
	const large = [];
	let next = 0;
	return {
		takeLarge() {
			const largest = large.pop();
			return largest && {
				indexes: [largest.index],
				isLarge: true
			};
		},
		takeSmall(most) {
			const from = next;
			next = Math.min(paths.length, from + most);
			if (next === from) return void 0;
			return {
				indexes: Array.from({ length: next - from }, (_, at) => from + at),
				isLarge: false
			};
		},
		/** Takes the answers to a task; says how many files are finished by them. */
		settle({ indexes }, given) {
			let finished = 0;
			for (const [position, index] of indexes.entries()) {
				const answer = given[position];
				if (answer?.kind === "large") large.push({
					index,
					bytes: answer.bytes
				});
				else {
					answers[index] = answer;
					finished++;
				}
			}
			if (finished < indexes.length) large.sort((a, b) => a.bytes - b.bytes);
			return finished;
		},
		isEmpty: () => next >= paths.length && large.length === 0,
		/** What is not taken yet, as far as it is known. */
		rest: () => ({
			files: paths.length - next,
			largeBytes: large.reduce((sum, { bytes }) => sum + bytes, 0)
		}),
		/** All digests in the order of the paths, or one error about all files that have none. */
		results() {
			const hashed = answers.filter((answer) => answer?.kind === "hashed");
			if (hashed.length === paths.length) return hashed;
			const problems = [];
			const codes = /* @__PURE__ */ new Set();
			for (const [index, path] of paths.entries()) {
				const answer = answers[index];
				if (answer?.kind === "hashed") continue;
				const isFailed = answer?.kind === "failed";
				problems.push(`${pathText(path)} ${isFailed ? answer.why : "was not read"}`);
				codes.add(isFailed ? answer.code : "file-unreadable");
			}
			const [only, ...more] = codes;
			throw new ActionError(only !== void 0 && more.length === 0 ? only : "file-unreadable", `no checksum could be taken:\n${listProblems(problems)}`);
		}
	};
}
// shared/platform/hashing.ts
/** Below these, starting threads costs more than it saves. */
const ALONE_FILES = 500;
const ALONE_BYTES = 16 * 2 ** 20;
const MOST_WORKERS = 8;
/** Small files between two looks at signals and at progress. */
const BREATH_FILES = 100;
/**
* SHA-256 of every file, in the order given, paths relative to the root. Files that vanish or change meanwhile, or
* cannot be read, are an error that names them all.
*/
async function hashFiles(root, paths, options = {}) {
	const queue = hashQueue(paths);
	const { onProgress = () => void 0, signal } = options;
	const work = {
		root,
		paths,
		queue,
		onProgress,
		signal
	};
	const script = workerScript();
	const workers = options.workers ?? Math.min(availableParallelism(), MOST_WORKERS);
	if (script === void 0 || workers === 0) await workAlone(work, () => true);
	else {
		await workAlone(work, () => isLittle(queue));
		if (!queue.isEmpty()) await runCrew(script, workers, work);
	}
	return queue.results();
}
function isLittle(queue) {
	const { files, largeBytes } = queue.rest();
	return files <= ALONE_FILES && (files > 0 || largeBytes <= ALONE_BYTES);
}
/** Works on this thread, small files first, as long as it may go on so. */
async function workAlone(work, mayGoOn) {
	const hash = batchHasher();
	while (mayGoOn()) {
		work.signal?.throwIfAborted();
		const task = work.queue.takeSmall(BREATH_FILES) ?? work.queue.takeLarge();
		if (!task) return;
		settle(task, await hash(batchOf(task, work), (bytes) => work.onProgress({
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
// shared/platform/walk.ts
/**
* Expands a file, folder or glob into files. What cannot be part of a dataset is an error that names it; `.git` is left
* out and said to be. On GitHub nothing outside the workspace is read; links never lead out of the workspace, or out of
* a folder elsewhere that the user named.
*/
async function findFiles(wanted, place) {
	const glob = await globOf(wanted, place);
	const start = await userPath(place, glob?.base ?? wanted);
	const status = await statOf(start, wanted);
	if (!status) throw await nothingMatched(wanted, start);
	if (status.isFile()) {
		if (glob) throw await nothingMatched(wanted, start);
		return {
			root: dirname(start),
			paths: [basename(start)],
			leftOut: []
		};
	}
	if (!status.isDirectory()) throw new ActionError("not-a-file", `${pathText(wanted)} is neither a file nor a folder`);
	const walk = {
		root: start,
		boundary: await realpath(isInside(place.workspace, start) ? place.workspace : start),
		glob,
		paths: [],
		leftOut: [],
		problems: []
	};
	await walkFolders(walk);
	if (walk.problems.length > 0) throw badFiles(wanted, walk.problems);
	if (walk.paths.length === 0) throw await nothingMatched(wanted, start);
	return {
		root: start,
		paths: walk.paths,
		leftOut: walk.leftOut
	};
}
/** Folders between two looks at signals. */
const BREATH_FOLDERS = 200;
async function walkFolders(walk) {
	const open = [""];
	let read = 0;
	for (let folder = open.pop(); folder !== void 0; folder = open.pop()) {
		if (++read % BREATH_FOLDERS === 0) await new Promise((resolve) => setImmediate(resolve));
		const depth = folder === "" ? 1 : folder.split("/").length + 1;
		for (const entry of entriesOf(folder, depth, walk)) {
			const path = below(folder, entry.name);
			if (entry.name === ".git") walk.leftOut.push(path);
			else if (!entry.isDirectory()) addEntry(path, entry, depth, walk);
			else if (isWithin(walk, depth)) open.push(path);
		}
	}
}
/** Whether something that is meant can lie in a folder at this depth. */
function isWithin({ glob }, depth) {
	return glob === void 0 || depth < glob.depth;
}
function isMeant({ glob }, path) {
	return glob === void 0 || glob.accepts(path);
}
function entriesOf(folder, depth, walk) {
	const absolute = join(walk.root, folder);
	try {
		const entries = readdirSync(absolute, { withFileTypes: true });
		if (!entries.some(({ name }) => name.includes("�"))) return entries;
		const { whole, broken } = readRawNames(absolute);
		for (const { name, escaped } of broken) if (isMeant(walk, below(folder, name)) || isWithin(walk, depth)) walk.problems.push(`${below(folder, escaped)} is a name that is not UTF-8`);
		return entries.filter(({ name }) => whole.has(name));
	} catch (error) {
		const code = systemCode(error);
		walk.problems.push(`${pathText(folder || ".")} is a folder that cannot be read (${code})`);
		return [];
	}
}
function readRawNames(folder) {
	const whole = /* @__PURE__ */ new Set();
	const broken = [];
	for (const raw of readdirSync(folder, { encoding: "buffer" })) {
		const name = raw.toString("utf8");
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
/** Something that is no folder. */
function addEntry(path, entry, depth, walk) {
	if (entry.isSymbolicLink()) addLink(path, depth, walk);
	else if (!isMeant(walk, path)) return;
	else if (entry.isFile()) walk.paths.push(path);
	else walk.problems.push(`${pathText(path)} is a socket, pipe or device`);
}
function addLink(path, depth, walk) {
	const absolute = join(walk.root, path);
	const refuse = (why) => walk.problems.push(`${pathText(path)} is a link ${why}`);
	try {
		const target = realpathSync(absolute);
		const status = statSync(target);
		if (!isMeant(walk, path) && !(status.isDirectory() && isWithin(walk, depth))) return;
		if (!isInside(walk.boundary, target)) refuse(`that leads out, to ${pathText(target)}`);
		else if (status.isDirectory()) refuse("to a folder");
		else if (!status.isFile()) refuse("to a socket, pipe or device");
		else walk.paths.push(path);
	} catch (error) {
		if (!isMeant(walk, path)) return;
		refuse(systemCode(error) === "ELOOP" ? "that leads to itself" : "that leads nowhere");
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
async function nothingMatched(wanted, start) {
	const names = await readdir(dirname(start)).catch(() => []);
	const guess = names.includes(basename(start)) ? "" : didYouMean(basename(start), names);
	return new ActionError("nothing-matched", `nothing matches ${pathText(wanted)}${guess}`, { hint: `Looked in ${pathText(start)}. Paths are relative to the workspace; an empty folder is no dataset.` });
}
// shared/features/data/measure.ts
/** Takes the checksums of a file, a folder or a glob. Nothing matched is an error. */
async function measureDataset(wish, reach) {
	const { root, paths, leftOut } = await findFiles(wish.path, reach.place);
	const { name, role, path } = wish;
	return {
		...await measure({
			name,
			role,
			path,
			root: pathInside(reach.place.workspace, root)
		}, {
			root,
			paths
		}, reach),
		leftOut
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
		}, {
			root: place.workspace,
			paths: [...names]
		}, reach),
		leftOut: [...leftOut]
	};
}
async function measure(head, { root, paths }, { onProgress, signal }) {
	const sorted = [...paths].sort(compareBytes);
	const done = {
		files: 0,
		bytes: 0
	};
	const files = (await hashFiles(root, sorted, {
		...signal ? { signal } : {},
		onProgress(step) {
			done.files += step.files;
			done.bytes += step.bytes;
			onProgress(progressOf(head.name, done, sorted.length));
		}
	})).map(({ digest, bytes }, index) => ({
		path: sorted[index] ?? "",
		digest,
		bytes
	}));
	const text = formatManifest(files);
	const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
	return {
		record: {
			...head,
			digest: sha256(text),
			files: files.length,
			bytes
		},
		files,
		text
	};
}
/** Below this, a file is news of its own and its bytes say more than the number of files. */
const FEW_FILES = 20;
function progressOf(label, done, total) {
	return total < FEW_FILES ? {
		label,
		done: done.bytes,
		unit: "bytes"
	} : {
		label,
		done: done.files,
		total,
		unit: "files"
	};
}
/** Of a single dataset its own digest; of several the SHA-256 of one line `<hex>  <name>` each, sorted by name. */
function combinedDigest(datasets) {
	const [only, ...more] = datasets;
	return only && more.length === 0 ? only.digest : sha256(combinedText(datasets));
}
/** The manifest's twin for programs: the same files with their sizes. */
function manifestJson({ record, files }) {
	const json = {
		schema: "proofmark/manifest/v1",
		...record,
		list: files
	};
	return `${JSON.stringify(json, null, 1)}\n`;
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
		if (++values > 1e6) throw new Stop(at, `holds more than ${MAX_VALUES$1} values`);
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
	const bytes = await readCapped(await userPath(place, path), LIMIT$4, path);
	const parsed = await parse(bytes, path);
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
async function parse(bytes, path) {
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
// shared/stages/deploy-holdout.ts
/** Nothing where nobody can be asked. */
async function readHoldout({ setting, wish: { target, smoke } }, { section, scores }) {
	if (target.http === void 0 && target.predict === void 0) return void 0;
	const { place, runner } = setting;
	const { name, path, digest } = section.body.holdout;
	const found = await measureDataset({
		name,
		role: "holdout",
		path
	}, {
		place,
		onProgress: runner.progress
	}).catch((error) => {
		if (codeOf$2(error) === "nothing-matched" || codeOf$2(error) === "file-missing") return void 0;
		throw error;
	});
	const [only, ...more] = found?.files ?? [];
	return {
		evaluated: digest,
		here: found?.record.digest,
		async rows() {
			if (!found || !only || more.length > 0 || found.record.digest !== digest) throw new ActionError("holdout-differs", `${path} is not what was evaluated`);
			const decoded = decodeScores(scores);
			if (!decoded || decoded.length === 0) throw new ActionError("corrupt-section", "the scores of the evaluation cannot be read");
			const first = decoded.slice(0, smoke.rows);
			const file = absolutePath(place, `${found.record.root}/${only.path}`);
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
	const table = readTable(file, {
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
/** Whom the configuration may bar from approving. Of a run that nobody pushed, its authors may have pushed last. */
function peopleOf({ github: { context }, setting }, authors) {
	const { actor, run } = context;
	const again = setting.place.environment["GITHUB_TRIGGERING_ACTOR"];
	const actors = [.../* @__PURE__ */ new Set([actor, ...again ? [again] : []])];
	return {
		author: authors.logins,
		"last-pusher": run.event === "push" ? [actor] : [...actors, ...authors.logins],
		actor: actors
	};
}
async function doubtsOf({ setting, wish: { approvals } }, authors, { model }) {
	if (approvals === "none") return [];
	const others = model ? await otherModels(setting, model.section.body.digest) : [];
	const told = others.map((digest) => shortDigest(digest)).join(", ");
	const { unknown } = authors;
	return [...others.length === 0 ? [] : [`an earlier attempt of this run made ${told}, and approvals may be for that; start a new run`], ...unknown > 0 && approvals.not.includes("author") ? [`GitHub knows no account behind ${unknown === 1 ? "one commit" : `${unknown} commits`}, so nobody can be told apart from their author`] : []];
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
	const guards = await judgeAgain(job, facts);
	const common = {
		way: "deploy",
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
	const payload = payloadOf(facts, job);
	const ended = await inTurn(job, {
		task: "deploy",
		commit: job.github.context.sha,
		description: `${job.setting.pipeline} ${shortDigest(payload.model)}`,
		payload
	}, (turned) => deployInTurn(job, facts, turned));
	return endDeploy(job, {
		...common,
		...ended
	});
}
async function judgeAgain(job, facts) {
	const { github, environment, inputs, wish } = job;
	const evidence = judgeEvidence(facts.evidence);
	if (!facts.stamp) return evidence;
	const count = countApprovals(await readApprovals(github.client.transport, {
		run: github.context.run.id,
		environments: approvingEnvironments(environment, wish.approvals)
	}), wish.approvals, peopleOf(job, facts.authors));
	return [
		...evidence,
		guardStamp(inputs.stamp, facts.stamp),
		guardApproval(count)
	];
}
/** What may have changed while others went first is looked at again. */
async function deployInTurn(job, facts, { deployment, own, hasWaited, signal }) {
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
	const rolled = await putThere(job, now, signal);
	await sayHow(job, deployment, {
		rolled,
		own
	});
	return {
		live: now.live,
		...endingOf(rolled, now)
	};
}
async function changedWhileWaiting(job, now) {
	const guards = await judgeAgain(job, now);
	if (isLiveAlready(now)) return {
		...alreadyLive(now),
		guards
	};
	const refusal = refusalOf(guards);
	return refusal || !now.stamp ? {
		...refused$2(refusal),
		guards
	} : void 0;
}
/** The token is asked for here, when nothing else can refuse any more. */
async function putThere(job, facts, signal) {
	const { setting, wish, config } = job;
	const { chain, holdout, live } = facts;
	const { model, evaluation } = chain;
	if (!model || !evaluation) throw new Error("the guards let a model without evidence pass");
	const { body } = model.section;
	const rows = await holdout?.rows();
	if (!rows) setting.runner.info("no smoke test: the command target names no predict address");
	return withTarget(job, signal, (target) => rollOut({
		target,
		delivery: {
			digest: body.digest,
			files: body.files.map(({ path }, index) => ({
				path,
				bytes: model.contents[index] ?? /* @__PURE__ */ new Uint8Array()
			}))
		},
		champion: live?.model,
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
async function sayHow(job, deployment, { rolled, own }) {
	if (rolled.isLive) return sayLive(job, deployment, {
		own,
		description: rolled.smoke ? "live, and answers as evaluated" : "live; no smoke test"
	});
	const { reasonCode, reason } = rolled;
	return say(job, deployment, {
		state: ["cancelled", "rollback-failed"].includes(reasonCode) ? "error" : "failure",
		description: `${reasonCode}: ${reason}`
	});
}
function endingOf(rolled, { chain }) {
	const { smoke } = rolled;
	if (!rolled.isLive) return {
		reasonCode: rolled.reasonCode,
		reason: rolled.reason,
		smoke
	};
	const tried = smoke ? `${smoke.rows} rows answered as evaluated` : "no smoke test";
	return {
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
function isLiveAlready({ chain, live }) {
	return live !== void 0 && live.model === chain.model?.section.body.digest;
}
function alreadyLive({ live, own }) {
	const by = live ? `, by deployment ${live.deployment}` : "";
	const doubt = live && doubtAfter(own, live);
	return {
		reasonCode: "already-live",
		reason: `the model is live already${by}; nothing to do${doubt ? `; but deployment ${doubt.id} broke off after it: look at the target, or make it live by a rollback` : ""}`
	};
}
function refused$2(refusal) {
	const { reasonCode = "evidence-missing", reason = "the run has no model with a verdict" } = refusal ?? {};
	return {
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
/** Runs when the job is over, however it went: a deployment that nobody ended is not under way for ever. */
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
	if (!setting.github) return;
	await setDeploymentStatus(setting.github.client.transport, id, {
		state: "error",
		description: "the job ended in the middle; look at what the target serves",
		logUrl: runUrl(setting)
	});
	runner.annotate("warning", `deployment ${id} was cut off; look at what the target serves`);
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
// shared/platform/github/run-artifacts.ts
const list$1 = object$1({ artifacts: array(object$1({
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
	}, { schema: list$1 }))?.artifacts.find((artifact) => artifact.name === name && !artifact.expired);
	if (!kept) return void 0;
	const bytes = await transport.raw("download-artifact", {
		artifact_id: kept.id,
		archive_format: "zip"
	});
	return bytes && readZip(Buffer$1.from(bytes), UNPACKED_LIMIT);
}
// shared/stages/baseline-model.ts
/** Among the artifacts of the run that trained it, else in the repository, where some teams keep their models. */
async function findBaselineModel({ github }, { model, commit }) {
	if (!github || !model) return { note: "its record holds no model" };
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
	if (!run) return { note: "it was made by no run" };
	try {
		const name = sectionName({
			pipeline,
			leg,
			attempt: run.attempt
		}, "model");
		const bundle = await loadRunArtifact(client.transport, run.id, name);
		if (!bundle) return { note: `run ${run.id} does not keep it any more` };
		const proved = model.body.files.map((_, index) => bundle.get(modelFileName(index))).flatMap((bytes, index) => bytes && sha256(bytes) === model.body.files[index]?.digest ? [bytes] : []);
		if (proved.length === model.body.files.length) return {
			body: model.body,
			contents: proved
		};
		return { note: `what run ${run.id} keeps is not what its record says` };
	} catch (error) {
		if (!SPARED.includes(codeOf$2(error))) throw error;
		return { note: describeError(error) };
	}
}
/** Without the permission, or above what is read of GitHub at once, there is just no second score. */
const SPARED = [
	"missing-permission",
	"github-refused",
	"github-unreachable",
	"github-timeout",
	"too-large",
	"corrupt-archive"
];
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
const list = object$1({
	version: string(),
	common: files,
	platforms: record(string(), files)
});
/** A library of 100 MB, the largest of all, fits twice. */
const FILE_LIMIT = 256 * 2 ** 20;
/** What belongs to the runtime on this machine, from the list that is part of the suite. */
async function readRuntimeFiles() {
	const text = await readFile(join(packageRoot(), "runtime/onnxruntime/files.json"), "utf8");
	const { version, common, platforms } = list.parse(JSON.parse(text));
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
		hint: "Add a step before this one:\n- uses: actions/setup-node@v6\n  with: { node-version: 24 }",
		cause: exit.cause
	});
	const said = stderr.toString("utf8").trim().slice(0, 2e3);
	throw new ActionError("runtime-unavailable", "npm could not install ONNX Runtime", {
		hint: "The runner must reach the npm registry, or hold the package in its tool cache (RUNNER_TOOL_CACHE).",
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
		kind: literal("opened"),
		inputs: array(port).readonly(),
		outputs: array(port).readonly()
	}),
	object$1({
		kind: literal("answer"),
		outputs: record(string(), tensor)
	}),
	object$1({
		kind: literal("failed"),
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
		onProgress: runner.progress
	});
	const [only, ...more] = files;
	if (!only || more.length > 0) throw new ActionError("invalid-holdout", `the holdout ${path} is ${files.length} files`, { hint: "A holdout is one table: a .csv, .tsv or .jsonl file." });
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
/** A single file's dataset digest is not that of its bytes alone, so its manifest line is made again. */
function checkUnchanged({ file, record }, digest) {
	const name = file.replace(/^.*[\\/]/, "");
	if (sha256(`${digest.slice(7)}  ${name}\n`) === record.digest) return;
	throw new ActionError("file-changed", `${record.path} changed while it was read`, { hint: "No step may write the holdout while it is evaluated." });
}
// shared/stages/baseline-scores.ts
/**
* The baseline's model on the same rows, where its record does not say how it does on them: a changed holdout is then no
* dead end. Without its bytes, or when it cannot be fed from these rows, there is no second score, and that is said.
*/
async function scoreBaseline(setting, inputs, { plan, holdout, task }) {
	const { runner, github, history } = setting;
	if (!github || !history) return void 0;
	const trusted = await setting.trusted();
	const pipeline = comparedPipeline(setting, inputs, trusted);
	const { record } = await findRecord(setting, trusted.wanted, pipeline);
	const known = record?.evaluation?.body;
	if (!record?.model || !known) return void 0;
	if (known.holdout.digest === holdout.record.digest && known.target === plan.wish.target) {
		runner.info(`the model of ${record.commit.slice(0, 7)} was judged on the same rows`);
		return;
	}
	const found = await findBaselineModel(setting, record);
	const told = `the model of ${record.commit.slice(0, 7)} cannot be judged on these rows`;
	if ("note" in found) {
		runner.annotate("notice", `${told}: ${found.note}`);
		return;
	}
	try {
		const wish = {
			...plan.wish,
			inputs: known.inputs,
			output: known.output,
			task
		};
		const scored = await score(setting, {
			...plan,
			wish
		}, {
			holdout,
			model: found
		});
		const scores = encodeScores(scored.scores);
		const metrics = summarizeScores(scored.scores, scored.contract, plan.metrics);
		const body = {
			model: found.body.digest,
			metrics,
			scores: {
				digest: sha256(scores),
				bytes: scores.length
			},
			commit: record.commit
		};
		runner.info(`the model of ${record.commit.slice(0, 7)} was judged on these rows, too`);
		return {
			body,
			scores
		};
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		runner.annotate("notice", `${told}: ${describeError(error)}`);
		return;
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
	const trusted = setting.github?.context.pullRequest !== void 0 ? (await setting.trusted()).config : void 0;
	if (configError && !trusted) throw configError;
	const deciding = trusted?.evaluate ? trusted : own;
	const evaluate = deciding?.evaluate;
	if (trusted?.evaluate && own && judgedBy(own) !== judgedBy(trusted)) runner.annotate("notice", `This change says in ${configPath} that other rows, targets or metrics judge the model; judged is as its base branch says.`);
	const target = inputs.target ?? evaluate?.target;
	if (target === void 0) throw new ActionError("no-target", "nothing says which column of the holdout is predicted", { hint: `Name it in the step:\n  with:\n    target: price\nor in ${configPath}:\n  evaluate:\n    target: price` });
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
function judgedBy({ evaluate, data = {} }) {
	const holdouts = Object.entries(data).filter(([, { role }]) => role === "holdout");
	const { target, metrics, task, classes } = evaluate ?? {};
	return JSON.stringify([
		holdouts,
		target,
		metrics,
		task,
		classes
	]);
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
		throw new ActionError("no-holdout", what, { hint: `Name one in ${configPath}:\n  data:\n    holdout: { path: data/holdout.csv, role: holdout }` });
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
// shared/stages/model.ts
/** What travels from job to job is held in memory. */
const LIMIT$3 = 250 * 2 ** 20;
/** The model as training left it; nothing when it is not there. */
async function measureModel(path, { place, runner }) {
	try {
		const { record, files } = await measureDataset({
			name: "model",
			role: "model",
			path
		}, {
			place,
			onProgress: runner.progress
		});
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
	} catch (error) {
		if (codeOf$2(error) === "nothing-matched") return void 0;
		throw error;
	}
}
function tooLarge(path, bytes) {
	return new ActionError("too-large", `${path} has ${bytes} bytes.`, { hint: `This version hands on models of at most ${LIMIT$3} bytes from job to job.` });
}
function changed(path, file) {
	return new ActionError("file-changed", `${file} of ${path} changed while it was read`, { hint: "Training must have ended its writing when its command ends." });
}
// shared/stages/found-model.ts
/** The model that training left in this run; without one the file at hand, which then becomes the run's model. */
async function findCandidate(setting, path) {
	const { stores, runner, author, trust, configPath } = setting;
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
	if (path === void 0) throw new ActionError("no-model", "no model is named", { hint: `Name it in the step:\n  with:\n    model: models/oil.onnx\nor in ${configPath}:\n  model: { path: models/oil.onnx }` });
	const measured = await measureModel(path, setting);
	if (!measured) throw new ActionError("no-model", `there is no ${path}, and no job of this run trained one`, { hint: "Add a step or a job before this one that trains:\n- uses: proofmark/proofmark/actions/train@v1" });
	runner.info(`${path}: ${measured.body.digest}`);
	const section = {
		schema: "proofmark/model/v1",
		by: {
			...author,
			action: "evaluate"
		},
		uses: training ? { training: sha256(encodeSection(training.section)) } : {},
		trust,
		body: measured.body
	};
	const files = measured.contents.map((bytes, index) => [modelFileName(index), bytes]);
	await saveSection(stores, section, new Map(files));
	return {
		...measured,
		section,
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
		section: sha256(encodeSection(section))
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
	const before = await runner.group("Baseline", () => scoreBaseline(setting, inputs, {
		plan,
		holdout,
		task: scored.contract.task
	}));
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
		...before ? { baseline: before.body } : {}
	};
	const section = {
		schema: "proofmark/evaluation/v1",
		by: {
			...author,
			action: "evaluate"
		},
		uses: {
			model: sha256(encodeSection(candidate.section)),
			...data ? { data: sha256(encodeSection(data.section)) } : {}
		},
		trust: candidate.isHandedOn ? "recomputed" : trust,
		body
	};
	await saveSection(stores, section, new Map([[SCORES_FILE, scores], ...before ? [[BASELINE_SCORES_FILE, before.scores]] : []]));
	return {
		section,
		scores,
		baselineScores: before?.scores
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
		attempt
	};
}
function unchangedGround({ commit }) {
	return {
		reasonCode: "model-unchanged",
		reason: `nothing that the model depends on changed since ${commit.slice(0, 7)}, and its metrics hold today's limits`
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
const MOST_FILES = 200;
/** Reads metrics files; what is wrong with one is kept apart from the others. */
async function readMetrics(paths, place) {
	const all = await Promise.all(paths.map(async (path) => {
		try {
			const files = await filesOf$2(path, place);
			if (files) return await readMetrics(files, place);
			return await parseMetrics(await readCapped(await userPath(place, path), LIMIT$2, path), path);
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
async function filesOf$2(path, place) {
	if (!readGlob(path) || await isFile(await userPath(place, path))) return void 0;
	const { root, paths } = await findFiles(path, place);
	if (paths.length <= MOST_FILES) return paths.map((file) => pathInside(place.workspace, `${root}/${file}`)).sort();
	throw new ActionError("too-many-files", `${path} stands for ${paths.length} files`, { hint: `At most ${MOST_FILES} metrics files are read.` });
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
// shared/stages/comparison.ts
/** A file when the user names one, the metrics file at a git revision, or the record of the trusted commit. */
async function chooseComparison(setting, wish) {
	if (wish.baseline === void 0) {
		const { choice, record } = await findRecord(setting, wish.trusted, wish.pipeline);
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
	if (!base || path === void 0 || more.length > 0) throw new ActionError("unknown-baseline", `"${revision}" is neither a metrics file nor a git revision that shares history with this commit`, { hint: "Give a file such as old.json, or a branch such as main (fetched, in a git repository)." });
	const bytes = await fileAtRevision(workspace, base, path);
	if (!bytes) return { choice: {
		how: "none",
		reason: `${base.slice(0, 7)} holds no ${path}`,
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
// shared/stages/figures.ts
/** What is judged: what was computed here row by row, and what metrics files say besides. */
async function readFigures(setting, sources) {
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
	return {
		metrics: [...metrics, ...files.metrics.filter((metric) => !isComputed(metric))],
		problems: files.problems,
		notes: [note, ...files.notes]
	};
}
/** What evaluations compute is never taken from a file, also where this one did not compute it. */
function isComputed({ key }) {
	const [name, ...more] = key;
	return more.length === 0 && METRIC_NAMES.some((known) => known === name);
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
		const hint = `name it in the step to judge it:\n  with:\n    metrics: ${path}`;
		runner.annotate("notice", `${path} here is not what training wrote; judged is what training wrote. Else ${hint}`);
	}
	return parseMetrics(training.metrics, path);
}
async function digestHere(place, path) {
	const file = await userPath(place, path);
	return await isFile(file) ? sha256(await readCapped(file, METRICS_LIMIT, path)) : void 0;
}
const METRICS_LIMIT = 50 * 2 ** 20;
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
	const at = record.commit.slice(0, 7);
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
	try {
		const bytes = await readCapped(await userPath(place, path), LIMIT$1, path);
		return {
			known: {
				path,
				digest: sha256(bytes),
				bytes: bytes.byteLength
			},
			bytes
		};
	} catch (error) {
		if (codeOf$2(error) === "file-missing") return void 0;
		throw error;
	}
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
// shared/platform/process-sweep.ts
const ROUNDS = 50;
const PAUSE_MS = 100;
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
		if (quiet < QUIET_ROUNDS) await pause(marked.length > 0 ? PAUSE_MS : 0);
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
	return new ActionError("no-rules", "there is no rule to judge by", { hint: `Add rules to the step:\n  with:\n    rules: |\n      rmse <= baseline + 2%\nor to ${path}:\n  gate:\n    rules:\n      - rmse <= baseline + 2%` });
}
function proposalOf({ config, configError }, trusted, own) {
	if (configError || canonicalPolicy(own) === canonicalPolicy(trusted)) return void 0;
	return {
		change: config && own.length > 0 ? "edited" : "removed",
		rules: own
	};
}
/** What a pull request does to the trusted configuration besides its rules; nothing when all that decides is the same. */
function configurationChange({ config, configError, configPath, github }, inputs, trusted) {
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
		trusted: trusted.config.pipeline,
		proposed: config.pipeline
	};
	const change = {
		path: configPath,
		...!isGiven(inputs.metrics) && metrics.trusted && metrics.trusted !== metrics.proposed ? { metrics: {
			...metrics,
			trusted: metrics.trusted
		} } : {},
		...inputs.pipeline === void 0 && pipeline.trusted !== pipeline.proposed ? { pipeline } : {}
	};
	return change.metrics || change.pipeline ? change : void 0;
}
/**
* Which files are judged. What decides must not be named by the change that is judged, or it could point at figures of
* its own making: inputs win, then the trusted configuration, and only without one the file at hand.
*/
/** Whether the trusted configuration asks for an evaluation by the suite itself. */
function isEvaluationDue({ config }, inputs, trusted) {
	return !isGiven(inputs.metrics) && (trusted.config ?? config)?.evaluate !== void 0;
}
function metricsPaths({ config, configPath }, inputs, { trusted, isEvaluated }) {
	if (isGiven(inputs.metrics)) return inputs.metrics;
	const configured = trusted.config?.train?.metrics ?? config?.train?.metrics;
	if (configured !== void 0) return [configured];
	if (isEvaluated) return [];
	throw new ActionError("no-metrics-file", "no metrics file is named", { hint: `Name it in the step:\n  with:\n    metrics: metrics.json\nor in ${configPath}:\n  train:\n    metrics: metrics.json` });
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
	const now = await currentInputs(setting, measured);
	const key = keyOf(now);
	return {
		...await decideHere(setting, {
			now,
			record,
			change: measured.change
		}),
		...key
	};
}
/** What would make the model here: what was measured, the configured command, and the lock files at hand. */
async function currentInputs(setting, measured) {
	return modelInputs(measured, {
		leg: setting.leg,
		command: configuredCommand(await usedConfig(setting)),
		lockfiles: await findLockfiles(setting.place)
	});
}
/** The same decision for who plans and for who looks at a plan again. */
async function decideHere(setting, { now, record, change }) {
	const { rules } = choosePolicy(setting, { rules: void 0 }, await setting.trusted());
	const evaluation = {
		before: evaluated(record && await configAt(setting, record.commit)),
		now: evaluated(await usedConfig(setting))
	};
	return decidePlan({
		now,
		record,
		isLinked: record !== void 0 && isLinked(record),
		evaluation,
		change,
		rules
	});
}
/** The configuration as a commit holds it; nothing where nobody can use it. */
async function configAt(setting, commit) {
	const trusted = await setting.trusted();
	if (trusted.commit === commit) return trusted.config;
	const bytes = await setting.github?.client.fileAt(setting.configPath, commit);
	if (!bytes) return void 0;
	try {
		return await readConfig(bytes, setting.configPath);
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
	return gate?.body.unchanged !== void 0 || training.uses["data"] === sha256(encodeSection(data));
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
async function isSpared({ place }, inputs, { data, training, hasModel }) {
	if (data?.plan?.train !== false || training || hasModel) return false;
	for (const path of inputs.metrics ?? []) if (await isThere(findFiles(path, place))) return false;
	return true;
}
/** Looks at the plan again and says what came of it. */
async function lookAtPlan(setting, inputs, body) {
	const plan = await checkPlan(setting, inputs, body);
	const commit = plan.unchanged?.commit.slice(0, 7);
	setting.runner.info(plan.problem ?? `the model is that of ${commit}; judged are its metrics`);
	return plan;
}
/**
* Nobody knows which job wrote the plan, so it is made again: by the trusted record, and by the files that are at hand.
* What is not at hand is believed, and said to be.
*/
async function checkPlan(setting, inputs, body) {
	const pipeline = comparedPipeline(setting, inputs, await setting.trusted());
	const { record, choice } = await findRecord(setting, (await setting.trusted()).wanted, pipeline);
	if (!record || !("key" in choice)) return refused(choice.how === "none" ? choice.reason : "");
	const told = await currentInputs(setting, body);
	const claim = await decideHere(setting, {
		now: told,
		record,
		change: body.change
	});
	if (claim.train) return refused(claim.message);
	if (keyOf(told).key !== body.plan?.key) return refused("its key is that of something else");
	const { measured, claimed } = await measureAgain(setting, body);
	if (measured === void 0) return refused(`there is no ${claimed.join(", ")} here to look at`);
	const again = await decideHere(setting, {
		now: await currentInputs(setting, measured),
		record
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
	const { place, runner } = setting;
	const reach = {
		place,
		onProgress: runner.progress
	};
	const config = await usedConfig(setting);
	const { code, parameters } = body;
	const codePaths = pathsOf(code?.path ?? "", config?.train?.code ?? []);
	const codeHere = code && await isThere(measureCode(codePaths, reach));
	const parametersHere = parameters && await isThere(readParameters(parameters.path, place));
	const missing = [...code && !codeHere ? [code.path] : [], ...parameters && !parametersHere ? [parameters.path] : []];
	if (missing.length > 0) return {
		measured: void 0,
		claimed: missing
	};
	const claimed = [];
	const datasets = [];
	for (const dataset of body.datasets) {
		const isMeant = isPlanned(dataset.role);
		const here = isMeant ? await isThere(measureDataset(dataset, reach)) : void 0;
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
const ABSENT = ["nothing-matched", "file-missing"];
async function isThere(asked) {
	try {
		return await asked;
	} catch (error) {
		if (ABSENT.includes(codeOf$2(error))) return void 0;
		throw error;
	}
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
const NOT_EVALUATED = "the configuration says how the model is evaluated, but no job of this run did; add the action evaluate before the gate (in a terminal, give both the same --store)";
/** Judges the metrics by the trusted rules against the baseline; on the default branch the record is remembered. */
async function judgeModel(setting, inputs, { tracked, evaluationProblem } = {}) {
	const { runner, pipeline, leg, author } = setting;
	const data = tracked ?? await loadData(setting.stores, whose(setting));
	const training = await loadTraining(setting.stores, whose(setting));
	const model = await loadModel(setting.stores, whose(setting));
	const evaluation = await loadEvaluation(setting.stores, whose(setting));
	checkEvaluated(evaluation, model);
	const isModelSpared = await isSpared(setting, inputs, {
		data: data?.section.body,
		training: training?.section,
		hasModel: model !== void 0
	});
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
	const plan = isModelSpared && data ? await runner.group("Plan", () => lookAtPlan(setting, inputs, data.section.body)) : void 0;
	const candidate = plan?.metrics ?? await runner.group("Metrics", async () => {
		const read = await readFigures(setting, {
			paths: metrics,
			isNamed: inputs.metrics !== void 0,
			training,
			evaluation
		});
		for (const line of read.notes) runner.info(line);
		return read;
	});
	const { baseline, noise, isHoldoutChanged } = await runner.group("Baseline", async () => {
		const found = await chooseComparison(setting, {
			baseline: inputs.baseline,
			metrics,
			trusted: trusted.wanted,
			pipeline: comparedPipeline(setting, inputs, trusted)
		});
		runner.info(describeBaseline(found.choice));
		if (!evaluation || inputs.baseline !== void 0 || inputs.metrics !== void 0) return {
			baseline: found,
			noise: void 0,
			isHoldoutChanged: false
		};
		const paired = await pairWithBaseline(setting, evaluation, found);
		if (found.metrics) runner.info(paired.note);
		return paired;
	});
	const body = judgeGate({
		rules: policy.rules,
		policy: policy.from,
		proposed: policy.proposed,
		configuration,
		trainingProblem: problemOf(training),
		planProblem: plan?.problem,
		unchanged: plan?.unchanged,
		evaluationProblem: evaluationProblem ?? (isDue && !evaluation && !plan ? NOT_EVALUATED : void 0),
		candidate,
		baseline,
		noise,
		isHoldoutChanged,
		attempt: author.run?.attempt ?? 1
	});
	const from = plan?.record ?? {
		training: training?.section,
		model: model?.section,
		evaluation: evaluation?.section
	};
	const section = {
		schema: "proofmark/gate/v1",
		by: {
			...author,
			action: "gate"
		},
		uses: {
			...data ? { data: sha256(encodeSection(data.section)) } : {},
			...from.training ? { training: sha256(encodeSection(from.training)) } : {},
			...from.model ? { model: sha256(encodeSection(from.model)) } : {},
			...from.evaluation ? { evaluation: sha256(encodeSection(from.evaluation)) } : {}
		},
		trust: setting.trust,
		body
	};
	await runner.group("Verdict", async () => {
		if (UNREAD.includes(body.reasonCode)) return;
		for (const { verdict, rule, reason } of body.rules) runner.info(`${verdict}: ${rule}: ${reason}`);
		if (setting.place.kind === "github") annotateProblems(setting, body);
	});
	await saveSection(setting.stores, section);
	const remembered = await rememberRun(setting, section, {
		data,
		training: from.training,
		model: from.model,
		evaluation: from.evaluation,
		scores: evaluation?.scores
	});
	if (setting.context) runner.info(remembered);
	return {
		section,
		result: {
			schema: "proofmark/gate-result/v1",
			pipeline,
			leg,
			...body,
			section: sha256(encodeSection(section)),
			remembered
		}
	};
}
/** The stage behind the action `gate`. */
async function runGate(inputs, scene) {
	const setting = await openSetting("gate", inputs, scene);
	const { section, result } = await judgeModel(setting, inputs);
	await writeSummary(setting, composeInput(setting, {
		gate: section,
		data: (await loadData(setting.stores, whose(setting)))?.section,
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
/** An evaluation counts for the very model that it names. */
function checkEvaluated(evaluation, model) {
	if (!evaluation) return;
	const { uses, body } = evaluation.section;
	if (model && model.section.body.digest === body.model && uses["model"] === sha256(encodeSection(model.section))) return;
	throw new ActionError("corrupt-section", "the evaluation is not of this run's model", { hint: "Training ran again after it. Run the jobs from evaluate on again." });
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
function annotateProblems({ runner }, body) {
	for (const { verdict, reason, source, line, blocking } of body.rules) {
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
	if (paths.length === 0) return Object.entries(config?.data ?? {}).map(([name, { path, role }]) => ({
		name,
		role,
		path
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
/** `data/prices/*.csv` is called `prices`: the last part without a wildcard. */
function nameFromPath(path) {
	const parts = path.split(/[\\/]/).filter((part) => part !== "" && part !== "." && part !== "..");
	const plain = parts.findIndex((part) => /[*?[\]{}()!]/.test(part));
	const name = ((plain === -1 ? parts : parts.slice(0, plain)).at(-1) ?? "data").replace(/\.[^.]+$/, "").replace(/[^A-Za-z0-9._-]+/g, "-");
	return NAME$1.test(name) ? name : "data";
}
// shared/stages/own-files.ts
/** What we write must not lie in what we measure, or the next checksum would be of our own files. */
function refuseOwnFiles({ place }, wishes, datasets) {
	const folders = [
		["manifest", wishes.manifest],
		["store", wishes.store],
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
	"x/x.sha256"
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
// shared/stages/track.ts
/** Takes checksums of data, code and parameters, and compares them with the baseline's. */
async function trackData(setting, wishes, datasets) {
	const { runner, history } = setting;
	refuseOwnFiles(setting, wishes, datasets);
	const measured = await runner.group("Data", () => measureAll(setting, datasets));
	const made = await measureMakers(setting, wishes, await usedConfig(setting));
	const baseline = await runner.group("Baseline", async () => {
		const trusted = await setting.trusted();
		const pipeline = comparedPipeline(setting, wishes, trusted);
		const found = await findRecord(setting, trusted.wanted, pipeline);
		runner.info(describeBaseline(found.choice));
		return found;
	});
	const now = {
		datasets: measured.map(({ record }) => record),
		digest: combinedDigest(measured.map(({ record }) => record)),
		...made.code ? { code: made.code.record } : {},
		...made.parameters ? { parameters: made.parameters } : {}
	};
	const before = baseline.record?.data?.body;
	const all = [...measured, ...made.code ? [made.code] : []];
	const change = before ? await compareData(before, now, {
		after: (digest) => all.find(({ record }) => record.digest === digest)?.files,
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
	const body = {
		...found,
		baseline: baseline.choice,
		...plan ? { plan } : {}
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
	const manifests = new Map(all.map(({ record, text }) => [manifestName(record.digest), new TextEncoder().encode(text)]));
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
	const counts = countChanges(result.change);
	const single = result.datasets.length === 1 ? result.datasets[0]?.manifest : void 0;
	const { plan } = section.body;
	if (plan) await setting.runner.summarize(toMarkdown(composePlan(setting.pipeline, plan)));
	setting.github?.client.spent();
	return {
		decision: "accepted",
		headline: headlineOf$1(section.body, result),
		outputs: {
			changed: String(result.changed),
			digest: result.digest,
			manifest: single ?? manifestFolder(setting, inputs.manifest) ?? "",
			files: String(result.files),
			bytes: String(result.bytes),
			added: String(counts.added),
			removed: String(counts.removed),
			modified: String(counts.modified),
			renamed: String(counts.renamed),
			"reason-code": reasonOf(result),
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
	throw new ActionError("no-data", "there is nothing to track", { hint: `Name it in the step:\n  with:\n    path: data/\nor in ${setting.configPath}:\n  data:\n    prices: { path: data/prices/*.csv, role: train }` });
}
async function measureAll(setting, datasets) {
	const measured = [];
	for (const dataset of datasets) {
		const one = await measureDataset(dataset, reach(setting));
		const { name, files, bytes, digest } = one.record;
		setting.runner.info(`${name}: ${filesOf$1(files)}, ${humanBytes(bytes)}, ${digest}`);
		if (one.leftOut.length > 0) setting.runner.info(`left out: ${one.leftOut.join(", ")}`);
		measured.push(one);
	}
	return measured;
}
/** What makes the model besides data: its code and its parameters. */
async function measureMakers(setting, wishes, config) {
	const code = wishes.code ?? config?.train?.code;
	const params = wishes.params ?? config?.train?.params;
	return {
		code: code && code.length > 0 ? await measureCode(code, reach(setting)) : void 0,
		parameters: params === void 0 ? void 0 : await readParameters(params, setting.place)
	};
}
function reach({ place, runner }) {
	return {
		place,
		onProgress: runner.progress
	};
}
function manifestFolder({ place }, wish) {
	if (wish !== void 0) return absolutePath(place, wish);
	return place.kind === "github" ? `${place.temporary}/manifests` : void 0;
}
async function writeManifests(setting, wish, measured) {
	const folder = manifestFolder(setting, wish);
	const files = /* @__PURE__ */ new Map();
	if (folder === void 0) return files;
	for (const one of measured) {
		const file = `${folder}/${one.record.name}.sha256`;
		await writeAtomically(file, new TextEncoder().encode(one.text));
		await writeAtomically(`${folder}/${one.record.name}.json`, manifestJson(one));
		files.set(one.record.name, file);
	}
	return files;
}
function trackResult(body, manifests) {
	const sum = (key) => body.datasets.reduce((total, dataset) => total + dataset[key], 0);
	return {
		schema: "proofmark/track-result/v1",
		digest: body.digest,
		files: sum("files"),
		bytes: sum("bytes"),
		changed: body.change?.datasets.every(({ status }) => status === "unchanged") !== true,
		datasets: body.datasets.map((dataset) => {
			const manifest = manifests.get(dataset.name);
			return manifest === void 0 ? dataset : {
				...dataset,
				manifest
			};
		}),
		...body.change ? { change: body.change } : {},
		baseline: body.baseline,
		...body.plan ? { plan: body.plan } : {}
	};
}
function countChanges(change) {
	const total = {
		added: 0,
		removed: 0,
		modified: 0,
		renamed: 0
	};
	for (const { counts } of change?.datasets ?? []) {
		total.added += counts.added;
		total.removed += counts.removed;
		total.modified += counts.modified;
		total.renamed += counts.renamed;
	}
	return total;
}
function reasonOf({ change, changed }) {
	if (!change) return "no-baseline";
	return changed ? "changed" : "unchanged";
}
function headlineOf$1(body, result) {
	const { plan } = body;
	const need = plan ? `; ${plan.train ? "training is needed" : "no training is needed"}: ${plan.message}` : "";
	return `${dataLine(body, result)}${need}`;
}
function dataLine(body, result) {
	const what = `data ${result.digest}, ${filesOf$1(result.files)}, ${humanBytes(result.bytes)}`;
	if (!result.change) return `${what}; nothing to compare with`;
	const changed = result.change.datasets.filter(({ status, redefined }) => status !== "unchanged" || redefined);
	const since = "commit" in body.baseline ? ` since ${body.baseline.commit.slice(0, 7)}` : "";
	if (changed.length === 0) return `${what}; unchanged${since}`;
	return `${what}; changed${since}: ${changed.map(({ name }) => name).join(", ")}`;
}
function filesOf$1(count) {
	return `${count.toLocaleString("en-US")} ${count === 1 ? "file" : "files"}`;
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
	try {
		const { root, paths } = await findFiles(path, place);
		return (await Promise.all([...paths].sort().map(async (name) => {
			const { ino, size, mtimeNs, ctimeNs } = await stat(`${root}/${name}`, { bigint: true });
			return `${name}\0${ino}:${size}:${mtimeNs}:${ctimeNs}`;
		}))).join("\n");
	} catch (error) {
		if (codeOf$2(error) === "nothing-matched") return void 0;
		throw error;
	}
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
	const uses = data ? { data: sha256(encodeSection(data.section)) } : {};
	const { author, trust, stores } = setting;
	const by = {
		...author,
		action: "train"
	};
	const section = {
		schema: "proofmark/training/v1",
		by,
		uses,
		trust,
		body: training
	};
	await saveSection(stores, section, metrics ? /* @__PURE__ */ new Map([[METRICS_FILE, metrics.bytes]]) : /* @__PURE__ */ new Map());
	if (model) await saveSection(stores, {
		schema: "proofmark/model/v1",
		by,
		uses: { training: sha256(encodeSection(section)) },
		trust,
		body: model.body
	}, filesOf(model));
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
		const parameters = plan.params === void 0 ? void 0 : await knownFile(plan.params, place);
		const dirty = await isDirty(workspace);
		return {
			lockfiles: [...lockfiles],
			gpus: [...gpus],
			environment: {
				os: process.platform,
				arch: process.arch,
				passed: [...plan.pass]
			},
			...parameters ? { parameters: parameters.known } : {},
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
	const failed = (reason, path) => {
		const message = `training ended well, but did not write ${path}${isOld(path) ? "; the one there is from before" : ""}`;
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
	throw new ActionError("no-command", "no command is named that trains", { hint: `Name it in the step:\n  with:\n    run: python train.py\nor in ${configPath}:\n  train:\n    run: [python, train.py]` });
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
function filesOf({ contents }) {
	return new Map(contents.map((bytes, index) => [modelFileName(index), bytes]));
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
		headline: headlineOf(result),
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
function headlineOf({ audience, expiresAt, givenBack }) {
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
export { VERSION, commentInputs, dataInputs, datasetsOf, defineAction, deployInputs, describeProgress, didYouMean, evaluateInputs, evaluateModel, failureResult, finishDeploy, gateInputs, gateOutcome, giveTokenBack, headCommit, historyInputs, jobInputs, judgeModel, openSetting, path, plainDefault, planInputs, printable, refuseForkHead, reportVerdict, roadInputs, runAsAction, runComment, runDeploy, runEvaluate, runGate, runPostOf, runToken, runTrack, runTrain, start, terminalPlace, tokenInputs, trackData, trainInputs, trainRun, usedConfig };
