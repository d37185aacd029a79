import { constants } from "node:fs";
import { open } from "node:fs/promises";
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
export { openRandomAccess, readFooter, readParquetSchema };
