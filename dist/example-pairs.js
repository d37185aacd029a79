import { hashOfText, rowsBeside } from "./example-ids.js";
import { metricsOf } from "./evaluate-gate-basics-6.js";
import { groundOf } from "./shared.js";
// shared/domain/example-join.ts
const TOLD = 3;
/**
* The examples of both tables by their names. Those of the baseline must all be there and be the same by their hashes:
* who leaves out what was hard, or makes it easier, is not better for it. New examples are counted and left out.
*/
function joinExamples(candidate, baseline) {
	const joined = joinNames(candidate.ids, baseline.ids);
	if ("problem" in joined) return joined;
	return otherContent(candidate, baseline, joined) ?? joined;
}
function joinNames(candidate, baseline) {
	const rows = rowsBeside(candidate, baseline);
	if ("twice" in rows) return { problem: `the ${rows.isOther ? "baseline's example" : "example"} ${quoted(rows.twice)} is there twice` };
	const missing = rows.includes(0) ? [...baseline].filter((_, row) => rows[row] === 0) : [];
	if (missing.length > 0) return { problem: `${`${missing.length} of the baseline's ${examples(baseline.length)}`} ${missing.length === 1 ? "is" : "are"} missing: ${listed(missing)}` };
	const count = baseline.length;
	const added = candidate.length - count;
	return {
		...added === 0 && rows.every((own, row) => own === row + 1) ? {} : { candidate: rows.map((own) => own - 1) },
		count,
		added
	};
}
function otherContent(candidate, baseline, joined) {
	if (!baseline.hashes) return void 0;
	if (!candidate.hashes) return { problem: "the baseline's examples have hashes of their contents, and these have none" };
	const others = [];
	for (const [row, hash] of baseline.hashes.entries()) {
		const own = joined.candidate?.[row] ?? row;
		if (candidate.hashes[own] !== hash) others.push(baseline.ids.at(row) ?? "");
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
export { joinPair, pairTables, tablesByMetric };
