import { ActionError } from "./base.js";
import { chooseFormats, findConfig, withPredictions, worstVerdict } from "./shared.js";
import { namesChampion } from "./evaluate-gate-basics-3.js";
import { judgeGate } from "./gate-basics-4.js";
import { asBaseline } from "./gate-basics-5.js";
import { choosePolicy, noRules } from "./gate-track-basics-2.js";
import { checkFormats, weighPolicy } from "./gate-basics-2.js";
import { noiseOfFiles } from "./file-noise.js";
// shared/domain/rules/results.ts
/** One result for each rule, in their order: of a rule about several values the worst one. */
function resultByRule(rules, results) {
	const byText = /* @__PURE__ */ new Map();
	for (const one of results) {
		const known = byText.get(one.rule);
		if (known) known.push(one);
		else byText.set(one.rule, [one]);
	}
	return rules.map(({ text }) => {
		const own = byText.get(text) ?? [];
		const worst = worstVerdict(own.map(({ verdict }) => verdict));
		return own.find(({ verdict }) => verdict === worst);
	});
}
// shared/stages/gate/policy-here.ts
/** What a gate in this folder would judge files by, besides what only a run on GitHub has. */
async function policyHere(inputs, { runner, place }) {
	const here = {
		...await findConfig(inputs.config, place, void 0),
		configPath: inputs.config,
		github: void 0,
		place
	};
	const { config } = here;
	const chosen = choosePolicy(here, inputs, {});
	if (chosen.rules.length === 0) throw noRules(inputs.config);
	const rules = chosen.rules.filter((rule) => !namesChampion([rule]));
	const others = chosen.rules.filter((rule) => namesChampion([rule])).map(({ text }) => `"${text}"`);
	if (others.length > 0) {
		const why = "files do not say what is live";
		const hint = "Try it with \"baseline\" in place of \"champion\".";
		if (rules.length === 0) throw new ActionError("no-rules", `${others.join(", ")}: ${why}`, { hint });
		runner.annotate("warning", `left out: ${others.join(", ")}: ${why}. ${hint}`);
	}
	const weighed = await weighPolicy(here, {
		...chosen,
		rules
	}, {});
	const train = config?.train?.metrics;
	const metrics = inputs.metrics ?? (train === void 0 ? [] : [train]);
	const formats = chooseFormats(inputs.format, config?.gate?.format);
	await checkFormats(runner, formats, {
		metrics,
		baseline: void 0
	});
	return {
		rules,
		policy: weighed.from,
		settings: weighed.settings,
		config,
		metrics,
		formats: withPredictions(formats, config?.gate?.predictions)
	};
}
// shared/stages/history/judge-files.ts
/** The gate's answer where files are all there is, without a run and without its records. */
function judgeFiles({ baseline, ...question }) {
	const { candidate } = question;
	if (!baseline) {
		const choice = {
			how: "none",
			reason: "nothing was before it"
		};
		return judgeGate({
			...question,
			baseline: { choice },
			attempt: 1
		});
	}
	const { choice, figures } = baseline;
	return judgeGate({
		...question,
		baseline: {
			choice,
			...asBaseline(figures)
		},
		noise: noiseOfFiles(candidate, figures).noise,
		attempt: 1
	});
}
// shared/stages/history/told-warnings.ts
const TOLD = 3;
/** Each warning once, and of many only the first: files of one history are mostly odd in one way. */
function tellWarnings(runner, warnings) {
	const all = [...warnings];
	for (const one of all.slice(0, TOLD)) runner.annotate("warning", one);
	if (all.length > TOLD) runner.annotate("warning", `and ${all.length - TOLD} more like these`);
}
export { judgeFiles, policyHere, resultByRule, tellWarnings };
