export { readPipelineAt, traceLocks } from "./verify-basics-3.js";
