import type {MetricRecord} from '../metric-record.ts'
import type {Tree} from '../tree.ts'
import {hasNames, memberOf, membersOf, metricAt, numberOf, problemAt} from './fields.ts'
import type {TreeFormat} from './reading.ts'

/** The last value of everything that a run of Weights & Biases logged. */
export const wandbSummary: TreeFormat = {
  name: 'wandb-summary',
  title: 'W&B summary',
  fileName: /(?:^|\/)wandb-summary\.json$/,
  recognise: (tree, path) => {
    if (hasNames(tree, '_wandb')) return 'it has _wandb'
    if (hasNames(tree, '_runtime', '_step')) return 'it has _runtime and _step'
    const isNamed = wandbSummary.fileName?.test(path) && tree.kind === 'object'
    return isNamed ? 'of its name' : undefined
  },
  read: (tree, source) => {
    const step = numberOf(memberOf(tree, '_step'))
    const metrics = [...collect(tree, [], {source, step})]
    if (metrics.length > 0) return {metrics}
    return problemAt(tree, "holds nothing but W&B's own values; the run logged no metric")
  },
}

function* collect(
  tree: Tree,
  path: readonly string[],
  facts: {readonly source: string; readonly step: number | undefined},
): Generator<MetricRecord> {
  for (const [name, value] of membersOf(tree)) {
    if (name.startsWith('_')) continue
    const key = [...path, name]
    if (value.kind !== 'object') yield metricAt(asNumber(value), key, facts)
    // Tables, images and histograms say what they are.
    else if (!hasNames(value, '_type')) yield* collect(value, key, facts)
  }
}

/** W&B writes what JSON has no number for as a text. */
function asNumber(tree: Tree): Tree {
  if (tree.kind !== 'text' || !/^(?:NaN|-?Infinity)$/.test(tree.value)) return tree
  return {kind: 'number', value: Number(tree.value), line: tree.line, column: tree.column}
}
