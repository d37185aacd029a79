import { runAsAction } from "./shared.js";
import { gate } from "./gate-action.js";
// actions/gate/main.ts
await runAsAction(gate);
export {};
