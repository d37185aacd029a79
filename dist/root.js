import { datasetsOf, gateOutcome, headCommit, judgeModel, openSetting, refuseForkHead, reportVerdict, runAsAction, trackData, usedConfig } from "./shared.js";
import { root } from "./root-action.js";
import { ActionError } from "./base.js";
// shared/stages/pipeline.ts
/** The stage behind the root action: the whole road in one step, for code that is trusted. */
async function runPipeline(inputs, scene) {
	const setting = await openSetting("root", inputs, scene);
	await refuseUntrusted(setting);
	const datasets = datasetsOf(inputs, await usedConfig(setting));
	const tracked = datasets.length > 0 ? await trackData(setting, inputs, datasets) : void 0;
	const judged = await judgeModel(setting, inputs, tracked);
	const comment = await reportVerdict(setting, {
		gate: judged.section,
		data: tracked?.section
	}, { failOn: inputs["fail-on"] });
	setting.github?.client.spent();
	const outcome = gateOutcome(judged.result, inputs);
	const result = {
		schema: "proofmark/pipeline-result/v1",
		verdict: judged.result.verdict,
		reasonCode: judged.result.reasonCode,
		...tracked ? { track: tracked.result } : {},
		gate: judged.result,
		comment
	};
	return {
		decision: outcome.decision,
		headline: outcome.headline,
		outputs: {
			...outcome.outputs,
			changed: tracked ? String(tracked.result.changed) : "",
			digest: tracked?.result.digest ?? "",
			url: comment.url ?? ""
		},
		result
	};
}
/** Code of a fork and a token that can write must not meet in one job. */
async function refuseUntrusted({ github, place }) {
	if (!github) return;
	const { context, client } = github;
	refuseForkHead(context, { sha: (await headCommit(place.workspace))?.sha });
	if (context.pullRequest?.isFork && await client.canWrite()) throw new ActionError("untrusted-head", "this pull request comes from a fork, and the token can write", { hint: "Use the single actions, and give jobs that hold code of forks only:\npermissions:\n  contents: read" });
}
// actions/root/main.ts
await runAsAction(root);
export { runPipeline };
