import { DEPLOYED, REFUSALS, TRAINING_EXITS, TRIGGER_ENDS, VERDICTS, baselineSchema, dataBodySchema, dataChangeSchema, datasetSchema, digestSchema, evaluationBodySchema, findConfig, findFiles, findingSchema, gateBodySchema, guardSchema, modelBodySchema, pathInside, planSchema, provenanceSchema, readGithubContext, smokeSchema, trainingBodySchema, usualPipeline } from "./shared.js";
import { ActionError, describeError, pathText } from "./base.js";
import { _enum, array, boolean, datetime, int, literal, number$1 as number, strictObject, string } from "./zod.js";
// shared/domain/results.ts
/** What `track` answers, as its output `result` and in a terminal with `--json`. */
const trackResultSchema = strictObject({
	schema: literal("proofmark/track-result/v1"),
	/** Of a single dataset its own digest, else one over all of them. */
	digest: digestSchema,
	files: int().nonnegative(),
	bytes: number().nonnegative(),
	changed: boolean().describe("Whether the data differs from the baseline's; true when there is no baseline."),
	reasonCode: _enum([
		"changed",
		"unchanged",
		"no-baseline"
	]).describe("Why changed says so."),
	datasets: array(datasetSchema.extend({ manifest: string().optional() })),
	change: dataChangeSchema.optional(),
	baseline: baselineSchema,
	/** `fail` when a finding fails. */
	verdict: _enum(VERDICTS),
	findings: array(findingSchema),
	provenance: provenanceSchema.optional(),
	drift: dataBodySchema.shape.drift,
	leakage: dataBodySchema.shape.leakage,
	looks: dataBodySchema.shape.looks,
	plan: planSchema.optional()
});
strictObject({
	schema: literal("proofmark/trigger-result/v1"),
	pipeline: string(),
	digest: digestSchema,
	triggered: boolean().describe("Whether this run set something off."),
	reasonCode: _enum(Object.keys(TRIGGER_ENDS)).describe("What became of the data."),
	/** Of the data alone. */
	verdict: _enum(VERDICTS),
	/** Files, over all datasets, since the baseline. */
	changes: strictObject({
		added: int(),
		removed: int(),
		modified: int(),
		renamed: int()
	}),
	branch: string().optional(),
	pullRequest: strictObject({
		number: int(),
		url: string()
	}).optional()
});
strictObject({
	schema: literal("proofmark/evaluate-result/v1"),
	pipeline: string(),
	leg: string(),
	...evaluationBodySchema.shape,
	reasonCode: literal("evaluated"),
	/** Digest of the record's evaluation section. */
	section: digestSchema
});
/** What `gate` answers. */
const gateResultSchema = strictObject({
	schema: literal("proofmark/gate-result/v1"),
	pipeline: string(),
	leg: string(),
	...gateBodySchema.shape,
	/** Digest of the record's gate section. */
	section: digestSchema,
	/** Whether the record entered the history, and if not, why. */
	remembered: string()
});
/** What `comment` answers. */
const commentResultSchema = strictObject({
	schema: literal("proofmark/comment-result/v1"),
	pipeline: string(),
	leg: string(),
	verdict: _enum(VERDICTS),
	/** Where the report went. */
	comment: _enum([
		"created",
		"updated",
		"unchanged",
		"stale",
		"summary-only"
	]),
	reason: string(),
	url: string().optional()
});
strictObject({
	schema: literal("proofmark/pipeline-result/v1"),
	verdict: _enum(VERDICTS),
	reasonCode: string(),
	track: trackResultSchema.optional(),
	gate: gateResultSchema,
	comment: commentResultSchema
});
strictObject({
	schema: literal("proofmark/train-result/v1"),
	...trainingBodySchema.shape,
	reasonCode: _enum(TRAINING_EXITS),
	model: modelBodySchema.optional()
});
strictObject({
	schema: literal("proofmark/token-result/v1"),
	reasonCode: literal("exchanged"),
	audience: string(),
	scope: string().optional(),
	expiresAt: datetime().optional(),
	/** It outlives the job, for all that is known. */
	isWeak: boolean(),
	/** The variable in which later steps find it. */
	exportedAs: string().optional(),
	givenBack: _enum([
		"after-the-job",
		"already",
		"never"
	])
});
const deployReasons = [...Object.keys(DEPLOYED), ...Object.keys(REFUSALS)];
strictObject({
	schema: literal("proofmark/deploy-result/v1"),
	way: _enum([
		"plan",
		"deploy",
		"rollback"
	]),
	pipeline: string(),
	leg: string(),
	environment: string(),
	reasonCode: _enum(deployReasons),
	/** One sentence. */
	reason: string(),
	/** The model that the answer is about; absent when none was found. */
	model: digestSchema.optional(),
	/** What was live when this began. */
	live: strictObject({
		deployment: int(),
		commit: string(),
		model: digestSchema
	}).optional(),
	guards: array(guardSchema),
	/** Our deployment at GitHub, when it came to that. */
	deployment: int().optional(),
	smoke: smokeSchema.optional(),
	/** Digest of the record's deployment section; absent when none was kept. */
	section: digestSchema.optional()
});
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
const plannedSchema = strictObject({
	pipeline: string(),
	config: string(),
	...planSchema.shape,
	changed: boolean().describe("Whether its data differs from the baseline's."),
	digest: digestSchema.describe("Of its data."),
	/** Of its data alone. */
	verdict: _enum(VERDICTS),
	findings: int().nonnegative()
});
/** Configurations about which nothing could be said, each with why. */
const problems = array(strictObject({
	config: string(),
	message: string()
}));
strictObject({
	schema: literal("proofmark/pipelines-result/v1"),
	verdict: _enum(VERDICTS),
	reasonCode: _enum([
		"changed",
		"unchanged",
		"invalid-pipelines"
	]),
	pipelines: array(plannedSchema),
	problems
});
strictObject({
	schema: literal("proofmark/comments-result/v1"),
	/** The worst of all that were reported. */
	verdict: _enum(VERDICTS),
	reasonCode: string(),
	comments: array(commentResultSchema),
	/** Pipelines that the change does not touch. */
	untouched: array(string()),
	problems
});
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
export { listPipelines, matrixOf, problemOf, refuseSingular };
