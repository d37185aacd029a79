export { gate } from "./gate-action.js";
