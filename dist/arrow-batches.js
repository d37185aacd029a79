import { rowText, rowsAtOnce, shorten } from "./track-basics-4.js";
import { meaningOf, valueColumn } from "./value-column.js";
import { open } from "node:fs/promises";
// shared/platform/tables/arrow-types.ts
/** Numbers of Arrow's types; those of its own format, which the package also gives in an enum that would load it. */
const TYPE = {
	dictionary: -1,
	null: 1,
	int: 2,
	float: 3,
	binary: 4,
	utf8: 5,
	bool: 6,
	decimal: 7,
	date: 8,
	time: 9,
	timestamp: 10,
	list: 12,
	struct: 13,
	fixedSizeBinary: 15,
	fixedSizeList: 16,
	map: 17,
	duration: 18,
	largeBinary: 19,
	largeUtf8: 20,
	largeList: 21,
	binaryView: 23,
	utf8View: 24
};
const TYPES = {
	[TYPE.null]: "empty",
	[TYPE.int]: "integer",
	[TYPE.float]: "number",
	[TYPE.binary]: "binary",
	[TYPE.utf8]: "string",
	[TYPE.bool]: "boolean",
	[TYPE.decimal]: "number",
	[TYPE.date]: "date",
	[TYPE.time]: "time",
	[TYPE.timestamp]: "timestamp",
	[TYPE.list]: "list",
	[TYPE.struct]: "struct",
	[TYPE.fixedSizeBinary]: "binary",
	[TYPE.fixedSizeList]: "list",
	[TYPE.map]: "list",
	[TYPE.duration]: "integer",
	[TYPE.largeBinary]: "binary",
	[TYPE.largeUtf8]: "string",
	[TYPE.largeList]: "list",
	[TYPE.binaryView]: "binary",
	[TYPE.utf8View]: "string"
};
function arrowType(type) {
	if (type.typeId === TYPE.dictionary && "dictionary" in type) return arrowType(type.dictionary);
	return TYPES[type.typeId] ?? "other";
}
/** Seconds, milliseconds, microseconds and nanoseconds, as many as a millisecond has. */
const PER_MILLISECOND = [
	.001,
	1,
	1e3,
	1e6
];
/** What makes a plain value of what a vector gives. */
function arrowValue(type) {
	if (type.typeId === TYPE.decimal && "scale" in type) {
		const scale = 10 ** Number(type.scale);
		return (value) => value instanceof Uint32Array ? Number(wholeOf(value)) / scale : value;
	}
	if (type.typeId === TYPE.time && "unit" in type) {
		const scale = PER_MILLISECOND[Number(type.unit)] ?? 1;
		return (value) => typeof value === "bigint" || typeof value === "number" ? Number(value) / scale : value;
	}
	return arrowType(type) === "list" || arrowType(type) === "struct" ? nestedValue : (value) => value;
}
/** Little-endian words in two's complement. */
function wholeOf(words) {
	const joined = [...words].reduceRight((sum, word) => sum << 32n | BigInt(word), 0n);
	return BigInt.asIntN(words.length * 32, joined);
}
function nestedValue(value) {
	if (!(typeof value === "object" && value !== null && Symbol.iterator in value) || Array.isArray(value)) return value;
	return "toJSON" in value && typeof value.toJSON === "function" ? value.toJSON() : value;
}
// shared/platform/tables/lz4-frame.ts
const MAGIC$1 = 407708164;
/** What one frame may unpack to. */
const MOST_BYTES = 2 ** 30;
/** Unpacks one LZ4 frame, whose blocks may refer to those before; checksums are not looked at. */
function unpackLz4Frame(input) {
	const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
	if (view.getUint32(0, true) !== MAGIC$1) throw new RangeError("a buffer is no LZ4 frame");
	const flags = view.getUint8(4);
	if (flags >> 6 !== 1 || (flags & 1) !== 0) throw new RangeError("an LZ4 frame is not supported");
	const hasBlockSums = (flags & 16) !== 0;
	const hasSize = (flags & 8) !== 0;
	const size = hasSize ? Number(view.getBigUint64(6, true)) : input.length * 4;
	const target = {
		bytes: new Uint8Array(checked(size)),
		length: 0
	};
	let at = hasSize ? 15 : 7;
	for (;;) {
		const header = view.getUint32(at, true);
		at += 4;
		if (header === 0) return target.bytes.subarray(0, target.length);
		const length = header & 2147483647;
		if (at + length > input.length) throw new RangeError("an LZ4 block ends too early");
		const block = input.subarray(at, at + length);
		if (header >>> 31 === 1) append(target, block);
		else unpackBlock(block, target);
		at += length + (hasBlockSums ? 4 : 0);
	}
}
function checked(size) {
	if (size > MOST_BYTES) throw new RangeError(`an LZ4 frame claims to have ${size} bytes`);
	return size;
}
function reserve(target, more) {
	const needed = checked(target.length + more);
	if (needed <= target.bytes.length) return;
	const larger = new Uint8Array(Math.min(MOST_BYTES, Math.max(needed, target.bytes.length * 2)));
	larger.set(target.bytes.subarray(0, target.length));
	target.bytes = larger;
}
function append(target, bytes) {
	reserve(target, bytes.length);
	target.bytes.set(bytes, target.length);
	target.length += bytes.length;
}
function unpackBlock(block, target) {
	let at = 0;
	const next = () => {
		const byte = block[at++];
		if (byte === void 0) throw new RangeError("an LZ4 block ends too early");
		return byte;
	};
	const lengthFrom = (start) => {
		let length = start;
		if (start !== 15) return length;
		for (let more = 255; more === 255; length += more) more = next();
		return length;
	};
	while (at < block.length) {
		const token = next();
		const literals = lengthFrom(token >> 4);
		if (at + literals > block.length) throw new RangeError("an LZ4 block ends too early");
		append(target, block.subarray(at, at + literals));
		at += literals;
		if (at >= block.length) return;
		const back = next() | next() << 8;
		if (back === 0 || back > target.length) throw new RangeError("an LZ4 block refers to nothing");
		const length = lengthFrom(token & 15) + 4;
		reserve(target, length);
		const { bytes } = target;
		for (let end = target.length + length; target.length < end; target.length++) bytes[target.length] = bytes[target.length - back] ?? 0;
	}
}
// shared/platform/tables/strict-file.ts
const LOOK_MS = 50;
/** So many looks without a read and without an answer mean that there is nothing left to wait for. */
const IDLE_LOOKS = 4;
/** Besides one for each few bytes, which no honest file comes near. */
const MOST_READS = 200;
/**
* A file for a decoder that, on a broken file, would ask for bytes that are not there, read the same ones again and
* again, or wait for ever for a message that nobody sends. All of that becomes an error here.
*/
async function strictFile(file) {
	const { size } = await file.stat();
	let reads = 0;
	let inFlight = 0;
	const handle = {
		fd: file.fd,
		stat: file.stat.bind(file),
		close: () => Promise.resolve(),
		async read(bytes, offset, length, position) {
			if (!(position >= 0 && length > 0 && position + length <= size)) throw new RangeError(`it names bytes ${position} to ${position + length} of ${size}`);
			reads++;
			if (reads > MOST_READS + size / 8) throw new RangeError("its parts go round in circles");
			inFlight++;
			try {
				const answer = await file.read(bytes, offset, length, position);
				if (answer.bytesRead === 0) throw new RangeError("it became shorter while it was read");
				return answer;
			} finally {
				inFlight--;
			}
		}
	};
	async function unlessIdle(work) {
		let timer;
		const idle = new Promise((_, reject) => {
			let before = reads;
			let looks = 0;
			timer = setInterval(() => {
				looks = inFlight > 0 || reads !== before ? 0 : looks + 1;
				before = reads;
				if (looks === IDLE_LOOKS) reject(/* @__PURE__ */ new RangeError("it ends in the middle of a message"));
			}, LOOK_MS);
		});
		try {
			return await Promise.race([work, idle]);
		} finally {
			clearInterval(timer);
		}
	}
	return {
		handle,
		unlessIdle
	};
}
// shared/platform/tables/arrow-batches.ts
/** A record batch that claims to be larger is an attack or a mistake. */
const MOST_BUFFER_BYTES = 2 ** 30;
/** Reads Arrow files and streams (Feather 2 is one of them), one record batch after the other. */
async function* arrowBatches(path, { report }) {
	const file = await open(path);
	try {
		const { size } = await file.stat();
		if (size === 0) {
			report({
				code: "empty-file",
				text: () => "no bytes"
			});
			return;
		}
		const magic = Buffer.alloc(4);
		await file.read(magic, 0, 4, 0);
		if (magic.toString("latin1") === "FEA1") {
			report({
				code: "unsupported-file",
				text: () => "Feather 1; write it anew as Feather 2"
			});
			return;
		}
		let rows = 0;
		try {
			await checkEnds(file, size);
			const { schema, next } = await openBatches(file);
			if (schema.fields.length > 1e4) {
				report({
					code: "too-many-columns",
					text: () => `${schema.fields.length} columns`
				});
				return;
			}
			const shape = shapeOf(schema);
			for (let step = await next(); step.done !== true; step = await next()) {
				yield* batchesOf(step.value, shape, rows);
				rows += step.value.numRows;
			}
			if (rows === 0) {
				report({
					code: "header-only",
					text: () => "names of columns, and no row"
				});
				yield {
					...shape,
					rows: 0,
					lines: /* @__PURE__ */ new Float64Array(0),
					text: () => ""
				};
			}
		} catch (error) {
			if (error instanceof Error && "syscall" in error) throw error;
			const message = error instanceof Error ? error.message : String(error);
			report({
				code: /codec|not supported|unsupported/i.test(message) ? "unsupported-file" : "damaged-file",
				text: () => shorten(message)
			});
			return;
		}
	} finally {
		await file.close();
	}
}
async function openBatches(file) {
	const { CompressionType, compressionRegistry, RecordBatchReader } = await import("./apache-arrow.js");
	const { decompressZstd } = await import("./hyparquet-compressors.js");
	compressionRegistry.set(CompressionType.ZSTD, { decode: capped(decompressZstd) });
	compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: unpackLz4Frame });
	const { handle, unlessIdle } = await strictFile(file);
	const reader = await unlessIdle(RecordBatchReader.from(handle));
	await unlessIdle(Promise.resolve(reader.open({ autoDestroy: true })));
	if (reader.schema === void 0) throw new RangeError("it has no schema");
	return {
		schema: reader.schema,
		next: () => unlessIdle(Promise.resolve(reader.next()))
	};
}
const MAGIC = "ARROW1";
/** A file, other than a stream, begins and ends with the same word, and tells before the last how long its footer is. */
async function checkEnds(file, size) {
	const ends = Buffer.alloc(16);
	await file.read(ends, 0, 6, 0);
	if (ends.toString("latin1", 0, 6) !== MAGIC) return;
	if (size < 24) throw new RangeError("it is too short");
	await file.read(ends, 6, 10, size - 10);
	if (ends.toString("latin1", 10, 16) !== MAGIC) throw new RangeError(`it does not end with ${MAGIC}`);
	const footer = ends.readInt32LE(6);
	if (footer <= 0 || footer > size - 20) throw new RangeError(`its footer claims to have ${footer} bytes`);
}
function capped(unpack) {
	return (input) => {
		const output = unpack(input);
		if (output.length > MOST_BUFFER_BYTES) throw new RangeError("a buffer is too large");
		return output.byteOffset % 8 === 0 ? output : output.slice();
	};
}
function shapeOf(schema) {
	const most = rowsAtOnce(schema.fields.length);
	const heads = schema.fields.map(columnOf);
	return {
		heads,
		columns: heads.map(({ declared }) => valueColumn(most, meaningOf(declared?.type)))
	};
}
function* batchesOf(batch, { heads, columns }, before) {
	const most = rowsAtOnce(columns.length);
	const lines = new Float64Array(most);
	for (let start = 0; start < batch.numRows; start += most) {
		const end = Math.min(batch.numRows, start + most);
		for (let row = start; row < end; row++) lines[row - start] = before + row + 1;
		for (const [index, column] of columns.entries()) {
			const vector = batch.getChildAt(index);
			const type = batch.schema.fields[index]?.type;
			const plain = type ? arrowValue(type) : (value) => value;
			for (let row = start; row < end; row++) column.put(row - start, plain(vector?.get(row)));
		}
		yield {
			heads,
			rows: end - start,
			lines,
			columns,
			text: rowText(columns)
		};
	}
}
function columnOf({ name, type, nullable }) {
	return {
		name,
		declared: {
			type: arrowType(type),
			nullable
		}
	};
}
export { arrowBatches };
