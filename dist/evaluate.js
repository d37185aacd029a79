import { runAsAction } from "./shared.js";
import { evaluate } from "./evaluate-action.js";
// actions/evaluate/main.ts
await runAsAction(evaluate);
export {};
