import { canonicalPolicy, gateInputs, inputHint, judgingChange, rulesFromLines, rulesOf, settingChanges, settingsOf, sha256 } from "./shared.js";
import { ActionError } from "./base.js";
// shared/stages/gate/policy.ts
/**
* Whose rules decide. Inputs win; else the configuration of the trusted commit: of a pull request the one it would be
* merged onto, of the default branch the pushed one. A pull request that brings the first rules is judged by them.
*/
function choosePolicy(setting, inputs, trusted) {
	const { config, configPath, github } = setting;
	if (inputs.rules && inputs.rules.length > 0) {
		const rules = rulesFromLines(inputs.rules);
		const decides = trusted.commit === void 0 ? config : trusted.config;
		return {
			rules,
			from: {
				from: "inputs",
				digest: digestOf(rules, decides)
			},
			config: decides
		};
	}
	const own = config ? rulesOf(config) : [];
	const isPull = github?.context.pullRequest !== void 0;
	const { commit } = trusted;
	if (commit === void 0) return {
		rules: own,
		from: {
			from: "worktree",
			path: configPath,
			digest: digestOf(own, config)
		},
		config
	};
	const rules = trusted.config ? rulesOf(trusted.config) : [];
	if (isPull && rules.length === 0) return {
		rules: own,
		from: {
			from: "proposed",
			path: configPath,
			digest: digestOf(own, config)
		},
		config
	};
	const from = {
		from: "commit",
		path: configPath,
		commit,
		digest: digestOf(rules, trusted.config)
	};
	const proposed = isPull ? proposalOf(setting, {
		rules,
		config: trusted.config
	}, own) : void 0;
	return {
		rules,
		from,
		config: trusted.config,
		...proposed ? { proposed } : {}
	};
}
/** What says that there is nothing to judge by, before anything else is read. */
function noRules(path) {
	return new ActionError("no-rules", "there is no rule to judge by", { hint: inputHint(gateInputs, "rules", {
		value: ["rmse <= baseline + 2%"],
		configured: {
			path,
			yaml: "gate:\n  rules:\n    - rmse <= baseline + 2%"
		}
	}) });
}
function proposalOf({ config, configError }, trusted, own) {
	const [before, after] = [settingsOf(trusted.config), settingsOf(config)];
	if (configError || canonicalPolicy(own, after) === canonicalPolicy(trusted.rules, before)) return;
	const change = config && own.length > 0 ? "edited" : "removed";
	return {
		change,
		rules: own,
		settings: change === "edited" ? settingChanges(before, after) : []
	};
}
/** What a pull request does to the trusted configuration besides its rules; nothing when all that decides is the same. */
function configurationChange({ config, configError, configPath, github, usualName }, inputs, trusted) {
	if (!github?.context.pullRequest || !trusted.config) return void 0;
	if (configError) return {
		path: configPath,
		problem: configError.message
	};
	if (!config) return {
		path: configPath,
		isRemoved: true
	};
	const metrics = {
		trusted: trusted.config.train?.metrics,
		proposed: config.train?.metrics
	};
	const pipeline = {
		trusted: trusted.config.pipeline ?? usualName,
		proposed: config.pipeline ?? usualName
	};
	const evaluation = trusted.config.evaluate ? judgingChange(trusted.config, config) : [];
	const change = {
		path: configPath,
		...!isGiven(inputs.metrics) && metrics.trusted && metrics.trusted !== metrics.proposed ? { metrics: {
			...metrics,
			trusted: metrics.trusted
		} } : {},
		...inputs.pipeline === void 0 && pipeline.trusted !== pipeline.proposed ? { pipeline } : {},
		...evaluation.length > 0 ? { evaluation: [...evaluation] } : {}
	};
	return Object.keys(change).length > 1 ? change : void 0;
}
/** Whether the trusted configuration asks for an evaluation by the suite itself. */
function isEvaluationDue({ config }, inputs, trusted) {
	return !isGiven(inputs.metrics) && (trusted.config ?? config)?.evaluate !== void 0;
}
/**
* Which files are judged. What decides must not be named by the change that is judged, or it could point at figures of
* its own making: inputs win, then the trusted configuration, and only without one the file at hand.
*/
function metricsPaths({ config, configPath }, inputs, { trusted, isEvaluated }) {
	if (isGiven(inputs.metrics)) return inputs.metrics;
	const configured = trusted.config?.train?.metrics ?? config?.train?.metrics;
	if (configured !== void 0) return [configured];
	if (isEvaluated) return [];
	throw new ActionError("no-metrics-file", "no metrics file is named", { hint: inputHint(gateInputs, "metrics", {
		value: "metrics.json",
		configured: {
			path: configPath,
			yaml: "train:\n  metrics: metrics.json"
		}
	}) });
}
function isGiven(list) {
	return list !== void 0 && list.length > 0;
}
function digestOf(rules, config) {
	return sha256(canonicalPolicy(rules, settingsOf(config)));
}
export { choosePolicy, configurationChange, isEvaluationDue, metricsPaths, noRules };
