export { token } from "./token-action.js";
