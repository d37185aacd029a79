import { open } from "node:fs/promises";
import { constants } from "node:fs";
// shared/platform/tables/byte-window.ts
const FIRST_BYTES = 2 ** 20;
/** The longest row that is read. */
const MOST_ROW_BYTES = 16 * 2 ** 20;
async function openWindow(path) {
	const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
	let bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
	let from = 0;
	let to = 0;
	let isLast = false;
	return {
		bytes: () => bytes,
		from: () => from,
		to: () => to,
		isLast: () => isLast,
		advance: (next) => {
			from = next;
		},
		async more() {
			if (isLast) return false;
			if (from > 0) bytes.copyWithin(0, from, to);
			to -= from;
			from = 0;
			if (to === bytes.length) {
				if (bytes.length >= MOST_ROW_BYTES) return false;
				const larger = Buffer.allocUnsafeSlow(bytes.length * 2);
				bytes.copy(larger, 0, 0, to);
				bytes = larger;
			}
			while (to < bytes.length && !isLast) {
				const { bytesRead } = await file.read(bytes, to, bytes.length - to, null);
				to += bytesRead;
				isLast = bytesRead === 0;
			}
			return true;
		},
		close: () => file.close()
	};
}
export { openWindow };
