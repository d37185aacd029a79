import { VERSION, describeProgress, didYouMean, drawProgress, failureResult, flagOf, isSwitch, plainDefault, printable, start, terminalPlace } from "./shared.js";
import { ActionError, describeError } from "./base.js";
import { parseArgs, stripVTControlCharacters, styleText } from "node:util";
// shared/platform/runner/terminal.ts
const STYLE = {
	error: "red",
	warning: "yellow",
	notice: "cyan"
};
const REDRAW_MS = 100;
const LINE_MS = 5e3;
/** A person's terminal: colours, a progress bar, and no workflow commands. */
function terminalRunner({ inputs, stream, colours, verbose }) {
	const secrets = /* @__PURE__ */ new Set();
	const outputs = /* @__PURE__ */ new Map();
	let isBarShown = false;
	let lastProgress = stream.isTTY ? 0 : Date.now();
	const hide = (text) => [...secrets].reduce((hidden, secret) => hidden.replaceAll(secret, "***"), text);
	const paint = (style, text) => colours ? styleText(style, text, { validateStream: false }) : stripVTControlCharacters(text);
	const write = (line) => {
		if (isBarShown) stream.write("\r\x1B[2K");
		isBarShown = false;
		stream.write(`${line}\n`);
	};
	const say = (message) => write(hide(printable(message)));
	return {
		inputs: () => inputs,
		output: (name, value) => void outputs.set(name, value),
		debug: (message) => {
			if (verbose) write(paint("dim", hide(printable(message))));
		},
		info: say,
		annotate: (level, message, position) => write(`${paint(STYLE[level], `${level}:`)} ${hide(printable(where(position) + message))}`),
		async group(title, body) {
			write(paint("bold", hide(printable(title))));
			return body();
		},
		progress(progress) {
			const at = Date.now();
			if (at - lastProgress < (stream.isTTY ? REDRAW_MS : LINE_MS)) return;
			lastProgress = at;
			if (!stream.isTTY) return say(describeProgress(progress));
			isBarShown = true;
			const bar = hide(printable(drawProgress(progress))).slice(0, (stream.columns ?? 80) - 1);
			stream.write(`\r\u001b[2K${bar}`);
		},
		mask: (secret) => {
			if (secret !== "") secrets.add(secret);
		},
		summarize: async () => {},
		exportVariable: () => {},
		saveState: () => {},
		state: () => "",
		fail: (message) => write(paint("red", hide(printable(message))))
	};
}
function where(position) {
	if (!position) return "";
	const line = position.line === void 0 ? "" : `:${position.line}`;
	const column = position.column === void 0 ? "" : `:${position.column}`;
	return `${position.file}${line}${column}: `;
}
// cli/arguments.ts
const GLOBAL_FLAGS = {
	json: { about: "Print the result document and nothing else on standard output." },
	verbose: { about: "Say more about what happens." },
	help: {
		about: "Show this help.",
		short: "h"
	},
	version: {
		about: "Show the version.",
		short: "V"
	}
};
/** Turns a command line into the same named texts that `with:` gives an action; all mistakes together. */
function readArguments(args, spec) {
	const flags = new Map(Object.entries(spec).map(([name, input]) => [input.flag ?? name, name]));
	for (const name of Object.keys(spec)) flags.set(name, name);
	const options = Object.fromEntries([...[...flags.keys()].map((name) => [name, {
		type: isSwitch(spec[flags.get(name) ?? ""]) ? "boolean" : "string",
		multiple: true
	}]), ...Object.entries(GLOBAL_FLAGS).map(([name, { short }]) => [name, {
		type: "boolean",
		...short === void 0 ? {} : { short }
	}])]);
	const { tokens } = parseArgs({
		args: [...args],
		options,
		strict: false,
		allowPositionals: true,
		tokens: true
	});
	const problems = [];
	const given = /* @__PURE__ */ new Map();
	const globals = /* @__PURE__ */ new Set();
	const positional = Object.entries(spec).find(([, input]) => input.positional)?.[0];
	const add = (name, value, said) => {
		if (value.trim() === "") problems.push(`${said} is given an empty value`);
		given.set(name, [...given.get(name) ?? [], value]);
	};
	for (const token of tokens) {
		if (token.kind === "option-terminator") continue;
		if (token.kind === "positional") {
			if (positional === void 0) problems.push(`unexpected argument "${token.value}"`);
			else add(positional, token.value, positional);
			continue;
		}
		if (isGlobal(token.name)) {
			if (token.value !== void 0) problems.push(`${token.rawName} takes no value`);
			globals.add(token.name);
			continue;
		}
		const name = flags.get(token.name);
		if (name === void 0) {
			const known = [...flags.keys(), ...Object.keys(GLOBAL_FLAGS)].map((word) => `--${word}`);
			problems.push(`unknown option "${token.rawName}"${didYouMean(token.rawName, known)}`);
		} else if (isSwitch(spec[name])) add(name, token.value ?? "true", token.rawName);
		else if (token.value === void 0) problems.push(`${token.rawName} needs a value`);
		else add(name, token.value, token.rawName);
	}
	for (const [name, values] of given) if (values.length > 1 && !spec[name]?.repeatable) problems.push(`${flagOf(name, spec[name])} is given ${values.length} times; it takes one value`);
	if (problems.length > 0 && !globals.has("help")) throw new ActionError("invalid-arguments", problems.join("\n"), { hint: "See --help for what it takes." });
	return {
		inputs: new Map([...given].map(([name, values]) => [name, values.join("\n")])),
		globals
	};
}
function isGlobal(name) {
	return Object.hasOwn(GLOBAL_FLAGS, name);
}
// cli/help.ts
const WIDTH = 100;
/** What `proofmark <command> --help` prints. */
function describeCommand(action) {
	const positional = Object.entries(action.inputs).find(([, input]) => input.positional);
	const rest = positional ? ` [${positional[0]}${positional[1].repeatable ? " ..." : ""}]` : "";
	const rows = [...Object.entries(action.inputs).map(([name, input]) => ({
		flag: flagOf(name, input) + (input.kind === "true or false" ? "" : " <value>"),
		about: [
			input.about,
			input.repeatable ? "May be given more than once." : "",
			shownDefault(input)
		].filter((part) => part !== "").join(" ")
	})), ...Object.entries(GLOBAL_FLAGS).map(([name, { short, about }]) => ({
		flag: short === void 0 ? `--${name}` : `-${short}, --${name}`,
		about
	}))];
	return [
		action.about,
		"",
		`Usage: proofmark ${action.name}${rest} [options]`,
		"",
		`Example: ${action.example}`,
		"",
		"Options:",
		...table(rows),
		"",
		`Exit codes: ${action.isQuestion ? "0 answered, whatever the answer is;" : "0 accepted, 1 refused,"} 2 error or misuse.`,
		""
	].join("\n");
}
/** What `proofmark --help` prints. */
function describeSuite(commands) {
	return [
		"Proofmark: continuous delivery for machine-learning models.",
		"",
		"Usage: proofmark <command> [options]",
		"",
		"Commands:",
		...table(commands.map(({ name, about }) => ({
			flag: name,
			about
		}))),
		"",
		"deploy runs only as a step of a workflow; `proofmark deploy` says why.",
		"",
		"Example: proofmark gate metrics.json --rule \"rmse <= 3.5\"",
		"",
		"`proofmark <command> --help` shows the options of one command.",
		""
	].join("\n");
}
function shownDefault(input) {
	const value = plainDefault(input);
	if (value === "") return "";
	return value.endsWith(".") ? `Default: "${value}".` : `Default: ${value}.`;
}
function table(rows) {
	const left = Math.max(...rows.map((row) => row.flag.length)) + 4;
	return rows.flatMap(({ flag, about }) => {
		const [first = "", ...more] = wrap(about, WIDTH - left);
		return [`  ${flag.padEnd(left - 2)}${first}`.trimEnd(), ...more.map((line) => " ".repeat(left) + line)];
	});
}
function wrap(text, width) {
	const lines = [];
	for (const word of text.split(" ")) {
		const last = lines.at(-1);
		if (last === void 0 || last.length + word.length + 1 > width) lines.push(word);
		else lines[lines.length - 1] = `${last} ${word}`;
	}
	return lines;
}
// cli/cli.ts
/** Each command loads its own code only. */
const COMMANDS = {
	track: async () => (await import("./track-command.js")).track,
	train: async () => (await import("./train-command.js")).train,
	evaluate: async () => (await import("./evaluate-command.js")).evaluate,
	gate: async () => (await import("./gate-command.js")).gate,
	comment: async () => (await import("./comment-command.js")).comment,
	verify: async () => (await import("./verify-command.js")).verify,
	replay: async () => (await import("./replay.js")).replay,
	calibrate: async () => (await import("./calibrate.js")).calibrate,
	compare: async () => (await import("./compare.js")).compare,
	diff: async () => (await import("./diff.js")).diff,
	init: async () => (await import("./init.js")).init,
	token: async () => (await import("./token-command.js")).token
};
/** What only a workflow can do, and why: said to who looks for it here. */
const ELSEWHERE = {
	deploy: [
		"deploy runs only as a step of a workflow: the approvals of an environment, the identity of the job",
		"and the deployment itself are GitHub's, and a terminal has none of them.",
		"  https://github.com/proofmark/proofmark/blob/main/actions/deploy/README.md says how to add it.",
		"  Here, train, evaluate and gate show what it would judge."
	].join("\n"),
	trigger: [
		"trigger runs only as a step of a workflow: it opens a pull request or starts a workflow in the name of",
		"the repository.",
		"  https://github.com/proofmark/proofmark/blob/main/actions/trigger/README.md says how to add it.",
		"  Here, track says whether the data changed."
	].join("\n")
};
const EXIT = {
	accepted: 0,
	refused: 1,
	error: 2
};
/** Runs one command line and answers with its exit code: 0 accepted, 1 refused, 2 error or misuse. */
async function runCli(args, console) {
	const [command, ...rest] = args;
	if (command === void 0 || [
		"--help",
		"-h",
		"help"
	].includes(command)) {
		const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
		console.stdout.write(describeSuite(commands));
		return command === void 0 ? EXIT.error : EXIT.accepted;
	}
	if (command === "--version" || command === "-V") {
		console.stdout.write(`${VERSION}\n`);
		return EXIT.accepted;
	}
	const load = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : void 0;
	if (load === void 0) {
		const error = new ActionError("unknown-command", unknownCommand(command));
		if (args.includes("--json")) console.stdout.write(`${JSON.stringify(failureResult(error, "terminal"))}\n`);
		console.stderr.write(`proofmark: ${describeError(error)}\n`);
		return EXIT.error;
	}
	const action = await load();
	try {
		return await runCommand(action, readArguments(rest, action.inputs), console);
	} catch (error) {
		if (rest.includes("--json")) console.stdout.write(`${JSON.stringify(failureResult(error, "terminal"))}\n`);
		console.stderr.write(`proofmark ${action.name}: ${describeError(error, "terminal")}\n`);
		return EXIT.error;
	}
}
function unknownCommand(command) {
	if (Object.hasOwn(ELSEWHERE, command)) return ELSEWHERE[command] ?? "";
	return `no command "${command}"${didYouMean(command, [...Object.keys(COMMANDS), ...Object.keys(ELSEWHERE)])}\n  See proofmark --help.`;
}
async function runCommand(action, { inputs, globals }, { environment, directory, stdout, stderr }) {
	if (globals.has("help")) {
		stdout.write(describeCommand(action));
		return EXIT.accepted;
	}
	if (globals.has("version")) {
		stdout.write(`${VERSION}\n`);
		return EXIT.accepted;
	}
	const isJson = globals.has("json");
	const stream = isJson ? stderr : stdout;
	const runner = terminalRunner({
		inputs,
		stream,
		colours: stream.isTTY === true && !environment["NO_COLOR"],
		verbose: globals.has("verbose")
	});
	const { decision, result } = await start(action, {
		runner,
		place: terminalPlace(environment, directory)
	});
	if (isJson) stdout.write(`${JSON.stringify(result)}\n`);
	return EXIT[decision];
}
// cli/outputs.ts
/**
* Keeps a stream that breaks from ending the program in the middle. Whoever stops reading (`| head -1`) wants no more,
* and that is fine; a full disk is told, and the answer counts as not given.
*/
function watchOutputs({ stdout, stderr }) {
	let isWhole = true;
	for (const stream of [stdout, stderr]) stream.on("error", (error) => {
		if (error.code === "EPIPE") return;
		if (isWhole && stream === stdout) stderr.write(`proofmark: the output could not be written: ${error.message}\n`);
		isWhole = false;
	});
	return async () => {
		await Promise.all([stdout, stderr].map(flushed));
		return isWhole;
	};
}
/** Errors of the last write come after it. */
function flushed(stream) {
	return new Promise((resolve) => {
		if (stream.destroyed) setImmediate(resolve);
		else stream.write("", () => setImmediate(resolve));
	});
}
// cli/start.ts
const isWritten = watchOutputs(process);
const code = await runCli(process.argv.slice(2), {
	environment: process.env,
	directory: process.cwd(),
	stdout: process.stdout,
	stderr: process.stderr
});
process.exitCode = await isWritten() ? code : 2;
export {};
