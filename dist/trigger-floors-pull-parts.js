import { ActionError, codeOf, pathText } from "./base.js";
import { branchHead, canonicalJson, changedPaths, commitOnBranch, createBranch, hexOf, isSameBytes, isSameRepository, readCommit, saidBy, sha256, triggerFolder, triggerText } from "./shared.js";
import { _enum, array, int, lazily, madeOf, object, string } from "./zod.js";
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
/** Commits a draft where the branch still stands; false when it does not, or when only another look can tell. */
async function commitDraft(transport, { files, deletions, details }, { branch, stand, title }) {
	return commitOnBranch(transport, {
		branch,
		head: stand,
		additions: files,
		deletions: await heldOf(transport, stand, deletions),
		message: title,
		...details === void 0 ? {} : { details },
		operation: "commit-files"
	});
}
function restless(branch) {
	return new ActionError("stale-head", `the branch ${branch} moved on at each of 10 tries`, { hint: "Run the job again when nobody else writes to that branch." });
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
		if (!there || !isSameBytes(there, bytes)) return false;
	}
	return true;
}
// shared/platform/github/pulls.ts
const pull = /* @__PURE__ */ lazily(() => object({
	number: int(),
	html_url: string(),
	state: _enum(["open", "closed"]),
	body: string().nullish(),
	merged_at: string().nullish(),
	head: object({
		ref: string(),
		repo: object({ full_name: string() }).nullable()
	})
}));
/** Of a branch of the repository itself, the newest first. */
async function pullsOfBranch({ rest, context }, branch) {
	return (await rest("list-pulls", {
		head: `${context.repository.owner}:${branch}`,
		state: "all",
		per_page: 100
	}, { schema: array(madeOf(pull)) })).filter((one) => isOwn(one, context)).map(viewOf);
}
/** The newest of those that are open, from branches of the repository itself. */
async function openPulls({ rest, context }) {
	return (await rest("list-pulls", {
		state: "open",
		per_page: 100
	}, { schema: array(madeOf(pull)) })).filter((one) => isOwn(one, context)).map(viewOf);
}
/** A fork of the same owner has branches of the same names. */
function isOwn({ head: { repo } }, { repository }) {
	return isSameRepository(repo?.full_name, `${repository.owner}/${repository.name}`);
}
async function changePull({ rest }, number, change) {
	await rest("update-pull", {
		pull_number: number,
		...change
	}, { schema: object({}) });
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
		if (/not permitted to create/i.test(said)) throw switchedOff(branch, error);
		throw error;
	}
}
function switchedOff(branch, cause) {
	return new ActionError("pull-requests-off", "this repository, or its organisation, does not let workflows open pull requests", {
		hint: [
			"Switch on Settings → Actions → General → \"Allow GitHub Actions to create and approve pull requests\".",
			"Where it is greyed out, an owner switches it on at the same place of the organisation.",
			"Or give the step the token of a GitHub App.",
			`All else is done: ${branch} stays as it is, and the next run opens its pull request.`
		].join("\n"),
		cause
	});
}
function viewOf({ number, html_url, state, body, merged_at, head }) {
	return {
		number,
		url: html_url,
		state: merged_at ? "merged" : state,
		branch: head.ref,
		body: body ?? ""
	};
}
// shared/features/triggers/renew.ts
/**
* Brings a pull request that is open up to date, and says whether there was anything to do. The text is written last, and
* the branch looked at again after it: whoever of two racing runs ends last leaves a text that is about the files.
*/
async function renewPull(transport, branch, { title, draftAt }) {
	let isChanged = false;
	for (let attempt = 1; attempt <= 10; attempt++) {
		const stand = await branchHead(transport, branch);
		if (stand === void 0) return isChanged;
		const { subject } = await readCommit(transport, stand);
		if (subject !== title) return isChanged;
		const draft = await draftAt(stand);
		if (!await holdsAll(transport, stand, draft.files)) {
			if (await commitDraft(transport, draft, {
				branch,
				stand,
				title
			})) isChanged = true;
			else await transport.pause(1, "commit-files", transport.until());
		} else if (await tell(transport, branch, draft)) isChanged = true;
		else return isChanged;
	}
	throw restless(branch);
}
/** Writes the text where another one stands; the same is never written twice. */
async function tell(transport, branch, { body, mark }) {
	const [pull] = await pullsOfBranch(transport, branch);
	if (pull?.state !== "open" || mark === void 0 || pull.body.includes(mark)) return false;
	await changePull(transport, pull.number, { body });
	return true;
}
// shared/features/triggers/propose.ts
/** What comes and goes: how often the same can have been merged before. */
const MOST_ROUNDS = 50;
/**
* Opens one pull request, however often and by however many runs it is asked for at once: its branch is called after what
* is proposed, and every step is taken from what is there already, so that a run that was killed is taken up where it
* stopped.
*/
async function propose(transport, proposal) {
	for (let round = 1; round <= MOST_ROUNDS; round++) {
		const branch = proposal.branchOf(round);
		const [newest] = await pullsOfBranch(transport, branch);
		if (newest?.state === "open") return meet(transport, {
			branch,
			pull: newest
		}, proposal);
		if (newest?.state === "closed") return {
			end: "declined",
			isChanged: false,
			branch,
			pull: newest
		};
		if (newest?.state === "merged") continue;
		return open(transport, {
			branch,
			draft: await fillBranch(transport, branch, proposal)
		}, proposal);
	}
	throw new ActionError("too-many-rounds", `the same was proposed and merged ${MOST_ROUNDS} times`, { hint: `Delete old branches that begin with ${proposal.branchOf(1)}.` });
}
/** One that is open already, of this run or another. */
async function meet(transport, { branch, pull }, proposal) {
	return {
		end: "already-open",
		isChanged: proposal.isRenewed && await renewPull(transport, branch, proposal),
		branch,
		pull
	};
}
async function fillBranch(transport, branch, proposal) {
	for (let attempt = 1; attempt <= 10; attempt++) {
		const stand = await branchHead(transport, branch);
		if (stand === void 0) {
			await createBranch(transport, branch, proposal.head);
			continue;
		}
		const draft = await proposal.draftAt(stand);
		if (stand !== proposal.head) {
			await refuseOthers(transport, draft, {
				branch,
				stand,
				base: proposal.base
			});
			if (await holdsAll(transport, stand, draft.files)) return draft;
		}
		if (await commitDraft(transport, draft, {
			branch,
			stand,
			title: proposal.title
		})) return draft;
		await transport.pause(1, "commit-files", transport.until());
	}
	throw restless(branch);
}
/** Who makes the branch beforehand must not have anything else proposed in the name of this run. */
async function refuseOthers(transport, { files, deletions }, { branch, stand, base }) {
	const other = (await changedPaths(transport, base, stand)).find((path) => !files.has(path) && !deletions.includes(path));
	if (other === void 0) return;
	throw new ActionError("foreign-branch", `${branch} changes ${pathText(other)}, too`, { hint: "Somebody else committed to the branch before it had a pull request. Look at it, and delete it." });
}
async function open(transport, { branch, draft }, proposal) {
	const { base, title } = proposal;
	const pull = await openPull(transport, {
		branch,
		base,
		title,
		body: draft.body
	});
	if (pull) return {
		end: "opened",
		isChanged: false,
		branch,
		pull
	};
	const [other] = await pullsOfBranch(transport, branch);
	if (other) return meet(transport, {
		branch,
		pull: other
	}, proposal);
	throw new ActionError("answer-lost", `nobody can say whether ${branch} has a pull request`, { hint: "Run the job again: it goes on where this one stopped." });
}
// shared/domain/proposal-branch.ts
/** Digits of a digest that a branch is called by. */
const DIGITS = 12;
/** The branch that proposes the data; of data that were proposed and merged before, the next of that name. */
function dataBranch(pipeline, digest, round) {
	return branchName(`proofmark/data/${pipeline}`, digest, round);
}
/** The branch that proposes to raise floors, by the digest of the file of floors that the default branch has. */
function floorsBranch({ pipeline, leg }, digest, round) {
	return branchName(`proofmark/floors/${pipeline}/${leg}`, digest, round);
}
/** Whether a branch proposes to raise these floors, whatever their file was then. */
function isFloorsBranch(branch, { pipeline, leg }) {
	const prefix = `proofmark/floors/${pipeline}/${leg}-`;
	return branch.startsWith(prefix) && /^[0-9a-f]{12}(?:-[0-9]+)?$/.test(branch.slice(prefix.length));
}
function branchName(prefix, digest, round) {
	const name = `${prefix}-${hexOf(digest).slice(0, DIGITS)}`;
	return round === 1 ? name : `${name}-${round}`;
}
export { changePull, dataBranch, dispatchOnce, floorsBranch, holdsAll, isFloorsBranch, openPulls, propose };
