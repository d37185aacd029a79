import { runAsAction } from "./shared.js";
import { token } from "./token-action.js";
// actions/token/main.ts
await runAsAction(token);
export {};
