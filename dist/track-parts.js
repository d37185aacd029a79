import { CATALOGUE_FIELDS, CELL, FINDING_CODES, MANIFEST_LIMIT, NAME, NAME_HINT, QUANTILES, USUAL_ALPHA, absolutePath, adjustBenjaminiHochberg, boundedStep, catalogueOf, childEnvironment, clipped, columnsOf as columnsOf$2, combinedDigest, compareData, compilePattern, composePlan, composePlans, continuedFraction, countChanges, dataInputs, dataVerdict, decisionFor, describeBaseline, describeEnd, describeLarge, didYouMean, driftFindings, filesByFormat, findTree, findingOf, fingerprintText, grouped, humanBytes, inScratchFolder, inputHint, invert, isAllowed, isDigest, isPattern, isPersonal, isRemotePath, isTable, isWithin, joinPieces, lastCommitOf, listName, manifestJson, manifestName, measureCode, measureDataset, normalCdf, normalQuantile, now, openSetting, openSpool, parseAnyManifest, parseDuration, pathInside, pathOfFile, planInputs, poissonMass, printCommand, printMoment, queriesAmong, readGlob, readManifest, readParameters, readRecords, referenceOf, refreshOf, rulesAmong, runMarked, saveSection, scratchRoot, sha256, shortCommit, shownPath, tellLeft, toMarkdown, unmeasuredDrift, usedConfig, wordsOf, worstVerdict } from "./shared.js";
import { ActionError, LOOKED_AT, codeOf, generator, identifier, isFile, isInside, pathText, quietBefore, systemCode, tableOf as tableOf$1, userCacheFolder, writeAtomically } from "./base.js";
import { listPipelines, matrixOf, problemOf, refuseSingular } from "./comment-track-parts.js";
import { isPlanned, makePlan } from "./gate-track-parts.js";
import { changedData, mayTrigger } from "./track-trigger-parts.js";
import { nameFromPath, openWindow } from "./track-basics-2.js";
import { askVersion, measureClaimed, measureRemote } from "./track-diff-parts.js";
import { readParquetSchema } from "./track-parquet-batches-parts.js";
import { installNative, startChild } from "./evaluate-track-evaluate-parts.js";
import { _null, array, boolean, discriminatedUnion, lazily, literal, madeOf, number$1 as number, object, string, union } from "./zod.js";
import { readHeader } from "./track-csv-batches-parts.js";
import { folderOf as folderOf$1 } from "./track-verify-basics-4.js";
import { isTouching } from "./track-verify-basics-3.js";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { extname, join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { mkdir, open, symlink } from "node:fs/promises";
// shared/stages/data/datasets.ts
/** What to track: the paths given as inputs, else the datasets of the configuration. */
function datasetsOf(inputs, config) {
	const paths = withoutRepeats(inputs.path ?? []);
	if (paths.length === 0) return Object.entries(config?.data ?? {}).map(([name, { path, role, ...settings }]) => ({
		name,
		role,
		path: path === "" ? printCommand(settings.version ?? []) : path,
		settings
	}));
	if (inputs.name !== void 0 && !NAME.test(inputs.name)) throw new ActionError("invalid-name", `the dataset "${inputs.name}" cannot be a name`, { hint: NAME_HINT });
	const taken = /* @__PURE__ */ new Set();
	return paths.map((path, index) => {
		const wish = paths.length === 1 && inputs.name ? inputs.name : nameFromPath(shownPath(path));
		const name = taken.has(wish) ? `${wish}-${index + 1}` : wish;
		taken.add(name);
		return {
			name,
			role: "train",
			path
		};
	});
}
/** The same path twice is one dataset, or its files would count twice. */
function withoutRepeats(paths) {
	const plain = (path) => path.replace(/^(\.[\\/])+(?=.)/, "").replace(/(?<=.)[\\/]+$/, "");
	return paths.filter((path, index) => paths.findIndex((other) => plain(other) === plain(path)) === index);
}
/** By how many standard errors the best of so many equal models looks better than it is. */
const LUCK = [
	[5, 1.2],
	[10, 1.5],
	[20, 1.9],
	[50, 2.2],
	[100, 2.5],
	[200, 2.7]
];
/** Holdouts that changed while no dataset to train on did. */
function changedAlone(change, datasets) {
	const statusOf = (role) => datasets.filter((dataset) => dataset.role === role).map(({ name }) => change?.datasets.find((one) => one.name === name)).filter((one) => one !== void 0);
	const trained = statusOf("train");
	if (trained.length === 0 || trained.some(({ status }) => status !== "unchanged")) return [];
	return statusOf("holdout").filter(({ status }) => status === "changed").map(({ name }) => findingOf("holdout-changed-alone", {
		dataset: name,
		message: `${name}: it changed while the training data are the same; figures before and after are of different rows, and choosing the rows chooses the figures`
	}));
}
/** What it means that so many models were judged on the same rows. */
function wornFinding({ dataset, runs, isMore }) {
	if (runs < 20) return [];
	const [, luck] = LUCK.filter(([models]) => models <= runs).at(-1) ?? [0, 0];
	const many = `${isMore ? "at least " : ""}${grouped(runs)}`;
	return [findingOf("holdout-worn", {
		dataset,
		message: `${dataset}: ${many} runs were judged on these very rows; the best of so many equal models looks ${luck} standard errors better than it is, by luck alone. New rows for the holdout settle it`,
		count: runs
	})];
}
// shared/stages/data/holdout-looks.ts
/**
* How many runs of the history judged a model on the very bytes of each holdout. It looks at as many commits as the
* search for a baseline does, in one round trip.
*/
async function holdoutLooks(setting, datasets) {
	const holdouts = datasets.filter(({ role }) => role === "holdout");
	const { github, history, pipeline, leg, config } = setting;
	if (holdouts.length === 0 || !github || !history || config?.leakage === false) return [];
	const { wanted } = await setting.trusted();
	if (!wanted) return [];
	const ancestors = await github.client.ancestors(wanted.sha, 50);
	const commits = [.../* @__PURE__ */ new Set([wanted.sha, ...ancestors.map(({ sha }) => sha)])];
	const digests = [...(await readRecords(history, {
		pipeline,
		leg
	}, commits)).values()].flatMap((all) => all.flatMap(({ open }) => judgedOn(open)));
	return holdouts.map(({ name, digest }) => ({
		dataset: name,
		runs: digests.filter((one) => one === digest).length,
		commits: commits.length,
		...commits.length > 50 ? { isMore: true } : {}
	}));
}
/** A record that cannot be read is the business of whoever compares with it. */
function judgedOn(open) {
	try {
		const digest = open().evaluation?.body.holdout.digest;
		return digest === void 0 ? [] : [digest];
	} catch {
		return [];
	}
}
/** What is worth telling of holdouts, besides what is in them. */
function holdoutFindings(change, { datasets, looks, config }) {
	if (config?.leakage === false) return [];
	return [...changedAlone(change, datasets), ...looks.flatMap(wornFinding)];
}
// shared/stages/data/track-outcome.ts
/** What `track` answers; manifests by the name of their dataset. */
function trackResult(body, manifests) {
	const sum = (key) => body.datasets.reduce((total, dataset) => total + dataset[key], 0);
	const changed = body.change?.datasets.every(({ status }) => status === "unchanged") !== true;
	return {
		schema: "proofmark/track-result/v1",
		digest: body.digest,
		files: sum("files"),
		bytes: sum("bytes"),
		changed,
		reasonCode: body.change ? changed ? "changed" : "unchanged" : "no-baseline",
		datasets: body.datasets.map((dataset) => {
			const manifest = manifests.get(dataset.name);
			return manifest === void 0 ? dataset : {
				...dataset,
				manifest
			};
		}),
		...body.change ? { change: body.change } : {},
		baseline: body.baseline,
		verdict: dataVerdict(body),
		findings: body.findings ?? [],
		...body.provenance ? { provenance: body.provenance } : {},
		...body.drift ? { drift: body.drift } : {},
		...body.leakage ? { leakage: body.leakage } : {},
		...body.looks ? { looks: body.looks } : {},
		...body.plan ? { plan: body.plan } : {}
	};
}
/** One line: the data, what became of it, whether to train, and what fails. */
function headlineOf$1(body, result) {
	const { plan } = body;
	const need = plan ? `; ${plan.train ? "training is needed" : "no training is needed"}: ${plan.message}` : "";
	return `${dataLine(body, result)}${need}${findingsLine(result)}${warningsLine(result)}`;
}
/** What datasets have to do with each other, where it fails nothing: drift and leakage. */
function warningsLine({ findings }) {
	const warned = findings.filter(({ level, check }) => level === "warn" && (check === "drift" || check === "leakage"));
	const [first] = warned;
	if (first === void 0) return "";
	const more = warned.length > 1 ? `, and ${warned.length - 1} more` : "";
	return `; ${first.check}: ${first.message}${more}`;
}
/** How many findings fail, with the first of them. */
function findingsLine({ findings }) {
	const failed = findings.filter(({ level }) => level === "fail");
	const [first] = failed;
	if (first === void 0) return "";
	return `; ${failed.length} ${failed.length === 1 ? "finding fails" : "findings fail"}: ${first.message}`;
}
function dataLine(body, result) {
	const what = `data ${result.digest}, ${filesOf(result.files)}, ${humanBytes(result.bytes)}`;
	if (!result.change) return `${what}; nothing to compare with`;
	const changed = result.change.datasets.filter(({ status, redefined }) => status !== "unchanged" || redefined);
	const since = "commit" in body.baseline ? ` since ${shortCommit(body.baseline.commit)}` : "";
	if (changed.length === 0) return `${what}; unchanged${since}`;
	return `${what}; changed${since}: ${changed.map(({ name }) => name).join(", ")}`;
}
/** `1,234 files`. */
function filesOf(count) {
	return `${grouped(count)} ${count === 1 ? "file" : "files"}`;
}
// shared/stages/data/measure.ts
/** Takes the checksums of a dataset wherever it lies: of its bytes here, of a provider's list, or of a version told. */
async function measureAny(setting, wish, reach) {
	const { name, role, path, settings } = wish;
	const [program, ...words] = settings?.version ?? [];
	if (program !== void 0) {
		refuseForeign(setting, name);
		const version = await askVersion({
			name,
			argv: [program, ...words],
			place: setting.place
		});
		return measureClaimed({
			name,
			role,
			path
		}, version);
	}
	if (!isRemotePath(path)) return measureDataset({
		name,
		role,
		path
	}, reach);
	refuseForeign(setting, name);
	const { notes, ...measured } = await measureRemote({
		name,
		role,
		path
	}, reach);
	for (const note of notes) setting.runner.annotate("notice", note);
	return measured;
}
/** What a stranger's configuration names is neither run nor asked with the credentials of the default branch. */
function refuseForeign({ context }, name) {
	if (context?.foreignHead === void 0) return;
	throw new ActionError("untrusted-head", `${name} lies elsewhere, and this run (${context.run.event}) has rights that the code it looks at has not`, { hint: "Track it in a workflow of its own:\non: pull_request\npermissions:\n  contents: read" });
}
/** `prices: 3 files, 1.2 MB, sha256:…`, and what that digest is over where it is not over bytes. */
function measuredLine({ name, files, bytes, digest, kind = "bytes", checksums = {}, version }) {
	const size = `${filesOf(files)}, ${humanBytes(bytes)}`;
	switch (kind) {
		case "bytes": return `${name}: ${size}, ${digest}`;
		case "claimed": return `${name}: claimed version ${version ?? ""}, ${digest}`;
		case "remote": {
			const by = Object.entries(checksums).map(([word, count]) => `${word} ${count}`);
			return `${name}: ${size}${version === void 0 ? "" : ` at ${version}`}, remote ${digest} over checksums (${by.join(", ")})`;
		}
	}
}
// shared/stages/data/measure-all.ts
/** Takes the checksums of all datasets. Of those that match nothing each is told, and nothing is read any more. */
async function measureAll(setting, datasets, reach) {
	const measured = [];
	for (const [index, dataset] of datasets.entries()) try {
		const one = await measureAny(setting, dataset, reach);
		setting.runner.info(measuredLine(one.record));
		if (one.leftOut.length > 0) setting.runner.info(`left out: ${one.leftOut.join(", ")}`);
		measured.push(one);
	} catch (error) {
		if (!isNothingMatched(error)) throw error;
		const others = await absentAmong(datasets.slice(index + 1), reach);
		throw together([{
			dataset,
			error
		}, ...others]);
	}
	return measured;
}
function isNothingMatched(error) {
	return error instanceof ActionError && codeOf(error) === "nothing-matched";
}
async function absentAmong(datasets, { place }) {
	const absent = [];
	for (const dataset of datasets) {
		if (dataset.settings?.version !== void 0 || isRemotePath(dataset.path)) continue;
		await findTree(dataset.path, place).catch((error) => {
			if (isNothingMatched(error)) absent.push({
				dataset,
				error
			});
		});
	}
	return absent;
}
/** Datasets of the configuration are told by name; paths that were given speak for themselves. */
function together(absent) {
	const lines = absent.map(({ dataset: { name, settings }, error }) => settings === void 0 ? error.message : `${name}: ${error.message}`);
	return new ActionError("nothing-matched", lines.join("\n"), { hint: absent[0]?.error.hint });
}
// shared/stages/data/own-files.ts
/** What we write must not lie in what we measure, or the next checksum would be of our own files. */
function refuseOwnFiles({ place }, wishes, datasets) {
	const folders = [
		["manifest", wishes.manifest],
		["store", wishes.store],
		["cache", wishes.cache === "none" ? void 0 : wishes.cache],
		["history", /^[./]/.test(wishes.history) ? wishes.history : void 0]
	];
	for (const [input, wish] of folders) {
		if (wish === void 0) continue;
		const folder = absolutePath(place, wish);
		const dataset = datasets.find(({ path }) => !isRemotePath(path) && holds(place, path, folder));
		if (!dataset) continue;
		throw new ActionError("writes-into-data", `${input}: ${wish} lies in the dataset ${dataset.name}`, { hint: `What is written there would change the checksum of ${dataset.path}. Name a folder outside of it.` });
	}
}
const OWN_NAMES = [
	"x.sha256",
	"x.remote",
	"x.claimed",
	"x.json",
	"x/x.json",
	"x/x.sha256",
	"stat-cache-0"
];
/** Whether files that we write to the folder would belong to the dataset. */
function holds(place, path, folder) {
	const glob = readGlob(path);
	const base = absolutePath(place, glob?.base ?? path);
	if (!isInside(base, folder)) return false;
	if (!glob) return true;
	const inner = pathInside(base, folder);
	return OWN_NAMES.some((name) => glob.accepts(inner === "." ? name : `${inner}/${name}`));
}
// shared/domain/named-columns.ts
const NAMING = [
	"key",
	"order",
	"cluster"
];
/** Columns that a dataset names and its table does not have: what rests on them would be left out in silence. */
function namedColumnFindings(dataset, settings, { columns, decides }) {
	return NAMING.flatMap((word) => {
		const name = settings[word];
		if (name === void 0 || columns.includes(name)) return [];
		const message = `${dataset}: "${word}" names the column ${JSON.stringify(name)}, which is not there${didYouMean(name, columns)}`;
		return [findingOf("named-column", {
			dataset,
			message,
			...decides ? { level: "fail" } : {}
		})];
	});
}
// shared/platform/tables/batches.ts
const TAB = 9;
/**
* The rows of a table file in batches, whatever its format. What is wrong in the file is reported, never thrown; that
* it cannot be opened or read is an error.
*/
async function* readBatches(file, options) {
	try {
		switch (file.format) {
			case "csv":
			case "tsv": {
				const { csvBatches } = await import("./csv-batches.js");
				const delimiter = file.format === "tsv" ? { delimiter: TAB } : {};
				yield* csvBatches(file.path, {
					...options,
					...delimiter
				});
				return;
			}
			case "jsonl": {
				const { jsonBatches } = await import("./json-batches.js");
				yield* jsonBatches(file.path, options);
				return;
			}
			case "parquet": {
				const { parquetBatches } = await import("./parquet-batches.js");
				yield* parquetBatches(file.path, options);
				return;
			}
			case "arrow": {
				const { arrowBatches } = await import("./arrow-batches.js");
				yield* arrowBatches(file.path, options);
			}
		}
	} catch (error) {
		if (systemCode(error) === void 0 || error instanceof ActionError) throw error;
		throw new ActionError("file-unreadable", `cannot read ${pathText(file.name)}`, { cause: error });
	}
}
// shared/features/profile/problem-list.ts
/** Collects what is wrong with the files of a dataset: each kind once, counted, with its first places. */
function problemList(dataset, { isPersonal }) {
	const kept = /* @__PURE__ */ new Map();
	let first;
	function add(code, row) {
		const entry = kept.get(code) ?? {
			count: 0,
			rows: []
		};
		entry.count++;
		if (entry.rows.length < 5) entry.rows.push(row());
		kept.set(code, entry);
	}
	return {
		reporter: (file) => (problem) => add(problem.code, () => ({
			file,
			...problem.line === void 0 ? {} : { line: problem.line },
			text: isPersonal ? "" : clipped(problem.text())
		})),
		/** Columns are told apart by name; their order does not count. */
		compareColumns(file, columns) {
			const names = columns.map(({ name }) => name);
			if (first === void 0) {
				first = {
					file,
					names
				};
				return;
			}
			const { names: known, file: other } = first;
			const missing = known.filter((name) => !names.includes(name));
			const more = names.filter((name) => !known.includes(name));
			if (missing.length === 0 && more.length === 0) return;
			const told = [...missing.length > 0 ? [`without ${missing.join(", ")}`] : [], ...more.length > 0 ? [`with ${more.join(", ")}`] : []].join(" and ");
			add("columns-differ", () => ({
				file,
				text: clipped(`${told}, other than ${other}`)
			}));
		},
		findings: () => [...kept].map(([code, { count, rows }]) => findingOf(code, {
			dataset,
			message: messageOf(code, count, rows),
			count,
			rows: [...rows]
		}))
	};
}
function messageOf(code, count, [first]) {
	const place = first?.line === void 0 ? first?.file : `${first.file}:${first.line}`;
	const times = count === 1 ? "" : ` (${grouped(count)} times; this is the first)`;
	return `${place}: ${FINDING_CODES[code].means.replace(/\.$/, "")}${first?.text ? `: ${first.text}` : ""}${times}`;
}
// shared/features/profile/observe.ts
/**
* Reads every row of a dataset once and shows it to all observers. What is wrong with a file is a finding; reading goes
* on with the next file.
*/
async function observeDataset({ name, files, missing = [], isPersonal = false }, observers, { signal, onRows } = {}) {
	const problems = problemList(name, { isPersonal });
	const union = columnUnion();
	let rows = 0;
	let isBegun = false;
	for (const file of files) {
		const report = problems.reporter(file.name);
		let shape;
		for await (const batch of readBatches(file, {
			report,
			missing: new Set(missing)
		})) {
			signal?.throwIfAborted();
			if (shape?.heads !== batch.heads) {
				const before = union.columns.length;
				const places = union.places(batch.heads);
				shape = {
					heads: batch.heads,
					places
				};
				if (!isBegun || union.columns.length > before) {
					isBegun = true;
					for (const observer of observers) observer.begin([...union.columns]);
				}
				if (file.format !== "jsonl") problems.compareColumns(file.name, batch.heads);
			}
			const shown = {
				...batch,
				file: file.name,
				firstRow: rows,
				columns: columnsOf$1(batch, shape, union.columns)
			};
			for (const observer of observers) observer.batch(shown);
			rows += batch.rows;
			onRows?.(batch.rows);
		}
	}
	if (!isBegun) for (const observer of observers) observer.begin([]);
	for (const observer of observers) observer.end();
	return {
		columns: union.columns,
		rows,
		findings: problems.findings()
	};
}
/** The columns of all files together, by name. */
function columnUnion() {
	const columns = [];
	const places = /* @__PURE__ */ new Map();
	return {
		columns,
		places: (heads) => heads.map((head) => {
			const known = places.get(head.name);
			if (known !== void 0) return known;
			places.set(head.name, columns.length);
			return columns.push(head) - 1;
		})
	};
}
function columnsOf$1(batch, { places }, all) {
	if (places.length === all.length && places.every((place, index) => place === index)) return batch.columns;
	const nothing = emptyCells(batch.rows);
	const columns = all.map(() => nothing);
	for (const [index, place] of places.entries()) columns[place] = batch.columns[index] ?? nothing;
	return columns;
}
function emptyCells(rows) {
	return {
		kinds: new Uint8Array(rows).fill(CELL.null),
		numbers: new Float64Array(rows).fill(NaN),
		text: () => "",
		size: () => 0,
		hash: () => 0
	};
}
// shared/features/profile/peek.ts
/** The names of the columns as the first table of a dataset has them; none where it has no table. */
async function peekColumns(root, files, format) {
	const first = filesByFormat(files, format).files.find((file) => isTable(file.format));
	if (first === void 0 || !isTable(first.format)) return [];
	const file = {
		path: `${root}/${first.path}`,
		name: first.path,
		format: first.format
	};
	for await (const { heads } of readBatches(file, { report: () => void 0 })) return heads.map(({ name }) => name);
	return [];
}
// shared/domain/profile/column-type.ts
const TYPES = {
	[CELL.boolean]: "boolean",
	[CELL.integer]: "integer",
	[CELL.number]: "number",
	[CELL.date]: "date",
	[CELL.timestamp]: "timestamp",
	[CELL.time]: "time",
	[CELL.string]: "string",
	[CELL.binary]: "binary",
	[CELL.list]: "list",
	[CELL.struct]: "struct",
	[CELL.other]: "other"
};
const WRITTEN = [
	CELL.boolean,
	CELL.integer,
	CELL.number,
	CELL.date,
	CELL.timestamp,
	CELL.time,
	CELL.string
];
/**
* The common type of cells, from how many there are of each kind: integers among numbers are numbers, dates among
* timestamps timestamps; else what can be written in one word is text together, and the rest `other`.
*/
function commonType(counts) {
	const kinds = Object.keys(TYPES).map(Number).filter((kind) => (counts[kind] ?? 0) > 0);
	const [only, ...more] = kinds;
	if (only === void 0) return "empty";
	if (more.length === 0) return TYPES[only] ?? "other";
	const isAmong = (...allowed) => kinds.every((kind) => allowed.includes(kind));
	if (isAmong(CELL.integer, CELL.number)) return "number";
	if (isAmong(CELL.date, CELL.timestamp)) return "timestamp";
	return isAmong(...WRITTEN) ? "string" : "other";
}
/** The type of nearly all cells, when the few that are not make the column something else; and their number. */
function nearlyAll(counts) {
	const total = WRITTEN.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0);
	const texts = counts[CELL.string] ?? 0;
	if (texts === 0 || texts * 10 > total) return void 0;
	const rest = Array.from(counts);
	rest[CELL.string] = 0;
	const type = commonType(rest);
	return type === "string" || type === "other" ? void 0 : {
		type,
		others: texts
	};
}
// shared/domain/profile/quantile-sketch.ts
/** Values that a level holds. */
const SIZE = 2048;
const HALF = SIZE / 2;
/**
* Quantiles of a stream in little memory. Levels of 2,048 values: a full one is sorted and every other value goes up to
* the next, where each stands for twice as many. Which of the two stays alternates, so the same values in the same order
* always give the same answer. Below 2,048 values it is exact; beyond, a rank is off by at most h/2,048 of all values,
* where h = log2(n/2,048) is the number of levels that were passed on: 0.5 % at a million, 1 % at a thousand million.
* As the alternating makes errors cancel, it is far less as a rule.
*/
function quantileSketch() {
	const levels = [];
	function add(values, count) {
		let taken = 0;
		while (taken < count) {
			const level = levelAt(0);
			const some = Math.min(count - taken, SIZE - level.filled);
			level.values.set(values.subarray(taken, taken + some), level.filled);
			level.filled += some;
			taken += some;
			if (level.filled === SIZE) passOn();
		}
	}
	function passOn() {
		levels[0]?.values.sort();
		for (let height = 0; levelAt(height).filled === SIZE; height++) {
			const { values, isOdd } = levelAt(height);
			const above = levelAt(height + 1);
			for (let at = isOdd ? 1 : 0; at < SIZE; at += 2) above.values[above.filled++] = values[at] ?? 0;
			levels[height] = {
				values,
				filled: 0,
				isOdd: !isOdd
			};
			if (above.filled === SIZE) mergeHalves(above.values);
		}
	}
	function levelAt(height) {
		const level = levels[height] ?? {
			values: new Float64Array(SIZE),
			filled: 0,
			isOdd: false
		};
		levels[height] = level;
		return level;
	}
	return {
		add,
		weighted: () => levels.flatMap(({ values, filled }, height) => Array.from(values.subarray(0, filled), (number) => ({
			number,
			count: 2 ** height
		}))).sort((a, b) => a.number - b.number)
	};
}
/** The smallest value that at least this share of all is not above; NaN when there is none. */
function quantileOf(weighted, share) {
	const total = weighted.reduce((sum, { count }) => sum + count, 0);
	let rank = 0;
	for (const { number, count } of weighted) {
		rank += count;
		if (rank >= share * total) return number;
	}
	return weighted.at(-1)?.number ?? NaN;
}
const lower = new Float64Array(HALF);
function mergeHalves(values) {
	lower.set(values.subarray(0, HALF));
	let one = 0;
	let two = HALF;
	for (let at = 0; one < HALF; at++) {
		const left = lower[one] ?? 0;
		const right = two < SIZE ? values[two] ?? 0 : Number.POSITIVE_INFINITY;
		if (left <= right) one++;
		else two++;
		values[at] = left <= right ? left : right;
	}
}
// shared/domain/profile/value-counter.ts
/** How many different values are told apart; beyond, it is only known that there are more. */
const MOST_DISTINCT = 1e4;
const SLOTS = 2 ** 14;
const MASK = SLOTS - 1;
/**
* Counts different values exactly, up to a number of them, and then gives up in order to stay small. `onFull` gets the
* numbers that were counted until then, and the row of the batch at hand from which nothing is counted any more.
*/
function valueCounter(onFull) {
	let table;
	let isFull = false;
	let distinct = 0;
	function add({ kinds, numbers, hash, text }, rows) {
		if (isFull) return;
		table ??= newTable();
		const { hashes, counts, texts } = table;
		for (let row = 0; row < rows; row++) {
			if (kinds[row] === CELL.null) continue;
			const key = hash(row) || 1;
			let slot = key & MASK;
			while (hashes[slot] !== key && hashes[slot] !== 0) slot = slot + 1 & MASK;
			if (hashes[slot] === 0) {
				if (distinct === 1e4) {
					onFull(countedNumbers(), row);
					isFull = true;
					table = void 0;
					return;
				}
				hashes[slot] = key;
				texts.set(slot, text(row));
				table.numbers[slot] = numbers[row] ?? NaN;
				distinct++;
			}
			counts[slot] = (counts[slot] ?? 0) + 1;
		}
	}
	function countedNumbers() {
		return [...table?.texts.keys() ?? []].map((slot) => ({
			number: table?.numbers[slot] ?? NaN,
			count: table?.counts[slot] ?? 0
		})).filter(({ number }) => Number.isFinite(number));
	}
	function top(most) {
		return [...table?.texts ?? []].map(([slot, text]) => ({
			text,
			count: table?.counts[slot] ?? 0
		})).sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1)).slice(0, most);
	}
	return {
		add,
		isFull: () => isFull,
		distinct: () => distinct,
		top,
		numbers: countedNumbers
	};
}
function newTable() {
	return {
		hashes: new Float64Array(SLOTS),
		counts: new Float64Array(SLOTS),
		numbers: new Float64Array(SLOTS),
		texts: /* @__PURE__ */ new Map()
	};
}
// shared/domain/profile/column-profile.ts
const KINDS$1 = 12;
/** The finite numbers of the batch at hand; shared, since only one column is added at a time. */
let finiteNumbers = /* @__PURE__ */ new Float64Array(4096);
function columnTally(column, { isDetailed }) {
	const counts = new Float64Array(KINDS$1);
	const sketch = quantileSketch();
	const values = valueCounter(sketchCounted);
	let sketchedFrom = Number.POSITIVE_INFINITY;
	let min = Number.POSITIVE_INFINITY;
	let max = Number.NEGATIVE_INFINITY;
	let sum = 0;
	let finite = 0;
	let notFinite = 0;
	let seen = 0;
	let shortest = Number.POSITIVE_INFINITY;
	let longest = 0;
	let firstText;
	function add(cells, rows) {
		const { kinds } = cells;
		for (let row = 0; row < rows; row++) {
			const kind = kinds[row] ?? 0;
			counts[kind] = (counts[kind] ?? 0) + 1;
		}
		if (isDetailed) {
			sketchedFrom = values.isFull() ? 0 : Number.POSITIVE_INFINITY;
			values.add(cells, rows);
			addNumbers(cells, rows);
			if ((counts[CELL.string] ?? 0) > 0) addTexts(cells, rows);
		}
		seen += rows;
	}
	function sketchCounted(counted, fromRow) {
		sketchedFrom = fromRow;
		for (const { number, count } of counted) sketch.add(new Float64Array(count).fill(number), count);
	}
	function addNumbers({ kinds, numbers }, rows) {
		if (finiteNumbers.length < rows) finiteNumbers = new Float64Array(rows);
		let least = min;
		let most = max;
		let total = 0;
		let count = 0;
		let sketched = 0;
		for (let row = 0; row < rows; row++) {
			const kind = kinds[row] ?? 0;
			if (kind === CELL.null || kind >= CELL.string) continue;
			const number = numbers[row] ?? NaN;
			if (number - number !== 0) {
				notFinite++;
				continue;
			}
			if (number < least) least = number;
			if (number > most) most = number;
			total += number;
			count++;
			if (row >= sketchedFrom) finiteNumbers[sketched++] = number;
		}
		min = least;
		max = most;
		sum += total;
		finite += count;
		sketch.add(finiteNumbers, sketched);
	}
	function addTexts({ kinds, size, text }, rows) {
		let least = shortest;
		let most = longest;
		for (let row = 0; row < rows; row++) {
			if (kinds[row] !== CELL.string) continue;
			const length = size(row);
			if (length < least) least = length;
			if (length > most) most = length;
			firstText ??= {
				row: seen + row,
				text: text(row)
			};
		}
		shortest = least;
		longest = most;
	}
	function summary() {
		const weighted = values.isFull() ? sketch.weighted() : values.numbers().toSorted((a, b) => a.number - b.number);
		return {
			name: column.name,
			type: column.declared?.type ?? commonType(counts),
			cells: seen,
			nulls: counts[CELL.null] ?? 0,
			notFinite,
			counts: [...counts],
			distinct: values.distinct(),
			isDistinctCapped: values.isFull(),
			min: finite > 0 ? min : void 0,
			max: finite > 0 ? max : void 0,
			mean: finite > 0 ? sum / finite : void 0,
			quantile: (share) => quantileOf(weighted, share),
			top: values.top,
			lengths: longest > 0 || shortest === 0 ? {
				min: shortest,
				max: longest
			} : void 0,
			firstText
		};
	}
	return {
		column,
		add,
		summary
	};
}
/** Gathers the types of all columns, and of the first 200 how their values lie. */
function profileObserver() {
	let tallies = [];
	let rows = 0;
	return {
		observer: {
			begin(columns) {
				const more = columns.slice(tallies.length).map((column, index) => columnTally(column, { isDetailed: tallies.length + index < 200 }));
				tallies = [...tallies, ...more];
			},
			batch(batch) {
				for (const [index, tally] of tallies.entries()) {
					const cells = batch.columns[index];
					if (cells) tally.add(cells, batch.rows);
				}
				rows += batch.rows;
			},
			end: () => void 0
		},
		rows: () => rows,
		/** Of all columns; what a row before did not have counts as empty. */
		columns: () => tallies.map((tally) => {
			const summary = tally.summary();
			return {
				...summary,
				nulls: summary.nulls + rows - summary.cells,
				cells: rows
			};
		})
	};
}
// shared/domain/profile/summarize.ts
/** Texts are only told where they are words for groups, never where each row has its own. */
const MOST_NAMED$1 = 20;
const SHOWN_VALUES = 10;
const VALUE_CHARACTERS = 60;
/** What a record says of a column. Of data about persons it counts and never tells a value. */
function profiledColumn(summary, { isPersonal }) {
	const { name, type, nulls, notFinite, distinct, isDistinctCapped, lengths } = summary;
	return {
		name,
		type,
		nulls,
		...notFinite > 0 ? { notFinite } : {},
		distinct,
		...isDistinctCapped ? { isMore: true } : {},
		...isPersonal ? {} : valuesOf(summary),
		...lengths ? { lengths } : {}
	};
}
function valuesOf(summary) {
	const { type, min, max, mean, distinct, isDistinctCapped } = summary;
	const hasTop = (type === "string" || type === "boolean") && !isDistinctCapped && distinct <= MOST_NAMED$1;
	const top = summary.top(SHOWN_VALUES).map(({ text, count }) => ({
		value: text.slice(0, VALUE_CHARACTERS),
		count
	}));
	if (type === "string" || type === "boolean" || min === void 0 || max === void 0) return hasTop ? { top } : {};
	const told = (number) => toldValue(type, number);
	return {
		min: told(min),
		max: told(max),
		...mean !== void 0 && isNumber(type) && Number.isFinite(mean) ? { mean } : {},
		quantiles: QUANTILES.map((share) => told(summary.quantile(share)))
	};
}
function isNumber(type) {
	return type === "integer" || type === "number";
}
/** A number as it is, a moment as ISO 8601. */
function toldValue(type, number) {
	if (type !== "date" && type !== "timestamp" && type !== "time") return number;
	const moment = new Date(number);
	if (Number.isNaN(moment.getTime())) return number;
	const text = moment.toISOString();
	if (type === "date") return text.slice(0, 10);
	return type === "time" ? text.slice(11, 23) : text;
}
/** The columns of the schema. */
function schemaColumns(summaries) {
	return summaries.map(({ name, type, nulls, declaredNullable }) => ({
		name,
		type,
		nullable: declaredNullable ?? nulls > 0
	}));
}
/** The columns of the schema as files declare them, the same that a look at their rows gives. */
function declaredColumns(columns) {
	return columns.map(({ name, declared }) => ({
		name,
		type: declared?.type ?? "other",
		nullable: declared?.nullable ?? true
	}));
}
// shared/platform/contents/image-size.ts
/** Bytes from the beginning of a file in which the size usually stands. */
const IMAGE_HEAD = 65536;
/**
* Width and height from the header of PNG, JPEG, GIF, BMP and WebP. Nothing is decoded. `undefined` where the header is
* none of these; `unknown` where it is one, and the size stands further behind.
*/
function imageSize(head) {
	if (head.length >= 24 && head.readUInt32BE(0) === 2303741511) return {
		width: head.readUInt32BE(16),
		height: head.readUInt32BE(20)
	};
	const magic = head.toString("latin1", 0, 4);
	if (magic === "GIF8" && head.length >= 10) return {
		width: head.readUInt16LE(6),
		height: head.readUInt16LE(8)
	};
	if (magic.startsWith("BM") && head.length >= 26) return {
		width: head.readInt32LE(18),
		height: Math.abs(head.readInt32LE(22))
	};
	if (magic === "RIFF" && head.toString("latin1", 8, 12) === "WEBP") return webpSize(head);
	if (head[0] === 255 && head[1] === 216) return jpegSize(head);
	return magic === "II*\0" || magic === "MM\0*" ? "unknown" : void 0;
}
function webpSize(head) {
	if (head.length < 30) return "unknown";
	switch (head.toString("latin1", 12, 16)) {
		case "VP8X": return {
			width: head.readUIntLE(24, 3) + 1,
			height: head.readUIntLE(27, 3) + 1
		};
		case "VP8 ": return {
			width: head.readUInt16LE(26) & 16383,
			height: head.readUInt16LE(28) & 16383
		};
		case "VP8L": {
			const bits = head.readUInt32LE(21);
			return {
				width: (bits & 16383) + 1,
				height: (bits >>> 14 & 16383) + 1
			};
		}
		default: return "unknown";
	}
}
/** Goes from segment to segment until one begins a frame. */
function jpegSize(head) {
	let at = 2;
	while (at + 9 <= head.length) {
		if (head[at] !== 255) return void 0;
		const marker = head[at + 1] ?? 0;
		if (marker >= 192 && marker <= 207 && ![
			196,
			200,
			204
		].includes(marker)) return {
			width: head.readUInt16BE(at + 7),
			height: head.readUInt16BE(at + 5)
		};
		const length = marker === 255 ? -1 : head.readUInt16BE(at + 2);
		if (length !== -1 && length < 2) return void 0;
		at += 2 + length;
	}
	return "unknown";
}
// shared/platform/contents/numpy.ts
/** A header is a line of text; a longer one is something else. */
const NPY_HEAD = 16384;
/** Type and shape from the header of an NPY file; throws where it has none. */
function npyShape(head, name) {
	if (head.length < 10 || head.toString("latin1", 0, 6) !== "NUMPY") throw new RangeError("it does not begin as an NPY file does");
	const isLong = (head[6] ?? 0) >= 2;
	const start = isLong ? 12 : 10;
	const length = isLong ? head.readUInt32LE(8) : head.readUInt16LE(8);
	if (start + length > head.length) throw new RangeError("its header ends too early");
	const text = head.toString("utf8", start, start + length);
	const type = /'descr':\s*(?:'([^']*)'|(\[.*?\])\s*,\s*')/s.exec(text);
	const shape = /'shape':\s*\(([\d\s,L]*)\)/.exec(text)?.[1];
	if (type === null || shape === void 0) throw new RangeError("its header names no type and shape");
	const numbers = shape.split(",").map((part) => part.trim()).filter((part) => part !== "");
	return {
		name,
		type: type[1] ?? type[2] ?? "",
		shape: numbers.map((part) => Number.parseInt(part, 10))
	};
}
const DIRECTORY_END = 101010256;
const ENTRY = 33639248;
const MOST_ARRAYS = 1e3;
/** Type and shape of every array of an NPZ file, from the list of names at its end and the beginning of each. */
async function npzShapes(read, size) {
	const tail = await read(Math.max(0, size - 65557), Math.min(size, 65557));
	const end = lastIndexOf(tail, DIRECTORY_END);
	if (end === -1 || end + 22 > tail.length) throw new RangeError("it has no list of its arrays");
	const count = tail.readUInt16LE(end + 10);
	const length = tail.readUInt32LE(end + 12);
	const start = tail.readUInt32LE(end + 16);
	if (count > MOST_ARRAYS || start + length > size) throw new RangeError("the list of its arrays is too long");
	const directory = await read(start, length);
	const shapes = [];
	for (let at = 0; shapes.length < count;) {
		if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY) throw new RangeError("the list of its arrays ends too early");
		const nameLength = directory.readUInt16LE(at + 28);
		const name = directory.toString("utf8", at + 46, at + 46 + nameLength);
		const isPacked = directory.readUInt16LE(at + 10) !== 0;
		const packed = directory.readUInt32LE(at + 20);
		const local = await read(directory.readUInt32LE(at + 42), 30);
		const body = directory.readUInt32LE(at + 42) + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
		const bytes = await read(body, Math.min(Math.max(0, size - body), packed === 4294967295 ? NPY_HEAD : packed, NPY_HEAD));
		shapes.push(npyShape(isPacked ? inflateStart(bytes) : bytes, name.replace(/\.npy$/, "")));
		at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
	}
	return shapes;
}
/** As much as the beginning of packed bytes gives. */
function inflateStart(bytes) {
	return inflateRawSync(bytes, {
		finishFlush: 2,
		maxOutputLength: 64 * 2 ** 20
	});
}
function lastIndexOf(bytes, magic) {
	for (let at = bytes.length - 22; at >= 0; at--) if (bytes.readUInt32LE(at) === magic) return at;
	return -1;
}
// shared/platform/contents/describe-file.ts
/** The size of an image from its header, or why it is none. */
function imageAt(path) {
	return lookAt$1(path, async (read, size) => {
		const found = imageSize(await read(0, Math.min(size, IMAGE_HEAD)));
		if (found === void 0) throw new RangeError("it does not begin as an image does");
		return found;
	});
}
/** The arrays of an NPY or NPZ file, or why it is none. */
function arraysAt(path, name) {
	return lookAt$1(path, async (read, size) => {
		const head = await read(0, Math.min(size, NPY_HEAD));
		if (head.toString("latin1", 0, 2) !== "PK") return [npyShape(head, name)];
		return (await npzShapes(read, size)).map((each) => ({
			...each,
			name: `${name}: ${each.name}`
		}));
	});
}
/** What is wrong with the contents is an answer; what is wrong with the disk is an error. */
async function lookAt$1(path, body) {
	const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
	try {
		const { size } = await file.stat();
		if (size === 0) return { problem: "no bytes" };
		const read = async (start, length) => {
			if (start < 0 || length < 0 || start + length > size) throw new RangeError("it ends too early");
			const bytes = Buffer.alloc(length);
			const { bytesRead } = await file.read(bytes, 0, length, start);
			return bytes.subarray(0, bytesRead);
		};
		return { found: await body(read, size) };
	} catch (error) {
		if (!(error instanceof Error) || "syscall" in error) throw error;
		return { problem: error.message };
	} finally {
		await file.close();
	}
}
// shared/features/profile/contents.ts
const LISTED_CLASSES = 1e3;
const LISTED_SIZES = 10;
const LISTED_ARRAYS = 200;
/** Headers of so many images are looked at, from the first by name; all of them are counted. */
const MOST_HEADERS = 2e4;
/** What names and headers say of files that are no tables. */
async function describeContents(root, files, dataset) {
	const [first] = files;
	if (first?.format === "text") {
		const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
		const problems = files.filter((file) => file.bytes === 0).map(({ path }) => ({
			file: path,
			text: "a document without a byte"
		}));
		return {
			contents: { texts: {
				documents: files.length,
				bytes
			} },
			findings: findingsOf$1(dataset, problems, "empty-file")
		};
	}
	if (first?.format === "images") return describeImages(root, files, dataset);
	if (first === void 0) return {
		contents: void 0,
		findings: []
	};
	return describeArrays(root, files, dataset);
}
async function describeImages(root, files, dataset) {
	const sizes = /* @__PURE__ */ new Map();
	const problems = [];
	for (const { path } of files.slice(0, MOST_HEADERS)) {
		const answer = await imageAt(`${root}/${path}`);
		if ("problem" in answer) problems.push({
			file: path,
			text: answer.problem
		});
		else if (answer.found !== "unknown") count(sizes, `${answer.found.width}x${answer.found.height}`);
	}
	const classes = /* @__PURE__ */ new Map();
	for (const { path } of files) count(classes, classOf(path));
	return {
		contents: { images: {
			files: files.length,
			classes: largest$1(classes, LISTED_CLASSES).map(([name, number]) => ({
				name,
				count: number
			})),
			...sizes.size > 0 ? { sizes: largest$1(sizes, LISTED_SIZES).map(([size, number]) => ({
				size,
				count: number
			})) } : {}
		} },
		findings: findingsOf$1(dataset, problems, "damaged-file")
	};
}
/** The folder that a file lies in; `.` for those that lie in none. */
function classOf(path) {
	return path.split("/").at(-2) ?? ".";
}
function count(counts, key) {
	counts.set(key, (counts.get(key) ?? 0) + 1);
}
/** The most frequent first, then by name. */
function largest$1(counts, most) {
	return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, most);
}
async function describeArrays(root, files, dataset) {
	const arrays = [];
	const problems = [];
	for (const { path } of files) {
		const answer = await arraysAt(`${root}/${path}`, path);
		if ("problem" in answer) problems.push({
			file: path,
			text: answer.problem
		});
		else arrays.push(...answer.found.map((each) => ({
			...each,
			shape: [...each.shape]
		})));
	}
	return {
		contents: { arrays: arrays.slice(0, LISTED_ARRAYS) },
		findings: findingsOf$1(dataset, problems, "damaged-file")
	};
}
function findingsOf$1(dataset, problems, code) {
	const [first] = problems;
	if (first === void 0) return [];
	const more = problems.length === 1 ? "" : `, and ${problems.length - 1} more files like it`;
	const message = `${first.file}: ${first.text}${more}`;
	const rows = problems.slice(0, 5);
	return [findingOf(code, {
		dataset,
		message,
		count: problems.length,
		rows: [...rows]
	})];
}
// shared/features/profile/footers.ts
/**
* What the footers of Parquet files say, without a look at a row. Nothing where not every file is one, a footer cannot
* be read, or they differ: then only a look at the rows can tell.
*/
async function readFooters(files) {
	let found;
	for (const { path, format } of files) {
		if (format !== "parquet") return void 0;
		const next = await readParquetSchema(path).catch(() => void 0);
		if (!next || found && !isSame(found.columns, next.columns)) return void 0;
		const { rows = 0, fewest = next.rows } = found ?? {};
		found = {
			columns: next.columns,
			rows: rows + next.rows,
			fewest: Math.min(fewest, next.rows)
		};
	}
	return found;
}
function isSame(one, other) {
	return JSON.stringify(one) === JSON.stringify(other);
}
// shared/platform/duckdb/message.ts
const value = /* @__PURE__ */ lazily(() => union([
	string(),
	number(),
	boolean(),
	_null()
]));
const reply = /* @__PURE__ */ lazily(() => discriminatedUnion("kind", [
	object({
		kind: literal("opened"),
		rows: array(number()).readonly()
	}),
	object({
		kind: literal("answer"),
		value: madeOf(value)
	}),
	object({
		kind: literal("read"),
		rows: array(array(madeOf(value)).readonly()).readonly()
	}),
	object({
		kind: literal("failed"),
		message: string()
	})
]));
/** What the process says; nothing when it is no answer. */
function readQueryReply(message) {
	return reply.safeParse(message).data;
}
// shared/platform/tables/csv-delimiter.ts
/** What parts the cells of a CSV file, as it is read here; a comma where that cannot be seen. */
async function csvDelimiter(path) {
	const window = await openWindow(path);
	try {
		const header = await readHeader(window, {
			delimiter: void 0,
			report: () => void 0
		});
		return header ? String.fromCharCode(header.state.delimiter) : ",";
	} finally {
		await window.close();
	}
}
// shared/platform/duckdb/session.ts
const LOAD_MS = 3e5;
const ASK_MS = 6e4;
/** Twice of what DuckDB is told to take, which does not count everything. */
const MEMORY_BYTES = 4 * 2 ** 30;
const DUCKDB = {
	folder: "duckdb",
	title: "DuckDB"
};
/** The folder that holds DuckDB for this machine. */
function installDuckdb(place, runner, options = {}) {
	return installNative(DUCKDB, place, {
		...options,
		runner
	});
}
/** Copies tables into a database of a process that can then reach nothing else, and answers questions about them. */
async function openQueries(options) {
	const { modules, folder, environment, limitMs = ASK_MS, memoryBytes = MEMORY_BYTES } = options;
	const tables = await linkTables(folder, options.tables);
	const child = startChild({
		worker: new URL(`./duckdb.worker${extname(import.meta.filename)}`, import.meta.url),
		folder,
		environment,
		limitMs,
		memoryBytes,
		read: readQueryReply,
		broken: (why, cause) => refused(`the query ${why}`, cause)
	});
	try {
		const opened = await child.ask({
			kind: "open",
			modules,
			tables
		}, LOAD_MS);
		if (opened.kind !== "opened") throw refused(textOf(opened));
		return {
			rows: opened.rows,
			async ask(sql) {
				const reply = await child.ask({
					kind: "ask",
					sql
				});
				if (reply.kind !== "answer") throw refused(textOf(reply));
				return reply.value;
			},
			close: child.close
		};
	} catch (error) {
		child.close();
		throw error;
	}
}
/** Names of files may hold anything, and DuckDB reads patterns in them; links have names of our own. */
async function linkTables(folder, tables) {
	await mkdir(join(folder, "tables"));
	let links = 0;
	const linked = [];
	for (const { name, files, missing } of tables) {
		const parts = /* @__PURE__ */ new Map();
		for (const { path, format } of files) {
			if (format === "arrow") throw refused("queries do not read Arrow files");
			const link = `tables/${links++}.${format}`;
			await symlink(path, join(folder, link));
			const delimiter = format === "csv" ? await csvDelimiter(path) : format === "tsv" ? "	" : void 0;
			const key = `${format} ${delimiter}`;
			const part = parts.get(key) ?? {
				format,
				...delimiter === void 0 ? {} : { delimiter },
				files: []
			};
			part.files.push(link);
			parts.set(key, part);
		}
		linked.push({
			name,
			parts: [...parts.values()],
			missing
		});
	}
	return linked;
}
/** The first line is what is wrong; the others draw the statement. */
function textOf(reply) {
	return reply.kind === "failed" ? (reply.message.split("\n", 1)[0] ?? "").slice(0, 300) : "the query answered oddly";
}
function refused(message, cause) {
	return new ActionError("query-refused", message, { cause });
}
// shared/platform/duckdb/look.ts
/** For one statement. */
const READ_MS = 9e5;
const THREADS = 2;
/** Opens Parquet files as one table. Everything stays as it is; what does not fit into memory goes into the folder. */
async function openLook(options) {
	const { modules, folder, environment } = options;
	await mkdir(join(folder, "tables"));
	const files = [];
	for (const [at, path] of options.files.entries()) {
		const link = `tables/${at}.parquet`;
		await symlink(path, join(folder, link));
		files.push(link);
	}
	const child = startChild({
		worker: new URL(`./duckdb.worker${extname(import.meta.filename)}`, import.meta.url),
		folder,
		environment,
		limitMs: READ_MS,
		memoryBytes: MEMORY_BYTES,
		read: readQueryReply,
		broken: (why, cause) => refused(`DuckDB ${why}`, cause)
	});
	const read = async (sql, { threads = THREADS } = {}) => {
		const reply = await child.ask({
			kind: "read",
			sql,
			threads
		});
		if (reply.kind !== "read") throw refused(textOf(reply));
		return reply.rows;
	};
	try {
		const opened = await child.ask({
			kind: "look",
			modules,
			files
		});
		if (opened.kind !== "opened") throw refused(textOf(opened));
		return {
			columns: (await read(`DESCRIBE ${LOOKED_AT}`)).map(([name, type]) => ({
				name: String(name),
				type: String(type)
			})),
			read,
			close: child.close
		};
	} catch (error) {
		child.close();
		throw error;
	}
}
// shared/platform/duckdb/value-at-rank.ts
const BINS = 4096;
/** So many numbers are sorted in memory. */
const MOST_SORTED = 4e6;
/**
* Finds the value of a rank (from 1) in ascending order, exactly and in little memory: numbers are counted in bins of
* one width, then those of the bin that has the rank, until they are few enough to be sorted.
*/
function valuesAtRanks({ read }, number, { most = MOST_SORTED } = {}) {
	const counted = /* @__PURE__ */ new Map();
	function binsOf(range) {
		const key = `${range.least} ${range.most}`;
		const known = counted.get(key) ?? countBins(range);
		counted.set(key, known);
		return known;
	}
	async function countBins({ least, most: greatest }) {
		const share = `(n / 2 - ${double(least / 2)}) / ${double(greatest / 2 - least / 2)}`;
		return (await read(`SELECT count(*)::DOUBLE, min(n), max(n) FROM (${within(least, greatest)}) GROUP BY floor(${share} * ${BINS}) ORDER BY 2`)).map(([count, first, last]) => ({
			count: Number(count),
			least: Number(first),
			most: Number(last)
		}));
	}
	function within(least, greatest) {
		return `SELECT n FROM (SELECT ${number} AS n FROM ${LOOKED_AT}) WHERE n BETWEEN ${double(least)} AND ${double(greatest)}`;
	}
	async function at(rank, range) {
		if (range.least === range.most) return range.least;
		if (range.count > most) {
			let before = 0;
			for (const bin of await binsOf(range)) {
				if (rank > before + bin.count) {
					before += bin.count;
					continue;
				}
				if (bin.count < range.count) return at(rank - before, bin);
			}
		}
		const [[value] = []] = await read(`SELECT quantile_disc(n, ${(rank - .5) / range.count}) FROM (${within(range.least, range.most)})`);
		return Number(value);
	}
	return at;
}
function double(value) {
	return `'${value}'::DOUBLE`;
}
// shared/platform/duckdb/measure-column.ts
/** Rows that are looked at first: where they already have too many different values, nobody has to count all. */
const PREFIX = 2e5;
const TEXT = 100;
const INTEGERS = /^U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/;
const NUMBERS = /^(?:FLOAT|DOUBLE|DECIMAL\(\d+,\d+\))$/;
/** How a column is read, so that its values are those of the one pass; nothing where they would not be. */
function expressionsOf({ name, type, duck }) {
	const cell = identifier(name);
	const moment = (text) => ({
		key: text,
		number: `(${text})::DOUBLE`
	});
	switch (type) {
		case "boolean": return duck === "BOOLEAN" ? { key: cell } : void 0;
		case "string":
			if (duck === "UUID") return { key: `${cell}::VARCHAR` };
			return duck === "VARCHAR" ? { key: cell } : void 0;
		case "integer": return INTEGERS.test(duck) ? {
			key: cell,
			number: `${cell}::DOUBLE`
		} : void 0;
		case "number": return NUMBERS.test(duck) ? {
			key: cell,
			number: `${cell}::DOUBLE`
		} : void 0;
		case "date": return duck === "DATE" ? moment(`epoch_ms(${cell}::TIMESTAMP)`) : void 0;
		case "timestamp":
			if (duck === "TIMESTAMP_NS") return moment(thousandths$1(`epoch_ns(${cell})`, 1e6));
			return /^TIMESTAMP(?:_S|_MS| WITH TIME ZONE)?$/.test(duck) ? moment(thousandths$1(`epoch_us(${cell})`, 1e3)) : void 0;
		case "time": return duck === "TIME" ? moment(`epoch_us(${cell}) / 1000`) : void 0;
		default: return;
	}
}
/** Milliseconds without their fraction, also before 1970. */
function thousandths$1(units, many) {
	return `((${units}) - (${units}) % ${many}) // ${many}`;
}
/** Counts the empty cells of columns of which nothing else is told. */
async function countNulls(look, names, rows) {
	if (names.length === 0) return [];
	const counts = names.map((name) => `count(${identifier(name)})::DOUBLE`);
	const [found = []] = await look.read(`SELECT ${counts.join(", ")} FROM ${LOOKED_AT}`);
	return found.map((count) => rows - Number(count));
}
/** Everything that a profile tells of a column, by exact functions alone. */
async function measureColumn(look, column, asked) {
	const expressions = expressionsOf(column);
	if (expressions === void 0) return void 0;
	const basics = await measureBasics(look, column, expressions);
	const known = await countValues(look, column, {
		...expressions,
		most: asked.mostDistinct
	});
	const { finite, ...told } = basics;
	const figures = {
		...told,
		...known,
		ranked: /* @__PURE__ */ new Map()
	};
	const { min, max } = basics;
	if (!known.isMore || expressions.number === void 0 || min === void 0 || max === void 0) return figures;
	const { mostSorted } = asked;
	const at = valuesAtRanks(look, finiteOf(expressions.number), { ...mostSorted === void 0 ? {} : { most: mostSorted } });
	for (const rank of asked.ranks(finite)) figures.ranked.set(rank, await at(rank, {
		least: min,
		most: max,
		count: finite
	}));
	return figures;
}
function finiteOf(number) {
	return `CASE WHEN isfinite(${number}) THEN ${number} + 0 END`;
}
async function measureBasics({ read }, { name, type, rows }, { key, number }) {
	const cell = identifier(name);
	const texts = type === "string" ? ["min(strlen(k))", "max(strlen(k))"] : ["NULL", "NULL"];
	const figures = number === void 0 ? "NULL, NULL, NULL, NULL" : `count(n)::DOUBLE, min(n), max(n), ${type === "integer" ? "sum(c)::DOUBLE / count(c)" : "favg(n)"}`;
	const from = `(SELECT ${cell} AS c, ${key} AS k, ${number === void 0 ? "NULL" : finiteOf(number)} AS n FROM ${LOOKED_AT})`;
	const [[filled, shortest, longest, numbers, min, max, mean] = []] = await read(`SELECT count(c)::DOUBLE, ${texts.map((text) => `${text}::DOUBLE`).join(", ")}, ${figures} FROM ${from}`, type === "number" ? { threads: 1 } : {});
	const count = Number(filled);
	const isNumber = typeof min === "number" && typeof max === "number";
	return {
		nulls: rows - count,
		notFinite: number === void 0 ? 0 : count - Number(numbers),
		finite: Number(numbers),
		...isNumber ? {
			min,
			max
		} : {},
		...isNumber && typeof mean === "number" ? { mean } : {},
		...typeof shortest === "number" && typeof longest === "number" ? { lengths: {
			min: shortest,
			max: longest
		} } : {}
	};
}
async function countValues({ read }, { type }, { key, number, most }) {
	const more = {
		distinct: most,
		isMore: true,
		values: []
	};
	const [[begun] = []] = await read(`SELECT count(DISTINCT ${key})::DOUBLE FROM (FROM ${LOOKED_AT} LIMIT ${PREFIX})`);
	if (Number(begun) > most) return more;
	const shown = number === void 0 ? `left((${key})::VARCHAR, ${TEXT})` : finiteOf(number);
	const rows = await read(`SELECT any_value(${type === "string" || number !== void 0 ? shown : `(${key})::VARCHAR`}), count(*)::DOUBLE FROM ${LOOKED_AT} WHERE ${key} IS NOT NULL GROUP BY ${key} LIMIT ${most + 1}`);
	if (rows.length > most) return more;
	const values = rows.map(([value, count]) => ({
		value: typeof value === "number" || typeof value === "string" ? value : void 0,
		count: Number(count)
	}));
	return {
		distinct: rows.length,
		isMore: false,
		values
	};
}
const MOST_FILES$2 = 1e3;
/** The last millisecond that a date can have; what lies beyond is no moment for the pass. */
const LAST_MOMENT = 864e13;
/**
* What DuckDB says of Parquet files, by exact functions alone and with the types that the files declare. Nothing where
* it cannot say what the one pass would: then a note tells why, and the pass reads them.
*/
async function measureLarge({ name, files }, options) {
	const { runner } = options;
	try {
		const footers = await readFooters(files);
		const found = footers ? reasonAgainst(files, footers) ?? await measure(files, footers, options) : "not all of its files are Parquet with the same columns";
		if (typeof found !== "string") {
			runner.info(`${name}: profiled by DuckDB`);
			return found;
		}
		runner.info(`${name}: read row by row and not by DuckDB, because ${found}`);
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		const kind = /^[A-Z][A-Za-z ]* Error/.exec(error.message)?.[0] ?? error.code;
		runner.info(`${name}: read row by row, because DuckDB could not do it (${kind})`);
	}
}
/** Why DuckDB is not asked; nothing where it may be. */
function reasonAgainst(files, { columns, fewest }) {
	if (files.length > MOST_FILES$2) return `there are more than ${MOST_FILES$2} files`;
	if (fewest === 0) return "a file has no rows";
	if (columns.some(({ name }) => name.includes("\0"))) return "a name holds a NUL character";
	const odd = columns.slice(0, 200).find(({ declared }) => !isPlain(declared?.type));
	if (odd) return `a column is of type ${odd.declared?.type}`;
	return columns.length === 0 ? "there are no columns" : void 0;
}
async function measure(files, { columns, rows }, { place, runner, mostSorted }) {
	const { modules } = await installDuckdb(place, runner);
	return inScratchFolder(place.temporary, async (folder) => {
		const { environment } = place;
		const paths = files.map(({ path }) => path);
		const look = await openLook({
			modules,
			folder,
			environment,
			files: paths
		});
		try {
			if (!(look.columns.length === columns.length && columns.every(({ name }, at) => look.columns[at]?.name === name))) return "DuckDB sees other columns";
			const [detailed, rest] = [columns.slice(0, 200), columns.slice(200)];
			const measured = detailed.map(({ name, declared }, at) => ({
				name,
				type: declared?.type ?? "other",
				duck: look.columns[at]?.type ?? "",
				rows
			}));
			const other = measured.find((column) => expressionsOf(column) === void 0);
			if (other) return `DuckDB takes a column of type ${other.type} for ${other.duck.slice(0, 40)}`;
			const [[counted] = []] = await look.read("SELECT count(*)::DOUBLE FROM data");
			if (Number(counted) !== rows) return "DuckDB sees another number of rows";
			const summaries = [];
			for (const column of measured) {
				const figures = await measureColumn(look, column, {
					mostDistinct: MOST_DISTINCT,
					ranks: (count) => QUANTILES.map((share) => rankOf(share, count)),
					...mostSorted === void 0 ? {} : { mostSorted }
				});
				if (figures === void 0 || isBeyondTime(column.type, figures)) return `a column of type ${column.type} has values that DuckDB reads another way`;
				summaries.push(summaryOf(column, figures));
			}
			const names = rest.map(({ name }) => name);
			for (const [at, nulls] of (await countNulls(look, names, rows)).entries()) {
				const { name = "", declared } = rest[at] ?? {};
				summaries.push(summaryOf({
					name,
					type: declared?.type ?? "other",
					rows
				}, {
					...NOTHING,
					nulls
				}));
			}
			return {
				rows,
				columns,
				summaries
			};
		} finally {
			look.close();
		}
	});
}
const NOTHING = {
	nulls: 0,
	notFinite: 0,
	distinct: 0,
	isMore: false,
	values: [],
	ranked: /* @__PURE__ */ new Map()
};
const PLAIN$1 = [
	"boolean",
	"integer",
	"number",
	"date",
	"timestamp",
	"time",
	"string"
];
function isPlain(type) {
	return PLAIN$1.some((plain) => plain === type);
}
function isBeyondTime(type, { min = 0, max = 0 }) {
	return (type === "date" || type === "timestamp") && Math.max(-min, max) > LAST_MOMENT;
}
/** The rank of the smallest value that at least this share of all is not above. */
function rankOf(share, count) {
	return Math.max(1, Math.ceil(share * count));
}
function summaryOf({ name, type, rows }, figures) {
	const { nulls, notFinite, distinct, isMore, min, max, mean, values, ranked, lengths } = figures;
	const weighted = values.flatMap(({ value, count }) => typeof value === "number" ? [{
		number: value,
		count
	}] : []).toSorted((a, b) => a.number - b.number);
	const finite = rows - nulls - notFinite;
	return {
		name,
		type,
		cells: rows,
		nulls,
		notFinite,
		counts: [],
		distinct,
		isDistinctCapped: isMore,
		min,
		max,
		mean,
		quantile: (share) => isMore ? ranked.get(rankOf(share, finite)) ?? NaN : quantileOf(weighted, share),
		top: (most) => values.flatMap(({ value, count }) => typeof value === "string" ? [{
			text: value,
			count
		}] : []).sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1)).slice(0, most),
		lengths,
		firstText: void 0
	};
}
// shared/features/profile/profile-dataset.ts
/** More than this of tables is only looked at when somebody asks for it: at some 40 MB a second it takes a while. */
const UNASKED_BYTES = 256e6;
/**
* Looks at every row of a dataset's tables, or at the names and headers of what is none. A dataset that asks nothing of
* its tables fails by nothing that is found in them.
*/
async function profileDataset(wish, options = {}) {
	const { name, root, settings, observers = [], onlookers = [] } = wish;
	const { files, others } = filesByFormat(wish.files, settings.format);
	if (settings.profile === false && observers.length === 0) return { findings: [] };
	const isAsked = asksForTables(settings) || observers.length > 0;
	const rest = others > 0 ? { others } : {};
	if (!files.some(({ format }) => isTable(format))) {
		if (isAsked && observers.length + Number(settings.schema !== void 0) > 0) return { findings: [noTable(wish)] };
		const { contents, findings } = await describeContents(root, files, name);
		const profile = contents && {
			...contents,
			...rest
		};
		return {
			...profile ? { profile } : {},
			findings: isAsked ? findings : findings.map(softened)
		};
	}
	const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
	if (!isAsked && bytes > UNASKED_BYTES) {
		const footers = await readFooters(tableFiles(root, files));
		return {
			...footers ? {
				...schemaOf(declaredColumns(footers.columns)),
				profile: {
					rows: footers.rows,
					...rest
				}
			} : {},
			findings: [leftOut(name, bytes)]
		};
	}
	const secrecy = { isPersonal: isPersonal(settings) };
	const tables = tableFiles(root, files);
	const isWatched = observers.length + onlookers.length > 0;
	const { large } = options;
	const isLarge = large !== void 0 && bytes >= (large.largeBytes ?? 1e9);
	if (isLarge && isWatched) large.runner.info(`${name}: read row by row, for checks look at its rows`);
	const measured = isLarge && !isWatched ? await measureLarge({
		name,
		files: tables
	}, large) : void 0;
	const seen = measured ? seenBy(measured) : await seenByPass(wish, tables, options);
	const { rows, summaries } = seen;
	const columns = schemaColumns(summaries);
	const findings = [...seen.findings, ...mixedTypes(name, summaries, secrecy)];
	return {
		...schemaOf(columns),
		profile: {
			rows,
			columns: summaries.slice(0, 200).map((summary) => profiledColumn(summary, secrecy)),
			...secrecy.isPersonal ? { isPersonal: true } : {},
			...rest
		},
		findings: isAsked ? findings : findings.map(softened),
		seen: {
			rows,
			columns: summaries
		}
	};
}
function schemaOf(columns) {
	if (columns.length === 0) return {};
	return { schema: {
		fingerprint: sha256(fingerprintText(columns)),
		columns: [...columns]
	} };
}
/** All rows, shown to everybody who looks. */
async function seenByPass({ name, settings, observers = [], onlookers = [] }, files, options) {
	const tally = profileObserver();
	const { rows, columns, findings } = await observeDataset({
		name,
		files,
		missing: settings.missing ?? [],
		isPersonal: isPersonal(settings)
	}, [
		tally.observer,
		...observers,
		...onlookers
	], options);
	return {
		rows,
		summaries: withNullable(tally.columns(), columns),
		findings
	};
}
function seenBy({ rows, summaries, columns }) {
	return {
		rows,
		summaries: withNullable(summaries, columns),
		findings: []
	};
}
function withNullable(summaries, columns) {
	return summaries.map((summary, index) => ({
		...summary,
		declaredNullable: columns[index]?.declared?.nullable
	}));
}
/** Whether the dataset says by any word that it is made of tables that matter. */
function asksForTables({ format, schema, missing, profile, expect }) {
	return profile === true || [
		format,
		schema,
		missing,
		expect
	].some((word) => word !== void 0);
}
function softened(finding) {
	return finding.level === "fail" ? {
		...finding,
		level: "warn"
	} : finding;
}
function tableFiles(root, files) {
	return files.flatMap(({ path, format }) => isTable(format) ? [{
		path: `${root}/${path}`,
		name: path,
		format
	}] : []);
}
/** The tables among the files below a folder, in the order in which they are read. */
function tablesOf(root, files, asked) {
	return tableFiles(root, filesByFormat(files, asked).files);
}
function noTable({ name, files }) {
	const message = `${name}: its columns are to be checked, and none of its ${files.length} files is a table that can be read`;
	return findingOf("no-table", {
		dataset: name,
		message
	});
}
function leftOut(name, bytes) {
	const message = `${name}: ${grouped(Math.round(bytes / 1e6))} MB of tables were not looked at row by row; "profile: true" in the dataset does it, "profile: false" says that this is meant`;
	return findingOf("profile-left-out", {
		dataset: name,
		message
	});
}
/** Columns that a few cells make text. */
function mixedTypes(dataset, summaries, secrecy) {
	return summaries.flatMap(({ name, counts, firstText }) => {
		const nearly = nearlyAll(counts);
		if (nearly === void 0) return [];
		const { type, others } = nearly;
		const example = firstText && !secrecy.isPersonal ? `, such as ${JSON.stringify(firstText.text.slice(0, 40))} in row ${firstText.row + 1}` : "";
		const message = `${dataset}: "${name}" is text because of ${grouped(others)} ${others === 1 ? "cell" : "cells"}${example}; all others are of type ${type}. A word that stands for nothing goes into "missing"`;
		return [findingOf("mixed-types", {
			dataset,
			message,
			count: others
		})];
	});
}
// shared/features/profile/schema-findings.ts
const TOLD_COLUMNS = 2;
/** What a change of the columns means for a dataset under its rule. */
function schemaFinding(dataset, change, rule) {
	const isFine = isAllowed(change.class, rule);
	const told = change.columns.slice(0, TOLD_COLUMNS).map(({ column, why }) => `"${column}" ${why}`);
	const more = change.count - told.length;
	const list = [...told, ...more > 0 ? [`and ${more} more`] : []].join("; ");
	const allowed = isFine ? "" : `, and "schema: ${rule}" does not allow that`;
	const message = `${dataset}: the change of the columns is ${describe(change.class)}${allowed}: ${list}`;
	return findingOf(isFine ? "schema-changed" : "schema-broken", {
		dataset,
		message,
		count: change.count
	});
}
function describe(change) {
	switch (change) {
		case "full": return "full (code for the old and for the new columns can read both)";
		case "backward": return "backward only (new code can read old data, old code cannot read new data)";
		case "forward": return "forward only (old code can read new data, new code cannot read old data)";
		case "breaking": return "breaking (neither can old code read new data, nor new code old data)";
	}
}
/** What a dataset does not say and must. */
function catalogueFinding(dataset, said, required) {
	const missing = CATALOGUE_FIELDS.filter((field) => required.includes(field) && said[field] === void 0);
	if (missing.length === 0) return void 0;
	const example = missing.map((field) => `${field}: …`).join(", ");
	const message = `${dataset}: the catalogue requires ${missing.join(", ")}; add to the dataset: { ${example} }`;
	return findingOf("catalogue-missing", {
		dataset,
		message,
		count: missing.length
	});
}
// shared/domain/drift/column-values.ts
/** Numbers with so few values are words, such as flags and grades. */
const FEW_NUMBERS = 10;
const MANY_NUMBERS = 50;
/** Texts with more different values than this are no categories. */
const MOST_CATEGORIES = 200;
/** How a column is compared; a sentence where it is not. */
function kindOf({ reference, current }) {
	const types = [reference, current].map(({ summary }) => summary.type);
	const known = types.filter((type) => type !== "empty");
	const families = new Set(known.map(familyOf));
	const [family] = families;
	if (families.size > 1) return { why: `it is ${types[0]} there and ${types[1]} here` };
	if (family === void 0) return { why: "it has no values" };
	switch (family) {
		case "number": return { kind: isFew(reference, FEW_NUMBERS) && isFew(current, MANY_NUMBERS) ? "category" : family };
		case "text": return { kind: isCategorical(reference) ? "category" : family };
		case "nothing": return { why: `values of type ${types[0]} are not compared` };
		default: return { kind: family };
	}
}
function familyOf(type) {
	switch (type) {
		case "integer":
		case "number": return "number";
		case "boolean": return "category";
		case "string": return "text";
		case "date":
		case "timestamp":
		case "time": return "time";
		default: return "nothing";
	}
}
function isFew({ summary }, most) {
	return !summary.isDistinctCapped && summary.distinct <= most;
}
/** Words that come again, twice on average. */
function isCategorical(side) {
	const { cells, nulls, distinct } = side.summary;
	return isFew(side, MOST_CATEGORIES) && 2 * distinct <= cells - nulls;
}
/** The finite numbers of the sample. */
function numbersOf({ sample: { kinds, values } }) {
	return values.filter((value, row) => {
		const kind = kinds[row] ?? CELL.null;
		return kind !== CELL.null && kind < CELL.string && Number.isFinite(value);
	});
}
/** How long the texts of the sample are; what is written otherwise has no length here. */
function lengthsOf({ sample: { kinds, sizes } }) {
	return sizes.filter((_, row) => kinds[row] === CELL.string);
}
/** How often each value of either sample occurs; the reference's first. */
function categoriesOf({ reference, current }) {
	const places = /* @__PURE__ */ new Map();
	const labels = [];
	const counts = [];
	for (const [side, { sample }] of [reference, current].entries()) {
		const { kinds, values, texts } = sample;
		for (const [row, kind] of kinds.entries()) {
			if (kind === CELL.null) continue;
			const value = values[row] ?? NaN;
			const key = `${familyOfKind(kind)}${value}`;
			let place = places.get(key);
			if (place === void 0) {
				place = counts.push([0, 0]) - 1;
				places.set(key, place);
				labels.push(labelOf(kind, value, texts));
			}
			labels[place] ??= labelOf(kind, value, texts);
			const count = counts[place];
			if (count) count[side === 0 ? 0 : 1]++;
		}
	}
	return {
		reference: Float64Array.from(counts, ([count]) => count),
		current: Float64Array.from(counts, ([, count]) => count),
		labels
	};
}
/** The number 1 and the integer 1 are one value; true is another. */
function familyOfKind(kind) {
	if (kind === CELL.integer || kind === CELL.number) return "n";
	return kind === CELL.boolean ? "b" : "t";
}
function labelOf(kind, value, texts) {
	if (kind === CELL.boolean) return value === 1 ? "true" : "false";
	return kind < CELL.string ? String(value) : texts.get(value);
}
// shared/domain/statistics/samples/bins.ts
/**
* Inner edges that part a sorted sample into up to `count` bins of the same size: those of its quantiles that differ.
* A value equal to an edge belongs to the bin above it.
*/
function quantileEdges(sorted, count) {
	const edges = /* @__PURE__ */ new Set();
	for (let bin = 1; bin < count; bin++) {
		const edge = sorted[Math.floor(bin * sorted.length / count)];
		if (edge !== void 0 && edge > (sorted[0] ?? edge)) edges.add(edge);
	}
	return Float64Array.from(edges);
}
/** Adds the values to the bins between ascending edges: `counts` has one more entry than there are edges. */
function countInto(counts, values, edges) {
	for (const value of values) {
		let [low, high] = [0, edges.length];
		while (low < high) {
			const middle = low + high >> 1;
			if (value >= (edges[middle] ?? Infinity)) low = middle + 1;
			else high = middle;
		}
		counts[low] = (counts[low] ?? 0) + 1;
	}
}
// shared/domain/statistics/distributions/incomplete-gamma.ts
/**
* The regularised incomplete gamma functions P(a, x) and Q(a, x) for a > 0, x ≥ 0: the series below a + 1, the continued
* fraction above (Abramowitz and Stegun 6.5.29 and 6.5.31); relative error about 1e-13. NaN outside.
*/
function incompleteGamma(a, x) {
	if (!(a > 0 && a < Infinity && x >= 0)) return {
		lower: NaN,
		upper: NaN
	};
	if (x === 0) return {
		lower: 0,
		upper: 1
	};
	if (x === Infinity) return {
		lower: 1,
		upper: 0
	};
	const mass = poissonMass(a, x);
	if (x < a + 1) {
		let term = 1;
		let sum = 1;
		for (let n = 1; term > 1e-17 * sum; n++) {
			term *= x / (a + n);
			sum += term;
		}
		const lower = mass * sum;
		return {
			lower,
			upper: 1 - lower
		};
	}
	const fraction = continuedFraction((i) => [i * (a - i), x + 2 * i + 1 - a]);
	const upper = mass * a / fraction;
	return {
		lower: 1 - upper,
		upper
	};
}
// shared/domain/statistics/distributions/chi-square.ts
/** P(X > x), with its own digits far out. */
function chiSquareTail(x, degrees) {
	return incompleteGamma(degrees / 2, Math.max(0, x / 2)).upper;
}
/** The inverse of `chiSquareCdf` in x. */
function chiSquareQuantile(p, degrees) {
	if (!(degrees > 0)) return NaN;
	return 2 * Math.exp(invert((u) => incompleteGamma(degrees / 2, Math.exp(u)), p));
}
// shared/domain/statistics/samples/permutation.ts
const FEWEST = 99;
const MOST = 999;
/** As many permutations beyond what was observed settle that it is nothing special. */
const ENOUGH = 20;
/** With fewer than this beyond it, the tail is drawn through the moments. */
const RARE$1 = 10;
/**
* Compares an observed distance of two samples with that of random relabellings of their pooled units: as mid-p it keeps
* its level on average for any distribution, ties or not. `distance` gets n + m labels, 1 for the first sample. It stops early once chance has
* clearly done as much (Besag and Clifford 1991); where chance hardly ever does, the tail is Pearson's type III through
* the mean, variance and skewness of the permutations, an approximation that ranks extremes but is not exact there.
*/
function comparePermuted(distance, observed, { sizes: [n, m], seed, alpha = .05, most = MOST }) {
	const next = generator(seed);
	const labels = new Uint8Array(n + m);
	const drawn = [];
	const slack = 1e-12 * Math.abs(observed);
	let beyond = 0;
	while (drawn.length < most && (drawn.length < FEWEST || beyond < ENOUGH)) {
		chooseLabels(labels, n, next);
		const value = distance(labels);
		drawn.push(value);
		if (value > observed + slack) beyond++;
		else if (value >= observed - slack) beyond += .5;
	}
	const law = pearson(drawn);
	const counted = drawn.length < most ? beyond / drawn.length : (beyond + 1) / (drawn.length + 1);
	return {
		p: beyond < RARE$1 ? Math.min(counted, law.tail(observed)) : counted,
		limit: law.quantile(1 - alpha)
	};
}
/** Gives `count` of the labels 1, each choice as likely as any other, in one pass (Fan, Muller and Rezucha 1962). */
function chooseLabels(labels, count, next) {
	let open = count;
	for (let k = 0; k < labels.length; k++) {
		const chosen = Number(next(labels.length - k) < open);
		labels[k] = chosen;
		open -= chosen;
	}
}
/** The law with the first three moments of these values, skewed to the right or not at all. */
function pearson(values) {
	const count = values.length;
	const mean = values.reduce((sum, value) => sum + value, 0) / count;
	let squares = 0;
	let cubes = 0;
	for (const value of values) {
		squares += (value - mean) ** 2;
		cubes += (value - mean) ** 3;
	}
	const deviation = Math.sqrt(squares / (count - 1));
	const skewness = deviation > 0 ? cubes / count / deviation ** 3 : 0;
	if (deviation === 0) return {
		tail: (x) => Number(x <= mean),
		quantile: () => mean
	};
	if (skewness < .02) return {
		tail: (x) => normalCdf((mean - x) / deviation),
		quantile: (p) => mean + deviation * normalQuantile(p)
	};
	const shape = 4 / skewness ** 2;
	const scale = deviation / Math.sqrt(shape);
	return {
		tail: (x) => incompleteGamma(shape, Math.max(0, (x - mean) / scale + shape)).upper,
		quantile: (p) => mean + scale * (Math.exp(invert((u) => incompleteGamma(shape, Math.exp(u)), p)) - shape)
	};
}
// shared/domain/statistics/samples/table.ts
/** A category that is expected more rarely than this on either side is put together with others (Cochran 1954). */
const RARE = 5;
/**
* The number of units on each side.
* Throws a RangeError when the sides are not of one length, a side is empty, or a count is no whole number from 0.
*/
function sizesOf({ first, second }) {
	if (first.length !== second.length) throw new RangeError(`${first.length} and ${second.length} categories are not the same ones`);
	const [n, m] = [first, second].map((side) => side.reduce((sum, count) => {
		if (!(Number.isInteger(count) && count >= 0)) throw new RangeError(`${count} is no count`);
		return sum + count;
	}, 0));
	if (!n || !m) throw new RangeError("a sample is empty");
	return [n, m];
}
/** Puts rare categories together, the rarest first, until each is expected often enough; categories without units go. */
function mergeRare({ first, second }) {
	const [n, m] = sizesOf({
		first,
		second
	});
	const fewest = RARE * (n + m) / Math.min(n, m);
	const cells = Array.from(first, (count, at) => [count, second[at] ?? 0]).filter(([a, b]) => a + b > 0).sort(([a, b], [c, d]) => a + b - c - d);
	const merged = [];
	let open = [0, 0];
	for (const [a, b] of cells) {
		open = [open[0] + a, open[1] + b];
		if (open[0] + open[1] < fewest) continue;
		merged.push(open);
		open = [0, 0];
	}
	const last = merged.pop() ?? [0, 0];
	merged.push([last[0] + open[0], last[1] + open[1]]);
	return {
		first: Float64Array.from(merged, ([a]) => a),
		second: Float64Array.from(merged, ([, b]) => b)
	};
}
// shared/domain/statistics/samples/share-distance.ts
/** √(½KL(P‖M) + ½KL(Q‖M)) with M the middle of P and Q, natural logarithm: 0 to √ln 2 (Lin 1991; Endres and Schindelin 2003). */
const JENSEN_SHANNON = {
	of: ({ p, q }) => {
		let sum = 0;
		for (const [at, one] of p.entries()) {
			const other = q[at] ?? 0;
			const middle = (one + other) / 2;
			if (one > 0) sum += one * Math.log(one / middle);
			if (other > 0) sum += other * Math.log(other / middle);
		}
		return Math.sqrt(Math.max(0, sum / 2));
	},
	fromChiSquare: (value) => Math.sqrt(value / 8),
	toChiSquare: (distance) => 8 * distance ** 2
};
/** An empty bin counts as this share, for its logarithm has none. */
const EMPTY = 1e-4;
/** The population stability index Σ (p − q) ln(p/q), empty bins taken as a share of 10⁻⁴. */
const POPULATION_STABILITY = {
	of: ({ p, q }) => p.reduce((sum, share, at) => {
		const [one, other] = [Math.max(share, EMPTY), Math.max(q[at] ?? 0, EMPTY)];
		return sum + (one - other) * Math.log(one / other);
	}, 0),
	fromChiSquare: (value) => value,
	toChiSquare: (distance) => distance
};
/** Units up to which relabelling is quick; for more the limit law is close. */
const MOST_RELABELLED = 5e3;
/**
* A distance between two samples over the same categories or bins, and whether chance explains it: by random relabellings
* up to 5,000 units together, by (1/n + 1/m)·χ² with rare categories put together beyond. Throws as `sizesOf` does.
*/
function testShares(table, kind, { seed, alpha = .05 }) {
	const [n, m] = sizesOf(table);
	const distance = distanceOf(table, kind);
	if (n + m > MOST_RELABELLED) return {
		distance,
		...byLimit(table, kind, alpha)
	};
	const categories = unitsOf$1(table);
	const first = new Float64Array(table.first.length);
	const total = table.first.map((count, at) => count + (table.second[at] ?? 0));
	const shuffle = (labels) => {
		first.fill(0);
		for (let unit = 0; unit < labels.length; unit++) {
			const category = categories[unit] ?? 0;
			first[category] = (first[category] ?? 0) + (labels[unit] ?? 0);
		}
		return distanceOf({
			first,
			second: total.map((all, at) => all - (first[at] ?? 0))
		}, kind);
	};
	return {
		distance,
		...comparePermuted(shuffle, distance, {
			sizes: [n, m],
			seed,
			alpha
		})
	};
}
/**
* From which index on a population has shifted: at least 0.1 as is custom, and no less than chance gives in `alpha` of
* all cases with samples of these sizes over k bins, (1/n + 1/m)·χ²_{1−α, k−1}.
*/
function stabilityLimit([n, m], bins, alpha = .05) {
	if (bins < 2) return .1;
	return Math.max(.1, (1 / n + 1 / m) * chiSquareQuantile(1 - alpha, bins - 1));
}
function byLimit(table, kind, alpha) {
	const merged = mergeRare(table);
	const [n, m] = sizesOf(merged);
	const degrees = merged.first.length - 1;
	if (degrees === 0) return {
		p: 1,
		limit: 0
	};
	const noise = 1 / n + 1 / m;
	return {
		p: chiSquareTail(kind.toChiSquare(distanceOf(merged, kind)) / noise, degrees),
		limit: kind.fromChiSquare(noise * chiSquareQuantile(1 - alpha, degrees))
	};
}
function distanceOf({ first, second }, kind) {
	const n = first.reduce((sum, count) => sum + count, 0);
	const m = second.reduce((sum, count) => sum + count, 0);
	return kind.of({
		p: first.map((count) => count / n),
		q: second.map((count) => count / m)
	});
}
/** The category of each unit of both samples. */
function unitsOf$1({ first, second }) {
	const units = [];
	for (const [at, count] of first.entries()) for (let i = 0; i < count + (second[at] ?? 0); i++) units.push(at);
	return Uint32Array.from(units);
}
// shared/domain/drift/bars.ts
/** What lies beyond these shares of all values goes into the outer bins, or one stray value would leave one bar. */
const TAIL = .01;
/** Numbers of both sides in bins of equal width. */
function numberBars({ reference, current }, tell) {
	const all = new Float64Array(reference.length + current.length);
	all.set(reference);
	all.set(current, reference.length);
	all.sort();
	const at = (share) => all[Math.round(share * (all.length - 1))] ?? 0;
	const [from, to] = at(.99) > at(TAIL) ? [at(TAIL), at(.99)] : [at(0), at(1)];
	const bins = to > from ? 12 : 1;
	const edges = Float64Array.from({ length: bins - 1 }, (_, bin) => from + (bin + 1) / bins * (to - from));
	const shares = (values) => {
		const counts = new Float64Array(bins);
		countInto(counts, values, edges);
		return thousandths(counts);
	};
	return {
		...tell ? {
			from: tell(from),
			to: tell(to)
		} : {},
		reference: shares(reference),
		current: shares(current)
	};
}
/** The most frequent categories of both sides together, and the rest as one. */
function categoryBars({ reference, current }, labels) {
	const [n, m] = [reference, current].map((counts) => Math.max(1, totalOf$1(counts)));
	const weights = reference.map((count, at) => count / (n ?? 1) + (current[at] ?? 0) / (m ?? 1));
	const order = Array.from(weights, (_, at) => at).sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b);
	const isAll = order.length <= 12;
	const shown = isAll ? order : order.slice(0, 11);
	const gather = (counts) => {
		const bars = shown.map((at) => counts[at] ?? 0);
		const rest = totalOf$1(counts) - bars.reduce((sum, count) => sum + count, 0);
		return thousandths(Float64Array.from(isAll ? bars : [...bars, rest]));
	};
	const names = labels && shown.map((at) => labels[at] ?? "…");
	return {
		...names ? { labels: isAll ? names : [...names, "others"] } : {},
		reference: gather(reference),
		current: gather(current)
	};
}
function totalOf$1(counts) {
	return counts.reduce((sum, count) => sum + count, 0);
}
function thousandths(counts) {
	const total = totalOf$1(counts);
	return Array.from(counts, (count) => total === 0 ? 0 : Math.round(1e3 * count / total));
}
// shared/domain/statistics/samples/chi-square-test.ts
/**
* Pearson's χ² test that two samples share their distribution over categories, after rare ones were put together so that
* the limit law holds. Throws as `sizesOf` does.
*/
function testChiSquare(table) {
	const { first, second } = mergeRare(table);
	const [n, m] = sizesOf({
		first,
		second
	});
	let statistic = 0;
	for (const [at, a] of first.entries()) {
		const b = second[at] ?? 0;
		statistic += (a * m - b * n) ** 2 / (a + b);
	}
	statistic /= n * m;
	const degrees = first.length - 1;
	return {
		statistic,
		degrees,
		p: degrees === 0 ? 1 : chiSquareTail(statistic, degrees)
	};
}
// shared/domain/statistics/distributions/kolmogorov.ts
/**
* P(K > x) for Kolmogorov's law, the limit of √(nm/(n+m)) · D: his alternating series for large x, Jacobi's transform of
* it for small (Marsaglia, Tsang and Wang 2003).
*/
function kolmogorovTail(x) {
	if (Number.isNaN(x)) return NaN;
	if (x <= .1) return 1;
	if (x < 1) {
		let below = 0;
		for (let k = 1; k <= 9; k += 2) below += Math.exp(-((k * Math.PI) ** 2) / (8 * x * x));
		return 1 - Math.sqrt(2 * Math.PI) / x * below;
	}
	let tail = 0;
	for (let k = 5; k >= 1; k--) tail = Math.exp(-2 * k * k * x * x) - tail;
	return 2 * tail;
}
/**
* P(D ≥ d/(nm)) over all ways to share out the ranks: the exact law of the two-sample Kolmogorov–Smirnov statistic under
* equality, given the ties (Schröer and Trenkler 1995, as R's `psmirnov`). `most` = d is a whole number, nm·D. It adds
* small parts only, so that tails keep their digits. Costs nm steps, without ties about 2d.
*/
function smirnovTail(most, { sizes: [n, m], isEnd }) {
	if (most <= 0) return 1;
	const isOut = (i, j) => (isEnd === void 0 || isEnd[i + j - 1] === 1) && Math.abs(i * m - j * n) >= most;
	const row = new Float64Array(m + 1);
	for (let j = 1; j <= m; j++) row[j] = isOut(0, j) ? 1 : row[j - 1] ?? 0;
	for (let i = 1; i <= n; i++) {
		const from = isEnd ? 0 : Math.max(0, Math.floor((i * m - most) / n));
		const to = isEnd ? m : Math.min(m, Math.ceil((i * m + most) / n));
		let left = isOut(i, from) ? 1 : row[from] ?? 0;
		row[from] = left;
		for (let j = from + 1; j <= to; j++) {
			left = isOut(i, j) ? 1 : ((row[j] ?? 0) * i + left * j) / (i + j);
			row[j] = left;
		}
	}
	return row[m] ?? NaN;
}
// shared/domain/statistics/samples/pool.ts
/**
* Sorts two samples together; they are left as they are. Costs n log n.
* Throws a RangeError when a sample is empty or holds NaN or an infinite value: what is missing is counted apart.
*/
function pool(first, second) {
	const [x, y] = [sortedFinite(first, "first"), sortedFinite(second, "second")];
	const [n, m] = [x.length, y.length];
	const values = new Float64Array(n + m);
	const labels = new Uint8Array(n + m);
	const isEnd = new Uint8Array(n + m).fill(1);
	let isTied = false;
	let i = 0;
	for (let rank = 0; rank < n + m; rank++) {
		const j = rank - i;
		const isFirst = j >= m || i < n && (x[i] ?? 0) <= (y[j] ?? 0);
		const value = (isFirst ? x[i++] : y[j]) ?? NaN;
		values[rank] = value;
		if (isFirst) labels[rank] = 1;
		if (rank > 0 && values[rank - 1] === value) {
			isEnd[rank - 1] = 0;
			isTied = true;
		}
	}
	return {
		sizes: [n, m],
		values,
		labels,
		isEnd,
		isTied
	};
}
function sortedFinite(sample, name) {
	if (sample.length === 0) throw new RangeError(`the ${name} sample is empty`);
	const sorted = sample.slice().sort();
	if (!(Number.isFinite(sorted[0]) && Number.isFinite(sorted.at(-1)))) throw new RangeError(`the ${name} sample holds NaN or an infinite value`);
	return sorted;
}
// shared/domain/statistics/samples/kolmogorov-smirnov.ts
/** Steps that the exact law may take: some milliseconds. */
const MOST_STEPS = 1e6;
/**
* The two-sample Kolmogorov–Smirnov test of equality, two-sided. Exact given the ties while that is quick, the limit law
* for large samples without ties, random relabellings for large ones with ties, on which the limit would miss too much.
* Few distances are attainable in small samples, 3.7 % being the nearest level below 5 % for twice 100 rows; as mid-p the
* share of false alarms is near the nominal one on either side. `seed` matters for the last alone. Throws as `pool` does.
*/
function testSmirnov(first, second, { seed }) {
	const pooled = pool(first, second);
	const { sizes, labels, isTied, isEnd } = pooled;
	const [n, m] = sizes;
	const most = largestGap(pooled, labels);
	const distance = most / (n * m);
	if ((isTied ? n * m : 2 * most) <= MOST_STEPS) {
		const ranking = {
			sizes,
			isEnd: isTied ? isEnd : void 0
		};
		return {
			distance,
			p: most === 0 ? 1 : (smirnovTail(most, ranking) + smirnovTail(most + 1, ranking)) / 2,
			method: "exact"
		};
	}
	if (!isTied) return {
		distance,
		p: kolmogorovTail(Math.sqrt(n * m / (n + m)) * distance),
		method: "asymptotic"
	};
	const { p } = comparePermuted((shuffled) => largestGap(pooled, shuffled), most, {
		sizes,
		seed
	});
	return {
		distance,
		p,
		method: "permutation"
	};
}
/** nm·D, a whole number; looked at where values change. */
function largestGap({ sizes: [n, m], isEnd }, labels) {
	let gap = 0;
	let most = 0;
	for (let rank = 0; rank < labels.length; rank++) {
		gap += labels[rank] === 1 ? m : -n;
		if (isEnd[rank] === 1) most = Math.max(most, Math.abs(gap));
	}
	return most;
}
// shared/domain/statistics/samples/proportions.ts
/**
* The two-sided z-test that two samples share a proportion, with the pooled variance (statsmodels' `proportions_ztest`).
* Throws a RangeError for counts that cannot be, and empty samples.
*/
function testProportions(first, second) {
	for (const { count, of } of [first, second]) if (!(of > 0 && count >= 0 && count <= of)) throw new RangeError(`${count} of ${of} is no share`);
	const difference = first.count / first.of - second.count / second.of;
	const pooled = (first.count + second.count) / (first.of + second.of);
	const error = Math.sqrt(pooled * (1 - pooled) * (1 / first.of + 1 / second.of));
	const z = error > 0 ? difference / error : 0;
	return {
		difference,
		z,
		p: 2 * normalCdf(-Math.abs(z))
	};
}
// shared/domain/statistics/samples/two-shares.ts
/** Pairs of counts that are gone through at most: some milliseconds. */
const MOST_PAIRS$1 = 1e6;
/** Counts less likely than this are left out. */
const NEVER = 1e-14;
/**
* How likely two samples of one share are as far apart as these, by the z of `testProportions`, and half of how likely
* exactly as far (mid-p): summed over all pairs of counts at the pooled share (Storer and Kim 1990). It looks at nothing
* else than the counts, as a test given their sum would, so many more levels are attainable: of twice 100 units of 3 % and
* more the false alarms at 5 % are 4.8 to 5.4 %. For many units the normal law takes its place. Throws as `testProportions` does.
*/
function testTwoShares(first, second) {
	const { p } = testProportions(first, second);
	const all = first.of + second.of;
	const sum = first.count + second.count;
	if (sum === 0 || sum === all) return 1;
	const [ones, others] = [countLaw(first.of, sum / all), countLaw(second.of, sum / all)];
	if (ones.chances.length * others.chances.length > MOST_PAIRS$1) return p;
	const observed = apart(first, second);
	const slack = 1e-9 * observed;
	let beyond = 0;
	for (const [i, one] of ones.chances.entries()) {
		const x = {
			count: ones.from + i,
			of: first.of
		};
		for (const [j, other] of others.chances.entries()) {
			const value = apart(x, {
				count: others.from + j,
				of: second.of
			});
			if (value > observed + slack) beyond += one * other;
			else if (value >= observed - slack) beyond += one * other / 2;
		}
	}
	return Math.min(1, beyond);
}
/** The square of z, but for a factor that all pairs of these sizes share. */
function apart({ count, of }, second) {
	const sum = count + second.count;
	const rest = of + second.of - sum;
	if (sum === 0 || rest === 0) return 0;
	return (count * second.of - second.count * of) ** 2 / (sum * rest);
}
/** The binomial law, from the first count on that is likely enough to be worth a look. */
function countLaw(of, share) {
	const peak = Math.min(of, Math.floor((of + 1) * share));
	const odds = share / (1 - share);
	const below = [];
	const above = [];
	let chance = 1;
	for (let k = peak; k > 0 && chance > NEVER; k--) {
		chance *= k / ((of - k + 1) * odds);
		below.push(chance);
	}
	chance = 1;
	for (let k = peak; k < of && chance > NEVER; k++) {
		chance *= (of - k) * odds / (k + 1);
		above.push(chance);
	}
	const chances = [
		...below.reverse(),
		1,
		...above
	];
	const total = chances.reduce((sum, one) => sum + one, 0);
	return {
		from: peak - below.length,
		chances: chances.map((one) => one / total)
	};
}
// shared/domain/statistics/samples/wasserstein.ts
/**
* The first Wasserstein distance ∫|F − G| dx (Vaserštein 1969) over the reference's standard deviation (divisor n), and
* whether chance explains it, by random relabellings: so its limit fits the sizes and the shape, where a fixed 0.1 is
* noise for small samples. Throws as `pool` does.
*/
function testWasserstein(reference, current, { seed, alpha }) {
	const pooled = pool(reference, current);
	const { sizes, labels, values } = pooled;
	if (values[0] === values.at(-1)) return {
		distance: 0,
		p: 1,
		limit: 0
	};
	const unit = deviation(reference);
	const area = areaBetween(pooled, labels);
	const { p, limit } = comparePermuted((shuffled) => areaBetween(pooled, shuffled), area, {
		sizes,
		seed,
		alpha
	});
	return {
		distance: area / unit,
		p,
		limit: limit / unit
	};
}
/** The distance alone, as `testWasserstein` has it. */
function wassersteinDistance(reference, current) {
	const pooled = pool(reference, current);
	const { labels, values } = pooled;
	if (values[0] === values.at(-1)) return 0;
	return areaBetween(pooled, labels) / deviation(reference);
}
/** ∫|F − G| dx; equal values are no distance apart, so their order does not matter. */
function areaBetween({ sizes: [n, m], values }, labels) {
	let gap = 0;
	let area = 0;
	for (let rank = 0; rank + 1 < labels.length; rank++) {
		gap += labels[rank] === 1 ? m : -n;
		area += Math.abs(gap) * ((values[rank + 1] ?? 0) - (values[rank] ?? 0));
	}
	return area / (n * m);
}
function deviation(sample) {
	const [origin = 0] = sample;
	let sum = 0;
	let squares = 0;
	for (const value of sample) sum += value - origin;
	const mean = origin + sum / sample.length;
	for (const value of sample) squares += (value - mean) ** 2;
	return Math.sqrt(squares / sample.length);
}
/** χ² holds its level where each category is expected so often. */
const EXPECTED = 5;
/**
* Numbers of both sides: Kolmogorov and Smirnov's test while either has few, for it is exact there; the Wasserstein
* distance in standard deviations of the reference beyond, since with many values any test of equality finds differences
* that nobody cares for. The distance is told in both cases.
*/
function compareNumbers({ reference, current }, options) {
	if (Math.min(reference.length, current.length) > 1e3) {
		const { distance: size, p } = testWasserstein(reference, current, options);
		return {
			test: "wasserstein",
			p,
			size
		};
	}
	const { p } = testSmirnov(reference, current, options);
	return {
		test: "kolmogorov-smirnov",
		p,
		size: wassersteinDistance(reference, current)
	};
}
/**
* Counts over categories: of two their shares, elsewhere χ² for few units where each category is expected five times; elsewhere the Jensen–Shannon
* distance, by relabelling while that is quick. The distance is told in both cases.
*/
function compareCounts(table, options) {
	const sizes = sizesOf(table);
	if (table.first.length === 2) return compareTwo(table, sizes);
	const expected = Math.min(...table.first.map((count, at) => count + (table.second[at] ?? 0))) * Math.min(...sizes) / (sizes[0] + sizes[1]);
	if (Math.min(...sizes) > 1e3 || expected < EXPECTED) {
		const { distance: size, p } = testShares(table, JENSEN_SHANNON, options);
		return {
			test: "jensen-shannon",
			p,
			size
		};
	}
	const [p, q] = [table.first.map((count) => count / sizes[0]), table.second.map((count) => count / sizes[1])];
	return {
		test: "chi-square",
		p: testChiSquare(table).p,
		size: JENSEN_SHANNON.of({
			p,
			q
		})
	};
}
/** Of two categories one share says all. */
function compareTwo({ first, second }, [n, m]) {
	const [p, q] = [first.map((count) => count / n), second.map((count) => count / m)];
	return {
		test: "proportions",
		p: testTwoShares(...[{
			count: first[0] ?? 0,
			of: n
		}, {
			count: second[0] ?? 0,
			of: m
		}]),
		size: JENSEN_SHANNON.of({
			p,
			q
		})
	};
}
/** Shares of empty cells. */
function compareMissing(reference, current) {
	const size = Math.abs(reference.count / reference.of - current.count / current.of);
	return {
		test: "proportions",
		p: testTwoShares(reference, current),
		size
	};
}
/** The share of the current side in categories that the reference lacks, against random relabellings of all units. */
function compareNew({ first, second }, { seed }) {
	const [n, m] = sizesOf({
		first,
		second
	});
	const added = second.reduce((sum, count, at) => sum + (first[at] === 0 ? count : 0), 0);
	if (added === 0) return {
		test: "relabelling",
		p: 1,
		size: 0
	};
	const units = unitsOf({
		first,
		second
	});
	const isKnown = new Uint8Array(first.length);
	const strangers = (labels) => {
		isKnown.fill(0);
		for (let unit = 0; unit < labels.length; unit++) if (labels[unit] === 1) isKnown[units[unit] ?? 0] = 1;
		let count = 0;
		for (const category of units) if (isKnown[category] === 0) count++;
		return count;
	};
	const { p } = comparePermuted(strangers, added, {
		sizes: [n, m],
		seed
	});
	return {
		test: "relabelling",
		p,
		size: added / m
	};
}
function unitsOf({ first, second }) {
	const total = first.map((count, at) => count + (second[at] ?? 0));
	const units = new Uint32Array(total.reduce((sum, count) => sum + count, 0));
	let at = 0;
	for (const [category, count] of total.entries()) {
		units.fill(category, at, at + count);
		at += count;
	}
	return units;
}
/**
* The share of the current side outside of the reference's range. Of n and m units of one distribution the k outermost
* are all current with q(k) = Π (m − i)/(n + m − i), so at least k are outside with (k + 1)·q(k) − k·q(k + 1): exact
* without ties, at most that with ties. It is no mid-p, for levels are far apart here: 3.5 % and 6.3 % for equal sides.
*/
function compareRange({ reference, current }) {
	let [low, high] = [Infinity, -Infinity];
	for (const value of reference) {
		if (value < low) low = value;
		if (value > high) high = value;
	}
	let outside = 0;
	for (const value of current) if (value < low || value > high) outside++;
	const [n, m] = [reference.length, current.length];
	const outermost = (count) => {
		let q = 1;
		for (let i = 0; i < count && q > 0; i++) q *= Math.max(0, m - i) / (n + m - i);
		return q;
	};
	const p = (outside + 1) * outermost(outside) - outside * outermost(outside + 1);
	return {
		test: "ranks",
		p: Math.min(1, Math.max(0, p)),
		size: outside / m
	};
}
// shared/domain/drift/compare-column.ts
/** What is told as drift where there are many values: in standard deviations, or as the Jensen–Shannon distance. */
const LEAST_DISTANCE = .1;
/** The same of shares: empty cells, new categories, values out of range. */
const LEAST_SHARE = .01;
const STABILITY_BINS = 10;
const TOLD_CATEGORIES = 5;
/** Everything that is measured of one column; nothing where there are too few values. */
function compareColumn(sides, { kind, ...options }) {
	const { reference, current } = sides;
	const { name, type } = reference.summary.type === "empty" ? current.summary : reference.summary;
	const isTold = !options.isPersonal;
	const tell = isTold ? (number) => toldValue(type, number) : void 0;
	const details = kind === "category" ? categoryDetails(sides, options) : kind === "text" ? numberDetails({
		reference: lengthsOf(reference),
		current: lengthsOf(current)
	}, {
		...options,
		about: "lengths",
		tell: isTold ? (number) => number : void 0
	}) : numberDetails({
		reference: numbersOf(reference),
		current: numbersOf(current)
	}, {
		...options,
		about: "values",
		tell
	});
	const [before = NaN, after = NaN] = [reference, current].map(({ summary }) => summary.quantile(.5));
	const hasMiddle = (kind === "number" || kind === "time") && Number.isFinite(before) && Number.isFinite(after);
	return {
		name,
		kind: kind === "time" ? "number" : kind,
		missing: {
			reference: missingShare(reference),
			current: missingShare(current)
		},
		...tell && hasMiddle ? { middle: {
			reference: tell(before),
			current: tell(after)
		} } : {},
		...details,
		checks: [...details.checks, ...missingCheck(sides)]
	};
}
function numberDetails(both, { about, tell, ...options }) {
	const { reference, current } = both;
	const fewest = Math.min(reference.length, current.length);
	if (fewest < 20) return { checks: [] };
	const edges = quantileEdges(reference.slice().sort(), STABILITY_BINS);
	const [first, second] = [reference, current].map((values) => {
		const counts = new Float64Array(edges.length + 1);
		countInto(counts, values, edges);
		return counts;
	});
	const values = check(about, compareNumbers(both, options), {
		fewest,
		least: LEAST_DISTANCE
	});
	const range = check("out-of-range", compareRange(both), {
		fewest,
		least: LEAST_SHARE
	});
	return {
		checks: about === "values" ? [values, range] : [values],
		...first && second ? { stability: stabilityOf(first, second, options.alpha) } : {},
		bars: numberBars(both, tell)
	};
}
function categoryDetails(sides, options) {
	const { reference, current, labels } = categoriesOf(sides);
	const fewest = Math.min(...[reference, current].map(totalOf));
	if (fewest < 20) return { checks: [] };
	const table = {
		first: reference,
		second: current
	};
	const told = labels.filter((_, at) => reference[at] === 0).filter((label) => label !== void 0).slice(0, TOLD_CATEGORIES);
	return {
		checks: [check("values", compareCounts(table, options), {
			fewest,
			least: LEAST_DISTANCE
		}), check("new-categories", compareNew(table, options), {
			fewest,
			least: LEAST_SHARE
		})],
		stability: stabilityOf(reference, current, options.alpha),
		...told.length > 0 && !options.isPersonal ? { added: told } : {},
		bars: categoryBars({
			reference,
			current
		}, options.isPersonal ? void 0 : labels)
	};
}
function missingCheck({ reference, current }) {
	const [before, after] = [reference, current].map(({ summary: { nulls, cells } }) => ({
		count: nulls,
		of: cells
	}));
	if (!before || !after || before.count + after.count === 0) return [];
	const fewest = Math.min(before.of, after.of);
	if (fewest < 20) return [];
	return [check("missing", compareMissing(before, after), {
		fewest,
		least: LEAST_SHARE
	})];
}
function check(about, measured, { fewest, least }) {
	return {
		...measured,
		about,
		isSmall: fewest > 1e3 && measured.size < least
	};
}
function stabilityOf(first, second, alpha) {
	const [n, m] = [totalOf(first), totalOf(second)];
	const index = POPULATION_STABILITY.of({
		p: first.map((count) => count / n),
		q: second.map((count) => count / m)
	});
	return {
		index: Math.max(0, index),
		limit: stabilityLimit([n, m], first.length, alpha)
	};
}
function missingShare({ summary: { nulls, cells } }) {
	return cells === 0 ? 0 : nulls / cells;
}
function totalOf(counts) {
	return counts.reduce((sum, count) => sum + count, 0);
}
// shared/domain/drift/row-sample.ts
/** Rows of a dataset that tests look at; of fewer every one is. */
const SAMPLED_ROWS = 1e4;
/** Different texts of a column whose words are kept, and how much of each. */
const KEPT_TEXTS = 256;
const TEXT_CHARACTERS = 60;
const SEED = 20260101;
/**
* Keeps whole rows, each as likely as any other, in memory that does not grow with the data (Waterman's reservoir). The
* same rows in the same order always give the same sample.
*/
function rowSample({ mostColumns, most = SAMPLED_ROWS }) {
	const next = generator(SEED);
	const columns = [];
	let rows = 0;
	let room = 0;
	function begin(heads) {
		for (const { name } of heads.slice(columns.length, mostColumns)) columns.push({
			name,
			kinds: new Uint8Array(room),
			values: new Float64Array(room),
			sizes: new Float64Array(room),
			texts: /* @__PURE__ */ new Map()
		});
	}
	function batch({ rows: count, columns: cells }) {
		grow(Math.min(most, rows + count));
		const places = choose(count);
		for (const [at, column] of columns.entries()) {
			const of = cells[at];
			if (of) for (const [row, slot] of places) keep(column, of, {
				row,
				slot
			});
		}
	}
	/** Which rows of the batch go where. */
	function choose(count) {
		const rowAt = /* @__PURE__ */ new Map();
		for (let row = 0; row < count; row++) {
			const slot = rows < most ? rows : next(rows + 1);
			if (slot < most) rowAt.set(slot, row);
			rows++;
		}
		return new Map([...rowAt].map(([slot, row]) => [row, slot]));
	}
	function grow(needed) {
		if (needed <= room) return;
		room = Math.min(most, Math.max(needed, 2 * room));
		for (const column of columns) {
			column.kinds = grown(column.kinds, new Uint8Array(room));
			column.values = grown(column.values, new Float64Array(room));
			column.sizes = grown(column.sizes, new Float64Array(room));
		}
	}
	const filled = () => Math.min(rows, most);
	return {
		observer: {
			begin,
			batch,
			end: () => void 0
		},
		rows: () => rows,
		columns: () => columns.map(({ name, kinds, values, sizes, texts }) => ({
			name,
			kinds: kinds.subarray(0, filled()),
			values: values.subarray(0, filled()),
			sizes: sizes.subarray(0, filled()),
			texts
		}))
	};
}
function keep({ kinds, values, sizes, texts }, cells, { row, slot }) {
	const kind = cells.kinds[row] ?? CELL.null;
	kinds[slot] = kind;
	sizes[slot] = 0;
	if (kind < CELL.string) {
		values[slot] = kind === CELL.null ? 0 : cells.numbers[row] ?? NaN;
		return;
	}
	const hash = cells.hash(row);
	values[slot] = hash;
	if (kind !== CELL.string) return;
	sizes[slot] = cells.size(row);
	if (texts.size < KEPT_TEXTS && !texts.has(hash)) texts.set(hash, cells.text(row).slice(0, TEXT_CHARACTERS));
}
function grown(from, to) {
	to.set(from);
	return to;
}
// shared/domain/drift/measure-drift.ts
/** Compares all columns of two datasets, and weighs what was found together. */
function measureDrift(reference, current, { alpha, columns, apart, isPersonal }) {
	const names = columns ?? commonNames(reference, current).filter((name) => !apart.includes(name));
	const raw = [];
	const notCompared = [];
	for (const [at, name] of names.entries()) {
		const sides = sidesOf(name, reference, current);
		const answer = "why" in sides ? sides : chosenKind(sides, columns !== void 0);
		if ("why" in answer) {
			notCompared.push({
				name,
				why: answer.why
			});
			continue;
		}
		if ("why" in sides) continue;
		const compared = compareColumn(sides, {
			kind: answer.kind,
			alpha,
			isPersonal,
			seed: at + 1
		});
		if (compared.checks.length > 0) raw.push(compared);
		else notCompared.push({
			name,
			why: "it has too few values"
		});
	}
	const isSampled = Math.max(reference.rows, current.rows) > SAMPLED_ROWS;
	return {
		dataset: current.name,
		reference: reference.name,
		alpha,
		rows: {
			reference: reference.rows,
			current: current.rows
		},
		...isSampled ? { sampled: {
			reference: Math.min(reference.rows, SAMPLED_ROWS),
			current: Math.min(current.rows, SAMPLED_ROWS)
		} } : {},
		columns: weighTogether(raw, alpha),
		...notCompared.length > 0 ? { notCompared } : {}
	};
}
function commonNames(reference, current) {
	const there = new Set(reference.columns.map(({ name }) => name));
	return current.columns.map(({ name }) => name).filter((name) => there.has(name));
}
function sidesOf(name, reference, current) {
	const [there, here] = [reference, current].map(({ summaries, columns }) => {
		const at = columns.findIndex((column) => column.name === name);
		const [summary, sample] = [summaries[at], columns[at]];
		return summary && sample ? {
			summary,
			sample
		} : void 0;
	});
	if (there && here) return {
		reference: there,
		current: here
	};
	if (!there && !here) {
		const known = [...reference.columns, ...current.columns].map((one) => one.name);
		const hint = didYouMean(name, known);
		return { why: `neither ${reference.name} nor ${current.name} has it${hint}` };
	}
	return { why: `${(there ? current : reference).name} does not have it` };
}
/** Time passes, so moments always differ: they are only compared where somebody names them. */
function chosenKind(sides, isNamed) {
	const answer = kindOf(sides);
	if ("why" in answer || answer.kind !== "time" || isNamed) return answer;
	return { why: "moments are only compared when \"columns\" names them" };
}
/** One false discovery rate for all that was asked of the dataset; the worst columns first. */
function weighTogether(raw, alpha) {
	const adjusted = adjustBenjaminiHochberg(raw.flatMap(({ checks }) => checks.map(({ p }) => p)));
	let next = 0;
	return raw.map((column) => {
		const checks = column.checks.map((check) => weighed(check, adjusted[next++] ?? 1, alpha));
		return {
			...column,
			checks,
			level: worst(checks)
		};
	}).sort((a, b) => rank(a) - rank(b) || least(a) - least(b) || largest(b) - largest(a));
}
function weighed({ isSmall, size, ...check }, adjusted, alpha) {
	const level = adjusted > alpha ? "none" : isSmall ? "small" : "drift";
	return {
		...check,
		...Number.isFinite(size) ? { size } : {},
		adjusted,
		level
	};
}
function worst(checks) {
	const levels = checks.map(({ level }) => level);
	return levels.includes("drift") ? "drift" : levels.includes("small") ? "small" : "none";
}
function rank({ level }) {
	return level === "drift" ? 0 : level === "small" ? 1 : 2;
}
function least({ checks }) {
	return Math.min(...checks.map(({ adjusted }) => adjusted));
}
function largest({ checks }) {
	return Math.max(...checks.map(({ size }) => size ?? Infinity));
}
// shared/stages/data/drift-checks.ts
/** Compares datasets with their references, where that is asked. */
function driftChecks(wishes) {
	const byName = Object.fromEntries(wishes.map(({ name, role, settings }) => [name, {
		...settings,
		role
	}]));
	const pairs = wishes.flatMap((wish) => {
		const reference = referenceOf(wish.name, byName);
		return reference && "name" in reference ? [{
			wish,
			reference: reference.name
		}] : [];
	});
	const samples = /* @__PURE__ */ new Map();
	for (const { wish, reference } of pairs) for (const name of [wish.name, reference]) if (!samples.has(name)) samples.set(name, rowSample({ mostColumns: 200 }));
	function conclude(seen) {
		const drift = [];
		const findings = [];
		for (const { wish, reference } of pairs) {
			const { alpha = USUAL_ALPHA, columns, decides = false } = wish.settings?.drift ?? {};
			const [there, here] = [reference, wish.name].map((name) => sideOf(name, {
				sample: samples.get(name),
				seen
			}));
			if (!there || !here) {
				const why = `the rows of "${there ? wish.name : reference}" were not looked at`;
				findings.push(unmeasuredDrift(wish.name, why, { decides }));
				continue;
			}
			const both = [wish.settings, byName[reference]];
			const measured = measureDrift(there, here, {
				alpha,
				columns,
				apart: both.flatMap((one) => [
					one?.key,
					one?.order,
					one?.cluster
				]).filter(isName),
				isPersonal: both.some((one) => one !== void 0 && isPersonal(one))
			});
			drift.push(measured);
			findings.push(...driftFindings(measured, {
				decides,
				isNamed: columns !== void 0
			}));
		}
		return {
			drift,
			findings
		};
	}
	return {
		observers: (name) => {
			const sample = samples.get(name);
			return sample ? [sample.observer] : [];
		},
		conclude
	};
}
function sideOf(name, { sample, seen }) {
	const rows = seen.get(name)?.seen;
	return rows && sample ? {
		name,
		rows: rows.rows,
		summaries: rows.columns,
		columns: sample.columns()
	} : void 0;
}
function isName(name) {
	return name !== void 0;
}
// shared/domain/leakage/findings.ts
/** What two datasets have in common that they should not, each kind once, at its place in the holdout. */
function leakageFindings(result, rules) {
	const { leakage, repeated } = result;
	const { train, holdout, same, near, groups, time, notCompared } = leakage;
	const alone = near && same ? Math.max(0, near.rows - same.rows) : 0;
	const isMuch = (rows, { of }) => rows > rules.atMost * of;
	const tell = (code, saying, isOver) => findingOf(code, {
		dataset: holdout,
		...saying,
		...levelOf(isOver, rules)
	});
	return [
		...same && same.rows > 0 ? [tell("leakage-rows", rowsSaying(leakage, same, result), isMuch(same.rows, same))] : [],
		...near && alone > 0 ? [tell("leakage-near-rows", {
			message: `${holdout}: ${share$1(alone, near)} ${are(alone)} nearly the same as in "${train}"${first(result.near)}`,
			count: alone,
			rows: rowsOf(result.near, train)
		}, isMuch(alone, near))] : [],
		...groups && groups.shared > 0 ? [tell("leakage-groups", {
			message: `${holdout}: ${grouped(groups.shared)} of ${grouped(groups.of)} groups by "${groups.column}" ${are(groups.shared)} in "${train}" too${first(result.groups)}`,
			count: groups.shared,
			rows: rowsOf(result.groups, train)
		}, true)] : [],
		...time && time.late > 0 ? [timeFinding(result, time, rules)] : [],
		...notCompared === void 0 ? [] : [notChecked({
			train,
			holdout
		}, notCompared, rules)]
	];
	function rowsSaying(of, overlap, { same: matches }) {
		const repeats = repeated > 0 ? `; ${grouped(repeated)} rows of "${holdout}" repeat another one of it` : "";
		return {
			message: `${holdout}: ${share$1(overlap.rows, overlap)} ${are(overlap.rows)} in "${of.train}" too${first(matches)}${repeats}`,
			count: overlap.rows,
			rows: rowsOf(matches, of.train)
		};
	}
}
/** A pair that could not be looked at; who lets leakage decide must hear of it. */
function notChecked({ train, holdout }, why, { decides }) {
	const message = `${holdout}: not compared with "${train}": ${why}`;
	return findingOf("leakage-not-checked", {
		dataset: holdout,
		message,
		...decides ? { level: "fail" } : {}
	});
}
/** Files that are in both. */
function fileFinding({ train, holdout, files }, matches, rules) {
	if (files === void 0 || files.shared === 0) return [];
	const [one] = matches;
	const such = one ? `, such as ${one.holdout} = ${one.train}` : "";
	const message = `${holdout}: ${grouped(files.shared)} of ${grouped(files.of)} files ${are(files.shared)} byte for byte in "${train}" too${such}`;
	const rows = matches.map((match) => ({
		file: match.holdout,
		text: `the same as ${match.train} of ${train}`
	}));
	const isOver = files.shared > rules.atMost * files.of;
	return [findingOf("leakage-files", {
		dataset: holdout,
		message,
		count: files.shared,
		rows,
		...levelOf(isOver, rules)
	})];
}
function timeFinding({ leakage: { train, holdout }, late }, { column, late: count, of, earliest, latest }, rules) {
	const ends = earliest === void 0 ? "" : `: that is ${earliest}, and these go on to ${latest}`;
	return findingOf("leakage-time", {
		dataset: train,
		message: `${train}: ${grouped(count)} of ${grouped(of)} rows ${are(count)} not earlier than the first of "${holdout}" by "${column}"${ends}`,
		count,
		rows: late.map(({ file, line }) => ({
			file,
			line,
			text: `not before "${holdout}" begins`
		})),
		...levelOf(true, rules)
	});
}
function levelOf(isOver, { decides }) {
	if (!isOver) return { level: "note" };
	return { level: decides ? "fail" : "warn" };
}
/** `12 of 1,461 rows (0.8 %)`, and where only some were looked at, that. */
function share$1(rows, { of, oneOf }) {
	const part = of === 0 ? 0 : Number((100 * rows / of).toPrecision(2));
	const sample = oneOf === void 0 ? "" : ` of a sample, every ${ordinal(oneOf)} by hash,`;
	return `${grouped(rows)} of ${grouped(of)} rows${sample} (${part} %)`;
}
function ordinal(count) {
	return count === 2 ? "second" : `${grouped(count)}th`;
}
function first([match]) {
	if (match === void 0) return "";
	const { holdout, train } = match;
	return `, such as ${holdout.file}:${holdout.line} = ${train.file}:${train.line}`;
}
function rowsOf(matches, name) {
	return matches.map(({ holdout, train }) => ({
		...holdout,
		text: `${train.file}:${train.line} of ${name}`
	}));
}
function are(count) {
	return count === 1 ? "is" : "are";
}
// shared/domain/leakage/key-index.ts
const FIRST_SLOTS = 4096;
/**
* Rows by key, in memory that does not grow beyond `most` keys: when there are more, only every second key by its hash
* stays, then every fourth, and so on. The same holds for the keys that are looked up, so shares stay true.
*/
function keyIndex(most) {
	let oneOf = 1;
	let used = 0;
	let table = emptyTable(FIRST_SLOTS);
	function slotOf(key) {
		const { keys } = table;
		const mask = keys.length - 1;
		let slot = key / 2 ** 21 >>> 0 & mask;
		while (keys[slot] !== key && keys[slot] !== 0) slot = slot + 1 & mask;
		return slot;
	}
	function add(key, { file, line }) {
		if (key % oneOf !== 0) return;
		const slot = slotOf(key);
		if (table.keys[slot] === 0) {
			if (used >= most) {
				oneOf *= 2;
				rebuild(table.keys.length);
				add(key, {
					file,
					line
				});
				return;
			}
			if (2 * (used + 1) > table.keys.length) {
				rebuild(2 * table.keys.length);
				add(key, {
					file,
					line
				});
				return;
			}
			used++;
			table.keys[slot] = key;
			table.files[slot] = file;
			table.lines[slot] = line;
		}
		table.counts[slot] = (table.counts[slot] ?? 0) + 1;
	}
	function rebuild(slots) {
		const old = table;
		table = emptyTable(slots);
		used = 0;
		for (const [from, key] of old.keys.entries()) {
			if (key === 0 || key % oneOf !== 0) continue;
			const slot = slotOf(key);
			used++;
			table.keys[slot] = key;
			table.files[slot] = old.files[from] ?? 0;
			table.lines[slot] = old.lines[from] ?? 0;
			table.counts[slot] = old.counts[from] ?? 0;
			table.marks[slot] = old.marks[from] ?? 0;
		}
	}
	function counts() {
		let [rows, markedRows, markedKeys] = [
			0,
			0,
			0
		];
		for (const [slot, count] of table.counts.entries()) {
			rows += count;
			if (table.marks[slot] !== 1) continue;
			markedRows += count;
			markedKeys++;
		}
		return {
			rows,
			keys: used,
			markedRows,
			markedKeys,
			oneOf
		};
	}
	return {
		add,
		find: (key) => {
			const slot = slotOf(key);
			return table.keys[slot] === key ? slot : -1;
		},
		mark: (place) => {
			const isNew = table.marks[place] === 0;
			table.marks[place] = 1;
			return isNew;
		},
		spot: (place) => ({
			file: table.files[place] ?? 0,
			line: table.lines[place] ?? 0
		}),
		counts
	};
}
function emptyTable(slots) {
	return {
		keys: new Float64Array(slots),
		counts: new Uint32Array(slots),
		files: new Uint32Array(slots),
		lines: new Float64Array(slots),
		marks: new Uint8Array(slots)
	};
}
// shared/domain/leakage/match.ts
/** Where a column stands among those of the dataset; -1 where it is not. */
function placeOf$1(heads, name) {
	return heads.findIndex((head) => head.name === name);
}
/** Names of files once; batches of one file come one after the other. */
function fileOf$1({ file }, files) {
	return files.at(-1) === file ? files.length - 1 : files.push(file) - 1;
}
/** A row of the training data with its place in the index of the holdout. */
function matchOf(index, place, { batch, row, files }) {
	const { file, line } = index.spot(place);
	return {
		holdout: {
			file: files[file] ?? "",
			line
		},
		train: {
			file: batch.file,
			line: batch.lines[row] ?? batch.firstRow + row + 1
		}
	};
}
// shared/domain/leakage/by-group.ts
/** Different values of a column that rows belong together by. */
function groupComparison(names, { mostKeys, files }) {
	const index = keyIndex(mostKeys);
	const matches = [];
	const keys = (batch, heads, name) => {
		const cells = batch.columns[placeOf$1(heads, name)];
		return Array.from({ length: batch.rows }, (_, row) => cells === void 0 || cells.kinds[row] === CELL.null ? 0 : cells.hash(row) || 1);
	};
	return {
		matches,
		holdout(batch, heads) {
			const file = fileOf$1(batch, files);
			for (const [row, key] of keys(batch, heads, names.holdout).entries()) if (key !== 0) index.add(key, {
				file,
				line: batch.lines[row] ?? 0
			});
		},
		train(batch, heads) {
			for (const [row, key] of keys(batch, heads, names.train).entries()) {
				const place = key === 0 ? -1 : index.find(key);
				if (place < 0 || !index.mark(place) || matches.length >= 5) continue;
				matches.push(matchOf(index, place, {
					batch,
					row,
					files
				}));
			}
		},
		result: () => {
			const { markedKeys, keys: all } = index.counts();
			return {
				column: names.holdout,
				shared: markedKeys,
				of: all
			};
		}
	};
}
// shared/domain/leakage/by-order.ts
/** Whether the training data end before the holdout begins. */
function orderComparison(names) {
	let earliest = Number.POSITIVE_INFINITY;
	let latest = Number.NEGATIVE_INFINITY;
	let type = "number";
	let [numbers, moments, strangers] = [
		0,
		0,
		0
	];
	let late = 0;
	const places = [];
	function each(batch, place, visit) {
		const cells = batch.columns[place];
		if (cells === void 0) return;
		for (let row = 0; row < batch.rows; row++) {
			const kind = cells.kinds[row] ?? CELL.null;
			if (kind === CELL.null) continue;
			const value = cells.numbers[row] ?? NaN;
			if (kind >= CELL.string || !Number.isFinite(value)) strangers++;
			else visit(value, row);
			if (kind <= CELL.number) numbers++;
			else if (kind < CELL.string) moments++;
			if (kind === CELL.date && type !== "timestamp") type = "date";
			if (kind === CELL.timestamp) type = "timestamp";
		}
	}
	return {
		late: places,
		holdout(batch, heads) {
			each(batch, placeOf$1(heads, names.holdout), (value) => {
				if (value < earliest) earliest = value;
			});
		},
		train(batch, heads) {
			each(batch, placeOf$1(heads, names.train), (value, row) => {
				if (value > latest) latest = value;
				if (value < earliest) return;
				late++;
				if (places.length < 5) places.push({
					file: batch.file,
					line: batch.lines[row] ?? batch.firstRow + row + 1
				});
			});
		},
		result(rows, { isPersonal }) {
			const column = names.holdout;
			if (numbers > 0 && moments > 0) return { notCompared: `the order in time: "${column}" has moments and numbers` };
			if (strangers > 0 || earliest === Number.POSITIVE_INFINITY || latest === -Infinity) return { notCompared: `the order in time: ${`"${column}" is not a moment or a number in every row`}` };
			const told = isPersonal ? {} : {
				earliest: toldValue(type, earliest),
				latest: toldValue(type, latest)
			};
			return { time: {
				column,
				late,
				of: rows,
				...told
			} };
		}
	};
}
// shared/domain/leakage/row-key.ts
/** Different texts of a column whose normalised form is remembered. */
const REMEMBERED = 4096;
/** Digits of a number that count for likeness. */
const DIGITS = 5;
/** The hash of a cell as it is: equal values have equal ones, however they are written. */
function exactHash(cells, row) {
	return cells.kinds[row] === CELL.null ? 0 : cells.hash(row);
}
/**
* The hash of a cell as people would call it the same: texts without case, marks of punctuation and white space (NFKC),
* numbers to five significant digits. A rounding has edges, so two numbers on either side of one stay different.
*/
function nearHash() {
	const known = /* @__PURE__ */ new Map();
	let isMany = false;
	return (cells, row) => {
		const kind = cells.kinds[row] ?? CELL.null;
		if (kind === CELL.null) return 0;
		if (kind === CELL.integer || kind === CELL.number) return numberHash(cells.numbers[row] ?? NaN);
		const hash = cells.hash(row);
		if (kind !== CELL.string) return hash;
		const remembered = isMany ? void 0 : known.get(hash);
		if (remembered !== void 0) return remembered;
		const text = textHash(normalize(cells.text(row)));
		if (isMany) return text;
		known.set(hash, text);
		isMany = known.size > REMEMBERED;
		return text;
	};
}
/** Most texts are as they should be, and this is seen at a glance. */
const PLAIN = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
/** Letters and digits in small letters, single blanks between; a text without any as it is. */
function normalize(text) {
	if (PLAIN.test(text)) return text;
	const plain = text.normalize("NFKC").toLowerCase();
	const words = plain.replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim();
	return words === "" ? plain : words;
}
/** One key of 53 bits for each row of a batch, over the columns at these places; never 0. */
function rowKeys({ rows, columns }, places, hashes) {
	const one = new Int32Array(rows).fill(625341585);
	const two = new Int32Array(rows).fill(1103547991);
	for (const [at, place] of places.entries()) {
		const cells = columns[place];
		const hash = hashes[at];
		for (let row = 0; row < rows; row++) {
			const value = cells && hash ? hash(cells, row) : 0;
			const high = Math.floor(value / 2 ** 32);
			const low = value - high * 2 ** 32 | 0;
			const mixed = Math.imul((one[row] ?? 0) ^ low, 2654435761);
			one[row] = (mixed ^ mixed >>> 15) + high;
			two[row] = Math.imul((two[row] ?? 0) ^ high, 1597334677) + Math.imul(low, 2246822507);
			two[row] = (two[row] ?? 0) ^ (two[row] ?? 0) >>> 13;
		}
	}
	return Float64Array.from(one, (value, row) => finish(value, two[row] ?? 0));
}
function finish(first, second) {
	let one = Math.imul(first ^ first >>> 16, 2246822507);
	one ^= Math.imul(second ^ second >>> 13, 3266489909);
	let two = Math.imul(second ^ second >>> 16, 2246822507);
	two ^= Math.imul(one ^ one >>> 13, 3266489909);
	return 2 ** 32 * (two & 2097151) + (one >>> 0) || 1;
}
function numberHash(number) {
	if (number === 0) return 1;
	if (!Number.isFinite(number)) return number > 0 ? 2 : number < 0 ? 3 : 4;
	let exponent = Math.floor(Math.log10(Math.abs(number))) - DIGITS + 1;
	const half = Math.trunc(exponent / 2);
	let digits = Math.round(number / tenTo(half) / tenTo(exponent - half));
	if (Math.abs(digits) >= 10 ** DIGITS) {
		digits = Math.round(digits / 10);
		exponent++;
	}
	return finish(digits, exponent);
}
const MOST_TENS = 170;
const TENS = Float64Array.from({ length: 341 }, (_, at) => 10 ** (at - MOST_TENS));
function tenTo(exponent) {
	return TENS[exponent + MOST_TENS] ?? 10 ** exponent;
}
function textHash(text) {
	let one = 1013904242;
	let two = 387276957;
	for (let at = 0; at < text.length; at++) {
		const unit = text.charCodeAt(at);
		one = Math.imul(one ^ unit, 2654435761);
		two = Math.imul(two ^ unit, 1597334677);
	}
	return finish(one, two);
}
// shared/domain/leakage/by-rows.ts
/** Rows by a key over several columns. */
function rowComparison(names, { isNear, mostKeys, files }) {
	const index = keyIndex(mostKeys);
	const hashes = names.map(() => isNear ? nearHash() : exactHash);
	const matches = [];
	const keysOf = (batch, heads) => rowKeys(batch, names.map((name) => placeOf$1(heads, name)), hashes);
	return {
		matches,
		counts: index.counts,
		holdout(batch, heads) {
			const file = fileOf$1(batch, files);
			for (const [row, key] of keysOf(batch, heads).entries()) index.add(key, {
				file,
				line: batch.lines[row] ?? 0
			});
		},
		/** Answers which rows were found; those that another comparison found already are not shown again. */
		train(batch, heads, known) {
			const found = new Uint8Array(batch.rows);
			for (const [row, key] of keysOf(batch, heads).entries()) {
				const place = index.find(key);
				if (place < 0) continue;
				found[row] = 1;
				if (index.mark(place) && known?.[row] !== 1 && matches.length < 5) matches.push(matchOf(index, place, {
					batch,
					row,
					files
				}));
			}
			return found;
		}
	};
}
// shared/domain/leakage/pair.ts
/** Below this share of different rows a likeness without label and key says nothing: rows repeat by nature. */
const TELLING = .9;
/** Compares two datasets: the holdout must have been seen to its end before the first row of the training data. */
function leakagePair(wish) {
	const { columns, apart, isNear, mostKeys, group, order } = wish;
	const files = [];
	let trained = 0;
	const telling = columns.filter((name) => !apart.includes(name));
	const kinds = {
		same: columns.length > 0 ? rowComparison(columns, {
			isNear: false,
			mostKeys,
			files
		}) : void 0,
		near: isNear && telling.length > 0 ? rowComparison(telling, {
			isNear: true,
			mostKeys,
			files
		}) : void 0,
		group: group && groupComparison(group, {
			mostKeys,
			files
		}),
		order: order && orderComparison(order)
	};
	const texts = textWatch();
	/** Asked once the holdout was seen to its end. */
	const isTelling = once(() => {
		const { keys, rows } = kinds.near?.counts() ?? {
			keys: 0,
			rows: 1
		};
		return keys >= TELLING * rows && (telling.length > 1 || texts.areAll());
	});
	function watch(side) {
		let heads = [];
		return {
			begin: (all) => {
				heads = all;
			},
			batch: (batch) => {
				if (side === "train") trained += batch.rows;
				const known = kinds.same?.[side](batch, heads);
				if (side === "holdout") texts.see(batch.columns[placeOf$1(heads, telling[0] ?? "")], batch.rows);
				if (side === "holdout" || isTelling()) kinds.near?.[side](batch, heads, known);
				kinds.group?.[side](batch, heads);
				kinds.order?.[side](batch, heads);
			},
			end: () => void 0
		};
	}
	function result() {
		const { train, holdout, isPersonal } = wish;
		const same = kinds.same?.counts();
		const near = kinds.near?.counts();
		return {
			leakage: {
				train,
				holdout,
				...same ? {
					columns: columns.length,
					same: overlapOf(same)
				} : {},
				...near && isTelling() ? { near: overlapOf(near) } : {},
				...kinds.group ? { groups: kinds.group.result() } : {},
				...kinds.order ? kinds.order.result(trained, { isPersonal }) : {}
			},
			same: kinds.same?.matches ?? [],
			near: isTelling() ? kinds.near?.matches ?? [] : [],
			groups: kinds.group?.matches ?? [],
			late: kinds.order?.late ?? [],
			repeated: same ? same.rows - same.keys : 0
		};
	}
	return {
		watch,
		result
	};
}
/** One column alone tells rows apart when it is a text; a number comes again by chance. */
function textWatch() {
	let [seen, others] = [0, 0];
	return {
		see(cells, rows) {
			for (let row = 0; row < rows; row++) {
				const kind = cells?.kinds[row] ?? CELL.null;
				if (kind === CELL.string) seen++;
				else if (kind !== CELL.null) others++;
			}
		},
		areAll: () => seen > 0 && others === 0
	};
}
function once(ask) {
	let answer;
	return () => {
		answer ??= { is: ask() };
		return answer.is;
	};
}
function overlapOf({ markedRows, rows, oneOf }) {
	return {
		rows: markedRows,
		of: rows,
		...oneOf > 1 ? { oneOf } : {}
	};
}
// shared/domain/leakage/shared-files.ts
const SHOWN$1 = 5;
/** Files of a holdout that are byte for byte in the training data too; empty ones say nothing. */
function sharedFiles(holdout, train) {
	const known = /* @__PURE__ */ new Map();
	let of = 0;
	for (const { path, digest, bytes } of holdout) {
		of++;
		const one = known.get(digest);
		if (one) one.count++;
		else if (bytes > 0) known.set(digest, {
			path,
			count: 1
		});
	}
	let shared = 0;
	const matches = [];
	for (const { path, digest } of train) {
		const one = known.get(digest);
		if (one === void 0) continue;
		known.delete(digest);
		shared += one.count;
		if (matches.length < SHOWN$1) matches.push({
			holdout: one.path,
			train: path
		});
	}
	return {
		shared,
		of,
		matches
	};
}
// shared/stages/data/elsewhere.ts
/** Keys that need no look into the files. */
const NEEDS_NO_LOOK = /* @__PURE__ */ new Set([
	"key",
	"order",
	"cluster",
	"version",
	"owner",
	"licence",
	"personal",
	"source"
]);
/** Whether the bytes of its files are here: neither elsewhere, nor behind pointers of Git LFS. */
function isReadable({ kind = "bytes", pointers = 0 }) {
	return kind === "bytes" && pointers === 0;
}
/**
* What there is to tell of a dataset whose bytes are not here: how it is known, and what was asked of it that nobody
* looked at. Nothing for one that can be looked into.
*/
function elsewhereFindings(record, settings) {
	if (isReadable(record)) return void 0;
	return [...knownBy(record), ...notLookedAt(record.name, record, settings)];
}
function knownBy({ name: dataset, kind, checksums = {}, pointers = 0, version = "" }) {
	const findings = [];
	const { weak = 0, "multipart-etag": parts = 0 } = checksums;
	if (kind === "claimed") {
		const message = `${dataset} is known by what a command told alone: ${version}`;
		findings.push(findingOf("version-claimed", {
			dataset,
			message
		}));
	}
	if (weak > 0) {
		const message = `${dataset}: ${files(weak)} known by a weak ETag or a date only, so that other bytes may go unnoticed`;
		findings.push(findingOf("weak-checksum", {
			dataset,
			message,
			count: weak
		}));
	}
	if (parts > 0) {
		const message = `${dataset}: ${files(parts)} known by the ETag of an upload in parts, which also changes when the same bytes come in other parts`;
		findings.push(findingOf("multipart-checksum", {
			dataset,
			message,
			count: parts
		}));
	}
	if (pointers > 0) {
		const message = `${dataset}: ${files(pointers)} known by pointers of Git LFS; the content was not fetched`;
		findings.push(findingOf("lfs-pointers", {
			dataset,
			message,
			count: pointers
		}));
	}
	return findings;
}
function files(count) {
	return count === 1 ? "1 file is" : `${grouped(count)} files are`;
}
function notLookedAt(dataset, { pointers = 0 }, settings) {
	const asked = Object.entries(settings).filter(([key, value]) => !NEEDS_NO_LOOK.has(key) && value !== void 0 && value !== false).map(([key]) => key);
	if (asked.length === 0) return [];
	const why = pointers > 0 ? "its files are pointers of Git LFS: check out with lfs: true" : "its bytes are not here: download it in a step before, and track the path on this machine";
	const message = `${dataset} asks for a look at its contents (${asked.join(", ")}), and nobody looked: ${why}`;
	const level = asked.some((key) => decides(key, settings)) ? "fail" : "warn";
	return [findingOf("not-looked-into", {
		dataset,
		message,
		level
	})];
}
/** A check that would have failed the data must not pass because nobody made it. */
function decides(key, { schema }) {
	return key === "expect" || key === "schema" && schema !== "any";
}
// shared/stages/data/leakage-checks.ts
/** Different rows that are remembered, over all comparisons: some 50 MB. */
const MOST_KEYS$1 = 2 ** 20;
const MOST_PAIRS = 20;
/** The list of files is held in memory. */
const MOST_FILES$1 = 25e4;
/** Compares every dataset to train on with every holdout. */
async function leakageChecks(place, measured, { wishes, config }) {
	if (config?.leakage === false) return nothing();
	const { decides = false, near = true, "at-most": atMost = 0 } = config?.leakage ?? {};
	const rules = {
		decides,
		atMost
	};
	const roles = (role) => measured.filter(({ record }) => record.role === role);
	const [trains, holdouts] = [roles("train"), roles("holdout")];
	if (trains.length === 0 || holdouts.length === 0) return nothing();
	const open = async (one) => {
		const { name, root, files } = one.record;
		const { settings = {} } = wishes.find((wish) => wish.name === name) ?? {};
		const list = isReadable(one.record) && files <= MOST_FILES$1 ? [...one.files()] : [];
		return {
			measured: one,
			settings,
			columns: await peekColumns(absolutePath(place, root), list, settings.format)
		};
	};
	const [trained, held] = await Promise.all([trains, holdouts].map((all) => Promise.all(all.map(open))));
	const all = (held ?? []).flatMap((holdout) => (trained ?? []).map((train) => ({
		holdout,
		train
	})));
	const target = config?.evaluate?.target;
	const mostKeys = Math.floor(MOST_KEYS$1 / Math.min(MOST_PAIRS, all.length) / 2);
	const pairs = all.slice(0, MOST_PAIRS).map((pair) => withRows(pair, {
		target,
		near,
		mostKeys
	}));
	return {
		onlookers: (name) => pairs.flatMap(({ train, holdout, rows }) => [...rows && holdout.measured.record.name === name ? [rows.watch("holdout")] : [], ...rows && train.measured.record.name === name ? [rows.watch("train")] : []]),
		conclude(seen) {
			const leakage = [];
			const findings = [];
			for (const pair of pairs) {
				const answer = judge$1(pair, {
					seen,
					rules
				});
				leakage.push(answer.leakage);
				findings.push(...answer.findings);
			}
			const [first] = all.slice(MOST_PAIRS);
			if (first) findings.push(notChecked(namesOf(first), "there are too many pairs", rules));
			return {
				leakage,
				findings
			};
		}
	};
}
function nothing() {
	return {
		onlookers: () => [],
		conclude: () => ({
			leakage: [],
			findings: []
		})
	};
}
function withRows({ train, holdout }, { target, near, mostKeys }) {
	if (train.columns.length === 0 || holdout.columns.length === 0) return {
		train,
		holdout
	};
	const common = holdout.columns.filter((name) => train.columns.includes(name)).sort();
	const isAlike = 2 * common.length > holdout.columns.length;
	const both = [train, holdout].map(({ settings }) => settings);
	const sides = (key) => {
		const [one, other] = both.map((settings) => settings[key]);
		const names = {
			train: one ?? other,
			holdout: other ?? one
		};
		return names.train !== void 0 && names.holdout !== void 0 && train.columns.includes(names.train) && holdout.columns.includes(names.holdout) ? {
			train: names.train,
			holdout: names.holdout
		} : void 0;
	};
	return {
		train,
		holdout,
		rows: leakagePair({
			...namesOf({
				train,
				holdout
			}),
			columns: isAlike ? common : [],
			apart: [target, ...both.map(({ key }) => key)].filter((name) => name !== void 0),
			isNear: near,
			group: sides("cluster"),
			order: sides("order"),
			mostKeys,
			isPersonal: both.some(isPersonal)
		})
	};
}
function judge$1({ train, holdout, rows }, { seen, rules }) {
	const names = namesOf({
		train,
		holdout
	});
	if (!rows) {
		if ([train, holdout].some(({ measured }) => measured.record.files > MOST_FILES$1)) {
			const why = `up to ${grouped(MOST_FILES$1)} files are compared`;
			return {
				leakage: {
					...names,
					notCompared: why
				},
				findings: [notChecked(names, why, rules)]
			};
		}
		const away = [train, holdout].find(({ measured }) => !isHere$1(measured));
		if (away !== void 0) {
			const why = `the bytes of "${away.measured.record.name}" are not here`;
			return {
				leakage: {
					...names,
					notCompared: why
				},
				findings: [notChecked(names, why, rules)]
			};
		}
		const { shared, of, matches } = sharedFiles(holdout.measured.files(), train.measured.files());
		const leakage = {
			...names,
			files: {
				shared,
				of
			}
		};
		return {
			leakage,
			findings: fileFinding(leakage, matches, rules)
		};
	}
	const blind = [names.train, names.holdout].find((name) => seen.get(name)?.seen === void 0);
	if (blind !== void 0) {
		const why = `nobody looked at the rows of "${blind}"; "profile: true" does`;
		return {
			leakage: {
				...names,
				notCompared: why
			},
			findings: [notChecked(names, why, rules)]
		};
	}
	const result = rows.result();
	return {
		leakage: result.leakage,
		findings: leakageFindings(result, rules)
	};
}
/** What lies elsewhere has names and checksums, and no rows to look at. */
function isHere$1({ record }) {
	return (record.kind ?? "bytes") === "bytes";
}
function namesOf({ train, holdout }) {
	return {
		train: train.measured.record.name,
		holdout: holdout.measured.record.name
	};
}
// shared/stages/data/data-checks.ts
/** Plans what is looked for in several datasets at once. */
async function planChecks({ place }, measured, asked) {
	const drift = driftChecks(asked.wishes);
	const leakage = await leakageChecks(place, measured, asked);
	const isHoldout = ({ record }) => record.role === "holdout";
	const isLeakageAsked = typeof asked.config?.leakage === "object";
	return {
		inOrder: [...measured.filter(isHoldout), ...measured.filter((one) => !isHoldout(one))],
		observers: drift.observers,
		onlookers: leakage.onlookers,
		isAsked: (role) => isLeakageAsked && (role === "train" || role === "holdout"),
		conclude(seen) {
			const [drifted, leaked] = [drift.conclude(seen), leakage.conclude(seen)];
			return {
				...drifted.drift.length > 0 ? { drift: drifted.drift } : {},
				...leaked.leakage.length > 0 ? { leakage: leaked.leakage } : {},
				findings: [...leaked.findings, ...drifted.findings]
			};
		}
	};
}
// shared/domain/expect/checker.ts
const HELD = { kind: "held" };
function unchecked(why) {
	return {
		kind: "unchecked",
		why
	};
}
/** What to say where every cell was empty, or no row was there. */
function nothingSeen(rows) {
	return unchecked(rows === 0 ? "there is no row" : "not one row has a value there");
}
// shared/domain/expect/findings.ts
/** What is wrong by the expectations of a dataset; nothing for those that hold. */
function expectFindings(dataset, rules, outcomes) {
	return rules.flatMap(({ expectation, level }, at) => {
		const told = expectFinding(dataset, {
			text: expectation.text,
			level
		}, outcomes[at]);
		return told ? [told] : [];
	});
}
/** What became of one expectation; one of which nothing became was not checked. */
function expectFinding(dataset, { text, level }, outcome = {
	kind: "unchecked",
	why: "nobody looked"
}) {
	const expected = `${dataset}: expected ${clipped(text)}`;
	switch (outcome.kind) {
		case "held": return;
		case "no-column": return findingOf("expect-no-column", {
			dataset,
			level,
			message: `${expected}, but ${outcome.why}`
		});
		case "unchecked": return findingOf("expect-not-checked", {
			dataset,
			level,
			message: `${expected}, which could not be checked: ${outcome.why}`
		});
		case "broken": {
			const { code, but, count, rows } = outcome;
			return findingOf(code, {
				dataset,
				level,
				message: `${expected}, but ${but}`,
				...count === void 0 ? {} : { count },
				...rows === void 0 || rows.length === 0 ? {} : { rows }
			});
		}
	}
}
// shared/domain/expect/places.ts
/** Where an expectation is not met: how often, and the first rows. Nothing of a row is told where it is about persons. */
function placeList(isPersonal) {
	let count = 0;
	let first = "";
	const rows = [];
	return {
		add(batch, row, cells) {
			count++;
			if (rows.length >= 5) return;
			const line = batch.lines[row];
			const text = isPersonal ? "" : clipped(batch.text(row));
			rows.push({
				file: batch.file,
				...line === void 0 || line < 1 ? {} : { line },
				text
			});
			if (count > 1) return;
			first = `, the first${isPersonal || cells === void 0 ? "" : ` ${shown(cells.text(row))}`} (${batch.file}${line === void 0 ? "" : `:${line}`})`;
		},
		count: () => count,
		rows: () => [...rows],
		first: () => first
	};
}
const SHOWN_VALUE = 40;
/** A value of the data in a sentence. */
function shown(text) {
	const line = clipped(text);
	return JSON.stringify(line.length > SHOWN_VALUE ? `${line.slice(0, SHOWN_VALUE)}…` : line);
}
/** `3 of 1,000 cells`. */
function share(count, all, noun) {
	return `${grouped(count)} of ${grouped(all)} ${noun}`;
}
// shared/domain/expect/cell-checker.ts
/** Looks at each cell of a column for itself. */
function cellChecker(check, isPersonal) {
	if (check.kind === "type" && check.type === "text") return textChecker(isPersonal);
	const { code, test } = testOf(check);
	return eachCell({
		code,
		test,
		isPersonal,
		noun: "cells",
		are: "are not"
	});
}
/** Counts the cells of a column that are not empty, and those of them that fail a test. */
function eachCell({ code, test, isPersonal, are, noun }) {
	const places = placeList(isPersonal);
	let rows = 0;
	let checked = 0;
	return {
		look(batch, [cells]) {
			rows += batch.rows;
			if (cells === void 0) return;
			for (let row = 0; row < batch.rows; row++) {
				if (cells.kinds[row] === CELL.null) continue;
				checked++;
				if (!test(cells, row)) places.add(batch, row, cells);
			}
		},
		end() {
			if (checked === 0) return nothingSeen(rows);
			const count = places.count();
			if (count === 0) return HELD;
			return {
				kind: "broken",
				code,
				but: `${share(count, checked, noun)} ${are}${places.first()}`,
				count,
				rows: places.rows()
			};
		}
	};
}
function testOf(check) {
	switch (check.kind) {
		case "range": return {
			code: "expect-range",
			test: rangeTest(check.limits)
		};
		case "length": return {
			code: "expect-length",
			test: lengthTest(check.limits)
		};
		case "type": return {
			code: "expect-type",
			test: typeTest(check.type)
		};
		case "set": return {
			code: "expect-set",
			test: setTest(check.items, check.isNegated)
		};
		case "pattern": return {
			code: "expect-pattern",
			test: patternTest(check.pattern)
		};
	}
}
/** Numbers are compared with numbers, and moments with moments; what is neither is outside of every range. */
function isOf(of, kind) {
	if (of === "number") return kind === CELL.integer || kind === CELL.number;
	return kind === CELL.date || kind === CELL.timestamp;
}
function rangeTest(limits) {
	return ({ kinds, numbers }, row) => isOf(limits.of, kinds[row]) && isWithin(numbers[row] ?? NaN, limits);
}
/** In characters, not bytes: a letter counts once, however it is stored. */
function lengthTest(limits) {
	return (cells, row) => {
		let length = 0;
		for (const _ of cells.text(row)) length++;
		return isWithin(length, limits);
	};
}
const KINDS = {
	number: [CELL.integer, CELL.number],
	integer: [CELL.integer],
	boolean: [CELL.boolean],
	date: [CELL.date],
	timestamp: [CELL.timestamp, CELL.date],
	time: [CELL.time],
	list: [CELL.list],
	struct: [CELL.struct]
};
function typeTest(type) {
	const allowed = type === "text" ? [CELL.string] : KINDS[type];
	return ({ kinds }, row) => allowed.includes(kinds[row] ?? CELL.null);
}
/** What makes a column text is that one cell can be nothing else: in CSV a text may look like a number. */
function textChecker(isPersonal) {
	const places = placeList(isPersonal);
	let rows = 0;
	let texts = 0;
	let strange = 0;
	return {
		look(batch, [cells]) {
			rows += batch.rows;
			if (cells === void 0) return;
			for (let row = 0; row < batch.rows; row++) {
				const kind = cells.kinds[row];
				if (kind === CELL.null) continue;
				if (kind === CELL.string) texts++;
				else {
					if (kind === CELL.list || kind === CELL.struct || kind === CELL.binary) strange++;
					places.add(batch, row, cells);
				}
			}
		},
		end() {
			const others = places.count();
			if (texts + others === 0) return nothingSeen(rows);
			if (texts > 0 && strange === 0) return HELD;
			return {
				kind: "broken",
				code: "expect-type",
				but: `${share(others, texts + others, "cells")} are something else${places.first()}`,
				count: others,
				rows: places.rows()
			};
		}
	};
}
function setTest(items, isNegated) {
	const texts = new Set(items.map(({ text }) => text));
	const numbers = new Set(items.flatMap(({ number }) => number === void 0 ? [] : [number]));
	const truths = items.flatMap(({ truth }) => truth === void 0 ? [] : [Number(truth)]);
	return (cells, row) => {
		const kind = cells.kinds[row];
		const number = cells.numbers[row] ?? NaN;
		return (isOf("number", kind) && numbers.has(number) || kind === CELL.boolean && truths.includes(number) || texts.has(cells.text(row))) !== isNegated;
	};
}
function patternTest(text) {
	const pattern = compilePattern(text);
	if ("message" in pattern) throw new Error(`pattern: ${pattern.message}`);
	return (cells, row) => pattern.test(cells.text(row));
}
// shared/domain/expect/key-set.ts
/** More different keys than this are not held in memory: they take 256 MB. */
const MOST_KEYS = 2 ** 24;
/** A set of hashes of 53 bits, 16 to 32 bytes for each, up to a number of them. */
function keySet(most = MOST_KEYS) {
	let slots = /* @__PURE__ */ new Float64Array(1024);
	let mask = slots.length - 1;
	let size = 0;
	let isFull = false;
	function place(key) {
		let slot = key & mask;
		while (slots[slot] !== 0 && slots[slot] !== key) slot = slot + 1 & mask;
		return slot;
	}
	function grow() {
		const old = slots;
		slots = new Float64Array(old.length * 2);
		mask = slots.length - 1;
		for (const key of old) if (key !== 0) slots[place(key)] = key;
	}
	return {
		add(hash) {
			const key = hash || 1;
			const slot = place(key);
			if (slots[slot] === key) return false;
			if (size >= most) {
				isFull = true;
				return false;
			}
			slots[slot] = key;
			size++;
			if (size * 2 > slots.length) grow();
			return true;
		},
		has: (hash) => slots[place(hash || 1)] !== 0,
		size: () => size,
		isFull: () => isFull
	};
}
/** One key of two, in which their order counts. */
function joinKeys(first, second) {
	let one = Math.imul(first ^ first / 4294967296, 2654435761);
	let two = Math.imul(first / 4294967296 ^ 1103547991, 1597334677) ^ first;
	one = Math.imul(one ^ one >>> 15 ^ second, 2246822507);
	two = Math.imul(two ^ two >>> 13 ^ second / 4294967296, 3266489909);
	one = Math.imul(one ^ one >>> 16 ^ two, 2654435761);
	two = Math.imul(two ^ two >>> 15 ^ one, 1597334677);
	return 4294967296 * ((two ^ two >>> 16) & 2097151) + ((one ^ one >>> 13) >>> 0);
}
// shared/domain/expect/key-checkers.ts
/** No value, or no combination of values, comes twice. Rows in which one of them is missing are not compared. */
function uniqueChecker(isPersonal, most = MOST_KEYS) {
	const places = placeList(isPersonal);
	const keys = keySet(most);
	let rows = 0;
	let checked = 0;
	return {
		look(batch, columns) {
			rows += batch.rows;
			for (let row = 0; row < batch.rows; row++) {
				const key = keyOf(columns, row);
				if (key === void 0) continue;
				checked++;
				if (!keys.add(key) && !keys.isFull()) places.add(batch, row, columns.length === 1 ? columns[0] : void 0);
			}
		},
		end() {
			if (checked === 0) return nothingSeen(rows);
			const count = places.count();
			if (count > 0) return {
				kind: "broken",
				code: "expect-unique",
				but: `${share(count, checked, "rows")} repeat one before${places.first()}`,
				count,
				rows: places.rows()
			};
			return keys.isFull() ? unchecked(tooMany(most)) : HELD;
		}
	};
}
function keyOf(columns, row) {
	let key;
	for (const cells of columns) {
		if (cells === void 0 || cells.kinds[row] === CELL.null) return void 0;
		const hash = cells.hash(row);
		key = key === void 0 ? hash : joinKeys(key, hash);
	}
	return key;
}
function tooMany(most) {
	return `there are more than ${grouped(most)} different values, which are not held in memory; { sql: … } counts them`;
}
/** How many different values a column has. */
function distinctChecker(limits, most = MOST_KEYS) {
	const keys = keySet(most);
	let rows = 0;
	return {
		look(batch, [cells]) {
			rows += batch.rows;
			if (cells === void 0) return;
			for (let row = 0; row < batch.rows; row++) if (cells.kinds[row] !== CELL.null) keys.add(cells.hash(row));
		},
		end() {
			if (rows === 0) return unchecked("there is no row");
			const count = keys.size();
			if (keys.isFull()) {
				if (!(limits.high !== void 0 && limits.high < most)) return unchecked(tooMany(most));
			} else if (isWithin(count, limits)) return HELD;
			return {
				kind: "broken",
				code: "expect-distinct",
				but: `there are ${keys.isFull() ? "more than " : ""}${grouped(count)} different values`,
				count
			};
		}
	};
}
/** Every value is one of those of a column of another dataset. */
function knownKeyChecker(known, isPersonal) {
	if (known.kind === "unknown") return {
		look: () => void 0,
		end: () => unchecked(known.why)
	};
	return eachCell({
		code: "expect-key",
		test: (cells, row) => known.has(cells.hash(row)),
		isPersonal,
		noun: "cells",
		are: "are not there"
	});
}
/** Takes the values of a column for those that refer to it. */
function keyGatherer(most = MOST_KEYS) {
	const keys = keySet(most);
	return {
		look({ rows }, cells) {
			for (let row = 0; row < rows; row++) if (cells.kinds[row] !== CELL.null) keys.add(cells.hash(row));
		},
		known: () => keys.isFull() ? {
			kind: "unknown",
			why: tooMany(most)
		} : {
			kind: "known",
			has: (hash) => keys.has(hash)
		}
	};
}
// shared/domain/expect/fresh-checker.ts
const DAY = 864e5;
/**
* How old the newest moment is. A date without a time counts until its day has ended in UTC. What lies more than a day
* ahead is no news but a mistake.
*/
function freshChecker(withinMs, { now, isPersonal }) {
	const strangers = placeList(isPersonal);
	const ahead = placeList(isPersonal);
	let newest = Number.NEGATIVE_INFINITY;
	let isDate = false;
	let rows = 0;
	let checked = 0;
	return {
		look(batch, [cells]) {
			rows += batch.rows;
			if (cells === void 0) return;
			for (let row = 0; row < batch.rows; row++) {
				const kind = cells.kinds[row];
				if (kind === CELL.null) continue;
				checked++;
				if (kind !== CELL.date && kind !== CELL.timestamp) {
					strangers.add(batch, row, cells);
					continue;
				}
				const moment = cells.numbers[row] ?? NaN;
				if (moment > now + DAY) ahead.add(batch, row, cells);
				const end = kind === CELL.date ? moment + DAY : moment;
				if (end <= newest) continue;
				newest = end;
				isDate = kind === CELL.date;
			}
		},
		end() {
			if (checked === 0) return nothingSeen(rows);
			for (const [places, are] of [[strangers, "are no dates"], [ahead, "lie in the future"]]) {
				const count = places.count();
				if (count === 0) continue;
				return {
					kind: "broken",
					code: "expect-fresh",
					but: `${share(count, checked, "cells")} ${are}${places.first()}`,
					count,
					rows: places.rows()
				};
			}
			if (now - newest <= withinMs) return HELD;
			return {
				kind: "broken",
				code: "expect-fresh",
				but: `the newest is ${isPersonal ? "older" : `of ${printMoment(isDate ? newest - DAY : newest)}`}`
			};
		}
	};
}
// shared/domain/expect/missing-checker.ts
/** Counts empty cells; a column that only later files have is empty in those before. */
function missingChecker(limits, { isShare, isPersonal }) {
	const places = placeList(isPersonal);
	let rows = 0;
	return {
		look(batch, [cells]) {
			rows += batch.rows;
			for (let row = 0; row < batch.rows; row++) if (cells === void 0 || cells.kinds[row] === CELL.null) places.add(batch, row);
		},
		end() {
			if (rows === 0) return unchecked("there is no row");
			const count = places.count();
			if (isWithin(isShare ? count / rows : count, limits)) return HELD;
			const percent = isShare ? ` (${Number((count / rows * 100).toPrecision(4))} %)` : "";
			return {
				kind: "broken",
				code: "expect-missing",
				but: `${share(count, rows, "cells")}${percent} are empty${places.first()}`,
				count,
				rows: places.rows()
			};
		}
	};
}
/** How many rows there are. */
function rowsChecker(limits) {
	let rows = 0;
	return {
		look(batch) {
			rows += batch.rows;
		},
		end() {
			if (isWithin(rows, limits)) return HELD;
			return {
				kind: "broken",
				code: "expect-rows",
				but: `there ${rows === 1 ? "is 1 row" : `are ${grouped(rows)} rows`}`,
				count: rows
			};
		}
	};
}
// shared/domain/expect/order-checker.ts
/** More groups are not held in memory. */
const MOST_GROUPS = 25e4;
/**
* Each value against the one before it that is not empty: in the order of the rows, over all files in the order of
* their names; `per` compares within each group.
*/
function orderChecker({ isFalling, isStrict }, { isPersonal, most = MOST_GROUPS }) {
	const places = placeList(isPersonal);
	const before = /* @__PURE__ */ new Map();
	let rows = 0;
	let checked = 0;
	let isFull = false;
	function isFine(last, now) {
		if (last.family !== now.family) return false;
		const [low, high] = isFalling ? [now.value, last.value] : [last.value, now.value];
		return isStrict ? low < high : low <= high;
	}
	return {
		look(batch, [cells, group]) {
			rows += batch.rows;
			if (cells === void 0) return;
			for (let row = 0; row < batch.rows; row++) {
				if (cells.kinds[row] === CELL.null) continue;
				const now = valueAt(cells, row);
				checked++;
				const key = group === void 0 || group.kinds[row] === CELL.null ? -1 : group.hash(row);
				const last = before.get(key);
				if (now === void 0 || last !== void 0 && !isFine(last, now)) places.add(batch, row, cells);
				if (now === void 0) continue;
				if (last === void 0 && before.size >= most) isFull = true;
				else before.set(key, now);
			}
		},
		end() {
			if (checked === 0) return nothingSeen(rows);
			const count = places.count();
			if (count > 0) return {
				kind: "broken",
				code: "expect-order",
				but: `${share(count, checked, "cells")} are not in this order${places.first()}`,
				count,
				rows: places.rows()
			};
			return isFull ? unchecked(tooManyGroups(most)) : HELD;
		}
	};
}
function tooManyGroups(most) {
	return `there are more than ${grouped(most)} groups, which are not held in memory; { sql: … } looks at them`;
}
/** What can be compared; NaN, lists and the like cannot. */
function valueAt({ kinds, numbers, text }, row) {
	const number = numbers[row] ?? NaN;
	switch (kinds[row]) {
		case CELL.integer:
		case CELL.number: return Number.isNaN(number) ? void 0 : {
			family: "number",
			value: number
		};
		case CELL.date:
		case CELL.timestamp: return {
			family: "moment",
			value: number
		};
		case CELL.time: return {
			family: "time",
			value: number
		};
		case CELL.string: return {
			family: "text",
			value: text(row)
		};
		default: return;
	}
}
// shared/domain/expect/total-checker.ts
/** Sum, mean, least or greatest of a column, of all rows or of each group. */
function totalChecker({ of, limits, per }, { isPersonal, most = MOST_GROUPS }) {
	const strangers = placeList(isPersonal);
	const groups = /* @__PURE__ */ new Map();
	let rows = 0;
	let checked = 0;
	let isFull = false;
	return {
		look(batch, [cells, by]) {
			rows += batch.rows;
			if (cells === void 0) return;
			for (let row = 0; row < batch.rows; row++) {
				if (cells.kinds[row] === CELL.null) continue;
				checked++;
				const number = cells.numbers[row] ?? NaN;
				if (!isOf(limits.of, cells.kinds[row]) || Number.isNaN(number)) {
					strangers.add(batch, row, cells);
					continue;
				}
				const key = by === void 0 || by.kinds[row] === CELL.null ? -1 : by.hash(row);
				let group = groups.get(key);
				if (group === void 0) {
					if (groups.size >= most) {
						isFull = true;
						continue;
					}
					group = newGroup(by === void 0 ? "" : clipped(by.text(row)), batch.file, batch.lines[row]);
					groups.set(key, group);
				}
				add(group, number);
			}
		},
		end() {
			if (checked === 0) return nothingSeen(rows);
			const strange = strangers.count();
			if (strange > 0) {
				const what = limits.of === "number" ? "no numbers" : "no dates";
				return {
					kind: "broken",
					code: "expect-total",
					but: `${share(strange, checked, "cells")} are ${what}${strangers.first()}`,
					count: strange,
					rows: strangers.rows()
				};
			}
			const told = {
				of,
				limits,
				isPersonal,
				isGrouped: per !== void 0
			};
			return judge([...groups.values()], told) ?? (isFull ? unchecked(tooManyGroups(most)) : HELD);
		}
	};
}
function newGroup(label, file, line) {
	const [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
	return {
		count: 0,
		sum: 0,
		lost: 0,
		min,
		max,
		label,
		file,
		line
	};
}
/** After Neumaier: the sum is as exact as if it were rounded about once. */
function add(group, number) {
	const sum = group.sum + number;
	group.lost += Math.abs(group.sum) >= Math.abs(number) ? group.sum - sum + number : number - sum + group.sum;
	group.sum = sum;
	group.count++;
	if (number < group.min) group.min = number;
	if (number > group.max) group.max = number;
}
function figureOf(group, of) {
	const sum = Number.isFinite(group.sum) ? group.sum + group.lost : group.sum;
	switch (of) {
		case "sum": return sum;
		case "mean": return sum / group.count;
		case "min": return group.min;
		case "max": return group.max;
	}
}
function judge(groups, told) {
	const { of, limits, isPersonal, isGrouped } = told;
	const broken = groups.filter((group) => !isWithin(figureOf(group, of), limits));
	const [first] = broken;
	if (first === void 0) return void 0;
	const print = (group) => {
		const value = figureOf(group, of);
		return limits.of === "moment" ? printMoment(value) : String(value);
	};
	if (!isGrouped) return {
		kind: "broken",
		code: "expect-total",
		but: isPersonal ? `the ${of} is another` : `the ${of} is ${print(first)}`
	};
	const rows = broken.slice(0, 5).map((group) => {
		const text = isPersonal ? "" : clipped(`${group.label}: ${print(group)}`);
		const { file, line } = group;
		return {
			file,
			...line === void 0 || line < 1 ? {} : { line },
			text
		};
	});
	const which = isPersonal ? "" : `, the first ${shown(first.label)}: ${print(first)}`;
	return {
		kind: "broken",
		code: "expect-total",
		but: `${share(broken.length, groups.length, "groups")} have another ${of}${which} (${placeOf(first)})`,
		count: broken.length,
		rows
	};
}
function placeOf({ file, line }) {
	return line === void 0 ? file : `${file}:${line}`;
}
// shared/domain/expect/observer.ts
/** Judges all expectations of a dataset in one pass. */
function expectObserver(expectations, surroundings) {
	const checkers = expectations.map(({ check }) => ({
		columns: columnsOf$2(check),
		checker: checkerOf(check, surroundings)
	}));
	let names = [];
	let places = /* @__PURE__ */ new Map();
	let isEnded = false;
	const cellsOf = (batch, name) => {
		const place = places.get(name);
		return place === void 0 ? void 0 : batch.columns[place];
	};
	return {
		observer: {
			begin(columns) {
				names = columns.map(({ name }) => name);
				places = new Map(names.map((name, place) => [name, place]));
			},
			batch(batch) {
				for (const { columns, checker } of checkers) checker.look(batch, columns.map((name) => cellsOf(batch, name)));
			},
			end() {
				isEnded = true;
			}
		},
		outcomes: () => checkers.map(({ columns, checker }) => {
			if (!isEnded) return {
				kind: "unchecked",
				why: "the rows could not be read"
			};
			const missing = columns.filter((name) => !places.has(name));
			if (missing.length === 0) return checker.end();
			return {
				kind: "no-column",
				why: missing.map((name) => absence(name, names)).join("; ")
			};
		})
	};
}
const LISTED_NAMES = 12;
function absence(name, names) {
	if (names.length === 0) return `there is no column ${JSON.stringify(name)}, and no other`;
	const list = `; there is ${names.slice(0, LISTED_NAMES).join(", ")}${names.length > LISTED_NAMES ? ", …" : ""}`;
	return `there is no column ${JSON.stringify(name)}${didYouMean(name, names) || list}`;
}
function checkerOf(check, { now, isPersonal, keysOf }) {
	switch (check.kind) {
		case "rows": return rowsChecker(check.limits);
		case "present": return missingChecker({
			of: "number",
			high: 0
		}, {
			isShare: false,
			isPersonal
		});
		case "nulls": return missingChecker(check.limits, {
			isShare: check.isShare,
			isPersonal
		});
		case "unique": return uniqueChecker(isPersonal);
		case "distinct": return distinctChecker(check.limits);
		case "key": return knownKeyChecker(keysOf(check.dataset, check.target), isPersonal);
		case "order": return orderChecker(check, { isPersonal });
		case "total": return totalChecker(check, { isPersonal });
		case "fresh": return freshChecker(check.withinMs, {
			now,
			isPersonal
		});
		default: return cellChecker(check, isPersonal);
	}
}
// shared/stages/data/expectations.ts
const NOT_ASKED = unchecked("the rows were not looked at");
/** What is expected of all datasets. */
async function expectAll(setting, measured, wishes) {
	const keysOf = await referredKeys(setting, measured, wishes);
	const all = new Map(wishes.map(({ name, settings = {} }) => [name, expectedOf(name, settings, keysOf)]));
	return {
		observers: (name) => all.get(name)?.observers ?? [],
		/** Once all rows were seen. */
		findings(name, answers = []) {
			const expected = all.get(name);
			if (expected === void 0 || expected.count === 0) return [];
			const { count } = expected;
			const unmet = expected.findings(answers);
			setting.runner.info(`${name}: ${count - unmet.length} of ${count} expectations hold`);
			return unmet;
		}
	};
}
/** Makes the checks of a dataset; what nobody looks at afterwards was not checked, and says so. */
function expectedOf(name, settings, keysOf) {
	const rules = rulesAmong(settings.expect ?? []);
	const queries = queriesAmong(settings.expect ?? []);
	const count = rules.length + queries.length;
	if (count === 0) return {
		observers: [],
		findings: () => [],
		count: 0
	};
	const { observer, outcomes } = expectObserver(rules.map(({ expectation }) => expectation), {
		now: now().getTime(),
		isPersonal: isPersonal(settings),
		keysOf
	});
	return {
		observers: [observer],
		findings: (answers) => [...expectFindings(name, rules, outcomes()), ...queries.flatMap(({ sql, level = "fail" }, at) => expectFinding(name, {
			text: sql,
			level
		}, answers[at] ?? NOT_ASKED) ?? [])],
		count
	};
}
/** Reads the columns that others refer to, each dataset once, before those that refer are looked at. */
async function referredKeys(setting, measured, wishes) {
	const known = /* @__PURE__ */ new Map();
	const keyOf = (dataset, column) => JSON.stringify([dataset, column]);
	for (const [dataset, columns] of referredColumns(wishes)) {
		const one = measured.find(({ record }) => record.name === dataset);
		const wish = wishes.find(({ name }) => name === dataset);
		const found = one ? await gather(setting, {
			one,
			wish,
			columns
		}) : void 0;
		for (const column of columns) {
			const why = `there is no dataset ${JSON.stringify(dataset)} here`;
			known.set(keyOf(dataset, column), found?.get(column) ?? {
				kind: "unknown",
				why
			});
		}
	}
	return (dataset, column) => known.get(keyOf(dataset, column)) ?? {
		kind: "unknown",
		why: "nobody read its keys"
	};
}
function referredColumns(wishes) {
	const columns = /* @__PURE__ */ new Map();
	for (const { settings } of wishes) for (const { expectation } of rulesAmong(settings?.expect ?? [])) {
		const { check } = expectation;
		if (check.kind !== "key") continue;
		const of = columns.get(check.dataset) ?? /* @__PURE__ */ new Set();
		columns.set(check.dataset, of.add(check.target));
	}
	return columns;
}
async function gather({ place }, { one: { record, files }, wish, columns }) {
	const { kind = "bytes", pointers = 0 } = record;
	if (kind !== "bytes" || pointers > 0) {
		const why = `the bytes of the dataset ${JSON.stringify(record.name)} are not here`;
		return new Map([...columns].map((column) => [column, unknown(why)]));
	}
	const tables = tablesOf(absolutePath(place, record.root), [...files()], wish?.settings?.format);
	const gatherers = new Map([...columns].map((name) => [name, keyGatherer()]));
	const observer = gathering(gatherers);
	const missing = wish?.settings?.missing ?? [];
	const pass = await observeDataset({
		name: record.name,
		files: tables,
		missing
	}, [observer]);
	const names = pass.columns.map(({ name }) => name);
	const flaw = pass.findings.find(({ level }) => level === "fail");
	return new Map([...gatherers].map(([column, gatherer]) => {
		const about = `the dataset ${JSON.stringify(record.name)}`;
		if (flaw) return [column, unknown(`${about} could not be read as a whole (${flaw.code})`)];
		if (names.includes(column)) return [column, gatherer.known()];
		const hint = didYouMean(column, names);
		return [column, unknown(`${about} has no column ${JSON.stringify(column)}${hint}`)];
	}));
}
function unknown(why) {
	return {
		kind: "unknown",
		why
	};
}
function gathering(gatherers) {
	let names = [];
	return {
		begin(columns) {
			names = columns.map(({ name }) => name);
		},
		batch(batch) {
			for (const [name, gatherer] of gatherers) {
				const cells = batch.columns[names.indexOf(name)];
				if (cells) gatherer.look(batch, cells);
			}
		},
		end: () => void 0
	};
}
// shared/stages/data/look-lines.ts
const SHOWN = 5;
/** What was seen in a dataset, for the log: its columns, its images, its arrays, its texts. */
function lookLines({ schema, profile = {} }) {
	const { images, arrays, texts } = profile;
	return [
		...schema ? [`${counted(profile.rows ?? 0, "row")}, ${counted(schema.columns.length, "column")}, schema ${schema.fingerprint}`] : [],
		...images ? [imagesLine(images)] : [],
		...arrays ? [some(arrays.map(({ name, type, shape }) => `${name} ${type} [${shape.join(", ")}]`))] : [],
		...texts ? [`${counted(texts.documents, "document")}, ${humanBytes(texts.bytes)}`] : []
	];
}
function imagesLine({ files, classes, sizes = [] }) {
	const folders = classes.map(({ name, count }) => `${name} (${grouped(count)})`);
	const most = sizes.map(({ size, count }) => `${size} (${grouped(count)})`);
	return [
		counted(files, "image"),
		...folders.length > 0 ? [some(folders)] : [],
		...most.length > 0 ? [`sizes ${some(most)}`] : []
	].join("; ");
}
function some(all) {
	const more = all.length > SHOWN ? `, and ${grouped(all.length - SHOWN)} more` : "";
	return `${all.slice(0, SHOWN).join(", ")}${more}`;
}
function counted(count, what) {
	return `${grouped(count)} ${what}${count === 1 ? "" : "s"}`;
}
// shared/domain/expect/query-hint.ts
const COLUMN = /(?:Referenced column|have a column named) "([^"\n]{1,200})"/;
const TABLE = /Table with name (\S{1,200}) does not exist/;
/** `; did you mean "price"?`, where DuckDB says that a column or a table is not there. */
function queryHint(message, { tables, columns }) {
	const column = COLUMN.exec(message)?.[1];
	if (column !== void 0) return didYouMean(column, columns);
	const table = TABLE.exec(message)?.[1]?.replace(/!$/, "");
	return table === void 0 ? "" : didYouMean(table, tables);
}
// shared/features/expect/queries.ts
/** More than this is not copied into a database. */
const MOST_BYTES = 4e9;
const OWN = "data";
/** What became of the queries of a dataset. Whatever keeps one from being answered is told, and nothing is thrown. */
async function runQueries(dataset, place, runner) {
	const { queries, table, others } = dataset;
	const failAll = (why) => queries.map(() => unchecked(why));
	if (table.files.length === 0) return failAll("the dataset has no table");
	const wanted = [table, ...others.filter(({ name }) => isNamed(name, queries))];
	if (wanted.reduce((sum, one) => sum + one.bytes, 0) > MOST_BYTES) return failAll(`queries look at no more than ${grouped(MOST_BYTES / 1e6)} MB of tables`);
	try {
		const { modules } = await installDuckdb(place, runner);
		return await inScratchFolder(place.temporary, async (folder) => {
			const tables = wanted.map((one, at) => at === 0 ? {
				...one,
				name: OWN
			} : one);
			const { environment } = place;
			const open = () => openQueries({
				modules,
				folder,
				environment,
				tables
			});
			return await askAll(dataset, open);
		});
	} catch (error) {
		return failAll(reasonOf(error, dataset.isPersonal));
	}
}
/** Whether a query says the name of a dataset, in whatever case. */
function isNamed(name, queries) {
	return name !== OWN && queries.some(({ sql }) => sql.toLowerCase().includes(name.toLowerCase()));
}
async function askAll({ queries, rows, others, columns, isPersonal }, open) {
	const session = await open();
	try {
		const [found = 0] = session.rows;
		if (rows !== void 0 && found !== rows) {
			const why = `DuckDB reads ${grouped(found)} rows where there are ${grouped(rows)}`;
			return queries.map(() => unchecked(why));
		}
		const names = {
			tables: [OWN, ...others.map(({ name }) => name)],
			columns
		};
		const outcomes = [];
		for (const query of queries) outcomes.push(await askOne(session, query, {
			isPersonal,
			names
		}));
		return outcomes;
	} finally {
		session.close();
	}
}
async function askOne(session, { sql, is }, { isPersonal, names }) {
	try {
		const value = await session.ask(sql);
		if (isEqual(value, is)) return { kind: "held" };
		return {
			kind: "broken",
			code: "expect-sql",
			but: `the answer is ${isPersonal ? "something else" : printed(value)}, not ${printed(is)}`
		};
	} catch (error) {
		const hint = error instanceof ActionError ? queryHint(error.message, names) : "";
		return unchecked(`${reasonOf(error, isPersonal)}${hint}`);
	}
}
/** Decimals come as text; nothing is equal to NULL. */
function isEqual(value, is) {
	if (value === null) return false;
	if (typeof is === "number") return typeof value === "boolean" || value === "" ? false : Number(value) === is;
	return typeof is === "boolean" ? value === is : String(value) === is;
}
function printed(value) {
	if (value === null) return "NULL";
	return typeof value === "string" ? shown(value) : String(value);
}
/** What DuckDB says may quote values: of data about persons only the kind of the mistake is told. */
function reasonOf(error, isPersonal) {
	if (!(error instanceof ActionError)) throw error;
	const { message } = error;
	if (!isPersonal || error.code !== "query-refused") return message;
	return /^[A-Z][A-Za-z ]* Error/.exec(message)?.[0] ?? "the query was refused";
}
// shared/stages/data/queries.ts
/** Asks the queries of all datasets, one dataset after another; those without one are not in the answer. */
async function askQueries(setting, { measured, wishes, seen }) {
	const answers = /* @__PURE__ */ new Map();
	for (const { name, settings = {} } of wishes) {
		const queries = queriesAmong(settings.expect ?? []);
		const rows = seen.get(name)?.profile?.rows;
		const own = measured.find(({ record }) => record.name === name);
		if (queries.length === 0 || rows === void 0 || own === void 0) continue;
		const others = measured.filter((one) => one !== own && isHere(one));
		const dataset = {
			queries,
			table: tableOf(setting, own, wishes),
			rows,
			others: others.map((one) => tableOf(setting, one, wishes)).filter(({ files }) => files.length > 0),
			columns: [own, ...others].flatMap(({ record }) => columnsOf(seen.get(record.name))),
			isPersonal: isPersonal(settings)
		};
		const { runner, place } = setting;
		answers.set(name, await runQueries(dataset, place, runner));
	}
	return answers;
}
function columnsOf(profiled) {
	return profiled?.seen?.columns.map(({ name }) => name) ?? [];
}
function isHere({ record: { kind = "bytes", pointers = 0 } }) {
	return kind === "bytes" && pointers === 0;
}
function tableOf({ place }, { record: { name, root, bytes }, files }, wishes) {
	const { settings = {} } = wishes.find((wish) => wish.name === name) ?? {};
	const { format, missing = [] } = settings;
	return {
		name,
		files: tablesOf(absolutePath(place, root), [...files()], format),
		missing,
		bytes
	};
}
// shared/stages/data/profiles.ts
/** The list of those that are looked into is held in memory. */
const MOST_FILES = 25e4;
/** Looks into the datasets whose bytes were measured: their columns, their values, and what is wrong with them. */
async function lookInto(setting, measured, { wishes, config }) {
	const { runner } = setting;
	const leakage = config?.leakage;
	const decides = (role) => typeof leakage === "object" && leakage.decides === true && /^(?:train|holdout)$/.test(role);
	const checks = await planChecks(setting, measured, {
		wishes,
		config
	});
	const expected = await expectAll(setting, measured, wishes);
	const seen = /* @__PURE__ */ new Map();
	for (const one of checks.inOrder) {
		const { name, role } = one.record;
		const { settings = {} } = wishes.find((wish) => wish.name === name) ?? {};
		const asked = {
			...settings,
			...checks.isAsked(role) ? { profile: settings.profile ?? true } : {}
		};
		const watchers = {
			observers: [...checks.observers(name), ...expected.observers(name)],
			onlookers: checks.onlookers(name)
		};
		seen.set(name, await lookAt(setting, {
			...one,
			settings: asked,
			...watchers
		}));
	}
	const answers = await askQueries(setting, {
		measured,
		wishes,
		seen
	});
	const datasets = [];
	const findings = [];
	for (const { record } of measured) {
		const { name, role } = record;
		const { settings = {} } = wishes.find((wish) => wish.name === name) ?? {};
		const looked = seen.get(name) ?? { findings: [] };
		for (const line of lookLines(looked)) runner.info(`${name}: ${line}`);
		const named = looked.schema?.columns.map((column) => column.name);
		const catalogue = catalogueOf(settings);
		datasets.push({
			...record,
			...looked.schema ? { schema: looked.schema } : {},
			...looked.profile ? { profile: looked.profile } : {},
			...catalogue ? { catalogue } : {}
		});
		const missing = config?.catalogue && catalogueFinding(name, settings, config.catalogue.require);
		findings.push(...looked.findings, ...named ? namedColumnFindings(name, settings, {
			columns: named,
			decides: decides(role)
		}) : [], ...expected.findings(name, answers.get(name)), ...missing ? [missing] : []);
	}
	const { findings: together, ...compared } = checks.conclude(seen);
	return {
		datasets,
		compared,
		findings: [...findings, ...together]
	};
}
async function lookAt({ runner, place }, { record, files, isReadable, settings, observers, onlookers }) {
	const { name, files: count, root } = record;
	const elsewhere = elsewhereFindings(record, settings);
	if (elsewhere) return { findings: elsewhere };
	if (observers.length === 0 && !asksForALook(settings) && !isReadable()) return { findings: [] };
	if (count > MOST_FILES) {
		const [many, most] = [count, MOST_FILES].map(grouped);
		runner.annotate("warning", `${name}: nobody looked into its ${many} files; up to ${most} are`);
		return { findings: [] };
	}
	let rows = 0;
	return profileDataset({
		name,
		root: absolutePath(place, root),
		files: [...files()],
		settings,
		observers,
		onlookers
	}, {
		large: {
			place,
			runner
		},
		onRows(more) {
			rows += more;
			runner.progress({
				label: `rows of ${name}`,
				done: rows,
				unit: "rows"
			});
		}
	});
}
/** Whether a word of the configuration is about what is in the files. */
function asksForALook({ format, schema, missing, profile, expect }) {
	return [
		format,
		schema,
		missing,
		profile,
		expect
	].some((word) => word !== void 0);
}
/** What became of the columns, weighed by what each dataset allows. */
function schemaFindings(change, wishes) {
	return (change?.datasets ?? []).flatMap(({ name, schema }) => {
		const rule = wishes.find((wish) => wish.name === name)?.settings?.schema ?? "any";
		return schema === void 0 ? [] : [schemaFinding(name, schema, rule)];
	});
}
// shared/stages/data/provenance.ts
/** Which steps made the data, and which one makes the model of them, as far as that is written down anywhere. */
async function traceData(setting, made, { config, records, alone }) {
	const { runner } = setting;
	const { datasets } = made;
	const paths = datasets.map(({ path }) => plainPath(path));
	const lineage = await lineageOf(setting, {
		paths,
		folders: lockFolders([
			...paths,
			setting.configPath,
			config?.from?.replace(/:.*/, "") ?? ""
		])
	});
	const steps = [
		...await withCommits(lineage.steps, setting),
		...records.flatMap((record) => recordedSteps(datasets, {
			record,
			alone
		})),
		...trainingStep(setting, made, config)
	].map(boundedStep);
	for (const { name, from, file, outputs } of steps) {
		if (from === "configuration") continue;
		const made = outputs.map(({ path }) => pathText(path)).slice(0, MOST_NAMED);
		runner.info(`${made.join(", ")}: made by ${name}, as ${pathText(file ?? "a record")} says`);
	}
	const isCut = lineage.isCut || steps.length > 50;
	return {
		...steps.some(({ from }) => from !== "configuration") ? { provenance: {
			steps: steps.slice(-50),
			...isCut ? { isCut } : {}
		} } : {},
		findings: findingsOf(lineage, datasets)
	};
}
/** Paths that one line of the log names. */
const MOST_NAMED = 5;
/** The part of a glob before its first wildcard. */
function plainPath(path) {
	const plain = (readGlob(path)?.base ?? path).replace(/^(?:\.\/)+/, "").replace(/(?<=.)\/+$/, "");
	return plain === "" ? "." : plain;
}
const NO_LINEAGE = {
	steps: [],
	isCut: false,
	broken: [],
	unreadable: [],
	isUnchecked: false
};
/** What DVC's locks say; few repositories have one, and only those load what reads it. */
async function lineageOf({ place, runner }, { paths, folders }) {
	const locks = [];
	for (const folder of folders) {
		const lock = absolutePath(place, `${folder}/dvc.lock`);
		if (await isFile(lock)) locks.push(lock);
	}
	if (locks.length === 0) return NO_LINEAGE;
	const { traceLocks } = await import("./dvc.js");
	return traceLocks({
		place,
		paths,
		locks,
		onProgress: runner.progress
	});
}
/** The folders of the files, and all above them. */
function lockFolders(paths) {
	const folders = /* @__PURE__ */ new Set(["."]);
	for (const path of paths) {
		if (path.startsWith("/") || path.split("/").includes("..")) continue;
		for (let at = path; at !== "." && at !== ""; at = folderOf$1(at)) folders.add(folderOf$1(at));
	}
	return [...folders].sort();
}
async function withCommits(steps, { place }) {
	const commits = /* @__PURE__ */ new Map();
	for (const { file } of steps) {
		if (file === void 0 || commits.has(file)) continue;
		commits.set(file, await lastCommitOf(place.workspace, file));
	}
	return steps.map((step) => {
		const commit = step.file === void 0 ? void 0 : commits.get(step.file);
		return commit === void 0 ? step : {
			...step,
			commit
		};
	});
}
/** Data that a record calls its model, such as weights that training goes on with. */
function recordedSteps(datasets, { record, alone }) {
	const { model, training, data } = record;
	if (!model || !training || !data) return [];
	const { digest } = model.body;
	const output = datasets.find((one) => (alone.get(one.name) ?? one.digest) === digest);
	if (!output) return [];
	return [{
		name: `training of ${record.pipeline}`,
		from: "record",
		command: [printCommand(training.body.command)],
		commit: record.commit,
		inputs: inputsOf(data.body),
		outputs: [{
			path: output.path,
			digest,
			state: "match"
		}]
	}];
}
function trainingStep({ author }, made, config) {
	const { run } = config?.train ?? {};
	if (run === void 0) return [];
	const model = config?.model?.path;
	return [{
		name: "training",
		from: "configuration",
		command: [printCommand(wordsOf(run))],
		...author.commit === void 0 ? {} : { commit: author.commit },
		inputs: inputsOf(made),
		outputs: model === void 0 ? [] : [{ path: model }]
	}];
}
/** What training reads: its data, its code, its parameters. The holdout is none of it. */
function inputsOf({ datasets, code, parameters }) {
	return [
		...datasets.filter(({ role }) => isPlanned(role) && role !== "holdout"),
		...code ? [code] : [],
		...parameters ? [parameters] : []
	].map(({ path, digest }) => ({
		path,
		digest
	}));
}
const MOST_FINDINGS = 50;
function findingsOf(lineage, datasets) {
	const { broken, unreadable, isUnchecked, steps } = lineage;
	const nameOf = (path) => datasets.find((one) => isTouching(plainPath(one.path), path))?.name ?? datasets[0]?.name ?? "";
	const outputs = new Set(steps.flatMap((step) => step.outputs.map(({ path }) => path)));
	return [
		...broken.filter(({ kind, path }) => kind === "out" || !outputs.has(path)).slice(0, MOST_FINDINGS).map((one) => brokenFinding(one, nameOf(one.path))),
		...unreadable.map((file) => findingOf("step-unreadable", {
			dataset: nameOf(file),
			message: `${file} cannot be read, so nothing is known of the steps in it; verify tells why`
		})),
		...isUnchecked ? [findingOf("step-unchecked", {
			dataset: datasets[0]?.name ?? "",
			message: "the steps read and wrote so much that nobody looked whether it is as recorded; verify does"
		})] : []
	];
}
function brokenFinding({ kind, stage, path, file, line, message }, dataset) {
	const rows = [{
		file,
		line,
		text: stage
	}];
	return kind === "out" ? findingOf("step-output-differs", {
		dataset,
		message: `${path} is not what stage ${stage} of ${file} made: ${message}`,
		rows
	}) : findingOf("step-input-differs", {
		dataset,
		message: `${path} is not what stage ${stage} of ${file} read when it ran: ${message}`,
		rows
	});
}
// shared/stages/data/tell-findings.ts
/** Puts each finding where people see it: in the log, and beside the line of the file. */
function tellFindings({ runner }, { datasets, findings }) {
	for (const finding of findings) {
		const { dataset, level, message, rows = [] } = finding;
		if (level === "note") {
			runner.info(message);
			continue;
		}
		const record = datasets.find(({ name }) => name === dataset);
		const [first] = rows;
		const file = first && record ? fileOf(finding, record, first) : void 0;
		const place = file === void 0 ? void 0 : {
			file,
			...first?.line ? { line: first.line } : {}
		};
		const text = place && first ? withoutPlace(message, first) : void 0;
		const said = text === void 0 ? message : `${dataset}: ${text}`;
		runner.annotate(level === "fail" ? "error" : "warning", said, place);
	}
}
/** Rows of a dataset are named from its folder, and locks of DVC from the top of the repository. */
function fileOf({ check }, record, { file }) {
	return check === "provenance" ? file : pathOfFile(record, file);
}
/** What a message says behind the place that it begins with; nothing where it begins otherwise. */
function withoutPlace(message, { file, line }) {
	const head = line === void 0 ? `${file}: ` : `${file}:${line}: `;
	return message.startsWith(head) ? message.slice(head.length) : void 0;
}
// shared/platform/word-sum.ts
/**
* A sum that damage on a disk does not leave as it was, several times quicker than a digest. It proves nothing against
* people. The bytes must come in pieces of whole words of 4 bytes.
*/
function wordSum() {
	let one = 608135816;
	let other = 2242054355;
	return {
		add({ buffer, byteOffset, byteLength }) {
			const words = new Int32Array(buffer, byteOffset, byteLength / 4);
			for (let at = 0; at < words.length; at++) {
				const word = words[at] ?? 0;
				one = Math.imul(one ^ word, 2654435761);
				other = Math.imul(other, 2246822507) + word ^ one >>> 15;
			}
		},
		bytes: () => new Uint8Array(Int32Array.of(one, other).buffer)
	};
}
// shared/platform/stat-cache.ts
/** Also the order of the bytes in a number: a machine that has the other one reads something else here. */
const MAGIC = 8102661203842773042n;
const HEAD_BYTES = 16;
const SEAL_BYTES = 8;
/** More are neither read nor written. */
const MOST_ENTRIES = 2e6;
/** Entries that nothing asked for stay as long as there are not more of them than this or of those in use. */
const LEAST_KEPT = 1e5;
const PIECE_BYTES = 4 * 2 ** 20;
/**
* Digests of files by device, inode, size and times, so that what nobody touched need not be read again. Whatever is
* wrong with the file only costs time.
*/
function openStatCache(path, { isVerifying, scratch }) {
	const quiet = quietBefore(now().getTime());
	const { table, note } = isVerifying ? {} : loadTable(path);
	const fresh = openSpool(scratch);
	return {
		table,
		note,
		remember: (entries) => fresh.write(entries, fresh.length()),
		async save() {
			try {
				if (fresh.length() > 0 || note !== void 0) await writeAtomically(path, sealed(quiet, entriesOf(fresh, table)), { mode: 384 });
				return;
			} catch (error) {
				return error instanceof Error ? error.message : String(error);
			} finally {
				fresh.close();
			}
		}
	};
}
/** New ones first, then those that were asked for, then others: what does not fit is what nobody needed longest. */
function* entriesOf(fresh, table) {
	const fitting = Math.min(fresh.length(), MOST_ENTRIES * 72);
	for (let at = 0; at < fitting; at += PIECE_BYTES) yield fresh.read(at, Math.min(PIECE_BYTES, fitting - at));
	if (table === void 0) return;
	const written = fitting / 72;
	const inUse = new Uint8Array(table.used).reduce((sum, mark) => sum + Number(mark === 1), 0);
	const spare = Math.max(LEAST_KEPT, written + inUse);
	yield* marked(table, 1, MOST_ENTRIES - written);
	yield* marked(table, 0, Math.min(spare, MOST_ENTRIES - written - inUse));
}
function* marked(table, mark, most) {
	const used = new Uint8Array(table.used);
	let left = Math.max(0, most);
	for (let entry = 0; entry < used.length && left > 0;) {
		const from = entry;
		while (entry < used.length && used[entry] === mark && entry - from < left) entry++;
		left -= entry - from;
		if (entry > from) yield new Uint8Array(table.entries, from * 72, (entry - from) * 72);
		else entry++;
	}
}
/** What the file holds: what it is and up to when it counts, the entries, and a sum of all of that. */
function* sealed(quiet, entries) {
	const sum = wordSum();
	const head = new Uint8Array(BigInt64Array.of(MAGIC, quiet).buffer);
	sum.add(head);
	yield head;
	for (const piece of entries) {
		sum.add(piece);
		yield piece;
	}
	yield sum.bytes();
}
const READ = constants.O_RDONLY | constants.O_NONBLOCK | (constants.O_NOFOLLOW ?? 0);
function loadTable(path) {
	let file;
	try {
		file = openSync(path, READ);
		const facts = fstatSync(file, { bigint: true });
		const size = Number(facts.size);
		const why = distrust(facts) ?? misshape(size);
		return why === void 0 ? readTable(file, size) : { note: why };
	} catch (error) {
		const code = systemCode(error);
		if (code === "ENOENT" || code === "ENOTDIR") return {};
		if (code === "ELOOP") return { note: "it is a link" };
		return { note: `it cannot be read (${code ?? String(error)})` };
	} finally {
		if (file !== void 0) closeSync(file);
	}
}
/** Whoever may write it decides what the digests are. */
function distrust(facts) {
	if (!facts.isFile()) return "it is no plain file";
	const user = process.getuid?.();
	if (user !== void 0 && facts.uid !== BigInt(user)) return "it belongs to another user";
	return (facts.mode & 18n) === 0n ? void 0 : "others than its owner may write it";
}
function misshape(size) {
	const entries = (size - HEAD_BYTES - SEAL_BYTES) / 72;
	if (entries > MOST_ENTRIES) return "it is too large";
	return entries >= 0 && Number.isInteger(entries) ? void 0 : "it is not whole";
}
function readTable(file, size) {
	const head = new BigInt64Array(HEAD_BYTES / 8);
	const seal = Buffer.alloc(SEAL_BYTES);
	const entries = new SharedArrayBuffer(size - HEAD_BYTES - SEAL_BYTES);
	readFully(file, Buffer.from(head.buffer), 0);
	readFully(file, Buffer.from(entries), HEAD_BYTES);
	readFully(file, seal, size - SEAL_BYTES);
	const [magic, quiet = 0n] = head;
	if (magic !== MAGIC) return { note: "it is something else" };
	const sum = wordSum();
	sum.add(new Uint8Array(head.buffer));
	sum.add(new Uint8Array(entries));
	if (!seal.equals(sum.bytes())) return { note: "it is damaged" };
	return { table: tableOf$1(entries, quiet) };
}
function readFully(file, bytes, at) {
	for (let done = 0; done < bytes.length;) {
		const read = readSync(file, bytes, done, bytes.length - done, at + done);
		if (read === 0) throw new Error("it became shorter");
		done += read;
	}
}
// shared/stages/data/track-cache.ts
/**
* The memory of digests that `track` alone may use; whoever judges or deploys reads every byte. Who can write it decides
* what it says, so a run whose record deploys rest on uses one only where the step names it.
*/
function openTrackCache(setting, { cache, verify }) {
	const folder = folderOf(setting, cache);
	if (folder === void 0) return void 0;
	const path = `${folder}/${nameOf(setting)}`;
	const opened = openStatCache(path, {
		isVerifying: verify ?? false,
		scratch: scratchRoot(setting.place)
	});
	if (opened.note !== void 0) setting.runner.info(`the stat cache ${pathText(path)} is not used: ${opened.note}`);
	return opened;
}
async function saveTrackCache({ runner }, cache) {
	const problem = await cache?.save();
	if (problem !== void 0) runner.info(`the stat cache was not written: ${problem}`);
}
function folderOf({ place, context }, wish) {
	if (wish === "none") return void 0;
	if (wish !== void 0) return checkedFolder(place, wish);
	const { environment } = place;
	if (place.kind === "terminal") return userCacheFolder(environment);
	const tools = environment["RUNNER_TOOL_CACHE"];
	if (!(environment["RUNNER_ENVIRONMENT"] === "self-hosted") || !tools || context === void 0 || context.isDefaultBranch) return void 0;
	return isInside(place.workspace, tools) ? void 0 : `${tools}/proofmark`;
}
/** Whoever writes the checkout must not be able to bring the checksums along. */
function checkedFolder(place, wish) {
	const folder = absolutePath(place, wish);
	if (place.kind === "terminal" || !isInside(place.workspace, folder)) return folder;
	throw new ActionError("invalid-cache", `cache: ${wish} lies in the checkout`, { hint: "A commit could bring its own. Name a folder outside:\nwith:\n  cache: ${{ runner.tool_cache }}/proofmark" });
}
/** One file for each repository or folder, so that they do not push each other out. */
function nameOf({ place, context }) {
	const whose = context ? `${context.server}/${context.repository.owner}/${context.repository.name}` : place.workspace;
	return `stat-cache-${sha256(whose).slice(7).slice(0, 16)}`;
}
// shared/stages/data/track-manifests.ts
/** The file lists that the history will keep; of others there is no use in handing them on. */
function handedOn({ runner }, all) {
	const manifests = /* @__PURE__ */ new Map();
	for (const { record, text, textBytes } of all) {
		const name = manifestName(record.digest);
		if (textBytes <= MANIFEST_LIMIT) manifests.set(name, joinPieces(text()));
		else runner.annotate("warning", `${record.name}: ${describeLarge(name, textBytes)}`);
	}
	return manifests;
}
/** Where manifests are written; nowhere in a terminal that names no folder. */
function manifestFolder({ place }, wish) {
	if (wish !== void 0) return absolutePath(place, wish);
	return place.kind === "github" ? `${place.temporary}/manifests` : void 0;
}
/** Writes them where the user can read them, each with its twin for programs; answers where by dataset. */
async function writeManifests(setting, wish, measured) {
	const folder = manifestFolder(setting, wish);
	const files = /* @__PURE__ */ new Map();
	if (folder === void 0) return files;
	for (const one of measured) {
		const file = `${folder}/${listName(one.record)}`;
		await writeAtomically(file, one.text());
		await writeAtomically(`${folder}/${one.record.name}.json`, manifestJson(one));
		files.set(one.record.name, file);
	}
	return files;
}
// shared/stages/data/track.ts
/** Takes checksums of data, code and parameters, and compares them with the baseline's. */
async function trackData(setting, wishes, datasets) {
	const { runner, history } = setting;
	refuseOwnFiles(setting, wishes, datasets);
	const config = await usedConfig(setting);
	const cache = openTrackCache(setting, wishes);
	const reach = {
		place: setting.place,
		runner,
		memory: cache
	};
	const measured = await runner.group("Data", () => measureAll(setting, datasets, reach));
	const looked = await lookInto(setting, measured, {
		wishes: datasets,
		config
	});
	const made = await measureMakers(wishes, config, reach);
	await saveTrackCache(setting, cache);
	const baseline = await runner.group("Baseline", async () => {
		const found = await setting.baseline();
		runner.info(describeBaseline(found.choice));
		return found;
	});
	const now = {
		datasets: [...looked.datasets],
		digest: combinedDigest(measured.map(({ record }) => record)),
		...made.code ? { code: made.code.record } : {},
		...made.parameters ? { parameters: made.parameters } : {}
	};
	const before = baseline.record?.data?.body;
	const all = [...measured, ...made.code ? [made.code] : []];
	const change = before ? await compareData(before, now, {
		after: (digest) => all.find(({ record }) => record.digest === digest)?.files(),
		before: async (digest) => {
			const text = history && await readManifest(history, digest);
			return text === void 0 ? void 0 : parseAnyManifest(text);
		}
	}) : void 0;
	const found = {
		...now,
		...change ? { change } : {}
	};
	const plan = wishes.plan ? await makePlan(setting, found, baseline.record) : void 0;
	const looks = await holdoutLooks(setting, now.datasets);
	const traced = await traceData(setting, now, {
		config,
		records: [...baseline.record ? [baseline.record] : [], ...wishes.others ?? []],
		alone: digestsOfSingles(measured)
	});
	const findings = [
		...looked.findings,
		...traced.findings,
		...schemaFindings(change, datasets),
		...holdoutFindings(change, {
			datasets: now.datasets,
			looks,
			config
		})
	];
	tellFindings(setting, {
		datasets: now.datasets,
		findings
	});
	const body = {
		...found,
		baseline: baseline.choice,
		...plan ? { plan } : {},
		findings,
		...traced.provenance ? { provenance: traced.provenance } : {},
		...looked.compared,
		...looks.length > 0 ? { looks: [...looks] } : {}
	};
	const section = {
		schema: "proofmark/data/v1",
		by: {
			...setting.author,
			action: "track"
		},
		uses: Object.fromEntries(body.datasets.map(({ name, digest }) => [`dataset:${name}`, digest])),
		trust: setting.trust,
		body
	};
	const manifests = handedOn(setting, all);
	const changed = mayTrigger(setting) ? await changedData(setting, measured) : /* @__PURE__ */ new Map();
	await saveSection(setting.stores, section, new Map([...manifests, ...changed]));
	return {
		section,
		manifests,
		result: trackResult(body, await writeManifests(setting, wishes.manifest, measured))
	};
}
/** Of datasets of one file the digest of that file, which is what a model of one file is known by. */
function digestsOfSingles(measured) {
	const digests = /* @__PURE__ */ new Map();
	for (const { record, files } of measured) {
		if (record.files !== 1) continue;
		for (const { digest } of files()) digests.set(record.name, digest);
	}
	return digests;
}
/** What is to be tracked; that there is nothing is an error. */
async function wantedDatasets(setting, inputs) {
	const datasets = datasetsOf(inputs, await usedConfig(setting));
	if (datasets.length > 0) return datasets;
	throw new ActionError("no-data", "there is nothing to track", { hint: inputHint(dataInputs, "path", {
		value: "data/",
		configured: {
			path: setting.configPath,
			yaml: "data:\n  prices: { path: data/prices/*.csv, role: train }"
		}
	}) });
}
/** What makes the model besides data: its code and its parameters. */
async function measureMakers(wishes, config, reach) {
	const code = wishes.code ?? config?.train?.code;
	const params = wishes.params ?? config?.train?.params;
	return {
		code: code && code.length > 0 ? await measureCode(code, reach) : void 0,
		parameters: params === void 0 ? void 0 : await readParameters(params, reach.place)
	};
}
// shared/stages/pipelines.ts
/** Plans every pipeline that the pattern means. What is wrong with one of them fails the step and hides no other. */
async function planPipelines(inputs, scene) {
	checkInputs(inputs);
	const { runner, place } = scene;
	const list = await listPipelines(inputs.config, scene);
	const problems = [...list.problems];
	const planned = [];
	const all = [];
	let client;
	const settings = /* @__PURE__ */ new Map();
	const records = /* @__PURE__ */ new Map();
	for (const one of list.pipelines) try {
		const setting = await openSetting("track", {
			...inputs,
			config: one.config,
			client
		}, scene);
		client ??= setting.github?.client;
		const { record } = await setting.baseline();
		if (record) records.set(one, record);
		settings.set(one, setting);
	} catch (error) {
		problems.push({
			config: one.config,
			message: problemOf(error, place)
		});
	}
	for (const [one, setting] of settings) {
		runner.info(`pipeline ${one.pipeline}: ${one.config}`);
		const others = [...records].flatMap(([of, record]) => of === one ? [] : [record]);
		try {
			const folder = manifestFolder(setting, inputs.manifest);
			const wishes = {
				...inputs,
				others,
				...folder === void 0 ? {} : { manifest: `${folder}/${setting.pipeline}` }
			};
			const tracked = await trackData(setting, wishes, await wantedDatasets(setting, wishes));
			all.push(tracked);
			planned.push(plannedOf(one, tracked));
		} catch (error) {
			problems.push({
				config: one.config,
				message: problemOf(error, place)
			});
		}
	}
	client?.spent();
	for (const { config, message } of problems) runner.annotate("error", `${config}: ${message}`);
	await runner.summarize(toMarkdown(composePlans(planned, problems)));
	return outcomeOf(inputs, {
		planned,
		problems,
		all
	});
}
/** Inputs that have no meaning for several pipelines at once. */
const SINGULAR = [
	"path",
	"name",
	"code",
	"params",
	"pipeline",
	"expected-digest"
];
function checkInputs(inputs) {
	refuseSingular(inputs, SINGULAR);
	if (inputs.refresh) throw new ActionError("invalid-input", "refresh: new data are fetched for one pipeline at a time", { hint: "Name one file in config, and run a step for each; a matrix over the pipelines does it." });
	if (inputs.plan) return;
	throw new ActionError("invalid-input", `config: ${inputs.config} means several files, and that is only for a plan`, { hint: inputHint(planInputs, "plan", { value: "true" }) });
}
function plannedOf({ pipeline, config }, { section, result }) {
	const { plan } = section.body;
	if (!plan) throw new RangeError("a pipeline was tracked without a plan");
	const { changed, digest, verdict, findings } = result;
	return {
		pipeline,
		config,
		...plan,
		changed,
		digest,
		verdict,
		findings: findings.length
	};
}
function outcomeOf(inputs, { planned, problems, all }) {
	const isBroken = problems.length > 0;
	const verdict = isBroken ? "error" : worstVerdict(planned.map((one) => one.verdict));
	const isChanged = planned.some(({ changed }) => changed);
	const result = {
		schema: "proofmark/pipelines-result/v1",
		verdict,
		reasonCode: isBroken ? "invalid-pipelines" : isChanged ? "changed" : "unchanged",
		pipelines: [...planned],
		problems: [...problems]
	};
	const sum = (key) => all.reduce((total, one) => total + one.result[key], 0);
	return {
		decision: isBroken ? "error" : decisionFor(verdict, inputs["fail-on"]),
		headline: headlineOf(result, sum("files")),
		outputs: {
			verdict,
			changed: String(isChanged),
			digest: "",
			manifest: "",
			files: String(sum("files")),
			bytes: String(sum("bytes")),
			added: "",
			removed: "",
			modified: "",
			renamed: "",
			"reason-code": result.reasonCode,
			train: String(planned.some(({ train }) => train)),
			reason: "",
			key: "",
			pipelines: matrixOf(planned)
		},
		result
	};
}
function headlineOf({ pipelines, problems, verdict }, files) {
	const wanted = pipelines.filter(({ train }) => train).map(({ pipeline }) => pipeline);
	const names = wanted.length === 0 ? "" : `: ${wanted.join(", ")}`;
	const failed = pipelines.filter((one) => one.verdict === "fail").map(({ pipeline }) => pipeline);
	return [
		`${wanted.length} of ${pipelines.length} pipelines need training${names}`,
		`${filesOf(files)} of data`,
		...failed.length > 0 ? [`findings fail in ${failed.join(", ")}`] : [],
		...problems.length > 0 ? [`${verdict}: nothing could be said about ${problems.map(({ config }) => config).join(", ")}`] : []
	].join("; ");
}
// shared/stages/data/refresh.ts
const USUAL_TIMEOUT_MS = 36e5;
/** Runs the commands that bring new data, one after the other in the order of the configuration. */
async function refreshData(setting, datasets) {
	const { runner, context } = setting;
	if (context && !context.isDefaultBranch) throw new ActionError("untrusted-run", "new data are only fetched by runs of the default branch, whose commands were reviewed", { hint: "Take \"refresh: true\" out of this workflow; a workflow on a schedule is the place for it." });
	const commands = datasets.flatMap(({ name, settings }) => settings?.refresh === void 0 ? [] : [{
		name,
		...refreshOf(settings.refresh)
	}]);
	if (commands.length === 0) throw new ActionError("no-refresh", "no dataset says how new data are fetched", { hint: `Say it in ${setting.configPath}:\n  data:\n    prices: { path: data/prices.csv, refresh: [python, fetch.py] }\nData at an address, such as s3://…, need no command.` });
	for (const command of commands) await runner.group(`New ${command.name}`, () => refresh(setting, command));
}
async function refresh({ runner, place }, { name, run, pass, timeout }) {
	const argv = wordsOf(run, `data:\n  ${name}:\n    refresh: [python, fetch.py]`);
	runner.info(`$ ${printCommand(argv)}`);
	const timeoutMs = timeout === void 0 ? USUAL_TIMEOUT_MS : parseDuration(timeout);
	const { exit, left, lastLines } = await runMarked(argv, {
		cwd: place.workspace,
		environment: childEnvironment(place.environment, pass),
		timeoutMs,
		outputLimitBytes: 0,
		onLine: (line) => runner.info(line)
	});
	tellLeft(runner, `fetching ${name}`, left);
	if (exit.kind === "exited" && exit.code === 0) return;
	throw new ActionError("refresh-failed", `fetching ${name} failed: it ${describeEnd(exit, timeoutMs)}`, {
		hint: exit.kind === "not-started" ? `Nothing was measured. Is ${JSON.stringify(argv[0])} installed, and on the PATH? It runs in ${place.workspace}.` : "Nothing was measured. What the command said stands above.",
		cause: exit.kind === "not-started" ? exit.cause : new Error(lastLines.join("\n") || "it said nothing")
	});
}
// shared/stages/data/track-run.ts
/** The stage behind the action `track`. */
async function runTrack(inputs, scene) {
	return await isPattern(inputs.config, scene.place) ? planPipelines(inputs, scene) : trackOne(inputs, scene);
}
async function trackOne(inputs, scene) {
	const setting = await openSetting("track", inputs, scene);
	const datasets = await wantedDatasets(setting, inputs);
	if (inputs.refresh) await refreshData(setting, datasets);
	const { section, result } = await trackData(setting, inputs, datasets);
	checkDigest(result.digest, inputs["expected-digest"]);
	const counts = countChanges(result.change?.datasets);
	const single = result.datasets.length === 1 ? result.datasets[0]?.manifest : void 0;
	const { plan } = section.body;
	if (plan) await setting.runner.summarize(toMarkdown(composePlan(setting.pipeline, plan)));
	setting.github?.client.spent();
	return {
		decision: decisionFor(result.verdict, inputs["fail-on"]),
		headline: headlineOf$1(section.body, result),
		outputs: {
			verdict: result.verdict,
			changed: String(result.changed),
			digest: result.digest,
			manifest: single ?? manifestFolder(setting, inputs.manifest) ?? "",
			files: String(result.files),
			bytes: String(result.bytes),
			added: String(counts.added),
			removed: String(counts.removed),
			modified: String(counts.modified),
			renamed: String(counts.renamed),
			"reason-code": result.reasonCode,
			train: plan ? String(plan.train) : "",
			reason: plan?.reason ?? "",
			key: plan?.key ?? "",
			pipelines: ""
		},
		result
	};
}
/** A workflow that was started for certain data must not train with others. */
function checkDigest(digest, expected) {
	if (expected === void 0 || expected === digest) return;
	throw new ActionError("digest-differs", `the data are ${digest}, and ${JSON.stringify(expected.slice(0, 100))} was expected`, { hint: isDigest(expected) ? "The data changed since this workflow was started; the next look at them starts it again." : "A digest is \"sha256:\" with 64 hex digits, as the output digest of track says it." });
}
export { datasetsOf, findingsLine, runTrack, trackData };
