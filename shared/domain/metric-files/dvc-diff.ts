import type {MetricRecord} from '../metric-record.ts'
import type {TextProblem, Tree} from '../tree.ts'
import {hasNames, memberOf, membersOf, metricAt, problemAt} from './fields.ts'
import type {TreeFormat} from './reading.ts'

/**
 * `dvc metrics diff --json`: judged are the new values, compared with are the old ones. Values that did not change are
 * only there with `--all`.
 */
export const dvcDiff: TreeFormat = {
  name: 'dvc-diff',
  title: 'output of dvc metrics diff --json',
  options: [
    {name: 'new', about: 'the new values; default for what is judged'},
    {name: 'old', about: 'the old values; default for the baseline'},
  ],
  recognise: tree => {
    const leaves = changesOf(tree)
    return leaves && leaves.length > 0 ? 'its values have old and new' : undefined
  },
  read: (tree, source, {option, isBaseline = false}) => {
    const leaves = changesOf(tree)
    if (!leaves || leaves.length === 0) {
      return problemAt(
        tree,
        'holds no change with old and new; write it with dvc metrics diff --all --json',
      )
    }
    const side = option?.name ?? (isBaseline ? 'old' : 'new')
    const problems: TextProblem[] = []
    const metrics: MetricRecord[] = []
    for (const [file, changes] of grouped(leaves)) {
      const values = changes.map(({path, change}) => ({path, value: memberOf(change, side)}))
      const isLost = values.every(({value}) => value?.kind === 'null')
      const {line, column} = changes[0]?.change ?? tree
      // DVC says no more than this of a file that is missing or broken. An earlier state may well have had no file.
      if (isLost && side === 'new') {
        const message = `DVC could not read ${file}: every new value in it is null`
        problems.push({line, column, message})
      }
      for (const {path, value} of values) {
        const isNewMetric = side === 'old' && value?.kind === 'null'
        if (value && !isNewMetric) metrics.push(metricAt(value, path, {source}))
      }
    }
    return problems.length > 0 ? {problems} : {metrics}
  },
}

type Leaf = {readonly file: string; readonly path: readonly string[]; readonly change: Tree}

/** Every change below the files; nothing when something else stands there, too. */
function changesOf(tree: Tree): readonly Leaf[] | undefined {
  const leaves: Leaf[] = []
  for (const [file, content] of membersOf(tree)) {
    if (isChange(content)) leaves.push({file, path: [file], change: content})
    else if (content.kind !== 'object' || !addBelow(content, file, {path: [], leaves})) {
      return undefined
    }
  }
  return leaves
}

function addBelow(
  tree: Tree,
  file: string,
  {path, leaves}: {readonly path: readonly string[]; readonly leaves: Leaf[]},
): boolean {
  return membersOf(tree).every(([name, value]) => {
    const below = [...path, name]
    if (isChange(value)) return leaves.push({file, path: below, change: value}) > 0
    return value.kind === 'object' && addBelow(value, file, {path: below, leaves})
  })
}

function isChange(tree: Tree): boolean {
  return (
    hasNames(tree, 'old', 'new') &&
    membersOf(tree).every(([name, {kind}]) => /^(?:old|new|diff)$/.test(name) && kind !== 'object')
  )
}

function grouped(leaves: readonly Leaf[]): ReadonlyMap<string, readonly Leaf[]> {
  const files = new Map<string, Leaf[]>()
  for (const leaf of leaves) {
    const same = files.get(leaf.file)
    if (same) same.push(leaf)
    else files.set(leaf.file, [leaf])
  }
  return files
}
