import { MAX_VALUES, collectMetrics, decodeText, leafAt, parseJsonTree, readUserFile, userPath } from "./shared.js";
import { memberOf, textOf as textOf$1 } from "./fields.js";
import { ActionError, isFile, isFolder } from "./base.js";
import { gunzipSync } from "node:zlib";
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
// shared/domain/formats/pickle-values.ts
/** A class or a function by its name. */
var Global = class {
	name;
	constructor(name) {
		this.name = name;
	}
};
/** `numpy.dtype`, whose byte order comes after it was made. */
var NumpyType = class {
	code;
	isLittle = true;
	constructor(code) {
		this.code = code;
	}
};
/** All that a pickle may name; none of it is Python that runs. */
const GLOBALS = [
	"collections.OrderedDict",
	"numpy.dtype",
	"numpy.core.multiarray.scalar",
	"numpy._core.multiarray.scalar",
	"_codecs.encode"
];
const READ = {
	f8: (view, isLittle) => view.getFloat64(0, isLittle),
	f4: (view, isLittle) => view.getFloat32(0, isLittle),
	i8: (view, isLittle) => Number(view.getBigInt64(0, isLittle)),
	i4: (view, isLittle) => view.getInt32(0, isLittle),
	i2: (view, isLittle) => view.getInt16(0, isLittle),
	i1: (view) => view.getInt8(0),
	u8: (view, isLittle) => Number(view.getBigUint64(0, isLittle)),
	u4: (view, isLittle) => view.getUint32(0, isLittle),
	u2: (view, isLittle) => view.getUint16(0, isLittle),
	u1: (view) => view.getUint8(0),
	b1: (view) => view.getUint8(0) !== 0
};
/** What a call of one of them gives. */
function called(callable, given) {
	const [first, second] = given;
	switch (callable instanceof Global ? callable.name : "") {
		case "collections.OrderedDict":
			if (given.length > 0) throw new RangeError("it holds an ordered mapping that is not read");
			return /* @__PURE__ */ new Map();
		case "numpy.dtype": return new NumpyType(textOf(first).replace(/^[<>|=]/, ""));
		case "_codecs.encode":
			if (second !== "latin1") throw new RangeError("it holds bytes in an encoding that is not read");
			return bytesOf(textOf(first));
		case "numpy.core.multiarray.scalar":
		case "numpy._core.multiarray.scalar": {
			const read = first instanceof NumpyType ? READ[first.code] : void 0;
			const width = first instanceof NumpyType ? Number(first.code.slice(1)) : 0;
			if (!(first instanceof NumpyType) || !read || !(second instanceof Uint8Array)) throw new RangeError("it holds a number of NumPy of a type that is not read");
			if (second.length !== width) throw new RangeError("a number of NumPy has too few bytes");
			return read(new DataView(second.buffer, second.byteOffset, width), first.isLittle);
		}
		default: throw new RangeError("it calls what is no function");
	}
}
/** No text of a number is longer. Lists as texts would write out what they share again and again. */
const LONGEST_TEXT = 100;
function textOf(value) {
	if (typeof value === "string" && value.length <= LONGEST_TEXT) return value;
	throw new RangeError("it calls a function with what that does not take");
}
function bytesOf(text) {
	const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
	if (bytes.some((byte, at) => byte !== text.charCodeAt(at))) throw new RangeError("it holds bytes that are none");
	return bytes;
}
/** Little-endian two's complement; beyond 2^53 the nearest double, as for every integer in a file. */
function integerOf(bytes) {
	if (bytes.length > 255) throw new RangeError("it holds an integer of more than 255 bytes");
	let value = 0n;
	for (const [place, part] of bytes.entries()) value |= BigInt(part) << BigInt(8 * place);
	return Number(BigInt.asIntN(8 * bytes.length, value));
}
// shared/domain/formats/pickle.ts
const MARK = Symbol("mark");
const MOST_VALUES = 1e6;
/**
* What Python's pickle (protocols 2 to 5, https://docs.python.org/3/library/pickletools.html) can say without running
* anything: numbers, texts, bytes, lists, tuples, sets, mappings, and numbers of NumPy. Whatever names other code is
* refused by its name.
* Throws a RangeError that says what is wrong or what is refused.
*/
function readPickle(bytes) {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const stack = [];
	const memo = /* @__PURE__ */ new Map();
	let at = 0;
	let made = 0;
	function take(count) {
		if (count > bytes.length - at) throw new RangeError("the pickle is cut off");
		at += count;
		return bytes.subarray(at - count, at);
	}
	const byte = () => take(1)[0] ?? 0;
	function size(width) {
		take(width);
		const from = at - width;
		if (width === 1) return view.getUint8(from);
		if (width === 2) return view.getUint16(from, true);
		return width === 4 ? view.getUint32(from, true) : Number(view.getBigUint64(from, true));
	}
	const text = (length) => new TextDecoder("utf-8", { fatal: true }).decode(take(length));
	function line() {
		const end = bytes.indexOf(10, at);
		if (end < 0) throw new RangeError("the pickle is cut off");
		const words = text(end - at);
		at++;
		return words;
	}
	function push(value) {
		if (++made > MOST_VALUES) throw new RangeError(`the pickle holds more than ${MOST_VALUES} values`);
		stack.push(value);
	}
	function pop() {
		const value = stack.pop();
		if (value === void 0 || value === MARK) throw new RangeError("the pickle takes what is not there");
		return value;
	}
	function top() {
		const value = stack.at(-1);
		if (value === void 0 || value === MARK) throw new RangeError("the pickle takes what is not there");
		return value;
	}
	function toMark() {
		const mark = stack.lastIndexOf(MARK);
		if (mark < 0) throw new RangeError("the pickle takes what is not there");
		const values = stack.splice(mark + 1);
		stack.pop();
		return values;
	}
	function append(values) {
		const list = top();
		if (!Array.isArray(list)) throw new RangeError("the pickle adds to what is no list");
		for (const value of values) list.push(value);
	}
	function setItems(values) {
		const map = top();
		if (!(map instanceof Map) || values.length % 2 !== 0) throw new RangeError("the pickle adds to what is no mapping");
		for (let index = 0; index < values.length; index += 2) map.set(values[index] ?? null, values[index + 1] ?? null);
	}
	function global(name) {
		if (!GLOBALS.includes(name)) throw new RangeError(`it holds ${shown(name)}, which is never run here`);
		push(new Global(name));
	}
	function recall(key) {
		const value = memo.get(key);
		if (value === void 0) throw new RangeError("the pickle names what it never kept");
		push(value);
	}
	for (;;) {
		const code = byte();
		switch (code) {
			case 128:
				if (byte() > 5) throw new RangeError("the pickle is of a newer protocol");
				break;
			case 149:
				take(8);
				break;
			case 46:
				if (stack.length !== 1) throw new RangeError("the pickle ends with more than one value");
				return pop();
			case 40:
				if (++made > MOST_VALUES) throw new RangeError("the pickle holds too many marks");
				stack.push(MARK);
				break;
			case 48:
				stack.pop();
				break;
			case 78:
				push(null);
				break;
			case 136:
			case 137:
				push(code === 136);
				break;
			case 75:
				push(size(1));
				break;
			case 77:
				push(size(2));
				break;
			case 74:
				push(size(4) | 0);
				break;
			case 138:
				push(integerOf(take(size(1))));
				break;
			case 139:
				push(integerOf(take(size(4))));
				break;
			case 71:
				take(8);
				push(view.getFloat64(at - 8));
				break;
			case 140:
				push(text(size(1)));
				break;
			case 88:
				push(text(size(4)));
				break;
			case 141:
				push(text(size(8)));
				break;
			case 67:
				push(take(size(1)));
				break;
			case 66:
				push(take(size(4)));
				break;
			case 142:
				push(take(size(8)));
				break;
			case 93:
			case 41:
			case 143:
				push([]);
				break;
			case 125:
				push(/* @__PURE__ */ new Map());
				break;
			case 97:
				append([pop()]);
				break;
			case 101:
			case 144:
				append(toMark());
				break;
			case 115: {
				const value = pop();
				setItems([pop(), value]);
				break;
			}
			case 117:
				setItems(toMark());
				break;
			case 116:
			case 145:
				push(toMark());
				break;
			case 133:
				push([pop()]);
				break;
			case 134:
				push([pop(), pop()].reverse());
				break;
			case 135:
				push([
					pop(),
					pop(),
					pop()
				].reverse());
				break;
			case 148:
				memo.set(memo.size, top());
				break;
			case 113:
				memo.set(size(1), top());
				break;
			case 114:
				memo.set(size(4), top());
				break;
			case 104:
				recall(size(1));
				break;
			case 106:
				recall(size(4));
				break;
			case 99:
				global(`${line()}.${line()}`);
				break;
			case 147: {
				const [name, module] = [pop(), pop()];
				if (typeof module !== "string" || typeof name !== "string") throw new RangeError("it names other code by what is no text");
				global(`${module}.${name}`);
				break;
			}
			case 82: {
				const [given, callable] = [pop(), pop()];
				push(called(callable, Array.isArray(given) ? given : []));
				break;
			}
			case 98: {
				const state = pop();
				const built = top();
				if (!(built instanceof NumpyType) || !Array.isArray(state)) throw new RangeError("it holds an object of a class, which is never made here");
				built.isLittle = state[1] !== ">";
				break;
			}
			default: throw new RangeError(`it holds an object that is not read (opcode 0x${code.toString(16)})`);
		}
	}
}
function shown(name) {
	return name.replace(/[^\w.]/g, "?").slice(0, 100);
}
// shared/domain/metric-files/metaflow.ts
const ADDRESS = /^metaflow:([A-Za-z_]\w*)\/(\w[\w.-]*)\/([A-Za-z_]\w*)(?:\/(\w[\w.-]*))?(?:#([A-Za-z]\w*))?$/;
/** `metaflow:Flow/run/step#artifact`, with the task behind the step where there are several; the artifact is `metrics`. */
function readArtifactAddress(text) {
	const [, flow, run, step, task, artifact = "metrics"] = ADDRESS.exec(text) ?? [];
	if (flow === void 0 || run === void 0 || step === void 0) return void 0;
	return {
		flow,
		run,
		step,
		task,
		artifact
	};
}
/** Metrics from a pickled artifact: a number, or a mapping of names to numbers. */
function readArtifact(bytes, artifact, source) {
	try {
		const tree = treeOf(readPickle(bytes));
		if (tree.kind === "object") return collectMetrics(tree, source);
		const members = /* @__PURE__ */ new Map([[artifact, {
			key: START,
			value: tree
		}]]);
		return collectMetrics({
			...START,
			kind: "object",
			members
		}, source);
	} catch (error) {
		if (error instanceof TypeError) return refused(artifact, "it holds a text that is not UTF-8");
		if (!(error instanceof RangeError)) throw error;
		return refused(artifact, error.message);
	}
}
function refused(artifact, why) {
	const message = `the artifact ${artifact} is not read: ${why}. Store plain numbers: self.metrics = {"rmse": float(rmse)}`;
	return { problems: [{
		...START,
		message
	}] };
}
const START = {
	line: 1,
	column: 1
};
/** The same values as a document has them. What is shared is walked again, so values are counted. */
function treeOf(value) {
	let count = 0;
	function convert(value, depth) {
		if (++count > 1e6) throw new RangeError(`it holds more than ${MAX_VALUES} values`);
		if (depth > 200) throw new RangeError(`it nests deeper than 200 levels`);
		if (value === null || typeof value !== "object") return leafAt(START, value);
		if (value instanceof Uint8Array) return leafAt(START, "(bytes)");
		if (Array.isArray(value)) return {
			...START,
			kind: "list",
			items: value.map((item) => convert(item, depth + 1))
		};
		if (!(value instanceof Map)) throw new RangeError("it holds a type, not a value");
		const members = /* @__PURE__ */ new Map();
		for (const [key, item] of value) {
			const name = typeof key === "string" || typeof key === "number" ? String(key) : void 0;
			if (name === void 0) throw new RangeError("it has a key that is no text");
			if (members.has(name)) throw new RangeError(`it has the key ${name.slice(0, 100)} twice`);
			members.set(name, {
				key: START,
				value: convert(item, depth + 1)
			});
		}
		return {
			...START,
			kind: "object",
			members
		};
	}
	return convert(value, 1);
}
// shared/platform/small-folder.ts
/** Names in a folder, sorted. */
async function namesIn(folder) {
	return (await readdir(folder)).sort();
}
// shared/platform/unzip.ts
/** The bytes in a gzip file; nothing where it is none, or holds more than the limit. */
function unzipped(bytes, limitBytes) {
	try {
		return gunzipSync(bytes, { maxOutputLength: limitBytes });
	} catch {
		return;
	}
}
/** Under this name others keep bytes; it is no proof of what they are. */
function sha1(bytes) {
	return createHash("sha1").update(bytes).digest("hex");
}
// shared/features/gating/metaflow-run.ts
const MOST_BYTES = 64 * 2 ** 20;
const MOST_ATTEMPTS = 20;
const ENCODINGS = [
	"pickle-v2",
	"pickle-v4",
	"gzip+pickle-v2",
	"gzip+pickle-v4"
];
/** Metrics that a task of Metaflow stored as an artifact, from the local datastore. No code of the pickle is run. */
async function readTaskArtifact(text, place) {
	const address = readArtifactAddress(text);
	if (!address) throw new ActionError("metaflow-address-invalid", `${JSON.stringify(text.slice(0, 200))} names no artifact`, { hint: "Write metaflow:Flow/run/step#metrics, or metaflow:Flow/run/step/task#metrics where a step has several tasks." });
	const { environment } = place;
	const base = environment["METAFLOW_DATASTORE_SYSROOT_LOCAL"]?.trim().replace(/\/+$/, "");
	const root = `${base ? `${base}/` : ""}.metaflow/${address.flow}`;
	const task = await taskFolder(root, address, place);
	const data = await lastAttempt(task, place);
	if (!isTrue(await blobOf(root, {
		data,
		name: "_task_ok",
		place
	}))) throw new ActionError("metaflow-task-failed", `the task ${task} failed: what it stored is not judged`);
	return readArtifact(await blobOf(root, {
		data,
		name: address.artifact,
		place
	}), address.artifact, text);
}
function isTrue(bytes) {
	try {
		return readPickle(bytes) === true;
	} catch (error) {
		if (error instanceof RangeError || error instanceof TypeError) return false;
		throw error;
	}
}
async function taskFolder(root, { run, step, task }, place) {
	const folder = `${root}/${run}/${step}`;
	if (!await isFolder(await userPath(place, folder))) throw new ActionError("metaflow-run-missing", `there is no ${folder}`, { hint: "The run must be in the local datastore of this machine: the folder .metaflow beside the flow, or METAFLOW_DATASTORE_SYSROOT_LOCAL." });
	if (task !== void 0) return `${folder}/${task}`;
	const tasks = (await namesIn(await userPath(place, folder))).filter((name) => !name.startsWith("_"));
	const [only, ...more] = tasks;
	if (only !== void 0 && more.length === 0) return `${folder}/${only}`;
	throw new ActionError("metaflow-task-unclear", `${folder} has ${tasks.length} tasks`, { hint: `Name one, such as metaflow:…/${step}/${only ?? "TASK"}#metrics; or join them in the next step.` });
}
/** What the newest attempt that ended stored; others may be half written. */
async function lastAttempt(task, place) {
	for (let attempt = MOST_ATTEMPTS; attempt >= 0; attempt--) {
		if (!await isFile(await userPath(place, `${task}/${attempt}.DONE.lock`))) continue;
		const path = `${task}/${attempt}.data.json`;
		const decoded = decodeText(await readUserFile(place, path, MOST_BYTES));
		const parsed = "problems" in decoded ? decoded : parseJsonTree(decoded.text);
		if ("tree" in parsed) return parsed.tree;
		throw new ActionError("metaflow-damaged", `${path} cannot be read: ${parsed.problems[0]?.message}`);
	}
	throw new ActionError("metaflow-task-unfinished", `the task ${task} has not ended, or was killed`);
}
/** The bytes of an artifact, which are named by their checksum. */
async function blobOf(root, { data, name, place }) {
	const key = textOf$1(memberOf(memberOf(data, "objects"), name));
	if (key === void 0 || !/^[0-9a-f]{40}$/.test(key)) throw new ActionError("metaflow-artifact-missing", `the task stored no artifact ${name}`, { hint: "Store one in the step: self.metrics = {\"rmse\": float(rmse)}." });
	const encoding = textOf$1(memberOf(memberOf(memberOf(data, "info"), name), "encoding"));
	if (encoding === void 0 || !ENCODINGS.includes(encoding)) throw new ActionError("metaflow-encoding-unknown", `the artifact ${name} is stored in a way that is not read here`);
	const bytes = await readUserFile(place, `${root}/data/${key.slice(0, 2)}/${key}`, MOST_BYTES);
	for (const content of [unzipped(bytes, MOST_BYTES), bytes]) if (content && sha1(content) === key) return content;
	throw new ActionError("metaflow-damaged", `the artifact ${name} is not what its checksum says`);
}
export { readTaskArtifact };
