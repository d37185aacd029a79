import { runPostOf } from "./shared.js";
import { token } from "./token-action.js";
// actions/token/post.ts
await runPostOf(token);
export {};
