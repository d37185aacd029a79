import { adjustHolm, askNoise, atSpot, choice, decisionFor, defineAction, describeNoise, didYouMean, fewestFor, formatBeside, formatTogether, guessDirection, judgeHarm, lines, list, metricName, number, printCommand, userPath, verdictInputs, worstVerdict } from "./shared.js";
import { noiseOfExamples } from "./example-noise.js";
import { readScoreLines } from "./gate-basics-4.js";
import { ActionError } from "./base.js";
import { readHead } from "./file-head.js";
// shared/domain/compare-examples.ts
/**
* Compares means of scores by example, as the gate does. Of several metrics one fails only if it fails by Holm as well:
* the chance that any of them is wrongly called worse is then no larger than that of one.
*/
function compareExamples(question) {
	const { candidate, baseline, metrics, margin, alpha } = question;
	const { noise, notes } = noiseOfExamples([candidate], [baseline]);
	const found = [];
	for (const { name, direction } of metrics) {
		const rule = ruleOf(name, direction, margin);
		const answer = askNoise(noise, rule, { alpha: alpha / 2 });
		if (!answer) return { problem: `there is nothing to compare of ${name}` };
		if ("problem" in answer) return answer;
		found.push({
			rule,
			noise: answer
		});
	}
	const adjusted = adjustHolm(found.map(({ noise: { p } }) => p ?? 1));
	return {
		comparisons: found.map(({ rule, noise }, index) => comparisonOf(question, {
			rule,
			noise
		}, found.length > 1 ? adjusted[index] : void 0)),
		notes
	};
}
function ruleOf(metric, direction, margin) {
	return {
		text: metric,
		metric,
		direction,
		strict: false,
		bound: {
			kind: "relative",
			shift: {
				amount: direction === "lower" ? margin : -margin,
				unit: "plain"
			}
		},
		reportOnly: false
	};
}
function comparisonOf({ candidate, baseline, margin, alpha }, { rule, noise }, pHolm) {
	const { metric, direction } = rule;
	const before = meanOf(baseline, metric);
	const after = meanOf(candidate, metric, candidate.ids.length === baseline.ids.length ? void 0 : new Set(baseline.ids));
	const { harm } = noise;
	const sign = direction === "lower" ? 1 : -1;
	const ends = harm && [sign * (harm.low + margin), sign * (harm.high + margin)];
	const verdict = verdictOn(noise, pHolm, alpha);
	const interval = ends ? [Math.min(...ends) + 0, Math.max(...ends) + 0] : null;
	const difference = after - before;
	return {
		metric,
		n: noise.rows ?? baseline.ids.length,
		candidate: after,
		baseline: before,
		difference,
		interval,
		p: noise.p ?? null,
		...pHolm === void 0 ? {} : { pHolm },
		test: noise.method,
		verdict,
		detectable: noise.detectable ?? null,
		direction,
		margin,
		sentence: sentenceOn({
			metric,
			before,
			after,
			difference,
			interval,
			margin,
			alpha,
			verdict
		}, noise),
		noise
	};
}
function verdictOn(noise, pHolm, alpha) {
	const { harm, independent } = noise;
	if (!harm || independent < fewestFor(noise)) return "inconclusive";
	const verdict = judgeHarm(harm, 0, false);
	const isShown = pHolm === void 0 || pHolm <= alpha / 2;
	return verdict === "fail" && !isShown ? "inconclusive" : verdict;
}
/** Over the examples of the baseline, for new ones are not compared. */
function meanOf(table, metric, only) {
	const values = table.scores.find((score) => metricName(score) === metric)?.values ?? [];
	let [sum, count] = [0, 0];
	for (let row = 0; row < values.length; row++) {
		if (only && !only.has(table.ids.at(row) ?? "")) continue;
		sum += values[row] ?? 0;
		count++;
	}
	return sum / count;
}
/** `accuracy 0.912 → 0.905: -0.007 (95 %: -0.021 … 0.007), paired, t-test, 1,000 rows; …: inconclusive`. */
function sentenceOn({ metric, before, after, difference, interval, margin, alpha, verdict }, noise) {
	const [from = "", to = ""] = formatTogether([before, after]);
	const level = formatBeside((1 - alpha) * 100, 100, 3);
	const range = interval ? ` (${level} %: ${interval.map((end) => formatBeside(end, 0, 2)).join(" … ")})` : "";
	const open = margin === 0 ? "there is a loss" : `it exceeds a loss of ${margin}`;
	const few = noise.independent < fewestFor(noise) ? `; ${noise.independent} independent rows are too few, ${fewestFor(noise)} are needed` : "";
	return `${metric} ${from} → ${to}: ${difference === 0 ? "no change" : formatBeside(difference, 0, 3)}${range}, ${describeNoise(noise, open)}${few}: ${verdict}`;
}
// shared/stages/compare.ts
const HINT = `One JSON object a line: {"id": "q1", "accuracy": 1}; "cluster", "order", "hash" and "slice" may stand beside it.
Other files are compared by gate, such as tables of predictions:
  proofmark gate new.csv --baseline old.csv --rule 'accuracy >= baseline - 1 pp'`;
/** Enough to see how a file begins. */
const HEAD = 4096;
const compareInputs = {
	files: lines({
		about: "Two files of scores, one JSON object a line such as {\"id\": \"q1\", \"accuracy\": 1}, the baseline first.",
		required: true,
		positional: true
	}),
	metric: list({ about: "What to compare; default: every score that both files have." }),
	margin: number({
		about: "How much worse the candidate may be, in the metric's own unit.",
		default: "0",
		min: 0
	}),
	alpha: number({
		about: "How often intervals may be wrong: 0.05 makes intervals of 95 %, with 2.5 % at each end.",
		default: "0.05",
		min: 1e-6,
		max: .5
	}),
	direction: choice(["lower", "higher"], { about: "Which way is better, lower or higher; default: by the name of the metric, which is a guess." }),
	"fail-on": verdictInputs["fail-on"]
};
/** Whether one model does worse than another, from their scores on the same examples. */
async function runCompare(inputs, scene) {
	const [one, two, ...more] = inputs.files;
	if (one === void 0 || two === void 0 || more.length > 0) throw new ActionError("invalid-input", `compare takes two files, ${inputs.files.length} given`, { hint: "For example: proofmark compare base.jsonl candidate.jsonl --metric accuracy" });
	const before = await readSide(one, scene);
	const after = await readSide(two, scene, before.table.ids);
	const names = inputs.metric ?? sharedNames(before.table, after.table);
	if (names.length === 0) throw new ActionError("missing-metric", `${one} and ${two} have no score in common`);
	for (const name of names) {
		checkScore(name, before);
		checkScore(name, after);
	}
	const metrics = names.map((name) => ({
		name,
		direction: directionOf(name, inputs, scene)
	}));
	const { margin, alpha } = inputs;
	const compared = compareExamples({
		candidate: onlyScores(after.table, names),
		baseline: onlyScores(before.table, names),
		metrics,
		margin,
		alpha
	});
	if ("problem" in compared) {
		const { problem, reasonCode } = compared;
		throw new ActionError(reasonCode ?? "different-examples", `${one} and ${two}: ${problem}`, { ...reasonCode === void 0 ? { hint: "Score both models on the same examples, each with an id of its own." } : {} });
	}
	const { comparisons, notes } = compared;
	for (const note of notes) scene.runner.info(note);
	for (const { sentence } of comparisons) scene.runner.info(sentence);
	const verdict = worstVerdict(comparisons.map((comparison) => comparison.verdict));
	const [only] = comparisons;
	const result = {
		schema: "proofmark/compare-result/v1",
		...comparisons.length === 1 ? only : {},
		verdict,
		reasonCode: "compared",
		alpha,
		comparisons: [...comparisons]
	};
	return {
		decision: decisionFor(verdict, inputs["fail-on"]),
		headline: `verdict: ${verdict}`,
		outputs: {
			verdict,
			"reason-code": result.reasonCode
		},
		result
	};
}
async function readSide(path, { place, runner }, other) {
	const reading = await readScoreLines(path, place, other);
	if ("problems" in reading) throw new ActionError("unreadable-metrics", await tellProblems(path, reading.problems, place), { hint: HINT });
	for (const warning of reading.warnings ?? []) runner.annotate("warning", `${path}: ${warning}`);
	const [table] = reading.examples ?? [];
	return {
		path,
		reading,
		table: table ?? {
			source: path,
			ids: [],
			scores: []
		}
	};
}
function onlyScores(table, names) {
	return {
		...table,
		scores: table.scores.filter((score) => names.includes(metricName(score)))
	};
}
/** What is wrong with many lines is told once; of a whole document on several lines, how to make lines of it. */
async function tellProblems(path, problems, place) {
	const { head } = await readHead(await userPath(place, path), HEAD);
	const [first = ""] = new TextDecoder().decode(head).split("\n", 1);
	if (/^\s*(?:\[|\{\s*$)/.test(first)) return `${path} is one JSON document, and one object a line is read. To make lines of a list:\n  ${printCommand([
		"jq",
		"-c",
		".[]",
		path
	])} > ${printCommand([`${path.replace(/\.json$/i, "")}.jsonl`])}`;
	const byMessage = /* @__PURE__ */ new Map();
	for (const problem of problems) {
		const same = byMessage.get(problem.message);
		if (same) same.push(problem);
		else byMessage.set(problem.message, [problem]);
	}
	return [...byMessage.values()].map((alike) => tellAlike(path, alike)).join("\n");
}
const TOLD_LINES = 3;
const MOST_PROBLEMS = 20;
function tellAlike(path, alike) {
	const [first, ...more] = alike;
	if (!first || more.length === 0) return alike.map((one) => atSpot(path, one)).join();
	const some = alike.slice(0, TOLD_LINES).map(({ line }) => line);
	const rest = alike.length - some.length;
	const others = rest > 0 ? `, and ${rest} more` : "";
	return `${path}: ${alike.length < MOST_PROBLEMS ? "" : "at least "}${alike.length} lines (${some.join(", ")}${others}): ${first.message}`;
}
function sharedNames(one, other) {
	const names = new Set(one.scores.map(metricName));
	return other.scores.map(metricName).filter((name) => names.has(name));
}
/** Every example must have the score, as a number: the mean of some would be the mean of whichever had one. */
function checkScore(name, { path, reading, table }) {
	if (table.scores.some((score) => metricName(score) === name)) return;
	const state = reading.metrics.find((metric) => metricName(metric) === name);
	if (!state) {
		const names = reading.metrics.map(metricName);
		const guess = didYouMean(name, names);
		const there = guess === "" && names.length > 0 ? `; there is ${names.slice(0, 5).join(", ")}` : guess;
		throw new ActionError("missing-metric", `${path} has no score named ${name}${there}`);
	}
	const { value, found, line } = state;
	const where = line === void 0 ? path : `${path} line ${line}`;
	const what = value !== "not-a-number" ? `${name} is ${value}` : found === "null" ? `an example has no ${name}` : `${name} is ${found ?? "something"}, not a number`;
	throw new ActionError("metric-not-a-number", `${where}: ${what}`, { hint: "Each example needs the score as a number." });
}
function directionOf(name, { direction }, { runner }) {
	if (direction) return direction;
	const guessed = guessDirection(name);
	if (!guessed) throw new ActionError("unknown-direction", `which way is better of ${name} cannot be guessed`, { hint: "Say it: --direction higher" });
	runner.annotate("warning", `${name}: ${guessed} is taken to be better, by its name; say it with --direction`);
	return guessed;
}
// cli/compare.ts
/** A command of the terminal alone: in a workflow, `gate` compares with the right baseline by itself. */
const compare = defineAction({
	name: "compare",
	about: "Say whether a model does worse than another, from the scores of both on the same examples.",
	example: "proofmark compare base.jsonl candidate.jsonl --metric accuracy --margin 0.01",
	inputs: compareInputs,
	outputs: {
		verdict: "pass, fail, or inconclusive where chance may explain it.",
		"reason-code": "compared.",
		result: "All of it as JSON (schemas/compare-result.schema.json)."
	},
	run: runCompare
});
export { compare };
