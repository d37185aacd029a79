import { isInside, pathText, systemCode } from "./base.js";
import { compareBytes, describeTree, didYouMean } from "./shared.js";
import { constants, readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { open } from "node:fs/promises";
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
			const text = textOf(value);
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
function textOf(tree) {
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
		params: readParams$1(fields, {
			what: `params of stage ${name}`,
			problems
		}),
		tree
	};
}
/** One line, or several that run one after the other. */
function readCommand(tree) {
	if (!tree) return void 0;
	const lines = (tree.kind === "list" ? tree.items : [tree]).map(textOf);
	return lines.every((line) => line !== void 0) && lines.length > 0 ? lines : void 0;
}
function readParams$1(fields, { what, problems }) {
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
		deps: fields?.list("deps").map((item) => plainPath(textOf(item) ?? "")) ?? [],
		params: fields?.list("params").flatMap(readParams) ?? [],
		outs: fields ? readOuts(fields) : [],
		isFrozen: fields?.flag("frozen") ?? false,
		alwaysChanges: fields?.flag("always_changed") ?? false
	};
}
function readParams(tree) {
	if (tree.kind !== "object") return [{
		file: void 0,
		names: [textOf(tree) ?? ""]
	}];
	return [...tree.members].map(([file, { value }]) => ({
		file,
		names: value.kind === "list" ? value.items.map((item) => textOf(item) ?? "") : []
	}));
}
function readOuts(fields) {
	return [
		["outs", "out"],
		["metrics", "metric"],
		["plots", "plot"]
	].flatMap(([list, kind]) => fields.list(list).flatMap((item) => {
		if (item.kind !== "object") return [{
			path: plainPath(textOf(item) ?? ""),
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
		const text = attempt(() => textOf("why" in variables ? item : resolveTemplates(item, variables.value)));
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
		const text = textOf(item) ?? "";
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
export { DEFAULT_PARAMS, eachChunk, fieldsOf, find, isMd5, listFolder, parseLock, parsePipeline, printChecksum, pythonJson, pythonString, readEntry, variableFilesOf };
