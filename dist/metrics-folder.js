import { lastScalars, readEvents } from "./tensorboard.js";
import { atSpot, readUserFile, userPath } from "./shared.js";
import { ActionError, pathText, realFolder } from "./base.js";
import { listFolder } from "./verify-basics-4.js";
import { readRunFolder } from "./mlflow-run.js";
// shared/features/gating/metrics-folder.ts
const MOST_FILES = 1e4;
const MOST_LOGS = 500;
const MOST_BYTES = 256 * 2 ** 20;
/** Metrics of a folder that a tool wrote: a run of MLflow, or runs that TensorBoard shows. */
async function readMetricsFolder(folder, place) {
	const files = await filesBelow(folder, place);
	if (new Set(files.map(({ name }) => name)).has("meta.yaml") && files.some(({ name }) => name.startsWith("metrics/"))) return {
		reading: await readRunFolder(folder, files, place),
		title: "MLflow run",
		because: "it has meta.yaml and metrics/"
	};
	const logs = files.filter(({ name }) => /(?:^|\/)[^/]*tfevents[^/]*$/.test(name));
	if (logs.length > 0) return {
		reading: await readLogs(logs, place),
		title: "TensorBoard events",
		because: `it has ${logs.length} event files`
	};
	throw new ActionError("not-a-file", `${pathText(folder)} is a folder, and none of a run`, { hint: "A folder may be an MLflow run (meta.yaml and metrics/) or hold event files of TensorBoard. Name files of metrics one by one, or by a pattern such as results/*.json." });
}
async function filesBelow(folder, place) {
	const root = await userPath(place, folder);
	const boundary = await realFolder(place.kind === "github" ? place.workspace : root);
	const { files } = await listFolder(root, {
		boundary,
		isLeftOut: () => false
	});
	if (files.length > MOST_FILES) throw new ActionError("too-many-files", `${pathText(folder)} holds ${files.length} files`, { hint: `At most ${MOST_FILES} are looked at: name the folder of one run.` });
	const base = folder.replace(/\/+$/, "");
	return [...files].sort().map((name) => ({
		path: base === "." ? name : `${base}/${name}`,
		name
	}));
}
/** Event files of one folder are one run, each going on where the one before ended. */
async function readLogs(files, place) {
	if (files.length > MOST_LOGS) throw new ActionError("too-many-files", `there are ${files.length} event files, more than ${MOST_LOGS}`);
	const logs = [];
	const problems = [];
	for (const { path, name } of files) {
		const log = readEvents(await readUserFile(place, path, MOST_BYTES));
		if ("problems" in log) problems.push(...log.problems.map((problem) => atSpot(path, problem)));
		else logs.push({
			...log,
			source: path,
			run: name.split("/").slice(0, -1).join("/")
		});
	}
	const [first] = problems;
	if (first !== void 0) return { problems: [{
		line: 1,
		column: 1,
		message: problems.join("\n")
	}] };
	return lastScalars(logs);
}
export { readMetricsFolder };
