// shared/platform/remote/parallel.ts
/** The tasks' results in their order, at most so many at a time. The first that fails ends it. */
async function inParallel(items, most, task) {
	const results = [];
	let next = 0;
	let isOver = false;
	async function work() {
		while (!isOver && next < items.length) {
			const at = next++;
			const item = items[at];
			try {
				results[at] = await task(item);
			} catch (error) {
				isOver = true;
				throw error;
			}
		}
	}
	await Promise.all(Array.from({ length: Math.min(most, items.length) }, work));
	return results;
}
export { inParallel };
