import { defineAction, evaluateInputs, historyInputs, roadInputs } from "./shared.js";
import { runEvaluate } from "./evaluate-evaluate-parts.js";
// actions/evaluate/action.ts
const evaluate = defineAction({
	name: "evaluate",
	about: "Score the exported ONNX model on the holdout, row by row.",
	example: "proofmark evaluate --model models/oil.onnx --holdout data/holdout.csv --target price --features lag_1,lag_7,month,share",
	inputs: {
		...evaluateInputs,
		...roadInputs,
		...historyInputs
	},
	outputs: {
		"reason-code": "evaluated; a model that cannot be evaluated fails the step.",
		model: "The model's digest.",
		rows: "How many rows it was judged on.",
		result: "All of it as JSON (schemas/evaluate-result.schema.json)."
	},
	run: runEvaluate
});
export { evaluate };
