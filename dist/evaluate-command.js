export { evaluate } from "./evaluate-action.js";
