import { batchHasher } from "./base.js";
import { parentPort, workerData } from "node:worker_threads";
// shared/platform/hash.worker.ts
const hash = batchHasher(workerData);
function reply(message, transferred = []) {
	parentPort?.postMessage(message, transferred);
}
parentPort?.on("message", async (batch) => {
	const answers = await hash(batch, (bytes) => reply({
		kind: "read",
		bytes
	}));
	const buffers = [
		answers.digests,
		answers.sizes,
		answers.entries
	].map(({ buffer }) => buffer);
	reply({
		kind: "done",
		answers
	}, buffers);
});
export {};
