import { decodeText, measured, measuredNumber, numberIn, parseJsonTree } from "./shared.js";
import { memberOf, numberOf, problemAt, textOf } from "./fields.js";
// shared/domain/metric-files/list-items.ts
function problemOf({ line, column }, message) {
	return {
		line,
		column,
		message
	};
}
function itemsOf(tree) {
	return tree?.kind === "list" ? tree.items : void 0;
}
/** What a record says of a value, whatever stands there; of nothing, too. */
function figureOf(tree) {
	return tree ? {
		...measured(tree),
		line: tree.line
	} : {
		value: "not-a-number",
		found: "null"
	};
}
/** Names that are there twice, with the place of the first. */
function repeated(items, name) {
	const first = /* @__PURE__ */ new Map();
	return items.flatMap((item) => {
		const known = first.get(name(item));
		if (!known) first.set(name(item), item);
		if (!known) return [];
		return [problemOf(item, `${JSON.stringify(name(item).slice(0, 200))} is there twice, first on line ${known.line}`)];
	});
}
// shared/domain/metric-files/mlflow.ts
/** The id of a run: in it there is nothing that would mean anything in a path or an address. */
const RUN_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
/** What the database of MLflow is told apart by, and what to do instead of reading it. */
const mlflowDatabase = {
	name: "mlflow-database",
	title: "MLflow database",
	recognise: (head) => new TextDecoder("latin1").decode(head.subarray(0, 16)) === "SQLite format 3\0" ? "it is an SQLite database" : void 0,
	read: () => refused("is an SQLite database, which is not read directly; start `mlflow server --backend-store-uri sqlite:///FILE`, set MLFLOW_TRACKING_URI to its address, and name the run as mlflow:RUN_ID")
};
/** The last value of each metric from the answer to `runs/get`. */
function readRunAnswer(bytes, run) {
	const decoded = decodeText(bytes);
	if ("problems" in decoded) return decoded;
	const parsed = parseJsonTree(decoded.text);
	if ("problems" in parsed) return parsed;
	const { tree } = parsed;
	const found = memberOf(tree, "run");
	const info = memberOf(found, "info");
	if (!info) return problemAt(tree, "is no answer of MLflow: it has no run.info");
	if (textOf(memberOf(info, "run_id")) !== run) return problemAt(info, "is about another run than was asked for");
	if (textOf(memberOf(info, "lifecycle_stage")) === "deleted") return problemAt(info, "says that the run is deleted");
	const listed = memberOf(memberOf(found, "data"), "metrics");
	if (listed && listed.kind !== "list") return problemAt(listed, "says metrics that are no list");
	const source = `mlflow:${run}`;
	const warnings = [...statusWarnings(textOf(memberOf(info, "status")))];
	const problems = [];
	const metrics = (itemsOf(listed) ?? []).map((item) => {
		const name = textOf(memberOf(item, "key")) ?? "";
		if (name === "") problems.push({
			line: item.line,
			column: item.column,
			message: "a metric has no key"
		});
		const step = numberOf(memberOf(item, "step")) ?? 0;
		const value = answeredValue(memberOf(item, "value"));
		if (value === 0 && step === 0 && !numberOf(memberOf(item, "timestamp"))) {
			warnings.push(`${name} is 0 at time 0, which is what MLflow keeps of a value that it could not read; it counts as none`);
			return {
				key: [name],
				value: "not-a-number",
				found: "null",
				source
			};
		}
		if (value === void 0) return {
			key: [name],
			value: "not-a-number",
			found: "text",
			source,
			step
		};
		return {
			key: [name],
			...measuredNumber(value),
			source,
			step
		};
	});
	return problems.length > 0 ? { problems } : {
		metrics,
		warnings
	};
}
/** The largest double stands for infinity, which the database of MLflow cannot hold. */
function answeredValue(tree) {
	const value = tree?.kind === "number" ? tree.value : numberIn(textOf(tree) ?? "");
	return value === void 0 || Math.abs(value) < Number.MAX_VALUE ? value : value * 2;
}
/** What is odd about a run that gives figures before its end; numbers are those of files. */
function statusWarnings(status) {
	switch (status) {
		case "RUNNING":
		case "SCHEDULED":
		case "1":
		case "2": return ["the run has not ended: its figures may still change"];
		case "FAILED":
		case "KILLED":
		case "4":
		case "5": return ["the run failed or was stopped: its figures may not be those of a whole training"];
		default: return [];
	}
}
/** Columns: time, value, step, and in newer versions the dataset that was measured on. */
const LINE = /^(-?\d{1,19}) (\S+)(?: (-?\d{1,19}))?(?: \S+){0,3}$/;
const MOST_PROBLEMS = 20;
/** The last value in the file of one metric: of the highest step, then time, then value, as MLflow itself says it. */
function readMetricFile(bytes, name, source) {
	const decoded = decodeText(bytes);
	if ("problems" in decoded) return decoded;
	const problems = [];
	let last;
	let rival;
	for (const [index, text] of decoded.text.split("\n").entries()) {
		if (text.trim() === "") continue;
		const point = pointOf(text.replace(/\r$/, ""), index + 1);
		if (!point) {
			problems.push({
				line: index + 1,
				column: 1,
				message: "is no line of time, value and step"
			});
			if (problems.length === MOST_PROBLEMS) break;
			continue;
		}
		const order = last ? point.step - last.step || point.time - last.time : 1;
		if (order > 0) [last, rival] = [point, void 0];
		else if (order === 0 && last && !Object.is(point.value, last.value)) {
			if (point.value > last.value || Number.isNaN(point.value)) [last, rival] = [point, last];
			else rival = point;
		}
	}
	if (problems.length > 0 || !last) return problems.length > 0 ? { problems } : refused("has no value");
	const { value, step, line } = last;
	return {
		metrics: [{
			key: [name],
			...measuredNumber(value),
			source,
			line,
			step
		}],
		warnings: rival ? [`${name} has two values at its last step ${step}: ${rival.value} and ${value}; the last is taken, as MLflow does`] : []
	};
}
function pointOf(text, line) {
	const [, time, written = "", step = "0"] = LINE.exec(text) ?? [];
	const value = time === void 0 ? void 0 : numberIn(written);
	return value === void 0 ? void 0 : {
		time: Number(time),
		value,
		step: Number(step),
		line
	};
}
function refused(message) {
	return { problems: [{
		line: 1,
		column: 1,
		message
	}] };
}
export { RUN_ID, figureOf, itemsOf, mlflowDatabase, problemOf, readMetricFile, readRunAnswer, repeated, statusWarnings };
