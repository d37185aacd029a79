export { Octokit } from "./octokit.js";
