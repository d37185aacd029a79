import type {Document} from './document.ts'

/** GitHub refuses comments over 65,536 and does not say of what; this is below it however they count. */
export const COMMENT_BUDGET = 60_000
/** GitHub refuses job summaries over 1 MiB. */
export const SUMMARY_BUDGET = 1_000 * 1_024

const encoder = new TextEncoder()

/** The larger of what GitHub may count: UTF-16 units or bytes. */
export function weigh(text: string): number {
  return Math.max(text.length, encoder.encode(text).length)
}

/** The first rendering within the budget, richest first; the last one when none is. */
export function fit(
  documents: readonly Document[],
  render: (document: Document) => string,
  budget: number,
): string {
  let rendered = ''
  for (const document of documents) {
    rendered = render(document)
    if (weigh(rendered) <= budget) break
  }
  return rendered
}
