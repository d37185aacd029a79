import { composeInput, decisionFor, describeBaseline, didYouMeanPath, fileAtRevision, findFiles, gateInputs, headCommit, ifThere, inputHint, isComputed, isSameQuestion, judge, loadData, loadEvaluation, loadModel, loadTraining, measureCode, measureDataset, mergeBase, openSetting, predictionChange, readParameters, remember, resolveRevision, saveSection, sectionDigest, sha256, shortCommit, usedConfig, userPath, usesOf, whose, writeSummary } from "./shared.js";
import { judgeGate, parseMetrics, readMetrics } from "./cli-gate-parts.js";
import { ActionError, codeOf, describeError, hintText, isFile, readCapped } from "./base.js";
import { checkFigures, pairUp, pairWithBaseline, readStored } from "./deploy-gate-parts.js";
import { choosePolicy, configurationChange, decidePlan, isEvaluationDue, isPlanned, keyOf, makersHere, metricsPaths, modelInputs, noRules, planGrounds } from "./gate-track-parts.js";
// shared/stages/figures.ts
/** What is judged: what was computed here row by row, and what metrics files say besides. */
async function readFigures(setting, sources) {
	const read = await combine(setting, sources);
	for (const line of read.notes) setting.runner.info(line);
	return read;
}
async function combine(setting, sources) {
	const { evaluation, isNamed } = sources;
	if (!evaluation || isNamed) return readFiles(setting, sources);
	const { metrics, holdout } = evaluation.section.body;
	const note = `evaluated on ${holdout.rows} rows of ${holdout.path} (${metrics.length} metrics)`;
	const { training, paths } = sources;
	const files = training?.metrics || await areHere(setting, paths) ? await readFiles(setting, sources) : {
		metrics: [],
		problems: [],
		notes: []
	};
	const besides = files.metrics.filter(({ key: [name, ...more] }) => {
		return name === void 0 || more.length > 0 || !isComputed(name);
	});
	return {
		metrics: [...metrics, ...besides],
		problems: files.problems,
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
async function readFiles({ place, runner }, { paths, isNamed, training }) {
	const [path] = paths;
	const left = training?.section.body.metrics;
	if (isNamed || path === void 0 || left?.path !== path || !training?.metrics) return readMetrics(paths, place);
	if (sha256(training.metrics) !== left.digest) throw new ActionError("corrupt-section", `${path} is not the file that training wrote`, { hint: "Another job of the run may have replaced it. Run the jobs again from the start." });
	const here = await digestHere(place, path);
	if (here !== void 0 && here !== left.digest) {
		const hint = hintText(inputHint(gateInputs, "metrics", { value: path }), place.kind);
		runner.annotate("notice", `${path} here is not what training wrote; judged is what training wrote. To judge this one:\n${hint}`);
	}
	return parseMetrics(training.metrics, path);
}
async function digestHere(place, path) {
	const file = await userPath(place, path);
	return await isFile(file) ? sha256(await readCapped(file, METRICS_LIMIT, path)) : void 0;
}
const METRICS_LIMIT = 50 * 2 ** 20;
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
			...record?.gate ? { metrics: record.gate.body.metrics } : {},
			evaluation: record?.evaluation
		};
	}
	const { place } = setting;
	if (await isFile(await userPath(place, wish.baseline))) {
		const { metrics, problems } = await readMetrics([wish.baseline], place);
		return {
			choice: {
				how: "file",
				path: wish.baseline
			},
			metrics,
			problems
		};
	}
	return atRevision(setting, wish.baseline, wish.metrics);
}
/** The metrics as they were committed where the work branched off from the revision. */
async function atRevision({ place }, revision, paths) {
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
	const { metrics, problems } = await parseMetrics(bytes, path);
	return {
		choice: {
			how: "revision",
			commit: base,
			path
		},
		metrics,
		problems
	};
}
// shared/stages/gate-comparison.ts
/** Chooses the baseline; row by row it is compared where both were evaluated and the step names no figures itself. */
async function compareWithBaseline(setting, inputs, { evaluation, metrics, rules }) {
	const { runner } = setting;
	const found = await chooseComparison(setting, {
		baseline: inputs.baseline,
		metrics
	});
	runner.info(describeBaseline(found.choice));
	if (!evaluation || inputs.baseline !== void 0 || inputs.metrics !== void 0) return {
		baseline: found,
		isHoldoutChanged: false
	};
	const { note, ...paired } = await pairWithBaseline(setting, evaluation, found);
	if (found.metrics) runner.info(note);
	const before = found.evaluation?.body;
	return {
		...paired,
		baseHoldout: await judgeOnBase(setting, evaluation, {
			found,
			rules
		}),
		prediction: before && predictionChange(before, evaluation.section.body)
	};
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
			metrics: record.gate?.body.metrics ?? [],
			problems: [],
			notes: []
		}
	};
}
function refused(why) {
	return {
		problem: `the plan of this run says that the model is unchanged, but it cannot be believed: ${why}`,
		metrics: {
			metrics: [],
			problems: [],
			notes: []
		}
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
	const configuration = configurationChange(setting, inputs, trusted);
	const plan = isModelSpared && data ? await runner.group("Plan", () => lookAtPlan(setting, data.section.body)) : void 0;
	const candidate = plan?.metrics ?? await runner.group("Metrics", () => {
		const isNamed = inputs.metrics !== void 0;
		return readFigures(setting, {
			paths: metrics,
			isNamed,
			training,
			evaluation
		});
	});
	const compared = await runner.group("Baseline", () => compareWithBaseline(setting, inputs, {
		evaluation,
		metrics,
		rules: policy.rules
	}));
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
	await saveSection(setting.stores, section);
	const remembered = await rememberRun(setting, section, {
		...makers,
		data,
		scores: evaluation?.scores
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
	for (const { verdict, rule, reason } of rules) runner.info(`${verdict}: ${rule}: ${reason}`);
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
