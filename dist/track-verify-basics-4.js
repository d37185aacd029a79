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
export { folderOf, isAtOrBelow, placeOf };
