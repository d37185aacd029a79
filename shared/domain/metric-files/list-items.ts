import {measured} from '../metric.ts'
import type {MetricRecord} from '../metric-record.ts'
import type {Spot, TextProblem, Tree} from '../tree.ts'

export function problemOf({line, column}: Spot, message: string): TextProblem {
  return {line, column, message}
}

export function itemsOf(tree: Tree | undefined): readonly Tree[] | undefined {
  return tree?.kind === 'list' ? tree.items : undefined
}

/** What a record says of a value, whatever stands there; of nothing, too. */
export function figureOf(
  tree: Tree | undefined,
): Pick<MetricRecord, 'value' | 'found' | 'dtype' | 'line'> {
  return tree ? {...measured(tree), line: tree.line} : {value: 'not-a-number', found: 'null'}
}

/** Names that are there twice, with the place of the first. */
export function repeated<T extends Spot>(
  items: readonly T[],
  name: (item: T) => string,
): readonly TextProblem[] {
  const first = new Map<string, T>()
  return items.flatMap(item => {
    const known = first.get(name(item))
    if (!known) first.set(name(item), item)
    if (!known) return []
    const text = JSON.stringify(name(item).slice(0, 200))
    return [problemOf(item, `${text} is there twice, first on line ${known.line}`)]
  })
}
