import { drawFreeBlocks } from "./base.js";
import { parentPort } from "node:worker_threads";
// shared/platform/resample.worker.ts
parentPort?.on("message", (work) => drawFreeBlocks(work));
export {};
