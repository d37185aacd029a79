import { END, boundsOf, choosePolicy, composeInput, configurationChange, decisionFor, describeBaseline, describeNoise, didYouMean, didYouMeanPath, fileAtRevision, findFiles, gateInputs, headCommit, ifThere, inputHint, isComputed, isEvaluationDue, isSameQuestion, judge, limitOf, loadData, loadEvaluation, loadModel, loadTraining, measureCode, measureDataset, mergeBase, metricName, metricsPaths, noRules, openSetting, plainPath, predictionChange, readGlob, readParameters, readScores, remember, resolveRevision, saveSection, sectionDigest, sha256, shortCommit, testRatio, usedConfig, userPath, usesOf, whose, wishFor, writeSummary } from "./shared.js";
import { NOTHING_READ, judgeGate, noiseOfExamples, parseMetrics, readMetrics } from "./cli-gate-parts.js";
import { ActionError, codeOf, describeError, hintText, isFile, readCapped } from "./base.js";
import { checkFigures, pairUp, pairWithBaseline, readStored } from "./deploy-gate-parts.js";
import { _enum, array, lazily, literal, number$1 as number, record, strictObject, string, union } from "./zod.js";
import { decidePlan, isPlanned, keyOf, makersHere, modelInputs, planGrounds } from "./gate-track-parts.js";
// shared/stages/figures.ts
/** What is judged: what was computed here row by row, and what metrics files say besides. */
async function readFigures(setting, sources) {
	const read = await combine(setting, sources);
	for (const line of read.notes) setting.runner.info(line);
	for (const line of read.warnings) setting.runner.annotate("warning", line);
	return read;
}
async function combine(setting, sources) {
	const { evaluation, isNamed } = sources;
	if (!evaluation || isNamed) return readFiles(setting, sources);
	const { metrics, holdout } = evaluation.section.body;
	const note = `evaluated on ${holdout.rows} rows of ${holdout.path} (${metrics.length} metrics)`;
	const { training, paths } = sources;
	const files = training?.metrics || await areHere(setting, paths) ? await readFiles(setting, sources) : NOTHING_READ;
	const besides = files.metrics.filter(({ key: [name, ...more] }) => {
		return name === void 0 || more.length > 0 || !isComputed(name);
	});
	const examples = files.examples.flatMap((table) => {
		const scores = table.scores.filter(({ key: [name, ...more] }) => {
			return name === void 0 || more.length > 0 || !isComputed(name);
		});
		return scores.length > 0 ? [{
			...table,
			scores
		}] : [];
	});
	const all = {
		metrics: [...metrics, ...besides],
		examples
	};
	return {
		...files,
		...all,
		notes: [note, ...files.notes]
	};
}
async function areHere({ place }, paths) {
	const [path] = paths;
	return path !== void 0 && isFile(await userPath(place, path));
}
/**
* The file that training wrote, as it was then: the checkout of another job may hold an older one that was committed.
* Who names a file in the step means the one that lies there.
*/
async function readFiles({ place, runner }, { paths, isNamed, training, formats }) {
	const [path] = paths;
	const left = training?.section.body.metrics;
	if (isNamed || path === void 0 || left?.path !== path || !training?.metrics) return readMetrics(paths, place, { formats });
	if (sha256(training.metrics) !== left.digest) throw new ActionError("corrupt-section", `${path} is not the file that training wrote`, { hint: "Another job of the run may have replaced it. Run the jobs again from the start." });
	const here = await digestHere(place, path);
	if (here !== void 0 && here !== left.digest) {
		const hint = hintText(inputHint(gateInputs, "metrics", { value: path }), place.kind);
		runner.annotate("notice", `${path} here is not what training wrote; judged is what training wrote. To judge this one:\n${hint}`);
	}
	return parseMetrics(training.metrics, path, { wish: wishFor(formats, path) });
}
async function digestHere(place, path) {
	const file = await userPath(place, path);
	return await isFile(file) ? sha256(await readCapped(file, METRICS_LIMIT, path)) : void 0;
}
const METRICS_LIMIT = 50 * 2 ** 20;
// shared/stages/format-files.ts
/** A format for a file that nobody reads is a slip of the pen, which must not leave the real one to a guess. */
function checkFormatFiles(formats, { metrics, baseline }) {
	const asked = [...metrics, ...baseline === void 0 ? [] : [baseline]].map(plainPath);
	const strays = [...formats?.files.keys() ?? []].filter((name) => !asked.some((path) => path === name || isBelow(path, name)));
	if (strays.length === 0) return;
	const told = strays.map((name) => `"${name}"${didYouMean(name, asked)}`).join(", ");
	throw new ActionError("invalid-input", `format names what is not among the metrics files: ${told}`, { hint: `Metrics files here are ${asked.join(", ")}.` });
}
function isBelow(pattern, name) {
	const glob = readGlob(pattern);
	if (!glob) return false;
	const base = plainPath(`${glob.base}/`);
	return glob.base === "." ? glob.accepts(name) : name.startsWith(base) && glob.accepts(name.slice(base.length));
}
// shared/stages/base-judgement.ts
/**
* Where the rows that judge are not those that judged the baseline, what the same rules say on those: a change that
* makes the model look better by other rows is seen there. It decides nothing.
*/
async function judgeOnBase(setting, candidate, { found, rules }) {
	const own = candidate.section.body;
	const before = found.evaluation?.body;
	const asked = rules.filter(({ metric }) => isComputed(metric));
	const { choice } = found;
	if (!before || !("commit" in choice) || asked.length === 0) return void 0;
	if (own.holdout.digest === before.holdout.digest) return void 0;
	if (!isSameQuestion(own, before)) return void 0;
	const { commit } = choice;
	const { baseHoldout: onBase } = own;
	const scores = candidate.baseHoldoutScores;
	if (onBase && "problem" in onBase) return {
		commit,
		problem: onBase.problem
	};
	if (!onBase || !scores || onBase.holdout.digest !== before.holdout.digest) return {
		commit,
		problem: "evaluate did not score the candidate on them"
	};
	checkFigures(onBase, scores, before);
	const baseline = await readStored(setting, before);
	const { noise } = baseline ? pairUp({
		task: before.task,
		classes: before.classes,
		rows: before.rows,
		holdout: onBase.holdout,
		scored: onBase.scores.digest,
		candidate: scores,
		baseline
	}) : {};
	const judged = judge({
		rules: asked,
		candidate: onBase.metrics,
		baseline: before.metrics,
		noise
	});
	return {
		commit,
		rows: onBase.holdout.rows,
		rules: [...judged.rules]
	};
}
// shared/stages/comparison.ts
/** A file when the user names one, the metrics file at a git revision, or the record of the trusted commit. */
async function chooseComparison(setting, wish) {
	if (wish.baseline === void 0) {
		const { choice, record } = await setting.baseline();
		return {
			choice,
			...record?.gate ? ofRecord(record.gate.body) : {},
			evaluation: record?.evaluation
		};
	}
	const { place } = setting;
	const { formats } = wish;
	if (await isFile(await userPath(place, wish.baseline))) {
		const asked = {
			formats,
			isBaseline: true
		};
		const { metrics, problems, examples } = await readMetrics([wish.baseline], place, asked);
		return {
			choice: {
				how: "file",
				path: wish.baseline
			},
			metrics,
			problems,
			examples
		};
	}
	return atRevision(setting, wish.baseline, wish);
}
/** What a record says, unless its own files said that nothing should be compared with it. */
function ofRecord({ metrics, examples, unfitAsBaseline }) {
	return unfitAsBaseline === void 0 ? {
		metrics,
		kept: examples
	} : {
		metrics: [],
		problems: unfitAsBaseline
	};
}
/** The metrics as they were committed where the work branched off from the revision. */
async function atRevision({ place }, revision, { metrics: paths, formats }) {
	const { workspace } = place;
	const sha = await resolveRevision(workspace, revision).catch(() => void 0);
	const head = await headCommit(workspace);
	const base = sha && head && await mergeBase(workspace, sha, head.sha);
	const [path, ...more] = paths;
	if (!base || path === void 0 || more.length > 0) {
		const guess = await didYouMeanPath(place, revision);
		throw new ActionError("unknown-baseline", `"${revision}" is neither a metrics file nor a git revision that shares history with this commit${guess}`, { hint: "Give a file such as old.json, or a branch such as main (fetched, in a git repository)." });
	}
	const bytes = await fileAtRevision(workspace, base, path);
	if (!bytes) return { choice: {
		how: "none",
		reason: `${shortCommit(base)} holds no ${path}`,
		wanted: base
	} };
	const asked = {
		wish: wishFor(formats, path),
		isBaseline: true
	};
	const { metrics, problems, examples } = await parseMetrics(bytes, path, asked);
	return {
		choice: {
			how: "revision",
			commit: base,
			path
		},
		metrics,
		problems,
		examples
	};
}
// shared/domain/statistics/welch.ts
/**
* Two figures that are known only with their standard errors. The errors are taken as independent, which on the same
* examples they are not: of low power, and to be called so. Throws a RangeError for what is no figure or no error.
*/
function testStated(first, second, options) {
	for (const { value, error } of [first, second]) if (!(Number.isFinite(value) && error >= 0 && error < Infinity)) throw new RangeError(`${value} ± ${error} is no figure with an error`);
	const error = Math.hypot(first.error, second.error);
	return testRatio({
		estimate: first.value - second.value,
		error,
		degrees: Infinity
	}, options);
}
// shared/domain/noise-tests/stated-noise.ts
/**
* The noise of two figures of which no more is known than the errors that their files state. They are taken as
* independent, which figures of the same examples are not: so only large changes are seen, and it is said.
*/
function noiseOfStated(rule, { candidate, baseline }, { alpha = END } = {}) {
	const sign = rule.direction === "lower" ? 1 : -1;
	const limit = limitOf(rule, baseline.value);
	const factor = baseline.value === 0 ? 1 : (limit - limitOf(rule, 0)) / baseline.value;
	const harm = testRatio({
		estimate: sign * (candidate.value - limit),
		error: Math.hypot(candidate.error, factor * baseline.error),
		degrees: Infinity
	}, {
		side: "greater",
		alpha: 2 * alpha
	});
	const { estimate, interval } = testStated(candidate, baseline);
	const share = candidate.value / baseline.value;
	const relative = testRatio({
		estimate: estimate / Math.abs(baseline.value),
		error: Math.hypot(candidate.error, share * baseline.error) / Math.abs(baseline.value),
		degrees: Infinity
	});
	const n = Math.min(candidate.n ?? Infinity, baseline.n ?? Infinity);
	const rows = Number.isFinite(n) ? n : void 0;
	return {
		...boundsOf({
			harm,
			change: interval,
			relative: baseline.value === 0 ? void 0 : relative.interval
		}, rows, { alpha }),
		...rows === void 0 ? {} : { rows },
		method: "stated",
		independent: rows ?? 0
	};
}
// shared/domain/record-noise.ts
/** The noise of metrics of which both files state an error; nothing of the others, and of slices. */
function noiseOfRecords(candidate, baseline) {
	const [own, other] = [statedBy(candidate), statedBy(baseline)];
	return (rule, ask) => {
		if (rule.bound.kind !== "relative" || rule.slice) return void 0;
		const [after, before] = [own(rule), other(rule)];
		return after && before && noiseOfStated(rule, {
			candidate: after,
			baseline: before
		}, ask);
	};
}
function statedBy(metrics) {
	const byName = /* @__PURE__ */ new Map();
	for (const { slice, value, stderr, n, ...metric } of metrics) {
		if (slice) continue;
		const name = metricName(metric);
		const isStated = typeof value === "number" && stderr !== void 0 && !byName.has(name);
		byName.set(name, isStated ? {
			value,
			error: stderr,
			n
		} : void 0);
	}
	return ({ metric }) => byName.get(metric);
}
// shared/domain/example-file.ts
/** What is kept of scores by example: enough to compare the next candidate with them. */
const tableSchema = /* @__PURE__ */ lazily(() => strictObject({
	schema: literal("proofmark/examples/v1"),
	source: string(),
	ids: array(string()).min(1),
	hashes: array(string()).optional(),
	clusters: array(string()).optional(),
	order: array(union([string(), number()])).optional(),
	slices: record(string(), array(string())).optional(),
	scores: array(strictObject({
		key: array(string()).min(1),
		direction: _enum(["lower", "higher"]).optional(),
		values: array(number())
	})).min(1)
}));
/** One table a line. */
function encodeExamples(tables) {
	const lines = tables.map(({ source, ids, hashes, clusters, order, slices, scores }) => {
		const kept = {
			schema: "proofmark/examples/v1",
			source,
			ids,
			hashes,
			clusters,
			order,
			slices,
			scores: scores.map(({ values, ...score }) => ({
				...score,
				values: [...values]
			}))
		};
		return `${JSON.stringify(kept)}\n`;
	});
	return new TextEncoder().encode(lines.join(""));
}
/** The tables of a file that `encodeExamples` wrote; nothing when it is another one. */
function decodeExamples(bytes) {
	try {
		const lines = new TextDecoder().decode(bytes).split("\n");
		if (lines.pop() !== "" || lines.length === 0) return void 0;
		return lines.map((line) => tableOf(tableSchema.parse(JSON.parse(line))));
	} catch {
		return;
	}
}
function tableOf({ schema: _, scores, ...table }) {
	const { ids, hashes, clusters, order, slices = {} } = table;
	if ([...[
		hashes,
		clusters,
		order,
		...Object.values(slices)
	].map((column) => column?.length), ...scores.map((s) => s.values.length)].some((length) => length !== void 0 && length !== ids.length)) throw new RangeError("columns of one table are of one length");
	return {
		...table,
		scores: scores.map(({ values, ...score }) => ({
			...score,
			values: Float64Array.from(values)
		}))
	};
}
// shared/stages/kept-examples.ts
/** What scores by example are called beside the gate's section. */
const EXAMPLES_FILE = "examples.jsonl";
/** Scores above these would make a file that no history keeps. */
const MOST_KEPT = 2e6;
/** Scores by example as they are handed on and remembered; nothing where there are none, or too many. */
function keepExamples({ runner }, tables) {
	if (tables.length === 0) return void 0;
	const scores = tables.reduce((sum, { ids, scores }) => sum + ids.length * scores.length, 0);
	if (scores > MOST_KEPT) {
		runner.annotate("warning", `${scores} scores by example are more than the ${MOST_KEPT} that are kept, so later runs cannot be compared with them example by example`);
		return;
	}
	const bytes = encodeExamples(tables);
	return {
		bytes,
		body: {
			digest: sha256(bytes),
			bytes: bytes.length,
			tables: tables.map(({ source, ids, scores }) => ({
				source,
				examples: ids.length,
				scores: scores.map(metricName)
			}))
		}
	};
}
/** The scores by example that a record names; nothing where the history does not hold them. */
async function readExamples({ history }, { digest }) {
	const bytes = history && await readScores(history, digest);
	if (!bytes) return void 0;
	const tables = decodeExamples(bytes);
	if (tables) return tables;
	throw new ActionError("corrupt-history", "scores by example in the history cannot be read", { hint: "They were written by another version, or were changed. Restore them, or run the gate once more on the default branch." });
}
// shared/stages/example-pairing.ts
/**
* How much metrics of files vary by chance: example by example where both sides have their scores, else as far as their
* files state errors.
*/
async function pairFiles(setting, { metrics, examples }, found) {
	if (!found.metrics) return void 0;
	const before = examples.length === 0 ? [] : await baselineExamples(setting, found);
	const { noise, notes } = noiseOfExamples(examples, before);
	for (const note of notes) setting.runner.info(note);
	const stated = noiseOfRecords(metrics, found.metrics);
	return (rule, ask) => noise(rule, ask) ?? stated(rule, ask);
}
async function baselineExamples(setting, { examples, kept }) {
	if (examples) return examples;
	const tables = kept && await readExamples(setting, kept);
	if (tables) return tables;
	setting.runner.info(kept ? "the baseline's scores by example are not kept in the history" : "the baseline has no scores by example");
	return [];
}
// shared/stages/gate-comparison.ts
/** Chooses the baseline; row by row it is compared where both were evaluated and the step names no figures itself. */
async function compareWithBaseline(setting, inputs, { figures, evaluation, metrics, rules }) {
	const { runner } = setting;
	const { baseline, format: formats } = inputs;
	const found = await chooseComparison(setting, {
		baseline,
		metrics,
		formats
	});
	runner.info(describeBaseline(found.choice));
	const ofFiles = await pairFiles(setting, figures, found);
	if (!evaluation || inputs.baseline !== void 0 || inputs.metrics !== void 0) return {
		baseline: found,
		isHoldoutChanged: false,
		...ofFiles ? { noise: ofFiles } : {}
	};
	const { note, ...paired } = await pairWithBaseline(setting, evaluation, found);
	if (found.metrics) runner.info(note);
	const before = found.evaluation?.body;
	const noise = firstOf(paired.noise, ofFiles);
	return {
		...paired,
		...noise ? { noise } : {},
		baseHoldout: await judgeOnBase(setting, evaluation, {
			found,
			rules
		}),
		prediction: before && predictionChange(before, evaluation.section.body)
	};
}
/** What rows say goes before what files say. */
function firstOf(rows, files) {
	if (!rows || !files) return rows ?? files;
	return (rule, ask) => rows(rule, ask) ?? files(rule, ask);
}
// shared/stages/made.ts
/** Reads it from the run's own sections. Data that was tracked in this process is not read again. */
async function loadMade(setting, tracked) {
	const { stores } = setting;
	const of = whose(setting);
	const made = {
		data: tracked ?? await loadData(stores, of),
		training: await loadTraining(stores, of),
		model: await loadModel(stores, of),
		evaluation: await loadEvaluation(stores, of)
	};
	checkEvaluated(made);
	return made;
}
/** An evaluation counts for the very model that it names. */
function checkEvaluated({ evaluation, model }) {
	if (!evaluation) return;
	const { uses, body } = evaluation.section;
	if (model && model.section.body.digest === body.model && uses["model"] === sectionDigest(model.section)) return;
	throw new ActionError("corrupt-section", "the evaluation is not of this run's model", { hint: "Training ran again after it. Run the jobs from evaluate on again." });
}
// shared/stages/plan-check.ts
/** Whether this run made no model because its plan said that the baseline's is still the one. */
async function isSpared({ place }, inputs, { data, training, model }) {
	if (data?.section.body.plan?.train !== false || training || model) return false;
	for (const path of inputs.metrics ?? []) if (await ifThere(findFiles(path, place))) return false;
	return true;
}
/** Looks at the plan again and says what came of it. */
async function lookAtPlan(setting, body) {
	const plan = await checkPlan(setting, body);
	const of = plan.unchanged && shortCommit(plan.unchanged.commit);
	setting.runner.info(plan.problem ?? `the model is that of ${of}; judged are its metrics`);
	return plan;
}
/**
* Nobody knows which job wrote the plan, so it is made again: by the trusted record, and by the files that are at hand.
* What is not at hand is believed, and said to be.
*/
async function checkPlan(setting, body) {
	const { record, choice } = await setting.baseline();
	if (!record || !("key" in choice)) return refused(choice.how === "none" ? choice.reason : "");
	const makers = await makersHere(setting);
	const grounds = await planGrounds(setting, record);
	const told = modelInputs(body, makers);
	const claim = decidePlan({
		...grounds,
		now: told,
		change: body.change
	});
	if (claim.train) return refused(claim.message);
	if (keyOf(told).key !== body.plan?.key) return refused("its key is that of something else");
	const { measured, claimed } = await measureAgain(setting, body);
	if (measured === void 0) return refused(`there is no ${claimed.join(", ")} here to look at`);
	const again = decidePlan({
		...grounds,
		now: modelInputs(measured, makers)
	});
	if (again.train) return refused(again.message);
	const model = record.model?.body.digest;
	if (model === void 0) return refused("the record holds no model");
	return {
		record,
		unchanged: {
			commit: choice.commit,
			record: choice.key,
			model,
			claimed
		},
		metrics: {
			...NOTHING_READ,
			metrics: record.gate?.body.metrics ?? [],
			unfitAsBaseline: record.gate?.body.unfitAsBaseline ?? []
		}
	};
}
function refused(why) {
	return {
		problem: `the plan of this run says that the model is unchanged, but it cannot be believed: ${why}`,
		metrics: NOTHING_READ
	};
}
async function measureAgain(setting, body) {
	const config = await usedConfig(setting);
	const { code, parameters } = body;
	const codePaths = pathsOf(code?.path ?? "", config?.train?.code ?? []);
	const codeHere = code && await ifThere(measureCode(codePaths, setting));
	const parametersHere = parameters && await ifThere(readParameters(parameters.path, setting.place));
	const missing = [...code && !codeHere ? [code.path] : [], ...parameters && !parametersHere ? [parameters.path] : []];
	if (missing.length > 0) return {
		measured: void 0,
		claimed: missing
	};
	const claimed = [];
	const datasets = [];
	for (const dataset of body.datasets) {
		const isMeant = isPlanned(dataset.role);
		const here = isMeant && (dataset.kind ?? "bytes") === "bytes" ? await ifThere(measureDataset(dataset, setting)) : void 0;
		if (isMeant && !here) claimed.push(dataset.name);
		datasets.push(here ? here.record : dataset);
	}
	return {
		measured: {
			...body,
			datasets,
			...codeHere ? { code: codeHere.record } : {},
			...parametersHere ? { parameters: parametersHere } : {}
		},
		claimed
	};
}
/** The list behind the one line that a record has for it. */
function pathsOf(line, configured) {
	return configured.join(", ") === line ? configured : line.split(", ");
}
// shared/stages/remember.ts
/** Writes the run's record into the history, if this run may; says in one sentence what became of it. */
async function rememberRun({ github, history, pipeline, leg, runner }, gate, { data, training, model, evaluation, scores }) {
	if (!github) return "record: not remembered outside of GitHub Actions";
	const { context } = github;
	if (!context.isDefaultBranch) return "record: only runs on the default branch are remembered";
	if (!history) return "record: the history is switched off";
	const record = {
		schema: "proofmark/record/v1",
		pipeline,
		leg,
		commit: context.sha,
		run: {
			id: context.run.id,
			attempt: context.run.attempt
		},
		...data ? { data: data.section } : {},
		...training ? { training } : {},
		...model ? { model } : {},
		...evaluation ? { evaluation } : {},
		gate
	};
	try {
		const leftOut = await remember(history, record, {
			manifests: data?.manifests ?? /* @__PURE__ */ new Map(),
			scores
		});
		for (const line of leftOut) runner.annotate("warning", line);
		return `record: remembered in the ${history.place}`;
	} catch (error) {
		if (codeOf(error) !== "missing-permission") throw error;
		runner.annotate("warning", `The record was not remembered, so pull requests have no baseline.\n${describeError(error)}`);
		return "record: not remembered, the permission is missing";
	}
}
// shared/stages/gate.ts
/** What is missing stands in the verdict itself, so that the comment says it, too. */
const NOT_EVALUATED = {
	github: "the configuration says how the model is evaluated, but no job of this run did; add the action evaluate before the gate",
	terminal: "the configuration says how the model is evaluated, but nothing did; give evaluate and gate the same folder, such as --store .proofmark"
};
/** Judges the metrics by the trusted rules against the baseline; on the default branch the record is remembered. */
async function judgeModel(setting, inputs, { tracked, evaluationProblem } = {}) {
	const { runner, pipeline, leg, author } = setting;
	const made = await loadMade(setting, tracked);
	const { data, training, model, evaluation } = made;
	const isModelSpared = await isSpared(setting, inputs, made);
	const trusted = isModelSpared || needsRepository(setting, inputs) ? await setting.trusted() : {};
	if (setting.configError && !trusted.config) throw setting.configError;
	const policy = choosePolicy(setting, inputs, trusted);
	if (policy.rules.length === 0) throw noRules(setting.configPath);
	const isDue = isEvaluationDue(setting, inputs, trusted);
	const metrics = metricsPaths(setting, inputs, {
		trusted,
		isEvaluated: evaluation !== void 0 || isDue
	});
	checkFormatFiles(inputs.format, {
		metrics,
		baseline: inputs.baseline
	});
	const configuration = configurationChange(setting, inputs, trusted);
	const plan = isModelSpared && data ? await runner.group("Plan", () => lookAtPlan(setting, data.section.body)) : void 0;
	const candidate = plan?.metrics ?? await runner.group("Metrics", () => {
		const isNamed = inputs.metrics !== void 0;
		const formats = inputs.format;
		return readFigures(setting, {
			paths: metrics,
			isNamed,
			formats,
			training,
			evaluation
		});
	});
	const compared = await runner.group("Baseline", () => compareWithBaseline(setting, inputs, {
		figures: candidate,
		evaluation,
		metrics,
		rules: policy.rules
	}));
	const kept = keepExamples(setting, candidate.examples);
	const body = judgeGate({
		rules: policy.rules,
		policy: policy.from,
		proposed: policy.proposed,
		configuration,
		trainingProblem: problemOf(training),
		planProblem: plan?.problem,
		unchanged: plan?.unchanged,
		evaluationProblem: evaluationProblem ?? (isDue && !evaluation && !plan ? hintText(NOT_EVALUATED, setting.place.kind) : void 0),
		candidate,
		examples: plan?.record ? plan.record.gate?.body.examples : kept?.body,
		...compared,
		attempt: author.run?.attempt ?? 1
	});
	const from = plan?.record ?? {
		training: training?.section,
		model: model?.section,
		evaluation: evaluation?.section
	};
	const makers = {
		training: from.training,
		model: from.model,
		evaluation: from.evaluation
	};
	const section = {
		schema: "proofmark/gate/v1",
		by: {
			...author,
			action: "gate"
		},
		uses: usesOf({
			data: data?.section,
			...makers
		}),
		trust: setting.trust,
		body
	};
	await runner.group("Verdict", async () => tellRules(setting, body));
	const extras = new Map(kept ? [[EXAMPLES_FILE, kept.bytes]] : []);
	await saveSection(setting.stores, section, extras);
	const scores = [evaluation?.scores, kept?.bytes].filter((bytes) => bytes !== void 0);
	const remembered = await rememberRun(setting, section, {
		...makers,
		data,
		scores
	});
	if (setting.context) runner.info(remembered);
	return {
		section,
		data: data?.section,
		result: {
			schema: "proofmark/gate-result/v1",
			pipeline,
			leg,
			...body,
			section: sectionDigest(section),
			remembered
		}
	};
}
/** The stage behind the action `gate`. */
async function runGate(inputs, scene) {
	const setting = await openSetting("gate", inputs, scene);
	const { section, data, result } = await judgeModel(setting, inputs);
	const input = composeInput(setting, {
		gate: section,
		data,
		failOn: inputs["fail-on"]
	});
	await writeSummary(setting, input);
	setting.github?.client.spent();
	return gateOutcome(result, inputs);
}
/** How a verdict ends the step: which ones fail it is the user's choice. */
function gateOutcome(result, inputs) {
	return {
		decision: decisionFor(result.verdict, inputs["fail-on"]),
		headline: `verdict: ${result.verdict} (${result.reasonCode}): ${result.reason}`,
		outputs: {
			verdict: result.verdict,
			"reason-code": result.reasonCode
		},
		result
	};
}
function problemOf(training) {
	const exit = training?.section.body.exit;
	return exit === void 0 || exit.reason === "succeeded" ? void 0 : exit.message;
}
/** Rules and metrics at hand and nothing to compare with: then GitHub is not asked at all. */
function needsRepository({ history }, inputs) {
	const { rules = [], metrics = [], baseline } = inputs;
	return rules.length === 0 || metrics.length === 0 || baseline === void 0 && history !== void 0;
}
const UNREAD = [
	"unreadable-metrics",
	"no-metrics",
	"plan-refused",
	"evaluation-missing"
];
function tellRules({ runner, place }, { reasonCode, rules }) {
	if (UNREAD.includes(reasonCode)) return;
	for (const { verdict, rule, reason, noise } of rules) {
		runner.info(`${verdict}: ${rule}: ${reason}`);
		if (noise) runner.info(`  ${describeNoise(noise)}`);
	}
	if (place.kind !== "github") return;
	for (const { verdict, reason, source, line, blocking } of rules) {
		if (!blocking || verdict !== "fail" && verdict !== "error") continue;
		const position = source === void 0 ? void 0 : {
			file: source,
			...line ? { line } : {}
		};
		runner.annotate("error", reason, position);
	}
}
export { gateOutcome, judgeModel, runGate };
