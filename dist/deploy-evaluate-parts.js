import { _enum, array, boolean, int, lazily, literal, looseObject, madeOf, object, strictObject, string, unknown } from "./zod.js";
import { approvingEnvironments, canonicalJson, didYouMean, digestSchema, loadConfig, readCommit, sha256 } from "./shared.js";
import { ActionError, codeOf } from "./base.js";
// shared/domain/deployment/champion.ts
/** What our own deployments carry; GitHub makes others for every job with an environment, and they say nothing. */
const deploymentPayloadSchema = /* @__PURE__ */ lazily(() => strictObject({
	schema: literal("proofmark/deployment-payload/v1"),
	pipeline: string(),
	leg: string(),
	model: madeOf(digestSchema),
	policy: madeOf(digestSchema),
	verdict: string(),
	previous: strictObject({
		deployment: int(),
		model: madeOf(digestSchema)
	}).optional(),
	run: strictObject({
		id: int(),
		attempt: int()
	})
}));
const DEPLOYMENT_STATES = [
	"queued",
	"pending",
	"in_progress",
	"success",
	"failure",
	"error",
	"inactive"
];
/** Deployments of one leg of one pipeline, the newest first. A payload that is not ours belongs to somebody else. */
function ownDeployments(deployments, { pipeline, leg }) {
	return deployments.flatMap((deployment) => {
		const payload = readPayload(deployment.payload);
		return payload?.pipeline === pipeline && payload.leg === leg ? [{
			...deployment,
			payload
		}] : [];
	}).toSorted((a, b) => b.id - a.id);
}
/** GitHub hands a payload back as an object, as a string, or as a string in a string. */
function readPayload(payload) {
	let value = payload;
	for (let layer = 0; layer < 2 && typeof value === "string"; layer++) try {
		value = JSON.parse(value);
	} catch {
		return;
	}
	return deploymentPayloadSchema.safeParse(value).data;
}
/**
* What is live: the newest that ever succeeded, since deployments go one after the other. That it is called inactive
* now proves nothing: GitHub does so by itself when any other job of the environment ends well.
*/
function championOf(own) {
	const live = own.find(({ hasSucceeded }) => hasSucceeded);
	return live && {
		deployment: live.id,
		commit: live.commit,
		model: live.payload.model
	};
}
/** Everything that is called live; more than one when somebody was interrupted before saying that one is not. */
function liveOnes(own) {
	return own.filter(({ state }) => state === "success");
}
/** A deployment after the live one that ended without anybody knowing what the target serves since. */
function doubtAfter(own, { deployment }) {
	return own.find(({ id, state }) => id > deployment && state === "error");
}
/**
* Models that deployments after the live one may have left at the target, by the deployment: they broke off, or there
* was nothing to go back to. `before`: a deployment whose turn it is, so that none below it is at work.
*/
function remainsOf(own, { live, before }) {
	const doubtful = own.filter(({ id, state, hasSucceeded }) => id > (live?.deployment ?? 0) && id < before && !hasSucceeded && (live === void 0 || state === "error" || WAITING.includes(state)));
	return new Map(doubtful.toReversed().map(({ id, payload }) => [payload.model, id]));
}
/** The other leg or pipeline for which a model is called live. */
function ownerOf(deployments, { pipeline, leg }, model) {
	for (const { id, state, ...deployment } of deployments) {
		const payload = readPayload(deployment.payload);
		if (state !== "success" || payload?.model !== model) continue;
		if (payload.pipeline === pipeline && payload.leg === leg) continue;
		const which = payload.leg === "main" ? "" : `, leg ${payload.leg}`;
		return `${payload.pipeline}${which} (deployment ${id})`;
	}
}
const WAITING = [
	"queued",
	"pending",
	"in_progress"
];
/** Whose turn it is: of all deployments that wait or run, the lowest id goes first. */
function aheadOf(own, { id, run, now, patienceMs }) {
	return own.filter((other) => other.id < id && WAITING.includes(other.state)).filter((other) => !isLeftBehind(other, run)).filter((other) => now.getTime() - Date.parse(other.saidAt) < patienceMs).toSorted((a, b) => a.id - b.id)[0];
}
/** What earlier attempts of this run began and never ended: no attempt starts before the one before it is over. */
function leftBehind(own, run) {
	return own.filter((other) => WAITING.includes(other.state) && isLeftBehind(other, run));
}
function isLeftBehind({ payload }, run) {
	return payload.run.id === run.id && payload.run.attempt < run.attempt;
}
/**
* What a rollback goes back to: a model that was live here before, the newest first. `previous` passes over what is
* live and over models that were themselves rolled back and not deployed again since.
*/
function rollbackTarget(own, wish) {
	const live = championOf(own)?.model;
	const once = own.filter(({ hasSucceeded }) => hasSucceeded);
	if (wish !== "previous") return once.find(({ payload }) => payload.model === wish);
	const left = /* @__PURE__ */ new Set();
	for (const { task, payload } of once.toReversed()) if (task !== "rollback") left.delete(payload.model);
	else if (payload.previous) left.add(payload.previous.model);
	return once.find(({ task, payload }) => task !== "rollback" && payload.model !== live && !left.has(payload.model));
}
// shared/platform/github/authors.ts
const PAGE$1 = 100;
/** A deployment of more commits than that at once hides who made them. */
const MAX_PAGES$1 = 50;
const person = /* @__PURE__ */ lazily(() => object({ login: string() }).nullish());
const commit = /* @__PURE__ */ lazily(() => object({
	author: madeOf(person),
	committer: madeOf(person)
}));
const comparison = /* @__PURE__ */ lazily(() => object({
	status: _enum([
		"ahead",
		"behind",
		"identical",
		"diverged"
	]),
	commits: array(madeOf(commit))
}));
async function readBetween(transport, base, head) {
	const basehead = `${base}...${head}`;
	const commits = [];
	for (let page = 1; page <= MAX_PAGES$1; page++) {
		const parameters = {
			basehead,
			per_page: PAGE$1,
			page
		};
		const found = await transport.rest("compare-commits", parameters, { schema: comparison });
		commits.push(...found.commits);
		if (found.commits.length < PAGE$1) return {
			order: found.status,
			authors: authorsOf(commits)
		};
	}
	throw new ActionError("too-many-commits", `${basehead} has more than 5000 commits.`, { hint: "Who made them cannot be told. Deploy an earlier commit first." });
}
/** Who made a commit and, when it merges a branch, what it merged. */
async function readAuthors(transport, sha) {
	const [parent] = (await readCommit(transport, sha)).parents;
	if (parent !== void 0) return (await readBetween(transport, parent, sha)).authors;
	const parameters = {
		sha,
		per_page: 1
	};
	return authorsOf(await transport.rest("list-commits", parameters, { schema: array(madeOf(commit)) }));
}
/** The commit at the end of a branch. */
async function readTip(transport, branch) {
	const schema = array(object({ sha: string() })).min(1);
	const [tip] = await transport.rest("list-commits", {
		sha: branch,
		per_page: 1
	}, { schema });
	return tip?.sha ?? "";
}
/** GitHub itself commits what is merged in the browser; that hides nobody, for the author is there too. */
function authorsOf(commits) {
	const logins = /* @__PURE__ */ new Set();
	for (const { author, committer } of commits) {
		if (author) logins.add(author.login);
		if (committer && committer.login !== "web-flow") logins.add(committer.login);
	}
	return {
		logins: [...logins].sort(),
		unknown: commits.filter(({ author }) => !author).length
	};
}
// shared/platform/github/deployments.ts
/** GraphQL alone knows all states in one call; REST alone knows the numbers, which have outgrown GraphQL's. */
const QUERY = `query ListDeploymentStates($owner: String!, $name: String!, $environment: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    deployments(
      environments: [$environment]
      first: 100
      after: $after
      orderBy: {field: CREATED_AT, direction: DESC}
    ) {
      pageInfo { hasNextPage endCursor }
      nodes { id latestStatus { state createdAt } statuses(first: 50) { nodes { state } } }
    }
  }
}`;
const statesPage = /* @__PURE__ */ lazily(() => object({ repository: object({ deployments: object({
	pageInfo: object({
		hasNextPage: boolean(),
		endCursor: string().nullable()
	}),
	nodes: array(object({
		id: string(),
		latestStatus: object({
			state: string(),
			createdAt: string()
		}).nullable(),
		statuses: object({ nodes: array(object({ state: string() })) }).nullable()
	}))
}) }) }));
const listed = /* @__PURE__ */ lazily(() => array(object({
	id: int(),
	node_id: string(),
	sha: string(),
	task: string(),
	payload: unknown(),
	created_at: string()
})));
const PAGE = 100;
const MAX_PAGES = 20;
/** GitHub refuses longer descriptions. */
const DESCRIPTION_LIMIT = 140;
/**
* Deployments to an environment, the newest first, until there is enough. What GitHub shows without a status yet
* counts as pending.
*/
async function listDeployments(transport, environment, isEnough) {
	const { owner, name } = transport.context.repository;
	const found = [];
	const states = /* @__PURE__ */ new Map();
	let after = null;
	let isMore = true;
	for (let page = 1; page <= MAX_PAGES; page++) {
		if (isMore) {
			const { nodes, pageInfo } = (await transport.graphql("list-deployment-states", QUERY, {
				variables: {
					owner,
					name,
					environment,
					after
				},
				schema: statesPage
			})).repository.deployments;
			for (const { id, ...said } of nodes) states.set(id, said);
			after = pageInfo.endCursor;
			isMore = pageInfo.hasNextPage;
		}
		const parameters = {
			environment,
			per_page: PAGE,
			page
		};
		const rows = await transport.rest("list-deployments", parameters, { schema: listed });
		for (const row of rows) found.push(together(row, states.get(row.node_id)));
		if (rows.length < PAGE || isEnough(found)) return found;
	}
	throw new ActionError("too-many-deployments", `${environment} has more than 2000 deployments, and none of them says what is live`, { hint: "Delete old deployments of other tools, or deploy to an environment of its own." });
}
function together({ id, sha, task, payload, created_at }, said) {
	const newest = said?.latestStatus;
	return {
		id,
		commit: sha,
		task,
		state: newest?.state.toLowerCase() ?? "pending",
		saidAt: newest?.createdAt ?? created_at,
		hasSucceeded: said?.statuses?.nodes.some(({ state }) => state === "SUCCESS") ?? false,
		payload
	};
}
const created = /* @__PURE__ */ lazily(() => object({
	id: int(),
	sha: string()
}));
/** When the answer is lost, the deployment is looked for by its payload before another one is made. */
async function createDeployment(transport, wish) {
	try {
		const { id, sha } = await transport.rest("create-deployment", {
			ref: wish.commit,
			task: wish.task,
			auto_merge: false,
			required_contexts: [],
			payload: wish.payload,
			environment: wish.environment,
			description: cut(wish.description),
			transient_environment: false,
			production_environment: wish.isProduction
		}, { schema: created });
		if (sha === wish.commit) return { id };
		throw new ActionError("unexpected-answer", `GitHub made a deployment of ${sha} instead.`);
	} catch (error) {
		if (codeOf(error) !== "answer-lost") throw error;
		const same = JSON.stringify(wish.payload);
		const found = (await listDeployments(transport, wish.environment, () => true)).find(({ commit, payload, state }) => commit === wish.commit && state === "pending" && isSamePayload(payload, same));
		if (found) return { id: found.id };
		throw error;
	}
}
async function setDeploymentStatus(transport, id, { state, description, logUrl }) {
	const parameters = {
		deployment_id: id,
		state,
		description: cut(description),
		log_url: logUrl,
		auto_inactive: false
	};
	const schema = object({ id: int() });
	for (let left = 2;; left--) try {
		await transport.rest("create-deployment-status", parameters, { schema });
		return;
	} catch (error) {
		if (left === 0 || codeOf(error) !== "answer-lost") throw error;
	}
}
function cut(description) {
	return description.length <= DESCRIPTION_LIMIT ? description : `${description.slice(0, 139)}…`;
}
function isSamePayload(payload, same) {
	return payload === same || payload === JSON.stringify(same) || JSON.stringify(payload) === same;
}
// shared/platform/github/environments.ts
const environment = /* @__PURE__ */ lazily(() => object({
	can_admins_bypass: boolean().optional(),
	protection_rules: array(looseObject({
		type: string(),
		prevent_self_review: boolean().optional(),
		reviewers: array(unknown()).optional()
	})).default([])
}));
/** The protection of an environment; nothing when there is none of that name. */
async function readProtection(transport, name) {
	const found = await transport.find("read-environment", { environment_name: name }, { schema: environment });
	if (!found) return void 0;
	const review = found.protection_rules.find(({ type }) => type === "required_reviewers");
	return {
		reviewers: review?.reviewers?.length ?? 0,
		isSelfReviewPrevented: review?.prevent_self_review ?? false,
		canAdminsBypass: found.can_admins_bypass ?? true
	};
}
// shared/stages/deploy-job.ts
async function openDeployJob(setting, inputs) {
	const { github, configPath } = setting;
	if (!github) throw new ActionError("no-github", "deploy works only in a job of GitHub Actions, with a token");
	const { environment } = inputs;
	const branch = await github.client.defaultBranch();
	const tip = await readTip(github.client.transport, branch);
	const bytes = await github.client.fileAt(configPath, tip);
	const config = bytes && await loadConfig(bytes, configPath, (path) => github.client.fileAt(path, tip));
	const environments = config?.deploy ?? {};
	const wish = Object.hasOwn(environments, environment) ? environments[environment] : void 0;
	if (config && wish) return {
		setting,
		github,
		inputs,
		environment,
		config,
		wish
	};
	const message = `${configPath} on ${branch} says nothing of deploy.${environment}${didYouMean(environment, Object.keys(environments))}`;
	throw new ActionError("not-configured", message, { hint: `Add:\n  deploy:\n    ${environment}:\n      target: { http: https://models.example.com }\n      approvals: { people: 1, not: [author] }` });
}
/** Deployments of this pipeline to the environment, as far back as it matters, the newest first. */
async function readOwn({ setting, github, environment }, isEnough = (own) => championOf(own) !== void 0) {
	const own = (found) => ownDeployments(found.map(known), setting);
	return own(await listDeployments(github.client.transport, environment, (found) => isEnough(own(found))));
}
/** For which other leg or pipeline a model is live in the environment. */
async function ownerAmongOthers({ setting, github, environment }, model) {
	const owner = (found) => ownerOf(found.map(known), setting, model);
	return owner(await listDeployments(github.client.transport, environment, (found) => owner(found) !== void 0));
}
/** A state that we do not know ends nothing and begins nothing. */
function known(found) {
	const state = DEPLOYMENT_STATES.find((one) => one === found.state) ?? "error";
	return {
		...found,
		state
	};
}
/** Of the environment, and of those whose approvals count with it. */
async function readProtections({ github, environment, wish }) {
	const found = /* @__PURE__ */ new Map();
	for (const name of approvingEnvironments(environment, wish.approvals)) found.set(name, await readProtection(github.client.transport, name));
	return found;
}
/** All that decides about a deployment: the rules that judged, and what the environment asks for. */
function deployPolicy(rules, wish) {
	return sha256(canonicalJson({
		schema: "proofmark/deploy-policy/v1",
		rules,
		environment: wish
	}));
}
export { aheadOf, championOf, createDeployment, deployPolicy, doubtAfter, leftBehind, listDeployments, liveOnes, openDeployJob, ownerAmongOthers, readAuthors, readBetween, readOwn, readProtections, remainsOf, rollbackTarget, setDeploymentStatus };
