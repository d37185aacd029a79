import { constants } from "node:fs";
import { open } from "node:fs/promises";
// shared/platform/file-head.ts
/** The first bytes of a file, fewer where it is shorter, and how long it is. */
async function readHead(path, bytes) {
	const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
	try {
		const { size } = await file.stat();
		const buffer = Buffer.alloc(bytes);
		const { bytesRead } = await file.read(buffer, 0, bytes, 0);
		return {
			head: buffer.subarray(0, bytesRead),
			size
		};
	} finally {
		await file.close();
	}
}
export { readHead };
