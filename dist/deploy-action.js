import { defineAction, roadInputs } from "./shared.js";
import { deployInputs, finishDeploy, runDeploy } from "./deploy-parts.js";
// actions/deploy/action.ts
const deploy = defineAction({
	name: "deploy",
	about: "Deploy the judged model by its digest: guarded, approved, tried, and rolled back.",
	example: "proofmark/proofmark/actions/deploy@v1",
	inputs: {
		...deployInputs,
		...roadInputs
	},
	outputs: {
		deploy: "With plan: true when the deploying job has something to do, else false.",
		stamp: "With plan: what the deploying job must be given, through job outputs.",
		"reason-code": "Why, as a stable word; docs/reason-codes.md lists them.",
		model: "The model's digest.",
		deployment: "The number of GitHub's deployment; empty when none was made.",
		result: "All of it as JSON (schemas/deploy-result.schema.json)."
	},
	run: runDeploy,
	post: finishDeploy
});
export { deploy };
