import { rowText, rowsAtOnce, shorten } from "./track-basics-4.js";
import { openRandomAccess, readFooter } from "./track-parquet-batches-parts.js";
import { meaningOf, valueColumn } from "./value-column.js";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
// shared/platform/tables/parquet-batches.ts
/** About so much is unpacked at a time; pages are skipped until the wanted rows come. */
const SLICE_BYTES = 32 * 2 ** 20;
/** A page that claims to be larger is an attack or a mistake. */
const MOST_PAGE_BYTES = 256 * 2 ** 20;
/** Reads Parquet by slices of its row groups. Anything that cannot be decoded is reported, and ends the reading. */
async function* parquetBatches(path, { report }) {
	const file = await openRandomAccess(path);
	try {
		if (file.byteLength === 0) {
			report({
				code: "empty-file",
				text: () => "no bytes"
			});
			return;
		}
		const footer = await attempt(() => readFooter(file), report);
		if (footer === void 0) return;
		if (footer.columns.length > 1e4) {
			report({
				code: "too-many-columns",
				text: () => `${footer.columns.length} columns`
			});
			return;
		}
		const codec = foreignCodec(footer);
		if (codec !== void 0) {
			report({
				code: "unsupported-file",
				text: () => `it is packed with ${codec}`
			});
			return;
		}
		const columns = await columnsOf(footer);
		if (footer.rows === 0) {
			report({
				code: "header-only",
				text: () => "names of columns, and no row"
			});
			yield {
				heads: footer.columns,
				rows: 0,
				lines: /* @__PURE__ */ new Float64Array(0),
				columns,
				text: () => ""
			};
		}
		let start = 0;
		for (const group of footer.metadata.row_groups) {
			const end = start + Number(group.num_rows);
			const step = sliceRows(group);
			for (let from = start; from < end; from += step) {
				const to = Math.min(end, from + step);
				const chunks = await attempt(() => readSlice(file, footer, {
					from,
					to
				}), report);
				if (chunks === void 0) return;
				yield* batchesOf(chunks, footer, {
					columns,
					from,
					to
				});
			}
			start = end;
		}
	} finally {
		await file.close();
	}
}
const CODECS = [
	"UNCOMPRESSED",
	"SNAPPY",
	"GZIP",
	"BROTLI",
	"ZSTD",
	"LZ4",
	"LZ4_RAW"
];
/** A way to pack that is not read here. */
function foreignCodec({ metadata }) {
	return metadata.row_groups.flatMap(({ columns }) => columns.map(({ meta_data: column }) => column?.codec ?? "a key")).find((codec) => !CODECS.includes(codec));
}
function sliceRows({ total_byte_size: bytes, num_rows: rows }) {
	const slices = Math.max(1, Math.ceil(Number(bytes) / SLICE_BYTES));
	return Math.max(1, Math.ceil(Number(rows) / slices));
}
/** What goes wrong inside of the file, and not with the disk, is said of the file. */
async function attempt(body, report) {
	try {
		return await body();
	} catch (error) {
		if (error instanceof Error && "syscall" in error) throw error;
		const message = error instanceof Error ? error.message : String(error);
		report({
			code: "damaged-file",
			text: () => shorten(message)
		});
		return;
	}
}
async function readSlice(file, { metadata, columns }, { from, to }) {
	const { parquetRead } = await import("./hyparquet.js");
	const chunks = new Map(columns.map(({ name }) => [name, []]));
	await parquetRead({
		file,
		metadata,
		rowStart: from,
		rowEnd: to,
		compressors: await compressors(),
		utf8: false,
		onChunk: (chunk) => chunks.get(chunk.columnName)?.push(chunk)
	});
	for (const [name, parts] of chunks) {
		const rows = parts.reduce((sum, part) => sum + Math.max(0, Math.min(to, part.rowEnd) - Math.max(from, part.rowStart)), 0);
		if (rows !== to - from) throw new RangeError(`column "${name}" has ${rows} of ${to - from} rows`);
	}
	return chunks;
}
async function compressors() {
	const { decompressLz4, decompressLz4Raw, decompressZstd } = await import("./hyparquet-compressors.js");
	const { snappyUncompress } = await import("./hyparquet.js");
	const capped = (unpack) => (input, length) => {
		if (length < 0 || length > MOST_PAGE_BYTES) throw new RangeError(`a page claims to have ${length} bytes`);
		const output = unpack(input, length);
		if (output.length !== length) throw new RangeError(`a page has ${output.length} bytes instead of ${length}`);
		return output;
	};
	return {
		SNAPPY: capped((input, length) => {
			const output = new Uint8Array(length);
			snappyUncompress(input, output);
			return output;
		}),
		GZIP: capped((input, length) => gunzipSync(input, { maxOutputLength: Math.max(1, length) })),
		BROTLI: capped((input, length) => brotliDecompressSync(input, { maxOutputLength: Math.max(1, length) })),
		ZSTD: capped((input, length) => decompressZstd(input, new Uint8Array(length))),
		LZ4: capped(decompressLz4),
		LZ4_RAW: capped(decompressLz4Raw)
	};
}
async function columnsOf({ metadata, columns }) {
	const { parquetSchema } = await import("./hyparquet.js");
	const most = rowsAtOnce(columns.length);
	return parquetSchema(metadata).children.map((tree, index) => {
		const type = columns[index]?.declared?.type;
		const column = valueColumn(most, meaningOf(type));
		if (type === "string") return {
			...column,
			put: (row, value) => column.put(row, asText(value))
		};
		const scale = timeScale(tree);
		if (scale === void 0) return column;
		const put = (row, value) => column.put(row, typeof value === "bigint" || typeof value === "number" ? Number(value) / scale : value);
		return {
			...column,
			put
		};
	});
}
const utf8 = new TextDecoder("utf-8", {
	fatal: true,
	ignoreBOM: true
});
/** A text that is declared as anything else than STRING, such as ENUM, comes as its bytes; what is no UTF-8 stays bytes. */
function asText(value) {
	if (!(value instanceof Uint8Array)) return value;
	try {
		return utf8.decode(value);
	} catch {
		return value;
	}
}
/** Times of day come as they are stored; this many of their units are a millisecond. */
function timeScale({ element }) {
	const { logical_type: logical, converted_type: converted } = element;
	if (logical?.type === "TIME") return logical.unit === "MILLIS" ? 1 : logical.unit === "MICROS" ? 1e3 : 1e6;
	return converted === "TIME_MILLIS" ? 1 : converted === "TIME_MICROS" ? 1e3 : void 0;
}
function* batchesOf(chunks, { columns: heads }, { columns, from, to }) {
	const most = rowsAtOnce(columns.length);
	const lines = new Float64Array(most);
	for (let start = from; start < to; start += most) {
		const end = Math.min(to, start + most);
		for (let row = start; row < end; row++) lines[row - start] = row + 1;
		for (const [index, column] of columns.entries()) for (const { rowStart, rowEnd, columnData } of chunks.get(heads[index]?.name ?? "") ?? []) {
			const first = Math.max(start, rowStart);
			const last = Math.min(end, rowEnd);
			for (let row = first; row < last; row++) column.put(row - start, columnData[row - rowStart]);
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
export { parquetBatches };
