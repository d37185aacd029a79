import { composeInput, decisionFor, headCommit, openSetting, runAsAction, usedConfig } from "./shared.js";
import { root } from "./root-action.js";
import { ActionError, describeError } from "./base.js";
import { refuseForkHead } from "./token-parts.js";
import { reportVerdict } from "./comment-parts.js";
import { datasetsOf, findingsLine, trackData } from "./track-parts.js";
import { gateOutcome, judgeModel, writeCheck } from "./gate-parts.js";
// shared/stages/pipeline.ts
/** The stage behind the root action: the whole road in one step, for code that is trusted. */
async function runPipeline(inputs, scene) {
	const setting = await openSetting("root", inputs, scene);
	await refuseUntrusted(setting);
	const config = await usedConfig(setting);
	const datasets = datasetsOf(inputs, config);
	const tracked = datasets.length > 0 ? await trackData(setting, inputs, datasets) : void 0;
	const isSpared = tracked?.section.body.plan?.train === false;
	const trained = isSpared ? void 0 : await trainIfAsked(setting, inputs, config);
	const evaluationProblem = (trained === void 0 || trained.exit.reason === "succeeded") && !isSpared ? await evaluateIfAsked(setting, inputs, config) : void 0;
	const judged = await judgeModel(setting, inputs, {
		tracked,
		evaluationProblem
	});
	const comment = await reportVerdict(setting, {
		gate: judged.section,
		data: tracked?.section
	}, { failOn: inputs["fail-on"] });
	const outcome = gateOutcome(judged.result, inputs);
	const isDataRefused = tracked !== void 0 && decisionFor(tracked.result.verdict, inputs["fail-on"]) !== "accepted";
	const dataHeadline = tracked ? `data: ${tracked.result.verdict}${findingsLine(tracked.result)}` : "";
	const decision = isDataRefused && outcome.decision === "accepted" ? "refused" : outcome.decision;
	const headline = isDataRefused ? `${dataHeadline}; ${outcome.headline}` : outcome.headline;
	const { verdict } = judged.result;
	const found = {
		gate: judged.section,
		data: tracked?.section,
		failOn: inputs["fail-on"]
	};
	const said = {
		name: inputs.check,
		decision,
		headline,
		verdict
	};
	await writeCheck(setting, composeInput(setting, found), said);
	setting.github?.client.spent();
	const result = {
		schema: "proofmark/pipeline-result/v1",
		verdict,
		reasonCode: judged.result.reasonCode,
		...tracked ? { track: tracked.result } : {},
		gate: judged.result,
		comment
	};
	return {
		decision,
		headline,
		outputs: {
			...outcome.outputs,
			changed: tracked ? String(tracked.result.changed) : "",
			digest: tracked?.result.digest ?? "",
			url: comment.url ?? ""
		},
		result
	};
}
async function trainIfAsked(setting, inputs, config) {
	if (inputs.run === void 0 && config?.train?.run === void 0) return void 0;
	const { trainRun } = await import("./train2.js");
	const { training } = await trainRun(setting, {
		...inputs,
		metrics: onlyFile(inputs.metrics)
	});
	if (training.exit.reason !== "succeeded") setting.runner.annotate("error", `training failed: ${training.exit.message}`);
	return training;
}
/** The metrics file that training is to write, where the step names one that is judged. */
function onlyFile([path, ...more] = []) {
	return path === void 0 || more.length > 0 || /[*?[{]/.test(path) ? void 0 : path;
}
/** A model that cannot be evaluated is judged all the same, so that its comment says why. */
async function evaluateIfAsked(setting, inputs, config) {
	if (inputs.target === void 0 && config?.evaluate === void 0) return void 0;
	try {
		const { evaluateModel } = await import("./evaluate2.js");
		await evaluateModel(setting, inputs);
		return;
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		setting.runner.annotate("error", describeError(error, setting.place.kind));
		return error.message;
	}
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
