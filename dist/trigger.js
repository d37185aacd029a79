import { COMMENT_BUDGET, TRIGGER_ENDS, branchHead, canonicalJson, commitOnBranch, composeProposal, countChanges, createBranch, dataBranch, dataVerdict, isRemotePath, listName, manifestName, newestData, openSetting, parseManifest, pathInside, pause, readGlob, renderWithin, runAsAction, runUrl, saidBy, sha256, shortCommit, shortDigest, toMarkdown, triggerFolder, triggerText, userPath } from "./shared.js";
import { trigger } from "./trigger-action.js";
import { ActionError, codeOf, pathText } from "./base.js";
import { _enum, array, int, lazily, madeOf, object, string, unknown } from "./zod.js";
import { loadHandedData, notHandedOn, readChangedData } from "./track-trigger-parts.js";
// shared/features/triggers/dispatch-once.ts
const MOST_LOOKS = 100;
const WAITS = 5;
/**
* Starts a workflow for these data at most once. Whoever adds the claim to the history, which takes each file once,
* starts it, and says then how that went. A claim that nobody ended is told: it may have been started or not.
*/
async function dispatchOnce(start) {
	const { history, record, again, dispatch, wait } = start;
	const folder = triggerFolder(record.pipeline, sha256(triggerText(record)));
	const claim = new TextEncoder().encode(canonicalJson(record));
	const title = `${record.pipeline}: new data`;
	let waited = 0;
	for (let look = 1; look <= MOST_LOOKS; look++) {
		const states = statesOf((await history.folders([folder])).get(folder) ?? /* @__PURE__ */ new Map());
		if (!again && states.includes("sent")) return "already-dispatched";
		if (!again && states.includes("open")) {
			if (waited++ === WAITS) throw interrupted(record);
			await wait();
			continue;
		}
		const number = states.length + 1;
		if (!await claimed(history, `${folder}/asked-${number}.json`, claim, title)) continue;
		const say = async (end) => {
			const text = new TextEncoder().encode(canonicalJson({ end }));
			await history.add(/* @__PURE__ */ new Map([[`${folder}/ended-${number}.json`, text]]), title);
		};
		await dispatch().catch(async (error) => {
			if (codeOf(error) !== "answer-lost") await say("refused").catch(() => void 0);
			throw error;
		});
		await say("sent").catch((cause) => {
			throw unsaid(record, cause);
		});
		return "dispatched";
	}
	throw new ActionError("too-many-starts", `the workflow was asked for ${MOST_LOOKS} times`);
}
/** How each claim ended; one that is open may just be at it. */
function statesOf(files) {
	const states = [];
	while (files.has(`asked-${states.length + 1}.json`)) {
		const end = files.get(`ended-${states.length + 1}.json`);
		const text = end && new TextDecoder().decode(end);
		states.push(text === void 0 ? "open" : text === canonicalJson({ end: "sent" }) ? "sent" : "refused");
	}
	return states;
}
/** False when another run was first. */
async function claimed(history, path, bytes, title) {
	try {
		await history.add(/* @__PURE__ */ new Map([[path, bytes]]), title);
		return true;
	} catch (error) {
		if (codeOf(error) === "already-recorded") return false;
		throw error;
	}
}
function unsaid({ workflow }, cause) {
	return new ActionError("trigger-interrupted", `${workflow} was started, and the history could not be told so`, {
		hint: "It is not started again for the same data: later runs will ask you to look whether it was. It was.",
		cause
	});
}
function interrupted({ workflow, run }) {
	return new ActionError("trigger-interrupted", `another run was about to start ${workflow} for the same data, and never said that it did`, {
		hint: `Look in the list of runs whether ${workflow} was started. If not, run this workflow once with:\n    with: { again: true }`,
		cause: /* @__PURE__ */ new Error(`asked for by run ${run.id}, attempt ${run.attempt}, again`)
	});
}
// shared/platform/github/pulls.ts
const pull = /* @__PURE__ */ lazily(() => object({
	number: int(),
	html_url: string(),
	state: _enum(["open", "closed"]),
	merged_at: string().nullish(),
	head: object({ repo: object({ full_name: string() }).nullable() })
}));
/** Of a branch of the repository itself, the newest first. */
async function pullsOfBranch({ rest, context }, branch) {
	const found = await rest("list-pulls", {
		head: `${context.repository.owner}:${branch}`,
		state: "all",
		per_page: 100
	}, { schema: array(madeOf(pull)) });
	const own = `${context.repository.owner}/${context.repository.name}`.toLowerCase();
	return found.filter(({ head: { repo } }) => repo?.full_name.toLowerCase() === own).map(viewOf);
}
/** Opens a pull request; nothing when the branch has one already, or when only another look can tell. */
async function openPull({ rest }, { branch, base, title, body }) {
	try {
		return viewOf(await rest("create-pull", {
			head: branch,
			base,
			title,
			body
		}, { schema: pull }));
	} catch (error) {
		if (codeOf(error) === "answer-lost") return void 0;
		const said = saidBy(error);
		if (/pull request already exists/i.test(said)) return void 0;
		if (/not permitted to create/i.test(said)) throw switchedOff(error);
		throw error;
	}
}
function switchedOff(cause) {
	return new ActionError("pull-requests-off", "this repository does not let its workflows open pull requests", {
		hint: "Settings → Actions → General → \"Allow GitHub Actions to create and approve pull requests\", or give the step the token of a GitHub App.",
		cause
	});
}
function viewOf({ number, html_url, state, merged_at }) {
	return {
		number,
		url: html_url,
		state: merged_at ? "merged" : state
	};
}
// shared/features/triggers/propose.ts
/** Data that come and go: how often the same digest can have been merged before. */
const MOST_ROUNDS = 50;
const TRIES = 10;
const PAUSE_S = 1;
/**
* Opens one pull request for these data, however often and by however many runs it is asked for at once: its branch is
* called after the digest, and every step is taken from what is there already, so that a run that was killed is taken up
* where it stopped.
*/
async function proposeData(transport, proposal) {
	for (let round = 1; round <= MOST_ROUNDS; round++) {
		const branch = dataBranch(proposal.pipeline, proposal.digest, round);
		const [newest] = await pullsOfBranch(transport, branch);
		if (newest?.state === "open") return {
			end: "already-open",
			branch,
			pull: newest
		};
		if (newest?.state === "closed") return {
			end: "declined",
			branch,
			pull: newest
		};
		if (newest?.state === "merged") continue;
		await fillBranch(transport, branch, proposal);
		return open(transport, branch, proposal);
	}
	throw new ActionError("too-many-rounds", `the same data were proposed and merged ${MOST_ROUNDS} times`, { hint: `Delete old branches that begin with ${dataBranch(proposal.pipeline, proposal.digest, 1)}.` });
}
async function fillBranch(transport, branch, proposal) {
	const { head, files, deletions, title } = proposal;
	for (let attempt = 1; attempt <= TRIES; attempt++) {
		const stand = await branchHead(transport, branch);
		if (stand === void 0) {
			await createBranch(transport, branch, head);
			continue;
		}
		if (stand !== head && await holdsAll(transport, stand, files)) return;
		if (await commitOnBranch(transport, {
			branch,
			head: stand,
			additions: files,
			deletions: await heldOf(transport, stand, deletions),
			message: title,
			operation: "commit-data"
		})) return;
		await transport.pause(PAUSE_S, "commit-data", transport.until());
	}
	throw new ActionError("stale-head", `the branch ${branch} moved on at each of ${TRIES} tries`, { hint: "Run the job again when nobody else writes to that branch." });
}
async function heldOf({ raw }, commit, paths) {
	const held = [];
	for (const path of paths) if (await raw("read-file", {
		path,
		ref: commit
	})) held.push(path);
	return held;
}
/** Whether the files are at a commit as they are here. */
async function holdsAll({ raw }, commit, files) {
	for (const [path, bytes] of files) {
		const there = await raw("read-file", {
			path,
			ref: commit
		});
		if (!there || !isSame(there, bytes)) return false;
	}
	return true;
}
function isSame(one, other) {
	return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
async function open(transport, branch, { base, title, body }) {
	const pull = await openPull(transport, {
		branch,
		base,
		title,
		body
	});
	if (pull) return {
		end: "opened",
		branch,
		pull
	};
	const [other] = await pullsOfBranch(transport, branch);
	if (other) return {
		end: "already-open",
		branch,
		pull: other
	};
	throw new ActionError("answer-lost", `nobody can say whether ${branch} has a pull request`, { hint: "Run the job again: it goes on where this one stopped." });
}
// shared/platform/github/dispatch.ts
/** Starts a workflow. A lost answer is an error (`answer-lost`): it may have been started. */
async function dispatchWorkflow({ rest }, { workflow, ref, inputs }) {
	try {
		await rest("dispatch-workflow", {
			workflow_id: workflow,
			ref,
			inputs
		}, { schema: unknown() });
	} catch (error) {
		if (/unexpected inputs|workflow_dispatch/i.test(saidBy(error))) throw new ActionError("workflow-not-startable", `${workflow} cannot be started with the digests`, {
			hint: `It needs:\n${declared(inputs)}`,
			cause: error
		});
		throw error;
	}
}
function declared(inputs) {
	return [
		"on:",
		"  workflow_dispatch:",
		"    inputs:",
		...Object.keys(inputs).map((name) => `      ${name}: { type: string }`)
	].join("\n");
}
// shared/stages/triggers/dispatch.ts
const WAIT_MS = 2e3;
const WORKFLOW = /^[A-Za-z0-9][A-Za-z0-9._-]*\.ya?ml$/;
/** Starts the workflow that trains, when no record knows these data and nobody started it for them before. */
async function startTraining({ setting, github, data, defaultBranch }, { workflow, again }) {
	const { history, pipeline, leg, runner } = setting;
	const { context, client } = github;
	if (workflow === void 0 || !WORKFLOW.test(workflow)) throw noWorkflow(workflow);
	if (history?.kind !== "branch") throw new ActionError("no-history", "without a history nobody can say what was started before", { hint: "Leave the input history as it is: a branch that every run sees." });
	const { body } = data.section;
	const line = await client.ancestors(context.sha, 50);
	const known = await newestData(history, {
		pipeline,
		leg
	}, [.../* @__PURE__ */ new Set([context.sha, ...line.map(({ sha }) => sha)])]);
	if (known?.digests.includes(body.digest) && !again) return { end: "unchanged" };
	if (dataVerdict(body) === "fail") return { end: "data-failed" };
	const { run } = context;
	const end = await dispatchOnce({
		history,
		record: {
			schema: "proofmark/trigger/v1",
			pipeline,
			leg,
			digest: body.digest,
			...known ? { since: known.commit } : {},
			workflow,
			ref: defaultBranch,
			run: {
				id: run.id,
				attempt: run.attempt
			}
		},
		again,
		dispatch: () => dispatchWorkflow(client.transport, {
			workflow,
			ref: defaultBranch,
			inputs: {
				"data-digest": body.digest,
				"data-digests": JSON.stringify(Object.fromEntries(body.datasets.map(({ name, digest }) => [name, digest])))
			}
		}),
		wait: () => pause(WAIT_MS)
	});
	runner.info(`${workflow} on ${defaultBranch}: ${end}`);
	return { end };
}
function noWorkflow(workflow) {
	const what = workflow === void 0 ? "nobody said which workflow trains" : `"${workflow}" is no workflow file`;
	return new ActionError("invalid-input", `workflow: ${what}`, { hint: "Name a file of .github/workflows:\n  with:\n    as: dispatch\n    workflow: model-main.yml" });
}
// shared/stages/data/data-paths.ts
/** What is never data, however widely a dataset is meant: workflows, what git reads, and configurations. */
const NEVER = [/^\.github\//i, /(?:^|\/)\.git(?:modules|attributes)?(?:\/|$)/i];
const CONFIGURATION = /(?:^|\/)\.?proofmark\.ya?ml$/i;
/** Whether a file, by its path from the repository's root, belongs to a dataset of the configuration. */
function dataPaths(config, configPath) {
	const areData = Object.values(config?.data ?? {}).filter(({ path }) => path !== "" && !isRemotePath(path)).map(({ path }) => meant(plain(path)));
	const [from] = config?.from?.split(":") ?? [];
	return (path) => isPlain(path) && !NEVER.some((pattern) => pattern.test(path)) && !CONFIGURATION.test(path) && ![plain(configPath), from && plain(from)].includes(path) && areData.some((isMeant) => isMeant(path));
}
function meant(wish) {
	const isIt = (path) => wish === "" || path === wish || path.startsWith(`${wish}/`);
	const glob = readGlob(wish);
	if (!glob) return isIt;
	const base = glob.base === "." ? "" : `${glob.base}/`;
	return (path) => isIt(path) || path.startsWith(base) && glob.accepts(path.slice(base.length));
}
/** Without what leads nowhere else: `./data/` is `data`. */
function plain(path) {
	return path.split("/").filter((part) => part !== "" && part !== ".").join("/");
}
/** Whether it can only be the file that it seems to be. */
function isPlain(path) {
	return path.split("/").every((part) => ![
		"",
		".",
		".."
	].includes(part)) && !/\p{Cc}/u.test(path);
}
// shared/stages/triggers/proposal.ts
/** More files that are gone are left to the person who merges: each would be a question to GitHub. */
const MOST_DELETIONS = 100;
/** Proposes the manifests of the data, with the files that git keeps, unless the default branch holds them already. */
async function proposeChange({ setting, github, data, defaultBranch }, { manifest }) {
	const { pipeline, place } = setting;
	const { transport, fileAt } = github.client;
	const { section } = data;
	const head = await branchHead(transport, defaultBranch);
	if (head === void 0) throw new ActionError("branch-missing", `GitHub knows no branch ${defaultBranch}`);
	const { config } = await setting.trusted();
	const isData = dataPaths(config, setting.configPath);
	const folder = pathInside(place.workspace, await userPath(place, manifest));
	const manifests = /* @__PURE__ */ new Map();
	const deletions = [];
	for (const dataset of section.body.datasets) {
		const path = `${folder}/${listName(dataset)}`;
		const bytes = manifestOf(dataset, data.manifests);
		const before = await fileAt(path, head);
		manifests.set(path, bytes);
		if (before && (dataset.kind ?? "bytes") === "bytes") deletions.push(...pathsGone(dataset, before, bytes).filter(isData));
	}
	const { files, committed } = readChangedData(data.bundle);
	const stranger = [...files.keys()].find((file) => !isData(file));
	if (stranger !== void 0) throw noData(stranger, setting);
	const isCommitted = section.body.datasets.every(({ name }) => committed.includes(name));
	const all = new Map([...manifests, ...files]);
	if (isCommitted || await holdsAll(transport, head, all)) return { end: "unchanged" };
	const proposal = composeProposal(pipeline, section, { runUrl: runUrl(setting) });
	const { end, branch, pull } = await proposeData(transport, {
		pipeline,
		digest: section.body.digest,
		base: defaultBranch,
		head,
		files: all,
		deletions: deletions.slice(0, MOST_DELETIONS),
		title: proposal.title,
		body: renderWithin(proposal.documents, {
			render: toMarkdown,
			budget: COMMENT_BUDGET
		})
	});
	return {
		end,
		branch,
		pull
	};
}
function manifestOf({ name, digest }, manifests) {
	const bytes = manifests.get(manifestName(digest));
	if (bytes && sha256(bytes) !== digest) throw notHandedOn(`the list of the files of ${name}`);
	if (bytes) return bytes;
	throw new ActionError("manifest-missing", `the list of the files of ${name} was not handed on`, { hint: "A very long list is not. Start a workflow instead, which needs only the digest:\n  with:\n    as: dispatch\n    workflow: model-main.yml" });
}
/** The job that wrote the list could have meant anything by it; what is data says the default branch. */
function noData(path, { configPath, context }) {
	return new ActionError("untrusted-path", `${pathText(path)} would be committed, and no dataset of ${configPath} at ${shortCommit(context?.sha ?? "")} holds it`, { hint: `Only files of data that the default branch names are proposed. Name the dataset under data: in ${configPath}, or give this step the same config as track.` });
}
/** Files of the manifest on the default branch that the data do not have any more. */
function pathsGone({ root }, before, now) {
	const left = new Set(pathsOf(now));
	const inRepository = (path) => root === "." || root === "" ? path : `${root}/${path}`;
	return pathsOf(before).filter((path) => !left.has(path)).map(inRepository);
}
function pathsOf(text) {
	try {
		return parseManifest(new TextDecoder().decode(text)).map(({ path }) => path);
	} catch {
		return [];
	}
}
// shared/stages/triggers/trigger.ts
/** The stage behind the action `trigger`: new data set off a pull request or a training, once. */
async function runTrigger(inputs, scene) {
	const setting = await openSetting(inputs.as === "dispatch" ? "trigger-dispatch" : "trigger", inputs, scene);
	const github = reviewedRun(setting);
	const data = await loadHandedData(setting);
	const triggering = {
		setting,
		github,
		data,
		defaultBranch: await github.client.defaultBranch()
	};
	const { end, branch, pull } = await (inputs.as === "dispatch" ? startTraining(triggering, inputs) : proposeChange(triggering, inputs));
	github.client.spent();
	const { body } = data.section;
	const result = {
		schema: "proofmark/trigger-result/v1",
		pipeline: setting.pipeline,
		digest: body.digest,
		triggered: end === "opened" || end === "dispatched",
		reasonCode: end,
		verdict: dataVerdict(body),
		changes: countChanges(body.change?.datasets),
		...branch === void 0 ? {} : { branch },
		...pull ? { pullRequest: pull } : {}
	};
	const where = pull ? ` ${pull.url}` : "";
	return {
		decision: "accepted",
		headline: `data ${shortDigest(body.digest)}: ${end}.${where} ${TRIGGER_ENDS[end]}`,
		outputs: {
			triggered: String(result.triggered),
			"reason-code": end,
			"pull-request": pull ? String(pull.number) : "",
			branch: branch ?? "",
			digest: body.digest
		},
		result
	};
}
/** Who sets something off in the repository's name must be what the default branch holds. */
function reviewedRun({ context, github }) {
	if (!context) throw new ActionError("no-github", "a terminal cannot set off anything in a repository", { hint: "proofmark track says whether the data changed." });
	if (!context.isDefaultBranch) throw unreviewed(context);
	if (github) return github;
	throw new ActionError("no-token", "there is no token to ask GitHub with", { hint: "Leave the input token as it is, or give it the token of a GitHub App." });
}
function unreviewed({ run, ref }) {
	return new ActionError("untrusted-run", `only runs of the default branch set something off; this one is for ${run.event} on ${ref}`, { hint: "A workflow with \"on: { schedule: … }\" is the place for this step." });
}
// actions/trigger/main.ts
await runAsAction(trigger);
export { runTrigger };
