import { runAsAction } from "./shared.js";
import { track } from "./track-action.js";
// actions/track/main.ts
await runAsAction(track);
export {};
