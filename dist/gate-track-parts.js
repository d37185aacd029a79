import { canonicalJson, findLockfiles, hexOf, indexMetrics, isAnswered, loadConfig, printSubject, sectionDigest, sha256, shortCommit, usedConfig, wordsOf } from "./shared.js";
import { codeOf } from "./base.js";
import { choosePolicy } from "./gate-track-basics-2.js";
// shared/domain/model-inputs.ts
/** Roles of datasets that make a model. */
const MAKES = ["train", "base-model"];
/** Whether a plan looks at the datasets of a role. */
function isPlanned(role) {
	return MAKES.includes(role) || role === "holdout";
}
/** What the datasets, code and parameters of a data section say, with the rest that makes a model. */
function modelInputs({ datasets, code, parameters }, rest) {
	const ofRole = (isMeant) => datasets.filter(({ role }) => isMeant(role)).map(({ name, role, path, digest }) => ({
		name,
		role,
		path,
		digest
	})).sort((a, b) => a.name < b.name ? -1 : 1);
	return {
		leg: rest.leg,
		data: ofRole((role) => MAKES.includes(role)),
		holdout: ofRole((role) => role === "holdout"),
		code: code && named(code),
		parameters: parameters && named(parameters),
		command: rest.command,
		lockfiles: rest.lockfiles.map(named).sort((a, b) => a.path < b.path ? -1 : 1)
	};
}
/** What made the model of a record; nothing when the record does not hold all of it. */
function recordedInputs({ leg, data, training, model }) {
	if (!data || !training || !model) return void 0;
	const { command, environment, metrics, lockfiles } = training.body;
	return modelInputs(data.body, {
		leg,
		lockfiles,
		command: {
			run: command,
			model: model.body.path,
			...metrics ? { metrics: metrics.path } : {},
			pass: environment.passed
		}
	});
}
/**
* The text whose SHA-256 is the key: equal keys mean that training would be given the same. Holdout data is no part of
* it, and nothing is where nobody said what the model depends on.
*/
function keyText(inputs) {
	if (unnamed(inputs).length > 0) return void 0;
	const { leg, data, code, parameters, command, lockfiles } = inputs;
	return canonicalJson({
		schema: "proofmark/plan-key/v1",
		leg,
		data,
		code,
		parameters: parameters ?? null,
		command: command && commandParts(command),
		lockfiles
	});
}
function commandParts({ run, model, metrics, pass }) {
	return {
		run,
		model: model ?? null,
		metrics: metrics ?? null,
		pass: [...new Set(pass)].sort()
	};
}
/** What must be named before anybody can say that nothing changed. */
function unnamed({ data, code, command }) {
	return [
		...data.length > 0 ? [] : ["data with the role train"],
		...code ? [] : ["train.code"],
		...command ? [] : ["train.run"]
	];
}
function named({ path, digest }) {
	return {
		path,
		digest
	};
}
// shared/domain/plan-words.ts
/** Whether two values say the same; a missing one is like none. */
function isSame(one, other) {
	return canonicalJson(one ?? null) === canonicalJson(other ?? null);
}
/** `: prices (2026.csv added)`: which datasets differ, and how as far as that is known. */
function ofSets(before, now, change) {
	return `: ${listed(differing(before, now, ({ name }) => name).map((name) => {
		const one = change?.datasets.find((dataset) => dataset.name === name);
		return `${name}${one ? inBrackets(one) : ""}`;
	}))}`;
}
function inBrackets(change) {
	const words = ofChange(change);
	return words === "" ? "" : ` (${words})`;
}
/** `: train.py modified`; nothing where the files are not known. */
function ofFiles(change) {
	const words = change ? ofChange(change) : "";
	return words === "" ? "" : `: ${words}`;
}
function ofChange({ status, changes = [], redefined }) {
	if (status === "added") return "new";
	if (status === "removed") return "gone";
	return [
		...changes.length > 0 ? [listed(changes.map(fileOf))] : [],
		...redefined?.path ? [`read from ${redefined.path.after}`] : [],
		...redefined?.role ? [`role ${redefined.role.after}`] : []
	].join(", ");
}
function fileOf(change) {
	return change.kind === "renamed" ? `${change.to} renamed` : `${change.path} ${change.kind}`;
}
/** Names alone: a value may be a secret. */
function ofValues(change) {
	const names = change?.parameters?.map(({ name }) => name) ?? [];
	return names.length === 0 ? "" : `: ${listed(names)}`;
}
/** The names of what only one side has, or both have differently. */
function differing(before, now, nameOf) {
	const names = [...new Set([...before, ...now].map(nameOf))].sort();
	const find = (list, name) => list.find((one) => nameOf(one) === name);
	return names.filter((name) => !isSame(find(before, name), find(now, name)));
}
const MOST = 3;
/** `a, b and 4 more`. */
function listed(names) {
	const shown = names.slice(0, MOST).map(shortened);
	const more = names.length - shown.length;
	return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}
const LONGEST = 120;
function shortened(name) {
	return name.length > LONGEST ? `${name.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, "")}…` : name;
}
// shared/domain/plan-decision.ts
/** Whether a model must be trained. Whatever is not known to be the same counts as changed. */
function decidePlan(question) {
	const { now, record, rules } = question;
	const lacking = unnamed(now);
	if (lacking.length > 0) return train("not-tracked", `nothing says what the model depends on: name ${listed(lacking)}`);
	if (!record) return train("no-baseline", "there is no record to compare with");
	const before = recordedInputs(record);
	const at = shortCommit(record.commit);
	const fault = faultOf(question, record);
	if (fault !== void 0 || !before) return train("baseline-not-good", `the record of ${at} is no ground to build on: ${fault ?? "it does not say what its model was made from"}`);
	const found = differences(before, question);
	const [first] = found;
	if (first) return train(first.reason, found.map(({ message }) => message).join("; "));
	const metrics = indexMetrics(record.gate?.body.metrics ?? []);
	const missing = new Set(rules.filter((rule) => !isAnswered(rule, metrics)).map(printSubject));
	if (missing.size > 0) return train("metrics-missing", `rules name ${listed([...missing])}, which the record of ${at} does not hold`);
	return {
		train: false,
		reason: "unchanged",
		message: `nothing that the model depends on changed since ${at}`
	};
}
function train(reason, message) {
	return {
		train: true,
		reason,
		message
	};
}
/** What keeps a record from standing for the model of another commit. */
function faultOf({ isLinked }, { gate, data, training, model }) {
	if (!gate) return "it was not judged";
	const { verdict } = gate.body;
	if (verdict !== "pass" && verdict !== "no-baseline") return `its verdict is ${verdict}`;
	if (training && training.body.exit.reason !== "succeeded") return training.body.exit.message;
	if (!training) return "it holds no training";
	if (!model) return "it holds no model";
	if (!data) return "it holds no data section";
	if (!isLinked) return "its training does not say that it used the data of the record";
}
function differences(before, { now, change, record, evaluation }) {
	const found = [];
	const compare = (key, reason, words) => {
		if (isSame(before[key], now[key])) return;
		found.push({
			reason,
			message: words()
		});
	};
	compare("data", "data-changed", () => `data changed${ofSets(before.data, now.data, change)}`);
	compare("code", "code-changed", () => `code changed${ofFiles(change?.code)}`);
	compare("parameters", "parameters-changed", () => `parameters changed${ofValues(change)}`);
	compare("lockfiles", "packages-changed", () => {
		return `packages changed: ${listed(differing(before.lockfiles, now.lockfiles, ({ path }) => path))}`;
	});
	if (!isSame(partsOf(before), partsOf(now)) || before.leg !== now.leg) found.push({
		reason: "command-changed",
		message: ofCommands(partsOf(before), partsOf(now))
	});
	compare("holdout", "holdout-changed", () => {
		return `the data that judges changed${ofSets(before.holdout, now.holdout, change)}`;
	});
	if (found.length === 0 && !isTracked(record?.evaluation?.body.holdout, now)) found.push({
		reason: "holdout-changed",
		message: "the rows that the record was judged on are not tracked here"
	});
	if (!isSame(evaluation.before, evaluation.now)) {
		const pairs = (side) => Object.entries(side).map(([name, value]) => ({
			name,
			value
		}));
		const message = `how models are evaluated changed: ${listed(differing(pairs(evaluation.before), pairs(evaluation.now), ({ name }) => name))}`;
		found.push({
			reason: "evaluation-changed",
			message
		});
	}
	return found;
}
/** Whether the rows of an evaluation are among the datasets that a plan looks at. */
function isTracked(rows, { holdout }) {
	const isThese = (one) => one.path === rows?.path && one.digest === rows.digest;
	return rows === void 0 || holdout.some(isThese);
}
function partsOf({ command }) {
	return command && commandParts(command);
}
const PART_NAMES = {
	run: "the command",
	model: "the path of the model",
	metrics: "the path of the metrics",
	pass: "the variables passed on"
};
function ofCommands(before, now) {
	const names = Object.keys(PART_NAMES).filter((key) => !isSame(before?.[key], now?.[key])).map((key) => PART_NAMES[key]);
	return `${names.length === 0 ? "the leg" : listed(names)} changed`;
}
// shared/stages/gate/plan.ts
/** Whether the model must be trained, for the action that tracks. */
async function makePlan(setting, measured, record) {
	const now = modelInputs(measured, await makersHere(setting));
	return {
		...decidePlan({
			...await planGrounds(setting, record),
			now,
			change: measured.change
		}),
		...keyOf(now)
	};
}
/** What makes the model here besides what is measured: the configured command, and the lock files at hand. */
async function makersHere(setting) {
	return {
		leg: setting.leg,
		command: configuredCommand(await usedConfig(setting)),
		lockfiles: await findLockfiles(setting.place)
	};
}
/** What a plan is decided by besides the model's inputs, for who plans and for who looks at a plan again. */
async function planGrounds(setting, record) {
	const { rules } = choosePolicy(setting, { rules: void 0 }, await setting.trusted());
	const evaluation = {
		before: evaluated(record && await configAt(setting, record.commit)),
		now: evaluated(await usedConfig(setting))
	};
	return {
		record,
		isLinked: record !== void 0 && isLinked(record),
		evaluation,
		rules
	};
}
/** The configuration as a commit holds it; nothing where nobody can use it. */
async function configAt(setting, commit) {
	const trusted = await setting.trusted();
	if (trusted.commit === commit) return trusted.config;
	const client = setting.github?.client;
	const bytes = await client?.fileAt(setting.configPath, commit);
	if (!client || !bytes) return void 0;
	try {
		return await loadConfig(bytes, setting.configPath, (path) => client.fileAt(path, commit));
	} catch (error) {
		if (codeOf(error) === "invalid-config") return void 0;
		throw error;
	}
}
/** What decides how a model is evaluated. The size of a batch does not. */
function evaluated(config) {
	if (!config?.evaluate) return {};
	const { batch: _, ...evaluate } = config.evaluate;
	const rows = Object.entries(config.data ?? {}).filter(([, { role }]) => role === "holdout").map(([name, { path: _path, role: _role, ...columns }]) => [name, columns]);
	return {
		...evaluate,
		rows: Object.fromEntries(rows)
	};
}
/** The key as the outputs have it; nothing where nobody said what the model depends on. */
function keyOf(inputs) {
	const text = keyText(inputs);
	return text === void 0 ? {} : { key: hexOf(sha256(text)) };
}
/** A record of an unchanged model holds the training of an earlier one, which the gate looked at. */
function isLinked({ data, training, gate }) {
	if (!data || !training) return false;
	return gate?.body.unchanged !== void 0 || training.uses["data"] === sectionDigest(data);
}
function configuredCommand(config) {
	const train = config?.train;
	if (train?.run === void 0) return void 0;
	return {
		run: wordsOf(train.run),
		model: config?.model?.path,
		metrics: train.metrics,
		pass: train.env?.pass ?? []
	};
}
export { decidePlan, isPlanned, keyOf, makePlan, makersHere, modelInputs, planGrounds };
