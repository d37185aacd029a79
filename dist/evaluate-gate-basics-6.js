import { groundOf, isComputed, measuresOf, metricName, valuesOf } from "./shared.js";
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
export { meanColumn, metricsOf };
