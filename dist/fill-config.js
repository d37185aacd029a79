import { didYouMean, splitCommand } from "./shared.js";
import { nameFromPath } from "./track-basics-2.js";
import { DEFAULT_PARAMS } from "./verify-basics-4.js";
import { isAtOrBelow, placeOf } from "./track-verify-basics-4.js";
// shared/domain/dvc/training-stage.ts
/** The stage that trains: the one that is named, else one that writes the model, else `train`, else the only one. */
function trainingStage({ stages, unresolved, artifacts }, config, named) {
	if (named !== void 0) {
		const stage = stages.find(({ name }) => name === named);
		if (stage) return { value: stage };
		const unread = unresolved.find(({ name }) => name === named || named.startsWith(`${name}@`));
		return { problem: unread ? `stage ${named}: ${unread.why}` : `there is no stage ${named}${stageHint(named, stages)}` };
	}
	const models = new Set(config.model ? [config.model.path] : artifacts.flatMap(({ path, type }) => type === "model" ? [path] : []));
	const writers = stages.filter(({ outs }) => outs.some(({ path }) => models.has(path)));
	const called = stages.filter(({ name }) => name === "train");
	for (const some of [
		writers,
		called,
		stages
	]) {
		const [only, ...more] = some;
		if (only && more.length === 0) return { value: only };
		if (only) return { problem: severalStages(some.map(({ name }) => name)) };
	}
	const [unread] = unresolved;
	return { problem: unread ? `stage ${unread.name}: ${unread.why}` : "there is no stage" };
}
function stageHint(named, stages) {
	const names = stages.map(({ name }) => name);
	if (names.length === 0) return "";
	return didYouMean(named, names) || `; there is ${names.slice(0, 5).join(", ")}`;
}
function severalStages(names) {
	return `several stages could be the training: ${names.slice(0, 5).join(", ") + (names.length > 5 ? ", …" : "")}. Name it: from: dvc.yaml:${names[0]}`;
}
// shared/domain/dvc/fill-config.ts
function fillConfig(config, { pipeline, folder, stage: named }) {
	const found = trainingStage(pipeline, config, named);
	if ("problem" in found) return { problems: [found.problem] };
	const stage = found.value;
	const problems = [];
	const at = (path) => {
		const place = placeOf(folder, stage.wdir, path);
		if (place.kind === "inside") return place.path;
		problems.push(`${path} of stage ${stage.name} lies outside of the repository; it cannot be tracked`);
	};
	const deps = sortDeps(stage, {
		at,
		config,
		made: new Set(pipeline.stages.flatMap(({ outs }) => outs.map(({ path }) => path))),
		problems
	});
	const params = paramsOf(stage, at);
	const run = config.train?.run ?? runOf(stage, folder, problems);
	const metrics = config.train?.metrics ?? metricsOf(stage, {
		pipeline,
		at,
		problems
	});
	const model = config.model?.path ?? modelOf(stage, {
		pipeline,
		at,
		problems
	});
	const code = config.train?.code ?? [...deps.code, ...params.slice(1)];
	if (problems.length > 0) return { problems };
	const firstParams = config.train?.params ?? params[0];
	return { value: {
		...config,
		data: {
			...deps.data,
			...config.data
		},
		train: {
			...config.train,
			...run === void 0 ? {} : { run },
			...code.length > 0 ? { code } : {},
			...firstParams === void 0 ? {} : { params: firstParams },
			...metrics === void 0 ? {} : { metrics }
		},
		...model === void 0 ? {} : { model: {
			...config.model,
			path: model
		} }
	} };
}
const DATA_FILE = /\.(csv|tsv|jsonl?|ndjson|parquet|arrow|feather|npy|npz|h5|hdf5|zip|gz|tar|tgz|zst|bz2|xz|pkl|pickle|txt|xlsx?|avro|orc|tfrecord|lmdb|db|sqlite|png|jpe?g|wav|mp3|flac|bin|pt|onnx|safetensors)$/i;
const CODE_FILE = /(\.(py|r|rmd|ipynb|sh|jl|m|js|mjs|ts|sql|c|cc|cpp|h|rs|go|java|scala|ya?ml|toml|cfg|ini|lock)|(^|\/)(requirements[^/]*\.txt|Makefile|Dockerfile))$/i;
const DATA_FOLDER = /(^|\/)(data|datasets?|raw|processed|prepared|interim|external|features|images|corpus)(\/|$)/i;
const CODE_FOLDER = /(^|\/)(src|lib|code|scripts?|pkg|packages?|notebooks)(\/|$)/i;
/** Data that is declared already is not declared again; what could be both is asked about. */
function sortDeps({ name, deps }, { at, config, made, problems }) {
	const declared = Object.values(config.data ?? {}).map(({ path }) => plain(path));
	const named = (config.train?.code ?? []).map(plain);
	const data = {};
	const code = [];
	for (const dep of deps) {
		const path = at(dep);
		if (path === void 0 || declared.includes(path)) continue;
		if (named.some((one) => isAtOrBelow(path, one))) continue;
		const kind = kindOf(dep, made.has(dep));
		if (kind === "code") code.push(path);
		else if (kind === "data") data[freeName(path, /* @__PURE__ */ new Set([...Object.keys(data), ...Object.keys(config.data ?? {})]))] = {
			path,
			role: "train"
		};
		else problems.push(`${path}, on which stage ${name} depends, could be data or code. Write one of:\n  data: { ${nameFromPath(path)}: { path: ${path} } }\n  train: { code: [${path}] }`);
	}
	return {
		data,
		code
	};
}
function kindOf(path, isMade) {
	if (isMade) return "data";
	if (CODE_FILE.test(path)) return "code";
	if (DATA_FILE.test(path) || DATA_FOLDER.test(path)) return "data";
	return CODE_FOLDER.test(path) ? "code" : void 0;
}
function freeName(path, taken) {
	const name = nameFromPath(path);
	if (!taken.has(name)) return name;
	for (let number = 2;; number++) if (!taken.has(`${name}-${number}`)) return `${name}-${number}`;
}
function plain(path) {
	return path.replace(/^(\.\/)+/, "").replace(/(?<=.)\/+$/, "");
}
/** The file of parameters first; further ones count as code, whose content matters as a whole. */
function paramsOf({ params }, at) {
	return [...new Set(params.map(({ file }) => file ?? "params.yaml"))].sort((a, b) => Number(b === DEFAULT_PARAMS) - Number(a === DEFAULT_PARAMS)).flatMap((file) => at(file) ?? []);
}
function runOf(stage, folder, problems) {
	const [line, ...more] = stage.cmd;
	const here = placeOf(folder, stage.wdir);
	const write = "Write the command under train.run; with a shell: run: [sh, -c, \"…\"]";
	if (line === void 0) return void 0;
	if (more.length > 0) problems.push(`stage ${stage.name} has several commands. ${write}`);
	else if (here.kind !== "inside" || here.path !== ".") problems.push(`stage ${stage.name} runs in another folder. ${write}`);
	else {
		const split = splitCommand(line);
		if ("message" in split) problems.push(`the command of stage ${stage.name} needs a shell (${split.message}). ${write}`);
	}
	return line;
}
function metricsOf(stage, { pipeline, at, problems }) {
	const own = stage.outs.filter(({ kind }) => kind === "metric").map(({ path }) => path);
	const written = new Set(stage.outs.map(({ path }) => path));
	const top = pipeline.metrics.filter((path) => written.has(path));
	const [only, ...more] = own.length > 0 ? own : top;
	if (only === void 0) return void 0;
	if (more.length > 0) problems.push(`stage ${stage.name} writes several metrics files. Write the one to judge: train: { metrics: ${only} }`);
	return at(only);
}
function modelOf(stage, { pipeline, at, problems }) {
	const outs = stage.outs.filter(({ kind }) => kind === "out").map(({ path }) => path);
	const named = pipeline.artifacts.filter(({ path, type }) => type === "model" && outs.includes(path));
	const [only, ...more] = named.length > 0 ? named.map(({ path }) => path) : outs;
	if (only === void 0) return void 0;
	if (more.length > 0) problems.push(`stage ${stage.name} writes several outputs. Write the model: model: { path: ${only} }`);
	return at(only);
}
export { fillConfig };
