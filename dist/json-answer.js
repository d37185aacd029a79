// shared/platform/remote/json-answer.ts
function listOf(value) {
	return Array.isArray(value) ? value : void 0;
}
/** A member of an object that came as JSON. */
function memberOf(value, name) {
	if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return void 0;
	return Object.getOwnPropertyDescriptor(value, name)?.value;
}
function textOf(value, name) {
	const found = memberOf(value, name);
	return typeof found === "string" ? found : void 0;
}
export { listOf, memberOf, textOf };
