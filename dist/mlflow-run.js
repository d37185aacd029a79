import { decodeText, lookForFiles, objectOf, parseYamlTree, pathInside, readUserFile, request } from "./shared.js";
import { memberOf } from "./fields.js";
import { RUN_ID, readMetricFile, readRunAnswer, statusWarnings } from "./mlflow.js";
import { ActionError } from "./base.js";
import { isMeantHost, variable } from "./track-basics-9.js";
// shared/platform/mlflow.ts
const ANSWER_LIMIT = 16 * 2 ** 20;
const START = "Start a server on it (mlflow server --backend-store-uri …) and set MLFLOW_TRACKING_URI to its address.";
/** Where runs are kept, as MLFLOW_TRACKING_URI says. */
function trackingAddress(environment) {
	const text = variable({ environment }, "MLFLOW_TRACKING_URI");
	if (text === void 0) throw new ActionError("mlflow-address-missing", "MLFLOW_TRACKING_URI is not set", { hint: "Set it to the address of the server, such as https://mlflow.example.org, or to a folder such as ./mlruns." });
	const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(text)?.[1]?.toLowerCase();
	if (scheme === void 0) return {
		kind: "folder",
		path: text
	};
	if (scheme === "file") return {
		kind: "folder",
		path: text.replace(/^file:(\/\/)?/i, "")
	};
	if ((scheme === "http" || scheme === "https") && URL.canParse(text)) return {
		kind: "server",
		url: new URL(text)
	};
	throw new ActionError("mlflow-address-unknown", `runs are not read from MLFLOW_TRACKING_URI as it is: it begins with ${scheme}:`, { hint: scheme === "sqlite" ? `A database is not read directly. ${START}` : "It may be http://, https:// or a folder." });
}
/** What a server says of a run, as it came. Nothing of it was looked at, and nothing of the server's words is in an error. */
async function fetchRun(run, { url: base, environment, signal }) {
	const url = new URL(base);
	url.pathname = `${base.pathname.replace(/\/+$/, "")}/api/2.0/mlflow/runs/get`;
	url.search = `?run_id=${encodeURIComponent(run)}`;
	url.hash = "";
	const answer = await request({
		method: "GET",
		url: url.href,
		headers: {
			"content-type": "application/json",
			...authorization(environment)
		},
		what: `the question for the run ${run}`,
		limitBytes: ANSWER_LIMIT,
		retries: 2,
		isOpenLineMeant: isMeantHost({ environment }, url),
		...signal ? { signal } : {}
	});
	if (answer.isOk) return answer.body;
	throw refused(answer, run, url.origin);
}
function authorization(environment) {
	const of = (name) => variable({ environment }, name);
	const token = of("MLFLOW_TRACKING_TOKEN");
	if (token !== void 0) return { authorization: `Bearer ${token}` };
	const user = of("MLFLOW_TRACKING_USERNAME");
	if (user === void 0) return {};
	const pair = `${user}:${of("MLFLOW_TRACKING_PASSWORD") ?? ""}`;
	return { authorization: `Basic ${Buffer.from(pair, "utf8").toString("base64")}` };
}
/** The server's own sentence may hold what was sent to it, or the text of its queries; its code is one of a closed list. */
function refused({ status, body }, run, origin) {
	const said = objectOf(body)?.["error_code"];
	const code = typeof said === "string" && /^[A-Z_]{1,60}$/.test(said) ? ` ${said}` : "";
	if (status === 404) return new ActionError("mlflow-run-missing", `${origin} has no run ${run} (404${code})`, { hint: "Give the id of the run (32 letters and digits), not its name." });
	if (status === 401 || status === 403) return new ActionError("mlflow-forbidden", `${origin} does not show the run ${run} (${status}${code})`, { hint: "Set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD." });
	return new ActionError("mlflow-failed", `${origin} did not answer for the run ${run} (${status}${code})`);
}
// shared/features/gating/folder-readings.ts
/** What files of one folder say together; whatever is wrong with one of them is wrong with all. */
function joinReadings(readings, warnings = []) {
	const problems = readings.flatMap((reading) => "problems" in reading ? reading.problems : []);
	if (problems.length > 0) return { problems };
	const whole = readings.flatMap((reading) => "metrics" in reading ? [reading] : []);
	return {
		metrics: whole.flatMap(({ metrics }) => metrics),
		warnings: [...warnings, ...whole.flatMap((reading) => reading.warnings ?? [])]
	};
}
// shared/features/gating/mlflow-run.ts
const MOST_BYTES = 64 * 2 ** 20;
const MOST_META_BYTES = 2 ** 20;
/** Metrics of a run by its id, from the server or the folder that MLFLOW_TRACKING_URI names; a folder comes back as its path. */
async function findRun(run, { environment, ...place }) {
	if (!RUN_ID.test(run)) throw new ActionError("mlflow-run-invalid", `${JSON.stringify(run.slice(0, 100))} is no id of a run`, { hint: "Write mlflow:RUN_ID with the 32 letters and digits that MLflow shows." });
	const address = trackingAddress(environment);
	if (address.kind === "server") {
		const answer = await fetchRun(run, {
			url: address.url,
			environment
		});
		return {
			reading: readRunAnswer(answer, run),
			from: address.url.origin
		};
	}
	const whole = {
		...place,
		environment
	};
	const found = await lookForFiles(`${address.path}/*/${run}/meta.yaml`, whole);
	const [first, ...more] = found?.paths ?? [];
	if (found && first !== void 0 && more.length === 0) return { folder: pathInside(whole.workspace, `${found.root}/${first}`).replace(/\/?meta\.yaml$/, "") };
	const many = more.length > 0 ? "more than one run" : "no run";
	throw new ActionError("mlflow-run-missing", `${address.path} has ${many} ${run}`, { hint: "MLFLOW_TRACKING_URI is the folder that holds folders of experiments, such as ./mlruns." });
}
/** Metrics of the folder of a run, as MLflow keeps it without a database. */
async function readRunFolder(folder, files, place) {
	const meta = await readMeta(`${folder}/meta.yaml`, place);
	if ("problems" in meta) return meta;
	const readings = [];
	for (const { path, name } of files) {
		if (!name.startsWith("metrics/")) continue;
		const bytes = await readUserFile(place, path, MOST_BYTES);
		readings.push(readMetricFile(bytes, name.slice(8), path));
	}
	return joinReadings(readings, meta.warnings);
}
async function readMeta(path, place) {
	const decoded = decodeText(await readUserFile(place, path, MOST_META_BYTES));
	const parsed = "problems" in decoded ? decoded : await parseYamlTree(decoded.text);
	if ("problems" in parsed) return parsed;
	const of = (name) => {
		const value = memberOf(parsed.tree, name);
		return value?.kind === "text" || value?.kind === "number" ? String(value.value) : void 0;
	};
	if (of("lifecycle_stage") === "deleted") return { problems: [{
		line: 1,
		column: 1,
		message: "the run is deleted"
	}] };
	return { warnings: statusWarnings(of("status")) };
}
export { findRun, readRunFolder };
