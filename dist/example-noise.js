import { meanColumn } from "./evaluate-gate-basics-6.js";
import { joinPair, pairTables, tablesByMetric } from "./example-pairs.js";
import { compareOrder, noiseOfMeans, noiseOfRows, numberClusters } from "./shared.js";
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
		return { problem: `the example ${JSON.stringify((other.ids.at(moved) ?? "").slice(0, 60))} was in another slice of ${dimension} with the baseline` };
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
export { noiseOfExamples };
