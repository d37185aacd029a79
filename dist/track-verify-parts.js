// shared/domain/dvc/place.ts
const ADDRESS = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//;
/** Follows names from the top of the repository: the folder of the file, its `wdir`, the path itself. */
function placeOf(...parts) {
	const last = parts.at(-1) ?? "";
	if (ADDRESS.test(last)) return { kind: "external" };
	if (parts.some((part) => part.includes("\0"))) return { kind: "outside" };
	const names = [];
	for (const part of parts) {
		if (part.startsWith("/") || /^[A-Za-z]:[\\/]/.test(part)) return { kind: "outside" };
		for (const name of part.split("/")) {
			if (name === "" || name === ".") continue;
			if (name !== "..") names.push(name);
			else if (names.pop() === void 0) return { kind: "outside" };
		}
	}
	return {
		kind: "inside",
		path: names.join("/") || "."
	};
}
/** Whether one path is the other or lies below it. */
function isAtOrBelow(path, folder) {
	return folder === "." || path === folder || path.startsWith(`${folder}/`);
}
function folderOf(path) {
	const slash = path.lastIndexOf("/");
	return slash === -1 ? "." : path.slice(0, slash);
}
// shared/domain/provenance/chain.ts
/** Whether one path holds the other. */
function isTouching(one, other) {
	return isAtOrBelow(one, other) || isAtOrBelow(other, one);
}
/**
* The steps that made something at one of the paths, and those that made what these read, the earliest first. A step
* that reads what it writes itself is no reason to go on for ever.
*/
function stepsBehind(steps, paths) {
	const found = /* @__PURE__ */ new Set();
	const order = [];
	const seen = /* @__PURE__ */ new Set();
	let isCut = false;
	const visit = (path) => {
		if (isCut || seen.has(path)) return;
		seen.add(path);
		for (const step of steps) {
			if (found.has(step) || !step.outputs.some((output) => isTouching(output.path, path))) continue;
			if (found.size >= 50) {
				isCut = true;
				return;
			}
			found.add(step);
			for (const input of step.inputs) visit(input.path);
			order.push(step);
		}
	};
	for (const path of paths) visit(path);
	return {
		steps: order,
		isCut
	};
}
export { folderOf, isAtOrBelow, isTouching, placeOf, stepsBehind };
