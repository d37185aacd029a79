import { openWindow } from "./track-basics-2.js";
import { MOST_COLUMNS, rowsAtOnce, shorten } from "./track-basics-4.js";
import { valueColumn } from "./value-column.js";
import { isUtf8 } from "node:buffer";
// shared/platform/tables/json-batches.ts
const LF = 10;
/** One JSON object a line; columns come as they are seen. Lines that are none are reported and passed over. */
async function* jsonBatches(path, options) {
	const window = await openWindow(path);
	try {
		const rows = rowBuffer(options);
		let line = 1;
		for (;;) {
			const bytes = window.bytes();
			const end = bytes.subarray(0, window.to()).indexOf(LF, window.from());
			if (end === -1 && !window.isLast()) {
				if (await window.more()) continue;
				options.report({
					code: "row-too-long",
					line,
					text: () => "a line without end"
				});
				break;
			}
			if (end === -1 && window.from() >= window.to()) break;
			const stop = end === -1 ? window.to() : end;
			rows.add(bytes.subarray(window.from(), stop), line);
			window.advance(Math.min(window.to(), stop + 1));
			line++;
			if (rows.isFull()) yield rows.take();
		}
		if (rows.count() > 0) yield rows.take();
		if (rows.total() === 0) options.report({
			code: "empty-file",
			text: () => "not one JSON object"
		});
	} finally {
		await window.close();
	}
}
function rowBuffer({ report, missing = /* @__PURE__ */ new Set() }) {
	const columns = /* @__PURE__ */ new Map();
	let heads = [];
	const most = rowsAtOnce(1);
	const lines = new Float64Array(most);
	const texts = [];
	let count = 0;
	let total = 0;
	let isTaken = false;
	let isTooWide = false;
	function add(bytes, line) {
		if (isTaken) clear();
		const text = bytes.toString("utf8");
		if (text.trim() === "") return;
		if (!isUtf8(bytes)) report({
			code: "invalid-utf8",
			line,
			text: () => shorten(text)
		});
		if (bytes.includes(0)) report({
			code: "nul-byte",
			line,
			text: () => shorten(text)
		});
		const hasMark = line === 1 && text.startsWith("﻿");
		if (hasMark) report({
			code: "byte-order-mark",
			line,
			text: () => "the file begins with EF BB BF"
		});
		const members = membersOf(hasMark ? text.slice(1) : text);
		if (members === void 0) {
			report({
				code: "not-json",
				line,
				text: () => shorten(text)
			});
			return;
		}
		for (const [name, value] of members) {
			const isEmpty = typeof value === "string" && missing.has(value);
			columnOf(name, line)?.put(count, isEmpty ? null : value);
		}
		lines[count] = line;
		texts[count] = shorten(text);
		count++;
		total++;
	}
	function columnOf(name, line) {
		const known = columns.get(name);
		if (known) return known;
		if (columns.size >= 1e4) {
			if (!isTooWide) report({
				code: "too-many-columns",
				line,
				text: () => `more than ${MOST_COLUMNS} names`
			});
			isTooWide = true;
			return;
		}
		const column = valueColumn(most, "iso");
		columns.set(name, column);
		heads = [...heads, { name }];
		return column;
	}
	function clear() {
		for (const column of columns.values()) column.clear();
		count = 0;
		isTaken = false;
	}
	return {
		add,
		count: () => isTaken ? 0 : count,
		total: () => total,
		/** Few rows where there are many columns, so that memory stays flat. */
		isFull: () => !isTaken && count >= Math.min(most, rowsAtOnce(columns.size)),
		take() {
			isTaken = true;
			return {
				heads,
				rows: count,
				lines,
				columns: [...columns.values()],
				text: (row) => texts[row] ?? ""
			};
		}
	};
}
/** The members of an object, or nothing when the text is something else. */
function membersOf(text) {
	try {
		const value = JSON.parse(text);
		if (typeof value !== "object" || value === null || Array.isArray(value)) return void 0;
		return Object.entries(value);
	} catch {
		return;
	}
}
export { jsonBatches };
