import { championOf, digestOfFiles, isEvaluated, modelFileName, pairWithChampion, pairWithRecord, readOwn, readRecords, readZip, sectionName, sha256 } from "./shared.js";
import { codeOf, describeError, firstLine } from "./base.js";
import { array, boolean, int, lazily, object, string } from "./zod.js";
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
	const { evaluation, rules } = candidate;
	if (!namesChampion(rules)) return void 0;
	if (!evaluation) return fromRecords(setting);
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
async function scoredBeside(setting, { evaluation, found, noise }, live) {
	const own = evaluation.section.body;
	const record = await recordOf(setting, live);
	const whole = (metrics) => [...metrics, ...besides(record)];
	const paired = pairWithChampion(evaluation, live.model);
	if (paired) return {
		metrics: whole(paired.metrics),
		noise: paired.noise
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
		noise: kept.noise
	} : { why: kept.note };
}
/** What its gate read from other files, which no scores by row say again. */
function besides(record) {
	return (record?.gate?.body.metrics ?? []).filter((metric) => !isEvaluated(metric));
}
async function fromRecords(setting) {
	const { live, unread } = await findLiveModels(setting);
	const unknown = unread.map(({ environments, reason }) => ({
		environments,
		reason
	}));
	const known = [];
	for (const one of live) {
		const { environments } = one;
		const metrics = (await recordOf(setting, one))?.gate?.body.metrics;
		if (metrics) known.push({
			environments,
			metrics
		});
		else unknown.push({
			environments: [...environments],
			reason: "no record says how it does"
		});
	}
	return {
		known,
		unknown
	};
}
/** The record of the commit that is live, when it is about the very model. */
async function recordOf({ history, ...setting }, { model, commit }) {
	if (!history) return void 0;
	return ((await readRecords(history, setting, [commit])).get(commit) ?? []).map((unread) => unread.open()).find((one) => one.model?.body.digest === model || one.evaluation?.body.model === model);
}
export { championsFor, findEarlierModel, findLiveModels, loadRunArtifact, namesChampion, spare };
