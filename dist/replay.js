import { absolutePath, answered, defineAction, failed, formatTogether, gateInputs, git, isDone, jobInputs, list, number, path, quantileOf, readGlob, resolveRevision, shortCommit, text, wishFor } from "./shared.js";
import { ActionError, pathText } from "./base.js";
import { judgeFiles, policyHere, resultByRule, tellWarnings } from "./told-warnings.js";
import { NOTHING_READ, joinRead } from "./gate-basics-5.js";
import { parseMetrics } from "./gate-basics-4.js";
// shared/domain/sparkline.ts
const BARS = [
	"▁",
	"▂",
	"▃",
	"▄",
	"▅",
	"▆",
	"▇",
	"█"
];
/** Where no value is. */
const GAP = "·";
/** Values in their order as a line of bars; of more values than columns each bar is the last one of its share. */
function drawSpark(values, { marked = [], columns = 60 } = {}) {
	const known = values.filter((value) => value !== void 0 && Number.isFinite(value));
	let low = Infinity;
	let high = -Infinity;
	for (const value of known) {
		low = Math.min(low, value ?? low);
		high = Math.max(high, value ?? high);
	}
	const width = Math.min(columns, values.length);
	const columnOf = (index) => Math.floor(index * width / values.length);
	const shown = new Array(width).fill(void 0);
	for (const [index, value] of values.entries()) if (value !== void 0 && Number.isFinite(value)) shown[columnOf(index)] = value;
	const at = new Set(marked.map(columnOf));
	return {
		bars: shown.map((value) => value === void 0 ? GAP : barOf(value, low, high)).join(""),
		marks: shown.map((_, column) => at.has(column) ? "x" : " ").join("").trimEnd()
	};
}
function barOf(value, low, high) {
	const range = high / 2 - low / 2;
	const share = range > 0 ? (value / 2 - low / 2) / range : .5;
	return BARS[Math.min(BARS.length - 1, Math.floor(share * BARS.length))] ?? GAP;
}
// shared/domain/replay-summary.ts
/** How many changes of the figures later something still counts as having come back. */
const WITHIN_CHANGES = 10;
/** What the gate would have done over a history; rows are the newest first. */
function summarizeReplay(rows, rules) {
	const changes = rows.filter((row) => row.verdict !== void 0 && row.isChanged).toReversed();
	const told = rules.map((rule, index) => ruleOver(rule, index, changes));
	return {
		counts: countsOf(rows, changes.length),
		rules: told,
		blocked: changes.flatMap((row, at) => blockedAt(row, at, {
			changes,
			rules,
			told
		})).toReversed()
	};
}
function countsOf(rows, changed) {
	const counts = {
		changed,
		absent: 0,
		pass: 0,
		fail: 0,
		inconclusive: 0,
		"no-baseline": 0,
		error: 0
	};
	for (const { verdict } of rows) counts[verdict ?? "absent"] += 1;
	return counts;
}
function ruleOver(rule, index, changes) {
	const at = changes.map((row) => row.rules.find((one) => one.rule === index));
	const values = at.map((one) => one?.candidate);
	const judged = at.filter((one) => one !== void 0 && one.verdict !== "error");
	const states = judged.map((one) => one?.verdict === "fail");
	const marked = at.flatMap((one, place) => one?.verdict === "fail" ? [place] : []);
	const usual = usualChange(values);
	return {
		rule: rule.text,
		metric: rule.metric,
		blocking: !rule.reportOnly,
		judged: judged.length,
		failed: marked.length,
		flips: states.filter((state, place) => place > 0 && state !== states[place - 1]).length,
		...usual === void 0 ? {} : { usualChange: usual },
		sparkline: drawSpark(values, { marked }).bars
	};
}
/** Fewer changes have no usual size. */
const FEWEST_CHANGES = 5;
function usualChange(values) {
	const known = values.filter((value) => value !== void 0);
	const sizes = known.slice(1).map((value, at) => Math.abs(value - (known[at] ?? value)));
	const sorted = Float64Array.from(sizes.filter((size) => size > 0 && Number.isFinite(size))).sort();
	return sorted.length < FEWEST_CHANGES ? void 0 : quantileOf(sorted, .5);
}
function blockedAt(row, at, ground) {
	if (row.verdict !== "fail") return [];
	const { rules, told, changes } = ground;
	const failed = row.rules.filter(({ rule, verdict }) => {
		return verdict === "fail" && rules[rule]?.reportOnly === false;
	});
	const usual = failed.map(({ rule, candidate, baseline }) => {
		const size = told[rule]?.usualChange;
		if (size === void 0 || candidate === void 0 || baseline === void 0) return void 0;
		return Math.abs(candidate - baseline) <= size;
	});
	const later = changes.slice(at + 1, at + 1 + WITHIN_CHANGES);
	const back = later.findIndex((next) => failed.every((one) => isBack(one, next, rules[one.rule])));
	const aftermath = back >= 0 ? "came-back" : later.length > 0 ? "stayed" : "unknown";
	return [{
		commit: row.commit,
		aftermath,
		...back >= 0 ? { changesLater: back + 1 } : {},
		...usual.every((one) => one !== void 0) ? { isUsual: usual.every((one) => one === true) } : {},
		isNoiseKnown: row.isNoiseKnown ?? false
	}];
}
/** Whether a later value keeps the limit that the blocked one broke. */
function isBack({ rule, limit }, next, text) {
	const value = next.rules.find((one) => one.rule === rule)?.candidate;
	if (value === void 0 || limit === void 0 || !text) return false;
	if (value === limit) return !text.strict;
	return text.direction === "lower" ? value < limit : value > limit;
}
// shared/platform/git-history.ts
const SUBJECT_LIMIT = 200;
/** A commit and its first parents, the newest first; parents that a shallow clone does not have are not among them. */
async function firstParents(workspace, commit, most) {
	const result = await git(workspace, [
		"rev-list",
		"--first-parent",
		`--max-count=${most}`,
		"--encoding=UTF-8",
		"--format=%H %ct %P%x09%s",
		"--end-of-options",
		commit
	]);
	if (!isDone(result)) throw failed(`list the commits of ${commit.slice(0, 7)}`, result);
	if (result.isCut) throw new ActionError("too-many-files", "git lists more than is read here");
	return result.stdout.toString("utf8").split("\n").flatMap(readCommit$1);
}
function readCommit$1(line) {
	const [, sha = "", seconds = "", parents = "", subject = ""] = /^([0-9a-f]{40,64}) (\d+) ([0-9a-f ]*)\t(.*)$/s.exec(line) ?? [];
	if (sha === "") return [];
	return [{
		sha,
		at: (/* @__PURE__ */ new Date(Math.min(Number(seconds), 864e10) * 1e3)).toISOString(),
		subject: subject.slice(0, SUBJECT_LIMIT),
		parents: parents.split(" ").filter((parent) => parent !== "").length
	}];
}
/** Whether the clone ends before the history does. */
async function isShallow(workspace) {
	const result = await git(workspace, ["rev-parse", "--is-shallow-repository"]);
	return isDone(result) && result.stdout.toString("latin1").trim() === "true";
}
/** The file that each commit holds at a path, relative to the workspace; nothing where none is. */
async function filesAtCommits(workspace, commits, path) {
	if (commits.length === 0) return [];
	if (/[\n\0]/.test(path)) throw new ActionError("invalid-path", `${pathText(path)} cannot be looked up in old commits`);
	const result = await git(workspace, ["cat-file", "--batch-check=%(objecttype) %(objectname) %(objectsize)"], { input: Buffer.from(commits.map((sha) => `${sha}:./${path}\n`).join("")) });
	if (!isDone(result)) throw failed(`look up ${pathText(path)} in old commits`, result);
	const lines = result.stdout.toString("utf8").split("\n").slice(0, -1);
	if (lines.length !== commits.length) throw new ActionError("git-failed", `git answered ${lines.length} of ${commits.length} times`);
	return lines.map((line) => {
		const [, blob = "", bytes = ""] = /^blob ([0-9a-f]{40,64}) (\d+)$/.exec(line) ?? [];
		return blob === "" ? void 0 : {
			blob,
			bytes: Number(bytes)
		};
	});
}
/** The bytes of blobs, which are handed over together: who asks keeps their sum small. */
async function readBlobs(workspace, files) {
	const found = /* @__PURE__ */ new Map();
	if (files.length === 0) return found;
	const room = files.reduce((sum, { bytes }) => sum + bytes + HEADER, 0);
	const result = await git(workspace, ["cat-file", "--batch=%(objectname) %(objectsize)"], {
		input: Buffer.from(files.map(({ blob }) => `${blob}\n`).join("")),
		outputLimitBytes: room
	});
	if (!isDone(result)) throw failed("read files of old commits", result);
	let at = 0;
	for (const { blob, bytes } of files) {
		const header = `${blob} ${bytes}\n`;
		const start = at + header.length;
		if (result.stdout.toString("latin1", at, start) !== header) throw new ActionError("git-failed", `git could not read the blob ${blob}`);
		found.set(blob, result.stdout.subarray(start, start + bytes));
		at = start + bytes + 1;
	}
	return found;
}
/** `<id> <size>` and two line ends. */
const HEADER = 100;
/** What a file was called in the parent of a commit that renamed it; nothing when it did not. Relative to the workspace. */
async function nameBefore(workspace, { parent, commit, path }) {
	const result = await git(workspace, [
		"diff-tree",
		"-r",
		"-z",
		"-M",
		"-l1000",
		"--relative",
		"--diff-filter=R",
		"--name-status",
		"--no-ext-diff",
		"--no-textconv",
		"--end-of-options",
		parent,
		commit
	]);
	if (!isDone(result) || result.isCut) return void 0;
	const words = result.stdout.toString("utf8").split("\0");
	for (let at = 0; at + 2 < words.length; at += 3) if (words[at + 2] === path) return words[at + 1];
}
// shared/stages/history/replay-figures.ts
const MOST_RENAMES = 20;
/** Bytes of old files that are held at a time. */
const HELD = 8 * 2 ** 20;
const LARGEST = 32 * 2 ** 20;
/** Where the metrics files lie in each commit; a file that was renamed is looked for under its earlier name, too. */
async function locateFiles(workspace, commits, paths) {
	const found = await Promise.all(paths.map((path) => followFile(workspace, commits, path)));
	return {
		located: commits.map((commit, at) => ({
			commit,
			files: found.flatMap(({ places }) => places.slice(at, at + 1))
		})),
		names: found.flatMap(({ names }) => names)
	};
}
async function followFile(workspace, commits, path) {
	const ids = commits.map(({ sha }) => sha);
	const places = [];
	const names = [];
	let name = path;
	let rest = await filesAtCommits(workspace, ids, name);
	let from = 0;
	for (let renames = 0;; renames++) {
		const gone = rest.findIndex((file, at) => at > 0 && !file && rest[at - 1]);
		const [commit, parent] = [ids[from + gone - 1], ids[from + gone]];
		const earlier = gone > 0 && renames < MOST_RENAMES && commit !== void 0 && parent !== void 0 ? await nameBefore(workspace, {
			parent,
			commit,
			path: name
		}) : void 0;
		const known = earlier === void 0 && gone > 0 ? nextGap(rest, gone) : rest.length;
		const end = earlier === void 0 ? known : gone;
		places.push(...rest.slice(0, end).map((file) => ({
			path: name,
			file
		})));
		from += end;
		if (from >= ids.length) return {
			places,
			names
		};
		if (earlier !== void 0 && commit !== void 0) {
			names.push({
				path: earlier,
				until: commit
			});
			name = earlier;
			rest = await filesAtCommits(workspace, ids.slice(from), name);
		} else rest = rest.slice(end);
	}
}
/** Where the file is there again after a gap: there it may have been renamed before. */
function nextGap(rest, gone) {
	const again = rest.findIndex((file, at) => at > gone && file !== void 0);
	return again < 0 ? rest.length : again;
}
/**
* The figures of each commit, the oldest first; nothing where it holds none of the files. Files of several commits are
* read at a time, and none is held longer than it is needed.
*/
async function* figuresOf(workspace, located, formats) {
	const oldestFirst = located.toReversed();
	let last;
	for (let from = 0; from < oldestFirst.length;) {
		const block = takeBlock(oldestFirst, from);
		const blobs = await readBlobs(workspace, block.wanted);
		for (const at of oldestFirst.slice(from, block.end)) {
			const key = at.files.map(({ file }) => file?.blob ?? "").join(" ");
			if (at.files.every(({ file }) => !file)) {
				yield {
					at,
					key,
					figures: void 0
				};
				continue;
			}
			if (last?.key !== key) last = {
				key,
				figures: await readCommit(at, blobs, formats)
			};
			yield {
				at,
				key,
				figures: last.figures
			};
		}
		from = block.end;
	}
}
function takeBlock(commits, from) {
	const wanted = /* @__PURE__ */ new Map();
	let bytes = 0;
	let end = from;
	for (; end < commits.length; end++) {
		const fresh = (commits[end]?.files ?? []).flatMap(({ file }) => file && file.bytes <= LARGEST && !wanted.has(file.blob) ? [file] : []);
		const more = fresh.reduce((sum, file) => sum + file.bytes, 0);
		if (end > from && bytes + more > HELD) break;
		bytes += more;
		for (const file of fresh) wanted.set(file.blob, file);
	}
	return {
		wanted: [...wanted.values()],
		end
	};
}
async function readCommit({ commit, files }, blobs, formats) {
	const all = await Promise.all(files.map(async ({ path, file }) => {
		const bytes = file && blobs.get(file.blob);
		if (bytes) return [path, await parseMetrics(bytes, path, { wish: wishFor(formats, path) })];
		const why = file ? "is too large to be read" : "is not there";
		return [path, broken(`${pathText(path)} ${why} at ${shortCommit(commit.sha)}`)];
	}));
	return joinRead(all);
}
function broken(problem) {
	return {
		...NOTHING_READ,
		problems: [problem]
	};
}
// shared/stages/history/replay-judging.ts
/** Older commits than were asked for only lend their figures to compare with. */
async function judgeCommits({ workspace, located, last, policy, onProgress }) {
	const rows = [];
	const warnings = /* @__PURE__ */ new Set();
	const answers = lastAnswer(policy);
	let notes = [];
	let known;
	let index = located.length;
	for await (const { at, key, figures } of figuresOf(workspace, located, policy.formats)) {
		index--;
		const [done, total] = [located.length - index, located.length];
		onProgress({
			label: "judged",
			done,
			total,
			unit: "comparisons"
		});
		const isTold = index < last;
		const baseline = known && known.at - index <= 50 ? known : void 0;
		if (!figures) {
			if (isTold) rows.push({
				...who(at),
				reason: "holds no metrics file",
				isChanged: false,
				rules: []
			});
			continue;
		}
		const body = answers({
			key,
			figures
		}, baseline);
		if (isTold) {
			notes = figures.notes;
			for (const warning of [...figures.warnings, ...warningsOf(body)]) warnings.add(warning);
			const before = (baseline?.at ?? 0) - index;
			rows.push({
				...who(at),
				...rowOf(body, policy.rules, {
					key,
					baseline,
					before
				})
			});
		}
		if (isComparable(figures, body)) known = {
			commit: at.commit.sha,
			key,
			figures,
			at: index
		};
	}
	return {
		rows: rows.toReversed(),
		notes,
		warnings
	};
}
/** Judges as the gate does. Many commits leave the figures as they are: the same question is answered once. */
function lastAnswer({ rules, policy, settings }) {
	let last;
	return ({ key, figures }, baseline) => {
		const of = `${key}\n${baseline?.key ?? ""}`;
		if (last?.of === of) return last.body;
		const choice = {
			how: "file",
			path: baseline ? shortCommit(baseline.commit) : ""
		};
		const body = judgeFiles({
			rules,
			policy,
			settings,
			candidate: figures,
			baseline: baseline && {
				choice,
				figures: baseline.figures
			}
		});
		last = {
			of,
			body
		};
		return body;
	};
}
function who({ commit: { sha, at, subject, parents } }) {
	return {
		commit: sha,
		at,
		subject,
		...parents > 1 ? { isMerge: true } : {}
	};
}
function warningsOf({ rules }) {
	return rules.flatMap(({ warning }) => warning ?? []);
}
function rowOf({ verdict, reasonCode, reason, noise, rules: results }, rules, { key, baseline, before }) {
	return {
		verdict,
		reasonCode,
		reason,
		isChanged: baseline?.key !== key,
		...baseline ? { baseline: {
			commit: baseline.commit,
			commitsBefore: before
		} } : {},
		isNoiseKnown: noise === "known",
		rules: resultByRule(rules, results).flatMap((found, rule) => {
			if (!found) return [];
			const { candidate, baseline: old, limit } = found;
			return {
				rule,
				verdict: found.verdict,
				...candidate === void 0 ? {} : { candidate },
				...old === void 0 ? {} : { baseline: old },
				...limit === void 0 ? {} : { limit }
			};
		})
	};
}
/** What is wrong between two commits, and not with the figures of the later one. */
const OF_BOTH = ["missing-metric", "different-examples"];
/** Figures of which no rule has a verdict lend none; what is missing or has other examples takes out the rules on it, and no others. */
function isComparable({ problems }, { rules }) {
	const hasOne = rules.some(({ verdict, reasonCode }) => {
		return verdict !== "error" || reasonCode === "different-examples";
	});
	const isSound = ({ verdict, reasonCode }) => verdict !== "error" || OF_BOTH.includes(reasonCode);
	return problems.length === 0 && hasOne && rules.every(isSound);
}
// shared/stages/history/replay-words.ts
const TOLD_ROWS = 200;
const SUBJECT = 48;
const SIGNS = {
	pass: "✓",
	fail: "✗",
	inconclusive: "?",
	"no-baseline": "+",
	error: "!"
};
/** Table, sparklines and what they come to; gives the last line. */
function tellReplay(runner, result) {
	for (const line of [
		...tableOf(result),
		"",
		...result.rules.flatMap((rule, index) => ruleLines(rule, index, result))
	]) runner.info(line);
	for (const line of notesOf(result)) runner.annotate("notice", line);
	return summaryOf(result);
}
/** Commits that leave the figures as they are, or hold none, are counted; all others are a line each. */
function tableOf({ rows, rules }) {
	const lines = [];
	let same = 0;
	let absent = 0;
	const flush = () => {
		if (same > 0) lines.push(`  … ${count(same, "commit")} with the same figures`);
		if (absent > 0) lines.push(`  … ${count(absent, "commit")} without a metrics file: not judged`);
		same = 0;
		absent = 0;
	};
	let told = 0;
	for (const row of rows) {
		if (row.verdict === void 0) {
			if (same > 0) flush();
			absent++;
			continue;
		}
		const isOld = !row.isChanged && row.verdict !== "error";
		if (isOld || told === TOLD_ROWS) {
			if (absent > 0) flush();
			if (isOld) same++;
			continue;
		}
		flush();
		told++;
		lines.push(...rowLines(row, rules));
	}
	flush();
	if (told === TOLD_ROWS) lines.push(`  only the newest ${TOLD_ROWS} changes are shown; --json has all`);
	return lines;
}
function rowLines(row, rules) {
	const { verdict = "error", commit, at, subject, reason } = row;
	const value = shownValue(row, rules);
	const head = `${SIGNS[verdict]} ${shortCommit(commit)} ${at.slice(0, 10)} ${verdict.padEnd(5)} ${value === "" ? "" : `${value}  `}${clip(subject)}`;
	const distance = row.baseline?.commitsBefore ?? 1;
	const against = row.baseline && distance > 1 ? ` (compared with ${shortCommit(row.baseline.commit)}, ${distance} commits before: those between have none to compare with)` : "";
	return verdict === "pass" ? [head + against] : [head, `    ${reason}${against}`];
}
/** The figures of the first rule that decided so. */
function shownValue({ rules, verdict }, all) {
	const rule = rules.find((one) => one.verdict === verdict && all[one.rule]?.blocking) ?? rules[0];
	const metric = rule && all[rule.rule]?.metric;
	if (rule?.candidate === void 0 || metric === void 0) return "";
	if (rule.baseline === void 0) return `${metric} ${formatTogether([rule.candidate])[0]}`;
	return `${metric} ${formatTogether([rule.baseline, rule.candidate]).join(" → ")}`;
}
function clip(subject) {
	const signs = [...subject];
	return signs.length > SUBJECT ? `${signs.slice(0, 47).join("")}…` : subject;
}
function ruleLines(rule, index, { rows }) {
	const at = rows.filter((row) => row.verdict !== void 0 && row.isChanged).toReversed().map((row) => row.rules.find((one) => one.rule === index));
	const marked = at.flatMap((one, place) => one?.verdict === "fail" ? [place] : []);
	const { bars, marks } = drawSpark(at.map((one) => one?.candidate), { marked });
	const usual = rule.usualChange === void 0 ? "" : `; ${rule.metric} usually moves by ${formatTogether([rule.usualChange])[0]}`;
	const times = rule.flips === 1 ? "once" : `${rule.flips} times`;
	return [
		`${rule.rule}${rule.blocking ? "" : " (report-only)"}`,
		`  ${bars}`,
		...marks === "" ? [] : [`  ${marks}`],
		rule.judged === 0 ? "  had no verdict on any change" : `  failed on ${rule.failed} of ${count(rule.judged, "change")}, changed its mind ${rule.flips === 0 ? "never" : times}${usual}`
	];
}
function notesOf({ isShallow, commits, earlierNames, counts }) {
	return [
		...isShallow ? [`the clone is shallow and ends after ${count(commits, "commit")}; git fetch --unshallow brings the rest`] : [],
		...earlierNames.map(({ path, until }) => `before ${shortCommit(until)} the file was called ${pathText(path)}`),
		...counts.absent > 0 ? [`${count(counts.absent, "commit")} without a metrics file: nothing is known of them`] : []
	];
}
/** What would have been blocked, and how much of it may have been noise. */
function summaryOf(result) {
	const { commits, counts, blocked } = result;
	const judged = `${count(commits, "commit")}, ${count(counts.changed, "change")} of the figures`;
	const refused = `${count(counts.error, "commit")} refused for want of a verdict`;
	const undecided = `${counts.inconclusive} undecided by noise`;
	const besides = [...counts.error > 0 ? [refused] : [], ...counts.inconclusive > 0 ? [undecided] : []].map((one) => `, ${one}`).join("");
	if (blocked.length === 0) return `${judged}: nothing would have been blocked by a rule${besides}`;
	return `${judged}: ${blocked.length} would have been blocked${besides}; ${aftermaths(blocked).join(", ")}${doubt(blocked)}`;
}
function aftermaths(blocked) {
	const of = (aftermath) => blocked.filter((one) => one.aftermath === aftermath);
	const back = of("came-back");
	const soon = back.filter(({ changesLater }) => changesLater === 1).length;
	const usual = blocked.filter(({ isUsual }) => isUsual).length;
	return [
		...of("stayed").length > 0 ? [`${of("stayed").length} stayed worse`] : [],
		...back.length > 0 ? [`${back.length} came back later (${soon} with the next change)`] : [],
		...of("unknown").length > 0 ? [`${of("unknown").length} nobody knows yet`] : [],
		...usual > 0 ? [`${usual} moved no more than the metric usually does`] : []
	];
}
function doubt(blocked) {
	if (blocked.filter((one) => !one.isNoiseKnown && one.aftermath === "came-back").length === 0) return "";
	return ". Whether what came back was noise or was repaired, plain numbers cannot say; proofmark calibrate measures the noise";
}
function count(size, what) {
	return `${size} ${what}${size === 1 ? "" : "s"}`;
}
// shared/stages/history/replay.ts
const replayInputs = {
	metrics: list({
		about: "Metrics files, by their present names; default: train.metrics.",
		positional: true
	}),
	last: number({
		about: "How many commits, counted back along first parents.",
		default: "50",
		min: 1,
		max: 2e4,
		integer: true
	}),
	rules: gateInputs.rules,
	format: gateInputs.format,
	at: text({
		about: "The newest commit: a branch, tag or commit id.",
		default: "HEAD"
	}),
	repository: path({
		about: "A folder of the git repository.",
		default: "."
	}),
	config: jobInputs.config
};
/** Judges what old commits hold by rules of today. It judges nothing that is at hand, so it ends well whatever it found. */
async function runReplay(inputs, { runner, place }) {
	const workspace = absolutePath(place, inputs.repository);
	const here = {
		...place,
		workspace
	};
	const policy = await policyHere(inputs, {
		runner,
		place: here
	});
	const paths = policy.metrics;
	checkPaths(paths);
	const head = await resolveRevision(workspace, inputs.at);
	if (head === void 0) {
		const what = `${JSON.stringify(inputs.at)} names no commit in ${pathText(workspace)}`;
		throw new ActionError("unknown-revision", what, { hint: "It takes a git repository with commits, and git itself. --at names a branch, --repository a folder." });
	}
	const { located, names } = await locateFiles(workspace, await firstParents(workspace, head, inputs.last + 50), paths);
	const judged = located.slice(0, inputs.last);
	if (judged.every(({ files }) => files.every(({ file }) => !file))) throw new ActionError("nothing-matched", `none of the last ${judged.length} commits holds ${paths.join(" or ")}`, { hint: "Only files that are committed to git can be replayed." });
	const { rows, notes, warnings } = await judgeCommits({
		workspace,
		located,
		last: inputs.last,
		policy,
		onProgress: runner.progress
	});
	const result = {
		schema: "proofmark/replay-result/v1",
		reasonCode: "replayed",
		metrics: [...paths],
		head,
		commits: rows.length,
		isShallow: rows.length < inputs.last && await isShallow(workspace),
		earlierNames: [...names],
		...summarizeReplay(rows, policy.rules),
		rows: rows.map(({ isNoiseKnown: _, ...row }) => row)
	};
	for (const note of notes) runner.info(note);
	tellWarnings(runner, warnings);
	return answered(tellReplay(runner, result), result);
}
function checkPaths(paths) {
	if (paths.length === 0) throw new ActionError("no-metrics-file", "no metrics file is named", { hint: "Name it on the command line:\n  proofmark replay metrics.json --rule 'rmse <= baseline + 2%'" });
	for (const one of paths) if (readGlob(one) || one.startsWith("/") || one.split("/").includes("..")) throw new ActionError("invalid-path", `${one} cannot be looked up in old commits`, { hint: "Name files by their paths below the folder, without \"..\", \"*\" or \"?\"." });
}
// cli/replay.ts
/** A command of the terminal alone: people try rules on the past before they let them decide. */
const replay = defineAction({
	name: "replay",
	about: "Judge the metrics of the last commits of a git repository, to see what rules would have done.",
	example: "proofmark replay --last 50 metrics.json --rule \"rmse <= baseline + 2%\"",
	inputs: replayInputs,
	isQuestion: true,
	outputs: {
		"reason-code": "replayed.",
		result: "All of it as JSON (schemas/replay-result.schema.json)."
	},
	run: runReplay
});
export { replay };
