export { findRun } from "./mlflow-run.js";
