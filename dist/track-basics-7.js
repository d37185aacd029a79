import { ActionError, codeOf } from "./base.js";
import { askedPause, isPassing, request, tryAgain } from "./shared.js";
import { isMeantHost, limitsOf } from "./track-basics-9.js";
// shared/platform/remote/ask.ts
const PAUSE_MS = 500;
/**
* What passes is tried again: a broken connection, an answer that takes too long, too many requests, a server that is not
* well; each time later, and as late as the server asks. No redirect is followed, for headers hold credentials.
*/
function openAsker(reach) {
	const { totalMs, requestMs, pageBytes, tries } = limitsOf(reach);
	const until = Date.now() + totalMs;
	return async ({ method = "GET", url, headers, what }) => {
		const attempt = async () => request({
			method,
			url: url.href,
			headers: {
				accept: "*/*",
				...await headers?.()
			},
			what,
			deadlineMs: Math.max(1, Math.min(requestMs, until - Date.now())),
			limitBytes: pageBytes,
			isRedirectAnswer: true,
			isOpenLineMeant: isMeantHost(reach, url),
			...reach.signal ? { signal: reach.signal } : {}
		});
		return tryAgain(attempt, isSettled, {
			times: tries - 1,
			pauseMs: reach.pauseMs ?? PAUSE_MS,
			pauseAfter: askedPause,
			until
		});
	};
}
function isSettled(outcome) {
	if ("value" in outcome) return !isPassing(outcome.value.status) && outcome.value.status !== 408;
	return !["http-unreachable", "http-timeout"].includes(codeOf(outcome.error));
}
/** What an answer that is not the wanted one means, with what to do. */
function refused({ status }, refusal) {
	const { shown, word, forbidden, missing, elsewhere } = refusal;
	const answer = `(${status}${word !== void 0 && /^[\w.-]{1,64}$/.test(word) ? ` ${word}` : ""})`;
	if (status === 401 || status === 403) return new ActionError("remote-forbidden", `${shown} may not be looked at ${answer}`, { hint: forbidden });
	if (status === 404) return new ActionError("remote-missing", `${shown} is not there ${answer}`, { hint: missing });
	if (status >= 300 && status < 400) return new ActionError("remote-elsewhere", `${shown} lies elsewhere ${answer}`, { hint: elsewhere ?? "No redirect is followed: credentials must not travel on." });
	if (isPassing(status)) return new ActionError("remote-unwell", `${shown} could not be listed ${answer}, though it was tried several times`, { hint: "The service is not well, or is asked too much. Run it again later." });
	return new ActionError("remote-failed", `${shown} could not be listed ${answer}`, { hint: forbidden });
}
/** An answer that is not what its documentation says. Nothing of it is believed. */
function malformed(shown, why) {
	return new ActionError("remote-malformed", `the listing of ${shown} cannot be used: ${why}`, { hint: "Something that is not this service, or a proxy, may answer. A part of a listing is never taken for all of it." });
}
export { malformed, openAsker, refused };
