import { DEPLOYED, REFUSALS, findConfig, findFiles, pathInside, readGithubContext, usualPipeline } from "./shared.js";
import { ActionError, describeError, pathText } from "./base.js";
[...Object.keys(DEPLOYED), ...Object.keys(REFUSALS)];
// shared/domain/pipelines.ts
/**
* Paths that may stand in a matrix. Workflows put its values where they like, so nothing that a shell, an expression or a
* log could take for more than a path.
*/
const PLAIN_PATH = /^(?:[A-Za-z0-9_.@+][A-Za-z0-9_.@+-]*\/)*[A-Za-z0-9_.@+][A-Za-z0-9_.@+-]*$/;
const LONGEST_PATH = 240;
/** Why a configuration cannot be one of many by its path, or nothing. */
function pathProblem(path) {
	if (path.length > LONGEST_PATH) return `its path has more than ${LONGEST_PATH} characters`;
	if (PLAIN_PATH.test(path)) return void 0;
	return "its path may hold letters, digits and . _ - + @ alone, as it becomes a value of a matrix";
}
/** Configurations that have a name in common, also one that differs in capitals alone, as folders of records may not tell these apart. */
function sharedNames(named) {
	const groups = /* @__PURE__ */ new Map();
	for (const one of named) {
		const key = one.pipeline.toLowerCase();
		groups.set(key, [...groups.get(key) ?? [], one]);
	}
	return [...groups.values()].filter((group) => group.length > 1);
}
/** For `strategy.matrix`: one job for each pipeline whose model must be trained. */
function matrixOf(planned) {
	const include = planned.filter(({ train }) => train).map(({ pipeline, config, reason, key }) => ({
		pipeline,
		config,
		reason,
		key: key ?? ""
	}));
	return JSON.stringify({ include });
}
// shared/stages/pipeline-list.ts
/** Every configuration that the pattern means, with the name of its pipeline; what is wrong with one hides no other. */
async function listPipelines(pattern, { place }) {
	const context = await readGithubContext(place.environment);
	const found = await findFiles(pattern, place);
	if (found.paths.length > 256) throw new ActionError("too-many-pipelines", `${pathText(pattern)} means ${found.paths.length} files`, { hint: `A matrix of GitHub has at most 256 jobs. Use a workflow for each of several narrower patterns.` });
	const named = [];
	const problems = [];
	for (const path of found.paths) {
		const one = await readOne(pathInside(place.workspace, `${found.root}/${path}`), {
			place,
			context
		});
		if ("message" in one) problems.push(one);
		else named.push(one);
	}
	const clashes = sharedNames(named);
	const taken = new Set(clashes.flat());
	return {
		pipelines: named.filter((one) => !taken.has(one)),
		problems: [...problems, ...clashes.flatMap(clashProblems)]
	};
}
async function readOne(config, { place, context }) {
	const problem = pathProblem(config);
	if (problem !== void 0) return {
		config: pathText(config),
		message: problem
	};
	try {
		const { config: read } = await findConfig(config, place, void 0);
		return {
			config,
			pipeline: read?.pipeline ?? usualPipeline(context, place)
		};
	} catch (error) {
		return {
			config,
			message: problemOf(error, place)
		};
	}
}
/** What is wrong with one of them; whatever nobody foresaw ends the run. */
function problemOf(error, place) {
	if (!(error instanceof ActionError)) throw error;
	return describeError(error, place.kind);
}
function clashProblems(group) {
	return group.map(({ config, pipeline }) => {
		return {
			config,
			message: `its pipeline is called ${pipeline}, and so is that of ${group.filter((other) => other.config !== config).map((other) => other.config).join(", ")}; give each a name of its own:\n  pipeline: …`
		};
	});
}
/** Refuses inputs that can only be meant for one pipeline. */
function refuseSingular(inputs, names) {
	const given = names.filter((name) => inputs[name] !== void 0);
	if (given.length === 0) return;
	throw new ActionError("invalid-input", `${given.join(", ")} can only be given for one pipeline, and config means several`, { hint: "Say it in each configuration, or name one file in config." });
}
export { listPipelines, matrixOf, pathProblem, problemOf, refuseSingular };
