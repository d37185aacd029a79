import { closeSync, constants, existsSync, fstatSync, openSync, read, readSync, realpathSync, statSync, statfsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { availableParallelism } from "node:os";
import { once } from "node:events";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import crypto, { createHash, randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { lstat, mkdir, open, realpath, rename, rm, stat } from "node:fs/promises";
// shared/platform/user-cache.ts
/** Where programs of this user keep what they could also compute again; nothing where there is no such place. */
function userCacheFolder(environment) {
	const wish = environment["XDG_CACHE_HOME"] || environment["LOCALAPPDATA"];
	if (wish && isAbsolute(wish)) return join(wish, "proofmark");
	const home = environment["HOME"];
	return home && isAbsolute(home) ? join(home, ".cache", "proofmark") : void 0;
}
// shared/platform/errors.ts
/**
* Why something stopped. `code` is stable and machine-readable (kebab-case), the message says what happened with the
* value, `hint` says what the user can do next, `cause` says why.
*/
var ActionError = class extends Error {
	name = "ActionError";
	code;
	hint;
	constructor(code, message, { hint, cause } = {}) {
		super(message, cause === void 0 ? void 0 : { cause });
		this.code = code;
		this.hint = hint;
	}
};
/** The hint as it is right for the place. */
function hintText(hint, place) {
	return typeof hint === "string" ? hint : hint[place];
}
/** One paragraph per link of the cause chain, outermost first, each with its hint for the place. */
function describeError(error, place = "github") {
	if (!(error instanceof Error)) return String(error);
	const hint = error instanceof ActionError && error.hint ? `\n${indent(hintText(error.hint, place))}` : "";
	const cause = error.cause === void 0 ? "" : `\ncaused by: ${describeError(error.cause, place)}`;
	return `${error.message}${hint}${cause}`;
}
/** For places that hold one line. */
function firstLine(text) {
	return text.split("\n")[0] ?? "";
}
/** The code for the `reason-code` output: the outermost one that somebody chose. */
function codeOf(error) {
	if (error instanceof ActionError) return error.code;
	if (error instanceof Error && error.cause !== void 0) return codeOf(error.cause);
	return "unexpected-error";
}
/** `ENOENT`, `EACCES`, … of a failed system call. */
function systemCode(error) {
	return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : void 0;
}
function indent(text) {
	return text.replace(/^/gm, "  ");
}
// shared/domain/statistics/generator.ts
/**
* Fills arrays with evenly distributed 32-bit words, the same for the same seed on every machine: xoshiro128** by
* Blackman and Vigna, its state filled from the seed by SplitMix32.
*/
function wordStream(seed) {
	const state = stateOf(seed);
	return (words) => {
		let [a = 0, b = 0, c = 0, d = 0] = state;
		for (let i = 0; i < words.length; i++) {
			words[i] = Math.imul(rotate(Math.imul(b, 5), 7), 9);
			const t = b << 9;
			c ^= a;
			d ^= b;
			b ^= c;
			a ^= d;
			c ^= t;
			d = rotate(d, 11);
		}
		state.set([
			a,
			b,
			c,
			d
		]);
	};
}
function stateOf(seed) {
	let mix = seed >>> 0;
	return Int32Array.from({ length: 4 }, () => {
		mix = mix + 2654435769 >>> 0;
		let z = mix;
		z = Math.imul(z ^ z >>> 16, 569420461);
		z = Math.imul(z ^ z >>> 15, 1935289751);
		return z ^ z >>> 15;
	});
}
/**
* Sums of as many values as there are, drawn with replacement by the words that `wordStream` would give, one each. The
* step is written out: a word that is never stored makes the heart of the bootstrap twice as quick.
*/
function sumStream(seed) {
	const state = stateOf(seed);
	return (values) => {
		let [a = 0, b = 0, c = 0, d = 0] = state;
		const count = values.length;
		const scale = count / 2 ** 32;
		let [even, odd] = [0, 0];
		let [word, t] = [0, 0];
		for (let i = 0; i < count; i += 2) {
			word = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
			t = b << 9;
			c ^= a;
			d ^= b;
			b ^= c;
			a ^= d;
			c ^= t;
			d = rotate(d, 11);
			even += values[word * scale | 0] ?? 0;
			if (i + 1 === count) break;
			word = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
			t = b << 9;
			c ^= a;
			d ^= b;
			b ^= c;
			a ^= d;
			c ^= t;
			d = rotate(d, 11);
			odd += values[word * scale | 0] ?? 0;
		}
		state.set([
			a,
			b,
			c,
			d
		]);
		return even + odd;
	};
}
function rotate(x, by) {
	return x << by | x >>> 32 - by;
}
/** Whole numbers below a limit from the same stream. Limits are far below 2³², so the bias of multiplying is below 1e-4. */
function generator(seed) {
	const fill = wordStream(seed);
	const words = /* @__PURE__ */ new Uint32Array(64);
	let at = words.length;
	return (limit) => {
		if (at === words.length) {
			fill(words);
			at = 0;
		}
		return Math.floor((words[at++] ?? 0) / 2 ** 32 * limit);
	};
}
// shared/platform/path-text.ts
/** Most paths; to make ready what tells others apart takes longer. */
const USUAL = /^[\w./@+-]+$/;
const PLAIN = /^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}"\\]+$/u;
/** A path as a message shows it: as it is, or quoted with escapes where it holds what could mislead a reader. */
function pathText(path) {
	if (USUAL.test(path)) return path;
	if (PLAIN.test(path) && path.trim() === path) return path;
	return JSON.stringify(path).replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
// shared/platform/folders.ts
/** Whether there is a folder, also at the end of a link. */
async function isFolder(path) {
	return stat(path).then((found) => found.isDirectory(), () => false);
}
/** The folder that holds a path; of the top itself the top. */
function parentOf(path) {
	return dirname(path);
}
/** The path with links followed. */
function realFolder(path) {
	return realpath(path);
}
/** What is at a path; `outside` when a link on the way leads out of the boundary, which is a real path. */
async function kindAt(path, boundary) {
	try {
		const real = await realpath(path);
		if (real !== boundary && !real.startsWith(`${boundary}/`)) return "outside";
		const status = await stat(real);
		if (status.isFile()) return "file";
		return status.isDirectory() ? "folder" : "other";
	} catch (error) {
		const code = systemCode(error);
		if (code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG") return "absent";
		if (code === "ELOOP") return "other";
		throw new ActionError("file-unreadable", `cannot look at ${pathText(path)}`, { cause: error });
	}
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
async function writeAtomically(path, bytes, { mode = 438 } = {}) {
	const temporary = join(dirname(path), `.proofmark-${randomUUID()}`);
	try {
		await makeFolder(dirname(path));
		try {
			const handle = await open(temporary, "wx", mode);
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
	await writeNew(path, bytes, { mode: 384 });
}
/** A new file. What is there already stays, also where it came a moment ago. */
async function writeNew(path, bytes, { mode = 438 } = {}) {
	try {
		await makeFolder(dirname(path));
		const handle = await open(path, "wx", mode);
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
// shared/domain/statistics/resample.ts
const BLOCK = 500;
/** Parts `resamples` into blocks of at most 500. */
function blocksOf(seed, resamples) {
	return Array.from({ length: Math.ceil(resamples / BLOCK) }, (_, index) => ({
		seed: seed + Math.imul(index, 2246822507) >>> 0,
		resamples: Math.min(BLOCK, resamples - index * BLOCK)
	}));
}
/** Draws all blocks here. */
const drawBlocks = (units, blocks) => blocks.map((block) => drawBlock(units, block));
/** For each resample the sums over as many units as there are, drawn with replacement: row-major, `width` numbers each. */
function drawBlock({ count, width, sums }, { seed, resamples }) {
	if (width === 1) {
		const sum = sumStream(seed);
		return new Float64Array(resamples).map(() => sum(sums));
	}
	const fill = wordStream(seed);
	const words = new Uint32Array(count);
	const drawn = new Float64Array(resamples * width);
	const scale = count / 2 ** 32;
	const columns = columnsOf({
		count,
		width,
		sums
	});
	for (let resample = 0; resample < resamples; resample++) {
		fill(words);
		for (let i = 0; i < count; i++) words[i] = (words[i] ?? 0) * scale;
		for (const [column, { values, like }] of columns.entries()) {
			const at = resample * width;
			drawn[at + column] = like === void 0 ? sumAt(words, values) : drawn[at + like] ?? 0;
		}
	}
	return drawn;
}
/** Two models on the same rows have the same counts and targets: half of the columns of an R². */
function columnsOf({ count, width, sums }) {
	const columns = [];
	for (let column = 0; column < width; column++) {
		const values = new Float64Array(count);
		for (let unit = 0; unit < count; unit++) values[unit] = sums[unit * width + column] ?? 0;
		const like = columns.findIndex(({ values: known }) => isSame$1(known, values));
		columns.push({
			values,
			like: like < 0 ? void 0 : like
		});
	}
	return columns;
}
function isSame$1(one, other) {
	return one.every((value, at) => value === other[at]);
}
/** Two sums, so that one addition need not wait for the other: half the time. */
function sumAt(rows, values) {
	const { length } = rows;
	let [even, odd] = [0, 0];
	for (let i = 1; i < length; i += 2) {
		even += values[rows[i - 1] ?? 0] ?? 0;
		odd += values[rows[i] ?? 0] ?? 0;
	}
	if (length % 2 === 1) even += values[rows[length - 1] ?? 0] ?? 0;
	return even + odd;
}
// shared/platform/resampling.ts
/** Fewer additions than these take less time than a thread takes to start. */
const ALONE = 2e7;
const MOST_WORKERS = 8;
/** Longer than any block takes: the thread that took it is no more. */
const PATIENCE_MS = 5e3;
/** The threads start when there is enough to draw, and end with the process. */
function resamplingCrew({ workers = Math.min(availableParallelism(), MOST_WORKERS), script, patienceMs = PATIENCE_MS } = {}) {
	const threads = [];
	function callThreads(path) {
		while (threads.length < workers - 1) threads.push(startThread(path));
		return threads;
	}
	return {
		draw(units, blocks) {
			const resamples = blocks.reduce((sum, block) => sum + block.resamples, 0);
			const path = units.count * units.width * resamples >= ALONE && blocks.length > 1 && workers > 1 ? script ?? workerScript() : void 0;
			if (path === void 0) return drawBlocks(units, blocks);
			const work = {
				units,
				blocks,
				board: new SharedArrayBuffer(4 * (1 + blocks.length)),
				drawn: new SharedArrayBuffer(8 * resamples * units.width)
			};
			for (const thread of callThreads(path)) thread.postMessage(work);
			drawFreeBlocks(work);
			return collectBlocks(work, patienceMs);
		},
		end: () => Promise.all(threads.splice(0).map((thread) => thread.terminate()))
	};
}
/** All cores, for who need not say how many. */
const crew = resamplingCrew();
const NEXT = 0;
/** Draws blocks that nobody has taken, until there are none: nobody waits for a thread that is slow to start. */
function drawFreeBlocks(work) {
	const board = new Int32Array(work.board);
	for (;;) {
		const index = Atomics.add(board, NEXT, 1);
		const block = work.blocks[index];
		if (!block) return;
		placeOf$1(work, index).set(drawBlock(work.units, block));
		Atomics.store(board, 1 + index, 1);
		Atomics.notify(board, 1 + index);
	}
}
function collectBlocks(work, patienceMs) {
	const board = new Int32Array(work.board);
	return work.blocks.map((block, index) => Atomics.wait(board, 1 + index, 0, patienceMs) === "timed-out" ? drawBlock(work.units, block) : placeOf$1(work, index).slice());
}
function placeOf$1({ units, blocks, drawn }, index) {
	let before = 0;
	for (const { resamples } of blocks.slice(0, index)) before += resamples;
	const length = (blocks[index]?.resamples ?? 0) * units.width;
	return new Float64Array(drawn, 8 * before * units.width, length);
}
function startThread(script) {
	const thread = new Worker(script, {
		execArgv: [],
		env: {}
	});
	thread.on("error", () => void 0);
	thread.unref();
	return thread;
}
/** Beside this file as TypeScript in a checkout, beside the bundle in `dist/`; where it is not, this thread does it all. */
function workerScript() {
	const name = import.meta.url.endsWith(".ts") ? "./resample.worker.ts" : "./resample.worker.js";
	const path = fileURLToPath(new URL(name, import.meta.url));
	return existsSync(path) ? path : void 0;
}
// shared/platform/file-facts.ts
function isSameFile(before, after) {
	return before.size === after.size && before.mtimeNs === after.mtimeNs && before.ctimeNs === after.ctimeNs && before.ino === after.ino && before.dev === after.dev;
}
/** Times of files are those of the last tick of the system's clock, which is at most this old. */
const TICK_NS = 20000000n;
/** The moment before which a file must have been left alone, when work on it begins at `startedMs`. */
function quietBefore(startedMs) {
	return BigInt(Math.floor(startedMs)) * 1000000n - TICK_NS;
}
/**
* Whether nobody has touched the file since before that moment, so that whoever writes it afterwards changes its times.
* Where the clock is another machine's, nothing follows from that.
*/
function isQuiet({ mtimeNs, ctimeNs }, before) {
	return mtimeNs < before && ctimeNs < before;
}
const SECOND_NS = 1000000000n;
/** A time without nanoseconds is that of a coarse clock, or was put there by who made the image of a disk. */
function isFine({ ctimeNs }) {
	return ctimeNs % SECOND_NS !== 0n;
}
/** File systems of Linux whose times are kept by this very kernel: ext, XFS, Btrfs, tmpfs, F2FS, bcachefs, ZFS. */
const KEPT_HERE = /* @__PURE__ */ new Set([
	61267,
	1481003842,
	2435016766,
	16914836,
	4076150800,
	3393526350,
	801189825
]);
/** Tells for each device whether its times are kept by this machine; others count as another machine's. */
function clockKeeper() {
	const known = /* @__PURE__ */ new Map();
	let lastDev;
	let isLastKept = false;
	return ({ dev }, path) => {
		if (dev === lastDev) return isLastKept;
		const isKept = known.get(dev) ?? (process.platform === "linux" && KEPT_HERE.has(typeOf(path)));
		known.set(dev, isKept);
		lastDev = dev;
		isLastKept = isKept;
		return isKept;
	};
}
function typeOf(path) {
	try {
		return statfsSync(path).type;
	} catch {
		return 0;
	}
}
// shared/platform/read-ahead.ts
const BUFFER_BYTES = 4 * 2 ** 20;
/** Reading from memory is several times quicker than this; a disk that is quicker need not be waited for. */
const MEMORY_BYTES_PER_MS = 1e6;
/** After so much it is tried again whether the bytes are in memory. */
const STRETCH_BYTES = 16 * BUFFER_BYTES;
function waitsForDisk(bytes, ms) {
	return bytes < ms * MEMORY_BYTES_PER_MS;
}
/** Reads a stretch of a file: while one buffer is taken, the other is filled. Gives the place it came to. */
async function readAhead(file, { at, buffers, take }) {
	let [filling, taking] = buffers;
	let place = at;
	let reading = fill(file, filling, place);
	for (;;) {
		const bytes = await reading;
		if (bytes === 0) return place;
		place += bytes;
		[filling, taking] = [taking, filling];
		const isEnd = place >= at + STRETCH_BYTES;
		if (!isEnd) reading = fill(file, filling, place);
		take(taking.subarray(0, bytes));
		if (isEnd) return place;
	}
}
function fill(file, buffer, at) {
	return new Promise((resolve, reject) => {
		read(file, buffer, 0, buffer.length, at, (error, bytes) => error ? reject(error) : resolve(bytes));
	});
}
function largeBuffers() {
	return [Buffer.allocUnsafeSlow(BUFFER_BYTES), Buffer.allocUnsafeSlow(BUFFER_BYTES)];
}
// shared/platform/hash-file.ts
/** A FIFO that took the place of a file must not make us wait for its writer. */
const READ = constants.O_RDONLY | constants.O_NONBLOCK | (constants.O_NOFOLLOW ?? 0);
/** Checksum of a file that fits into the buffer, which the caller lends; a larger one is only said to be `large`. */
function hashSmall(path, buffer, rules) {
	let file;
	try {
		file = openFile(path, rules.boundary);
		let bytes = readSync(file, buffer, 0, buffer.length, 0);
		let facts = fstatSync(file, { bigint: true });
		if (!facts.isFile()) return changed(OTHER_KIND);
		if (bytes === buffer.length || facts.size > buffer.length) return {
			kind: "large",
			bytes: Number(facts.size)
		};
		if (!isQuiet(facts, rules.quietBefore) || !rules.isKeptHere(facts, path)) {
			const before = facts;
			bytes = readSync(file, buffer, 0, buffer.length, 0);
			facts = fstatSync(file, { bigint: true });
			if (!isSameFile(before, facts)) return changed(WHILE_READ);
		}
		if (BigInt(bytes) !== facts.size) return changed(WHILE_READ);
		return {
			kind: "hashed",
			digest: digestOf(buffer.subarray(0, bytes), rules.algorithm),
			facts
		};
	} catch (error) {
		return failure(error);
	} finally {
		if (file !== void 0) closeSync(file);
	}
}
const PIECE_BYTES = 524288;
/** Between two looks of this thread at what else there is to do. */
const BREATH_BYTES = 32 * PIECE_BYTES;
/**
* Checksum of a file of any size. Small pieces stay in the processor's cache, which is quickest as long as the bytes are
* in memory; while they are not, one buffer is filled as the other is hashed.
*/
async function hashLarge(path, { rules, buffers, onRead }) {
	let file;
	try {
		file = openFile(path, rules.boundary);
		const before = fstatSync(file, { bigint: true });
		if (!before.isFile()) return changed(OTHER_KIND);
		const hash = createHash(rules.algorithm);
		const piece = buffers[0].subarray(0, PIECE_BYTES);
		const take = (bytes) => {
			hash.update(bytes);
			onRead(bytes.length);
		};
		let at = 0;
		let slow = 0;
		for (let breath = BREATH_BYTES;;) {
			const started = performance.now();
			const read = readSync(file, piece, 0, piece.length, at);
			if (read === 0) break;
			slow = waitsForDisk(read, performance.now() - started) ? slow + 1 : 0;
			take(read === piece.length ? piece : piece.subarray(0, read));
			at += read;
			if (slow > 1) at = await readAhead(file, {
				at,
				buffers,
				take
			});
			else if (at >= breath) {
				breath = at + BREATH_BYTES;
				await new Promise((resolve) => setImmediate(resolve));
			}
		}
		const facts = fstatSync(file, { bigint: true });
		if (BigInt(at) !== facts.size || !isSameFile(before, facts)) return changed(WHILE_READ);
		if (!isSameFile(facts, statSync(path, { bigint: true }))) return changed("was replaced while it was read");
		return {
			kind: "hashed",
			digest: hash.digest("binary"),
			facts
		};
	} catch (error) {
		return failure(error);
	} finally {
		if (file !== void 0) closeSync(file);
	}
}
/** What lies there, at the end of a link also; nothing when it is no file, or cannot be looked at. */
function factsOf(path) {
	try {
		const facts = statSync(path, { bigint: true });
		return facts.isFile() ? facts : void 0;
	} catch {
		return;
	}
}
const WHILE_READ = "changed while it was read";
const OTHER_KIND = "became something else than a file";
/** Where a link leads is looked at again: it may have been put there since. */
function openFile(path, boundary) {
	try {
		return openSync(path, READ);
	} catch (error) {
		if (systemCode(error) !== "ELOOP") throw error;
		const target = realpathSync(path);
		if (boundary !== void 0 && !isInside(boundary, target)) throw new LeadsOut(target);
		return openSync(target, READ);
	}
}
var LeadsOut = class extends Error {
	constructor(target) {
		super(`is now a link that leads out, to ${pathText(target)}`);
	}
};
function changed(why) {
	return {
		kind: "failed",
		code: "file-changed",
		why
	};
}
function failure(error) {
	if (error instanceof LeadsOut) return changed(error.message);
	const code = systemCode(error);
	if (code === "ENOENT" || code === "ENOTDIR") return changed("vanished meanwhile");
	if (code === "EISDIR" || code === "ENXIO" || code === "EAGAIN" || code === "ESPIPE") return changed(OTHER_KIND);
	return {
		kind: "failed",
		code: "file-unreadable",
		why: `cannot be read (${code ?? String(error)})`
	};
}
/** Hashing at one go spares an object for each file; Node has it since 20.12. */
const atOneGo = crypto.hash;
function digestOf(bytes, algorithm) {
	return atOneGo ? atOneGo(algorithm, bytes, "binary") : createHash(algorithm).update(bytes).digest("binary");
}
const WORDS = 9;
/** The same in halves of words: a whole word is a bigint, and one for each step takes longer than all else. */
const HALVES = 18;
const FACTS_HALVES = 10;
const OUTDATED = 2;
/** Finds places for entries; of two for one file the first counts. */
function tableOf(entries, quietBefore) {
	const count = entries.byteLength / 72;
	let length = 16;
	while (length < 2 * count) length *= 2;
	const slots = new SharedArrayBuffer(4 * length);
	const places = new Int32Array(slots);
	const halves = new Int32Array(entries);
	const used = new SharedArrayBuffer(count);
	const marks = new Uint8Array(used);
	for (let entry = 0; entry < count; entry++) {
		const from = entry * HALVES;
		let slot = slotOf(halves, from, length);
		for (; places[slot] !== 0; slot = slot + 1 & length - 1) if (isSame(halves, from, {
			others: halves,
			at: placeOf(places, slot),
			most: FILE_HALVES
		})) break;
		if (places[slot] === 0) places[slot] = entry + 1;
		else marks[entry] = OUTDATED;
	}
	return {
		entries,
		slots,
		used,
		quietBefore
	};
}
/** Device and inode, which is what a file is known by. */
const FILE_HALVES = 4;
function slotOf(halves, at, length) {
	const [dev = 0, ino = 0, inoHigh = 0] = [
		halves[at],
		halves[at + 2],
		halves[at + 3]
	];
	const spread = Math.imul(ino, 2654435761) ^ Math.imul(inoHigh, 2246822507) ^ Math.imul(dev, 31);
	return (spread ^ spread >>> 15) & length - 1;
}
function placeOf(places, slot) {
	return ((places[slot] ?? 0) - 1) * HALVES;
}
function isSame(halves, from, { others, at, most }) {
	for (let half = 0; half < most; half++) if (halves[from + half] !== others[at + half]) return false;
	return true;
}
/** Looks files up. The digest is lent, up to the next question. */
function tableReader({ entries, slots, used, quietBefore }) {
	const halves = new Int32Array(entries);
	const bytes = new Uint8Array(entries);
	const places = new Int32Array(slots);
	const marks = new Uint8Array(used);
	const asked = /* @__PURE__ */ new BigInt64Array(5);
	const others = new Int32Array(asked.buffer);
	return (facts) => {
		if (!isQuiet(facts, quietBefore)) return void 0;
		writeFacts(asked, 0, facts);
		const mask = places.length - 1;
		for (let slot = slotOf(others, 0, places.length);; slot = slot + 1 & mask) {
			const place = places[slot] ?? 0;
			if (place === 0) return void 0;
			const from = (place - 1) * HALVES;
			if (!isSame(halves, from, {
				others,
				at: 0,
				most: FACTS_HALVES
			})) continue;
			marks[place - 1] = 1;
			const digest = (place - 1) * 72 + 40;
			return bytes.subarray(digest, digest + 32);
		}
	};
}
function writeFacts(words, at, facts) {
	words[at] = facts.dev;
	words[at + 1] = facts.ino;
	words[at + 2] = facts.size;
	words[at + 3] = facts.mtimeNs;
	words[at + 4] = facts.ctimeNs;
}
/** Whether it can later be seen by its facts alone that a file is still the same. */
function isKeepable(facts, path, { quietBefore, isKeptHere }) {
	return isFine(facts) && isQuiet(facts, quietBefore) && isKeptHere(facts, path);
}
/** Collects new entries of one batch. */
function entryList(most) {
	const entries = new Uint8Array(most * 72);
	const words = new BigInt64Array(entries.buffer);
	const indexes = [];
	return {
		/** The index is that of the file in the batch. */
		add(facts, index) {
			writeFacts(words, indexes.length * WORDS, facts);
			indexes.push(index);
		},
		/** With the digests of the batch, one after the other. */
		entries(digests) {
			for (const [entry, index] of indexes.entries()) {
				const digest = digests.subarray(index * 32, (index + 1) * 32);
				entries.set(digest, entry * 72 + 40);
			}
			return entries.slice(0, indexes.length * 72);
		}
	};
}
// shared/platform/hash-batch.ts
/** A file up to this size is read and hashed at one go. */
const SMALL_BYTES = 524288;
const DIGEST_LENGTHS = {
	sha256: 32,
	md5: 16
};
/** A pair of hands that works on one batch after the other, with buffers of its own. */
function batchHasher({ root, boundary, algorithm, quietBefore, table, isKeeping }) {
	const buffer = Buffer.allocUnsafeSlow(SMALL_BYTES);
	const rules = {
		algorithm,
		boundary,
		quietBefore,
		isKeptHere: clockKeeper()
	};
	const find = table && algorithm === "sha256" ? tableReader(table) : void 0;
	let buffers;
	const pathOf = (name) => isAbsolute(name) ? name : `${root}/${name}`;
	function hashSmalls(names, answers) {
		for (let index = 0; index < names.length; index++) {
			const path = pathOf(names[index] ?? "");
			const facts = find && factsOf(path);
			const known = facts && rules.isKeptHere(facts, path) ? find?.(facts) : void 0;
			if (facts && known) answers.know(index, facts, known);
			else answers.note(index, path, hashSmall(path, buffer, rules));
		}
	}
	return async ({ paths, isLarge }, onRead) => {
		const names = paths.split("\0");
		const answers = openAnswers(names, rules, isKeeping);
		if (!isLarge) hashSmalls(names, answers);
		else {
			buffers ??= largeBuffers();
			for (const [index, name] of names.entries()) {
				const path = pathOf(name);
				answers.note(index, path, await hashLarge(path, {
					rules,
					buffers,
					onRead
				}));
			}
		}
		return answers.all();
	};
}
/** Collects what is found of the files of one batch, in their order. */
function openAnswers(names, rules, isKeeping) {
	const length = DIGEST_LENGTHS[rules.algorithm];
	const digests = Buffer.from(new ArrayBuffer(names.length * length));
	const sizes = new Float64Array(names.length).fill(-1);
	let bytes = 0;
	const large = [];
	const failed = [];
	const fresh = entryList(isKeeping ? names.length : 0);
	/** Digests that follow each other are put down at one go, and where their end belongs. */
	let text = "";
	let end = 0;
	const putDown = () => {
		digests.write(text, end - text.length, "binary");
		text = "";
	};
	const count = (index, { size }) => {
		sizes[index] = Number(size);
		bytes += Number(size);
	};
	return {
		know(index, facts, digest) {
			digests.set(digest, index * length);
			count(index, facts);
		},
		note(index, path, answer) {
			const name = names[index] ?? "";
			if (answer.kind === "large") large.push({
				index,
				path: name,
				bytes: answer.bytes
			});
			else if (answer.kind === "failed") failed.push({
				index,
				path: name,
				code: answer.code,
				why: answer.why
			});
			else {
				if (end !== index * length) putDown();
				text += answer.digest;
				end = (index + 1) * length;
				count(index, answer.facts);
				if (isKeeping && isKeepable(answer.facts, path, rules)) fresh.add(answer.facts, index);
			}
		},
		all() {
			putDown();
			return {
				digests,
				sizes,
				bytes,
				large,
				failed,
				entries: fresh.entries(digests)
			};
		}
	};
}
// shared/platform/native/serve.ts
const WATCH_MS = 500;
/**
* What a process for native code does: it answers its parent one question after another, and ends with it, also while
* native code keeps it busy: then only another thread can see that the parent is gone. The file is the one that runs.
*/
function serveParent(file, answer) {
	if (!isMainThread) {
		watchParent();
		return;
	}
	const watch = new Worker(file, {
		env: {},
		workerData: process.ppid
	});
	const watching = once(watch, "message");
	watch.unref();
	process.on("message", (request) => {
		watching.then(() => answer(request)).catch((error) => {
			return {
				kind: "failed",
				message: error instanceof Error ? error.message : String(error)
			};
		}).then((reply) => process.send?.(reply)).catch(() => process.disconnect());
	});
}
function watchParent() {
	const parent = workerData;
	setInterval(() => {
		if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
	}, WATCH_MS);
	parentPort?.postMessage("watching");
}
// shared/platform/duckdb/load-table.ts
/** The statement that copies a table into the database: of what others wrote only words and a name are in it, quoted. */
function loadStatement({ name, parts, missing }) {
	const sources = parts.map((part) => `SELECT * FROM ${sourceOf(part, missing)}`);
	return `CREATE TABLE ${identifier(name)} AS ${sources.join(" UNION ALL BY NAME ")}`;
}
/** What statements of our own call the files that they read. */
const LOOKED_AT = "data";
/** The statement that shows Parquet files as one table; types that differ become one that holds both. */
function viewStatement(files) {
	const list = `[${files.map(literal).join(", ")}]`;
	return `CREATE VIEW ${LOOKED_AT} AS SELECT * FROM read_parquet(${list}, union_by_name = true, hive_partitioning = false)`;
}
function sourceOf({ format, delimiter = ",", files }, missing) {
	const list = `[${files.map(literal).join(", ")}]`;
	switch (format) {
		case "csv":
		case "tsv": {
			const words = ["", ...missing].map(literal).join(", ");
			return `read_csv(${list}, header = true, delim = ${literal(delimiter)}, quote = '"', escape = '"', nullstr = [${words}], sample_size = -1, union_by_name = true)`;
		}
		case "jsonl": return `read_json(${list}, format = 'newline_delimited', sample_size = -1, union_by_name = true)`;
		case "parquet": return `read_parquet(${list}, union_by_name = true)`;
	}
}
/** In strings of DuckDB nothing but the quote itself means anything. */
function literal(text) {
	return `'${plain(text).replaceAll("'", "''")}'`;
}
function identifier(name) {
	return `"${plain(name).replaceAll("\"", "\"\"")}"`;
}
function plain(text) {
	if (text.includes("\0")) throw new Error("a NUL character cannot be in a statement");
	return text;
}
export { ActionError, DIGEST_LENGTHS, LOOKED_AT, batchHasher, blocksOf, codeOf, crew, describeError, drawBlocks, drawFreeBlocks, firstLine, generator, hintText, identifier, isFile, isFolder, isInside, kindAt, loadStatement, makeFolder, parentOf, pathText, quietBefore, readCapped, realFolder, resolveInside, serveParent, systemCode, tableOf, userCacheFolder, viewStatement, wordStream, writeAtomically, writeNew, writePrivately };
