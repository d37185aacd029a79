import { ActionError, codeOf, makeFolder, readCapped } from "./base.js";
import { childEnvironment, pathInside, randomName, runProcess, sha256 } from "./shared.js";
import { lazily, madeOf, object, record, string } from "./zod.js";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { homedir } from "node:os";
import { copyFile, mkdir, readFile, readdir, rename, rm } from "node:fs/promises";
import { fork } from "node:child_process";
// shared/platform/package-root.ts
/** The folder of this suite, whether it runs from dist/ or from its sources. */
function packageRoot() {
	for (let here = import.meta.dirname;; here = dirname(here)) {
		if (existsSync(join(here, "runtime", "onnxruntime", "files.json"))) return here;
		if (here === dirname(here)) throw new Error(`${import.meta.dirname} is not part of the suite`);
	}
}
// shared/platform/native/files.ts
const files = /* @__PURE__ */ lazily(() => record(string(), string()));
const list = /* @__PURE__ */ lazily(() => object({
	version: string(),
	common: madeOf(files),
	platforms: record(string(), madeOf(files))
}));
/** A library of 100 MB, the largest of all, fits twice. */
const FILE_LIMIT = 256 * 2 ** 20;
/** What belongs to it on this machine, from the list that is part of the suite. */
async function readNativeFiles({ folder }) {
	const text = await readFile(join(packageRoot(), "runtime", folder, "files.json"), "utf8");
	const { version, common, platforms } = list.parse(JSON.parse(text));
	const platform = `${process.platform}-${process.arch}`;
	const own = platforms[platform];
	return {
		version,
		platform,
		platforms: Object.keys(platforms),
		expected: own && new Map([...Object.entries(common), ...Object.entries(own)])
	};
}
/** A file below the folder that nobody expects: what lies beside a module can take its place. Nothing when all is well. */
async function findStrangeFile(modules, expected) {
	return (await readdir(modules, {
		recursive: true,
		withFileTypes: true
	}).catch(() => [])).filter((entry) => !entry.isDirectory()).map((entry) => pathInside(modules, join(entry.parentPath, entry.name))).find((path) => !expected.has(path));
}
/** The first file below the folder that is missing or has other bytes than the list says; nothing when all is well. */
async function findWrongFile(modules, expected) {
	for (const [path, digest] of expected) try {
		if (sha256(await readCapped(join(modules, path), FILE_LIMIT)) !== digest) return path;
	} catch (error) {
		if (codeOf(error) === "unexpected-error") throw error;
		return path;
	}
}
// shared/platform/native/install.ts
const MODULES = "node_modules";
const INSTALL_MS = 6e5;
/** How npm reaches its registry in a company; nothing of it is a secret of ours. */
const NPM_NEEDS = [
	"HTTP_PROXY",
	"HTTPS_PROXY",
	"NO_PROXY",
	"http_proxy",
	"https_proxy",
	"no_proxy",
	"NODE_EXTRA_CA_CERTS",
	"NPM_CONFIG_REGISTRY",
	"npm_config_registry",
	"NPM_CONFIG_USERCONFIG",
	"NPM_CONFIG_CAFILE"
];
/**
* The folder that holds a native package for this machine. Native code cannot be bundled, so it is installed once, from
* the committed lockfile and without running anything of it, into the tool cache, unless it lies among our own packages;
* every file is compared with a committed list of SHA-256 before any is loaded, each time.
*/
async function installNative(native, place, { own = join(packageRoot(), MODULES), runner }) {
	const { title } = native;
	const files = await readNativeFiles(native);
	const { version, platform, platforms, expected } = files;
	if (!expected) throw new ActionError("runtime-unavailable", `${title} ${version} has no build for ${platform}`, { hint: `Run this job on one of: ${platforms.join(", ")}.` });
	const folder = join(toolFolder(place), `${native.folder}-${version}-${platform}`);
	const modules = join(folder, MODULES);
	if (await findWrongFile(own, expected) === void 0) return {
		modules: own,
		version
	};
	if (await findFlaw(modules, expected) === void 0) return {
		modules,
		version
	};
	runner.info(`installing ${title} ${version} for ${platform} into ${folder}`);
	await install(place.environment, folder, {
		...files,
		...native,
		expected
	});
	const flaw = await findFlaw(modules, expected);
	if (flaw === void 0) return {
		modules,
		version
	};
	throw untrusted(flaw, title);
}
async function findFlaw(modules, expected) {
	return await findStrangeFile(modules, expected) ?? await findWrongFile(modules, expected);
}
function toolFolder({ kind, environment, temporary }) {
	const tools = environment["RUNNER_TOOL_CACHE"];
	if (tools) return join(tools, "proofmark");
	if (kind === "github") return temporary;
	return join(environment["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "proofmark");
}
/** Installs beside its place and moves there as a whole: two jobs at once do not disturb each other. */
async function install(environment, folder, wanted) {
	const making = `${folder}.${randomName()}`;
	try {
		await makeFolder(making);
		for (const name of ["package.json", "package-lock.json"]) await copyFile(join(packageRoot(), "runtime", wanted.folder, name), join(making, name));
		await runNpm(environment, making, wanted.title);
		const modules = join(making, MODULES);
		const wrong = await findWrongFile(modules, wanted.expected);
		if (wrong !== void 0) throw untrusted(wrong, wanted.title);
		const kept = join(making, "kept");
		for (const path of wanted.expected.keys()) {
			const to = join(kept, MODULES, path);
			await mkdir(dirname(to), { recursive: true });
			await rename(join(modules, path), to);
		}
		if (await findFlaw(join(folder, MODULES), wanted.expected) !== void 0) await replace(kept, folder);
	} finally {
		await rm(making, {
			recursive: true,
			force: true
		});
	}
}
/** What lies at the place is not sound; ours is. */
async function replace(kept, folder) {
	const old = `${folder}.${randomName()}`;
	await rename(folder, old).catch(() => void 0);
	await rename(kept, folder).catch(() => void 0);
	await rm(old, {
		recursive: true,
		force: true
	});
}
async function runNpm(environment, cwd, title) {
	const program = process.platform === "win32" ? "npm.cmd" : "npm";
	const { exit, stderr } = await runProcess([
		program,
		"ci",
		...[
			"--ignore-scripts",
			"--no-audit",
			"--no-fund",
			"--omit=dev",
			"--loglevel=error"
		]
	], {
		cwd,
		environment: childEnvironment(environment, NPM_NEEDS),
		timeoutMs: INSTALL_MS,
		outputLimitBytes: 65536
	});
	if (exit.kind === "exited" && exit.code === 0) return;
	if (exit.kind === "not-started") throw new ActionError("runtime-unavailable", `${title} cannot be installed: there is no npm`, {
		hint: {
			github: "Add a step before this one:\n- uses: actions/setup-node@v6\n  with: { node-version: 24 }",
			terminal: "Install Node with npm, from https://nodejs.org or by your package manager."
		},
		cause: exit.cause
	});
	const said = stderr.toString("utf8").trim().slice(0, 2e3);
	throw new ActionError("runtime-unavailable", `npm could not install ${title}`, {
		hint: {
			github: "The runner must reach the npm registry, or hold the package in its tool cache (RUNNER_TOOL_CACHE).",
			terminal: `This machine must reach the npm registry once; afterwards ${title} is kept.`
		},
		cause: new Error(said === "" ? `npm ended: ${exit.kind}` : said)
	});
}
function untrusted(path, title) {
	return new ActionError("runtime-untrusted", `${path} of ${title} is not the file that it should be`, { hint: "Nothing of it was loaded. Look at what changed the tool cache, or which registry npm uses." });
}
// shared/platform/native/child.ts
const WATCH_MS = 200;
const PAGE_BYTES = 4096;
/**
* Native code in a process of its own, without tokens, which may crash, hang or swell: then it ends, and what it did is
* an error with words.
*/
function startChild(options) {
	const child = fork(options.worker, {
		cwd: options.folder,
		env: childEnvironment(options.environment),
		execArgv: [],
		serialization: "advanced",
		stdio: [
			"ignore",
			"ignore",
			"ignore",
			"ipc"
		]
	});
	child.on("error", () => void 0);
	return {
		ask: (request, limitMs = options.limitMs) => exchange(child, request, {
			...options,
			limitMs
		}),
		close: () => void child.kill("SIGKILL")
	};
}
function exchange(child, request, { limitMs, memoryBytes, read, broken }) {
	return new Promise((resolve, reject) => {
		const end = (settle) => {
			clearTimeout(timer);
			clearInterval(watch);
			child.off("message", onMessage);
			child.off("exit", onExit);
			child.off("error", onError);
			settle();
		};
		const giveUp = (why) => {
			child.kill("SIGKILL");
			end(() => reject(broken(why)));
		};
		const onMessage = (message) => {
			const reply = read(message);
			if (reply === void 0) giveUp("answered oddly");
			else end(() => resolve(reply));
		};
		const onExit = (code, signal) => end(() => reject(broken(`ended its process (${signal ?? `exit code ${code}`})`)));
		const onError = (cause) => end(() => reject(broken("could not be loaded", cause)));
		const timer = setTimeout(() => giveUp(`gave no answer within ${limitMs / 1e3} s`), limitMs);
		const watch = setInterval(() => {
			residentBytes(child.pid).then((bytes) => {
				if (bytes > memoryBytes) giveUp(`took more than ${Math.round(memoryBytes / 2 ** 20)} MiB of memory`);
			});
		}, WATCH_MS);
		child.on("message", onMessage);
		child.on("exit", onExit);
		child.on("error", onError);
		child.send(request);
	});
}
/** Memory that a process holds; 0 where the system does not tell. */
async function residentBytes(pid) {
	const text = await readFile(`/proc/${pid}/statm`, "utf8").catch(() => "");
	return Number(text.split(" ")[1] ?? 0) * PAGE_BYTES;
}
export { installNative, startChild };
