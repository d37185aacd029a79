import {clipped, type FindingRow, SHOWN_ROWS} from '../finding.ts'
import {grouped} from '../grouped.ts'
import type {Batch, Cells} from '../ports/table.ts'

export type Places = {
  /** Counts one, and keeps it while it is among the first. */
  readonly add: (batch: Batch, row: number, cells?: Cells) => void
  readonly count: () => number
  readonly rows: () => FindingRow[]
  /** `, the first "-3" (prices.csv:14)`. */
  readonly first: () => string
}

/** Where an expectation is not met: how often, and the first rows. Nothing of a row is told where it is about persons. */
export function placeList(isPersonal: boolean): Places {
  let count = 0
  let first = ''
  const rows: FindingRow[] = []
  return {
    add(batch, row, cells) {
      count++
      if (rows.length >= SHOWN_ROWS) return
      const line = batch.lines[row]
      const text = isPersonal ? '' : clipped(batch.text(row))
      rows.push({file: batch.file, ...(line === undefined || line < 1 ? {} : {line}), text})
      if (count > 1) return
      const value = isPersonal || cells === undefined ? '' : ` ${shown(cells.text(row))}`
      first = `, the first${value} (${batch.file}${line === undefined ? '' : `:${line}`})`
    },
    count: () => count,
    rows: () => [...rows],
    first: () => first,
  }
}

const SHOWN_VALUE = 40

/** A value of the data in a sentence. */
export function shown(text: string): string {
  const line = clipped(text)
  return JSON.stringify(line.length > SHOWN_VALUE ? `${line.slice(0, SHOWN_VALUE)}…` : line)
}

/** `3 of 1,000 cells`. */
export function share(count: number, all: number, noun: string): string {
  return `${grouped(count)} of ${grouped(all)} ${noun}`
}
