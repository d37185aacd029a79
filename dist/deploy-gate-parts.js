import { METRIC_NAMES, canonicalJson, decodeScores, hexOf, isSameGround, isSameQuestion, measureNoise, pairScores, predictionChange, readScores, shortCommit, summarizeScores } from "./shared.js";
import { ActionError, codeOf } from "./base.js";
// shared/stages/score-pairs.ts
/** Scores by row as the history keeps them. */
async function readStored({ history }, { scores }) {
	return history && readScores(history, scores.digest);
}
/** Figures that do not follow from the scores beside them were not written by evaluate. */
function checkFigures({ metrics }, bytes, { task, classes }) {
	const scores = decodeScores(bytes);
	const names = METRIC_NAMES.filter((name) => metrics.some(({ key }) => key[0] === name));
	if (scores && names.length === metrics.length) try {
		const again = summarizeScores(scores, {
			task,
			classes
		}, names);
		if (canonicalJson(again) === canonicalJson(metrics)) return;
	} catch (error) {
		if (codeOf(error) !== "unknown-metric") throw error;
	}
	throw replaced();
}
function replaced() {
	return new ActionError("corrupt-section", "the scores by row are not as evaluate writes them", { hint: "Another job of the run may have replaced them. Run the jobs again from the start." });
}
/** The ground of an evaluation's own scores. */
function pairGroundOf({ task, classes, holdout, rows, scores }) {
	return {
		task,
		classes,
		holdout,
		rows,
		scored: scores.digest
	};
}
/** Scores of two models on the same rows, put side by side. */
function pairUp({ task, classes, holdout, rows, scored, ...bytes }) {
	const candidate = decodeScores(bytes.candidate);
	const before = decodeScores(bytes.baseline);
	if (candidate?.length !== holdout.rows || !before) throw replaced();
	const paired = pairScores(candidate, before, {
		task,
		classes
	});
	if ("problem" in paired) return { note: paired.problem };
	const by = {
		ordered: rows.order,
		clustered: rows.cluster,
		independent: void 0
	};
	const pairs = {
		...paired,
		by: by[paired.structure]
	};
	const seed = Number.parseInt(hexOf(scored).slice(0, 8), 16);
	const how = {
		ordered: `along ${rows.order}, neighbours taken together`,
		clustered: `clusters of ${rows.cluster}`,
		independent: "independent rows"
	}[pairs.structure];
	return {
		noise: (rule, ask) => measureNoise(rule, pairs, {
			...ask,
			seed
		}),
		note: `both models are scored on the same ${candidate.length} rows; noise is measured by ${how} (seed ${seed})`
	};
}
// shared/stages/pairing.ts
/** Compares both models on the same rows, where both were scored on them; figures of other rows are no comparison at all. */
async function pairWithBaseline(setting, candidate, found) {
	const own = candidate.section.body;
	checkFigures(own, candidate.scores, own);
	const before = found.evaluation?.body;
	if (!before) return {
		baseline: found,
		isHoldoutChanged: false,
		note: "the baseline has no scores by row"
	};
	const pair = {
		...pairGroundOf(own),
		candidate: candidate.scores
	};
	if (isSameGround(own, before)) {
		const baseline = before.scores.digest === own.scores.digest ? candidate.scores : await readStored(setting, before);
		const isHoldoutChanged = false;
		if (baseline) return {
			baseline: found,
			isHoldoutChanged,
			...pairUp({
				...pair,
				baseline
			})
		};
		return {
			baseline: found,
			isHoldoutChanged,
			note: "the baseline's scores by row are not kept in the history"
		};
	}
	const isHoldoutChanged = own.holdout.digest !== before.holdout.digest;
	const again = own.baseline;
	const baseline = candidate.baselineScores;
	if (isSameQuestion(own, before) && again && baseline && again.model === before.model) {
		checkFigures(again, baseline, own);
		return {
			baseline: {
				...found,
				metrics: again.metrics
			},
			isHoldoutChanged,
			...pairUp({
				...pair,
				baseline
			})
		};
	}
	const { choice } = found;
	const reason = whyApart(own, before, choice);
	return {
		baseline: { choice: {
			how: "none",
			reason,
			..."wanted" in choice && choice.wanted ? { wanted: choice.wanted } : {}
		} },
		isHoldoutChanged,
		note: reason
	};
}
/** The live model's scores that evaluate made beside the candidate's. */
function pairWithChampion(candidate, model) {
	const own = candidate.section.body;
	const index = own.champions?.findIndex((one) => one.model === model) ?? -1;
	const champion = own.champions?.[index];
	const baseline = candidate.championScores[index];
	if (!champion || !baseline) return void 0;
	checkFigures(own, candidate.scores, own);
	checkFigures(champion, baseline, own);
	const pair = {
		...pairGroundOf(own),
		candidate: candidate.scores,
		baseline
	};
	return {
		metrics: champion.metrics,
		...pairUp(pair)
	};
}
function whyApart(own, before, choice) {
	const whom = "commit" in choice ? shortCommit(choice.commit) : "it";
	const { task, target, classes } = predictionChange(before, own) ?? {};
	if (task) return `${whom} does a ${task.before}, and this a ${task.after}`;
	if (target) return `${whom} predicts "${target.before}", and this "${target.after}"`;
	const bytes = "and its model is not at hand to be judged on them";
	if (classes && own.holdout.digest === before.holdout.digest) return `the classes are not those of ${whom}, and its model is not at hand to be judged by them`;
	return `the rows that judge are not those that judged ${whom} (${own.holdout.path} changed), ${bytes}`;
}
export { checkFigures, pairUp, pairWithBaseline, pairWithChampion, readStored };
