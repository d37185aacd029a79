export { context } from "./github.js";
