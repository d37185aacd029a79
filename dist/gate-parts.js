import { ActionError, codeOf, describeError, hintText, isFile, readCapped } from "./base.js";
import { END, acceptorsOf, boundsOf, canonicalJson, canonicalPolicy, checkFigures, claimOf, compareOrder, composeInput, decisionFor, decodeText, describeBaseline, describeNoise, describeRuleChanges, didYouMean, didYouMeanPath, fileAtRevision, filesHere, findFiles, floorChanges, floorNumbers, floorsFor, floorsPath, gateInputs, groundOf, headCommit, hexOf, ifThere, inputHint, isComputed, isSameQuestion, judge, limitOf, loadData, loadEvaluation, loadModel, loadTraining, measureCode, measureDataset, measuresOf, mergeBase, metricName, metricsOf as metricsOf$1, needsFloors, noiseOfMeans, noiseOfRows, numberClusters, numberPatch, openSetting, pairUp, pairWithBaseline, parseYamlTree, plainPath, predictionChange, raisedFloors, readGlob, readParameters, readScores, readStored, remember, renderWithin, reportLadder, resolveRevision, ruleChanges, runUrl, saveSection, sectionDigest, settingsOf, sha256, shortCommit, shortDigest, testRatio, toMarkdown, usedConfig, userPath, usesOf, valuesOf, whose, wishFor, withPredictions, writeSummary } from "./shared.js";
import { _enum, array, boolean, discriminatedUnion, int, lazily, literal, madeOf, number$1 as number, object, record, strictObject, string, union } from "./zod.js";
import { championsFor } from "./evaluate-gate-parts.js";
import { choosePolicy, configurationChange, decidePlan, isEvaluationDue, isPlanned, keyOf, makersHere, metricsPaths, modelInputs, noRules, planGrounds } from "./gate-track-parts.js";
// shared/features/gating/judge-gate.ts
/** The gate's answer: the trusted rules decide; rules that the change proposes are judged for show. */
function judgeGate(question) {
	const { rules, policy, proposed, configuration, planProblem, unchanged, candidate, baseline, attempt } = question;
	const sides = {
		candidate: candidate.metrics,
		problems: candidate.problems,
		baseline: baseline.metrics,
		baselineProblems: baseline.problems ?? [],
		noise: question.noise,
		champions: question.champions,
		settings: question.settings,
		isUnchanged: unchanged !== void 0 && "key" in baseline.choice
	};
	const judgement = judge({
		rules: planProblem === void 0 ? rules : [],
		obstacle: obstacleOf(question),
		...sides
	});
	return {
		...judgement,
		...unchanged && judgement.verdict === "pass" ? unchangedGround(unchanged) : {},
		...unchanged ? { unchanged } : {},
		rules: [...judgement.rules],
		metrics: [...candidate.metrics],
		baseline: baseline.choice,
		baselineMetrics: [...baseline.metrics ?? []],
		policy: {
			...policy,
			...proposed ? { proposed: describeProposal(proposed, rules, sides) } : {}
		},
		...configuration ? { configuration } : {},
		...question.examples ? { examples: question.examples } : {},
		...candidate.unfitAsBaseline.length > 0 ? { unfitAsBaseline: [...candidate.unfitAsBaseline] } : {},
		...question.isHoldoutChanged ? { isHoldoutChanged: true } : {},
		...question.baseHoldout ? { baseHoldout: question.baseHoldout } : {},
		...question.prediction ? { prediction: question.prediction } : {},
		attempt
	};
}
function unchangedGround({ commit }) {
	return {
		reasonCode: "model-unchanged",
		reason: `nothing that the model depends on changed since ${shortCommit(commit)}, and its metrics hold today's limits`
	};
}
function obstacleOf({ configuration, trainingProblem, planProblem, evaluationProblem }) {
	if (configuration?.problem !== void 0) return {
		reasonCode: "invalid-config",
		reason: configuration.problem
	};
	if (planProblem !== void 0) return {
		reasonCode: "plan-refused",
		reason: planProblem
	};
	if (trainingProblem !== void 0) return {
		reasonCode: "training-failed",
		reason: trainingProblem
	};
	if (evaluationProblem === void 0) return void 0;
	return {
		reasonCode: "evaluation-missing",
		reason: evaluationProblem
	};
}
function describeProposal(proposed, trusted, sides) {
	const shown = judge({
		rules: proposed.rules,
		...sides
	}).rules;
	const { settings = [] } = proposed;
	const edits = [describeRuleChanges(ruleChanges(trusted, proposed.rules)), ...settings];
	return {
		change: proposed.change,
		rules: shown.map((rule) => ({
			...rule,
			blocking: false
		})),
		message: edits.filter((text) => text !== "").join("; "),
		...settings.length > 0 ? { settings: [...settings] } : {}
	};
}
// shared/features/gating/lazy-readers.ts
/** The readers of all formats, which an action that reads no metrics must not load. */
const readers = () => import("./readers.js");
/** Metrics from the bytes of one file, in the format that its user names or that it turns out to have. */
async function parseMetrics(...given) {
	return (await readers()).parseMetrics(...given);
}
/** Reads metrics files; what is wrong with one is kept apart from the others. */
async function readMetrics(...given) {
	return (await readers()).readMetrics(...given);
}
/** Scores by example from a file that the user named, of any size; beside the names of another one quicker. */
async function readScoreLines(...given) {
	return (await readers()).readScoreLines(...given);
}
/** Says of all formats at once what is wrong with them, before any file is read. */
async function checkFormatNames(...given) {
	return (await readers()).checkFormatNames(...given);
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
/** What was read from several files. */
function joinRead(all) {
	return {
		metrics: all.flatMap(({ metrics }) => metrics),
		examples: all.flatMap(({ examples }) => examples),
		problems: all.flatMap(({ problems }) => problems),
		warnings: all.flatMap(({ warnings }) => warnings),
		unfitAsBaseline: all.flatMap(({ unfitAsBaseline }) => unfitAsBaseline),
		notes: all.flatMap(({ notes }) => notes)
	};
}
// shared/features/gating/source-name.ts
/** What people write in the place of a file: `mlflow:RUN_ID`, `metaflow:Flow/run/step#metrics`. */
function isNamedSource(text) {
	return /^(?:mlflow|metaflow):/.test(text);
}
// shared/stages/made.ts
/** Reads it from the run's own sections. Data that was tracked in this process is not read again. */
async function loadMade(setting, tracked) {
	const { stores } = setting;
	const of = whose(setting);
	const made = {
		data: tracked ?? await loadData(stores, of),
		training: await loadTraining(stores, of),
		model: await loadModel(stores, of),
		evaluation: await loadEvaluation(stores, of)
	};
	checkEvaluated(made);
	return made;
}
/** An evaluation counts for the very model that it names. */
function checkEvaluated({ evaluation, model }) {
	if (!evaluation) return;
	const { uses, body } = evaluation.section;
	if (model && model.section.body.digest === body.model && uses["model"] === sectionDigest(model.section)) return;
	throw new ActionError("corrupt-section", "the evaluation is not of this run's model", { hint: "Training ran again after it. Run the jobs from evaluate on again." });
}
// shared/stages/remember.ts
/** Writes the run's record into the history, if this run may; says in one sentence what became of it. */
async function rememberRun({ github, history, pipeline, leg, runner }, gate, { data, training, model, evaluation, scores }) {
	if (!github) return "record: not remembered outside of GitHub Actions";
	const { context } = github;
	if (!context.isDefaultBranch) return "record: only runs on the default branch are remembered";
	if (!history) return "record: the history is switched off";
	const record = {
		schema: "proofmark/record/v1",
		pipeline,
		leg,
		commit: context.sha,
		run: {
			id: context.run.id,
			attempt: context.run.attempt
		},
		...data ? { data: data.section } : {},
		...training ? { training } : {},
		...model ? { model } : {},
		...evaluation ? { evaluation } : {},
		gate
	};
	try {
		const leftOut = await remember(history, record, {
			manifests: data?.manifests ?? /* @__PURE__ */ new Map(),
			scores
		});
		for (const line of leftOut) runner.annotate("warning", line);
		return `record: remembered in the ${history.place}`;
	} catch (error) {
		if (codeOf(error) !== "missing-permission") throw error;
		runner.annotate("warning", `The record was not remembered, so pull requests have no baseline.\n${describeError(error)}`);
		return "record: not remembered, the permission is missing";
	}
}
// shared/platform/github/acceptance.ts
const PAGE = 100;
const MAX_PAGES = 50;
const QUERY = `query ReadTalk($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      author { login __typename }
      comments(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { body isMinimized lastEditedAt author { login __typename } editor { login } }
      }
    }
  }
}`;
const actor = /* @__PURE__ */ lazily(() => object({
	login: string(),
	__typename: string()
}).nullable());
const talkPage = /* @__PURE__ */ lazily(() => object({ repository: object({ pullRequest: object({
	author: madeOf(actor),
	comments: object({
		pageInfo: object({
			hasNextPage: boolean(),
			endCursor: string().nullable()
		}),
		nodes: array(object({
			body: string(),
			isMinimized: boolean(),
			lastEditedAt: string().nullable(),
			author: madeOf(actor),
			editor: object({ login: string() }).nullable()
		}))
	})
}) }) }));
const issueEvent = /* @__PURE__ */ lazily(() => object({
	event: string(),
	created_at: string(),
	actor: object({
		login: string(),
		type: string().optional()
	}).nullish(),
	label: object({ name: string().nullish() }).nullish()
}));
/** Who set and removed labels, and who said what. All of it: what is missing could be what takes a label back. */
async function readTalk(transport, number) {
	const [events, { author, comments }] = [await readLabelEvents(transport, number), await readComments(transport, number)];
	return {
		author,
		events,
		comments
	};
}
async function readLabelEvents(transport, number) {
	const found = [];
	for (let page = 1; page <= MAX_PAGES; page++) {
		const events = await transport.rest("list-label-events", {
			issue_number: number,
			per_page: PAGE,
			page
		}, { schema: array(madeOf(issueEvent)) });
		for (const { event, created_at: at, actor: by, label } of events) {
			if (event !== "labeled" && event !== "unlabeled" || !label?.name) continue;
			found.push({
				label: label.name,
				isSet: event === "labeled",
				login: by?.login,
				isBot: by?.type !== "User",
				at
			});
		}
		if (events.length < PAGE) return found;
	}
	throw endless(number);
}
async function readComments(transport, number) {
	const { owner, name } = transport.context.repository;
	const comments = [];
	let after = null;
	for (let count = 0; count < MAX_PAGES; count++) {
		const { author, comments: page } = (await transport.graphql("read-talk", QUERY, {
			variables: {
				owner,
				name,
				number,
				after
			},
			schema: talkPage
		})).repository.pullRequest;
		for (const { body, isMinimized, lastEditedAt, author: by, editor } of page.nodes) comments.push({
			login: by?.login,
			isBot: by?.__typename !== "User",
			editor: editor?.login,
			isEdited: lastEditedAt !== null,
			isHidden: isMinimized,
			body
		});
		after = page.pageInfo.endCursor;
		if (!page.pageInfo.hasNextPage) return {
			author: author?.login ?? "",
			comments
		};
	}
	throw endless(number);
}
function endless(number) {
	return new ActionError("unexpected-answer", `Pull request #${number} has no end of events.`);
}
/** Whether GitHub says that somebody is a member of a team; a token that may not ask is told no. */
async function isMember(transport, { org, team, login }) {
	return (await transport.find("read-membership", {
		org,
		team_slug: team,
		username: login
	}, { schema: object({ state: string() }) }))?.state === "active";
}
/** The pull request by whose merge a commit came to be; nothing where there is none, or several. */
async function mergedPull(transport, sha) {
	const schema = array(object({
		number: int(),
		merged_at: string().nullable(),
		merge_commit_sha: string().nullable()
	}));
	const merged = (await transport.rest("list-pulls-of-commit", { commit_sha: sha }, { schema })).filter((pull) => pull.merged_at !== null && pull.merge_commit_sha === sha);
	return merged.length === 1 ? merged[0]?.number : void 0;
}
// shared/stages/gate/acceptance.ts
/** A person may take a loss upon themselves; nobody can take what is not known at all. */
const ACCEPTABLE = ["fail", "inconclusive"];
/** The verdict with what people said to it: that they accept it, or how they could. */
async function askPeople(setting, judged) {
	const { body, config } = judged;
	const accept = config?.gate?.accept;
	if (!accept || !setting.github || !ACCEPTABLE.includes(body.verdict)) return body;
	const of = judged.model === void 0 ? "metrics" : "model";
	const digest = judged.model ?? figuresDigest(body);
	const acceptable = {
		label: accept.label,
		by: acceptorsOf(accept).map(({ text }) => text),
		digest
	};
	try {
		const answer = await lookFor(setting, accept, digest);
		if (answer === void 0) return {
			...body,
			acceptable
		};
		if (typeof answer === "string") return {
			...body,
			acceptable: {
				...acceptable,
				problem: answer
			}
		};
		return {
			...body,
			accepted: {
				...answer,
				of,
				digest
			}
		};
	} catch (error) {
		const problem = `GitHub could not be asked who accepted it: ${describeError(error, "github")}`;
		setting.runner.annotate("warning", problem);
		return {
			...body,
			acceptable: {
				...acceptable,
				problem: shortProblem(error)
			}
		};
	}
}
function shortProblem(error) {
	return `GitHub could not be asked who accepted it (${codeOf(error)}); the log of the gate says why`;
}
/** Nothing where nobody set the label; a text where the label does not count. */
async function lookFor({ github }, accept, digest) {
	if (!github) return void 0;
	const { context, client } = github;
	const { transport } = client;
	const number = context.pullRequest?.number ?? await mergedPull(transport, context.sha);
	if (number === void 0) return void 0;
	const talk = await readTalk(transport, number);
	const claim = claimOf({
		config: accept,
		digest,
		...talk
	});
	if (claim.kind === "none") return void 0;
	if (claim.kind === "refused") return claim.problem;
	const { login, reason, at } = claim;
	const acceptors = acceptorsOf(accept);
	for (const acceptor of acceptors) {
		if (!await counts(acceptor, login, github)) continue;
		return {
			by: login,
			reason,
			as: acceptor.text,
			label: accept.label,
			pullRequest: number,
			at
		};
	}
	return notOne(login, acceptors);
}
async function counts(acceptor, login, { client }) {
	if (acceptor.kind === "person") return acceptor.login.toLowerCase() === login.toLowerCase();
	const { org, team } = acceptor;
	return isMember(client.transport, {
		org,
		team,
		login
	});
}
function notOne(login, acceptors) {
	return `@${login} set the label, and GitHub does not say that this is one of ${acceptors.map(({ text }) => text).join(", ")}${acceptors.some(({ kind }) => kind === "team") ? ". The token of the job may not ask for members of a team: give the gate the token of an app that may read members, or name people" : ""}`;
}
/** Of a run that has no model there is nothing but its figures. */
function figuresDigest({ metrics }) {
	const figures = metrics.map(({ key, value, slice }) => [
		[...key],
		value,
		{ ...slice }
	]);
	return sha256(canonicalJson(figures));
}
// shared/stages/gate/base-judgement.ts
/**
* Where the rows that judge are not those that judged the baseline, what the same rules say on those: a change that
* makes the model look better by other rows is seen there. It decides nothing.
*/
async function judgeOnBase(setting, candidate, { found, rules }) {
	const own = candidate.section.body;
	const before = found.evaluation?.body;
	const asked = rules.filter((rule) => {
		return !rule.slice && !rule.groups && rule.bound.kind !== "floor" && !("champion" in rule.bound) && metricsOf$1(rule).every(isComputed);
	});
	const { choice } = found;
	if (!before || !("commit" in choice) || asked.length === 0) return void 0;
	if (own.holdout.digest === before.holdout.digest) return void 0;
	if (!isSameQuestion(own, before)) return void 0;
	const { commit } = choice;
	const { baseHoldout: onBase } = own;
	const scores = candidate.baseHoldoutScores;
	if (onBase && "problem" in onBase) return {
		commit,
		problem: onBase.problem
	};
	if (!onBase || !scores || onBase.holdout.digest !== before.holdout.digest) return {
		commit,
		problem: "evaluate did not score the candidate on them"
	};
	checkFigures(onBase, scores, before);
	const baseline = await readStored(setting, before);
	const { noise } = baseline ? pairUp({
		task: before.task,
		classes: before.classes,
		rows: before.rows,
		holdout: onBase.holdout,
		scored: onBase.scores.digest,
		candidate: scores,
		baseline
	}) : {};
	const judged = judge({
		rules: asked,
		candidate: onBase.metrics,
		baseline: before.metrics,
		noise
	});
	return {
		commit,
		rows: onBase.holdout.rows,
		rules: [...judged.rules]
	};
}
// shared/stages/gate/tell-reading.ts
/** Says how files of metrics were read, and what is odd about them. */
function tellReading({ runner }, { notes, warnings }) {
	for (const line of notes) runner.info(line);
	for (const line of warnings) runner.annotate("warning", line);
}
// shared/stages/gate/comparison.ts
/** A file when the user names one, the metrics file at a git revision, or the record of the trusted commit. */
async function chooseComparison(setting, wish) {
	if (wish.baseline === void 0) {
		const { choice, record } = await setting.baseline();
		return {
			choice,
			...record?.gate ? ofRecord(record.gate.body) : {},
			evaluation: record?.evaluation
		};
	}
	const { place } = setting;
	const { formats } = wish;
	if (isNamedSource(wish.baseline) || await isFile(await userPath(place, wish.baseline))) {
		const asked = {
			formats,
			isBaseline: true
		};
		const read = await readMetrics([wish.baseline], place, asked);
		tellReading(setting, read);
		const { metrics, problems, examples } = read;
		return {
			choice: {
				how: "file",
				path: wish.baseline
			},
			metrics,
			problems,
			examples
		};
	}
	return atRevision(setting, wish.baseline, wish);
}
/** What a record says, unless its own files said that nothing should be compared with it. */
function ofRecord({ metrics, examples, unfitAsBaseline }) {
	return unfitAsBaseline === void 0 ? {
		metrics,
		kept: examples
	} : {
		metrics: [],
		problems: unfitAsBaseline
	};
}
/** The metrics as they were committed where the work branched off from the revision. */
async function atRevision(setting, revision, { metrics: paths, formats }) {
	const { place } = setting;
	const { workspace } = place;
	const sha = await resolveRevision(workspace, revision).catch(() => void 0);
	const head = await headCommit(workspace);
	const base = sha && head && await mergeBase(workspace, sha, head.sha);
	const [path, ...more] = paths;
	if (!base || path === void 0 || more.length > 0) {
		const guess = await didYouMeanPath(place, revision);
		throw new ActionError("unknown-baseline", `"${revision}" is neither a metrics file nor a git revision that shares history with this commit${guess}`, { hint: "Give a file such as old.json, or a branch such as main (fetched, in a git repository)." });
	}
	const bytes = await fileAtRevision(workspace, base, path);
	if (!bytes) return { choice: {
		how: "none",
		reason: `${shortCommit(base)} holds no ${path}`,
		wanted: base
	} };
	const read = await parseMetrics(bytes, path, {
		wish: wishFor(formats, path),
		isBaseline: true
	});
	tellReading(setting, read);
	const { metrics, problems, examples } = read;
	return {
		choice: {
			how: "revision",
			commit: base,
			path
		},
		metrics,
		problems,
		examples
	};
}
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
// shared/domain/formats/byte-text.ts
const decoder = new TextDecoder("utf-8", { fatal: true });
const SHORT = 64;
/** One list for all: a view of the bytes for each name is most of what a million of them leave to be tidied up. */
const codes = [];
/** A piece of UTF-8 as text; throws a TypeError where it is none. Quick for the short names that tables are full of. */
function textOfBytes(bytes, from, to) {
	if (to - from > SHORT) return decoder.decode(bytes.subarray(from, to));
	codes.length = to - from;
	for (let at = from; at < to; at++) {
		const byte = bytes[at] ?? 0;
		if (byte >= 128) return decoder.decode(bytes.subarray(from, to));
		codes[at - from] = byte;
	}
	return String.fromCharCode.apply(null, codes);
}
// shared/domain/metric-files/name-table.ts
const FIRST$1 = 2048;
/** Steps by row after which somebody must have chosen names that fall together. */
const MOST_STEPS = 64;
/** A table of hashes of its own, because a `Map` of a million names takes longer than reading them. */
function nameTable() {
	const names = [];
	/** By place two numbers: the row and 1, or 0 where it is free, and the hash. At most half of the places are taken. */
	let places = new Uint32Array(4 * FIRST$1);
	let steps = 0;
	let slow;
	function rowOf(name) {
		if (slow) return slow.get(name) ?? -1;
		const hash = hashOfText(name);
		const mask = places.length - 1;
		for (let at = 2 * hash & mask;; at = at + 2 & mask, steps++) {
			const row = (places[at] ?? 0) - 1;
			if (row < 0) return -1;
			if (places[at + 1] === hash && names[row] === name) return row;
		}
	}
	function rowOfBytes(bytes, from, to, hash) {
		if (slow) return slow.get(textOfBytes(bytes, from, to)) ?? -1;
		const mask = places.length - 1;
		for (let at = 2 * hash & mask;; at = at + 2 & mask, steps++) {
			const row = (places[at] ?? 0) - 1;
			if (row < 0) return -1;
			if (places[at + 1] === hash && isName(names[row] ?? "", bytes, from, to)) return row;
		}
	}
	function grow() {
		const old = places;
		places = new Uint32Array(2 * old.length);
		for (let at = 0; at < old.length; at += 2) if (old[at] !== 0) settle(old[at + 1] ?? 0, (old[at] ?? 0) - 1);
	}
	function settle(hash, row) {
		const mask = places.length - 1;
		let at = 2 * hash & mask;
		while (places[at] !== 0) at = at + 2 & mask;
		places[at] = row + 1;
		places[at + 1] = hash;
	}
	return {
		names,
		rowOf,
		rowOfBytes,
		put(name, hash) {
			const row = names.length;
			names.push(name);
			if (slow) {
				slow.set(name, row);
				return;
			}
			if (4 * row === places.length) grow();
			settle(hash, row);
			if (steps > MOST_STEPS * (row + FIRST$1)) slow = new Map(names.map((one, at) => [one, at]));
		}
	};
}
/** Whether these bytes are those of the name, as far as both are ASCII. */
function isName(name, bytes, from, to) {
	if (name.length !== to - from) return false;
	for (let at = from; at < to; at++) if (name.charCodeAt(at - from) !== bytes[at]) return false;
	return true;
}
function doubled(values) {
	const more = new Uint32Array(2 * values.length);
	more.set(values);
	return more;
}
/** FNV-1a with a last stir, since the lowest bits choose the place. */
function hashOfText(text) {
	let hash = 2166136261;
	for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
	return (hash ^ hash >>> 15) >>> 0;
}
/** The same of ASCII bytes without escapes; -1 of others. */
function hashOfBytes(bytes, from, to) {
	let hash = 2166136261;
	for (let at = from; at < to; at++) {
		const byte = bytes[at] ?? 0;
		if (byte >= 128 || byte === 92) return -1;
		hash = Math.imul(hash ^ byte, 16777619);
	}
	return (hash ^ hash >>> 15) >>> 0;
}
// shared/domain/metric-files/example-ids.ts
/** What is known of lists of names because they were read here: their tables, and their rows in another list. */
const tables = /* @__PURE__ */ new WeakMap();
const besides = /* @__PURE__ */ new WeakMap();
/** For each of the other names the row of the same one here and 1; nothing unless the names were read beside them. */
function rowsBeside(ids, other) {
	const known = besides.get(ids);
	return known?.other === other ? known.rows : void 0;
}
function tableOf$1(ids) {
	const known = tables.get(ids);
	if (known) return known;
	const table = nameTable();
	for (const id of ids) table.put(id, hashOfText(id));
	tables.set(ids, table);
	return table;
}
const FIRST = 2048;
/**
* Names of examples, of which none may come twice. Read beside other names, mostly the same in mostly the same order,
* the texts of those are used and looked up no more.
*/
function exampleIds(other = []) {
	const beside = other.length > 0 ? tableOf$1(other) : void 0;
	/** Of each of the others the row here and 1. */
	const rows = new Uint32Array(other.length);
	/** Names that the others do not have; all of them, where there are none. */
	const own = nameTable();
	/** The row here of each own name, where others stand between them. */
	let ownRows = new Uint32Array(beside ? FIRST : 0);
	const ids = beside ? [] : own.names;
	let lines = new Uint32Array(FIRST);
	/** The row of the others that is expected next. */
	let next = 0;
	if (beside) besides.set(ids, {
		other,
		rows
	});
	else tables.set(ids, own);
	function place(row, line) {
		if (row >= 0) return `is there twice, first on line ${lines[row]}`;
		if (ids.length === lines.length) lines = doubled(lines);
		lines[ids.length] = line;
	}
	function addKnown(known, line) {
		const twice = place((rows[known] ?? 0) - 1, line);
		if (twice !== void 0) return twice;
		ids.push(other[known] ?? "");
		rows[known] = ids.length;
		next = known + 1;
	}
	function twiceOwn(row, line) {
		return place(row < 0 || !beside ? row : ownRows[row] ?? 0, line);
	}
	function putOwn(id, hash) {
		if (beside) {
			if (own.names.length === ownRows.length) ownRows = doubled(ownRows);
			ownRows[own.names.length] = ids.length;
			ids.push(id);
		}
		own.put(id, hash);
	}
	return {
		add(id, line) {
			const known = beside ? beside.rowOf(id) : -1;
			if (known >= 0) return addKnown(known, line);
			const twice = twiceOwn(own.rowOf(id), line);
			if (twice !== void 0) return twice;
			putOwn(id, hashOfText(id));
		},
		addBytes(bytes, from, to, line) {
			const guess = other[next];
			if (guess !== void 0 && isName(guess, bytes, from, to)) return addKnown(next, line);
			const hash = hashOfBytes(bytes, from, to);
			if (hash < 0) return false;
			const known = beside ? beside.rowOfBytes(bytes, from, to, hash) : -1;
			if (known >= 0) return addKnown(known, line);
			const twice = twiceOwn(own.rowOfBytes(bytes, from, to, hash), line);
			if (twice !== void 0) return twice;
			putOwn(textOfBytes(bytes, from, to), hash);
		},
		all: () => ids,
		rowOf(id) {
			const row = own.rowOf(id);
			if (!beside) return row;
			return row < 0 ? (rows[beside.rowOf(id)] ?? 0) - 1 : ownRows[row] ?? -1;
		}
	};
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
// shared/domain/statistics/welch.ts
/**
* Two figures that are known only with their standard errors. The errors are taken as independent, which on the same
* examples they are not: of low power, and to be called so. Throws a RangeError for what is no figure or no error.
*/
function testStated(first, second, options) {
	for (const { value, error } of [first, second]) if (!(Number.isFinite(value) && error >= 0 && error < Infinity)) throw new RangeError(`${value} ± ${error} is no figure with an error`);
	const error = Math.hypot(first.error, second.error);
	return testRatio({
		estimate: first.value - second.value,
		error,
		degrees: Infinity
	}, options);
}
// shared/domain/noise-tests/stated-noise.ts
/**
* The noise of two figures of which no more is known than the errors that their files state. They are taken as
* independent, which figures of the same examples are not: so only large changes are seen, and it is said.
*/
function noiseOfStated(rule, { candidate, baseline }, { alpha = END } = {}) {
	const sign = rule.direction === "lower" ? 1 : -1;
	const limit = limitOf(rule, baseline.value);
	const factor = baseline.value === 0 ? 1 : (limit - limitOf(rule, 0)) / baseline.value;
	const harm = testRatio({
		estimate: sign * (candidate.value - limit),
		error: Math.hypot(candidate.error, factor * baseline.error),
		degrees: Infinity
	}, {
		side: "greater",
		alpha: 2 * alpha
	});
	const { estimate, interval } = testStated(candidate, baseline);
	const share = candidate.value / baseline.value;
	const relative = testRatio({
		estimate: estimate / Math.abs(baseline.value),
		error: Math.hypot(candidate.error, share * baseline.error) / Math.abs(baseline.value),
		degrees: Infinity
	});
	const n = Math.min(candidate.n ?? Infinity, baseline.n ?? Infinity);
	const rows = Number.isFinite(n) ? n : void 0;
	return {
		...boundsOf({
			harm,
			change: interval,
			relative: baseline.value === 0 ? void 0 : relative.interval
		}, rows, { alpha }),
		...rows === void 0 ? {} : { rows },
		method: "stated",
		independent: rows ?? 0
	};
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
// shared/domain/example-file.ts
/** By column, since the history keeps only so much of a run. */
const predictedSchema = /* @__PURE__ */ lazily(() => discriminatedUnion("task", [strictObject({
	task: literal("regression"),
	target: array(number()),
	prediction: array(number())
}), strictObject({
	task: literal("classification"),
	target: array(string()),
	prediction: array(string()),
	probability: array(number().min(0).max(1)).optional()
})]));
/** What is kept of scores by example: enough to compare the next candidate with them. */
const tableSchema = /* @__PURE__ */ lazily(() => strictObject({
	schema: literal("proofmark/examples/v1"),
	source: string(),
	ids: array(string()).min(1),
	hashes: array(string()).optional(),
	clusters: array(string()).optional(),
	order: array(union([string(), number()])).optional(),
	by: string().optional(),
	slices: record(string(), array(string())).optional(),
	scores: array(strictObject({
		key: array(string()).min(1),
		direction: _enum(["lower", "higher"]).optional(),
		values: array(number())
	})),
	predicted: predictedSchema.optional()
}));
/** One table a line. */
function encodeExamples(tables) {
	const lines = tables.map((table) => {
		const { source, ids, hashes, clusters, order, by, slices, scores, predicted } = table;
		const kept = {
			schema: "proofmark/examples/v1",
			source,
			ids,
			hashes,
			clusters,
			order,
			by,
			slices,
			scores: scores.map(({ values, ...score }) => ({
				...score,
				values: [...values]
			})),
			predicted: predicted && columnsOf$1(predicted)
		};
		return `${JSON.stringify(kept)}\n`;
	});
	return new TextEncoder().encode(lines.join(""));
}
function columnsOf$1({ task, scores }) {
	const chances = scores.flatMap((score) => "probability" in score ? score.probability ?? [] : []);
	return {
		task,
		target: scores.map(({ target }) => target),
		prediction: scores.map(({ prediction }) => prediction),
		...chances.length === scores.length ? { probability: chances } : {}
	};
}
/** The tables of a file that `encodeExamples` wrote; nothing when it is another one. */
function decodeExamples(bytes) {
	try {
		const lines = new TextDecoder().decode(bytes).split("\n");
		if (lines.pop() !== "" || lines.length === 0) return void 0;
		return lines.map((line) => tableOf(tableSchema.parse(JSON.parse(line))));
	} catch {
		return;
	}
}
function tableOf({ schema: _, scores, predicted, ...table }) {
	const { ids, hashes, clusters, order, slices = {} } = table;
	const { task, ...said } = predicted ?? {};
	if ([...[
		hashes,
		clusters,
		order,
		...Object.values(slices),
		...Object.values(said)
	].map((column) => column?.length), ...scores.map((s) => s.values.length)].some((length) => length !== void 0 && length !== ids.length)) throw new RangeError("columns of one table are of one length");
	if (scores.length === 0 && !predicted) throw new RangeError("a table has scores or predictions");
	return {
		...table,
		scores: scores.map(({ values, ...score }) => ({
			...score,
			values: Float64Array.from(values)
		})),
		...predicted ? { predicted: predictedOf(predicted) } : {}
	};
}
function predictedOf(columns) {
	if (columns.task === "regression") {
		const { task, target, prediction } = columns;
		return {
			task,
			scores: target.map((is, id) => ({
				id,
				target: is,
				prediction: prediction[id] ?? is
			}))
		};
	}
	const { task, target, prediction, probability } = columns;
	return {
		task,
		scores: target.map((is, id) => {
			const chance = probability?.[id];
			const said = {
				id,
				target: is,
				prediction: prediction[id] ?? is
			};
			return chance === void 0 ? said : {
				...said,
				probability: chance
			};
		})
	};
}
// shared/stages/gate/kept-examples.ts
/** What scores by example are called beside the gate's section. */
const EXAMPLES_FILE = "examples.jsonl";
/** Scores above these would make a file that no history keeps. */
const MOST_KEPT = 2e6;
/** Scores by example as they are handed on and remembered; nothing where there are none, or too many. */
function keepExamples({ runner }, tables) {
	if (tables.length === 0) return void 0;
	const scores = tables.reduce((sum, table) => sum + table.ids.length * columnsOf(table), 0);
	if (scores > MOST_KEPT) {
		runner.annotate("warning", `${scores} scores by example are more than the ${MOST_KEPT} that are kept, so later runs cannot be compared with them example by example`);
		return;
	}
	const bytes = encodeExamples(tables);
	return {
		bytes,
		body: {
			digest: sha256(bytes),
			bytes: bytes.length,
			tables: tables.map((table) => ({
				source: table.source,
				examples: table.ids.length,
				scores: [...metricsOf(table)]
			}))
		}
	};
}
/** What is true and what was said are two. */
function columnsOf({ scores, predicted }) {
	return scores.length + (predicted ? 2 : 0);
}
/** The scores by example that a record names; nothing where the history does not hold them. */
async function readExamples({ history }, { digest }) {
	const bytes = history && await readScores(history, digest);
	if (!bytes) return void 0;
	const tables = decodeExamples(bytes);
	if (tables) return tables;
	throw new ActionError("corrupt-history", "scores by example in the history cannot be read", { hint: "They were written by another version, or were changed. Restore them, or run the gate once more on the default branch." });
}
// shared/stages/gate/example-pairing.ts
/**
* How much metrics of files vary by chance: example by example where both sides have their scores, else as far as their
* files state errors.
*/
async function pairFiles(setting, { metrics, examples }, found) {
	if (!found.metrics) return void 0;
	const { noise, notes } = noiseOfExamples(examples, examples.length === 0 ? [] : await baselineExamples(setting, found));
	for (const note of notes) setting.runner.info(note);
	const stated = noiseOfRecords(metrics, found.metrics);
	return (rule, ask) => noise(rule, ask) ?? stated(rule, ask);
}
async function baselineExamples(setting, { examples, kept }) {
	if (examples) return examples;
	const tables = kept && await readExamples(setting, kept);
	if (tables) return tables;
	setting.runner.info(kept ? "the baseline's scores by example are not kept in the history" : "the baseline has no scores by example");
	return [];
}
// shared/stages/gate/baseline-comparison.ts
/** Chooses the baseline; row by row it is compared where both were evaluated and the step names no figures itself. */
async function compareWithBaseline(setting, inputs, { figures, evaluation, metrics, rules }) {
	const { runner } = setting;
	const { baseline, format: formats } = inputs;
	const found = await chooseComparison(setting, {
		baseline,
		metrics,
		formats
	});
	runner.info(describeBaseline(found.choice));
	const ofFiles = await pairFiles(setting, figures, found);
	if (!evaluation || inputs.baseline !== void 0 || inputs.metrics !== void 0) return {
		baseline: found,
		isHoldoutChanged: false,
		...ofFiles ? { noise: ofFiles } : {}
	};
	const { note, ...paired } = await pairWithBaseline(setting, evaluation, found);
	if (found.metrics) runner.info(note);
	const before = found.evaluation?.body;
	const noise = firstOf(paired.noise, ofFiles);
	return {
		...paired,
		...noise ? { noise } : {},
		baseHoldout: await judgeOnBase(setting, evaluation, {
			found,
			rules
		}),
		prediction: before && predictionChange(before, evaluation.section.body)
	};
}
/** What rows say goes before what files say. */
function firstOf(rows, files) {
	if (!rows || !files) return rows ?? files;
	return (rule, ask) => rows(rule, ask) ?? files(rule, ask);
}
// shared/platform/github/checks.ts
/** GitHub takes 65,535 characters of a summary, and does not say whether it counts bytes. */
const CHECK_BUDGET = 6e4;
/** A finished check. Of several of a name on one commit GitHub goes by the newest. */
async function createCheck(transport, check) {
	const { name, sha, conclusion, title, summary, url } = check;
	const parameters = {
		name,
		head_sha: sha,
		status: "completed",
		conclusion,
		...url === "" ? {} : { details_url: url },
		output: {
			title: title.slice(0, 250),
			summary
		}
	};
	await transport.rest("create-check", parameters, { schema: object({ id: int() }) });
}
// shared/stages/gate/check.ts
/**
* A check of a stable name on the commit that people see, where the step asks for one. The job's own conclusion is the
* answer whatever becomes of it.
*/
async function writeCheck(setting, input, { name, decision, headline, verdict }) {
	const { github, runner } = setting;
	if (name === void 0 || !github || input.headSha === void 0) return;
	const isPlain = verdict === "pass" || decision !== "accepted";
	try {
		await createCheck(github.client.transport, {
			name,
			sha: input.headSha,
			conclusion: decision !== "accepted" ? "failure" : isPlain ? "success" : "neutral",
			title: headline.split("\n", 1)[0] ?? "",
			summary: renderWithin(reportLadder(input), {
				render: toMarkdown,
				budget: CHECK_BUDGET
			}),
			url: runUrl(setting)
		});
		runner.info(`check run "${name}" written`);
	} catch (error) {
		const told = describeError(error, "github");
		runner.annotate("warning", `the check run "${name}" could not be written: ${told}`);
	}
}
// shared/stages/gate/figures.ts
/** What is judged: what was computed here row by row, and what metrics files say besides. */
async function readFigures(setting, sources) {
	const read = await combine(setting, sources);
	tellReading(setting, read);
	return read;
}
async function combine(setting, sources) {
	const { evaluation, isNamed } = sources;
	if (!evaluation || isNamed) return readFiles(setting, sources);
	const { metrics, holdout } = evaluation.section.body;
	const note = `evaluated on ${holdout.rows} rows of ${holdout.path} (${metrics.length} metrics)`;
	const { training, paths } = sources;
	const files = training?.metrics || await areHere(setting, paths) ? await readFiles(setting, sources) : NOTHING_READ;
	const besides = files.metrics.filter(isBeside);
	const examples = files.examples.flatMap(({ predicted: _, ...table }) => {
		const scores = table.scores.filter(isBeside);
		return scores.length > 0 ? [{
			...table,
			scores
		}] : [];
	});
	const all = {
		metrics: [...metrics, ...besides],
		examples
	};
	return {
		...files,
		...all,
		notes: [note, ...files.notes]
	};
}
/** What evaluations compute is never taken from a file, also where this one did not compute it. */
function isBeside({ key: [name, ...more] }) {
	return name === void 0 || more.length > 0 || !isComputed(name);
}
async function areHere({ place }, paths) {
	const [path] = paths;
	return path !== void 0 && isFile(await userPath(place, path));
}
/**
* The file that training wrote, as it was then: the checkout of another job may hold an older one that was committed.
* Who names a file in the step means the one that lies there.
*/
async function readFiles({ place, runner }, { paths, isNamed, training, formats }) {
	const [path] = paths;
	const left = training?.section.body.metrics;
	if (isNamed || path === void 0 || left?.path !== path || !training?.metrics) return readMetrics(paths, place, { formats });
	if (sha256(training.metrics) !== left.digest) throw new ActionError("corrupt-section", `${path} is not the file that training wrote`, { hint: "Another job of the run may have replaced it. Run the jobs again from the start." });
	const here = await digestHere(place, path);
	if (here !== void 0 && here !== left.digest) {
		const hint = hintText(inputHint(gateInputs, "metrics", { value: path }), place.kind);
		runner.annotate("notice", `${path} here is not what training wrote; judged is what training wrote. To judge this one:\n${hint}`);
	}
	return parseMetrics(training.metrics, path, { wish: wishFor(formats, path) });
}
async function digestHere(place, path) {
	const file = await userPath(place, path);
	return await isFile(file) ? sha256(await readCapped(file, METRICS_LIMIT, path)) : void 0;
}
const METRICS_LIMIT = 50 * 2 ** 20;
// shared/stages/gate/format-files.ts
/** What is wrong with the input `format` is told before anything is read. A format for a file that nobody reads is a slip of the pen, which must not leave the real one to a guess. */
async function checkFormats(formats, { metrics, baseline }) {
	if (!formats) return;
	await checkFormatNames(formats);
	const asked = [...metrics, ...baseline === void 0 ? [] : [baseline]].map(plainPath);
	const strays = [...formats.files.keys()].filter((name) => !asked.some((path) => path === name || isBelow(path, name)));
	if (strays.length === 0) return;
	const told = strays.map((name) => `"${name}"${didYouMean(name, asked)}`).join(", ");
	throw new ActionError("invalid-input", `format names what is not among the metrics files: ${told}`, { hint: asked.length === 0 ? "No metrics file is read here." : `Metrics files here are ${asked.join(", ")}.` });
}
function isBelow(pattern, name) {
	const glob = readGlob(pattern);
	if (!glob) return false;
	const base = plainPath(`${glob.base}/`);
	return glob.base === "." ? glob.accepts(name) : name.startsWith(base) && glob.accepts(name.slice(base.length));
}
// shared/stages/gate/judging-policy.ts
/**
* What decides besides the rules, from where the rules are trusted to come from: a change that lowers the floor that it is
* judged by is judged by the one before, and that is said.
*/
async function weighPolicy(setting, { rules, from, config }, { commit }) {
	const chosen = settingsOf(config);
	const told = {
		...from,
		...chosen
	};
	if (!needsFloors(rules)) return {
		from: told,
		settings: chosen
	};
	const { github, place } = setting;
	const path = floorsPath(config);
	const isOwn = from.from === "proposed" || commit === void 0 || !github;
	const here = filesHere(place);
	const floors = await floorsFor(rules, config, isOwn ? here : (file) => github.client.fileAt(file, commit));
	const changes = github?.context.pullRequest && !isOwn ? await changesHere() : {};
	const digest = sha256(canonicalPolicy(rules, {
		...chosen,
		floors
	}));
	return {
		from: {
			...told,
			digest,
			floors: {
				path,
				values: Object.fromEntries(floors),
				...changes
			}
		},
		settings: {
			...chosen,
			floors,
			floorsPath: path
		}
	};
	async function changesHere() {
		try {
			const own = await floorsFor(rules, config, here);
			const changed = floorChanges(rules, floors, own);
			return changed.length > 0 ? { changes: [...changed] } : {};
		} catch (error) {
			if (codeOf(error) !== "invalid-floors") throw error;
			return { problem: describeError(error) };
		}
	}
}
// shared/domain/statement.ts
const TYPE = "https://in-toto.io/Statement/v1";
const TEST_RESULT = "https://in-toto.io/attestation/test-result/v0.1";
const VERIFICATION = "https://in-toto.io/attestation/svr/v0.1";
/** Another number where the properties come to mean something else. */
const VERIFIER = "https://github.com/proofmark/proofmark/gate/v1";
/** The rules as tests of the model; without a model, of the commit. Nothing where neither is known. */
function testResult(stated) {
	const { body, url } = stated;
	const subject = subjectOf(stated);
	if (!subject) return void 0;
	const deciding = body.rules.filter(({ blocking }) => blocking);
	const named = (verdicts) => deciding.filter(({ verdict }) => verdicts.includes(verdict)).map(({ rule }) => rule);
	return {
		_type: TYPE,
		subject: [subject],
		predicateType: TEST_RESULT,
		predicate: {
			result: resultOf(body),
			configuration: [policyOf(body)],
			...url ? { url } : {},
			passedTests: named(["pass"]),
			warnedTests: named(["inconclusive", "no-baseline"]),
			failedTests: named(["fail", "error"])
		}
	};
}
/** Without a single failed rule a verdict may be an error all the same. */
function resultOf({ verdict }) {
	switch (verdict) {
		case "pass": return "PASSED";
		case "inconclusive":
		case "no-baseline": return "WARNED";
		case "fail":
		case "error": return "FAILED";
	}
}
/** What was found to hold of a model, in few words; nothing where the gate does not pass, or has no model to speak of. */
function verificationResult(stated) {
	const { body, model, at } = stated;
	if (model === void 0 || body.verdict !== "pass" && !body.accepted) return void 0;
	if (body.accepted && (body.accepted.of !== "model" || body.accepted.digest !== model)) return;
	const subject = subjectOf(stated);
	if (!subject) return void 0;
	return {
		_type: TYPE,
		subject: [subject],
		predicateType: VERIFICATION,
		predicate: {
			verifier: {
				id: VERIFIER,
				policy: policyOf(body)
			},
			timeCreated: at,
			properties: propertiesOf(body)
		}
	};
}
/** Only what holds: a loss that a person accepted is no gate that passed. */
function propertiesOf({ verdict, accepted, rules, noise, isHoldoutChanged, unchanged }) {
	const compared = rules.some((rule) => rule.blocking && rule.kind === "relative" && rule.verdict === "pass");
	return [
		["PROOFMARK_GATE_PASSED", verdict === "pass"],
		["PROOFMARK_LOSS_ACCEPTED", accepted !== void 0],
		["PROOFMARK_NOT_WORSE_THAN_BASELINE", verdict === "pass" && compared],
		["PROOFMARK_NOISE_KNOWN", noise === "known"],
		["PROOFMARK_SAME_HOLDOUT", isHoldoutChanged !== true && compared],
		["PROOFMARK_MODEL_UNCHANGED", unchanged !== void 0]
	].filter(([, holds]) => holds).map(([name]) => name);
}
function subjectOf({ model, commit, pipeline }) {
	if (model !== void 0) return {
		name: pipeline,
		digest: { sha256: hexOf(model) }
	};
	return commit === void 0 ? void 0 : { digest: { gitCommit: commit } };
}
function policyOf({ policy: { path, commit, digest, from } }) {
	return {
		name: path ?? from,
		digest: { sha256: digest.replace("sha256:", "") },
		...commit === void 0 ? {} : { annotations: { commit } }
	};
}
// shared/stages/gate/outputs.ts
/** How many rules came to which verdict. */
function countRules({ rules }) {
	const counts = {
		pass: 0,
		fail: 0,
		inconclusive: 0,
		"no-baseline": 0,
		error: 0,
		"report-only": 0
	};
	for (const { verdict, blocking } of rules) counts[blocking ? verdict : "report-only"] += 1;
	return counts;
}
/** What the verdict says as statements about the model, unsigned, beside the section in its artifact. */
function statementFiles(setting, { body, by }, model) {
	const { pipeline, commit, at } = by;
	const stated = {
		body,
		pipeline,
		model,
		commit,
		at,
		url: runUrl(setting) || void 0
	};
	return [...fileOf("test-result.intoto.json", testResult(stated)), ...fileOf("svr.intoto.json", verificationResult(stated))];
}
function fileOf(name, statement) {
	if (!statement) return [];
	return [[name, new TextEncoder().encode(`${JSON.stringify(statement, null, 2)}\n`)]];
}
// shared/stages/gate/plan-check.ts
/** Whether this run made no model because its plan said that the baseline's is still the one. */
async function isSpared({ place }, inputs, { data, training, model }) {
	if (data?.section.body.plan?.train !== false || training || model) return false;
	for (const path of inputs.metrics ?? []) if (await ifThere(findFiles(path, place))) return false;
	return true;
}
/** Looks at the plan again and says what came of it. */
async function lookAtPlan(setting, body) {
	const plan = await checkPlan(setting, body);
	const of = plan.unchanged && shortCommit(plan.unchanged.commit);
	setting.runner.info(plan.problem ?? `the model is that of ${of}; judged are its metrics`);
	return plan;
}
/**
* Nobody knows which job wrote the plan, so it is made again: by the trusted record, and by the files that are at hand.
* What is not at hand is believed, and said to be.
*/
async function checkPlan(setting, body) {
	const { record, choice } = await setting.baseline();
	if (!record || !("key" in choice)) return refused(choice.how === "none" ? choice.reason : "");
	const makers = await makersHere(setting);
	const grounds = await planGrounds(setting, record);
	const told = modelInputs(body, makers);
	const claim = decidePlan({
		...grounds,
		now: told,
		change: body.change
	});
	if (claim.train) return refused(claim.message);
	if (keyOf(told).key !== body.plan?.key) return refused("its key is that of something else");
	const { measured, claimed } = await measureAgain(setting, body);
	if (measured === void 0) return refused(`there is no ${claimed.join(", ")} here to look at`);
	const again = decidePlan({
		...grounds,
		now: modelInputs(measured, makers)
	});
	if (again.train) return refused(again.message);
	const model = record.model?.body.digest;
	if (model === void 0) return refused("the record holds no model");
	return {
		record,
		unchanged: {
			commit: choice.commit,
			record: choice.key,
			model,
			claimed
		},
		metrics: {
			...NOTHING_READ,
			metrics: record.gate?.body.metrics ?? [],
			unfitAsBaseline: record.gate?.body.unfitAsBaseline ?? []
		}
	};
}
function refused(why) {
	return {
		problem: `the plan of this run says that the model is unchanged, but it cannot be believed: ${why}`,
		metrics: NOTHING_READ
	};
}
async function measureAgain(setting, body) {
	const config = await usedConfig(setting);
	const { code, parameters } = body;
	const codePaths = pathsOf(code?.path ?? "", config?.train?.code ?? []);
	const codeHere = code && await ifThere(measureCode(codePaths, setting));
	const parametersHere = parameters && await ifThere(readParameters(parameters.path, setting.place));
	const missing = [...code && !codeHere ? [code.path] : [], ...parameters && !parametersHere ? [parameters.path] : []];
	if (missing.length > 0) return {
		measured: void 0,
		claimed: missing
	};
	const claimed = [];
	const datasets = [];
	for (const dataset of body.datasets) {
		const isMeant = isPlanned(dataset.role);
		const here = isMeant && (dataset.kind ?? "bytes") === "bytes" ? await ifThere(measureDataset(dataset, setting)) : void 0;
		if (isMeant && !here) claimed.push(dataset.name);
		datasets.push(here ? here.record : dataset);
	}
	return {
		measured: {
			...body,
			datasets,
			...codeHere ? { code: codeHere.record } : {},
			...parametersHere ? { parameters: parametersHere } : {}
		},
		claimed
	};
}
/** The list behind the one line that a record has for it. */
function pathsOf(line, configured) {
	return configured.join(", ") === line ? configured : line.split(", ");
}
// shared/stages/gate/raise-floors.ts
/**
* On the default branch: floors that two models in a row were better than, for people to raise. Nothing is changed here, and
* a model that was not trained anew is no second one.
*/
async function proposeFloors(setting, body) {
	const { context, place } = setting;
	const { floors } = body.policy;
	if (!context?.isDefaultBranch || !floors || body.unchanged || body.verdict === "error") return body;
	const { record } = await setting.baseline();
	const before = record?.gate?.body;
	if (!record || !before || before.unchanged) return body;
	const found = raisedFloors({
		now: body,
		before,
		floors: floors.values
	});
	if (found.length === 0) return body;
	const bytes = await filesHere(place)(floors.path).catch(() => void 0);
	const patch = bytes && await patchOf(floors.path, bytes, new Map(found.map((one) => [one.metric, one])));
	return {
		...body,
		raise: {
			path: floors.path,
			before: record.commit,
			floors: [...found],
			...patch === void 0 ? {} : { patch }
		}
	};
}
async function patchOf(path, bytes, raised) {
	const decoded = decodeText(bytes);
	if ("problems" in decoded) return void 0;
	const parsed = await parseYamlTree(decoded.text);
	if ("problems" in parsed) return void 0;
	const edits = floorNumbers(parsed.tree).flatMap(({ metric, value, line, column }) => {
		const one = raised.get(metric);
		return one && one.floor === value ? [{
			line,
			column,
			to: one.to
		}] : [];
	});
	return edits.length === raised.size ? numberPatch(path, decoded.text, edits) : void 0;
}
// shared/stages/gate/gate.ts
/** What is missing stands in the verdict itself, so that the comment says it, too. */
const NOT_EVALUATED = {
	github: "the configuration says how the model is evaluated, but no job of this run did; add the action evaluate before the gate",
	terminal: "the configuration says how the model is evaluated, but nothing did; give evaluate and gate the same folder, such as --store .proofmark"
};
/** Judges the metrics by the trusted rules against the baseline; on the default branch the record is remembered. */
async function judgeModel(setting, inputs, { tracked, evaluationProblem } = {}) {
	const { runner, pipeline, leg, author } = setting;
	const made = await loadMade(setting, tracked);
	const { data, training, model, evaluation } = made;
	const isModelSpared = await isSpared(setting, inputs, made);
	const isAsking = isModelSpared || needsRepository(setting, inputs);
	const trusted = isAsking ? await setting.trusted() : {};
	if (setting.configError && !trusted.config) throw setting.configError;
	const policy = choosePolicy(setting, inputs, trusted);
	if (policy.rules.length === 0) throw noRules(setting.configPath);
	const weighed = await weighPolicy(setting, policy, trusted);
	const isDue = isEvaluationDue(setting, inputs, trusted);
	const metrics = metricsPaths(setting, inputs, {
		trusted,
		isEvaluated: evaluation !== void 0 || isDue
	});
	const columns = (trusted.config ?? setting.config)?.gate?.predictions;
	const format = withPredictions(inputs.format, columns);
	await checkFormats(inputs.format, {
		metrics,
		baseline: inputs.baseline
	});
	const configuration = configurationChange(setting, inputs, trusted);
	const plan = isModelSpared && data ? await runner.group("Plan", () => lookAtPlan(setting, data.section.body)) : void 0;
	const candidate = plan?.metrics ?? await runner.group("Metrics", () => {
		const isNamed = inputs.metrics !== void 0;
		return readFigures(setting, {
			paths: metrics,
			isNamed,
			formats: format,
			training,
			evaluation
		});
	});
	const compared = await runner.group("Baseline", () => compareWithBaseline(setting, {
		...inputs,
		format
	}, {
		figures: candidate,
		evaluation,
		metrics,
		rules: policy.rules
	}));
	const champions = await championsFor(setting, {
		evaluation,
		rules: policy.rules,
		noise: compared.noise,
		found: compared.baseline
	});
	const kept = keepExamples(setting, candidate.examples);
	const body = await askPeople(setting, {
		body: await proposeFloors(setting, judgeGate({
			rules: policy.rules,
			policy: weighed.from,
			settings: weighed.settings,
			champions,
			proposed: policy.proposed,
			configuration,
			trainingProblem: problemOf(training),
			planProblem: plan?.problem,
			unchanged: plan?.unchanged,
			evaluationProblem: evaluationProblem ?? (isDue && !evaluation && !plan ? hintText(NOT_EVALUATED, setting.place.kind) : void 0),
			candidate,
			examples: plan?.record ? plan.record.gate?.body.examples : kept?.body,
			...compared,
			attempt: author.run?.attempt ?? 1
		})),
		config: await whoDecides(setting, isAsking ? trusted : void 0),
		model: plan?.record?.model?.body.digest ?? model?.section.body.digest
	});
	const from = plan?.record ?? {
		training: training?.section,
		model: model?.section,
		evaluation: evaluation?.section
	};
	const makers = {
		training: from.training,
		model: from.model,
		evaluation: from.evaluation
	};
	const section = {
		schema: "proofmark/gate/v1",
		by: {
			...author,
			action: "gate"
		},
		uses: usesOf({
			data: data?.section,
			...makers
		}),
		trust: setting.trust,
		body
	};
	await runner.group("Verdict", async () => tellRules(setting, body));
	const extras = new Map([...kept ? [[EXAMPLES_FILE, kept.bytes]] : [], ...statementFiles(setting, section, from.model?.body.digest)]);
	await saveSection(setting.stores, section, extras);
	const scores = [evaluation?.scores, kept?.bytes].filter((bytes) => bytes !== void 0);
	const remembered = await rememberRun(setting, section, {
		...makers,
		data,
		scores
	});
	if (setting.context) runner.info(remembered);
	return {
		section,
		data: data?.section,
		result: {
			schema: "proofmark/gate-result/v1",
			pipeline,
			leg,
			counts: countRules(body),
			...body,
			section: sectionDigest(section),
			remembered
		}
	};
}
/** The stage behind the action `gate`. */
async function runGate(inputs, scene) {
	const setting = await openSetting("gate", inputs, scene);
	const { section, data, result } = await judgeModel(setting, inputs);
	const input = composeInput(setting, {
		gate: section,
		data,
		failOn: inputs["fail-on"]
	});
	await writeSummary(setting, input);
	const outcome = gateOutcome(result, inputs);
	await writeCheck(setting, input, {
		name: inputs.check,
		verdict: result.verdict,
		...outcome
	});
	setting.github?.client.spent();
	return outcome;
}
/** How a verdict ends the step: which ones fail it is the user's choice. */
function gateOutcome(result, inputs) {
	return {
		decision: decisionFor(result.verdict, inputs["fail-on"], { isAccepted: result.accepted !== void 0 }),
		headline: `verdict: ${result.verdict} (${result.reasonCode}): ${result.reason}${acceptedBy(result)}`,
		outputs: {
			verdict: result.verdict,
			"reason-code": result.reasonCode
		},
		result
	};
}
function acceptedBy({ accepted }) {
	if (!accepted) return "";
	const { by, reason, digest } = accepted;
	return `; accepted by @${by}: "${reason}", for ${shortDigest(digest)} only`;
}
/** Who gives everything as inputs is spared the question, unless the configuration at hand says that people may accept. */
async function whoDecides({ config, trusted }, known) {
	if (known) return known.config;
	return config?.gate?.accept ? (await trusted()).config : void 0;
}
function problemOf(training) {
	const exit = training?.section.body.exit;
	return exit === void 0 || exit.reason === "succeeded" ? void 0 : exit.message;
}
/** Rules and metrics at hand and nothing to compare with: then GitHub is not asked at all. */
function needsRepository({ history }, inputs) {
	const { rules = [], metrics = [], baseline } = inputs;
	if (rules.some((rule) => /\bfloor\b/.test(rule))) return true;
	return rules.length === 0 || metrics.length === 0 || baseline === void 0 && history !== void 0;
}
const UNREAD = [
	"unreadable-metrics",
	"no-metrics",
	"plan-refused",
	"evaluation-missing"
];
function tellRules({ runner, place }, { reasonCode, rules }) {
	if (UNREAD.includes(reasonCode)) return;
	for (const { verdict, rule, reason, noise } of rules) {
		runner.info(`${verdict}: ${rule}: ${reason}`);
		if (noise) runner.info(`  ${describeNoise(noise)}`);
	}
	const warnings = rules.flatMap(({ warning }) => warning ?? []);
	for (const warning of new Set(warnings)) runner.annotate("warning", warning);
	if (place.kind !== "github") return;
	for (const { verdict, reason, source, line, blocking } of rules) {
		if (!blocking || verdict !== "fail" && verdict !== "error") continue;
		const position = source === void 0 ? void 0 : {
			file: source,
			...line ? { line } : {}
		};
		runner.annotate("error", reason, position);
	}
}
export { NOTHING_READ, exampleIds, gateOutcome, joinRead, judgeModel, noiseOfExamples, parseMetrics, readMetrics, readScoreLines, runGate, textOfBytes };
