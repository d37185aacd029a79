import { BYTES_FORMATS, MAX_METRICS, MAX_VALUES, PLAIN_FORMATS, TREE_FORMATS, atSpot, compareOrder, decodeText, describeRuleChanges, eachChunk, exampleIds, findFiles, isMetric, isWellFormed, judge, metricName, metricPlace, noiseOfMeans, numberClusters, parseJsonTree, parseYamlTree, pathInside, readGlob, readUserFile, readingOf, ruleChanges, scoreColumn, shortCommit, userPath, wishFor } from "./shared.js";
import { ActionError, isFile, pathText } from "./base.js";
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
		...question.examples ? { examples: question.examples } : {},
		...candidate.unfitAsBaseline.length > 0 ? { unfitAsBaseline: [...candidate.unfitAsBaseline] } : {},
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
// shared/domain/metric-files/checked.ts
/** What holds for every reading, whatever the format: bounded, and each name once. */
function checkReading(reading) {
	if ("problems" in reading) return reading;
	const { metrics } = reading;
	if (metrics.length > 1e4) return refused(`holds more than ${MAX_METRICS} values`);
	const first = /* @__PURE__ */ new Map();
	for (const metric of metrics) {
		const slice = Object.entries(metric.slice ?? {}).sort();
		const known = JSON.stringify([metric.key, slice]);
		if (known.length > 1e3) return refused(`a metric's name is longer than 500 characters`, metric);
		const other = first.get(known);
		if (other) {
			const of = slice.map(([dimension, value]) => ` of ${dimension} ${value}`).join("");
			return refused(`${metricName(metric)}${of} stands twice, first at ${metricPlace(other)}`, metric);
		}
		first.set(known, metric);
	}
	return reading;
}
function refused(message, { line = 1 } = {}) {
	return { problems: [{
		line,
		column: 1,
		message
	}] };
}
// shared/domain/metric-files/detect.ts
/** Of a larger file the format is never guessed. */
const MAX_DETECTED = 50 * 2 ** 20;
/** How many bytes say what a file is. */
const HEAD = 4096;
/** The format of bytes that are no document of JSON, YAML or TOML; nothing when they may be one. */
function detectBytes(head, path) {
	return detect(/\.(?:ya?ml|toml|md|markdown)$/i.test(path) ? BYTES_FORMATS.map(named(path)) : BYTES_FORMATS, path, ({ recognise }) => recognise(head, path));
}
/** How a text is written: by its name, else by its first letters. */
function detectSyntax(text, path) {
	const ending = /\.(json|ya?ml|toml|md|markdown)$/i.exec(path)?.[1]?.toLowerCase();
	if (ending !== void 0) return {
		syntax: SYNTAX[ending] ?? "json",
		because: "of its name"
	};
	if (/^\s*[{[]/.test(text)) return {
		syntax: "json",
		because: "it begins with a bracket"
	};
	if (/^---[ \t]*\r?\n(?:.*\n)*?---[ \t]*\r?\n/.test(text)) return {
		syntax: "front-matter",
		because: "it begins with lines between ---"
	};
	return {
		syntax: "yaml",
		because: "nothing else fits"
	};
}
const SYNTAX = {
	json: "json",
	yaml: "yaml",
	yml: "yaml",
	toml: "toml",
	md: "front-matter",
	markdown: "front-matter"
};
/** The format of a document, most certain first; numbers with names when it is nothing else. */
function detectTree(tree, path, { syntax, because }) {
	const found = detect(TREE_FORMATS, path, ({ recognise }) => recognise(tree, path));
	if (found) return found;
	const plain = PLAIN_FORMATS.find((format) => format.syntax === syntax);
	return plain ? {
		format: plain,
		because
	} : { problem: "its lines between --- have no model-index, so there are no metrics in it" };
}
const named = (path) => (formats) => formats.filter(({ fileName }) => fileName?.test(path));
/** The first group in which a format is recognised: those that the name speaks for, then all. */
function detect(groups, path, recognise) {
	for (const group of [groups.flatMap(named(path)), ...groups]) {
		const hits = group.flatMap((format) => {
			const because = recognise(format);
			return because === void 0 ? [] : [{
				format,
				because
			}];
		});
		const [hit, ...more] = hits;
		if (!hit) continue;
		if (more.length === 0) return hit;
		return { problem: `could be ${hits.map(({ format, because }) => `${format.name} (${because})`).join(" and ")}; say which it is with format:` };
	}
}
// shared/domain/metric-files/front-matter.ts
/** What stands between the two lines of `---` that a Markdown file may begin with; lines keep their numbers. */
function frontMatter(text) {
	const [start, inner] = /^(---[ \t]*\r?\n)((?:.*\n)*?)---[ \t]*(?:\r?\n|$)/.exec(text)?.slice(1) ?? [];
	if (start !== void 0 && inner !== void 0) return `\n${inner}`;
	return {
		line: 1,
		column: 1,
		message: "does not begin with lines between ---, where a model card holds its metrics"
	};
}
// shared/platform/toml.ts
var Stop = class extends Error {};
/**
* Reads TOML 1.0, in which nan, inf and whole numbers beyond 2^53 are numbers and dates are texts. The library keeps no
* places; lines are those of the names as they are usually written, else those of the table around them.
*/
async function parseTomlTree(text) {
	const { parse, TomlError } = await import("./smol-toml.js");
	try {
		return { tree: build(parse(text, {
			integersAsBigInt: "asNeeded",
			maxDepth: 200
		}), linesOf(text)) };
	} catch (error) {
		if (error instanceof TomlError) {
			const [, message = "is no TOML"] = /^(?:Invalid TOML document: )?([^\n]*)/.exec(error.message) ?? [];
			return { problems: [{
				line: error.line,
				column: error.column,
				message
			}] };
		}
		if (error instanceof Stop || error instanceof RangeError) return { problems: [{
			line: 1,
			column: 1,
			message: error instanceof Stop ? error.message : `nests deeper than 200 levels`
		}] };
		throw error;
	}
}
function build(table, lines) {
	let values = 0;
	function tree(value, path, near) {
		if (path.length > 200) throw new Stop(`nests deeper than 200 levels`);
		if (++values > 1e6) throw new Stop(`holds more than ${MAX_VALUES} values`);
		const line = lines.get(path.join("\0"));
		const here = line === void 0 ? near : {
			line,
			column: 1
		};
		switch (typeof value) {
			case "number":
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
			case "string":
				if (!isWellFormed(value)) throw new Stop("a text holds half of a character");
				return {
					...here,
					kind: "text",
					value
				};
		}
		if (Array.isArray(value)) return {
			...here,
			kind: "list",
			items: value.map((item) => tree(item, [...path, ""], here))
		};
		if (value instanceof Date) return {
			...here,
			kind: "text",
			value: String(value)
		};
		const members = /* @__PURE__ */ new Map();
		for (const [name, item] of Object.entries(value)) {
			const read = tree(item, [...path, name], here);
			members.set(name, {
				key: {
					line: read.line,
					column: read.column
				},
				value: read
			});
		}
		return {
			...here,
			kind: "object",
			members
		};
	}
	return tree(table, [], {
		line: 1,
		column: 1
	});
}
const HEADER = /^\s*\[\s*([^[\]]+?)\s*\]\s*(?:#.*)?$/;
const NAMED = /^\s*((?:[\w-]+|"[^"\\]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"\\]*"|'[^']*'))*)\s*=/;
/** The lines of names that stand at the start of one, by path. */
function linesOf(text) {
	const lines = /* @__PURE__ */ new Map();
	let table = [];
	for (const [index, line] of text.split("\n").entries()) {
		const header = HEADER.exec(line)?.[1];
		const named = NAMED.exec(line)?.[1];
		if (header !== void 0) table = partsOf(header);
		const known = (header === void 0 && named !== void 0 ? [...table, ...partsOf(named)] : table).join("\0");
		if ((header ?? named) !== void 0 && !lines.has(known)) lines.set(known, index + 1);
	}
	return lines;
}
function partsOf(dotted) {
	return (dotted.match(/"[^"\\]*"|'[^']*'|[^\s."']+/g) ?? []).map((part) => part.replace(/^(["'])(.*)\1$/, "$2"));
}
// shared/features/gating/reading-result.ts
/** What is read from no file. */
const NOTHING_READ = {
	metrics: [],
	examples: [],
	problems: [],
	warnings: [],
	unfitAsBaseline: [],
	notes: []
};
/** What was read from several files. */
function joinRead(all) {
	return {
		metrics: all.flatMap(({ metrics }) => metrics),
		examples: all.flatMap(({ examples }) => examples),
		problems: all.flatMap(({ problems }) => problems),
		warnings: all.flatMap(({ warnings }) => warnings),
		unfitAsBaseline: all.flatMap(({ unfitAsBaseline }) => unfitAsBaseline),
		notes: all.flatMap(({ notes }) => notes)
	};
}
// shared/features/gating/parse-metrics.ts
/** The most that is read at all; only who names the format has more read than is ever guessed. */
const MOST_BYTES = 500 * 2 ** 20;
const TOLD_PROBLEMS = 20;
/** Metrics from the bytes of one file, in the format that its user names or that it turns out to have. */
async function parseMetrics(bytes, path, { wish, isBaseline = false } = {}) {
	if (bytes.length > MAX_DETECTED && !(wish && "bytes" in wish)) return broken(path, [atStart(`is larger than ${MAX_DETECTED / 2 ** 20} MB; ${wish ? "no document is read that is" : "its format is not guessed, say it with format:"}`)]);
	const asked = {
		option: wish?.option,
		isBaseline
	};
	const found = wish ? void 0 : detectBytes(bytes.subarray(0, HEAD), path);
	if (found && "problem" in found) return broken(path, [atStart(found.problem)]);
	if (found) return told(found.format.read(bytes, path, asked), path, {
		...found,
		isBaseline
	});
	if (wish && "bytes" in wish) return told(wish.bytes.read(bytes, path, asked), path, {
		format: wish.bytes,
		because: SAID,
		isBaseline
	});
	return parseDocument(bytes, path, {
		tree: wish?.tree,
		asked
	});
}
const SAID = "format says so";
async function parseDocument(bytes, path, { tree: wished, asked }) {
	const decoded = decodeText(bytes);
	if ("problems" in decoded) return broken(path, decoded.problems);
	const guessed = detectSyntax(decoded.text, path);
	const parsed = await parseTree(decoded.text, wished?.syntax ?? guessed.syntax);
	if ("problems" in parsed) return broken(path, parsed.problems);
	const { tree } = parsed;
	const found = wished ? {
		format: wished,
		because: SAID
	} : detectTree(tree, path, guessed);
	if ("problem" in found) return broken(path, [atStart(found.problem)]);
	return told(found.format.read(tree, path, asked), path, {
		...found,
		isBaseline: asked.isBaseline === true
	});
}
async function parseTree(text, syntax) {
	switch (syntax) {
		case "json": return parseJsonTree(text);
		case "yaml": return parseYamlTree(text);
		case "toml": return parseTomlTree(text);
		case "front-matter": {
			const front = frontMatter(text);
			return typeof front === "string" ? parseYamlTree(front) : { problems: [front] };
		}
	}
}
function told(unchecked, path, { format, because, isBaseline }) {
	const reading = checkReading(unchecked);
	const note = `read ${path} as ${format.title} because ${because}`;
	if ("problems" in reading) return {
		...broken(path, reading.problems),
		notes: [note]
	};
	const { metrics, examples = [], warnings = [], unfitAsBaseline } = reading;
	if (isBaseline && unfitAsBaseline !== void 0) return {
		...broken(path, [atStart(unfitAsBaseline)]),
		notes: [note]
	};
	const unfit = unfitAsBaseline === void 0 ? [] : [unfitAsBaseline];
	const count = metrics.filter(isMetric).length;
	return {
		metrics,
		examples,
		problems: [],
		warnings: [...warnings, ...unfit].map((warning) => `${path}: ${warning}`),
		unfitAsBaseline: unfit.map((why) => `${path}: ${why}`),
		notes: [`${note} (${count} ${count === 1 ? "value" : "values"})`]
	};
}
function atStart(message) {
	return {
		line: 1,
		column: 1,
		message
	};
}
function broken(path, problems) {
	const told = problems.slice(0, TOLD_PROBLEMS).map((problem) => atSpot(path, problem));
	if (problems.length > told.length) told.push(`${path}: and ${problems.length - told.length} more`);
	return {
		...NOTHING_READ,
		problems: told
	};
}
// shared/features/gating/read-metrics.ts
const MOST_FILES = 200;
/** Reads metrics files; what is wrong with one is kept apart from the others. */
async function readMetrics(paths, place, wishes = {}) {
	const all = (await Promise.all(paths.map((path) => readAsked(path, place, wishes)))).flat();
	return joinRead(all.length > 1 ? all.map(notEmpty) : all.map(([, read]) => read));
}
/** The files that one path of the user stands for. */
async function readAsked(asked, place, { formats, isBaseline = false }) {
	try {
		const files = await filesOf(asked, place) ?? [asked];
		return await Promise.all(files.map(async (path) => {
			return [path, await readOne(path, place, {
				wish: wishFor(formats, path, asked),
				isBaseline
			})];
		}));
	} catch (error) {
		return [[asked, unread(error)]];
	}
}
async function readOne(path, place, wish) {
	try {
		return await parseMetrics(await readUserFile(place, path, MOST_BYTES), path, wish);
	} catch (error) {
		return unread(error);
	}
}
/** A file of several must not be empty unseen; of a single one the verdict itself says so. */
function notEmpty([path, read]) {
	const { metrics, examples, problems } = read;
	if (problems.length > 0 || examples.length > 0 || metrics.some(isMetric)) return read;
	return {
		...read,
		problems: [`${pathText(path)} holds no number at all`]
	};
}
function unread(error) {
	if (!(error instanceof ActionError)) throw error;
	return {
		...NOTHING_READ,
		problems: [error.message]
	};
}
/** What a glob stands for, by name; nothing for a plain path. A glob that stands for nothing is an error. */
async function filesOf(path, place) {
	if (!readGlob(path) || await isFile(await userPath(place, path))) return void 0;
	const { root, paths } = await findFiles(path, place);
	if (paths.length <= MOST_FILES) return paths.map((file) => pathInside(place.workspace, `${root}/${file}`)).sort();
	throw new ActionError("too-many-files", `${path} stands for ${paths.length} files`, { hint: `At most ${MOST_FILES} metrics files are read.` });
}
// shared/domain/formats/byte-text.ts
const decoder = new TextDecoder("utf-8", { fatal: true });
const SHORT = 64;
/** A piece of UTF-8 as text; throws a TypeError where it is none. Quick for the short names that tables are full of. */
function textOfBytes(bytes, from, to) {
	const part = bytes.subarray(from, to);
	if (to - from > SHORT) return decoder.decode(part);
	for (let at = from; at < to; at++) if ((bytes[at] ?? 0) >= 128) return decoder.decode(part);
	return String.fromCharCode.apply(null, part);
}
// shared/domain/formats/json-line.ts
const QUOTE = 34;
const BACKSLASH = 92;
const MINUS = 45;
const ZERO = 48;
/** Digits that a double holds exactly, and the powers of ten that keep one division of them exact. */
const MOST_EXACT = 2 ** 53;
const POWERS = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const WORDS = /* @__PURE__ */ new Map([
	["true", true],
	["false", false],
	["null", null],
	["NaN", NaN],
	["Infinity", Number.POSITIVE_INFINITY],
	["-Infinity", Number.NEGATIVE_INFINITY]
]);
/** Told by `scanned`, so that a value costs no object. */
let end = 0;
/**
* Reads one line that holds one JSON object, without making anything of it but what the sink asks for: files of
* examples have millions of lines. Bare NaN and Infinity are numbers, as Python writes them.
*/
function scanLine(bytes, { from, to }, sink) {
	const refused = (at, message) => ({
		at: at - from,
		message
	});
	let at = skipSpace(bytes, from, to);
	if (bytes[at] !== 123 || at >= to) return refused(at, "is no JSON object");
	at = skipSpace(bytes, at + 1, to);
	if (at < to && bytes[at] === 125) at++;
	else for (;;) {
		if (at >= to || bytes[at] !== QUOTE) return refused(at, "expected a name in double quotes");
		const nameEnd = textEnd(bytes, at + 1, to);
		if (nameEnd < 0) return refused(at, "this text has no closing quote");
		const member = sink.member(bytes, at + 1, nameEnd);
		at = skipSpace(bytes, nameEnd + 1, to);
		if (at >= to || bytes[at] !== 58) return refused(at, "expected \":\"");
		at = skipSpace(bytes, at + 1, to);
		const problem = scanValue(bytes, {
			from: at,
			to
		}, {
			member,
			sink
		});
		if (problem !== void 0) return refused(end, problem);
		at = skipSpace(bytes, end, to);
		if (at < to && bytes[at] === 44) at = skipSpace(bytes, at + 1, to);
		else if (at < to && bytes[at] === 125) {
			at++;
			break;
		} else return refused(at, "expected \",\" or \"}\"");
	}
	at = skipSpace(bytes, at, to);
	return at < to ? refused(at, "expected the end of the line") : void 0;
}
/** Why there is no value; else `end` is behind it. */
function scanValue(bytes, { from, to }, { member, sink }) {
	end = from;
	const first = from < to ? bytes[from] ?? 0 : 0;
	if (first === QUOTE) {
		const last = textEnd(bytes, from + 1, to);
		if (last < 0) return "this text has no closing quote";
		sink.text(member, from + 1, last);
		end = last + 1;
		return;
	}
	if (first === 123 || first === 91) {
		const last = nestedEnd(bytes, from, to);
		if (last < 0) return "this list or object does not end";
		sink.nested(member, from, last);
		end = last;
		return;
	}
	if (isDigit(first) || first === MINUS && isDigit(bytes[from + 1] ?? 0)) {
		const value = scanNumber(bytes, from, to);
		if (value === void 0) return "is not a number as JSON writes it";
		sink.number(member, value, from, end);
		return;
	}
	let stop = from;
	while (stop < to && stop - from < 10 && isWordByte(bytes[stop] ?? 0)) stop++;
	const word = WORDS.get(textOfBytes(bytes, from, stop));
	if (word === void 0) return "expected a value";
	end = stop;
	if (typeof word === "number") sink.number(member, word, from, stop);
	else sink.word(member, word);
}
/** Exact as `Number` is; sets `end`. */
function scanNumber(bytes, from, to) {
	let at = bytes[from] === MINUS ? from + 1 : from;
	const start = at;
	let digits = 0;
	while (at < to && isDigit(bytes[at] ?? 0)) digits = digits * 10 + (bytes[at++] ?? 0) - ZERO;
	if (bytes[start] === ZERO && at > start + 1) return void 0;
	let scale = 0;
	if (at < to && bytes[at] === 46) {
		const dot = at++;
		while (at < to && isDigit(bytes[at] ?? 0)) digits = digits * 10 + (bytes[at++] ?? 0) - ZERO;
		scale = at - dot - 1;
		if (scale === 0) return void 0;
	}
	let isWhole = true;
	if (at < to && ((bytes[at] ?? 0) | 32) === 101) {
		isWhole = false;
		at++;
		if (at < to && (bytes[at] === MINUS || bytes[at] === 43)) at++;
		const exponent = at;
		while (at < to && isDigit(bytes[at] ?? 0)) at++;
		if (at === exponent) return void 0;
	}
	end = at;
	if (at < to && isWordByte(bytes[at] ?? 0)) return void 0;
	if (!isWhole || digits > MOST_EXACT || scale > 22) return Number(textOfBytes(bytes, from, at));
	const value = scale === 0 ? digits : digits / (POWERS[scale] ?? 1);
	return bytes[from] === MINUS ? -value : value;
}
/** The place of the closing quote; -1 where there is none, or a control character comes before. */
function textEnd(bytes, from, to) {
	for (let at = from; at < to; at++) {
		const byte = bytes[at] ?? 0;
		if (byte === QUOTE) return at;
		if (byte === BACKSLASH) at++;
		else if (byte < 32) return -1;
	}
	return -1;
}
function nestedEnd(bytes, from, to) {
	let depth = 0;
	for (let at = from; at < to; at++) {
		const byte = bytes[at] ?? 0;
		if (byte === QUOTE) {
			at = textEnd(bytes, at + 1, to);
			if (at < 0) return -1;
		} else if (byte === 123 || byte === 91) {
			if (++depth > 200) return -1;
		} else if ((byte === 125 || byte === 93) && --depth === 0) return at + 1;
	}
	return -1;
}
function skipSpace(bytes, from, to) {
	let at = from;
	while (at < to && (bytes[at] === 32 || bytes[at] === 9 || bytes[at] === 13)) at++;
	return at;
}
function isDigit(byte) {
	return byte >= ZERO && byte <= 57;
}
/** What cannot stand right behind a number or a word. */
function isWordByte(byte) {
	const letter = byte | 32;
	return letter >= 97 && letter <= 122 || isDigit(byte) || byte === MINUS || byte === 46;
}
// shared/domain/metric-files/line-reader.ts
const LF = 10;
/** Cuts a file into lines as it comes, in pieces of any size. */
function lineReader({ onLine, onTooLong, longest }) {
	let rest;
	let line = 0;
	let isOver = false;
	function push(chunk) {
		if (isOver || chunk.length === 0) return;
		const bytes = rest ? joined(rest, chunk) : chunk;
		rest = void 0;
		let from = line === 0 ? markLength(bytes) : 0;
		for (;;) {
			const stop = bytes.indexOf(LF, from);
			if (stop < 0) break;
			tell(bytes, from, stop);
			from = stop + 1;
			if (isOver) return;
		}
		if (bytes.length - from > longest) {
			isOver = true;
			onTooLong(line + 1);
		} else if (from < bytes.length) rest = new Uint8Array(bytes.subarray(from));
	}
	function tell(bytes, from, to) {
		line++;
		if (to - from > longest) {
			isOver = true;
			onTooLong(line);
		} else if (!isBlank(bytes, from, to)) onLine(bytes, from, to, line);
	}
	return {
		push,
		end() {
			if (rest && !isOver) tell(rest, line === 0 ? markLength(rest) : 0, rest.length);
			rest = void 0;
		}
	};
}
function joined(a, b) {
	const all = new Uint8Array(a.length + b.length);
	all.set(a);
	all.set(b, a.length);
	return all;
}
/** A byte order mark before the first line is no part of it. */
function markLength(bytes) {
	return bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191 ? 3 : 0;
}
function isBlank(bytes, from, to) {
	for (let at = from; at < to; at++) {
		const byte = bytes[at] ?? 0;
		if (byte !== 32 && byte !== 9 && byte !== 13) return false;
	}
	return true;
}
// shared/domain/metric-files/slice-columns.ts
const MOST_DIMENSIONS = 50;
/** Texts that are remembered, since few differ. */
const REMEMBERED = 1e4;
/** Parts of the examples by dimension. */
function sliceColumns() {
	const columns = /* @__PURE__ */ new Map();
	const read = /* @__PURE__ */ new Map();
	function put(row, values) {
		for (const [dimension, value] of values) {
			let column = columns.get(dimension);
			if (!column) {
				column = [];
				columns.set(dimension, column);
			}
			while (column.length < row) column.push("");
			column[row] = value;
		}
	}
	return {
		put,
		putJson(row, text) {
			const values = read.get(text) ?? valuesOf(text);
			if (typeof values === "string") return values;
			if (read.size < REMEMBERED) read.set(text, values);
			put(row, values);
			return columns.size > MOST_DIMENSIONS ? `has more than ${MOST_DIMENSIONS} names` : void 0;
		},
		take(rows) {
			if (columns.size === 0) return {};
			for (const column of columns.values()) while (column.length < rows) column.push("");
			return { slices: Object.fromEntries(columns) };
		}
	};
}
function valuesOf(text) {
	const parsed = parseJsonTree(text);
	if ("problems" in parsed) return parsed.problems[0]?.message ?? "cannot be read";
	const { tree } = parsed;
	if (tree.kind !== "object") return "is a list, not a name with its value";
	const values = [];
	for (const [dimension, { value }] of tree.members) {
		if (dimension === "" || dimension.length > 500) return "has a name that is empty or too long";
		if (value.kind === "object" || value.kind === "list") return `has ${JSON.stringify(dimension)}, which is no text and no number`;
		if (value.kind !== "null") values.push([dimension, String(value.value)]);
	}
	return values;
}
// shared/domain/metric-files/score-lines.ts
/** Names of members that are no scores. */
const ROLES = [
	"id",
	"cluster",
	"order",
	"hash",
	"slice"
];
const ROLE = {
	id: 0,
	cluster: 1,
	order: 2,
	hash: 3,
	slice: 4
};
const LONGEST_LINE = 2 ** 20;
const MOST_NAMES = 1e3;
/** Scores in one file: as many as half a gigabyte of memory holds. */
const MOST_SCORES = 5e7;
const MOST_PROBLEMS = 20;
/**
* Reads scores by example, one JSON object a line: `{"id": "q1", "accuracy": 1, "cluster": "doc 7", "slice": {"month": "12"}}`.
* Besides `id`, `cluster`, `order`, `hash` and `slice` every number, true or false is a score, whose mean is a metric.
*/
function scoreLines(source) {
	const problems = [];
	const ids = exampleIds();
	const clusters = [];
	const hashes = [];
	const order = [];
	const slices = sliceColumns();
	const columns = [];
	const members = new Map(ROLES.map((name) => [name, ROLE[name]]));
	/** The bytes of names and their numbers in the order of the line before, which is nearly always the order of this one. */
	const guesses = [];
	let guess = 0;
	let row = 0;
	let line = 0;
	let lineFrom = 0;
	let here = /* @__PURE__ */ new Uint8Array();
	let seenRoles = 0;
	let isFull = false;
	const problem = (message, at = lineFrom) => {
		if (problems.length < MOST_PROBLEMS) problems.push({
			line,
			column: at - lineFrom + 1,
			message
		});
	};
	function memberOf(bytes, from, to) {
		const guessed = guesses[guess];
		if (guessed && isSame(guessed.bytes, bytes, from, to)) {
			guess++;
			return guessed.member;
		}
		const name = nameOf(bytes, from, to);
		let member = members.get(name);
		if (member === void 0) {
			if (columns.length >= MOST_NAMES) {
				problem(`holds more than ${MOST_NAMES} names`, from);
				isFull = true;
				return ROLES.length;
			}
			member = ROLES.length + columns.length;
			members.set(name, member);
			columns.push(scoreColumn(name));
		}
		if (name !== "" && name.length <= 500) guesses[guess] = {
			bytes: new Uint8Array(bytes.subarray(from, to)),
			member
		};
		else problem("a name here is empty or too long", from);
		guess++;
		return member;
	}
	const repeated = (member) => {
		const name = ROLES[member] ?? columns[member - ROLES.length]?.name;
		problem(`holds ${JSON.stringify(name)} twice`);
	};
	const take = (role) => {
		const isFirst = (seenRoles & 1 << role) === 0;
		if (!isFirst) repeated(role);
		seenRoles |= 1 << role;
		return isFirst;
	};
	function name(member, text, at) {
		if (!take(member)) return;
		switch (member) {
			case ROLE.id: {
				const id = String(text);
				const first = id === "" ? "is empty" : ids.add(id, line);
				if (first !== void 0) problem(`the id ${JSON.stringify(shorten(id))} ${first}`, at);
				return;
			}
			case ROLE.cluster:
				clusters.push(String(text));
				return;
			case ROLE.order:
				order.push(text);
				return;
			case ROLE.hash:
				hashes.push(String(text));
				return;
			default: slices.put(row, [["slice", String(text)]]);
		}
	}
	const sink = {
		member: memberOf,
		number(member, value, from, to) {
			if (member >= ROLES.length) {
				if (!columns[member - ROLES.length]?.number(row, value, line)) repeated(member);
				return;
			}
			const isKept = member === ROLE.order || Number.isSafeInteger(value);
			if (Number.isFinite(value)) name(member, isKept ? value : textOfBytes(here, from, to), from);
			else problem(`"${ROLES[member]}" is ${value}`, from);
		},
		text(member, from, to) {
			if (member < ROLES.length) name(member, nameOf(here, from, to), from);
			else if (!columns[member - ROLES.length]?.other(row, "text", line)) repeated(member);
		},
		word(member, value) {
			if (member < ROLES.length) {
				if (value === null) {
					if (take(member)) problem(`"${ROLES[member]}" is null`);
				} else name(member, String(value), lineFrom);
				return;
			}
			const column = columns[member - ROLES.length];
			if (!(value === null ? column?.other(row, "null", line) : column?.number(row, Number(value), line))) repeated(member);
		},
		nested(member, from, to) {
			if (member < ROLES.length && !take(member)) return;
			if (member === ROLE.slice) {
				const wrong = slices.putJson(row, textOfBytes(here, from, to));
				if (wrong !== void 0) problem(`"slice" ${wrong}`, from);
			} else if (member < ROLES.length) problem(`"${ROLES[member]}" is no text and no number`, from);
			else if (!columns[member - ROLES.length]?.other(row, "a list", line)) repeated(member);
		}
	};
	function onLine(bytes, from, to, number) {
		if (isFull || problems.length >= MOST_PROBLEMS) return;
		here = bytes;
		line = number;
		lineFrom = from;
		guess = 0;
		seenRoles = 0;
		try {
			const wrong = scanLine(bytes, {
				from,
				to
			}, sink);
			if (wrong) problem(wrong.message, from + wrong.at);
			else if ((seenRoles & 1) === 0) problem("has no \"id\"");
		} catch (error) {
			if (!(error instanceof TypeError)) throw error;
			problem("is not UTF-8 text");
		}
		row++;
		if (row * (columns.length + 1) > MOST_SCORES) {
			problem(`holds more than ${MOST_SCORES} scores`);
			isFull = true;
		}
	}
	return {
		...lineReader({
			longest: LONGEST_LINE,
			onLine,
			onTooLong(number) {
				line = number;
				lineFrom = 0;
				problem(`is longer than ${LONGEST_LINE} bytes`, 0);
			}
		}),
		reading() {
			if (row === 0) return { problems: [...problems, {
				line: 1,
				column: 1,
				message: "holds no example"
			}] };
			for (const [role, values] of Object.entries({
				cluster: clusters,
				order,
				hash: hashes
			})) if (values.length !== 0 && values.length !== row && problems.length === 0) {
				line = row;
				problem(`"${role}" is there for ${values.length} of ${row} examples; it must be for all or for none`);
			}
			if (problems.length > 0) return { problems };
			const table = {
				source,
				ids: ids.all(),
				...clusters.length > 0 ? { clusters } : {},
				...order.length > 0 ? { order } : {},
				...hashes.length > 0 ? { hashes } : {},
				...slices.take(row)
			};
			return readingOf(table, columns);
		}
	};
}
function isSame(expected, bytes, from, to) {
	if (expected.length !== to - from) return false;
	for (let at = 0; at < expected.length; at++) if (expected[at] !== bytes[from + at]) return false;
	return true;
}
/** A text without its quotes, with its escapes read. */
function nameOf(bytes, from, to) {
	const text = textOfBytes(bytes, from, to);
	if (!text.includes("\\")) return text;
	const parsed = parseJsonTree(`"${text}"`);
	if ("problems" in parsed || parsed.tree.kind !== "text") throw new TypeError("an unknown escape");
	return parsed.tree.value;
}
function shorten(text) {
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
// shared/features/gating/read-score-lines.ts
const CHUNK = 2 ** 20;
/** Only what is not there, or no plain file, is asked for as a whole, which then says so. */
const NOTHING = 1;
/** Scores by example from a file of any size that the user named, in pieces. */
async function readScoreLines(path, place) {
	const file = await userPath(place, path);
	if (!await isFile(file)) await readUserFile(place, path, NOTHING);
	const lines = scoreLines(path);
	await eachChunk(file, CHUNK, lines.push);
	lines.end();
	return lines.reading();
}
// shared/domain/example-join.ts
const TOLD = 3;
/**
* The examples of both tables by their names. Those of the baseline must all be there and be the same by their hashes:
* who leaves out what was hard, or makes it easier, is not better for it. New examples are counted and left out.
*/
function joinExamples(candidate, baseline) {
	const joined = isAligned(candidate.ids, baseline.ids) ? {
		count: candidate.ids.length,
		added: 0
	} : joinByName(candidate.ids, baseline.ids);
	if ("problem" in joined) return joined;
	return otherContent(candidate, baseline, joined) ?? joined;
}
function isAligned(one, other) {
	return one.length === other.length && one.every((id, row) => id === other[row]);
}
function joinByName(candidate, baseline) {
	const names = exampleIds();
	for (const [row, id] of candidate.entries()) if (names.add(id, row) !== void 0) return { problem: `the example ${quoted(id)} is there twice` };
	const rows = new Uint32Array(baseline.length);
	const isTaken = new Uint8Array(candidate.length);
	const missing = [];
	for (const [row, id] of baseline.entries()) {
		const own = names.rowOf(id);
		if (own < 0) missing.push(id);
		else if (isTaken[own] === 1) return { problem: `the baseline's example ${quoted(id)} is there twice` };
		else {
			rows[row] = own;
			isTaken[own] = 1;
		}
	}
	if (missing.length > 0) return { problem: `${`${missing.length} of the baseline's ${examples(baseline.length)}`} ${missing.length === 1 ? "is" : "are"} missing: ${listed(missing)}` };
	return {
		candidate: rows,
		count: rows.length,
		added: candidate.length - rows.length
	};
}
function otherContent(candidate, baseline, joined) {
	if (!candidate.hashes || !baseline.hashes) return void 0;
	const others = [];
	for (const [row, hash] of baseline.hashes.entries()) {
		const own = joined.candidate?.[row] ?? row;
		if (candidate.hashes[own] !== hash) others.push(baseline.ids[row] ?? "");
	}
	if (others.length === 0) return void 0;
	const are = others.length === 1 ? "has" : "have";
	return { problem: `${others.length} of ${examples(joined.count)} ${are} the name of one of the baseline's and another content: ${listed(others)}` };
}
function examples(count) {
	return `${count} ${count === 1 ? "example" : "examples"}`;
}
function listed(ids) {
	const more = ids.length > TOLD ? ` and ${ids.length - TOLD} more` : "";
	return `${ids.slice(0, TOLD).map(quoted).join(", ")}${more}`;
}
function quoted(id) {
	return JSON.stringify(id.length > 60 ? `${id.slice(0, 60)}…` : id);
}
// shared/domain/example-noise.ts
/** How much means of scores by example vary by chance; examples are joined by their names. */
function noiseOfExamples(candidate, baseline) {
	const joins = /* @__PURE__ */ new Map();
	function join(own, other) {
		const known = joins.get(own) ?? /* @__PURE__ */ new Map();
		joins.set(own, known);
		const joined = known.get(other) ?? joinExamples(own, other);
		known.set(other, joined);
		return joined;
	}
	const pairOf = (metric) => pairTables(metric, candidate, baseline);
	return {
		noise: (rule, ask) => {
			const pair = rule.bound.kind === "relative" ? pairOf(rule.metric) : void 0;
			if (!pair) return void 0;
			const joined = join(pair.own.table, pair.other.table);
			return "problem" in joined ? joined : noiseOfPair(rule, {
				...pair,
				joined
			}, ask);
		},
		notes: namesOf(candidate).flatMap((metric) => {
			const pair = pairOf(metric);
			return pair ? [noteOn(metric, pair, join(pair.own.table, pair.other.table))] : [];
		})
	};
}
/** A score that either side has in several tables is ambiguous, which others say. */
function pairTables(metric, candidate, baseline) {
	const [own, ...more] = sidesOf(metric, candidate);
	const [other, ...others] = sidesOf(metric, baseline);
	return own && other && more.length === 0 && others.length === 0 ? {
		own,
		other
	} : void 0;
}
function sidesOf(metric, tables) {
	return tables.flatMap((table) => {
		const score = table.scores.find((score) => metricName(score) === metric);
		return score ? [{
			table,
			score
		}] : [];
	});
}
function namesOf(tables) {
	return [...new Set(tables.flatMap(({ scores }) => scores.map(metricName)))];
}
function noteOn(metric, { own }, joined) {
	if ("problem" in joined) return `${metric}: not comparable by example: ${joined.problem}`;
	const { count, added } = joined;
	const checked = own.table.hashes ? ", their contents by hash" : "";
	const rest = added === 0 ? "" : `; ${added} that only the candidate has are left out`;
	return `${metric}: ${count} examples of ${own.table.source} are joined with the baseline's by id${checked}${rest}`;
}
function noiseOfPair(rule, pair, ask = {}) {
	const rows = rowsOf(rule.slice, pair);
	if (!rows) return void 0;
	const columns = columnsOf(pair, rows);
	if (columns.candidate.length === 0) return void 0;
	return noiseOfMeans(rule, columns, ask);
}
/** Rows of the baseline that belong to the slice; nothing where the slice is none that the tables know. */
function rowsOf(slice, { own, joined }) {
	const all = Uint32Array.from({ length: joined.count }, (_, at) => at);
	if (!slice) return all;
	const where = slice.where.map(({ dimension, value }) => ({
		value,
		names: Object.hasOwn(own.table.slices ?? {}, dimension) ? own.table.slices?.[dimension] : void 0
	}));
	if (where.length === 0 || where.some(({ value, names }) => value === void 0 || !names)) return;
	return all.filter((at) => {
		const row = joined.candidate?.[at] ?? at;
		return where.every(({ value, names }) => names?.[row] === value);
	});
}
/** The scores of both sides along the order, where there is one. What hangs together, the baseline says first. */
function columnsOf({ own, other, joined }, rows) {
	const ownRow = (at) => joined.candidate?.[at] ?? at;
	const of = (values) => {
		const [theirs, ours] = [values(other.table), values(own.table)];
		if (theirs) return (at) => theirs[at];
		return ours && ((at) => ours[ownRow(at)]);
	};
	const order = of((table) => table.order);
	const clusters = of((table) => table.clusters);
	const places = Uint32Array.from(rows);
	if (order) sortAlong(places, (at) => order(at) ?? 0);
	return {
		candidate: Float64Array.from(places, (at) => own.score.values[ownRow(at)] ?? NaN),
		baseline: Float64Array.from(places, (at) => other.score.values[at] ?? NaN),
		design: designOf(places, order !== void 0, clusters)
	};
}
function sortAlong(places, order) {
	const compare = (a, b) => compareOrder(order(a), order(b));
	if (!places.every((at, i) => i === 0 || compare(places[i - 1] ?? at, at) <= 0)) places.sort(compare);
}
function designOf(places, isOrdered, clusters) {
	if (isOrdered) return { structure: "ordered" };
	if (!clusters) return { structure: "independent" };
	return {
		structure: "clustered",
		...numberClusters(Array.from(places, (at) => clusters(at) ?? ""))
	};
}
export { NOTHING_READ, joinRead, judgeGate, noiseOfExamples, parseMetrics, readMetrics, readScoreLines };
