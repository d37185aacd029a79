/** GitHub refuses comments over 65,536 and does not say of what; this is below it however they count. */
export const COMMENT_BUDGET = 60_000
/** GitHub refuses job summaries over 1 MiB. */
export const SUMMARY_BUDGET = 1_000 * 1_024

const encoder = new TextEncoder()

/** The larger of what GitHub may count: UTF-16 units or bytes. */
export function weigh(text: string): number {
  return Math.max(text.length, encoder.encode(text).length)
}
