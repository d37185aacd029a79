import { openWindow } from "./track-basics-2.js";
import { MARK, csvColumn, readHeader, roomForRows, scanRows, specialBytes } from "./track-csv-batches-parts.js";
import { rowsAtOnce, shorten } from "./track-basics-4.js";
import { isAscii, isUtf8 } from "node:buffer";
// shared/platform/tables/csv-batches.ts
/**
* Reads CSV after RFC 4180 without making texts of its cells. What is wrong with it is reported, and reading goes on as
* far as rows can be told apart.
*/
async function* csvBatches(path, options) {
	const window = await openWindow(path);
	try {
		const header = await readHeader(window, {
			delimiter: options.delimiter,
			report: options.report
		});
		if (header) yield* readRows(window, header, options);
	} finally {
		await window.close();
	}
}
async function* readRows(window, { state, width, columns: heads }, { report, missing = /* @__PURE__ */ new Set() }) {
	const room = roomForRows(width, rowsAtOnce(width));
	const page = {
		bytes: window.bytes(),
		isAscii: true,
		room
	};
	const columns = heads.map(({ place }) => csvColumn(page, place, missing));
	const special = specialBytes(state.delimiter);
	const textOf = (row) => shorten(page.bytes.toString("utf8", room.rowStarts[row] ?? 0, room.rowEnds[row] ?? 0));
	let rows = 0;
	for (;;) {
		const from = window.from();
		page.bytes = window.bytes();
		const span = {
			from,
			to: window.to(),
			isLast: window.isLast()
		};
		const scanned = scanRows(page.bytes, span, {
			room,
			state,
			special
		});
		window.advance(scanned.next);
		if (room.rows > 0) {
			page.isAscii = isAscii(page.bytes.subarray(from, scanned.next));
			reportRows(page, {
				from,
				to: scanned.next
			}, report);
			for (const column of columns) column.fill();
			rows += room.rows;
			yield {
				heads,
				rows: room.rows,
				lines: room.lines,
				columns,
				text: textOf
			};
			continue;
		}
		if (scanned.next > from || await window.more()) continue;
		reportEnd(window, scanned, {
			state,
			rows,
			report
		});
		if (rows === 0) yield {
			heads,
			rows: 0,
			lines: room.lines,
			columns,
			text: textOf
		};
		return;
	}
}
function reportRows(page, span, report) {
	const { room, bytes } = page;
	const text = (row) => () => shorten(bytes.toString("utf8", room.rowStarts[row] ?? 0, room.rowEnds[row] ?? 0));
	const lineOf = (row) => room.lines[row] ?? 0;
	for (let row = 0; row < room.rows; row++) {
		if (room.counts[row] === room.width) continue;
		const told = () => `${room.counts[row]} instead of ${room.width} cells: ${text(row)()}`;
		report({
			code: "ragged-row",
			line: lineOf(row),
			text: told
		});
	}
	if (room.strays > 0) {
		for (let row = 0; row < room.rows; row++) if (room.marks.subarray(row * room.width, (row + 1) * room.width).some((mark) => (mark & MARK.stray) !== 0)) report({
			code: "stray-quote",
			line: lineOf(row),
			text: text(row)
		});
	}
	const all = bytes.subarray(span.from, span.to);
	const hasNul = all.includes(0);
	const isText = page.isAscii || isUtf8(all);
	if (!hasNul && isText) return;
	for (let row = 0; row < room.rows; row++) {
		const here = bytes.subarray(room.rowStarts[row] ?? 0, room.rowEnds[row] ?? 0);
		if (hasNul && here.includes(0)) report({
			code: "nul-byte",
			line: lineOf(row),
			text: text(row)
		});
		if (!isText && !isUtf8(here)) report({
			code: "invalid-utf8",
			line: lineOf(row),
			text: text(row)
		});
	}
}
function reportEnd(window, { open }, { state, rows, report }) {
	const rest = () => shorten(window.bytes().toString("utf8", window.from(), Math.min(window.to(), window.from() + 1e3)));
	if (open !== void 0) report({
		code: "quote-not-closed",
		line: open,
		text: rest
	});
	else if (!window.isLast()) report({
		code: "row-too-long",
		line: state.line,
		text: rest
	});
	else if (rows === 0) report({
		code: "header-only",
		text: () => "names of columns, and no row"
	});
	const { lf, crlf, cr } = state.ends;
	if ([
		lf,
		crlf,
		cr
	].filter((count) => count > 0).length > 1) report({
		code: "mixed-line-ends",
		text: () => `${lf} LF, ${crlf} CRLF, ${cr} CR`
	});
}
export { csvBatches };
