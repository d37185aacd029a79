import { isMetric, metricName, metricPlace } from "./shared.js";
import { pathText } from "./base.js";
// shared/domain/metric-files/results-and-samples.ts
/**
* One evaluation that is told in two files: what the samples come to is the metric, with its examples; the results say which
* way is better, and must agree. What only one of them has stays as it is.
*/
function joinParts(results, samples) {
	const stated = new Map(results.map((one) => [metricName(one), one]));
	const problems = [];
	const joined = /* @__PURE__ */ new Set();
	const metrics = samples.flatMap((one) => {
		const said = one.slice ? void 0 : stated.get(metricName(one));
		if (said && one.found === "a list") return [];
		if (!said) return [one];
		joined.add(said);
		if (!agree(one, said)) problems.push(disagreement(one, said));
		return [said.direction === void 0 ? one : {
			...one,
			direction: said.direction
		}];
	});
	return {
		metrics: [...results.filter((one) => !joined.has(one)), ...metrics],
		problems
	};
}
function agree(counted, said) {
	if (typeof counted.value !== "number" || typeof said.value !== "number") return false;
	if (said.n !== void 0 && counted.n !== said.n) return false;
	return Math.abs(counted.value - said.value) <= roundingOf(said.value);
}
/** Half of the last digit that is written, and a little for sums in another order. */
function roundingOf(value) {
	const decimals = /^-?\d+\.(\d+)$/.exec(String(value))?.[1]?.length ?? (Number.isInteger(value) ? 0 : 15);
	return Math.max(.5 * 10 ** -Math.max(decimals, 2), 1e-9) * (1 + 1e-9);
}
function disagreement(counted, said) {
	const tell = ({ value, found, n }) => n === void 0 ? `${found ?? value}` : `${value} of ${n} examples`;
	return `${metricName(said)} is ${tell(said)} at ${metricPlace(said)}, and ${tell(counted)} by the samples in ${counted.source}; name the files of one evaluation`;
}
// shared/features/gating/reading-result.ts
/** What is read from no file. */
const NOTHING_READ = {
	metrics: [],
	examples: [],
	problems: [],
	warnings: [],
	unfitAsBaseline: [],
	notes: []
};
/** What was read from several files. A file of several must not be empty unseen; of a single one the verdict itself says so. */
function joinRead(files) {
	const all = files.length > 1 ? files.map(notEmpty) : files.map(([, read]) => read);
	const { metrics, problems } = joinEvaluation(all);
	return {
		metrics,
		examples: all.flatMap(({ examples }) => examples),
		problems: [...all.flatMap((read) => read.problems), ...problems],
		warnings: all.flatMap(({ warnings }) => warnings),
		unfitAsBaseline: all.flatMap(({ unfitAsBaseline }) => unfitAsBaseline),
		notes: all.flatMap(({ notes }) => notes)
	};
}
/** Results and samples of one evaluation have the same metrics; of several evaluations nothing is guessed. */
function joinEvaluation(all) {
	const of = (...parts) => all.filter(({ part }) => parts.includes(part));
	const metricsOf = (some) => some.flatMap(({ metrics }) => metrics);
	const [results, other] = of("results");
	if (!results || other) return {
		metrics: metricsOf(all),
		problems: []
	};
	const joined = joinParts(results.metrics, metricsOf(of("samples")));
	return {
		metrics: [...metricsOf(of(void 0)), ...joined.metrics],
		problems: joined.problems
	};
}
function notEmpty([path, read]) {
	const { metrics, examples, problems } = read;
	if (problems.length > 0 || examples.length > 0 || metrics.some(isMetric)) return read;
	return {
		...read,
		problems: [`${pathText(path)} holds no number at all`]
	};
}
/** What others are compared with, where these figures are the baseline's: nothing, where their files say that they are no baseline. */
function asBaseline({ metrics, unfitAsBaseline = [] }) {
	return unfitAsBaseline.length === 0 ? {
		metrics,
		problems: []
	} : {
		metrics: [],
		problems: unfitAsBaseline
	};
}
export { NOTHING_READ, asBaseline, joinRead };
