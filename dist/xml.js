// shared/platform/remote/xml.ts
/**
* The root element of a well-formed document of this name; nothing for anything else, a document that ends early or
* brings its own entities among it.
*/
async function readXml(bytes, root) {
	const { XMLParser, XMLValidator } = await import("./fast-xml-parser.js");
	try {
		const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		if (text.includes("<!DOCTYPE") || XMLValidator.validate(text) !== true) return void 0;
		const element = memberOf(new XMLParser({
			ignoreAttributes: false,
			attributeNamePrefix: "@",
			parseTagValue: false,
			parseAttributeValue: false,
			trimValues: false,
			ignoreDeclaration: true,
			ignorePiTags: true,
			htmlEntities: true
		}).parse(text), root);
		return element === void 0 || Array.isArray(element) ? void 0 : nodeOf(element);
	} catch {
		return;
	}
}
function nodeOf(value) {
	const own = typeof value === "string" ? value : String(memberOf(value, "#text") ?? "");
	const all = (name) => {
		const found = memberOf(value, name);
		if (found === void 0) return [];
		return (Array.isArray(found) ? found : [found]).map(nodeOf);
	};
	return {
		own,
		all,
		text(name) {
			const [only, ...more] = all(name);
			return more.length === 0 ? only?.own : void 0;
		},
		attribute(name) {
			const found = memberOf(value, `@${name}`);
			return typeof found === "string" ? found : void 0;
		}
	};
}
function memberOf(value, name) {
	if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return void 0;
	return Object.getOwnPropertyDescriptor(value, name)?.value;
}
/** A size as a text of digits. */
function sizeOf(text) {
	return text !== void 0 && /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : NaN;
}
export { readXml, sizeOf };
