import { MAX_VALUES, isWellFormed, leafAt } from "./shared.js";
// shared/platform/toml.ts
var Stop = class extends Error {};
/**
* Reads TOML 1.0, in which nan, inf and whole numbers beyond 2^53 are numbers and dates are texts. The library keeps no
* places; lines are those of the names as they are usually written, else those of the table around them.
*/
async function parseTomlTree(text) {
	const { parse, TomlError } = await import("./smol-toml.js");
	try {
		return { tree: build(parse(text, {
			integersAsBigInt: "asNeeded",
			maxDepth: 200
		}), linesOf(text)) };
	} catch (error) {
		if (error instanceof TomlError) {
			const [, message = "is no TOML"] = /^(?:Invalid TOML document: )?([^\n]*)/.exec(error.message) ?? [];
			return { problems: [{
				line: error.line,
				column: error.column,
				message
			}] };
		}
		if (error instanceof Stop || error instanceof RangeError) return { problems: [{
			line: 1,
			column: 1,
			message: error instanceof Stop ? error.message : `nests deeper than 200 levels`
		}] };
		throw error;
	}
}
function build(table, lines) {
	let values = 0;
	function tree(value, path, near) {
		if (path.length > 200) throw new Stop(`nests deeper than 200 levels`);
		if (++values > 1e6) throw new Stop(`holds more than ${MAX_VALUES} values`);
		const line = lines.get(path.join("\0"));
		const here = line === void 0 ? near : {
			line,
			column: 1
		};
		if (typeof value === "string" && !isWellFormed(value)) throw new Stop("a text holds half of a character");
		if (typeof value !== "object") return leafAt(here, value);
		if (Array.isArray(value)) return {
			...here,
			kind: "list",
			items: value.map((item) => tree(item, [...path, ""], here))
		};
		if (value instanceof Date) return leafAt(here, String(value));
		const members = /* @__PURE__ */ new Map();
		for (const [name, item] of Object.entries(value)) {
			const read = tree(item, [...path, name], here);
			members.set(name, {
				key: {
					line: read.line,
					column: read.column
				},
				value: read
			});
		}
		return {
			...here,
			kind: "object",
			members
		};
	}
	return tree(table, [], {
		line: 1,
		column: 1
	});
}
/** Longer lines stand in texts or are no names; a hostile text must not take long to be looked at. */
const LONGEST = 300;
const HEADER = /^\s*\[([^[\]]+)\]\s*(?:#.*)?$/;
const NAMED = /^\s*((?:[\w-]+|"[^"\\]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"\\]*"|'[^']*'))*)\s*=/;
/** The lines of names that stand at the start of one, by path. */
function linesOf(text) {
	const lines = /* @__PURE__ */ new Map();
	let table = [];
	for (const [index, line] of text.split("\n").entries()) {
		if (line.length > LONGEST) continue;
		const header = HEADER.exec(line)?.[1];
		const named = NAMED.exec(line)?.[1];
		if (header !== void 0) table = partsOf(header);
		const known = (header === void 0 && named !== void 0 ? [...table, ...partsOf(named)] : table).join("\0");
		if ((header ?? named) !== void 0 && !lines.has(known)) lines.set(known, index + 1);
	}
	return lines;
}
function partsOf(dotted) {
	return (dotted.match(/"[^"\\]*"|'[^']*'|[^\s."']+/g) ?? []).map((part) => part.replace(/^(["'])(.*)\1$/, "$2"));
}
export { parseTomlTree };
