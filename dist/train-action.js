import { defineAction, historyInputs, jobInputs, trainInputs } from "./shared.js";
import { runTrain } from "./train-train-parts.js";
// actions/train/action.ts
const train = defineAction({
	name: "train",
	about: "Run the training command under supervision, and record what made the model.",
	example: "proofmark train --run \"python train.py\" --model models/oil.onnx --metrics metrics.json",
	inputs: {
		...trainInputs,
		...jobInputs,
		"retention-days": historyInputs["retention-days"]
	},
	outputs: {
		"reason-code": "How training ended: succeeded, user-error, cuda-oom, timed-out, cancelled or another.",
		model: "The model's digest; empty when there is none.",
		seconds: "How long it took.",
		result: "All of it as JSON (schemas/train-result.schema.json)."
	},
	run: runTrain
});
export { train };
