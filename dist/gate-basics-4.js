import { describeRuleChanges, judge, ruleChanges, shortCommit } from "./shared.js";
// shared/features/gating/judge-gate.ts
/** The gate's answer: the trusted rules decide; rules that the change proposes are judged for show. */
function judgeGate(question) {
	const { rules, policy, proposed, configuration, planProblem, unchanged, candidate, baseline, attempt } = question;
	const sides = {
		candidate: candidate.metrics,
		problems: candidate.problems,
		baseline: baseline.metrics,
		baselineProblems: baseline.problems ?? [],
		noise: question.noise,
		champions: question.champions,
		settings: question.settings,
		isUnchanged: unchanged !== void 0 && "key" in baseline.choice
	};
	const judgement = judge({
		rules: planProblem === void 0 ? rules : [],
		obstacle: obstacleOf(question),
		...sides
	});
	return {
		...judgement,
		...unchanged && judgement.verdict === "pass" ? unchangedGround(unchanged) : {},
		...unchanged ? { unchanged } : {},
		rules: [...judgement.rules],
		metrics: [...candidate.metrics],
		baseline: baseline.choice,
		baselineMetrics: [...baseline.metrics ?? []],
		policy: {
			...policy,
			...proposed ? { proposed: describeProposal(proposed, rules, sides) } : {}
		},
		...configuration ? { configuration } : {},
		...question.examples ? { examples: question.examples } : {},
		...candidate.unfitAsBaseline.length > 0 ? { unfitAsBaseline: [...candidate.unfitAsBaseline] } : {},
		...question.isHoldoutChanged ? { isHoldoutChanged: true } : {},
		...question.baseHoldout ? { baseHoldout: question.baseHoldout } : {},
		...question.prediction ? { prediction: question.prediction } : {},
		attempt
	};
}
function unchangedGround({ commit }) {
	return {
		reasonCode: "model-unchanged",
		reason: `nothing that the model depends on changed since ${shortCommit(commit)}, and its metrics hold today's limits`
	};
}
function obstacleOf({ configuration, trainingProblem, planProblem, evaluationProblem }) {
	if (configuration?.problem !== void 0) return {
		reasonCode: "invalid-config",
		reason: configuration.problem
	};
	if (planProblem !== void 0) return {
		reasonCode: "plan-refused",
		reason: planProblem
	};
	if (trainingProblem !== void 0) return {
		reasonCode: "training-failed",
		reason: trainingProblem
	};
	if (evaluationProblem === void 0) return void 0;
	return {
		reasonCode: "evaluation-missing",
		reason: evaluationProblem
	};
}
function describeProposal(proposed, trusted, sides) {
	const shown = judge({
		rules: proposed.rules,
		...sides
	}).rules;
	const { settings = [] } = proposed;
	const edits = [describeRuleChanges(ruleChanges(trusted, proposed.rules)), ...settings];
	return {
		change: proposed.change,
		rules: shown.map((rule) => ({
			...rule,
			blocking: false
		})),
		message: edits.filter((text) => text !== "").join("; "),
		...settings.length > 0 ? { settings: [...settings] } : {}
	};
}
// shared/features/gating/lazy-readers.ts
/** The readers of all formats, which an action that reads no metrics must not load. */
const readers = () => import("./readers.js");
/** Metrics from the bytes of one file, in the format that its user names or that it turns out to have. */
async function parseMetrics(...given) {
	return (await readers()).parseMetrics(...given);
}
/** Reads metrics files; what is wrong with one is kept apart from the others. */
async function readMetrics(...given) {
	return (await readers()).readMetrics(...given);
}
/** Scores by example from a file that the user named, of any size; beside the names of another one quicker. */
async function readScoreLines(...given) {
	return (await readers()).readScoreLines(...given);
}
/** Says of all formats at once what is wrong with them, before any file is read. */
async function checkFormatNames(...given) {
	return (await readers()).checkFormatNames(...given);
}
// shared/features/gating/source-name.ts
/** What people write in the place of a file: `mlflow:RUN_ID`, `metaflow:Flow/run/step#metrics`. */
function isNamedSource(text) {
	return /^(?:mlflow|metaflow):/.test(text);
}
export { checkFormatNames, isNamedSource, judgeGate, parseMetrics, readMetrics, readScoreLines };
