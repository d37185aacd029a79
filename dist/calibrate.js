import { absolutePath, answered, childEnvironment, defineAction, duration, findFiles, formatTogether, gateInputs, indexMetrics, isShareMetric, jobInputs, list, momentsOf, now, number, pathInside, printRule, readGlob, readUserFile, runProcess, runRecordSchema, text, userPath, wilsonInterval, wordsOf } from "./shared.js";
import { judgeFiles, policyHere, resultByRule, tellWarnings } from "./told-warnings.js";
import { ActionError, isFile } from "./base.js";
import { NOTHING_READ } from "./gate-basics-5.js";
import { readMetrics } from "./gate-basics-4.js";
import { stat } from "node:fs/promises";
// shared/domain/calibrate.ts
/** What a gate may cost: one of twenty comparisons of a model with itself. */
const BEARABLE = .05;
/** A rule has no verdict on some run or pair: a calibration would be about other data than the gate's. */
var NoVerdict = class extends Error {};
/**
* Judges every run against every other one: the same model, so whatever fails is a false alarm. Throws `NoVerdict` where
* a rule has no verdict, and a RangeError for fewer than two runs.
*/
function calibrate$1(runs, rules, judge) {
	if (runs.length < 2) throw new RangeError("one run says nothing about noise");
	const judged = judgePairs(runs, rules, judge);
	const suggested = rules.map((rule, index) => suggestionFor(rule, index, judged));
	const isHelped = suggested.some((rule) => rule !== void 0);
	const better = isHelped ? judgePairs(runs, rules.map((rule, at) => suggested[at] ?? rule), judge) : [];
	return {
		runs: runs.length,
		isConstant: runs.every((run) => sameFigures(run, runs[0])),
		gate: {
			falseAlarms: gateRate(judged, runs.length),
			...isHelped ? { suggested: gateRate(better, runs.length) } : {}
		},
		rules: rules.map((rule, index) => ruleOver(rule, index, {
			runs,
			judged,
			better,
			suggestion: suggested[index]
		}))
	};
}
function judgePairs(runs, rules, judge) {
	return runs.flatMap((candidate) => runs.filter((baseline) => baseline !== candidate).map((baseline) => {
		const judged = judge(candidate, baseline, rules);
		const broken = judged.rules.find(({ verdict }) => verdict === "error");
		if (judged.verdict === "error" || broken) {
			const { reason } = broken ?? judged;
			const pair = candidate.name === baseline.name ? "" : ` against ${baseline.name}`;
			throw new NoVerdict(`${candidate.name}${pair}: ${reason}`);
		}
		return {
			verdict: judged.verdict,
			rules: resultByRule(rules, judged.rules)
		};
	}));
}
/**
* How often it happens. Comparisons share their runs, so they are not independent: the interval counts each run once, as
* if one odd run spoiled all of its comparisons.
*/
function rateOf(failed, of, runs) {
	const rate = failed / of;
	return {
		failed,
		of,
		rate,
		interval: wilsonInterval({
			count: rate * runs,
			of: runs
		})
	};
}
function gateRate(pairs, runs) {
	return rateOf(pairs.filter(({ verdict }) => verdict === "fail").length, pairs.length, runs);
}
function ruleOver(rule, index, { runs, judged, better, suggestion }) {
	const count = (pairs, verdict) => pairs.filter((pair) => pair.rules[index]?.verdict === verdict).length;
	const rate = (pairs) => rateOf(count(pairs, "fail"), pairs.length, runs.length);
	const spread = spreadOf(rule, runs);
	return {
		rule: rule.text,
		metric: rule.metric,
		blocking: !rule.reportOnly,
		falseAlarms: rate(judged),
		undecided: count(judged, "inconclusive"),
		...spread ? { spread } : {},
		...suggestion ? { suggestion: {
			rule: suggestion.text,
			falseAlarms: rate(better)
		} } : { noSuggestion: whyNone(rule, judged, index) }
	};
}
function spreadOf({ metric }, runs) {
	const values = runs.flatMap((run) => {
		const found = indexMetrics(run.metrics).find(metric);
		return found.found === "one" && typeof found.metric.value === "number" ? [found.metric.value] : [];
	});
	if (values.length !== runs.length) return void 0;
	const { mean, variance } = momentsOf(values);
	return {
		mean,
		deviation: Math.sqrt(variance),
		low: Math.min(...values),
		high: Math.max(...values)
	};
}
/** Whether a rule lets the same model pass at all: one that asks for an improvement does not, and is meant so. */
function allowsSame({ bound, direction, strict }) {
	if (bound.kind !== "relative") return false;
	const allowed = direction === "lower" ? bound.shift.amount : -bound.shift.amount;
	return allowed > 0 || allowed === 0 && !strict;
}
function whyNone(rule, judged, index) {
	if (isNoiseKnown(judged, index)) return "chance is part of its verdict already";
	return rule.bound.kind === "relative" ? "it asks for an improvement, so the same model fails it by intent" : "its limit does not move with the baseline: what it should be, repeats do not say";
}
/** The rule with the smallest tolerance that is bearable, two digits of it, in the unit that it was written in. */
function suggestionFor(rule, index, judged) {
	if (!allowsSame(rule) || rule.bound.kind !== "relative") return void 0;
	if (isNoiseKnown(judged, index)) return void 0;
	const unit = toleranceUnit(rule, rule.bound.shift);
	const harms = harmsOf(rule, index, {
		judged,
		unit
	}).toSorted((a, b) => a - b);
	const allowed = Math.floor(BEARABLE * harms.length);
	const least = Math.max(0, harms[harms.length - 1 - allowed] ?? 0);
	if (!Number.isFinite(least)) return void 0;
	return withTolerance(rule, unit, roundUp(least));
}
function toleranceUnit({ metric }, { amount, unit }) {
	if (amount !== 0) return unit;
	return isShareMetric(metric) ? "points" : "percent";
}
function withTolerance(rule, unit, size) {
	const amount = size === 0 ? 0 : rule.direction === "lower" ? size : -size;
	const shift = amount === 0 ? {
		amount: 0,
		unit: "plain"
	} : {
		amount,
		unit
	};
	const moved = {
		...rule,
		strict: false,
		bound: {
			kind: "relative",
			shift
		}
	};
	return {
		...moved,
		text: printRule(moved)
	};
}
/** How much worse each candidate is than its baseline, in the unit of the tolerance. */
function harmsOf({ direction }, index, { judged, unit }) {
	return judged.flatMap(({ rules }) => {
		const { candidate, baseline } = rules[index] ?? {};
		if (candidate === void 0 || baseline === void 0) return [];
		return [inUnit(direction === "lower" ? candidate - baseline : baseline - candidate, unit, baseline)];
	});
}
function inUnit(harm, unit, baseline) {
	switch (unit) {
		case "percent": return baseline === 0 ? Infinity : harm / Math.abs(baseline) * 100;
		case "points": return harm * 100;
		case "plain": return harm;
	}
}
function isNoiseKnown(judged, index) {
	return judged.some((pair) => pair.rules[index]?.noise !== void 0);
}
/** To two digits, never below. */
function roundUp(value) {
	if (value <= 0) return 0;
	const exponent = Math.floor(Math.log10(value)) - 1;
	const scaled = value / 10 ** exponent;
	const digits = Math.ceil(scaled - 1e-9);
	return Number(`${digits}e${exponent}`);
}
function sameFigures(run, other) {
	const figures = ({ metrics }) => metrics.map(({ key, value }) => JSON.stringify([key, value])).join();
	return other !== void 0 && figures(run) === figures(other);
}
// shared/platform/file-stamp.ts
/** A text that changes whenever a file is written; nothing where none can be looked at. */
async function fileStamp(path) {
	return stat(path, { bigint: true }).then((facts) => [
		facts.dev,
		facts.ino,
		facts.size,
		facts.mtimeNs,
		facts.ctimeNs
	].join(":"), () => void 0);
}
// shared/stages/history/calibrate-runs.ts
const MOST_RUNS = 100;
const RECORD_LIMIT = 64 * 2 ** 20;
/** Runs of main differ by more than chance; a few of them say nothing. */
const FEWEST_RECORDS = 10;
/** Runs a command several times, without a shell, and reads the metrics file that it writes each time. */
async function repeatRuns(repeats, { runner, place }) {
	const argv = wordsOf(repeats.command, "train:\n  run: [python, evaluate.py]");
	const path = await userPath(place, repeats.metrics);
	const runs = [];
	const since = now().getTime();
	for (let number = 1; number <= repeats.times; number++) {
		const name = `run ${number}`;
		const before = await fileStamp(path);
		const { exit, stderr } = await runProcess(argv, {
			cwd: place.workspace,
			environment: {
				...childEnvironment(place.environment, repeats.pass),
				PROOFMARK_METRICS_FILE: repeats.metrics,
				PROOFMARK_REPEAT: String(number)
			},
			...repeats.timeoutMs === void 0 ? {} : { timeoutMs: repeats.timeoutMs },
			outputLimitBytes: 65536
		});
		if (exit.kind !== "exited" || exit.code !== 0) {
			const end = exit.kind === "exited" ? `code ${exit.code}` : exit.kind;
			const said = stderr.toString("utf8").trim().slice(-1e3);
			throw new ActionError("run-failed", `${name} ended with ${end}${said && `: ${said}`}`, {
				hint: `The command was: ${argv.join(" ")}`,
				cause: exit.kind === "not-started" ? exit.cause : void 0
			});
		}
		const after = await fileStamp(path);
		if (after === void 0 || after === before) throw new ActionError("no-metrics-file", `${name} did not write ${repeats.metrics}`, { hint: "Name the file that the command writes: proofmark calibrate metrics.json --run \"…\"" });
		const run = await readRun(name, repeats.metrics, {
			place,
			formats: repeats.formats
		});
		if (number === 1) repeats.onFirst(run);
		runs.push(run);
		runner.progress(progressOf(number, repeats.times, since));
	}
	return {
		runs,
		from: "command",
		notes: []
	};
}
function progressOf(done, total, since) {
	return {
		label: "repeats",
		done,
		total,
		unit: "runs",
		secondsLeft: (now().getTime() - since) / 1e3 / done * (total - done)
	};
}
/** Each file is one run of the same model, or the record of a run. */
async function filedRuns(paths, formats, { place }) {
	const files = (await Promise.all(paths.map((path) => filesOf(path, place)))).flat();
	if (new Set(files).size < files.length) throw new ActionError("invalid-input", "a file is named twice; a run counts once");
	if (files.length > MOST_RUNS) throw new ActionError("too-many-files", `${files.length} runs; at most ${MOST_RUNS} are compared`);
	const read = await Promise.all(files.map((path) => readEither(path, {
		place,
		formats
	})));
	const records = read.flatMap((one) => "record" in one ? [one] : []);
	if (records.length > 0) return recordedRuns(records, read.length);
	return {
		runs: read.flatMap((one) => "record" in one ? [] : [one]),
		from: "files",
		notes: []
	};
}
/** Runs of main, each of another commit. One that was spared repeats the figures of another, so it is none of its own. */
function recordedRuns(records, files) {
	if (records.length < files) throw new ActionError("invalid-input", "records and metrics files are mixed; give one kind");
	const used = records.filter(({ record: { gate } }) => gate && !gate.body.unchanged);
	if (used.length < FEWEST_RECORDS) {
		const spared = records.length - used.length;
		const beside = spared > 0 ? ` (${spared} more judged no model of their own)` : "";
		throw new ActionError("too-few-runs", `${used.length} records of runs${beside}; ${FEWEST_RECORDS} are needed`);
	}
	return {
		runs: used.map(({ name, record }) => {
			const { metrics = [], unfitAsBaseline = [] } = record.gate?.body ?? {};
			return {
				...NOTHING_READ,
				name,
				metrics,
				unfitAsBaseline
			};
		}),
		from: "records",
		notes: ["of records the figures are compared, and the errors that their files state; scores by row or example are not looked up", "records are of different commits: what was really changed between them counts as noise here, so the rates are too high rather than too low"]
	};
}
async function readEither(path, where) {
	const record = await readRecord(path, where);
	return record ? {
		name: path,
		record
	} : readRun(path, path, where);
}
async function readRecord(path, { place }) {
	if (!path.endsWith(".json")) return void 0;
	const text = new TextDecoder().decode(await readUserFile(place, path, RECORD_LIMIT));
	if (!text.includes("\"proofmark/record/")) return void 0;
	try {
		return runRecordSchema.parse(JSON.parse(text));
	} catch (cause) {
		throw new ActionError("corrupt-section", `${path} is not a whole record`, { cause });
	}
}
async function readRun(name, path, { place, formats }) {
	const read = await readMetrics([path], place, { formats });
	if (read.problems.length > 0) {
		const whose = name === path ? "" : `${name}: `;
		throw new ActionError("unreadable-metrics", `${whose}${read.problems.join("\n")}`);
	}
	return {
		...read,
		name
	};
}
async function filesOf(path, place) {
	if (!readGlob(path) || await isFile(absolutePath(place, path))) return [path];
	const { root, paths } = await findFiles(path, place);
	return paths.map((file) => pathInside(place.workspace, `${root}/${file}`)).sort();
}
// shared/stages/history/calibrate-words.ts
/** Fewer runs leave intervals too wide to act on. */
const FEW = 10;
/** What each rule does to a model that did not change; gives the last line. */
function tellCalibration(runner, result, notes) {
	const { runs, gate, rules, isConstant } = result;
	runner.info(`${runs} independent runs, each compared with every other one (95 %, each run counted once)`);
	for (const rule of rules) for (const line of linesOf(rule)) runner.info(line);
	for (const note of notes) runner.annotate("notice", note);
	if (isConstant) runner.annotate("warning", "every run gave the same figures: this repeats without noise, which says nothing about other seeds, other training or other rows");
	if (runs < FEW) runner.annotate("notice", `${runs} runs are few; ${FEW} or more say more`);
	const after = gate.suggested ? `; with the suggested rules ${describe(gate.suggested)}` : "";
	return `false alarms of the gate: ${describe(gate.falseAlarms)}${after}`;
}
function linesOf(rule) {
	const { falseAlarms, spread, suggestion, noSuggestion, undecided, metric } = rule;
	const lines = [`${falseAlarms.rate > .05 ? "✗" : "✓"} ${rule.rule}${rule.blocking ? "" : " (report-only)"}: fails the same model in ${describe(falseAlarms)} of comparisons`];
	if (undecided > 0) lines.push(`    undecided in ${undecided} of ${falseAlarms.of} more`);
	if (spread) {
		const { mean, deviation, low, high } = spread;
		const [m, l, h] = formatTogether([
			mean,
			low,
			high
		]);
		lines.push(`    ${metric} ${m} ± ${formatTogether([deviation])[0]} (${l} … ${h})`);
	}
	if (suggestion) {
		const end = `fails it in ${describe(suggestion.falseAlarms)}`;
		lines.push(suggestion.rule === rule.rule ? "    no smaller tolerance is bearable" : `    smallest tolerance with at most 5 %: ${suggestion.rule}, which ${end}`);
	} else if (noSuggestion !== void 0) lines.push(`    no tolerance is suggested: ${noSuggestion}`);
	return lines;
}
function describe({ rate, interval }) {
	const [low, high] = [interval.low, interval.high].map(percent);
	return `${percent(rate)} % (${low} … ${high})`;
}
function percent(share) {
	const value = share * 100;
	return value === 0 || value >= 10 ? value.toFixed(0) : value.toFixed(1);
}
// shared/stages/history/calibrate.ts
const calibrateInputs = {
	metrics: list({
		about: "Metrics files or globs, each of one run of the same model, or records; with --run the one file that the command writes.",
		positional: true
	}),
	run: text({ about: "A command to run several times, cut into words without a shell." }),
	times: number({
		about: "With --run: how many times.",
		default: "20",
		min: 2,
		max: 100,
		integer: true
	}),
	timeout: duration({ about: "With --run: the longest that one run may take; default: no limit." }),
	rules: gateInputs.rules,
	format: gateInputs.format,
	config: jobInputs.config
};
/** Lets the rules judge a model against itself. It answers a question, so it ends well whatever the answer is. */
async function runCalibrate(inputs, scene) {
	const policy = await policyHere(inputs, scene);
	const { runs, from, notes } = await readRuns(inputs, {
		...scene,
		policy,
		onFirst: (run) => void judged([run, { ...run }], policy, () => {})
	});
	if (runs.length < 2) throw new ActionError("too-few-runs", "one run says nothing about noise", { hint: "Give several: proofmark calibrate 'runs/*.json', or let it run: --run \"python evaluate.py\"" });
	const [first] = runs;
	for (const note of first?.notes ?? []) scene.runner.info(note);
	const warnings = new Set(runs.flatMap((run) => run.warnings));
	const total = runs.length * (runs.length - 1);
	let compared = 0;
	const result = {
		schema: "proofmark/calibrate-result/v1",
		reasonCode: "calibrated",
		from,
		...judged(runs, policy, (body) => {
			for (const { warning } of body.rules) if (warning !== void 0) warnings.add(warning);
			const done = compared++ % total + 1;
			scene.runner.progress({
				label: "judged",
				done,
				total,
				unit: "comparisons"
			});
		})
	};
	tellWarnings(scene.runner, warnings);
	return answered(tellCalibration(scene.runner, result, notes), result);
}
async function readRuns(inputs, { policy, onFirst, ...scene }) {
	const { metrics: paths, formats, config } = policy;
	const [path, ...more] = paths;
	if (path === void 0) throw new ActionError("no-metrics-file", "no metrics file is named", { hint: "Name the files of the runs:\n  proofmark calibrate 'runs/*.json' --rule 'rmse <= baseline + 2%'" });
	const { run, times, timeout } = inputs;
	const pass = config?.train?.env?.pass ?? [];
	if (run === void 0) return filedRuns(paths, formats, scene);
	if (more.length > 0) throw new ActionError("invalid-input", "with --run one metrics file is read after each run");
	return repeatRuns({
		command: run,
		times,
		metrics: path,
		timeoutMs: timeout,
		pass,
		formats,
		onFirst
	}, scene);
}
/** Of each pair what the gate would say with the one run as candidate and the other one as its baseline. */
function judged(runs, { rules, policy, settings }, onPair) {
	try {
		return calibrate$1(runs, rules, (candidate, figures, asked) => {
			const baseline = {
				choice: {
					how: "file",
					path: figures.name
				},
				figures
			};
			const body = judgeFiles({
				rules: asked,
				policy,
				settings,
				candidate,
				baseline
			});
			onPair(body);
			return body;
		});
	} catch (cause) {
		if (!(cause instanceof NoVerdict)) throw cause;
		throw new ActionError("no-verdict", cause.message, { hint: "Only what a gate could judge can be calibrated." });
	}
}
// cli/calibrate.ts
/** A command of the terminal alone: a gate is calibrated before it may block, not while it does. */
const calibrate = defineAction({
	name: "calibrate",
	about: "Judge a model against itself, to see how often the rules cry wolf and what they must allow.",
	example: "proofmark calibrate metrics.json --run \"python evaluate.py\" --rule \"rmse <= baseline + 2%\"",
	inputs: calibrateInputs,
	isQuestion: true,
	outputs: {
		"reason-code": "calibrated.",
		result: "All of it as JSON (schemas/calibrate-result.schema.json)."
	},
	run: runCalibrate
});
export { calibrate };
