import { CELL, askedPause, childEnvironment, claimedText, countKinds, grouped, isPassing, listedFiles, parseLocation, randomName, readGlob, remotePieces, request, runProcess, sha256OfPieces, shownPath, sweepMarked, tryAgain, utf8Pieces } from "./shared.js";
import { ActionError, codeOf, pathText } from "./base.js";
import { isUtf8 } from "node:buffer";
import { open } from "node:fs/promises";
import { constants } from "node:fs";
// shared/platform/remote/reach.ts
const LISTING_LIMITS = {
	files: 5e5,
	pages: 2e4,
	pageBytes: 8 * 2 ** 20,
	totalMs: 12e5,
	requestMs: 6e4,
	tries: 5
};
/** What a listing may cost at most; beyond, it ends with an error and never with a part. */
function limitsOf({ limits }) {
	return {
		...LISTING_LIMITS,
		...limits
	};
}
/** What is set and not empty. */
function variable({ environment }, name) {
	const text = environment[name]?.trim();
	return text === "" ? void 0 : text;
}
/**
* Whether whoever runs this machine named the host in PROOFMARK_REMOTE_HOSTS: such a one may have an address of a private
* network, and be asked over http.
*/
function isMeantHost(reach, { host, hostname }) {
	const named = (variable(reach, "PROOFMARK_REMOTE_HOSTS") ?? "").split(/[\s,]+/);
	return named.includes(host) || named.includes(hostname);
}
// shared/platform/remote/ask.ts
const PAUSE_MS = 500;
/**
* What passes is tried again: a broken connection, an answer that takes too long, too many requests, a server that is not
* well; each time later, and as late as the server asks. No redirect is followed, for headers hold credentials.
*/
function openAsker(reach) {
	const { totalMs, requestMs, pageBytes, tries } = limitsOf(reach);
	const until = Date.now() + totalMs;
	return async ({ method = "GET", url, headers, what }) => {
		const attempt = async () => request({
			method,
			url: url.href,
			headers: {
				accept: "*/*",
				...await headers?.()
			},
			what,
			deadlineMs: Math.max(1, Math.min(requestMs, until - Date.now())),
			limitBytes: pageBytes,
			isRedirectAnswer: true,
			isOpenLineMeant: isMeantHost(reach, url),
			...reach.signal ? { signal: reach.signal } : {}
		});
		return tryAgain(attempt, isSettled, {
			times: tries - 1,
			pauseMs: reach.pauseMs ?? PAUSE_MS,
			pauseAfter: askedPause,
			until
		});
	};
}
function isSettled(outcome) {
	if ("value" in outcome) return !isPassing(outcome.value.status) && outcome.value.status !== 408;
	return !["http-unreachable", "http-timeout"].includes(codeOf(outcome.error));
}
/** What an answer that is not the wanted one means, with what to do. */
function refused({ status }, refusal) {
	const { shown, word, forbidden, missing, elsewhere } = refusal;
	const answer = `(${status}${word !== void 0 && /^[\w.-]{1,64}$/.test(word) ? ` ${word}` : ""})`;
	if (status === 401 || status === 403) return new ActionError("remote-forbidden", `${shown} may not be looked at ${answer}`, { hint: forbidden });
	if (status === 404) return new ActionError("remote-missing", `${shown} is not there ${answer}`, { hint: missing });
	if (status >= 300 && status < 400) return new ActionError("remote-elsewhere", `${shown} lies elsewhere ${answer}`, { hint: elsewhere ?? "No redirect is followed: credentials must not travel on." });
	if (isPassing(status)) return new ActionError("remote-unwell", `${shown} could not be listed ${answer}, though it was tried several times`, { hint: "The service is not well, or is asked too much. Run it again later." });
	return new ActionError("remote-failed", `${shown} could not be listed ${answer}`, { hint: forbidden });
}
/** An answer that is not what its documentation says. Nothing of it is believed. */
function malformed(shown, why) {
	return new ActionError("remote-malformed", `the listing of ${shown} cannot be used: ${why}`, { hint: "Something that is not this service, or a proxy, may answer. A part of a listing is never taken for all of it." });
}
// shared/platform/remote/collect.ts
/** A path of a user as what to ask for: a folder, a glob, or something that may be one object or a folder. */
function choose(path) {
	const clean = path.replace(/^\/+/, "");
	const glob = readGlob(clean);
	if (glob) return {
		folder: glob.base === "." ? "" : `${glob.base.replace(/\/+$/, "")}/`,
		accepts: glob.accepts
	};
	const accepts = () => true;
	if (clean === "" || clean.endsWith("/")) return {
		folder: clean.replace(/\/+$/, "/"),
		accepts
	};
	return {
		folder: `${clean}/`,
		key: clean,
		accepts
	};
}
/** Lists what a path means, all of it or nothing. */
async function collectObjects(store, path, reach) {
	const { folder, key, accepts } = choose(path);
	const most = limitsOf(reach);
	const single = key === void 0 ? void 0 : await firstOf(store, key, most.pages);
	const objects = [];
	const leftOut = [];
	const seen = /* @__PURE__ */ new Set();
	let pages = 0;
	for await (const page of store.pages(folder)) {
		if (++pages > most.pages) throw tooLarge(store, `${most.pages} pages`);
		for (const object of page) {
			checkKey(object, {
				store,
				folder,
				seen
			});
			const inner = object.key.slice(folder.length);
			if (inner === "" || inner.endsWith("/") && object.bytes === 0) leftOut.push(object.key);
			else if (accepts(inner)) objects.push(object);
			if (seen.size > most.files) throw tooLarge(store, `${grouped(most.files)} files`);
		}
		reach.onProgress?.({
			label: store.shown,
			done: seen.size,
			unit: "files"
		});
	}
	if (single && objects.length > 0) throw new ActionError("ambiguous-path", `${store.shown} is a file and a folder`, { hint: "A slash at the end means the folder; a glob can mean the file alone." });
	if (single) return {
		base: single.key.replace(/[^/]*$/, ""),
		objects: [single],
		leftOut: []
	};
	if (objects.length === 0) throw new ActionError("nothing-matched", `nothing is listed at ${store.shown}`, { hint: store.emptyHint });
	return {
		base: folder,
		objects,
		leftOut
	};
}
/** An object of exactly this key, which is first of all that begin with it. */
async function firstOf(store, key, most) {
	let pages = 0;
	for await (const page of store.pages(key, 1)) {
		const [first] = page;
		if (first) return first.key === key ? first : void 0;
		if (++pages > most) throw tooLarge(store, `${most} pages`);
	}
}
function checkKey({ key, bytes }, { store: { shown }, folder, seen }) {
	if (!key.startsWith(folder)) throw malformed(shown, `${pathText(key)} does not begin with what was asked for`);
	if (seen.has(key)) throw malformed(shown, `${pathText(key)} is listed twice`);
	seen.add(key);
	if (!Number.isSafeInteger(bytes) || bytes < 0) throw malformed(shown, `${pathText(key)} has no size`);
	if (key.slice(folder.length).split("/").some((part) => part === "." || part === "..") || key.includes("\0")) throw new ActionError("bad-files", `${shown} holds ${pathText(key)}, which can be no file`, { hint: "Remove or rename it, or name a folder or glob without it; nothing is skipped silently." });
}
function tooLarge({ shown }, most) {
	return new ActionError("remote-too-large", `${shown} has more than ${most}, the most that is listed`, { hint: "Track folders of it as datasets of their own, or a file that lists them." });
}
// shared/platform/remote/list.ts
/**
* Lists what lies elsewhere, with what its provider knows the content by; no content is read. It is all of it, or an
* error: nothing there, no permission, or a listing that ends early.
*/
async function listRemote(path, reach) {
	const location = parseLocation(path);
	if ("problem" in location) throw new ActionError("invalid-location", location.problem, { hint: "For example: data:\n  prices: { path: s3://bucket/prices/, role: train }" });
	const shown = shownPath(path);
	const listed = await list(location, shown, reach);
	return {
		shown,
		...listed,
		notes: listed.notes ?? []
	};
}
async function list(location, shown, reach) {
	switch (location.provider) {
		case "s3": {
			const { listS3 } = await import("./s3-listing.js");
			const { notes, ...found } = await listS3(location, shown, reach);
			return {
				...relative(found, `s3://${location.bucket}`),
				notes
			};
		}
		case "gs": {
			const { gcsStore } = await import("./gcs.js");
			return relative(await collectObjects(gcsStore(location, shown, reach), location.path, reach), `gs://${location.bucket}`);
		}
		case "az": {
			const { azureStore } = await import("./azure-blobs.js");
			return relative(await collectObjects(azureStore(location, shown, reach), location.path, reach), `az://${location.account}/${location.container}`);
		}
		case "hf": {
			const { hubStore } = await import("./hub.js");
			const { store, commit } = await hubStore(location, shown, reach);
			return {
				...relative(await collectObjects(store, location.path, reach), `hf://datasets/${location.dataset}`),
				version: commit
			};
		}
		case "web": {
			const { listWeb } = await import("./web.js");
			const { files, base } = await listWeb(location, reach);
			return {
				root: base,
				files,
				leftOut: []
			};
		}
	}
}
function relative({ base, objects, leftOut }, store) {
	const folder = base.replace(/\/$/, "");
	return {
		root: folder === "" ? store : `${store}/${folder}`,
		files: objects.map(({ key, ...rest }) => ({
			path: key.slice(base.length),
			...rest
		})),
		leftOut
	};
}
// shared/features/remote/measure.ts
/** Lists a dataset that lies elsewhere. Its digest is over the provider's checksums, and never equals one over bytes. */
async function measureRemote({ name, role, path }, { place, runner }) {
	const listing = await listRemote(path, {
		environment: place.environment,
		onProgress: runner.progress
	});
	const files = listedFiles(listing.files);
	const text = () => utf8Pieces(remotePieces(files));
	const { digest, bytes: textBytes } = sha256OfPieces(text());
	const record = {
		name,
		role,
		path: listing.shown,
		root: listing.root,
		digest,
		files: files.length,
		bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
		kind: "remote",
		checksums: { ...countKinds(files) },
		...listing.version === void 0 ? {} : { version: listing.version }
	};
	const { leftOut, notes } = listing;
	return {
		record,
		files: () => files,
		text,
		textBytes,
		isReadable: () => false,
		leftOut,
		notes
	};
}
/** A dataset of which nothing is known but the version that a command told. */
function measureClaimed({ name, role, path }, version) {
	const text = () => utf8Pieces([claimedText(version)]);
	const { digest, bytes: textBytes } = sha256OfPieces(text());
	return {
		record: {
			name,
			role,
			path,
			root: "",
			digest,
			files: 0,
			bytes: 0,
			kind: "claimed",
			version
		},
		files: () => [],
		text,
		textBytes,
		isReadable: () => false,
		leftOut: [],
		notes: []
	};
}
// shared/platform/marked-process.ts
const MARK$1 = "PROOFMARK_RUN_ID";
/** Like `runProcess`; what left the process group is ended, too. */
async function runMarked(argv, options) {
	const mark = randomName();
	const environment = {
		...options.environment,
		[MARK$1]: mark
	};
	return {
		...await runProcess(argv, {
			...options,
			environment
		}),
		left: await sweepMarked(MARK$1, mark)
	};
}
// shared/features/remote/version-command.ts
const LONGEST_MS = 12e4;
const OUTPUT_BYTES = 65536;
const LONGEST_VERSION = 500;
/**
* The version that a command prints as its only line. It runs without a shell and without any token; what it says is
* believed, and so the dataset counts as claimed.
*/
async function askVersion({ name, argv, place, longestMs = LONGEST_MS }) {
	const { exit, stdout, isCut } = await runMarked(argv, {
		cwd: place.workspace,
		environment: childEnvironment(place.environment),
		timeoutMs: longestMs,
		outputLimitBytes: OUTPUT_BYTES
	});
	if (exit.kind !== "exited" || exit.code !== 0) throw failed(`the version command of ${name} ${howItEnded(exit, longestMs)}`);
	if (isCut) throw failed(`the version command of ${name} printed more than ${OUTPUT_BYTES} bytes`);
	const version = lineOf(stdout);
	if (version !== void 0) return version;
	throw failed(`the version command of ${name} did not print one line of 1 to ${LONGEST_VERSION} plain characters`);
}
function howItEnded(exit, longestMs) {
	switch (exit.kind) {
		case "exited": return `ended with ${exit.code}`;
		case "signalled": return `was ended by ${exit.signal}`;
		case "timed-out": return `took longer than ${longestMs / 1e3} s`;
		case "not-started": return "could not be started";
	}
}
function lineOf(output) {
	try {
		const text = new TextDecoder("utf-8", { fatal: true }).decode(output).trim();
		return /^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+$/u.test(text) && text.length <= LONGEST_VERSION ? text : void 0;
	} catch {
		return;
	}
}
function failed(message) {
	return new ActionError("version-unknown", message, { hint: "It must end with 0 and print the id of a snapshot. It sees PATH, HOME and the like, and no tokens:\nversion: [python, snapshot_id.py]" });
}
// shared/platform/tables/random-access.ts
/** More than this is never read of a file at once. */
const MOST_SLICE = 2 ** 30;
/** Parts of a file by their places, as its own footer names them. */
async function openRandomAccess(path) {
	const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
	const { size } = await file.stat();
	return {
		byteLength: size,
		async slice(start, end = size) {
			if (!(start >= 0 && start <= end && end <= size && end - start <= MOST_SLICE)) throw new RangeError(`it names bytes ${start} to ${end} of ${size}`);
			const bytes = new ArrayBuffer(end - start);
			const view = new Uint8Array(bytes);
			let done = 0;
			while (done < view.length) {
				const { bytesRead } = await file.read(view, done, view.length - done, start + done);
				if (bytesRead === 0) throw new RangeError("it became shorter while it was read");
				done += bytesRead;
			}
			return bytes;
		},
		close: () => file.close()
	};
}
// shared/platform/tables/parquet-footer.ts
/** Columns and number of rows from the footer alone. Throws where the footer contradicts itself or the file. */
async function readFooter(file) {
	const { parquetMetadataAsync, parquetSchema } = await import("./hyparquet.js");
	if (file.byteLength < 12) throw new RangeError("it is too short");
	const metadata = await parquetMetadataAsync(file, { initialFetchSize: 2 ** 16 });
	const rows = Number(metadata.num_rows);
	const sum = metadata.row_groups.reduce((total, group) => total + Number(group.num_rows), 0);
	if (rows !== sum || !Number.isSafeInteger(rows) || rows < 0) throw new RangeError(`its footer counts ${rows} rows, and its row groups ${sum}`);
	const schema = parquetSchema(metadata);
	checkPlaces(metadata, leavesOf(schema), file.byteLength);
	return {
		metadata,
		rows,
		columns: schema.children.map(columnOf)
	};
}
/**
* Every row group must have every column, at places inside of the file. The decoder starts reading all of them at once,
* and what it reads for a column that is not in the schema would fail with nobody listening.
*/
function checkPlaces({ row_groups: groups }, leaves, size) {
	for (const [index, { columns, num_rows: rows }] of groups.entries()) {
		const refuse = (why) => /* @__PURE__ */ new RangeError(`row group ${index + 1} ${why}`);
		if (columns.length !== leaves.length) throw refuse(`has ${columns.length} of ${leaves.length} columns`);
		if (!isCount(rows)) throw refuse("counts no rows");
		for (const [place, { meta_data: column, file_path: elsewhere }] of columns.entries()) {
			if (column === void 0 || elsewhere !== void 0) throw refuse("lies in another file or is encrypted");
			if (nameOf(column.path_in_schema) !== leaves[place]) throw refuse("has a column that the schema does not have");
			const start = Number(column.dictionary_page_offset ?? column.data_page_offset);
			const places = [
				start,
				Number(column.data_page_offset),
				Number(column.total_compressed_size)
			];
			const end = start + Number(column.total_compressed_size);
			if (!places.every(isCount) || !isCount(column.num_values) || end > size) throw refuse("names places outside of the file");
		}
	}
}
function isCount(value) {
	return Number.isSafeInteger(Number(value)) && Number(value) >= 0;
}
function leavesOf({ children, path }) {
	return children.length === 0 && path.length > 0 ? [nameOf(path)] : children.flatMap(leavesOf);
}
function nameOf(path) {
	return path.join("\0");
}
/** Schema and row count of a file without reading its rows. */
async function readParquetSchema(path) {
	const file = await openRandomAccess(path);
	try {
		const { rows, columns } = await readFooter(file);
		return {
			rows,
			columns
		};
	} finally {
		await file.close();
	}
}
function columnOf(tree) {
	const nullable = tree.element.repetition_type !== "REQUIRED";
	return {
		name: tree.element.name,
		declared: {
			type: typeOf(tree),
			nullable
		}
	};
}
function typeOf({ element, children }) {
	const { type, converted_type: converted = "", logical_type: logical, repetition_type } = element;
	const name = logical?.type ?? "";
	if (repetition_type === "REPEATED" || name === "LIST" || converted === "LIST") return "list";
	if (children.length > 0) return name === "MAP" || converted.startsWith("MAP") ? "list" : "struct";
	if (name === "DATE" || converted === "DATE") return "date";
	if (name === "TIMESTAMP" || converted.startsWith("TIMESTAMP") || type === "INT96") return "timestamp";
	if (name === "TIME" || converted.startsWith("TIME")) return "time";
	if (name === "DECIMAL" || converted === "DECIMAL" || name === "FLOAT16") return "number";
	if ([
		"STRING",
		"ENUM",
		"UUID",
		"JSON"
	].includes(name)) return "string";
	if ([
		"UTF8",
		"ENUM",
		"JSON"
	].includes(converted)) return "string";
	switch (type) {
		case "BOOLEAN": return "boolean";
		case "INT32":
		case "INT64": return "integer";
		case "FLOAT":
		case "DOUBLE": return "number";
		case "BYTE_ARRAY":
		case "FIXED_LEN_BYTE_ARRAY": return "binary";
		default: return "other";
	}
}
// shared/platform/tables/byte-window.ts
const FIRST_BYTES = 2 ** 20;
/** The longest row that is read. */
const MOST_ROW_BYTES = 16 * 2 ** 20;
async function openWindow(path) {
	const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
	let bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
	let from = 0;
	let to = 0;
	let isLast = false;
	return {
		bytes: () => bytes,
		from: () => from,
		to: () => to,
		isLast: () => isLast,
		advance: (next) => {
			from = next;
		},
		async more() {
			if (isLast) return false;
			if (from > 0) bytes.copyWithin(0, from, to);
			to -= from;
			from = 0;
			if (to === bytes.length) {
				if (bytes.length >= MOST_ROW_BYTES) return false;
				const larger = Buffer.allocUnsafeSlow(bytes.length * 2);
				bytes.copy(larger, 0, 0, to);
				bytes = larger;
			}
			while (to < bytes.length && !isLast) {
				const { bytesRead } = await file.read(bytes, to, bytes.length - to, null);
				to += bytesRead;
				isLast = bytesRead === 0;
			}
			return true;
		},
		close: () => file.close()
	};
}
// shared/platform/tables/cell-hash.ts
/** So that true, 1, a moment and a text never count as the same value. */
const SALT = {
	boolean: 1013904242,
	number: 2654435769,
	moment: 2027808484,
	time: 387276957,
	text: 0
};
const double = /* @__PURE__ */ new Float64Array(1);
const halves = new Uint32Array(double.buffer);
let scratch = Buffer.allocUnsafeSlow(4096);
/** 53 bits for what stands in a cell that has a number; equal numbers have equal ones. */
function hashNumber(kind, number) {
	double[0] = number === 0 ? 0 : number;
	const salt = saltOf(kind);
	let one = Math.imul(3735928559 ^ salt ^ (halves[0] ?? 0), 2654435761);
	let two = Math.imul(1103547991 ^ salt ^ (halves[0] ?? 0), 1597334677);
	one = Math.imul(one ^ one >>> 15 ^ (halves[1] ?? 0), 2654435761);
	two = Math.imul(two ^ two >>> 13 ^ (halves[1] ?? 0), 1597334677);
	return finish(one, two);
}
function saltOf(kind) {
	switch (kind) {
		case CELL.boolean: return SALT.boolean;
		case CELL.date:
		case CELL.timestamp: return SALT.moment;
		case CELL.time: return SALT.time;
		default: return SALT.number;
	}
}
/** 53 bits for UTF-8 bytes; `isEscaped` when two quotation marks in them stand for one. */
function hashBytes(bytes, { from, to, isEscaped }) {
	let one = 3735928559 ^ SALT.text;
	let two = 1103547991 ^ SALT.text;
	for (let at = from; at < to; at++) {
		const byte = bytes[at] ?? 0;
		one = Math.imul(one ^ byte, 2654435761);
		two = Math.imul(two ^ byte, 1597334677);
		if (isEscaped && byte === 34) at++;
	}
	return finish(one, two);
}
/** The same for a text that is in memory. */
function hashText(text) {
	if (text.length * 3 > scratch.length) scratch = Buffer.allocUnsafeSlow(text.length * 3);
	const length = scratch.write(text, 0);
	return hashBytes(scratch, {
		from: 0,
		to: length,
		isEscaped: false
	});
}
function finish(first, second) {
	let one = Math.imul(first ^ first >>> 16, 2246822507);
	one ^= Math.imul(second ^ second >>> 13, 3266489909);
	let two = Math.imul(second ^ second >>> 16, 2246822507);
	two ^= Math.imul(one ^ one >>> 13, 3266489909);
	return 4294967296 * (two & 2097151) + (one >>> 0);
}
// shared/platform/tables/cell-value.ts
const MINUS = 45;
const PLUS = 43;
const DOT = 46;
const COLON = 58;
const ZERO = 48;
const SPACE = 32;
/** Exact powers: a number of at most 2^53 over or times one of them is rounded once, as it should be. */
const POWERS = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const MOST_EXACT = Number.MAX_SAFE_INTEGER;
const DAY = 864e5;
/**
* Reads a cell of CSV: `true` and `false`, integers, decimal numbers, NaN and infinity, ISO 8601 dates, timestamps and
* times; everything else is text. Digits behind a leading zero are text (`00420` is a post code). Blanks around do not
* count.
*/
function readCell(bytes, from, to, value) {
	let start = from;
	let end = to;
	while (start < end && bytes[start] === SPACE) start++;
	while (end > start && bytes[end - 1] === SPACE) end--;
	value.number = NaN;
	if (start === end) {
		value.kind = from === to ? CELL.null : CELL.string;
		return;
	}
	value.kind = CELL.string;
	const first = bytes[start] ?? 0;
	if (isDigit(first)) {
		if (bytes[start + 4] === MINUS && end - start >= 10) readMoment(bytes, start, end, value);
		else if (bytes[start + 2] === COLON && end - start >= 5) {
			const time = readTime(bytes, start, end);
			if (time >= 0) set(value, CELL.time, time);
		} else readNumber(bytes, start, end, value);
	} else if (first === MINUS || first === PLUS || first === DOT) {
		if (!readNumber(bytes, start, end, value) && end - start <= 9) readWord(bytes, start, end, value);
	} else if (end - start <= 8) readWord(bytes, start, end, value);
}
function set(value, kind, number) {
	value.kind = kind;
	value.number = number;
	return true;
}
function isDigit(byte) {
	return byte >= ZERO && byte <= 57;
}
function readWord(bytes, start, end, value) {
	const initial = (bytes[start] ?? 0) | 32;
	const length = end - start;
	if (initial === 116 || initial === 102) {
		if (length !== (initial === 116 ? 4 : 5)) return;
		const word = BOOLEANS.find(({ letters }) => letters.every((byte, at) => bytes[start + at] === byte));
		if (word) set(value, CELL.boolean, word.number);
		return;
	}
	if (initial !== 110 && initial !== 105 && initial >= ZERO) return;
	const number = NUMBERS.get(bytes.toString("latin1", start, end));
	if (number !== void 0) set(value, CELL.number, number);
}
const BOOLEANS = [...[
	"true",
	"True",
	"TRUE"
].map((word) => ({
	letters: [...Buffer.from(word)],
	number: 1
})), ...[
	"false",
	"False",
	"FALSE"
].map((word) => ({
	letters: [...Buffer.from(word)],
	number: 0
}))];
const NUMBERS = new Map([
	...[
		"NaN",
		"nan",
		"NAN",
		"-nan"
	].map((word) => [word, NaN]),
	...[
		"inf",
		"Inf",
		"INF",
		"Infinity",
		"infinity",
		"+inf",
		"+Inf"
	].map((word) => [word, Number.POSITIVE_INFINITY]),
	...[
		"-inf",
		"-Inf",
		"-INF",
		"-Infinity",
		"-infinity"
	].map((word) => [word, Number.NEGATIVE_INFINITY])
]);
function readNumber(bytes, start, end, value) {
	let at = start;
	const isNegative = bytes[at] === MINUS;
	if (isNegative || bytes[at] === PLUS) at++;
	let mantissa = 0;
	let digits = 0;
	let byte = bytes[at] ?? 0;
	if (byte === ZERO && at + 1 < end && isDigit(bytes[at + 1] ?? 0)) return false;
	while (at < end && isDigit(byte)) {
		mantissa = mantissa * 10 + (byte - ZERO);
		digits++;
		at++;
		byte = bytes[at] ?? 0;
	}
	if (at === end) {
		if (digits === 0) return false;
		if (mantissa > MOST_EXACT) mantissa = Number(bytes.toString("latin1", start, end));
		else if (isNegative) mantissa = -mantissa;
		return set(value, CELL.integer, mantissa === 0 ? 0 : mantissa);
	}
	let scale = 0;
	if (byte === DOT) {
		at++;
		byte = bytes[at] ?? 0;
		while (at < end && isDigit(byte)) {
			mantissa = mantissa * 10 + (byte - ZERO);
			digits++;
			scale++;
			at++;
			byte = bytes[at] ?? 0;
		}
	}
	if (digits === 0) return false;
	const isWhole = at === end;
	if (!isWhole && !isExponent(bytes, at, end)) return false;
	if (!isWhole || mantissa > MOST_EXACT || scale > 22) return set(value, CELL.number, Number(bytes.toString("latin1", start, end)));
	const number = mantissa / (POWERS[scale] ?? 1);
	return set(value, CELL.number, isNegative ? -number : number);
}
function isExponent(bytes, from, end) {
	let at = from;
	if (((bytes[at++] ?? 0) | 32) !== 101) return false;
	if (bytes[at] === MINUS || bytes[at] === PLUS) at++;
	if (at >= end || end - at > 5) return false;
	while (at < end) if (!isDigit(bytes[at++] ?? 0)) return false;
	return true;
}
/** `2026-11-21`, and behind it a time with or without an offset; without one it is taken as UTC. */
function readMoment(bytes, start, end, value) {
	const year = digitsAt(bytes, start, 4);
	const month = digitsAt(bytes, start + 5, 2);
	const day = digitsAt(bytes, start + 8, 2);
	if (bytes[start + 7] !== MINUS || year < 0 || month < 1 || day < 1) return;
	if (month > 12 || day > daysIn(year, month)) return;
	const date = daysSince1970(year, month, day) * DAY;
	if (end - start === 10) {
		set(value, CELL.date, date);
		return;
	}
	const between = bytes[start + 10] ?? 0;
	if (between !== SPACE && between !== 84 && between !== 116) return;
	const { end: timeEnd, offset } = zoneOf(bytes, start + 11, end);
	const time = offset === void 0 ? -1 : readTime(bytes, start + 11, timeEnd);
	if (time >= 0) set(value, CELL.timestamp, date + time - (offset ?? 0) * 6e4);
}
/** The offset in minutes, 0 for Z and for none; nothing when it is none that can be. */
function zoneOf(bytes, start, end) {
	const last = bytes[end - 1] ?? 0;
	if (last === 90 || last === 122) return {
		end: end - 1,
		offset: 0
	};
	for (const length of [
		6,
		5,
		3
	]) {
		const at = end - length;
		const sign = bytes[at];
		if (at < start + 5 || sign !== PLUS && sign !== MINUS) continue;
		const hours = digitsAt(bytes, at + 1, 2);
		const minutes = length === 3 ? 0 : digitsAt(bytes, end - 2, 2);
		if (!(hours >= 0 && hours <= 15 && minutes >= 0 && minutes < 60) || length === 6 && bytes[at + 3] !== COLON) return {
			end,
			offset: void 0
		};
		return {
			end: at,
			offset: (hours * 60 + minutes) * (sign === MINUS ? -1 : 1)
		};
	}
	return {
		end,
		offset: 0
	};
}
/** Milliseconds since midnight of `HH:MM`, `HH:MM:SS` or `HH:MM:SS.fff`; -1 when it is none. */
function readTime(bytes, start, end) {
	const hours = digitsAt(bytes, start, 2);
	const minutes = digitsAt(bytes, start + 3, 2);
	if (bytes[start + 2] !== COLON || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return -1;
	const whole = (hours * 60 + minutes) * 6e4;
	const length = end - start;
	if (length === 5) return whole;
	const seconds = digitsAt(bytes, start + 6, 2);
	if (length < 8 || bytes[start + 5] !== COLON || seconds < 0 || seconds > 60) return -1;
	if (length === 8) return whole + seconds * 1e3;
	const digits = length - 9;
	if (bytes[start + 8] !== DOT && bytes[start + 8] !== 44 || digits < 1 || digits > 9) return -1;
	const fraction = digitsAt(bytes, start + 9, digits);
	return fraction < 0 ? -1 : whole + seconds * 1e3 + fraction / 10 ** digits * 1e3;
}
/** -1 when one of the bytes is no digit. */
function digitsAt(bytes, start, count) {
	let number = 0;
	for (let at = start; at < start + count; at++) {
		const byte = bytes[at] ?? 0;
		if (!isDigit(byte)) return -1;
		number = number * 10 + (byte - ZERO);
	}
	return number;
}
function daysIn(year, month) {
	if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
/** In the proleptic Gregorian calendar, counted in years that begin in March. */
function daysSince1970(year, month, day) {
	const y = month <= 2 ? year - 1 : year;
	const era = Math.floor(y / 400);
	const yearOfEra = y - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * 146097 + dayOfEra - 719468;
}
// shared/platform/tables/csv-scan.ts
/** What is special about a cell. */
const MARK = {
	quoted: 1,
	escaped: 2,
	stray: 4
};
const QUOTE$1 = 34;
const LF$1 = 10;
const CR = 13;
function roomForRows(width, most) {
	return {
		width,
		most,
		starts: new Int32Array(width * most),
		ends: new Int32Array(width * most),
		marks: new Uint8Array(width * most),
		rowStarts: new Int32Array(most),
		rowEnds: new Int32Array(most),
		counts: new Int32Array(most),
		lines: new Float64Array(most),
		rows: 0,
		strays: 0
	};
}
/** Bytes that end a plain cell or are not allowed in it. */
function specialBytes(delimiter) {
	const special = /* @__PURE__ */ new Uint8Array(256);
	for (const byte of [
		delimiter,
		QUOTE$1,
		LF$1,
		CR
	]) special[byte] = 1;
	return special;
}
/**
* Finds the cells of as many whole rows as there is room for. A row that is not complete is left for the next time,
* unless the buffer holds the last of the file. Lines without anything are passed over.
*/
function scanRows(bytes, { from, to, isLast }, { room, state, special }) {
	const { width, most, starts, ends, marks, rowStarts, rowEnds, counts, lines } = room;
	const { delimiter, ends: lineEnds } = state;
	let rows = 0;
	let strays = 0;
	let next = from;
	let at = from;
	let open;
	row: while (rows < most && at < to) {
		const rowStart = at;
		const base = rows * width;
		let cells = 0;
		let within = 0;
		let end = 0;
		for (;;) {
			let start = at;
			let mark = 0;
			if (at < to && bytes[at] === QUOTE$1) {
				mark = MARK.quoted;
				const opened = within;
				start = at + 1;
				at = start;
				for (;;) {
					while (at < to && bytes[at] !== QUOTE$1) {
						if (bytes[at] === LF$1) within++;
						at++;
					}
					if (at >= to || at + 1 >= to && !isLast) {
						if (at >= to) open = state.line + opened;
						break row;
					}
					if (bytes[at + 1] !== QUOTE$1 || at + 1 >= to) break;
					mark |= MARK.escaped;
					at += 2;
				}
				end = at++;
				if (at < to && special[bytes[at] ?? 0] === 0) {
					mark |= MARK.stray;
					while (at < to && (special[bytes[at] ?? 0] === 0 || bytes[at] === QUOTE$1)) at++;
				} else if (bytes[at] === QUOTE$1 && at < to) mark |= MARK.stray;
			} else {
				while (at < to) {
					while (at < to && special[bytes[at] ?? 0] === 0) at++;
					if (at >= to || bytes[at] !== QUOTE$1) break;
					mark = MARK.stray;
					at++;
				}
				end = at;
			}
			if (cells < width) {
				starts[base + cells] = start;
				ends[base + cells] = end;
				marks[base + cells] = mark;
				if (mark >= MARK.stray) strays++;
			}
			cells++;
			if (at >= to) {
				if (!isLast) break row;
				break;
			}
			if (bytes[at] !== delimiter) break;
			at++;
		}
		const rowEnd = at;
		if (at < to) {
			if (bytes[at] === LF$1) {
				at++;
				lineEnds.lf++;
			} else if (at + 1 < to && bytes[at + 1] === LF$1) {
				at += 2;
				lineEnds.crlf++;
			} else if (at + 1 < to || isLast) {
				at++;
				lineEnds.cr++;
			} else break;
		}
		next = at;
		if (rowEnd > rowStart) {
			for (let cell = cells; cell < width; cell++) {
				starts[base + cell] = rowStart;
				ends[base + cell] = rowStart;
				marks[base + cell] = 0;
			}
			rowStarts[rows] = rowStart;
			rowEnds[rows] = rowEnd;
			counts[rows] = cells;
			lines[rows] = state.line;
			rows++;
		}
		state.line += within + 1;
	}
	room.rows = rows;
	room.strays = strays;
	return {
		next,
		open
	};
}
// shared/platform/tables/csv-cells.ts
/** The text of a cell without its quotation marks. */
function decodeCell(bytes, room, at) {
	const text = bytes.toString("utf8", room.starts[at] ?? 0, room.ends[at] ?? 0);
	return ((room.marks[at] ?? 0) & MARK.escaped) === 0 ? text : text.replaceAll("\"\"", "\"");
}
const value = {
	kind: CELL.null,
	number: NaN
};
/** One column of the rows in a page. */
function csvColumn(page, place, missing) {
	const { room } = page;
	const { width, starts, ends, marks } = room;
	const kinds = new Uint8Array(room.most);
	const numbers = new Float64Array(room.most);
	const longestMissing = Math.max(0, ...[...missing].map((word) => Buffer.byteLength(word)));
	function fill() {
		const { bytes } = page;
		for (let row = 0, at = place; row < room.rows; row++, at += width) {
			readCell(bytes, starts[at] ?? 0, ends[at] ?? 0, value);
			kinds[row] = value.kind;
			numbers[row] = value.number;
			if (longestMissing > 0 && (ends[at] ?? 0) - (starts[at] ?? 0) <= longestMissing) {
				if (missing.has(text(row))) {
					kinds[row] = CELL.null;
					numbers[row] = NaN;
				}
			}
		}
	}
	function text(row) {
		const at = row * width + place;
		if (kinds[row] === CELL.null) return "";
		if (!page.isAscii || (marks[at] ?? 0) & MARK.escaped) return decodeCell(page.bytes, room, at);
		return page.bytes.toString("latin1", starts[at] ?? 0, ends[at] ?? 0);
	}
	function size(row) {
		const at = row * width + place;
		if ((marks[at] ?? 0) & MARK.escaped) return Buffer.byteLength(text(row));
		return kinds[row] === CELL.null ? 0 : (ends[at] ?? 0) - (starts[at] ?? 0);
	}
	function hash(row) {
		const kind = kinds[row] ?? 0;
		const number = numbers[row] ?? NaN;
		if (kind !== CELL.string && Math.abs(number) <= Number.MAX_SAFE_INTEGER) return hashNumber(kind, number);
		const at = row * width + place;
		const isEscaped = ((marks[at] ?? 0) & MARK.escaped) !== 0;
		return hashBytes(page.bytes, {
			from: starts[at] ?? 0,
			to: ends[at] ?? 0,
			isEscaped
		});
	}
	return {
		kinds,
		numbers,
		text,
		size,
		hash,
		fill
	};
}
// shared/platform/tables/file-batch.ts
const MOST_COLUMNS = 1e4;
const MOST_ROWS = 4096;
const MOST_CELLS = 2 ** 17;
/** How many rows of so many columns are looked at together. */
function rowsAtOnce(columns) {
	return Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_CELLS / Math.max(1, columns))));
}
/** As much as anybody shows of a row or of what is wrong in it. */
const SHOWN = 400;
const SHOWN_COLUMNS = 30;
function shorten(text) {
	return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
/** Of a row what people are shown: its first columns. */
function rowText(columns) {
	const shown = columns.slice(0, SHOWN_COLUMNS);
	return (row) => shorten(shown.map((column) => column.text(row)).join(", "));
}
// shared/platform/tables/csv-header.ts
const COMMA = 44;
const SEMICOLON = 59;
const QUOTE = 34;
const LF = 10;
/** Reads the names of the columns; nothing, with the reason reported, where the file cannot be read any further. */
async function readHeader(window, { delimiter, report }) {
	await window.more();
	if (!skipMark(window, report)) return void 0;
	const state = {
		delimiter: delimiter ?? sniff(window),
		line: 1,
		ends: {
			lf: 0,
			crlf: 0,
			cr: 0
		}
	};
	const room = roomForRows(10001, 1);
	const special = specialBytes(state.delimiter);
	for (;;) {
		const [from, to, isLast] = [
			window.from(),
			window.to(),
			window.isLast()
		];
		const { next, open } = scanRows(window.bytes(), {
			from,
			to,
			isLast
		}, {
			room,
			state,
			special
		});
		if (room.rows === 1) {
			const columns = columnsOf(window.bytes(), room, report);
			reportNames(window.bytes().subarray(from, next), room, report);
			window.advance(next);
			const width = room.counts[0] ?? 0;
			if (width > 1e4) {
				const text = () => `more than ${MOST_COLUMNS} columns`;
				report({
					code: "too-many-columns",
					line: 1,
					text
				});
				return;
			}
			return {
				state,
				width,
				columns
			};
		}
		window.advance(next);
		if (await window.more()) continue;
		if (open !== void 0) report({
			code: "quote-not-closed",
			line: open,
			text: () => "the names of the columns"
		});
		else if (window.isLast()) report({
			code: "empty-file",
			text: () => "not even names of columns"
		});
		else report({
			code: "row-too-long",
			line: state.line,
			text: () => "the names of the columns"
		});
		return;
	}
}
/** The names are cells like any other. */
function reportNames(bytes, { lines, strays }, report) {
	const problem = {
		line: lines[0] ?? 1,
		text: () => shorten(bytes.toString("utf8"))
	};
	if (strays > 0) report({
		code: "stray-quote",
		...problem
	});
	if (bytes.includes(0)) report({
		code: "nul-byte",
		...problem
	});
	if (!isUtf8(bytes)) report({
		code: "invalid-utf8",
		...problem
	});
}
/** False when the mark says that this is no UTF-8 text. */
function skipMark(window, report) {
	const [one, two, three] = window.bytes().subarray(window.from(), window.to());
	if (one === 239 && two === 187 && three === 191) {
		report({
			code: "byte-order-mark",
			line: 1,
			text: () => "the file begins with EF BB BF"
		});
		window.advance(window.from() + 3);
	}
	if (one === 255 && two === 254 || one === 254 && two === 255) {
		report({
			code: "invalid-utf8",
			line: 1,
			text: () => "the file is UTF-16; save it as UTF-8"
		});
		return false;
	}
	return true;
}
/** A semicolon only where the first line has no comma: as programs of many countries write CSV. */
function sniff(window) {
	let isQuoted = false;
	let hasSemicolon = false;
	for (const byte of window.bytes().subarray(window.from(), window.to())) if (byte === QUOTE) isQuoted = !isQuoted;
	else if (isQuoted) continue;
	else if (byte === COMMA) return COMMA;
	else if (byte === LF) break;
	else if (byte === SEMICOLON) hasSemicolon = true;
	return hasSemicolon ? SEMICOLON : COMMA;
}
function columnsOf(bytes, room, report) {
	const columns = /* @__PURE__ */ new Map();
	for (let place = 0; place < Math.min(room.counts[0] ?? 0, MOST_COLUMNS); place++) {
		const written = decodeCell(bytes, room, place);
		const name = written === "" ? `(column ${place + 1})` : written;
		const line = room.lines[0] ?? 1;
		if (written === "") report({
			code: "unnamed-column",
			line,
			text: () => name
		});
		if (columns.has(name)) report({
			code: "duplicate-column",
			line,
			text: () => shorten(name)
		});
		else columns.set(name, {
			name,
			place
		});
	}
	return [...columns.values()];
}
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
export { MARK, MOST_COLUMNS, adjustBenjaminiHochberg, adjustHolm, askVersion, collectObjects, csvColumn, hashNumber, hashText, isMeantHost, limitsOf, malformed, measureClaimed, measureRemote, openAsker, openRandomAccess, openWindow, readCell, readFooter, readHeader, readParquetSchema, refused, roomForRows, rowText, rowsAtOnce, runMarked, scanRows, shorten, specialBytes, variable };
