import { runAsAction } from "./shared.js";
import { verify } from "./verify-action.js";
// actions/verify/main.ts
await runAsAction(verify);
export {};
