import { datasetsOf, gateOutcome, headCommit, isSameRepository, judgeModel, openSetting, reportVerdict, runAsAction, trackData, usedConfig } from "./shared.js";
import { root } from "./root-action.js";
import { ActionError } from "./base.js";
// shared/platform/github/fork-guard.ts
/**
* Refuses to go on where a run holds the default branch's rights but another repository's code lies in the workspace
* (`pull_request_target`, `workflow_run`, `issue_comment` with a checkout of the pull request). Whose code a comment
* is about is not in its event, so anything but the default branch's commit counts as foreign there.
*/
function refuseForkHead(context, checkedOut) {
	const head = context.foreignHead;
	if (!head) return;
	const { owner, name } = context.repository;
	if (isSameRepository(head.repository, `${owner}/${name}`)) return;
	if (checkedOut.sha !== void 0 && checkedOut.sha === context.sha) return;
	const whose = head.repository ?? "a repository that the event does not name";
	throw new ActionError("untrusted-head", `This run (${context.run.event}) has the rights of the default branch, but works on code of ${whose}.`, { hint: [
		"Judge pull requests from forks in a workflow of their own, which has no rights to lose:",
		"on: pull_request",
		"permissions:",
		"  contents: read"
	].join("\n") });
}
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
