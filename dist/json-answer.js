// shared/platform/remote/json-answer.ts
/** An answer as a JSON value; nothing when it is none. */
function jsonOf(body) {
	try {
		return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
	} catch {
		return;
	}
}
/** An answer as a JSON object; nothing when it is anything else. */
function objectOf(body) {
	const value = jsonOf(body);
	return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : void 0;
}
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
export { jsonOf, listOf, memberOf, objectOf, textOf };
