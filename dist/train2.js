export { trainRun } from "./train-train-parts.js";
