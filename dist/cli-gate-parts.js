import { atSpot, collectMetrics, decodeText, describeRuleChanges, findFiles, isMetric, judge, parseJsonTree, parseYamlTree, pathInside, readGlob, readUserFile, ruleChanges, shortCommit, userPath } from "./shared.js";
import { ActionError, isFile } from "./base.js";
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
	return {
		change: proposed.change,
		rules: shown.map((rule) => ({
			...rule,
			blocking: false
		})),
		message: describeRuleChanges(ruleChanges(trusted, proposed.rules))
	};
}
// shared/features/gating/read-metrics.ts
/** A metrics file is small; a larger one is something else. */
const LIMIT = 50 * 2 ** 20;
const TOLD_PROBLEMS = 20;
const MOST_FILES = 200;
/** Reads metrics files; what is wrong with one is kept apart from the others. */
async function readMetrics(paths, place) {
	const all = await Promise.all(paths.map(async (path) => {
		try {
			const files = await filesOf(path, place);
			if (files) return await readMetrics(files, place);
			return await parseMetrics(await readUserFile(place, path, LIMIT), path);
		} catch (error) {
			if (!(error instanceof ActionError)) throw error;
			return {
				metrics: [],
				problems: [error.message],
				notes: []
			};
		}
	}));
	return {
		metrics: all.flatMap(({ metrics }) => metrics),
		problems: all.flatMap(({ problems }) => problems),
		notes: all.flatMap(({ notes }) => notes)
	};
}
/** What a glob stands for, by name; nothing for a plain path. A glob that stands for nothing is an error. */
async function filesOf(path, place) {
	if (!readGlob(path) || await isFile(await userPath(place, path))) return void 0;
	const { root, paths } = await findFiles(path, place);
	if (paths.length <= MOST_FILES) return paths.map((file) => pathInside(place.workspace, `${root}/${file}`)).sort();
	throw new ActionError("too-many-files", `${path} stands for ${paths.length} files`, { hint: `At most ${MOST_FILES} metrics files are read.` });
}
/** Metrics from the bytes of one file: JSON, or YAML where the name or the text says so. */
async function parseMetrics(bytes, path) {
	const decoded = decodeText(bytes);
	if ("problems" in decoded) return broken(path, decoded.problems);
	const isYaml = /\.ya?ml$/i.test(path) || !(/\.json$/i.test(path) || /^\s*[{[]/.test(decoded.text));
	const parsed = isYaml ? await parseYamlTree(decoded.text) : parseJsonTree(decoded.text);
	if ("problems" in parsed) return broken(path, parsed.problems);
	const collected = collectMetrics(parsed.tree, path);
	if ("problems" in collected) return broken(path, collected.problems);
	const count = collected.metrics.filter(isMetric).length;
	const note = `read ${path} as ${isYaml ? "YAML" : "JSON"} metrics (${count} ${count === 1 ? "value" : "values"})`;
	return {
		metrics: collected.metrics,
		problems: [],
		notes: [note]
	};
}
function broken(path, problems) {
	const told = problems.slice(0, TOLD_PROBLEMS).map((problem) => atSpot(path, problem));
	if (problems.length > told.length) told.push(`${path}: and ${problems.length - told.length} more`);
	return {
		metrics: [],
		problems: told,
		notes: []
	};
}
export { judgeGate, parseMetrics, readMetrics };
