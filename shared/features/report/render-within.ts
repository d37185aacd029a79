import {weigh} from '../../domain/text-size.ts'
import type {Document} from './document.ts'

type Room = {readonly render: (document: Document) => string; readonly budget: number}

/** The first rendering within the budget, richest first; the last one when none is. */
export function renderWithin(documents: readonly Document[], {render, budget}: Room): string {
  let rendered = ''
  for (const document of documents) {
    rendered = render(document)
    if (weigh(rendered) <= budget) break
  }
  return rendered
}
