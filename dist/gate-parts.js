import { SEVERITY, acceptorsOf, canonicalJson, checkFigures, chooseFormats, claimOf, composeInput, decisionFor, describeBaseline, describeNoise, didYouMeanPath, fileAtRevision, filesHere, findFiles, firstNoise, floorDirections, gateInputs, headCommit, hexOf, ifThere, indexMetrics, inputHint, isComputed, isEvaluated, isSameGround, isSameQuestion, judge, judgedRecords, loadData, loadEvaluation, loadModel, loadTraining, lookUp, measureCode, measureDataset, mergeBase, metricsOf, noiseOfHistory, openSetting, pairUp, pairWithBaseline, predictionChange, raisedFloors, readParameters, readStored, remember, renderWithin, reportLadder, resolveRevision, runUrl, saveSection, sectionDigest, sha256, shortCommit, shortDigest, toMarkdown, usedConfig, userPath, usesOf, whose, wishFor, withPredictions, writeSummary } from "./shared.js";
import { isNamedSource, judgeGate, parseMetrics, readMetrics } from "./gate-basics-4.js";
import { ActionError, codeOf, describeError, hintText, isFile, readCapped } from "./base.js";
import { array, boolean, int, lazily, madeOf, object, string } from "./zod.js";
import { EXAMPLES_FILE, championsFor, keepExamples, pairFiles } from "./evaluate-gate-basics-3.js";
import { NOTHING_READ, asBaseline } from "./gate-basics-5.js";
import { decidePlan, isPlanned, keyOf, makersHere, modelInputs, planGrounds } from "./gate-track-parts.js";
import { numberPatch, readFloorNumbers } from "./gate-floors-pull-parts.js";
import { checkFormats, weighPolicy } from "./gate-basics-2.js";
import { choosePolicy, configurationChange, isEvaluationDue, metricsPaths, noRules } from "./gate-track-basics-2.js";
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
// shared/stages/gate/annotations.ts
/**
* GitHub shows ten errors and ten warnings of a step and drops the rest unsaid. One error is left for the line that ends
* the step; warnings come from files, from rules and from what could not be done.
*/
const MOST_ERRORS = 9;
const MOST_WARNINGS = 4;
/** Warnings of one kind; those that GitHub would not show stand in the log. A terminal shows all. */
function warnOf({ runner, place }, messages) {
	const notes = [...new Set(messages)].map((message) => ({ message }));
	annotateMost(runner, notes, {
		level: "warning",
		most: place.kind === "github" ? MOST_WARNINGS : notes.length,
		where: "in the log"
	});
}
/** Why rules refuse, at the lines of the metrics: first what could not be judged. */
function annotateRules(runner, { rules }) {
	annotateMost(runner, rules.filter(({ blocking, verdict }) => blocking && (verdict === "fail" || verdict === "error")).sort((a, b) => SEVERITY.indexOf(a.verdict) - SEVERITY.indexOf(b.verdict)).map(({ reason, source, line }) => ({
		message: reason,
		position: source === void 0 ? void 0 : {
			file: source,
			...line ? { line } : {}
		}
	})), {
		level: "error",
		most: MOST_ERRORS,
		where: "in the job summary"
	});
}
function annotateMost({ annotate, info }, notes, { level, most, where }) {
	const shown = notes.length > most ? notes.slice(0, most - 1) : notes;
	for (const { message, position } of shown) annotate(level, message, position);
	const rest = notes.slice(shown.length);
	if (rest.length === 0) return;
	for (const { message } of rest) info(message);
	annotate(level, `${rest.length} more ${level}s are ${where}`);
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
		return !rule.slice && !rule.groups && rule.bound.kind !== "floor" && !("champion" in rule.bound) && metricsOf(rule).every(isComputed);
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
function tellReading(setting, { notes, warnings }) {
	for (const line of notes) setting.runner.info(line);
	warnOf(setting, warnings);
}
// shared/stages/gate/comparison.ts
/** A file when the user names one, the metrics file at a git revision, or the record of the trusted commit. */
async function chooseComparison(setting, wish) {
	if (wish.baseline === void 0) {
		const { choice, record } = await setting.baseline();
		return {
			choice,
			...record?.gate ? {
				...asBaseline(record.gate.body),
				kept: record.gate.body.examples
			} : {},
			evaluation: record?.evaluation
		};
	}
	const { place } = setting;
	const { formats } = wish;
	if (/[*?]/.test(wish.baseline) || isNamedSource(wish.baseline) || await isFile(await userPath(place, wish.baseline))) {
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
/** The metrics as they were committed where the work branched off from the revision. */
async function atRevision(setting, revision, { metrics: paths, formats }) {
	const { place } = setting;
	const { workspace } = place;
	const sha = await resolveRevision(workspace, revision).catch(() => void 0);
	const head = await headCommit(workspace);
	const base = sha && head && await mergeBase(workspace, sha, head.sha);
	const [path, ...more] = paths;
	if (!base) {
		const guess = sha ? "" : await didYouMeanPath(place, revision);
		const what = sha ? `the git revision "${revision}" shares no history with this commit` : `there is neither a file nor a git revision named "${revision}"${guess}`;
		throw new ActionError("unknown-baseline", what, { hint: "Give a file such as old.json, or a branch such as main (fetched, in a git repository)." });
	}
	if (path === void 0 || more.length > 0) {
		const what = `at a git revision one metrics file is read, and ${paths.length} are judged`;
		throw new ActionError("unknown-baseline", what, { hint: "Name one metrics file, or a file as the baseline." });
	}
	const bytes = await fileAtRevision(workspace, base, path);
	if (!bytes) return { choice: {
		how: "none",
		reason: `${shortCommit(base)} holds no ${path}`,
		wanted: base
	} };
	const asked = {
		wish: wishFor(formats, path),
		isBaseline: true
	};
	const read = await parseMetrics(bytes, path, asked);
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
// shared/domain/earlier-runs.ts
/**
* Runs whose figures scatter around the same: judged on the same rows, each of a model of its own. A model that is there
* twice would make chance look smaller than it is.
*/
function alikeRuns(records, rows) {
	const models = /* @__PURE__ */ new Set();
	return records.filter(({ gate, model, evaluation, data }) => {
		if (!gate || gate.body.unchanged || gate.body.unfitAsBaseline) return false;
		const isAlike = rows.evaluation ? evaluation !== void 0 && isSameGround(evaluation.body, rows.evaluation) : evaluation === void 0 && holdoutsOf(data) === holdoutsOf(rows.data);
		const digest = model?.body.digest;
		if (!isAlike || digest !== void 0 && models.has(digest)) return false;
		if (digest !== void 0) models.add(digest);
		return true;
	});
}
/** What is known of the rows where nobody evaluated: nothing, unless they are tracked. */
function holdoutsOf(data) {
	const holdouts = data?.body.datasets.filter(({ role }) => role === "holdout") ?? [];
	return JSON.stringify(holdouts.map(({ name, digest }) => [name, digest]).sort());
}
/** The noise of rules that ask for it: whether the candidate lies where the next of the earlier runs would. */
function noiseOfEarlier(candidate, earlier) {
	const own = indexMetrics(candidate);
	const others = earlier.map((metrics) => indexMetrics(metrics));
	return (rule, ask) => {
		if (!rule.isNoiseFromHistory || rule.bound.kind !== "relative") return void 0;
		const valueIn = (metrics) => {
			const found = lookUp(rule, metrics);
			return found.found === "one" && typeof found.metric.value === "number" ? found.metric.value : void 0;
		};
		const value = valueIn(own);
		const history = others.map(valueIn).filter((one) => one !== void 0);
		return value === void 0 ? void 0 : noiseOfHistory(rule, {
			candidate: value,
			history
		}, ask);
	};
}
// shared/stages/gate/earlier-runs.ts
/**
* How figures vary by the last runs of the default branch. Two questions to GitHub that nothing else asks, so only where a
* rule says `noise from history`.
*/
async function noiseFromHistory(setting, { rules, metrics, evaluation, data }) {
	if (!rules.some((rule) => rule.isNoiseFromHistory)) return void 0;
	const { github, history, runner } = setting;
	const { record } = await setting.baseline();
	if (!github || !history || !record) {
		runner.info("no record of earlier runs is at hand, so nothing is known from history");
		return;
	}
	const line = await github.client.ancestors(record.commit, 50);
	const commits = /* @__PURE__ */ new Set([record.commit, ...line.map(({ sha }) => sha)]);
	const earlier = alikeRuns(await judgedRecords(history, record, [...commits]), {
		evaluation: evaluation?.section.body,
		data: data?.section
	}).flatMap(({ gate }) => gate ? [gate.body.metrics] : []);
	const need = earlier.length < 10 ? `, and 10 are needed` : "";
	runner.info(`the history has ${earlier.length} earlier models that were judged on these rows${need}`);
	return noiseOfEarlier(metrics, earlier);
}
// shared/stages/gate/baseline-comparison.ts
/** Chooses the baseline; row by row it is compared where both were evaluated and the step names no figures itself. */
async function compareWithBaseline(setting, inputs, { figures, evaluation, data, metrics, rules }) {
	const { runner } = setting;
	const { baseline, format: formats } = inputs;
	const found = await chooseComparison(setting, {
		baseline,
		metrics,
		formats
	});
	runner.info(describeBaseline(found.choice));
	const ofFiles = await pairFiles(setting, figures, found);
	const isRecorded = inputs.baseline === void 0;
	const asked = {
		rules,
		metrics: figures.metrics,
		evaluation,
		data
	};
	const ofHistory = isRecorded ? await noiseFromHistory(setting, asked) : void 0;
	if (!evaluation || !isRecorded || inputs.metrics !== void 0) {
		const noise = firstNoise(ofFiles, ofHistory);
		return {
			baseline: found,
			isHoldoutChanged: false,
			...noise ? { noise } : {}
		};
	}
	const { note, ...paired } = await pairWithBaseline(setting, evaluation, found);
	if (found.metrics) runner.info(note);
	const before = found.evaluation?.body;
	const noise = firstNoise(paired.noise, firstNoise(ofFiles, ofHistory));
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
	const whole = metrics.filter(({ slice }) => !slice).length;
	const parts = metrics.length > whole ? `, ${metrics.length - whole} of slices` : "";
	const note = `evaluated on ${holdout.rows} rows of ${holdout.path} (${whole} ${whole === 1 ? "metric" : "metrics"}${parts})`;
	const { training, paths } = sources;
	const files = training?.metrics || await areHere(setting, paths) ? await readFiles(setting, sources) : NOTHING_READ;
	const besides = files.metrics.filter((metric) => !isEvaluated(metric));
	const examples = files.examples.flatMap(({ predicted: _, ...table }) => {
		const scores = table.scores.filter((score) => !isEvaluated(score));
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
// shared/stages/gate/handover.ts
/** What made the model: of an unchanged one the sections of its record, so that the next baseline is whole. */
function makersOf(made, unchanged) {
	const { training, model, evaluation } = made;
	return unchanged ? {
		training: unchanged.training,
		model: unchanged.model,
		evaluation: unchanged.evaluation
	} : {
		training: training?.section,
		model: model?.section,
		evaluation: evaluation?.section
	};
}
/** Saves the section for the run's next steps, and remembers the record where it may. */
async function handOn(setting, body, { made: { data, evaluation }, makers, kept }) {
	const { runner, pipeline, leg, author, trust } = setting;
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
		trust,
		body
	};
	const examples = kept ? [[EXAMPLES_FILE, kept.bytes]] : [];
	const statements = statementFiles(setting, section, makers.model?.body.digest);
	await saveSection(setting.stores, section, new Map([...examples, ...statements]));
	const scores = [evaluation?.scores, kept?.bytes].filter((bytes) => bytes !== void 0);
	const remembered = await rememberRun(setting, section, {
		...makers,
		data,
		scores
	});
	if (setting.context) runner.info(remembered);
	const result = {
		schema: "proofmark/gate-result/v1",
		pipeline,
		leg,
		counts: countRules(body),
		...body,
		section: sectionDigest(section),
		remembered
	};
	return {
		section,
		data: data?.section,
		result
	};
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
* On the default branch: floors that two models in a row were better than, for people to raise. What decides is not changed
* here, and a model that was not trained anew is no second one.
*/
async function proposeFloors(setting, judged, { way, ...rows }) {
	const { context, place } = setting;
	if (!context && way === "pull-request") throw noGithub();
	const { floors } = judged.policy;
	if (!context?.isDefaultBranch || !floors || judged.unchanged || judged.verdict === "error") return judged;
	const { withWorseEnds } = await import("./worse-ends.js");
	const body = withWorseEnds(judged, rows);
	const { record } = await setting.baseline();
	const before = record?.gate?.body;
	if (!record || !before || before.unchanged) return body;
	const found = raisedFloors({
		now: body,
		before,
		floors: floors.values
	});
	if (found.length === 0) return body;
	const raise = {
		path: floors.path,
		before: record.commit,
		floors: [...found]
	};
	const directions = floorDirections(body.rules);
	const pullRequest = way === "pull-request" ? await pullRequestFor(setting, {
		...raise,
		directions
	}) : void 0;
	if (pullRequest) return {
		...body,
		raise: {
			...raise,
			pullRequest
		}
	};
	const bytes = await filesHere(place)(floors.path).catch(() => void 0);
	const patch = bytes && await patchOf(floors.path, bytes, new Map(found.map((one) => [one.metric, one])));
	return {
		...body,
		raise: {
			...raise,
			...patch === void 0 ? {} : { patch }
		}
	};
}
/** The verdict stands whatever becomes of what it proposes. */
async function pullRequestFor(setting, found) {
	const { github, runner } = setting;
	if (!github) return void 0;
	const { openRaise } = await import("./floors-pull.js");
	try {
		return await openRaise(setting, github, found);
	} catch (error) {
		const told = describeError(error, "github");
		runner.annotate("warning", `no pull request raises the floors: ${told}`);
		return;
	}
}
async function patchOf(path, bytes, raised) {
	const file = await readFloorNumbers(bytes);
	const edits = (file?.numbers ?? []).flatMap(({ metric, value, line, column }) => {
		const one = raised.get(metric);
		return one && one.floor === value ? [{
			line,
			column,
			to: one.to
		}] : [];
	});
	return file && edits.length === raised.size ? numberPatch(path, file.text, edits) : void 0;
}
function noGithub() {
	return new ActionError("no-github", "a terminal cannot open a pull request", { hint: "Leave --raise-floors away; on GitHub the gate of the default branch proposes what may rise." });
}
// shared/stages/gate/terms.ts
/** Whose rules, settings and files count. What decides is never named by the change that is judged. */
async function settleTerms(setting, inputs, { made, isSpared }) {
	const trusted = isSpared || needsRepository(setting, inputs) ? await setting.trusted() : void 0;
	const known = trusted ?? {};
	if (setting.configError && !known.config) throw setting.configError;
	const policy = choosePolicy(setting, inputs, known);
	if (policy.rules.length === 0) throw noRules(setting.configPath);
	const { from, settings } = await weighPolicy(setting, policy, known);
	const isDue = isEvaluationDue(setting, inputs, known);
	const isEvaluated = made.evaluation !== void 0 || isDue;
	const metrics = metricsPaths(setting, inputs, {
		trusted: known,
		isEvaluated
	});
	const decides = (known.config ?? setting.config)?.gate;
	const formats = chooseFormats(inputs.format, decides?.format);
	await checkFormats(setting.runner, formats, {
		metrics,
		baseline: inputs.baseline
	});
	return {
		trusted,
		policy,
		told: from,
		settings,
		configuration: configurationChange(setting, inputs, known),
		isEvaluationDue: isDue,
		metrics,
		format: withPredictions(formats, decides?.predictions)
	};
}
/** Outside of pull requests, rules and metrics at hand and nothing to compare with: then GitHub is not asked at all. */
function needsRepository({ history, config, context }, inputs) {
	const { rules = [], metrics = [], baseline } = inputs;
	if (rules.some((rule) => /\bfloor\b/.test(rule))) return true;
	if (context?.pullRequest) return true;
	if (config?.gate?.format !== void 0 || config?.gate?.predictions) return true;
	return rules.length === 0 || metrics.length === 0 || baseline === void 0 && history !== void 0;
}
// shared/stages/gate/gate.ts
/** What is missing stands in the verdict itself, so that the comment says it, too. */
const NOT_EVALUATED = {
	github: "the configuration says how the model is evaluated, but no job of this run did; add the action evaluate before the gate",
	terminal: "the configuration says how the model is evaluated, but nothing did; give evaluate and gate the same folder, such as --store .proofmark"
};
/** Judges the metrics by the trusted rules against the baseline; on the default branch the record is remembered. */
async function judgeModel(setting, inputs, { tracked, evaluationProblem } = {}) {
	const made = await loadMade(setting, tracked);
	const isModelSpared = await isSpared(setting, inputs, made);
	const terms = await settleTerms(setting, inputs, {
		made,
		isSpared: isModelSpared
	});
	const data = made.data?.section.body;
	const plan = isModelSpared && data ? await setting.runner.group("Plan", () => lookAtPlan(setting, data)) : void 0;
	const candidate = plan?.metrics ?? await readCandidate(setting, inputs, {
		made,
		terms
	});
	const kept = keepExamples(setting, candidate.examples);
	const judged = judgeGate({
		rules: terms.policy.rules,
		policy: terms.told,
		settings: terms.settings,
		proposed: terms.policy.proposed,
		configuration: terms.configuration,
		trainingProblem: problemOf(made.training),
		planProblem: plan?.problem,
		unchanged: plan?.unchanged,
		evaluationProblem: evaluationProblem ?? missingEvaluation(setting, made, {
			terms,
			plan
		}),
		candidate,
		examples: plan?.record ? plan.record.gate?.body.examples : kept?.body,
		...await lookAtOthers(setting, inputs, {
			made,
			terms,
			candidate
		}),
		attempt: setting.author.run?.attempt ?? 1
	});
	const makers = makersOf(made, plan?.record);
	const answer = await askPeople(setting, {
		body: await proposeFloors(setting, judged, {
			way: inputs["raise-floors"],
			evaluation: made.evaluation,
			examples: candidate.examples
		}),
		config: await whoDecides(setting, terms.trusted),
		model: makers.model?.body.digest
	});
	await setting.runner.group("Verdict", async () => tellRules(setting, answer));
	return handOn(setting, answer, {
		made,
		makers,
		kept
	});
}
function readCandidate(setting, inputs, { made: { training, evaluation }, terms }) {
	const isNamed = inputs.metrics !== void 0;
	return setting.runner.group("Metrics", () => readFigures(setting, {
		paths: terms.metrics,
		isNamed,
		formats: terms.format,
		training,
		evaluation
	}));
}
/** How the baseline and the models that are live do. */
async function lookAtOthers(setting, inputs, { made: { evaluation, data }, terms, candidate }) {
	const { rules } = terms.policy;
	const compared = await setting.runner.group("Baseline", () => compareWithBaseline(setting, {
		...inputs,
		format: terms.format
	}, {
		figures: candidate,
		evaluation,
		data,
		metrics: terms.metrics,
		rules
	}));
	const { noise, baseline: found } = compared;
	const champions = await championsFor(setting, {
		figures: candidate,
		evaluation,
		rules,
		noise,
		found
	});
	return {
		...compared,
		champions
	};
}
function missingEvaluation({ place }, { evaluation }, { terms, plan }) {
	if (!terms.isEvaluationDue || evaluation || plan) return void 0;
	return hintText(NOT_EVALUATED, place.kind);
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
const UNREAD = [
	"unreadable-metrics",
	"no-metrics",
	"plan-refused",
	"evaluation-missing"
];
function tellRules({ runner, place }, { reasonCode, rules, ...body }) {
	if (UNREAD.includes(reasonCode)) return;
	for (const { verdict, rule, reason, noise } of rules) {
		const isOnly = rules.length === 1 && body.reason.startsWith(reason);
		runner.info(`${verdict}: ${rule}${isOnly ? "" : `: ${reason}`}`);
		if (noise) runner.info(`  ${describeNoise(noise)}`);
	}
	warnOf({
		runner,
		place
	}, rules.flatMap(({ warning }) => warning ?? []));
	if (place.kind === "github") annotateRules(runner, { rules });
}
export { gateOutcome, judgeModel, runGate, writeCheck };
