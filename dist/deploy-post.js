import { runPostOf } from "./shared.js";
import { deploy } from "./deploy-action.js";
// actions/deploy/post.ts
await runPostOf(deploy);
export {};
