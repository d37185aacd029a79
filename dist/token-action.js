import { defineAction, tokenInputs } from "./shared.js";
import { giveTokenBack, runToken } from "./token-parts.js";
// actions/token/action.ts
const token = defineAction({
	name: "token",
	about: "Exchange the job's identity for a short token that opens one target, and give it back.",
	example: "proofmark token --exchange https://id.acme.example/token --audience models-production",
	inputs: tokenInputs,
	outputs: {
		token: "The token; hidden in every log, and given only to the steps that name it.",
		"expires-at": "When it expires, as 2026-01-31T12:00:00.000Z; empty when nobody says.",
		scope: "What it may do, as the endpoint says it.",
		"reason-code": "exchanged, or why there is no token.",
		result: "All of it but the token as JSON (schemas/token-result.schema.json)."
	},
	run: runToken,
	post: giveTokenBack
});
export { token };
