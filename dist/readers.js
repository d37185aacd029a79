import { MAX_METRICS, atSpot, collectMetrics, decodeText, didYouMean, findFiles, groundOf, isMetric, isShareMetric, measuresOf as measuresOf$1, metricName, metricPlace, metricValue, momentsOf, numberIn, parseJsonTree, parseYamlTree, pathInside, plainOf, predictionsSchema, readGlob, readUserFile, slicedMetrics, sumTerms, testClusteredMean, userPath, valuesOf as valuesOf$1, wishFor } from "./shared.js";
import { countOf, hasNames, memberOf, membersOf, metricAt, numberOf, problemAt, spreadOf, textOf } from "./fields.js";
import { figureOf, itemsOf, mlflowDatabase, problemOf, repeated } from "./mlflow.js";
import { exampleIds, textOfBytes } from "./example-ids.js";
import { tensorboard } from "./tensorboard.js";
import { NOTHING_READ, joinRead } from "./gate-basics-5.js";
import { ActionError, isFile, isFolder } from "./base.js";
import { eachChunk } from "./verify-basics-4.js";
import { readHead } from "./file-head.js";
// shared/domain/metric-files/percent-share.ts
/** What so many percent are as a share. A division would leave 0.9309999999999999 of 93.1. */
function shareOf(percent) {
	return Number((percent / 100).toPrecision(15));
}
const PERCENT = /^(?:%|percent|pct)$/i;
/** A metric that is a share by its name and whose file says that it is in percent, as the share that rules mean. */
function asShare(metric) {
	const { unit, value, stderr, interval, dtype: _, ...rest } = metric;
	if (unit === void 0 || !PERCENT.test(unit.trim()) || !isShareMetric(metricName(metric))) return metric;
	return {
		...rest,
		value: typeof value === "number" ? shareOf(value) : value,
		...stderr === void 0 ? {} : { stderr: shareOf(stderr) },
		...interval ? { interval: {
			low: shareOf(interval.low),
			high: shareOf(interval.high)
		} } : {}
	};
}
// shared/domain/metric-files/checked.ts
/** What holds for every reading, whatever the format: bounded, each name once, and shares as shares. */
function checkReading(reading) {
	if ("problems" in reading) return reading;
	const { metrics } = reading;
	if (metrics.length > 1e4) return refused$3(`holds more than ${MAX_METRICS} values`);
	const first = /* @__PURE__ */ new Map();
	for (const metric of metrics) {
		const slice = Object.entries(metric.slice ?? {}).sort();
		const known = JSON.stringify([metric.key, slice]);
		if (known.length > 1e3) return refused$3(`a metric's name is longer than 500 characters`, metric);
		const other = first.get(known);
		if (other) {
			const of = slice.map(([dimension, value]) => ` of ${dimension} ${value}`).join("");
			return refused$3(`${metricName(metric)}${of} stands twice, first at ${metricPlace(other)}`, metric);
		}
		first.set(known, metric);
	}
	return {
		...reading,
		metrics: metrics.map(asShare)
	};
}
function refused$3(message, { line = 1 } = {}) {
	return { problems: [{
		line,
		column: 1,
		message
	}] };
}
// shared/domain/metric-files/action-benchmark.ts
/** `± 3`, `3`, `+/- 3.5`, `3%`: how far values lie apart. */
/** Of a longer text every way to part its blanks would be tried. */
const LONGEST$1 = 200;
const RANGE = /^\s*(?:±|\+\/?-)?\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(%?)\s*$/i;
/** The custom format of github-action-benchmark: a list of names with unit and value. */
const actionBenchmark = {
	name: "github-action-benchmark",
	title: "github-action-benchmark values",
	recognise(tree) {
		if (tree.kind !== "list" || tree.items.length === 0) return void 0;
		return tree.items.every((item) => textOf(memberOf(item, "name")) && textOf(memberOf(item, "unit")) !== void 0 && memberOf(item, "value")) ? "it is a list of name, unit and value" : void 0;
	},
	read(tree, source) {
		if (tree.kind !== "list") return { problems: [problemOf(tree, "is no list of benchmarks")] };
		const problems = [...repeated(tree.items, (item) => textOf(memberOf(item, "name")) ?? "")];
		const metrics = tree.items.map((item) => benchmark(item, source, problems));
		return problems.length > 0 ? { problems } : { metrics };
	}
};
function benchmark(item, source, problems) {
	const name = textOf(memberOf(item, "name")) ?? "";
	if (name === "" || name.length > 500) problems.push(problemOf(item, "a benchmark has no name, or too long a one"));
	const { value, ...rest } = figureOf(memberOf(item, "value"));
	const unit = textOf(memberOf(item, "unit"));
	const reach = typeof value === "number" ? reachOf(textOf(memberOf(item, "range")), value) : void 0;
	return {
		key: [name],
		value,
		...rest,
		source,
		...unit ? { unit } : {},
		...typeof value === "number" && reach !== void 0 ? { interval: {
			low: value - reach,
			high: value + reach
		} } : {}
	};
}
function reachOf(range, value) {
	const [, digits, percent] = RANGE.exec(range === void 0 || range.length > LONGEST$1 ? "" : range) ?? [];
	if (digits === void 0) return void 0;
	const reach = percent === "%" ? Math.abs(value) * Number(digits) / 100 : Number(digits);
	return Number.isFinite(value + reach) && Number.isFinite(value - reach) ? reach : void 0;
}
// shared/domain/metric-files/bencher.ts
const FIELDS = [
	"value",
	"lower_value",
	"upper_value"
];
/** `{"benchmark": {"latency": {"value": 88, "lower_value": 87, "upper_value": 89}}}`. */
const bencher = {
	name: "bencher",
	title: "Bencher metric format",
	recognise(tree) {
		const measures = measuresOf(tree);
		return measures.length > 0 && measures.every(isMeasure) ? "each benchmark has measures with a value" : void 0;
	},
	read(tree, source) {
		const metrics = [];
		const problems = [];
		for (const { key, measure } of measuresOf(tree)) {
			const [low, high] = [numberOf(memberOf(measure, "lower_value")), numberOf(memberOf(measure, "upper_value"))];
			const { value, ...rest } = figureOf(memberOf(measure, "value"));
			const isStated = low !== void 0 && high !== void 0 && typeof value === "number";
			if (isStated && !(low <= value && value <= high)) problems.push(problemOf(measure, `the value ${value} is not between ${low} and ${high}`));
			metrics.push({
				key,
				value,
				...rest,
				source,
				...isStated && Number.isFinite(low) && Number.isFinite(high) ? { interval: {
					low,
					high
				} } : {}
			});
		}
		return problems.length > 0 ? { problems } : { metrics };
	}
};
/** All things two levels deep, whatever they are. */
function measuresOf(tree) {
	if (tree.kind !== "object") return [];
	return [...tree.members].flatMap(([name, { value }]) => value.kind === "object" ? [...value.members].map(([kind, { value: measure }]) => ({
		key: [name, kind],
		measure
	})) : [{
		key: [name],
		measure: value
	}]);
}
function isMeasure({ key, measure }) {
	return key.length === 2 && measure.kind === "object" && memberOf(measure, "value")?.kind === "number" && [...measure.members.keys()].every((name) => FIELDS.includes(name));
}
// shared/domain/metric-files/dvc-diff.ts
/**
* `dvc metrics diff --json`: judged are the new values, compared with are the old ones. Values that did not change are
* only there with `--all`.
*/
const dvcDiff = {
	name: "dvc-diff",
	title: "output of dvc metrics diff --json",
	options: [{
		name: "new",
		about: "the new values; default for what is judged"
	}, {
		name: "old",
		about: "the old values; default for the baseline"
	}],
	recognise: (tree) => {
		const leaves = changesOf(tree);
		return leaves && leaves.length > 0 ? "its values have old and new" : void 0;
	},
	read: (tree, source, { option, isBaseline = false }) => {
		const leaves = changesOf(tree);
		if (!leaves || leaves.length === 0) return problemAt(tree, "holds no change with old and new; write it with dvc metrics diff --all --json");
		const side = option?.name ?? (isBaseline ? "old" : "new");
		const problems = [];
		const metrics = [];
		for (const [file, changes] of grouped(leaves)) {
			const values = changes.map(({ path, change }) => ({
				path,
				value: memberOf(change, side)
			}));
			const isLost = values.every(({ value }) => value?.kind === "null");
			const { line, column } = changes[0]?.change ?? tree;
			if (isLost && side === "new") {
				const message = `DVC could not read ${file}: every new value in it is null`;
				problems.push({
					line,
					column,
					message
				});
			}
			for (const { path, value } of values) {
				const isNewMetric = side === "old" && value?.kind === "null";
				if (value && !isNewMetric) metrics.push(metricAt(value, path, { source }));
			}
		}
		return problems.length > 0 ? { problems } : { metrics };
	}
};
/** Every change below the files; nothing when something else stands there, too. */
function changesOf(tree) {
	const leaves = [];
	for (const [file, content] of membersOf(tree)) if (isChange(content)) leaves.push({
		file,
		path: [file],
		change: content
	});
	else if (content.kind !== "object" || !addBelow(content, file, {
		path: [],
		leaves
	})) return;
	return leaves;
}
function addBelow(tree, file, { path, leaves }) {
	return membersOf(tree).every(([name, value]) => {
		const below = [...path, name];
		if (isChange(value)) return leaves.push({
			file,
			path: below,
			change: value
		}) > 0;
		return value.kind === "object" && addBelow(value, file, {
			path: below,
			leaves
		});
	});
}
function isChange(tree) {
	return hasNames(tree, "old", "new") && membersOf(tree).every(([name, { kind }]) => /^(?:old|new|diff)$/.test(name) && kind !== "object");
}
function grouped(leaves) {
	const files = /* @__PURE__ */ new Map();
	for (const leaf of leaves) {
		const same = files.get(leaf.file);
		if (same) same.push(leaf);
		else files.set(leaf.file, [leaf]);
	}
	return files;
}
// shared/domain/metric-files/dvc-show.ts
/** `dvc metrics show --json`: revisions with their files. DVC exits with 0 whatever stands in it. */
const dvcShow = {
	name: "dvc-show",
	title: "output of dvc metrics show --json",
	options: [{
		name: "rev",
		takes: "a name",
		about: "the revision; default: the workspace"
	}],
	recognise: (tree) => {
		const revisions = membersOf(tree);
		if (isError(tree)) return "it is an error of DVC";
		if (revisions.length === 0) return void 0;
		return revisions.every(([, revision]) => isError(revision) || isFiles(revision)) ? "its revisions hold files with data" : void 0;
	},
	read: (tree, source, { option }) => {
		if (isError(tree)) return problemAt(tree, toldError(tree, "DVC"));
		const revisions = membersOf(tree);
		const wanted = option?.value;
		const known = revisions.map(([name]) => name);
		const chosen = wanted === void 0 ? workspaceOf(revisions) : memberOf(tree, wanted);
		if (chosen) return readRevision(chosen, source);
		const names = known.map((name) => JSON.stringify(name)).join(", ");
		return problemAt(tree, wanted === void 0 ? `holds the revisions ${names}; say which one with format: dvc-show:rev=NAME` : `holds no revision "${wanted}", but ${names || "none at all"}`);
	}
};
/** What DVC puts in the place of data that it could not read. */
function isError(tree) {
	return hasNames(memberOf(tree, "error"), "type", "msg");
}
function isFiles(tree) {
	const files = memberOf(tree, "data");
	return files?.kind === "object" && membersOf(files).every(([, file]) => isError(file) || hasNames(file, "data"));
}
function toldError(tree, what) {
	const error = memberOf(tree, "error");
	const type = textOf(memberOf(error, "type")) ?? "an error";
	const said = textOf(memberOf(error, "msg")) ?? "";
	return `${what} could not be read by DVC: ${type}${said === "" ? "" : ` (${said.slice(0, 200)})`}`;
}
/** Of several revisions the one that lies here; without a name when it is the only one. */
function workspaceOf(revisions) {
	const only = revisions.length === 1 ? revisions : revisions.filter(([name]) => WORKSPACE.has(name));
	return only.length === 1 ? only[0]?.[1] : void 0;
}
const WORKSPACE = /* @__PURE__ */ new Set(["", "workspace"]);
function readRevision(revision, source) {
	if (isError(revision)) return problemAt(revision, toldError(revision, "the revision"));
	const metrics = [];
	const problems = [];
	for (const [file, content] of membersOf(memberOf(revision, "data"))) {
		const data = memberOf(content, "data");
		if (isError(content)) problems.push({
			...spot(content),
			message: toldError(content, file)
		});
		else if (!data || data.kind === "object" && data.members.size === 0) {
			const message = `DVC found no metrics in ${file}: it holds a list, nothing, or the value 0 alone`;
			problems.push({
				...spot(content),
				message
			});
		} else if (data.kind === "object") {
			const collected = collectMetrics(data, source);
			if ("problems" in collected) problems.push(...collected.problems);
			else metrics.push(...collected.metrics);
		} else metrics.push(metricAt(data, [file], { source }));
	}
	return problems.length > 0 ? { problems } : { metrics };
}
function spot({ line, column }) {
	return {
		line,
		column
	};
}
// shared/domain/metric-files/plain.ts
const textNumbers = {
	name: "text-numbers",
	about: "texts that are numbers, such as \"0.91\", are read as numbers"
};
function wantsTextNumbers({ option }) {
	return option?.name === textNumbers.name;
}
/** Numbers with names, nested as deep as their writer liked: what DVC calls metrics. */
function plain(syntax, title) {
	return {
		name: syntax,
		title,
		syntax,
		options: [textNumbers],
		recognise: () => void 0,
		read: (tree, source, wish) => collectMetrics(tree, source, { isTextRead: wantsTextNumbers(wish) })
	};
}
const jsonMetrics = plain("json", "JSON metrics");
const yamlMetrics = plain("yaml", "YAML metrics");
const tomlMetrics = plain("toml", "TOML metrics");
// shared/domain/metric-files/dvclive.ts
/** The latest values that DVCLive logged; `step` says of which step they are. */
const dvclive = {
	name: "dvclive",
	title: "DVCLive metrics",
	fileName: /(?:^|\/)dvclive\/metrics\.(?:json|ya?ml|toml)$/,
	options: [textNumbers],
	recognise: (tree, path) => dvclive.fileName?.test(path) && tree.kind === "object" ? "of its name" : void 0,
	read: (tree, source, wish) => {
		const isTextRead = wantsTextNumbers(wish);
		const collected = collectMetrics(tree, source, { isTextRead });
		if ("problems" in collected) return collected;
		const step = numberOf(memberOf(tree, "step"));
		if (step === void 0) return collected;
		return { metrics: collected.metrics.filter(({ key }) => key.join(".") !== "step").map((metric) => ({
			...metric,
			step
		})) };
	}
};
// shared/domain/metric-files/hf-eval-results.ts
/** A file of `.eval_results/` of a model on Hugging Face: one value for each benchmark, which has the metric's name. */
const hfEvalResults = {
	name: "hf-eval-results",
	title: "HF evaluation results",
	fileName: /(?:^|\/)\.eval_results\/[^/]+\.ya?ml$/,
	recognise: (tree) => {
		if (tree.kind !== "list" || tree.items.length === 0) return void 0;
		return tree.items.every((item) => hasNames(item, "dataset", "value") && hasNames(memberOf(item, "dataset"), "id")) ? "it is a list of values with dataset.id" : void 0;
	},
	read: (tree, source) => {
		if (tree.kind !== "list") return problemAt(tree, "is no list of values with a dataset");
		const metrics = [];
		for (const item of tree.items) {
			const dataset = memberOf(item, "dataset");
			const id = textOf(memberOf(dataset, "id"));
			const value = memberOf(item, "value");
			if (id === void 0 || id === "" || !value) return problemAt(item, "an entry needs dataset.id and value");
			const task = textOf(memberOf(dataset, "task_id"));
			metrics.push(metricAt(value, task === void 0 ? [id] : [id, task], { source }));
		}
		return { metrics };
	}
};
// shared/domain/metric-files/hf-results.ts
const SPLIT = /^(eval|train|test|predict)_/;
/** What the Trainer of Hugging Face leaves: `all_results.json` and its like. */
const hfResults = {
	name: "hf-results",
	title: "HF Trainer results",
	fileName: /(?:^|\/)(?:all|eval|train|test|predict)_results\.json$/,
	recognise: (tree, path) => {
		const members = membersOf(tree);
		if (members.length === 0 || members.some(([, { kind }]) => kind === "object")) return void 0;
		const runtime = members.find(([name]) => SPLIT.test(name) && name.endsWith("_runtime"));
		if (runtime) return `it is flat and has ${runtime[0]}`;
		return hfResults.fileName?.test(path) ? "of its name, and it is flat" : void 0;
	},
	read: (tree, source) => {
		const collected = collectMetrics(tree, source);
		if ("problems" in collected) return collected;
		const step = numberOf(memberOf(tree, "epoch"));
		return { metrics: collected.metrics.filter(({ key }) => key.join() !== "epoch").map((metric) => {
			const name = metric.key.join(".");
			const unit = unitOf(name);
			const split = SPLIT.exec(name)?.[0];
			const n = unit || split === void 0 ? void 0 : countOf(memberOf(tree, `${split}samples`));
			return {
				...metric,
				...unit === void 0 ? {} : { unit },
				...n === void 0 || name === `${split}samples` ? {} : { n },
				...step === void 0 ? {} : { step }
			};
		}) };
	}
};
/** Times and speeds are measured on no examples. */
function unitOf(name) {
	if (name.endsWith("_runtime")) return "s";
	return name.endsWith("_per_second") ? "1/s" : void 0;
}
// shared/domain/formats/xml.ts
/** Ends the reading; caught at the door. */
var Stop = class extends Error {};
const MOST_ELEMENTS = 1e6;
const NAME$1 = /[\p{L}_:][\p{L}\p{N}_:.\-\u00b7]*/uy;
const ATTRIBUTE = /\s+([\p{L}_:][\p{L}\p{N}_:.\-\u00b7]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/uy;
const TAG_END = /\s*(\/?)>/y;
const ENTITIES = /* @__PURE__ */ new Map([
	["lt", "<"],
	["gt", ">"],
	["amp", "&"],
	["quot", "\""],
	["apos", "'"]
]);
/**
* Elements and attributes of an XML document, which is all that reports of tests say. Texts are checked and left out.
* A document type is refused, and with it every entity but the five that all know and numbers of characters: there is
* nothing to expand, and nothing to fetch.
*/
function parseXml(text) {
	let at = 0;
	let counted = 0;
	let line = 1;
	let elements = 0;
	const open = [];
	let root;
	function lineAt(index) {
		for (; counted < index; counted++) if (text.charCodeAt(counted) === 10) line++;
		return line;
	}
	function through(end, what) {
		const found = text.indexOf(end, at);
		if (found < 0) throw new Stop(`this ${what} does not end`);
		at = found + end.length;
	}
	function markup() {
		if (text.startsWith("<!--", at)) through("-->", "comment");
		else if (text.startsWith("<![CDATA[", at)) {
			if (open.length === 0) throw new Stop("a text outside of all elements");
			through("]]>", "text");
		} else if (text.startsWith("<?", at)) through("?>", "instruction");
		else if (text.startsWith("<!", at)) throw new Stop("a document type or an entity of its own is not read");
		else if (text.startsWith("</", at)) closing();
		else opening();
	}
	function closing() {
		at += 2;
		const name = match(NAME$1);
		const element = open.pop();
		if (name === void 0 || name !== element?.name) throw new Stop(element ? `expected </${element.name}>` : "an end without a beginning");
		if (match(TAG_END) === void 0 || text[at - 2] === "/") throw new Stop("expected \">\"");
	}
	function opening() {
		if (root && open.length === 0) throw new Stop("there is more than one root element");
		if (++elements > MOST_ELEMENTS) throw new Stop(`holds more than ${MOST_ELEMENTS} elements`);
		if (open.length === 200) throw new Stop(`nests deeper than 200 levels`);
		const here = lineAt(at);
		at++;
		const name = match(NAME$1);
		if (name === void 0) throw new Stop("expected the name of an element");
		const element = {
			name,
			attributes: attributes(),
			children: [],
			line: here
		};
		const end = match(TAG_END);
		if (end === void 0) throw new Stop(`an attribute of <${name}> is not written as name="value"`);
		const parent = open.at(-1);
		if (parent) parent.children.push(element);
		else root = element;
		if (!end.endsWith("/>")) open.push(element);
	}
	function attributes() {
		const all = /* @__PURE__ */ new Map();
		for (;;) {
			ATTRIBUTE.lastIndex = at;
			const found = ATTRIBUTE.exec(text);
			const [whole, name] = found ?? [];
			if (whole === void 0 || name === void 0) return all;
			if (all.has(name)) throw new Stop(`the attribute ${name} is there twice`);
			all.set(name, resolved(found?.[2] ?? found?.[3] ?? ""));
			at += whole.length;
		}
	}
	function match(pattern) {
		pattern.lastIndex = at;
		const found = pattern.exec(text)?.[0];
		at += found?.length ?? 0;
		return found;
	}
	function characters(from, to) {
		const part = text.slice(from, to);
		if (open.length === 0 && part.trim() !== "") throw new Stop("a text outside of all elements");
		if (part.includes("&")) resolved(part);
	}
	try {
		if (text.startsWith("﻿")) at = 1;
		while (at < text.length) {
			const next = text.indexOf("<", at);
			characters(at, next < 0 ? text.length : next);
			if (next < 0) break;
			at = next;
			markup();
		}
		const unclosed = open.at(-1);
		if (unclosed) throw new Stop(`<${unclosed.name}> of line ${unclosed.line} does not end`);
		return root ? { root } : {
			line: 1,
			message: "has no element"
		};
	} catch (error) {
		if (!(error instanceof Stop)) throw error;
		return {
			line: lineAt(Math.min(at, text.length)),
			message: error.message
		};
	}
}
function resolved(text) {
	if (!text.includes("&")) return text;
	return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{1,8}));|&/g, (_, decimal, hex, name) => {
		const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : void 0;
		if (code !== void 0 && code <= 1114111) return String.fromCodePoint(code);
		const known = ENTITIES.get(name ?? "");
		if (known === void 0) throw new Stop(name ? `the entity &${name}; is not read` : "an & that begins no entity");
		return known;
	});
}
// shared/domain/metric-files/score-column.ts
/** Rows that are made room for at first. */
const FIRST$1 = 1024;
/** Room that grows with the rows; what is not put is NaN and counts as missing. */
function scoreColumn() {
	let values = new Float64Array(FIRST$1);
	let last = -1;
	let gap;
	function isNew(row) {
		if (row === last) return false;
		if (row !== last + 1) gap ??= {
			value: "not-a-number",
			found: "null",
			line: void 0
		};
		last = row;
		return true;
	}
	return {
		number(row, value, line) {
			if (!isNew(row)) return false;
			if (row >= values.length) {
				const more = new Float64Array(Math.max(row + 1, 2 * values.length));
				more.set(values);
				values = more;
			}
			values[row] = value;
			if (!Number.isFinite(value)) gap ??= {
				value: metricValue(value),
				line
			};
			return true;
		},
		other(row, found, line) {
			if (!isNew(row)) return false;
			gap ??= {
				value: "not-a-number",
				found,
				line
			};
			return true;
		},
		take(rows) {
			if (gap) return { gap };
			if (last !== rows - 1) return { gap: {
				value: "not-a-number",
				found: "null",
				line: void 0
			} };
			return { values: values.slice(0, rows) };
		}
	};
}
// shared/domain/metric-files/example-means.ts
/** More values of one dimension are no slices, but names of examples. */
const MOST_SLICES = 200;
/**
* The mean of each score with its examples and standard error, of all examples and of each slice. Where examples follow
* an order, neighbours may depend on each other, so that no error is stated; where there are clusters, it is theirs.
*/
function meansOf(table) {
	const clusters = table.clusters && numbered(table.clusters);
	const ties = {
		isOrdered: table.order !== void 0,
		clusters
	};
	const all = table.scores.map((score) => meanOf(score, table.source, {
		values: score.values,
		ties
	}));
	const slices = Object.entries(table.slices ?? {}).flatMap(([dimension, names]) => table.scores.flatMap((score) => sliceMeans(table, score, {
		dimension,
		names
	})));
	return [...all, ...slices];
}
function meanOf({ key, direction }, source, { values, ties }) {
	const moments = isSummable(values) ? momentsOf(values, 1) : void 0;
	const value = moments?.mean ?? "Infinity";
	return {
		key: [...key],
		value,
		source,
		n: values.length,
		...direction ? { direction } : {},
		...moments ? errorOf(values, moments, ties) : {}
	};
}
function isSummable(values) {
	let size = 0;
	for (let at = 0; at < values.length; at++) size += Math.abs(values[at] ?? 0);
	return Number.isFinite(2 * size);
}
function errorOf(values, { variance }, { isOrdered, clusters }) {
	if (isOrdered || values.length < 2) return {};
	if (!clusters) return finite(Math.sqrt(variance / values.length));
	if (clusters.every((cluster) => cluster === clusters[0])) return {};
	return finite(testClusteredMean(values, clusters).error);
}
/** Squares of large numbers may be more than a double holds. */
function finite(stderr) {
	return Number.isFinite(stderr) ? { stderr } : {};
}
function numbered(clusters) {
	const numbers = /* @__PURE__ */ new Map();
	return Uint32Array.from(clusters, (cluster) => {
		const known = numbers.get(cluster) ?? numbers.size;
		numbers.set(cluster, known);
		return known;
	});
}
function sliceMeans({ source, order, clusters }, score, { dimension, names }) {
	const rows = /* @__PURE__ */ new Map();
	for (const [row, name] of names.entries()) {
		if (name === "") continue;
		const same = rows.get(name);
		if (same) same.push(row);
		else if (rows.size === MOST_SLICES) return [];
		else rows.set(name, [row]);
	}
	return [...rows].map(([name, members]) => {
		return {
			...meanOf(score, source, {
				values: Float64Array.from(members, (row) => score.values[row] ?? NaN),
				ties: {
					isOrdered: order !== void 0 || clusters !== void 0,
					clusters: void 0
				}
			}),
			slice: { [dimension]: name }
		};
	});
}
// shared/domain/metric-files/score-table.ts
/**
* Scores that every example has, with their means; of the others the metric alone, in the state that says why. A score
* of some examples would be the mean of whichever had one.
*/
function readingOf(table, columns) {
	const taken = columns.map(({ key, direction, take }) => ({
		key: [...key],
		...direction ? { direction } : {},
		...take(table.ids.length)
	}));
	const scores = taken.flatMap(({ key, direction, ...taken }) => "values" in taken ? {
		key,
		...direction ? { direction } : {},
		values: taken.values
	} : []);
	const gaps = taken.flatMap(({ key, ...taken }) => {
		if (!("gap" in taken)) return [];
		const { line, ...state } = taken.gap;
		return {
			key,
			...state,
			source: table.source,
			...line === void 0 ? {} : { line }
		};
	});
	const examples = {
		...table,
		scores
	};
	return {
		metrics: [...meansOf(examples), ...gaps],
		...scores.length > 0 ? { examples: [examples] } : {}
	};
}
// shared/domain/metric-files/example-rows.ts
/** Scores by example from files that are read as a whole, such as reports of tests. */
function exampleRows() {
	const ids = exampleIds();
	const hashes = [];
	const columns = /* @__PURE__ */ new Map();
	return {
		add({ id, line, hash }, scores) {
			const row = ids.all().length;
			const problem = ids.add(id, line);
			if (problem !== void 0) return problem;
			if (hash !== void 0) hashes.push(hash);
			for (const { key, direction, value } of scores) {
				const name = JSON.stringify(key);
				let column = columns.get(name);
				if (!column) {
					column = {
						...scoreColumn(),
						key,
						direction
					};
					columns.set(name, column);
				}
				if (typeof value === "number") column.number(row, value, line);
				else column.other(row, value, line);
			}
		},
		count: () => ids.all().length,
		reading(source) {
			const isHashed = hashes.length === ids.all().length;
			return readingOf({
				source,
				ids: ids.all(),
				...isHashed && hashes.length > 0 ? { hashes } : {}
			}, [...columns.values()]);
		}
	};
}
// shared/domain/metric-files/junit.ts
const MOST_PROBLEMS$7 = 20;
/** Reports of tests as JUnit, pytest, Jest and many others write them. */
const junit = {
	name: "junit",
	title: "JUnit XML",
	fileName: /\.xml$/i,
	recognise(head) {
		const text = new TextDecoder().decode(head);
		if (!/^\ufeff?\s*</.test(text)) return void 0;
		const [, root] = /<(testsuites?)[\s/>]/.exec(text) ?? [];
		return root && `it is XML with <${root}>`;
	},
	read(bytes, source) {
		const decoded = decodeText(bytes);
		if ("problems" in decoded) return decoded;
		const parsed = parseXml(decoded.text);
		return "root" in parsed ? readReport(parsed.root, source) : { problems: [{
			...parsed,
			column: 1
		}] };
	}
};
function readReport(root, source) {
	if (root.name !== "testsuites" && root.name !== "testsuite") return refused$2(root, `its root is <${root.name}>, not <testsuites> or <testsuite>`);
	const cases = casesOf(root);
	if (cases.length === 0) return refused$2(root, "holds no test case: no test was run");
	const claims = claimProblems(root, cases);
	if (claims.length > 0) return { problems: claims };
	const rows = exampleRows();
	const names = idsOf(cases);
	const problems = [];
	for (const [index, { element, outcome }] of cases.entries()) {
		if (outcome === "skipped") continue;
		const id = names[index] ?? "";
		const score = {
			key: ["pass_rate"],
			value: Number(outcome === "passed"),
			direction: "higher"
		};
		const problem = rows.add({
			id,
			line: element.line
		}, [score]);
		if (problem === void 0) continue;
		problems.push(at(element, `the test ${JSON.stringify(id.slice(0, 200))} ${problem}`));
		if (problems.length === MOST_PROBLEMS$7) break;
	}
	if (problems.length > 0) return { problems };
	if (rows.count() === 0) return refused$2(root, "all tests were skipped: there is nothing to judge");
	const { metrics, examples } = rows.reading(source);
	return {
		metrics: [...metrics, ...counts(root, cases, source)],
		examples
	};
}
/** All test cases below an element; suites may nest. */
function casesOf(root) {
	const cases = [];
	const walk = (element, suite) => {
		for (const child of element.children) if (child.name === "testcase") cases.push({
			element: child,
			suite,
			outcome: outcomeOf(child)
		});
		else if (child.name === "testsuite") walk(child, child.attributes.get("name") ?? suite);
	};
	walk(root, root.attributes.get("name") ?? "");
	return cases;
}
/** A test that failed once and passed when it was tried again says so by other elements, and passed. */
function outcomeOf({ children }) {
	const has = (name) => children.some((child) => child.name === name);
	if (has("error")) return "errors";
	if (has("failure")) return "failures";
	return has("skipped") ? "skipped" : "passed";
}
/** `class::name`; with the suite before it where classes and names alone do not tell tests apart. */
function idsOf(cases) {
	const short = cases.map(({ element: { attributes } }) => [attributes.get("classname"), attributes.get("name")].filter((part) => part).join("::"));
	if (new Set(short).size === short.length) return short;
	return short.map((id, index) => `${cases[index]?.suite}::${id}`);
}
/** A report that says of more failures than it shows was cut or edited. */
function claimProblems(root, cases) {
	return [
		"tests",
		"failures",
		"errors"
	].flatMap((name) => {
		const text = root.attributes.get(name)?.trim() ?? "";
		const claimed = /^\d{1,9}$/.test(text) ? Number(text) : 0;
		const found = name === "tests" ? cases.length : count(cases, name);
		return claimed > found ? [at(root, `says ${claimed} ${name}, and shows ${found}`)] : [];
	});
}
function count(cases, outcome) {
	return cases.filter((one) => one.outcome === outcome).length;
}
function counts(root, cases, source) {
	const of = (name, value, direction) => ({
		key: [name],
		value,
		source,
		line: root.line,
		direction,
		dtype: "int"
	});
	const seconds = cases.map(({ element }) => element.attributes.get("time")?.replaceAll(",", "") ?? "");
	const isTimed = seconds.every((text) => /^\d{1,9}(\.\d+)?(e-\d+)?$/i.test(text));
	const time = seconds.reduce((sum, text) => sum + Number(text), 0);
	return [
		of("tests", cases.length, "higher"),
		of("passed", count(cases, "passed"), "higher"),
		of("failures", count(cases, "failures"), "lower"),
		of("errors", count(cases, "errors"), "lower"),
		of("skipped", count(cases, "skipped"), "lower"),
		...isTimed ? [{
			...of("time", time, "lower"),
			unit: "s",
			dtype: "f64"
		}] : []
	];
}
function at({ line }, message) {
	return {
		line,
		column: 1,
		message
	};
}
function refused$2(element, message) {
	return { problems: [at(element, message)] };
}
// shared/domain/metric-files/keras-history.ts
/** `History.history` of Keras as JSON: one list for each metric, one value for each epoch, counted from 0. */
const kerasHistory = {
	name: "keras-history",
	title: "Keras history",
	options: [
		{
			name: "last",
			about: "the last epoch; the default"
		},
		{
			name: "best",
			about: "the epoch with the lowest val_loss, else loss"
		},
		{
			name: "min",
			takes: "a name",
			about: "the epoch with the lowest value of this metric"
		},
		{
			name: "max",
			takes: "a name",
			about: "the epoch with the highest value of this metric"
		},
		{
			name: "epoch",
			takes: "a whole number",
			about: "this epoch, counted from 0"
		}
	],
	recognise: (tree) => {
		const columns = columnsOf$2(tree);
		if (!columns?.some(([name]) => name === "loss")) return void 0;
		return `it has ${columns.length} lists of ${columns[0]?.[1].items.length} values, loss among them`;
	},
	read: (tree, source, wish) => {
		const columns = columnsOf$2(tree);
		if (!columns) return problemAt(tree, "holds something besides lists of numbers, one for each epoch");
		const epochs = columns[0]?.[1].items.length ?? 0;
		const chosen = choose(tree, columns, wish);
		if (typeof chosen !== "number") return chosen;
		if (chosen >= epochs) return problemAt(tree, `holds ${epochs} epochs, the last of which is ${epochs - 1}`);
		const metrics = columns.flatMap(([name, { items }]) => {
			const value = items[chosen];
			return value ? [metricAt(value, [name], {
				source,
				step: chosen
			})] : [];
		});
		const warning = wish.option ? void 0 : notBest(columns, chosen);
		return {
			metrics,
			warnings: warning === void 0 ? [] : [warning]
		};
	}
};
/** The lists, when there is nothing besides and all are equally long. */
function columnsOf$2(tree) {
	const columns = [];
	for (const [name, value] of membersOf(tree)) {
		if (value.kind !== "list" || value.items.length !== (columns[0]?.[1] ?? value).items.length) return;
		if (value.items.some(({ kind }) => kind === "list" || kind === "object")) return void 0;
		columns.push([name, value]);
	}
	return columns[0] && columns[0][1].items.length > 0 ? columns : void 0;
}
function choose(tree, columns, { option }) {
	const epochs = columns[0]?.[1].items.length ?? 0;
	if (!option || option.name === "last") return epochs - 1;
	if (option.name === "epoch") return Number(option.value);
	const name = option.name === "best" ? monitored(columns) : option.value;
	const column = memberOf(tree, name);
	if (column?.kind !== "list") return problemAt(tree, `has no ${name}, but ${columns.map(([known]) => known).join(", ")}`);
	return extreme(column, option.name === "max" ? -1 : 1) ?? problemAt(column, `${name} has no finite number in any epoch`);
}
function monitored(columns) {
	return columns.some(([name]) => name === "val_loss") ? "val_loss" : "loss";
}
/** The first epoch with the lowest value, or with the highest where the sign is −1. */
function extreme({ items }, sign) {
	let best;
	for (const [epoch, item] of items.entries()) {
		if (item.kind !== "number" || !Number.isFinite(item.value)) continue;
		const value = sign * item.value;
		if (!best || value < best.value) best = {
			epoch,
			value
		};
	}
	return best?.epoch;
}
function notBest(columns, last) {
	const validated = columns.find(([name]) => name === "val_loss");
	const best = validated && extreme(validated[1], 1);
	if (!validated || best === void 0 || best === last) return void 0;
	const shown = [best, last].map((epoch) => {
		const item = validated[1].items[epoch];
		return item?.kind === "number" ? metricValue(item.value) : "none";
	});
	return `the last epoch (${last}, val_loss ${shown[1]}) is not the best one (${best}, val_loss ${shown[0]}); when its weights are what is kept, say format: keras-history:best`;
}
// shared/domain/metric-files/lm-eval.ts
/** The results file of EleutherAI's lm-evaluation-harness. */
const lmEval = {
	name: "lm-eval",
	title: "lm-evaluation-harness results",
	fileName: /(?:^|\/)results_[^/]*\.json$/,
	options: [],
	recognise: (tree, path) => {
		if (!hasNames(tree, "results", "versions")) return void 0;
		const third = [
			"n-shot",
			"n-samples",
			"higher_is_better"
		].find((name) => hasNames(tree, name));
		if (third !== void 0) return `it has results, versions and ${third}`;
		return lmEval.fileName?.test(path) ? "of its name, and it has results and versions" : void 0;
	},
	read: (tree, source) => {
		const results = memberOf(tree, "results");
		if (results?.kind !== "object") return problemAt(results ?? tree, "has no results of tasks");
		const metrics = [];
		const groups = membersOf(memberOf(tree, "groups")).filter(([name]) => !results.members.has(name));
		for (const [task, scores] of [...membersOf(results), ...groups]) metrics.push(...readTask(tree, task, {
			scores,
			source
		}));
		const unfitAsBaseline = limitOf(tree);
		return {
			metrics,
			part: "results",
			...unfitAsBaseline === void 0 ? {} : { unfitAsBaseline }
		};
	}
};
/** What a metric of a task is called: as in the file, but for the filter "none", which nobody would write. */
function lmEvalKey(task, metric, filter) {
	return [task, filter === "none" || filter === "" ? metric : `${metric},${filter}`];
}
/** What stands among the metrics of a task and is none. */
const OTHERS = /* @__PURE__ */ new Set([
	"alias",
	"name",
	"sample_len",
	"sample_count"
]);
function readTask(tree, task, { scores, source }) {
	const directions = memberOf(memberOf(tree, "higher_is_better"), task);
	const n = examplesOf(tree, task, /* @__PURE__ */ new Set());
	return membersOf(scores).flatMap(([name, value]) => {
		const comma = name.indexOf(",");
		const metric = comma === -1 ? name : name.slice(0, comma);
		const filter = comma === -1 ? "" : name.slice(comma + 1);
		if (OTHERS.has(metric.trim()) || metric.endsWith("_stderr")) return [];
		const isHigher = memberOf(directions, metric);
		return [metricAt(value, lmEvalKey(task, metric, filter), {
			source,
			n,
			stderr: spreadOf(memberOf(scores, `${metric}_stderr${comma === -1 ? "" : `,${filter}`}`)),
			direction: isHigher?.kind === "flag" ? isHigher.value ? "higher" : "lower" : void 0
		})];
	});
}
/** The examples that were evaluated; of a group those of its tasks, where all of them say so. */
function examplesOf(tree, task, seen) {
	const own = countOf(memberOf(memberOf(memberOf(tree, "n-samples"), task), "effective"));
	const parts = memberOf(memberOf(tree, "group_subtasks"), task);
	if (own !== void 0 || parts?.kind !== "list" || parts.items.length === 0) return own;
	let sum = 0;
	for (const part of parts.items) {
		if (part.kind !== "text" || seen.has(part.value)) return void 0;
		seen.add(part.value);
		const count = examplesOf(tree, part.value, seen);
		if (count === void 0) return void 0;
		sum += count;
	}
	return sum;
}
/** Why the figures are only good for a try: a limit left examples out. */
function limitOf(tree) {
	const cut = membersOf(memberOf(tree, "n-samples")).flatMap(([task, counts]) => {
		const effective = numberOf(memberOf(counts, "effective"));
		const original = numberOf(memberOf(counts, "original"));
		if (effective === void 0 || original === void 0 || effective >= original) return [];
		return [`${effective} of ${original} examples of ${task}`];
	});
	const limit = memberOf(memberOf(tree, "config"), "limit");
	const isLimited = limit !== void 0 && limit.kind !== "null";
	if (cut.length === 0 && !isLimited) return void 0;
	const some = cut.slice(0, 3).join(", ");
	const more = cut.length > 3 ? ` and ${cut.length - 3} more` : "";
	return `${cut.length === 0 ? "only a part of the examples was" : `only ${some}${more} were`} evaluated (--limit), which is no baseline for others`;
}
// shared/domain/metric-files/line-reader.ts
const LF$1 = 10;
/** Cuts a file into lines as it comes, in pieces of any size. */
function lineReader({ onLine, onStart, onTooLong, longest }) {
	let rest;
	let line = 0;
	let isOver = false;
	function push(chunk) {
		if (isOver || chunk.length === 0) return;
		const bytes = rest ? joined(rest, chunk) : chunk;
		rest = void 0;
		let from = line === 0 ? markLength(bytes) : 0;
		for (;;) {
			const known = onStart?.(bytes, from, line + 1) ?? -1;
			if (known >= 0) {
				line++;
				from = known + 1;
				continue;
			}
			const stop = bytes.indexOf(LF$1, from);
			if (stop < 0) break;
			tell(bytes, from, stop);
			from = stop + 1;
			if (isOver) return;
		}
		if (bytes.length - from > longest) {
			isOver = true;
			onTooLong(line + 1);
		} else if (from < bytes.length) rest = new Uint8Array(bytes.subarray(from));
	}
	function tell(bytes, from, to) {
		line++;
		if (to - from > longest) {
			isOver = true;
			onTooLong(line);
		} else if (!isBlank(bytes, from, to)) onLine(bytes, from, to, line);
	}
	return {
		push,
		end() {
			if (rest && !isOver) tell(rest, line === 0 ? markLength(rest) : 0, rest.length);
			rest = void 0;
		}
	};
}
function joined(a, b) {
	const all = new Uint8Array(a.length + b.length);
	all.set(a);
	all.set(b, a.length);
	return all;
}
/** A byte order mark before the first line is no part of it. */
function markLength(bytes) {
	return bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191 ? 3 : 0;
}
function isBlank(bytes, from, to) {
	for (let at = from; at < to; at++) {
		const byte = bytes[at] ?? 0;
		if (byte !== 32 && byte !== 9 && byte !== 13) return false;
	}
	return true;
}
// shared/domain/metric-files/lm-eval-samples.ts
/** A line holds the whole prompt. */
const LONGEST_LINE$1 = 16 * 2 ** 20;
const MOST_PROBLEMS$6 = 20;
const MOST_FILTERS = 20;
const FILE_NAME = /(?:^|\/)samples_(.+?)(?:_\d{4}-\d\d-\d\dT[\d.-]+)?\.jsonl$/;
/** What lm-evaluation-harness logs of each question with `--log_samples`. */
const lmEvalSamples = {
	name: "lm-eval-samples",
	title: "lm-evaluation-harness samples",
	fileName: /(?:^|\/)samples_[^/]*\.jsonl$/,
	recognise(head) {
		const text = new TextDecoder().decode(head);
		return /^\ufeff?\s*\{/.test(text) && text.includes("\"doc_id\"") && /"(?:doc_hash|prompt_hash|target_hash|filtered_resps)"|"doc"\s*:/.test(text) ? "its lines have doc_id" : void 0;
	},
	open: openSamples,
	read(bytes, source) {
		const reader = openSamples(source);
		reader.push(bytes);
		reader.end();
		return reader.reading();
	}
};
function openSamples(source) {
	const problems = [];
	/** A document is there once for each filter, and each filter has metrics of its own. */
	const tables = /* @__PURE__ */ new Map();
	const task = FILE_NAME.exec(source)?.[1] ?? "";
	function add(tree, line) {
		const document = memberOf(tree, "doc_id");
		if (document?.kind !== "number" && document?.kind !== "text") return "has no doc_id";
		const names = itemsOf(memberOf(tree, "metrics"))?.map(textOf);
		if (!names || names.includes(void 0)) return "has no list of metrics";
		const filter = textOf(memberOf(tree, "filter")) ?? "none";
		let rows = tables.get(filter);
		if (!rows) {
			if (tables.size === MOST_FILTERS) return `is of more than ${MOST_FILTERS} filters`;
			rows = exampleRows();
			tables.set(filter, rows);
		}
		const id = [
			task,
			filter,
			document.value
		].filter((part) => part !== "").join("/");
		const hashes = ["doc_hash", "prompt_hash"].map((name) => textOf(memberOf(tree, name)));
		const hash = hashes.includes(void 0) ? void 0 : hashes.join(" ");
		const scores = [...new Set(names)].map((name) => {
			const score = memberOf(tree, name ?? "");
			return {
				key: lmEvalKey(task, name ?? "", filter),
				value: valueOfScore(score)
			};
		});
		const problem = rows.add({
			id,
			line,
			hash
		}, scores);
		return problem === void 0 ? void 0 : `the document ${id.slice(0, 200)} ${problem}`;
	}
	return {
		...lineReader({
			longest: LONGEST_LINE$1,
			onLine(bytes, from, to, line) {
				if (problems.length >= MOST_PROBLEMS$6) return;
				const parsed = parseLine(bytes, from, to);
				if ("message" in parsed) problems.push({
					line,
					column: parsed.column,
					message: parsed.message
				});
				else {
					const message = add(parsed.tree, line);
					if (message !== void 0) problems.push({
						line,
						column: 1,
						message
					});
				}
			},
			onTooLong: (line) => {
				problems.push({
					line,
					column: 1,
					message: `is longer than ${LONGEST_LINE$1} bytes`
				});
			}
		}),
		reading() {
			if (problems.length > 0) return { problems };
			if (tables.size === 0) return { problems: [{
				line: 1,
				column: 1,
				message: "holds no sample"
			}] };
			const readings = [...tables.values()].map((rows) => rows.reading(source));
			return {
				part: "samples",
				metrics: readings.flatMap(({ metrics }) => metrics),
				examples: readings.flatMap(({ examples = [] }) => examples)
			};
		}
	};
}
function valueOfScore(score) {
	switch (score?.kind) {
		case "number": return score.value;
		case "flag": return Number(score.value);
		case "text": return "text";
		case "list":
		case "object": return "a list";
		default: return "null";
	}
}
function parseLine(bytes, from, to) {
	try {
		const parsed = parseJsonTree(textOfBytes(bytes, from, to));
		if ("tree" in parsed) return parsed;
		const [first] = parsed.problems;
		return {
			message: first?.message ?? "cannot be read",
			column: first?.column ?? 1
		};
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		return {
			message: "is not UTF-8 text",
			column: 1
		};
	}
}
// shared/domain/metric-files/model-index.ts
/** The metrics that a model card of Hugging Face states in its front matter. */
const modelIndex = {
	name: "model-index",
	title: "HF model-index",
	fileName: /(?:^|\/)README\.md$/,
	recognise: (tree) => hasNames(tree, "model-index") ? "it has model-index" : void 0,
	read: (tree, source) => {
		const models = memberOf(tree, "model-index");
		if (models?.kind !== "list") return problemAt(models ?? tree, "has no list model-index");
		const problems = [];
		const found = [];
		for (const model of models.items) {
			const name = textOf(memberOf(model, "name"));
			const prefix = models.items.length > 1 && name !== void 0 ? [name] : [];
			const results = memberOf(model, "results");
			for (const result of results?.kind === "list" ? results.items : []) {
				const metrics = memberOf(result, "metrics");
				for (const metric of metrics?.kind === "list" ? metrics.items : []) {
					const type = textOf(memberOf(metric, "type")) ?? textOf(memberOf(metric, "name"));
					const value = memberOf(metric, "value");
					const { line, column } = metric;
					if (type === void 0 || !value) problems.push({
						line,
						column,
						message: "a metric needs a type and a value"
					});
					else {
						const task = textOf(memberOf(memberOf(result, "task"), "type"));
						found.push({
							path: [...prefix, ...datasetPath(result)],
							task,
							type,
							value
						});
					}
				}
			}
		}
		if (problems.length > 0) return { problems };
		return { metrics: withTasks(found).map(({ path, type, value }) => stated(value, [...path, type], source)) };
	}
};
/** What tells results of a model apart: the dataset, with its configuration and split where they are named. */
function datasetPath(result) {
	const dataset = memberOf(result, "dataset");
	return [
		textOf(memberOf(dataset, "type")) ?? textOf(memberOf(dataset, "name")),
		textOf(memberOf(dataset, "config")),
		textOf(memberOf(dataset, "split"))
	].filter((part) => part !== void 0 && part !== "");
}
/** Of one name for several values the task is a part, too. */
function withTasks(found) {
	const counts = /* @__PURE__ */ new Map();
	const nameOf = ({ path, type }) => JSON.stringify([...path, type]);
	for (const one of found) counts.set(nameOf(one), (counts.get(nameOf(one)) ?? 0) + 1);
	return found.map((one) => {
		return counts.get(nameOf(one)) === 1 || one.task === void 0 ? one : {
			...one,
			path: [one.task, ...one.path]
		};
	});
}
/** Of a longer text every way to part its blanks would be tried. */
const LONGEST = 200;
const STATED = /^([^\s±%]+)\s*(?:(?:±|\+\/?-)\s*([^\s%]+))?\s*(%?)$/;
/** A number, or a text such as "20.0 ± 1.2" or "93.1 %". */
function stated(tree, key, source) {
	const whole = textOf(tree) ?? "";
	const text = whole.length > LONGEST ? "" : whole.trim();
	const [, size = "", margin, percent = ""] = STATED.exec(text) ?? [];
	const number = numberIn(size);
	const around = margin === void 0 ? 0 : numberIn(margin);
	if (number === void 0 || around === void 0) return metricAt(tree, key, { source });
	const interval = {
		low: number - around,
		high: number + around
	};
	const isBounded = margin !== void 0 && Number.isFinite(number) && Number.isFinite(around);
	return metricAt({
		kind: "number",
		value: number,
		line: tree.line,
		column: tree.column
	}, key, {
		source,
		interval: isBounded ? interval : void 0,
		unit: percent === "" ? void 0 : percent
	});
}
// shared/domain/formats/csv.ts
const MOST_COLUMNS = 1e4;
const MOST_CELLS = 5e6;
const MOST_PROBLEMS$5 = 20;
/** A cell in quotes with its doubled quotes, or one without any; then what ends it. */
const CELLS = {
	",": /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|\r|$)/y,
	"	": /(?:"([^"]*(?:""[^"]*)*)"|([^"\t\r\n]*))(\t|\r?\n|\r|$)/y,
	";": /(?:"([^"]*(?:""[^"]*)*)"|([^";\r\n]*))(;|\r?\n|\r|$)/y
};
/** What parts the cells of a first line: a tab, else a comma, else a semicolon. */
function csvDelimiterOf(line) {
	if (line.includes("	")) return "	";
	return line.includes(",") || !line.includes(";") ? "," : ";";
}
/** A small table after RFC 4180, read strictly: every row has as many cells as the first one, which names the columns. */
function parseCsv(text) {
	const pattern = CELLS[csvDelimiterOf(text.slice(0, Math.max(0, text.search(/\r|\n|$/))))];
	const problems = [];
	const rows = [];
	let cells = [];
	let line = 1;
	let began = 1;
	let count = 0;
	let header;
	const refuse = (message, at = line) => problems.push({
		line: at,
		column: 1,
		message
	});
	function endRow() {
		const row = {
			cells,
			line: began
		};
		cells = [];
		if (row.cells.length === 1 && row.cells[0] === "") return;
		if (!header) {
			header = row;
			const seen = /* @__PURE__ */ new Set();
			const twice = row.cells.find((name) => seen.size === seen.add(name).size);
			if (twice !== void 0) refuse(`the column ${JSON.stringify(twice)} is there twice`, began);
		} else if (row.cells.length === header.cells.length) rows.push(row);
		else refuse(`has ${row.cells.length} cells, and ${header.cells.length} columns are named`, began);
	}
	for (let at = 0; at < text.length && problems.length < MOST_PROBLEMS$5;) {
		pattern.lastIndex = at;
		const found = pattern.exec(text);
		if (!found) {
			refuse("has a quotation mark where none belongs, or one that is not closed");
			break;
		}
		const [whole, quoted, plain = "", end = ""] = found;
		cells.push(quoted?.replaceAll("\"\"", "\"") ?? plain);
		if (++count > MOST_CELLS || !header && cells.length > MOST_COLUMNS) {
			refuse(`holds more than ${header ? `${MOST_CELLS} cells` : `${MOST_COLUMNS} columns`}`);
			break;
		}
		at += whole.length;
		if (quoted?.includes("\n")) line += quoted.split("\n").length - 1;
		if (!/[\r\n]/.test(end)) {
			if (at < text.length || end === "") continue;
			cells.push("");
			continue;
		}
		endRow();
		line++;
		began = line;
	}
	if (cells.length > 0 && problems.length === 0) endRow();
	if (!header && problems.length === 0) refuse("is empty, without even names of columns");
	return problems.length > 0 || !header ? { problems } : { table: {
		header,
		rows
	} };
}
// shared/domain/metric-files/prediction-rows.ts
const MOST_PROBLEMS$4 = 20;
/** The rows of a table, CSV or one JSON object a line; every column that is named must be there. */
function predictionRows(bytes, wanted) {
	const decoded = decodeText(bytes);
	if ("problems" in decoded) return decoded;
	const names = columnsOf$1(wanted);
	return /^\ufeff?\s*\{/.test(decoded.text) ? fromLines(decoded.text, names) : fromCsv(decoded.text, names);
}
function columnsOf$1({ task: _, slice = [], ...roles }) {
	return [.../* @__PURE__ */ new Set([...Object.values(roles).filter((name) => name !== void 0), ...slice])];
}
function fromCsv(text, names) {
	const parsed = parseCsv(text);
	if ("problems" in parsed) return parsed;
	const { header, rows } = parsed.table;
	const missing = missingProblem(names, header.cells, header.line);
	if (missing) return { problems: [missing] };
	const columns = names.map((name) => {
		const place = header.cells.indexOf(name);
		return [name, rows.map(({ cells }) => cells[place] ?? "")];
	});
	return {
		columns: new Map(columns),
		lines: rows.map(({ line }) => line)
	};
}
function fromLines(text, names) {
	const columns = new Map(names.map((name) => [name, []]));
	const lines = [];
	const problems = [];
	for (const [index, one] of text.split("\n").entries()) {
		if (one.trim() === "") continue;
		if (problems.length === MOST_PROBLEMS$4) break;
		const line = index + 1;
		const parsed = parseJsonTree(one);
		if ("problems" in parsed) {
			problems.push(...parsed.problems.map((problem) => ({
				...problem,
				line
			})));
			continue;
		}
		const members = new Map(membersOf(parsed.tree));
		const missing = missingProblem(names, [...members.keys()], line);
		if (missing) {
			problems.push(missing);
			continue;
		}
		for (const [name, cells] of columns) {
			const value = members.get(name);
			if (value?.kind === "list" || value?.kind === "object") problems.push({
				line,
				column: 1,
				message: `${JSON.stringify(name)} is a list, not one value`
			});
			const isScalar = value?.kind === "text" || value?.kind === "number" || value?.kind === "flag";
			cells.push(isScalar ? String(value.value) : "");
		}
		lines.push(line);
	}
	return problems.length > 0 ? { problems } : {
		columns,
		lines
	};
}
function missingProblem(names, found, line) {
	const missing = names.filter((name) => !found.includes(name));
	if (missing.length === 0) return void 0;
	const others = found.filter((name) => !names.includes(name)).slice(0, 200);
	const told = missing.map((name) => `${JSON.stringify(name)}${didYouMean(name, others)}`);
	const some = found.slice(0, 20).join(", ").slice(0, 300);
	return {
		line,
		column: 1,
		message: `has no column ${told.join(", no column ")} (it has ${some})`
	};
}
// shared/domain/metric-files/predictions.ts
const MOST_PROBLEMS$3 = 20;
/** Metrics that are the mean of one number a row, and which way is better. */
const BY_ROW = /* @__PURE__ */ new Map([
	["accuracy", "higher"],
	["mse", "lower"],
	["mae", "lower"],
	["mape", "lower"],
	["smape", "lower"],
	["log_loss", "lower"],
	["brier", "lower"]
]);
/** A table with what is true and what a model said, row by row, of which the metrics are computed here. */
const predictions = {
	name: "predictions",
	title: "predictions",
	options: [{
		name: "columns",
		takes: "a name",
		about: "the columns as JSON, as `gate.predictions` has them; default: target and prediction"
	}],
	recognise: () => void 0,
	read(bytes, source, { option }) {
		const columns = columnsOf(option?.value);
		if (!columns) return refused$1("cannot be read by these columns: give them in gate.predictions");
		const table = predictionRows(bytes, columns);
		return "problems" in table ? table : readRows(table, columns, source);
	}
};
function columnsOf(text) {
	if (text === void 0) return {
		target: "target",
		prediction: "prediction"
	};
	const parsed = parseJsonTree(text);
	return "tree" in parsed ? predictionsSchema.safeParse(plainOf(parsed.tree)).data : void 0;
}
function readRows(rows, columns, source) {
	if (rows.lines.length === 0) return refused$1("holds no row");
	const task = columns.task ?? taskOf(rows, columns);
	if (!task) return refused$1("holds whole numbers alone, which may be classes or amounts; say which by \"task\": \"classification\" or \"regression\", beside the columns: in gate.predictions, or in format as predictions:columns={\"target\":\"…\",\"prediction\":\"…\",\"task\":\"classification\"}");
	const problems = [];
	const scores = scoresOf(rows, {
		task,
		columns,
		problems
	});
	const ids = exampleIds();
	const named = columns.id === void 0 ? void 0 : cellsOf(rows, columns.id);
	for (const [row, line] of rows.lines.entries()) {
		const id = named ? named[row] ?? "" : String(row + 1);
		const problem = id === "" ? "is empty" : ids.add(id, line);
		if (problem !== void 0 && problems.length < MOST_PROBLEMS$3) problems.push({
			line,
			column: 1,
			message: `the id ${JSON.stringify(id.slice(0, 100))} ${problem}`
		});
	}
	if (problems.length > 0) return { problems };
	const by = columns.order ?? columns.cluster;
	return measured({
		source,
		ids: ids.all(),
		hashes: scores.map(({ target }) => String(target)),
		...columns.cluster ? { clusters: cellsOf(rows, columns.cluster) } : {},
		...columns.order ? { order: cellsOf(rows, columns.order).map((text) => numberIn(text) ?? text) } : {},
		...by === void 0 ? {} : { by },
		...columns.slice ? { slices: Object.fromEntries(columns.slice.map((name) => [name, cellsOf(rows, name)])) } : {}
	}, scores, task);
}
function cellsOf({ columns }, column) {
	return columns.get(column) ?? [];
}
/** Any text says classes, any fraction says amounts; whole numbers say nothing. */
function taskOf(rows, { target, prediction }) {
	let isWhole = true;
	for (const name of [target, prediction]) for (const text of cellsOf(rows, name)) {
		const number = numberIn(text);
		if (number === void 0) return "classification";
		if (!Number.isInteger(number)) isWhole = false;
	}
	return isWhole ? void 0 : "regression";
}
function scoresOf(rows, { task, columns, problems }) {
	const { target, prediction, score } = columns;
	const classes = score === void 0 ? [] : [...new Set(cellsOf(rows, target).map(label))].sort();
	const refuse = (line, message) => {
		if (problems.length < MOST_PROBLEMS$3) problems.push({
			line,
			column: 1,
			message
		});
	};
	if (score !== void 0 && (task === "regression" || classes.length !== 2)) refuse(1, `a score is a probability of the second of two classes; here ${task === "regression" ? "are amounts" : `are ${classes.length} classes`}`);
	const [targets, predicted] = [cellsOf(rows, target), cellsOf(rows, prediction)];
	const chances = score === void 0 ? [] : cellsOf(rows, score);
	return rows.lines.map((line, row) => {
		const [is = "", said = ""] = [targets[row], predicted[row]];
		if (is === "" || said === "") refuse(line, `has nothing in ${JSON.stringify(is === "" ? target : prediction)}`);
		if (task === "regression") {
			const [a = NaN, b = NaN] = [numberIn(is), numberIn(said)];
			if (!Number.isFinite(a) || !Number.isFinite(b)) refuse(line, `has ${JSON.stringify(Number.isFinite(a) ? said : is)} where a finite number belongs`);
			return {
				id: row,
				target: a,
				prediction: b
			};
		}
		if (score === void 0) return {
			id: row,
			target: label(is),
			prediction: label(said)
		};
		const chance = numberIn(chances[row] ?? "") ?? NaN;
		if (!(chance >= 0 && chance <= 1)) refuse(line, `has ${JSON.stringify(chances[row])} where a probability from 0 to 1 belongs`);
		const probability = label(is) === classes[1] ? chance : 1 - chance;
		return {
			id: row,
			target: label(is),
			prediction: label(said),
			probability
		};
	});
}
/** `1` and `1.0` are one class. */
function label(text) {
	const number = numberIn(text);
	return number === void 0 || !Number.isFinite(number) ? text : String(number);
}
function measured(table, scores, task) {
	const ground = groundOf(scores);
	const measures = measuresOf$1(task, ground);
	const { metrics } = readingOf(table, measures.flatMap((measure) => {
		const direction = BY_ROW.get(measure.name);
		if (!direction) return [];
		const values = valuesOf$1(measure, scores);
		const taken = values.every(Number.isFinite) ? { values } : { gap: {
			value: "Infinity",
			line: void 0
		} };
		return [{
			key: [measure.name],
			direction,
			take: () => taken
		}];
	}));
	const others = measures.filter(({ name }) => !BY_ROW.has(name));
	const whole = others.map((measure) => figure(measure, scores, table.source));
	const kind = {
		measures: others,
		task,
		ground,
		source: table.source
	};
	const parts = slicedMetrics(scores, table.slices ?? {}, kind);
	const examples = [{
		...table,
		scores: [],
		predicted: {
			task,
			scores
		}
	}];
	return {
		metrics: [
			...metrics,
			...whole,
			...parts
		],
		examples
	};
}
function figure(measure, scores, source) {
	const value = metricValue(measure.value(sumTerms(measure, scores)));
	return {
		key: [measure.name],
		value,
		source,
		n: scores.length
	};
}
function refused$1(message) {
	return { problems: [{
		line: 1,
		column: 1,
		message
	}] };
}
// shared/domain/metric-files/prometheus-labels.ts
const LABEL = /[ \t]*([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*"/y;
const MOST_LABELS = 50;
/** `{month="12",kind="a"}` from a place on, or nothing there; `end` is behind it. */
function readLabels(line, start) {
	let at = start;
	while (line[at] === " " || line[at] === "	") at++;
	if (line[at] !== "{") return {
		labels: {},
		end: start
	};
	at++;
	const labels = /* @__PURE__ */ new Map();
	for (;;) {
		while (line[at] === " " || line[at] === "	") at++;
		if (line[at] === "}") return {
			labels: Object.fromEntries(labels),
			end: at + 1
		};
		LABEL.lastIndex = at;
		const [found, name] = LABEL.exec(line) ?? [];
		if (found === void 0 || name === void 0) return {
			message: "expected label=\"value\"",
			at
		};
		if (labels.has(name)) return {
			message: `the label ${name} is there twice`,
			at
		};
		if (labels.size === MOST_LABELS) return {
			message: `there are more than ${MOST_LABELS} labels`,
			at
		};
		at += found.length;
		const value = readValue$1(line, at);
		if (value === void 0) return {
			message: "this text has no closing quote",
			at: at - 1
		};
		labels.set(name, value.text);
		at = value.end;
		while (line[at] === " " || line[at] === "	") at++;
		if (line[at] === ",") at++;
		else if (line[at] !== "}") return {
			message: "expected \",\" or \"}\"",
			at
		};
	}
}
function readValue$1(line, start) {
	let text = "";
	for (let at = start; at < line.length; at++) {
		const char = line[at];
		if (char === "\"") return {
			text,
			end: at + 1
		};
		if (char === "\\") {
			const next = line[++at];
			text += next === "n" ? "\n" : next ?? "";
		} else text += char;
	}
}
// shared/domain/metric-files/prometheus.ts
const MOST_PROBLEMS$2 = 20;
const NAME = /[A-Za-z_:][A-Za-z0-9_:]*/y;
/** `value`, then perhaps a time; OpenMetrics may put an exemplar behind them. */
const REST = /^[ \t]*(\S+)(?:[ \t]+(-?[0-9.]+(?:e[+-]?\d+)?))?[ \t]*(?:#[ \t].*)?$/i;
/** Families whose samples are parts of a distribution, with their endings. */
const PARTS = /_(?:bucket|sum|count|gcount|gsum|created)$/;
/** What a Prometheus endpoint or a text file collector holds. Labels are slices. */
const prometheus = {
	name: "prometheus",
	title: "Prometheus text",
	fileName: /\.(?:prom|openmetrics)$/i,
	recognise(head, path) {
		const text = new TextDecoder().decode(head);
		if (/^(?:\ufeff)?\s*# (?:HELP|TYPE|UNIT) [A-Za-z_:]/.test(text)) return "it begins with # HELP or # TYPE";
		return /\.(?:prom|openmetrics)$/i.test(path) ? "of its name" : void 0;
	},
	read(bytes, source) {
		const decoded = decodeText(bytes);
		return "problems" in decoded ? decoded : readText(decoded.text, source);
	}
};
function readText(text, source) {
	const problems = [];
	const metrics = /* @__PURE__ */ new Map();
	const kinds = /* @__PURE__ */ new Map();
	let skipped = 0;
	for (const [index, raw] of text.split("\n").entries()) {
		const line = raw.replace(/\r$/, "");
		const refuse = (message, column = 1) => {
			problems.push({
				line: index + 1,
				column,
				message
			});
		};
		if (problems.length >= MOST_PROBLEMS$2) break;
		if (line.trim() === "") continue;
		if (line.trimStart().startsWith("#")) {
			const [, name, kind] = /^\s*#\s*TYPE\s+(\S+)\s+(\S+)/.exec(line) ?? [];
			if (name !== void 0 && kind !== void 0) kinds.set(name, kind);
			continue;
		}
		const sample = readSample(line);
		if ("message" in sample) {
			refuse(sample.message, sample.column);
			continue;
		}
		const { name, slice, value } = sample;
		if (isPart(name, kinds)) {
			skipped++;
			continue;
		}
		const key = JSON.stringify([name, Object.entries(slice).sort(byName)]);
		const first = metrics.get(key);
		if (first) refuse(`${metricName(first)} is there twice with the same labels, first on line ${first.line}`);
		else if (metrics.size === 1e4) {
			refuse(`holds more than ${MAX_METRICS} values`);
			break;
		} else metrics.set(key, {
			key: [name],
			value: metricValue(value),
			source,
			line: index + 1,
			...Object.keys(slice).length > 0 ? { slice } : {}
		});
	}
	if (problems.length > 0) return { problems };
	const told = `${skipped} ${skipped === 1 ? "value" : "values"} of histograms and summaries left out`;
	return {
		metrics: [...metrics.values()],
		...skipped > 0 ? { warnings: [told] } : {}
	};
}
function byName([a], [b]) {
	return a < b ? -1 : 1;
}
/** A part of a histogram or a summary, which is no figure of its own. */
function isPart(name, kinds) {
	const isSpread = (family) => [
		"histogram",
		"gaugehistogram",
		"summary"
	].includes(kinds.get(family) ?? "");
	return isSpread(name) || PARTS.test(name) && isSpread(name.replace(PARTS, ""));
}
function readSample(line) {
	const start = line.length - line.trimStart().length;
	NAME.lastIndex = start;
	const name = NAME.exec(line)?.[0];
	if (name === void 0) return {
		message: "expected the name of a metric",
		column: start + 1
	};
	if (name.length > 500) return {
		message: "this name is too long",
		column: start + 1
	};
	const labels = readLabels(line, start + name.length);
	if ("message" in labels) return {
		message: labels.message,
		column: labels.at + 1
	};
	const [, text, time] = REST.exec(line.slice(labels.end)) ?? [];
	const value = text === void 0 ? void 0 : numberIn(text);
	if (value === void 0) return {
		message: `expected a number behind ${name}`,
		column: labels.end + 1
	};
	if (time !== void 0 && !Number.isFinite(Number(time))) return {
		message: "expected a time behind the value",
		column: labels.end + 1
	};
	return {
		name,
		slice: labels.labels,
		value
	};
}
// shared/domain/metric-files/promptfoo.ts
const MOST_NAMED = 200;
const MOST_PROBLEMS$1 = 20;
const HIGHER$1 = { direction: "higher" };
/** What `promptfoo eval -o output.json` writes: one result for each test and prompt. */
const promptfoo = {
	name: "promptfoo",
	title: "promptfoo results",
	recognise(tree) {
		const results = memberOf(tree, "results");
		return memberOf(results, "stats") && itemsOf(memberOf(results, "results")) ? "it has results with stats" : void 0;
	},
	read(tree, source) {
		const results = memberOf(tree, "results");
		const items = itemsOf(memberOf(results, "results"));
		if (!results || !items) return { problems: [problemOf(tree, "has no list results.results")] };
		if (items.length === 0) return { problems: [problemOf(results, "holds no result: no test was run")] };
		const problems = [];
		const rows = exampleRows();
		for (const [index, item] of items.entries()) {
			const problem = addResult(rows, item, index);
			if (problem !== void 0) problems.push(problemOf(item, problem));
			if (problems.length === MOST_PROBLEMS$1) break;
		}
		const stats = memberOf(results, "stats");
		const counts = [
			"successes",
			"failures",
			"errors"
		].map((name) => ({
			name,
			count: numberOf(memberOf(stats, name))
		}));
		const told = counts.reduce((sum, { count = 0 }) => sum + count, 0);
		if (told !== items.length) problems.push(problemOf(stats ?? tree, `its counts are of ${told} results, and there are ${items.length}`));
		if (problems.length > 0) return { problems };
		const { metrics, examples } = rows.reading(source);
		const counted = counts.map(({ name, count = 0 }) => {
			return {
				key: [name],
				value: count,
				source,
				direction: name === "successes" ? "higher" : "lower",
				dtype: "int"
			};
		});
		const errors = counts.find(({ name }) => name === "errors")?.count ?? 0;
		return {
			metrics: [...metrics, ...counted],
			examples,
			...errors > 0 ? { warnings: [`${errors} of ${items.length} tests ended with an error and count as failed`] } : {}
		};
	}
};
function addResult(rows, item, index) {
	const success = memberOf(item, "success");
	if (success?.kind !== "flag") return "does not say whether it is a success";
	const test = numberOf(memberOf(item, "testIdx"));
	const prompt = numberOf(memberOf(item, "promptIdx"));
	const id = test === void 0 ? `result ${index + 1}` : `test ${test} prompt ${prompt ?? 0}`;
	const named = memberOf(item, "namedScores");
	const names = named?.kind === "object" ? [...named.members.keys()] : [];
	if (names.length > MOST_NAMED) return `has more than ${MOST_NAMED} named scores`;
	const problem = rows.add({
		id,
		line: item.line,
		hash: fingerprint(item)
	}, [
		{
			key: ["pass_rate"],
			value: Number(success.value),
			...HIGHER$1
		},
		{
			key: ["score"],
			value: numberOf(memberOf(item, "score")) ?? "null",
			...HIGHER$1
		},
		...names.flatMap((name) => [{
			key: ["named", name],
			value: numberOf(memberOf(named, name)) ?? "null"
		}])
	]);
	return problem === void 0 ? void 0 : `${id} ${problem}`;
}
/** Tells one test from another: its variables and the text of its prompt, shortened by a checksum. */
function fingerprint(item) {
	const vars = memberOf(item, "vars") ?? memberOf(memberOf(item, "testCase"), "vars");
	const text = `${vars ? JSON.stringify(plainOf(vars)) : ""}\n${textOf(memberOf(memberOf(item, "prompt"), "label")) ?? ""}`;
	let [a, b] = [2166136261, 2538058380];
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		a = Math.imul(a ^ code, 16777619);
		b = Math.imul(b ^ code, 1540483477);
	}
	return [a, b].map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
}
// shared/domain/metric-files/pytest-benchmark.ts
const SECONDS = {
	unit: "s",
	direction: "lower"
};
const STATS = /* @__PURE__ */ new Map([
	["min", SECONDS],
	["max", SECONDS],
	["mean", SECONDS],
	["median", SECONDS],
	["q1", SECONDS],
	["q3", SECONDS],
	["stddev", { unit: "s" }],
	["iqr", { unit: "s" }],
	["ops", {
		unit: "1/s",
		direction: "higher"
	}]
]);
/** What `pytest --benchmark-json` writes: timings of tests. */
const pytestBenchmark = {
	name: "pytest-benchmark",
	title: "pytest-benchmark results",
	recognise: (tree) => itemsOf(memberOf(tree, "benchmarks")) && memberOf(tree, "machine_info") ? "it has benchmarks and machine_info" : void 0,
	read(tree, source) {
		const benchmarks = itemsOf(memberOf(tree, "benchmarks"));
		if (!benchmarks) return { problems: [problemOf(tree, "has no list of benchmarks")] };
		const problems = [...repeated(benchmarks, nameOf$1)];
		const metrics = benchmarks.flatMap((benchmark) => {
			const name = nameOf$1(benchmark);
			if (name === "" || name.length > 500) problems.push(problemOf(benchmark, "a benchmark has no name, or too long a one"));
			return statsOf(benchmark, name, source);
		});
		return problems.length > 0 ? { problems } : {
			metrics,
			warnings: warningsOf(tree)
		};
	}
};
function nameOf$1(benchmark) {
	return textOf(memberOf(benchmark, "fullname")) ?? textOf(memberOf(benchmark, "name")) ?? "";
}
function statsOf(benchmark, name, source) {
	const stats = memberOf(benchmark, "stats");
	const rounds = numberOf(memberOf(stats, "rounds"));
	const deviation = numberOf(memberOf(stats, "stddev"));
	const n = rounds !== void 0 && Number.isSafeInteger(rounds) && rounds > 0 ? { n: rounds } : {};
	const error = n.n !== void 0 && deviation !== void 0 && deviation >= 0 && Number.isFinite(deviation) ? { stderr: deviation / Math.sqrt(n.n) } : {};
	return [...STATS].flatMap(([stat, meaning]) => {
		const field = memberOf(stats, stat);
		if (!field && stat !== "mean") return [];
		const spread = stat === "mean" ? {
			...n,
			...error
		} : n;
		return [{
			key: [name, stat],
			...figureOf(field),
			source,
			...meaning,
			...spread
		}];
	});
}
const SHOWN = 100;
function warningsOf(tree) {
	const machine = memberOf(tree, "machine_info");
	const where = [
		textOf(memberOf(memberOf(machine, "cpu"), "brand_raw")) ?? textOf(memberOf(machine, "processor")),
		textOf(memberOf(machine, "system")),
		textOf(memberOf(machine, "python_version")) && `Python ${textOf(memberOf(machine, "python_version"))}`
	].filter((word) => word).join(", ").replace(/\s+/g, " ").slice(0, SHOWN);
	const dirty = memberOf(memberOf(tree, "commit_info"), "dirty");
	return [`timings were taken on ${where || "a machine that the file does not describe"}; those of another machine are not comparable`, ...dirty?.kind === "flag" && dirty.value ? ["timings were taken with changes that no commit has"] : []];
}
// shared/domain/formats/json-line.ts
const QUOTE = 34;
const BACKSLASH = 92;
const MINUS = 45;
const ZERO = 48;
/** Digits that a double holds exactly, and the powers of ten that keep one division of them exact. */
const MOST_EXACT = 2 ** 53;
const POWERS = Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
const WORDS = /* @__PURE__ */ new Map([
	["true", true],
	["false", false],
	["null", null],
	["NaN", NaN],
	["Infinity", Number.POSITIVE_INFINITY],
	["-Infinity", Number.NEGATIVE_INFINITY]
]);
/** Told by `scanNumber`. */
let end = 0;
const one = emptyValue();
function emptyValue() {
	return {
		kind: "word",
		from: 0,
		to: 0,
		number: 0,
		word: null
	};
}
/**
* Reads one line that holds one JSON object, without making anything of it but what the sink asks for: files of
* examples have millions of lines. Bare NaN and Infinity are numbers, as Python writes them. Members are added to `placed`.
*/
function scanLine(bytes, { from, to, placed }, sink) {
	const refused = (at, message) => ({
		at: at - from,
		message
	});
	let at = skipSpace(bytes, from, to);
	if (bytes[at] !== 123 || at >= to) return refused(at, "is no JSON object");
	at = skipSpace(bytes, at + 1, to);
	if (at < to && bytes[at] === 125) at++;
	else for (;;) {
		if (at >= to || bytes[at] !== QUOTE) return refused(at, "expected a name in double quotes");
		const nameEnd = textEnd(bytes, at + 1, to);
		if (nameEnd < 0) return refused(at, "this text has no closing quote");
		const member = sink.member(bytes, at + 1, nameEnd);
		at = skipSpace(bytes, nameEnd + 1, to);
		if (at >= to || bytes[at] !== 58) return refused(at, "expected \":\"");
		at = skipSpace(bytes, at + 1, to);
		const problem = readValue(bytes, {
			from: at,
			to
		}, one);
		if (problem !== void 0) return refused(one.to, problem);
		placed.push({
			member,
			from: at,
			to: one.to
		});
		tellValue(sink, member, one);
		at = skipSpace(bytes, one.to, to);
		if (at < to && bytes[at] === 44) at = skipSpace(bytes, at + 1, to);
		else if (at < to && bytes[at] === 125) {
			at++;
			break;
		} else return refused(at, "expected \",\" or \"}\"");
	}
	at = skipSpace(bytes, at, to);
	return at < to ? refused(at, "expected the end of the line") : void 0;
}
/** Fills in the value that begins here; else why there is none, and `to` is where. */
function readValue(bytes, { from, to }, value) {
	value.from = from;
	value.to = from;
	const first = from < to ? bytes[from] ?? 0 : 0;
	if (first === QUOTE) {
		const last = textEnd(bytes, from + 1, to);
		if (last < 0) return "this text has no closing quote";
		value.kind = "text";
		value.from = from + 1;
		value.to = last + 1;
		return;
	}
	if (first === 123 || first === 91) {
		const last = nestedEnd(bytes, from, to);
		if (last < 0) return "this list or object does not end";
		value.kind = "nested";
		value.to = last;
		return;
	}
	if (isDigit(first) || first === MINUS && isDigit(bytes[from + 1] ?? 0)) {
		end = from;
		const number = scanNumber(bytes, from, to);
		value.to = end;
		if (number === void 0) return "is not a number as JSON writes it";
		value.kind = "number";
		value.number = number;
		return;
	}
	return readWord(bytes, {
		from,
		to
	}, value);
}
function readWord(bytes, { from, to }, value) {
	let stop = from;
	while (stop < to && stop - from < 10 && isWordByte(bytes[stop] ?? 0)) stop++;
	const word = WORDS.get(textOfBytes(bytes, from, stop));
	if (word === void 0) return "expected a value";
	value.to = stop;
	if (typeof word === "number") {
		value.kind = "number";
		value.number = word;
	} else {
		value.kind = "word";
		value.word = word;
	}
}
/** Hands on a value that was read. */
function tellValue(sink, member, value) {
	const { kind, from, to } = value;
	if (kind === "number") sink.number(member, value.number, from, to);
	else if (kind === "text") sink.text(member, from, to - 1);
	else if (kind === "nested") sink.nested(member, from, to);
	else sink.word(member, value.word);
}
/** Exact as `Number` is; sets `end`. */
function scanNumber(bytes, from, to) {
	let at = bytes[from] === MINUS ? from + 1 : from;
	const start = at;
	let digits = 0;
	while (at < to && isDigit(bytes[at] ?? 0)) digits = digits * 10 + (bytes[at++] ?? 0) - ZERO;
	if (bytes[start] === ZERO && at > start + 1) return void 0;
	let scale = 0;
	if (at < to && bytes[at] === 46) {
		const dot = at++;
		while (at < to && isDigit(bytes[at] ?? 0)) digits = digits * 10 + (bytes[at++] ?? 0) - ZERO;
		scale = at - dot - 1;
		if (scale === 0) return void 0;
	}
	let isWhole = true;
	if (at < to && ((bytes[at] ?? 0) | 32) === 101) {
		isWhole = false;
		at++;
		if (at < to && (bytes[at] === MINUS || bytes[at] === 43)) at++;
		const exponent = at;
		while (at < to && isDigit(bytes[at] ?? 0)) at++;
		if (at === exponent) return void 0;
	}
	end = at;
	if (at < to && isWordByte(bytes[at] ?? 0)) return void 0;
	if (!isWhole || digits > MOST_EXACT || scale > 22) return Number(textOfBytes(bytes, from, at));
	const value = scale === 0 ? digits : digits / (POWERS[scale] ?? 1);
	return bytes[from] === MINUS ? -value : value;
}
/** The place of the closing quote; -1 where there is none, or a control character comes before. */
function textEnd(bytes, from, to) {
	for (let at = from; at < to; at++) {
		const byte = bytes[at] ?? 0;
		if (byte === QUOTE) return at;
		if (byte === BACKSLASH) at++;
		else if (byte < 32) return -1;
	}
	return -1;
}
function nestedEnd(bytes, from, to) {
	let depth = 0;
	for (let at = from; at < to; at++) {
		const byte = bytes[at] ?? 0;
		if (byte === QUOTE) {
			at = textEnd(bytes, at + 1, to);
			if (at < 0) return -1;
		} else if (byte === 123 || byte === 91) {
			if (++depth > 200) return -1;
		} else if ((byte === 125 || byte === 93) && --depth === 0) return at + 1;
	}
	return -1;
}
function skipSpace(bytes, from, to) {
	let at = from;
	while (at < to && (bytes[at] === 32 || bytes[at] === 9 || bytes[at] === 13)) at++;
	return at;
}
function isDigit(byte) {
	return byte >= ZERO && byte <= 57;
}
/** What cannot stand right behind a number or a word. */
function isWordByte(byte) {
	const letter = byte | 32;
	return letter >= 97 && letter <= 122 || isDigit(byte) || byte === MINUS || byte === 46;
}
// shared/domain/formats/line-shape.ts
const LF = 10;
/** Of lines with more members the names are read each time. */
const MOST_MEMBERS = 256;
function lineShape() {
	const values = [];
	let members = [];
	/** All of what stands between values, one after the other, and where each piece ends. */
	let between = /* @__PURE__ */ new Uint8Array();
	let ends = [];
	function match(bytes, from) {
		const count = members.length;
		if (count === 0) return -1;
		const expected = between;
		let at = from;
		let known = 0;
		for (let index = 0;; index++) {
			const stop = ends[index] ?? 0;
			if (at + stop - known >= bytes.length) return -1;
			while (known < stop) if (bytes[at++] !== expected[known++]) return -1;
			if (index === count) return bytes[at] === LF ? at : -1;
			const value = values[index];
			if (!value) return -1;
			const to = bytes[at] === 123 || bytes[at] === 91 ? bytes.indexOf(LF, at) : bytes.length;
			if (to < 0 || readValue(bytes, {
				from: at,
				to
			}, value) !== void 0) return -1;
			at = value.to;
		}
	}
	return {
		match,
		tell(sink) {
			for (let index = 0; index < members.length; index++) {
				const value = values[index];
				if (value) tellValue(sink, members[index] ?? 0, value);
			}
		},
		learn(bytes, { from, to, placed }) {
			if (placed.length > MOST_MEMBERS) return;
			const pieces = [];
			const stops = [];
			let at = from;
			for (const value of [...placed, {
				from: to,
				to
			}]) {
				for (; at < value.from; at++) pieces.push(bytes[at] ?? 0);
				stops.push(pieces.length);
				at = value.to;
			}
			members = placed.map(({ member }) => member);
			between = Uint8Array.from(pieces);
			ends = stops;
			while (values.length < members.length) values.push(emptyValue());
		}
	};
}
// shared/domain/metric-files/slice-columns.ts
const MOST_DIMENSIONS = 50;
/** Texts that are remembered, since few differ. */
const REMEMBERED = 1e4;
/** Parts of the examples by dimension. */
function sliceColumns() {
	const columns = /* @__PURE__ */ new Map();
	const read = /* @__PURE__ */ new Map();
	function put(row, values) {
		for (const [dimension, value] of values) {
			let column = columns.get(dimension);
			if (!column) {
				column = [];
				columns.set(dimension, column);
			}
			while (column.length < row) column.push("");
			column[row] = value;
		}
	}
	return {
		put,
		putJson(row, text) {
			const values = read.get(text) ?? valuesOf(text);
			if (typeof values === "string") return values;
			if (read.size < REMEMBERED) read.set(text, values);
			put(row, values);
			return columns.size > MOST_DIMENSIONS ? `has more than ${MOST_DIMENSIONS} names` : void 0;
		},
		take(rows) {
			if (columns.size === 0) return {};
			for (const column of columns.values()) while (column.length < rows) column.push("");
			return { slices: Object.fromEntries(columns) };
		}
	};
}
function valuesOf(text) {
	const parsed = parseJsonTree(text);
	if ("problems" in parsed) return parsed.problems[0]?.message ?? "cannot be read";
	const { tree } = parsed;
	if (tree.kind !== "object") return "is a list, not a name with its value";
	const values = [];
	for (const [dimension, { value }] of tree.members) {
		if (dimension === "" || dimension.length > 500) return "has a name that is empty or too long";
		if (value.kind === "object" || value.kind === "list") return `has ${JSON.stringify(dimension)}, which is no text and no number`;
		if (value.kind !== "null") values.push([dimension, String(value.value)]);
	}
	return values;
}
// shared/domain/metric-files/score-lines.ts
/** Names of members that are no scores. */
const ROLES = [
	"id",
	"cluster",
	"order",
	"hash",
	"slice"
];
const ROLE = {
	id: 0,
	cluster: 1,
	order: 2,
	hash: 3,
	slice: 4
};
const LONGEST_LINE = 2 ** 20;
const MOST_NAMES = 1e3;
/** Scores in one file: as many as half a gigabyte of memory holds. */
const MOST_SCORES = 5e7;
const MOST_PROBLEMS = 20;
/** Files of any size, also such as `proofmark compare` reads. */
const scores = {
	name: "scores",
	title: "scores by example",
	recognise(head, path) {
		const [first = ""] = new TextDecoder().decode(head).split("\n");
		return /^\ufeff?\s*\{.*"id"\s*:/.test(first) && /\.(?:jsonl|ndjson)$/i.test(path) ? "its lines have an id" : void 0;
	},
	open: (source) => scoreLines(source),
	read(bytes, source) {
		const reader = scoreLines(source);
		reader.push(bytes);
		reader.end();
		return reader.reading();
	}
};
/**
* Reads scores by example, one JSON object a line: `{"id": "q1", "accuracy": 1, "cluster": "doc 7", "slice": {"month": "12"}}`.
* Beside the names of a table that mostly has the same examples it is read quicker. Besides `id`, `cluster`, `order`, `hash` and `slice` every number, true or false is a score, whose mean is a metric.
*/
function scoreLines(source, other) {
	const problems = [];
	const ids = exampleIds(other);
	const clusters = [];
	const hashes = [];
	const order = [];
	const slices = sliceColumns();
	const columns = [];
	const members = new Map(ROLES.map((name) => [name, ROLE[name]]));
	const shape = lineShape();
	const placed = [];
	let row = 0;
	let line = 0;
	let lineFrom = 0;
	let here = /* @__PURE__ */ new Uint8Array();
	let seenRoles = 0;
	let isFull = false;
	const problem = (message, at = lineFrom) => {
		if (problems.length < MOST_PROBLEMS) problems.push({
			line,
			column: at - lineFrom + 1,
			message
		});
	};
	function memberOf(bytes, from, to) {
		const name = nameOf(bytes, from, to);
		let member = members.get(name);
		if (member === void 0) {
			if (columns.length >= MOST_NAMES) {
				problem(`holds more than ${MOST_NAMES} names`, from);
				isFull = true;
				return ROLES.length;
			}
			member = ROLES.length + columns.length;
			members.set(name, member);
			columns.push({
				key: [name],
				...scoreColumn()
			});
		}
		if (name === "" || name.length > 500) problem("a name here is empty or too long", from);
		return member;
	}
	const repeated = (member) => {
		const name = ROLES[member] ?? columns[member - ROLES.length]?.key[0];
		problem(`holds ${JSON.stringify(name)} twice`);
	};
	const take = (role) => {
		const isFirst = (seenRoles & 1 << role) === 0;
		if (!isFirst) repeated(role);
		seenRoles |= 1 << role;
		return isFirst;
	};
	function name(member, text, at) {
		if (!take(member)) return;
		switch (member) {
			case ROLE.id: {
				const id = String(text);
				const first = id === "" ? "is empty" : ids.add(id, line);
				if (first !== void 0) problem(`the id ${JSON.stringify(shorten(id))} ${first}`, at);
				return;
			}
			case ROLE.cluster:
				clusters.push(String(text));
				return;
			case ROLE.order:
				order.push(text);
				return;
			case ROLE.hash:
				hashes.push(String(text));
				return;
			default: slices.put(row, [["slice", String(text)]]);
		}
	}
	const sink = {
		member: memberOf,
		number(member, value, from, to) {
			if (member >= ROLES.length) {
				if (!columns[member - ROLES.length]?.number(row, value, line)) repeated(member);
				return;
			}
			const isKept = member === ROLE.order || Number.isSafeInteger(value);
			if (Number.isFinite(value)) name(member, isKept ? value : textOfBytes(here, from, to), from);
			else problem(`"${ROLES[member]}" is ${value}`, from);
		},
		text(member, from, to) {
			if (member === ROLE.id && (seenRoles & 1) === 0 && to > from) {
				const first = ids.addBytes(here, from, to, line);
				if (first !== false) {
					seenRoles |= 1;
					if (first !== void 0) problem(`the id ${JSON.stringify(shorten(nameOf(here, from, to)))} ${first}`, from);
					return;
				}
			}
			if (member < ROLES.length) name(member, nameOf(here, from, to), from);
			else if (!columns[member - ROLES.length]?.other(row, "text", line)) repeated(member);
		},
		word(member, value) {
			if (member < ROLES.length) {
				if (value === null) {
					if (take(member)) problem(`"${ROLES[member]}" is null`);
				} else name(member, String(value), lineFrom);
				return;
			}
			const column = columns[member - ROLES.length];
			if (!(value === null ? column?.other(row, "null", line) : column?.number(row, Number(value), line))) repeated(member);
		},
		nested(member, from, to) {
			if (member < ROLES.length && !take(member)) return;
			if (member === ROLE.slice) {
				const wrong = slices.putJson(row, textOfBytes(here, from, to));
				if (wrong !== void 0) problem(`"slice" ${wrong}`, from);
			} else if (member < ROLES.length) problem(`"${ROLES[member]}" is no text and no number`, from);
			else if (!columns[member - ROLES.length]?.other(row, "a list", line)) repeated(member);
		}
	};
	function onLine(bytes, from, to, number) {
		if (isOver()) return;
		beginLine(bytes, from, number);
		const before = problems.length;
		placed.length = 0;
		try {
			const wrong = scanLine(bytes, {
				from,
				to,
				placed
			}, sink);
			if (wrong) problem(wrong.message, from + wrong.at);
			else if ((seenRoles & 1) === 0) problem("has no \"id\"");
		} catch (error) {
			refuseText(error);
		}
		if (problems.length === before) shape.learn(bytes, {
			from,
			to,
			placed
		});
		endLine();
	}
	function onStart(bytes, from, number) {
		if (isOver()) return -1;
		const to = shape.match(bytes, from);
		if (to < 0 || to - from > LONGEST_LINE) return -1;
		beginLine(bytes, from, number);
		try {
			shape.tell(sink);
		} catch (error) {
			refuseText(error);
		}
		endLine();
		return to;
	}
	function isOver() {
		return isFull || problems.length >= MOST_PROBLEMS;
	}
	function beginLine(bytes, from, number) {
		here = bytes;
		line = number;
		lineFrom = from;
		seenRoles = 0;
	}
	function refuseText(error) {
		if (!(error instanceof TypeError)) throw error;
		problem("is not UTF-8 text");
	}
	function endLine() {
		row++;
		if (row * (columns.length + 1) > MOST_SCORES) {
			problem(`holds more than ${MOST_SCORES} scores`);
			isFull = true;
		}
	}
	return {
		...lineReader({
			longest: LONGEST_LINE,
			onLine,
			onStart,
			onTooLong(number) {
				line = number;
				lineFrom = 0;
				problem(`is longer than ${LONGEST_LINE} bytes`, 0);
			}
		}),
		reading() {
			if (row === 0) return { problems: [...problems, {
				line: 1,
				column: 1,
				message: "holds no example"
			}] };
			for (const [role, values] of Object.entries({
				cluster: clusters,
				order,
				hash: hashes
			})) if (values.length !== 0 && values.length !== row && problems.length === 0) {
				line = row;
				problem(`"${role}" is there for ${values.length} of ${row} examples; it must be for all or for none`);
			}
			if (problems.length > 0) return { problems };
			return readingOf({
				source,
				ids: ids.all(),
				...clusters.length > 0 ? { clusters } : {},
				...order.length > 0 ? { order } : {},
				...hashes.length > 0 ? { hashes } : {},
				...slices.take(row)
			}, columns);
		}
	};
}
/** A text without its quotes, with its escapes read. */
function nameOf(bytes, from, to) {
	const text = textOfBytes(bytes, from, to);
	if (!text.includes("\\")) return text;
	const parsed = parseJsonTree(`"${text}"`);
	if ("problems" in parsed || parsed.tree.kind !== "text") throw new TypeError("an unknown escape");
	return parsed.tree.value;
}
function shorten(text) {
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
// shared/domain/metric-files/sklearn-report.ts
const AVERAGES = /* @__PURE__ */ new Set([
	"micro avg",
	"macro avg",
	"weighted avg",
	"samples avg"
]);
/** `classification_report(…, output_dict=True)` of scikit-learn. A class is a slice: `recall[class=cat]`. */
const sklearnReport = {
	name: "sklearn-report",
	title: "scikit-learn classification report",
	recognise: (tree) => {
		const groups = membersOf(tree).filter(([, { kind }]) => kind === "object");
		const isReport = groups.every(([, group]) => hasNames(group, "precision", "recall", "f1-score", "support"));
		return groups.length > 0 && isReport ? `all ${groups.length} of its parts have precision, recall, f1-score and support` : void 0;
	},
	read: (tree, source) => {
		const n = [
			"weighted avg",
			"macro avg",
			"micro avg"
		].map((name) => memberOf(tree, name)).map((group) => countOf(memberOf(group, "support"))).find((count) => count !== void 0);
		return {
			metrics: membersOf(tree).flatMap(([name, value]) => {
				if (value.kind !== "object") return [metricAt(value, [name], {
					source,
					n,
					direction: directionOf(name)
				})];
				const support = countOf(memberOf(value, "support"));
				const [path, slice] = AVERAGES.has(name) ? [[name], void 0] : [[], { class: name }];
				return membersOf(value).filter(([measure]) => measure !== "support").map(([measure, score]) => metricAt(score, [...path, measure], {
					source,
					slice,
					n: support,
					direction: directionOf(measure)
				}));
			}),
			warnings: hasNames(tree, "micro avg") ? ["has micro avg in place of accuracy: some labels were left out of the report"] : []
		};
	}
};
const HIGHER = /* @__PURE__ */ new Set([
	"accuracy",
	"precision",
	"recall",
	"f1-score"
]);
/** What scikit-learn calls so is better when it is higher. */
function directionOf(name) {
	return HIGHER.has(name) ? "higher" : void 0;
}
// shared/domain/metric-files/trainer-state.ts
/** `trainer_state.json` of Hugging Face's Trainer, which has every evaluation of the run. */
const trainerState = {
	name: "trainer-state",
	title: "HF Trainer state",
	fileName: /(?:^|\/)trainer_state\.json$/,
	options: [
		{
			name: "last",
			about: "the last evaluation; the default"
		},
		{
			name: "best",
			about: "the evaluation that the Trainer found best"
		},
		{
			name: "step",
			takes: "a whole number",
			about: "the evaluation of this step"
		}
	],
	recognise: (tree, path) => {
		if (memberOf(tree, "log_history")?.kind !== "list") return void 0;
		if (hasNames(tree, "global_step")) return "it has log_history and global_step";
		return trainerState.fileName?.test(path) ? "of its name, and it has log_history" : void 0;
	},
	read: (tree, source, { option }) => {
		const history = memberOf(tree, "log_history");
		if (history?.kind !== "list") return problemAt(tree, "has no list log_history");
		const evaluations = history.items.filter(isEvaluation);
		const last = stepOf(evaluations.at(-1));
		const best = bestOf(tree, evaluations);
		if (option?.name === "best") {
			if (best === void 0) return problemAt(memberOf(tree, "best_metric") ?? tree, "names no best evaluation (best_metric); the last one is trainer-state:last");
			return chosen(history, source, { step: best });
		}
		if (option?.name === "step") return chosen(history, source, { step: Number(option.value) });
		const read = chosen(history, source, {
			step: last,
			isLast: true
		});
		if (best === void 0 || best === last || "problems" in read) return read;
		const warning = `the last evaluation (step ${last}) is not the best one (step ${best}); when the best checkpoint is what is kept, say format: trainer-state:best`;
		return {
			...read,
			warnings: [warning]
		};
	}
};
function isEvaluation(entry) {
	return membersOf(entry).some(([name]) => name.startsWith("eval_"));
}
function stepOf(entry) {
	return numberOf(memberOf(entry, "step"));
}
/** The step that the Trainer found best: it names the step, the checkpoint, or only the value. */
function bestOf(tree, evaluations) {
	const value = numberOf(memberOf(tree, "best_metric"));
	if (value === void 0) return void 0;
	const checkpoint = textOf(memberOf(tree, "best_model_checkpoint"));
	const named = numberOf(memberOf(tree, "best_global_step")) ?? (checkpoint === void 0 ? void 0 : Number(/-(\d+)[/\\]?$/.exec(checkpoint)?.[1]));
	const isThere = evaluations.some((entry) => stepOf(entry) === named);
	if (named !== void 0 && isThere) return named;
	return stepOf(evaluations.find((entry) => membersOf(entry).some(([, one]) => numberOf(one) === value)));
}
/** Where an entry stands in the training, not how good it is. */
const PLACES = /* @__PURE__ */ new Set(["step", "epoch"]);
/** All that was logged at a step; with the last evaluation also the last of what training logged besides. */
function chosen(history, source, { step, isLast = false }) {
	const metrics = /* @__PURE__ */ new Map();
	for (const entry of history.items) {
		const at = stepOf(entry);
		const isEvaluated = isEvaluation(entry);
		if (at !== step && (isEvaluated || !isLast)) continue;
		for (const [name, value] of membersOf(entry)) if (!PLACES.has(name)) metrics.set(name, metricAt(value, [name], {
			source,
			step: at
		}));
	}
	if (metrics.size > 0) return { metrics: [...metrics.values()] };
	return problemAt(history, step === void 0 ? "log_history is empty" : `nothing was logged at step ${step}`);
}
// shared/domain/metric-files/training-log.ts
/** Cells in which a logger says that it has no value. */
const NOTHING$1 = ["", "NA"];
/** The file of Keras' `CSVLogger`: a row for each epoch, read as the history in JSON is. */
const kerasCsv = {
	name: "keras-csv",
	title: "Keras training log",
	...kerasHistory.options ? { options: kerasHistory.options } : {},
	recognise(head) {
		const [first, ...more] = headerOf(head);
		return first === "epoch" && more.length > 0 && !more.includes("step") ? "its first column is epoch" : void 0;
	},
	read(bytes, source, wish) {
		return withTable(bytes, (table) => {
			const columns = table.header.cells.filter((name) => name !== "epoch");
			if (columns.length === table.header.cells.length) return refused(table.header.line, "has no column epoch");
			const reading = kerasHistory.read(historyOf(table, columns), source, wish);
			if ("problems" in reading) return reading;
			const warnings = reading.warnings?.map((text) => text.replace("keras-history:", "keras-csv:"));
			return {
				...reading,
				warnings
			};
		});
	}
};
/** `metrics.csv` of Lightning's `CSVLogger`: each row holds what was logged together, so most cells are empty. */
const lightningCsv = {
	name: "lightning-csv",
	title: "Lightning training log",
	recognise(head) {
		const names = headerOf(head);
		return names.length > 1 && names.includes("step") ? "it has a column step" : void 0;
	},
	read: (bytes, source) => withTable(bytes, (table) => table.header.cells.includes("step") ? { metrics: table.header.cells.flatMap((name, at) => lastOf(table, {
		name,
		at,
		source
	})) } : refused(table.header.line, "has no column step"))
};
function withTable(bytes, read) {
	const decoded = decodeText(bytes);
	if ("problems" in decoded) return decoded;
	const parsed = parseCsv(decoded.text);
	if ("problems" in parsed) return parsed;
	if (parsed.table.rows.length === 0) return refused(parsed.table.header.line, "holds names of columns, and no row");
	return read(parsed.table);
}
/** Names of columns where the second line has as many cells, or there is none yet. */
/** The columns of a table by its first bytes; none where its first two lines are not of one table. */
function headerOf(head) {
	const [first = "", second] = new TextDecoder().decode(head).split(/\r?\n/);
	if (first.length === 0 || first.length > 4e3) return [];
	const cut = (line) => line.split(csvDelimiterOf(first));
	const names = cut(first.replace(/^\ufeff/, "")).map((name) => name.replace(/^"(.*)"$/, "$1"));
	return second !== void 0 && cut(second).length === names.length ? names : [];
}
function historyOf({ header, rows }, names) {
	const members = /* @__PURE__ */ new Map();
	for (const name of names) {
		const at = header.cells.indexOf(name);
		const items = rows.map(({ cells, line }) => {
			const text = cells[at] ?? "";
			const value = numberIn(text);
			const spot = {
				line,
				column: 1
			};
			if (value !== void 0) return {
				...spot,
				kind: "number",
				value
			};
			return NOTHING$1.includes(text.trim()) ? {
				...spot,
				kind: "null"
			} : {
				...spot,
				kind: "text",
				value: text
			};
		});
		const spot = {
			line: header.line,
			column: 1
		};
		members.set(name, {
			key: spot,
			value: {
				...spot,
				kind: "list",
				items
			}
		});
	}
	return {
		line: header.line,
		column: 1,
		kind: "object",
		members
	};
}
/** The last cell of a column that is not empty; a column without any was never logged. */
function lastOf({ header, rows }, { name, at, source }) {
	if (name === "step" || name === "epoch") return [];
	const row = rows.findLast(({ cells }) => !NOTHING$1.includes(cells[at]?.trim() ?? ""));
	if (!row) return [{
		key: [name],
		value: "not-a-number",
		found: "null",
		source,
		line: header.line
	}];
	const value = numberIn(row.cells[at] ?? "");
	const step = numberIn(row.cells[header.cells.indexOf("step")] ?? "");
	return [{
		key: [name],
		...value === void 0 ? {
			value: "not-a-number",
			found: "text"
		} : { value: metricValue(value) },
		source,
		line: row.line,
		...step !== void 0 && Number.isFinite(step) ? { step } : {}
	}];
}
function refused(line, message) {
	return { problems: [{
		line,
		column: 1,
		message
	}] };
}
// shared/domain/metric-files/wandb-summary.ts
/** The last value of everything that a run of Weights & Biases logged. */
const wandbSummary = {
	name: "wandb-summary",
	title: "W&B summary",
	fileName: /(?:^|\/)wandb-summary\.json$/,
	recognise: (tree, path) => {
		if (hasNames(tree, "_wandb")) return "it has _wandb";
		if (hasNames(tree, "_runtime", "_step")) return "it has _runtime and _step";
		return wandbSummary.fileName?.test(path) && tree.kind === "object" ? "of its name" : void 0;
	},
	read: (tree, source) => {
		const metrics = [...collect(tree, [], {
			source,
			step: numberOf(memberOf(tree, "_step"))
		})];
		if (metrics.length > 0) return { metrics };
		return problemAt(tree, "holds nothing but W&B's own values; the run logged no metric");
	}
};
function* collect(tree, path, facts) {
	for (const [name, value] of membersOf(tree)) {
		if (name.startsWith("_")) continue;
		const key = [...path, name];
		if (value.kind !== "object") yield metricAt(asNumber(value), key, facts);
		else if (!hasNames(value, "_type")) yield* collect(value, key, facts);
	}
}
/** W&B writes what JSON has no number for as a text. */
function asNumber(tree) {
	if (tree.kind !== "text" || !/^(?:NaN|-?Infinity)$/.test(tree.value)) return tree;
	return {
		kind: "number",
		value: Number(tree.value),
		line: tree.line,
		column: tree.column
	};
}
// shared/domain/metric-files/formats.ts
/**
* Formats told apart by the shape of their document. The first group in which one is recognised decides; two of one
* group are a tie, which only the user can break. So a group holds what is equally certain.
*/
const TREE_FORMATS = [
	[
		lmEval,
		trainerState,
		pytestBenchmark,
		wandbSummary,
		modelIndex,
		promptfoo
	],
	[
		dvcShow,
		dvcDiff,
		sklearnReport,
		hfEvalResults,
		actionBenchmark,
		bencher
	],
	[hfResults, kerasHistory],
	[dvclive]
];
/** Formats told apart by their first bytes, in the same way; all of them are asked before any document is parsed. */
const BYTES_FORMATS = [
	[
		tensorboard,
		junit,
		prometheus,
		lmEvalSamples,
		mlflowDatabase
	],
	[
		scores,
		kerasCsv,
		lightningCsv
	],
	[predictions]
];
/** What a document is when no other shape is recognised. */
const PLAIN_FORMATS = [
	jsonMetrics,
	yamlMetrics,
	tomlMetrics
];
const TREES = [...TREE_FORMATS.flat(), ...PLAIN_FORMATS];
const BYTES = BYTES_FORMATS.flat();
/** All that the input `format` may name. */
const FORMATS = [...TREES, ...BYTES];
/** Reads `trainer-state:best`; throws with what is wrong and what could have been meant. */
function chooseFormat(text) {
	const colon = text.indexOf(":");
	const name = colon === -1 ? text : text.slice(0, colon);
	const tree = TREES.find((format) => format.name === name);
	const bytes = BYTES.find((format) => format.name === name);
	const format = tree ?? bytes;
	if (!format) {
		const names = FORMATS.map((known) => known.name);
		const guess = didYouMean(name, names);
		throw new Error(`no format is named "${name}"${guess || `; there are ${names.join(", ")}`}`);
	}
	const option = colon === -1 ? void 0 : chooseOption(format, text.slice(colon + 1));
	return {
		...tree ? { tree } : { bytes: format },
		option
	};
}
function chooseOption({ name, options = [] }, text) {
	const equals = text.indexOf("=");
	const word = equals === -1 ? text : text.slice(0, equals);
	const value = equals === -1 ? "" : text.slice(equals + 1);
	const option = options.find((known) => known.name === word);
	if (!option) {
		const shown = options.map((known) => `${name}:${showOption(known)}`).join(", ");
		const guess = didYouMean(word, options.map((known) => known.name));
		throw new Error(options.length === 0 ? `${name} takes nothing behind a colon` : `${name} does not know "${word}"${guess}; there is ${shown}`);
	}
	if (!(option.takes === "a whole number" ? /^\d{1,15}$/.test(value) : option.takes === "a name" ? value !== "" : equals === -1)) throw new Error(`it is written ${name}:${showOption(option)}`);
	return {
		name: word,
		value
	};
}
/** `epoch=N`, as people write it. */
function showOption({ name, takes }) {
	if (takes === void 0) return name;
	return `${name}=${takes === "a name" ? "NAME" : "N"}`;
}
// shared/domain/metric-files/front-matter.ts
const FIRST = /^---[ \t]*\r?\n/;
/** What stands between the two lines of `---` that a Markdown file may begin with; lines keep their numbers. */
function frontMatter(text) {
	const start = FIRST.exec(text)?.[0];
	if (start !== void 0) {
		const last = /\n---[ \t]*(?:\r?\n|$)/g;
		last.lastIndex = start.length - 1;
		const end = last.exec(text);
		if (end) return `\n${text.slice(start.length, end.index + 1)}`;
	}
	return {
		line: 1,
		column: 1,
		message: "does not begin with lines between ---, where a model card holds its metrics"
	};
}
// shared/domain/metric-files/detect.ts
/** Of a larger file the format is never guessed. */
const MAX_DETECTED = 50 * 2 ** 20;
/** How many bytes say what a file is. */
const HEAD = 4096;
/** The format of bytes that are no document of JSON, YAML or TOML; nothing when they may be one. */
function detectBytes(head, path) {
	return detect(/\.(?:ya?ml|toml|md|markdown)$/i.test(path) ? BYTES_FORMATS.map(named(path)) : BYTES_FORMATS, path, ({ recognise }) => recognise(head, path));
}
/** How a text is written: by its name, else by its first letters. */
function detectSyntax(text, path) {
	const ending = /\.(json|ya?ml|toml|md|markdown)$/i.exec(path)?.[1]?.toLowerCase();
	if (ending !== void 0) return {
		syntax: SYNTAX[ending] ?? "json",
		because: "of its name"
	};
	if (/^\s*[{[]/.test(text)) return {
		syntax: "json",
		because: "it begins with a bracket"
	};
	if (typeof frontMatter(text) === "string") return {
		syntax: "front-matter",
		because: "it begins with lines between ---"
	};
	return {
		syntax: "yaml",
		because: "nothing else fits"
	};
}
const SYNTAX = {
	json: "json",
	yaml: "yaml",
	yml: "yaml",
	toml: "toml",
	md: "front-matter",
	markdown: "front-matter"
};
/** The format of a document, most certain first; numbers with names when it is nothing else. */
function detectTree(tree, path, { syntax, because }) {
	const found = detect(TREE_FORMATS, path, ({ recognise }) => recognise(tree, path));
	if (found) return found;
	const plain = PLAIN_FORMATS.find((format) => format.syntax === syntax);
	return plain ? {
		format: plain,
		because
	} : { problem: "its lines between --- have no model-index, so there are no metrics in it" };
}
const named = (path) => (formats) => formats.filter(({ fileName }) => fileName?.test(path));
/** The first group in which a format is recognised: those that the name speaks for, then all. */
function detect(groups, path, recognise) {
	for (const group of [groups.flatMap(named(path)), ...groups]) {
		const hits = group.flatMap((format) => {
			const because = recognise(format);
			return because === void 0 ? [] : [{
				format,
				because
			}];
		});
		const [hit, ...more] = hits;
		if (!hit) continue;
		if (more.length === 0) return hit;
		return { problem: `could be ${hits.map(({ format, because }) => `${format.name} (${because})`).join(" and ")}; say which it is with format:` };
	}
}
// shared/domain/metric-files/unnamed-table.ts
/** Names that columns of a role mostly have. */
const USUAL = {
	id: /^(?:.*_)?(?:id|key|uuid)$/i,
	target: /^(?:labels?|target|truth|true|actual|gold|y|y_true|expected)$/i,
	prediction: /^(?:pred|preds|prediction|predicted|predictions|y_pred|y_hat|yhat|output|said)$/i
};
/** What to write where a file is a table of columns that nobody has named; nothing where it is none. */
function unnamedTable(head, path) {
	const names = headerOf(head);
	if (!/\.(?:csv|tsv)$/i.test(path) || names.length < 2) return void 0;
	const find = (role) => names.find((name) => USUAL[role].test(name));
	const id = find("id");
	const columns = {
		...id === void 0 ? {} : { id },
		target: find("target") ?? "COLUMN OF WHAT IS TRUE",
		prediction: find("prediction") ?? "COLUMN OF WHAT THE MODEL SAID"
	};
	const yaml = Object.entries(columns).map(([role, name]) => `${role}: ${quotedName(name)}`);
	return [
		`is a table, and nothing says which of its columns are the truth and the prediction (it has ${names.slice(0, 20).join(", ")}).`,
		"Name them in proofmark.yml, beside the rules:",
		"  gate:",
		`    predictions: {${yaml.join(", ")}}`,
		"or as format (a flag in a terminal, an input in a workflow):",
		`  --format 'predictions:columns=${JSON.stringify(columns)}'`
	].join("\n");
}
function quotedName(name) {
	return /^[A-Za-z_]\w*$/.test(name) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(name) ? name : JSON.stringify(name);
}
// shared/features/gating/wished-format.ts
/** The format that a word such as `trainer-state:best` names. */
function wishedFormat(wish) {
	if (wish === void 0) return void 0;
	try {
		return {
			...chooseFormat(wish.word),
			because: wish.because
		};
	} catch (error) {
		throw wrongFormats([error.message]);
	}
}
/** Says of all formats at once what is wrong with them, before any file is read. */
function checkFormatNames({ all, files, saidBy }) {
	const problems = [...all === void 0 ? [] : [all], ...files.values()].flatMap((word) => {
		try {
			chooseFormat(word);
			return [];
		} catch (error) {
			return [error.message];
		}
	});
	if (problems.length > 0) throw wrongFormats(problems, saidBy);
}
function wrongFormats(problems, saidBy) {
	return new ActionError(saidBy === void 0 ? "invalid-input" : "invalid-config", `${saidBy ?? "format"}: ${problems.join("\n")}`, { hint: "docs/metric-files.md says what each of them is." });
}
// shared/features/gating/parse-metrics.ts
/** The most that is read at all; only who names the format has more read than is ever guessed. */
const MOST_BYTES$1 = 500 * 2 ** 20;
const MOST_YAML = 5 * 2 ** 20;
const MOST_YAML_PARTS = 2e5;
const TOLD_PROBLEMS = 20;
/** Metrics from the bytes of one file, in the format that its user names or that it turns out to have. */
async function parseMetrics(bytes, path, { wish: said, isBaseline = false } = {}) {
	const wish = wishedFormat(said);
	if (bytes.length > MAX_DETECTED && !(wish && "bytes" in wish)) return tooLarge(path, wish);
	const asked = {
		option: wish?.option,
		isBaseline
	};
	const found = wish ? void 0 : detectBytes(bytes.subarray(0, HEAD), path);
	if (found && "problem" in found) return broken(path, [atStart(found.problem)]);
	if (found) return told(found.format.read(bytes, path, asked), path, {
		...found,
		isBaseline
	});
	if (wish && "bytes" in wish) {
		const { bytes: format, because } = wish;
		return told(format.read(bytes, path, asked), path, {
			format,
			because,
			isBaseline
		});
	}
	return parseDocument(bytes, path, {
		wished: wish && {
			format: wish.tree,
			because: wish.because
		},
		asked
	});
}
/** A large file is read only in a format of lines or bytes that its user names. */
function tooLarge(path, wish) {
	const why = wish ? "no document is read that is" : "its format is not guessed, say it with format:";
	return broken(path, [atStart(`is larger than ${MAX_DETECTED / 2 ** 20} MB; ${why}`)]);
}
async function parseDocument(bytes, path, { wished, asked }) {
	const decoded = decodeText(bytes);
	if ("problems" in decoded) return broken(path, decoded.problems);
	const table = wished ? void 0 : unnamedTable(bytes.subarray(0, HEAD), path);
	if (table !== void 0) return broken(path, [atStart(table)]);
	const guessed = detectSyntax(decoded.text, path);
	const parsed = await parseTree(decoded.text, wished?.format.syntax ?? guessed.syntax);
	if ("problems" in parsed) return broken(path, parsed.problems);
	const { tree } = parsed;
	const found = wished ?? detectTree(tree, path, guessed);
	if ("problem" in found) return broken(path, [atStart(found.problem)]);
	return told(found.format.read(tree, path, asked), path, {
		...found,
		isBaseline: asked.isBaseline === true
	});
}
async function parseTree(text, syntax) {
	switch (syntax) {
		case "json": return parseJsonTree(text);
		case "yaml": return parseYaml(text);
		case "toml": return (await import("./toml.js")).parseTomlTree(text);
		case "front-matter": {
			const front = frontMatter(text);
			return typeof front === "string" ? parseYaml(front) : { problems: [front] };
		}
	}
}
/** Each value of YAML takes many times what one of JSON takes, of time and of memory, so fewer are read. */
async function parseYaml(text) {
	if (text.length > MOST_YAML) return { problems: [atStart(`is YAML of more than ${MOST_YAML / 2 ** 20} MB, which takes too long to read; as JSON it may have ${MAX_DETECTED / 2 ** 20} MB`)] };
	if (countParts(text) > MOST_YAML_PARTS) return { problems: [atStart(`is YAML with more than ${MOST_YAML_PARTS} lines and commas, which takes too long to read; write it as JSON`)] };
	return parseYamlTree(text);
}
/** A bound of the values, before anything is made of them. */
function countParts(text) {
	let parts = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 44 || code === 10) parts++;
	}
	return parts;
}
/** What a reading comes to for the gate, with how it was made. */
function told(unchecked, path, { format, because, isBaseline }) {
	const reading = checkReading(unchecked);
	const note = `read ${path} as ${format.title} because ${because}`;
	if ("problems" in reading) return {
		...broken(path, reading.problems),
		notes: [note]
	};
	const { metrics, examples = [], warnings = [], unfitAsBaseline, part } = reading;
	if (isBaseline && unfitAsBaseline !== void 0) return {
		...broken(path, [atStart(unfitAsBaseline)]),
		notes: [note]
	};
	const unfit = unfitAsBaseline === void 0 ? [] : [unfitAsBaseline];
	const count = metrics.filter(isMetric).length;
	return {
		...part ? { part } : {},
		metrics,
		examples,
		problems: [],
		warnings: [...warnings, ...unfit].map((warning) => `${path}: ${warning}`),
		unfitAsBaseline: unfit.map((why) => `${path}: ${why}`),
		notes: [`${note} (${count} ${count === 1 ? "value" : "values"})`]
	};
}
function atStart(message) {
	return {
		line: 1,
		column: 1,
		message
	};
}
function broken(path, problems) {
	const told = problems.slice(0, TOLD_PROBLEMS).map((problem) => atSpot(path, problem));
	if (problems.length > told.length) told.push(`${path}: and ${problems.length - told.length} more`);
	return {
		...NOTHING_READ,
		problems: told
	};
}
// shared/features/gating/named-source.ts
const SAID_BY_NAME = "its name says so";
/** Metrics from what is no file: a run by its id, or a folder; nothing for anything else. */
async function readNamedSource(asked, place, { isBaseline = false }) {
	if (asked.startsWith("mlflow:")) {
		const { findRun } = await import("./mlflow-run2.js");
		const found = await findRun(asked.slice(7), place);
		if ("folder" in found) return readFolder(found.folder, place, isBaseline);
		return told(found.reading, asked, {
			format: { title: "MLflow run" },
			because: `${found.from} says so`,
			isBaseline
		});
	}
	if (asked.startsWith("metaflow:")) {
		const { readTaskArtifact } = await import("./metaflow-run.js");
		return told(await readTaskArtifact(asked, place), asked, {
			format: { title: "Metaflow artifact" },
			because: SAID_BY_NAME,
			isBaseline
		});
	}
	return await isFolder(await userPath(place, asked)) ? readFolder(asked, place, isBaseline) : void 0;
}
async function readFolder(folder, place, isBaseline) {
	const { readMetricsFolder } = await import("./metrics-folder.js");
	const { reading, title, because } = await readMetricsFolder(folder, place);
	return told(reading, folder, {
		format: { title },
		because,
		isBaseline
	});
}
// shared/features/gating/stream-metrics.ts
const CHUNK = 2 ** 20;
/** What is read in pieces is still read to its end. */
const MOST_BYTES = 8 * 2 ** 30;
/** Metrics from a file whose format can be read in pieces, of any size where the format is named; nothing for any other file. */
async function streamMetrics(path, place, { wish: said, isBaseline = false }) {
	const wish = wishedFormat(said);
	const file = await userPath(place, path);
	if (!await isFile(file)) return void 0;
	const { head, size } = await readHead(file, HEAD);
	if (size > MAX_DETECTED && !(wish && "bytes" in wish)) return tooLarge(path, wish);
	const found = wish === void 0 ? detectBytes(head, path) : "bytes" in wish ? {
		format: wish.bytes,
		because: wish.because
	} : void 0;
	if (!found || "problem" in found || !found.format.open || size > MOST_BYTES) return void 0;
	const reader = found.format.open(path);
	await eachChunk(file, CHUNK, reader.push);
	reader.end();
	return told(reader.reading(), path, {
		...found,
		isBaseline
	});
}
/** Only what is not there, or no plain file, is asked for as a whole, which then says so. */
const NOTHING = 1;
/** Scores by example from a file that the user named, of any size; beside the names of another one quicker. */
async function readScoreLines(path, place, other) {
	const file = await userPath(place, path);
	if (!await isFile(file)) await readUserFile(place, path, NOTHING);
	const reader = scoreLines(path, other);
	await eachChunk(file, CHUNK, reader.push);
	reader.end();
	return reader.reading();
}
// shared/features/gating/read-metrics.ts
const MOST_FILES = 200;
/** Reads metrics files; what is wrong with one is kept apart from the others. */
async function readMetrics(paths, place, wishes = {}) {
	const all = (await Promise.all(paths.map((path) => readAsked(path, place, wishes)))).flat();
	return joinRead(all);
}
/** The files that one path of the user stands for. */
async function readAsked(asked, place, { formats, isBaseline = false }) {
	try {
		const named = await readNamedSource(asked, place, { isBaseline });
		if (named) return [[asked, named]];
		const files = await filesOf(asked, place) ?? [asked];
		return await Promise.all(files.map(async (path) => {
			return [path, await readOne(path, place, {
				wish: wishFor(formats, path, asked),
				isBaseline
			})];
		}));
	} catch (error) {
		return [[asked, unread(error)]];
	}
}
async function readOne(path, place, wish) {
	try {
		return await streamMetrics(path, place, wish) ?? await parseMetrics(await readUserFile(place, path, MOST_BYTES$1), path, wish);
	} catch (error) {
		return unread(error);
	}
}
function unread(error) {
	if (!(error instanceof ActionError)) throw error;
	return {
		...NOTHING_READ,
		problems: [error.message]
	};
}
/** What a glob stands for, by name; nothing for a plain path. A glob that stands for nothing is an error. */
async function filesOf(path, place) {
	if (!readGlob(path) || await isFile(await userPath(place, path))) return void 0;
	const { root, paths } = await findFiles(path, place);
	if (paths.length <= MOST_FILES) return paths.map((file) => pathInside(place.workspace, `${root}/${file}`)).sort();
	throw new ActionError("too-many-files", `${path} stands for ${paths.length} files`, { hint: `At most ${MOST_FILES} metrics files are read.` });
}
export { checkFormatNames, parseMetrics, readMetrics, readScoreLines };
