import { METRICS_FILE, childEnvironment, didYouMeanPath, findLockfiles, humanBytes, inputHint, isDirty, keepModel, knownFile, loadData, lookForFiles, measureModel, namedFile, openSetting, parseDuration, printCommand, runProcess, saveSection, sha256, supervise, trainInputs, usesOf, whose, wordsOf } from "./shared.js";
import { ActionError } from "./base.js";
import { stat } from "node:fs/promises";
// shared/platform/gpus.ts
const FIELDS = [
	"name",
	"uuid",
	"driver_version",
	"memory.total"
];
const TIMEOUT_MS = 15e3;
/** The NVIDIA cards of this machine, as `nvidia-smi` tells; none where it is absent or its driver does not answer. */
async function listGpus(environment, cwd) {
	const { exit, stdout, stderr } = await runProcess([
		"nvidia-smi",
		`--query-gpu=${FIELDS.join(",")}`,
		"--format=csv,noheader,nounits"
	], {
		cwd,
		environment: childEnvironment(environment),
		timeoutMs: TIMEOUT_MS,
		outputLimitBytes: 65536
	});
	if (exit.kind === "not-started") return { gpus: [] };
	if (exit.kind !== "exited" || exit.code !== 0) {
		const [said = ""] = `${stderr}${stdout}`.trim().split("\n");
		return {
			gpus: [],
			note: `nvidia-smi does not answer: ${said.slice(0, 200)}`
		};
	}
	return { gpus: stdout.toString("utf8").split("\n").flatMap((line) => readGpu(line.split(",").map((part) => part.trim()))) };
}
/** A line with other fields than asked for says nothing that can be trusted. */
function readGpu(fields) {
	const [name, uuid, driver, memory] = fields;
	if (fields.length !== FIELDS.length || !name || !uuid || !driver) return [];
	const memoryMiB = Number(memory);
	return [{
		name,
		id: sha256(uuid),
		driver,
		memoryMiB: Number.isFinite(memoryMiB) ? memoryMiB : 0
	}];
}
// shared/platform/stand.ts
/**
* How a file or folder stands on the disk: equal stands mean that nobody has written to it in between, also with the
* same bytes. Nothing when it is not there.
*/
async function takeStand(place, path) {
	const found = await lookForFiles(path, place);
	if (!found) return void 0;
	return (await Promise.all([...found.paths].sort().map(async (name) => {
		const { ino, size, mtimeNs, ctimeNs } = await stat(`${found.root}/${name}`, { bigint: true });
		return `${name}\0${ino}:${size}:${mtimeNs}:${ctimeNs}`;
	}))).join("\n");
}
// shared/stages/train.ts
/** The stage behind the action `train`. */
async function runTrain(inputs, scene) {
	const { training, model } = await trainRun(await openSetting("train", {
		...inputs,
		token: void 0
	}, scene), inputs);
	return outcomeOf(training, model?.body);
}
/** Runs the command, and keeps what it made and how for the next steps and jobs. */
async function trainRun(setting, inputs) {
	const { training, model, metrics } = await trainModel(setting, planOf(setting, inputs));
	const data = await loadData(setting.stores, whose(setting));
	const { author, trust, stores } = setting;
	const section = {
		schema: "proofmark/training/v1",
		by: {
			...author,
			action: "train"
		},
		uses: usesOf({ data: data?.section }),
		trust,
		body: training
	};
	const extras = metrics ? /* @__PURE__ */ new Map([[METRICS_FILE, metrics.bytes]]) : /* @__PURE__ */ new Map();
	await saveSection(stores, section, extras);
	if (model) await keepModel(setting, model, {
		action: "train",
		training: section
	});
	return {
		training,
		model
	};
}
async function trainModel(setting, plan) {
	const { runner, place } = setting;
	const { environment, workspace } = place;
	const head = await runner.group("Setting", async () => {
		const { gpus, note } = await listGpus(environment, workspace);
		if (note !== void 0) runner.annotate("warning", note);
		for (const { name, memoryMiB } of gpus) runner.info(`GPU: ${name}, ${memoryMiB} MiB`);
		const lockfiles = await findLockfiles(place);
		const parameters = plan.params === void 0 ? void 0 : await namedFile(plan.params, place);
		const dirty = await isDirty(workspace);
		return {
			lockfiles: [...lockfiles],
			gpus: [...gpus],
			environment: {
				os: process.platform,
				arch: process.arch,
				passed: [...plan.pass]
			},
			...parameters ? { parameters } : {},
			...dirty === void 0 ? {} : { isDirty: dirty }
		};
	});
	const outputs = [plan.model, plan.metrics].filter((path) => path !== void 0);
	const before = await Promise.all(outputs.map((path) => takeStand(place, path)));
	const ended = await runner.group("Training", () => {
		const { argv, timeoutMs } = plan;
		runner.info(`$ ${printCommand(argv)}`);
		return supervise({
			argv,
			cwd: workspace,
			environment: environmentOf(setting, plan),
			timeoutMs
		}, runner);
	});
	const body = {
		command: [...plan.argv],
		...head,
		...ended
	};
	if (body.exit.reason !== "succeeded") return {
		training: body,
		model: void 0,
		metrics: void 0
	};
	const after = await Promise.all(outputs.map((path) => takeStand(place, path)));
	const isOld = (path) => {
		const index = outputs.indexOf(path);
		return after[index] !== void 0 && after[index] === before[index];
	};
	return runner.group("Model", () => collect(setting, plan, {
		body,
		isOld
	}));
}
/** What training made. A file that lay there before and was not written again is not its work. */
async function collect(setting, plan, { body, isOld }) {
	const { place, runner } = setting;
	const failed = async (reason, path) => {
		const message = `training ended well, but did not write ${path}${isOld(path) ? "; the one there is from before" : await didYouMeanPath(place, path)}`;
		return {
			training: {
				...body,
				exit: {
					reason,
					message
				}
			},
			model: void 0,
			metrics: void 0
		};
	};
	const metrics = plan.metrics === void 0 ? void 0 : await knownFile(plan.metrics, place);
	if (plan.metrics !== void 0 && (!metrics || isOld(plan.metrics))) return failed("no-metrics", plan.metrics);
	const training = {
		...body,
		...metrics ? { metrics: metrics.known } : {}
	};
	if (plan.model === void 0) return {
		training,
		model: void 0,
		metrics
	};
	const model = isOld(plan.model) ? void 0 : await measureModel(plan.model, setting);
	if (!model) return failed("no-model", plan.model);
	runner.info(`${plan.model}: ${humanBytes(model.body.bytes)}, ${model.body.digest}`);
	return {
		training,
		model,
		metrics
	};
}
function planOf(setting, inputs) {
	const { config, configError, configPath } = setting;
	if (configError) throw configError;
	const train = config?.train;
	const timeout = train?.timeout;
	return {
		argv: commandOf(inputs, train, configPath),
		timeoutMs: inputs.timeout ?? (timeout === void 0 ? void 0 : parseDuration(timeout)),
		model: inputs.model ?? config?.model?.path,
		metrics: inputs.metrics ?? train?.metrics,
		params: inputs.params ?? train?.params,
		pass: passedOn(setting, inputs.pass ?? train?.env?.pass ?? [])
	};
}
function commandOf(inputs, train, configPath) {
	const run = inputs.run ?? train?.run;
	if (run !== void 0) return wordsOf(run);
	throw new ActionError("no-command", "no command is named that trains", { hint: inputHint(trainInputs, "run", {
		value: "python train.py",
		configured: {
			path: configPath,
			yaml: "train:\n  run: [python, train.py]"
		}
	}) });
}
/** A stranger's code gets nothing of ours, whatever the configuration that it brought says. */
function passedOn({ context, runner }, names) {
	if (!(context?.pullRequest?.isFork === true || context?.foreignHead !== void 0) || names.length === 0) return names;
	runner.annotate("notice", `a fork's code is given no variables: ${names.join(", ")} not passed on`);
	return [];
}
function environmentOf({ place }, plan) {
	const named = {
		PROOFMARK_METRICS_FILE: plan.metrics,
		PROOFMARK_PARAMS_FILE: plan.params,
		PROOFMARK_MODEL_PATH: plan.model
	};
	return {
		...childEnvironment(place.environment, plan.pass),
		PYTHONUNBUFFERED: "1",
		...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== void 0))
	};
}
function outcomeOf(training, model) {
	const { exit, wallSeconds, metrics } = training;
	const took = `${wallSeconds.toFixed(wallSeconds < 10 ? 1 : 0)} s`;
	const result = {
		schema: "proofmark/train-result/v1",
		...training,
		reasonCode: exit.reason,
		...model ? { model } : {}
	};
	const made = model ? `model ${model.digest}` : metrics ? `metrics ${metrics.digest}` : "done";
	return {
		decision: exit.reason === "succeeded" ? "accepted" : "error",
		headline: exit.reason === "succeeded" ? `trained in ${took}: ${made}` : exit.message,
		outputs: {
			"reason-code": exit.reason,
			model: model?.digest ?? "",
			seconds: String(wallSeconds)
		},
		result
	};
}
export { runTrain, trainRun };
