export { readPipelineAt, traceLocks } from "./verify-parts.js";
