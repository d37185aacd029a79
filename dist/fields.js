import { measured } from "./shared.js";
// shared/domain/metric-files/fields.ts
/** The value of a name, where the tree is an object that has it. */
function memberOf(tree, name) {
	return tree?.kind === "object" ? tree.members.get(name)?.value : void 0;
}
/** The names and values of an object; of anything else none. */
function membersOf(tree) {
	if (tree?.kind !== "object") return [];
	return [...tree.members].map(([name, { value }]) => [name, value]);
}
function textOf(tree) {
	return tree?.kind === "text" ? tree.value : void 0;
}
/** A finite number. */
function numberOf(tree) {
	return tree?.kind === "number" && Number.isFinite(tree.value) ? tree.value : void 0;
}
/** A number of examples: whole and above 0, also where it is written as 3.0. */
function countOf(tree) {
	const count = numberOf(tree);
	return count !== void 0 && Number.isSafeInteger(count) && count > 0 ? count : void 0;
}
/** A standard error. */
function spreadOf(tree) {
	const spread = numberOf(tree);
	return spread !== void 0 && spread >= 0 ? spread : void 0;
}
/** Whether an object has all of the names. */
function hasNames(tree, ...names) {
	return tree?.kind === "object" && names.every((name) => tree.members.has(name));
}
/** The metric that stands at a place of a document, with what the file says about it elsewhere. */
function metricAt(tree, key, { source, isTextRead, ...facts }) {
	const known = Object.entries(facts).filter(([, fact]) => fact !== void 0);
	return {
		key: [...key],
		...measured(tree, { isTextRead: isTextRead ?? false }),
		...Object.fromEntries(known),
		source,
		line: tree.line
	};
}
/** One problem, which is all that is told of the file. */
function problemAt({ line, column }, message) {
	return { problems: [{
		line,
		column,
		message
	}] };
}
export { countOf, hasNames, memberOf, membersOf, metricAt, numberOf, problemAt, spreadOf, textOf };
