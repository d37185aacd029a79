import { __toESM } from "./rolldown-runtime.js";
import { atSpot, choices, compareBytes, decodeText, describeTree, didYouMean, failed, flag, git, grouped, hashFiles, humanBytes, inScratchFolder, isDone, md5Hex, parseYamlTree, path, pathInside, resolveRevision, shortCommit, startMd5, text, trackedFiles, userPath } from "./shared.js";
import { folderOf, isAtOrBelow, placeOf, stepsBehind } from "./track-verify-parts.js";
import { ActionError, codeOf, isFile, isFolder, isInside, kindAt, makeFolder, parentOf, pathText, readCapped, realFolder, systemCode, writeAtomically } from "./base.js";
import { constants, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { randomUUID } from "node:crypto";
import { chmod, copyFile, mkdir, open, rename, rm, symlink, writeFile } from "node:fs/promises";
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
// shared/domain/dvc/fields.ts
/** Nothing, with a problem, when the value is no mapping. Names that DVC does not know are problems, as they are to DVC. */
function fieldsOf(tree, what, { known, problems }) {
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
			const text = textOf$1(value);
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
function textOf$1(tree) {
	switch (tree.kind) {
		case "text": return tree.value;
		case "number":
		case "flag": return tree.source ?? String(tree.value);
		default: return;
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
const ENTRY = /* @__PURE__ */ new Set([
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
const LISTED = /* @__PURE__ */ new Set([
	...CHECKSUMS,
	...META,
	"relpath",
	"cloud"
]);
const CLOUD = /* @__PURE__ */ new Set([...CHECKSUMS, ...META]);
/** Nothing when there is no path to speak of; what is wrong is added to the problems. */
function readEntry(tree, what, problems) {
	const fields = fieldsOf(tree, what, {
		known: ENTRY,
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
		const file = fieldsOf(item, "a listed file", {
			known: LISTED,
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
		const inner = fieldsOf(value, `cloud.${remote}`, {
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
// shared/domain/dvc/dvc-file.ts
const KEYS$1 = new Set("md5 cmd wdir deps outs locked frozen meta always_changed desc".split(" "));
function parseDvcFile(tree) {
	const problems = [];
	const fields = fieldsOf(tree, "the file", {
		known: KEYS$1,
		problems
	});
	if (!fields) return { problems };
	const read = (key) => fields.list(key).flatMap((item) => readEntry(item, `an entry of ${key}`, problems) ?? []);
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
	const top = fieldsOf(tree, "the lock", {
		known: isOld ? void 0 : TOP$1,
		problems
	});
	if (!top) return { problems };
	const schema = top.text("schema");
	if (!isOld && schema !== "2.0") top.refuse("schema", `the schema must be '2.0', found ${schema}`);
	const holder = isOld ? tree : top.get("stages");
	const stages = [];
	if (holder && holder.kind !== "null") {
		if (fieldsOf(holder, "stages", {
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
	const fields = fieldsOf(tree, `stage ${name}`, {
		known: STAGE,
		problems
	});
	if (!fields) return void 0;
	const cmd = readCommand(fields.get("cmd"));
	if (!cmd) fields.refuse("cmd", `stage ${name} needs a cmd`);
	const read = (what) => fields.list(what).flatMap((item) => readEntry(item, `an entry of ${what} of stage ${name}`, problems) ?? []);
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
	const lines = (tree.kind === "list" ? tree.items : [tree]).map(textOf$1);
	return lines.every((line) => line !== void 0) && lines.length > 0 ? lines : void 0;
}
function readParams$2(fields, { what, problems }) {
	const params = fields.get("params");
	if (!params || params.kind === "null") return [];
	const files = fieldsOf(params, what, {
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
// shared/domain/dvc/artifacts.ts
const KEYS = new Set("path type desc labels meta".split(" "));
function readArtifacts(tree, problems) {
	if (tree?.kind !== "object") return [];
	return [...tree.members].flatMap(([name, { value }]) => {
		const fields = fieldsOf(value, `artifact ${name}`, {
			known: KEYS,
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
// shared/domain/dvc/pipeline-stage.ts
const STAGE_KEYS = new Set("cmd wdir deps outs params metrics plots frozen always_changed meta desc vars foreach do matrix live".split(" "));
function readStage(name, { key, tree, problems }) {
	const fields = fieldsOf(tree, `stage ${name}`, {
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
		deps: fields?.list("deps").map((item) => plainPath(textOf$1(item) ?? "")) ?? [],
		params: fields?.list("params").flatMap(readParams$1) ?? [],
		outs: fields ? readOuts(fields) : [],
		isFrozen: fields?.flag("frozen") ?? false,
		alwaysChanges: fields?.flag("always_changed") ?? false
	};
}
function readParams$1(tree) {
	if (tree.kind !== "object") return [{
		file: void 0,
		names: [textOf$1(tree) ?? ""]
	}];
	return [...tree.members].map(([file, { value }]) => ({
		file,
		names: value.kind === "list" ? value.items.map((item) => textOf$1(item) ?? "") : []
	}));
}
function readOuts(fields) {
	return [
		["outs", "out"],
		["metrics", "metric"],
		["plots", "plot"]
	].flatMap(([list, kind]) => fields.list(list).flatMap((item) => {
		if (item.kind !== "object") return [{
			path: plainPath(textOf$1(item) ?? ""),
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
		for (const item of vars.items) if (item.kind === "text") files.add(fileOf(item.value));
	};
	add(tree);
	const stages = tree.kind === "object" ? tree.members.get("stages")?.value : void 0;
	if (stages?.kind === "object") for (const { value } of stages.members.values()) add(value);
	return [...files];
}
function parsePipeline(tree, files) {
	const problems = [];
	const top = fieldsOf(tree, "the pipeline", {
		known: TOP,
		problems
	});
	if (!top) return { problems };
	const stages = [];
	const unresolved = [];
	const variables = attempt(() => loadVariables(top.get("vars"), files, defaultsOf(files)));
	const named = top.get("stages");
	if (named?.kind === "object") for (const [name, { key, value }] of named.members) {
		if (!(fieldsOf(value, `stage ${name}`, {
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
		const text = attempt(() => textOf$1("why" in variables ? item : resolveTemplates(item, variables.value)));
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
		const text = textOf$1(item) ?? "";
		const file = fileOf(text);
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
function fileOf(text) {
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
// shared/platform/folder-listing.ts
/** Folders between two looks at signals. */
const BREATH_FOLDERS = 200;
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
		if (++read % BREATH_FOLDERS === 0) await new Promise((resolve) => setImmediate(resolve));
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
// shared/domain/dvc/merge-keys.ts
const MERGE = "<<";
/** Members that all merges of a document may bring; each may bring what another one merged. */
const MOST_MEMBERS = 1e5;
/**
* The document with its merge keys (`<<: *defaults`) taken up, as YAML 1.1 and DVC read them: what a mapping says itself
* wins, and of several that are merged the first.
*/
function takeUpMerges(tree) {
	const problems = [];
	let brought = 0;
	function taken(here) {
		if (here.kind === "list") {
			const items = here.items.map(taken);
			return items.every((item, at) => item === here.items[at]) ? here : {
				...here,
				items
			};
		}
		if (here.kind !== "object") return here;
		const own = /* @__PURE__ */ new Map();
		let isSame = !here.members.has(MERGE);
		for (const [name, member] of here.members) {
			if (name === MERGE) continue;
			const value = taken(member.value);
			if (value !== member.value) isSame = false;
			own.set(name, value === member.value ? member : {
				...member,
				value
			});
		}
		const merge = here.members.get(MERGE);
		if (merge === void 0) return isSame ? here : {
			...here,
			members: own
		};
		for (const source of sourcesOf(merge)) {
			if (source.kind !== "object") continue;
			for (const [name, member] of source.members) {
				if (own.has(name)) continue;
				if (++brought > MOST_MEMBERS) throw new RangeError("too many merged keys");
				own.set(name, member);
			}
		}
		return {
			...here,
			members: own
		};
	}
	function sourcesOf({ key, value }) {
		const sources = (value.kind === "list" ? value.items : [value]).map(taken);
		if (sources.some(({ kind }) => kind !== "object")) problems.push({
			...key,
			message: "a merge key takes a mapping or a list of mappings"
		});
		return sources;
	}
	try {
		const whole = taken(tree);
		return problems.length > 0 ? { problems } : { tree: whole };
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return { problems: [{
			line: tree.line,
			column: tree.column,
			message: error.message
		}] };
	}
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
	const parsed = await parseYamlTree(decoded.text, MAX_VALUES, { keepsSource: true });
	return "tree" in parsed ? takeUpMerges(parsed.tree) : parsed;
}
function problem(message) {
	return { problems: [{
		line: 1,
		column: 1,
		message
	}] };
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
	const texts = await Promise.all(["config", "config.local"].map((name) => textOf(`${root}/.dvc/${name}`)));
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
			const text = await isFile(file) ? await textOf(file) : void 0;
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
async function textOf(file) {
	try {
		return new TextDecoder().decode(await readCapped(file, RULES_LIMIT));
	} catch (error) {
		if (codeOf(error) === "file-missing") return void 0;
		throw error;
	}
}
/** Where DVC keeps its objects, if that is inside of the repository. */
function cacheFolder({ root, config }) {
	const place = placeOf(".dvc", config.cacheDir ?? "cache");
	return place.kind === "inside" ? `${root}/${place.path}` : void 0;
}
// shared/features/dvc/read-project.ts
/** Reads one file of DVC, or all below a folder. What cannot be read is told and stops nothing else. */
async function readProject(repository, start) {
	const files = await isFile(start) ? await withPipeline(repository, pathInside(repository.root, start)) : await findFiles(repository, start);
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
				folder: folderOf(file)
			}));
			if ("value" in pipeline) pipelines.set(folderOf(file), pipeline.value);
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
		const place = placeOf(folderOf(file), content.wdir, path);
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
	const folder = folderOf(file);
	const both = ["dvc.yaml", "dvc.lock"].map((name) => folder === "." ? name : `${folder}/${name}`);
	const there = await Promise.all(both.map((path) => isFile(`${root}/${path}`)));
	return both.filter((_, index) => there[index]);
}
async function findFiles(repository, start) {
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
		const place = placeOf(folder, name);
		if (place.kind !== "inside" || !/\.(ya?ml|json)$/i.test(name)) continue;
		if (!await isFile(`${repository.root}/${place.path}`)) continue;
		const read = await readDocument(repository, place.path);
		if ("tree" in read) files.set(name, read.tree);
	}
	return files;
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
	]].flatMap(([what, before, now]) => differences(what, before, now));
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
function differences(what, before, now) {
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
	const message = actual === void 0 ? `${path} was ${short(expected)} and is gone` : `${path} was ${short(expected)} and is ${short(actual)}`;
	return {
		...head,
		status: "mismatch",
		reason: "parameter-changed",
		message,
		expected,
		...actual === void 0 ? {} : { actual }
	};
}
function short(text) {
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
const FILE_LIMIT = 64 * 2 ** 20;
const FOLDER_LIMIT = 256 * 2 ** 20;
const FOLDER_FILES = 2e4;
/** Whether the content has the recorded MD5 with other line ends. */
async function differsInLineEnds(path, found, recorded) {
	if (found.kind === "file") {
		if (found.bytes > FILE_LIMIT) return false;
		const bytes = await readCapped(path, FILE_LIMIT);
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
		const listed = files.map(({ path: name, hashes }) => ({
			path: name,
			md5: hashes[one]
		}));
		return md5Hex(formatListing(listed)) === recorded;
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
	if (recorded.hex === found.md5) return checkSize(entry, found, sides);
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
function checkSize(entry, found, sides) {
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
	const links = found.folderLinks.length > 0 ? `; links to folders are not entered: ${names(found.folderLinks)}` : "";
	const count = found.files.length;
	if (entry.files === void 0 || entry.files === count) return mismatch("content", `the content of its files differs${links}`, sides);
	const counts = `${entry.files} files were recorded, ${count} are there`;
	const inFolder = (path) => place === "." ? path : `${place}/${path}`;
	if (count > entry.files) {
		const untracked = situation.tracked ? found.files.filter(({ path }) => !situation.tracked?.has(inFolder(path))).map(({ path }) => path) : [];
		return mismatch("extra-file", `${counts}${untracked.length > 0 && situation.isTracked(place) ? `; not in git: ${names(untracked)}` : ""}${links}`, sides);
	}
	const reason = lacking(found);
	return mismatch(reason, `${counts}${reason === "not-in-git" ? "; a .gitignore in it keeps some out of git" : ""}${links}`, sides);
}
function lacking({ files }) {
	return files.some(({ path }) => /(^|\/)\.gitignore$/.test(path)) ? "not-in-git" : "missing-file";
}
function sentence(what, paths) {
	return paths.length === 0 ? "" : `${paths.length} ${what}: ${names(paths)}`;
}
function names(paths) {
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
			const place = placeOf(folder, wdir, file);
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
	const tracked = reach.tracked ?? await trackedFiles(repository.root);
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
			place: placeOf(folderOf(file), content.wdir, entry.path),
			isCached: entry.isCached
		});
		content.deps.forEach(of("dep"));
		content.outs.forEach(of("out"));
	}
	for (const { file, stages } of locks) {
		const pipeline = pipelines.get(folderOf(file));
		for (const stage of stages) {
			const wanted = pipeline?.stages.find(({ name }) => name === stage.name);
			const uncached = new Set(wanted?.outs.filter(({ isCached }) => !isCached).map(({ path }) => path));
			const of = (kind) => (entry) => claims.push({
				file,
				stage: stage.name,
				kind,
				entry,
				place: placeOf(folderOf(file), wanted?.wdir ?? ".", entry.path),
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
	const folders = /* @__PURE__ */ new Set([...pipelines.keys(), ...locks.map(({ file }) => folderOf(file))]);
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
// shared/features/dvc/lineage.ts
/** What is hashed by MD5 beside the SHA-256 that is taken anyway. */
const MOST_BYTES$1 = 4 * 2 ** 30;
/** The stages of DVC that made what lies at the paths, and whether that is still what they made. */
async function traceLocks({ place, paths, locks, onProgress }) {
	const { workspace } = place;
	const repository = await openRepository(workspace, place);
	const toWorkspace = (path) => pathInside(workspace, `${repository.root}/${path}`);
	const found = [];
	const pipelines = [];
	const unreadable = [];
	for (const lock of locks) {
		const project = await readProject(repository, lock);
		pipelines.push(...project.pipelines);
		unreadable.push(...project.invalid.map(({ file }) => toWorkspace(file)));
		for (const { file, stages } of project.locks) {
			const wanted = project.pipelines.get(folderOf(file))?.stages ?? [];
			for (const stage of stages) {
				const wdir = wanted.find(({ name }) => name === stage.name)?.wdir ?? ".";
				const at = (entry) => artifactOf(entry, {
					folder: folderOf(file),
					wdir,
					toWorkspace
				});
				const step = {
					name: stage.name,
					from: "dvc.lock",
					file: toWorkspace(file),
					line: stage.line,
					command: [...stage.cmd],
					inputs: stage.deps.map(at),
					outputs: stage.outs.map(at)
				};
				found.push({
					step,
					stage,
					file
				});
			}
		}
	}
	const all = found.map(({ step }) => step);
	const { steps, isCut } = stepsBehind(all, paths);
	const chosen = found.filter(({ step }) => steps.includes(step));
	if (chosen.flatMap(({ stage }) => [...stage.deps, ...stage.outs]).reduce((sum, entry) => sum + (entry.bytes ?? 0), 0) > MOST_BYTES$1) return {
		steps,
		isCut,
		broken: [],
		unreadable,
		isUnchecked: true
	};
	const entries = (await verifyProject(repository, {
		dvcFiles: [],
		locks: chosen.map(({ file, stage }) => ({
			file,
			stages: [stage]
		})),
		pipelines: new Map(pipelines),
		invalid: []
	}, { onProgress })).entries.filter(({ kind }) => kind === "out" || kind === "dep");
	const states = statesOf(entries, toWorkspace);
	return {
		steps: steps.map((step) => withStates(step, states)),
		isCut,
		broken: entries.flatMap((entry) => brokenOf(entry, toWorkspace)),
		unreadable,
		isUnchecked: false
	};
}
function artifactOf({ path, checksum }, { folder, wdir, toWorkspace }) {
	const at = placeOf(folder, wdir, path);
	const digest = checksum.kind === "md5" ? `md5:${printChecksum(checksum)}` : printChecksum(checksum);
	return {
		path: at.kind === "inside" ? toWorkspace(at.path) : path,
		...digest === void 0 ? {} : { digest }
	};
}
/** What the check said of each input and output of each stage: a long list is looked through once. */
function statesOf(entries, toWorkspace) {
	const states = /* @__PURE__ */ new Map();
	for (const entry of entries) {
		const { kind, stage, file, path } = entry;
		const key = JSON.stringify([
			kind,
			stage,
			toWorkspace(file),
			toWorkspace(path)
		]);
		if (!states.has(key)) states.set(key, entry);
	}
	return states;
}
function withStates(step, states) {
	const stateOf = (kind) => (one) => {
		const entry = states.get(JSON.stringify([
			kind,
			step.name,
			step.file,
			one.path
		]));
		switch (entry?.status) {
			case "match": return {
				...one,
				state: "match"
			};
			case "mismatch": return {
				...one,
				state: entry.reason === "missing" ? "absent" : "differs"
			};
			case "absent": return {
				...one,
				state: "absent"
			};
			case "skipped":
			case void 0: return one;
		}
	};
	return {
		...step,
		inputs: step.inputs.map(stateOf("dep")),
		outputs: step.outputs.map(stateOf("out"))
	};
}
function brokenOf({ kind, stage, path, file, line, status, reason, message }, toWorkspace) {
	if (status !== "mismatch" || reason === "missing" || stage === void 0) return [];
	if (kind !== "out" && kind !== "dep") return [];
	return [{
		kind,
		stage,
		path: toWorkspace(path),
		file: toWorkspace(file),
		line,
		message: message ?? "it is another one"
	}];
}
// shared/features/dvc/pipeline-at.ts
/** Reads `dvc.yaml` or `models/dvc.yaml:train` from wherever the reader reads. */
async function readPipelineAt(from, readFile) {
	const [, file = from, stage] = /^(.*?\.ya?ml)(?::(.+))?$/.exec(from) ?? [];
	const place = placeOf(file);
	if (place.kind !== "inside" || !/\.ya?ml$/.test(file)) throw invalid$1(`from: ${from} is no dvc.yaml of this repository`);
	const folder = folderOf(place.path);
	const bytes = await readFile(place.path);
	if (!bytes) throw invalid$1(`from: there is no ${pathText(place.path)}`);
	const read = await parseDocument(bytes);
	if ("problems" in read) throw broken(place.path, read.problems);
	const files = /* @__PURE__ */ new Map();
	for (const name of variableFilesOf(read.tree)) {
		const at = placeOf(folder, name);
		const text = at.kind === "inside" ? await readFile(at.path) : void 0;
		const variables = text && /\.(ya?ml|json)$/i.test(name) ? await parseDocument(text) : void 0;
		if (variables && "tree" in variables) files.set(name, variables.tree);
	}
	const pipeline = parsePipeline(read.tree, files);
	if ("problems" in pipeline) throw broken(place.path, pipeline.problems);
	return {
		pipeline: pipeline.value,
		folder,
		stage
	};
}
function broken(file, problems) {
	return invalid$1(problems.slice(0, 20).map((problem) => atSpot(file, problem)).join("\n"));
}
function invalid$1(message) {
	return new ActionError("invalid-config", message, { hint: "Name the pipeline relative to the repository: from: dvc.yaml, or with its stage: from: dvc.yaml:train" });
}
// shared/features/dvc/recorded.ts
/** The outputs that a `.dvc` file or a lock tells of, by the path that it gives them. */
async function readRecorded(repository, bytes, shown) {
	const read = await parseDocument(bytes);
	if ("problems" in read) throw invalid(shown, read.problems);
	const parsed = /(^|[/:])dvc\.lock$/.test(shown) ? parseLock(read.tree) : parseDvcFile(read.tree);
	if ("problems" in parsed) throw invalid(shown, parsed.problems);
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
function invalid(shown, problems) {
	const lines = problems.slice(0, 20).map((problem) => atSpot(shown, problem));
	return new ActionError("invalid-dvc-file", lines.join("\n"));
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
		const place = placeOf(folderOf(file), content.wdir, entry.path);
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
	const repository = await openRepository(await isFile(start) ? parentOf(start) : start, tree ? {
		...place,
		kind: "github",
		workspace: tree.folder
	} : place);
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
export { DEFAULT_PARAMS, eachChunk, listFolder, openRepository, readPipelineAt, readProject, readRecorded, runVerify, traceLocks, verifyInputs, verifyProject, writeProject };
