import { COMMENT_BUDGET, NAME, SYMBOLS, VERDICTS, composeInput, composeReport, composeUntouched, hasFailure, isPattern, loadData, loadGate, mismatches, openSetting, pause, readGlob, renderWithin, reportLadder, runUrl, sectionDigest, shortCommit, signOf, toMarkdown, toText, weigh, whose, worstVerdict, writeSummary } from "./shared.js";
import { listPipelines, pathProblem, refuseSingular } from "./comment-track-parts.js";
import { ActionError, codeOf, describeError } from "./base.js";
// shared/features/review/overview.ts
const NAMED = 12;
/** Worst first. */
const WORDS = [
	["fail", "fail"],
	["error", "without verdict"],
	["inconclusive", "unclear"],
	["no-baseline", "not compared yet"],
	["pass", "pass"]
];
/** One line over several sections: how many of each state, and the names of those that do not pass. */
function overview(sections) {
	const newest = newestHead(sections);
	const parts = WORDS.flatMap(([verdict, word]) => {
		const members = sections.filter((section) => section.verdict === verdict);
		if (members.length === 0) return [];
		const names = verdict === "pass" ? "" : `: ${nameAll(members)}`;
		return [`${SYMBOLS[signOf(verdict)]} ${members.length} ${word}${names}`];
	});
	const stale = sections.filter(({ head }) => head !== newest);
	const old = stale.length === 0 ? [] : [`⏳ ${stale.length} of an earlier commit: ${nameAll(stale)}`];
	return `**${sections.length} reports:** ${[...parts, ...old].join(" · ")}\n`;
}
function nameAll(sections) {
	const names = sections.slice(0, NAMED).map(({ pipeline, leg }) => `\`${pipeline} ${leg}\``);
	const more = sections.length - names.length;
	return `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
/** The head of the youngest run; all of them run for one pull request. */
function newestHead(sections) {
	return [...sections].sort((a, b) => b.at.localeCompare(a.at))[0]?.head;
}
const COMMENT_MARK = "<!-- proofmark:comment v1 -->";
const SECTION_END = "<!-- /proofmark:section -->";
const SHA = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;
const NUMBER = /^[1-9]\d{0,15}$/;
const START = /^<!-- proofmark:section pipeline=(\S+) leg=(\S+) verdict=(\S+) run=(\d+)-(\d+) head=(\S+) at=(\S+?)(?: config=(\S+))?(?: untouched=(\S*))? -->$/;
/** The line that opens a section; a value that would not be read back is refused. */
function openingOf(section) {
	const { pipeline, leg, verdict, run, head, at, config, untouched } = section;
	const where = config === void 0 ? "" : ` config=${config}`;
	const rest = untouched === void 0 ? where : `${where} untouched=${untouched.join(",")}`;
	const mark = `<!-- proofmark:section pipeline=${pipeline} leg=${leg} verdict=${verdict} run=${run.id}-${run.attempt} head=${head} at=${at}${rest} -->`;
	if (readOpening(mark) === void 0) throw new RangeError(`not a section's marker: ${mark}`);
	return mark;
}
/** What an opening line says, or nothing when anything in it is not as we write it. */
function readOpening(line) {
	const [, pipeline = "", leg = "", word, id = "", attempt = "", head = "", at = "", config, rest] = START.exec(line) ?? [];
	const untouched = rest === "" ? [] : rest?.split(",");
	const verdict = VERDICTS.find((known) => known === word);
	if (!((untouched ? pipeline === "_" && untouched.every(isName) : NAME.test(pipeline)) && NAME.test(leg) && NUMBER.test(id) && NUMBER.test(attempt) && SHA.test(head) && TIME.test(at) && (config === void 0 || pathProblem(config) === void 0)) || verdict === void 0) return void 0;
	const mark = {
		pipeline,
		leg,
		verdict,
		run: {
			id: Number(id),
			attempt: Number(attempt)
		},
		head,
		at,
		...config === void 0 ? {} : { config }
	};
	return untouched ? {
		...mark,
		untouched
	} : mark;
}
function isName(text) {
	return NAME.test(text);
}
/** Whether any line could be taken for one of our markers. */
function holdsMark(text) {
	return /<!--\s*\/?proofmark:/i.test(text);
}
function isSamePlace(a, b) {
	return a.pipeline === b.pipeline && a.leg === b.leg;
}
/** Whether the other is a report of an earlier run on a pipeline that a later one did not touch. */
function takesAway(section, other) {
	return section.leg === other.leg && section.untouched?.includes(other.pipeline) === true && compareAge(section, other) > 0;
}
/** By pipeline, then leg, by code units: the same everywhere. What was not touched stands last. */
function compareSections(a, b) {
	const isLast = (place) => Number(place.pipeline === "_");
	if (isLast(a) !== isLast(b)) return isLast(a) - isLast(b);
	if (a.pipeline !== b.pipeline) return a.pipeline < b.pipeline ? -1 : 1;
	if (a.leg !== b.leg) return a.leg < b.leg ? -1 : 1;
	return 0;
}
/** Positive when the first was made by a later run or attempt, or later in the same. */
function compareAge(a, b) {
	const byRun = a.run.id - b.run.id || a.run.attempt - b.run.attempt;
	return byRun !== 0 ? byRun : Date.parse(a.at) - Date.parse(b.at);
}
// shared/features/review/shorten.ts
const LONGEST_LINE = 600;
/** The sections, shortened as little as the budget allows: the largest first, and of equal ones the later. */
function shorten(sections, room) {
	let weight = weigh(room.write(sections));
	const contents = new Map(sections.map((section) => [section, section.content]));
	const largestFirst = [...sections].reverse().sort((a, b) => weigh(b.content) - weigh(a.content));
	for (const reduce of [firstLineOnly, nothing]) for (const section of largestFirst) {
		if (weight <= room.budget) break;
		const content = contents.get(section) ?? "";
		const reduced = reduce(section, room);
		const gain = weigh(content) - weigh(reduced);
		if (gain <= 0) continue;
		contents.set(section, reduced);
		weight -= gain;
	}
	if (weight > room.budget) throw new ActionError("comment-too-long", `${sections.length} reports do not fit into one comment`, { hint: "The job summaries hold them. Use fewer legs, or comment from one collecting job." });
	return sections.map((section) => ({
		...section,
		content: contents.get(section) ?? ""
	}));
}
function firstLineOnly(section, { runUrl }) {
	const { content, pipeline, leg, run, untouched } = section;
	if (untouched) return nothing();
	const heading = content.split("\n").find((line) => line.trim() !== "") ?? "";
	return `${heading.length <= LONGEST_LINE ? heading : `### \`${pipeline} ${leg}\``}\n\n<sub>Shortened to fit: [the whole report](${runUrl(run)}) is in the summary of its run.</sub>`;
}
/** The marker stays, and the line over all sections still counts it. */
function nothing() {
	return "";
}
// shared/features/review/body.ts
/** Whether a body is a comment of ours, by its first line alone. */
function isOurs(body) {
	return firstLine(body) === COMMENT_MARK;
}
/** The sections of a comment, in its order; what was damaged by hand is left out, of two for one place the newer counts. */
function parseBody(body) {
	if (!isOurs(body)) return [];
	const lines = body.replaceAll("\r\n", "\n").split("\n").slice(1);
	const sections = [];
	let open;
	for (const line of lines) {
		const mark = readOpening(line);
		if (mark) open = {
			mark,
			lines: []
		};
		else if (line === "<!-- /proofmark:section -->") {
			if (open) sections.push({
				...open.mark,
				content: open.lines.join("\n")
			});
			open = void 0;
		} else open?.lines.push(line);
	}
	return settle(sections);
}
/** All sections of several comments as one list, the newer of each place. */
function unite(lists) {
	return settle(lists.flat());
}
function settle(sections) {
	const newest = sections.reduce(withNewer, []);
	return newest.filter((section) => !newest.some((other) => takesAway(other, section)));
}
function withNewer(known, section) {
	const rival = known.find((other) => isSamePlace(other, section));
	if (!rival) return [...known, section];
	return compareAge(section, rival) > 0 ? known.map((other) => other === rival ? section : other) : known;
}
/** The sections with this one in its place; the other ones stay as they are, and a newer one is never replaced. */
function mergeSection(sections, section) {
	if (holdsMark(section.content)) throw new RangeError("a section must not hold our own markers");
	const rival = sections.find((other) => isSamePlace(other, section));
	if (!rival) return settle([...sections, section]).toSorted(compareSections);
	if (compareAge(rival, section) > 0) return sections;
	return settle(sections.map((other) => other === rival ? section : other)).toSorted(compareSections);
}
/**
* The comment's text. Too large for the budget, the largest sections give up all but their first line,
* then their text; none is dropped, and the same sections always make the same body.
*/
function renderBody(sections, frame) {
	return write$1(shorten([...sections].sort(compareSections), {
		...frame,
		budget: COMMENT_BUDGET,
		write: write$1
	}));
}
function write$1(sections) {
	const parts = sections.map((section) => `${openingOf(section)}\n${section.content}\n${SECTION_END}`);
	const reports = sections.filter(({ untouched }) => untouched === void 0);
	const summary = reports.length > 1 ? [overview(reports)] : [];
	return `${[
		COMMENT_MARK,
		...summary,
		...parts
	].join("\n")}\n`;
}
function firstLine(body) {
	return (body.split("\n", 1)[0] ?? "").replace(/\r$/, "");
}
// shared/features/review/publish.ts
const ROUNDS = 6;
/** Longer than others take between reading and writing: what they read before our write is written by then. */
const SETTLE_MS = 600;
/**
* Puts the section into the one comment of the pull request, and looks afterwards whether it is still there:
* comments have no compare-and-swap, so a writer who read before us may have overwritten it. Whoever meets several
* comments of ours unites them in the oldest. Comments of others are never touched, whatever they hold.
*/
async function publish(port, publication) {
	const gone = /* @__PURE__ */ new Set();
	const published = await write(port, publication, gone);
	return (published.action === "created" || published.action === "updated") && gone.size > 0 ? {
		...published,
		gone: [...gone].sort()
	} : published;
}
async function write(port, publication, gone) {
	const { isGone = () => false, isQuiet = false, random = Math.random } = publication;
	let calls = 0;
	/** All that was seen since we began: what a writer overwrote meanwhile comes back, ours or not. */
	let known = [];
	let done;
	/** The comment that held our section before the last wait. */
	let settledIn;
	for (let round = 0; round < ROUNDS; round++) {
		calls++;
		const state = await port.read();
		const [target, ...doubles] = ours(state.comments);
		known = unite([...[target, ...doubles].map((comment) => parseBody(comment?.body ?? "")), known]);
		for (const other of known) if (other.untouched === void 0 && isGone(other)) gone.add(other.pipeline);
		const section = withGone(publication.section, gone);
		const isConcerned = (other) => isSamePlace(other, section) || takesAway(section, other);
		if (isQuiet && !known.some(isConcerned)) return {
			action: "skipped-quiet",
			calls
		};
		const reason = staleness(section, {
			state,
			known,
			hasComment: target !== void 0
		});
		if (reason !== void 0) return done ? {
			...done,
			calls
		} : {
			action: "skipped-stale",
			reason,
			calls
		};
		const body = renderBody(mergeSection(known, unchanged(known, section) ?? section), publication);
		if (target === void 0) {
			calls++;
			const { id, url } = await port.create(body);
			done = {
				action: "created",
				id,
				url
			};
			settledIn = id;
		} else if (body !== asWritten(target.body)) {
			calls++;
			await port.update(target.id, body);
			done = {
				action: done?.action ?? "updated",
				id: target.id,
				url: target.url
			};
			settledIn = target.id;
		} else if (doubles.length === 0 && !done) return {
			action: "unchanged",
			id: target.id,
			url: target.url,
			calls
		};
		else if (settledIn === target.id) {
			for (const double of doubles) {
				calls++;
				await port.remove(double.id);
			}
			return {
				action: done?.action ?? "updated",
				id: target.id,
				url: target.url,
				calls
			};
		} else settledIn = target.id;
		await port.wait(SETTLE_MS + random() * SETTLE_MS * 2 ** round);
	}
	throw new ActionError("comment-contended", `the comment was overwritten by other jobs ${ROUNDS} times in a row`, { hint: "The job summary holds the report. Let one job comment for all legs." });
}
/** What was seen once stays on the list, for our own section takes it out of what is seen next. */
function withGone(section, gone) {
	if (section.untouched === void 0 || gone.size === 0) return section;
	return {
		...section,
		untouched: [.../* @__PURE__ */ new Set([...section.untouched, ...gone])]
	};
}
/** Our section as it stands already: the same message about the same commit is no news, whoever repeats it. */
function unchanged(known, section) {
	if (known.some((other) => takesAway(section, other))) return void 0;
	return known.find((other) => isSamePlace(other, section) && other.head === section.head && other.verdict === section.verdict && other.untouched?.join() === section.untouched?.join() && withoutRun(other.content) === withoutRun(section.content));
}
/** A report links to its run; the same report of another run is the same message. */
function withoutRun(content) {
	return content.replace(/\/actions\/runs\/\d+/g, "/actions/runs/");
}
/** Our comments, oldest first. */
function ours(comments) {
	return comments.filter(({ isMine, isMinimized, body }) => isMine && !isMinimized && isOurs(body)).sort((a, b) => a.id - b.id);
}
/** Why this report must not be shown any more, or nothing. */
function staleness(section, { state, known, hasComment }) {
	if (state.headSha !== section.head) return `the pull request has a newer commit (${shortCommit(state.headSha)}) than the one judged`;
	if (!state.isOpen && !hasComment) return "the pull request is closed and has no comment of ours";
	const rival = known.find((other) => isSamePlace(other, section));
	if (rival && compareAge(rival, section) > 0) return "a newer run has reported already";
}
/** GitHub may change line ends and drop blanks at the end. */
function asWritten(body) {
	return `${body.replaceAll("\r\n", "\n").trimEnd()}\n`;
}
// shared/stages/comment/comment.ts
const USUAL_FAIL_ON = ["fail", "error"];
/** What keeps a report out of the comment without making the job red. */
const SUMMARY_INSTEAD = {
	"missing-permission": "the token may not write comments",
	"comment-contended": "other jobs kept overwriting the comment",
	"comment-too-long": "the comment holds no more"
};
/** Writes what the run found into the summary and, on a pull request, into its comment. */
async function reportVerdict(setting, { gate, data }, { failOn = USUAL_FAIL_ON, isSummarized = false, isUnchangedTold = false } = {}) {
	const input = composeInput(setting, {
		gate,
		data,
		failOn
	});
	if (!isSummarized) await writeSummary(setting, input);
	const { pipeline, leg } = setting;
	const isDataBad = hasFailure(data?.body.findings ?? []);
	const verdict = gate?.body.verdict ?? "error";
	const common = {
		schema: "proofmark/comment-result/v1",
		pipeline,
		leg,
		verdict: isDataBad ? worstVerdict([verdict, "fail"]) : verdict
	};
	const told = await writeSection(setting, {
		isQuiet: isNothingNew(gate) && !isDataBad && !isUnchangedTold,
		inTerminal: () => toText(composeReport(input)),
		section: () => ({
			pipeline,
			leg,
			...pathProblem(setting.configPath) === void 0 ? { config: setting.configPath } : {},
			verdict: common.verdict,
			content: renderWithin(reportLadder(input), {
				render: toMarkdown,
				budget: COMMENT_BUDGET
			})
		})
	});
	return {
		...common,
		...told
	};
}
/** Puts a section into the comment of the pull request, if this run has one that it may write. */
async function writeSection(setting, { section, isGone = () => false, isQuiet, inTerminal }) {
	const { github } = setting;
	const alone = (reason) => ({
		comment: "summary-only",
		reason
	});
	if (!github) {
		setting.runner.info(inTerminal());
		return alone(setting.context ? "there is no token" : "there is no pull request in a terminal");
	}
	const pull = github.context.pullRequest;
	if (!pull) return alone("this run belongs to no pull request");
	try {
		const { id, attempt } = github.context.run;
		const published = await publish(reviewPort(github.client, pull.number), {
			section: {
				...section(),
				run: {
					id,
					attempt
				},
				head: pull.head.sha,
				at: setting.author.at
			},
			isGone,
			isQuiet,
			runUrl: (run) => runUrl(setting).replace(/\d+$/, String(run.id))
		});
		tellGone(setting, published);
		return describe(published);
	} catch (error) {
		const why = SUMMARY_INSTEAD[codeOf(error)];
		if (why === void 0) throw error;
		setting.runner.annotate("notice", `comment: ${describeError(error)}\nThe report is in the job summary: ${runUrl(setting)}`);
		return alone(why);
	}
}
function tellGone({ runner }, published) {
	const { gone = [] } = "gone" in published ? published : {};
	for (const name of gone) runner.info(`comment: ${name} has no configuration here any more, so its section goes`);
}
/** The baseline's model under rules that it keeps. */
function isNothingNew(gate) {
	return gate?.body.unchanged !== void 0 && gate.body.verdict === "pass";
}
function reviewPort(client, number) {
	return {
		read: () => client.pullComments(number),
		create: (body) => client.createComment(number, body),
		update: async (id, body) => void await client.updateComment(id, body),
		remove: (id) => client.deleteComment(id),
		wait: pause
	};
}
function describe(published) {
	switch (published.action) {
		case "created": return {
			comment: "created",
			reason: "written",
			url: published.url
		};
		case "updated": return {
			comment: "updated",
			reason: "brought up to date",
			url: published.url
		};
		case "unchanged": return {
			comment: "unchanged",
			reason: "it says the same already",
			url: published.url
		};
		case "skipped-stale": return {
			comment: "stale",
			reason: published.reason
		};
		case "skipped-quiet": return {
			comment: "summary-only",
			reason: "the model is unchanged"
		};
	}
}
// shared/stages/comment/reported-sections.ts
/** What of this run a report is made from. */
async function reportedSections(setting) {
	const gate = await loadGate(setting.stores, whose(setting));
	const data = await loadData(setting.stores, whose(setting));
	if (gate && data) refuseMismatch(gate, data.section);
	return {
		gate,
		data: data?.section
	};
}
function refuseMismatch(gate, data) {
	if (mismatches(gate, /* @__PURE__ */ new Map([["data", sectionDigest(data)]])).length === 0) return;
	throw new ActionError("section-mismatch", "the verdict was made from other data than the data section at hand", { hint: "Another job of the run may have replaced an artifact. Run the jobs again from the start." });
}
// shared/stages/comment/comment-pipelines.ts
/**
* Writes the comment for all pipelines of a plan: a section for each that has something to say, and one folded line for
* those that the change does not touch, whose sections of earlier pushes go.
*/
async function commentPipelines(inputs, scene) {
	refuseSingular(inputs, ["pipeline"]);
	const { runner } = scene;
	const list = await listPipelines(inputs.config, scene);
	const { pipelines, problems } = list;
	for (const { config, message } of problems) runner.annotate("error", `${config}: ${message}`);
	const told = [];
	const untouched = [];
	let first;
	for (const { config } of pipelines) {
		const client = first?.github?.client;
		const setting = await openSetting("comment", {
			...inputs,
			config,
			client
		}, scene);
		first ??= setting;
		const sections = await reportedSections(setting);
		const spared = sparedBy(sections);
		if (spared === void 0) told.push(await reportVerdict(setting, sections, { isUnchangedTold: inputs.unchanged }));
		else untouched.push({
			pipeline: setting.pipeline,
			message: spared
		});
	}
	const rest = first && await tellUntouched(first, untouched, {
		isAlone: told.length === 0,
		isGone: goneFrom(list, inputs.config)
	});
	first?.github?.client.spent();
	return outcomeOf({
		told,
		rest,
		problems,
		untouched
	});
}
/** Why there is nothing to say of a pipeline: its plan spared it, and no job judged it all the same. */
function sparedBy({ gate, data }) {
	if (gate || !data || hasFailure(data.body.findings ?? [])) return void 0;
	const { plan } = data.body;
	return plan?.train === false ? plan.message : void 0;
}
/**
* Whether a section is of a pipeline that the pattern meant when it was written, and no longer means: its configuration was
* deleted, or calls it otherwise. Sections of configurations that the pattern never meant are somebody else's.
*/
function goneFrom({ pipelines, problems }, pattern) {
	const { base = ".", accepts } = readGlob(pattern) ?? {};
	const folder = base === "." ? "" : `${base.replace(/^\.\//, "")}/`;
	const names = new Map(pipelines.map(({ config, pipeline }) => [config, pipeline]));
	const broken = new Set(problems.map(({ config }) => config));
	return ({ pipeline, config }) => {
		if (config === void 0 || !config.startsWith(folder) || broken.has(config)) return false;
		return accepts?.(config.slice(folder.length)) === true && names.get(config) !== pipeline;
	};
}
async function tellUntouched(setting, untouched, { isAlone, isGone }) {
	const document = composeUntouched(untouched);
	if (untouched.length > 0) await setting.runner.summarize(toMarkdown(document));
	return writeSection(setting, {
		isGone: (other) => other.leg === setting.leg && isGone(other),
		isQuiet: isAlone || untouched.length === 0,
		inTerminal: () => toText(document),
		section: () => ({
			pipeline: "_",
			leg: setting.leg,
			verdict: "pass",
			content: toMarkdown(document),
			untouched: untouched.map(({ pipeline }) => pipeline)
		})
	});
}
function outcomeOf({ told, rest, problems, untouched }) {
	const isBroken = problems.length > 0;
	const verdict = isBroken ? "error" : worstVerdict(["pass", ...told.map((one) => one.verdict)]);
	const written = [...told, ...rest ? [rest] : []];
	const reason = WORTH.find((word) => written.some(({ comment }) => comment === word)) ?? "summary-only";
	const url = written.find((one) => one.url !== void 0)?.url;
	const result = {
		schema: "proofmark/comments-result/v1",
		verdict,
		reasonCode: isBroken ? "invalid-pipelines" : reason,
		comments: [...told],
		untouched: untouched.map(({ pipeline }) => pipeline),
		problems: [...problems]
	};
	const count = `${told.length} reported, ${untouched.length} not touched`;
	return {
		decision: isBroken ? "error" : "accepted",
		headline: isBroken ? `comment: ${problems.map(({ config }) => config).join(", ")} cannot be used; ${count}` : `verdict: ${verdict}; comment ${reason}: ${count}`,
		outputs: {
			verdict,
			"reason-code": result.reasonCode,
			url: url ?? ""
		},
		result
	};
}
/** Of several things that became of the sections, the one that is told. */
const WORTH = [
	"created",
	"updated",
	"unchanged",
	"stale"
];
// shared/stages/comment/comment-run.ts
/** The stage behind the action `comment`. */
async function runComment(inputs, scene) {
	return await isPattern(inputs.config, scene.place) ? commentPipelines(inputs, scene) : commentOne(inputs, scene);
}
async function commentOne(inputs, scene) {
	const setting = await openSetting("comment", inputs, scene);
	const result = await reportVerdict(setting, await reportedSections(setting), { isUnchangedTold: inputs.unchanged });
	setting.github?.client.spent();
	return commentOutcome(result);
}
function commentOutcome(result) {
	return {
		decision: "accepted",
		headline: `verdict: ${result.verdict}; comment ${result.comment}: ${result.reason}`,
		outputs: {
			verdict: result.verdict,
			"reason-code": result.comment,
			url: result.url ?? ""
		},
		result
	};
}
export { reportVerdict, runComment };
