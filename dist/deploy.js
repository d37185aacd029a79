import { runAsAction } from "./shared.js";
import { deploy } from "./deploy-action.js";
// actions/deploy/main.ts
await runAsAction(deploy);
export {};
