import { CELL } from "./shared.js";
import { MOST_COLUMNS, hashBytes, hashNumber, readCell, shorten } from "./track-basics-4.js";
import { isUtf8 } from "node:buffer";
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
	const room = roomForRows(MOST_COLUMNS + 1, 1);
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
export { MARK, csvColumn, readHeader, roomForRows, scanRows, specialBytes };
