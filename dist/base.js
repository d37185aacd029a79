import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
// shared/platform/hash-file.ts
const BUFFER_BYTES = 4 * 2 ** 20;
/**
* SHA-256 of one file, read in pieces through a buffer that the caller lends. Throws when the file changed while it
* was read (size or time of the open file).
*/
function hashFile(path, buffer) {
	const file = openSync(path, "r");
	try {
		const before = fstatSync(file, { bigint: true });
		const hash = createHash("sha256");
		let bytes = 0;
		for (;;) {
			const read = readSync(file, buffer, 0, buffer.length, null);
			if (read === 0) break;
			hash.update(read === buffer.length ? buffer : buffer.subarray(0, read));
			bytes += read;
		}
		const after = fstatSync(file, { bigint: true });
		if (BigInt(bytes) !== after.size || before.mtimeNs !== after.mtimeNs) throw new Error("changed while it was read");
		return {
			digest: `sha256:${hash.digest("hex")}`,
			bytes
		};
	} finally {
		closeSync(file);
	}
}
function hashBuffer() {
	return Buffer.allocUnsafeSlow(BUFFER_BYTES);
}
export { hashBuffer, hashFile };
