import type {Batch, Observer, TableColumn} from '../ports/table.ts'
import {type ColumnSummary, type ColumnTally, columnTally} from './column-profile.ts'

/** Columns of which more than type and empty cells is known. */
export const MOST_PROFILED = 200

/** Gathers the types of all columns, and of the first 200 how their values lie. */
export function profileObserver() {
  let tallies: ColumnTally[] = []
  let rows = 0
  const observer: Observer = {
    begin(columns: readonly TableColumn[]): void {
      const more = columns
        .slice(tallies.length)
        .map((column, index) =>
          columnTally(column, {isDetailed: tallies.length + index < MOST_PROFILED}),
        )
      tallies = [...tallies, ...more]
    },
    batch(batch: Batch): void {
      for (const [index, tally] of tallies.entries()) {
        const cells = batch.columns[index]
        if (cells) tally.add(cells, batch.rows)
      }
      rows += batch.rows
    },
    end: () => undefined,
  }
  return {
    observer,
    rows: () => rows,
    /** Of all columns; what a row before did not have counts as empty. */
    columns: (): readonly ColumnSummary[] =>
      tallies.map(tally => {
        const summary = tally.summary()
        return {...summary, nulls: summary.nulls + rows - summary.cells, cells: rows}
      }),
  }
}
