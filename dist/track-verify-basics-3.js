import { isAtOrBelow } from "./track-verify-basics-4.js";
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
export { isTouching, stepsBehind };
