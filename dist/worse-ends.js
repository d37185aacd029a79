import { compareOrder, decodeScores, groundOf, hexOf, independenceOf, isBinary, measuresOf, metricName, noiseOfFigures, numberClusters, pairScores, testOf, valuesOf, wilsonInterval } from "./shared.js";
import { tablesByMetric } from "./example-pairs.js";
import { hashOfText } from "./example-ids.js";
// shared/domain/own-noise.ts
/** One-sided, as floors are raised by. */
const CHANCE = .05;
/** How bad a metric of a table may be by its own examples (95 %); nothing where nothing bounds it. */
function worseEndOfTable(table, wish) {
	const score = table.scores.find((one) => metricName(one) === wish.metric);
	if (score) return endOf(meanInterval(score.values, table), wish);
	const { predicted, order, clusters } = table;
	return predicted && worseEndOfScores({
		...predicted,
		order,
		clusters
	}, wish);
}
/** The same by what one model made of each row. */
function worseEndOfScores(rows, wish) {
	const { task, scores, classes } = rows;
	const measure = measuresOf(task, groundOf(scores, classes)).find(({ name }) => name === wish.metric);
	if (!measure) return void 0;
	return endOf(measure.shape === "mean" ? meanInterval(valuesOf(measure, scores), rows) : figureInterval(measure, rows, wish.seed), wish);
}
function endOf(interval, { direction }) {
	const end = direction === "lower" ? interval?.high : interval?.low;
	return end !== void 0 && Number.isFinite(end) ? end : void 0;
}
function meanInterval(column, ties) {
	const { places, design } = arrange(column.length, ties);
	const values = Float64Array.from(places, (place) => column[place] ?? NaN);
	if (independenceOf(values, design).independent < 30) return void 0;
	if (design.structure === "independent" && isBinary(values)) {
		const count = values.reduce((sum, value) => sum + value, 0);
		return wilsonInterval({
			count,
			of: values.length
		}, 2 * CHANCE);
	}
	return testOf(values, design, { alpha: 2 * CHANCE })?.interval;
}
function figureInterval(measure, { scores, ...ties }, seed) {
	const [first] = scores;
	const width = first ? measure.terms(first).length : 0;
	if (width === 0 || width * scores.length > 16e6) return void 0;
	const { places, design } = arrange(scores.length, ties);
	const sums = new Float64Array(scores.length * width);
	for (const [row, place] of places.entries()) {
		const score = scores[place];
		if (score) sums.set(measure.terms(score), row * width);
	}
	const noise = noiseOfFigures({
		rows: {
			count: scores.length,
			width,
			sums
		},
		statistic: (total) => [measure.value(total)],
		design,
		isRoot: measure.shape === "root"
	}, {
		seed,
		alpha: CHANCE
	});
	return noise.independent < 30 ? void 0 : noise.harm;
}
/** The places of rows along their order, where there is one, and how they hang together. */
function arrange(count, { order, clusters }) {
	const places = Array.from({ length: count }, (_, place) => place);
	if (order) {
		places.sort((a, b) => compareOrder(order[a] ?? "", order[b] ?? ""));
		return {
			places,
			design: { structure: "ordered" }
		};
	}
	if (!clusters) return {
		places,
		design: { structure: "independent" }
	};
	return {
		places,
		design: {
			structure: "clustered",
			...numberClusters(clusters)
		}
	};
}
// shared/stages/gate/worse-ends.ts
/** Rules on floors that hold, with how bad their metric may be, where rows or examples say it. */
function withWorseEnds(body, { evaluation, examples }) {
	if (!body.rules.some(isRaisable)) return body;
	const tables = tablesByMetric(examples);
	const evaluated = evaluation && ownScores(evaluation);
	const worseEndOf = ({ metric, direction }) => {
		if (!direction) return void 0;
		if (evaluated?.metrics.has(metric)) return worseEndOfScores(evaluated, {
			metric,
			direction,
			seed: evaluated.seed
		});
		const [table, ...more] = tables.get(metric) ?? [];
		if (!table || more.length > 0) return void 0;
		return worseEndOfTable(table, {
			metric,
			direction,
			seed: hashOfText([...table.ids].join())
		});
	};
	return {
		...body,
		rules: body.rules.map((rule) => {
			const worseEnd = isRaisable(rule) ? worseEndOf(rule) : void 0;
			return worseEnd === void 0 ? rule : {
				...rule,
				worseEnd
			};
		})
	};
}
function isRaisable({ form, verdict }) {
	return form === "floor" && verdict === "pass";
}
function ownScores({ section, scores: bytes }) {
	const { task, classes, metrics, scores: kept } = section.body;
	const scores = decodeScores(bytes);
	const pairs = scores && pairScores(scores, scores, {
		task,
		classes
	});
	if (!pairs || "problem" in pairs) return void 0;
	const own = {
		task,
		classes: pairs.classes,
		scores,
		order: pairs.structure === "ordered" ? scores.map(({ order = "" }) => order) : void 0,
		clusters: pairs.structure === "clustered" ? scores.map(({ cluster = "" }) => cluster) : void 0
	};
	const whole = metrics.filter(({ slice }) => !slice).map(({ key: [name = ""] }) => name);
	const seed = Number.parseInt(hexOf(kept.digest).slice(0, 8), 16);
	return {
		...own,
		metrics: new Set(whole),
		seed
	};
}
export { withWorseEnds };
