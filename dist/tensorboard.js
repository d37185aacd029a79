import { MAX_METRICS, metricValue, protoFields } from "./shared.js";
// shared/domain/formats/crc32c.ts
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit++) value = value & 1 ? value >>> 1 ^ 2197175160 : value >>> 1;
	return value;
});
/** CRC-32C (Castagnoli) of RFC 3720, as a number from 0. */
function crc32c(bytes) {
	let value = 4294967295;
	for (const byte of bytes) value = (TABLE[(value ^ byte) & 255] ?? 0) ^ value >>> 8;
	return (value ^ 4294967295) >>> 0;
}
// shared/domain/metric-files/event-records.ts
/** Larger ones are no events: they hold at most some images. */
const MOST_BYTES = 256 * 2 ** 20;
/** A length of 8 bytes, its checksum, and the checksum of what is between. */
const HEAD = 12;
const FOOT = 4;
/**
* The records of a TensorBoard file: each a length, its checksum, the bytes, and theirs, checksums being CRC-32C turned
* by 15 bits. Only the end may be missing; any other damage makes all behind it unsure.
*/
function eventRecords(bytes) {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const records = [];
	let at = 0;
	const refused = (message) => ({ problems: [{
		line: records.length + 1,
		column: 1,
		message: `${message} (record ${records.length + 1}, byte ${at})`
	}] });
	while (at < bytes.length) {
		if (bytes.length - at < HEAD) return {
			records,
			isCut: true
		};
		const length = view.getUint32(at, true);
		if (!(masked(bytes.subarray(at, at + 8)) === view.getUint32(at + 8, true))) return refused("the length of a record does not match its checksum");
		if (view.getUint32(at + 4, true) !== 0 || length > MOST_BYTES) return refused("a record claims to be longer than any event is");
		const end = at + HEAD + length + FOOT;
		if (end > bytes.length) return {
			records,
			isCut: true
		};
		const record = bytes.subarray(at + HEAD, end - FOOT);
		if (masked(record) !== view.getUint32(end - FOOT, true)) return refused("a record does not match its checksum");
		records.push(record);
		at = end;
	}
	return {
		records,
		isCut: false
	};
}
function masked(bytes) {
	const value = crc32c(bytes);
	return (value >>> 15 | value << 17) + 2726488792 >>> 0;
}
// shared/domain/metric-files/event-scalars.ts
/** The scalars of one event; throws a RangeError where it is no event. Images, texts and histograms are passed over. */
function scalarsOf(event) {
	let step = 0;
	const scalars = [];
	for (const field of protoFields(event)) {
		if (field.field === 2 && field.kind === "varint") step = Number(BigInt.asIntN(64, field.value));
		if (field.field !== 5 || field.kind !== "bytes") continue;
		for (const value of messages(field.value, 1)) scalars.push(...scalarOf(value));
	}
	return scalars.map((scalar) => ({
		...scalar,
		step
	}));
}
function* messages(bytes, wanted) {
	for (const field of protoFields(bytes)) if (field.field === wanted && field.kind === "bytes") yield field.value;
}
/** `Summary.Value`: a tag, and the value as one float or as a tensor without dimensions. */
function scalarOf(bytes) {
	let tag;
	let scalar;
	for (const field of protoFields(bytes)) if (field.field === 1 && field.kind === "bytes") tag = textOf(field.value);
	else if (field.field === 2 && field.kind === "fixed32") scalar = {
		value: field.value.getFloat32(0, true),
		dtype: "f32"
	};
	else if (field.field === 8 && field.kind === "bytes") scalar = tensorScalar(field.value);
	if (scalar === void 0) return [];
	if (tag === void 0 || tag === "") throw new RangeError("a value has no tag");
	return [{
		tag,
		...scalar
	}];
}
function textOf(bytes) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		throw new RangeError("a tag is no UTF-8 text");
	}
}
/** The types of `TensorProto` that numbers have; of the others there are no metrics. */
const KINDS = {
	1: {
		dtype: "f32",
		bytes: 4,
		field: 5,
		read: (view) => view.getFloat32(0, true)
	},
	2: {
		dtype: "f64",
		bytes: 8,
		field: 6,
		read: (view) => view.getFloat64(0, true)
	},
	3: {
		dtype: "int",
		bytes: 4,
		field: 7,
		read: (view) => view.getInt32(0, true)
	},
	9: {
		dtype: "int",
		bytes: 8,
		field: 10,
		read: (view) => Number(view.getBigInt64(0, true))
	}
};
function tensorScalar(bytes) {
	const fields = firstFields(bytes);
	const kind = KINDS[Number(numberOf(fields, 1) ?? 0n)];
	const shape = fields.find(({ field }) => field === 2);
	const hasDimensions = shape?.kind === "bytes" && hasOther(shape.value);
	if (!kind || hasDimensions) return void 0;
	const content = fields.find(({ field, kind }) => field === 4 && kind === "bytes");
	if (content?.kind === "bytes" && content.value.length > 0) {
		const { value } = content;
		if (value.length !== kind.bytes) throw new RangeError("a tensor has more bytes than one number");
		const view = new DataView(value.buffer, value.byteOffset, kind.bytes);
		return {
			value: kind.read(view),
			dtype: kind.dtype
		};
	}
	const listed = fields.find(({ field }) => field === kind.field);
	if (listed === void 0) throw new RangeError("a tensor has no number");
	return {
		value: listedNumber(listed, kind),
		dtype: kind.dtype
	};
}
/** Whether a shape says anything besides that its rank is unknown. */
function hasOther(shape) {
	for (const { field } of protoFields(shape)) if (field !== 3) return true;
	return false;
}
/** The fields of `TensorProto` that are looked at have numbers up to 10; of a list of millions only the first counts. */
function firstFields(bytes) {
	const found = /* @__PURE__ */ new Map();
	for (const field of protoFields(bytes)) {
		const key = `${field.field} ${field.kind}`;
		if (field.field <= 10 && !found.has(key)) found.set(key, field);
	}
	return [...found.values()];
}
function numberOf(fields, wanted) {
	const found = fields.find(({ field, kind }) => field === wanted && kind === "varint");
	return found?.kind === "varint" ? found.value : void 0;
}
/** One number of a list, which is packed or not. */
function listedNumber(field, kind) {
	switch (field.kind) {
		case "varint": return Number(BigInt.asIntN(64, field.value));
		case "bytes":
			if (kind.dtype === "int") {
				const one = new Uint8Array(field.value.length + 1);
				one[0] = 8;
				one.set(field.value, 1);
				const [first] = protoFields(one);
				return first?.kind === "varint" ? Number(BigInt.asIntN(64, first.value)) : 0;
			}
			if (field.value.length !== kind.bytes) throw new RangeError("a tensor has not one number");
			return kind.read(new DataView(field.value.buffer, field.value.byteOffset, kind.bytes));
		default:
			if (field.value.byteLength !== kind.bytes) throw new RangeError("a tensor has not one number");
			return kind.read(field.value);
	}
}
// shared/domain/metric-files/tensorboard.ts
const VERSION = "brain.Event:";
/** The last value of each tag in a file that TensorBoard reads, whoever wrote it. */
const tensorboard = {
	name: "tensorboard",
	title: "TensorBoard events",
	fileName: /tfevents/,
	recognise: (head) => isEvents(head) ? "its first record says brain.Event" : void 0,
	read(bytes, source) {
		const log = readEvents(bytes);
		return "problems" in log ? log : lastScalars([{
			run: "",
			source,
			...log
		}]);
	}
};
/** All scalars of one file, in their order. */
function readEvents(bytes) {
	if (!isEvents(bytes)) return refused(1, "is no file of events: it does not begin with brain.Event");
	const read = eventRecords(bytes);
	if ("problems" in read) return read;
	const scalars = [];
	for (const [index, record] of read.records.entries()) try {
		for (const scalar of scalarsOf(record)) scalars.push(scalar);
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return refused(index + 1, `record ${index + 1} is no event: ${error.message}`);
	}
	return {
		scalars,
		isCut: read.isCut
	};
}
/** Of each tag of each run the value of its highest step; written twice, the later one holds, as after a restart. */
function lastScalars(logs) {
	const last = /* @__PURE__ */ new Map();
	for (const log of logs) for (const scalar of log.scalars) {
		const key = JSON.stringify([log.run, scalar.tag]);
		const before = last.get(key);
		if (!before || scalar.step >= before.scalar.step) last.set(key, {
			log,
			scalar
		});
	}
	if (last.size > 1e4) return refused(1, `holds more than ${MAX_METRICS} tags`);
	if ([...last.values()].find(({ log, scalar: { tag } }) => log.run.length + tag.length > 500)) return refused(1, `a tag is longer than 500 characters`);
	const cut = logs.filter(({ isCut }) => isCut);
	return {
		metrics: [...last.values()].map(({ log: { run, source }, scalar: { tag, step, value, dtype } }) => ({
			key: run === "" ? [tag] : [run, tag],
			value: metricValue(value),
			source,
			step,
			dtype
		})),
		warnings: cut.map(({ source }) => `the last record of ${source} is not whole: training was stopped, or still writes`)
	};
}
/** A length of about 24, and the version in the first record. */
function isEvents(bytes) {
	if (bytes.length < 24 || bytes[1] !== 0 || bytes[4] !== 0) return false;
	return new TextDecoder("latin1").decode(bytes.subarray(12, 64)).includes(VERSION);
}
function refused(line, message) {
	return { problems: [{
		line,
		column: 1,
		message
	}] };
}
export { lastScalars, readEvents, tensorboard };
