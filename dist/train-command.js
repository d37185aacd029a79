export { train } from "./train-action.js";
