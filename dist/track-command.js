export { track } from "./track-action.js";
