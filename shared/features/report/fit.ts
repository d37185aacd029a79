import {weigh} from '../../domain/text-size.ts'
import type {Document} from './document.ts'

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
