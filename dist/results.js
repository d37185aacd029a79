import { worstVerdict } from "./shared.js";
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
export { resultByRule };
