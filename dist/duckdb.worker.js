import { identifier, loadStatement, serveParent, viewStatement } from "./base.js";
import { createRequire } from "node:module";
import { join } from "node:path";
// shared/platform/duckdb/duckdb.worker.ts
const CONFIG = {
	threads: "2",
	memory_limit: "2GiB",
	temp_directory: "spill",
	max_temp_directory_size: "16GiB",
	extension_directory: "extensions",
	secret_directory: "secrets",
	home_directory: ".",
	allow_persistent_secrets: "false",
	autoinstall_known_extensions: "false",
	autoload_known_extensions: "false",
	allow_community_extensions: "false"
};
let duck;
let connection;
/** Statements that somebody else wrote are only read where files are out of reach, and ours where they are not. */
let isSealed = false;
async function answer(request) {
	switch (request.kind) {
		case "open": {
			connection = await connect(request.modules);
			const rows = [];
			for (const table of request.tables) {
				await connection.run(loadStatement(table));
				const name = identifier(table.name);
				const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${name}`);
				rows.push(Number(counted.getRows()[0]?.[0]));
			}
			await connection.run("SET enable_external_access = false");
			await connection.run("SET lock_configuration = true");
			isSealed = true;
			return {
				kind: "opened",
				rows
			};
		}
		case "ask":
			if (!duck || !connection || !isSealed) throw new Error("no table is open");
			return {
				kind: "answer",
				value: await ask(request.sql, connection, duck.StatementType.SELECT)
			};
		case "look":
			connection = await connect(request.modules);
			await connection.run(viewStatement(request.files));
			return {
				kind: "opened",
				rows: []
			};
		case "read":
			if (!connection || isSealed) throw new Error("no file is open");
			await connection.run(`SET threads = ${Math.trunc(request.threads)}`);
			return {
				kind: "read",
				rows: (await connection.runAndReadAll(request.sql)).getRows().map((row) => row.map(plainValue))
			};
	}
}
async function connect(modules) {
	duck = createRequire(join(modules, "here.js"))("@duckdb/node-api");
	return (await duck.DuckDBInstance.create(":memory:", CONFIG)).connect();
}
async function ask(sql, open, select) {
	if (!/^\s*(?:select|with)\b/i.test(sql)) throw new Error("a query begins with SELECT or WITH: it only reads");
	const statements = await open.extractStatements(sql);
	if (statements.count !== 1) throw new Error(`a query is one statement, and this has ${statements.count}`);
	const prepared = await statements.prepare(0);
	if (prepared.statementType !== select) throw new Error("a query is a SELECT: it only reads");
	const result = await prepared.stream();
	if (result.columnCount !== 1) throw new Error(`a query answers one value, and this has ${result.columnCount} columns`);
	const found = [];
	for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0;) {
		found.push(...chunk.getRows().map(([cell]) => cell));
		if (found.length > 1) throw new Error("a query answers one value, and this has several rows");
		chunk = await result.fetchChunk();
	}
	if (found.length === 0) throw new Error("a query answers one value, and this has no row");
	return plainValue(found[0]);
}
const MOST_CHARACTERS = 1e3;
/** Dates, decimals and the like as people write them. */
function plainValue(cell) {
	if (cell === null || typeof cell === "boolean" || typeof cell === "number") return cell;
	if (typeof cell === "bigint") {
		const number = Number(cell);
		return Number.isSafeInteger(number) ? number : String(cell);
	}
	return String(cell).slice(0, MOST_CHARACTERS);
}
serveParent(import.meta.filename, answer);
export {};
