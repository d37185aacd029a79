// shared/platform/remote/reach.ts
const LISTING_LIMITS = {
	files: 5e5,
	pages: 2e4,
	pageBytes: 8 * 2 ** 20,
	totalMs: 12e5,
	requestMs: 6e4,
	tries: 5
};
/** What a listing may cost at most; beyond, it ends with an error and never with a part. */
function limitsOf({ limits }) {
	return {
		...LISTING_LIMITS,
		...limits
	};
}
/** What is set and not empty. */
function variable({ environment }, name) {
	const text = environment[name]?.trim();
	return text === "" ? void 0 : text;
}
/**
* Whether whoever runs this machine named the host in PROOFMARK_REMOTE_HOSTS: such a one may have an address of a private
* network, and be asked over http.
*/
function isMeantHost(reach, { host, hostname }) {
	const named = (variable(reach, "PROOFMARK_REMOTE_HOSTS") ?? "").split(/[\s,]+/);
	return named.includes(host) || named.includes(hostname);
}
export { isMeantHost, limitsOf, variable };
