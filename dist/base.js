import { isAbsolute } from "node:path";
import crypto, { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { open } from "node:fs/promises";
// shared/platform/errors.ts
/**
* Why something stopped. `code` is stable and machine-readable (kebab-case), the message says what happened with the
* value, `hint` says what the user can do next, `cause` says why.
*/
var ActionError = class extends Error {
	name = "ActionError";
	code;
	hint;
	constructor(code, message, { hint, cause } = {}) {
		super(message, cause === void 0 ? void 0 : { cause });
		this.code = code;
		this.hint = hint;
	}
};
/** One paragraph per link of the cause chain, outermost first, each with its hint. */
function describeError(error) {
	if (!(error instanceof Error)) return String(error);
	const hint = error instanceof ActionError && error.hint ? `\n${indent(error.hint)}` : "";
	const cause = error.cause === void 0 ? "" : `\ncaused by: ${describeError(error.cause)}`;
	return `${error.message}${hint}${cause}`;
}
/** The code for the `reason-code` output: the outermost one that somebody chose. */
function codeOf(error) {
	if (error instanceof ActionError) return error.code;
	if (error instanceof Error && error.cause !== void 0) return codeOf(error.cause);
	return "unexpected-error";
}
/** `ENOENT`, `EACCES`, … of a failed system call. */
function systemCode(error) {
	return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : void 0;
}
function indent(text) {
	return text.replace(/^/gm, "  ");
}
// shared/platform/hash-file.ts
/** A file up to this size is read and hashed at one go; a larger one is worth a turn of its own. */
const SMALL_BYTES = 262144;
/** So much is read at one moment, so it cannot change while it is read. */
const PAGE_BYTES = 4096;
const LARGE_BYTES = 4 * 2 ** 20;
/** A FIFO that took the place of a file must not make us wait for its writer. */
const READ = constants.O_RDONLY | constants.O_NONBLOCK;
/** SHA-256 of a file that fits into the buffer, which the caller lends; a larger one is only said to be `large`. */
function hashSmall(path, buffer) {
	let file;
	try {
		file = openSync(path, READ);
		const before = fstatSync(file);
		if (!before.isFile()) return changed("became something else than a file");
		if (before.size > buffer.length) return {
			kind: "large",
			bytes: before.size
		};
		let bytes = 0;
		while (bytes < before.size) {
			const read = readSync(file, buffer, bytes, buffer.length - bytes, null);
			if (read === 0) break;
			bytes += read;
		}
		if (bytes !== before.size) return changed(WHILE_READ);
		if (bytes > PAGE_BYTES && isOther(before, fstatSync(file))) return changed(WHILE_READ);
		return {
			kind: "hashed",
			digest: digestOf(buffer.subarray(0, bytes)),
			bytes
		};
	} catch (error) {
		return failure(error);
	} finally {
		if (file !== void 0) closeSync(file);
	}
}
/** SHA-256 of a file of any size: while one buffer is hashed, the other is filled. */
async function hashLarge(path, buffers, onRead) {
	let file;
	try {
		file = await open(path, READ);
		const before = await file.stat();
		const hash = createHash("sha256");
		let bytes = 0;
		let [filling, hashing] = buffers;
		let reading = file.read(filling, 0, filling.length, 0);
		for (;;) {
			const { bytesRead } = await reading;
			if (bytesRead === 0) break;
			bytes += bytesRead;
			[filling, hashing] = [hashing, filling];
			reading = file.read(filling, 0, filling.length, bytes);
			hash.update(hashing.subarray(0, bytesRead));
			onRead(bytesRead);
		}
		if (bytes !== before.size || isOther(before, await file.stat())) return changed(WHILE_READ);
		return {
			kind: "hashed",
			digest: `sha256:${hash.digest("hex")}`,
			bytes
		};
	} catch (error) {
		return failure(error);
	} finally {
		await file?.close();
	}
}
function smallBuffer() {
	return Buffer.allocUnsafeSlow(SMALL_BYTES);
}
function largeBuffers() {
	return [Buffer.allocUnsafeSlow(LARGE_BYTES), Buffer.allocUnsafeSlow(LARGE_BYTES)];
}
const WHILE_READ = "changed while it was read";
function isOther(before, after) {
	return before.size !== after.size || before.mtimeMs !== after.mtimeMs;
}
function changed(why) {
	return {
		kind: "failed",
		code: "file-changed",
		why
	};
}
function failure(error) {
	const code = systemCode(error);
	if (code === "ENOENT" || code === "ENOTDIR") return changed("vanished before it was read");
	return {
		kind: "failed",
		code: "file-unreadable",
		why: `cannot be read (${code ?? String(error)})`
	};
}
/** Hashing at one go spares an object for each file; Node has it since 20.12. */
const atOneGo = crypto.hash;
function digestOf(bytes) {
	return `sha256:${atOneGo ? atOneGo("sha256", bytes, "hex") : createHash("sha256").update(bytes).digest("hex")}`;
}
// shared/platform/hash-batch.ts
/** A pair of hands that works on one batch after the other, with buffers of its own. */
function batchHasher() {
	const buffer = smallBuffer();
	let buffers;
	return async ({ root, paths, isLarge }, onRead) => {
		const answers = [];
		for (const path of paths) {
			const file = isAbsolute(path) ? path : `${root}/${path}`;
			if (isLarge) {
				buffers ??= largeBuffers();
				answers.push(await hashLarge(file, buffers, onRead));
			} else answers.push(hashSmall(file, buffer));
		}
		return answers;
	};
}
// shared/platform/hash-message.ts
const DIGEST_LENGTH = 71;
function packBatch(batch) {
	return {
		...batch,
		paths: batch.paths.join("\0")
	};
}
function unpackBatch(message) {
	return {
		...message,
		paths: message.paths.split("\0")
	};
}
function packAnswers(answers) {
	const sizes = Float64Array.from(answers, (answer) => answer.kind === "hashed" ? answer.bytes : -1);
	const others = answers.filter(({ kind }) => kind !== "hashed");
	let digests = "";
	for (const answer of answers) if (answer.kind === "hashed") digests += answer.digest;
	return {
		digests,
		sizes,
		others
	};
}
function unpackAnswers({ digests, sizes, others }) {
	let at = 0;
	let other = 0;
	const answers = [];
	for (const bytes of sizes) if (bytes >= 0) {
		const digest = digests.slice(at, at + DIGEST_LENGTH);
		answers.push({
			kind: "hashed",
			digest,
			bytes
		});
		at += DIGEST_LENGTH;
	} else {
		const answer = others[other++];
		if (answer) answers.push(answer);
	}
	return answers;
}
export { ActionError, batchHasher, codeOf, describeError, packAnswers, packBatch, systemCode, unpackAnswers, unpackBatch };
