import { drawBlock } from "./base.js";
import "node:fs";
import "node:os";
import { parentPort } from "node:worker_threads";
import "node:url";
// shared/platform/resampling.ts
/** Draws blocks that nobody has taken, until there are none. */
function takeBlocks({ units, blocks, next }) {
	const counter = new Int32Array(next);
	const taken = [];
	for (;;) {
		const index = Atomics.add(counter, 0, 1);
		const block = blocks[index];
		if (!block) return taken;
		taken.push([index, drawBlock(units, block)]);
	}
}
// shared/platform/resample.worker.ts
parentPort?.on("message", (work) => {
	const taken = takeBlocks(work);
	parentPort?.postMessage(taken, taken.map(([, { buffer }]) => buffer));
});
export {};
