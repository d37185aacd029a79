import { isPassing, isRegistered, isSettled, now, objectOf, permissionHint, request, tryAgain } from "./shared.js";
import { ActionError } from "./base.js";
// shared/platform/web-token.ts
/** Whether it has the form of a signed web token (JWT). */
function isWebToken(text) {
	return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text);
}
/** What a web token says about itself, unchecked; nothing when it is none. */
function readClaims(token) {
	if (!isWebToken(token)) return void 0;
	try {
		const value = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
		return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : void 0;
	} catch {
		return;
	}
}
// shared/platform/secrets.ts
/** What is shorter than this occurs in innocent text; hiding it would tell more than it hides. */
const SHORTEST_FORM = 8;
const SHORTEST_PART = 16;
/** Hides a secret in everything printed from now on, in every form in which tools print such values. */
function maskSecret(secret, runner) {
	for (const form of secretForms(secret)) runner.mask(form);
}
/** The text without the secrets, for what others sent back to us. */
function withoutSecrets(text, secrets) {
	return secrets.flatMap(secretForms).sort((a, b) => b.length - a.length).reduce((hidden, form) => hidden.replaceAll(form, "***"), text);
}
/** Whether a text that others chose tells a secret, or a good part of it. */
function holdsSecret(text, secret) {
	if (secret === void 0 || secret === "") return false;
	return secretForms(secret).some((form) => text.includes(form) || text.length >= SHORTEST_FORM && form.includes(text));
}
/** The secret as it is and as it looks encoded; first itself, none twice. */
function secretForms(secret) {
	if (secret === "") return [];
	const bytes = Buffer.from(secret);
	const encoded = [
		secret.trim(),
		...linesOf(secret),
		bytes.toString("base64"),
		bytes.toString("base64url"),
		...[
			0,
			1,
			2
		].flatMap((offset) => base64Inside(bytes, offset)),
		bytes.toString("hex"),
		bytes.toString("hex").toUpperCase(),
		encodeURIComponent(secret),
		new URLSearchParams({ _: secret }).toString().slice(2),
		JSON.stringify(secret).slice(1, -1)
	].filter((form) => form.length >= SHORTEST_FORM);
	return [.../* @__PURE__ */ new Set([
		secret,
		...encoded,
		...partsOf(secret)
	])];
}
/** What base64 makes of it after so many other bytes: only the characters that the neighbours do not touch. */
function base64Inside(bytes, offset) {
	const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
	const first = Math.ceil(offset * 8 / 6);
	const last = Math.floor(padded.length * 8 / 6);
	return ["base64", "base64url"].map((kind) => padded.toString(kind).slice(first, last));
}
/** The parts of a web token, which programs like to print one by one. */
function partsOf(secret) {
	if (!isWebToken(secret)) return [];
	return secret.split(".").filter((part) => part.length >= SHORTEST_PART);
}
/** Logs are hidden line by line. */
function linesOf(secret) {
	return secret.split(/\r?\n/).map((line) => line.trim());
}
// shared/platform/http/json.ts
/** The answer as a JSON object. Its text is never shown: what is no JSON may be a page that repeats the request. */
function jsonObject({ status, type, body }, what) {
	const value = objectOf(body);
	if (value) return value;
	throw new ActionError("http-not-json", `the answer to ${what} is no JSON object but ${type === "" ? "something that does not say what it is" : type}, ${body.length} bytes, status ${status}`, { hint: "Check the address: a page for people answers there, or another service." });
}
// shared/platform/oidc.ts
const WHAT$1 = "the request for an identity token";
const DEADLINE_MS$2 = 2e4;
const ANSWER_LIMIT$2 = 65536;
const LONGEST_TOKEN$1 = 16384;
/** A signed statement by GitHub of which job this is, made out for one audience; hidden before anybody sees it. */
async function requestIdToken(audience, asking) {
	const { action, environment, runner, pauseMs } = asking;
	if (!isRegistered(action, "request-id-token")) throw new ActionError("internal-error", `"request-id-token" is not registered for ${action}.`);
	const url = environment["ACTIONS_ID_TOKEN_REQUEST_URL"];
	const bearer = environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"];
	if (!url || !bearer) throw noIdentity(asking);
	maskSecret(bearer, runner);
	const answer = await request({
		method: "GET",
		url: `${url}${url.includes("?") ? "&" : "?"}audience=${encodeURIComponent(audience)}`,
		headers: { authorization: `Bearer ${bearer}` },
		what: WHAT$1,
		deadlineMs: DEADLINE_MS$2,
		limitBytes: ANSWER_LIMIT$2,
		retries: 2,
		...pauseMs === void 0 ? {} : { pauseMs }
	});
	if (!answer.isOk) throw notGiven(answer.status);
	const { value } = jsonObject(answer, WHAT$1);
	if (typeof value !== "string" || value.length > LONGEST_TOKEN$1 || !isWebToken(value)) throw new ActionError("identity-malformed", `the answer to ${WHAT$1} holds no web token`);
	maskSecret(value, runner);
	return value;
}
function noIdentity({ action, environment, isFork }) {
	if (isFork) return new ActionError("no-identity", "GitHub gives no identity to a run for a pull request from a fork", { hint: "Ask for a token only where the code is yours:\nif: github.event.pull_request.head.repo.full_name == github.repository" });
	if (environment["GITHUB_ACTIONS"] !== "true") return new ActionError("no-identity", "only a job of GitHub Actions has an identity", { hint: "Run it as a step of a workflow." });
	return new ActionError("missing-permission", "the job may not ask for an identity token", { hint: `Add to the job:\n${permissionHint("request-id-token", action).replace(/^/gm, "    ")}` });
}
function notGiven(status) {
	const isNo = status >= 400 && status < 500 && status !== 429;
	return new ActionError(isNo ? "identity-refused" : "identity-unavailable", `GitHub gave no identity token (${status})`, { hint: isNo ? "The right to ask ends some hours after the job began. Ask in a job of its own that follows the long one." : "Run the job again; https://www.githubstatus.com says whether GitHub has trouble." });
}
// shared/features/identity/answer.ts
/** In messages. */
const WHAT = "the token exchange";
const LONGEST_TOKEN = 16384;
/** Clocks differ. */
const LEEWAY_MS = 6e4;
const SECRET_MEMBERS = [
	"access_token",
	"refresh_token",
	"id_token"
];
/** The token in the endpoint's answer. Everything in it that opens anything is hidden before it is looked at. */
function readAnswer(answer, { wish, runner, now }) {
	const members = jsonObject(answer, WHAT);
	for (const name of SECRET_MEMBERS) {
		const value = members[name];
		if (typeof value === "string") maskSecret(value, runner);
	}
	const value = tokenOf(members);
	const expiresAt = expiryOf(members, value, now);
	if (expiresAt === void 0) runner.annotate("warning", `${wish.exchange} does not say when its token expires`);
	const scope = typeof members["scope"] === "string" ? members["scope"] : void 0;
	if (scope !== void 0 && wish.scope !== void 0) compareScopes(wish.scope, scope, runner);
	return {
		value,
		...expiresAt === void 0 ? {} : { expiresAt },
		...scope === void 0 ? {} : { scope }
	};
}
function tokenOf(members) {
	const { access_token: value, token_type: type = "Bearer" } = members;
	if (typeof value !== "string" || value.length > LONGEST_TOKEN || !/^[\x21-\x7e]+$/.test(value)) throw malformed("has no usable access_token");
	if (typeof type !== "string" || !/^(bearer|n_a)$/i.test(type)) throw malformed("has a token_type that is not Bearer; its token needs a proof that we cannot give");
	return value;
}
/** What the answer says and what the token says; the earlier of both counts. */
function expiryOf(members, token, now) {
	const times = [];
	const { expires_in: seconds } = members;
	if (seconds !== void 0 && seconds !== null) {
		const count = typeof seconds === "string" && /^\d{1,12}$/.test(seconds) ? Number(seconds) : seconds;
		if (typeof count !== "number" || !Number.isFinite(count) || Math.abs(count) > 0xe8d4a51000) throw malformed("has an expires_in that is no number of seconds");
		times.push(now.getTime() + count * 1e3);
	}
	const exp = readClaims(token)?.["exp"];
	if (typeof exp === "number" && exp > 0 && exp < 0xe8d4a51000) times.push(exp * 1e3);
	if (times.length === 0) return void 0;
	const earliest = Math.min(...times);
	if (earliest + LEEWAY_MS <= now.getTime() || typeof seconds === "number" && seconds <= 0) throw new ActionError("token-expired", `the token from ${WHAT} expired before it came, at ${new Date(earliest).toISOString()}`, { hint: "Compare the clock of the endpoint with the clock of this machine." });
	return new Date(earliest);
}
function compareScopes(asked, granted, runner) {
	const [wanted, given] = [asked, granted].map((text) => new Set(text.split(/\s+/).filter(Boolean)));
	if (wanted?.size === given?.size && [...wanted ?? []].every((word) => given?.has(word))) return;
	runner.annotate("warning", `asked for the scope "${asked}", the token has "${granted}"`);
}
function malformed(what) {
	return new ActionError("exchange-malformed", `the answer to ${WHAT} ${what}`);
}
// shared/features/identity/refusal.ts
/** What an endpoint may base its trust on, in the order in which people look at it. */
const CLAIMS = [
	"iss",
	"aud",
	"sub",
	"repository",
	"repository_id",
	"ref",
	"environment",
	"event_name",
	"job_workflow_ref",
	"runner_environment"
];
const LONGEST_CLAIM = 300;
const LONGEST_REASON = 256;
/** The endpoint's no, with what it said and with what we showed it; never with the token itself. */
function refused(answer, wish, shown) {
	const { status } = answer;
	const reason = reasonOf(answer, shown);
	if (isPassing(status)) return new ActionError("exchange-unavailable", `${wish.exchange} could not exchange the identity token (${status})${reason}`, { hint: "Run the job again, or ask those who keep the endpoint." });
	return new ActionError("exchange-refused", `${wish.exchange} refused to exchange the identity token (${status})${reason}`, { hint: `The endpoint must trust what the identity token says:\n${claimLines(shown)}` });
}
/** The two members that RFC 6749 gives a refusal. The rest of a body may repeat what was sent. */
function reasonOf(answer, shown) {
	let members = {};
	try {
		members = jsonObject(answer, "");
	} catch {
		return "";
	}
	const words = [members["error"], members["error_description"]].filter((word) => typeof word === "string").map((word) => withoutTokens(word, shown).slice(0, LONGEST_REASON).replace(/\s+/g, " ").trim()).filter((word) => word !== "");
	return words.length === 0 ? "" : `: ${words.join(": ")}`;
}
/** Hidden before anything is cut off, or half of a token would be left. */
function withoutTokens(text, shown) {
	return withoutSecrets(text, [shown]).replace(/\beyJ[\w-]{8,}[\w.-]*/g, "***");
}
function claimLines(token) {
	const claims = readClaims(token) ?? {};
	return CLAIMS.filter((name) => claims[name] !== void 0).map((name) => `  ${name}: ${String(claims[name]).slice(0, LONGEST_CLAIM)}`).join("\n");
}
// shared/features/identity/exchange.ts
const DEADLINE_MS$1 = 2e4;
const ALL_TRIES_MS = 6e4;
const ANSWER_LIMIT$1 = 65536;
/**
* Exchanges the identity of the job for a token (RFC 8693). Each try shows a new identity token: some endpoints take
* each only once.
*/
async function exchangeIdentity(wish, asker) {
	const { pauseMs } = asker;
	let shown = "";
	const answer = await tryAgain(async () => {
		shown = await requestIdToken(wish.audience, asker);
		return send(wish, shown);
	}, isSettled, {
		times: 2,
		until: Date.now() + ALL_TRIES_MS,
		...pauseMs === void 0 ? {} : { pauseMs }
	});
	if (!answer.isOk) throw refused(answer, wish, shown);
	return readAnswer(answer, {
		wish,
		runner: asker.runner,
		now: now()
	});
}
function send({ exchange, audience, scope }, subject) {
	return request({
		method: "POST",
		url: exchange,
		headers: { "content-type": "application/x-www-form-urlencoded" },
		body: new URLSearchParams({
			grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
			subject_token: subject,
			subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
			audience,
			...scope === void 0 ? {} : { scope }
		}).toString(),
		what: WHAT,
		deadlineMs: DEADLINE_MS$1,
		limitBytes: ANSWER_LIMIT$1
	});
}
// shared/features/identity/revoke.ts
/** A job that was cancelled has few seconds left. */
const DEADLINE_MS = 6e3;
const ANSWER_LIMIT = 65536;
/** Gives a token back (RFC 7009). Endpoints answer the same when it is gone already. */
async function revokeToken(token, revocation, options = {}) {
	const { status, isOk } = await request({
		method: "POST",
		url: revocation,
		headers: { "content-type": "application/x-www-form-urlencoded" },
		body: new URLSearchParams({
			token,
			token_type_hint: "access_token"
		}).toString(),
		what: "the revocation of the token",
		deadlineMs: DEADLINE_MS,
		limitBytes: ANSWER_LIMIT,
		retries: 2,
		...options
	});
	if (isOk) return;
	throw new ActionError("not-revoked", `${revocation} did not take the token back (${status})`, { hint: "It stays valid until it expires." });
}
// shared/features/identity/secret.ts
/** Hiding anything shorter would hide half of the log. */
const SHORTEST = 8;
/** A stored secret, which whoever sees it once can use until somebody changes it. */
function readSecret({ secret: name }, { environment, runner }) {
	const stored = environment[name] ?? "";
	const value = stored.trim();
	if (value === "") throw missing(name);
	if (value.length < SHORTEST) throw new ActionError("secret-too-short", `${name} holds fewer than ${SHORTEST} characters`, { hint: "That is no secret that anybody gives out. Look at what the step sets it to." });
	for (const secret of [stored, value]) maskSecret(secret, runner);
	runner.annotate("notice", `${name} is a stored secret, the weakest credential. An exchange needs none to be stored: token: { exchange: …, audience: … }`);
	return {
		value,
		kind: "secret",
		isWeak: true,
		revoke: async () => "kept"
	};
}
function missing(name) {
	return new ActionError("secret-missing", `the variable ${name} is not set or empty`, { hint: `Add to the step:\n  env:\n    ${name}: \${{ secrets.${name} }}\nGitHub gives no secrets to pull requests from forks, and those of an environment only to jobs that name it.` });
}
// shared/features/identity/credential.ts
/** Makes the credential that the configuration asks for. Call it late: its time runs from here. */
async function obtainCredential(wish, asker) {
	if ("secret" in wish) return readSecret(wish, asker);
	const { revocation } = wish;
	const token = await exchangeIdentity(wish, asker);
	return {
		...token,
		kind: "exchange",
		isWeak: token.expiresAt === void 0,
		async revoke() {
			if (revocation === void 0) return "kept";
			await revokeToken(token.value, revocation);
			return "revoked";
		}
	};
}
export { holdsSecret, jsonObject, maskSecret, obtainCredential, revokeToken, secretForms, withoutSecrets };
