import { __toESM } from "./rolldown-runtime.js";
import { ActionError, DIGEST_LENGTHS, batchHasher, blocksOf, codeOf as codeOf$3, crew, describeError, drawBlocks, generator, isFile, isInside, makeFolder, pathText, quietBefore, readCapped, resolveInside, systemCode, wordStream, writeAtomically } from "./base.js";
import { debug, error, exportVariable, getInput, getState, group, info, notice, saveState, setFailed, setOutput, setSecret, summary as summary$1, warning } from "./core.js";
import { _enum, _instanceof, array, boolean, datetime, discriminatedUnion, int, json, lazily, literal, looseObject, madeOf, number as number$4, number$1 as number$3, object as object$1, prettifyError, record, strictObject, string, toJSONSchema, union, unknown as unknown$2, url } from "./zod.js";
import { require_picomatch } from "./picomatch.js";
import { closeSync, constants, createReadStream, existsSync, openSync, opendirSync, readSync, readdirSync, realpathSync, statSync, unlinkSync, writeSync } from "node:fs";
import { basename, dirname, extname, join, parse, relative, resolve, sep } from "node:path";
import process$1 from "node:process";
import { availableParallelism, tmpdir } from "node:os";
import { Readable, pipeline } from "node:stream";
import { Buffer as Buffer$1 } from "node:buffer";
import { inflateRawSync } from "node:zlib";
import { Worker } from "node:worker_threads";
import { createHash, randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { AsyncLocalStorage } from "node:async_hooks";
import { mkdtemp, readFile, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
// shared/domain/nearest.ts
/** Edits (insert, delete, replace, swap of neighbours) that turn one word into the other. */
function distance$2(from, to) {
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
		const edits = distance$2(word.toLowerCase(), candidate.toLowerCase());
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
const NUMBER$5 = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
function parseNumber(raw, { min, max, integer = false } = {}) {
	const value = NUMBER$5.test(raw) ? Number(raw) : NaN;
	const low = min ?? Number.NEGATIVE_INFINITY;
	const high = max ?? Number.POSITIVE_INFINITY;
	if (!(Number.isFinite(value) && value >= low && value <= high) || integer && !Number.isInteger(value)) {
		const percent = /^(.*\d)\s*%$/.exec(raw)?.[1];
		const share = percent !== void 0 && NUMBER$5.test(percent) ? Number(percent) / 100 : NaN;
		const hint = Number.isFinite(share) ? `; ${percent} % is ${share}` : "";
		throw new Error(`must be ${integer ? "a whole number" : "a number"}${range$1(min, max)}${hint}`);
	}
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
function parseList$1(raw) {
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
const SWITCH = "true or false";
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
const number$2 = (options) => define("number", options, (raw) => parseNumber(raw, options));
const choice$1 = (allowed, options) => define(`one of ${allowed.join(", ")}`, options, (raw) => {
	const hit = allowed.find((value) => value === raw);
	if (hit === void 0) throw new Error(`must be one of ${allowed.join(", ")}${didYouMean(raw, allowed)}`);
	return hit;
});
/** Several of a closed set, separated by commas or lines; `none` alone is the empty set. */
const choices = (allowed, options) => define(`any of ${allowed.join(", ")}; or none`, options, (raw) => {
	if (raw.trim() === "none") return [];
	const words = parseList$1(raw);
	if (words.length === 0) throw new Error("names nothing; write none for that");
	return words.map((word) => {
		const hit = allowed.find((value) => value === word);
		if (hit === void 0) throw new Error(`${words.length > 1 ? `"${word}" ` : ""}must be one of ${allowed.join(", ")}, or none${didYouMean(word, allowed)}`);
		return hit;
	});
}, true);
const flag = (options) => define(SWITCH, options, parseFlag);
/** Whether a terminal takes it without a value. */
function isSwitch(input) {
	return input?.kind === SWITCH;
}
/** Words or paths, one a line or separated by commas. */
const list$2 = (options) => define("list", options, (raw) => someOf$1(parseList$1(raw)), true);
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
			if (input.required) {
				const asked = input.positional ? name : said(name);
				problems.push(`${asked}: is required (${input.about})`);
			}
			return [name, void 0];
		}
		try {
			return [name, input.parse(raw)];
		} catch (error) {
			const { message } = error;
			const guess = message.indexOf("; did you mean ");
			const end = guess < 0 ? message.length : guess;
			const [wrong, meant] = [message.slice(0, end), message.slice(end)];
			problems.push(`${said(name)}: ${wrong}, got ${shownValue(raw)}${meant}`);
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
// shared/platform/unanswered.ts
const waiting = /* @__PURE__ */ new Set();
/**
* Some libraries wait for ever for the rest of an answer that broke off. Nothing is left to do then, and Node would end
* without a word; the innermost task that waits fails instead.
*/
async function untilAbandoned(task) {
	return new Promise((resolve, reject) => {
		const forget = () => {
			waiting.delete(giveUp);
			if (waiting.size === 0) process$1.off("beforeExit", giveUpInnermost);
		};
		const giveUp = () => {
			forget();
			reject(/* @__PURE__ */ new Error("an answer broke off, and its end never came"));
		};
		waiting.add(giveUp);
		if (waiting.size === 1) process$1.on("beforeExit", giveUpInnermost);
		task().finally(forget).then(resolve, reject);
	});
}
function giveUpInnermost() {
	const innermost = [...waiting].at(-1);
	if (innermost) setImmediate(innermost);
}
// shared/platform/version.ts
/** The version of the suite; a contract test holds it equal to package.json. */
const VERSION = "0.1.0";
// shared/platform/action.ts
/** How a command ends that only answers a question: well, whatever the answer is. */
function answered(headline, result) {
	return {
		decision: "accepted",
		headline,
		outputs: { "reason-code": result.reasonCode },
		result
	};
}
function defineAction(action) {
	return action;
}
/** The only place in the suite that catches everything. Says in the end how it went, for the exit code. */
async function start(action, scene) {
	const { runner, place } = scene;
	try {
		runner.info(`proofmark ${action.name} ${VERSION}`);
		const inputs = readInputs(action.inputs, runner.inputs(), place.kind);
		const { decision, headline, outputs, result } = await untilAbandoned(() => action.run(inputs, scene));
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
		reasonCode: codeOf$3(error),
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
// shared/domain/grouped.ts
/** A number with commas between thousands. Without the tables of languages, which take longer to load than a small command to run. */
function grouped$1(count) {
	return Number.isInteger(count) ? groupedDigits(String(count)) : String(count);
}
function groupedDigits(digits) {
	return digits.replace(/\B(?=(?:\d{3})+$)/g, ",");
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
	return unit === "bytes" ? humanBytes(value) : `${grouped$1(value)} ${unit}`;
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
	return `${unit === "bytes" ? humanBytes(done) : grouped$1(done)} of ${amount(total, unit)}`;
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
	warning,
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
				warning("The job summary is full; the rest of this report is left out of it.");
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
// shared/domain/formats/text.ts
/** UTF-8 bytes as text. A byte order mark is dropped; other encodings and broken bytes are refused. */
function decodeText(bytes) {
	const [first, second] = bytes;
	if (first === 255 && second === 254 || first === 254 && second === 255) return refused$2(1, 1, "is UTF-16 text; write it as UTF-8");
	try {
		const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		return text.trim() === "" ? refused$2(1, 1, "is empty") : { text };
	} catch {
		const before = (new TextDecoder("utf-8").decode(bytes).split("�")[0] ?? "").split("\n");
		return refused$2(before.length, (before.at(-1)?.length ?? 0) + 1, "is not UTF-8 text from here on");
	}
}
function refused$2(line, column, message) {
	return { problems: [{
		line,
		column,
		message
	}] };
}
// shared/domain/rules/cursor.ts
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
		sees(pattern) {
			pass();
			pattern.lastIndex = at;
			return pattern.test(text);
		},
		skip(length) {
			at += length;
		},
		at() {
			pass();
			return at;
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
/** Reads a whole text as one rule; what is wrong with it is a value with its place. */
function readText(text, parse) {
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
// shared/domain/fairness/names.ts
/**
* How differently a classifier treats groups: `difference` is the largest minus the smallest, `ratio` the smallest part of
* the largest. The definitions are those of fairlearn; of disparate impact, that of aequitas.
*/
const FAIRNESS_MEASURES = {
	demographic_parity_difference: {
		better: "lower",
		of: ["selection_rate"],
		how: "difference"
	},
	demographic_parity_ratio: {
		better: "higher",
		of: ["selection_rate"],
		how: "ratio"
	},
	equalized_odds_difference: {
		better: "lower",
		of: ["true_positive_rate", "false_positive_rate"],
		how: "difference"
	},
	equalized_odds_ratio: {
		better: "higher",
		of: ["true_positive_rate", "false_positive_rate"],
		how: "ratio"
	},
	equal_opportunity_difference: {
		better: "lower",
		of: ["true_positive_rate"],
		how: "difference"
	},
	equal_opportunity_ratio: {
		better: "higher",
		of: ["true_positive_rate"],
		how: "ratio"
	},
	/** The selection rate of each group as a part of that of the reference group. */
	disparate_impact: {
		better: "higher",
		of: ["selection_rate"],
		how: "to-reference"
	}
};
/** What is counted in each group: the share that is chosen, of all, of those that should be, and of those that should not. */
const GROUP_RATES = [
	"selection_rate",
	"true_positive_rate",
	"false_positive_rate"
];
function isFairnessMeasure(name) {
	return Object.hasOwn(FAIRNESS_MEASURES, name);
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
// shared/domain/rules/name.ts
/** What the name of a metric or a column may be made of without quotes. */
const BARE_NAME = /[\p{L}\p{N}_][\p{L}\p{N}_\-./@]*/uy;
/** The same with `*` for any characters. */
const PATTERN = /[\p{L}\p{N}_*][\p{L}\p{N}_\-./@*]*/uy;
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
/** A dimension, a value of one or an environment, with quotes where it needs them. */
function writeWord(word) {
	return readBareName(word, 0) === word ? word : JSON.stringify(word);
}
function readBareName(text, at) {
	BARE_NAME.lastIndex = at;
	return BARE_NAME.exec(text)?.[0];
}
/** A name in which `*` may stand for any characters. */
function readPattern(text, at) {
	PATTERN.lastIndex = at;
	return PATTERN.exec(text)?.[0];
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
/** What stands in double quotes, if that comes next. */
function readQuoted$1(read) {
	if (read.peek() === "'") read.fail("names and texts are quoted with double quotes: \"…\"");
	if (read.take(/"/y) === void 0) return void 0;
	const quoted = readQuotedName(read.text, read.last());
	if (!("name" in quoted)) return read.fail(quoted.message, quoted.index);
	read.skip(quoted.length - 1);
	return quoted.name;
}
/** The next word, bare or in double quotes. */
function readWord(read, expected) {
	return readQuoted$1(read) ?? read.take(BARE_NAME) ?? read.fail(`expected ${expected}, found ${read.found()}`);
}
// shared/domain/rules/subject.ts
/** A metric, and which part of the examples of it. */
function parseSubject(read) {
	const { metric, ...pattern } = parseName(read);
	if (read.take(/\[/y) === void 0) return {
		metric,
		...pattern
	};
	if (isFairnessMeasure(metric) && !("isPattern" in pattern)) return {
		metric,
		groups: parseGroups(read, metric)
	};
	return {
		metric,
		...pattern,
		slice: parseSlice(read)
	};
}
/** A name, in quotes where it holds other characters; without them `*` makes it a pattern. */
function parseName(read) {
	const { text } = read;
	const next = read.peek();
	const at = read.at();
	if (next === "") read.fail("expected a rule such as \"rmse <= 3.5\"");
	if (next === "\"") {
		const quoted = readQuotedName(text, at);
		if (!("name" in quoted)) read.fail(quoted.message, quoted.index);
		read.skip(quoted.length);
		return { metric: quoted.name };
	}
	if (next === "'") read.fail("names are quoted with double quotes: \"…\"");
	const name = readPattern(text, at);
	if (name === void 0 || looksLikeBound(name)) return read.fail("a rule begins with the name of a metric, as in \"rmse <= 3.5\"");
	read.skip(name.length);
	return name.includes("*") ? {
		metric: name,
		isPattern: true
	} : { metric: name };
}
function parseGroups(read, measure) {
	const dimension = readWord(read, "the dimension of the groups");
	if (read.take(/,/y) === void 0) {
		close(read, measure === "disparate_impact" ? "\"]\" or \", reference=…\"" : "\"]\"");
		return { dimension };
	}
	if (measure !== "disparate_impact") read.fail("only disparate_impact has a reference group", read.last());
	if (read.take(/reference\s*=/y) === void 0) read.fail(`expected "reference=…" after the comma, found ${read.found()}`);
	const reference = readWord(read, "the name of a group");
	close(read, "\"]\"");
	return {
		dimension,
		reference
	};
}
const MOST_DIMENSIONS = 10;
/** Of several lists every combination is meant. */
const MOST_SLICES$1 = 1e3;
function parseSlice(read) {
	const where = [];
	const any = /* @__PURE__ */ new Set();
	let isEvery = false;
	do {
		const isBare = read.peek() !== "\"";
		const dimension = readWord(read, "the name of a dimension, as in \"[month=12]\"");
		const nameIndex = read.last();
		const isList = read.take(/in\b/y) !== void 0;
		if (!isList && read.take(/=/y) === void 0) read.fail(`expected "=" after the dimension, as in "[month=12]", found ${read.found()}`);
		if (where.some((one) => one.dimension === dimension) || where.length === MOST_DIMENSIONS) read.fail(`the dimension ${dimension} is one too many`, nameIndex);
		const wild = isList ? void 0 : read.take(/\*|worst(?=\s*[,\]])/y);
		if (isBare && dimension === "slice") {
			if (wild === void 0) read.fail("\"slice\" stands for all slices: write \"*\" or \"worst\", or name a dimension");
			isEvery = true;
		}
		if (wild !== void 0) any.add(wild);
		if (isList) where.push(parseList(read, dimension));
		else where.push(wild === void 0 ? {
			dimension,
			value: sliceValue$1(read)
		} : { dimension });
	} while (read.take(/,/y) !== void 0);
	if (isEvery && where.length > 1) read.fail("\"slice\" stands for all slices, so it stands alone");
	if (any.size > 1) read.fail("\"*\" and \"worst\" do not go together");
	checkLists(read, where, any.size > 0);
	close(read, "\",\" or \"]\"");
	return {
		pick: any.has("worst") ? "worst" : "each",
		where: isEvery ? [] : inOrder$2(where)
	};
}
/** `(1, 2, 3)`: slices that must all be there. */
function parseList(read, dimension) {
	if (read.take(/\(/y) === void 0) read.fail(`expected values in parentheses, as in "[month in (1, 2)]", found ${read.found()}`);
	const values = [];
	do {
		const value = readWord(read, "a value");
		if (values.includes(value)) read.fail(`${value} is named already`, read.last());
		values.push(value);
	} while (read.take(/,/y) !== void 0);
	if (read.take(/\)/y) === void 0) read.fail(`expected "," or ")", found ${read.found()}`);
	const [value = "", ...more] = values;
	return more.length === 0 ? {
		dimension,
		value
	} : {
		dimension,
		values: values.sort()
	};
}
/** What is there by chance of the file cannot be combined with what must be there. */
function checkLists(read, where, isWild) {
	const lists = where.flatMap(({ values }) => values ? [values] : []);
	if (lists.length > 0 && isWild) read.fail("a list names the slices that must be there, so \"*\" and \"worst\" do not go with it");
	if (lists.reduce((product, values) => product * values.length, 1) > MOST_SLICES$1) read.fail(`these lists mean more than ${MOST_SLICES$1} slices`);
}
/** The order of dimensions says nothing, so equal slices print alike. */
function inOrder$2(where) {
	return [...where].sort((a, b) => a.dimension < b.dimension ? -1 : 1);
}
function sliceValue$1(read) {
	return readWord(read, "a value, \"*\" or \"worst\"");
}
function close(read, expected) {
	if (read.take(/\]/y) === void 0) read.fail(`expected ${expected}, found ${read.found()}`);
}
// shared/domain/share-metric.ts
/** Metrics that are shares by their definition, so that "1 %" of one can mean two things. */
const SHARES$2 = /* @__PURE__ */ new Set([
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
const AROUND$1 = /* @__PURE__ */ new Set([
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
	const words = metric.replace(/([a-z]{2})([A-Z])/g, "$1_$2").toLowerCase().split(/[^a-z0-9]+/).map((word) => SHARES$2.has(word) ? word : word.replace(/\d+$/, "")).filter((word) => word !== "" && !AROUND$1.has(word));
	return SHARES$2.has(words.join(" "));
}
// shared/domain/rules/bound.ts
const NUMBER$4 = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const SIGN = /[+\-−]/y;
const NO_SHIFT = {
	amount: 0,
	unit: "plain"
};
const WORD$1 = /[\p{L}_]+/uy;
/** Of a pattern the last part says it; where that is not spelt out, nobody knows. */
function measuredBy(metric, isPattern) {
	const last = metric.split(/[./]/).at(-1) ?? "";
	if (isPattern && last.includes("*")) return {
		metric,
		isShare: "unknown"
	};
	return {
		metric,
		isShare: isShareMetric(metric) || isFairnessMeasure(metric)
	};
}
/** What stands right of the operator. The metric's name decides whether a bare percentage is clear. */
function parseBound(read, measured, direction) {
	const word = read.take(WORD$1);
	if (word === void 0) return {
		kind: "absolute",
		limit: parseLimit(read, measured, {
			expected: "a number or \"baseline\"",
			isPercentClear: direction === "higher"
		})
	};
	if (word === "floor") return { kind: "floor" };
	const reference = referenceOf$1(read, word, [
		"baseline",
		"champion",
		"floor"
	]);
	return {
		kind: "relative",
		shift: shift(read, measured, word),
		...reference
	};
}
/** `baseline`, `champion` or `champion(production)`. */
function parseReference(read) {
	const word = read.take(WORD$1);
	if (word === void 0) return read.fail(`expected "baseline" or "champion", found ${read.found()}`);
	return referenceOf$1(read, word, ["baseline", "champion"]);
}
function referenceOf$1(read, word, known) {
	if (word === "baseline") return {};
	if (word !== "champion") {
		const expected = known.includes("floor") ? "a number or \"baseline\"" : "\"baseline\" or \"champion\"";
		return read.fail(`expected ${expected}, found ${JSON.stringify(word)}${didYouMean(word, known)}`, read.last());
	}
	if (read.take(/\(/y) === void 0) return { champion: {} };
	const environment = readWord(read, "the name of an environment");
	if (read.take(/\)/y) === void 0) read.fail(`expected ")" after the environment, found ${read.found()}`);
	return { champion: { environment } };
}
/** A value that stands still. */
function parseLimit(read, { metric, isShare }, { expected = "a number", isPercentClear = false } = {}) {
	const sign = read.take(SIGN);
	const size = number$1(read, expected);
	const sizeIndex = read.last();
	if (read.take(/pp\b/y) !== void 0) read.fail("percentage points are a distance from the baseline; write a limit with %", read.last());
	if (read.take(/%/y) !== void 0) return signed$1(sign, size / 100);
	const isClear = isPercentClear && (sign ?? "+") === "+" && size >= 10 && isShareMetric(metric);
	if (size > 1 && isShare === true && !isClear) read.fail(aboveOne(metric, size), sizeIndex);
	return signed$1(sign, size);
}
/** Nothing of the kind can be missed or reached, so such a rule would always hold or never. */
function aboveOne(metric, size) {
	return `${metric} is a share, from 0 to 1: write ${size < 10 ? `"${size}%", or "${size * 100}%" for ${size}` : `"${size / 100}" or "${size}%"`}`;
}
function shift(read, measured, after) {
	const sign = read.take(SIGN);
	if (sign === void 0) {
		if (!read.isAtEnd() && read.peek() !== "," && !isFollowed(read)) read.fail(`expected "+" or "-" after "${after}", found ${read.found()}`);
		return NO_SHIFT;
	}
	const { amount, unit } = parseSize(read, measured, sign === "+" ? "+ " : "- ");
	return amount === 0 ? NO_SHIFT : {
		amount: signed$1(sign, amount),
		unit
	};
}
/** `in at least 4 of 5 runs` and `over 5 runs` follow a bound without a comma. */
function isFollowed(read) {
	return read.sees(/(?:in|over)\b/y);
}
/** A distance without a sign: `2 %`, `1 pp`, `0.1`; `lead` is what stands before it. */
function parseSize(read, { metric, isShare }, lead = "") {
	const amount = number$1(read, "a number");
	const sizeIndex = read.last();
	const unit = read.take(/%|pp\b/y);
	const unitIndex = read.last();
	if (unit === "pp") return {
		amount,
		unit: "points"
	};
	if (unit === void 0) {
		if (amount >= 1 && isShare === true) read.fail(`"${amount}" is all of ${metric}, a share from 0 to 1: write "${lead}${amount} pp" (percentage points, ${amount / 100})`, sizeIndex);
		return {
			amount,
			unit: "plain"
		};
	}
	if (read.take(/relative\b/y) === void 0 && isShare !== false) {
		const side = `${lead}${amount}`;
		read.fail(`"${amount} %" can mean two things for ${metric}: write "${side} pp" (percentage points, ${amount / 100}) or "${side} % relative" (of the baseline's value)`, unitIndex);
	}
	return {
		amount,
		unit: "percent"
	};
}
function number$1(read, expected) {
	const digits = read.take(NUMBER$4);
	if (digits === void 0) return read.fail(`expected ${expected}, found ${read.found()}`);
	const value = Number(digits);
	if (!Number.isFinite(value)) read.fail("this number is too large", read.last());
	return value;
}
/** Without a negative zero, which would print as another rule. */
function signed$1(sign, size) {
	return sign === void 0 || sign === "+" || size === 0 ? size : -size;
}
// shared/domain/rules/text.ts
/** The rule's one canonical text: equal rules print alike, and the text means the rule again. */
function printRule(rule) {
	const { runs, over, examples, isNoiseFromHistory, optional, reportOnly } = rule;
	const share = runs ? ` in at least ${runs.least} of ${runs.of} runs` : "";
	const often = over === void 0 ? share : ` over ${over} runs`;
	const clauses = [
		...examples === void 0 ? [] : [`at least ${examples} examples`],
		...isNoiseFromHistory ? ["noise from history"] : [],
		...optional ? ["if present"] : [],
		...reportOnly ? ["report-only"] : []
	];
	return [`${printCondition(rule)}${often}`, ...clauses].join(", ");
}
function printCondition(rule) {
	const { bound, direction, strict } = rule;
	const subject = printSubject(rule);
	switch (bound.kind) {
		case "absolute": return `${subject} ${operatorOf(rule)} ${printLimit(bound.limit, rule)}`;
		case "relative": return `${subject} ${operatorOf(rule)} ${printReference(bound)}${spaced(printShift(bound.shift))}`;
		case "floor": return `${subject} ${operatorOf(rule)} floor`;
		case "between": return `${subject} between ${printLimit(bound.low, rule)} and ${printLimit(bound.high, rule)}`;
		case "within": return `${subject} within ${printSize(bound.tolerance)} of ${printReference(bound)}`;
		case "budget": {
			const names = [rule.metric, ...bound.others].map(writeMetricName).join(", ");
			return `${direction === "higher" ? "drops" : "rises"} of ${names} ${strict ? "<" : "<="} ${printSize(bound.allowed)} together`;
		}
	}
}
/** `recall`, `recall[month=12]`, `"a b"`, `*.accuracy`. */
function printSubject(rule) {
	const { metric, isPattern, slice, groups } = rule;
	const name = isPattern ? metric : writeMetricName(metric);
	if (groups) return `${name}${printGroups(groups)}`;
	return slice ? `${name}${printSlice(slice)}` : name;
}
function printGroups({ dimension, reference }) {
	const than = reference === void 0 ? "" : `, reference=${writeWord(reference)}`;
	return `[${writeWord(dimension)}${than}]`;
}
/** `[month=12, region=*]`; every slice is `[slice=*]`. */
function printSlice({ pick, where }) {
	const any = pick === "worst" ? "worst" : "*";
	if (where.length === 0) return `[slice=${any}]`;
	return `[${where.map(({ dimension, value, values }) => {
		if (values) return `${writeDimension(dimension)} in (${values.map(writeValue).join(", ")})`;
		return `${writeDimension(dimension)}=${value === void 0 ? any : writeValue(value)}`;
	}).join(", ")}]`;
}
/** A dimension that is itself called "slice" is quoted, so that it is not taken for all of them. */
function writeDimension(name) {
	return name === "slice" ? "\"slice\"" : writeWord(name);
}
function writeValue(value) {
	return value === "worst" ? "\"worst\"" : writeWord(value);
}
function operatorOf({ direction, strict }) {
	return (direction === "lower" ? "<" : ">") + (strict ? "" : "=");
}
/** `baseline`, `champion`, `champion(production)`. */
function printReference({ champion }) {
	if (!champion) return "baseline";
	const { environment } = champion;
	return environment === void 0 ? "champion" : `champion(${writeWord(environment)})`;
}
/** A limit of a share above 1 is read as a percentage, unless it is one that is to be reached in percent. */
function printLimit(limit, { metric, groups, direction, bound }) {
	const isShare = groups ? isFairnessMeasure(metric) : isShareMetric(metric);
	if (Math.abs(limit) <= 1 || !isShare) return String(limit);
	if (!groups && bound.kind === "absolute" && direction === "higher" && limit >= 10) return String(limit);
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
function printShift(shift) {
	if (shift.amount === 0) return "";
	return `${shift.amount < 0 ? "-" : "+"} ${printSize(shift)}`;
}
/** `2 % relative`, `1 pp`, `0.1`: as a rule reads it. */
function printSize(shift) {
	return `${printAmount(shift)}${shift.unit === "percent" ? " relative" : ""}`;
}
/** `2 %`, `1 pp`, `0.1`, without a sign. */
function printAmount({ amount, unit }) {
	const size = String(Math.abs(amount));
	if (unit === "percent") return `${size} %`;
	return unit === "points" ? `${size} pp` : size;
}
function spaced(text) {
	return text === "" ? "" : ` ${text}`;
}
// shared/domain/rules/floor-file.ts
/** Where floors stand unless the configuration says otherwise. */
const FLOORS_FILE = "proofmark.floors.yml";
/** A mapping of metrics to numbers, or to mappings of `floor` and whatever people note beside it. */
function floorsIn(tree) {
	if (tree.kind !== "object") return { problems: [problemAt(tree, "must be metrics with their floors, such as \"accuracy: 0.9\"")] };
	const floors = /* @__PURE__ */ new Map();
	const problems = [];
	for (const [name, { key, value }] of tree.members) {
		const subject = readText(name, canonicalSubject);
		if ("problem" in subject) {
			problems.push(problemAt(key, `"${name}" names no metric: ${subject.problem.message}`));
			continue;
		}
		const floor = floorOf(value);
		if (floor === void 0) problems.push(problemAt(value, `the floor of ${name} must be a finite number`));
		else if (floors.has(subject.rule)) problems.push(problemAt(key, `the floor of ${name} stands here twice`));
		else floors.set(subject.rule, floor);
	}
	return problems.length > 0 ? { problems } : { floors };
}
function canonicalSubject(read) {
	const subject = parseSubject(read);
	if (subject.isPattern) read.fail("a floor is that of one metric", 0);
	if (!read.isAtEnd()) read.fail(`expected the end of the name, found ${read.found()}`);
	return printSubject(subject);
}
function floorOf(tree) {
	const value = tree.kind === "object" ? tree.members.get("floor")?.value : tree;
	if (value?.kind !== "number" || !Number.isFinite(value.value)) return void 0;
	return value.value;
}
function problemAt({ line, column }, message) {
	return {
		line,
		column,
		message
	};
}
/** Where the number of each floor stands in a file that holds no mistake. */
function floorNumbers(tree) {
	if (tree.kind !== "object") return [];
	return [...tree.members].flatMap(([name, { value }]) => {
		const subject = readText(name, canonicalSubject);
		const number = value.kind === "object" ? value.members.get("floor")?.value : value;
		if ("problem" in subject || number?.kind !== "number") return [];
		const { line, column } = number;
		return [{
			metric: subject.rule,
			value: number.value,
			line,
			column
		}];
	});
}
/** What a change does to the floors that its rules are judged by. */
function floorChanges(rules, trusted, own) {
	const lower = new Set(rules.filter(({ bound, direction }) => bound.kind === "floor" && direction === "lower").map(printSubject));
	return [...trusted].flatMap(([metric, before]) => {
		const after = own.get(metric);
		if (after === void 0) return [{
			metric,
			before,
			isLowered: true
		}];
		if (after === before) return [];
		return [{
			metric,
			before,
			after,
			isLowered: lower.has(metric) ? after > before : after < before
		}];
	});
}
/** Whether any rule asks for a floor. */
function needsFloors(rules) {
	return rules.some(({ bound }) => bound.kind === "floor");
}
// shared/domain/tree.ts
/** A single value at its place. */
function leafAt({ line, column }, value) {
	switch (typeof value) {
		case "string": return {
			line,
			column,
			kind: "text",
			value
		};
		case "boolean": return {
			line,
			column,
			kind: "flag",
			value
		};
		case "number":
		case "bigint": return {
			line,
			column,
			kind: "number",
			value: Number(value)
		};
		default: return {
			line,
			column,
			kind: "null"
		};
	}
}
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
// shared/domain/json.ts
const LONE_SURROGATE = /[\ud800-\udfff]/u;
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
async function parseYamlTree(text, maxValues = MAX_VALUES$1, { keepsSource = false } = {}) {
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
const UNREAD = "this kind of value is not read";
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
		if (node !== null && !yaml.isScalar(node)) throw new Stop$1(index, UNREAD);
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
			throw new Stop$1(index, UNREAD);
	}
}
function checked(text, index) {
	if (!isWellFormed(text)) throw new Stop$1(index, "this text holds half of a character");
	return text;
}
// shared/features/configuration/floors.ts
const FLOORS_LIMIT = 262144;
const MOST_VALUES = 2e4;
const TOLD_PROBLEMS$1 = 50;
/** Reads a file of floors. Everything that is wrong with it is told at once. */
async function readFloors(bytes, path) {
	if (bytes.length > 262144) refuse$1(path, [{
		line: 1,
		column: 1,
		message: `is larger than ${FLOORS_LIMIT / 1024} KiB`
	}]);
	const decoded = decodeText(bytes);
	if ("problems" in decoded) return refuse$1(path, decoded.problems);
	const parsed = await parseYamlTree(decoded.text, MOST_VALUES);
	if ("problems" in parsed) return refuse$1(path, parsed.problems);
	const read = floorsIn(parsed.tree);
	return "floors" in read ? read.floors : refuse$1(path, read.problems);
}
function refuse$1(path, problems) {
	const told = problems.slice(0, TOLD_PROBLEMS$1).map((problem) => atSpot(path, problem));
	throw new ActionError("invalid-floors", told.join("\n"), { hint: "A file of floors has one line for each metric, such as:\n  accuracy: 0.912" });
}
// shared/domain/digest.ts
const SHAPE$1 = /^sha256:[0-9a-f]{64}$/;
function isDigest(text) {
	return SHAPE$1.test(text);
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
const digestSchema = /* @__PURE__ */ lazily(() => string().refine(madeOf(isDigest), "must be sha256: and 64 hex digits"));
// shared/domain/acceptance.ts
const TEAM = /^@?([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))\/([A-Za-z0-9][A-Za-z0-9._-]{0,99})$/;
const PERSON = /^@([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))$/;
const acceptor = /* @__PURE__ */ lazily(() => string().refine((word) => TEAM.test(word) || PERSON.test(word), "must be a team such as acme/ml-leads, or a person such as @bo"));
const acceptConfigSchema = /* @__PURE__ */ lazily(() => strictObject({
	label: string().min(1).max(50).describe("The label on the pull request by which a person accepts what the gate would refuse."),
	by: union([madeOf(acceptor), array(madeOf(acceptor)).min(1).max(50)]).describe("Whose label counts: a team (acme/ml-leads), a person (@bo), or several of them."),
	author: boolean().optional().describe("Whether it may be the author of the pull request; default: false.")
}));
/** What a person took upon themselves, for these bytes and no others. */
const acceptedSchema = /* @__PURE__ */ lazily(() => strictObject({
	by: string(),
	reason: string(),
	/** Of the model; without one, of the figures. */
	digest: madeOf(digestSchema),
	of: _enum(["model", "metrics"]),
	/** The team or person of the configuration that they count as. */
	as: string(),
	label: string(),
	pullRequest: int().positive(),
	/** When the label was set. */
	at: string()
}));
/** How what was refused may be accepted, and why it is not. */
const acceptableSchema = /* @__PURE__ */ lazily(() => strictObject({
	label: string(),
	by: array(string()).min(1),
	/** What the comment must name. */
	digest: madeOf(digestSchema),
	/** Why a label that is there does not count. */
	problem: string().optional()
}));
/** Whose label counts. */
function acceptorsOf({ by }) {
	return [by].flat().flatMap((word) => {
		const [, login] = PERSON.exec(word) ?? [];
		if (login !== void 0) return [{
			kind: "person",
			login,
			text: `@${login}`
		}];
		const [, org, team] = TEAM.exec(word) ?? [];
		if (org === void 0 || team === void 0) return [];
		return [{
			kind: "team",
			org,
			team,
			text: `${org}/${team}`
		}];
	});
}
/** `accept 4f2a9c1b8d7e6f50: smaller model`, on a line of its own. */
const ACCEPT = new RegExp(`^[ \\t]*accept[ \\t]+(?:sha256:)?([0-9a-f]{16,64})[ \\t]*:[ \\t]*(\\S[^\\r\\n]*)$`, "gim");
const LONGEST_REASON = 300;
/** The words that accept a digest, for people to copy. */
function acceptWords(digest, reason = "why") {
	return `accept ${hex(digest).slice(0, 16)}: ${reason}`;
}
/**
* Who says that this very digest is taken, and why: the person who set the label that is there now must also have
* written the reason, which names the digest. Whether that person may is asked afterwards.
*/
function claimOf({ config, author, digest, events, comments }) {
	const last = events.findLast(({ label }) => same(label, config.label));
	if (!last?.isSet) return { kind: "none" };
	const { login, isBot, at } = last;
	if (login === void 0 || isBot) {
		const who = login === void 0 ? "an account that is gone" : `@${login}, which is a program`;
		return refused$1(`the label ${config.label} was set by ${who}; a person must set it`);
	}
	if (same(login, author) && config.author !== true) return refused$1(`@${login} set the label ${config.label} on a pull request of their own`);
	const reasons = comments.flatMap((comment) => reasonsBy(comment, login));
	const named = reasons.findLast((one) => hex(digest).startsWith(one.digits));
	if (named) return {
		kind: "claimed",
		login,
		reason: named.reason,
		at
	};
	const words = `"${acceptWords(digest)}"`;
	if (reasons.length > 0) return refused$1(`@${login} accepted another model; for this one they must comment ${words}`);
	return refused$1(`@${login} set the label ${config.label} and gave no reason; they must comment ${words}`);
}
/** Of what this person wrote and nobody else touched. */
function reasonsBy(comment, login) {
	const { isBot, editor, isEdited, isHidden, body } = comment;
	if (comment.login === void 0 || !same(comment.login, login) || isBot || isHidden) return [];
	if (isEdited && (editor === void 0 || !same(editor, login))) return [];
	return [...body.slice(0, 1e4).matchAll(ACCEPT)].map(([, digits = "", reason = ""]) => ({
		digits: digits.toLowerCase(),
		reason: [...reason.trim()].slice(0, LONGEST_REASON).join("")
	}));
}
function refused$1(problem) {
	return {
		kind: "refused",
		problem
	};
}
function hex(digest) {
	return digest.replace(/^sha256:/, "");
}
/** GitHub's names do not differ by case. */
function same(one, other) {
	return one.toLowerCase() === other.toLowerCase();
}
// shared/domain/config-words.ts
/** `90s`, `15m`, `6h`, `2d`. */
const duration = /* @__PURE__ */ lazily(() => string().regex(/^\d+(\.\d+)?\s*(s|m|h|d)$/, "must be a duration such as 90s, 15m or 6h").meta({ examples: ["15m", "6h"] }));
const variable = /* @__PURE__ */ lazily(() => string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable"));
/** A list of words, or one line that is cut into words without a shell. */
const command = /* @__PURE__ */ lazily(() => union([array(string().min(1)).min(1), string().min(1)]));
// shared/domain/drift/config.ts
const driftConfigSchema = /* @__PURE__ */ lazily(() => strictObject({
	alpha: number$3().gt(0).max(.5).optional().describe("How many alarms there may be where nothing differs, as a share; default: 0.05."),
	columns: array(string().min(1)).min(1).max(200).optional().describe("The columns that are compared; default: all that both have, without moments, key, order and cluster."),
	decides: boolean().optional().describe("Whether drift fails the verdict of the data; default: it is told.")
}));
const USUAL_ALPHA = .05;
/** What a dataset is compared with: what it names, else the only one of role `reference`; nothing when it asks for none. */
function referenceOf(name, datasets) {
	const wish = datasets[name];
	if (!wish || wish.reference === void 0 && wish.drift === void 0) return void 0;
	const others = Object.keys(datasets).filter((other) => other !== name);
	if (wish.reference !== void 0) {
		if (wish.reference === name) return { problem: "must be another dataset than itself" };
		if (others.includes(wish.reference)) return { name: wish.reference };
		return { problem: `must be a dataset of "data"${didYouMean(wish.reference, others)}` };
	}
	const [only, ...more] = others.filter((other) => datasets[other]?.role === "reference");
	if (only !== void 0 && more.length === 0) return { name: only };
	return { problem: `needs "reference: name": of role reference ${only === void 0 ? "there is none" : `there are ${more.length + 1}`}` };
}
/** What is wrong with the references of all datasets, each with the key that it is about. */
function referenceProblems(datasets) {
	return Object.entries(datasets).flatMap(([name, { reference }]) => {
		const found = referenceOf(name, datasets);
		if (found === void 0 || !("problem" in found)) return [];
		return [{
			path: [name, reference === void 0 ? "drift" : "reference"],
			message: found.problem
		}];
	});
}
// shared/domain/expect/column-name.ts
/** The next name, bare or in double quotes, and where it begins. */
function readColumn(read, expected) {
	const quoted = readQuoted$1(read);
	if (quoted !== void 0) return {
		name: quoted,
		isQuoted: true,
		at: read.last()
	};
	const name = read.take(BARE_NAME);
	if (name === void 0) return read.fail(`expected ${expected}, found ${read.found()}`);
	return {
		name,
		isQuoted: false,
		at: read.last()
	};
}
// shared/domain/expect/expectation.ts
const CELL_TYPES = [
	"number",
	"integer",
	"text",
	"boolean",
	"date",
	"timestamp",
	"time",
	"list",
	"struct"
];
const TOTALS = [
	"sum",
	"mean",
	"min",
	"max"
];
/** Whether a number lies in the range; what is no number never does. */
function isWithin$1(value, { low, isLowOpen, high, isHighOpen }) {
	if (Number.isNaN(value)) return false;
	if (low !== void 0 && (isLowOpen ? value <= low : value < low)) return false;
	return !(high !== void 0 && (isHighOpen ? value >= high : value > high));
}
/** The columns of the dataset itself that a check looks at. */
function columnsOf$2(check) {
	switch (check.kind) {
		case "rows": return [];
		case "unique": return check.columns;
		case "order":
		case "total": return check.per === void 0 ? [check.column] : [check.column, check.per];
		default: return [check.column];
	}
}
// shared/domain/expect/is-parser.ts
const WORDS$2 = [
	...CELL_TYPES,
	"unique",
	"never missing",
	"increasing",
	"decreasing",
	"strictly"
];
/** Words of other tools. */
const OTHER_WORDS = {
	string: "text",
	str: "text",
	float: "number",
	numeric: "number",
	int: "integer",
	bool: "boolean",
	datetime: "timestamp",
	required: "never missing",
	present: "never missing",
	ascending: "increasing",
	sorted: "increasing",
	monotonic: "increasing",
	descending: "decreasing",
	distinct: "unique"
};
/** `price is …`, after its "is". */
function parseIs(read, column) {
	const word = read.take(/[\p{L}]+/uy);
	if (word === void 0) return read.fail(`expected one of ${WORDS$2.join(", ")}; found ${read.found()}`);
	const at = read.last();
	const type = CELL_TYPES.find((known) => known === word);
	if (type !== void 0) return {
		kind: "type",
		column,
		type
	};
	switch (word) {
		case "unique": return {
			kind: "unique",
			columns: [column]
		};
		case "never":
			if (read.take(/missing\b/y) === void 0) read.fail(`expected "missing", found ${read.found()}`);
			return {
				kind: "present",
				column
			};
		case "not": return read.fail("write \"is never missing\", \"not in [...]\" or \"!=\"", at);
		case "strictly": return parseOrder(read, column, true);
		case "increasing":
		case "decreasing": return orderOf(read, {
			column,
			word,
			isStrict: false
		});
		default: {
			const other = Object.hasOwn(OTHER_WORDS, word) ? OTHER_WORDS[word] : void 0;
			const hint = other === void 0 ? didYouMean(word, WORDS$2) : `; did you mean "${other}"?`;
			const list = hint === "" ? `; there is ${WORDS$2.join(", ")}` : hint;
			return read.fail(`${JSON.stringify(word)} is not understood${list}`, at);
		}
	}
}
function parseOrder(read, column, isStrict) {
	const word = read.take(/increasing\b|decreasing\b/y);
	if (word === void 0) return read.fail(`expected increasing or decreasing, found ${read.found()}`);
	return orderOf(read, {
		column,
		word,
		isStrict
	});
}
function orderOf(read, { column, word, isStrict }) {
	const per = parsePer(read);
	const order = {
		kind: "order",
		column,
		isFalling: word === "decreasing",
		isStrict
	};
	return per === void 0 ? order : {
		...order,
		per
	};
}
/** `per store`, where it stands. */
function parsePer(read) {
	if (read.take(/per\b/y) === void 0) return void 0;
	return readColumn(read, "the name of a column").name;
}
// shared/domain/expect/items-parser.ts
const MOST_ITEMS = 500;
/** Digits behind a leading zero are a code, in cells as well. */
const NUMBER$3 = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
/** `[DE, FR]`. */
function parseItems(read) {
	if (read.take(/\[/y) === void 0) return read.fail(`expected "[", found ${read.found()}`);
	const items = [];
	do {
		const item = parseItem(read, "a value");
		if (items.some(({ text }) => text === item.text)) read.fail(`${JSON.stringify(item.text)} is named twice`, read.last());
		items.push(item);
		if (items.length > MOST_ITEMS) read.fail(`a list has at most ${MOST_ITEMS} values`, read.last());
	} while (read.take(/,/y) !== void 0);
	if (read.take(/\]/y) === void 0) read.fail(`expected "," or "]", found ${read.found()}; a value with blanks goes in quotes`);
	return items;
}
/** One value: a text in quotes means itself, a bare one also what it is as a number or truth value. */
function parseItem(read, expected) {
	const quoted = readQuoted$1(read);
	if (quoted !== void 0) return { text: quoted };
	const text = read.take(/[^\s,[\]"'()=<>]+/uy);
	if (text === void 0) return read.fail(`expected ${expected}, found ${read.found()}`);
	if (NUMBER$3.test(text)) {
		const number = Number(text);
		if (!Number.isFinite(number)) read.fail("this number is too large", read.last());
		return {
			text,
			number
		};
	}
	const word = text.toLowerCase();
	return word === "true" || word === "false" ? {
		text,
		truth: word === "true"
	} : { text };
}
/** `customers.id`: a dataset of the configuration and one of its columns. The last dot parts them. */
function parseKey(read) {
	const quoted = readQuoted$1(read);
	if (quoted !== void 0) {
		if (read.take(/\./y) === void 0) read.fail(`expected "." and a column of that dataset, found ${read.found()}`);
		return {
			dataset: quoted,
			target: readColumn(read, "the name of a column").name
		};
	}
	const name = read.take(BARE_NAME);
	if (name === void 0) return read.fail(`expected a list such as [DE, FR], or a column of another dataset such as customers.id; found ${read.found()}`);
	const at = name.lastIndexOf(".");
	if (at < 1) read.fail(`expected a list such as [${name}], or a column of another dataset such as ${name}.id`, read.last());
	const target = name.slice(at + 1);
	if (target !== "") return {
		dataset: name.slice(0, at),
		target
	};
	return {
		dataset: name.slice(0, at),
		target: readColumn(read, "the name of a column").name
	};
}
// shared/domain/expect/moment.ts
const SHAPE = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
/** Milliseconds since 1970 of an ISO 8601 date or timestamp, in UTC where it names no offset; nothing when there is no such day. */
function parseMoment(text) {
	const parts = SHAPE.exec(text);
	if (!parts) return void 0;
	const [, day = "", time = "00:00", seconds = ":00", zone = "Z"] = parts;
	const midnight = Date.parse(`${day}T00:00:00Z`);
	if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== day) return;
	const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
	const moment = Date.parse(`${day}T${time}${seconds.slice(0, 7)}${offset}`);
	return Number.isNaN(moment) ? void 0 : moment;
}
/** A moment as people write it: the date alone where it has no time. */
function printMoment(ms) {
	const date = new Date(ms);
	if (Number.isNaN(date.getTime())) return String(ms);
	const text = date.toISOString();
	return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.replace(".000Z", "Z");
}
// shared/domain/expect/limits-parser.ts
const MOMENT = /\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?/y;
const NUMBER$2 = /[+\-−]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const OPERATOR = /<=|>=|≤|≥|=<|=>|==?|!=|≠|<|>/y;
const DAY = 864e5;
/** The operator of a comparison as it means; nothing where none stands. */
function takeOperator(read) {
	const sign = read.take(OPERATOR);
	switch (sign) {
		case void 0: return;
		case "=<":
		case "=>": return read.fail(`write ${sign === "=<" ? "<=" : ">="} instead of ${sign}`, read.last());
		case "≤": return "<=";
		case "≥": return ">=";
		case "≠": return "!=";
		case "==": return "=";
		default: return sign;
	}
}
/** `between 0 and 500`, after its first word. */
function parseBetween$1(read, allowed) {
	const low = point(read, allowed);
	const word = read.take(/[\p{L}]+/uy);
	if (word !== "and") {
		const at = word === void 0 ? void 0 : read.last();
		const found = word === void 0 ? read.found() : JSON.stringify(word);
		read.fail(`expected "and" after the lower end, found ${found}`, at);
	}
	const high = point(read, allowed);
	const at = read.last();
	if (low.of !== high.of) read.fail("both ends must be numbers, or both dates", at);
	if (low.isShare !== high.isShare) read.fail("write % behind both ends or behind none", at);
	if (high.from < low.from) read.fail("the lower end comes first", at);
	return {
		limits: {
			of: low.of,
			low: low.from,
			...below$2(high)
		},
		isShare: low.isShare
	};
}
/** What stands behind one of `<=`, `>=`, `<`, `>`, `=`. */
function parseComparison(read, operator, allowed) {
	const one = point(read, allowed);
	const { of, from, until, isShare } = one;
	switch (operator) {
		case "<=": return {
			limits: {
				of,
				...below$2(one)
			},
			isShare
		};
		case "<": return {
			limits: {
				of,
				high: from,
				isHighOpen: true
			},
			isShare
		};
		case ">=": return {
			limits: {
				of,
				low: from
			},
			isShare
		};
		case ">":
			if (until !== void 0) return {
				limits: {
					of,
					low: until
				},
				isShare
			};
			return {
				limits: {
					of,
					low: from,
					isLowOpen: true
				},
				isShare
			};
		case "=": {
			const around = of === "number" ? tolerance(read, allowed) : void 0;
			if (around === void 0) return {
				limits: {
					of,
					low: from,
					...below$2(one)
				},
				isShare
			};
			return {
				limits: {
					of,
					low: from - around,
					high: from + around
				},
				isShare
			};
		}
	}
}
function below$2({ from, until }) {
	return until === void 0 ? { high: from } : {
		high: until,
		isHighOpen: true
	};
}
function tolerance(read, allowed) {
	if (read.take(/\+\s?[-−]|±/y) === void 0) return void 0;
	if (!allowed.tolerance) read.fail("a tolerance goes with a sum or a mean", read.last());
	const size = number(read);
	if (size === void 0) return read.fail(`expected a number, found ${read.found()}`);
	if (size < 0) read.fail("a tolerance has no sign", read.last());
	if (read.peek() === "%") read.fail("write the tolerance as a number");
	return size;
}
function point(read, { moments = false, shares = false }) {
	const written = read.take(MOMENT);
	if (written !== void 0) {
		if (!moments) read.fail("expected a number, found a date", read.last());
		const moment = parseMoment(written);
		if (moment === void 0) return read.fail("there is no such day or time", read.last());
		return {
			of: "moment",
			from: moment,
			...written.length === 10 ? { until: moment + DAY } : {},
			isShare: false
		};
	}
	const value = number(read);
	const at = read.last();
	if (value === void 0) return expected(read, moments);
	if (read.take(/%/y) !== void 0) {
		if (!shares) read.fail("a percentage goes with nulls(…) only; write 0.05 for 5 %", read.last());
		if (value < 0 || value > 100) read.fail("a share lies between 0 % and 100 %", at);
		return {
			of: "number",
			from: value / 100,
			isShare: true
		};
	}
	if (read.peek() === ",") read.fail("numbers are written with a point and without commas");
	if (shares && value < 0) read.fail("a number of cells is not below 0", at);
	if (shares && !Number.isInteger(value)) read.fail(`write "${value * 100} %", or a whole number of cells`, at);
	return {
		of: "number",
		from: value,
		isShare: false
	};
}
function expected(read, moments) {
	const what = moments ? "a number or a date such as 2026-01-31" : "a number";
	const word = read.take(/[\p{L}_]+/uy);
	if (word === void 0) return read.fail(`expected ${what}, found ${read.found()}`);
	const hint = word === "now" || word === "today" ? "; freshness is written \"newest(date) within 3 days\"" : "; two columns are compared by { sql: \"SELECT count(*) FROM data WHERE NOT (low <= high)\", is: 0 }";
	return read.fail(`expected ${what}, found ${JSON.stringify(word)}${hint}`, read.last());
}
function number(read) {
	const digits = read.take(NUMBER$2);
	if (digits === void 0) return void 0;
	const value = Number(digits.replace("−", "-"));
	if (!Number.isFinite(value)) read.fail("this number is too large", read.last());
	return value === 0 ? 0 : value;
}
// shared/domain/expect/pattern-syntax.ts
var PatternMistake = class extends Error {
	index;
	constructor(index, message) {
		super(message);
		this.index = index;
	}
};
const MOST_REPEATS = 1e3;
const DEEPEST = 50;
/** Reads the text of a pattern; throws a `PatternMistake` for what is not understood. */
function parsePatternText(text) {
	let at = 0;
	let depth = 0;
	const peek = () => text[at];
	const fail = (message, index = at) => {
		throw new PatternMistake(index, message);
	};
	function branches() {
		if (++depth > DEEPEST) fail("this pattern is nested too deep");
		const parts = [branch()];
		while (peek() === "|") {
			at++;
			parts.push(branch());
		}
		depth--;
		const [only, ...more] = parts;
		return only !== void 0 && more.length === 0 ? only : {
			kind: "any",
			parts
		};
	}
	function branch() {
		const parts = [];
		for (let char = peek(); char !== void 0 && char !== "|" && char !== ")"; char = peek()) {
			const start = at;
			if (char === "^" || char === "$") {
				at++;
				parts.push({ kind: char === "^" ? "begin" : "end" });
				if (/[*+?{]/.test(peek() ?? "")) fail("there is nothing to repeat");
				continue;
			}
			parts.push(repeated(atom(char), start));
		}
		return {
			kind: "all",
			parts
		};
	}
	function repeated(part, start) {
		const range = repeatOf();
		if (range === void 0) return part;
		if (/[*+?{]/.test(peek() ?? "")) fail(peek() === "?" ? "a lazy repetition finds the same cells; leave the second sign away" : "a repetition of a repetition goes in brackets");
		if (range.most < range.least) fail("the lower number comes first", start);
		return {
			kind: "repeat",
			part,
			...range
		};
	}
	function repeatOf() {
		const char = peek();
		if (char === "*" || char === "+" || char === "?") {
			at++;
			return {
				least: char === "+" ? 1 : 0,
				most: char === "?" ? 1 : Number.POSITIVE_INFINITY
			};
		}
		if (char !== "{") return void 0;
		const hit = /^\{(\d{1,9})(?:(,)(\d{0,9}))?\}/.exec(text.slice(at));
		if (!hit) return fail("expected a repetition such as {3} or {2,5}; a brace itself is \\{");
		const [whole, from = "", comma, to = ""] = hit;
		const least = Number(from);
		const most = comma === void 0 ? least : to === "" ? Number.POSITIVE_INFINITY : Number(to);
		if (least > MOST_REPEATS || most !== Number.POSITIVE_INFINITY && most > MOST_REPEATS) fail(`at most ${MOST_REPEATS} repetitions are counted`);
		at += whole.length;
		return {
			least,
			most
		};
	}
	function atom(char) {
		switch (char) {
			case "(": return group();
			case "[": return {
				kind: "char",
				accepts: charClass()
			};
			case ".":
				at++;
				return {
					kind: "char",
					accepts: isNoLineEnd
				};
			case "\\": return {
				kind: "char",
				accepts: escaped().accepts
			};
			case "*":
			case "+":
			case "?": return fail("there is nothing to repeat");
			case "{":
			case "}":
			case "]": return fail(`write \\${char} for this character`);
			default: {
				const point = character();
				return {
					kind: "char",
					accepts: (one) => one === point
				};
			}
		}
	}
	function group() {
		const start = at++;
		if (peek() === "?") {
			if (text[at + 1] !== ":") fail("a pattern here cannot look ahead or back, and groups have no names", start);
			at += 2;
		}
		const inner = branches();
		if (peek() !== ")") fail("this bracket is not closed", start);
		at++;
		return inner;
	}
	function character() {
		const point = text.codePointAt(at) ?? 0;
		at += point > 65535 ? 2 : 1;
		return point;
	}
	function escaped() {
		const start = at;
		const letter = text[at + 1];
		at += 2;
		if (letter === void 0) return fail("a backslash needs a character behind it", start);
		const exact = (point) => ({
			accepts: (one) => one === point,
			point
		});
		if (/[dDwWsS]/.test(letter)) return { accepts: nativeClass(`\\${letter}`) };
		if (letter === "n") return exact(10);
		if (letter === "r") return exact(13);
		if (letter === "t") return exact(9);
		if (letter === "p" || letter === "P") {
			const hit = /^\{[A-Za-z_]+(?:=[A-Za-z_]+)?\}/.exec(text.slice(at))?.[0];
			if (hit === void 0) return fail("expected a category such as \\p{L}", start);
			at += hit.length;
			try {
				return { accepts: nativeClass(`\\${letter}${hit}`) };
			} catch {
				return fail(`there is no category ${hit.slice(1, -1)}`, start);
			}
		}
		if (letter === "u") {
			const hit = /^[0-9a-fA-F]{4}/.exec(text.slice(at))?.[0];
			if (hit === void 0) return fail("expected four digits of a character, as in \\u00e9", start);
			at += 4;
			return exact(Number.parseInt(hit, 16));
		}
		if (/[0-9]/.test(letter)) return fail("a pattern here cannot refer back to a group", start);
		if (letter === "b" || letter === "B") return fail("ends of words are not understood; write what may stand there", start);
		if (!/[\\^$.*+?()[\]{}|/\-"']/.test(letter)) return fail(`\\${letter} is not understood`, start);
		return exact(letter.codePointAt(0) ?? 0);
	}
	function charClass() {
		const start = at++;
		const isNegated = peek() === "^";
		if (isNegated) at++;
		const tests = [];
		for (let char = peek(); char !== "]"; char = peek()) {
			if (char === void 0) return fail("this bracket is not closed", start);
			const from = at;
			const low = member(char);
			if (peek() !== "-" || text[at + 1] === "]" || text[at + 1] === void 0) {
				tests.push(low.accepts);
				continue;
			}
			at++;
			const high = member(peek() ?? "");
			if (low.point === void 0 || high.point === void 0) return fail("a range goes from one character to another", from);
			const [least, most] = [low.point, high.point];
			if (least > most) return fail("this range goes backwards", from);
			tests.push((point) => point >= least && point <= most);
		}
		at++;
		if (tests.length === 0) return fail("this class is empty", start);
		return (point) => tests.some((test) => test(point)) !== isNegated;
	}
	function member(char) {
		if (char === "\\") return escaped();
		const point = character();
		return {
			accepts: (one) => one === point,
			point
		};
	}
	const node = branches();
	if (peek() === ")") fail("this bracket was not opened");
	return node;
}
/** A class of single characters, as the engine of this language knows it. */
function nativeClass(source) {
	const one = new RegExp(`^${source}$`, "u");
	return (point) => one.test(String.fromCodePoint(point));
}
function isNoLineEnd(point) {
	return point !== 10 && point !== 13 && point !== 8232 && point !== 8233;
}
// shared/domain/expect/pattern.ts
/** Places of a pattern; counted repetitions are written out. */
const MOST_PLACES = 1e3;
/** Also what adds no place takes time to be written out. */
const MOST_STEPS$2 = 2e4;
/** Sets of places that are remembered; beyond, they are forgotten and found anew. */
const MOST_STATES = 2e3;
const ASCII = 128;
/** Makes a pattern of the text between two slashes, or says what of it is not understood. */
function compilePattern(text) {
	try {
		return matcher(placesOf$1(parsePatternText(text)));
	} catch (error) {
		if (error instanceof PatternMistake) return {
			index: error.index,
			message: error.message
		};
		throw error;
	}
}
/** The places from the last to the first, so that each knows where it goes; the last of the list is the first. */
function placesOf$1(node) {
	const places = [{ kind: "match" }];
	const put = (place) => {
		if (places.length >= MOST_PLACES) throw new PatternMistake(0, `this pattern has more than ${MOST_PLACES} places`);
		return places.push(place) - 1;
	};
	let steps = 0;
	function build(one, next) {
		if (++steps > MOST_STEPS$2) throw new PatternMistake(0, "this pattern repeats too much");
		switch (one.kind) {
			case "char": return put({
				kind: "char",
				accepts: one.accepts,
				next
			});
			case "begin":
			case "end": return put({
				kind: one.kind,
				next
			});
			case "all": return one.parts.reduceRight((to, part) => build(part, to), next);
			case "any": return one.parts.map((part) => build(part, next)).reduceRight((other, start) => put({
				kind: "fork",
				next: start,
				other
			}));
			case "repeat": return repeat(one, next);
		}
	}
	function repeat({ part, least, most }, next) {
		let to = next;
		if (most === Number.POSITIVE_INFINITY) {
			const fork = {
				kind: "fork",
				next,
				other: next
			};
			to = put(fork);
			fork.other = build(part, to);
		} else for (let more = least; more < most; more++) to = put({
			kind: "fork",
			next,
			other: build(part, to)
		});
		for (let more = 0; more < least; more++) to = build(part, to);
		return to;
	}
	const start = build(node, 0);
	put({
		kind: "fork",
		next: start,
		other: start
	});
	return places;
}
function matcher(places) {
	const first = places.length - 1;
	const seen = new Float64Array(places.length);
	let round = 0;
	let states = /* @__PURE__ */ new Map();
	/** All places that can be reached without a character. */
	function reach(starts, at) {
		round++;
		const found = [];
		const open = [...starts];
		for (let index = open.pop(); index !== void 0; index = open.pop()) {
			if (seen[index] === round) continue;
			seen[index] = round;
			const place = places[index];
			if (place === void 0) continue;
			if (place.kind === "fork") open.push(place.next, place.other);
			else if ((place.kind === "begin" || place.kind === "end") && (at === place.kind || at === "both")) open.push(place.next);
			else found.push(index);
		}
		return found.sort((a, b) => a - b);
	}
	function stateOf(list, isBegin) {
		const name = `${isBegin ? "^" : ""}${list.join()}`;
		const known = states.get(name);
		if (known) return known;
		const isMatch = list.includes(0);
		const state = {
			places: list,
			isMatch,
			isEnd: isMatch || reach(list, isBegin ? "both" : "end").includes(0),
			next: []
		};
		if (states.size >= MOST_STATES) states = /* @__PURE__ */ new Map();
		states.set(name, state);
		return state;
	}
	function step(state, point) {
		const moved = [first];
		for (const index of state.places) {
			const place = places[index];
			if (place?.kind === "char" && place.accepts(point)) moved.push(place.next);
		}
		return stateOf(reach(moved, "inside"), false);
	}
	return { test(text) {
		let state = stateOf(reach([first], "begin"), true);
		for (let at = 0; at < text.length; at++) {
			if (state.isMatch) return true;
			const point = text.codePointAt(at) ?? 0;
			if (point > 65535) at++;
			if (point >= ASCII) {
				state = step(state, point);
				continue;
			}
			const next = state.next[point] ?? step(state, point);
			state.next[point] = next;
			state = next;
		}
		return state.isEnd;
	} };
}
// shared/domain/expect/pattern-parser.ts
/** `/…/` behind `matches`: the text between the slashes, which is known to be understood. */
function parsePattern(read) {
	if (read.take(/\//y) === void 0) return read.fail(`expected a pattern such as /^[A-Z]{3}$/, found ${read.found()}`);
	const start = read.last() + 1;
	const end = endOf(read.text, start);
	if (end === void 0) return read.fail("this pattern has no second \"/\"", start - 1);
	const pattern = read.text.slice(start, end);
	const compiled = compilePattern(pattern);
	if ("message" in compiled) read.fail(compiled.message, start + compiled.index);
	read.skip(end + 1 - start);
	if (/[a-z]/.test(read.text[end + 1] ?? "")) read.fail("patterns have no flags; write [Aa] for letters of both cases", end + 1);
	return pattern;
}
/** Where the slash stands that is neither escaped nor within brackets. */
function endOf(text, start) {
	let isInClass = false;
	for (let at = start; at < text.length; at++) {
		const char = text[at];
		if (char === "\\") at++;
		else if (char === "[") isInClass = true;
		else if (char === "]") isInClass = false;
		else if (char === "/" && !isInClass) return at;
	}
}
// shared/domain/expect/parse.ts
/** A longer one is a mistake or an attack. */
const MAX_RULE$1 = 1e3;
/** Reads an expectation such as `price between 0 and 500`. What is not understood is refused with its place. */
function parseExpectation(source) {
	const text = source.trim();
	return readText(text, (read) => {
		if (text.length > MAX_RULE$1) read.fail(`an expectation has at most ${MAX_RULE$1} characters`);
		if (text === "") read.fail("expected something such as \"price between 0 and 500\"");
		const check = parseCheck(read);
		if (!read.isAtEnd()) read.fail(`expected the end of the expectation, found ${read.found()}`);
		return {
			text,
			check
		};
	});
}
function parseCheck(read) {
	if (read.take(/\(/y) !== void 0) return together$1(read);
	const { name, isQuoted, at } = readColumn(read, "the name of a column, or \"rows\"");
	if (!isQuoted && read.take(/\(/y) !== void 0) return parseCall(read, name, at);
	if (!isQuoted && name === "rows") return {
		kind: "rows",
		limits: parseTest(read, {}).limits
	};
	return parseCellTest(read, name);
}
function together$1(read) {
	const columns = [readColumn(read, "the name of a column").name];
	while (read.take(/,/y) !== void 0) columns.push(readColumn(read, "the name of a column").name);
	if (read.take(/\)/y) === void 0) read.fail(`expected "," or ")", found ${read.found()}`);
	const repeated = columns.find((name, at) => columns.indexOf(name) !== at);
	if (repeated !== void 0) read.fail(`${JSON.stringify(repeated)} is named twice`, 0);
	if (read.take(/is\s+unique\b/y) === void 0) read.fail("of several columns it can only be expected that they are unique: expected \"is unique\"");
	return {
		kind: "unique",
		columns
	};
}
const CALLS$1 = [
	"nulls",
	"distinct",
	"length",
	...TOTALS,
	"newest"
];
function parseCall(read, name, at) {
	const call = CALLS$1.find((known) => known === name);
	if (call === void 0) {
		const hint = didYouMean(name, CALLS$1) || `; there is ${CALLS$1.join(", ")}`;
		return read.fail(`there is no ${JSON.stringify(name)} of a column${hint}`, at);
	}
	const column = readColumn(read, "the name of a column").name;
	if (read.take(/\)/y) === void 0) read.fail(`expected ")", found ${read.found()}`);
	switch (call) {
		case "nulls": return {
			kind: "nulls",
			column,
			...parseTest(read, { shares: true })
		};
		case "distinct":
		case "length": return {
			kind: call,
			column,
			limits: parseTest(read, {}).limits
		};
		case "newest": return {
			kind: "fresh",
			column,
			...parseWithin$1(read)
		};
		default: return parseTotal(read, call, column);
	}
}
function parseTotal(read, of, column) {
	const { limits } = parseTest(read, of === "min" || of === "max" ? { moments: true } : { tolerance: true });
	const per = parsePer(read);
	return {
		kind: "total",
		of,
		column,
		limits,
		...per === void 0 ? {} : { per }
	};
}
function parseTest(read, allowed) {
	const operator = takeOperator(read);
	if (operator === "!=") read.fail("expected a limit: <=, >=, <, >, = or between", read.last());
	if (operator !== void 0) return parseComparison(read, operator, allowed);
	const word = read.take(/[\p{L}]+/uy);
	if (word === "between") return parseBetween$1(read, allowed);
	if (word === void 0) return read.fail(`expected <=, >=, <, >, = or between, found ${read.found()}`);
	const hint = didYouMean(word, ["between"]);
	return read.fail(`expected <=, >=, <, >, = or between, found ${JSON.stringify(word)}${hint}`, read.last());
}
const UNITS = {
	minute: 6e4,
	hour: 36e5,
	day: 864e5,
	week: 6048e5
};
function parseWithin$1(read) {
	if (read.take(/within\b/y) === void 0) read.fail(`expected "within 3 days", found ${read.found()}; a fixed day is written "max(date) >= 2026-01-31"`);
	const number = read.take(/(?:\d+\.?\d*|\.\d+)/y);
	if (number === void 0) return read.fail(`expected a number, found ${read.found()}`);
	const word = read.take(/[\p{L}]+/uy);
	if (word === void 0) return read.fail(`expected a unit such as days, found ${read.found()}`);
	const at = read.last();
	const unit = Object.entries(UNITS).find(([name]) => word === name || word === `${name}s`);
	if (unit === void 0) {
		const known = Object.keys(UNITS).map((name) => `${name}s`);
		const hint = didYouMean(word, known) || `; there is ${known.join(", ")}`;
		return read.fail(`${JSON.stringify(word)} is no unit of time${hint}`, at);
	}
	const withinMs = Number(number) * unit[1];
	if (withinMs > 36500 * UNITS.day) read.fail("this is longer than a hundred years", at);
	return {
		withinMs,
		within: `${number} ${word}`
	};
}
const TESTS = [
	"between",
	"in",
	"not",
	"matches",
	"is",
	"within"
];
function parseCellTest(read, column) {
	const operator = takeOperator(read);
	if (operator === "=" || operator === "!=") return {
		kind: "set",
		column,
		items: [parseItem(read, "a number, a word or a text in quotes")],
		isNegated: operator === "!="
	};
	if (operator !== void 0) return {
		kind: "range",
		column,
		limits: parseComparison(read, operator, { moments: true }).limits
	};
	const word = read.take(/[\p{L}]+/uy);
	if (word === void 0) {
		if (/[*?]/.test(read.peek())) read.fail("an expectation is about one column; a name with such a character goes in quotes");
		return read.fail(`expected <=, >=, <, >, =, ${TESTS.join(", ")}; found ${read.found()}`);
	}
	switch (word) {
		case "between": return {
			kind: "range",
			column,
			limits: parseBetween$1(read, { moments: true }).limits
		};
		case "is": return parseIs(read, column);
		case "matches": return {
			kind: "pattern",
			column,
			pattern: parsePattern(read)
		};
		case "in":
			if (read.peek() === "[") return {
				kind: "set",
				column,
				items: parseItems(read),
				isNegated: false
			};
			return {
				kind: "key",
				column,
				...parseKey(read)
			};
		case "not":
			if (read.take(/in\b/y) === void 0) read.fail(`expected "in", found ${read.found()}`);
			return {
				kind: "set",
				column,
				items: parseItems(read),
				isNegated: true
			};
		case "within": {
			const message = `write "newest(${column}) within 3 days"`;
			return read.fail(message, read.last());
		}
		default: {
			const hint = didYouMean(word, TESTS);
			const message = `expected <=, >=, <, >, =, ${TESTS.join(", ")}; found ${JSON.stringify(word)}${hint}`;
			return read.fail(message, read.last());
		}
	}
}
// shared/domain/expect/entry.ts
/** More rules of one dataset are made by a program, and take their time on every row. */
const MOST_ENTRIES$1 = 200;
const level = /* @__PURE__ */ lazily(() => _enum(["fail", "warn"]).optional().describe("Whether it fails the data or only warns; default: fail."));
const expectRuleSchema = /* @__PURE__ */ lazily(() => strictObject({
	rule: string().min(1).describe("The expectation as a text, such as \"price between 0 and 500\"."),
	level: madeOf(level)
}));
const expectQuerySchema = /* @__PURE__ */ lazily(() => strictObject({
	sql: string().min(1).max(1e4).describe("One SELECT that answers one value; the dataset is the table `data`, others have their names."),
	is: union([
		number$3(),
		string(),
		boolean()
	]).describe("What it must answer."),
	level: madeOf(level)
}));
const expectSchema = /* @__PURE__ */ lazily(() => array(union([
	string().min(1),
	madeOf(expectRuleSchema),
	madeOf(expectQuerySchema)
])).min(1).max(MOST_ENTRIES$1));
/** The rules among the entries; whoever read the configuration has told those that cannot be read. */
function rulesAmong(entries) {
	return entries.flatMap((entry) => {
		if (typeof entry !== "string" && "sql" in entry) return [];
		const { rule, level = "fail" } = typeof entry === "string" ? { rule: entry } : entry;
		const parsed = parseExpectation(rule);
		if ("problem" in parsed) throw new Error(parsed.problem.message);
		return [{
			expectation: parsed.rule,
			level
		}];
	});
}
/** The queries among the entries. */
function queriesAmong(entries) {
	return entries.flatMap((entry) => typeof entry !== "string" && "sql" in entry ? [entry] : []);
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
const columnChangeSchema = /* @__PURE__ */ lazily(() => strictObject({
	column: string(),
	class: _enum(SCHEMA_CLASSES),
	/** What changed and who can read what, in one sentence. */
	why: string()
}));
const schemaChangeSchema = /* @__PURE__ */ lazily(() => strictObject({
	class: _enum(SCHEMA_CLASSES),
	/** How many columns changed; the first of them are listed. */
	count: int().positive(),
	columns: array(madeOf(columnChangeSchema))
}));
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
		class: classOf(changes.every((change) => change.class === "full" || change.class === "backward"), changes.every((change) => change.class === "full" || change.class === "forward")),
		count: Math.max(1, changes.length),
		columns: changes.slice(0, 50)
	};
}
function classOf(isBackward, isForward) {
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
const column$2 = /* @__PURE__ */ lazily(() => string().min(1));
const words = /* @__PURE__ */ lazily(() => string().min(1).max(300));
/** Catalogue fields of a dataset, in its configuration and its record. */
const catalogueShape = /* @__PURE__ */ lazily(() => ({
	owner: words.optional().describe("Who answers for the data: a person, a team, an address."),
	licence: words.optional().describe("Under which terms the data may be used."),
	personal: words.optional().describe("What the data say about persons, or \"none\". Anything but \"none\" keeps values out of the record."),
	source: words.optional().describe("Where the data come from.")
}));
const catalogueSchema = /* @__PURE__ */ lazily(() => strictObject(madeOf(catalogueShape)));
/** How new data are fetched: the command alone, or with what it may see and how long it may take. */
const refreshSchema = /* @__PURE__ */ lazily(() => union([madeOf(command), strictObject({
	run: command.describe("The command that fetches new data."),
	pass: array(madeOf(variable)).optional().describe("Names of environment variables that it may see; default: none."),
	timeout: duration.optional().describe("The longest that it may take; default: 1h.")
})]));
/** The same in one form. */
function refreshOf(refresh) {
	const { run, pass = [], timeout } = typeof refresh === "string" || Array.isArray(refresh) ? {
		run: refresh,
		pass: [],
		timeout: void 0
	} : refresh;
	return {
		run,
		pass,
		timeout
	};
}
const datasetShape = /* @__PURE__ */ lazily(() => ({
	path: string().min(1).default("").describe("A file, a folder or a glob, relative to the repository; or what lies elsewhere: s3://, gs://, az://, hf://, https://."),
	role: _enum(ROLES).default("train").describe("What the model does with it."),
	key: column$2.optional().describe("The column that names a row."),
	order: column$2.optional().describe("The column that orders rows which depend on each other."),
	cluster: column$2.optional().describe("The column of rows that belong together, such as a customer."),
	format: _enum(DATA_FORMATS).optional().describe("What the files are; default: seen from their names."),
	schema: _enum(madeOf(SCHEMA_RULES)).optional().describe("Which changes of the columns pass; default: any, which is told and never decides."),
	missing: array(string().min(1).max(40)).max(20).optional().describe("Words that stand for an empty cell, such as NA; default: none but nothing."),
	profile: boolean().optional().describe("Whether every row is looked at; default: up to 256 MB, or where a check needs it."),
	reference: string().min(1).optional().describe("The dataset that drift is measured against; default with drift: the one of role reference."),
	drift: driftConfigSchema.optional().describe("How drift from the reference is measured."),
	version: array(string().min(1)).min(1).optional().describe("A command, as a list, that prints the id of a snapshot: all that is known of the dataset then, and marked as claimed. It runs without a shell and without tokens."),
	expect: expectSchema.optional().describe("What must be true of the table, as texts such as \"rows >= 1000\"."),
	refresh: refreshSchema.optional().describe("The command that fetches new data, run by `track` with `refresh: true` alone; or `{ run, pass, timeout }` with the variables it may see and its longest time."),
	...catalogueShape
}));
const datasetConfigSchema = /* @__PURE__ */ lazily(() => strictObject(madeOf(datasetShape)).refine(({ path, version }) => path !== "" || version !== void 0, "must have a path, or a version command"));
const catalogueConfigSchema = /* @__PURE__ */ lazily(() => strictObject({ require: array(_enum(CATALOGUE_FIELDS)).min(1).describe("What every dataset must say; one that does not fails.") }));
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
// shared/domain/token.ts
/** An endpoint that answers over TLS, or on this very machine. */
const endpoint = /* @__PURE__ */ lazily(() => url().refine(madeOf(isSafeEndpoint), "must be an https:// address without a user, a query or a fragment"));
const environmentName$1 = /* @__PURE__ */ lazily(() => string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable"));
const exchange = /* @__PURE__ */ lazily(() => strictObject({
	exchange: endpoint.describe("Where the identity of the job is exchanged (RFC 8693)."),
	audience: string().min(1).describe("For whom the identity token is made out."),
	scope: string().min(1).optional().describe("What the token may do, as the endpoint calls it."),
	revocation: endpoint.optional().describe("Where the token is given back (RFC 7009).")
}));
const secret = /* @__PURE__ */ lazily(() => strictObject({ secret: environmentName$1.describe("A stored secret by its environment variable: the weakest.") }));
/** What opens a target: a token that is made for the job, or a stored secret. */
const tokenSchema = /* @__PURE__ */ lazily(() => union([madeOf(exchange), madeOf(secret)]));
// shared/domain/deployment/config.ts
/** As GitHub takes them, less what could be mistaken in a log or an address. */
const ENVIRONMENT_NAME = /^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,254}$/;
const environmentName = /* @__PURE__ */ lazily(() => string().regex(ENVIRONMENT_NAME, "must be letters, digits, spaces, \".\", \"_\", \"/\" or \"-\""));
const argv = /* @__PURE__ */ lazily(() => array(string().min(1)).min(1));
const target$1 = /* @__PURE__ */ lazily(() => strictObject({
	http: endpoint.optional().describe("A model server that speaks the open contract."),
	command: argv.optional().describe("A program that deploys; it finds the model in PROOFMARK_MODEL."),
	predict: endpoint.optional().describe("Beside a command: where the served model answers, for the smoke test.")
}).refine(({ http, command }) => http === void 0 !== (command === void 0), "must have exactly one of http, command").refine(({ command, predict }) => predict === void 0 || command !== void 0, "has predict, which belongs beside a command"));
const BARRED = [
	"author",
	"last-pusher",
	"actor"
];
const approvals = /* @__PURE__ */ lazily(() => union([literal("none").describe("Nobody is asked; must be said where no protection can be had."), strictObject({
	people: int().min(1).max(6).default(1).describe("How many people must approve."),
	not: array(_enum(BARRED)).default(["author"]).describe("Whose approval does not count."),
	across: array(madeOf(environmentName)).min(1).optional().describe("Environments whose approvals of the run count together; default: this one.")
}).refine(({ people, across }) => people <= (across?.length ?? 1), "asks more people than environments: GitHub lets one person pass each, so name as many in across")]));
const smoke$1 = /* @__PURE__ */ lazily(() => strictObject({
	rows: int().min(1).max(1e4).default(200).describe("Holdout rows that are sent."),
	tolerance: number$3().nonnegative().default(1e-5).describe("Largest difference to the evaluated prediction, absolute or relative.")
}));
const deployEnvironmentSchema = /* @__PURE__ */ lazily(() => strictObject({
	target: target$1.describe("Where the model goes."),
	token: tokenSchema.optional().describe("What opens the target; absent: nothing is needed."),
	approvals: approvals.prefault({}).describe("Who must approve the environment in GitHub."),
	smoke: smoke$1.prefault({}).describe("What the served model is asked before it counts as live.")
}));
const deploySchema = /* @__PURE__ */ lazily(() => record(madeOf(environmentName), madeOf(deployEnvironmentSchema)));
/** Whose approvals count for an environment, itself among them. */
function approvingEnvironments(name, wish) {
	return wish === "none" ? [name] : [.../* @__PURE__ */ new Set([...wish.across ?? [], name])];
}
// shared/domain/metric-record.ts
/** A number, or why there is none; records never hold NaN. */
const metricValueSchema = /* @__PURE__ */ lazily(() => union([number$3(), _enum([
	"NaN",
	"Infinity",
	"-Infinity",
	"not-a-number"
])]));
const metricSchema = /* @__PURE__ */ lazily(() => strictObject({
	key: array(string()).min(1),
	value: madeOf(metricValueSchema),
	/** Of a value that is no number: what was there instead. */
	found: _enum([
		"text",
		"true or false",
		"null",
		"a list",
		"a mapping"
	]).optional(),
	source: string(),
	line: int().positive().optional(),
	/** Examples that the value was computed from, where the file says so. */
	n: int().positive().optional(),
	/** Standard error of the value, in its own unit, where the file states one. */
	stderr: number$3().nonnegative().optional(),
	/** The bounds that the file states, in the metric's own unit; of what level is the file's affair. */
	interval: strictObject({
		low: number$3(),
		high: number$3()
	}).optional(),
	unit: string().optional(),
	/** Which way is better, where the file says so; names are never a reason to set it. */
	direction: _enum(["lower", "higher"]).optional(),
	/** The training step or epoch that the value belongs to. */
	step: number$3().optional(),
	/** The part of the examples that the value is of: dimension to value, such as {"month": "12"}; absent: all of them. */
	slice: record(string(), string()).optional(),
	/** The precision that the value was stored with, which decides what counts as equal; absent: a double. */
	dtype: _enum([
		"f32",
		"f64",
		"int"
	]).optional()
}));
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
const unscoredSchema = /* @__PURE__ */ lazily(() => strictObject({
	environments: array(string()).min(1),
	/** Absent where it is not even known. */
	model: digestSchema.optional(),
	code: _enum(codes),
	/** One sentence. */
	reason: string()
}));
// shared/domain/evaluation.ts
const TASKS = ["regression", "classification"];
const scoredSchema = /* @__PURE__ */ lazily(() => strictObject({
	/** The model whose predictions these are. */
	model: madeOf(digestSchema),
	metrics: array(madeOf(metricSchema)).min(1),
	/** The file of scores, one JSON object a line, in the order of the holdout's rows. */
	scores: strictObject({
		digest: madeOf(digestSchema),
		bytes: number$3().nonnegative()
	})
}));
const figuresSchema = /* @__PURE__ */ lazily(() => scoredSchema.omit({ model: true }));
/** How the candidate does on the rows that judged the baseline, where those that judge now are others. */
const baseHoldoutSchema = /* @__PURE__ */ lazily(() => union([strictObject({
	/** The baseline's, which holds these rows. */
	commit: string(),
	...figuresSchema.shape,
	holdout: strictObject({
		path: string(),
		digest: madeOf(digestSchema),
		rows: int().positive()
	})
}), strictObject({
	commit: string(),
	problem: string()
})]));
/** A model's predictions on the holdout, computed by the suite itself from the model's bytes. */
const evaluationBodySchema = /* @__PURE__ */ lazily(() => strictObject({
	...scoredSchema.shape,
	holdout: strictObject({
		name: string(),
		path: string(),
		digest: madeOf(digestSchema),
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
	/** How rows depend on each other, which decides how noise is measured, and by which columns they are judged apart. */
	rows: strictObject({
		key: string().optional(),
		order: string().optional(),
		cluster: string().optional(),
		slices: array(string()).min(1).readonly().optional()
	}),
	/** Versions of what computed it. */
	runtime: strictObject({ onnxruntime: string() }),
	wallSeconds: number$3().nonnegative(),
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
	/** Models that are live, and whose scores on these rows are there without a file of their own; absent where nobody looked. */
	live: array(strictObject({
		model: madeOf(digestSchema),
		commit: string(),
		environments: array(string()).min(1)
	})).optional(),
	/** Models that are live and were not scored. */
	unscored: array(madeOf(unscoredSchema)).min(1).optional()
}));
/** Two models that predict something else cannot be compared, whatever the rows. */
function isSameQuestion(a, b) {
	return a.task === b.task && a.target === b.target;
}
/** Figures on the same ground are those of the same rows, and mean the same. */
function isSameGround(a, b) {
	return a.holdout.digest === b.holdout.digest && isSameQuestion(a, b) && JSON.stringify(a.classes) === JSON.stringify(b.classes);
}
// shared/domain/leakage/config.ts
const leakageConfigSchema = /* @__PURE__ */ lazily(() => union([literal(false), strictObject({
	decides: boolean().optional().describe("Whether leakage fails the verdict of the data; default: it is told."),
	near: boolean().optional().describe("Whether rows count that are nearly the same; default: true."),
	"at-most": number$3().min(0).max(1).optional().describe("The share of the holdout that may stand in the training data; default: 0.")
})]));
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
		value,
		shape: shapeOf(value)
	};
}
function shapeOf(value) {
	if (value === mean) return "mean";
	return value === rootMean ? "root" : "several";
}
function regressions({ origin }) {
	return [
		regression("rmse", squared, rootMean),
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
function rootMean(sums) {
	return Math.sqrt(mean(sums));
}
function classification({ classes, hasProbabilities }) {
	const of = (name, terms, value = mean) => ({
		name,
		terms: (score) => typeof score.prediction === "string" ? terms(score) : [],
		value,
		shape: shapeOf(value)
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
		of("balanced_accuracy", counts, (sums) => average(perClass(sums, found$2).filter(Number.isFinite))),
		...positive === void 0 ? [] : [of("f1", ofPositive, onCounts(f1))],
		of("f1_macro", counts, (sums) => average(perClass(sums, overlap).filter(Number.isFinite))),
		...positive === void 0 ? [] : [of("precision", ofPositive, onCounts(precision)), of("recall", ofPositive, onCounts(recall))],
		...hasProbabilities ? [of("log_loss", ({ probability = 0 }) => [1, -Math.log(Math.max(probability, Number.EPSILON))]), ...positive === void 0 ? [] : [of("brier", ({ probability = 0 }) => [1, (1 - probability) ** 2])]] : []
	];
}
function overlap([hit, wrong, missed]) {
	return 2 * hit / (2 * hit + wrong + missed);
}
function found$2([hit, , missed]) {
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
	return found$2(counts) || 0;
}
function average(values) {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
/** Of a measure that is a mean, what it is the mean of. */
function valuesOf$2(measure, scores) {
	const values = new Float64Array(scores.length);
	for (const [row, score] of scores.entries()) values[row] = measure.terms(score)[1] ?? NaN;
	return values;
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
// shared/domain/metric-files/format-wishes.ts
const SAID_BY_CONFIG = "gate.predictions in the configuration says so";
const TABLE = /\.(?:csv|tsv|jsonl|ndjson)$/i;
/** With the columns of tables of predictions, where the configuration says them. */
function withPredictions(wishes, columns) {
	if (!columns) return wishes;
	const tables = `predictions:columns=${JSON.stringify(columns)}`;
	const told = (word) => word === "predictions" ? tables : word;
	const files = [...wishes?.files ?? []].map(([name, word]) => [name, told(word)]);
	const all = wishes?.all;
	return {
		...wishes,
		all: all === void 0 ? void 0 : told(all),
		files: new Map(files),
		tables
	};
}
/** Reads lines such as `lm-eval` and `out/state.json: trainer-state:best`; throws with all that is wrong. */
function readFormatWishes(lines) {
	const files = /* @__PURE__ */ new Map();
	const problems = [];
	let all;
	for (const line of lines) {
		const [, file, name = line] = splitLine(line);
		if (file === void 0) {
			if (all !== void 0) problems.push("a second format for all files; name the file, as in \"a.json: json\"");
			all = name;
		} else if (files.has(plainPath(file))) problems.push(`${file} has two formats`);
		else files.set(plainPath(file), name);
	}
	if (problems.length > 0) throw new Error(problems.join("; "));
	return {
		all,
		files
	};
}
/** `FILE: FORMAT`, or a format alone; what stands between braces may hold colons and blanks. */
function splitLine(line) {
	return /^(?:(.*?\S)\s*:\s+)?([a-z-]+:[a-z]+=\{.*)$/.exec(line) ?? /^(.*\S)\s*:\s+(\S+)$/.exec(line) ?? [];
}
/** How a file is to be read; `asked` is the glob that stood for it, if one did. */
function wishFor(wishes, path, asked = path) {
	const said = wishes?.files.get(plainPath(path)) ?? wishes?.files.get(plainPath(asked)) ?? wishes?.all;
	if (said !== void 0) return {
		word: said,
		because: `${wishes?.saidBy ?? "format"} says so`
	};
	const word = TABLE.test(path) ? wishes?.tables : void 0;
	return word === void 0 ? void 0 : {
		word,
		because: SAID_BY_CONFIG
	};
}
/** One file is one file, also with ./ before its name. */
function plainPath(path) {
	return path.replace(/^(?:\.\/+)+/, "");
}
// shared/domain/metric-files/format-config.ts
const name$2 = /* @__PURE__ */ lazily(() => string().min(1));
/** `gate.format`: lines as the input `format` has them, or a mapping of files to formats. */
const formatConfigSchema = /* @__PURE__ */ lazily(() => union([madeOf(name$2), record(madeOf(name$2), madeOf(name$2))]).superRefine((format, context) => {
	try {
		wishesIn(format);
	} catch (error) {
		context.addIssue({
			code: "custom",
			message: error.message
		});
	}
}));
function wishesIn(format) {
	return readFormatWishes((typeof format === "string" ? format.split("\n").map((line) => line.trim()) : Object.entries(format).map(([file, word]) => `${file}: ${word}`)).filter((line) => line !== ""));
}
/** How files are read: as the input says, else as the configuration does. */
function chooseFormats(input, configured) {
	if (input !== void 0 && (input.all !== void 0 || input.files.size > 0) || configured === void 0) return input;
	return {
		...wishesIn(configured),
		saidBy: "gate.format in the configuration"
	};
}
// shared/domain/metric-files/predictions-config.ts
const column$1 = /* @__PURE__ */ lazily(() => string().min(1));
/** Which column of a table of predictions means what. */
const predictionsSchema = /* @__PURE__ */ lazily(() => strictObject({
	id: column$1.optional().describe("The column that names a row, by which two models are compared; default: its number."),
	target: column$1.describe("The column of what is true."),
	prediction: column$1.describe("The column of what the model said."),
	score: column$1.optional().describe("The column of the probability of the class that sorts last, of two classes."),
	order: column$1.optional().describe("The column along which neighbours may depend on each other, such as a date."),
	cluster: column$1.optional().describe("The column of groups whose rows depend on each other."),
	slice: array(madeOf(column$1)).min(1).max(50).optional().describe("Columns whose values are judged apart."),
	task: _enum(madeOf(TASKS)).optional().describe("What is predicted; default: seen from the cells, unless all are whole numbers.")
}));
// shared/domain/rules/config.ts
/** A limit: a number, a percentage, or a word about the baseline, as it would stand in a rule. */
const bound = /* @__PURE__ */ lazily(() => union([number$3(), string()]));
const name$1 = /* @__PURE__ */ lazily(() => string().min(1));
const names$2 = /* @__PURE__ */ lazily(() => array(madeOf(name$1)).min(2).max(100));
const sliceValue = /* @__PURE__ */ lazily(() => union([
	string(),
	number$3(),
	boolean()
]));
const BOUNDS = [
	"at-most",
	"at-least",
	"below",
	"above",
	"between",
	"within"
];
const SUBJECTS = [
	"metric",
	"matching",
	"drops-of",
	"rises-of"
];
/** A rule as a mapping. */
const ruleObjectSchema = /* @__PURE__ */ lazily(() => strictObject({
	metric: name$1.optional().describe("The metric, with dots between nested names."),
	matching: name$1.optional().describe("Every metric of such a name, where \"*\" stands for any characters."),
	slice: union([_enum(["*", "worst"]), record(madeOf(name$1), union([madeOf(sliceValue), array(madeOf(sliceValue)).min(1).max(100)]))]).optional().describe("Of which part of the examples: a value, a list of values that must all be there, \"*\" or \"worst\" for each dimension, or \"*\" or \"worst\" over all slices."),
	groups: name$1.optional().describe("Of a fairness measure: the dimension whose values are the groups."),
	reference: name$1.optional().describe("Of disparate_impact: the group that others are compared with."),
	"drops-of": names$2.optional().describe("Metrics of which higher is better, and that may lose at-most so much together."),
	"rises-of": names$2.optional().describe("Metrics of which lower is better, and that may rise by at-most so much together."),
	"at-most": bound.optional().describe("Lower is better: 3.5, or \"baseline + 2%\"."),
	"at-least": bound.optional().describe("Higher is better: 0.9, or \"baseline - 1 pp\"."),
	below: bound.optional().describe("Like at-most, without equality."),
	above: bound.optional().describe("Like at-least, without equality."),
	between: array(madeOf(bound)).length(2).optional().describe("From the first to the second: [0.2, 0.4]."),
	within: string().min(1).optional().describe("On either side: \"5 % of baseline\"."),
	runs: union([int().min(2), strictObject({
		"at-least": int().min(1).describe("In so many of them it must hold."),
		of: int().min(1).describe("So many runs there are.")
	})]).optional().describe("Over how many runs the mean is judged, or in how many of how many it must hold; each wrote a file of its own."),
	"noise-from": _enum(["history"]).optional().describe("Where nothing else says what chance does: from ten or more earlier runs of the default branch."),
	examples: int().min(0).optional().describe("The fewest examples that the value must come from; default: 30 of each slice."),
	required: boolean().optional().describe("false: where the metric is absent, that is told, and does not decide."),
	"report-only": boolean().optional().describe("Shown, but never decides.")
}).refine((rule) => BOUNDS.filter((key) => rule[key] !== void 0).length === 1, "must have exactly one of at-most, at-least, below, above, between, within").refine((rule) => SUBJECTS.filter((key) => rule[key] !== void 0).length === 1, "must have exactly one of metric, matching, drops-of, rises-of"));
// shared/domain/rules/family-correction.ts
/** How rules that are tested together share the chance of a false alarm. */
const CORRECTIONS = ["holm", "none"];
// shared/domain/config.ts
/** Names that become parts of artifact names, paths and comment markers. */
const NAME$1 = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const NAME_HINT = "Use letters, digits, \".\", \"_\" or \"-\", at most 64, beginning with a letter or digit.";
const name = /* @__PURE__ */ lazily(() => string().regex(NAME$1, "must be letters, digits, \".\", \"_\" or \"-\", at most 64, beginning with a letter or digit"));
const relativePath = /* @__PURE__ */ lazily(() => string().min(1));
const column = /* @__PURE__ */ lazily(() => string().min(1));
const configSchema = /* @__PURE__ */ lazily(() => strictObject({
	pipeline: name.optional().describe("The name of the road, in comments, artifacts and history; default: the repository, in a terminal the folder."),
	from: string().min(1).optional().describe("A dvc.yaml that says data, code, parameters, metrics and model; with :stage the one that trains."),
	data: record(madeOf(name), madeOf(datasetConfigSchema)).superRefine((datasets, context) => {
		for (const { path, message } of referenceProblems(datasets)) context.addIssue({
			code: "custom",
			path: [...path],
			message
		});
	}).optional().describe("What the model is made from or judged on."),
	catalogue: catalogueConfigSchema.optional().describe("What must be said about every dataset."),
	leakage: leakageConfigSchema.optional().describe("Whether rows of the holdout stand in the training data; default: it is told, false leaves it out."),
	train: strictObject({
		run: command.optional().describe("The command that trains, as a list, or as one line that is cut into words without a shell."),
		env: strictObject({ pass: array(madeOf(variable)).describe("Names of environment variables that the command may see.") }).optional().describe("What else of the environment reaches the command; on forks nothing does; default: nothing."),
		timeout: duration.optional().describe("The longest that training may take; default: as long as the job."),
		code: array(madeOf(relativePath)).optional().describe("Files and folders that make the model besides data: `track` tells when they change; default: none."),
		params: relativePath.optional().describe("A JSON or YAML file with the parameters: `track` tells which of them change; default: none."),
		metrics: relativePath.optional().describe("The file of metrics that training writes, and that `gate` judges, in any format of metric-files.md; default: none, which is right where `evaluate` makes the metrics.")
	}).optional().describe("How the model is trained."),
	model: strictObject({ path: relativePath.describe("The file or folder that training writes, and that is evaluated and deployed.") }).optional().describe("Where the model lies."),
	evaluate: strictObject({
		target: column.describe("The column of the holdout that is predicted."),
		inputs: record(string(), array(madeOf(column)).min(1)).optional().describe("The inputs of the model, each with the columns it is fed; default: the column of its name."),
		output: string().min(1).optional().describe("The output that predicts; default: the only one."),
		task: _enum(madeOf(TASKS)).optional().describe("What is predicted; default: seen from the output."),
		metrics: array(_enum(madeOf(METRIC_NAMES))).min(1).optional().describe("The metrics that are computed; default: all of the task."),
		slices: array(madeOf(column)).min(1).max(20).optional().describe("Columns of the holdout whose values are judged apart, for rules such as `recall[month=*] >= 0.7`; default: none."),
		classes: array(string().min(1)).min(2).optional().describe("The names of the classes, in the order of the output; default: 0, 1, 2 …."),
		batch: int().min(1).max(1e5).optional().describe("Rows at a time; default: 1024.")
	}).optional().describe("How the model is scored on the holdout, row by row."),
	gate: strictObject({
		rules: array(union([string(), madeOf(ruleObjectSchema)])).min(1).describe("Conditions on metrics, each as a text or a mapping; all of them decide together."),
		format: formatConfigSchema.optional().describe("How metrics files are read, as the input format says it: a format such as lm-eval, lines \"FILE: FORMAT\", or a mapping of files to formats; default: as they look."),
		predictions: predictionsSchema.optional().describe("Columns of tables of predictions (CSV, TSV, JSONL) among the metrics files, of which metrics are computed; default: metrics files hold metrics."),
		accept: acceptConfigSchema.optional().describe("Who may accept, for one model, what the rules refuse; default: nobody."),
		alpha: number$3().gt(0).max(.5).optional().describe("The chance that all rules on chance together may fail a model that does no harm; default: 0.05."),
		correction: _enum(madeOf(CORRECTIONS)).optional().describe("How rules share that chance: holm, or none, which grants it to each of them; default: holm."),
		floors: relativePath.optional().describe("The reviewed file of floors; default: proofmark.floors.yml.")
	}).optional().describe("What the metrics are judged by."),
	deploy: deploySchema.optional().describe("Where the model goes, by GitHub environment.")
}));
// shared/features/configuration/json-schema.ts
/** The JSON Schema that editors complete and check `proofmark.yml` with. */
function configJsonSchema() {
	return {
		...toJSONSchema(madeOf(configSchema), { io: "input" }),
		title: "proofmark.yml",
		description: "What a model is made from, and what its changes are judged by."
	};
}
/** The keys that a mapping at this path may have; none where keys are free. */
function knownKeys(schema, path) {
	const keys = schemasAt(schema, path).flatMap(({ properties }) => Object.keys(properties ?? {}));
	return [...new Set(keys)];
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
// shared/domain/metric.ts
/** Values one metrics file may bring into a record, which is kept for years. */
const MAX_METRICS = 1e4;
/**
* Everything in a metrics file that has a name. Numbers are metrics; other values are remembered as
* `not-a-number`, so that a rule that names one can be told what stands there. Lists are not looked into.
*/
function collectMetrics(tree, source, { isTextRead = false } = {}) {
	if (tree.kind !== "object") return refused(tree, `holds ${describeTree(tree)} at the top; metrics are numbers with names, such as {"rmse": 3.4}`);
	const metrics = [];
	let tooLong;
	function collect(members, path, length) {
		members.forEach(({ key: spot, value }, name) => {
			if (metrics.length > 1e4 || tooLong) return;
			const size = length + name.length;
			const key = path.length === 0 ? [name] : [...path, name];
			if (size > 500) tooLong = spot;
			else if (value.kind === "object") collect(value.members, key, size + 1);
			else metrics.push({
				key,
				...measured$1(value, { isTextRead }),
				source,
				line: value.line
			});
		});
	}
	collect(tree.members, [], 0);
	if (tooLong) return refused(tooLong, `a metric's name is longer than 500 characters`);
	if (metrics.length > 1e4) return refused(tree, `holds more than ${MAX_METRICS} values`);
	return { metrics };
}
function refused({ line, column }, message) {
	return { problems: [{
		line,
		column,
		message
	}] };
}
/** What stands at a place of a document as a metric's value. Texts are numbers only where that was asked for. */
function measured$1(tree, { isTextRead = false } = {}) {
	switch (tree.kind) {
		case "number": return measuredNumber(tree.value);
		case "text": {
			const number = isTextRead ? numberIn(tree.value) : void 0;
			return number === void 0 ? {
				value: "not-a-number",
				found: "text"
			} : measuredNumber(number);
		}
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
		case "object": return {
			value: "not-a-number",
			found: "a mapping"
		};
	}
}
/** A number as a metric's value, with what its digits say about the precision that it once had. */
function measuredNumber(value) {
	return {
		value: metricValue(value),
		...wasSingle(value) ? { dtype: "f32" } : {}
	};
}
/**
* Only one double in half a billion happens to be a single as well. Those that people write, such as 0.5, have few digits,
* and equal singles are equal doubles.
*/
function wasSingle(value) {
	if (!Number.isFinite(value) || Number.isInteger(value) || Math.fround(value) !== value) return false;
	return value.toExponential().replace(/e.*|[-.]/g, "").length > 10;
}
/** Digits are matched in one way only: a long text that is none must not be tried in all. */
const NUMBER_IN_TEXT = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const WORDS_OF_NUMBERS = /* @__PURE__ */ new Map([
	["nan", NaN],
	["inf", Number.POSITIVE_INFINITY],
	["+inf", Number.POSITIVE_INFINITY],
	["infinity", Number.POSITIVE_INFINITY],
	["-inf", Number.NEGATIVE_INFINITY],
	["-infinity", Number.NEGATIVE_INFINITY]
]);
/** The number that a text is, as Python and people write one; nothing when it is anything besides. */
function numberIn(text) {
	const number = text.trim();
	if (NUMBER_IN_TEXT.test(number)) return Number(number);
	return WORDS_OF_NUMBERS.get(number.toLowerCase());
}
/** A number as records hold it. */
function metricValue(value) {
	if (Number.isNaN(value)) return "NaN";
	if (value === Number.POSITIVE_INFINITY) return "Infinity";
	return value === Number.NEGATIVE_INFINITY ? "-Infinity" : value;
}
/** The name that rules and people use: the path with dots. */
function metricName({ key }) {
	return key.length === 1 ? key[0] ?? "" : key.join(".");
}
/** Whether this is a metric at all; NaN and infinite values are, broken ones. */
function isMetric({ value }) {
	return value !== "not-a-number";
}
/** `metrics.json line 3`. */
function metricPlace({ source, line }) {
	return line === void 0 ? source : `${source} line ${line}`;
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
// shared/domain/metric-index.ts
function indexMetrics(metrics) {
	const byName = /* @__PURE__ */ new Map();
	for (const metric of metrics) {
		const name = metricName(metric);
		const known = byName.get(name);
		if (!metric.slice) {
			if (known) known.whole.push(metric);
			else byName.set(name, { whole: [metric] });
			continue;
		}
		const parts = known?.parts ?? /* @__PURE__ */ new Map();
		if (!known) byName.set(name, {
			whole: [],
			parts
		});
		else known.parts = parts;
		const key = sliceKey(metric.slice);
		const same = parts.get(key);
		if (same) same.push(metric);
		else parts.set(key, [metric]);
	}
	let whole;
	let sliced;
	return {
		find(name, slice) {
			const known = byName.get(name);
			const found = slice ? known?.parts?.get(sliceKey(slice)) : known?.whole;
			const metric = found?.[0];
			if (metric && found?.length === 1) return {
				found: "one",
				metric
			};
			if (metric && found) return {
				found: "several",
				metrics: found
			};
			return {
				found: "none",
				hint: slice ? "" : hintOf(name, byName, metrics)
			};
		},
		slices: (name) => [...byName.get(name)?.parts?.values() ?? []].map(([one]) => one?.slice ?? {}),
		names() {
			whole ??= namesOf(byName, (known) => known.whole.length > 0);
			return whole;
		},
		slicedNames() {
			sliced ??= namesOf(byName, (known) => known.parts !== void 0);
			return sliced;
		}
	};
}
function namesOf(byName, isOf) {
	const names = [];
	for (const [name, known] of byName) if (isOf(known)) names.push(name);
	return names;
}
/** What may have been meant by the name of no metric: slices are only named in brackets. */
function hintOf(name, byName, metrics) {
	const [own] = byName.get(name)?.parts?.values() ?? [];
	const dimensions = Object.keys(own?.[0]?.slice ?? {}).sort();
	if (dimensions.length > 0) {
		const where = dimensions.map((dimension) => ({ dimension }));
		return `; it is there by ${dimensions.join(" and ")} only: write ${printSubject({
			metric: name,
			slice: {
				pick: "each",
				where
			}
		})}`;
	}
	const dot = name.lastIndexOf(".");
	const last = name.slice(dot + 1);
	for (const [same] of dot < 0 ? [] : byName.get(last)?.parts?.values() ?? []) {
		const slice = same?.slice ?? {};
		if (Object.values(slice).join(".") !== name.slice(0, dot)) continue;
		return `; did you mean ${printSubject({
			metric: last,
			slice: exactSlice(slice)
		})}?`;
	}
	return hintFor(name, metrics.filter(({ slice }) => !slice));
}
/** Equal slices have equal keys, whatever the order of their dimensions. */
function sliceKey(slice) {
	return JSON.stringify(Object.entries(slice).sort(([a], [b]) => a < b ? -1 : 1));
}
/** The slices of a metric that a rule asks for. */
function slicesFor({ where }, slices) {
	if (where.length === 0) return slices;
	return slices.filter((slice) => Object.keys(slice).length === where.length && where.every(({ dimension, value }) => Object.hasOwn(slice, dimension) && (value === void 0 || slice[dimension] === value)));
}
/** The selector of one slice. */
function exactSlice(slice) {
	return {
		pick: "each",
		where: Object.entries(slice).map(([dimension, value]) => ({
			dimension,
			value
		})).sort((a, b) => a.dimension < b.dimension ? -1 : 1)
	};
}
/** The one slice that a selector means; nothing where it may mean several. */
function onlySlice({ pick, where }) {
	if (pick === "worst" || where.length === 0) return void 0;
	const pairs = where.flatMap(({ dimension, value }) => value === void 0 ? [] : [[dimension, value]]);
	return pairs.length === where.length ? Object.fromEntries(pairs) : void 0;
}
/** Every slice that a selector names value by value; nothing where it leaves any of them open. */
function listedSlices({ pick, where }) {
	if (pick === "worst" || where.length === 0) return void 0;
	let slices = [{}];
	for (const { dimension, value, values = value === void 0 ? [] : [value] } of where) slices = slices.flatMap((slice) => values.map((one) => ({
		...slice,
		[dimension]: one
	})));
	return slices.length > 0 ? slices : void 0;
}
/** Slices that have all that one has, and further dimensions: of `[a=x]` also `[a=x, b=y]`. */
function slicesWithin(slice, slices) {
	const wanted = Object.entries(slice);
	return slices.filter((one) => wanted.every(([dimension, value]) => Object.hasOwn(one, dimension) && one[dimension] === value));
}
/** Whether a name fits a pattern, in which `*` stands for any characters. */
function fitsPattern(pattern) {
	const [first = "", ...rest] = pattern.split("*");
	const last = rest.pop() ?? "";
	return (name) => {
		if (!name.startsWith(first) || name.length < first.length + last.length) return false;
		if (!name.endsWith(last)) return false;
		const end = name.length - last.length;
		let at = first.length;
		for (const part of rest) {
			const found = name.indexOf(part, at);
			if (found < 0 || found + part.length > end) return false;
			at = found + part.length;
		}
		return true;
	};
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
	"outside-band": {
		verdict: "fail",
		means: "A metric is outside the band of its rule, on either side."
	},
	"over-budget": {
		verdict: "fail",
		means: "Several metrics lose more together than their rule allows."
	},
	"chance-of-many": {
		verdict: "inconclusive",
		means: "A rule would fail by itself; among as many rules as were tested together chance may explain it."
	},
	"small-slice": {
		verdict: "inconclusive",
		means: "A slice or a group has fewer examples than its rule asks for, or does not say how many."
	},
	"metric-absent": {
		verdict: "inconclusive",
		means: "A metric that need not be there is not there; its rule did not decide."
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
	"no-champion": {
		verdict: "no-baseline",
		means: "A rule compares with the model that is live, and none is."
	},
	"champion-not-scored": {
		verdict: "error",
		means: "A rule compares with the model that is live, and it could not be scored on the same rows."
	},
	"ambiguous-champion": {
		verdict: "error",
		means: "Different models are live in several environments, and the rule does not say which one it means."
	},
	"missing-floor": {
		verdict: "error",
		means: "A rule asks for a floor that the reviewed file does not have."
	},
	"too-few-examples": {
		verdict: "error",
		means: "A metric comes from fewer examples than its rule asks for, or does not say how many."
	},
	"wrong-run-count": {
		verdict: "error",
		means: "A rule is about so many runs, and more or fewer were read."
	},
	"direction-conflict": {
		verdict: "error",
		means: "The metrics file and the rule do not agree which way is better."
	},
	"too-many-matches": {
		verdict: "error",
		means: "A pattern fits more metrics than anyone reads."
	},
	"missing-metric": {
		verdict: "error",
		means: "A rule names a metric that was not read."
	},
	"ambiguous-metric": {
		verdict: "error",
		means: "A name in a rule fits several values, in one file or in several."
	},
	"different-examples": {
		verdict: "error",
		means: "The examples that both models were scored on are not the same ones, or examples of the baseline are missing, so the scores cannot be compared."
	},
	"share-or-percent": {
		verdict: "error",
		means: "Of a metric that is a share by its name the file has percent and its rule a share, or the other way round."
	},
	"values-too-large": {
		verdict: "error",
		means: "Scores are so large, or so far apart, that no difference between the models can be computed."
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
// shared/domain/statistics/multiplicity.ts
/**
* Holm's adjusted p-values (1979), in the order given: reject those of at most α and the chance of any false rejection
* among all of them is at most α, however they hang together.
*/
function adjustHolm(p) {
	const order = ascending(p);
	const adjusted = new Array(p.length);
	let least = 0;
	for (const [rank, at] of order.entries()) {
		least = Math.max(least, Math.min(1, (p.length - rank) * (p[at] ?? 1)));
		adjusted[at] = least;
	}
	return adjusted;
}
/**
* Benjamini and Hochberg's adjusted p-values (1995), in the order given: of those of at most α a share of at most α is
* false on average, for p-values that are independent or rise together.
*/
function adjustBenjaminiHochberg(p) {
	const order = ascending(p);
	const adjusted = new Array(p.length);
	let least = 1;
	for (let rank = order.length; rank > 0; rank--) {
		const at = order[rank - 1] ?? 0;
		least = Math.min(least, p.length * (p[at] ?? 1) / rank);
		adjusted[at] = least;
	}
	return adjusted;
}
/** Positions from the smallest p on. Throws a RangeError for what is no probability: NaN would pass as harmless. */
function ascending(p) {
	const wrong = p.find((one) => !(one >= 0 && one <= 1));
	if (wrong !== void 0) throw new RangeError(`${wrong} is no probability`);
	return p.map((_, at) => at).sort((a, b) => (p[a] ?? 0) - (p[b] ?? 0));
}
// shared/domain/rules/family.ts
/**
* A failure says that harm is shown. Among many rules chance shows some harm where there is none, so all that were tested
* and may fail the gate share one chance of a false alarm (Holm). A pass takes every rule, and needs no correction.
*/
function correctFamily(rules, { alpha, correction }) {
	if (correction === "none") return rules;
	const places = rules.flatMap(({ blocking, noise }, at) => blocking && noise?.p !== void 0 ? [at] : []);
	if (places.length < 2) return rules;
	const adjusted = adjustHolm(places.map((at) => rules[at]?.noise?.p ?? 1));
	const family = new Map(places.map((at, index) => [at, adjusted[index] ?? 1]));
	return rules.map((rule, at) => {
		const familyP = family.get(at);
		if (familyP === void 0) return rule;
		if (rule.verdict !== "fail" || familyP <= alpha) return {
			...rule,
			familyP
		};
		const reason = `${rule.reason}; alone that would fail, among ${places.length} rules chance may explain it`;
		return {
			...rule,
			familyP,
			verdict: "inconclusive",
			reasonCode: "chance-of-many",
			reason
		};
	});
}
// shared/domain/noise.ts
const intervalSchema = /* @__PURE__ */ lazily(() => strictObject({
	low: number$3(),
	high: number$3()
}));
/** How a comparison was made; what each is for stands in docs/noise.md. */
const NOISE_METHODS = [
	"mcnemar",
	"score",
	"paired-t",
	"clustered-t",
	"signed-rank",
	"batches",
	"moving-blocks",
	"bootstrap",
	"clusters",
	"welch",
	"paired-seeds",
	"sign-flips",
	"stated",
	"history"
];
/** How sure the comparison of one metric is; intervals to be shown are 95 %. */
const noiseSchema = /* @__PURE__ */ lazily(() => strictObject({
	/**
	* How much worse the candidate is than the rule allows, in the metric's own unit; each end is wrong with the chance that
	* was asked for. Absent where nothing bounds it.
	*/
	harm: intervalSchema.optional(),
	/** One-sided: how often chance alone shows as much harm, were the harm exactly what is allowed; absent where unknown. */
	p: number$3().min(0).max(1).optional(),
	/** Candidate minus baseline, in the metric's own unit; absent likewise. */
	change: intervalSchema.optional(),
	/** The same as a share of the baseline's size; absent where that is 0. */
	relative: intervalSchema.optional(),
	/** Rows that both models were scored on, or seeds or earlier runs; absent where only errors are stated. */
	rows: int().positive().optional(),
	method: _enum(NOISE_METHODS),
	/** Rows, clusters or, of neighbours that depend on each other, the independent rows that they are worth. */
	independent: int().nonnegative(),
	/** The column that rows are ordered or clustered by. */
	by: string().optional(),
	/** Of neighbouring rows in their order. */
	autocorrelation: number$3().min(-1).max(1).optional(),
	/** Rows in a batch or block. */
	block: int().positive().optional(),
	/** Of the interval of the harm; absent: 0.95. */
	level: number$3().gt(0).lt(1).optional(),
	/** The smallest harm beyond what is allowed that is seen in 8 of 10 comparisons like this, in the metric's own unit. */
	detectable: number$3().nonnegative().optional(),
	/** Rows that would settle it, if the change is what it seems; absent where it is settled, or nobody has so many. */
	needed: int().positive().optional()
}));
const FEWEST_SEEDS = 3;
/** How many rows, clusters, seeds or runs a comparison must stand on, by how it was made. */
function fewestFor({ method, rows }) {
	switch (method) {
		case "welch":
		case "paired-seeds":
		case "sign-flips": return FEWEST_SEEDS;
		case "history": return 0;
		case "stated": return rows === void 0 ? 0 : 30;
		default: return 30;
	}
}
/** What the first knows, else what the second does. */
function firstNoise(better, other) {
	if (!better || !other) return better ?? other;
	return (rule, ask) => better(rule, ask) ?? other(rule, ask);
}
/** The noise of a rule; figures that no test can be computed of cannot be compared, which is no question of chance. */
function askNoise(noise, rule, ask) {
	try {
		return noise?.(rule, ask);
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return {
			reasonCode: "values-too-large",
			problem: "its values are too large, or too far apart, for a difference to be computed"
		};
	}
}
// shared/domain/rules/speaker.ts
/** Of several undecided rules the one that speaks for them: not the first of many slices, but what is nearest to failing. */
function nearestToFailing(rules) {
	const [first, ...others] = rules;
	if (!first) return void 0;
	return others.reduce((nearest, rule) => harmOf$1(rule) < harmOf$1(nearest) ? rule : nearest, first);
}
/** How easily chance alone shows such harm; of too few rows nothing is known. */
function harmOf$1({ noise }) {
	return noise?.p === void 0 || noise.independent < fewestFor(noise) ? 1 : noise.p;
}
// shared/domain/direction.ts
const LOWER = /^(?:r?mse|mae|s?mape|mdae|loss|log_?loss|nll|brier|error|err|error_?rate|[wc]er|ppl|perplexity|fpr|fnr|ece|crps|pinball|rmsle|msle|latency|duration|size|(?:\w+_)?(?:ms|seconds|bytes|loss|latency))$/;
const HIGHER = /^(?:acc|accuracy|balanced_?accuracy|f1|f2|f_?beta|precision|recall|sensitivity|specificity|auc|roc_?auc|auroc|pr_?auc|auprc|ap|map|r2|bleu|rouge\w*|meteor|ndcg|mrr|iou|miou|dice|exact_?match|em|hit_?rate|kappa|mcc|silhouette|score)$/;
const AROUND_WORDS = "test|val|valid|validation|eval|holdout|dev|mean|avg|macro|micro|weighted|final|best|k";
/** Whole words, with the separator that goes with them. */
const AROUND = new RegExp(`^(?:(?:${AROUND_WORDS})(?:_|$))+|_(?:${AROUND_WORDS})(?=_|$)`, "g");
/** Anything between words but a single underscore. */
const SEPARATORS = /(?:_?[\s-]|__)[_\s-]*/g;
/** Which way is usually better of metrics with such a name; a guess, on which nothing may be decided. */
function guessDirection(name) {
	const plain = name.toLowerCase().replace(/^.*[./]/s, "").replace(/[@,].*$/, "").replace(SEPARATORS, "_").replace(AROUND, "");
	if (LOWER.test(plain)) return "lower";
	return HIGHER.test(plain) ? "higher" : void 0;
}
/** What is odd about a rule whose operator says the opposite of what the name does. */
function directionWarning(rule) {
	const { metric, bound, direction, groups } = rule;
	if (groups || bound.kind === "between" || bound.kind === "within") return void 0;
	const usual = guessDirection(metric);
	if (usual === void 0 || usual === direction) return void 0;
	return `of ${metric} ${usual} is usually better, and "${rule.text}" says that ${direction} is; the rule was followed`;
}
// shared/domain/noise-words.ts
/** `paired, ten batches of 146 rows along date (autocorrelation 0.6)`: how a comparison was made, for people. */
function describeTest(noise) {
	const { method, independent, rows = 0 } = noise;
	const clusters = `${grouped(independent)} clusters${of(noise, "of")}`;
	switch (method) {
		case "mcnemar": return "paired, by the rows on which only one model is right (McNemar)";
		case "score": return "paired, by the rows on which only one model is right (Tango)";
		case "paired-t": return "paired, t-test";
		case "clustered-t": return `paired, t-test over ${clusters}`;
		case "signed-rank": return "paired, by ranks (Wilcoxon)";
		case "batches": return `paired, ten batches${rowsIn(noise)}${of(noise, "along")}${correlation(noise)}`;
		case "moving-blocks": return `paired, resampled in blocks${rowsIn(noise)}${of(noise, "along")}${correlation(noise)}`;
		case "bootstrap": return "paired, resampled (bootstrap)";
		case "clusters": return `paired, resampled over ${clusters}`;
		case "welch": return "unpaired, runs of both sides (Welch)";
		case "paired-seeds": return "paired by seed, t-test";
		case "sign-flips": return "paired by seed, by all patterns of signs";
		case "stated": return "unpaired, from the errors that the files state: of low power";
		case "history": return `against ${grouped(rows)} earlier runs: of low power`;
	}
}
function of({ by }, word) {
	return by === void 0 ? "" : ` ${word} ${by}`;
}
function rowsIn({ block }) {
	if (block === void 0) return "";
	return ` of ${grouped(block)} ${block === 1 ? "row" : "rows"}`;
}
function correlation({ autocorrelation }) {
	if (autocorrelation === void 0) return "";
	return ` (autocorrelation ${autocorrelation.toFixed(1).replace(/^-0\.0$/, "0.0")})`;
}
/** What is counted: rows, unless whole runs are compared. */
function nounOf({ method }) {
	if (method === "welch" || method === "history") return "run";
	return method === "paired-seeds" || method === "sign-flips" ? "seed" : "row";
}
/** `1,461 rows`, `1,461 rows worth 420 independent ones`; nothing where none are known. */
function describeRows(noise) {
	const { rows, method, independent } = noise;
	if (rows === void 0 || method === "history") return "";
	const noun = nounOf(noise);
	const count = `${grouped(rows)} ${rows === 1 ? noun : `${noun}s`}`;
	return (method === "batches" || method === "moving-blocks") && independent < rows ? `${count} worth ${grouped(independent)} independent ones` : count;
}
/** All of it in one line: the test, the rows, and how many would settle what is open. */
function describeNoise(noise, open = "it exceeds what is allowed") {
	const { needed } = noise;
	const parts = [describeTest(noise), describeRows(noise)].filter((part) => part !== "").join(", ");
	if (needed === void 0) return parts;
	return `${parts}; about ${grouped(twoDigits$2(needed))} ${nounOf(noise)}s would settle whether ${open}`;
}
function twoDigits$2(count) {
	return Number(count.toPrecision(2));
}
function grouped(count) {
	return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
// shared/domain/numbers.ts
/**
* Numbers that stand side by side, written with equally many decimals and enough of them that different numbers
* look different, equal ones equal, and none but zero looks like zero.
*/
function formatTogether(values) {
	let [largest, smallest] = [0, 1];
	for (const value of values) {
		const size = Math.abs(value);
		largest = Math.max(largest, size);
		if (size > 0) smallest = Math.min(smallest, size);
	}
	if (!(largest < 0x38d7ea4c68000 && smallest >= 1e-6)) return withEnough(values, 2, 16, exponential);
	if (values.every(Number.isInteger)) return values.map((value) => String(value === 0 ? 0 : value));
	return withEnough(values, Math.max(0, 2 - Math.floor(Math.log10(Math.max(largest, .001)))), 24, decimal);
}
const exponential = (value, digits) => value.toExponential(digits);
const decimal = (value, digits) => value.toFixed(digits);
function withEnough(values, least, most, write) {
	const distinct = countDistinct(values);
	for (let digits = least; digits <= most; digits++) {
		const texts = values.map((value) => write(value === 0 ? 0 : value, digits));
		if (texts.every((text, index) => values[index] === 0 || Number(text) !== 0) && countDistinct(texts) === distinct) return texts;
	}
	return values.map(String);
}
/** Of two, as most are, without a set. */
function countDistinct(items) {
	if (items.length === 2) return items[0] === items[1] ? 1 : 2;
	return new Set(items).size;
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
// shared/domain/rules/sides.ts
function broken$1(reasonCode, reason) {
	return {
		verdict: "error",
		reasonCode,
		reason
	};
}
/** The model that a rule compares with, or why there is none. */
function otherOf(reference, sides, subject) {
	if (!reference.champion) {
		const { baseline, noise } = sides;
		if (baseline) return {
			metrics: baseline,
			noise
		};
		return {
			verdict: "no-baseline",
			reasonCode: "no-baseline",
			reason: `${subject} cannot be compared: there is no baseline`
		};
	}
	const { environment } = reference.champion;
	const isMeant = ({ environments }) => environment === void 0 || environments.includes(environment);
	const [unknown] = sides.unknownChampions.filter(isMeant);
	if (unknown) return broken$1("champion-not-scored", `${subject} cannot be compared with the model that is live in ${unknown.environments.join(", ")}: ${unknown.reason}`);
	const [champion, ...more] = sides.champions.filter(isMeant);
	if (!champion) return {
		verdict: "no-baseline",
		reasonCode: "no-champion",
		reason: `${subject} cannot be compared: no model is known to be live${environment === void 0 ? "" : ` in ${environment}`}`
	};
	if (more.length === 0) return {
		metrics: champion.metrics,
		noise: champion.noise
	};
	const names = [champion, ...more].flatMap(({ environments }) => environments);
	const example = printReference({ champion: { environment: names[0] ?? "" } });
	return broken$1("ambiguous-champion", `different models are live in ${names.join(", ")}; say which one is meant, as in "${example}"`);
}
// shared/domain/rules/values.ts
/** How people name what a rule is about: `recall[month=12]`. */
function subjectOf$2({ metric, slice }) {
	return slice ? `${metric}${printSlice(slice)}` : metric;
}
/** What stands under the rule's name and slice. */
function lookUp({ metric, slice }, metrics) {
	return metrics.find(metric, slice && onlySlice(slice));
}
/** The slices of a metric that an absent slice could have been. */
function sliceHint({ metric, slice: wanted }, metrics) {
	const slices = metrics.slices(metric);
	if (slices.length === 0) return `; ${metric} has no slices`;
	const some = slices.slice(0, 5).map((slice) => {
		return Object.entries(slice).map(([dimension, value]) => `${dimension}=${value}`).join(", ");
	});
	const known = slices.slice(0, HINTED_SLICES).map((slice) => printSlice(exactSlice(slice)));
	const own = wanted ? printSlice(wanted) : "";
	const near = nearest(own, known);
	const letters = (slice) => slice.replace(/\d/g, "");
	if (near !== void 0 && letters(near) !== letters(own)) return `; did you mean ${metric}${near}?`;
	const more = slices.length - some.length;
	return `; there is ${some.join(" and ")}${more > 0 ? ` and ${more} more` : ""}`;
}
/** So many places and slices are enough for people. */
const TOLD_PLACES = 5;
const HINTED_SLICES = 500;
const CODES = {
	candidate: {
		several: "ambiguous-metric",
		broken: "metric-not-a-number",
		endless: "metric-not-finite"
	},
	other: {
		several: "baseline-ambiguous",
		broken: "baseline-not-a-number",
		endless: "baseline-not-finite"
	}
};
/** The candidate's value, or what is wrong with it; `before` is only asked whether something is gone. */
function ownValue(rule, metrics, before) {
	const subject = subjectOf$2(rule);
	const found = lookUp(rule, metrics);
	if (found.found === "none") return broken$1("missing-metric", `no metric is named ${subject}${rule.slice ? sliceHint(rule, metrics) : found.hint}${before && lookUp(rule, before).found !== "none" ? "; the baseline has it" : ""}`);
	const number = numberOf(found, "candidate", subject);
	if ("value" in number || found.found !== "one") return number;
	const { source, line } = found.metric;
	return {
		...number,
		source,
		...line !== void 0 && { line }
	};
}
/** The value of the model that it is compared with, or what is wrong with it. */
function otherValue(rule, metrics, whose) {
	const found = lookUp(rule, metrics);
	if (found.found !== "none") return numberOf(found, "other", `${whose}'s ${subjectOf$2(rule)}`);
	return {
		verdict: "no-baseline",
		reasonCode: "metric-new",
		reason: `${whose} has no ${subjectOf$2(rule)} yet, so there is nothing to compare it with`
	};
}
function numberOf(found, side, name) {
	const codes = CODES[side];
	if (found.found === "several") {
		const places = found.metrics.slice(0, TOLD_PLACES).map(metricPlace).join(" and ");
		const more = found.metrics.length - TOLD_PLACES;
		const rest = more > 0 ? ` and ${more} more` : "";
		const files = new Set(found.metrics.map(({ source }) => source)).size;
		const runs = side === "candidate" && files > 1 && files === found.metrics.length ? `; if they are runs of one evaluation, say in how many the rule must hold: "in at least ${files} of ${files} runs", or judge their mean: "over ${files} runs"` : "";
		return broken$1(codes.several, `${name} is ambiguous: it stands at ${places}${rest}${runs}`);
	}
	return valueAt(found.metric, side, name);
}
/** The number of one metric; texts, NaN and infinite values are none. */
function valueAt(metric, side, name) {
	const { value } = metric;
	if (typeof value === "number") return {
		metric,
		value
	};
	const codes = CODES[side];
	const what = value === "not-a-number" ? `${metric.found ?? "something"}, not a number` : value;
	return broken$1(value === "not-a-number" ? codes.broken : codes.endless, `${name} is ${what} (${metricPlace(metric)})`);
}
/** Whether a value came from as many examples as the rule asks; a slice asks for 30 unless it is said otherwise. */
function fewestExamples({ slice, groups, examples }) {
	return examples ?? (slice || groups ? FEWEST_EXAMPLES : 0);
}
/** Below so many examples the value of a slice is chance. */
const FEWEST_EXAMPLES = 30;
/** Why a value must not be judged for want of examples; nothing when there are enough. */
function tooFew(rule, { metric }, whose = "") {
	const fewest = fewestExamples(rule);
	const { n } = metric;
	if (fewest === 0 || n !== void 0 && n >= fewest) return void 0;
	const subject = `${whose}${subjectOf$2(rule)}`;
	const reason = n === void 0 ? `${subject} does not say how many examples it comes from, and ${fewest} are asked for` : `${subject} comes from ${n} ${n === 1 ? "example" : "examples"}, and ${fewest} are asked for`;
	if (rule.slice) return {
		verdict: "inconclusive",
		reasonCode: "small-slice",
		reason
	};
	return broken$1("too-few-examples", reason);
}
/** Why the file and the rule do not mean the same; nothing when they may. */
function directionConflict(rule, { metric }) {
	const { direction } = metric;
	const isBand = rule.bound.kind === "between" || rule.bound.kind === "within";
	if (direction === void 0 || isBand || direction === rule.direction) return void 0;
	const [file, own] = [direction, rule.direction].map((one) => `${one} is better`);
	return broken$1("direction-conflict", `${metricPlace(metric)} says that of ${subjectOf$2(rule)} ${file}, and the rule "${rule.text}" that ${own}`);
}
// shared/domain/reason.ts
/** `the baseline`, `the champion(production)`. */
function refersTo(reference) {
	return `the ${printReference(reference)}`;
}
/** One sentence about a judged rule, with values that show what they say. */
function explain$2(judged) {
	const { rule, baseline, examples } = judged;
	const said = rule.bound.kind === "relative" && baseline !== void 0 ? explainRelative(judged, rule.bound.shift, baseline) : explainAbsolute(judged);
	return examples === void 0 ? said : `${said} (${counted$1(examples)})`;
}
function counted$1(examples) {
	return examples === 1 ? "1 example" : `${examples} examples`;
}
/** One sentence about a band that was judged by its worse side. */
function explainBand(rule, judged) {
	const { candidate = 0, baseline, verdict, n } = judged;
	const { bound } = rule;
	const name = subjectOf$2(rule);
	const examples = rule.slice && n !== void 0 ? ` (${counted$1(n)})` : "";
	const where = {
		pass: "inside",
		fail: "outside",
		inconclusive: "perhaps outside"
	}[verdict] ?? verdict;
	if (bound.kind === "between") {
		const [value = "", low = "", high = ""] = formatTogether([
			candidate,
			bound.low,
			bound.high
		]);
		return `${name} ${value} is ${where} ${low} … ${high}${examples}`;
	}
	if (bound.kind !== "within" || baseline === void 0) return judged.reason;
	const { tolerance } = bound;
	const side = candidate > baseline ? "above" : "below";
	const [value = "", before = ""] = formatTogether([candidate, baseline]);
	const of = `${refersTo(bound)}'s ${before}`;
	const measured = {
		rule,
		candidate,
		baseline,
		limit: 0,
		excess: candidate - baseline,
		isKept: true
	};
	const shift = {
		...tolerance,
		amount: candidate > baseline ? tolerance.amount : -tolerance.amount
	};
	return `${candidate === baseline ? `${name} equals ${of}` : `${name} ${value} is ${size$1({
		...measured,
		noise: judged.noise
	}, shift, baseline)} ${side} ${of}${spread({
		...measured,
		noise: judged.noise
	}, shift)}`}, ${where} the band of ${printAmount(tolerance)} on either side${examples}`;
}
function explainAbsolute({ rule, candidate, limit, excess, isKept }) {
	const [value = "", bound = ""] = formatTogether([excess === 0 ? limit : candidate, limit]);
	const must = `${mustBe(rule)} ${bound}`;
	const name = subjectOf$2(rule);
	if (isKept) return `${name} ${value} is within the limit (${must})`;
	if (excess === 0) return `${name} ${value} must be ${must}`;
	return `${name} ${value} is ${rule.direction === "lower" ? "over" : "under"} the limit of ${bound} by ${formatBeside(excess, 0, 3)}`;
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
	const name = subjectOf$2(rule);
	const whose = rule.bound.kind === "relative" ? refersTo(rule.bound) : "the baseline";
	return `${isSame ? `${name} equals ${whose}'s ${before}` : `${name} ${value} is ${size$1(judged, shift, baseline)} ${sense} than ${whose}'s ${before}`}${spread(judged, shift)}; ${demand(rule, shift)}${doubt(judged)}`;
}
/**
* The size of the change in the unit of the tolerance. On the side of the tolerance it never looks like it when it is not;
* on the other side nothing is decided by it, so it needs no more digits.
*/
function size$1({ candidate, excess }, { amount, unit }, baseline) {
	if (excess === 0 && amount !== 0) return printAmount({
		amount,
		unit
	});
	const change = Math.abs(candidate - baseline);
	const allowed = Math.sign(candidate - baseline) === Math.sign(amount) ? Math.abs(amount) : 0;
	switch (amount === 0 && baseline !== 0 ? "percent" : unit) {
		case "percent": return `${formatBeside(change / Math.abs(baseline) * 100, allowed, 2)} %`;
		case "points": return `${formatBeside(change * 100, allowed, 2)} pp`;
		case "plain": return formatBeside(change, allowed, 3);
	}
}
/** ` (95 %: -1.1 … 2.9 %)`: where the change lies, in the unit of the tolerance. */
function spread({ noise, baseline }, { amount, unit }) {
	if (!noise) return "";
	const from = noise.method === "history" ? ` from the mean of ${noise.rows} earlier runs` : "";
	if ((unit === "percent" || amount === 0 && baseline !== 0) && noise.relative) return interval(noise.relative, 100, ` %${from}`);
	if (!noise.change) return "";
	return unit === "points" ? interval(noise.change, 100, ` pp${from}`) : interval(noise.change, 1, from);
}
function interval({ low, high }, scale, unit) {
	const [from = "", to = ""] = [low, high].map((end) => formatBeside(end * scale, 0, 2));
	return ` (95 %: ${from} … ${to}${unit})`;
}
function doubt({ rule, noise }) {
	if (!noise) return "";
	const { harm, independent } = noise;
	const fewest = fewestFor(noise);
	if (independent < fewest) {
		const noun = nounOf(noise);
		return `; ${independent} independent ${independent === 1 ? `${noun} is` : `${noun}s are`} too few to decide, ${fewest} are needed`;
	}
	if (!harm) return "; chance has no bounds here, so nothing is decided";
	const isMore = (value) => rule.strict ? value >= 0 : value > 0;
	return !isMore(harm.low) && isMore(harm.high) ? "; more than that cannot be excluded" : "";
}
function demand({ direction, strict }, shift) {
	if (shift.amount === 0) return strict ? "it must be better" : "no loss is allowed";
	if (shift.amount > 0 === (direction === "lower")) return `allowed is ${strict ? "less than " : ""}${printAmount(shift)}`;
	return `demanded is ${strict ? "more than" : "at least"} ${printAmount(shift)} better`;
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
// shared/domain/rules/measured-rule.ts
/** The limit of a rule; a relative one needs the baseline's value. */
function limitOf({ bound }, baseline) {
	if (bound.kind === "absolute") return bound.limit;
	if (bound.kind === "relative") return baseline + distance$1(bound.shift, baseline);
	throw new RangeError(`${bound.kind} is not one limit`);
}
function distance$1({ amount, unit }, baseline) {
	switch (unit) {
		case "percent": return amount / 100 * Math.abs(baseline);
		case "points": return amount / 100;
		case "plain": return amount;
	}
}
/**
* Compares a value with the limit. Decimal numbers are rounded when they become doubles (0.1 + 0.2 > 0.3), so values
* within four roundings of the limit count as equal to it, of singles where a value was one. The scale is that of the
* limit and the baseline alone: the equal values are then one interval, and a worse value never fares better.
*/
function measure$1(rule, value, baseline, { isSingle = false } = {}) {
	const limit = limitOf(rule, baseline);
	const scale = Math.max(Math.abs(limit), rule.bound.kind === "relative" ? Math.abs(baseline) : 0);
	const difference = value - limit;
	const rounding = isSingle ? Math.max(ulp(scale), singleUlp(scale)) : ulp(scale);
	if (Math.abs(difference) <= 4 * rounding) return {
		limit,
		excess: 0
	};
	const excess = rule.direction === "lower" ? difference : -difference;
	return {
		limit,
		excess: Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, excess))
	};
}
/** The same to the next larger single; 0 beyond the largest one, which no value was then. */
function singleUlp(size) {
	const view = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(4));
	view.setFloat32(0, size);
	const here = view.getFloat32(0);
	view.setUint32(0, view.getUint32(0) + 1);
	const next = view.getFloat32(0);
	return Number.isFinite(next) ? next - here : 0;
}
/** The distance from a number (0 or more, finite) to the next larger double. */
function ulp(size) {
	DOUBLE[0] = size;
	BITS[0] = (BITS[0] ?? 0n) + 1n;
	const next = DOUBLE[0];
	return Number.isFinite(next) ? next - size : 2 ** 971;
}
/** One number and its bits; made once, for ten thousand metrics ask. */
const DOUBLE = /* @__PURE__ */ new Float64Array(1);
const BITS = new BigUint64Array(DOUBLE.buffer);
// shared/domain/rules/share-scale.ts
/** Sums of singles may leave a share a little above 1. */
const ABOVE_ONE = 1 + 1e-6;
/** Whether a value can be no share although its name says so; most likely it is in percent. */
function isAboveShare({ metric, direction }, value) {
	return direction === "higher" && value > ABOVE_ONE && isShareMetric(metric);
}
/**
* Why a share and its rule do not speak of the same: one of them is in percent. 91.2 is at least 90 % of everything, and
* 0.912 never reaches 90, so neither says anything about the model.
*/
function scaleProblem(rule, { value }) {
	const { bound, direction, metric } = rule;
	const subject = subjectOf$2(rule);
	if (bound.kind === "absolute" && direction === "higher" && isShareMetric(metric)) {
		if (bound.limit >= 10 && value <= 1) {
			const limit = JSON.stringify(withLimit(rule, scaled$1(bound.limit, .01)));
			return mixed(`${subject} ${value} is a share, and the limit is ${bound.limit}: write ${limit}`);
		}
		if (!isAboveShare(rule, value) || bound.limit > 1) return void 0;
		const limit = scaled$1(bound.limit, 100);
		const way = limit >= 10 ? `write ${JSON.stringify(withLimit(rule, limit))}` : `name the metric ${metric}_percent`;
		return mixed(`${subject} is ${value}, and ${bound.limit} of a share is asked for: ${way}, or let the file say ${scaled$1(value, .01)}`);
	}
	if (bound.kind !== "relative" || bound.shift.unit !== "points") return void 0;
	if (!isAboveShare(rule, value)) return void 0;
	return mixed(`${subject} is ${value}, and ${`${printShift(bound.shift)} of a share is ${scaled$1(bound.shift.amount, .01)}`}: let the file say ${scaled$1(value, .01)}, or name the metric ${metric}_percent and write the distance in its own unit`);
}
function mixed(reason) {
	return broken$1("share-or-percent", reason);
}
function withLimit(rule, limit) {
	return printRule({
		...rule,
		bound: {
			kind: "absolute",
			limit
		}
	});
}
/** Without the last digits of a multiplication: 93.1 is 0.931, not 0.9309999999999999. */
function scaled$1(value, factor) {
	return Number((value * factor).toPrecision(15));
}
// shared/domain/rules/judgement.ts
/** Judges a rule on one value and one side. What is missing or broken is an error, never a pass. */
function judgeComparison(rule, sides, { isBand = false } = {}) {
	const judged = frameOf(rule);
	const own = ownValue(rule, sides.candidate, sides.baseline);
	if (!("value" in own)) return Object.assign(judged, own);
	Object.assign(judged, placeOf$4(own));
	const conflict = isBand ? void 0 : directionConflict(rule, own) ?? scaleProblem(rule, own);
	return Object.assign(judged, conflict ?? findingOf$5(rule, own, sides));
}
/** What a result says of its rule, whatever came of it. */
function frameOf(rule) {
	const { bound } = rule;
	const isAbsolute = bound.kind === "absolute" || bound.kind === "between" || bound.kind === "floor";
	const frame = {
		rule: rule.text,
		metric: subjectOf$2(rule),
		blocking: !rule.reportOnly,
		kind: isAbsolute ? "absolute" : "relative"
	};
	if (bound.kind !== "between" && bound.kind !== "within") frame.direction = rule.direction;
	const form = formOf(rule);
	if (form) frame.form = form;
	const tolerance = bound.kind === "relative" ? printShift(bound.shift) : "";
	if (tolerance !== "") frame.tolerance = tolerance;
	return frame;
}
function formOf({ bound, groups, runs, slice }) {
	if (groups) return "fairness";
	if (bound.kind === "between" || bound.kind === "within") return "band";
	if (bound.kind === "budget") return "budget";
	if (bound.kind === "floor") return "floor";
	if (runs) return "runs";
	return slice?.pick === "worst" ? "worst-slice" : void 0;
}
function findingOf$5(rule, own, sides) {
	if (rule.bound.kind !== "relative") return tooFew(rule, own) ?? compare(rule, own);
	const other = otherOf(rule.bound, sides, subjectOf$2(rule));
	if (!("metrics" in other)) return other;
	const whose = refersTo(rule.bound);
	const before = otherValue(rule, other.metrics, whose);
	if (!("value" in before)) return before;
	const baseline = before.value;
	const few = tooFew(rule, own) ?? (rule.slice && tooFew(rule, before, `${whose}'s `));
	if (few) return {
		baseline,
		...few
	};
	const noise = askNoise(other.noise, rule, { alpha: sides.alpha });
	if (noise && "problem" in noise) return {
		baseline,
		...notComparable(rule, noise)
	};
	return Object.assign(noise ? {
		baseline,
		noise
	} : { baseline }, compare(rule, own, {
		before,
		noise,
		alpha: sides.alpha
	}));
}
function notComparable(rule, { problem, reasonCode }) {
	const reason = `${subjectOf$2(rule)} cannot be compared: ${problem}`;
	return broken$1(reasonCode ?? "different-examples", reason);
}
/** The value, where it stands, and how many examples it comes from. */
function placeOf$4({ metric, value }) {
	const { source, line, n } = metric;
	const place = {
		candidate: value,
		source
	};
	if (line !== void 0) place.line = line;
	if (n !== void 0) place.n = n;
	return place;
}
/** Holds a value against its limit. */
function compare(rule, own, against) {
	const { value: candidate } = own;
	const baseline = against?.before.value;
	const { bound } = rule;
	if (bound.kind === "relative" && bound.shift.unit === "percent" && baseline === 0) return broken$1("zero-baseline", `${refersTo(bound)}'s ${subjectOf$2(rule)} is 0, of which a percentage has no meaning; write the tolerance in the metric's own unit, such as "baseline ${bound.shift.amount < 0 ? "-" : "+"} 0.1", or an absolute limit`);
	const { limit, excess } = measure$1(rule, candidate, baseline ?? 0, { isSingle: own.metric.dtype === "f32" || against?.before.metric.dtype === "f32" });
	if (!Number.isFinite(limit)) return broken$1("limit-not-finite", `the limit for ${subjectOf$2(rule)} is too large a number`);
	const verdict = verdictOn$3(rule, excess, against);
	const noise = against?.noise;
	const reason = explain$2({
		rule,
		candidate,
		baseline,
		limit,
		excess,
		noise,
		isKept: verdict === "pass",
		examples: rule.slice || rule.examples !== void 0 ? own.metric.n : void 0
	});
	return {
		verdict,
		reasonCode: codeOf$2(verdict, rule, noise),
		reason,
		limit
	};
}
function verdictOn$3({ strict }, excess, against) {
	const noise = against?.noise;
	if (!against || !noise) return judgeHarm({
		low: excess,
		high: excess
	}, 0, strict);
	const { harm, independent, p } = noise;
	if (!harm || independent < fewestFor(noise)) return "inconclusive";
	const verdict = judgeHarm(harm, 0, strict);
	return verdict === "fail" && p !== void 0 && p > against.alpha ? "inconclusive" : verdict;
}
function codeOf$2(verdict, rule, noise) {
	if (verdict === "pass") return "within-limits";
	if (verdict !== "inconclusive") return failure$1(rule);
	return noise && noise.independent < fewestFor(noise) ? "too-few-rows" : "within-noise";
}
function failure$1({ bound, direction, strict }) {
	if (bound.kind !== "relative") return direction === "lower" ? "over-limit" : "under-limit";
	const allowed = direction === "lower" ? bound.shift.amount : -bound.shift.amount;
	return allowed < 0 || allowed === 0 && strict ? "not-better-than-baseline" : "worse-than-baseline";
}
// shared/domain/rules/band-judgement.ts
/** A band is two rules, one for each side; the worse one speaks for it. */
function judgeBand(rule, sides) {
	const [low, high] = sidesOf$1(rule).map((side) => judgeComparison(side, sides, { isBand: true }));
	const [first, second] = [low, high].filter((one) => one !== void 0);
	if (!first || !second) throw new RangeError("a band has two sides");
	const worse = SEVERITY.indexOf(second.verdict) < SEVERITY.indexOf(first.verdict) ? second : first;
	const { direction: _, tolerance: _tolerance, limit, ...judged } = worse;
	const frame = {
		...judged,
		...frameOf(rule),
		allowed: allowedBy$1(rule)
	};
	if (worse.verdict === "error" || worse.verdict === "no-baseline" || worse.candidate === void 0) return frame;
	const p = pOf(first, second);
	const noise = worse.noise && {
		...worse.noise,
		...p === void 0 ? {} : { p }
	};
	const isOut = worse.verdict === "fail";
	const isBounded = worse.reasonCode !== "small-slice";
	return {
		...frame,
		...noise ? { noise } : {},
		...isOut ? {
			reasonCode: "outside-band",
			...limit === void 0 ? {} : { limit }
		} : {},
		...isBounded ? { reason: explainBand(rule, worse) } : {}
	};
}
/** Only one of two sides can be left, so chance has two ways. */
function pOf(...judged) {
	const p = judged.map(({ noise }) => noise?.p);
	const known = p.filter((one) => one !== void 0);
	return known.length < p.length ? void 0 : Math.min(1, 2 * Math.min(...known));
}
/** The lower side, then the upper one. */
function sidesOf$1(rule) {
	const { bound } = rule;
	const side = (direction, one) => ({
		...rule,
		direction,
		bound: one
	});
	if (bound.kind === "between") return [side("higher", {
		kind: "absolute",
		limit: bound.low
	}), side("lower", {
		kind: "absolute",
		limit: bound.high
	})];
	if (bound.kind !== "within") throw new RangeError(`"${rule.text}" is no band`);
	const { tolerance, champion } = bound;
	const shifted = (sign) => ({
		kind: "relative",
		shift: {
			...tolerance,
			amount: sign * tolerance.amount
		},
		...champion ? { champion } : {}
	});
	return [side("higher", shifted(-1)), side("lower", shifted(1))];
}
function allowedBy$1({ bound }) {
	if (bound.kind === "between") return `${bound.low} … ${bound.high}`;
	return bound.kind === "within" ? `± ${printAmount(bound.tolerance)}` : "";
}
// shared/domain/fairness/fairness.ts
/** Counts by group, in the order in which groups occur; an example without a group belongs to none. */
function countGroups(scores, groupOf, { positive }) {
	const groups = /* @__PURE__ */ new Map();
	scores.forEach(({ target, prediction }, row) => {
		const group = groupOf(row);
		if (group === "") return;
		const counts = groups.get(group) ?? {
			group,
			examples: 0,
			selected: 0,
			positives: 0,
			truePositives: 0,
			negatives: 0,
			falsePositives: 0
		};
		groups.set(group, counts);
		const isSelected = prediction === positive;
		counts.examples += 1;
		counts.selected += Number(isSelected);
		if (target === positive) {
			counts.positives += 1;
			counts.truePositives += Number(isSelected);
		} else {
			counts.negatives += 1;
			counts.falsePositives += Number(isSelected);
		}
	});
	return [...groups.values()];
}
const SHARES$1 = {
	selection_rate: ({ selected, examples }) => [selected, examples],
	true_positive_rate: ({ truePositives, positives }) => [truePositives, positives],
	false_positive_rate: ({ falsePositives, negatives }) => [falsePositives, negatives]
};
function sharesOf(rate, groups) {
	return groups.map((counts) => {
		const [count, of] = SHARES$1[rate](counts);
		return {
			group: counts.group,
			count,
			of
		};
	});
}
/** The rates of groups as metrics of slices, from which rules on fairness are judged; a rate of no example is none. */
function groupMetrics(dimension, groups, source) {
	return GROUP_RATES.flatMap((rate) => sharesOf(rate, groups).filter(({ of }) => of > 0).map(({ group, count, of }) => ({
		key: [rate],
		value: count / of,
		source,
		n: of,
		slice: { [dimension]: group }
	})));
}
/**
* A measure from the rates of groups, one list for each rate that it is made of. With no group that is ever chosen a ratio
* is not defined.
*/
function fairnessOf(measure, rates) {
	const each = rates.map((values) => {
		const [least, most] = [Math.min(...values), Math.max(...values)];
		return FAIRNESS_MEASURES[measure].how === "difference" ? most - least : least / most;
	});
	if (FAIRNESS_MEASURES[measure].how === "difference") return Math.max(...each);
	const known = each.filter((one) => !Number.isNaN(one));
	return known.length === 0 ? NaN : Math.min(...known);
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
// shared/domain/statistics/wilson.ts
/** The interval of a proportion (Wilson 1927): to show, not to compare. Throws a RangeError for what is no share. */
function wilsonInterval({ count, of }, alpha = .05) {
	if (!(of > 0 && count >= 0 && count <= of)) throw new RangeError(`${count} of ${of} is no share`);
	const square = normalQuantile(1 - alpha / 2) ** 2;
	const share = count / of;
	const middle = share + square / (2 * of);
	const reach = Math.sqrt(square * (share * (1 - share) / of + square / (4 * of * of)));
	const whole = 1 + square / of;
	return {
		low: Math.max(0, (middle - reach) / whole),
		high: Math.min(1, (middle + reach) / whole)
	};
}
// shared/domain/fairness/interval.ts
/** How far apart shares lie, where any two of them differ most; each end is wrong with the chance alpha at most. */
function spreadInterval(rates, alpha) {
	const apart = eachPair(rates, alpha).map(({ low, high }) => ({
		low: Math.max(0, low, -high),
		high: Math.max(Math.abs(low), Math.abs(high))
	}));
	return {
		low: Math.max(...apart.map((one) => one.low)),
		high: Math.max(...apart.map((one) => one.high))
	};
}
/** What part the smaller share is of the larger one, where any two of them differ most. */
function ratioInterval(rates, alpha) {
	const count = pairsOf(rates).length;
	const parts = pairsOf(rates).map(([a, b]) => {
		const { low, high } = quotientInterval(a, b, alpha / count);
		return {
			low: Math.min(low, 1 / high),
			high: high < 1 ? high : low > 1 ? 1 / low : 1
		};
	});
	return {
		low: Math.min(...parts.map((one) => one.low)),
		high: Math.min(...parts.map((one) => one.high))
	};
}
/** One share as a part of another: each end lies where both shares are as far apart as they may be. */
function quotientInterval(share, whole, alpha) {
	const [a, b] = [share, whole].map((one) => wilson(one, alpha));
	if (!a || !b) throw new RangeError("a quotient has two shares");
	return {
		low: a.low / b.high,
		high: b.low > 0 ? a.high / b.low : Number.POSITIVE_INFINITY
	};
}
/** Newcombe's hybrid score interval of each difference (1998), all of which hold together. */
function eachPair(rates, alpha) {
	const pairs = pairsOf(rates);
	return pairs.map(([a, b]) => {
		const [first, second] = [a, b].map((one) => wilson(one, 2 * alpha / pairs.length));
		if (!first || !second) throw new RangeError("a difference has two shares");
		const difference = a.value - b.value;
		return {
			low: difference - Math.hypot(a.value - first.low, second.high - b.value),
			high: difference + Math.hypot(first.high - a.value, b.value - second.low)
		};
	});
}
function pairsOf(rates) {
	return rates.flatMap((list) => list.flatMap((a, at) => list.slice(at + 1).map((b) => [a, b])));
}
function wilson({ value, n }, alpha) {
	return wilsonInterval({
		count: value * n,
		of: n
	}, Math.min(1, alpha));
}
// shared/domain/fairness/rates.ts
/** The rates of all groups that a measure is made of, one list for each rate. */
function readRates(measure, dimension, metrics) {
	const lists = [];
	for (const rate of FAIRNESS_MEASURES[measure].of) {
		const list = readRate(rate, dimension, metrics);
		if ("verdict" in list) return list;
		lists.push(list);
	}
	return lists;
}
/** The groups of which any rate is known. */
function groupsIn(dimension, metrics) {
	const slices = GROUP_RATES.flatMap((rate) => metrics.slices(rate));
	return [...new Set(slices.filter((one) => isOf(one, dimension)).map((one) => one[dimension] ?? ""))];
}
function readRate(rate, dimension, metrics) {
	const slices = metrics.slices(rate).filter((slice) => isOf(slice, dimension));
	if (slices.length === 0) return broken$1("missing-metric", `no metric is named ${rate}[${dimension}=*]; it comes from evaluate.slices, from gate.predictions with slice, or from a metrics file with slices`);
	const read = [];
	for (const slice of slices) {
		const group = slice[dimension] ?? "";
		const name = `${rate}[${dimension}=${group}]`;
		const found = metrics.find(rate, slice);
		if (found.found !== "one") return broken$1("ambiguous-metric", `${name} stands there more than once`);
		const value = valueAt(found.metric, "candidate", name);
		if (!("value" in value)) return value;
		if (value.value < 0 || value.value > 1) return broken$1("metric-not-a-number", `${name} is ${value.value}, which is no share from 0 to 1`);
		const { n, source } = found.metric;
		read.push({
			group,
			value: value.value,
			n,
			source
		});
	}
	return read;
}
function isOf(slice, dimension) {
	return Object.hasOwn(slice, dimension) && Object.keys(slice).length === 1;
}
// shared/domain/fairness/judgement.ts
/**
* How differently groups are treated. A difference between small groups is mostly chance: they are left out and said, and
* nothing passes on what is left. Where groups say their sizes, limits are held against what chance leaves open.
*/
function judgeFairness(rule, groups, sides) {
	const frame = {
		...frameOf(rule),
		metric: printSubject(rule)
	};
	if (!isFairnessMeasure(rule.metric)) return {
		...frame,
		...broken$1("missing-metric", `${rule.metric} is not measured between groups`)
	};
	const asked = {
		rule,
		measure: rule.metric,
		groups,
		alpha: sides.alpha
	};
	const gone = lostGroups(asked, sides);
	if (gone) return {
		...frame,
		...gone
	};
	const own = measured(asked, sides.candidate);
	if ("verdict" in own) return {
		...frame,
		...own
	};
	const judged = judgeValue(asked, own, sides);
	const { parts, small } = own;
	const sized = {
		...judged,
		...frame,
		parts
	};
	if (judged.verdict === "error" || judged.verdict === "no-baseline") return sized;
	const isFixed = rule.bound.kind === "absolute" || rule.bound.kind === "between";
	const found = own.intervals && isFixed ? worstOf(rule, own.intervals) : judged.verdict;
	const isCut = found === "pass" && small.length > 0;
	const words = `examples: ${parts.map(({ name, n }) => `${name} ${n ?? "unknown"}`).join(", ")}${small.length > 0 ? `; too few to tell: ${small.join(", ")}` : ""}`;
	const doubt = found === "inconclusive" ? "; chance leaves it open" : "";
	const reason = `${judged.reason}${doubt}; ${words}`;
	if (isCut) return {
		...sized,
		verdict: "inconclusive",
		reasonCode: "small-slice",
		reason
	};
	if (found === judged.verdict) return {
		...sized,
		reason
	};
	return {
		...sized,
		verdict: found,
		reason,
		reasonCode: codeOf$1(rule, found)
	};
}
/** The measure is judged as any metric of its name. */
function judgeValue({ rule, measure, groups, alpha }, own, sides) {
	const { groups: _, examples: _examples, ...plain } = rule;
	const named = ({ value, source }) => indexMetrics([{
		key: [rule.metric],
		value,
		source
	}]);
	const { bound } = rule;
	const other = otherOf(bound.kind === "relative" || bound.kind === "within" ? bound : {}, sides, printSubject(rule));
	const before = "metrics" in other ? measured({
		rule,
		measure,
		groups,
		alpha
	}, other.metrics) : other;
	const { champion: _champion, ...rest } = {
		champion: void 0,
		...bound
	};
	const known = "verdict" in before ? void 0 : named(before);
	const isLacking = "verdict" in before && before.reasonCode !== "no-baseline";
	const baseline = known ?? (isLacking ? indexMetrics([]) : void 0);
	const asked = {
		...plain,
		bound: rest
	};
	const over = {
		...sides,
		candidate: named(own),
		baseline,
		noise: void 0
	};
	return rule.bound.kind === "between" || rule.bound.kind === "within" ? judgeBand(asked, over) : judgeComparison(asked, over);
}
/** Groups that left: without the one that fares worst, all others are treated alike. Limits hold for them, too. */
function lostGroups({ rule, measure, groups }, sides) {
	const { bound } = rule;
	const reference = bound.kind === "relative" || bound.kind === "within" ? bound : {};
	const other = otherOf(reference, sides, printSubject(rule));
	if (!("metrics" in other)) return void 0;
	const own = readRates(measure, groups.dimension, sides.candidate);
	const before = readRates(measure, groups.dimension, other.metrics);
	if ("verdict" in own || "verdict" in before) return void 0;
	const gone = new Set(before.flatMap((list, at) => lackingIn(own[at] ?? [], list.map(groupOf))));
	if (gone.size === 0) return void 0;
	return broken$1("missing-metric", `${printSubject(rule)} has no group ${[...gone].join(", ")}, which ${refersTo(reference)} has`);
}
function groupOf({ group }) {
	return group;
}
function lackingIn(rates, groups) {
	const here = new Set(rates.map(groupOf));
	return groups.filter((group) => !here.has(group));
}
function measured({ rule, measure, groups, alpha }, metrics) {
	const lists = readRates(measure, groups.dimension, metrics);
	if ("verdict" in lists) return lists;
	const fewest = fewestExamples(rule);
	const isSmall = ({ n }) => fewest > 0 && (n === void 0 || n < fewest);
	const known = fewest > 0 ? groupsIn(groups.dimension, metrics) : [];
	const small = /* @__PURE__ */ new Set([...lists.flat().filter(isSmall).map(groupOf), ...lists.flatMap((list) => lackingIn(list, known))]);
	const large = lists.map((list) => list.filter(({ group }) => !small.has(group)));
	const [first = []] = lists;
	const parts = first.map(({ group, value, n }) => ({
		name: group,
		value,
		...n === void 0 ? {} : { n }
	}));
	const subject = printSubject(rule);
	const left = large[0]?.length ?? 0;
	if (left < 2) return {
		verdict: "inconclusive",
		reasonCode: "small-slice",
		reason: `${subject} compares groups, and ${left} of ${first.length} ${left === 1 ? "comes" : "come"} from ${fewest} examples or more`,
		parts
	};
	const figure = measure === "disparate_impact" ? impactOf(large[0] ?? [], rule, {
		groups,
		alpha
	}) : spreadOf(measure, large, alpha);
	if ("verdict" in figure) return figure;
	if (!Number.isFinite(figure.value)) return broken$1("metric-not-finite", `${subject} is not defined where a group is never chosen`);
	return {
		...figure,
		source: first[0]?.source ?? "",
		parts,
		small: [...small]
	};
}
function spreadOf(measure, lists, alpha) {
	const value = fairnessOf(measure, lists.map((list) => list.map((one) => one.value)));
	const sized = lists.map(sizedOf);
	if (!sized.every((list) => list !== void 0)) return {
		value,
		intervals: void 0
	};
	return {
		value,
		intervals: [(FAIRNESS_MEASURES[measure].how === "difference" ? spreadInterval : ratioInterval)(sized, alpha)]
	};
}
function sizedOf(rates) {
	const sized = rates.flatMap(({ value, n }) => n === void 0 ? [] : [{
		value,
		n
	}]);
	return sized.length < rates.length ? void 0 : sized;
}
/** Each group against the reference, which is the largest unless it is named; the group that the rule is hardest on counts. */
function impactOf(rates, rule, { groups, alpha }) {
	const reference = groups.reference === void 0 ? rates.reduce((most, one) => most && (most.n ?? 0) >= (one.n ?? 0) ? most : one, void 0) : rates.find(({ group }) => group === groups.reference);
	if (!reference) {
		const known = rates.map(({ group }) => group).join(", ");
		return broken$1("missing-metric", `no group of enough examples is ${groups.reference}; there is ${known}`);
	}
	if (groups.reference === void 0 && rates.some(({ n }) => n === void 0)) return broken$1("too-few-examples", `no group is known to be the largest; name the reference, as in "${`${rule.metric}[${groups.dimension}, reference=${reference.group}]`}"`);
	const others = rates.filter((one) => one !== reference);
	const value = others.map(({ value }) => value / reference.value).reduce((worst, one) => isWorse(rule, one, worst) ? one : worst);
	const sized = sizedOf([reference, ...others]);
	if (!sized) return {
		value,
		intervals: void 0
	};
	const [base, ...shares] = sized;
	return {
		value,
		intervals: base && shares.map((one) => quotientInterval(one, base, 2 * alpha / shares.length))
	};
}
function isWorse({ bound, direction }, one, than) {
	if (bound.kind === "between" || bound.kind === "within") return Math.abs(Math.log(one)) > Math.abs(Math.log(than));
	return direction === "lower" ? one > than : one < than;
}
/** Shown for one group it is shown. */
function worstOf(rule, intervals) {
	const verdicts = intervals.map((one) => verdictOn$2(rule, one));
	if (verdicts.includes("fail")) return "fail";
	return verdicts.every((one) => one === "pass") ? "pass" : "inconclusive";
}
function verdictOn$2({ bound, direction, strict }, { low, high }) {
	const end = Math.min(high, Number.MAX_VALUE / 4);
	if (bound.kind === "between") return judgeHarm({
		low: Math.max(low - bound.high, bound.low - end),
		high: Math.max(end - bound.high, bound.low - low)
	}, 0, false);
	if (bound.kind !== "absolute") return "inconclusive";
	const { limit } = bound;
	return judgeHarm(direction === "lower" ? {
		low: low - limit,
		high: end - limit
	} : {
		low: limit - end,
		high: limit - low
	}, 0, strict);
}
function codeOf$1({ bound, direction }, verdict) {
	if (verdict === "pass") return "within-limits";
	if (verdict !== "fail") return "within-noise";
	if (bound.kind === "between") return "outside-band";
	return direction === "lower" ? "over-limit" : "under-limit";
}
// shared/domain/rules/budget-judgement.ts
/** What several metrics lose, added up. A gain of one pays for no loss of another. */
function judgeBudget(rule, bound, sides) {
	const names = [rule.metric, ...bound.others];
	const { tolerance: _, ...frame } = frameOf(rule);
	const allowed = `${rule.strict ? "< " : "≤ "}${printAmount(bound.allowed)} together`;
	const finding = findingOf$4(rule, bound, {
		sides,
		names
	});
	return {
		...frame,
		metric: names.join(" + "),
		allowed,
		...finding
	};
}
function findingOf$4(rule, { allowed }, { sides, names }) {
	const losses = [];
	for (const name of names) {
		const loss = lossOf({
			...rule,
			metric: name
		}, allowed.unit, {
			sides,
			share: names.length
		});
		if ("verdict" in loss) return loss;
		losses.push(loss);
	}
	const total = sum(losses.map(({ size }) => Math.max(0, size)));
	const slack = sum(losses.map(({ rounding }) => rounding));
	if (!(Number.isFinite(total) && Number.isFinite(slack))) return broken$1("limit-not-finite", "what the metrics lose is too large a number");
	const over = total - allowed.amount;
	const excess = Math.abs(over) <= slack ? 0 : over;
	const parts = losses.map(({ name, size, interval }) => ({
		name,
		value: size,
		...interval ? {
			low: interval.low,
			high: interval.high
		} : {}
	}));
	const verdict = verdictOn$1(rule, losses, {
		excess,
		allowed: allowed.amount
	});
	const unit = allowed.unit === "plain" ? "" : allowed.unit === "points" ? " pp" : " %";
	const each = losses.map(({ name, size }) => `${name} ${formatBeside(Math.max(0, size), 0, 2)}`);
	const sized = excess === 0 ? String(allowed.amount) : formatBeside(total, allowed.amount, 2);
	const reason = `${names.join(", ")} lose ${sized}${unit} together (${each.join(", ")}); allowed is ${rule.strict ? "less than " : ""}${printAmount(allowed)}${verdict === "inconclusive" ? ", and chance leaves open whether it is more" : ""}`;
	const reasonCode = {
		pass: "within-limits",
		fail: "over-budget",
		inconclusive: "within-noise"
	};
	if (verdict !== "pass" && verdict !== "fail" && verdict !== "inconclusive") return broken$1("limit-not-finite", "what the metrics lose is too large a number");
	return {
		verdict,
		reasonCode: reasonCode[verdict],
		reason,
		parts
	};
}
/** A rounding of a single in those of a double. */
const SINGLE = 2 ** 29;
function lossOf(rule, unit, { sides, share }) {
	const own = ownValue(rule, sides.candidate);
	if (!("value" in own)) return own;
	const problem = directionConflict(rule, own) ?? tooFew(rule, own);
	if (problem) return problem;
	const other = otherOf({}, sides, rule.metric);
	if (!("metrics" in other)) return other;
	const before = otherValue(rule, other.metrics, "the baseline");
	if (!("value" in before)) return before;
	if (unit === "percent" && before.value === 0) return broken$1("zero-baseline", `the baseline's ${rule.metric} is 0, of which a percentage has no meaning`);
	const scale = unit === "plain" ? 1 : unit === "points" ? 100 : 100 / Math.abs(before.value);
	const size = (rule.direction === "higher" ? before.value - own.value : own.value - before.value) * scale;
	const plain = {
		...rule,
		strict: false,
		bound: {
			kind: "relative",
			shift: {
				amount: 0,
				unit: "plain"
			}
		}
	};
	const noise = askNoise(other.noise, plain, { alpha: sides.alpha / share });
	if (noise && "problem" in noise) {
		const reason = `${rule.metric} cannot be compared: ${noise.problem}`;
		return broken$1(noise.reasonCode ?? "different-examples", reason);
	}
	const harm = noise?.harm;
	const isSingle = own.metric.dtype === "f32" || before.metric.dtype === "f32";
	const rounding = 4 * ulp(Math.max(Math.abs(own.value), Math.abs(before.value))) * (isSingle ? SINGLE : 1) * scale;
	const interval = harm && {
		low: harm.low * scale,
		high: harm.high * scale
	};
	return {
		name: rule.metric,
		size,
		rounding,
		interval,
		noise
	};
}
/** With chance measured for every metric the budget is held against what they lose at least and at most. */
function verdictOn$1({ strict }, losses, { excess, allowed }) {
	const noises = losses.map(({ noise }) => noise);
	if (!noises.every((noise) => noise !== void 0)) return judgeHarm({
		low: excess,
		high: excess
	}, 0, strict);
	const intervals = losses.flatMap(({ interval }) => interval ?? []);
	if (intervals.length < losses.length || noises.some((one) => one.independent < fewestFor(one))) return "inconclusive";
	const [low, high] = ["low", "high"].map((end) => sum(intervals.map((one) => Math.max(0, one[end]))));
	return judgeHarm({
		low: (low ?? 0) - allowed,
		high: (high ?? 0) - allowed
	}, 0, strict);
}
function sum(values) {
	return values.reduce((total, value) => total + value, 0);
}
// shared/domain/rules/rule.ts
/** Whether a rule compares with another model. */
function isComparing({ bound }) {
	return bound.kind === "relative" || bound.kind === "within" || bound.kind === "budget";
}
/** The metrics that a rule names. */
function metricsOf({ metric, bound }) {
	return bound.kind === "budget" ? [metric, ...bound.others] : [metric];
}
/** The rule as a caret line shows it: where, and what was expected. */
function describeRuleProblem({ text, index, message }) {
	const line = text.replace(/\s/g, " ");
	const before = [...text.slice(0, index)].length;
	return `${message} (character ${before + 1})\n  ${line}\n  ${" ".repeat(before)}^`;
}
// shared/domain/rules/expansion.ts
/** More would make a record that nobody reads. */
const MOST_MATCHES = 1e3;
/** A rule that means several values as one rule for each; or why it means none. */
function expandRule(rule, sides) {
	if (!rule.isPattern && !rule.slice) return [rule];
	const named = rule.isPattern ? byName(rule, sides) : [rule];
	if (!Array.isArray(named)) return named;
	const rules = [];
	for (const one of named) {
		const found = bySlice(one, sides);
		if ("verdict" in found) return found;
		rules.push(...found);
		if (rules.length > MOST_MATCHES) return broken$1("too-many-matches", `${printSubject(rule)} fits more than ${MOST_MATCHES} metrics; write a narrower rule`);
	}
	return rules;
}
/** What the baseline has and the candidate lacks is part of it, so that no metric leaves a rule by leaving the file. */
function byName(rule, sides) {
	const fits = fitsPattern(rule.metric);
	const names = /* @__PURE__ */ new Set();
	for (const metrics of sidesOf(rule, sides)) for (const name of namesIn(metrics, rule)) if (fits(name)) names.add(name);
	const { isPattern: _, ...plain } = rule;
	if (names.size > 0) return [...names].map((metric) => ({
		...plain,
		metric
	}));
	return broken$1("missing-metric", `no metric has a name like ${printSubject(rule)}`);
}
function namesIn(metrics, { slice }) {
	return slice ? metrics.slicedNames() : metrics.names();
}
function bySlice(rule, sides) {
	const { slice } = rule;
	if (!slice || slice.pick === "worst") return [rule];
	const listed = listedSlices(slice);
	if (listed) return byList(rule, listed, sides);
	const slices = slicesOf$1(rule, slice, sides);
	if (slices.length > 0) return slices.map((one) => ({
		...rule,
		slice: exactSlice(one)
	}));
	const hint = sliceHint({
		...rule,
		slice
	}, sides.candidate);
	return broken$1("missing-metric", `no slice is ${subjectOf$2(rule)}${hint}`);
}
function byList(rule, listed, sides) {
	const rules = [];
	for (const one of listed) {
		const slice = wholeSlice(rule, one, sides);
		if ("verdict" in slice) return slice;
		rules.push({
			...rule,
			slice: exactSlice(slice.slice)
		});
	}
	return rules;
}
/**
* Series of a metrics endpoint have more labels than people name: a slice that is there with further dimensions, and only
* once, is meant. Where it is there by itself on either side, nothing else is.
*/
function wholeSlice({ metric, bound }, slice, { candidate, baseline }) {
	const all = baseline ? [candidate, baseline] : [candidate];
	if (all.some((metrics) => metrics.find(metric, slice).found !== "none")) return { slice };
	const asked = isComparing({ bound }) ? all : [candidate];
	const within = new Map(asked.flatMap((metrics) => slicesWithin(slice, metrics.slices(metric))).map((one) => [sliceKey(one), one]));
	const [only, other] = within.values();
	if (!only || !other) return { slice: only ?? slice };
	const name = (one) => `${metric}${printSlice(exactSlice(one))}`;
	return broken$1("ambiguous-metric", `${name(slice)} is ambiguous: there is ${name(only)} and ${name(other)}${within.size > 2 ? ` and ${within.size - 2} more` : ""}; name the other labels, too, as in "${name(only)}"`);
}
/** The slices that a rule means, also those that only the baseline has: none leaves a rule by leaving the file. */
function slicesOf$1(rule, slice, sides) {
	return [...new Map(sidesOf(rule, sides).flatMap((metrics) => slicesFor(slice, metrics.slices(rule.metric))).map((one) => [sliceKey(one), one])).values()];
}
/** Where names and slices of a rule are looked for: limits, too, hold for what the baseline had. */
function sidesOf(rule, sides) {
	const { bound } = rule;
	const other = otherOf(isComparing(rule) && "champion" in bound ? bound : {}, sides, rule.metric);
	return "metrics" in other ? [sides.candidate, other.metrics] : [sides.candidate];
}
/** Whether metrics have what a rule names, so that it could be judged by them. */
function isAnswered(rule, metrics) {
	if (rule.optional) return true;
	if (rule.groups && isFairnessMeasure(rule.metric)) return ratesOf(rule.metric).every((rate) => metrics.slices(rate).length > 0);
	if (rule.isPattern) return namesIn(metrics, rule).some(fitsPattern(rule.metric));
	const { slice } = rule;
	if (slice) return hasSlices(slice, rule.metric, metrics);
	return metricsOf(rule).every((name) => metrics.find(name).found !== "none");
}
function hasSlices(slice, metric, metrics) {
	const known = metrics.slices(metric);
	const listed = listedSlices(slice);
	if (!listed) return slicesFor(slice, known).length > 0;
	return listed.every((one) => slicesWithin(one, known).length > 0);
}
function ratesOf(measure) {
	return FAIRNESS_MEASURES[measure].of;
}
// shared/domain/rules/floors.ts
/** A rule on the worst value that the reviewed file allows; it is judged as a limit. */
function judgeFloor(rule, sides, judge) {
	const subject = printSubject(rule);
	const limit = sides.floors.get(subject);
	if (limit !== void 0) return {
		...judge({
			...rule,
			bound: {
				kind: "absolute",
				limit
			}
		}, sides),
		form: "floor"
	};
	const own = rule.slice?.pick === "worst" ? void 0 : ownValue(rule, sides.candidate);
	if (own && !("value" in own)) return {
		...frameOf(rule),
		...own
	};
	const value = own ? own.value : 0;
	const reason = `${sides.floorsPath} has no floor for ${subject}; add, in a change that is reviewed:\n${floorLine(subject, value)}`;
	return {
		...frameOf(rule),
		...broken$1("missing-floor", reason)
	};
}
/** A line of the file of floors. */
function floorLine(subject, value) {
	return `${/^[A-Za-z_][A-Za-z0-9_./-]*$/.test(subject) ? subject : `'${subject.replaceAll("'", "''")}'`}: ${value}`;
}
// shared/domain/statistics/moments.ts
/**
* Count, mean and variance (divisor n − 1; 0 of a single value), in two passes.
* Throws a RangeError for fewer than `fewest` values and for NaN or infinite ones: a test of them would say nothing.
*/
function momentsOf(values, fewest = 2) {
	const count = values.length;
	if (count < fewest) throw new RangeError(`${count} values are fewer than ${fewest}`);
	const [origin = 0] = values;
	let sum = 0;
	for (let at = 0; at < count; at++) sum += (values[at] ?? 0) - origin;
	if (!Number.isFinite(sum)) throw new RangeError("a value is NaN or infinite, or they are too far apart");
	const mean = origin + sum / count;
	let squares = 0;
	for (let at = 0; at < count; at++) squares += ((values[at] ?? 0) - mean) ** 2;
	return {
		count,
		mean,
		variance: count > 1 ? squares / (count - 1) : 0
	};
}
// shared/domain/statistics/quantile.ts
/** The quantile of ascending values, linear between neighbours as NumPy's default; NaN of none. */
function quantileOf(sorted, p) {
	const at = p * (sorted.length - 1);
	const low = sorted[Math.floor(at)] ?? NaN;
	const high = sorted[Math.ceil(at)] ?? NaN;
	return low + (at - Math.floor(at)) * (high - low);
}
// shared/domain/statistics/distributions/continued-fraction.ts
/** More steps than any argument needs; one that needs more than this is not computed but refused. */
const MOST_STEPS$1 = 1e6;
const TINY = 1e-300;
/**
* b₀ + a₁/(b₁ + a₂/(b₂ + …)) by Lentz's method as Thompson and Barnett improved it (1986); `step(i)` gives aᵢ and bᵢ,
* from i = 0 with a₀ unused. NaN when it does not settle.
*/
function continuedFraction(step) {
	let value = step(0)[1] || TINY;
	let above = value;
	let below = 0;
	for (let i = 1; i < MOST_STEPS$1; i++) {
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
/** e^−m · m^x / Γ(x + 1) for real x > 0 and m > 0 (Loader's saddle point form). */
function poissonMass(x, m) {
	return Math.exp(-stirlingError(x) - deviance(x, m, x - m)) / Math.sqrt(2 * Math.PI * x);
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
// shared/domain/statistics/distributions/student.ts
const FAR = 1e100;
/** P(T ≤ t) for Student's t with `degrees` > 0 degrees of freedom, not necessarily whole; infinite ones are the normal law. */
function studentCdf(t, degrees) {
	if (degrees === Infinity) return normalCdf(t);
	if (!(degrees > 0) || Number.isNaN(t)) return NaN;
	const tail = outside(Math.abs(t), degrees).lower / 2;
	return t < 0 ? tail : 1 - tail;
}
/** P(T > t), with its own digits far out. */
function studentTail(t, degrees) {
	return studentCdf(-t, degrees);
}
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
// shared/domain/statistics/ratio.ts
/** The test and the interval that follow from an estimate over its error being Student's t. */
function testRatio({ estimate, error, degrees }, { side = "two-sided", margin = 0, alpha = .05 } = {}) {
	const distance = estimate - margin;
	const ratio = distance === 0 ? 0 : distance / error;
	const reach = error === 0 ? 0 : error * studentQuantile(1 - alpha / 2, degrees);
	const interval = {
		low: estimate - reach,
		high: estimate + reach
	};
	return {
		estimate,
		error,
		degrees,
		p: probability(ratio, degrees, side),
		interval
	};
}
function probability(ratio, degrees, side) {
	switch (side) {
		case "less": return studentCdf(ratio, degrees);
		case "greater": return studentTail(ratio, degrees);
		case "two-sided": return 2 * studentTail(Math.abs(ratio), degrees);
	}
}
/**
* One new run against earlier ones: mean ± t·s·√(1 + 1/n), for figures that scatter like the normal law. The estimate is
* the new run less the mean, its interval what the next runs' differences would lie in. Throws as `momentsOf`, for fewer
* than ten runs.
*/
function testAgainstHistory(history, run, options) {
	const { count, mean, variance } = momentsOf(history, 10);
	const error = Math.sqrt(variance * (1 + 1 / count));
	return testRatio({
		estimate: run - mean,
		error,
		degrees: count - 1
	}, options);
}
// shared/domain/statistics/paired/mean.ts
/** The paired t-test: `differences` holds one difference of scores for each independent row. Throws as `momentsOf`. */
function testPairedMean(differences, options) {
	const { count, mean, variance } = momentsOf(differences);
	return testRatio({
		estimate: mean,
		error: Math.sqrt(variance / count),
		degrees: count - 1
	}, options);
}
/**
* The same when rows of one cluster hang together: √(Σ_c (Σ_{i∈c} (dᵢ − d̄))²) / n (Liang and Zeger 1986; Miller 2024),
* with the factor C/(C − 1) and t with C − 1 degrees of freedom for few clusters. `clusters[i]` is the number of the
* cluster of row i, from 0. Throws as `momentsOf`, and a RangeError for fewer than two clusters.
*/
function testClusteredMean(differences, clusters, options) {
	const { count, mean } = momentsOf(differences);
	if (clusters.length !== count) throw new RangeError(`${count} rows have ${clusters.length} cluster numbers`);
	const sums = /* @__PURE__ */ new Map();
	for (const [row, cluster] of clusters.entries()) sums.set(cluster, (sums.get(cluster) ?? 0) + (differences[row] ?? 0) - mean);
	if (sums.size < 2) throw new RangeError("all rows are of one cluster");
	let squares = 0;
	for (const sum of sums.values()) squares += sum ** 2;
	return testRatio({
		estimate: mean,
		error: Math.sqrt(squares * sums.size / (sums.size - 1)) / count,
		degrees: sums.size - 1
	}, options);
}
// shared/domain/statistics/paired/sign-flip.ts
/** Rows up to which all 2ⁿ sign patterns are tried. */
const MOST_EXACT$1 = 20;
const DRAWS = 9999;
/**
* Fisher's test of paired differences: how many of the sign patterns that equality makes equally likely have a sum as
* far out. All patterns up to 20 rows, 9,999 random ones with the given seed beyond. Throws as `momentsOf`.
*/
function testSignFlip(differences, { side = "two-sided", seed }) {
	const { count, mean } = momentsOf(differences, 1);
	const sum = differences.reduce((total, one) => total + one, 0);
	const scale = differences.reduce((total, one) => total + Math.abs(one), 0);
	const least = (side === "two-sided" ? Math.abs(sum) : sum) - 1e-12 * scale;
	const isBeyond = {
		greater: (other) => other >= least,
		less: (other) => -other >= -sum - 1e-12 * scale,
		"two-sided": (other) => Math.abs(other) >= least
	}[side];
	if (count <= MOST_EXACT$1) return {
		estimate: mean,
		p: countPatterns(differences, isBeyond) / 2 ** count,
		method: "exact"
	};
	const fill = wordStream(seed);
	const words = new Uint32Array(Math.ceil(count / 32));
	let beyond = 0;
	for (let draw = 0; draw < DRAWS; draw++) {
		fill(words);
		let flipped = 0;
		for (let row = 0; row < count; row++) flipped += ((words[row >> 5] ?? 0) >>> (row & 31) & 1) * (differences[row] ?? 0);
		if (isBeyond(sum - 2 * flipped)) beyond++;
	}
	return {
		estimate: mean,
		p: (beyond + 1) / 1e4,
		method: "random"
	};
}
/** Each step of Gray's code flips one sign; the sum is taken anew now and then, so that rounding does not gather. */
function countPatterns(differences, isBeyond) {
	const signs = new Int8Array(differences.length).fill(1);
	let beyond = 0;
	let sum = 0;
	for (let pattern = 0; pattern < 2 ** differences.length; pattern++) {
		if (pattern > 0) {
			const row = 31 - Math.clz32(pattern & -pattern);
			signs[row] = -(signs[row] ?? 1);
			sum += 2 * (signs[row] ?? 1) * (differences[row] ?? 0);
		}
		if (pattern % 1024 === 0) sum = differences.reduce((total, one, row) => total + one * (signs[row] ?? 1), 0);
		if (isBeyond(sum)) beyond++;
	}
	return beyond;
}
// shared/domain/statistics/welch.ts
/** The mean of the first less that of the second, of independent samples such as seeds (Welch 1947). Throws as `momentsOf`. */
function testWelch(first, second, options) {
	const [x, y] = [momentsOf(first), momentsOf(second)];
	const [a, b] = [x.variance / x.count, y.variance / y.count];
	const degrees = (a + b) ** 2 / (a ** 2 / (x.count - 1) + b ** 2 / (y.count - 1));
	const known = a + b > 0 ? degrees : x.count + y.count - 2;
	return testRatio({
		estimate: x.mean - y.mean,
		error: Math.sqrt(a + b),
		degrees: known
	}, options);
}
/**
* Two figures that are known only with their standard errors. The errors are taken as independent, which on the same
* examples they are not: of low power, and to be called so. Throws a RangeError for what is no figure or no error.
*/
function testStated(first, second, options) {
	for (const { value, error } of [first, second]) if (!(Number.isFinite(value) && error >= 0 && error < Infinity)) throw new RangeError(`${value} ± ${error} is no figure with an error`);
	const error = Math.hypot(first.error, second.error);
	return testRatio({
		estimate: first.value - second.value,
		error,
		degrees: Infinity
	}, options);
}
// shared/domain/noise-tests/bounds.ts
/** Nobody has more rows, or so many times as many; such a number would be no advice. */
const MOST_NEEDED = 1e7;
const MOST_TIMES = 1e3;
/** The chance to see an effect, for which `detectable` and `needed` are said. */
const POWER = .8;
/** The chance that an end of an interval is wrong, unless another is asked for. */
const END$1 = .025;
/** What a test found, as the record has it; what nothing bounds is left out. */
function boundsOf({ harm, change, relative }, rows, { alpha = END$1 }) {
	return {
		...bounded("harm", harm.interval),
		...bounded("change", change),
		...relative ? bounded("relative", relative) : {},
		...alpha === .025 ? {} : { level: 1 - 2 * alpha },
		...Number.isFinite(harm.p) ? { p: Math.min(1, Math.max(0, harm.p)) } : {},
		...powerOf(harm, rows, alpha)
	};
}
function bounded(name, { low, high }) {
	if (!(Number.isFinite(low) && Number.isFinite(high))) return {};
	return { [name]: {
		low,
		high
	} };
}
/** Widths shrink with the root of the rows. */
function powerOf({ estimate, interval, degrees }, rows, alpha) {
	const { low, high } = interval;
	if (!(Number.isFinite(low) && Number.isFinite(high))) return {};
	const quantile = (p) => degrees === Infinity ? normalQuantile(p) : studentQuantile(p, degrees);
	const error = (high - low) / 2 / quantile(1 - alpha);
	const reach = (quantile(1 - alpha) + quantile(POWER)) * error;
	const isOpen = low <= 0 && high > 0;
	const needed = rows === void 0 ? NaN : Math.ceil(rows * (reach / estimate) ** 2);
	const most = Math.min(MOST_NEEDED, (rows ?? 0) * MOST_TIMES);
	return {
		detectable: reach,
		...isOpen && rows !== void 0 && needed > rows && needed < most ? { needed } : {}
	};
}
// shared/domain/noise-tests/evidence.ts
/** An interval that excludes 0 only where the test does, so that the two never contradict each other. */
function boundedBy({ low, high }, { above, below, alpha = END$1 }) {
	return {
		low: above > alpha ? Math.min(low, 0) : low,
		high: below > alpha ? Math.max(high, 0) : high
	};
}
// shared/domain/noise-tests/run-noise.ts
/** With fewer seeds sign patterns can never show anything at 2.5 %. */
const FEWEST_FLIPS = 6;
/** The noise of two means over seeds: Welch's, or pair by pair, where sign patterns have the last word. */
function noiseOfRuns(rule, { candidate, baseline, isPaired }, { alpha = END$1 } = {}) {
	if (isPaired && candidate.length !== baseline.length) return void 0;
	const count = Math.min(candidate.length, baseline.length);
	if (count < 2 || ![...candidate, ...baseline].every(Number.isFinite)) return void 0;
	const sign = rule.direction === "lower" ? 1 : -1;
	const before = momentsOf(baseline).mean;
	const offset = limitOf(rule, 0);
	const factor = before === 0 ? 1 : (limitOf(rule, before) - offset) / before;
	const own = Float64Array.from(candidate, (one) => sign * (one - offset));
	const theirs = Float64Array.from(baseline, (one) => sign * factor * one);
	const pairs = own.map((one, at) => one - (theirs[at] ?? 0));
	const test = isPaired ? testPairedMean(pairs, {
		side: "greater",
		alpha: 2 * alpha
	}) : testWelch(own, theirs, {
		side: "greater",
		alpha: 2 * alpha
	});
	const isFlipped = isPaired && count >= FEWEST_FLIPS;
	const harm = isFlipped ? flipped(pairs, test, alpha) : test;
	const change = isPaired ? testPairedMean(Float64Array.from(candidate, (one, at) => one - (baseline[at] ?? 0))) : testWelch(Float64Array.from(candidate), Float64Array.from(baseline));
	const method = isFlipped ? "sign-flips" : isPaired ? "paired-seeds" : "welch";
	return {
		...boundsOf({
			harm,
			change: change.interval,
			relative: scaled(change.interval, Math.abs(before))
		}, count, { alpha }),
		rows: count,
		method,
		independent: count
	};
}
/** Sign patterns need no law of the values; the interval is Student's, and never surer than they. */
function flipped(pairs, test, alpha) {
	const above = testSignFlip(pairs, {
		side: "greater",
		seed: 1
	}).p;
	const below = testSignFlip(pairs, {
		side: "less",
		seed: 1
	}).p;
	return {
		...test,
		p: above,
		interval: boundedBy(test.interval, {
			above,
			below,
			alpha
		})
	};
}
/**
* One new value against ten or more earlier ones of models that were meant to be alike: whether it lies where the next
* one would. Nothing for fewer. The rule's tolerance is from their mean on.
*/
function noiseOfHistory(rule, { candidate, history }, { alpha = END$1 } = {}) {
	if (history.length < 10 || ![candidate, ...history].every(Number.isFinite)) return;
	const sign = rule.direction === "lower" ? 1 : -1;
	const values = Float64Array.from(history);
	const { mean } = momentsOf(history);
	const test = (options) => testAgainstHistory(values, candidate, options);
	const allowed = sign * (limitOf(rule, mean) - mean);
	const shown = test({}).interval;
	const { low, high } = test({ alpha: 2 * alpha }).interval;
	const harm = sign > 0 ? {
		low: low - allowed,
		high: high - allowed
	} : {
		low: -high - allowed,
		high: -low - allowed
	};
	const found = test({
		side: sign > 0 ? "greater" : "less",
		margin: sign * allowed
	});
	return {
		...boundsOf({
			harm: {
				estimate: sign * (candidate - mean) - allowed,
				interval: harm,
				degrees: found.degrees,
				p: found.p
			},
			change: shown,
			relative: scaled(shown, Math.abs(mean))
		}, void 0, { alpha }),
		rows: history.length,
		method: "history",
		independent: history.length
	};
}
function scaled({ low, high }, size) {
	return size === 0 ? void 0 : {
		low: low / size,
		high: high / size
	};
}
// shared/domain/rules/runs.ts
/**
* The values of one metric from so many runs, each of which wrote a file of its own. Fewer files than runs are no answer,
* and more of them a choice.
*/
function ownRuns(rule, count, { candidate }) {
	const found = lookUp(rule, candidate);
	if (found.found === "none") return ownValue(rule, candidate);
	const own = valuesOf$1(found, rule, "candidate");
	if ("verdict" in own) return own;
	if (own.length !== count) return broken$1("wrong-run-count", `${subjectOf$2(rule)} was read from ${own.length} ${own.length === 1 ? "run" : "runs"}, and the rule is about ${count}`);
	for (const one of own) {
		const problem = directionConflict(rule, one) ?? scaleProblem(rule, one) ?? tooFew(rule, one);
		if (problem) return problem;
	}
	return own;
}
/** The runs of the model that a rule compares with, as many as it has; nothing of a rule that does not compare. */
function otherRuns(rule, sides) {
	if (rule.bound.kind !== "relative") return void 0;
	const other = otherOf(rule.bound, sides, subjectOf$2(rule));
	if (!("metrics" in other)) return other;
	const found = lookUp(rule, other.metrics);
	if (found.found === "none") return {
		verdict: "no-baseline",
		reasonCode: "metric-new",
		reason: `${refersTo(rule.bound)} has no ${subjectOf$2(rule)} yet, so there is nothing to compare it with`
	};
	const runs = valuesOf$1(found, rule, "other");
	return "verdict" in runs ? runs : {
		runs,
		metrics: other.metrics
	};
}
/** Of several runs their mean, so that neither a lucky nor an unlucky one is what counts. */
function meanOf$1(runs) {
	const [first] = runs;
	if (!first) throw new RangeError("a mean of no run");
	const value = runs.reduce((sum, run) => sum + run.value, 0) / runs.length;
	return {
		metric: first.metric,
		value
	};
}
/** One value of each file; two in one file are no runs. */
function valuesOf$1(found, rule, side) {
	const metrics = found.found === "one" ? [found.metric] : found.metrics;
	const values = [];
	const sources = /* @__PURE__ */ new Set();
	for (const metric of metrics) {
		const { source } = metric;
		if (sources.has(source)) return broken$1(side === "candidate" ? "ambiguous-metric" : "baseline-ambiguous", `${subjectOf$2(rule)} stands twice in ${source}`);
		sources.add(source);
		const value = valueAt(metric, side, subjectOf$2(rule));
		if (!("value" in value)) return {
			...value,
			source,
			...metric.line ? { line: metric.line } : {}
		};
		values.push(value);
	}
	return values;
}
// shared/domain/rules/mean-judgement.ts
/**
* A rule on the mean over several runs. Where the other model has several, too, how much runs of one model differ says how
* much the means differ by chance: pair by pair where both ran with the same seeds, else Welch's test.
*/
function judgeMean(rule, count, sides) {
	return {
		...frameOf(rule),
		...findingOf$3(rule, count, sides)
	};
}
function findingOf$3(rule, count, sides) {
	const own = ownRuns(rule, count, sides);
	if ("verdict" in own) return own;
	const mean = meanOf$1(own);
	const other = otherRuns(rule, sides);
	if (other && "verdict" in other) return {
		...placeOf$4(mean),
		...other
	};
	const before = other && meanOf$1(other.runs);
	const { alpha } = sides;
	const seeds = other && pairBySeed(own, other.runs, sides.candidate, other.metrics);
	const values = {
		candidate: seeds?.candidate ?? own.map(({ value }) => value),
		baseline: seeds?.baseline ?? other?.runs.map(({ value }) => value) ?? [],
		isPaired: seeds !== void 0
	};
	const noise = askNoise(other && (() => noiseOfRuns(rule, values, { alpha })), rule, { alpha });
	if (noise && "problem" in noise) return {
		...placeOf$4(mean),
		...notComparable(rule, noise)
	};
	const judged = compare(rule, mean, before && {
		before,
		noise,
		alpha
	});
	const shown = formatTogether(own.map(({ value }) => value)).join(", ");
	return {
		...placeOf$4(mean),
		...before ? { baseline: before.value } : {},
		...noise ? { noise } : {},
		...judged,
		...judged.verdict === "error" ? {} : { reason: `${judged.reason}; mean of ${count} runs (${shown})` },
		parts: own.map(({ metric, value }) => ({
			name: metric.source,
			value
		}))
	};
}
/** The values in the order of their seeds; nothing unless every run names one, and both sides the same. */
function pairBySeed(own, other, candidate, baseline) {
	const [ours, theirs] = [bySeed(own, candidate), bySeed(other, baseline)];
	if (!ours || !theirs || ours.size !== theirs.size) return void 0;
	const pairs = [...ours].map(([seed, value]) => [value, theirs.get(seed)]);
	if (pairs.some(([, before]) => before === void 0)) return void 0;
	return {
		candidate: pairs.map(([value]) => value),
		baseline: pairs.map(([, before]) => before ?? NaN)
	};
}
/** Each run's value by its seed; nothing where one has none, or two have the same. */
function bySeed(runs, metrics) {
	const named = seedsIn(metrics);
	const values = /* @__PURE__ */ new Map();
	for (const { metric, value } of runs) {
		const seed = named.get(metric.source) ?? seedInName(metric.source);
		if (seed === void 0 || values.has(seed)) return void 0;
		values.set(seed, value);
	}
	return values;
}
/** Where files have a metric that is called `seed`. */
function seedsIn(metrics) {
	const found = metrics.find("seed");
	const all = found.found === "several" ? found.metrics : found.found === "one" ? [found.metric] : [];
	return new Map(all.flatMap(({ source, value }) => Number.isInteger(value) ? [[source, Number(value)]] : []));
}
/** `runs/seed-3.json`, `out/seed=3/metrics.json`. A number alone is no seed: `run-3` is the third run. */
function seedInName(source) {
	const [, digits] = /(?:^|[^a-z])seed[-_=]?(\d{1,15})(?!\d)/i.exec(source) ?? [];
	return digits === void 0 ? void 0 : Number(digits);
}
// shared/domain/noise-tests/stated-noise.ts
/**
* The noise of two figures of which no more is known than the errors that their files state. They are taken as
* independent, which figures of the same examples are not: so only large changes are seen, and it is said.
*/
function noiseOfStated(rule, { candidate, baseline }, { alpha = END$1 } = {}) {
	const sign = rule.direction === "lower" ? 1 : -1;
	const limit = limitOf(rule, baseline.value);
	const factor = baseline.value === 0 ? 1 : (limit - limitOf(rule, 0)) / baseline.value;
	const harm = testRatio({
		estimate: sign * (candidate.value - limit),
		error: Math.hypot(candidate.error, factor * baseline.error),
		degrees: Infinity
	}, {
		side: "greater",
		alpha: 2 * alpha
	});
	const { estimate, interval } = testStated(candidate, baseline);
	const share = candidate.value / baseline.value;
	const relative = testRatio({
		estimate: estimate / Math.abs(baseline.value),
		error: Math.hypot(candidate.error, share * baseline.error) / Math.abs(baseline.value),
		degrees: Infinity
	});
	const n = Math.min(candidate.n ?? Infinity, baseline.n ?? Infinity);
	const rows = Number.isFinite(n) ? n : void 0;
	return {
		...boundsOf({
			harm,
			change: interval,
			relative: baseline.value === 0 ? void 0 : relative.interval
		}, rows, { alpha }),
		...rows === void 0 ? {} : { rows },
		method: "stated",
		independent: rows ?? 0
	};
}
// shared/domain/rules/runs-judgement.ts
/**
* A rule that must hold in some of several runs. Where all runs state their errors, each is judged by its own interval:
* what chance leaves open in one neither holds nor is broken.
*/
function judgeRuns(rule, runs, sides) {
	return {
		...frameOf(rule),
		...findingOf$2(rule, runs, sides)
	};
}
function findingOf$2(rule, runs, sides) {
	const own = ownRuns(rule, runs.of, sides);
	if ("verdict" in own) return own;
	const sign = rule.direction === "lower" ? 1 : -1;
	const ranked = [...own].sort((a, b) => sign * (a.value - b.value));
	const other = otherRuns(rule, sides);
	const [decisive] = ranked.slice(runs.least - 1);
	if (!decisive) throw new RangeError("a rank beyond the runs");
	if (other && "verdict" in other) return {
		...placeOf$4(decisive),
		...other
	};
	const share = (runs.of - runs.least + 1) / runs.of;
	const alpha = sides.alpha * share;
	const before = other && meanOf$1(other.runs);
	const stated = other && statedMean(other.runs);
	const errors = ranked.map((one) => statedMean([one]));
	const isStated = stated !== void 0 && errors.every((error) => error !== void 0);
	const all = ranked.map((one, at) => {
		const error = errors[at];
		const noise = askNoise(isStated && error ? () => noiseOfStated(rule, {
			candidate: error,
			baseline: stated
		}, { alpha }) : void 0, rule, { alpha });
		if (noise && "problem" in noise) return {
			one,
			noise: void 0,
			judged: notComparable(rule, noise)
		};
		return {
			one,
			noise,
			judged: compare(rule, one, before && {
				before,
				noise,
				alpha
			})
		};
	});
	const verdict = verdictOf(all, runs);
	const speaking = all.find((run) => run.one === decisive && run.judged.verdict === verdict) ?? all.find((run) => run.judged.verdict === verdict);
	if (!speaking) throw new RangeError("a verdict that no run has");
	const count = (wanted) => all.filter(({ judged }) => judged.verdict === wanted).length;
	const held = count("pass");
	const open = count("inconclusive");
	const values = formatTogether(ranked.map(({ value }) => value)).join(", ");
	const unsure = open === 0 ? "" : ` and may in ${open} more`;
	const holds = `${subjectOf$2(rule)} holds in ${held} of ${runs.of} runs${unsure} (${values}); ${runs.least} must hold`;
	const { judged, noise, one } = speaking;
	return {
		...placeOf$4(one),
		...before ? { baseline: before.value } : {},
		...noise ? { noise: {
			...noise,
			...familyOf$1(all, share)
		} } : {},
		...judged,
		...verdict === "error" ? {} : { reason: `${holds}: ${judged.reason}` },
		runs: {
			held,
			...runs
		}
	};
}
/** A mistake of the rule is one in every run. */
function verdictOf(all, { least, of }) {
	const verdicts = all.map(({ judged }) => judged.verdict);
	if (verdicts.includes("error")) return "error";
	if (verdicts.filter((one) => one === "pass").length >= least) return "pass";
	return verdicts.filter((one) => one === "fail").length > of - least ? "fail" : "inconclusive";
}
/** The mean of figures with the errors that their files state, taken as independent; nothing where one states none. */
function statedMean(runs) {
	let squares = 0;
	for (const { metric } of runs) {
		if (metric.stderr === void 0) return void 0;
		squares += metric.stderr ** 2;
	}
	const counts = runs.map(({ metric }) => metric.n);
	const known = counts.filter((n) => n !== void 0);
	const n = known.length < counts.length ? void 0 : Math.min(...known);
	return {
		value: meanOf$1(runs).value,
		error: Math.sqrt(squares) / runs.length,
		n
	};
}
/** Of tests that may hang together in any way: the p that so many reach, over the share that they are (Rüger 1978). */
function familyOf$1(all, share) {
	const reached = all.flatMap(({ noise }) => noise?.p ?? []).sort((a, b) => a - b)[Math.round(share * all.length) - 1];
	const isKnown = all.every(({ noise }) => noise && noise.independent >= fewestFor(noise));
	return reached === void 0 || !isKnown ? {} : { p: Math.min(1, reached / share) };
}
// shared/domain/stated-interval.ts
/** Where a value may lie by the error or the number of examples that its file states; nothing where it states neither. */
function intervalOfMean({ metric, value }, { alpha, isShare }) {
	const { stderr, n } = metric;
	if (stderr !== void 0) {
		const reach = normalQuantile(1 - alpha) * stderr;
		return {
			low: value - reach,
			high: value + reach
		};
	}
	if (!isShare || n === void 0 || value < 0 || value > 1) return void 0;
	return wilsonInterval({
		count: value * n,
		of: n
	}, Math.min(1, 2 * alpha));
}
// shared/domain/rules/worst-slice.ts
/**
* The worst of several slices. Where slices say how unsure they are, all of them together decide: by chance alone the worst
* of many looks worse than it is. Small slices are left out and said, and nothing passes on what is left.
*/
function judgeWorst(rule, slice, sides) {
	return {
		...frameOf(rule),
		...findingOf$1(rule, slice, sides)
	};
}
function findingOf$1(rule, slice, sides) {
	const slices = slicesOf$1(rule, slice, sides);
	if (slices.length === 0) {
		const hint = sliceHint({
			...rule,
			slice
		}, sides.candidate);
		return broken$1("missing-metric", `no slice is ${subjectOf$2(rule)}${hint}`);
	}
	const alpha = sides.alpha / slices.length;
	const all = slices.map((one) => partOf({
		...rule,
		slice: exactSlice(one)
	}, {
		...sides,
		alpha
	}));
	const [wrong] = all.filter(({ judged }) => judged.verdict === "error" || judged.verdict === "no-baseline");
	const parts = all.map(({ judged: { metric, candidate, n } }) => ({
		name: metric.slice(rule.metric.length),
		...candidate === void 0 ? {} : { value: candidate },
		...n === void 0 ? {} : { n }
	}));
	if (wrong) return {
		...wrong.judged,
		parts
	};
	const large = all.filter(({ judged }) => judged.reasonCode !== "small-slice");
	const small = all.length - large.length;
	const [worst] = [...large].sort((a, b) => b.excess - a.excess);
	if (!worst) return {
		verdict: "inconclusive",
		reasonCode: "small-slice",
		reason: `none of the ${all.length} slices of ${rule.metric} has enough examples`,
		parts
	};
	const found = verdictOn(rule, large, worst);
	const isPassed = found.verdict === "pass";
	const verdict = isPassed && small > 0 ? "inconclusive" : found.verdict;
	const left = small === 0 ? "" : `; ${small} more ${small === 1 ? "has" : "have"} too few examples`;
	const { judged } = worst;
	const code = {
		pass: "within-limits",
		inconclusive: small > 0 && isPassed ? "small-slice" : "within-noise"
	};
	const { rule: _, metric: _metric, ...shown } = judged;
	return {
		...shown,
		verdict,
		reasonCode: verdict === "fail" ? judgedCode(judged) : code[verdict === "pass" ? "pass" : "inconclusive"],
		reason: `the worst of ${large.length} slices${left}: ${judged.reason}${found.words}`,
		parts
	};
}
function judgedCode({ reasonCode, direction }) {
	if (reasonCode !== "within-limits" && reasonCode !== "within-noise") return reasonCode;
	return direction === "lower" ? "over-limit" : "under-limit";
}
function partOf(rule, sides) {
	const judged = judgeComparison(rule, sides);
	const { candidate, limit } = judged;
	const excess = candidate === void 0 || limit === void 0 ? 0 : rule.direction === "lower" ? candidate - limit : limit - candidate;
	if (judged.reasonCode === "too-few-rows") return {
		judged,
		excess,
		harm: void 0
	};
	if (judged.noise) return {
		judged,
		excess,
		harm: judged.noise.harm
	};
	return {
		judged,
		excess,
		harm: limit === void 0 ? void 0 : harmOf(rule, limit, sides)
	};
}
/** From what the file says about the value; of a comparison that would be half of it. */
function harmOf(rule, limit, sides) {
	const own = ownValue(rule, sides.candidate);
	if (rule.bound.kind !== "absolute" || !("value" in own)) return void 0;
	const interval = intervalOfMean(own, {
		alpha: sides.alpha,
		isShare: isShareMetric(rule.metric)
	});
	if (!interval) return void 0;
	return rule.direction === "lower" ? {
		low: interval.low - limit,
		high: interval.high - limit
	} : {
		low: limit - interval.high,
		high: limit - interval.low
	};
}
function verdictOn({ strict }, parts, worst) {
	const harms = parts.flatMap(({ harm }) => harm ?? []);
	if (harms.length < parts.length) {
		const verdict = parts.map(({ judged }) => judged.verdict).sort((a, b) => SEVERITY.indexOf(a) - SEVERITY.indexOf(b))[0];
		const words = parts.length > 1 ? "; noise unknown, and the worst of several looks worse than it is" : "";
		return {
			verdict: verdict ?? worst.judged.verdict,
			words
		};
	}
	const verdict = judgeHarm({
		low: Math.max(...harms.map((one) => one.low)),
		high: Math.max(...harms.map((one) => one.high))
	}, 0, strict);
	return {
		verdict,
		words: {
			pass: "; so are all slices, chance allowed for",
			fail: "; more than chance explains",
			inconclusive: "; chance leaves it open"
		}[verdict] ?? ""
	};
}
// shared/domain/rules/verdicts.ts
/** A rule's results: one, or one for each metric and slice that it means. */
function judgeRule(rule, sides) {
	const rules = expandRule(rule, sides);
	const odd = directionWarning(rule);
	if ("verdict" in rules) return [withWarning(rule, {
		...frameOf(rule),
		metric: printSubject(rule),
		...rules
	}, odd)];
	return rules.map((one) => withWarning(rule, judgeOne(one, sides), odd));
}
function withWarning(rule, judged, odd) {
	const warning = odd ?? percentWarning(rule, judged);
	const spared = spare(rule, judged);
	return warning === void 0 ? spared : {
		...spared,
		warning
	};
}
/** What is odd about a share above 1, where both sides of a comparison may have percent. */
function percentWarning(rule, { candidate, verdict }) {
	const { metric, bound } = rule;
	if (bound.kind !== "relative" || candidate === void 0 || verdict === "error") return void 0;
	if (!isAboveShare(rule, candidate)) return void 0;
	return `${metric} is ${candidate}, and a share is at most 1; where the file has percent, let it write the share, or name the metric ${metric}_percent`;
}
/** Judges a rule for a model that did not change: what compares it with itself has nothing to say against it. */
function judgeUnchanged(rule, sides) {
	const { candidate } = sides;
	const isItself = isComparing(rule) && !("champion" in rule.bound);
	const judged = judgeRule(rule, isItself ? {
		...sides,
		baseline: candidate
	} : sides);
	if (!isItself) return judged;
	return judged.map(({ limit: _, ...one }) => {
		if (one.candidate === void 0 && one.parts === void 0) return one;
		if (one.verdict === "error" && one.reasonCode !== "zero-baseline") return one;
		const reason = `${one.metric} is the baseline's, because the model is`;
		return {
			...one,
			verdict: "pass",
			reasonCode: "model-unchanged",
			reason
		};
	});
}
function judgeOne(rule, sides) {
	const { bound, groups, slice, runs, over } = rule;
	if (groups) return judgeFairness(rule, groups, sides);
	if (bound.kind === "floor") return judgeFloor(rule, sides, judgeOne);
	if (bound.kind === "budget") return judgeBudget(rule, bound, sides);
	if (bound.kind === "between" || bound.kind === "within") return judgeBand(rule, sides);
	if (runs) return judgeRuns(rule, runs, sides);
	if (over !== void 0) return judgeMean(rule, over, sides);
	if (slice?.pick === "worst") return judgeWorst(rule, slice, sides);
	return judgeComparison(rule, sides);
}
/** What may be absent and is decides nothing. */
function spare(rule, judged) {
	if (!rule.optional || judged.reasonCode !== "missing-metric") return judged;
	const reason = `${judged.reason}; it need not be there`;
	return {
		...judged,
		blocking: false,
		verdict: "inconclusive",
		reasonCode: "metric-absent",
		reason
	};
}
// shared/domain/judgement.ts
const DEFAULT_SETTINGS = {
	alpha: .05,
	correction: "holm",
	floors: /* @__PURE__ */ new Map(),
	floorsPath: FLOORS_FILE
};
/** The verdict on a candidate. Every rule is judged on its own, whatever became of the others. */
function judge(input) {
	const { candidate, baseline, champions } = input;
	const settings = {
		...DEFAULT_SETTINGS,
		...input.settings
	};
	const sides = {
		candidate: indexMetrics(candidate),
		baseline: baseline && indexMetrics(baseline),
		noise: input.noise,
		champions: (champions?.known ?? []).map((one) => ({
			...one,
			metrics: indexMetrics(one.metrics)
		})),
		unknownChampions: champions?.unknown ?? [],
		...settings
	};
	const judgeOne = input.isUnchanged ? judgeUnchanged : judgeRule;
	const judged = [];
	for (const rule of input.rules) judged.push(...judgeOne(rule, sides));
	const rules = correctFamily(judged, settings);
	const deciding = rules.filter((rule) => rule.blocking);
	const ground = groundless(input) ?? undecided(deciding);
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
/** Every rule that could decide is about a metric that need not be there. */
function undecided(deciding) {
	if (deciding.length > 0) return void 0;
	return {
		reasonCode: "no-rules",
		reason: "every rule that could decide is about a metric that is absent, so nothing can pass"
	};
}
function summary(rules) {
	const verdict = worstVerdict(rules.map((rule) => rule.verdict));
	const alikes = rules.filter((rule) => rule.verdict === verdict);
	const first = verdict === "inconclusive" ? nearestToFailing(alikes) : alikes[0];
	if (!first) throw new RangeError("a verdict needs a rule that decides");
	const { reasonCode, reason } = first;
	const others = rules.length - alikes.length;
	switch (verdict) {
		case "pass": return {
			verdict,
			reasonCode,
			reason: `${alikes.length === 1 ? reason : allPass(rules)}${unsure(rules)}`
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
			reason: `${reason}${alike(alikes.length - 1, verdict)}`
		};
	}
}
/** One rule may mean several metrics or slices. */
function allPass(rules) {
	const count = new Set(rules.map(({ rule }) => rule)).size;
	return count === 1 ? `the rule holds for all ${rules.length} that it means` : `all ${count} rules pass`;
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
/** What a step makes of a verdict, by the verdicts that its user says fail it; a person may have taken it upon themselves. */
function decisionFor(verdict, failOn, { isAccepted = false } = {}) {
	if (isAccepted || !failOn.includes(verdict)) return "accepted";
	return verdict === "error" ? "error" : "refused";
}
// shared/domain/policy.ts
/**
* What decides, and nothing else, in one form: neither spelling nor order of the rules makes another policy, nor does
* what is written and would be so without. Of floors those count that a rule asks for.
*/
function canonicalPolicy(rules, settings = {}) {
	const { alpha = DEFAULT_SETTINGS.alpha, correction = DEFAULT_SETTINGS.correction } = settings;
	const asked = new Set(rules.filter(({ bound }) => bound.kind === "floor").map(printSubject));
	const floors = [...settings.floors ?? []].filter(([metric]) => asked.has(metric));
	return canonicalJson({
		schema: "proofmark/policy/v1",
		rules: rules.map(printRule).sort(),
		...alpha === DEFAULT_SETTINGS.alpha ? {} : { alpha },
		...correction === DEFAULT_SETTINGS.correction ? {} : { correction },
		...floors.length === 0 ? {} : { floors: Object.fromEntries(floors) }
	});
}
/** What differs besides the rules, each for itself: `gate.alpha 0.05 → 0.2`. */
function settingChanges(before, after) {
	return ["alpha", "correction"].flatMap((name) => {
		const [from, to] = [before, after].map((side) => side[name] ?? DEFAULT_SETTINGS[name]);
		return from === to ? [] : [`gate.${name} ${from} → ${to}`];
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
// shared/domain/rules/clauses.ts
const CLAUSES = [
	"report-only",
	"if present",
	"at least 30 examples",
	"noise from history"
];
const MOST_RUNS = 1e3;
const MOST_EXAMPLES = 1e9;
/** `in at least 4 of 5 runs` or `over 5 runs`, which stands right after the bound. */
function parseRuns(read) {
	if (read.take(/over\b/y) !== void 0) return { over: parseOver(read) };
	if (read.take(/in\b/y) === void 0) return {};
	if (read.take(/at\s+least\b/y) === void 0) read.fail(`expected "at least 4 of 5 runs" after "in", found ${read.found()}`);
	const least = whole$1(read, MOST_RUNS);
	const leastIndex = read.last();
	if (read.take(/of\b/y) === void 0) read.fail(`expected "of", found ${read.found()}`);
	const of = whole$1(read, MOST_RUNS);
	if (read.take(/runs?\b/y) === void 0) read.fail(`expected "runs", found ${read.found()}`);
	if (least < 1 || least > of) read.fail(`${least} of ${of} runs is no such share; write 1 to ${of}`, leastIndex);
	return { runs: {
		least,
		of
	} };
}
function parseOver(read) {
	const over = whole$1(read, MOST_RUNS);
	const index = read.last();
	if (read.take(/runs\b/y) === void 0) read.fail(`expected "runs", found ${read.found()}`);
	if (over < 2) read.fail("a mean needs 2 runs or more", index);
	return over;
}
/** What stands after the condition, each part behind a comma. */
function parseClauses(read) {
	let clauses = { reportOnly: false };
	while (!read.isAtEnd()) {
		if (read.take(/,/y) === void 0) read.fail(`expected the end of the rule or ", report-only", found ${read.found()}`);
		if (/\d/.test(read.peek())) read.fail("numbers are written with a point and without commas");
		clauses = {
			...clauses,
			...parseClause(read, clauses)
		};
	}
	return clauses;
}
function parseClause(read, known) {
	const at = read.at();
	const once = (isThere) => {
		if (isThere) read.fail("this is said already", at);
	};
	if (read.take(/report-only\s*(?=,|$)/y) !== void 0) {
		once(known.reportOnly);
		return { reportOnly: true };
	}
	if (read.take(/if\s+present\s*(?=,|$)/y) !== void 0) {
		once(known.optional === true);
		return { optional: true };
	}
	if (read.take(/noise\s+from\s+history\s*(?=,|$)/y) !== void 0) {
		once(known.isNoiseFromHistory === true);
		return { isNoiseFromHistory: true };
	}
	if (read.take(/at\s+least\b/y) !== void 0) {
		once(known.examples !== void 0);
		const examples = whole$1(read, MOST_EXAMPLES);
		if (read.take(/examples?\b/y) === void 0) read.fail(`expected "examples" after the number, found ${read.found()}`);
		return { examples };
	}
	const words = read.take(/[^,]+/y)?.trim() ?? "";
	return read.fail(`expected "report-only", "if present", "noise from history" or "at least N examples" after the comma${didYouMean(words, CLAUSES)}`, at);
}
function whole$1(read, most) {
	const digits = read.take(/\d+(?![\d.])/y);
	if (digits === void 0) return read.fail(`expected a whole number, found ${read.found()}`);
	const value = Number(digits);
	if (value > most) read.fail(`at most ${most} can be asked for`, read.last());
	return value;
}
// shared/domain/rules/condition.ts
/** What is asked of which metrics, without the clauses behind it. */
function parseCondition(read) {
	const budget = read.take(/(?:drops|rises)\s+of\s(?!\s*(?:[<>=≤≥]|$))/y);
	if (budget !== void 0) return parseBudget(read, budget.startsWith("drops") ? "higher" : "lower");
	const subject = parseSubject(read);
	const measured = measuredBy(subject.metric, subject.isPattern ?? false);
	if (read.take(/between\b/y) !== void 0) return {
		...subject,
		...parseBetween(read, measured)
	};
	if (read.take(/within\b/y) !== void 0) return {
		...subject,
		...parseWithin(read, measured)
	};
	const { direction, strict } = operator(read);
	return {
		...subject,
		direction,
		strict,
		bound: parseBound(read, measured, direction)
	};
}
const BAND = {
	direction: "lower",
	strict: false
};
function parseBetween(read, measured) {
	const low = parseLimit(read, measured);
	const lowIndex = read.last();
	if (read.take(/and\b/y) === void 0) read.fail(`expected "and" and the upper limit, found ${read.found()}`);
	const high = parseLimit(read, measured);
	if (low >= high) read.fail(`the lower limit must be below the upper one, ${high}`, lowIndex);
	return {
		...BAND,
		bound: {
			kind: "between",
			low,
			high
		}
	};
}
function parseWithin(read, measured) {
	const tolerance = parseSize(read, measured);
	if (tolerance.amount === 0) read.fail("a band needs a width above 0", read.last());
	if (read.take(/of\b/y) === void 0) read.fail(`expected "of baseline" or "of champion", found ${read.found()}`);
	return {
		...BAND,
		bound: {
			kind: "within",
			tolerance,
			...parseReference(read)
		}
	};
}
const MOST_METRICS = 100;
function parseBudget(read, direction) {
	const names = [];
	do {
		const at = read.at();
		const { metric, isPattern } = parseName(read);
		if (isPattern) read.fail("a budget names each of its metrics", at);
		if (names.includes(metric)) read.fail(`${metric} is named already`, at);
		if (read.sees(/\[/y)) read.fail("a budget is about whole metrics, without slices");
		if (names.push(metric) > MOST_METRICS) read.fail(`a budget has at most ${MOST_METRICS} metrics`);
	} while (read.take(/,|and\b/y) !== void 0);
	const [metric = "", ...others] = names;
	if (others.length === 0) read.fail("a budget is shared by two metrics or more");
	const sign = read.take(/<=|≤|</y);
	if (sign === void 0) read.fail(`expected "<=" and what may be lost, found ${read.found()}`);
	const allowed = parseSize(read, budgetOf(names));
	if (read.take(/together\b/y) === void 0) read.fail(`expected "together" after the budget, found ${read.found()}`);
	return {
		metric,
		direction,
		strict: sign === "<",
		bound: {
			kind: "budget",
			allowed,
			others
		}
	};
}
/** One share among the metrics is enough to make a bare percentage unclear. */
function budgetOf(names) {
	return names.map((name) => measuredBy(name, false)).find(({ isShare }) => isShare === true) ?? {
		metric: names[0] ?? "",
		isShare: false
	};
}
/** A name with spaces, such as `macro avg.recall`, is the usual reason for words before the sign. */
function quoteHint({ text }) {
	const sign = text.search(/[<>=≤≥]/);
	const name = text.slice(0, Math.max(sign, 0)).trim();
	if (name === "" || /["[\]]/.test(name)) return "";
	return `; a name with such characters is quoted: ${JSON.stringify(name)}`;
}
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
	return read.fail(`expected <=, >=, < or > after the metric, found ${read.found()}${quoteHint(read)}`);
}
// shared/domain/rules/parser.ts
/** A longer rule is a mistake or an attack. */
const MAX_RULE = 1e3;
/** Reads a rule such as `rmse <= baseline + 2%`, by the grammar in docs/rules.md. */
function parseRule(source) {
	const text = source.trim();
	return readText(text, (read) => {
		if (text.length > MAX_RULE) read.fail(`a rule has at most ${MAX_RULE} characters`);
		const condition = parseCondition(read);
		const runsIndex = read.at();
		const runs = parseRuns(read);
		const clausesIndex = read.at();
		const rule = {
			text,
			...condition,
			...runs,
			...parseClauses(read)
		};
		if (rule.runs || rule.over) checkRuns(read, rule, runsIndex);
		if (rule.isNoiseFromHistory) checkHistory(read, rule, clausesIndex);
		return rule;
	});
}
/** Only of the baseline there are earlier runs, each with one value. */
function checkHistory(read, rule, index) {
	const { bound, groups, runs, over } = rule;
	const isOfChampion = "champion" in bound && bound.champion !== void 0;
	if (!isComparing(rule) || isOfChampion || groups || runs || over) read.fail("\"noise from history\" goes with one value that is compared with the baseline", index);
}
/** Runs are ranked by one value each. */
function checkRuns(read, { bound, groups, slice }, index) {
	if (!(bound.kind === "absolute" || bound.kind === "relative" || bound.kind === "floor") || groups || slice?.pick === "worst") read.fail("a rule on runs goes with <=, >=, < or > on one value", index);
}
// shared/domain/rules/object.ts
/** A rule in either form. */
function readRule(source) {
	return typeof source === "string" ? parseRule(source) : ruleFromObject(source);
}
/** The object form of a rule, as `proofmark.yml` may have it: it is put into words, and those are read. */
function ruleFromObject(object) {
	const parsed = parseRule([conditionOf(object) + runsOf(object), ...clausesOf(object)].join(", "));
	return "problem" in parsed ? parsed : { rule: {
		...parsed.rule,
		text: printRule(parsed.rule)
	} };
}
function conditionOf(object) {
	const { between, within } = object;
	for (const way of ["drops", "rises"]) {
		const names = object[`${way}-of`];
		if (!names) continue;
		const [operator, most] = boundOf(object);
		return `${way} of ${names.map(writeMetricName).join(", ")} ${operator} ${plain(most)} together`;
	}
	const subject = subjectOf$1(object);
	if (between) return `${subject} between ${between.map(plain).join(" and ")}`;
	if (within !== void 0) return `${subject} within ${plain(within)}`;
	const [operator, bound] = boundOf(object);
	return `${subject} ${operator} ${plain(bound)}`;
}
function subjectOf$1({ metric = "", matching, slice, groups, reference }) {
	const name = matching ?? writeMetricName(metric);
	if (groups !== void 0) {
		const than = reference === void 0 ? "" : `, reference=${writeWord(reference)}`;
		return `${name}[${writeWord(groups)}${than}]`;
	}
	if (slice === void 0) return name;
	if (typeof slice === "string") return `${name}[slice=${slice}]`;
	return `${name}${printSlice({
		pick: Object.values(slice).includes("worst") ? "worst" : "each",
		where: Object.entries(slice).map(([dimension, value]) => {
			if (Array.isArray(value)) return {
				dimension,
				values: value.map(String)
			};
			return value === "*" || value === "worst" ? { dimension } : {
				dimension,
				value: String(value)
			};
		})
	})}`;
}
const OPERATORS = {
	"at-most": "<=",
	"at-least": ">=",
	below: "<",
	above: ">"
};
function boundOf(object) {
	for (const [key, operator] of Object.entries(OPERATORS)) {
		const bound = object[key];
		if (bound !== void 0) return [operator, bound];
	}
	return ["<=", ""];
}
/** A bound alone: what else a rule may say has keys of its own. */
function plain(bound) {
	const text = String(bound).trim();
	return /,|\bin\b|\bover\b|\bonly\b/.test(text) ? JSON.stringify(text) : text;
}
function runsOf({ runs }) {
	if (typeof runs === "number") return ` over ${runs} runs`;
	return runs ? ` in at least ${runs["at-least"]} of ${runs.of} runs` : "";
}
function clausesOf(object) {
	return [
		...object.examples === void 0 ? [] : [`at least ${object.examples} examples`],
		...object["noise-from"] === void 0 ? [] : [`noise from ${object["noise-from"]}`],
		...object.required === false ? ["if present"] : [],
		...object["report-only"] ? ["report-only"] : []
	];
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
/** What a configuration says besides the rules of what decides. */
function settingsOf(config) {
	const { alpha, correction } = config?.gate ?? {};
	return {
		...alpha === void 0 ? {} : { alpha },
		...correction === void 0 ? {} : { correction }
	};
}
/** The deciding part of a configuration, with the floors it asks for, as canonical JSON, for its digest. */
function policyOf(config, floors) {
	return canonicalPolicy(rulesOf(config), {
		...settingsOf(config),
		floors
	});
}
/** The rules of the input `rules`; every one that cannot be read is told, with the character where. */
function rulesFromLines(lines) {
	const parsed = lines.map(parseRule);
	const problems = parsed.flatMap((one) => "problem" in one ? [one.problem] : []);
	if (problems.length > 0) throw new ActionError("invalid-rule", problems.map(describeRuleProblem).join("\n"), { hint: "docs/rules.md explains how a rule is written." });
	return parsed.flatMap((one) => "rule" in one ? [one.rule] : []);
}
// shared/features/configuration/expect-problems.ts
/** What is wrong with the expectations of all datasets, whatever else is wrong with the configuration. */
function expectProblems(config) {
	const data = treeAt(config, ["data"]);
	if (data?.kind !== "object") return [];
	const known = treeAt(config, ["from"]) === void 0 ? [...data.members.keys()] : void 0;
	return [...data.members.keys()].flatMap((name) => {
		const entries = treeAt(config, [
			"data",
			name,
			"expect"
		]);
		if (entries?.kind !== "list") return [];
		return entries.items.flatMap((item, index) => {
			const message = problemOf(item, known);
			const { line, column } = item;
			const place = `data.${name}.expect[${index}]`;
			return message === void 0 ? [] : [{
				line,
				column,
				message: `${place}: ${message}`
			}];
		});
	});
}
/** Nothing for what is no expectation at all: the schema has told that already. */
function problemOf(item, known) {
	const rule = ruleOf(item);
	if (rule === void 0) return void 0;
	const parsed = parseExpectation(rule);
	if ("problem" in parsed) return describeRuleProblem(parsed.problem);
	const { check, text } = parsed.rule;
	if (check.kind !== "key" || known === void 0 || known.includes(check.dataset)) return;
	const index = text.indexOf(check.dataset, text.search(/\sin\s/));
	const hint = didYouMean(check.dataset, known) || `; there is ${known.join(", ")}`;
	const message = `there is no dataset ${JSON.stringify(check.dataset)}${hint}`;
	return describeRuleProblem({
		text,
		index: Math.max(0, index),
		message
	});
}
function ruleOf(item) {
	if (item.kind === "text") return item.value;
	const object = expectRuleSchema.safeParse(plainOf(item));
	return object.success ? object.data.rule : void 0;
}
// shared/features/configuration/union-branch.ts
/**
* The branch of a union that the value is meant to be: one whose outer type fits. Of several mappings the one that knows
* most of its keys.
*/
function likelyBranch(issue) {
	const [first, second] = fitting(issue).map((branch) => ({
		branch,
		strange: strangeKeys(branch).length
	})).sort((a, b) => a.strange - b.strange);
	if (!first) return void 0;
	return second === void 0 || first.strange < second.strange ? first.branch : void 0;
}
/** Keys of a mapping that no branch knows; and keys of one that another does not know, where none knows them all. */
function keysNotKnown(issue) {
	const all = fitting(issue).map(strangeKeys);
	const [first = [], ...others] = all;
	return {
		strange: first.filter((key) => others.every((other) => other.includes(key))),
		mixed: all.every((keys) => keys.length > 0) ? [...new Set(all.flat())].sort() : []
	};
}
/** For each branch the keys that a mapping lacks to be meant by it: `rule`, and `sql and is`. */
function missingKeys(issue, has) {
	return fitting(issue).flatMap((branch) => {
		const keys = branch.flatMap(({ path: [key, ...inner] }) => typeof key === "string" && inner.length === 0 && !has(key) ? [key] : []);
		return keys.length === 0 ? [] : [keys.join(" and ")];
	});
}
/** What the branches expect of the value itself: types by their names, and single values. */
function expectedOf({ errors }) {
	const outside = errors.flat().filter(({ path }) => path.length === 0);
	return {
		types: outside.flatMap((one) => one.code === "invalid_type" ? [one.expected] : []),
		values: outside.flatMap((one) => one.code === "invalid_value" ? one.values.map(String) : [])
	};
}
function fitting(issue) {
	return issue.errors.filter((branch) => !branch.some(isWrongOutside));
}
function strangeKeys(branch) {
	return branch.flatMap((one) => one.code === "unrecognized_keys" ? one.keys : []);
}
function isWrongOutside({ code, path }) {
	return (code === "invalid_type" || code === "invalid_value") && path.length === 0;
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
			return unsettled$2(issue, path, tree);
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
/** A value that could be meant in several ways, or in none. */
function unsettled$2(issue, path, tree) {
	const { strange, mixed } = keysNotKnown(issue);
	if (strange.length === 0 && mixed.length > 1) return [claimAt(path, `has ${mixed.join(" and ")}, which do not go together`, tree)];
	if (strange.length > 0) return strange.map((key) => unknownKey(key, path, tree));
	const value = treeAt(tree, path);
	if (!value) return [missingAt(path, tree)];
	const ways = value.kind === "object" ? missingKeys(issue, (key) => value.members.has(key)) : [];
	if (ways.length > 0) return [claimAt(path, `must have ${ways.join(", or ")}`, tree)];
	const { types, values } = expectedOf(issue);
	return [valueProblem(`must be ${[.../* @__PURE__ */ new Set([...values, ...types.map(wordFor)])].join(" or ")}`, path, tree)];
}
function unknownKey(key, path, tree) {
	const where = path.length === 0 ? "" : ` in ${labelOf(path)}`;
	const known = knownKeys(configJsonSchema(), path);
	if (known.includes(key)) {
		const message = `${JSON.stringify(key)} in ${labelOf(path)} does not go with the other keys`;
		return {
			...keySpot(key, path, tree),
			message
		};
	}
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
	return missingAt(path, tree);
}
function missingAt(path, tree) {
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
const TOLD_PROBLEMS = 50;
/** Reads `proofmark.yml`. Everything that is wrong with it is told at once, each with its line and column. */
async function readConfig(bytes, path) {
	if (bytes.length > 262144) return refuse(path, [{
		line: 1,
		column: 1,
		message: `is larger than ${CONFIG_LIMIT / 1024} KiB; is it the right file?`
	}]);
	const decoded = decodeText(bytes);
	if ("problems" in decoded) return refuse(path, decoded.problems);
	const parsed = await parseYamlTree(decoded.text, MAX_VALUES);
	if ("problems" in parsed) return refuse(path, parsed.problems);
	const { tree } = parsed;
	const result = configSchema.safeParse(plainOf(tree));
	const problems = [
		...result.success ? [] : problemsOf(result.error.issues, tree),
		...ruleProblems(tree),
		...expectProblems(tree),
		...droppedNames(tree)
	];
	if (result.success && problems.length === 0) return result.data;
	return refuse(path, problems);
}
function refuse(path, problems) {
	const lines = problems.toSorted((a, b) => a.line - b.line || a.column - b.column).slice(0, TOLD_PROBLEMS).map((problem) => atSpot(path, problem));
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
const ABSENT = [
	"nothing-matched",
	"file-missing",
	"remote-data"
];
/** What was asked of files, or nothing where there are none. */
async function ifThere(asked) {
	try {
		return await asked;
	} catch (error) {
		if (ABSENT.includes(codeOf$3(error))) return void 0;
		throw error;
	}
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
// shared/platform/near-path.ts
/** Enough for a project; a search that only helps must not be felt. */
const MOST_FOLDERS = 200;
const MOST_ENTRIES = 2e4;
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
		const names = await entriesOf$2(here);
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
			if (++folders > MOST_FOLDERS || entries > MOST_ENTRIES) return void 0;
			const found = await entriesOf$2(folder);
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
async function entriesOf$2(folder) {
	return readdir(folder, { withFileTypes: true }).catch(() => []);
}
// shared/platform/user-file.ts
/** The whole of a file that the user named. One that is not there is told with what may have been meant. */
async function readUserFile(place, path, limitBytes) {
	try {
		return await readCapped(await userPath(place, path), limitBytes, path);
	} catch (error) {
		if (codeOf$3(error) !== "file-missing") throw error;
		const guess = await didYouMeanPath(place, path);
		throw new ActionError("file-missing", `there is no file ${pathText(path)}${guess}`);
	}
}
// shared/stages/load-config.ts
/** Reads `proofmark.yml`, and where it says `from:` what the pipeline of DVC says. */
async function loadConfig(bytes, path, readFile) {
	const config = await readConfig(bytes, path);
	if (config.from === void 0) return config;
	const { fillConfig } = await import("./fill-config.js");
	const { readPipelineAt } = await import("./dvc.js");
	const filled = fillConfig(config, await readPipelineAt(config.from, readFile));
	if ("problems" in filled) throw new ActionError("invalid-config", `${path}: from: ${config.from}\n${list$1(filled.problems)}`);
	const checked = configSchema.safeParse(filled.value);
	if (checked.success) return checked.data;
	const problems = checked.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
	throw new ActionError("invalid-config", `${path}: from: ${config.from}\n${list$1(problems)}`);
}
function list$1(problems) {
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
	if (path !== USUAL_CONFIG) {
		if (await isPattern(path, place)) throw manyFiles(path);
		return readUserFile(place, path, CONFIG_LIMIT);
	}
	const bytes = await ifThere(readCapped(await userPath(place, path), CONFIG_LIMIT, path));
	if (!bytes) await refuseMisnamed(place);
	return bytes;
}
/** Whether the input `config` means several files. A name that is there is taken as such. */
async function isPattern(config, place) {
	return readGlob(config) !== void 0 && !await isFile(absolutePath(place, config));
}
function manyFiles(path) {
	return new ActionError("invalid-input", `config: ${path} means several files; here is one wanted`, { hint: [
		"track with plan: true, and comment, take a pattern. The others run once for each pipeline of the plan:",
		"  strategy:",
		"    matrix: ${{ fromJSON(needs.plan.outputs.pipelines) }}",
		"  steps:",
		"    - with: { config: \"${{ matrix.config }}\" }"
	].join("\n") });
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
// shared/domain/commit.ts
const commitSchema = /* @__PURE__ */ lazily(() => string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, "must be a full commit id"));
/** As people name a commit. */
function shortCommit(sha) {
	return sha.slice(0, 7);
}
// shared/domain/baseline-choice.ts
/** How the baseline was chosen, and what was looked for without being found. */
const baselineSchema = /* @__PURE__ */ lazily(() => discriminatedUnion("how", [
	strictObject({
		how: _enum([
			"first-parent",
			"merge-base",
			"nearest-ancestor",
			"parent"
		]),
		commit: madeOf(commitSchema),
		/** The record's key, `<pipeline>/<sha>/<run>-<attempt>`. */
		key: string(),
		/** When the baseline's record was written, ISO 8601. */
		at: datetime(),
		/** Commits between the one looked for and the one found; 0 when found at once. */
		behind: int().nonnegative(),
		/** The commit that was looked for first. */
		wanted: madeOf(commitSchema)
	}),
	strictObject({
		how: literal("file"),
		path: string()
	}),
	strictObject({
		how: literal("revision"),
		commit: madeOf(commitSchema),
		path: string()
	}),
	strictObject({
		how: literal("none"),
		/** One sentence for people: what was looked for, and why there is nothing. */
		reason: string(),
		wanted: commitSchema.optional()
	})
]));
// shared/domain/dataset-kind.ts
/** How a dataset is known: by its bytes, by what a provider says of them, or by a version that a command told. */
const DATASET_KINDS = [
	"bytes",
	"remote",
	"claimed"
];
const datasetKindSchema = /* @__PURE__ */ lazily(() => _enum(DATASET_KINDS));
const ENDINGS$1 = {
	bytes: "sha256",
	remote: "remote",
	claimed: "claimed"
};
/** What the file with a dataset's list is called: `prices.sha256` is for `sha256sum`, the others are not. */
function listName({ name, kind = "bytes" }) {
	return `${name}.${ENDINGS$1[kind]}`;
}
// shared/domain/data-change.ts
const fileChangeSchema = /* @__PURE__ */ lazily(() => discriminatedUnion("kind", [strictObject({
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
})]));
const sideSchema = /* @__PURE__ */ lazily(() => strictObject({
	digest: madeOf(digestSchema),
	files: int().nonnegative(),
	bytes: number$3().nonnegative()
}));
const beforeAfter = /* @__PURE__ */ lazily(() => strictObject({
	before: string(),
	after: string()
}));
const datasetChangeSchema = /* @__PURE__ */ lazily(() => strictObject({
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
		role: beforeAfter.optional(),
		/** Known by bytes, by a provider's checksums, or by a claimed version. */
		kind: strictObject({
			before: madeOf(datasetKindSchema),
			after: madeOf(datasetKindSchema)
		}).optional()
	}).optional(),
	/** Both sides are listings whose files are known by other checksums, so that none of them can be compared. */
	checksums: beforeAfter.optional(),
	/** What a command said of both sides. */
	version: beforeAfter.optional(),
	/** The first changes by path; the counts are of all. Absent when the baseline's file list is not at hand. */
	changes: array(madeOf(fileChangeSchema)).optional(),
	/** What became of the columns; absent when they are the same, or are not known of both sides. */
	schema: schemaChangeSchema.optional()
}));
const parameterChangeSchema = /* @__PURE__ */ lazily(() => strictObject({
	name: string(),
	before: json().optional(),
	after: json().optional()
}));
/** What of data, code and parameters differs from the baseline. */
const dataChangeSchema = /* @__PURE__ */ lazily(() => strictObject({
	datasets: array(madeOf(datasetChangeSchema)),
	code: datasetChangeSchema.optional(),
	parameters: array(madeOf(parameterChangeSchema)).optional()
}));
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
// shared/domain/drift/drift.ts
/** What of a column is compared. */
const ABOUT = [
	"values",
	"lengths",
	"missing",
	"new-categories",
	"out-of-range"
];
const DRIFT_TESTS = [
	"kolmogorov-smirnov",
	"wasserstein",
	"chi-square",
	"proportions",
	"jensen-shannon",
	"relabelling",
	"ranks"
];
/** `small`: chance does not explain it, and it is smaller than what is told as drift. */
const DRIFT_LEVELS = [
	"drift",
	"small",
	"none"
];
const checkSchema = /* @__PURE__ */ lazily(() => strictObject({
	about: _enum(ABOUT),
	test: _enum(DRIFT_TESTS),
	/**
	* How far apart: of numbers and lengths in standard deviations of the reference, of categories the Jensen–Shannon
	* distance, else the difference of the shares. Absent where a constant is left, which no number measures.
	*/
	size: number$3().nonnegative().optional(),
	p: number$3().min(0).max(1),
	/** For all checks of the dataset together (Benjamini and Hochberg). */
	adjusted: number$3().min(0).max(1),
	level: _enum(DRIFT_LEVELS)
}));
const value$2 = /* @__PURE__ */ lazily(() => union([number$3(), string()]));
const bothSides = /* @__PURE__ */ lazily(() => strictObject({
	reference: madeOf(value$2),
	current: madeOf(value$2)
}));
const columnDriftSchema = /* @__PURE__ */ lazily(() => strictObject({
	name: string(),
	kind: _enum([
		"number",
		"category",
		"text"
	]),
	level: _enum(DRIFT_LEVELS),
	checks: array(madeOf(checkSchema)),
	/** The population stability index, and what chance gives at most in 1 − alpha of all cases, at least 0.1. */
	stability: strictObject({
		index: number$3().nonnegative(),
		limit: number$3().positive()
	}).optional(),
	/** Of numbers; absent for data about persons. */
	middle: bothSides.optional(),
	/** Shares of empty cells. */
	missing: strictObject({
		reference: number$3(),
		current: number$3()
	}),
	/** The first categories that the reference does not have; absent for data about persons. */
	added: array(string()).optional(),
	/** Thousandths of either side. Bins of equal width from `from` to `to`, the outer ones with all beyond; or categories. */
	bars: strictObject({
		from: value$2.optional(),
		to: value$2.optional(),
		labels: array(string()).optional(),
		reference: array(int().nonnegative()).max(12),
		current: array(int().nonnegative()).max(12)
	}).optional()
}));
/** How far a dataset is from its reference. */
const driftSchema = /* @__PURE__ */ lazily(() => strictObject({
	dataset: string(),
	reference: string(),
	alpha: number$3(),
	/** All rows of either side. */
	rows: strictObject({
		reference: int(),
		current: int()
	}),
	/** How many of them the tests looked at, where that is not all. */
	sampled: strictObject({
		reference: int(),
		current: int()
	}).optional(),
	/** The worst first. */
	columns: array(madeOf(columnDriftSchema)),
	notCompared: array(strictObject({
		name: string(),
		why: string()
	})).optional()
}));
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
	"named-column": {
		check: "format",
		level: "warn",
		means: "`key`, `order` or `cluster` names a column that is not there; with `leakage.decides` it fails."
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
	"not-looked-into": {
		check: "format",
		level: "warn",
		means: "A dataset asks for a look at its contents, which lie elsewhere: nothing of it was looked at. Where what it asks for decides, it fails."
	},
	"weak-checksum": {
		check: "provenance",
		level: "warn",
		means: "Of a file only a weak ETag or a date is known, so that its bytes may change without anybody seeing it."
	},
	"multipart-checksum": {
		check: "provenance",
		level: "note",
		means: "A file is known by the ETag of an upload in parts: the same bytes in other parts count as changed."
	},
	"lfs-pointers": {
		check: "provenance",
		level: "note",
		means: "Files lie there as pointers of Git LFS. They count as the content that they point to, which nobody read."
	},
	"version-claimed": {
		check: "provenance",
		level: "note",
		means: "A dataset is known by nothing but the version that a command told."
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
	"expect-no-column": {
		check: "expect",
		level: "fail",
		means: "An expectation is about a column that the dataset does not have."
	},
	"expect-not-checked": {
		check: "expect",
		level: "fail",
		means: "An expectation could not be checked, for instance for want of a single row; that never passes."
	},
	"expect-rows": {
		check: "expect",
		level: "fail",
		means: "The dataset has more or fewer rows than expected."
	},
	"expect-type": {
		check: "expect",
		level: "fail",
		means: "Cells are not of the expected type."
	},
	"expect-range": {
		check: "expect",
		level: "fail",
		means: "Cells lie outside of the expected range, or are nothing that can be compared with it."
	},
	"expect-length": {
		check: "expect",
		level: "fail",
		means: "Texts are shorter or longer than expected."
	},
	"expect-set": {
		check: "expect",
		level: "fail",
		means: "Cells hold something that is not among the expected values."
	},
	"expect-pattern": {
		check: "expect",
		level: "fail",
		means: "Cells do not match the pattern."
	},
	"expect-missing": {
		check: "expect",
		level: "fail",
		means: "More or fewer cells are empty than expected."
	},
	"expect-unique": {
		check: "expect",
		level: "fail",
		means: "Values that must be unique repeat."
	},
	"expect-order": {
		check: "expect",
		level: "fail",
		means: "Cells are not in the expected order, or cannot be put into one."
	},
	"expect-key": {
		check: "expect",
		level: "fail",
		means: "Cells refer to something that the other dataset does not have."
	},
	"expect-fresh": {
		check: "expect",
		level: "fail",
		means: "The newest date is older than expected, lies in the future, or is no date."
	},
	"expect-total": {
		check: "expect",
		level: "fail",
		means: "A sum, mean, least or greatest value is not as expected, or cells are no numbers."
	},
	"expect-distinct": {
		check: "expect",
		level: "fail",
		means: "A column has more or fewer different values than expected."
	},
	"expect-sql": {
		check: "expect",
		level: "fail",
		means: "A query answers something else than expected."
	},
	"step-output-differs": {
		check: "provenance",
		level: "warn",
		means: "Data is not what the stage of DVC made that a lock names: somebody changed it since."
	},
	"step-input-differs": {
		check: "provenance",
		level: "warn",
		means: "What a stage read is another now than when it made the data: it ought to run again."
	},
	"step-unreadable": {
		check: "provenance",
		level: "warn",
		means: "A lock of DVC cannot be read, so nothing is known of the steps in it."
	},
	"step-unchecked": {
		check: "provenance",
		level: "note",
		means: "The steps read and wrote more than 4 GiB; whether it is as recorded was not looked at."
	},
	"catalogue-missing": {
		check: "catalogue",
		level: "fail",
		means: "A dataset does not say what the catalogue requires, such as its owner."
	},
	"drift-found": {
		check: "drift",
		level: "warn",
		means: "Columns differ from those of the reference by more than chance explains."
	},
	"drift-small": {
		check: "drift",
		level: "note",
		means: "Columns of many rows differ from those of the reference by more than chance explains, and by little."
	},
	"drift-not-measured": {
		check: "drift",
		level: "warn",
		means: "Drift was asked for and could not be measured."
	},
	"leakage-rows": {
		check: "leakage",
		level: "warn",
		means: "Rows of a holdout are rows of the training data too."
	},
	"leakage-near-rows": {
		check: "leakage",
		level: "warn",
		means: "Rows of a holdout are nearly the same as rows of the training data: but for case, punctuation, white space, digits behind the fifth, the label and the key."
	},
	"leakage-files": {
		check: "leakage",
		level: "warn",
		means: "Files of a holdout are byte for byte in the training data too."
	},
	"leakage-groups": {
		check: "leakage",
		level: "warn",
		means: "Groups of rows that belong together are on both sides, in part to train and in part to judge."
	},
	"leakage-time": {
		check: "leakage",
		level: "warn",
		means: "Training data are not all earlier than the holdout begins."
	},
	"leakage-not-checked": {
		check: "leakage",
		level: "note",
		means: "Whether the holdout stands in the training data is not known."
	},
	"holdout-changed-alone": {
		check: "leakage",
		level: "warn",
		means: "The holdout changed while no training data did."
	},
	"holdout-worn": {
		check: "leakage",
		level: "note",
		means: "So many models were judged on the same holdout that the best of them was in part lucky."
	}
};
// shared/domain/finding.ts
const CHECKS = [
	"format",
	"schema",
	"expect",
	"leakage",
	"drift",
	"catalogue",
	"provenance",
	"dvc"
];
const FINDING_LEVELS = [
	"fail",
	"warn",
	"note"
];
/** One thing that is wrong with data, or worth telling. */
const findingSchema = /* @__PURE__ */ lazily(() => strictObject({
	dataset: string(),
	check: _enum(CHECKS),
	/** Whether it fails the verdict of the data, or is only told. */
	level: _enum(FINDING_LEVELS),
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
}));
/** As much of a row or a value as is shown, on one line. */
function clipped(text) {
	const line = text.replace(/\s+/g, " ").trim();
	return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
/** A finding with a code of the table, which says what it is about. */
function findingOf(code, finding) {
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
// shared/domain/leakage/leakage.ts
const value$1 = /* @__PURE__ */ lazily(() => union([number$3(), string()]));
const overlapSchema = /* @__PURE__ */ lazily(() => strictObject({
	/** Rows of the holdout that are in the training data too, of those that were looked at. */
	rows: int().nonnegative(),
	of: int().nonnegative(),
	/** Only one of so many different rows was looked at, chosen by hash: there are too many to remember. */
	oneOf: int().min(2).optional()
}));
/** What one dataset to train on and one to judge on have in common. */
const leakageSchema = /* @__PURE__ */ lazily(() => strictObject({
	train: string(),
	holdout: string(),
	/** The columns of both, by which rows are told apart. */
	columns: int().nonnegative().optional(),
	/** Rows that are the same in all common columns. */
	same: overlapSchema.optional(),
	/** Rows that are the same but for case, punctuation, digits behind the fifth, the label and the key; `same` are among them. */
	near: overlapSchema.optional(),
	/** Groups of the holdout that the training data have too. */
	groups: strictObject({
		column: string(),
		shared: int().nonnegative(),
		of: int().nonnegative()
	}).optional(),
	/** Rows of the training data that are not earlier than the earliest of the holdout. */
	time: strictObject({
		column: string(),
		late: int().nonnegative(),
		of: int().nonnegative(),
		/** Absent for data about persons. */
		earliest: value$1.optional(),
		latest: value$1.optional()
	}).optional(),
	/** Files that are the same byte for byte; where rows cannot be compared. */
	files: strictObject({
		shared: int().nonnegative(),
		of: int().nonnegative()
	}).optional(),
	/** What was not compared, and why. */
	notCompared: string().optional()
}));
/** How often models were judged on the very bytes of a holdout. */
const looksSchema = /* @__PURE__ */ lazily(() => strictObject({
	dataset: string(),
	/** Runs in the history, this one not among them. */
	runs: int().nonnegative(),
	/** How many commits the search went through. */
	commits: int().nonnegative(),
	/** It ended at the limit, so there may be more. */
	isMore: literal(true).optional()
}));
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
const planSchema = /* @__PURE__ */ lazily(() => strictObject({
	train: boolean(),
	reason: _enum(REASONS$1),
	/** One sentence: what differs, or why nothing can be said. */
	message: string(),
	/** SHA-256 over what the model depends on, 64 hex digits; absent where that is not known. */
	key: string().regex(/^[0-9a-f]{64}$/, "must be 64 hex digits").optional()
}));
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
const value = /* @__PURE__ */ lazily(() => union([number$3(), string()]));
const profiledColumnSchema = /* @__PURE__ */ lazily(() => strictObject({
	name: string(),
	type: _enum(madeOf(COLUMN_TYPES)),
	nulls: int().nonnegative(),
	/** NaN and infinite numbers, which no other figure counts. */
	notFinite: int().positive().optional(),
	distinct: int().nonnegative(),
	/** There are more than `distinct`. */
	isMore: literal(true).optional(),
	min: value.optional(),
	max: value.optional(),
	mean: number$3().optional(),
	/** At 1, 5, 25, 50, 75, 95 and 99 %. */
	quantiles: array(madeOf(value)).length(QUANTILES.length).optional(),
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
}));
/** What one look at every row of a dataset saw; of what is no table, what its names and headers say. */
const profileSchema = /* @__PURE__ */ lazily(() => strictObject({
	/** Of tables. */
	rows: int().nonnegative().optional(),
	/** The first 200 columns. */
	columns: array(madeOf(profiledColumnSchema)).optional(),
	/** Values are left out, because the dataset is said to be about persons. */
	isPersonal: literal(true).optional(),
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
		bytes: number$3()
	}).optional(),
	/** Files that nobody looked into, since they are nothing of that. */
	others: int().positive().optional()
}));
// shared/domain/profile/schema.ts
const schemaColumnSchema = /* @__PURE__ */ lazily(() => strictObject({
	name: string(),
	type: _enum(madeOf(COLUMN_TYPES)),
	/** What the file declares, else whether an empty cell was seen. */
	nullable: boolean()
}));
/** The columns of a dataset in their order. */
const dataSchemaSchema = /* @__PURE__ */ lazily(() => strictObject({
	/** SHA-256 of the canonical JSON of the columns: a list of name, type and nullable. */
	fingerprint: madeOf(digestSchema),
	columns: array(madeOf(schemaColumnSchema))
}));
/** The text whose SHA-256 is the fingerprint. */
function fingerprintText(columns) {
	return canonicalJson(columns.map(({ name, type, nullable }) => ({
		name,
		type,
		nullable
	})));
}
const LONGEST_PATH = 500;
const LONGEST_COMMAND$1 = 2e3;
/** What is known of a file or folder of a chain when it is looked at. */
const ARTIFACT_STATES = [
	"match",
	"differs",
	"absent"
];
const artifactSchema = /* @__PURE__ */ lazily(() => strictObject({
	path: string(),
	/** `md5:…` as DVC recorded it, `sha256:…` as we did. */
	digest: string().optional(),
	/** Absent where nobody looked. */
	state: _enum(ARTIFACT_STATES).optional()
}));
const STEP_SOURCES = [
	"dvc.lock",
	"record",
	"configuration"
];
const stepSchema = /* @__PURE__ */ lazily(() => strictObject({
	name: string(),
	/** Who says so: a lock of DVC, the record of an earlier run, or the configuration of this one. */
	from: _enum(STEP_SOURCES),
	/** The lock, relative to the workspace. */
	file: string().optional(),
	line: int().positive().optional(),
	/** One line of a shell each, or the words of one command as a line. */
	command: array(string()),
	/** Of DVC the last commit of the lock, of us the commit that was trained on. */
	commit: commitSchema.optional(),
	inputs: array(madeOf(artifactSchema)).max(50),
	outputs: array(madeOf(artifactSchema)).max(50)
}));
/** Which steps made the data, and what they make, the earliest first. */
const provenanceSchema = /* @__PURE__ */ lazily(() => strictObject({
	steps: array(madeOf(stepSchema)).max(50),
	/** There is more than is kept here. */
	isCut: literal(true).optional()
}));
/** A step within the bounds of a record; nothing of a path or digest is cut in the middle. */
function boundedStep(step) {
	const fits = ({ path }) => path.length <= LONGEST_PATH;
	return {
		...step,
		command: step.command.slice(0, 20).map((line) => shortened$1(line)),
		inputs: step.inputs.filter(fits).slice(0, 50),
		outputs: step.outputs.filter(fits).slice(0, 50)
	};
}
function shortened$1(line) {
	if (line.length <= LONGEST_COMMAND$1) return line;
	return `${line.slice(0, LONGEST_COMMAND$1).replace(/[\ud800-\udbff]$/, "")}…`;
}
// shared/domain/data.ts
/** One dataset as it was seen; `files` is absent from records whose list travels beside them. */
const datasetSchema = /* @__PURE__ */ lazily(() => strictObject({
	name: string(),
	role: string(),
	/** As the user wrote it. */
	path: string(),
	/** The folder that file names are relative to, relative to the workspace. */
	root: string(),
	digest: madeOf(digestSchema),
	files: int().nonnegative(),
	bytes: number$3().nonnegative(),
	/** Absent: its bytes. Digests of different kinds are never compared. */
	kind: datasetKindSchema.optional(),
	/** Of a remote one: how many files are known by which checksum. */
	checksums: record(string(), int().positive()).optional(),
	/** The commit of a remote repository, or the version that was claimed. */
	version: string().optional(),
	/** Files that lay there as pointers of Git LFS, and count as what they point to. */
	pointers: int().positive().optional(),
	/** The columns, where it has tables that were looked at. */
	schema: dataSchemaSchema.optional(),
	profile: profileSchema.optional(),
	catalogue: catalogueSchema.optional()
}));
/** A file of a dataset by its path from the workspace. */
function pathOfFile({ root }, path) {
	return root === "." || root === "" ? path : `${root}/${path}`;
}
const dataBodySchema = /* @__PURE__ */ lazily(() => strictObject({
	datasets: array(madeOf(datasetSchema)),
	/** Digest over all datasets; of a single one its own. */
	digest: madeOf(digestSchema),
	/** The files that make the model besides data, as one dataset-like list. */
	code: datasetSchema.optional(),
	/** The parameters file with its values, flattened to dotted names. */
	parameters: strictObject({
		path: string(),
		digest: madeOf(digestSchema),
		values: record(string(), json())
	}).optional(),
	/** Compared with the baseline's record; absent when there was none. */
	change: dataChangeSchema.optional(),
	baseline: madeOf(baselineSchema),
	/** Whether the model must be trained; only where that was asked. */
	plan: planSchema.optional(),
	/** What is wrong with the data, or worth telling; absent where nothing was looked at. */
	findings: array(madeOf(findingSchema)).optional(),
	/** Which steps made the data, where a lock of DVC or a record tells of it. */
	provenance: provenanceSchema.optional(),
	/** How far datasets are from their references, each pair once. */
	drift: array(madeOf(driftSchema)).optional(),
	/** What datasets to train on and to judge on have in common, each pair once. */
	leakage: array(madeOf(leakageSchema)).optional(),
	/** How often each holdout was judged on. */
	looks: array(madeOf(looksSchema)).optional()
}));
/** Of the data alone: whether one finding fails. */
function dataVerdict({ findings = [] }) {
	return hasFailure(findings) ? "fail" : "pass";
}
const outcomes = Object.keys({
	deployed: "The model is live; after a rollback by hand: live again.",
	"rolled-back": "It was made live and did not hold; the model before is live again.",
	"left-live": "It was made live and did not hold, but there was none before to go back to.",
	refused: "A guard or another deployment stood against it; the target was not touched.",
	unneeded: "The model was live already.",
	failed: "It was not made live; what was live stays live.",
	unclear: "Nobody knows what the target serves."
});
const guardSchema = /* @__PURE__ */ lazily(() => strictObject({
	name: string(),
	state: _enum([
		"holds",
		"refused",
		"asked"
	]),
	reasonCode: string().optional(),
	/** One sentence with the values. */
	reason: string()
}));
const smokeSchema = /* @__PURE__ */ lazily(() => strictObject({
	rows: int().nonnegative(),
	holds: boolean(),
	largestDifference: number$3().optional()
}));
/** What the deploying job did, and on whose word. The evidence for the model stands in the sections that it uses. */
const deploymentBodySchema = /* @__PURE__ */ lazily(() => strictObject({
	way: _enum(["deploy", "rollback"]),
	environment: string(),
	model: madeOf(digestSchema),
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
	guards: array(madeOf(guardSchema)),
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
}));
// shared/domain/judging.ts
/** All of a configuration that says how a model is judged, besides the rules. */
const JUDGING = [
	"holdout",
	"target",
	"task",
	"classes",
	"metrics",
	"slices"
];
/** What of it two configurations say otherwise. */
function judgingChange(before, after) {
	const [from, to] = [judgedBy(before), judgedBy(after)];
	return JUDGING.filter((name) => canonicalJson([from[name]]) !== canonicalJson([to[name]]));
}
function judgedBy({ evaluate, data = {} }) {
	const { target = null, task = null, classes = null, metrics = null, slices = null } = evaluate ?? {};
	return {
		holdout: Object.fromEntries(Object.entries(data).filter(([, { role }]) => role === "holdout")),
		target,
		task,
		classes,
		metrics,
		slices
	};
}
// shared/domain/prediction-change.ts
function pair$1(value) {
	return strictObject({
		before: value,
		after: value
	}).optional();
}
/** How what is predicted, and from what, differs from the baseline's record; what is the same is absent. */
const predictionChangeSchema = /* @__PURE__ */ lazily(() => strictObject({
	task: pair$1(_enum(madeOf(TASKS))),
	target: pair$1(string()),
	/** Empty: those that occur. */
	classes: pair$1(array(string())),
	/** The model's inputs, each with the columns it is fed. */
	inputs: pair$1(record(string(), array(string()))),
	output: pair$1(string())
}));
/** What differs, as it was done and not as anybody says; nothing where all of it is the same. */
function predictionChange(before, after) {
	const [from, to] = [before, after].map(({ classes = [], ...side }) => ({
		...side,
		classes
	}));
	if (!from || !to) return void 0;
	const change = {
		...differs(from, to, "task"),
		...differs(from, to, "target"),
		...differs(from, to, "classes"),
		...differs(from, to, "inputs"),
		...differs(from, to, "output")
	};
	return Object.keys(change).length === 0 ? void 0 : change;
}
function differs(before, after, key) {
	return canonical(before[key]) === canonical(after[key]) ? {} : { [key]: {
		before: before[key],
		after: after[key]
	} };
}
/** The order of inputs means nothing, that of their columns all. */
function canonical(value) {
	return JSON.stringify(typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1) : value);
}
// shared/domain/rules/raised-floors.ts
const raisedSchema = /* @__PURE__ */ lazily(() => strictObject({
	metric: string(),
	floor: number$3(),
	to: number$3(),
	/** The worse end of what this model and the one before may be, one-sided 95 %. */
	bounds: strictObject({
		now: number$3(),
		before: number$3()
	})
}));
/** How people are told of floors that may rise. */
const RAISE_WAYS = ["patch", "pull-request"];
/** Floors that two models in a row were better than by more than chance. */
const raiseSchema = /* @__PURE__ */ lazily(() => strictObject({
	path: string(),
	/** The commit of the model before. */
	before: madeOf(commitSchema),
	floors: array(madeOf(raisedSchema)).min(1),
	/** Where a pull request was asked for: that one, and what became of it now. */
	pullRequest: strictObject({
		number: int().positive(),
		url: string(),
		end: _enum([
			"opened",
			"updated",
			"already-open",
			"declined"
		])
	}).optional(),
	/** As `git apply` takes it; absent where the file is not as it was read. */
	patch: string().optional()
}));
/**
* Floors that may rise: two different models in a row whose worse bounds are above. To the lower of the two bounds, rounded
* to the easier side: the best of many runs is better than any of them by chance alone, and a floor must not be.
*/
function raisedFloors({ now, before, floors }) {
	return now.rules.flatMap((rule) => {
		const { metric, direction, form } = rule;
		const subject = writeMetricName(metric);
		const floor = floors[subject];
		if (form !== "floor" || floor === void 0 || direction === void 0) return [];
		const older = before.rules.find((one) => one.form === "floor" && one.metric === metric);
		if (rule.verdict !== "pass" || older?.verdict !== "pass") return [];
		const bounds = {
			now: worseBound(now.metrics, rule, direction),
			before: worseBound(before.metrics, older, direction)
		};
		if (bounds.now === void 0 || bounds.before === void 0) return [];
		const to = easier((direction === "lower" ? Math.max : Math.min)(bounds.now, bounds.before), direction);
		if (!(direction === "lower" ? to < floor : to > floor)) return [];
		return [{
			metric: subject,
			floor,
			to,
			bounds: {
				now: bounds.now,
				before: bounds.before
			}
		}];
	});
}
/** Which way is better, by the metric as files of floors name it. */
function floorDirections(rules) {
	return new Map(rules.flatMap(({ form, metric, direction }) => form === "floor" && direction ? [[writeMetricName(metric), direction]] : []));
}
/** Of two floors the one that asks for more; the first where nobody knows which way is better. */
function harderFloor(direction, floor, other) {
	if (direction === void 0) return floor;
	return direction === "lower" ? Math.min(floor, other) : Math.max(floor, other);
}
/** How bad the metric may be, by what its file states or else by its rows; nothing where nobody knows. */
function worseBound(metrics, { metric: name, worseEnd }, direction) {
	const [metric, ...more] = metrics.filter((metric) => metricName(metric) === name && metric.slice === void 0);
	if (!metric || more.length > 0 || typeof metric.value !== "number") return void 0;
	const { value, stderr, interval } = metric;
	const bound = (direction === "lower" ? Math.max : Math.min)(value, ...interval ? [interval.low, interval.high] : stderr === void 0 ? [worseEnd ?? NaN] : [value + (direction === "lower" ? 1 : -1) * normalQuantile(.95) * stderr]);
	return Number.isFinite(bound) ? bound : void 0;
}
/** Four digits, never a harder floor than the value. */
function easier(value, direction) {
	const rounded = Number(value.toPrecision(4));
	if (!(direction === "lower" ? rounded < value : rounded > value)) return rounded;
	const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 3);
	return Number((rounded + (direction === "lower" ? step : -step)).toPrecision(4));
}
// shared/domain/gate.ts
const ruleResultSchema = /* @__PURE__ */ lazily(() => strictObject({
	/** The rule as the user wrote it. */
	rule: string(),
	/** The metric's name as the rule has it. */
	metric: string(),
	verdict: _enum(madeOf(VERDICTS)),
	/** Stable, kebab-case, listed in reason-codes.ts: `within-limits`, `over-limit`, `worse-than-baseline`, … */
	reasonCode: string(),
	/** One sentence with the values. */
	reason: string(),
	blocking: boolean(),
	/** Absent of a band, which has none. */
	direction: _enum(["lower", "higher"]).optional(),
	kind: _enum(["absolute", "relative"]),
	candidate: number$3().optional(),
	baseline: number$3().optional(),
	/** Absolute rules: the limit. Relative rules: the worst value that would still pass. */
	limit: number$3().optional(),
	/** Relative rules: the tolerance as written (`+ 2%`). */
	tolerance: string().optional(),
	/** What kind of rule it is, where kind alone does not say it. */
	form: _enum([
		"floor",
		"band",
		"budget",
		"runs",
		"worst-slice",
		"fairness"
	]).optional(),
	/** What is allowed in words, where limit and tolerance do not say it: `0.2 … 0.4`. */
	allowed: string().optional(),
	/** Examples that the value comes from. */
	n: int().positive().optional(),
	/** Groups, slices or metrics that the value was made from, each with its own value and size. */
	parts: array(strictObject({
		name: string(),
		value: number$3().optional(),
		n: int().nonnegative().optional(),
		low: number$3().optional(),
		high: number$3().optional()
	})).optional(),
	/** Rules about several runs: in how many of them the condition holds, and in how many it must. */
	runs: strictObject({
		held: int(),
		least: int().positive(),
		of: int().positive()
	}).optional(),
	/** One-sided, among all rules that were tested together; a failure needs at most alpha. */
	familyP: number$3().min(0).max(1).optional(),
	/** What is odd about the rule, though it was judged. */
	warning: string().optional(),
	/** Relative rules whose metric was computed row by row for both models. */
	noise: noiseSchema.optional(),
	/** Of a floor that holds: how bad the metric may be (one-sided 95 %), where rows or examples say it. */
	worseEnd: number$3().optional(),
	/** Where the value stands. */
	source: string().optional(),
	line: int().positive().optional()
}));
const gateBodySchema = /* @__PURE__ */ lazily(() => strictObject({
	verdict: _enum(madeOf(VERDICTS)),
	reasonCode: string(),
	/** One sentence: why this verdict. */
	reason: string(),
	rules: array(madeOf(ruleResultSchema)),
	metrics: array(madeOf(metricSchema)),
	baseline: madeOf(baselineSchema),
	/** The baseline's metrics, so that a report needs nothing else. */
	baselineMetrics: array(madeOf(metricSchema)),
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
		digest: madeOf(digestSchema),
		/** What the judged change does to its own policy; its rules are shown, never obeyed. */
		proposed: strictObject({
			change: _enum(["edited", "removed"]),
			rules: array(madeOf(ruleResultSchema)),
			message: string(),
			/** What it says otherwise besides the rules: `gate.alpha 0.05 → 0.2`. */
			settings: array(string()).min(1).optional()
		}).optional(),
		/** The chance of a false alarm, and how rules share it; absent: 0.05, by Holm. */
		alpha: number$3().optional(),
		correction: _enum(madeOf(CORRECTIONS)).optional(),
		/** The reviewed file that rules on floors were judged by, and what the judged change does to it. */
		floors: strictObject({
			path: string(),
			values: record(string(), number$3()),
			changes: array(strictObject({
				metric: string(),
				before: number$3(),
				after: number$3().optional(),
				isLowered: boolean()
			})).min(1).optional(),
			/** Why the file of the change cannot be used. */
			problem: string().optional()
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
		}).optional(),
		/** What it says otherwise about how models are judged; they were judged as the trusted one says. */
		evaluation: array(_enum(madeOf(JUDGING))).min(1).optional()
	}).optional(),
	/** The model is the baseline's: nothing that it depends on differs, so nothing was trained. */
	unchanged: strictObject({
		commit: madeOf(commitSchema),
		/** The baseline's record, whose metrics were judged. */
		record: string(),
		model: madeOf(digestSchema),
		/** Datasets that were not at hand, so that nobody looked again whether they are the same. */
		claimed: array(string())
	}).optional(),
	/** The rows that judge differ from those that judged the baseline. */
	isHoldoutChanged: literal(true).optional(),
	/** Why the metrics are good enough to be judged, but not to be compared with. */
	unfitAsBaseline: array(string()).optional(),
	/** What the same rules say on the rows that judged the baseline, or why they say nothing; it decides nothing. */
	baseHoldout: union([strictObject({
		commit: madeOf(commitSchema),
		rows: int().positive(),
		rules: array(madeOf(ruleResultSchema)).min(1)
	}), strictObject({
		commit: madeOf(commitSchema),
		problem: string()
	})]).optional(),
	/** What is predicted, and from what, differs from the baseline's record. */
	prediction: predictionChangeSchema.optional(),
	/** The scores by example that metrics files hold, kept for the next comparison. */
	examples: strictObject({
		/** Of the file that holds them. */
		digest: madeOf(digestSchema),
		bytes: int().positive(),
		tables: array(strictObject({
			source: string(),
			examples: int().positive(),
			scores: array(string()).min(1)
		})).min(1)
	}).optional(),
	/** Known when a rule that decides was judged on scores by row. */
	noise: _enum(["unknown", "known"]),
	attempt: int().positive(),
	/** A person took the verdict upon themselves. */
	accepted: acceptedSchema.optional(),
	/** Floors that people may raise. */
	raise: raiseSchema.optional(),
	/** Nobody did, and somebody could. */
	acceptable: acceptableSchema.optional()
}));
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
const fileSchema = /* @__PURE__ */ lazily(() => strictObject({
	path: string(),
	digest: madeOf(digestSchema),
	bytes: number$3().nonnegative()
}));
const trainingBodySchema = /* @__PURE__ */ lazily(() => strictObject({
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
	wallSeconds: number$3().nonnegative(),
	/** Files of the checkout differed from the commit; absent without git. */
	isDirty: boolean().optional(),
	parameters: fileSchema.optional(),
	/** Files that pin what training runs on. */
	lockfiles: array(madeOf(fileSchema)),
	environment: strictObject({
		os: string(),
		arch: string(),
		/** Names of variables that the configuration passed on; values are never kept. */
		passed: array(string())
	}),
	gpus: array(strictObject({
		name: string(),
		/** SHA-256 of the card's own id: the same card is seen again, and nobody learns which it is. */
		id: madeOf(digestSchema),
		driver: string(),
		memoryMiB: number$3().nonnegative()
	})),
	metrics: fileSchema.optional()
}));
const modelBodySchema = /* @__PURE__ */ lazily(() => strictObject({
	path: string(),
	/** Of one file its own SHA-256, of a folder as for a dataset. */
	digest: madeOf(digestSchema),
	bytes: number$3().nonnegative(),
	files: array(madeOf(fileSchema)).min(1)
}));
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
const TRUSTS = [
	"claimed",
	"reviewed",
	"recomputed",
	"attested"
];
/** Who wrote a section, where and about which commit. */
const authorSchema = /* @__PURE__ */ lazily(() => strictObject({
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
}));
const envelope = /* @__PURE__ */ lazily(() => ({
	by: authorSchema,
	/** The sections and files this one was made from. */
	uses: record(string(), madeOf(digestSchema)),
	trust: _enum(TRUSTS)
}));
const dataSectionSchema = /* @__PURE__ */ lazily(() => strictObject({
	schema: literal("proofmark/data/v1"),
	...madeOf(envelope),
	body: madeOf(dataBodySchema)
}));
const gateSectionSchema = /* @__PURE__ */ lazily(() => strictObject({
	schema: literal("proofmark/gate/v1"),
	...madeOf(envelope),
	body: madeOf(gateBodySchema)
}));
const trainingSectionSchema = /* @__PURE__ */ lazily(() => strictObject({
	schema: literal("proofmark/training/v1"),
	...madeOf(envelope),
	body: madeOf(trainingBodySchema)
}));
const modelSectionSchema = /* @__PURE__ */ lazily(() => strictObject({
	schema: literal("proofmark/model/v1"),
	...madeOf(envelope),
	body: madeOf(modelBodySchema)
}));
const evaluationSectionSchema = /* @__PURE__ */ lazily(() => strictObject({
	schema: literal("proofmark/evaluation/v1"),
	...madeOf(envelope),
	body: madeOf(evaluationBodySchema)
}));
/** The job that deploys may not write the history, so this one stays with its run. */
const deploymentSectionSchema = /* @__PURE__ */ lazily(() => strictObject({
	schema: literal("proofmark/deployment/v1"),
	...madeOf(envelope),
	body: madeOf(deploymentBodySchema)
}));
/** All that is remembered of one pipeline run at one commit. */
const runRecordSchema = /* @__PURE__ */ lazily(() => strictObject({
	schema: literal("proofmark/record/v1"),
	pipeline: string(),
	leg: string(),
	commit: madeOf(commitSchema),
	run: strictObject({
		id: int(),
		attempt: int()
	}),
	data: dataSectionSchema.optional(),
	training: trainingSectionSchema.optional(),
	model: modelSectionSchema.optional(),
	evaluation: evaluationSectionSchema.optional(),
	gate: gateSectionSchema.optional()
}));
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
// shared/platform/hash.ts
/** SHA-256 of bytes that are in memory already. */
function sha256(bytes) {
	return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
/** SHA-256 of what comes in pieces, and how many bytes it has. */
function sha256OfPieces(pieces) {
	const hash = createHash("sha256");
	let bytes = 0;
	for (const piece of pieces) {
		hash.update(piece);
		bytes += piece.length;
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
async function remember(history, record, { manifests, scores = [] }) {
	const files = /* @__PURE__ */ new Map([[pathOf(record), encodeRecord(record)]]);
	const leftOut = [];
	for (const [name, text] of manifests) {
		if (name !== manifestName(sha256(text))) throw new ActionError("corrupt-section", `the manifest ${name} is not what its name says`, { hint: "Another job of the run may have replaced it. Run the jobs again from the start." });
		if (text.length <= MANIFEST_LIMIT) files.set(manifestPath(name), text);
		else leftOut.push(describeLarge(name, text.length));
	}
	for (const bytes of scores) if (bytes.length <= MANIFEST_LIMIT) files.set(scoresPath(sha256(bytes)), bytes);
	else leftOut.push(describeLargeScores(bytes.length));
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
	return `the scores by row or example have ${size} MiB; above ${limit} MiB they are not kept in the history, so later runs cannot tell a change from chance`;
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
/** The data of all runs at the first of the commits that has a record with data. */
async function newestData(history, of, commits) {
	const records = await readRecords(history, of, commits);
	for (const commit of commits) {
		const digests = (records.get(commit) ?? []).flatMap(({ open }) => {
			const digest = open().data?.body.digest;
			return digest === void 0 ? [] : [digest];
		});
		if (digests.length > 0) return {
			commit,
			digests
		};
	}
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
		reason: `the ${history.place} has no record of ${search.pipeline} for ${shortCommit(wanted.sha)}${looked}`,
		wanted: wanted.sha
	} };
}
async function firstRecord(history, search, commits) {
	if (commits.length === 0) return void 0;
	const records = await readRecords(history, search, commits);
	for (const commit of commits) {
		const record = firstJudged(records.get(commit) ?? []);
		if (record) return record;
	}
}
/** The first judged attempt at each of the commits that has one, in their order. */
async function judgedRecords(history, of, commits) {
	const records = await readRecords(history, of, commits);
	return commits.flatMap((commit) => firstJudged(records.get(commit) ?? []) ?? []);
}
function firstJudged(all) {
	for (const unread of all) {
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
// shared/platform/json-bytes.ts
/** Bytes as a JSON value; nothing when they are none. */
function jsonOf(bytes) {
	try {
		return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
	} catch {
		return;
	}
}
/** Bytes as a JSON object; nothing when they are anything else. */
function objectOf(bytes) {
	const value = jsonOf(bytes);
	return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : void 0;
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
/** Whose section of a kind this run holds, when it holds that of one pipeline alone. */
async function onlyPipeline(stores, { leg, attempt }, kind) {
	const found = /* @__PURE__ */ new Set();
	for (const store of stores) for (const name of await store.names("")) {
		const [, pipeline, of, at] = new RegExp(`^(.+)-${kind}-(.+)-(\\d+)$`).exec(name) ?? [];
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
	const bytes = bundle.get(`${kind}.json`) ?? /* @__PURE__ */ new Uint8Array();
	const text = new TextDecoder().decode(bytes);
	const parsed = SCHEMAS[kind].safeParse(jsonOf(bytes));
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
		manifests: new Map([...bundle].filter(([file]) => file.endsWith(".sha256"))),
		bundle
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
const commentNode = /* @__PURE__ */ lazily(() => object$1({
	fullDatabaseId: number$4().int(),
	body: string(),
	viewerDidAuthor: boolean(),
	isMinimized: boolean(),
	url: string()
}));
const commentsPage = /* @__PURE__ */ lazily(() => object$1({ repository: object$1({ pullRequest: object$1({
	headRefOid: string(),
	state: string(),
	comments: object$1({
		pageInfo: object$1({
			hasNextPage: boolean(),
			endCursor: string().nullable()
		}),
		nodes: array(madeOf(commentNode))
	})
}) }) }));
const writtenComment = /* @__PURE__ */ lazily(() => object$1({
	id: int(),
	html_url: string()
}));
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
		if (codeOf$3(error) !== "answer-lost" || left === 1) throw error;
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
const parents = /* @__PURE__ */ lazily(() => array(object$1({ sha: string() })));
const committer = /* @__PURE__ */ lazily(() => object$1({ date: string() }));
const gitCommit = /* @__PURE__ */ lazily(() => object$1({
	sha: string(),
	parents: madeOf(parents),
	committer: madeOf(committer),
	message: string()
}));
const listedCommits = /* @__PURE__ */ lazily(() => array(object$1({
	sha: string(),
	parents: madeOf(parents),
	commit: object$1({ committer: committer.nullable() })
})));
const comparison$2 = /* @__PURE__ */ lazily(() => object$1({ merge_base_commit: object$1({ sha: string() }) }));
async function readCommit(transport, sha) {
	const found = await transport.rest("read-commit", { commit_sha: sha }, { schema: gitCommit });
	return {
		sha: found.sha,
		parents: found.parents.map((parent) => parent.sha),
		at: found.committer.date,
		subject: found.message.split("\n", 1)[0] ?? ""
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
	return (await transport.rest("compare-commits", { basehead }, { schema: comparison$2 })).merge_base_commit.sha;
}
const changes = /* @__PURE__ */ lazily(() => object$1({ files: array(object$1({ filename: string() })) }));
/** The files that a branch changes since it left another one; of very many the first few hundred. */
async function changedPaths(transport, base, head) {
	const basehead = `${base}...${head}`;
	const { files } = await transport.rest("compare-commits", { basehead }, { schema: changes });
	return files.map(({ filename }) => filename);
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
		why: "Finds where a branch left the default branch, and what it changes."
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
	"read-branch": {
		method: "GET",
		url: "/repos/{owner}/{repo}/git/ref/{ref}",
		permission: "contents",
		level: "read",
		does: "look where a branch stands",
		why: "Looks where the default branch and the branch of the pull request stand."
	},
	"create-branch": {
		method: "POST",
		url: "/repos/{owner}/{repo}/git/refs",
		permission: "contents",
		level: "write",
		does: "make the branch of a pull request",
		why: "Makes the branch of the pull request."
	},
	"commit-files": {
		graphql: "CommitFiles",
		kind: "mutation",
		permission: "contents",
		level: "write",
		does: "commit to the branch of a pull request",
		why: "Commits what is proposed to that branch.",
		createsContent: true
	},
	"list-pulls": {
		method: "GET",
		url: "/repos/{owner}/{repo}/pulls",
		permission: "pull-requests",
		level: "read",
		does: "look for pull requests",
		why: "Looks whether the same was proposed before."
	},
	"create-pull": {
		method: "POST",
		url: "/repos/{owner}/{repo}/pulls",
		permission: "pull-requests",
		level: "write",
		does: "open a pull request",
		why: "Opens the pull request.",
		createsContent: true
	},
	"dispatch-workflow": {
		method: "POST",
		url: "/repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches",
		permission: "actions",
		level: "write",
		does: "start the workflow",
		why: "Starts the workflow that trains.",
		createsContent: true
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
	"create-check": {
		method: "POST",
		url: "/repos/{owner}/{repo}/check-runs",
		permission: "checks",
		level: "write",
		does: "write the check run",
		why: "Writes a check run of its own name, where the step asks for one.",
		createsContent: true
	},
	"list-label-events": {
		method: "GET",
		url: "/repos/{owner}/{repo}/issues/{issue_number}/events",
		permission: "pull-requests",
		level: "read",
		does: "read who set labels on the pull request",
		why: "Finds who accepted a known loss, where the configuration says that people may."
	},
	"read-talk": {
		graphql: "ReadTalk",
		kind: "query",
		permission: "pull-requests",
		level: "read",
		does: "read what people said on the pull request",
		why: "Finds the reason for which a known loss was accepted."
	},
	"list-pulls-of-commit": {
		method: "GET",
		url: "/repos/{owner}/{repo}/commits/{commit_sha}/pulls",
		permission: "pull-requests",
		level: "read",
		does: "find the pull request of a commit",
		why: "Finds the pull request on which a known loss was accepted."
	},
	"read-membership": {
		method: "GET",
		url: "/orgs/{org}/teams/{team_slug}/memberships/{username}",
		permission: "members",
		level: "read",
		does: "ask who is a member of a team",
		why: "Asks whether who accepted a known loss is a member of the team."
	},
	"update-pull": {
		method: "PATCH",
		url: "/repos/{owner}/{repo}/pulls/{pull_number}",
		permission: "pull-requests",
		level: "write",
		does: "change the pull request that raises floors",
		why: "Says in that pull request what it raises now, or closes it for a newer one.",
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
function asked(askedBy, operations, on) {
	return uses(operations, on, { isOptional: true }).map((use) => ({
		...use,
		askedBy
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
/** Where the configuration says who may accept what the rules refuse; without it nobody has. */
const ACCEPTANCE = [...asked("accept", [
	"list-label-events",
	"read-talk",
	"read-membership"
], ["pull-request", "default-branch"]), ...asked("accept", ["list-pulls-of-commit"], ["default-branch"])];
/** Where a rule names a champion and no job evaluates, the gate itself looks what is live. */
const LIVE = asked("champion", ["list-deployments", "list-deployment-states"], SITUATIONS);
const CHECK = asked("check", ["create-check"], SITUATIONS);
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
/** What opens a pull request on a branch of its own. */
const OPENING = [
	"read-branch",
	"create-branch",
	"commit-files",
	"list-pulls",
	"create-pull",
	"compare-commits"
];
/** New data are passed on in one of two ways, and each job is granted what its own way needs. */
const PROPOSAL = uses([
	"read-file",
	"read-commit",
	"read-repository",
	...OPENING
], ["default-branch"], { isOptional: false });
const RAISED_FLOORS = asked("raise-floors", [...OPENING, "update-pull"], ["default-branch"]);
/**
* What each action may call; the client refuses the rest. Sections and models of the same run travel by the runner's
* own token, which needs no permission.
*/
const ACTION_OPERATIONS = {
	track: BASELINE,
	trigger: PROPOSAL,
	"trigger-dispatch": [...uses([
		"read-file",
		"read-commit",
		"list-commits",
		"read-repository",
		"read-history",
		"dispatch-workflow"
	], ["default-branch"], { isOptional: false }), ...RECORD],
	verify: [],
	train: [],
	evaluate: [
		...BASELINE,
		...EARLIER_MODEL,
		...CHAMPION
	],
	gate: [
		...BASELINE,
		...RECORD,
		...LIVE,
		...ACCEPTANCE,
		...CHECK,
		...RAISED_FLOORS
	],
	comment: COMMENT,
	token: uses(["request-id-token"], SITUATIONS, { isOptional: false }),
	"deploy-plan": DEPLOYMENT_PLAN,
	deploy: DEPLOYMENT,
	root: [
		...BASELINE,
		...EARLIER_MODEL,
		...CHAMPION,
		...RECORD,
		...ACCEPTANCE,
		...CHECK,
		...COMMENT,
		...RAISED_FLOORS
	]
};
/** What a job must grant for the action, in one situation or for all of them; bare: without what it can do without. */
function permissionsOf(action, situation, { isBare = false } = {}) {
	const found = {};
	const all = ACTION_OPERATIONS[action];
	for (const { operation, on, isOptional, askedBy } of all) {
		if (askedBy || isBare && isOptional) continue;
		const { permission, level } = CALLS[operation];
		if (!isGrantable(permission) || situation && !on.includes(situation)) continue;
		if (found[permission] !== "write") found[permission] = level;
	}
	return found;
}
function linesOf$1(uses) {
	const levels = /* @__PURE__ */ new Map();
	for (const { operation } of uses) {
		const { permission, level } = CALLS[operation];
		if (isGrantable(permission) && levels.get(permission) !== "write") levels.set(permission, level);
	}
	return ["permissions:", ...[...levels].map(([name, level]) => `  ${name}: ${level}`)].join("\n");
}
/** Whether a workflow can grant it to the job's own token. */
function isGrantable(permission) {
	return permission !== "metadata" && permission !== "members";
}
/**
* The lines to add to the job, ready to paste: what this action needs wherever it makes the call, so that nobody adds
* `read` only to be told next that it must be `write`; of what an input asks for, all that it needs. Nothing can be
* granted for what every token may do.
*/
function permissionHint(operation, action) {
	const { permission, level } = CALLS[operation];
	if (permission === "metadata") return "Every token can do this; check that the token is valid.";
	if (permission === "members") return "No job's own token can do this: give the step the token of an app that may read members, or name people instead of a team.";
	const uses = ACTION_OPERATIONS[action];
	const use = uses.find((one) => one.operation === operation);
	if (use?.askedBy) return linesOf$1(uses.filter(({ askedBy }) => askedBy === use.askedBy));
	const situations = use?.on ?? [];
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
/** What GitHub itself said when it refused; nothing for any other error. */
function saidBy(error) {
	return error instanceof ActionError && error.cause instanceof Error ? error.cause.message : "";
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
const ANSWER_LIMIT$1 = 32 * 2 ** 20;
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
			if (body === "too-large") return new Response(`the answer is larger than ${ANSWER_LIMIT$1} bytes`, { status: 413 });
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
		if (size > ANSWER_LIMIT$1) return "too-large";
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
const DEADLINE_MS$2 = 9e4;
const RETRIES = 3;
const graphqlAnswer = /* @__PURE__ */ lazily(() => object$1({
	data: unknown$2(),
	errors: array(object$1({
		type: string().optional(),
		message: string()
	})).optional()
}));
function openTransport(connection) {
	const { context, token, action, runner, deadlineMs = DEADLINE_MS$2, secondMs = 1e3 } = connection;
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
			...placeOf$3(operation.url, context)
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
/** What is asked of an organisation names no repository. */
function placeOf$3(url, context) {
	return url.includes("{owner}") ? repositoryOf(context) : {};
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
		ancestors: keep((sha, limit) => readAncestors(transport, sha, limit)),
		mergeBase: keep((base, head) => readMergeBase(transport, base, head)),
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
/** What does not change while a step runs is asked once, however many pipelines want to know. */
function keep(ask) {
	const answers = /* @__PURE__ */ new Map();
	return async (...of) => {
		const key = of.join("\n");
		const known = answers.get(key);
		if (known !== void 0) return known;
		const answer = await ask(...of);
		answers.set(key, answer);
		return answer;
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
const repositoryName = /* @__PURE__ */ lazily(() => object$1({ full_name: string() }).nullish());
const branchEnd = /* @__PURE__ */ lazily(() => object$1({
	sha: string(),
	ref: string(),
	repo: madeOf(repositoryName)
}));
/** The few fields of an event that we read; the rest of it may be anything. */
const eventPayload = /* @__PURE__ */ lazily(() => object$1({
	repository: object$1({
		default_branch: string().optional(),
		private: boolean().optional()
	}).optional(),
	pull_request: object$1({
		number: int().positive(),
		head: madeOf(branchEnd),
		base: madeOf(branchEnd)
	}).optional(),
	workflow_run: object$1({
		head_sha: string(),
		head_repository: madeOf(repositoryName)
	}).optional(),
	issue: object$1({
		number: int().positive(),
		pull_request: object$1({}).optional()
	}).optional()
}));
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
async function live([program, ...args], options, outputs) {
	const { spawn } = await import("node:child_process");
	return new Promise((resolve) => {
		let child;
		try {
			child = spawn(program, args, {
				cwd: options.cwd,
				env: options.environment,
				stdio: [
					options.input === void 0 ? "ignore" : "pipe",
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
		child.stdin?.on("error", () => void 0);
		child.stdin?.end(options.input);
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
// shared/platform/git-command.ts
const TIMEOUT_MS = 6e4;
/** Larger files of a commit are not read. */
const FILE_LIMIT$1 = 32 * 2 ** 20;
/**
* Runs git so that it only reads, asks nobody, contacts nobody and starts nothing that the repository's own
* configuration names. A job in a container owns the workspace under another user, hence `safe.directory`.
*/
function git(workspace, args, { input, outputLimitBytes = FILE_LIMIT$1 } = {}) {
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
		timeoutMs: TIMEOUT_MS,
		outputLimitBytes,
		...input === void 0 ? {} : { input }
	});
}
/** Whether it ended well. */
function isDone({ exit }) {
	return exit.kind === "exited" && exit.code === 0;
}
/** Whether it ended because no repository is here. */
function hasNoRepository({ stderr }) {
	return stderr.includes("not a git repository");
}
/** What git said when it did not end well. */
function failed$1(what, { exit, stderr }) {
	const said = stderr.toString("utf8").trim().slice(0, 2e3);
	const end = exit.kind === "exited" ? `code ${exit.code}` : exit.kind;
	return new ActionError("git-failed", `git could not ${what} (${end})${said && `: ${said}`}`);
}
// shared/platform/git.ts
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
/** Whether a tracked file, or the one at a path, differs from what is committed; nothing without a repository. */
async function isDirty(workspace, path) {
	if (await commitOf(workspace, "HEAD") === void 0) return void 0;
	const result = await git(workspace, [
		"status",
		"--porcelain",
		"-z",
		"--untracked-files=no",
		"--ignore-submodules=all",
		...path === void 0 ? [] : ["--", path]
	]);
	if (!isDone(result)) throw failed$1("compare the files with the commit", result);
	return result.stdout.length > 0;
}
/** Paths that git keeps, relative to the folder; nothing without a repository, or where there are too many to hold. */
async function trackedFiles(folder) {
	return (await readRepository(folder, [
		"ls-files",
		"-z",
		"--cached"
	]))?.split("\0").filter((path) => path !== "");
}
/** What git prints; nothing when it fails, as without a repository, or prints more than we hold. */
async function readRepository(folder, args) {
	const result = await git(folder, args);
	return isDone(result) && !result.isCut ? result.stdout.toString("utf8") : void 0;
}
/**
* The last commit that changed a file to what it is; nothing without a repository, where the clone does not reach far
* enough to know, or where the file was changed since.
*/
async function lastCommitOf(workspace, path) {
	const shallow = await git(workspace, ["rev-parse", "--is-shallow-repository"]);
	if (!isDone(shallow) || shallow.stdout.toString("latin1").trim() !== "false") return void 0;
	if (await isDirty(workspace, path)) return void 0;
	const result = await git(workspace, [
		"log",
		"-1",
		"--format=%H",
		"--",
		path
	]);
	const sha = isDone(result) ? result.stdout.toString("latin1").trim() : "";
	return /^[0-9a-f]{40,64}$/.test(sha) ? sha : void 0;
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
	if (!github) return none(search.inTerminal);
	if (!history) return none("the history is switched off");
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
function isSameBytes(one, other) {
	return Buffer$1.compare(one, other) === 0;
}
function isSameBundle(one, other) {
	if (one.size !== other.size) return false;
	return [...one].every(([name, bytes]) => {
		const there = other.get(name);
		return there !== void 0 && isSameBytes(bytes, there);
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
// shared/platform/github/orphan-branch.ts
const made = /* @__PURE__ */ lazily(() => object$1({ sha: string() }));
const README = `# The history of Proofmark

Every pipeline run of the default branch leaves its record here: what the data was, what the metrics were, what the
gate decided. Later runs and pull requests are compared with these records.

- \`records/<pipeline>/<first two digits>/<commit>/<run>-<attempt>-<leg>.json\`: one record, never changed
- \`manifests/<first two digits>/<digest>.sha256\`: the files of a dataset, as \`sha256sum\` prints them;
  the SHA-256 of such a file is the dataset's digest
- \`triggers/<pipeline>/<hash>/\`: which new data set off a training, so that they do it once

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
		if (codeOf$3(error) === "answer-lost" || isThereAlready(error)) return void 0;
		throw error;
	}
}
/** Whether GitHub refused because there is a thing of that name. */
function isThereAlready(error) {
	return codeOf$3(error) === "github-refused" && /already exists/i.test(saidBy(error));
}
// shared/platform/github/branches.ts
const reference = /* @__PURE__ */ lazily(() => object$1({ object: object$1({ sha: string() }) }));
const committed = /* @__PURE__ */ lazily(() => object$1({ createCommitOnBranch: object$1({ commit: object$1({ oid: string() }) }) }));
/** The newest commit of a branch; nothing when there is no such branch. */
async function branchHead({ find }, branch) {
	return (await find("read-branch", { ref: `heads/${branch}` }, { schema: reference }))?.object.sha;
}
/** Makes a branch; false when there is one of that name already, or when only another look can tell. */
async function createBranch({ rest }, branch, sha) {
	try {
		await rest("create-branch", {
			ref: `refs/heads/${branch}`,
			sha
		}, { schema: object$1({}) });
		return true;
	} catch (error) {
		if (codeOf$3(error) === "answer-lost" || isThereAlready(error)) return false;
		throw error;
	}
}
/** Commits on exactly the expected state; false when the branch stands elsewhere or the answer was lost. */
async function commitOnBranch({ graphql, context }, { branch, head, additions, deletions = [], message, details, operation, deadline }) {
	const { owner, name } = context.repository;
	const input = {
		branch: {
			repositoryNameWithOwner: `${owner}/${name}`,
			branchName: branch
		},
		message: {
			headline: message,
			...details === void 0 ? {} : { body: details }
		},
		expectedHeadOid: head,
		fileChanges: {
			additions: [...additions].map(([path, bytes]) => ({
				path,
				contents: Buffer$1.from(bytes).toString("base64")
			})),
			deletions: deletions.map((path) => ({ path }))
		}
	};
	const query = `mutation ${OPERATIONS[operation].graphql}($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;
	try {
		await graphql(operation, query, {
			variables: { input },
			schema: committed,
			deadline
		});
		return true;
	} catch (error) {
		if (["stale-head", "answer-lost"].includes(codeOf$3(error))) return false;
		throw error;
	}
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
const file = /* @__PURE__ */ lazily(() => object$1({
	oid: string().optional(),
	text: string().nullish()
}));
const entry = /* @__PURE__ */ lazily(() => object$1({
	name: string(),
	type: string(),
	object: file.nullable()
}));
const object = /* @__PURE__ */ lazily(() => file.extend({ entries: array(madeOf(entry)).optional() }).nullable());
const answer = /* @__PURE__ */ lazily(() => object$1({ repository: object$1({ ref: object$1({ target: object$1({ oid: string() }) }).nullable() }).catchall(unknown$2()) }));
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
		if (found?.entries) folders.set(path, filesOf(found.entries));
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
function filesOf(entries) {
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
// shared/platform/github/branch-append.ts
/** Losing a record is worse than waiting: with 32 writers at once the last one waits for the 31 before it. */
const DEADLINE_MS$1 = 3e5;
const TRIES = 60;
/** GitHub's own limit for a request is higher; a record with its manifests is far below. */
const BYTES_LIMIT = 24 * 2 ** 20;
/**
* Adds files to the branch in one commit: read where the branch stands and what is there, then commit on exactly that
* state. Whoever comes second is told so, waits a random while and reads again; so is a lost answer healed.
*/
async function appendToBranch(transport, branch, { files, message }) {
	const paths = [...files.keys()];
	checkSize(files);
	const deadline = transport.until(DEADLINE_MS$1);
	for (let attempt = 1; attempt <= TRIES; attempt++) {
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
		if (head !== void 0 && await commitOnBranch(transport, {
			branch,
			head,
			additions: missing,
			message,
			operation: "append-history",
			deadline
		})) return;
		await transport.pause(backOffSeconds(attempt), "append-history", deadline);
	}
	throw new ActionError("stale-head", `The branch ${branch} moved on at each of ${TRIES} tries.`, { hint: "Run the job again when fewer jobs write the history." });
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
		return untilAbandoned(() => task(new Client()));
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
			await makeFolder(making).catch(unwritable$1(root));
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
				if (there && !isSameBytes(there, bytes)) throw alreadyRecorded(path);
				if (!there) missing.push([path, bytes]);
			}
			for (const [path, bytes] of missing) await writeAtomically(join(root, path), bytes);
		}
	};
}
const FILE_LIMIT = 32 * 2 ** 20;
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
function readIfThere(path) {
	return ifThere(readCapped(path, FILE_LIMIT));
}
function unwritable$1(root) {
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
	const words = isSwitch(spec[name]) ? flag : values.map((one) => printCommand([flag, one])).join(" ");
	return {
		github: `Name it in the step:\n${indented(`with:\n${indented(`${name}:${yaml}`)}`)}${or}`,
		terminal: `Name it on the command line:\n  ${words}${or}`
	};
}
function indented(text) {
	return text.replace(/^/gm, "  ");
}
// shared/domain/trigger.ts
/** How new data are passed on. */
const TRIGGER_WAYS = ["pull-request", "dispatch"];
/** Everything that can become of new data, and what it means. Stable words; the documentation is made from this table. */
const TRIGGER_ENDS = {
	unchanged: "The data are those that the repository or its last record knows.",
	opened: "A pull request was opened.",
	"already-open": "A pull request with the same data is open.",
	declined: "A pull request with the same data was closed without a merge; nobody is asked again.",
	dispatched: "The workflow was started.",
	"already-dispatched": "The workflow was started for the same data before.",
	"data-failed": "A finding fails the data, so no training was started with them."
};
/** What makes two triggers the same: the pipeline, the data, and the record that they are newer than. */
function triggerText({ pipeline, leg, digest, since }) {
	return JSON.stringify([
		pipeline,
		leg,
		digest,
		since ?? null
	]);
}
/** Where the history keeps it. */
function triggerFolder(pipeline, key) {
	return `triggers/${pipeline}/${hexOf(key)}`;
}
// shared/stages/inputs.ts
/** What the input `format` says, checked with all other inputs before anything is read. */
function formats(options) {
	const words = lines(options);
	return {
		...words,
		parse: (raw) => readFormatWishes(words.parse(raw) ?? [])
	};
}
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
	"retention-days": number$2({
		about: "How long artifacts are kept; default: 7 on pull requests, 90 on the default branch.",
		min: 1,
		max: 400,
		integer: true
	})
};
const dataInputs = {
	path: list$2({
		about: "Files, folders or globs to track, also s3://, gs://, az://, hf://, https://; default: the datasets of the configuration.",
		positional: true
	}),
	name: text$1({ about: "Name of the dataset when one path is given; default: from the path." }),
	code: list$2({ about: "Files and folders that make the model; default: train.code." }),
	params: path({ about: "JSON or YAML file with the parameters; default: train.params." })
};
const cacheInputs = {
	cache: path({ about: "A folder of your own that keeps checksums of files nobody touched, or none; default: see README." }),
	verify: flag({
		about: "Read every byte whatever the cache says, and write it anew.",
		default: "false"
	})
};
const refreshInputs = {
	refresh: flag({
		about: "Run the refresh commands of the configuration first; only on the default branch.",
		default: "false"
	}),
	"expected-digest": text$1({ about: "The digest that the data must have, as the workflow was told; default: any." })
};
const triggerInputs = {
	as: choice$1(TRIGGER_WAYS, {
		about: "What new data set off: a pull request with their manifests, or a workflow.",
		default: "pull-request"
	}),
	manifest: path({
		about: "With pull-request: the folder of the repository that holds the manifests.",
		default: "manifests"
	}),
	workflow: text$1({ about: "With dispatch: the file of .github/workflows that trains; it is given the digests." }),
	again: flag({
		about: "With dispatch: start the workflow although it was started for the same data before.",
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
/** One input for the verdict on the data and the one on the model, so that the root action has it once. */
const verdictInputs = { "fail-on": choices(VERDICTS, {
	about: "Verdicts that fail the step.",
	default: "fail, error"
}) };
const gateInputs = {
	metrics: list$2({
		about: "Metrics files or globs; default: train.metrics.",
		positional: true
	}),
	format: formats({ about: "How metrics files are read: a format such as lm-eval, or lines \"FILE: FORMAT\"; default: as they look (docs/metric-files.md)." }),
	rules: lines({
		about: "Rules, one a line, such as \"rmse <= baseline + 2%\"; default: gate.rules.",
		flag: "rule"
	}),
	baseline: text$1({ about: "A metrics file, or a glob for those of several runs, to compare with, or a git revision whose metrics file is read; default: the record of the base commit." }),
	...verdictInputs,
	"raise-floors": choice$1(RAISE_WAYS, {
		about: "How floors that two models of the default branch beat are proposed to rise: a patch in the report, or a pull request, which needs contents: write and pull-requests: write.",
		default: "patch"
	})
};
const checkInputs = { check: text$1({ about: "Name of a check run to write besides the job; needs checks: write. Default: none." }) };
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
		if (codeOf$3(error) !== "invalid-config" || !github?.context.pullRequest) throw error;
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
	const { config, configError } = context !== void 0 && action.startsWith("trigger") ? NOT_HERE : await findConfig(wishes.config, place, context);
	const leg = nameOf$1("leg", wishes.leg);
	const github = context && wishes.token ? {
		context,
		client: wishes.client ?? openGithub({
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
	const usualName = usualPipeline(context, place);
	const clues = {
		action,
		context,
		github,
		wishes,
		stores,
		trusted,
		usualName
	};
	const pipeline = nameOf$1("pipeline", wishes.pipeline ?? (config ? config.pipeline ?? usualName : await nameElsewhere(clues) ?? usualName));
	const history = openHistory(wishes.history, place, github);
	const search = {
		github,
		history,
		trusted,
		pipeline,
		usualName,
		leg,
		isNamed: wishes.pipeline !== void 0,
		inTerminal: inTerminal(action)
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
const NOT_HERE = {
	config: void 0,
	configError: void 0
};
/**
* A pull request without a usable configuration keeps the name it has on its base branch. Who writes the comment asks
* GitHub for nothing but comments: there the sections of the run say whose they are, as where nothing is checked out.
*/
async function nameElsewhere(clues) {
	const { action, context, github, wishes, stores, trusted, usualName } = clues;
	if (!context) return void 0;
	const here = {
		leg: wishes.leg,
		attempt: context.run.attempt
	};
	const nameThere = async () => {
		const { config } = await trusted();
		return config && (config.pipeline ?? usualName);
	};
	if (action.startsWith("trigger")) return await onlyPipeline(stores, here, "data") ?? (github && nameThere());
	if (!context.pullRequest) return void 0;
	if (action === "comment") return onlyPipeline(stores, here, "gate");
	return github && wishes.history !== "none" ? nameThere() : void 0;
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
function nameOf$1(what, name) {
	if (NAME$1.test(name)) return name;
	throw new ActionError("invalid-name", `the ${what} "${name}" cannot be a name`, { hint: NAME_HINT });
}
/** What a pipeline without a name is called: the repository's name, else the folder's, where that can be a name. */
function usualPipeline(context, place) {
	const name = context?.repository.name ?? place.workspace.split(/[\\/]/).at(-1) ?? "";
	return NAME$1.test(name) ? name : "model";
}
/** Records are found by commits on GitHub; a terminal compares what it is given. */
function inTerminal(action) {
	if (action === "track") return "a terminal knows no records; proofmark diff HEAD:FOLDER FOLDER says which files changed";
	return "none was given; --baseline old.json names one";
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
// shared/domain/symbols.ts
/** The few signs that people see; a word always stands beside them. */
const SYMBOLS = {
	pass: "✅",
	fail: "❌",
	unclear: "❔",
	first: "🆕",
	broken: "⛔",
	failed: "💥",
	unchanged: "➖",
	accepted: "🤝"
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
function paragraph$2(...parts) {
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
// shared/features/report/attempt.ts
/** That a pass came only after other tries: whoever judges until it is green chooses the best of several. */
function attemptBlock({ gate }) {
	if (!gate) return void 0;
	const { attempt, verdict } = gate.body;
	if (attempt < 2 || verdict !== "pass") return void 0;
	const before = attempt === 2 ? "one earlier attempt" : `${attempt - 1} earlier attempts`;
	return {
		kind: "paragraph",
		content: [strong(`Attempt ${attempt}:`), ...line(` this run was started again after ${before}. The best of several tries looks better than the model is; what the others said stands in their logs.`)]
	};
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
	return `${sign === "-" ? "−" : ""}${groupedDigits(whole)}${rest.replace("e-", "e−")}`;
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
function size(bytes) {
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
			if (from === 0) return signed(to - from);
			return withUnit((to - from) / Math.abs(from) * 100, unit.allowed, " %");
		case "points": return withUnit((to - from) * 100, unit.allowed, " pp");
		case "plain": return signed(to - from);
	}
}
function withUnit(value, allowed, unit) {
	const sign = value < 0 ? "−" : "+";
	const short = twoDigits$1(Math.abs(value));
	const isAtLimit = allowed !== void 0 && Math.abs(value - allowed) <= 1e-12 * Math.abs(allowed);
	if (allowed === void 0 || isAtLimit) return `${sign}${short}${unit}`;
	if (Math.sign(Number(`${value < 0 ? "-" : ""}${short.replaceAll(",", "")}`) - allowed) === Math.sign(value - allowed)) return `${sign}${short}${unit}`;
	return `${sign}${typeset(formatBeside(value, allowed, 2).replace(/^-/, ""))}${unit}`;
}
function signed(value) {
	return `${value < 0 ? "−" : "+"}${twoDigits$1(Math.abs(value))}`;
}
/** Two digits that count, whole numbers from 10 on. */
function twoDigits$1(value) {
	if (value >= 0x38d7ea4c68000 || value > 0 && value < 1e-6) return typeset(value.toExponential(1));
	if (value >= 9.95) return typeset(value.toFixed(0));
	return typeset(value.toPrecision(2));
}
/** The distance between two values, without sign. */
function distance(from, to) {
	return twoDigits$1(Math.abs(to - from));
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
function commitLink({ links }, sha) {
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
	if (rule.direction === void 0) return void 0;
	return candidate < baseline === (rule.direction === "lower") ? "better" : "worse";
}
/** The rows that were scored say too little for an interval to mean anything. */
function isTooFew({ noise }) {
	return noise !== void 0 && noise.independent < fewestFor(noise);
}
/** What more of would tell more: rows, or whole runs. */
function countedIn({ noise }) {
	return noise ? nounOf(noise) : "row";
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
	if (rule.allowed !== void 0) return rule.allowed;
	const isStrict = /[^<>=][<>](?!=)/.test(rule.rule);
	const sign = rule.direction === "lower" ? isStrict ? "<" : "≤" : isStrict ? ">" : "≥";
	if (rule.kind === "absolute") return rule.limit === void 0 ? "" : `${sign} ${exactFigure(rule.limit)}`;
	const [, plus, digits, unit] = TOLERANCE.exec(rule.tolerance ?? "") ?? [];
	if (digits === void 0) return isStrict ? "better" : "not worse";
	return `${sign} ${`${plus === "+" ? "+" : "−"}${digits}`}${unit === void 0 ? "" : ` ${unit}`}`;
}
/** The word beside the symbol, after the metric's name. */
function stateOf({ verdict, blocking }) {
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
	return `${distance(limit, candidate)} ${candidate > limit ? "over" : "under"}`;
}
// shared/features/report/base-holdout.ts
/** How the candidate does on the rows that judged the baseline, where the change brings others; it decides nothing. */
function baseHoldoutBlock(input) {
	const onBase = input.gate?.body.baseHoldout;
	if (!onBase) return void 0;
	const whose = owner(input, onBase);
	if ("problem" in onBase) {
		const why = clip(onBase.problem.replace(/\.\s*$/, ""), 400);
		return paragraph$2("Not judged on ", ...whose, `: ${why}.`);
	}
	const said = told(onBase.rules).map((rule) => line(sentence$1(rule)));
	if (said.length === 0) return void 0;
	return paragraph$2("On ", ...whose, ` (${counted(onBase.rows, "row")}): `, ...join$1(said, "; "), ". This informs, and decides nothing: a holdout may be changed for good reasons.");
}
/** For the first line, where the candidate breaks a rule on the rows that judged the baseline. */
function baseHoldoutWarning(input) {
	const onBase = input.gate?.body.baseHoldout;
	if (!onBase || "problem" in onBase) return void 0;
	const failed = onBase.rules.filter(({ blocking, verdict }) => blocking && verdict === "fail");
	if (failed.length === 0) return void 0;
	const state = failed.some(({ kind }) => kind === "relative") ? "worse" : "not good enough";
	return isOfBase(input, onBase) ? `${state} on ${clip(input.baseBranch ?? "")}'s` : `${state} on the one before`;
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
function told(rules) {
	const compared = rules.filter(({ baseline }) => baseline !== void 0);
	const limits = rules.filter(({ kind, verdict }) => kind === "absolute" && verdict === "fail");
	return [...compared.filter((rule, index) => compared.findIndex(({ metric }) => metric === rule.metric) === index), ...limits];
}
function sentence$1(rule) {
	const { before, now } = valuesOf(rule);
	const name = clip(rule.metric);
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
function comparison$1(input) {
	const unchanged = input.gate?.body.unchanged;
	if (unchanged) return again(input, unchanged);
	const baseline = input.gate?.body.baseline ?? input.data?.body.baseline;
	if (!baseline) return void 0;
	return paragraph$2(...sentence(input, baseline), ...ground(input));
}
/** On what the comparison stands: the same rows for both, or bare numbers. */
function ground(input) {
	if (isNoiseUnknown(input)) return [" Plain numbers; how much they vary by chance is unknown."];
	const noises = (input.gate?.body.rules ?? []).flatMap(({ noise }) => noise ?? []);
	const scored = noises.filter((one) => nounOf(one) === "row" && one.rows !== void 0);
	const most = Math.max(...scored.map(({ rows = 0 }) => rows));
	const noise = scored.find(({ rows }) => rows === most) ?? noises[0];
	if (!noise) return [];
	const rows = describeRows(noise);
	const test = describeTest(noise);
	if (rows === "") return [` Compared ${test}.`];
	if (nounOf(noise) !== "row") return [` Compared over ${rows} of each model: ${test}.`];
	return [` Both models scored on the same ${rows}${scored.some(({ rows }) => rows !== most) ? ", or on part of them" : ""}: ${test}.`];
}
/** What was judged where nothing was trained, and what of it nobody looked at. */
function again(input, { commit, model, claimed }) {
	const unseen = claimed.map((name) => line(code(name)));
	return paragraph$2("Nothing was trained: data, code, parameters and command are those of ", commitLink(input, commit), ", and so is the model ", code(shortDigest(model)), ". Its metrics were judged again, by the rules of today.", ...unseen.length === 0 ? [] : [
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
function checkCommand({ path, root, files, kind = "bytes", pointers }) {
	if (kind !== "bytes" || pointers !== void 0) return void 0;
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
// shared/domain/drift/findings.ts
const TOLD_COLUMNS = 3;
/** Tests whose size is a distance of shares. */
const SHARES = /* @__PURE__ */ new Set([
	"chi-square",
	"proportions",
	"jensen-shannon"
]);
/** What drift means for the data: one finding for all columns of a dataset that differ. */
function driftFindings(drift, { decides, isNamed }) {
	const { dataset, reference, columns, notCompared = [] } = drift;
	const drifted = columns.filter(({ level }) => level === "drift");
	const small = columns.filter(({ level }) => level === "small");
	const missed = isNamed ? notCompared : [];
	const decided = decides ? { level: "fail" } : {};
	return [
		...drifted.length > 0 ? [findingOf("drift-found", {
			dataset,
			message: `${dataset}: ${drifted.length} of ${columns.length} columns differ from "${reference}": ${list(drifted)}`,
			count: drifted.length,
			...decided
		})] : [],
		...small.length > 0 ? [findingOf("drift-small", {
			dataset,
			message: `${dataset}: ${small.length} of ${columns.length} columns differ from "${reference}" by less than matters as a rule: ${list(small)}`,
			count: small.length
		})] : [],
		...missed.map(({ name, why }) => findingOf("drift-not-measured", {
			dataset,
			message: `${dataset}: the drift of "${name}" was not measured: ${why}`,
			...decided
		})),
		...missed.length === 0 && columns.length === 0 ? [noDrift(drift, decided)] : []
	];
}
function noDrift({ dataset, reference, notCompared = [] }, level) {
	const [first] = notCompared;
	return findingOf("drift-not-measured", {
		dataset,
		message: `${dataset}: no column can be compared with "${reference}"${first ? `, such as "${first.name}": ${first.why}` : ""}`,
		...level
	});
}
/** A dataset or its reference was not looked at row by row. */
function unmeasuredDrift(dataset, why, { decides }) {
	return findingOf("drift-not-measured", {
		dataset,
		message: `${dataset}: drift was not measured: ${why}`,
		...decides ? { level: "fail" } : {}
	});
}
function list(columns) {
	const told = columns.slice(0, TOLD_COLUMNS).map((column) => `"${column.name}" ${describe(column)}`);
	const more = columns.length - told.length;
	return [...told, ...more > 0 ? [`and ${more} more`] : []].join("; ");
}
/** What a column's checks say, in words: `0.8 sd apart, 12 % empty instead of 0 %`. */
function describe({ checks, missing, level }) {
	return checks.filter((check) => check.level === level).map((check) => describeCheck(check, missing)).join(", ");
}
/** One check in words. */
function describeCheck({ about, test, size }, missing) {
	switch (about) {
		case "values":
		case "lengths": {
			const what = about === "lengths" ? "lengths " : "";
			if (SHARES.has(test)) return `other shares (Jensen–Shannon ${twoDigits(size ?? 1)})`;
			return size === void 0 ? `${what}no longer constant` : `${what}${twoDigits(size)} standard deviations apart`;
		}
		case "missing": return `${percent$1(missing.current)} empty instead of ${percent$1(missing.reference)}`;
		case "new-categories": return `${percent$1(size ?? 0)} in new categories`;
		case "out-of-range": return `${percent$1(size ?? 0)} out of the reference's range`;
	}
}
function percent$1(share) {
	return `${twoDigits(100 * share)} %`;
}
function twoDigits(value) {
	return String(Number(value.toPrecision(2)));
}
// shared/features/report/data-drift.ts
const LISTED_DATASETS$2 = 5;
const LISTED_COLUMNS$1 = 12;
const LISTED_NAMES = 20;
const LISTED_SHARES = 3;
/** What an eighth of the highest bar looks like, and so on. */
const BARS = [
	"▁",
	"▂",
	"▃",
	"▄",
	"▅",
	"▆",
	"▇",
	"█"
];
/** What the two figures of a row mean, for those who see them for the first time. */
const MEANING = " p: how likely chance alone gives as much, all columns together; PSI: how far the shares moved, beside its limit for so many rows.";
/** A bar is missing altogether. */
const NOTHING$3 = "·";
/** How far datasets are from their references: the columns that differ, the worst first, the others by name. */
function driftBlocks(all) {
	const shown = all.slice(0, LISTED_DATASETS$2);
	const more = all.length - shown.length;
	return [...shown.flatMap(datasetBlocks), ...more > 0 ? [paragraph$1(line(`… and the drift of ${counted(more, "more dataset")}`))] : []];
}
function paragraph$1(content) {
	return {
		kind: "paragraph",
		content
	};
}
function datasetBlocks(drift) {
	const { dataset, reference, rows, sampled, columns } = drift;
	const different = columns.filter(({ level }) => level !== "none");
	const drifted = different.filter(({ level }) => level === "drift").length;
	const looked = sampled ? `, of which ${whole(sampled.reference)} and ${whole(sampled.current)} were compared` : "";
	return [
		paragraph$1(line("Drift of ", strong(code(dataset)), " from ", code(reference), `: ${drifted === 0 ? "none" : whole(drifted)} of ${counted(columns.length, "column")}. `, `${whole(rows.reference)} rows there, ${whole(rows.current)} here${looked}.`, ...different.length > 0 ? [MEANING] : [])),
		...different.length > 0 ? [differences$1(different, drift)] : [],
		...others(drift)
	];
}
function differences$1(columns, { dataset, reference }) {
	const shown = columns.slice(0, LISTED_COLUMNS$1);
	const more = columns.length - shown.length;
	const titles = [
		"column",
		"what differs",
		"p",
		"PSI",
		code(reference),
		code(dataset)
	];
	return {
		kind: "table",
		columns: titles.map((title) => ({ title: line(title) })),
		rows: [...shown.map(columnRow), ...more > 0 ? [titles.map((_, at) => line(at === 0 ? `… and ${more} more` : ""))] : []]
	};
}
function columnRow(column) {
	const { name, level, checks, missing, stability } = column;
	const told = checks.filter((check) => check.level !== "none").map((check) => describeCheck(check, missing));
	const words = [
		...level === "small" ? ["little"] : [],
		...told,
		...examples(column)
	];
	return [
		line(...level === "drift" ? [strong(code(name))] : [code(name)]),
		line(words.join("; ")),
		line(chance$1(Math.min(...checks.map(({ adjusted }) => adjusted)))),
		line(stability ? index(stability) : ""),
		...bars(column)
	];
}
/** The middles of numbers, or the categories whose shares changed most. */
function examples({ middle, bars, added = [] }) {
	if (middle) {
		const both = [middle.reference, middle.current];
		const [before, now] = both.every((value) => typeof value === "number") ? figures(both.map(Number)) : both.map(String);
		return [`middle ${before} → ${now}`];
	}
	const { labels = [], reference = [], current = [] } = bars ?? {};
	const shares = labels.map((label, at) => ({
		label,
		before: reference[at] ?? 0,
		now: current[at] ?? 0
	})).filter(({ before, now }) => before !== now).sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before)).slice(0, LISTED_SHARES).map(({ label, before, now }) => `${clip(label, 30)} ${percent(before)} → ${percent(now)} %`);
	const rest = added.filter((label) => !labels.includes(label)).map((label) => clip(label, 30));
	return [...shares.length > 0 ? [shares.join(", ")] : [], ...rest.length > 0 ? [`new: ${rest.join(", ")}`] : []];
}
function percent(thousandths) {
	return whole(Math.round(thousandths / 10));
}
function chance$1(p) {
	return p < .001 ? "<0.001" : p.toFixed(3);
}
function index({ index: value, limit }) {
	const sign = value > limit ? ">" : "≤";
	return [
		value.toFixed(2),
		sign,
		limit.toFixed(2)
	].join(" ");
}
/** Both sides on one scale. */
function bars({ bars: both }) {
	if (!both) return [line(""), line("")];
	const highest = Math.max(1, ...both.reference, ...both.current);
	return [both.reference, both.current].map((side) => line(code(side.map(drawn).join(""))));
	function drawn(share) {
		if (share === 0) return NOTHING$3;
		return BARS[Math.min(BARS.length - 1, Math.floor(BARS.length * share / highest))] ?? "";
	}
}
/** What did not drift, and what was not compared. */
function others({ columns, notCompared = [] }) {
	const same = columns.filter(({ level }) => level === "none").map(({ name }) => name);
	const told = [...same.length > 0 ? [line("No difference beyond chance: ", ...names$1(same), ".")] : [], ...notCompared.length > 0 ? [line("Not compared: ", ...names$1(notCompared.map(({ name }) => name)), ".")] : []];
	return told.length === 0 ? [] : [paragraph$1(join$1(told, " "))];
}
function names$1(all) {
	const more = all.length - LISTED_NAMES;
	return [...join$1(all.slice(0, LISTED_NAMES).map((name) => line(code(clip(name, 60)))), ", "), ...line(more > 0 ? ` and ${more} more` : "")];
}
// shared/features/report/data-findings.ts
const LISTED_FAILURES = 5;
const LISTED_FINDINGS = 30;
/** For the first line, which must not look like a pass: how many findings fail the data; nothing where they pass. */
function dataStatement({ data }) {
	const failures = failing(data);
	if (failures.length === 0) return void 0;
	const [one, ...others] = new Set(failures.map(({ dataset }) => dataset));
	return `${one !== void 0 && others.length === 0 ? `data ${clip(one)}` : "data"}: ${counted(failures.length, "finding fails", "findings fail")}`;
}
function failing(data) {
	return (data?.body.findings ?? []).filter(({ level }) => level === "fail");
}
/** Not folded: what fails the data, for nobody should merge without having seen it. */
function dataFailures({ data }) {
	const failures = failing(data);
	if (failures.length === 0) return void 0;
	const shown = failures.slice(0, LISTED_FAILURES).flatMap(({ message }, at) => line(at === 0 ? " " : " · ", clip(message, 500)));
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
/** Not folded either: rows to judge on that were trained on make every figure above too good. */
function leakageWarning({ data }) {
	const [first, ...others] = (data?.body.findings ?? []).filter(({ check, level }) => check === "leakage" && level === "warn");
	if (first === void 0) return void 0;
	const more = others.length > 0 ? ` · and ${others.length} more, folded below` : "";
	return {
		kind: "paragraph",
		content: [{
			kind: "symbol",
			symbol: "unclear"
		}, ...line(" ", strong("Leakage."), " ", clip(first.message, 300), more)]
	};
}
/** Folded: every finding with its first places, the worst first. */
function findingsTable(findings) {
	if (findings.length === 0) return [];
	const shown = FINDING_LEVELS.flatMap((level) => findings.filter((one) => one.level === level)).slice(0, LISTED_FINDINGS);
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
			line(code(finding.code), ` ${WORDS$1[finding.level]}`),
			line(code(finding.dataset)),
			line(clip(withoutName(finding), 300)),
			line(places(finding))
		]), ...more > 0 ? [[
			"",
			"",
			`… and ${more} more`,
			""
		].map((cell) => line(cell))] : []]
	}];
}
const WORDS$1 = {
	fail: "fails",
	warn: "warns",
	note: "told"
};
/** The dataset has a column of its own. */
function withoutName({ dataset, message }) {
	return message.startsWith(`${dataset}: `) ? message.slice(dataset.length + 2) : message;
}
function places({ rows = [] }) {
	return rows.map(({ file, line: number }) => number === void 0 ? clip(file, 60) : `${clip(file, 60)}:${number}`).join(", ");
}
// shared/features/report/data-leakage.ts
const LISTED_PAIRS = 10;
/** What holdouts share with training data, and how often they were judged on: also where all is well. */
function leakageBlocks({ leakage = [], looks = [] }) {
	const more = leakage.length - LISTED_PAIRS;
	return [
		...leakage.slice(0, LISTED_PAIRS).map(pairLine),
		...more > 0 ? [line(`… and ${counted(more, "more pair")}`)] : [],
		...looks.map(looksLine)
	].map((content) => ({
		kind: "paragraph",
		content
	}));
}
function pairLine({ train, holdout, same, near, groups, time, files, notCompared }) {
	const facts = [
		...same ? [`${share(same)} ${same.rows === 1 ? "is" : "are"} in both`] : [],
		...near ? [`${whole(near.rows)} where little differences do not count`] : [],
		...groups ? [`${whole(groups.shared)} of ${counted(groups.of, "group")} in both`] : [],
		...time ? [order(time)] : [],
		...files ? [`${whole(files.shared)} of ${counted(files.of, "file")} in both`] : [],
		...notCompared === void 0 ? [] : [`not compared: ${notCompared}`]
	];
	const rest = facts.length === 0 ? "their rows have other columns" : facts.join("; ");
	return line("Leakage from ", code(train), " to ", code(holdout), `: ${rest}.`);
}
function share({ rows, of, oneOf }) {
	const sample = oneOf === void 0 ? "" : " of a sample";
	return `${rows === 0 ? "none" : whole(rows)} of ${counted(of, "row")}${sample}`;
}
function order({ late, earliest, latest }) {
	const ends = earliest === void 0 ? "" : ` (training data to ${latest}, holdout from ${earliest})`;
	return late === 0 ? `the holdout is later than all training data${ends}` : `${counted(late, "row")} to train on ${late === 1 ? "is" : "are"} not earlier than the holdout${ends}`;
}
function looksLine({ dataset, runs, commits, isMore }) {
	const times = runs === 0 ? "no run" : counted(runs, "run");
	const where = isMore ? ` of the last ${counted(commits, "commit")}` : "";
	return line(code(dataset), ` was judged on, with these very rows, by ${times}${where} before this one.`);
}
// shared/features/report/data-profile.ts
const LISTED_COLUMNS = 20;
const LISTED_CHANGES = 20;
const LISTED_CLASSES = 12;
/** What the columns of a dataset hold, what became of them, and what its catalogue says. */
function datasetProfile(dataset, change) {
	const { profile, catalogue } = dataset;
	const said = Object.entries(catalogueOf(catalogue ?? {}) ?? {});
	const schema = change?.schema;
	const blocks = [
		...schema ? schemaBlocks(schema) : [],
		...profile ? profileBlocks(profile) : [],
		...said.length > 0 ? [paragraph(line("Catalogue: ", said.map(([field, text = ""]) => `${field} ${clip(text)}`).join(", "), "."))] : []
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
			line(clip(each.why, 240))
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
		...(arrays ?? []).slice(0, LISTED_CLASSES).map(({ name, type, shape }) => line(code(name), ` ${type} ${shape.join(" × ")}`)),
		...texts ? [line(counted(texts.documents, "document"))] : [],
		...others ? [line(`${counted(others, "other file")} not looked into`)] : [],
		...isPersonal ? [line("about persons, so no values are shown")] : []
	];
	const blocks = facts.length > 0 ? [paragraph([...join$1(facts, "; "), ...line(".")])] : [];
	return columns.length > 0 ? [...blocks, columnTable(columns)] : blocks;
}
function imageLine({ files, classes }) {
	const shown = classes.slice(0, LISTED_CLASSES).map(({ name, count }) => `${clip(name, 60)} ${whole(count)}`);
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
	if (top) return top.slice(0, 3).map(({ value, count }) => `${clip(value, 30)} (${whole(count)})`).join(", ");
	return lengths ? `${whole(lengths.min)} to ${whole(lengths.max)} bytes` : "";
}
// shared/features/report/prediction.ts
const LISTED$5 = 6;
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
	const shown = changed.slice(0, LISTED$5).map((name) => {
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
	return join$1([...listed$2("−", gone), ...listed$2("+", come)], " ");
}
function listed$2(sign, names) {
	if (names.length <= LISTED$5) return names.map((name) => line(`${sign} `, code(name)));
	return [line(`${sign} ${names.length} others`)];
}
// shared/features/report/differences.ts
const LISTED_PARAMETERS = 8;
const LISTED_DATASETS$1 = 8;
/** What of the prediction, data, code and parameters differs from the baseline: observed, never a guessed cause. */
function differences({ gate, data, isDataExpected, stage }) {
	const prediction = predictionParts(gate?.body.prediction);
	const change = data?.body.change;
	if (data && change) return whatDiffers([...prediction, ...dataParts(data.body, change)]);
	const rest = data ? [overview(data.body)] : isDataExpected ? [untracked(stage)] : [];
	return [...whatDiffers(prediction), ...rest];
}
function whatDiffers(parts) {
	const content = join$1(parts, "; ");
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
function overview({ datasets }) {
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
		...changed.slice(0, LISTED_DATASETS$1).map((change) => {
			const kind = datasets.find(({ name }) => name === change.name)?.kind;
			return datasetPart(change, kind ?? "bytes");
		}),
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
const SAME = {
	bytes: "same bytes",
	remote: "same checksums",
	claimed: "same version claimed"
};
function datasetPart(dataset, kind) {
	const name = line("data ", code(dataset.name));
	const isNamed = dataset.status === "added" || dataset.status === "removed";
	const same = dataset.redefined && dataset.status === "unchanged" ? SAME[kind] : void 0;
	const what = line(`${isNamed ? "" : ":"} ${same ?? datasetChange(dataset)}`);
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
	const kind = redefined?.kind;
	return [
		...path ? line(", read from ", code(path.after), " instead of ", code(path.before)) : [],
		...role ? line(", role ", code(role.before), " → ", code(role.after)) : [],
		...kind ? line(`, known by ${KNOWN[kind.before]} before and by ${KNOWN[kind.after]} now`) : []
	];
}
const KNOWN = {
	bytes: "its bytes",
	remote: "a provider's checksums",
	claimed: "a version that a command told"
};
/** `2 files added, 1 modified`. */
function datasetChange({ status, counts, before, after, checksums, version }) {
	switch (status) {
		case "added": return `is new (${counted(after?.files ?? counts.added, "file")})`;
		case "removed": return `is gone (${counted(before?.files ?? counts.removed, "file")})`;
		case "unchanged": return "identical";
		case "changed":
			if (checksums) return `changed; files known by ${clip(checksums.before)} are known by ${clip(checksums.after)} now, so none can be compared`;
			if (version) return `version ${clip(version.before, 80)} → ${clip(version.after, 80)}`;
			return fileCounts(counts);
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
		const gone = without(before, after);
		const come = without(after, before);
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
function without(list, other) {
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
		...driftBlocks(data.body.drift ?? []),
		...leakageBlocks(data.body),
		...profiles(datasets, changes),
		...[...changes, ...code ? [code] : []].flatMap(fileChanges),
		...digestCheck(datasets, changes)
	];
	const files = datasets.reduce((sum, dataset) => sum + dataset.files, 0);
	return [{
		kind: "details",
		summary: line(`Data: ${counted(datasets.length, "dataset")}, ${counted(files, "file")}${warningsOf(data.body)}; how to check a digest`),
		blocks
	}];
}
/** What the datasets hold; those that did not change are as they were described when they did. */
function profiles(datasets, changes) {
	const all = datasets.map((dataset) => ({
		dataset,
		change: changes.find(({ name }) => name === dataset.name)
	}));
	const told = all.filter(({ change }) => change?.status !== "unchanged");
	const same = all.filter((one) => !told.includes(one) && datasetProfile(one.dataset).length > 0);
	const names = same.slice(0, LISTED_DATASETS).map(({ dataset: { name } }) => line(code(name)));
	const more = same.length - names.length;
	const rest = more > 0 ? ` and ${whole(more)} more` : "";
	return [...told.slice(0, LISTED_PROFILES).flatMap(({ dataset, change }) => datasetProfile(dataset, change)), ...same.length === 0 ? [] : [paragraph$2("Unchanged, so not described again: ", ...join$1(names, ", "), `${rest}.`)]];
}
/** What nobody should overlook although it is folded. */
function warningsOf({ findings = [] }) {
	const warned = new Set(findings.filter(({ level }) => level !== "note").map(({ check }) => check));
	const told = ["drift", "leakage"].filter((check) => warned.has(check));
	return told.length === 0 ? "" : `; ${told.join(" and ")} found`;
}
function dataTable(datasets, changes) {
	const rows = datasets.slice(0, LISTED_DATASETS).map((dataset) => {
		const change = changes.find(({ name }) => name === dataset.name);
		return [
			line(code(dataset.name), ` ${clip(dataset.role)}`),
			line(whole(dataset.files)),
			line(size(dataset.bytes)),
			line(code(shortDigest(dataset.digest)), knownBy(dataset)),
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
/** What the digest is over, where that is not the bytes. */
function knownBy({ kind = "bytes", checksums = {}, version, pointers }) {
	switch (kind) {
		case "bytes": return pointers === void 0 ? "" : ` ${counted(pointers, "pointer")} of Git LFS`;
		case "claimed": return ` claimed: ${clip(version ?? "", 80)}`;
		case "remote": {
			const by = Object.entries(checksums).map(([word, count]) => `${clip(word)} ${whole(count)}`);
			const at = version === void 0 ? "" : `, at ${clip(version.slice(0, 12))}`;
			return ` remote: ${by.join(", ")}${at}`;
		}
	}
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
// shared/features/report/explanation.ts
/** More rules than people read are explained by the table alone. */
const EXPLAINED = 20;
/** Each rule in words that need no statistics: what it asks, what was found, and why that is the verdict. */
function explanationBlocks(body) {
	const rules = body.rules.filter(({ candidate }) => candidate !== void 0);
	if (rules.length === 0) return [];
	const shown = rules.slice(0, EXPLAINED);
	const more = rules.length - shown.length;
	return [{
		kind: "details",
		summary: line("What each rule means"),
		blocks: [...shown.map((rule) => paragraph$2(code(rule.rule), " ", explain(rule))), ...more > 0 ? [paragraph$2(`… and ${counted(more, "more rule")}.`)] : []]
	}];
}
/** Sentences about one rule. */
function explain(rule) {
	return [
		asks(rule),
		found(rule),
		chance(rule),
		therefore(rule)
	].filter((sentence) => sentence !== "").join(" ");
}
function asks(rule) {
	const { kind, form, direction, limit, tolerance } = rule;
	const metric = clip(rule.metric);
	if (form !== void 0 || direction === void 0) return `asks that ${metric} stays within what is allowed${rule.allowed === void 0 ? "" : ` (${clip(rule.allowed)})`}.`;
	const less = direction === "lower";
	if (kind === "absolute") return `asks that ${metric}, where ${less ? "less" : "more"} is better, is ${less ? "at most" : "at least"} ${limit === void 0 ? "its limit" : exactFigure(limit)}, whatever it was before.`;
	if (tolerance?.startsWith(less ? "+" : "-") === true) {
		const amount = tolerance?.replace(/^[+-]\s*/, "").replace(" relative", "");
		return `asks that ${metric}, where ${less ? "less" : "more"} is better, does not get worse by more than ${amount}.`;
	}
	if (tolerance !== void 0) return `asks that ${metric} gets better, by ${clip(tolerance)}.`;
	return `asks that ${metric}, where ${less ? "less" : "more"} is better, is not worse than before.`;
}
function found(rule) {
	const { before, now } = valuesOf(rule);
	if (rule.baseline === void 0) return `It is ${now}.`;
	if (rule.baseline === rule.candidate) return `It is ${now}, as before.`;
	return `It was ${before} and is ${now}: ${changeOf(rule)}.`;
}
function chance(rule) {
	const { noise, kind, baseline } = rule;
	if (kind === "absolute" || baseline === void 0) return "";
	if (!noise) return "Nobody knows how much of that is chance: there are only two numbers, and the same model judged twice would also differ a little.";
	const ground = groundOf$1(noise);
	if (isTooFew(rule)) return `${ground}, which are too few to tell a change from chance.`;
	const range = rangeOf(rule);
	if (range === "") return "";
	return `${ground}. With other ${nounOf(noise)}s of the same kind the change would be a little different; that it lies in ${range} is what 95 of 100 such ranges get right.`;
}
/** What was compared: both on the same rows, several runs of each, or one run with those before. */
function groundOf$1(noise) {
	const { rows, method } = noise;
	if (rows === void 0) return "Both were judged";
	const noun = nounOf(noise);
	const count = counted(rows, noun);
	if (method === "history") return `It was compared with the mean of ${rows} earlier runs`;
	if (noun !== "row") return `The means of ${count} each were compared`;
	return `Both were judged on the same ${count}`;
}
function therefore(rule) {
	const { verdict, noise, kind } = rule;
	const isKnown = kind === "relative" && noise !== void 0;
	const tail = rule.blocking ? "" : " It only reports, and decides nothing.";
	switch (verdict) {
		case "pass": return (isKnown ? "All of that is allowed: it passes." : "That is allowed: it passes.") + tail;
		case "fail": return (isKnown ? "Even the best end of that is not allowed: it fails." : "That is not allowed: it fails.") + tail;
		case "inconclusive":
			if (rule.reasonCode === "chance-of-many") return `Alone that would fail; of so many rules one may look as bad by chance: it is undecided.${tail}`;
			return `Part of that is allowed and part is not, so nobody can say: it is undecided.${tail}`;
		case "no-baseline": return `There is nothing to compare it with yet.${tail}`;
		case "error": return `It cannot be judged.${tail}`;
	}
}
// shared/features/report/floors.ts
const LISTED$4 = 6;
/** What a change does to the floors that it is judged by; it was judged by those before. */
function floorsBlock(input) {
	const floors = input.gate?.body.policy.floors;
	if (!floors || !floors.changes && floors.problem === void 0) return void 0;
	const { path, changes = [], problem } = floors;
	const whose = input.baseBranch ?? "the trusted commit";
	if (problem !== void 0) {
		const said = line(" this pull request leaves ", code(path), ` unusable; judged by the floors on ${whose}.`);
		return {
			kind: "paragraph",
			content: [strong("Floors:"), ...said]
		};
	}
	const told = [...changes].sort((a, b) => Number(b.isLowered) - Number(a.isLowered));
	const words = told.slice(0, LISTED$4).flatMap(({ metric, before, after, isLowered }, at) => {
		const verb = after === void 0 ? "removes" : isLowered ? "lowers" : "raises";
		const to = after === void 0 ? "" : ` to ${exactFigure(after)}`;
		return line(at === 0 ? " " : ", ", `${verb} that of `, code(metric), ` from ${exactFigure(before)}${to}`);
	});
	const more = told.length > LISTED$4 ? line(` and ${told.length - LISTED$4} more`) : [];
	const sign = changes.some(({ isLowered }) => isLowered) ? "⚠️ " : "";
	const end = line(" in ", code(path), `. Judged by the floors on ${whose}; new ones count once they are merged.`);
	return {
		kind: "paragraph",
		content: [
			strong(`${sign}Floors:`),
			...line(" this pull request"),
			...words,
			...more,
			...end
		]
	};
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
	const data = dataStatement(input);
	const { sign, words } = aboutModel(input);
	if (data === void 0) return line(symbol(sign), ` ${words}`);
	return line(symbol(isBad(sign) ? sign : "fail"), ` ${data} · ${words}`);
}
function isBad(sign) {
	return sign === "broken" || sign === "failed";
}
function aboutModel(input) {
	const subject = subjectOf(input);
	const body = input.gate?.body;
	if (!body) return {
		sign: "broken",
		words: `${subject}: no verdict: ${clip(input.problem ?? "the gate left no result", 300)}`
	};
	if (isSpared(body)) return {
		sign: "unchanged",
		words: `model unchanged: nothing of ${subject} changed`
	};
	const warning = baseHoldoutWarning(input);
	const rows = body.isHoldoutChanged ? `on a changed holdout${warning ? `, ${warning}` : ""}` : "";
	const other = predictionWords(body.prediction);
	const says = [
		statement(subject, body),
		other,
		rows,
		consequence(input, body)
	].filter((part) => part !== "");
	if (body.accepted) return {
		sign: "accepted",
		words: acceptedWords(subject, body, body.accepted)
	};
	return {
		sign: body.reasonCode === "training-failed" ? "failed" : signOf(body.verdict),
		words: says.join(" · ")
	};
}
/** Who answers for it, why, and for which bytes alone. */
function acceptedWords(subject, body, accepted) {
	const { by, reason, digest, of } = accepted;
	const only = `${of === "model" ? "" : "figures "}${hexOf(digest).slice(0, 8)}…`;
	return `${statement(subject, body)} · accepted by @${by}: “${clip(reason, 200)}”, for ${only} only`;
}
/** The baseline's model, and nothing to say against it. */
function isSpared({ unchanged, verdict }) {
	return unchanged !== void 0 && verdict === "pass";
}
/** State and number, without what follows from them. */
function statement(subject, body) {
	switch (body.verdict) {
		case "fail": return failure(subject, body);
		case "pass": return success(subject, body);
		case "inconclusive": return unsettled$1(subject, body);
		case "no-baseline": return first(subject, body);
		case "error": return `${subject}: no verdict: ${clip(body.reason.replace(/\.\s*$/, ""), 300)}`;
	}
}
function failure(subject, body) {
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
	const open = deciding(body).filter(({ verdict }) => verdict === "inconclusive");
	const lead = nearestToFailing(open);
	const state = `${subject} could not be settled`;
	if (!lead) return state;
	const more = open.length > 1 ? `; ${whole(open.length - 1)} more unclear` : "";
	return `${state}, ${whyOpen(lead)}${colon(values(lead, body))}${more}`;
}
function whyOpen(lead) {
	if (isTooFew(lead)) return `too few ${countedIn(lead)}s to decide`;
	if (lead.reasonCode === "small-slice") return "too few examples to decide";
	switch (shownMovement(lead)) {
		case "worse": return "worse and perhaps more than allowed";
		case "better": return "better and perhaps less than demanded";
		default: return "no clear change";
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
	if (failOn.includes(body.verdict)) return "check fails";
	return body.verdict === "inconclusive" ? "no pass, though this check is green" : "check passes";
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
	const noise = (isTooFew(rule) ? `, ${counted(rule.noise?.independent ?? 0, `independent ${countedIn(rule)}`)}` : "") || (range === "" ? unknown : `, 95 %: ${range}`);
	return `${name} ${before} → ${now} (${changeOf(rule)}${noise})`;
}
function colon(rest) {
	return rest === "" ? "" : `: ${rest}`;
}
// shared/domain/provenance/mermaid.ts
/** More boxes than anybody follows with the eye. */
const MOST_NODES = 40;
const LONGEST_LABEL = 60;
/**
* A flow chart of the chain for GitHub. Everything that somebody else chose stands in quoted labels, and of it only
* letters, digits and a few signs: nothing in it can end a label, or be markup, a link or a directive.
*/
function mermaidOf({ steps }, datasets) {
	const ids = /* @__PURE__ */ new Map();
	const nodes = [];
	const edges = /* @__PURE__ */ new Set();
	let isCut = false;
	const nodeOf = (key, draw) => {
		const known = ids.get(key);
		if (known !== void 0) return known;
		if (ids.size >= MOST_NODES) {
			isCut = true;
			return;
		}
		const id = `n${ids.size}`;
		ids.set(key, id);
		nodes.push(`  ${draw(id)}`);
		return id;
	};
	const artifact = (path, isBroken) => nodeOf(`path ${path}`, (id) => {
		const dataset = datasets.find((one) => one.path === path);
		return `${id}[("${label(dataset ? `${dataset.name}: ${path}` : path)}${isBroken ? " · differs" : ""}")]`;
	});
	const broken = new Set(steps.flatMap(({ inputs, outputs }) => [...inputs, ...outputs].filter(({ state }) => state === "differs").map(({ path }) => path)));
	for (const [index, { name, command, inputs, outputs }] of steps.entries()) {
		const words = [name, ...command.slice(0, 1)].filter((text) => text !== "").join(": ");
		const step = nodeOf(`step ${index}`, (id) => `${id}["${label(words)}"]`);
		const link = (from, to) => {
			if (from !== void 0 && to !== void 0) edges.add(`  ${from} --> ${to}`);
		};
		for (const { path } of inputs) link(artifact(path, broken.has(path)), step);
		for (const { path } of outputs) link(step, artifact(path, broken.has(path)));
	}
	const more = isCut ? ["  more[\"… and more\"]"] : [];
	return [
		"flowchart LR",
		...nodes,
		...edges,
		...more
	].join("\n");
}
/** Characters that mean nothing to Mermaid, Markdown or HTML. */
function label(text) {
	const plain = text.replace(/[^\p{L}\p{N} ._/,:=+*-]/gu, "·").replace(/:(?=\/\/)/g, "·").replace(/^(?:[-+*]|\d+\.)(?= )/, "·");
	const characters = [...plain];
	if (characters.length <= LONGEST_LABEL) return plain;
	return `${characters.slice(0, 59).join("")}…`;
}
// shared/features/report/lineage.ts
const LISTED$3 = 20;
const LONGEST_COMMAND = 200;
/** Folded: which steps made the data, as a graph and as a list. */
function lineageBlocks(input) {
	const { provenance, datasets = [] } = input.data?.body ?? {};
	if (!provenance) return [];
	const { steps, isCut } = provenance;
	const shown = steps.slice(0, LISTED$3);
	const more = steps.length - shown.length;
	const rows = shown.map((step) => stepRow(step, input));
	const blocks = [
		{
			kind: "code",
			language: "mermaid",
			text: mermaidOf(provenance, datasets)
		},
		{
			kind: "table",
			columns: [
				{ title: line("step") },
				{ title: line("command") },
				{ title: line("told by") }
			],
			rows
		},
		...more > 0 || isCut ? [paragraph$2(`… and ${more > 0 ? `${more} more` : "earlier ones"}`)] : []
	];
	return [{
		kind: "details",
		summary: line(`Where the data comes from: ${counted(steps.length, "step")}`),
		blocks
	}];
}
function stepRow(step, input) {
	const [first = "", ...rest] = step.command;
	const also = rest.length === 0 ? "" : ` and ${counted(rest.length, "more command", "more commands")}`;
	const { commit } = step;
	const at = commit === void 0 ? [] : [" at ", commitLink(input, commit)];
	return [
		line(code(step.name)),
		line(code(clip(first, LONGEST_COMMAND)), also),
		line(...sourceOf(step), ...at)
	];
}
function sourceOf({ from, file }) {
	switch (from) {
		case "dvc.lock": return file === void 0 ? [from] : [code(file)];
		case "record": return ["a record"];
		case "configuration": return ["this configuration"];
	}
}
// shared/features/report/next-step.ts
/** The one thing to do now. */
function nextStep(input) {
	return {
		kind: "paragraph",
		content: [strong("Next:"), ...line(" ", ...step(input))]
	};
}
const REPAIR = "repair the data, or what is said of it in the configuration, as the findings above ask";
function step(input) {
	const body = input.gate?.body;
	if (!body) {
		if (hasFailure(input.data?.body.findings ?? [])) return [`${REPAIR}, then push.`];
		if (input.problem !== void 0) return ["repair what the first line names, then push."];
		return input.stage === "terminal" ? [
			"run ",
			code("proofmark gate"),
			" first, and give both the same ",
			code("--store"),
			"."
		] : ["look at the log of the gate step; if there is none, add one before this step."];
	}
	if (body.accepted) return taken(input, body.accepted);
	switch (body.verdict) {
		case "pass": return accepted(input);
		case "fail": return [...failed(input, body), ...orAccept(body)];
		case "error": return broken(input, body);
		case "no-baseline": return unknown$1(input, body);
		case "inconclusive": return [
			...unsettled(body),
			...orAccept(body),
			...orStop(input)
		];
	}
}
function unsettled({ rules }) {
	const rule = nearestToFailing(rules.filter(({ verdict, blocking }) => verdict === "inconclusive" && blocking));
	if (rule && isTooFew(rule)) {
		const noun = countedIn(rule);
		if (noun !== "row") return [`judge more ${noun}s: ${rule.noise ? fewestFor(rule.noise) : 1} on each side are the least, and ten tell far more.`];
		return [`judge on more rows: 30 that do not depend on each other are the least, and a few hundred tell more.`];
	}
	const needed = rule?.noise?.needed;
	const noun = rule ? countedIn(rule) : "row";
	const more = noun === "row" ? "Judge on more rows" : `Judge more ${noun}s`;
	return [rule?.reasonCode === "chance-of-many" ? `${clip(rule.metric)} alone would fail, and of so many rules one may look as bad by chance. ` : "it is not shown that the model is within its rule, nor that it is not. ", needed === void 0 ? `${more}, or a person decides.` : `About ${whole(Number(needed.toPrecision(2)))} ${noun}s would settle it, if the change is what it seems; or a person decides.`];
}
/** A green check is easily taken for a pass. */
function orStop({ stage, failOn }) {
	if (stage !== "pull-request" || failOn.includes("inconclusive")) return [];
	return [
		" To stop such changes, give the gate ",
		code("fail-on: fail, inconclusive, error"),
		"."
	];
}
function taken({ stage }, { as }) {
	const whose = `${as} answers for this model and no other`;
	return stage === "pull-request" ? [`review the code as usual; ${whose}: another push is judged anew.`] : [`nothing to do; ${whose}.`];
}
/** How a person takes it upon themselves, with the words to copy. */
function orAccept({ acceptable }) {
	if (!acceptable) return [];
	const { label, by, digest, problem } = acceptable;
	return [
		...problem === void 0 ? [] : [` Not accepted: ${clip(problem, 400)}.`],
		` To accept it as it is, ${by.map((who) => clip(who)).join(" or ")} sets the label `,
		code(label),
		", comments ",
		code(acceptWords(digest)),
		", and runs the failed jobs again."
	];
}
function accepted({ stage, data }) {
	if (hasFailure(data?.body.findings ?? [])) return [`${REPAIR}; the model itself passes.`];
	switch (stage) {
		case "pull-request": return ["nothing to do for the model; review the code as usual."];
		case "default-branch": return ["nothing to do; later changes are compared with this record."];
		case "terminal": return ["nothing to do."];
	}
}
function failed({ stage, baseBranch }, body) {
	const rule = strictest(body.rules.filter(({ verdict, blocking }) => verdict === "fail" && blocking));
	if (!rule) return ["look at the rules above."];
	const goal = [
		"bring ",
		code(rule.metric),
		` ${target(rule)}`
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
function target(rule) {
	const { limit, candidate, kind, direction } = rule;
	if (limit === void 0 || direction === void 0) return "within its rule";
	const side = direction === "lower" ? "or below" : "or above";
	const now = valuesOf(rule).now;
	return `to ${kind === "absolute" ? exactFigure(limit) : roundedBound(limit, direction, now)} ${side}${candidate === void 0 ? "" : ` (now ${now})`}`;
}
function broken({ stage }, body) {
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
function unknown$1({ stage, baseBranch }, { baseline }) {
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
	const kinds = new Map(pairs.map((each) => [each, kindOf$2(each)]));
	const counts = rank.map((kind) => ({
		kind,
		count: pairs.filter((each) => kinds.get(each) === kind).length
	})).filter(({ count }) => count > 0).map(({ kind, count }) => `${count} ${kind}`);
	const noun = pairs.length === 1 ? "metric" : "metrics";
	const summary = isCompared ? `${pairs.length} ${noun} without a rule: ${counts.join(", ")}` : `${pairs.length} ${noun} without a rule`;
	const rows = [...pairs].sort((a, b) => rank.indexOf(kindOf$2(a)) - rank.indexOf(kindOf$2(b))).slice(0, LISTED$2).map((each) => row$1(each, isCompared));
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
function kindOf$2({ before, now }) {
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
	const moved = typeof before === "number" && typeof now === "number" ? change(before, now, { kind: "percent" }) : kindOf$2(each);
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
		line(symbol(signOf(rule.verdict)), ` ${name} `, stateOf(rule)),
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
	const edits = [...ruleEdits(body.rules, proposed), ...(proposed.settings ?? []).map((text) => line(code(text)))];
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
// shared/features/report/raise.ts
/** Floors that people may raise, with the reason and a patch or a pull request. */
function raiseBlock(input) {
	const raise = input.gate?.body.raise;
	if (!raise) return void 0;
	const { floors, before } = raise;
	const reasons = floors.map(({ metric, floor, to, bounds }) => paragraph$2(code(metric), ` from ${exactFigure(floor)} to ${exactFigure(to)}: even the worse ends of what this model and that of `, commitLink(input, before), ` may be, ${end$1(bounds.now)} and ${end$1(bounds.before)} (one-sided 95 %), are better than the floor.`));
	return {
		kind: "details",
		summary: line(`${counted(floors.length, "floor")} could be raised, by two models in a row`),
		blocks: [...reasons, ...howTo(raise)]
	};
}
function howTo({ path, patch, pullRequest }) {
	if (pullRequest) {
		const pull = link(pullRequest.url, `#${pullRequest.number}`);
		if (pullRequest.end !== "declined") return [paragraph$2("Proposed for review in ", pull, ".")];
		return [paragraph$2(pull, " proposed it and was closed; nobody is asked again while ", code(path), " stays as it is.")];
	}
	if (patch === void 0) return [paragraph$2("Write this into ", code(path), " in a change that is reviewed.")];
	return [paragraph$2("Save this, run ", code("git apply"), ", and open a pull request for review:"), {
		kind: "code",
		text: patch,
		language: "diff"
	}];
}
/** The text of the pull request that raises floors. */
function composeRaise({ subject, path, floors, commits, links }) {
	const isWhole = floors.every(({ bounds }) => bounds);
	const rows = floors.map(({ metric, floor, to, bounds }) => [
		line(code(metric)),
		line(exactFigure(floor)),
		line(exactFigure(to)),
		line(bounds ? end$1(bounds.now) : "–"),
		line(bounds ? end$1(bounds.before) : "–")
	]);
	return { blocks: [
		paragraph$2(`Two models of ${subject} in a row were better than these floors by more than chance. Merging this asks every later one to hold the new floors.`),
		{
			kind: "table",
			columns: [
				...[
					"metric",
					"floor now",
					"proposed"
				].map((title, at) => at === 0 ? { title: line(title) } : {
					title: line(title),
					align: "right"
				}),
				{
					title: line("worse end, ", commitLink({ links }, commits.now)),
					align: "right"
				},
				{
					title: line("worse end, ", commitLink({ links }, commits.before)),
					align: "right"
				}
			],
			rows
		},
		paragraph$2("A worse end is how bad the model of that commit may be (one-sided 95 %). The new floor is the worse one of the two, rounded to the easier side, and not the best value: the best of many equal runs is better than any of them by chance alone.", ...isWhole ? [] : [" Where none stands here, the message of an earlier commit says it."]),
		paragraph$2("Later runs bring this up to date when they show more, until somebody else commits to its branch. Closed without a merge, it is not opened again while ", code(path), " stays as it is."),
		{
			kind: "footer",
			content: line("found by ", link(links.runUrl, "this run"))
		}
	] };
}
/** The reasons as the message of the commit says them. */
function raiseReasons({ floors, commits }) {
	const [now, before] = [shortCommit(commits.now), shortCommit(commits.before)];
	return floors.flatMap(({ metric, floor, to, bounds }) => bounds ? [`${metric}: ${floor} to ${to}; the worse ends (one-sided 95 %) are ${end$1(bounds.now)} at ${now} and ${end$1(bounds.before)} at ${before}.`] : []).join("\n");
}
function end$1(bound) {
	return exactFigure(Number(bound.toPrecision(4)));
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
		shortened(input),
		footer(input)
	] };
	const isFull = detail === "full";
	const [rules, folded] = split(ruleBlocks(input, detail));
	const [policy, foldedPolicy] = split(policyBlocks(input, detail));
	return { blocks: [
		heading,
		comparison$1(input),
		baseHoldoutBlock(input),
		...rules,
		...brokenRules(input, detail),
		dataFailures(input),
		leakageWarning(input),
		...differences(input),
		...policy,
		floorsBlock(input),
		attemptBlock(input),
		...isFull ? [raiseBlock(input)] : [],
		configurationBlock(input),
		nextStep(input),
		...isFull ? [
			...foldedPolicy,
			...folded,
			...input.gate ? explanationBlocks(input.gate.body) : [],
			...otherMetrics(input),
			...dataDetails(input),
			...lineageBlocks(input)
		] : [],
		...isFull ? [] : [shortened(input)],
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
function shortened({ links }) {
	const where = link(links?.runUrl, links?.runUrl ? "the whole report" : "The whole report");
	return {
		kind: "paragraph",
		content: links?.runUrl ? line("Shortened here; ", where, " is in the summary of the run.") : line("Shortened; the whole report is in the summary of the run.")
	};
}
// shared/features/report/deployment.ts
/** What the approver reads before they approve, and afterwards what became of it. */
function composeDeployment(report) {
	const { result, input } = report;
	return { blocks: [
		{
			kind: "heading",
			content: heading(report)
		},
		result.reasonCode === "ready" ? void 0 : paragraph$2(...withDigests(clip(result.reason, 1e3))),
		verdict(input),
		baseHoldoutBlock(input),
		...comparisonWithLive(report),
		origin(report),
		guardTable(result),
		smoke(result),
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
	const parts = [symbol(SIGNS[reasonCode] ?? "fail"), ` ${subjectOf(input)} → ${clip(environment)}`];
	if (model) parts.push(": model ", code(shortDigest(model)), " ", ...standing(result));
	return line(...parts);
}
function standing({ live, model, reasonCode }) {
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
	const { accepted } = body;
	if (accepted) return paragraph$2(`Verdict: ${body.verdict}. ${acceptedWords(subjectOf(input), body, accepted)}.`);
	return paragraph$2(`Verdict: ${body.verdict}. ${statement(subjectOf(input), body)}.`);
}
/** The verdict compares with the commit before; what is replaced may be older. */
function comparisonWithLive({ against, result: { live } }) {
	if (!against || !live) return [];
	const model = code(shortDigest(live.model));
	if ("why" in against) return notCompared(model, against);
	const figures = against.rules.map((rule) => {
		const { before, now } = valuesOf(rule);
		const range = rangeOf(rule);
		const noise = range === "" ? "noise unknown" : `95 %: ${range}`;
		return `${clip(rule.metric)} ${before} → ${now} (${changeOf(rule)}, ${noise})`;
	});
	const noise = against.rules.find((rule) => rule.noise)?.noise;
	const rows = noise?.rows ? ` Both scored on the same ${counted(noise.rows, "row")}.` : "";
	return [paragraph$2("Against ", model, `, which is live: ${figures.join("; ")}.${rows}`)];
}
const COMPARING_RULE = "gate:\n  rules:\n    - rmse <= baseline + 2%";
function notCompared(model, { why, code: reason }) {
	const add = reason === "no-comparing-rule" ? COMPARING_RULE : reason && UNSCORED[reason].add;
	const rest = add === void 0 ? "." : ". To have it the next time, add:";
	return [paragraph$2("Not compared with ", model, `, which is live: ${clip(why.replace(/\.\s*$/, ""), 400)}${rest}`), ...add === void 0 ? [] : [{
		kind: "code",
		text: add
	}]];
}
function origin({ commit, authors = [], data, input }) {
	if (commit === void 0) return void 0;
	const parts = ["Built from ", commitLink(input, commit)];
	if (authors.length > 0) parts.push(` by ${authors.slice(0, 20).join(", ")}`);
	if (data) parts.push(", trained on data ", code(shortDigest(data)));
	return paragraph$2(...parts);
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
function smoke({ smoke: tried }) {
	if (!tried?.holds) return void 0;
	return paragraph$2(`Smoke test: ${tried.rows} rows of the holdout answered as evaluated, largest difference ${tried.largestDifference ?? 0}.`);
}
function kept({ section }) {
	return section && paragraph$2("Record: deployment section ", code(section), ".");
}
function isRefusal(code) {
	return Object.hasOwn(NEXT_STEPS, code);
}
function next({ reasonCode, model }) {
	if (isRefusal(reasonCode)) return paragraph$2(strong("Next:"), " ", NEXT_STEPS[reasonCode]);
	if (reasonCode !== "ready" || !model) return void 0;
	return paragraph$2("Approving allows exactly ", code(model), ", in this run. The deploying job checks all of this again.");
}
// shared/features/report/visible.ts
/** Characters that nobody sees, or that move or hide others: controls, direction marks, fillers, lone surrogates. */
const HIDDEN = /\u034f|[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/gu;
/** More accents on one letter than any language has would cover the lines above and below. */
const PILE = /(\p{M}{4})\p{M}+/gu;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Most texts; to make ready what finds anything in others takes longer than all texts of a small report. */
const PLAIN = /^[ -~]*$/;
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
	if (PLAIN.test(text)) return text;
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
	const opens = /^[a-z0-9]/i.test(content) || /^[\p{L}\p{N}]/u.test(content);
	const closes = /[a-z0-9]$/i.test(content) || /[^\s]$/.test(content) && /^(\s|$)/.test(rest) || /[\p{L}\p{N}]$/u.test(content);
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
		paragraph$2(`${clip(why, 1e3)}.`),
		...key === void 0 ? [] : [{
			kind: "footer",
			content: line("key ", code(key))
		}]
	] };
}
// shared/features/report/plans.ts
const LISTED$1 = 50;
const NAMED$1 = 12;
const LONGEST = 300;
/** What the plans of many pipelines say, for the job summary: what is wrong, what must be trained, the rest folded. */
function composePlans(planned, problems) {
	const wanted = planned.filter(({ train }) => train);
	const rest = planned.filter(({ train }) => !train);
	const sign = problems.length > 0 ? "broken" : wanted.length > 0 ? void 0 : "unchanged";
	const need = `${wanted.length} of ${counted(planned.length, "pipeline")} to train`;
	return { blocks: [
		{
			kind: "heading",
			content: line(...sign === void 0 ? [] : [symbol(sign), " "], need)
		},
		...problems.slice(0, LISTED$1).map(({ config, message }) => ({
			kind: "paragraph",
			content: line(symbol("broken"), " ", code(config), `: ${clip(message, 1e3)}`)
		})),
		...wanted.length > 0 ? [planTable(wanted)] : [],
		...untouchedBlocks(rest)
	] };
}
/** The pipelines that nothing changed, as one folded line. */
function composeUntouched(untouched) {
	return { blocks: untouchedBlocks(untouched) };
}
function untouchedBlocks(untouched) {
	if (untouched.length === 0) return [];
	const names = untouched.slice(0, NAMED$1).map(({ pipeline }) => pipeline);
	const more = untouched.length - names.length;
	const listed = `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
	return [{
		kind: "details",
		summary: line(symbol("unchanged"), ` ${counted(untouched.length, "pipeline")} not touched: ${listed}`),
		blocks: [planTable(untouched)]
	}];
}
function planTable(planned) {
	const rows = planned.slice(0, LISTED$1).map(({ pipeline, message }) => [line(code(pipeline)), line(clip(message, LONGEST))]);
	const more = planned.length - rows.length;
	const rest = more > 0 ? [[line(`… and ${more} more`), line("")]] : [];
	return {
		kind: "table",
		columns: [{ title: line("pipeline") }, { title: line("why") }],
		rows: [...rows, ...rest]
	};
}
// shared/features/report/proposal.ts
const NAMED = 3;
/** GitHub refuses titles over 256 characters; before it stands the name of a pipeline. */
const LONGEST_NAMES = 150;
/** The pull request that proposes new data: its text from everything down to two lines, for `renderWithin`. */
function composeProposal(pipeline, data, { runUrl }) {
	const { digest, datasets, change, findings = [] } = data.body;
	const changed = datasets.filter(({ name }) => {
		return change?.datasets.find((dataset) => dataset.name === name)?.status !== "unchanged";
	});
	const named = (changed.length > 0 ? changed : datasets).map(({ name }) => name);
	const more = named.length - NAMED;
	const names = [...named.slice(0, NAMED), ...more > 0 ? [`${more} more`] : []].join(", ");
	const failed = findings.filter(({ level }) => level === "fail").length;
	const warning = failed === 0 ? [] : [paragraph$2(`${counted(failed, "finding")} of the data ${failed === 1 ? "fails" : "fail"}; see below.`)];
	const document = (details) => ({ blocks: [
		paragraph$2(`The data of ${pipeline} changed to ${shortDigest(digest)}. Merging this says that the model may be trained with them.`),
		...warning,
		...details,
		{
			kind: "footer",
			content: line("found by ", link(runUrl, "this run"))
		}
	] });
	const cut = paragraph$2("Shortened here: there is more to tell than a pull request can hold.");
	return {
		title: `New data for ${pipeline}: ${clip(names, LONGEST_NAMES)}`,
		documents: [
			document(dataDetails({ data })),
			document([...dataDetails({ data: withoutDetails(data) }), cut]),
			document([cut])
		]
	};
}
/** The datasets alone, with what changed in numbers. */
function withoutDetails(data) {
	const { datasets, change, digest, baseline } = data.body;
	const body = {
		datasets: datasets.map(({ profile: _, schema: __, ...rest }) => rest),
		digest,
		baseline,
		...change ? { change: {
			...change,
			datasets: change.datasets.map(({ schema: _, changes: __, ...rest }) => rest)
		} } : {}
	};
	return {
		...data,
		body
	};
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
// shared/platform/problem-list.ts
const LISTED = 20;
/** The first problems one a line, and how many more there are. */
function listProblems(problems, count = problems.length) {
	const lines = problems.slice(0, LISTED).map((problem) => `- ${problem}`);
	if (count > LISTED) lines.push(`- and ${count - LISTED} more`);
	return lines.join("\n");
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
// shared/platform/spool.ts
const MEMORY_BYTES = 4 * 2 ** 20;
const FIRST_BYTES = 65536;
/**
* Little stays in memory; much goes to a file in the folder that has no name, so that nobody else can open it and nothing
* is left however this process ends.
*/
function openSpool(folder, memoryBytes = MEMORY_BYTES) {
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
		read(at, wanted, lent) {
			const size = Math.max(0, Math.min(wanted, length - at));
			if (file === void 0) return memory.subarray(at, at + size);
			const bytes = lent !== void 0 && lent.length >= size ? lent.subarray(0, size) : Buffer.allocUnsafeSlow(size);
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
		throw unwritable(folder, cause);
	}
}
function writeFully(file, bytes, { at, folder }) {
	try {
		for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, at + done);
	} catch (cause) {
		throw unwritable(folder, cause);
	}
}
function unwritable(folder, cause) {
	return new ActionError("file-unwritable", `cannot write a temporary file to ${pathText(folder)}`, {
		cause,
		hint: "Long lists of files are kept there. Free some space, or set TMPDIR."
	});
}
// shared/platform/folder-keys.ts
/** So many names are sorted in memory; those of a larger folder by way of sorted parts on the disk. */
const MOST_NAMES = 1e4;
/** What a folder takes itself says roughly how many names it holds. To be asked for one by one, they take twice as long. */
const LARGE_FOLDER_BYTES = 2 ** 20;
const WINDOW_BYTES$1 = 16384;
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
	if (options.most === void 0 && statSync(folder).size < LARGE_FOLDER_BYTES) return sorted(readdirSync(folder, { withFileTypes: true }).map(keyOf));
	return sortedInParts(folder, options);
}
function* sortedInParts(folder, { scratch, most = MOST_NAMES }) {
	let keys = [];
	const parts = [];
	const spool = openSpool(scratch);
	try {
		for (const entry of entriesOf(folder)) {
			keys.push(keyOf(entry));
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
function kindOf$1(key) {
	if (key.endsWith(FOLDER)) return "folder";
	if (key.charCodeAt(key.length - 2) !== 0) return "file";
	return key.endsWith(LINK) ? "link" : "other";
}
function nameOf(key, kind) {
	if (kind === "file") return key;
	return key.slice(0, kind === "folder" ? -1 : -2);
}
function keyOf(entry) {
	if (entry.isFile()) return entry.name;
	if (entry.isDirectory()) return entry.name + FOLDER;
	return entry.name + (entry.isSymbolicLink() ? LINK : OTHER);
}
function* entriesOf(folder) {
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
	const lent = Buffer.allocUnsafeSlow(WINDOW_BYTES$1);
	const cursors = parts.map((part) => cursorOn(spool, part, lent)).filter(({ head }) => head() !== "");
	cursors.sort((a, b) => compareBytes(a.head(), b.head()));
	for (let first = cursors.shift(); first !== void 0; first = cursors.shift()) {
		yield first.head();
		first.advance();
		if (first.head() !== "") cursors.splice(placeOf$2(first.head(), cursors), 0, first);
	}
}
/** Where the next key belongs among the others, which are in order. */
function placeOf$2(key, cursors) {
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
function cursorOn(spool, { from, to }, lent) {
	let at = from;
	let keys = [];
	let next = 0;
	const fill = () => {
		for (let size = WINDOW_BYTES$1; next >= keys.length && at < to; size *= 2) {
			const window = spool.read(at, Math.min(size, to - at), lent);
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
const RUN_FILES$1 = 32;
/** Folders in which nothing may be found, between two runs. */
const BREATH_FOLDERS = 200;
/** The files below a folder in the order of the bytes of their paths, which takes the memory of its largest folder. */
function* walkFolder(walk) {
	const open = [openFolder("", walk)];
	let run = [];
	let left = 0;
	for (let folder = open.at(-1); folder !== void 0; folder = open.at(-1)) {
		takeFiles(folder, walk, run);
		if (run.length < RUN_FILES$1) {
			const key = nextKey(folder);
			if (key === void 0) {
				open.pop();
				if (++left % BREATH_FOLDERS === 0) yield [];
				continue;
			}
			const inner = takeEntry(key, folder, {
				walk,
				run
			});
			if (inner) open.push(inner);
		}
		if (run.length >= RUN_FILES$1) {
			yield run;
			run = [];
		}
	}
	if (run.length > 0) yield run;
}
function openFolder(path, walk) {
	const depth = path === "" ? 1 : path.split("/").length + 1;
	return {
		path,
		depth,
		keys: [],
		next: 0,
		more: readableKeys(path, depth, walk)
	};
}
/** Takes files up to the next entry that wants a closer look; most folders hold nothing else. */
function takeFiles(folder, walk, run) {
	const { keys, path } = folder;
	const before = path === "" ? "" : `${path}/`;
	let at = folder.next;
	for (; at < keys.length && run.length < RUN_FILES$1; at++) {
		const key = keys[at] ?? "";
		if (key === ".git" || kindOf$1(key) !== "file") break;
		if (isMeant(walk, before + key)) run.push(before + key);
	}
	folder.next = at;
}
function nextKey(folder) {
	while (folder.next >= folder.keys.length) {
		const { value, done } = folder.more.next();
		if (done) return void 0;
		folder.keys = value;
		folder.next = 0;
	}
	return folder.keys[folder.next++];
}
/** Takes whatever it is; gives the folder that comes next where it is one. */
function takeEntry(key, { path: folder, depth }, { walk, run }) {
	const kind = kindOf$1(key);
	const name = nameOf(key, kind);
	const path = below(folder, name);
	if (name === ".git") walk.leftOut.push(path);
	else if (kind === "folder") return isWithin(walk, depth) ? openFolder(path, walk) : void 0;
	else if (kind === "link" ? isGoodLink(path, depth, walk) : isGoodFile(path, kind, walk)) run.push(path);
}
/** Whether something that is meant can lie in a folder at this depth. */
function isWithin({ glob }, depth) {
	return glob === void 0 || depth < glob.depth;
}
function isMeant({ glob }, path) {
	return glob === void 0 || glob.accepts(path);
}
/** Entries, some at a time. */
function* readableKeys(folder, depth, walk) {
	let some = [];
	try {
		const keys = sortedKeys(join(walk.root, folder), walk);
		if (Array.isArray(keys) && !keys.some((key) => key.includes("�"))) return yield keys;
		for (const key of wholeKeys(keys, folder, {
			depth,
			walk
		})) {
			some.push(key);
			if (some.length < RUN_FILES$1) continue;
			yield some;
			some = [];
		}
	} catch (error) {
		notReadable(folder, error, walk);
	}
	yield some;
}
function* wholeKeys(keys, folder, { depth, walk }) {
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
		if (raw.whole.has(nameOf(key, kindOf$1(key)))) yield key;
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
	throw new ActionError("nothing-matched", `nothing matches ${pathText(wanted)}${guess}`, { hint: `Looked in ${pathText(place.workspace)}. Paths are relative to it, and a folder without files counts as nothing.` });
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
// shared/platform/process-end.ts
const MINUTE_MS = 6e4;
/** How a program ended, in words that follow its name. */
function describeEnd(exit, timeoutMs) {
	switch (exit.kind) {
		case "exited": return `ended with exit code ${exit.code}`;
		case "signalled": return `was ended by ${exit.signal}`;
		case "timed-out": return `did not end within ${timeText(timeoutMs)}`;
		case "not-started": return "could not be started";
	}
}
/** Says how many processes a program left behind, where it left any; they were ended. */
function tellLeft(runner, who, left) {
	if (left === 0) return;
	const what = left === 1 ? "1 process" : `${left} processes`;
	runner.annotate("warning", `${who} left ${what} behind; ended now`);
}
function timeText(ms) {
	return ms > MINUTE_MS && ms % MINUTE_MS === 0 ? `${ms / MINUTE_MS} minutes` : `${ms / 1e3} s`;
}
// shared/platform/process-sweep.ts
const ROUNDS = 50;
const PAUSE_MS$1 = 100;
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
		if (quiet < QUIET_ROUNDS) await pause(marked.length > 0 ? PAUSE_MS$1 : 0);
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
	const code = codeOf(error);
	const why = REASONS[code ?? ""] ?? "the connection failed";
	const suffix = code === void 0 ? "" : ` (${code})`;
	return new ActionError("http-unreachable", `${place} gave no answer to ${what}: ${why}${suffix}`, { hint: "Check the address, and whether this machine may reach it." });
}
/** The system's or the network library's own word, which is one of a closed list. */
function codeOf(error) {
	for (let link = error; link instanceof Error; link = link.cause) {
		const code = "code" in link ? link.code : void 0;
		if (typeof code === "string" && /^[A-Z][A-Z0-9_]{2,60}$/.test(code)) return code;
	}
}
// shared/platform/http/retry.ts
const PAUSE_MS = 300;
/**
* Tries until `isDone` likes what came, the tries are used up, or the time is. Gives the last outcome, whatever it is;
* a rejection counts as one.
*/
async function tryAgain(attempt, isDone, { times, pauseMs = PAUSE_MS, until, pauseAfter }) {
	for (let left = times, pause = pauseMs;; left--, pause *= 3) {
		const outcome = await attempt().then((value) => ({ value }), (error) => ({ error }));
		const wait = Math.max(pause, pauseAfter?.(outcome) ?? 0);
		if (left <= 0 || isDone(outcome) || Date.now() + wait >= until) {
			if ("error" in outcome) throw outcome.error;
			return outcome.value;
		}
		await setTimeout$1(wait);
	}
}
// shared/platform/http/request.ts
const DEADLINE_MS = 3e4;
const ANSWER_LIMIT = 2 ** 20;
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
	const { deadlineMs = DEADLINE_MS, retries: times = 0, pauseMs } = wish;
	const deadline = AbortSignal.timeout(deadlineMs);
	const signal = wish.signal ? AbortSignal.any([deadline, wish.signal]) : deadline;
	return tryAgain(() => send(url, wish, signal), isSettled, {
		times,
		until: Date.now() + deadlineMs,
		pauseAfter: askedPause,
		...pauseMs === void 0 ? {} : { pauseMs }
	});
}
/** Whether asking again would give the same: neither a broken connection nor a passing trouble of the server. */
function isSettled(outcome) {
	return "error" in outcome ? codeOf$3(outcome.error) !== "http-unreachable" : !isPassing(outcome.value.status);
}
/** Too many requests, or a server that is not well. */
function isPassing(status) {
	return status === 429 || status >= 500;
}
/** How long a server asks to be left alone, in milliseconds. */
function askedPause(outcome) {
	const text = "value" in outcome ? outcome.value.header("retry-after")?.trim() : void 0;
	if (text === void 0) return void 0;
	if (/^\d{1,9}$/.test(text)) return Number(text) * 1e3;
	const at = Date.parse(text);
	return Number.isNaN(at) ? void 0 : Math.max(0, at - Date.now());
}
async function send(url, wish, signal) {
	const { method, headers = {}, body, what, deadlineMs = DEADLINE_MS } = wish;
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
		if (REDIRECTS.includes(answer.status) && wish.isRedirectAnswer !== true) {
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
function checkedUrl({ url: text, what, isOpenLineMeant = false }) {
	const url = URL.canParse(text) ? new URL(text) : void 0;
	if (url && (isSecure(url) || isOpenLineMeant && url.protocol === "http:") && !url.username && !url.password) return url;
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
	const { what, limitBytes = ANSWER_LIMIT } = wish;
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
// shared/domain/deployment/champion.ts
/** What our own deployments carry; GitHub makes others for every job with an environment, and they say nothing. */
const deploymentPayloadSchema = /* @__PURE__ */ lazily(() => strictObject({
	schema: literal("proofmark/deployment-payload/v1"),
	pipeline: string(),
	leg: string(),
	model: madeOf(digestSchema),
	policy: madeOf(digestSchema),
	verdict: string(),
	previous: strictObject({
		deployment: int(),
		model: madeOf(digestSchema)
	}).optional(),
	run: strictObject({
		id: int(),
		attempt: int()
	})
}));
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
	const doubtful = own.filter(({ id, state, hasSucceeded }) => id > (live?.deployment ?? 0) && id < before && !hasSucceeded && (live === void 0 || state === "error" || WAITING.includes(state)));
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
const statesPage = /* @__PURE__ */ lazily(() => object$1({ repository: object$1({ deployments: object$1({
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
}) }) }));
const listed$1 = /* @__PURE__ */ lazily(() => array(object$1({
	id: int(),
	node_id: string(),
	sha: string(),
	task: string(),
	payload: unknown$2(),
	created_at: string()
})));
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
		state: newest?.state.toLowerCase() ?? "pending",
		saidAt: newest?.createdAt ?? created_at,
		hasSucceeded: said?.statuses?.nodes.some(({ state }) => state === "SUCCESS") ?? false,
		payload
	};
}
const created = /* @__PURE__ */ lazily(() => object$1({
	id: int(),
	sha: string()
}));
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
		if (codeOf$3(error) !== "answer-lost") throw error;
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
		if (left === 0 || codeOf$3(error) !== "answer-lost") throw error;
	}
}
function cut(description) {
	return description.length <= DESCRIPTION_LIMIT ? description : `${description.slice(0, 139)}…`;
}
function isSamePayload(payload, same) {
	return payload === same || payload === JSON.stringify(same) || JSON.stringify(payload) === same;
}
// shared/platform/github/authors.ts
const PAGE = 100;
/** A deployment of more commits than that at once hides who made them. */
const MAX_PAGES = 50;
const person = /* @__PURE__ */ lazily(() => object$1({ login: string() }).nullish());
const commit = /* @__PURE__ */ lazily(() => object$1({
	author: madeOf(person),
	committer: madeOf(person)
}));
const comparison = /* @__PURE__ */ lazily(() => object$1({
	status: _enum([
		"ahead",
		"behind",
		"identical",
		"diverged"
	]),
	commits: array(madeOf(commit))
}));
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
	return authorsOf(await transport.rest("list-commits", parameters, { schema: array(madeOf(commit)) }));
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
// shared/platform/github/environments.ts
const environment = /* @__PURE__ */ lazily(() => object$1({
	can_admins_bypass: boolean().optional(),
	protection_rules: array(looseObject({
		type: string(),
		prevent_self_review: boolean().optional(),
		reviewers: array(unknown$2()).optional()
	})).default([])
}));
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
// shared/stages/gate/floors.ts
/** The floors that rules ask for, from wherever their file is trusted to lie; a file that is not there has none. */
async function floorsFor(rules, config, read) {
	if (!needsFloors(rules)) return /* @__PURE__ */ new Map();
	const path = floorsPath(config);
	const bytes = await read(path);
	return bytes ? readFloors(bytes, path) : /* @__PURE__ */ new Map();
}
function floorsPath(config) {
	return config?.gate?.floors ?? "proofmark.floors.yml";
}
/** Reads files as they lie here. */
function filesHere(place) {
	return async (path) => {
		const file = await userPath(place, path);
		return await isFile(file) ? readCapped(file, FLOORS_LIMIT, path) : void 0;
	};
}
// shared/stages/deploy/job.ts
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
	if (config && wish) {
		const read = (path) => github.client.fileAt(path, tip);
		return {
			setting,
			github,
			inputs,
			environment,
			config,
			wish,
			floors: await floorsFor(rulesOf(config), config, read)
		};
	}
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
/** The correlation without its bias towards 0 in short series (Marriott and Pope 1954). */
function correctedCorrelation(correlation, count) {
	return correlation + (1 + 3 * correlation) / count;
}
/** How many independent rows n ordered ones are worth when neighbours correlate by ρ: n(1 − ρ)/(1 + ρ), at most n. */
function effectiveCount(count, correlation) {
	const positive = Math.max(0, correlation);
	return count * (1 - positive) / (1 + positive);
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
/**
* As many units as are asked for, each the sum of some that were put together at random: their sums are as alike, or as
* unlike, as those of the units were, so what resampling says of the total stays what it was.
*/
function gatherAtRandom(units, count, seed) {
	if (units.count <= count) return units;
	const next = generator(seed);
	const group = Uint32Array.from({ length: units.count }, (_, unit) => unit % count);
	for (let unit = group.length - 1; unit > 0; unit--) {
		const other = next(unit + 1);
		const held = group[unit] ?? 0;
		group[unit] = group[other] ?? 0;
		group[other] = held;
	}
	return gather(units, group, count);
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
/** The figures themselves, with the errors that the batches give them. */
function estimatesByBatches(rows, statistic) {
	const batches = gather(rows, Array.from({ length: rows.count }, (_, row) => Math.floor(row * 10 / rows.count)), 10);
	const whole = statistic(totalOf(batches));
	const without = leaveOneOut(batches, statistic);
	return whole.map((value, index) => {
		const pseudo = without.map((values) => 10 * value - 9 * (values[index] ?? 0));
		const middle = pseudo.reduce((sum, one) => sum + one, 0) / 10;
		const squares = pseudo.reduce((sum, one) => sum + (one - middle) ** 2, 0);
		return {
			estimate: value,
			error: Math.sqrt(squares / 90),
			degrees: 9
		};
	});
}
/**
* The mean of differences in their order, by the means of ten batches of neighbours, their sizes at most one row apart,
* and Student's t with nine degrees of freedom. Throws as `momentsOf`, for fewer than ten rows.
*/
function testBatchMeans(differences, options) {
	const { count, mean } = momentsOf(differences, 10);
	let squares = 0;
	for (let batch = 0; batch < 10; batch++) {
		const from = Math.ceil(batch * count / 10);
		const to = Math.ceil((batch + 1) * count / 10);
		const own = momentsOf(differences.subarray(from, to), 1).mean;
		squares += (own - mean) ** 2;
	}
	return testRatio({
		estimate: mean,
		error: Math.sqrt(squares / 90),
		degrees: 9
	}, options);
}
/** The correlation of neighbours in what each row contributes to the first figure of the statistic. */
function rowCorrelation(rows, statistic) {
	return neighbourCorrelation(influencesOf(rows, statistic));
}
// shared/domain/statistics/bootstrap.ts
const RESAMPLES$1 = 9999;
const FEWEST = 999;
/** Additions that a gate may spend on one rule, for it should answer in a second. */
const EFFORT = 2e8;
/** Of more units the spread is known to a hundredth anyway; the time is better spent on more resamples. */
const MOST_UNITS = 1e4;
/** With fewer units the corrections are themselves chance. */
const FEWEST_CORRECTED = 20;
/** How many resamples so many units are worth. */
function resamplesFor({ count, width }) {
	return Math.max(FEWEST, Math.min(RESAMPLES$1, Math.floor(EFFORT / (count * width))));
}
/** The same at any level, with the one-sided p. */
function lawsByBootstrap(units, statistic, { seed, resamples, draw = drawBlocks }) {
	const gathered = gatherAtRandom(units, MOST_UNITS, ~seed);
	return lawsOfResamples(gathered, statistic, draw(gathered, blocksOf(seed, resamples ?? resamplesFor(gathered))));
}
/**
* The law of each figure from resamples: bias-corrected and accelerated (Efron 1987), plain percentiles below 20 units or
* where the corrections are undefined.
*/
function lawsOfResamples(units, statistic, drawn) {
	const whole = statistic(totalOf(units));
	const figures = figuresOf$1(drawn, units.width, statistic);
	const without = units.count < FEWEST_CORRECTED ? [] : leaveOneOut(units, statistic);
	return whole.map((value, index) => {
		const values = Float64Array.from(figures, (one) => one[index] ?? NaN);
		if (!values.every(Number.isFinite)) return UNBOUNDED;
		return corrected(values.sort(), value, skewness(without.map((one) => one[index] ?? 0)));
	});
}
/** Of a figure that a resample leaves undefined. */
const UNBOUNDED = {
	interval: () => ({
		low: -Infinity,
		high: Infinity
	}),
	p: NaN
};
/** The share of ascending values below another, those equal to it counted half. */
function shareBelow(sorted, value) {
	let [below, equal] = [0, 0];
	for (const one of sorted) if (one < value) below++;
	else if (one === value) equal++;
	return (below + equal / 2) / sorted.length;
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
function corrected(sorted, value, acceleration) {
	const bias = normalQuantile(shareBelow(sorted, value));
	const isCorrectable = Number.isFinite(bias) && Number.isFinite(acceleration);
	const at = (z) => {
		const shifted = bias + (bias + z) / (1 - acceleration * (bias + z));
		return quantileOf(sorted, normalCdf(isCorrectable ? shifted : z));
	};
	const least = 1 / (sorted.length + 1);
	const zero = normalQuantile(Math.min(1 - least, Math.max(least, shareBelow(sorted, 0))));
	const moved = zero - bias;
	return {
		interval: (alpha = .05) => ({
			low: at(normalQuantile(alpha / 2)),
			high: at(-normalQuantile(alpha / 2))
		}),
		p: normalCdf(isCorrectable ? moved / (1 + acceleration * moved) - bias : zero)
	};
}
// shared/domain/statistics/moving-blocks.ts
const RESAMPLES = 1999;
/**
* The length of blocks that errs least for n ordered rows whose neighbours correlate by ρ: (6ρ² / (1 − ρ²)² · n)^⅓
* (Künsch 1989, Hall, Horowitz and Jing 1995, for AR(1)); at least 1, at most a fifth of the rows.
*/
function blockLength(count, correlation) {
	const positive = Math.min(.99, Math.max(0, correlation));
	const best = Math.cbrt(6 * positive ** 2 / (1 - positive ** 2) ** 2 * count);
	return Math.max(1, Math.min(Math.round(best), Math.floor(count / 5)));
}
/** The same at any level, with the one-sided p. */
function lawsByMovingBlocks(rows, statistic, { seed, resamples = RESAMPLES, length }) {
	const { count } = rows;
	const correlation = neighbourCorrelation(influencesOf(rows, statistic));
	const long = Math.min(count, length ?? blockLength(count, correctedCorrelation(correlation, count)));
	const figures = drawMoving(rows, statistic, {
		seed,
		resamples,
		length: long
	});
	const fit = count / long;
	const degrees = Math.max(1, fit - 1);
	const wider = Math.sqrt(fit / (fit - 1));
	return {
		laws: statistic(totalOf(rows)).map((value, index) => {
			const values = Float64Array.from(figures, (one) => one[index] ?? NaN);
			if (!values.every(Number.isFinite) || fit < 2) return UNBOUNDED;
			const middle = values.reduce((sum, one) => sum + one / values.length, 0);
			values.sort();
			const least = 1 / (values.length + 1);
			return {
				interval: (alpha = .05) => {
					const share = normalCdf(-studentQuantile(1 - alpha / 2, degrees) * wider);
					return {
						low: value + quantileOf(values, share) - middle,
						high: value + quantileOf(values, 1 - share) - middle
					};
				},
				p: studentTail(-normalQuantile(Math.min(1 - least, Math.max(least, shareBelow(values, middle - value)))) / wider, degrees)
			};
		}),
		length: long
	};
}
function drawMoving(rows, statistic, { seed, resamples, length }) {
	const { count, width } = rows;
	const sums = runningSums(rows);
	const fill = wordStream(seed);
	const words = new Uint32Array(Math.ceil(count / length));
	const scale = (count - length + 1) / 2 ** 32;
	const last = count - (words.length - 1) * length;
	return Array.from({ length: resamples }, () => {
		fill(words);
		const total = new Array(width).fill(0);
		for (let column = 0; column < width; column++) {
			let sum = 0;
			for (let block = 0; block < words.length; block++) {
				const from = (words[block] ?? 0) * scale | 0;
				const to = from + (block === words.length - 1 ? last : length);
				sum += (sums[to * width + column] ?? 0) - (sums[from * width + column] ?? 0);
			}
			total[column] = sum;
		}
		return statistic(total);
	});
}
/** Row k: the sums over the first k rows, so that a block of any length is one difference. */
function runningSums({ count, width, sums }) {
	const running = new Float64Array((count + 1) * width);
	for (let at = 0; at < count * width; at++) running[at + width] = (running[at] ?? 0) + (sums[at] ?? 0);
	return running;
}
// shared/domain/noise-tests/figure-noise.ts
const NOTHING$2 = {
	low: -Infinity,
	high: Infinity
};
/** The noise of a metric that is no mean over rows: by resampling, along an order in batches or blocks. */
function noiseOfFigures(figures, { seed, draw, alpha = END$1 }) {
	const { rows, statistic, design } = figures;
	const { laws, degrees, ...found } = lawsOf(figures, {
		seed,
		draw
	});
	const [harm, change, relative] = laws;
	const interval = (law) => law?.interval() ?? NOTHING$2;
	const [estimate = NaN] = statistic(totalOf(rows));
	return {
		...boundsOf({
			harm: {
				estimate,
				interval: harm?.interval(2 * alpha) ?? NOTHING$2,
				degrees,
				p: harm?.p ?? NaN
			},
			change: interval(change),
			relative: interval(relative)
		}, rows.count, { alpha }),
		rows: rows.count,
		...found,
		..."by" in design && design.by !== void 0 ? { by: design.by } : {}
	};
}
function lawsOf({ rows, statistic, design, isRoot }, drawing) {
	switch (design.structure) {
		case "independent": return {
			method: "bootstrap",
			laws: lawsByBootstrap(rows, statistic, drawing),
			degrees: Infinity,
			independent: rows.count
		};
		case "clustered": return {
			method: "clusters",
			laws: lawsByBootstrap(gather(rows, design.clusters, design.count), statistic, drawing),
			degrees: Infinity,
			independent: design.count
		};
		case "ordered": {
			const autocorrelation = rowCorrelation(rows, statistic);
			const isKnown = Number.isFinite(autocorrelation);
			const known = {
				independent: isKnown ? Math.floor(effectiveCount(rows.count, autocorrelation)) : 0,
				...isKnown ? { autocorrelation } : {}
			};
			if (isRoot) return {
				...known,
				...byBatches(rows, statistic)
			};
			const { laws, length } = lawsByMovingBlocks(rows, statistic, { seed: drawing.seed });
			return {
				...known,
				method: "moving-blocks",
				laws,
				degrees: Infinity,
				block: length
			};
		}
	}
}
function byBatches(rows, statistic) {
	return {
		method: "batches",
		laws: estimatesByBatches(rows, statistic).map((estimate) => ({
			interval: (alpha) => testRatio(estimate, { alpha }).interval,
			p: testRatio(estimate, { side: "greater" }).p
		})),
		degrees: 9,
		block: Math.max(1, Math.round(rows.count / 10))
	};
}
// shared/domain/statistics/distributions/binomial.ts
/** P(X = k) of k successes in n trials of probability p (Loader 2000); 0 where there is no such k. */
function binomialProbability(k, { n, p }) {
	if (!isTrials({
		n,
		p
	})) return NaN;
	if (!Number.isInteger(k) || k < 0 || k > n) return 0;
	if (p === 0 || p === 1) return Number(k === n * p);
	if (k === 0) return Math.exp(n * Math.log1p(-p));
	if (k === n) return Math.exp(n * Math.log(p));
	return binomialMass(k, n - k, [p, 1 - p]);
}
/** P(X > k), with its own digits far out. */
function binomialTail(k, trials) {
	return at(k, trials).upper;
}
function at(k, { n, p }) {
	if (!isTrials({
		n,
		p
	}) || Number.isNaN(k)) return {
		lower: NaN,
		upper: NaN
	};
	if (k < 0) return {
		lower: 0,
		upper: 1
	};
	if (k >= n) return {
		lower: 1,
		upper: 0
	};
	const whole = Math.floor(k);
	return incompleteBeta(n - whole, whole + 1, [1 - p, p]);
}
function isTrials({ n, p }) {
	return Number.isInteger(n) && n >= 0 && p >= 0 && p <= 1;
}
// shared/domain/statistics/paired/mcnemar.ts
/**
* McNemar's test as mid-p: P(X > w) + ½ P(X = w), X binomial over the disagreements with ½ (Fagerland, Lydersen and Laake
* 2013); the interval is Bonett and Price's (2012). `greater` asks whether the candidate loses more than it gains.
* Throws a RangeError for counts that cannot be.
*/
function testMcNemar({ worse, better, count }, { side = "two-sided", alpha = .05 } = {}) {
	if (![
		worse,
		better,
		count
	].every((n) => Number.isInteger(n) && n >= 0) || worse + better > count) throw new RangeError(`${worse} and ${better} of ${count} rows cannot be`);
	const n = worse + better;
	const mid = (w) => binomialTail(w, {
		n,
		p: .5
	}) + .5 * binomialProbability(w, {
		n,
		p: .5
	});
	const sides = {
		greater: () => mid(worse),
		less: () => mid(better),
		"two-sided": () => Math.min(1, 2 * mid(Math.max(worse, better)))
	};
	const [lost, won] = [(worse + 1) / (count + 2), (better + 1) / (count + 2)];
	const spread = Math.sqrt((lost + won - (lost - won) ** 2) / (count + 2));
	const reach = normalQuantile(1 - alpha / 2) * spread;
	return {
		estimate: count === 0 ? 0 : (worse - better) / count,
		p: sides[side](),
		interval: {
			low: Math.max(-1, lost - won - reach),
			high: Math.min(1, lost - won + reach)
		}
	};
}
// shared/domain/statistics/paired/score-interval.ts
/**
* Tango's score test (1998) of whether the candidate loses more than a margin of all rows, and the interval of margins
* that it does not reject. At a margin of 0 its statistic is McNemar's. Throws a RangeError for counts that cannot be.
*/
function testScore(counts, { margin = 0, alpha = .05 } = {}) {
	const { worse, better, count } = counts;
	if (![
		worse,
		better,
		count
	].every((n) => Number.isInteger(n) && n >= 0) || worse + better > count || count === 0) throw new RangeError(`${worse} and ${better} of ${count} rows cannot be`);
	const estimate = (worse - better) / count;
	const reach = normalQuantile(1 - alpha / 2);
	return {
		estimate,
		p: 1 - normalCdf(scoreAt(counts, margin)),
		interval: {
			low: cross(counts, {
				from: estimate,
				to: -1,
				score: reach
			}),
			high: cross(counts, {
				from: estimate,
				to: 1,
				score: -reach
			})
		}
	};
}
/** How many standard errors the observed loss lies above the margin; the error is that which the margin implies. */
function scoreAt({ worse, better, count }, margin) {
	const distance = worse - better - count * margin;
	if (distance === 0) return 0;
	const half = ((2 * count - worse + better) * margin - worse - better) / (4 * count);
	const variance = count * (2 * (Math.sqrt(Math.max(0, half ** 2 + better * margin * (1 - margin) / (2 * count))) - half) + margin * (1 - margin));
	return variance > 0 ? distance / Math.sqrt(variance) : distance * Infinity;
}
/** The margin at which the statistic, which falls as the margin grows, has a value. */
function cross(counts, { from, to, score }) {
	let [near, far] = [from, to];
	for (let step = 0; step < 60; step++) {
		const middle = (near + far) / 2;
		if (Math.abs(scoreAt(counts, middle)) < Math.abs(score)) near = middle;
		else far = middle;
	}
	return (near + far) / 2;
}
// shared/domain/noise-tests/disagreements.ts
/**
* Rows that are 0 or 1 on both sides: only those on which the models disagree say anything. Where no loss is allowed,
* McNemar's test as mid-p; else Tango's score test of the margin. The interval is Tango's either way, and never surer
* than the test.
*/
function testDisagreements({ candidate, baseline }, { direction, allowed, alpha = END$1 }) {
	const count = candidate.length;
	let [gone, come] = [0, 0];
	for (let row = 0; row < count; row++) {
		const step = (candidate[row] ?? 0) - (baseline[row] ?? 0);
		if (step < 0) gone++;
		else if (step > 0) come++;
	}
	const [worse, better] = direction === "higher" ? [gone, come] : [come, gone];
	const counts = {
		worse,
		better,
		count
	};
	const loss = (worse - better) / count;
	const method = allowed === 0 ? "mcnemar" : "score";
	const isSame = worse + better === 0;
	const margin = clampShare(allowed);
	const score = testScore(counts, {
		margin,
		alpha: 2 * alpha
	});
	const shown = testScore(counts, { margin }).interval;
	const lost = isSame ? NONE : score.interval;
	const exact = allowed === 0 && !isSame;
	const p = isSame ? Number(allowed <= 0) : exact ? testMcNemar(counts, { side: "greater" }).p : score.p;
	const harm = {
		low: lost.low - allowed,
		high: lost.high - allowed
	};
	const sign = direction === "higher" ? -1 : 1;
	const ends = isSame ? [0, 0] : [sign * shown.low, sign * shown.high];
	return {
		method,
		harm: {
			estimate: loss - allowed,
			interval: exact ? boundedBy(harm, {
				above: p,
				below: testMcNemar(counts, { side: "less" }).p,
				alpha
			}) : harm,
			degrees: Infinity,
			p
		},
		change: {
			low: Math.min(...ends) + 0,
			high: Math.max(...ends) + 0
		}
	};
}
const NONE = {
	low: 0,
	high: 0
};
function clampShare(share) {
	return Math.max(-1, Math.min(1, share));
}
// shared/domain/statistics/paired/signed-rank.ts
/** Rows up to which all 2ⁿ sign patterns are counted. */
const MOST_EXACT = 50;
/**
* Wilcoxon's signed-rank test (1945); rows without a difference are left out, equal sizes share their ranks. Exact up to
* 50 rows, also with ties, by counting sign patterns; the normal limit with the variance for ties beyond. With n rows the
* smallest one-sided p is 2⁻ⁿ. Throws as `momentsOf`.
*/
function testSignedRank(differences, { side = "two-sided" } = {}) {
	momentsOf(differences, 1);
	const moved = differences.filter((one) => one !== 0);
	const doubled = doubledRanks(moved.map(Math.abs));
	const count = moved.length;
	let positive = 0;
	for (const [row, rank] of doubled.entries()) if ((moved[row] ?? 0) > 0) positive += rank;
	const all = count * (count + 1);
	const isExact = count <= MOST_EXACT;
	const tail = isExact ? countTail(doubled) : normalTail(doubled);
	return {
		statistic: positive / 2,
		count,
		p: {
			greater: () => tail(positive),
			less: () => tail(all - positive),
			"two-sided": () => Math.min(1, 2 * tail(Math.max(positive, all - positive)))
		}[side](),
		method: isExact ? "exact" : "normal"
	};
}
/** Twice the rank of each size, from the smallest; ties share their middle, which twice is a whole number. */
function doubledRanks(sizes) {
	const order = Array.from(sizes.keys()).sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0));
	const ranks = new Uint32Array(sizes.length);
	for (let start = 0; start < order.length;) {
		let end = start + 1;
		while (end < order.length && sizes[order[end] ?? 0] === sizes[order[start] ?? 0]) end++;
		for (const row of order.slice(start, end)) ranks[row] = start + end + 1;
		start = end;
	}
	return ranks;
}
/** P(sum of doubled ranks ≥ w) over all sign patterns. */
function countTail(doubled) {
	const all = doubled.reduce((sum, rank) => sum + rank, 0);
	const chance = new Float64Array(all + 1);
	chance[0] = 1;
	for (const rank of doubled) for (let sum = all; sum >= 0; sum--) chance[sum] = ((chance[sum] ?? 0) + (sum >= rank ? chance[sum - rank] ?? 0 : 0)) / 2;
	return (w) => {
		let tail = 0;
		for (let sum = all; sum >= w; sum--) tail += chance[sum] ?? 0;
		return tail;
	};
}
function normalTail(doubled) {
	const mean = doubled.reduce((sum, rank) => sum + rank, 0) / 2;
	const spread = Math.sqrt(doubled.reduce((sum, rank) => sum + rank ** 2, 0)) / 2;
	return (w) => normalCdf((mean - w) / spread);
}
// shared/domain/noise-tests/ranks.ts
/** More grades than these are numbers. */
const MOST_GRADES = 11;
const FEWEST_GRADES = 3;
/** Sorting more rows takes a gate too long, and the mean of so many tells the same. */
const MOST_RANKED = 1e5;
/** Whether scores are grades, such as 1 to 5: few whole numbers, whose order says more than their distance. */
function isOrdinal(candidate, baseline) {
	if (candidate.length > MOST_RANKED) return false;
	const grades = /* @__PURE__ */ new Set();
	for (const column of [candidate, baseline]) for (const value of column) {
		if (!Number.isInteger(value)) return false;
		if (grades.add(value).size > MOST_GRADES) return false;
	}
	return grades.size >= FEWEST_GRADES;
}
/**
* Wilcoxon's signed ranks of what grades lose; the interval is that of the mean, for a rule speaks of the mean, and never
* surer than the ranks. Nothing for fewer than two rows.
*/
function testRanks(harms, { alpha = END$1 }) {
	if (harms.length < 2) return void 0;
	const { estimate, degrees, interval } = testPairedMean(harms, { alpha: 2 * alpha });
	const isSame = harms.every((harm) => harm === 0);
	const above = isSame ? 1 : testSignedRank(harms, { side: "greater" }).p;
	return {
		method: "signed-rank",
		harm: {
			estimate,
			degrees,
			interval: boundedBy(interval, {
				above,
				below: isSame ? 1 : testSignedRank(harms, { side: "less" }).p,
				alpha
			}),
			p: above
		}
	};
}
// shared/domain/noise-tests/mean-noise.ts
/** The clusters of rows by number, in the order in which they occur. */
function numberClusters(names) {
	const numbers = /* @__PURE__ */ new Map();
	return {
		clusters: Uint32Array.from(names, (name) => {
			const known = numbers.get(name);
			if (known !== void 0) return known;
			numbers.set(name, numbers.size);
			return numbers.size - 1;
		}),
		count: numbers.size
	};
}
/**
* The noise of a rule on a mean over rows. Whatever the tolerance, the harm is a mean of its own: of what each row loses
* beyond what is allowed of it. So each question is one test of one column.
*/
function noiseOfMeans(rule, columns, options = {}) {
	const { design } = columns;
	const rows = columns.candidate.length;
	const [harms, changes, shares] = questionsOf(rule, columns);
	const found = (design.structure === "independent" ? byKind(rule, columns, harms, options) : void 0) ?? byDesign(harms, design, options);
	const intervalOf = (values) => testOf(values, design, {})?.interval ?? NOTHING$1;
	return {
		...boundsOf({
			harm: found.harm,
			change: found.change ?? intervalOf(changes),
			relative: shares && intervalOf(shares)
		}, rows, options),
		rows,
		method: found.method,
		...independenceOf(harms, design)
	};
}
const NOTHING$1 = {
	low: -Infinity,
	high: Infinity
};
/** Row by row: the harm beyond what is allowed, the change, and the change as a share of the baseline's mean. */
function questionsOf(rule, { candidate, baseline }) {
	const sign = rule.direction === "lower" ? 1 : -1;
	const before = meanOf(baseline);
	const offset = limitOf(rule, 0);
	const factor = before === 0 ? 1 : (limitOf(rule, before) - offset) / before;
	const changes = candidate.map((own, row) => own - (baseline[row] ?? 0));
	const isPlain = Math.abs(factor - 1) < 1e-12;
	const harms = changes.map((change, row) => sign * (isPlain ? change - offset : change - (factor - 1) * (baseline[row] ?? 0) - offset));
	if (before === 0) return [
		harms,
		changes,
		void 0
	];
	const share = meanOf(changes) / before;
	return [
		harms,
		changes,
		changes.map((change, row) => (change - share * (baseline[row] ?? 0)) / Math.abs(before) + share * Math.sign(before))
	];
}
function meanOf(values) {
	let sum = 0;
	for (let at = 0; at < values.length; at++) sum += values[at] ?? 0;
	return sum / values.length;
}
/** Right or wrong, and grades, have tests of their own where nothing but the candidate's own loss is in question. */
function byKind(rule, columns, harms, options) {
	const { candidate, baseline } = columns;
	if (rule.bound.kind === "relative" && rule.bound.shift.unit === "percent" && rule.bound.shift.amount !== 0 || candidate.length === 0) return void 0;
	const allowed = (rule.direction === "lower" ? 1 : -1) * limitOf(rule, 0) + 0;
	const question = {
		direction: rule.direction,
		allowed,
		alpha: options.alpha
	};
	if (isBinary(candidate) && isBinary(baseline)) return testDisagreements(columns, question);
	if (allowed === 0 && isOrdinal(candidate, baseline)) return testRanks(harms, options);
}
function isBinary(values) {
	return values.every((value) => value === 0 || value === 1);
}
function byDesign(harms, design, { alpha = END$1 }) {
	const method = {
		independent: "paired-t",
		clustered: "clustered-t",
		ordered: "batches"
	}[design.structure];
	const test = testOf(harms, design, {
		side: "greater",
		alpha: 2 * alpha
	});
	if (test) return {
		method,
		harm: test
	};
	return {
		method,
		harm: {
			estimate: 0,
			interval: NOTHING$1,
			degrees: 1,
			p: NaN
		}
	};
}
/** Nothing where there are too few rows, clusters or batches for any interval. */
function testOf(values, design, options) {
	switch (design.structure) {
		case "independent": return values.length < 2 ? void 0 : testPairedMean(values, options);
		case "clustered": return design.count < 2 ? void 0 : testClusteredMean(values, design.clusters, options);
		case "ordered": return values.length < 10 ? void 0 : testBatchMeans(values, options);
	}
}
function independenceOf(harms, design) {
	const { length } = harms;
	switch (design.structure) {
		case "independent": return { independent: length };
		case "clustered": return {
			independent: design.count,
			...byOf(design)
		};
		case "ordered": {
			const autocorrelation = neighbourCorrelation(harms);
			return {
				independent: Math.floor(effectiveCount(length, autocorrelation)),
				autocorrelation,
				block: Math.max(1, Math.round(length / 10)),
				...byOf(design)
			};
		}
	}
}
function byOf({ by }) {
	return by === void 0 ? {} : { by };
}
// shared/domain/row-order.ts
/** Texts as numbers where they are some. */
function byNumberThenText(a, b) {
	const difference = Number(a) - Number(b);
	if (!Number.isNaN(difference) && difference !== 0) return difference;
	return a < b ? -1 : Number(a > b);
}
/** Along an order key: numbers and dates, also where they are texts. */
function compareOrder(a, b) {
	return typeof a === "number" && typeof b === "number" ? a - b : byNumberThenText(`${a}`, `${b}`);
}
// shared/domain/paired.ts
/** Two lists of scores as pairs; or why they cannot be compared row by row. */
function pairScores(candidate, baseline, kind) {
	if (candidate.length !== baseline.length) return { problem: `the models were scored on ${candidate.length} and ${baseline.length} rows` };
	const other = candidate.find((score, row) => {
		const before = baseline[row] ?? score;
		return before.id !== score.id || before.target !== score.target || isMoved(score, before);
	});
	if (other) return { problem: `the models were scored on different rows (${other.id})` };
	const structure = candidate.every(({ order }) => order !== void 0) ? "ordered" : candidate.every(({ cluster }) => cluster !== void 0) ? "clustered" : "independent";
	const { classes } = groundOf([...candidate, ...baseline], kind.classes);
	return {
		...kind,
		classes,
		candidate,
		baseline,
		structure
	};
}
/** Who moves what was hard out of a slice is not better for it. */
function isMoved({ slice: own = {} }, { slice: before = {} }) {
	return Object.entries(before).some(([dimension, value]) => Object.hasOwn(own, dimension) && own[dimension] !== value);
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
/** Numbers that are held for one rule: 128 MB. Resampling puts many rows together, so its time is bounded besides. */
const MOST_TERMS = 16e6;
/** The noise of a relative rule; nothing when its metric is none that can be computed from scores, or from too many. */
function measureNoise(rule, pairs, ask) {
	if (!isComputed(rule.metric)) return void 0;
	const part = rule.slice ? rowsOfSlice(rule.slice, pairs) : pairs;
	if (!part) return void 0;
	const { task, classes } = pairs;
	return noiseOfRows(rule, {
		task,
		classes,
		...inOrder$1(part),
		design: designOf(part)
	}, ask);
}
/** The pairs of one slice; nothing where no row is known to be of it. */
function rowsOfSlice(selector, pairs) {
	const slice = onlySlice(selector);
	if (!slice) return void 0;
	const wanted = Object.entries(slice);
	const places = pairs.candidate.flatMap(({ slice: own = {} }, row) => wanted.every(([name, value]) => Object.hasOwn(own, name) && own[name] === value) ? [row] : []);
	if (places.length === 0) return void 0;
	const pick = (scores) => places.flatMap((row) => scores[row] ?? []);
	return {
		...pairs,
		candidate: pick(pairs.candidate),
		baseline: pick(pairs.baseline)
	};
}
/** The same of rows that are in order, also where they are those of the rule's slice. */
function noiseOfRows(rule, { task, classes, design, ...both }, { seed, ...options }) {
	const measure = measuresOf(task, groundOf([...both.candidate, ...both.baseline], classes)).find(({ name }) => name === rule.metric);
	const [first] = both.candidate;
	const width = measure && first ? 2 * measure.terms(first).length : 0;
	if (!measure || rule.bound.kind !== "relative" || width === 0) return void 0;
	if (measure.shape === "mean") return noiseOfMeans(rule, {
		candidate: valuesOf$2(measure, both.candidate),
		baseline: valuesOf$2(measure, both.baseline),
		design
	}, options);
	if (width * both.candidate.length > 16e6) return void 0;
	return noiseOfFigures({
		rows: rowUnits(measure, both, width),
		statistic: figuresOf(rule, measure, width / 2),
		design,
		isRoot: measure.shape === "root"
	}, {
		...options,
		seed
	});
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
function designOf({ structure, by, candidate }) {
	if (structure !== "clustered") return {
		structure,
		...by === void 0 ? {} : { by }
	};
	return {
		structure,
		by,
		...numberClusters(candidate.map(({ cluster = "" }) => cluster))
	};
}
// shared/domain/score.ts
const place = /* @__PURE__ */ lazily(() => ({
	/** The row's name, by the dataset's `key`; else its number, counted from 1. */
	id: union([string(), number$3()]),
	order: union([string(), number$3()]).optional(),
	cluster: string().optional(),
	/** Dimension to the part of the rows that it belongs to; absent where it belongs to none. */
	slice: record(string(), string()).optional()
}));
const numberScoreSchema = /* @__PURE__ */ lazily(() => strictObject({
	...madeOf(place),
	target: number$3(),
	prediction: number$3()
}));
const classScoreSchema = /* @__PURE__ */ lazily(() => strictObject({
	...madeOf(place),
	target: string(),
	prediction: string(),
	/** Of the true class, when the model gives probabilities. */
	probability: number$3().min(0).max(1).optional()
}));
const scoreSchema = /* @__PURE__ */ lazily(() => union([madeOf(numberScoreSchema), madeOf(classScoreSchema)]));
/** One JSON object a line, in the order of the holdout. */
function encodeScores(scores) {
	const lines = scores.map(({ id, order, cluster, slice, ...rest }) => JSON.stringify({
		id,
		...order === void 0 ? {} : { order },
		...cluster === void 0 ? {} : { cluster },
		...slice === void 0 ? {} : { slice },
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
const NUMBER$1 = /^\s*[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i;
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
function columnsOf(rows, wish, contract) {
	const own = [
		wish.target,
		rows.key,
		rows.order,
		rows.cluster
	].filter((name) => name !== void 0);
	const { slices = [] } = rows;
	return [.../* @__PURE__ */ new Set([
		...own,
		...slices,
		...contract.feeds.flatMap((feed) => feed.columns)
	])];
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
			...rows.slices === void 0 ? {} : { slice: sliceOf(rows.slices, at, cells) },
			target: cells[at(target)],
			told: {
				file: name,
				line,
				column: target
			}
		};
	};
}
/** What a row without a value belongs to is no slice. */
function sliceOf(columns, at, cells) {
	return Object.fromEntries(columns.flatMap((column) => {
		const name = className(cells[at(column)]);
		return name === "" ? [] : [[column, name]];
	}));
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
/**
* The metrics of each slice, with its rows; of two classes also how often each group gets the second one, from which rules
* on fairness are judged. Nothing of a dimension with too many values.
*/
function slicedMetrics(scores, slices, { measures, task, ground, source }) {
	const [, positive, ...more] = task === "classification" ? ground.classes : [];
	return Object.entries(slices).flatMap(([dimension, names]) => {
		const members = membersOf$1(names, scores);
		if (members.size > 200) return [];
		const figures = [...members].flatMap(([name, rows]) => measures.map((measure) => ({
			key: [measure.name],
			value: metricValue(measure.value(sumTerms(measure, rows))),
			source,
			n: rows.length,
			slice: { [dimension]: name }
		})));
		if (positive === void 0 || more.length > 0) return figures;
		const counts = countGroups(scores.map(({ target, prediction }) => ({
			target: String(target),
			prediction: String(prediction)
		})), (row) => names[row] ?? "", { positive });
		return [...figures, ...groupMetrics(dimension, counts, source)];
	});
}
function membersOf$1(names, scores) {
	const all = /* @__PURE__ */ new Map();
	scores.forEach((score, row) => {
		const name = names[row] ?? "";
		if (name === "") return;
		const same = all.get(name);
		if (same) same.push(score);
		else all.set(name, [score]);
	});
	return all;
}
const RATES = new Set(GROUP_RATES);
/** Whether evaluations make a metric of this path themselves, so that none is taken from elsewhere. */
function isEvaluated({ key: [name, ...more] }) {
	return name !== void 0 && more.length === 0 && (isComputed(name) || RATES.has(name));
}
// shared/features/evaluation/summarize.ts
/** How metrics that were computed here are told from those of a file. */
const SOURCE = "evaluation";
/** The metrics over all rows and over each slice: those that were asked for, or all that these scores have. */
function summarizeScores(scores, { task, classes }, wanted) {
	const ground = groundOf(scores, classes);
	const measures = measuresOf(task, ground);
	const known = measures.map(({ name }) => name);
	const missing = wanted?.filter((name) => !known.includes(name)) ?? [];
	if (missing.length > 0) throw new ActionError("unknown-metric", `this ${task} has no ${missing.join(", no ")}; it has ${known.join(", ")}`, { hint: "f1, precision and recall need two classes, log_loss and brier probabilities." });
	const asked = measures.filter(({ name }) => !wanted || wanted.includes(name));
	const whole = asked.map((measure) => ({
		key: [measure.name],
		value: metricValue(measure.value(sumTerms(measure, scores))),
		source: SOURCE
	}));
	const kind = {
		measures: asked,
		task,
		ground,
		source: SOURCE
	};
	const all = [...whole, ...slicedMetrics(scores, slicesOf(scores), kind)];
	if (all.length <= 1e4) return all;
	throw new ActionError("too-large", `the slices have ${all.length} metrics`, { hint: `At most ${MAX_METRICS} are kept: name fewer columns in evaluate.slices, or fewer metrics in evaluate.metrics.` });
}
/** The value of each row by dimension; what has too many values is an error, because no rule would find its slices. */
function slicesOf(scores) {
	const slices = [...new Set(scores.flatMap(({ slice }) => Object.keys(slice ?? {})))].map((dimension) => {
		const names = scores.map(({ slice }) => slice && Object.hasOwn(slice, dimension) ? slice[dimension] ?? "" : "");
		const count = new Set(names.filter((name) => name !== "")).size;
		if (count > 200) throw new ActionError("too-many-slices", `the column "${dimension}" has ${count} values`, { hint: `A column in evaluate.slices has at most 200: add one to the holdout that has fewer, such as the month of a date.` });
		return [dimension, names];
	});
	return Object.fromEntries(slices);
}
// shared/domain/formats/protobuf.ts
/** Throws a RangeError where the message is cut off or none. */
function* protoFields(bytes) {
	let at = 0;
	const size = () => {
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
	const fixed = (count) => new DataView(bytes.buffer, bytes.byteOffset + skip(count), count);
	while (at < bytes.length) {
		const tag = size();
		if (tag < 8 || tag >= 2 ** 32) throw new RangeError("it is no protobuf");
		const field = Math.floor(tag / 8);
		switch (tag % 8) {
			case 0: {
				const from = at;
				size();
				yield {
					field,
					kind: "varint",
					value: varintOf(bytes.subarray(from, at))
				};
				break;
			}
			case 1:
				yield {
					field,
					kind: "fixed64",
					value: fixed(8)
				};
				break;
			case 2: {
				const from = skip(size());
				yield {
					field,
					kind: "bytes",
					value: bytes.subarray(from, at)
				};
				break;
			}
			case 5:
				yield {
					field,
					kind: "fixed32",
					value: fixed(4)
				};
				break;
			default: throw new RangeError("it is no protobuf");
		}
	}
}
function varintOf(bytes) {
	if (bytes.length === 1) return BigInt(bytes[0] ?? 0);
	let value = 0n;
	for (const [place, byte] of bytes.entries()) value |= BigInt(byte & 127) << BigInt(7 * place);
	return BigInt.asUintN(64, value);
}
// shared/domain/formats/onnx.ts
/** Of each message the fields that lead to tensors. */
const FIELDS = {
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
	for (const { field, kind: type, value } of protoFields(bytes)) {
		if (type !== "bytes") continue;
		if (kind === "entry") texts.set(field, new TextDecoder().decode(value));
		const inner = FIELDS[kind][field];
		if (inner) walk(value, {
			kind: inner,
			depth: depth + 1,
			found
		});
	}
	if (kind === "entry" && texts.get(1) === "location") found.add(texts.get(2) ?? "");
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
// shared/stages/gate/score-pairs.ts
/** Scores by row as the history keeps them. */
async function readStored({ history }, { scores }) {
	return history && readScores(history, scores.digest);
}
/** Figures that do not follow from the scores beside them were not written by evaluate. */
function checkFigures({ metrics }, bytes, { task, classes }) {
	const scores = decodeScores(bytes);
	const whole = metrics.filter(({ slice }) => !slice);
	const names = METRIC_NAMES.filter((name) => whole.some(({ key }) => key[0] === name));
	if (scores && names.length === whole.length) try {
		if (canonicalJson(summarizeScores(scores, {
			task,
			classes
		}, names)) === canonicalJson(metrics)) return;
	} catch (error) {
		if (!FORGED.has(codeOf$3(error) ?? "")) throw error;
	}
	throw replaced();
}
/** What evaluate would never have come to an end with. */
const FORGED = /* @__PURE__ */ new Set([
	"unknown-metric",
	"too-large",
	"too-many-slices"
]);
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
	const paired = pairScores(candidate, before, {
		task,
		classes
	});
	if ("problem" in paired) return { note: paired.problem };
	const by = {
		ordered: rows.order,
		clustered: rows.cluster,
		independent: void 0
	};
	const pairs = {
		...paired,
		by: by[paired.structure]
	};
	const seed = Number.parseInt(hexOf(scored).slice(0, 8), 16);
	const how = {
		ordered: `along ${rows.order}, neighbours taken together`,
		clustered: `clusters of ${rows.cluster}`,
		independent: "independent rows"
	}[pairs.structure];
	return {
		noise: (rule, ask) => measureNoise(rule, pairs, {
			...ask,
			seed,
			draw: crew.draw
		}),
		note: `both models are scored on the same ${candidate.length} rows; noise is measured by ${how} (seed ${seed})`
	};
}
// shared/stages/gate/pairing.ts
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
/** The scores of another commit's record as the history keeps them. */
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
function whyApart(own, before, choice) {
	const whom = "commit" in choice ? shortCommit(choice.commit) : "it";
	const { task, target, classes } = predictionChange(before, own) ?? {};
	if (task) return `${whom} does a ${task.before}, and this a ${task.after}`;
	if (target) return `${whom} predicts "${target.before}", and this "${target.after}"`;
	const bytes = "and its model is not at hand to be judged on them";
	if (classes && own.holdout.digest === before.holdout.digest) return `the classes are not those of ${whom}, and its model is not at hand to be judged by them`;
	return `the rows that judge are not those that judged ${whom} (${own.holdout.path} changed), ${bytes}`;
}
// shared/domain/manifest.ts
function sortFiles(files) {
	return [...files].sort((a, b) => compareBytes(a.path, b.path));
}
/** What `sha256sum` prints for the files, in the given order; its digest is the dataset's. */
function formatManifest(files) {
	return files.map(formatLine).join("");
}
const PIECE_LINES$1 = 1e3;
const HEX_LENGTH = 64;
/** The same for any number of files, in pieces. */
function* manifestPieces(files) {
	let piece = "";
	let lines = 0;
	for (const file of files) {
		piece += formatLine(file);
		if (++lines % PIECE_LINES$1 !== 0) continue;
		yield piece;
		piece = "";
	}
	if (piece !== "") yield piece;
}
/** The same for files whose checksums stand one behind the other in hex. */
function formatColumns(paths, hex) {
	const hexAt = (index) => hex.slice(index * HEX_LENGTH, (index + 1) * HEX_LENGTH);
	if (ESCAPED.test(paths.join("/"))) return paths.map((path, index) => lineOf(path, hexAt(index))).join("");
	let text = "";
	for (let index = 0; index < paths.length; index++) text += `${hexAt(index)}  ${paths[index]}\n`;
	return text;
}
const ESCAPED = /[\\\n\r]/;
/** A name with a backslash, line feed or carriage return is escaped, and its line marked with a backslash. */
function escapedName(path) {
	if (!ESCAPED.test(path)) return {
		mark: "",
		name: path
	};
	return {
		mark: "\\",
		name: path.replace(/[\\\n\r]/g, (character) => ESCAPES.get(character) ?? character)
	};
}
function formatLine({ path, digest }) {
	return lineOf(path, hexOf(digest));
}
function lineOf(path, hex) {
	const { mark, name } = escapedName(path);
	return `${mark}${hex}  ${name}\n`;
}
const ESCAPES = /* @__PURE__ */ new Map([
	["\\", "\\\\"],
	["\n", "\\n"],
	["\r", "\\r"]
]);
const UNESCAPES = new Map([...ESCAPES].map(([character, escaped]) => [escaped, character]));
const LINE$1 = /^(\\?)([0-9a-f]{64}) {2}([^\r]+)$/;
/** Reads a manifest strictly; anything that sha256sum would not have written is refused with its line number. */
function parseManifest(text) {
	if (text === "") return [];
	if (!text.endsWith("\n")) throw new SyntaxError("the manifest does not end with a line end");
	const seen = /* @__PURE__ */ new Set();
	return text.slice(0, -1).split("\n").map((line, index) => {
		const refuse = (why) => /* @__PURE__ */ new SyntaxError(`line ${index + 1} of the manifest ${why}`);
		const [, mark, hex, name = ""] = LINE$1.exec(line) ?? [];
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
/** The name behind an escaped one; nothing when there is an escape that sha256sum does not know. */
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
		...listed("added", fresh.first, movedTo),
		...listed("removed", gone.first, movedFrom),
		...listed("modified", modified.first),
		...renames
	].sort((a, b) => compareBytes(placeOf(a), placeOf(b)));
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
function listed(kind, files, moved = /* @__PURE__ */ new Set()) {
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
// shared/domain/remote/checksum.ts
/**
* What a provider can know the content of a file by. A composite one is a checksum of the checksums of parts, so the same
* bytes in other parts have another; so it is with the ETag of an upload in parts.
*/
const REMOTE_CHECKSUMS = [
	"sha256",
	"sha512",
	"sha1",
	"md5",
	"git",
	"crc64nvme",
	"crc32c",
	"crc32",
	"sha256-composite",
	"sha1-composite",
	"crc32c-composite",
	"crc32-composite",
	"etag",
	"multipart-etag",
	"weak"
];
/** `crc64nvme:0011…`: what stands where others have a digest. */
function checksumText({ kind, value }) {
	return `${kind}:${value}`;
}
/** The kind of a checksum as a text; those of two families say nothing about each other. */
function familyOf(text) {
	const kind = text.slice(0, text.indexOf(":"));
	return kind === "multipart-etag" ? "etag" : kind;
}
/** A checksum of a fixed length that was sent as base64; nothing when it is something else. */
function fromBase64(kind, base64) {
	if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0) return void 0;
	const hex = Array.from(atob(base64), (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0"));
	return LENGTHS[kind] === hex.length ? {
		kind,
		value: hex.join("")
	} : void 0;
}
const LENGTHS = {
	sha256: 32,
	sha512: 64,
	sha1: 20,
	md5: 16,
	crc64nvme: 8,
	crc32c: 4,
	crc32: 4
};
/** The longest tag that is kept; what is longer tells no version. */
const LONGEST_TAG = 200;
/**
* What an ETag says: an opaque name of a state, never an MD5, though it often looks like one. One with a count of parts
* is that of an upload in parts; a weak one may stay the same when bytes differ.
*/
function etagChecksum(etag) {
	const [, weak, quoted] = /^(W\/)?"([^"]*)"$/.exec(etag.trim()) ?? [];
	const tag = quoted ?? (/["\s]/.test(etag.trim()) ? "" : etag.trim());
	if (tag === "" || tag.length > LONGEST_TAG || !/^[\x21-\x7e]+$/.test(tag)) return void 0;
	if (weak !== void 0) return {
		kind: "weak",
		value: escapeTag(`W/"${tag}"`)
	};
	return {
		kind: /^[0-9a-f]{32}-[1-9][0-9]{0,4}$/i.test(tag) ? "multipart-etag" : "etag",
		value: escapeTag(tag)
	};
}
/** Only letters that need no quotes anywhere. */
function escapeTag(tag) {
	return encodeURIComponent(tag).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
const S3_NAMES = {
	SHA256: "sha256",
	SHA1: "sha1",
	CRC64NVME: "crc64nvme",
	CRC32C: "crc32c",
	CRC32: "crc32"
};
/** In the order in which they are believed. */
const S3_CHECKSUMS = Object.keys(S3_NAMES);
/**
* An additional checksum of S3: of the whole object, or `COMPOSITE`, of the checksums of its parts, with their count
* behind it. Servers that do not say which are known by that count.
*/
function s3Checksum(name, text, type) {
	const [, base64 = "", parts] = /^([^-]*)(?:-([1-9][0-9]{0,4}))?$/.exec(text) ?? [];
	const whole = fromBase64(S3_NAMES[name], base64);
	if (!whole) return void 0;
	if (!(type === "COMPOSITE" || parts !== void 0)) return whole;
	if (whole.kind === "crc64nvme" || type === "FULL_OBJECT") return void 0;
	return {
		kind: `${S3_NAMES[name]}-composite`,
		value: parts === void 0 ? whole.value : `${whole.value}-${parts}`
	};
}
// shared/domain/remote/manifest.ts
/** The first line, which no list of SHA-256 has: so the digest of a listing is never that of bytes. */
const REMOTE_HEAD = "proofmark/remote/v1\n";
const CLAIMED_HEAD = "proofmark/claimed/v1\n";
/** In the order of manifests, with the checksum as one text. */
function listedFiles(files) {
	return files.map(({ path, bytes, checksum, version }) => ({
		path,
		digest: checksumText(checksum),
		bytes,
		...version === void 0 ? {} : { version }
	})).sort((a, b) => compareBytes(a.path, b.path));
}
const PIECE_LINES = 1e3;
/** A line `<kind>:<checksum>  <bytes>  <name>` for each file, in pieces; names are escaped as sha256sum does. */
function* remotePieces(files) {
	yield REMOTE_HEAD;
	for (let from = 0; from < files.length; from += PIECE_LINES) yield files.slice(from, from + PIECE_LINES).map(({ path, digest, bytes }) => {
		const { mark, name } = escapedName(path);
		return `${mark}${digest}  ${bytes}  ${name}\n`;
	}).join("");
}
/** Whether a list is one of a provider's checksums. */
function isRemoteText(text) {
	return text.startsWith(REMOTE_HEAD);
}
/** What stands for a version that a command told. */
function claimedText(version) {
	return `${CLAIMED_HEAD}${version}\n`;
}
const LINE = /^(\\?)([a-z0-9-]+):([\w.~%+/=-]{1,700}) {2}(0|[1-9][0-9]{0,15}) {2}([^\r]+)$/;
const KINDS = new Set(REMOTE_CHECKSUMS);
/** Reads any list that a record left behind; nothing for what has no list, a claimed version. */
function parseAnyManifest(text) {
	if (text.startsWith(CLAIMED_HEAD)) return void 0;
	if (!isRemoteText(text)) return parseManifest(text);
	const body = text.slice(20);
	if (!body.endsWith("\n")) throw new SyntaxError("the listing does not end with a line end");
	return body.slice(0, -1).split("\n").map((line, index) => {
		const [, mark, kind = "", value, , name = ""] = LINE.exec(line) ?? [];
		const path = mark ? unescapeName(name) : name;
		const isMarked = mark !== "";
		if (value === void 0 || !KINDS.has(kind) || path === void 0) throw unknown(index);
		if (isMarked !== name.includes("\\")) throw unknown(index);
		return {
			path,
			digest: `${kind}:${value}`
		};
	});
}
function unknown(index) {
	return /* @__PURE__ */ new SyntaxError(`line ${index + 2} of the listing is no checksum with a size and a name`);
}
/** How many files are known by what, the most frequent first. */
function countKinds(files) {
	const counts = /* @__PURE__ */ new Map();
	for (const { digest } of files) {
		const kind = digest.slice(0, digest.indexOf(":"));
		counts.set(kind, (counts.get(kind) ?? 0) + 1);
	}
	const sorted = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
	return Object.fromEntries(sorted);
}
/** The families of checksums by which a file was known before and is known now, where those differ; of the first such file. */
function otherFamilies(before, after) {
	const known = /* @__PURE__ */ new Map();
	for (const { path, digest } of before) known.set(path, familyOf(digest));
	for (const { path, digest } of after) {
		const was = known.get(path);
		const is = familyOf(digest);
		if (was !== void 0 && was !== is) return {
			before: was,
			after: is
		};
	}
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
	if (kindOf(old) !== kindOf(now)) return {
		...head,
		status: "changed",
		counts: NOTHING
	};
	if (old?.digest === now?.digest) return {
		...head,
		status: "unchanged",
		counts: NOTHING
	};
	if (kindOf(now) === "claimed") {
		const version = {
			before: old?.version ?? "",
			after: now?.version ?? ""
		};
		return {
			...head,
			status: "changed",
			counts: NOTHING,
			version
		};
	}
	const was = old && await manifests.before(old.digest);
	const is = now && manifests.after(now.digest);
	if (!was || !is) return {
		...head,
		status: "changed",
		counts: NOTHING
	};
	const checksums = kindOf(now) === "remote" ? otherFamilies(was, is) : void 0;
	if (checksums) return {
		...head,
		status: "changed",
		counts: NOTHING,
		checksums
	};
	const { counts, changes } = compareManifests(was, is);
	return {
		...head,
		status: "changed",
		counts,
		changes: [...changes]
	};
}
function kindOf(dataset) {
	return dataset?.kind ?? "bytes";
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
		} },
		...kindOf(old) === kindOf(now) ? {} : { kind: {
			before: kindOf(old),
			after: kindOf(now)
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
/** Whether any of the names says what the file is; many files in a row mostly end alike. */
function hasFormat(paths) {
	let ending;
	for (const path of paths) {
		if (ending !== void 0 && path.endsWith(ending)) continue;
		if (formatOf(path) !== void 0) return true;
		const [found] = /\.[^./]+$/.exec(path) ?? [];
		ending = found;
	}
	return false;
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
// shared/domain/remote/location.ts
const SCHEME = /^\s*([a-z][a-z0-9+.-]*):\/\//i;
const FORMS = {
	s3: "s3://bucket/folder/, or of one object s3://bucket/file.csv?versionId=…",
	gs: "gs://bucket/folder/",
	az: "az://account/container/folder/",
	hf: "hf://datasets/owner/name@revision/folder/",
	https: "https://host/file.csv"
};
/** Whether a path leads away from this machine. */
function isRemotePath(path) {
	return SCHEME.test(path);
}
/** What a path means, or why it means nothing; the reason holds nothing of a query. */
function parseLocation(path) {
	const scheme = SCHEME.exec(path)?.[1]?.toLowerCase() ?? "";
	if (scheme === "http" || scheme === "https") return parseWeb(path);
	const text = path.trim();
	const found = parseBucketLike(scheme, text.slice(text.indexOf("://") + 3));
	if (found === "unknown") return { problem: `"${scheme}://" is not known; ${allForms()}` };
	const form = FORMS[scheme];
	if (!found) return { problem: `${shownPath(path)} is not of the form ${form}` };
	return found;
}
function allForms() {
	return `known are ${Object.values(FORMS).join(", ")}`;
}
function parseBucketLike(scheme, rest) {
	const [first = "", second = "", ...parts] = rest.split("/");
	switch (scheme) {
		case "s3": return isBucket(first) ? parseS3(first, rest.slice(first.length + 1)) : void 0;
		case "gs":
			if (!isBucket(first)) return void 0;
			return {
				provider: scheme,
				bucket: first,
				path: rest.slice(first.length + 1)
			};
		case "az":
			if (!/^[a-z0-9]{3,24}$/.test(first)) return void 0;
			if (!/^(\$root|\$web|[a-z0-9](-?[a-z0-9]){2,62})$/.test(second)) return void 0;
			return {
				provider: "az",
				account: first,
				container: second,
				path: parts.join("/")
			};
		case "hf": return first === "datasets" ? parseHub([second, ...parts]) : void 0;
		default: return "unknown";
	}
}
/** A key may end in whatever it likes, but for `?versionId=…`, which names a version of the object before it. */
function parseS3(bucket, path) {
	const [, key = "", version] = /^(.*?)\?versionId=(.*)$/s.exec(path) ?? [];
	if (version === void 0) return {
		provider: "s3",
		bucket,
		path
	};
	if (!(key !== "" && !key.endsWith("/") && !/[*?[\]{}]/.test(key)) || !/^[\w.~+/=-]{1,1024}$/.test(version)) return void 0;
	return {
		provider: "s3",
		bucket,
		path: key,
		version
	};
}
function isBucket(name) {
	return /^[A-Za-z0-9][A-Za-z0-9._-]{1,220}[A-Za-z0-9]$/.test(name) && !name.includes("..");
}
const REPOSITORY_PART = /^[A-Za-z0-9][\w.-]{0,95}$/;
/** `owner/name@revision/path`, where a slash in the revision is written %2F; a few old datasets have no owner. */
function parseHub(parts) {
	const count = /@/.test(parts[0] ?? "") || parts.length === 1 ? 1 : 2;
	const [id = "", marked, ...more] = parts.slice(0, count).join("/").split("@");
	if (more.length > 0) return void 0;
	const revision = marked === void 0 ? "main" : decoded(marked);
	if (!id.split("/").every((part) => REPOSITORY_PART.test(part) && !part.includes("..")) || revision === void 0 || !isRevision(revision)) return void 0;
	return {
		provider: "hf",
		dataset: id,
		revision,
		path: parts.slice(count).join("/")
	};
}
function isRevision(text) {
	return /^[A-Za-z0-9][\w./+-]{0,200}$/.test(text) && !text.includes("..");
}
function decoded(text) {
	try {
		return decodeURIComponent(text);
	} catch {
		return;
	}
}
/** One address, or several with white space between them. */
function parseWeb(path) {
	const urls = path.trim().split(/\s+/);
	for (const text of urls) {
		const url = URL.canParse(text) ? new URL(text) : void 0;
		if (!url || !/^https?:$/.test(url.protocol)) return { problem: `${shownUrl(text)} is no address of the form ${FORMS.https}` };
		if (url.username || url.password) return { problem: `${shownUrl(text)} holds a user name or password, which no address may` };
	}
	return {
		provider: "web",
		urls
	};
}
/** The path as it may be shown and recorded: a query, a fragment or a password may be a secret. */
function shownPath(path) {
	if (!/^\s*https?:\/\//i.test(path)) return path.trim();
	return path.trim().split(/\s+/).map(shownUrl).join(" ");
}
function shownUrl(text) {
	if (URL.canParse(text)) {
		const { protocol, host, pathname } = new URL(text);
		return `${protocol}//${host}${pathname}`;
	}
	return text.replace(/[?#].*$/s, "").replace(/\/\/[^/]*@/, "//");
}
// shared/platform/byte-pieces.ts
/** The pieces of a text as a file holds them. */
function* utf8Pieces(pieces) {
	for (const piece of pieces) yield Buffer.from(piece);
}
function joinPieces(pieces) {
	return Buffer.concat([...pieces]);
}
// shared/platform/hash-columns.ts
const SIZE_BYTES = 8;
/** Files that are read from the columns at once. Texts that V8 counts as large, from 128 KiB on, pile up. */
const WINDOW = 512;
const WINDOW_BYTES = 65536;
/** The names, checksums and sizes of files in columns: compact, and written in any order but that of the names. */
function openColumns(folder, algorithm, memoryBytes) {
	const length = DIGEST_LENGTHS[algorithm];
	const names = openSpool(folder, memoryBytes);
	const digests = openSpool(folder, memoryBytes);
	const sizes = openSpool(folder, memoryBytes);
	let count = 0;
	let bytes = 0;
	function* windows() {
		let first = 0;
		const lent = Buffer.allocUnsafeSlow(WINDOW * length);
		for (const all of readNames(names.read)) for (let from = 0; from < all.length; from += WINDOW) {
			const paths = all.slice(from, from + WINDOW);
			const hex = digests.read(first * length, paths.length * length, lent).toString("hex");
			yield {
				first,
				paths,
				hex
			};
			first += paths.length;
		}
	}
	function* files() {
		const lent = Buffer.allocUnsafeSlow(WINDOW * SIZE_BYTES);
		for (const { first, paths, hex } of windows()) {
			const numbers = sizes.read(first * SIZE_BYTES, paths.length * SIZE_BYTES, lent);
			for (const [at, path] of paths.entries()) yield {
				path,
				digest: `${algorithm}:${hex.slice(2 * at * length, 2 * (at + 1) * length)}`,
				bytes: numbers.readDoubleLE(at * SIZE_BYTES)
			};
		}
	}
	function hasSize(least, most) {
		const lent = Buffer.allocUnsafeSlow(WINDOW * SIZE_BYTES);
		for (let from = 0; from < count; from += WINDOW) {
			const { buffer, byteOffset, length } = sizes.read(from * SIZE_BYTES, lent.length, lent);
			if (new Float64Array(buffer, byteOffset, length / SIZE_BYTES).some((size) => size >= least && size <= most)) return true;
		}
		return false;
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
			bytes += answers.bytes;
		},
		count: () => count,
		list: () => ({
			count,
			bytes,
			files,
			runs: windows,
			hasSize,
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
	const lent = Buffer.allocUnsafeSlow(WINDOW_BYTES);
	let at = 0;
	for (let size = WINDOW_BYTES;; size *= 2) {
		const window = read(at, size, lent);
		if (window.length === 0) return;
		const end = window.lastIndexOf(0);
		if (end === -1) continue;
		yield window.toString("utf8", 0, end).split("\0");
		at += end + 1;
		size = WINDOW_BYTES / 2;
	}
}
// shared/platform/hash-hands.ts
const MOST_FILES$2 = 500;
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
		most: MOST_FILES$2,
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
	const bytes = task.isLarge ? 0 : answers.bytes;
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
	let isDone = false;
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
		isDone = true;
	} finally {
		isOver = true;
		if (onAbort) signal?.removeEventListener("abort", onAbort);
		const stopping = Promise.all([...busy.keys()].map((hand) => hand.stop()));
		if (!isDone) await stopping;
	}
}
// shared/platform/hash-queue.ts
/** The walk does not run further ahead of those who hash than this. */
const AHEAD_FILES = 5e6;
/** A task should not take much longer than this many bytes do. */
const TASK_BYTES = 16 * 2 ** 20;
const MOST_FILES$1 = 500;
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
		return Math.max(1, Math.min(fitting, most, MOST_FILES$1));
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
			isLarge: false,
			first,
			count,
			paths: columns.names(from, taken.bytes)
		};
	}
	function settle(task, answers) {
		const count = task.isLarge ? task.indexes.length : task.count;
		const indexOf = (at) => task.isLarge ? task.indexes[at] ?? 0 : task.first + at;
		if (task.isLarge) for (const [at, index] of task.indexes.entries()) {
			const length = answers.digests.length / count;
			const digests = answers.digests.subarray(at * length, (at + 1) * length);
			const sizes = answers.sizes.subarray(at, at + 1);
			columns.put(index, {
				digests,
				sizes,
				bytes: Math.max(0, sizes[0] ?? 0)
			});
		}
		else {
			columns.put(task.first, answers);
			unsettled -= count;
			small = {
				files: small.files + count,
				bytes: small.bytes + answers.bytes
			};
		}
		for (const file of answers.large) {
			large.push({
				...file,
				index: indexOf(file.index)
			});
			largeBytes += file.bytes;
			allLarge += file.bytes;
		}
		if (answers.large.length > 0) large.sort((a, b) => a.bytes - b.bytes);
		failures += answers.failed.length;
		for (const file of answers.failed.slice(0, KEPT_FAILURES - failed.length)) failed.push({
			...file,
			index: indexOf(file.index)
		});
		return count - answers.large.length;
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
const RUN_FILES = 32;
/** A tree of which somebody knows all files. */
function listedTree(root, paths) {
	function* runs() {
		for (let from = 0; from < paths.length; from += RUN_FILES) yield paths.slice(from, from + RUN_FILES);
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
// shared/domain/remote/lfs-pointer.ts
/** Sizes that a pointer without extensions can have. */
const POINTER_BYTES = {
	least: 126,
	most: 141
};
const POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\noid sha256:([0-9a-f]{64})\nsize (0|[1-9][0-9]{0,15})\n$/;
/** Reads a pointer; there is one way to write each, and anything else is a file like any other. */
function readPointer(text) {
	const [, hex, size] = POINTER.exec(text) ?? [];
	const bytes = Number(size);
	if (hex === void 0 || !Number.isSafeInteger(bytes)) return void 0;
	return {
		digest: `sha256:${hex}`,
		bytes
	};
}
// shared/platform/small-file.ts
/** The bytes of a file that is at most so long; nothing for a longer one, or where it cannot be read. */
function readSmallFile(path, most) {
	let file;
	try {
		file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
		const bytes = Buffer.allocUnsafe(most + 1);
		const length = readSync(file, bytes, 0, most + 1, 0);
		return length > most ? void 0 : bytes.subarray(0, length);
	} catch {
		return;
	} finally {
		if (file !== void 0) closeSync(file);
	}
}
// shared/features/data/pointers.ts
/**
* A pointer of Git LFS says the SHA-256 of the content that it stands for: so a folder has one digest, whether its
* content was fetched or not. Pointers are looked for while the files are gone through for the first time.
*/
function behindPointers(root, hashed) {
	const contents = /* @__PURE__ */ new Map();
	let isKnown = !hashed.hasSize(POINTER_BYTES.least, POINTER_BYTES.most);
	let more = 0;
	function* files() {
		if (isKnown && contents.size === 0) return yield* hashed.files();
		for (const file of hashed.files()) {
			if (!isKnown && isOfPointerSize(file) && !contents.has(file.path)) {
				const content = contentOf(root, file);
				if (content) {
					contents.set(file.path, content);
					more += content.bytes - file.bytes;
				}
			}
			yield contents.get(file.path) ?? file;
		}
		isKnown = true;
	}
	return {
		files,
		/** Whether it is known that there are none. */
		areNone: () => isKnown && contents.size === 0,
		/** Known once the files were gone through. */
		bytes: () => hashed.bytes + more,
		pointers: () => contents.size
	};
}
function isOfPointerSize({ bytes }) {
	return bytes >= POINTER_BYTES.least && bytes <= POINTER_BYTES.most;
}
function contentOf(root, { path, digest }) {
	const bytes = readSmallFile(`${root}/${path}`, POINTER_BYTES.most);
	const pointer = bytes && readPointer(bytes.toString("latin1"));
	if (!bytes || !pointer) return void 0;
	if (sha256(bytes) !== digest) throw new ActionError("file-changed", `${pathText(path)} changed while it was read`);
	return {
		path,
		...pointer
	};
}
// shared/features/data/measure.ts
/** Bytes of a text that is rather kept than made again. */
const SHORT_TEXT = 8 * 2 ** 20;
/** Takes the checksums of a file, a folder or a glob. Nothing matched is an error. */
async function measureDataset(wish, reach) {
	refuseElsewhere(wish.path);
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
	const hashed = await hashTree(tree, {
		memory,
		scratch: scratchRoot(place),
		onProgress: workMeter(head.name, runner.progress)
	});
	const { files, ...behind } = behindPointers(tree.root, hashed);
	let isReadable = false;
	function* lines() {
		const isPlain = behind.areNone();
		for (const { paths, hex } of hashed.runs()) {
			isReadable ||= hasFormat(paths);
			if (isPlain) yield formatColumns(paths, hex);
		}
		if (!isPlain) yield* manifestPieces(files());
	}
	const text = keepShort(() => utf8Pieces(lines()));
	const { digest, bytes: textBytes } = sha256OfPieces(text());
	const pointers = behind.pointers();
	return {
		record: {
			...head,
			digest,
			files: hashed.count,
			bytes: behind.bytes(),
			...pointers > 0 ? { pointers } : {}
		},
		files,
		text,
		textBytes,
		isReadable: () => isReadable
	};
}
/** What lies elsewhere, or is only claimed, has no bytes here. */
function refuseElsewhere(path) {
	if (path !== "" && !isRemotePath(path)) return;
	const what = path === "" ? "a dataset that only has a version" : shownPath(path);
	throw new ActionError("remote-data", `${what} cannot be read here: its bytes lie elsewhere`, { hint: "Download it in a step before, and name the path on this machine." });
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
			else pieces.length = 0;
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
	for (const { path, digest, bytes, version } of files()) {
		const file = JSON.stringify({
			path,
			digest,
			bytes,
			version
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
const LIMIT$2 = 2 ** 20;
/** Reads a JSON or YAML file of parameters as dotted names with their values; lists stay whole. */
async function readParameters(path, place) {
	const bytes = await readUserFile(place, path, LIMIT$2);
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
const LIMIT$1 = 250 * 2 ** 20;
const MOST_FILES = 1e5;
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
	if (record.files > MOST_FILES) throw tooMany(path, record.files);
	const files = [...measured.files()];
	const [only, ...more] = files;
	const digest = only && more.length === 0 ? only.digest : record.digest;
	if (record.bytes > LIMIT$1) throw tooLarge(path, record.bytes);
	const contents = [];
	for (const file of files) {
		const bytes = await readCapped(`${absolutePath(place, record.root)}/${file.path}`, LIMIT$1);
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
	return new ActionError("too-large", `${path} has ${bytes} bytes.`, { hint: `This version hands on models of at most ${LIMIT$1} bytes from job to job.` });
}
function tooMany(path, files) {
	return new ActionError("too-large", `${path} holds ${files} files.`, { hint: `This version hands on models of at most ${MOST_FILES} files from job to job.` });
}
function changed(path, file) {
	return new ActionError("file-changed", `${file} of ${path} changed while it was read`, { hint: "Training must have ended its writing when its command ends." });
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
const LIMIT = 64 * 2 ** 20;
/** The lockfiles that lie there, with their digests. */
async function findLockfiles(place) {
	return (await Promise.all(LOCKFILES.map((path) => knownFile(path, place)))).flatMap((file) => file ? [file.known] : []);
}
/** A small file with its digest; nothing when it is not there. */
async function knownFile(path, place) {
	const bytes = await ifThere(readCapped(await userPath(place, path), LIMIT, path));
	return bytes && {
		known: known(path, bytes),
		bytes
	};
}
/** The digest of a file that the user named, so that it must be there. */
async function namedFile(path, place) {
	return known(path, await readUserFile(place, path, LIMIT));
}
function known(path, bytes) {
	return {
		path,
		digest: sha256(bytes),
		bytes: bytes.byteLength
	};
}
// shared/platform/marked-process.ts
const MARK = "PROOFMARK_RUN_ID";
const KEPT_LINES = 50;
/** Like `runProcess`; what left the process group is ended, too. */
async function runMarked(argv, options) {
	const mark = randomName();
	const environment = {
		...options.environment,
		[MARK]: mark
	};
	const lastLines = [];
	return {
		...await runProcess(argv, {
			...options,
			environment,
			onLine(line, stream) {
				options.onLine?.(line, stream);
				lastLines.push(line);
				if (lastLines.length > KEPT_LINES) lastLines.shift();
			}
		}),
		lastLines,
		left: await sweepMarked(MARK, mark)
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
/** Within what GitHub's runner leaves a cancelled step. */
const GRACE_MS = 6e3;
/** Runs the training to its end, tells what it says, and leaves no process of it behind. */
async function supervise({ argv, cwd, environment, timeoutMs }, runner) {
	const killsBefore = await countMemoryKills();
	const started = now();
	const cancellation = watchCancellation();
	try {
		const { exit, left, lastLines } = await runMarked(argv, {
			cwd,
			environment,
			...timeoutMs === void 0 ? {} : { timeoutMs },
			graceMs: GRACE_MS,
			outputLimitBytes: 0,
			onLine: (line) => runner.info(line)
		});
		const wallSeconds = (now().getTime() - started.getTime()) / 1e3;
		tellLeft(runner, "training", left);
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
function wordsOf(run, example = "train:\n  run: [python, train.py, --name, \"two words\"]") {
	if (typeof run !== "string") {
		const [program = "", ...rest] = run;
		return [program, ...rest];
	}
	const split = splitCommand(run);
	if ("argv" in split) return split.argv;
	throw new ActionError("invalid-command", `${split.message} (character ${split.index + 1})\n  ${run}\n  ${" ".repeat(split.index)}^`, { hint: `A list says where words end:\n${example}` });
}
export { BASELINE_SCORES_FILE, BASE_HOLDOUT_SCORES_FILE, CATALOGUE_FIELDS, CELL, COMMENT_BUDGET, CONFIG_LIMIT, DEPLOYED, FINDING_CODES, MANIFEST_LIMIT, MAX_LINE_BYTES, MAX_METRICS, MAX_VALUES$1 as MAX_VALUES, METRICS_FILE, MOST_TERMS, NAME$1 as NAME, NAME_HINT, NEXT_STEPS, POINTER_BYTES, QUANTILES, REFUSALS, S3_CHECKSUMS, SCORES_FILE, SEVERITY, SUMMARY_BUDGET, SYMBOLS, TRIGGER_ENDS, USUAL_ALPHA, VERDICTS, VERSION, absolutePath, acceptorsOf, adjustBenjaminiHochberg, adjustHolm, aheadOf, answered, approvingEnvironments, askNoise, askedPause, atSpot, baseConfig, boundedStep, branchHead, cacheInputs, canonicalJson, canonicalPolicy, catalogueOf, championOf, championScoresFile, changedPaths, checkFigures, checkInputs, childEnvironment, choice$1 as choice, choices, chooseFormats, claimOf, claimedText, clipped, collectMetrics, columnsOf$2 as columnsOf, combinedDigest, commentInputs, commitOnBranch, compareBytes, compareData, compareManifests, compareOrder, compilePattern, composeDeployment, composeInput, composePlan, composePlans, composeProposal, composeRaise, composeReport, composeUntouched, continuedFraction, countChanges, countKinds, createBranch, createDeployment, dataInputs, dataVerdict, decisionFor, decodeScores, decodeText, defineAction, deployEnvironmentSchema, deployPolicy, describeBaseline, describeEnd, describeLarge, describeNoise, describeProgress, describeRuleChanges, describeTree, didYouMean, didYouMeanPath, digestOfFiles, digestSchema, doubtAfter, drawProgress, driftFindings, duration$1 as duration, encodeScores, escapeTag, etagChecksum, evaluateInputs, failed$1 as failed, failureResult, fewestFor, fileAtRevision, filesAtRevision, filesByFormat, filesHere, findConfig, findFiles, findLockfiles, findTree, findingOf, fingerprintText, firstNoise, flag, flagOf, floorChanges, floorDirections, floorNumbers, floorsFor, floorsPath, formatBeside, formatTogether, fromBase64, gateInputs, git, groundOf, grouped$1 as grouped, guessDirection, harderFloor, hasFailure, hashFiles, headCommit, hexOf, historyInputs, humanBytes, ifThere, inScratchFolder, independenceOf, indexMetrics, inputHint, invert, isAllowed, isAnswered, isBinary, isComparing, isComputed, isDigest, isDirty, isDone, isEvaluated, isMetric, isPassing, isPattern, isPersonal, isRegistered, isRemotePath, isRemoteText, isSameBytes, isSameGround, isSameQuestion, isSameRepository, isSettled, isShareMetric, isSwitch, isTable, isWellFormed, isWithin$1 as isWithin, jobInputs, joinPieces, jsonOf, judge, judgeHarm, judgedRecords, judgingChange, keepModel, knownFile, lastCommitOf, leafAt, leftBehind, lines, list$2 as list, listDeployments, listName, listedFiles, liveOnes, loadConfig, loadData, loadEvaluation, loadGate, loadModel, loadTraining, lookForFiles, lookUp, manifestJson, manifestName, md5Hex, measureCode, measureDataset, measureModel, measured$1 as measured, measuredNumber, measuresOf, mergeBase, metricName, metricPlace, metricValue, metricsOf, mismatches, modelFileName, momentsOf, namedFile, needsFloors, newestData, noAnswer, noiseOfFigures, noiseOfHistory, noiseOfMeans, noiseOfRows, noiseOfStated, normalCdf, normalQuantile, now, number$2 as number, numberClusters, numberIn, objectOf, openDeployJob, openSetting, openSpool, otherFamilies, ownerAmongOthers, pairScores, pairUp, pairWithBaseline, pairWithChampion, pairWithRecord, parseAnyManifest, parseDuration, parseJsonTree, parseLocation, parseManifest, parseRule, parseYamlTree, path, pathInside, pathOfFile, pause, permissionHint, plainDefault, plainOf, plainPath, planInputs, poissonMass, policyOf, predictionChange, predictionsSchema, printCommand, printMoment, printRule, printSubject, printable, protoFields, quantileOf, queriesAmong, raiseReasons, raisedFloors, randomName, readAuthors, readBetween, readCommit, readGithubContext, readGlob, readManifest, readOwn, readParameters, readProtections, readRecords, readRepository, readScores, readSmallFile, readStored, readTable, readUserFile, readZip, referenceOf, refreshInputs, refreshOf, remainsOf, remember, remotePieces, renderWithin, reportLadder, request, resolveRevision, roadInputs, rollbackTarget, ruleChanges, rulesAmong, rulesFromLines, rulesOf, runAsAction, runMarked, runPostOf, runProcess, runRecordSchema, runUrl, s3Checksum, saidBy, saveSection, scoreModel, scratchRoot, sectionDigest, sectionName, setDeploymentStatus, settingChanges, settingsOf, sha256, sha256OfPieces, shortCommit, shortDigest, shownPath, signOf, slicedMetrics, sortFiles, splitCommand, start, startMd5, subjectOf, sumTerms, summarizeScores, supervise, sweepMarked, tellLeft, terminalPlace, testClusteredMean, testOf, text$1 as text, toMarkdown, toText, tokenInputs, trackedFiles, trainInputs, treeAt, triggerFolder, triggerInputs, triggerText, tryAgain, unmeasuredDrift, unpackModel, usedConfig, userPath, usesOf, usualPipeline, utf8Pieces, valuesOf$2 as valuesOf, verdictInputs, watchCancellation, weigh, whose, wilsonInterval, wishFor, withPredictions, wordsOf, worstVerdict, writeMetricName, writeSummary };
