import { ActionError } from "./base.js";
import { childEnvironment, claimedText, countKinds, describeEnd, listedFiles, parseLocation, remotePieces, runMarked, sha256OfPieces, shownPath, utf8Pieces } from "./shared.js";
import { collectObjects } from "./track-basics-2.js";
// shared/platform/remote/list.ts
/**
* Lists what lies elsewhere, with what its provider knows the content by; no content is read. It is all of it, or an
* error: nothing there, no permission, or a listing that ends early.
*/
async function listRemote(path, reach) {
	const location = parseLocation(path);
	if ("problem" in location) throw new ActionError("invalid-location", location.problem, { hint: "For example: data:\n  prices: { path: s3://bucket/prices/, role: train }" });
	const shown = shownPath(path);
	const listed = await list(location, shown, reach);
	return {
		shown,
		...listed,
		notes: listed.notes ?? []
	};
}
async function list(location, shown, reach) {
	switch (location.provider) {
		case "s3": {
			const { version } = location;
			if (version !== void 0) {
				const { findS3Version } = await import("./s3-version.js");
				return relative(await findS3Version({
					...location,
					version
				}, shown, reach), `s3://${location.bucket}`);
			}
			const { listS3 } = await import("./s3-listing.js");
			const { notes, ...found } = await listS3(location, shown, reach);
			return {
				...relative(found, `s3://${location.bucket}`),
				notes
			};
		}
		case "gs": {
			const { gcsStore } = await import("./gcs.js");
			return relative(await collectObjects(gcsStore(location, shown, reach), location.path, reach), `gs://${location.bucket}`);
		}
		case "az": {
			const { azureStore } = await import("./azure-blobs.js");
			return relative(await collectObjects(azureStore(location, shown, reach), location.path, reach), `az://${location.account}/${location.container}`);
		}
		case "hf": {
			const { hubStore } = await import("./hub.js");
			const { store, commit } = await hubStore(location, shown, reach);
			return {
				...relative(await collectObjects(store, location.path, reach), `hf://datasets/${location.dataset}`),
				version: commit
			};
		}
		case "web": {
			const { listWeb } = await import("./web.js");
			const { files, base } = await listWeb(location, reach);
			return {
				root: base,
				files,
				leftOut: []
			};
		}
	}
}
function relative({ base, objects, leftOut }, store) {
	const folder = base.replace(/\/$/, "");
	return {
		root: folder === "" ? store : `${store}/${folder}`,
		files: objects.map(({ key, ...rest }) => ({
			path: key.slice(base.length),
			...rest
		})),
		leftOut
	};
}
// shared/features/remote/measure.ts
/** Lists a dataset that lies elsewhere. Its digest is over the provider's checksums, and never equals one over bytes. */
async function measureRemote({ name, role, path }, { place, runner }) {
	const listing = await listRemote(path, {
		environment: place.environment,
		onProgress: runner.progress
	});
	const files = listedFiles(listing.files);
	const text = () => utf8Pieces(remotePieces(files));
	const { digest, bytes: textBytes } = sha256OfPieces(text());
	const record = {
		name,
		role,
		path: listing.shown,
		root: listing.root,
		digest,
		files: files.length,
		bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
		kind: "remote",
		checksums: { ...countKinds(files) },
		...listing.version === void 0 ? {} : { version: listing.version }
	};
	const { leftOut, notes } = listing;
	return {
		record,
		files: () => files,
		text,
		textBytes,
		isReadable: () => false,
		leftOut,
		notes
	};
}
/** A dataset of which nothing is known but the version that a command told. */
function measureClaimed({ name, role, path }, version) {
	const text = () => utf8Pieces([claimedText(version)]);
	const { digest, bytes: textBytes } = sha256OfPieces(text());
	return {
		record: {
			name,
			role,
			path,
			root: "",
			digest,
			files: 0,
			bytes: 0,
			kind: "claimed",
			version
		},
		files: () => [],
		text,
		textBytes,
		isReadable: () => false,
		leftOut: [],
		notes: []
	};
}
// shared/features/remote/version-command.ts
const LONGEST_MS = 12e4;
const OUTPUT_BYTES = 65536;
const LONGEST_VERSION = 500;
/**
* The version that a command prints as its only line. It runs without a shell and without any token; what it says is
* believed, and so the dataset counts as claimed.
*/
async function askVersion({ name, argv, place, longestMs = LONGEST_MS }) {
	const { exit, stdout, isCut } = await runMarked(argv, {
		cwd: place.workspace,
		environment: childEnvironment(place.environment),
		timeoutMs: longestMs,
		outputLimitBytes: OUTPUT_BYTES
	});
	if (exit.kind !== "exited" || exit.code !== 0) throw failed(`the version command of ${name} ${describeEnd(exit, longestMs)}`);
	if (isCut) throw failed(`the version command of ${name} printed more than ${OUTPUT_BYTES} bytes`);
	const version = lineOf(stdout);
	if (version !== void 0) return version;
	throw failed(`the version command of ${name} did not print one line of 1 to ${LONGEST_VERSION} plain characters`);
}
function lineOf(output) {
	try {
		const text = new TextDecoder("utf-8", { fatal: true }).decode(output).trim();
		return /^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+$/u.test(text) && text.length <= LONGEST_VERSION ? text : void 0;
	} catch {
		return;
	}
}
function failed(message) {
	return new ActionError("version-unknown", message, { hint: "It must end with 0 and print the id of a snapshot. It sees PATH, HOME and the like, and no tokens:\nversion: [python, snapshot_id.py]" });
}
export { askVersion, measureClaimed, measureRemote };
