export { comment } from "./comment-action.js";
