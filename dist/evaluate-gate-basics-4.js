import { compareOrder, groundOf, isComputed, measuresOf, metricName, noiseOfMeans, noiseOfRows, noiseOfStated, numberClusters, valuesOf } from "./shared.js";
import { exampleIds, hashOfText, rowsBeside } from "./evaluate-gate-basics-5.js";
// shared/domain/example-metrics.ts
/** Names of the metrics that can be compared by the examples of a table. */
function metricsOf({ scores, predicted }) {
	const computed = predicted ? measures(predicted).map(({ name }) => name) : [];
	return [.../* @__PURE__ */ new Set([...scores.map(metricName), ...computed])];
}
/** The numbers whose mean the metric is; nothing where it is no mean. */
function meanColumn({ scores, predicted }, metric) {
	const score = scores.find((score) => metricName(score) === metric);
	if (score || !predicted || !isComputed(metric)) return score?.values;
	const measure = measures(predicted).find(({ name }) => name === metric);
	return measure?.shape === "mean" ? valuesOf(measure, predicted.scores) : void 0;
}
function measures({ task, scores }) {
	return measuresOf(task, groundOf(scores));
}
// shared/domain/example-join.ts
const TOLD = 3;
/**
* The examples of both tables by their names. Those of the baseline must all be there and be the same by their hashes:
* who leaves out what was hard, or makes it easier, is not better for it. New examples are counted and left out.
*/
function joinExamples(candidate, baseline) {
	const joined = isAligned(candidate.ids, baseline.ids) ? {
		count: candidate.ids.length,
		added: 0
	} : joinByName(candidate.ids, baseline.ids);
	if ("problem" in joined) return joined;
	return otherContent(candidate, baseline, joined) ?? joined;
}
function isAligned(one, other) {
	return one.length === other.length && one.every((id, row) => id === other[row]);
}
function joinByName(candidate, baseline) {
	const beside = rowsBeside(candidate, baseline);
	if (beside) return placed(candidate, baseline, beside);
	const names = exampleIds();
	for (const [row, id] of candidate.entries()) if (names.add(id, row) !== void 0) return { problem: `the example ${quoted(id)} is there twice` };
	const rows = new Uint32Array(baseline.length);
	const isTaken = new Uint8Array(candidate.length);
	for (const [row, id] of baseline.entries()) {
		const own = names.rowOf(id);
		if (own < 0) continue;
		if (isTaken[own] === 1) return { problem: `the baseline's example ${quoted(id)} is there twice` };
		rows[row] = own + 1;
		isTaken[own] = 1;
	}
	return placed(candidate, baseline, rows);
}
/** Rows that are counted from 1; 0 is none. */
function placed(candidate, baseline, rows) {
	const missing = rows.includes(0) ? baseline.filter((_, row) => rows[row] === 0) : [];
	if (missing.length > 0) return { problem: `${`${missing.length} of the baseline's ${examples(baseline.length)}`} ${missing.length === 1 ? "is" : "are"} missing: ${listed(missing)}` };
	const count = baseline.length;
	return {
		candidate: rows.map((row) => row - 1),
		count,
		added: candidate.length - count
	};
}
function otherContent(candidate, baseline, joined) {
	if (!baseline.hashes) return void 0;
	if (!candidate.hashes) return { problem: "the baseline's examples have hashes of their contents, and these have none" };
	const others = [];
	for (const [row, hash] of baseline.hashes.entries()) {
		const own = joined.candidate?.[row] ?? row;
		if (candidate.hashes[own] !== hash) others.push(baseline.ids[row] ?? "");
	}
	if (others.length === 0) return void 0;
	const are = others.length === 1 ? "has" : "have";
	return { problem: `${others.length} of ${examples(joined.count)} ${are} the name of one of the baseline's and another content: ${listed(others)}` };
}
function examples(count) {
	return `${count} ${count === 1 ? "example" : "examples"}`;
}
function listed(ids) {
	const more = ids.length > TOLD ? ` and ${ids.length - TOLD} more` : "";
	return `${ids.slice(0, TOLD).map(quoted).join(", ")}${more}`;
}
function quoted(id) {
	return JSON.stringify(id.length > 60 ? `${id.slice(0, 60)}…` : id);
}
// shared/domain/example-pairs.ts
/** The tables that have a metric, by its name. */
function tablesByMetric(tables) {
	const all = /* @__PURE__ */ new Map();
	for (const table of tables) for (const metric of metricsOf(table)) {
		const same = all.get(metric);
		if (same) same.push(table);
		else all.set(metric, [table]);
	}
	return all;
}
/** A metric that either side has in several tables is ambiguous, which others say. */
function pairTables(candidate = [], baseline = []) {
	const [own, ...more] = candidate;
	const [other, ...others] = baseline;
	return own && other && more.length === 0 && others.length === 0 ? {
		own,
		other
	} : void 0;
}
/** Joins the examples of a pair by their names. */
function joinPair({ own, other }) {
	const joined = joinExamples(own, other);
	return "problem" in joined ? joined : {
		own,
		other,
		joined,
		predicted: bothPredicted(own, other)
	};
}
function bothPredicted({ predicted: candidate }, { predicted: baseline }) {
	if (!candidate || !baseline) return void 0;
	const { classes } = groundOf([...candidate.scores, ...baseline.scores]);
	return {
		candidate,
		baseline,
		classes,
		seed: hashOfText(candidate.scores.map(({ prediction }) => prediction).join())
	};
}
// shared/domain/example-noise.ts
/** How much metrics of scores by example vary by chance; examples are joined by their names. */
function noiseOfExamples(candidate, baseline) {
	const joins = /* @__PURE__ */ new Map();
	function join({ own, other }) {
		const known = joins.get(own) ?? /* @__PURE__ */ new Map();
		joins.set(own, known);
		const joined = known.get(other) ?? joinPair({
			own,
			other
		});
		known.set(other, joined);
		return joined;
	}
	const [ours, theirs] = [tablesByMetric(candidate), tablesByMetric(baseline)];
	const pairOf = (metric) => pairTables(ours.get(metric), theirs.get(metric));
	return {
		noise: (rule, ask) => {
			const pair = rule.bound.kind === "relative" ? pairOf(rule.metric) : void 0;
			if (!pair) return void 0;
			const joined = join(pair);
			if ("problem" in joined) return joined;
			return otherSlices(rule.slice, joined) ?? noiseOfPair(rule, joined, ask);
		},
		notes: [...new Set([...ours.keys()].flatMap((metric) => {
			const pair = pairOf(metric);
			return pair ? [noteOn(metric, pair, join(pair))] : [];
		}))]
	};
}
function noteOn(metric, { own, other }, joined) {
	const subject = own.predicted && other.predicted ? own.source : metric;
	if ("problem" in joined) return `${subject}: not comparable by example: ${joined.problem}`;
	const { count, added } = joined.joined;
	const rest = added === 0 ? "" : `; ${added} that only the candidate has are left out`;
	if (joined.predicted) {
		const { seed } = joined.predicted;
		return `${subject}: ${count} rows are joined with the baseline's by id, their targets are the same (seed ${seed})${rest}`;
	}
	const checked = own.hashes ? ", their contents by hash" : "";
	return `${metric}: ${count} examples of ${own.source} are joined with the baseline's by id${checked}${rest}`;
}
function noiseOfPair(rule, pair, ask = {}) {
	const { own, other, joined, predicted } = pair;
	const rows = rowsOf(rule.slice, pair);
	if (!rows || rows.length === 0) return void 0;
	const design = arrange(rows, pair);
	if (predicted) {
		const { classes, seed } = predicted;
		const { task, scores } = predicted.candidate;
		const candidate = pickScores(scores, rows, joined.candidate);
		const baseline = pickScores(predicted.baseline.scores, rows);
		return noiseOfRows(rule, {
			task,
			classes,
			candidate,
			baseline,
			design
		}, {
			...ask,
			seed
		});
	}
	const [ours, theirs] = [meanColumn(own, rule.metric), meanColumn(other, rule.metric)];
	if (!ours || !theirs) return void 0;
	const columns = {
		candidate: pick(ours, rows, joined.candidate),
		baseline: pick(theirs, rows)
	};
	return noiseOfMeans(rule, {
		...columns,
		design
	}, ask);
}
/** Who moves what was hard out of a slice is not better for it. */
function otherSlices(slice, { own, other, joined }) {
	for (const { dimension } of slice?.where ?? []) {
		const [ours, theirs] = [own, other].map(({ slices = {} }) => Object.hasOwn(slices, dimension) ? slices[dimension] : void 0);
		if (!ours || !theirs) continue;
		const moved = theirs.findIndex((name, at) => ours[joined.candidate?.[at] ?? at] !== name);
		if (moved < 0) continue;
		return { problem: `the example ${JSON.stringify((other.ids[moved] ?? "").slice(0, 60))} was in another slice of ${dimension} with the baseline` };
	}
}
/** Rows of the baseline that belong to the slice; nothing where the slice is none that the tables know. */
function rowsOf(slice, { own, joined }) {
	const all = firstNumbers(joined.count);
	if (!slice) return all;
	const where = slice.where.map(({ dimension, value }) => ({
		value,
		names: Object.hasOwn(own.slices ?? {}, dimension) ? own.slices?.[dimension] : void 0
	}));
	if (where.length === 0 || where.some(({ value, names }) => value === void 0 || !names)) return;
	return all.filter((at) => {
		const row = joined.candidate?.[at] ?? at;
		return where.every(({ value, names }) => names?.[row] === value);
	});
}
/** Puts rows along the order, where there is one, and says how they hang together. */
function arrange(rows, pair) {
	const order = columnOf(pair, (table) => table.order);
	if (order) {
		sortAlong(rows, (at) => order.at(at) ?? 0);
		return {
			structure: "ordered",
			by: order.by
		};
	}
	const clusters = columnOf(pair, (table) => table.clusters);
	if (!clusters) return { structure: "independent" };
	const numbers = numberClusters(Array.from(rows, (at) => clusters.at(at) ?? ""));
	return {
		structure: "clustered",
		by: clusters.by,
		...numbers
	};
}
/** What hangs together, the baseline says first. */
function columnOf({ own, other, joined }, of) {
	const [theirs, ours] = [of(other), of(own)];
	if (theirs) return {
		at: (at) => theirs[at],
		by: other.by
	};
	return ours && {
		at: (at) => ours[joined.candidate?.[at] ?? at],
		by: own.by
	};
}
function firstNumbers(count) {
	const all = new Uint32Array(count);
	for (let at = 0; at < count; at++) all[at] = at;
	return all;
}
/** By index: iterating over a million takes several times as long. */
function pick(values, rows, of) {
	const picked = new Float64Array(rows.length);
	for (let at = 0; at < rows.length; at++) {
		const row = rows[at] ?? 0;
		picked[at] = values[of ? of[row] ?? 0 : row] ?? NaN;
	}
	return picked;
}
function pickScores(scores, rows, of) {
	const picked = [];
	for (const row of rows) {
		const score = scores[of ? of[row] ?? 0 : row];
		if (score) picked.push(score);
	}
	return picked;
}
function sortAlong(places, order) {
	const compare = (a, b) => compareOrder(order(a), order(b));
	if (!places.every((at, i) => i === 0 || compare(places[i - 1] ?? at, at) <= 0)) places.sort(compare);
}
// shared/domain/record-noise.ts
/** The noise of metrics of which both files state an error; nothing of the others, and of slices. */
function noiseOfRecords(candidate, baseline) {
	const [own, other] = [statedBy(candidate), statedBy(baseline)];
	return (rule, ask) => {
		if (rule.bound.kind !== "relative" || rule.slice) return void 0;
		const [after, before] = [own(rule), other(rule)];
		return after && before && noiseOfStated(rule, {
			candidate: after,
			baseline: before
		}, ask);
	};
}
function statedBy(metrics) {
	const byName = /* @__PURE__ */ new Map();
	for (const { slice, value, stderr, n, ...metric } of metrics) {
		if (slice) continue;
		const name = metricName(metric);
		const isStated = typeof value === "number" && stderr !== void 0 && !byName.has(name);
		byName.set(name, isStated ? {
			value,
			error: stderr,
			n
		} : void 0);
	}
	return ({ metric }) => byName.get(metric);
}
// shared/domain/file-noise.ts
/**
* How much metrics of files vary by chance: example by example where both sides have their scores, else as far as their
* files state errors.
*/
function noiseOfFiles(candidate, baseline) {
	const { noise, notes } = noiseOfExamples(candidate.examples, baseline.examples);
	const stated = noiseOfRecords(candidate.metrics, baseline.metrics);
	return {
		noise: (rule, ask) => noise(rule, ask) ?? stated(rule, ask),
		notes
	};
}
export { metricsOf, noiseOfExamples, noiseOfFiles, tablesByMetric };
