import { __toESM } from "./rolldown-runtime.js";
import { DEFAULT_PARAMS, eachChunk, fieldsOf, find, isMd5, listFolder, parseLock, parsePipeline, printChecksum, pythonJson, pythonString, readEntry, variableFilesOf } from "./verify-basics-4.js";
import { folderOf, isAtOrBelow, placeOf } from "./track-verify-basics-4.js";
import { stepsBehind } from "./track-verify-basics-3.js";
import { atSpot, compareBytes, decodeText, hashFiles, md5Hex, parseYamlTree, pathInside, startMd5, trackedFiles } from "./shared.js";
import { ActionError, codeOf, isFile, isFolder, isInside, kindAt, makeFolder, parentOf, pathText, readCapped, realFolder, writeAtomically } from "./base.js";
import { constants } from "node:fs";
import { dirname, join } from "node:path";
import { randomUUID } from "node:crypto";
import { chmod, copyFile, rename, rm, writeFile } from "node:fs/promises";
// shared/domain/dvc/dvc-file.ts
const KEYS = new Set("md5 cmd wdir deps outs locked frozen meta always_changed desc".split(" "));
function parseDvcFile(tree) {
	const problems = [];
	const fields = fieldsOf(tree, "the file", {
		known: KEYS,
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
const MOST_BYTES = 4 * 2 ** 30;
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
	if (chosen.flatMap(({ stage }) => [...stage.deps, ...stage.outs]).reduce((sum, entry) => sum + (entry.bytes ?? 0), 0) > MOST_BYTES) return {
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
export { openRepository, readPipelineAt, readProject, readRecorded, traceLocks, verifyProject, writeProject };
