import { CELL } from "./shared.js";
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
export { MOST_COLUMNS, hashBytes, hashNumber, hashText, readCell, rowText, rowsAtOnce, shorten };
