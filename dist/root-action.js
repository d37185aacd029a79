import { checkInputs, dataInputs, defineAction, evaluateInputs, gateInputs, historyInputs, planInputs, roadInputs, trainInputs } from "./shared.js";
import { runPipeline } from "./root.js";
// actions/root/action.ts
const root = defineAction({
	name: "root",
	about: "The whole road in one step, for trusted code: track, train, evaluate, gate, comment.",
	example: "proofmark/proofmark@v1",
	inputs: {
		...gateInputs,
		...checkInputs,
		...dataInputs,
		path: {
			...dataInputs.path,
			positional: false
		},
		...planInputs,
		run: trainInputs.run,
		timeout: trainInputs.timeout,
		pass: trainInputs.pass,
		...evaluateInputs,
		...roadInputs,
		...historyInputs
	},
	outputs: {
		verdict: "pass, fail, inconclusive, no-baseline or error.",
		"reason-code": "Why, as a stable word; docs/reason-codes.md lists them.",
		changed: "Whether the data differs from the baseline's; true when there is no baseline.",
		digest: "SHA-256 of the data.",
		url: "Address of the comment.",
		result: "All of it as JSON (schemas/pipeline-result.schema.json)."
	},
	run: runPipeline
});
export { root };
