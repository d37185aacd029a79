import { drawBlock } from "./base.js";
import { parentPort } from "node:worker_threads";
// shared/platform/resample.worker.ts
parentPort?.on("message", ({ units, blocks }) => {
	const drawn = blocks.map((block) => drawBlock(units, block));
	parentPort?.postMessage(drawn, drawn.map(({ buffer }) => buffer));
});
export {};
