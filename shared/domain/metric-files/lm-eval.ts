import type {MetricRecord} from '../metric-record.ts'
import type {Tree} from '../tree.ts'
import {
  countOf,
  hasNames,
  memberOf,
  membersOf,
  metricAt,
  numberOf,
  problemAt,
  spreadOf,
} from './fields.ts'
import type {TreeFormat} from './reading.ts'

/** The results file of EleutherAI's lm-evaluation-harness. */
export const lmEval: TreeFormat = {
  name: 'lm-eval',
  title: 'lm-evaluation-harness results',
  fileName: /(?:^|\/)results_[^/]*\.json$/,
  options: [],
  recognise: (tree, path) => {
    if (!hasNames(tree, 'results', 'versions')) return undefined
    const third = ['n-shot', 'n-samples', 'higher_is_better'].find(name => hasNames(tree, name))
    if (third !== undefined) return `it has results, versions and ${third}`
    return lmEval.fileName?.test(path) ? 'of its name, and it has results and versions' : undefined
  },
  read: (tree, source) => {
    const results = memberOf(tree, 'results')
    if (results?.kind !== 'object') return problemAt(results ?? tree, 'has no results of tasks')
    const metrics: MetricRecord[] = []
    const groups = membersOf(memberOf(tree, 'groups')).filter(
      ([name]) => !results.members.has(name),
    )
    for (const [task, scores] of [...membersOf(results), ...groups]) {
      metrics.push(...readTask(tree, task, {scores, source}))
    }
    const unfitAsBaseline = limitOf(tree)
    return {metrics, part: 'results', ...(unfitAsBaseline === undefined ? {} : {unfitAsBaseline})}
  },
}

/** What a metric of a task is called: as in the file, but for the filter "none", which nobody would write. */
export function lmEvalKey(task: string, metric: string, filter: string): readonly string[] {
  return [task, filter === 'none' || filter === '' ? metric : `${metric},${filter}`]
}

/** What stands among the metrics of a task and is none. */
const OTHERS = new Set(['alias', 'name', 'sample_len', 'sample_count'])

function readTask(
  tree: Tree,
  task: string,
  {scores, source}: {readonly scores: Tree; readonly source: string},
): readonly MetricRecord[] {
  const directions = memberOf(memberOf(tree, 'higher_is_better'), task)
  const n = examplesOf(tree, task, new Set())
  return membersOf(scores).flatMap(([name, value]) => {
    const comma = name.indexOf(',')
    const metric = comma === -1 ? name : name.slice(0, comma)
    const filter = comma === -1 ? '' : name.slice(comma + 1)
    if (OTHERS.has(metric.trim()) || metric.endsWith('_stderr')) return []
    const isHigher = memberOf(directions, metric)
    return [
      metricAt(value, lmEvalKey(task, metric, filter), {
        source,
        n,
        // "N/A" where none was computed.
        stderr: spreadOf(memberOf(scores, `${metric}_stderr${comma === -1 ? '' : `,${filter}`}`)),
        direction: isHigher?.kind === 'flag' ? (isHigher.value ? 'higher' : 'lower') : undefined,
      }),
    ]
  })
}

/** The examples that were evaluated; of a group those of its tasks, where all of them say so. */
function examplesOf(tree: Tree, task: string, seen: Set<string>): number | undefined {
  const own = countOf(memberOf(memberOf(memberOf(tree, 'n-samples'), task), 'effective'))
  const parts = memberOf(memberOf(tree, 'group_subtasks'), task)
  if (own !== undefined || parts?.kind !== 'list' || parts.items.length === 0) return own
  let sum = 0
  for (const part of parts.items) {
    // A task of two groups would be counted twice.
    if (part.kind !== 'text' || seen.has(part.value)) return undefined
    seen.add(part.value)
    const count = examplesOf(tree, part.value, seen)
    if (count === undefined) return undefined
    sum += count
  }
  return sum
}

/** Why the figures are only good for a try: a limit left examples out. */
function limitOf(tree: Tree): string | undefined {
  const cut = membersOf(memberOf(tree, 'n-samples')).flatMap(([task, counts]) => {
    const effective = numberOf(memberOf(counts, 'effective'))
    const original = numberOf(memberOf(counts, 'original'))
    if (effective === undefined || original === undefined || effective >= original) return []
    return [`${effective} of ${original} examples of ${task}`]
  })
  const limit = memberOf(memberOf(tree, 'config'), 'limit')
  const isLimited = limit !== undefined && limit.kind !== 'null'
  if (cut.length === 0 && !isLimited) return undefined
  const some = cut.slice(0, 3).join(', ')
  const more = cut.length > 3 ? ` and ${cut.length - 3} more` : ''
  const what = cut.length === 0 ? 'only a part of the examples was' : `only ${some}${more} were`
  return `${what} evaluated (--limit), which is no baseline for others`
}
