/** What people write in the place of a file: `mlflow:RUN_ID`, `metaflow:Flow/run/step#metrics`. */
export function isNamedSource(text: string): boolean {
  return /^(?:mlflow|metaflow):/.test(text)
}
