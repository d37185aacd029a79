import type {ExampleScore, ExampleTable} from '../example-table.ts'
import type {MetricRecord} from '../metric-record.ts'
import {exampleIds} from './example-ids.ts'
import type {Reading} from './reading.ts'
import {type ScoreColumn, scoreColumn} from './score-column.ts'
import {readingOf} from './score-table.ts'

type Score = Omit<ExampleScore, 'values'> & {
  readonly value: ScoreValue
}

export type ScoreValue = number | NonNullable<MetricRecord['found']>

export type ExampleRows = {
  /** Why the example cannot be taken. */
  readonly add: (
    example: {readonly id: string; readonly line: number; readonly hash?: string | undefined},
    scores: readonly Score[],
  ) => string | undefined
  readonly count: () => number
  /** A hash is of use only where all examples have one. */
  readonly reading: (source: string) => Reading
}

/** Scores by example from files that are read as a whole, such as reports of tests. */
export function exampleRows(): ExampleRows {
  const ids = exampleIds()
  const hashes: string[] = []
  const columns = new Map<string, ScoreColumn & Omit<Score, 'value'>>()
  return {
    add({id, line, hash}, scores) {
      const row = ids.all().length
      const problem = ids.add(id, line)
      if (problem !== undefined) return problem
      if (hash !== undefined) hashes.push(hash)
      for (const {key, direction, value} of scores) {
        const name = JSON.stringify(key)
        let column = columns.get(name)
        if (!column) {
          column = {...scoreColumn(), key, direction}
          columns.set(name, column)
        }
        if (typeof value === 'number') column.number(row, value, line)
        else column.other(row, value, line)
      }
      return undefined
    },
    count: () => ids.all().length,
    reading(source) {
      const isHashed = hashes.length === ids.all().length
      const table: Omit<ExampleTable, 'scores'> = {
        source,
        ids: ids.all(),
        ...(isHashed && hashes.length > 0 ? {hashes} : {}),
      }
      return readingOf(table, [...columns.values()])
    },
  }
}
