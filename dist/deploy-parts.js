import { ActionError, codeOf, describeError, firstLine, isInside, writeAtomically } from "./base.js";
import { DEPLOYED, NEXT_STEPS, REFUSALS, SUMMARY_BUDGET, absolutePath, aheadOf, approvingEnvironments, canonicalJson, championOf, childEnvironment, composeDeployment, composeInput, createDeployment, decodeScores, deployEnvironmentSchema, deployPolicy, describeEnd, digestOfFiles, digestSchema, doubtAfter, duration, flag, hexOf, historyInputs, ifThere, isComparing, isDigest, judge as judge$1, leftBehind, listDeployments, liveOnes, loadData, loadEvaluation, loadGate, loadModel, loadTraining, measureDataset, now, openDeployJob, openSetting, ownerAmongOthers, pairWithChampion, pairWithRecord, pause, policyOf, randomName, readAuthors, readBetween, readOwn, readProtections, readRecords, readTable, remainsOf, renderWithin, request, rollbackTarget, rulesOf, runProcess, runUrl, saveSection, sectionDigest, setDeploymentStatus, sha256, shortCommit, shortDigest, sweepMarked, tellLeft, text, toMarkdown, watchCancellation, whose } from "./shared.js";
import { array, int, lazily, literal, madeOf, object, record, strictObject, string, unknown } from "./zod.js";
import { holdsSecret, jsonObject, obtainCredential, secretForms, withoutSecrets } from "./deploy-token-parts.js";
// shared/domain/deployment/undo.ts
const { target, token } = deployEnvironmentSchema.shape;
/** What somebody needs who takes a model back after the process that made it live is gone. Holds no secret. */
const undoSchema = /* @__PURE__ */ lazily(() => strictObject({
	environment: string(),
	target,
	token,
	model: madeOf(digestSchema),
	/** Absent when there was nothing before. */
	back: digestSchema.optional()
}));
/** Left behind just before a model is made live. */
function encodeUndo(undo) {
	return JSON.stringify(undo);
}
/** What was left behind, or nothing where nothing was. */
function decodeUndo(text) {
	return text === "" ? void 0 : undoSchema.parse(JSON.parse(text));
}
// shared/features/deployment/http-target.ts
const UPLOAD_MS = 3e5;
const ASK_MS = 6e4;
const PREDICTIONS_LIMIT = 16 * 2 ** 20;
const TRIES = 2;
/** A model server that speaks the open contract. */
function httpTarget(door) {
	const place = door.address;
	const { signal: _, ...patient } = door;
	async function active() {
		const what = "the question what is live";
		const wish = {
			method: "GET",
			url: `${place}/active`,
			what,
			retries: TRIES
		};
		const answer = await ask(patient, wish);
		if (!answer.isOk) throw refused$1(answer, place, what);
		return read(activeSchema, answer, what).digest;
	}
	/** The answer may be lost after the server acted, so what is live is looked at before it is asked again. */
	async function activate(digest, expected) {
		const what = "the request to make the model live";
		const body = JSON.stringify({
			digest,
			expected
		});
		const url = `${place}/active`;
		for (let left = TRIES;; left--) try {
			const answer = await ask(patient, {
				method: "POST",
				url,
				what,
				body
			});
			if (answer.isOk) return;
			if (answer.status === 409) throw differs(place, await active(), expected);
			throw refused$1(answer, place, what);
		} catch (error) {
			if (!LOST.includes(codeOf(error))) throw error;
			const now = await active();
			if (now === digest) return;
			if (now !== expected) throw differs(place, now, expected);
			if (left === 0) throw error;
		}
	}
	return {
		place,
		active,
		async put({ digest, files }) {
			const [only, ...more] = files;
			if (!only || more.length > 0) throw new ActionError("unsupported-model", `the model has ${files.length} files, and a target of kind http takes one`, { hint: "Use a target of kind command for models of several files." });
			const what = "the model";
			const answer = await ask(door, {
				method: "PUT",
				url: `${place}/models/${hexOf(digest)}`,
				body: only.bytes,
				headers: { "content-type": "application/octet-stream" },
				what,
				deadlineMs: UPLOAD_MS,
				retries: TRIES
			});
			if (!answer.isOk) throw refused$1(answer, place, what);
		},
		activate,
		restore: activate,
		predict: (question) => predictFrom(door, `${place}/predict`, question)
	};
}
/** Asks whatever is live, so that its answer is the one that users get. */
async function predictFrom(door, url, inputs) {
	const what = "the smoke test";
	const answer = await ask(door, {
		method: "POST",
		url,
		body: JSON.stringify({ inputs }),
		what,
		limitBytes: PREDICTIONS_LIMIT,
		retries: TRIES
	});
	if (!answer.isOk) throw refused$1(answer, url, what);
	const { digest, outputs } = read(predictionSchema, answer, what);
	return {
		model: digest,
		outputs
	};
}
const activeSchema = /* @__PURE__ */ lazily(() => object({ digest: digestSchema.nullable() }));
const predictionSchema = /* @__PURE__ */ lazily(() => object({
	digest: madeOf(digestSchema),
	outputs: record(string(), array(unknown()))
}));
const refusalSchema = /* @__PURE__ */ lazily(() => object({ error: object({ code: string() }) }));
const LOST = [
	"http-unreachable",
	"http-timeout",
	"target-unwell"
];
async function ask({ token: source, signal, pauseMs, askMs = ASK_MS }, wish) {
	const token = await source?.();
	return {
		...await request({
			deadlineMs: askMs,
			...wish,
			headers: {
				...wish.body === void 0 ? {} : { "content-type": "application/json" },
				...wish.headers,
				...token === void 0 ? {} : { authorization: `Bearer ${token}` }
			},
			...signal ? { signal } : {},
			...pauseMs === void 0 ? {} : { pauseMs }
		}),
		token
	};
}
function read(schema, answer, what) {
	const parsed = schema.safeParse(jsonObject(answer, what));
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	const where = issue && issue.path.length > 0 ? ` (${issue.path.join(".")})` : "";
	throw new ActionError("target-garbage", `the answer to ${what} is not as the contract says${where}`, { hint: "examples/oil-price/server shows a server that speaks the contract." });
}
/** Only the word for programs is shown: what else the server says may repeat what was sent. */
function refused$1(answer, place, what) {
	const { status } = answer;
	if (status === 401 || status === 403) return new ActionError("target-denied", `${place} does not accept our token (${status})`, { hint: "Compare token: in the configuration with what the target trusts." });
	return new ActionError(status >= 500 ? "target-unwell" : "target-refused", `${place} answered to ${what} with ${status}${wordOf(answer)}`);
}
function wordOf(answer) {
	try {
		const word = refusalSchema.safeParse(jsonObject(answer, "")).data?.error.code ?? "";
		return /^[a-z][a-z0-9-]{0,60}$/.test(word) && !holdsSecret(word, answer.token) ? `, ${word}` : "";
	} catch {
		return "";
	}
}
function differs(place, found, expected) {
	return new ActionError("active-differs", `${place} serves ${found ?? "no model"}, not ${expected ?? "none"} as expected`);
}
// shared/features/deployment/command-target.ts
/** The name of the variable that carries the mark. */
const MARK = "PROOFMARK_DEPLOYMENT";
/** A deployment that takes longer is taken for stuck, by others that wait too. */
const LONGEST_MS = 12e5;
const GRACE_MS = 3e3;
/** Ends what an earlier process of this deployment may have left at work. */
function endLeftovers(mark) {
	return sweepMarked(MARK, mark);
}
/** A program of the user's. It alone is given the token, and it is given nothing else of ours. */
function commandTarget(door) {
	const { argv, environment, mark, predict, place, runner, signal } = door;
	const { longestMs = LONGEST_MS } = door;
	const [program = "", ...words] = argv;
	let folder;
	async function run(action, digest) {
		const token = await door.token?.();
		let last = "";
		const { exit } = await runProcess([program, ...words], {
			cwd: place.workspace,
			environment: {
				...childEnvironment(place.environment),
				PROOFMARK_ACTION: action,
				PROOFMARK_DIGEST: digest,
				PROOFMARK_ENVIRONMENT: environment,
				...action === "put" && folder !== void 0 ? { PROOFMARK_MODEL: folder } : {},
				...token === void 0 ? {} : { PROOFMARK_TOKEN: token },
				[MARK]: mark
			},
			timeoutMs: longestMs,
			graceMs: GRACE_MS,
			outputLimitBytes: 0,
			onLine(line) {
				last = hidden(line, token);
				runner.info(last);
			}
		});
		tellLeft(runner, program, await endLeftovers(mark));
		if (exit.kind === "exited" && exit.code === 0) return;
		const how = describeEnd(exit, longestMs);
		throw new ActionError("command-failed", `${program} ${how}${last && `: ${last}`}`);
	}
	return {
		place: `the command ${program}`,
		async put({ files }) {
			const clean = `${place.temporary}/deploy-${randomName()}`;
			for (const { path, bytes } of files) await writeAtomically(inside(clean, path, place), bytes);
			const [only, ...more] = files;
			folder = only && more.length === 0 ? `${clean}/${only.path}` : clean;
		},
		activate: (digest) => run("put", digest),
		restore: (digest) => run("rollback", digest),
		...predict === void 0 ? {} : { predict: (question) => predictFrom({
			token: door.token,
			...signal ? { signal } : {}
		}, predict, question) }
	};
}
/** What a section says of paths is anybody's. */
function inside(folder, path, place) {
	const file = absolutePath({
		...place,
		workspace: folder
	}, path);
	if (file !== folder && isInside(folder, file)) return file;
	throw new ActionError("path-outside", "a file of the model would lie outside of its folder");
}
/** Of a line that was cut, the end may be the first part of the token. */
function hidden(line, token) {
	if (token === void 0) return line;
	const isCut = line.length >= 4096 && line.endsWith("…");
	const longest = Math.max(...secretForms(token).map(({ length }) => length));
	return withoutSecrets(isCut ? `${line.slice(0, -longest - 1)}…` : line, [token]);
}
// shared/features/deployment/roll-back.ts
/**
* Makes a model live again that was live before, whatever is live now, and looks whether it is. A target that cannot
* tell is told in any case.
*/
async function bringBack(target, to, from) {
	const before = target.active ? await target.active() : from;
	if (!target.active || before !== to) await target.restore(to, before);
	const now = target.active ? await target.active() : to;
	if (now === to) return;
	const word = `${target.place} serves ${now ?? "nothing"}, not ${to}`;
	throw new ActionError("active-differs", word);
}
/** The same, by hand. */
async function rollBack(target, to, from) {
	try {
		await bringBack(target, to, from);
		return { outcome: "deployed" };
	} catch (error) {
		return {
			outcome: "unclear",
			reasonCode: "rollback-failed",
			reason: describeError(error)
		};
	}
}
/**
* After the process that made a model live is gone: goes back to the one before if the untried one is live. What others
* made live meanwhile is left alone. A request that nobody answered may arrive late, so it is looked for twice.
*/
async function undo(target, { model, back, wasLive, pauseMs }) {
	if (!target.active) {
		await bringBack(target, back, model);
		return {
			live: back,
			isSettled: true
		};
	}
	let live = await target.active();
	if (live === back && !wasLive) {
		await pause(pauseMs);
		live = await target.active();
	}
	if (live !== model) return {
		live,
		isSettled: wasLive
	};
	await bringBack(target, back, model);
	return {
		live: back,
		isSettled: true
	};
}
// shared/features/deployment/roll-out.ts
/** Puts the model into the target, makes it live and tries it; what does not answer as evaluated is taken back. */
async function rollOut(work) {
	const { target, delivery, champion, onActivate, runner, signal } = work;
	const { digest } = delivery;
	let before;
	try {
		before = target.active ? await target.active() : champion ?? null;
		const strange = await strangerOf(work, before);
		if (strange !== void 0) return failed("live-differs", strange);
		if (signal.aborted) return failed("cancelled", "cancelled before anything was put there");
		runner.info(`putting ${digest} into ${target.place}`);
		await target.put(delivery);
		if (signal.aborted) return failed("cancelled", "cancelled before the model was made live");
	} catch (error) {
		return failed(signal.aborted ? "cancelled" : "target-failed", untouched(error));
	}
	const earlier = champion ?? before;
	const back = earlier === null || earlier === digest ? void 0 : earlier;
	try {
		onActivate(back);
		runner.info(`making it live in place of ${before ?? "nothing"}`);
		await target.activate(digest, before);
		work.onLive();
	} catch (error) {
		if (codeOf(error) === "active-differs") return failed("live-differs", untouched(error));
		if (await isStill(target, before, digest)) return failed("target-failed", untouched(error));
		return takeBack$1(work, back, {
			reasonCode: "target-failed",
			reason: describeError(error)
		});
	}
	return tryOut(work, back);
}
async function tryOut(work, back) {
	const { target, delivery, smoke, runner, signal } = work;
	if (signal.aborted) return takeBack$1(work, back, {
		reasonCode: "cancelled",
		reason: "cancelled"
	});
	if (!smoke || !target.predict) return { outcome: "deployed" };
	try {
		const result = await smoke(target.predict);
		if (result.holds) {
			runner.info(`smoke test: ${result.rows} rows answered as evaluated, largest difference ${result.largestDifference}`);
			return {
				outcome: "deployed",
				smoke: result
			};
		}
		return takeBack$1(work, back, {
			reasonCode: "smoke-test-failed",
			reason: `${shortDigest(delivery.digest)} does not answer as evaluated: ${result.reason}`,
			smoke: result
		});
	} catch (error) {
		return takeBack$1(work, back, {
			reasonCode: signal.aborted ? "cancelled" : "smoke-test-failed",
			reason: describeError(error)
		});
	}
}
async function takeBack$1({ target, delivery, runner }, back, trouble) {
	const { reason } = trouble;
	if (back === void 0) {
		const left = `no other was live before, so ${target.place} keeps serving ${delivery.digest}`;
		return {
			outcome: "left-live",
			...trouble,
			reason: `${reason}; ${left}`
		};
	}
	runner.annotate("warning", `rolling back to ${back}: ${reason}`);
	try {
		await bringBack(target, back, delivery.digest);
		return {
			outcome: "rolled-back",
			...trouble,
			reason: `${reason}; ${back} is live again`
		};
	} catch (error) {
		const told = {
			reasonCode: "rollback-failed",
			reason: `${reason}; ${`rolling back to ${back} failed: ${describeError(error)}`}`
		};
		return {
			outcome: "unclear",
			...trouble,
			...told
		};
	}
}
/** Somebody else's model must not be replaced without a word; ours may be there from a try that was cut short. */
async function strangerOf({ target, delivery, champion, remains, whose, runner }, before) {
	if (before === null || before === champion || before === delivery.digest) return void 0;
	const there = `${target.place} serves ${before}`;
	const left = remains.get(before);
	if (left !== void 0) {
		const word = `${there}, which deployment ${left} left there without having tried it; it is replaced`;
		runner.annotate("warning", word);
		return;
	}
	if (champion !== void 0) return `${there}, but the last deployment left ${champion} there`;
	const owner = await whose(before);
	if (owner !== void 0) return `${there}, which is live for ${owner}; each needs a target alone`;
	const word = `${there}, which no deployment of this pipeline put there; it is replaced`;
	runner.annotate("notice", word);
}
async function isStill(target, before, digest) {
	if (!target.active || before === digest) return false;
	return target.active().then((now) => now === before, () => false);
}
function untouched(error) {
	return `${describeError(error)}; what was live stays live`;
}
function failed(reasonCode, reason) {
	return {
		outcome: "failed",
		reasonCode,
		reason
	};
}
// shared/domain/deployment/smoke.ts
/** Compares what the served model answers with what was evaluated, row by row. */
function compareAnswers({ model, outputs }, scores, { model: wanted, output, tolerance, classes }) {
	if (model !== wanted) return fails(`${model} answers, not ${wanted}`);
	const values = Object.hasOwn(outputs, output) ? outputs[output] : void 0;
	if (!values) return fails(`the answer has no output "${output}"`);
	if (values.length !== scores.length) return fails(`the answer has ${values.length} rows, asked were ${scores.length}`);
	let largest = 0;
	for (const [index, score] of scores.entries()) {
		const value = values[index];
		if (typeof score.prediction === "string") {
			const name = className(value, classes);
			if (name === score.prediction) continue;
			const served = classes?.includes(name ?? "") || scores.some((one) => one.prediction === name) ? told(name) : kindOf(value);
			return fails(`row ${score.id}: served ${served}, evaluated ${told(score.prediction)}`);
		}
		const number = plainNumber(value);
		const difference = number === void 0 ? void 0 : distance(number, score.prediction);
		if (difference === void 0 || !(difference <= tolerance)) return fails(`${`row ${score.id}: served ${number ?? kindOf(value)}, evaluated ${score.prediction}`}, allowed is a difference of ${tolerance}`);
		largest = Math.max(largest, difference);
	}
	return {
		holds: true,
		largestDifference: largest
	};
}
/** Absolute or relative, whichever is smaller. */
function distance(served, evaluated) {
	const absolute = Math.abs(served - evaluated);
	const scale = Math.abs(evaluated);
	return scale > 1 ? absolute / scale : absolute;
}
/** A column may come as numbers or as lists of one number. */
function plainNumber(value) {
	const inner = Array.isArray(value) && value.length === 1 ? value[0] : value;
	return typeof inner === "number" && Number.isFinite(inner) ? inner : void 0;
}
/** The name itself, its number, or the largest of one score for each class. */
function className(value, classes) {
	if (typeof value === "string") return value;
	const scores = Array.isArray(value) ? value : void 0;
	if (!scores) {
		if (typeof value !== "number") return void 0;
		const index = Number.isInteger(value) ? value : Number(value > .5);
		return classes?.[index] ?? String(index);
	}
	if (scores.length === 1) return className(scores[0], classes);
	if (scores.length === 0 || scores.some((score) => plainNumber(score) === void 0)) return void 0;
	const best = scores.indexOf(Math.max(...scores.map(Number)));
	return classes?.[best] ?? String(best);
}
function told(value) {
	return (JSON.stringify(value) ?? "nothing").slice(0, 60);
}
/** What the target says instead of a prediction may repeat what was sent to it, a token among that. */
function kindOf(value) {
	if (typeof value === "number") return String(value);
	return typeof value === "string" ? "a text" : "nothing usable";
}
function fails(reason) {
	return {
		holds: false,
		reason
	};
}
// shared/features/deployment/smoke-test.ts
/** Rows that are asked at once. */
const BATCH = 256;
/** Asks what is live the rows of the holdout; it must answer as it did when it was evaluated. */
async function smokeTest(predict, { inputs, scores, fixed }, wish) {
	let largestDifference = 0;
	const size = fixed ?? BATCH;
	for (let from = 0; from < scores.length; from += size) {
		const batch = (rows) => filled(rows.slice(from, from + size), fixed);
		const verdict = compareAnswers(await predict(Object.fromEntries(Object.entries(inputs).map(([name, rows]) => [name, batch(rows)]))), batch(scores), wish);
		if (!verdict.holds) return {
			...verdict,
			rows: scores.length
		};
		largestDifference = Math.max(largestDifference, verdict.largestDifference);
	}
	return {
		holds: true,
		largestDifference,
		rows: scores.length
	};
}
/** The last row again, until there are as many as the model takes. */
function filled(rows, size) {
	const last = rows.at(-1);
	const missing = Math.max(0, (size ?? 0) - rows.length);
	return last === void 0 ? rows : [...rows, ...Array.from({ length: missing }, () => last)];
}
// shared/features/deployment/turn.ts
/** Longer than any deployment of ours may take; a contender that is silent for longer is taken for dead. */
const PATIENCE_MS$1 = 54e5;
const FIRST_PAUSE_MS = 1e3;
const LONGEST_PAUSE_MS = 15e3;
/** Waits until all deployments that came before have ended. Each waits for lower numbers only, so one always goes. */
async function takeTurn(queue) {
	const { list, id, run, waitMs, signal, isOver, onWait } = queue;
	const dead = /* @__PURE__ */ new Map();
	const until = now().getTime() + waitMs;
	let told;
	for (let wait = FIRST_PAUSE_MS;; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
		if (signal.aborted) return { is: "cancelled" };
		const own = await list();
		const isFresh = own.some((one) => one.id === id);
		const contenders = own.filter((one) => !dead.has(one.id));
		const ahead = aheadOf(contenders, {
			id,
			run,
			now: now(),
			patienceMs: PATIENCE_MS$1
		});
		if (ahead && await isOver(ahead.payload.run)) {
			dead.set(ahead.id, ahead);
			continue;
		}
		if (isFresh && !ahead) return {
			is: "ours",
			own,
			dead: [...dead.values()]
		};
		if (now().getTime() + wait > until) return {
			is: "taken",
			by: ahead
		};
		if (ahead && ahead.id !== told) {
			told = ahead.id;
			onWait(ahead);
		}
		await pauseUnless(signal, wait);
	}
}
async function pauseUnless(signal, ms) {
	const step = 200;
	for (let left = ms; left > 0 && !signal.aborted; left -= step) await pause(Math.min(step, left));
}
// shared/stages/deploy/status.ts
/** What the first half of the step leaves for the second. */
const STATE = {
	deployment: "deployment",
	/** The target may have been changed. */
	touched: "touched",
	undo: "undo",
	/** The target has answered that the model is live. */
	live: "live",
	ended: "ended"
};
/** Makes our deployment, which waits for its turn. From now on something must be said in the end. */
async function beginDeployment(job, wish) {
	const { setting, github, environment } = job;
	const { id } = await createDeployment(github.client.transport, {
		...wish,
		environment,
		payload: wish.payload,
		isProduction: environment.toLowerCase() === "production"
	});
	setting.runner.saveState(STATE.deployment, String(id));
	setting.runner.info(`deployment ${id} of ${wish.payload.model} to ${environment}`);
	await say(job, id, {
		state: "queued",
		description: wish.description
	});
	return id;
}
const FINAL = [
	"success",
	"failure",
	"error",
	"inactive"
];
async function say({ setting, github }, id, { state, description }) {
	const status = {
		state,
		description: firstLine(description),
		logUrl: runUrl(setting)
	};
	await setDeploymentStatus(github.client.transport, id, status);
	if (FINAL.includes(state)) setting.runner.saveState(STATE.ended, "true");
}
/** The model is live: now, and not before, what it replaced is not. */
async function sayLive(job, id, { own, description }) {
	await say(job, id, {
		state: "success",
		description
	});
	for (const older of liveOnes(own).filter((one) => one.id !== id)) await sayQuietly(job, older.id, {
		state: "inactive",
		description: `replaced by deployment ${id}`
	});
}
/** Nobody else will ever say how these went. */
async function buryDead(job, dead) {
	for (const { id, payload } of dead) await sayQuietly(job, id, {
		state: "error",
		description: `attempt ${payload.run.attempt} of run ${payload.run.id} ended without a word`
	});
}
/** Something went wrong that nobody foresaw; it must not hide behind a status that GitHub does not take. */
async function sayBroken(job, id, { error, isTouched }) {
	await say(job, id, {
		state: isTouched ? "error" : "failure",
		description: describeError(error)
	}).catch(warning(job, id));
}
/** Of other deployments; what is decided about ours stays so. */
async function sayQuietly(job, id, said) {
	const { setting, github } = job;
	const status = {
		...said,
		logUrl: runUrl(setting)
	};
	await setDeploymentStatus(github.client.transport, id, status).catch(warning(job, id));
}
function warning({ setting }, id) {
	return (error) => setting.runner.annotate("warning", `GitHub did not take the status of deployment ${id}:\n${describeError(error)}`);
}
// shared/stages/deploy/target.ts
/** Opens the target with a credential that lives as long as the work, and gives it back whatever happens. */
async function withTarget(door, visit, work) {
	const { token } = door.wish;
	const tokens = token && await openTokens(door, token);
	try {
		return await work(targetOf(door, visit, tokens?.current));
	} finally {
		await tokens?.giveBack();
	}
}
/** Of a token's time; then another one is asked for. */
const USED_UP = .8;
const SHORTEST_USE_MS = 1e4;
/** One token after the other: the way back must not be shut because an upload took longer than a token lives. */
async function openTokens(door, wish) {
	const made = [];
	let current = "";
	let renewAt = 0;
	const obtain = async () => {
		const from = now().getTime();
		const credential = await askCredential(door, wish);
		made.push(credential);
		current = credential.value;
		const lifeMs = (credential.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY) - from;
		renewAt = from + Math.max(lifeMs * USED_UP, SHORTEST_USE_MS);
	};
	await obtain();
	const source = async () => {
		if (now().getTime() >= renewAt) await obtain();
		return current;
	};
	return {
		current: source,
		async giveBack() {
			for (const credential of made) await giveBack(credential, door.setting.runner);
		}
	};
}
function askCredential({ setting, github }, token) {
	const { environment } = setting.place;
	const isFork = github.context.pullRequest?.isFork ?? false;
	return obtainCredential(token, {
		action: "deploy",
		environment,
		runner: setting.runner,
		isFork
	});
}
function targetOf({ setting, github, environment, wish: { target } }, { deployment, signal, patienceMs }, token) {
	const { http, command, predict } = target;
	const common = {
		token,
		...signal ? { signal } : {}
	};
	if (http !== void 0) {
		const address = http.replace(/\/+$/, "");
		return httpTarget({
			...common,
			address,
			...patienceMs ? { askMs: patienceMs } : {}
		});
	}
	const { place, runner } = setting;
	return commandTarget({
		...common,
		argv: command ?? [],
		environment,
		mark: markOf(github, deployment),
		predict,
		place,
		runner,
		...patienceMs ? { longestMs: patienceMs } : {}
	});
}
/** What processes of a deployment carry. */
function markOf({ context: { repository } }, deployment) {
	return `${repository.owner}/${repository.name}/${deployment}`;
}
async function giveBack(credential, runner) {
	try {
		await credential.revoke();
	} catch (error) {
		runner.annotate("warning", `the token was not given back: ${describeError(error)}`);
	}
}
// shared/stages/deploy/cleanup.ts
/** GitHub gives a cancelled job some minutes for this. */
const PATIENCE_MS = 6e4;
/** A request that was sent before the process ended arrives within this, as a rule. */
const PAUSE_MS = 5e3;
const WAITING = [
	"queued",
	"pending",
	"in_progress"
];
/**
* Runs when the job is over, however it went: a deployment that nobody ended is not under way for ever, and what it
* made live without having tried it is taken back.
*/
async function finishDeploy(scene) {
	const { runner } = scene;
	const id = Number(runner.state(STATE.deployment));
	const token = runner.inputs().get("token");
	if (!Number.isSafeInteger(id) || id === 0 || runner.state(STATE.ended) !== "" || !token) return;
	const wishes = {
		config: runner.inputs().get("config") ?? "proofmark.yml",
		pipeline: void 0,
		leg: "main",
		token,
		store: void 0
	};
	const setting = await openSetting("deploy", wishes, scene);
	const { github } = setting;
	if (!github) return;
	const { transport } = github.client;
	const left = decodeUndo(runner.state(STATE.undo));
	const environment = left?.environment ?? runner.inputs().get("environment") ?? "";
	const ours = (await listDeployments(transport, environment, (some) => some.some(isOurs))).find(isOurs);
	if (ours && (ours.hasSucceeded || !WAITING.includes(ours.state))) return;
	const wasTouched = runner.state(STATE.touched) !== "";
	const said = left ? await takeBack({
		setting,
		github,
		environment,
		wish: left
	}, left, id) : wasTouched ? unclear("a rollback was under way") : UNTOUCHED;
	await setDeploymentStatus(transport, id, {
		...said,
		logUrl: runUrl(setting)
	});
	runner.annotate("warning", `deployment ${id} was cut off: ${said.description}`);
	function isOurs(one) {
		return one.id === id;
	}
}
const UNTOUCHED = {
	state: "failure",
	description: "the job ended in the middle; nothing was made live"
};
async function takeBack(door, { model, back }, deployment) {
	const { runner } = door.setting;
	await endLeftovers(markOf(door.github, deployment));
	if (back === void 0) return unclear("nothing was live before");
	const wish = {
		model,
		back,
		wasLive: runner.state(STATE.live) !== "",
		pauseMs: PAUSE_MS
	};
	try {
		const { live, isSettled } = await withTarget(door, {
			deployment,
			patienceMs: PATIENCE_MS
		}, (target) => undo(target, wish));
		if (live === back && isSettled) return isBack(back);
		return unclear(`it serves ${live ?? "nothing"}`);
	} catch (error) {
		runner.annotate("error", `going back to ${back} failed; look at the target now:\n${describeError(error)}`);
		return unclear(`going back to ${back} failed`);
	}
}
function isBack(back) {
	return {
		state: "failure",
		description: `the job ended in the middle; ${back} is live again`
	};
}
function unclear(why) {
	return {
		state: "error",
		description: `the job ended in the middle; look at what the target serves: ${why}`
	};
}
// shared/domain/deployment/guard.ts
/** The first guard that refuses. */
function refusalOf(guards) {
	return guards.find(({ state }) => state === "refused");
}
/** It holds, and why. */
function holds(name, reason) {
	return {
		name,
		state: "holds",
		reason
	};
}
/** It refuses, by its code and in words. */
function refuse(name, reasonCode, reason) {
	return {
		name,
		state: "refused",
		reasonCode,
		reason
	};
}
// shared/domain/deployment/approval-guard.ts
/** Whether enough people have approved, asked again in the job that deploys. */
function guardApproval({ counted, barred, wanted }) {
	const name = "approved";
	if (wanted === 0) return holds(name, "approvals: none, as the configuration says");
	if (counted.length >= wanted) return holds(name, `by ${counted.map((login) => `@${login}`).join(", ")}`);
	const without = barred.map(({ login, as }) => `@${login} does not count, being the ${as}`);
	return refuse(name, "approval-missing", [`${counted.length} of ${people(wanted)} approved`, ...without].join("; "));
}
/** `1 person`, `2 people`. */
function people(count) {
	return count === 1 ? "1 person" : `${count} people`;
}
// shared/domain/deployment/environment.ts
/** What of the wish the environment cannot keep, in words; empty when it can. */
function missingProtection(protection, wish) {
	if (wish === "none") return [];
	const missing = [];
	if (protection.reviewers === 0) missing.push("it has no required reviewers");
	if (wish.not.includes("actor") && !protection.isSelfReviewPrevented) missing.push("it lets people approve their own runs");
	return missing;
}
// shared/domain/deployment/guards.ts
/** Every guard of a deployment that can be asked before anybody approves it. Each is told, also those that hold. */
function judgeEvidence(evidence) {
	return [
		guardRun(evidence),
		guardSections(evidence),
		guardVerdict(evidence),
		guardBytes(evidence),
		guardPolicy(evidence),
		guardOrder(evidence),
		guardHoldout(evidence),
		guardEnvironment(evidence)
	];
}
/** The same for a rollback by hand, which needs no new evidence: the model was live before. */
function judgeRollback(evidence) {
	return [
		guardRun(evidence),
		guardBack(evidence),
		guardEnvironment(evidence)
	];
}
function guardBack({ back }) {
	const name = "was live here before";
	if (!back) return refuse(name, "no-way-back", "no such model was live in this environment before");
	return holds(name, `${back.payload.model}, deployment ${back.id}`);
}
function guardRun({ isReviewedRun }) {
	const name = "reviewed code";
	if (isReviewedRun) return holds(name, "the run belongs to the default branch");
	return refuse(name, "untrusted-run", "the run does not belong to the default branch");
}
function guardSections({ demanded, trusts, gaps }) {
	const name = "evidence complete";
	const missing = demanded.filter((section) => !trusts.has(section) && !gaps.has(section));
	if (missing.length > 0) return refuse(name, "evidence-missing", `the run has no ${missing.join(" and no ")} section`);
	const claimed = demanded.filter((section) => trusts.get(section) === "claimed");
	if (claimed.length > 0) return refuse(name, "not-reviewed", `${`the ${claimed.join(" and the ")} section`} was made by code that nobody reviewed`);
	return holds(name, `${demanded.join(", ")}: all there, made by reviewed code`);
}
function guardVerdict({ gate, live, digests, mayAccept }) {
	const name = "verdict passes";
	if (!gate) return refuse(name, "verdict-not-pass", "there is no verdict");
	if (gate.verdict === "pass") return holds(name, gate.reason);
	const absolute = gate.rules.filter((rule) => rule.blocking).filter((rule) => rule.kind === "absolute");
	if (gate.verdict === "no-baseline" && !live && absolute.length > 0 && absolute.every((rule) => rule.verdict === "pass")) return holds(name, `nothing is live yet, and all limits hold (${absolute.length})`);
	const said = `${gate.verdict}: ${gate.reason}`;
	const { accepted } = gate;
	if (!accepted) return refuse(name, "verdict-not-pass", said);
	const isSame = accepted.of === "model" && [...digests.values()].every((one) => one === accepted.digest);
	if (mayAccept && isSame && (gate.verdict === "fail" || gate.verdict === "inconclusive")) return holds(name, `${said}; accepted by @${accepted.by} (${accepted.as}): "${accepted.reason}"`);
	return refuse(name, "verdict-not-pass", `${said}; ${mayAccept ? "what was accepted is another model" : "the configuration lets nobody accept it any more"}`);
}
function guardBytes({ digests, gaps }) {
	const name = "bytes match the evidence";
	if (gaps.size > 0) return refuse(name, "bytes-differ", [...gaps.values()].join("; "));
	const [first, ...others] = [...digests];
	if (!first || digests.size < 2) return refuse(name, "bytes-differ", "there are no bytes to compare");
	const [who, digest] = first;
	const other = others.find(([, found]) => found !== digest);
	if (digest === void 0 || other) {
		const [whose, found] = other ?? first;
		return refuse(name, "bytes-differ", `${who} has ${digest ?? "no digest"}, ${whose} has ${found ?? "no digest"}`);
	}
	return holds(name, `${digest}: ${[...digests.keys()].join(", ")} agree`);
}
function guardPolicy({ gate, policyNow }) {
	const name = "today's policy";
	if (!gate) return refuse(name, "policy-untrusted", "there is no verdict");
	const { from, digest } = gate.policy;
	if (from === "inputs") return holds(name, "the rules stand in the reviewed workflow file");
	if (from !== "commit") return refuse(name, "policy-untrusted", "the rules that judged it stand in no trusted commit");
	if (policyNow === digest) return holds(name, "the rules are those of the default branch now");
	return refuse(name, "policy-changed", "the rules changed since the model was judged; judge again");
}
function guardOrder({ order, live }) {
	const name = "not older than what is live";
	switch (order) {
		case "first": return holds(name, "nothing is live yet");
		case "same": return holds(name, "it is made from the commit that is live");
		case "later": return holds(name, `it comes after ${short(live)}, which is live`);
		case "earlier": return refuse(name, "older-than-live", `what is live was made later, from ${short(live)}`);
		case "diverged": return refuse(name, "older-than-live", `${short(live)}, which is live, is no ancestor of it`);
	}
}
function guardHoldout({ holdout }) {
	const name = "rows for the smoke test";
	if (!holdout) return holds(name, "none: nobody can be asked there");
	const { evaluated, here } = holdout;
	if (here === evaluated) return holds(name, `the holdout is ${evaluated}`);
	return refuse(name, "holdout-differs", `evaluated was the holdout ${evaluated}, ${here === void 0 ? "it is not here" : `here it is ${here}`}`);
}
function guardEnvironment({ environments, wish, doubts }) {
	const name = "environment asks people";
	for (const [environment, protection] of environments) {
		if (protection) continue;
		return refuse(name, "environment-missing", `there is no environment "${environment}"`);
	}
	const weak = [...environments].flatMap(([environment, protection]) => {
		const missing = protection ? missingProtection(protection, wish) : [];
		return missing.length > 0 ? [`environment "${environment}": ${missing.join("; ")}`] : [];
	});
	if (weak.length > 0) return refuse(name, "environment-unprotected", weak.join("; "));
	if (wish === "none") return holds(name, "approvals: none, as the configuration says");
	if (doubts.length > 0) return refuse(name, "approval-missing", doubts.join("; "));
	const skipped = [...environments.values()].some((protection) => protection?.canAdminsBypass) ? "; administrators may skip it" : "";
	const where = environments.size > 1 ? ` in ${[...environments.keys()].join(", ")}` : "";
	return {
		name,
		state: "asked",
		reason: `${people(wish.people)}${except(wish)}${where}${skipped}`
	};
}
function except({ not }) {
	return not.length === 0 ? "" : `, not the ${not.join(" or the ")}`;
}
function short(live) {
	return live ? shortCommit(live.commit) : "nothing";
}
// shared/domain/deployment/approvals.ts
/**
* Whose approvals count. GitHub lets any single reviewer approve, an author among them, so numbers and persons are
* counted here. Somebody who also rejected has not approved.
*/
function countApprovals(approvals, wish, people) {
	if (wish === "none") return {
		counted: [],
		barred: [],
		wanted: 0
	};
	const rejecting = new Set(approvals.filter(({ state }) => state === "rejected").map(({ login }) => keyOf(login)));
	const approving = new Map(approvals.filter(({ state, login }) => state === "approved" && !rejecting.has(keyOf(login))).map(({ login }) => [keyOf(login), login]));
	const counted = [];
	const barred = [];
	for (const [key, login] of approving) {
		const as = wish.not.find((kind) => people[kind]?.some((person) => keyOf(person) === key));
		if (as) barred.push({
			login,
			as
		});
		else counted.push(login);
	}
	return {
		counted: counted.sort(),
		barred,
		wanted: wish.people
	};
}
/** GitHub's logins do not differ by case. */
function keyOf(login) {
	return login.toLowerCase();
}
// shared/platform/github/approvals.ts
const approvals = /* @__PURE__ */ lazily(() => array(object({
	state: string(),
	user: object({ login: string() }).nullable(),
	environments: array(object({ name: string() }))
})));
/** Who approved or rejected this run, for any of the environments. */
async function readApprovals(transport, { run, environments: wanted }) {
	const found = await transport.rest("read-approvals", { run_id: run }, { schema: approvals });
	const names = new Set(wanted.map((name) => name.toLowerCase()));
	return found.filter(({ environments }) => environments.some(({ name }) => names.has(name.toLowerCase()))).flatMap(({ state, user }) => user ? [{
		login: user.login,
		state: approvalState(state)
	}] : []);
}
function approvalState(state) {
	return state === "approved" || state === "rejected" ? state : "pending";
}
// shared/stages/deploy/approvals.ts
/** Whose approvals of this run count. */
async function countRunApprovals({ github, environment, wish: { approvals } }, people) {
	return countApprovals(await readApprovals(github.client.transport, {
		run: github.context.run.id,
		environments: approvingEnvironments(environment, approvals)
	}), approvals, people);
}
/** Whom the configuration may bar from approving. Of a run that nobody pushed, its authors may have pushed last. */
function peopleOf({ github: { context } }, { logins }) {
	const { actor, actors, run } = context;
	return {
		author: logins,
		"last-pusher": run.event === "push" ? [actor] : [...actors, ...logins],
		actor: actors
	};
}
// shared/domain/deployment/stamp.ts
/**
* What the judging job hands to the deploying one through job outputs, which other jobs of the run cannot forge:
* everything else travels as artifacts, which they can.
*/
const stampSchema = /* @__PURE__ */ lazily(() => strictObject({
	schema: literal("proofmark/stamp/v1"),
	pipeline: string(),
	leg: string(),
	environment: string(),
	commit: string(),
	run: strictObject({
		id: int(),
		attempt: int()
	}),
	model: madeOf(digestSchema),
	/** The sections of the record that were judged, by name. */
	sections: record(string(), madeOf(digestSchema)),
	policy: madeOf(digestSchema)
}));
function encodeStamp(stamp) {
	return canonicalJson(stamp);
}
/** The stamp, or nothing when the text is none. */
function decodeStamp(text) {
	try {
		const parsed = stampSchema.safeParse(JSON.parse(text));
		return parsed.success && encodeStamp(parsed.data) === text ? parsed.data : void 0;
	} catch {
		return;
	}
}
/** What is not as it was stamped, in words for people; empty when all is. */
function stampDifferences(stamp, facts) {
	const pairs = [
		[
			"pipeline",
			stamp.pipeline,
			facts.pipeline
		],
		[
			"leg",
			stamp.leg,
			facts.leg
		],
		[
			"environment",
			stamp.environment,
			facts.environment
		],
		[
			"commit",
			stamp.commit,
			facts.commit
		],
		[
			"run",
			String(stamp.run.id),
			String(facts.run.id)
		],
		[
			"model",
			stamp.model,
			facts.model
		],
		[
			"policy",
			stamp.policy,
			facts.policy
		],
		...Object.entries(stamp.sections).map(([name, digest]) => [
			`${name} section`,
			digest,
			facts.sections.get(name) ?? "gone"
		])
	];
	const later = facts.run.attempt < stamp.run.attempt ? [`the stamp is of attempt ${stamp.run.attempt}, this is attempt ${facts.run.attempt}`] : [];
	const unknown = [...facts.sections.keys()].filter((name) => !Object.hasOwn(stamp.sections, name)).map((name) => `the ${name} section came after the stamp`);
	return [
		...pairs.filter(([, stamped, found]) => stamped !== found).map(([what, stamped, found]) => `${what}: stamped ${stamped}, found ${found}`),
		...later,
		...unknown
	];
}
// shared/stages/deploy/section.ts
/**
* Keeps what the deploying job did as a section of the run, and answers its digest. A job that was given no stamp has
* nothing to tell. That it cannot be kept changes nothing about what is live, so it is a warning.
*/
async function keepDeployment(job, ending) {
	const section = sectionOf(job, ending);
	if (!section) return void 0;
	const { runner, stores } = job.setting;
	try {
		await saveSection(stores, section);
	} catch (error) {
		runner.annotate("warning", `the deployment section was not kept:\n${describeError(error)}`);
		return;
	}
	return sectionDigest(section);
}
function sectionOf({ setting, inputs, environment }, { way, outcome, reasonCode, reason, ...ending }) {
	const { guards, approvals, smoke, deployment, back, live, facts } = ending;
	const stamp = inputs.stamp === void 0 ? void 0 : decodeStamp(inputs.stamp);
	const model = ending.model ?? stamp?.model;
	if (way === "plan" || !outcome || !approvals || !model) return void 0;
	if (way === "deploy" && !stamp) return void 0;
	const { author, trust } = setting;
	return {
		schema: "proofmark/deployment/v1",
		by: author,
		uses: Object.fromEntries(facts?.chain.sections ?? []),
		trust,
		body: {
			way,
			environment,
			model,
			...live && live.model !== model ? { replaced: live.model } : {},
			...deployment === void 0 ? {} : { deployment },
			outcome,
			reasonCode,
			reason,
			...inputs.reason === void 0 ? {} : { asked: inputs.reason },
			...back ? { back: back.id } : {},
			guards: guards.map((guard) => ({ ...guard })),
			approvals: {
				wanted: approvals.wanted,
				counted: [...approvals.counted],
				barred: approvals.barred.map((one) => ({ ...one }))
			},
			...smoke ? { smoke: smokeRecord(smoke) } : {},
			...inputs.stamp === void 0 ? {} : { stamp: sha256(inputs.stamp) },
			startedAt: author.at,
			endedAt: now().toISOString()
		}
	};
}
/** As it stands in records and results. */
function smokeRecord(smoke) {
	const { rows, holds } = smoke;
	return {
		rows,
		holds,
		...smoke.holds ? { largestDifference: smoke.largestDifference } : {}
	};
}
// shared/stages/deploy/outcome.ts
/** Writes the summary and answers. What a person or a machine must look at is an error, the rest a refusal. */
async function endDeploy(job, ending) {
	const { setting, environment, github } = job;
	const { way, reasonCode, reason, guards, model, live, deployment, smoke, facts } = ending;
	const section = await keepDeployment(job, ending);
	const result = {
		schema: "proofmark/deploy-result/v1",
		way,
		pipeline: setting.pipeline,
		leg: setting.leg,
		environment,
		reasonCode,
		reason,
		...model ? { model } : {},
		...live ? { live: { ...live } } : {},
		guards: guards.map((guard) => ({ ...guard })),
		...deployment === void 0 ? {} : { deployment },
		...smoke ? { smoke: smokeRecord(smoke) } : {},
		...section ? { section } : {}
	};
	const report = composeDeployment({
		result,
		input: composeInput(setting, {
			gate: facts?.chain.gate,
			data: void 0,
			failOn: []
		}),
		...ending.against ? { against: ending.against } : {},
		...facts ? {
			commit: github.context.sha,
			authors: facts.authors.logins,
			data: facts.chain.data
		} : {}
	});
	await setting.runner.summarize(renderWithin([report], {
		render: toMarkdown,
		budget: SUMMARY_BUDGET
	}));
	github.client.spent();
	const isReady = reasonCode === "ready";
	if (way === "plan" && isRefusal(reasonCode)) setting.runner.annotate("notice", `nothing is deployed: ${headlineOf(result)}`);
	return {
		decision: decisionOf(way, reasonCode),
		headline: headlineOf(result),
		outputs: {
			deploy: way === "plan" ? String(isReady) : "",
			stamp: ending.stamp ?? "",
			"reason-code": reasonCode,
			model: model ?? "",
			deployment: deployment === void 0 ? "" : String(deployment)
		},
		result
	};
}
const TROUBLES = [
	"target-failed",
	"rollback-failed",
	"cancelled"
];
function headlineOf({ environment, reasonCode, reason }) {
	if (!isRefusal(reasonCode)) return `${environment}: ${reasonCode}: ${reason}`;
	return `${environment}: refused, ${reasonCode}: ${reason}\n${NEXT_STEPS[reasonCode].replace(/^/gm, "  ")}`;
}
function isRefusal(code) {
	return Object.hasOwn(REFUSALS, code);
}
/** The judging job is not red because there is nothing to deploy. */
function decisionOf(way, reasonCode) {
	if (way === "plan" || Object.hasOwn(DEPLOYED, reasonCode)) return "accepted";
	return TROUBLES.includes(reasonCode) ? "error" : "refused";
}
// shared/platform/github/run-state.ts
const runSchema = /* @__PURE__ */ lazily(() => object({
	status: string().nullable(),
	run_attempt: int().optional()
}));
/** Whether an attempt of a run has ended. Only what has ended can be deleted. */
async function isRunOver(transport, { id, attempt }) {
	const found = await transport.find("read-run", { run_id: id }, { schema: runSchema });
	if (!found) return true;
	return found.status === "completed" || (found.run_attempt ?? attempt) > attempt;
}
// shared/stages/deploy/turn.ts
/** Makes our deployment and works when it is its turn. However it ends, the deployment has a truthful last word. */
async function inTurn(job, wish, work) {
	const cancellation = watchCancellation();
	try {
		const deployment = await beginDeployment(job, wish);
		let isTouched = false;
		const touch = () => {
			isTouched = true;
			job.setting.runner.saveState(STATE.touched, "true");
		};
		try {
			return {
				deployment,
				...await waitAndWork(job, wish, {
					deployment,
					work,
					cancellation,
					touch
				})
			};
		} catch (error) {
			await sayBroken(job, deployment, {
				error,
				isTouched
			});
			const outcome = isTouched ? "unclear" : "failed";
			const reason = firstLine(describeError(error));
			await wish.onBroken({
				deployment,
				outcome,
				reason,
				reasonCode: codeOf(error)
			});
			throw error;
		}
	} finally {
		cancellation.ignore();
	}
}
async function waitAndWork(job, { payload }, { deployment, work, cancellation: { signal }, touch }) {
	const { github, inputs, setting } = job;
	let hasWaited = false;
	const isEnough = (own) => own.some(({ id }) => id === deployment) && championOf(own) !== void 0;
	const turn = await takeTurn({
		list: () => readOwn(job, isEnough),
		id: deployment,
		run: payload.run,
		waitMs: inputs.wait,
		signal,
		isOver: (run) => isRunOver(github.client.transport, run),
		onWait(ahead) {
			hasWaited = true;
			setting.runner.info(`deployment ${ahead.id} goes first; waiting`);
		}
	});
	switch (turn.is) {
		case "cancelled": return gaveUp(job, deployment, "cancelled while it waited");
		case "taken": return gaveWay(job, deployment, turn.by?.id);
		case "ours": {
			const { own, dead } = turn;
			await buryDead(job, [...leftBehind(own, payload.run), ...dead]);
			return work({
				deployment,
				own,
				hasWaited,
				signal,
				touch
			});
		}
	}
}
async function gaveUp(job, deployment, reason) {
	await say(job, deployment, {
		state: "inactive",
		description: reason
	});
	return {
		outcome: "failed",
		reasonCode: "cancelled",
		reason
	};
}
async function gaveWay(job, deployment, to) {
	const reason = `${to === void 0 ? "another one" : `deployment ${to}`} is under way, and did not end within the time to wait`;
	await say(job, deployment, {
		state: "inactive",
		description: `gave way: ${reason}`
	});
	return {
		outcome: "refused",
		reasonCode: "deploy-in-progress",
		reason
	};
}
// shared/stages/deploy/rollback.ts
/** By hand: makes a model live again that was live here before. It is asked for, approved and written down as well. */
async function rollBackByHand(job, wish) {
	const own = await readOwn(job, (found) => rollbackTarget(found, wish) !== void 0);
	const live = championOf(own);
	const back = rollbackTarget(own, wish);
	const judged = await judge(job, back);
	const common = {
		way: "rollback",
		...judged,
		live,
		back,
		model: back?.payload.model
	};
	const refusal = refusalOf(judged.guards);
	if (refusal || !back) {
		const { reasonCode = "no-way-back", reason = "" } = refusal ?? {};
		return endDeploy(job, {
			...common,
			outcome: "refused",
			reasonCode,
			reason
		});
	}
	const payload = payloadOf$1(job, {
		back,
		live
	});
	const description = `rollback: ${job.inputs.reason ?? ""}`;
	const { commit } = back;
	const onBroken = async (broken) => void await keepDeployment(job, {
		...common,
		...broken
	});
	const ended = await inTurn(job, {
		task: "rollback",
		commit,
		description,
		payload,
		onBroken
	}, (turned) => rollBackInTurn(job, payload, turned));
	return endDeploy(job, {
		...common,
		...ended
	});
}
/** Whoever asks for a rollback is its author, and cannot be the only one to approve it. */
async function judge(job, back) {
	const { context } = job.github;
	const evidence = judgeRollback({
		isReviewedRun: context.isDefaultBranch,
		environments: await readProtections(job),
		wish: job.wish.approvals,
		doubts: [],
		back
	});
	const { actors } = context;
	const approvals = await countRunApprovals(job, {
		author: actors,
		"last-pusher": actors,
		actor: actors
	});
	return {
		guards: [...evidence, guardApproval(approvals)],
		approvals
	};
}
async function rollBackInTurn(job, { model, previous }, { deployment, own, signal, touch }) {
	const live = championOf(own);
	if (live && live.model !== model && live.deployment !== previous?.deployment) {
		const reason = `${live.model} went live while this waited; say again what to go back to`;
		await say(job, deployment, {
			state: "inactive",
			description: reason
		});
		return {
			outcome: "refused",
			reasonCode: "deploy-in-progress",
			reason
		};
	}
	await say(job, deployment, {
		state: "in_progress",
		description: "rolling back"
	});
	const from = live?.model ?? null;
	const rolled = await withTarget(job, {
		deployment,
		signal
	}, (target) => {
		touch();
		return rollBack(target, model, from);
	});
	if (rolled.outcome !== "deployed") {
		const { outcome, reasonCode, reason } = rolled;
		await say(job, deployment, {
			state: "error",
			description: `${reasonCode}: ${reason}`
		});
		return {
			outcome,
			reasonCode,
			reason
		};
	}
	await sayLive(job, deployment, {
		own,
		description: `live again: ${job.inputs.reason ?? ""}`
	});
	return {
		outcome: "deployed",
		reasonCode: "rolled-back",
		reason: `${model} is live again`
	};
}
function payloadOf$1({ github }, { back, live }) {
	const { id, attempt } = github.context.run;
	const { previous: _, ...rest } = back.payload;
	return {
		...rest,
		...live && live.model !== rest.model ? { previous: {
			deployment: live.deployment,
			model: live.model
		} } : {},
		run: {
			id,
			attempt
		}
	};
}
/** The input `rollback`: a word or a digest. */
function readRollback(text) {
	if (text === "previous" || isDigest(text)) return text;
	throw new ActionError("invalid-input", "rollback: must be \"previous\" or sha256: and 64 hex digits");
}
// shared/domain/deployment/stamp-guard.ts
/** Whether everything is as the judging job stamped it. */
function guardStamp(text, facts) {
	const name = "as stamped by the judging job";
	if (text === void 0) return refuse(name, "stamp-missing", "the step was given no stamp from the judging job");
	const stamp = decodeStamp(text);
	if (!stamp) return refuse(name, "stamp-mismatch", "the input \"stamp\" holds no stamp of deploy");
	const differences = stampDifferences(stamp, facts);
	if (differences.length === 0) return holds(name, `model, policy, and the sections ${Object.keys(stamp.sections).join(", ")}`);
	return refuse(name, !(stamp.run.id === facts.run.id && stamp.commit === facts.commit) ? "stamp-mismatch" : stamp.model !== facts.model ? "bytes-differ" : stamp.policy !== facts.policy ? "policy-changed" : "stamp-mismatch", differences.join("; "));
}
// shared/stages/deploy/comparison.ts
/**
* How the candidate stands to what is live, on the same rows and by the rules of today: what the approver wants to know,
* for the verdict compares with the commit before. It decides nothing.
*/
async function compareWithLive(job, facts) {
	const { setting } = job;
	try {
		const against = await compare(job, facts);
		if (against && "why" in against) setting.runner.info(`not compared with what is live: ${against.why}`);
		return against;
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		setting.runner.info(`not compared with what is live: ${error.message}`);
		return { why: error.message };
	}
}
async function compare(job, { chain, live }) {
	const { evaluation } = chain;
	if (!live || !evaluation) return void 0;
	const rules = rulesOf(job.config).filter(isComparing);
	if (rules.length === 0) return {
		why: "no rule compares two models",
		code: "no-comparing-rule"
	};
	const other = pairWithChampion(evaluation, live.model) ?? await pairWithStored(job, evaluation, {
		chain,
		live
	});
	if (!other || "why" in other) return whyNot(job, evaluation, {
		live,
		why: other?.why
	});
	const { metrics, noise } = other;
	const candidate = evaluation.section.body.metrics;
	const known = judge$1({
		rules,
		candidate,
		baseline: metrics,
		noise
	}).rules.filter(({ baseline }) => baseline !== void 0);
	if (known.length > 0) return { rules: known };
	return { why: "its evaluation has none of the metrics that the rules compare" };
}
/** The live model's scores as the history keeps them: of the commit that is live, else of the verdict's baseline. */
async function pairWithStored({ setting }, candidate, { chain, live }) {
	const { history } = setting;
	if (!history || !live) return void 0;
	const baseline = chain.gate?.body.baseline;
	const others = baseline && "commit" in baseline ? [baseline.commit] : [];
	const commits = [.../* @__PURE__ */ new Set([live.commit, ...others])];
	const records = await readRecords(history, setting, commits);
	const about = commits.flatMap((commit) => records.get(commit) ?? []).map((unread) => unread.open()).filter(({ evaluation }) => evaluation?.body.model === live.model);
	let why;
	for (const record of about) {
		const paired = await pairWithRecord(setting, candidate, record);
		if (paired.baseline.metrics) return {
			metrics: paired.baseline.metrics,
			noise: paired.noise
		};
		why ??= paired.note;
	}
	return why === void 0 ? void 0 : { why };
}
function whyNot({ environment }, { section }, { live, why }) {
	const missed = section.body.unscored?.find(({ model, environments }) => model === live.model || model === void 0 && environments.includes(environment));
	if (missed) return {
		why: missed.reason,
		code: missed.code
	};
	return { why: why ?? "evaluate did not score it; run the jobs again from evaluate on" };
}
// shared/stages/deploy/chain.ts
/** Loads everything anew; nothing that another job of the run can replace is taken on trust. */
async function loadChain(setting) {
	const gaps = /* @__PURE__ */ new Map();
	const { stores } = setting;
	const sound = async (name, load) => {
		try {
			return await load();
		} catch (error) {
			if (codeOf(error) !== "corrupt-section") throw error;
			gaps.set(name, firstLine(describeError(error)));
			return;
		}
	};
	const of = whose(setting);
	const data = await sound("data", () => loadData(stores, of));
	const training = await sound("training", () => loadTraining(stores, of));
	const model = await sound("model", () => loadModel(stores, of));
	const evaluation = await sound("evaluation", () => loadEvaluation(stores, of));
	const gate = await sound("gate", () => loadGate(stores, of));
	const there = [
		["data", data?.section],
		["training", training?.section],
		["model", model?.section],
		["evaluation", evaluation?.section],
		["gate", gate]
	].flatMap(([name, section]) => section ? [[name, section]] : []);
	const sections = new Map(there.map(([name, section]) => [name, sectionDigest(section)]));
	for (const [name, gap] of gapsBetween({
		evaluation: evaluation?.section,
		gate
	}, sections)) gaps.set(name, gap);
	return {
		model,
		evaluation,
		gate,
		data: data?.section.body.digest,
		trusts: new Map(there.map(([name, section]) => [name, section.trust])),
		sections,
		gaps,
		digests: new Map([...model ? [["the model section", model.section.body.digest], ["its bytes", digestOfFiles(model.section.body)]] : [], ...evaluation ? [["the evaluation", evaluation.section.body.model]] : []])
	};
}
/** Each link must name the very sections before it: the verdict its evaluation, and that its model. */
function gapsBetween({ evaluation, gate }, sections) {
	return [
		[
			"evaluation",
			evaluation,
			"model"
		],
		[
			"gate",
			gate,
			"model"
		],
		[
			"gate",
			gate,
			"evaluation"
		]
	].flatMap(([name, section, used]) => {
		const there = sections.get(used);
		if (!section || there === void 0 || section.uses[used] === there) return [];
		return [[name, `the ${name} section ${section.uses[used] === void 0 ? "names no" : "was made from another"} ${used} section`]];
	});
}
/** Digests of other models that earlier attempts of this run made: people may have approved those. */
async function otherModels(setting, model) {
	const found = /* @__PURE__ */ new Set();
	const of = whose(setting);
	for (let attempt = of.attempt - 1; attempt >= 1; attempt--) {
		const earlier = await loadModel(setting.stores, {
			...of,
			attempt
		}).catch(() => void 0);
		if (earlier && earlier.section.body.digest !== model) found.add(earlier.section.body.digest);
	}
	return [...found];
}
// shared/stages/deploy/holdout.ts
/** Nothing where nobody can be asked. */
async function readHoldout({ setting, wish: { target, smoke } }, { section, scores }) {
	if (target.http === void 0 && target.predict === void 0) return void 0;
	const { name, path, digest } = section.body.holdout;
	const found = await ifThere(measureDataset({
		name,
		role: "holdout",
		path
	}, setting));
	const [only] = found?.files() ?? [];
	return {
		evaluated: digest,
		here: found?.record.digest,
		async rows() {
			if (!found || !only || found.record.files > 1 || found.record.digest !== digest) throw new ActionError("holdout-differs", `${path} is not what was evaluated`);
			const decoded = decodeScores(scores);
			if (!decoded || decoded.length === 0) throw new ActionError("corrupt-section", "the scores of the evaluation cannot be read");
			const first = decoded.slice(0, smoke.rows);
			const file = absolutePath(setting.place, `${found.record.root}/${only.path}`);
			const { asked } = section.body;
			return {
				inputs: await firstRows(file, section.body, first.length),
				scores: first,
				fixed: asked?.rows
			};
		}
	};
}
async function firstRows(file, { inputs, asked }, count) {
	const columns = [...new Set(Object.values(inputs).flat())];
	const table = readTable(file, {
		name: file,
		columns,
		batch: count
	});
	for await (const rows of table.batches) {
		if (rows.length < count) break;
		return Object.fromEntries(Object.entries(inputs).map(([name, wanted]) => [name, rows.map(({ cells }) => {
			const numbers = wanted.map((column) => numberIn(cells[columns.indexOf(column)]));
			return asked?.vectors?.includes(name) ? numbers[0] ?? 0 : numbers;
		})]));
	}
	throw new ActionError("corrupt-section", "the holdout has fewer rows than there are scores");
}
function numberIn(cell) {
	const value = cell === void 0 ? NaN : Number(cell);
	if (Number.isFinite(value)) return value;
	throw new ActionError("invalid-holdout", "a row of the holdout has an input that is no number");
}
// shared/stages/deploy/facts.ts
const DEMANDED = [
	"model",
	"evaluation",
	"gate"
];
async function gatherFacts(job) {
	const { setting, github, config, wish, environment } = job;
	const { context } = github;
	const chain = await loadChain(setting);
	const own = await readOwn(job);
	const live = championOf(own);
	const { order, authors } = await standing(job, live);
	const holdout = chain.evaluation && await readHoldout(job, chain.evaluation);
	const model = chain.model?.section.body.digest;
	return {
		chain,
		own,
		live,
		authors,
		holdout,
		evidence: {
			isReviewedRun: context.isDefaultBranch,
			demanded: [...DEMANDED, ...["training"].filter((name) => chain.trusts.has(name))],
			trusts: chain.trusts,
			gaps: chain.gaps,
			digests: chain.digests,
			gate: chain.gate?.body,
			policyNow: config.gate && sha256(policyOf(config, job.floors)),
			mayAccept: config.gate?.accept !== void 0,
			live,
			order,
			environments: await readProtections(job),
			wish: wish.approvals,
			doubts: await doubtsOf(job, authors, chain),
			holdout: holdout && {
				evaluated: holdout.evaluated,
				here: holdout.here
			}
		},
		stamp: model && chain.gate ? {
			pipeline: setting.pipeline,
			leg: setting.leg,
			environment,
			commit: context.sha,
			run: {
				id: context.run.id,
				attempt: context.run.attempt
			},
			model,
			policy: deployPolicy(chain.gate.body.policy.digest, wish),
			sections: chain.sections
		} : void 0
	};
}
const ORDER = {
	ahead: "later",
	behind: "earlier",
	identical: "same",
	diverged: "diverged"
};
/** How the commit stands to what is live, and who made what is new in it. */
async function standing({ github: { client, context } }, live) {
	const { transport } = client;
	if (!live) return {
		order: "first",
		authors: await readAuthors(transport, context.sha)
	};
	const between = await readBetween(transport, live.commit, context.sha);
	const authors = between.order === "ahead" ? between.authors : await readAuthors(transport, context.sha);
	return {
		order: ORDER[between.order],
		authors
	};
}
async function doubtsOf({ setting, wish: { approvals } }, authors, { model }) {
	if (approvals === "none") return [];
	const others = model ? await otherModels(setting, model.section.body.digest) : [];
	const told = others.map((digest) => shortDigest(digest)).join(", ");
	const { unknown } = authors;
	return [...others.length === 0 ? [] : [`an earlier attempt of this run made ${told}, and approvals may be for that; start a new run`], ...unknown > 0 && approvals.not.includes("author") ? [`GitHub knows no account behind ${unknown === 1 ? "one commit" : `${unknown} commits`}, so nobody can be told apart from their author`] : []];
}
// shared/stages/deploy/put.ts
/** The token is asked for here, when nothing else can refuse any more. */
async function putThere(job, facts, { deployment, signal, own, touch }) {
	const { setting, wish, config, environment } = job;
	const { chain, holdout, live } = facts;
	const { model, evaluation } = chain;
	if (!model || !evaluation) throw new Error("the guards let a model without evidence pass");
	const { body } = model.section;
	const rows = await holdout?.rows();
	if (!rows) setting.runner.info("no smoke test: the command target names no predict address");
	return withTarget(job, {
		deployment,
		signal
	}, (target) => rollOut({
		target,
		delivery: {
			digest: body.digest,
			files: body.files.map(({ path }, index) => ({
				path,
				bytes: model.contents[index] ?? /* @__PURE__ */ new Uint8Array()
			}))
		},
		champion: live?.model,
		remains: remainsOf(own, {
			live,
			before: deployment
		}),
		whose: (digest) => ownerAmongOthers(job, digest),
		onActivate(back) {
			touch();
			const { target: where, token } = wish;
			const left = {
				environment,
				target: where,
				token,
				model: body.digest,
				back
			};
			setting.runner.saveState(STATE.undo, encodeUndo(left));
		},
		onLive: () => setting.runner.saveState(STATE.live, "true"),
		...rows ? { smoke: (predict) => smokeTest(predict, rows, {
			model: body.digest,
			output: evaluation.section.body.output,
			tolerance: wish.smoke.tolerance,
			classes: config.evaluate?.classes
		}) } : {},
		runner: setting.runner,
		signal
	}));
}
// shared/stages/deploy/run.ts
const READY = "every guard holds; the deploying job asks whom it must, and then all of this again";
/** In the judging job: asks every guard and stamps what it saw. */
async function planDeployment(job) {
	const facts = await gatherFacts(job);
	const guards = judgeEvidence(facts.evidence);
	const common = {
		way: "plan",
		guards,
		...about(facts)
	};
	if (isLiveAlready(facts)) return endDeploy(job, {
		...common,
		...alreadyLive(facts)
	});
	const refusal = refusalOf(guards);
	if (refusal || !facts.stamp) return endDeploy(job, {
		...common,
		...refused(refusal)
	});
	const sections = Object.fromEntries(facts.stamp.sections);
	const stamp = encodeStamp({
		schema: "proofmark/stamp/v1",
		...facts.stamp,
		sections
	});
	const against = await compareWithLive(job, facts);
	return endDeploy(job, {
		...common,
		stamp,
		against,
		reasonCode: "ready",
		reason: READY
	});
}
/** In the deploying job: everything is asked again, then the model goes where it belongs. */
async function deployModel(job) {
	const facts = await gatherFacts(job);
	const common = {
		way: "deploy",
		...await judgeAgain(job, facts),
		...about(facts)
	};
	const refusal = refusalOf(common.guards);
	if (isLiveAlready(facts)) return endDeploy(job, {
		...common,
		...alreadyLive(facts)
	});
	if (refusal || !facts.stamp) return endDeploy(job, {
		...common,
		...refused(refusal)
	});
	const payload = payloadOf(facts, job);
	const ended = await inTurn(job, {
		task: "deploy",
		commit: job.github.context.sha,
		description: `${job.setting.pipeline} ${shortDigest(payload.model)}`,
		payload,
		onBroken: async (broken) => void await keepDeployment(job, {
			...common,
			...broken
		})
	}, (turned) => deployInTurn(job, facts, turned));
	return endDeploy(job, {
		...common,
		...ended
	});
}
async function judgeAgain(job, facts) {
	const { stamp } = facts;
	const evidence = judgeEvidence(facts.evidence);
	const approvals = await countRunApprovals(job, peopleOf(job, facts.authors));
	const asked = stamp ? [guardStamp(job.inputs.stamp, stamp), guardApproval(approvals)] : [];
	return {
		guards: [...evidence, ...asked],
		approvals
	};
}
/** What may have changed while others went first is looked at again. */
async function deployInTurn(job, facts, { deployment, own, hasWaited, signal, touch }) {
	const isMoved = championOf(own)?.deployment !== facts.live?.deployment;
	const now = hasWaited || isMoved ? await gatherFacts(job) : facts;
	const changed = now === facts ? void 0 : await changedWhileWaiting(job, now);
	if (changed) {
		await say(job, deployment, {
			state: "inactive",
			description: changed.reason
		});
		return {
			...about(now),
			...changed
		};
	}
	await say(job, deployment, {
		state: "in_progress",
		description: "deploying"
	});
	const rolled = await putThere(job, now, {
		deployment,
		signal,
		own,
		touch
	});
	await sayHow(job, deployment, {
		rolled,
		own
	});
	return {
		...about(now),
		...endingOf(rolled, now)
	};
}
async function changedWhileWaiting(job, now) {
	const judged = await judgeAgain(job, now);
	if (isLiveAlready(now)) return {
		...alreadyLive(now),
		...judged
	};
	const refusal = refusalOf(judged.guards);
	return refusal || !now.stamp ? {
		...refused(refusal),
		...judged
	} : void 0;
}
async function sayHow(job, deployment, { rolled, own }) {
	if (rolled.outcome === "deployed") return sayLive(job, deployment, {
		own,
		description: rolled.smoke ? "live, and answers as evaluated" : "live; no smoke test"
	});
	const { outcome, reasonCode, reason } = rolled;
	return say(job, deployment, {
		state: outcome === "unclear" ? "error" : "failure",
		description: `${reasonCode}: ${reason}`
	});
}
function endingOf(rolled, { chain }) {
	const { smoke } = rolled;
	if (rolled.outcome !== "deployed") {
		const { outcome, reasonCode, reason } = rolled;
		return {
			outcome,
			reasonCode,
			reason,
			smoke
		};
	}
	const tried = smoke ? `${smoke.rows} rows answered as evaluated` : "no smoke test";
	return {
		outcome: "deployed",
		reasonCode: "deployed",
		reason: `${chain.model?.section.body.digest ?? ""} is live; ${tried}`,
		smoke
	};
}
function payloadOf({ chain, live, stamp }, { setting, github }) {
	if (!stamp || !chain.gate) throw new Error("the guards let a model without a verdict pass");
	const { id, attempt } = github.context.run;
	return {
		schema: "proofmark/deployment-payload/v1",
		pipeline: setting.pipeline,
		leg: setting.leg,
		model: stamp.model,
		policy: stamp.policy,
		verdict: chain.gate.body.verdict,
		...live ? { previous: {
			deployment: live.deployment,
			model: live.model
		} } : {},
		run: {
			id,
			attempt
		}
	};
}
function about(facts) {
	return {
		facts,
		model: facts.chain.model?.section.body.digest,
		live: facts.live
	};
}
/** After a deployment that broke off nobody knows, and the same model is deployed again. */
function isLiveAlready({ chain, live, own }) {
	if (!live || live.model !== chain.model?.section.body.digest) return false;
	return doubtAfter(own, live) === void 0;
}
function alreadyLive({ live }) {
	return {
		outcome: "unneeded",
		reasonCode: "already-live",
		reason: `the model is live already${live ? `, by deployment ${live.deployment}` : ""}; nothing to do`
	};
}
function refused(refusal) {
	const { reasonCode = "evidence-missing", reason = "the run has no model with a verdict" } = refusal ?? {};
	return {
		outcome: "refused",
		reasonCode,
		reason
	};
}
// shared/stages/deploy/deploy.ts
/** The stage behind the action `deploy`, in one of its three ways. */
async function runDeploy(inputs, scene) {
	refuseContradictions(inputs);
	const rollback = inputs.rollback === void 0 ? void 0 : readRollback(inputs.rollback);
	const setting = await openSetting(inputs.plan ? "deploy-plan" : "deploy", inputs, scene);
	const job = await openDeployJob(setting, inputs);
	if (inputs.plan) return planDeployment(job);
	return rollback === void 0 ? deployModel(job) : rollBackByHand(job, rollback);
}
function refuseContradictions({ plan, stamp, rollback, reason }) {
	const problems = [
		...plan && stamp !== void 0 ? ["plan makes the stamp, so it takes none"] : [],
		...plan && rollback !== void 0 ? ["plan and rollback exclude each other"] : [],
		...stamp !== void 0 && rollback !== void 0 ? ["a rollback takes no stamp: it deploys nothing new"] : [],
		...rollback !== void 0 && (reason ?? "").trim() === "" ? ["a rollback needs a reason, which is written down"] : [],
		...rollback === void 0 && reason !== void 0 ? ["reason belongs to a rollback"] : []
	];
	if (problems.length === 0) return;
	throw new ActionError("invalid-input", problems.map((problem) => `- ${problem}`).join("\n"));
}
// shared/stages/deploy/inputs.ts
const deployInputs = {
	environment: text({
		about: "The GitHub environment, as it stands under deploy in the configuration.",
		required: true
	}),
	plan: flag({
		about: "Only judge: asks every guard, writes what the approver reads, and makes the stamp.",
		default: "false"
	}),
	stamp: text({ about: "The stamp from the judging job; the deploying job does nothing without." }),
	rollback: text({ about: "By hand, instead of deploying: \"previous\", or the digest of a model that was live." }),
	reason: text({ about: "Why it is rolled back; needed for that." }),
	wait: duration({
		about: "How long to wait for another deployment of the pipeline to the environment.",
		default: "10m"
	}),
	history: historyInputs.history
};
export { deployInputs, finishDeploy, runDeploy };
