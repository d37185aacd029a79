import { COMMENT_BUDGET, TRIGGER_ENDS, branchHead, composeProposal, countChanges, dataVerdict, isRemotePath, listName, manifestName, newestData, openSetting, parseManifest, pathInside, pathOfFile, pause, readGlob, renderWithin, runAsAction, runUrl, saidBy, sha256, shortCommit, shortDigest, toMarkdown, userPath } from "./shared.js";
import { trigger } from "./trigger-action.js";
import { unknown } from "./zod.js";
import { ActionError, pathText } from "./base.js";
import { dataBranch, dispatchOnce, holdsAll, propose } from "./trigger-floors-pull-parts.js";
import { loadHandedData, notHandedOn, readChangedData } from "./track-trigger-parts.js";
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
	const record = {
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
	};
	const end = await dispatchOnce({
		history,
		record,
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
	if (stranger !== void 0) throw config ? noData(stranger, setting) : noConfig(stranger, setting);
	const isCommitted = section.body.datasets.every(({ name }) => committed.includes(name));
	const all = new Map([...manifests, ...files]);
	if (isCommitted || await holdsAll(transport, head, all)) return { end: "unchanged" };
	const proposal = composeProposal(pipeline, section, { runUrl: runUrl(setting) });
	const draft = {
		files: all,
		deletions: deletions.slice(0, MOST_DELETIONS),
		body: renderWithin(proposal.documents, {
			render: toMarkdown,
			budget: COMMENT_BUDGET
		})
	};
	const { end, branch, pull } = await propose(transport, {
		branchOf: (round) => dataBranch(pipeline, section.body.digest, round),
		base: defaultBranch,
		head,
		title: proposal.title,
		draftAt: async () => draft,
		isRenewed: false
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
/** Without it nobody can say what is data; GitHub showed the commit, so the file is not there. */
function noConfig(path, { configPath, context }) {
	return new ActionError("not-configured", `${pathText(path)} would be committed, and ${shortCommit(context?.sha ?? "")} of the default branch holds no ${configPath} that says what is data`, { hint: `Only files of data that the default branch names are proposed. Merge ${configPath} first, or name the file that is there:\n  with:\n    config: path/to/proofmark.yml` });
}
/** Files of the manifest on the default branch that the data do not have any more. */
function pathsGone(record, before, now) {
	const left = new Set(pathsOf(now));
	return pathsOf(before).filter((path) => !left.has(path)).map((path) => pathOfFile(record, path));
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
