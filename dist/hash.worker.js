import { batchHasher, packAnswers, unpackBatch } from "./base.js";
import { parentPort } from "node:worker_threads";
// shared/platform/hash.worker.ts
const hash = batchHasher();
const reply = (message) => parentPort?.postMessage(message);
parentPort?.on("message", async (message) => {
	const answers = await hash(unpackBatch(message), (bytes) => reply({
		kind: "read",
		bytes
	}));
	reply({
		kind: "done",
		answers: packAnswers(answers)
	});
});
export {};
