import { runAsAction } from "./shared.js";
import { train } from "./train-action.js";
// actions/train/main.ts
await runAsAction(train);
export {};
