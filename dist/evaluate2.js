export { evaluateModel } from "./evaluate-evaluate-parts.js";
