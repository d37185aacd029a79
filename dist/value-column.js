import { CELL } from "./shared.js";
import { hashNumber, hashText, readCell } from "./track-basics-4.js";
// shared/platform/tables/value-column.ts
/** What the type that a file declares for a column says of its values. */
function meaningOf(type) {
	return type === "number" || type === "date" || type === "timestamp" || type === "time" ? type : void 0;
}
const MOMENTS = /* @__PURE__ */ new Set([
	CELL.date,
	CELL.timestamp,
	CELL.time
]);
const read = {
	kind: CELL.null,
	number: NaN
};
const scratch = Buffer.allocUnsafeSlow(64);
/** A column of values that a parser made: JSON, Parquet or Arrow. */
function valueColumn(most, meaning) {
	const kinds = new Uint8Array(most);
	const numbers = new Float64Array(most).fill(NaN);
	const values = new Array(most).fill(void 0);
	function put(row, value) {
		values[row] = value;
		const number = numberOf(value, meaning);
		numbers[row] = number;
		kinds[row] = kindOf(value, number, meaning);
	}
	function text(row) {
		if (kinds[row] === CELL.null) return "";
		return textOf(values[row], kinds[row] ?? 0, numbers[row] ?? NaN);
	}
	function hash(row) {
		const kind = kinds[row] ?? 0;
		const number = numbers[row] ?? NaN;
		return Math.abs(number) <= Number.MAX_SAFE_INTEGER && kind < CELL.string ? hashNumber(kind, number) : hashText(text(row));
	}
	function clear() {
		kinds.fill(CELL.null);
		numbers.fill(NaN);
		values.fill(void 0);
	}
	return {
		kinds,
		numbers,
		text,
		hash,
		put,
		clear,
		size: (row) => Buffer.byteLength(text(row))
	};
}
function numberOf(value, meaning) {
	switch (typeof value) {
		case "number": return value;
		case "bigint":
		case "boolean": return Number(value);
		case "string": return meaning === "iso" ? momentOf(value) : NaN;
		default: return value instanceof Date ? value.getTime() : NaN;
	}
}
/** JSON has no dates of its own; those that are written as ISO 8601 has it are taken as such. */
function momentOf(text) {
	if (text.length < 5 || text.length > 40 || !/^\d/.test(text)) return NaN;
	readCell(scratch, 0, scratch.write(text.slice(0, 40), "latin1"), read);
	return MOMENTS.has(read.kind) ? read.number : NaN;
}
function kindOf(value, number, meaning) {
	switch (typeof value) {
		case "undefined": return CELL.null;
		case "boolean": return CELL.boolean;
		case "bigint": return momentKind(meaning) ?? CELL.integer;
		case "number": return momentKind(meaning) ?? (meaning === "number" || !Number.isInteger(number) ? CELL.number : CELL.integer);
		case "string": return Number.isNaN(number) ? CELL.string : read.kind;
		case "object": return objectKind(value, meaning);
		default: return CELL.other;
	}
}
function momentKind(meaning) {
	switch (meaning) {
		case "date": return CELL.date;
		case "timestamp": return CELL.timestamp;
		case "time": return CELL.time;
		default: return;
	}
}
function objectKind(value, meaning) {
	if (value === null) return CELL.null;
	if (value instanceof Date) {
		if (Number.isNaN(value.getTime())) return CELL.other;
		return meaning === "date" ? CELL.date : CELL.timestamp;
	}
	if (value instanceof Uint8Array) return CELL.binary;
	return Array.isArray(value) || ArrayBuffer.isView(value) ? CELL.list : CELL.struct;
}
const MOST_TEXT = 1e4;
function textOf(value, kind, number) {
	switch (typeof value) {
		case "string": return value;
		case "object":
			if (value instanceof Uint8Array) return Buffer.from(value.subarray(0, MOST_TEXT)).toString("hex");
			if (!(value instanceof Date)) return plainJson(value);
			break;
		default: if (kind !== CELL.date && kind !== CELL.timestamp && kind !== CELL.time) return String(value);
	}
	const moment = new Date(number);
	if (Number.isNaN(moment.getTime())) return String(value);
	const iso = moment.toISOString();
	return kind === CELL.date ? iso.slice(0, 10) : kind === CELL.time ? iso.slice(11, 23) : iso;
}
function plainJson(value) {
	try {
		return JSON.stringify(value, (_, inner) => typeof inner === "bigint" ? String(inner) : inner).slice(0, MOST_TEXT);
	} catch {
		return String(value);
	}
}
export { meaningOf, valueColumn };
