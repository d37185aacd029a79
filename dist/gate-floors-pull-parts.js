import { decodeText, floorNumbers, parseYamlTree } from "./shared.js";
// shared/domain/rules/number-patch.ts
const CONTEXT = 3;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/;
/** The text with other numbers where numbers stand; nothing where none stands there. */
function writeNumbers(text, edits) {
	const lines = text.split("\n");
	for (const { line, column, to } of edits.toSorted((a, b) => b.column - a.column)) {
		const old = lines[line - 1] ?? "";
		const digits = NUMBER.exec(old.slice(column - 1))?.[0];
		if (digits === void 0) return void 0;
		lines[line - 1] = `${old.slice(0, column - 1)}${to}${old.slice(column - 1 + digits.length)}`;
	}
	return lines.join("\n");
}
/** The same as a unified diff. */
function numberPatch(path, text, edits) {
	const changedText = writeNumbers(text, edits);
	if (changedText === void 0) return void 0;
	const [before, after] = [text.split("\n"), changedText.split("\n")];
	if (!/^[\w./-]+$/.test(path) || text.includes("\r")) return void 0;
	const changed = before.flatMap((line, at) => line === after[at] ? [] : [at]);
	const [first] = changed;
	const last = changed.at(-1);
	if (first === void 0 || last === void 0) return void 0;
	const whole = text.endsWith("\n") ? before.length - 1 : before.length;
	const from = Math.max(0, first - CONTEXT);
	const to = Math.min(whole, last + 1 + CONTEXT);
	if (to === whole && !text.endsWith("\n")) return void 0;
	const lines = Array.from({ length: to - from }, (_, offset) => {
		const at = from + offset;
		return before[at] === after[at] ? [` ${before[at]}`] : [`-${before[at]}`, `+${after[at]}`];
	}).flat();
	const span = `${from + 1},${to - from}`;
	return [
		`--- a/${path}`,
		`+++ b/${path}`,
		`@@ -${span} +${span} @@`,
		...lines,
		""
	].join("\n");
}
// shared/stages/gate/floor-numbers.ts
/** Nothing where the file holds a mistake. */
async function readFloorNumbers(bytes) {
	const decoded = decodeText(bytes);
	if ("problems" in decoded) return void 0;
	const parsed = await parseYamlTree(decoded.text);
	return "problems" in parsed ? void 0 : {
		text: decoded.text,
		numbers: floorNumbers(parsed.tree)
	};
}
export { numberPatch, readFloorNumbers, writeNumbers };
