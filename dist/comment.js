import { runAsAction } from "./shared.js";
import { comment } from "./comment-action.js";
// actions/comment/main.ts
await runAsAction(comment);
export {};
