export { verify } from "./verify-action.js";
