import { changePull, floorsBranch, isFloorsBranch, openPulls, propose } from "./trigger-floors-pull-parts.js";
import { readFloorNumbers, writeNumbers } from "./gate-floors-pull-parts.js";
import { branchHead, composeRaise, harderFloor, raiseReasons, runUrl, sha256, subjectOf, toMarkdown } from "./shared.js";
import { ActionError } from "./base.js";
// shared/stages/gate/floors-pull.ts
/**
* One pull request that raises floors in the file that the default branch has now. Nothing where somebody changed these
* floors since they were judged.
*/
async function openRaise(setting, github, found) {
	const { runner } = setting;
	const { transport, fileAt, defaultBranch } = github.client;
	const base = await defaultBranch();
	const head = await branchHead(transport, base);
	const bytes = head && await fileAt(found.path, head);
	const file = bytes && await readFloorNumbers(bytes);
	if (!head || !bytes || !file) throw new ActionError("floors-changed", `${base} has no ${found.path} to raise floors in`);
	const now = new Map(file.numbers.map(({ metric, value }) => [metric, value]));
	const floors = found.floors.filter(({ metric, floor }) => now.get(metric) === floor);
	if (floors.length === 0) {
		runner.info(`floors: ${base} changed them since; nothing is proposed`);
		return;
	}
	const digest = sha256(bytes);
	const { end, isChanged, branch, pull } = await propose(transport, {
		branchOf: (round) => floorsBranch(setting, digest, round),
		base,
		head,
		title: `Raise floors of ${subjectOf(setting)}`,
		draftAt: async (stand) => {
			const there = await fileAt(found.path, stand);
			const numbers = there && await readFloorNumbers(there);
			return draftOf(setting, github, {
				found: {
					...found,
					floors
				},
				file,
				there: new Map(numbers?.numbers.map(({ metric, value }) => [metric, value]))
			});
		},
		isRenewed: true
	});
	if (end !== "declined") await closeOlder(setting, github, branch);
	const { number, url } = pull;
	const told = isChanged ? "updated" : end;
	runner.info(`floors: ${url}: ${told}`);
	return {
		number,
		url,
		end: told
	};
}
function draftOf(setting, { context }, { found, file, there }) {
	const { path, before, floors, directions } = found;
	const raised = new Map(floors.map((one) => [one.metric, one]));
	const changes = file.numbers.flatMap(({ metric, value: floor, line, column }) => {
		const one = raised.get(metric);
		const better = one ? one.to : floor;
		const to = harderFloor(directions.get(metric), better, there.get(metric) ?? better);
		return to === floor ? [] : [{
			metric,
			floor,
			to,
			line,
			column,
			bounds: one?.to === to && one.bounds
		}];
	});
	const text = writeNumbers(file.text, changes) ?? file.text;
	const proposed = changes.map(({ metric, floor, to, bounds }) => ({
		metric,
		floor,
		to,
		...bounds ? { bounds } : {}
	}));
	const commits = {
		now: context.sha,
		before
	};
	const { server, repository } = context;
	const links = {
		server,
		repository: `${repository.owner}/${repository.name}`,
		runUrl: runUrl(setting)
	};
	const told = {
		subject: subjectOf(setting),
		path,
		floors: proposed,
		commits,
		links
	};
	const bytes = new TextEncoder().encode(text);
	const mark = `<!-- proofmark floors ${sha256(bytes)} -->`;
	return {
		files: /* @__PURE__ */ new Map([[path, bytes]]),
		deletions: [],
		details: raiseReasons(told),
		body: `${mark}\n${toMarkdown(composeRaise(told))}`,
		mark
	};
}
/** What was proposed for an earlier state of the file would be judged by numbers that are gone. */
async function closeOlder(setting, { client }, branch) {
	for (const pull of await openPulls(client.transport)) {
		if (pull.branch === branch || !isFloorsBranch(pull.branch, setting)) continue;
		await changePull(client.transport, pull.number, { state: "closed" });
	}
}
export { openRaise };
