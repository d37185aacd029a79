#!/usr/bin/env node
import { userCacheFolder } from "./base.js";
import * as nodeModule from "node:module";
import { lstatSync, mkdirSync } from "node:fs";
// cli/compiled.ts
/** Node has it since 22.1. */
const enable = nodeModule.enableCompileCache;
/**
* Lets Node keep what it compiles in the user's own cache, so that the next command starts quicker. Who can write there
* decides what runs here: a folder that others may write is not used, nor one on a machine that works for many people's
* code.
*/
function keepCompiled(environment) {
	const cache = userCacheFolder(environment);
	const isDecided = environment["CI"] || environment["NODE_COMPILE_CACHE"];
	if (enable === void 0 || cache === void 0 || isDecided) return;
	const folder = `${cache}/compiled`;
	try {
		mkdirSync(folder, {
			recursive: true,
			mode: 448
		});
		if (isOwn(folder)) enable(folder);
	} catch {}
}
function isOwn(folder) {
	const facts = lstatSync(folder);
	const user = process.getuid?.();
	return facts.isDirectory() && (user === void 0 || facts.uid === user && (facts.mode & 18) === 0);
}
// cli/main.ts
keepCompiled(process.env);
await import("./start.js");
export {};
