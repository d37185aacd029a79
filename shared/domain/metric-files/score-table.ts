import type {ExampleScore, ExampleTable} from '../example-table.ts'
import {meansOf} from './example-means.ts'
import type {Reading} from './reading.ts'
import type {ScoreColumn} from './score-column.ts'

type Scored = Pick<ScoreColumn, 'take'> & Omit<ExampleScore, 'values'>

/**
 * Scores that every example has, with their means; of the others the metric alone, in the state that says why. A score
 * of some examples would be the mean of whichever had one.
 */
export function readingOf(
  table: Omit<ExampleTable, 'scores'>,
  columns: readonly Scored[],
): Reading {
  const taken = columns.map(({key, direction, take}) => ({
    key: [...key],
    ...(direction ? {direction} : {}),
    ...take(table.ids.length),
  }))
  const scores = taken.flatMap(({key, direction, ...taken}) =>
    'values' in taken ? {key, ...(direction ? {direction} : {}), values: taken.values} : [],
  )
  const gaps = taken.flatMap(({key, ...taken}) => {
    if (!('gap' in taken)) return []
    const {line, ...state} = taken.gap
    return {key, ...state, source: table.source, ...(line === undefined ? {} : {line})}
  })
  const examples = {...table, scores}
  return {
    metrics: [...meansOf(examples), ...gaps],
    ...(scores.length > 0 ? {examples: [examples]} : {}),
  }
}
