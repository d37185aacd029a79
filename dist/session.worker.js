import { serveParent } from "./base.js";
import { createRequire } from "node:module";
import { join } from "node:path";
// shared/platform/onnx/session.worker.ts
/** Answers are held in memory twice, here and where they go. */
const MOST_VALUES = 2 ** 26;
let ort;
let session;
async function answer(request) {
	switch (request.kind) {
		case "open": {
			ort = createRequire(join(request.modules, "here.js"))("onnxruntime-node");
			session = await ort.InferenceSession.create(request.file, {
				executionProviders: ["cpu"],
				logSeverityLevel: 4
			});
			const { inputMetadata, outputMetadata } = session;
			return {
				kind: "opened",
				inputs: inputMetadata.map(portOf),
				outputs: outputMetadata.map(portOf)
			};
		}
		case "run": {
			if (!ort || !session) throw new Error("no model is open");
			const { Tensor } = ort;
			const feeds = Object.entries(request.feeds).map(([name, { type, data, dims }]) => [name, new Tensor(type, data, [...dims])]);
			const found = await session.run(Object.fromEntries(feeds), [...request.outputs]);
			const outputs = Object.entries(found).map(([name, tensor]) => [name, plainTensor(tensor)]);
			return {
				kind: "answer",
				outputs: Object.fromEntries(outputs)
			};
		}
	}
}
function portOf(metadata) {
	return metadata.isTensor ? {
		name: metadata.name,
		type: metadata.type,
		shape: metadata.shape
	} : {
		name: metadata.name,
		type: "no tensor",
		shape: []
	};
}
function plainTensor({ type, dims, data, size }) {
	if (size > MOST_VALUES) throw new Error(`the answer has shape [${dims.join(", ")}]`);
	return {
		type,
		dims,
		data
	};
}
serveParent(import.meta.filename, answer);
export {};
