import { hashBuffer, hashFile } from "./base.js";
import { parentPort } from "node:worker_threads";
// shared/platform/hash.worker.ts
const buffer = hashBuffer();
/** A batch of paths in, one answer for each out: a digest, or the reason why there is none. */
parentPort?.on("message", (paths) => {
	parentPort?.postMessage(paths.map((path) => {
		try {
			return hashFile(path, buffer);
		} catch (error) {
			return { problem: error instanceof Error ? error.message : String(error) };
		}
	}));
});
export {};
