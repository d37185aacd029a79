import { CONFIG_LIMIT, compareBytes, decodeText, defineAction, flag, guessDirection, ifThere, isMetric, isShareMetric, loadConfig, metricName, parseJsonTree, parseRule, parseYamlTree, path, plainOf, splitCommand, treeAt, userPath, writeMetricName } from "./shared.js";
import { ActionError, describeError, isFile, isFolder, kindAt, parentOf, pathText, readCapped, realFolder, resolveInside, writeNew } from "./base.js";
import { nameFromPath } from "./track-basics-2.js";
import { folderOf as folderOf$1, placeOf } from "./track-verify-basics-4.js";
import { openRepository, readProject } from "./verify-basics-3.js";
import { parseMetrics } from "./gate-basics-4.js";
import { listFolder } from "./verify-basics-4.js";
import { rm } from "node:fs/promises";
// shared/domain/setup/yaml-text.ts
/** Words that mean the same to every reader of YAML without quotes, also inside of brackets. */
const PLAIN = /^[A-Za-z_][A-Za-z0-9_./*-]*$/;
/** What some reader of YAML takes for something else than a text. */
const WORDS = /^(?:true|false|yes|no|on|off|y|n|null|nan|inf)$/i;
/** What may not stand in a line as it is, or would mislead who reads it. */
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Surrogate}\ufeff\ufffe\uffff]|(?! )\p{Zs}|\p{Cf}/gu;
/** A text as one YAML scalar on one line, whatever it holds: it cannot end the line, open a comment or be another kind of value. */
function yamlText(text) {
	if (PLAIN.test(text) && !WORDS.test(text)) return text;
	return JSON.stringify(text).replace(INVISIBLE, escaped);
}
function escaped(char) {
	const code = char.codePointAt(0) ?? 0;
	return code > 65535 ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
// shared/domain/setup/first-config.ts
const SCHEMA = "https://raw.githubusercontent.com/proofmark/proofmark/main/schemas/proofmark.schema.json";
/**
* The text of a first `proofmark.yml`, every guess marked. Names of files and metrics are hostile: they stand in quoted
* scalars alone, never in a comment.
*/
function firstConfigText(config) {
	const train = trainLines(config);
	return `${[
		[
			`# yaml-language-server: $schema=${SCHEMA}`,
			"# Written by `proofmark init`. What it guessed is marked: look at it, then take the mark away.",
			"# https://github.com/proofmark/proofmark/blob/main/docs/proofmark-yml.md has every key."
		],
		config.from === void 0 ? [] : [`from: ${yamlText(config.from)} # what is not said here`],
		config.data.length === 0 ? [] : ["data:", ...config.data.map(dataLine)],
		train.length === 0 ? [] : ["train:", ...train],
		config.model === void 0 ? [] : [modelLine(config.model)],
		gateLines(config)
	].filter((block) => block.length > 0).map((block) => block.join("\n")).join("\n\n")}\n`;
}
function dataLine({ name, path, role, why }) {
	return `  ${yamlText(name)}: { path: ${yamlText(path)}, role: ${role} } # guess: ${why}`;
}
function trainLines({ run, code, params, metrics }) {
	return [
		...run === void 0 ? [] : [`  run: ${listOf(run.argv)} # guess: ${run.why}`],
		...code.length === 0 ? [] : [`  code: ${listOf(code)} # guess: a change to them means training again`],
		...params === void 0 ? [] : [`  params: ${yamlText(params)} # guess: by its name`],
		...metrics === void 0 ? [] : [`  metrics: ${yamlText(metrics.path)} # guess: ${valuesOf(metrics.values)}`]
	];
}
function valuesOf(values) {
	return values === 0 ? "training is to write it" : `it holds ${values} ${values === 1 ? "number" : "numbers"}`;
}
function listOf(texts) {
	return `[${texts.map(yamlText).join(", ")}]`;
}
function modelLine({ path, others }) {
	const more = others === 0 ? "the only file that looks like one" : `one of ${others + 1} files that look like one`;
	return `model: { path: ${yamlText(path)} } # guess: ${more}`;
}
function gateLines({ rules }) {
	if (rules.length === 0) return [
		"# gate:                        # what a change must keep; nothing passes without a rule",
		"#   rules:",
		"#     - rmse <= baseline + 2%    # with the name of a metric that training writes"
	];
	return [
		"gate:",
		"  rules:",
		...rules.map(({ rule, today, better }) => `    - ${yamlText(rule)} # guess: ${better} is better by its name${today === void 0 ? "" : `; today ${today}`}`)
	];
}
// shared/domain/setup/first-workflows.ts
const CHECKOUT = [
	"      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2",
	"        with:",
	"          persist-credentials: false"
];
const PYTHON = [
	"      - uses: actions/setup-python@a309ff8b426b58ec0e2a45f0f869d46889d02405 # v6.2.0",
	"        with:",
	"          python-version: \"3.12\" # guess"
];
const NODE = [
	"      - uses: actions/setup-node@6044e13b5dc448c55e2357c09f80417699197238 # v6.2.0",
	"        with:",
	"          node-version: 24 # guess",
	"          package-manager-cache: false # packages come from the lock file, not from what an earlier run left"
];
const INSTALL = {
	"requirements.lock": "      - run: python -m pip install -r requirements.lock # guess",
	"requirements.txt": "      - run: python -m pip install -r requirements.txt # guess",
	"pyproject.toml": "      - run: python -m pip install . # guess",
	"package-lock.json": "      - run: npm ci --ignore-scripts # guess"
};
const PULL = ["      # Data that DVC keeps is not in the checkout. Bring it here, with read-only credentials:", "      # - run: python -m pip install \"dvc[s3]\" && dvc pull"];
/** The workflows that a repository begins with, by their paths. They pass actionlint and zizmor as they are. */
function firstWorkflows(wish) {
	return /* @__PURE__ */ new Map([[".github/workflows/model-pull-request.yml", pullRequest(wish)], [".github/workflows/model-main.yml", main(wish)]]);
}
function pullRequest(wish) {
	return workflow({
		name: "model (pull request)",
		about: "Every pull request: is a model trained on it good enough? One comment says so.",
		on: ["on: pull_request"],
		concurrency: [
			"concurrency: # a new push makes the judgement of the old one pointless",
			"  group: model-${{ github.workflow }}-${{ github.ref }}",
			"  cancel-in-progress: true"
		],
		jobs: wish.isTrained ? [
			...trainingJobs(wish),
			"",
			...reviewJob({ needs: needsOf(wish) })
		] : reviewJob({})
	});
}
function main(wish) {
	return workflow({
		name: "model (main)",
		about: "Every commit on main: judge it and remember the result. Pull requests are compared with it.",
		on: [
			"on:",
			"  push:",
			"    branches: [main] # the default branch"
		],
		concurrency: [
			"concurrency: # one run per commit: a later commit must not push an earlier one out of the queue",
			"  group: model-${{ github.workflow }}-${{ github.sha }}",
			"  cancel-in-progress: false"
		],
		jobs: wish.isTrained ? [
			...trainingJobs(wish),
			"",
			...judgeJob({ needs: needsOf(wish) })
		] : judgeJob({})
	});
}
function workflow({ name, about, on, concurrency, jobs }) {
	const head = [
		`# ${about}`,
		"# Written by `proofmark init`: look at what is marked as a guess.",
		`name: ${name}`,
		...on
	];
	const permissions = "permissions: {} # each job asks for what it needs";
	return `${[
		...head,
		"",
		permissions,
		"",
		...concurrency,
		"",
		"jobs:",
		...jobs
	].join("\n")}\n`;
}
function trainingJobs(wish) {
	return [...wish.isTracked ? [...planJob(wish), ""] : [], ...trainJob(wish)];
}
function needsOf({ isTracked }) {
	return isTracked ? "[plan, train]" : "train";
}
function planJob({ isPulled }) {
	return [
		"  plan: # seconds: must a model be trained at all?",
		"    runs-on: ubuntu-latest",
		"    timeout-minutes: 10",
		"    permissions:",
		"      contents: read # the checkout, and the records of earlier commits",
		"    outputs:",
		"      train: ${{ steps.plan.outputs.train }}",
		"    steps:",
		...CHECKOUT,
		...isPulled ? PULL : [],
		"      - id: plan",
		"        uses: proofmark/proofmark/actions/track@v1",
		"        with:",
		"          plan: true"
	];
}
function trainJob({ packages, language, isPulled, isTracked }) {
	const setup = language === "python" ? PYTHON : language === "node" ? NODE : [];
	const isOurs = (file) => file === "package-lock.json" === (language === "node");
	const install = packages.filter(isOurs).slice(0, 1).map((file) => INSTALL[file]);
	return [
		"  train: # runs code of the project: it may read, and nothing else",
		...isTracked ? ["    needs: plan", "    if: needs.plan.outputs.train == 'true'"] : [],
		"    runs-on: ubuntu-latest # or [self-hosted, gpu]",
		"    timeout-minutes: 60 # guess",
		"    permissions:",
		"      contents: read # the checkout",
		"    steps:",
		...CHECKOUT,
		...setup,
		...install,
		...isPulled ? PULL : [],
		"      - uses: proofmark/proofmark/actions/train@v1"
	];
}
function reviewJob({ needs }) {
	return [
		"  review: # runs no code of the branch: it may write the comment",
		...needing(needs),
		"    runs-on: ubuntu-latest",
		"    timeout-minutes: 10",
		"    permissions:",
		"      contents: read # the rules and records of the commit it would be merged onto",
		"      pull-requests: write # the comment",
		"    steps:",
		...CHECKOUT,
		"      - uses: proofmark/proofmark/actions/gate@v1",
		"      - uses: proofmark/proofmark/actions/comment@v1",
		"        if: ${{ !cancelled() }} # also, and above all, when the gate says no"
	];
}
function judgeJob({ needs }) {
	return [
		"  judge: # runs no code of the project: it may write the record",
		...needing(needs),
		"    runs-on: ubuntu-latest",
		"    timeout-minutes: 10",
		"    permissions:",
		"      contents: write # the record enters the branch proofmark-history",
		"    steps:",
		...CHECKOUT,
		"      - uses: proofmark/proofmark/actions/gate@v1"
	];
}
function needing(needs) {
	if (needs === void 0) return [];
	return [`    needs: ${needs}`, "    if: ${{ !cancelled() }} # a failed training needs a verdict too"];
}
// shared/platform/new-files.ts
/** New files, all or none: where one cannot be written, those before it are taken away again. */
async function writeAllNew(files) {
	const written = [];
	try {
		for (const { path, text } of files) {
			await writeNew(path, text);
			written.push(path);
		}
	} catch (error) {
		for (const path of written) await rm(path, { force: true });
		throw error;
	}
}
// shared/stages/setup/config.ts
const MOST_STAGES = 10;
/** The pipeline at the top of the repository, with the stage that trains where that must be said; nothing where it cannot be read so. */
async function fillFrom({ clues, stages }, place) {
	if (!clues.hasPipeline) return void 0;
	const likely = stages.filter((name) => /train|fit|model/i.test(name)).slice(0, MOST_STAGES);
	for (const from of ["dvc.yaml", ...likely.map((name) => `dvc.yaml:${name}`)]) try {
		const { train } = await loadText(`from: ${yamlText(from)}\n`, place);
		const run = typeof train?.run === "string" ? train.run : train?.run?.join(" ");
		return {
			from,
			metrics: train?.metrics,
			run
		};
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
	}
}
/** Whether we can read what we are about to write; else that is our mistake, and nothing is written. */
async function readBack(text, place) {
	try {
		await loadText(text, place);
	} catch (error) {
		throw new Error(`init made a configuration that cannot be read: ${describeError(error)}`);
	}
}
function loadText(text, place) {
	return loadConfig(new TextEncoder().encode(text), "proofmark.yml", async (other) => ifThere(readCapped(await userPath(place, other), CONFIG_LIMIT, other)));
}
// shared/domain/setup/clues.ts
/** Folders that hold neither data nor code of a model. */
const ASIDE = /^(?:tests?|docs?|examples?|mlruns|\.[^/]*)\//;
const DATA = /\.(?:csv|tsv|jsonl|ndjson|parquet|arrow|feather|npy|npz|png|jpe?g|webp)$/i;
const IMAGE = /\.(?:png|jpe?g|webp)$/i;
const METRICS = /(?:^|[/_.-])(?:metrics?|scores?|results?|eval(?:uation)?)[^/]*\.(?:json|ya?ml)$/i;
const MODEL = /\.(?:onnx|safetensors|pt|pth|pkl|joblib|h5|keras|gguf|cbm)$/i;
const HOLDOUT = /(?:^|[-_. ])(?:hold-?out|test|valid|validation|val|eval)(?:[-_. ]|$)/i;
const SCRIPTS = [
	"train",
	"src/train",
	"scripts/train",
	"training/train",
	"main"
].flatMap((name) => [
	"py",
	"ts",
	"js",
	"mjs",
	"R",
	"r",
	"jl",
	"sh"
].map((ending) => `${name}.${ending}`));
const PARAMS = [
	"yaml",
	"yml",
	"json"
].flatMap((ending) => [`params.${ending}`, `hparams.${ending}`]);
/** Lists of packages that a workflow can install, the most exact first. */
const PACKAGES = [
	"requirements.lock",
	"requirements.txt",
	"pyproject.toml",
	"package-lock.json"
];
/** More datasets than anybody wants to look through: then folders stand for what is in them. */
const MOST_DATASETS = 6;
const MOST_LOGGED = 100;
/** Reads the names of a repository's files, relative to its top. Data that others declare already is left out. */
function readClues(paths, declared) {
	const all = new Set(paths);
	const isDeclared = (path) => declared.some((one) => path === one || path.startsWith(`${one}/`));
	const own = paths.filter((path) => !ASIDE.test(path)).sort(byDepth);
	const metrics = own.filter((path) => METRICS.test(path) && !/(?:^|\/)params\./.test(path));
	return {
		data: groupData(own.filter((path) => DATA.test(path) && !isDeclared(path))),
		metrics,
		models: own.filter((path) => MODEL.test(path) && !isDeclared(path)).sort(byOnnx),
		notebooks: own.filter((path) => path.endsWith(".ipynb")),
		code: codeOf(own),
		script: SCRIPTS.find((path) => all.has(path)),
		params: PARAMS.find((path) => all.has(path)),
		packages: PACKAGES.filter((path) => all.has(path)),
		hasMlproject: all.has("MLproject"),
		hasPipeline: all.has("dvc.yaml"),
		logged: loggedNames(paths)
	};
}
function loggedNames(paths) {
	const names = /* @__PURE__ */ new Set();
	for (const path of paths) {
		const name = /^mlruns\/[^/]+\/[^/]+\/metrics\/(.+)$/s.exec(path)?.[1];
		if (name !== void 0 && names.size < MOST_LOGGED) names.add(name);
	}
	return [...names];
}
/** The nearest to the top first, then by name. */
function byDepth(a, b) {
	return a.split("/").length - b.split("/").length || compareBytes(a, b);
}
function byOnnx(a, b) {
	return Number(b.endsWith(".onnx")) - Number(a.endsWith(".onnx")) || byDepth(a, b);
}
function codeOf(paths) {
	const isCode = (path) => /\.(?:py|ts|js|mjs|r|jl|sh)$/i.test(path);
	const top = paths.filter((path) => !path.includes("/") && isCode(path)).slice(0, 20);
	const folders = ["src/", "lib/"].filter((folder) => paths.some((path) => path.startsWith(folder) && isCode(path)));
	return [...top, ...folders];
}
function groupData(paths) {
	const holdouts = paths.filter(isHoldout);
	const rest = paths.filter((path) => !isHoldout(path));
	const imageFolder = classParents(paths);
	const groups = byFolder(rest, (path) => imageFolder(path) ?? folderOf(path));
	const wishes = [...(groups.length > MOST_DATASETS ? byFolder(rest, topOf$1) : groups).slice(0, MOST_DATASETS).map((group) => trainWish(group, holdouts)), ...byFolder(holdouts, (path) => imageFolder(path) ?? (IMAGE.test(path) ? folderOf(path) : path)).slice(0, MOST_DATASETS).map(holdoutWish)];
	const taken = /* @__PURE__ */ new Set();
	return wishes.map((wish) => {
		const name = freeName(nameFromPath(wish.path), taken);
		taken.add(name);
		return {
			name,
			...wish
		};
	});
}
/**
* The folder above the folders of classes: all below it are images, in two folders or more, and all of them to train on
* or all to judge on.
*/
function classParents(paths) {
	const parents = /* @__PURE__ */ new Map();
	for (const path of paths) {
		const folder = folderOf(path);
		for (let above = folder; above !== ""; above = folderOf(above)) {
			const seen = parents.get(above) ?? {
				folders: /* @__PURE__ */ new Set(),
				isPure: true
			};
			if (folderOf(folder) === above) seen.folders.add(folder);
			if (!IMAGE.test(path) || isHoldout(path) !== isHoldout(above)) seen.isPure = false;
			parents.set(above, seen);
		}
	}
	return (path) => {
		const parent = folderOf(folderOf(path));
		const seen = parents.get(parent);
		return seen?.isPure && seen.folders.size > 1 ? parent : void 0;
	};
}
/** Whether a path is called like data that a model is judged on. */
function isHoldout(path) {
	return path.split("/").some((name) => HOLDOUT.test(name.replace(/\.[^.]+$/, "")));
}
function byFolder(paths, of) {
	const groups = /* @__PURE__ */ new Map();
	for (const path of paths) {
		const group = groups.get(of(path));
		if (group) group.push(path);
		else groups.set(of(path), [path]);
	}
	return [...groups].map(([folder, files]) => ({
		folder,
		files
	}));
}
function trainWish({ files, folder }, holdouts) {
	const [only, ...more] = files;
	const count = files.length;
	if (only !== void 0 && more.length === 0) return {
		path: only,
		role: "train",
		files: 1,
		why: "a file of data"
	};
	const endings = [...new Set(files.map((file) => file.slice(file.lastIndexOf("."))))];
	const isFlat = files.every((file) => folderOf(file) === folder);
	const isPlain = /^[\w./-]*$/.test(folder + endings.join(""));
	return {
		path: endings.length === 1 && isFlat && isPlain ? `${folder === "" ? "" : `${folder}/`}*${endings[0]}` : `${folder || "."}/`,
		role: "train",
		files: count,
		why: holdouts.some((file) => folder === "" || file.startsWith(`${folder}/`)) ? `${count} files; the holdout lies among them: name the others, or move it` : `${count} files of data`
	};
}
function holdoutWish({ files, folder }) {
	return {
		path: files.length === 1 ? files[0] ?? folder : `${folder}/`,
		role: "holdout",
		files: files.length,
		why: "by its name"
	};
}
function folderOf(path) {
	const slash = path.lastIndexOf("/");
	return slash === -1 ? "" : path.slice(0, slash);
}
function topOf$1(path) {
	const slash = path.indexOf("/");
	return slash === -1 ? "" : path.slice(0, slash);
}
/** A name that no other dataset has. */
function freeName(name, taken) {
	if (!taken.has(name)) return name;
	for (let number = 2;; number++) if (!taken.has(`${name}-${number}`)) return `${name}-${number}`;
}
// shared/domain/setup/guess-rules.ts
const MOST_RULES = 5;
/** The same where only names are known, from what printed or logged them. */
function rulesFromNames(names) {
	return [...new Set(names)].flatMap((name) => {
		const better = betterOf(name);
		const rule = better && ruleOf(name, better);
		return better && rule !== void 0 && "rule" in parseRule(rule) ? [{
			rule,
			better
		}] : [];
	}).slice(0, MOST_RULES);
}
/** Rules on metrics whose names say which way is better; nothing about what training itself looked at. */
function guessRules(metrics) {
	const names = metrics.map(metricName);
	return metrics.flatMap((metric) => {
		const name = metricName(metric);
		const isAlone = names.filter((other) => other === name).length === 1;
		const better = betterOf(name);
		if (!isMetric(metric) || typeof metric.value !== "number") return [];
		if (!isAlone || better === void 0 || metric.value === 0) return [];
		const rule = ruleOf(name, better);
		return "rule" in parseRule(rule) ? [{
			rule,
			today: metric.value,
			better
		}] : [];
	}).slice(0, MOST_RULES);
}
function ruleOf(name, better) {
	const tolerance = isShareMetric(name) ? "1 pp" : "2%";
	const [sign, way] = better === "lower" ? ["<=", "+"] : [">=", "-"];
	return `${writeMetricName(name)} ${sign} baseline ${way} ${tolerance}`;
}
function betterOf(name) {
	if (name.toLowerCase().split(/[./]/).some((part) => /^train(?:ing)?(?:_|$)/.test(part))) return void 0;
	return guessDirection(name);
}
// shared/stages/setup/guess.ts
const MOST_HOLDOUTS = 3;
/** What the first configuration is to say. */
function configOf(look, { filled, metrics }) {
	const { clues } = look;
	const data = dataOf(look);
	const rules = metrics ? guessRules(metrics.metrics) : rulesFromNames([...clues.logged, ...look.printed]);
	if (filled) {
		const holdouts = data.filter(({ role }) => role === "holdout").slice(0, MOST_HOLDOUTS);
		return {
			from: filled.from,
			data: holdouts,
			code: [],
			rules
		};
	}
	const run = runOf(look);
	const [model, ...models] = clues.models;
	const isNamed = metrics !== void 0 || rules.length > 0;
	return {
		data,
		run,
		code: [.../* @__PURE__ */ new Set([...clues.code, ...run?.notebook === void 0 ? [] : [run.notebook]])],
		params: clues.params,
		metrics: isNamed ? {
			path: metrics?.path ?? "metrics.json",
			values: metrics?.metrics.length ?? 0
		} : void 0,
		model: model === void 0 ? void 0 : {
			path: model,
			others: models.length
		},
		rules
	};
}
function dataOf({ clues, kept }) {
	const taken = /* @__PURE__ */ new Set();
	return [...kept.map((path) => ({
		name: nameFromPath(path),
		path,
		role: isHoldout(path) ? "holdout" : "train",
		files: 0,
		why: "DVC keeps it"
	})), ...clues.data].map((one) => {
		const name = freeName(one.name, taken);
		taken.add(name);
		return {
			...one,
			name
		};
	});
}
const PROGRAMS = {
	py: "python",
	ts: "node",
	js: "node",
	mjs: "node",
	r: "Rscript",
	jl: "julia",
	sh: "sh"
};
function runOf({ clues, mlproject }) {
	if (mlproject) return {
		argv: mlproject,
		why: "the main entry point of MLproject"
	};
	const { script, notebooks } = clues;
	const program = PROGRAMS[script?.split(".").at(-1)?.toLowerCase() ?? ""];
	if (script !== void 0 && program !== void 0) return {
		argv: [program, script],
		why: "a script of that name"
	};
	const [notebook, ...more] = notebooks;
	if (notebook === void 0 || more.length > 0 || notebook.startsWith("-")) return void 0;
	return {
		argv: [
			"jupyter",
			"nbconvert",
			...[
				"--to",
				"notebook",
				"--execute",
				"--output",
				"executed.ipynb",
				notebook
			]
		],
		why: "the only notebook",
		notebook
	};
}
/** What has to be set up before the command can run. */
function languageOf({ clues }, program) {
	if (program === "node" || program === "npm" || program === "npx") return "node";
	if (/^(?:python3?|jupyter)$/.test(program ?? "")) return "python";
	return clues.packages.some((file) => file !== "package-lock.json") ? "python" : "other";
}
// shared/domain/setup/mlproject.ts
/**
* The command of the main entry point of an MLproject, with its defaults filled in; nothing where it needs a value or a
* shell, or where there is no such command.
*/
function mlprojectCommand(tree) {
	const main = treeAt(tree, ["entry_points", "main"]);
	const command = main && treeAt(main, ["command"]);
	if (main === void 0 || command?.kind !== "text") return void 0;
	const values = defaultsOf(treeAt(main, ["parameters"]));
	let isWhole = true;
	const filled = command.value.trim().replace(/\{([\w.-]+)\}/g, (_, name) => {
		const value = values.get(name);
		if (value === void 0 || !/^[\w./:+-]+$/.test(value)) isWhole = false;
		return value ?? "";
	});
	const split = splitCommand(filled);
	return isWhole && "argv" in split ? split.argv : void 0;
}
function defaultsOf(parameters) {
	const values = /* @__PURE__ */ new Map();
	if (parameters?.kind !== "object") return values;
	for (const [name, { value }] of parameters.members) {
		const fallback = treeAt(value, ["default"]);
		const plain = fallback && fallback !== value ? plainOf(fallback) : void 0;
		if (typeof plain === "string" || typeof plain === "number") values.set(name, String(plain));
	}
	return values;
}
// shared/domain/setup/notebook.ts
/** `rmse: 3.41` and the like, as people print what came out. */
const PRINTED = /\b([A-Za-z][A-Za-z0-9_]{1,30})\s*[:=]\s*[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?\b/g;
const MOST = 100;
/** Names beside numbers in the outputs that a notebook keeps. */
function printedNames(tree) {
	const names = /* @__PURE__ */ new Set();
	for (const cell of itemsOf(treeAt(tree, ["cells"]))) for (const output of itemsOf(treeAt(cell, ["outputs"]))) for (const path of [["text"], ["data", "text/plain"]]) for (const [, name = ""] of textOf$1(treeAt(output, path)).matchAll(PRINTED)) if (names.size < MOST) names.add(name);
	return [...names];
}
function itemsOf(tree) {
	return tree?.kind === "list" ? tree.items : [];
}
function textOf$1(tree) {
	if (tree?.kind === "text") return tree.value;
	return itemsOf(tree).map((item) => item.kind === "text" ? item.value : "").join("");
}
// shared/stages/setup/repository-look.ts
/** Folders of tools, with thousands of files that nobody of the project wrote. */
const TOOLS = /* @__PURE__ */ new Set([
	".git",
	".hg",
	".dvc",
	"node_modules",
	".venv",
	"venv",
	"env",
	"__pycache__",
	".ipynb_checkpoints",
	".tox",
	".mypy_cache",
	".pytest_cache",
	"site-packages"
]);
const MOST_FILES = 5e4;
const NOTEBOOK_LIMIT = 20 * 2 ** 20;
const METRICS_LIMIT = 2 ** 20;
const MOST_NOTEBOOKS = 10;
const MOST_METRICS = 5;
/** Looks at names and at a few small files. */
async function lookAround(place) {
	const { workspace } = place;
	let count = 0;
	const paths = (await listFolder(workspace, {
		boundary: await realFolder(workspace),
		isLeftOut: (path) => ++count > MOST_FILES || TOOLS.has(path.slice(path.lastIndexOf("/") + 1))
	})).files.filter((path) => !path.includes("�"));
	const dvc = paths.some((path) => /(?:^|\/)dvc\.yaml$|[^/]\.dvc$/.test(path)) ? await lookAtDvc(place) : {
		kept: [],
		made: [],
		stages: []
	};
	const clues = readClues(paths, [...dvc.kept, ...dvc.made]);
	return {
		clues,
		kept: dvc.kept,
		stages: dvc.stages,
		mlproject: clues.hasMlproject ? await readMlproject(place) : void 0,
		printed: await readNotebooks(clues.notebooks, place),
		isCut: count > MOST_FILES
	};
}
async function lookAtDvc(place) {
	const repository = await openRepository(place.workspace, place);
	const { dvcFiles, pipelines } = await readProject(repository, place.workspace);
	const inside = (...parts) => {
		const at = placeOf(...parts);
		return at.kind === "inside" && !at.path.includes("�") ? [at.path] : [];
	};
	return {
		kept: dvcFiles.flatMap(({ file, content }) => content.outs.flatMap(({ path }) => inside(folderOf$1(file), content.wdir, path))),
		made: [...pipelines].flatMap(([folder, { stages }]) => stages.flatMap(({ wdir, outs }) => outs.flatMap(({ path }) => inside(folder, wdir, path)))),
		stages: (pipelines.get(".")?.stages ?? []).map(({ name }) => name)
	};
}
async function readMlproject(place) {
	const text = await textOf("MLproject", place, METRICS_LIMIT);
	const parsed = text === void 0 ? void 0 : await parseYamlTree(text);
	return parsed && "tree" in parsed ? mlprojectCommand(parsed.tree) : void 0;
}
async function readNotebooks(paths, place) {
	const names = /* @__PURE__ */ new Set();
	for (const path of paths.slice(0, MOST_NOTEBOOKS)) {
		const text = await textOf(path, place, NOTEBOOK_LIMIT);
		const parsed = text === void 0 ? void 0 : parseJsonTree(text);
		if (parsed && "tree" in parsed) for (const name of printedNames(parsed.tree)) names.add(name);
	}
	return [...names];
}
/** The first of the files that can be read as metrics and holds a number. */
async function firstMetrics(paths, place) {
	for (const path of paths.slice(0, MOST_METRICS)) {
		const bytes = await bytesOf(path, place, METRICS_LIMIT);
		const metrics = (bytes && await parseMetrics(bytes, path))?.metrics.filter(({ value }) => typeof value === "number") ?? [];
		if (metrics.length > 0) return {
			path,
			metrics
		};
	}
}
async function textOf(path, place, limit) {
	const bytes = await bytesOf(path, place, limit);
	const decoded = bytes && decodeText(bytes);
	return decoded && "text" in decoded ? decoded.text : void 0;
}
/** What is not there, too large or unreadable tells nothing. */
async function bytesOf(path, place, limit) {
	try {
		return await ifThere(readCapped(await userPath(place, path), limit, path));
	} catch (error) {
		if (error instanceof ActionError) return void 0;
		throw error;
	}
}
// shared/stages/setup/words.ts
/** What was found, one line each. Names are shown so that none can mislead who reads the terminal. */
function describeFinds(look, { filled, metrics }) {
	const { clues, kept, mlproject, printed } = look;
	return [
		...filled ? [`a pipeline of DVC, which says the rest: from: ${pathText(filled.from)}`] : clues.hasPipeline ? ["a pipeline of DVC that does not say by itself which stage trains, and on what"] : [],
		...kept.slice(0, SHOWN).map((path) => `data that DVC keeps: ${pathText(path)}`),
		...clues.data.map(({ path, files, role }) => `${count(files, "file")} of data (${role}): ${pathText(path)}`),
		...mlproject ? ["the main entry point of MLproject"] : [],
		...clues.script === void 0 ? [] : [`a script that trains: ${clues.script}`],
		...clues.notebooks.slice(0, SHOWN).map((path) => `a notebook: ${pathText(path)}`),
		...printed.length > 0 ? [`${count(printed.length, "name")} beside numbers in outputs of notebooks`] : [],
		...clues.logged.length > 0 ? [`${count(clues.logged.length, "metric")} that MLflow logged in mlruns`] : [],
		...metrics ? [`${count(metrics.metrics.length, "metric")} in ${pathText(metrics.path)}`] : [],
		...clues.models.slice(0, SHOWN).map((path) => `a model: ${pathText(path)}`),
		...clues.params === void 0 ? [] : [`parameters: ${clues.params}`],
		...clues.packages.map((path) => `packages: ${path}`),
		...look.isCut ? ["more files than are looked at; what lies behind them was not seen"] : []
	];
}
/** What is left to do for people. */
function nextSteps(look, config) {
	const { clues } = look;
	return [
		"Look at each line of proofmark.yml and of the workflows that is marked \"guess\".",
		...config.metrics?.values === 0 ? ["Have training write metrics.json, such as {\"rmse\": 3.4}: the gate cannot read what a notebook prints, and a run of MLflow has another id each time."] : [],
		...config.rules.length === 0 ? ["Write a rule under gate: in proofmark.yml; without one nothing passes."] : [],
		...config.from === void 0 && config.run === void 0 ? ["Nothing says how the model is trained: the workflows judge the metrics that are committed. train.run changes that."] : [],
		...look.kept.length > 0 ? ["Bring the data of DVC into the jobs that need it; the workflows show where."] : [],
		...clues.models.some((path) => path.endsWith(".onnx")) ? ["The model is ONNX: with evaluate: in proofmark.yml it is scored row by row, and the gate tells a change from chance."] : [],
		"Try it here: proofmark track, proofmark gate.",
		"Commit, and merge: main remembers its first record, and pull requests are compared with it."
	];
}
const SHOWN = 10;
function count(number, noun) {
	return `${number} ${number === 1 ? noun : `${noun}s`}`;
}
// shared/stages/setup/init.ts
const initInputs = {
	path: path({
		about: "The top of the repository.",
		default: ".",
		positional: true
	}),
	"dry-run": flag({
		about: "Show what would be written, and write nothing.",
		default: "false"
	})
};
const CONFIG = "proofmark.yml";
/** The stage behind the command `init`: looks around, writes down what it takes things for, and overwrites nothing. */
async function runInit(inputs, { runner, place: here }) {
	const place = {
		...here,
		workspace: await topOf(inputs.path, here)
	};
	const look = await lookAround(place);
	const filled = await fillFrom(look, place);
	const metrics = await firstMetrics([...filled?.metrics === void 0 ? [] : [filled.metrics], ...look.clues.metrics], place);
	const config = configOf(look, {
		filled,
		metrics
	});
	refuseEmpty(config);
	const text = firstConfigText(config);
	await readBack(text, place);
	const workflows = firstWorkflows({
		isTrained: (config.run ?? filled?.run) !== void 0,
		isTracked: config.data.length > 0 || filled !== void 0,
		packages: look.clues.packages,
		language: languageOf(look, config.run?.argv[0] ?? filled?.run?.split(/\s/)[0]),
		isPulled: look.kept.length > 0 || look.clues.hasPipeline
	});
	const files = await Promise.all([[CONFIG, text], ...workflows].map(async ([path, content]) => ({
		path,
		text: content,
		isWritten: false,
		isTaken: await isTaken(path, place)
	})));
	const isDry = inputs["dry-run"];
	const isRefused = files.some((file) => file.isTaken);
	const found = describeFinds(look, {
		filled,
		metrics
	});
	for (const line of found) runner.info(`found ${line}`);
	if (isDry || isRefused) for (const file of files) runner.info(`\n--- ${file.path}\n${file.text}`);
	else {
		await writeAllNew(await Promise.all(files.map(async ({ path, text }) => ({
			path: await resolveInside(place.workspace, path),
			text
		}))));
		for (const file of files) runner.info(`wrote ${file.path}`);
	}
	const next = isRefused ? [] : nextSteps(look, config);
	for (const [index, line] of next.entries()) runner.info(`${index + 1}. ${line}`);
	const reasonCode = isDry ? "dry-run" : isRefused ? "already-there" : "written";
	const result = {
		schema: "proofmark/init-result/v1",
		reasonCode,
		found: [...found],
		files: files.map((file) => ({
			...file,
			isWritten: reasonCode === "written"
		})),
		next: [...next]
	};
	return {
		decision: reasonCode === "already-there" ? "refused" : "accepted",
		headline: headlineOf(result),
		outputs: { "reason-code": reasonCode },
		result
	};
}
function headlineOf({ reasonCode, files }) {
	switch (reasonCode) {
		case "written": return `wrote ${files.length} files; nothing was overwritten, and nothing is committed`;
		case "dry-run": return `${files.length} files would be written; nothing was`;
		case "already-there": {
			const taken = files.filter((file) => file.isTaken).map((file) => file.path);
			const are = taken.length === 1 ? "is" : "are";
			return `nothing was written: ${taken.join(", ")} ${are} there already. Above is what init would write; take over what you need, or move it away`;
		}
	}
}
/** Workflows work at the top of a repository alone, and paths of a configuration begin there. */
async function topOf(wish, place) {
	const folder = await userPath(place, wish);
	if (!await isFolder(folder)) throw new ActionError("file-missing", `there is no folder ${pathText(wish)}`);
	for (let at = folder;; at = parentOf(at)) {
		if (await isFolder(`${at}/.git`) || await isFile(`${at}/.git`)) {
			if (at === folder) return folder;
			throw new ActionError("not-the-top", `${pathText(wish)} is not the top of its repository`, { hint: `That is ${pathText(at)}. For one of several models see docs/many-pipelines.md.` });
		}
		if (at === parentOf(at)) return folder;
	}
}
async function isTaken(path, { workspace }) {
	const names = path === CONFIG ? [
		path,
		"proofmark.yaml",
		".proofmark.yml",
		".proofmark.yaml"
	] : [path];
	const boundary = await realFolder(workspace);
	return (await Promise.all(names.map(async (name) => kindAt(await resolveInside(workspace, name), boundary)))).some((kind) => kind !== "absent");
}
function refuseEmpty({ from, data, run, metrics, model }) {
	if ([
		from,
		run,
		metrics,
		model
	].some((one) => one !== void 0) || data.length > 0) return;
	throw new ActionError("nothing-found", "nothing here looks like a part of a model", { hint: "Looked for dvc.yaml, .dvc files, MLproject, train.*, notebooks, files of data, metrics files and models. docs/proofmark-yml.md shows the smallest file by hand." });
}
// cli/init.ts
/** A command of the terminal alone: people look at what it guessed before they commit it. */
const init = defineAction({
	name: "init",
	about: "Write a first proofmark.yml and workflows from what lies in a repository; overwrites nothing.",
	example: "proofmark init --dry-run",
	inputs: initInputs,
	outputs: {
		"reason-code": "One of written, dry-run, already-there.",
		result: "All of it as JSON (schemas/init-result.schema.json)."
	},
	run: runInit
});
export { init };
