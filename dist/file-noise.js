import { noiseOfExamples } from "./example-noise.js";
import { metricName, noiseOfStated } from "./shared.js";
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
export { noiseOfFiles };
