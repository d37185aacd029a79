import { BASELINE_SCORES_FILE, BASE_HOLDOUT_SCORES_FILE, SCORES_FILE, absolutePath, baseConfig, championScoresFile, didYouMeanPath, digestOfFiles, encodeScores, evaluateInputs, hexOf, inScratchFolder, inputHint, isSameGround, isSameQuestion, judgingChange, keepModel, loadData, loadEvaluation, loadModel, loadTraining, measureDataset, measureModel, openSetting, rulesOf, saveSection, scoreModel, sectionDigest, sha256, shortCommit, summarizeScores, unpackModel, usesOf, whose } from "./shared.js";
import { ActionError, codeOf, describeError, firstLine, isInside, writeAtomically } from "./base.js";
import { installNative, startChild } from "./evaluate-track-evaluate-parts.js";
import { array, custom, discriminatedUnion, int, lazily, literal, madeOf, number$1 as number, object, record, string, union } from "./zod.js";
import { findEarlierModel, findLiveModels, liveRecord, loadRunArtifact, namesChampion, spare } from "./evaluate-gate-basics-3.js";
import { extname } from "node:path";
// shared/platform/onnx/runtime.ts
const ONNX_RUNTIME = {
	folder: "onnxruntime",
	title: "ONNX Runtime"
};
/** The folder that holds onnxruntime-node for this machine. */
function installRuntime(place, runner, options = {}) {
	return installNative(ONNX_RUNTIME, place, {
		...options,
		runner
	});
}
// shared/platform/onnx/session-message.ts
const port = /* @__PURE__ */ lazily(() => object({
	name: string(),
	type: string(),
	shape: array(union([number(), string()])).readonly()
}));
const tensor = /* @__PURE__ */ lazily(() => object({
	type: string(),
	dims: array(int().nonnegative()).readonly(),
	data: custom((data) => ArrayBuffer.isView(data) && !(data instanceof DataView) || Array.isArray(data))
}));
const reply = /* @__PURE__ */ lazily(() => discriminatedUnion("kind", [
	object({
		kind: literal("opened"),
		inputs: array(madeOf(port)).readonly(),
		outputs: array(madeOf(port)).readonly()
	}),
	object({
		kind: literal("answer"),
		outputs: record(string(), madeOf(tensor))
	}),
	object({
		kind: literal("failed"),
		message: string()
	})
]));
/** What the process of a model says; nothing when it is no answer, for hostile code may be what speaks. */
function readReply(message) {
	return reply.safeParse(message).data;
}
// shared/platform/onnx/session.ts
const LIMIT_MS = 12e4;
const MEMORY_BYTES = 8 * 2 ** 30;
/**
* Opens a model in a process of its own, which may crash, hang or swell: then it ends, and what it did is an error
* with words. Loaded by its path, so that files beside it are looked for in its own folder and nowhere else.
*/
async function openSession(options) {
	const { modules, file, folder, environment } = options;
	const { limitMs = LIMIT_MS, memoryBytes = MEMORY_BYTES } = options;
	const child = startChild({
		worker: new URL(`./session.worker${extname(import.meta.filename)}`, import.meta.url),
		folder,
		environment,
		limitMs,
		memoryBytes,
		read: readReply,
		broken
	});
	const ask = async (request) => {
		const reply = await child.ask(request);
		if (reply.kind === "failed") throw refused(reply.message);
		return reply;
	};
	try {
		const opened = await ask({
			kind: "open",
			modules,
			file
		});
		if (opened.kind !== "opened") throw broken("answered oddly");
		const { inputs, outputs } = opened;
		return {
			inputs,
			outputs,
			async run(feeds, wanted) {
				const answer = await ask({
					kind: "run",
					feeds,
					outputs: wanted
				});
				if (answer.kind !== "answer") throw broken("answered oddly");
				return answer.outputs;
			},
			close: child.close
		};
	} catch (error) {
		child.close();
		throw error;
	}
}
function refused(message) {
	return new ActionError("invalid-model", `ONNX Runtime refuses the model: ${message.slice(0, 1e3)}`);
}
function broken(why, cause) {
	return new ActionError("invalid-model", `the model ${why}`, { cause });
}
// shared/stages/evaluation/scoring.ts
/** The holdout is one file, so that rows have one order. */
async function measureHoldout({ place, runner }, { holdout, rows }) {
	const { name, path } = holdout;
	const { record, files } = await measureDataset({
		name,
		path,
		role: "holdout"
	}, {
		place,
		runner
	});
	const [only] = files();
	if (!only || record.files > 1) throw new ActionError("invalid-holdout", `the holdout ${path} is ${record.files} files`, { hint: "A holdout is one table: a .csv, .tsv or .jsonl file." });
	runner.info(`${path}: ${record.digest}`);
	return {
		file: absolutePath(place, `${record.root}/${only.path}`),
		name: path,
		rows,
		record: {
			name,
			path,
			digest: record.digest
		}
	};
}
/** Loads the model where it can do no harm, and asks it about every row. */
async function score(setting, plan, { holdout, model }) {
	const { place, runner } = setting;
	const { modules, version } = await installRuntime(place, runner);
	return inScratchFolder(place.temporary, async (folder) => {
		const file = await unpackModel(model.body, model.contents, folder);
		const { environment } = place;
		const session = await openSession({
			modules,
			file,
			folder,
			environment
		});
		try {
			const scored = await scoreModel(session, holdout, plan.wish, {
				batch: plan.batch,
				onRows: (done) => runner.progress({
					label: holdout.name,
					done,
					unit: "rows"
				})
			});
			checkUnchanged(holdout, scored.digest);
			return {
				...scored,
				version
			};
		} finally {
			session.close();
		}
	});
}
/** The candidate's ground. */
function groundOf({ plan, holdout, contract }) {
	const { task, classes } = contract;
	return {
		holdout: holdout.record,
		target: plan.wish.target,
		task,
		...classes ? { classes: [...classes] } : {}
	};
}
/**
* Another model on the candidate's rows, fed as it always was; its classes are in the order of its own output. The figures
* are the candidate's.
*/
async function scoreOther(setting, { plan, holdout, contract }, { model, known }) {
	const { task, classes } = contract;
	const { inputs, output } = known;
	const wish = {
		...plan.wish,
		inputs,
		output,
		task,
		classes: known.classes
	};
	const scored = await score(setting, {
		...plan,
		wish
	}, {
		holdout,
		model
	});
	const scores = encodeScores(scored.scores);
	return {
		body: {
			model: model.body.digest,
			metrics: summarizeScores(scored.scores, {
				task,
				classes
			}, plan.metrics),
			scores: {
				digest: sha256(scores),
				bytes: scores.length
			}
		},
		scores
	};
}
function checkUnchanged({ file, record }, digest) {
	if (digestOfTable(file.replace(/^.*[\\/]/, ""), digest) === record.digest) return;
	throw new ActionError("file-changed", `${record.path} changed while it was read`, { hint: "No step may write the holdout while it is evaluated." });
}
/** A single file's dataset digest is not that of its bytes alone, so its manifest line is made again. */
function digestOfTable(name, bytes) {
	return sha256(`${hexOf(bytes)}  ${name}\n`);
}
// shared/stages/evaluation/base-holdout.ts
/**
* The candidate on the rows that judged the baseline, where those that judge now are others: a holdout may be changed for
* the better, and it may be changed so that the model looks better. It decides nothing. Nothing where the rows are the
* same, or a comparison would mean nothing.
*/
async function scoreOnBase(setting, { commit, evaluation }, { model, ...scoring }) {
	const { place, runner, github } = setting;
	const known = evaluation?.body;
	const ground = groundOf(scoring);
	if (!github || !known || known.holdout.digest === ground.holdout.digest) return void 0;
	if (!isSameQuestion(known, ground)) return void 0;
	const told = `${known.holdout.path} of ${shortCommit(commit)}`;
	try {
		const scored = await inScratchFolder(place.temporary, async (folder) => {
			const holdout = await fetchHoldout(github, {
				commit,
				known,
				folder
			});
			const wish = {
				...scoring.plan.wish,
				target: known.target,
				task: known.task
			};
			return score(setting, {
				...scoring.plan,
				wish
			}, {
				holdout,
				model
			});
		});
		const scores = encodeScores(scored.scores);
		const { task, classes } = known;
		const { path, digest } = known.holdout;
		const body = {
			commit,
			metrics: summarizeScores(scored.scores, {
				task,
				classes
			}, scoring.plan.metrics),
			scores: {
				digest: sha256(scores),
				bytes: scores.length
			},
			holdout: {
				path,
				digest,
				rows: scored.scores.length
			}
		};
		runner.info(`scored on ${told}, too`);
		return {
			body,
			scores
		};
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		runner.info(`not scored on ${told}: ${error.message}`);
		return { body: {
			commit,
			problem: error.message
		} };
	}
}
/** As git holds it; only where these are the bytes that judged. What one answer of GitHub may hold is its limit. */
async function fetchHoldout({ client }, { commit, known, folder }) {
	const { name, path, digest } = known.holdout;
	const bytes = await client.fileAt(path, commit);
	const own = path.split("/").at(-1) ?? "";
	const file = `${folder}/${own}`;
	if (!bytes || !isInside(folder, file)) throw new ActionError("no-holdout", `git holds no file ${path} there`);
	if (digestOfTable(own, sha256(bytes)) !== digest) {
		const what = `git holds other bytes there than those that judged (${path})`;
		throw new ActionError("holdout-differs", what);
	}
	await writeAtomically(file, bytes);
	return {
		file,
		name: path,
		rows: known.rows,
		record: {
			name,
			path,
			digest
		}
	};
}
// shared/stages/evaluation/baseline-scores.ts
/**
* The baseline's model on the same rows, where its record does not say how it does on them: a changed holdout is then no
* dead end. Without its bytes, or when it cannot be fed from these rows, there is no second score, and that is said. A
* model that was made to predict something else is no comparison at all.
*/
async function scoreBaseline(setting, record, scoring) {
	const { runner } = setting;
	const { commit } = record;
	const known = record.evaluation?.body;
	if (!record.model || !known) return void 0;
	const ground = groundOf(scoring);
	const model = `the model of ${shortCommit(commit)}`;
	if (isSameGround(known, ground)) {
		runner.info(`${model} was judged on the same rows`);
		return;
	}
	if (!isSameQuestion(known, ground)) {
		runner.annotate("notice", `${model} predicts something else, so there is no comparison`);
		return;
	}
	const found = await findEarlierModel(setting, record);
	const told = `${model} cannot be judged on these rows`;
	if ("note" in found) {
		runner.annotate("notice", `${told}: ${found.note}`);
		return;
	}
	try {
		const { body, scores } = await scoreOther(setting, scoring, {
			model: found,
			known
		});
		runner.info(`${model} was judged on these rows, too`);
		return {
			body: {
				...body,
				commit
			},
			scores
		};
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		runner.annotate("notice", `${told}: ${describeError(error, setting.place.kind)}`);
		return;
	}
}
// shared/stages/evaluation/champion-model.ts
/** By its record; else among what the runs that deployed it keep. */
async function findChampion(setting, live, record) {
	const known = record?.evaluation?.body;
	const found = record && known && await findEarlierModel(setting, record);
	if (found && "contents" in found) {
		if (found.body.digest === live.model) return {
			model: found,
			known
		};
	}
	const kept = await fromDeployingRuns(setting, live);
	return "model" in kept || !found || "contents" in found ? kept : found;
}
const MOST_RUNS = 5;
async function fromDeployingRuns({ github, pipeline, leg }, { model, deployments }) {
	if (!github) return NOT_KEPT;
	const runs = new Map(deployments.map((one) => [one.payload.run.id, one]));
	let problem = NOT_KEPT;
	for (const [id, { payload, commit }] of [...runs].slice(0, MOST_RUNS)) {
		const load = (name) => loadRunArtifact(github.client.transport, id, name);
		const sources = [{
			kind: "artifacts",
			load
		}];
		try {
			const whose = {
				pipeline,
				leg,
				attempt: payload.run.attempt,
				run: id,
				commit
			};
			const made = await loadModel(sources, whose);
			if (!made) continue;
			const { body } = made.section;
			if (body.digest !== model || digestOfFiles(body) !== model) {
				problem = {
					note: `what run ${id} keeps is not what was deployed`,
					code: "model-differs"
				};
				continue;
			}
			const known = (await loadEvaluation(sources, whose))?.section.body;
			if (known?.model === model) return {
				model: {
					body,
					contents: made.contents
				},
				known
			};
			problem = {
				note: `run ${id} does not say how it is fed`,
				code: "record-missing"
			};
		} catch (error) {
			const isForged = codeOf(error) === "corrupt-section";
			problem = spare(error, isForged ? "model-differs" : "model-unread");
		}
	}
	return problem;
}
const NOT_KEPT = {
	note: "no run that deployed it keeps it any more",
	code: "model-missing"
};
// shared/stages/evaluation/champion-scores.ts
const NONE = {
	champions: [],
	scores: [],
	unscored: []
};
/**
* What is live now on the candidate's rows, so that whoever approves a deployment sees what it replaces. Only where a
* deployment may follow. Whatever stands in the way is said, and stops nothing.
*/
async function scoreChampions(setting, scoring, judged) {
	const { github, config, runner } = setting;
	if (!github || !config?.deploy) return NONE;
	if (!github.context.isDefaultBranch && !await isAskedFor(setting)) return NONE;
	return runner.group("Champions", async () => {
		const { live, unread } = await findLiveModels(setting);
		const champions = [];
		const scores = [];
		const unscored = [...unread];
		const known = [];
		for (const one of live) {
			const told = `the model that is live in ${one.environments.join(", ")}`;
			const environments = [...one.environments];
			const scored = judged.has(one.model) ? void 0 : await scoreChampion(setting, scoring, one);
			if (scored === void 0) {
				runner.info(`${told} was judged on the same rows`);
				known.push({
					model: one.model,
					commit: one.commit,
					environments
				});
			} else if ("note" in scored) {
				const { note, code } = scored;
				runner.annotate("notice", `${told} cannot be judged on these rows: ${note}`);
				unscored.push({
					environments,
					model: one.model,
					code,
					reason: firstLine(note)
				});
			} else {
				runner.info(`${told} was judged on these rows, too`);
				champions.push({
					...scored.body,
					commit: one.commit,
					environments
				});
				scores.push(scored.scores);
			}
		}
		return {
			champions,
			scores,
			unscored,
			live: known
		};
	});
}
/** A pull request needs no champion, unless a rule compares with it: one of its own, or one that it is judged by. */
async function isAskedFor(setting) {
	return [setting.config, await baseConfig(setting)].some((config) => config && namesChampion(rulesOf(config)));
}
/** Nothing where its record says how it does on these rows. */
async function scoreChampion(setting, scoring, live) {
	const ground = groundOf(scoring);
	try {
		const record = await liveRecord(setting, live);
		if (record?.evaluation && isSameGround(record.evaluation.body, ground)) return void 0;
		const found = await findChampion(setting, live, record);
		if ("note" in found) return found;
		if (!isSameQuestion(found.known, ground)) {
			const { task, target } = found.known;
			return {
				note: `it does a ${task} of "${target}"`,
				code: "other-question"
			};
		}
		return await scoreOther(setting, scoring, found);
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		const code = codeOf(error) === "corrupt-history" ? "record-missing" : "does-not-fit";
		return {
			note: describeError(error),
			code
		};
	}
}
// shared/stages/evaluation/evaluation-plan.ts
const BATCH = 1024;
/**
* What decides comes from the trusted configuration where there is one: which rows, which target, which metrics. How the
* model is fed is the change's own, for a change may well change it.
*/
async function planEvaluation(setting, inputs) {
	const { config: own, configError, configPath, runner } = setting;
	const trusted = await baseConfig(setting);
	if (configError && !trusted) throw configError;
	const deciding = trusted?.evaluate ? trusted : own;
	const evaluate = deciding?.evaluate;
	if (trusted?.evaluate && own && judgingChange(trusted, own).length > 0) runner.annotate("notice", `This change says in ${configPath} that other rows, targets or metrics judge the model; judged is as its base branch says.`);
	const target = inputs.target ?? evaluate?.target;
	if (target === void 0) throw new ActionError("no-target", "nothing says which column of the holdout is predicted", { hint: inputHint(evaluateInputs, "target", {
		value: "price",
		configured: {
			path: configPath,
			yaml: "evaluate:\n  target: price"
		}
	}) });
	const { holdout, rows: known } = holdoutOf(inputs, deciding, configPath);
	const rows = {
		...known,
		...evaluate?.slices ? { slices: evaluate.slices } : {}
	};
	return {
		model: inputs.model ?? own?.model?.path ?? trusted?.model?.path,
		holdout,
		rows,
		wish: {
			target,
			inputs: fedBy(inputs, own ?? trusted),
			output: inputs.output ?? (own ?? trusted)?.evaluate?.output,
			task: inputs.task ?? evaluate?.task,
			classes: evaluate?.classes
		},
		metrics: evaluate?.metrics,
		batch: evaluate?.batch ?? BATCH
	};
}
function fedBy({ features }, config) {
	if (features && features.length > 0) return { features };
	return config?.evaluate?.inputs;
}
function holdoutOf(inputs, config, configPath) {
	if (inputs.holdout !== void 0) return {
		holdout: {
			name: "holdout",
			path: inputs.holdout
		},
		rows: {}
	};
	const found = Object.entries(config?.data ?? {}).filter(([, { role }]) => role === "holdout");
	const [only, ...more] = found;
	if (!only || more.length > 0) {
		const what = only ? `several datasets are holdouts: ${found.map(([name]) => name).join(", ")}` : "no dataset is a holdout";
		throw new ActionError("no-holdout", what, { hint: inputHint(evaluateInputs, "holdout", {
			value: "data/holdout.csv",
			configured: {
				path: configPath,
				yaml: "data:\n  holdout: { path: data/holdout.csv, role: holdout }"
			}
		}) });
	}
	const [name, { path, key, order, cluster }] = only;
	const rows = {
		...key === void 0 ? {} : { key },
		...order === void 0 ? {} : { order },
		...cluster === void 0 ? {} : { cluster }
	};
	return {
		holdout: {
			name,
			path
		},
		rows
	};
}
// shared/stages/evaluation/found-model.ts
/** The model that training left in this run; without one the file at hand, which then becomes the run's model. */
async function findCandidate(setting, path) {
	const { stores, runner, configPath } = setting;
	const loaded = await loadModel(stores, whose(setting));
	if (loaded) {
		const { section, contents, isHandedOn } = loaded;
		runner.info(`${section.body.path} of this run's training: ${section.body.digest}`);
		return {
			body: section.body,
			contents,
			section,
			isHandedOn
		};
	}
	const training = await loadTraining(stores, whose(setting));
	if (training && training.section.body.exit.reason !== "succeeded") throw new ActionError("training-failed", "there is no model to evaluate: training failed", { hint: training.section.body.exit.message });
	if (path === void 0) throw new ActionError("no-model", "no model is named", { hint: inputHint(evaluateInputs, "model", {
		value: "models/oil.onnx",
		configured: {
			path: configPath,
			yaml: "model: { path: models/oil.onnx }"
		}
	}) });
	const measured = await measureModel(path, setting);
	if (!measured) {
		const what = `there is no ${path}, and no job of this run trained one${await didYouMeanPath(setting.place, path)}`;
		throw new ActionError("no-model", what, { hint: {
			github: "Add a step or a job before this one that trains:\n- uses: proofmark/proofmark/actions/train@v1",
			terminal: "Train first, or name a model that is there: --model models/oil.onnx"
		} });
	}
	runner.info(`${path}: ${measured.body.digest}`);
	const by = {
		action: "evaluate",
		training: training?.section
	};
	return {
		...measured,
		section: await keepModel(setting, measured, by),
		isHandedOn: false
	};
}
// shared/stages/evaluation/evaluate.ts
/** The stage behind the action `evaluate`. */
async function runEvaluate(inputs, scene) {
	const setting = await openSetting("evaluate", inputs, scene);
	const { section } = await evaluateModel(setting, inputs);
	setting.github?.client.spent();
	const { body } = section;
	const result = {
		schema: "proofmark/evaluate-result/v1",
		pipeline: setting.pipeline,
		leg: setting.leg,
		...body,
		reasonCode: "evaluated",
		section: sectionDigest(section)
	};
	const figures = body.metrics.map(({ key, value }) => `${key.join(".")} ${rounded(value)}`);
	return {
		decision: "accepted",
		headline: `evaluated on ${body.holdout.rows} rows of ${body.holdout.path}: ${figures.join(", ")}`,
		outputs: {
			"reason-code": result.reasonCode,
			model: body.model,
			rows: String(body.holdout.rows)
		},
		result
	};
}
function rounded(value) {
	return typeof value === "number" ? String(Number(value.toPrecision(5))) : value;
}
/** Scores the model of this run on the holdout, and hands on what it did row by row. */
async function evaluateModel(setting, inputs) {
	const { runner, stores, author, trust } = setting;
	const plan = await planEvaluation(setting, inputs);
	const candidate = await runner.group("Model", () => findCandidate(setting, plan.model));
	const holdout = await runner.group("Holdout", () => measureHoldout(setting, plan));
	const started = performance.now();
	const scored = await runner.group("Scores", () => score(setting, plan, {
		holdout,
		model: candidate
	}));
	const scoring = {
		plan,
		holdout,
		contract: scored.contract
	};
	const { record, before, onBase } = await runner.group("Baseline", async () => {
		const { record } = await setting.baseline();
		return {
			record,
			before: record && await scoreBaseline(setting, record, scoring),
			onBase: record && await scoreOnBase(setting, record, {
				...scoring,
				model: candidate
			})
		};
	});
	const known = record?.evaluation?.body;
	const isBaselineJudged = before || known && isSameGround(known, groundOf(scoring));
	const { champions, unscored, live: standing, ...live } = await scoreChampions(setting, scoring, /* @__PURE__ */ new Set([candidate.body.digest, ...known && isBaselineJudged ? [known.model] : []]));
	const data = await loadData(stores, whose(setting));
	const scores = encodeScores(scored.scores);
	const body = {
		model: candidate.body.digest,
		metrics: summarizeScores(scored.scores, scored.contract, plan.metrics),
		scores: {
			digest: sha256(scores),
			bytes: scores.length
		},
		holdout: {
			...holdout.record,
			rows: scored.scores.length
		},
		task: scored.contract.task,
		target: plan.wish.target,
		...scored.contract.classes ? { classes: [...scored.contract.classes] } : {},
		inputs: Object.fromEntries(scored.contract.feeds.map(({ name, columns }) => [name, [...columns]])),
		...askedOf(scored.contract),
		output: scored.contract.output,
		rows: plan.rows,
		runtime: { onnxruntime: scored.version },
		wallSeconds: Math.round(performance.now() - started) / 1e3,
		...before ? { baseline: before.body } : {},
		...onBase ? { baseHoldout: onBase.body } : {},
		...champions.length > 0 ? { champions: [...champions] } : {},
		...standing ? { live: standing } : {},
		...unscored.length > 0 ? { unscored: [...unscored] } : {}
	};
	const section = {
		schema: "proofmark/evaluation/v1",
		by: {
			...author,
			action: "evaluate"
		},
		uses: usesOf({
			model: candidate.section,
			data: data?.section
		}),
		trust: candidate.isHandedOn ? "recomputed" : trust,
		body
	};
	const extras = new Map([
		[SCORES_FILE, scores],
		...before ? [[BASELINE_SCORES_FILE, before.scores]] : [],
		...onBase?.scores ? [[BASE_HOLDOUT_SCORES_FILE, onBase.scores]] : [],
		...live.scores.map((bytes, index) => [championScoresFile(index), bytes])
	]);
	await saveSection(stores, section, extras);
	return {
		section,
		scores,
		baselineScores: before?.scores,
		baseHoldoutScores: onBase?.scores,
		championScores: live.scores
	};
}
function askedOf({ feeds, fixedRows }) {
	const vectors = feeds.filter(({ rank }) => rank === 1).map(({ name }) => name);
	if (vectors.length === 0 && fixedRows === void 0) return {};
	return { asked: {
		...vectors.length > 0 ? { vectors } : {},
		...fixedRows === void 0 ? {} : { rows: fixedRows }
	} };
}
export { evaluateModel, runEvaluate };
