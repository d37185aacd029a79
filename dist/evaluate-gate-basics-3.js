import { championOf, digestOfFiles, firstNoise, isEvaluated, modelFileName, pairWithChampion, pairWithRecord, readOwn, readRecords, readScores, readZip, sectionName, sha256 } from "./shared.js";
import { ActionError, codeOf, crew, describeError, firstLine } from "./base.js";
import { _enum, array, boolean, discriminatedUnion, int, lazily, literal, number$1 as number, object, record, strictObject, string, union } from "./zod.js";
import { metricsOf } from "./evaluate-gate-basics-6.js";
import { Buffer } from "node:buffer";
// shared/platform/github/run-artifacts.ts
const list = /* @__PURE__ */ lazily(() => object({ artifacts: array(object({
	id: int(),
	name: string(),
	expired: boolean()
})) }));
/** What the archive may unpack to; GitHub's answer itself is bounded by the transport. */
const UNPACKED_LIMIT = 256 * 2 ** 20;
/** What an earlier run kept under the name; nothing when it never did, or no longer does. */
async function loadRunArtifact(transport, run, name) {
	const kept = (await transport.find("list-artifacts", {
		run_id: run,
		name
	}, { schema: list }))?.artifacts.find((artifact) => artifact.name === name && !artifact.expired);
	if (!kept) return void 0;
	const bytes = await transport.raw("download-artifact", {
		artifact_id: kept.id,
		archive_format: "zip"
	});
	return bytes && readZip(Buffer.from(bytes), UNPACKED_LIMIT);
}
// shared/stages/evaluation/earlier-model.ts
/** Among the artifacts of the run that trained it, else in the repository, where some teams keep their models. */
async function findEarlierModel({ github }, { model, commit }) {
	if (!github || !model) return {
		note: "its record holds no model",
		code: "record-missing"
	};
	if (digestOfFiles(model.body) !== model.body.digest) return {
		note: "its files do not make the digest of its record",
		code: "model-differs"
	};
	const kept = await fromRun(github, model);
	if ("contents" in kept) return kept;
	const [only, ...more] = model.body.files;
	const bytes = only && more.length === 0 ? await github.client.fileAt(model.body.path, commit).catch(() => void 0) : void 0;
	return bytes && sha256(bytes) === only?.digest ? {
		body: model.body,
		contents: [bytes]
	} : kept;
}
/** Artifacts can be replaced, so their digests decide. */
async function fromRun({ client }, model) {
	const { run, pipeline, leg } = model.by;
	if (!run) return {
		note: "it was made by no run",
		code: "model-missing"
	};
	try {
		const name = sectionName({
			pipeline,
			leg,
			attempt: run.attempt
		}, "model");
		const bundle = await loadRunArtifact(client.transport, run.id, name);
		if (!bundle) return {
			note: `run ${run.id} does not keep it any more`,
			code: "model-missing"
		};
		const proved = model.body.files.map((_, index) => bundle.get(modelFileName(index))).flatMap((bytes, index) => bytes && sha256(bytes) === model.body.files[index]?.digest ? [bytes] : []);
		if (proved.length === model.body.files.length) return {
			body: model.body,
			contents: proved
		};
		return {
			note: `what run ${run.id} keeps is not what its record says`,
			code: "model-differs"
		};
	} catch (error) {
		return spare(error, "model-unread");
	}
}
/** Without the permission, or above what is read of GitHub at once, there is just no second score. */
function spare(error, code) {
	if (!SPARED.includes(codeOf(error))) throw error;
	return {
		note: describeError(error),
		code
	};
}
const SPARED = [
	"missing-permission",
	"github-refused",
	"github-unreachable",
	"github-timeout",
	"too-large",
	"too-many-deployments",
	"corrupt-archive",
	"corrupt-section"
];
// shared/stages/live-models.ts
/** What is live in each environment that the configuration names; one that is live in several is there once. */
async function findLiveModels(setting) {
	const { github, config, runner } = setting;
	const live = /* @__PURE__ */ new Map();
	const unread = [];
	for (const environment of Object.keys(config?.deploy ?? {})) {
		if (!github) break;
		try {
			const own = await readOwn({
				setting,
				github,
				environment
			});
			const champion = championOf(own);
			if (!champion) continue;
			const { model, commit } = champion;
			const known = live.get(model);
			const deployments = own.filter(({ payload }) => payload.model === model);
			live.set(model, {
				model,
				commit: known?.commit ?? commit,
				environments: [...known?.environments ?? [], environment],
				deployments: [...known?.deployments ?? [], ...deployments]
			});
		} catch (error) {
			const { note, code } = spare(error, "deployments-unread");
			runner.annotate("notice", `what is live in ${environment} is not known: ${note}`);
			unread.push({
				environments: [environment],
				code,
				reason: firstLine(note)
			});
		}
	}
	return {
		live: [...live.values()],
		unread
	};
}
/** The record of the commit that is live, when it is about the very model. */
async function liveRecord({ history, ...setting }, { model, commit }) {
	if (!history) return void 0;
	return ((await readRecords(history, setting, [commit])).get(commit) ?? []).map((unread) => unread.open()).find((one) => one.model?.body.digest === model || one.evaluation?.body.model === model);
}
// shared/domain/example-file.ts
/** By column, since the history keeps only so much of a run. */
const predictedSchema = /* @__PURE__ */ lazily(() => discriminatedUnion("task", [strictObject({
	task: literal("regression"),
	target: array(number()),
	prediction: array(number())
}), strictObject({
	task: literal("classification"),
	target: array(string()),
	prediction: array(string()),
	probability: array(number().min(0).max(1)).optional()
})]));
/** What is kept of scores by example: enough to compare the next candidate with them. */
const tableSchema = /* @__PURE__ */ lazily(() => strictObject({
	schema: literal("proofmark/examples/v1"),
	source: string(),
	ids: array(string()).min(1),
	hashes: array(string()).optional(),
	clusters: array(string()).optional(),
	order: array(union([string(), number()])).optional(),
	by: string().optional(),
	slices: record(string(), array(string())).optional(),
	scores: array(strictObject({
		key: array(string()).min(1),
		direction: _enum(["lower", "higher"]).optional(),
		values: array(number())
	})),
	predicted: predictedSchema.optional()
}));
/** One table a line. */
function encodeExamples(tables) {
	const lines = tables.map((table) => {
		const { source, ids, hashes, clusters, order, by, slices, scores, predicted } = table;
		const kept = {
			schema: "proofmark/examples/v1",
			source,
			ids: [...ids],
			hashes,
			clusters,
			order,
			by,
			slices,
			scores: scores.map(({ values, ...score }) => ({
				...score,
				values: [...values]
			})),
			predicted: predicted && columnsOf$1(predicted)
		};
		return `${JSON.stringify(kept)}\n`;
	});
	return new TextEncoder().encode(lines.join(""));
}
function columnsOf$1({ task, scores }) {
	const chances = scores.flatMap((score) => "probability" in score ? score.probability ?? [] : []);
	return {
		task,
		target: scores.map(({ target }) => target),
		prediction: scores.map(({ prediction }) => prediction),
		...chances.length === scores.length ? { probability: chances } : {}
	};
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
function tableOf({ schema: _, scores, predicted, ...table }) {
	const { ids, hashes, clusters, order, slices = {} } = table;
	const { task, ...said } = predicted ?? {};
	if ([...[
		hashes,
		clusters,
		order,
		...Object.values(slices),
		...Object.values(said)
	].map((column) => column?.length), ...scores.map((s) => s.values.length)].some((length) => length !== void 0 && length !== ids.length)) throw new RangeError("columns of one table are of one length");
	if (scores.length === 0 && !predicted) throw new RangeError("a table has scores or predictions");
	return {
		...table,
		scores: scores.map(({ values, ...score }) => ({
			...score,
			values: Float64Array.from(values)
		})),
		...predicted ? { predicted: predictedOf(predicted) } : {}
	};
}
function predictedOf(columns) {
	if (columns.task === "regression") {
		const { task, target, prediction } = columns;
		return {
			task,
			scores: target.map((is, id) => ({
				id,
				target: is,
				prediction: prediction[id] ?? is
			}))
		};
	}
	const { task, target, prediction, probability } = columns;
	return {
		task,
		scores: target.map((is, id) => {
			const chance = probability?.[id];
			const said = {
				id,
				target: is,
				prediction: prediction[id] ?? is
			};
			return chance === void 0 ? said : {
				...said,
				probability: chance
			};
		})
	};
}
// shared/stages/gate/kept-examples.ts
/** What scores by example are called beside the gate's section. */
const EXAMPLES_FILE = "examples.jsonl";
/** Scores above these would make a file that no history keeps. */
const MOST_KEPT = 2e6;
/** Scores by example as they are handed on and remembered; nothing where there are none, or too many. */
function keepExamples({ runner }, tables) {
	if (tables.length === 0) return void 0;
	const scores = tables.reduce((sum, table) => sum + table.ids.length * columnsOf(table), 0);
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
			tables: tables.map((table) => ({
				source: table.source,
				examples: table.ids.length,
				scores: [...metricsOf(table)]
			}))
		}
	};
}
/** What is true and what was said are two. */
function columnsOf({ scores, predicted }) {
	return scores.length + (predicted ? 2 : 0);
}
/** The scores by example that a record names; nothing where the history does not hold them. */
async function readExamples({ history }, { digest }) {
	const bytes = history && await readScores(history, digest);
	if (!bytes) return void 0;
	const tables = decodeExamples(bytes);
	if (tables) return tables;
	throw new ActionError("corrupt-history", "scores by example in the history cannot be read", { hint: "They were written by another version, or were changed. Restore them, or run the gate once more on the default branch." });
}
// shared/stages/gate/example-pairing.ts
/** How much metrics of files vary by chance, by what is kept of the baseline. */
async function pairFiles(setting, candidate, found) {
	const { metrics } = found;
	if (!metrics) return void 0;
	const examples = candidate.examples.length === 0 ? [] : await baselineExamples(setting, found);
	const { noiseOfFiles } = await import("./file-noise2.js");
	const { noise, notes } = noiseOfFiles(candidate, {
		metrics,
		examples
	});
	for (const note of notes) setting.runner.info(note);
	return (rule, ask) => noise(rule, {
		...ask,
		draw: crew.draw
	});
}
async function baselineExamples(setting, { examples, kept }) {
	if (examples) return examples;
	const tables = kept && await readExamples(setting, kept);
	if (tables) return tables;
	setting.runner.info(kept ? "the baseline's scores by example are not kept in the history" : "the baseline has no scores by example");
	return [];
}
// shared/stages/gate/champions.ts
/** Whether any rule compares with what is live. */
function namesChampion(rules) {
	return rules.some(({ bound }) => "champion" in bound);
}
/**
* How the models that are live do, where a rule compares with one: on the candidate's rows as evaluate scored them, and by
* what their records keep of other files.
*/
async function championsFor(setting, candidate) {
	const { evaluation, rules, figures } = candidate;
	if (!namesChampion(rules)) return void 0;
	if (!evaluation) return fromRecords(setting, figures);
	const own = evaluation.section.body;
	if (!own.live && !own.champions && !own.unscored) return {
		known: [],
		unknown: [{
			environments: ["an environment"],
			reason: "evaluate did not look for what is live"
		}]
	};
	const known = [];
	const unknown = (own.unscored ?? []).map(({ environments, reason }) => ({
		environments,
		reason
	}));
	for (const live of [...own.champions ?? [], ...own.live ?? []]) {
		const { environments } = live;
		const scored = await scoredBeside(setting, {
			...candidate,
			evaluation
		}, live);
		if ("why" in scored) unknown.push({
			environments,
			reason: scored.why
		});
		else known.push({
			...scored,
			environments
		});
	}
	return {
		known,
		unknown
	};
}
async function scoredBeside(setting, { figures, evaluation, found, noise }, live) {
	const own = evaluation.section.body;
	const { environments } = live;
	const record = await liveRecord(setting, live);
	const whole = (metrics) => [...metrics, ...besides(record)];
	const ofFiles = async () => record && await noiseByRecord(setting, figures, {
		record,
		environments
	});
	const paired = pairWithChampion(evaluation, live.model);
	if (paired) return {
		metrics: whole(paired.metrics),
		noise: firstNoise(paired.noise, await ofFiles())
	};
	if (live.model === own.model) return { metrics: whole(own.metrics) };
	if (live.model === found.evaluation?.body.model && found.metrics) return {
		metrics: found.metrics,
		noise
	};
	if (!record?.evaluation) return { why: "its scores are not kept in the history" };
	const kept = await pairWithRecord(setting, evaluation, record);
	const { metrics } = kept.baseline;
	return metrics ? {
		metrics: whole(metrics),
		noise: firstNoise(kept.noise, await ofFiles())
	} : { why: kept.note };
}
/** What its gate read from other files, which no scores by row say again. */
function besides(record) {
	return (record?.gate?.body.metrics ?? []).filter((metric) => !isEvaluated(metric));
}
async function fromRecords(setting, figures) {
	const { live, unread } = await findLiveModels(setting);
	const unknown = unread.map(({ environments, reason }) => ({
		environments,
		reason
	}));
	const known = [];
	for (const one of live) {
		const { environments } = one;
		const record = await liveRecord(setting, one);
		const metrics = record?.gate?.body.metrics;
		if (metrics) {
			const noise = await noiseByRecord(setting, figures, {
				record,
				environments
			});
			known.push({
				environments,
				metrics,
				noise
			});
		} else unknown.push({
			environments: [...environments],
			reason: "no record says how it does"
		});
	}
	return {
		known,
		unknown
	};
}
/** How much metrics of files vary by chance, by what the record of the live model keeps of them. */
function noiseByRecord(setting, figures, { record, environments }) {
	const { metrics, examples } = record.gate?.body ?? {};
	setting.runner.info(`what is live in ${environments.join(", ")} as its record knows it:`);
	return pairFiles(setting, figures, metrics ? {
		metrics,
		kept: examples
	} : {});
}
export { EXAMPLES_FILE, championsFor, findEarlierModel, findLiveModels, keepExamples, liveRecord, loadRunArtifact, namesChampion, pairFiles, spare };
