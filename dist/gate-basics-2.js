import { ActionError, codeOf, describeError } from "./base.js";
import { canonicalPolicy, didYouMean, filesHere, floorChanges, floorsFor, floorsPath, needsFloors, plainPath, readGlob, settingsOf, sha256 } from "./shared.js";
import { checkFormatNames } from "./gate-basics-4.js";
// shared/stages/gate/format-files.ts
/**
* What is wrong with formats is told before anything is read. A format for a file that nobody reads is a slip of the pen,
* which must not leave the real one to a guess; only a configuration may be that of several steps with files of their own.
*/
async function checkFormats(runner, formats, { metrics, baseline }) {
	if (!formats) return;
	await checkFormatNames(formats);
	const asked = [...metrics, ...baseline === void 0 ? [] : [baseline]].map(plainPath);
	const strays = [...formats.files.keys()].filter((name) => !asked.some((path) => path === name || isBelow(path, name)));
	if (strays.length === 0) return;
	const told = strays.map((name) => `"${name}"${didYouMean(name, asked)}`).join(", ");
	const { saidBy } = formats;
	const problem = `${saidBy ?? "format"} names what is not among the metrics files: ${told}`;
	const hint = asked.length === 0 ? "No metrics file is read here." : `Metrics files here are ${asked.join(", ")}.`;
	if (saidBy === void 0) throw new ActionError("invalid-input", problem, { hint });
	runner.annotate("warning", `${problem}. ${hint}`);
}
function isBelow(pattern, name) {
	const glob = readGlob(pattern);
	if (!glob) return false;
	const base = plainPath(`${glob.base}/`);
	return glob.base === "." ? glob.accepts(name) : name.startsWith(base) && glob.accepts(name.slice(base.length));
}
// shared/stages/gate/judging-policy.ts
/**
* What decides besides the rules, from where the rules are trusted to come from: a change that lowers the floor that it is
* judged by is judged by the one before, and that is said.
*/
async function weighPolicy(setting, { rules, from, config }, { commit }) {
	const chosen = settingsOf(config);
	const told = {
		...from,
		...chosen
	};
	if (!needsFloors(rules)) return {
		from: told,
		settings: chosen
	};
	const { github, place } = setting;
	const path = floorsPath(config);
	const isOwn = from.from === "proposed" || commit === void 0 || !github;
	const here = filesHere(place);
	const floors = await floorsFor(rules, config, isOwn ? here : (file) => github.client.fileAt(file, commit));
	const changes = github?.context.pullRequest && !isOwn ? await changesHere() : {};
	const digest = sha256(canonicalPolicy(rules, {
		...chosen,
		floors
	}));
	return {
		from: {
			...told,
			digest,
			floors: {
				path,
				values: Object.fromEntries(floors),
				...changes
			}
		},
		settings: {
			...chosen,
			floors,
			floorsPath: path
		}
	};
	async function changesHere() {
		try {
			const own = await floorsFor(rules, config, here);
			const changed = floorChanges(rules, floors, own);
			return changed.length > 0 ? { changes: [...changed] } : {};
		} catch (error) {
			if (codeOf(error) !== "invalid-floors") throw error;
			return { problem: describeError(error) };
		}
	}
}
export { checkFormats, weighPolicy };
