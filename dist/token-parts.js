import { maskSecret, obtainCredential, revokeToken } from "./deploy-token-parts.js";
import { headCommit, isSameRepository, now, randomName, readGithubContext } from "./shared.js";
import { ActionError, readCapped, writePrivately } from "./base.js";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
// shared/platform/github/fork-guard.ts
/**
* Refuses to go on where a run holds the default branch's rights but another repository's code lies in the workspace
* (`pull_request_target`, `workflow_run`, `issue_comment` with a checkout of the pull request). Whose code a comment
* is about is not in its event, so anything but the default branch's commit counts as foreign there.
*/
function refuseForkHead(context, checkedOut) {
	const head = context.foreignHead;
	if (!head) return;
	const { owner, name } = context.repository;
	if (isSameRepository(head.repository, `${owner}/${name}`)) return;
	if (checkedOut.sha !== void 0 && checkedOut.sha === context.sha) return;
	const whose = head.repository ?? "a repository that the event does not name";
	throw new ActionError("untrusted-head", `This run (${context.run.event}) has the rights of the default branch, but works on code of ${whose}.`, { hint: [
		"Judge pull requests from forks in a workflow of their own, which has no rights to lose:",
		"on: pull_request",
		"permissions:",
		"  contents: read"
	].join("\n") });
}
// shared/platform/split-secret.ts
/** More than any token has. */
const LIMIT = 65536;
/**
* Keeps a secret for a later process of this job in two halves: random bytes in a file that only this user can read,
* and the answer. Whoever finds one of them (a state, a log, a swept folder) has learnt nothing.
*/
async function splitSecret(secret, folder) {
	const bytes = Buffer.from(secret);
	const pad = randomBytes(bytes.length);
	const file = join(folder, `half-${randomName()}`);
	await writePrivately(file, pad);
	return JSON.stringify({
		file,
		half: exclusiveOr(bytes, pad).toString("base64")
	});
}
/** Puts both halves together, once: the file is gone afterwards. */
async function joinSecret(kept) {
	const { file, half } = JSON.parse(kept);
	try {
		const pad = await readCapped(file, LIMIT);
		return exclusiveOr(Buffer.from(half, "base64"), pad).toString();
	} finally {
		await rm(file, { force: true });
	}
}
function exclusiveOr(bytes, pad) {
	return Buffer.from(bytes.map((byte, index) => byte ^ (pad[index] ?? 0)));
}
// shared/stages/token.ts
/** What the first half of the step leaves for the second. */
const STATE = {
	token: "token",
	revocation: "revocation",
	expiresAt: "expires-at"
};
/** The stage behind the action `token`. In a terminal it only tries whether the exchange works. */
async function runToken(inputs, { runner, place }) {
	const { exchange, audience, scope, revocation, "export-as": exportAs } = inputs;
	const context = await readGithubContext(place.environment);
	if (context) refuseForkHead(context, { sha: (await headCommit(place.workspace))?.sha });
	const credential = await obtainCredential({
		exchange,
		audience,
		scope,
		revocation
	}, {
		action: "token",
		environment: place.environment,
		runner,
		isFork: context?.pullRequest?.isFork ?? false
	});
	const isTrial = place.kind === "terminal";
	if (isTrial) await credential.revoke();
	else if (revocation) await keepForRevocation(credential, revocation, {
		runner,
		place
	});
	if (exportAs && !isTrial) runner.exportVariable(exportAs, credential.value);
	const expiresAt = credential.expiresAt?.toISOString();
	const result = {
		schema: "proofmark/token-result/v1",
		reasonCode: "exchanged",
		audience,
		...credential.scope === void 0 ? {} : { scope: credential.scope },
		...expiresAt === void 0 ? {} : { expiresAt },
		isWeak: credential.isWeak,
		...exportAs && !isTrial ? { exportedAs: exportAs } : {},
		givenBack: revocation ? isTrial ? "already" : "after-the-job" : "never"
	};
	return {
		decision: "accepted",
		headline: headlineOf(result),
		outputs: {
			token: isTrial ? "" : credential.value,
			"expires-at": expiresAt ?? "",
			scope: credential.scope ?? "",
			"reason-code": "exchanged"
		},
		result
	};
}
async function keepForRevocation({ value, expiresAt }, revocation, { runner, place }) {
	runner.saveState(STATE.token, await splitSecret(value, place.temporary));
	runner.saveState(STATE.revocation, revocation);
	runner.saveState(STATE.expiresAt, expiresAt?.toISOString() ?? "");
}
/** Runs when the job is over, however it went. */
async function giveTokenBack({ runner }) {
	const revocation = runner.state(STATE.revocation);
	if (revocation === "") return;
	try {
		await revokeKept(runner, revocation);
		runner.info("the token is given back");
	} catch (error) {
		const until = runner.state(STATE.expiresAt);
		const left = until === "" ? "as long as its endpoint lets it" : `until ${until}`;
		throw new ActionError("not-revoked", `the token stays valid ${left}`, { cause: error });
	}
}
async function revokeKept(runner, revocation) {
	const token = await joinSecret(runner.state(STATE.token));
	maskSecret(token, runner);
	await revokeToken(token, revocation);
}
function headlineOf({ audience, expiresAt, givenBack }) {
	return `a token for ${audience}${expiresAt === void 0 ? "" : ` for ${minutesUntil(expiresAt)}`}, ${{
		already: "given back already",
		"after-the-job": "given back after the job",
		never: "never given back: no revocation is named"
	}[givenBack]}`;
}
function minutesUntil(moment) {
	const minutes = Math.round((Date.parse(moment) - now().getTime()) / 6e4);
	return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
export { giveTokenBack, refuseForkHead, runToken };
